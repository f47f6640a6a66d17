/* An event becomes rows: once, to whom it belongs, by the way on which the client can be reached;
 * and rows end without a call only with a reason. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/callback.h"
#include "data/client.h"
#include "data/flag.h"
#include "data/message.h"
#include "data/record.h"
#include "data/staff.h"
#include "desk/callback_make.h"
#include "desk/undo.h"
#include "desk/window.h"
#include "form/callbacks.h"
#include "form/checklists.h"
#include "form/messages.h"

static const char care[] =
	"checklists = ( { code = \"laser\"; title = \"Laser\";\n"
	"  steps = ( { code = \"tea\"; phase = \"before\"; title = \"tea\"; } );\n"
	"  after = { client = (\n"
	"    { day = 0; text = { en = \"cool it\"; zh = \"冷敷\"; }; },\n"
	"    { day = 3; text = { en = \"no sun\"; zh = \"避晒\"; }; } ); }; } );\n";

struct world {
	struct desk_world *w;
	int64_t eve;                    /* a client with a mobile of her own */
};
static struct world x;

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	must(w, callbacks_load("forms/callbacks.cfg", &w->d.callbacks, &faults, &w->e));
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	must(w, checklists_parse_text("checklists.cfg", care, strlen(care), &w->d.checklists,
	    &faults, &w->e));
	act_as(w, w->admin, 0);
	x.w = w;
	x.eve = add_client(w, "Eve Moore", "13911112222", "1990-01-01");
	return 0;
}

/* ---- helpers ---- */

static struct txn *begin(void)
{
	struct action_head head = { .name = "client-edit" };
	struct txn *t;

	must(x.w, action_begin(x.w->s, &x.w->d.who, &head, &t, &x.w->e));
	return t;
}

static void commit(struct txn *t)
{
	must(x.w, action_commit(t, NULL, &x.w->e));
}

static struct callback_event treated(int64_t source_id, int64_t at)
{
	return (struct callback_event){ .event = "treated", .client_id = x.eve, .at = at,
		.source = "treatment", .source_id = source_id, .about = "激光",
		.about_en = "Laser", .service = "laser", .kind = "done" };
}

static size_t raise_event(const struct callback_event *ev)
{
	struct txn *t = begin();
	size_t n;

	must(x.w, callback_raise_in(t, &x.w->d, ev, &n, &x.w->e));
	commit(t);
	return n;
}

static struct callback row_of(const char *rule)
{
	struct callback c;

	must(x.w, callback_get(x.w->s, number(x.w,
	    "SELECT max(id) FROM callback WHERE rule = '%s'", rule), &c, &x.w->e));
	return c;
}

static void set_flag(const char *kind, const char *text)
{
	struct txn *t = begin();

	must(x.w, flag_set(t, x.eve, kind, text, NULL, NULL, &x.w->e));
	commit(t);
}

static int64_t now(void)
{
	return clock_now();
}

/* ---- rows ---- */

static void a_treatment_owes_six_contacts_in_three_roles(void **state)
{
	struct callback_event ev = treated(7, now());
	struct callback c;

	(void)state;
	assert_int_equal(raise_event(&ev), 6);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE role = 'service'"), 3);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE role = 'consultant'"), 2);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE role = 'nurse'"), 1);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE asks = 1"), 1);
	c = row_of("treat-2h");
	assert_int_equal(c.from_at, now());
	assert_int_equal(c.due_at, now() + 7200);
	assert_string_equal(c.day, HELP_DAY);
	assert_string_equal(c.about_en, "Laser");
	assert_string_equal(c.script, "treat-2h");
	c = row_of("treat-d3");
	assert_int_equal(c.from_at, at(x.w, 3, 11, 0));
	assert_int_equal(c.due_at, at(x.w, 3, 20, 30));
	assert_string_equal(c.due_day, "2026-11-27");
}

static void the_same_event_again_makes_none_another_one_does(void **state)
{
	struct callback_event ev = treated(7, now()), other = treated(8, now());

	(void)state;
	assert_int_equal(raise_event(&ev), 6);
	assert_int_equal(raise_event(&ev), 0);
	assert_int_equal(raise_event(&other), 6);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback"), 12);
}

static void a_rule_added_later_makes_its_row_and_rewrites_none(void **state)
{
	struct callback_event ev = treated(7, now());
	struct callback before;
	struct fault_list faults = { 0 };
	static const char later[] = "windows = [\"09:00-10:00\"];\n"
	    "callbacks = ( { code = \"treat-d3\"; label = \"d3\"; event = \"treated\";"
	    " role = \"nurse\"; by = \"5d\"; channel = \"call\"; },"
	    " { code = \"new\"; label = \"new\"; event = \"treated\"; role = \"nurse\";"
	    " by = \"5d\"; channel = \"call\"; } );";

	(void)state;
	raise_event(&ev);
	before = row_of("treat-d3");
	callbacks_free(x.w->d.callbacks);
	must(x.w, callbacks_parse_text("c.cfg", later, strlen(later), &x.w->d.callbacks, &faults,
	    &x.w->e));
	assert_int_equal(raise_event(&ev), 1);
	assert_int_equal(row_of("treat-d3").from_at, before.from_at);
	assert_string_equal(row_of("treat-d3").role, "service");
	assert_string_equal(row_of("new").role, "nurse");
}

static void conditions_ask_the_event(void **state)
{
	struct fault_list faults = { 0 };
	struct callback_event ev = treated(7, now());
	static const char rules[] = "windows = [\"09:00-20:00\"];\n"
	    "callbacks = ( { code = \"vip\"; label = \"v\"; event = \"treated\"; role = \"nurse\";"
	    " when = \"seg-high-spend = 1 and first = 1 and branch = ja\"; by = \"5d\";"
	    " channel = \"call\"; },"
	    " { code = \"hair\"; label = \"h\"; event = \"treated\"; role = \"nurse\";"
	    " when = \"service = hair or dependant = 1 or branch_kind = partner\"; by = \"5d\";"
	    " channel = \"call\"; } );";

	(void)state;
	callbacks_free(x.w->d.callbacks);
	must(x.w, callbacks_parse_text("c.cfg", rules, strlen(rules), &x.w->d.callbacks, &faults,
	    &x.w->e));
	ev.segments = " new high-spender ";
	ev.first = true;
	assert_int_equal(raise_event(&ev), 0);
	ev.segments = " new high-spend ";
	assert_int_equal(raise_event(&ev), 1);
	assert_string_equal(row_of("vip").event, "treated");
	ev.service = "hair";
	assert_int_equal(raise_event(&ev), 1);
}

static void a_closed_file_is_owed_nothing_a_merged_one_speaks_for_the_other(void **state)
{
	struct callback_event ev = treated(7, now());
	int64_t twin = add_client(x.w, "Eve Mohr", "13911113333", "1990-01-01");
	struct txn *t = begin();

	(void)state;
	must(x.w, client_set_merged(t, twin, x.eve, &x.w->e));
	commit(t);
	ev.client_id = twin;
	assert_int_equal(raise_event(&ev), 6);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE client_id = %lld",
	    (long long)x.eve), 6);
	t = begin();
	must(x.w, client_set_state(t, x.eve, "closed", &x.w->e));
	commit(t);
	ev.source_id = 9;
	assert_int_equal(raise_event(&ev), 0);
}

static void set_coordinator(int64_t staff)
{
	struct change set = { .column = "coordinator_id" };
	struct conflict_list none = { 0 };
	struct txn *t = begin();

	value_set_int(&set.value, staff);
	must(x.w, record_update(t, "client", x.eve, &set, 1, &none, &x.w->e));
	commit(t);
}

static void the_consultant_is_who_is_meant_else_the_coordinator(void **state)
{
	struct callback_event ev = treated(7, now());
	struct txn *t;

	(void)state;
	set_coordinator(x.w->wl);
	raise_event(&ev);
	assert_int_equal(row_of("treat-adviser").staff_id, x.w->wl);
	assert_int_equal(row_of("treat-d3").staff_id, 0);
	ev.source_id = 8;
	ev.staff_id = x.w->cl;
	raise_event(&ev);
	assert_int_equal(row_of("treat-adviser").staff_id, x.w->cl);
	assert_int_equal(row_of("treat-d3").staff_id, 0);
	t = begin();
	must(x.w, staff_set_state(t, x.w->wl, "retired", &x.w->e));
	commit(t);
	ev.source_id = 9;
	ev.staff_id = 0;
	raise_event(&ev);
	assert_int_equal(row_of("treat-adviser").staff_id, 0);
}

/* ---- messages ---- */

static void the_message_of_the_limit_leaves_at_once_with_what_to_observe(void **state)
{
	struct callback_event ev = treated(7, at(x.w, 0, 14, 10));
	char text[1300];

	(void)state;
	raise_event(&ev);
	assert_int_equal(number(x.w, "SELECT count(*) FROM message WHERE callback_id = %lld",
	    (long long)row_of("treat-2h").id), 1);
	assert_int_equal(number(x.w, "SELECT due_at FROM message ORDER BY id LIMIT 1"),
	    now() + 300);
	text_of(x.w, "SELECT text FROM message ORDER BY id LIMIT 1", text, sizeof text);
	assert_non_null(strstr(text, "cool it."));
	/* Its call is still to be made. */
	assert_string_equal(row_of("treat-2h").held, "");
	assert_string_equal(row_of("treat-2h").state, "open");
}

static void a_late_entry_sends_no_message_that_comes_too_late(void **state)
{
	struct callback_event ev = treated(7, at(x.w, -1, 14, 10));

	(void)state;
	raise_event(&ev);
	assert_int_equal(number(x.w, "SELECT count(*) FROM message WHERE callback_id = %lld",
	    (long long)row_of("treat-2h").id), 0);
}

static void the_nurses_message_waits_for_its_day_and_closes_when_delivered(void **state)
{
	struct callback_event ev = treated(7, now());
	struct callback c;
	char text[1300];
	struct txn *t;

	(void)state;
	raise_event(&ev);
	c = row_of("treat-nurse");
	assert_string_equal(c.held, "message");
	assert_int_equal(number(x.w, "SELECT due_at FROM message WHERE callback_id = %lld",
	    (long long)c.id), at(x.w, 5, 11, 0));
	text_of(x.w, "SELECT text FROM message ORDER BY id DESC LIMIT 1", text, sizeof text);
	assert_non_null(strstr(text, "no sun."));
	t = begin();
	must(x.w, callback_message_ended_in(t, &x.w->d, c.id, true, NULL, &x.w->e));
	commit(t);
	c = row_of("treat-nurse");
	assert_string_equal(c.state, "done");
	assert_string_equal(c.result, "delivered");
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback_step WHERE kind = 'message'"),
	    1);
}

static void a_message_that_failed_becomes_a_call(void **state)
{
	struct callback_event ev = treated(7, now());
	struct callback c;
	struct txn *t;

	(void)state;
	raise_event(&ev);
	t = begin();
	must(x.w, callback_message_ended_in(t, &x.w->d, row_of("treat-nurse").id, false,
	    "no such number", &x.w->e));
	must(x.w, callback_message_ended_in(t, &x.w->d, row_of("treat-2h").id, false, "x",
	    &x.w->e));
	commit(t);
	c = row_of("treat-nurse");
	assert_string_equal(c.state, "open");
	assert_string_equal(c.channel, "call");
	assert_string_equal(c.held, "");
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback_step WHERE text ="
	    " 'no such number' AND result = 'failed'"), 1);
	/* The one that goes beside a call is not the call. */
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback_step"), 1);
}

static void who_forbids_calls_gets_messages_and_what_has_none_is_said(void **state)
{
	struct callback_event ev = treated(7, now());

	(void)state;
	set_flag("no_call", NULL);
	raise_event(&ev);
	assert_string_equal(row_of("treat-2h").channel, "message");
	assert_string_equal(row_of("treat-2h").held, "message");
	assert_string_equal(row_of("treat-month").channel, "message");
	assert_string_equal(row_of("treat-d3").state, "cancelled");
	assert_string_equal(row_of("treat-d3").result, "no-call");
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback_step s JOIN callback c"
	    " ON c.id = s.callback_id WHERE s.kind = 'cancelled' AND c.state = 'cancelled'"), 3);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE state = 'open'"
	    " AND channel = 'call'"), 0);
}

static void calls_that_are_not_wanted_any_more_become_messages_or_end(void **state)
{
	struct callback_event ev = treated(7, now());
	struct txn *t;

	(void)state;
	raise_event(&ev);
	t = begin();
	must(x.w, callback_no_calls_in(t, &x.w->d, x.eve, 0, &x.w->e));
	commit(t);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE state = 'open'"), 6);
	set_flag("no_call", NULL);
	t = begin();
	must(x.w, callback_no_calls_in(t, &x.w->d, x.eve, 0, &x.w->e));
	commit(t);
	/* Its message is on its way already: once is enough. */
	assert_string_equal(row_of("treat-2h").state, "done");
	assert_string_equal(row_of("treat-2h").result, "told");
	assert_int_equal(number(x.w, "SELECT count(*) FROM message WHERE callback_id = %lld",
	    (long long)row_of("treat-2h").id), 1);
	assert_string_equal(row_of("treat-month").held, "message");
	assert_int_equal(number(x.w, "SELECT due_at FROM message WHERE callback_id = %lld",
	    (long long)row_of("treat-month").id), row_of("treat-month").from_at);
	assert_string_equal(row_of("treat-d3").state, "cancelled");
	assert_string_equal(row_of("treat-d3").result, "no-call");
	assert_string_equal(row_of("treat-nurse").state, "open");
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE state = 'open'"
	    " AND channel = 'call'"), 0);
}

static void no_message_goes_to_who_wants_none_or_names_no_house(void **state)
{
	static const char *const kinds[] = { "no_message", "quiet" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct callback_event ev = treated(20 + (int64_t)i, now());

		set_flag(kinds[i], NULL);
		assert_int_equal(raise_event(&ev), 6);
		assert_string_equal(row_of("treat-nurse").channel, "call");
		assert_string_equal(row_of("treat-nurse").held, "");
		assert_string_equal(row_of("treat-nurse").state, "open");
	}
	assert_int_equal(number(x.w, "SELECT count(*) FROM message"), 0);
}

static void who_takes_neither_is_reached_by_nobody_and_it_is_said(void **state)
{
	struct callback_event ev = treated(7, now());

	(void)state;
	set_flag("no_call", NULL);
	set_flag("no_message", NULL);
	assert_int_equal(raise_event(&ev), 6);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE state = 'cancelled'"), 6);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback_step WHERE kind = 'cancelled'"
	    " AND text <> ''"), 6);
	assert_string_equal(row_of("treat-nurse").result, "unreachable");
}

static void the_clients_own_hours_stand_instead_of_the_windows(void **state)
{
	struct callback_event ev = treated(7, now());
	struct window_now win;
	int64_t end;

	(void)state;
	set_flag(WINDOW_FLAG, "15:00-16:00");
	raise_event(&ev);
	assert_int_equal(row_of("treat-2h").from_at, at(x.w, 0, 15, 0));
	assert_int_equal(row_of("treat-d3").due_at, at(x.w, 3, 16, 0));
	assert_non_null(strstr(row_of("treat-d3").sum, "wish=1"));
	must(x.w, window_at(&x.w->d, 0, x.eve, now(), &win, &x.w->e));
	assert_false(win.open);
	assert_true(win.own_wish);
	assert_int_equal(win.from, at(x.w, 0, 15, 0));
	assert_int_equal(win.to, at(x.w, 0, 16, 0));
	must(x.w, window_at(&x.w->d, 0, 0, now(), &win, &x.w->e));
	assert_true(win.open && !win.own_wish);
	assert_int_equal(win.from, at(x.w, 0, 14, 30));
	assert_int_equal(win.to, at(x.w, 0, 17, 30));
	must(x.w, window_last(&x.w->d, 0, 0, desk_today(&x.w->d), &end, &x.w->e));
	assert_int_equal(end, at(x.w, 0, 20, 30));
	set_flag(WINDOW_FLAG, "whenever she is awake");
	must(x.w, window_at(&x.w->d, 0, x.eve, now(), &win, &x.w->e));
	assert_true(win.open && !win.own_wish);
}

/* ---- ends ---- */

static void what_did_not_happen_is_dropped_with_its_messages_and_may_happen_again(void **state)
{
	struct callback_event ev = treated(7, now());
	struct txn *t;

	(void)state;
	raise_event(&ev);
	t = begin();
	must(x.w, callback_drop_in(t, &x.w->d, "treatment", 7, "taken back", &x.w->e));
	commit(t);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback WHERE state = 'cancelled'"
	    " AND result = 'dropped'"), 6);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback_step WHERE text ="
	    " 'taken back'"), 6);
	assert_int_equal(number(x.w, "SELECT count(*) FROM message WHERE state = 'queued'"), 0);
	assert_int_equal(number(x.w, "SELECT count(*) FROM message WHERE state = 'withdrawn'"), 2);
	assert_int_equal(raise_event(&ev), 6);
}

static void what_has_ended_or_waits_for_the_expert_is_not_dropped(void **state)
{
	struct callback_event ev = treated(7, now());
	struct callback c;
	struct txn *t;

	(void)state;
	raise_event(&ev);
	c = row_of("treat-d3");
	text_copy(c.held, sizeof c.held, "expert");
	t = begin();
	must(x.w, callback_update(t, &c, &x.w->e));
	must(x.w, callback_end(t, row_of("treat-2h").id, "done", "well", 0, HELP_DAY, &x.w->e));
	commit(t);
	t = begin();
	must(x.w, callback_drop_in(t, &x.w->d, "treatment", 7, "taken back", &x.w->e));
	refused(x.w, callback_drop_one_in(t, &x.w->d, row_of("treat-2h").id, "again", &x.w->e),
	    ERR_CONFLICT, "meanwhile");
	refused(x.w, callback_update(t, &(struct callback){ .id = row_of("treat-2h").id,
	    .branch_id = x.w->ja, .role = "nurse", .channel = "call", .due_day = HELP_DAY,
	    .from_at = 1, .due_at = 2, .expire_at = 3 }, &x.w->e), ERR_CONFLICT, "meanwhile");
	commit(t);
	assert_string_equal(row_of("treat-d3").state, "open");
	assert_string_equal(row_of("treat-2h").state, "done");
	assert_string_equal(row_of("treat-d7").state, "cancelled");
}

static void what_is_of_no_use_expires_once_with_a_step(void **state)
{
	struct callback_event ev = treated(7, now());
	struct callback c;
	struct txn *t;
	size_t n;

	(void)state;
	raise_event(&ev);
	c = row_of("treat-d3");
	text_copy(c.held, sizeof c.held, "expert");
	t = begin();
	must(x.w, callback_update(t, &c, &x.w->e));
	commit(t);
	must(x.w, callback_expire(&x.w->d, &n, &x.w->e));
	assert_int_equal(n, 0);
	clock_fix(at(x.w, 10, 9, 0));
	must(x.w, callback_expire(&x.w->d, &n, &x.w->e));
	/* Two hours and the next day; day 3 waits for the expert. */
	assert_int_equal(n, 2);
	assert_string_equal(row_of("treat-2h").state, "expired");
	assert_string_equal(row_of("treat-adviser").state, "expired");
	assert_string_equal(row_of("treat-d3").state, "open");
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback_step WHERE kind = 'expired'"
	    " AND day = '2026-12-04'"), 2);
	assert_int_equal(number(x.w, "SELECT count(*) FROM message WHERE callback_id = %lld"
	    " AND state = 'queued'", (long long)row_of("treat-2h").id), 0);
	must(x.w, callback_expire(&x.w->d, &n, &x.w->e));
	assert_int_equal(n, 0);
}

static void an_undo_takes_the_rows_along(void **state)
{
	struct callback_event ev = treated(7, now());
	int64_t undo;

	(void)state;
	raise_event(&ev);
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback"), 6);
	must(x.w, undo_action(&x.w->d, last_action(x.w), false, "", &undo, &x.w->e));
	assert_int_equal(number(x.w, "SELECT count(*) FROM callback"), 0);
}

/* ---- by hand ---- */

static int64_t by_hand(const struct callback_draft *draft)
{
	struct txn *t = begin();
	int64_t id = 0;

	must(x.w, callback_hand_in(t, &x.w->d, draft, &id, &x.w->e));
	commit(t);
	return id;
}

static void a_promise_stands_at_its_time_or_in_the_windows_of_its_day(void **state)
{
	struct callback_draft d = { .client_id = x.eve, .event = "promise", .role = "nurse",
		.staff_id = x.w->cl, .text = "price of the cream", .at = at(x.w, 1, 13, 15) };
	struct callback c;

	(void)state;
	must(x.w, callback_get(x.w->s, by_hand(&d), &c, &x.w->e));
	assert_int_equal(c.from_at, at(x.w, 1, 13, 15));
	assert_int_equal(c.due_at, at(x.w, 1, 13, 45));
	assert_int_equal(c.staff_id, x.w->cl);
	assert_string_equal(c.role, "nurse");
	assert_string_equal(c.script, "promise");
	assert_string_equal(c.due_day, "2026-11-25");
	d.at = at(x.w, 1, 15, 0);
	must(x.w, callback_get(x.w->s, by_hand(&d), &c, &x.w->e));
	assert_int_equal(c.due_at, at(x.w, 1, 17, 30));
	d.at = 0;
	d.day = "2026-11-26";
	must(x.w, callback_get(x.w->s, by_hand(&d), &c, &x.w->e));
	assert_int_equal(c.from_at, at(x.w, 2, 11, 0));
	assert_int_equal(c.due_at, at(x.w, 2, 20, 30));
	d.day = NULL;
	d.event = NULL;
	must(x.w, callback_get(x.w->s, by_hand(&d), &c, &x.w->e));
	assert_int_equal(c.from_at, now());
	assert_int_equal(c.due_at, at(x.w, 0, 20, 30));
	assert_string_equal(c.event, "hand");
}

static void what_says_nothing_or_lies_in_the_past_is_refused(void **state)
{
	struct callback_draft d = { .client_id = x.eve, .text = " " };
	struct txn *t = begin();
	int64_t id;

	(void)state;
	refused(x.w, callback_hand_in(t, &x.w->d, &d, &id, &x.w->e), ERR_INVALID, "what it is");
	d.text = "price";
	d.at = now() - 3600;
	refused(x.w, callback_hand_in(t, &x.w->d, &d, &id, &x.w->e), ERR_INVALID, "has passed");
	d.at = 0;
	d.day = "2026-11-23";
	refused(x.w, callback_hand_in(t, &x.w->d, &d, &id, &x.w->e), ERR_INVALID, "has passed");
	d.day = "26-11";
	refused(x.w, callback_hand_in(t, &x.w->d, &d, &id, &x.w->e), ERR_INVALID, "no day");
	action_rollback(t);
}

/* ---- why ---- */

static void it_says_why_it_is_due(void **state)
{
	struct callback_event ev = treated(7, now());
	struct buf out = BUF_INIT;
	struct txn *t;

	(void)state;
	raise_event(&ev);
	t = begin();
	must(x.w, callback_drop_one_in(t, &x.w->d, row_of("treat-d3").id, "moved away", &x.w->e));
	commit(t);
	must(x.w, callback_why(&x.w->d, row_of("treat-d3").id, &out, &x.w->e));
	assert_non_null(strstr(buf_str(&out), "treat-d3  day 3"));
	assert_non_null(strstr(buf_str(&out), "treatment ended, 14:32, Laser\n"));
	assert_non_null(strstr(buf_str(&out), "3 days after it"));
	assert_non_null(strstr(buf_str(&out), "11:00-12:30,14:30-17:30,19:30-20:30"));
	assert_non_null(strstr(buf_str(&out), "Late after  Fri 27 Nov 20:30\n"));
	assert_non_null(strstr(buf_str(&out), "customer service, by telephone"));
	assert_non_null(strstr(buf_str(&out), "moved away"));
	assert_null(strstr(buf_str(&out), "Moore"));
	buf_clear(&out);
	must(x.w, callback_why(&x.w->d, row_of("treat-2h").id, &out, &x.w->e));
	assert_non_null(strstr(buf_str(&out), "within 2 hours"));
	assert_non_null(strstr(buf_str(&out), "beats the windows"));
	refused(x.w, callback_why(&x.w->d, 4711, &out, &x.w->e), ERR_NOTFOUND, "not here");
	buf_free(&out);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_treatment_owes_six_contacts_in_three_roles),
		T(the_same_event_again_makes_none_another_one_does),
		T(a_rule_added_later_makes_its_row_and_rewrites_none),
		T(conditions_ask_the_event),
		T(a_closed_file_is_owed_nothing_a_merged_one_speaks_for_the_other),
		T(the_consultant_is_who_is_meant_else_the_coordinator),
		T(the_message_of_the_limit_leaves_at_once_with_what_to_observe),
		T(a_late_entry_sends_no_message_that_comes_too_late),
		T(the_nurses_message_waits_for_its_day_and_closes_when_delivered),
		T(a_message_that_failed_becomes_a_call),
		T(who_forbids_calls_gets_messages_and_what_has_none_is_said),
		T(calls_that_are_not_wanted_any_more_become_messages_or_end),
		T(no_message_goes_to_who_wants_none_or_names_no_house),
		T(who_takes_neither_is_reached_by_nobody_and_it_is_said),
		T(the_clients_own_hours_stand_instead_of_the_windows),
		T(what_did_not_happen_is_dropped_with_its_messages_and_may_happen_again),
		T(what_has_ended_or_waits_for_the_expert_is_not_dropped),
		T(what_is_of_no_use_expires_once_with_a_step),
		T(an_undo_takes_the_rows_along),
		T(a_promise_stands_at_its_time_or_in_the_windows_of_its_day),
		T(what_says_nothing_or_lies_in_the_past_is_refused),
		T(it_says_why_it_is_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
