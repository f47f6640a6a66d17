/*
 * A client list becomes files: encodings, refused lines, lines known again, and likely doubles held
 * against lists whose doubles somebody else knows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/client.h"
#include "data/todo.h"
#include "desk/import.h"
#include "desk/people/rights_priv.h"
#include "desk/undo.h"
#include "desk_help.h"

#define FIXTURE "tests/fixtures/febrl-persons.csv"

struct seen {
	long line[16];
	char why[16][160];
	size_t n;
};

static void note_refused(void *ctx, long line, const char *raw, const char *reason)
{
	struct seen *s = ctx;

	assert_non_null(raw);
	if (s->n == 16)
		return;
	s->line[s->n] = line;
	text_copy(s->why[s->n++], sizeof s->why[0], reason);
}

static struct import_report import(struct desk_world *w, const char *text, struct seen *seen)
{
	struct import_options o = { .bytes = text, .size = strlen(text), .refused = note_refused,
		.ctx = seen };
	struct import_report r;

	memset(seen, 0, sizeof *seen);
	must(w, import_clients(&w->d, &o, &r, &w->e));
	return r;
}

static int64_t find_origin(struct desk_world *w, const char *key)
{
	int64_t id;

	must(w, client_by_origin(w->s, key, &id, &w->e));
	return id;
}

static void a_list_in_chinese_becomes_files(void **state)
{
	struct desk_world *w = *state;
	struct seen seen;
	struct client c;
	struct import_report r;

	act_as(w, w->admin, 0);
	r = import(w, "编号,姓名,性别,出生日期,手机,专家\n"
	    "7,张三丰,男,1990-1-2,139 1234 5678,陈立\n", &seen);
	assert_int_equal(r.added, 1);
	assert_int_equal(r.refused, 0);
	must(w, client_get(w->s, find_origin(w, "default:7"), &c, &w->e));
	assert_string_equal(c.name, "张三丰");
	assert_string_equal(c.gender, "m");
	assert_string_equal(c.birth, "1990-01-02");
	assert_int_equal(c.expert_id, w->cl);
	assert_non_null(c.file_no);
	client_free(&c);
}

static void the_same_list_again_adds_nothing(void **state)
{
	struct desk_world *w = *state;
	const char *list =
	    "name,mobile\nAnn One,13900000001\nBen Two,13900000002\nAnn One,13900000001\n";
	struct seen seen;

	act_as(w, w->admin, 0);
	/* Two lines that say the same are two lines: the second is the double of the first. */
	assert_int_equal(import(w, list, &seen).added, 3);
	assert_int_equal(import(w, list, &seen).known, 3);
	assert_int_equal(import(w, list, &seen).added, 0);
}

static void a_refused_line_says_where_and_why(void **state)
{
	struct desk_world *w = *state;
	struct seen seen;
	struct import_report r;

	act_as(w, w->admin, 0);
	r = import(w, "name,birthday,branch\nAnn,1990-02-31,\n,1990-02-01,\nCid,1990-02-01,mars\n"
	    "Dan,1990-02-01,ja\n", &seen);
	assert_int_equal(r.lines, 4);
	assert_int_equal(r.added, 1);
	assert_int_equal(r.refused, 3);
	assert_int_equal(seen.line[0], 2);
	assert_non_null(strstr(seen.why[0], "1990-02-31"));
	assert_int_equal(seen.line[1], 3);
	assert_int_equal(seen.line[2], 4);
	assert_non_null(strstr(seen.why[2], "mars"));
}

/* A list whose telephone numbers nobody looks at before the store does. */
static void write_mapping(struct desk_world *w)
{
	char path[200];
	FILE *f;

	text_fmt(path, sizeof path, "%s/import-rough.cfg", w->forms);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs("mapping: { name = \"rough\"; title = \"Rough\";"
	    " table = \"client\"; key = [\"no\"]; columns = (\n"
	    "  { path = \"name\"; headers = [\"name\"]; as = \"name\"; required = true; },\n"
	    "  { path = \"phone[self].number\"; headers = [\"mobile\"]; }\n); };\n", f);
	assert_int_equal(fclose(f), 0);
}

static int begun;

static enum err_code counting_gate(void *ctx, const struct actor *who, const char *name,
    struct err *e)
{
	begun++;
	return rights_gate(ctx, who, name, e);
}

/* It has the file in already when it comes to the telephone. One such line costs one line, and the
 * batch is written once. */
static void a_line_that_the_store_refuses_costs_one_line(void **state)
{
	struct desk_world *w = *state;
	struct seen seen;
	struct import_report r;
	int64_t before, actions, undone;

	write_mapping(w);
	act_as(w, w->admin, 0);
	before = number(w, "SELECT count(*) FROM client");
	actions = last_action(w);
	begun = 0;
	action_set_gate(w->s, counting_gate, &w->d);
	r = import(w, "no,name,mobile\n1,Ann One,13911110001\n2,Ben Two,ask him\n"
	    "3,Cid Three,13911110003\n4,Dan Four,-\n5,Eve Five,13911110005\n", &seen);
	assert_int_equal(r.added, 3);
	assert_int_equal(r.refused, 2);
	assert_int_equal(seen.line[0], 3);
	assert_int_equal(seen.line[1], 5);
	assert_int_equal(begun, 2);             /* the batch, then its likely doubles */
	/* Of a refused line nothing is left, nor is anything of it in the action or to be found. */
	assert_int_equal(number(w, "SELECT count(*) FROM client"), before + 3);
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE name LIKE 'Ben%%'"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM client_term"
	    " WHERE client_id NOT IN (SELECT id FROM client)"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM action_client WHERE action_id > %lld",
	    (long long)actions), 3);
	must(w, undo_action(&w->d, last_action(w), false, "tried out", &undone, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client"), before);
}

static void what_the_branch_wants_goes_to_a_list_and_refuses_nothing(void **state)
{
	struct desk_world *w = *state;
	struct seen seen;
	struct todo_list todo = { 0 };
	struct import_report r;

	act_as(w, w->admin, 0);
	r = import(w, "id,name\n1,Only Name\n", &seen);
	assert_int_equal(r.added, 1);
	assert_int_equal(r.incomplete, 1);
	must(w, todo_list_client(w->s, find_origin(w, "default:1"), &todo, &w->e));
	assert_int_equal(todo.n, 1);
	assert_string_equal(todo.v[0].kind, "complete");
	assert_non_null(strstr(todo.v[0].why, "birth"));
	assert_non_null(strstr(todo.v[0].why, "phone"));
	todo_list_free(&todo);
}

static void a_column_nobody_knows_is_kept_in_the_remarks(void **state)
{
	struct desk_world *w = *state;
	struct seen seen;
	struct client c;

	act_as(w, w->admin, 0);
	assert_int_equal(import(w, "id,name,shoe size\n9,Big Foot,47\n", &seen).added, 1);
	must(w, client_get(w->s, find_origin(w, "default:9"), &c, &w->e));
	assert_string_equal(c.notes, "shoe size: 47");
	client_free(&c);
}

static void gb18030_is_read_as_what_it_is(void **state)
{
	struct desk_world *w = *state;
	/* 姓名 / 李四, as Chinese spreadsheets write it. */
	const char list[] = "\xd0\xd5\xc3\xfb\n\xc0\xee\xcb\xc4\n";
	struct seen seen;
	int64_t ids[4];
	size_t n;

	act_as(w, w->admin, 0);
	assert_int_equal(import(w, list, &seen).added, 1);
	must(w, client_list_recent(w->s, w->admin, ids, 4, &n, &w->e));
	assert_true(n >= 1);
}

static void importing_needs_the_right(void **state)
{
	struct desk_world *w = *state;
	struct import_options o = { .bytes = "name\nAnn\n", .size = 9 };
	struct import_report r;

	act_as(w, w->wf, 0);
	refused(w, import_clients(&w->d, &o, &r, &w->e), ERR_DENIED, "import");
}

/* ---- gold keys ---- */

static char *read_fixture(size_t *size)
{
	FILE *f = fopen(FIXTURE, "rb");
	char *text;

	assert_non_null(f);
	fseek(f, 0, SEEK_END);
	*size = (size_t)ftell(f);
	rewind(f);
	text = mem_alloc(*size + 1);
	assert_int_equal(fread(text, 1, *size, f), *size);
	fclose(f);
	return text;
}

/* rec-561-org and rec-561-dup-2 are one person: 561. */
static long person_of(const char *origin_key)
{
	const char *p = strstr(origin_key, "rec-");

	assert_non_null(p);
	return strtol(p + 4, NULL, 10);
}

static long gold_pairs(const char *text)
{
	static unsigned char times[10000];
	long pairs = 0;

	memset(times, 0, sizeof times);
	for (const char *p = text; (p = strstr(p, "\nrec-")); p += 5)
		pairs += times[strtol(p + 5, NULL, 10) % 10000]++;
	return pairs;
}

static long person_of_client(struct desk_world *w, int64_t id)
{
	struct client c;
	long person;

	must(w, client_get(w->s, id, &c, &w->e));
	person = person_of(c.origin_key);
	client_free(&c);
	return person;
}

/* FEBRL data set 2: 5,000 lines with typing errors, swapped names and missing values. */
static void doubles_of_febrl_are_found(void **state)
{
	struct desk_world *w = *state;
	struct import_report r;
	struct todo_list todo = { 0 };
	struct import_options o = { 0 };
	long right = 0, gold;
	char *text;

	act_as(w, w->admin, 0);
	text = read_fixture(&o.size);
	o.bytes = text;
	gold = gold_pairs(text);
	must(w, import_clients(&w->d, &o, &r, &w->e));
	assert_true(r.added >= 4990);
	must(w, todo_list_open(w->s, "duplicate", 0, NULL, 0, 100000, &todo, &w->e));
	for (size_t i = 0; i < todo.n; i++)
		right += person_of_client(w, todo.v[i].client_id) ==
		    person_of_client(w, todo.v[i].other_id);
	print_message("FEBRL: %ld of %ld pairs found, %zu named, recall %.3f, precision %.3f\n",
	    right, gold, todo.n, (double)right / (double)gold,
	    (double)right / (double)todo.n);
	assert_true((double)right / (double)gold >= 0.90);
	assert_true((double)right / (double)todo.n >= 0.98);
	todo_list_free(&todo);
	mem_free(text);
}

/* The house with the forms and mappings that are shipped. */
static int shipped_setup(void **state)
{
	struct desk_config config;
	struct desk_world *w;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	config = w->d.config;
	config.forms_dir = "forms";
	config.branch = "ja";
	desk_close(&w->d);
	must(w, desk_open(w->s, &config, &w->d, &w->e));
	return 0;
}

#define IN_HOUSE(f) cmocka_unit_test_setup_teardown(f, shipped_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(a_list_in_chinese_becomes_files),
		IN_HOUSE(the_same_list_again_adds_nothing),
		IN_HOUSE(a_refused_line_says_where_and_why),
		cmocka_unit_test_setup_teardown(a_line_that_the_store_refuses_costs_one_line,
		    desk_setup, desk_teardown),
		IN_HOUSE(what_the_branch_wants_goes_to_a_list_and_refuses_nothing),
		IN_HOUSE(a_column_nobody_knows_is_kept_in_the_remarks),
		IN_HOUSE(gb18030_is_read_as_what_it_is),
		IN_HOUSE(importing_needs_the_right),
		IN_HOUSE(doubles_of_febrl_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
