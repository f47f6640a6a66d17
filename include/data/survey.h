#ifndef FD_DATA_SURVEY_H
#define FD_DATA_SURVEY_H
/*
 * Satisfaction surveys: one form a visit, from the day it is due to its answers, and the rates that
 * are reckoned from them. Lines come with all names. The answers stand in a sheet (data/sheet.h).
 * Reading: anybody. Writing: the desk floor (desk/survey.h has the rules).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct survey_row {
	int64_t id, rev, branch_id, client_id, created_at, visit_id;    /* 0: none */
	int64_t sheet_id, asked_by, from_at, expire_at, returned_at;
	int64_t answered;               /* questions with a mark */
	int64_t score;                  /* their sum, in hundredths of the best mark */
	int64_t lowest;                 /* worst mark, 1-5; 0: none */
	int64_t friend;                 /* would send a friend, 0-10; -1: not said */
	int64_t rated_id;               /* staff who served the visit, 0 */
	int64_t service_id;
	bool restricted;
	bool named;                     /* the client agreed that who served sees the name */
	char day[12], returned_day[12];
	char form[64], asked[12];       /* phone, house, message; "" not asked yet */
	char state[12];                 /* due, out, returned, refused, expired */
	char client[484], alias[200];
	char branch[96], service[96], service_en[96], staff[96];
	char suggestion[484];           /* its beginning */
};
struct survey_list {
	struct survey_row *v;
	size_t n, cap;
};
void survey_list_free(struct survey_list *l);

/* ERR_NOTFOUND, likewise below. */
enum err_code survey_get(struct store *s, int64_t id, struct survey_row *out, struct err *e)
    MUST_CHECK;
/* The newest of CLIENT in STATE (NULL: any). */
enum err_code survey_newest(struct store *s, int64_t client_id, const char *state,
    struct survey_row *out, struct err *e) MUST_CHECK;
/* The newest that came of a visit on or after DAY. */
enum err_code survey_since(struct store *s, int64_t client_id, const char *day,
    struct survey_row *out, struct err *e) MUST_CHECK;

/* 0 and NULL ask nothing. */
struct survey_filter {
	int64_t branch_id, service_id, rated_id;
	const char *from_day, *to_day;  /* survey_list_back: when they came back; rates: of the
					 * visit; needed there */
	const char *visit_from, *visit_to;      /* lists: days of the visit */
	const char *class;              /* word of the client's tier, growth or a segment */
	int64_t client_id;              /* lists */
};
/* Due or out; those that may be asked now first, then by when they may. Lists replace OUT. */
enum err_code survey_list_open(struct store *s, const struct survey_filter *f,
    struct survey_list *out, struct err *e) MUST_CHECK;
/* Returned in the days of F, the latest first. */
enum err_code survey_list_back(struct store *s, const struct survey_filter *f,
    struct survey_list *out, struct err *e) MUST_CHECK;
/* Of one client, the latest first. */
enum err_code survey_list_client(struct store *s, int64_t client_id, struct survey_list *out,
    struct err *e) MUST_CHECK;

/* Visits since FROM_DAY that have ended and have no survey, those with an id above AFTER (0: all),
 * by id, at most LIMIT. */
struct survey_visit {
	int64_t id, client_id, branch_id, left_at;
	char day[12];
};
struct survey_visits {
	struct survey_visit *v;
	size_t n, cap;
};
enum err_code survey_visits_without(struct store *s, const char *from_day, int64_t after,
    int limit, struct survey_visits *out, struct err *e) MUST_CHECK;
void survey_visits_free(struct survey_visits *l);

/* What may be asked at AT: how many. */
enum err_code survey_count_due(struct store *s, int64_t branch_id, int64_t at, int64_t *n,
    struct err *e) MUST_CHECK;
/* Those that are of no use any more at AT, the oldest, at most LIMIT. */
enum err_code survey_list_stale(struct store *s, int64_t at, int limit, struct survey_list *out,
    struct err *e) MUST_CHECK;

/* Inserts S: ids, day, form, times. */
enum err_code survey_insert(struct txn *t, const struct survey_row *r, int64_t *id,
    struct err *e) MUST_CHECK;

/* ---- rates ---- */

enum survey_by { SURVEY_BY_MONTH, SURVEY_BY_BRANCH, SURVEY_BY_PERSON, SURVEY_BY_SERVICE,
	SURVEY_BY_COUNT };

/* Of the visits of a period. The rate in percent = score / answered. */
struct survey_rate {
	int64_t key;                    /* of branch, person (resource), service; month: YYYYMM */
	char name[96], name_en[96];     /* month: YYYY-MM; "" nobody */
	int64_t due;                    /* forms that there are */
	int64_t out;                    /* asked: handed, sent or answered at once */
	int64_t returned;
	int64_t answered, score;        /* of what was returned */
	int64_t low;                    /* returned with a mark of 3 or less */
	/* Would you send a friend, 0-10: how many said so, 9 or 10 of them, 6 or less of them. */
	int64_t asked_friend, promoters, detractors;
};
struct survey_rates {
	struct survey_rate *v;
	size_t n, cap;
};
/* By month: by time; else the fewest percent first, nothing answered last. */
enum err_code survey_rates(struct store *s, enum survey_by by, const struct survey_filter *f,
    struct survey_rates *out, struct err *e) MUST_CHECK;
/* All of F in one; survey_rate.name "". */
enum err_code survey_rate_all(struct store *s, const struct survey_filter *f,
    struct survey_rate *out, struct err *e) MUST_CHECK;
void survey_rates_free(struct survey_rates *l);

/* Marks 1-5 that callbacks of BRANCH (0: all) got, of those that were done in the days. */
struct callback_marks {
	int64_t n, sum;
};
enum err_code survey_callback_marks(struct store *s, const struct survey_filter *f,
    struct callback_marks *out, struct err *e) MUST_CHECK;

#endif
