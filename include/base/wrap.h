#ifndef FD_BASE_WRAP_H
#define FD_BASE_WRAP_H
/* Soft wrap of a text by cells, for the field editor, texts to read and documents as text: after
 * blanks and between wide characters, by the usual Chinese rules for signs at the edge. */
#include <stdbool.h>
#include <stddef.h>

/* A row as it is seen: [start, end) is drawn, `next` starts the row below. */
struct wrap_row {
	size_t start, end, next;
	bool last;
};

/* The row of TEXT (N bytes) that starts at START, in COLS cells. A hard newline ends a row, and
 * behind one at the very end there is another, empty row. */
struct wrap_row wrap_row_at(const char *text, size_t n, int cols, size_t start);
/* Cells of the cluster [at, next); a newline has none. */
int wrap_cells(const char *text, size_t at, size_t next);

#endif
