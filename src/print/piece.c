/* A text in a column: shaped, wrapped and drawn by Pango, always as plain text. */
#include <string.h>

#include "base/utf8.h"
#include "print_priv.h"

#define FONTS "WenQuanYi Zen Hei, Noto Sans CJK SC, WenQuanYi Micro Hei, sans"

enum { MISSING_BYTES = 60 };

static void set_font(PangoLayout *layout, double points, bool bold)
{
	PangoFontDescription *font = pango_font_description_from_string(FONTS);

	pango_font_description_set_weight(font,
	    bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_absolute_size(font, points * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

static bool is_unknown(struct sheet *s, const char *cluster, size_t n)
{
	PangoLayout *layout = pango_layout_new(s->fonts);
	bool unknown;

	set_font(layout, sheet_size(s, SIZE_BODY), false);
	pango_layout_set_text(layout, cluster, (int)n);
	unknown = pango_layout_get_unknown_glyphs_count(layout) > 0;
	g_object_unref(layout);
	return unknown;
}

/* Each sign once, so many as a sentence can hold. */
static void note_missing(struct sheet *s, const char *text)
{
	const char *end = text + strlen(text);
	size_t n;

	for (; text < end; text += n) {
		char sign[64];

		n = utf8_break(text, end);
		text_copy_n(sign, sizeof sign, text, n);
		if (s->missing.n >= MISSING_BYTES || strstr(buf_str(&s->missing), sign) ||
		    !is_unknown(s, text, n))
			continue;
		buf_printf(&s->missing, "%s%s", s->missing.n ? " " : "", sign);
	}
}

static PangoLayout *shape(struct sheet *s, const char *text, enum size size, bool bold)
{
	PangoLayout *layout = pango_layout_new(s->fonts);

	set_font(layout, sheet_size(s, size), bold);
	pango_layout_set_text(layout, text, -1);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	return layout;
}

struct piece piece_make(struct sheet *s, const char *text, double x, double width, enum size size,
    bool bold, enum document_align align)
{
	static const PangoAlignment aligns[] = { [DOCUMENT_LEFT] = PANGO_ALIGN_LEFT,
		[DOCUMENT_RIGHT] = PANGO_ALIGN_RIGHT, [DOCUMENT_CENTRE] = PANGO_ALIGN_CENTER };
	struct piece p = { .layout = shape(s, text, size, bold), .x = x };

	pango_layout_set_width(p.layout, (int)((width > 1 ? width : 1) * PANGO_SCALE));
	pango_layout_set_alignment(p.layout, aligns[align]);
	if (!s->draw && pango_layout_get_unknown_glyphs_count(p.layout) > 0)
		note_missing(s, text);
	return p;
}

void piece_free(struct piece *p)
{
	g_object_unref(p->layout);
	p->layout = NULL;
}

double piece_height(const struct piece *p)
{
	int height;

	pango_layout_get_size(p->layout, NULL, &height);
	return (double)height / PANGO_SCALE;
}

double text_width(struct sheet *s, const char *text, enum size size, bool bold)
{
	PangoLayout *layout = shape(s, text, size, bold);
	int width;

	pango_layout_get_size(layout, &width, NULL);
	g_object_unref(layout);
	return (double)width / PANGO_SCALE;
}

static void set_ink(const struct sheet *s, enum ink ink)
{
	static const double grey[] = { [INK_BLACK] = 0, [INK_GREY] = 0.35, [INK_PALE] = 0.92,
		[INK_RULE] = 0.7 };

	cairo_set_source_rgb(s->cr, grey[ink], grey[ink], grey[ink]);
}

static void draw_line(struct sheet *s, const struct piece *p, PangoLayoutIter *at, double y)
{
	PangoRectangle place;

	if (!s->draw)
		return;
	pango_layout_iter_get_line_extents(at, NULL, &place);
	set_ink(s, p->ink);
	cairo_move_to(s->cr, p->x + (double)place.x / PANGO_SCALE, y +
	    (double)(pango_layout_iter_get_baseline(at) - place.y) / PANGO_SCALE);
	pango_cairo_show_layout_line(s->cr, pango_layout_iter_get_line_readonly(at));
}

/* The lines from p->line on that fit into ROOM below Y, one at least when MUST; their height. */
static double draw_some(struct sheet *s, struct piece *p, double y, double room, bool must)
{
	PangoLayoutIter *at = pango_layout_get_iter(p->layout);
	double used = 0;
	int line = 0;

	do {
		PangoRectangle place;
		double height;

		if (line++ < p->line)
			continue;
		pango_layout_iter_get_line_extents(at, NULL, &place);
		height = (double)place.height / PANGO_SCALE;
		if (used + height > room + 0.01 && !must)
			break;
		draw_line(s, p, at, y + used);
		used += height;
		must = false;
		p->line++;
	} while (pango_layout_iter_next_line(at));
	pango_layout_iter_free(at);
	return used;
}

static bool all_drawn(const struct piece *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].line < pango_layout_get_line_count(v[i].layout))
			return false;
	return true;
}

void pieces_put(struct sheet *s, struct piece *v, size_t n, double padding)
{
	double highest = 0;

	for (size_t i = 0; i < n; i++)
		if (piece_height(&v[i]) > highest)
			highest = piece_height(&v[i]);
	sheet_need(s, highest + 2 * padding);
	for (;;) {
		double used = 0, y = s->y + padding;

		for (size_t i = 0; i < n; i++) {
			double h = draw_some(s, &v[i], y, s->bottom - y - padding, s->fresh);

			used = h > used ? h : used;
		}
		s->y = y + used + padding;
		s->fresh = false;
		if (all_drawn(v, n) || s->page > PAGES_MOST)
			break;
		sheet_new_page(s);
	}
	for (size_t i = 0; i < n; i++)
		piece_free(&v[i]);
}

void text_at(struct sheet *s, const char *text, double x, double y, double width, enum size size,
    bool bold, enum document_align align, enum ink ink)
{
	struct piece p = piece_make(s, text, x, width, size, bold, align);

	p.ink = ink;
	draw_some(s, &p, y, s->height, true);
	piece_free(&p);
}

bool print_has_font(void)
{
	PangoFontMap *map = pango_cairo_font_map_new();
	PangoContext *context = pango_font_map_create_context(map);
	PangoLayout *layout = pango_layout_new(context);
	bool has;

	set_font(layout, 10, false);
	pango_layout_set_text(layout, "预约单", -1);
	has = pango_layout_get_unknown_glyphs_count(layout) == 0;
	g_object_unref(layout);
	g_object_unref(context);
	g_object_unref(map);
	return has;
}

#ifdef __SANITIZE_ADDRESS__
/* Fontconfig keeps what it read of the fonts until the process ends, behind no pointer that a check
 * for leaks can follow. Everything else is looked at. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}
#endif
