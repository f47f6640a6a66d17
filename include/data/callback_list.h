#ifndef FD_DATA_CALLBACK_LIST_H
#define FD_DATA_CALLBACK_LIST_H
/*
 * Contacts as lists show them (SPEC CB-10): by role, person, state, span of days and anything else
 * that a contact has. Each line comes with the names that stand beside it, so that nothing is
 * looked up while drawing; names of clients are the reader's affair (desk/cover.h). Open ones are
 * read by the day on which they are due, all others by the day on which they ended.
 * Reading: anybody.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct callback_row {
	int64_t id, rev, branch_id;
	int64_t client_id, dependant_id, partner_id;    /* 0: none */
	int64_t event_at, source_id;
	int64_t staff_id;               /* to whom it was given, 0: any of the role */
	int64_t from_at, due_at, expire_at;
	int64_t done_at, done_by, merged_into;  /* 0: not over; by the program; not merged */
	int priority, tries;
	bool asks;
	char day[12], due_day[12], done_day[12];
	char rule[40], event[28], source[32], role[32], channel[12], script[40];
	char held[12], state[12], result[28];
	char sum[200], about[200], about_en[200];
	char staff_code[24], staff[96], done_code[24];
	char last_kind[12], last_result[28];    /* the latest step; "" none yet */
	int64_t last_at;
	char tier[24], growth[24], segments[120];       /* words, "" where none is known */
};
struct callback_rows {
	struct callback_row *v;
	size_t n, cap;
};
void callback_rows_free(struct callback_rows *l);

/* What is wanted. Zeroed: every open contact of all branches. Texts are borrowed, NULL and "" ask
 * nothing; days are YYYY-MM-DD. */
struct callback_wish {
	int64_t branch_id;              /* 0: all */
	const char *state;              /* open, done, expired, cancelled, merged; "ended": all but
					 * open; "any"; NULL: open */
	const char *from_day, *to_day;  /* due (open ones), ended (others) within */
	int64_t from_before;            /* may be done before that instant, 0: whenever */
	const char *roles;              /* words between blanks */
	int64_t staff_id;               /* given to; done by */
	int64_t mine;                   /* given to that person, or to nobody and of `roles` */
	int64_t client_id;
	int64_t late_at;                /* due before that instant; 0: late or not */
	const char *rule, *event, *channel;
	const char *held;               /* expert, message; "-": waits for nothing */
	const char *segment;            /* segment, tier or growth type */
	const char *about;              /* part of what it is about, in either language */
	/* Pages: what comes after that line (due_at of an open one, done_at of another). */
	int64_t after_at, after_id;
	int limit;                      /* 0: CALLBACK_ROWS */
};
enum { CALLBACK_ROWS = 1000 };

/* By due time, ended ones by their end; the open ones first. Replaces OUT. */
enum err_code callback_list(struct store *s, const struct callback_wish *w,
    struct callback_rows *out, struct err *e) MUST_CHECK;
/* How many there are, without a limit. */
enum err_code callback_count(struct store *s, const struct callback_wish *w, int64_t *n,
    struct err *e) MUST_CHECK;
enum err_code callback_row_get(struct store *s, int64_t id, struct callback_row *out,
    struct err *e) MUST_CHECK;          /* ERR_NOTFOUND */
/* N contacts that were done and never sampled, drawn by lot. STAFF: done by, 0: anybody. */
enum err_code callback_draw(struct store *s, const struct callback_wish *w, int n,
    struct callback_rows *out, struct err *e) MUST_CHECK;

#endif
