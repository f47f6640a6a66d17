/* See queries.h. */
#include "queries.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/pinyin.h"
#include "base/term.h"
#include "base/utf8.h"
#include "data/client.h"
#include "data/phone.h"
#include "figures.h"

#define CHARACTERS 8

/* One client, cut as people cut names when they type. */
struct person {
	char name[CLIENT_NAME], card[24], own[24], relative[24];
	bool han;                       /* nothing but characters, two to four of them */
	size_t at[CHARACTERS + 1];      /* where each character starts */
	int n;
	char syllable[CHARACTERS][16];
	int syllables;                  /* 0: could not be told */
};

static size_t bytes(const struct person *p, int from, int to)
{
	return p->at[to] - p->at[from];
}

static bool part(const struct person *p, int from, int to, char *out)
{
	text_fmt(out, QUERY_TEXT, "%.*s", (int)bytes(p, from, to), p->name + p->at[from]);
	return true;
}

static bool syllables(const struct person *p, int whole, char *out)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < p->syllables; i++) {
		if (i < whole)
			buf_puts(&b, p->syllable[i]);
		else
			buf_putc(&b, p->syllable[i][0]);
	}
	text_copy(out, QUERY_TEXT, buf_str(&b));
	buf_free(&b);
	return p->syllables > 1;
}

static bool figures(const char *number, size_t from_end, size_t n, char *out)
{
	size_t all = strlen(number);

	if (all < from_end)
		return false;
	text_fmt(out, QUERY_TEXT, "%.*s", (int)n, number + all - from_end);
	return true;
}

/* ---- the kinds ---- */

static bool han_first(const struct person *p, char *out)
{
	return p->han && p->n > 2 && part(p, 0, 2, out);
}

static bool han_last(const struct person *p, char *out)
{
	return p->han && p->n > 2 && part(p, p->n - 2, p->n, out);
}

static bool han_full(const struct person *p, char *out)
{
	return p->han && part(p, 0, p->n, out);
}

static bool han_one(const struct person *p, char *out)
{
	return p->han && part(p, 0, 1, out);
}

static bool pinyin_two(const struct person *p, char *out)
{
	if (p->syllables < 3)
		return false;
	text_fmt(out, QUERY_TEXT, "%s%s", p->syllable[0], p->syllable[1]);
	return true;
}

static bool pinyin_full(const struct person *p, char *out)
{
	return syllables(p, p->syllables, out);
}

static bool surname_pinyin(const struct person *p, char *out)
{
	text_copy(out, QUERY_TEXT, p->syllable[0]);
	return p->syllables > 1;
}

static bool initials(const struct person *p, char *out)
{
	return p->syllables > 2 && syllables(p, 0, out);
}

static bool mixed(const struct person *p, char *out)
{
	if (p->syllables < 2)
		return false;
	text_fmt(out, QUERY_TEXT, "%s%c", p->syllable[0], p->syllable[1][0]);
	return true;
}

static bool two_words(const struct person *p, char *out)
{
	if (p->syllables != 3)
		return false;
	text_fmt(out, QUERY_TEXT, "%s %s%s", p->syllable[0], p->syllable[1], p->syllable[2]);
	return true;
}

static bool two_common(const struct person *p, char *out)
{
	if (p->syllables != 3)
		return false;
	text_fmt(out, QUERY_TEXT, "%s %c", p->syllable[0], p->syllable[1][0]);
	return true;
}

static bool initials_figures(const struct person *p, char *out)
{
	char letters[QUERY_TEXT], end[QUERY_TEXT];

	if (!initials(p, letters) || !figures(p->own, 4, 4, end))
		return false;
	text_fmt(out, QUERY_TEXT, "%.16s%.8s", letters, end);
	return true;
}

static bool han_figures(const struct person *p, char *out)
{
	char name[QUERY_TEXT], end[QUERY_TEXT];

	if (!han_one(p, name) || !figures(p->own, 4, 4, end))
		return false;
	text_fmt(out, QUERY_TEXT, "%.16s%.8s", name, end);
	return true;
}

static bool phone_last(const struct person *p, char *out)
{
	return figures(p->own, 4, 4, out);
}

static bool phone_three(const struct person *p, char *out)
{
	return figures(p->own, 7, 3, out);
}

static bool phone_six(const struct person *p, char *out)
{
	return figures(p->own, 8, 6, out);
}

static bool phone_relative(const struct person *p, char *out)
{
	return figures(p->relative, 11, 11, out);
}

static bool card(const struct person *p, char *out)
{
	text_copy(out, QUERY_TEXT, p->card);
	return *out;
}

static bool latin_prefix(const struct person *p, char *out)
{
	size_t n = strspn(p->name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

	text_fmt(out, QUERY_TEXT, "%.4s", p->name);
	return n >= 4;
}

static bool letter_one(const struct person *p, char *out)
{
	text_fmt(out, QUERY_TEXT, "%c", p->syllable[0][0]);
	return p->syllables > 1;
}

static const struct {
	const char *name, *like;
	bool (*make)(const struct person *p, char *out);
} kinds[QUERY_SETS] = {
	{ "Han, first two", "name", han_first },
	{ "Han, last two", "name", han_last },
	{ "pinyin, two syllables", "pinyin", pinyin_two },
	{ "initials", NULL, initials },
	{ "mixed: wangx", NULL, mixed },
	{ "surname in pinyin", "pinyin", surname_pinyin },
	{ "full pinyin", "pinyin", pinyin_full },
	{ "full Han", "name", han_full },
	{ "telephone, last 4", "number", phone_last },
	{ "telephone, any 3", "number", phone_three },
	{ "telephone, any 6", "number", phone_six },
	{ "card", "card_no", card },
	{ "Latin, first four", "name", latin_prefix },
	{ "one Han", "name", han_one },
	{ "one letter", "pinyin", letter_one },
	{ "like wxm0823", NULL, initials_figures },
	{ "Han and figures", NULL, han_figures },
	{ "a relative's number", "number", phone_relative },
	{ "two words: wang xiaoming", NULL, two_words },
	{ "two common words: wang x", NULL, two_common },
};

/* ---- people ---- */

static void cut_name(struct person *p)
{
	const char *at = p->name, *end = at + strlen(at);

	p->han = true;
	while (at < end && p->n < CHARACTERS) {
		size_t n;

		p->han = cp_is_han(utf8_decode(at, end, &n)) && p->han;
		p->at[p->n++] = (size_t)(at - p->name);
		at += n;
	}
	p->at[p->n] = (size_t)(at - p->name);
	p->han = p->han && at == end && p->n >= 2 && p->n <= 4;
}

/* "Wang Xiaoming" to wang, xiao, ming. */
static void cut_pinyin(struct person *p)
{
	char text[160], *word, *rest = text;

	term_pinyin(p->name, text, sizeof text);
	for (char *c = text; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	while (p->han && (word = strsep(&rest, " '-"))) {
		const char *start[CHARACTERS];
		int n = pinyin_split(word, strlen(word), start, CHARACTERS);

		if (n == 0 || p->syllables + n > CHARACTERS) {
			p->syllables = 0;
			return;
		}
		for (int i = 0; i < n; i++)
			text_copy(p->syllable[p->syllables++], sizeof p->syllable[0], start[i]);
	}
}

static void read_person(struct store *s, int64_t id, struct person *p)
{
	struct err e = ERR_INIT;
	struct client c;
	struct phone_list phones = { 0 };

	*p = (struct person){ .n = 0 };
	bench_must(client_get(s, id, &c, &e) == OK && phone_list(s, id, &phones, &e) == OK, e.text);
	text_copy(p->name, sizeof p->name, c.name);
	text_copy(p->card, sizeof p->card, c.card_no);
	for (size_t i = 0; i < phones.n; i++) {
		if (phone_is_own(phones.v[i].relation))
			text_copy(p->own, sizeof p->own, phones.v[i].number);
		else
			text_copy(p->relative, sizeof p->relative, phones.v[i].number);
	}
	cut_name(p);
	cut_pinyin(p);
	client_free(&c);
	phone_list_free(&phones);
}

/* A client at or behind a place of all the ids: they are given without gaps but for a few. */
static int64_t draw(struct store *s, int64_t highest, uint64_t *seed)
{
	struct err e = ERR_INIT;
	int64_t id = 0;
	size_t n;

	bench_must(client_list_ids(s, (int64_t)(bench_random(seed) % (uint64_t)highest), &id, 1, &n,
	    &e) == OK && n == 1, "no client to draw from");
	return id;
}

/* Doubling steps, then halving ones. */
static int64_t highest_id(struct store *s)
{
	struct err e = ERR_INIT;
	int64_t low = 0, step = 1, id;
	size_t n;

	for (;; step *= 2) {
		bench_must(client_list_ids(s, low + step, &id, 1, &n, &e) == OK, e.text);
		if (n == 0)
			break;
	}
	for (; step; step /= 2) {
		bench_must(client_list_ids(s, low + step, &id, 1, &n, &e) == OK, e.text);
		if (n)
			low += step;
	}
	return low + 1;
}

void query_sets_make(struct store *s, size_t per_set, uint64_t seed,
    struct query_set out[QUERY_SETS])
{
	int64_t highest = highest_id(s);
	size_t left = QUERY_SETS * per_set;
	struct person p;

	for (int k = 0; k < QUERY_SETS; k++)
		out[k] = (struct query_set){ .name = kinds[k].name, .like = kinds[k].like };
	for (size_t tries = 40 * per_set; tries && left; tries--) {
		read_person(s, draw(s, highest, &seed), &p);
		for (int k = 0; k < QUERY_SETS; k++) {
			char text[QUERY_TEXT];

			if (out[k].n == per_set || !kinds[k].make(&p, text))
				continue;
			memcpy(vec_push(&out[k]), text, sizeof text);
			left--;
		}
	}
}

void query_sets_free(struct query_set sets[QUERY_SETS])
{
	for (int k = 0; k < QUERY_SETS; k++)
		vec_free(&sets[k]);
}
