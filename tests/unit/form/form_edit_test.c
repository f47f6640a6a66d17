/* A record under edit: typing, what is missing, what is written, conflicts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "edit_world.h"

/* ---- opening ---- */

static void a_record_is_shown_as_people_read_it(void **state)
{
	struct form_edit *x = open_wang(*state);
	char echo[100];
	shows(x, "name", "王小明");
	shows(x, "gender", "male");
	shows(x, "birth", "1992-03-15");
	shows(x, "phone", "138 0013 0823");
	shows(x, "phone2", "139 0000 1111");
	shows(x, "relation", "mother");
	shows(x, "allergy", "lidocaine");
	shows(x, "quiet", "no");
	shows(x, "expert", "");
	form_edit_echo(x, at(x, "birth"), echo, sizeof echo);
	assert_string_equal(echo, "34 years");
	form_edit_echo(x, at(x, "weight"), echo, sizeof echo);
	assert_string_equal(echo, "kg");
	assert_false(form_edit_dirty(x));
	form_edit_free(x);
}

static void no_such_record_is_told(void **state)
{
	struct world *w = *state;
	struct form_edit *x;
	struct err e = ERR_INIT;
	assert_int_equal(form_edit_open(w->form, &w->env, 999, &x, &e), ERR_NOTFOUND);
	assert_null(x);
}

static void a_new_record_has_its_defaults(void **state)
{
	struct world *w = *state;
	struct form_edit *x = form_edit_new(w->form, &w->env);
	assert_int_equal(field(x, "branch")->value.i, 7);
	assert_string_equal(field(x, "source")->value.s, "friend");
	assert_true(field(x, "source")->preset);
	assert_false(form_edit_dirty(x));       /* defaults alone are nobody's typing */
	type(x, "source", "web");
	assert_true(form_edit_dirty(x));
	form_edit_free(x);
}

/* ---- typing ---- */

static void typing_is_understood_by_kind(void **state)
{
	static const struct { const char *field, *typed, *shown;
	} rows[] = {
		{ "name", "  王小\u200b明  ", "王小明" },
		{ "gender", "1", "female" },
		{ "gender", "m", "male" },
		{ "gender", "FEM", "female" },
		{ "birth", "1992", "1992" },
		{ "birth", "920315", "1992-03-15" },
		{ "phone", "+86 138-0013-1948", "138 0013 1948" },
		{ "quiet", "1", "yes" },
		{ "quiet", "n", "no" },
		{ "quiet", "是", "yes" },
		{ "source", "wec", "WeChat" },
		{ "source", "friend", "friend" },
		{ "expert", "王", "王芳" },
		{ "expert", "陈立", "陈立" },
		{ "notes", "one\ntwo", "one\ntwo" },
		{ "weight", "72,5", "72.5" },
		{ "weight", "８０", "80" },
		{ "weight", "", "" },
	};
	struct form_edit *x = open_wang(*state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		type(x, rows[i].field, rows[i].typed);
		shows(x, rows[i].field, rows[i].shown);
	}
	form_edit_free(x);
}

static void what_is_not_understood_stays_as_typed(void **state)
{
	struct form_edit *x = open_wang(*state);
	type_refused(x, "phone", "138 0013 194",
	    "Phone has 10 digits, a mobile has 11. Correct it.");
	type_refused(x, "name", "12345", "Name has no letter. Type the name.");
	type_refused(x, "name", "abcdefghijk", "Name has 11 characters, 10 fit. Shorten it.");
	type_refused(x, "source", "w", "Source: \"w\" fits 2. Type more, or Down shows them.");
	type_refused(
	    x, "source", "zzz", "Source: nothing matches \"zzz\". Down shows what there is.");
	type_refused(x, "expert", "陈", "Expert: \"陈\" fits 2. Type more, or Down shows them.");
	type_refused(x, "weight", "620", "Weight 620 kg is out of 2-300. Correct it.");
	type_refused(x, "weight", "heavy", "Weight is a number. Type figures only.");
	type_refused(x, "quiet", "maybe", "Quiet is answered by 1 yes or 2 no.");
	shows(x, "phone", "138 0013 194");
	assert_int_equal(field(x, "phone")->value.type, VALUE_NULL);
	assert_string_equal(field(x, "phone")->base.s, "13800130823");
	struct err e = ERR_INIT;
	assert_int_equal(form_edit_check(x, &e), ERR_INVALID);
	assert_string_equal(e.field, "name");   /* the first one in the form */
	form_edit_revert(x, at(x, "phone"));
	shows(x, "phone", "138 0013 0823");
	form_edit_free(x);
}

/* The age, the box of likely doubles and the guardian's page must not go by a birthday that is no
 * longer in the field. */
static void half_a_birthday_is_no_birthday(void **state)
{
	struct world *w = *state;
	struct form_edit *x = form_edit_new(w->form, &w->env);
	type(x, "birth", "2015-03-15");
	assert_true(field(x, "guardian")->required);
	type_refused(x, "birth", "2015-13", "There is no month 13. Type month and day: 3.15.");
	assert_int_equal(field(x, "birth")->value.type, VALUE_NULL);
	assert_false(field(x, "guardian")->required);
	struct buf draft = BUF_INIT;
	form_edit_save_draft(x, &draft);
	struct form_edit *again = form_edit_new(w->form, &w->env);
	assert_int_equal(form_edit_load_draft(again, buf_str(&draft)).lost, 0);
	shows(again, "birth", "2015-13");
	assert_int_equal(field(again, "birth")->value.type, VALUE_NULL);
	buf_free(&draft);
	form_edit_free(again);
	form_edit_free(x);
}

/* Half a second telephone is a second telephone: what hangs on it does not come and go. */
static void half_a_number_is_not_empty(void **state)
{
	struct form_edit *x = open_wang(*state);
	type(x, "phone", "");
	assert_false(field(x, "phone")->required);
	type_refused(x, "phone2", "139", "2nd has 3 digits, a mobile has 11. Correct it.");
	assert_false(field(x, "phone")->required);
	type(x, "phone2", "");
	assert_true(field(x, "phone")->required);
	form_edit_free(x);
}

/* Who is painted reads nothing: names come with the values. */
static void names_are_read_when_values_come(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w);
	struct err e = ERR_INIT;
	struct value li = { .type = VALUE_INT, .i = 2 };
	assert_int_equal(form_edit_set_value(x, at(x, "expert"), &li, &e), OK);
	int reads = w->store.name_reads;
	for (int i = 0; i < 3; i++) {
		shows(x, "expert", "陈立");
		shows(x, "branch", "#7");
	}
	assert_int_equal(w->store.name_reads, reads);
	assert_int_equal(form_edit_refresh(x, NULL, &e), OK);
	assert_true(w->store.name_reads > reads);       /* somebody may be called otherwise now */
	form_edit_free(x);
}

static void single_characters_are_filtered_by_kind(void **state)
{
	struct form_edit *x = open_wang(*state);
	assert_true(form_edit_takes(x, at(x, "phone"), '+'));
	assert_false(form_edit_takes(x, at(x, "phone"), 'a'));
	assert_true(form_edit_takes(x, at(x, "weight"), 0xFF15));
	assert_false(form_edit_takes(x, at(x, "weight"), 'k'));
	assert_true(form_edit_takes(x, at(x, "notes"), '\n'));
	assert_false(form_edit_takes(x, at(x, "name"), '\n'));
	assert_false(form_edit_takes(x, at(x, "name"), 0x200b));
	form_edit_free(x);
}

static void choices_are_offered_by_what_is_typed(void **state)
{
	struct form_edit *x = open_wang(*state);
	struct form_options o = { 0 };
	struct err e = ERR_INIT;
	assert_int_equal(form_edit_options(x, at(x, "source"), "we", &o, &e), OK);
	assert_int_equal(o.n, 2);
	assert_string_equal(o.v[0].label, "website");
	form_options_free(&o);
	assert_int_equal(form_edit_options(x, at(x, "source"), "", &o, &e), OK);
	assert_int_equal(o.n, 3);
	form_options_free(&o);
	form_edit_free(x);
}

/* ---- conditions and rights ---- */

static void conditions_follow_the_typing(void **state)
{
	struct form_edit *x = open_wang(*state);
	assert_true(field(x, "notes")->visible);
	type(x, "source", "web");
	assert_false(field(x, "notes")->visible);
	type(x, "source", "friend");
	assert_true(field(x, "notes")->visible);
	assert_false(field(x, "guardian")->required);
	type(x, "birth", "2015-01-01");
	assert_true(field(x, "guardian")->required);
	form_edit_free(x);
}

static void rights_mask_and_lock_fields(void **state)
{
	struct world *w = *state;
	struct err e = ERR_INIT;
	w->store.denied = "see-phone";
	struct form_edit *x = open_wang(w);
	shows(x, "phone", "..0823");
	assert_true(field(x, "phone")->masked);
	assert_int_equal(form_edit_set_text(x, at(x, "phone"), "13811112222", &e), ERR_DENIED);
	assert_string_equal(e.text, "Phone cannot be changed here.");
	form_edit_free(x);
	w->store.denied = "write";
	x = open_wang(w);
	assert_true(field(x, "notes")->readonly);
	assert_false(field(x, "notes")->masked);
	shows(x, "notes", "tea");
	form_edit_free(x);
}

/* ---- what is missing ---- */

static size_t missing(struct form_edit *x, enum form_stage stage, struct buf *out)
{
	int list[20];
	size_t n = form_edit_missing(x, stage, list, 20);
	buf_clear(out);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s ", form_edit_form(x)->fields[list[i]].name);
	return n;
}

static void missing_fields_are_a_list_by_stage(void **state)
{
	struct world *w = *state;
	struct buf b = BUF_INIT;
	struct form_edit *x = form_edit_new(w->form, &w->env);
	missing(x, STAGE_BOOK, &b);
	assert_string_equal(b.s, "name phone ");
	missing(x, STAGE_SAVE, &b);
	assert_string_equal(b.s, "name ");
	missing(x, STAGE_COMPLETE, &b);
	assert_string_equal(b.s, "birth ");
	type(x, "phone2", "13900001111");       /* a contact person instead of a phone */
	missing(x, STAGE_BOOK, &b);
	assert_string_equal(b.s, "name ");
	form_edit_free(x);
	w->env.branch = "pd";                   /* this branch does not ask the birthday */
	x = form_edit_new(w->form, &w->env);
	assert_int_equal(missing(x, STAGE_COMPLETE, &b), 0);
	form_edit_free(x);
	buf_free(&b);
}

static void without_what_save_needs_nothing_is_saved(void **state)
{
	struct world *w = *state;
	struct err e = ERR_INIT;
	struct form_edit *x = form_edit_new(w->form, &w->env);
	assert_int_equal(form_edit_check(x, &e), ERR_INVALID);
	assert_string_equal(e.text, "Name is open: nothing can be saved without it.");
	type(x, "name", "Ann");
	err_clear(&e);
	assert_int_equal(form_edit_check(x, &e), OK);
	type(x, "guardian", "Bob");             /* half a telephone row */
	assert_int_equal(form_edit_check(x, &e), ERR_INVALID);
	assert_string_equal(
	    e.text, "Kin is open, and what belongs to it is filled. Fill both or none.");
	type(x, "guardian", "");
	type(x, "phone2", "13900001111");
	err_clear(&e);
	assert_int_equal(form_edit_check(x, &e), ERR_INVALID);
	assert_string_equal(e.field, "relation");
	form_edit_free(x);
}

/* ---- what is written ---- */

static void changes_text(const struct form_edit *x, struct buf *out)
{
	struct form_changes c;
	char text[64];
	form_edit_changes(x, &c);
	buf_clear(out);
	for (size_t i = 0; i < c.n; i++) {
		buf_printf(out, "%s#%lld%s:", c.v[i].table->name, (long long)c.v[i].id,
		    c.v[i].retire ? " retire" : "");
		for (size_t j = 0; j < c.v[i].n; j++)
			buf_printf(out, " %s=%s", c.v[i].set[j].column,
			    value_text(&c.v[i].set[j].value, text, sizeof text));
		buf_puts(out, "\n");
	}
	for (size_t i = 0; i < c.answers.n; i++)
		buf_printf(out, "answer %s=%s\n", x == NULL ? "" :
		    form_edit_form(x)->fields[c.answers.v[i].field].name,
		    value_text(&c.answers.v[i].value, text, sizeof text));
	form_changes_free(&c);
}

static void changes_are(const struct form_edit *x, const char *wanted)
{
	struct buf b = BUF_INIT;
	changes_text(x, &b);
	assert_string_equal(b.s, wanted);
	buf_free(&b);
}

static void nothing_typed_nothing_written(void **state)
{
	struct form_edit *x = open_wang(*state);
	changes_are(x, "");
	type(x, "name", "王小红");
	type(x, "name", "王小明");
	changes_are(x, "");
	form_edit_free(x);
}

static void only_what_changed_is_written(void **state)
{
	struct form_edit *x = open_wang(*state);
	type(x, "notes", "green tea");
	type(x, "expert", "陈立");
	type(x, "phone", "13800139999");
	type(x, "weight", "72.5");
	changes_are(x, "client#1: expert_id=2 notes=green tea\nclient_phone#3: number=13800139999\n"
	    "answer weight=72.5\n");
	form_edit_free(x);
}

static void a_new_record_writes_all_its_rows(void **state)
{
	struct world *w = *state;
	struct form_edit *x = form_edit_new(w->form, &w->env);
	type(x, "name", "Ann");
	type(x, "phone", "13800000001");
	type(x, "phone2", "13800000002");
	type(x, "relation", "mother");
	type(x, "tell", "2");
	type(x, "quiet", "1");
	changes_are(x, "client#0: name=Ann branch_id=7 source=friend\n"
	    "client_phone#0: relation=self number=13800000001\n"
	    "client_phone#0: number=13800000002 relation=mother may_tell=0\n"
	    "client_flag#0: kind=quiet\n");
	save(w, x);
	assert_int_equal(form_edit_id(x), w->store.last_id - 3);
	assert_false(form_edit_dirty(x));
	changes_are(x, "");
	shows(x, "phone2", "138 0000 0002");
	shows(x, "quiet", "yes");
	shows(x, "tell", "no");
	form_edit_free(x);
}

static void defaults_of_a_row_come_with_the_row_only(void **state)
{
	struct world *w = *state;
	struct form_edit *x = form_edit_new(w->form, &w->env);
	type(x, "name", "Ann");
	shows(x, "tell", "yes");
	changes_are(x, "client#0: name=Ann branch_id=7 source=friend\n");
	type(x, "phone2", "13800000002");
	type(x, "relation", "mother");
	changes_are(x, "client#0: name=Ann branch_id=7 source=friend\n"
	    "client_phone#0: number=13800000002 relation=mother may_tell=1\n");
	form_edit_free(x);
}

static void a_guardian_is_a_row_that_says_so(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w);
	type(x, "guardian", "李梅");
	type(x, "guardian_kin", "mother");
	type(x, "guardian_phone", "13900002222");
	changes_are(x, "client_phone#0: guardian=1 name=李梅 relation=mother number=13900002222\n");
	form_edit_free(x);
}

static void an_emptied_row_is_retired(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w);
	type(x, "allergy", "");
	type(x, "phone", "");
	changes_are(
	    x, "client_phone#3 retire: state=retired\nclient_flag#4 retire: state=retired\n");
	save(w, x);
	assert_int_equal(fake_count(&w->store, "client_flag"), 0);
	shows(x, "allergy", "");
	type(x, "quiet", "1");
	save(w, x);
	type(x, "quiet", "2");
	changes_are(x, "client_flag#5 retire: state=retired\n");
	form_edit_free(x);
}

static void answers_are_kept_beside_the_columns(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w);
	type(x, "weight", "72.5");
	save(w, x);
	form_edit_free(x);
	x = open_wang(w);
	shows(x, "weight", "72.5");
	assert_false(form_edit_dirty(x));
	form_edit_free(x);
}

/* ---- two at once ---- */

static void different_fields_of_two_people_both_stay(void **state)
{
	struct world *w = *state;
	struct form_edit *a = open_wang(w), *b = open_wang(w);
	size_t changed;
	struct err e = ERR_INIT;
	type(a, "notes", "green tea");
	save(w, a);
	type(b, "name", "王大明");
	assert_int_equal(form_edit_refresh(b, &changed, &e), OK);
	assert_int_equal(changed, 1);
	shows(b, "notes", "green tea");
	shows(b, "name", "王大明");
	assert_int_equal(form_edit_open_conflicts(b), 0);
	save(w, b);
	assert_string_equal(fake_get(&w->store, "client", w->wang, "name"), "王大明");
	assert_string_equal(fake_get(&w->store, "client", w->wang, "notes"), "green tea");
	form_edit_free(a);
	form_edit_free(b);
}

static void the_same_field_is_asked_about(void **state)
{
	struct world *w = *state;
	struct form_edit *a = open_wang(w), *b = open_wang(w);
	struct err e = ERR_INIT;
	struct buf text = BUF_INIT;
	type(a, "phone", "13900139000");
	type(a, "notes", "green tea");
	save(w, a);
	type(b, "phone", "13700137000");
	type(b, "notes", "less heat");
	assert_int_equal(fake_save(&w->store, b, &e), ERR_CONFLICT);
	assert_int_equal(form_edit_open_conflicts(b), 2);
	form_edit_value_text(b, at(b, "phone"), &field(b, "phone")->theirs, &text);
	assert_string_equal(text.s, "139 0013 9000");
	shows(b, "phone", "137 0013 7000");

	err_clear(&e);
	assert_int_equal(fake_save(&w->store, b, &e), ERR_CONFLICT);
	assert_string_equal(e.text, "Phone was changed meanwhile. Choose 1 mine or 2 theirs.");
	err_clear(&e);
	assert_int_equal(form_edit_resolve(b, at(b, "phone"), CONFLICT_BOTH, &e), ERR_INVALID);
	err_clear(&e);
	assert_int_equal(form_edit_resolve(b, at(b, "phone"), CONFLICT_MINE, &e), OK);
	assert_int_equal(form_edit_resolve(b, at(b, "notes"), CONFLICT_BOTH, &e), OK);
	save(w, b);
	assert_string_equal(
	    fake_get(&w->store, "client", w->wang, "notes"), "green tea; less heat");
	assert_string_equal(fake_get(&w->store, "client_phone", 3, "number"), "13700137000");
	buf_free(&text);
	form_edit_free(a);
	form_edit_free(b);
}

static void a_third_change_asks_again(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w);
	struct err e = ERR_INIT;
	type(x, "notes", "mine");
	fake_set(&w->store, "client", w->wang, "notes", "second");
	assert_int_equal(form_edit_refresh(x, NULL, &e), OK);
	assert_int_equal(form_edit_resolve(x, at(x, "notes"), CONFLICT_MINE, &e), OK);
	fake_set(&w->store, "client", w->wang, "notes", "third");
	assert_int_equal(fake_save(&w->store, x, &e), ERR_CONFLICT);
	assert_int_equal(field(x, "notes")->conflict, CONFLICT_OPEN);
	assert_string_equal(field(x, "notes")->theirs.s, "third");
	err_clear(&e);
	assert_int_equal(form_edit_resolve(x, at(x, "notes"), CONFLICT_THEIRS, &e), OK);
	shows(x, "notes", "third");
	changes_are(x, "");
	form_edit_free(x);
}

static void the_same_change_twice_is_no_conflict(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w);
	struct err e = ERR_INIT;
	size_t changed;
	type(x, "notes", "same");
	fake_set(&w->store, "client", w->wang, "notes", "same");
	assert_int_equal(form_edit_refresh(x, &changed, &e), OK);
	assert_int_equal(form_edit_open_conflicts(x), 0);
	assert_false(form_edit_dirty(x));
	form_edit_free(x);
}

static void who_changed_it_is_known(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w);
	struct err e = ERR_INIT;
	type(x, "phone", "13700137000");
	w->store.action_id = 500;
	fake_set(&w->store, "client_phone", 3, "number", "13900139000");
	assert_int_equal(form_edit_refresh(x, NULL, &e), OK);
	assert_int_equal(field(x, "phone")->action_id, 501);
	form_edit_free(x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_record_is_shown_as_people_read_it),
		TEST(no_such_record_is_told),
		TEST(a_new_record_has_its_defaults),
		TEST(typing_is_understood_by_kind),
		TEST(what_is_not_understood_stays_as_typed),
		TEST(half_a_birthday_is_no_birthday),
		TEST(half_a_number_is_not_empty),
		TEST(names_are_read_when_values_come),
		TEST(single_characters_are_filtered_by_kind),
		TEST(choices_are_offered_by_what_is_typed),
		TEST(conditions_follow_the_typing),
		TEST(rights_mask_and_lock_fields),
		TEST(missing_fields_are_a_list_by_stage),
		TEST(without_what_save_needs_nothing_is_saved),
		TEST(nothing_typed_nothing_written),
		TEST(only_what_changed_is_written),
		TEST(a_new_record_writes_all_its_rows),
		TEST(defaults_of_a_row_come_with_the_row_only),
		TEST(a_guardian_is_a_row_that_says_so),
		TEST(an_emptied_row_is_retired),
		TEST(answers_are_kept_beside_the_columns),
		TEST(different_fields_of_two_people_both_stay),
		TEST(the_same_field_is_asked_about),
		TEST(a_third_change_asks_again),
		TEST(the_same_change_twice_is_no_conflict),
		TEST(who_changed_it_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
