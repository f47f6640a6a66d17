/* The way of a message out of the house: every step there is and no other, who sees what, and what
 * comes back. */
#include "store_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/message_send.h"
#include "data/reply.h"

static int64_t queue(struct world *w, struct txn *t, const char *channel, int64_t due)
{
	struct message m = { .branch_id = 1, .client_id = w->ann, .due_at = due,
		.day = HELP_DAY, .template = "remind", .language = "zh", .text = "明天见",
		.number = "13800000823" };
	int64_t id;

	text_copy(m.channel, sizeof m.channel, channel);
	must(w, message_insert(t, &m, &id, &w->e));
	return id;
}

static enum err_code go(struct world *w, struct txn *t, int64_t id, const char *was,
    const char *next)
{
	struct message_step x = { .was = was, .next = next };

	return message_go(t, id, &x, &w->e);
}

/* What the house may do with a message. The ways out of withdrawn are those of an undo. */
static const char *const may[] = {
	"queued handing", "queued withdrawn", "queued failed", "queued seen",
	"handing sent", "handing queued", "handing failed", "handing unsure",
	"unsure sent", "unsure queued", "unsure withdrawn",
	"sent delivered", "sent failed", "sent lost",
	"failed queued", "failed withdrawn", "lost queued", "lost withdrawn",
	"withdrawn queued", "withdrawn failed", "withdrawn lost", "withdrawn unsure",
};

static bool is_way(const char *was, const char *next)
{
	char pair[40];

	text_fmt(pair, sizeof pair, "%s %s", was, next);
	for (size_t i = 0; i < sizeof may / sizeof may[0]; i++)
		if (!strcmp(may[i], pair))
			return true;
	return !strcmp(was, next);
}

static void every_step_that_is_no_way_is_refused_by_the_file(void **state)
{
	static const char *const all[] = { "queued", "handing", "sent", "delivered", "failed",
		"lost", "unsure", "withdrawn", "seen" };
	struct world *w = *state;
	int ways = 0;

	for (int i = 0; i < 9; i++)
		for (int k = 0; k < 9; k++) {
			struct txn *t = begin(w);
			struct message m = { .branch_id = 1, .client_id = w->ann, .day = HELP_DAY,
				.template = "remind", .channel = "sms", .language = "zh",
				.text = "-" };
			struct err e = ERR_INIT;
			int64_t id;
			enum err_code rc;

			text_copy(m.state, sizeof m.state, all[i]);
			must(w, message_insert(t, &m, &id, &w->e));
			rc = message_set_state(t, id, NULL, all[k], &e);
			if (is_way(all[i], all[k]) != (rc == OK))
				fail_msg("%s -> %s: %s", all[i], all[k], e.text);
			ways += rc == OK;
			action_rollback(t);
		}
	assert_int_equal(ways, 9 + (int)(sizeof may / sizeof may[0]));
}

static void a_step_keeps_when_and_what_was_said(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = queue(w, t, "sms", 0);
	struct message_step sent = { .was = "handing", .next = "sent", .provider_id = "17" };
	struct message_step lost = { .was = "sent", .next = "lost", .why = "in no list" };
	struct message_list l = { 0 };
	struct message m;

	must(w, go(w, t, id, "queued", "handing"));
	must(w, message_list_handing(w->s, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, message_go(t, id, &sent, &w->e));
	must(w, message_list_sent(w->s, 0, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].provider_id, "17");
	assert_int_equal(l.v[0].tries, 1);
	assert_int_equal(l.v[0].handed_at, HELP_NOW);
	must(w, message_go(t, id, &lost, &w->e));
	must(w, message_get(w->s, id, &m, &w->e));
	assert_string_equal(m.why, "in no list");
	assert_int_equal(m.ended_at, HELP_NOW);
	assert_int_equal(message_go(t, id, &lost, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(message_get(w->s, 99, &m, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	message_list_free(&l);
	commit(w, t);
}

static void the_desk_counts_what_waits_for_it(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t held = queue(w, t, "sms", HELP_NOW + 300), now = queue(w, t, "sms", HELP_NOW);
	int64_t bad = queue(w, t, "sms", 0);
	struct message_counts n;
	struct message_list l = { 0 };

	queue(w, t, "screen", 0);
	must(w, go(w, t, bad, "queued", "failed"));
	must(w, message_counts(w->s, 1, HELP_DAY, HELP_NOW, &n, &w->e));
	assert_int_equal(n.waiting, 2);
	assert_int_equal(n.held, 1);
	assert_int_equal(n.failed, 1);
	assert_int_equal(n.sent, 0);
	must(w, message_list_board(w->s, 1, HELP_DAY, 9, &l, &w->e));
	assert_int_equal(l.n, 3);
	/* On another day what still waits for somebody is there too. */
	must(w, go(w, t, now, "queued", "withdrawn"));
	must(w, message_list_board(w->s, 1, "2026-11-25", 9, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].id, bad);
	assert_int_equal(l.v[1].id, held);
	must(w, message_list_board(w->s, 2, HELP_DAY, 9, &l, &w->e));
	assert_int_equal(l.n, 0);
	message_list_free(&l);
	commit(w, t);
}

static void the_last_message_to_a_number_is_found(void **state)
{
	static const char *const numbers[] = { "13800000823", "+8613800000823" };
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t a = queue(w, t, "sms", 0), b = queue(w, t, "sms", 0);
	struct message m;

	must(w, message_last_to(w->s, numbers, 2, 0, &m, &w->e));
	assert_int_equal(m.id, 0);      /* both wait still */
	must(w, go(w, t, a, "queued", "handing"));
	must(w, go(w, t, a, "handing", "sent"));
	must(w, message_last_to(w->s, numbers, 2, 0, &m, &w->e));
	assert_int_equal(m.id, a);
	must(w, go(w, t, b, "queued", "handing"));
	must(w, go(w, t, b, "handing", "sent"));
	must(w, message_last_to(w->s, numbers, 2, 0, &m, &w->e));
	assert_int_equal(m.id, b);
	must(w, message_last_to(w->s, numbers, 2, HELP_NOW, &m, &w->e));
	assert_int_equal(m.id, 0);
	commit(w, t);
}

static void a_reply_is_taken_in_once_and_dealt_with_once(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct reply r = { .branch_id = 1, .client_id = w->ann, .created_at = HELP_NOW,
		.day = HELP_DAY, .number = "+8613800000823", .text = "37.2",
		.provider_id = "in-5", .meaning = "number", .value = 37.2 }, got;
	struct reply_list l = { 0 };
	int64_t id, again;

	must(w, reply_insert(t, &r, &id, &w->e));
	assert_true(id > 0);
	must(w, reply_insert(t, &r, &again, &w->e));
	assert_int_equal(again, 0);
	must(w, reply_get(w->s, id, &got, &w->e));
	assert_true(got.value > 37.19 && got.value < 37.21);
	assert_string_equal(got.state, "new");
	must(w, reply_end(t, id, "done", "temp 37.2", &w->e));
	assert_int_equal(reply_end(t, id, "left", "", &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	must(w, reply_list_board(w->s, 1, HELP_DAY, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].result, "temp 37.2");
	must(w, reply_list_board(w->s, 1, "2026-11-25", 9, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, reply_set_client(t, id, w->bob, &w->e));
	must(w, reply_list_client(w->s, w->bob, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	reply_list_free(&l);
	commit(w, t);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)
	const struct CMUnitTest tests[] = {
		T(every_step_that_is_no_way_is_refused_by_the_file),
		T(a_step_keeps_when_and_what_was_said),
		T(the_desk_counts_what_waits_for_it),
		T(the_last_message_to_a_number_is_found),
		T(a_reply_is_taken_in_once_and_dealt_with_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
