#ifndef FD_DATA_SEARCH_H
#define FD_DATA_SEARCH_H
/*
 * Finding clients by anything: client_term(term, client_id), ranges over an ordered index, tiers
 * exact -> prefix -> inside, stop at the limit; first those with an appointment today. base/term.h
 * makes the terms. Speed: every query is a bounded index range, whatever was typed.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/term.h"
#include "data/class_find.h"

struct store;
struct txn;

struct search_hit {
	int64_t client_id;
	char via[32];   /* what it was found by, when that is neither the name nor the own number:
	                 * relation of the telephone's owner, or of a family member or pet who is
	                 * served ("mother", "pet"); card, file, mail, number (an old one); merged
	                 * (a file that was merged into it) */
};
struct search_result {
	struct search_hit v[64];
	size_t n;
	bool more;                      /* stopped at the limit */
	struct class_place next;        /* by class alone: the next page is behind it */
};

/* Up to LIMIT (<= 64) clients for TYPED, best first. TODAY is the site's local day (YYYY-MM-DD).
 * An empty query gives those with an appointment today, then those looked at last (by action).
 * A merged file gives the one it was merged into, once; closed files come last. */
enum err_code search_find(struct store *s, const char *typed, const char *today, int limit,
    struct search_result *out, struct err *e) MUST_CHECK;
/* The same of those who fit OF (NULL, or one that asks for nothing: of all). Without words: those
 * who fit, most spent first, behind AFTER (NULL: from the start); there OUT->next begins the next
 * page. With words: where many fit and the words are common, the first some thousand with the words
 * are asked. */
enum err_code search_find_class(struct store *s, const char *typed, const char *today, int limit,
    const struct class_filter *of, const struct class_place *after, struct search_result *out,
    struct err *e) MUST_CHECK;
/* Clients that have TERM exactly (kinds s, d, x, p for duplicates). At most MAX ids into OUT. */
enum err_code search_by_term(struct store *s, const char *term, int64_t *out, size_t max, size_t *n,
    struct err *e) MUST_CHECK;
/* The terms of one client as its rows stand now. */
enum err_code search_terms_of(struct store *s, int64_t client_id, struct term_list *out,
    struct err *e) MUST_CHECK;
/* The same with the MARKS that each of their rows in the index carries: term_marks() of all of
 * them, and SEARCH_OTHERS when somebody else's name is among them (a mother's, a dog's). */
#define SEARCH_OTHERS (INT64_C(1) << 62)
enum err_code search_rows_of(struct store *s, int64_t client_id, struct term_list *out,
    int64_t *marks, struct err *e) MUST_CHECK;
/* Deletes the terms of the rows as they stand / inserts them anew. Called by txn_touch_client and
 * by commit; nobody else needs them. */
enum err_code search_drop(struct txn *t, int64_t client_id, struct err *e) MUST_CHECK;
enum err_code search_add(struct txn *t, int64_t client_id, struct err *e) MUST_CHECK;
/* search_add for many clients in the order of the index: the same rows, several times as fast. */
enum err_code search_add_many(struct txn *t, const int64_t *ids, size_t n, struct err *e)
    MUST_CHECK;

#endif
