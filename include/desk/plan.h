#ifndef FD_DESK_PLAN_H
#define FD_DESK_PLAN_H
/*
 * Plans (SPEC TR-2, TR-3, TR-7, SC-17): made from a template of forms/plans.cfg, agreed to by the
 * client, changed by versions, used session by session, stopped with a reason.
 *
 * A plan is a draft until the client has agreed to all that was asked; then its price becomes an
 * order (desk/order.h). A change makes a new version: used sessions stay at their price, open ones
 * are laid anew, the difference is charged or credited, and the client is asked again. No session
 * begins while a question is open. Money in minor units.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/agreement.h"
#include "data/plan.h"

struct desk;
struct document;
struct txn;

#define PLAN_LINES 12
#define PLAN_TEAM 8
#define PLAN_HOME 8
#define PLAN_ASKED 10

struct plan_draft {
	int64_t client_id, dependant_id, consultation_id;       /* 0: none but the client */
	char template[40];              /* code, "" without one */
	char name[160], goal[400];
	char first_day[12];             /* of the first session, "": not planned */
	struct plan_item item[PLAN_LINES];      /* line counts from 1 */
	size_t nitems;
	struct {
		char role[32];
		int64_t staff_id;       /* 0: nobody yet */
	} team[PLAN_TEAM];
	size_t nteam;
	char home[PLAN_HOME][404];
	size_t nhome;
	char asked[PLAN_ASKED][12];     /* kinds of agreement */
	size_t nasked;
	int part[PLAN_LINES];           /* per cent of the price, first at once; none: whole */
	size_t nparts;
};
/* Fills OUT from template CODE for a client, with the prices of services, the client's own expert
 * and the acting person where the roles fit. ERR_NOTFOUND: no such template, or it names a service
 * that the site has not. */
enum err_code plan_from_template(struct desk *d, int64_t client_id, int64_t dependant_id,
    const char *code, struct plan_draft *out, struct err *e) MUST_CHECK;
/* The same of a plan as it stands: to be changed. */
enum err_code plan_as_draft(struct desk *d, int64_t plan_id, struct plan_draft *out, struct err *e)
    MUST_CHECK;
/* The sum of all sessions. ERR_INVALID: too large. */
enum err_code plan_draft_price(const struct plan_draft *p, int64_t *price, struct err *e)
    MUST_CHECK;

/* Makes the plan, its sessions and what the client is to be asked. Action plan-edit. ERR_INVALID
 * with the field: items, team, name; or a tailored service without the diagnosis of the client's
 * expert; or one whose sheet wants a test before any plan (form.h, before_plan). */
enum err_code plan_make(struct desk *d, const struct plan_draft *p, int64_t *id, struct err *e)
    MUST_CHECK;
/* A new version of a plan that goes on; VERSION = the one the person has seen, WHY must be said.
 * ERR_CONFLICT: there is a newer one. ERR_INVALID: fewer sessions than are used. */
enum err_code plan_change(struct desk *d, int64_t plan_id, int version, const struct plan_draft *p,
    const char *why, struct err *e) MUST_CHECK;
/* Another person for a role: leaves who, when, why, and how the client was told (may be ""). Once
 * agreed, the client is asked (agreement `team`). */
enum err_code plan_set_member(struct desk *d, int64_t plan_id, const char *role, int64_t staff_id,
    const char *reason, const char *told, struct err *e) MUST_CHECK;
/* Stops it: open sessions are dropped, what they cost is credited. *BACK (may be NULL) = what of
 * the client's money is kept for her now and could go back. */
enum err_code plan_stop(struct desk *d, int64_t plan_id, const char *reason, int64_t *back,
    struct err *e) MUST_CHECK;
/* The client's answer. SIGNED: self, guardian, spoken. With the last one the plan is agreed and
 * charged. Action plan-agree. */
enum err_code plan_answer(struct desk *d, int64_t agreement_id, const char *answer,
    const char *signed_by, const char *text, struct err *e) MUST_CHECK;
/* The client has confirmed what is to be done at home, line LINE. Action plan-agree. */
enum err_code plan_home_told(struct desk *d, int64_t plan_id, int line, struct err *e) MUST_CHECK;

/* ---- sessions ---- */

/* The session that a client comes for: the one an appointment is for, else the next open one of the
 * service in an agreed plan. *SESSION 0: none. */
enum err_code plan_session_for(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t service_id, int64_t appointment_id, int64_t *session, struct err *e) MUST_CHECK;
/* Says that an appointment is for a session; APPOINTMENT 0: none any more. Action plan-book.
 * ERR_INVALID: it is for another person than the plan, or the file is merged or closed. */
enum err_code plan_session_book(struct desk *d, int64_t session_id, int64_t appointment_id,
    struct err *e) MUST_CHECK;
/* OK when the session may begin. ERR_INVALID: an agreement is open or refused, the plan is not in
 * force, the session is used. */
enum err_code plan_may_start(struct desk *d, int64_t session_id, struct err *e) MUST_CHECK;
/* The session was done at AT, inside somebody's action; with the last one the plan is done. */
enum err_code plan_session_use_in(struct txn *t, struct desk *d, int64_t session_id, int64_t at,
    struct err *e) MUST_CHECK;

/* What is used and left of a plan, by sessions and by what they cost. */
struct plan_left {
	int sessions, used, left;
	int64_t price, used_sum, left_sum;
	int64_t paid;                   /* for the plan's orders */
	int open;                       /* questions without an answer, or refused */
};
enum err_code plan_left(struct desk *d, int64_t plan_id, struct plan_left *out, struct err *e)
    MUST_CHECK;
/* The team as people who can be booked: for the proposal of a booking. *N <= MAX. */
enum err_code plan_team_resources(struct desk *d, int64_t plan_id, int64_t *resources, size_t max,
    size_t *n, struct err *e) MUST_CHECK;

/* Of them those who serve SERVICE, in the order of its needs. */
enum err_code plan_team_for(struct desk *d, int64_t plan_id, int64_t service_id,
    int64_t *resources, size_t max, size_t *n, struct err *e) MUST_CHECK;
/* Whom a booking of SERVICE proposes: the team of the plan in which the client has an open session
 * of it. *N = 0: there is none. */
enum err_code plan_propose(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t service_id, int64_t *resources, size_t max, size_t *n, struct err *e) MUST_CHECK;
/* What a booking is for: *SESSION, 0: of no plan. TEXT = the trace that others than the plan's team
 * serve, "" where they do not. */
struct plan_wish {
	int64_t client_id, dependant_id, service_id;
	const int64_t *resource;        /* all that are taken */
	size_t nresources;
};
enum err_code plan_booking(struct desk *d, const struct plan_wish *w, int64_t *session, char *text,
    size_t size, struct err *e) MUST_CHECK;
/* Links SESSION to what was just booked, inside the booking. */
enum err_code plan_session_book_in(struct txn *t, struct desk *d, int64_t session_id,
    int64_t appointment_id, struct err *e) MUST_CHECK;

/* The plan on paper, to be signed: the caller's, document_free. */
enum err_code plan_paper(struct desk *d, int64_t plan_id, struct document **out, struct err *e)
    MUST_CHECK;

/* ---- by the clock ---- */

/* Puts plans that were broken off on the consultants' list; *N = how many are new. Action
 * `tick`. */
enum err_code plan_find_broken(struct desk *d, int64_t *n, struct err *e) MUST_CHECK;

/* ---- words ---- */

const char *plan_state_word(const char *state);
const char *agreement_word(const char *kind);           /* "expert's advice"; borrowed */
const char *agreement_answer_word(const char *answer);

#endif
