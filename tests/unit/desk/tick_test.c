/* What is due by the clock: once in its period, however often and by how many it is called. */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "data/draft.h"
#include "data/ephemeral.h"
#include "data/hold.h"
#include "desk/tick.h"

struct seen {
	int n;
	char names[200], last[200], sheets[200];
};

static void note(void *ctx, const char *job, double seconds, const char *result)
{
	struct seen *s = ctx;
	size_t n = strlen(s->names);

	assert_true(seconds >= 0 && seconds < 60);
	s->n++;
	text_fmt(s->names + n, sizeof s->names - n, "%s%s", n ? " " : "", job);
	text_copy(s->last, sizeof s->last, result);
	if (strcmp(job, "sheets") == 0)
		text_copy(s->sheets, sizeof s->sheets, result);
}

static int run(struct desk_world *w, bool all, struct seen *s)
{
	*s = (struct seen){ .n = 0 };
	must(w, tick_run(&w->d, all, note, s, &w->e));
	return s->n;
}

static void the_first_time_all_is_due_then_nothing(void **state)
{
	struct desk_world *w = *state;
	struct seen s;
	int n;

	desk_leave(&w->d);
	n = run(w, false, &s);
	assert_ptr_equal(strstr(s.names, "expire-holds expire-drafts expire-cards"), s.names);
	assert_non_null(strstr(s.names, "callbacks-expire"));
	assert_string_equal(strrchr(s.names, ' '), " anchor");
	assert_int_equal(run(w, false, &s), 0);
	assert_int_equal(run(w, true, &s), n);
}

static void each_job_has_its_period(void **state)
{
	struct desk_world *w = *state;
	struct seen s;
	int all;

	all = run(w, false, &s);
	clock_fix(HELP_NOW + 599);
	run(w, false, &s);                              /* the next ten minutes began at 14:40 */
	assert_non_null(strstr(s.names, "expire-holds"));
	assert_non_null(strstr(s.names, "segments"));
	assert_null(strstr(s.names, "sheets"));
	clock_fix(at(w, 0, 15, 0));
	run(w, false, &s);                              /* each hour the sheets too */
	assert_non_null(strstr(s.names, "sheets"));
	/* Nobody said where to: the owner reads which key would. */
	assert_string_equal(s.sheets, "none, [sheets] folder is not set");
	assert_null(strstr(s.names, "expire-drafts"));
	clock_fix(at(w, 0, 23, 59));
	run(w, false, &s);
	assert_null(strstr(s.names, "anchor"));
	clock_fix(at(w, 1, 0, 0));
	assert_int_equal(run(w, false, &s), all);
}

static void it_does_what_it_says(void **state)
{
	struct desk_world *w = *state;
	struct draft d = { .form = "client", .title = "half a file", .state = "open" };
	int64_t hold, action = last_action(w);
	struct seen s;
	char body[] = "name\t~\tX\n";
	struct txn *t;

	must(w, booking_hold(&w->d, w->r1, at(w, 0, 15, 0), at(w, 0, 16, 0), &hold, &w->e));
	must(w, ephemeral_begin(w->s, &w->d.who, &t, &w->e));
	d.body = body;
	must(w, draft_save(t, &d, &w->e));
	must(w, draft_set_state(t, d.id, "kept", &w->e));
	must(w, ephemeral_commit(t, &w->e));
	run(w, true, &s);
	assert_int_equal(number(w, "SELECT count(*) FROM hold"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM draft"), 1);
	clock_fix(HELP_NOW + 301);
	run(w, true, &s);
	assert_int_equal(number(w, "SELECT count(*) FROM hold"), 0);
	clock_fix(HELP_NOW + 8 * 86400);
	run(w, true, &s);
	assert_int_equal(number(w, "SELECT count(*) FROM draft"), 0);
	/* None of it is what people did. */
	assert_int_equal(last_action(w), action);
}

static void the_anchor_is_the_end_of_the_chain(void **state)
{
	struct desk_world *w = *state;
	char want[120], hash[80];
	struct seen s;

	run(w, true, &s);
	text_of(w, "SELECT lower(hex(hash)) FROM action ORDER BY id DESC LIMIT 1", hash,
	    sizeof hash);
	text_fmt(want, sizeof want, "action %lld %s", (long long)last_action(w), hash);
	assert_string_equal(s.last, want);
	assert_int_equal(number(w, "SELECT count(*) FROM job_run WHERE name = 'anchor'"
	    " AND result = '%s' AND last_at = %d", want, HELP_NOW), 1);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(the_first_time_all_is_due_then_nothing),
		T(each_job_has_its_period),
		T(it_does_what_it_says),
		T(the_anchor_is_the_end_of_the_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
