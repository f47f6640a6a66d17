/* cmd/table.h: the same rows as text, CSV and JSON, whatever stands in the store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "cmd/table.h"

static const struct table_col columns[] = {
	{ "id", 4, true },
	{ "name", 6, false },
	{ "secret", -1, false },
	{ "next_at", 16, false },
	{ "start", 0, false },
};
#define N (sizeof columns / sizeof columns[0])

static char *printed;
static size_t printed_n;

static struct table_out *begin(struct cmd_context *c, enum cmd_format format)
{
	*c = (struct cmd_context){ .format = format, .out = open_memstream(&printed, &printed_n) };
	return table_begin(c, columns, N);
}

static const char *end(struct table_out *t, struct cmd_context *c, const char *empty)
{
	table_end(t, empty);
	fclose(c->out);
	return printed;
}

static void row(struct table_out *t, int64_t id, const char *name, int64_t at)
{
	table_int(t, id);
	table_text(t, name);
	table_text(t, "x");
	table_time(t, at);
	table_time(t, at);
	table_row(t);
}

static void text_is_aligned_under_its_names(void **state)
{
	struct cmd_context c;
	struct table_out *t = begin(&c, FORMAT_TEXT);

	(void)state;
	row(t, 7, "王小明", 0);
	row(t, 12, "Maximilian", 60);
	assert_string_equal(end(t, &c, "none"),
	    "  id  name    next_at           start\n"
	    "   7  王小明\n"
	    "  12  Maxim~  1970-01-01 00:01  1970-01-01 00:01\n");
	free(printed);
}

static void empty_lists_say_so_only_to_people(void **state)
{
	static const char *const want[] = { "none\n", "id,name,secret,next_at,start\r\n", "[]\n" };
	struct cmd_context c;

	(void)state;
	for (int f = FORMAT_TEXT; f <= FORMAT_JSON; f++) {
		struct table_out *t = begin(&c, (enum cmd_format)f);

		assert_string_equal(end(t, &c, "none"), want[f]);
		free(printed);
	}
}

static void csv_quotes_what_it_must(void **state)
{
	struct cmd_context c;
	struct table_out *t = begin(&c, FORMAT_CSV);

	(void)state;
	row(t, 1, "a,\"b\"", 0);
	row(t, 2, "=1+2", -60);
	assert_string_equal(end(t, &c, NULL),
	    "id,name,secret,next_at,start\r\n"
	    "1,\"a,\"\"b\"\"\",x,,\r\n"
	    "2,'=1+2,x,1969-12-31 23:59,1969-12-31 23:59\r\n");
	free(printed);
}

static void json_gives_instants_as_integers_too(void **state)
{
	struct cmd_context c;
	struct table_out *t = begin(&c, FORMAT_JSON);

	(void)state;
	row(t, 1, "a", 86400);
	row(t, 2, "b", 0);
	assert_string_equal(end(t, &c, NULL),
	    "[\n"
	    "{\"id\": 1, \"name\": \"a\", \"secret\": \"x\", \"next_at\": \"1970-01-02 00:00\", "
	    "\"next_unix\": 86400, \"start\": \"1970-01-02 00:00\", \"start_at\": 86400},\n"
	    "{\"id\": 2, \"name\": \"b\", \"secret\": \"x\", \"next_at\": null, "
	    "\"next_unix\": null, "
	    "\"start\": null, \"start_at\": null}\n]\n");
	free(printed);
}

/* Every code point that a terminal could obey, and bytes that are no UTF-8. */
static void stored_texts_cannot_speak_to_a_terminal(void **state)
{
	struct cmd_context c;

	(void)state;
	for (int f = FORMAT_TEXT; f <= FORMAT_JSON; f++) {
		for (uint32_t cp = 1; cp < 0xa0; cp++) {
			char name[16] = "a";
			struct table_out *t = begin(&c, (enum cmd_format)f);

			if (cp >= 0x20 && cp < 0x7f)
				cp = 0x7f;
			name[1 + utf8_encode(cp, name + 1)] = 'b';
			row(t, 1, name, 0);
			end(t, &c, NULL);
			assert_true(utf8_valid(printed, printed_n));
			for (const char *p = printed; *p;) {
				uint32_t got = utf8_next(&p);

				if (got < 0x20 && got != '\n' &&
				    !(f == FORMAT_CSV && strchr("\r\t", (int)got)))
					fail_msg(
					    "format %d lets U+%04X through for U+%04X", f, got, cp);
				assert_false(got >= 0x7f && got < 0xa0);
			}
			free(printed);
		}
	}
	for (int b = 0x80; b < 0x100; b++) {
		char bad[] = { (char)b, 'x', '\0' };
		struct table_out *t = begin(&c, FORMAT_JSON);

		row(t, 1, bad, 0);
		assert_non_null(strstr(end(t, &c, NULL), "\xef\xbf\xbdx"));
		free(printed);
	}
}

static void json_escapes_by_its_rules(void **state)
{
	struct cmd_context c;
	struct table_out *t = begin(&c, FORMAT_JSON);

	(void)state;
	row(t, 1, "q\"\\\n\u2028\U0001F600", 0);
	assert_non_null(strstr(end(t, &c, NULL), "\"q\\\"\\\\\\u000a\\u2028\U0001F600\""));
	free(printed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_aligned_under_its_names),
		cmocka_unit_test(empty_lists_say_so_only_to_people),
		cmocka_unit_test(csv_quotes_what_it_must),
		cmocka_unit_test(json_gives_instants_as_integers_too),
		cmocka_unit_test(stored_texts_cannot_speak_to_a_terminal),
		cmocka_unit_test(json_escapes_by_its_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
