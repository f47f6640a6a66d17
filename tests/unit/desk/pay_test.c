/* Money by its rules: what is charged and to whom, what is due by now, who may give what away, and
 * how each thing is taken back. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/money.h"
#include "data/action.h"
#include "data/flag.h"
#include "data/product.h"
#include "data/record.h"
#include "desk/arrival.h"
#include "desk/arrival_pay.h"
#include "desk/cashup.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "desk/prepaid.h"
#include "desk/undo.h"

static int64_t add_product(struct desk_world *w, const char *code, int64_t price)
{
	struct action_head head = { .name = "resource-edit" };
	struct product p = { .price = price, .pieces = 120, .kind = "goods", .unit = "bottle",
		.content = "fish oil, gelatine, 花生" };
	struct actor who = w->d.who;
	struct txn *t;
	int64_t id;

	text_copy(p.code, sizeof p.code, code);
	text_copy(p.name, sizeof p.name, code);
	act_as(w, w->wl, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, product_insert(t, &p, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	act_as(w, who.staff_id, who.second_id);
	return id;
}

static int64_t order(struct desk_world *w, int64_t client, int64_t price)
{
	struct order_draft o = { .client_id = client, .kind = "other", .nlines = 1,
		.lines = { { .text = "massage", .price = price } } };
	int64_t id;

	must(w, order_add(&w->d, &o, &id, &w->e));
	return id;
}

static struct client_order read_order(struct desk_world *w, int64_t id)
{
	struct client_order o;

	must(w, client_order_get(w->s, id, &o, &w->e));
	return o;
}

static struct pay_made take(struct desk_world *w, int64_t client, const char *method,
    int64_t amount)
{
	struct pay p = { .client_id = client, .nparts = 1, .part = { { method, amount, 0 } },
		.owed = -1 };
	struct pay_made made;

	must(w, pay_take(&w->d, &p, &made, &w->e));
	return made;
}

static int64_t kept(struct desk_world *w, int64_t client)
{
	int64_t sum;

	must(w, pay_kept(&w->d, client, &sum, &w->e));
	return sum;
}

static int64_t owed(struct desk_world *w, int64_t client)
{
	int64_t sum;

	must(w, pay_owed(&w->d, client, &sum, &w->e));
	return sum;
}

/* ---- orders ---- */

static void the_price_is_the_catalogue_s_and_less_is_a_discount(void **state)
{
	struct desk_world *w = *state;
	int64_t fish = add_product(w, "fish", 26800), id;
	struct order_draft o = { .client_id = w->ann, .kind = "goods", .nlines = 1,
		.lines = { { .product_id = fish, .quantity = 2, .price = -1, .dose = 400 } } };

	must(w, order_add(&w->d, &o, &id, &w->e));
	assert_int_equal(read_order(w, id).total, 53600);
	assert_int_equal(order_lasts(2, 120, 400), 60);
	o.lines[0].price = 24800;
	refused(w, order_add(&w->d, &o, &id, &w->e), ERR_INVALID, "needs a reason");
	o.lines[0].why = "old friend";
	must(w, order_add(&w->d, &o, &id, &w->e));
	assert_int_equal(read_order(w, id).total, 49600);
}

static void much_discount_and_gifts_are_not_everybody_s(void **state)
{
	struct desk_world *w = *state;
	struct order_draft o = { .client_id = w->ann, .kind = "other", .nlines = 1,
		.lines = { { .text = "massage", .price = 10000, .discount = 2000,
		.why = "birthday" } } };
	int64_t id;

	must(w, order_add(&w->d, &o, &id, &w->e));
	o.lines[0].discount = 2001;
	refused(w, order_add(&w->d, &o, &id, &w->e), ERR_DENIED, "discount above the limit");
	act_as(w, w->wl, 0);
	refused(w, order_add(&w->d, &o, &id, &w->e), ERR_SECOND, "second person");
	act_as(w, w->wl, w->admin);
	o.lines[0].gift = true;
	must(w, order_add(&w->d, &o, &id, &w->e));
	assert_int_equal(read_order(w, id).total, 0);
}

static void what_the_client_must_not_have_is_named(void **state)
{
	struct desk_world *w = *state;
	int64_t fish = add_product(w, "fish", 26800), flag;
	struct action_head head = { .name = "client-edit" };
	struct txn *t;
	char out[120];

	assert_string_equal(order_allergy(&w->d, w->ann, fish, out, sizeof out), "");
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, flag_set(t, w->ann, "allergy", "aspirin, 花生", NULL, &flag, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	assert_string_equal(order_allergy(&w->d, w->ann, fish, out, sizeof out),
	    "allergy: 花生");
}

static void sums_that_cannot_be_kept_are_refused(void **state)
{
	struct desk_world *w = *state;
	struct order_draft o = { .client_id = w->ann, .kind = "other", .nlines = 1,
		.lines = { { .text = "moon", .quantity = 2, .price = MONEY_MAX } } };
	int64_t id, total;

	refused(w, order_add(&w->d, &o, &id, &w->e), ERR_INVALID, "more than can be kept");
	refused(w, order_sum(1000000, INT64_MAX, 0, &total, &w->e), ERR_INVALID, "more than");
	o.lines[0].quantity = 1;
	must(w, order_add(&w->d, &o, &id, &w->e));
	/* Each of two fits, both together do not. */
	refused(w, order_add(&w->d, &o, &id, &w->e), ERR_INVALID, "more than can be kept");
}

static void a_cancelled_order_leaves_its_money_with_the_client(void **state)
{
	struct desk_world *w = *state;
	int64_t id = order(w, w->ann, 50000), undone;

	take(w, w->ann, "cash", 30000);
	must(w, order_cancel(&w->d, id, "changed her mind", &w->e));
	assert_int_equal(owed(w, w->ann), 0);
	assert_int_equal(kept(w, w->ann), 30000);
	refused(w, order_cancel(&w->d, id, "again", &w->e), ERR_CONFLICT, "is cancelled");
	must(w, undo_action(&w->d, last_action(w), true, NULL, &undone, &w->e));
	assert_int_equal(owed(w, w->ann), 50000);
	assert_int_equal(kept(w, w->ann), 30000);
}

/* ---- payments ---- */

static void the_oldest_order_is_paid_first_and_the_rest_is_kept(void **state)
{
	struct desk_world *w = *state;
	int64_t first = order(w, w->ann, 40000), second = order(w, w->ann, 80000);
	struct pay p = { .client_id = w->ann, .nparts = 2, .owed = 120000,
		.part = { { "cash", 50000, 0 }, { "wechat", 90000, 0 } } };
	struct pay_made made;

	must(w, pay_take(&w->d, &p, &made, &w->e));
	assert_int_equal(read_order(w, first).paid, 40000);
	assert_int_equal(read_order(w, second).paid, 80000);
	assert_int_equal(kept(w, w->ann), 20000);
	assert_int_equal(number(w, "SELECT count(*) FROM payment WHERE receipt = '%s'",
	    made.receipt), 4);
	/* One receipt, one number; the next is another. */
	assert_string_not_equal(take(w, w->ann, "cash", 100).receipt, made.receipt);
}

static void who_looked_at_an_older_sum_is_told(void **state)
{
	struct desk_world *w = *state;
	struct pay p = { .client_id = w->ann, .nparts = 1, .part = { { "cash", 40000, 0 } },
		.owed = 40000 };
	struct pay_made made;

	order(w, w->ann, 40000);
	take(w, w->ann, "wechat", 10000);
	refused(w, pay_take(&w->d, &p, &made, &w->e), ERR_CONFLICT, "Meanwhile 300 is owed");
}

static void what_is_kept_pays_the_next_order(void **state)
{
	struct desk_world *w = *state;
	struct pay p = { .client_id = w->ann, .nparts = 1, .owed = -1,
		.part = { { "account", 30000, 0 } } };
	struct pay_made made;
	int64_t id;

	take(w, w->ann, "cash", 30000);
	refused(w, pay_take(&w->d, &p, &made, &w->e), ERR_INVALID, "more than is owed");
	id = order(w, w->ann, 50000);
	must(w, pay_take(&w->d, &p, &made, &w->e));
	assert_int_equal(read_order(w, id).paid, 30000);
	assert_int_equal(kept(w, w->ann), 0);
	/* Nothing passed a hand: the two halves cancel out. */
	assert_int_equal(number(w, "SELECT sum(amount) FROM payment WHERE method = 'account'"), 0);
	refused(w, pay_take(&w->d, &p, &made, &w->e), ERR_INVALID, "is kept for the client");
}

static void a_refund_takes_the_charge_off_and_a_correction_does_not(void **state)
{
	struct desk_world *w = *state;
	int64_t id = order(w, w->ann, 60000);
	struct pay_made paid = take(w, w->ann, "cash", 60000), made;
	struct pay_back b = { .client_id = w->ann, .order_id = id, .amount = 20000,
		.method = "cash", .reason = "sealed, returned" };

	refused(w, pay_refund(&w->d, &b, &made, &w->e), ERR_DENIED, "pay money back");
	act_as(w, w->wl, 0);
	refused(w, pay_refund(&w->d, &b, &made, &w->e), ERR_SECOND, "second person");
	/* Nobody is asked to sign what is refused in the end. */
	b.amount = 0;
	refused(w, pay_refund(&w->d, &b, &made, &w->e), ERR_INVALID, "An amount is above 0.");
	act_as(w, w->wl, w->admin);
	b.amount = 80000;
	refused(w, pay_refund(&w->d, &b, &made, &w->e), ERR_INVALID, "more than was paid");
	b.amount = 20000;
	must(w, pay_refund(&w->d, &b, &made, &w->e));
	assert_int_equal(owed(w, w->ann), 0);
	refused(w, pay_correct(&w->d, paid.payment, "slip", &made, &w->e), ERR_CONFLICT,
	    "given back since");
	id = order(w, w->bob, 10000);
	paid = take(w, w->bob, "cash", 10000);
	must(w, pay_correct(&w->d, paid.payment, "slip", &made, &w->e));
	assert_int_equal(owed(w, w->bob), 10000);
	refused(w, pay_correct(&w->d, paid.payment, "slip", &made, &w->e), ERR_CONFLICT,
	    "taken back already");
}

static void nothing_of_it_can_be_edited(void **state)
{
	struct desk_world *w = *state;
	struct pay_made made = take(w, w->ann, "cash", 10000);
	int64_t undone;

	must(w, undo_action(&w->d, made.action, true, "mistake", &undone, &w->e));
	assert_int_equal(kept(w, w->ann), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM payment"), 2);
	refused(w, undo_action(&w->d, made.action, true, "again", &undone, &w->e), ERR_CONFLICT,
	    "taken back already");
}

/* ---- what is due by now ---- */

static void instalments_are_due_on_their_day(void **state)
{
	struct desk_world *w = *state;
	struct order_draft o = { .client_id = w->ann, .kind = "other", .nlines = 1,
		.lines = { { .text = "course", .price = 90000 } }, .ninstalments = 2,
		.instalments = { { 30000, HELP_DAY }, { 60000, "2026-12-24" } } };
	struct pay_due due;
	int64_t id, sum;

	must(w, order_add(&w->d, &o, &id, &w->e));
	must(w, pay_due_now(&w->d, w->ann, 0, 0, &due, &w->e));
	assert_int_equal(due.open, 30000);
	order(w, w->ann, 5000);
	must(w, pay_owed_by_now(&w->d, w->ann, &sum, &w->e));
	assert_int_equal(sum, 35000);
	take(w, w->ann, "cash", 30000);
	must(w, pay_due_now(&w->d, w->ann, 0, 0, &due, &w->e));
	assert_int_equal(due.open, 0);
	clock_fix(at(w, 30, 9, 0));
	must(w, pay_due_now(&w->d, w->ann, 0, 0, &due, &w->e));
	assert_int_equal(due.open, 60000);
	o.instalments[1].amount = 1;
	refused(w, order_add(&w->d, &o, &id, &w->e), ERR_INVALID, "do not make up the total");
}

/* ---- cards ---- */

static struct prepaid_made sell(struct desk_world *w, int64_t client, bool value)
{
	struct prepaid_load l = { .client_id = client, .kind = value ? "value" : "sessions",
		.name = "gold", .price = 100000, .amount = value ? 100000 : 0,
		.sessions = value ? 0 : 10, .service_id = value ? 0 : w->consult, .nparts = 1,
		.part = { { "wechat", 100000, 0 } }, .until_day = "2026-12-31" };
	struct prepaid_made made;

	must(w, prepaid_sell(&w->d, &l, &made, &w->e));
	return made;
}

static void a_card_is_paid_in_full_and_pays_what_it_holds(void **state)
{
	struct desk_world *w = *state;
	struct prepaid_made card = sell(w, w->ann, true);
	int64_t id = order(w, w->ann, 150000);
	struct pay p = { .client_id = w->ann, .nparts = 2, .owed = -1,
		.part = { { "prepaid", 100001, card.card_id }, { "cash", 49999, 0 } } };
	struct pay_made made;

	refused(w, pay_take(&w->d, &p, &made, &w->e), ERR_INVALID, "holds 1,000");
	p.part[0].amount = 100000;
	p.part[1].amount = 50000;
	must(w, pay_take(&w->d, &p, &made, &w->e));
	assert_int_equal(number(w, "SELECT amount FROM card_balance"), 0);
	/* What came from the card goes back onto it, the cash is kept. */
	must(w, order_cancel(&w->d, id, "no", &w->e));
	assert_int_equal(number(w, "SELECT amount FROM card_balance"), 100000);
	assert_int_equal(kept(w, w->ann), 50000);
}

static void sessions_cover_their_service_until_the_card_ends(void **state)
{
	struct desk_world *w = *state;
	struct prepaid_made made = sell(w, w->ann, false);
	int64_t card;
	size_t n;

	must(w, prepaid_for_service(&w->d, w->ann, w->consult, &card, &w->e));
	assert_int_equal(card, made.card_id);
	must(w, prepaid_for_service(&w->d, w->ann, w->laser_service, &card, &w->e));
	assert_int_equal(card, 0);
	clock_fix(at(w, 60, 9, 0));
	must(w, prepaid_for_service(&w->d, w->ann, w->consult, &card, &w->e));
	assert_int_equal(card, 0);
	must(w, prepaid_expire(&w->d, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, prepaid_expire(&w->d, &n, &w->e));
	assert_int_equal(n, 0);
}

static void a_card_is_paid_back_up_to_what_was_paid_for_it(void **state)
{
	struct desk_world *w = *state;
	struct prepaid_made card = sell(w, w->ann, true);
	struct prepaid_back b = { .card_id = card.card_id, .amount = 40000, .money = 40001,
		.method = "cash", .reason = "moves away" };
	struct pay_made made;

	act_as(w, w->wl, w->admin);
	refused(w, prepaid_pay_back(&w->d, &b, &made, &w->e), ERR_INVALID, "More money than");
	b.money = 40000;
	must(w, prepaid_pay_back(&w->d, &b, &made, &w->e));
	assert_int_equal(number(w, "SELECT amount FROM card_balance"), 60000);
	assert_int_equal(read_order(w, card.order_id).paid, 60000);
	assert_int_equal(owed(w, w->ann), 0);
}

/* ---- the shift ---- */

static void what_differs_needs_a_reason_and_the_note_is_read(void **state)
{
	struct desk_world *w = *state;
	struct cashup now = { .n = 0 };
	struct cashup_counted x[2] = { { "cash", "", 59900 }, { "wechat", "", 10000 } };
	int64_t id;

	must(w, cashup_begin(&w->d, 50000, &id, &w->e));
	refused(w, cashup_begin(&w->d, 0, &id, &w->e), ERR_CONFLICT, "open already");
	take(w, w->ann, "cash", 10000);
	take(w, w->ann, "wechat", 10000);
	refused(w, cashup_end(&w->d, x, 1, NULL, &w->e), ERR_INVALID, "should be 600");
	x[0].reason = "wrong change";
	refused(w, cashup_end(&w->d, x, 1, NULL, &w->e), ERR_INVALID, "not counted yet");
	must(w, cashup_end(&w->d, x, 2, "the drawer sticks", &w->e));
	act_as(w, w->wl, 0);
	must(w, cashup_now(&w->d, 0, &now, &w->e));
	assert_string_equal(now.unread.note, "the drawer sticks");
	must(w, cashup_read(&w->d, now.unread.id, &w->e));
	must(w, cashup_now(&w->d, 0, &now, &w->e));
	assert_int_equal(now.unread.id, 0);
	cashup_free(&now);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(the_price_is_the_catalogue_s_and_less_is_a_discount),
		T(much_discount_and_gifts_are_not_everybody_s),
		T(what_the_client_must_not_have_is_named),
		T(sums_that_cannot_be_kept_are_refused),
		T(a_cancelled_order_leaves_its_money_with_the_client),
		T(the_oldest_order_is_paid_first_and_the_rest_is_kept),
		T(who_looked_at_an_older_sum_is_told),
		T(what_is_kept_pays_the_next_order),
		T(a_refund_takes_the_charge_off_and_a_correction_does_not),
		T(nothing_of_it_can_be_edited),
		T(instalments_are_due_on_their_day),
		T(a_card_is_paid_in_full_and_pays_what_it_holds),
		T(sessions_cover_their_service_until_the_card_ends),
		T(a_card_is_paid_back_up_to_what_was_paid_for_it),
		T(what_differs_needs_a_reason_and_the_note_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
