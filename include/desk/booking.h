#ifndef FD_DESK_BOOKING_H
#define FD_DESK_BOOKING_H
/*
 * Appointments: make, move, swap, cancel, overbook (SC-4, SC-6). One use case each, one transaction
 * each: everything is taken or nothing. The guards of the schema are the truth; this module turns a
 * refusal into who holds the time, and looks at holds of other terminals, which guards do not know.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* One thing that is taken. Times 0 = those of the appointment. */
struct booking_part {
	int64_t resource_id;
	int part;                       /* 1 unless somebody comes twice */
	int64_t start_at, end_at;
};
#define BOOKING_PARTS 8

struct booking {
	int64_t branch_id;              /* 0: the desk's */
	int64_t client_id, dependant_id, service_id;
	int64_t start_at, end_at;
	struct booking_part part[BOOKING_PARTS];
	size_t nparts;
	const char *channel, *needs, *note;     /* borrowed; NULL: none */
	bool asked;                     /* the person was asked for by name (点) */
	/* Overbooking: the right, a reason and the second person in the desk's actor. */
	bool over;
	const char *reason;
};

/* Books. *ID = the appointment. ERR_TAKEN says who holds what until when; ERR_INVALID a time in the
 * past or outside the branch's hours; ERR_DENIED, ERR_SECOND. */
enum err_code booking_make(struct desk *d, const struct booking *b, int64_t *id, struct err *e)
    MUST_CHECK;

struct booking_move {
	int64_t id;
	int64_t start_at, end_at;
	/* Other resources than before: pairs from -> to, n 0 = the same ones. */
	struct { int64_t from, to; } swap[BOOKING_PARTS];
	size_t nswap;
};
/* Moves one or several together (a swap of two is two moves): all off, all moved, all on, in one
 * transaction. REASON may be NULL. Errors as booking_make; nothing moves when one cannot. */
enum err_code booking_move(struct desk *d, const struct booking_move *m, size_t n,
    const char *reason,
    struct err *e) MUST_CHECK;

/* One step of state: confirmed, arrived, serving, done, noshow; or booked again, from cancelled and
 * noshow. With it its messages and, of a no-show, the list of those to be rebooked. ERR_INVALID
 * when the step does not follow from the present state (the table is in booking_state.c), a
 * no-show is said within SETTING_GRACE_MIN, or another branch says more than confirmed or booked.
 * ERR_TAKEN: coming back, says who has the time by now. */
struct booking_step {
	int64_t id;
	const char *state, *reason;     /* reason NULL: none */
	bool quiet;                     /* nobody is told */
};
enum err_code booking_step(struct desk *d, const struct booking_step *x, struct err *e) MUST_CHECK;
/* Whether a change of what starts at START in the branch would be marked as late by now: less than
 * SETTING_LATE_CHANGE_DAYS before it. */
bool booking_late_now(struct desk *d, int64_t branch_id, int64_t start_at);
/* Whether the step would be refused, with its sentence, before anything is asked about it. What
 * holds the time by now is only seen by the step itself. */
enum err_code booking_may_step(struct desk *d, int64_t id, const char *state, struct err *e)
    MUST_CHECK;
/* "no-show", "in service" in the language of the screen. Borrowed. */
const char *booking_state_label(const char *state);
enum err_code booking_set_state(struct desk *d, int64_t id, const char *state, const char *reason,
    struct err *e) MUST_CHECK;
/* Always with a reason; nobody is told and nothing follows (see booking_end). */
enum err_code booking_cancel(struct desk *d, int64_t id, const char *reason,
    struct err *e) MUST_CHECK;

/* Keeps a proposed time for others' eyes for 5 minutes (renewed by calling again). *HOLD = its id.
 * ERR_TAKEN: another terminal holds it. Release takes 0 and gone ids. */
enum err_code booking_hold(struct desk *d, int64_t resource_id, int64_t start_at, int64_t end_at,
    int64_t *hold, struct err *e) MUST_CHECK;
enum err_code booking_release(struct desk *d, int64_t hold, struct err *e) MUST_CHECK;

/*
 * Booking as people ask for it: what they leave open is chosen inside the transaction (desk/free.h
 * says how), hours, leave and travel are checked there too (desk/calendar.h), and the messages are
 * queued in it (desk/outbox.h). Screens and commands use these; booking_make above takes parts that
 * are known already and is for the program's own use.
 */
struct booking_wish {
	int64_t branch_id;              /* 0: the desk's */
	int64_t client_id, dependant_id, service_id;
	int64_t start_at;
	int64_t with[BOOKING_PARTS];    /* wanted people, rooms, devices; others are chosen */
	size_t nwith;
	bool asked;                     /* the person was asked for by name (点) */
	bool insert;                    /* squeezed in (加号): right appt-overbook, reason, second
					 * person; hours and what is taken do not hinder, the person
					 * treated does */
	const char *reason;             /* of insert */
	const char *channel, *needs, *note;     /* borrowed; NULL: none */
	bool quiet;                     /* the client is not told */
	bool silent;                    /* nor whoever serves: a list that is taken over */
	int64_t deposit;                /* taken with it, minor units; 0: none */
	const char *method;             /* of the deposit: cash, wechat ... */
	int64_t request_id, waiter_id;  /* ends this request, this wait; 0: none */
	int64_t except;                 /* a live appointment that gives way: it is moved here (a
					 * waiter who has one), 0: none */
};
/* What a booking of CLIENT begins with when nobody said what for: the next session of a plan in
 * force that is not booked yet, else what the person had last, else the first of the catalogue by
 * rank. *SERVICE 0: the catalogue is empty. */
enum err_code booking_usual_service(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t *service, struct err *e) MUST_CHECK;

/* One or several, together or in a row, of one client or of a group: all or none, one action. IDS
 * has room for N. Several clients at once get a group_id. Errors name the first that cannot be, as
 * booking_make; ERR_TAKEN says who holds what, E->text ends with the way out. */
enum err_code booking_book(struct desk *d, const struct booking_wish *w, size_t n, int64_t *ids,
    struct err *e) MUST_CHECK;

/* The same wish N times, every EVERY_DAYS days, at the same hour on the wall. Days on which it
 * cannot be are told beforehand by booking_series_look; booking_series books all or none of those
 * not SKIPped. Rows share series_id. */
#define BOOKING_SERIES_MAX 60
struct booking_series {
	int n, every_days;
	bool skip[BOOKING_SERIES_MAX];
};
struct series_day {
	int64_t start_at;
	enum err_code rc;               /* OK: free */
	char why[200];                  /* sentence, "" when free */
};
enum err_code booking_series_look(struct desk *d, const struct booking_wish *w,
    const struct booking_series *series, struct series_day *out, struct err *e) MUST_CHECK;
enum err_code booking_series(struct desk *d, const struct booking_wish *w,
    const struct booking_series *series, int64_t *ids, struct err *e) MUST_CHECK;
/* Moves with new people, rooms or devices where the old ones cannot be had then: WITH as in
 * booking_wish; what is not named stays where it can, else another one is chosen. */
struct booking_shift {
	int64_t id, start_at;
	int64_t branch_id;              /* must be that of the appointment, 0: it */
	int64_t with[BOOKING_PARTS];
	size_t nwith;
	size_t nlater;                  /* so many of WITH, from the first, are wanted for those
					 * that move along too (desk/booking_reach.h) */
	bool quiet;                     /* the client is not told */
};
enum err_code booking_shift(struct desk *d, const struct booking_shift *s, size_t n,
    const char *reason, struct err *e) MUST_CHECK;

/* Cancels with what follows: the deposit (kept, or paid back: second person), the message, the list
 * "to be rebooked"; marked late within SETTING_LATE_CHANGE_DAYS. */
struct booking_end {
	int64_t id;
	const char *reason;             /* never empty */
	bool pay_back;
	bool quiet;                     /* the client is not told */
	bool no_rebook;                 /* the client wants no other */
};
enum err_code booking_end(struct desk *d, const struct booking_end *x, struct err *e) MUST_CHECK;

/* What every step left behind, oldest first (data/appointment.h has the list). */

#endif
