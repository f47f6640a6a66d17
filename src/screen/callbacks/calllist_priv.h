#ifndef FD_SCREEN_CALLBACKS_CALLLIST_PRIV_H
#define FD_SCREEN_CALLBACKS_CALLLIST_PRIV_H
/* Lists of callbacks in two files: what is shown (calllist.c), and what is done to the rows
 * (calllist_act.c). */
#include <stdbool.h>
#include <stdint.h>

#include "desk/calllist.h"
#include "screen/front.h"
#include "tui/list.h"

enum calllist_view { VIEW_MINE, VIEW_ROLE, VIEW_ALL, VIEW_COUNT };

struct calllist_screen {
	struct desk *desk;
	struct list list;
	struct calllist_rows rows;
	struct {
		int *v;                 /* row of `rows`, or -1 - section */
		size_t n, cap;
	} shown;
	struct calllist filter;         /* what was asked for besides the view */
	bool filtered;
	struct callback_rows drawn;     /* a sample: only these; n 0: none is being looked at */
	enum calllist_view view;
	int64_t minute;
	/* Of the row with the cursor. */
	int64_t about;
	char together[240], last[200];
};

/* The row with the cursor; NULL: none. */
const struct calllist_row *calllist_chosen(const struct screen *s);
/* The marked ones, else the one with the cursor: at most CALLLIST_SOME ids. */
size_t calllist_marked(const struct screen *s, int64_t *ids);
/* Another list altogether: read anew, the cursor on its first row. */
void calllist_fresh(struct screen *s);
/* After an own write. */
void calllist_wrote(struct screen *s);

enum err_code calllist_run_open(struct screen *s, struct err *e);
enum err_code calllist_run_call(struct screen *s, struct err *e);
enum err_code calllist_run_later(struct screen *s, struct err *e);
enum err_code calllist_run_give(struct screen *s, struct err *e);
enum err_code calllist_run_why(struct screen *s, struct err *e);
enum err_code calllist_run_merge(struct screen *s, struct err *e);
enum err_code calllist_run_draw(struct screen *s, struct err *e);
enum err_code calllist_run_mark(struct screen *s, struct err *e);
enum err_code calllist_run_client(struct screen *s, struct err *e);
enum err_code calllist_run_find(struct screen *s, struct err *e);
enum err_code calllist_run_print(struct screen *s, struct err *e);

#endif
