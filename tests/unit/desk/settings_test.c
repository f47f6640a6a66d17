/* Numbers that a site sets: defaults, limits, who may. */
#include "desk_help.h"

#include <string.h>

#include "data/action.h"
#include "data/site.h"
#include "desk/settings.h"

static void write_text(struct desk_world *w, const char *key, const char *value)
{
	struct action_head head = { .name = "site-edit" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, setting_set(t, key, value, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static void what_is_not_set_has_its_default(void **state)
{
	struct desk_world *w = *state;
	char text[8];

	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_row *r = &setting_rows[i];

		assert_non_null(r->key);
		assert_true(r->min <= r->fallback && r->fallback <= r->max);
		assert_int_equal(setting_of(&w->d, (enum setting_number)i), r->fallback);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(r->key, setting_rows[k].key);
	}
	assert_string_equal(setting_text(&w->d, "area.wheelchair", text, sizeof text), "");
}

static void a_number_is_kept_within_its_limits(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->admin, 0);
	must(w, settings_set(&w->d, SETTING_STEP_MIN, 20, &w->e));
	assert_int_equal(setting_of(&w->d, SETTING_STEP_MIN), 20);
	refused(w, settings_set(&w->d, SETTING_STEP_MIN, 121, &w->e), ERR_INVALID,
	    "minutes between proposed times: from 5 to 120.");
	refused(w, settings_set(&w->d, SETTING_STEP_MIN, 4, &w->e), ERR_INVALID, "from 5 to 120");
	assert_int_equal(setting_of(&w->d, SETTING_STEP_MIN), 20);
}

/* By an older program or by hand: what makes no sense must not stop the desk. */
static void what_cannot_be_counts_as_not_set(void **state)
{
	struct desk_world *w = *state;
	char text[12];

	act_as(w, w->admin, 0);
	write_text(w, "schedule.step", "0");
	assert_int_equal(setting_of(&w->d, SETTING_STEP_MIN), 15);
	write_text(w, "schedule.step", "soon");
	assert_int_equal(setting_of(&w->d, SETTING_STEP_MIN), 15);
	write_text(w, "area.wheelchair", "wide");
	assert_string_equal(setting_text(&w->d, "area.wheelchair", text, sizeof text), "wide");
}

static void only_who_may_change_the_site_sets_numbers(void **state)
{
	struct desk_world *w = *state;

	refused(w, settings_set(&w->d, SETTING_GRACE_MIN, 20, &w->e), ERR_DENIED, "");
	assert_int_equal(setting_of(&w->d, SETTING_GRACE_MIN), 15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_not_set_has_its_default, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_number_is_kept_within_its_limits, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(what_cannot_be_counts_as_not_set, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(only_who_may_change_the_site_sets_numbers,
		    desk_setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
