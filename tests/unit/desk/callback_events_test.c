/* What happens in the house owes contacts, each exactly once, and what makes them pointless takes
 * them away; nothing is left behind by an undo. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/callback.h"
#include "data/ephemeral.h"
#include "data/claim.h"
#include "data/measure.h"
#include "data/product.h"
#include "data/record.h"
#include "data/segment.h"
#include "desk/arrival.h"
#include "desk/arrival_leave.h"
#include "desk/callback_jobs.h"
#include "desk/callback_make.h"
#include "desk/child.h"
#include "desk/order.h"
#include "desk/treatment.h"
#include "desk/undo.h"
#include "form/callbacks.h"
#include "form/checklists.h"
#include "form/segment.h"

static const char checklists[] =
	"checklists = ( { code = \"laser\"; title = \"Laser\";\n"
	"  steps = ( { code = \"tea\"; phase = \"before\"; title = \"tea\";\n"
	"    required = false; } );\n"
	"  } );\n";

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	must(w, checklists_parse_text("checklists.cfg", checklists, strlen(checklists),
	    &w->d.checklists, &faults, &w->e));
	must(w, callbacks_load("forms/callbacks.cfg", &w->d.callbacks, &faults, &w->e));
	act_as(w, w->admin, 0);
	return 0;
}

/* ---- helpers ---- */

static int64_t open_of(struct desk_world *w, const char *event)
{
	return number(w, "SELECT count(*) FROM callback WHERE state = 'open' AND event = '%s'",
	    event);
}

static int64_t all_of(struct desk_world *w, const char *event)
{
	return number(w, "SELECT count(*) FROM callback WHERE event = '%s'", event);
}

static int64_t begin_treatment(struct desk_world *w, int64_t client)
{
	struct treatment_begin b = { .is = { .client_id = client,
	    .service_id = w->laser_service }, .started_at = clock_now() - 3600 };
	struct treatment_ready r;
	int64_t id;

	must(w, treatment_prepare(&w->d, &b.is, &r, &w->e));
	b.seen = r.seen;
	must(w, treatment_start(&w->d, &b, &id, &w->e));
	return id;
}

static int64_t treat(struct desk_world *w, int64_t client)
{
	int64_t id = begin_treatment(w, client);

	must(w, treatment_use_answer(&w->d, id, "yes", "self", NULL, &w->e));
	must(w, treatment_close(&w->d, id, &w->e));
	return id;
}

static int64_t add_goods(struct desk_world *w, const char *code, int pieces)
{
	struct action_head head = { .name = "resource-edit" };
	struct product p = { .price = 100, .pieces = pieces, .kind = "goods", .unit = "box" };
	struct txn *t;
	int64_t id;

	text_copy(p.code, sizeof p.code, code);
	text_copy(p.name, sizeof p.name, code);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, product_insert(t, &p, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	return id;
}

static int64_t buy(struct desk_world *w, int64_t client, int64_t product, int dose)
{
	struct order_draft o = { .client_id = client, .kind = "goods", .nlines = 1, .later = true,
		.lines = { { .product_id = product, .quantity = 1, .price = -1, .dose = dose } } };
	int64_t id;

	must(w, order_add(&w->d, &o, &id, &w->e));
	return id;
}

/* The values are given away. */
static int64_t insert_row(struct desk_world *w, const char *table, const char *const *column,
    const struct value *v, size_t n)
{
	struct action_head head = { .name = "client-goods" };
	struct change set[12];
	struct txn *t;
	int64_t id = 0;

	for (size_t i = 0; i < n; i++)
		set[i] = (struct change){ .column = column[i], .value = v[i] };
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_insert(t, table, set, n, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	for (size_t i = 0; i < n; i++)
		value_free(&set[i].value);
	return id;
}

static struct value text_value(const char *s)
{
	struct value v = { 0 };

	value_set_text(&v, s);
	return v;
}

static struct value int_value(int64_t i)
{
	struct value v = { 0 };

	value_set_int(&v, i);
	return v;
}

/* ---- treated ---- */

static void a_treatment_that_is_closed_owes_six_contacts(void **state)
{
	struct desk_world *w = *state;
	int64_t id = treat(w, w->ann);

	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE source = 'treatment'"
	    " AND source_id = %lld AND event = 'treated' AND client_id = %lld", (long long)id,
	    (long long)w->ann), 6);
	assert_int_equal(number(w, "SELECT count(DISTINCT rule) FROM callback"), 6);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE about = 'Laser'"
	    " OR about_en = 'Laser' OR about <> ''"), 6);
}

static void one_that_is_stopped_owes_one_call(void **state)
{
	struct desk_world *w = *state;
	int64_t id = begin_treatment(w, w->ann);

	must(w, treatment_stop(&w->d, id, "dizzy", "herself", &w->e));
	assert_int_equal(all_of(w, "treated"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE rule = 'treat-stopped'"
	    " AND channel = 'call' AND priority = 1"), 1);
}

static void an_undo_of_closing_takes_its_contacts_with_it(void **state)
{
	struct desk_world *w = *state;
	char *before, *after;
	int64_t id = begin_treatment(w, w->ann), undone;

	must(w, treatment_use_answer(&w->d, id, "yes", "self", NULL, &w->e));
	before = snapshot(w);
	must(w, treatment_close(&w->d, id, &w->e));
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	must(w, treatment_close(&w->d, id, &w->e));
	assert_int_equal(open_of(w, "treated"), 6);
}

/* What somebody has done is not taken from under them. */
static void closing_stands_once_somebody_has_called(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "client-note" };
	int64_t id = treat(w, w->ann), closed = last_action(w), undone;
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, callback_end(t, number(w, "SELECT min(id) FROM callback"), "done", "well", 0,
	    HELP_DAY, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	refused(w, undo_action(&w->d, closed, false, NULL, &undone, &w->e), ERR_CONFLICT, "");
	assert_int_equal(number(w, "SELECT state = 'done' FROM treatment WHERE id = %lld",
	    (long long)id), 1);
	assert_int_equal(all_of(w, "treated"), 6);
}

static void where_no_treatment_is_recorded_the_visit_owes_them(void **state)
{
	struct desk_world *w = *state;
	struct arrival_leave l = { .outcome = "treated" };
	struct arrival_card c;
	int64_t visit;

	must(w, arrival_prepare(&w->d, w->ann, 0, &c, &w->e));
	text_copy(c.is.identity, sizeof c.is.identity, "known");
	text_copy(c.is.allergy, sizeof c.is.allergy, "none");
	c.is.service_id = w->laser_service;
	must(w, arrival_add(&w->d, &c.is, &visit, &w->e));
	must(w, arrival_leave(&w->d, visit, &l, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE source = 'visit'"
	    " AND event = 'treated'"), 6);
}

/* ---- consulted only ---- */

static int64_t leave_consulted(struct desk_world *w, int64_t client, const char *day)
{
	struct arrival_leave l = { .outcome = "consulted", .follow_day = day };
	struct arrival_card c;
	int64_t visit;

	must(w, arrival_prepare(&w->d, client, 0, &c, &w->e));
	text_copy(c.is.identity, sizeof c.is.identity, "known");
	text_copy(c.is.allergy, sizeof c.is.allergy, "none");
	c.is.service_id = w->consult;
	must(w, arrival_add(&w->d, &c.is, &visit, &w->e));
	must(w, arrival_leave(&w->d, visit, &l, &w->e));
	return visit;
}

static void who_was_consulted_only_is_called_on_the_day_agreed_upon(void **state)
{
	struct desk_world *w = *state;

	leave_consulted(w, w->ann, "2026-11-30");
	assert_int_equal(open_of(w, "consulted"), 2);
	assert_int_equal(number(w, "SELECT count(*) FROM callback"
	    " WHERE rule = 'consult-d1' AND due_day = '2026-11-30'"), 1);
}

static void who_books_or_is_treated_is_not_asked_any_more(void **state)
{
	struct desk_world *w = *state;

	leave_consulted(w, w->ann, "2026-11-30");
	leave_consulted(w, w->cid, "2026-11-30");
	book(w, w->ann, w->r1, at(w, 1, 10, 0), 60);
	assert_int_equal(open_of(w, "consulted"), 2);
	treat(w, w->cid);
	assert_int_equal(open_of(w, "consulted"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE event = 'consulted'"
	    " AND state = 'cancelled'"), 4);
	/* Each says why. */
	assert_int_equal(number(w, "SELECT count(*) FROM callback_step WHERE kind = 'cancelled'"
	    " AND text <> ''"), 4);
}

/* Who books from a call still says how it went. */
static void what_is_being_called_just_now_is_not_dropped(void **state)
{
	struct desk_world *w = *state;
	struct txn *t;
	int64_t id;

	leave_consulted(w, w->ann, "2026-11-30");
	id = number(w, "SELECT min(id) FROM callback WHERE event = 'consulted'");
	must(w, ephemeral_begin(w->s, &w->d.who, &t, &w->e));
	must(w, claim_take(t, "callback", id, clock_now() + 900, NULL, &w->e));
	must(w, ephemeral_commit(t, &w->e));
	book(w, w->ann, w->r1, at(w, 1, 10, 0), 60);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE id = %lld"
	    " AND state = 'open'", (long long)id), 1);
	assert_int_equal(open_of(w, "consulted"), 1);
}

/* ---- appointments ---- */

static void who_did_not_come_is_called_until_there_is_a_new_time(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r1, at(w, 0, 15, 0), 60);

	clock_fix(at(w, 0, 16, 0));
	must(w, booking_set_state(&w->d, a, "noshow", NULL, &w->e));
	assert_int_equal(open_of(w, "noshow"), 1);
	assert_int_equal(number(w, "SELECT due_day = '2026-11-25' FROM callback"), 1);
	book(w, w->ann, w->r1, at(w, 1, 10, 0), 60);
	assert_int_equal(open_of(w, "noshow"), 0);
}

static void who_comes_after_all_is_not_called(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r1, at(w, 0, 15, 0), 60);

	clock_fix(at(w, 0, 15, 40));
	must(w, booking_set_state(&w->d, a, "noshow", NULL, &w->e));
	must(w, booking_set_state(&w->d, a, "arrived", NULL, &w->e));
	assert_int_equal(open_of(w, "noshow"), 0);
}

static int64_t book_with_deposit(struct desk_world *w, int64_t client, int64_t start)
{
	struct booking_wish x = { .client_id = client, .service_id = w->consult,
		.start_at = start, .with = { w->r_cl }, .nwith = 1, .quiet = true,
		.deposit = 20000, .method = "cash" };
	int64_t id;

	must(w, booking_book(&w->d, &x, 1, &id, &w->e));
	return id;
}

static void a_deposit_is_followed_until_the_day_has_come(void **state)
{
	struct desk_world *w = *state;
	struct booking_shift s = { .start_at = at(w, 12, 10, 0), .quiet = true };

	s.id = book_with_deposit(w, w->ann, at(w, 10, 10, 0));
	assert_int_equal(open_of(w, "booked-deposit"), 1);
	assert_int_equal(number(w, "SELECT due_day = '2026-12-02' FROM callback"
	    " WHERE state = 'open'"), 1);
	must(w, booking_shift(&w->d, &s, 1, "her wish", &w->e));
	assert_int_equal(open_of(w, "booked-deposit"), 1);
	assert_int_equal(number(w, "SELECT due_day = '2026-12-04' FROM callback"
	    " WHERE state = 'open'"), 1);
	must(w, booking_cancel(&w->d, s.id, "ill", &w->e));
	assert_int_equal(open_of(w, "booked-deposit"), 0);
	must(w, booking_set_state(&w->d, s.id, "booked", NULL, &w->e));
	assert_int_equal(open_of(w, "booked-deposit"), 1);
}

/* ---- goods ---- */

static void a_first_purchase_owes_three_contacts_and_one_before_it_runs_out(void **state)
{
	struct desk_world *w = *state;
	int64_t oil = add_goods(w, "oil", 120), first = buy(w, w->ann, oil, 400);

	/* 120 pieces, 4 a day: 30 days. */
	assert_int_equal(open_of(w, "bought-first"), 1);
	assert_int_equal(open_of(w, "using"), 1);
	assert_int_equal(open_of(w, "finished"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE event = 'using'"
	    " AND day = '2026-12-09'"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE event = 'finished'"
	    " AND day = '2026-12-24'"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE event = 'goods-out'"
	    " AND day = '2026-12-17'"), 1);
	/* The same again: it does not run out, and it is no first purchase. */
	buy(w, w->ann, oil, 400);
	assert_int_equal(open_of(w, "goods-out"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE event = 'goods-out'"
	    " AND source_id = %lld AND state = 'open'", (long long)first), 0);
	assert_int_equal(all_of(w, "bought-first"), 1);
}

static void without_a_daily_amount_nobody_knows_when_it_is_used_up(void **state)
{
	struct desk_world *w = *state;

	buy(w, w->ann, add_goods(w, "oil", 120), 0);
	assert_int_equal(open_of(w, "bought-first"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback"), 1);
}

static void a_cancelled_order_owes_nothing_and_owes_again_when_it_stands(void **state)
{
	struct desk_world *w = *state;
	int64_t id = buy(w, w->ann, add_goods(w, "oil", 120), 400), action;

	must(w, order_cancel(&w->d, id, "not wanted", &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE state = 'open'"), 0);
	must(w, order_reopen(&w->d, id, last_action(w), &action, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE state = 'open'"), 4);
}

/* ---- by the clock ---- */

static int64_t made(struct desk_world *w)
{
	char result[200];

	must(w, callback_jobs_run(&w->d, result, sizeof result, &w->e));
	return number(w, "SELECT count(*) FROM callback");
}

static void usual_goods_that_run_out_are_told_once_each_time(void **state)
{
	static const char *const columns[] = { "client_id", "created_at", "name", "bought",
		"lasts_days" };
	struct desk_world *w = *state;
	const struct value v[] = { int_value(w->ann), int_value(clock_now()),
		text_value("fish oil"), text_value("2026-11-01"), int_value(30) };
	int64_t id = insert_row(w, "client_goods", columns, v, 5);

	assert_int_equal(made(w), 1);
	assert_int_equal(made(w), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE event = 'goods-out'"
	    " AND day = '2026-11-24' AND about = 'fish oil'"), 1);
	/* Bought before anybody rang. */
	must(w, child_goods_bought(&w->d, id, &w->e));
	assert_int_equal(open_of(w, "goods-out"), 0);
	assert_int_equal(made(w), 1);
	/* A month later it runs out again. */
	clock_fix(at(w, 24, 3, 0));
	assert_int_equal(made(w), 2);
	assert_int_equal(made(w), 2);
	assert_int_equal(open_of(w, "goods-out"), 1);
}

static void who_paid_most_is_called_by_the_head_office_once_a_month(void **state)
{
	struct desk_world *w = *state;
	static const char *const columns[] = { "branch_id", "client_id", "day", "created_at",
		"kind", "method", "amount" };

	for (int i = 0; i < 12; i++) {
		char name[24];
		int64_t client = add_client(w, text_fmt(name, sizeof name, "Client %d", i), NULL,
		    NULL);
		const struct value v[] = { int_value(w->ja), int_value(client),
			text_value("2026-10-15"), int_value(clock_now()), text_value("due"),
			text_value("cash"), int_value(1000 * (i + 1)) };

		insert_row(w, "payment", columns, v, 7);
	}
	assert_int_equal(made(w), 10);
	assert_int_equal(made(w), 10);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE event = 'top-ten'"
	    " AND source_id = 202610 AND source = '' AND branch_id = %lld", (long long)w->ja), 10);
	/* The two who paid least are not among them. */
	assert_int_equal(number(w, "SELECT count(*) FROM callback k JOIN client c"
	    " ON c.id = k.client_id WHERE c.name IN ('Client 0', 'Client 1')"), 0);
	clock_fix(at(w, 10, 3, 0));
	assert_int_equal(made(w), 10);
}

static void partners_are_called_each_quarter(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "site-edit" };
	struct conflict_list none = { 0 };
	struct change set = { .column = "kind", .value = text_value("franchise"),
		.base = text_value("direct") };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, "branch", w->pd, &set, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&set.value);
	value_free(&set.base);
	assert_int_equal(made(w), 1);
	assert_int_equal(made(w), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE event = 'partner'"
	    " AND partner_id = %lld AND branch_id = %lld AND client_id IS NULL"
	    " AND source_id = 202610", (long long)w->pd, (long long)w->ja), 1);
	clock_fix(at(w, 40, 3, 0));
	assert_int_equal(made(w), 2);
}

static void indicators_are_asked_for_once_a_day_until_the_last(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "measure-add" };
	struct target x = { .ask_until = "2026-11-25" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	for (int i = 0; i < 2; i++) {
		x.indicator_id = number(w, "SELECT id FROM indicator LIMIT 1 OFFSET %d", i);
		must(w, target_set(t, w->ann, &x, &w->e));
	}
	must(w, action_commit(t, NULL, &w->e));
	assert_int_equal(made(w), 1);
	assert_int_equal(made(w), 1);
	assert_int_equal(number(w, "SELECT about LIKE '%%, %%' FROM callback"), 1);
	clock_fix(at(w, 1, 3, 0));
	assert_int_equal(made(w), 2);
	clock_fix(at(w, 2, 3, 0));
	assert_int_equal(made(w), 2);
}

static void clients_are_cultivated_once_a_quarter(void **state)
{
	struct desk_world *w = *state;
	struct fault_list faults = { 0 };
	struct txn *t;

	must(w, segments_load("forms/segments.cfg", &w->d.segments, &faults, &w->e));
	must(w, ephemeral_begin(w->s, &w->d.who, &t, &w->e));
	must(w, class_put(t, &(struct client_class){ .client_id = w->ann, .tier = "key",
	    .growth = "dormant", .spent = 3000000 }, &w->e));
	must(w, class_put(t, &(struct client_class){ .client_id = w->cid, .tier = "general",
	    .growth = "dormant" }, &w->e));
	must(w, ephemeral_commit(t, &w->e));
	assert_int_equal(made(w), 1);
	assert_int_equal(made(w), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE rule = 'growth-dormant'"
	    " AND client_id = %lld", (long long)w->ann), 1);
	clock_fix(at(w, 20, 3, 0));
	assert_int_equal(made(w), 1);
	clock_fix(at(w, 40, 3, 0));
	assert_int_equal(made(w), 2);
}

static const char by_segment[] =
	"windows = [\"11:00-20:30\"];\n"
	"callbacks = (\n"
	"  { code = \"new\"; label = \"new\"; event = \"treated\"; when = \"seg-new = 1\";\n"
	"    role = \"service\"; by = \"1d\"; channel = \"call\"; expire = \"1d\"; },\n"
	"  { code = \"old\"; label = \"old\"; event = \"treated\"; when = \"seg-new = 0\";\n"
	"    role = \"service\"; by = \"1d\"; channel = \"call\"; expire = \"1d\"; } );\n";

static void rules_ask_what_the_client_is_to_the_house(void **state)
{
	struct desk_world *w = *state;
	struct fault_list faults = { 0 };
	struct txn *t;

	callbacks_free(w->d.callbacks);
	must(w, callbacks_parse_text("callbacks.cfg", by_segment, strlen(by_segment),
	    &w->d.callbacks, &faults, &w->e));
	must(w, segments_load("forms/segments.cfg", &w->d.segments, &faults, &w->e));
	must(w, ephemeral_begin(w->s, &w->d.who, &t, &w->e));
	must(w, class_put(t, &(struct client_class){ .client_id = w->ann, .at = clock_now(),
	    .segments = " new " }, &w->e));
	must(w, class_put(t, &(struct client_class){ .client_id = w->cid, .at = clock_now() },
	    &w->e));
	must(w, ephemeral_commit(t, &w->e));
	must(w, action_begin(w->s, &w->d.who, &(struct action_head){ .name = "client-note" }, &t,
	    &w->e));
	for (int i = 0; i < 2; i++) {
		const struct callback_event ev = { .event = "treated", .source = "visit",
			.source_id = 1, .client_id = i ? w->cid : w->ann };

		must(w, callback_raise_in(t, &w->d, &ev, NULL, &w->e));
	}
	must(w, action_commit(t, NULL, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE rule = 'new'"
	    " AND client_id = %lld", (long long)w->ann), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE rule = 'old'"
	    " AND client_id = %lld", (long long)w->cid), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM callback"), 2);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_treatment_that_is_closed_owes_six_contacts),
		T(one_that_is_stopped_owes_one_call),
		T(an_undo_of_closing_takes_its_contacts_with_it),
		T(closing_stands_once_somebody_has_called),
		T(where_no_treatment_is_recorded_the_visit_owes_them),
		T(who_was_consulted_only_is_called_on_the_day_agreed_upon),
		T(who_books_or_is_treated_is_not_asked_any_more),
		T(what_is_being_called_just_now_is_not_dropped),
		T(who_did_not_come_is_called_until_there_is_a_new_time),
		T(who_comes_after_all_is_not_called),
		T(a_deposit_is_followed_until_the_day_has_come),
		T(a_first_purchase_owes_three_contacts_and_one_before_it_runs_out),
		T(without_a_daily_amount_nobody_knows_when_it_is_used_up),
		T(a_cancelled_order_owes_nothing_and_owes_again_when_it_stands),
		T(usual_goods_that_run_out_are_told_once_each_time),
		T(who_paid_most_is_called_by_the_head_office_once_a_month),
		T(partners_are_called_each_quarter),
		T(rules_ask_what_the_client_is_to_the_house),
		T(clients_are_cultivated_once_a_quarter),
		T(indicators_are_asked_for_once_a_day_until_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
