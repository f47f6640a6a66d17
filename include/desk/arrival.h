#ifndef FD_DESK_ARRIVAL_H
#define FD_DESK_ARRIVAL_H
/*
 * From the door into the treatment (SPEC AR-1 .. AR-10): the triage card, the queue, rounds. One
 * use case each, one transaction each; the appointment of the visit follows. Rooms are in
 * desk/arrival_room.h, the cash desk in desk/arrival_pay.h, the end in desk/arrival_leave.h.
 *
 *	waiting -> consult -> paying -> ready -> treating -> left
 *
 * with shorter ways: see `ways` in arrival_rule.c. Who waits is in waiting, paying or ready; who is
 * in a room, in consult or treating. Money in minor units.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/flag.h"
#include "data/visit.h"

struct desk;

/* ---- rules: nothing is read ---- */

bool arrival_waits(const struct visit_row *v);
bool arrival_in_room(const char *state);
/* Since when the present wait counts: the arrival, or the time promised if that is later; after a
 * step since that step. */
int64_t arrival_wait_from(const struct visit_row *v);
/* Minutes of it, or in the room; 0 before the time promised. */
int64_t arrival_minutes(const struct visit_row *v, int64_t now);
/*
 * Who waits stands out at EVERY, 2 * EVERY ... minutes until in the room. A greeter's mark answers
 * the round in which it was made, no other. Gives the number of the round that is unanswered now,
 * 0: none.
 */
int64_t arrival_round(const struct visit_row *v, int64_t now, int64_t every);
/* The state that follows when nothing else is said; NULL: money is missing first. "left" opens
 * leaving. */
const char *arrival_next(const struct visit_row *v);
bool arrival_may_follow(const char *from, const char *to);
/* The card names a treatment, and none was begun yet. */
bool arrival_to_be_treated(const struct visit_row *v);
/* What is still to be paid of what the desk asks for; never below 0. desk/arrival_pay.h knows what
 * else is due. */
int64_t arrival_open_due(const struct visit_row *v);
/* The word of a state for people. */
const char *arrival_state_word(const char *state);
/* Entered so much after the arrival that it was not at the desk: from paper (RN-4). */
bool arrival_entered_later(const struct visit_row *v);

/* ---- the card ---- */

#define ARRIVAL_COMPANIONS 4

struct arrival_companion {
	char name[484], relation[64], phone[40];
	bool may_know;
};
/* The card as it is filled; ids 0 and texts "" mean none. */
struct arrival {
	int64_t visit_id;               /* of somebody who is here already; 0: just arrives */
	int64_t client_id, dependant_id, appointment_id, service_id, resource_id, room_id;
	int64_t greeter_id;
	int64_t arrived_at;             /* the moment of the key, not of saving */
	char identity[12], identity_why[364], wants[484], changed[484], learnt[724];
	char allergy[8];                /* same, none, more */
	char allergy_text[364];         /* of more; of none where an allergy is in the file */
	char valuables[8];
	struct arrival_companion companion[ARRIVAL_COMPANIONS];
	size_t ncompanions;
};
/* What the card shows and asks. */
struct arrival_card {
	struct arrival is;              /* as proposed, or as it stands */
	struct visit_row was;           /* where visit_id is set */
	int64_t start_at, end_at;       /* promised, 0: walk-in */
	int64_t visits;                 /* before this one */
	bool allergy_known;             /* one is in the file */
	bool allergy_due;               /* must be asked now */
	bool no_companion;              /* the client forbids telling whoever comes along */
	char allergy[FLAG_TEXT], allergy_since[12];
	char since_at_station[64];      /* terminal that entered the visit, "" */
};
/* Fills a card for CLIENT who stands at the desk now, with APPOINTMENT (0: the next one of today
 * here, else a walk-in). Whoever is here already gets that visit's card. ERR_NOTFOUND;
 * ERR_INVALID: the file is closed, the appointment is another day's, another branch's or over. */
enum err_code arrival_prepare(struct desk *d, int64_t client_id, int64_t appointment_id,
    struct arrival_card *out, struct err *e) MUST_CHECK;
/* The same for TREATED, the family member or pet who was chosen in the file (0: nobody was): the
 * own time of today goes before the client's, whose time is taken for TREATED where there is no
 * other; never that of somebody else in the family. */
enum err_code arrival_prepare_for(struct desk *d, int64_t client_id, int64_t treated,
    int64_t appointment_id, struct arrival_card *out, struct err *e) MUST_CHECK;
/* The card of a visit. ERR_NOTFOUND. */
enum err_code arrival_card(struct desk *d, int64_t visit_id, struct arrival_card *out,
    struct err *e) MUST_CHECK;
/* Puts the client in the queue: number, place, the appointment becomes arrived, a new allergy goes
 * into the file. *VISIT = the visit. ERR_DUPLICATE: is here already, and *VISIT is that one.
 * ERR_INVALID with the field; ERR_DENIED. */
enum err_code arrival_add(struct desk *d, const struct arrival *a, int64_t *visit, struct err *e)
    MUST_CHECK;
/* Saves what was changed on the card of a visit; WAS = the card as it was opened. ERR_CONFLICT:
 * somebody changed the same meanwhile. */
enum err_code arrival_save(struct desk *d, const struct arrival_card *was,
    const struct arrival *a, struct err *e) MUST_CHECK;

/* ---- the queue ---- */

/* One step on. WAS = the state the person has seen. ROOM 0: one is chosen, that of the appointment
 * first. *ROOM_NOW (may be NULL) = the room. ERR_CONFLICT: it is in another state by now;
 * ERR_INVALID: the step does not follow, or money is missing; ERR_TAKEN: the room is in use, with
 * who and until when; *PROPOSED (may be NULL) is then a free one, 0: none. */
enum err_code arrival_step(struct desk *d, int64_t id, const char *was, const char *state,
    int64_t room, int64_t *room_now, int64_t *proposed, struct err *e) MUST_CHECK;
/* A greeter went over: answers one round. */
enum err_code arrival_greet(struct desk *d, int64_t id, const char *text, struct err *e) MUST_CHECK;

struct arrival_assign {
	int64_t resource_id, greeter_id, room_id;
	int position;                   /* among those who wait, from 1; 0: stays */
	const char *reason;             /* NULL: none */
};
/* Another consultant, expert, greeter, room or place; leaves its trace. ERR_TAKEN: the room. */
enum err_code arrival_assign(struct desk *d, int64_t id, const struct arrival_assign *a,
    struct err *e) MUST_CHECK;
/* Position of the visit among those who wait at its branch, from 1; 0: does not wait. */
int arrival_position(struct desk *d, int64_t id);

/* ---- figures ---- */

struct arrival_figures {
	int64_t waiting;                /* who waits now */
	int64_t rooms;                  /* in rooms */
	int64_t average;                /* minutes waited today before the first room; -1: none
					 * yet */
	int64_t late;                   /* unanswered rounds now */
	int64_t longest;                /* minutes, of those */
	char longest_greeter[96];
};
enum err_code arrival_figures(struct desk *d, struct arrival_figures *out, struct err *e)
    MUST_CHECK;

#endif
