/* Stock: lots by expiry, what is kept for orders, what is counted, the way back; never below
 * nothing, whoever asks at the same moment. */
#include "desk_help.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/history.h"
#include "data/product.h"
#include "data/store.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "desk/stock.h"
#include "desk/undo.h"

enum { RACERS = 16, PIECES = 5 };

static int64_t add_product(struct desk_world *w, const char *code, const char *kind, int low)
{
	struct action_head head = { .name = "resource-edit" };
	struct product p = { .price = 19800, .pieces = 30, .low = low };
	struct txn *t;
	int64_t id;

	text_copy(p.code, sizeof p.code, code);
	text_copy(p.name, sizeof p.name, code);
	text_copy(p.kind, sizeof p.kind, kind);
	text_copy(p.unit, sizeof p.unit, "box");
	act_as(w, w->admin, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, product_insert(t, &p, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	act_as(w, w->wl, 0);
	return id;
}

static int64_t receive(struct desk_world *w, int64_t product, const char *code, const char *until,
    int64_t n)
{
	struct stock_receipt r = { .product_id = product, .code = code, .until_day = until,
		.quantity = n };
	int64_t lot;

	must(w, stock_receive(&w->d, &r, &lot, &w->e));
	return lot;
}

static enum err_code try_order(struct desk_world *w, int64_t product, int64_t n, const char *send,
    bool later, int64_t *id)
{
	struct order_draft o = { .client_id = w->ann, .kind = "goods", .nlines = 1, .send = send,
		.send_to = "Road 1", .later = later,
		.lines = { { .product_id = product, .quantity = n, .price = -1 } } };

	return order_add(&w->d, &o, id, &w->e);
}

static int64_t order(struct desk_world *w, int64_t product, int64_t n, const char *send)
{
	int64_t id;

	must(w, try_order(w, product, n, send, false, &id));
	return id;
}

static void lot_holds(struct desk_world *w, int64_t lot, int64_t quantity, int64_t reserved)
{
	struct lot l;

	must(w, lot_get(w->s, lot, &l, &w->e));
	assert_int_equal(l.quantity, quantity);
	assert_int_equal(l.reserved, reserved);
}

static void everything_adds_up(struct desk_world *w)
{
	struct buf detail = BUF_INIT;
	int64_t bad;

	must(w, verify_figures(w->s, &bad, &detail, &w->e));
	if (bad)
		fail_msg("%s", buf_str(&detail));
	buf_free(&detail);
	assert_int_equal(number(w, "SELECT count(*) FROM stock_level WHERE quantity < reserved"
	    " OR reserved < 0"), 0);
}

static void the_nearest_expiry_goes_first(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0);
	int64_t late = receive(w, p, "L2", "2027-09-30", 10),
	    none = receive(w, p, "L3", NULL, 10),
	    early = receive(w, p, "L1", "2027-03-31", 3),
	    gone = receive(w, p, "L0", "2026-11-23", 4);
	int64_t id = order(w, p, 5, "courier");

	lot_holds(w, early, 3, 3);
	lot_holds(w, late, 10, 2);
	lot_holds(w, none, 10, 0);
	lot_holds(w, gone, 4, 0);
	must(w, order_send(&w->d, id, "SF1", "pays at the door", &w->e));
	lot_holds(w, early, 0, 0);
	lot_holds(w, late, 8, 0);
	assert_int_equal(number(w, "SELECT taken FROM order_line"), 5);
	everything_adds_up(w);
}

static void what_is_taken_along_leaves_at_once_and_comes_back_when_cancelled(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), lot = receive(w, p, "L1", NULL, 4);
	int64_t id = order(w, p, 3, "take"), action;

	lot_holds(w, lot, 1, 0);
	must(w, order_cancel(&w->d, id, "not wanted", &w->e));
	lot_holds(w, lot, 4, 0);
	/* The cancelling is taken back: it is gone again. */
	must(w, undo_action(&w->d, last_action(w), true, "mistake", &action, &w->e));
	lot_holds(w, lot, 1, 0);
	everything_adds_up(w);
}

static void cancelling_frees_what_was_kept(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), lot = receive(w, p, "L1", NULL, 4);
	int64_t id = order(w, p, 3, "courier");

	lot_holds(w, lot, 4, 3);
	assert_int_equal(stock_issue(&w->d, lot, 2, "broken", &w->e), ERR_TAKEN);
	assert_string_equal(w->e.field, "quantity");    /* where the cursor goes */
	err_clear(&w->e);
	refused(w, stock_issue(&w->d, lot, 2, "broken", &w->e), ERR_TAKEN, "3 of them for orders");
	must(w, order_cancel(&w->d, id, "not wanted", &w->e));
	lot_holds(w, lot, 4, 0);
	must(w, stock_issue(&w->d, lot, 2, "broken", &w->e));
	lot_holds(w, lot, 2, 0);
	everything_adds_up(w);
}

static void too_few_are_told_with_the_other_branch(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), id;
	struct stock_receipt there = { .branch_id = w->pd, .product_id = p, .code = "P1",
		.quantity = 8 };
	struct stock_short s;

	receive(w, p, "L1", NULL, 1);
	must(w, stock_receive(&w->d, &there, NULL, &w->e));
	refused(w, try_order(w, p, 2, "take", false, &id), ERR_TAKEN,
	    "Only 1 fish-oil in stock; 浦东 has 8.");
	assert_int_equal(number(w, "SELECT count(*) FROM client_order"), 0);
	must(w, stock_look(&w->d, p, 0, 2, &s, &w->e));
	assert_true(s.is_short);
	assert_int_equal(s.free, 1);
	assert_int_equal(s.other_id, w->pd);
	assert_int_equal(s.other_free, 8);
	must(w, stock_look(&w->d, p, 0, 1, &s, &w->e));
	assert_false(s.is_short);
}

static void another_branch_keeps_it_until_it_is_fetched(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), id, lot;
	struct stock_receipt there = { .branch_id = w->pd, .product_id = p, .code = "P1",
		.quantity = 8 };
	struct order_draft o = { .client_id = w->ann, .kind = "goods", .nlines = 1,
		.send = "take", .stock_branch_id = w->pd,
		.lines = { { .product_id = p, .quantity = 3, .price = -1 } } };

	receive(w, p, "L1", NULL, 1);
	must(w, stock_receive(&w->d, &there, &lot, &w->e));
	must(w, order_add(&w->d, &o, &id, &w->e));
	lot_holds(w, lot, 8, 3);
	assert_int_equal(number(w, "SELECT taken FROM order_line"), 0);
	must(w, order_send(&w->d, id, "", "pays at the door", &w->e));
	lot_holds(w, lot, 5, 0);
	assert_int_equal(number(w, "SELECT taken FROM order_line"), 3);
	everything_adds_up(w);
}

static void a_lot_of_another_branch_is_not_touched_from_here(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), lot;
	struct stock_receipt there = { .branch_id = w->pd, .product_id = p, .code = "P1",
		.quantity = 8 };

	must(w, stock_receive(&w->d, &there, &lot, &w->e));
	refused(w, stock_issue(&w->d, lot, 2, "broken", &w->e), ERR_INVALID, "another branch");
	refused(w, stock_count(&w->d, lot, 2, "lost", &w->e), ERR_INVALID, "another branch");
	lot_holds(w, lot, 8, 0);
}

static void what_comes_goes_to_those_who_wait(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), lot = receive(w, p, "L1", NULL, 1), id;

	must(w, try_order(w, p, 3, "courier", true, &id));
	lot_holds(w, lot, 1, 1);
	refused(w, order_send(&w->d, id, "", "pays at the door", &w->e), ERR_TAKEN,
	    "Only 1 fish-oil");
	receive(w, p, "L1", NULL, 5);
	lot_holds(w, lot, 6, 3);
	must(w, order_send(&w->d, id, "", "pays at the door", &w->e));
	lot_holds(w, lot, 3, 0);
	everything_adds_up(w);
}

/* Goods that are not paid stay until it is said why they leave so; the reason is in the trace. */
static void what_is_not_paid_leaves_with_a_reason(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), id;
	struct pay_made made;

	receive(w, p, "L1", NULL, 5);
	id = order(w, p, 2, "courier");
	refused(w, order_send(&w->d, id, "SF1", NULL, &w->e), ERR_INVALID, "is not paid: $ takes");
	must(w, order_send(&w->d, id, "SF1", "pays at the door", &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE name = 'order-send'"
	    " AND reason = 'pays at the door'"), 1);
	id = order(w, p, 2, "courier");
	must(w, pay_take(&w->d, &(struct pay){ .client_id = w->ann, .order_id = id, .nparts = 1,
	    .owed = -1, .part = { { .method = "cash", .amount = number(w,
	    "SELECT total FROM order_money ORDER BY order_id DESC LIMIT 1") } } }, &made, &w->e));
	must(w, order_send(&w->d, id, "SF2", NULL, &w->e));
}

static void a_product_without_lots_is_not_kept_in_stock(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "voucher", "goods", 0);

	order(w, p, 7, "take");
	assert_int_equal(number(w, "SELECT count(*) FROM stock_move"), 0);
}

static void a_count_says_why_it_differs(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), lot = receive(w, p, "L1", NULL, 4), id;

	must(w, stock_count(&w->d, lot, 4, "", &w->e));
	refused(w, stock_count(&w->d, lot, 3, "", &w->e), ERR_INVALID, "4 were expected");
	must(w, stock_count(&w->d, lot, 3, "one broken", &w->e));
	lot_holds(w, lot, 3, 0);
	id = order(w, p, 3, "courier");
	refused(w, stock_count(&w->d, lot, 2, "lost", &w->e), ERR_TAKEN, "for orders");
	must(w, order_cancel(&w->d, id, "not wanted", &w->e));
	everything_adds_up(w);
}

static void what_was_moved_is_taken_back_by_rows(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0), lot = receive(w, p, "L1", NULL, 4),
	    came = last_action(w), action;

	must(w, stock_issue(&w->d, lot, 3, "used here", &w->e));
	refused(w, undo_action(&w->d, came, true, "", &action, &w->e), ERR_TAKEN,
	    "What came with lot L1 went out since.");
	must(w, undo_action(&w->d, last_action(w), true, "", &action, &w->e));
	lot_holds(w, lot, 4, 0);
	must(w, undo_action(&w->d, came, true, "", &action, &w->e));
	lot_holds(w, lot, 0, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM stock_move"), 4);
	refused(w, undo_action(&w->d, came, true, "", &action, &w->e), ERR_CONFLICT, "");
	everything_adds_up(w);
}

static void low_and_expiring_lots_are_listed(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 5);
	struct stock_low_list low = { 0 };
	struct lot_list soon = { 0 };

	receive(w, p, "L1", "2027-12-31", 3);
	receive(w, p, "L2", "2026-12-31", 1);
	receive(w, p, "L3", "2026-11-01", 9);
	must(w, stock_low(&w->d, 0, &low, &w->e));
	assert_int_equal(low.n, 1);
	assert_int_equal(low.v[0].free, 4);
	must(w, stock_expiring(&w->d, 0, &soon, &w->e));
	assert_int_equal(soon.n, 2);
	assert_string_equal(soon.v[0].code, "L3");
	assert_int_equal(stock_state_of(&w->d, &soon.v[0]), STOCK_EXPIRED);
	assert_int_equal(stock_state_of(&w->d, &soon.v[1]), STOCK_SOON);
	stock_low_list_free(&low);
	lot_list_free(&soon);
}

static void receipts_are_checked(void **state)
{
	struct desk_world *w = *state;
	int64_t p = add_product(w, "fish-oil", "goods", 0);
	struct stock_receipt r = { .product_id = p, .code = " ", .quantity = 1 };

	refused(w, stock_receive(&w->d, &r, NULL, &w->e), ERR_INVALID, "1 to 39");
	r.code = "L1";
	r.quantity = 0;
	refused(w, stock_receive(&w->d, &r, NULL, &w->e), ERR_INVALID, "between 1 and");
	r.quantity = 1;
	r.until_day = "soon";
	refused(w, stock_receive(&w->d, &r, NULL, &w->e), ERR_INVALID, "no date");
	r.until_day = "2027-01-31";
	must(w, stock_receive(&w->d, &r, NULL, &w->e));
	r.until_day = "2027-02-28";
	refused(w, stock_receive(&w->d, &r, NULL, &w->e), ERR_CONFLICT, "2027-01-31");
	act_as(w, w->cl, 0);
	refused(w, stock_receive(&w->d, &r, NULL, &w->e), ERR_DENIED, "");
}

static void count_refused(void *ctx, long line, const char *raw, const char *reason)
{
	struct buf *b = ctx;

	(void)raw;
	buf_printf(b, "%ld %s\n", line, reason);
}

static void a_delivery_note_counts_once(void **state)
{
	static const char list[] = "产品,批号,有效期,数量\r\nfish-oil,L1,2027-03,10\r\n"
	    "fish-oil,L2,,0\r\nnone,L1,,2\r\nfish-oil,L1,2028-01-01,1\r\n";
	struct desk_world *w = *state;
	struct buf bad = BUF_INIT;
	struct stock_import o = { .bytes = list, .size = sizeof list - 1, .note = "DN-7",
		.refused = count_refused, .ctx = &bad };
	struct stock_import_report r;

	add_product(w, "fish-oil", "goods", 0);
	o.dry = true;
	must(w, stock_import(&w->d, &o, &r, &w->e));
	assert_int_equal(r.added, 1);
	assert_int_equal(number(w, "SELECT count(*) FROM lot"), 0);
	o.dry = false;
	buf_clear(&bad);
	must(w, stock_import(&w->d, &o, &r, &w->e));
	assert_int_equal(r.added, 1);
	assert_int_equal(r.refused, 3);
	assert_non_null(strstr(buf_str(&bad), "3 \"0\" is no quantity."));
	assert_non_null(strstr(buf_str(&bad), "5 Not received. Lot L1 is here already"));
	must(w, stock_import(&w->d, &o, &r, &w->e));
	assert_int_equal(r.added, 0);
	assert_int_equal(r.known, 1);
	assert_int_equal(number(w, "SELECT sum(quantity) FROM stock_level"), 10);
	assert_int_equal(number(w, "SELECT count(*) FROM lot WHERE until_day = '2027-03-31'"), 1);
	buf_free(&bad);
}

/* ---- many at once ---- */

struct race {
	pthread_barrier_t start;
	enum err_code rc[RACERS];
	char text[RACERS][200];
};

static void run_racer(struct desk_world *w, struct race *r, int me, int64_t product)
{
	static char station[16];
	struct desk_config config = { .forms_dir = w->forms, .branch = "ja", .origin = "ui",
		.peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30, .station = station };
	struct order_draft o = { .client_id = me % 2 ? w->ann : w->cid, .kind = "goods",
		.nlines = 1, .send = me % 3 ? "take" : "courier", .send_to = "Road 1",
		.lines = { { .product_id = product, .quantity = 1, .price = -1 } } };
	struct err e = ERR_INIT;
	struct store *s;
	struct desk d;
	int64_t id;

	text_fmt(station, sizeof station, "P%d", me);
	if (store_open(w->path, 0, &s, &e) != OK || desk_open(s, &config, &d, &e) != OK ||
	    desk_become(&d, w->wl, &e) != OK)
		_exit(1);
	pthread_barrier_wait(&r->start);
	r->rc[me] = order_add(&d, &o, &id, &e);
	text_copy(r->text[me], sizeof r->text[me], e.text);
	_exit(0);
}

/* One round: a fresh product with PIECES pieces in two lots, everybody at the same moment. */
static void run_round(struct desk_world *w, int round)
{
	struct race *r = mmap(NULL, sizeof *r, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	    -1, 0);
	char code[16];
	int64_t p = add_product(w, text_fmt(code, sizeof code, "oil-%d", round), "goods", 0);
	pthread_barrierattr_t a;
	pid_t pids[RACERS];
	int won = 0, status;

	receive(w, p, "L1", "2027-03-31", 2);
	receive(w, p, "L2", NULL, PIECES - 2);
	pthread_barrierattr_init(&a);
	pthread_barrierattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
	assert_int_equal(pthread_barrier_init(&r->start, &a, RACERS), 0);
	for (int i = 0; i < RACERS; i++) {
		pids[i] = fork();
		if (!pids[i])
			run_racer(w, r, i, p);
	}
	for (int i = 0; i < RACERS; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		won += r->rc[i] == OK;
		if (r->rc[i] == OK)
			continue;
		assert_int_equal(r->rc[i], ERR_TAKEN);
		assert_non_null(strstr(r->text[i], "Only 0 oil-"));
	}
	assert_int_equal(won, PIECES);
	munmap(r, sizeof *r);
}

/* Short here; STOCK_ROUNDS for the long run. */
static void of_sixteen_as_many_win_as_there_are_pieces(void **state)
{
	struct desk_world *w = *state;
	const char *text = getenv("STOCK_ROUNDS");
	int rounds = text && *text ? (int)strtol(text, NULL, 10) : 1;

	for (int i = 0; i < rounds; i++)
		run_round(w, i);
	assert_int_equal(number(w, "SELECT count(*) FROM client_order"), PIECES * rounds);
	assert_int_equal(number(w, "SELECT sum(quantity - reserved) FROM stock_level"), 0);
	everything_adds_up(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_nearest_expiry_goes_first, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(
		    what_is_taken_along_leaves_at_once_and_comes_back_when_cancelled, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(cancelling_frees_what_was_kept, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(another_branch_keeps_it_until_it_is_fetched,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(too_few_are_told_with_the_other_branch, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_lot_of_another_branch_is_not_touched_from_here,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(what_comes_goes_to_those_who_wait, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(what_is_not_paid_leaves_with_a_reason, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_product_without_lots_is_not_kept_in_stock,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(a_count_says_why_it_differs, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(what_was_moved_is_taken_back_by_rows, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(low_and_expiring_lots_are_listed, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(receipts_are_checked, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(a_delivery_note_counts_once, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(of_sixteen_as_many_win_as_there_are_pieces,
		    desk_setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
