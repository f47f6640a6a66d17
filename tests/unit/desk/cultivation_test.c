/* Cultivation: begun for a client, gone on with, reviewed, ended; its cost beside what was paid. */
#include "desk_help.h"

#include <string.h>

#include "desk/cultivation.h"
#include "desk/merge.h"
#include "desk/undo.h"
#include "form/fault.h"
#include "form/segment.h"

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	must(w, segments_load("forms/segments.cfg", &w->d.segments, &faults, &w->e));
	act_as(w, w->wl, 0);
	return 0;
}

static struct cultivation_draft draft(struct desk_world *w)
{
	return (struct cultivation_draft){ .client_id = w->ann, .target = "key",
		.measure = "invite to the spring programme", .owner_id = w->wl, .budget = 30000,
		.review_day = "2026-12-08" };
}

static int64_t begun(struct desk_world *w)
{
	struct cultivation_draft x = draft(w);
	int64_t id;

	must(w, cultivation_add(&w->d, &x, &id, &w->e));
	return id;
}

static struct cultivation_row row(struct desk_world *w, int64_t id)
{
	struct cultivation_row r;

	must(w, cultivation_get(w->s, id, &r, &w->e));
	return r;
}

static void it_keeps_what_the_client_was(void **state)
{
	struct desk_world *w = *state;
	struct cultivation_row r = row(w, begun(w));

	assert_string_equal(r.tier, "general");
	assert_string_equal(r.growth, "worth");
	assert_string_equal(r.target, "key");
	assert_string_equal(r.day, HELP_DAY);
	assert_string_equal(r.owner_code, "wl");
	assert_int_equal(r.budget, 30000);
	assert_int_equal(r.cost, 0);
	assert_false(cultivation_due(&w->d, &r));
	assert_string_equal(cultivation_measure(&w->d, "worth"),
	    "tell of the services at once: what fits the wants of the file");
	assert_string_equal(cultivation_measure(&w->d, "nothing"), "");
}

static void what_lacks_is_said_at_its_field(void **state)
{
	struct desk_world *w = *state;
	struct cultivation_draft x;
	char longer[402] = "";
	int64_t id;

	x = draft(w);
	x.target = "royal";
	refused(w, cultivation_add(&w->d, &x, &id, &w->e), ERR_INVALID, "tier");
	x = draft(w);
	x.measure = "  ";
	refused(w, cultivation_add(&w->d, &x, &id, &w->e), ERR_INVALID, "done for it");
	memset(longer, 'a', sizeof longer - 1);
	x = draft(w);
	x.measure = longer;
	refused(w, cultivation_add(&w->d, &x, &id, &w->e), ERR_INVALID, "Too long");
	x = draft(w);
	x.owner_id = 0;
	refused(w, cultivation_add(&w->d, &x, &id, &w->e), ERR_INVALID, "affair");
	x = draft(w);
	x.review_day = "2026-11-23";
	refused(w, cultivation_add(&w->d, &x, &id, &w->e), ERR_INVALID, "today or later");
	x = draft(w);
	x.review_day = "";
	refused(w, cultivation_add(&w->d, &x, &id, &w->e), ERR_INVALID, "looked at again");
	act_as(w, w->wf, 0);
	x = draft(w);
	refused(w, cultivation_add(&w->d, &x, &id, &w->e), ERR_DENIED, "");
	assert_int_equal(number(w, "SELECT count(*) FROM cultivation"), 0);
}

static void one_goes_on_at_a_time(void **state)
{
	struct desk_world *w = *state;
	struct cultivation_draft x = draft(w);
	int64_t id = begun(w), other;

	refused(w, cultivation_add(&w->d, &x, &other, &w->e), ERR_CONFLICT, "One goes on");
	must(w, cultivation_end(&w->d, id, "stopped", "moved away", &w->e));
	must(w, cultivation_add(&w->d, &x, &other, &w->e));
	refused(w, cultivation_did(&w->d, id, "called", 0, &w->e), ERR_CONFLICT, "over");
	refused(w, cultivation_change(&w->d, id, &x, &w->e), ERR_CONFLICT, "over");
}

static void steps_cost_and_reviews_move_the_day(void **state)
{
	struct desk_world *w = *state;
	int64_t id = begun(w), n, paid;
	struct cultivation_steps steps = { 0 };
	struct cultivation_row r;
	char oldest[12];

	must(w, cultivation_did(&w->d, id, "sent a sample", 1250, &w->e));
	clock_fix(at(w, 14, 9, 0));                     /* 8 December */
	r = row(w, id);
	assert_true(cultivation_due(&w->d, &r));
	must(w, cultivation_count_due(w->s, w->wl, "2026-12-08", &n, oldest, &w->e));
	assert_int_equal(n, 1);
	assert_string_equal(oldest, "2026-12-08");
	must(w, cultivation_count_due(w->s, w->wf, "2026-12-08", &n, oldest, &w->e));
	assert_int_equal(n, 0);
	refused(w, cultivation_review(&w->d, id, "well", 0, "2026-12-07", &w->e), ERR_INVALID,
	    "today or later");
	refused(w, cultivation_review(&w->d, id, "", 0, "2026-12-30", &w->e), ERR_INVALID,
	    "stand");
	must(w, cultivation_review(&w->d, id, "well, comes weekly", 800, "2026-12-30", &w->e));
	r = row(w, id);
	assert_string_equal(r.review_day, "2026-12-30");
	assert_int_equal(r.cost, 2050);
	assert_int_equal(r.steps, 2);
	must(w, cultivation_list_steps(w->s, id, &steps, &w->e));
	assert_string_equal(steps.v[0].kind, "done");
	assert_string_equal(steps.v[1].review_day, "2026-12-30");
	cultivation_steps_free(&steps);
	raw(w, "INSERT INTO payment(branch_id, client_id, day, created_at, kind, method, amount,"
	    " rev) VALUES (%lld, %lld, '2026-12-01', %lld, 'deposit', 'cash', 50000, 1),"
	    " (%lld, %lld, '2026-11-23', %lld, 'deposit', 'cash', 99900, 1)", (long long)w->ja,
	    (long long)w->ann, (long long)HELP_NOW, (long long)w->ja, (long long)w->ann,
	    (long long)HELP_NOW);
	must(w, cultivation_revenue(&w->d, &r, &paid, &w->e));
	assert_int_equal(paid, 50000);                  /* what was paid before is not its doing */
}

static void it_ends_with_a_result(void **state)
{
	struct desk_world *w = *state;
	int64_t id = begun(w), undone;
	struct cultivation_list l = { 0 };

	refused(w, cultivation_end(&w->d, id, "reached", "", &w->e), ERR_INVALID, "came of it");
	refused(w, cultivation_end(&w->d, id, "fine", "x", &w->e), ERR_INVALID, "reached");
	must(w, cultivation_end(&w->d, id, "reached", "a key client now", &w->e));
	must(w, cultivation_list_on(w->s, 0, 0, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, cultivation_list_ended(w->s, w->ja, 0, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].result, "a key client now");
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	assert_string_equal(row(w, id).state, "on");
	must(w, cultivation_list_on(w->s, w->ja, w->wl, &l, &w->e));
	assert_int_equal(l.n, 1);
	cultivation_list_free(&l);
}

/* It follows the client, and stands among what ever happened. */
static void it_follows_the_client(void **state)
{
	struct desk_world *w = *state;
	int64_t other = add_client(w, "王小明", "13800000823", "1992-03-15"), id = begun(w), merge;
	struct cultivation_list l = { 0 };

	act_as(w, w->wl, w->admin);
	must(w, merge_files(&w->d, other, w->ann, NULL, 0, &merge, &w->e));
	assert_int_equal(row(w, id).client_id, other);
	must(w, cultivation_list_client(w->s, other, &l, &w->e));
	assert_int_equal(l.n, 1);
	cultivation_list_free(&l);
}

#define EACH(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(it_keeps_what_the_client_was), EACH(what_lacks_is_said_at_its_field),
		EACH(one_goes_on_at_a_time), EACH(steps_cost_and_reviews_move_the_day),
		EACH(it_ends_with_a_result), EACH(it_follows_the_client),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
