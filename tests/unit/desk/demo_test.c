/* The made-up site: the same arguments give the same rows, and the rows are such as people would
 * make. */
#include "desk_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/appointment.h"
#include "data/history.h"
#include "data/search.h"
#include "data/store.h"
#include "desk/calendar.h"
#include "desk/demo.h"
#include "desk/form_env.h"
#include "desk/rights.h"
#include "desk/signin.h"
#include "form/callbacks.h"
#include "form/checklists.h"
#include "form/fault.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"

#define FORMS "forms"                   /* the shipped ones: the made-up people have their roles */

/* A made-up site in the file NAME of the test's folder. */
static void make_on(struct desk_world *w, const char *name, uint64_t seed, long clients,
    int64_t now, const char *today)
{
	struct site_options site = { .pin_cost = 1 };
	struct demo_options o = { .clients = clients, .days = 5, .seed = seed,
		.today = day_parse(today) };

	struct checklists_file *checklists = NULL;
	struct callbacks_file *callbacks = NULL;
	struct fault_list faults = { 0 };

	if (w->s)
		store_close(w->s);
	must(w, checklists_load(FORMS "/checklists.cfg", &checklists, &faults, &w->e));
	must(w, callbacks_load(FORMS "/callbacks.cfg", &callbacks, &faults, &w->e));
	o.checklists = checklists;
	o.callbacks = callbacks;
	clock_fix(HELP_NOW);
	text_fmt(w->path, sizeof w->path, "%s/%s.db", w->dir, name);
	must(w, store_create(w->path, &w->e));
	must(w, store_open(w->path, STORE_NO_SYNC, &w->s, &w->e));
	must(w, site_create(w->s, &site, &w->e));
	clock_fix(now);         /* the site stands; when it is filled does not show */
	must(w, demo_fill(w->s, &o, &w->e));
	clock_fix(HELP_NOW);
	checklists_free(checklists);
	callbacks_free(callbacks);
}

static void make(struct desk_world *w, const char *name, uint64_t seed, long clients, int64_t now)
{
	make_on(w, name, seed, clients, now, HELP_DAY);
}

static int setup(void **state)
{
	struct desk_world *w = mem_alloc(sizeof *w);

	*state = w;
	text_copy(w->dir, sizeof w->dir, "/tmp/fd-demo-XXXXXX");
	if (!mkdtemp(w->dir))
		return -1;
	make(w, "a", 1, 300, HELP_NOW);
	return 0;
}

static int teardown(void **state)
{
	struct desk_world *w = *state;
	char command[100];

	store_close(w->s);
	text_fmt(command, sizeof command, "rm -rf '%s'", w->dir);
	if (system(command) != 0)
		return -1;
	clock_fix(0);
	mem_free(w);
	return 0;
}

static void open_desk(struct desk_world *w)
{
	struct desk_config config = { .forms_dir = FORMS, .station = "T1", .branch = "ja",
		.origin = "ui", .peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30 };

	must(w, desk_open(w->s, &config, &w->d, &w->e));
}

static void same_arguments_same_rows(void **state)
{
	struct desk_world *w = *state;
	char *a = snapshot(w), *b, *c;

	make(w, "b", 1, 300, HELP_NOW + 5000);
	b = snapshot(w);
	make(w, "c", 2, 300, HELP_NOW);
	c = snapshot(w);
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
	mem_free(a);
	mem_free(b);
	mem_free(c);
}

/* Who is said to be here, in service or served came through the door, paid, and has left or not. */
static void whoever_came_has_a_visit(void **state)
{
	static const char *const wrong[] = {
		"appointment a LEFT JOIN visit v ON v.appointment_id = a.id WHERE"
		" (a.state IN ('arrived', 'serving', 'done')) <> (v.id IS NOT NULL)",
		"appointment a JOIN visit v ON v.appointment_id = a.id WHERE"
		" (a.state = 'arrived') <> (v.state = 'waiting') OR"
		" (a.state = 'serving') <> (v.state IN ('consult', 'treating')) OR"
		" v.client_id <> a.client_id OR v.dependant_id IS NOT a.dependant_id OR"
		" v.day <> a.day OR v.branch_id <> a.branch_id",
		"visit v LEFT JOIN (SELECT visit_id, sum(amount) paid FROM payment GROUP BY 1) p"
		" ON p.visit_id = v.id WHERE v.due <> coalesce(p.paid, 0)",
		"visit WHERE since_at < arrived_at OR left_at < arrived_at",
		"visit v WHERE (SELECT count(*) FROM visit_event x WHERE x.visit_id = v.id AND"
		" x.what = 'waiting' AND x.at = v.arrived_at) <> 1",
		"mark m JOIN visit v ON v.id = m.ref_id WHERE m.kind = 'leaving' AND v.state <> "
		"'left'",
	};
	struct desk_world *w = *state;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(number(w, "SELECT count(*) FROM %s", wrong[i]), 0);
	assert_true(number(w, "SELECT count(*) FROM visit WHERE state = 'left'") > 50);
	assert_true(number(w, "SELECT count(*) FROM visit WHERE state = 'waiting'") > 0);
	/* The desk goes on where the numbers of today end. */
	assert_int_equal(number(w, "SELECT count(*) FROM visit WHERE branch_id = 1 AND"
	    " day = '" HELP_DAY "'"), number(w, "SELECT n FROM sequence WHERE"
	    " name = 'queue:1:" HELP_DAY "'"));
}

/* A plan is in one of its states, and its sessions, questions and money say the same. */
static void plans_are_what_they_say(void **state)
{
	static const char *const wrong[] = {
		"plan p WHERE (p.state = 'draft') <> EXISTS (SELECT 1 FROM agreement a WHERE"
		" a.plan_id = p.id AND a.answer = 'open')",
		"plan p WHERE (p.state = 'draft') = EXISTS (SELECT 1 FROM client_order o WHERE"
		" o.plan_id = p.id)",
		"plan p WHERE (p.state = 'done') <> NOT EXISTS (SELECT 1 FROM plan_session x WHERE"
		" x.plan_id = p.id AND x.state <> 'used')",
		"plan p JOIN plan_version v ON v.plan_id = p.id AND v.version = p.version WHERE"
		" v.price <> (SELECT sum(price) FROM plan_session x WHERE x.plan_id = p.id)",
		"plan p JOIN client_order o ON o.plan_id = p.id JOIN order_money m ON"
		" m.order_id = o.id WHERE p.state IN ('done', 'stopped') AND m.paid <> m.total",
		"plan_session x JOIN plan p ON p.id = x.plan_id WHERE x.used_at < p.created_at",
		"plan p JOIN visit v ON v.client_id = p.client_id",
		"measure m JOIN client c ON c.id = m.client_id WHERE m.at < c.created_at",
		"measure m JOIN indicator i ON i.id = m.indicator_id WHERE"
		" m.value NOT BETWEEN i.min AND i.max",
	};
	struct desk_world *w = *state;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(number(w, "SELECT count(*) FROM %s", wrong[i]), 0);
	assert_int_equal(number(w, "SELECT count(DISTINCT state) FROM plan"), 4);
	assert_true(number(w, "SELECT count(*) FROM measure") > 500);
	assert_true(number(w, "SELECT count(DISTINCT state) FROM habit") > 1);
}

static void every_proof_holds(void **state)
{
	static enum err_code (*const proofs[])(struct store *, int64_t *, struct buf *,
	    struct err *) = {
		verify_overlap, verify_terms, verify_figures };
	struct desk_world *w = *state;
	struct chain_result chain;

	for (size_t i = 0; i < 3; i++) {
		struct buf detail = BUF_INIT;
		int64_t bad;

		must(w, proofs[i](w->s, &bad, &detail, &w->e));
		if (bad)
			fail_msg("%s", buf_str(&detail));
		buf_free(&detail);
	}
	must(w, chain_verify(w->s, &chain, &w->e));
	assert_int_equal(chain.bad, 0);
	assert_int_equal(chain.count, 2);
	assert_int_equal(number(w, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static void the_site_is_as_people_would_make_it(void **state)
{
	struct desk_world *w = *state;

	assert_int_equal(number(w, "SELECT count(*) FROM client"), 300);
	assert_int_equal(number(w, "SELECT count(*) FROM branch WHERE state = 'on'"), 2);
	assert_true(number(w, "SELECT count(*) FROM staff") >= 13);
	/* Nine in ten have a Chinese name. */
	assert_true(number(w, "SELECT count(*) FROM client WHERE name GLOB '[A-Za-z]*'") < 60);
	assert_true(number(w, "SELECT count(*) FROM client WHERE name GLOB '[A-Za-z]*'") > 5);
	/* Numbers rise with time; everybody can be reached. */
	assert_int_equal(number(w, "SELECT count(*) FROM client a JOIN client b ON b.id = a.id + 1"
	    " WHERE a.file_no >= b.file_no OR a.day > b.day"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM client c WHERE NOT EXISTS"
	    " (SELECT 1 FROM client_phone p WHERE p.client_id = c.id)"), 0);
	assert_true(number(w, "SELECT count(*) FROM client_flag") > 10);
	assert_true(number(w, "SELECT count(*) FROM dependant") > 3);
	/* What is over is over, what is to come is open. */
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE day < '%s' AND live = 1",
	    HELP_DAY), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE day > '%s'"
	    " AND state NOT IN ('booked', 'confirmed', 'cancelled')", HELP_DAY), 0);
	assert_true(number(w, "SELECT count(*) FROM appointment WHERE day = '%s'", HELP_DAY) > 20);
	/* Nobody was booked before the file was opened, nor outside the hours. */
	assert_int_equal(number(w, "SELECT count(*) FROM appointment a JOIN client c"
	    " ON c.id = a.client_id WHERE a.day < c.day"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE"
	    " time(start_at + 28800, 'unixepoch') < '09:00' OR"
	    " time(end_at + 28800, 'unixepoch') > '20:00:00'"), 0);
}

static void those_whom_guides_speak_of_are_there(void **state)
{
	struct desk_world *w = *state;
	struct search_result hits = { .n = 0 };

	assert_int_equal(number(w, "SELECT count(*) FROM appointment a"
	    " JOIN client c ON c.id = a.client_id JOIN service s ON s.id = a.service_id"
	    " WHERE c.name = '王小明' AND s.code = 'laser' AND a.day = '%s'"
	    " AND a.state = 'confirmed'"
	    " AND time(a.start_at + 28800, 'unixepoch') = '14:30:00'", HELP_DAY), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM client c JOIN client_flag f"
	    " ON f.client_id = c.id WHERE c.name = '王小明' AND f.kind = 'allergy'"), 1);
	must(w, search_find(w->s, "wxm0823", HELP_DAY, 20, &hits, &w->e));
	assert_int_equal(hits.n, 1);
	assert_int_equal(hits.v[0].client_id, 1);
}

static void people_log_in_and_have_their_rights(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	open_desk(w);
	must(w, signin_check(&w->d, "wf", "246810", &id, &w->e));
	must(w, desk_become(&w->d, id, &w->e));
	assert_string_equal(w->d.staff_name, "王芳");
	assert_string_equal(w->d.site_name, "康禾 Kanghe");
	assert_true(rights_may(&w->d, "appt-book"));
	assert_false(rights_may(&w->d, "staff-edit"));
	must(w, signin_check(&w->d, "wl", "246810", &id, &w->e));
	assert_true(rights_other_may(&w->d, id, "client-merge"));
	assert_int_equal(number(w, "SELECT count(*) FROM setting WHERE key = 'demo_staff'"
	    " AND value = 'wf'"), 1);
	desk_close(&w->d);
}

/* The list `to complete` says what the form would say. */
static void the_work_list_agrees_with_the_form(void **state)
{
	struct desk_world *w = *state;
	struct form_env env;
	int wrong = 0;

	open_desk(w);
	form_env_make(&w->d, &env);
	env.source.may = NULL;
	for (int64_t id = 1; id <= 300; id++) {
		struct form_edit *x;
		int fields[8];
		int64_t listed = number(w, "SELECT count(*) FROM client_todo WHERE client_id = %lld"
		    " AND kind = 'complete' AND state = 'open'", (long long)id);

		must(w, form_edit_open(form_catalog_find(w->d.forms, "client"), &env, id, &x,
		    &w->e));
		wrong += (form_edit_missing(x, STAGE_COMPLETE, fields, 8) > 0) != (listed > 0);
		form_edit_free(x);
	}
	assert_int_equal(wrong, 0);
	desk_close(&w->d);
}

static void only_an_empty_file_is_filled(void **state)
{
	struct desk_world *w = *state;
	struct demo_options o = { .clients = 5, .days = 1, .seed = 1, .today = DAY_NONE };
	char *before = snapshot(w), *after;

	refused(w, demo_fill(w->s, &o, &w->e), ERR_DUPLICATE, "There are clients in this file.");
	o.clients = -1;
	refused(w, demo_fill(w->s, &o, &w->e), ERR_USAGE, "at most 5,000,000 clients");
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

/* What the calendar says of every one who was booked, for all the time that was taken: on the
 * roster, no break, no leave, no holiday, no way between branches that is too short. */
static void check_with_calendar(struct desk_world *w)
{
	int64_t last, checked = 0;

	open_desk(w);
	last = number(w, "SELECT max(id) FROM appointment");
	for (int64_t id = 1; id <= last; id++) {
		struct take_list l = { 0 };
		struct appointment a;

		must(w, appointment_get(w->s, id, &a, &w->e));
		must(w, appointment_takes(w->s, id, &l, &w->e));
		for (size_t i = 0; i < l.n; i++, checked++)
			if (calendar_check(&w->d, l.v[i].resource_id, a.branch_id, l.v[i].start_at,
			    l.v[i].end_at, id, "", &w->e) != OK)
				fail_msg("%lld, %s on %s: %s", (long long)id, l.v[i].code, a.day,
				    w->e.text);
		take_list_free(&l);
		appointment_free(&a);
	}
	assert_true(checked > 400);
	desk_close(&w->d);
}

static void nobody_is_booked_where_the_calendar_says_no(void **state)
{
	struct desk_world *w = *state;

	check_with_calendar(w);
	/* Around National Day and on a Sunday. */
	make_on(w, "holiday", 3, 300, HELP_NOW, "2026-10-04");
	check_with_calendar(w);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE day BETWEEN"
	    " '2026-10-01' AND '2026-10-03'"), 0);
}

static void what_was_made_up_shows_all_that_there_is(void **state)
{
	static const char *const some[] = {
		"appointment WHERE series_id IS NOT NULL", "appointment WHERE asked = 1",
		"appointment WHERE asked = 0", "absence WHERE kind = 'leave'",
		"absence WHERE kind = 'out'", "opening WHERE from_day IS NOT NULL",
		"opening WHERE weekday = 7", "roster WHERE kind = 'break'", "travel",
		"service WHERE deposit > 0 AND advice <> '' AND advice_en <> ''",
		"service_need WHERE for_min = 20", "service_need WHERE clean_min > 0",
		"resource WHERE rotation = 1", "resource_skill", "staff WHERE full_time = 0",
		"staff WHERE certificates <> ''", "branch WHERE in_charge <> ''",
		"appointment a JOIN appointment_resource x ON x.appointment_id = a.id"
		" WHERE x.end_at < a.end_at",
		"appointment WHERE day = date('2026-11-24', '+1 day') AND state = 'confirmed'",
	};
	static const char *const states[] = { "booked", "confirmed", "arrived", "serving", "done",
		"noshow", "cancelled" };
	struct desk_world *w = *state;

	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
		if (!number(w, "SELECT count(*) FROM %s", some[i]))
			fail_msg("none: %s", some[i]);
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (!number(w, "SELECT count(*) FROM appointment WHERE day = '%s' AND state = '%s'",
		    HELP_DAY, states[i]))
			fail_msg("nobody is %s today", states[i]);
	for (int branch = 1; branch <= 2; branch++)
		assert_true(number(w, "SELECT count(*) FROM consultation WHERE branch_id = %d"
		    " AND state = 'done'", branch) >= 3);
	assert_int_equal(number(w, "SELECT count(*) FROM request WHERE branch_id = 2"), 4);
	assert_int_equal(number(w, "SELECT count(*) FROM request WHERE came_at > %d OR"
	    " answered_at < came_at OR answered_at > %d", HELP_NOW, HELP_NOW), 0);
	/* Dr Lin works in both. */
	assert_int_equal(number(w, "SELECT count(DISTINCT a.branch_id) FROM appointment a"
	    " JOIN appointment_resource x ON x.appointment_id = a.id"
	    " JOIN resource r ON r.id = x.resource_id WHERE r.code = 'lin'"), 2);
}

static void small_numbers_are_fine(void **state)
{
	struct desk_world *w = *state;

	make(w, "none", 1, 0, HELP_NOW);
	assert_int_equal(number(w, "SELECT count(*) FROM client"), 0);
	make(w, "one", 1, 1, HELP_NOW);
	assert_int_equal(number(w, "SELECT count(*) FROM client"), 1);
	make(w, "few", 7, 20, HELP_NOW);
	assert_int_equal(number(w, "SELECT count(*) FROM client"), 20);
}

/* Each treatment has its six contacts; there is something of everything to work off. */
static void callbacks_are_done_late_due_and_to_come(void **state)
{
	struct desk_world *w = *state;

	assert_true(number(w, "SELECT count(*) FROM treatment WHERE state = 'done'") > 0);
	assert_int_equal(number(w, "SELECT count(*) FROM treatment t WHERE t.state = 'done'"
	    " AND (SELECT count(*) FROM callback k WHERE k.source = 'treatment'"
	    " AND k.source_id = t.id) <> 6"), 0);
	assert_true(number(w, "SELECT count(*) FROM callback WHERE state = 'done'") > 20);
	assert_true(number(w, "SELECT count(*) FROM callback WHERE state = 'open'"
	    " AND due_at < %d", HELP_NOW) > 2);
	assert_true(number(w, "SELECT count(*) FROM callback WHERE state = 'open'"
	    " AND due_day = '" HELP_DAY "'") > 2);
	assert_true(number(w, "SELECT count(*) FROM callback WHERE state = 'open'"
	    " AND due_day > '" HELP_DAY "'") > 10);
	/* Nothing is done that could not have been yet, and all that is has its step. */
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE done_at > %d"
	    " OR done_at < from_at", HELP_NOW), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM callback k WHERE k.state <> 'open'"
	    " AND NOT EXISTS (SELECT 1 FROM callback_step x WHERE x.callback_id = k.id)"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM escalation e JOIN callback k"
	    " ON k.id = e.callback_id WHERE k.held = 'expert' AND k.state = 'open'"), 1);
}

static void complaints_run_are_late_and_ended_well(void **state)
{
	struct desk_world *w = *state;

	assert_true(number(w, "SELECT count(*) FROM complaint WHERE state <> 'closed'"
	    " AND solve_due_at > %d", HELP_NOW) > 0);
	assert_true(number(w, "SELECT count(*) FROM complaint WHERE state <> 'closed'"
	    " AND solve_due_at < %d", HELP_NOW) > 0);
	assert_int_equal(number(w, "SELECT count(*) FROM complaint WHERE state = 'closed'"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM complaint_step WHERE kind = 'promise'"
	    " AND kept IS NULL AND promise_at > %d", HELP_NOW), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM complaint WHERE created_at > %d"
	    " OR closed_at < created_at OR answered_at < created_at", HELP_NOW), 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(same_arguments_same_rows),
		T(whoever_came_has_a_visit),
		T(plans_are_what_they_say),
		T(callbacks_are_done_late_due_and_to_come),
		T(complaints_run_are_late_and_ended_well),
		T(every_proof_holds),
		T(the_site_is_as_people_would_make_it),
		T(those_whom_guides_speak_of_are_there),
		T(people_log_in_and_have_their_rights),
		T(the_work_list_agrees_with_the_form),
		T(nobody_is_booked_where_the_calendar_says_no),
		T(what_was_made_up_shows_all_that_there_is),
		T(only_an_empty_file_is_filled),
		T(small_numbers_are_fine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
