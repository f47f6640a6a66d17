/* How a client's file looks: tabs, the timeline with its pane, the foot. */
#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "client_priv.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "tui/canvas.h"

/* From 110 columns on the selected row stands beside the list in full. */
void client_show_pane(struct client_file *st)
{
	const struct timeline_row *row = client_entry_at(st);
	struct buf text = { 0 };

	if (!st->pane_area.cols || st->pane_of == (row ? row->key : 0))
		return;
	st->pane_of = row ? row->key : 0;
	viewport_clear(&st->pane);
	if (row)
		client_entry_full(st, row, &text);
	viewport_add(&st->pane, STYLE_TEXT, 0, buf_str(&text));
	viewport_layout(&st->pane, st->pane_area);
	buf_free(&text);
}

void client_layout(struct screen *s, struct rect body)
{
	struct client_file *st = s->state;
	struct rect in = { body.row + 1, body.col, body.rows - 2, body.cols };
	struct rect list;

	screen_split(in, &list, &st->pane_area);
	if (st->notice[0]) {
		list.row++;
		list.rows--;
	}
	list_layout(&st->list, list);
	list_layout(&st->side.list, (struct rect){ in.row + 1, in.col, in.rows - 1, in.cols });
	st->pane_of = 0;
	client_show_pane(st);
	formview_layout(&st->form, in);
}

/* All tabs, or those up to the current one that fit behind a `<`. */
static int put_tabs(struct canvas *c, int row, const char *const *names, int n, int current)
{
	int first = 0, cells = 1;

	for (int i = current; i >= 0 && !first; i--) {
		cells += utf8_cells(names[i]) + 2;
		if (cells > c->cols - 2)
			first = i + 1;
	}
	if (!first)
		return canvas_tabs(c, row, 0, names, n, current);
	canvas_put(c, row, 0, "<", STYLE_GREY, 1);
	return 2 + canvas_tabs(c, row, 2, names + first, n - first, current - first);
}

enum { TABS_MAX = 24 };

static const char *const view_words[VIEW_COUNT] = { N_("all"), N_("visits"), N_("records"),
	N_("money"), N_("talk") };

static void draw_tabs(const struct client_file *st, struct canvas *c, int row)
{
	const char *names[TABS_MAX];
	char right[40], title[TABS_MAX][40];
	int n = client_tab_count(st), used;

	n = n < TABS_MAX ? n : TABS_MAX;
	for (int i = 0; i < n; i++)
		names[i] = client_tab_title(st, i, title[i], sizeof title[i]);
	used = put_tabs(c, row, names, n, st->tab);
	text_fmt(right, sizeof right, "v: %s", tr(view_words[st->view]));
	if (client_on_timeline(st) && used + 2 + utf8_cells(right) <= c->cols)
		canvas_right(c, row, used, right, STYLE_GREY, c->cols - used);
}

static void draw_timeline(const struct client_file *st, struct canvas *c)
{
	static const char *const empty[VIEW_COUNT] = {
		N_("New file, nothing yet. r writes a remark, e fills in the form."),
		N_("No visits yet. v shows everything."),
		N_("Nothing was found, planned or done yet. F5 begins."),
		N_("Nothing was ordered or paid yet. F7 begins."),
		N_("No remarks and messages yet. r writes a remark."),
	};

	if (st->notice[0])
		canvas_put(c, st->list.area.row - 1, 0, st->notice, STYLE_NOTE, CANVAS_REST);
	if (st->rows.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, st->list.area.row, 2, tr(empty[st->view]), STYLE_GREY, CANVAS_REST);
	if (st->pane_area.cols) {
		canvas_vline(c, st->pane_area.row, st->pane_area.col - 1, st->pane_area.rows,
		    STYLE_RULE);
		viewport_draw(&st->pane, c);
	}
}

static void draw_foot(const struct client_file *st, struct canvas *c, int row)
{
	struct buf text = { 0 };

	if (client_on_list(st))
		client_side_foot(st, &text);
	else if (!client_on_timeline(st) && formview_typing(&st->form))
		formview_status(&st->form, &text);
	else if (!client_on_timeline(st))
		buf_puts(&text, form_edit_dirty(st->form.edit) ?
		    tr("Changed, not saved. F10 saves, e goes on.") :
		    tr("Enter or e changes this page."));
	else if (st->more)
		buf_printf(&text, tr("%zu shown. PgDn: older."), st->entries.n);
	else
		buf_printf(&text, tr("All %zu shown."), st->entries.n);
	canvas_put(c, row, 0, buf_str(&text), STYLE_GREY, CANVAS_REST);
	if (client_on_timeline(st) && st->view != VIEW_ALL) {
		buf_clear(&text);
		buf_printf(&text, "v: %s", tr(view_words[st->view]));
		canvas_put(c, row, 30, buf_str(&text), STYLE_GREY, CANVAS_REST);
	}
	if (st->side.treated[0]) {
		buf_clear(&text);
		buf_printf(&text, tr(" treated: %s"), st->side.treated);
		canvas_put(c, row, c->cols - utf8_cells(buf_str(&text)), buf_str(&text), STYLE_NOTE,
		    CANVAS_REST);
	}
	buf_free(&text);
}

void client_draw(const struct screen *s, struct canvas *c)
{
	const struct client_file *st = s->state;
	int row = s->body.row;

	clientline_header(st->desk, client_card(st), c, SCREEN_ROW_AREA);
	draw_tabs(st, c, row);
	if (client_on_timeline(st)) {
		draw_timeline(st, c);
	} else if (client_is_closed(st)) {
		canvas_put(c, row + 2, 2, rights_may(st->desk, "ask-restricted") ?
		    tr("Restricted file. Enter opens it by name, with a reason that is kept.") :
		    tr(client_only_alias), STYLE_GREY, CANVAS_REST);
		return;
	} else if (client_on_list(st)) {
		client_side_draw(st, c);
	} else {
		formview_draw(&st->form, c);
	}
	draw_foot(st, c, row + s->body.rows - 1);
}
