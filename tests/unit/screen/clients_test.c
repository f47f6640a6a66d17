/* Find on the screen: who rings stands on top, a new file is always offered, the preview says what
 * whoever serves next must know. */
#include "house.h"

#include <string.h>

#include "desk/ring.h"

static void rings(struct house *h, const char *number)
{
	struct desk other = h->d;

	other.who.station = "exchange";
	must(h, ring_tell(&other, number, &h->e));
	poll_now(h);
}

static void who_rings_stands_on_top_of_find(void **state)
{
	struct house *h = *state;

	rings(h, "136 0000 1948");
	see_row(h, -2, "..1948 rings: 陈思雨. F2 Enter opens the file.");
	loop_press(h->l, "F2");
	see_row(h, 4, "> 陈思雨");
	see_row(h, 4, "rings");
	loop_press(h->l, "Enter");
	see_row(h, 1, "陈思雨");
}

static void a_restricted_client_rings_by_alias(void **state)
{
	struct house *h = *state;

	rings(h, "13900003391");
	see_row(h, -2, "..3391 rings: Mr B.");
	nosee(h, "Brown");
	loop_press(h->l, "F2");
	see_row(h, 4, "Mr B");
	nosee(h, "Brown");
}

static void an_unknown_number_becomes_a_new_file(void **state)
{
	struct house *h = *state;

	rings(h, "13312345678");
	see_row(h, -2, "..5678 rings, in no file yet.");
	loop_press(h->l, "F2");
	see_row(h, 4, "> + new client \"13312345678\"");
	loop_press(h->l, "Enter");
	see(h, "New client", "133 1234 5678");
}

/* What is typed is looked for, whoever rings; and after two minutes nobody rings any more. */
static void a_ring_neither_stays_nor_gets_in_the_way(void **state)
{
	struct house *h = *state;

	rings(h, "136 0000 1948");
	loop_press(h->l, "F2");
	loop_type(h->l, "wxm");
	see_row(h, 4, "> 王小明");
	nosee(h, "rings");
	loop_press(h->l, "^U");
	see(h, "rings");
	clock_fix(HOUSE_NOW + 121);
	loop_press(h->l, "F2");
	nosee(h, "rings");
}

static void the_exchange_rings_on(void **state)
{
	struct house *h = *state;

	rings(h, "136 0000 1948");
	loop_press(h->l, "F2 Esc");
	nosee(h, "..1948 rings:");
	clock_fix(HOUSE_NOW + 3);
	rings(h, "136 0000 1948"); /* the same call: said once */
	nosee(h, "..1948 rings:");
}

static void nothing_is_said_on_a_locked_screen(void **state)
{
	struct house *h = *state;

	front_lock(&h->f);
	loop_settle(h->l);
	rings(h, "136 0000 1948");
	nosee(h, "陈思雨", "1948");
}

static void a_new_file_is_always_offered(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "F2");
	nosee(h, "+ new client");
	loop_type(h->l, "wxm");
	see(h, "> 王小明", "+ new client \"wxm\"", "no one else matches");
	loop_press(h->l, "Down Enter");
	see(h, "New client", "wxm");
	loop_press(h->l, "Esc F2");
	loop_type(h->l, "zzz");
	see(h, "> + new client \"zzz\"", "No one matches.");
	loop_press(h->l, "Enter");
	see(h, "New client", "zzz");
}

static void the_preview_says_what_must_be_known(void **state)
{
	struct house *h = *state;

	change_elsewhere(h, "client", h->ann, "needs", "tea, less heat");
	add_visit(h, h->ann, HOUSE_NOW + 3600, 60);
	loop_press(h->l, "F2");
	loop_type(h->l, "wxm");
	see(h, "needs: tea, less heat", "Next  15:32  laser, 陈立", "Last  never here",
	    "usual doctor -, coordinator -");
	house_screen(h, 30, 120);
	loop_press(h->l, "F2");
	loop_type(h->l, "wxm");
	see(h, "needs: tea, less heat", "Next  15:32  laser, 陈立");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		T(who_rings_stands_on_top_of_find),
		T(a_restricted_client_rings_by_alias),
		T(an_unknown_number_becomes_a_new_file),
		T(a_ring_neither_stays_nor_gets_in_the_way),
		T(the_exchange_rings_on),
		T(nothing_is_said_on_a_locked_screen),
		T(a_new_file_is_always_offered),
		T(the_preview_says_what_must_be_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
