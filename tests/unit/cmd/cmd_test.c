/* cmd/cmd.h: the table of commands and their exit status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/safe.h"
#include "cmd/cmd_priv.h"
#include "data/store.h"
#include "desk/site.h"

/* The file, and what the store lays beside it. */
static void remove_store(const char *path)
{
	static const char *const beside[] = { "", "-wal", "-shm", ".gate" };
	char name[96];

	for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
		text_fmt(name, sizeof name, "%s%s", path, beside[i]);
		unlink(name);
	}
}

static const struct cmd *find(const char *a, const char *b, int *used)
{
	char one[32], two[32], *argv[] = { one, two };

	text_copy(one, sizeof one, a);
	text_copy(two, sizeof two, b);
	return cmd_find(b ? 2 : 1, argv, used);
}

static void names_are_one_or_two_words(void **state)
{
	int used;

	(void)state;
	assert_string_equal(find("client", "find", &used)->name, "client find");
	assert_int_equal(used, 2);
	assert_string_equal(find("tick", "--all", &used)->name, "tick");
	assert_int_equal(used, 1);
	assert_null(find("client", NULL, &used));
	assert_null(find("client", "fin", &used));
	assert_null(find("", NULL, &used));
	assert_int_equal(used, 0);
}

static void every_row_is_whole_and_its_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < cmd_count; i++) {
		const struct cmd *row = cmd_table[i];

		assert_true(row->name[0] && row->help[0] && row->run);
		assert_true(row->words || row->usage);
		assert_true(row->min <= row->max && row->nargs <= CMD_ARGS);
		if (row->needs & (CMD_DESK | CMD_WRITE | CMD_NO_SYNC))
			assert_true(row->needs & CMD_FILE);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(row->name, cmd_table[k]->name);
	}
}

static void the_synopsis_is_made_from_the_table(void **state)
{
	static const struct arg args[] = {
		{ .name = "to", .value = "DAY", .kind = ARG_DAY, .needed = true },
		{ .name = "count", .value = "N", .kind = ARG_INT },
		{ .name = "all", .kind = ARG_SWITCH },
	};
	struct cmd cmd = { .name = "x", .words = "CODE", .args = args, .nargs = COUNT(args) };
	char out[200];

	(void)state;
	assert_string_equal(cmd_usage(&cmd, out, sizeof out), "CODE --to DAY [--count N] [--all]");
	cmd.words = "";
	cmd.nargs = 1;
	assert_string_equal(cmd_usage(&cmd, out, sizeof out), "--to DAY");
	cmd.usage = "by hand";
	assert_string_equal(cmd_usage(&cmd, out, sizeof out), "by hand");
}

/* Where options exclude each other the synopsis is written by hand: it names none that is not
 * there. Every option that takes something says what. */
static void a_synopsis_by_hand_names_options_of_the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < cmd_count; i++) {
		const struct cmd *row = cmd_table[i];

		for (size_t k = 0; k < row->nargs; k++)
			assert_true(row->args[k].kind == ARG_SWITCH || row->args[k].value);
		for (const char *p = row->words && row->usage ? strstr(row->usage, "--") : NULL; p;
		     p = strstr(p + 2, "--")) {
			size_t n = strcspn(p + 2, " ]"), k = 0;

			while (k < row->nargs && (strlen(row->args[k].name) != n ||
			    strncmp(row->args[k].name, p + 2, n) != 0))
				k++;
			assert_true(k < row->nargs || !strncmp(p, "--format", 8));
		}
	}
}

static enum err_code tells(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)e;
	fprintf(c->out, "%d %s %ld %s", argc, argv[0], c->args[0].number,
	    c->args[1].given ? "all" : "some");
	return OK;
}

static void words_and_options_are_read_by_the_row(void **state)
{
	static const struct arg args[] = {
		{ .name = "count", .value = "N", .kind = ARG_INT, .min = 1, .max = 9, .number = 4 },
		{ .name = "all", .kind = ARG_SWITCH },
	};
	const struct cmd cmd = { .name = "x", .words = "CODE", .min = 1, .max = 1, .args = args,
		.nargs = COUNT(args), .run = tells };
	static const struct {
		const char *words[3];
		int n, status;
		const char *out, *err;
	} cases[] = {
		{ { "lq" }, 1, 0, "1 lq 4 some", "" },
		{ { "--all", "lq", "--count=2" }, 3, 0, "1 lq 2 all", "" },
		{ { "--all" }, 1, 2, "", "frontdesk: A word is missing. "
		    "Usage: frontdesk x CODE [--count N] [--all]\n" },
		{ { "lq", "--al" }, 2, 2, "", "frontdesk: There is no option --al here. "
		    "Did you mean --all?\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *out = NULL, *err = NULL, words[3][16], *argv[3];
		size_t n;
		struct cmd_context c = { .out = open_memstream(&out, &n),
			.err = open_memstream(&err, &n) };

		for (int k = 0; k < cases[i].n; k++)
			argv[k] = text_copy(words[k], sizeof words[k], cases[i].words[k]);
		assert_int_equal(cmd_run(&cmd, &c, cases[i].n, argv), cases[i].status);
		fclose(c.out);
		fclose(c.err);
		assert_string_equal(out, cases[i].out);
		assert_string_equal(err, cases[i].err);
		free(out);
		free(err);
	}
}

static void slips_find_their_command(void **state)
{
	(void)state;
	assert_string_equal(cmd_near("backpu"), "backup");
	assert_string_equal(cmd_near("clinet"), "client find");
	assert_string_equal(cmd_near("verfy"), "verify");
	assert_null(cmd_near("xylophone"));
	assert_null(
	    cmd_near("a word that is far too long to be anything that anybody could have meant"));
}

/* The oracle: every pair of short words over two letters, by recursion. */
static int slow_distance(const char *a, const char *b)
{
	int cut, best;

	if (!*a || !*b)
		return (int)(strlen(a) + strlen(b));
	best = slow_distance(a + 1, b + 1) + (*a != *b);
	cut = slow_distance(a + 1, b) + 1;
	best = cut < best ? cut : best;
	cut = slow_distance(a, b + 1) + 1;
	return cut < best ? cut : best;
}

static void distance_agrees_with_its_definition(void **state)
{
	char a[6], b[6];

	(void)state;
	for (int i = 1; i < 32; i++)
		for (int k = 1; k < 32; k++) {
			int na = 0, nb = 0;

			for (int x = i; x > 1; x >>= 1)
				a[na++] = x & 1 ? 'p' : 'q';
			for (int x = k; x > 1; x >>= 1)
				b[nb++] = x & 1 ? 'p' : 'q';
			a[na] = b[nb] = '\0';
			assert_int_equal(word_distance(a, b), slow_distance(a, b));
		}
}

static void exit_status_as_the_manual_says(void **state)
{
	static const struct {
		enum err_code code;
		int status;
	} want[] = {
		{ OK, 0 },
		{ ERR_USAGE, 2 },
		{ ERR_CONFIG, 2 },
		{ ERR_INVALID, 3 },
		{ ERR_TAKEN, 3 },
		{ ERR_DUPLICATE, 3 },
		{ ERR_CONFLICT, 3 },
		{ ERR_CANCELLED, 3 },
		{ ERR_NOTFOUND, 4 },
		{ ERR_DENIED, 5 },
		{ ERR_SECOND, 5 },
		{ ERR_BUSY, 1 },
		{ ERR_FULL, 1 },
		{ ERR_READONLY, 1 },
		{ ERR_IO, 1 },
		{ ERR_STORE, 1 },
		{ ERR_CORRUPT, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(want); i++)
		assert_int_equal(cmd_exit(want[i].code), want[i].status);
}

static enum err_code speaks(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	(void)argv;
	fputs("data\n", c->out);
	return err_set(e, ERR_TAKEN, "%s", "Not booked.\x1b[2J\nNext: 15:00.");
}

static enum err_code prints(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	(void)argv;
	(void)e;
	fputs("data\n", c->out);
	return OK;
}

static void errors_go_to_their_stream_in_one_line(void **state)
{
	char *out = NULL, *err = NULL;
	size_t n;
	struct cmd cmd = { .name = "x", .run = speaks };
	struct cmd_context c = { .out = open_memstream(&out, &n), .err = open_memstream(&err, &n) };

	(void)state;
	assert_int_equal(cmd_run(&cmd, &c, 0, NULL), 3);
	fclose(c.out);
	fclose(c.err);
	assert_string_equal(out, "data\n");
	assert_string_equal(err, "frontdesk: Not booked.[2J Next: 15:00.\n");
	free(out);
	free(err);
}

static void a_full_disk_is_no_success(void **state)
{
	char *err = NULL;
	size_t n;
	struct cmd cmd = { .name = "x", .run = prints };
	struct cmd_context c = { .out = fopen("/dev/full", "w"), .err = open_memstream(&err, &n) };

	(void)state;
	if (!c.out)
		skip();
	assert_int_equal(cmd_run(&cmd, &c, 0, NULL), 1);
	fclose(c.out);
	fclose(c.err);
	assert_non_null(strstr(err, "could not be written"));
	free(err);
}

static void unsafe_characters_vanish(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	safe_put(&b,
	    "a\tb\r\nc\x1b]0;x\x07\xc2\x9b\xe2\x80\xae"
	    "d\xffz",
	    SAFE_LINE);
	assert_string_equal(b.s, "a b  c]0;xd\xef\xbf\xbdz");
	buf_clear(&b);
	safe_put(&b, "a\tb\nc", SAFE_TEXT);
	assert_string_equal(b.s, "a\tb\nc");
	safe_put(&b, NULL, SAFE_TEXT);
	assert_string_equal(b.s, "a\tb\nc");
	buf_free(&b);
}

/* Two files in one process (a check beside a restore): each knows its own people. */
static void codes_are_those_of_the_file_at_hand(void **state)
{
	static const char *const codes[] = { "ann", "bob" };
	char dir[] = "/tmp/fd-codes-XXXXXX", path[2][64];
	struct cmd_context c[2] = { { .err_tty = false } };
	struct err e = ERR_INIT;

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (int i = 0; i < 2; i++) {
		struct site_options site = { .manager_code = codes[i], .pin_cost = 1 };

		text_fmt(path[i], sizeof path[i], "%s/%d.db", dir, i);
		assert_int_equal(store_create(path[i], &e), OK);
		assert_int_equal(store_open(path[i], STORE_NO_SYNC, &c[i].store, &e), OK);
		assert_int_equal(site_create(c[i].store, &site, &e), OK);
	}
	for (int twice = 0; twice < 2; twice++)
		for (int i = 0; i < 2; i++)
			assert_string_equal(staff_code_of(&c[i], 1), codes[i]);
	assert_string_equal(staff_code_of(&c[0], 0), "");
	for (int i = 0; i < 2; i++) {
		store_close(c[i].store);
		remove_store(path[i]);
	}
	assert_int_equal(rmdir(dir), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_file_at_hand),
		cmocka_unit_test(names_are_one_or_two_words),
		cmocka_unit_test(every_row_is_whole_and_its_own),
		cmocka_unit_test(the_synopsis_is_made_from_the_table),
		cmocka_unit_test(a_synopsis_by_hand_names_options_of_the_table),
		cmocka_unit_test(words_and_options_are_read_by_the_row),
		cmocka_unit_test(slips_find_their_command),
		cmocka_unit_test(distance_agrees_with_its_definition),
		cmocka_unit_test(exit_status_as_the_manual_says),
		cmocka_unit_test(errors_go_to_their_stream_in_one_line),
		cmocka_unit_test(a_full_disk_is_no_success),
		cmocka_unit_test(unsafe_characters_vanish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
