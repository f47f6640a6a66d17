#ifndef FD_DESK_SCHEDULE_BOOKING_PRIV_H
#define FD_DESK_SCHEDULE_BOOKING_PRIV_H
/* What the booking files share. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment.h"
#include "desk/booking.h"
#include "desk/outbox.h"

struct desk;
struct txn;
struct zone;

/* Where an appointment is: the branch's clock need not be the desk's. */
struct booking_place {
	int64_t branch_id;
	const struct zone *zone;
};
/* Of BRANCH, 0: the desk's. ERR_NOTFOUND. */
enum err_code booking_place(struct desk *d, int64_t branch_id, struct booking_place *out,
    struct err *e) MUST_CHECK;
/* NOT_DONE below: the first words of a refusal, translated: "Not booked." or "Not moved." */

/* The instant that shows the hour of AT, DAYS later and SECONDS further on the wall; 0: it does not
 * exist that night. Of an hour that comes twice the one with the offset of AT, else the first. */
int64_t booking_same_hour(const struct zone *zone, int64_t at, int days, int seconds);

/* WHAT is taken for WHO from FROM to TO; both the same: the person has an appointment then. Sets E
 * and returns its code, ERR_TAKEN. */
enum err_code booking_say_taken(const char *not_done, const char *what, const char *who,
    const char *from, const char *to, struct err *e);
/* Not past, not farther ahead than the site books, start before end, both on one local day. */
enum err_code booking_check_time(struct desk *d, const struct booking_place *p, int64_t start_at,
    int64_t end_at, const char *not_done, struct err *e) MUST_CHECK;
/* Within the hours of the branch on that day: checked on the end too, so that a change of the clock
 * does not carry it over. */
enum err_code booking_check_hours(struct desk *d, const struct booking_place *p,
    int64_t start_at, int64_t end_at, const char *not_done, struct err *e) MUST_CHECK;
/* ERR_INVALID: the file is closed or was merged into another. */
enum err_code booking_check_client(struct desk *d, int64_t client_id, struct err *e) MUST_CHECK;
/* ERR_TAKEN: out of order, away for long, no longer here. */
enum err_code booking_check_resource(struct desk *d, int64_t resource_id, const char *not_done,
    struct err *e) MUST_CHECK;

/* Squeezing in needs a reason and a person who permits it. */
enum err_code booking_check_over(const struct desk *d, const char *reason, struct err *e)
    MUST_CHECK;
/* What others hold; one's own at another terminal is no hindrance. ERR_TAKEN. */
enum err_code booking_check_holds(struct desk *d, const struct take *take, size_t n,
    const char *not_done, struct err *e) MUST_CHECK;
/* A change of what is then is late (SC-16). */
bool booking_is_late(struct desk *d, const struct booking_place *p, int64_t start_at);

/* One appointment with what it takes, inside a transaction: every rule but time and hours, which
 * the caller has checked. BOOKING_CHECKED: its parts were chosen by what is free just now. */
enum booking_checked { BOOKING_UNCHECKED, BOOKING_CHECKED };
enum err_code booking_put(struct desk *d, struct txn *t, const struct booking *b,
    const struct booking_place *place, enum booking_checked checked, int64_t *id,
    struct err *e) MUST_CHECK;

/* One that is being moved: read, taken off, moved and put on again, which brings WAS and TAKE to
 * where they are now. Several at once: all read, all off, then each. */
struct booking_moved {
	struct appointment was;
	struct take_list take;
	struct booking_place place;
	int64_t was_at;                 /* where it stood before */
	int64_t staff[BOOKING_PARTS];   /* who served it then */
	size_t nstaff;
	char no[300];                   /* how a refusal begins: "Not moved." */
};
/* ERR_INVALID: it is over. */
enum err_code booking_moved_read(struct desk *d, int64_t id, struct booking_moved *out,
    struct err *e) MUST_CHECK;
enum err_code booking_moved_off(struct txn *t, const struct booking_moved *x, struct err *e)
    MUST_CHECK;
enum err_code booking_moved_to(struct desk *d, struct txn *t, const struct booking_move *m,
    struct booking_moved *x, const char *reason, struct err *e) MUST_CHECK;
void booking_moved_free(struct booking_moved *x);       /* zeroed is fine */
/* Whether all of TAKE can be had by A at that branch: in use, on the roster, held by nobody else.
 * What is booked the guards know. */
enum err_code booking_check_takes(struct desk *d, const struct appointment *a,
    const struct take_list *take, const char *not_done, struct err *e) MUST_CHECK;

/* A is about to leave its time: the desk remembers that it comes free, for those who wait. */
void booking_note_freed(struct desk *d, struct txn *t, const struct appointment *a,
    const struct take_list *take);

/* As booking_shift, in the caller's transaction. */
enum err_code booking_shift_in(struct desk *d, struct txn *t, const struct booking_shift *s,
    size_t n, const char *reason, struct err *e) MUST_CHECK;

/* A guard said no to A taking these: finds out who has the time, and says so in E after NOT_DONE.
 * Keeps E as it is when nothing is found. ERR_TAKEN. */
enum err_code booking_explain_taken(struct desk *d, const struct appointment *a,
    const struct take *take, size_t ntake, const char *not_done, struct err *e) MUST_CHECK;

/* As booking_end for several, all or none; *ACTION (may be NULL) = the action's id. Of several of
 * one client one message names the others. */
enum err_code booking_end_all(struct desk *d, const struct booking_end *x, size_t n,
    int64_t *action, struct err *e) MUST_CHECK;
/* As booking_step, in the caller's transaction. */
enum err_code booking_step_in(struct desk *d, struct txn *t, const struct booking_step *x,
    struct err *e) MUST_CHECK;
/* As booking_step for several, all or none; *ACTION (may be NULL) = the action's id. */
enum err_code booking_step_all(struct desk *d, const struct booking_step *x, size_t n,
    int64_t *action, struct err *e) MUST_CHECK;
/* As booking_shift; *ACTION (may be NULL) = the action's id. */
enum err_code booking_shift_as(struct desk *d, const struct booking_shift *s, size_t n,
    const char *reason, int64_t *action, struct err *e) MUST_CHECK;
/* Puts the client on the list of those to be offered another time: WHY noshow, cancelled. */
enum err_code booking_rebook_todo(struct desk *d, struct txn *t, const struct appointment *a,
    const char *why, struct err *e) MUST_CHECK;
/* Of several of one client one message names the others; whoever serves hears of each, and of a
 * move also who serves no more. What is QUIET is not told to the client and named nowhere; of what
 * is SILENT nobody hears. */
struct booking_told {
	enum tell what;
	int64_t appointment_id, client_id, start_at;
	int64_t was_at;                 /* of a move: where it stood */
	const int64_t *staff;           /* who served it then */
	size_t nstaff;
	bool quiet, silent;
};
enum err_code booking_tell_all(struct desk *d, struct txn *t, const struct booking_told *x,
    size_t n, struct err *e) MUST_CHECK;
/* "+ 11-27 15:30, 12-04 15:30": figures alone, because whoever reads the message may speak another
 * language than who writes it. */
struct buf;
void booking_add_time(const struct desk *d, int64_t at, struct buf *out);

#endif
