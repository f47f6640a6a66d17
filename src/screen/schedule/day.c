/* The day: one column a person, a room or a device. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "grid_act_priv.h"

struct day {
	struct grid_screen g;           /* first: grid_act_priv.h */
	bool loaded;
};

static const struct view {
	const char *kind, *title;
} views[] = { { "staff", N_("by staff") }, { "room", N_("rooms") }, { "device", N_("devices") } };
#define VIEWS (int)(sizeof views / sizeof *views)

/* ---- reading ---- */

static enum err_code make_columns(struct screen *s, int32_t day, struct err *e)
{
	struct grid_screen *st = s->state;
	struct resource_list l = { 0 };
	struct grid_column *v;
	size_t n = 0;
	enum err_code rc = resource_list(st->desk->store, st->desk->branch_id,
	    views[schedule_memory(s)->view].kind, false, &l, e);

	if (rc != OK)
		return rc;
	v = mem_array(l.n + 1, sizeof *v);
	for (size_t i = 0; i < l.n; i++) {
		v[n] = (struct grid_column){ .resource_id = l.v[i].id, .staff_id = l.v[i].staff_id,
			.day = day };
		text_copy(v[n].title, sizeof v[n].title, l.v[i].name);
		n++;
	}
	grid_columns(&st->grid, v, n);
	mem_free(v);
	resource_list_free(&l);
	return OK;
}

/* "Fri 27 Nov 2026 (+3)  静安  by staff  38 booked  6 h 30 free  1-5 of 11" */
static void make_head(struct screen *s, int32_t day)
{
	struct grid_screen *st = s->state;
	struct grid *g = &st->grid;
	int booked, minutes, last = g->first + g->per_page;
	int32_t today = desk_today(st->desk);
	int peak = grid_peak_hour(g);
	char date[48], away[24] = "", shown[40] = "", busy[40] = "";

	grid_totals(g, &booked, &minutes);
	day_echo(day, today, date, sizeof date);
	if (day != today)
		text_fmt(away, sizeof away, " (%+d)", (int)(day - today));
	if (last > (int)g->n)
		last = (int)g->n;
	if (g->per_page && (int)g->n > g->per_page)
		text_fmt(shown, sizeof shown, tr("   %d-%d of %d"), g->first + 1, last, (int)g->n);
	if (peak >= 0)
		text_fmt(busy, sizeof busy, tr("   peak %d-%d"), peak, peak + 2);
	text_fmt(st->head, sizeof st->head, tr("%s%s  %s   %s   %d booked   %d h %02d free%s%s"),
	    date, away, st->desk->branch_name, tr(views[schedule_memory(s)->view].title), booked,
	    minutes / 60, minutes % 60, busy, shown);
}

static void say_empty(struct screen *s, int32_t day)
{
	struct grid_screen *st = s->state;
	struct open_hours h;
	struct err none = ERR_INIT;

	st->empty[0] = '\0';
	if (!st->grid.n)
		text_copy(st->empty, sizeof st->empty,
		    tr("Nothing of this kind here. v shows the others, F12 adds some."));
	else if (calendar_hours(st->desk, st->desk->branch_id, day, &h, &none) == OK &&
	    h.open_min >= h.close_min && !st->grid.takings.n)
		text_fmt(st->empty, sizeof st->empty, tr("Closed%s%s. + shows the next day."),
		    h.reason[0] ? ": " : "", h.reason);
}

static enum err_code day_load(struct screen *s, struct err *e)
{
	struct day *st = s->state;
	struct schedule_memory *m = schedule_memory(s);
	int32_t day = m->day ? m->day : desk_today(st->g.desk);
	enum err_code rc = make_columns(s, day, e);

	schedule_load_counts(s);
	if (rc == OK)
		rc = grid_load(&st->g.grid, e);
	if (rc != OK)
		return rc;
	say_empty(s, day);
	grid_settle(s, !st->loaded);
	st->loaded = true;
	make_head(s, day);
	return OK;
}

static enum err_code day_open(struct screen *s, const void *arg, struct err *e)
{
	struct day *st = s->state;

	(void)arg;
	(void)e;
	st->g.desk = st->g.grid.desk = front_desk(s);
	st->g.grid.branch_id = st->g.desk->branch_id;
	st->g.grid.memory = schedule_memory(s);
	return OK;
}

static void day_layout(struct screen *s, struct rect body)
{
	struct day *st = s->state;

	grid_screen_layout(s, body);
	if (grid_column(&st->g.grid))
		make_head(s, grid_column(&st->g.grid)->day);
}

static enum key_use day_key(struct screen *s, const struct key *k)
{
	struct day *st = s->state;
	int first = st->g.grid.first;
	enum key_use use = grid_screen_key(s, k);

	if (st->g.grid.first != first && grid_column(&st->g.grid))
		make_head(s, grid_column(&st->g.grid)->day);
	return use;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct schedule_memory *m = schedule_memory(s);

	(void)e;
	m->view = (m->view + 1) % VIEWS;
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

static void day_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Who is where, and when: one column a person, with v rooms or devices. A letter before "
	    "each name is the state: B booked, C confirmed, A arrived, S in service, D done, Z "
	    "no-show, H held at another terminal. A sign behind it: N first visit, o not the usual "
	    "expert, A allergy, P complaint, $ owes, Q do not say who calls, * new. A bar goes on "
	    "with the same appointment; dashes are outside hours.\n\n"
	    "Arrows move; figures are a time: 1530 and Enter goes there, 1530 and b books there. "
	    "- and + change the day, g goes to any date. Enter on a free time books it, b does "
	    "too. "
	    "m picks an appointment up, arrows and days carry it, F10 puts it down, Esc leaves it "
	    "where it was; several can be carried together."));
}

static const struct command commands[] = {
	GRID_COMMANDS(1),
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("Staff, rooms, devices."), .run = run_view },
	SCHEDULE_TAB_COMMANDS,
};

const struct screen_type day_screen = {
	.name = "day", .title = N_("Day"), .state_size = sizeof(struct day),
	.commands = KEYMAP_INIT(commands),
	.areas = AREA_SCHEDULE | AREA_CLIENT | AREA_PEOPLE | AREA_MESSAGES,
	.open = day_open, .load = day_load, .facts = grid_facts,
	.why_not = grid_why_not, .layout = day_layout,
	.draw = grid_screen_draw, .key = day_key, .close = grid_screen_close, .page = day_page,
};
