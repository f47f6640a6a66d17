/* Plans: agreed to before they count, changed by versions, used session by session, stopped. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/need.h"
#include "data/record.h"
#include "data/txn.h"
#include "desk/arrival.h"
#include "desk/pay.h"
#include "desk/plan.h"
#include "form/plans.h"

static struct plan_draft a_draft(struct desk_world *w, int sessions, int64_t price)
{
	struct plan_draft p = { .client_id = w->ann, .name = "Laser", .goal = "even skin",
		.first_day = HELP_DAY, .nitems = 1, .nteam = 2, .nasked = 2, .nhome = 1,
		.home = { "sun care" }, .asked = { "advice", "price" },
		.team = { { "expert", w->cl }, { "manager", w->wl } },
		.item = { { .line = 1, .service_id = w->laser_service, .sessions = sessions,
		    .price = price, .days_apart = 28 } } };

	return p;
}

static int64_t made(struct desk_world *w, const struct plan_draft *p)
{
	int64_t id;

	must(w, plan_make(&w->d, p, &id, &w->e));
	return id;
}

/* Says yes to all that is asked. */
static void agree(struct desk_world *w, int64_t plan)
{
	struct agreement_list l = { 0 };

	must(w, agreement_list_plan(w->s, plan, &l, &w->e));
	for (size_t i = 0; i < l.n; i++)
		if (!strcmp(l.v[i].answer, "open"))
			must(w, plan_answer(&w->d, l.v[i].id, "yes", "self", "", &w->e));
	agreement_list_free(&l);
}

static struct plan plan_now(struct desk_world *w, int64_t id)
{
	struct plan p;

	must(w, plan_get(w->s, id, &p, &w->e));
	return p;
}

static struct plan_left left_of(struct desk_world *w, int64_t id)
{
	struct plan_left l;

	must(w, plan_left(&w->d, id, &l, &w->e));
	return l;
}

static int64_t owed(struct desk_world *w)
{
	int64_t sum;

	must(w, pay_owed(&w->d, w->ann, &sum, &w->e));
	return sum;
}

static void use(struct desk_world *w, int64_t session)
{
	struct action_head head = { .name = "plan-edit" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, plan_session_use_in(t, &w->d, session, clock_now(), &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static int64_t session_for(struct desk_world *w)
{
	int64_t session;

	must(w, plan_session_for(&w->d, w->ann, 0, w->laser_service, 0, &session, &w->e));
	return session;
}

static void nothing_is_charged_and_nothing_begins_before_the_client_agrees(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 6, 120000);
	struct plan_session_list l = { 0 };
	int64_t id;

	act_as(w, w->admin, 0);
	id = made(w, &p);
	assert_string_equal(plan_now(w, id).state, "draft");
	assert_string_equal(plan_now(w, id).number, "P-0001");
	assert_int_equal(plan_now(w, id).sessions, 6);
	assert_int_equal(owed(w), 0);
	assert_int_equal(session_for(w), 0);
	must(w, plan_session_list(w->s, id, &l, &w->e));
	assert_string_equal(l.v[0].planned_day, "2026-11-24");
	assert_string_equal(l.v[1].planned_day, "2026-12-22");
	refused(w, plan_may_start(&w->d, l.v[0].id, &w->e), ERR_INVALID, "not in force");
	agree(w, id);
	assert_string_equal(plan_now(w, id).state, "agreed");
	assert_int_equal(owed(w), 720000);
	must(w, plan_may_start(&w->d, l.v[0].id, &w->e));
	assert_int_equal(session_for(w), l.v[0].id);
	plan_session_list_free(&l);
}

static void a_plan_is_for_whom_the_file_has(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 4, 120000);
	int64_t id;

	act_as(w, w->admin, 0);
	p.dependant_id = add_dependant(w, w->cid, "Kitty");
	refused(w, plan_make(&w->d, &p, &id, &w->e), ERR_INVALID, "does not belong to this client");
	p.dependant_id = add_dependant(w, w->ann, "Mimi");
	must(w, plan_make(&w->d, &p, &id, &w->e));
}

static void a_no_keeps_it_a_draft(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 2, 1000);
	struct agreement_list l = { 0 };
	int64_t id;

	act_as(w, w->admin, 0);
	id = made(w, &p);
	must(w, agreement_list_plan(w->s, id, &l, &w->e));
	must(w, plan_answer(&w->d, l.v[0].id, "no", "spoken", "too long", &w->e));
	must(w, plan_answer(&w->d, l.v[1].id, "yes", "self", "", &w->e));
	refused(w, plan_answer(&w->d, l.v[1].id, "yes", "self", "", &w->e), ERR_CONFLICT,
	    "answered meanwhile");
	assert_string_equal(plan_now(w, id).state, "draft");
	agreement_list_free(&l);
}

static void sessions_are_used_and_the_last_one_ends_the_plan(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 2, 1000);
	int64_t id;

	act_as(w, w->admin, 0);
	id = made(w, &p);
	agree(w, id);
	use(w, session_for(w));
	assert_int_equal(left_of(w, id).used_sum, 1000);
	assert_int_equal(left_of(w, id).left_sum, 1000);
	use(w, session_for(w));
	assert_string_equal(plan_now(w, id).state, "done");
	assert_int_equal(session_for(w), 0);
}

static void a_change_never_touches_what_is_used(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 4, 1000);
	struct plan_version_list v = { 0 };
	int64_t id;

	act_as(w, w->admin, 0);
	id = made(w, &p);
	agree(w, id);
	use(w, session_for(w));
	p.item[0].price = 800;
	p.item[0].sessions = 3;
	refused(w, plan_change(&w->d, id, 1, &p, "", &w->e), ERR_INVALID, "why");
	refused(w, plan_change(&w->d, id, 2, &p, "cheaper", &w->e), ERR_CONFLICT, "meanwhile");
	must(w, plan_change(&w->d, id, 1, &p, "cheaper", &w->e));
	/* One used at 1000, two at 800; the order followed. */
	assert_int_equal(left_of(w, id).price, 2600);
	assert_int_equal(left_of(w, id).used_sum, 1000);
	assert_int_equal(owed(w), 2600);
	assert_int_equal(plan_now(w, id).version, 2);
	refused(w, plan_may_start(&w->d, session_for(w), &w->e), ERR_INVALID, "2 agreements");
	agree(w, id);
	must(w, plan_may_start(&w->d, session_for(w), &w->e));
	p.item[0].price = 900;
	must(w, plan_change(&w->d, id, 2, &p, "dearer", &w->e));
	assert_int_equal(owed(w), 2800);
	p.item[0].sessions = 1;
	must(w, plan_change(&w->d, id, 3, &p, "shorter", &w->e));
	p.nitems = 1;
	p.item[0].sessions = 1;
	must(w, plan_version_list(w->s, id, &v, &w->e));
	assert_int_equal(v.n, 4);
	assert_string_equal(v.v[1].text, "cheaper");
	plan_version_list_free(&v);
}

static void what_is_no_longer_done_at_home_goes(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 4, 1000), now;
	int64_t id;

	act_as(w, w->admin, 0);
	p.nhome = 2;
	text_copy(p.home[1], sizeof p.home[1], "no sauna");
	id = made(w, &p);
	p.nhome = 1;
	must(w, plan_change(&w->d, id, 1, &p, "sauna is fine", &w->e));
	must(w, plan_as_draft(&w->d, id, &now, &w->e));
	assert_int_equal(now.nhome, 1);
	assert_string_equal(now.home[0], "sun care");
	p.nhome = 2;
	must(w, plan_change(&w->d, id, 2, &p, "or not", &w->e));
	must(w, plan_as_draft(&w->d, id, &now, &w->e));
	assert_int_equal(now.nhome, 2);
}

static void fewer_than_used_is_refused(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 3, 1000);
	int64_t id;

	act_as(w, w->admin, 0);
	id = made(w, &p);
	agree(w, id);
	use(w, session_for(w));
	use(w, session_for(w));
	p.item[0].sessions = 1;
	refused(w, plan_change(&w->d, id, 1, &p, "shorter", &w->e), ERR_INVALID, "2 sessions");
	assert_int_equal(plan_now(w, id).version, 1);
	assert_int_equal(owed(w), 3000);
}

static void stopping_credits_what_was_not_used(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 4, 1000);
	int64_t id, back = -1;

	act_as(w, w->admin, 0);
	id = made(w, &p);
	agree(w, id);
	use(w, session_for(w));
	refused(w, plan_stop(&w->d, id, "", &back, &w->e), ERR_INVALID, "why");
	must(w, plan_stop(&w->d, id, "moves away", &back, &w->e));
	assert_int_equal(back, 0);
	assert_int_equal(owed(w), 1000);
	assert_string_equal(plan_now(w, id).state, "stopped");
	assert_int_equal(left_of(w, id).left, 0);
	refused(w, plan_stop(&w->d, id, "again", &back, &w->e), ERR_CONFLICT, "over already");
}

static void another_person_leaves_a_trace_and_is_asked_about(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 2, 1000);
	struct plan_member_list l = { 0 };
	int64_t id;

	act_as(w, w->admin, 0);
	p.team[1].staff_id = 0;
	refused(w, plan_make(&w->d, &p, &id, &w->e), ERR_INVALID, "manager");
	p.team[1].staff_id = w->wl;
	id = made(w, &p);
	agree(w, id);
	refused(w, plan_set_member(&w->d, id, "expert", w->wl, "", "", &w->e), ERR_INVALID, "why");
	must(w, plan_set_member(&w->d, id, "expert", w->wl, "on leave", "by phone", &w->e));
	must(w, plan_member_list(w->s, id, true, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_int_equal(l.v[0].staff_id, w->wl);
	assert_string_equal(l.v[0].told, "by phone");
	assert_int_equal(l.v[1].staff_id, w->cl);
	assert_true(l.v[1].until_at > 0);
	plan_member_list_free(&l);
	refused(w, plan_may_start(&w->d, session_for(w), &w->e), ERR_INVALID, "1 agreement");
}

static void make_tailored(struct desk_world *w, int64_t service)
{
	struct action_head head = { .name = "resource-edit" };
	struct change c = { .column = "tailored" };
	struct conflict_list none = { 0 };
	struct txn *t;

	value_set_int(&c.base, 0);
	value_set_int(&c.value, 1);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, "service", service, &c, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static void no_tailored_plan_before_the_diagnosis(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 2, 1000);
	int64_t id;

	act_as(w, w->admin, 0);
	make_tailored(w, w->laser_service);
	refused(w, plan_make(&w->d, &p, &id, &w->e), ERR_INVALID, "diagnosis");
	assert_int_equal(number(w, "SELECT count(*) FROM plan"), 0);
}

static void a_plan_broken_off_becomes_a_task_once(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 2, 1000);
	int64_t id, n;

	act_as(w, w->admin, 0);
	id = made(w, &p);
	agree(w, id);
	must(w, plan_find_broken(&w->d, &n, &w->e));
	assert_int_equal(n, 0);
	clock_fix(HELP_NOW + 46 * 86400);
	must(w, plan_find_broken(&w->d, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, plan_find_broken(&w->d, &n, &w->e));
	assert_int_equal(n, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE kind = 'plan'"
	    " AND state = 'open'"), 1);
	use(w, session_for(w));
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE kind = 'plan'"
	    " AND state = 'open'"), 0);
	clock_fix(HELP_NOW);
}

static void templates_fill_a_draft(void **state)
{
	struct desk_world *w = *state;
	static const char text[] = "plans = ( { code = \"laser-6\"; label = \"Laser\";"
	    " items = ( { service = \"laser\"; sessions = 6; days_apart = 28; price = 1200; } );"
	    " team = [\"expert\"]; agreements = [\"advice\"]; parts = (50, 50);"
	    " home = ( \"sun care\" ); }, { code = \"odd\"; label = \"Odd\";"
	    " items = ( { service = \"moon\"; sessions = 1; } ); } );\n";
	struct fault_list faults = { 0 };
	struct plan_draft p;
	int64_t price;

	act_as(w, w->admin, 0);
	must(w, plans_parse_text("plans.cfg", text, strlen(text), &w->d.plans, &faults, &w->e));
	refused(w, plan_from_template(&w->d, w->ann, 0, "odd", &p, &w->e), ERR_NOTFOUND, "moon");
	refused(w, plan_from_template(&w->d, w->ann, 0, "none", &p, &w->e), ERR_NOTFOUND, "none");
	must(w, plan_from_template(&w->d, w->ann, 0, "laser-6", &p, &w->e));
	assert_int_equal(p.nitems, 1);
	assert_int_equal(p.item[0].price, 120000);
	must(w, plan_draft_price(&p, &price, &w->e));
	assert_int_equal(price, 720000);
	assert_int_equal(p.nparts, 2);
	assert_int_equal(p.nhome, 1);
	assert_string_equal(p.asked[0], "advice");
	assert_string_equal(p.team[0].role, "expert");
	p.item[0].price = INT64_C(100000000000);
	refused(w, plan_draft_price(&p, &price, &w->e), ERR_INVALID, "more than");
}

static void needs_an_expert(struct desk_world *w)
{
	struct need n = { .service_id = w->consult, .line = 1, .kind = "staff",
		.skill = "expert" };
	struct action_head head = { .name = "resource-edit" };
	struct txn *t;
	int64_t id;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, need_insert(t, &n, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

/* Booked anywhere, an appointment is for the next open session; a second one for the one after. */
static void a_booking_is_for_the_next_session(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 3, 1000);
	struct plan_session_list l = { 0 };
	int64_t plan, one, two, session, of;

	act_as(w, w->admin, 0);
	p.item[0].service_id = w->consult;
	plan = made(w, &p);
	agree(w, plan);
	one = book(w, w->ann, w->r_cl, HELP_NOW + 7200, 30);
	two = book(w, w->ann, w->r_cl, HELP_NOW + 10800, 30);
	must(w, plan_session_list(w->s, plan, &l, &w->e));
	assert_int_equal(l.v[0].appointment_id, one);
	assert_int_equal(l.v[1].appointment_id, two);
	assert_int_equal(l.v[2].appointment_id, 0);
	/* The third was meant by the second appointment. */
	must(w, plan_session_book(&w->d, l.v[2].id, two, &w->e));
	must(w, plan_session_of_appointment(w->s, two, &of, &w->e));
	assert_int_equal(of, l.v[2].id);
	must(w, plan_session_for(&w->d, w->ann, 0, w->consult, 0, &session, &w->e));
	assert_int_equal(session, l.v[1].id);
	/* Nobody else's appointment, and none of a file that is closed. */
	of = book(w, w->bob, w->r_cl, HELP_NOW + 14400, 30);
	refused(w, plan_session_book(&w->d, l.v[1].id, of, &w->e), ERR_INVALID, "somebody else");
	raw(w, "UPDATE client SET state = 'closed', rev = 9 WHERE id = %lld", (long long)w->ann);
	refused(w, plan_session_book(&w->d, l.v[1].id, one, &w->e), ERR_INVALID, "closed");
	must(w, plan_session_book(&w->d, l.v[2].id, 0, &w->e));
	plan_session_list_free(&l);
}

static void the_team_is_proposed_and_others_leave_a_trace(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 3, 1000);
	int64_t who[4];
	size_t n;

	act_as(w, w->admin, 0);
	needs_an_expert(w);
	p.item[0].service_id = w->consult;
	must(w, plan_propose(&w->d, w->ann, 0, w->consult, who, 4, &n, &w->e));
	assert_int_equal(n, 0);
	agree(w, made(w, &p));
	must(w, plan_propose(&w->d, w->ann, 0, w->consult, who, 4, &n, &w->e));
	assert_int_equal(n, 1);
	assert_int_equal(who[0], w->r_cl);
	book(w, w->ann, w->r_cl, HELP_NOW + 7200, 30);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE note IS NOT NULL"), 0);
	book(w, w->ann, w->r_ly, HELP_NOW + 10800, 30);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE note LIKE"
	    " 'not the team of P-%%'"), 1);
}

/* ---- money ---- */

static int64_t by_now(struct desk_world *w)
{
	int64_t sum;

	must(w, pay_owed_by_now(&w->d, w->ann, &sum, &w->e));
	return sum;
}

static int64_t arrive(struct desk_world *w)
{
	struct arrival_card c;
	int64_t visit;

	must(w, arrival_prepare(&w->d, w->ann, 0, &c, &w->e));
	text_copy(c.is.identity, sizeof c.is.identity, "known");
	text_copy(c.is.allergy, sizeof c.is.allergy, "none");
	c.is.service_id = w->laser_service;
	must(w, arrival_add(&w->d, &c.is, &visit, &w->e));
	return visit;
}

static void of_a_plan_the_sessions_so_far_are_due(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 3, 1000);
	int64_t room, visit;

	act_as(w, w->admin, 0);
	agree(w, made(w, &p));
	assert_int_equal(owed(w), 3000);
	assert_int_equal(by_now(w), 0);
	use(w, session_for(w));
	assert_int_equal(by_now(w), 1000);
	visit = arrive(w);
	assert_int_equal(by_now(w), 2000);
	room = w->r1;
	refused(w, arrival_step(&w->d, visit, "waiting", "treating", room, NULL, NULL, &w->e),
	    ERR_INVALID, "still pays");
	must(w, pay_take(&w->d, &(struct pay){ .client_id = w->ann, .nparts = 1, .owed = -1,
	    .part = { { "cash", 2000, 0 } } }, &(struct pay_made){ 0 }, &w->e));
	assert_int_equal(by_now(w), 0);
	must(w, arrival_step(&w->d, visit, "waiting", "treating", room, NULL, NULL, &w->e));
	assert_int_equal(owed(w), 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    nothing_is_charged_and_nothing_begins_before_the_client_agrees, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_plan_is_for_whom_the_file_has, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_no_keeps_it_a_draft, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(sessions_are_used_and_the_last_one_ends_the_plan,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(a_change_never_touches_what_is_used, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_longer_done_at_home_goes, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(fewer_than_used_is_refused, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(stopping_credits_what_was_not_used, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(another_person_leaves_a_trace_and_is_asked_about,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(no_tailored_plan_before_the_diagnosis, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_plan_broken_off_becomes_a_task_once, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_booking_is_for_the_next_session, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(the_team_is_proposed_and_others_leave_a_trace,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(templates_fill_a_draft, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(of_a_plan_the_sessions_so_far_are_due, desk_setup,
		    desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
