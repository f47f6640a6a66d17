/* Sums of money: as people read them, as they type them, and back again for every currency. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/money.h"

static const char *const currencies[] = { "JPY", "KRW", "CNY", "USD", "KWD", "CLF", "XYZ" };

static void each_currency_has_its_decimals(void **state)
{
	static const int decimals[] = { 0, 0, 2, 2, 3, 4, 2 };

	(void)state;
	for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++)
		assert_int_equal(money_decimals(currencies[i]), decimals[i]);
	assert_int_equal(money_unit("JPY"), 1);
	assert_int_equal(money_unit("CNY"), 100);
	assert_int_equal(money_unit(NULL), 100);
}

static void reads_as_people_write_it(void **state)
{
	static const struct {
		int64_t amount;
		const char *currency, *text, *full, *plain;
	} rows[] = {
		{ 0, "CNY", "0", "0.00", "0.00" },
		{ 5, "CNY", "0.05", "0.05", "0.05" },
		{ 50000, "CNY", "500", "500.00", "500.00" },
		{ 19950, "CNY", "199.50", "199.50", "199.50" },
		{ 120000, "CNY", "1,200", "1,200.00", "1200.00" },
		{ -123456789, "USD", "-1,234,567.89", "-1,234,567.89", "-1234567.89" },
		{ 1200, "JPY", "1,200", "1,200", "1200" },
		{ 1200500, "KWD", "1,200.500", "1,200.500", "1200.500" },
		{ 100, "JPY", "100", "100", "100" },
		{ MONEY_MAX, "CNY", "1,000,000,000", "1,000,000,000.00", "1000000000.00" },
		{ INT64_MIN, "JPY", "-9,223,372,036,854,775,808", "-9,223,372,036,854,775,808",
		    "-9223372036854775808" },
	};
	char out[MONEY_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_string_equal(money_text(rows[i].amount, rows[i].currency, out, sizeof out),
		    rows[i].text);
		assert_string_equal(money_full(rows[i].amount, rows[i].currency, out, sizeof out),
		    rows[i].full);
		assert_string_equal(money_plain(rows[i].amount, rows[i].currency, out,
		    sizeof out), rows[i].plain);
	}
}

static void takes_every_way_of_typing(void **state)
{
	static const struct {
		const char *text, *currency;
		int64_t amount;
	} rows[] = {
		{ "1200", "CNY", 120000 }, { "1,200.00", "CNY", 120000 },
		{ "1.2k", "CNY", 120000 }, { "1.2K", "CNY", 120000 }, { "1.2345k", "CNY", 123450 },
		{ " 1 200 ", "CNY", 120000 }, { "１，２００．５０", "CNY", 120050 },
		{ "0", "CNY", 0 }, { "0.05", "CNY", 5 }, { "5.5", "CNY", 550 },
		{ "007", "CNY", 700 }, { "-12.50", "CNY", -1250 }, { "￥500", "CNY", 50000 },
		{ "¥-500", "CNY", -50000 }, { "-¥500", "CNY", -50000 }, { "500元", "CNY", 50000 },
		{ "CNY 1,200", "CNY", 120000 }, { "1,200 cny", "CNY", 120000 },
		{ "1.2万", "CNY", 1200000 }, { "1.2万元", "CNY", 1200000 },
		{ "3w", "CNY", 3000000 }, { "2千", "CNY", 200000 }, { "$99.99", "USD", 9999 },
		{ "1,234,567.89", "USD", 123456789 },
		{ "1200", "JPY", 1200 }, { "1.2k", "JPY", 1200 }, { "12.345", "KWD", 12345 },
		{ "1000000000", "CNY", MONEY_MAX }, { "-1000000000", "CNY", -MONEY_MAX },
		{ "100,000,000,000", "JPY", MONEY_MAX },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t got = -1;
		struct err e = ERR_INIT;

		if (money_parse(rows[i].text, rows[i].currency, &got, &e) != OK)
			print_error("%s: %s\n", rows[i].text, e.text);
		assert_int_equal(got, rows[i].amount);
	}
}

/* Nothing is guessed: a comma is never a decimal sign, a sum is never cut to fit. */
static void refuses_what_could_be_two_sums(void **state)
{
	static const struct {
		const char *text, *currency, *says;
	} rows[] = {
		{ "", "CNY", "such as 1,200.00" }, { " ", "CNY", "no amount" },
		{ "-", "CNY", "no amount" }, { "¥", "CNY", "no amount" },
		{ "abc", "CNY", "no amount" }, { "k", "CNY", "no amount" },
		{ "12a", "CNY", "no amount" }, { "1,2", "CNY", "no amount" },
		{ "1,20,000", "CNY", "no amount" }, { "1200,000", "CNY", "no amount" },
		{ ",200", "CNY", "no amount" }, { "1,200,", "CNY", "no amount" },
		{ "1,,200", "CNY", "no amount" }, { ".5", "CNY", "no amount" },
		{ "5.", "CNY", "no amount" }, { "1.2.3", "CNY", "no amount" },
		{ "1.2,000", "CNY", "no amount" }, { "--5", "CNY", "no amount" },
		{ "1e5", "CNY", "no amount" }, { "0x10", "CNY", "no amount" },
		{ "1.2kk", "CNY", "no amount" }, { "$$5", "USD", "no amount" },
		{ "1.005", "CNY", "CNY has at most 2 decimals" },
		{ "1.5", "JPY", "JPY has no decimals" }, { "1,200.00", "JPY", "no decimals" },
		{ "1.2345", "KWD", "at most 3 decimals" },
		{ "0.00000000000000000000000000001", "CNY", "decimals" },
		{ "1000000000.01", "CNY", "at most 1,000,000,000." },
		{ "100,000,000,001", "JPY", "at most 100,000,000,000." },
		{ "99999999999999999999999999", "CNY", "too much" },
		{ "9223372036854775808", "JPY", "too much" }, { "999999999w", "CNY", "too much" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t got = 77;
		struct err e = ERR_INIT;

		assert_int_equal(money_parse(rows[i].text, rows[i].currency, &got, &e),
		    ERR_INVALID);
		assert_int_equal(got, 77);
		if (!strstr(e.text, rows[i].says))
			print_error("\"%s\": %s\n", rows[i].text, e.text);
		assert_non_null(strstr(e.text, rows[i].says));
	}
}

/* What is shown can be typed: in all three ways, whatever the sum and the currency. */
static void what_is_shown_can_be_typed(void **state)
{
	static char *(*const ways[])(int64_t, const char *, char *, size_t) = {
		money_text, money_full, money_plain };
	uint64_t seed = 20261124;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		const char *currency = currencies[i % 7];
		char out[MONEY_TEXT];
		int64_t amount, got = 0;
		struct err e = ERR_INIT;

		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
		amount = (int64_t)(seed >> 20) % MONEY_MAX;
		for (int shrink = i % 11; shrink; shrink--)
			amount /= 10;
		if (seed & 0x8000)
			amount = -amount;
		ways[i % 3](amount, currency, out, sizeof out);
		assert_int_equal(money_parse(out, currency, &got, &e), OK);
		assert_int_equal(got, amount);
	}
}

/* A field that is too narrow gets the beginning, never more bytes than it has. */
static void never_writes_beyond_its_field(void **state)
{
	char out[6] = "zzzzz";

	(void)state;
	money_text(123456789, "CNY", out, sizeof out);
	assert_true(strlen(out) < sizeof out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_currency_has_its_decimals),
		cmocka_unit_test(reads_as_people_write_it),
		cmocka_unit_test(takes_every_way_of_typing),
		cmocka_unit_test(refuses_what_could_be_two_sums),
		cmocka_unit_test(what_is_shown_can_be_typed),
		cmocka_unit_test(never_writes_beyond_its_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
