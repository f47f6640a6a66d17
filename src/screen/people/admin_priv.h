#ifndef FD_SCREEN_PEOPLE_ADMIN_PRIV_H
#define FD_SCREEN_PEOPLE_ADMIN_PRIV_H
/*
 * The area of the house itself (F12): one screen with a list above and what belongs to the selected
 * row below or beside it, whichever tab is shown. admin.c: commands; admin_rows.c: the lists;
 * admin_detail.c: what belongs to a row; admin_view.c: the picture; admin_tabs.c: the row of tabs,
 * shared with the roster and the actions, which are screens of their own.
 */
#include <stdbool.h>
#include <stdint.h>

#include "desk/kpi.h"
#include "screen/admin.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/list.h"

enum admin_tab { TAB_PEOPLE, TAB_ROOMS, TAB_SERVICES, TAB_PRODUCTS, TAB_INDICATORS, TAB_ABSENCES,
	TAB_HOURS, TAB_BRANCHES, TAB_SETTINGS, TAB_COUNT };
enum { ADMIN_CELLS = 6 };
enum {
	NEED_RIGHT = 1u << 16,          /* to change what the tab shows */
	NEED_STEP = 1u << 17,           /* y means something on this tab */
};

struct admin_row {
	int64_t id;
	char cell[ADMIN_CELLS][80];
	enum style style;               /* of the last cell */
	char state[12];
};

enum detail_kind { DETAIL_TEXT, DETAIL_ROLE, DETAIL_SKILL, DETAIL_NEED, DETAIL_WAY,
	DETAIL_APPOINTMENT };

/* A line of what belongs to a row; all but texts can be changed or opened. */
struct detail_row {
	int64_t id;                     /* place among them, from 1 */
	enum detail_kind kind;
	int64_t ref;                    /* row of the need, the branch of the role, the client */
	char word[48];                  /* code of the role, the ability */
	char label[40], text[240];
	bool go_on;                     /* the line above goes on: no label */
	enum style style;
};

struct admin {
	struct desk *desk;
	enum admin_tab tab;
	bool retired;                   /* also those out of use */
	const char *right;              /* to change the rows of this tab */
	bool may;                       /* that the person has it */
	bool below;                     /* the cursor is in what belongs to the row */
	bool fresh;                     /* another tab: the next load selects the first row */
	struct list list, detail;
	struct {
		struct admin_row *v;
		size_t n, cap;
	} rows;
	struct {
		struct detail_row *v;
		size_t n, cap;
	} lines;
	struct kpi_ratings ratings;     /* of people, read with the list */
	int64_t shown_id;               /* whose lines these are */
	int width;                      /* cells of a line */
	int64_t want_id;                /* row that was just saved: gets the cursor */
	int64_t asked_id;               /* row that a question is about */
	struct detail_row asked;        /* likewise of a line */
};

/* One tab: what its rows are. */
struct admin_kind {
	const char *name;               /* "people": command line, listing */
	const char *title;              /* N_() */
	const char *form;               /* NULL: its rows have no form */
	const char *empty;              /* N_() */
	const char *next;               /* N_() label of y; NULL: nothing to do */
	const char *adds;               /* N_() what n asks for in the lower half; NULL: nothing */
	struct list_column columns[ADMIN_CELLS + 1];    /* ended by a NULL title */
	enum err_code (*load)(struct admin *st, struct err *e);
	enum err_code (*detail)(struct admin *st, int64_t id, struct err *e);
};
extern const struct admin_kind admin_kinds[TAB_COUNT];
const struct admin_kind *admin_kind(const struct admin *st);
int admin_columns(const struct admin_kind *k);

const struct admin_row *admin_row_at(const struct admin *st);           /* NULL: none */
const struct detail_row *admin_line_at(const struct admin *st);         /* NULL: none */

/* Opens a form over S; the row that was saved gets the cursor. */
enum err_code admin_open_form(struct screen *s, const char *form, int64_t owner, int64_t id,
    struct err *e) MUST_CHECK;

/* ---- rows ---- */

struct admin_row *admin_add(struct admin *st, int64_t id, const char *state);
void admin_cell(struct admin_row *r, int cell, const char *text);
const char *need_kind_text(const char *kind);   /* "room", tr()ed */
enum err_code admin_load_people(struct admin *st, struct err *e) MUST_CHECK;
enum err_code admin_load_rooms(struct admin *st, struct err *e) MUST_CHECK;
enum err_code admin_load_services(struct admin *st, struct err *e) MUST_CHECK;
enum err_code admin_load_products(struct admin *st, struct err *e) MUST_CHECK;
enum err_code admin_load_indicators(struct admin *st, struct err *e) MUST_CHECK;
enum err_code admin_load_absences(struct admin *st, struct err *e) MUST_CHECK;
enum err_code admin_load_hours(struct admin *st, struct err *e) MUST_CHECK;
enum err_code admin_load_branches(struct admin *st, struct err *e) MUST_CHECK;
enum err_code admin_load_settings(struct admin *st, struct err *e) MUST_CHECK;

/* ---- what belongs to a row ---- */

/* Cells of the label of a detail line in a pane of that many columns. */
int admin_label_cells(int cols);

enum err_code admin_detail_people(struct admin *st, int64_t id, struct err *e) MUST_CHECK;
enum err_code admin_detail_rooms(struct admin *st, int64_t id, struct err *e) MUST_CHECK;
enum err_code admin_detail_services(struct admin *st, int64_t id, struct err *e) MUST_CHECK;
enum err_code admin_detail_products(struct admin *st, int64_t id, struct err *e) MUST_CHECK;
enum err_code admin_detail_indicators(struct admin *st, int64_t id, struct err *e) MUST_CHECK;
enum err_code admin_detail_absences(struct admin *st, int64_t id, struct err *e) MUST_CHECK;
enum err_code admin_detail_hours(struct admin *st, int64_t id, struct err *e) MUST_CHECK;
enum err_code admin_detail_branches(struct admin *st, int64_t id, struct err *e) MUST_CHECK;
enum err_code admin_detail_settings(struct admin *st, int64_t id, struct err *e) MUST_CHECK;

/* ---- the lower half at work (admin_add.c) ---- */

/* n and x in what belongs to the row. */
enum err_code admin_line_new(struct screen *s, struct err *e) MUST_CHECK;
enum err_code admin_line_retire(struct screen *s, struct err *e) MUST_CHECK;
/* n on the list of absences: who, then the form. */
enum err_code admin_absence_new(struct screen *s, struct err *e) MUST_CHECK;
/* A number of the settings. */
enum err_code admin_setting_ask(struct screen *s, struct err *e) MUST_CHECK;

/* ---- look ---- */

void admin_init(struct screen *s);
void admin_layout(struct screen *s, struct rect body);
void admin_draw(const struct screen *s, struct canvas *c);

#endif
