/* Write transactions: what an action leaves, what a failure leaves, and many at once. */
#include "store_help.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "data/sequence.h"
#include "data/store/store_priv.h"

/* ---- one action ---- */

static void an_action_says_everything(void **state)
{
	struct world *w = *state;
	struct actor who = {
		.staff_id = 2, .second_id = 1, .station = "T2", .origin = "cli", .peer = "uid 1000"
	};
	struct action_head head = {
		.name = "client-edit", .command = ":ed", .reason = "typing slip"
	};
	struct action_row r;
	struct txn *t;
	int64_t id;

	must(w, action_begin(w->s, &who, &head, &t, &w->e));
	assert_int_equal(txn_action_id(t), 2);
	assert_int_equal(txn_now(t), HELP_NOW);
	assert_ptr_equal(txn_actor(t), &who);
	assert_ptr_equal(txn_store(t), w->s);
	must(w, change_text(w, t, "client", w->bob, "email", NULL, "b"));
	action_subject(t, "client", w->bob);
	must(w, action_commit(t, &id, &w->e));
	must(w, action_get(w->s, id, &r, &w->e));
	assert_int_equal(r.id, 2);
	assert_int_equal(r.at, HELP_NOW);
	assert_int_equal(r.staff_id, 2);
	assert_int_equal(r.second_id, 1);
	assert_string_equal(r.name, "client-edit");
	assert_string_equal(r.station, "T2");
	assert_string_equal(r.origin, "cli");
	assert_string_equal(r.peer, "uid 1000");
	assert_string_equal(r.subject, "client:2");
	assert_string_equal(r.command, ":ed");
	assert_string_equal(r.reason, "typing slip");
	assert_true(r.size > 0);
	assert_int_equal(number(w, "SELECT rev FROM client WHERE id = 2"), 2);
	assert_int_equal(number(w, "SELECT client_id FROM action_client WHERE action_id = 2"), 2);
}

static void nothing_done_leaves_nothing(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);

	sql(t, "UPDATE client SET name = name");
	assert_int_equal(commit(w, t), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM action"), 1);
}

/* ---- parts ---- */

static int64_t terms_of(struct world *w, int64_t client)
{
	char q[100];

	snprintf(q, sizeof q, "SELECT count(*) FROM client_term WHERE client_id = %lld",
	    (long long)client);
	return number(w, q);
}

/* New rows, changed rows, a number drawn, terms dropped: of a dropped part nothing stays, neither
 * in the tables nor in the action, and the ids it had used serve again. */
static void a_dropped_part_leaves_nothing(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	char *before = snapshot(w), *after;
	int64_t terms = terms_of(w, w->ann), kept, gone, n, id, undone;

	must(w, txn_part_begin(t, &w->e));
	gone = add_client(w, t, "Gone");
	must(w, sequence_next(t, "file:26", &n, &w->e));
	must(w, change_text(w, t, "client", w->ann, "name", "Ann", "Not Ann"));
	must(w, txn_part_drop(t, &w->e));
	must(w, txn_part_begin(t, &w->e));
	kept = add_client(w, t, "Kept");
	must(w, txn_part_keep(t, &w->e));
	must(w, change_text(w, t, "client", w->bob, "email", NULL, "b"));
	id = commit(w, t);
	assert_int_equal(kept, gone);
	assert_int_equal(terms_of(w, w->ann), terms);
	assert_true(terms_of(w, kept) > 0);
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE name IN ('Gone', 'Not Ann')"),
	    0);
	assert_int_equal(number(w, "SELECT count(*) FROM action_client WHERE action_id = 2"), 2);
	must(w, undo(w, id, &undone));
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void a_part_that_only_came_and_went_is_no_action(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);

	must(w, txn_part_begin(t, &w->e));
	add_client(w, t, "Gone");
	must(w, txn_part_drop(t, &w->e));
	assert_int_equal(commit(w, t), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM client_term t"
	    " WHERE NOT EXISTS (SELECT 1 FROM client c WHERE c.id = t.client_id)"), 0);
}

static void time_never_goes_back(void **state)
{
	struct world *w = *state;
	struct txn *t;

	clock_fix(HELP_NOW - 3600);
	t = begin(w);
	assert_int_equal(txn_now(t), HELP_NOW - 3600);
	must(w, change_text(w, t, "client", w->ann, "email", NULL, "a"));
	commit(w, t);
	assert_int_equal(number(w, "SELECT at FROM action WHERE id = 2"), HELP_NOW);
}

static void a_rolled_back_action_was_never(void **state)
{
	struct world *w = *state;
	char *before = snapshot(w), *after;
	struct txn *t = begin(w);

	add_client(w, t, "Nobody");
	must(w, change_text(w, t, "client", w->ann, "name", "Ann", "Anna"));
	action_rollback(t);
	action_rollback(NULL);
	after = snapshot(w);
	assert_string_equal(before, after);
	assert_int_equal(number(w, "SELECT count(*) FROM client_term WHERE term = 'nanna'"), 0);
	t = begin(w);
	assert_int_equal(txn_action_id(t), 2); /* numbers have no gaps */
	action_rollback(t);
	mem_free(before);
	mem_free(after);
}

/* Both clients that a row moves between, and both whose appointments overlap. */
static void whose_files_were_touched(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id;

	sql(t,
	    "INSERT INTO client_phone(rev, client_id, relation, number)"
	    " VALUES (2, 1, 'self', '138')");
	commit(w, t);
	t = begin(w);
	sql(t, "UPDATE client_phone SET client_id = 2");
	id = commit(w, t);
	assert_int_equal(number(w,
			     "SELECT count(*) FROM action_client WHERE action_id = 3"
			     " AND client_id IN (1, 2)"),
	    2);
	t = begin(w); /* neither the row nor its change names the client */
	sql(t, "UPDATE client_phone SET note = 'x'");
	id = commit(w, t);
	assert_int_equal(id, 4);
	assert_int_equal(number(w, "SELECT client_id FROM action_client WHERE action_id = 4"), 2);
	t = begin(w);
	add_appointment(w, t, w->ann, w->room, 1);
	add_appointment(w, t, w->bob, 0, 1);
	commit(w, t);
	t = begin(w);
	sql(t,
	    "INSERT INTO overbooking(low_id, high_id, resource_id, staff_id, reason)"
	    " VALUES (1, 2, 1, 1, 'urgent')");
	commit(w, t);
	assert_int_equal(number(w, "SELECT count(*) FROM action_client WHERE action_id = 6"), 2);
}

/* ---- who may ---- */

static enum err_code refuse(void *ctx, const struct actor *who, const char *name, struct err *e)
{
	(void)who;
	assert_string_equal(name, "test-do");
	++*(int *)ctx;
	return err_set(e, ERR_SECOND, "Needs a second person.");
}

static void the_gate_is_asked_first(void **state)
{
	struct world *w = *state;
	struct txn *t;
	int asked = 0;

	action_set_gate(w->s, refuse, &asked);
	assert_int_equal(action_begin(w->s, &w->me, &help_do, &t, &w->e), ERR_SECOND);
	assert_null(t);
	assert_int_equal(asked, 1);
	action_set_gate(w->s, NULL, NULL);
	err_clear(&w->e);
	assert_int_equal(action_begin(w->s, &w->me, &help_do, &t, &w->e), ERR_DENIED);
	assert_int_equal(sqlite3_get_autocommit(store_db(w->s)), 1);
}

/* ---- the words of the guards ---- */

static void guards_speak(void **state)
{
	static const struct {
		const char *text;
		enum err_code code;
	} cases[] = {
		{ "INSERT INTO appointment_resource VALUES (2, 1, 1, 1795510800, 1795514400, 1)",
		    ERR_TAKEN },
		{ "UPDATE appointment SET client_id = 1 WHERE id = 2", ERR_TAKEN },
		{ "UPDATE appointment SET branch_id = 2", ERR_CONFLICT },
		{ "DELETE FROM appointment", ERR_CONFLICT },
		{ "INSERT INTO branch(created_at, code, name) VALUES (0, 'ja', 'twice')",
		    ERR_DUPLICATE },
		{ "UPDATE client SET birth = '1'", ERR_INVALID },
		{ "UPDATE client SET name = NULL", ERR_INVALID },
		{ "INSERT INTO client_note(client_id, day, at, text) VALUES (99, '', 0, 'x')",
		    ERR_CONFLICT },
	};
	struct world *w = *state;
	struct txn *t = begin(w);

	add_appointment(w, t, w->ann, w->room, 1);
	add_appointment(w, t, w->bob, 0, 1);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = ERR_INIT;

		if (try_sql(t, cases[i].text, &e) != cases[i].code)
			fail_msg("%s: %s %s", cases[i].text, err_word(e.code), e.detail);
	}
	action_rollback(t);
}

/* ---- bulk without a session ---- */

static void a_filling_is_a_start(void **state)
{
	struct world *w = *state;
	struct txn *t;
	struct chain_result chain;
	int64_t id;
	char origin[8];

	must(w, action_begin_base(w->s, &w->me, &help_do, &t, &w->e));
	add_client(w, t, "Dora");
	must(w, action_commit(t, &id, &w->e));
	assert_int_equal(id, 2);
	assert_string_equal(
	    text_of(w, "SELECT origin FROM action WHERE id = 2", origin, 8), "base");
	assert_int_equal(number(w, "SELECT length(changeset) FROM action WHERE id = 2"), 32);
	assert_true(number(w, "SELECT count(*) FROM client_term WHERE client_id = 4") > 0);
	must(w, chain_verify(w->s, &chain, &w->e));
	assert_int_equal(chain.bad, 0);
	err_clear(&w->e);
	assert_int_equal(undo(w, id, &id), ERR_DENIED);
}

/* The same rows give the same hash in any file. */
static void a_filling_is_hashed_by_content(void **state)
{
	struct world *w = *state;
	struct txn *t;
	char one[65], two[65];

	for (int i = 0; i < 2; i++) {
		must(w, action_begin_base(w->s, &w->me, &help_do, &t, &w->e));
		commit(w, t);
	}
	text_of(w, "SELECT hex(changeset) FROM action WHERE id = 2", one, sizeof one);
	text_of(w, "SELECT hex(changeset) FROM action WHERE id = 3", two, sizeof two);
	assert_string_equal(one, two);
	must(w, action_begin_base(w->s, &w->me, &help_do, &t, &w->e));
	add_client(w, t, "Dora");
	commit(w, t);
	text_of(w, "SELECT hex(changeset) FROM action WHERE id = 4", two, sizeof two);
	assert_string_not_equal(one, two);
}

/* ---- promises inside the program ---- */

/* A broken promise ends the program; so it is broken in a child. */
static void ends(struct world *w, void (*fn)(struct world *w))
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		signal(SIGABRT, SIG_DFL);
		dup2(null, 2);
		fn(w);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void write_recorded_in_ephemeral(struct world *w)
{
	struct txn *t;

	must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
	sql(t, "UPDATE client SET notes = 'x'");
	if (ephemeral_commit(t, &w->e) != OK)
		_exit(3);
}

static void begin_twice(struct world *w)
{
	struct txn *t;

	begin(w);
	if (ephemeral_begin(w->s, &w->me, &t, &w->e) != OK)
		_exit(3);
}

static void poll_with_open_statement(struct world *w)
{
	struct stmt *q = stmt_get(w->s, "SELECT id FROM client");

	stmt_row(q, &w->e);
	store_poll(w->s);
}

static void use_statement_twice(struct world *w)
{
	static const char text[] = "SELECT 1";

	stmt_get(w->s, text);
	stmt_get(w->s, text);
}

static void unknown_parameter(struct world *w)
{
	stmt_int(stmt_get(w->s, "SELECT 1"), ":id", 1);
}

static void too_much_at_once(struct world *w)
{
	struct txn *t = begin(w);
	int64_t id;

	sql(t,
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
	    " INSERT INTO client_note(rev, client_id, day, at, text)"
	    " SELECT 2, 1, '2026-11-24', 0, hex(randomblob(5000)) FROM n");
	if (action_commit(t, &id, &w->e) != OK)
		_exit(3);
}

static void promises_are_kept_or_it_ends(void **state)
{
	ends(*state, write_recorded_in_ephemeral);
	ends(*state, begin_twice);
	ends(*state, poll_with_open_statement);
	ends(*state, use_statement_twice);
	ends(*state, unknown_parameter);
	ends(*state, too_much_at_once);
}

/* ---- when things go wrong ---- */

static enum err_code add_somebody(struct world *w)
{
	struct txn *t = begin(w);

	add_client(w, t, "Somebody");
	return action_commit(t, NULL, &w->e);
}

static void a_full_disk_loses_nothing(void **state)
{
	struct world *w = *state;
	enum err_code code = OK;

	sqlite3_exec(store_db(w->s), "PRAGMA max_page_count = 1", NULL, NULL, NULL);
	for (int i = 0; i < 200 && code == OK; i++)
		code = add_somebody(w);
	assert_int_equal(code, ERR_FULL);
	assert_string_equal(w->e.text,
	    "The disk is full: nothing can be saved. Typing is kept. Call "
	    "the administrator.");
	assert_int_equal(sqlite3_get_autocommit(store_db(w->s)), 1);
	assert_int_equal(number(w,
			     "SELECT (SELECT count(*) FROM client) ="
			     " (SELECT count(*) FROM action) + 2"),
	    1);
	sqlite3_exec(store_db(w->s), "PRAGMA max_page_count = 1000000", NULL, NULL, NULL);
	err_clear(&w->e);
	must(w, add_somebody(w)); /* as soon as there is room it goes on */
}

/* Killed between its writes and its commit: nothing of it is there, and nothing is locked. */
static void killed_in_the_middle(void **state)
{
	struct world *w = *state;
	char *before = snapshot(w), *after;
	pid_t pid = fork();
	struct txn *t;

	if (pid == 0) {
		struct store *s = open_again(w);

		t = begin_as(w, s, &w->other);
		must(w, change_text(w, t, "client", w->ann, "name", "Ann", "Anna"));
		kill(getpid(), SIGKILL);
	}
	waitpid(pid, NULL, 0);
	after = snapshot(w);
	assert_string_equal(before, after);
	t = begin(w);
	must(w, change_text(w, t, "client", w->ann, "email", NULL, "a"));
	assert_int_equal(commit(w, t), 2);
	mem_free(before);
	mem_free(after);
}

static void a_file_that_stays_busy(void **state)
{
	struct world *w = *state;
	struct store *two = open_again(w);
	struct txn *t = begin_as(w, two, &w->other), *none;

	w->s->wait_ms = 50;
	assert_int_equal(action_begin(w->s, &w->me, &help_do, &none, &w->e), ERR_BUSY);
	assert_null(none);
	assert_string_equal(w->e.text,
	    "Not saved: others kept the file busy for 5 s. Typing is kept. Do it again.");
	action_rollback(t);
	err_clear(&w->e);
	must(w, action_begin(w->s, &w->me, &help_do, &none, &w->e));
	action_rollback(none);
	store_close(two);
}

/* Who holds only the queue does not hold the file. */
static void a_stuck_queue_does_not_stop_anybody(void **state)
{
	struct world *w = *state;
	struct sigaction before, after;
	char path[120];
	int fd;

	action_rollback(begin(w));
	snprintf(path, sizeof path, "%s.gate", w->path);
	fd = open(path, O_RDWR);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	w->s->wait_ms = 50;
	sigaction(SIGALRM, NULL, &before);
	action_rollback(begin(w));
	sigaction(SIGALRM, NULL, &after);
	assert_ptr_equal(before.sa_handler, after.sa_handler);
	close(fd);
	action_rollback(begin(w));
}

static void without_a_queue_it_goes_as_well(void **state)
{
	struct world *w = *state;
	char path[120];

	snprintf(path, sizeof path, "%s.gate", w->path);
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	gate_close(w->s);
	w->s->gate_tried = false;
	action_rollback(begin(w));
	assert_int_equal(w->s->gate_fd, -1);
}

/* ---- two at once ---- */

static void two_connections_take_turns(void **state)
{
	struct world *w = *state;
	struct store *two = open_again(w);
	struct txn *t = begin_as(w, two, &w->other);

	must(w, change_text(w, t, "client", w->ann, "email", NULL, "theirs"));
	commit(w, t);
	t = begin(w);
	assert_int_equal(txn_action_id(t), 3);
	assert_int_equal(change_text(w, t, "client", w->ann, "email", NULL, "mine"), ERR_CONFLICT);
	action_rollback(t);
	err_clear(&w->e);
	store_close(two);
}

struct tally {
	int done[8];
	int64_t longest_us[8];
};

static void write_fifty(struct world *w, struct tally *tally, int me)
{
	struct store *s = open_again(w);

	for (int i = 0; i < 50; i++) {
		int64_t from = clock_mono_us(), took;
		struct txn *t = begin_as(w, s, &w->me);
		int64_t id;

		add_client(w, t, "Somebody");
		must(w, action_commit(t, &id, &w->e));
		took = clock_mono_us() - from;
		tally->done[me]++;
		if (took > tally->longest_us[me])
			tally->longest_us[me] = took;
	}
	store_close(s);
}

static void eight_at_the_desk(void **state)
{
	struct world *w = *state;
	struct tally *tally =
	    mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct chain_result chain;
	int64_t longest = 0;

	for (int i = 0; i < 8; i++) {
		if (fork() == 0) {
			write_fifty(w, tally, i);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		;
	for (int i = 0; i < 8; i++) {
		assert_int_equal(tally->done[i], 50);
		longest = tally->longest_us[i] > longest ? tally->longest_us[i] : longest;
	}
	print_message("longest wait of 400: %lld us\n", (long long)longest);
	assert_true(longest < 5000000);
	must(w, chain_verify(w->s, &chain, &w->e));
	assert_int_equal(chain.count, 401);
	assert_int_equal(chain.bad, 0);
	munmap(tally, sizeof *tally);
}

static void a_small_action_is_quick(void **state)
{
	struct world *w = *state;
	int64_t best = INT64_MAX;
	char value[16], base[16] = "0";
	struct txn *t = begin(w);

	must(w, change_text(w, t, "client", w->ann, "notes", NULL, base));
	commit(w, t);
	for (int i = 1; i < 200; i++) {
		int64_t from = clock_mono_us(), took;

		snprintf(value, sizeof value, "%d", i);
		t = begin(w);
		must(w, change_text(w, t, "client", w->ann, "notes", base, value));
		commit(w, t);
		took = clock_mono_us() - from;
		best = took < best ? took : best;
		memcpy(base, value, sizeof base);
	}
	print_message("one column changed: %lld us\n", (long long)best);
	assert_true(best < 20000);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		T(an_action_says_everything),
		T(nothing_done_leaves_nothing),
		T(a_dropped_part_leaves_nothing),
		T(a_part_that_only_came_and_went_is_no_action),
		T(time_never_goes_back),
		T(a_rolled_back_action_was_never),
		T(whose_files_were_touched),
		T(the_gate_is_asked_first),
		T(guards_speak),
		T(a_filling_is_a_start),
		T(a_filling_is_hashed_by_content),
		T(promises_are_kept_or_it_ends),
		T(a_full_disk_loses_nothing),
		T(killed_in_the_middle),
		T(a_file_that_stays_busy),
		T(a_stuck_queue_does_not_stop_anybody),
		T(without_a_queue_it_goes_as_well),
		T(two_connections_take_turns),
		T(eight_at_the_desk),
		T(a_small_action_is_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
