#ifndef FD_TUI_LIST_H
#define FD_TUI_LIST_H
/*
 * A scrolling list fed by callbacks; it owns selection, marks, row numbers and narrowing, the
 * screen owns the rows. Call list_reloaded() after the rows changed: the selection stays on its row
 * by id; a selected row that left stays, grey with `gone`, until the cursor moves.
 *
 * Keys used: Up Down (j k) PgUp PgDn Home End, Space mark, / find, digits (numbered lists).
 * A pending number shows as `5_ name` in row 23; the next key acts on that row, or is refused if
 * the row left. Han typed on a list opens find with that text.
 */
#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/err.h"
#include "tui/canvas.h"
#include "tui/field.h"
#include "tui/screen.h"

enum {
	LIST_NUMBERED = 1,      /* row numbers, chosen by digits; they belong to an id for good */
	LIST_MARKS = 2,         /* Space marks rows */
	LIST_NO_GUTTER = 4,     /* the screen draws `>` itself */
};

struct list_ops {
	int (*count)(const void *ctx);
	int64_t (*id)(const void *ctx, int row);        /* unique; section rows < 0 */
	/* Draws row ROW in WHERE (one row high, gutter excluded). Asked for visible rows only. */
	void (*draw)(const void *ctx, int row, struct canvas *c, struct rect where);
	/* Text of the row: find compares it folded, a pending number shows it. NULL: no find. */
	void (*text)(const void *ctx, int row, struct buf *out);
};

struct list_number;

struct list {
	struct screen *owner;           /* for prompts and messages; NULL in plain tests */
	const struct list_ops *ops;
	const void *ctx;
	unsigned flags;
	struct rect area;
	const char *empty;              /* tr()ed text for an empty list, borrowed */
	bool away;                      /* the cursor is in another pane: no row is chosen */
	int sel, top;                   /* display positions */
	int64_t sel_id;                 /* 0 = none */
	bool gone;                      /* the selected row left; its picture is `ghost` */
	struct canvas ghost;
	int pending;                    /* typed number, 0 = none */
	struct { int64_t *v; size_t n, cap; } marks;
	struct { struct list_number *v; size_t n, cap; } numbers;      /* by id */
	int next_number;
	struct { int *v; size_t n, cap; } view;         /* rows shown, in order */
	struct buf find;                /* folded; empty = all */
};

void list_init(struct list *l, struct screen *owner, const struct list_ops *ops, const void *ctx,
    unsigned flags);
void list_free(struct list *l);
void list_layout(struct list *l, struct rect area);
/* The rows changed (or were read for the first time: selects the first). */
void list_reloaded(struct list *l);
/* New contents altogether (another day, another search): first row, no ghost, marks dropped. */
void list_reset(struct list *l);
/* The same before they are read (DIRTY_LOAD, list_reloaded): those in sight are no longer asked
 * for, and none of them is kept as one that has gone. */
void list_renew(struct list *l);
void list_draw(const struct list *l, struct canvas *c);
enum key_use list_key(struct list *l, const struct key *k);

int list_row(const struct list *l);             /* selected row of the callbacks; -1 none */
int64_t list_id(const struct list *l);          /* 0 none */
bool list_select(struct list *l, int64_t id);   /* false: not there, nothing changed */
void list_move(struct list *l, int by);
/* ROW of the screen; false: nothing to choose there. */
bool list_click(struct list *l, int row);
int list_shown(const struct list *l);           /* rows after narrowing, section rows left out */
void list_find(struct list *l, const char *text);       /* narrows; NULL or "" = all */
void list_mark(struct list *l, int64_t id, bool on);
bool list_marked(const struct list *l, int64_t id);
int list_marks(const struct list *l);
int64_t list_mark_at(const struct list *l, int i);      /* marks in row order */
void list_unmark_all(struct list *l);
int list_number(const struct list *l, int64_t id);      /* 0 when not numbered */
int64_t list_by_number(const struct list *l, int number);       /* 0 when it left */
/* Cells that the gutter takes at the left of each row. */
int list_gutter(const struct list *l);

/* Header row: titles at their columns, `^` behind the one that is sorted by. */
struct list_column {
	const char *title;              /* N_() */
	int col;                        /* from the left of the row, gutter excluded */
};
void list_header(const struct list *l, struct canvas *c, int row, const struct list_column *columns,
    int count, int sorted);         /* -1: none */

#endif
