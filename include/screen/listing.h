#ifndef FD_SCREEN_LISTING_H
#define FD_SCREEN_LISTING_H
/*
 * Printing and exporting: a list with exactly the rows and columns that are seen, or a document of
 * desk/document.h. A screen fills a listing from its rows and asks; the person chooses paper, a
 * file for spreadsheets, a text, PDF, or looks at it first. Who may and what is noted:
 * desk/export.h. Screens of this floor only.
 *
 *	struct listing *l = listing_new("clients/find", tr("Clients: Find"), columns, 6);
 *	for each row: for each column: listing_cell(l, text);
 *	return listing_ask(s, l, 0, e);                 // takes L over
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct buf;
struct desk;
struct document;
struct listing;

#define LISTING_COLUMNS 12

/* NAME: stable word for the trace and the file's name; TITLE: over the text; COLUMNS are
 * N_() texts or names. All copied. */
struct listing *listing_new(const char *name, const char *title, const char *const *columns,
    size_t n);
/* A document (a slip, a day by person): takes DOC over. It counts as ROWS rows for who may. */
struct listing *listing_paper(const char *name, struct document *doc, size_t rows);
/* On paper and on the screen this document stands for the table; CSV keeps to the cells. Takes DOC
 * over. */
void listing_set_document(struct listing *l, struct document *doc);
void listing_cell(struct listing *l, const char *text);         /* next one, row by row; copied */
size_t listing_rows(const struct listing *l);
/* Printer NAME stands at a place that it concerns, LABEL for people. It is offered on all those
 * printers by a choice of its own; one that was added before only gets the label. */
void listing_add_printer(struct listing *l, const char *name, const char *label);
/* Whoever keeps one for later holds it; the last one that frees it ends it. NULL is fine. */
struct listing *listing_hold(struct listing *l);
void listing_free(struct listing *l);
/* As a document: house, title, the columns, the count, who and when. Borrowed from L. */
const struct document *listing_made(struct listing *l, const struct desk *d);
/* The same as text for files and the screen, in CELLS cells. Appends. */
void listing_text(struct listing *l, const struct desk *d, int cells, struct buf *out);
const char *listing_title(const struct listing *l);
/* As CSV (RFC 4180): a line of names, then the rows. Appends. */
void listing_csv(const struct listing *l, struct buf *out);

/* Asks 1 print, 2 CSV, 3 text, 4 on the screen, 5 PDF, 6 where it is needed, and
 * does it; a second person signs where that must be. CLIENT: whose rows they are, 0 nobody's in
 * particular. Takes L over in any case. */
enum err_code listing_ask(struct screen *s, struct listing *l, int64_t client_id, struct err *e)
    MUST_CHECK;

#endif
