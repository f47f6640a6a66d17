/* The message before a call goes by itself, once, to whom it may go, and not after the callback is
 * over. It is Tuesday 14:32, inside the window of 14:30-17:30; the next one is 19:30-20:30. */
#include "desk/callback_announce.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "data/message.h"
#include "data/store.h"
#include "desk/callback.h"
#include "desk/callback_make.h"
#include "desk/calllist.h"
#include "desk/desk.h"
#include "desk/undo.h"
#include "desk_help.h"
#include "form/callbacks.h"
#include "form/messages.h"
#include "oracle.h"

static void write_rules(struct desk_world *w, const char *head, const char *more)
{
	struct fault_list faults = { 0 };
	char text[900];

	text_fmt(text, sizeof text,
	    "windows = [\"11:00-12:30\", \"14:30-17:30\", \"19:30-20:30\"]; %s\n"
	    "callbacks = ( { code = \"treat-d3\"; label = { en = \"day 3\"; zh = \"第 3 天\"; };"
	    " event = \"treated\"; role = \"service\"; from = \"3d\"; by = \"3d\";"
	    " channel = \"call\"; expire = \"4d\"; %s } );\n", head, more);
	callbacks_free(w->d.callbacks);
	must(w, callbacks_parse_text("callbacks.cfg", text, strlen(text), &w->d.callbacks,
	    &faults, &w->e));
	fault_list_free(&faults);
}

static int house(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	act_as(w, w->wl, 0);
	write_rules(w, "announce = \"30min\";", "");
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	fault_list_free(&faults);
	return 0;
}

static void outside(struct desk_world *w, const char *sql)
{
	struct oracle o;

	oracle_open(&o, w->path);
	oracle_exec(&o, sql);
	oracle_close(&o);
}

/* A call that begins and is late by these instants. */
static int64_t owe(struct desk_world *w, int64_t client, int64_t from, int64_t due)
{
	char sql[700];

	text_fmt(sql, sizeof sql, "INSERT INTO callback(branch_id, client_id, day, created_at,"
	    " rule, event, event_at, source, about, role, channel, priority, from_at, due_at,"
	    " due_day, expire_at) VALUES (%lld, %lld, '" HELP_DAY "', %d, 'treat-d3', 'treated',"
	    " %d, '', 'HIFU', 'service', 'call', 3, %lld, %lld, date(%lld + 8 * 3600,"
	    " 'unixepoch'), %lld)", (long long)w->ja, (long long)client, HELP_NOW, HELP_NOW,
	    (long long)from, (long long)due, (long long)due, (long long)(due + 86400));
	outside(w, sql);
	return number(w, "SELECT max(id) FROM callback");
}

/* From the morning on, late after the evening window. */
static int64_t owe_today(struct desk_world *w, int64_t client)
{
	return owe(w, client, at(w, 0, 11, 0), at(w, 0, 20, 30));
}

static int64_t somebody(struct desk_world *w)
{
	return add_client(w, "周敏", "13900001111", "1990");
}

static size_t job(struct desk_world *w)
{
	size_t n;

	must(w, callback_announce_due(&w->d, &n, &w->e));
	return n;
}

static int64_t sent(struct desk_world *w, const char *state)
{
	return number(w, "SELECT count(*) FROM message WHERE template = 'before-call' AND"
	    " state = '%s'", state);
}

static int64_t taken(struct desk_world *w, int64_t id)
{
	int64_t message;

	must(w, callback_claim(&w->d, id, NULL, &w->e));
	must(w, callback_announce_now(&w->d, id, &message, &w->e));
	return message;
}

/* ---- by the clock ---- */

static void it_goes_so_long_before_the_last_window_and_once(void **state)
{
	struct desk_world *w = *state;
	char text[600];

	owe_today(w, somebody(w));
	assert_int_equal(job(w), 0);
	clock_fix(at(w, 0, 18, 59));
	assert_int_equal(job(w), 0);
	clock_fix(at(w, 0, 19, 0));
	assert_int_equal(job(w), 1);
	assert_int_equal(job(w), 0);
	clock_fix(at(w, 0, 19, 40));
	assert_int_equal(job(w), 0);
	text_of(w, "SELECT text FROM message", text, sizeof text);
	assert_non_null(strstr(text, "我们的客服稍后将用"));
	assert_int_equal(number(w, "SELECT count(*) FROM callback_step"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE name = 'callback-announce'"
	    " AND origin = 'tick' AND ifnull(staff_id, 0) = 0"), 1);
}

/* Midday, on the next day: a person said 15:00, not the window. */
static void before_a_time_that_was_said(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe(w, somebody(w), at(w, 0, 11, 0), at(w, 9, 20, 30));
	int64_t said = at(w, 1, 15, 0), last = at(w, 9, 19, 30);

	must(w, callback_later(&w->d, id, said, NULL, &w->e));
	clock_fix(said - 31 * 60);
	assert_int_equal(job(w), 0);
	clock_fix(said - 30 * 60);
	assert_int_equal(job(w), 1);
	clock_fix(last);
	assert_int_equal(job(w), 0);
}

static void a_rule_says_another_time_or_none(void **state)
{
	struct desk_world *w = *state;

	owe_today(w, somebody(w));
	write_rules(w, "announce = \"30min\";", "announce = \"2h\";");
	clock_fix(at(w, 0, 17, 29));
	assert_int_equal(job(w), 0);
	clock_fix(at(w, 0, 17, 31));
	write_rules(w, "announce = \"30min\";", "announce = \"none\";");
	assert_int_equal(job(w), 0);
	write_rules(w, "", "");
	assert_int_equal(job(w), 0);
	write_rules(w, "", "announce = \"2h\";");
	assert_int_equal(job(w), 1);
}

static void the_clients_own_hours_count_and_the_quiet_ones(void **state)
{
	struct desk_world *w = *state;
	int64_t client = somebody(w), eight = at(w, 1, 8, 0);

	owe(w, client, eight, eight + 3600);
	outside(w, "INSERT INTO client_flag(client_id, kind, text) SELECT max(id), 'call_hours',"
	    " '08:00-09:00' FROM client");
	clock_fix(eight - 1200);
	assert_int_equal(job(w), 0);            /* half an hour before, but quiet until 8 */
	clock_fix(eight);
	assert_int_equal(job(w), 1);
}

/* ---- never ---- */

static void never_to_who_must_not_be_told(void **state)
{
	static const char *const kinds[] = { "quiet", "no_message" };
	struct desk_world *w = *state;
	int64_t client = somebody(w), id = owe_today(w, client);
	char sql[200], words[200];
	struct callback c;

	clock_fix(at(w, 0, 19, 31));
	for (size_t i = 0; i < 2; i++) {
		text_fmt(sql, sizeof sql, "DELETE FROM client_flag WHERE client_id = %lld;"
		    "INSERT INTO client_flag(client_id, kind) VALUES (%lld, '%s')",
		    (long long)client, (long long)client, kinds[i]);
		outside(w, sql);
		assert_int_equal(job(w), 0);
		assert_int_equal(taken(w, id), 0);
	}
	must(w, callback_get(w->s, id, &c, &w->e));
	assert_non_null(strstr(callback_announce_words(&w->d, &c, words, sizeof words), "none"));
	assert_int_equal(number(w, "SELECT count(*) FROM message"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE name ="
	    " 'callback-announce'"), 0);
}

static void contacts_that_fall_together_are_told_once(void **state)
{
	struct desk_world *w = *state;
	int64_t client = somebody(w), other;

	owe_today(w, client);
	other = owe_today(w, client);
	clock_fix(at(w, 0, 19, 35));
	assert_int_equal(job(w), 1);
	assert_int_equal(taken(w, other), 0);
	assert_int_equal(sent(w, "queued"), 1);
}

static void not_after_a_call_in_vain(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_today(w, somebody(w));
	struct callback_outcome o = { .id = id, .result = "no-answer" };

	must(w, callback_done(&w->d, &o, NULL, &w->e));
	clock_fix(at(w, 0, 19, 35));
	assert_int_equal(job(w), 0);
	assert_int_equal(taken(w, id), 0);
	assert_int_equal(sent(w, "queued"), 0);
}

/* ---- taken in hand ---- */

static void taken_in_hand_earlier_it_goes_with_that_by_the_callers_name(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_today(w, somebody(w)), message = taken(w, id);
	struct callback c;
	char text[600], words[200];

	assert_int_not_equal(message, 0);
	text_of(w, "SELECT text FROM message", text, sizeof text);
	assert_non_null(strstr(text, w->d.staff_name));
	assert_int_equal(taken(w, id), 0);
	must(w, callback_get(w->s, id, &c, &w->e));
	assert_non_null(strstr(callback_announce_words(&w->d, &c, words, sizeof words), "14:32"));
	/* Put back without a call. */
	must(w, callback_announce_back(&w->d, id, message, &w->e));
	assert_int_equal(sent(w, "queued"), 0);
	assert_int_equal(sent(w, "withdrawn"), 1);
	/* The next one who takes it is the one who rings. */
	assert_int_not_equal(taken(w, id), 0);
}

static void what_left_is_not_withdrawn(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_today(w, somebody(w)), message = taken(w, id);

	outside(w, "UPDATE message SET state = 'handing'");
	must(w, callback_announce_back(&w->d, id, message, &w->e));
	assert_int_equal(sent(w, "handing"), 1);
	assert_int_equal(taken(w, id), 0);
}

static void outside_the_windows_nothing_goes_with_taking(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_today(w, somebody(w));

	clock_fix(at(w, 0, 18, 0));
	assert_int_equal(taken(w, id), 0);
}

/* ---- over before it left ---- */

static void what_ends_or_moves_it_withdraws_it(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_today(w, somebody(w));
	struct callback_outcome well = { .id = id, .result = "well" };
	struct callback_end end;
	int64_t undone, said = at(w, 1, 15, 0);

	taken(w, id);
	must(w, callback_done(&w->d, &well, &end, &w->e));
	assert_int_equal(sent(w, "withdrawn"), 1);
	/* Undone, it is owed again, with its message. */
	must(w, undo_action(&w->d, end.action_id, false, NULL, &undone, &w->e));
	assert_int_equal(sent(w, "queued"), 1);
	must(w, callback_later(&w->d, id, said, NULL, &w->e));
	assert_int_equal(sent(w, "withdrawn"), 1);
	/* For the new time there is a new one. */
	clock_fix(said - 30 * 60);
	assert_int_equal(job(w), 1);
}

static void merged_into_another_it_is_withdrawn(void **state)
{
	struct desk_world *w = *state;
	int64_t client = somebody(w), keep = owe_today(w, client), id = owe_today(w, client);
	const struct calllist_some some = { .ids = &id, .n = 1 };

	taken(w, id);
	must(w, callback_release(&w->d, id, &w->e));
	must(w, calllist_merge(&w->d, keep, &some, &w->e));
	assert_int_equal(sent(w, "withdrawn"), 1);
	assert_int_equal(sent(w, "queued"), 0);
}

/* ---- two at once ---- */

/* A store and a desk of its own: the parent's are not touched. */
static int run_alone(const struct desk_world *w, int64_t id)
{
	struct desk_config config = { .forms_dir = "forms", .branch = "ja", .origin = "ui",
		.peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30, .station = "P1" };
	struct err e = ERR_INIT;
	struct desk d;
	struct store *s;
	int64_t message;
	size_t n;

	return store_open(w->path, 0, &s, &e) != OK || desk_open(s, &config, &d, &e) != OK ||
	    desk_become(&d, w->wl, &e) != OK || callback_announce_due(&d, &n, &e) != OK ||
	    callback_announce_now(&d, id, &message, &e) != OK;
}

static void several_programs_at_once_make_one(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_today(w, somebody(w));
	pid_t child[6];

	clock_fix(at(w, 0, 19, 31));
	for (size_t i = 0; i < 6; i++) {
		child[i] = fork();
		if (!child[i])
			_exit(run_alone(w, id));
	}
	for (size_t i = 0; i < 6; i++) {
		int status;

		assert_int_equal(waitpid(child[i], &status, 0), child[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(sent(w, "queued"), 1);
}

#define HOUSE(f) cmocka_unit_test_setup_teardown(f, house, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(it_goes_so_long_before_the_last_window_and_once),
		HOUSE(before_a_time_that_was_said),
		HOUSE(a_rule_says_another_time_or_none),
		HOUSE(the_clients_own_hours_count_and_the_quiet_ones),
		HOUSE(never_to_who_must_not_be_told),
		HOUSE(contacts_that_fall_together_are_told_once),
		HOUSE(not_after_a_call_in_vain),
		HOUSE(taken_in_hand_earlier_it_goes_with_that_by_the_callers_name),
		HOUSE(what_left_is_not_withdrawn),
		HOUSE(outside_the_windows_nothing_goes_with_taking),
		HOUSE(what_ends_or_moves_it_withdraws_it),
		HOUSE(merged_into_another_it_is_withdrawn),
		HOUSE(several_programs_at_once_make_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
