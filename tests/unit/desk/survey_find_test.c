/* Surveys counted and found: who would send a friend, who is due by days, person, class; and many
 * guests at once. */
#include "desk/survey_find.h"

#include <string.h>

#include "desk/gathering.h"
#include "desk/survey.h"
#include "desk_help.h"
#include "form/messages.h"
#include "form/segment.h"

/* A visit of today with the expert, and its survey that is due. */
static void visited(struct desk_world *w, int64_t client)
{
	raw(w, "INSERT INTO visit(branch_id, client_id, day, created_at, arrived_at, number, zone,"
	    " identity, place, since_at, state, outcome, left_at, resource_id, service_id) VALUES"
	    " (%lld, %lld, '" HELP_DAY "', 1, 1, 'X%lld', 'walkin', 'known', %lld, 1, 'left',"
	    " 'collected', 1, %lld, %lld)", (long long)w->ja, (long long)client,
	    (long long)client, (long long)client, (long long)w->r_cl,
	    (long long)w->laser_service);
	raw(w, "INSERT INTO survey(branch_id, client_id, day, created_at, visit_id, form, from_at,"
	    " expire_at) SELECT branch_id, client_id, day, 1, id, 'survey-visit', 1, %lld FROM"
	    " visit WHERE client_id = %lld", (long long)HELP_NOW + 86400, (long long)client);
}

/* Who would send a friend: a rate of its own, by branch and month, beside the marks. */
static void nine_and_ten_less_six_and_below(void **state)
{
	static const char sql[] = "INSERT INTO survey(branch_id, client_id, day, created_at, form,"
	    " from_at, expire_at, asked, state, returned_at, returned_day, answered, score, friend)"
	    " VALUES (%lld, %lld, '%s', 1, 'survey-visit', 1, 2, 'phone', 'returned', 1, '%s', 1,"
	    " 100, %s)";
	static const char *const said[] = { "10", "9", "9", "8", "7", "6", "0", "NULL" };
	struct desk_world *w = *state;
	struct survey_filter f = { .from_day = "2026-10-01", .to_day = "2026-11-30" };
	struct survey_rates l = { 0 };
	char text[48];
	int net;

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		raw(w, sql, (long long)w->ja, (long long)w->ann, "2026-11-03", "2026-11-04",
		    said[i]);
	raw(w, sql, (long long)w->ja, (long long)w->cid, "2026-10-03", "2026-10-04", "3");
	must(w, survey_rates(w->s, SURVEY_BY_MONTH, &f, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_true(survey_net(&l.v[0], &net));
	assert_int_equal(net, -100);
	assert_true(survey_net(&l.v[1], &net));
	assert_int_equal(net, 14);              /* 3 less 2 of 7 */
	assert_string_equal(survey_net_text(&l.v[1], text, sizeof text), "friend +14 of 7");
	assert_int_equal(l.v[1].returned, 8);
	must(w, survey_rates(w->s, SURVEY_BY_BRANCH, &f, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].asked_friend, 8);
	assert_false(survey_net(&(struct survey_rate){ .returned = 3 }, &net));
	survey_rates_free(&l);
}

static size_t found(struct desk_world *w, const char *line)
{
	struct survey_list l = { 0 };
	struct survey_find f;
	size_t n;

	must(w, survey_find_parse(&w->d, line, &f, &w->e));
	must(w, survey_find_run(&w->d, &f, NULL, NULL, &l, &w->e));
	n = l.n;
	survey_list_free(&l);
	return n;
}

static void who_is_due_is_narrowed_as_appointments_are(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w = *state;
	struct survey_find f;
	char said[200];

	segments_free(w->d.segments);
	must(w, segments_load("forms/segments.cfg", &w->d.segments, &faults, &w->e));
	visited(w, w->ann);
	visited(w, w->cid);
	raw(w, "UPDATE client_class SET tier = 'key', segments = ' new high-spend ' WHERE"
	    " client_id = %lld", (long long)w->ann);
	act_as(w, w->wl, 0);
	assert_int_equal(found(w, ""), 2);
	assert_int_equal(found(w, "cl"), 2);
	assert_int_equal(found(w, "dr=cl t"), 2);
	assert_int_equal(found(w, "on=11.1..11.23"), 0);
	assert_int_equal(found(w, "11.1..11.24"), 2);
	assert_int_equal(found(w, "tier=key"), 1);
	assert_int_equal(found(w, "new"), 1);
	assert_int_equal(found(w, "seg=complaint"), 0);
	assert_int_equal(found(w, "王小明"), 1);
	assert_int_equal(found(w, "王小明 tier=general"), 0);
	must(w, survey_find_parse(&w->d, "cl new", &f, &w->e));
	assert_int_equal(f.rated_id, w->cl);
	assert_non_null(strstr(survey_find_say(&w->d, &f, said, sizeof said), ", "));
	must(w, survey_find_parse(&w->d, "tier=key", &f, &w->e));
	assert_non_null(strstr(survey_find_say(&w->d, &f, said, sizeof said), "key"));
	refused(w, survey_find_parse(&w->d, "seg=nothing", &f, &w->e), ERR_NOTFOUND, "seg");
	refused(w, survey_find_parse(&w->d, "st=done", &f, &w->e), ERR_INVALID, "no state");
}

/* Marked in a list, in one action: who is there and closed files are left out. */
static void several_come_on_the_list_of_an_event_at_once(void **state)
{
	struct gathering_draft x = { .name = "Tea", .day = "2026-12-05", .start_min = 15 * 60 };
	struct fault_list faults = { 0 };
	struct desk_world *w = *state;
	struct gathering_put put;
	int64_t id, actions, some[4] = { w->ann, w->cid, w->bob, 0 };

	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	act_as(w, w->wl, 0);
	some[3] = add_client(w, "周敏", "13900001111", "1990");
	raw(w, "INSERT INTO client_flag(client_id, kind) VALUES (%lld, 'news')",
	    (long long)some[3]);
	raw(w, "UPDATE client SET state = 'closed' WHERE id = %lld", (long long)w->bob);
	must(w, gathering_add(&w->d, &x, &id, &w->e));
	must(w, gathering_list_client(&w->d, id, w->ann, &w->e));
	actions = number(w, "SELECT count(*) FROM action");
	must(w, gathering_put_clients(&w->d, id, some, 4, true, &put, &w->e));
	assert_int_equal(put.listed, 2);
	assert_int_equal(put.known, 1);
	assert_int_equal(put.closed, 1);
	assert_int_equal(put.sent + put.call, 2);
	assert_true(put.sent >= 1);
	assert_int_equal(number(w, "SELECT count(*) FROM action") - actions, 1);
	/* Who was on it before is invited with the others, not by this. */
	assert_int_equal(number(w, "SELECT count(*) FROM guest WHERE state = 'invited'"), put.sent);
	refused(w, gathering_put_clients(&w->d, id, some, 0, false, &put, &w->e), ERR_INVALID,
	    "Nobody");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		TEST(nine_and_ten_less_six_and_below),
		TEST(who_is_due_is_narrowed_as_appointments_are),
		TEST(several_come_on_the_list_of_an_event_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
