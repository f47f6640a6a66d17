/* The lines of a document that are no table, one kind after the other. */
#include "print_priv.h"

static double width_of(const struct sheet *s)
{
	return sheet_right(s) - sheet_left(s);
}

static void put_text(struct sheet *s, const char *text, double indent, enum size size, bool bold,
    enum document_align align, double padding)
{
	struct piece p = piece_make(s, text, sheet_left(s) + indent, width_of(s) - indent, size,
	    bold, align);

	pieces_put(s, &p, 1, padding);
}

/* A part is not left alone at the foot of a page. */
static void put_heading(struct sheet *s, const char *text)
{
	if (!s->fresh)
		s->y += sheet_size(s, SIZE_BODY) * 0.6;
	sheet_need(s, sheet_size(s, SIZE_BODY) * 6);
	put_text(s, text, 0, SIZE_HEADING, true, DOCUMENT_LEFT, 2);
}

static void put_item(struct sheet *s, const char *text)
{
	double indent = sheet_size(s, SIZE_BODY) * 1.3;
	struct piece v[2] = {
		piece_make(s, "-", sheet_left(s) + 2, indent, SIZE_BODY, false, DOCUMENT_LEFT),
		piece_make(s, text, sheet_left(s) + indent, width_of(s) - indent, SIZE_BODY, false,
		    DOCUMENT_LEFT),
	};

	pieces_put(s, v, 2, 1);
}

/* The note stands at the right where there is one. */
static void put_check(struct sheet *s, const struct document_line *line)
{
	double body = sheet_size(s, SIZE_BODY), indent = body * 1.8, width = width_of(s) - indent;
	const char *note = document_text_at(line, 2);
	double share = note[0] ? width * 0.3 : 0;
	struct piece v[2] = {
		piece_make(s, document_text_at(line, 1), sheet_left(s) + indent, width - share - 6,
		    SIZE_BODY, false, DOCUMENT_LEFT),
		piece_make(s, note, sheet_right(s) - share, share, SIZE_SMALL, false,
		    DOCUMENT_RIGHT),
	};

	sheet_need(s, piece_height(&v[0]) + 5);
	sheet_box(s, sheet_left(s) + 2, s->y + 2.5 + body * 0.15, body * 0.9,
	    document_text_at(line, 0)[0] == 'y');
	pieces_put(s, v, 2, 2.5);
}

/* Labels side by side, each with a rule to write on behind it, or under it where it is long. */
static void put_to_fill(struct sheet *s, const struct document_line *line, double above,
    double least)
{
	size_t n = line->text.n;
	double each = (width_of(s) - (double)(n - 1) * 14) / (double)n, highest = 0, y;
	struct piece v[4];

	for (size_t i = 0; i < n; i++) {
		v[i] = piece_make(s, document_text_at(line, i), sheet_left(s) +
		    (double)i * (each + 14), each * 0.6, SIZE_BODY, false, DOCUMENT_LEFT);
		highest = piece_height(&v[i]) > highest ? piece_height(&v[i]) : highest;
	}
	sheet_need(s, above + highest + least);
	s->y += above;
	y = s->y;
	for (size_t i = 0; i < n; i++) {
		double label = text_width(s, document_text_at(line, i), SIZE_BODY, false);
		double x = sheet_left(s) + (double)i * (each + 14);

		label = label < each * 0.6 ? label : each * 0.6;
		sheet_rule(s, x + label + 4, x + each, y + highest + 1, 0.6, INK_BLACK);
	}
	pieces_put(s, v, n, 0);
	s->y += least;
}

static void put_lines(struct sheet *s, int n)
{
	while (n-- > 0) {
		sheet_need(s, MM(8));
		s->y += MM(8);
		s->fresh = false;
		sheet_rule(s, sheet_left(s), sheet_right(s), s->y, 0.4, INK_GREY);
	}
	s->y += 4;
}

static void put_rule(struct sheet *s)
{
	sheet_need(s, 8);
	s->y += 4;
	sheet_rule(s, sheet_left(s), sheet_right(s), s->y, 0.6, INK_BLACK);
	s->y += 4;
}

static void put_one(struct sheet *s, const struct document_line *line)
{
	const char *text = document_text_at(line, 0);

	switch (line->kind) {
	case DOCUMENT_HEADING: put_heading(s, text); break;
	case DOCUMENT_PARA:
		put_text(s, text, 0, SIZE_BODY, false, DOCUMENT_LEFT, 2);
		break;
	case DOCUMENT_SMALL:
		put_text(s, text, 0, SIZE_SMALL, false, DOCUMENT_LEFT, 1);
		break;
	case DOCUMENT_BIG: put_text(s, text, 0, SIZE_BIG, true, DOCUMENT_CENTRE, 6); break;
	case DOCUMENT_ITEM: put_item(s, text); break;
	case DOCUMENT_CHECK: put_check(s, line); break;
	case DOCUMENT_BLANK: put_to_fill(s, line, MM(2.5), MM(1.5)); break;
	case DOCUMENT_SIGN: put_to_fill(s, line, MM(9), MM(4)); break;
	case DOCUMENT_LINES: put_lines(s, document_number(line)); break;
	case DOCUMENT_RULE: put_rule(s); break;
	case DOCUMENT_BREAK: sheet_new_page(s); break;
	case DOCUMENT_TITLE: case DOCUMENT_HEAD: case DOCUMENT_FOOT: case DOCUMENT_PAGES:
	case DOCUMENT_PAIR: case DOCUMENT_COLUMN: case DOCUMENT_ROW: case DOCUMENT_GROUP:
	case DOCUMENT_TOTAL: case DOCUMENT_KINDS: BUG("%d is no such line", line->kind);
	}
}

size_t block_put(struct sheet *s, size_t first)
{
	const struct document_line *line = &s->doc->lines.v[first];

	if (line->kind == DOCUMENT_COLUMN)
		return table_put(s, first);
	if (line->kind == DOCUMENT_PAIR)
		return pairs_put(s, first);
	put_one(s, line);
	return first + 1;
}
