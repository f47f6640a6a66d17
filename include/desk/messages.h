#ifndef FD_DESK_MESSAGES_H
#define FD_DESK_MESSAGES_H
/*
 * What people do with messages: write one, withdraw one that waits, say what became of one that
 * nobody knows of, deal with an answer (MS-2, MS-3). Sending is desk/sms.h; what events write by
 * themselves is desk/outbox.h.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/message_send.h"
#include "data/reply.h"

struct desk;
struct message_template;

#define MESSAGES_MAX 400
#define MESSAGES_TEMPLATES 40
#define MESSAGES_LENGTH 1000            /* characters of a text, at most */

/* ---- the board ---- */

/* Of the branch at hand: what waits for a person first (failed, lost, unsure), then what waits to
 * leave, then the rest of the day, newest first. */
enum err_code messages_board(struct desk *d, struct message_list *out, struct err *e) MUST_CHECK;
enum err_code messages_counts(struct desk *d, struct message_counts *out, struct err *e)
    MUST_CHECK;
/* New answers of the branch, oldest first, then those that were dealt with today. */
enum err_code messages_replies(struct desk *d, struct reply_list *out, struct err *e) MUST_CHECK;
/* How many wait for a person: failed, lost, unsure and new answers. */
enum err_code messages_open(struct desk *d, int64_t *n, struct err *e) MUST_CHECK;

/* ---- one message ---- */

/* Does not leave, or is off the list (failed, lost, unsure); WHY stays with it. Right message-drop.
 * ERR_CONFLICT: it is on its way or has arrived. ERR_INVALID: no WHY. */
enum err_code messages_withdraw(struct desk *d, int64_t id, const char *why, struct err *e)
    MUST_CHECK;
/* A failed or lost one goes once more, at once. Right message-send. */
enum err_code messages_again(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* A person says whether an unsure one left: it counts as sent, or goes once more. Right
 * message-send. */
enum err_code messages_decide(struct desk *d, int64_t id, bool left, struct err *e) MUST_CHECK;

/* ---- writing one ---- */

/* Templates a person may take for the client: to clients, those of an appointment only where there
 * is one, news only to who wants them; where the house must not be named only neutral ones. *N <=
 * MESSAGES_TEMPLATES. *APPOINTMENT_ID 0: the next live one of the client is taken, 0 stays where
 * there is none. */
enum err_code messages_templates(struct desk *d, int64_t client_id, int64_t *appointment_id,
    const struct message_template **out, size_t *n, struct err *e) MUST_CHECK;
/* Its text, filled in the client's language; LANGUAGE (zh, en) NULL: that one. */
enum err_code messages_text(struct desk *d, const struct message_template *m, int64_t client_id,
    int64_t appointment_id, const char *language, char *out, size_t size, struct err *e)
    MUST_CHECK;

struct messages_draft {
	int64_t client_id, appointment_id, callback_id; /* 0: none but the client */
	const char *template, *text;    /* TEXT as it is sent */
	bool by_hand;                   /* told by the person who writes it: personal WeChat */
	int64_t replaces;               /* a message that did not arrive: off the list with it */
	int64_t answers;                /* a reply: dealt with by it */
};
/* Right message-send. A short one waits as long as all do (message.delay), so that Ctrl-Z reaches
 * it. ERR_INVALID: no text, too long, no mobile number, the client forbids it. *ID may be NULL. */
enum err_code messages_write(struct desk *d, const struct messages_draft *x, int64_t *id,
    struct err *e) MUST_CHECK;

/* ---- one answer ---- */

enum reply_act { REPLY_NOTHING, REPLY_CONFIRM, REPLY_CANCEL, REPLY_VALUE, REPLY_MARK,
	REPLY_OFFER, REPLY_MOVE };
struct reply_means {
	enum reply_act act;             /* what it certainly asks for */
	int64_t appointment_id;         /* of CONFIRM, CANCEL, MOVE */
	int64_t indicator_id;           /* of VALUE */
	int64_t survey_id;              /* of MARK */
	int mark;                       /* 1 to 5 */
	char text[160];                 /* in words: "confirms 15:30 today"; "" for nothing */
};
/* What R certainly means, by the message it answers. */
enum err_code messages_understand(struct desk *d, const struct reply *r, struct reply_means *out,
    struct err *e) MUST_CHECK;
/* Does it: confirms the appointment, enters the value (source `message`) or the mark of the
 * survey. Rights appt-step, measure-add, survey-take. ERR_INVALID for others: those are done on
 * their own screens, then messages_answered is told. */
enum err_code messages_do(struct desk *d, int64_t reply_id, struct err *e) MUST_CHECK;
/* It was dealt with: RESULT in words. LEFT: nothing came of it. Right message-reply. */
enum err_code messages_answered(struct desk *d, int64_t reply_id, bool left, const char *result,
    struct err *e) MUST_CHECK;
/* Says whose a reply is. Right message-reply. */
enum err_code messages_whose(struct desk *d, int64_t reply_id, int64_t client_id, struct err *e)
    MUST_CHECK;

#endif
