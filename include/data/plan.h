#ifndef FD_DATA_PLAN_H
#define FD_DATA_PLAN_H
/*
 * Plans: a tailored course with its versions, sessions, team and what the client does at home. A
 * version is never changed once written; sessions carry the price they were agreed at. Only the
 * desk floor decides what may follow (desk/plan.h). Money in minor units.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct plan {
	int64_t id, rev, branch_id, client_id, dependant_id, created_at, created_by;
	int64_t consultation_id;        /* 0: none */
	int version;                    /* in force */
	int64_t price;                  /* of that version, the whole */
	int sessions, used;             /* not dropped; done */
	int64_t used_sum;               /* prices of the used ones */
	int64_t last_used_at;           /* 0: none yet */
	char day[12], number[24];
	char name[160], goal[400], template[40];
	char state[12];                 /* draft, agreed, done, stopped */
	char reason[300];
};
struct plan_list {
	struct plan *v;
	size_t n, cap;
};
/* Of one client, the newest first. All lists replace OUT. */
enum err_code plan_list_client(struct store *s, int64_t client_id, struct plan_list *out,
    struct err *e) MUST_CHECK;
/* Drafts and agreed ones of a branch (0: all), the oldest first. */
enum err_code plan_list_open(struct store *s, int64_t branch_id, struct plan_list *out,
    struct err *e) MUST_CHECK;
void plan_list_free(struct plan_list *l);
enum err_code plan_get(struct store *s, int64_t id, struct plan *out, struct err *e) MUST_CHECK;
/* By its number for people, "P-0231". ERR_NOTFOUND, likewise above. */
enum err_code plan_by_number(struct store *s, const char *number, int64_t *id, struct err *e)
    MUST_CHECK;

/* Inserts P with its first version; id, rev, created_at, created_by, version are set here. */
enum err_code plan_insert(struct txn *t, const struct plan *p, int64_t *id, struct err *e)
    MUST_CHECK;
/* WAS: the state it must be in, NULL: any. ERR_CONFLICT: it is in another one. */
enum err_code plan_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    const char *reason, struct err *e) MUST_CHECK;

/* ---- versions and their items ---- */

struct plan_version {
	int version;
	int64_t at, staff_id, price;
	char goal[400], text[400], staff[96];
};
struct plan_version_list {
	struct plan_version *v;
	size_t n, cap;
};
/* Oldest first. */
enum err_code plan_version_list(struct store *s, int64_t plan_id, struct plan_version_list *out,
    struct err *e) MUST_CHECK;
void plan_version_list_free(struct plan_version_list *l);
/* Adds V (version, price, goal, text count) and makes it the one in force. ERR_CONFLICT: somebody
 * made that version meanwhile. */
enum err_code plan_version_insert(struct txn *t, int64_t plan_id, const struct plan_version *v,
    struct err *e) MUST_CHECK;

struct plan_item {
	int line;
	int64_t service_id;             /* 0: the text alone */
	int sessions, days_apart;
	int64_t price;                  /* of one session */
	char text[200], service[96], service_en[96];
};
struct plan_item_list {
	struct plan_item *v;
	size_t n, cap;
};
enum err_code plan_item_list(struct store *s, int64_t plan_id, int version,
    struct plan_item_list *out, struct err *e) MUST_CHECK;
void plan_item_list_free(struct plan_item_list *l);
enum err_code plan_item_insert(struct txn *t, int64_t plan_id, int version,
    const struct plan_item *i, struct err *e) MUST_CHECK;

/* ---- sessions ---- */

struct plan_session {
	int64_t id, rev, plan_id, service_id, price, used_at;
	int64_t appointment_id;         /* live or done one, 0: not booked */
	int64_t start_at;               /* of that appointment, 0 */
	int number, line;
	char planned_day[12];
	char state[12];                 /* open, used, dropped */
	char appointment_state[12];     /* "" */
	char service[96], service_en[96];
};
struct plan_session_list {
	struct plan_session *v;
	size_t n, cap;
};
/* By number. */
enum err_code plan_session_list(struct store *s, int64_t plan_id, struct plan_session_list *out,
    struct err *e) MUST_CHECK;
void plan_session_list_free(struct plan_session_list *l);
enum err_code plan_session_get(struct store *s, int64_t id, struct plan_session *out,
    struct err *e) MUST_CHECK;
/* Was a session used, or is one of its treatments going on? */
enum err_code plan_is_begun(struct store *s, int64_t plan_id, bool *begun, struct err *e)
    MUST_CHECK;
/* The session that an appointment is for. ERR_NOTFOUND. */
enum err_code plan_session_of_appointment(struct store *s, int64_t appointment_id, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code plan_session_insert(struct txn *t, const struct plan_session *x, int64_t *id,
    struct err *e) MUST_CHECK;
/* open -> used (AT > 0), used -> open (AT 0: taken back), open -> dropped. ERR_CONFLICT: it is not
 * in state WAS any more. */
enum err_code plan_session_set_state(struct txn *t, int64_t id, const char *was,
    const char *state, int64_t at, struct err *e) MUST_CHECK;
/* APPOINTMENT 0: none. */
enum err_code plan_session_set_appointment(struct txn *t, int64_t id, int64_t appointment_id,
    struct err *e) MUST_CHECK;
enum err_code plan_session_set_day(struct txn *t, int64_t id, const char *planned_day,
    struct err *e) MUST_CHECK;

/* ---- team ---- */

struct plan_member {
	int64_t id, staff_id, from_at, until_at;        /* until_at 0: in force */
	int64_t changed_by;
	char role[32], staff[96], by[96];
	char reason[300], told[200];
};
struct plan_member_list {
	struct plan_member *v;
	size_t n, cap;
};
/* Those in force and, where ALL, those before them; by role, the newest first. */
enum err_code plan_member_list(struct store *s, int64_t plan_id, bool all,
    struct plan_member_list *out, struct err *e) MUST_CHECK;
void plan_member_list_free(struct plan_member_list *l);
/* Ends the one in force for M's role, if any, and begins M (role, staff_id, reason, told). The same
 * person: no write. */
enum err_code plan_member_set(struct txn *t, int64_t plan_id, const struct plan_member *m,
    struct err *e) MUST_CHECK;

/* ---- at home ---- */

struct plan_home {
	int line;
	int64_t confirmed_at, staff_id; /* 0: not yet */
	char text[404], staff[96];
};
struct plan_home_list {
	struct plan_home *v;
	size_t n, cap;
};
enum err_code plan_home_list(struct store *s, int64_t plan_id, struct plan_home_list *out,
    struct err *e) MUST_CHECK;
void plan_home_list_free(struct plan_home_list *l);
enum err_code plan_home_set(struct txn *t, int64_t plan_id, int line, const char *text,
    struct err *e) MUST_CHECK;
/* Those from LINE on are no longer asked for. */
enum err_code plan_home_drop(struct txn *t, int64_t plan_id, int line, struct err *e) MUST_CHECK;
enum err_code plan_home_confirm(struct txn *t, int64_t plan_id, int line, struct err *e)
    MUST_CHECK;

/* Has a consultation of the client (DEPENDANT 0: her own) the diagnosis of EXPERT (0:
 * anybody's)? */
enum err_code plan_diagnosed(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t expert_id, bool *made, struct err *e) MUST_CHECK;

/* ---- broken off ---- */

/* Agreed plans of BRANCH (0: all) in which nothing was done since before AT and nothing is booked
 * from NOW on, and for which no task is open. */
enum err_code plan_list_broken(struct store *s, int64_t branch_id, int64_t at, int64_t now,
    struct plan_list *out, struct err *e) MUST_CHECK;

#endif
