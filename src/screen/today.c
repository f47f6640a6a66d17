/* Today: what must be done now, and who comes next. Everybody's first screen. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/catalog.h"
#include "data/staff.h"
#include "data/todo.h"
#include "desk/approve.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "front_priv.h"
#include "screen/arrival.h"
#include "screen/clientline.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/loop.h"

enum { W_COMPLETE = 1, W_DUPLICATES, W_DRAFTS, W_SIGN, W_COUNT = W_SIGN };
enum { COUNT_COL = 34, BY_COL = 42, OLDEST_COL = 50 };

/* One line of `to do now`. The place of a line never moves with its count. */
struct work {
	int64_t id;                     /* W_... */
	const char *label;
	int64_t n;                      /* -1: could not be read */
	char oldest[80];
};

struct today {
	struct desk *desk;
	struct work work[W_COUNT];
	struct list todo, next;
	struct appointment_list coming;
	bool in_next;                   /* the cursor is in `next at the desk` */
	int rule_row;                   /* of the second section */
};

/* ---- reading ---- */

static int64_t count_todo(struct screen *s, const char *kind, char *oldest, size_t size,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct todo_list first = { 0 };
	char name[120];
	int64_t n = -1;

	oldest[0] = '\0';
	if (todo_count(d->store, kind, d->branch_id, &n, e) != OK)
		return -1;
	if (n && todo_list_open(d->store, kind, d->branch_id, NULL, 0, 1, &first, e) == OK &&
	    first.n)
		text_fmt(oldest, size, "%s", clientline_name(d, first.v[0].client_id, name,
		    sizeof name));
	todo_list_free(&first);
	return n;
}

static int64_t count_drafts(struct screen *s, char *oldest, size_t size)
{
	struct draft_job_list jobs = { 0 };
	struct err none = ERR_INIT;
	int64_t n = front_jobs(front_of(s), &jobs, &none) == OK ? (int64_t)jobs.n : -1;

	text_copy(oldest, size, n > 0 ? jobs.v[jobs.n - 1].d.title : "");
	draft_job_list_free(&jobs);
	return n;
}

/* What others wait for, and who has waited longest. */
static int64_t count_asked(struct screen *s, char *oldest, size_t size)
{
	struct approval_list asked = { 0 };
	struct staff p;
	struct err none = ERR_INIT;
	int64_t n = approve_waiting(front_desk(s), &asked, &none) == OK ? (int64_t)asked.n : -1;

	oldest[0] = '\0';
	if (n > 0 && staff_get(front_desk(s)->store, asked.v[0].staff_id, &p, &none) == OK)
		text_fmt(oldest, size, "%s, %s", p.name, asked.v[0].station);
	approval_list_free(&asked);
	return n;
}

/* Those still to come today: not yet here, not over. */
static enum err_code load_coming(struct screen *s, struct err *e)
{
	struct today *st = s->state;
	struct desk *d = front_desk(s);
	struct appointment_list all = { 0 };
	int64_t now = clock_now();
	char day[11];
	enum err_code rc =
	    appointment_list_day(d->store, d->branch_id, desk_today_text(d, day), &all, e);

	st->coming.n = 0;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].live && all.v[i].end_at > now)
			*vec_push(&st->coming) = all.v[i];
	appointment_list_free(&all);
	return rc;
}

/* One cursor: the other half shows no row as chosen. */
static void set_pane(struct today *st, bool next)
{
	st->in_next = next && st->coming.n;
	st->todo.away = st->in_next;
	st->next.away = !st->in_next;
}

static enum err_code today_load(struct screen *s, struct err *e)
{
	struct today *st = s->state;
	struct err one = ERR_INIT;
	enum err_code rc = OK;

	if (!front_desk(s)->who.staff_id)
		return OK;
	st->work[0] = (struct work){ .id = W_COMPLETE, .label = N_("Files to complete") };
	st->work[1] = (struct work){ .id = W_DUPLICATES, .label = N_("Perhaps one person twice") };
	st->work[2] = (struct work){ .id = W_DRAFTS, .label = N_("Kept for you: not saved yet") };
	st->work[0].n =
	    count_todo(s, "complete", st->work[0].oldest, sizeof st->work[0].oldest, &one);
	st->work[1].n = count_todo(s, "duplicate", st->work[1].oldest, sizeof st->work[1].oldest,
	    &one);
	st->work[2].n = count_drafts(s, st->work[2].oldest, sizeof st->work[2].oldest);
	st->work[3] = (struct work){ .id = W_SIGN, .label = N_("Asked of you to sign") };
	st->work[3].n = count_asked(s, st->work[3].oldest, sizeof st->work[3].oldest);
	if (one.code)
		rc = err_copy(e, &one);
	if (load_coming(s, &one) != OK && rc == OK)
		rc = err_copy(e, &one);
	list_reloaded(&st->todo);
	list_reloaded(&st->next);
	set_pane(st, st->in_next);
	return rc;
}

/* ---- lists ---- */

static int todo_rows(const void *ctx)
{
	(void)ctx;
	return W_COUNT;
}

static int64_t todo_id(const void *ctx, int row)
{
	return ((const struct today *)ctx)->work[row].id;
}

static void todo_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct work *k = &((const struct today *)ctx)->work[row];
	char n[24];

	if (!k->label)
		return;
	canvas_put(c, w.row, w.col, tr(k->label), k->n ? STYLE_TEXT : STYLE_GREY,
	    COUNT_COL - w.col - 1);
	text_fmt(n, sizeof n, k->n < 0 ? "?" : "%lld", (long long)k->n);
	canvas_put(c, w.row, COUNT_COL, n, k->n ? STYLE_TEXT : STYLE_GREY, 7);
	canvas_put(c, w.row, BY_COL, tr("any"), STYLE_GREY, OLDEST_COL - BY_COL - 1);
	canvas_put(c, w.row, OLDEST_COL, k->oldest, STYLE_TEXT, w.col + w.cols - OLDEST_COL);
}

static const struct list_ops todo_ops = { .count = todo_rows, .id = todo_id, .draw = todo_draw };

static int next_rows(const void *ctx)
{
	return (int)((const struct today *)ctx)->coming.n;
}

static int64_t next_id(const void *ctx, int row)
{
	return ((const struct today *)ctx)->coming.v[row].id;
}

static void next_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct today *st = ctx;

	clientline_appointment(st->desk, &st->coming.v[row], c, w);
}

static void next_text(const void *ctx, int row, struct buf *out)
{
	const struct today *st = ctx;
	const struct appointment_row *a = &st->coming.v[row];

	buf_printf(out, "%s %s %s", cover_name(st->desk, cover_of_row(a)),
	    describe_in_language(a->service, a->service_en), a->staff);
}

static const struct list_ops next_ops = { .count = next_rows, .id = next_id, .draw = next_draw,
	.text = next_text };

/* ---- the screen ---- */

static enum err_code today_open(struct screen *s, const void *arg, struct err *e)
{
	struct today *st = s->state;

	(void)arg;
	(void)e;
	st->desk = front_desk(s);
	list_init(&st->todo, s, &todo_ops, st, LIST_NUMBERED);
	list_init(&st->next, s, &next_ops, st, 0);
	return OK;
}

static void today_close(struct screen *s)
{
	struct today *st = s->state;

	list_free(&st->todo);
	list_free(&st->next);
	appointment_list_free(&st->coming);
}

static unsigned today_facts(const struct screen *s)
{
	const struct today *st = s->state;
	bool row = list_row(st->in_next ? &st->next : &st->todo) >= 0;

	return NEED_NO_TEXT | (row ? NEED_ROW : 0) | (row && st->in_next ? NEED_CLIENT : 0);
}

static void today_layout(struct screen *s, struct rect body)
{
	struct today *st = s->state;

	st->rule_row = body.row + 2 + W_COUNT;
	list_layout(&st->todo, (struct rect){ body.row + 2, 0, W_COUNT, body.cols });
	list_layout(&st->next, (struct rect){ st->rule_row + 1, 0,
	    body.row + body.rows - st->rule_row - 1, body.cols });
}

static void today_draw(const struct screen *s, struct canvas *c)
{
	const struct today *st = s->state;
	const char *tab = tr("Front desk");
	char title[80];

	if (!front_desk(s)->who.staff_id)
		return;
	canvas_put(c, SCREEN_ROW_AREA, 0, tr("Today"), STYLE_TEXT, CANVAS_REST);
	canvas_putf(c, SCREEN_ROW_AREA, 7, STYLE_TAB, "[%s]", tab);
	canvas_rule(c, s->body.row, 0, c->cols, tr("to do now"));
	canvas_put(c, s->body.row + 1, COUNT_COL, tr("count"), STYLE_GREY, 7);
	canvas_put(c, s->body.row + 1, BY_COL, tr("who"), STYLE_GREY, 7);
	canvas_put(c, s->body.row + 1, OLDEST_COL, tr("oldest"), STYLE_GREY, CANVAS_REST);
	list_draw(&st->todo, c);
	text_fmt(title, sizeof title, tr("next at the desk (%d still to come)"), (int)st->coming.n);
	canvas_rule(c, st->rule_row, 0, c->cols, title);
	if (st->coming.n)
		list_draw(&st->next, c);
	else
		canvas_put(c, st->rule_row + 1, 2, tr("Nobody else is booked today."), STYLE_GREY,
		    CANVAS_REST);
}

static enum key_use today_key(struct screen *s, const struct key *k)
{
	struct today *st = s->state;

	return list_key(st->in_next ? &st->next : &st->todo, k);
}

static struct list *today_list(struct screen *s)
{
	struct today *st = s->state;

	return st->in_next ? &st->next : &st->todo;
}

/* ---- commands ---- */

static enum err_code open_work(struct screen *s, int64_t which, struct err *e)
{
	struct clients_arg arg = { .tab = which == W_COMPLETE ? "complete" : "duplicates" };

	if (which == W_DRAFTS)
		return front_run_jobs(s, e);
	if (which == W_SIGN)
		return screen_open(s->loop, &sign_screen, NULL, e);
	return screen_goto(s->loop, &clients_screen, &arg, e);
}

static enum err_code open_client(struct screen *s, struct err *e)
{
	struct today *st = s->state;
	int row = list_row(&st->next);
	struct client_arg arg = { 0 };

	if (row < 0)
		return OK;
	arg.client_id = st->coming.v[row].client_id;
	front_at_hand(s, arg.client_id);
	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct today *st = s->state;

	return st->in_next ? open_client(s, e) : open_work(s, list_id(&st->todo), e);
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	return open_client(s, e);
}

static enum err_code run_arrive(struct screen *s, struct err *e)
{
	struct today *st = s->state;
	int row = list_row(&st->next);

	return row < 0 ? OK : arrival_open(s, st->coming.v[row].client_id, st->coming.v[row].id, e);
}

static enum err_code run_history(struct screen *s, struct err *e)
{
	struct today *st = s->state;
	int row = list_row(&st->next);
	struct actions_arg arg = { .client_id = row < 0 ? 0 : st->coming.v[row].client_id };

	return screen_open(s->loop, &actions_screen, &arg, e);
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct today *st = s->state;

	(void)e;
	set_pane(st, !st->in_next);
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Opens the work list, or the client of the row."),
	  .run = run_open },
	{ .name = "pane-next", .keys = "Tab", .label = N_("pane"),
	  .help = N_("Goes to the other part of the screen."), .run = run_pane },
	{ .name = "visit-arrive", .code = "ar", .keys = "a", .label = N_("arrive"),
	  .needs = NEED_ROW | NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Is here: opens the triage card."), .run = run_arrive },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_ROW | NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("Opens the client's file."), .run = run_client },
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("changes"),
	  .needs = NEED_ROW | NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Who did what about this client, and when."), .run = run_history },
};

static void today_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What must be done now, above; who is expected next, below. Tab goes from one to the "
	    "other. Above, Enter or the number and Enter opens the work list; below, Enter or i "
	    "opens the client's file and h shows who did what about the client.\n\nThe counts "
	    "are live: what somebody does at another terminal changes them at once. Ctrl-T lists "
	    "what is parked, Ctrl-Z takes back the last action of yours."));
}

const struct screen_type today_screen = {
	.name = "today", .title = N_("Today"), .state_size = sizeof(struct today),
	.commands = KEYMAP_INIT(commands),
	.areas = AREA_CLIENT | AREA_SCHEDULE | AREA_JOBS,
	.open = today_open, .load = today_load, .facts = today_facts, .layout = today_layout,
	.draw = today_draw, .key = today_key, .close = today_close, .list = today_list,
	.page = today_page,
};
