/* Messages: words in braces, both languages, and how a wrong file is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/messages.h"
#include "support/faults.h"

static struct messages_file *good(const char *text)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct messages_file *f;
	if (messages_parse_text("m.cfg", text, strlen(text), &f, &faults, &e) != OK)
		fail_msg("%s", e.text);
	return f;
}

static void refuses(const char *text, const char *wanted)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct messages_file *f;
	enum err_code rc = messages_parse_text("m.cfg", text, strlen(text), &f, &faults, &e);

	assert_refused(rc, f, &faults, wanted);
}

static const char house[] =
	"signature = \"【{site}】\";\n"
	"forms_of_address = ( { gender = \"f\"; text = { en = \"Ms\"; zh = \"女士\"; }; } );\n"
	"messages = (\n"
	"  { code = \"booked\"; label = \"booked\"; text = {\n"
	"    en = \"Dear {form_of_address} {client}, {day} {time}. {advice} {phone}\";\n"
	"    zh = \"{client}{form_of_address}您好，{day} {time}。{advice}\"; }; },\n"
	"  { code = \"staff-booked\"; to = \"staff\"; label = \"new\"; text = \"+ {patient}\"; }\n"
	");\n";

static void fills(struct messages_file *f, const char *code, const char *language,
    const char *const *values, const char *wanted)
{
	struct buf b = BUF_INIT;
	messages_fill(f, messages_find(f, code), language, values, &b);
	assert_string_equal(b.s, wanted);
	buf_free(&b);
}

static void words_are_filled_in_either_language(void **state)
{
	(void)state;
	struct messages_file *f = good(house);
	const char *values[MESSAGE_WORDS] = { [MESSAGE_CLIENT] = "王小明",
		[MESSAGE_ADDRESS_FORM] = "女士", [MESSAGE_DAY] = "11-27 周五",
		[MESSAGE_TIME] = "15:30", [MESSAGE_SITE] = "康禾", [MESSAGE_PATIENT] = "旺财" };
	fills(f, "booked", "zh", values, "【康禾】王小明女士您好，11-27 周五 15:30。");
	fills(f, "staff-booked", "zh", values, "+ 旺财");
	fills(f, "staff-booked", "en", values, "+ 旺财");
	messages_free(f);
}

/* Who gave no gender, or a service without advice, leaves no hole. */
static void an_empty_word_leaves_no_gap(void **state)
{
	(void)state;
	struct messages_file *f = good(house);
	const char *values[MESSAGE_WORDS] = { [MESSAGE_CLIENT] = "Ann", [MESSAGE_SITE] = "K",
		[MESSAGE_DAY] = "Fri", [MESSAGE_TIME] = "9:00", [MESSAGE_PHONE] = "1" };
	fills(f, "booked", "en", values, "【K】Dear Ann, Fri 9:00. 1");
	messages_free(f);
}

static void what_somebody_is_called_is_never_a_word(void **state)
{
	(void)state;
	struct messages_file *f = good(house);
	const char *values[MESSAGE_WORDS] = { [MESSAGE_CLIENT] = "{phone}",
		[MESSAGE_PHONE] = "110", [MESSAGE_DAY] = "{", [MESSAGE_TIME] = "}" };
	fills(f, "booked", "en", values, "【】Dear {phone}, { }. 110");
	messages_free(f);
}

static void forms_of_address_are_the_house_s(void **state)
{
	(void)state;
	struct messages_file *f = good(house);
	assert_string_equal(messages_address(f, "f", "zh"), "女士");
	assert_string_equal(messages_address(f, "f", "en"), "Ms");
	assert_string_equal(messages_address(f, "m", "zh"), "");
	assert_null(messages_find(f, "moved"));
	assert_null(messages_find(NULL, "booked"));
	messages_free(f);
}

static void every_fault_is_named_with_its_line(void **state)
{
	(void)state;
	refuses("messages = (\n"
		"{ code = \"a\"; label = \"a\"; text = \"{clint} {x\"; },\n"
		"{ code = \"a\"; label = \"a\"; text = { en = \"only\"; }; },\n"
		"{ code = \"a\"; to = \"staf\"; label = \"a\"; text = \"t\"; },\n"
		"3 );\n",
	    "m.cfg:2: message \"a\": nothing is known as {clint} (did you mean \"client\"?)\n"
	    "m.cfg:2: message \"a\": a { without its }\n"
	    "m.cfg:3: message \"a\": \"zh\" is missing\n"
	    "m.cfg:4: message \"a\": to = \"staf\" is not known (did you mean \"staff\"?)\n"
	    "m.cfg:5: a message is a group: { code = \"..\"; text = ..; }\n");
	refuses("messages = ( { code = \"a\"; label = \"a\"; text = \"t\"; },\n"
		"{ code = \"a\"; label = \"a\"; text = \"t\"; } );\n",
	    "m.cfg:2: message \"a\": stands twice (line 1)\n");
}

static void the_shipped_file_is_in_order(void **state)
{
	(void)state;
	static const char *const needed[] = { "booked", "moved", "cancelled", "confirm", "remind",
		"noshow", "delay", "offer", "ask-move", "request", "thanks", "staff-booked",
		"staff-moved", "staff-cancelled", "staff-arrived", "staff-noshow" };
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct messages_file *f;
	if (messages_load("forms/messages.cfg", &f, &faults, &e) != OK)
		fail_msg("%s", e.text);
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
		const struct message_template *m = messages_find(f, needed[i]);
		if (m == NULL)
			fail_msg("%s is missing", needed[i]);
		assert_int_equal(m->staff, strncmp(needed[i], "staff-", 6) == 0);
		assert_non_null(m->label.zh);
	}
	messages_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_filled_in_either_language),
		cmocka_unit_test(an_empty_word_leaves_no_gap),
		cmocka_unit_test(what_somebody_is_called_is_never_a_word),
		cmocka_unit_test(forms_of_address_are_the_house_s),
		cmocka_unit_test(every_fault_is_named_with_its_line),
		cmocka_unit_test(the_shipped_file_is_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
