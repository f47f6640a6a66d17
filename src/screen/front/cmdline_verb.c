/* Which command a word means: names, codes, labels, beginnings. Never a guess between two. */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cmdline_priv.h"

enum { NEAR_MAX = 2, SPELL_MAX = 40 };

static bool same_folded(const char *a, const char *b, size_t n)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	utf8_fold(&x, a);
	utf8_fold(&y, b);
	same = n ? !strncmp(buf_str(&x), buf_str(&y), strlen(buf_str(&x))) :
	    !strcmp(buf_str(&x), buf_str(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

static bool equals(const char *word, const char *text)
{
	return text && same_folded(word, text, 0);
}

static bool begins(const char *word, const char *text)
{
	return text && same_folded(word, text, 1);
}

/* "book" of "appt-book". */
static const char *short_name(const struct command *c)
{
	const char *hyphen = strchr(c->name, '-');

	return hyphen ? hyphen + 1 : c->name;
}

/* ---- one way of fitting after the other ---- */

static bool fits_name(const struct command *c, const char *word)
{
	return equals(word, c->name) || equals(word, c->code);
}

static bool fits_label(const struct command *c, const char *word)
{
	return c->label && (equals(word, c->label) || equals(word, tr(c->label)));
}

static bool fits_short(const struct command *c, const char *word)
{
	return equals(word, short_name(c));
}

static bool fits_beginning(const struct command *c, const char *word)
{
	return begins(word, c->name) || begins(word, short_name(c)) ||
	    (c->label && (begins(word, c->label) || begins(word, tr(c->label))));
}

typedef bool (*fit_fn)(const struct command *c, const char *word);

bool cmdline_is_hidden(const struct keymap maps[VIA_COUNT], enum cmdline_via via,
    const struct command *c)
{
	for (int m = 0; m < (int)via; m++)
		for (size_t i = 0; i < maps[m].n; i++)
			if (!strcmp(maps[m].rows[i].name, c->name))
				return true;
	return false;
}

static void add(struct cmdline_match *out, const struct command *c, enum cmdline_via via)
{
	if (out->n < CMDLINE_MATCHES)
		out->v[out->n] = (struct cmdline_verb){ .command = c, .via = via };
	out->n++;
}

/* With FIRST only the first table counts in which anything fits: its codes hide those behind. */
static void collect(const struct keymap maps[VIA_COUNT], const char *word, fit_fn fits, bool first,
    struct cmdline_match *out)
{
	for (int m = 0; m < VIA_COUNT && !(first && out->n); m++)
		for (size_t i = 0; i < maps[m].n; i++)
			if (fits(&maps[m].rows[i], word) &&
			    !cmdline_is_hidden(maps, (enum cmdline_via)m, &maps[m].rows[i]))
				add(out, &maps[m].rows[i], (enum cmdline_via)m);
}

void cmdline_find_verb(const struct keymap maps[VIA_COUNT], const char *word,
    struct cmdline_match *out)
{
	static const fit_fn whole[] = { fits_name, fits_label, fits_short };

	memset(out, 0, sizeof *out);
	if (!*word)
		return;
	for (size_t i = 0; i < sizeof whole / sizeof whole[0] && !out->n; i++)
		collect(maps, word, whole[i], true, out);
	out->exact = out->n > 0;
	if (!out->n)
		collect(maps, word, fits_beginning, false, out);
}

/* ---- near ---- */

/* How many letters must be changed, added or left out (Levenshtein); bytes will do for names. */
static int distance(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	int row[SPELL_MAX + 1];

	if (n > SPELL_MAX || m > SPELL_MAX)
		return SPELL_MAX;
	for (size_t j = 0; j <= m; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		int corner = row[0];

		row[0] = (int)i;
		for (size_t j = 1; j <= m; j++) {
			int change = corner + (a[i - 1] != b[j - 1]);
			int less = row[j] < row[j - 1] ? row[j] : row[j - 1];

			corner = row[j];
			row[j] = less + 1 < change ? less + 1 : change;
		}
	}
	return row[m];
}

static int spelled(const struct command *c, const char *word)
{
	const char *names[] = { c->name, short_name(c), c->label ? c->label : c->name };
	int best = SPELL_MAX;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		int d = distance(word, names[i]);

		best = d < best ? d : best;
	}
	return best;
}

void cmdline_find_near(const struct keymap maps[VIA_COUNT], const char *word,
    struct cmdline_match *out)
{
	memset(out, 0, sizeof *out);
	for (int d = 1; d <= NEAR_MAX && (size_t)d < strlen(word); d++)
		for (int m = 0; m < VIA_COUNT; m++)
			for (size_t i = 0; i < maps[m].n && out->n < CMDLINE_MATCHES; i++)
				if (spelled(&maps[m].rows[i], word) == d &&
				    !cmdline_is_hidden(maps, (enum cmdline_via)m, &maps[m].rows[i]))
					add(out, &maps[m].rows[i], (enum cmdline_via)m);
}

/* ---- words about commands ---- */

char *cmdline_verb_name(const struct command *c, char *out, size_t size)
{
	const char *name = c->label ? tr(c->label) : short_name(c);

	if (c->code)
		return text_fmt(out, size, "%s (%s)", name, c->code);
	return text_copy(out, size, name);
}

const char *cmdline_spelling(const struct command *c, const char *word)
{
	const char *names[] = { c->label ? tr(c->label) : NULL, c->label, short_name(c), c->name };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i] && begins(word, names[i]))
			return names[i];
	return c->code ? c->code : c->name;
}

char *cmdline_spelled(const struct command *c, const char *word, char *out, size_t size)
{
	const char *name = cmdline_spelling(c, word);
	/* Several have that label: the name tells them apart. */
	bool whole = equals(word, name);

	if (c->code && strcmp(name, c->code) != 0)
		return text_fmt(out, size, "%s (%s)", whole ? c->name : name, c->code);
	return text_copy(out, size, whole ? c->name : name);
}

bool cmdline_says(const struct command *c, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = c->words; p && (p = strstr(p, word)); p += n)
		if ((p == c->words || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return true;
	return false;
}

bool cmdline_takes(const struct command *c, const char *word)
{
	if (cmdline_says(c, word))
		return true;
	if (!strcmp(word, "rows"))
		return c->flags & COMMAND_ROW;
	return !strcmp(word, "client") && (c->needs & NEED_CLIENT);
}

static bool has_name(struct keymap map, const char *word)
{
	for (size_t i = 0; i < map.n; i++)
		if (fits_name(&map.rows[i], word) || fits_label(&map.rows[i], word) ||
		    fits_short(&map.rows[i], word))
			return true;
	return false;
}

bool cmdline_is_command(const char *word)
{
	bool any = has_name(front_global(), word);

	for (size_t i = 0; i < front_screens_count && !any; i++)
		any = has_name(front_screens[i]->commands, word);
	return any;
}
