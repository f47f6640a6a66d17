#ifndef FD_DESK_TREATMENT_H
#define FD_DESK_TREATMENT_H
/*
 * Treatments (SPEC TR-4 .. TR-7, TR-9): what must be so before one begins, its steps one by one,
 * how it ends. One use case each, one transaction each. The steps are copied from the checklist of
 * forms/checklists.cfg when it begins, and the text of that file is kept with it: a change of the
 * file never changes a record. Money in minor units, instants in Unix seconds.
 *
 * What the roles noted and the summary: desk/treatment_note.h.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/treatment.h"
#include "form/checklists.h"

struct buf;
struct desk;

/* ---- before it begins ---- */

#define TREATMENT_GAPS 8

/* Whom it is for, and where. Ids 0: none. */
struct treatment_for {
	int64_t visit_id;               /* 0: entered later, without a visit */
	int64_t client_id, dependant_id, service_id;    /* of the visit unless said */
	int64_t appointment_id, plan_id, session_id;
	int64_t operator_id, expert_id, room_id, device_id;
};
/* Something that must be so before it begins, and is not. */
struct treatment_gap {
	const char *code;               /* contra, consent, guardian, due, plan */
	char text[300];
};
struct treatment_ready {
	struct treatment_for is;        /* as it will be recorded */
	const struct checklist *list;
	bool minor, allergy, first, pet;        /* facts for conditions */
	char seen[TREATMENT_TEXT];      /* what is acknowledged: allergies, what must not be done,
					 * what to talk over, the last summary; lines by \n */
	int risks;                      /* its first lines, that can do harm */
	char wanted[400];               /* asked for today, from the triage card */
	struct treatment_gap gap[TREATMENT_GAPS];
	size_t ngaps;
	int64_t due;                    /* open of what is due by now */
	int64_t running;                /* is under way already: that treatment, 0 */
};
/* Looks at all of it. ERR_NOTFOUND; ERR_INVALID: the service has no checklist. */
enum err_code treatment_prepare(struct desk *d, const struct treatment_for *f,
    struct treatment_ready *out, struct err *e) MUST_CHECK;

struct treatment_begin {
	struct treatment_for is;
	const char *seen;               /* as it was shown and acknowledged; NULL: was not */
	const char *wanted;             /* NULL: as on the card */
	const char *consent;            /* given just now: self, guardian, spoken; NULL */
	const char *without;            /* why it begins although something is missing; NULL */
	int64_t started_at;             /* 0: now */
};
/*
 * Begins it. Refused (ERR_INVALID) until what must not be done was acknowledged as it stands now,
 * and while there is a gap; with `without` a second person allows it (right treat-override, then
 * ERR_SECOND). ERR_DUPLICATE: it is under way, *ID = that one. Without a visit: right treat-later.
 */
enum err_code treatment_start(struct desk *d, const struct treatment_begin *b, int64_t *id,
    struct err *e) MUST_CHECK;

/* ---- a treatment as it stands ---- */

struct treatment_item {
	struct treatment_step step;
	const struct checklist_step *is;        /* NULL: the checklist has it no more (never so) */
	bool applies;                   /* its condition is so now */
	int64_t until_at;               /* of a timed wait that has begun; 0 */
	int late;                       /* minutes by which the manager was or is late; 0 */
	bool out;                       /* the figure lies outside the standard */
};
struct treatment_view {
	struct treatment t;
	const struct checklist *list;   /* as it was when it began; the desk's */
	struct treatment_item *v;
	size_t n;
	int steps, done, waiting, confirmed;    /* of those that apply */
	size_t next;                    /* the first open one that applies; n: none */
};
enum err_code treatment_view(struct desk *d, int64_t id, struct treatment_view *out,
    struct err *e) MUST_CHECK;
void treatment_view_free(struct treatment_view *v);
/* Sets done and steps of T, read from a list, to those that are called for: what a condition leaves
 * out does not count. */
enum err_code treatment_count_called(struct desk *d, struct treatment_line *t, struct err *e)
    MUST_CHECK;
/* "9 J", "no reaction", "ok", "3 photos", "until 15:20"; "" while open. */
char *treatment_found(const struct desk *d, const struct treatment_item *i, char *out,
    size_t size);
/* The checklist of a treatment by its hash; lives as long as the desk. */
enum err_code treatment_checklist(struct desk *d, const char *hash, const char *code,
    const struct checklist **out, struct err *e) MUST_CHECK;
/* "laser 3/6": the service and which session of the plan. */
char *treatment_title(struct desk *d, const struct treatment *t, char *out, size_t size);

/* ---- steps (right treat-step) ---- */

struct treatment_answer {
	const char *finding;            /* code of a choice, or words; NULL: none */
	const char *figure;             /* as typed; NULL: none. Of a step with vital signs the
					 * line of them: "118/76 72 36.5", may be empty */
	const char *remark;             /* NULL: stays */
};
/* Done now, by the acting person; a timed wait begins first. *BEGUN (may be NULL): it did. Refused
 * (ERR_INVALID, field "figure" or "finding" where one is wanted): a required step of an earlier
 * phase is open, the wait is not over, the figure is none or out of range. ERR_DENIED: the step is
 * another role's. ERR_CONFLICT: done already. */
enum err_code treatment_done(struct desk *d, int64_t step_id, const struct treatment_answer *a,
    bool *begun, struct err *e) MUST_CHECK;
/* Is the step the acting person's at all? ERR_DENIED says whose: asked before a figure is typed. */
enum err_code treatment_may_do(struct desk *d, const struct treatment_item *i, struct err *e)
    MUST_CHECK;
/* What was found, or a remark, changed afterwards; vital signs are struck and added anew. WAS = the
 * step as it was shown: ERR_CONFLICT when somebody changed the same meanwhile. */
enum err_code treatment_note_step(struct desk *d, const struct treatment_step *was,
    const struct treatment_answer *a, struct err *e) MUST_CHECK;
/* The manager has seen it: right treat-confirm, or (at another's terminal) a second person with
 * that right. Nobody confirms what he did himself. ERR_SECOND: the acting person may not, a
 * manager signs. */
enum err_code treatment_confirm(struct desk *d, int64_t step_id, struct err *e) MUST_CHECK;
/* Minutes by which the confirmation came or comes too late; 0 in time. NOW for those that wait. */
int treatment_late(struct desk *d, const struct treatment_step *s, int64_t now);
/* Somebody asks for the expert in the room: a line on the expert's screen. */
enum err_code treatment_call(struct desk *d, int64_t id, const char *text, struct err *e)
    MUST_CHECK;

/* ---- the end ---- */

/* What a session used: of the plan, or of a prepaid card, or once for its price. */
struct treatment_use {
	int sessions, left;             /* left -1: of nothing that counts */
	int64_t price, left_sum;
	int64_t card_id;                /* of sessions, 0 */
	char answer[8];                 /* of the client: open, yes, no; "" not asked yet */
	char text[200];                 /* "1 session, 1,200; left 3 = 3,600" */
};
enum err_code treatment_use(struct desk *d, int64_t id, struct treatment_use *out, struct err *e)
    MUST_CHECK;
/* The client's answer to it: yes with SIGNED self, guardian or spoken; no with TEXT. Right
 * treat-close. */
enum err_code treatment_use_answer(struct desk *d, int64_t id, const char *answer,
    const char *signed_by, const char *text, struct err *e) MUST_CHECK;
/* ERR_INVALID names the first required step that is open. */
enum err_code treatment_may_close(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* Ends it: steps whose condition never came are dropped, the session is used, the client is told
 * what was used, the appointment is done, whoever still owes is led to the cash desk. Refused while
 * a required step is open or the client did not answer. Right treat-close. */
enum err_code treatment_close(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* Ends it early; nothing of the plan is used. Both texts must be said. Right treat-close. */
enum err_code treatment_stop(struct desk *d, int64_t id, const char *reason, const char *agreed,
    struct err *e) MUST_CHECK;
/* Another person, room or device; leaves who it was before and why. WHAT: operator, expert, room,
 * device. */
enum err_code treatment_change(struct desk *d, int64_t id, const char *what, int64_t to,
    const char *reason, struct err *e) MUST_CHECK;

/* ---- words ---- */

const char *treatment_state_word(const char *state);
const char *treatment_phase_word(enum step_phase phase);
/* The word of a role of roles.cfg; "" for none. Borrowed. */
const char *treatment_role_word(const struct desk *d, const char *role);

#endif
