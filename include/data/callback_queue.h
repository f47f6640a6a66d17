#ifndef FD_DATA_CALLBACK_QUEUE_H
#define FD_DATA_CALLBACK_QUEUE_H
/*
 * The open callbacks of a branch, as the queue and the lists need them: what is due, to whom it
 * belongs, who has it in hand just now. Nothing of the windows: what may be called at which minute
 * is the desk's to say (desk/callback.h). An item is what the order needs and no more: texts and
 * names are read of what is shown. The queue of a role or a branch reads no row of the table: all
 * of it stands in the index `callback_open`.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct callback_item {
	int64_t id, client_id;          /* client 0: a partner's */
	int64_t staff_id;               /* to whom it was given, 0: any of the role */
	int64_t from_at, due_at, expire_at;
	int64_t claimed_by;             /* who has it in hand at NOW, 0: nobody */
	int64_t weight;                 /* of the client's class, data/segment.h */
	int priority, tries;            /* priority 1 .. 5, 1 first; calls without an answer */
	bool by_hand;                   /* no rule made it */
	char channel[12];               /* call, message, mail, face, visit */
	char held[12];                  /* "", "expert", "message" */
	char wish[64];                  /* when the client wants to be called, "" */
};
struct callback_item_list {
	struct callback_item *v;
	size_t n, cap;
};
void callback_item_list_free(struct callback_item_list *l);

struct callback_scope {
	int64_t branch_id;
	const char *role;               /* NULL: every one */
	int64_t staff_id;               /* given to this person, whatever the role; 0: whoever's */
};

/* Open ones of SCOPE that begin before UNTIL, in no order; claims as at NOW. Added to OUT. */
enum err_code callback_items(struct store *s, const struct callback_scope *scope, int64_t until,
    int64_t now, struct callback_item_list *out, struct err *e) MUST_CHECK;
/* The open ones of one client, whatever branch and role. Added to OUT. */
enum err_code callback_items_client(struct store *s, int64_t client_id, int64_t now,
    struct callback_item_list *out, struct err *e) MUST_CHECK;
/* Calls to clients that a message may have to go ahead of, not called in vain yet, waiting for
 * nothing. Added to OUT. Those whose last day is DAY, not late at NOW: */
enum err_code callback_calls_due(struct store *s, int64_t branch_id, const char *day, int64_t now,
    struct callback_item_list *out, struct err *e) MUST_CHECK;
/* Those of ROLE that begin between SINCE and UNTIL at a time that was said: put off to it, or made
 * by hand. */
enum err_code callback_calls_said(struct store *s, int64_t branch_id, const char *role,
    int64_t since, int64_t until, struct callback_item_list *out, struct err *e) MUST_CHECK;
/* How many of the branch were done on DAY, of ROLE (NULL: all). */
enum err_code callback_count_done(struct store *s, int64_t branch_id, const char *day,
    const char *role, int64_t *n, struct err *e) MUST_CHECK;

#endif
