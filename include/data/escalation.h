#ifndef FD_DATA_ESCALATION_H
#define FD_DATA_ESCALATION_H
/*
 * What waits for an expert or the head office. Reading: anybody. Writing: the desk floor
 * (desk/escalate.h); the rules are there.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct escalation {
	int64_t id, rev, branch_id, client_id, created_at;
	int64_t callback_id, complaint_id;      /* one or none of them */
	int64_t raised_by, staff_id;            /* staff 0: whoever of them comes first */
	int64_t due_at, seen_at, answered_by, answered_at, solved_by, solved_at;
	char day[12], due_day[12];
	char state[12];                         /* raised, answered, solved */
	char text[1604], answer[1604], result[1204];
	char raiser[96], expert[96], answerer[96], solver[96];  /* names */
	char about[200], about_en[200];         /* of the callback: what it is about */
	char number[16];                        /* of the complaint */
};
struct escalation_list {
	struct escalation *v;
	size_t n, cap;
};

enum err_code escalation_get(struct store *s, int64_t id, struct escalation *out, struct err *e)
    MUST_CHECK;                                 /* ERR_NOTFOUND */
/* Not solved, of BRANCH (0 = all), those that wait for an answer first, then by due_at. Lists
 * replace OUT. */
enum err_code escalation_list_open(struct store *s, int64_t branch_id, struct escalation_list *out,
    struct err *e) MUST_CHECK;
/* All of BRANCH since FROM_DAY, the newest first. */
enum err_code escalation_list_since(struct store *s, int64_t branch_id, const char *from_day,
    struct escalation_list *out, struct err *e) MUST_CHECK;
/* The newest first. */
enum err_code escalation_list_client(struct store *s, int64_t client_id,
    struct escalation_list *out, struct err *e) MUST_CHECK;
/* The one of a callback or a complaint that is not solved; *ID 0: none. */
enum err_code escalation_of_callback(struct store *s, int64_t callback_id, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code escalation_of_complaint(struct store *s, int64_t complaint_id, int64_t *id,
    struct err *e) MUST_CHECK;
void escalation_list_free(struct escalation_list *l);

/* By the acting person, now: branch, client, day, callback, complaint, staff, text, due count. */
enum err_code escalation_insert(struct txn *t, const struct escalation *x, int64_t *id,
    struct err *e) MUST_CHECK;
/* What can change: staff, seen, answer, state, result. */
enum err_code escalation_update(struct txn *t, const struct escalation *x, struct err *e)
    MUST_CHECK;

#endif
