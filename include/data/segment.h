#ifndef FD_DATA_SEGMENT_H
#define FD_DATA_SEGMENT_H
/*
 * What a client was found to be (client_class, derived), the figures that it comes from, and what
 * a person knows better (client_override, recorded).
 *
 * Every file has its row from the beginning. Triggers mark it stale when something happened that
 * counts (a payment, a visit, a complaint, a referral, goods, an override, a score); an undo makes
 * it anew, stale. The desk floor computes.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct client_class {
	int64_t client_id, at;          /* at 0: never computed */
	bool stale;
	char tier[28], growth[28];      /* words of forms/segments.cfg, "" */
	char segments[200];             /* words between blanks, one before and after; "" none */
	int64_t spent;                  /* minor units, in the period of the rules */
	int64_t visits;                 /* in the period of the rules */
	int64_t referred;
	int64_t weight;                 /* in the queue of callbacks */
	char day[12];                   /* local day of `at`, for class_put alone; not read */
};
/* Never computed: OK with zeros. */
enum err_code class_get(struct store *s, int64_t client_id, struct client_class *out,
    struct err *e) MUST_CHECK;
/* Writes it, not stale. Another tier than before is a move of that day (data/pyramid.h); the first
 * one ever is none. DAY "": moves are not kept. */
enum err_code class_put(struct txn *t, const struct client_class *c, struct err *e) MUST_CHECK;
enum err_code class_stale(struct txn *t, int64_t client_id, struct err *e) MUST_CHECK;
/* The row of a file that there is no more. */
enum err_code class_drop(struct txn *t, int64_t client_id, struct err *e) MUST_CHECK;

/* Writes it over BEFORE, as it was read: *WROTE false where the row is another by now (something
 * happened meanwhile, and whoever did it has computed it or left it stale). */
enum err_code class_replace(struct txn *t, const struct client_class *c,
    const struct client_class *before, bool *wrote, struct err *e) MUST_CHECK;
/* Do both say the same, whenever they were computed? */
bool class_same(const struct client_class *a, const struct client_class *b);

/* Files to compute: marked stale. */
enum err_code class_list_stale(struct store *s, int64_t *ids, size_t max, size_t *n,
    struct err *e) MUST_CHECK;
/* Those of them that T's action is about, then others, the newest files first. */
enum err_code class_list_touched(struct txn *t, int64_t *ids, size_t max, size_t *n,
    struct err *e) MUST_CHECK;
/* Not stale, computed before BEFORE, of files behind AFTER, as they stand, in the order of their
 * ids. *LAST: the file that was looked at last, 0: there is none behind AFTER. Replaces OUT. */
struct class_list;
enum err_code class_list_old(struct store *s, int64_t after, int64_t before, int max,
    struct class_list *out, int64_t *last, struct err *e) MUST_CHECK;

struct class_want {
	const char *tier, *growth, *segment;    /* "" or NULL: any */
	int64_t branch_id;                      /* 0: any */
};
/* Rows that fit as they were last computed, most spent first, at most LIMIT. Replaces OUT. */
struct class_list {
	struct client_class *v;
	size_t n, cap;
};
enum err_code class_list(struct store *s, const struct class_want *want, int limit,
    struct class_list *out, struct err *e) MUST_CHECK;
void class_list_free(struct class_list *l);

/* ---- figures ---- */

struct class_figures {
	int64_t spent;                  /* paid in FROM .. TO less what was given back */
	int64_t visits, later;          /* days in FROM .. TO; of them from MIDDLE on */
	char last_day[12];              /* of the last one ever, "" */
	char opened[12];                /* day of the file, "": it was merged away */
	int64_t referred, complaints, open, special;
	bool scored;
	double score;
};
/* Days YYYY-MM-DD. FORM NULL: no score. */
struct class_period {
	const char *from, *middle, *to;
	int64_t from_at;                /* an instant before FROM begins, in any zone */
	const char *form;
	const char *const *fields;
	size_t nfields;
};
enum err_code class_figures(struct store *s, int64_t client_id, const struct class_period *p,
    struct class_figures *out, struct err *e) MUST_CHECK;

/* ---- overrides ---- */

struct client_override {
	int64_t id, rev, client_id, created_at, staff_id;
	char kind[12];                  /* tier, growth, segment, score */
	char value[40];
	bool sign;                      /* false: is NOT of that segment */
	char why[1204], until[12];      /* "": until it is taken back */
	char state[12];                 /* on, retired */
};
struct override_list {
	struct client_override *v;
	size_t n, cap;
};
/* Of one client, newest first; ALL: also those that ended. Replaces OUT. */
enum err_code override_list(struct store *s, int64_t client_id, bool all,
    struct override_list *out, struct err *e) MUST_CHECK;
void override_list_free(struct override_list *l);
enum err_code override_get(struct store *s, int64_t id, struct client_override *out,
    struct err *e) MUST_CHECK;
enum err_code override_insert(struct txn *t, const struct client_override *o, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code override_end(struct txn *t, int64_t id, struct err *e) MUST_CHECK;
/* On, but their day has passed before DAY. */
enum err_code override_list_over(struct store *s, const char *day, int64_t *ids, size_t max,
    size_t *n, struct err *e) MUST_CHECK;

#endif
