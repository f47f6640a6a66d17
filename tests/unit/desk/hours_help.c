#include "hours_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/hours.h"
#include "data/need.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/site.h"
#include "data/staff.h"

/* Whoever is at the desk: these rows are the administrator's. */
static struct actor clerk;

static struct txn *begin(struct desk_world *w, const char *name)
{
	struct action_head head = { .name = name };
	struct txn *t;

	clerk = w->d.who;
	clerk.staff_id = w->admin;
	must(w, action_begin(w->s, &clerk, &head, &t, &w->e));
	return t;
}

static void commit(struct desk_world *w, struct txn *t)
{
	must(w, action_commit(t, NULL, &w->e));
}

static void day_text(struct desk_world *w, int plus, char out[DAY_TEXT])
{
	day_format(desk_today(&w->d) + plus, out);
}

int64_t add_opening(struct desk_world *w, int64_t branch, int weekday, int open_min,
    int close_min)
{
	struct opening o = { .branch_id = branch, .weekday = weekday, .open_min = open_min,
		.close_min = close_min };
	struct txn *t = begin(w, "roster-edit");
	int64_t id;

	must(w, opening_insert(t, &o, &id, &w->e));
	commit(w, t);
	return id;
}

int64_t add_opening_days(struct desk_world *w, int64_t branch, int from, int to, int open_min,
    int close_min, const char *reason)
{
	struct opening o = { .branch_id = branch, .open_min = open_min, .close_min = close_min };
	struct txn *t = begin(w, "roster-edit");
	int64_t id;

	day_text(w, from, o.from_day);
	day_text(w, to, o.to_day);
	text_copy(o.reason, sizeof o.reason, reason);
	must(w, opening_insert(t, &o, &id, &w->e));
	commit(w, t);
	return id;
}

static int64_t insert_roster(struct desk_world *w, const struct roster *r)
{
	struct txn *t = begin(w, "roster-edit");
	int64_t id;

	must(w, roster_insert(t, r, &id, &w->e));
	commit(w, t);
	return id;
}

int64_t add_roster(struct desk_world *w, int64_t resource, int64_t branch, const char *kind,
    int weekday, int from_min, int to_min)
{
	struct roster r = { .resource_id = resource, .branch_id = branch, .weekday = weekday,
		.from_min = from_min, .to_min = to_min };

	text_copy(r.kind, sizeof r.kind, kind);
	return insert_roster(w, &r);
}

int64_t add_roster_days(struct desk_world *w, int64_t resource, int64_t branch, const char *kind,
    int from, int to, int from_min, int to_min)
{
	struct roster r = { .resource_id = resource, .branch_id = branch, .from_min = from_min,
		.to_min = to_min };

	text_copy(r.kind, sizeof r.kind, kind);
	day_text(w, from, r.from_day);
	day_text(w, to, r.to_day);
	return insert_roster(w, &r);
}

int64_t add_absence(struct desk_world *w, int64_t resource, const char *kind, int64_t start,
    int64_t end)
{
	struct absence a = { .resource_id = resource, .start_at = start, .end_at = end };
	struct txn *t = begin(w, "roster-edit");
	int64_t id;

	text_copy(a.kind, sizeof a.kind, kind);
	day_format(zone_local(w->d.zone, start).day, a.day);
	must(w, absence_insert(t, &a, &id, &w->e));
	commit(w, t);
	return id;
}

void add_travel(struct desk_world *w, int64_t a, int64_t b, int minutes)
{
	struct txn *t = begin(w, "roster-edit");

	must(w, travel_set(t, a, b, minutes, &w->e));
	commit(w, t);
}

static int64_t add_person(struct desk_world *w, struct txn *t, const char *name, int64_t home)
{
	struct staff p = { .branch_id = home };
	int64_t id;

	text_copy(p.code, sizeof p.code, name);
	text_copy(p.name, sizeof p.name, name);
	must(w, staff_insert(t, &p, &id, &w->e));
	return id;
}

int64_t add_thing(struct desk_world *w, const char *kind, const char *name, int64_t branch,
    int64_t home)
{
	struct resource r = { .branch_id = branch };
	struct txn *t = begin(w, "staff-edit");
	int64_t id;

	text_copy(r.kind, sizeof r.kind, kind);
	text_copy(r.code, sizeof r.code, name);
	text_copy(r.name, sizeof r.name, name);
	if (!strcmp(kind, "staff"))
		r.staff_id = add_person(w, t, name, home);
	must(w, resource_insert(t, &r, &id, &w->e));
	commit(w, t);
	return id;
}

void set_thing_state(struct desk_world *w, int64_t resource, const char *state)
{
	struct txn *t = begin(w, "resource-edit");

	must(w, resource_set_state(t, resource, state, &w->e));
	commit(w, t);
}

int64_t add_service(struct desk_world *w, const char *code, int minutes, int rank)
{
	struct service v = { .minutes = minutes, .rank = rank };
	struct txn *t = begin(w, "resource-edit");
	int64_t id;

	text_copy(v.code, sizeof v.code, code);
	text_copy(v.name, sizeof v.name, code);
	must(w, service_insert(t, &v, &id, &w->e));
	commit(w, t);
	return id;
}

void add_need(struct desk_world *w, int64_t service, struct need_row n)
{
	struct need row = { .service_id = service, .line = n.line, .same_line = n.same_line,
		.prep_min = n.prep, .clean_min = n.clean, .from_min = n.from,
		.for_min = n.for_min };
	struct txn *t = begin(w, "resource-edit");
	int64_t id;

	text_copy(row.kind, sizeof row.kind, n.kind);
	text_copy(row.skill, sizeof row.skill, n.skill);
	must(w, need_insert(t, &row, &id, &w->e));
	commit(w, t);
}

void add_skill(struct desk_world *w, int64_t resource, const char *skill)
{
	struct txn *t = begin(w, "resource-edit");

	must(w, skill_set(t, resource, skill, true, &w->e));
	commit(w, t);
}

void set_setting(struct desk_world *w, const char *key, const char *value)
{
	struct txn *t = begin(w, "site-edit");

	must(w, setting_set(t, key, value, &w->e));
	commit(w, t);
}

int64_t take_time(struct desk_world *w, int64_t client, int64_t branch, const int64_t *resources,
    int64_t start, int64_t end)
{
	struct appointment row = { .branch_id = branch, .client_id = client, .start_at = start,
		.end_at = end };
	struct take take[BOOKING_PARTS] = { { 0 } };
	struct appointment_new a = { .row = &row, .take = take };
	struct txn *t = begin(w, "appt-book");
	int64_t id;

	for (; *resources; resources++)
		take[a.ntake++].resource_id = *resources;
	day_format(zone_local(w->d.zone, start).day, row.day);
	must(w, appointment_insert(t, &a, &id, &w->e));
	commit(w, t);
	return id;
}
