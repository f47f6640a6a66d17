#ifndef FD_DATA_CALLBACK_SOURCE_H
#define FD_DATA_CALLBACK_SOURCE_H
/*
 * Where callbacks come from that no use case makes: what the clock brings about (SPEC CB-2). Read
 * by the nightly job of desk/callback_jobs.h alone; some of it reads whole tables, once a night.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

/* One thing that is due for one client. */
struct callback_source {
	int64_t id;                     /* of the row it comes from */
	int64_t branch_id, client_id, dependant_id;
	int64_t sum;                    /* money, minor units */
	char day[12];                   /* on which it falls */
	char since[12];                 /* goods: bought on, "" */
	char name[484], name_en[484];   /* goods, test, indicators */
};
struct callback_source_list {
	struct callback_source *v;
	size_t n, cap;
};
void callback_source_list_free(struct callback_source_list *l);
/* Lists replace OUT; merged and closed files are in none. Days are YYYY-MM-DD, both included. */

/* Usual goods of clients that are used up from FROM to TO, or were said to be wanted then. */
enum err_code callback_source_goods(struct store *s, const char *from, const char *to,
    struct callback_source_list *out, struct err *e) MUST_CHECK;
/* Tests of one kind that were ordered from FROM to TO and not once more since. */
enum err_code callback_source_tests(struct store *s, int64_t test_type_id, const char *from,
    const char *to, struct callback_source_list *out, struct err *e) MUST_CHECK;
/* Who paid most at a branch from FROM to TO: money that changed hands, the largest sum first. */
enum err_code callback_source_top(struct store *s, int64_t branch_id, const char *from,
    const char *to, int limit, struct callback_source_list *out, struct err *e) MUST_CHECK;
/* Who is asked for indicators on DAY, and for which, by client. */
enum err_code callback_source_indicators(struct store *s, const char *day,
    struct callback_source_list *out, struct err *e) MUST_CHECK;

/* Clients of one type of growth who spend or may spend much (tiers key and potential) and whom
 * nobody was to call about it since SINCE, those who spend most first. */
enum err_code callback_source_growth(struct store *s, const char *growth, int64_t since, int limit,
    struct callback_source_list *out, struct err *e) MUST_CHECK;
/* How many callbacks EVENT has made at a branch for PERIOD (202611), whatever became of them. */
enum err_code callback_source_made(struct store *s, const char *event, int64_t branch_id,
    int64_t period, int64_t *n, struct err *e) MUST_CHECK;

#endif
