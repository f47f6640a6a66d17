/* Rosters: hours as one line, leave, the manager's look at the coming days, busy hours. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/house.h"
#include "desk/rights.h"
#include "desk/roster.h"
#include "desk/rows.h"
#include "roster_priv.h"
#include "screen/listing.h"
#include "tui/loop.h"
#include "tui/textline.h"

/* ---- reading ---- */

static enum err_code show_notes(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;
	int64_t id = list_id(&st->list);
	bool same = id == st->shown_id;
	enum err_code rc = roster_load_notes(st, e);

	st->shown_id = id;
	if (same)
		list_reloaded(&st->detail);
	else
		list_reset(&st->detail);
	st->below = st->below && st->notes.n;
	st->list.away = st->below;
	st->detail.away = !st->below;
	screen_dirty(s, DIRTY_DRAW);
	return rc;
}

enum err_code roster_load(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;
	enum err_code rc = roster_load_all(st, e);

	if (st->area->counts)
		st->area->counts(s);
	if (st->fresh)
		list_reset(&st->list);
	else
		list_reloaded(&st->list);
	st->fresh = false;
	return rc == OK ? show_notes(s, e) : rc;
}

static int32_t monday_of(int32_t day)
{
	return day - (day_weekday(day) - 1);
}

enum err_code roster_open_in(struct screen *s, const struct roster_area *area, struct err *e)
{
	struct roster_state *st = s->state;

	(void)e;
	st->area = area;
	st->desk = front_desk(s);
	st->fresh = true;
	st->monday = monday_of(desk_today(st->desk));
	roster_init(s);
	return OK;
}

void roster_close(struct screen *s)
{
	struct roster_state *st = s->state;

	list_free(&st->list);
	list_free(&st->detail);
	vec_free(&st->who);
	vec_free(&st->notes);
}

unsigned roster_facts(const struct screen *s)
{
	const struct roster_state *st = s->state;
	bool row = st->below ? roster_note_at(st) != NULL : list_row(&st->list) >= 0;

	return NEED_NO_TEXT | (row ? NEED_ROW : 0);
}

/* Narrowing moves the selection without a key of the list. */
static void settle(struct screen *s)
{
	struct roster_state *st = s->state;
	struct err e = ERR_INIT;

	if (list_id(&st->list) != st->shown_id && show_notes(s, &e) != OK)
		screen_refuse(s, &e);
}

void roster_tick(struct screen *s, int64_t mono_ms)
{
	(void)mono_ms;
	settle(s);
}

/* ---- hours as a line ---- */

static void line_note(struct screen *s, const char *text, struct buf *out)
{
	struct roster_state *st = s->state;
	struct when_base base = desk_when(st->desk);
	struct err none = ERR_INIT;
	struct roster_line l;
	int minutes;

	if (!text[0]) {
		buf_puts(out, tr("mon-fri 9-12,13-18; break daily 12-13"));
		return;
	}
	if (roster_parse(text, &base, &l, &none) != OK)
		return;
	minutes = roster_week_minutes(&l);
	buf_printf(out, tr("= %zu rows, %d h %02d a week"), l.n, minutes / 60, minutes % 60);
}

static enum err_code put_line(struct screen *s, const char *text, bool replace, struct err *e)
{
	struct roster_state *st = s->state;
	struct when_base base = desk_when(st->desk);
	struct roster_line l = { .n = 0 };
	char name[120], until[16];
	size_t n;
	enum err_code rc = OK;

	if (!text)
		return OK;
	if (!replace || text[strspn(text, " ")])
		rc = roster_parse(text, &base, &l, e);
	if (rc == OK)
		rc = roster_put(st->desk, st->asked_id, st->desk->branch_id, &l, replace, &n, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	desk_clock_text(st->desk, clock_now() + (int64_t)st->desk->config.undo_minutes * 60, until,
	    sizeof until);
	screen_done(s, trn("Hours of %s: %zu row changed. Ctrl-Z undoes until %s.",
	    "Hours of %s: %zu rows changed. Ctrl-Z undoes until %s.", (long)n),
	    rows_name(st->desk, "resource", st->asked_id, name, sizeof name), n, until);
	return OK;
}

static enum err_code line_added(struct screen *s, const char *text, struct err *e)
{
	return text && !text[strspn(text, " ")] ? OK : put_line(s, text, false, e);
}

static enum err_code line_written(struct screen *s, const char *text, struct err *e)
{
	return put_line(s, text, true, e);
}

static enum err_code no_person(struct err *e)
{
	return err_set(e, ERR_INVALID, "%s", tr("That is for a person or a thing. v shows them."));
}

static enum err_code run_new(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;
	const struct roster_who *w = roster_who_at(st);

	if (!w)
		return no_person(e);
	st->asked_id = w->id;
	textline_ask(s, &(struct textline){ .label = tr("More hours"), .note = line_note,
	    .done = line_added });
	return OK;
}

static enum err_code edit_week(struct screen *s, const struct roster_who *w, struct err *e)
{
	struct roster_state *st = s->state;
	struct roster_line l;
	char text[400];
	enum err_code rc =
	    roster_read(st->desk, w->id, st->desk->branch_id, false, &l, e);

	if (rc != OK)
		return rc;
	st->asked_id = w->id;
	textline_ask(s, &(struct textline){ .label = tr("Week"),
	    .text = roster_line_text(&l, text, sizeof text), .note = line_note,
	    .done = line_written });
	return OK;
}

static enum err_code edit_row(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;
	const struct roster_note *n = roster_note_at(st);
	struct row_arg arg = { .form = "roster", .id = n ? n->ref : 0 };

	if (!n || !n->ref)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Only rows of hours are changed here. Tab e changes the whole week."));
	return screen_open(s->loop, &row_screen, &arg, e);
}

static enum err_code run_edit(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;
	const struct roster_who *w = roster_who_at(st);

	if (st->below)
		return edit_row(s, e);
	return w ? edit_week(s, w, e) : no_person(e);
}

/* ---- away ---- */

static enum err_code row_retired(struct screen *s, const char *reason, struct err *e)
{
	struct roster_state *st = s->state;
	enum err_code rc;

	if (!reason)
		return OK;
	rc = rows_set_state(st->desk, rows_kind("roster"), st->asked_id, "retired", reason, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_done(s, "%s", tr("Hours taken out. Ctrl-Z brings them back."));
	return OK;
}

/* Above: somebody is away; below: a row of hours goes. */
static enum err_code run_away(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;
	const struct roster_who *w = roster_who_at(st);
	const struct roster_note *n = roster_note_at(st);
	struct row_arg arg = { .form = "absence", .owner_id = w ? w->id : 0 };

	if (!w)
		return no_person(e);
	if (!st->below)
		return screen_open(s->loop, &row_screen, &arg, e);
	if (!n || !n->ref)
		return err_set(e, ERR_INVALID, "%s", tr("Only rows of hours are taken out here."));
	st->asked_id = n->ref;
	textline_ask(s, &(struct textline){ .label = tr("Why"), .max_cp = 100,
	    .keep = "roster-retire", .keep_ref = n->ref, .done = row_retired });
	return OK;
}

/* ---- the manager's look ---- */

static enum err_code run_seen(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;
	int row = list_row(&st->list);
	const struct roster_date *d = &st->date[row < 0 ? 0 : row];
	char day[48];
	enum err_code rc;

	if (st->view != ROSTER_DAYS || row < 0)
		return err_set(e, ERR_INVALID, "%s",
		    tr("y ticks a day of Coming days. v goes there."));
	rc = house_review(st->desk, d->day, !d->seen, e);
	if (rc != OK)
		return rc;
	day_echo(d->day, desk_today(st->desk), day, sizeof day);
	screen_done(s, d->seen ? tr("%s is to be looked at again.") : tr("%s was looked at."), day);
	if (!d->seen)
		list_move(&st->list, 1);
	front_wrote(s);
	return OK;
}

/* ---- moving ---- */

static void go_week(struct screen *s, int32_t day)
{
	struct roster_state *st = s->state;

	st->monday = monday_of(day);
	st->fresh = st->view == ROSTER_PEAK;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static enum err_code run_week(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;

	(void)e;
	go_week(s, s->command->arg ? st->monday + 7 * s->command->arg : desk_today(st->desk));
	return OK;
}

static enum err_code day_given(struct screen *s, const char *text, struct err *e)
{
	struct roster_state *st = s->state;
	struct when_base base = desk_when(st->desk);
	struct when w;

	if (!text || !text[strspn(text, " ")])
		return OK;
	if (when_parse(text, WHEN_DATE, &base, &w, e) != OK)
		return e->code;
	if (w.day != DAY_NONE)
		go_week(s, w.day);
	return OK;
}

static enum err_code run_date(struct screen *s, struct err *e)
{
	(void)e;
	textline_ask(s, &(struct textline){ .label = tr("Week of"), .max_cp = 30,
	    .done = day_given });
	return OK;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;

	(void)e;
	st->view = (enum roster_view)((st->view + 1) % ROSTER_VIEWS);
	st->fresh = true;
	st->below = false;
	st->shown_id = 0;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return OK;
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct roster_state *st = s->state;

	(void)e;
	settle(s);
	st->below = !st->below && st->notes.n;
	st->list.away = st->below;
	st->detail.away = !st->below;
	return OK;
}

static enum err_code run_tab(struct screen *s, struct err *e)
{
	return ((struct roster_state *)s->state)->area->go_tab(s, e);
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("name"), N_("Mon"), N_("Tue"), N_("Wed"),
		N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };
	struct roster_state *st = s->state;
	struct listing *l;
	char title[160], text[60], week[80];

	if (!roster_who_at(st))
		return no_person(e);
	text_fmt(title, sizeof title, "%s: %s", tr("Roster"),
	    roster_week_text(st, week, sizeof week));
	l = listing_new("roster/week", title, columns, 8);
	for (size_t i = 0; i < st->who.n; i++) {
		listing_cell(l, st->who.v[i].name);
		for (int d = 0; d < ROSTER_WEEK; d++) {
			const struct roster_day *x = &st->who.v[i].day[d];

			listing_cell(l, !x->work ? (x->away ? "x" : "") :
			    text_fmt(text, sizeof text, "%02d:%02d-%02d:%02d", x->from / 60,
			    x->from % 60, x->to / 60, x->to % 60));
		}
	}
	return listing_ask(s, l, 0, e);
}

/* Who is away is said by the desk too. */
const char *roster_right(const struct screen *s, const struct command *c)
{
	return !strcmp(c->name, "row-cancel") && !rights_shows(front_desk(s), "appt-disrupt") ?
	    "roster-edit" : NULL;
}

const struct command roster_commands[ROSTER_COMMANDS] = {
	{ .name = "row-edit", .code = "ed", .keys = "e Enter F10", .label = N_("week"),
	  .right = "roster-edit",
	  .flags = COMMAND_ROW, .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("The whole week as one line; below: one row of hours in its form."),
	  .run = run_edit },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("hours"),
	  .right = "roster-edit",
	  .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("More hours as one line: wed 13-18 until 12.31."), .run = run_new },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("away"),
	  .flags = COMMAND_ROW, .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("Leave, illness, out of order; below: takes a row of hours out."),
	  .run = run_away },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("seen"),
	  .flags = COMMAND_ROW, .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("Coming days: the manager has looked at the day; again: not yet."),
	  .run = run_seen },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("People, rooms and devices, coming days, busy hours."), .run = run_view },
	{ .name = "date-prev", .keys = "-", .label = N_("week -"), .arg = -1,
	  .help = N_("One week back."), .run = run_week },
	{ .name = "date-next", .keys = "+ =", .label = N_("week +"), .arg = 1,
	  .help = N_("One week on."), .run = run_week },
	{ .name = "date-today", .keys = "t", .flags = COMMAND_NO_BAR,
	  .help = N_("This week."), .run = run_week },
	{ .name = "date-go", .keys = "g", .label = N_("date"), .help = N_("The week of any date."),
	  .run = run_date },
	{ .name = "pane-next", .keys = "Tab", .label = N_("pane"),
	  .help = N_("Into what belongs to the row, and back."), .run = run_pane },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints the week, or writes it to a file."), .run = run_print },
	{ .name = "tab-next", .keys = "]", .label = N_("tab"), .arg = 1,
	  .help = N_("Next tab."), .run = run_tab },
	{ .name = "tab-prev", .keys = "[", .label = N_("tab"), .flags = COMMAND_NO_BAR, .arg = -1,
	  .help = N_("Tab before."), .run = run_tab },
};

enum key_use roster_key(struct screen *s, const struct key *k)
{
	struct roster_state *st = s->state;
	enum key_use use = list_key(st->below ? &st->detail : &st->list, k);

	if (use == KEY_USED && !st->below)
		settle(s);
	return use;
}

struct list *roster_list_now(struct screen *s)
{
	struct roster_state *st = s->state;

	return st->below ? &st->detail : &st->list;
}

void roster_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Who works when, as a booking meets it: hours, breaks, leave, holidays and what is "
	    "booked. e shows the week of one person as a line that can be written anew; n adds "
	    "hours, x records an absence. In a bar each sign is half an hour: - free, # "
	    "booked, . break, x away, > on the way.\n\nv goes on to rooms and devices, to the "
	    "coming days, which the manager ticks with y once looked at (a + stands beside the "
	    "day then), and to the busy hours of a week: 1 under 20 per cent booked, 5 from 80."));
}

/* ---- under the area of the house ---- */

static void draw_tabs(const struct screen *s, struct canvas *c)
{
	admin_draw_tabs(s, NULL, c);
}

static enum err_code go_tab(struct screen *s, struct err *e)
{
	return admin_go_tab(s, NULL, s->command->arg, e);
}

static enum err_code roster_open(struct screen *s, const void *arg, struct err *e)
{
	static const struct roster_area house = { draw_tabs, go_tab, NULL };

	(void)arg;
	return roster_open_in(s, &house, e);
}

const struct screen_type roster_screen = ROSTER_TYPE("roster", roster_open);
