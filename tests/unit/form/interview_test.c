/* An interview: several choices, rows that share columns, remarks, the answer of last time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "fake.h"

#define CHOICE(code, label) "{ code = \"" code "\"; label = \"" label "\"; }"

static const char form_text[] =
    "form: { name = \"i\"; title = \"I\"; table = \"client\"; label_width = 26; interview = true;"
    " sections = ( { name = \"wants\"; fields = ("
    "  { name = \"want\"; label = \"Main want\"; kind = \"choice\"; required = \"complete\";"
    "    choices = (" CHOICE("bright", "brighter") "," CHOICE("firm", "firmer") ","
    CHOICE("first", "first look") " ); },"
    "  { name = \"tried\"; label = \"Tried\"; kind = \"choice\"; several = true;"
    "    choices = (" CHOICE("home", "home care") "," CHOICE("peel", "salon peel") ","
    CHOICE("laser", "laser") "," CHOICE("none", "nothing") " ); },"
    "  { name = \"pain\"; label = \"Pain\"; kind = \"int\"; one_key = true; min = 0; max = 10; },"
    "  { name = \"why\"; label = \"Why\"; kind = \"text\"; visible_if = \"want = bright\"; } ); },"
    " { name = \"habits\"; fields = ("
    "  { name = \"daily\"; kind = \"matrix\"; label = \"A day\"; since = true; instead = true;"
    "    columns = (" CHOICE("none", "none") "," CHOICE("one", "1") "," CHOICE("more", "2+") " );"
    "    rows = (" CHOICE("coffee", "coffee") "," CHOICE("smoking", "smoking") " ); } ); } ); };";

struct world {
	struct form *form;
	struct form_edit *x;
};

static enum err_code parse(const char *text, struct form **out, struct fault_list *faults)
{
	struct err e = ERR_INIT;
	return form_parse_text("i.cfg", text, strlen(text), out, faults, &e);
}

static int set_up(void **state)
{
	static struct fake store;
	struct world *w = mem_alloc(sizeof *w);
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct form_env env = fake_env(&store);
	if (parse(form_text, &w->form, &faults) != OK || form_bind(w->form, &faults, &e) != OK)
		fail_msg("%s", faults.n > 0 ? faults.v[0].text : e.text);
	w->x = form_edit_new(w->form, &env);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;
	form_edit_free(w->x);
	form_free(w->form);
	mem_free(w);
	return 0;
}

static int field(const struct world *w, const char *name)
{
	int i = form_field_index(w->form, name);
	if (i < 0)
		fail_msg("no field %s", name);
	return i;
}

static enum err_code type(struct world *w, const char *name, const char *typed)
{
	struct err e = ERR_INIT;
	return form_edit_set_text(w->x, field(w, name), typed, &e);
}

static void assert_value(const struct world *w, const char *name, const char *wanted)
{
	char text[64];
	const struct field_state *s = form_edit_field(w->x, field(w, name));
	assert_null(s->typed);
	assert_string_equal(value_text(&s->value, text, sizeof text), wanted);
}

static void assert_shown(const struct world *w, const char *name, const char *wanted)
{
	struct buf b = BUF_INIT;
	form_edit_text(w->x, field(w, name), &b);
	assert_string_equal(b.n > 0 ? b.s : "", wanted);
	buf_free(&b);
}

/* However the answers are typed, the codes stand in the order of the form. */
static void test_several(void **state)
{
	struct world *w = *state;
	static const char *const same[] = { "14", "4 1", "4,1", "home, nothing", "nothing home",
		"none home", "1、4", NULL };
	for (size_t i = 0; same[i] != NULL; i++) {
		assert_int_equal(type(w, "tried", same[i]), OK);
		assert_value(w, "tried", "home none");
		assert_int_equal(form_edit_chosen(w->x, field(w, "tried")), 9);
	}
	assert_shown(w, "tried", "home care; nothing");
	assert_int_equal(type(w, "tried", "15"), ERR_INVALID);
	assert_int_equal(type(w, "tried", "home,xyz"), ERR_INVALID);
	assert_int_equal(form_edit_chosen(w->x, field(w, "tried")), 1);
	assert_int_equal(type(w, "tried", ""), OK);
	assert_value(w, "tried", "");
}

static void test_choosing_bits(void **state)
{
	struct world *w = *state;
	struct err e = ERR_INIT;
	for (uint64_t bits = 0; bits < 16; bits++) {
		assert_int_equal(form_edit_choose(w->x, field(w, "tried"), bits, &e), OK);
		assert_int_equal(form_edit_chosen(w->x, field(w, "tried")), bits);
	}
}

/* The digit or the first letters; what fits several stays half typed. */
static void test_one_choice(void **state)
{
	struct world *w = *state;
	assert_int_equal(type(w, "want", "2"), OK);
	assert_value(w, "want", "firm");
	assert_int_equal(type(w, "want", "br"), OK);
	assert_value(w, "want", "bright");
	assert_int_equal(type(w, "want", "fir"), ERR_INVALID);
	assert_string_equal(form_edit_field(w->x, field(w, "want"))->typed, "fir");
	assert_int_equal(type(w, "want", "4"), ERR_INVALID);
}

static void test_matrix_becomes_rows(void **state)
{
	struct world *w = *state;
	const struct form_field *row = &w->form->fields[field(w, "daily_smoking")];
	assert_true(row->cell);
	assert_int_equal(w->form->fields[field(w, "daily")].kind, FIELD_STATIC);
	assert_int_equal(type(w, "daily_smoking", "3"), OK);
	assert_value(w, "daily_smoking", "more");
	assert_int_equal(type(w, "daily_smoking_since", "2019"), OK);
	assert_int_equal(type(w, "daily_coffee_instead", "green tea"), OK);
	assert_true(w->form->fields[field(w, "daily_coffee_since")].aside);
	assert_int_equal(w->form->fields[field(w, "daily_coffee")].row + 1, row->row);
	assert_int_equal(w->form->fields[field(w, "daily_smoking_instead")].row, row->row);
}

/* Numbers go by the order of the file: what is hidden keeps its own. */
static void test_numbers(void **state)
{
	struct world *w = *state;
	assert_int_equal(w->form->fields[field(w, "want")].number, 1);
	assert_int_equal(w->form->fields[field(w, "why")].number, 4);
	assert_int_equal(w->form->fields[field(w, "want_remark")].number, 0);
	assert_int_equal(w->form->fields[field(w, "daily")].number, 1);
}

static void test_remark_shows_when_wanted(void **state)
{
	struct world *w = *state;
	int remark = field(w, "want_remark");
	assert_false(form_edit_field(w->x, remark)->visible);
	assert_int_equal(form_edit_remark(w->x, field(w, "want")), remark);
	assert_true(form_edit_field(w->x, remark)->visible);
	assert_int_equal(type(w, "want_remark", "by May"), OK);
	form_edit_remark(w->x, field(w, "pain"));
	assert_true(form_edit_field(w->x, remark)->visible);
	assert_false(form_edit_field(w->x, field(w, "tried_remark"))->visible);
}

static void test_as_last_time(void **state)
{
	struct world *w = *state;
	struct value last = { 0 };
	assert_int_equal(type(w, "tried", "."), ERR_INVALID);
	value_set_text(&last, "peel laser");
	form_edit_set_last(w->x, field(w, "tried"), &last);
	assert_int_equal(type(w, "tried", "."), OK);
	assert_value(w, "tried", "peel laser");
	value_set_int(&last, 10);
	form_edit_set_last(w->x, field(w, "pain"), &last);
	assert_int_equal(type(w, "pain", "."), OK);
	assert_value(w, "pain", "10");
	value_free(&last);
}

static void assert_progress(const struct world *w, int answered, int questions)
{
	int a, q;
	form_edit_progress(w->x, -1, &a, &q);
	assert_int_equal(a, answered);
	assert_int_equal(q, questions);
}

/* Rows count each; remarks, texts beside rows and hidden questions do not. */
static void test_progress(void **state)
{
	struct world *w = *state;
	assert_progress(w, 0, 5);
	assert_int_equal(type(w, "want", "1"), OK);
	assert_progress(w, 1, 6);
	assert_int_equal(type(w, "daily_coffee", "1"), OK);
	assert_int_equal(type(w, "want_remark", "x"), OK);
	assert_progress(w, 2, 6);
}

/* A draft keeps several values, remarks and what is half typed. */
static void test_draft(void **state)
{
	struct world *w = *state;
	struct buf b = BUF_INIT;
	assert_int_equal(type(w, "tried", "13"), OK);
	assert_int_equal(type(w, "want", "fi"), ERR_INVALID);
	assert_int_equal(type(w, "want_remark", "a\tb \"c\""), OK);
	form_edit_save_draft(w->x, &b);
	assert_int_equal(type(w, "tried", ""), OK);
	assert_int_equal(type(w, "want", ""), OK);
	assert_int_equal(type(w, "want_remark", ""), OK);
	struct form_draft_result r = form_edit_load_draft(w->x, b.s);
	assert_int_equal(r.lost, 0);
	assert_value(w, "tried", "home laser");
	assert_string_equal(form_edit_field(w->x, field(w, "want"))->typed, "fi");
	assert_value(w, "want_remark", "a b \"c\"");
	buf_free(&b);
}

static void test_answers_to_write(void **state)
{
	struct world *w = *state;
	struct form_changes c;
	assert_int_equal(type(w, "tried", "2 3"), OK);
	form_edit_changes(w->x, &c);
	assert_int_equal(c.answers.n, 1);
	assert_int_equal(c.answers.v[0].field, field(w, "tried"));
	assert_string_equal(c.answers.v[0].value.s, "peel laser");
	form_changes_free(&c);
}

static void refuse(const char *fields, const char *wanted)
{
	struct fault_list faults = { 0 };
	struct buf text = BUF_INIT;
	struct form *f;
	bool said = false;
	buf_printf(&text, "form: { name = \"i\"; title = \"I\"; table = \"client\";"
	    " interview = true; sections = ( { name = \"a\"; fields = ( %s ); } ); };", fields);
	assert_int_equal(parse(text.s, &f, &faults), ERR_CONFIG);
	for (size_t i = 0; i < faults.n; i++)
		said = said || strstr(faults.v[i].text, wanted) != NULL;
	if (!said)
		fail_msg("%s: no fault says \"%s\"", fields, wanted);
	fault_list_free(&faults);
	buf_free(&text);
}

static void test_before_plan(void **state)
{
	struct fault_list faults = { 0 };
	struct form *f;

	(void)state;
	assert_int_equal(parse("form: { name = \"i\"; title = \"I\"; table = \"client\";"
	    " interview = true; before_plan = \"moon\"; sections = ( { name = \"a\"; fields = ("
	    " { name = \"a\"; label = \"A\"; kind = \"text\"; } ); } ); };", &f, &faults),
	    ERR_CONFIG);
	assert_non_null(strstr(faults.v[0].text, "moon is no choice"));
	fault_list_free(&faults);
}

static void test_faults(void **state)
{
	(void)state;
	refuse("{ name = \"a\"; kind = \"text\"; several = true; }", "only a choice");
	refuse("{ name = \"a\"; kind = \"choice\"; several = true; choices = (" CHOICE("a b", "x")
	    "," CHOICE("c", "y") "); }", "has no blank");
	refuse("{ name = \"a\"; kind = \"text\"; indicator = \"weight\"; }", "only a number");
	refuse("{ name = \"m\"; kind = \"matrix\"; rows = (" CHOICE("a", "x") "); columns = ("
	    CHOICE("a", "x") "); }", "2 to 6 columns");
	refuse("{ name = \"m\"; kind = \"matrix\"; rows = (" CHOICE("a", "x") "); }", "columns");
	refuse("{ name = \"m\"; kind = \"matrix\"; rows = ( { code = \"a\"; } ); columns = ("
	    CHOICE("a", "x") "," CHOICE("b", "y") "); }", "label");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(test_several), T(test_choosing_bits), T(test_one_choice),
		T(test_matrix_becomes_rows), T(test_numbers),
		T(test_before_plan), T(test_remark_shows_when_wanted),
		T(test_as_last_time), T(test_progress), T(test_draft), T(test_answers_to_write),
		cmocka_unit_test(test_faults),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
