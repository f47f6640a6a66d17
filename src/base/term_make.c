/* What a person may type to find a client: all terms of one client. */
#include "base/term.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "term_priv.h"

/* Caps. A usual name gives 20 to 30 terms; a name of four characters with many readings about
 * 100. */
#define COMBINATIONS 12         /* of readings, the most usual first */
#define SURNAME_READINGS 4
#define GIVEN_READINGS 3
#define NAME_TERMS 160          /* of one name */
#define PHONE_DIGITS 20         /* the last ones */
#define PHONE_SUFFIX 3          /* the shortest suffix */

static void put_n(struct term_list *out, char kind, const char *text, size_t n)
{
	char *term;

	if (n == 0)
		return;
	term = *vec_push(out);
	term[0] = kind;
	n = n > TERM_TEXT ? term_cut(text, TERM_TEXT) : n;
	memcpy(term + 1, text, n);
	term[n + 1] = '\0';
}

static void put(struct term_list *out, char kind, const char *text)
{
	put_n(out, kind, text, strlen(text));
}

/* A name while its terms are made: the pieces that the next term is joined from. */
struct maker {
	struct term_list *out;
	size_t limit;                           /* of out->n, for this name */
	int n, surname;                         /* syllables; how many are the surname */
	struct pinyin reading[NAME_UNITS];
	const char *pick[NAME_UNITS];           /* the combination at hand */
	int combinations;
	char text[NAME_UNITS * PINYIN_SYLLABLE];
	size_t at[NAME_UNITS + 1];              /* where each syllable begins in `text` */
};

static bool is_full(const struct maker *m)
{
	return m->out->n >= m->limit;
}

/* Joins the picked syllables; the u with diaeresis (v) is written as SPELT, NULL: as it stands. */
static bool join_syllables(struct maker *m, const char *spelt)
{
	size_t n = 0;
	bool differs = false;

	for (int i = 0; i < m->n; i++) {
		m->at[i] = n;
		for (const char *p = m->pick[i]; *p && n + 3 < sizeof m->text; p++) {
			bool v = spelt && *p == 'v';

			differs = differs || v;
			for (const char *q = v ? spelt : (char[]){ *p, '\0' }; *q; q++)
				m->text[n++] = *q;
		}
	}
	m->at[m->n] = n;
	m->text[n] = '\0';
	return differs;
}

/* zhangsanfeng, sanfeng, feng; zhang+sf and, of a surname of two, ouyang+zf. */
static void put_joined(struct maker *m)
{
	char mixed[sizeof m->text];

	for (int i = 0; i < m->n && !is_full(m); i++)
		put(m->out, i ? 'm' : 'n', m->text + m->at[i]);
	for (int s = 1; s <= m->surname && s + 1 < m->n && !is_full(m); s++) {
		size_t n = m->at[s];

		memcpy(mixed, m->text, n);
		for (int i = s; i < m->n; i++)
			if (m->pick[i][0])
				mixed[n++] = m->pick[i][0];
		put_n(m->out, 'n', mixed, n);
	}
}

/* zsf, sf. One initial alone is the beginning of a syllable and needs no term. */
static void put_initials(struct maker *m)
{
	char text[NAME_UNITS + 1];
	size_t n = 0;

	for (int i = 0; i < m->n; i++)
		if (m->pick[i][0])
			text[n++] = m->pick[i][0];
	for (size_t i = 0; i + 1 < n && !is_full(m); i++)
		put_n(m->out, i ? 'm' : 'n', text + i, n - i);
}

/* The ways to write the diaeresis: v on keyboards, u in careless Latin, yu in passports. */
static void put_combination(struct maker *m)
{
	static const char *const SPELT[] = { "u", "yu" };

	join_syllables(m, NULL);
	put_joined(m);
	put_initials(m);
	for (size_t i = 0; i < sizeof SPELT / sizeof *SPELT; i++)
		if (join_syllables(m, SPELT[i]))
			put_joined(m);
	m->combinations++;
}

static int readings_used(const struct maker *m, int i)
{
	int cap = i < m->surname ? SURNAME_READINGS : GIVEN_READINGS;

	return m->reading[i].n < cap ? m->reading[i].n : cap;
}

/* All choices for the syllables from I on whose ranks (0 = most usual) add up to RANK. */
static void combine(struct maker *m, int i, int rank)
{
	int reserve = 0;

	for (int k = i; k < m->n; k++)
		reserve += readings_used(m, k) - 1;
	if (rank > reserve || m->combinations == COMBINATIONS)
		return;
	if (i == m->n) {
		put_combination(m);
		return;
	}
	for (int k = 0; k < readings_used(m, i) && k <= rank; k++) {
		m->pick[i] = m->reading[i].v[k];
		combine(m, i + 1, rank - k);
	}
}

/* The usual readings first, so that a cap only cuts what hardly anybody types. */
static void put_readings(struct maker *m)
{
	int last = 0;

	for (int i = 0; i < m->n; i++)
		last += readings_used(m, i) - 1;
	for (int rank = 0; rank <= last && m->combinations < COMBINATIONS && !is_full(m); rank++)
		combine(m, 0, rank);
}

/* The bytes of all units joined, and where each begins. */
static size_t join_units(const struct name *name, const struct name_run *run, char *text,
    size_t *at)
{
	size_t n = 0;

	for (int i = 0; i < run->n; i++) {
		at[i] = n;
		memcpy(text + n, name->text + run->u[i].at, run->u[i].n);
		n += run->u[i].n;
	}
	text[n] = '\0';
	return n;
}

static void put_han(struct maker *m, const struct name *name, const struct name_run *run)
{
	char text[NAME_TEXT];
	size_t at[NAME_UNITS];

	join_units(name, run, text, at);
	for (int i = 0; i < run->n && !is_full(m); i++)
		put(m->out, i ? 'm' : 'n', text + at[i]);
	m->n = run->n;
	m->surname = name_readings(run, m->reading);
	m->combinations = 0;
	if (m->surname)
		put_readings(m);
}

/* garciajohn for john garcia: who swaps the two still types a beginning. */
static void put_last_first(struct maker *m, const char *text, size_t last, size_t n)
{
	char turned[NAME_TEXT];

	memcpy(turned, text + last, n - last);
	memcpy(turned + (n - last), text, last);
	put_n(m->out, 'n', turned, n);
}

static void put_words(struct maker *m, const struct name *name, const struct name_run *run)
{
	char text[NAME_TEXT], initials[NAME_UNITS];
	size_t at[NAME_UNITS], n = join_units(name, run, text, at), ninitial = 0, last = 0;

	for (int i = 0; i < run->n && !is_full(m); i++) {
		put(m->out, i ? 'm' : 'n', text + at[i]);
		if ((i == 0 || run->u[i].mark == ' ' || run->u[i].mark == '-')
		    && (unsigned char)text[at[i]] < 0x80)
			initials[ninitial++] = text[at[i]];
		if (run->u[i].mark == ' ' && i > 0)
			last = at[i];
	}
	if (ninitial > 1)
		put_n(m->out, 'n', initials, ninitial);
	if (last)
		put_last_first(m, text, last, n);
}

static void put_sound(struct term_list *out, const char *name)
{
	char key[TERM_MAX];

	term_sound(name, key, sizeof key);
	put(out, 's', key);
}

static void put_name(struct term_list *out, const char *typed)
{
	struct name name;
	struct maker m = { .out = out, .limit = out->n + NAME_TERMS };

	if (typed == NULL)
		return;
	name_split(typed, &name);
	for (int i = 0; i < name.n; i++) {
		if (name.run[i].han)
			put_han(&m, &name, &name.run[i]);
		else
			put_words(&m, &name, &name.run[i]);
	}
	put_sound(out, typed);
}

static void put_pinyin(struct term_list *out, const char *typed)
{
	struct maker m = { .out = out, .limit = out->n + NAME_TERMS };
	char key[TERM_MAX];

	if (typed == NULL)
		return;
	m.n = pinyin_syllables_of(typed, m.pick, NAME_UNITS);
	if (m.n == 0) {
		put_name(out, typed);
		return;
	}
	m.surname = m.n > 3 ? 2 : 1;
	put_combination(&m);
	sound_syllables(m.pick, m.n, key, sizeof key);
	put(out, 's', key);
}

static void put_phone(struct term_list *out, const char *typed)
{
	char digits[NAME_TEXT];
	size_t n = phone_digits(typed, digits, sizeof digits);
	size_t first = n > PHONE_DIGITS ? n - PHONE_DIGITS : 0;

	for (size_t i = first; i + PHONE_SUFFIX <= n; i++)
		put(out, 'p', digits + i);
}

/* Copies the characters of S that are letters or figures (any letter beyond ASCII), or figures
 * only. */
static size_t pick_chars(const char *s, bool figures_only, char *out)
{
	size_t n = 0;

	for (; *s; s++) {
		bool figure = *s >= '0' && *s <= '9';
		bool letter = (*s >= 'a' && *s <= 'z') || (unsigned char)*s >= 0x80;

		if (figure || (letter && !figures_only))
			out[n++] = *s;
	}
	out[n] = '\0';
	return n;
}

static void put_code(struct term_list *out, const char *typed)
{
	char code[NAME_TEXT], part[NAME_TEXT];
	const char *hyphen;

	code_fold(typed, code);
	put(out, 'c', code);
	if (strchr(code, '@')) {
		put_n(out, 'c', code, strcspn(code, "@"));
		code[strcspn(code, "@")] = '\0';
	}
	pick_chars(code, false, part);
	put(out, 'c', part);
	pick_chars(code, true, part);
	put(out, 'c', part);
	put(out, 'c', part + strspn(part, "0"));
	hyphen = strrchr(code, '-');
	if (hyphen)
		put(out, 'c', hyphen + 1);
}

static void put_official(struct term_list *out, const struct term_source *src)
{
	char code[NAME_TEXT], part[NAME_TEXT];

	if (src->birth && strlen(src->birth) == 10) {   /* a year or month alone proves nothing */
		pick_chars(src->birth, true, part);
		put(out, 'd', part);
	}
	if (src->document) {
		code_fold(src->document, code);
		pick_chars(code, false, part);
		put(out, 'x', part);
	}
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void sort_unique(struct term_list *l)
{
	size_t kept = 0;

	if (l->n == 0)
		return;
	qsort(l->v, l->n, sizeof *l->v, by_bytes);
	for (size_t i = 1; i < l->n; i++)
		if (strcmp(l->v[i], l->v[kept]) != 0 && ++kept != i)
			memcpy(l->v[kept], l->v[i], TERM_MAX);
	l->n = kept + 1;
}

void term_make(const struct term_source *src, struct term_list *out)
{
	out->n = 0;
	put_name(out, src->name);
	put_name(out, src->alias);
	put_pinyin(out, src->pinyin);
	for (const char *const *p = src->phones; p && *p; p++)
		put_phone(out, *p);
	for (const char *const *p = src->codes; p && *p; p++)
		put_code(out, *p);
	put_official(out, src);
	sort_unique(out);
}

void term_list_free(struct term_list *l)
{
	vec_free(l);
}
