#ifndef FD_SCREEN_CLIENTS_CLIENT_SIDE_PRIV_H
#define FD_SCREEN_CLIENTS_CLIENT_SIDE_PRIV_H
/*
 * Lists that hang under a client: each is a tab of the file behind those of its form. A new one is
 * a file with a struct client_side and a row in the table of client_side.c; list, columns, counts,
 * printing, and the keys that open, enter, change and take out a row come from there.
 *
 * `load` adds its rows by client_side_add and fills their cells; the text of a cell is copied and
 * cut. Rows are read anew whenever something the file shows has changed; the cursor stays by id.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/list.h"

struct buf;
struct canvas;
struct client_file;
struct listing;
struct screen;

enum { SIDE_CELLS = 6, SIDE_CELL = 160, SIDE_KINDS = 8, SIDES_MAX = 12 };

struct side_row {
	int64_t id;                     /* of the list; negative: a section, which is named in cell
					 * 0 */
	int kind;                       /* the list's own, below SIDE_KINDS */
	int64_t ref;                    /* of the row in its table */
	int64_t file_id;                /* a client's file to open, 0: none */
	bool own;                       /* a row of the list's table: may be changed and taken
					 * out */
	enum style style;               /* of the first cell */
	char cell[SIDE_CELLS][SIDE_CELL];
};

/* One list. NULL where nothing else is said: it has none, or the usual is done. */
struct client_side {
	const char *name, *title;       /* word for client_arg.tab; N_() of the tab */
	const char *right;              /* needed to see it; NULL: everybody's */
	bool when_closed;               /* also in a restricted file under its alias */
	bool counted;                   /* *COUNT of `load` stands behind the title */
	/* Adds the rows; *COUNT is 0 before. A counted list is also loaded when another is
	 * shown. */
	enum err_code (*load)(struct client_file *st, size_t *count, struct err *e);
	struct list_column columns[SIDE_CELLS]; /* ended by a NULL title; the last takes the rest */
	const char *empty;              /* N_() */
	const char *form, *table;       /* of its own rows; NULL: nothing to change here */
	const char *change;             /* right needed for it */
	const char *fixed;              /* N_() why nothing is changed here */
	int name_cell;                  /* cell that names a row in messages */
	/* Below the list: what the keys do to the row (NULL: none). */
	void (*foot)(const struct client_file *st, const struct side_row *r, struct buf *out);
	/* N_() at the right end of the row, NULL: none. */
	const char *(*mark)(const struct client_file *st, const struct side_row *r);
	/* Enter; NULL: an own row opens in its form, else the file it names. Then y, t. */
	enum err_code (*enter)(struct screen *s, const struct side_row *r, struct err *e);
	enum err_code (*next)(struct screen *s, const struct side_row *r, struct err *e);
	enum err_code (*told)(struct screen *s, const struct side_row *r, struct err *e);
	/* n, e and x of a list whose rows have no form of their own; NULL: the usual is done. */
	enum err_code (*add)(struct screen *s, struct err *e);
	enum err_code (*edit)(struct screen *s, const struct side_row *r, struct err *e);
	enum err_code (*end)(struct screen *s, const struct side_row *r, const char *reason,
	    struct err *e);
	void (*gone)(struct screen *s, const struct side_row *r);       /* it was taken out */
};
extern const struct client_side client_family, client_goods, client_class, client_looks;

/* What the file keeps of them. */
struct client_sides {
	const struct client_side *is;   /* the one shown, NULL before the first */
	struct list list;
	struct {
		struct side_row *v;
		size_t n, cap;
	} rows;
	size_t count[SIDES_MAX];        /* by place in the table */
	size_t sent;                    /* clients this one sent */
	char treated[120];              /* name of the one who is treated, "": the client */
};

/* ---- for the file's tabs: those this person may see, in the order of the tabs ---- */

int client_sides_count(const struct client_file *st);
const struct client_side *client_sides_at(const struct client_file *st, int i); /* NULL: none */
/* "Family 2"; as long as CELL. */
char *client_side_title(const struct client_file *st, const struct client_side *side, char *out,
    size_t size);
void client_side_show(struct client_file *st, const struct client_side *side);

/* ---- for a list's own file ---- */

/* A new row, valid until the next one. KIND and REF together name it. */
struct side_row *client_side_add(struct client_file *st, int kind, int64_t ref);
/* A section line before row AT. */
void client_side_section(struct client_file *st, size_t at, const char *text);
void side_put(struct side_row *r, int cell, const char *text);
void side_put_day(const struct client_file *st, struct side_row *r, int cell, const char *day);
/* The word of a code, as people read it: of COLUMN of TABLE. */
char *side_word(const struct client_file *st, const char *table, const char *column,
    const char *code, char *out, size_t size);
/* The form of an own row of the list shown, 0: a new one. ERR_DENIED. */
enum err_code client_side_form(struct screen *s, int64_t id, struct err *e) MUST_CHECK;

/* ---- for the file ---- */

void client_side_init(struct screen *s);
void client_side_free(struct client_file *st);
/* Rows of the list shown, and the counts of all. */
enum err_code client_side_load(struct client_file *st, struct err *e) MUST_CHECK;
void client_side_draw(const struct client_file *st, struct canvas *c);
void client_side_foot(const struct client_file *st, struct buf *out);
const struct side_row *client_side_row(const struct client_file *st);   /* selected, or NULL */
/* The rows of the list shown, for printing; CLIENT is the name as it may be seen. */
struct listing *client_side_listing(const struct client_file *st, const char *client);
enum err_code client_side_enter(struct screen *s, struct err *e) MUST_CHECK;
enum err_code client_side_new(struct screen *s, struct err *e) MUST_CHECK;
enum err_code client_side_edit(struct screen *s, struct err *e) MUST_CHECK;
enum err_code client_side_retire(struct screen *s, struct err *e) MUST_CHECK;
enum err_code client_side_next(struct screen *s, struct err *e) MUST_CHECK;
enum err_code client_side_told(struct screen *s, struct err *e) MUST_CHECK;

#endif
