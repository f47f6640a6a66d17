#ifndef FD_DATA_CONSULTATION_H
#define FD_DATA_CONSULTATION_H
/*
 * Consultations: one interview of one person, whose answers stand in a sheet (data/sheet.h); the
 * expert's diagnosis, who took part, how it ended.
 * Reading: anybody. Writing: the desk floor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct consultation {
	int64_t id, rev, branch_id, client_id, dependant_id, created_at;        /* 0: none */
	int64_t visit_id, service_id, sheet_id, staff_id;
	int64_t diagnosis_by, diagnosis_at, done_at;
	int64_t tailored;               /* the four take part */
	char day[12], follow_day[12];
	char outcome[16];               /* plan, treat, test, think, refer, unsuitable, declined */
	char state[8];                  /* open, done */
	char diagnosis[1000], reason[300];
	char form[64];                  /* of its sheet */
	char form_hash[68];
	char staff[96], expert[96];     /* names: who asks, whose diagnosis */
};
struct consultation_list {
	struct consultation *v;
	size_t n, cap;
};
void consultation_list_free(struct consultation_list *l);

/* Of one client, newest first. Lists replace OUT. */
enum err_code consultation_list_client(struct store *s, int64_t client_id,
    struct consultation_list *out, struct err *e) MUST_CHECK;
/* Open ones of a branch (0: all), oldest first. */
enum err_code consultation_list_open(struct store *s, int64_t branch_id,
    struct consultation_list *out, struct err *e) MUST_CHECK;
/* ERR_NOTFOUND, likewise below. */
enum err_code consultation_get(struct store *s, int64_t id, struct consultation *out,
    struct err *e) MUST_CHECK;
/* The newest of a visit. */
enum err_code consultation_of_visit(struct store *s, int64_t visit_id, struct consultation *out,
    struct err *e) MUST_CHECK;
/* The newest of the same person by the same form that is older than BEFORE (0: the newest of all).
 */
enum err_code consultation_last(struct store *s, int64_t client_id, int64_t dependant_id,
    const char *form, int64_t before, struct consultation *out, struct err *e) MUST_CHECK;

/* Inserts C: ids, day, tailored count. */
enum err_code consultation_insert(struct txn *t, const struct consultation *c, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code consultation_diagnose(struct txn *t, int64_t id, const char *text, struct err *e)
    MUST_CHECK;
/* Ends it. ERR_CONFLICT: it is done already. FOLLOW_DAY, REASON may be "". */
enum err_code consultation_end(struct txn *t, int64_t id, const char *outcome, const char *reason,
    const char *follow_day, struct err *e) MUST_CHECK;

/* ---- who took part ---- */

struct attendance {
	char role[24];                  /* manager, consultant, expert, operator */
	int64_t staff_id, at;
	char staff[96];
};
struct attendance_list {
	struct attendance *v;
	size_t n, cap;
};
/* By time. */
enum err_code attendance_list(struct store *s, int64_t consultation_id,
    struct attendance_list *out, struct err *e) MUST_CHECK;
void attendance_list_free(struct attendance_list *l);
/* ERR_CONFLICT: that role has signed. */
enum err_code attendance_insert(struct txn *t, int64_t consultation_id, const char *role,
    int64_t staff_id, struct err *e) MUST_CHECK;

#endif
