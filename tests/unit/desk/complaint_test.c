/* Complaints: when each limit falls, that nobody edits it, and that none ends unless the client is
 * content. It is Tuesday 24 November 2026, 14:32; the house is open from 9:00 to 20:30. */
#include "hours_help.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "data/complaint.h"
#include "data/flag.h"
#include "desk/calendar.h"
#include "desk/complaint.h"
#include "desk/undo.h"
#include "form/callbacks.h"
#include "form/complaints.h"
#include "form/messages.h"

/* The shipped words, and what the owner and the client are told. */
static int setup_files(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w = *state;

	messages_free(w->d.messages);
	w->d.messages = NULL;
	callbacks_free(w->d.callbacks);
	w->d.callbacks = NULL;
	return callbacks_load("forms/callbacks.cfg", &w->d.callbacks, &faults, &w->e) != OK ||
	    complaints_load("forms/complaints.cfg", &w->d.complaints, &faults, &w->e) != OK ||
	    messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e) != OK;
}

static int setup(void **state)
{
	return desk_setup(state) || setup_files(state);
}

static int64_t take(struct desk_world *w, const char *kind)
{
	struct complaint_draft x = { .client_id = w->ann, .kind = kind,
		.content = "Uneven left cheek, nobody rang on day 3 although promised",
		.wanted = "A second look", .owner_id = w->wl };
	int64_t id;

	must(w, complaint_take(&w->d, &x, &id, &w->e));
	return id;
}

static struct complaint look(struct desk_world *w, int64_t id)
{
	static struct complaint c;

	must(w, complaint_get(w->s, id, &c, &w->e));
	return c;
}

/* ---- limits ---- */

static void hours_by_the_clock_and_hours_of_the_house(void **state)
{
	struct desk_world *w = *state;
	/* From today 14:32 or another time: HOURS, of the house or not, to the day and time. */
	static const struct {
		int from_day, from_h, from_m, hours;
		bool working;
		int day, h, m;
	} table[] = {
		{ 0, 14, 32, 24, false, 1, 14, 32 },
		{ 0, 14, 32, 48, false, 2, 14, 32 },
		{ 0, 14, 32, 4, true, 0, 18, 32 },
		{ 0, 14, 32, 8, true, 1, 11, 2 },       /* 5 h 58 today, the rest tomorrow */
		{ 0, 19, 30, 1, true, 0, 20, 30 },        /* up to the last minute */
		{ 0, 22, 0, 1, true, 1, 10, 0 },        /* at night nothing runs */
		{ 0, 6, 0, 1, true, 0, 10, 0 },
		{ 0, 9, 0, 23, true, 1, 20, 30 },
		{ 2, 19, 30, 2, true, 5, 10, 0 },        /* two days are closed: a holiday */
		{ 3, 12, 0, 1, true, 5, 10, 0 },        /* taken on one of them */
		{ 2, 19, 30, 2, false, 2, 21, 30 },
	};

	add_opening_days(w, w->ja, 3, 4, 0, 0, "holiday");
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int64_t got;

		must(w, complaint_limit(&w->d, w->ja, at(w, table[i].from_day, table[i].from_h,
		    table[i].from_m), table[i].hours, table[i].working, &got, &w->e));
		if (got != at(w, table[i].day, table[i].h, table[i].m))
			fail_msg("row %zu: %lld s off", i,
			    (long long)(got - at(w, table[i].day, table[i].h, table[i].m)));
	}
}

/* The same, one minute after the other. */
static int64_t minute_by_minute(struct desk_world *w, int64_t from, int hours)
{
	int64_t at = from, left = (int64_t)hours * 60;
	struct open_hours h = { .open_min = 0 };
	int32_t day = DAY_NONE;

	while (left) {
		struct local_time t = zone_local(w->d.zone, at);

		if (t.day != day)
			must(w, calendar_hours(&w->d, w->ja, t.day, &h, &w->e));
		day = t.day;
		left -= t.second / 60 >= h.open_min && t.second / 60 < h.close_min;
		at += 60;
	}
	return at;
}

static int setup_berlin(void **state)
{
	/* Friday 23 October 2026, noon: two days before the clock goes back. */
	return desk_setup_in(state, "Europe/Berlin", 1792749600);
}

static void the_limit_is_that_of_counting_minutes(void **state)
{
	struct desk_world *w = *state;
	unsigned seed = 20261124;

	add_opening(w, w->ja, 7, 0, 0);
	add_opening(w, w->ja, 6, HM(0, 0), HM(24, 0));
	add_opening_days(w, w->ja, 5, 6, HM(10, 30), HM(12, 15), "short days");
	for (int i = 0; i < 120; i++) {
		int64_t from = clock_now() + (int64_t)(rand_r(&seed) % (12 * 1440)) * 60, got;
		int hours = 1 + (int)(rand_r(&seed) % 30);

		must(w, complaint_limit(&w->d, w->ja, from, hours, true, &got, &w->e));
		if (got != minute_by_minute(w, from, hours))
			fail_msg("from %lld, %d h: %lld s off", (long long)from, hours,
			    (long long)(got - minute_by_minute(w, from, hours)));
	}
}

/* 24 hours are 24 hours, also in the night in which the clock goes back. */
static void a_change_of_the_clock_adds_no_hour(void **state)
{
	struct desk_world *w = *state;
	int64_t from = zone_instant(w->d.zone, day_of(2026, 10, 24), 16 * 3600), got;

	must(w, complaint_limit(&w->d, w->ja, from, 24, false, &got, &w->e));
	assert_int_equal(got - from, 24 * 3600);
	assert_int_equal(zone_local(w->d.zone, got).second, 15 * 3600);
}

/* ---- the course of one ---- */

static void it_gets_a_number_limits_and_an_owner(void **state)
{
	struct desk_world *w = *state;
	int64_t id = take(w, "urgent"), second = take(w, NULL);
	struct complaint c = look(w, id);
	char kinds[200];

	assert_string_equal(c.number, "C-0001");
	assert_string_equal(c.state, "open");
	assert_int_equal(c.answer_due_at, HELP_NOW + 4 * 3600);
	assert_int_equal(c.solve_due_at, HELP_NOW + 24 * 3600);
	assert_int_equal(c.owner_id, w->wl);
	assert_int_equal(c.taken_by, w->wf);
	c = look(w, second);
	assert_string_equal(c.number, "C-0002");
	assert_string_equal(c.kind, "normal");
	assert_int_equal(c.solve_due_at, HELP_NOW + 48 * 3600);
	/* The owner reads it on his board, the client carries the mark. */
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'staff-case'"
	    " AND staff_id = %lld", (long long)w->wl), 2);
	must(w, flag_kinds(w->s, w->ann, kinds, sizeof kinds, &w->e));
	assert_non_null(strstr(kinds, "complaint"));
	must(w, flag_kinds(w->s, w->cid, kinds, sizeof kinds, &w->e));
	assert_null(strstr(kinds, "complaint"));
}

static void nothing_is_taken_without_words_or_from_the_future(void **state)
{
	struct desk_world *w = *state;
	struct complaint_draft x = { .client_id = w->ann, .content = " " };
	int64_t id;

	refused(w, complaint_take(&w->d, &x, &id, &w->e), ERR_INVALID, "Content is open");
	x.content = "waited";
	x.at = HELP_NOW + 60;
	refused(w, complaint_take(&w->d, &x, &id, &w->e), ERR_INVALID, "still to come");
	x.at = 0;
	x.kind = "angry";
	refused(w, complaint_take(&w->d, &x, &id, &w->e), ERR_INVALID, "no kind \"angry\"");
	x.kind = NULL;
	x.channel = "pigeon";
	refused(w, complaint_take(&w->d, &x, &id, &w->e), ERR_INVALID, "pigeon");
	assert_int_equal(number(w, "SELECT count(*) FROM complaint"), 0);
}

/* A review of somebody we do not know, of yesterday: its limits run from yesterday. */
static void a_review_by_nobody_counts_from_when_it_was_made(void **state)
{
	struct desk_world *w = *state;
	struct complaint_draft x = { .channel = "review", .content = "Two stars: cold room",
		.at = HELP_NOW - 86400 };
	struct complaint_counts n;
	int64_t id;

	must(w, complaint_take(&w->d, &x, &id, &w->e));
	assert_int_equal(look(w, id).answer_due_at, HELP_NOW);
	assert_string_equal(look(w, id).day, "2026-11-23");
	must(w, complaint_count(&w->d, &n, &w->e));
	/* Nobody was named: a manager has it. */
	assert_int_equal(number(w, "SELECT count(*) FROM staff_role WHERE role = 'manager' AND"
	    " staff_id = %lld", (long long)look(w, id).owner_id), 1);
	assert_int_equal(n.open, 1);
	assert_int_equal(n.late, 0);
	assert_int_equal(n.soon, 1);
}

static void the_first_word_to_the_client_is_the_answer(void **state)
{
	static const struct {
		const char *kind, *how;
		bool answers;
	} table[] = { { "step", NULL, false }, { "apology", "none", false },
		{ "answer", NULL, true }, { "promise", NULL, true },
		{ "apology", "person", true }, { "message", NULL, true } };
	struct desk_world *w = *state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int64_t id = take(w, "normal");
		struct complaint_did x = { .complaint_id = id, .kind = table[i].kind,
			.how = table[i].how, .text = "told her", .promise_at = HELP_NOW + 3600 };

		must(w, complaint_step(&w->d, &x, NULL, &w->e));
		assert_string_equal(look(w, id).state, "working");
		assert_int_equal(look(w, id).answered_at != 0, table[i].answers);
		assert_int_equal(look(w, id).apology_at != 0, table[i].how != NULL);
	}
}

static void a_promise_is_kept_or_broken_once(void **state)
{
	struct desk_world *w = *state;
	int64_t id = take(w, "normal"), step;
	struct complaint_did x = { .complaint_id = id, .kind = "promise",
		.text = "by Tuesday 16:00", .promise_at = HELP_NOW - 60 };
	struct complaint_brief b;

	refused(w, complaint_step(&w->d, &x, NULL, &w->e), ERR_INVALID, "still to come");
	x.promise_at = HELP_NOW + 5400;
	must(w, complaint_step(&w->d, &x, NULL, &w->e));
	must(w, complaint_open_of(&w->d, w->ann, &b, &w->e));
	assert_int_equal(b.due_at, HELP_NOW + 5400);
	assert_false(b.late);
	/* Time passes, nobody said that it was kept: it stands out. */
	clock_fix(HELP_NOW + 5401);
	must(w, complaint_open_of(&w->d, w->ann, &b, &w->e));
	assert_true(b.late);
	step = number(w, "SELECT id FROM complaint_step WHERE kind = 'promise'");
	must(w, complaint_kept(&w->d, step, true, &w->e));
	refused(w, complaint_kept(&w->d, step, false, &w->e), ERR_CONFLICT, "said already");
	must(w, complaint_open_of(&w->d, w->ann, &b, &w->e));
	assert_false(b.late);
	assert_int_equal(b.due_at, look(w, id).solve_due_at);
	clock_fix(HELP_NOW);
}

/* Another kind counts from when the complaint was made, not from now; the reason stays. */
static void another_kind_counts_from_the_beginning(void **state)
{
	struct desk_world *w = *state;
	int64_t id = take(w, "normal");
	char text[300];

	act_as(w, w->wl, 0);
	clock_fix(HELP_NOW + 3 * 3600);
	refused(w, complaint_edit(&w->d, id, "urgent", NULL, -1, "", &w->e), ERR_INVALID,
	    "reason");
	must(w, complaint_edit(&w->d, id, "urgent", "grave", w->cl, "she is in pain", &w->e));
	assert_int_equal(look(w, id).answer_due_at, HELP_NOW + 4 * 3600);
	assert_int_equal(look(w, id).solve_due_at, HELP_NOW + 24 * 3600);
	assert_int_equal(look(w, id).owner_id, w->cl);
	text_of(w, "SELECT text FROM complaint_step WHERE kind = 'edited'", text, sizeof text);
	assert_string_equal(text, "kind: normal > urgent; gravity: - > grave; owner: 吴磊 > 陈立; "
	    "she is in pain");
	refused(w, complaint_edit(&w->d, id, "urgent", "grave", -1, "again", &w->e), ERR_INVALID,
	    "Nothing was changed");
	act_as(w, w->wf, 0);
	refused(w, complaint_edit(&w->d, id, "normal", NULL, -1, "no", &w->e), ERR_DENIED,
	    "Not your right");
	clock_fix(HELP_NOW);
}

/* A review of somebody who turns out to be a client: the case is his from then on. */
static void a_nobody_becomes_a_client(void **state)
{
	struct desk_world *w = *state;
	struct complaint_draft x = { .content = "a bad review" };
	struct complaint_brief b;
	char text[300];
	int64_t id;

	act_as(w, w->wl, 0);
	must(w, complaint_take(&w->d, &x, &id, &w->e));
	must(w, complaint_of_client(&w->d, id, w->ann, &w->e));
	assert_int_equal(look(w, id).client_id, w->ann);
	must(w, complaint_open_of(&w->d, w->ann, &b, &w->e));
	assert_int_equal(b.id, id);
	text_of(w, "SELECT text FROM complaint_step WHERE kind = 'edited'", text, sizeof text);
	assert_non_null(strstr(text, "who made it is known"));
	refused(w, complaint_of_client(&w->d, id, w->bob, &w->e), ERR_CONFLICT,
	    "a client's already");
	act_as(w, w->wf, 0);
	refused(w, complaint_of_client(&w->d, id, w->bob, &w->e), ERR_DENIED, "Not your right");
}

static void it_closes_with_a_result_and_a_client_who_is_content(void **state)
{
	struct desk_world *w = *state;
	int64_t id = take(w, "normal");
	struct complaint_end x = { .id = id, .cost = -1 };
	bool closed;

	act_as(w, w->wl, 0);
	refused(w, complaint_close(&w->d, &x, &closed, &w->e), ERR_INVALID, "Result is open");
	x.result = "second look, session repeated";
	refused(w, complaint_close(&w->d, &x, &closed, &w->e), ERR_INVALID, "Content is open");
	x.satisfied = 3;
	must(w, complaint_close(&w->d, &x, &closed, &w->e));
	assert_false(closed);
	assert_string_equal(look(w, id).state, "working");
	assert_int_equal(look(w, id).satisfied, 3);
	x.satisfied = 4;
	x.cause = "told";
	x.against = "day-3 call is not put off twice";
	must(w, complaint_close(&w->d, &x, &closed, &w->e));
	assert_true(closed);
	assert_string_equal(look(w, id).state, "closed");
	assert_int_equal(look(w, id).closed_by, w->wl);
	refused(w, complaint_close(&w->d, &x, &closed, &w->e), ERR_CONFLICT, "is closed");
	refused(w, complaint_step(&w->d, &(struct complaint_did){ .complaint_id = id,
	    .kind = "step", .text = "late word" }, NULL, &w->e), ERR_CONFLICT, "is closed");
	must(w, complaint_reopen(&w->d, id, "swollen again", &w->e));
	assert_string_equal(look(w, id).state, "working");
	/* The limit stays where it was. */
	assert_int_equal(look(w, id).solve_due_at, HELP_NOW + 48 * 3600);
}

/* The client hears how it goes, and when it is closed what came of it: never both. */
static void the_client_is_called_about_progress_and_result(void **state)
{
	struct desk_world *w = *state;
	int64_t id = take(w, "normal");
	struct complaint_end x = { .id = id, .cost = -1, .result = "done", .satisfied = 5 };
	char rules[200];
	bool closed;

	text_of(w, "SELECT group_concat(rule || ' ' || state, ', ') FROM callback", rules,
	    sizeof rules);
	assert_string_equal(rules, "complaint-progress open");
	act_as(w, w->wl, 0);
	must(w, complaint_close(&w->d, &x, &closed, &w->e));
	text_of(w, "SELECT group_concat(rule || ' ' || state, ', ') FROM (SELECT rule, state"
	    " FROM callback ORDER BY id)", rules, sizeof rules);
	assert_string_equal(rules, "complaint-progress cancelled, complaint-result open");
	must(w, complaint_reopen(&w->d, id, "swollen again", &w->e));
	text_of(w, "SELECT group_concat(rule || ' ' || state, ', ') FROM (SELECT rule, state"
	    " FROM callback ORDER BY id)", rules, sizeof rules);
	assert_string_equal(rules, "complaint-progress cancelled, complaint-result cancelled");
	refused(w, complaint_edit(&w->d, id, NULL, "mild?", -1, "why", &w->e), ERR_INVALID,
	    "mild?");
}

/* A message to the client waits in the outbox, and goes away with its step. */
static void what_was_done_goes_back(void **state)
{
	struct desk_world *w = *state;
	int64_t id = take(w, "normal"), message, undone;
	struct complaint_did x = { .complaint_id = id, .kind = "message",
		.text = "We ring you today" };
	char *before = snapshot(w), *after;

	must(w, complaint_step(&w->d, &x, &message, &w->e));
	assert_true(message != 0);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'case'"), 1);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, desk_teardown)
		TEST(hours_by_the_clock_and_hours_of_the_house),
		cmocka_unit_test_setup_teardown(the_limit_is_that_of_counting_minutes,
		    setup_berlin, desk_teardown),
		cmocka_unit_test_setup_teardown(a_change_of_the_clock_adds_no_hour, setup_berlin,
		    desk_teardown),
		TEST(it_gets_a_number_limits_and_an_owner),
		TEST(nothing_is_taken_without_words_or_from_the_future),
		TEST(a_review_by_nobody_counts_from_when_it_was_made),
		TEST(the_first_word_to_the_client_is_the_answer),
		TEST(a_promise_is_kept_or_broken_once),
		TEST(another_kind_counts_from_the_beginning),
		TEST(a_nobody_becomes_a_client),
		TEST(it_closes_with_a_result_and_a_client_who_is_content),
		TEST(the_client_is_called_about_progress_and_result),
		TEST(what_was_done_goes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
