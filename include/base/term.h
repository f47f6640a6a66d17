#ifndef FD_BASE_TERM_H
#define FD_BASE_TERM_H
/*
 * Search terms: what a person may type to find a client, made from names, telephone numbers, cards,
 * file numbers, e-mail. Pure text; the store keeps them in client_term.
 *
 * A term is one kind letter followed by folded text without blanks (at most 64 bytes):
 *   n  the name from its start: Han, joined pinyin, initials, surname+initials, Latin words joined
 *   m  the same from inside the name (every suffix by syllable or word)
 *   p  every suffix of a telephone number of three digits or more (digits only)
 *   c  card, file number, e-mail local part, other numbers; also without letters and leading zeros
 *   s  name by sound, d  birthday (YYYYMMDD), x  document number: for duplicates only, never typed
 * Several readings of a character are all kept (surname readings first: shan for 单); ü as v and u.
 * Caps: 160 terms of one name, 24 characters or words of it, 12 combinations of readings (the usual
 * ones first; 4 readings of a surname, 3 of another character), the last 20 figures of a telephone
 * number, which is kept without +86 or 0086.
 * Source: pinyin from Unicode's Unihan (kMandarin, kHanyuPinlu, kTGHZ2013, kXHC1983) at build.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TERM_MAX 72             /* bytes of a term with its kind and terminator */

struct term_list {
	char (*v)[TERM_MAX];
	size_t n, cap;
};

/* What is known of one client; any pointer may be NULL. Lists end with NULL. Borrowed. */
struct term_source {
	const char *name;
	const char *alias;              /* a second name: former, foreign, of a restricted file */
	const char *pinyin;             /* typed by hand where the table is wrong: "Chen Siyu" */
	const char *const *phones;
	const char *const *codes;       /* card, file number, e-mail, old numbers */
	const char *birth;              /* YYYY-MM-DD */
	const char *document;           /* identity card or other official number */
};

/* Replaces OUT by all terms of SRC, sorted, without doubles. */
void term_make(const struct term_source *src, struct term_list *out);
void term_list_free(struct term_list *l);

/*
 * What was typed, ready for the store. A query is split into words at blanks and where letters meet
 * digits (`wxm0823` = wxm + 0823), unless the whole starts a card or file number; each word has
 * tiers in order, best first.
 */
struct term_tier {
	char kind;              /* n m p c */
	bool exact;             /* whole term, else prefix */
};
struct term_word {
	char text[TERM_MAX];    /* folded, without kind */
	struct term_tier tier[8];
	int ntier;
};
struct term_query {
	struct term_word word[6];
	int nword;
	struct term_word whole; /* the same unsplit, for card and file numbers; ntier 0: none */
};
void term_query_parse(const char *typed, struct term_query *out);
/* True when every word matches some term of the client; how the store filters and ranks.
 * *RANK (may be NULL) gets the worst tier index over the words, 0 = best. */
bool term_match(const struct term_query *q, const struct term_list *terms, int *rank);
/* The best tier of W that a client of these terms has, -1 for none. */
int term_word_rank(const struct term_word *w, const struct term_list *terms);

/*
 * Marks: which beginnings the terms of kind n, m and c have, as bits of a number below 2^62. Who
 * has a word has all its marks; most of those who do not lack one. Of letters the first, the first
 * two and the first three are marked, of Han the first; figures are not: a word of figures has no
 * mark (0), everybody may have it.
 */
uint64_t term_marks(const struct term_list *terms);
uint64_t term_marks_of_word(const struct term_word *w);

/* Display pinyin of a name: "Wang Xiaoming" for 王小明, "Lü Bu", "Li Xi'an"; "" for a name
 * without Han. Surname readings; a dotted name by its parts. */
void term_pinyin(const char *name, char *out, size_t size);
/* Sound key of a name for duplicates: pinyin without tone-like differences for Han (order kept;
 * zh z, ch c, sh s, the initials n l and the finals -n -ng are one), Soundex of each word sorted
 * for Latin (so that swapped given name and surname meet). "" when nothing sounds. */
void term_sound(const char *name, char *out, size_t size);

#endif
