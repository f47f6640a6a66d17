/* How the grid of time looks. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "base/zone.h"
#include "desk/booking_reach.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "grid_priv.h"
#include "screen/clientline.h"
#include "screen/schedule.h"

#define TIME_CELLS 6
#define SIGN_CELLS 12

/* How a span that is no appointment looks: a word where it begins, then less. */
static const struct look {
	enum style style;
	const char *begins, *goes_on;
} looks[] = {
	[SPAN_FREE] = { STYLE_FREE, ".", "." },
	[SPAN_CLOSED] = { STYLE_CLOSED, "-", "-" },
	[SPAN_OFF] = { STYLE_CLOSED, "-", "-" },
	[SPAN_BREAK] = { STYLE_CLOSED, N_("break"), "-" },
	[SPAN_ABSENT] = { STYLE_AWAY, N_("LEAVE"), N_("LEAVE") },
	[SPAN_OUT] = { STYLE_BROKEN, N_("! out of order"), "!" },
	[SPAN_TAKEN] = { STYLE_TEXT, "", "|" },
	[SPAN_HELD] = { STYLE_HELD, N_("H held"), "H" },
	[SPAN_TRAVEL] = { STYLE_CLOSED, N_("> on the way"), ">" },
};

/* ---- one appointment ---- */

static const char *shown_name(const struct grid *g, const struct appointment_row *a)
{
	return cover_treated(g->desk, cover_of_row(a));
}

/* Signs worth a cell: first visit, not the usual person, allergy, complaint, debt. */
static void put_signs(const struct grid *g, const struct appointment_row *a,
    const struct grid_column *col, struct buf *b)
{
	static const struct {
		const char *kind;
		char sign;
	} signs[] = { { "allergy", 'A' }, { "complaint", 'P' }, { "owes", '$' }, { "quiet", 'Q' } };

	if (!a->n_done && a->live)
		buf_putc(b, 'N');
	/* In the narrow columns of a week the name is worth more. */
	if (g->width >= SIGN_CELLS && a->expert_id && col->staff_id &&
	    col->staff_id != a->expert_id && a->staff_id == col->resource_id)
		buf_putc(b, 'o');
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strstr(a->flags, signs[i].kind))
			buf_putc(b, signs[i].sign);
	for (size_t i = 0; i < g->news.n; i++)
		if (g->news.v[i] == a->id) {
			buf_putc(b, '*');
			break;
		}
}

#define NAME_CELLS 4
#define SERVICE_CELLS 3                 /* of a service, with the sign that it goes on */

static void draw_appointment(const struct grid *g, const struct grid_column *col,
    const struct grid_cell *cell, struct canvas *c, struct rect w, bool selected)
{
	const struct appointment_row *a = &g->rows.v[cell->row];
	const char *service = describe_in_language(a->service, a->service_en);
	char letter[2] = { a->letter, '\0' };
	enum style rest = selected ? STYLE_SELECTED : STYLE_TEXT;
	struct buf b = { 0 }, signs = { 0 };
	char more[12] = "";
	int room = w.cols - 3, left;

	put_signs(g, a, col, &signs);
	if (signs.n)
		room -= (int)signs.n + 1;
	buf_puts(&b, shown_name(g, a));
	/* One letter of a service tells nothing. */
	/* Others that begin here too are not cut off, where a name can be read before them. */
	if (cell->more && room >= NAME_CELLS + 3)
		room -= utf8_cells(text_fmt(more, sizeof more, " +%d", cell->more));
	left = room - utf8_cells(buf_str(&b)) - 1;
	if (left >= utf8_cells(service) || left >= SERVICE_CELLS)
		buf_printf(&b, " %s", service);
	canvas_put(c, w.row, w.col, letter, clientline_state_style(a->letter), 1);
	if (selected)
		canvas_fill(c, (struct rect){ w.row, w.col + 1, 1, w.cols - 2 }, rest);
	left = canvas_put(c, w.row, w.col + 2, buf_str(&b), rest, room);
	canvas_put(c, w.row, w.col + 2 + left, more, rest, (int)sizeof more);
	if (signs.n)
		canvas_put(c, w.row, w.col + w.cols - 1 - (int)signs.n, buf_str(&signs),
		    strpbrk(buf_str(&signs), "AP$") ? STYLE_RISK : STYLE_NEWS, (int)signs.n);
	buf_free(&b);
	buf_free(&signs);
}

/* ---- one cell ---- */

static void draw_dashes(struct canvas *c, struct rect w, const char *word, enum style style)
{
	char line[200];
	int cells = w.cols - 1, word_cells = word[0] && word[0] != '-' ? utf8_cells(word) + 2 : 0;
	int left = (cells - word_cells) / 2;
	struct buf b = { 0 };

	for (int i = 0; i < (word_cells ? left : cells); i++)
		buf_putc(&b, '-');
	if (word_cells) {
		buf_printf(&b, " %s ", word);
		for (int i = left + word_cells; i < cells; i++)
			buf_putc(&b, '-');
	}
	text_copy(line, sizeof line, buf_str(&b));
	buf_free(&b);
	canvas_put(c, w.row, w.col, line, style, cells);
}

static void draw_plain(const struct grid *g, const struct grid_cell *cell, bool begins,
    struct canvas *c, struct rect w, bool selected)
{
	const struct look *look = &looks[cell->kind];
	const char *text = begins ? look->begins : look->goes_on;
	enum style style = selected ? STYLE_SELECTED : look->style;
	char free_text[40];

	if (selected)
		canvas_fill(c, (struct rect){ w.row, w.col, 1, w.cols - 1 }, style);
	if (look->style == STYLE_CLOSED && cell->kind != SPAN_TRAVEL) {
		draw_dashes(c, w, tr(text), style);
		return;
	}
	if (selected && cell->kind == SPAN_FREE) {
		text_fmt(free_text, sizeof free_text, tr("> %d min free"), grid_free_minutes(g));
		if (utf8_cells(free_text) >= w.cols)
			text_fmt(free_text, sizeof free_text, tr("> %d min"),
			    grid_free_minutes(g));
		canvas_put(c, w.row, w.col, free_text, style, w.cols - 1);
		return;
	}
	canvas_put(c, w.row, w.col, tr(text), style, w.cols - 1);
}

static void draw_cell(const struct grid *g, int row, int i, struct canvas *c, struct rect w)
{
	const struct grid_column *col = &g->v[i];
	const struct grid_cell *cell = &col->cell[row];
	bool selected = row == g->row && i == g->col;
	bool begins = !row || col->cell[row - 1].kind != cell->kind ||
	    col->cell[row - 1].ref != cell->ref;

	if (cell->kind == SPAN_TAKEN && cell->row >= 0 && cell->start)
		draw_appointment(g, col, cell, c, w, selected);
	else if (cell->kind == SPAN_TAKEN)
		canvas_put(c, w.row, w.col, selected ? "| >" : "|",
		    selected ? STYLE_SELECTED : STYLE_RULE, w.cols - 1);
	else
		draw_plain(g, cell, begins, c, w, selected);
}

/* What is carried lies over the cell with its full length, before it is put down. */
static void draw_ghost(const struct grid *g, int row, int i, struct canvas *c, struct rect w)
{
	const struct schedule_memory *m = g->memory;
	int rows;

	if (!m || !m->ncarry || i != g->col || row < g->row)
		return;
	rows = (int)(m->carry[0].end_at - m->carry[0].start_at) / 60;
	rows = (rows + g->step - 1) / g->step;
	if (row >= g->row + rows)
		return;
	canvas_fill(c, (struct rect){ w.row, w.col, 1, w.cols - 1 }, STYLE_SELECTED);
	if (row == g->row)
		canvas_putf(c, w.row, w.col, STYLE_SELECTED, "M %s", m->carry[0].name);
	else
		canvas_put(c, w.row, w.col, "|", STYLE_SELECTED, 1);
}

/* ---- the whole ---- */

static void draw_titles(const struct grid *g, struct canvas *c)
{
	for (int k = 0; k < g->per_page && g->first + k < (int)g->n; k++) {
		int i = g->first + k;

		canvas_put(c, g->area.row, TIME_CELLS + k * g->width, g->v[i].title,
		    i == g->col ? STYLE_TAB : STYLE_TEXT, g->width - 1);
	}
}

static void draw_time(const struct grid *g, int row, struct canvas *c, int at)
{
	int minute = g->from_min + row * g->step;
	bool now = row == g->now_row;

	canvas_putf(c, at, 0, now ? STYLE_NEWS : minute % 60 ? STYLE_GREY : STYLE_TEXT,
	    "%02d:%02d%s",
	    minute / 60, minute % 60, now ? "=" : "");
}

void grid_draw(const struct grid *g, struct canvas *c)
{
	draw_titles(g, c);
	for (int y = 1; y < g->area.rows && g->top + y - 1 < g->nrows; y++) {
		int row = g->top + y - 1, at = g->area.row + y;

		draw_time(g, row, c, at);
		for (int k = 0; k < g->per_page && g->first + k < (int)g->n; k++) {
			struct rect w = { at, TIME_CELLS + k * g->width, 1, g->width };

			if (!g->v[g->first + k].cell)
				continue;
			draw_cell(g, row, g->first + k, c, w);
			draw_ghost(g, row, g->first + k, c, w);
		}
	}
}

/* ---- the line about the cursor ---- */

static void describe_free(const struct grid *g, struct buf *b)
{
	int minutes = grid_free_minutes(g);
	bool can = rights_may(g->desk, "appt-book") && grid_instant(g) >= clock_now();

	buf_printf(b, can ? tr("%d min free. Enter books.") : tr("%d min free."), minutes);
}

static void describe_taken(const struct grid *g, const struct appointment_row *a, struct buf *b)
{
	char from[16], to[16], flags[120], fellows[300];

	desk_clock_text(g->desk, a->start_at, from, sizeof from);
	desk_clock_text(g->desk, a->end_at, to, sizeof to);
	clientline_flags(a->flags, flags, sizeof flags);
	buf_printf(b, "%s-%s %s, %s", from, to, shown_name(g, a),
	    describe_in_language(a->service, a->service_en));
	if (booking_fellows_text(g->desk, a->id, a->group_id, fellows, sizeof fellows)[0])
		buf_printf(b, " (%s)", fellows);
	if (a->room[0])
		buf_printf(b, ", %s", a->room);
	if (a->device[0])
		buf_printf(b, ", %s", a->device);
	buf_printf(b, "; ");
	if (!a->n_done && a->live)
		buf_puts(b, tr("first visit"));
	else
		buf_printf(b, tr("visit %lld"), (long long)a->n_done + (a->live ? 1 : 0));
	if (flags[0])
		buf_printf(b, "; %s", flags);
	if (a->needs[0])
		buf_printf(b, "; %s", a->needs);
}

static const char *why_not(enum span_kind kind)
{
	static const char *const words[] = {
		[SPAN_FREE] = "", [SPAN_CLOSED] = N_("closed"),
		    [SPAN_OFF] = N_("not on the roster"),
		[SPAN_BREAK] = N_("break"), [SPAN_ABSENT] = N_("away"),
		[SPAN_OUT] = N_("out of order"), [SPAN_TAKEN] = N_("taken"),
		[SPAN_HELD] = N_("held at another terminal"),
		[SPAN_TRAVEL] = N_("on the way from another branch"),
	};

	return tr(words[kind]);
}

void grid_describe(const struct grid *g, char *out, size_t size)
{
	const struct grid_column *col = grid_column(g);
	const struct grid_cell *cell = grid_cell(g);
	const struct appointment_row *a = grid_appointment(g);
	char at[48];
	struct buf b = { 0 };

	if (!col || !cell) {
		text_copy(out, size, "");
		return;
	}
	if (a) {
		if (cell->more)
			buf_printf(&b, tr("%d begin here (Enter): "), cell->more + 1);
		describe_taken(g, a, &b);
	} else {
		desk_time_text(g->desk, grid_instant(g), at, sizeof at);
		buf_printf(&b, "%s %s: ", col->title, at);
		if (cell->kind == SPAN_FREE)
			describe_free(g, &b);
		else
			buf_printf(&b, tr("%s."), why_not(cell->kind));
	}
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
}
