/* People, places, things, services and hours through their shipped forms; absences and the
 * appointments that they touch; roles, skills and ways between branches. */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>

#include "data/disruption.h"
#include "data/hours.h"
#include "data/need.h"
#include "data/record.h"
#include "data/resource.h"
#include "desk/absence.h"
#include "desk/house.h"
#include "desk/late.h"
#include "desk/rows.h"
#include "desk/undo.h"
#include "form/form_edit.h"

/* ---- forms, by their name ---- */

static struct form *shipped(struct desk_world *w, const char *name)
{
	struct fault_list faults = { 0 };
	struct form *f = NULL;
	char path[64];

	snprintf(path, sizeof path, "forms/%s.cfg", name);
	must(w, form_load(path, &f, &faults, &w->e));
	must(w, form_bind(f, &faults, &w->e));
	fault_list_free(&faults);
	return f;
}

static struct form_edit *open_on(struct desk_world *w, struct desk *d, const char *name,
    int64_t id)
{
	struct form *f = shipped(w, name);
	struct form_env env;
	struct form_edit *x = NULL;

	rows_env(d, rows_kind(name), &env);
	if (id)
		must(w, form_edit_open(f, &env, id, &x, &w->e));
	else
		x = form_edit_new(f, &env);
	form_free(f);
	return x;
}

static struct form_edit *open_row(struct desk_world *w, const char *name, int64_t id)
{
	return open_on(w, &w->d, name, id);
}

static void type(struct desk_world *w, struct form_edit *x, const char *name, const char *text)
{
	must(w, form_edit_set_text(x, form_field_index(form_edit_form(x), name), text, &w->e));
}

static const char *shown(struct form_edit *x, const char *name)
{
	static char text[200];
	struct buf out = { 0 };

	form_edit_text(x, form_field_index(form_edit_form(x), name), &out);
	text_copy(text, sizeof text, buf_str(&out));
	buf_free(&out);
	return text;
}

static enum err_code try_save(struct desk_world *w, struct form_edit *x, int64_t owner,
    int64_t *id)
{
	struct conflict_list clash = { 0 };
	enum err_code rc = rows_save(&w->d, x, owner, &clash, id, &w->e);

	conflict_list_free(&clash);
	return rc;
}

static int64_t save(struct desk_world *w, struct form_edit *x, int64_t owner)
{
	int64_t id;

	must(w, try_save(w, x, owner, &id));
	form_edit_free(x);
	return id;
}

static void set_state(struct desk_world *w, const char *form, int64_t id, const char *state)
{
	must(w, rows_set_state(&w->d, rows_kind(form), id, state, "because", &w->e));
}

/* ---- every kind ---- */

static void every_form_has_its_kind(void **state)
{
	struct desk_world *w = *state;

	static const char *const names[] = { "staff", "branch", "resource", "service", "need",
		"opening", "roster", "absence", "dependant", "goods", "product", "indicator" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct form *f = shipped(w, names[i]);
		const struct rows_kind *k = rows_kind(names[i]);

		assert_non_null(k);
		assert_string_equal(k->table, f->table);
		assert_ptr_equal(k, rows_kind_of_table(f->table));
		form_free(f);
	}
	assert_null(rows_kind("client"));
}

/* ---- people ---- */

static void somebody_is_taken_on_and_leaves(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id, undone;

	act_as(w, w->wl, 0);
	x = open_row(w, "staff", 0);
	assert_string_equal(shown(x, "branch"), "静安");
	type(w, x, "name", "周敏");
	type(w, x, "code", "zm");
	type(w, x, "full_time", "0");
	type(w, x, "agreement", "half days");
	type(w, x, "agreement_until", "2027-3-31");
	type(w, x, "certificates", "licence 4711");
	type(w, x, "verified_by", "吴磊");
	id = save(w, x, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM staff WHERE id = %lld AND code = 'zm' AND"
	    " full_time = 0 AND agreement_until = '2027-03-31' AND branch_id = %lld AND"
	    " verified_by = %lld AND rev = %lld", (long long)id, (long long)w->ja,
	    (long long)w->wl, (long long)last_action(w)), 1);
	set_state(w, "staff", id, "retired");
	assert_int_equal(number(w, "SELECT count(*) FROM staff WHERE id = %lld AND"
	    " state = 'retired'", (long long)id), 1);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM staff WHERE id = %lld AND state = 'on'",
	    (long long)id), 1);
}

static void a_code_is_one_persons(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id, before;

	act_as(w, w->wl, 0);
	before = last_action(w);
	x = open_row(w, "staff", 0);
	type(w, x, "name", "周敏");
	type(w, x, "code", "Zm");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "small letter");
	type(w, x, "code", "cl");
	refused(w, try_save(w, x, 0, &id), ERR_DUPLICATE, "belongs to 陈立");
	form_edit_free(x);
	assert_int_equal(last_action(w), before);
}

static void nobody_vouches_for_the_own_certificates(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id;

	act_as(w, w->wl, 0);
	x = open_row(w, "staff", w->cl);
	type(w, x, "verified_by", "陈立");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "Somebody else");
	form_edit_free(x);
}

static void the_front_desk_changes_nobody(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = open_row(w, "staff", w->cl);
	int64_t id;

	type(w, x, "region", "Shanghai");
	refused(w, try_save(w, x, 0, &id), ERR_DENIED, "Not your right: change staff and roles");
	form_edit_free(x);
	refused(w, rows_set_state(&w->d, rows_kind("staff"), w->cl, "out", "", &w->e), ERR_DENIED,
	    "Not your right");
}

static void two_managers_change_one_person(void **state)
{
	struct desk_world *w = *state;
	struct desk other;
	struct form_edit *mine, *theirs;
	struct conflict_list clash = { 0 };
	int64_t id;

	act_as(w, w->wl, 0);
	other_terminal(w, &other, w->admin, "T2");
	mine = open_row(w, "staff", w->cl);
	theirs = open_on(w, &other, "staff", w->cl);
	type(w, mine, "region", "Shanghai");
	type(w, theirs, "speciality", "skin");
	must(w, rows_save(&other, theirs, 0, &clash, &id, &w->e));
	must(w, try_save(w, mine, 0, &id));     /* another field: both stay */
	type(w, mine, "years", "8");
	type(w, theirs, "years", "9");
	must(w, rows_save(&other, theirs, 0, &clash, &id, &w->e));
	refused(w, try_save(w, mine, 0, &id), ERR_CONFLICT, "changed meanwhile");
	assert_int_equal(form_edit_open_conflicts(mine), 1);
	must(w, form_edit_resolve(mine, form_field_index(form_edit_form(mine), "years"),
	    CONFLICT_MINE, &w->e));
	must(w, try_save(w, mine, 0, &id));
	assert_int_equal(number(w, "SELECT count(*) FROM staff WHERE id = %lld AND years = 8 AND"
	    " region = 'Shanghai' AND speciality = 'skin'", (long long)w->cl), 1);
	conflict_list_free(&clash);
	form_edit_free(mine);
	form_edit_free(theirs);
	desk_close(&other);
}

/* ---- places and things ---- */

static void only_head_office_edits_branches(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id;

	act_as(w, w->wl, 0);
	x = open_row(w, "branch", w->pd);
	type(w, x, "in_charge", "郑洁");
	refused(w, try_save(w, x, 0, &id), ERR_DENIED, "change site, branches");
	form_edit_free(x);
	act_as(w, w->admin, 0);
	x = open_row(w, "branch", w->pd);
	type(w, x, "in_charge", "郑洁");
	type(w, x, "agreement_kind", "franchise 2026");
	type(w, x, "agreement_day", "2026-1-1");
	type(w, x, "close_min", "800");
	type(w, x, "open_min", "9");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "closes after it opens");
	type(w, x, "close_min", "2000");
	type(w, x, "zone", "2");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "time zone");
	type(w, x, "zone", "Asia/Shanghai");
	save(w, x, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM branch WHERE id = %lld AND"
	    " in_charge = '郑洁' AND close_min = 1200 AND agreement_day = '2026-01-01'",
	    (long long)w->pd), 1);
	refused(w, rows_set_state(&w->d, rows_kind("branch"), w->ja, "retired", "", &w->e),
	    ERR_CONFLICT, "works in that branch");
}

static void a_booked_room_stays(void **state)
{
	struct desk_world *w = *state;

	book(w, w->ann, w->r1, at(w, 1, 10, 0), 30);
	act_as(w, w->wl, 0);
	refused(w, rows_set_state(&w->d, rows_kind("resource"), w->r1, "retired", "", &w->e),
	    ERR_CONFLICT, "1 appointment still takes R1");
	set_state(w, "resource", w->r2, "out");
	assert_int_equal(number(w, "SELECT count(*) FROM resource WHERE id = %lld AND"
	    " state = 'out'", (long long)w->r2), 1);
}

static void a_person_becomes_bookable_once(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id, again;

	act_as(w, w->wl, 0);
	must(w, house_bookable(&w->d, w->wf, &id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM resource WHERE id = %lld AND code = 'wf'"
	    " AND kind = 'staff' AND staff_id = %lld", (long long)id, (long long)w->wf), 1);
	must(w, house_bookable(&w->d, w->wf, &again, &w->e));
	assert_int_equal(id, again);
	x = open_row(w, "resource", 0);
	type(w, x, "kind", "person");
	type(w, x, "name", "李婷");
	type(w, x, "code", "lt");
	refused(w, try_save(w, x, 0, &again), ERR_INVALID, "list of people");
	form_edit_free(x);
}

/* ---- services ---- */

static void a_service_has_its_deposit_in_whole_units(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;

	act_as(w, w->wl, 0);
	x = open_row(w, "service", w->consult);
	assert_string_equal(shown(x, "deposit"), "");
	type(w, x, "deposit", "200.5");
	type(w, x, "advice", "请提前十分钟到店");
	save(w, x, 0);
	assert_int_equal(number(w, "SELECT deposit FROM service WHERE id = %lld",
	    (long long)w->consult), 20050);
	x = open_row(w, "service", w->consult);
	assert_string_equal(shown(x, "deposit"), "200.50");
	type(w, x, "deposit", "");
	save(w, x, 0);
	assert_int_equal(number(w, "SELECT deposit FROM service WHERE id = %lld",
	    (long long)w->consult), 0);
}

static void an_indicator_keeps_its_limits_in_order(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id;

	act_as(w, w->wl, 0);
	x = open_row(w, "indicator", 0);
	type(w, x, "name", "颈围");
	type(w, x, "code", "neck");
	type(w, x, "unit", "cm");
	type(w, x, "chart", "neck");
	type(w, x, "min", "60");
	type(w, x, "max", "20.5");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "above the smallest");
	type(w, x, "min", "20.5");
	type(w, x, "max", "60");
	type(w, x, "low", "40");
	type(w, x, "high", "30");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "ends above");
	type(w, x, "low", "");
	save(w, x, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM indicator WHERE code = 'neck' AND"
	    " min = 20.5 AND low IS NULL AND high = 30"), 1);
	x = open_row(w, "indicator", 0);
	type(w, x, "name", "脖围");
	type(w, x, "code", "neck");
	type(w, x, "unit", "cm");
	type(w, x, "chart", "neck");
	type(w, x, "min", "1");
	type(w, x, "max", "2");
	refused(w, try_save(w, x, 0, &id), ERR_DUPLICATE, "belongs to");
	form_edit_free(x);
}

/* What a sum is depends on the currency of the site: 12.345 is one in Kuwait, 1.2k anywhere. */
static void money_is_of_the_site_s_currency(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int field;

	act_as(w, w->wl, 0);
	text_copy(w->d.currency, sizeof w->d.currency, "KWD");
	x = open_row(w, "service", w->consult);
	type(w, x, "deposit", "12.345");
	save(w, x, 0);
	assert_int_equal(number(w, "SELECT deposit FROM service WHERE id = %lld",
	    (long long)w->consult), 12345);
	text_copy(w->d.currency, sizeof w->d.currency, "JPY");
	x = open_row(w, "service", w->consult);
	assert_string_equal(shown(x, "deposit"), "12,345");
	field = form_field_index(form_edit_form(x), "deposit");
	refused(w, form_edit_set_text(x, field, "12.5", &w->e), ERR_INVALID, "JPY has no decimals");
	refused(w, form_edit_set_text(x, field, "-5", &w->e), ERR_INVALID, "below 0");
	type(w, x, "deposit", "1.2k");
	save(w, x, 0);
	assert_int_equal(number(w, "SELECT deposit FROM service WHERE id = %lld",
	    (long long)w->consult), 1200);
}

static void what_a_service_takes(void **state)
{
	struct desk_world *w = *state;
	struct need_list l = { 0 };
	struct form_edit *x;
	int64_t id;

	act_as(w, w->wl, 0);
	x = open_row(w, "need", 0);
	type(w, x, "line", "1");
	type(w, x, "kind", "person");
	type(w, x, "skill", "expert");
	type(w, x, "for_min", "20");
	id = save(w, x, w->laser_service);
	must(w, need_list(w->s, w->laser_service, false, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].skill, "expert");
	assert_int_equal(l.v[0].for_min, 20);
	x = open_row(w, "need", id);
	type(w, x, "same_line", "1");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "smaller number");
	type(w, x, "same_line", "");
	type(w, x, "skill", "");        /* emptied: anybody */
	type(w, x, "for_min", "");
	save(w, x, 0);
	must(w, need_list(w->s, w->laser_service, false, &l, &w->e));
	assert_string_equal(l.v[0].skill, "");
	assert_int_equal(l.v[0].for_min, 0);
	/* Two lines of one number would be changed one for the other. */
	x = open_row(w, "need", 0);
	type(w, x, "line", "1");
	type(w, x, "kind", "room");
	refused(w, try_save(w, x, w->laser_service, &id), ERR_DUPLICATE, "has that line already");
	type(w, x, "line", "2");
	save(w, x, w->laser_service);
	need_list_free(&l);
}

static void a_skill_is_one_word(void **state)
{
	struct desk_world *w = *state;
	struct skill_list l = { 0 };
	int64_t before;

	act_as(w, w->wl, 0);
	must(w, house_skill(&w->d, w->laser, "laser", true, &w->e));
	before = last_action(w);
	must(w, house_skill(&w->d, w->laser, "laser", true, &w->e));
	assert_int_equal(last_action(w), before);
	refused(w, house_skill(&w->d, w->laser, "two words", true, &w->e), ERR_INVALID, "One word");
	must(w, skill_list(w->s, w->laser, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, house_skill(&w->d, w->laser, "laser", false, &w->e));
	must(w, skill_list(w->s, w->laser, &l, &w->e));
	assert_int_equal(l.n, 0);
	skill_list_free(&l);
	act_as(w, w->wf, 0);
	refused(w, house_skill(&w->d, w->laser, "laser", true, &w->e), ERR_DENIED,
	    "Not your right");
}

static void no_role_is_handed_up(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->wl, 0);
	must(w, house_role(&w->d, w->cl, "reception", w->ja, true, true, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM staff_role WHERE staff_id = %lld AND"
	    " main = 1 AND role = 'reception'", (long long)w->cl), 1);
	/* The manager may not edit the site: nobody becomes more than that by him. */
	refused(w, house_role(&w->d, w->cl, "admin", 0, true, false, &w->e), ERR_DENIED,
	    "what you may not");
	refused(w, house_role(&w->d, w->wl, "manager", 0, false, false, &w->e), ERR_CONFLICT,
	    "Nobody takes the own roles away");
	refused(w, house_role(&w->d, w->cl, "wizard", 0, true, false, &w->e), ERR_INVALID,
	    "no role \"wizard\"");
	must(w, house_role(&w->d, w->cl, "reception", w->ja, false, false, &w->e));
	refused(w, house_role(&w->d, w->cl, "reception", w->ja, false, false, &w->e),
	    ERR_NOTFOUND, "has no role");
}

static void the_way_between_branches(void **state)
{
	struct desk_world *w = *state;
	struct travel_list l = { 0 };

	act_as(w, w->admin, 0);
	must(w, house_travel(&w->d, w->pd, w->ja, 45, &w->e));
	must(w, travel_list(w->s, w->ja, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].minutes, 45);
	refused(w, house_travel(&w->d, w->ja, w->ja, 45, &w->e), ERR_INVALID, "Two different");
	travel_list_free(&l);
}

/* ---- hours ---- */

static void a_holiday_closes_every_branch(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id;

	act_as(w, w->wl, 0);
	x = open_row(w, "opening", 0);
	type(w, x, "branch", "");
	type(w, x, "from_day", "2027-1-1");
	type(w, x, "open_min", "900");
	type(w, x, "close_min", "900");
	type(w, x, "reason", "New Year");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "Two days");
	type(w, x, "to_day", "2026-12-31");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "before the first");
	type(w, x, "to_day", "2027-1-1");
	id = save(w, x, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM opening WHERE id = %lld AND branch_id"
	    " IS NULL AND weekday = 0 AND open_min = close_min", (long long)id), 1);
	x = open_row(w, "opening", 0);
	type(w, x, "weekday", "Sun");
	type(w, x, "open_min", "10");
	type(w, x, "close_min", "9");
	refused(w, try_save(w, x, 0, &id), ERR_INVALID, "closed all day");
	type(w, x, "close_min", "1600");
	id = save(w, x, 0);
	assert_int_equal(number(w, "SELECT weekday FROM opening WHERE id = %lld",
	    (long long)id), 7);
}

static void one_row_of_a_roster(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id;

	act_as(w, w->wl, 0);
	x = open_row(w, "roster", 0);
	type(w, x, "weekday", "Wed");
	type(w, x, "from_min", "1300");
	type(w, x, "to_min", "12");
	refused(w, try_save(w, x, w->r_cl, &id), ERR_INVALID, "end comes before");
	type(w, x, "to_min", "18");
	id = save(w, x, w->r_cl);
	assert_int_equal(number(w, "SELECT count(*) FROM roster WHERE id = %lld AND resource_id ="
	    " %lld AND weekday = 3 AND from_min = 780 AND kind = 'work'", (long long)id,
	    (long long)w->r_cl), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE id = %lld AND name ="
	    " 'roster-edit' AND subject = 'resource:%lld'", (long long)last_action(w),
	    (long long)w->r_cl), 1);
	set_state(w, "roster", id, "retired");
}

/* ---- absences ---- */

static struct absence away(struct desk_world *w, int64_t resource, int from_day, int from_hour,
    int to_day, int to_hour)
{
	return (struct absence){ .resource_id = resource, .kind = "ill", .reason = "fever",
		.start_at = at(w, from_day, from_hour, 0), .end_at = at(w, to_day, to_hour, 0) };
}

static int waiting(struct desk_world *w, int64_t absence)
{
	int64_t all, open;

	must(w, disruption_count(w->s, absence, &all, &open, &w->e));
	return (int)open;
}

static const char *state_of(struct desk_world *w, int64_t absence, int64_t appointment)
{
	static char text[40];
	char sql[200];

	snprintf(sql, sizeof sql, "SELECT state FROM disruption WHERE absence_id = %lld AND"
	    " appointment_id = %lld", (long long)absence, (long long)appointment);
	return text_of(w, sql, text, sizeof text);
}

static void an_absence_puts_what_it_touches_on_the_list(void **state)
{
	struct desk_world *w = *state;
	struct absence_result done;
	struct absence a = away(w, w->r_cl, 1, 13, 2, 18);
	int64_t in = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	int64_t before = book(w, w->cid, w->r_cl, at(w, 1, 12, 0), 60);
	int64_t edge = book(w, w->bob, w->r_cl, at(w, 2, 17, 45), 30);
	int64_t other = book(w, w->cid, w->r_ly, at(w, 1, 15, 0), 30);
	int64_t actions = last_action(w);

	must(w, absence_add(&w->d, &a, &done, &w->e));
	assert_int_equal(done.touched, 2);
	assert_int_equal(last_action(w), actions + 1);          /* one action for it all */
	assert_string_equal(state_of(w, done.id, in), "open");
	assert_string_equal(state_of(w, done.id, edge), "open");
	assert_int_equal(number(w, "SELECT count(*) FROM disruption WHERE appointment_id IN"
	    " (%lld, %lld)", (long long)before, (long long)other), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM absence WHERE id = %lld AND day ="
	    " '2026-11-25' AND created_by = %lld", (long long)done.id, (long long)w->wf), 1);
	refused(w, absence_add(&w->d, &a, &done, &w->e), ERR_DUPLICATE, "already");
}

static void a_shorter_absence_gives_back_what_was_not_moved(void **state)
{
	struct desk_world *w = *state;
	struct absence_result done;
	struct absence a = away(w, w->r_cl, 1, 9, 3, 18);
	int64_t first = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	int64_t second = book(w, w->bob, w->r_cl, at(w, 2, 15, 0), 30);
	int64_t third = book(w, w->cid, w->r_cl, at(w, 3, 15, 0), 30);
	int64_t id;

	must(w, absence_add(&w->d, &a, &done, &w->e));
	assert_int_equal(done.touched, 3);
	id = a.id = done.id;
	a.end_at = at(w, 1, 18, 0);
	must(w, absence_change(&w->d, &a, &done, &w->e));
	assert_int_equal(done.closed, 2);
	assert_string_equal(state_of(w, id, first), "open");
	assert_string_equal(state_of(w, id, second), "kept");
	/* Longer again: what only came off by the time is back; nobody's own decision is lost. */
	a.end_at = at(w, 2, 18, 0);
	must(w, absence_change(&w->d, &a, &done, &w->e));
	assert_string_equal(state_of(w, id, second), "open");
	assert_string_equal(state_of(w, id, third), "kept");
	assert_int_equal(waiting(w, id), 2);
}

static void an_absence_ends_now_or_never_was(void **state)
{
	struct desk_world *w = *state;
	struct absence_result done;
	struct absence runs = away(w, w->r_cl, 0, 9, 1, 18), ahead = away(w, w->r_ly, 2, 9, 3, 18);
	int64_t later;

	book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	must(w, absence_add(&w->d, &runs, &done, &w->e));
	assert_int_equal(waiting(w, done.id), 1);
	must(w, absence_end(&w->d, done.id, "well again", &done, &w->e));
	assert_int_equal(done.closed, 1);
	assert_int_equal(number(w, "SELECT end_at FROM absence WHERE id = %lld",
	    (long long)done.id), HELP_NOW);
	refused(w, absence_end(&w->d, done.id, "", &done, &w->e), ERR_CONFLICT, "over already");
	must(w, absence_add(&w->d, &ahead, &done, &w->e));
	later = done.id;
	must(w, absence_end(&w->d, later, "", &done, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM absence WHERE id = %lld AND"
	    " state = 'retired'", (long long)later), 1);
}

static void an_absence_goes_back_with_its_list(void **state)
{
	struct desk_world *w = *state;
	struct absence_result done;
	struct absence a = away(w, w->r_cl, 1, 9, 1, 18);
	int64_t id;

	book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	must(w, absence_add(&w->d, &a, &done, &w->e));
	must(w, undo_action(&w->d, last_action(w), false, NULL, &id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM disruption"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM absence"), 0);
}

static void an_absence_in_its_form(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = open_row(w, "absence", 0);
	int64_t id;

	assert_string_equal(shown(x, "from"), "09:00");
	type(w, x, "kind", "ill");
	type(w, x, "day", "tm");
	type(w, x, "to_day", "tm");
	type(w, x, "to", "8");
	refused(w, try_save(w, x, w->r_cl, &id), ERR_INVALID, "end comes before");
	type(w, x, "to", "1800");
	id = save(w, x, w->r_cl);
	assert_int_equal(number(w, "SELECT start_at FROM absence WHERE id = %lld",
	    (long long)id), at(w, 1, 9, 0));
	x = open_row(w, "absence", id);
	assert_string_equal(shown(x, "to"), "18:00");
	type(w, x, "to", "1230");
	save(w, x, 0);
	assert_int_equal(number(w, "SELECT end_at FROM absence WHERE id = %lld",
	    (long long)id), at(w, 1, 12, 30));
}

static void who_may_record_an_absence(void **state)
{
	struct desk_world *w = *state;
	struct absence_result done;
	struct absence a = away(w, w->r_ly, 1, 9, 1, 18);

	act_as(w, w->cl, 0);
	refused(w, absence_add(&w->d, &a, &done, &w->e), ERR_DENIED, "Not your right");
	a.end_at = a.start_at;
	refused(w, absence_add(&w->d, &a, &done, &w->e), ERR_INVALID, "end comes before");
}

/* ---- other branches ---- */

/* 李婷 is manager of 浦东 and nobody in 静安. */
static void as_manager_of_pd(struct desk_world *w)
{
	act_as(w, w->admin, 0);
	must(w, house_role(&w->d, w->lt, "manager", w->pd, true, false, &w->e));
	act_as(w, w->lt, 0);
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
}

static void what_stands_elsewhere_is_out_of_reach(void **state)
{
	static const char no[] = "Not your right in that branch";
	struct desk_world *w = *state;
	struct absence_result done;
	struct late_result late;
	struct absence a = away(w, w->r2, 1, 9, 1, 18);
	int64_t id, ja = w->ja;
	char row[24];

	must(w, absence_add(&w->d, &a, &done, &w->e));
	as_manager_of_pd(w);
	refused(w, rows_set_state(&w->d, rows_kind("resource"), w->r2, "out", "", &w->e),
	    ERR_DENIED, no);
	refused(w, house_skill(&w->d, w->r2, "laser", true, &w->e), ERR_DENIED, no);
	refused(w, house_bookable(&w->d, w->wf, &id, &w->e), ERR_DENIED, no);
	refused(w, rows_set_state(&w->d, rows_kind("staff"), w->wf, "retired", "", &w->e),
	    ERR_DENIED, no);
	refused(w, absence_end(&w->d, done.id, "", &done, &w->e), ERR_DENIED, no);
	a.resource_id = w->r1;
	refused(w, absence_add(&w->d, &a, &done, &w->e), ERR_DENIED, no);
	refused(w, late_set(&w->d, w->r_cl, 20, &late, &w->e), ERR_DENIED, no);
	set_state(w, "resource", w->p1, "out");
	set_state(w, "resource", w->p1, "on");
	snprintf(row, sizeof row, "%lld", (long long)ja);
	assert_int_equal(number(w, "SELECT count(*) FROM resource WHERE branch_id = %s AND"
	    " state != 'on'", row), 0);
}

/* Neither is a room carried off, nor are hours of another branch written, nor those of all. */
static void nothing_is_put_elsewhere(void **state)
{
	static const char no[] = "Not your right in that branch";
	struct desk_world *w = *state;
	struct form_edit *x;
	int64_t id;

	as_manager_of_pd(w);
	x = open_row(w, "resource", w->r2);
	type(w, x, "branch", "浦东");
	refused(w, try_save(w, x, 0, &id), ERR_DENIED, no);
	form_edit_free(x);
	x = open_row(w, "resource", w->p1);
	type(w, x, "branch", "静安");
	refused(w, try_save(w, x, 0, &id), ERR_DENIED, no);
	form_edit_free(x);
	x = open_row(w, "opening", 0);
	type(w, x, "weekday", "Sun");
	type(w, x, "open_min", "900");
	type(w, x, "close_min", "900");
	type(w, x, "branch", "静安");
	refused(w, try_save(w, x, 0, &id), ERR_DENIED, no);
	type(w, x, "branch", "");
	refused(w, try_save(w, x, 0, &id), ERR_DENIED, no);
	type(w, x, "branch", "浦东");
	save(w, x, 0);
	act_as(w, w->wl, 0);
	must(w, desk_set_branch(&w->d, w->ja, &w->e));
	x = open_row(w, "roster", 0);
	type(w, x, "weekday", "Wed");
	type(w, x, "from_min", "9");
	type(w, x, "to_min", "12");
	id = save(w, x, w->r_cl);
	as_manager_of_pd(w);
	refused(w, rows_set_state(&w->d, rows_kind("roster"), id, "retired", "", &w->e),
	    ERR_DENIED, no);
}

static void a_day_is_ticked_as_looked_at(void **state)
{
	struct desk_world *w = *state;
	int32_t day = desk_today(&w->d) + 1;
	static const char sql[] = "SELECT count(*) FROM mark WHERE kind = 'review' AND day ="
	    " '2026-11-25' AND state = 'on'";

	act_as(w, w->wl, 0);
	must(w, house_review(&w->d, day, true, &w->e));
	assert_int_equal(number(w, sql), 1);
	must(w, house_review(&w->d, day, false, &w->e));
	assert_int_equal(number(w, sql), 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_form_has_its_kind), T(somebody_is_taken_on_and_leaves),
		T(a_code_is_one_persons), T(nobody_vouches_for_the_own_certificates),
		T(the_front_desk_changes_nobody), T(two_managers_change_one_person),
		T(only_head_office_edits_branches), T(a_booked_room_stays),
		T(a_person_becomes_bookable_once), T(a_service_has_its_deposit_in_whole_units),
		T(an_indicator_keeps_its_limits_in_order),
		T(money_is_of_the_site_s_currency),
		T(what_a_service_takes), T(a_skill_is_one_word), T(no_role_is_handed_up),
		T(the_way_between_branches), T(a_holiday_closes_every_branch),
		T(one_row_of_a_roster), T(an_absence_puts_what_it_touches_on_the_list),
		T(a_shorter_absence_gives_back_what_was_not_moved),
		T(an_absence_ends_now_or_never_was), T(an_absence_goes_back_with_its_list),
		T(an_absence_in_its_form), T(who_may_record_an_absence),
		T(what_stands_elsewhere_is_out_of_reach),
		T(nothing_is_put_elsewhere),
		T(a_day_is_ticked_as_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
