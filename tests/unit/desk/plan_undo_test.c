/* What a plan came to goes back while nothing hangs on it; then never by the inverse. */
#include "desk_help.h"

#include <string.h>

#include "data/action.h"
#include "data/agreement.h"
#include "data/txn.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "desk/plan.h"
#include "desk/undo.h"

static struct plan_draft a_draft(struct desk_world *w, int sessions, int64_t price)
{
	struct plan_draft p = { .client_id = w->ann, .name = "Laser", .first_day = HELP_DAY,
		.nitems = 1, .nteam = 1, .nasked = 1, .asked = { "advice" },
		.team = { { "expert", w->cl } },
		.item = { { .line = 1, .service_id = w->laser_service, .sessions = sessions,
		    .price = price, .days_apart = 28 } } };

	return p;
}

/* The only thing asked is agreed to: the action that put the plan in force. */
static int64_t agreed(struct desk_world *w, int64_t plan)
{
	struct agreement_list l = { 0 };

	must(w, agreement_list_plan(w->s, plan, &l, &w->e));
	must(w, plan_answer(&w->d, l.v[0].id, "yes", "self", "", &w->e));
	agreement_list_free(&l);
	return last_action(w);
}

static int64_t in_force(struct desk_world *w, int64_t *agree)
{
	struct plan_draft p = a_draft(w, 4, 1000);
	int64_t id;

	act_as(w, w->admin, 0);
	must(w, plan_make(&w->d, &p, &id, &w->e));
	*agree = agreed(w, id);
	assert_int_equal(number(w, "SELECT count(*) FROM client_order"), 1);
	return id;
}

static void pay(struct desk_world *w, int64_t amount)
{
	struct pay p = { .client_id = w->ann, .nparts = 1, .owed = -1,
		.part = { { .method = "cash", .amount = amount } } };
	struct pay_made made;

	must(w, pay_take(&w->d, &p, &made, &w->e));
}

static void use_one(struct desk_world *w, int64_t plan)
{
	struct action_head head = { .name = "plan-edit" };
	struct plan_session_list l = { 0 };
	struct txn *t;

	must(w, plan_session_list(w->s, plan, &l, &w->e));
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, plan_session_use_in(t, &w->d, l.v[0].id, clock_now(), &w->e));
	must(w, action_commit(t, NULL, &w->e));
	plan_session_list_free(&l);
}

static void is_in_force(struct desk_world *w, int64_t plan)
{
	struct plan p;

	must(w, plan_get(w->s, plan, &p, &w->e));
	assert_string_equal(p.state, "agreed");
	assert_int_equal(number(w, "SELECT count(*) FROM client_order"), 1);
}

static void an_answer_goes_back_with_its_charge(void **state)
{
	struct desk_world *w = *state;
	int64_t agree, id, plan = in_force(w, &agree);
	struct plan p;

	must(w, undo_action(&w->d, agree, false, NULL, &id, &w->e));
	must(w, plan_get(w->s, plan, &p, &w->e));
	assert_string_equal(p.state, "draft");
	assert_int_equal(number(w, "SELECT count(*) FROM client_order"), 0);
	/* And is agreed to anew: charged once. */
	agreed(w, plan);
	is_in_force(w, plan);
}

static void an_answer_stands_once_a_session_was_used(void **state)
{
	struct desk_world *w = *state;
	int64_t agree, id, plan = in_force(w, &agree);

	use_one(w, plan);
	refused(w, undo_action(&w->d, agree, false, NULL, &id, &w->e), ERR_CONFLICT, "Not undone");
	is_in_force(w, plan);
}

static void an_answer_stands_once_money_came(void **state)
{
	struct desk_world *w = *state;
	int64_t agree, id, plan = in_force(w, &agree);

	pay(w, 1500);
	refused(w, undo_action(&w->d, agree, false, NULL, &id, &w->e), ERR_CONFLICT, "Not undone");
	is_in_force(w, plan);
	assert_int_equal(number(w, "SELECT sum(amount) FROM payment"), 1500);
}

static void a_change_that_released_money_stands(void **state)
{
	struct desk_world *w = *state;
	int64_t agree, id, rows, plan = in_force(w, &agree);
	struct plan_draft p = a_draft(w, 2, 1000);

	pay(w, 4000);
	must(w, plan_change(&w->d, plan, 1, &p, "shorter", &w->e));
	rows = number(w, "SELECT count(*) FROM payment");
	refused(w, undo_action(&w->d, last_action(w), false, NULL, &id, &w->e), ERR_CONFLICT,
	    "Not undone");
	assert_int_equal(number(w, "SELECT count(*) FROM payment"), rows);
}

static void a_stop_that_released_money_stands(void **state)
{
	struct desk_world *w = *state;
	int64_t agree, id, rows, back, plan = in_force(w, &agree);

	pay(w, 4000);
	must(w, plan_stop(&w->d, plan, "moves away", &back, &w->e));
	assert_int_equal(back, 4000);
	rows = number(w, "SELECT count(*) FROM payment");
	refused(w, undo_action(&w->d, last_action(w), false, NULL, &id, &w->e), ERR_CONFLICT,
	    "Not undone");
	assert_int_equal(number(w, "SELECT count(*) FROM payment"), rows);
}

static void a_stop_that_moved_no_money_goes_back(void **state)
{
	struct desk_world *w = *state;
	int64_t agree, id, back, owed, plan = in_force(w, &agree);

	use_one(w, plan);
	must(w, plan_stop(&w->d, plan, "moves away", &back, &w->e));
	must(w, undo_action(&w->d, last_action(w), false, NULL, &id, &w->e));
	is_in_force(w, plan);
	must(w, pay_owed(&w->d, w->ann, &owed, &w->e));
	assert_int_equal(owed, 4000);
}

static void what_a_plan_costs_is_not_cancelled_beside_it(void **state)
{
	struct desk_world *w = *state;
	int64_t agree, plan = in_force(w, &agree), order = number(w, "SELECT id FROM client_order");

	refused(w, order_cancel(&w->d, order, "cheaper so", &w->e), ERR_INVALID, "plan");
	is_in_force(w, plan);
	assert_int_equal(number(w, "SELECT state = 'open' FROM client_order"), 1);
}

/* The same last question stands open at two terminals. */
static void two_answers_at_two_terminals_charge_once(void **state)
{
	struct desk_world *w = *state;
	struct plan_draft p = a_draft(w, 4, 1000);
	struct agreement_list l = { 0 };
	struct desk other;
	struct err e = ERR_INIT;
	int64_t plan;

	act_as(w, w->admin, 0);
	must(w, plan_make(&w->d, &p, &plan, &w->e));
	must(w, agreement_list_plan(w->s, plan, &l, &w->e));
	other_terminal(w, &other, w->admin, "desk-2");
	must(w, plan_answer(&w->d, l.v[0].id, "yes", "self", "", &w->e));
	assert_int_equal(plan_answer(&other, l.v[0].id, "yes", "self", "", &e), ERR_CONFLICT);
	is_in_force(w, plan);
	desk_close(&other);
	agreement_list_free(&l);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(an_answer_goes_back_with_its_charge),
		T(an_answer_stands_once_a_session_was_used),
		T(an_answer_stands_once_money_came),
		T(a_change_that_released_money_stands),
		T(a_stop_that_released_money_stands),
		T(a_stop_that_moved_no_money_goes_back),
		T(what_a_plan_costs_is_not_cancelled_beside_it),
		T(two_answers_at_two_terminals_charge_once),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
