/* Measured values: units, ranges, lines as they are typed, bands, gaps; habits. */
#include "desk_help.h"

#include <math.h>
#include <string.h>

#include "data/action.h"
#include "data/client.h"
#include "data/txn.h"
#include "desk/figures.h"

static const struct indicator sys = { .code = "sys", .name = "sys", .unit = "mmHg", .min = 40,
	.max = 300 };
static const struct indicator dia = { .code = "dia", .name = "dia", .unit = "mmHg", .min = 20,
	.max = 200 };
static const struct indicator pulse = { .code = "pulse", .name = "pulse", .unit = "/min",
	.min = 20, .max = 250 };
static const struct indicator weight = { .code = "weight", .name = "Weight", .unit = "kg",
	.decimals = 1, .min = 2, .max = 300 };
static const struct indicator warmth = { .code = "temp", .name = "Temperature",
	.unit = "\u00b0C", .decimals = 1, .min = 30, .max = 45 };

static void figures_come_in_other_units(void **state)
{
	static const struct {
		const struct indicator *i;
		const char *typed;
		double value;
		bool kept;
	} t[] = {
		{ &weight, "70", 70, false }, { &weight, "70,5", 70.5, false },
		{ &weight, " 70 kg", 70, false }, { &weight, "154 lb", 69.853, true },
		{ &weight, "140\u65a4", 70, true }, { &warmth, "36.6", 36.6, false },
		{ &warmth, "98.6F", 37, true }, { &warmth, "37C", 37, false },
	};
	struct err e = ERR_INIT;
	char kept[32];
	double v;

	(void)state;
	for (size_t k = 0; k < sizeof t / sizeof *t; k++) {
		if (figures_parse(t[k].i, t[k].typed, &v, kept, &e) != OK)
			fail_msg("%s: %s", t[k].typed, e.text);
		assert_true(fabs(v - t[k].value) < 0.001);
		assert_int_equal(kept[0] != '\0', t[k].kept);
	}
}

static void nobody_weighs_620_kg(void **state)
{
	struct err e = ERR_INIT;
	char kept[32];
	double v;

	(void)state;
	assert_int_equal(figures_parse(&weight, "620", &v, kept, &e), ERR_INVALID);
	assert_string_equal(e.text, "Weight 620.0 kg is out of 2.0-300.0. Correct it.");
	err_clear(&e);
	assert_int_equal(figures_parse(&weight, "heavy", &v, kept, &e), ERR_INVALID);
	err_clear(&e);
	assert_int_equal(figures_parse(&weight, "12 stone", &v, kept, &e), ERR_INVALID);
	assert_non_null(strstr(e.text, "stone"));
	err_clear(&e);
	assert_int_equal(figures_parse(&weight, "1e999", &v, kept, &e), ERR_INVALID);
}

static void a_line_is_typed_as_it_is_said(void **state)
{
	const struct indicator *const chart[] = { &sys, &dia, &pulse };
	struct figures_entry x = { .n = 0 };
	struct err e = ERR_INIT;
	char remark[80];

	(void)state;
	assert_int_equal(figures_parse_line(chart, 3, "118/76 72 before laser", &x, remark,
	    sizeof remark, &e), OK);
	assert_int_equal(x.n, 3);
	assert_true(x.value[1].value == 76);
	assert_string_equal(remark, "before laser");
	assert_int_equal(figures_parse_line(chart, 3, "- - 72", &x, remark, sizeof remark, &e), OK);
	assert_int_equal(x.n, 1);
	assert_int_equal(figures_parse_line(chart, 3, "tired", &x, remark, sizeof remark, &e),
	    ERR_INVALID);
}

/* Of those that a new file knows. */
static int64_t known(struct desk_world *w, const char *code)
{
	struct indicator i;

	act_as(w, w->admin, 0);
	must(w, indicator_by_code(w->s, code, &i, &w->e));
	return i.id;
}

static void values_are_added_and_struck_never_changed(void **state)
{
	struct desk_world *w = *state;
	int64_t s = known(w, "sys"), d = known(w, "dia");
	struct figures_entry x = { .client_id = w->ann, .n = 2,
		.value = { { s, 118, "" }, { d, 76, "" } } };
	struct measure_list l = { 0 };

	act_as(w, w->admin, 0);
	must(w, figures_add(&w->d, &x, &w->e));
	x.value[1].value = 130;
	refused(w, figures_add(&w->d, &x, &w->e), ERR_INVALID, "Systolic below");
	x.value[1].value = 900;
	refused(w, figures_add(&w->d, &x, &w->e), ERR_INVALID, "out of");
	x.value[1].value = 80;
	x.at = HELP_NOW + 4000;
	refused(w, figures_add(&w->d, &x, &w->e), ERR_INVALID, "still to come");
	must(w, measure_list_series(w->s, w->ann, 0, s, 0, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].day, HELP_DAY);
	refused(w, figures_strike(&w->d, l.v[0].id, "", &w->e), ERR_INVALID, "why");
	must(w, figures_strike(&w->d, l.v[0].id, "cuff slipped", &w->e));
	refused(w, figures_strike(&w->d, l.v[0].id, "again", &w->e), ERR_CONFLICT, "struck");
	must(w, measure_list_series(w->s, w->ann, 0, s, 0, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_true(l.v[0].struck);
	measure_list_free(&l);
}

static void nothing_is_added_to_a_closed_file_or_to_somebody_elses_pet(void **state)
{
	struct desk_world *w = *state;
	struct figures_entry x = { .client_id = w->ann, .n = 1,
		.value = { { known(w, "sys"), 118, "" } } };
	struct action_head head = { .name = "client-edit" };
	struct txn *t;

	act_as(w, w->admin, 0);
	x.dependant_id = add_dependant(w, w->cid, "Kitty");
	refused(w, figures_add(&w->d, &x, &w->e), ERR_INVALID, "does not belong to this client");
	x.client_id = w->cid;
	must(w, figures_add(&w->d, &x, &w->e));
	x.dependant_id = 0;
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, client_set_state(t, w->cid, "closed", &w->e));
	must(w, action_commit(t, NULL, &w->e));
	refused(w, figures_add(&w->d, &x, &w->e), ERR_INVALID, "is closed");
}

static void the_own_band_comes_before_the_sites(void **state)
{
	struct desk_world *w = *state;
	int64_t s = known(w, "sys");
	struct target x = { .indicator_id = s, .has_high = true, .high = 130,
		.ask_until = "2026-11-30" };
	struct indicator i;
	struct figures_band b;

	act_as(w, w->admin, 0);
	must(w, indicator_get(w->s, s, &i, &w->e));
	must(w, figures_band(&w->d, w->ann, &i, &b, &w->e));
	assert_true(!b.own && b.high == 140);
	assert_true(figures_beyond(&b, 141) && !figures_beyond(&b, 140));
	must(w, figures_set_target(&w->d, w->ann, &x, &w->e));
	must(w, figures_band(&w->d, w->ann, &i, &b, &w->e));
	assert_true(b.own && b.high == 130 && figures_beyond(&b, 131));
	assert_string_equal(b.ask_until, "2026-11-30");
	x.has_low = true;
	x.low = 140;
	refused(w, figures_set_target(&w->d, w->ann, &x, &w->e), ERR_INVALID, "lower limit");
}

static void a_gap_before_the_next_session_is_told(void **state)
{
	struct desk_world *w = *state;
	int64_t s = known(w, "sys");
	struct figures_entry x = { .client_id = w->ann, .n = 1, .value = { { s, 118, "" } } };

	act_as(w, w->admin, 0);
	must(w, figures_add(&w->d, &x, &w->e));
	assert_int_equal(figures_gap_days(&w->d, w->ann, 0, s, 7), 0);
	book(w, w->ann, w->r_cl, at(w, 10, 10, 0), 30);
	assert_int_equal(figures_gap_days(&w->d, w->ann, 0, s, 7), 9);
	assert_int_equal(figures_gap_days(&w->d, w->ann, 0, s, 14), 0);
}

static void habits_are_replaced_on_a_day(void **state)
{
	struct desk_world *w = *state;
	struct habit h = { .client_id = w->ann, .name = "coffee", .amount = "3 cups",
		.instead = "green tea" }, now;
	int64_t id;

	act_as(w, w->admin, 0);
	must(w, habit_add(&w->d, &h, &id, &w->e));
	must(w, habit_step(&w->d, id, "replaced", &w->e));
	must(w, habit_get(w->s, id, &now, &w->e));
	assert_string_equal(now.replaced_day, HELP_DAY);
	must(w, habit_step(&w->d, id, "open", &w->e));
	must(w, habit_get(w->s, id, &now, &w->e));
	assert_string_equal(now.replaced_day, "");
	h.name[0] = '\0';
	refused(w, habit_add(&w->d, &h, &id, &w->e), ERR_INVALID, "Which");
}

static void an_own_value_of_today_is_corrected_in_one_action(void **state)
{
	struct desk_world *w = *state;
	struct measure_list l = { 0 };
	struct figures_entry x = { .client_id = w->ann, .n = 1 };
	int64_t id, actions, of = known(w, "sys");

	act_as(w, w->admin, 0);
	x.value[0] = (struct figures_value){ .indicator_id = of, .value = 181 };
	must(w, figures_add(&w->d, &x, &w->e));
	must(w, measure_list_client(w->s, w->ann, 9, &l, &w->e));
	id = l.v[0].id;
	x.value[0].value = 118;
	actions = number(w, "SELECT count(*) FROM action");
	clock_fix(HELP_NOW + 600);
	must(w, figures_correct(&w->d, &id, 1, &x, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM action"), actions + 1);
	must(w, measure_list_series(w->s, w->ann, 0, of, 0, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_true(l.v[0].struck && !l.v[1].struck);
	assert_int_equal(l.v[1].at, l.v[0].at);
	assert_true(l.v[1].value == 118);
	/* What is struck already, another's, or of yesterday is not corrected; nothing is added. */
	id = l.v[1].id;
	clock_fix(HELP_NOW + 86400);
	refused(w, figures_correct(&w->d, &id, 1, &x, &w->e), ERR_DENIED, "of today");
	clock_fix(HELP_NOW + 600);
	act_as(w, w->wl, 0);
	refused(w, figures_correct(&w->d, &id, 1, &x, &w->e), ERR_DENIED, "own value");
	assert_int_equal(number(w, "SELECT count(*) FROM measure"), 2);
	measure_list_free(&l);
	clock_fix(HELP_NOW);
}

static void a_band_is_typed_as_it_is_said(void **state)
{
	struct desk_world *w = *state;
	static const struct {
		const char *typed;
		double low, high;       /* 0: none */
		const char *until;
	} t[] = {
		{ "110-130", 110, 130, "" }, { "-130", 0, 130, "" }, { "110 -", 110, 0, "" },
		{ "110-130 until 11.30", 110, 130, "2026-11-30" }, { "", 0, 0, "" },
		{ "until 2026-12-24", 0, 0, "2026-12-24" },
	};
	struct target x;

	for (size_t k = 0; k < sizeof t / sizeof *t; k++) {
		if (figures_parse_target(&w->d, &sys, t[k].typed, &x, &w->e) != OK)
			fail_msg("%s: %s", t[k].typed, w->e.text);
		assert_int_equal(x.has_low, t[k].low > 0);
		assert_int_equal(x.has_high, t[k].high > 0);
		assert_true((!x.has_low || x.low == t[k].low) &&
		    (!x.has_high || x.high == t[k].high));
		assert_string_equal(x.ask_until, t[k].until);
	}
	refused(w, figures_parse_target(&w->d, &sys, "120", &x, &w->e), ERR_INVALID, "110-130");
	refused(w, figures_parse_target(&w->d, &sys, "110-900", &x, &w->e), ERR_INVALID, "out of");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_come_in_other_units),
		cmocka_unit_test(nobody_weighs_620_kg),
		cmocka_unit_test(a_line_is_typed_as_it_is_said),
		cmocka_unit_test_setup_teardown(values_are_added_and_struck_never_changed,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
		    nothing_is_added_to_a_closed_file_or_to_somebody_elses_pet, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(the_own_band_comes_before_the_sites, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(
		    an_own_value_of_today_is_corrected_in_one_action, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(a_band_is_typed_as_it_is_said, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_gap_before_the_next_session_is_told, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(habits_are_replaced_on_a_day, desk_setup,
		    desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
