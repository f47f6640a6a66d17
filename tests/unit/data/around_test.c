/* Around the appointment: what every step leaves behind, money, messages, those to be rebooked. */
#include "store_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/event.h"
#include "data/message.h"
#include "data/payment.h"
#include "data/todo.h"

static int64_t insert(struct world *w, struct txn *t, struct appointment *a)
{
	struct take take = { .resource_id = w->room };
	struct appointment_new all = { .row = a, .take = &take, .ntake = 1 };
	int64_t id;

	a->branch_id = 1;
	text_copy(a->day, sizeof a->day, HELP_DAY);
	must(w, appointment_insert(t, &all, &id, &w->e));
	return id;
}

static int64_t hour_of(struct world *w, struct txn *t, int64_t client, int h)
{
	struct appointment a = { .client_id = client, .start_at = HELP_NOW + h * HOUR,
		.end_at = HELP_NOW + (h + 1) * HOUR };

	return insert(w, t, &a);
}

/* ---- steps ---- */

static void each_step_is_kept_with_the_time_it_had(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = hour_of(w, t, w->ann, 1);
	struct appointment_move to = { .start_at = HELP_NOW + 3 * HOUR,
		.end_at = HELP_NOW + 4 * HOUR, .day = HELP_DAY, .reason = "the bus" };
	static const char *const what[] = { "booked", "moved", "confirmed", "taken", "cancelled" };
	struct event_list l = { 0 };
	struct event last;

	must(w, appointment_move(t, id, &to, &w->e));
	must(w, appointment_set_state(t, id, "booked", "confirmed", NULL, &w->e));
	must(w, appointment_swap(t, id, w->room, w->laser, &w->e));
	must(w, appointment_set_state(t, id, NULL, "cancelled", "ill", &w->e));
	must(w, event_mark_late(t, id, &w->e));
	commit(w, t);
	must(w, event_list(w->s, id, &l, &w->e));
	assert_int_equal(l.n, 5);
	for (int i = 0; i < 5; i++) {
		assert_string_equal(l.v[i].what, what[i]);
		assert_int_equal(l.v[i].staff_id, 1);
		assert_string_equal(l.v[i].staff, "王芳");
		assert_int_equal(l.v[i].late, i == 4);
		assert_int_equal(l.v[i].start_at, HELP_NOW + (i < 2 ? 1 : 3) * HOUR);
	}
	assert_string_equal(l.v[1].text, "the bus");
	assert_string_equal(l.v[3].text, "R1");
	assert_string_equal(l.v[4].text, "ill");
	event_list_free(&l);
	must(w, event_last(w->s, id, "moved", &last, &w->e));
	assert_int_equal(last.end_at, HELP_NOW + 2 * HOUR);
	assert_int_equal(event_last(w->s, id, "noshow", &last, &w->e), ERR_NOTFOUND);
}

static void taking_off_to_move_is_no_step(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = hour_of(w, t, w->ann, 1);

	must(w, appointment_set_state(t, id, "booked", "moving", NULL, &w->e));
	must(w, appointment_set_state(t, id, "moving", "booked", NULL, &w->e));
	must(w, event_add(t, id, "read-back", NULL, &w->e));
	commit(w, t);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment_event"), 2);
	t = begin(w);
	assert_int_equal(event_add(t, 99, "told", NULL, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	/* Late is what this action did, not what stood there before. */
	assert_int_equal(event_mark_late(t, id, &w->e), ERR_NOTFOUND);
	action_rollback(t);
}

static void what_is_entered_afterwards_has_its_own_times(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct appointment a = { .client_id = w->ann, .state = "done",
		.created_at = HELP_NOW - 9 * HOUR, .start_at = HELP_NOW - 2 * HOUR,
		.end_at = HELP_NOW - HOUR };
	struct event_list l = { 0 };
	int64_t id = insert(w, t, &a);

	commit(w, t);
	must(w, event_list(w->s, id, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].what, "booked");
	assert_int_equal(l.v[0].at, HELP_NOW - 9 * HOUR);
	assert_string_equal(l.v[1].what, "done");
	assert_int_equal(l.v[1].at, HELP_NOW - HOUR);
	event_list_free(&l);
}

static void a_series_is_found_from_one_on(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id[3], found[4];
	struct appointment got;
	size_t n;

	for (int i = 0; i < 3; i++) {
		id[i] = hour_of(w, t, w->ann, 1 + i);
		must(w, appointment_link(t, id[i], id[0], 0, &w->e));
	}
	must(w, appointment_set_state(t, id[2], NULL, "cancelled", "ill", &w->e));
	commit(w, t);
	must(w, appointment_get(w->s, id[1], &got, &w->e));
	assert_int_equal(got.series_id, id[0]);
	assert_int_equal(got.group_id, 0);
	appointment_free(&got);
	must(w, appointment_series(w->s, id[0], HELP_NOW + 2 * HOUR, found, 4, &n, &w->e));
	assert_int_equal(n, 1);
	assert_int_equal(found[0], id[1]);
	must(w, appointment_same(w->s, w->ann, 0, 0, HELP_NOW + 3 * HOUR, found, &w->e));
	assert_int_equal(found[0], id[2]);
	assert_int_equal(appointment_same(w->s, w->bob, 0, 0, HELP_NOW + 3 * HOUR, found, &w->e),
	    ERR_NOTFOUND);
}

/* ---- money ---- */

static void a_payment_is_reversed_once_and_stays(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t a = hour_of(w, t, w->ann, 1), id, sum;
	struct payment p = { .branch_id = 1, .client_id = w->ann, .appointment_id = a,
		.day = HELP_DAY, .kind = "deposit", .method = "wechat", .amount = 20000 };
	struct payment_list l = { 0 };

	must(w, payment_insert(t, &p, &id, &w->e));
	must(w, payment_sum_appointment(w->s, a, &sum, &w->e));
	assert_int_equal(sum, 20000);
	must(w, payment_list_appointment(w->s, a, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_false(l.v[0].reversed);
	must(w, payment_reverse(t, &l.v[0], HELP_DAY, "ill", NULL, &w->e));
	commit(w, t);
	must(w, payment_list_client(w->s, w->ann, 9, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].kind, "refund");
	assert_string_equal(l.v[0].method, "wechat");
	assert_int_equal(l.v[0].reverses, id);
	assert_true(l.v[1].reversed);
	must(w, payment_sum_client(w->s, w->ann, &sum, &w->e));
	assert_int_equal(sum, 0);
	t = begin(w);
	assert_int_not_equal(payment_reverse(t, &l.v[1], HELP_DAY, "again", NULL, &w->e), OK);
	action_rollback(t);
	payment_list_free(&l);
}

/* ---- messages ---- */

static int64_t queue(struct world *w, struct txn *t, int64_t appointment, const char *channel,
    int64_t due)
{
	struct message m = { .branch_id = 1, .appointment_id = appointment, .day = HELP_DAY,
		.template = "booked", .language = "zh", .text = "王女士", .due_at = due };
	int64_t id;

	text_copy(m.channel, sizeof m.channel, channel);
	if (strcmp(channel, "screen") != 0)
		m.client_id = w->ann;
	else
		m.staff_id = 2;
	must(w, message_insert(t, &m, &id, &w->e));
	return id;
}

static void messages_wait_leave_and_are_withdrawn(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t a = hour_of(w, t, w->ann, 1), n;
	int64_t sms = queue(w, t, a, "sms", HELP_NOW + 300), now = queue(w, t, a, "sms", 0);
	int64_t board = queue(w, t, a, "screen", 0), hand = queue(w, t, a, "hand", 0);
	struct message_list l = { 0 };

	must(w, message_set_state(t, hand, "queued", "handing", &w->e));
	must(w, message_set_state(t, hand, "handing", "sent", &w->e));
	commit(w, t);
	must(w, message_list_due(w->s, "sms", HELP_NOW + 299, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, now);
	must(w, message_list_staff(w->s, 2, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, board);
	must(w, message_list_client(w->s, w->ann, 0, 2, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].id, hand);
	t = begin(w);
	must(w, message_set_state(t, now, "queued", "handing", &w->e));
	assert_int_equal(message_set_state(t, now, "queued", "failed", &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(message_set_state(t, 99, NULL, "failed", &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	/* What this action queues itself stays. */
	queue(w, t, a, "sms", HELP_NOW + 300);
	must(w, message_withdraw(t, a, &n, &w->e));
	assert_int_equal(n, 2);
	commit(w, t);
	must(w, message_list_appointment(w->s, a, &l, &w->e));
	assert_int_equal(l.n, 5);
	assert_int_equal(l.v[0].id, sms);
	assert_string_equal(l.v[0].state, "withdrawn");
	assert_string_equal(l.v[1].state, "handing");
	assert_string_equal(l.v[4].state, "queued");
	message_list_free(&l);
}

/* ---- to be rebooked ---- */

/* The other one of `rebook` is an appointment, and may have the number of somebody's file. */
static void an_appointment_is_not_taken_for_a_file(void **state)
{
	struct world *w = *state;
	struct todo r = { .branch_id = 1, .client_id = w->ann, .other_id = w->bob, .day = HELP_DAY,
		.kind = "rebook", .why = "noshow" };
	struct todo_list l = { 0 };
	struct txn *t = begin(w);
	int64_t id, n;

	must(w, todo_insert(t, &r, true, &id, &w->e));
	must(w, todo_list_client(w->s, w->bob, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, todo_close(t, w->bob, NULL, &w->e));
	must(w, todo_count(w->s, "rebook", 1, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, client_repoint(t, "client_todo", "client_id", w->ann, w->cid, NULL, &w->e));
	must(w, todo_list_client(w->s, w->cid, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].other_id, w->bob);
	assert_string_equal(l.v[0].state, "open");
	must(w, todo_close(t, w->cid, "rebook", &w->e));
	must(w, todo_count(w->s, "rebook", 1, &n, &w->e));
	assert_int_equal(n, 0);
	commit(w, t);
	todo_list_free(&l);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)
	const struct CMUnitTest tests[] = {
		T(each_step_is_kept_with_the_time_it_had),
		T(taking_off_to_move_is_no_step),
		T(what_is_entered_afterwards_has_its_own_times),
		T(a_series_is_found_from_one_on),
		T(a_payment_is_reversed_once_and_stays),
		T(messages_wait_leave_and_are_withdrawn),
		T(an_appointment_is_not_taken_for_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
