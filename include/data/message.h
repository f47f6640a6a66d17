#ifndef FD_DATA_MESSAGE_H
#define FD_DATA_MESSAGE_H
/*
 * The outbox (MS-2): what an event owes somebody, and what became of it. Rows are written in the
 * transaction of the event; a queued one leaves at due_at at the earliest. Reading: anybody.
 * Writing: the desk floor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct message {
	int64_t id, rev, branch_id, created_at, due_at;
	int64_t client_id, staff_id;            /* whom; staff_id of ours; 0: not */
	int64_t appointment_id;                 /* 0: none */
	char day[12];
	char template[28];                      /* word of forms/messages.cfg */
	char channel[8];                        /* sms; hand: told by a person; screen: of ours */
	char language[8];
	char number[24];                        /* "": none */
	char state[12];                 /* queued handing sent delivered failed lost unsure
					 * withdrawn seen; ways between them: message_way in
					 * schema.sql */
	char text[1200];
	int64_t callback_id;            /* it does, or belongs to; 0: none */
	char purpose[12];               /* service, marketing; "": service */
	int64_t by_id;                  /* who wrote it or told it by hand; 0: the program */
	char provider_id[80];           /* number the daemon gave it, "" */
	int64_t tries;
	int64_t handed_at, ended_at;    /* 0: not yet */
	char why[200];                  /* what the daemon said, why it was withdrawn */
};
struct message_list {
	struct message *v;
	size_t n, cap;
};

/* In order of entry. All lists replace OUT. */
enum err_code message_list_appointment(struct store *s, int64_t appointment_id,
    struct message_list *out, struct err *e) MUST_CHECK;
/* Of one client, newest first, those with an id below BEFORE (0: from the newest). */
enum err_code message_list_client(struct store *s, int64_t client_id, int64_t before, int limit,
    struct message_list *out, struct err *e) MUST_CHECK;
/* Unseen ones of one of the staff, newest first. */
enum err_code message_list_staff(struct store *s, int64_t staff_id, int limit,
    struct message_list *out, struct err *e) MUST_CHECK;
/* Queued ones of CHANNEL that may leave at NOW, longest due first. */
enum err_code message_list_due(struct store *s, const char *channel, int64_t now, int limit,
    struct message_list *out, struct err *e) MUST_CHECK;
/* Those that could not be delivered, newest first. BRANCH 0 = all. */
enum err_code message_list_failed(struct store *s, int64_t branch_id, int limit,
    struct message_list *out, struct err *e) MUST_CHECK;
/* Newest one of APPOINTMENT to one of the staff that waits to be seen: 0 none. */
enum err_code message_of_staff(struct store *s, int64_t staff_id, int64_t appointment_id,
    int64_t *id, struct err *e) MUST_CHECK;
/* How many were not seen by one of the staff, and how many of the branch failed. */
enum err_code message_count_staff(struct store *s, int64_t staff_id, int64_t *n, struct err *e)
    MUST_CHECK;
enum err_code message_count_failed(struct store *s, int64_t branch_id, int64_t *n, struct err *e)
    MUST_CHECK;
/* Was STAFF told what DAY holds? Rows of the template MESSAGE_REMINDER, whose `day` is that day. */
#define MESSAGE_REMINDER "staff-tomorrow"
enum err_code message_reminded(struct store *s, int64_t staff_id, const char *day, bool *told,
    struct err *e) MUST_CHECK;
void message_list_free(struct message_list *l);

/* Inserts M: all but id, rev and created_at count; due_at 0 = now, state "" = queued. */
enum err_code message_insert(struct txn *t, const struct message *m, int64_t *id, struct err *e)
    MUST_CHECK;
/* ERR_CONFLICT when it is in another state than WAS by now (NULL: any). ERR_NOTFOUND. */
enum err_code message_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    struct err *e) MUST_CHECK;
/* What still waits for an appointment does not leave any more. *N (may be NULL) = how many. */
enum err_code message_withdraw(struct txn *t, int64_t appointment_id, int64_t *n, struct err *e)
    MUST_CHECK;

#endif
