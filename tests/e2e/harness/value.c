/* Numbers, times and places as scenarios write them. See run.h. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

bool run_int(struct run *r, const struct scn_word *w, int *out)
{
	char *end;
	long n = strtol(w->text, &end, 10);

	if (end == w->text || *end || n < INT_MIN || n > INT_MAX)
		return run_fail(r, "%s is not a number", w->text);
	*out = (int)n;
	return true;
}

bool run_span(struct run *r, const char *text, int64_t *ms)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {
		{ "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "d", 86400000 },
	};
	const char *p = text;

	for (*ms = 0; *p;) {
		char *unit;
		long n = strtol(p, &unit, 10);
		size_t len = strspn(unit, "mshd"), i = 0;
		while (i < 5 && (strlen(units[i].unit) != len || strncmp(units[i].unit, unit, len)))
			i++;
		if (unit == p || i == 5 || n < 0)
			return run_fail(r, "%s is not a time like 500ms, 5s or 1h30m", text);
		*ms += n * units[i].ms;
		p = unit + len;
	}
	return p != text || run_fail(r, "a time is missing");
}

bool run_place(struct run *r, const char *text, int *row, int *col)
{
	int used = 0;

	if (sscanf(text, "%d,%d%n", row, col, &used) < 2 || text[used] || !*row || !*col)
		return run_fail(r, "%s is not a place like 3,14 (from 1; from -1 backwards)", text);
	*row -= *row > 0;
	*col -= *col > 0;
	return true;
}

bool run_compare(struct run *r, const struct scn_line *l, int i, const char *what, int64_t value)
{
	static const char *const signs[] = { "=", "<=", ">=", "<", ">" };
	const char *sign = i + 1 < l->count ? l->word[i].text : "=";
	int want, k = 0;

	if (!run_int(r, &l->word[l->count - 1], &want))
		return false;
	while (k < 5 && strcmp(sign, signs[k]))
		k++;
	if (k == 5)
		return run_fail(r, "%s is not one of = <= >= < >", sign);
	if (k == 0 ? value == want : k == 1 ? value <= want : k == 2 ? value >= want :
	    k == 3 ? value < want : value > want)
		return true;
	return run_fail(r, "expected %s %s %d, it is %lld", what, sign, want, (long long)value);
}
