/* The proofs find what was changed past the rules, and nothing else. */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"

typedef enum err_code (*proof_fn)(struct store *s, int64_t *bad, struct buf *detail, struct err *e);

static void day_of_work(struct world *w)
{
	struct txn *t = begin(w);

	add_appointment(w, t, w->ann, w->room, 1);
	add_appointment(w, t, w->bob, w->laser, 1);
	add_appointment(w, t, w->cid, w->room, 2);
	sql(t,
	    "UPDATE appointment SET state = 'done', live = 0, rev = 2 WHERE id = 1;"
	    "UPDATE appointment SET state = 'noshow', live = 0, rev = 2 WHERE id = 2");
	commit(w, t);
}

static void finds(struct world *w, proof_fn proof, const char *attack, int64_t n, const char *text)
{
	struct buf detail = BUF_INIT;
	int64_t bad;

	if (attack)
		shell(w, attack);
	must(w, proof(w->s, &bad, &detail, &w->e));
	if (bad != n || strcmp(buf_str(&detail), text) != 0)
		fail_msg("%lld: %s", (long long)bad, buf_str(&detail));
	buf_free(&detail);
}

#define NO_GUARDS \
	"DROP TRIGGER appointment_bi; DROP TRIGGER appointment_bu; DROP TRIGGER appointment_au;" \
	"DROP TRIGGER appointment_resource_bi; DROP TRIGGER appointment_resource_bu;"

static void nothing_wrong(void **state)
{
	struct world *w = *state;

	day_of_work(w);
	finds(w, verify_overlap, NULL, 0, "");
	finds(w, verify_figures, NULL, 0, "");
	finds(w, verify_terms, NULL, 0, "");
}

static void two_in_one_room(void **state)
{
	struct world *w = *state;

	day_of_work(w);
	finds(w, verify_overlap,
	    NO_GUARDS
	    "INSERT INTO appointment(id, branch_id, client_id, day, created_at, start_at, end_at)"
	    " SELECT 9, 1, 1, day, 0, start_at + 60, end_at FROM appointment WHERE id = 3;"
	    "INSERT INTO appointment_resource SELECT 9, 1, 1, start_at, end_at, 1 FROM appointment"
	    " WHERE id = 9",
	    1, "appointments 3 and 9 overlap on resource 1\n");
	finds(w, verify_overlap, "INSERT INTO overbooking VALUES (3, 9, 1, 1, NULL, 'urgent')", 0,
	    "");
	finds(w, verify_overlap,
	    "UPDATE appointment_resource SET active = 0 WHERE appointment_id = 9", 1,
	    "appointment 9, resource 1: active differs from its appointment\n");
}

static void one_person_twice(void **state)
{
	struct world *w = *state;

	day_of_work(w);
	finds(w, verify_overlap,
	    NO_GUARDS
	    "INSERT INTO appointment(id, branch_id, client_id, day, created_at, start_at, end_at)"
	    " SELECT 9, 1, 3, day, 0, start_at + 60, end_at FROM appointment WHERE id = 3",
	    1, "appointments 3 and 9 overlap for one person\n");
	/* A child of hers at the same time is another person. */
	finds(w, verify_overlap,
	    "INSERT INTO dependant(client_id, created_at, kind, name)"
	    " VALUES (3, 0, 'family', 'Kim'); UPDATE appointment SET dependant_id = 1 WHERE id = 9",
	    0, "");
	finds(w, verify_overlap, "UPDATE appointment SET client_id = 2 WHERE id = 9", 1,
	    "appointment 9: who is treated belongs to another client\n");
}

static void outside_of_its_appointment(void **state)
{
	struct world *w = *state;

	day_of_work(w);
	finds(w, verify_overlap,
	    NO_GUARDS
	    "UPDATE appointment_resource SET end_at = end_at + 40000, start_at = start_at + 40000"
	    " WHERE appointment_id = 3; UPDATE resource SET branch_id = 2 WHERE id = 2",
	    2,
	    "appointment 2, resource 2: in another branch\n"
	    "appointment 3, resource 1: outside of its appointment\n");
}

static void wrong_figures(void **state)
{
	struct world *w = *state;

	day_of_work(w);
	finds(w, verify_figures, "UPDATE client_figures SET n_done = 5 WHERE client_id = 1", 1,
	    "client_figures 1: n_done differs\n");
	finds(w, verify_figures,
	    "DELETE FROM client_figures WHERE client_id = 1;"
	    "INSERT INTO client_figures VALUES (3, NULL, 0, 1)",
	    2, "client_figures 1: missing\nclient_figures 3: should not be there\n");
	finds(w, verify_figures,
	    "DELETE FROM client_figures WHERE client_id = 3;"
	    "INSERT INTO client_figures VALUES (1, '" HELP_DAY "', 1, 0);"
	    "UPDATE kpi_day SET n_noshow = 0",
	    1, "kpi_day 1," HELP_DAY ": n_noshow differs\n");
}

static void wrong_terms(void **state)
{
	struct world *w = *state;
	int64_t bad;

	must(w, verify_terms(w->s, &bad, NULL, &w->e));
	assert_int_equal(bad, 0);
	shell(w, "DELETE FROM client_term WHERE client_id = 1 AND term = 'nann'");
	must(w, verify_terms(w->s, &bad, NULL, &w->e));
	assert_int_equal(bad, 1);
	shell(w, "INSERT INTO client_term(term, client_id) VALUES ('nxxx', 2), ('nxxx', 77)");
	must(w, verify_terms(w->s, &bad, NULL, &w->e));
	assert_int_equal(bad, 3);
	shell(w, "UPDATE client_term SET marks = marks + 1 WHERE client_id = 3 AND term = 'ncid'");
	must(w, verify_terms(w->s, &bad, NULL, &w->e));
	assert_int_equal(bad, 4);
}

/* ---- replay ---- */

static char *backup(struct world *w, char *path, size_t size)
{
	snprintf(path, size, "%s/base.db", w->dir);
	must(w, store_backup(w->s, path, &w->e));
	return path;
}

static void replays(struct world *w, const char *base, int64_t n, const char *text)
{
	struct buf detail = BUF_INIT;
	int64_t bad;

	must(w, verify_replay(w->s, base, &bad, &detail, &w->e));
	if (bad != n || strcmp(buf_str(&detail), text) != 0)
		fail_msg("%lld: %s", (long long)bad, buf_str(&detail));
	buf_free(&detail);
}

static void doing_it_again_gives_the_same(void **state)
{
	struct world *w = *state;
	char base[128];
	int64_t id;
	struct txn *t;

	backup(w, base, sizeof base);
	day_of_work(w);
	t = begin(w);
	must(w, change_text(w, t, "client", w->ann, "name", "Ann", "Anna"));
	id = commit(w, t);
	must(w, undo(w, id, &id));
	replays(w, base, 0, "");
	replays(w, base, 0, ""); /* the copy is as it was */
}

static void changes_past_the_log_are_found(void **state)
{
	struct world *w = *state;
	char base[128];

	backup(w, base, sizeof base);
	day_of_work(w);
	shell(w,
	    "UPDATE client SET notes = 'x' WHERE id = 2;"
	    "INSERT INTO setting(key, value) VALUES ('k', 'v');"
	    "DELETE FROM client WHERE id = 3 AND 0");
	replays(w, base, 2, "setting k: should not be there\nclient 2: notes differs\n");
}

static void a_copy_of_another_file_is_no_start(void **state)
{
	struct world *w = *state, other = *w;
	char path[128];
	int64_t bad;

	snprintf(path, sizeof path, "%s/other.db", w->dir);
	must(w, store_create(path, &w->e));
	text_copy(other.path, sizeof other.path, path);
	other.s = open_again(&other);
	action_rollback(begin(&other));
	{
		struct txn *t = begin(&other);

		sql(t, "INSERT INTO setting(key, rev, value) VALUES ('k', 1, 'v')");
		commit(&other, t);
	}
	store_close(other.s);
	assert_int_equal(verify_replay(w->s, path, &bad, NULL, &w->e), ERR_INVALID);
	assert_non_null(strstr(w->e.text, "is not of this file"));
}

static void a_copy_from_before_a_filling_is_no_start(void **state)
{
	struct world *w = *state;
	struct txn *t;
	char base[128];
	int64_t bad;

	backup(w, base, sizeof base);
	must(w, action_begin_base(w->s, &w->me, &help_do, &t, &w->e));
	add_client(w, t, "Dora");
	commit(w, t);
	assert_int_equal(verify_replay(w->s, base, &bad, NULL, &w->e), ERR_INVALID);
	assert_non_null(strstr(w->e.text, "is older than the last filling (action 2)"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		T(nothing_wrong),
		T(two_in_one_room),
		T(one_person_twice),
		T(outside_of_its_appointment),
		T(wrong_figures),
		T(wrong_terms),
		T(doing_it_again_gives_the_same),
		T(changes_past_the_log_are_found),
		T(a_copy_of_another_file_is_no_start),
		T(a_copy_from_before_a_filling_is_no_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
