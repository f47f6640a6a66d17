/* Import mappings: which one fits a header, and what a row becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "form/mapping.h"

#define COLUMNS 24

/* "a|b|c" as cells. */
struct cells {
	char *v[COLUMNS];
	size_t n;
};

static struct cells split(const char *text)
{
	struct cells c = { .n = 0 };
	for (;;) {
		size_t n = strcspn(text, "|");
		c.v[c.n++] = mem_dup_n(text, n);
		if (text[n] == '\0')
			return c;
		text += n + 1;
	}
}

static void cells_free(struct cells *c)
{
	for (size_t i = 0; i < c->n; i++)
		mem_free(c->v[i]);
}

static struct mapping_set shipped;

static int load_shipped(void **state)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	(void)state;
	if (mapping_set_load("forms", &shipped, &faults, &e) != OK)
		fail_msg("%s", e.text);
	return 0;
}

static int free_shipped(void **state)
{
	(void)state;
	mapping_set_free(&shipped);
	return 0;
}

static const char *chosen(const char *header)
{
	struct cells h = split(header);
	const struct mapping *m = mapping_choose(&shipped, h.v, h.n);
	cells_free(&h);
	return m == NULL ? NULL : m->name;
}

/* A row by the mapping that fits: "path=value" a line, then problems, `!` for those that refuse. */
static void row_is(const char *header, const char *row, const char *wanted)
{
	struct cells h = split(header), c = split(row);
	const struct mapping *m = mapping_choose(&shipped, h.v, h.n);
	struct check_env env = { .label = "", .today = day_of(2026, 11, 24), .country = "86" };
	struct mapping_plan *p;
	struct mapped_row out;
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	bool has_header;
	assert_non_null(m);
	assert_int_equal(mapping_plan_new(m, h.v, h.n, &has_header, &p, &e), OK);
	mapping_apply(p, c.v, c.n, &env, &out);
	for (size_t i = 0; i < out.n; i++)
		buf_printf(&b, "%s=%s\n", out.v[i].path, out.v[i].value);
	if (out.origin_key != NULL)
		buf_printf(&b, "key %s\n", out.origin_key);
	for (size_t i = 0; i < out.problems.n; i++)
		buf_printf(
		    &b, "%s%s\n", out.problems.v[i].refuses ? "! " : "? ", out.problems.v[i].text);
	assert_string_equal(b.s, wanted);
	mapped_row_free(&out);
	mapping_plan_free(p);
	cells_free(&h);
	cells_free(&c);
	buf_free(&b);
}

/* ---- choosing ---- */

static void the_mapping_that_knows_most_is_chosen(void **state)
{
	(void)state;
	assert_string_equal(chosen("姓名|性别|手机"), "default");
	assert_string_equal(chosen(" NAME |Date_Of_Birth|Phone"), "default");
	assert_string_equal(chosen("First Name|Last Name"), "default");
	assert_string_equal(
	    chosen("rec_id|given_name|surname|street_number|address_1|address_2|suburb|"
		   "postcode|state|date_of_birth|soc_sec_id"),
	    "febrl");
	assert_string_equal(chosen("name"), "names");
	assert_string_equal(chosen("rec_id|given_name|surname"), "febrl");
	assert_string_equal(chosen("王小明"), "names");
	assert_null(chosen("colour|weight"));
	assert_null(chosen("性别|手机"));
}

static void a_list_of_names_may_have_no_header(void **state)
{
	(void)state;
	const struct mapping *m = mapping_set_find(&shipped, "names");
	char *with[] = { (char *)"姓名" }, *without[] = { (char *)"Maria Lopez" };
	struct mapping_plan *p;
	struct err e = ERR_INIT;
	bool has_header;
	assert_int_equal(mapping_plan_new(m, with, 1, &has_header, &p, &e), OK);
	assert_true(has_header);
	mapping_plan_free(p);
	assert_int_equal(mapping_plan_new(m, without, 1, &has_header, &p, &e), OK);
	assert_false(has_header);
	mapping_plan_free(p);
	row_is("Maria Lopez", "John Smith", "name=John Smith\n");
	row_is("Maria Lopez", "123", "! name \"123\": name has no letter. Type the name.\n");
}

static void a_required_header_that_is_missing_is_named(void **state)
{
	(void)state;
	const struct mapping *m = mapping_set_find(&shipped, "febrl");
	char *header[] = { (char *)"rec_id", (char *)"suburb" };
	struct mapping_plan *p;
	struct err e = ERR_INIT;
	bool has_header;
	assert_int_equal(mapping_plan_new(m, header, 2, &has_header, &p, &e), ERR_CONFIG);
	assert_null(p);
	assert_string_equal(e.text, "The list has no column \"given_name\". Name one so, or choose"
	    " another mapping than febrl.");
}

static void headers_that_nobody_knows_can_be_told(void **state)
{
	(void)state;
	struct cells h = split("姓名|年龄|血型");
	struct mapping_plan *p;
	struct err e = ERR_INIT;
	bool has_header;
	assert_int_equal(
	    mapping_plan_new(mapping_set_find(&shipped, "default"), h.v, h.n, &has_header, &p, &e),
	    OK);
	assert_true(mapping_plan_knows(p, 0));
	assert_true(mapping_plan_knows(p, 1));          /* known, and left out on purpose */
	assert_false(mapping_plan_knows(p, 2));
	assert_false(mapping_plan_knows(p, 99));
	assert_int_equal(mapping_plan_known(p), 2);
	mapping_plan_free(p);
	cells_free(&h);
}

/* ---- rows ---- */

static void chinese_lists_come_in(void **state)
{
	(void)state;
	row_is("编号|姓名|性别|出生日期|手机|地址|过敏史|备注",
	    "007| 王小明 |男|1992/3/15|138 0013 1948|上海市 样板街 6 号|青霉素|喜欢喝茶",
	    "name=王小明\ngender=m\nbirth=1992-03-15\nphone[self].number=13800131948\n"
	    "address=上海市 样板街 6 号\nflag[allergy].text=青霉素\nnotes=喜欢喝茶\nkey "
	    "default:007\n");
	row_is("姓名|性别|过敏史|来源", "李婷|2|无|大众点评",
	    "name=李婷\ngender=f\nsource=review\n");
	row_is("姓|名", "欧阳|慧", "name=欧阳慧\n");
}

static void english_lists_come_in(void **state)
{
	(void)state;
	row_is("First name|Last name|Gender|DOB|Mobile|Street|City|Zip|E-mail",
	    "Maria|Lopez|F|2/6/1985|+1 415 555 0123|1 Main St|Berkeley|94704|m@example.com",
	    "name=Maria Lopez\ngender=f\nbirth=1985-06-02\nphone[self].number=+14155550123\n"
	    "email=m@example.com\naddress=1 Main St, Berkeley, 94704\n");
}

static void record_linkage_lists_come_in(void **state)
{
	(void)state;
	row_is("rec_id|given_name|surname|street_number|address_1|address_2|suburb|postcode|state|"
	    "date_of_birth|soc_sec_id",
	    "rec-561-org| joel | burton |12|macdonnell street||bayswater|6053|wa|19300728|6988048",
	    "name=joel burton\nbirth=1930-07-28\ndocument_no=6988048\n"
	    "address=12 macdonnell street bayswater 6053 wa\nkey febrl:rec-561-org\n");
	row_is("rec_id|given_name|surname|date_of_birth", "rec-1||burton|19310299",
	    "name=burton\nnotes=date_of_birth: 19310299\nkey febrl:rec-1\n"
	    "? date_of_birth \"19310299\": no date of the forms that the mapping names\n");
	row_is("rec_id|given_name|surname|date_of_birth", "rec-2|||19310101",
	    "birth=1931-01-01\nkey febrl:rec-2\n! name is empty\n");
}

static void what_cannot_be_used_refuses_or_is_noted(void **state)
{
	(void)state;
	row_is("姓名|手机", "王小明|1380013194",
	    "name=王小明\n! 手机 \"1380013194\": 手机 has 10 digits, a"
	    " mobile has 11. Correct it.\n");
	row_is("姓名|生日", "王小明|1990-02-31",
	    "name=王小明\n! 生日 \"1990-02-31\": no date of the forms that the mapping names\n");
	row_is("姓名|性别", "王小明|男性", "name=王小明\nnotes=性别: 男性\n"
	    "? 性别 \"男性\": not one of the words that the mapping knows\n");
	row_is("姓名|邮箱|备注", "王小明|wxm|茶", "name=王小明\nnotes=茶\n邮箱: wxm\n"
	    "? 邮箱 \"wxm\": 邮箱 is no address of the form name@example.cn. Correct it.\n");
	row_is("姓名|手机", "|13800131948", "phone[self].number=13800131948\n! 姓名 is empty\n");
	row_is("姓名|手机", "王小明|13800131948|茶", "name=王小明\nphone[self].number=13800131948\n"
	    "! the row has 3 cells, the header 2\n");
	row_is(
	    "姓名|手机", "王小明|13800131948||", "name=王小明\nphone[self].number=13800131948\n");
	row_is("姓名|手机", "王小明", "name=王小明\n");
}

static void nothing_of_a_second_column_is_lost(void **state)
{
	(void)state;
	row_is("姓名|手机|电话", "王小明|13800131948|13900001111",
	    "name=王小明\nphone[self].number=13800131948\nnotes=电话: 13900001111\n");
	row_is("姓名|手机|电话", "王小明||13900001111",
	    "name=王小明\nphone[self].number=13900001111\n");
	row_is("姓名|手机|电话", "王小明|13800131948|138-0013-1948",
	    "name=王小明\nphone[self].number=13800131948\n");
}

/* ---- files ---- */

static void refuses(const char *columns, const char *wanted)
{
	struct buf text = BUF_INIT, found = BUF_INIT;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct mapping *m;
	buf_printf(
	    &text, "mapping: { name = \"m\"; title = \"M\"; table = \"client\"; %s };", columns);
	enum err_code rc = mapping_parse_text("m.cfg", text.s, text.n, &m, &faults, &e);
	if (rc == OK)
		rc = mapping_bind(m, &faults, &e);
	assert_int_equal(rc, ERR_CONFIG);
	fault_list_print(&faults, &found);
	assert_string_equal(found.s, wanted);
	mapping_free(m);
	fault_list_free(&faults);
	buf_free(&text);
	buf_free(&found);
}

static void mistakes_are_named(void **state)
{
	(void)state;
	refuses("", "m.cfg:1: \"columns\" is missing\n");
	refuses("columns = ();", "m.cfg:1: the mapping has no column\n");
	refuses("columns = ( 1 );",
	    "m.cfg:1: a column is a group: { path = \"..\"; headers = [..]; }\n"
	    "m.cfg:1: the mapping has no column\n");
	refuses("columns = ( { path = \"name\"; } );",
	    "m.cfg:1: column \"name\": needs headers, join or value\n");
	refuses("columns = ( { path = \"name\"; headers = \"a\"; join = ( \"b\" ); } );",
	    "m.cfg:1: column \"name\": headers and join exclude each other\n");
	refuses("columns = ( { path = \"nme\"; headers = \"a\"; } );",
	    "m.cfg:1: column \"nme\": no column \"nme\" in client (did you mean \"name\"?)\n");
	refuses("columns = ( { path = \"name\"; headers = \"a\"; as = \"fone\"; } );",
	    "m.cfg:1: column \"name\": as = \"fone\" is not known\n");
	refuses("columns = ( { path = \"name\"; headers = \"a\"; values = ( 1 ); } );",
	    "m.cfg:1: column \"name\": a value is a group: { to = \"..\"; from = [..]; }\n");
	refuses("dates = \"MM/DD\"; columns = ( { path = \"name\"; headers = \"a\"; } );",
	    "m.cfg:1: date \"MM/DD\": write it with YYYY, MM, DD, M, D and - / . between\n");
	refuses("colums = 1; columns = ( { path = \"name\"; headers = \"a\"; } );",
	    "m.cfg:1: unknown setting \"colums\" (did you mean \"columns\"?)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mapping_that_knows_most_is_chosen),
		cmocka_unit_test(a_list_of_names_may_have_no_header),
		cmocka_unit_test(a_required_header_that_is_missing_is_named),
		cmocka_unit_test(headers_that_nobody_knows_can_be_told),
		cmocka_unit_test(chinese_lists_come_in),
		cmocka_unit_test(english_lists_come_in),
		cmocka_unit_test(record_linkage_lists_come_in),
		cmocka_unit_test(what_cannot_be_used_refuses_or_is_noted),
		cmocka_unit_test(nothing_of_a_second_column_is_lost),
		cmocka_unit_test(mistakes_are_named),
	};
	return cmocka_run_group_tests(tests, load_shipped, free_shipped);
}
