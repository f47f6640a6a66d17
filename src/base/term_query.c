/* What was typed to find a client: words, each with the places to look for it, best first. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "term_priv.h"

#define WORDS ((int)(sizeof ((struct term_query *)0)->word / sizeof (struct term_word)))
#define PHONE_LIKE 7            /* figures from which hyphens and brackets only group them */
#define MOBILE 11               /* figures of a mobile number in China */

enum shape { HAN, LETTERS, LETTER, FIGURES, FEW_FIGURES, CODE };

/* One letter alone begins so many names that looking inside them or at cards only makes noise;
 * beside another word it narrows. Figures: the end of a telephone number is what people remember.
 * */
static const struct term_tier TIER[][8] = {
	[HAN] = { { 'n', true }, { 'n', false }, { 'm', true }, { 'm', false } },
	[LETTERS] = { { 'n', true }, { 'n', false }, { 'm', true }, { 'm', false }, { 'c', true },
		{ 'c', false } },
	[LETTER] = { { 'n', true }, { 'n', false } },
	[FIGURES] = { { 'p', true }, { 'c', true }, { 'p', false }, { 'c', false }, { 'n', false },
		{ 'm', false } },
	[FEW_FIGURES] = { { 'c', true }, { 'c', false }, { 'p', false }, { 'n', false },
		{ 'm', false } },
	[CODE] = { { 'c', true }, { 'c', false } },
};

static void set_tiers(struct term_word *w, enum shape shape)
{
	memcpy(w->tier, TIER[shape], sizeof w->tier);
	for (w->ntier = 0; w->ntier < 8 && w->tier[w->ntier].kind; w->ntier++)
		;
}

static void set_text(struct term_word *w, const char *text)
{
	size_t n = term_cut(text, TERM_TEXT);

	memcpy(w->text, text, n);
	w->text[n] = '\0';
}

static enum shape shape_of(const struct term_word *w, enum unit_kind kind, int nword)
{
	if (kind == UNIT_HAN)
		return HAN;
	if (kind == UNIT_DIGITS)
		return strlen(w->text) < 3 ? FEW_FIGURES : FIGURES;
	return w->text[1] == '\0' && nword == 1 ? LETTER : LETTERS;
}

/* Words end at blanks and where the kind of sign changes; hyphens and apostrophes join. */
static void cut_words(const struct name *name, struct term_query *q, enum unit_kind kind[WORDS])
{
	char text[NAME_TEXT];
	size_t n = 0;

	for (int r = 0; r < name->n; r++) {
		for (int i = 0; i < name->run[r].n; i++) {
			const struct name_unit *u = &name->run[r].u[i];

			if (i == 0 || u->mark == ' ' || u->kind != kind[q->nword - 1]) {
				if (q->nword == WORDS)
					return;
				kind[q->nword++] = u->kind;
				n = 0;
			}
			memcpy(text + n, name->text + u->at, u->n);
			n += u->n;
			text[n] = '\0';
			set_text(&q->word[q->nword - 1], text);
		}
	}
}

static void split_words(const struct name *name, struct term_query *q)
{
	enum unit_kind kind[WORDS];

	cut_words(name, q, kind);
	for (int i = 0; i < q->nword; i++)
		set_tiers(&q->word[i], shape_of(&q->word[i], kind[i], q->nword));
}

/* 138 0013 8000, +86 138..., (021)65531234: one number, whatever groups its figures. Two numbers
 * with a blank between, 0823 26-0412, stay two words unless they begin or count like one. */
static bool is_phone(const char *folded)
{
	size_t figures = 0, all = strlen(folded);

	for (const char *p = folded; *p; p++)
		figures += *p >= '0' && *p <= '9';
	if (strspn(folded, "0123456789 +-()./") != all || figures < PHONE_LIKE)
		return false;
	return folded[0] == '+' || strncmp(folded, "00", 2) == 0 || figures == MOBILE
	    || !strchr(folded, ' ');
}

static void add_one(struct term_query *q, const char *text, enum shape shape)
{
	set_text(&q->word[0], text);
	set_tiers(&q->word[0], shape);
	q->nword = 1;
}

static bool has_han(const struct name *name)
{
	for (int i = 0; i < name->n; i++)
		if (name->run[i].han)
			return true;
	return false;
}

/* The text unsplit, where it could be a card, file number or address that the words do not show. */
static void set_whole(struct term_query *q, const struct name *name)
{
	char code[NAME_TEXT];

	code_fold(name->text, code);
	if (q->nword == 0 || has_han(name) || !strpbrk(code, "0123456789-_."))
		return;
	if (q->nword == 1 && strcmp(code, q->word[0].text) == 0)
		return;
	set_text(&q->whole, code);
	set_tiers(&q->whole, CODE);
}

void term_query_parse(const char *typed, struct term_query *out)
{
	struct name name;
	char text[NAME_TEXT];

	memset(out, 0, sizeof *out);
	name_split(typed, &name);
	if (strchr(name.text, '@')) {
		code_fold(name.text, text);
		add_one(out, text, CODE);
	} else if (is_phone(name.text)) {
		phone_digits(name.text, text, sizeof text);
		if (text[0])
			add_one(out, text, FIGURES);
	} else {
		split_words(&name, out);
	}
	set_whole(out, &name);
}

/* The first term that is not before KEY. */
static size_t lower_bound(const struct term_list *terms, const char *key)
{
	size_t low = 0, high = terms->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(terms->v[mid], key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool has_term(const struct term_list *terms, const struct term_tier *tier, const char *text)
{
	char key[TERM_MAX];
	size_t at, n = strlen(text) + 1;

	text_fmt(key, sizeof key, "%c%s", tier->kind, text);
	at = lower_bound(terms, key);
	if (at == terms->n)
		return false;
	return tier->exact ? strcmp(terms->v[at], key) == 0 : strncmp(terms->v[at], key, n) == 0;
}

int term_word_rank(const struct term_word *w, const struct term_list *terms)
{
	for (int i = 0; i < w->ntier; i++)
		if (has_term(terms, &w->tier[i], w->text))
			return i;
	return -1;
}

bool term_match(const struct term_query *q, const struct term_list *terms, int *rank)
{
	int worst = term_word_rank(&q->whole, terms);

	if (worst < 0 && q->nword > 0) {
		worst = 0;
		for (int i = 0; i < q->nword && worst >= 0; i++) {
			int got = term_word_rank(&q->word[i], terms);

			worst = got < 0 ? -1 : got > worst ? got : worst;
		}
	}
	if (worst >= 0 && rank)
		*rank = worst;
	return worst >= 0;
}
