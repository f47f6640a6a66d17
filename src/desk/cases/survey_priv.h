#ifndef FD_DESK_CASES_SURVEY_PRIV_H
#define FD_DESK_CASES_SURVEY_PRIV_H
/* What the files of surveys, suggestions, improvements and events share. */
#include "desk/arrivals/arrival_priv.h"
#include "data/txn.h"
#include "desk/survey.h"

/* Begins the action NAME; ends it: commits about TABLE:ID when RC is OK, else rolls back. */
enum err_code survey_begin(struct desk *d, const char *name, const char *reason, struct txn **t,
    struct err *e) MUST_CHECK;
enum err_code survey_end(struct txn *t, enum err_code rc, const char *table, int64_t id,
    struct err *e) MUST_CHECK;

/* Inserts, or writes over whatever stands there, what is in SET, and frees it; nothing is written
 * when RC is not OK already. */
enum err_code survey_insert_row(struct txn *t, const char *table, struct visit_set *set,
    int64_t *id, struct err *e) MUST_CHECK;
enum err_code survey_put_row(struct txn *t, enum err_code rc, const char *table, int64_t id,
    struct visit_set *set, struct err *e) MUST_CHECK;

/* ERR_CONFLICT: it is answered, refused or expired. */
enum err_code survey_check_open(const struct survey_row *r, struct err *e) MUST_CHECK;

/* Nobody has to call about it any more. */
enum err_code survey_drop_call(struct txn *t, struct desk *d, int64_t id, const char *why,
    struct err *e) MUST_CHECK;

/* The form for a survey about SERVICE (code, "" none); NULL: the site has none. */
struct form *survey_form(struct desk *d, const char *service);

#endif
