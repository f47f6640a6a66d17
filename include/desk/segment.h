#ifndef FD_DESK_SEGMENT_H
#define FD_DESK_SEGMENT_H
/*
 * What a client is to the house (IN-8): tier, type of growth, segments; computed from what
 * happened by forms/segments.cfg, unless a person knows better (an override says who, why, until
 * when).
 *
 * Computed in the transaction of what happened (triggers of the schema mark the client, the desk
 * computes before the commit), and nightly for everybody. What bulk work or another program left
 * marked the job `segments` of tick computes; who looks at a client meanwhile sees it computed at
 * once. A site without the file has no classes: everything is empty.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/segment.h"

struct desk;
struct txn;

/* As it stands now: a row that is stale or missing is computed (not written). Merged files give
 * that of the file they went into. */
enum err_code segment_of(struct desk *d, int64_t client_id, struct client_class *out,
    struct err *e) MUST_CHECK;
/* Something happened that no trigger sees. */
enum err_code segment_stale_in(struct txn *t, int64_t client_id, struct err *e) MUST_CHECK;

/* ---- words for people, in the language of the screen; "" for an unknown word ---- */

const char *segment_tier_text(const struct desk *d, const char *word);
const char *segment_growth_text(const struct desk *d, const char *word);
const char *segment_text(const struct desk *d, const char *word);
/* "high spend, new" */
char *segment_texts(const struct desk *d, const char *segments, char *out, size_t size);
/* Short words for the head of a file: "key, high spend". */
char *segment_head(const struct desk *d, const struct client_class *c, char *out, size_t size);

/* ---- why ---- */

/* Tier, growth and each segment with the rule they come from, or who set it by hand, why, until
 * when; then the figures. */
struct segment_line {
	char what[80];                  /* "tier", "spent" */
	char is[120];                   /* "key client", "24,300" */
	char from[1400];                /* "spent >= 20000"; "set by ..."; "in 12 months" */
	int64_t override_id;            /* 0: computed */
	bool figure;
};
struct segment_lines {
	struct segment_line *v;
	size_t n, cap;
};
/* Replaces OUT. */
enum err_code segment_why(struct desk *d, int64_t client_id, struct segment_lines *out,
    struct err *e) MUST_CHECK;
void segment_lines_free(struct segment_lines *l);

/* ---- by hand (right segment-set) ---- */

struct segment_draft {
	int64_t client_id;
	const char *kind;               /* tier, growth, segment, score */
	const char *value;
	bool not_so;                    /* segment: is not one of them */
	const char *why;                /* asked always */
	const char *until;              /* YYYY-MM-DD, the last day; NULL: until it is taken back */
};
/* An earlier one of the same kind (and segment) ends with it. ERR_INVALID says what is missing. */
enum err_code segment_set(struct desk *d, const struct segment_draft *s, int64_t *id,
    struct err *e) MUST_CHECK;
/* Takes one back. ERR_CONFLICT: it ended already. */
enum err_code segment_take_back(struct desk *d, int64_t override_id, const char *why,
    struct err *e) MUST_CHECK;

struct form_edit;
/* The answers of X (the form of the file's `score`) become the client's newest score; right
 * segment-score. */
enum err_code segment_score(struct desk *d, int64_t client_id, const struct form_edit *x,
    struct err *e) MUST_CHECK;
/* The score form's name, NULL: the site scores by hand only. */
const char *segment_score_form(const struct desk *d);

/* ---- the job ---- */

struct segment_work {
	size_t done;                    /* clients computed */
	size_t over;                    /* overrides whose day has passed */
	bool left;                      /* there is more than was done now */
};
/* Computes what is stale: 100 files under the lock, at most SLICES times. */
enum err_code segment_compute_stale(struct desk *d, int slices, struct segment_work *out,
    struct err *e) MUST_CHECK;
/* Ends overrides that are over, computes what is stale, then walks once a day through all files,
 * 500 at a time, and writes those that are another by now. At most SLICES steps of either kind,
 * each a transaction of its own; a walk that was broken off goes on from its place. */
enum err_code segment_compute(struct desk *d, int slices, struct segment_work *out, struct err *e)
    MUST_CHECK;

#endif
