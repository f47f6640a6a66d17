#ifndef FD_SCREEN_ARRIVALS_ARRIVALS_PRIV_H
#define FD_SCREEN_ARRIVALS_ARRIVALS_PRIV_H
/*
 * What the files of the screen Arrivals share: its state, the row with the cursor, the cells of a
 * row, the table of tabs. A new tab is a TAB_ and a row of `tabs`.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment.h"
#include "data/incident.h"
#include "data/treatment.h"
#include "desk/arrival.h"
#include "desk/arrival_room.h"
#include "desk/daylist.h"
#include "desk/late.h"
#include "screen/front.h"
#include "tui/list.h"
#include "tui/screen.h"
#include "tui/viewport.h"

struct listing;

enum { PANE_WAITING, PANE_ROOMS, PANE_EXPECTED, PANES };
/* The board, then one list each: see `tabs` in arrivals_tabs.c. */
enum { TAB_BOARD, TAB_ROOMS, TAB_LEFT, TAB_CASH, TAB_INCIDENTS, TAB_CHECKS, TAB_COUNT };

/* One line of the tab Checks: a tick of the day, or the preparation of an appointment. */
struct check_row {
	struct day_item item;
	bool head;                      /* names the list; nothing to tick */
	int64_t start_at, client_id;    /* of an appointment */
	char client[200], text[200];
};
struct check_rows {
	struct check_row *v;
	size_t n, cap;
};

struct arrivals {
	struct desk *desk;
	struct screen *screen;
	int tab, pane;
	bool opened;                    /* the cursor has found its place */
	bool public_view;               /* numbers and surnames: visitors can see the screen */
	int64_t every, minute;          /* of rounds; the minute that is shown */
	struct visit_list waiting, rooms, left, cash;
	struct { struct arrivals_owed { int64_t visit_id, open; } *v; size_t n, cap; } owed;
	struct treatment_list running;  /* treatments under way here */
	struct appointment_list expected;
	struct late_times late;         /* whose time shifts, because somebody runs late */
	struct arrival_rooms all_rooms;
	struct incident_list incidents;
	struct check_rows checks;
	int32_t check_day;
	int64_t duty;
	struct arrival_figures figures;
	struct list list[PANES], other;
	int rule[PANES];                /* rows of the section rules */
	struct rect area, side, below;  /* below: the rooms, under the row in full */
	int64_t next_id, next_ms;       /* last `y`, so that a key pressed twice is one */
	int64_t room_of, room_free;     /* visit whose room was taken, and the one offered */
	int64_t follow_id;              /* visit that was led on here, incident that was
					 * written: the cursor goes with it */
	int64_t asked_id;               /* row that a prompt or box is about */
	/* The row in full: made when the cursor moves. */
	int64_t detail_of;
	bool detail_left;
	char line[2][500];
	struct viewport detail;
};

/* The list with the cursor, and what its row is. */
struct list *arrivals_list(struct screen *s);
const struct visit_row *arrivals_visit(const struct arrivals *st);      /* NULL: none */
const struct appointment_row *arrivals_expected(const struct arrivals *st);
const struct incident_row *arrivals_incident(const struct arrivals *st);
const struct check_row *arrivals_check(const struct arrivals *st);
void arrivals_set_pane(struct screen *s, int pane);
int64_t arrivals_client(const struct arrivals *st);      /* of whatever row, 0: none */

/* ---- what is done with a row (arrivals_step.c) ---- */

/* Over the board: the form FORM of V, the triage card of who arrives, an incident (0: new). */
enum err_code arrivals_form(struct screen *s, const char *form, const struct visit_row *v,
    struct err *e) MUST_CHECK;
enum err_code arrivals_card(struct screen *s, int64_t client, int64_t appointment, struct err *e)
    MUST_CHECK;
enum err_code arrivals_incident_form(struct screen *s, int64_t id, struct err *e) MUST_CHECK;
enum err_code arrivals_no_row(struct err *e);
void arrivals_took(struct screen *s);   /* something was written: all is read again */
enum err_code arrivals_run_next(struct screen *s, struct err *e);
enum err_code arrivals_run_leave(struct screen *s, struct err *e);
enum err_code arrivals_run_pay(struct screen *s, struct err *e);
enum err_code arrivals_run_remark(struct screen *s, struct err *e);
enum err_code arrivals_run_assign(struct screen *s, struct err *e);

/* ---- who is expected (arrivals_expected.c) ---- */

enum err_code arrivals_run_noshow(struct screen *s, struct err *e);
enum err_code arrivals_run_call(struct screen *s, struct err *e);

/* ---- reading (arrivals_load.c) ---- */

enum err_code arrivals_load(struct screen *s, struct err *e);
void arrivals_free(struct arrivals *st);
/* Back to the next one expected: after somebody was received. */
void arrivals_rewind(struct arrivals *st);
/* Reads what stands below the lists, when the cursor is on another row. */
void arrivals_look(struct screen *s);

/* ---- picture (arrivals_view.c, arrivals_rows.c) ---- */

void arrivals_init_lists(struct screen *s);
void arrivals_layout(struct screen *s, struct rect body);
void arrivals_draw(const struct screen *s, struct canvas *c);
struct listing *arrivals_listing(const struct arrivals *st);
extern const struct list_ops arrivals_panes[PANES];

/* Cells of a row, one behind the other; those that GROW are wider where there is room. */
struct cells {
	struct canvas *c;
	int row, col, end, extra;
};
struct cells cells_begin(struct canvas *c, struct rect w);
void cells_put(struct cells *x, const char *text, enum style style, int cells, bool grow);
void cells_rest(struct cells *x, const char *text, enum style style);
/* Name, sex and age, service, who serves. */
void arrivals_put_person(struct cells *x, const struct arrivals *st, const struct visit_row *v);

/* ---- tabs behind the board (arrivals_tabs.c) ---- */

struct arrivals_tab {
	const char *name, *title;       /* the word to open it by; N_() */
	/* NULL: what the board reads serves it too. */
	enum err_code (*load)(struct arrivals *st, struct err *e);
	size_t (*count)(const struct arrivals *st);
	int64_t (*id)(const struct arrivals *st, int row);
	void (*draw)(const struct arrivals *st, int row, struct cells *x);
	struct list_column columns[8];  /* as the cells of a narrow screen; ended by a NULL title */
	void (*head)(const struct arrivals *st, struct canvas *c, int row);     /* instead */
	const char *empty;              /* N_() */
	const struct visit_list *(*print)(const struct arrivals *st);   /* NULL: prints the board */
};
const struct arrivals_tab *arrivals_tab(int tab);
extern const struct list_ops arrivals_tab_ops;

/* ---- the tab Checks (arrivals_checks.c) ---- */

enum err_code arrivals_checks_load(struct arrivals *st, struct err *e) MUST_CHECK;
void arrivals_checks_draw(const struct arrivals *st, int row, struct cells *x);
void arrivals_checks_head(const struct arrivals *st, struct canvas *c, int row);
/* Ticks the line with the cursor, or takes the tick off, and goes one line down. */
enum err_code arrivals_tick_line(struct screen *s, struct err *e) MUST_CHECK;
/* Who is on duty that day. */
enum err_code arrivals_duty(struct screen *s, struct err *e) MUST_CHECK;
enum err_code arrivals_run_day(struct screen *s, struct err *e);

/* ---- how people read on the board (arrivals_words.c) ---- */

char *arrivals_name(const struct arrivals *st, const struct visit_row *v, char *out, size_t size);
char *arrivals_expected_name(const struct arrivals *st, const struct appointment_row *a, char *out,
    size_t size);
/* "9 min", "9 min !" */
/* What is to be paid now; of those at the cash desk also what nobody charged yet. */
int64_t arrivals_owed(const struct arrivals *st, const struct visit_row *v);
char *arrivals_wait(const struct arrivals *st, const struct visit_row *v, char *out, size_t size);
/* "walk-in", "15:00", "to pay 800", "treatment" */
char *arrivals_remark(const struct arrivals *st, const struct visit_row *v, char *out, size_t size);
/* "32 late !", "due", "call?" */
char *arrivals_due(const struct arrivals *st, const struct appointment_row *a, bool *late,
    char *out, size_t size);

#endif
