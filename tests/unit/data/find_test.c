/* Finding appointments by whatever leads to few of them, and messages that wait to be seen. */
#include "store_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/appointment_find.h"
#include "data/disruption.h"
#include "data/message.h"

static size_t found(struct world *w, struct appointment_find f)
{
	struct appointment_key_list l = { 0 };
	size_t n;

	must(w, appointment_find(w->s, &f, &l, &w->e));
	for (size_t i = 1; i < l.n; i++)
		assert_true(l.v[i].start_at >= l.v[i - 1].start_at);
	n = l.n;
	appointment_key_list_free(&l);
	return n;
}

static void each_index_leads(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct appointment_find day = { .from_day = HELP_DAY, .to_day = HELP_DAY };
	struct appointment_find f;

	add_appointment(w, t, w->ann, w->room, 5);
	add_appointment(w, t, w->bob, w->laser, 3);
	add_appointment(w, t, w->ann, w->laser, 1);
	commit(w, t);
	for (int staff = 0; staff < 2; staff++) {
		day.with_staff = staff;
		assert_int_equal(found(w, day), 3);
		f = day;
		f.resource_id = w->laser;
		assert_int_equal(found(w, f), 2);
		f.client = (int64_t[]){ w->ann };
		f.nclient = 1;
		assert_int_equal(found(w, f), 1);
		f.resource_id = 0;
		f.from_day = f.to_day = NULL;
		assert_int_equal(found(w, f), 2);
		f.state = "live";
		assert_int_equal(found(w, f), 2);
		f.state = "cancelled";
		assert_int_equal(found(w, f), 0);
		f = day;
		f.branch_id = 2;
		assert_int_equal(found(w, f), 0);
	}
}

static int64_t to_staff(struct world *w, struct txn *t, const char *template, const char *state)
{
	struct message m = { .branch_id = 1, .staff_id = 2 };
	int64_t id;

	text_copy(m.day, sizeof m.day, HELP_DAY);
	text_copy(m.template, sizeof m.template, template);
	text_copy(m.channel, sizeof m.channel, "screen");
	text_copy(m.language, sizeof m.language, "en");
	text_copy(m.state, sizeof m.state, state);
	text_copy(m.text, sizeof m.text, "x");
	must(w, message_insert(t, &m, &id, &w->e));
	return id;
}

static void what_waits_and_what_failed_is_counted(void **state)
{
	struct world *w = *state;
	struct message_list l = { 0 };
	struct disruption_open outage;
	struct txn *t = begin(w);
	int64_t n;
	bool told;

	to_staff(w, t, "staff-booked", "queued");
	to_staff(w, t, MESSAGE_REMINDER, "seen");
	to_staff(w, t, "staff-moved", "failed");
	commit(w, t);
	must(w, message_count_staff(w->s, 2, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, message_count_failed(w->s, 1, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, message_list_failed(w->s, 0, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].template, "staff-moved");
	message_list_free(&l);
	must(w, message_reminded(w->s, 2, HELP_DAY, &told, &w->e));
	assert_true(told);
	must(w, message_reminded(w->s, 1, HELP_DAY, &told, &w->e));
	assert_false(told);
	must(w, message_of_staff(w->s, 2, 1, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, disruption_count_open(w->s, 0, &outage, &w->e));
	assert_int_equal(outage.n, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)
	const struct CMUnitTest tests[] = {
		T(each_index_leads),
		T(what_waits_and_what_failed_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
