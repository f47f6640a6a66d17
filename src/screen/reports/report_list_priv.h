#ifndef FD_SCREEN_REPORTS_REPORT_LIST_PRIV_H
#define FD_SCREEN_REPORTS_REPORT_LIST_PRIV_H
/*
 * Tabs of the reports that are a table: one struct report_tab each, with its views (v). A row says
 * in row 23 of how many its figures are; a bar may stand at its right end.
 */
#include "report_priv.h"

enum { REPORT_CELLS = 8, REPORT_NO_METER = -1 };

struct report_row {
	int64_t id;                     /* > 0, one row each */
	int64_t client_id;              /* for i; 0: nobody's */
	int64_t ref;                    /* what Enter opens, the tab's own */
	int what;                       /* likewise */
	enum style style;
	int meter;                      /* percent of the bar, REPORT_NO_METER: none */
	char cell[REPORT_CELLS][96];
	char words[200];                /* row 23 */
};
struct report_rows {
	struct report_row *v;
	size_t n, cap;
};
/* A new last row without a bar. Never NULL. */
struct report_row *report_row_add(struct report_rows *l);
/* The text of cell I. */
void report_cell(struct report_row *r, int i, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

struct report_column {
	const char *title;              /* N_() */
	int col, cells;
	bool right;                     /* figures: flush right */
};

struct report_list;
struct report_page {
	const char *label;              /* N_(), of the key v that leads to it; NULL: only page */
	const struct report_column *columns;
	int ncolumns;
	int meter_at;                   /* where the bar begins, 0: there is none */
	enum err_code (*load)(struct screen *s, struct report_list *l, struct err *e);
	enum err_code (*open)(struct screen *s, const struct report_row *r, struct err *e);
	const char *open_label;         /* N_() */
	const char *empty;              /* N_() */
};

struct report_tab {
	const struct screen_type *type;
	const char *name, *title;       /* of what is printed; N_() */
	const struct report_page *pages;
	int npages;
	const char *rule;               /* N_(): w */
	const char *help;               /* N_(): F1 twice */
	/* Other rows altogether (hours): draws one, and the head. NULL: as the columns say. */
	void (*draw)(const struct screen *s, int row, struct canvas *c, struct rect w);
	void (*head)(const struct screen *s, struct canvas *c, int row);
	struct listing *(*print)(const struct screen *s);
	/* Under the rows, where there is room. NULL: nothing. */
	void (*below)(const struct screen *s, struct canvas *c, struct rect w);
};

/* The state of each such tab begins with it. */
struct report_list {
	struct report r;                /* first: report_priv.h */
	const struct report_tab *tab;
	int view;
	struct report_rows rows;
	char sum[160];                  /* at the right end of row 3 */
};
const struct report_page *report_page(const struct screen *s);
const struct report_row *report_row_at(const struct screen *s);        /* NULL: none */

extern const struct report_tab times_report, persons_report, loads_report, complaint_report,
    survey_report, pyramid_report, peak_report;

extern const struct command report_list_commands[];
enum { REPORT_LIST_COMMANDS = 13 };     /* how many; checked where they are */
enum err_code report_list_open(struct screen *s, const void *arg, struct err *e);
enum err_code report_list_load(struct screen *s, struct err *e);
unsigned report_list_facts(const struct screen *s);
void report_list_layout(struct screen *s, struct rect body);
void report_list_draw(const struct screen *s, struct canvas *c);
enum key_use report_list_key(struct screen *s, const struct key *k);
void report_list_close(struct screen *s);
const char *report_list_label(const struct screen *s, const struct command *c);
void report_list_page(const struct screen *s, struct buf *out);
void report_list_status(const struct screen *s, struct buf *out);
struct list *report_list_rows(struct screen *s);

#define REPORT_LIST(NAME, TITLE, STATE, AREAS) { \
	.name = (NAME), .title = (TITLE), .state_size = sizeof(STATE), \
	.commands = { report_list_commands, REPORT_LIST_COMMANDS }, .areas = (AREAS), \
	.open = report_list_open, .load = report_list_load, .facts = report_list_facts, \
	.layout = report_list_layout, .draw = report_list_draw, .key = report_list_key, \
	.close = report_list_close, .label = report_list_label, .page = report_list_page, \
	.tick = report_tick, .status = report_list_status, .list = report_list_rows }

#endif
