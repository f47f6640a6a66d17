#ifndef FD_SCREEN_SCHEDULE_H
#define FD_SCREEN_SCHEDULE_H
/*
 * What the screens of the schedule share (F3): the row of tabs, the day and the person one was
 * looking at, the appointments one carries from one place to another, and what can be done to an
 * appointment from any list. Screens of this floor only.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/booking.h"
#include "desk/booking_reach.h"
#include "desk/free.h"
#include "tui/screen.h"

struct appointment_row;
struct canvas;

#define SCHEDULE_CARRY 16

/* Booking. ARG: struct book_arg; what is 0 is proposed. Without a client it asks for one first (a
 * line in row 23, as Find). Answers 1 with VALUE a const int64_t * to the first appointment. */
struct book_arg {
	int64_t branch_id;              /* 0: the desk's */
	int64_t client_id, dependant_id;
	int64_t service[FREE_SERVICES];
	size_t nservices;
	int64_t start_at;               /* 0: the first that fits */
	int64_t with[BOOKING_PARTS];
	size_t nwith;
	const char *when;               /* typed already: stands in When; NULL: nothing */
	int64_t request_id, waiter_id;  /* ends them */
	int64_t move_id;                /* an appointment that is moved here instead; 0: a new
					 * one */
	int64_t draft_id;
};

/* Kept by the front while somebody is logged in: every tab opens where the last one was left. */
struct schedule_memory {
	int32_t day;                    /* 0: today */
	int64_t resource_id;            /* column with the cursor, 0: the first */
	int minute;                     /* of the local day, -1: none */
	int view;                       /* 0 staff, 1 rooms, 2 devices */
	/* Picked up with `m`, to be put down with F10; starts as they were. */
	struct schedule_carried {
		int64_t id, start_at, end_at, lead_id;
		char name[96];
	} carry[SCHEDULE_CARRY];
	size_t ncarry;
	/* A client is being asked for: for what, and who takes the answer (screen/clientpick.h). */
	int64_t put_at, put_lead_id;    /* where to, while a series is asked about */
	struct book_arg pending;
	void (*picked)(struct screen *owner, int64_t client_id);
	char typed[200];
	int64_t booked_id;              /* booked or moved just now: the cursor goes to it; 0 */
	char said[48];                  /* day and time typed behind `bk` */
	/* One of a series or a group is asked about: who takes the answer, and what `2` means. */
	void (*reached)(struct screen *owner, int reach, int64_t id);
	enum booking_reach reach;
	int64_t count[8];               /* behind the names of the tabs, in their order */
};
struct schedule_memory *schedule_memory(const struct screen *s);

/* Row 2: Schedule  [Day]  Week  Free  Lines  Requests2 ... with the one of S in brackets. */
void schedule_draw_tabs(const struct screen *s, struct canvas *c);
/* `tab-next`, `tab-prev` of every screen of the schedule: s->command->arg = 1, -1. */
enum err_code schedule_run_tab(struct screen *s, struct err *e);
#define SCHEDULE_TAB_COMMANDS \
	{ .name = "tab-next", .keys = "] Alt-.", .label = N_("tab"), .arg = 1, \
	  .help = N_("Next tab of the schedule."), .run = schedule_run_tab }, \
	{ .name = "tab-prev", .keys = "[ Alt-,", .label = N_("tab"), .flags = COMMAND_NO_BAR, \
	  .arg = -1, .help = N_("Tab before."), .run = schedule_run_tab }
/* Counts behind Requests, Disrupt, Waitlist: called in `load` of every screen of the schedule. */
void schedule_load_counts(struct screen *s);

/* ---- from any list: one appointment ---- */

/* Opens the box or the screen that does it; the caller says front_wrote() in its answer. */
enum err_code schedule_cancel(struct screen *s, int64_t appointment_id, struct err *e) MUST_CHECK;
enum err_code schedule_confirm(struct screen *s, int64_t appointment_id, struct err *e) MUST_CHECK;
/* The same from a screen that does not show the sentence that is read back: it stands in a box that
 * Enter or Esc closes (SPEC SC-15). */
enum err_code schedule_confirm_aloud(struct screen *s, int64_t appointment_id, struct err *e)
    MUST_CHECK;
/* Facts of one appointment, for the keys in the footer. */
enum {
	SCHEDULE_TO_COME = 1u << 16,    /* booked or confirmed */
	SCHEDULE_UNSURE = 1u << 17,     /* booked, not confirmed */
};
unsigned schedule_facts(const struct appointment_row *a);       /* NULL: none of them */
enum err_code schedule_noshow(struct screen *s, int64_t appointment_id, struct err *e) MUST_CHECK;
enum err_code schedule_card(struct screen *s, int64_t appointment_id, struct err *e) MUST_CHECK;
/* Picks it up; the grid opens at its day. Again: puts it back. */
enum err_code schedule_pick_up(struct screen *s, int64_t appointment_id, struct err *e) MUST_CHECK;
/* Puts down all that is carried: the first starts at START with LEAD (0: who had it), the others
 * keep their distance to it. Opens what must be asked (second person, reason). */
enum err_code schedule_put_down(struct screen *s, int64_t start_at, int64_t lead_id, struct err *e)
    MUST_CHECK;
void schedule_drop(struct screen *s);           /* carries nothing any more */

/* ---- booking ---- */

extern const struct screen_type book_screen;            /* ARG: struct book_arg */
/* Asks for the client in row 23 where ARG has none, then opens booking over S. */
enum err_code schedule_book(struct screen *s, const struct book_arg *arg, struct err *e) MUST_CHECK;

/* What `appt-book` takes on the command line besides a client: day and time, whom, where, for
 * what. */
#define SCHEDULE_BOOK_WORDS "when dr op rm dev svc"

/* Free times. ARG: NULL or a struct free_arg. */
struct free_arg {
	int64_t client_id, dependant_id;
	int64_t service[FREE_SERVICES];
	size_t nservices;
	int64_t with[BOOKING_PARTS];
	size_t nwith;
	int32_t from_day;               /* 0: today */
};
extern const struct screen_type free_screen;

/* A time came free: who would come sooner. ARG: struct offer_arg. Opens nothing when nobody waits:
 * *OPENED says. */
struct offer_arg {
	int64_t branch_id, resource_id; /* the lead of what was freed */
	int64_t start_at, end_at;
	int64_t not_client;             /* who has just left it */
};
extern const struct screen_type offer_screen;
enum err_code schedule_offer(struct screen *s, const struct offer_arg *arg, bool *opened,
    struct err *e) MUST_CHECK;

/* After a move: "Old time: 2 waiting (Alt-w)." in OUT, "" where nobody does. */
char *schedule_freed_text(struct screen *s, char *out, size_t size);
/* `wait-offer`, on every screen: opens the offer of what came free last. */
enum err_code schedule_run_offer(struct screen *s, struct err *e);

/* On the command line: `ill zm 1300 +1`, `out hifu t 13..18` record an absence and open the list of
 * what it touches; `over zm` ends it. s->command->arg: 0 ill, 1 out of order. */
enum err_code disrupt_run_record(struct screen *s, struct err *e) MUST_CHECK;
enum err_code disrupt_run_over(struct screen *s, struct err *e) MUST_CHECK;

/* Puts a client on the waiting list: a box with his wishes. SERVICE 0: to be chosen there. */
enum err_code schedule_wait(struct screen *s, int64_t client_id, int64_t service_id, struct err *e)
    MUST_CHECK;
/* The same box with the wishes of somebody who waits, to be changed. */
enum err_code schedule_wait_edit(struct screen *s, int64_t waiter_id, struct err *e) MUST_CHECK;
extern const struct screen_type wait_screen;            /* for checks and dumps only */

/* Somebody runs late (desk/late.h): the box with who is expected when, for any list with people. */
enum err_code late_open(struct screen *s, int64_t resource_id, struct err *e) MUST_CHECK;
extern const struct screen_type late_screen;
enum err_code late_run(struct screen *s, struct err *e) MUST_CHECK;     /* `late cl 20` */

/* ---- the other tabs ---- */
extern const struct screen_type day_screen, week_screen, lines_screen, requests_screen,
    disrupt_screen, waitlist_screen, roster_tab_screen, cancel_screen, appointment_screen;

#endif
