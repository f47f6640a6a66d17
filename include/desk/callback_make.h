#ifndef FD_DESK_CALLBACK_MAKE_H
#define FD_DESK_CALLBACK_MAKE_H
/*
 * An event becomes the contacts that it owes (SPEC CB-1, CB-2): rows of `callback` in the event's
 * own transaction, by the rules of forms/callbacks.cfg. Use cases and nightly jobs call this.
 *
 *   - Every rule of the event whose condition holds makes one row; the same event again makes none
 *     (one row a source, day, rule and client). Rules that change later never rewrite a row.
 *   - A merged file: the one that stays. A closed file: nothing.
 *   - Who forbids calls gets the rule's message instead; who can get none of either: a row that is
 *     cancelled at once, with why. So it is seen that the contact was owed.
 *   - A row of channel `message` brings its message along, to leave at from_at; it waits for the
 *     delivery (held) and closes with it. Where no message can be sent it becomes a call.
 *   - A rule whose limit beats the windows sends its message at once, besides the call.
 *   - role consultant: given to the person whom the event names, else to the client's coordinator
 *     where there is one; other roles to nobody, unless the rule is `personal`.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct desk;
struct txn;

/* Texts are borrowed; NULL is "". */
struct callback_event {
	const char *event;              /* callback_events of form/callbacks.h */
	int64_t branch_id;              /* whose people do it; 0: the desk's */
	int64_t client_id, dependant_id, partner_id;
	int64_t staff_id;               /* who is meant: the operator's consultant; 0: see above */
	int64_t at;                     /* when it happened; 0: now */
	const char *source;             /* table of what happened; "" none, */
	int64_t source_id;              /* then the period: YYYYMM, YYYYMMDD */
	const char *about, *about_en;   /* service, goods, test, in both languages */
	const char *service;            /* code */
	const char *kind;               /* word of the event: what is asked by `kind` */
	bool first;                     /* of this service */
	bool tailored;                  /* the service is */
	const char *segments;           /* words between blanks; NULL: the client's, as they are */
};
/* *N (may be NULL) = rows that were made. An event that no rule knows makes none. */
enum err_code callback_raise_in(struct txn *t, struct desk *d, const struct callback_event *ev,
    size_t *n, struct err *e) MUST_CHECK;
/* The event did not happen after all, or makes the contact pointless: what is still open of it is
 * cancelled, with WHY as a step. What waits for the expert stays. */
enum err_code callback_drop_in(struct txn *t, struct desk *d, const char *source,
    int64_t source_id, const char *why, struct err *e) MUST_CHECK;
/* One callback alone, likewise. ERR_CONFLICT: it has ended. */
enum err_code callback_drop_one_in(struct txn *t, struct desk *d, int64_t id, const char *why,
    struct err *e) MUST_CHECK;

/* One that a person makes: another question of a client, a promise. */
struct callback_draft {
	int64_t branch_id;              /* 0: the desk's */
	int64_t client_id, dependant_id, partner_id;
	const char *event;              /* NULL: "hand"; "promise" .. */
	const char *role;               /* NULL: service */
	int64_t staff_id;               /* 0: any of the role */
	const char *channel;            /* NULL: call */
	int64_t at;                     /* the time that was said: it stands in any window */
	const char *day;                /* or the day alone, YYYY-MM-DD: in its windows */
					/* neither: today, or when it is too late the next day */
	const char *text;               /* what it is about */
	const char *text_en;
	const char *script;             /* word of scripts.cfg; NULL: that of rule "hand" */
	int priority;                   /* 0: 2 */
	bool asks;
	const char *source;             /* NULL: none */
	int64_t source_id;
};
/* ERR_INVALID: no text, no such day, a time that has passed. ID may be NULL. */
enum err_code callback_hand_in(struct txn *t, struct desk *d, const struct callback_draft *x,
    int64_t *id, struct err *e) MUST_CHECK;

/* The message of a callback has come to its end: DELIVERED closes one that waited for it; else it
 * becomes a call, or when the client takes none is cancelled with WHY (NULL: ""). Of any other
 * callback: nothing. */
enum err_code callback_message_ended_in(struct txn *t, struct desk *d, int64_t callback_id,
    bool delivered, const char *why, struct err *e) MUST_CHECK;

/* The client's file says now that no calls are wanted: open calls become the messages of their
 * rules, those without one end with why. Nothing where calls are wanted. BUT is left as it is: the
 * call in which it was said, 0: none. */
enum err_code callback_no_calls_in(struct txn *t, struct desk *d, int64_t client_id,
    int64_t but_id, struct err *e) MUST_CHECK;

/* Ends what is of no use any more (job `callbacks-expire` of desk/tick.h): state expired, with a
 * step; an action of the program, batches of 500. *N = how many. */
enum err_code callback_expire(struct desk *d, size_t *n, struct err *e) MUST_CHECK;

/* Why callback ID is due, line by line: rule, event, the sum of its time, the steps since (`w`,
 * --why). Names no client. ERR_NOTFOUND. */
enum err_code callback_why(struct desk *d, int64_t id, struct buf *out, struct err *e) MUST_CHECK;
/* Words of a row in the reader's language; a word that nobody knows as it stands. Borrowed. */
const char *callback_event_words(const char *event);            /* "treatment ended" */
const char *callback_role_words(const char *role);              /* "customer service" */
const char *callback_channel_words(const char *channel);        /* "by telephone" */
const char *callback_result_words(const char *result);          /* "reached, all well" */
const char *callback_step_words(const char *kind);              /* "put off to later" */

#endif
