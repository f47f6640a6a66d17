/* The grammar of the command line as text: parts, words, rows; nothing it is given breaks it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "screen/cmdline.h"

/* "kind text", a word a line, parts between `;` lines. */
static void tell(const char *line, struct buf *out)
{
	static const char *const kinds[] = { [CMDWORD_PLAIN] = "plain", [CMDWORD_QUOTED] = "quoted",
		[CMDWORD_KEY] = "key", [CMDWORD_ID] = "id", [CMDWORD_AT_HAND] = "hand",
		[CMDWORD_BEFORE] = "before" };
	struct cmdline c;

	cmdline_parse(line, &c);
	buf_clear(out);
	for (size_t p = 0; p < c.n; p++) {
		buf_puts(out, p ? "; " : "");
		for (size_t w = 0; w < c.part[p].n; w++) {
			const struct cmdline_word *word = &c.part[p].word[w];
			char text[100];

			buf_printf(out, "%s(%s%s%s) ", kinds[word->kind], word->key,
			    word->kind == CMDWORD_KEY ? "=" : "",
			    cmdline_text(&c, word, text, sizeof text));
		}
	}
	buf_trim(out);
}

static void parts_and_words(void **state)
{
	static const struct {
		const char *line, *is;
	} cases[] = {
		{ "wxm0823", "plain(wxm0823)" },
		{ "wxm0823; bk", "plain(wxm0823) ; plain(bk)" },
		{ "bk wxm0823 fri 15 dr=cl svc=laser",
		  "plain(bk) plain(wxm0823) plain(fri) plain(15) key(dr=cl) key(svc=laser)" },
		{ "3,5-7 ar", "plain(3,5-7) plain(ar)" },
		{ "mv #48001 t+1 16", "plain(mv) id(48001) plain(t+1) plain(16)" },
		{ "fr skin,laser dr=cl,zm +3..+14 pm",
		  "plain(fr) plain(skin,laser) key(dr=cl,zm) plain(+3..+14) plain(pm)" },
		{ "ca #48001 why=\"too late; really\"",
		  "plain(ca) id(48001) key(why=too late; really)" },
		{ ". ; in; vi", "hand(.) ; plain(in) ; plain(vi)" },
		{ "py . DEP=500", "plain(py) hand(.) key(dep=500)" },
		{ "\"ar\"", "quoted(ar)" },
		{ "rk \" \"", "plain(rk) before( )" },
		{ " ", "before( )" },
		{ "", "" },
		{ ";;", "; ;" },
		{ "a;b", "plain(a) ; plain(b)" },
		{ "why=", "key(why=)" },
		{ "=x", "plain(=x)" },
		{ "toolongkey=x", "plain(toolongkey=x)" },
		{ "\"open", "quoted(open)" },
		{ "何小北 .5", "plain(何小北) plain(.5)" },
	};
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		tell(cases[i].line, &out);
		assert_string_equal(buf_str(&out), cases[i].is);
	}
	buf_free(&out);
}

static void an_open_quote_is_known(void **state)
{
	struct cmdline c;

	(void)state;
	cmdline_parse("rk \"abc", &c);
	assert_true(c.part[0].word[1].open);
	cmdline_parse("rk \"abc\"", &c);
	assert_false(c.part[0].word[1].open);
}

static void words_of_a_search(void **state)
{
	struct cmdline c;
	char text[40];

	(void)state;
	cmdline_parse("wang   xiao \"ming yue\" x", &c);
	assert_string_equal(cmdline_words_text(&c, &c.part[0], 0, 3, text, sizeof text),
	    "wang xiao ming yue");
	assert_string_equal(cmdline_words_text(&c, &c.part[0], 3, 3, text, sizeof text), "");
}

static void rows(void **state)
{
	int out[CMDLINE_ROWS];

	(void)state;
	assert_int_equal(cmdline_rows("3,5-7", out, CMDLINE_ROWS), 4);
	assert_int_equal(out[0], 3);
	assert_int_equal(out[3], 7);
	assert_int_equal(cmdline_rows("7,1-3,2", out, CMDLINE_ROWS), 4);        /* 2 once */
	assert_int_equal(out[0], 7);
	assert_int_equal(cmdline_rows("1-60", out, CMDLINE_ROWS), 60);
	assert_int_equal(cmdline_rows("1-61", out, CMDLINE_ROWS), 0);
	static const char *const none[] = { "", "a", "0", "3-", "-3", "7-3", ",", "3,", "3,,4",
		"3;4", "12345", "1-99999999999", "3 ", "１" };

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		assert_int_equal(cmdline_rows(none[i], out, CMDLINE_ROWS), 0);
}

static void where_the_cursor_is(void **state)
{
	struct cmdline c;
	size_t word;

	(void)state;
	cmdline_parse("ab cd; ef ", &c);
	assert_int_equal(cmdline_part_at(&c, 0, &word), 0);
	assert_int_equal(word, 0);
	assert_int_equal(cmdline_part_at(&c, 2, &word), 0);
	assert_int_equal(word, 0);
	assert_int_equal(cmdline_part_at(&c, 4, &word), 0);
	assert_int_equal(word, 1);
	assert_int_equal(cmdline_part_at(&c, 9, &word), 1);
	assert_int_equal(word, 0);
	assert_int_equal(cmdline_part_at(&c, 10, &word), 1);
	assert_int_equal(word, 1);                              /* behind all words */
}

/* Any bytes at all: words lie in their part, in order, and do not overlap; nothing is lost but
 * blanks and semicolons. */
static void any_line_is_taken_apart(void **state)
{
	static const char alphabet[] = "ab19 ;;\"\"#=.,-  \t\xe7\x8e\x8b\xff'";
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char line[64];
		size_t n, last = 0, bytes = 0;
		struct cmdline c;

		seed = seed * 1664525u + 1013904223u;
		n = (seed >> 20) % (sizeof line - 1);
		for (size_t i = 0; i < n; i++) {
			seed = seed * 1664525u + 1013904223u;
			line[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		line[n] = '\0';
		cmdline_parse(line, &c);
		assert_true(c.n >= 1 && c.n <= CMDLINE_PARTS);
		for (size_t p = 0; p < c.n; p++) {
			assert_true(c.part[p].from <= c.part[p].to && c.part[p].to <= n);
			for (size_t w = 0; w < c.part[p].n; w++) {
				const struct cmdline_word *word = &c.part[p].word[w];

				assert_true(word->from >= last && word->from >= c.part[p].from);
				assert_true(word->from <= word->text && word->text <= word->end);
				assert_true(word->end <= word->to && word->to <= n);
				assert_true(word->to > word->from);
				last = word->to;
				bytes += word->to - word->from;
			}
		}
		for (size_t p = 0; p + 1 < c.n; p++)
			assert_int_equal(line[c.part[p].to], ';');
		if (!c.full && c.n > 1)
			assert_int_equal(c.part[c.n - 1].to, n);
		/* Without quotes every byte that is no blank and no semicolon is in a word. */
		if (!c.full && strcspn(line, "\"") == n) {
			size_t solid = 0;

			for (size_t i = 0; i < n; i++)
				solid += line[i] != ' ' && line[i] != '\t' && line[i] != ';';
			if (solid)
				assert_int_equal(bytes, solid);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_and_words),
		cmocka_unit_test(an_open_quote_is_known),
		cmocka_unit_test(words_of_a_search),
		cmocka_unit_test(rows),
		cmocka_unit_test(where_the_cursor_is),
		cmocka_unit_test(any_line_is_taken_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
