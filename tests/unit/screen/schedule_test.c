/* The schedule's screens: what reaches which appointment, and who may begin what. */
#include "house.h"

#include <string.h>

#include "base/mem.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/site.h"
#include "desk/booking.h"
#include "desk/request.h"
#include "desk/signin.h"
#include "screen/arrival.h"
#include "screen/schedule.h"

#define PIN "271828"
#define HOUR 3600
#define T16 (HOUSE_NOW + 5280)          /* today, 16:00 */

static const char *top(struct house *h)
{
	return screen_top(h->l)->type->name;
}

/* Laser with the doctor; paid: a deposit in cents. */
static int64_t book(struct house *h, int64_t client, int64_t start, int64_t deposit)
{
	struct booking_wish w = { .client_id = client, .service_id = h->laser, .start_at = start,
		.with = { h->doctor }, .nwith = 1, .deposit = deposit, .method = "cash",
		.quiet = true };
	int64_t id;

	must(h, booking_book(&h->d, &w, 1, &id, &h->e));
	return id;
}

static void see_the_schedule(struct house *h, const struct screen_type *type)
{
	must(h, screen_goto(h->l, type, NULL, &h->e));
	loop_settle(h->l);
}

/* What a use case of S refuses before anything is typed. */
static void denied(struct house *h, enum err_code code)
{
	assert_int_equal(code, ERR_DENIED);
	err_clear(&h->e);
}

/* ---- rights ---- */

static void nobody_fills_in_what_would_be_refused_at_the_end(void **state)
{
	struct house *h = *state;
	int64_t id = book(h, h->ann, T16, 0);
	struct book_arg again = { .client_id = h->ann }, move = { .move_id = id };

	house_become(h, h->cl);
	see_the_schedule(h, &day_screen);
	denied(h, schedule_book(screen_top(h->l), &again, &h->e));
	denied(h, schedule_book(screen_top(h->l), &move, &h->e));
	denied(h, schedule_cancel(screen_top(h->l), id, &h->e));
	denied(h, schedule_pick_up(screen_top(h->l), id, &h->e));
	assert_int_equal(schedule_memory(screen_top(h->l))->ncarry, 0);
	assert_string_equal(top(h), "day");
}

/* The expert receives nobody and books nothing: the keys say so before they are pressed, and who
 * may when they are. */
static void keys_of_others_are_not_offered(void **state)
{
	struct house *h = *state;

	(void)book(h, h->ann, T16, 0);
	see_the_schedule(h, &arrivals_screen);
	see_row(h, -1, "a arrive  n new");
	house_become(h, h->cl);
	see_the_schedule(h, &arrivals_screen);
	see_row(h, -1, "- arrive  - new");
	loop_press(h->l, "a");
	show(h);
	see_row(h, -2, "Not your right: receive a client and fill the triage card.");
	assert_string_equal(top(h), "arrivals");
	see_the_schedule(h, &day_screen);
	see_row(h, -1, "- book");
}

/* Confirming says time and place (SPEC SC-15): the sentence stands there while the client listens.
 * What cannot follow is told before anything is asked. */
static void the_grid_reads_back_and_asks_nothing_in_vain(void **state)
{
	struct house *h = *state;

	(void)book(h, h->ann, T16, 0);
	see_the_schedule(h, &day_screen);
	loop_type(h->l, "1600\n");
	see_row(h, -1, "m move  x cancel  y confirm");
	loop_press(h->l, "y");
	see(h, "Confirmed: 王小明. To read back", "16:00");
	loop_press(h->l, "Enter z");
	see_row(h, -2, "Not marked as no-show. Expected at 16:00");
	see_row(h, -1, "m move  x cancel  - confirm");
	assert_string_equal(top(h), "day");
}

static void quarter(struct house *h, int64_t client, int64_t start)
{
	struct booking b = { .client_id = client, .service_id = h->laser, .start_at = start,
		.end_at = start + 900, .part = { { .resource_id = h->doctor, .part = 1 } },
		.nparts = 1, .asked = client == h->ann };
	int64_t id;

	must(h, booking_make(&h->d, &b, &id, &h->e));
}

/* Two quarters begin in one half hour of the grid: Enter asks which, so that both are reached. */
static void enter_reaches_all_that_begin_in_a_cell(void **state)
{
	struct house *h = *state;

	quarter(h, h->ann, T16);
	quarter(h, h->cid, T16 + 900);
	see_the_schedule(h, &day_screen);
	loop_type(h->l, "1600\n");
	see(h, "+1", "2 begin here (Enter): 16:00-16:15");
	loop_press(h->l, "Enter");
	see(h, "Which one", "1 16:00 王小明, laser", "2 16:15 陈思雨, laser");
	loop_press(h->l, "2");
	assert_string_equal(top(h), "appointment");
	see(h, "陈思雨", "16:15-16:30   booked");
	nosee(h, "asked for by name");
	loop_press(h->l, "Esc Enter 1");
	see(h, "王小明", "16:00-16:15   booked   asked for by name");
}

/* ---- cancelling ---- */

static void give_pin(struct house *h, int64_t to)
{
	must(h, desk_become(&h->d, h->wl, &h->e));
	must(h, signin_set_pin(&h->d, to, PIN, &h->e));
	must(h, desk_become(&h->d, h->wf, &h->e));
}

static void a_deposit_is_paid_back_when_a_second_person_has_signed(void **state)
{
	struct house *h = *state;
	int64_t id = book(h, h->ann, T16, 20050);

	give_pin(h, h->wl);
	see_the_schedule(h, &day_screen);
	must(h, schedule_cancel(screen_top(h->l), id, &h->e));
	loop_settle(h->l);
	see(h, "Deposit", "200.50");
	loop_press(h->l, "1 2 F10");
	show(h);
	assert_string_equal(top(h), "second");
	loop_type(h->l, "wl\n" PIN);
	loop_press(h->l, "F10");
	show(h);
	assert_int_equal(number(h, "SELECT count(*) FROM appointment WHERE state = 'cancelled'"),
	    1);
	assert_int_equal(number(h, "SELECT sum(amount) FROM payment"), 0);
}

static enum err_code any(void *ctx, const struct actor *who, const char *name,
    struct err *e)
{
	(void)ctx;
	(void)who;
	(void)name;
	(void)e;
	return OK;
}

/* The deposit follows the rule of the site (SPEC SC-16): nobody needs to know it by heart. */
static void a_late_cancellation_says_so_and_proposes_the_rule_of_the_house(void **state)
{
	struct house *h = *state;
	int64_t id = book(h, h->ann, T16, 20050);
	struct action_head head = { .name = "site-edit" };
	struct txn *t;

	see_the_schedule(h, &day_screen);
	must(h, schedule_cancel(screen_top(h->l), id, &h->e));
	loop_settle(h->l);
	see(h, "Late by the rule: it is marked so.", "It is    [1]");
	loop_press(h->l, "Esc");
	action_set_gate(h->d.store, any, NULL);         /* as the head office does */
	must(h, action_begin(h->d.store, &h->d.who, &head, &t, &h->e));
	must(h, setting_set(t, "deposit.late", "2", &h->e));
	must(h, action_commit(t, NULL, &h->e));
	must(h, schedule_cancel(screen_top(h->l), id, &h->e));
	loop_settle(h->l);
	see(h, "It is    [2]");
}

/* ---- requests ---- */

static void bring_requests(struct house *h)
{
	static const char csv[] = "key,channel,name,phone,service,text\r\n"
	    "a1,web,First,13800000823,laser,one\r\n"
	    "a2,web,Second,13600001948,laser,two\r\n";
	struct request_report report;

	must(h, request_import(&h->d, csv, sizeof csv - 1, NULL, NULL, &report, &h->e));
	assert_int_equal(report.added, 2);
	see_the_schedule(h, &requests_screen);
}

/* Another terminal answers it, and the list is read again. */
static void answered_elsewhere(struct house *h, const char *key)
{
	int64_t id = number(h, "SELECT id FROM request WHERE origin_key = '%s'", key);

	must(h, request_decline(&h->d, id, "no room", &h->e));
	front_wrote(screen_top(h->l));
	loop_settle(h->l);
}

static void an_answer_goes_to_the_request_it_was_typed_for(void **state)
{
	struct house *h = *state;

	bring_requests(h);
	loop_press(h->l, "x");
	loop_type(h->l, "fully booked");
	answered_elsewhere(h, "a1");
	loop_press(h->l, "Enter");
	show(h);
	see(h, "That request was answered meanwhile.");
	assert_int_equal(number(h, "SELECT count(*) FROM request WHERE state = 'open'"
	    " AND origin_key = 'a2'"), 1);
}

static void a_request_is_booked_though_the_list_has_moved(void **state)
{
	struct house *h = *state;

	bring_requests(h);
	loop_press(h->l, "Down Enter");
	assert_string_equal(top(h), "book");
	see_row(h, 1, "陈思雨");
	answered_elsewhere(h, "a1");
	loop_press(h->l, "F10");
	show(h);
	assert_int_equal(number(h, "SELECT count(*) FROM request WHERE state = 'booked'"
	    " AND origin_key = 'a2'"), 1);
}

/* ---- series ---- */

static void a_series_whose_first_time_is_taken_says_what_was_booked(void **state)
{
	struct house *h = *state;
	struct book_arg arg = { .client_id = h->ann, .service = { h->laser }, .nservices = 1,
		.start_at = T16 };

	see_the_schedule(h, &day_screen);
	must(h, schedule_book(screen_top(h->l), &arg, &h->e));
	loop_settle(h->l);
	for (int i = 0; i < 6; i++)
		loop_press(h->l, "Tab");
	loop_type(h->l, "3 weekly");
	show(h);
	/* Meanwhile the time with the mark goes to somebody else. */
	book(h, h->cid, T16, 0);
	loop_press(h->l, "F10");
	show(h);
	see(h, "Series");
	loop_press(h->l, "Enter");
	show(h);
	see(h, "Booked 2 times, the first Tue 1 Dec 16:00, for 王小明.");
}

static void a_move_is_not_squeezed_in_as_a_second_appointment(void **state)
{
	struct house *h = *state;
	struct book_arg arg = { .move_id = book(h, h->ann, T16, 0), .start_at = T16 + HOUR };

	see_the_schedule(h, &day_screen);
	must(h, schedule_book(screen_top(h->l), &arg, &h->e));
	loop_settle(h->l);
	loop_press(h->l, "Alt-o");
	show(h);
	see(h, "Not for a move");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nobody_fills_in_what_would_be_refused_at_the_end,
		    house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(keys_of_others_are_not_offered,
		    house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(the_grid_reads_back_and_asks_nothing_in_vain,
		    house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(enter_reaches_all_that_begin_in_a_cell,
		    house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(
		    a_deposit_is_paid_back_when_a_second_person_has_signed, house_setup,
		    house_teardown),
		cmocka_unit_test_setup_teardown(
		    a_late_cancellation_says_so_and_proposes_the_rule_of_the_house, house_setup,
		    house_teardown),
		cmocka_unit_test_setup_teardown(an_answer_goes_to_the_request_it_was_typed_for,
		    house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(a_request_is_booked_though_the_list_has_moved,
		    house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(
		    a_series_whose_first_time_is_taken_says_what_was_booked, house_setup,
		    house_teardown),
		cmocka_unit_test_setup_teardown(
		    a_move_is_not_squeezed_in_as_a_second_appointment, house_setup,
		    house_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
