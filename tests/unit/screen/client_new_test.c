/* A new client: what a receptionist types, what the box of likely doubles does. */
#include "house.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"

static int answered;
static int64_t answered_id;

static void take_answer(struct screen *owner, int answer, const void *value)
{
	(void)owner;
	answered = answer;
	answered_id = answer ? *(const int64_t *)value : 0;
}

/* As the arrivals board or Find would: somebody waits for a client. */
static void ask_new(struct house *h, const char *typed)
{
	struct client_new_arg arg = { .typed = typed };

	answered = -1;
	answered_id = 0;
	must(h, screen_ask(screen_top(h->l), &client_new_screen, &arg, take_answer, &h->e));
	loop_settle(h->l);
}

static void open_new(struct house *h, const char *typed)
{
	struct client_new_arg arg = { .typed = typed };

	must(h, screen_open(h->l, &client_new_screen, &arg, &h->e));
	loop_settle(h->l);
}

static void an_empty_form(void **state)
{
	struct house *h = *state;

	open_new(h, NULL);
	show(h);
	see(h, "New client", "Name", "Birthday", "1 female 2 male 3 other");
	see(h, "Needed now: Name. To book: Gender, Phone. Later: Birthday, Source and 3 more.");
	see(h, "Coordinator [");
	nosee(h, "Perhaps the same person");
	assert_int_equal(style_of(h, "Name"), STYLE_TAB);       /* the cursor is there */
	see_row(h, -1, "F10 save");
	see(h, "静安             v");                            /* branch of the terminal */
}

/* The keys of the budget: [name] Enter 1 [birthday] Enter [phone] F10. */
static void walk_in_with_few_keys(void **state)
{
	struct house *h = *state;
	char text[100];

	ask_new(h, NULL);
	loop_type(h->l, "吴晓敏");
	loop_press(h->l, "Enter 1");
	see(h, "[Wu Xiaomin        ] made");                    /* how it sounds, proposed */
	loop_type(h->l, "920315");
	see(h, "34 years");
	loop_press(h->l, "Enter");
	loop_type(h->l, "13811112222");
	show(h);
	loop_press(h->l, "F10");
	assert_int_equal(answered, 1);
	assert_int_equal(number(h, "SELECT max(id) FROM client"), answered_id);
	assert_string_equal(
	    text_of(h, "SELECT name || gender || birth FROM client ORDER BY id DESC", text,
		sizeof text),
	    "吴晓敏f1992-03-15");
	assert_string_equal(
	    text_of(h, "SELECT number || relation FROM client_phone ORDER BY id DESC", text,
		sizeof text),
	    "13811112222self");
	see_row(h, -2, "Opened file 26-0001 for 吴晓敏. Ctrl-Z undoes until 14:41.");
	assert_string_equal(screen_top(h->l)->type->name, "today");
}

static void nobody_waits_so_the_file_opens(void **state)
{
	struct house *h = *state;

	open_new(h, "吴晓敏 13811112222");
	see(h, "吴晓敏", "138 1111 2222");
	loop_press(h->l, "F10");
	assert_string_equal(screen_top(h->l)->type->name, "client");
	see_row(h, 1, "吴晓敏");
	see_row(h, -2, "Opened file 26-0001");
}

static void what_was_typed_in_find_goes_where_it_belongs(void **state)
{
	struct house *h = *state;

	open_new(h, "mei@example.cn Wu 梅 +44 7700 900123");
	show(h);
	see(h, "mei@example.cn", "Wu 梅");
}

/* Letters and figures, as one types them to find somebody: neither is the name. */
static void what_finds_somebody_is_no_name(void **state)
{
	struct house *h = *state;

	open_new(h, "wxq0823");
	see(h, "[wxq               ]", "[0823              ]<", "To correct: Phone.");
	see_row(h, -2, "Taken from Find. Complete the name and the phone.");
	assert_int_equal(style_of(h, "Name"), STYLE_TAB);
	loop_press(h->l, "^U");
	loop_type(h->l, "吴晓勤");
	loop_press(h->l, "F10");
	see_row(h, -2, "Phone has 4 digits");
	see(h, "To correct: Phone.");
	assert_int_equal(style_of(h, "Phone"), STYLE_TAB);
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 3);
}

static void words_of_find_go_by_their_kind(void **state)
{
	static const struct {
		const char *typed, *name, *phone;
	} words[] = {
		{ "吴晓勤０８２３", "[吴晓勤            ]", "[0823              ]" },
		{ "0823 wu xiaoqin", "[wu xiaoqin        ]", "[0823              ]" },
		{ "+44 7700 900123 Ann Smith", "[Ann Smith         ]", "[+447700900123" },
		{ "Club 5", "[Club 5            ]", "[                  ]" },
	};
	struct house *h = *state;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		open_new(h, words[i].typed);
		see(h, words[i].name, words[i].phone);
		loop_press(h->l, "Esc");
	}
}

/* Same sound and birthday: no question is asked, so whoever opened it hears where it stands. */
static void a_likely_double_is_named_when_the_file_is_open(void **state)
{
	struct house *h = *state;

	open_new(h, NULL);
	loop_type(h->l, "陈思羽");
	loop_press(h->l, "Enter 1");
	loop_type(h->l, "2000-01-15");
	loop_press(h->l, "F10");
	see_row(h, -2, "Opened file 26-0001 for 陈思羽. Like 陈思雨 (sound, birthday): F2, tab");
	assert_int_equal(number(h, "SELECT count(*) FROM client_todo WHERE kind = 'duplicate'"), 1);
}

static void half_a_birthday_stays_half(void **state)
{
	struct house *h = *state;

	open_new(h, "吴晓敏");
	loop_press(h->l, "Tab");
	loop_type(h->l, "920315");
	see(h, "34 years");
	loop_press(h->l, "Backspace Backspace");
	nosee(h, "34 years");
	loop_press(h->l, "F10");
	see_row(h, -2, "9203");
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 3);
}

static void nothing_without_a_name(void **state)
{
	struct house *h = *state;

	open_new(h, NULL);
	loop_press(h->l, "F10");
	see_row(h, -2, "Name is open");
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 3);
	assert_string_equal(screen_top(h->l)->type->name, "client-new");
}

static void wrong_text_stays_and_is_told(void **state)
{
	struct house *h = *state;

	open_new(h, "吴晓敏");
	loop_press(h->l, "Tab");                                /* birthday */
	loop_type(h->l, "4.31");
	nosee(h, "<");                                          /* not while it is being typed */
	loop_press(h->l, "Tab");
	show(h);
	see(h, "4.31");
	see_row(h, -2, "30");
	assert_int_equal(style_of(h, "< "), STYLE_WRONG);
	loop_press(h->l, "F10");                                /* jumps there */
	assert_int_equal(style_of(h, "Birthday"), STYLE_TAB);
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 3);
}

/* ---- likely doubles ---- */

static void the_same_person_is_asked_about(void **state)
{
	struct house *h = *state;

	ask_new(h, NULL);
	loop_type(h->l, "陈思羽");
	loop_press(h->l, "Enter 1");
	nosee(h, "Perhaps");
	loop_type(h->l, "2000-01-15");
	loop_press(h->l, "Enter");
	see(h, "Perhaps the same person (1)", "陈思雨", "sound, birthday");
	loop_type(h->l, "13600001948");
	loop_press(h->l, "F10");
	show(h);
	see_row(h, -2, "Perhaps the same person: 陈思雨");
	see(h, "..1948", "7 another person, create it", "8 family of number 1", "9 compare");
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 3);
	loop_press(h->l, "1");
	assert_int_equal(answered, 1);
	assert_int_equal(answered_id, h->cid);
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 3);
	/* What was typed is not thrown away at once. */
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state = 'kept'"), 1);
}

static void fill_double(struct house *h)
{
	loop_type(h->l, "陈思羽");
	loop_press(h->l, "Enter 1");
	loop_type(h->l, "2000-01-15");
	loop_press(h->l, "Enter");
	loop_type(h->l, "13600001948");
	loop_press(h->l, "F10");
}

static void another_person_all_the_same(void **state)
{
	struct house *h = *state;

	ask_new(h, NULL);
	fill_double(h);
	loop_press(h->l, "7");
	assert_int_equal(answered, 1);
	assert_int_not_equal(answered_id, h->cid);
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 4);
	assert_int_equal(number(h, "SELECT count(*) FROM client_todo WHERE kind = 'duplicate'"
	    " AND state = 'dismissed'"), 1);
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state <> 'dropped'"), 0);
}

static void side_by_side(void **state)
{
	struct house *h = *state;

	ask_new(h, NULL);
	fill_double(h);
	loop_press(h->l, "9");
	show(h);
	see(h, "Side by side", "typed here", "陈思羽", "陈思雨", "=");
	loop_press(h->l, "Esc");
	assert_string_equal(screen_top(h->l)->type->name, "client-new");
	loop_press(h->l, "Esc");                                /* out of the box */
	assert_string_equal(screen_top(h->l)->type->name, "client-new");
	assert_int_equal(answered, -1);
}

static void the_family_of_somebody(void **state)
{
	struct house *h = *state;

	open_new(h, NULL);
	fill_double(h);
	loop_press(h->l, "8");
	show(h);
	assert_string_equal(screen_top(h->l)->type->name, "client");
	see_row(h, 1, "陈思雨");
	see_row(h, -2, "write the family member here");
}

static void a_weak_likeness_is_shown_and_stops_nobody(void **state)
{
	struct house *h = *state;

	ask_new(h, NULL);
	loop_type(h->l, "王小明");
	loop_press(h->l, "Enter");
	see(h, "Perhaps the same person (1)", "none yet", "name, sound");
	loop_press(h->l, "F10");
	assert_int_equal(answered, 1);
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 4);
}

/* Opened at another terminal while it was typed here: found under the lock. */
static void somebody_was_faster(void **state)
{
	struct house *h = *state;

	ask_new(h, NULL);
	loop_type(h->l, "何小北");
	loop_press(h->l, "Tab Tab Tab Tab");
	loop_type(h->l, "13811113333");
	add_client(h, "何小北", "13811113333", NULL);
	loop_press(h->l, "F10");
	see_row(h, -2, "Perhaps the same person: 何小北");
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 4);
	loop_press(h->l, "1");
	assert_int_equal(answered, 1);
}

/* ---- nothing is lost ---- */

static void leaving_keeps_what_was_typed(void **state)
{
	struct house *h = *state;
	struct draft_arg arg = { .form = "client-new" };

	open_new(h, NULL);
	loop_type(h->l, "林可欣");
	loop_press(h->l, "Enter 1 Esc");
	assert_string_equal(screen_top(h->l)->type->name, "today");
	see_row(h, -2, "Kept as job 1: New client 林可欣");
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state = 'parked'"), 1);
	arg.draft_id = number(h, "SELECT id FROM draft");
	must(h, draft_resume(h->l, &arg, &h->e));
	loop_settle(h->l);
	show(h);
	see(h, "林可欣", "[1]");
	see_row(h, -2, "Going on with what was typed: 2 fields");
	assert_int_equal(style_of(h, "Birthday"), STYLE_TAB);   /* where the cursor was */
	loop_press(h->l, "F10");
	assert_int_equal(number(h, "SELECT count(*) FROM client WHERE name = '林可欣'"), 1);
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state = 'parked'"), 0);
}

static void going_elsewhere_keeps_it_too(void **state)
{
	struct house *h = *state;

	open_new(h, NULL);
	loop_type(h->l, "林可欣");
	loop_press(h->l, "F2");
	assert_string_equal(screen_top(h->l)->type->name, "clients");
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state = 'parked'"), 1);
}

static void a_second_after_the_last_key(void **state)
{
	struct house *h = *state;

	open_new(h, NULL);
	loop_type(h->l, "林");
	loop_poll(h->l, clock_mono_ms() + 500);
	assert_int_equal(number(h, "SELECT count(*) FROM draft"), 0);
	loop_poll(h->l, clock_mono_ms() + 1500);
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state = 'open'"), 1);
}

static void nothing_typed_nothing_kept(void **state)
{
	struct house *h = *state;

	open_new(h, "wxm08");
	see(h, "[wxm  ", "[08  ");
	loop_press(h->l, "Esc");
	assert_int_equal(number(h, "SELECT count(*) FROM draft"), 0);
	open_new(h, NULL);
	loop_type(h->l, "x");
	loop_press(h->l, "Backspace Esc");
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state = 'parked'"), 0);
}

/* ---- fields ---- */

static void choices_by_typing(void **state)
{
	struct house *h = *state;

	open_new(h, "吴晓敏");
	for (int i = 0; i < 4; i++)
		loop_press(h->l, "Tab");                        /* birthday phone 2nd branch */
	loop_press(h->l, "Tab");
	assert_int_equal(style_of(h, "Source"), STYLE_TAB);
	loop_type(h->l, "we");
	show(h);
	see(h, "WeChat", "website");
	loop_press(h->l, "Enter");
	see(h, "WeChat           v");
	assert_int_equal(style_of(h, "Expert"), STYLE_TAB);     /* the next that is wanted */
	loop_press(h->l, "Down");
	see(h, "王芳", "陈立");
	loop_press(h->l, "Esc S-Tab Backspace");
	nosee(h, "WeChat");
}

static void one_digit_answers_and_a_letter_does_not(void **state)
{
	struct house *h = *state;

	open_new(h, "吴晓敏");
	assert_int_equal(style_of(h, "Gender"), STYLE_TAB);
	loop_type(h->l, "q");
	assert_string_equal(screen_top(h->l)->type->name, "client-new");
	see_row(h, -2, "One digit answers here: 1 to 3.");
	loop_type(h->l, "２"); /* full-width, as an input method */
	see(h, "[2]");
	assert_int_equal(style_of(h, "Birthday"), STYLE_TAB);
}

static void a_pasted_line_end_is_a_blank(void **state)
{
	struct house *h = *state;

	open_new(h, NULL);
	loop_paste(h->l, "吴\r晓敏\r\n");
	see(h, "吴 晓敏");
	assert_string_equal(screen_top(h->l)->type->name, "client-new");
}

static void long_text(void **state)
{
	struct house *h = *state;
	char text[100];

	open_new(h, "吴晓敏");
	loop_press(h->l, "S-Tab S-Tab S-Tab");                  /* the name is the first: stays */
	loop_press(h->l, "^E");
	assert_string_equal(screen_top(h->l)->type->name, "long-text");
	loop_press(h->l, "Esc");
	loop_press(h->l, "Up");
	for (int i = 0; i < 20 && style_of(h, "Notes") != STYLE_TAB; i++)
		loop_press(h->l, "Tab");
	loop_press(h->l, "^E");
	loop_type(h->l, "one\ntwo");
	loop_press(h->l, "F10");
	show(h);
	see(h, "one", "two");
	loop_press(h->l, "F10");
	assert_string_equal(
	    text_of(h, "SELECT notes FROM client ORDER BY id DESC", text, sizeof text), "one\ntwo");
}

static void in_chinese_and_large(void **state)
{
	struct house *h = *state;

	house_screen(h, 40, 120);
	house_chinese(h);
	open_new(h, NULL);
	fill_double(h);
	show(h);
	see(h, "可能是同一人");
}

static void many_likely_doubles_fit(void **state)
{
	struct house *h = *state;

	for (int i = 0; i < 8; i++)
		add_client(h, "陈思羽", NULL, NULL);
	open_new(h, NULL);
	loop_type(h->l, "陈思羽");
	loop_press(h->l, "Enter");
	show(h);
	see(h, "Perhaps the same person", "9 compare side by side", "Later: ",
	    "Notes");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(an_empty_form),
		TEST(walk_in_with_few_keys),
		TEST(nobody_waits_so_the_file_opens),
		TEST(what_was_typed_in_find_goes_where_it_belongs),
		TEST(nothing_without_a_name), TEST(what_finds_somebody_is_no_name),
		TEST(words_of_find_go_by_their_kind),
		TEST(a_likely_double_is_named_when_the_file_is_open),
		TEST(half_a_birthday_stays_half),
		TEST(wrong_text_stays_and_is_told),
		TEST(the_same_person_is_asked_about),
		TEST(another_person_all_the_same),
		TEST(side_by_side),
		TEST(the_family_of_somebody),
		TEST(a_weak_likeness_is_shown_and_stops_nobody),
		TEST(somebody_was_faster),
		TEST(leaving_keeps_what_was_typed),
		TEST(going_elsewhere_keeps_it_too),
		TEST(a_second_after_the_last_key),
		TEST(nothing_typed_nothing_kept),
		TEST(choices_by_typing),
		TEST(one_digit_answers_and_a_letter_does_not),
		TEST(a_pasted_line_end_is_a_blank),
		TEST(long_text),
		TEST(in_chinese_and_large),
		TEST(many_likely_doubles_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
