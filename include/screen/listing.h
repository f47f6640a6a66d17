#ifndef FD_SCREEN_LISTING_H
#define FD_SCREEN_LISTING_H
/*
 * Printing and exporting a list: exactly the rows and columns that are seen. A screen fills a
 * listing from its rows and asks; the person chooses paper, a file for spreadsheets or a text. Who
 * may and what is noted: desk/export.h. Screens of this floor only.
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
struct listing;

#define LISTING_COLUMNS 12

/* NAME: stable word for the trace and the file's name; TITLE: over the text. Both copied; COLUMNS
 * are N_() texts, borrowed. */
struct listing *listing_new(const char *name, const char *title, const char *const *columns,
    size_t n);
/* A document that is no table (a slip, a day by person): TEXT goes out under the title as it is, by
 * paper, text file or on the screen. It counts as ROWS rows for who may. All copied. */
struct listing *listing_document(const char *name, const char *title, const char *text,
    size_t rows);
void listing_cell(struct listing *l, const char *text);         /* next one, row by row; copied */
size_t listing_rows(const struct listing *l);
void listing_free(struct listing *l);                           /* NULL is fine */
/* As a document for people: title, who and when, aligned columns, the count. Appends. */
void listing_text(const struct listing *l, const struct desk *d, struct buf *out);
/* As CSV (RFC 4180): a line of names, then the rows. Appends. */
void listing_csv(const struct listing *l, struct buf *out);

/* Asks 1 print, 2 CSV, 3 text, 4 on the screen, and does it; a second person signs where that is
 * needed. CLIENT: whose rows they are, 0 nobody's in particular. Takes L over in any case. */
enum err_code listing_ask(struct screen *s, struct listing *l, int64_t client_id, struct err *e)
    MUST_CHECK;

#endif
