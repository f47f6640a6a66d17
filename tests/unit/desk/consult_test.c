/* Consultations: saved in part, by two at once, with measures, signatures, diagnosis, an end. */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/measure.h"
#include "data/record.h"
#include "data/sheet.h"
#include "data/txn.h"
#include "desk/consult.h"
#include "desk/plan.h"
#include "desk/rights.h"
#include "desk/signin.h"
#include "desk/undo.h"
#include "form/form_catalog.h"
#include "form/messages.h"

static const char sheet[] =
    "form: { name = \"consult-t\"; title = \"T\"; table = \"consultation\"; interview = true;\n"
    " before_plan = \"tested\";\n"
    " sections = ( { name = \"a\"; title = \"Wants\"; fields = (\n"
    "  { name = \"want\"; label = \"Want\"; kind = \"choice\"; required = \"complete\";\n"
    "    choices = ( { code = \"bright\"; label = \"bright\"; },\n"
    "      { code = \"firm\"; label = \"firm\"; } ); },\n"
    "  { name = \"tried\"; label = \"Tried\"; kind = \"choice\"; several = true;\n"
    "    choices = ( { code = \"home\"; label = \"home\"; },\n"
    "      { code = \"peel\"; label = \"peel\"; },\n"
    "      { code = \"laser\"; label = \"laser\"; } ); },\n"
    "  { name = \"tested\"; label = \"Test made\"; kind = \"choice\";\n"
    "    choices = ( { code = \"today\"; label = \"today\"; },\n"
    "      { code = \"no\"; label = \"not yet\"; } ); },\n"
    "  { name = \"weight\"; label = \"Weight\"; kind = \"number\"; indicator = \"weight\";\n"
    "    unit = \"kg\"; min = 2; max = 300; },\n"
    "  { name = \"private\"; label = \"Sensitive\"; kind = \"text\"; see = \"see-private\";\n"
    "    edit = \"see-private\"; } ); } ); };\n";

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;
	char path[200];
	bool changed;
	FILE *f;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	snprintf(path, sizeof path, "%s/consult-t.cfg", w->forms);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(sheet, f) >= 0);
	fclose(f);
	must(w, form_catalog_reload(w->d.forms, &changed, &faults, &w->e));
	act_as(w, w->admin, 0);
	return 0;
}

static struct consult begun(struct desk_world *w)
{
	struct consult x;

	must(w, consult_open(&w->d, &(struct consult_what){ .client_id = w->ann,
	    .service_id = w->laser_service, .form = "consult-t" }, &x, &w->e));
	return x;
}

static struct consult stored(struct desk_world *w, int64_t id)
{
	struct consult x;

	must(w, consult_open(&w->d, &(struct consult_what){ .id = id }, &x, &w->e));
	return x;
}

static struct form_edit *edit_of(struct desk_world *w, struct consult *x)
{
	struct form_edit *edit;

	must(w, consult_edit(x, &edit, &w->e));
	return edit;
}

static void say(struct desk_world *w, struct form_edit *x, const char *field, const char *typed)
{
	must(w, form_edit_set_text(x, form_field_index(form_edit_form(x), field), typed, &w->e));
}

static void save(struct desk_world *w, struct consult *x, struct form_edit *edit)
{
	char number[24];

	must(w, consult_save(x, edit, number, &w->e));
}

static void assert_answer(const struct form_edit *x, const char *field, const char *wanted)
{
	struct buf b = BUF_INIT;

	form_edit_text(x, form_field_index(form_edit_form(x), field), &b);
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static void half_a_sheet_is_saved_and_read_again(void **state)
{
	struct desk_world *w = *state;
	struct consult x = begun(w), y;
	struct form_edit *a = edit_of(w, &x), *b;
	struct sheet_hits hits = { 0 };

	say(w, a, "tried", "13");
	save(w, &x, a);
	assert_int_equal(number(w, "SELECT count(*) FROM answer WHERE field = 'tried'"), 2);
	y = stored(w, x.is.id);
	b = edit_of(w, &y);
	assert_answer(b, "tried", "home; laser");
	say(w, b, "tried", "2");
	save(w, &y, b);
	assert_answer(b, "tried", "peel");
	must(w, sheet_find(w->s, "tried", "peel", 10, &hits, &w->e));
	assert_int_equal(hits.n, 1);
	assert_int_equal(hits.v[0].client_id, w->ann);
	must(w, sheet_find(w->s, "tried", "laser", 10, &hits, &w->e));
	assert_int_equal(hits.n, 0);
	sheet_hits_free(&hits);
	form_edit_free(a);
	form_edit_free(b);
}

/* Different questions both arrive; the same one is asked about. */
static void two_fill_one_sheet(void **state)
{
	struct desk_world *w = *state;
	struct consult x = begun(w), y;
	struct form_edit *a = edit_of(w, &x), *b;
	char number_[24];

	say(w, a, "want", "1");
	save(w, &x, a);
	y = stored(w, x.is.id);
	b = edit_of(w, &y);
	say(w, a, "tried", "1");
	save(w, &x, a);
	say(w, b, "private", "quarrel");
	save(w, &y, b);
	assert_answer(b, "tried", "home");
	say(w, a, "want", "2");
	save(w, &x, a);
	say(w, b, "want", "");
	refused(w, consult_save(&y, b, number_, &w->e), ERR_CONFLICT, "changed meanwhile");
	must(w, form_edit_refresh(b, NULL, &w->e));
	assert_int_equal(form_edit_open_conflicts(b), 1);
	form_edit_free(a);
	form_edit_free(b);
}

static void figures_become_measures(void **state)
{
	struct desk_world *w = *state;
	struct consult x;
	struct form_edit *a;
	struct measure_list l = { 0 };

	x = begun(w);
	a = edit_of(w, &x);
	say(w, a, "weight", "62");
	save(w, &x, a);
	say(w, a, "weight", "63");
	save(w, &x, a);
	must(w, measure_list_consultation(w->s, x.is.id, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_true(l.v[0].struck);
	assert_false(l.v[1].struck);
	assert_true(l.v[1].value > 62.9 && l.v[1].value < 63.1);
	refused(w, form_edit_set_text(a, form_field_index(x.form, "weight"), "620", &w->e),
	    ERR_INVALID, "620");
	measure_list_free(&l);
	form_edit_free(a);
}

static void first_save_gives_the_number_where_the_branch_says_so(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "site-edit" };
	struct change c = { .column = "file_no_at" };
	struct consult x = begun(w);
	struct form_edit *a = edit_of(w, &x);
	struct txn *t;
	char given[24];
	struct record r;

	must(w, record_load(w->s, "branch", w->ja, &r, &w->e));
	value_copy(&c.base, record_get(&r, "file_no_at"));
	record_free(&r);
	value_set_text(&c.value, "consultation");
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, "branch", w->ja, &c, 1, NULL, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	x.is.client_id = number(w, "SELECT min(id) FROM client WHERE file_no IS NULL");
	assert_int_not_equal(x.is.client_id, 0);
	say(w, a, "want", "1");
	must(w, consult_save(&x, a, given, &w->e));
	assert_string_not_equal(given, "");
	say(w, a, "want", "2");
	must(w, consult_save(&x, a, given, &w->e));
	assert_string_equal(given, "");
	value_free(&c.base);
	value_free(&c.value);
	form_edit_free(a);
}

static void ending_asks_what_is_open(void **state)
{
	struct desk_world *w = *state;
	struct consult x = begun(w);
	struct form_edit *a = edit_of(w, &x);
	char given[24];

	say(w, a, "tried", "1");
	refused(w, consult_end(&x, a, "plan", "", "", &w->e), ERR_INVALID, "saves it first");
	save(w, &x, a);
	refused(w, consult_end(&x, a, "plan", "", "", &w->e), ERR_INVALID, "Want");
	refused(w, consult_end(&x, a, "think", "", "", &w->e), ERR_INVALID, "why");
	refused(w, consult_end(&x, a, "gone", "", "", &w->e), ERR_INVALID, "end");
	say(w, a, "want", "1");
	save(w, &x, a);
	must(w, consult_end(&x, a, "treat", "", "", &w->e));
	assert_string_equal(x.is.state, "done");
	assert_false(consult_writable(&x));
	say(w, a, "want", "2");
	refused(w, consult_save(&x, a, given, &w->e), ERR_CONFLICT, "finished");
	must(w, consult_diagnose(&w->d, x.is.id, "melasma", &w->e));
	must(w, consult_reload(&x, &w->e));
	assert_string_equal(x.is.diagnosis, "melasma");
	form_edit_free(a);
}

static void each_role_signs_for_itself(void **state)
{
	struct desk_world *w = *state;
	struct consult x = begun(w);
	struct form_edit *a;
	struct buf open = BUF_INIT;

	must(w, signin_set_pin(&w->d, w->wl, HELP_PIN, &w->e));
	must(w, signin_set_pin(&w->d, w->cl, HELP_PIN, &w->e));
	x.is.tailored = 1;
	a = edit_of(w, &x);
	say(w, a, "want", "1");
	save(w, &x, a);
	refused(w, consult_sign(&w->d, x.is.id, "operator", &w->e), ERR_DENIED, "works here as");
	refused(w, consult_end(&x, a, "plan", "", "", &w->e), ERR_INVALID, "take part");
	must(w, consult_sign_pin(&w->d, x.is.id, "manager", "wl", HELP_PIN, &w->e));
	refused(w, consult_sign_pin(&w->d, x.is.id, "manager", "wl", HELP_PIN, &w->e),
	    ERR_CONFLICT, "signed already");
	refused(w, consult_sign_pin(&w->d, x.is.id, "expert", "wl", HELP_PIN, &w->e), ERR_DENIED,
	    "works here as");
	refused(w, consult_sign_pin(&w->d, x.is.id, "expert", "cl", "000000", &w->e), ERR_DENIED,
	    "PIN");
	assert_int_equal(number(w, "SELECT staff_id FROM attendance WHERE role = 'manager'"),
	    w->wl);
	assert_int_equal(number(w, "SELECT staff_id FROM action WHERE name = 'consult-sign'"),
	    w->wl);
	must(w, consult_unsigned(&w->d, &x.is, &open, &w->e));
	assert_non_null(strstr(open.s, "expert"));
	assert_null(strstr(open.s, "manager"));
	must(w, consult_end(&x, a, "declined", "too dear", "", &w->e));
	buf_free(&open);
	form_edit_free(a);
}

static void answers_of_last_time_stand_beside(void **state)
{
	struct desk_world *w = *state;
	struct consult x = begun(w), y;
	struct form_edit *a = edit_of(w, &x), *b;

	say(w, a, "tried", "1 2");
	save(w, &x, a);
	y = begun(w);
	assert_int_equal(y.last.id, x.is.id);
	b = edit_of(w, &y);
	say(w, b, "tried", ".");
	assert_answer(b, "tried", "home; peel");
	form_edit_free(a);
	form_edit_free(b);
}

static void what_was_saved_goes_back(void **state)
{
	struct desk_world *w = *state;
	struct consult x = begun(w);
	struct form_edit *a = edit_of(w, &x);
	int64_t undo;

	say(w, a, "want", "1");
	save(w, &x, a);
	say(w, a, "tried", "12");
	save(w, &x, a);
	must(w, undo_action(&w->d, last_action(w), false, "", &undo, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM answer WHERE field = 'tried'"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM answer WHERE field = 'want'"), 1);
	form_edit_free(a);
}

static enum err_code try_plan(struct desk_world *w, int64_t dependant)
{
	struct plan_draft p = { .client_id = w->ann, .dependant_id = dependant, .name = "Laser",
		.nitems = 1, .item = { { .line = 1, .service_id = w->laser_service,
		    .sessions = 1 } } };
	int64_t id;

	return plan_make(&w->d, &p, &id, &w->e);
}

static void answer_tested(struct desk_world *w, const char *typed)
{
	struct consult x = begun(w);
	struct form_edit *edit = edit_of(w, &x);

	say(w, edit, "want", "1");
	if (typed)
		say(w, edit, "tested", typed);
	save(w, &x, edit);
	form_edit_free(edit);
}

static void name_sheet(struct desk_world *w)
{
	struct action_head head = { .name = "resource-edit" };
	struct change c = { .column = "sheet" };
	struct conflict_list none = { 0 };
	struct txn *t;

	value_set_text(&c.value, "consult-t");
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, "service", w->laser_service, &c, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&c.value);
}

static void no_plan_before_the_test_that_its_sheet_wants(void **state)
{
	struct desk_world *w = *state;

	must(w, try_plan(w, 0));                /* no sheet is named: nothing is wanted */
	name_sheet(w);
	refused(w, try_plan(w, 0), ERR_INVALID, "Test made");
	answer_tested(w, NULL);
	refused(w, try_plan(w, 0), ERR_INVALID, "Test made");
	answer_tested(w, "2");
	refused(w, try_plan(w, 0), ERR_INVALID, "Test made");
	answer_tested(w, "1");
	must(w, try_plan(w, 0));
	answer_tested(w, "2");                  /* the newest sheet counts */
	refused(w, try_plan(w, 0), ERR_INVALID, "Test made");
}

static void the_expert_is_called_to_the_sheet(void **state)
{
	struct desk_world *w = *state;
	struct fault_list faults = { 0 };
	struct consult x = begun(w);
	struct form_edit *edit = edit_of(w, &x);

	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	say(w, edit, "want", "1");
	save(w, &x, edit);
	form_edit_free(edit);
	refused(w, consult_call(&w->d, x.is.id, " ", &w->e), ERR_INVALID, "why the expert");
	must(w, consult_call(&w->d, x.is.id, "scar on the cheek", &w->e));
	assert_true(number(w, "SELECT count(*) FROM message WHERE template = 'staff-come'") >
	    0);
}

/* Of a restricted file a sheet is opened while its client is here by who fills it in; an earlier
 * visit opens nothing, nor does a visit for who may only read. */
static void a_restricted_sheet_is_for_who_serves_the_visit(void **state)
{
	struct desk_world *w = *state;
	struct consult x = begun(w), y;
	struct form_edit *edit = edit_of(w, &x);
	struct consult_what what = { .id = 0 };

	say(w, edit, "want", "1");
	save(w, &x, edit);
	form_edit_free(edit);
	what.id = x.is.id;
	raw(w, "INSERT INTO visit(branch_id, client_id, day, created_at, arrived_at, number, zone,"
	    " identity, place, since_at, state, rev) VALUES (%lld, %lld, '2026-11-24', 1, 1, 'A9',"
	    " 'walkin', 'known', 1, 1, 'consult', 1)", (long long)w->ja, (long long)w->ann);
	raw(w, "UPDATE consultation SET visit_id = (SELECT max(id) FROM visit), rev = 9");
	raw(w, "UPDATE client SET restricted = 1, rev = 9 WHERE id = %lld", (long long)w->ann);
	must(w, consult_open(&w->d, &what, &y, &w->e));
	act_as(w, w->cl, 0);
	assert_true(rights_may(&w->d, "consult-edit"));
	must(w, consult_open(&w->d, &what, &y, &w->e));
	act_as(w, w->wf, 0);
	assert_false(rights_may(&w->d, "consult-edit"));
	refused(w, consult_open(&w->d, &what, &y, &w->e), ERR_DENIED, "restricted");
	raw(w, "UPDATE visit SET state = 'left', left_at = 2, outcome = 'consulted', rev = 2");
	act_as(w, w->cl, 0);
	refused(w, consult_open(&w->d, &what, &y, &w->e), ERR_DENIED, "restricted");
}

/* Begun at the records: who is here is asked about the visit, once. */
static void whoever_is_here_is_asked_for_the_visit(void **state)
{
	struct desk_world *w = *state;
	struct consult_what what;

	must(w, consult_of_client(&w->d, w->ann, 0, &what, &w->e));
	assert_int_equal(what.visit_id, 0);
	assert_int_equal(what.client_id, w->ann);
	raw(w, "INSERT INTO visit(branch_id, client_id, service_id, day, created_at, arrived_at,"
	    " number, zone, identity, place, since_at, state, rev) VALUES (%lld, %lld, %lld,"
	    " '2026-11-24', 1, 1, 'A9', 'walkin', 'known', 1, 1, 'consult', 1)",
	    (long long)w->ja, (long long)w->ann, (long long)w->laser_service);
	must(w, consult_of_client(&w->d, w->ann, 0, &what, &w->e));
	assert_true(what.visit_id > 0);
	raw(w, "UPDATE visit SET state = 'left', left_at = 2, outcome = 'consulted', rev = 2");
	must(w, consult_of_client(&w->d, w->ann, 0, &what, &w->e));
	assert_int_equal(what.visit_id, 0);
}

/* A mother and her child are here at once: each is asked about the own visit, whoever came last. */
static void mother_and_child_have_a_visit_each(void **state)
{
	struct desk_world *w = *state;
	struct consult_what mother, child;
	int64_t kim;

	raw(w, "INSERT INTO dependant(client_id, kind, relation, name, created_at, rev)"
	    " VALUES (%lld, 'family', 'child', 'Kim', 1, 1)", (long long)w->ann);
	kim = number(w, "SELECT max(id) FROM dependant");
	for (int i = 0; i < 2; i++)
		raw(w, "INSERT INTO visit(branch_id, client_id, dependant_id, service_id, day,"
		    " created_at, arrived_at, number, zone, identity, place, since_at, state, rev)"
		    " VALUES (%lld, %lld, nullif(%lld, 0), %lld, '2026-11-24', 1, %d, 'A%d',"
		    " 'walkin', 'known', 1, 1, 'consult', 1)", (long long)w->ja,
		    (long long)w->ann, (long long)(i ? kim : 0), (long long)w->laser_service,
		    1 + i, 8 + i);
	must(w, consult_of_client(&w->d, w->ann, kim, &child, &w->e));
	must(w, consult_of_client(&w->d, w->ann, 0, &mother, &w->e));
	assert_true(child.visit_id > 0);
	assert_true(mother.visit_id > 0);
	assert_true(mother.visit_id != child.visit_id);
}

static void services_with_a_sheet_or_tailored_are_consulted(void **state)
{
	struct desk_world *w = *state;
	struct service_list l = { 0 };

	raw(w, "UPDATE service SET sheet = NULL, tailored = 0, rev = 9");
	must(w, consult_services(&w->d, &l, &w->e));
	assert_int_equal(l.n, 0);
	raw(w, "UPDATE service SET tailored = 1, rev = 9 WHERE id = %lld",
	    (long long)w->laser_service);
	must(w, consult_services(&w->d, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, w->laser_service);
	service_list_free(&l);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(half_a_sheet_is_saved_and_read_again), T(two_fill_one_sheet),
		T(figures_become_measures),
		T(first_save_gives_the_number_where_the_branch_says_so),
		T(ending_asks_what_is_open), T(each_role_signs_for_itself),
		T(answers_of_last_time_stand_beside), T(what_was_saved_goes_back),
		T(the_expert_is_called_to_the_sheet),
		T(a_restricted_sheet_is_for_who_serves_the_visit),
		T(whoever_is_here_is_asked_for_the_visit), T(mother_and_child_have_a_visit_each),
		T(services_with_a_sheet_or_tailored_are_consulted),
		T(no_plan_before_the_test_that_its_sheet_wants),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
