/* Forms under hands that press anything: the cursor stays in a field, the screen stays whole, what
 * was typed is there; long pages scroll; every screen's keys can be checked. */
#include "house.h"

#include <string.h>

#include "base/buf.h"
#include "form/form_edit.h"
#include "screen/formview.h"
#include "tui/command.h"

static void open_file(struct house *h, const char *tab)
{
	struct client_arg arg = { .client_id = h->ann, .tab = tab };

	must(h, screen_open(h->l, &client_screen, &arg, &h->e));
	loop_settle(h->l);
}

static void a_long_page_scrolls_with_the_cursor(void **state)
{
	struct house *h = *state;

	open_file(h, "person");
	loop_press(h->l, "e");
	see(h, "Needs", "History");
	for (int i = 0; i < 7; i++)
		loop_press(h->l, "Tab");
	assert_int_equal(style_of(h, "History"), STYLE_TAB);
	loop_type(h->l, "asthma");
	loop_press(h->l, "^E");
	loop_type(h->l, "\n2\n3\n4\n5\nlast");
	loop_press(h->l, "F10");
	see(h, "last");
	loop_press(h->l, "S-Tab S-Tab S-Tab S-Tab S-Tab S-Tab S-Tab");
	assert_int_equal(style_of(h, "Needs"), STYLE_TAB);
}

static void up_and_down_go_by_rows(void **state)
{
	struct house *h = *state;

	open_file(h, "file");
	loop_press(h->l, "e Down");
	assert_int_equal(style_of(h, "Gender"), STYLE_TAB);
	loop_press(h->l, "Tab Down");
	assert_int_equal(style_of(h, "Landline"), STYLE_TAB);
	loop_press(h->l, "Up Up");
	assert_int_equal(style_of(h, "Pinyin"), STYLE_TAB);
}

static void undo_of_typing(void **state)
{
	struct house *h = *state;

	open_file(h, "person");
	loop_press(h->l, "e");
	loop_type(h->l, "tea");
	loop_press(h->l, "^Z");
	nosee(h, "tea");
	loop_press(h->l, "F10");
	see_row(h, -2, "Nothing was changed.");
}

static void help_tells_about_the_field(void **state)
{
	struct house *h = *state;

	open_file(h, "file");
	loop_press(h->l, "e Tab Tab Tab F1");
	see(h, "This field", "Birthday", "A birthday or an age: 920315, 1992, 34.");
	loop_press(h->l, "Esc");
	assert_int_equal(style_of(h, "Birthday"), STYLE_TAB);
}

/* A small generator: the same keys each time. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Whatever is pressed, the form on top can be drawn and its cursor is on the canvas. */
static void check_whole(struct house *h)
{
	const struct canvas *c = loop_canvas(h->l);

	assert_true(screen_top(h->l) != NULL);
	if (c->cursor_on)
		assert_true(c->cursor_row >= 0 && c->cursor_row < c->rows && c->cursor_col >= 0 &&
		    c->cursor_col < c->cols);
}

static void any_keys_at_all(void **state)
{
	static const char *const keys[] = { "Tab", "S-Tab", "Enter", "Up", "Down", "Left", "Right",
		"Backspace", "Del", "PgDn", "PgUp", "^E", "^U", "^Z", "Home", "End", "1", "2", "9",
		"Esc", "a", "Space", "^W", "[", "]", "e", "F1" };
	struct house *h = *state;
	uint32_t seed = 20261124;

	for (int i = 0; i < 2500; i++) {
		uint32_t r = next_random(&seed);

		if (!strcmp(screen_top(h->l)->type->name, "today")) {
			if (r & 1)
				open_file(h, "file");
			else
				must(h, screen_open(h->l, &client_new_screen, NULL, &h->e));
		}
		if (r % 11 == 0)
			loop_type(h->l, r & 16 ? "李" : "13");
		else if (r % 97 == 0)
			loop_paste(h->l, "a\rb\tc");
		else if (r % 211 == 0)
			loop_resize(h->l, r & 32 ? 24 : 40, r & 64 ? 80 : 120);
		else
			loop_press(h->l, keys[r % (sizeof keys / sizeof keys[0])]);
		check_whole(h);
	}
}

/* Everything that was typed before a hang-up is in the drafts, to the last key. */
static void nothing_typed_is_ever_lost(void **state)
{
	struct house *h = *state;
	uint32_t seed = 7;
	char body[4000];

	for (int i = 0; i < 20; i++) {
		char text[40];

		text_fmt(text, sizeof text, "word%u", (unsigned)next_random(&seed) % 100000);
		open_file(h, "person");
		loop_press(h->l, "e");
		for (uint32_t n = next_random(&seed) % 7; n > 0; n--)
			loop_press(h->l, "Tab");
		loop_type(h->l, text);
		front_draft_flush(&h->f);                       /* as the hang-up does */
		text_of(h, "SELECT body FROM draft WHERE state = 'open' ORDER BY id DESC",
		    body, sizeof body);
		assert_non_null(strstr(body, text));
		loop_press(h->l, "F10 Esc");
	}
}

static void no_key_means_two_things(void **state)
{
	struct house *h = *state;

	for (size_t i = 0; i < front_screens_count; i++) {
		err_clear(&h->e);
		must(h, command_check(front_screens[i]->name, front_screens[i]->commands,
		    front_global(), &h->e));
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_long_page_scrolls_with_the_cursor), TEST(up_and_down_go_by_rows),
		TEST(undo_of_typing), TEST(help_tells_about_the_field), TEST(any_keys_at_all),
		TEST(nothing_typed_is_ever_lost), TEST(no_key_means_two_things),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
