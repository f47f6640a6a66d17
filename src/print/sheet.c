/* Pages of paper with head and foot, and the PDF they go into. */
#include <cairo-pdf.h>
#include <string.h>

#include "base/tr.h"
#include "print_priv.h"

/* ---- the paper ---- */

static bool is_small(const struct sheet *s)
{
	return s->doc->paper == DOCUMENT_A5 || s->doc->paper == DOCUMENT_A5_WIDE;
}

static void take_paper(struct sheet *s)
{
	double across = is_small(s) ? MM(148) : MM(210), along = is_small(s) ? MM(210) : MM(297);
	bool wide = document_is_wide(s->doc->paper);

	s->width = wide ? along : across;
	s->height = wide ? across : along;
	s->margin = is_small(s) ? MM(11) : MM(15);
	s->bottom = s->height - s->margin - 2 * sheet_size(s, SIZE_SMALL);
}

double sheet_left(const struct sheet *s)
{
	return s->margin;
}

double sheet_right(const struct sheet *s)
{
	return s->width - s->margin;
}

double sheet_size(const struct sheet *s, enum size size)
{
	static const double points[SIZES][2] = {
		[SIZE_TITLE] = { 16, 14 }, [SIZE_HEADING] = { 11.5, 10.5 }, [SIZE_BODY] = { 10, 9 },
		[SIZE_TABLE] = { 9, 8.5 }, [SIZE_SMALL] = { 7.5, 7 }, [SIZE_BIG] = { 72, 60 },
	};

	return points[size][is_small(s)];
}

/* ---- signs that are no text ---- */

static void set_grey(const struct sheet *s, enum ink ink)
{
	double grey = ink == INK_PALE ? 0.92 : ink == INK_RULE ? 0.7 : ink == INK_GREY ? 0.35 : 0;

	cairo_set_source_rgb(s->cr, grey, grey, grey);
}

void sheet_rule(struct sheet *s, double x1, double x2, double y, double weight, enum ink ink)
{
	if (!s->draw)
		return;
	set_grey(s, ink);
	cairo_set_line_width(s->cr, weight);
	cairo_move_to(s->cr, x1, y);
	cairo_line_to(s->cr, x2, y);
	cairo_stroke(s->cr);
}

void sheet_fill(struct sheet *s, double x, double y, double width, double height, enum ink ink)
{
	if (!s->draw)
		return;
	set_grey(s, ink);
	cairo_rectangle(s->cr, x, y, width, height);
	cairo_fill(s->cr);
}

void sheet_box(struct sheet *s, double x, double y, double side, bool ticked)
{
	if (!s->draw)
		return;
	set_grey(s, INK_BLACK);
	cairo_set_line_width(s->cr, 0.7);
	cairo_rectangle(s->cr, x, y, side, side);
	cairo_stroke(s->cr);
	if (!ticked)
		return;
	cairo_set_line_width(s->cr, 1.3);
	cairo_move_to(s->cr, x + side * 0.2, y + side * 0.5);
	cairo_line_to(s->cr, x + side * 0.42, y + side * 0.78);
	cairo_line_to(s->cr, x + side * 0.85, y + side * 0.15);
	cairo_stroke(s->cr);
}

/* ---- pages ---- */

/* Later pages say at the right what they belong to. */
static void put_head(struct sheet *s)
{
	const struct document_line *head = &s->doc->once[DOCUMENT_HEAD];
	const char *left = document_text_at(head, 0), *right = document_text_at(head, 1);
	double half = (sheet_right(s) - sheet_left(s) - 12) / 2;

	if (s->page > 1 && !right[0])
		right = document_text_at(&s->doc->once[DOCUMENT_TITLE], 0);
	if (left[0])
		text_at(s, left, sheet_left(s), s->margin, half, SIZE_SMALL, false, DOCUMENT_LEFT,
		    INK_GREY);
	if (right[0])
		text_at(s, right, sheet_right(s) - half, s->margin, half, SIZE_SMALL, false,
		    DOCUMENT_RIGHT, INK_GREY);
	s->y = s->margin;
	if (left[0] || right[0]) {
		s->y += 1.7 * sheet_size(s, SIZE_SMALL);
		sheet_rule(s, sheet_left(s), sheet_right(s), s->y, 0.4, INK_RULE);
		s->y += 6;
	}
}

/* {n} and {m} as numbers. */
static void page_text(const struct sheet *s, const char *template, struct buf *out)
{
	for (; *template; template++) {
		bool n = !strncmp(template, "{n}", 3), m = !strncmp(template, "{m}", 3);

		if (n || m) {
			buf_printf(out, "%d", n ? s->page : s->pages);
			template += 2;
		} else
			buf_putc(out, *template);
	}
}

static void put_foot(struct sheet *s)
{
	const struct document_line *foot = &s->doc->once[DOCUMENT_FOOT];
	double third = (sheet_right(s) - sheet_left(s)) / 3;
	double y = s->height - s->margin - 1.3 * sheet_size(s, SIZE_SMALL);
	struct buf pages = BUF_INIT;

	page_text(s, document_text_at(&s->doc->once[DOCUMENT_PAGES], 0), &pages);
	text_at(s, document_text_at(foot, 0), sheet_left(s), y, 1.2 * third, SIZE_SMALL, false,
	    DOCUMENT_LEFT, INK_GREY);
	text_at(s, pages.s, sheet_left(s) + 1.2 * third, y, 0.6 * third, SIZE_SMALL, false,
	    DOCUMENT_CENTRE, INK_GREY);
	text_at(s, document_text_at(foot, 1), sheet_left(s) + 1.8 * third, y, 1.2 * third,
	    SIZE_SMALL, false, DOCUMENT_RIGHT, INK_GREY);
	buf_free(&pages);
}

static void begin_page(struct sheet *s)
{
	s->page++;
	put_head(s);
	put_foot(s);
	s->top = s->y;
	s->fresh = true;
	if (s->again)
		s->again(s, s->again_ctx);
}

void sheet_new_page(struct sheet *s)
{
	if (s->page > PAGES_MOST)
		return;
	if (s->draw)
		cairo_show_page(s->cr);
	begin_page(s);
}

void sheet_need(struct sheet *s, double height)
{
	if (!s->fresh && s->y + height > s->bottom)
		sheet_new_page(s);
}

/* ---- the whole ---- */

static void put_title(struct sheet *s)
{
	const char *title = document_text_at(&s->doc->once[DOCUMENT_TITLE], 0);
	struct piece p;

	if (!title[0])
		return;
	p = piece_make(s, title, sheet_left(s), sheet_right(s) - sheet_left(s), SIZE_TITLE, true,
	    DOCUMENT_CENTRE);
	pieces_put(s, &p, 1, 4);
	s->y += 4;
}

static void put_all(struct sheet *s)
{
	s->page = 0;
	begin_page(s);
	put_title(s);
	for (size_t i = 0; i < s->doc->lines.n && s->page <= PAGES_MOST; )
		i = block_put(s, i);
	if (s->draw)
		cairo_show_page(s->cr);
}

static cairo_status_t collect(void *out, const unsigned char *bytes, unsigned n)
{
	buf_add(out, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

static enum err_code lay_out(struct sheet *s, struct err *e)
{
	put_all(s);
	s->pages = s->page;
	if (s->missing.n)
		return err_set(e, ERR_INVALID, tr("No font has these signs: %s. Install one that "
		    "has them, or write it differently."), buf_str(&s->missing));
	if (s->pages > PAGES_MOST)
		return err_set(e, ERR_INVALID, tr("More than %d pages. Choose less."), PAGES_MOST);
	s->draw = true;
	put_all(s);
	return OK;
}

enum err_code print_pdf(const struct document *doc, struct buf *out, struct err *e)
{
	struct sheet s = { .doc = doc };
	cairo_surface_t *pdf;
	cairo_status_t status;
	enum err_code rc;

	take_paper(&s);
	pdf = cairo_pdf_surface_create_for_stream(collect, out, s.width, s.height);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE,
	    document_text_at(&doc->once[DOCUMENT_TITLE], 0));
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "frontdesk-print");
	s.cr = cairo_create(pdf);
	s.fonts = pango_cairo_create_context(s.cr);
	pango_context_set_language(s.fonts, pango_language_from_string("zh-cn"));
	rc = lay_out(&s, e);
	status = cairo_status(s.cr);
	g_object_unref(s.fonts);
	cairo_destroy(s.cr);
	cairo_surface_finish(pdf);
	status = status ? status : cairo_surface_status(pdf);
	cairo_surface_destroy(pdf);
	buf_free(&s.missing);
	if (rc == OK && status)
		rc = err_set(e, ERR_IO, tr("The page could not be drawn: %s."),
		    cairo_status_to_string(status));
	return rc;
}
