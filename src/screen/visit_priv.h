#ifndef FD_SCREEN_VISIT_PRIV_H
#define FD_SCREEN_VISIT_PRIV_H
/* What the screens about arrivals share. */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment.h"
#include "desk/arrival.h"
#include "desk/arrival_room.h"
#include "desk/late.h"
#include "desk/daylist.h"
#include "data/incident.h"
#include "screen/front.h"
#include "tui/list.h"
#include "tui/screen.h"
#include "tui/viewport.h"

struct listing;

enum { PANE_WAITING, PANE_ROOMS, PANE_EXPECTED, PANES };
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
	struct rect area, side;
	int64_t next_id, next_ms;       /* last `y`, so that a key pressed twice is one */
	int64_t room_of, room_free;     /* visit whose room was taken, and the one offered */
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
const struct arrival_room *arrivals_room(const struct arrivals *st);
const struct incident_row *arrivals_incident(const struct arrivals *st);
const struct check_row *arrivals_check(const struct arrivals *st);

/* arrivals_load.c */
enum err_code arrivals_load(struct screen *s, struct err *e);
void arrivals_free(struct arrivals *st);
/* Back to the next one expected: after somebody was received. */
void arrivals_rewind(struct arrivals *st);
/* Reads what stands below the lists, when the cursor is on another row. */
void arrivals_look(struct screen *s);

/* arrivals_view.c */
void arrivals_init_lists(struct screen *s);
void arrivals_layout(struct screen *s, struct rect body);
void arrivals_draw(const struct screen *s, struct canvas *c);
struct listing *arrivals_listing(const struct arrivals *st);
const char *arrivals_tab_name(int tab);

/* arrivals_words.c: how people read on the board */
char *arrivals_name(const struct arrivals *st, const struct visit_row *v, char *out, size_t size);
char *arrivals_expected_name(const struct arrivals *st, const struct appointment_row *a, char *out,
    size_t size);
/* "9 min", "9 min !" */
char *arrivals_wait(const struct arrivals *st, const struct visit_row *v, char *out, size_t size);
/* "walk-in", "15:00", "to pay 800", "treatment" */
char *arrivals_remark(const struct arrivals *st, const struct visit_row *v, char *out, size_t size);
/* "32 late !", "due", "call?" */
char *arrivals_due(const struct arrivals *st, const struct appointment_row *a, bool *late,
    char *out, size_t size);

/* ---- forms over any screen ---- */

struct visit_arg {
	const char *form;               /* triage, leaving, visit-assign, visit-pay */
	int64_t visit_id;               /* 0: the card of CLIENT who just arrives */
	int64_t client_id, appointment_id, arrived_at;
	int64_t draft_id;               /* go on with this draft, 0: none */
};
/* Answers 1 with VALUE a const int64_t * to the visit when it was saved. */
extern const struct screen_type visit_screen;

#endif
