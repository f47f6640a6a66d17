#ifndef FD_DESK_OUTBOX_H
#define FD_DESK_OUTBOX_H
/*
 * Messages that an event owes somebody (SC-6, SC-7, MS-1): a row of `message` in the transaction of
 * the event, by the template of forms/messages.cfg in the reader's language. It leaves after a few
 * minutes, so that an undo reaches it. Use cases call this; sending is somebody else's work.
 *
 * Not sent, and no reason to refuse the event: the client forbids messages, "do not name the
 * house", no mobile number, no template of that name in force. Who has no mobile of the own is told
 * through the guardian, else another contact person who may be told. A restricted file is written
 * to by its alias. Names in Han are written to in Chinese, others in English; staff in their own
 * language.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct desk;
struct txn;

/* What happened. The words of templates are those of forms/messages.cfg. */
enum tell { TELL_BOOKED, TELL_MOVED, TELL_CANCELLED, TELL_CONFIRM, TELL_REMIND, TELL_NOSHOW,
	TELL_DELAY, TELL_OFFER, TELL_ASK_MOVE, TELL_REQUEST, TELL_ARRIVED, TELL_THANKS,
	TELL_SURVEY,            /* how the visit was */
	TELL_ANSWER,            /* what was decided about a suggestion: {text} */
	TELL_INVITE,            /* to an event of the house: {text} */
	TELL_USED,              /* a session was done: what it used, what is left */
	TELL_CASE,              /* what is done about a complaint, as it was typed */
	TELL_READ_BACK,         /* said on the telephone: only for outbox_preview */
	TELL_COUNT };

struct tell_about {
	enum tell what;
	int64_t appointment_id;
	int64_t client_id;              /* 0: of the appointment */
	const char *extra;              /* {text}: offered times, minutes of a delay; NULL: "" */
	const char *extra_zh;           /* the same in Chinese; NULL: extra in either language */
	int64_t was_at;                 /* of a move, for whoever serves; 0: not said */
	bool by_hand;                   /* told by a person: kept as such, by whom */
	int64_t branch_id;              /* in whose name; of the appointment, else 0: the desk's */
};
/* To the client. *ID (may be NULL) = the message, 0: none was due (see above). */
enum err_code outbox_client(struct desk *d, struct txn *t, const struct tell_about *a, int64_t *id,
    struct err *e) MUST_CHECK;
/* Around a call (CB-6): template `before-call`, `no-answer`, or any other, for CALLBACK_ID
 * (0: none). TEXT is {text}: the caller's name; NULL: the acting person's. It leaves at once, or AT
 * that time. ABOUT is {service}. *ID (may be NULL) = the message, 0: none was due ("do not name the
 * house", no messages wished, no mobile number, no such template). */
struct tell_call {
	const char *template;
	int64_t client_id, callback_id;
	const char *text, *text_zh;     /* text_zh NULL: text in either language */
	const char *about, *about_en;   /* NULL: of nothing */
	int64_t at;                     /* not before, 0: at once */
	int64_t branch_id;              /* in whose name, 0: the desk's */
};
enum err_code outbox_call(struct desk *d, struct txn *t, const struct tell_call *c, int64_t *id,
    struct err *e) MUST_CHECK;
/* To the people who serve the appointment (SC-7): a line on their board, at once. */
enum err_code outbox_staff(struct desk *d, struct txn *t, const struct tell_about *a,
    struct err *e) MUST_CHECK;
/* To STAFF who served A->appointment_id at A->was_at and does not any more, since it was moved to
 * somebody else: a line as of a cancellation, with who has it now. */
enum err_code outbox_left(struct desk *d, struct txn *t, const struct tell_about *a,
    int64_t staff_id, struct err *e) MUST_CHECK;
/* To one of ours about a DAY of his (YYYY-MM-DD): template MESSAGE_REMINDER, {text} = ZH or EN, as
 * he reads. */
enum err_code outbox_day(struct desk *d, struct txn *t, int64_t staff_id, const char *day,
    const char *zh, const char *en, struct err *e) MUST_CHECK;
/* Somebody is asked to come to CLIENT (template staff-come, {text} = ZH or EN): STAFF, or where
 * that is 0 all experts of the branch at hand. *N (may be NULL) = how many were told. */
enum err_code outbox_come(struct desk *d, struct txn *t, int64_t client_id, int64_t staff_id,
    const char *zh, const char *en, size_t *n, struct err *e) MUST_CHECK;
/* A line about CLIENT on the board of STAFF, by the template CODE of forms/messages.cfg, {text} =
 * ZH or EN. Without that template nothing is said. */
enum err_code outbox_line(struct desk *d, struct txn *t, const char *code, int64_t client_id,
    int64_t staff_id, const char *zh, const char *en, struct err *e) MUST_CHECK;
/* A line of BRANCH on the board of STAFF about no client, likewise. */
enum err_code outbox_say(struct desk *d, struct txn *t, const char *code, int64_t branch_id,
    int64_t staff_id, const char *zh, const char *en, struct err *e) MUST_CHECK;
/* The text as it would be sent, for a look before (screen): template filled for the appointment. */
enum err_code outbox_preview(struct desk *d, const struct tell_about *a, char *out, size_t size,
    struct err *e) MUST_CHECK;
/* Withdraws what still waits for an appointment (it was cancelled, moved again). */
enum err_code outbox_withdraw(struct txn *t, int64_t appointment_id, struct err *e) MUST_CHECK;

#endif
