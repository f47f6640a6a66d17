#ifndef FD_DATA_SEARCH_SEARCH_PRIV_H
#define FD_DATA_SEARCH_SEARCH_PRIV_H
/*
 * Parts of the search: what is known of a client for terms (search_source.c), the clients of today
 * kept in memory (search_today.c), walks over the index (search_walk.c), queries of several words
 * (search_words.c), and the order of all (search.c).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/term.h"
#include "data/search.h"

struct store;

/* Everything of one client that can be typed to find it. Texts are owned. */
struct search_person {
	char *name, *pinyin;            /* of a contact person, family member or pet; pinyin NULL */
	char *number;                   /* telephone, NULL */
	char relation[24];
};
struct search_source {
	char *name, *pinyin, *alias;
	char *card, *file_no, *email, *old_no;
	char *birth, *document;
	struct search_person *v;        /* numbers with their owners, then those served */
	size_t n, cap;
};
/* ERR_NOTFOUND when there is no such client. */
enum err_code search_source_load(struct store *s, int64_t client_id, struct search_source *out,
    struct err *e) MUST_CHECK;
/* The same in two steps: the client's row, then the numbers and those served. */
enum err_code search_source_client(struct store *s, int64_t client_id, struct search_source *out,
    struct err *e) MUST_CHECK;
enum err_code search_source_persons(struct store *s, int64_t client_id, struct search_source *src,
    struct err *e) MUST_CHECK;
void search_source_free(struct search_source *src);
/* Q is found by the client's own name: no need to know the persons. */
bool search_source_is_own(const struct search_source *src, const struct term_query *q);
/* Somebody else's name is among it. */
bool search_source_has_others(const struct search_source *src);
/* All terms of it, sorted, without doubles. Replaces OUT. */
void search_source_terms(const struct search_source *src, struct term_list *out);
/* Says in VIA which part of it, other than name and own number, Q was found by; "" for none. */
void search_source_via(const struct search_source *src, const struct term_query *q, char *via,
    size_t size);

/* Growing list of ids. */
struct id_list {
	int64_t *v;
	size_t n, cap;
};

/* Clients with an appointment on TODAY that match Q, best rank first, then by time; every one of
 * them, by time, for a query without words. OUT is added to. */
enum err_code search_today(struct store *s, const char *today, const struct term_query *q,
    struct id_list *out, struct err *e) MUST_CHECK;

/* A walk over the ids that one tier of a word gives, in pages. */
struct tier_walk {
	const struct term_tier *tier;
	const char *text;
	char term[TERM_MAX];            /* last place, for the next page */
	int64_t id;
	bool started, ended;
};
void tier_walk_start(struct tier_walk *w, const struct term_tier *tier, const char *text);
/* The next ids, at most MAX; doubles are possible. *N 0 = the end. */
enum err_code tier_walk_next(struct store *s, struct tier_walk *w, int64_t *ids, size_t max,
    size_t *n, struct err *e) MUST_CHECK;

/* Where a client stands under a word: RANK is the best tier of the word that it has. KNOWN and
 * LIKELY are left to who asks for more words. */
struct place {
	int64_t id;
	uint64_t marks;                 /* see search_rows_of() */
	int rank;
	bool known, likely;
};
struct place_list {
	struct place *v;
	size_t n, cap;
};
/* Rising by id; of each id the best rank alone. */
void place_list_sort(struct place_list *l);
/* Whether a tier of W has more than MAX places. */
enum err_code word_is_common(struct store *s, const struct term_word *w, size_t max, bool *common,
    struct err *e) MUST_CHECK;
/* Adds to OUT whom W stands for, of those with all MARKS, and sorts it. The first MAX places of the
 * index are read, tier by tier. AMONG (NULL: everybody) leaves out most of those who are not in
 * it. */
enum err_code word_places(struct store *s, const struct term_word *w, size_t max, uint64_t marks,
    const struct place_list *among, struct place_list *out, struct err *e) MUST_CHECK;

/* Keeps of A who is in B, with the worse rank of both. Both sorted. */
void place_list_cut(struct place_list *a, const struct place_list *b);

/* ---- hits: search.c ---- */

struct finder {
	struct store *s;
	const struct term_query *q;
	int limit;
	struct search_result *out;
	struct search_hit closed[64];   /* come last */
	size_t nclosed;
	bool full;                      /* there are more than the limit: no need to go on */
	const struct class_filter *of;  /* NULL: of all */
	int asked;                      /* files whose class was looked at */
};
/* Adds the client, or whom it was merged into, unless it stands there already. */
enum err_code finder_add(struct finder *f, int64_t id, struct err *e) MUST_CHECK;
/* Adds those who have all words of a query of several: search_words.c. */
enum err_code finder_add_words(struct finder *f, struct err *e) MUST_CHECK;

/* ---- of a class: search_class.c ---- */

/* Is ID of the class that is asked for? Asks at most some thousand; then F is full. */
enum err_code finder_fits(struct finder *f, int64_t id, bool *fits, struct err *e) MUST_CHECK;
/* Few are of the class (and the words are not those of a card or file number). */
enum err_code finder_is_few(struct finder *f, bool *few, struct err *e) MUST_CHECK;
/* Then: adds those of them who have the words. */
enum err_code finder_add_few(struct finder *f, struct err *e) MUST_CHECK;

#endif
