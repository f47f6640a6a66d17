/* The cash desk, and how a visit ends. */
#include "arrival_help.h"

#include "desk/arrival.h"
#include "desk/arrival_leave.h"
#include "desk/arrival_pay.h"
#include "desk/undo.h"

/* ---- money ---- */

static void the_treatment_queue_opens_when_all_is_paid(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0);
	struct visit_row v;

	must(w, step(w, visit, "consult", 0));
	must(w, arrival_pay(&w->d, visit, 80000, 0, NULL, &w->e));
	v = seen(w, visit);
	assert_string_equal(arrival_next(&v), "paying");
	refused(w, step(w, visit, "treating", 0), ERR_INVALID, "still pays 800 first");
	must(w, step(w, visit, "paying", 0));
	v = seen(w, visit);
	assert_null(arrival_next(&v));
	refused(w, step(w, visit, "ready", 0), ERR_INVALID, "still pays 800");
	must(w, arrival_pay(&w->d, visit, -1, 50000, "wechat", &w->e));
	assert_string_equal(seen(w, visit).state, "paying");
	refused(w, arrival_pay(&w->d, visit, -1, 50000, "cash", &w->e), ERR_INVALID, "more than");
	must(w, arrival_pay(&w->d, visit, -1, 30000, "cash", &w->e));
	assert_string_equal(seen(w, visit).state, "ready");
	assert_int_equal(number(w, "SELECT sum(amount) FROM payment WHERE kind = 'due'"), 80000);
}

/* A service that nobody charged yet is due at its price, of who came to be treated; from the cash
 * desk one may go into the room unpaid, where nothing begins without a second person. */
static void a_treatment_is_due_at_its_price(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0), open;
	struct visit_row v;

	raw(w, "UPDATE service SET price = 70000, rev = 9 WHERE id = %lld",
	    (long long)w->laser_service);
	raw(w, "UPDATE visit SET service_id = %lld, rev = 9 WHERE id = %lld",
	    (long long)w->laser_service, (long long)visit);
	v = seen(w, visit);
	assert_true(arrival_to_be_treated(&v));
	must(w, arrival_due_now(&w->d, &v, &open, &w->e));
	assert_int_equal(open, 70000);
	assert_false(arrival_owes_order(&w->d, &v));
	refused(w, step(w, visit, "treating", 0), ERR_INVALID, "still pays 700 first");
	must(w, step(w, visit, "paying", 0));
	refused(w, step(w, visit, "ready", 0), ERR_INVALID, "still pays 700");
	must(w, step(w, visit, "treating", 0));
	raw(w, "UPDATE visit SET service_id = %lld, rev = 9 WHERE id = %lld",
	    (long long)w->consult, (long long)visit);
	v = seen(w, visit);
	must(w, arrival_due_now(&w->d, &v, &open, &w->e));
	assert_int_equal(open, 0);
}

static void money_goes_back_by_an_opposite_row(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0), id, paid;

	must(w, arrival_pay(&w->d, visit, 10000, 0, NULL, &w->e));
	must(w, step(w, visit, "paying", 0));
	must(w, arrival_pay(&w->d, visit, -1, 10000, "cash", &w->e));
	paid = last_action(w);
	assert_string_equal(seen(w, visit).state, "ready");
	must(w, undo_action(&w->d, paid, false, NULL, &id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM payment"), 2);
	assert_int_equal(number(w, "SELECT sum(amount) FROM payment"), 0);
	assert_string_equal(seen(w, visit).state, "paying");
	refused(w, undo_action(&w->d, paid, false, NULL, &id, &w->e), ERR_CONFLICT, "already");
}

/* ---- leaving ---- */

static void every_outcome_asks_what_it_needs(void **state)
{
	struct desk_world *w = *state;

	for (size_t i = 0; i < outcomes_count; i++) {
		const struct outcome *o = &outcomes[i];
		int64_t visit = arrive(w, w->ann, 0);

		if (o->day == FOLLOW_MUST)
			refused(w, leave(w, visit, o->code, "", "x"), ERR_INVALID, "needs a day");
		refused(w, leave(w, visit, o->code, "2026-11-23", "x"), ERR_INVALID,
		    "today or later");
		if (o->text == FOLLOW_MUST)
			refused(w, leave(w, visit, o->code, "2026-11-30", ""), ERR_INVALID,
			    "Say why");
		must(w, leave(w, visit, o->code, o->day ? "2026-11-30" : "",
		    o->text ? "said so" : ""));
		assert_string_equal(seen(w, visit).state, "left");
		assert_string_equal(seen(w, visit).outcome, o->code);
		refused(w, leave(w, visit, o->code, "2026-11-30", "x"), ERR_CONFLICT, "already");
	}
	refused(w, leave(w, arrive(w, w->ann, 0), "vanished", "", ""), ERR_INVALID, "1-9");
}

static void nobody_is_treated_on_credit(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0);

	must(w, arrival_pay(&w->d, visit, 20050, 0, NULL, &w->e));
	refused(w, leave(w, visit, "treated", NULL, NULL), ERR_INVALID, "200.50 is still");
	must(w, leave(w, visit, "consulted", "2026-12-01", NULL));
}

static void the_appointment_ends_with_the_visit(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r_cl, at(w, 0, 14, 45), 30);
	int64_t b = book(w, w->cid, w->r_cl, at(w, 0, 15, 30), 30);
	int64_t visit = arrive(w, w->ann, 0), id, left;
	char text[40];

	must(w, step(w, visit, "consult", 0));
	must(w, leave(w, visit, "booked", "2026-12-01", NULL));
	left = last_action(w);
	text_of(w, "SELECT group_concat(state) FROM appointment", text, sizeof text);
	assert_string_equal(text, "done,booked");
	/* Back again: the visit goes on where it was. */
	must(w, undo_action(&w->d, left, false, NULL, &id, &w->e));
	assert_string_equal(seen(w, visit).state, "consult");
	assert_int_equal(number(w, "SELECT state = 'serving' FROM appointment WHERE id = %lld",
	    (long long)a), 1);
	must(w, leave(w, arrive(w, w->cid, b), "unseen", "2026-11-25", "waited too long"));
	assert_int_equal(number(w, "SELECT state = 'cancelled' AND reason = 'waited too long'"
	    " FROM appointment WHERE id = %lld", (long long)b), 1);
}

static void leaving_marks_have_who_and_when(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0);
	struct arrival_leave l = { .outcome = "consulted", .follow_day = "2026-12-01",
		.mark = { { "next", true }, { "card", true }, { "told", false } }, .nmarks = 3 };

	must(w, arrival_leave(&w->d, visit, &l, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM mark WHERE kind = 'leaving'"
	    " AND ref_id = %lld AND staff_id = %lld AND at = %lld", (long long)visit,
	    (long long)w->wl, (long long)HELP_NOW), 2);
}

static void an_arrival_taken_back_gives_the_number_to_nobody(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r_cl, at(w, 0, 14, 45), 30), id;

	arrive(w, w->ann, 0);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM visit"), 0);
	assert_int_equal(number(w, "SELECT state = 'booked' FROM appointment WHERE id = %lld",
	    (long long)a), 1);
	assert_string_equal(seen(w, arrive(w, w->ann, 0)).number, "A02");
}

static void figures_count_who_waits_and_how_long(void **state)
{
	struct desk_world *w = *state;
	int64_t ann = arrive(w, w->ann, 0);
	struct arrival_figures f;

	arrive(w, w->cid, 0);
	later(6);
	must(w, step(w, ann, "consult", 0));
	must(w, arrival_figures(&w->d, &f, &w->e));
	assert_int_equal(f.waiting, 1);
	assert_int_equal(f.rooms, 1);
	assert_int_equal(f.average, 6);
	assert_int_equal(f.late, 1);
	assert_int_equal(f.longest, 6);
	assert_string_equal(f.longest_greeter, "吴磊");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, arrival_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(the_treatment_queue_opens_when_all_is_paid),
		T(a_treatment_is_due_at_its_price),
		T(money_goes_back_by_an_opposite_row),
		T(every_outcome_asks_what_it_needs),
		T(nobody_is_treated_on_credit),
		T(the_appointment_ends_with_the_visit),
		T(leaving_marks_have_who_and_when),
		T(an_arrival_taken_back_gives_the_number_to_nobody),
		T(figures_count_who_waits_and_how_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
