#ifndef FD_DATA_TREATMENT_H
#define FD_DATA_TREATMENT_H
/*
 * Treatments: one session performed, its steps as they were copied from the checklist, what each
 * role noted, adverse reactions. Rows come with all names. Columns are changed with record_update;
 * only the desk floor decides what may follow (desk/treatment.h).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"

struct buf;
struct store;
struct txn;

#define TREATMENT_TEXT 2000             /* bytes of a long text */

/* One row of a list. */
struct treatment_line {
	int64_t id, rev, branch_id, client_id, dependant_id, visit_id, appointment_id, service_id;
	int64_t started_at, ended_at;   /* ended 0: open */
	int64_t operator_id;
	int steps, done, waiting;       /* not dropped; done; done and not confirmed yet */
	bool restricted;
	char day[12], state[12];        /* open, done, stopped */
	char client[484], alias[200], patient[484];
	char service_code[24], service[96], service_en[96];
	char operator[96], room[96];
};
struct treatment_list {
	struct treatment_line *v;
	size_t n, cap;
};
/* What is under way at BRANCH (0: all), the oldest first. All lists replace OUT. */
enum err_code treatment_list_open(struct store *s, int64_t branch_id, struct treatment_list *out,
    struct err *e) MUST_CHECK;
/* Of one client, the newest first, at most LIMIT. */
enum err_code treatment_list_client(struct store *s, int64_t client_id, int limit,
    struct treatment_list *out, struct err *e) MUST_CHECK;
/* Of a branch (0: all) on DAY, in the order in which they began. */
enum err_code treatment_list_day(struct store *s, int64_t branch_id, const char *day,
    struct treatment_list *out, struct err *e) MUST_CHECK;
/* Of one visit, in the order in which they began. */
enum err_code treatment_list_visit(struct store *s, int64_t visit_id, struct treatment_list *out,
    struct err *e) MUST_CHECK;
void treatment_list_free(struct treatment_list *l);

struct treatment {
	struct treatment_line line;
	int64_t created_at, plan_id, session_id, expert_id, room_id, device_id;
	int64_t seen_by, seen_at, summary_by, summary_at;       /* 0: not yet */
	char form_hash[HASH_HEX];
	char checklist[40];             /* code: service.checklist, else the service's */
	char expert[96], device[96], seen[96], summarist[96];
	char seen_text[TREATMENT_TEXT], started_why[600], wanted[400], did[600], effect[600];
	char summary[TREATMENT_TEXT], reason[400], agreed[200];
};
enum err_code treatment_get(struct store *s, int64_t id, struct treatment *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* The one before T of the same person and service. ERR_NOTFOUND. */
enum err_code treatment_before(struct store *s, const struct treatment *t, int64_t *id,
    struct err *e) MUST_CHECK;
/* How many sessions of SERVICE a person (DEPENDANT 0: the client) had that are over. */
enum err_code treatment_count(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t service_id, int64_t *n, struct err *e) MUST_CHECK;
/* Inserts T: ids, day, form_hash, started_at, seen_*, started_why, wanted count. */
enum err_code treatment_insert(struct txn *t, const struct treatment *v, int64_t *id,
    struct err *e) MUST_CHECK;

/* ---- steps ---- */

struct treatment_step {
	int64_t id, rev, treatment_id, begun_at, done_at, done_by, confirmed_at, confirmed_by;
	int line, planned_min, wait_min;        /* planned -1: not said */
	bool required, manager, has_number;
	double number;
	char code[32], phase[8], role[32], state[12], unit[20];
	char finding[400], remark[400];
	char done[96], confirmed[96];   /* who */
};
struct treatment_step_list {
	struct treatment_step *v;
	size_t n, cap;
};
/* By line. */
enum err_code treatment_step_list(struct store *s, int64_t treatment_id,
    struct treatment_step_list *out, struct err *e) MUST_CHECK;
void treatment_step_list_free(struct treatment_step_list *l);
enum err_code treatment_step_get(struct store *s, int64_t id, struct treatment_step *out,
    struct err *e) MUST_CHECK;          /* ERR_NOTFOUND */
enum err_code treatment_step_insert(struct txn *t, const struct treatment_step *x, int64_t *id,
    struct err *e) MUST_CHECK;

/* A step that waits for the manager, with whose it is. */
struct treatment_wait {
	struct treatment_step step;
	struct treatment_line of;
};
struct treatment_wait_list {
	struct treatment_wait *v;
	size_t n, cap;
};
/* Of BRANCH (0: all), the longest first. */
enum err_code treatment_wait_list(struct store *s, int64_t branch_id,
    struct treatment_wait_list *out, struct err *e) MUST_CHECK;
void treatment_wait_list_free(struct treatment_wait_list *l);
/* How many, and since when the first. */
enum err_code treatment_wait_count(struct store *s, int64_t branch_id, int64_t *n, int64_t *since,
    struct err *e) MUST_CHECK;

/* ---- what each role saw ---- */

struct role_note {
	int64_t rev, staff_id, at;
	char role[32], staff[96];
	char text[TREATMENT_TEXT];
};
struct role_note_list {
	struct role_note *v;
	size_t n, cap;
};
enum err_code role_note_list(struct store *s, int64_t treatment_id, struct role_note_list *out,
    struct err *e) MUST_CHECK;
void role_note_list_free(struct role_note_list *l);
/* Writes the line of ROLE by the transaction's actor. WAS = the text it was read with ("": none
 * yet). ERR_CONFLICT: it reads otherwise by now. */
enum err_code role_note_set(struct txn *t, int64_t treatment_id, const char *role,
    const char *was, const char *text, struct err *e) MUST_CHECK;

/* ---- adverse reactions ---- */

struct adverse {
	int64_t id, rev, branch_id, client_id, treatment_id, at, expert_id, staff_id;
	char day[12], state[8];         /* open, over */
	char sign[404], measure[404], outcome[404];
	char expert[96], staff[96];
};
struct adverse_list {
	struct adverse *v;
	size_t n, cap;
};
/* Of one treatment; of one client: the newest first. */
enum err_code adverse_list_treatment(struct store *s, int64_t treatment_id,
    struct adverse_list *out, struct err *e) MUST_CHECK;
enum err_code adverse_list_client(struct store *s, int64_t client_id, struct adverse_list *out,
    struct err *e) MUST_CHECK;
/* Those of BRANCH (0: all) that are not over, the newest first. */
enum err_code adverse_list_open(struct store *s, int64_t branch_id, struct adverse_list *out,
    struct err *e) MUST_CHECK;
void adverse_list_free(struct adverse_list *l);
enum err_code adverse_insert(struct txn *t, const struct adverse *a, int64_t *id, struct err *e)
    MUST_CHECK;

#endif
