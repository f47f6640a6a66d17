/* Lists of callbacks: sections of the day, what is typed to find them, and what is done to several
 * at once; the end of a day and its signature. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/callback.h"
#include "data/flag.h"
#include "data/message.h"
#include "desk/callback.h"
#include "desk/calllist.h"
#include "desk/dayclose.h"
#include "desk/undo.h"
#include "form/callbacks.h"

#define DAY_S (24 * 3600)

/* One that WL's house owes; times from HELP_NOW (14:32, a window is open until 17:30). */
static int64_t owe(struct desk_world *w, int64_t client, const char *rule, const char *role,
    int64_t from, int64_t due)
{
	struct callback c = { .branch_id = w->ja, .client_id = client, .event_at = HELP_NOW,
		.from_at = HELP_NOW + from, .due_at = HELP_NOW + due,
		.expire_at = HELP_NOW + due + 9 * DAY_S, .priority = 3, .day = HELP_DAY,
		.event = "treated", .channel = "call", .about = "激光", .about_en = "laser" };
	struct action_head head = { .name = "callback-do" };
	struct txn *t;
	int64_t id;

	text_copy(c.rule, sizeof c.rule, rule);
	text_copy(c.role, sizeof c.role, role);
	desk_day_of(&w->d, c.due_at, c.due_day);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, callback_insert(t, &c, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	return id;
}

static int setup(void **state)
{
	int rc = desk_setup(state);
	struct desk_world *w = *state;
	struct fault_list faults = { 0 };

	must(w, callbacks_load("forms/callbacks.cfg", &w->d.callbacks, &faults, &w->e));
	act_as(w, w->wl, 0);
	return rc;
}

static void load(struct desk_world *w, const char *typed, struct calllist_rows *l)
{
	struct calllist f;

	calllist_init(&w->d, &f);
	must(w, calllist_parse(&w->d, typed, &f, &w->e));
	must(w, calllist_load(&w->d, &f, typed[0] != '\0', l, &w->e));
}

static enum calllist_section section_of(struct desk_world *w, int64_t id)
{
	struct calllist_rows l = { .n = 0 };
	enum calllist_section section = CALLS_SECTIONS;

	load(w, "", &l);
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].c.id == id)
			section = l.v[i].section;
	calllist_rows_free(&l);
	return section;
}

/* ---- sections ---- */

static void each_stands_in_its_section_of_the_day(void **state)
{
	struct desk_world *w = *state;
	int64_t now = owe(w, w->ann, "treat-d3", "service", -3600, 3 * 3600);
	int64_t late = owe(w, w->cid, "treat-2h", "service", -7200, -3600);
	int64_t later = owe(w, w->ann, "treat-d7", "service", 5 * 3600, 6 * 3600);
	int64_t tomorrow = owe(w, w->cid, "treat-d7", "nurse", DAY_S, DAY_S + 3600);
	int64_t ahead = owe(w, w->cid, "treat-m1", "nurse", 3 * DAY_S, 4 * DAY_S);
	struct calllist_rows l = { .n = 0 };

	assert_int_equal(section_of(w, now), CALLS_NOW);
	assert_int_equal(section_of(w, late), CALLS_NOW);
	assert_int_equal(section_of(w, later), CALLS_LATER);
	assert_int_equal(section_of(w, tomorrow), CALLS_TOMORROW);
	assert_int_equal(section_of(w, ahead), CALLS_SECTIONS);
	load(w, "", &l);
	assert_int_equal(l.n, 4);
	assert_int_equal(l.late, 1);
	assert_int_equal(l.v[0].c.id, late);    /* the longest due first */
	assert_true(l.window_open);
	assert_string_equal(l.v[0].who, "陈思雨");
	calllist_rows_free(&l);
}

static void a_row_moves_at_its_minute(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe(w, w->ann, "treat-d3", "service", -3600, 6 * 3600 - 120);

	assert_int_equal(section_of(w, id), CALLS_NOW);
	clock_fix(at(w, 0, 17, 29));
	assert_int_equal(section_of(w, id), CALLS_NOW);
	clock_fix(at(w, 0, 17, 31));
	assert_int_equal(section_of(w, id), CALLS_LATER);
	clock_fix(at(w, 0, 19, 30));
	assert_int_equal(section_of(w, id), CALLS_NOW);
	clock_fix(at(w, 0, 20, 45));
	assert_int_equal(section_of(w, id), CALLS_LEFT);
}

static void the_clients_own_wish_is_the_window(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe(w, w->ann, "treat-d3", "service", -3600, 5 * 3600);
	struct calllist_rows l = { .n = 0 };
	struct action_head head = { .name = "client-edit" };
	char text[48];
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, flag_set(t, w->ann, "call_hours", "18:00-19:00", NULL, NULL, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	load(w, "", &l);
	assert_int_equal(l.v[0].c.id, id);
	assert_int_equal(l.v[0].section, CALLS_LATER);
	assert_string_equal(calllist_window(&w->d, &l.v[0], text, sizeof text), "18:00-19:00 *");
	/* The heading of the section says that it is tomorrow. */
	clock_fix(at(w, -1, 21, 0));
	load(w, "", &l);
	assert_int_equal(l.v[0].section, CALLS_TOMORROW);
	assert_string_equal(calllist_window(&w->d, &l.v[0], text, sizeof text), "18:00-19:00 *");
	calllist_rows_free(&l);
}

/* ---- what is typed ---- */

static void any_list_can_be_asked_for(void **state)
{
	struct desk_world *w = *state;
	static const struct {
		const char *typed;
		size_t n;
	} asked[] = {
		{ "late", 1 }, { "nurse", 1 }, { "role=service", 2 }, { "rule=treat-d3", 1 },
		{ "laser", 3 }, { "st=any", 3 }, { "done", 0 }, { "t", 2 }, { "tm", 1 },
		{ "wl", 0 }, { "ch=message", 0 }, { "late nurse", 0 }, { "br=all", 3 },
		{ "t..+7", 3 },
	};

	owe(w, w->ann, "treat-d3", "service", -3600, 3 * 3600);
	owe(w, w->cid, "treat-2h", "service", -7200, -3600);
	owe(w, w->cid, "treat-d7", "nurse", DAY_S, DAY_S + 3600);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		struct calllist_rows l = { .n = 0 };

		load(w, asked[i].typed, &l);
		if (l.n != asked[i].n)
			print_message("%s\n", asked[i].typed);
		assert_int_equal(l.n, asked[i].n);
		calllist_rows_free(&l);
	}
}

static void a_key_guesses_nothing(void **state)
{
	struct desk_world *w = *state;
	struct calllist f;

	calllist_init(&w->d, &f);
	refused(w, calllist_parse(&w->d, "role=cook", &f, &w->e), ERR_INVALID, "no role");
	refused(w, calllist_parse(&w->d, "who=nobody", &f, &w->e), ERR_NOTFOUND, "nobody");
	refused(w, calllist_parse(&w->d, "st=open x=1", &f, &w->e), ERR_INVALID, "no key");
	refused(w, calllist_parse(&w->d, "on=1530", &f, &w->e), ERR_INVALID, "");
}

static void several_words_are_one_thing(void **state)
{
	static const struct { const char *typed, *said; } LISTS[] = {
		{ "laser this week", "laser, Mon 23 Nov - Sun 29 Nov" },
		{ "last month skin test", "skin test, Thu 1 Oct - Sat 31 Oct" },
		{ "late hifu", "late, hifu" },
		{ "skin test done svc=laser", "done, laser" },
	};
	struct desk_world *w = *state;
	struct calllist f;
	char said[300];

	for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
		calllist_init(&w->d, &f);
		must(w, calllist_parse(&w->d, LISTS[i].typed, &f, &w->e));
		assert_string_equal(calllist_say(&w->d, &f, said, sizeof said), LISTS[i].said);
	}
}

/* ---- several at once ---- */

static void several_are_put_off_in_one_step_and_come_back_together(void **state)
{
	struct desk_world *w = *state;
	const int64_t ids[] = { owe(w, w->ann, "treat-d3", "service", -3600, 3600),
		owe(w, w->cid, "treat-d3", "service", -3600, 3600) };
	const struct calllist_some both = { ids, 2 };
	struct callback c;
	int64_t undone;

	/* Half past one lies in no window: the next one is from half past two. */
	must(w, calllist_later(&w->d, &both, at(w, 1, 13, 30), "busy", &w->e));
	must(w, callback_get(w->s, ids[1], &c, &w->e));
	assert_int_equal(c.from_at, at(w, 1, 14, 30));
	assert_int_equal(c.due_at, at(w, 1, 20, 30));
	assert_string_equal(c.due_day, "2026-11-25");
	assert_int_equal(number(w, "SELECT count(*) FROM callback_step WHERE kind = 'later'"), 2);
	must(w, undo_action(&w->d, last_action(w), false, "", &undone, &w->e));
	must(w, callback_get(w->s, ids[0], &c, &w->e));
	assert_int_equal(c.from_at, HELP_NOW - 3600);
}

static void one_that_ended_meanwhile_keeps_all_where_they_are(void **state)
{
	struct desk_world *w = *state;
	const int64_t ids[] = { owe(w, w->ann, "treat-d3", "service", -3600, 3600),
		owe(w, w->cid, "treat-d3", "service", -3600, 3600) };
	struct action_head head = { .name = "callback-do" };
	struct callback c;
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, callback_end(t, ids[1], "done", "well", 0, HELP_DAY, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	refused(w, calllist_later(&w->d, &(struct calllist_some){ ids, 2 }, at(w, 1, 15, 0), "",
	    &w->e), ERR_CONFLICT, "");
	must(w, callback_get(w->s, ids[0], &c, &w->e));
	assert_int_equal(c.from_at, HELP_NOW - 3600);
}

static void what_is_given_away_goes_to_who_does_callbacks(void **state)
{
	struct desk_world *w = *state;
	const int64_t id = owe(w, w->ann, "treat-d3", "service", -3600, 3600);
	const struct calllist_some one = { &id, 1 };
	struct callback c;

	refused(w, calllist_give(&w->d, &one, w->wf, "", "", &w->e), ERR_INVALID, "no callbacks");
	must(w, calllist_give(&w->d, &one, w->wl, "consultant", "knows her", &w->e));
	must(w, callback_get(w->s, id, &c, &w->e));
	assert_int_equal(c.staff_id, w->wl);
	assert_string_equal(c.role, "consultant");
	act_as(w, w->wf, 0);
	refused(w, calllist_give(&w->d, &one, 0, "nurse", "", &w->e), ERR_DENIED, "");
}

static void queue_message(struct desk_world *w, int64_t callback_id)
{
	struct message m = { .branch_id = w->ja, .client_id = w->ann, .due_at = HELP_NOW,
		.callback_id = callback_id, .day = HELP_DAY, .template = "before-call",
		.channel = "sms", .language = "en", .number = "13800000823", .text = "We ring." };
	struct action_head head = { .name = "message-send" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, message_insert(t, &m, NULL, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static void what_falls_together_becomes_one_with_a_trace(void **state)
{
	struct desk_world *w = *state;
	const int64_t keep = owe(w, w->ann, "treat-d3", "service", -3600, 3 * 3600);
	const int64_t other = owe(w, w->ann, "treat-d1", "consultant", -7200, 3600);
	const int64_t far = owe(w, w->ann, "treat-d7", "service", 4 * DAY_S, 4 * DAY_S + 60);
	const int64_t stranger = owe(w, w->cid, "treat-d3", "service", -3600, 3600);
	struct callback_rows l = { 0 };
	struct callback c;

	must(w, calllist_together(&w->d, keep, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, other);
	callback_rows_free(&l);
	refused(w, calllist_merge(&w->d, keep, &(struct calllist_some){ &stranger, 1 }, &w->e),
	    ERR_INVALID, "one person");
	queue_message(w, other);
	must(w, calllist_merge(&w->d, keep, &(struct calllist_some){ &other, 1 }, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE callback_id = %lld AND"
	    " state = 'withdrawn'", (long long)other), 1);
	must(w, callback_get(w->s, other, &c, &w->e));
	assert_string_equal(c.state, "merged");
	assert_int_equal(c.merged_into, keep);
	must(w, callback_get(w->s, keep, &c, &w->e));
	assert_int_equal(c.due_at, HELP_NOW + 3600);
	assert_int_equal(number(w, "SELECT count(*) FROM callback_step WHERE kind = 'merged'"), 2);
	must(w, callback_get(w->s, far, &c, &w->e));
	assert_string_equal(c.state, "open");
}

static void what_a_caller_has_in_hand_stays(void **state)
{
	struct desk_world *w = *state;
	const int64_t id = owe(w, w->ann, "treat-d3", "service", -3600, 3600);
	const int64_t keep = owe(w, w->ann, "treat-d1", "service", -3600, 3600);
	const struct calllist_some some = { &id, 1 };
	const int64_t me = w->d.who.staff_id;

	w->d.who.staff_id = w->cl;
	must(w, callback_claim(&w->d, id, NULL, &w->e));
	w->d.who.staff_id = me;
	refused(w, calllist_later(&w->d, &some, HELP_NOW + DAY_S, "", &w->e), ERR_TAKEN,
	    "one of them");
	refused(w, calllist_give(&w->d, &some, me, NULL, "", &w->e), ERR_TAKEN, "one of them");
	refused(w, calllist_merge(&w->d, keep, &some, &w->e), ERR_TAKEN, "one of them");
	refused(w, calllist_merge(&w->d, id, &(struct calllist_some){ &keep, 1 }, &w->e),
	    ERR_TAKEN, "one of them");
	assert_int_equal(number(w, "SELECT count(*) FROM callback_step"), 0);
}

static void a_sample_is_drawn_from_what_was_done_and_marked_once(void **state)
{
	struct desk_world *w = *state;
	const int64_t id = owe(w, w->ann, "treat-d3", "service", -3600, 3600);
	struct action_head head = { .name = "callback-do" };
	struct callback_rows l = { 0 };
	struct calllist f;
	struct txn *t;

	refused(w, calllist_sample(&w->d, id, 5, "", &w->e), ERR_CONFLICT, "Only what is done");
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, callback_end(t, id, "done", "well", 0, HELP_DAY, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	calllist_init(&w->d, &f);
	must(w, calllist_set(&w->d, &f, "on", "t", &w->e));
	must(w, calllist_draw(&w->d, &f, 0, 10, &l, &w->e));
	assert_int_equal(l.n, 1);               /* ten of a hundred, but one at least */
	refused(w, calllist_sample(&w->d, id, 2, "", &w->e), ERR_INVALID, "what should be");
	must(w, calllist_sample(&w->d, id, 4, "", &w->e));
	must(w, calllist_draw(&w->d, &f, 5, 0, &l, &w->e));
	assert_int_equal(l.n, 0);
	callback_rows_free(&l);
	act_as(w, w->wf, 0);
	refused(w, calllist_draw(&w->d, &f, 5, 0, &l, &w->e), ERR_DENIED, "");
}

/* ---- the end of the day ---- */

static void a_day_with_open_lines_is_not_signed_silently(void **state)
{
	struct desk_world *w = *state;
	const int64_t id = owe(w, w->ann, "treat-d3", "service", -3600, 3600);
	const struct calllist_some one = { &id, 1 };
	struct calllist_carry carry = { .reason = "no-time", .at = at(w, 1, 11, 0) };
	struct dayclose c;
	int64_t close_id;

	clock_fix(at(w, 0, 20, 24));
	must(w, dayclose_load(&w->d, HELP_DAY, &c, &w->e));
	assert_int_equal(c.open_lines, 1);
	assert_int_equal(c.first_open, 1);
	assert_int_equal(c.v[0].open, 1);
	assert_non_null(strstr(c.v[0].text, "laser"));
	refused(w, dayclose_sign(&w->d, HELP_DAY, "", NULL, &w->e), ERR_INVALID, "line 1");
	refused(w, calllist_carry(&w->d, &one, &carry, &w->e), ERR_INVALID, "Why");
	carry.text = "three calls at once";
	must(w, calllist_carry(&w->d, &one, &carry, &w->e));
	must(w, dayclose_load(&w->d, HELP_DAY, &c, &w->e));
	assert_int_equal(c.open_lines, 0);
	must(w, dayclose_sign(&w->d, HELP_DAY, NULL, &close_id, &w->e));
	refused(w, dayclose_sign(&w->d, HELP_DAY, NULL, NULL, &w->e), ERR_CONFLICT, "already");
	assert_int_equal(number(w, "SELECT count(*) FROM day_close_line WHERE close_id = %lld",
	    (long long)close_id), DAYCLOSE_LINES);
}

static void a_manager_signs_with_a_second_person_and_a_reason(void **state)
{
	struct desk_world *w = *state;
	struct dayclose c;

	owe(w, w->ann, "treat-d3", "service", -3600, 3600);
	clock_fix(at(w, 0, 20, 24));
	act_as(w, w->wf, 0);
	refused(w, dayclose_sign(&w->d, HELP_DAY, "late", NULL, &w->e), ERR_DENIED, "");
	act_as(w, w->wl, 0);
	assert_int_equal(dayclose_sign(&w->d, HELP_DAY, "power cut", NULL, &w->e), ERR_SECOND);
	err_clear(&w->e);
	assert_int_equal(number(w, "SELECT count(*) FROM day_close"), 0);
	must(w, dayclose_load(&w->d, HELP_DAY, &c, &w->e));
	assert_int_equal(c.signed_off.id, 0);
}

static void the_day_before_is_meant_until_the_house_opens(void **state)
{
	struct desk_world *w = *state;

	clock_fix(at(w, 1, 0, 30));
	assert_int_equal(dayclose_day(&w->d), desk_today(&w->d) - 1);
	must(w, dayclose_sign(&w->d, HELP_DAY, NULL, NULL, &w->e));
	assert_int_equal(dayclose_day(&w->d), desk_today(&w->d));
	refused(w, dayclose_sign(&w->d, "2026-11-26", NULL, NULL, &w->e), ERR_INVALID,
	    "not come");
}

static void who_is_still_to_come_keeps_the_day_open(void **state)
{
	struct desk_world *w = *state;

	book(w, w->ann, w->r_cl, at(w, 0, 16, 0), 30);
	refused(w, dayclose_sign(&w->d, HELP_DAY, NULL, NULL, &w->e), ERR_INVALID, "to come");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)
		T(each_stands_in_its_section_of_the_day),
		T(several_words_are_one_thing),
		T(a_row_moves_at_its_minute),
		T(the_clients_own_wish_is_the_window),
		T(any_list_can_be_asked_for),
		T(a_key_guesses_nothing),
		T(several_are_put_off_in_one_step_and_come_back_together),
		T(one_that_ended_meanwhile_keeps_all_where_they_are),
		T(what_is_given_away_goes_to_who_does_callbacks),
		T(what_falls_together_becomes_one_with_a_trace),
		T(what_a_caller_has_in_hand_stays),
		T(a_sample_is_drawn_from_what_was_done_and_marked_once),
		T(a_day_with_open_lines_is_not_signed_silently),
		T(a_manager_signs_with_a_second_person_and_a_reason),
		T(the_day_before_is_meant_until_the_house_opens),
		T(who_is_still_to_come_keeps_the_day_open),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
