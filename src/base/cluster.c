/* Grapheme clusters (UAX #29, extended) and the cells that they take. */
#include "base/utf8.h"

#include <string.h>

#include "unicode_priv.h"

#define BIT(x) (1u << (x))
#define CONTROLS (BIT(GCB_CR) | BIT(GCB_LF) | BIT(GCB_CONTROL))
#define TAILS (BIT(GCB_EXTEND) | BIT(GCB_ZWJ) | BIT(GCB_SPACING))      /* GB9, GB9a */

/* Which properties go on with a cluster that ended in this one, whatever came before. */
static const unsigned joins[] = {
	[GCB_OTHER] = TAILS,
	[GCB_CR] = BIT(GCB_LF),                                         /* GB3 */
	[GCB_LF] = 0,                                                   /* GB4 */
	[GCB_CONTROL] = 0,
	[GCB_EXTEND] = TAILS,
	[GCB_ZWJ] = TAILS,
	[GCB_REGIONAL] = TAILS,
	[GCB_PREPEND] = ~CONTROLS,                                      /* GB9b */
	[GCB_SPACING] = TAILS,
	[GCB_L] = TAILS | BIT(GCB_L) | BIT(GCB_V) | BIT(GCB_LV) | BIT(GCB_LVT), /* GB6 */
	[GCB_V] = TAILS | BIT(GCB_V) | BIT(GCB_T),                      /* GB7 */
	[GCB_LV] = TAILS | BIT(GCB_V) | BIT(GCB_T),
	[GCB_T] = TAILS | BIT(GCB_T),                                   /* GB8 */
	[GCB_LVT] = TAILS | BIT(GCB_T),
	[GCB_PICTOGRAPHIC] = TAILS,
};

/* What the two rules with a memory need to know of the cluster so far. */
struct past {
	enum gcb last;
	enum { NO_EMOJI, EMOJI, EMOJI_ZWJ } emoji;      /* GB11: pictographic, Extend*, ZWJ */
	bool odd_regional;                              /* GB12, GB13: flags are pairs */
};

static enum gcb gcb_of(uint32_t cp)
{
	return (enum gcb)(unicode_props(cp) & UNI_GCB);
}

static bool goes_on(const struct past *p, enum gcb next)
{
	if (joins[p->last] & BIT(next))
		return true;
	if (next == GCB_PICTOGRAPHIC)
		return p->emoji == EMOJI_ZWJ;
	return next == GCB_REGIONAL && p->last == GCB_REGIONAL && p->odd_regional;
}

static void advance(struct past *p, enum gcb next)
{
	if (next == GCB_PICTOGRAPHIC)
		p->emoji = EMOJI;
	else if (next == GCB_ZWJ && p->emoji == EMOJI)
		p->emoji = EMOJI_ZWJ;
	else if (next != GCB_EXTEND || p->emoji != EMOJI)
		p->emoji = NO_EMOJI;
	p->odd_regional = next == GCB_REGIONAL && !p->odd_regional;
	p->last = next;
}

/* Most characters are ASCII before ASCII, where nothing can join: the short way. */
static bool stands_alone(const char *p, const char *end)
{
	unsigned char c = (unsigned char)p[0], next = end - p > 1 ? (unsigned char)p[1] : 0;

	return c >= 0x20 && c < 0x7f && next < 0x80;
}

/* A terminal gives every character of a width cells of its own, whatever the rules say of Thai or
 * Tamil vowels; only emoji are drawn into one another. */
static bool shares_cell(const struct past *p, enum gcb next, uint32_t cp)
{
	return cp_cells(cp) == 0 || p->emoji != NO_EMOJI || next == GCB_REGIONAL;
}

/* The first cluster of [p, end). ONE_CELL: of at most UTF8_CLUSTER_MAX code points in one cell. */
static size_t first_cluster(const char *p, const char *end, bool one_cell)
{
	size_t len, max = one_cell ? UTF8_CLUSTER_MAX : SIZE_MAX;
	struct past past = { .last = GCB_OTHER };
	const char *at = p;

	if (p >= end)
		return 0;
	if (stands_alone(p, end))
		return 1;
	advance(&past, gcb_of(utf8_decode(at, end, &len)));
	at += len;
	for (size_t n = 1; n < max && at < end; n++) {
		uint32_t cp = utf8_decode(at, end, &len);
		enum gcb next = gcb_of(cp);

		if (!goes_on(&past, next) || (one_cell && !shares_cell(&past, next, cp)))
			break;
		advance(&past, next);
		at += len;
	}
	return (size_t)(at - p);
}

size_t utf8_break(const char *p, const char *end)
{
	return first_cluster(p, end, false);
}

size_t utf8_cluster(const char *p, const char *end)
{
	return first_cluster(p, end, true);
}

int cp_cells(uint32_t cp)
{
	return UNI_CELLS(unicode_props(cp));
}

bool cp_is_han(uint32_t cp)
{
	return unicode_props(cp) & UNI_HAN;
}

int utf8_cluster_cells(const char *p, size_t n)
{
	const char *end = p + n;
	int widest = 0;
	size_t len;

	for (; p < end; p += len) {
		int cells = cp_cells(utf8_decode(p, end, &len));

		if (cells > widest)
			widest = cells;
	}
	return widest;
}

size_t utf8_fit(const char *s, int cells, int *used)
{
	const char *at = s, *end = s + strlen(s);
	int sum = 0;

	while (at < end) {
		size_t n = utf8_cluster(at, end);
		int c = utf8_cluster_cells(at, n);

		if (c > cells - sum)
			break;
		sum += c;
		at += n;
	}
	if (used)
		*used = sum;
	return (size_t)(at - s);
}

int utf8_cells(const char *s)
{
	int used;

	utf8_fit(s, INT32_MAX, &used);
	return used;
}
