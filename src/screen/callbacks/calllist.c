/* Callbacks, tab Lists: all that is due, by role and person, in the sections of the day. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "calllist_priv.h"
#include "data/catalog.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/segment.h"
#include "screen/calls.h"
#include "screen/cmdline.h"
#include "tui/canvas.h"
#include "tui/loop.h"

enum { WIDE_FROM = 110, FOOT = 3 };
enum { C_CLIENT, C_WHAT, C_DUE, C_WINDOW, C_TRIES, C_WHO, C_NARROW, C_SEGMENT = C_NARROW, C_LAST,
	C_PHONE, C_WIDE };

static const char *const titles[C_WIDE] = { N_("client"), N_("what"), N_("due"), N_("window"),
	N_("try"), N_("who"), N_("segment"), N_("last result"), N_("phone") };
static const int narrow_at[C_WIDE + 1] = { 3, 16, 35, 47, 61, 66, 75 };
static const int wide_at[C_WIDE + 1] = { 3, 17, 39, 50, 66, 71, 79, 89, 101, 114 };

/* A row of W cells, gutter excluded, in columns that its width has room for. */
static const int *places(int cells)
{
	return cells >= WIDE_FROM - 8 ? wide_at : narrow_at;
}

/* ---- reading ---- */

static bool is_drawn(const struct calllist_screen *st, int64_t id)
{
	for (size_t i = 0; i < st->drawn.n; i++)
		if (st->drawn.v[i].id == id)
			return true;
	return !st->drawn.n;
}

static void build(struct calllist_screen *st)
{
	int section = -1;

	st->shown.n = 0;
	for (size_t i = 0; i < st->rows.n; i++) {
		if (!is_drawn(st, st->rows.v[i].c.id))
			continue;
		if ((int)st->rows.v[i].section != section) {
			section = (int)st->rows.v[i].section;
			*vec_push(&st->shown) = -1 - section;
		}
		*vec_push(&st->shown) = (int)i;
	}
}

const struct calllist_row *calllist_chosen(const struct screen *s)
{
	const struct calllist_screen *st = s->state;
	int row = list_row(&st->list);

	if (row < 0 || (size_t)row >= st->shown.n || st->shown.v[row] < 0)
		return NULL;
	return &st->rows.v[st->shown.v[row]];
}

/* What falls together with the one under the cursor is said below, so that one call does for all.
 */
static void look_at(struct screen *s)
{
	struct calllist_screen *st = s->state;
	const struct calllist_row *r = calllist_chosen(s);
	struct callback_rows l = { 0 };
	struct err none = ERR_INIT;
	struct buf b = BUF_INIT;
	char what[200];

	if ((r ? r->c.id : 0) == st->about)
		return;
	st->about = r ? r->c.id : 0;
	if (r && !strcmp(r->c.state, "open") &&
	    calllist_together(st->desk, r->c.id, &l, &none) == OK && l.n) {
		buf_printf(&b, tr("%zu more of the same person: "), l.n);
		for (size_t i = 0; i < l.n; i++)
			buf_printf(&b, "%s%s (%s)", i ? ", " : "",
			    calllist_what(st->desk, &l.v[i], what, sizeof what),
			    calllist_role_word(st->desk, l.v[i].role));
	}
	text_copy(st->together, sizeof st->together, buf_str(&b));
	buf_free(&b);
	callback_rows_free(&l);
}

static enum err_code calls_load(struct screen *s, struct err *e)
{
	struct calllist_screen *st = s->state;
	struct calllist f = st->filter;
	enum err_code rc;

	if (st->view == VIEW_MINE)
		f.mine = true;
	else if (st->view == VIEW_ROLE && !f.roles[0])
		calllist_roles(st->desk, f.roles, sizeof f.roles);
	rc = calllist_load(st->desk, &f, st->filtered, &st->rows, e);
	if (rc != OK)
		return rc;
	build(st);
	list_reloaded(&st->list);
	st->about = -1;
	look_at(s);
	return OK;
}

void calllist_fresh(struct screen *s)
{
	struct calllist_screen *st = s->state;

	st->shown.n = 0;
	list_reset(&st->list);
	screen_dirty(s, DIRTY_LOAD);
}

void calllist_wrote(struct screen *s)
{
	struct calllist_screen *st = s->state;

	list_unmark_all(&st->list);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
}

size_t calllist_marked(const struct screen *s, int64_t *ids)
{
	const struct calllist_screen *st = s->state;
	const struct calllist_row *r = calllist_chosen(s);
	size_t n = 0;

	for (int i = 0; i < list_marks(&st->list) && n < CALLLIST_SOME; i++)
		ids[n++] = list_mark_at(&st->list, i);
	if (!n && r)
		ids[n++] = r->c.id;
	return n;
}

/* ---- rows ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct calllist_screen *)ctx)->shown.n;
}

static int64_t row_id(const void *ctx, int row)
{
	const struct calllist_screen *st = ctx;
	int at = st->shown.v[row];

	return at < 0 ? at : st->rows.v[at].c.id;
}

static void draw_section(const struct calllist_screen *st, enum calllist_section section,
    struct canvas *c, struct rect w)
{
	char title[100];

	text_fmt(title, sizeof title, "%s, %zu", calllist_section_word(section),
	    st->rows.count[section]);
	canvas_rule(c, w.row, w.col, w.cols, title);
}

static void put(const struct rect *w, struct canvas *c, int column, const char *text,
    enum style style)
{
	const int *at = places(w->cols);
	int to = at[column + 1] < w->cols ? at[column + 1] - 1 : w->cols;

	canvas_put(c, w->row, w->col + at[column], text, style, to - at[column]);
}

static void draw_wide(const struct calllist_screen *st, const struct calllist_row *r,
    struct canvas *c, struct rect w)
{
	char segments[120];

	put(&w, c, C_SEGMENT, segment_texts(st->desk, r->c.segments, segments, sizeof segments),
	    STYLE_TEXT);
	put(&w, c, C_LAST, calllist_step_word(r->c.last_kind, r->c.last_result), STYLE_TEXT);
	put(&w, c, C_PHONE, r->phone, STYLE_TEXT);
}

/* What the person at the desk may know of one that is over stands where its window was. */
static const char *window_text(const struct calllist_screen *st, const struct calllist_row *r,
    char *out, size_t size)
{
	if (r->section < CALLS_DONE)
		return calllist_window(st->desk, r, out, size);
	return r->c.result[0] ? calllist_step_word("call", r->c.result) :
	    calllist_state_word(r->c.state);
}

static const char *who_text(const struct calllist_screen *st, const struct calllist_row *r)
{
	if (r->section >= CALLS_DONE)
		return r->c.done_code;
	return r->c.staff_code[0] ? r->c.staff_code : calllist_role_brief(st->desk, r->c.role);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct calllist_screen *st = ctx;
	int at = st->shown.v[row];
	const struct calllist_row *r = at < 0 ? NULL : &st->rows.v[at];
	enum style style = r && r->late_s ? STYLE_LATE : STYLE_TEXT;
	char text[240];

	if (!r) {
		draw_section(st, (enum calllist_section)(-1 - at), c, w);
		return;
	}
	canvas_put(c, w.row, w.col, !strcmp(r->c.held, "expert") ? "u" : r->late_s ? "!" :
	    r->quiet ? "Q" : "", style, 1);
	put(&w, c, C_CLIENT, r->who, STYLE_TEXT);
	put(&w, c, C_WHAT, calllist_what(st->desk, &r->c, text, sizeof text), STYLE_TEXT);
	put(&w, c, C_DUE, calllist_due(st->desk, &r->c, text, sizeof text), style);
	put(&w, c, C_WINDOW, window_text(st, r, text, sizeof text), STYLE_TEXT);
	put(&w, c, C_TRIES, text_fmt(text, sizeof text, "%d", r->c.tries), STYLE_TEXT);
	put(&w, c, C_WHO, who_text(st, r), STYLE_TEXT);
	if (places(w.cols) == wide_at)
		draw_wide(st, r, c, w);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct calllist_screen *st = ctx;
	const struct calllist_row *r = st->shown.v[row] < 0 ? NULL :
	    &st->rows.v[st->shown.v[row]];
	char what[240];

	if (r)
		buf_printf(out, "%s %s %s %s", r->who,
		    calllist_what(st->desk, &r->c, what, sizeof what), r->c.staff,
		    calllist_role_word(st->desk, r->c.role));
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- commands ---- */

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct calllist_screen *st = s->state;

	(void)e;
	st->view = (st->view + 1) % VIEW_COUNT;
	calllist_fresh(s);
	return OK;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Shows it, and goes on from here one by one; of one "
	  "that is over shows how it went."), .run = calllist_run_open },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .right = "callback-do", .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Calls from here on, one by one; the message before "
	  "the call goes."), .run = calllist_run_call },
	{ .name = "row-defer", .code = "df", .keys = "d", .label = N_("put off"),
	  .right = "callback-do",
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Puts it, or all that are marked, off to another time, with a remark."),
	  .run = calllist_run_later },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("assign"),
	  .right = "callback-give",
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Gives it, or all that are marked, to a person or a role."),
	  .run = calllist_run_give },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("why"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Rule, event and sum behind its time, and its steps."),
	  .run = calllist_run_why },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("Mine, those of my roles, all."), .run = run_view },
	{ .name = "date-go", .keys = "g", .label = N_("which"),
	  .help = N_("Any list: days and whatever a contact has, as typed."),
	  .run = calllist_run_find },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = calllist_run_print },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_ROW | NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("Opens the client's file."), .run = calllist_run_client },
	{ .name = "call-merge", .keys = "Alt-j", .label = N_("merge"), .right = "callback-merge",
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("What falls together for one person becomes one contact, with a trace."),
	  .run = calllist_run_merge },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("sample"),
	  .right = "callback-sample",
	  .needs = NEED_WRITE, .help = N_("Draws a sample of what was done, by person and days."),
	  .run = calllist_run_draw },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("mark"),
	  .right = "callback-sample",
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Marks the record of a sample, 1 to 5, with a remark."),
	  .run = calllist_run_mark },
	AREA_TAB_COMMANDS,
};

/* ---- the screen ---- */

/* `cx who=zq late` from the command line. */
static enum err_code take_words(struct screen *s, struct err *e)
{
	struct calllist_screen *st = s->state;
	const struct cmdline_words *words = front_of(s)->words;

	if (!words || !words->find[0])
		return OK;
	st->filtered = true;
	st->view = VIEW_ALL;
	return calllist_parse(st->desk, words->find, &st->filter, e);
}

static enum err_code calls_open(struct screen *s, const void *arg, struct err *e)
{
	const struct calllist_arg *a = arg;
	struct calllist_screen *st = s->state;

	st->desk = front_desk(s);
	st->view = VIEW_ALL;
	calllist_init(st->desk, &st->filter);
	list_init(&st->list, s, &row_ops, st, LIST_NUMBERED | LIST_MARKS);
	if (!a)
		return take_words(s, e);
	st->view = a->mine ? VIEW_ROLE : VIEW_ALL;
	if (!a->find)
		return OK;
	st->filtered = true;
	return calllist_parse(st->desk, a->find, &st->filter, e);
}

static void calls_close(struct screen *s)
{
	struct calllist_screen *st = s->state;

	list_free(&st->list);
	calllist_rows_free(&st->rows);
	callback_rows_free(&st->drawn);
	vec_free(&st->shown);
}

static unsigned calls_facts(const struct screen *s)
{
	const struct calllist_row *r = calllist_chosen(s);

	return NEED_NO_TEXT | (r ? NEED_ROW : 0) | (r && r->c.client_id ? NEED_CLIENT : 0);
}

static void calls_layout(struct screen *s, struct rect body)
{
	struct calllist_screen *st = s->state;

	list_layout(&st->list, (struct rect){ body.row + 2, 0, body.rows - 2 - FOOT, body.cols });
}

static void draw_top(const struct screen *s, struct canvas *c)
{
	static const char *const views[VIEW_COUNT] = { N_("mine"), N_("role"), N_("all") };
	const struct calllist_screen *st = s->state;
	struct desk *d = st->desk;
	struct buf b = BUF_INIT;
	char from[16], to[16];

	for (int i = 0; i < VIEW_COUNT; i++)
		buf_printf(&b, st->view == (enum calllist_view)i ? "[%s] " : "%s ", tr(views[i]));
	if (st->rows.window_from)
		buf_printf(&b, st->rows.window_open ? " %s-%s" : tr("next %s-%s"),
		    desk_clock_text(d, st->rows.window_from, from, sizeof from),
		    desk_clock_text(d, st->rows.window_to, to, sizeof to));
	canvas_right(c, SCREEN_ROW_AREA, c->cols - 33, buf_str(&b), STYLE_TEXT, 33);
	buf_free(&b);
}

static void draw_counts(const struct calllist_screen *st, struct canvas *c, int row)
{
	static const enum calllist_section said[] = { CALLS_NOW, CALLS_LATER, CALLS_LEFT,
		CALLS_TOMORROW, CALLS_EXPERT, CALLS_DONE };
	char text[200];
	int col = 0;

	if (st->filtered) {
		calllist_say(st->desk, &st->filter, text, sizeof text);
		canvas_putf(c, row, 0, STYLE_TEXT, tr("%zu rows: %s"), st->rows.n,
		    text[0] ? text : tr("all that is open"));
		return;
	}
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		if (!st->rows.count[said[i]] && said[i] == CALLS_LEFT)
			continue;
		col += canvas_putf(c, row, col, STYLE_TEXT, "%s %zu  ",
		    said[i] == CALLS_LEFT ? tr("left") : said[i] == CALLS_DONE ? tr("done") :
		    calllist_section_word(said[i]), st->rows.count[said[i]]);
		if (!i && st->rows.late)
			col += canvas_putf(c, row, col, STYLE_LATE, tr("late %zu!"),
			    st->rows.late) + 2;
	}
}

static const char *empty_text(const struct calllist_screen *st)
{
	if (st->drawn.n)
		return tr("The sample has no rows on this list.");
	return st->filtered ? tr("Nothing is like that. g asks for something else.") :
	    tr("Nothing due. The rules stand in forms/callbacks.cfg.");
}

static void calls_draw(const struct screen *s, struct canvas *c)
{
	const struct calllist_screen *st = s->state;
	int foot = s->body.row + s->body.rows - FOOT;
	const int *at = places(c->cols - list_gutter(&st->list));
	struct list_column columns[C_WIDE];

	area_draw_tabs(s, c);
	draw_top(s, c);
	draw_counts(st, c, s->body.row);
	for (int i = 0; i < C_WIDE; i++)
		columns[i] = (struct list_column){ titles[i], at[i] };
	list_header(&st->list, c, s->body.row + 1, columns, at == wide_at ? C_WIDE : C_NARROW,
	    C_DUE);
	if (st->shown.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, s->body.row + 3, 2, empty_text(st), STYLE_GREY, CANVAS_REST);
	canvas_put(c, foot + 1, 0, st->together, STYLE_NOTE, c->cols);
	canvas_put(c, foot + 2, 0, st->rows.more ? tr("There are more than stand here: g narrows "
	    "the list.") : tr("* the client's own wish.  u waits for the expert.  Q do not say "
	    "who calls."), STYLE_GREY, c->cols);
}

static enum key_use calls_key(struct screen *s, const struct key *k)
{
	enum key_use use = list_key(&((struct calllist_screen *)s->state)->list, k);

	look_at(s);
	return use;
}

/* Windows open and close, things become due: by the minute. */
static void calls_tick(struct screen *s, int64_t mono_ms)
{
	struct calllist_screen *st = s->state;
	int64_t minute = clock_now() / 60;

	(void)mono_ms;
	if (minute == st->minute)
		return;
	st->minute = minute;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static void calls_shown(struct screen *s)
{
	screen_dirty(s, DIRTY_LOAD);
}

static struct list *calls_list(struct screen *s)
{
	return &((struct calllist_screen *)s->state)->list;
}

static void calls_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr("All that is owed to clients, in the sections of the day: what may be "
	    "done now, what comes later today, what waits for the expert, tomorrow, done. A row "
	    "goes to another section at its minute; the cursor stays with its row.\n\nv shows "
	    "mine, those of my roles, all. g makes any list: days (fri..+7, nov) and whatever a "
	    "contact has: late, nurse, done, zq, laser, rule=treat-d3 seg=new ch=call st=ended "
	    "br=all; empty is the day again.\n\nSpace marks; d puts off and e assigns all that "
	    "are marked in one step. Alt-j makes one contact of what falls together for one "
	    "person; its steps say so.\n\nn draws a sample of what was done, y gives the record "
	    "a mark. p prints what is seen, or saves it for a spreadsheet."));
}

const struct screen_type calllist_screen = {
	.name = "calllist", .title = N_("Lists of callbacks"),
	.state_size = sizeof(struct calllist_screen), .commands = KEYMAP_INIT(commands),
	.areas = AREA_CALLBACKS | AREA_CLIENT | AREA_CASES | AREA_MESSAGES,
	.open = calls_open, .load = calls_load, .facts = calls_facts, .layout = calls_layout,
	.draw = calls_draw, .key = calls_key, .tick = calls_tick, .shown = calls_shown,
	.close = calls_close, .list = calls_list, .page = calls_page,
};

const struct area_tab calls_tab = {
	.name = "calls", .title = N_("Lists"), .screen = &calllist_screen,
};
