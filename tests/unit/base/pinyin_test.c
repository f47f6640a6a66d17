/* base/pinyin.h: readings of characters and surnames, pinyin taken apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/pinyin.h"
#include "base/utf8.h"

/* "shan dan chan" */
static const char *readings(const char *han)
{
	static char text[128];
	struct pinyin p;
	size_t n = 0;

	pinyin_of(utf8_next(&han), &p);
	text[0] = '\0';
	for (int i = 0; i < p.n; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i ? " " : "", p.v[i]);
	return text;
}

static const char *surname(const char *name, int *length)
{
	static char text[128];
	struct pinyin p[2];
	uint32_t cp[8];
	int n = 0;

	while (*name && n < 8)
		cp[n++] = utf8_next(&name);
	*length = pinyin_surname(cp, n, p);
	snprintf(text, sizeof text, "%s%s", p[0].v[0], *length == 2 ? p[1].v[0] : "");
	return text;
}

static const char *split(const char *word)
{
	static char text[128];
	const char *syllable[16];
	int n = pinyin_split(word, strlen(word), syllable, 16);
	size_t used = 0;

	text[0] = '\0';
	for (int i = 0; i < n; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? "-" : "",
		    syllable[i]);
	return text;
}

static void a_character_has_its_usual_reading_first(void **state)
{
	(void)state;
	assert_string_equal(readings("王"), "wang");
	assert_string_equal(readings("明"), "ming");
	assert_string_equal(readings("单"), "dan chan shan");
	assert_string_equal(readings("晟"), "sheng cheng");
	assert_string_equal(readings("女"), "nv");
	assert_string_equal(readings("呂"), "lv");
	assert_string_equal(readings("𠀀"), "he");               /* beyond the first plane */
}

static void what_is_not_han_has_none(void **state)
{
	(void)state;
	assert_string_equal(readings("a"), "");
	assert_string_equal(readings("あ"), "");
	assert_string_equal(readings("가"), "");
	assert_string_equal(readings("😀"), "");
	assert_string_equal(readings("\xF4\x8F\xBF\xBF"), "");  /* the last code point */
}

/* Every code point, also beyond the tables: at most six readings, each of letters. */
static void no_code_point_has_a_damaged_reading(void **state)
{
	int with = 0;

	(void)state;
	for (uint32_t cp = 0; cp <= 0x110000; cp++) {
		struct pinyin p;

		pinyin_of(cp, &p);
		with += p.n > 0;
		for (int i = 0; i < p.n; i++) {
			size_t n = strspn(p.v[i], "abcdefghijklmnopqrstuvwxyz");

			if (n == 0 || p.v[i][n] || p.n > PINYIN_READINGS)
				fail_msg("U+%04X", cp);
			for (int k = 0; k < i; k++)
				assert_string_not_equal(p.v[i], p.v[k]);
		}
	}
	assert_in_range(with, 41000, 60000);
}

static void a_surname_is_read_as_one(void **state)
{
	static const struct { const char *name, *reading; int length; } CASE[] = {
		{ "单雄信", "shan", 1 }, { "單雄信", "shan", 1 }, { "仇英", "qiu", 1 },
		{ "曾国藩", "zeng", 1 }, { "解缙", "xie", 1 }, { "朴树", "piao", 1 },
		{ "区", "ou", 1 }, { "王", "wang", 1 }, { "欧阳锋", "ouyang", 2 },
		{ "歐陽修", "ouyang", 2 }, { "尉迟恭", "yuchi", 2 }, { "万俟卨", "moqi", 2 },
		{ "长孙无忌", "zhangsun", 2 }, { "单于提", "chanyu", 2 },
		{ "欧阳", "ou", 1 },            /* nothing left for a given name */
		{ "尉迟", "wei", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
		int length;

		assert_string_equal(surname(CASE[i].name, &length), CASE[i].reading);
		assert_int_equal(length, CASE[i].length);
	}
}

static void pinyin_is_split_into_the_fewest_syllables(void **state)
{
	(void)state;
	assert_string_equal(split("xiaoming"), "xiao-ming");
	assert_string_equal(split("siyu"), "si-yu");
	assert_string_equal(split("zhuangzhuang"), "zhuang-zhuang");
	assert_string_equal(split("lvbu"), "lv-bu");
	assert_string_equal(split("fangan"), "fan-gan");
	assert_string_equal(split("smith"), "");
	assert_string_equal(split(""), "");
	assert_string_equal(split("xiaomingg"), "");
}

static void a_split_has_no_more_syllables_than_asked_for(void **state)
{
	const char *syllable[3] = { 0 };

	(void)state;
	assert_int_equal(pinyin_split("xiaoming", 8, syllable, 2), 2);
	assert_null(syllable[2]);
	assert_int_equal(pinyin_split("xiaoming", 8, syllable, 1), 0);
	assert_int_equal(pinyin_split("xiaoming", 4, syllable, 1), 1);
	assert_string_equal(syllable[0], "xiao");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_character_has_its_usual_reading_first),
		cmocka_unit_test(what_is_not_han_has_none),
		cmocka_unit_test(no_code_point_has_a_damaged_reading),
		cmocka_unit_test(a_surname_is_read_as_one),
		cmocka_unit_test(pinyin_is_split_into_the_fewest_syllables),
		cmocka_unit_test(a_split_has_no_more_syllables_than_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
