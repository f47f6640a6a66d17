/* The client file: opening, editing, conflicts, who looks like whom, what lacks. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/term.h"
#include "data/record.h"
#include "desk/form_env.h"
#include "desk/intake.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"

static int field(const struct form_edit *x, const char *name)
{
	const struct form *f = form_edit_form(x);

	for (size_t i = 0; i < f->nfields; i++)
		if (!strcmp(f->fields[i].name, name))
			return (int)i;
	fail_msg("no field %s", name);
	return -1;
}

static void type(struct desk_world *w, struct form_edit *x, const char *name, const char *text)
{
	must(w, form_edit_set_text(x, field(x, name), text, &w->e));
}

static struct form_edit *new_file(struct desk_world *w, const char *name, const char *phone,
    const char *birth)
{
	struct form_env env;
	struct form_edit *x;

	form_env_make(&w->d, &env);
	x = form_edit_new(form_catalog_find(w->d.forms, "client"), &env);
	type(w, x, "name", name);
	if (phone)
		type(w, x, "phone", phone);
	if (birth)
		type(w, x, "birth", birth);
	return x;
}

static struct form_edit *open_file(struct desk_world *w, int64_t id)
{
	struct form_env env;
	struct form_edit *x;

	form_env_make(&w->d, &env);
	must(w, form_edit_open(form_catalog_find(w->d.forms, "client"), &env, id, &x, &w->e));
	return x;
}

static int64_t todo(struct desk_world *w, int64_t client, const char *kind, const char *state)
{
	return number(w, "SELECT count(*) FROM client_todo WHERE client_id = %lld AND kind = '%s'"
	    " AND state = '%s'", (long long)client, kind, state);
}

/* ---- opening ---- */

static void a_file_is_opened_with_all_that_hangs_under_it(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = new_file(w, "欧阳慧", "137 0000 2210", "1981-09-30");
	struct value tea = { .type = VALUE_NULL };
	int64_t id, before = last_action(w);

	type(w, x, "allergy", "lidocaine");
	value_set_text(&tea, "green");
	must(w, form_edit_set_value(x, field(x, "tea"), &tea, &w->e));
	value_free(&tea);
	must(w, intake_add(&w->d, x, false, &id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE id = %lld AND name = '欧阳慧'"
	    " AND birth = '1981-09-30' AND branch_id = 1 AND created_by = %lld AND day = '%s'"
	    " AND file_no = '26-0001'", (long long)id, (long long)w->wf, HELP_DAY), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM client_phone WHERE client_id = %lld"
	    " AND relation = 'self' AND number = '13700002210'", (long long)id), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM client_flag WHERE client_id = %lld"
	    " AND kind = 'allergy' AND text = 'lidocaine'", (long long)id), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM answer a JOIN sheet s ON s.id = a.sheet_id"
	    " WHERE s.client_id = %lld AND a.field = 'tea' AND a.code = 'green'", (long long)id),
	    1);
	assert_int_equal(number(w, "SELECT count(*) FROM client_term WHERE client_id = %lld"
	    " AND term = 'nouyanghui'", (long long)id), 1);
	/* One action, and it is over: the form holds what is stored. */
	assert_int_equal(last_action(w), before + 1);
	assert_int_equal(form_edit_id(x), id);
	assert_false(form_edit_dirty(x));
	form_edit_free(x);
}

static void without_a_name_there_is_no_file(void **state)
{
	struct desk_world *w = *state;
	struct form_env env;
	struct form_edit *x;
	int64_t id;

	form_env_make(&w->d, &env);
	x = form_edit_new(form_catalog_find(w->d.forms, "client"), &env);
	type(w, x, "phone", "13700002210");
	assert_int_equal(intake_add(&w->d, x, false, &id, &w->e), ERR_INVALID);
	assert_string_equal(w->e.field, "name");
	err_clear(&w->e);
	form_edit_free(x);
}

static void what_lacks_goes_on_the_list_and_leaves_it(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = new_file(w, "周颖", "18900003298", NULL);
	struct conflict_list none = { 0 };
	char why[100];
	int64_t id;

	must(w, intake_add(&w->d, x, false, &id, &w->e));
	assert_int_equal(todo(w, id, "complete", "open"), 1);
	text_of(w, "SELECT why FROM client_todo ORDER BY id DESC LIMIT 1", why, sizeof why);
	assert_string_equal(why, "birth, source");
	type(w, x, "birth", "1983-03-06");
	must(w, intake_save(&w->d, x, &none, &w->e));
	text_of(w, "SELECT why FROM client_todo ORDER BY id DESC LIMIT 1", why, sizeof why);
	assert_string_equal(why, "source");
	type(w, x, "source", "web");
	must(w, intake_save(&w->d, x, &none, &w->e));
	assert_int_equal(todo(w, id, "complete", "open"), 0);
	assert_int_equal(todo(w, id, "complete", "done"), 1);
	/* Emptied again, it opens again. */
	type(w, x, "birth", "");
	must(w, intake_save(&w->d, x, &none, &w->e));
	assert_int_equal(todo(w, id, "complete", "open"), 1);
	form_edit_free(x);
}

static void what_lacks_before_a_booking_is_named(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = new_file(w, "周颖", NULL, NULL);
	struct conflict_list none = { 0 };
	struct buf names = { 0 };
	int64_t id;

	must(w, intake_add(&w->d, x, false, &id, &w->e));
	must(w, intake_lacks_to_book(&w->d, id, &names, &w->e));
	assert_string_equal(buf_str(&names), "phone");
	/* Where the form takes another way to reach somebody, that does. */
	type(w, x, "email", "zhou@example.com");
	must(w, intake_save(&w->d, x, &none, &w->e));
	buf_clear(&names);
	must(w, intake_lacks_to_book(&w->d, id, &names, &w->e));
	assert_string_equal(buf_str(&names), "");
	buf_free(&names);
	form_edit_free(x);
}

/* ---- who looks like whom ---- */

static int strength_of(struct desk_world *w, const char *name, const char *phone, const char *birth,
    const char *document)
{
	const char *phones[] = { phone, NULL };
	struct term_source who = { .name = name, .phones = phones, .birth = birth,
		.document = document };
	struct alike_list found;

	must(w, intake_alike(&w->d, &who, 0, true, &found, &w->e));
	return found.n ? found.v[0].strength : 0;
}

/* 陈思雨, 13600001948, born 2000-01-15, is there already. */
static void how_alike_two_files_are(void **state)
{
	struct desk_world *w = *state;

	assert_int_equal(strength_of(w, "陈思雨", "13600001948", NULL, NULL), 1);
	/* By sound. */
	assert_int_equal(strength_of(w, "陈思羽", "13600001948", NULL, NULL), 1);
	assert_int_equal(strength_of(w, "林可欣", "+86 136 0000 1948", "2000-01-15", NULL), 1);
	assert_int_equal(strength_of(w, "陈诗雨", "13100000000", "2000-01-15", NULL), 2);
	/* A family. */
	assert_int_equal(strength_of(w, "林可欣", "13600001948", "1975-01-01", NULL), 3);
	assert_int_equal(strength_of(w, "陈思雨", NULL, NULL, NULL), 3);
	assert_int_equal(strength_of(w, "陈思雨", NULL, "1999-01-15", NULL), 3);
	assert_int_equal(strength_of(w, "林可欣", NULL, "2000-01-15", NULL), 0);
	assert_int_equal(strength_of(w, "林可欣", "13111111111", NULL, NULL), 0);
}

/* Whoever types at the counter leaves capitals and accents out. */
static void a_name_is_the_same_without_capitals_and_accents(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = new_file(w, "Chloé Nguyen", NULL, NULL);
	int64_t id;

	must(w, intake_add(&w->d, x, false, &id, &w->e));
	form_edit_free(x);
	assert_int_equal(strength_of(w, "chloe nguyen", NULL, NULL, NULL), 3);
	assert_int_equal(strength_of(w, "chloe nguyenova", NULL, NULL, NULL), 0);
}

static void one_document_is_one_person(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = new_file(w, "高远", NULL, NULL);
	int64_t id;

	type(w, x, "document", "310101199108110014");
	must(w, intake_add(&w->d, x, false, &id, &w->e));
	form_edit_free(x);
	assert_int_equal(strength_of(w, "Gao Yuan Peter", NULL, NULL, "310101199108110014"), 1);
}

static void words_of_likeness(void **state)
{
	char text[64];

	(void)state;
	assert_string_equal(alike_words(ALIKE_PHONE | ALIKE_SOUND | ALIKE_BIRTH, text, sizeof text),
	    "phone, sound, birthday");
	assert_string_equal(alike_text(ALIKE_DOCUMENT, text, sizeof text), "document");
}

/* A work list keeps words of the program; people read the labels of the form. */
static void a_work_list_says_why_in_words_of_the_form(void **state)
{
	struct desk_world *w = *state;
	char text[200];

	assert_string_equal(intake_why_text(&w->d, "birth, source", text, sizeof text),
	    "Birthday, Source");
	assert_string_equal(intake_why_text(&w->d, "sound, birthday", text, sizeof text),
	    "sound, birthday");
	assert_string_equal(intake_why_text(&w->d, "birth, odd", text, sizeof text),
	    "Birthday, odd");
	assert_string_equal(intake_why_text(&w->d, "", text, sizeof text), "");
}

static void a_strong_likeness_stops_a_new_file_until_answered(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = new_file(w, "陈思羽", "13600001948", "2000-01-15");
	int64_t id, before = last_action(w);

	refused(w, intake_add(&w->d, x, false, &id, &w->e), ERR_DUPLICATE,
	    "Perhaps the same person: 陈思雨, same phone, sound, birthday. 1 uses that file");
	assert_int_equal(last_action(w), before);
	must(w, intake_add(&w->d, x, true, &id, &w->e));
	/* Somebody has said that they are two: the list does not ask again. */
	assert_int_equal(todo(w, id, "duplicate", "dismissed"), 1);
	assert_int_equal(todo(w, id, "duplicate", "open"), 0);
	form_edit_free(x);
}

static void a_likely_one_goes_on_the_list(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = new_file(w, "陈诗雨", "13188887777", "2000-01-15");
	int64_t id, line;
	char why[64];

	must(w, intake_add(&w->d, x, false, &id, &w->e));
	form_edit_free(x);
	assert_int_equal(todo(w, id, "duplicate", "open"), 1);
	line = number(w, "SELECT id FROM client_todo WHERE kind = 'duplicate'");
	assert_int_equal(number(w, "SELECT other_id FROM client_todo WHERE id = %lld",
	    (long long)line), w->cid);
	text_of(w, "SELECT why FROM client_todo WHERE kind = 'duplicate'", why, sizeof why);
	assert_string_equal(why, "sound, birthday");
	must(w, intake_todo_done(&w->d, line, "dismissed", &w->e));
	assert_int_equal(todo(w, id, "duplicate", "dismissed"), 1);
	assert_int_equal(number(w, "SELECT done_by FROM client_todo WHERE id = %lld",
	    (long long)line), w->wf);
	assert_int_equal(intake_todo_done(&w->d, 999, "done", &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
}

/* Two terminals open a file for one person at the same moment: the second one is told. */
static void the_second_of_two_terminals_is_told(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *a = new_file(w, "何小北", "15000007743", NULL);
	struct form_edit *b = new_file(w, "何小北", "15000007743", NULL);
	int64_t id;

	must(w, intake_add(&w->d, a, false, &id, &w->e));
	refused(w, intake_add(&w->d, b, false, &id, &w->e), ERR_DUPLICATE, "何小北, same phone");
	form_edit_free(a);
	form_edit_free(b);
}

/* ---- editing ---- */

static void different_fields_of_one_file_both_succeed(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *a = open_file(w, w->ann), *b = open_file(w, w->ann);
	struct conflict_list none = { 0 };

	type(w, a, "email", "ann@example.org");
	type(w, b, "birth", "1992-03-15");
	must(w, intake_save(&w->d, a, &none, &w->e));
	must(w, intake_save(&w->d, b, &none, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE email = 'ann@example.org'"
	    " AND birth = '1992-03-15'"), 1);
	form_edit_free(a);
	form_edit_free(b);
}

static void the_same_field_is_a_conflict_and_all_are_told_at_once(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *a = open_file(w, w->ann), *b = open_file(w, w->ann);
	struct conflict_list list = { 0 };
	int64_t before;

	type(w, a, "email", "a@example.org");
	type(w, a, "phone", "13800000824");
	must(w, intake_save(&w->d, a, &list, &w->e));
	before = last_action(w);
	type(w, b, "email", "b@example.org");
	type(w, b, "phone", "13800000825");
	type(w, b, "birth", "1993-01-01");
	assert_int_equal(intake_save(&w->d, b, &list, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(list.n, 2);
	assert_int_equal(form_edit_open_conflicts(b), 2);
	assert_int_equal(last_action(w), before);
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE birth = '1993-01-01'"), 0);
	/* Mine for one, theirs for the other: then it goes through. */
	must(w, form_edit_resolve(b, field(b, "email"), CONFLICT_MINE, &w->e));
	must(w, form_edit_resolve(b, field(b, "phone"), CONFLICT_THEIRS, &w->e));
	conflict_list_free(&list);
	must(w, intake_save(&w->d, b, &list, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client c JOIN client_phone p"
	    " ON p.client_id = c.id WHERE c.email = 'b@example.org' AND p.number = '13800000824'"
	    " AND c.birth = '1993-01-01'"), 1);
	conflict_list_free(&list);
	form_edit_free(a);
	form_edit_free(b);
}

static void saving_what_did_not_change_leaves_no_trace(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = open_file(w, w->ann);
	struct conflict_list none = { 0 };
	int64_t before;

	type(w, x, "source", "web");
	must(w, intake_save(&w->d, x, &none, &w->e));
	before = last_action(w);
	type(w, x, "email", "a@example.org");
	type(w, x, "email", "");
	must(w, intake_save(&w->d, x, &none, &w->e));
	assert_int_equal(last_action(w), before);
	form_edit_free(x);
}

static void a_number_that_was_emptied_is_retired(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = open_file(w, w->ann);
	struct conflict_list none = { 0 };

	type(w, x, "phone", "");
	must(w, intake_save(&w->d, x, &none, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client_phone WHERE client_id = 1"
	    " AND state = 'retired' AND number = '13800000823'"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM client_term WHERE term = 'p0823'"), 0);
	form_edit_free(x);
}

/* ---- the record cannot be read back after it was written ---- */

/* A disk that fails between the commit and the reading after it. */
static bool blind;
static struct form_source sighted;

static enum err_code blind_record(void *arg, const char *table, int64_t id, struct record *out,
    struct err *e)
{
	if (blind)
		return err_set(e, ERR_IO, "the disk is gone");
	return sighted.record(arg, table, id, out, e);
}

/* Can be read until now (ID 0: a new one), and from now on no more. */
static struct form_edit *blind_edit(struct desk_world *w, int64_t id)
{
	struct form *f = form_catalog_find(w->d.forms, "client");
	struct form_env env;
	struct form_edit *x;

	form_env_make(&w->d, &env);
	sighted = env.source;
	env.source.record = blind_record;
	blind = false;
	if (id)
		must(w, form_edit_open(f, &env, id, &x, &w->e));
	else
		x = form_edit_new(f, &env);
	blind = true;
	return x;
}

static void a_new_file_that_cannot_be_read_back_is_saved_all_the_same(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = blind_edit(w, 0);
	struct conflict_list none = { 0 };
	int64_t id, before = number(w, "SELECT count(*) FROM client");

	type(w, x, "name", "周颖");
	type(w, x, "email", "zy@example.org");
	must(w, intake_add(&w->d, x, false, &id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE id = %lld",
	    (long long)id), 1);
	/* The form is that file now, with nothing left to save: F10 again opens no second one. */
	assert_int_equal(form_edit_id(x), id);
	assert_false(form_edit_dirty(x));
	must(w, intake_save(&w->d, x, &none, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client"), before + 1);
	form_edit_free(x);
}

static void a_change_that_cannot_be_read_back_is_saved_all_the_same(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = blind_edit(w, w->ann);
	struct conflict_list none = { 0 };

	type(w, x, "email", "ann@example.org");
	must(w, intake_save(&w->d, x, &none, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE email = 'ann@example.org'"),
	    1);
	assert_false(form_edit_dirty(x));
	form_edit_free(x);
}

/* ---- notes and looks ---- */

static void notes_and_looks(void **state)
{
	struct desk_world *w = *state;

	must(w, intake_note(&w->d, w->ann, "rang back", &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client_note WHERE text = 'rang back'"
	    " AND day = '%s' AND at = %lld AND staff_id = %lld", HELP_DAY, (long long)HELP_NOW,
	    (long long)w->wf), 1);
	must(w, intake_look(&w->d, w->bob, "restricted", "asked at the desk", &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM access WHERE client_id = %lld"
	    " AND what = 'restricted' AND station = 'T1'", (long long)w->bob), 1);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_file_is_opened_with_all_that_hangs_under_it),
		T(without_a_name_there_is_no_file),
		T(what_lacks_goes_on_the_list_and_leaves_it),
		T(what_lacks_before_a_booking_is_named),
		T(how_alike_two_files_are),
		T(a_name_is_the_same_without_capitals_and_accents),
		T(one_document_is_one_person),
		T(words_of_likeness),
		T(a_work_list_says_why_in_words_of_the_form),
		T(a_strong_likeness_stops_a_new_file_until_answered),
		T(a_likely_one_goes_on_the_list),
		T(the_second_of_two_terminals_is_told),
		T(different_fields_of_one_file_both_succeed),
		T(the_same_field_is_a_conflict_and_all_are_told_at_once),
		T(saving_what_did_not_change_leaves_no_trace),
		T(a_number_that_was_emptied_is_retired),
		T(a_new_file_that_cannot_be_read_back_is_saved_all_the_same),
		T(a_change_that_cannot_be_read_back_is_saved_all_the_same),
		T(notes_and_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
