#ifndef FD_TUI_FIELD_PRIV_H
#define FD_TUI_FIELD_PRIV_H
/* Shared by field.c (text) and field_view.c (rows, scrolling, drawing). */
#include "base/wrap.h"
#include "tui/field.h"

struct field_undo {
	char *text;
	size_t cur;
};

size_t field_next(const struct field *f, size_t at);    /* the boundary behind AT */
size_t field_prev(const struct field *f, size_t at);
int field_span(const struct field *f, size_t from, size_t to);  /* cells */
struct wrap_row field_row_at(const struct field *f, size_t start);
/* The row of the cursor; *NUMBER counts from 0. */
struct wrap_row field_cursor_row(const struct field *f, int *number);
struct wrap_row field_nth_row(const struct field *f, int number);
/* The last cursor place of a row: its end, or before it where the end belongs to the next row. */
size_t field_row_stop(const struct field *f, const struct wrap_row *row);
/* The boundary of ROW that is nearest to column CELLS from the left. */
size_t field_row_place(const struct field *f, const struct wrap_row *row, int cells);
void field_scroll(struct field *f);     /* brings the cursor into view */

#endif
