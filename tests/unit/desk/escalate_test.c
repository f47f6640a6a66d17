/* What service cannot solve: by when the expert answers, where it is meanwhile, and that the
 * callback comes back with the answer. It is Tuesday 24 November 2026, 14:32; open until 20:30. */
#include "hours_help.h"

#include <string.h>

#include "base/mem.h"
#include "data/action.h"
#include "data/callback.h"
#include "data/escalation.h"
#include "data/flag.h"
#include "data/staff.h"
#include "desk/complaint.h"
#include "desk/escalate.h"
#include "desk/undo.h"
#include "form/complaints.h"
#include "form/messages.h"

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state))
		return 1;
	w = *state;
	return complaints_load("forms/complaints.cfg", &w->d.complaints, &faults, &w->e) != OK ||
	    messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e) != OK;
}

static int64_t raise_it(struct desk_world *w, int64_t callback)
{
	struct escalate_draft x = { .callback_id = callback, .client_id = w->ann,
		.text = "Left cheek is numb since Saturday" };
	int64_t id;

	must(w, escalate_raise(&w->d, &x, &id, &w->e));
	return id;
}

static struct escalation look(struct desk_world *w, int64_t id)
{
	static struct escalation x;

	must(w, escalation_get(w->s, id, &x, &w->e));
	return x;
}

/* A callback of customer service about Ann, open, not to be called before tomorrow. */
static int64_t callback(struct desk_world *w)
{
	struct callback c = { .branch_id = w->ja, .client_id = w->ann, .event_at = HELP_NOW,
		.from_at = HELP_NOW + 86400, .due_at = HELP_NOW + 90000,
		.expire_at = HELP_NOW + 90000, .priority = 4, .day = HELP_DAY,
		.due_day = "2026-11-25", .event = "hand", .role = "service", .channel = "call" };
	struct action_head head = { .name = "escalate" };
	struct txn *t;
	int64_t id;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, callback_insert(t, &c, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	return id;
}

/* ---- by when ---- */

static void the_same_day_or_within_a_day(void **state)
{
	static const struct {
		int day, h, m, due_day, due_h, due_m;
	} table[] = {
		{ 0, 14, 32, 0, 20, 30 },
		{ 0, 9, 0, 0, 20, 30 },
		{ 0, 17, 59, 0, 20, 30 },
		{ 0, 18, 0, 1, 18, 0 },         /* in the evening: within a day */
		{ 0, 20, 29, 1, 20, 29 },
		{ 0, 23, 10, 1, 23, 10 },
		{ 0, 0, 10, 0, 20, 30 },
		{ 3, 10, 0, 3, 20, 30 },        /* a holiday: as on another day */
		{ 4, 10, 0, 4, 16, 0 },         /* a short day ends earlier */
		{ 4, 16, 30, 5, 16, 30 },       /* after closing */
	};
	struct desk_world *w = *state;

	add_opening_days(w, w->ja, 3, 3, 0, 0, "holiday");
	add_opening_days(w, w->ja, 4, 4, HM(9, 0), HM(16, 0), "short");
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int64_t due, want = at(w, table[i].due_day, table[i].due_h, table[i].due_m);

		must(w, escalate_due(&w->d, at(w, table[i].day, table[i].h, table[i].m), &due,
		    &w->e));
		if (due != want)
			fail_msg("row %zu: %lld s off", i, (long long)(due - want));
	}
	/* The house may call it evening later, and give more time. */
	set_setting(w, "escalate.evening", "20");
	set_setting(w, "escalate.hours", "36");
	must(w, escalate_due(&w->d, at(w, 0, 19, 0), &(int64_t){ 0 }, &w->e));
}

/* ---- the course of one ---- */

static void the_callback_waits_and_comes_back_on_top(void **state)
{
	struct desk_world *w = *state;
	int64_t call = callback(w), id = raise_it(w, call);
	struct escalate_counts n;
	char text[200];

	text_of(w, "SELECT held FROM callback", text, sizeof text);
	assert_string_equal(text, "expert");
	assert_int_equal(look(w, id).due_at, at(w, 0, 20, 30));
	assert_int_equal(look(w, id).client_id, w->ann);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'staff-asked'"
	    " AND staff_id = %lld", (long long)w->cl), 1);
	refused(w, escalate_raise(&w->d, &(struct escalate_draft){ .callback_id = call,
	    .text = "again" }, &(int64_t){ 0 }, &w->e), ERR_CONFLICT, "already");
	refused(w, escalate_answer(&w->d, id, "cool it", &w->e), ERR_DENIED, "Not your right");
	act_as(w, w->cl, 0);
	must(w, escalate_count(&w->d, &n, &w->e));
	assert_int_equal(n.mine, 1);
	must(w, escalate_see(&w->d, id, &w->e));
	assert_int_equal(look(w, id).seen_at, HELP_NOW);
	refused(w, escalate_answer(&w->d, id, "  ", &w->e), ERR_INVALID, "Say what");
	must(w, escalate_answer(&w->d, id, "Normal until day 10. See me on Friday.", &w->e));
	assert_int_equal(number(w, "SELECT held IS NULL AND priority = 0 AND state = 'open'"
	    " AND from_at = %lld FROM callback", (long long)HELP_NOW), 1);
	text_of(w, "SELECT group_concat(kind, ' ') FROM callback_step", text, sizeof text);
	assert_string_equal(text, "escalated answered");
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template ="
	    " 'staff-answered' AND staff_id = %lld", (long long)w->wf), 1);
	refused(w, escalate_answer(&w->d, id, "or not", &w->e), ERR_CONFLICT, "meanwhile");
}

/* Everyone on the way sees where it is, and the client carries it, until it is solved. */
static void it_is_open_until_it_is_solved(void **state)
{
	struct desk_world *w = *state;
	int64_t id = raise_it(w, 0);
	struct escalation x;
	char status[300], kinds[200];

	act_as(w, w->cl, 0);
	clock_fix(HELP_NOW + 600);
	must(w, escalate_answer(&w->d, id, "See me", &w->e));
	act_as(w, w->wf, 0);
	must(w, flag_kinds(w->s, w->ann, kinds, sizeof kinds, &w->e));
	assert_non_null(strstr(kinds, "asked"));
	refused(w, escalate_solve(&w->d, id, "", &w->e), ERR_INVALID, "what came of it");
	clock_fix(HELP_NOW + 1200);
	must(w, escalate_solve(&w->d, id, "came, all well", &w->e));
	x = look(w, id);
	assert_string_equal(escalate_status(&w->d, &x, status, sizeof status),
	    "raised 14:32 王芳 > seen 14:42 > answered 14:42 陈立 > solved 14:52 王芳");
	must(w, flag_kinds(w->s, w->ann, kinds, sizeof kinds, &w->e));
	assert_null(strstr(kinds, "asked"));
	refused(w, escalate_solve(&w->d, id, "twice", &w->e), ERR_CONFLICT, "already");
	clock_fix(HELP_NOW);
}

/* It solved itself before anybody answered: the callback does not wait for ever. */
static void what_solves_itself_gives_the_callback_back(void **state)
{
	struct desk_world *w = *state;
	int64_t id = raise_it(w, callback(w));

	must(w, escalate_solve(&w->d, id, "feels it again", &w->e));
	assert_int_equal(number(w, "SELECT held IS NULL FROM callback"), 1);
}

static void only_the_one_who_was_named_is_asked(void **state)
{
	struct desk_world *w = *state;
	struct escalate_draft x = { .client_id = w->ann, .text = "numb", .staff_id = w->wf };
	struct escalation_list l = { 0 };
	int64_t id;

	refused(w, escalate_raise(&w->d, &x, &id, &w->e), ERR_INVALID, "no such question");
	x.staff_id = w->cl;
	must(w, escalate_raise(&w->d, &x, &id, &w->e));
	act_as(w, w->wl, 0);
	must(w, escalate_list(&w->d, ESCALATE_MINE, &l, &w->e));
	assert_int_equal(l.n, 0);
	/* Who only looks has not seen it. */
	must(w, escalate_see(&w->d, id, &w->e));
	assert_int_equal(look(w, id).seen_at, 0);
	act_as(w, w->cl, 0);
	must(w, escalate_list(&w->d, ESCALATE_MINE, &l, &w->e));
	assert_int_equal(l.n, 1);
	escalation_list_free(&l);
}

static void raising_goes_back_but_not_seeing(void **state)
{
	struct desk_world *w = *state;
	int64_t call = callback(w), id, undone;
	struct undo_plan plan;
	char *before = snapshot(w), *after;

	id = raise_it(w, call);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	after = snapshot(w);
	assert_string_equal(before, after);
	id = raise_it(w, call);
	act_as(w, w->cl, 0);
	must(w, escalate_see(&w->d, id, &w->e));
	must(w, undo_plan(&w->d, last_action(w), &plan, &w->e));
	assert_int_equal(plan.way, UNDO_NONE);
	mem_free(before);
	mem_free(after);
}

/* A complaint goes to the head office, not to the experts; it needs one there. */
static void a_complaint_goes_to_the_head_office(void **state)
{
	struct desk_world *w = *state;
	struct complaint_draft c = { .client_id = w->ann, .content = "fee back" };
	struct escalate_draft x = { .text = "She wants the whole fee back" };

	must(w, complaint_take(&w->d, &c, &x.complaint_id, &w->e));
	refused(w, escalate_raise(&w->d, &x, &(int64_t){ 0 }, &w->e), ERR_NOTFOUND,
	    "role of the head office");
	assert_int_equal(number(w, "SELECT count(*) FROM escalation"), 0);
}

static void make_head(struct desk_world *w, int64_t staff)
{
	struct staff_role r = { .staff_id = staff, .role = "head-office" };
	struct action_head head = { .name = "staff-edit" };
	struct txn *t;

	act_as(w, w->admin, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, staff_role_set(t, &r, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

/* The head office reads it, the expert does not; its answer stands among the steps, and it is asked
 * once at a time. */
static void the_head_office_answers_among_the_steps(void **state)
{
	struct desk_world *w = *state;
	struct complaint_draft c = { .client_id = w->ann, .content = "fee back" };
	struct escalate_draft x = { .text = "The whole fee back?" };
	struct escalate_counts n;
	char steps[200];
	int64_t id;

	make_head(w, w->wl);
	act_as(w, w->wf, 0);
	must(w, complaint_take(&w->d, &c, &x.complaint_id, &w->e));
	must(w, escalate_raise(&w->d, &x, &id, &w->e));
	refused(w, escalate_raise(&w->d, &x, &id, &w->e), ERR_CONFLICT, "head office already");
	act_as(w, w->cl, 0);
	must(w, escalate_count(&w->d, &n, &w->e));
	assert_int_equal(n.open, 1);
	assert_int_equal(n.mine, 0);
	act_as(w, w->wl, 0);
	must(w, escalate_count(&w->d, &n, &w->e));
	assert_int_equal(n.mine, 1);
	id = number(w, "SELECT id FROM escalation");
	must(w, escalate_answer(&w->d, id, "Half of it", &w->e));
	text_of(w, "SELECT group_concat(kind || ' ' || text, ', ') FROM complaint_step", steps,
	    sizeof steps);
	assert_string_equal(steps, "escalated The whole fee back?, escalated Half of it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, desk_teardown)
		TEST(the_same_day_or_within_a_day),
		TEST(the_callback_waits_and_comes_back_on_top),
		TEST(it_is_open_until_it_is_solved),
		TEST(what_solves_itself_gives_the_callback_back),
		TEST(only_the_one_who_was_named_is_asked),
		TEST(raising_goes_back_but_not_seeing),
		TEST(a_complaint_goes_to_the_head_office),
		TEST(the_head_office_answers_among_the_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
