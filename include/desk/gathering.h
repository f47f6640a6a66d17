#ifndef FD_DESK_GATHERING_H
#define FD_DESK_GATHERING_H
/*
 * Events of the house (SPEC CP-5): who is on the list, invited, accepted, came, and what they said.
 * An invitation is an advertisement: it is sent to who may get such messages, the others are left
 * on the list to be called. Use cases are the action event-edit.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/gathering.h"

struct desk;

#define GATHERING_GUESTS 500            /* put on a list at once, at most */

struct gathering_draft {
	const char *name, *place, *text;        /* PLACE, TEXT: NULL none */
	const char *day;                /* YYYY-MM-DD */
	int start_min;                  /* minute of that day, -1: none said */
};
/* ERR_INVALID: a name or a day lacks. */
enum err_code gathering_add(struct desk *d, const struct gathering_draft *x, int64_t *id,
    struct err *e) MUST_CHECK;
/* ERR_CONFLICT: it is over or cancelled, likewise below. */
enum err_code gathering_change(struct desk *d, int64_t id, const struct gathering_draft *x,
    struct err *e) MUST_CHECK;
/* Over: who was invited and did not come stayed away; ERR_CONFLICT before its day. Cancelled:
 * REASON is needed. */
enum err_code gathering_end(struct desk *d, int64_t id, bool cancelled, const char *reason,
    struct err *e) MUST_CHECK;

/* Puts a client on the list. ERR_CONFLICT: is there already. */
enum err_code gathering_list_client(struct desk *d, int64_t id, int64_t client_id, struct err *e)
    MUST_CHECK;
/* Puts the N CLIENTS on the list in one action, those who are on it and closed files left out; with
 * INVITE the invitation goes to those who came on it now. ERR_INVALID: none, or more than
 * GATHERING_GUESTS. */
struct gathering_put {
	size_t listed, known, closed;   /* on it now; before; files that are closed */
	size_t sent, call;              /* invited; to be called instead */
};
enum err_code gathering_put_clients(struct desk *d, int64_t id, const int64_t *clients, size_t n,
    bool invite, struct gathering_put *out, struct err *e) MUST_CHECK;
/* Puts those of a tier, growth type or segment on the list (words of forms/segments.cfg), those who
 * spent most first, at most LIMIT. *N = how many came on it. */
enum err_code gathering_list_word(struct desk *d, int64_t id, const char *word, size_t limit,
    size_t *n, struct err *e) MUST_CHECK;
/* Sends the invitation to all who are only listed. *SENT; *CALL = who must be called instead. */
enum err_code gathering_invite(struct desk *d, int64_t id, size_t *sent, size_t *call,
    struct err *e) MUST_CHECK;
/* STATE: invited (by word of mouth), accepted, declined, came, absent. FEEDBACK: NULL as it is. */
enum err_code gathering_guest(struct desk *d, int64_t guest_id, const char *state,
    const char *feedback, struct err *e) MUST_CHECK;

const char *gathering_state_word(const char *state);
const char *guest_state_word(const char *state);
/* The guest's name as the acting person may see it. Borrowed. */
const char *guest_name(const struct desk *d, const struct guest_row *r);
/* What the guest said of it, as the acting person may read it: R's own text, or what stands for the
 * words of a restricted file. */
const char *guest_feedback(const struct desk *d, const struct guest_row *r);

#endif
