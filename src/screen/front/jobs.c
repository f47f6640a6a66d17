/* Parked jobs, Ctrl-T: half-done work of the person, wherever it was begun. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "front_priv.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/loop.h"
#include "tui/viewport.h"

enum { BOX_COLS = 76, WIDE_COLS = 116, PANE_COLS = 40, ROWS_MAX = 12, TIME_CELLS = 24 };

struct jobs {
	struct desk *desk;
	struct draft_job_list jobs;
	struct list list;
	bool thrown;                    /* those thrown away are shown */
	struct viewport pane;           /* what the selected one holds, on wide screens */
	int64_t pane_of;
	char hint[240];                 /* about the selected one */
	int64_t hint_of;
	struct rect box;
};

static const struct draft_job *selected(const struct jobs *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->jobs.n ? &st->jobs.v[row] : NULL;
}

/* ---- the list ---- */

static int rows(const void *ctx)
{
	return (int)((const struct jobs *)ctx)->jobs.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct jobs *)ctx)->jobs.v[row].d.id;
}

static void draw_row(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct jobs *st = ctx;
	const struct draft_job *job = &st->jobs.v[row];
	char when[48], number[12];
	int title = w.cols - TIME_CELLS - 4;

	text_fmt(number, sizeof number, "%d", job->number);
	canvas_pad(c, w.row, w.col, number, STYLE_TEXT, 3);
	canvas_pad(c, w.row, w.col + 3, job->d.title, STYLE_TEXT, title);
	canvas_putf(c, w.row, w.col + 4 + title, job->elsewhere ? STYLE_NEWS : STYLE_GREY,
	    "%s %s%s", job->d.station,
	    desk_time_text(st->desk, job->d.saved_at, when, sizeof when),
	    job->elsewhere ? " *" : "");
}

static const struct list_ops ops = { .count = rows, .id = row_id, .draw = draw_row };

/* ---- reading ---- */

static void make_hint(struct jobs *st)
{
	const struct draft_job *job = selected(st);

	st->hint_of = job ? job->d.id : 0;
	st->hint[0] = '\0';
	if (job && job->elsewhere)
		text_fmt(st->hint, sizeof st->hint,
		    tr("Being edited by you at %s. Enter takes it over here."), job->d.station);
	else if (job)
		front_job_since(st->desk, &job->d, st->hint, sizeof st->hint);
}

static void make_pane(struct jobs *st)
{
	const struct draft_job *job = selected(st);
	struct buf text = { 0 };
	struct err e = ERR_INIT;

	st->pane_of = job ? job->d.id : 0;
	viewport_clear(&st->pane);
	if (job && front_job_text(st->desk, job->d.id, &text, NULL, &e) != OK) {
		buf_clear(&text);
		buf_puts(&text, e.text);
	}
	viewport_add(&st->pane, STYLE_TEXT, 2, buf_str(&text));
	viewport_layout(&st->pane, st->pane.area);
	buf_free(&text);
}

static void show_selected(struct jobs *st)
{
	const struct draft_job *job = selected(st);
	int64_t id = job ? job->d.id : 0;

	if (st->hint_of != id)
		make_hint(st);
	if (st->box.cols > BOX_COLS && st->pane_of != id)
		make_pane(st);
}

static enum err_code jobs_load(struct screen *s, struct err *e)
{
	struct jobs *st = s->state;
	enum err_code rc = st->thrown ? drafts_kept(st->desk, &st->jobs, e) :
	    front_jobs(front_of(s), &st->jobs, e);

	list_reloaded(&st->list);
	make_hint(st);
	st->pane_of = 0;
	screen_dirty(s, DIRTY_LAYOUT);
	return rc;
}

static enum err_code jobs_open(struct screen *s, const void *arg, struct err *e)
{
	struct jobs *st = s->state;

	(void)arg;
	(void)e;
	st->desk = front_desk(s);
	list_init(&st->list, s, &ops, st, 0);
	viewport_init(&st->pane);
	return OK;
}

static void jobs_close(struct screen *s)
{
	struct jobs *st = s->state;

	list_free(&st->list);
	viewport_free(&st->pane);
	draft_job_list_free(&st->jobs);
}

static unsigned jobs_facts(const struct screen *s)
{
	return NEED_NO_TEXT | (selected(s->state) ? NEED_ROW : 0);
}

/* ---- doing ---- */

/* What lies open is left (and parked) first: one job at a time is in front. */
static enum err_code go(struct screen *s, const struct draft_job *job, struct err *e)
{
	struct loop *l = s->loop;
	struct draft_arg arg = { .draft_id = job->d.id, .ref_id = job->d.ref_id };
	enum err_code rc;

	text_copy(arg.form, sizeof arg.form, job->d.form);
	screen_finish(s, 1, NULL);
	rc = screen_goto(l, &today_screen, NULL, e);
	return rc == OK ? draft_resume(l, &arg, e) : rc;
}

static enum err_code run_go(struct screen *s, struct err *e)
{
	const struct draft_job *job = selected(s->state);

	return job ? go(s, job, e) : OK;
}

static enum err_code run_throw(struct screen *s, struct err *e)
{
	struct jobs *st = s->state;
	const struct draft_job *job = selected(st);
	enum err_code rc;

	if (!job || st->thrown)
		return OK;
	if (job->elsewhere)
		return err_set(e, ERR_TAKEN,
		    tr("Being edited by you at %s. Enter takes it over here."), job->d.station);
	rc = front_throw_job(s, &job->d, e);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return rc;
}

static enum err_code run_undo(struct screen *s, struct err *e)
{
	bool done;
	enum err_code rc = front_bring_back(s, &done, e);

	if (!done)
		screen_say(s, STYLE_MSG_INFO, "%s", tr("Nothing was thrown away here just now."));
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return rc;
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct jobs *st = s->state;

	(void)e;
	st->thrown = !st->thrown;
	list_renew(&st->list);
	screen_dirty(s, DIRTY_LOAD | DIRTY_LAYOUT | DIRTY_DRAW);
	return OK;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter F10", .label = N_("go on"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW,
	  .help = N_("Goes on with it here; a digit goes on with the job of that number."),
	  .run = run_go },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("throw"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Throws it away; it is kept a week."),
	  .run = run_throw },
	{ .name = "undo", .keys = "^Z", .label = N_("undo"),
	  .help = N_("Brings back what was thrown away last."), .run = run_undo },
	{ .name = "pane-next", .keys = "Tab", .label = N_("thrown"),
	  .help = N_("Those thrown away in the last week, and back."), .run = run_pane },
};

static enum key_use jobs_key(struct screen *s, const struct key *k)
{
	struct jobs *st = s->state;
	struct err e = ERR_INIT;
	enum key_use use;

	if (key_is_text(*k) && k->code >= '1' && k->code <= '9') {
		for (size_t i = 0; i < st->jobs.n; i++)
			if (st->jobs.v[i].number == (int)(k->code - '0')) {
				if (go(s, &st->jobs.v[i], &e) != OK)
					screen_refuse(screen_top(s->loop), &e);
				return KEY_USED;
			}
		screen_say(s, STYLE_MSG_INFO, tr("There is no job %c."), (char)k->code);
		return KEY_USED;
	}
	use = list_key(&st->list, k);
	show_selected(st);
	return use;
}

/* ---- picture ---- */

static void jobs_layout(struct screen *s, struct rect body)
{
	struct jobs *st = s->state;
	bool wide = body.cols >= WIDE_COLS + 2;
	int n = (int)st->jobs.n, shown = n < 1 ? 1 : n < ROWS_MAX ? n : ROWS_MAX;

	if (wide && shown < ROWS_MAX)
		shown = ROWS_MAX;
	st->box = rect_centre(body, shown + 5, wide ? WIDE_COLS : BOX_COLS);
	list_layout(&st->list, (struct rect){ st->box.row + 1, st->box.col + 2, shown,
	    (wide ? st->box.cols - PANE_COLS - 1 : st->box.cols) - 4 });
	st->pane.area = (struct rect){ st->box.row + 1, st->box.col + st->box.cols - PANE_COLS - 2,
		shown, PANE_COLS };
	viewport_layout(&st->pane, st->pane.area);
	show_selected(st);
}

static void draw_foot(const struct jobs *st, struct canvas *c)
{
	int row = st->box.row + st->box.rows - 4, col = st->box.col + 2, cells = st->box.cols - 4;

	canvas_hline(c, row, col, cells, STYLE_RULE);
	canvas_put(c, row + 1, col, st->thrown ?
	    tr("Enter brings it back and goes on. Tab: jobs. Gone for good after 7 days.") :
	    tr("Digit or Enter goes there. x throws one away (kept 7 days: Tab)."), STYLE_TEXT,
	    cells);
	canvas_put(c, row + 2, col, st->hint, STYLE_MSG_INFO, cells);
}

static void jobs_draw(const struct screen *s, struct canvas *c)
{
	const struct jobs *st = s->state;
	const struct rect box = st->box;
	char title[160];

	text_fmt(title, sizeof title, st->thrown ? tr("Thrown away by %s (%zu)") :
	    tr("Jobs of %s (%zu)"), st->desk->staff_name, st->jobs.n);
	canvas_box(c, box, STYLE_RULE, title);
	if (st->jobs.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, st->box.row + 1, st->box.col + 4, st->thrown ?
		    tr("Nothing thrown away in the last 7 days.") : tr("No jobs parked."),
		    STYLE_GREY, CANVAS_REST);
	if (box.cols > BOX_COLS) {
		canvas_vline(c, st->pane.area.row, st->pane.area.col - 2, st->pane.area.rows,
		    STYLE_RULE);
		viewport_draw(&st->pane, c);
	}
	draw_foot(st, c);
}

static void jobs_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr("Work that was begun and not finished: leaving a form by any key parks "
	    "it, and so do the lock and a dropped line. Ctrl-T Enter goes on with "
	    "the last one, Ctrl-T and a digit with the job of that number, at any "
	    "terminal. A job marked * is on the screen of another terminal just "
	    "now; going on takes it over here.\n\nNothing is saved by itself: F10 "
	    "in the form does that, and takes the job off the list. What others "
	    "changed meanwhile is marked in the form and asked about when it is "
	    "saved."));
}

const struct screen_type jobs_screen = {
	.name = "jobs", .title = N_("Parked jobs"), .state_size = sizeof(struct jobs),
	.flags = SCREEN_OVERLAY, .areas = AREA_JOBS,
	.commands = KEYMAP_INIT(commands),
	.open = jobs_open, .load = jobs_load, .facts = jobs_facts, .layout = jobs_layout,
	.draw = jobs_draw, .key = jobs_key, .close = jobs_close, .page = jobs_page,
};

/* `jb 2` */
static enum err_code go_number(struct screen *s, const char *number, struct err *e)
{
	struct jobs *st = s->state;

	for (size_t i = 0; i < st->jobs.n; i++) {
		char text[12];

		text_fmt(text, sizeof text, "%d", st->jobs.v[i].number);
		if (!strcmp(text, number))
			return go(s, &st->jobs.v[i], e);
	}
	return err_set(e, ERR_NOTFOUND, tr("There is no job %s."), number);
}

enum err_code front_run_jobs(struct screen *s, struct err *e)
{
	const struct cmdline_words *words = cmdline_words(s);
	struct screen *top = screen_top(s->loop);
	enum err_code rc = OK;

	if (top->type == &jobs_screen)
		return run_go(top, e);
	rc = screen_open(s->loop, &jobs_screen, NULL, e);
	if (rc == OK && words && words->find[0])
		rc = go_number(screen_top(s->loop), words->find, e);
	return rc;
}
