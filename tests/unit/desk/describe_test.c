/* Sentences about actions, and what they must not give away. */
#include "desk_help.h"

#include <string.h>

#include "data/history.h"
#include "desk/absence.h"
#include "desk/describe.h"
#include "desk/disrupt.h"
#include "desk/intake.h"
#include "desk/pay.h"
#include "desk/rights.h"
#include "desk/undo.h"
#include "desk/wait.h"

static const char *last(struct desk_world *w, char *out, size_t size)
{
	struct action_row a;

	must(w, action_get(w->s, last_action(w), &a, &w->e));
	return describe_action(&w->d, &a, out, size);
}

#define SAYS(text) assert_string_equal(last(w, out, sizeof out), text)

static void each_action_is_a_sentence(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, at(w, 3, 15, 30), 60), undone;
	struct booking_move m = { .id = id, .start_at = at(w, 0, 17, 0),
		.end_at = at(w, 0, 18, 0) };
	char out[200];

	SAYS("booked Fri 27 Nov 15:30 for 王小明");
	must(w, booking_move(&w->d, &m, 1, NULL, &w->e));
	SAYS("moved to 17:00 for 王小明");
	must(w, booking_set_state(&w->d, id, "confirmed", NULL, &w->e));
	SAYS("17:00 for 王小明: confirmed");
	must(w, booking_cancel(&w->d, id, "ill", &w->e));
	SAYS("cancelled 17:00 for 王小明");
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	SAYS("took back: cancelled 17:00 for 王小明");
	must(w, intake_note(&w->d, w->cid, "x", &w->e));
	SAYS("wrote a note about 陈思雨");
	must(w, intake_number(&w->d, w->cid, &w->e));
	SAYS("gave a file number to 陈思雨");
}

/* One bill may be paid in several ways: what is taken back is all of it, and so it is called. */
static void a_taking_is_told_whole(void **state)
{
	struct desk_world *w = *state;
	struct pay p = { .client_id = w->ann, .keep = true, .owed = -1, .nparts = 2,
		.part = { { .method = "cash", .amount = 98000 },
		    { .method = "wechat", .amount = 53600 } } };
	struct pay_made made;
	char out[200];

	must(w, pay_take(&w->d, &p, &made, &w->e));
	assert_non_null(strstr(last(w, out, sizeof out), "1,516"));
}

static const char *told(struct desk_world *w, int64_t id, char *out, size_t size)
{
	struct action_row a;

	must(w, action_get(w->s, id, &a, &w->e));
	return describe_action(&w->d, &a, out, size);
}

/* What came of it later does not change what was done. */
static void an_action_tells_what_it_did_then(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, at(w, 3, 15, 30), 60), booked = last_action(w), moved;
	struct booking_move m = { .id = id, .start_at = at(w, 0, 17, 0),
		.end_at = at(w, 0, 18, 0) };
	int64_t undone;
	char out[200];

	must(w, booking_move(&w->d, &m, 1, NULL, &w->e));
	moved = last_action(w);
	assert_string_equal(told(w, booked, out, sizeof out),
	    "booked Fri 27 Nov 15:30 for 王小明");
	must(w, undo_action(&w->d, moved, false, NULL, &undone, &w->e));
	SAYS("took back: moved to 17:00 for 王小明");
	assert_string_equal(told(w, moved, out, sizeof out), "moved to 17:00 for 王小明");
	must(w, undo_action(&w->d, booked, false, NULL, &undone, &w->e));
	SAYS("took back: booked Fri 27 Nov 15:30 for 王小明");
}

static void the_waiting_list_names_who_waits(void **state)
{
	struct desk_world *w = *state;
	struct waiter x = { .branch_id = w->d.branch_id, .client_id = w->ann,
		.service_id = w->laser_service };
	char out[200];
	int64_t id;

	must(w, wait_add(&w->d, &x, &id, &w->e));
	SAYS("kept the waiting list: 王小明");
}

static void an_absence_and_what_is_done_for_it_are_two_things(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 1, 10, 0), 60);
	struct absence a = { .resource_id = w->r_cl, .kind = "ill", .start_at = at(w, 1, 9, 0),
		.end_at = at(w, 1, 18, 0) };
	struct absence_result done;
	char out[200];

	act_as(w, w->wl, 0);
	must(w, absence_add(&w->d, &a, &done, &w->e));
	assert_non_null(strstr(last(w, out, sizeof out), "recorded that somebody is away: "));
	must(w, disrupt_keep(&w->d, done.id, id, "a colleague does it", &w->e));
	SAYS("dealt with what an absence touches: Wed 25 Nov 10:00 for 王小明");
}

static void a_restricted_name_is_told_to_those_who_may_see_it(void **state)
{
	struct desk_world *w = *state;
	char out[200];

	must(w, intake_note(&w->d, w->bob, "x", &w->e));
	SAYS("wrote a note about Mr B");
	act_as(w, w->wl, 0);
	SAYS("wrote a note about Bob Brown");
}

static void what_is_not_known_is_still_said(void **state)
{
	struct desk_world *w = *state;
	struct action_row a = { .name = "tomorrow-thing", .subject = "client:1" };
	char out[200];

	assert_string_equal(describe_action(&w->d, &a, out, sizeof out), "tomorrow-thing");
	assert_string_equal(describe_origin("tick"), "by the clock");
	assert_string_equal(describe_origin("tomorrow"), "tomorrow");
	a = (struct action_row){ .name = "client-note", .subject = "client:999" };
	assert_string_equal(describe_action(&w->d, &a, out, sizeof out), "wrote a note");
	a = (struct action_row){ .name = "client-note", .subject = "" };
	assert_string_equal(describe_action(&w->d, &a, out, sizeof out), "wrote a note");
	assert_string_equal(describe_name("client-merge"), "merged two files");
	assert_string_equal(describe_name("tomorrow-thing"), "tomorrow-thing");
}

/* Whatever is a right to act is also something that can be read in the list of actions. */
static void every_action_has_its_sentence(void **state)
{
	static const char *const not_actions[] = { "see-", "ask-", "list-", "export", "pin-set",
		"pay-back", "price-over", "treat-override" };

	(void)state;
	for (size_t i = 0; i < rights_count; i++) {
		bool action = true;

		for (size_t k = 0; k < sizeof not_actions / sizeof not_actions[0]; k++)
			action &= strncmp(rights[i].name, not_actions[k],
			    strlen(not_actions[k])) != 0;
		if (action && !strcmp(describe_name(rights[i].name), rights[i].name))
			fail_msg("no sentence for %s", rights[i].name);
	}
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_taking_is_told_whole), T(each_action_is_a_sentence),
		T(an_action_tells_what_it_did_then),
		T(the_waiting_list_names_who_waits),
		T(an_absence_and_what_is_done_for_it_are_two_things),
		T(a_restricted_name_is_told_to_those_who_may_see_it),
		T(what_is_not_known_is_still_said),
		cmocka_unit_test(every_action_has_its_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
