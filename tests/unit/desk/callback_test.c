/* Working off callbacks: the order, whose they are, two callers, what came of a call, other times.
 * It is Tuesday 14:32, inside the window of 14:30-17:30. */
#include "desk/callback.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/callback.h"
#include "data/claim.h"
#include "desk/callback_brief.h"
#include "desk/callback_make.h"
#include "desk/calllist.h"
#include "desk/escalate.h"
#include "desk/messages.h"
#include "desk/rights.h"
#include "desk/undo.h"
#include "desk_help.h"
#include "form/callbacks.h"
#include "form/messages.h"
#include "form/roles.h"
#include "oracle.h"

/* A callback of CLIENT in the branch 静安, of ROLE, that begins and is due by these instants. */
static int64_t owe(struct desk_world *w, int64_t client, const char *role, int64_t from,
    int64_t due, int priority, bool asks)
{
	struct oracle o;
	char sql[700];

	text_fmt(sql, sizeof sql, "INSERT INTO callback(branch_id, client_id, day, created_at,"
	    " rule, event, event_at, source, about, role, channel, asks, priority, from_at, due_at,"
	    " due_day, expire_at) VALUES (%lld, %lld, '" HELP_DAY "', %d, 'treat-d3', 'treated',"
	    " %d, '', 'HIFU', '%s', 'call', %d, %d, %lld, %lld, '" HELP_DAY "', %lld)",
	    (long long)w->ja, (long long)client, HELP_NOW, HELP_NOW, role, asks, priority,
	    (long long)from, (long long)due, (long long)(due + 86400));
	oracle_open(&o, w->path);
	oracle_exec(&o, sql);
	oracle_close(&o);
	return number(w, "SELECT max(id) FROM callback");
}

static int64_t owe_now(struct desk_world *w, int64_t client)
{
	return owe(w, client, "service", at(w, 0, 11, 0), at(w, 0, 17, 30), 3, false);
}

static const struct callback_who mine = { .whose = CALLBACK_MINE };
static const struct callback_who all = { .whose = CALLBACK_ALL };

static void write_rules(struct desk_world *w)
{
	static const char rules[] =
	    "windows = [\"11:00-12:30\", \"14:30-17:30\", \"19:30-20:30\"];\n"
	    "callbacks = ( { code = \"treat-d3\"; label = { en = \"day 3\"; zh = \"第 3 天\"; };"
	    " event = \"treated\"; role = \"service\"; from = \"3d\"; by = \"3d\";"
	    " channel = \"call\"; expire = \"4d\"; } );\n";
	struct fault_list faults = { 0 };
	char path[120];
	FILE *f;

	text_fmt(path, sizeof path, "%s/callbacks.cfg", w->forms);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(rules, f);
	fclose(f);
	must(w, callbacks_load(path, &w->d.callbacks, &faults, &w->e));
	fault_list_free(&faults);
}

static int house(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	act_as(w, w->wl, 0);
	write_rules(w);
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	fault_list_free(&faults);
	return 0;
}

static struct callback_end done(struct desk_world *w, struct callback_outcome o)
{
	struct callback_end end = { 0 };

	must(w, callback_done(&w->d, &o, &end, &w->e));
	return end;
}

static char *state_of(struct desk_world *w, int64_t id, char out[80])
{
	char sql[200];

	text_fmt(sql, sizeof sql, "SELECT state || ' ' || ifnull(result, '-') || ' ' || tries ||"
	    " ' ' || ifnull(held, '-') FROM callback WHERE id = %lld", (long long)id);
	return text_of(w, sql, out, 80);
}

static void assert_state(struct desk_world *w, int64_t id, const char *want)
{
	char now[80];

	assert_string_equal(state_of(w, id, now), want);
}

/* ---- the queue ---- */

static void what_can_be_called_comes_first_and_then_what_is_late_and_weighs(void **state)
{
	struct desk_world *w = *state;
	struct callback_queue q = { 0 };
	int64_t usual = owe(w, w->ann, "service", at(w, 0, 11, 0), at(w, 0, 17, 30), 3, false);
	int64_t late = owe(w, w->cid, "service", at(w, -1, 11, 0), at(w, -1, 17, 30), 3, false);
	int64_t first = owe(w, w->ann, "service", at(w, 0, 11, 0), at(w, 0, 17, 30), 1, false);
	int64_t evening = owe(w, w->ann, "service", at(w, 0, 18, 0), at(w, 0, 20, 30), 1, false);
	int64_t next = owe(w, w->ann, "service", at(w, 1, 11, 0), at(w, 1, 17, 30), 1, false);
	int64_t far = owe(w, w->ann, "service", at(w, 3, 11, 0), at(w, 3, 17, 30), 1, false);

	must(w, callback_queue_load(&w->d, &all, HELP_NOW, &q, &w->e));
	assert_int_equal(q.n, 5);
	assert_int_equal(q.v[0].item.id, first);
	assert_int_equal(q.v[1].item.id, late);
	assert_true(q.v[1].late);
	assert_int_equal(q.v[2].item.id, usual);
	assert_int_equal(q.v[3].item.id, evening);
	assert_int_equal(q.v[3].section, CALLBACK_LATER);
	assert_int_equal(q.v[3].open_from, at(w, 0, 19, 30));
	assert_int_equal(q.v[4].item.id, next);
	assert_int_equal(q.v[4].section, CALLBACK_TOMORROW);
	assert_int_equal(q.late, 1);
	assert_true(q.window_open && q.window_to == at(w, 0, 17, 30));
	assert_true(far > 0);
	must(w, callback_queue_load(&w->d, &(struct callback_who){ .whose = CALLBACK_ALL,
	    .late = true }, HELP_NOW, &q, &w->e));
	assert_int_equal(q.n, 1);
	callback_queue_free(&q);
}

static void between_two_windows_nothing_may_be_called(void **state)
{
	struct desk_world *w = *state;
	struct callback_queue q = { 0 };
	int64_t id = owe_now(w, w->ann), got;

	clock_fix(at(w, 0, 18, 0));
	must(w, callback_queue_load(&w->d, &all, clock_now(), &q, &w->e));
	assert_int_equal(q.count[CALLBACK_NOW], 0);
	assert_int_equal(q.count[CALLBACK_LATER], 1);
	assert_int_equal(q.window_from, at(w, 0, 19, 30));
	callback_queue_free(&q);
	refused(w, callback_next(&w->d, &all, NULL, 0, &got, &w->e), ERR_NOTFOUND, "Nothing");
	/* The client's own wish wins over the windows. */
	{
		struct oracle o;
		char sql[200];

		text_fmt(sql, sizeof sql, "INSERT INTO client_flag(client_id, kind, text) VALUES"
		    " (%lld, 'call_hours', '18:00-19:00')", (long long)w->ann);
		oracle_open(&o, w->path);
		oracle_exec(&o, sql);
		oracle_close(&o);
	}
	must(w, callback_next(&w->d, &all, NULL, 0, &got, &w->e));
	assert_int_equal(got, id);
}

static void a_time_that_was_said_stands_outside_the_windows(void **state)
{
	struct desk_world *w = *state;
	struct callback_draft x = { .client_id = w->ann, .at = at(w, 0, 18, 0),
		.text = "about the bill" };
	struct action_head head = { .name = "callback-do" };
	struct txn *t;
	int64_t id, got;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, callback_hand_in(t, &w->d, &x, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	refused(w, callback_next(&w->d, &all, NULL, 0, &got, &w->e), ERR_NOTFOUND, "Nothing");
	clock_fix(at(w, 0, 18, 5));
	must(w, callback_next(&w->d, &all, NULL, 0, &got, &w->e));
	assert_int_equal(got, id);
	done(w, (struct callback_outcome){ .id = id, .result = "well" });
	assert_int_equal(number(w, "SELECT outside FROM callback_step"), 0);
}

static void who_does_not_lead_is_spared_what_nobody_reached(void **state)
{
	struct desk_world *w = *state;
	struct callback_counts n;
	struct oracle o;

	owe(w, w->ann, "expert", at(w, 0, 11, 0), at(w, 0, 17, 30), 3, false);
	oracle_open(&o, w->path);
	oracle_exec(&o, "UPDATE callback SET tries = 4");
	act_as(w, w->cl, 0);
	must(w, callback_counts(&w->d, &mine, &n, &w->e));
	assert_int_equal(n.now, 0);
	oracle_exec(&o, "UPDATE callback SET staff_id = (SELECT id FROM staff WHERE code = 'cl')");
	must(w, callback_counts(&w->d, &mine, &n, &w->e));
	assert_int_equal(n.now, 1);
	oracle_close(&o);
}

static void whose_they_are(void **state)
{
	struct desk_world *w = *state;
	struct callback_counts n;
	struct callback_who expert = { .whose = CALLBACK_ROLE, .role = "expert" };

	owe_now(w, w->ann);
	owe(w, w->cid, "expert", at(w, 0, 11, 0), at(w, 0, 17, 30), 3, false);
	/* The manager is of none of the roles: those of customer service are his. */
	must(w, callback_counts(&w->d, &mine, &n, &w->e));
	assert_int_equal(n.now, 1);
	must(w, callback_counts(&w->d, &all, &n, &w->e));
	assert_int_equal(n.now, 2);
	must(w, callback_counts(&w->d, &expert, &n, &w->e));
	assert_int_equal(n.now, 1);
	act_as(w, w->cl, 0);
	must(w, callback_counts(&w->d, &mine, &n, &w->e));
	assert_int_equal(n.now, 1);
	act_as(w, w->wf, 0);
	must(w, callback_counts(&w->d, &mine, &n, &w->e));
	assert_int_equal(n.now, 0);
}

/* ---- in hand ---- */

static void two_callers_never_have_the_same(void **state)
{
	struct desk_world *w = *state;
	struct desk other;
	struct claim theirs;
	int64_t a = owe_now(w, w->ann), b = owe_now(w, w->cid), mine_id, theirs_id, third;

	other_terminal(w, &other, w->admin, "T2");
	must(w, callback_next(&w->d, &all, NULL, 0, &mine_id, &w->e));
	must(w, callback_next(&other, &all, NULL, 0, &theirs_id, &w->e));
	assert_int_equal(mine_id, a);
	assert_int_equal(theirs_id, b);
	refused(w, callback_claim(&other, a, &theirs, &w->e), ERR_TAKEN, "T1");
	assert_int_equal(theirs.staff_id, w->wl);
	refused(w, callback_done(&other, &(struct callback_outcome){ .id = a, .result = "well" },
	    NULL, &w->e), ERR_TAKEN, "T1");
	/* Skipped: nothing else is free. */
	refused(w, callback_next(&w->d, &all, &a, 1, &third, &w->e), ERR_NOTFOUND, "Nothing");
	must(w, callback_release(&w->d, a, &w->e));
	must(w, callback_next(&other, &all, &b, 1, &third, &w->e));
	assert_int_equal(third, a);
	desk_close(&other);
}

static void what_is_held_too_long_comes_back_and_ones_own_is_taken_over(void **state)
{
	struct desk_world *w = *state;
	struct desk other, own;
	int64_t id = owe_now(w, w->ann), got;

	must(w, callback_next(&w->d, &all, NULL, 0, &got, &w->e));
	other_terminal(w, &own, w->wl, "T3");
	must(w, callback_claim(&own, id, NULL, &w->e));
	other_terminal(w, &other, w->admin, "T2");
	refused(w, callback_claim(&other, id, NULL, &w->e), ERR_TAKEN, "T3");
	clock_fix(HELP_NOW + CALLBACK_CLAIM_S + 1);
	must(w, callback_claim(&other, id, NULL, &w->e));
	refused(w, callback_done(&w->d, &(struct callback_outcome){ .id = id, .result = "well" },
	    NULL, &w->e), ERR_TAKEN, "T2");
	desk_close(&other);
	desk_close(&own);
}

/* ---- what came of it ---- */

static void all_is_well(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann), back;
	struct callback_end end = done(w, (struct callback_outcome){ .id = id, .result = "well" });
	char step[80];

	assert_state(w, id, "done well 0 -");
	assert_int_equal(end.again_at, 0);
	assert_string_equal(text_of(w, "SELECT reaction || ' ' || recovery || ' ' || advice FROM"
	    " callback_step", step, sizeof step), "none planned kept");
	refused(w, callback_done(&w->d, &(struct callback_outcome){ .id = id, .result = "well" },
	    NULL, &w->e), ERR_CONFLICT, "ended");
	must(w, undo_action(&w->d, end.action_id, false, NULL, &back, &w->e));
	assert_state(w, id, "open - 0 -");
	/* After the minutes of undo it stays done. */
	end = done(w, (struct callback_outcome){ .id = id, .result = "well" });
	clock_fix(HELP_NOW + 3600);
	assert_int_not_equal(undo_action(&w->d, end.action_id, false, NULL, &back, &w->e), OK);
	err_clear(&w->e);
	assert_state(w, id, "done well 0 -");
}

static void nothing_closes_empty(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe(w, w->ann, "service", at(w, 0, 11, 0), at(w, 0, 17, 30), 3, true);
	struct callback_outcome o = { .id = id };

	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "Result is open");
	o.result = "details";
	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "Reaction");
	o.result = "well";
	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "Satisfied is open");
	o.not_asked = true;
	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "Why was it not asked?");
	o.satisfied = 6;
	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "1 to 5");
	o.satisfied = 0;
	o.satisfied_why = "in a hurry";
	o.promised_day = "2026-11-30";
	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "no words");
	o.promised = "send the list";
	o.promised_day = NULL;          /* nobody would be reminded of it */
	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "By when");
	o.promised_day = "2026-11-20";
	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "today or later");
	assert_state(w, id, "open - 0 -");
	/* The table refuses it as well, whoever writes. */
	{
		struct oracle o2;

		oracle_open(&o2, w->path);
		assert_int_equal(sqlite3_exec(o2.db, "UPDATE callback SET state = 'done', done_at ="
		    " 1, done_day = '2026-11-24'", NULL, NULL, NULL), SQLITE_CONSTRAINT);
		oracle_close(&o2);
	}
}

static void a_promise_with_a_date_becomes_a_callback_of_its_own(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann);
	struct callback_end end = done(w, (struct callback_outcome){ .id = id, .result = "details",
	    .reaction = "swelling", .promised = "send the list", .promised_day = "2026-11-27" });
	struct callback c;

	must(w, callback_get(w->s, end.promise_id, &c, &w->e));
	assert_string_equal(c.event, "promise");
	assert_string_equal(c.due_day, "2026-11-27");
	assert_string_equal(c.about, "send the list");
	assert_int_equal(c.staff_id, w->wl);
}

static void no_answer_sends_a_message_and_comes_back_later_each_time(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann), got;
	struct callback_outcome o = { .id = id, .result = "no-answer" };
	struct callback_end end = done(w, o);

	assert_int_equal(end.again_at, at(w, 0, 19, 30));
	assert_state(w, id, "open - 1 -");
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'no-answer' AND"
	    " id = %lld", (long long)end.message_id), 1);
	clock_fix(at(w, 0, 19, 40));
	end = done(w, o);
	assert_int_equal(end.again_at, at(w, 1, 11, 0));
	assert_false(end.to_lead);
	clock_fix(at(w, 1, 11, 5));
	end = done(w, o);
	assert_int_equal(end.again_at, at(w, 2, 11, 0));
	clock_fix(end.again_at + 300);
	end = done(w, o);
	assert_true(end.to_lead);
	assert_state(w, id, "open - 4 -");
	/* The lead sees it as the next one; a caller does not. */
	clock_fix(end.again_at);
	must(w, callback_next(&w->d, &all, NULL, 0, &got, &w->e));
	assert_int_equal(got, id);
	must(w, callback_give(&w->d, id, 0, "consultant", "tries in the evening", &w->e));
	assert_state(w, id, "open - 0 -");
}

static void a_wrong_number_goes_out_of_use_and_the_file_on_the_list(void **state)
{
	struct desk_world *w = *state;
	int64_t client = add_client(w, "周敏", "13900001111", "1990"), id = owe_now(w, client);

	done(w, (struct callback_outcome){ .id = id, .result = "wrong-number" });
	assert_state(w, id, "done wrong-number 0 -");
	assert_int_equal(number(w, "SELECT count(*) FROM client_phone WHERE client_id = %lld AND"
	    " state = 'on'", (long long)client), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE client_id = %lld AND"
	    " kind = 'complete' AND state = 'open'", (long long)client), 1);
}

static void who_wants_no_more_calls_gets_none(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann), other = owe(w, w->ann, "nurse", at(w, 1, 11, 0),
	    at(w, 1, 17, 30), 3, false), cids = owe_now(w, w->cid);

	done(w, (struct callback_outcome){ .id = id, .result = "refuses" });
	assert_state(w, id, "done refuses 0 -");
	assert_int_equal(number(w, "SELECT count(*) FROM client_flag WHERE client_id = %lld AND"
	    " kind = 'no_call' AND state = 'on'", (long long)w->ann), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE id = %lld AND state ="
	    " 'open' AND channel = 'call'", (long long)other), 0);
	/* It ends as when the wish is typed into the file: its event makes none anew. */
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE id = %lld AND result ="
	    " 'no-call'", (long long)other), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback_step WHERE callback_id = %lld",
	    (long long)other), 1);
	assert_state(w, cids, "open - 0 -");
}

static void another_person_closes_it_only_with_what_was_said(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann);
	struct callback_end end = done(w, (struct callback_outcome){ .id = id,
	    .result = "other-person" });

	assert_state(w, id, "open - 1 -");
	assert_int_equal(end.message_id, 0);
	clock_fix(end.again_at);
	done(w, (struct callback_outcome){ .id = id, .result = "other-person",
	    .text = "her husband: all is well" });
	assert_state(w, id, "done other-person 1 -");
}

static void outside_the_windows_it_must_be_said(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann);
	struct callback_outcome o = { .id = id, .result = "well" };

	clock_fix(at(w, 0, 18, 0));
	refused(w, callback_done(&w->d, &o, NULL, &w->e), ERR_INVALID, "19:30");
	o.outside = true;
	done(w, o);
	assert_int_equal(number(w, "SELECT outside FROM callback_step"), 1);
	/* A call that began in the window may end after it; who rings himself is never refused. */
	id = owe_now(w, w->cid);
	clock_fix(at(w, 0, 17, 40));
	done(w, (struct callback_outcome){ .id = id, .result = "well" });
	id = owe_now(w, w->cid);
	clock_fix(at(w, 0, 18, 10));
	done(w, (struct callback_outcome){ .id = id, .result = "well", .came = true });
	assert_int_equal(number(w, "SELECT sum(outside) FROM callback_step"), 1);
}

/* ---- other times ---- */

static void put_off_into_a_window_or_refused_with_the_nearest(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann), to;
	char echo[80];

	must(w, callback_when(&w->d, id, "tm", &to, echo, sizeof echo, &w->e));
	assert_int_equal(to, at(w, 1, 11, 0));
	must(w, callback_when(&w->d, id, "fri 15", &to, echo, sizeof echo, &w->e));
	assert_int_equal(to, at(w, 3, 15, 0));
	assert_non_null(strstr(echo, "15:00"));
	refused(w, callback_when(&w->d, id, "fri 13", &to, echo, sizeof echo, &w->e), ERR_INVALID,
	    "14:30");
	refused(w, callback_later(&w->d, id, at(w, 3, 13, 0), NULL, &w->e), ERR_INVALID, "14:30");
	must(w, callback_later(&w->d, id, at(w, 3, 15, 0), "in a meeting", &w->e));
	assert_int_equal(number(w, "SELECT from_at FROM callback"), at(w, 3, 15, 0));
	assert_int_equal(number(w, "SELECT due_at FROM callback"), at(w, 3, 17, 30));
	assert_int_equal(number(w, "SELECT to_at FROM callback_step WHERE kind = 'later'"),
	    at(w, 3, 15, 0));
}

static void a_client_who_rings_finds_the_open_callback(void **state)
{
	struct desk_world *w = *state;
	int64_t id, found, later = owe(w, w->ann, "nurse", at(w, 1, 11, 0), at(w, 1, 17, 30), 3,
	    false);

	must(w, callback_open_for(&w->d, w->ann, &found, &w->e));
	assert_int_equal(found, later);
	id = owe_now(w, w->ann);
	must(w, callback_open_for(&w->d, w->ann, &found, &w->e));
	assert_int_equal(found, id);
	must(w, callback_open_for(&w->d, w->bob, &found, &w->e));
	assert_int_equal(found, 0);
}

static void another_question_goes_to_those_who_know(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann), made;
	struct callback c;

	must(w, callback_other(&w->d, id, "nurse", "may she swim?", &made, &w->e));
	must(w, callback_get(w->s, made, &c, &w->e));
	assert_string_equal(c.role, "nurse");
	assert_string_equal(c.about, "may she swim?");
	assert_state(w, id, "open - 0 -");
	refused(w, callback_remark(&w->d, id, "", &w->e), ERR_INVALID, "empty");
	must(w, callback_remark(&w->d, id, "rings in the evening", &w->e));
	refused(w, callback_give(&w->d, id, w->wf, NULL, NULL, &w->e), ERR_INVALID, "no callbacks");
}

/* Who knows the number of another house's callback neither reads nor writes it. */
static void another_house_is_refused(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann);
	struct buf why = BUF_INIT;

	act_as(w, w->lt, 0);
	refused(w, callback_remark(&w->d, id, "rings", &w->e), ERR_DENIED, "");
	refused(w, callback_why(&w->d, id, &why, &w->e), ERR_DENIED, "all branches");
	assert_int_equal(why.n, 0);
	buf_free(&why);
}

/* The manager leads the callbacks of ja and sees no other house. */
static void lead_of_one_house(struct desk_world *w)
{
	static const char text[] = "roles = ( { code = \"manager\"; label = \"m\"; rights = ["
	    "\"callback-*\", \"escalate\", \"message-send\"]; } );";
	static const char *known[300];  /* the roles borrow it */
	struct fault_list faults = { 0 };

	assert_true(rights_count < 300);
	for (size_t i = 0; i < rights_count; i++)
		known[i] = rights[i].name;
	roles_free(w->d.roles);
	w->d.roles = NULL;
	must(w, roles_parse_text("r", text, sizeof text - 1, known, &w->d.roles, &faults, &w->e));
	act_as(w, w->wl, 0);
}

/* Marked on a list, asked about, taken in hand, written for: by any way, it stays theirs. */
static void another_house_is_refused_to_those_who_lead_here(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann), ours = owe_now(w, w->ann), made, late = at(w, 0, 17, 0);
	const struct calllist_some some = { &id, 1 }, mine_one = { &ours, 1 };
	const struct escalate_draft question = { .callback_id = id, .text = "Is it normal?" };
	const struct messages_draft note = { .client_id = w->ann, .callback_id = id,
		.template = "note", .text = "您好" };
	const struct messages_draft wrong = { .client_id = w->cid, .callback_id = ours,
		.template = "note", .text = "您好" };
	struct oracle o;

	oracle_open(&o, w->path);
	oracle_exec(&o, "UPDATE callback SET branch_id = (SELECT id FROM branch WHERE code = 'pd')"
	    " WHERE id = (SELECT min(id) FROM callback)");
	oracle_exec(&o, "UPDATE staff_role SET branch_id = (SELECT id FROM branch WHERE code ="
	    " 'ja') WHERE role = 'manager'");
	oracle_close(&o);
	lead_of_one_house(w);
	refused(w, callback_claim(&w->d, id, NULL, &w->e), ERR_DENIED, "all branches");
	refused(w, calllist_later(&w->d, &some, late, "", &w->e), ERR_DENIED, "all branches");
	refused(w, calllist_give(&w->d, &some, w->wl, NULL, "", &w->e), ERR_DENIED, "all branches");
	refused(w, calllist_merge(&w->d, id, &mine_one, &w->e), ERR_DENIED, "all branches");
	refused(w, escalate_raise(&w->d, &question, &made, &w->e), ERR_DENIED, "all branches");
	refused(w, messages_write(&w->d, &note, &made, &w->e), ERR_DENIED, "all branches");
	refused(w, messages_write(&w->d, &wrong, &made, &w->e), ERR_INVALID, "another client");
	assert_state(w, id, "open - 0 -");
	/* What they owe the same person may join what is done here. */
	must(w, calllist_merge(&w->d, ours, &some, &w->e));
	/* What has ended is not put off, given or merged into once more. */
	refused(w, calllist_later(&w->d, &(struct calllist_some){ &ours, 0 }, late, "", &w->e),
	    ERR_INVALID, "Nothing is chosen");
	oracle_open(&o, w->path);
	oracle_exec(&o, "UPDATE callback SET state = 'cancelled', done_at = 1, done_day ="
	    " '2026-11-24', result = 'dropped' WHERE state = 'open'");
	oracle_close(&o);
	refused(w, calllist_later(&w->d, &mine_one, late, "", &w->e), ERR_CONFLICT, "has ended");
	refused(w, calllist_give(&w->d, &mine_one, w->wl, NULL, "", &w->e), ERR_CONFLICT,
	    "has ended");
}

/* Whoever has it in hand asks about it, nobody else. */
static void what_somebody_has_in_hand_is_not_put_to_the_expert_by_another(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann), made;
	const struct escalate_draft question = { .callback_id = id, .text = "Is it normal?" };
	struct desk other;

	other_terminal(w, &other, w->admin, "T2");
	must(w, callback_claim(&other, id, NULL, &w->e));
	refused(w, escalate_raise(&w->d, &question, &made, &w->e), ERR_TAKEN, "T2");
	assert_state(w, id, "open - 0 -");
	desk_close(&other);
}

static void a_message_goes_before_the_call_or_is_the_callback_itself(void **state)
{
	struct desk_world *w = *state;
	int64_t client = add_client(w, "周敏", "13900001111", "1990"), message;
	int64_t id = owe_now(w, client), told = owe_now(w, client);
	struct oracle o;
	struct callback_queue q = { 0 };

	must(w, callback_announce(&w->d, id, &message, &w->e));
	assert_state(w, id, "open - 0 -");
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE id = %lld AND callback_id ="
	    " %lld AND template = 'before-call'", (long long)message, (long long)id), 1);
	oracle_open(&o, w->path);
	oracle_exec(&o, "UPDATE callback SET channel = 'message' WHERE id = (SELECT max(id) FROM"
	    " callback)");
	oracle_close(&o);
	must(w, callback_announce(&w->d, told, &message, &w->e));
	assert_state(w, told, "open - 0 message");
	must(w, callback_queue_load(&w->d, &all, HELP_NOW, &q, &w->e));
	assert_int_equal(q.n, 1);
	callback_queue_free(&q);
	/* Never to "do not name the house". */
	oracle_open(&o, w->path);
	oracle_exec(&o, "INSERT INTO client_flag(client_id, kind) SELECT client_id, 'quiet' FROM"
	    " callback ORDER BY id DESC LIMIT 1");
	oracle_close(&o);
	refused(w, callback_announce(&w->d, id, &message, &w->e), ERR_DENIED, "Not sent");
}

/* A visit that has begun is not the next one. */
static void the_caller_sees_which_visit_is_booked_next(void **state)
{
	struct desk_world *w = *state;
	struct callback_brief b;
	int64_t id = owe_now(w, w->ann);

	must(w, callback_brief_load(&w->d, id, HELP_NOW, &b, &w->e));
	assert_int_equal(b.next_at, 0);
	book(w, w->ann, 0, at(w, 1, 10, 0), 30);
	book(w, w->ann, 0, at(w, 0, 15, 0), 30);
	must(w, callback_brief_load(&w->d, id, HELP_NOW, &b, &w->e));
	assert_int_equal(b.next_at, at(w, 0, 15, 0));
	must(w, callback_brief_load(&w->d, id, at(w, 0, 15, 10), &b, &w->e));
	assert_int_equal(b.next_at, at(w, 1, 10, 0));
}

static void who_may_not_is_refused(void **state)
{
	struct desk_world *w = *state;
	int64_t id = owe_now(w, w->ann);

	act_as(w, w->wf, 0);
	refused(w, callback_done(&w->d, &(struct callback_outcome){ .id = id, .result = "well" },
	    NULL, &w->e), ERR_DENIED, "callbacks");
	refused(w, callback_give(&w->d, id, w->wl, NULL, NULL, &w->e), ERR_DENIED, "callbacks");
}

#define HOUSE(f) cmocka_unit_test_setup_teardown(f, house, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(what_can_be_called_comes_first_and_then_what_is_late_and_weighs),
		HOUSE(between_two_windows_nothing_may_be_called),
		HOUSE(a_time_that_was_said_stands_outside_the_windows),
		HOUSE(who_does_not_lead_is_spared_what_nobody_reached),
		HOUSE(whose_they_are),
		HOUSE(two_callers_never_have_the_same),
		HOUSE(what_is_held_too_long_comes_back_and_ones_own_is_taken_over),
		HOUSE(all_is_well),
		HOUSE(nothing_closes_empty),
		HOUSE(a_promise_with_a_date_becomes_a_callback_of_its_own),
		HOUSE(no_answer_sends_a_message_and_comes_back_later_each_time),
		HOUSE(a_wrong_number_goes_out_of_use_and_the_file_on_the_list),
		HOUSE(who_wants_no_more_calls_gets_none),
		HOUSE(another_person_closes_it_only_with_what_was_said),
		HOUSE(outside_the_windows_it_must_be_said),
		HOUSE(put_off_into_a_window_or_refused_with_the_nearest),
		HOUSE(a_client_who_rings_finds_the_open_callback),
		HOUSE(another_question_goes_to_those_who_know),
		HOUSE(another_house_is_refused),
		HOUSE(another_house_is_refused_to_those_who_lead_here),
		HOUSE(what_somebody_has_in_hand_is_not_put_to_the_expert_by_another),
		HOUSE(a_message_goes_before_the_call_or_is_the_callback_itself),
		HOUSE(the_caller_sees_which_visit_is_booked_next),
		HOUSE(who_may_not_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
