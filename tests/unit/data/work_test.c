/* Work in progress: lists of things to do, holds, claims, drafts, log-ins, numbers, looks, jobs. */
#include "store_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "data/access.h"
#include "data/approval.h"
#include "data/claim.h"
#include "data/draft.h"
#include "data/hold.h"
#include "data/job.h"
#include "data/login.h"
#include "data/sequence.h"
#include "data/todo.h"

static struct txn *quick(struct world *w, const struct actor *who)
{
	struct txn *t;

	err_clear(&w->e);
	must(w, ephemeral_begin(w->s, who, &t, &w->e));
	return t;
}

static void quick_end(struct world *w, struct txn *t)
{
	err_clear(&w->e);
	must(w, ephemeral_commit(t, &w->e));
}

/* ---- work lists ---- */

static struct todo todo_of(int64_t client, const char *kind, int64_t other, const char *why)
{
	struct todo d = { .branch_id = 1, .client_id = client, .other_id = other, .day = HELP_DAY };

	text_copy(d.kind, sizeof d.kind, kind);
	text_copy(d.why, sizeof d.why, why);
	return d;
}

static void a_pair_stands_on_the_list_once(void **state)
{
	struct world *w = *state;
	struct todo ab = todo_of(w->ann, "duplicate", w->bob, "phone");
	struct todo ba = todo_of(w->bob, "duplicate", w->ann, "phone"), got;
	struct todo_list l = { 0 };
	struct txn *t = begin(w);
	int64_t first, again, n;

	must(w, todo_insert(t, &ab, false, &first, &w->e));
	must(w, todo_insert(t, &ba, false, &again, &w->e));
	commit(w, t);
	assert_int_equal(first, again);
	must(w, todo_count(w->s, "duplicate", 1, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, todo_count(w->s, "duplicate", 2, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, todo_list_client(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].client_id, w->bob);
	must(w, todo_list_client(w->s, w->bob, &l, &w->e));
	assert_int_equal(l.n, 1);
	t = begin(w);
	must(w, todo_set_state(t, first, "dismissed", &w->e));
	must(w, todo_insert(t, &ab, false, NULL, &w->e));
	must(w, todo_get(w->s, first, &got, &w->e));
	assert_string_equal(got.state, "dismissed");
	assert_int_equal(got.done_by, 1);
	must(w, todo_insert(t, &ab, true, NULL, &w->e));
	must(w, todo_get(w->s, first, &got, &w->e));
	assert_string_equal(got.state, "open");
	assert_int_equal(got.done_by, 0);
	commit(w, t);
	todo_list_free(&l);
}

static void what_is_done_opens_again_when_it_lacks_again(void **state)
{
	struct world *w = *state;
	struct todo d = todo_of(w->ann, "complete", 0, "birth");
	struct todo_list l = { 0 };
	struct txn *t = begin(w);
	int64_t id, none;

	must(w, todo_insert(t, &d, false, &id, &w->e));
	must(w, todo_close(t, w->ann, "complete", &w->e));
	must(w, todo_insert(t, &d, false, NULL, &w->e));
	text_copy(d.why, sizeof d.why, "birth source");
	must(w, todo_insert(t, &d, false, NULL, &w->e));
	commit(w, t);
	t = begin(w);
	must(w, todo_insert(t, &d, false, NULL, &w->e));
	must(w, action_commit(t, &none, &w->e));
	assert_int_equal(none, 0);      /* the same again is no change */
	must(w, todo_list_open(w->s, "complete", 0, NULL, 0, 10, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].why, "birth source");
	must(w, todo_list_open(w->s, "complete", 0, l.v[0].day, l.v[0].id, 10, &l, &w->e));
	assert_int_equal(l.n, 0);
	todo_list_free(&l);
}

/* ---- holds and claims ---- */

static void a_held_time_is_not_offered_to_others(void **state)
{
	struct world *w = *state;
	struct txn *t = quick(w, &w->me);
	struct hold theirs;
	struct hold_list l = { 0 };
	int64_t id, next, until = HELP_NOW + 300;

	must(w, hold_take(t, w->room, HELP_NOW, HELP_NOW + HOUR, until, &id, NULL, &w->e));
	quick_end(w, t);
	t = quick(w, &w->other);
	assert_int_equal(hold_take(t, w->room, HELP_NOW + 60, HELP_NOW + 120, until, &next, &theirs,
	    &w->e), ERR_TAKEN);
	assert_int_equal(theirs.staff_id, 1);
	assert_string_equal(theirs.station, "T1");
	err_clear(&w->e);
	must(w, hold_take(t, w->laser, HELP_NOW, HELP_NOW + HOUR, until, &next, NULL, &w->e));
	must(w, hold_release(t, id, &w->e));            /* another's: nothing happens */
	quick_end(w, t);
	must(w, hold_list(w->s, w->room, HELP_NOW, HELP_NOW + 9 * HOUR, HELP_NOW, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, hold_list(w->s, w->room, HELP_NOW, HELP_NOW + 9 * HOUR, until, &l, &w->e));
	assert_int_equal(l.n, 0);
	hold_list_free(&l);
}

static void ones_own_hold_gives_way_and_time_ends_all(void **state)
{
	struct world *w = *state;
	struct txn *t = quick(w, &w->me);
	int64_t id, until = HELP_NOW + 300;

	must(w, hold_take(t, w->room, HELP_NOW, HELP_NOW + HOUR, until, &id, NULL, &w->e));
	must(w, hold_take(t, w->room, HELP_NOW + 60, HELP_NOW + HOUR, until, &id, NULL, &w->e));
	quick_end(w, t);
	assert_int_equal(number(w, "SELECT count(*) FROM hold"), 1);
	clock_fix(until);
	t = quick(w, &w->other);
	must(w, hold_take(t, w->room, HELP_NOW, HELP_NOW + HOUR, until + 300, &id, NULL, &w->e));
	must(w, hold_take(t, w->laser, HELP_NOW, HELP_NOW + HOUR, until, &id, NULL, &w->e));
	must(w, hold_expire(t, &w->e));
	quick_end(w, t);
	assert_int_equal(number(w, "SELECT count(*) FROM hold"), 1);
	t = quick(w, &w->other);
	must(w, hold_release_all(t, &w->e));
	quick_end(w, t);
	assert_int_equal(number(w, "SELECT count(*) FROM hold"), 0);
	clock_fix(HELP_NOW);
}

static void a_claim_belongs_to_one_person(void **state)
{
	struct world *w = *state;
	struct actor elsewhere = w->me;
	struct txn *t = quick(w, &w->me);
	struct claim c;

	must(w, claim_take(t, "callback", 7, HELP_NOW + 60, NULL, &w->e));
	quick_end(w, t);
	t = quick(w, &w->other);
	assert_int_equal(claim_take(t, "callback", 7, HELP_NOW + 60, &c, &w->e), ERR_TAKEN);
	assert_int_equal(c.staff_id, 1);
	err_clear(&w->e);
	must(w, claim_release(t, "callback", 7, &w->e));
	quick_end(w, t);
	elsewhere.station = "T9";
	t = quick(w, &elsewhere);
	must(w, claim_take(t, "callback", 7, HELP_NOW + 90, NULL, &w->e));
	quick_end(w, t);
	must(w, claim_get(w->s, "callback", 7, HELP_NOW, &c, &w->e));
	assert_string_equal(c.station, "T9");
	assert_int_equal(claim_get(w->s, "callback", 7, HELP_NOW + 90, &c, &w->e), ERR_NOTFOUND);
	clock_fix(HELP_NOW + 90);
	t = quick(w, &w->other);
	must(w, claim_take(t, "callback", 7, HELP_NOW + 200, NULL, &w->e));
	quick_end(w, t);
	clock_fix(HELP_NOW);
}

/* ---- drafts ---- */

static void a_draft_is_kept_for_its_person(void **state)
{
	struct world *w = *state;
	struct draft d = { .form = "client", .title = "刘佳", .cursor = "phone:3" }, back;
	struct draft_list l = { 0 };
	struct txn *t = quick(w, &w->me);
	int64_t n;

	d.body = mem_dup("name\t\t刘佳\n");
	must(w, draft_save(t, &d, &w->e));
	text_copy(d.state, sizeof d.state, "parked");
	must(w, draft_save(t, &d, &w->e));
	quick_end(w, t);
	must(w, draft_get(w->s, d.id, &back, &w->e));
	assert_string_equal(back.body, "name\t\t刘佳\n");
	assert_string_equal(back.station, "T1");
	draft_free(&back);
	must(w, draft_list(w->s, 1, "parked", &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_null(l.v[0].body);
	must(w, draft_count(w->s, 2, "parked", &n, &w->e));
	assert_int_equal(n, 0);
	t = quick(w, &w->other);
	assert_int_equal(draft_save(t, &d, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	assert_int_equal(draft_set_state(t, d.id, "dropped", &w->e), ERR_NOTFOUND);
	ephemeral_rollback(t);
	t = quick(w, &w->me);
	must(w, draft_set_state(t, d.id, "dropped", &w->e));
	assert_int_equal(draft_save(t, &d, &w->e), ERR_NOTFOUND);
	quick_end(w, t);
	must(w, draft_get(w->s, d.id, &back, &w->e));
	assert_string_equal(back.body, "");             /* its text is gone at once */
	draft_free(&back);
	t = quick(w, &w->me);
	must(w, draft_expire(t, HELP_NOW, &w->e));
	quick_end(w, t);
	must(w, draft_get(w->s, d.id, &back, &w->e));
	draft_free(&back);
	t = quick(w, &w->me);
	must(w, draft_expire(t, HELP_NOW + 1, &w->e));
	quick_end(w, t);
	assert_int_equal(draft_get(w->s, d.id, &back, &w->e), ERR_NOTFOUND);
	draft_free(&d);
	draft_list_free(&l);
}

/* ---- log-in ---- */

static enum err_code try_pin(struct world *w, struct login *out)
{
	struct txn *t = quick(w, &w->me);
	enum err_code rc = login_count_failed(t, 2, 3, 300, out, &w->e);

	quick_end(w, t);
	return rc;
}

static void the_third_wrong_pin_locks(void **state)
{
	struct world *w = *state;
	struct txn *t = quick(w, &w->me);
	struct login l;

	assert_int_equal(login_count_failed(t, 2, 3, 300, &l, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	must(w, login_set_pin(t, 2, "$y$hash", &w->e));
	quick_end(w, t);
	for (int i = 1; i <= 3; i++) {
		must(w, try_pin(w, &l));
		assert_int_equal(l.failed, i);
		assert_string_equal(l.pin_hash, "$y$hash");
		assert_int_equal(l.locked_until, i < 3 ? 0 : HELP_NOW + 300);
	}
	assert_int_equal(try_pin(w, &l), ERR_DENIED);
	assert_int_equal(l.failed, 3);
	assert_int_equal(l.locked_until, HELP_NOW + 300);
	clock_fix(HELP_NOW + 300);
	must(w, try_pin(w, &l));
	assert_int_equal(l.failed, 4);          /* the count goes on: the next lock can be longer */
	assert_int_equal(l.locked_until, 0);
	t = quick(w, &w->me);
	must(w, login_reset(t, 2, &w->e));
	quick_end(w, t);
	must(w, login_get(w->s, 2, &l, &w->e));
	assert_int_equal(l.failed, 0);
	clock_fix(HELP_NOW);
}

static void a_terminal_locks_whoever_is_tried(void **state)
{
	struct world *w = *state;
	struct txn *t = quick(w, &w->me);
	int64_t until;

	must(w, station_count_failed(t, 2, 60, &until, &w->e));
	assert_int_equal(until, 0);
	must(w, station_count_failed(t, 2, 60, &until, &w->e));
	assert_int_equal(until, HELP_NOW + 60);
	assert_int_equal(station_count_failed(t, 2, 60, &until, &w->e), ERR_DENIED);
	assert_int_equal(until, HELP_NOW + 60);
	quick_end(w, t);
	must(w, station_locked(w->s, "T1", HELP_NOW, &until, &w->e));
	assert_int_equal(until, HELP_NOW + 60);
	must(w, station_locked(w->s, "T2", HELP_NOW, &until, &w->e));
	assert_int_equal(until, 0);
	t = quick(w, &w->me);
	must(w, station_reset(t, &w->e));
	must(w, station_count_failed(t, 2, 60, &until, &w->e));
	assert_int_equal(until, 0);
	quick_end(w, t);
}

/* ---- numbers, looks, jobs ---- */

static void numbers_only_rise(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t n;

	must(w, sequence_next(t, "file:26", &n, &w->e));
	assert_int_equal(n, 1);
	must(w, sequence_raise(t, "file:26", 40, &w->e));
	must(w, sequence_raise(t, "file:26", 12, &w->e));
	must(w, sequence_next(t, "file:26", &n, &w->e));
	assert_int_equal(n, 41);
	must(w, sequence_raise(t, "file:27", 5, &w->e));
	must(w, sequence_next(t, "file:27", &n, &w->e));
	assert_int_equal(n, 6);
	commit(w, t);
}

static void looks_are_kept_newest_first(void **state)
{
	struct world *w = *state;
	struct txn *t = quick(w, &w->other);
	struct access_list l = { 0 };

	must(w, access_insert(t, w->ann, "phone", NULL, &w->e));
	must(w, access_insert(t, 0, "export", "monthly", &w->e));
	must(w, access_insert(t, w->ann, "restricted", "at the desk", &w->e));
	quick_end(w, t);
	must(w, access_list(w->s, w->ann, 0, 10, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].what, "restricted");
	assert_string_equal(l.v[0].peer, "uid 1000");
	must(w, access_list(w->s, 0, l.v[0].id, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].reason, "monthly");
	access_list_free(&l);
}

static void jobs_are_due_when_their_time_came(void **state)
{
	struct world *w = *state;
	struct txn *t = quick(w, &w->me);
	struct job_list l = { 0 };
	struct job j;

	assert_int_equal(job_get(w->s, "expire", &j, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	must(w, job_set(t, "expire", HELP_NOW + 60, "3 drafts", &w->e));
	must(w, job_set(t, "anchor", HELP_NOW + 30, NULL, &w->e));
	quick_end(w, t);
	must(w, job_list_due(w->s, HELP_NOW + 30, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].name, "anchor");
	must(w, job_list_due(w->s, HELP_NOW + 60, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, job_get(w->s, "expire", &j, &w->e));
	assert_int_equal(j.last_at, HELP_NOW);
	assert_string_equal(j.result, "3 drafts");
	job_list_free(&l);
}

/* ---- signatures from another terminal ---- */

/* Whatever is tried past the program, by another process with the right to the file: what is asked
 * stays, an answer does not come with the question, is given once and used once. */
static void a_signature_goes_one_way(void **state)
{
	static const char *const forged[] = {
		"INSERT INTO approval(right_name, text, staff_id, station, asked_at, until_at,"
		"  state, answered_by, answered_at)"
		"  VALUES ('client-merge', 'x', 1, 'T1', 1, 2000000000, 'approved', 2, 1)",
		"UPDATE approval SET state = 'approved' WHERE id = 1",
		"UPDATE approval SET state = 'used' WHERE id = 1",
		"UPDATE approval SET answered_by = 2 WHERE id = 1",
		"UPDATE approval SET text = 'another' WHERE id = 1",
		"UPDATE approval SET until_at = until_at + 600 WHERE id = 1",
		"UPDATE approval SET state = 'approved', answered_by = 1, answered_at = 5"
		"  WHERE id = 1",
	};
	static const char *const again[] = {
		"UPDATE approval SET state = 'open' WHERE id = 1",
		"UPDATE approval SET state = 'approved' WHERE id = 1",
		"UPDATE approval SET state = 'approved', answered_by = 2, answered_at = 5"
		"  WHERE id = 1",
		"UPDATE approval SET state = 'refused' WHERE id = 1",
		"UPDATE approval SET state = 'withdrawn' WHERE id = 1",
		"UPDATE approval SET answered_by = 3 WHERE id = 1",
	};
	struct world *w = *state;
	struct approval a = { .right = "client-merge", .text = "x", .until_at = HELP_NOW + 600 };
	struct actor signed_by = w->me;
	struct txn *t = quick(w, &w->me);
	int64_t id;

	must(w, approval_insert(t, &a, &id, &w->e));
	assert_int_equal(id, 1);
	for (size_t i = 0; i < sizeof forged / sizeof forged[0]; i++) {
		assert_int_not_equal(try_sql(t, forged[i], &w->e), OK);
		err_clear(&w->e);
	}
	quick_end(w, t);
	t = quick(w, &w->other);
	must(w, approval_answer(t, id, "approved", NULL, &w->e));
	quick_end(w, t);
	signed_by.second_id = w->other.staff_id;
	signed_by.approval_id = id;
	t = quick(w, &signed_by);
	must(w, approval_use(t, &w->e));
	for (size_t i = 0; i < sizeof again / sizeof again[0]; i++) {
		assert_int_not_equal(try_sql(t, again[i], &w->e), OK);
		err_clear(&w->e);
	}
	assert_int_equal(approval_use(t, &w->e), ERR_CONFLICT);
	quick_end(w, t);
	assert_int_equal(number(w, "SELECT count(*) FROM approval WHERE state = 'used'"), 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pair_stands_on_the_list_once),
		TEST(what_is_done_opens_again_when_it_lacks_again),
		TEST(a_held_time_is_not_offered_to_others),
		TEST(ones_own_hold_gives_way_and_time_ends_all),
		TEST(a_claim_belongs_to_one_person),
		TEST(a_draft_is_kept_for_its_person),
		TEST(the_third_wrong_pin_locks),
		TEST(a_terminal_locks_whoever_is_tried),
		TEST(numbers_only_rise),
		TEST(looks_are_kept_newest_first),
		TEST(a_signature_goes_one_way),
		TEST(jobs_are_due_when_their_time_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
