/* Find on the screen: who rings stands on top, a new file is always offered, the preview says what
 * whoever serves next must know. */
#include "house.h"

#include <string.h>

#include "base/utf8.h"
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

/* Restricted, and no alias was given: what is still to come today names nobody. */
static void a_restricted_client_without_an_alias_is_nobody_on_today(void **state)
{
	struct house *h = *state;

	add_visit(h, h->bob, HOUSE_NOW + 3600, 30);
	change_elsewhere(h, "client", h->bob, "alias", "");
	house_screen(h, 24, 80);
	see(h, "(restricted)");
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

/* Nobody is known by a bracket: [ and ] turn the tabs from Find too, as Alt with the signs beside
 * them does in every field. */
static void tabs_turn_while_the_cursor_is_in_find(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "F2");
	see_row(h, -1, "Alt-. tab");
	loop_type(h->l, "]");
	see_row(h, 1, "[Recent]");
	loop_type(h->l, "[");
	see_row(h, 1, "[Find]");
	see_row(h, 2, "Find [ ");
	loop_press(h->l, "Alt-.");
	see_row(h, 1, "[Recent]");
	see_row(h, -1, "] tab");
	loop_press(h->l, "Alt-,");
	see_row(h, 1, "[Find]");
}

/* The half with the cursor alone shows which row is chosen. */
static void today_has_one_cursor(void **state)
{
	struct house *h = *state;

	add_visit(h, h->ann, HOUSE_NOW + 1800, 60);
	front_wrote(screen_top(h->l));
	loop_settle(h->l);
	see(h, ">  1 Requests to answer");
	nosee(h, "> 15:02");
	loop_press(h->l, "Tab");
	see(h, "> 15:02");
	nosee(h, ">  1 Requests");
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

/* ---- everything in one go ---- */

enum { GO_MAX = 32 };

/* F2, TEXT, Enter and what comes behind it, all there before the first of them is looked at. */
static void go(struct house *h, const char *text, const struct key *behind, size_t n)
{
	struct key keys[GO_MAX] = { key_func(K_F2) };
	size_t used = 1;

	for (uint32_t cp; (cp = utf8_next(&text)); keys[used++] = key_char(cp))
		assert_true(used + n < GO_MAX - 1);
	keys[used++] = key_func(K_ENTER);
	for (size_t i = 0; i < n; i++)
		keys[used++] = behind[i];
	loop_burst(h->l, keys, used);
}

/* Three whose initials are wxm; the one who comes today stands first. */
static void several(struct house *h)
{
	add_visit(h, h->ann, HOUSE_NOW + 3600, 60);
	add_client(h, "吴晓敏", "13811119965", "1975-05-05");
	add_client(h, "文雪莫", "13811111193", "1993-03-03");
}

static void the_only_one_is_opened_in_one_go(void **state)
{
	struct house *h = *state;

	several(h);
	go(h, "wxm0823", NULL, 0);
	see_row(h, 1, "王小明");
}

static void of_several_that_nobody_saw_it_asks_which(void **state)
{
	struct house *h = *state;
	struct key behind[] = { key_char('b'), key_func(K_F10) };

	several(h);
	go(h, "wxm", behind, 2);
	see_row(h, 1, "Clients");
	see_row(h, -2, "3 match. 1-3 which? Keys typed ahead and dropped: 2.");
	see(h, "1 王小明", "2 ", "3 ");
	loop_press(h->l, "9");                  /* nobody's */
	see_row(h, -2, "1-3 which?");
	loop_press(h->l, "1");
	see_row(h, 1, "王小明");
}

static void whoever_saw_the_rows_is_not_asked(void **state)
{
	struct house *h = *state;

	several(h);
	loop_press(h->l, "F2");
	loop_type(h->l, "wxm");
	loop_burst(h->l, (struct key[]){ key_func(K_DOWN), key_func(K_UP), key_func(K_ENTER) }, 3);
	see_row(h, 1, "王小明");
}

static void the_question_ends_with_any_other_key(void **state)
{
	struct house *h = *state;

	several(h);
	go(h, "wxm", NULL, 0);
	see_row(h, -2, "3 match. 1-3 which?");
	loop_press(h->l, "Esc");                /* the question goes, Find stays */
	see_row(h, 4, "> 王小明");
	see_row(h, 2, "Find [wxm ");
	loop_type(h->l, "0");                   /* text again */
	see_row(h, 2, "Find [wxm0 ");
	go(h, "wxm", NULL, 0);
	loop_type(h->l, "m");
	see_row(h, 2, "Find [wxmm ");
	go(h, "wxm", NULL, 0);
	loop_press(h->l, "Enter");              /* they have been seen now */
	see_row(h, 1, "王小明");
}

/* What comes in while the question stands does not move the digits to other people. */
static void digits_stay_with_those_who_were_asked_about(void **state)
{
	struct house *h = *state;

	several(h);
	go(h, "wxm", NULL, 0);
	see(h, "1 王小明");
	change_elsewhere(h, "client", h->ann, "name", "汪小梅");
	add_client(h, "王晓梅", "13811110891", "1998-08-08");
	poll_now(h);
	loop_press(h->l, "1");
	see_row(h, 1, "汪小梅");
}

static void digits_of_an_input_method_answer_too(void **state)
{
	struct house *h = *state;

	several(h);
	go(h, "wxm", NULL, 0);
	loop_type(h->l, "１");
	see_row(h, 1, "王小明");
}

/* Who rings was named before: F2 Enter in one go means that one, two who ring are asked about. */
static void one_who_rings_is_meant(void **state)
{
	struct house *h = *state;

	several(h);
	rings(h, "136 0000 1948");
	go(h, "", NULL, 0);
	see_row(h, 1, "陈思雨");
	rings(h, "138 1111 9965");
	go(h, "", NULL, 0);
	see_row(h, 1, "Clients");
	see_row(h, -2, "which?");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		T(who_rings_stands_on_top_of_find),
		T(a_restricted_client_rings_by_alias),
		T(a_restricted_client_without_an_alias_is_nobody_on_today),
		T(an_unknown_number_becomes_a_new_file),
		T(a_ring_neither_stays_nor_gets_in_the_way),
		T(the_exchange_rings_on),
		T(nothing_is_said_on_a_locked_screen),
		T(a_new_file_is_always_offered),
		T(tabs_turn_while_the_cursor_is_in_find),
		T(today_has_one_cursor),
		T(the_preview_says_what_must_be_known),
		T(the_only_one_is_opened_in_one_go),
		T(of_several_that_nobody_saw_it_asks_which),
		T(whoever_saw_the_rows_is_not_asked),
		T(the_question_ends_with_any_other_key),
		T(digits_stay_with_those_who_were_asked_about),
		T(digits_of_an_input_method_answer_too),
		T(one_who_rings_is_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
