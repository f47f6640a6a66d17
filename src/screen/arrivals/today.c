/* Today: what must be done now, and who comes next. Everybody's first screen. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/appointment.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/front/front_priv.h"
#include "rooms_priv.h"
#include "screen/arrival.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "today_priv.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/loop.h"
#include "screen/front/worklist_priv.h"

enum { NEXT_ROWS = 4 };
enum { COUNT_COL = 37, BY_COL = 43, WHO_COL = 52, OLDEST_COL = 60 };
/* What is searched for, not looked up, is counted anew no oftener than this. */
enum { SEARCH_EVERY_MS = 10000 };

struct today {
	struct worklist w;              /* first: worklist_priv.h; its list is `next` */
	struct list todo;
	struct work work[WORK_MAX];
	int nwork, board;               /* board: into boards */
	int64_t staff_id, branch_id;    /* whose board it is, and where */
	bool anew;                      /* other rows come: the selected one has not left */
	struct work searched;           /* the line W_FREE as it was counted last */
	int64_t searched_ms;            /* 0: not yet */
	char searched_in[8];            /* the language of its words */
	int64_t minute;                 /* the ages that are shown */
	bool search_due;                /* something moved since */
	struct appointment_list coming;
	bool in_next;                   /* the cursor is in `next` */
	int rule_row;                   /* of the second section */
	struct arrival_rooms rooms;     /* in the side pane of wide terminals */
	struct rect area, side;
};

static const struct appointment_row *today_chosen(const struct screen *s)
{
	const struct today *st = s->state;
	int row = st->in_next ? list_row(&st->w.list) : -1;

	return row >= 0 && (size_t)row < st->coming.n ? &st->coming.v[row] : NULL;
}

/* ---- reading ---- */

/* Who waits and would fit is a search for each: not at every change of the schedule. */
static void count_searched(struct screen *s, struct work *out, struct err *e)
{
	struct today *st = s->state;
	int64_t now = clock_mono_us() / 1000;

	if (strcmp(st->searched_in, tr_language()) != 0)
		st->searched_ms = 0;
	text_copy(st->searched_in, sizeof st->searched_in, tr_language());
	st->search_due = st->searched_ms && now - st->searched_ms < SEARCH_EVERY_MS;
	if (!st->search_due) {
		today_count(s, W_FREE, &st->searched, e);
		st->searched_ms = now;
	}
	*out = st->searched;
}

static enum err_code load_work(struct screen *s, struct err *e)
{
	struct today *st = s->state;
	const struct board *b = &boards[st->board];
	enum err_code rc = OK;

	for (st->nwork = 0; st->nwork < WORK_MAX && b->work[st->nwork]; st->nwork++) {
		struct err one = ERR_INIT;

		if (b->work[st->nwork] == W_FREE)
			count_searched(s, &st->work[st->nwork], &one);
		else
			today_count(s, b->work[st->nwork], &st->work[st->nwork], &one);
		if (one.code && rc == OK)
			rc = err_copy(e, &one);
	}
	return rc;
}

/* Of the day, or of the person where the board shows the own ones. */
static enum err_code read_day(struct screen *s, struct appointment_list *out, struct err *e)
{
	struct today *st = s->state;
	struct desk *d = st->w.desk;
	struct resource r = { .id = 0 };
	struct err none = ERR_INIT;
	int32_t today = desk_today(d);
	char day[11];

	if (!boards[st->board].own)
		return appointment_list_day(d->store, d->branch_id, desk_today_text(d, day), out,
		    e);
	if (resource_by_staff(d->store, d->who.staff_id, &r, &none) != OK)
		return OK;
	return appointment_list_resource(d->store, r.id, zone_day_start(d->zone, today),
	    zone_day_start(d->zone, today + 1), true, out, e);
}

/* Those still to come today: not yet here, not over. */
static enum err_code load_coming(struct screen *s, struct err *e)
{
	struct today *st = s->state;
	struct appointment_list all = { 0 };
	int64_t now = clock_now();
	enum err_code rc = read_day(s, &all, e);

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
	st->w.list.away = !st->in_next;
}

static void set_board(struct screen *s, int board);

static enum err_code today_load(struct screen *s, struct err *e)
{
	struct today *st = s->state;
	struct err one = ERR_INIT;
	enum err_code rc;

	if (!st->w.desk->who.staff_id)
		return OK;
	if (st->staff_id != st->w.desk->who.staff_id) {
		st->staff_id = st->w.desk->who.staff_id;
		set_board(s, today_board_of(st->w.desk));
	}
	if (st->branch_id != st->w.desk->branch_id) {
		st->branch_id = st->w.desk->branch_id;
		st->searched_ms = 0;
		st->anew = true;
	}
	rc = load_work(s, e);
	if (load_coming(s, &one) != OK && rc == OK)
		rc = err_copy(e, &one);
	if (arrival_rooms(st->w.desk, &st->rooms, &one) != OK && rc == OK)
		rc = err_copy(e, &one);
	list_reloaded(&st->todo);
	if (st->anew)           /* who is expected there has not left here */
		list_reset(&st->w.list);
	else
		list_reloaded(&st->w.list);
	st->anew = false;
	set_pane(st, st->in_next);
	return rc;
}

/* ---- lists ---- */

static int todo_rows(const void *ctx)
{
	return ((const struct today *)ctx)->nwork;
}

static int64_t todo_id(const void *ctx, int row)
{
	return (int64_t)((const struct today *)ctx)->work[row].id;
}

static bool is_done(const struct work *k)
{
	return k->of ? k->n == k->of : k->n == 0;
}

static void todo_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct work *k = &((const struct today *)ctx)->work[row];
	enum style style = is_done(k) ? STYLE_GREY : STYLE_TEXT;
	char n[48];
	int used;

	canvas_put(c, w.row, w.col, k->label, style, COUNT_COL - w.col - 1);
	if (k->n < 0)
		text_copy(n, sizeof n, "?");
	else if (k->of)
		text_fmt(n, sizeof n, "%lld/%lld", (long long)k->n, (long long)k->of);
	else
		text_fmt(n, sizeof n, "%lld", (long long)k->n);
	canvas_put(c, w.row, COUNT_COL, n, style, BY_COL - COUNT_COL - 1);
	if (!is_done(k)) {
		used = canvas_put(c, w.row, BY_COL, k->by[0] ? k->by : "-", style,
		    WHO_COL - BY_COL - 2);
		if (k->late)
			canvas_put(c, w.row, BY_COL + used, " !", STYLE_LATE, 2);
	}
	canvas_put(c, w.row, WHO_COL, k->who, STYLE_GREY, OLDEST_COL - WHO_COL - 1);
	canvas_put(c, w.row, OLDEST_COL, k->oldest, style, w.col + w.cols - OLDEST_COL);
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

	clientline_appointment(st->w.desk, &st->coming.v[row], c, w);
}

static void next_text(const void *ctx, int row, struct buf *out)
{
	const struct today *st = ctx;
	const struct appointment_row *a = &st->coming.v[row];

	buf_printf(out, "%s %s %s", cover_name(st->w.desk, cover_of_row(a)),
	    describe_in_language(a->service, a->service_en), a->staff);
}

static const struct list_ops next_ops = { .count = next_rows, .id = next_id, .draw = next_draw,
	.text = next_text };

/* ---- the screen ---- */

/* Other lines with numbers of their own, and the cursor on the first of them. */
static void set_board(struct screen *s, int board)
{
	struct today *st = s->state;

	st->board = board;
	list_free(&st->todo);
	list_init(&st->todo, s, &todo_ops, st, LIST_NUMBERED);
	st->anew = true;
	set_pane(st, false);
	screen_dirty(s, DIRTY_LOAD | DIRTY_LAYOUT | DIRTY_DRAW);
}

static enum err_code today_open(struct screen *s, const void *arg, struct err *e)
{
	struct today *st = s->state;

	(void)arg;
	(void)e;
	worklist_init(s, &next_ops, 0, today_chosen);
	list_init(&st->todo, s, &todo_ops, st, LIST_NUMBERED);
	return OK;
}

static void today_close(struct screen *s)
{
	struct today *st = s->state;

	list_free(&st->todo);
	list_free(&st->w.list);
	appointment_list_free(&st->coming);
	arrival_rooms_free(&st->rooms);
}

static unsigned today_facts(const struct screen *s)
{
	const struct today *st = s->state;
	bool row = list_row(st->in_next ? &st->w.list : &st->todo) >= 0;

	return NEED_NO_TEXT | (row ? NEED_ROW : 0) | (row && st->in_next ? NEED_CLIENT : 0);
}

static int lines_of(const struct today *st)
{
	int n = 0;

	while (n < WORK_MAX && boards[st->board].work[n])
		n++;
	return n;
}

static void today_layout(struct screen *s, struct rect body)
{
	struct today *st = s->state;
	int lines = lines_of(st), room = body.rows - 3 - NEXT_ROWS;

	/* Whoever comes next is seen at any rate; the lines scroll. */
	if (lines > room)
		lines = room;
	st->rule_row = body.row + 2 + lines;
	screen_split(body, &st->area, &st->side);
	if (st->side.cols)
		st->side = rect_inset(st->side, 0, 1);
	list_layout(&st->todo, (struct rect){ body.row + 2, 0, lines, st->area.cols });
	list_layout(&st->w.list, (struct rect){ st->rule_row + 1, 0,
	    body.row + body.rows - st->rule_row - 1, st->area.cols });
}

static void draw_tabs(const struct today *st, struct canvas *c)
{
	const char *names[16];
	int used = canvas_put(c, SCREEN_ROW_AREA, 0, tr("Today"), STYLE_TEXT, CANVAS_REST);

	for (int i = 0; i < boards_count; i++)
		names[i] = tr(boards[i].title);
	canvas_tabs(c, SCREEN_ROW_AREA, used + 2, names, boards_count, st->board);
}

static void today_draw(const struct screen *s, struct canvas *c)
{
	static const struct { int col; const char *title; } heads[] = { { COUNT_COL, N_("count") },
		{ BY_COL, N_("latest") }, { WHO_COL, N_("who") },
		{ OLDEST_COL, N_("oldest, remark") } };
	const struct today *st = s->state;
	bool own = boards[st->board].own;
	char title[80];

	if (!front_desk(s)->who.staff_id)
		return;
	draw_tabs(st, c);
	canvas_rule(c, s->body.row, 0, st->area.cols, tr("to do now"));
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		canvas_put(c, s->body.row + 1, heads[i].col, tr(heads[i].title), STYLE_GREY,
		    CANVAS_REST);
	list_draw(&st->todo, c);
	text_fmt(title, sizeof title, own ? tr("yours (%d still to come)") :
	    tr("next at the desk (%d still to come)"), (int)st->coming.n);
	canvas_rule(c, st->rule_row, 0, st->area.cols, title);
	if (st->coming.n)
		list_draw(&st->w.list, c);
	else
		canvas_put(c, st->rule_row + 1, 2, own ? tr("Nothing else of yours today.") :
		    tr("Nobody else is booked today."), STYLE_GREY, CANVAS_REST);
	if (!st->side.cols)
		return;
	canvas_vline(c, st->side.row, st->side.col - 1, st->side.rows, STYLE_RULE);
	rooms_draw(st->w.desk, &st->rooms, false, c, st->side);
}

static struct list *today_list(struct screen *s)
{
	struct today *st = s->state;

	return st->in_next ? &st->w.list : &st->todo;
}

static enum key_use today_key(struct screen *s, const struct key *k)
{
	struct today *st = s->state;

	return st->in_next ? worklist_key(s, k) : list_key(&st->todo, k);
}

/* Ages go on by the minute, and what was not searched again comes a little later. */
static void today_tick(struct screen *s, int64_t mono_ms)
{
	struct today *st = s->state;

	int64_t minute = clock_now() / 60;

	if (minute == st->minute &&
	    !(st->search_due && mono_ms - st->searched_ms >= SEARCH_EVERY_MS))
		return;
	st->minute = minute;
	st->search_due = false;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

/* ---- commands ---- */

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct today *st = s->state;

	if (st->in_next)
		return worklist_run_client(s, e);
	return today_open_work(s, (enum work_id)list_id(&st->todo), e);
}

static enum err_code run_arrive(struct screen *s, struct err *e)
{
	const struct appointment_row *a = today_chosen(s);

	return a ? arrival_open(s, a->client_id, a->id, e) : OK;
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct today *st = s->state;

	(void)e;
	set_pane(st, !st->in_next);
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_tab(struct screen *s, struct err *e)
{
	struct today *st = s->state;

	(void)e;
	set_board(s, (st->board + s->command->arg + boards_count) % boards_count);
	return OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("time"), N_("state"), N_("client"),
		N_("service"), N_("staff"), N_("room"), N_("device"), N_("needs") };
	const struct today *st = s->state;
	struct listing *l = listing_new("today", tr("Still to come today"), columns, 8);
	char clock[16];

	for (size_t i = 0; i < st->coming.n; i++) {
		const struct appointment_row *a = &st->coming.v[i];

		listing_cell(l, desk_clock_text(st->w.desk, a->start_at, clock, sizeof clock));
		listing_cell(l, (char[]){ a->letter, '\0' });
		listing_cell(l, cover_treated(st->w.desk, cover_of_row(a)));
		listing_cell(l, describe_in_language(a->service, a->service_en));
		listing_cell(l, a->staff);
		listing_cell(l, a->room);
		listing_cell(l, a->device);
		listing_cell(l, a->needs);
	}
	return listing_ask(s, l, 0, e);
}

#define NEED_NEXT (NEED_ROW | NEED_CLIENT | NEED_WRITE)

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Opens the work list, or the client of the row."),
	  .run = run_open },
	{ .name = "visit-arrive", .code = "ar", .keys = "a", .label = N_("arrive"),
	  .right = "visit-arrive", .needs = NEED_NEXT, .flags = COMMAND_ROW,
	  .help = N_("Is here: opens the triage card."), .run = run_arrive },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book", .needs = NEED_NEXT, .flags = COMMAND_ROW,
	  .words = SCHEDULE_BOOK_WORDS,
	  .help = N_("Books another time for the client of the row."), .run = worklist_run_book },
	{ .name = "visit-noshow", .code = "ns", .keys = "z", .label = N_("no-show"),
	  .right = "appt-step",
	  .needs = NEED_NEXT, .flags = COMMAND_ROW, .help = N_("The client has not come."),
	  .run = worklist_run_noshow },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("message"),
	  .right = "message-send", .needs = NEED_NEXT, .flags = COMMAND_ROW,
	  .help = N_("Queues the confirmation or the reminder as a message."),
	  .run = worklist_run_message },
	{ .name = "tab-next", .keys = "]", .label = N_("tab"), .arg = 1,
	  .help = N_("The board of the next role."), .run = run_tab },
	{ .name = "tab-prev", .keys = "[", .label = N_("tab"), .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("The board of the role before."), .run = run_tab },
	{ .name = "pane-next", .keys = "Tab", .label = N_("pane"),
	  .help = N_("Goes to the other part of the screen."), .run = run_pane },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("confirm"),
	  .right = "appt-step",
	  .needs = NEED_NEXT, .flags = COMMAND_ROW, .help = N_("The client has confirmed."),
	  .run = worklist_run_confirm },
	WORKLIST_MOVE_COMMANDS,
	WORKLIST_CLIENT_COMMANDS,
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .flags = COMMAND_NO_BAR, .help = N_("Prints or exports who is still to come today."),
	  .run = run_print },
};

static void today_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What must be done now, above; who is expected next, below. Tab goes from one to the "
	    "other. Above, Enter or the number and Enter opens the work list; below, Enter or i "
	    "opens the client's file, a receives the client, b books, y confirms, m moves, x "
	    "cancels, z says that nobody came, s sends a message.\n\nThe counts "
	    "are live: what somebody does at another terminal changes them at once. Ctrl-T lists "
	    "what is parked, Ctrl-Z takes back the last action of yours."));
	buf_puts(out, tr("\n\nEach role has its board: one's own opens first, ] and [ show the "
	    "others."));
}

const struct screen_type today_screen = {
	.name = "today", .title = N_("Today"), .state_size = sizeof(struct today),
	.commands = KEYMAP_INIT(commands),
	.areas = AREA_CLIENT | AREA_SCHEDULE | AREA_JOBS | AREA_ARRIVALS | AREA_MESSAGES |
	    AREA_CALLBACKS | AREA_CASES,
	.open = today_open, .load = today_load, .facts = today_facts, .layout = today_layout,
	.draw = today_draw, .key = today_key, .tick = today_tick, .close = today_close,
	.list = today_list, .page = today_page,
};
