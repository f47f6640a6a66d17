#ifndef FD_SCREEN_AREA_H
#define FD_SCREEN_AREA_H
/*
 * Areas whose tabs are lists: Records (F5), Callbacks (F6), Orders (F7), Cases (F8). With a client
 * at hand a list holds that client's rows and row 2 names the client; without one, or after `v`,
 * the house's. A tab is one row of the table of its area (records.c, orders.c ... of this floor):
 * what it reads, and what can be done to a row. A tab that needs more is a screen of its own,
 * which draws the same tabs. Screens of this floor only.
 *
 *	static const struct list_column columns[] = { { N_("day"), 0 }, { N_("service"), 12 } };
 *	static const struct area_act acts[] = { { "row-open", open_treatment } };
 *	const struct area_tab treatments_tab = {
 *		.name = "treatments", .title = N_("Treatments"),
 *		.columns = columns, .ncolumns = 2, .load = load, .acts = acts, .nacts = 1,
 *		.empty = N_("No treatment yet. It begins at the arrivals: F4 y."),
 *	};
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/screen.h"

struct buf;

#define AREA_CELLS 8

struct area_row {
	int64_t id;                     /* > 0, one row each */
	int64_t client_id;              /* whose it is, 0: nobody's */
	enum style style;               /* STYLE_LATE where somebody is needed now */
	char cell[AREA_CELLS][120];     /* under the columns; "" for nothing */
};
struct area_rows {
	struct area_row *v;
	size_t n, cap;
};
/* A new last row, zeroed. Never NULL. */
struct area_row *area_rows_add(struct area_rows *l);

/* Whose rows: of one client, or CLIENT 0: of the branch at hand. */
struct area_of {
	int64_t client_id;
};

/* What a command of the area (by its name) does to a row of the tab; ID 0 for `row-new`. */
struct area_act {
	const char *command;            /* row-open, row-new, row-next, row-edit, row-cancel,
					 * pay-take, row-print, row-why, row-escalate,
					 * row-defer, msg-send, appt-book */
	enum err_code (*run)(struct screen *s, int64_t id, int64_t client_id, struct err *e);
	const char *right;              /* without it the key is not offered; NULL: the act's own
					 * affair */
	const char *label;              /* N_(), on the bar and in help; NULL: the command's */
	const char *help;               /* N_(), one sentence for F1: what it does on this tab;
					 * NULL: the command's, which speaks of any row */
};

struct area_tab {
	const char *name, *title;       /* "treatments", N_() */
	const char *right;              /* without it its screen does not open, and ] goes past it;
					 * NULL: anybody */
	const struct screen_type *screen;       /* a screen of its own; the rest is not looked at */
	const struct list_column *columns;
	int ncolumns;
	const char *own_title;          /* N_(): the second column with a client at hand, who
					 * needs no column; NULL: as it stands */
	bool client_only;               /* the house has no such list: a client is asked for */
	bool clocked;                   /* what it shows changes with the minute */
	bool numbered;                  /* rows have numbers, digits choose one */
	enum err_code (*load)(struct screen *s, struct area_of of, struct area_rows *out,
	    struct err *e);
	/* Lines under the list about the row with the cursor; read when the cursor moves. NULL. */
	enum err_code (*detail)(struct screen *s, int64_t id, struct buf *out, struct err *e);
	/* Few words at the right end of row 3, of the house: how it stands. NULL. */
	enum err_code (*sum)(struct screen *s, struct buf *out, struct err *e);
	/* `g` narrows the house's list by what is typed: what TEXT asks for, in words, or why it
	 * cannot be. `load` then asks area_which. NULL: it cannot be narrowed so. */
	enum err_code (*which)(struct screen *s, const char *text, struct buf *out, struct err *e);
	const struct area_act *acts;
	size_t nacts;
	const char *empty, *empty_house;        /* N_(): why it is empty, and what key fills it */
	const char *page;               /* N_(): F1 twice */
};

/* ARG of records_screen, orders_screen, calls_screen, cases_screen: NULL or a struct area_arg. */
struct area_arg {
	const char *tab;                /* NULL: the first */
	int64_t client_id;              /* 0: the client at hand; -1: the house */
	int64_t row_id;                 /* the cursor, 0: the first row */
};
extern const struct screen_type records_screen, orders_screen, calls_screen, cases_screen;

/* Goes to TAB of the area of TYPE, a list or a screen of its own; NULL or unknown: to its first. */
enum err_code area_goto(struct screen *s, const struct screen_type *type, const char *tab,
    struct err *e) MUST_CHECK;

/* ---- for tabs ---- */

/* The client whose rows are shown, 0: the house's. */
int64_t area_client(const struct screen *s);
/* What the house's list is narrowed to (area_tab.which), as it was typed; "": nothing. Borrowed. */
const char *area_which(const struct screen *s);
/* The row with the cursor, 0: none (or S is no list of an area). */
int64_t area_row(const struct screen *s);
/* Reads the list again and puts the cursor on ID: what a box made, the next key is about it. S
 * that is no list of an area stays as it is. */
void area_point(struct screen *s, int64_t id);
/* Reads the list again, after an own write. */
void area_wrote(struct screen *s);
/* For screen_ask: what was made, VALUE an int64_t, has the cursor; the next key is about it. */
void area_made(struct screen *owner, int answer, const void *value);

/* ---- for screens that are a tab themselves ---- */

/* Row 2 with the tab of S in brackets; returns the cells used. */
int area_draw_tabs(const struct screen *s, struct canvas *c);
enum err_code area_run_tab(struct screen *s, struct err *e);
#define AREA_TAB_COMMANDS \
	{ .name = "tab-next", .keys = "] Alt-.", .label = N_("tab"), .arg = 1, \
	  .help = N_("Next tab of the area."), .run = area_run_tab }, \
	{ .name = "tab-prev", .keys = "[ Alt-,", .label = N_("tab"), .flags = COMMAND_NO_BAR, \
	  .arg = -1, .help = N_("Tab before."), .run = area_run_tab }

#endif
