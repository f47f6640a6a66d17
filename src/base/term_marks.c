/* What the terms of a client begin with, in one number: who cannot have a word is told without
 * reading the client's rows (a Bloom filter; Bloom 1970). */
#include <string.h>

#include "term_priv.h"

/*
 * First letters have bits of their own, in groups: beside a given name (xinyao) all candidates
 * share the marks of that, and must not seem to have the surname (cui) because two hashes meet. All
 * other beginnings are hashed into the rest of the 62 bits: a signed column, and one bit is left to
 * the store. One character is often all that is typed, so it has several bits. The numbers were
 * found by trying: of those who lack a character 2 in 100 seem to have it, of those who lack a
 * surname in letters 5. Lengths are counted in characters.
 */
#define LETTER_BITS 12
#define HASH_BITS 50
#define LETTERS_FROM 2
#define LETTERS_TO 3
#define HAN_MARKS 4

static uint64_t mark_of_letter(char c)
{
	static const char *const group[LETTER_BITS - 1] = { "bp", "fm", "dt", "n", "l", "gk", "h",
		"jq", "x", "cz", "rs" };
	int i = 0;

	while (i < LETTER_BITS - 1 && (!c || !strchr(group[i], c)))
		i++;
	return UINT64_C(1) << i;
}

/* FNV-1a, then mixed so that alike beginnings do not meet (finaliser of SplitMix64). */
static uint64_t mark(const char *text, size_t n, unsigned which)
{
	uint64_t h = 14695981039346656037u + which;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)text[i]) * 1099511628211u;
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
	h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
	return UINT64_C(1) << (LETTER_BITS + (h ^ (h >> 31)) % HASH_BITS);
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* The length of the first N characters of TEXT, 0 when it has not so many. */
static size_t beginning(const char *text, int n)
{
	const char *p = text;

	while (n > 0 && *p) {
		for (p++; ((unsigned char)*p & 0xc0) == 0x80; p++)
			;
		n--;
	}
	return n ? 0 : (size_t)(p - text);
}

static uint64_t marks_of_letters(const char *text)
{
	uint64_t all = mark_of_letter(*text);
	size_t n;

	for (int i = LETTERS_FROM; i <= LETTERS_TO && (n = beginning(text, i)); i++)
		all |= mark(text, n, 0);
	return all;
}

static uint64_t marks_of_han(const char *text)
{
	uint64_t all = 0;

	for (unsigned i = 0; i < HAN_MARKS; i++)
		all |= mark(text, beginning(text, 1), i);
	return all;
}

uint64_t term_marks_of_word(const struct term_word *w)
{
	if (!*w->text || (*w->text >= '0' && *w->text <= '9'))
		return 0;
	return is_ascii(*w->text) ? marks_of_letters(w->text) : marks_of_han(w->text);
}

/* Telephone numbers are figures, and the kinds for duplicates are never typed. */
static bool is_marked(const char *term)
{
	return strchr("nmc", term[0]) && term[1] && !(term[1] >= '0' && term[1] <= '9');
}

uint64_t term_marks(const struct term_list *terms)
{
	uint64_t all = 0;

	for (size_t i = 0; i < terms->n; i++) {
		const char *term = terms->v[i];

		if (is_marked(term))
			all |= is_ascii(term[1]) ? marks_of_letters(term + 1)
						 : marks_of_han(term + 1);
	}
	return all;
}
