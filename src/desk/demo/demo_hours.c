/*
 * When the made-up people work, are away, and when the branches are open: rows as a manager would
 * type them, and the same as what is free on a day, so that nobody is booked into his lunch.
 */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/when.h"
#include "data/hours.h"
#include "demo_priv.h"

/* Who works when, where: a line as it is typed on the roster. Who does not stand here (rooms,
 * devices) can be had whenever the branch is open. */
static const struct {
	const char *code;
	int branch;
	const char *line;
} weeks[] = {
	{ "cl", 0, "mon-fri 9-18; sat 9-13; break daily 12-13" },
	{ "zm", 0, "mon-fri 9-18; sun 9-18; break daily 12-13" },
	{ "reyes", 0, "tue-sat 10-19; break daily 13-14" },
	{ "lxy", 0, "mon-wed 9-18; fri-sun 9-18; break daily 12-13" },
	{ "ly", 0, "mon-sat 9-18; break daily 12-13" },
	{ "sy", 0, "mon-sat 9-18; break daily 12-13" },
	{ "qs", 0, "mon-fri 9-13; break daily 11-11:15" },      /* part time */
	{ "lin", 1, "mon,tue,thu,fri 9-18; break daily 12-13" },        /* in two branches */
	{ "lin", 0, "wed 10-17; break wed 12-13" },
	{ "fx", 1, "mon-sat 9-18; break daily 12-13" },
};

/* Who is away; days from today. */
static const struct {
	const char *code, *kind, *reason;
	int from, from_min, to, to_min;
} absences[] = {
	{ "reyes", "training", "激光安全培训", -3, 540, -3, 1230 },
	{ "laser2", "out", "校准 calibration", 0, 540, 0, 720 },
	{ "cl", "meeting", "科室会议", 1, 1020, 1, 1080 },
	{ "zm", "leave", "年假", 2, 540, 3, 1230 },
	{ "hifu", "out", "保养 maintenance", 6, 540, 6, 780 },
	{ "fx", "leave", "家事", 4, 540, 4, 780 },
	{ "lxy", "leave", "年假", 8, 540, 12, 1230 },
};

enum { ALL_BRANCHES = -1, TRAVEL_MIN = 40 };

/* ---- opening hours ---- */

static struct demo_opening *add_opening(struct demo *d)
{
	ASSERT(d->nopenings < DEMO_OPENINGS);
	return &d->opening[d->nopenings++];
}

static void add_holiday(struct demo *d, int year, int month, int mday, int days,
    const char *reason)
{
	int32_t from = day_of(year, month, mday);

	*add_opening(d) = (struct demo_opening){ .branch = ALL_BRANCHES, .from = from,
		.to = from + days - 1, .reason = reason };
}

/* Holidays of the years around today, short Sundays at one branch, and an afternoon of counting. */
static void plan_openings(struct demo *d)
{
	int year = day_split(d->today).year;
	int32_t sunday = d->today + 7 - (day_weekday(d->today) % 7);

	for (int y = year - 1; y <= year + 1; y++) {
		add_holiday(d, y, 1, 1, 1, "元旦 New Year");
		add_holiday(d, y, 10, 1, 3, "国庆节 National Day");
	}
	*add_opening(d) = (struct demo_opening){ .branch = 1, .weekday = 7, .from = DAY_NONE,
		.to = DAY_NONE, .open = 600, .close = 1020, .reason = "周日 Sundays" };
	*add_opening(d) = (struct demo_opening){ .branch = 0, .from = sunday, .to = sunday,
		.open = 540, .close = 900, .reason = "盘点 stock-taking" };
}

static enum err_code insert_openings(struct demo *d, struct err *e)
{
	enum err_code rc = OK;
	int64_t id;

	for (size_t i = 0; i < d->nopenings && rc == OK; i++) {
		const struct demo_opening *o = &d->opening[i];
		struct opening row = { .weekday = o->weekday, .open_min = o->open,
			.close_min = o->close };
		char day[DAY_TEXT];

		if (o->branch != ALL_BRANCHES)
			row.branch_id = d->branch[o->branch];
		if (o->from != DAY_NONE) {
			text_copy(row.from_day, sizeof row.from_day, day_format(o->from, day));
			text_copy(row.to_day, sizeof row.to_day, day_format(o->to, day));
		}
		text_copy(row.reason, sizeof row.reason, o->reason);
		rc = opening_insert(d->txn, &row, &id, e);
	}
	return rc;
}

/* Hours of a branch on a day: a date wins over a weekday, a branch's own row over everybody's. */
static void hours_of(const struct demo *d, int branch, int32_t day, int *open, int *close)
{
	int best = 0;

	*open = d->open_min[branch];
	*close = d->close_min[branch];
	for (size_t i = 0; i < d->nopenings; i++) {
		const struct demo_opening *o = &d->opening[i];
		bool dated = o->from != DAY_NONE;
		int rank = (dated ? 2 : 0) + (o->branch != ALL_BRANCHES) + 1;

		if (o->branch != ALL_BRANCHES && o->branch != branch)
			continue;
		if (dated ? day < o->from || day > o->to : day_weekday(day) != o->weekday)
			continue;
		if (rank <= best)
			continue;
		best = rank;
		*open = o->open;
		*close = o->close;
	}
}

/* ---- rosters ---- */

static struct demo_resource *find_resource(struct demo *d, const char *code)
{
	for (size_t i = 0; i < d->nresources; i++)
		if (!strcmp(d->resource[i].code, code))
			return &d->resource[i];
	BUG("nobody is called %s", code);
}

static enum err_code insert_week(struct demo *d, const struct demo_week *w, struct err *e)
{
	enum err_code rc = OK;
	int64_t id;

	for (size_t i = 0; i < w->line.n && rc == OK; i++) {
		const struct roster_row *r = &w->line.v[i];
		struct roster row = { .resource_id = w->resource->id,
			.branch_id = d->branch[w->branch], .weekday = r->weekday,
			.from_min = r->from_min, .to_min = r->to_min };

		text_copy(row.kind, sizeof row.kind, roster_kind_codes[r->kind]);
		rc = roster_insert(d->txn, &row, &id, e);
	}
	return rc;
}

static enum err_code make_weeks(struct demo *d, struct err *e)
{
	const struct when_base base = { .zone = d->zone, .now = demo_at(d, d->today, 0),
		.open_min = 540, .close_min = 1200, .last_day = DAY_NONE, .last_min = -1 };
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof weeks / sizeof weeks[0] && rc == OK; i++) {
		struct demo_week *w = &d->week[d->nweeks++];

		ASSERT(d->nweeks <= DEMO_WEEKS);
		w->resource = find_resource(d, weeks[i].code);
		w->branch = weeks[i].branch;
		rc = roster_parse(weeks[i].line, &base, &w->line, e);
		if (rc == OK)
			rc = insert_week(d, w, e);
	}
	return rc;
}

/* ---- absences ---- */

static enum err_code insert_absence(struct demo *d, size_t i, struct err *e)
{
	struct demo_row r = { .n = 0 };
	struct demo_resource *who = find_resource(d, absences[i].code);
	char day[DAY_TEXT];

	demo_int(&r, "branch_id", d->branch[who->branch >= 0 ? who->branch : 0]);
	demo_int(&r, "resource_id", who->id);
	demo_text(&r, "day", day_format(d->today + absences[i].from, day));
	demo_int(&r, "created_at", demo_at(d, d->today - 9, 600));
	demo_int(&r, "created_by", d->staff[DEMO_MANAGER]);
	demo_text(&r, "kind", absences[i].kind);
	demo_int(&r, "start_at", demo_at(d, d->today + absences[i].from, absences[i].from_min));
	demo_int(&r, "end_at", demo_at(d, d->today + absences[i].to, absences[i].to_min));
	demo_text(&r, "reason", absences[i].reason);
	return demo_row_insert(d, "absence", &r, NULL, e);
}

enum err_code demo_hours(struct demo *d, struct err *e)
{
	enum err_code rc;

	plan_openings(d);
	rc = insert_openings(d, e);
	if (rc == OK)
		rc = make_weeks(d, e);
	for (size_t i = 0; i < sizeof absences / sizeof absences[0] && rc == OK; i++)
		rc = insert_absence(d, i, e);
	if (rc == OK)
		rc = travel_set(d->txn, d->branch[0], d->branch[1], TRAVEL_MIN, e);
	return rc;
}

/* ---- a day ---- */

/* Steps [FROM, TO) of minutes are BUSY or free; what begins within a step takes it all. */
static void mark(struct demo_resource *r, int from, int to, bool busy)
{
	for (int s = from / DEMO_STEP; s < (to + DEMO_STEP - 1) / DEMO_STEP && s < DEMO_STEPS; s++)
		r->busy[s] = busy;
}

static bool on_day(const struct roster_row *row, int32_t day)
{
	return !row->weekday || row->weekday == day_weekday(day);
}

/* Where somebody is on the day, and the hours there; somebody who is nowhere has no free minute. */
static void place_person(struct demo *d, struct demo_resource *r, int32_t day)
{
	for (size_t i = 0; i < d->nweeks; i++) {
		const struct demo_week *w = &d->week[i];

		if (w->resource != r)
			continue;
		for (size_t k = 0; k < w->line.n; k++) {
			const struct roster_row *row = &w->line.v[k];

			if (row->kind != ROSTER_WORK || !on_day(row, day))
				continue;
			r->place = w->branch;
			mark(r, row->from_min, row->to_min, false);
		}
	}
	for (size_t i = 0; i < d->nweeks; i++)
		for (size_t k = 0; k < d->week[i].line.n; k++) {
			const struct roster_row *row = &d->week[i].line.v[k];

			if (d->week[i].resource == r && d->week[i].branch == r->place &&
			    row->kind == ROSTER_BREAK && on_day(row, day))
				mark(r, row->from_min, row->to_min, true);
		}
}

static bool has_week(const struct demo *d, const struct demo_resource *r)
{
	for (size_t i = 0; i < d->nweeks; i++)
		if (d->week[i].resource == r)
			return true;
	return false;
}

static void take_closed(struct demo *d, struct demo_resource *r, int32_t day)
{
	int open, close;

	if (r->place < 0)
		return;
	hours_of(d, r->place, day, &open, &close);
	mark(r, 0, open, true);
	mark(r, close, 24 * 60, true);
}

static void take_absences(struct demo *d, struct demo_resource *r, int32_t day)
{
	for (size_t i = 0; i < sizeof absences / sizeof absences[0]; i++) {
		int32_t from = d->today + absences[i].from, to = d->today + absences[i].to;

		if (strcmp(absences[i].code, r->code) != 0 || day < from || day > to)
			continue;
		mark(r, day == from ? absences[i].from_min : 0,
		    day == to ? absences[i].to_min : 24 * 60, true);
	}
}

void demo_day(struct demo *d, int32_t day)
{
	for (size_t i = 0; i < d->nresources; i++) {
		struct demo_resource *r = &d->resource[i];
		bool person = has_week(d, r);

		memset(r->busy, person, sizeof r->busy);
		r->place = person ? -1 : r->branch;
		if (person)
			place_person(d, r, day);
		take_closed(d, r, day);
		take_absences(d, r, day);
	}
}
