#ifndef FD_SCREEN_PEOPLE_ACTIONS_PRIV_H
#define FD_SCREEN_PEOPLE_ACTIONS_PRIV_H
/* Actions in four files: what it does (actions.c), which ones (actions_filter.c), how it looks
 * (actions_view.c), one with everything (action.c). */
#include <stdbool.h>
#include <stdint.h>

#include "data/history.h"
#include "desk/changes.h"
#include "desk/tick.h"
#include "desk/undo.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/list.h"
#include "tui/viewport.h"

enum { ACTIONS_PAGE = 100, ACTIONS_MAX = 2000 };
enum actions_pane { PANE_LIST, PANE_WHO, PANE_WHAT, PANE_CLIENT, PANE_COUNT };

/* What a row shows, made when it was read: drawing asks nobody. */
struct action_text {
	char at[32], who[96], what[300];
};

struct actions {
	struct desk *desk;
	bool all;                       /* may see those of others */
	struct action_filter filter;
	char name[40];                  /* filter.name points here */
	int32_t from, last;             /* days of the filter, DAY_NONE: open */
	char words[PANE_COUNT][120];    /* the filter in words, by pane; days in PANE_LIST */
	struct action_list rows;
	struct { struct action_text *v; size_t n, cap; } texts;
	struct list list;
	enum actions_pane pane;
	int want;                       /* rows to read */
	bool more;
	bool fresh;                     /* another filter: the next load selects the newest */
	int64_t shown_id;               /* whose changes stand below */
	struct undo_plan plan;
	struct viewport detail;
	bool narrow;                    /* it stands beside the list, not below it */
	struct chain_found chain;
	/* an undo on its way */
	int64_t undo_id;
	bool counter;
	char reason[160];
};

const struct action_row *actions_row(const struct actions *st);         /* selected; NULL */

/* ---- filter ---- */

void actions_filter_words(struct actions *st);
/* The choices of the filter with the cursor. */
enum err_code actions_filter_open(struct screen *s, const char *typed, struct err *e) MUST_CHECK;
enum err_code actions_ask_days(struct screen *s, struct err *e) MUST_CHECK;
void actions_changed(struct screen *s);         /* another filter: from the newest again */
struct rect actions_filter_place(const struct screen *s, enum actions_pane pane);

/* ---- look ---- */

void actions_list_init(struct screen *s);
void actions_layout(struct screen *s, struct rect body);
void actions_draw(const struct screen *s, struct canvas *c);
void actions_row_text(struct desk *d, const struct action_row *a, struct action_text *out);
/* Changes as lines of a viewport: what matters, in two columns or for a pane; or everything,
 * also what the program keeps for itself, row by row. */
enum actions_detail { DETAIL_WIDE, DETAIL_NARROW, DETAIL_ALL };
enum err_code actions_put_changes(struct desk *d, int64_t id, enum actions_detail detail,
    struct viewport *v, struct err *e) MUST_CHECK;

#endif
