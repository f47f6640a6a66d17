/* Finding times: who is taken when anybody will do, what is wanted, parts and preparation, several
 * services on a day, and the words when nothing fits. */
#include "hours_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/flag.h"
#include "data/hours.h"
#include "data/record.h"
#include "desk/free.h"

#define NOT "Not booked."

/* A service with an expert, a room and a device: `laser` of the house. */
static int setup(void **state)
{
	struct desk_world *w;
	int rc = desk_setup(state);

	if (rc)
		return rc;
	w = *state;
	add_need(w, w->laser_service, (struct need_row){ 1, "staff", "expert", 0, 0, 0, 0, 0 });
	add_need(w, w->laser_service, (struct need_row){ 2, "room", "", 0, 0, 0, 0, 0 });
	add_need(w, w->laser_service, (struct need_row){ 3, "device", "laser", 0, 0, 0, 0, 0 });
	add_skill(w, w->laser, "laser");
	return 0;
}

static struct free_wish wish(int64_t service)
{
	return (struct free_wish){ .service = { service }, .nservices = 1, .from_day = DAY_NONE,
		.days = 7, .count = 3 };
}

static struct free_wish tomorrow(struct desk_world *w, int64_t service)
{
	struct free_wish x = wish(service);

	x.from_day = desk_today(&w->d) + 1;
	return x;
}

static int64_t taken_of(const struct free_time *t, size_t i)
{
	return i < t->nparts ? t->part[i].resource_id : 0;
}

/* Who leads the first time that is found. */
static int64_t first_lead(struct desk_world *w, const struct free_wish *x)
{
	struct free_list l = { 0 };
	int64_t lead;

	must(w, free_find(&w->d, x, &l, &w->e));
	lead = l.n ? l.v[0].lead_id : 0;
	free_list_free(&l);
	return lead;
}

/* What FIND has found first, as "HH:MM". */
static const char *first_time(struct desk_world *w, const struct free_wish *x)
{
	static char out[40];
	struct free_list l = { 0 };

	must(w, free_find(&w->d, x, &l, &w->e));
	text_copy(out, sizeof out, "none");
	if (l.n)
		desk_clock_text(&w->d, l.v[0].start_at, out, sizeof out);
	free_list_free(&l);
	return out;
}

static void set_column(struct desk_world *w, const char *table, int64_t id, const char *column,
    int64_t value)
{
	struct action_head head = { .name = "resource-edit" };
	struct change set = { .column = column, .value = { .type = VALUE_INT, .i = value } };
	struct conflict_list none = { 0 };
	struct record r;
	struct actor who = w->d.who;
	struct txn *t;

	who.staff_id = w->admin;
	must(w, record_load(w->s, table, id, &r, &w->e));
	set.base = *record_get(&r, column);
	must(w, action_begin(w->s, &who, &head, &t, &w->e));
	must(w, record_update(t, table, id, &set, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	record_free(&r);
}

/* ---- one service ---- */

static void the_next_times_with_everything_they_take(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);
	struct free_list l = { 0 };

	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 3);
	/* It is 14:32: from the next five minutes on, at the quarters of the hour. */
	assert_int_equal(l.v[0].start_at, at(w, 0, 14, 45));
	assert_int_equal(l.v[1].start_at, at(w, 0, 15, 0));
	assert_int_equal(l.v[0].end_at - l.v[0].start_at, 3600);
	assert_int_equal(l.v[0].nparts, 3);
	assert_int_equal(l.v[0].lead_id, w->r_cl);
	assert_int_equal(taken_of(&l.v[0], 0), w->r_cl);
	assert_int_equal(taken_of(&l.v[0], 1), w->r1);
	assert_int_equal(taken_of(&l.v[0], 2), w->laser);
	assert_string_equal(l.why, "");
	free_list_free(&l);
}

static void the_wish_narrows(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);
	struct free_list l = { 0 };

	x.from_min = HM(16, 0);
	x.to_min = HM(18, 0);
	x.one_a_day = true;
	x.weekdays = 1u << 3 | 1u << 4;         /* Thursday, Friday */
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].start_at, at(w, 2, 16, 0));
	assert_int_equal(l.v[1].start_at, at(w, 3, 16, 0));
	x.one_a_day = false;
	x.count = 100;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 10);              /* the promised time ends by 18:00 */
	assert_int_equal(l.v[9].start_at, at(w, 3, 17, 0));
	x.step_min = 30;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 6);
	x.not_before = at(w, 3, 16, 40);
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 1);
	free_list_free(&l);
}

static int32_t first_day(struct desk_world *w, const struct free_wish *x)
{
	struct free_list l = { 0 };
	int32_t day;

	must(w, free_find(&w->d, x, &l, &w->e));
	day = l.n ? zone_local(w->d.zone, l.v[0].start_at).day : DAY_NONE;
	free_list_free(&l);
	return day;
}

/* Who is proposed something is not proposed what stands in the book for that day already; who asks
 * for the day gets it, and so does somebody else. */
static void the_same_service_is_not_proposed_twice_on_a_day(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);
	struct booking_wish b = { .client_id = w->ann, .service_id = w->laser_service,
		.start_at = at(w, 1, 15, 0), .quiet = true };
	int64_t id;

	must(w, booking_book(&w->d, &b, 1, &id, &w->e));
	x.client_id = w->ann;
	assert_int_equal(first_day(w, &x), x.from_day);
	x.other_days = true;
	assert_int_equal(first_day(w, &x), x.from_day + 1);
	x.except = id;
	assert_int_equal(first_day(w, &x), x.from_day);
	x.except = 0;
	x.client_id = w->cid;
	assert_int_equal(first_day(w, &x), x.from_day);
	x.client_id = w->ann;
	must(w, booking_cancel(&w->d, id, "ill", &w->e));
	assert_int_equal(first_day(w, &x), x.from_day);
}

static void nothing_further_ahead_than_the_site_books(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);
	struct free_list l = { 0 };

	set_setting(w, "schedule.ahead", "2");
	x.one_a_day = true;
	x.count = 100;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_int_equal(l.days, 3);
	x.from_day = desk_today(&w->d) + 3;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 0);
	assert_string_equal(l.why, "Nothing is booked more than 2 days ahead.");
	free_list_free(&l);
}

static void an_unknown_service_is_not_found(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(999);
	struct free_list l = { 0 };

	refused(w, free_find(&w->d, &x, &l, &w->e), ERR_NOTFOUND, "no such service");
}

static void a_branch_without_the_thing_says_so(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);
	struct free_list l = { 0 };

	x.branch_id = w->pd;
	refused(w, free_find(&w->d, &x, &l, &w->e), ERR_INVALID,
	    "激光 needs a person good for \"expert\", and 浦东 has none. Take another branch.");
}

static void a_service_without_lines_takes_one_of_staff(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->consult);
	struct free_list l = { 0 };

	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].nparts, 1);
	assert_int_equal(l.v[0].lead_id, w->r_cl);
	/* What is wanted by name is taken with it. */
	x.with[0] = w->r2;
	x.nwith = 1;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].nparts, 2);
	assert_int_equal(taken_of(&l.v[0], 1), w->r2);
	free_list_free(&l);
}

/* ---- who is taken ---- */

static void the_usual_expert_comes_first(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);
	struct free_list l = { 0 };

	x.client_id = w->ann;
	assert_int_equal(first_lead(w, &x), w->r_cl);
	set_column(w, "client", w->ann, "expert_id",
	    number(w, "SELECT staff_id FROM resource WHERE id = %lld", (long long)w->r_ly));
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].lead_id, w->r_ly);
	assert_true(l.v[0].usual);
	free_list_free(&l);
}

static void then_whoever_has_least_on_that_day(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);

	book(w, w->bob, w->r_cl, at(w, 1, 18, 0), 30);
	assert_int_equal(first_lead(w, &x), w->r_ly);
	book(w, w->cid, w->r_ly, at(w, 1, 18, 0), 60);
	assert_int_equal(first_lead(w, &x), w->r_cl);
	/* Equal: the smaller rank, whatever the id. */
	book(w, w->bob, w->r_cl, at(w, 1, 18, 30), 30);
	assert_int_equal(first_lead(w, &x), w->r_cl);
	set_column(w, "resource", w->r_cl, "rank", 9);
	assert_int_equal(first_lead(w, &x), w->r_ly);
}

static void those_who_take_turns_take_them(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);
	int64_t a;

	set_column(w, "resource", w->r_ly, "rotation", 1);
	book(w, w->bob, w->r_ly, at(w, 1, 19, 0), 60);
	assert_int_equal(first_lead(w, &x), w->r_ly);   /* he alone takes turns */
	set_column(w, "resource", w->r_cl, "rotation", 1);
	assert_int_equal(first_lead(w, &x), w->r_cl);
	a = book(w, w->cid, w->r_cl, at(w, 1, 9, 0), 180);
	assert_int_equal(first_lead(w, &x), w->r_ly);
	x.from_min = HM(15, 0);
	x.to_min = HM(16, 0);
	assert_int_equal(first_lead(w, &x), w->r_cl);   /* one turn each, though the longer */
	/* Who was asked for by name has had no turn. */
	set_column(w, "appointment", number(w, "SELECT min(id) FROM appointment"), "asked", 1);
	assert_int_equal(first_lead(w, &x), w->r_ly);
	must(w, booking_cancel(&w->d, a, "ill", &w->e));
	assert_int_equal(first_lead(w, &x), w->r_cl);
}

static void the_rare_room_stays_free(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);
	struct free_list l = { 0 };

	add_skill(w, w->r1, "wide");
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(taken_of(&l.v[0], 1), w->r2);
	free_list_free(&l);
}

static void a_skill_of_ones_own_stands_instead_of_roles(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);

	add_skill(w, w->r_cl, "massage");       /* 陈立 is expert by role: no longer by that */
	assert_int_equal(first_lead(w, &x), w->r_ly);
}

static void above_a_load_it_warns(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);
	struct free_list l = { 0 };

	add_roster(w, w->r_cl, w->ja, "work", 0, HM(9, 0), HM(11, 0));
	book(w, w->bob, w->r_cl, at(w, 1, 9, 0), 60);
	x.with[0] = w->r_cl;
	x.nwith = 1;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_false(l.v[0].busy);
	set_setting(w, "schedule.load", "49");
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_true(l.v[0].busy);
	free_list_free(&l);
}

/* ---- who is wanted ---- */

static void who_is_wanted_is_not_replaced(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);
	struct free_list l = { 0 };

	book(w, w->bob, w->r_ly, at(w, 1, 9, 0), 120);
	x.with[x.nwith++] = w->r_ly;
	x.with[x.nwith++] = w->r2;
	x.with[x.nwith++] = w->p1;              /* of no use here */
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].start_at, at(w, 1, 11, 0));
	assert_int_equal(taken_of(&l.v[0], 0), w->r_ly);
	assert_int_equal(taken_of(&l.v[0], 1), w->r2);
	/* Either of two. */
	x.with[x.nwith++] = w->r_cl;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].start_at, at(w, 1, 9, 0));
	assert_int_equal(l.v[0].lead_id, w->r_cl);
	free_list_free(&l);
}

static void who_is_rather_taken_may_be_replaced(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);

	x.rather[x.nrather++] = w->r_ly;
	assert_int_equal(first_lead(w, &x), w->r_ly);
	book(w, w->bob, w->r_ly, at(w, 1, 9, 0), 120);
	assert_int_equal(first_lead(w, &x), w->r_cl);
}

/* One wanted for one of two lines that are alike: the other line may have anybody. */
static void one_wanted_of_two_alike(void **state)
{
	struct desk_world *w = *state;
	int64_t pair = add_service(w, "pair", 30, 0);
	struct free_wish x = tomorrow(w, pair);
	struct free_list l = { 0 };

	add_need(w, pair, (struct need_row){ 1, "staff", "expert", 0, 0, 0, 0, 0 });
	add_need(w, pair, (struct need_row){ 2, "staff", "expert", 0, 0, 0, 0, 0 });
	x.with[x.nwith++] = w->r_ly;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].nparts, 2);
	assert_true(taken_of(&l.v[0], 0) != taken_of(&l.v[0], 1));
	assert_int_equal(l.v[0].lead_id, w->r_ly);
	x.with[x.nwith++] = w->r_cl;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 3);
	book(w, w->bob, w->r_cl, at(w, 1, 9, 0), 60);
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].start_at, at(w, 1, 10, 0));
	free_list_free(&l);
}

static void a_flag_of_the_client_asks_for_its_room(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);
	struct action_head head = { .name = "client-edit" };
	struct free_list l = { 0 };
	struct txn *t;
	int64_t id;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, flag_set(t, w->ann, "wheelchair", NULL, NULL, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	set_setting(w, "area.wheelchair", "wide");
	x.client_id = w->ann;
	refused(w, free_find(&w->d, &x, &l, &w->e), ERR_INVALID,
	    "激光 needs a room good for \"wide\", and 静安 has none.");
	add_skill(w, w->r2, "wide");
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(taken_of(&l.v[0], 1), w->r2);
	x.client_id = w->cid;
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(taken_of(&l.v[0], 1), w->r1);
	free_list_free(&l);
}

/* ---- parts, preparation ---- */

/* The expert is there for the first quarter and once more for the last; in between the operator. */
static int64_t add_parted(struct desk_world *w)
{
	int64_t id = add_service(w, "drip", 60, 0);

	add_need(w, id, (struct need_row){ 1, "staff", "expert", 0, 0, 0, 0, 15 });
	add_need(w, id, (struct need_row){ 2, "room", "", 0, 10, 15, 0, 0 });
	add_need(w, id, (struct need_row){ 3, "staff", "expert", 1, 0, 0, 45, 0 });
	return id;
}

static void an_expert_comes_twice_and_is_free_between(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, add_parted(w));
	struct free_list l = { 0 };
	const struct booking_part *p;

	x.with[x.nwith++] = w->r_cl;
	book(w, w->bob, w->r_cl, at(w, 1, 10, 15), 30);
	x.not_before = at(w, 1, 9, 30);
	must(w, free_find(&w->d, &x, &l, &w->e));
	p = l.v[0].part;
	assert_int_equal(l.v[0].start_at, at(w, 1, 10, 0));
	assert_int_equal(l.v[0].nparts, 3);
	assert_int_equal(p[0].resource_id, w->r_cl);
	assert_int_equal(p[0].part, 1);
	assert_int_equal(p[0].end_at, at(w, 1, 10, 15));
	assert_int_equal(p[1].resource_id, w->r_cl);
	assert_int_equal(p[1].part, 2);
	assert_int_equal(p[1].start_at, at(w, 1, 10, 45));
	assert_int_equal(p[2].resource_id, w->r1);
	assert_int_equal(p[2].start_at, at(w, 1, 9, 50));
	assert_int_equal(p[2].end_at, at(w, 1, 11, 15));
	free_list_free(&l);
}

static void preparation_needs_its_time_too(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, add_parted(w));

	x.with[x.nwith++] = w->r1;
	assert_string_equal(first_time(w, &x), "09:15");        /* not before the house opens */
	book(w, w->bob, w->r1, at(w, 1, 10, 30), 30);
	/* 09:15 to 10:15 and 15 minutes to clean up ends where the other begins. */
	assert_string_equal(first_time(w, &x), "09:15");
	x.not_before = at(w, 1, 9, 20);
	assert_string_equal(first_time(w, &x), "11:15");
}

/* The same person is not taken for two lines, also where their times do not meet. */
static void two_lines_take_two_people(void **state)
{
	struct desk_world *w = *state;
	int64_t id = add_service(w, "check", 60, 0);
	struct free_wish x = tomorrow(w, id);
	struct free_list l = { 0 };

	add_need(w, id, (struct need_row){ 1, "staff", "expert", 0, 0, 0, 0, 20 });
	add_need(w, id, (struct need_row){ 2, "staff", "expert", 0, 0, 0, 40, 20 });
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_true(taken_of(&l.v[0], 0) != taken_of(&l.v[0], 1));
	set_thing_state(w, w->r_ly, "out");
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 0);
	free_list_free(&l);
}

/* The first line gives way where the second has nobody else. */
static void a_line_leaves_the_others_somebody(void **state)
{
	struct desk_world *w = *state;
	int64_t id = add_service(w, "peel", 30, 0);
	struct free_wish x = tomorrow(w, id);
	struct free_list l = { 0 };

	add_skill(w, w->r_cl, "peel");
	add_skill(w, w->r_cl, "help");
	add_skill(w, w->r_ly, "help");
	add_need(w, id, (struct need_row){ 1, "staff", "help", 0, 0, 0, 0, 0 });
	add_need(w, id, (struct need_row){ 2, "staff", "peel", 0, 0, 0, 0, 0 });
	must(w, free_find(&w->d, &x, &l, &w->e));
	assert_int_equal(taken_of(&l.v[0], 0), w->r_ly);
	assert_int_equal(taken_of(&l.v[0], 1), w->r_cl);
	free_list_free(&l);
}

static void the_person_treated_is_in_one_place(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);
	int64_t a = take_time(w, w->ann, w->pd, (int64_t[]){ w->p1, 0 }, at(w, 1, 9, 30),
	    at(w, 1, 10, 0));

	x.client_id = w->ann;
	assert_string_equal(first_time(w, &x), "10:00");
	x.except = a;
	assert_string_equal(first_time(w, &x), "09:00");
	x.except = 0;
	x.dependant_id = add_dependant(w, w->ann, "小宝");
	assert_string_equal(first_time(w, &x), "09:00");
}

/* ---- several on one day ---- */

static void several_services_of_one_day(void **state)
{
	struct desk_world *w = *state;
	int64_t skin = add_service(w, "skin", 30, 1), report = add_service(w, "report", 30, 3);
	struct free_wish x = tomorrow(w, report);
	struct free_day_list l = { 0 };

	set_column(w, "service", w->laser_service, "rank", 2);
	x.service[x.nservices++] = w->laser_service;
	x.service[x.nservices++] = skin;
	add_absence(w, w->laser, "out", at(w, 1, 9, 0), at(w, 1, 12, 0));
	/* On the first day the report can only be after two hours' wait. */
	add_need(w, report, (struct need_row){ 1, "staff", "reports", 0, 0, 0, 0, 0 });
	add_skill(w, w->r_ly, "reports");
	add_absence(w, w->r_ly, "leave", at(w, 1, 0, 0), at(w, 1, 20, 0));
	add_absence(w, w->laser, "out", at(w, 1, 18, 0), at(w, 2, 0, 0));
	must(w, free_find_days(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_int_equal(l.v[0].n, 3);
	assert_int_equal(l.v[0].time[0].service_id, skin);
	assert_int_equal(l.v[0].time[1].service_id, w->laser_service);
	assert_int_equal(l.v[0].time[2].service_id, report);
	assert_int_equal(l.v[0].time[0].start_at, at(w, 2, 9, 0));
	assert_int_equal(l.v[0].stay_min, 120);
	assert_int_equal(l.v[0].wait_min, 0);
	x.days = 1;
	must(w, free_find_days(&w->d, &x, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].time[0].start_at, at(w, 1, 16, 30));
	assert_int_equal(l.v[0].time[1].start_at, at(w, 1, 17, 0));
	assert_int_equal(l.v[0].time[2].start_at, at(w, 1, 20, 0));
	assert_int_equal(l.v[0].wait_min, 120);
	free_day_list_free(&l);
}

/* One room for both: the clean-up of the first ends before the preparation of the second. */
static void neighbours_do_not_meet_in_a_room(void **state)
{
	struct desk_world *w = *state;
	int64_t one = add_service(w, "one", 30, 1), two = add_service(w, "two", 30, 2);
	struct free_wish x = tomorrow(w, one);
	struct free_day_list l = { 0 };

	x.service[x.nservices++] = two;
	add_skill(w, w->r2, "bath");
	add_need(w, one, (struct need_row){ 1, "room", "bath", 0, 0, 10, 0, 0 });
	add_need(w, two, (struct need_row){ 1, "room", "bath", 0, 15, 0, 0, 0 });
	must(w, free_find_days(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].time[0].start_at, at(w, 1, 9, 0));
	assert_int_equal(l.v[0].time[1].start_at, at(w, 1, 10, 0));
	assert_int_equal(l.v[0].wait_min, 30);
	assert_int_equal(l.v[0].time[0].lead_id, 0);
	free_day_list_free(&l);
}

/* ---- at one time ---- */

static enum err_code take(struct desk_world *w, const struct free_wish *x, int64_t start,
    struct free_time *t)
{
	return free_at(&w->d, x, start, NOT, t, &w->e);
}

static void any_becomes_a_name(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);
	struct free_time t;

	take_time(w, w->bob, w->ja, (int64_t[]){ w->r_cl, 0 }, at(w, 1, 9, 30), at(w, 1, 10, 2));
	must(w, take(w, &x, at(w, 1, 9, 50), &t));
	assert_int_equal(t.lead_id, w->r_ly);
	x.with[x.nwith++] = w->r_cl;
	refused(w, take(w, &x, at(w, 1, 10, 1), &t), ERR_TAKEN,
	    "Not booked. 陈立 is taken: Mr B, Wed 25 Nov 09:30-10:02. Take another time.");
	must(w, take(w, &x, at(w, 1, 10, 2), &t));      /* to the minute */
	assert_int_equal(t.part[0].start_at, at(w, 1, 10, 2));
}

static void a_refusal_says_who_and_until_when(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);
	struct free_time t;
	struct desk other;
	int64_t hold;

	refused(w, take(w, &x, at(w, 1, 20, 0), &t), ERR_INVALID,
	    "Not booked. Open from 09:00 to 20:30. Take a time in between.");
	add_absence(w, w->laser, "out", at(w, 2, 0, 0), at(w, 3, 12, 0));
	refused(w, take(w, &x, at(w, 2, 10, 0), &t), ERR_TAKEN,
	    "Not booked. Laser-1 is out of order till Fri 27 Nov 12:00. f finds other times.");
	book(w, w->bob, w->r_cl, at(w, 1, 10, 0), 60);
	book(w, w->cid, w->r_ly, at(w, 1, 10, 0), 90);
	refused(w, take(w, &x, at(w, 1, 10, 30), &t), ERR_TAKEN, "Not booked. expert: none of 2"
	    " people is free then, 陈立 from 11:00 on. f finds other times.");
	book(w, w->bob, w->r_cl, at(w, 1, 11, 0), 570);
	book(w, w->cid, w->r_ly, at(w, 1, 11, 30), 540);
	refused(w, take(w, &x, at(w, 1, 10, 30), &t), ERR_TAKEN, "Not booked. expert: none of 2"
	    " people is free then or later. f finds other times.");
	other_terminal(w, &other, w->wl, "T2");
	must(w, booking_hold(&other, w->laser, at(w, 4, 15, 0), at(w, 4, 16, 0), &hold, &w->e));
	refused(w, take(w, &x, at(w, 4, 15, 30), &t), ERR_TAKEN,
	    "Not booked. T2 holds that time until 14:37. Take another.");
	desk_close(&other);
	x.client_id = w->bob;
	refused(w, take(w, &x, at(w, 1, 18, 0), &t), ERR_TAKEN,
	    "Not booked. Mr B has an appointment then:");
}

static void too_few_for_all_lines(void **state)
{
	struct desk_world *w = *state;
	int64_t id = add_service(w, "pair", 30, 0);
	struct free_wish x = wish(id);
	struct free_time t;

	add_skill(w, w->r_cl, "duo");
	add_need(w, id, (struct need_row){ 1, "staff", "duo", 0, 0, 0, 0, 0 });
	add_need(w, id, (struct need_row){ 2, "staff", "duo", 0, 0, 0, 0, 0 });
	refused(w, take(w, &x, at(w, 1, 10, 0), &t), ERR_TAKEN,
	    "Not booked. Too few are free then for all that pair needs. f finds other times.");
}

/* ---- why not ---- */

static const char *why(struct desk_world *w, const struct free_wish *x)
{
	static char out[240];
	struct free_list l = { 0 };

	must(w, free_find(&w->d, x, &l, &w->e));
	assert_int_equal(l.n, 0);
	assert_int_equal(l.short_service, l.short_line ? x->service[0] : 0);
	text_copy(out, sizeof out, l.why);
	free_list_free(&l);
	return out;
}

static void why_nothing_fits(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, w->laser_service);

	x.days = 3;
	add_absence(w, w->laser, "out", at(w, 0, 0, 0), at(w, 6, 0, 0));
	assert_string_equal(why(w, &x), "Laser-1 is out of order till Sun 29 Nov.");
	x.with[x.nwith++] = w->r_cl;
	add_absence(w, w->r_cl, "leave", at(w, 1, 0, 0), at(w, 4, 0, 0));
	add_opening_days(w, 0, 1, 3, 0, 0, "holiday");
	assert_string_equal(why(w, &x), "Closed on these days.");
	x.from_day = desk_today(&w->d) + 7;
	set_thing_state(w, w->laser, "out");
	assert_string_equal(why(w, &x), "Laser-1 is out of use.");
	x.nwith = 0;
	set_thing_state(w, w->laser, "on");
	add_roster(w, w->r_cl, w->ja, "work", 2, HM(9, 0), HM(9, 30));
	add_roster(w, w->r_ly, w->ja, "work", 2, HM(9, 0), HM(9, 30));
	assert_string_equal(why(w, &x), "expert: none of 2 people is free.");
	x.with[x.nwith++] = w->r_ly;
	assert_string_equal(why(w, &x), "刘洋 is not on the roster then.");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_next_times_with_everything_they_take),
		TEST(the_wish_narrows),
		TEST(the_same_service_is_not_proposed_twice_on_a_day),
		TEST(nothing_further_ahead_than_the_site_books),
		TEST(an_unknown_service_is_not_found),
		TEST(a_branch_without_the_thing_says_so),
		TEST(a_service_without_lines_takes_one_of_staff),
		TEST(the_usual_expert_comes_first),
		TEST(then_whoever_has_least_on_that_day),
		TEST(those_who_take_turns_take_them),
		TEST(the_rare_room_stays_free),
		TEST(a_skill_of_ones_own_stands_instead_of_roles),
		TEST(above_a_load_it_warns),
		TEST(who_is_wanted_is_not_replaced),
		TEST(who_is_rather_taken_may_be_replaced),
		TEST(one_wanted_of_two_alike),
		TEST(a_flag_of_the_client_asks_for_its_room),
		TEST(an_expert_comes_twice_and_is_free_between),
		TEST(preparation_needs_its_time_too),
		TEST(two_lines_take_two_people),
		TEST(a_line_leaves_the_others_somebody),
		TEST(the_person_treated_is_in_one_place),
		TEST(several_services_of_one_day),
		TEST(neighbours_do_not_meet_in_a_room),
		TEST(any_becomes_a_name),
		TEST(a_refusal_says_who_and_until_when),
		TEST(too_few_for_all_lines),
		TEST(why_nothing_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
