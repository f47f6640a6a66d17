/* Treatments as rows: steps in their order, what waits for the manager, one's own note. */
#include "store_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/form_text.h"
#include "data/service.h"
#include "data/treatment.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static int64_t make_service(struct world *w, struct txn *t)
{
	struct service s = { .code = "laser9", .name = "激光", .name_en = "Laser", .minutes = 60 };
	int64_t id;

	must(w, service_insert(t, &s, &id, &w->e));
	return id;
}

static int64_t begin_treatment(struct world *w, struct txn *t, int64_t client, int64_t service)
{
	struct treatment v = { .line = { .branch_id = 1, .client_id = client,
	    .service_id = service, .started_at = HELP_NOW, .day = HELP_DAY, .operator_id = 2 },
	    .form_hash = HASH, .seen_by = 2, .seen_at = HELP_NOW, .seen_text = "lidocaine",
	    .wanted = "less heat" };
	int64_t id;

	must(w, form_text_keep(t, "checklists", HASH, "checklists = ();", &w->e));
	must(w, treatment_insert(t, &v, &id, &w->e));
	return id;
}

static int64_t add_step(struct world *w, struct txn *t, int64_t treatment, int line, bool manager)
{
	struct treatment_step x = { .treatment_id = treatment, .line = line, .required = true,
		.manager = manager, .planned_min = line == 1 ? -1 : 5, .phase = "before",
		.role = "nurse", .unit = "J" };
	int64_t id;

	text_fmt(x.code, sizeof x.code, "step%d", line);
	must(w, treatment_step_insert(t, &x, &id, &w->e));
	return id;
}

static void set_done(struct world *w, struct txn *t, int64_t step, int64_t when)
{
	char text[200];

	text_fmt(text, sizeof text, "UPDATE treatment_step SET state = 'done', done_at = %lld,"
	    " done_by = 2, number = 9.5 WHERE id = %lld", (long long)when, (long long)step);
	sql(t, text);
	(void)w;
}

static void a_treatment_comes_with_its_names_and_counts(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t service = make_service(w, t), id = begin_treatment(w, t, w->ann, service), n, s1;
	struct treatment_list l = { .n = 0 };
	struct treatment_step_list steps = { .n = 0 };
	struct treatment v;
	struct buf text = BUF_INIT;

	s1 = add_step(w, t, id, 1, true);
	add_step(w, t, id, 2, false);
	set_done(w, t, s1, HELP_NOW + 60);
	commit(w, t);
	must(w, treatment_get(w->s, id, &v, &w->e));
	assert_string_equal(v.line.service_en, "Laser");
	assert_string_equal(v.checklist, "laser9");
	assert_string_equal(v.seen_text, "lidocaine");
	assert_string_equal(v.line.operator, "陈立");
	assert_int_equal(v.line.steps, 2);
	assert_int_equal(v.line.done, 1);
	assert_int_equal(v.line.waiting, 1);
	must(w, treatment_step_list(w->s, id, &steps, &w->e));
	assert_int_equal(steps.v[0].planned_min, -1);
	assert_int_equal(steps.v[1].planned_min, 5);
	assert_true(steps.v[0].has_number && steps.v[0].number > 9.4);
	assert_false(steps.v[1].has_number);
	assert_string_equal(steps.v[0].done, "陈立");
	treatment_step_list_free(&steps);
	must(w, treatment_list_open(w->s, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, treatment_list_open(w->s, 2, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, treatment_list_client(w->s, w->ann, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, treatment_list_day(w->s, 0, HELP_DAY, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, treatment_list_visit(w->s, 1, &l, &w->e));
	assert_int_equal(l.n, 0);
	treatment_list_free(&l);
	must(w, treatment_count(w->s, w->ann, 0, service, &n, &w->e));
	assert_int_equal(n, 0);
	assert_int_equal(treatment_before(w->s, &v, &n, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	must(w, form_text_get(w->s, HASH, &text, &w->e));
	assert_string_equal(buf_str(&text), "checklists = ();");
	buf_free(&text);
}

static void the_longest_wait_for_the_manager_stands_first(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t service = make_service(w, t), a = begin_treatment(w, t, w->ann, service);
	int64_t b = begin_treatment(w, t, w->bob, service), n, since, first, second;
	struct treatment_wait_list l = { .n = 0 };

	second = add_step(w, t, a, 1, true);
	first = add_step(w, t, b, 1, true);
	set_done(w, t, second, HELP_NOW + 120);
	set_done(w, t, first, HELP_NOW + 60);
	set_done(w, t, add_step(w, t, b, 2, false), HELP_NOW);
	commit(w, t);
	must(w, treatment_wait_list(w->s, 0, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].step.id, first);
	assert_int_equal(l.v[1].step.id, second);
	assert_int_equal(l.v[0].of.client_id, w->bob);
	treatment_wait_list_free(&l);
	must(w, treatment_wait_count(w->s, 1, &n, &since, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(since, HELP_NOW + 60);
	must(w, treatment_wait_count(w->s, 2, &n, &since, &w->e));
	assert_int_equal(n, 0);
}

static void a_note_is_written_over_what_was_read_alone(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = begin_treatment(w, t, w->ann, make_service(w, t));
	struct role_note_list l = { .n = 0 };

	must(w, role_note_set(t, id, "nurse", "", "ice", &w->e));
	commit(w, t);
	t = begin(w);
	assert_int_equal(role_note_set(t, id, "nurse", "", "tea", &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(role_note_set(t, id, "expert", "seen", "tea", &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	must(w, role_note_set(t, id, "nurse", "ice", "ice, tea", &w->e));
	commit(w, t);
	must(w, role_note_list(w->s, id, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].text, "ice, tea");
	role_note_list_free(&l);
}

static void a_reaction_stays_open_until_it_is_over(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = begin_treatment(w, t, w->ann, make_service(w, t)), reaction;
	struct adverse a = { .branch_id = 1, .client_id = w->ann, .treatment_id = id,
		.at = HELP_NOW, .day = HELP_DAY, .sign = "blister", .measure = "cooled" };
	struct adverse_list l = { .n = 0 };

	must(w, adverse_insert(t, &a, &reaction, &w->e));
	commit(w, t);
	must(w, adverse_list_treatment(w->s, id, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].sign, "blister");
	must(w, adverse_list_open(w->s, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	t = begin(w);
	must(w, change_text(w, t, "adverse", reaction, "state", "open", "over"));
	commit(w, t);
	must(w, adverse_list_open(w->s, 1, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, adverse_list_client(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 1);
	adverse_list_free(&l);
}

static void every_question_is_answered_by_an_index(void **state)
{
	a_treatment_comes_with_its_names_and_counts(state);
	check_plans(*state);
}

static void every_other_question_too(void **state)
{
	the_longest_wait_for_the_manager_stands_first(state);
	check_plans(*state);
}

static void every_question_about_notes_too(void **state)
{
	a_note_is_written_over_what_was_read_alone(state);
	check_plans(*state);
}

static void every_question_about_reactions_too(void **state)
{
	a_reaction_stays_open_until_it_is_over(state);
	check_plans(*state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_treatment_comes_with_its_names_and_counts),
		TEST(the_longest_wait_for_the_manager_stands_first),
		TEST(a_note_is_written_over_what_was_read_alone),
		TEST(a_reaction_stays_open_until_it_is_over),
		TEST(every_question_is_answered_by_an_index),
		TEST(every_other_question_too),
		TEST(every_question_about_notes_too),
		TEST(every_question_about_reactions_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
