/* Who may do what: roles of the branch at hand, nothing by default, a second person where it
 * matters. */
#include <string.h>

#include "desk_help.h"

#include <string.h>

#include "data/action.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "data/staff.h"
#include "desk/people.h"
#include "desk/rights.h"
#include "desk/signin.h"

static enum err_code ask(struct desk_world *w, const char *right)
{
	return rights_check(&w->d, &w->d.who, right, &w->e);
}

static void everybody_has_what_the_role_says(void **state)
{
	struct desk_world *w = *state;

	assert_true(rights_may(&w->d, "appt-book"));
	assert_true(rights_may(&w->d, "client-add"));
	assert_false(rights_may(&w->d, "staff-edit"));
	refused(w, ask(w, "staff-edit"), ERR_DENIED,
	    "Not your right: change staff and roles. Ask: manager, administrator.");
}

/* What the keys show is what the rights are, for everybody and after every change of person. */
static void what_is_offered_is_what_may_be_done(void **state)
{
	struct desk_world *w = *state;
	int64_t people[] = { w->wf, w->cl, w->wl, w->admin, w->lt };

	for (size_t p = 0; p < sizeof people / sizeof people[0]; p++) {
		act_as(w, people[p], 0);
		for (size_t i = 0; i < rights_count; i++)
			assert_int_equal(rights_shows(&w->d, rights[i].name),
			    rights_may(&w->d, rights[i].name));
	}
	assert_false(rights_shows(&w->d, "no-such-right"));
	desk_leave(&w->d);
	for (size_t i = 0; i < rights_count; i++)
		assert_false(rights_shows(&w->d, rights[i].name));
}

/* It stands in one row of the screen: roles are left out before it is cut off. */
static void a_refusal_fits_its_row(void **state)
{
	struct desk_world *w = *state;
	size_t shorter = 0;

	for (size_t i = 0; i < rights_count; i++) {
		assert_int_equal(rights_refuse(&w->d, rights[i].name, &w->e), ERR_DENIED);
		assert_true(utf8_cells(w->e.text) <= 80);
		shorter += !strchr(strstr(w->e.text, "Ask: "), ',');
		err_clear(&w->e);
	}
	assert_in_range(shorter, 1, rights_count - 1);
}

static void nobody_may_do_nothing(void **state)
{
	struct desk_world *w = *state;

	desk_leave(&w->d);
	for (size_t i = 0; i < rights_count; i++) {
		assert_false(rights_may(&w->d, rights[i].name));
		assert_int_equal(ask(w, rights[i].name), ERR_DENIED);
		err_clear(&w->e);
	}
}

/* The lab desk of this house sees no sums of money; what a client is told is whole for all. */
static void sums_of_money_are_for_who_may_see_them(void **state)
{
	struct desk_world *w = *state;
	char sum[32];

	assert_string_equal(desk_sum(&w->d, 120000, sum, sizeof sum), "1,200");
	assert_string_equal(desk_sum_plain(&w->d, 120000, sum, sizeof sum), "1200.00");
	raw(w, "UPDATE staff_role SET role = 'lab' WHERE staff_id = %lld",
	    (long long)w->cl);
	act_as(w, w->cl, 0);
	assert_string_equal(desk_sum(&w->d, 120000, sum, sizeof sum), "-");
	assert_string_equal(desk_sum_full(&w->d, 120000, sum, sizeof sum), "-");
	assert_string_equal(desk_sum_plain(&w->d, 120000, sum, sizeof sum), "-");
	assert_string_equal(desk_money(&w->d, 120000, sum, sizeof sum), "1,200");
}

static void a_word_that_no_table_knows_is_refused(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->admin, 0);
	refused(w, ask(w, "no-such-right"), ERR_DENIED, "That may not be done.");
}

/* 李婷 is at the front desk of 浦东 and nobody in 静安. */
static void roles_count_in_their_branch_alone(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->lt, 0);
	assert_false(rights_may(&w->d, "appt-book"));
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	assert_true(rights_may(&w->d, "appt-book"));
	act_as(w, w->wf, 0);
	assert_false(rights_may(&w->d, "appt-book"));
	act_as(w, w->wl, 0);
	assert_true(rights_may(&w->d, "appt-book"));
	must(w, desk_set_branch(&w->d, w->ja, &w->e));
	assert_true(rights_may(&w->d, "appt-book"));
}

static void what_is_risky_needs_somebody_else_who_may(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->wl, 0);
	refused(w, ask(w, "client-merge"), ERR_SECOND, "Needs a second person: merge two files.");
	act_as(w, w->wl, w->wl);
	refused(w, ask(w, "client-merge"), ERR_SECOND, "One's own PIN does not count.");
	act_as(w, w->wl, w->wf);
	refused(w, ask(w, "client-merge"), ERR_DENIED, "The second person may not do this");
	act_as(w, w->wl, w->admin);
	must(w, ask(w, "client-merge"));
	/* A right of one's own is still needed. */
	act_as(w, w->wf, w->wl);
	refused(w, ask(w, "client-merge"), ERR_DENIED, "Not your right: merge two files.");
}

/* No screen need remember to ask: the store itself does. */
static void the_gate_of_the_store_asks(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "staff-edit" };
	struct txn *t;

	refused(w, action_begin(w->s, &w->d.who, &head, &t, &w->e), ERR_DENIED, "Not your right");
	head.name = "client-note";
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	action_rollback(t);
	desk_close(&w->d);
	refused(w, action_begin(w->s, &w->d.who, &head, &t, &w->e), ERR_DENIED,
	    "Nobody is logged in.");
}

static void the_owner_at_the_command_line_may_do_everything(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->cl, 0);
	assert_false(rights_may(&w->d, "site-edit"));
	w->d.admin = true;
	for (size_t i = 0; i < rights_count; i++)
		must(w, ask(w, rights[i].name));
	/* Whose names are hidden from a person are hidden where he speaks for that person. */
	w->d.admin = true;
	act_as(w, w->wf, 0);
	assert_false(rights_sees_name(&w->d, w->bob));
	desk_leave(&w->d);
	assert_true(rights_sees_name(&w->d, w->bob));
}

static void the_program_itself_needs_nobody(void **state)
{
	struct desk_world *w = *state;
	struct actor tick = { .station = "T1", .origin = "tick", .peer = "" };
	struct actor stranger = { .station = "T1", .origin = "cli", .peer = "" };

	must(w, rights_check(&w->d, &tick, "client-merge", &w->e));
	must(w, rights_check(&w->d, &tick, "tick", &w->e));
	refused(w, rights_check(&w->d, &stranger, "client-merge", &w->e), ERR_DENIED,
	    "Not your right");
	act_as(w, w->admin, 0);
	refused(w, ask(w, "demo-fill"), ERR_DENIED, "That may not be done.");
}

static void a_role_that_was_taken_away_counts_no_more(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "staff-edit" };
	struct txn *t;

	act_as(w, w->admin, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, staff_role_clear(t, w->wf, "reception", w->ja, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	act_as(w, w->wf, 0);
	assert_false(rights_may(&w->d, "appt-book"));
}

static void give_role(struct desk_world *w, int64_t staff, const char *role, int64_t branch)
{
	struct action_head head = { .name = "staff-edit" };
	struct staff_role r = { .staff_id = staff, .branch_id = branch };
	struct txn *t;

	act_as(w, w->admin, 0);
	text_copy(r.role, sizeof r.role, role);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, staff_role_set(t, &r, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static enum err_code take_on(
    struct desk_world *w, const char *code, const char *role, int64_t branch)
{
	const char *roles[] = { role };
	struct staff p = { .branch_id = branch };
	int64_t id;

	text_copy(p.code, sizeof p.code, code);
	text_copy(p.name, sizeof p.name, code);
	return people_add(&w->d, &p, roles, 1, &id, &w->e);
}

/* 李婷 becomes manager of 浦东 alone. */
static void power_is_not_handed_up(void **state)
{
	struct desk_world *w = *state;

	give_role(w, w->lt, "manager", w->pd);
	act_as(w, w->lt, 0);
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	must(w, take_on(w, "p1", "reception", w->pd));
	must(w, take_on(w, "p2", "manager", w->pd));
	refused(w, take_on(w, "p3", "admin", w->pd), ERR_DENIED, "change site, branches");
	refused(w, take_on(w, "p4", "reception", w->ja), ERR_DENIED, "Not your right in that");
	refused(w, take_on(w, "p5", "reception", 0), ERR_DENIED, "Not your right in that branch");
	/* Nor is it taken from above by another's PIN. */
	must(w, rights_check_over(&w->d, w->wf, &w->e));
	refused(w, rights_check_over(&w->d, w->admin, &w->e), ERR_DENIED,
	    "may do there what you may not");
	act_as(w, w->admin, 0);
	must(w, take_on(w, "p6", "manager", 0));
	must(w, rights_check_over(&w->d, w->lt, &w->e));
	w->d.admin = true;
	act_as(w, w->cl, 0);
	must(w, take_on(w, "p7", "admin", 0));
}

/* 李婷 is manager of 浦东 alone: 王芳 of 静安 is out of reach, and so is who works in both. */
static void the_manager_of_one_branch_reaches_nobody_of_another(void **state)
{
	static const char *const both[] = { "pin-set", "staff-edit" };
	struct desk_world *w = *state;

	give_role(w, w->lt, "manager", w->pd);
	give_role(w, w->cl, "greeter", w->pd);
	act_as(w, w->lt, 0);
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	must(w, take_on(w, "p1", "reception", w->pd));
	for (size_t i = 0; i < 2; i++) {
		must(w, rights_check_reach(&w->d, both[i],
		    number(w, "SELECT id FROM staff WHERE code = 'p1'"), &w->e));
		refused(w, rights_check_reach(&w->d, both[i], w->wf, &w->e), ERR_DENIED,
		    "Not your right in that branch");
		refused(w, rights_check_reach(&w->d, both[i], w->cl, &w->e), ERR_DENIED,
		    "Not your right in that branch");
		refused(w, rights_check_reach(&w->d, both[i], w->admin, &w->e), ERR_DENIED,
		    "may do there what you may not");
	}
	refused(w, signin_set_pin(&w->d, w->wf, "918273", &w->e), ERR_DENIED,
	    "Not your right in that branch: set another's PIN, lift a lock");
	refused(w, signin_unlock(&w->d, w->wf, &w->e), ERR_DENIED, "Not your right in that branch");
	act_as(w, w->wl, 0);
	must(w, signin_set_pin(&w->d, w->wf, "918273", &w->e));
	must(w, signin_unlock(&w->d, w->wf, &w->e));
}

static void what_stands_in_a_branch_is_changed_by_who_may_there(void **state)
{
	struct desk_world *w = *state;

	give_role(w, w->lt, "manager", w->pd);
	act_as(w, w->lt, 0);
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	must(w, rights_check_there(&w->d, "resource-edit", w->pd, &w->e));
	must(w, rights_check_there(&w->d, "resource-edit", 0, &w->e));
	refused(w, rights_check_there(&w->d, "resource-edit", w->ja, &w->e), ERR_DENIED,
	    "Not your right in that branch: change rooms, devices and services");
	give_role(w, w->lt, "manager", w->ja);
	act_as(w, w->lt, 0);
	must(w, rights_check_there(&w->d, "resource-edit", w->ja, &w->e));
	w->d.admin = true;
	act_as(w, w->wf, 0);
	must(w, rights_check_there(&w->d, "resource-edit", w->pd, &w->e));
}

static void others_branches_are_not_named(void **state)
{
	struct desk_world *w = *state;

	w->d.config.branch_named = true;
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	refused(w, desk_become(&w->d, w->wf, &w->e), ERR_DENIED, "Not your branch");
	must(w, desk_become(&w->d, w->lt, &w->e));
	must(w, desk_become(&w->d, w->wl, &w->e));
	w->d.owner = true;
	must(w, desk_become(&w->d, w->wf, &w->e));
	/* Who sits down at another branch's terminal has named nothing. */
	w->d.owner = w->d.config.branch_named = false;
	must(w, desk_become(&w->d, w->wf, &w->e));
}

/* Over SSH nothing says where somebody stands: each comes into the own house, not the first one. */
static void without_a_branch_everybody_is_at_home(void **state)
{
	struct desk_world *w = *state;

	w->d.config.branch = NULL;
	must(w, desk_set_branch(&w->d, w->ja, &w->e));
	must(w, desk_become(&w->d, w->lt, &w->e));
	assert_int_equal(w->d.branch_id, w->pd);
	assert_int_equal(w->d.who.branch_id, w->pd);
	must(w, desk_become(&w->d, w->wl, &w->e));      /* belongs everywhere */
	assert_int_equal(w->d.branch_id, w->pd);
	must(w, desk_become(&w->d, w->wf, &w->e));
	assert_int_equal(w->d.branch_id, w->ja);
	w->d.owner = true;                              /* stays where it works */
	must(w, desk_become(&w->d, w->lt, &w->e));
	assert_int_equal(w->d.branch_id, w->ja);
}

static void whoever_has_left_cannot_come_to_the_desk(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "staff-edit" };
	struct txn *t;

	act_as(w, w->admin, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, staff_set_state(t, w->wf, "retired", &w->e));
	must(w, action_commit(t, NULL, &w->e));
	refused(w, desk_become(&w->d, w->wf, &w->e), ERR_DENIED,
	    "王芳 does not work here at present.");
	/* And who is there already loses the rights at once, as doer and as second person. */
	assert_false(rights_other_may(&w->d, w->wf, "appt-book"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(everybody_has_what_the_role_says),
		T(what_is_offered_is_what_may_be_done),
		T(a_refusal_fits_its_row),
		T(nobody_may_do_nothing),
		T(sums_of_money_are_for_who_may_see_them),
		T(a_word_that_no_table_knows_is_refused),
		T(roles_count_in_their_branch_alone),
		T(what_is_risky_needs_somebody_else_who_may),
		T(the_gate_of_the_store_asks),
		T(the_owner_at_the_command_line_may_do_everything),
		T(the_program_itself_needs_nobody),
		T(a_role_that_was_taken_away_counts_no_more),
		T(power_is_not_handed_up),
		T(the_manager_of_one_branch_reaches_nobody_of_another),
		T(what_stands_in_a_branch_is_changed_by_who_may_there),
		T(others_branches_are_not_named),
		T(without_a_branch_everybody_is_at_home),
		T(whoever_has_left_cannot_come_to_the_desk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
