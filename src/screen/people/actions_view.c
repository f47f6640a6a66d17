/* How Actions looks: filters, the list, the changes of the selected one below or beside it. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "base/zone.h"
#include "actions_priv.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/admin.h"

enum { AT_COL = 7, WHO_COL = 24, WHERE_COL = 33, WHAT_COL = 40 };

/* ---- one row in words ---- */

static char *say_at(struct desk *d, int64_t at, char *out, size_t size)
{
	struct local_time t = zone_local(d->zone, at);
	char day[48];

	if (t.day == desk_today(d))
		return text_fmt(out, size, "%02d:%02d:%02d", t.second / 3600, t.second / 60 % 60,
		    t.second % 60);
	return text_fmt(out, size, "%s %02d:%02d", day_echo(t.day, desk_today(d), day, sizeof day),
	    t.second / 3600, t.second / 60 % 60);
}

void actions_row_text(struct desk *d, const struct action_row *a, struct action_text *out)
{
	char second[96];

	say_at(d, a->at, out->at, sizeof out->at);
	if (a->staff_id)
		describe_staff(d, a->staff_id, out->who, sizeof out->who);
	else    /* one word: the column is a name wide */
		text_copy(out->who, sizeof out->who, tr("program"));
	describe_action(d, a, out->what, sizeof out->what);
	if (a->second_id) {
		size_t n = strlen(out->what);

		text_fmt(out->what + n, sizeof out->what - n, " (%s)", describe_staff(d,
		    a->second_id,
		    second, sizeof second));
	}
}

/* ---- changes as lines ---- */

static void put_change(const struct change_word *w, bool narrow, struct viewport *v)
{
	struct buf line = BUF_INIT;

	buf_puts(&line, narrow ? "" : "  ");
	if (narrow)
		buf_printf(&line, "%s: ", w->column);
	else
		buf_cell(&line, w->column, 22);
	if (!w->before)
		buf_puts(&line, tr("changed"));
	else if (w->op == CHANGE_INSERT)
		buf_printf(&line, "- -> %s", w->after);
	else
		buf_printf(&line, "%s -> %s", w->before, w->op == CHANGE_DELETE ? "-" : w->after);
	if (w->by_rule)
		buf_printf(&line, "  (%s)", tr("by rule"));
	viewport_add(v, w->by_rule || !w->before ? STYLE_GREY : STYLE_TEXT, narrow ? 2 : 24,
	    buf_str(&line));
	buf_free(&line);
}

enum err_code actions_put_changes(struct desk *d, int64_t id, enum actions_detail detail,
    struct viewport *v, struct err *e)
{
	bool minor = detail == DETAIL_ALL;
	struct change_words words = { 0 };
	enum err_code rc = changes_in_words(d, id, &words, e);
	size_t told = 0;

	for (size_t i = 0; i < words.n; i++) {
		if (minor && words.v[i].first)
			viewport_add(v, STYLE_TAB, 0, words.v[i].row);
		if (words.v[i].minor && !minor)
			continue;
		put_change(&words.v[i], detail == DETAIL_NARROW, v);
		told++;
	}
	if (rc == OK && !told)
		viewport_add(v, STYLE_GREY, 2, words.n ?
		    tr("Only what the program keeps for itself.") :
		    tr("No columns are kept: the file was filled at once."));
	change_words_free(&words);
	return rc;
}

/* ---- the list ---- */

static int rows(const void *ctx)
{
	return (int)((const struct actions *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct actions *)ctx)->rows.v[row].id;
}

static void draw_row(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct actions *st = ctx;
	const struct action_row *a = &st->rows.v[row];
	const struct action_text *t = &st->texts.v[row];
	enum style style = a->undone_by ? STYLE_GREY : STYLE_TEXT;
	char id[24];
	int col;

	text_fmt(id, sizeof id, "%lld", (long long)a->id);
	canvas_put(c, w.row, w.col, id, style, AT_COL - 1);
	canvas_put(c, w.row, w.col + AT_COL, t->at, style, WHO_COL - AT_COL - 1);
	canvas_put(c, w.row, w.col + WHO_COL, t->who, style, WHERE_COL - WHO_COL - 1);
	canvas_put(c, w.row, w.col + WHERE_COL, a->station[0] ? a->station : a->origin, style,
	    WHAT_COL - WHERE_COL - 1);
	col = w.col + WHAT_COL;
	if (a->undone_by) {
		char mark[60];

		text_fmt(mark, sizeof mark, tr("[taken back %lld] "), (long long)a->undone_by);
		col += canvas_put(c, w.row, col, mark, style, w.col + w.cols - col);
	}
	canvas_put(c, w.row, col, t->what, style, w.col + w.cols - col);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct actions *st = ctx;

	buf_printf(out, "%lld %s %s %s", (long long)st->rows.v[row].id, st->texts.v[row].who,
	    st->rows.v[row].station, st->texts.v[row].what);
}

static const struct list_ops ops = { .count = rows, .id = row_id, .draw = draw_row,
	.text = row_text };

void actions_list_init(struct screen *s)
{
	struct actions *st = s->state;

	list_init(&st->list, s, &ops, st, 0);
}

/* ---- the page ---- */

static int banner_rows(const struct actions *st)
{
	return st->chain.bad ? 1 : 0;
}

void actions_layout(struct screen *s, struct rect body)
{
	struct actions *st = s->state;
	struct rect list, pane;
	int top = body.row + banner_rows(st) + 2, rest = body.row + body.rows - top, below;

	screen_split(body, &list, &pane);
	below = pane.cols ? 0 : rest / 2;
	if (st->narrow != (pane.cols > 0)) {
		st->narrow = pane.cols > 0;
		screen_dirty(s, DIRTY_LOAD);
	}
	list_layout(&st->list, (struct rect){ top, 0, rest - below, list.cols });
	if (pane.cols)
		pane = (struct rect){ top - 1, pane.col, rest + 1, pane.cols };
	else
		pane = (struct rect){ top + rest - below, 0, below, body.cols };
	viewport_layout(&st->detail, (struct rect){ pane.row + 1, pane.col, pane.rows - 1,
	    pane.cols });
}

struct rect actions_filter_place(const struct screen *s, enum actions_pane pane)
{
	static const int cols[PANE_COUNT] = { [PANE_WHO] = 8, [PANE_WHAT] = 25,
	    [PANE_CLIENT] = 51 };
	const struct actions *st = s->state;

	return (struct rect){ s->body.row + banner_rows(st), cols[pane], 1,
		pane == PANE_WHO ? 9 : pane == PANE_WHAT ? 16 : 14 };
}

static void draw_filter(const struct screen *s, struct canvas *c, enum actions_pane pane,
    const char *label)
{
	const struct actions *st = s->state;
	struct rect at = actions_filter_place(s, pane);
	bool focus = st->pane == pane;
	enum style style = focus ? STYLE_FIELD_EDIT : STYLE_FIELD;
	int n = utf8_cells(label);

	canvas_put(c, at.row, at.col - 2 - n, label, STYLE_TEXT, n);
	canvas_put(c, at.row, at.col - 1, "[", STYLE_RULE, 1);
	canvas_pad(c, at.row, at.col, st->words[pane], style, at.cols - 1);
	canvas_put(c, at.row, at.col + at.cols - 1, "v", style, 1);
	canvas_put(c, at.row, at.col + at.cols, "]", STYLE_RULE, 1);
	if (focus)
		canvas_cursor(c, at.row, at.col);
}

static void draw_tabs(const struct screen *s, struct canvas *c)
{
	const struct actions *st = s->state;
	char text[160], at[48];
	/* Beside the tabs where there is room, else over the list. */
	int row = c->cols >= 120 ? SCREEN_ROW_AREA : st->list.area.row - 1, cells;

	admin_draw_tabs(s, NULL, c);
	if (st->chain.bad)
		return;
	if (st->chain.at)
		text_fmt(text, sizeof text, tr("chain whole, %s"), desk_time_text(st->desk,
		    st->chain.at, at, sizeof at));
	else
		text_copy(text, sizeof text, tr("chain not checked yet"));
	/* No wider than it is: a label of the list stands before it. */
	cells = utf8_cells(text);
	canvas_right(c, row, c->cols - cells, text, STYLE_GREY, cells);
}

static void draw_banner(const struct actions *st, struct canvas *c, int row)
{
	char text[200];

	canvas_fill(c, (struct rect){ row, 0, 1, c->cols }, STYLE_LATE);
	text_fmt(text, sizeof text,
	    tr("Chain broken at %lld. Do not work on this file; call the administrator."),
	    (long long)st->chain.bad);
	canvas_put(c, row, 0, text, STYLE_LATE, CANVAS_REST);
}

static void draw_detail(const struct screen *s, struct canvas *c)
{
	const struct actions *st = s->state;
	struct rect at = st->detail.area;
	char title[80];

	if (!actions_row(st) || at.rows < 1)
		return;
	text_fmt(title, sizeof title, tr("%lld  before -> after"), (long long)st->shown_id);
	canvas_rule(c, at.row - 1, at.col, at.cols, title);
	viewport_draw(&st->detail, c);
}

static void draw_empty(const struct actions *st, struct canvas *c, int row)
{
	bool narrowed = st->filter.name || st->filter.client_id || st->from != DAY_NONE ||
	    (st->all && st->filter.staff_id);

	canvas_put(c, row, 2, narrowed ?
	    tr("No action fits. Tab changes the filters, g the days.") :
	    tr("Nothing done yet."), STYLE_MSG_INFO, CANVAS_REST);
}

void actions_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column columns[] = { { N_("id"), 0 }, { N_("at"), AT_COL },
		{ N_("by"), WHO_COL }, { N_("where"), WHERE_COL }, { N_("what"), WHAT_COL } };
	const struct actions *st = s->state;
	int row = s->body.row;

	if (st->chain.bad)
		draw_banner(st, c, row++);
	draw_filter(s, c, PANE_WHO, tr("by"));
	draw_filter(s, c, PANE_WHAT, tr("what"));
	draw_filter(s, c, PANE_CLIENT, tr("client"));
	canvas_put(c, row, 67, st->words[PANE_LIST], st->from == DAY_NONE ? STYLE_GREY : STYLE_TAB,
	    CANVAS_REST);
	list_header(&st->list, c, row + 1, columns, 5, 1);
	if (st->rows.n)
		list_draw(&st->list, c);
	else
		draw_empty(st, c, row + 2);
	draw_tabs(s, c);
	draw_detail(s, c);
}
