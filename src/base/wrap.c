#include "base/wrap.h"

#include <string.h>

#include "base/utf8.h"

/* Closing signs never start a row, opening ones never end it (the usual Chinese rules). */
static const char no_start[] = ",.;:?!)]}%，。、；：？！）」』】》〉”’…·";
static const char no_end[] = "([{（「『【《〈“‘";

static bool one_of(const char *set, const char *p, size_t n)
{
	const char *end = set + strlen(set);
	size_t len;

	for (; set < end; set += len) {
		utf8_decode(set, end, &len);
		if (len == n && memcmp(set, p, n) == 0)
			return true;
	}
	return false;
}

int wrap_cells(const char *text, size_t at, size_t next)
{
	return text[at] == '\n' ? 0 : utf8_cluster_cells(text + at, next - at);
}

/* May a row end between the clusters [a, b) and [b, c)? */
static bool may_break(const char *text, size_t a, size_t b, size_t c)
{
	if (text[a] == ' ')
		return text[b] != ' ';
	if (wrap_cells(text, a, b) < 2 && wrap_cells(text, b, c) < 2)
		return false;
	return !one_of(no_start, text + b, c - b) && !one_of(no_end, text + a, b - a);
}

/* The row is over: the cluster [at, next) does not fit any more; BEST is the last good break. */
static struct wrap_row full_row(const char *text, size_t n, size_t start, size_t at, size_t next,
    size_t best)
{
	struct wrap_row row = { .start = start };

	if (text[at] == ' ') {          /* a blank at the edge hangs over, unseen */
		row.end = at;
		row.next = next;
	} else {
		row.end = best > start ? best : at;
		if (row.end == start)   /* wider than the row itself */
			row.end = next;
		row.next = row.end;
	}
	row.last = row.next == n;
	return row;
}

struct wrap_row wrap_row_at(const char *text, size_t n, int cols, size_t start)
{
	size_t at = start, best = start, prev = start;
	int used = 0;

	while (at < n && text[at] != '\n') {
		size_t next = at + utf8_cluster(text + at, text + n);
		int cells = wrap_cells(text, at, next);

		if (at > start && may_break(text, prev, at, next))
			best = at;
		if (used + cells > cols)
			return full_row(text, n, start, at, next, best);
		used += cells;
		prev = at;
		at = next;
	}
	return (struct wrap_row){
		.start = start, .end = at, .next = at < n ? at + 1 : at, .last = at == n,
	};
}
