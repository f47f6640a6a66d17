#include "tui/viewport.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/wrap.h"

struct viewport_line {
	char *text;
	enum style style;
	int indent;
};

/* A piece of a line, as wide as the area at most. */
struct viewport_row {
	int line, indent;
	size_t from, to;
};

void viewport_init(struct viewport *v)
{
	*v = (struct viewport){ .top = 0 };
}

void viewport_clear(struct viewport *v)
{
	for (size_t i = 0; i < v->lines.n; i++)
		mem_free(v->lines.v[i].text);
	v->lines.n = v->rows.n = 0;
	v->top = 0;
}

void viewport_free(struct viewport *v)
{
	viewport_clear(v);
	vec_free(&v->lines);
	vec_free(&v->rows);
}

static void add_row(struct viewport *v, int line, int indent, size_t from, size_t to)
{
	*vec_push(&v->rows) = (struct viewport_row){
		.line = line, .indent = indent, .from = from, .to = to };
}

static void wrap_line(struct viewport *v, int number)
{
	const struct viewport_line *line = &v->lines.v[number];
	size_t n = strlen(line->text), from = 0;
	int indent = 0;

	for (;;) {
		int cols = v->area.cols - indent;
		struct wrap_row row = wrap_row_at(line->text, n, cols > 1 ? cols : 1, from);

		add_row(v, number, indent, row.start, row.end);
		if (row.last)
			return;
		from = row.next;
		indent = line->indent < v->area.cols / 2 ? line->indent : 0;
	}
}

static void limit(struct viewport *v)
{
	int most = (int)v->rows.n - v->area.rows;

	if (v->top > most)
		v->top = most;
	if (v->top < 0)
		v->top = 0;
}

void viewport_add(struct viewport *v, enum style style, int indent, const char *text)
{
	*vec_push(&v->lines) = (struct viewport_line){
		.text = mem_dup(text ? text : ""), .style = style, .indent = indent };
	if (v->area.cols > 0)
		wrap_line(v, (int)v->lines.n - 1);
}

void viewport_layout(struct viewport *v, struct rect area)
{
	v->area = area;
	v->rows.n = 0;
	for (size_t i = 0; i < v->lines.n && area.cols > 0; i++)
		wrap_line(v, (int)i);
	limit(v);
}

static void draw_row(const struct viewport *v, struct canvas *c, int row,
    const struct viewport_row *what)
{
	const struct viewport_line *line = &v->lines.v[what->line];
	int col = v->area.col + what->indent;
	size_t at = what->from;

	while (at < what->to) {
		size_t n = utf8_cluster(line->text + at, line->text + what->to);

		col += canvas_put_cluster(c, row, col, line->text + at, n, line->style);
		at += n;
	}
}

void viewport_draw(const struct viewport *v, struct canvas *c)
{
	struct rect old = canvas_clip(c, v->area);

	for (int i = 0; i < v->area.rows && (size_t)(v->top + i) < v->rows.n; i++)
		draw_row(v, c, v->area.row + i, &v->rows.v[v->top + i]);
	canvas_unclip(c, old);
}

int viewport_rows(const struct viewport *v)
{
	return (int)v->rows.n;
}

enum key_use viewport_key(struct viewport *v, const struct key *k)
{
	int page = v->area.rows > 1 ? v->area.rows - 1 : 1, all = (int)v->rows.n;

	if (key_is(*k, K_UP) || (key_is_text(*k) && k->code == 'k'))
		v->top--;
	else if (key_is(*k, K_DOWN) || (key_is_text(*k) && k->code == 'j'))
		v->top++;
	else if (key_is(*k, K_PGUP))
		v->top -= page;
	else if (key_is(*k, K_PGDN) || (key_is_text(*k) && k->code == ' '))
		v->top += page;
	else if (key_is(*k, K_HOME))
		v->top = 0;
	else if (key_is(*k, K_END))
		v->top = all;
	else
		return KEY_UNUSED;
	limit(v);
	return KEY_USED;
}

size_t text_wrap(const char *text, int cols, size_t *skip)
{
	struct wrap_row row = wrap_row_at(text, strlen(text), cols, 0);

	*skip = row.next;
	return row.end;
}

int text_put_wrapped(struct canvas *c, struct rect w, const char *text, enum style style)
{
	int row = 0;

	for (size_t skip; text[0] && row < w.rows; text += skip, row++) {
		char line[400];
		size_t n = text_wrap(text, w.cols, &skip);

		text_fmt(line, sizeof line, "%.*s", (int)n, text);
		canvas_put(c, w.row + row, w.col, line, style, w.cols);
	}
	return row;
}
