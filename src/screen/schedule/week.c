/* The week of one person, room or device. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "grid_act_priv.h"

#define WEEK 7

struct week {
	struct grid_screen g;           /* first: grid_act_priv.h */
	struct resource who;
	bool loaded;
};

/* ---- whose week ---- */

/* One's own, the one with the cursor, else the first of the branch. */
static enum err_code find_who(struct screen *s, struct err *e)
{
	struct week *st = s->state;
	struct desk *d = st->g.desk;
	struct schedule_memory *m = schedule_memory(s);
	struct resource_list l = { 0 };
	struct err none = ERR_INIT;
	enum err_code rc;

	if (m->resource_id && resource_get(d->store, m->resource_id, &st->who, &none) == OK)
		return OK;
	if (resource_by_staff(d->store, d->who.staff_id, &st->who, &none) == OK) {
		m->resource_id = st->who.id;
		return OK;
	}
	rc = resource_list(d->store, d->branch_id, NULL, false, &l, e);
	st->who = (struct resource){ 0 };
	if (rc == OK && l.n)
		st->who = l.v[0];
	m->resource_id = st->who.id;
	resource_list_free(&l);
	return rc;
}

/* The one after (STEP 1) or before among all of the branch. */
static enum err_code next_who(struct screen *s, int step, struct err *e)
{
	struct week *st = s->state;
	struct resource_list l = { 0 };
	size_t at = 0;
	enum err_code rc = resource_list(st->g.desk->store, st->g.desk->branch_id, NULL, false, &l,
	    e);

	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].id == st->who.id)
			at = i;
	if (l.n)
		schedule_memory(s)->resource_id = l.v[(at + l.n + (size_t)step) % l.n].id;
	resource_list_free(&l);
	return rc;
}

/* ---- reading ---- */

static void make_columns(struct week *st, int32_t monday)
{
	static const char *const names[WEEK] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
		N_("Fri"), N_("Sat"), N_("Sun") };
	struct grid_column v[WEEK];

	for (int i = 0; i < WEEK; i++) {
		v[i] = (struct grid_column){ .resource_id = st->who.id,
			.staff_id = st->who.staff_id, .day = monday + i };
		text_fmt(v[i].title, sizeof v[i].title, "%s %d", tr(names[i]),
		    day_split(monday + i).day);
	}
	grid_columns(&st->g.grid, v, st->who.id ? WEEK : 0);
}

static void make_head(struct week *st, int32_t monday)
{
	int booked, minutes;
	int32_t today = desk_today(st->g.desk);
	char from[48], to[48];

	grid_totals(&st->g.grid, &booked, &minutes);
	text_fmt(st->g.head, sizeof st->g.head, tr("%s   %s - %s   %d booked   %d h %02d free"),
	    st->who.name, day_echo(monday, today, from, sizeof from),
	    day_echo(monday + WEEK - 1, today, to, sizeof to), booked, minutes / 60, minutes % 60);
}

static void go_day(struct week *st, int32_t day)
{
	for (size_t i = 0; i < st->g.grid.n; i++)
		if (st->g.grid.v[i].day == day)
			st->g.grid.col = (int)i;
}

static enum err_code week_load(struct screen *s, struct err *e)
{
	struct week *st = s->state;
	struct schedule_memory *m = schedule_memory(s);
	int32_t day = m->day ? m->day : desk_today(st->g.desk);
	int32_t monday = day - day_weekday(day) + 1;
	enum err_code rc = find_who(s, e);

	schedule_load_counts(s);
	if (rc != OK)
		return rc;
	make_columns(st, monday);
	rc = grid_load(&st->g.grid, e);
	if (rc != OK)
		return rc;
	go_day(st, day);
	text_copy(st->g.empty, sizeof st->g.empty,
	    st->who.id ? "" : tr("Nobody can be booked here. F12 adds people."));
	grid_settle(s, !st->loaded);
	st->loaded = true;
	make_head(st, monday);
	return OK;
}

static enum err_code week_open(struct screen *s, const void *arg, struct err *e)
{
	struct week *st = s->state;

	(void)arg;
	(void)e;
	st->g.desk = st->g.grid.desk = front_desk(s);
	st->g.grid.branch_id = st->g.desk->branch_id;
	st->g.grid.memory = schedule_memory(s);
	st->g.grid.whole = true;
	return OK;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	screen_dirty(s, DIRTY_LOAD);
	return next_who(s, s->command->arg, e);
}

static void week_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Seven days of one person, room or device, Monday first. v shows the next colleague, "
	    "then rooms and devices. - and + change the week. All else is as on the day: figures "
	    "are a time, b and Enter book, m picks up and F10 puts down, x cancels, y confirms."));
}

static const struct command commands[] = {
	GRID_COMMANDS(WEEK),
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"), .arg = 1,
	  .help = N_("The next colleague, then rooms and devices."), .run = run_view },
	SCHEDULE_TAB_COMMANDS,
};

const struct screen_type week_screen = {
	.name = "week", .title = N_("Week"), .state_size = sizeof(struct week),
	.commands = KEYMAP_INIT(commands),
	.areas = AREA_SCHEDULE | AREA_CLIENT | AREA_PEOPLE | AREA_MESSAGES,
	.open = week_open, .load = week_load, .facts = grid_facts,
	.why_not = grid_why_not, .layout = grid_screen_layout,
	.draw = grid_screen_draw, .key = grid_screen_key, .close = grid_screen_close,
	.page = week_page,
};
