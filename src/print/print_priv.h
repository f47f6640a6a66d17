#ifndef FD_PRINT_PRINT_PRIV_H
#define FD_PRINT_PRINT_PRIV_H
/*
 * frontdesk-print: a document (base/document.h) becomes PDF. A program of its own, so that fonts
 * and their parsers never load into the one that may open the store.
 *
 * The document is laid out twice: first on nothing, which says how many pages there are and which
 * signs no font has; then on the PDF. All lengths are points, 1/72 inch, y downwards.
 */
#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/err.h"

#define MM(x) ((x) * 72.0 / 25.4)

enum size { SIZE_TITLE, SIZE_HEADING, SIZE_BODY, SIZE_TABLE, SIZE_SMALL, SIZE_BIG, SIZES };
enum ink { INK_BLACK, INK_GREY, INK_PALE, INK_RULE };

#define PAGES_MOST 2000

struct sheet {
	const struct document *doc;
	cairo_t *cr;
	PangoContext *fonts;
	double width, height, margin;   /* of the paper */
	double top, bottom;             /* of what is between head and foot */
	double y;                       /* where the next line begins */
	int page, pages;                /* this one; how many, 0: not known yet */
	bool draw;                      /* the second time */
	bool fresh;                     /* nothing stands on this page yet */
	struct buf missing;             /* signs that no font has */
	void (*again)(struct sheet *s, void *ctx);      /* runs at the top of a new page: a table's
							 * header */
	void *again_ctx;
};

/* ---- sheet.c: paper, pages, pieces of text ---- */

/* DOC as PDF, appended to OUT. ERR_INVALID: signs without a font, named; too many pages. */
enum err_code print_pdf(const struct document *doc, struct buf *out, struct err *e) MUST_CHECK;

double sheet_left(const struct sheet *s);
double sheet_right(const struct sheet *s);
double sheet_size(const struct sheet *s, enum size size);
void sheet_new_page(struct sheet *s);
/* A new page unless HEIGHT fits on this one, or on none. */
void sheet_need(struct sheet *s, double height);
void sheet_rule(struct sheet *s, double x1, double x2, double y, double weight, enum ink ink);
void sheet_fill(struct sheet *s, double x, double y, double width, double height, enum ink ink);
void sheet_box(struct sheet *s, double x, double y, double side, bool ticked);

/* ---- piece.c: a text in a column ---- */

struct piece {
	PangoLayout *layout;
	double x;
	int line;                       /* the next one to be drawn */
	enum ink ink;
};

/* TEXT wrapped to WIDTH at X; the caller's: piece_free. */
struct piece piece_make(struct sheet *s, const char *text, double x, double width, enum size size,
    bool bold, enum document_align align);
void piece_free(struct piece *p);
double piece_height(const struct piece *p);
/* Width of TEXT on one line. */
double text_width(struct sheet *s, const char *text, enum size size, bool bold);
/* The pieces side by side below s->y, PADDING over and under them; goes on on the next page where
 * they do not fit on one. Frees them. */
void pieces_put(struct sheet *s, struct piece *v, size_t n, double padding);
/* One text at a place, nothing moves. */
void text_at(struct sheet *s, const char *text, double x, double y, double width, enum size size,
    bool bold, enum document_align align, enum ink ink);
/* Is there a font with Chinese signs? */
bool print_has_font(void);

/* ---- block.c and grid.c ---- */

/* Each takes the lines from FIRST that belong together; the line behind them. */
size_t block_put(struct sheet *s, size_t first);
size_t pairs_put(struct sheet *s, size_t first);
size_t table_put(struct sheet *s, size_t first);

#endif
