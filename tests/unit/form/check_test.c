/* Telephone numbers, validators and filters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/buf.h"
#include "form/check.h"

static struct check_env env(const char *label)
{
	return (struct check_env){ .label = label, .today = day_of(2026, 11, 24), .country = "86" };
}

static void phone_is(const char *typed, const char *stored)
{
	struct check_env e = env("Phone");
	char out[PHONE_MAX], why[200];
	assert_int_equal(phone_normalise(typed, &e, out, why, sizeof why), CHECK_OK);
	assert_string_equal(out, stored);
	assert_string_equal(why, "");
}

static void phone_refused(const char *typed, const char *text)
{
	struct check_env e = env("Phone");
	char out[PHONE_MAX], why[200];
	assert_int_equal(phone_normalise(typed, &e, out, why, sizeof why), CHECK_WRONG);
	assert_string_equal(why, text);
}

static void one_number_has_one_stored_form(void **state)
{
	(void)state;
	phone_is("13800131948", "13800131948");
	phone_is("138 0013 1948", "13800131948");
	phone_is("138-0013-1948", "13800131948");
	phone_is("(138) 0013.1948", "13800131948");
	phone_is("１３８００１３１９４８", "13800131948");
	phone_is("+86 138 0013 1948", "13800131948");
	phone_is("0086-13800131948", "13800131948");
	phone_is("021-62345678", "02162345678");
	phone_is("+86 21 6234 5678", "02162345678");
	phone_is("0512 6234567", "05126234567");
	phone_is("62345678", "62345678");
	phone_is("400-820-8820", "4008208820");
	phone_is("+1 415 555 0123", "+14155550123");
	phone_is("0044 20 7946 0958", "+442079460958");
}

static void refusals_say_the_way_out(void **state)
{
	(void)state;
	phone_refused("138 0013 194",
	    "Phone has 10 digits, a mobile has 11. Correct it.");
	phone_refused("138001319480",
	    "Phone has 12 digits, a mobile has 11. Correct it.");
	phone_refused("1", "Phone has 1 digit, a mobile has 11. Correct it.");
	phone_refused("021 6234",
	    "Phone has 7 digits, a landline has 10 to 12 with its area code. Correct it.");
	phone_refused("623456",
	    "Phone has 6 digits, a mobile has 11, a landline 7 or 8. Correct it.");
	phone_refused("+12345",
	    "Phone has 5 digits after +, a number abroad has 7 to 15. Correct it.");
	phone_refused("ring me",
	    "Phone holds something that is no digit, or too many. Type the digits of one number.");
	phone_refused("138001319481380013194813800131948",
	    "Phone holds something that is no digit, or too many. Type the digits of one number.");
}

static void normalising_twice_changes_nothing(void **state)
{
	(void)state;
	struct check_env e = env("Phone");
	unsigned seed = 7;
	for (int i = 0; i < 20000; i++) {
		char typed[20], once[PHONE_MAX], twice[PHONE_MAX], why[200];
		size_t n = 0;
		do {
			seed = seed * 1103515245u + 12345u;
			typed[n++] = "0123456789+- 0186"[seed >> 16 & 15];
		} while (n < 18 && (seed >> 24) % 16 != 3);
		typed[n] = '\0';
		if (phone_normalise(typed, &e, once, why, sizeof why) != CHECK_OK)
			continue;
		assert_int_equal(phone_normalise(once, &e, twice, why, sizeof why), CHECK_OK);
		assert_string_equal(once, twice);
		size_t len = strlen(once);
		assert_true(len >= 3 && len <= 20);             /* what the store allows */
		assert_int_equal(
		    strspn(once + (once[0] == '+'), "0123456789"), len - (once[0] == '+'));
	}
}

static void other_countries_take_their_own_lengths(void **state)
{
	(void)state;
	struct check_env e = env("Phone");
	char out[PHONE_MAX], why[200];
	e.country = "49";
	assert_int_equal(phone_normalise("+49 30 1234567", &e, out, why, sizeof why), CHECK_OK);
	assert_string_equal(out, "301234567");
	assert_int_equal(phone_normalise("+86 13800131948", &e, out, why, sizeof why), CHECK_OK);
	assert_string_equal(out, "+8613800131948");
	assert_int_equal(phone_normalise("123", &e, out, why, sizeof why), CHECK_WRONG);
}

static void mobiles_are_shown_in_groups(void **state)
{
	(void)state;
	char out[32];
	assert_string_equal(phone_display("13800131948", out, sizeof out), "138 0013 1948");
	assert_string_equal(phone_display("02162345678", out, sizeof out), "02162345678");
	assert_string_equal(phone_display("+14155550123", out, sizeof out), "+14155550123");
}

static enum check_grade run(const char *name, const char *text, char *why, size_t size)
{
	struct check_env e = env("Field");
	const struct validator *v = validator_find(name);
	assert_non_null(v);
	why[0] = '\0';
	enum check_grade g = v->run(text, &e, why, size);
	assert_true((g == CHECK_OK) == (why[0] == '\0'));
	return g;
}

static void validators_know_good_from_bad(void **state)
{
	(void)state;
	static const struct { const char *name, *text; enum check_grade grade; } rows[] = {
		{ "email", "wxm@example.cn", CHECK_OK },
		{ "email", "a.b+c@mail.example.com", CHECK_OK },
		{ "email", "wxm@example", CHECK_WRONG },
		{ "email", "wxm.example.cn", CHECK_WRONG },
		{ "email", "a@b@example.cn", CHECK_WRONG },
		{ "email", "a b@example.cn", CHECK_WRONG },
		{ "email", ".a@example.cn", CHECK_WRONG },
		{ "email", "a..b@example.cn", CHECK_WRONG },
		{ "email", "@example.cn", CHECK_WRONG },
		{ "card", "VIP-00123", CHECK_OK },
		{ "card", "卡123", CHECK_WRONG },
		{ "card", "123456789012345678901234567890123", CHECK_WRONG },
		{ "birth", "1992-03-15", CHECK_OK },
		{ "birth", "1992-03", CHECK_OK },
		{ "birth", "1992", CHECK_OK },
		{ "birth", "1992-02-30", CHECK_WRONG },
		{ "birth", "2026-11-25", CHECK_WRONG },
		{ "birth", "1892-01-01", CHECK_WRONG },
		{ "day", "2026-11-24", CHECK_OK },
		{ "day", "2026-13-01", CHECK_WRONG },
		{ "name", "王芳", CHECK_OK },
		{ "name", "Ann", CHECK_OK },
		{ "name", "Ö", CHECK_OK },
		{ "name", "123", CHECK_WRONG },
		{ "name", "-", CHECK_WRONG },
		{ "landline", "02162345678", CHECK_OK },
		{ "landline", "13800131948", CHECK_WARN },
		{ "landline", "123", CHECK_WRONG },
		{ "phone", "13800131948", CHECK_OK },
		{ "document", "11010519491231002X", CHECK_OK },
		{ "document", "11010519491231002x", CHECK_OK },
		{ "document", "110105194912310021", CHECK_WARN },
		{ "document", "G12345678", CHECK_OK },
		{ "document", "AB0105194912310021", CHECK_OK },
	};
	char why[200];
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (run(rows[i].name, rows[i].text, why, sizeof why) != rows[i].grade)
			fail_msg("%s %s: %s", rows[i].name, rows[i].text, why);
	}
}

static void every_validator_has_its_name_in_the_list(void **state)
{
	(void)state;
	size_t n = 0;
	for (; validator_names[n] != NULL; n++)
		assert_non_null(validator_find(validator_names[n]));
	assert_int_equal(n, validators_size);
	assert_null(validator_find("nothing"));
}

/* GB 11643: one wrong figure and two neighbours exchanged are always found. */
static void identity_numbers_find_every_single_slip(void **state)
{
	(void)state;
	const char good[] = "11010519491231002X";
	assert_true(document_gb11643(good));
	for (size_t i = 0; i < 17; i++) {
		char bad[19];
		for (char c = '0'; c <= '9'; c++) {
			text_copy(bad, sizeof bad, good);
			bad[i] = c;
			assert_true(document_gb11643(bad) == (c == good[i]));
		}
		if (i == 16 || good[i] == good[i + 1])
			continue;
		text_copy(bad, sizeof bad, good);
		bad[i] = good[i + 1];
		bad[i + 1] = good[i];
		assert_false(document_gb11643(bad));
	}
	assert_false(document_gb11643("11010519490231002X"));
	assert_false(document_gb11643(""));
}

static void filters_let_full_width_forms_through(void **state)
{
	(void)state;
	assert_true(filter_takes(FILTER_DIGITS, '5'));
	assert_true(filter_takes(FILTER_DIGITS, 0xFF15));
	assert_false(filter_takes(FILTER_DIGITS, 'a'));
	assert_true(filter_takes(FILTER_PHONE, '+'));
	assert_false(filter_takes(FILTER_PHONE, 'x'));
	assert_true(filter_takes(FILTER_DATE, 0x6708));         /* 月 */
	assert_true(filter_takes(FILTER_DATE, 'f'));
	assert_false(filter_takes(FILTER_DATE, '!'));
	assert_true(filter_takes(FILTER_LATIN, 0xFC));
	assert_false(filter_takes(FILTER_LATIN, 0x738B));
	assert_true(filter_takes(FILTER_NONE, 0x738B));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_number_has_one_stored_form),
		cmocka_unit_test(refusals_say_the_way_out),
		cmocka_unit_test(normalising_twice_changes_nothing),
		cmocka_unit_test(other_countries_take_their_own_lengths),
		cmocka_unit_test(mobiles_are_shown_in_groups),
		cmocka_unit_test(validators_know_good_from_bad),
		cmocka_unit_test(every_validator_has_its_name_in_the_list),
		cmocka_unit_test(identity_numbers_find_every_single_slip),
		cmocka_unit_test(filters_let_full_width_forms_through),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
