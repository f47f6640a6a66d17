/* The lists that are worked off, Today's boards, and finding appointments. */
#include "house.h"

#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/resource.h"

#define TOMORROW (HOUSE_NOW + 66480)            /* 9:00 on the next day */

static void two_tomorrow(struct house *h)
{
	add_visit(h, h->ann, TOMORROW, 60);
	add_visit(h, h->cid, TOMORROW + 7200, 60);
	front_wrote(screen_top(h->l));
	loop_settle(h->l);
}

static void open_list(struct house *h, const char *code)
{
	loop_press(h->l, "^P");
	loop_type(h->l, code);
	loop_press(h->l, "Enter");
}

/* ---- confirming ---- */

static void one_key_a_client(void **state)
{
	struct house *h = *state;

	two_tomorrow(h);
	see(h, "Confirm tomorrow", "0/2");
	loop_press(h->l, "4 Enter");
	see(h, "[Confirm]", "Confirm Wed 25 Nov", "0/2 confirmed", "> 09:00 B");
	see(h, "Read back:", "11月25日周三 09:00");
	loop_press(h->l, "y");
	see(h, "1/2 confirmed", "> 11:00 B", "Confirmed: ");
	loop_press(h->l, "y");
	see(h, "2/2 confirmed");
	loop_press(h->l, "y");
	see(h, "Confirmed already.");
	assert_int_equal(number(h, "SELECT count(*) FROM appointment WHERE state = 'confirmed'"),
	    2);
}

static void who_did_not_answer_stays_open(void **state)
{
	struct house *h = *state;

	two_tomorrow(h);
	open_list(h, "cf");
	loop_press(h->l, "c");
	loop_type(h->l, "engaged");
	loop_press(h->l, "Enter");
	see(h, "Not reached: ", "not reached 1, 14:32 engag", "> 11:00 B");
	loop_press(h->l, "y v");
	see(h, "> 09:00 B", "1/2 confirmed");
	nosee(h, "11:00 C");
}

static void the_day_changes_and_comes_back(void **state)
{
	struct house *h = *state;

	two_tomorrow(h);
	open_list(h, "cf");
	loop_press(h->l, "+");
	see(h, "Confirm Thu 26 Nov", "Nobody is booked on that day.");
	loop_press(h->l, "]");
	see(h, "[Prepare]", "Prepare Thu 26 Nov");
	loop_press(h->l, "t");
	see(h, "Prepare Wed 25 Nov", "0/2 ready");
	loop_press(h->l, "g");
	loop_type(h->l, "fri");
	loop_press(h->l, "Enter");
	see(h, "Prepare Fri 27 Nov");
}

/* ---- preparing ---- */

static void figures_tick_with_who(void **state)
{
	struct house *h = *state;

	two_tomorrow(h);
	open_list(h, "pp");
	see(h, "0/2 ready", "1 [ ] file read");
	loop_press(h->l, "1");
	see(h, "1 [x] file read  王芳 14:32");
	loop_press(h->l, "9");
	see(h, "There are ");
	loop_press(h->l, "y");
	see(h, "1/2 ready", "Laid ready: ");
	assert_int_equal(number(h, "SELECT count(*) FROM action WHERE name = 'day-mark'"),
	    number(h, "SELECT count(*) FROM mark WHERE kind = 'prepare'"));
}

/* ---- by expert, and what was said to one ---- */

static void the_reminder_goes_out_once_and_is_seen(void **state)
{
	struct house *h = *state;

	two_tomorrow(h);
	open_list(h, "ex");
	see(h, "[By expert]", "陈立  2", "reminded 0 of 1");
	loop_press(h->l, "s 1");
	see(h, "reminded 1 of 1");
	loop_press(h->l, "s");
	see(h, "All of them were reminded.");
	house_become(h, h->cl);
	loop_press(h->l, "Alt-t");
	see(h, "[Expert]", "Messages for me");
	open_list(h, "ib");
	see(h, "your day", "09:00 王小明");
	loop_press(h->l, "Alt-y");
	see(h, "Nothing new for you.");
}

/* ---- to be rebooked ---- */

static void off_the_list_needs_a_reason(void **state)
{
	struct house *h = *state;
	int64_t id = add_visit(h, h->ann, TOMORROW, 60);
	struct booking_end x = { .id = id, .reason = "ill" };

	must(h, booking_end(&h->d, &x, &h->e));
	open_list(h, "rb");
	see(h, "[To rebook]", "王小明", "cancelled", "today");
	loop_press(h->l, "x Enter");
	see(h, "Type why");
	loop_type(h->l, "moved away");
	loop_press(h->l, "Enter");
	see(h, "Off the list.", "Everybody who should come again has a time.");
	assert_int_equal(number(h, "SELECT count(*) FROM client_todo WHERE kind = 'rebook'"
	    " AND state = 'dismissed'"), 1);
	assert_int_equal(number(h, "SELECT count(*) FROM action WHERE name = 'client-todo'"
	    " AND reason = 'moved away'"), 1);
}

/* ---- Today ---- */

static void each_role_has_its_board(void **state)
{
	struct house *h = *state;

	see(h, "[Front desk]", "11 Asked of you to sign");
	loop_press(h->l, "]");
	see(h, "[Consultant]", "1 Messages for me", "Nothing else of yours today.");
	nosee(h, "Confirm tomorrow");
	loop_press(h->l, "[ [");
	see(h, "[Manager]", ">  1 Asked of you to sign", "12 Experts reminded");
}

static void add_room(struct house *h, const char *name, const char *state)
{
	struct action_head head = { .name = "resource-edit" };
	struct resource room = { .kind = "room", .branch_id = 1 };
	int64_t id;
	struct txn *t;

	text_copy(room.code, sizeof room.code, name);
	text_copy(room.name, sizeof room.name, name);
	house_become(h, h->wl);
	must(h, action_begin(h->s, &h->d.who, &head, &t, &h->e));
	must(h, resource_insert(t, &room, &id, &h->e));
	if (strcmp(state, "on") != 0)
		must(h, resource_set_state(t, id, state, &h->e));
	must(h, action_commit(t, NULL, &h->e));
}

/* Where the terminal is wide the rooms stand beside the lists. */
static void wide_terminals_show_the_rooms_now(void **state)
{
	struct house *h = *state;

	add_room(h, "R1", "on");
	add_room(h, "R2", "out");
	house_screen(h, 40, 120);
	show(h);
	see(h, "-- rooms now", "|R1      nobody", "|R2      out of order");
	loop_press(h->l, "F4");
	show(h);
	see(h, "-- rooms now", "|R1      nobody");
	loop_press(h->l, "]");
	see(h, "  room   who", "> R1     nobody in it");
	nosee(h, "-- rooms now");
	house_screen(h, 24, 80);
	nosee(h, "rooms now");
}

static void what_comes_next_can_be_worked_on(void **state)
{
	struct house *h = *state;

	add_visit(h, h->ann, HOUSE_NOW + 1680, 60);
	front_wrote(screen_top(h->l));
	loop_settle(h->l);
	see(h, "next at the desk (1 still to come)", "B 王小明");
	loop_press(h->l, "Tab y");
	see(h, "Confirmed: 王小明. To read back", "15:00", "C 王小明");
	loop_press(h->l, "Enter b");
	see(h, "times that fit", "王小明");
}

/* ---- finding ---- */

static void a_line_finds_and_says_what_it_understood(void **state)
{
	struct house *h = *state;

	two_tomorrow(h);
	open_list(h, "ap");
	see(h, "[Appointments]", "14 days from today", "2 found");
	loop_type(h->l, "wxm");
	see(h, "all days; wxm: 1 client", "1 found");
	loop_press(h->l, "^U");
	loop_type(h->l, "tm 11:30");
	see(h, "Wed 25 Nov 11:30", "1 found");
	loop_press(h->l, "^U");
	loop_type(h->l, "tm");
	loop_press(h->l, "Tab v v v");
	see(h, "2 found, by hour", "09:00-10:00", "11:00-12:00");
	loop_press(h->l, "Down Enter");
	see(h, "tm on=11:00..12:00", "1 found");
}

static void brackets_turn_the_tabs(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "F2 Tab ] ]");
	see(h, "[Appointments]");
	loop_press(h->l, "]");
	see(h, "[To complete]");
	loop_press(h->l, "[ [");
	see(h, "[Recent]");
}

/* ---- papers ---- */

static void a_slip_for_the_departments(void **state)
{
	struct house *h = *state;

	two_tomorrow(h);
	open_list(h, "cf");
	loop_press(h->l, "Enter p");
	see(h, "Appointment slip", "4 on the screen");
	loop_press(h->l, "4");
	see(h, "Wed 25 Nov 2026  09:00-10:00", "陈立");
}

static void all_of_it_in_chinese(void **state)
{
	struct house *h = *state;

	house_chinese(h);
	two_tomorrow(h);
	loop_press(h->l, "Alt-t");
	see(h, "确认明天的预约", "停诊影响的预约", "待再约");
	open_list(h, "cf");
	see(h, "已确认 0/2", "复述:");
	open_list(h, "pp");
	see(h, "已备齐 0/2");
	open_list(h, "ap");
	see(h, "预约查询");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		T(one_key_a_client),
		T(who_did_not_answer_stays_open),
		T(the_day_changes_and_comes_back),
		T(figures_tick_with_who),
		T(the_reminder_goes_out_once_and_is_seen),
		T(off_the_list_needs_a_reason),
		T(each_role_has_its_board),
		T(wide_terminals_show_the_rooms_now),
		T(what_comes_next_can_be_worked_on),
		T(a_line_finds_and_says_what_it_understood),
		T(brackets_turn_the_tabs),
		T(a_slip_for_the_departments),
		T(all_of_it_in_chinese),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
