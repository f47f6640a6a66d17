#include "data/catalog.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"

static const char *const area_names[AREA_COUNT] = {
	"client",
	"schedule",
	"arrivals",
	"records",
	"callbacks",
	"orders",
	"cases",
	"messages",
	"people",
	"jobs",
};

const char *area_name(unsigned bit)
{
	for (int i = 0; i < AREA_COUNT; i++) {
		if (bit == 1u << i)
			return area_names[i];
	}
	return NULL;
}

const struct table_def *catalog_table(const char *name)
{
	for (size_t i = 0; i < catalog_size; i++) {
		if (strcmp(catalog[i].name, name) == 0)
			return &catalog[i];
	}
	return NULL;
}

int catalog_column_index(const struct table_def *t, const char *name)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (strcmp(t->columns[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

const struct column_def *catalog_column(const struct table_def *t, const char *name)
{
	int i = catalog_column_index(t, name);

	return i < 0 ? NULL : &t->columns[i];
}

/* A table that nobody listed is recorded: forgetting one must not lose its history. */
bool catalog_recorded(const char *table)
{
	const struct table_def *t = catalog_table(table);

	return !t || t->cls == TABLE_RECORDED;
}

bool catalog_searched(const struct table_def *t)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (t->columns[i].flags & COL_SEARCH)
			return true;
	}
	return false;
}

const char *column_group(const struct column_def *c)
{
	return c->group ? c->group : c->name;
}

/* Reads a word up to one of STOP; moves *P behind it. */
static void take_word(const char **p, const char *stop, char *dst, size_t size)
{
	size_t n = strcspn(*p, stop);

	text_fmt(dst, size, "%.*s", (int)n, *p);
	*p += n;
}

bool catalog_client_path(const struct table_def *t, size_t i, struct client_path *out)
{
	const char *p = t->client_path;

	while (p && i-- > 0) {
		p = strchr(p, ',');
		if (p)
			p++;
	}
	if (!p)
		return false;
	*out = (struct client_path){ .column = "" };
	take_word(&p, ">,", out->column, sizeof out->column);
	if (*p == '>') {
		p++;
		take_word(&p, ".", out->table, sizeof out->table);
		p++;
		take_word(&p, ",", out->target, sizeof out->target);
	}
	return true;
}

/* ---- the nearest name ----------------------------------------------------------------- */

#define WORD_MAX 40

/* Letters to add, drop, replace or swap with a neighbour (Damerau, optimal string alignment). */
static int distance(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	int d[WORD_MAX + 1][WORD_MAX + 1];

	if (na > WORD_MAX || nb > WORD_MAX)
		return WORD_MAX;
	for (size_t i = 0; i <= na; i++)
		d[i][0] = (int)i;
	for (size_t j = 0; j <= nb; j++)
		d[0][j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		for (size_t j = 1; j <= nb; j++) {
			int best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	}
	return d[na][nb];
}

/* A third of the letters may be wrong, so that "nam" finds name and "xyz" finds nothing. */
const char *catalog_near_column(const struct table_def *t, const char *word)
{
	int best = (int)(strlen(word) + 2) / 3 + 1;
	const char *found = NULL;

	for (size_t i = 0; i < t->ncolumns; i++) {
		int d = distance(word, t->columns[i].name);

		if (t->columns[i].flags & COL_SYSTEM || d >= best)
			continue;
		best = d;
		found = t->columns[i].name;
	}
	return found;
}
