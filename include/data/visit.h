#ifndef FD_DATA_VISIT_H
#define FD_DATA_VISIT_H
/*
 * Arrivals: one row from the triage card to leaving, its steps, who came along. Lists come with all
 * names, so that nothing is looked up while drawing. Columns are changed with record_update; only
 * the desk floor decides which step may follow which (desk/arrival.h).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

/* One line with names. On insert the ids and texts of the row itself count, names do not. */
struct visit_row {
	int64_t id, rev, branch_id, client_id, created_at, arrived_at, place, since_at;
	int64_t dependant_id, appointment_id, service_id, greeter_id, resource_id, room_id; /* 0 */
	int64_t due;                    /* to pay by now, minor units */
	int64_t paid;                   /* for this visit, and with its booking */
	int64_t left_at;                /* 0: still here */
	int64_t start_at, end_at;       /* promised, 0: walk-in */
	int64_t minutes;                /* of the service, 0: none known */
	int64_t greeted_at;             /* last time somebody went over, 0 */
	bool treated;                   /* was led to a treatment at some time */
	bool restricted;
	char day[12], number[16];
	char zone[8];                   /* booked, walkin */
	char state[12];                 /* waiting, consult, paying, ready, treating, left */
	char identity[12];              /* phone, document, known, unchecked */
	char allergy[8];                /* same, none, more; "": not asked */
	char valuables[8];              /* kept, none, "" */
	char outcome[12], follow_day[12];
	char identity_why[364], wants[484], changed[484], learnt[724], outcome_text[484];
	char client[484], alias[200], file_no[24], gender[4], birth[12], pinyin[484];
	char patient[484];              /* the family member or pet who is treated, "" */
	char service_code[24], service[96], service_en[96];
	char led_to[12];                /* where the service begins: consult, treating; "" */
	char staff[96], room[96], greeter[96];
	char flags[160];                /* kinds in force, blank between */
};
struct visit_list {
	struct visit_row *v;
	size_t n, cap;
};
void visit_list_free(struct visit_list *l);

/* Who is here, in the order of the queue. BRANCH 0 = all. Lists replace OUT. */
enum err_code visit_list_here(struct store *s, int64_t branch_id, struct visit_list *out,
    struct err *e) MUST_CHECK;
/* Who arrived on DAY, by arrival, whether still here or not. BRANCH 0 = all. */
enum err_code visit_list_day(struct store *s, int64_t branch_id, const char *day,
    struct visit_list *out, struct err *e) MUST_CHECK;
/* Of one client, the latest first. */
enum err_code visit_list_client(struct store *s, int64_t client_id, int limit,
    struct visit_list *out, struct err *e) MUST_CHECK;
/* ERR_NOTFOUND, likewise below. */
enum err_code visit_get(struct store *s, int64_t id, struct visit_row *out, struct err *e)
    MUST_CHECK;
/* The visit of the person treated (DEPENDANT 0: the client) that is not over. */
enum err_code visit_of_person(struct store *s, int64_t client_id, int64_t dependant_id,
    struct visit_row *out, struct err *e) MUST_CHECK;
/* The one that belongs to an appointment. */
enum err_code visit_of_appointment(struct store *s, int64_t appointment_id,
    struct visit_row *out, struct err *e) MUST_CHECK;
/* Who is in a room just now. */
enum err_code visit_in_room(struct store *s, int64_t room_id, struct visit_row *out,
    struct err *e) MUST_CHECK;
/* How often the client came before now, and the last day on which the allergy was asked, "". */
struct visit_before {
	int64_t visits;
	char asked[12];
};
enum err_code visit_before(struct store *s, int64_t client_id, struct visit_before *out,
    struct err *e) MUST_CHECK;

/* Inserts V. ERR_CONFLICT: a number of that day, or a room, is taken. */
enum err_code visit_insert(struct txn *t, const struct visit_row *v, int64_t *id, struct err *e)
    MUST_CHECK;

/* ---- what happened ---- */

struct visit_event {
	int64_t id, at, staff_id;
	char what[28];                  /* a state; greeted, assigned, place, room, due, paid */
	char text[300], staff[96];
};
struct visit_event_list {
	struct visit_event *v;
	size_t n, cap;
};
enum err_code visit_event_insert(struct txn *t, int64_t visit_id, int64_t at, const char *what,
    const char *text, struct err *e) MUST_CHECK;
/* Oldest first. Replaces OUT. */
enum err_code visit_event_list(struct store *s, int64_t visit_id, struct visit_event_list *out,
    struct err *e) MUST_CHECK;
void visit_event_list_free(struct visit_event_list *l);

/* ---- who came along ---- */

struct companion {
	int64_t id, rev, visit_id;
	bool may_know;                  /* may be told */
	char name[484], relation[64], phone[40];
};
struct companion_list {
	struct companion *v;
	size_t n, cap;
};
/* Those in force, in the order they were named. Replaces OUT. */
enum err_code companion_list(struct store *s, int64_t visit_id, struct companion_list *out,
    struct err *e) MUST_CHECK;
void companion_list_free(struct companion_list *l);
enum err_code companion_insert(struct txn *t, const struct companion *c, int64_t *id,
    struct err *e) MUST_CHECK;

#endif
