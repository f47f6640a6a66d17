/* A document as plain text, for the screen and for files: one page without an end. */
#include <string.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/utf8.h"
#include "base/wrap.h"

enum { CELLS_LEAST = 20, LABEL_MOST = 24, ROOM_LEAST = 4, GAP = 2, INDENT = 2,
	WORD_MOST = 14 };

static void end_line(struct buf *out)
{
	while (out->n && out->s[out->n - 1] == ' ')
		buf_cut(out, out->n - 1);
	buf_putc(out, '\n');
}

static void blanks(struct buf *out, int n)
{
	while (n-- > 0)
		buf_putc(out, ' ');
}

/* The next row of TEXT from *AT in CELLS cells; how many it took. False: there is none. */
static bool put_row(struct buf *out, const char *text, size_t *at, int cells, int *used)
{
	size_t n = strlen(text), from = out->n;
	struct wrap_row row;

	*used = 0;
	if (*at > n)
		return false;
	row = wrap_row_at(text, n, cells, *at);
	buf_add(out, text + row.start, row.end - row.start);
	*used = utf8_cells(out->s + from);
	*at = row.last ? n + 1 : row.next;
	return true;
}

/* TEXT wrapped; FIRST stands before its first row, blanks of INDENT cells before the others. */
static void put_text(struct buf *out, const char *first, int indent, const char *text, int cells)
{
	size_t at = 0;
	int used;

	for (bool begun = false; at <= strlen(text); begun = true) {
		if (begun)
			blanks(out, indent);
		else
			buf_cell(out, first, indent);
		put_row(out, text, &at, cells - indent > 1 ? cells - indent : 1, &used);
		end_line(out);
	}
}

static void put_centred(struct buf *out, const char *text, int cells)
{
	size_t at = 0;
	int used;

	while (at <= strlen(text)) {
		struct buf row = BUF_INIT;

		put_row(&row, text, &at, cells, &used);
		blanks(out, (cells - used) / 2);
		buf_puts(out, buf_str(&row));
		end_line(out);
		buf_free(&row);
	}
}

static void put_rule(struct buf *out, char sign, int cells)
{
	for (int i = 0; i < cells; i++)
		buf_putc(out, sign);
	buf_putc(out, '\n');
}

/* Left and right of one line, or of two where they do not fit. */
static void put_sides(struct buf *out, const struct document_line *line, int cells)
{
	const char *left = document_text_at(line, 0), *right = document_text_at(line, 1);
	int room = cells - utf8_cells(left) - utf8_cells(right);

	if (room >= GAP && !strchr(left, '\n') && !strchr(right, '\n')) {
		buf_puts(out, left);
		blanks(out, right[0] ? room : 0);
		buf_puts(out, right);
		end_line(out);
		return;
	}
	if (left[0])
		put_text(out, "", 0, left, cells);
	if (right[0])
		put_text(out, "", 0, right, cells);
}

/* ---- columns side by side: tables and pairs ---- */

struct grid {
	size_t n;
	int gap, width[DOCUMENT_COLUMNS];
	int least[DOCUMENT_COLUMNS];    /* the longest word: narrower it would be torn */
	enum document_align align[DOCUMENT_COLUMNS];
};

static void put_cell(struct buf *out, const struct grid *g, size_t i, const char *text, size_t *at)
{
	struct buf part = BUF_INIT;
	int used, room;

	put_row(&part, text, at, g->width[i], &used);
	room = g->width[i] > used ? g->width[i] - used : 0;
	blanks(out, g->align[i] == DOCUMENT_RIGHT ? room :
	    g->align[i] == DOCUMENT_CENTRE ? room / 2 : 0);
	buf_puts(out, buf_str(&part));
	blanks(out, g->align[i] == DOCUMENT_RIGHT ? 0 :
	    g->align[i] == DOCUMENT_CENTRE ? room - room / 2 : room);
	blanks(out, i + 1 < g->n ? g->gap : 0);
	buf_free(&part);
}

/* One row of the grid, as high as its highest cell. */
static void put_cells(struct buf *out, const struct grid *g, const char *const *cells)
{
	size_t at[DOCUMENT_COLUMNS] = { 0 };
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < g->n; i++) {
			put_cell(out, g, i, cells[i], &at[i]);
			more = more || at[i] <= strlen(cells[i]);
		}
		end_line(out);
	}
}

/* The widest line of a text. */
static int natural(const char *text)
{
	int widest = 0;

	while (*text) {
		struct buf line = { 0 };
		size_t n = strcspn(text, "\n");
		int cells;

		buf_add(&line, text, n);
		cells = utf8_cells(buf_str(&line));
		widest = cells > widest ? cells : widest;
		buf_free(&line);
		text += n + (text[n] == '\n');
	}
	return widest;
}

/* The longest word of a text, of at most WORD_MOST cells: longer ones are torn. */
static int longest_word(const char *text)
{
	int longest = 0;

	for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
		struct buf word = BUF_INIT;
		size_t n = strcspn(text, " \n");
		int cells;

		buf_add(&word, text, n);
		cells = utf8_cells(buf_str(&word));
		longest = cells > longest ? cells : longest;
		buf_free(&word);
		text += n;
	}
	return longest < WORD_MOST ? longest : WORD_MOST;
}

static int width_of(const struct grid *g)
{
	int sum = (int)(g->n - 1) * g->gap;

	for (size_t i = 0; i < g->n; i++)
		sum += g->width[i];
	return sum;
}

/* The widest column that is wider than its LEAST (NULL: than 2); n when there is none. */
static size_t widest_above(const struct grid *g, const int *least)
{
	size_t widest = g->n;

	for (size_t i = 0; i < g->n; i++)
		if (g->width[i] > (least ? least[i] : 2) &&
		    (widest == g->n || g->width[i] >= g->width[widest]))
			widest = i;
	return widest;
}

/* Too wide together: the widest column gives way, cell by cell, between words while that helps;
 * then the gaps; then words are torn. */
static void shrink(struct grid *g, int cells)
{
	const int *least = g->least;
	size_t widest;

	while (width_of(g) > cells) {
		widest = widest_above(g, least);
		if (widest < g->n)
			g->width[widest]--;
		else if (!least)
			return;
		else if (g->gap > 1)
			g->gap = 1;
		else
			least = NULL;
	}
}

static bool has_cells(const struct document_line *line)
{
	return line->kind == DOCUMENT_ROW || line->kind == DOCUMENT_TOTAL;
}

static bool of_table(const struct document_line *line)
{
	return has_cells(line) || line->kind == DOCUMENT_GROUP;
}

static size_t table_end(const struct document *doc, size_t first)
{
	while (first < doc->lines.n && of_table(&doc->lines.v[first]))
		first++;
	return first;
}

static void widen(struct grid *g, const struct document_line *line)
{
	for (size_t i = 0; has_cells(line) && i < g->n; i++) {
		int cells = natural(document_text_at(line, i));
		int word = longest_word(document_text_at(line, i));

		g->width[i] = cells > g->width[i] ? cells : g->width[i];
		g->least[i] = word > g->least[i] ? word : g->least[i];
	}
}

static void put_line(struct buf *out, const struct grid *g, const struct document_line *line)
{
	const char *cells[DOCUMENT_COLUMNS];

	for (size_t i = 0; i < g->n; i++)
		cells[i] = document_text_at(line, i);
	put_cells(out, g, cells);
}

/* The table that begins at FIRST; the line behind it. */
static size_t put_table(struct buf *out, const struct document *doc, size_t first, int cells)
{
	struct grid g = { .n = document_columns_at(doc, first), .gap = GAP };
	size_t rows = first + g.n, end = table_end(doc, rows);
	const char *heads[DOCUMENT_COLUMNS] = { NULL };

	for (size_t i = 0; i < g.n; i++) {
		const struct document_line *column = &doc->lines.v[first + i];

		heads[i] = document_text_at(column, 0);
		g.width[i] = natural(heads[i]) > 1 ? natural(heads[i]) : 1;
		g.least[i] = longest_word(heads[i]);
		g.align[i] = document_align_of(column);
	}
	for (size_t i = rows; i < end; i++)
		widen(&g, &doc->lines.v[i]);
	shrink(&g, cells);
	put_cells(out, &g, heads);
	for (size_t i = rows; i < end; i++) {
		const struct document_line *line = &doc->lines.v[i];

		if (line->kind == DOCUMENT_GROUP)
			put_text(out, "", 0, document_text_at(line, 0), cells);
		else {
			if (line->kind == DOCUMENT_TOTAL)
				put_rule(out, '-', width_of(&g) < cells ? width_of(&g) : cells);
			put_line(out, &g, line);
		}
	}
	return end;
}

/* Pairs that follow each other, their labels and their halves under each other. */
static size_t put_pairs(struct buf *out, const struct document *doc, size_t first, int cells)
{
	struct grid g = { .n = 2, .gap = GAP };
	size_t end = first;
	int half = (cells - GAP) / 2;

	for (; end < doc->lines.n && doc->lines.v[end].kind == DOCUMENT_PAIR; end++) {
		const struct document_line *line = &doc->lines.v[end];

		g.n = line->text.n > 2 ? 4 : g.n;
		for (size_t i = 0; i < line->text.n; i += 2) {
			int n = natural(document_text_at(line, i));

			g.width[i] = n > g.width[i] ? n : g.width[i];
		}
	}
	for (size_t i = 0; i < g.n; i += 2) {
		int room = g.n > 2 ? half : cells;

		g.width[i] = g.width[i] < LABEL_MOST ? g.width[i] : LABEL_MOST;
		g.width[i] = g.width[i] < room / 2 ? g.width[i] : room / 2;
		g.width[i + 1] = room - g.width[i] - GAP;
	}
	for (size_t i = first; i < end; i++) {
		struct grid row = g;

		if (doc->lines.v[i].text.n < g.n) {     /* alone: it has the whole width */
			row.n = 2;
			row.width[1] = cells - row.width[0] - GAP;
		}
		put_line(out, &row, &doc->lines.v[i]);
	}
	return end;
}

/* ---- the other lines ---- */

/* A label and the room behind it; below it where none is left. */
static void put_blank(struct buf *out, const char *label, int cells)
{
	int room = cells - utf8_cells(label) - 1;

	if (room < ROOM_LEAST || strchr(label, '\n')) {
		put_text(out, "", 0, label, cells);
		room = cells;
	} else
		buf_printf(out, "%s ", label);
	while (room-- > 0)
		buf_putc(out, '_');
}

/* Side by side where each has room, else below each other. */
static void put_blanks(struct buf *out, const struct document_line *line, int cells)
{
	int n = (int)line->text.n, each = (cells - (n - 1) * GAP) / n;
	bool beside = true;

	for (int i = 0; i < n; i++)
		beside = beside && !strchr(document_text_at(line, (size_t)i), '\n') &&
		    natural(document_text_at(line, (size_t)i)) + 1 + ROOM_LEAST <= each;
	for (int i = 0; i < n; i++) {
		put_blank(out, document_text_at(line, (size_t)i), beside ? each : cells);
		if (beside && i + 1 < n)
			blanks(out, GAP);
		else
			end_line(out);
	}
}

static void put_empty_lines(struct buf *out, const struct document_line *line, int cells)
{
	for (int i = document_number(line); i > 0; i--)
		put_rule(out, '_', cells);
}

static void put_check(struct buf *out, const struct document_line *line, int cells)
{
	const char *note = document_text_at(line, 2);
	bool done = document_text_at(line, 0)[0] == 'y';
	struct buf text = { 0 };

	buf_printf(&text, "%s%s%s", document_text_at(line, 1), note[0] ? "  " : "", note);
	put_text(out, done ? "[x] " : "[ ] ", 4, buf_str(&text), cells);
	buf_free(&text);
}

static void put_heading(struct buf *out, const char *text, int cells)
{
	if (out->n > 1 && out->s[out->n - 2] != '\n')
		buf_putc(out, '\n');
	put_text(out, "", 0, text, cells);
}

static void put_other(struct buf *out, const struct document_line *line, int cells)
{
	const char *text = document_text_at(line, 0);

	switch (line->kind) {
	case DOCUMENT_HEADING: put_heading(out, text, cells); break;
	case DOCUMENT_PARA:
	case DOCUMENT_SMALL: put_text(out, "", 0, text, cells); break;
	case DOCUMENT_BIG: put_centred(out, text, cells); break;
	case DOCUMENT_ITEM: put_text(out, "- ", INDENT, text, cells); break;
	case DOCUMENT_CHECK: put_check(out, line, cells); break;
	case DOCUMENT_BLANK: put_blanks(out, line, cells); break;
	case DOCUMENT_SIGN:
		buf_putc(out, '\n');
		put_blanks(out, line, cells);
		break;
	case DOCUMENT_LINES: put_empty_lines(out, line, cells); break;
	case DOCUMENT_RULE: put_rule(out, '-', cells); break;
	case DOCUMENT_BREAK: put_rule(out, '=', cells); break;
	case DOCUMENT_TITLE: case DOCUMENT_HEAD: case DOCUMENT_FOOT: case DOCUMENT_PAGES:
	case DOCUMENT_PAIR: case DOCUMENT_COLUMN: case DOCUMENT_ROW: case DOCUMENT_GROUP:
	case DOCUMENT_TOTAL: case DOCUMENT_KINDS: BUG("%d is no such line", line->kind);
	}
}

void document_text(const struct document *doc, int cells, struct buf *out)
{
	const struct document_line *foot = &doc->once[DOCUMENT_FOOT];
	struct buf text = BUF_INIT;

	cells = cells > CELLS_LEAST ? cells : CELLS_LEAST;
	put_text(&text, "", 0, document_text_at(&doc->once[DOCUMENT_TITLE], 0), cells);
	if (doc->once[DOCUMENT_HEAD].text.n)
		put_sides(&text, &doc->once[DOCUMENT_HEAD], cells);
	buf_putc(&text, '\n');
	for (size_t i = 0; i < doc->lines.n; ) {
		enum document_kind kind = doc->lines.v[i].kind;

		if (kind == DOCUMENT_COLUMN)
			i = put_table(&text, doc, i, cells);
		else if (kind == DOCUMENT_PAIR)
			i = put_pairs(&text, doc, i, cells);
		else
			put_other(&text, &doc->lines.v[i++], cells);
	}
	if (foot->text.n) {
		buf_putc(&text, '\n');
		put_sides(&text, foot, cells);
	}
	buf_add(out, buf_str(&text), text.n);
	buf_free(&text);
}
