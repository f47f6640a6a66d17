/* Taking back: one's own at once, others' with somebody beside, and how it is refused. */
#include "desk_help.h"

#include <string.h>

#include "base/mem.h"
#include "desk/describe.h"
#include "desk/intake.h"
#include "desk/undo.h"

#define T15 at(w, 0, 15, 0)

static enum err_code undo(struct desk_world *w, int64_t action, int64_t *id)
{
	return undo_action(&w->d, action, false, NULL, id, &w->e);
}

static int64_t state_is(struct desk_world *w, int64_t id, const char *state)
{
	return number(w, "SELECT count(*) FROM appointment WHERE id = %lld AND state = '%s'",
	    (long long)id, state);
}

static void ones_own_goes_back_at_once(void **state)
{
	struct desk_world *w = *state;
	char *before = snapshot(w), *after;
	int64_t action, id;

	book(w, w->ann, w->r1, T15, 60);
	action = last_action(w);
	must(w, undo(w, action, &id));
	assert_int_equal(id, action + 1);
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	/* The undo is an action of its own and says what it took back. */
	assert_int_equal(number(w, "SELECT undoes FROM action WHERE id = %lld", (long long)id),
	    action);
	book(w, w->cid, w->r1, T15, 60);
}

static void an_undo_can_be_undone(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r1, T15, 60), booking = last_action(w), undone, redone;

	must(w, undo(w, booking, &undone));
	assert_int_equal(number(w, "SELECT count(*) FROM appointment"), 0);
	refused(w, undo(w, booking, &redone), ERR_CONFLICT, "It was taken back already");
	must(w, undo(w, undone, &redone));
	assert_int_equal(state_is(w, a, "booked"), 1);
	/* It stands again, so it can go back again. */
	must(w, undo(w, booking, &undone));
	assert_int_equal(number(w, "SELECT count(*) FROM appointment"), 0);
}

static void anothers_needs_a_right_and_a_second_person(void **state)
{
	struct desk_world *w = *state;
	struct undo_plan plan;
	int64_t action, id;

	book(w, w->ann, w->r1, T15, 60);
	action = last_action(w);
	act_as(w, w->cl, 0);
	refused(w, undo(w, action, &id), ERR_DENIED, "Not your right: take back another's action.");
	act_as(w, w->wl, 0);
	must(w, undo_plan(&w->d, action, &plan, &w->e));
	assert_int_equal(plan.way, UNDO_INVERSE);
	assert_true(plan.second);
	refused(w, undo(w, action, &id), ERR_SECOND, "Needs a second person");
	act_as(w, w->wl, w->admin);
	must(w, undo(w, action, &id));
	assert_int_equal(number(w, "SELECT second_id FROM action WHERE id = %lld", (long long)id),
	    w->admin);
}

static void after_half_an_hour_ones_own_is_as_anothers(void **state)
{
	struct desk_world *w = *state;
	struct undo_plan plan;
	int64_t action, id;

	book(w, w->ann, w->r1, at(w, 1, 15, 0), 60);
	action = last_action(w);
	clock_fix(HELP_NOW + 1800);
	must(w, undo_plan(&w->d, action, &plan, &w->e));
	assert_false(plan.second);
	clock_fix(HELP_NOW + 1801);
	must(w, undo_plan(&w->d, action, &plan, &w->e));
	assert_true(plan.second);
	assert_int_equal(undo_last(&w->d), 0);
	refused(w, undo(w, action, &id), ERR_DENIED, "Not your right");
}

/* 王芳 books, 吴磊 moves: taking the booking back would take the move along. */
static void who_changed_it_since_is_named(void **state)
{
	struct desk_world *w = *state;
	struct booking_move m = { .id = book(w, w->ann, w->r1, T15, 60),
		.start_at = at(w, 0, 17, 0), .end_at = at(w, 0, 18, 0) };
	int64_t action = last_action(w), id;
	char *before, *after;

	act_as(w, w->wl, 0);
	must(w, booking_move(&w->d, &m, 1, NULL, &w->e));
	act_as(w, w->wf, 0);
	before = snapshot(w);
	refused(w, undo(w, action, &id), ERR_CONFLICT, "Not undone. 吴磊 changed");
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void a_time_that_was_taken_since_does_not_come_back(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60), cancel, new_id;

	must(w, booking_cancel(&w->d, id, "ill", &w->e));
	cancel = last_action(w);
	book(w, w->cid, w->r1, T15, 60);
	refused(w, undo(w, cancel, &new_id), ERR_TAKEN, "Not undone. That time is taken by now.");
	assert_int_equal(state_is(w, id, "cancelled"), 1);
}

/* Once the client has come, the booking cannot vanish; the opposite action is offered instead. */
static void the_opposite_action_where_the_inverse_is_not_possible(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60), action = last_action(w), new_id;

	must(w, booking_set_state(&w->d, id, "confirmed", NULL, &w->e));
	assert_int_equal(undo(w, action, &new_id), ERR_CONFLICT);
	assert_int_equal(new_id, 0);
	err_clear(&w->e);
	must(w, undo_action(&w->d, action, true, NULL, &new_id, &w->e));
	assert_int_equal(new_id, last_action(w));
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE id = %lld"
	    " AND name = 'appt-cancel'", (long long)new_id), 1);
	assert_int_equal(state_is(w, id, "cancelled"), 1);
}

static void what_the_file_began_with_stays(void **state)
{
	struct desk_world *w = *state;
	struct undo_plan plan;
	int64_t id;

	act_as(w, w->wl, w->admin);
	must(w, undo_plan(&w->d, 1, &plan, &w->e));
	assert_int_equal(plan.way, UNDO_NONE);
	refused(w, undo(w, 1, &id), ERR_CONFLICT, "Not undone. The file began with it.");
	assert_int_equal(undo_plan(&w->d, 999, &plan, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
}

/* Pressed again and again the key goes back step by step, at this terminal. */
static void the_key_goes_back_step_by_step(void **state)
{
	struct desk_world *w = *state;
	struct desk t2;
	int64_t first, second, id;

	book(w, w->ann, w->r1, T15, 60);
	first = last_action(w);
	must(w, intake_note(&w->d, w->ann, "rang back", &w->e));
	second = last_action(w);
	other_terminal(w, &t2, w->wf, "T2");
	must(w, intake_note(&t2, w->bob, "elsewhere", &w->e));
	assert_int_equal(undo_last(&w->d), second);
	must(w, undo(w, second, &id));
	assert_int_equal(undo_last(&w->d), first);
	must(w, undo(w, first, &id));
	assert_int_equal(undo_last(&t2), last_action(w) - 2);
	desk_close(&t2);
}

static void the_plan_says_what_it_would_do(void **state)
{
	struct desk_world *w = *state;
	struct undo_plan plan;
	char words[200];

	book(w, w->ann, w->r1, T15, 60);
	must(w, undo_plan(&w->d, last_action(w), &plan, &w->e));
	assert_string_equal(plan.text, "Would take back: booked 15:00 for 王小明.");
	assert_string_equal(undo_describe(&w->d, last_action(w), words, sizeof words),
	    "booked 15:00 for 王小明");
	assert_string_equal(undo_describe(&w->d, 999, words, sizeof words), "");
}

/* A file number is never given twice, not even when the file that had it was never opened. */
static void numbers_do_not_come_back(void **state)
{
	struct desk_world *w = *state;
	char no[16];
	int64_t id;

	must(w, intake_number(&w->d, w->ann, &w->e));
	assert_string_equal(text_of(w, "SELECT file_no FROM client WHERE id = 1", no, sizeof no),
	    "26-0001");
	must(w, undo(w, last_action(w), &id));
	must(w, intake_number(&w->d, w->cid, &w->e));
	assert_string_equal(text_of(w, "SELECT file_no FROM client WHERE id = 3", no, sizeof no),
	    "26-0002");
	refused(w, intake_number(&w->d, w->cid, &w->e), ERR_CONFLICT, "has a number already");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(ones_own_goes_back_at_once),
		T(an_undo_can_be_undone),
		T(anothers_needs_a_right_and_a_second_person),
		T(after_half_an_hour_ones_own_is_as_anothers),
		T(who_changed_it_since_is_named),
		T(a_time_that_was_taken_since_does_not_come_back),
		T(the_opposite_action_where_the_inverse_is_not_possible),
		T(what_the_file_began_with_stays),
		T(the_key_goes_back_step_by_step),
		T(the_plan_says_what_it_would_do),
		T(numbers_do_not_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
