/* The command line as staff use it: what is typed, what it says, what it does. */
#include "house.h"

#include <string.h>

#include "base/buf.h"

/* Types LINE into a fresh box and runs it. */
static void run(struct house *h, const char *line)
{
	loop_press(h->l, "^P");
	loop_type(h->l, line);
	show(h);
	loop_press(h->l, "Enter");
}

static const char *top(struct house *h)
{
	return screen_top(h->l)->type->name;
}

/* ---- what is typed is explained ---- */

static void empty_it_shows_what_there_is(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "^P");
	show(h);
	see(h, "Command", "arrive (ar)", "file (in)", "Opens the client's file.");
	loop_press(h->l, "Esc");
	assert_string_equal(top(h), "today");
	loop_press(h->l, ":");
	see(h, "Command");
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "today");
}

static void a_client_is_explained(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "^P");
	loop_type(h->l, "wxm0823; ed");
	show(h);
	see(h, "  wxm0823   ", "> edit", "王小明", "M 34", "..0823", "next: none", "edit (ed)",
	    "Puts the cursor into the form.");
	loop_type(h->l, "q");
	see(h, "No screen, command or client \"edq\". Tab shows what is near.");
}

static void a_beginning_that_fits_two(void **state)
{
	struct house *h = *state;

	run(h, "lo");
	assert_string_equal(top(h), "command");
	see(h, "\"lo\" is lock or log (lg). One more letter.");
	loop_type(h->l, "g");
	see(h, "Shows the messages of this session");
}

/* ---- what it does ---- */

static void a_client_opens(void **state)
{
	struct house *h = *state;

	run(h, "wxm0823");
	assert_string_equal(top(h), "client");
	see_row(h, 1, "王小明");
	run(h, "cid0");
	see(h, "No screen, command or client \"cid0\"");
	loop_press(h->l, "Esc");
	run(h, "chensiyu");
	see_row(h, 1, "陈思雨");
	run(h, " ");                                            /* the one before */
	see_row(h, 1, "王小明");
	run(h, "cl");
	assert_string_equal(top(h), "clients");
	run(h, ".");
	see_row(h, 1, "王小明");
}

static void a_screen_with_words(void **state)
{
	struct house *h = *state;

	run(h, "cl chen");
	assert_string_equal(top(h), "clients");
	see(h, "chen", "陈思雨");
	nosee(h, "王小明");
	run(h, "today");
	assert_string_equal(top(h), "today");
}

static void two_clients_are_asked_about(void **state)
{
	struct house *h = *state;

	add_client(h, "王小敏", "13711110000", NULL);
	run(h, "wangxiaom; ed");
	assert_string_equal(top(h), "command");
	show(h);
	see(h, "2 clients fit \"wangxiaom\". Down chooses one.", "..0823", "..0000");
	loop_press(h->l, "Down Enter");
	assert_string_equal(top(h), "command");
	show(h);
	nosee(h, "clients fit");
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "client");
	assert_true(screen_top(h->l)->type->typing(screen_top(h->l)));
}

static void parts_stop_at_an_answer_and_go_on(void **state)
{
	struct house *h = *state;
	char text[200];

	run(h, "wxm0823; rk; td");
	assert_string_equal(top(h), "client");
	show(h);
	loop_type(h->l, "likes tea");
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "today");
	assert_string_equal(text_of(h, "SELECT text FROM client_note ORDER BY id DESC", text,
	    sizeof text), "likes tea");
	assert_string_equal(text_of(h, "SELECT command FROM action ORDER BY id DESC", text,
	    sizeof text), "wxm0823; rk; td");
	/* The next action was not typed. */
	add_note(h, h->ann, HOUSE_NOW, "other");
	assert_string_equal(text_of(h, "SELECT command FROM action ORDER BY id DESC", text,
	    sizeof text), "");
}

static void esc_drops_the_rest_and_says_so(void **state)
{
	struct house *h = *state;

	run(h, "wxm0823; rk; td");
	loop_press(h->l, "Esc");
	assert_string_equal(top(h), "client");
	see_row(h, -2, "Dropped, not run: \"td\".");
	assert_null(h->d.who.command);
	assert_int_equal(number(h, "SELECT count(*) FROM client_note"), 0);
}

static void a_form_saved_goes_on(void **state)
{
	struct house *h = *state;
	char text[100];

	run(h, "wxm0823; ed; td");
	assert_string_equal(top(h), "client");
	loop_type(h->l, "x");
	assert_string_equal(top(h), "client");
	loop_press(h->l, "F10");
	assert_string_equal(top(h), "today");
	assert_string_equal(text_of(h, "SELECT command FROM action ORDER BY id DESC", text,
	    sizeof text), "wxm0823; ed; td");
	run(h, "wxm0823; ed; td");
	loop_press(h->l, "Esc");
	assert_string_equal(top(h), "client");
	see_row(h, -2, "Dropped, not run: \"td\".");
}

static void a_form_left_for_elsewhere_drops_it(void **state)
{
	struct house *h = *state;

	run(h, "cl; nw; td");
	assert_string_equal(top(h), "client-new");
	loop_press(h->l, "F2");
	assert_string_equal(top(h), "clients");
	assert_false(h->f.run.active);
}

static void a_new_file_and_what_follows(void **state)
{
	struct house *h = *state;

	run(h, "cl; nw; rk");
	assert_string_equal(top(h), "client-new");
	loop_type(h->l, "吴晓敏");
	loop_press(h->l, "F10");
	show(h);
	assert_string_equal(top(h), "client");
	see_row(h, -2, "Remark");
	assert_true(h->f.run.active);
}

/* A verb of the client's file, from anywhere, with whom it is about. */
static void a_verb_of_the_file_with_its_client(void **state)
{
	struct house *h = *state;

	run(h, "ed wxm0823");
	assert_string_equal(top(h), "client");
	see_row(h, 1, "王小明");
	assert_true(screen_top(h->l)->type->typing(screen_top(h->l)));
	loop_press(h->l, "Esc");
	run(h, "rk chensiyu");
	see_row(h, 1, "陈思雨");
	see_row(h, -2, "Remark");
	loop_press(h->l, "Esc");
	run(h, "in wxm0823");
	see_row(h, 1, "王小明");
}

static void what_the_key_refuses_is_refused(void **state)
{
	struct house *h = *state;

	run(h, "in");                                           /* no row, no client */
	assert_string_equal(top(h), "command");
	see(h, "No client is at hand. F2 finds one.");
	loop_press(h->l, "Esc");
	run(h, ".");
	see(h, "No client is at hand. F2 finds one.");
}

static void nothing_runs_of_a_line_with_a_slip(void **state)
{
	struct house *h = *state;

	run(h, "cl; zzq");
	/* What stands behind a screen is known, so the slip is seen before anything runs. */
	assert_string_equal(top(h), "command");
	see(h, "No screen, command or client \"zzq\"");
	loop_press(h->l, "Esc");
	assert_string_equal(top(h), "today");
}

static void words_that_have_no_use(void **state)
{
	struct house *h = *state;

	run(h, "td dr=cl");
	see(h, "\"dr=cl\" has no use behind today (td).");
	loop_press(h->l, "Esc");
	run(h, "td xx=1");
	see(h, "There is no \"xx=\"");
}

/* ---- rows ---- */

static void rows_by_number(void **state)
{
	struct house *h = *state;

	run(h, "12 row-open");
	assert_string_equal(top(h), "clients");
	run(h, "td; row-open 13");
	assert_string_equal(top(h), "clients");
	see(h, "[Duplicates]");
	run(h, "td; 19 row-open");
	see_row(h, -2, "There is no row 19 in this list.");
	run(h, "cl; 1 row-open");
	see_row(h, -2, "The rows here have no numbers.");
}

/* ---- editing ---- */

static void tab_completes(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "^P");
	loop_type(h->l, "lang");
	loop_press(h->l, "Tab");
	see(h, ": language");
	loop_type(h->l, "; area-cl");
	loop_press(h->l, "Tab");
	see(h, ": language ; area-clients");
	loop_press(h->l, "^U");
	loop_type(h->l, "tody");                                /* near */
	loop_press(h->l, "Tab");
	show(h);
	see(h, "today (td)");
}

static void choices_by_down(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "^P Down Down Up");
	show(h);
	see(h, "Up Down choose. Enter or Tab takes it");
	loop_press(h->l, "Esc");
	assert_string_equal(top(h), "command");
	loop_press(h->l, "Down Enter");
	assert_string_equal(top(h), "command");
	see(h, ": ar");
}

static void earlier_lines_and_the_one_kept(void **state)
{
	struct house *h = *state;

	run(h, "cl");
	run(h, "td");
	loop_press(h->l, "^P");
	loop_type(h->l, "wxm");
	see(h, "-- last --", ":td", ":cl");
	loop_press(h->l, "Esc ^P");
	see(h, ": wxm");                                        /* kept */
	loop_press(h->l, "Up Up");
	see(h, ": cl");
	loop_press(h->l, "Down");
	see(h, ": td");
	loop_press(h->l, "Esc ^P");
	loop_type(h->l, "cl");                                  /* typing replaces what was kept */
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "clients");
}

static void another_person_sees_no_line_of_the_one_before(void **state)
{
	struct house *h = *state;
	struct err e = ERR_INIT;

	run(h, "wxm0823");
	loop_press(h->l, "^P");
	loop_type(h->l, "chen");
	loop_press(h->l, "Esc ^Q");
	assert_int_equal(front_login(&h->f, h->cl, &e), OK);
	loop_settle(h->l);
	loop_press(h->l, "^P");
	nosee(h, "chen", "wxm");
	loop_type(h->l, "t");
	nosee(h, "-- last --");
}

static void a_paste_waits_for_enter_and_loses_its_other_lines(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "^P");
	loop_paste(h->l, "cl\nquit\n");
	assert_string_equal(top(h), "command");
	see(h, ": cl", "Only the first line was taken. Enter runs it.");
	nosee(h, "quit");
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "clients");
}

static void an_input_method_is_understood(void **state)
{
	struct house *h = *state;

	run(h, "ｗｘｍ０８２３；ｔｄ");
	assert_string_equal(top(h), "today");
	assert_int_equal(h->f.client_id, h->ann);
	run(h, "。");
	see_row(h, 1, "王小明");
}

/* ---- macros ---- */

static void a_macro_of_the_manager(void **state)
{
	struct house *h = *state;

	run(h, "macro early = cl; td");
	see_row(h, -2, "Not your right");
	h->d.admin = true;
	run(h, "macro early = wxm0823; rk; td");
	see_row(h, -2, "Macro early is now: wxm0823; rk; td");
	h->d.admin = false;
	loop_press(h->l, "^P");
	loop_type(h->l, "early");
	see(h, "= wxm0823; rk; td");
	loop_press(h->l, "Enter");
	see_row(h, -2, "Remark");
	loop_type(h->l, "a");
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "today");
	run(h, "macro");
	see(h, "early = wxm0823; rk; td");
}

static void a_macro_is_taken_once_and_never_itself(void **state)
{
	struct house *h = *state;

	h->d.admin = true;
	run(h, "macro circle = circle; td");
	run(h, "circle");
	see_row(h, -2, "No screen, command or client \"circle\"");
	run(h, "macro td = cl");
	see_row(h, -2, "\"td\" is a command. Choose another name.");
	run(h, "macro circle =");
	see_row(h, -2, "Macro circle was taken away.");
	run(h, "circle");
	assert_string_equal(top(h), "command");
}

/* ---- the rest ---- */

static void the_log_has_what_was_said(void **state)
{
	struct house *h = *state;

	run(h, "td; 19 row-open");
	run(h, "log");
	show(h);
	see(h, "Messages, the newest first", "14:32  There is no row 19", "Log of the program");
	loop_press(h->l, "Esc");
	assert_string_equal(top(h), "today");
}

static void language_and_lock(void **state)
{
	struct house *h = *state;

	house_chinese(h);
	run(h, "lang en");
	see(h, "Today");
	run(h, "lang zh");
	show(h);
	see(h, "今日");
	run(h, "lang en");
	run(h, "lock; wxm0823");
	assert_string_equal(top(h), "lock");
	assert_string_equal(screen_top(h->l)->type->name, "lock");
}

static void nothing_passes_the_lock(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "^Q ^P");
	assert_string_equal(top(h), "lock");
}

/* Bytes and signs of every kind, at every place: nothing may break, and nothing may be written. */
static void hostile_lines(void **state)
{
	static const char *const bits[] = { ";", "\"", "#", "=", ".", " ", ",", "-", "1", "9999",
		"wxm", "ed", "in", "dr=", "why=\"", "fri", "15", "王", "é", "macro", "td", "cl",
		"%s", "%n", "/", "\\", "'", "--", "+3", "td td", "1-9", "3,1", "row", "l",
		"=;", "x=y=z" };
	const size_t nbits = sizeof bits / sizeof bits[0];
	struct house *h = *state;
	uint32_t seed = 20261124;
	int64_t before = number(h, "SELECT count(*) FROM action");

	for (int round = 0; round < 300; round++) {
		char line[200] = "";

		for (int i = 0; i < 6; i++) {
			seed = seed * 1664525u + 1013904223u;
			text_fmt(line + strlen(line), sizeof line - strlen(line), "%s%s",
			    bits[(seed >> 16) % nbits], seed & 4096 ? " " : "");
		}
		loop_press(h->l, "^P ^U");
		loop_paste(h->l, line);
		loop_press(h->l, round % 3 ? "Enter" : "Tab");
		for (int i = 0; i < 9 && strcmp(top(h), "today") != 0; i++)
			loop_press(h->l, "Esc");
		assert_string_equal(top(h), "today");
		if (h->f.run.active)
			cmdline_drop(&h->f);
	}
	assert_int_equal(number(h, "SELECT count(*) FROM action"), before);
}

static void on_a_large_screen(void **state)
{
	struct house *h = *state;

	house_screen(h, 40, 120);
	loop_press(h->l, "^P");
	show(h);
	see(h, "Command", "clients (cl)", "schedule (da)");
	loop_type(h->l, "wxm0823; ed; zzq");
	show(h);
	see(h, "王小明");
}

static void in_chinese(void **state)
{
	struct house *h = *state;

	house_chinese(h);
	loop_press(h->l, "^P");
	show(h);
	see(h, "命令", "到店 (ar)");
	loop_type(h->l, "wxm0823; 修改; zzq");
	show(h);
	see(h, "王小明", "下次: 无", "修改 (ed)");
	loop_press(h->l, "^U");
	loop_type(h->l, "zzq\n");
	see(h, "没有 \"zzq\" 这个界面、命令或客户。");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(empty_it_shows_what_there_is),
		TEST(a_client_is_explained),
		TEST(a_beginning_that_fits_two),
		TEST(a_client_opens),
		TEST(a_screen_with_words),
		TEST(two_clients_are_asked_about),
		TEST(parts_stop_at_an_answer_and_go_on),
		TEST(esc_drops_the_rest_and_says_so),
		TEST(a_form_saved_goes_on),
		TEST(a_form_left_for_elsewhere_drops_it),
		TEST(a_new_file_and_what_follows),
		TEST(a_verb_of_the_file_with_its_client),
		TEST(what_the_key_refuses_is_refused),
		TEST(nothing_runs_of_a_line_with_a_slip),
		TEST(words_that_have_no_use),
		TEST(rows_by_number),
		TEST(tab_completes),
		TEST(choices_by_down),
		TEST(earlier_lines_and_the_one_kept),
		TEST(another_person_sees_no_line_of_the_one_before),
		TEST(a_paste_waits_for_enter_and_loses_its_other_lines),
		TEST(an_input_method_is_understood),
		TEST(a_macro_of_the_manager),
		TEST(a_macro_is_taken_once_and_never_itself),
		TEST(the_log_has_what_was_said),
		TEST(language_and_lock),
		TEST(nothing_passes_the_lock),
		TEST(hostile_lines),
		TEST(on_a_large_screen),
		TEST(in_chinese),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
