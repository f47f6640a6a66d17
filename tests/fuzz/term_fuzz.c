/* Any text as a name and as what is typed to find one: terms are sorted, without doubles and
 * UTF-8; words keep to their places; a telephone number is found by its last four. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/term.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_terms(const struct term_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const char *t = l->v[i];
		size_t n = strnlen(t, TERM_MAX);

		if (n < 2 || n == TERM_MAX || !strchr("nmpcsdx", t[0]) || !utf8_valid(t, n))
			abort();
		if (i && strcmp(l->v[i - 1], t) >= 0)
			abort();
	}
}

static void check_word(const struct term_word *w)
{
	size_t n = strnlen(w->text, TERM_MAX);

	if (n == TERM_MAX || w->ntier < 0 || w->ntier > 8 || !utf8_valid(w->text, n))
		abort();
	if (w->ntier && !n)
		abort();
}

static void check_query(const char *typed, const struct term_list *terms)
{
	struct term_query q;
	int rank = -1;

	term_query_parse(typed, &q);
	if (q.nword < 0 || q.nword > 6)
		abort();
	check_word(&q.whole);
	for (int i = 0; i < q.nword; i++)
		check_word(&q.word[i]);
	if ((q.nword || q.whole.ntier) && term_match(&q, terms, &rank) && (rank < 0 || rank > 7))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = mem_dup_n((const char *)data, size), out[200];
	const char *const phones[] = { "13800000823", NULL }, *const codes[] = { text, NULL };
	struct term_source src = { .name = text, .phones = phones, .codes = codes,
		.birth = "1990-01-31", .document = text };
	struct term_list terms = { 0 };
	struct term_query last;

	term_make(&src, &terms);
	check_terms(&terms);
	check_query(text, &terms);
	term_query_parse("0823", &last);
	if (!term_match(&last, &terms, NULL))
		abort();
	term_pinyin(text, out, sizeof out);
	term_sound(text, out, sizeof out);
	term_list_free(&terms);
	mem_free(text);
	return 0;
}
