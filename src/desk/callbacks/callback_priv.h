#ifndef FD_DESK_CALLBACKS_CALLBACK_PRIV_H
#define FD_DESK_CALLBACKS_CALLBACK_PRIV_H
/* What the files that make and end callbacks share. */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/callback.h"
#include "data/flag.h"
#include "desk/callback_due.h"
#include "desk/window.h"

struct callback_event;
struct desk;
struct txn;

static inline const char *callback_text(const char *text)
{
	return text ? text : "";
}

/* To whom something is owed, as the sums and the rules ask it. */
struct owed {
	int64_t client_id;              /* the file that stays; 0: a partner's */
	int64_t coordinator_id;
	bool closed;                    /* the file is: nothing is owed */
	char flags[400];                /* kinds in force */
	char wish[FLAG_TEXT];
	char branch[24], branch_kind[12];
	struct window_site site;
	struct due_place place;         /* points into site: an owed is not copied */
};
/* BRANCH 0: the desk's; CLIENT 0: none. ERR_NOTFOUND. */
enum err_code owed_open(struct desk *d, int64_t branch_id, int64_t client_id, struct owed *x,
    struct err *e) MUST_CHECK;
void owed_close(struct owed *x);
bool owed_no_call(const struct owed *x);        /* the client forbids calls */
/* The times of C by rule R for what happened AT, and its sum. */
void owed_set_due(const struct callback_rule *r, const struct owed *x, int64_t at,
    struct callback *c, struct due *due);

/* C was just made by rule R: its message goes to the outbox. Where none can go, or the client takes
 * no calls, the row becomes a call or ends with why. */
enum err_code callback_tell_in(struct txn *t, struct desk *d, const struct callback_rule *r,
    const struct callback_event *ev, const struct owed *x, struct callback *c,
    const struct due *due, struct err *e) MUST_CHECK;
/* What of callback ID still waits in the outbox does not leave any more. */
enum err_code callback_untell_in(struct txn *t, struct desk *d, int64_t id, struct err *e)
    MUST_CHECK;

/* Ends C as STATE with RESULT and says WHY in a step KIND of the acting person. */
enum err_code callback_close_in(struct txn *t, struct desk *d, int64_t id, const char *state,
    const char *result, const char *kind, const char *why, struct err *e) MUST_CHECK;

#endif
