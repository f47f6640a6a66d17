/* What every screen owes: its page behind the second F1; and the help of the lock, which is no way
 * round the lock. */
#include "house.h"

#include "base/buf.h"
#include "base/utf8.h"

static void every_screen_has_its_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < front_screens_count; i++) {
		const struct screen_type *type = front_screens[i];
		const struct screen none = { .type = type };
		struct buf text = { 0 };

		if (!type->page)
			fail_msg("%s has no page", type->name);
		type->page(&none, &text);
		if (utf8_count(buf_str(&text)) < 80)
			fail_msg("%s: %s", type->name, buf_str(&text));
		buf_free(&text);
	}
}

static void the_second_f1_turns_to_the_page_and_back(void **state)
{
	struct house *h = *state;
	struct actions_arg arg = { .client_id = h->ann };

	must(h, screen_open(h->l, &actions_screen, &arg, &h->e));
	must(h, screen_open(h->l, &past_screen, &(int64_t){ 1 }, &h->e));
	loop_press(h->l, "F1");
	see(h, "Help: The board as it was", "F1: about this screen", "Keys of this screen");
	loop_press(h->l, "F1");
	see(h, "The day as it stood at one moment", "F1: the keys");
	loop_press(h->l, "F1");
	see(h, "Keys of this screen");
	loop_press(h->l, "Esc");
	assert_string_equal(screen_top(h->l)->type->name, "past");
}

static void the_lock_has_help_and_stays_locked(void **state)
{
	struct house *h = *state;

	front_lock(&h->f);
	loop_settle(h->l);
	see_row(h, -1, "F1 help");
	loop_press(h->l, "F1 F1");
	see(h, "Type your initials or the beginning of your name");
	see_row(h, -1, "F1 turn  Esc back");
	loop_press(h->l, "F2 F12 ^T ^P Alt-m Alt-s");
	see(h, "Type your initials or the beginning of your name");
	nosee(h, "Find");
	loop_press(h->l, "Esc Esc Esc");
	assert_string_equal(screen_top(h->l)->type->name, "lock");
	see(h, "Locked by 王芳");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(every_screen_has_its_page), TEST(the_second_f1_turns_to_the_page_and_back),
		TEST(the_lock_has_help_and_stays_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
