/* Areas whose tabs are lists: the rows, whose they are, and what is done to one. */
#include "screen/area.h"

#include <string.h>

#include "area_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/catalog.h"
#include "data/client.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "screen/clientline.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/textline.h"
#include "tui/viewport.h"

enum { DETAIL = 6, SIDE_FROM = 110, SIDE = 38, MAX_TABS = 16 };

enum area_need {
	NEED_OPEN = 1u << 8, NEED_NEW = 1u << 9, NEED_STEP = 1u << 10, NEED_CHANGE = 1u << 11,
	NEED_END = 1u << 12, NEED_PAY = 1u << 13, NEED_PAPER = 1u << 14, NEED_REASONS = 1u << 15,
	NEED_URGE = 1u << 16, NEED_BOOKING = 1u << 17, NEED_LATER = 1u << 18,
	NEED_MESSAGE = 1u << 19, NEED_WHICH = 1u << 20,
};

/* Which fact says that the tab can do what. */
static const struct {
	const char *command;
	unsigned fact;
} can[] = {
	{ "row-open", NEED_OPEN }, { "row-new", NEED_NEW }, { "row-next", NEED_STEP },
	{ "row-edit", NEED_CHANGE }, { "row-cancel", NEED_END }, { "pay-take", NEED_PAY },
	{ "row-print", NEED_PAPER }, { "row-why", NEED_REASONS },
	{ "row-escalate", NEED_URGE }, { "appt-book", NEED_BOOKING },
	{ "row-defer", NEED_LATER }, { "msg-send", NEED_MESSAGE },
};

struct area_state {
	struct desk *desk;
	const struct area_table *area;
	const struct area_tab *tab;
	int64_t client_id;              /* at hand, 0: none */
	bool house;                     /* looks at the house's rows all the same */
	struct client_card_list card;   /* of the client */
	struct area_rows rows;
	struct list list;
	struct buf detail, sum;
	int64_t detail_id;
	int64_t made_id;                /* row that gets the cursor when it is read, 0 */
	int64_t minute;                 /* that a clocked tab shows */
	char which[200];                /* what the house's list is narrowed to, as typed */
};

struct area_row *area_rows_add(struct area_rows *l)
{
	struct area_row *r = vec_push(l);

	memset(r, 0, sizeof *r);
	return r;
}

static const struct area_table *const areas[] = { &records_area, &orders_area, &calls_area,
	&cases_area, &reports_area };

enum { AREAS = sizeof areas / sizeof *areas };

static const struct area_table *area_of_type(const struct screen_type *type)
{
	for (size_t i = 0; i < AREAS; i++)
		if (areas[i]->type == type)
			return areas[i];
	return areas[0];
}

int64_t area_client(const struct screen *s)
{
	const struct area_state *st = s->state;

	return st->house ? 0 : st->client_id;
}

const char *area_which(const struct screen *s)
{
	const struct area_state *st = s->state;

	return area_client(s) ? "" : st->which;
}

static const struct area_act *act_of(const struct area_tab *t, const char *command)
{
	for (size_t i = 0; i < t->nacts; i++)
		if (!strcmp(t->acts[i].command, command))
			return &t->acts[i];
	return NULL;
}

/* An act that belongs to other tabs. */
static bool tab_lacks(const struct area_tab *t, const struct command *c)
{
	for (size_t i = 0; i < sizeof can / sizeof *can; i++)
		if (!strcmp(can[i].command, c->name))
			return !act_of(t, c->name);
	return !t->which && (c->needs & NEED_WHICH);
}

/* ---- rows ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct area_state *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct area_state *)ctx)->rows.v[row].id;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct area_state *st = ctx;
	const struct area_row *r = &st->rows.v[row];
	const struct area_tab *t = st->tab;

	for (int i = 0; i < t->ncolumns; i++) {
		int from = t->columns[i].col,
		    to = i + 1 < t->ncolumns ? t->columns[i + 1].col - 1 : w.cols;

		if (from < w.cols)
			canvas_put(c, w.row, w.col + from, r->cell[i], r->style, to - from);
	}
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct area_state *st = ctx;

	for (int i = 0; i < st->tab->ncolumns; i++)
		buf_printf(out, "%s ", st->rows.v[row].cell[i]);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

static const struct area_row *chosen(const struct area_state *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

static void read_detail(struct screen *s)
{
	struct area_state *st = s->state;
	const struct area_row *r = chosen(st);
	struct err why = ERR_INIT;

	if (!st->tab->detail || (r && r->id == st->detail_id))
		return;
	buf_clear(&st->detail);
	st->detail_id = r ? r->id : 0;
	if (r && st->tab->detail(s, r->id, &st->detail, &why) != OK)
		screen_refuse(s, &why);
}

static enum err_code read_client(struct area_state *st, struct err *e)
{
	if (!st->client_id)
		return OK;
	return client_cards(st->desk->store, &st->client_id, 1, clock_now(), &st->card, e);
}

static enum err_code area_load(struct screen *s, struct err *e)
{
	struct area_state *st = s->state;
	enum err_code rc = read_client(st, e);

	if (rc != OK)
		return rc;
	st->rows.n = 0;
	st->detail_id = 0;
	if (area_client(s) || !st->tab->client_only)
		rc = st->tab->load(s, (struct area_of){ area_client(s) }, &st->rows, e);
	list_reloaded(&st->list);
	if (st->made_id)
		list_select(&st->list, st->made_id);
	st->made_id = 0;
	read_detail(s);
	buf_clear(&st->sum);
	if (rc == OK && st->tab->sum)
		rc = st->tab->sum(s, &st->sum, e);
	return rc;
}

void area_wrote(struct screen *s)
{
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
}

/* Only the lists of the areas have a state of this shape. */
static struct area_state *state_of(const struct screen *s)
{
	for (size_t i = 0; i < AREAS; i++)
		if (s->type == areas[i]->type)
			return s->state;
	return NULL;
}

int64_t area_row(const struct screen *s)
{
	const struct area_state *st = state_of(s);
	const struct area_row *r = st ? chosen(st) : NULL;

	return r ? r->id : 0;
}

void area_point(struct screen *owner, int64_t id)
{
	struct area_state *st = state_of(owner);

	if (!st)
		return;
	st->made_id = id;
	screen_dirty(owner, DIRTY_LOAD);
}

void area_made(struct screen *owner, int answer, const void *value)
{
	if (answer != ANSWER_BACK)
		area_point(owner, *(const int64_t *)value);
}

/* ---- what is done to a row ---- */

static enum err_code run_act(struct screen *s, struct err *e)
{
	struct area_state *st = s->state;
	const struct area_act *a = act_of(st->tab, s->command->name);
	const struct area_row *r = chosen(st);
	bool fresh = !strcmp(s->command->name, "row-new") ||
	    (!r && !strcmp(s->command->name, "pay-take"));
	int64_t client = r && !fresh && r->client_id ? r->client_id : area_client(s);

	return a && (r || fresh) ? a->run(s, fresh ? 0 : r->id, client, e) : OK;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	const struct area_row *r = chosen(s->state);
	struct client_arg arg = { .client_id = r && r->client_id ? r->client_id : area_client(s) };

	return arg.client_id ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

/* This client's rows, or the house's. */
static enum err_code run_view(struct screen *s, struct err *e)
{
	struct area_state *st = s->state;

	if (!st->client_id)
		return err_set(e, ERR_INVALID,
		    tr("No client is at hand. F2 finds one, then come back here."));
	st->house = !st->house;
	st->made_id = list_id(&st->list);       /* stays under the cursor if it is there too */
	list_renew(&st->list);
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

/* ---- which ones ---- */

static void which_note(struct screen *s, const char *text, struct buf *out)
{
	const struct area_state *st = s->state;
	struct err why = ERR_INIT;

	if (!text[0])
		buf_puts(out, tr("empty: all"));
	else if (st->tab->which(s, text, out, &why) != OK)
		buf_puts(out, why.text);
}

static enum err_code which_typed(struct screen *s, const char *text, struct err *e)
{
	struct area_state *st = s->state;
	struct buf said = BUF_INIT;
	enum err_code rc = text && text[0] ? st->tab->which(s, text, &said, e) : OK;

	buf_free(&said);
	if (rc != OK || !text)
		return rc;
	text_copy(st->which, sizeof st->which, text);
	list_renew(&st->list);
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

static enum err_code run_which(struct screen *s, struct err *e)
{
	struct area_state *st = s->state;

	(void)e;
	st->house = true;
	textline_ask(s, &(struct textline){ .label = tr("Which"), .text = st->which,
	    .max_cp = 60, .note = which_note, .done = which_typed });
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

/* The columns of the tab, as they are called for whom it shows. */
static const struct list_column *titled(const struct screen *s, struct list_column out[AREA_CELLS])
{
	const struct area_tab *t = ((const struct area_state *)s->state)->tab;

	memcpy(out, t->columns, (size_t)t->ncolumns * sizeof *out);
	if (t->own_title && area_client(s))
		out[1].title = t->own_title;
	return out;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct area_state *st = s->state;
	const char *titles[AREA_CELLS];
	struct list_column columns[AREA_CELLS];
	struct listing *l;
	char name[64], whose[200], title[400];

	for (int i = 0; i < st->tab->ncolumns; i++)
		titles[i] = titled(s, columns)[i].title;
	text_fmt(name, sizeof name, "%s/%s", s->type->name, st->tab->name);
	/* The paper says whose rows these are, or what the house's were narrowed to. */
	text_copy(whose, sizeof whose, area_which(s));
	if (area_client(s))
		clientline_name(front_desk(s), area_client(s), whose, sizeof whose);
	text_fmt(title, sizeof title, whose[0] ? "%s: %s" : "%s", tr(st->tab->title), whose);
	l = listing_new(name, title, titles, (size_t)st->tab->ncolumns);
	for (size_t i = 0; i < st->rows.n; i++)
		for (int k = 0; k < st->tab->ncolumns; k++)
			listing_cell(l, st->rows.v[i].cell[k]);
	return listing_ask(s, l, area_client(s), e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW | NEED_OPEN,
	  .bar = NEED_OPEN, .flags = COMMAND_ROW, .help = N_("Opens the row."), .run = run_act },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("next step"),
	  .needs = NEED_ROW | NEED_STEP | NEED_WRITE, .bar = NEED_STEP, .flags = COMMAND_ROW,
	  .help = N_("One step on."), .run = run_act },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("new"),
	  .needs = NEED_NEW | NEED_WRITE, .bar = NEED_NEW,
	  .help = N_("Makes a new one for the client at hand."), .run = run_act },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("edit"),
	  .needs = NEED_ROW | NEED_CHANGE | NEED_WRITE, .bar = NEED_CHANGE, .flags = COMMAND_ROW,
	  .help = N_("Changes the row."), .run = run_act },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("cancel"),
	  .needs = NEED_ROW | NEED_END | NEED_WRITE, .bar = NEED_END, .flags = COMMAND_ROW,
	  .help = N_("Ends it, with a reason."), .run = run_act },
	{ .name = "pay-take", .code = "py", .keys = "$", .label = N_("pay"),
	  .needs = NEED_PAY | NEED_WRITE, .bar = NEED_PAY,
	  .help = N_("Takes money."), .run = run_act },
	{ .name = "row-print", .keys = "Alt-p", .label = N_("paper"),
	  .needs = NEED_ROW | NEED_PAPER, .bar = NEED_PAPER, .flags = COMMAND_ROW,
	  .help = N_("Prints what belongs to this row."), .run = run_act },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("why"),
	  .needs = NEED_ROW | NEED_REASONS, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Why it stands so."), .run = run_act },
	{ .name = "row-escalate", .code = "es", .keys = "u", .label = N_("ask"),
	  .needs = NEED_ROW | NEED_URGE | NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Tells those who hold it up that it is urgent."), .run = run_act },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .needs = NEED_ROW | NEED_BOOKING | NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Books the appointment that belongs to the row."), .run = run_act },
	{ .name = "row-defer", .code = "df", .keys = "d", .label = N_("put off"),
	  .needs = NEED_ROW | NEED_LATER | NEED_WRITE, .bar = NEED_LATER, .flags = COMMAND_ROW,
	  .help = N_("Puts the row off to another time."), .run = run_act },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("message"),
	  .needs = NEED_ROW | NEED_MESSAGE | NEED_WRITE, .bar = NEED_MESSAGE,
	  .flags = COMMAND_ROW, .help = N_("Writes to the client."), .run = run_act },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_CLIENT, .help = N_("Opens the client's file."), .run = run_client },
	{ .name = "date-go", .keys = "g", .label = N_("which"), .needs = NEED_WHICH,
	  .bar = NEED_WHICH,
	  .help = N_("Narrows the house's list by what is typed; empty: all of it."),
	  .run = run_which },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("This client's rows, or those of the house."), .run = run_view },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	AREA_TAB_COMMANDS,
};

/* ---- tabs ---- */

static const struct area_tab *tab_by_name(const struct area_table *a, const char *name)
{
	for (size_t i = 0; name && i < a->ntabs; i++)
		if (!strcmp(a->tabs[i]->name, name))
			return a->tabs[i];
	for (size_t i = 0; i < a->ntabs; i++)
		if (!a->tabs[i]->screen)
			return a->tabs[i];
	return a->tabs[0];
}

/* Where S stands: the tab of a list, or the one whose own screen it is. */
static const struct area_table *find_place(const struct screen *s, size_t *at)
{
	for (size_t k = 0; k < AREAS; k++)
		for (size_t i = 0; i < areas[k]->ntabs; i++) {
			const struct area_tab *t = areas[k]->tabs[i];
			bool here = t->screen ? s->type == t->screen : s->type == areas[k]->type &&
			    t == ((const struct area_state *)s->state)->tab;

			if (!here)
				continue;
			*at = i;
			return areas[k];
		}
	*at = 0;
	return areas[0];
}

int area_draw_tabs(const struct screen *s, struct canvas *c)
{
	const char *names[MAX_TABS];
	size_t at, n = 0;
	const struct area_table *a = find_place(s, &at);
	int used = canvas_put(c, SCREEN_ROW_AREA, 0, tr(a->title), STYLE_TEXT, CANVAS_REST);

	for (; n < a->ntabs && n < MAX_TABS; n++)
		names[n] = tr(a->tabs[n]->title);
	return used + 2 + canvas_tabs(c, SCREEN_ROW_AREA, used + 2, names, (int)n, (int)at);
}

/* Who looks at the house's rows goes on looking at them in the next tab, unless that is one
 * client's alone. */
static enum err_code go_tab(struct screen *s, const struct area_table *a, const struct area_tab *to,
    struct err *e)
{
	const struct area_state *st = s->type == a->type ? s->state : NULL;
	struct area_arg arg = { .tab = to->name,
		.client_id = st && st->house && !to->client_only ? -1 : 0 };

	return screen_goto(s->loop, to->screen ? to->screen : a->type, to->screen ? NULL : &arg, e);
}

enum err_code area_goto(struct screen *s, const struct screen_type *type, const char *tab,
    struct err *e)
{
	const struct area_table *a = area_of_type(type);

	for (size_t i = 0; tab && i < a->ntabs; i++)
		if (!strcmp(a->tabs[i]->name, tab))
			return go_tab(s, a, a->tabs[i], e);
	return go_tab(s, a, a->tabs[0], e);
}

/* The screen at hand is closed before the next one opens: one that would refuse is passed. */
enum err_code area_run_tab(struct screen *s, struct err *e)
{
	size_t at;
	const struct area_table *a = find_place(s, &at);

	do
		at = (at + a->ntabs + (size_t)(s->command->arg + (int)a->ntabs)) % a->ntabs;
	while (a->tabs[at]->right && !rights_may(front_desk(s), a->tabs[at]->right));
	return go_tab(s, a, a->tabs[at], e);
}

/* ---- the screen ---- */

static enum err_code area_open(struct screen *s, const void *arg, struct err *e)
{
	const struct area_arg *a = arg;
	struct area_state *st = s->state;
	int64_t named = a ? a->client_id : 0;

	(void)e;
	st->desk = front_desk(s);
	st->area = area_of_type(s->type);
	st->tab = tab_by_name(st->area, a ? a->tab : NULL);
	st->client_id = named > 0 ? named : front_of(s)->client_id;
	st->house = named < 0;
	st->made_id = a ? a->row_id : 0;
	list_init(&st->list, s, &row_ops, st, st->tab->numbered ? LIST_NUMBERED : 0);
	if (named > 0)
		front_at_hand(s, named);
	return OK;
}

static void area_tick(struct screen *s, int64_t mono_ms)
{
	struct area_state *st = s->state;
	int64_t minute = clock_now() / 60;

	(void)mono_ms;
	if (!st->tab->clocked || minute == st->minute)
		return;
	st->minute = minute;
	screen_dirty(s, DIRTY_LOAD);
}

static void area_shown(struct screen *s)
{
	screen_dirty(s, DIRTY_LOAD);
}

static void area_close(struct screen *s)
{
	struct area_state *st = s->state;

	list_free(&st->list);
	buf_free(&st->detail);
	buf_free(&st->sum);
	client_card_list_free(&st->card);
	vec_free(&st->rows);
}

static unsigned area_facts(const struct screen *s)
{
	const struct area_state *st = s->state;
	const struct area_row *r = chosen(st);
	unsigned facts = (r ? NEED_ROW : 0) | (st->tab->which ? NEED_WHICH : 0);

	if ((r && r->client_id) || area_client(s))
		facts |= NEED_CLIENT;
	for (size_t i = 0; i < sizeof can / sizeof *can; i++)
		if (act_of(st->tab, can[i].command))
			facts |= can[i].fact;
	return facts;
}

/* What a tab calls its own acts. */
static const char *area_label(const struct screen *s, const struct command *c)
{
	const struct area_state *st = s->state;
	const struct area_act *a = st->tab ? act_of(st->tab, c->name) : NULL;

	return a ? a->label : NULL;
}

/* What F1 says of them; acts that other tabs have are left out. */
static const char *area_help(const struct screen *s, const struct command *c)
{
	const struct area_state *st = s->state;
	const struct area_act *a = st->tab ? act_of(st->tab, c->name) : NULL;

	if (!a)
		return st->tab && tab_lacks(st->tab, c) ? "" : NULL;
	return a->help;
}

/* And whose they are. */
static const char *area_right(const struct screen *s, const struct command *c)
{
	const struct area_state *st = s->state;
	const struct area_act *a = st->tab ? act_of(st->tab, c->name) : NULL;

	return a ? a->right : NULL;
}

static void area_layout(struct screen *s, struct rect body)
{
	struct area_state *st = s->state;
	bool side = st->tab->detail && body.cols >= SIDE_FROM;
	int detail = st->tab->detail && !side ? DETAIL : 0;

	list_layout(&st->list, (struct rect){ body.row + 2, 0, body.rows - 2 - detail,
	    side ? body.cols - SIDE - 1 : body.cols });
}

static void draw_head(const struct screen *s, struct canvas *c)
{
	const struct area_state *st = s->state;
	const char *long_text = tr("The whole house (v: one client)");
	int sum = st->sum.n ? utf8_cells(st->sum.s) : 0;
	bool room = utf8_cells(long_text) + 2 + sum < c->cols;

	if (area_client(s) && st->card.n) {
		clientline_header(st->desk, st->card.v, c, s->body.row);
		return;
	}
	canvas_put(c, s->body.row, 0, st->client_id && room ? long_text : tr("The whole house"),
	    STYLE_GREY, CANVAS_REST);
	if (sum)
		canvas_put(c, s->body.row, c->cols - sum - 1, st->sum.s, STYLE_NOTE, CANVAS_REST);
}

static const char *empty_text(const struct screen *s)
{
	const struct area_tab *t = ((const struct area_state *)s->state)->tab;

	if (!area_client(s) && t->client_only)
		return tr("This list is one client's. F2 finds the client, then come back here.");
	return tr(!area_client(s) && t->empty_house ? t->empty_house : t->empty);
}

/* The rule over the lines about a row: higher up where they are many and the list leaves room. */
static int detail_row(const struct screen *s, const struct canvas *c)
{
	const struct area_state *st = s->state;
	int row = s->body.row + s->body.rows - DETAIL, most = s->body.row + 3 + (int)st->rows.n;
	const char *text = buf_str(&st->detail);
	int rows = 0;

	for (size_t skip; text[0]; text += skip, rows++)
		(void)text_wrap(text, c->cols, &skip);
	for (rows -= DETAIL - 1; rows > 0 && row > most; rows--)
		row--;
	return row;
}

/* The row with the cursor in full: under the list, on a wide screen beside it. */
static void draw_detail(const struct screen *s, struct canvas *c)
{
	const struct area_state *st = s->state;
	int end = s->body.row + s->body.rows, top = detail_row(s, c) + 1;
	struct rect w = { top, 0, end - top, c->cols };

	if (c->cols >= SIDE_FROM)
		w = (struct rect){ s->body.row + 2, c->cols - SIDE, s->body.rows - 2, SIDE };
	canvas_rule(c, w.row - 1, w.col, w.cols, NULL);
	text_put_wrapped(c, w, buf_str(&st->detail), STYLE_TEXT);
}

static void area_draw(const struct screen *s, struct canvas *c)
{
	const struct area_state *st = s->state;
	struct list_column columns[AREA_CELLS];

	area_draw_tabs(s, c);
	draw_head(s, c);
	list_header(&st->list, c, s->body.row + 1, titled(s, columns),
	    st->tab->ncolumns, -1);
	if (st->rows.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, s->body.row + 3, 2, empty_text(s), STYLE_GREY, CANVAS_REST);
	if (st->tab->detail && st->detail_id)
		draw_detail(s, c);
}

static enum key_use area_key(struct screen *s, const struct key *k)
{
	enum key_use use = list_key(&((struct area_state *)s->state)->list, k);

	read_detail(s);
	return use;
}

static struct list *area_list(struct screen *s)
{
	return &((struct area_state *)s->state)->list;
}

static void area_page(const struct screen *s, struct buf *out)
{
	const struct area_state *st = s->state;

	buf_puts(out, tr(area_of_type(s->type)->page));
	if (st && st->tab && st->tab->page)
		buf_printf(out, "\n\n%s", tr(st->tab->page));
}

/* The types of the areas differ in their names and in what moves them. */
#define AREA_SCREEN(NAME, TITLE, AREAS) { \
	.name = (NAME), .title = (TITLE), .state_size = sizeof(struct area_state), \
	.commands = KEYMAP_INIT(commands), .areas = (AREAS) | AREA_CLIENT, \
	.open = area_open, .load = area_load, .facts = area_facts, .layout = area_layout, \
	.draw = area_draw, .key = area_key, .shown = area_shown, .tick = area_tick, \
	.close = area_close, .list = area_list, .label = area_label, .help = area_help, \
	.right = area_right, .page = area_page }

const struct screen_type records_screen = AREA_SCREEN("records", N_("Records"), AREA_RECORDS);
const struct screen_type orders_screen = AREA_SCREEN("orders", N_("Orders"), AREA_ORDERS);
const struct screen_type calls_screen = AREA_SCREEN("calls", N_("Callbacks"), AREA_CALLBACKS);
const struct screen_type cases_screen = AREA_SCREEN("cases", N_("Cases"), AREA_CASES);
