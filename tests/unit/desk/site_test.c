/* A new file, its desk, and the branch and the time of day that a desk goes by. */
#include "desk_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/store.h"
#include "desk/rights.h"
#include "desk/signin.h"

static void write_roles(struct desk_world *w, const char *text)
{
	char path[140];
	FILE *f;

	text_fmt(path, sizeof path, "%s/roles.cfg", w->forms);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* ---- a new site ---- */

static void fresh(struct desk_world *w, struct store **s)
{
	char path[120];
	static int n;

	text_fmt(path, sizeof path, "%s/new%d.db", w->dir, n++);
	must(w, store_create(path, &w->e));
	must(w, store_open(path, STORE_NO_SYNC, s, &w->e));
}

static void a_new_site_has_a_branch_and_somebody_to_begin_with(void **state)
{
	struct desk_world *w = *state;
	struct site_options o = { .name = "Tiny", .zone = "Europe/Berlin", .language = "en",
		.branch_code = "hq", .manager_code = "boss", .manager_name = "Ms Boss",
		.manager_pin = HELP_PIN, .pin_cost = 1 };
	struct desk_config config = { .forms_dir = w->forms, .station = "T1", .origin = "ui",
		.peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30 };
	struct desk d;
	struct store *s;
	int64_t id;

	fresh(w, &s);
	must(w, site_create(s, &o, &w->e));
	must(w, desk_open(s, &config, &d, &w->e));
	assert_string_equal(d.site_name, "Tiny");
	assert_string_equal(d.branch_code, "hq");
	assert_string_equal(d.language, "en");
	must(w, signin_check(&d, "boss", HELP_PIN, &id, &w->e));
	must(w, desk_become(&d, id, &w->e));
	assert_true(rights_may(&d, "staff-edit"));
	desk_close(&d);
	/* A second time there is nothing to make. */
	assert_int_not_equal(site_create(s, &o, &w->e), OK);
	err_clear(&w->e);
	store_close(s);
}

static void what_a_site_is_not_made_with(void **state)
{
	static const struct {
		struct site_options o;
		enum err_code code;
	} bad[] = {
		{ { .language = "fr" }, ERR_USAGE },
		{ { .zone = "Mars/Olympus" }, ERR_NOTFOUND },
		{ { .zone = "../etc/passwd" }, ERR_INVALID },
		{ { .manager_pin = "123456" }, ERR_INVALID },
	};
	struct desk_world *w = *state;
	struct site_options good = { .pin_cost = 1 };
	struct store *s;

	fresh(w, &s);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_int_equal(site_create(s, &bad[i].o, &w->e), bad[i].code);
		err_clear(&w->e);
	}
	must(w, site_create(s, &good, &w->e));
	store_close(s);
}

/* ---- the desk ---- */

static void a_branch_that_is_not_there_is_named(void **state)
{
	struct desk_world *w = *state;
	struct desk_config config = w->d.config;
	struct desk d;

	config.branch = "xx";
	refused(w, desk_open(w->s, &config, &d, &w->e), ERR_NOTFOUND,
	    "No branch \"xx\" in this file.");
	config.branch = "pd";
	must(w, desk_open(w->s, &config, &d, &w->e));
	assert_int_equal(d.branch_id, w->pd);
	assert_int_equal(d.open_min, 600);
	desk_close(&d);
}

static void faults_of_the_files_are_all_told(void **state)
{
	struct desk_world *w = *state;
	struct desk_config config = w->d.config;
	struct desk d;

	write_roles(w, "second = [\"client-mrege\"];\n"
	    "roles = ( { code = \"x\"; label = \"x\"; rights = [\"appt-boook\"]; } );\n");
	assert_int_equal(desk_open(w->s, &config, &d, &w->e), ERR_CONFIG);
	assert_non_null(strstr(w->e.detail, "roles.cfg:1:"));
	assert_non_null(strstr(w->e.detail, "client-merge"));
	assert_non_null(strstr(w->e.detail, "roles.cfg:2:"));
	assert_non_null(strstr(w->e.detail, "appt-book"));
	err_clear(&w->e);
	config.forms_dir = "/nowhere";
	assert_int_not_equal(desk_open(w->s, &config, &d, &w->e), OK);
	err_clear(&w->e);
}

static void times_are_those_on_the_wall(void **state)
{
	struct desk_world *w = *state;
	char text[48], day[11];

	assert_string_equal(desk_today_text(&w->d, day), HELP_DAY);
	assert_string_equal(desk_clock_text(&w->d, HELP_NOW, text, sizeof text), "14:32");
	assert_string_equal(desk_time_text(&w->d, HELP_NOW, text, sizeof text), "14:32");
	assert_string_equal(desk_time_text(&w->d, at(w, 3, 9, 5), text, sizeof text),
	    "Fri 27 Nov 09:05");
	assert_string_equal(desk_day_of(&w->d, at(w, 0, 0, 30), day), HELP_DAY);
	clock_fix(at(w, 1, 0, 0));
	assert_string_equal(desk_today_text(&w->d, day), "2026-11-25");
}

static void leaving_the_desk_leaves_nobody(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->wf, w->wl);
	desk_leave(&w->d);
	assert_int_equal(w->d.who.staff_id, 0);
	assert_int_equal(w->d.who.second_id, 0);
	assert_string_equal(w->d.staff_name, "");
	/* Who comes next does not inherit the second person. */
	act_as(w, w->wf, 0);
	assert_int_equal(w->d.who.second_id, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_new_site_has_a_branch_and_somebody_to_begin_with),
		T(what_a_site_is_not_made_with),
		T(a_branch_that_is_not_there_is_named),
		T(faults_of_the_files_are_all_told),
		T(times_are_those_on_the_wall),
		T(leaving_the_desk_leaves_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
