/* Texts in columns: tables with their header on each page, and pairs of label and value. */
#include "print_priv.h"

#define SIDE 3.0                /* room at both sides of a cell */
#define PADDING 2.5             /* over and under it */
#define SHORT 0.18              /* of the width: what a column may have beyond its share */

struct table {
	size_t first, n;                /* its columns in the document */
	double x[DOCUMENT_COLUMNS], width[DOCUMENT_COLUMNS];
	enum document_align align[DOCUMENT_COLUMNS];
};

/* ---- tables ---- */

static bool of_table(enum document_kind kind)
{
	return kind == DOCUMENT_ROW || kind == DOCUMENT_GROUP || kind == DOCUMENT_TOTAL;
}

/* How wide each column would be if nothing wrapped. */
static void widest(struct sheet *s, const struct table *t, double *out)
{
	const struct document *doc = s->doc;

	for (size_t i = 0; i < t->n; i++)
		out[i] = text_width(s, document_text_at(&doc->lines.v[t->first + i], 0), SIZE_TABLE,
		    true) + 2 * SIDE;
	for (size_t at = t->first + t->n;
	    at < doc->lines.n && of_table(doc->lines.v[at].kind); at++) {
		const struct document_line *line = &doc->lines.v[at];

		for (size_t i = 0; line->kind != DOCUMENT_GROUP && i < line->text.n; i++) {
			double w = text_width(s, document_text_at(line, i), SIZE_TABLE,
			    line->kind == DOCUMENT_TOTAL) + 2 * SIDE;

			out[i] = w > out[i] ? w : out[i];
		}
	}
}

/*
 * By weight, but a short column (a time, a number) has what it needs, so that it does not wrap,
 * and no more; the others share the rest.
 */
static void share_out(struct sheet *s, struct table *t)
{
	double wish[DOCUMENT_COLUMNS], all = sheet_right(s) - sheet_left(s), rest = all;
	double weights = 0, open = 0, x = sheet_left(s);
	bool is_short[DOCUMENT_COLUMNS];

	widest(s, t, wish);
	for (size_t i = 0; i < t->n; i++)
		weights += document_number(&s->doc->lines.v[t->first + i]);
	for (size_t i = 0; i < t->n; i++) {
		int weight = document_number(&s->doc->lines.v[t->first + i]);
		double share = all * weight / weights;

		is_short[i] = wish[i] <= (share > all * SHORT ? share : all * SHORT);
		rest -= is_short[i] ? wish[i] : 0;
		open += is_short[i] ? 0 : weight;
	}
	for (size_t i = 0; i < t->n; i++) {
		const struct document_line *column = &s->doc->lines.v[t->first + i];
		double share = document_number(column);

		t->x[i] = x;
		t->align[i] = document_align_of(column);
		/* Too many of them: by weight alone. */
		if (open > 0 ? rest < all * SHORT : rest < 0)
			t->width[i] = all * share / weights;
		else if (open > 0)
			t->width[i] = is_short[i] ? wish[i] : rest * share / open;
		else
			t->width[i] = wish[i] + rest * share / weights;
		x += t->width[i];
	}
}

static void make_cell(struct sheet *s, const struct table *t, size_t i, const char *text, bool bold,
    struct piece *out)
{
	*out = piece_make(s, text, t->x[i] + SIDE, t->width[i] - 2 * SIDE, SIZE_TABLE, bold,
	    t->align[i]);
}

static double highest_of(const struct piece *v, size_t n)
{
	double highest = 0;

	for (size_t i = 0; i < n; i++)
		if (piece_height(&v[i]) > highest)
			highest = piece_height(&v[i]);
	return highest;
}

static void put_header(struct sheet *s, void *ctx)
{
	const struct table *t = ctx;
	struct piece v[DOCUMENT_COLUMNS];
	double height;
	void (*again)(struct sheet *, void *) = s->again;

	for (size_t i = 0; i < t->n; i++)
		make_cell(s, t, i, document_text_at(&s->doc->lines.v[t->first + i], 0), true,
		    &v[i]);
	height = highest_of(v, t->n) + 2 * PADDING;
	s->again = NULL;                /* a header that fills a page does not call for itself */
	sheet_fill(s, sheet_left(s), s->y, sheet_right(s) - sheet_left(s), height, INK_PALE);
	sheet_rule(s, sheet_left(s), sheet_right(s), s->y, 0.8, INK_BLACK);
	pieces_put(s, v, t->n, PADDING);
	sheet_rule(s, sheet_left(s), sheet_right(s), s->y, 0.5, INK_BLACK);
	s->again = again;
	s->fresh = true;                /* a page with its header alone is still fresh */
}

static void put_row(struct sheet *s, const struct table *t, const struct document_line *line)
{
	bool total = line->kind == DOCUMENT_TOTAL;
	struct piece v[DOCUMENT_COLUMNS];

	for (size_t i = 0; i < t->n; i++)
		make_cell(s, t, i, document_text_at(line, i), total, &v[i]);
	if (total) {
		sheet_need(s, highest_of(v, t->n) + 2 * PADDING);
		sheet_rule(s, sheet_left(s), sheet_right(s), s->y, 0.8, INK_BLACK);
	}
	pieces_put(s, v, t->n, PADDING);
	sheet_rule(s, sheet_left(s), sheet_right(s), s->y, total ? 0.8 : 0.3,
	    total ? INK_BLACK : INK_RULE);
}

/* It goes with the row that follows. */
static void put_group(struct sheet *s, const struct document_line *line)
{
	struct piece p = piece_make(s, document_text_at(line, 0), sheet_left(s) + SIDE,
	    sheet_right(s) - sheet_left(s) - 2 * SIDE, SIZE_TABLE, true, DOCUMENT_LEFT);

	sheet_need(s, piece_height(&p) + 4 * PADDING + 3 * sheet_size(s, SIZE_TABLE));
	sheet_fill(s, sheet_left(s), s->y, sheet_right(s) - sheet_left(s),
	    piece_height(&p) + 2 * PADDING, INK_PALE);
	pieces_put(s, &p, 1, PADDING);
}

size_t table_put(struct sheet *s, size_t first)
{
	struct table t = { .first = first, .n = document_columns_at(s->doc, first) };
	size_t i = first + t.n;

	share_out(s, &t);
	s->y += s->fresh ? 0 : 4;
	sheet_need(s, 7 * sheet_size(s, SIZE_TABLE));   /* not a header alone */
	put_header(s, &t);
	s->again = put_header;
	s->again_ctx = &t;
	for (; i < s->doc->lines.n && of_table(s->doc->lines.v[i].kind) && s->page <= PAGES_MOST;
	    i++) {
		const struct document_line *line = &s->doc->lines.v[i];

		if (line->kind == DOCUMENT_GROUP)
			put_group(s, line);
		else
			put_row(s, &t, line);
	}
	s->again = NULL;
	s->fresh = false;
	s->y += 4;
	return i;
}

/* ---- pairs ---- */

struct pairs {
	size_t halves;                  /* 1 or 2 side by side */
	double label[2];                /* width of the labels of each */
};

static size_t measure(struct sheet *s, size_t first, struct pairs *p)
{
	double most = (sheet_right(s) - sheet_left(s)) * 0.3;
	size_t end = first;

	*p = (struct pairs){ .halves = 1 };
	for (; end < s->doc->lines.n && s->doc->lines.v[end].kind == DOCUMENT_PAIR; end++) {
		const struct document_line *line = &s->doc->lines.v[end];

		for (size_t i = 0; i < line->text.n; i += 2) {
			double w = text_width(s, document_text_at(line, i), SIZE_BODY, false) + 10;

			p->halves = i / 2 + 1 > p->halves ? i / 2 + 1 : p->halves;
			p->label[i / 2] = w > p->label[i / 2] ? w : p->label[i / 2];
		}
	}
	for (size_t i = 0; i < 2; i++)
		if (p->label[i] > most / (double)p->halves)
			p->label[i] = most / (double)p->halves;
	return end;
}

static void put_pair(struct sheet *s, const struct pairs *p, const struct document_line *line)
{
	size_t halves = line->text.n / 2;
	double all = sheet_right(s) - sheet_left(s), each = halves > 1 ? all / 2 : all;
	struct piece v[4];

	for (size_t i = 0; i < halves; i++) {
		double x = sheet_left(s) + (double)i * each;

		v[2 * i] = piece_make(s, document_text_at(line, 2 * i), x, p->label[i] - 6,
		    SIZE_BODY, false, DOCUMENT_LEFT);
		v[2 * i].ink = INK_GREY;
		v[2 * i + 1] = piece_make(s, document_text_at(line, 2 * i + 1), x + p->label[i],
		    each - p->label[i] - (i + 1 < halves ? 8 : 0), SIZE_BODY, false, DOCUMENT_LEFT);
	}
	pieces_put(s, v, 2 * halves, 1.5);
}

size_t pairs_put(struct sheet *s, size_t first)
{
	struct pairs p;
	size_t end = measure(s, first, &p);

	for (size_t i = first; i < end; i++)
		put_pair(s, &p, &s->doc->lines.v[i]);
	s->y += 3;
	return end;
}
