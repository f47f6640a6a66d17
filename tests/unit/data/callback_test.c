/* Rows of callbacks: what is written comes back, what has ended stays ended, whoever asks. */
#include "store_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/callback.h"

static struct callback a_row(const struct world *w)
{
	return (struct callback){ .branch_id = 1, .client_id = w->ann, .event_at = HELP_NOW - HOUR,
		.source_id = 7, .staff_id = 2, .from_at = HELP_NOW, .due_at = HELP_NOW + HOUR,
		.expire_at = HELP_NOW + 9 * HOUR, .priority = 2, .asks = true, .day = HELP_DAY,
		.due_day = HELP_DAY, .rule = "treat-2h", .event = "treated",
		.source = "treatment", .role = "service", .channel = "call",
		.script = "treat-2h", .held = "message", .about = "激光", .about_en = "Laser",
		.sum = "at=1 by=2h" };
}

static int64_t add(struct world *w, const struct callback *c)
{
	struct txn *t = begin(w);
	int64_t id;

	must(w, callback_insert(t, c, &id, &w->e));
	commit(w, t);
	return id;
}

static struct callback get(struct world *w, int64_t id)
{
	struct callback c;

	must(w, callback_get(w->s, id, &c, &w->e));
	return c;
}

static void end(struct world *w, int64_t id, const char *state, const char *result, int64_t into)
{
	struct txn *t = begin(w);

	must(w, callback_end(t, id, state, result, into, HELP_DAY, &w->e));
	commit(w, t);
}

static void what_is_written_comes_back(void **state)
{
	struct world *w = *state;
	struct callback in = a_row(w), out = get(w, add(w, &in));

	assert_int_equal(out.branch_id, 1);
	assert_int_equal(out.client_id, w->ann);
	assert_int_equal(out.dependant_id, 0);
	assert_int_equal(out.partner_id, 0);
	assert_int_equal(out.event_at, in.event_at);
	assert_int_equal(out.source_id, 7);
	assert_int_equal(out.staff_id, 2);
	assert_int_equal(out.from_at, in.from_at);
	assert_int_equal(out.due_at, in.due_at);
	assert_int_equal(out.expire_at, in.expire_at);
	assert_int_equal(out.priority, 2);
	assert_int_equal(out.tries, 0);
	assert_true(out.asks);
	assert_true(out.rev > 0 && out.created_at > 0);
	assert_string_equal(out.rule, "treat-2h");
	assert_string_equal(out.event, "treated");
	assert_string_equal(out.source, "treatment");
	assert_string_equal(out.role, "service");
	assert_string_equal(out.channel, "call");
	assert_string_equal(out.script, "treat-2h");
	assert_string_equal(out.held, "message");
	assert_string_equal(out.state, "open");
	assert_string_equal(out.result, "");
	assert_string_equal(out.about, "激光");
	assert_string_equal(out.about_en, "Laser");
	assert_string_equal(out.sum, "at=1 by=2h");
	assert_string_equal(out.due_day, HELP_DAY);
	assert_string_equal(out.done_day, "");
	assert_int_equal(callback_get(w->s, 4711, &out, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
}

static void an_open_one_changes_an_ended_one_does_not(void **state)
{
	struct world *w = *state;
	struct callback in = a_row(w), c = get(w, add(w, &in));
	struct txn *t = begin(w);

	c.staff_id = 0;
	c.tries = 2;
	c.from_at += HOUR;
	c.due_at += HOUR;
	c.held[0] = '\0';
	text_copy(c.role, sizeof c.role, "nurse");
	must(w, callback_update(t, &c, &w->e));
	commit(w, t);
	c = get(w, c.id);
	assert_int_equal(c.staff_id, 0);
	assert_int_equal(c.tries, 2);
	assert_int_equal(c.from_at, in.from_at + HOUR);
	assert_string_equal(c.held, "");
	assert_string_equal(c.role, "nurse");
	end(w, c.id, "done", "well", 0);
	c = get(w, c.id);
	assert_string_equal(c.state, "done");
	assert_string_equal(c.result, "well");
	assert_string_equal(c.done_day, HELP_DAY);
	assert_int_equal(c.done_by, w->me.staff_id);
	t = begin(w);
	assert_int_equal(callback_update(t, &c, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(callback_end(t, c.id, "expired", NULL, 0, HELP_DAY, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(callback_end(t, 4711, "expired", NULL, 0, HELP_DAY, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	action_rollback(t);
	assert_string_equal(get(w, c.id).state, "done");
}

static void nothing_closes_empty(void **state)
{
	struct world *w = *state;
	struct callback in = a_row(w);
	int64_t id = add(w, &in);
	struct txn *t = begin(w);

	assert_int_not_equal(callback_end(t, id, "done", NULL, 0, HELP_DAY, &w->e), OK);
	err_clear(&w->e);
	action_rollback(t);
	assert_string_equal(get(w, id).state, "open");
}

static void the_event_the_client_and_the_calendar_find_them(void **state)
{
	struct world *w = *state;
	struct callback in = a_row(w);
	struct callback_list l = { 0 };
	int64_t first = add(w, &in), second, third;

	in.event_at -= 9 * HOUR;
	in.source_id = 8;
	in.from_at -= HOUR;
	second = add(w, &in);
	in.client_id = w->bob;
	third = add(w, &in);
	must(w, callback_of_source(w->s, "treatment", 8, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].id, second);
	assert_int_equal(l.v[1].id, third);
	must(w, callback_of_source(w->s, "appointment", 8, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, callback_of_client(w->s, w->ann, 10, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].id, first);
	must(w, callback_of_client(w->s, w->ann, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, callback_open_of_client(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].id, second);
	end(w, second, "merged", NULL, first);
	must(w, callback_open_of_client(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(get(w, second).merged_into, first);
	callback_list_free(&l);
}

static void one_expires_after_its_end_and_not_while_the_expert_has_it(void **state)
{
	struct world *w = *state;
	struct callback in = a_row(w);
	struct callback_list l = { 0 };
	int64_t id = add(w, &in);

	text_copy(in.held, sizeof in.held, "expert");
	add(w, &in);
	must(w, callback_list_expired(w->s, in.expire_at, 10, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, callback_list_expired(w->s, in.expire_at + 1, 10, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, id);
	end(w, id, "expired", NULL, 0);
	must(w, callback_list_expired(w->s, in.expire_at + 1, 10, &l, &w->e));
	assert_int_equal(l.n, 0);
	callback_list_free(&l);
}

static bool exists(struct world *w, const struct callback *c)
{
	bool found;

	must(w, callback_exists(w->s, c, &found, &w->e));
	return found;
}

static void the_same_is_the_same_event_rule_and_client(void **state)
{
	struct world *w = *state;
	struct callback in = a_row(w), other = in;
	int64_t id;

	assert_false(exists(w, &in));
	id = add(w, &in);
	assert_true(exists(w, &in));
	other.client_id = w->bob;
	assert_false(exists(w, &other));
	other = in;
	other.source_id = 8;
	assert_false(exists(w, &other));
	other = in;
	text_copy(other.rule, sizeof other.rule, "treat-d3");
	assert_false(exists(w, &other));
	/* Called off by a person it stays so; its event went away: it may come again. */
	end(w, id, "cancelled", "refuses", 0);
	assert_true(exists(w, &in));
	end(w, add(w, &other), "cancelled", CALLBACK_DROPPED, 0);
	assert_false(exists(w, &other));
}

static void a_partner_has_no_client(void **state)
{
	struct world *w = *state;
	struct callback in = a_row(w);

	in.client_id = 0;
	in.partner_id = 2;
	in.source[0] = '\0';
	in.source_id = 202610;
	add(w, &in);
	assert_true(exists(w, &in));
	in.partner_id = 1;
	assert_false(exists(w, &in));
}

static void steps_keep_what_was_said(void **state)
{
	struct world *w = *state;
	struct callback in = a_row(w);
	struct callback_step x = { .callback_id = add(w, &in), .day = HELP_DAY, .kind = "call",
		.staff_id = 1, .result = "details", .reaction = "red", .recovery = "slow",
		.advice = "kept", .satisfied = 4, .promised = "a price list",
		.promised_day = "2026-11-26", .outside = true, .text = "rings in the evening",
		.to_at = HELP_NOW + HOUR };
	struct callback_step_list l = { 0 };
	struct txn *t = begin(w);

	must(w, callback_step_insert(t, &x, NULL, &w->e));
	must(w, callback_step_insert(t, &(struct callback_step){ .callback_id = x.callback_id,
	    .day = HELP_DAY, .kind = "remark", .text = "second" }, NULL, &w->e));
	commit(w, t);
	must(w, callback_steps(w->s, x.callback_id, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].kind, "call");
	assert_string_equal(l.v[0].result, "details");
	assert_string_equal(l.v[0].reaction, "red");
	assert_string_equal(l.v[0].recovery, "slow");
	assert_string_equal(l.v[0].advice, "kept");
	assert_int_equal(l.v[0].satisfied, 4);
	assert_string_equal(l.v[0].promised, "a price list");
	assert_string_equal(l.v[0].promised_day, "2026-11-26");
	assert_true(l.v[0].outside);
	assert_int_equal(l.v[0].to_at, x.to_at);
	assert_string_equal(l.v[0].text, "rings in the evening");
	assert_int_equal(l.v[0].staff_id, 1);
	assert_int_equal(l.v[1].staff_id, 0);
	assert_int_equal(l.v[1].satisfied, 0);
	callback_step_list_free(&l);
}

#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_is_written_comes_back),
		T(an_open_one_changes_an_ended_one_does_not),
		T(nothing_closes_empty),
		T(the_event_the_client_and_the_calendar_find_them),
		T(one_expires_after_its_end_and_not_while_the_expert_has_it),
		T(the_same_is_the_same_event_rule_and_client),
		T(a_partner_has_no_client),
		T(steps_keep_what_was_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
