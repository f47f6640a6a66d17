/* How the roster looks: a week of everybody, the coming days, busy hours; bars of one person. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "desk/desk.h"
#include "desk/roster.h"
#include "roster_priv.h"
#include "tui/canvas.h"

enum { NAME_CELLS = 13, DAY_CELLS = 8, BAR_COL = 8, LABEL_CELLS = 14, LABEL_NARROW = 11 };

int roster_figure(int percent)
{
	return percent >= 80 ? 5 : percent / 20 + 1;
}

/* ---- a week of everybody ---- */

static char *hour_text(int minute, char *out, size_t size)
{
	return minute % 60 ? text_fmt(out, size, "%d:%02d", minute / 60, minute % 60) :
	    text_fmt(out, size, "%d", minute / 60);
}

/* A cell of the week has no room for a sentence. */
static const char *away_word(const char *kind)
{
	static const char *const words[][2] = { { "leave", N_("leave") }, { "ill", N_("ill") },
		{ "meeting", N_("meeting") }, { "training", N_("course") }, { "out", N_("out") } };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i][0], kind))
			return tr(words[i][1]);
	return tr("away");
}

/* "9-18", "leave", "9-18 *" where something is taken away, "" where nobody works. */
static enum style day_cell(const struct roster_day *d, char *out, size_t size)
{
	char a[8], b[8];

	text_copy(out, size, "");
	if (d->away_all) {
		text_copy(out, size, away_word(d->away_kind));
		return STYLE_AWAY;
	}
	if (!d->work)
		return STYLE_TEXT;
	text_fmt(out, size, "%s-%s%s", hour_text(d->from, a, sizeof a),
	    hour_text(d->to, b, sizeof b), d->away ? "*" : "");
	if (utf8_cells(out) > DAY_CELLS - 1)       /* the star matters more than the minutes */
		text_fmt(out, size, "%d-%d%s", d->from / 60, (d->to + 59) / 60,
		    d->away ? "*" : "");
	return d->away ? STYLE_AWAY : STYLE_TEXT;
}

static void draw_who(const struct roster_who *w, struct canvas *c, struct rect at)
{
	int work = 0, taken = 0, col = at.col + NAME_CELLS;
	char text[60];

	canvas_put(c, at.row, at.col, w->name, STYLE_TEXT, NAME_CELLS - 1);
	for (int i = 0; i < ROSTER_WEEK; i++, col += DAY_CELLS) {
		enum style style = day_cell(&w->day[i], text, sizeof text);

		canvas_put(c, at.row, col, text, style, DAY_CELLS - 1);
		work += w->day[i].work;
		taken += w->day[i].taken;
	}
	if (work)
		canvas_right(c, at.row, col, text_fmt(text, sizeof text, "%d %%",
		    taken * 100 / work), STYLE_GREY, 5);
}

/* ---- days ---- */

static void draw_date(const struct roster_state *st, const struct roster_date *d, struct canvas *c,
    struct rect at)
{
	int32_t today = desk_today(st->desk);
	bool closed = d->hours.open_min >= d->hours.close_min;
	char text[120];

	canvas_put(c, at.row, at.col, day_echo(d->day, today, text, sizeof text), STYLE_TEXT, 11);
	if (closed)
		text_fmt(text, sizeof text, "%s %s", tr("closed"), d->hours.reason);
	else
		text_fmt(text, sizeof text, "%02d:%02d-%02d:%02d", d->hours.open_min / 60,
		    d->hours.open_min % 60, d->hours.close_min / 60, d->hours.close_min % 60);
	canvas_put(c, at.row, at.col + 12, text, closed ? STYLE_CLOSED : STYLE_TEXT,
	    closed ? 40 : 12);
	if (!closed) {
		canvas_putf(c, at.row, at.col + 25, STYLE_TEXT, "%d", d->on);
		if (d->away)
			canvas_putf(c, at.row, at.col + 33, STYLE_AWAY, "%d", d->away);
		canvas_putf(c, at.row, at.col + 39, STYLE_TEXT, "%d", d->booked);
		if (d->work)
			canvas_putf(c, at.row, at.col + 47, STYLE_TEXT, "%d %%",
			    d->taken * 100 / d->work);
		if (d->busiest >= 0)
			canvas_putf(c, at.row, at.col + 54, STYLE_TEXT, "%02d", d->busiest);
	}
	if (d->seen)
		text_fmt(text, sizeof text, "%s %s", tr("yes"), d->seen_by);
	canvas_put(c, at.row, at.col + 62, d->seen ? text : "-",
	    d->seen ? STYLE_DONE : STYLE_GREY, at.cols - 62);
}

/* ---- busy hours ---- */

static void draw_peak(const struct roster_state *st, int i, struct canvas *c, struct rect at)
{
	char text[48];

	canvas_put(c, at.row, at.col, day_echo(st->date[i].day, desk_today(st->desk), text,
	    sizeof text), STYLE_TEXT, 11);
	for (int h = st->first_hour; h < st->last_hour; h++) {
		int p = st->peak[i][h], col = at.col + 12 + (h - st->first_hour) * 4;
		enum style style = p < 0 ? STYLE_GREY :
		    (enum style)(STYLE_HEAT_1 + roster_figure(p) - 1);

		if (p < 0)
			text_copy(text, sizeof text, " - ");
		else
			text_fmt(text, sizeof text, " %d ", roster_figure(p));
		canvas_put(c, at.row, col, text, style, 3);
	}
}

/* ---- the list ---- */

int roster_rows(const struct roster_state *st)
{
	switch (st->view) {
	case ROSTER_DAYS: return ROSTER_AHEAD;
	case ROSTER_PEAK: return ROSTER_WEEK;
	case ROSTER_PEOPLE:
	case ROSTER_THINGS:
	case ROSTER_VIEWS: break;
	}
	return (int)st->who.n;
}

static bool of_people(const struct roster_state *st)
{
	return st->view == ROSTER_PEOPLE || st->view == ROSTER_THINGS;
}

const struct roster_who *roster_who_at(const struct roster_state *st)
{
	int row = list_row(&st->list);

	return of_people(st) && row >= 0 && (size_t)row < st->who.n ? &st->who.v[row] : NULL;
}

const struct roster_note *roster_note_at(const struct roster_state *st)
{
	int row = list_row(&st->detail);

	return row >= 0 && (size_t)row < st->notes.n ? &st->notes.v[row] : NULL;
}

static int row_count(const void *ctx)
{
	return roster_rows(ctx);
}

static int64_t row_id(const void *ctx, int row)
{
	const struct roster_state *st = ctx;

	return of_people(st) ? st->who.v[row].id : st->date[row].day;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct roster_state *st = ctx;

	if (of_people(st))
		draw_who(&st->who.v[row], c, w);
	else if (st->view == ROSTER_DAYS)
		draw_date(st, &st->date[row], c, w);
	else
		draw_peak(st, row, c, w);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct roster_state *st = ctx;
	char day[48];

	if (of_people(st))
		buf_printf(out, "%s %s", st->who.v[row].code, st->who.v[row].name);
	else
		buf_puts(out, day_echo(st->date[row].day, desk_today(st->desk), day, sizeof day));
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- the lower half ---- */

static enum style bar_style(char sign)
{
	switch (sign) {
	case '#': return STYLE_RUNNING;
	case '-': return STYLE_FREE;
	case 'x': return STYLE_AWAY;
	case 'h': return STYLE_HELD;
	case '>': return STYLE_NOTE;
	default: return STYLE_GREY;
	}
}

static void draw_bar(const struct roster_state *st, const struct roster_note *n, struct canvas *c,
    struct rect at)
{
	const struct roster_who *w = roster_who_at(st);
	int col = at.col + BAR_COL;

	canvas_put(c, at.row, at.col, n->label, STYLE_TEXT, BAR_COL - 1);
	for (int i = st->first_hour * 2; w && i < st->last_hour * 2; i++, col++) {
		char sign[2] = { w->day[n->day].bar[i], 0 };

		canvas_put(c, at.row, col, sign, bar_style(sign[0]), 1);
	}
	if (at.cols >= 60)
		canvas_put(c, at.row, col + 2, n->text, STYLE_GREY, at.col + at.cols - col - 2);
}

static void note_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct roster_state *st = ctx;
	const struct roster_note *n = &st->notes.v[row];
	int label = w.cols < 60 ? LABEL_NARROW : LABEL_CELLS;

	if (n->bar)
		draw_bar(st, n, c, w);
	for (int h = st->first_hour; n->ruler && h < st->last_hour; h += 2)
		canvas_putf(c, w.row, w.col + BAR_COL + (h - st->first_hour) * 2, STYLE_RULE,
		    "%02d", h);
	if (n->bar || n->ruler)
		return;
	canvas_put(c, w.row, w.col, n->label, STYLE_GREY, label - 1);
	canvas_put(c, w.row, w.col + label, n->text, STYLE_TEXT, w.cols - label);
}

static int note_count(const void *ctx)
{
	return (int)((const struct roster_state *)ctx)->notes.n;
}

static int64_t note_id(const void *ctx, int row)
{
	return ((const struct roster_state *)ctx)->notes.v[row].id;
}

static const struct list_ops note_ops = { .count = note_count, .id = note_id, .draw = note_draw };

void roster_init(struct screen *s)
{
	struct roster_state *st = s->state;

	list_init(&st->list, s, &row_ops, st, 0);
	list_init(&st->detail, s, &note_ops, st, 0);
	st->detail.away = true;
}

/* ---- the picture ---- */

void roster_layout(struct screen *s, struct rect body)
{
	struct roster_state *st = s->state;
	struct rect list, pane;
	int rest = body.rows - 2, below;

	screen_split(body, &list, &pane);
	below = pane.cols ? 0 : rest / 2 + 1;
	list_layout(&st->list, (struct rect){ body.row + 2, 0, rest - below, list.cols });
	if (pane.cols)
		pane = (struct rect){ body.row + 3, pane.col, rest - 1, pane.cols };
	else
		pane = (struct rect){ body.row + 2 + rest - below + 1, 0, below - 1, body.cols };
	list_layout(&st->detail, pane);
}

char *roster_week_text(const struct roster_state *st, char *out, size_t size)
{
	int32_t today = desk_today(st->desk);
	char a[48], b[48];

	return text_fmt(out, size, "%s - %s", day_echo(st->monday, today, a, sizeof a),
	    day_echo(st->monday + 6, today, b, sizeof b));
}

static void draw_views(const struct screen *s, struct canvas *c)
{
	static const char *const views[] = { N_("People"), N_("Rooms and devices"),
		N_("Coming days"), N_("Busy hours") };
	const struct roster_state *st = s->state;
	const char *names[ROSTER_VIEWS];
	char week[120];
	int col;

	for (int i = 0; i < ROSTER_VIEWS; i++)
		names[i] = tr(views[i]);
	col = canvas_tabs(c, s->body.row, 0, names, ROSTER_VIEWS, (int)st->view);
	if (st->view != ROSTER_DAYS && col < c->cols - 28)
		canvas_right(c, s->body.row, c->cols - 28, roster_week_text(st, week, sizeof week),
		    STYLE_TEXT, 28);
}

static void head_week(const struct roster_state *st, struct canvas *c, int row)
{
	int32_t today = desk_today(st->desk);
	char text[24];

	for (int i = 0; i < ROSTER_WEEK; i++) {
		const struct roster_date *d = &st->date[i];
		int col = list_gutter(&st->list) + NAME_CELLS + i * DAY_CELLS;

		text_fmt(text, sizeof text, "%s %d%s", roster_day_text(i + 1),
		    day_split(d->day).day, d->seen ? "+" : "");
		canvas_put(c, row, col, text, d->day == today ? STYLE_TAB : STYLE_RULE,
		    DAY_CELLS - 1);
	}
}

static void head_hours(const struct roster_state *st, struct canvas *c, int row, int col, int step)
{
	for (int h = st->first_hour; h < st->last_hour; h++)
		canvas_putf(c, row, col + (h - st->first_hour) * step, STYLE_RULE, "%02d", h);
}

static void draw_head(const struct roster_state *st, struct canvas *c, int row)
{
	static const struct list_column days[] = { { N_("day"), 0 }, { N_("hours"), 12 },
		{ N_("on duty"), 25 }, { N_("away"), 33 }, { N_("booked"), 39 },
		{ N_("load"), 47 }, { N_("busiest"), 54 }, { N_("looked at"), 62 } };

	if (st->view == ROSTER_DAYS)
		list_header(&st->list, c, row, days, 8, -1);
	else if (st->view == ROSTER_PEAK)
		head_hours(st, c, row, list_gutter(&st->list) + 12, 4);
	else
		head_week(st, c, row);
}

static void draw_rule(const struct roster_state *st, struct canvas *c)
{
	const struct roster_who *w = roster_who_at(st);
	struct rect at = st->detail.area;
	int row = list_row(&st->list);
	char day[48];

	if (w) {
		canvas_rule(c, at.row - 1, at.col, at.cols, w->name);
		return;
	}
	if (row < 0)
		return;
	canvas_rule(c, at.row - 1, at.col, at.cols, st->view == ROSTER_PEAK ?
	    tr("1 under 20 %, 5 from 80 % booked") :
	    day_echo(st->date[row].day, desk_today(st->desk), day, sizeof day));
}

void roster_draw(const struct screen *s, struct canvas *c)
{
	const struct roster_state *st = s->state;
	int row = s->body.row;

	st->area->draw_tabs(s, c);
	draw_views(s, c);
	draw_head(st, c, row + 1);
	if (roster_rows(st))
		list_draw(&st->list, c);
	else
		canvas_put(c, row + 2, 2, tr("Nobody can be booked yet. F12, People, y."),
		    STYLE_MSG_INFO, CANVAS_REST);
	draw_rule(st, c);
	if (st->notes.n)
		list_draw(&st->detail, c);
}
