#ifndef FD_DESK_CALLBACK_PRIV_H
#define FD_DESK_CALLBACK_PRIV_H
/* What the files that make and end callbacks share. */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/callback.h"
#include "data/flag.h"
#include "desk/callback_due.h"
#include "desk/window.h"

struct desk;
struct txn;

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
bool owed_has_flag(const struct owed *x, const char *kind);
/* The times of C by rule R for what happened AT, and its sum. */
void owed_set_due(const struct callback_rule *r, const struct owed *x, int64_t at,
    struct callback *c, struct due *due);

/* Ends C as STATE with RESULT and says WHY in a step KIND of the acting person. */
enum err_code callback_close_in(struct txn *t, struct desk *d, int64_t id, const char *state,
    const char *result, const char *kind, const char *why, struct err *e) MUST_CHECK;

#endif
