#ifndef FD_DATA_PYRAMID_H
#define FD_DATA_PYRAMID_H
/*
 * What the pyramid of clients is made of: how many are of each tier, who came from one into another
 * (tier_move), what each paid and answered in a span of days. Reads only; the rule is in
 * desk/pyramid.h. Clients are those of the branch, money and surveys what the branch took; BRANCH 0
 * is all of them. Days YYYY-MM-DD, both included. Tiers are words of forms/segments.cfg; "": the
 * class was not computed yet.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"

struct store;

/* Of files opened up to TO, by the tier they have now. Replaces OUT, like all lists here. */
struct pyramid_count {
	char tier[28];
	int64_t clients, fresh;         /* fresh: opened in FROM .. TO */
};
struct pyramid_counts {
	struct pyramid_count *v;
	size_t n, cap;
};
enum err_code pyramid_count_list(struct store *s, int64_t branch_id, const char *from,
    const char *to, struct pyramid_counts *out, struct err *e) MUST_CHECK;
void pyramid_counts_free(struct pyramid_counts *l);

/* Every move from FROM until now, of clients of all branches, by client, the oldest of each
 * first. */
struct pyramid_step {
	int64_t client_id, branch_id;
	char day[DAY_TEXT], opened[DAY_TEXT];   /* opened: the day of the file */
	char before[28], tier[28];
};
struct pyramid_steps {
	struct pyramid_step *v;
	size_t n, cap;
};
enum err_code pyramid_step_list(struct store *s, const char *from, struct pyramid_steps *out,
    struct err *e) MUST_CHECK;
void pyramid_steps_free(struct pyramid_steps *l);

/* A client and a sum of the span. */
struct pyramid_sum {
	int64_t client_id;
	char tier[28];                  /* as it is now */
	int64_t n, of;                  /* minor units, 0; or score and answers as in survey_rate */
};
struct pyramid_sums {
	struct pyramid_sum *v;
	size_t n, cap;
};
/* What was paid, less what was given back; what a card or the account pays was paid for before.
 * Most first. */
enum err_code pyramid_paid_list(struct store *s, int64_t branch_id, const char *from,
    const char *to, struct pyramid_sums *out, struct err *e) MUST_CHECK;
/* Marks of surveys, N in percent points of OF answers. By client. */
enum err_code pyramid_mark_list(struct store *s, int64_t branch_id, const char *from,
    const char *to, struct pyramid_sums *out, struct err *e) MUST_CHECK;
void pyramid_sums_free(struct pyramid_sums *l);

#endif
