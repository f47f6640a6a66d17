/* Delays and hours of the day, as rules and people write them. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "form/callbacks.h"

#define FIRST_MIN (6 * 60)              /* nobody is rung up before; clock changes lie before too */
#define LAST_MIN (24 * 60)
#define OWN_FIRST (9 * 60)              /* open ends, where the site says nothing */
#define OWN_LAST (20 * 60 + 30)

const char *const delay_units[] = { [DELAY_MIN] = "min", [DELAY_HOUR] = "h", [DELAY_DAY] = "d",
	[DELAY_MONTH] = "m", NULL };

/* No rule looks further than five years. */
static const int delay_max[] = { [DELAY_MIN] = 10080, [DELAY_HOUR] = 720, [DELAY_DAY] = 1830,
	[DELAY_MONTH] = 60 };

/* Up to four figures from *P on, which moves behind them; -1: none. */
static int take_figures(const char **p)
{
	int n = 0, count = 0;

	for (; **p >= '0' && **p <= '9' && count < 5; (*p)++, count++)
		n = n * 10 + (**p - '0');
	return count == 0 || count == 5 ? -1 : n;
}

bool delay_parse(const char *text, struct delay *out)
{
	const char *p = text;
	int n = take_figures(&p);

	*out = (struct delay){ .n = 0, .unit = DELAY_DAY };
	for (int i = 0; n >= 0 && delay_units[i]; i++) {
		if (strcmp(p, delay_units[i]) != 0 || n > delay_max[i])
			continue;
		*out = (struct delay){ .n = n, .unit = (enum delay_unit)i };
		return true;
	}
	return false;
}

char *delay_format(struct delay x, char out[DELAY_TEXT])
{
	return text_fmt(out, DELAY_TEXT, "%d%s", x.n, delay_units[x.unit]);
}

/* ---- hours ---- */

/* What is typed on a Chinese keyboard, as plain signs: 15点至18点, 15：00～18：00. */
static char plain_sign(uint32_t typed)
{
	uint32_t cp = cp_narrow(typed);

	if (cp < 0x80)
		return cp == '~' ? '-' : cp == ';' ? ',' : cp == '.' ? ':' : (char)cp;
	if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x301c || cp == 0x81f3 || cp == 0x5230)
		return '-';
	if (cp == 0x3001)
		return ',';
	if (cp == 0x70b9 || cp == 0x65f6)
		return ':';
	return '?';
}

static void plain_text(const char *text, char *out, size_t size)
{
	size_t n = 0;

	for (const char *p = text; *p && n + 1 < size;) {
		char c = plain_sign(utf8_next(&p));

		if (c != ' ' && c != '\t')
			out[n++] = c;
	}
	out[n] = '\0';
}

/* Minutes of "15", "15:", "15:30" at *P; -1: no time stands there; -2: none of the day. */
static int take_minutes(const char **p)
{
	int hour = take_figures(p), min = 0;

	if (hour < 0)
		return -1;
	if (**p == ':') {
		(*p)++;
		if (**p >= '0' && **p <= '9')
			min = take_figures(p);
	}
	return hour > 24 || min < 0 || min > 59 || hour * 60 + min > LAST_MIN ?
	    -2 : hour * 60 + min;
}

static int open_from(const struct call_windows *site)
{
	return site && site->n ? site->v[0].from_min : OWN_FIRST;
}

/* Who says "from 21 o'clock" means an hour of it, where the house ends before that. */
static int open_to(const struct call_windows *site, int from)
{
	int to = site && site->n ? site->v[site->n - 1].to_min : OWN_LAST;

	if (to <= from)
		to = from + 60;
	return to > LAST_MIN ? LAST_MIN : to;
}

static bool take_window(const char **p, const struct call_windows *site, struct call_window *out)
{
	int from = take_minutes(p), to;

	if (**p != '-' || from == -2)
		return false;
	(*p)++;
	to = take_minutes(p);
	if (to == -2 || (from == -1 && to == -1))
		return false;
	if (from == -1)
		from = open_from(site) < to ? open_from(site) : FIRST_MIN;
	if (to == -1)
		to = open_to(site, from);
	*out = (struct call_window){ .from_min = from, .to_min = to };
	return from >= FIRST_MIN && from < to;
}

static bool take_windows(const char *p, const struct call_windows *site, struct call_windows *out)
{
	while (out->n < CALL_WINDOWS) {
		struct call_window *w = &out->v[out->n];

		if (!take_window(&p, site, w) || (out->n && w->from_min < w[-1].to_min))
			return false;
		out->n++;
		if (!*p)
			return true;
		if (*p++ != ',')
			return false;
	}
	return false;
}

bool call_windows_parse(const char *text, const struct call_windows *site,
    struct call_windows *out)
{
	char plain[128];

	*out = (struct call_windows){ .n = 0 };
	if (!text || strlen(text) >= sizeof plain)
		return false;
	plain_text(text, plain, sizeof plain);
	if (take_windows(plain, site, out))
		return true;
	out->n = 0;
	return false;
}

char *call_windows_format(const struct call_windows *w, char out[CALL_WINDOWS_TEXT])
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < w->n; i++) {
		text_fmt(out + n, CALL_WINDOWS_TEXT - n, "%s%02d:%02d-%02d:%02d", i ? ", " : "",
		    w->v[i].from_min / 60, w->v[i].from_min % 60, w->v[i].to_min / 60,
		    w->v[i].to_min % 60);
		n += strlen(out + n);
	}
	return out;
}
