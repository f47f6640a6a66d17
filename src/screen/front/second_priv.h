#ifndef FD_SCREEN_FRONT_SECOND_PRIV_H
#define FD_SCREEN_FRONT_SECOND_PRIV_H
/* The two boxes about a signature look the same: the one who asks (second.c) and the one who is
 * asked (sign.c). Rows of a box BOX; labels at its left, contents from SECOND_FIELD_COL. */
#include <stdbool.h>

#include "tui/canvas.h"
#include "tui/field.h"
#include "tui/viewport.h"

enum { SECOND_FIELD_COL = 10, SECOND_TEXT_ROWS = 5 };

/* What is to be signed, wrapped; at most ROWS rows. Returns the rows used. */
int second_draw_text(struct canvas *c, struct rect box, int row, const char *text, int rows);
int second_text_rows(const char *text, int cols);
void second_draw_label(struct canvas *c, struct rect box, int row, const char *label);
void second_draw_field(struct canvas *c, struct rect box, int row, const struct field *f,
    const char *label, bool focus);

#endif
