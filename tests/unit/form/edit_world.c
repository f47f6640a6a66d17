#include "edit_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"

static const char form_text[] =
    "form: { name = \"t\"; title = \"T\"; table = \"client\"; sections = ( { name = \"s\"; fields "
    "= ("
    "{ name = \"name\"; label = \"Name\"; kind = \"text\"; path = \"name\"; max_length = 10;"
    "  check = \"name\"; required = \"book\"; },"
    "{ name = \"gender\"; label = \"Gender\"; kind = \"choice\"; path = \"gender\"; one_key = true;"
    "  choices = ( { code = \"f\"; label = \"female\"; }, { code = \"m\"; label = \"male\"; } ); },"
    "{ name = \"birth\"; label = \"Birthday\"; kind = \"birth\"; path = \"birth\"; check = "
    "\"birth\";"
    "  required = \"complete\"; required_in = \"ja\"; },"
    "{ name = \"phone\"; label = \"Phone\"; kind = \"phone\"; path = \"phone[self].number\";"
    "  see = \"see-phone\"; required = \"book\"; required_if = \"phone2 = ''\"; },"
    "{ name = \"phone2\"; label = \"2nd\"; kind = \"phone\"; path = \"phone[+1].number\"; },"
    "{ name = \"relation\"; label = \"Relation\"; kind = \"text\"; path = \"phone[+1].relation\"; "
    "},"
    "{ name = \"tell\"; label = \"Tell\"; kind = \"bool\"; path = \"phone[+1].may_tell\";"
    "  default = true; },"
    "{ name = \"guardian\"; label = \"Guardian\"; kind = \"text\"; path = "
    "\"phone[guardian=1].name\";"
    "  required = \"complete\"; required_if = \"@minor = 1\"; },"
    "{ name = \"guardian_kin\"; label = \"Kin\"; kind = \"text\";"
    "  path = \"phone[guardian=1].relation\"; },"
    "{ name = \"guardian_phone\"; label = \"Call\"; kind = \"phone\";"
    "  path = \"phone[guardian=1].number\"; },"
    "{ name = \"branch\"; label = \"Branch\"; kind = \"branch\"; path = \"branch_id\";"
    "  default = \"branch\"; },"
    "{ name = \"source\"; label = \"Source\"; kind = \"choice\"; path = \"source\"; default = "
    "\"@last\";"
    "  choices = ( { code = \"friend\"; label = \"friend\"; }, { code = \"web\"; label = "
    "\"website\"; },"
    "    { code = \"wechat\"; label = \"WeChat\"; } ); },"
    "{ name = \"expert\"; label = \"Expert\"; kind = \"staff\"; path = \"expert_id\"; },"
    "{ name = \"quiet\"; label = \"Quiet\"; kind = \"bool\"; path = \"flag[quiet]\"; },"
    "{ name = \"allergy\"; label = \"Allergy\"; kind = \"text\"; path = \"flag[allergy].text\"; },"
    "{ name = \"notes\"; label = \"Notes\"; kind = \"memo\"; path = \"notes\"; edit = \"write\";"
    "  visible_if = \"source != web\"; },"
    "{ name = \"weight\"; label = \"Weight\"; kind = \"number\"; min = 2; max = 300; unit = "
    "\"kg\"; }"
    " ); } ); };";

int edit_set_up(void **state)
{
	struct world *w = mem_alloc(sizeof *w);
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	if (form_parse_text("t.cfg", form_text, sizeof form_text - 1, &w->form, &faults, &e) !=
		OK ||
	    form_bind(w->form, &faults, &e) != OK)
		fail_msg("%s", e.text);
	w->env = fake_env(&w->store);
	w->wang = fake_add(&w->store, "client", 0, "name", "王小明", "gender", "m", "birth",
	    "1992-03-15", "branch_id", "7", "source", "friend", "notes", "tea", NULL);
	fake_add(&w->store, "client_phone", w->wang, "relation", "mother", "number", "13900001111",
	    "name", "李梅", NULL);
	fake_add(
	    &w->store, "client_phone", w->wang, "relation", "self", "number", "13800130823", NULL);
	fake_add(&w->store, "client_flag", w->wang, "kind", "allergy", "text", "lidocaine", NULL);
	*state = w;
	return 0;
}

int edit_tear_down(void **state)
{
	struct world *w = *state;
	form_free(w->form);
	fake_free(&w->store);
	mem_free(w);
	return 0;
}

int at(const struct form_edit *x, const char *name)
{
	int i = form_field_index(form_edit_form(x), name);
	assert_true(i >= 0);
	return i;
}

const struct field_state *field(const struct form_edit *x, const char *name)
{
	return form_edit_field(x, at(x, name));
}

struct form_edit *open_wang(struct world *w)
{
	struct form_edit *x;
	struct err e = ERR_INIT;
	assert_int_equal(form_edit_open(w->form, &w->env, w->wang, &x, &e), OK);
	return x;
}

void type(struct form_edit *x, const char *name, const char *text)
{
	struct err e = ERR_INIT;
	if (form_edit_set_text(x, at(x, name), text, &e) != OK)
		fail_msg("%s: %s", name, e.text);
}

void type_refused(struct form_edit *x, const char *name, const char *text, const char *why)
{
	struct err e = ERR_INIT;
	assert_int_equal(form_edit_set_text(x, at(x, name), text, &e), ERR_INVALID);
	assert_string_equal(e.text, why);
	assert_string_equal(e.field, name);
	assert_string_equal(field(x, name)->why, why);
	assert_string_equal(field(x, name)->typed, text);
}

void shows(const struct form_edit *x, const char *name, const char *text)
{
	struct buf b = BUF_INIT;
	form_edit_text(x, at(x, name), &b);
	assert_string_equal(b.s, text);
	buf_free(&b);
}

void save(struct world *w, struct form_edit *x)
{
	struct err e = ERR_INIT;
	if (fake_save(&w->store, x, &e) != OK)
		fail_msg("%s", e.text);
}
