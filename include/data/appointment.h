#ifndef FD_DATA_APPOINTMENT_H
#define FD_DATA_APPOINTMENT_H
/*
 * Promises of time. The guards of schema.sql refuse every double booking, whoever writes: functions
 * that write give ERR_TAKEN when a resource or the person treated is taken; appointment_holder and
 * appointment_of_person then say by what. Instants are Unix seconds, [start, end); `day` is the
 * local day, set by the desk floor.
 *
 * What an appointment takes is never deleted: appointment_swap exchanges it, a cancellation frees
 * it. Moving several at once, or two against each other: set all `moving`, move all, set all back,
 * in one transaction.
 *
 * Every function that writes leaves its step in the history (data/event.h) in the same transaction.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

/* One whole row. Texts at the end are owned, NULL where the column is NULL. */
struct appointment {
	int64_t id, rev, branch_id, client_id, created_at, start_at, end_at;
	int64_t dependant_id, service_id, taken_by;     /* 0: none */
	int64_t series_id, group_id;    /* first one of the series, of the group; 0: none */
	bool live;
	bool asked;                     /* the person was asked for by name */
	bool inserted;                  /* squeezed in by right */
	char day[12];
	char state[12];
	char *reason, *channel, *needs, *note;
};
enum err_code appointment_get(struct store *s, int64_t id, struct appointment *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND; OUT is then zeroed */
void appointment_free(struct appointment *a);           /* zeroed is fine */

/* One resource it takes. Preparation and clean-up may reach up to 4 hours outside the promised
 * time. */
struct take {
	int64_t resource_id, start_at, end_at;
	int part;                       /* 1, 2: an expert may come in two parts; 0 counts as 1 */
	char kind[8], code[24], name[96];       /* of the resource; ignored on insert */
};
struct take_list {
	struct take *v;
	size_t n, cap;
};
/* In order staff, room, device, then by start. Replaces OUT. */
enum err_code appointment_takes(struct store *s, int64_t id, struct take_list *out, struct err *e)
    MUST_CHECK;
void take_list_free(struct take_list *l);

/* One line of a list, with the names that lists show. Several resources of a kind are joined by "
 * ". */
struct appointment_row {
	int64_t id, rev, branch_id, client_id, dependant_id, start_at, end_at;
	int64_t service_id, minutes, taken_by;
	int64_t staff_id, room_id, device_id;   /* resource ids: the first of each kind, 0 */
	int64_t expert_id;              /* staff id of the client's usual expert, 0 */
	int64_t n_done;                 /* visits before it that took place */
	int64_t created_at;
	int64_t group_id;               /* first one of its group, 0: it is alone */
	bool live, restricted;
	char day[12], state[12];
	char letter;                    /* B C A S D Z X; M while moving */
	char branch[24];                /* code */
	char client[484], alias[200], file_no[24];
	char gender[4], birth[12];
	char patient[484];              /* name of the dependant who is treated, "" */
	char service_code[24], service[96], service_en[96];
	char staff[200], room[96], device[120];
	char staff_code[24];
	char flags[160];                /* kinds in force, blank between */
	char reason[200], channel[24], needs[300], note[300];
};
struct appointment_list {
	struct appointment_row *v;
	size_t n, cap;
};
void appointment_list_free(struct appointment_list *l);

/* All of one DAY by start, in whatever state; BRANCH 0 = all. All lists replace OUT. */
enum err_code appointment_list_day(struct store *s, int64_t branch_id, const char *day,
    struct appointment_list *out, struct err *e) MUST_CHECK;
/* From FROM_DAY to TO_DAY, both included, by day and start. BRANCH 0 = all. */
enum err_code appointment_list_range(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct appointment_list *out, struct err *e) MUST_CHECK;
/* Of one client, latest start first, of those before (BEFORE_AT, BEFORE_ID); 0, 0 = from the
 * latest. */
enum err_code appointment_list_client(struct store *s, int64_t client_id, int64_t before_at,
    int64_t before_id, int limit, struct appointment_list *out, struct err *e) MUST_CHECK;
/* Those that take RESOURCE within [FROM, TO), by start; cancelled and missed ones too unless LIVE.
 * */
enum err_code appointment_list_resource(struct store *s, int64_t resource_id, int64_t from,
    int64_t to, bool live, struct appointment_list *out, struct err *e) MUST_CHECK;
/* The lines of these, in this order. Replaces OUT. ERR_NOTFOUND. */
enum err_code appointment_list_ids(struct store *s, const int64_t *ids, size_t n,
    struct appointment_list *out, struct err *e) MUST_CHECK;
/* Which appointments take each of N things within its own time, whatever their state: by thing,
 * then start and id; without names (appointment_list_ids reads those that are looked at). Replaces
 * OUT. */
struct appointment_want {
	int64_t resource_id, from, to;
};
struct appointment_taking {
	size_t want;                    /* which of them */
	int64_t appointment_id, start_at, end_at;       /* as promised */
	bool live;
	char state[12];
};
struct appointment_taking_list {
	struct appointment_taking *v;
	size_t n, cap;
};
enum err_code appointment_takings(struct store *s, const struct appointment_want *want, size_t n,
    struct appointment_taking_list *out, struct err *e) MUST_CHECK;
void appointment_taking_list_free(struct appointment_taking_list *l);
/* The letter of a state as lists show it: B C A S D Z X M, '?' for a word that is none. */
char appointment_letter(const char *state);
/* One as a line. ERR_NOTFOUND. */
enum err_code appointment_row_get(struct store *s, int64_t id, struct appointment_row *out,
    struct err *e) MUST_CHECK;
/* The client's next live one that ends after NOW. ERR_NOTFOUND. */
enum err_code appointment_next(struct store *s, int64_t client_id, int64_t now,
    struct appointment_row *out, struct err *e) MUST_CHECK;
/* Live ones of DAY that were not yet arrived and end after NOW: "still to come". BRANCH 0 = all. */
enum err_code appointment_count_coming(struct store *s, int64_t branch_id, const char *day,
    int64_t now, int64_t *n, struct err *e) MUST_CHECK;

/* Times that RESOURCE is taken within [FROM, TO), by start: for finding free times. */
struct busy {
	int64_t appointment_id, start_at, end_at;
};
struct busy_list {
	struct busy *v;
	size_t n, cap;
};
enum err_code appointment_busy(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    struct busy_list *out, struct err *e) MUST_CHECK;
void busy_list_free(struct busy_list *l);
/* Likewise for the person treated (DEPENDANT 0 = the client). */
enum err_code appointment_busy_person(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t from, int64_t to, struct busy_list *out, struct err *e) MUST_CHECK;
/* Ids of the live ones of a series from FROM on, by start. *N <= MAX. */
enum err_code appointment_series(struct store *s, int64_t series_id, int64_t from, int64_t *ids,
    size_t max, size_t *n, struct err *e) MUST_CHECK;
/* The live ones of a group (SC-19), by start. GROUP 0 has none. Replaces OUT. */
enum err_code appointment_list_group(struct store *s, int64_t group_id,
    struct appointment_list *out, struct err *e) MUST_CHECK;
/* One of CLIENT for SERVICE that starts at START, in whatever state: what a list that is imported
 * twice has brought before. ERR_NOTFOUND. */
enum err_code appointment_same(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t service_id, int64_t start, int64_t *id, struct err *e) MUST_CHECK;

/* The days from FROM (YYYY-MM-DD) on for which the person has SERVICE, booked or done, EXCEPT one
 * appointment (0: none); at most MAX, in order (base/day.h). */
enum err_code appointment_days(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t service_id, const char *from, int64_t except, int32_t *days, size_t max, size_t *n,
    struct err *e) MUST_CHECK;

/* What takes RESOURCE, or treats the person, within [FROM, TO), EXCEPT one appointment (0: none):
 * the first by start. ERR_NOTFOUND: it is free. */
enum err_code appointment_holder(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    int64_t except, struct appointment_row *out, struct err *e) MUST_CHECK;
enum err_code appointment_of_person(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t from, int64_t to, int64_t except, struct appointment_row *out, struct err *e)
    MUST_CHECK;

/* A permitted overlap with another appointment on one resource; who permits it is the transaction's
 * actor (staff and second person). */
struct overbook {
	int64_t other_id, resource_id;
	const char *reason;
};
enum err_code overbooking_insert(struct txn *t, int64_t a, int64_t b, int64_t resource_id,
    const char *reason, struct err *e) MUST_CHECK;

/* Inserts A with what it takes. id, rev, live are ignored; state "" = booked; created_at 0 = now;
 * taken_by 0 = the actor. Overlaps in OVER are permitted first; their reason stands with the first
 * step of its life. A take with start_at 0 lasts as
 * long as the appointment. ERR_TAKEN, ERR_CONFLICT (a resource of another branch, a dependant of
 * another client). On error the caller rolls back. */
struct appointment_new {
	const struct appointment *row;
	const struct take *take;
	size_t ntake;
	const struct overbook *over;
	size_t nover;
};
enum err_code appointment_insert(struct txn *t, const struct appointment_new *a, int64_t *id,
    struct err *e) MUST_CHECK;
/* One step of its life; WAS = the state the caller has seen (NULL: any). REASON NULL keeps the old
 * one. ERR_CONFLICT when it is in another state by now, ERR_NOTFOUND, ERR_TAKEN (coming back to
 * life). */
enum err_code appointment_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    const char *reason, struct err *e) MUST_CHECK;
/* Moves it with all it takes. REV = the row's rev as seen, ERR_CONFLICT when it was changed since
 * (0: whatever it is). REASON NULL keeps the old one. ERR_NOTFOUND, ERR_TAKEN. */
struct appointment_move {
	int64_t rev, start_at, end_at;
	const char *day;
	const char *reason;
};
enum err_code appointment_move(struct txn *t, int64_t id, const struct appointment_move *to,
    struct err *e) MUST_CHECK;
/* Exchanges resource FROM for TO, in all its parts. ERR_NOTFOUND, ERR_TAKEN, ERR_CONFLICT. */
enum err_code appointment_swap(struct txn *t, int64_t id, int64_t from, int64_t to, struct err *e)
    MUST_CHECK;
/* Says which series or group it belongs to (0: leaves it as it is). ERR_NOTFOUND. */
enum err_code appointment_link(struct txn *t, int64_t id, int64_t series_id, int64_t group_id,
    struct err *e) MUST_CHECK;
/* Takes one more resource. ERR_TAKEN, ERR_CONFLICT. */
enum err_code appointment_take(struct txn *t, int64_t id, const struct take *take, struct err *e)
    MUST_CHECK;

#endif
