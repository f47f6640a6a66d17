#ifndef FD_DATA_MESSAGE_SEND_H
#define FD_DATA_MESSAGE_SEND_H
/*
 * The way of a message out of the house (MS-2): what waits, what is on its way, what nobody knows
 * of, and the counts of a day. The ways between states are the table message_way of schema.sql,
 * held by a trigger. Reading: anybody. Writing: the desk floor.
 */
#include <stdint.h>

#include "base/err.h"
#include "data/message.h"

enum err_code message_get(struct store *s, int64_t id, struct message *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* Those that were being handed over: found by who alone may hand over, a dead one's. */
enum err_code message_list_handing(struct store *s, struct message_list *out, struct err *e)
    MUST_CHECK;
/* On their way since SINCE, that no answer has come for; the longest first. Those told by hand are
 * not among them. */
enum err_code message_list_sent(struct store *s, int64_t since, int limit,
    struct message_list *out, struct err *e) MUST_CHECK;
/* What the desk sees of BRANCH: messages of DAY to clients, and of other days what waits, failed,
 * is lost or unsure. By id, newest first. */
enum err_code message_list_board(struct store *s, int64_t branch_id, const char *day, int limit,
    struct message_list *out, struct err *e) MUST_CHECK;
/* The last message that went to one of the N NUMBERS after SINCE; id 0: none. */
enum err_code message_last_to(struct store *s, const char *const *numbers, size_t n, int64_t since,
    struct message *out, struct err *e) MUST_CHECK;
/* Those made for a callback, oldest first. */
enum err_code message_list_callback(struct store *s, int64_t callback_id,
    struct message_list *out, struct err *e) MUST_CHECK;

struct message_counts {
	int64_t waiting;                /* queued, their time has come or not */
	int64_t held;                   /* of these: not before a later minute than NOW */
	int64_t sent, delivered;        /* of the day */
	int64_t failed, lost, unsure;   /* whenever: they wait for a person */
	int64_t replies;                /* new ones */
};
enum err_code message_counts(struct store *s, int64_t branch_id, const char *day, int64_t now,
    struct message_counts *out, struct err *e) MUST_CHECK;

/* One step on the way. ERR_CONFLICT: it is not in WAS any more. */
struct message_step {
	const char *was, *next;
	const char *provider_id;        /* NULL: stays */
	const char *why;                /* NULL: none */
	int64_t due_at;                 /* 0: stays */
};
enum err_code message_go(struct txn *t, int64_t id, const struct message_step *x, struct err *e)
    MUST_CHECK;

#endif
