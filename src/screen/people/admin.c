/* The area of the house: people, rooms and devices, services, absences, opening hours, branches,
 * settings. One screen, a list above and what belongs to the selected row below. */
#include <string.h>

#include "admin_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "desk/house.h"
#include "desk/rights.h"
#include "desk/rows.h"
#include "screen/front/front_priv.h"
#include "screen/listing.h"
#include "tui/loop.h"
#include "tui/textline.h"

const struct admin_kind admin_kinds[TAB_COUNT] = {
	[TAB_PEOPLE] = { "people", N_("People"), "staff",
		N_("Nobody works here yet. n enters one."), N_("bookable"), N_("Role or ability"),
		{ { N_("code"), 0 }, { N_("name"), 8 }, { N_("roles"), 23 },
		    { N_("branch"), 46 }, { N_("phone"), 58 }, { N_("state"), 70 } },
		admin_load_people, admin_detail_people },
	[TAB_ROOMS] = { "rooms", N_("Rooms"), "resource", N_("No rooms or devices. n enters one."),
		N_("out / in"), N_("Ability"),
		{ { N_("code"), 0 }, { N_("name"), 10 }, { N_("kind"), 25 },
		    { N_("branch"), 33 }, { N_("good for"), 46 }, { N_("state"), 68 } },
		admin_load_rooms, admin_detail_rooms },
	[TAB_SERVICES] = { "services", N_("Services"), "service",
		N_("Nothing can be booked yet. n enters a service."), NULL, "",
		{ { N_("code"), 0 }, { N_("name"), 10 }, { N_("minutes"), 30 },
		    { N_("takes"), 38 }, { N_("deposit"), 64 }, { N_("state"), 72 } },
		admin_load_services, admin_detail_services },
	[TAB_PRODUCTS] = { "products", N_("Products"), "product",
		N_("Nothing is sold yet. n enters a product."), NULL, NULL,
		{ { N_("code"), 0 }, { N_("name"), 12 }, { N_("kind"), 34 },
		    { N_("price"), 46 }, { N_("unit"), 60 }, { N_("state"), 72 } },
		admin_load_products, admin_detail_products },
	[TAB_INDICATORS] = { "indicators", N_("Figures"), "indicator",
		N_("Nothing is measured yet. n enters an indicator."), NULL, NULL,
		{ { N_("code"), 0 }, { N_("name"), 14 }, { N_("chart"), 34 }, { N_("unit"), 46 },
		    { N_("band"), 56 }, { N_("state"), 72 } },
		admin_load_indicators, admin_detail_indicators },
	[TAB_ABSENCES] = { "absences", N_("Away"), "absence",
		N_("Everybody is here and all works. n enters an absence."), N_("over"), NULL,
		{ { N_("name"), 0 }, { N_("kind"), 13 }, { N_("from"), 27 }, { N_("to"), 44 },
		    { N_("reason"), 61 }, { N_("to do"), 72 } },
		admin_load_absences, admin_detail_absences },
	[TAB_HOURS] = { "hours", N_("Open hours"), "opening",
		N_("Always open as the branches say. n enters a holiday."), NULL, NULL,
		{ { N_("branch"), 0 }, { N_("days"), 13 }, { N_("opens"), 37 },
		    { N_("closes"), 45 }, { N_("reason"), 53 }, { N_("state"), 72 } },
		admin_load_hours, admin_detail_hours },
	[TAB_BRANCHES] = { "branches", N_("Branches"), "branch", N_("No branch yet."), NULL,
		N_("Branch and minutes"),
		{ { N_("code"), 0 }, { N_("name"), 10 }, { N_("kind"), 28 },
		    { N_("hours"), 42 }, { N_("in charge"), 55 }, { N_("state"), 70 } },
		admin_load_branches, admin_detail_branches },
	[TAB_SETTINGS] = { "settings", N_("Settings"), NULL, "", NULL, NULL,
		{ { N_("what"), 0 }, { N_("now"), 46 }, { N_("as shipped"), 53 },
		    { N_("from - to"), 64 }, { "", 76 } },
		admin_load_settings, admin_detail_settings },
};

const struct admin_kind *admin_kind(const struct admin *st)
{
	return &admin_kinds[st->tab];
}

int admin_columns(const struct admin_kind *k)
{
	int n = 0;

	while (k->columns[n].title)
		n++;
	return n;
}

const struct admin_row *admin_row_at(const struct admin *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

const struct detail_row *admin_line_at(const struct admin *st)
{
	int row = list_row(&st->detail);

	return row >= 0 && (size_t)row < st->lines.n ? &st->lines.v[row] : NULL;
}

/* ---- reading ---- */

static enum err_code show_detail(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	const struct admin_row *r = admin_row_at(st);
	bool same = r && r->id == st->shown_id;
	enum err_code rc = OK;

	st->lines.n = 0;
	st->shown_id = r ? r->id : 0;
	if (r)
		rc = admin_kind(st)->detail(st, r->id, e);
	if (same)
		list_reloaded(&st->detail);
	else
		list_reset(&st->detail);
	st->below = st->below && st->lines.n;
	st->list.away = st->below;
	st->detail.away = !st->below;
	screen_dirty(s, DIRTY_DRAW);
	return rc;
}

static enum err_code admin_load(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	const char *form = admin_kind(st)->form;
	const struct rows_kind *kind = form ? rows_kind(form) : NULL;
	enum err_code rc;

	st->rows.n = 0;
	st->right = kind ? kind->right : "site-edit";
	st->may = rights_may(st->desk, st->right);
	rc = admin_kind(st)->load(st, e);
	if (st->fresh)
		list_reset(&st->list);
	else
		list_reloaded(&st->list);
	if (st->want_id)
		list_select(&st->list, st->want_id);
	st->want_id = 0;
	st->fresh = false;
	return rc == OK ? show_detail(s, e) : rc;
}

static enum err_code admin_open(struct screen *s, const void *arg, struct err *e)
{
	const struct admin_arg *a = arg;
	struct admin *st = s->state;

	(void)e;
	st->desk = front_desk(s);
	st->fresh = true;
	for (int i = 0; a && a->tab && i < TAB_COUNT; i++)
		if (!strcmp(admin_kinds[i].name, a->tab))
			st->tab = (enum admin_tab)i;
	admin_init(s);
	return OK;
}

static void admin_close(struct screen *s)
{
	struct admin *st = s->state;

	list_free(&st->list);
	list_free(&st->detail);
	vec_free(&st->rows);
	vec_free(&st->lines);
	kpi_ratings_free(&st->ratings);
}

static unsigned admin_facts(const struct screen *s)
{
	const struct admin *st = s->state;
	bool row = st->below ? admin_line_at(st) != NULL : admin_row_at(st) != NULL;

	return NEED_NO_TEXT | (row ? NEED_ROW : 0) | (st->may ? NEED_RIGHT : 0) |
	    (admin_kind(st)->next && !st->below ? NEED_STEP : 0);
}

/* Narrowing moves the selection without a key of the list: what stands below must be that row's
 * before anything is done to it. */
static void settle(struct screen *s)
{
	struct admin *st = s->state;
	struct err e = ERR_INIT;

	if (list_id(&st->list) != st->shown_id && show_detail(s, &e) != OK)
		screen_refuse(s, &e);
}

static void admin_tick(struct screen *s, int64_t mono_ms)
{
	(void)mono_ms;
	settle(s);
}

/* ---- commands ---- */

static void row_saved(struct screen *s, int answer, const void *value)
{
	struct admin *st = s->state;

	if (answer == 1 && !st->below)
		st->want_id = *(const int64_t *)value;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

enum err_code admin_open_form(struct screen *s, const char *form, int64_t owner, int64_t id,
    struct err *e)
{
	struct row_arg arg = { .form = form, .owner_id = owner, .id = id };

	return screen_ask(s, &row_screen, &arg, row_saved, e);
}

static enum err_code open_line(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	const struct detail_row *r = admin_line_at(st);
	struct client_arg client = { .client_id = r ? r->ref : 0 };

	if (r && r->kind == DETAIL_NEED)
		return admin_open_form(s, "need", 0, r->ref, e);
	if (r && r->kind == DETAIL_APPOINTMENT)
		return screen_open(s->loop, &client_screen, &client, e);
	if (r && r->kind != DETAIL_TEXT)
		return err_set(e, ERR_INVALID, "%s", tr("x takes it away, n enters another."));
	return admin_open_form(s, admin_kind(st)->form, 0, st->shown_id, e);
}

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	bool asks = st->tab == TAB_SETTINGS;    /* a figure has no form to be looked at */

	settle(s);
	if ((asks || !strcmp(s->command->name, "row-edit")) && front_may(s, st->right, e) != OK)
		return e->code;
	if (asks)
		return admin_setting_ask(s, e);
	if (!admin_row_at(st))
		return OK;
	return st->below ? open_line(s, e) :
	    admin_open_form(s, admin_kind(st)->form, 0, st->shown_id, e);
}

static enum err_code run_new(struct screen *s, struct err *e)
{
	struct admin *st = s->state;

	settle(s);
	if (front_may(s, st->right, e) != OK)
		return e->code;
	if (st->below)
		return admin_line_new(s, e);
	if (st->tab == TAB_ABSENCES)
		return admin_absence_new(s, e);
	if (!admin_kind(st)->form)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Settings are those of the program. Enter changes one."));
	return admin_open_form(s, admin_kind(st)->form, 0, 0, e);
}

static char *undo_until(const struct admin *st, char *out, size_t size)
{
	return desk_clock_text(st->desk,
	    clock_now() + (int64_t)st->desk->config.undo_minutes * 60, out, size);
}

static enum err_code set_state(struct screen *s, const char *state, const char *reason,
    struct err *e)
{
	struct admin *st = s->state;
	const struct rows_kind *kind = rows_kind(admin_kind(st)->form);
	char name[160], until[16];
	enum err_code rc = rows_set_state(st->desk, kind, st->asked_id, state, reason, e);

	if (rc != OK)
		return rc;
	front_wrote(s);
	rows_name(st->desk, kind->table, st->asked_id, name, sizeof name);
	undo_until(st, until, sizeof until);
	if (!strcmp(state, "on"))
		screen_done(s, tr("In force again: %s. Ctrl-Z undoes until %s."), name, until);
	else if (!strcmp(state, "out"))
		screen_done(s, tr("Out of order: %s. Ctrl-Z undoes until %s."), name, until);
	else
		screen_done(s, tr("Took out %s. Ctrl-Z undoes until %s."), name, until);
	return OK;
}

static enum err_code retire(struct screen *s, const char *reason, struct err *e)
{
	if (!reason)
		return OK;
	if (!reason[strspn(reason, " ")])
		return err_set(e, ERR_INVALID, "%s", tr("Why? One word is enough."));
	return set_state(s, "retired", reason, e);
}

static enum err_code run_retire(struct screen *s, struct err *e)
{
	struct admin *st = s->state;

	settle(s);
	if (front_may(s, st->right, e) != OK)
		return e->code;
	if (st->below)
		return admin_line_retire(s, e);
	if (!admin_kind(st)->form)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Enter changes it; an empty answer is as shipped."));
	st->asked_id = st->shown_id;
	textline_ask(s, &(struct textline){ .label = tr("Why"), .max_cp = 100,
	    .keep = admin_kind(st)->form, .keep_ref = st->asked_id, .done = retire });
	return OK;
}

static enum err_code make_bookable(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	int64_t id;
	char name[120];
	enum err_code rc = house_bookable(st->desk, st->shown_id, &id, e);

	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_done(s, tr("%s can be booked. Hours are under Roster."),
	    rows_name(st->desk, "staff", st->shown_id, name, sizeof name));
	return OK;
}

/* One step on: a person can be booked, a thing goes out of order and comes back, an absence ends.
 */
static enum err_code run_next(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	const struct admin_row *r = admin_row_at(st);

	settle(s);
	if (!admin_kind(st)->next || !r)
		return err_set(e, ERR_INVALID, "%s", tr("y does nothing in this list."));
	st->asked_id = r->id;
	if (st->tab == TAB_PEOPLE)
		return make_bookable(s, e);
	if (st->tab == TAB_ABSENCES)
		return set_state(s, "retired", NULL, e);
	return set_state(s, !strcmp(r->state, "on") ? "out" : "on", NULL, e);
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct admin *st = s->state;

	(void)e;
	st->retired = !st->retired;
	screen_dirty(s, DIRTY_LOAD);
	screen_say(s, STYLE_MSG_INFO, "%s", st->retired ?
	    tr("With those out of use and what is over. v leaves them out again.") :
	    tr("Only what is in force."));
	return OK;
}

/* On the list of branches: the one with the cursor. */
static enum err_code run_branch(struct screen *s, struct err *e)
{
	const struct admin *st = s->state;

	if (st->tab != TAB_BRANCHES || st->below || list_id(&st->list) <= 0 || cmdline_words(s))
		return front_run_branch(s, e);
	return front_go_branch(s, list_id(&st->list), e);
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct admin *st = s->state;

	(void)e;
	settle(s);
	st->below = !st->below && st->lines.n;
	st->list.away = st->below;
	st->detail.away = !st->below;
	return OK;
}

static enum err_code run_tab(struct screen *s, struct err *e)
{
	struct admin *st = s->state;

	return admin_go_tab(s, admin_kind(st)->name, s->command->arg, e);
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	const struct admin_kind *k = admin_kind(st);
	const char *titles[ADMIN_CELLS];
	int n = admin_columns(k);
	struct listing *l;
	char name[60];

	for (int i = 0; i < n; i++)
		titles[i] = k->columns[i].title;
	text_fmt(name, sizeof name, "admin/%s", k->name);
	l = listing_new(name, tr(k->title), titles, (size_t)n);
	for (size_t i = 0; i < st->rows.n; i++)
		for (int c = 0; c < n; c++)
			listing_cell(l, st->rows.v[i].cell[c]);
	return listing_ask(s, l, 0, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter F10", .label = N_("open"), .flags = COMMAND_ROW,
	  .needs = NEED_ROW, .help = N_("Opens the row in its form; a setting: asks for it."),
	  .run = run_open },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("new"),
	  .needs = NEED_WRITE, .dash = NEED_RIGHT,
	  .help = N_("A new row; below: a role, an ability, a need, a way of the selected one."),
	  .run = run_new },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("edit"), .flags = COMMAND_ROW,
	  .needs = NEED_ROW | NEED_WRITE, .dash = NEED_RIGHT,
	  .help = N_("Changes the row in its form."), .run = run_open },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("take out"),
	  .flags = COMMAND_ROW, .needs = NEED_ROW | NEED_WRITE, .dash = NEED_RIGHT,
	  .help = N_("Takes the row out of use, with a reason; it stays in the history."),
	  .run = run_retire },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("step on"),
	  .flags = COMMAND_ROW, .bar = NEED_STEP,
	  .needs = NEED_ROW | NEED_WRITE | NEED_STEP, .dash = NEED_RIGHT,
	  .help = N_("People: can be booked. Rooms: out of order and back. Away: it is over."),
	  .run = run_next },
	{ .name = "pane-next", .keys = "Tab", .label = N_("pane"),
	  .help = N_("Into what belongs to the row, and back."), .run = run_pane },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("Also those out of use, and what is over."), .run = run_view },
	{ .name = "branch", .keys = "Alt-b", .label = N_("branch"), .flags = COMMAND_NO_BAR,
	  .words = "find", .run = run_branch,
	  .help = N_("On the list of branches: goes to the one with the cursor. Else asks "
	      "which.") },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints the list, or writes it to a file."), .run = run_print },
	{ .name = "tab-next", .keys = "]", .label = N_("tab"), .arg = 1,
	  .help = N_("Next tab of the house."), .run = run_tab },
	{ .name = "tab-prev", .keys = "[", .label = N_("tab"), .flags = COMMAND_NO_BAR, .arg = -1,
	  .help = N_("Tab before."), .run = run_tab },
};

static enum key_use admin_key(struct screen *s, const struct key *k)
{
	struct admin *st = s->state;
	enum key_use use = list_key(st->below ? &st->detail : &st->list, k);

	if (use == KEY_USED && !st->below)
		settle(s);
	return use;
}

static struct list *admin_list(struct screen *s)
{
	struct admin *st = s->state;

	return st->below ? &st->detail : &st->list;
}

static void admin_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "The house itself: who works here, rooms and devices, services and what they take, "
	    "who is away, opening hours, branches, settings; the tabs Roster and Actions are "
	    "screens of their own. Above stands the list, below (or beside it) what belongs to "
	    "the row; Tab goes there and back. n enters, e or Enter changes, x takes out of "
	    "use with a reason: nothing is deleted. v shows also what is out of use.\n\nAn "
	    "absence puts every appointment it touches on the list of disruptions; when it "
	    "ends earlier, those that were not moved stay. What one may not change is refused "
	    "with the right that it needs."));
}

const struct screen_type admin_screen = {
	.name = "admin", .title = N_("Admin"), .state_size = sizeof(struct admin),
	.commands = KEYMAP_INIT(commands), .areas = AREA_PEOPLE | AREA_SCHEDULE,
	.open = admin_open, .load = admin_load, .facts = admin_facts, .layout = admin_layout,
	.draw = admin_draw, .key = admin_key, .tick = admin_tick, .close = admin_close,
	.page = admin_page, .list = admin_list,
};
