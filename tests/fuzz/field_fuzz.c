/* Any text and keys into a field: the cursor stays inside it and on a boundary, nothing is drawn
 * beside it, the text stays valid UTF-8 without a mark that has no character. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/field.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const struct field *f)
{
	const char *p = f->text, *end = f->text + f->n;
	bool on_boundary = f->cur == f->n;

	if (!utf8_valid(f->text, f->n) || strlen(f->text) != f->n)
		abort();
	while (p < end) {
		size_t n = utf8_cluster(p, end);

		on_boundary = on_boundary || f->cur == (size_t)(p - f->text);
		if (*p != '\n' && utf8_cluster_cells(p, n) == 0)
			abort();
		p += n;
	}
	if (!on_boundary || (f->max_cp && utf8_count(f->text) > f->max_cp))
		abort();
}

static void check_picture(const struct field *f, struct canvas *c)
{
	struct rect inside = { .row = 1, .col = 2, .rows = f->rows, .cols = f->cols };

	canvas_clear(c);
	field_draw(f, c, inside.row, inside.col, STYLE_FIELD, true);
	if (!c->cursor_on || !rect_has(inside, c->cursor_row, c->cursor_col))
		abort();
	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++)
			if (!rect_has(inside, row, col) &&
			    canvas_style_at(c, row, col) != STYLE_TEXT)
				abort();
}

static size_t step(struct field *f, const uint8_t *data, size_t size)
{
	size_t n = data[0] % 16u;
	struct key k = key_func((enum key_func)(data[0] % K_FUNC_COUNT));

	if (data[0] >= 0xf0 && n < size) {      /* the next bytes as a paste */
		k = (struct key){ .kind = KEV_PASTE, .text = (const char *)data + 1, .n = n };
		field_key(f, &k);
		return 1 + n;
	}
	if (data[0] >= 0xe0)
		k = key_ctrl((char)('a' + data[0] % 26));
	else if (data[0] >= 0x80 && size > 2)
		k = key_char((uint32_t)data[1] << 8 | data[2]);
	else if (data[0] >= 0x70)
		k.mods = MOD_CTRL;
	else if (data[0] >= 0x60)
		field_resize(f, f->rows, (int)n + 1);
	field_key(f, &k);
	return data[0] >= 0x80 && data[0] < 0xe0 && size > 2 ? 3 : 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct field f;
	struct canvas c;

	if (size < 2)
		return 0;
	canvas_init(&c, 8, 24);
	field_init(&f, 1 + data[0] % 5, 1 + data[1] % 18, data[1] & 0x80 ? 12 : 0);
	for (size_t at = 2; at < size;) {
		at += step(&f, data + at, size - at);
		check_text(&f);
		check_picture(&f, &c);
	}
	field_free(&f);
	canvas_free(&c);
	return 0;
}
