/*
 * Many callers at once, each a process and a person of its own: none has an item that another has,
 * none is left over, none gets nothing. And callers who are killed at any moment: what they said
 * was done is done, nothing is half recorded, and what was in their hands comes back.
 * Short here; RACE_CALLERS, RACE_ITEMS and KILL_ROUNDS for the long run.
 */
#include "desk_help.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/callback.h"
#include "data/history.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk/callback.h"
#include "form/callbacks.h"

#define CALLERS_MAX 32
#define ITEMS_MAX 2000

struct shared {
	pthread_barrier_t start;
	int taken[ITEMS_MAX];           /* how often it was handed out, by place */
	bool said[ITEMS_MAX];           /* that it was done */
	struct {
		int done;
		int64_t worst_ms;
		char text[200];
	} caller[CALLERS_MAX];
};

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	must(w, callbacks_load("forms/callbacks.cfg", &w->d.callbacks, &faults, &w->e));
	act_as(w, w->admin, 0);
	return 0;
}

static int from_environment(const char *name, int fallback, int most)
{
	const char *text = getenv(name);
	int n = text && *text ? (int)strtol(text, NULL, 10) : fallback;

	return n < most ? n : most;
}

static struct shared *share(int processes)
{
	struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pthread_barrierattr_t a;

	assert_ptr_not_equal(s, MAP_FAILED);
	pthread_barrierattr_init(&a);
	pthread_barrierattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
	assert_int_equal(pthread_barrier_init(&s->start, &a, (unsigned)processes), 0);
	return s;
}

/* ---- the house ---- */

static void add_callers(struct desk_world *w, int n, int64_t *out)
{
	struct action_head head = { .name = "staff-edit" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	for (int i = 0; i < n; i++) {
		struct staff p = { .branch_id = w->ja };
		struct staff_role r = { .role = "admin", .branch_id = w->ja, .main = true };

		text_fmt(p.code, sizeof p.code, "caller%d", i);
		text_fmt(p.name, sizeof p.name, "Caller %d", i);
		must(w, staff_insert(t, &p, &out[i], &w->e));
		r.staff_id = out[i];
		must(w, staff_role_set(t, &r, &w->e));
	}
	must(w, action_commit(t, NULL, &w->e));
}

/* Of the same hour, so that all want the same one. Ids follow each other from *FIRST on. */
static void add_items(struct desk_world *w, int n, int64_t *first)
{
	struct action_head head = { .name = "client-note" };
	struct callback c = { .branch_id = w->ja, .client_id = w->ann, .event = "hand",
		.role = "service", .channel = "call", .priority = 2, .day = HELP_DAY,
		.due_day = HELP_DAY, .event_at = clock_now() - 7200,
		.from_at = clock_now() - 3600, .due_at = clock_now() + 7200,
		.expire_at = clock_now() + 86400 };
	struct txn *t;
	int64_t id;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	for (int i = 0; i < n; i++) {
		must(w, callback_insert(t, &c, &id, &w->e));
		*first = i ? *first : id;
	}
	must(w, action_commit(t, NULL, &w->e));
}

/* In a child: a store and a desk of its own. The parent's are not touched. */
static bool open_own(struct desk_world *w, int me, int64_t staff, struct desk *d, struct err *e)
{
	static char station[16];
	struct desk_config config = { .forms_dir = w->forms, .branch = "ja", .origin = "ui",
		.peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30, .station = station };
	struct fault_list faults = { 0 };
	struct store *s;

	text_fmt(station, sizeof station, "P%d", me);
	return store_open(w->path, 0, &s, e) == OK && desk_open(s, &config, d, e) == OK &&
	    callbacks_load("forms/callbacks.cfg", &d->callbacks, &faults, e) == OK &&
	    desk_become(d, staff, e) == OK;
}

static enum err_code next(struct desk *d, int64_t *id, struct err *e)
{
	const struct callback_who who = { .whose = CALLBACK_ALL };

	return callback_next(d, &who, NULL, 0, id, e);
}

static enum err_code done(struct desk *d, int64_t id, struct err *e)
{
	const struct callback_outcome o = { .id = id, .result = "details", .reaction = "none",
		.recovery = "as expected", .advice = "kept" };

	return callback_done(d, &o, NULL, e);
}

static void join(pid_t *pids, int n)
{
	int status;

	for (int i = 0; i < n; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
}

static void the_chain_is_whole(struct desk_world *w)
{
	struct chain_result chain;

	must(w, chain_verify(w->s, &chain, &w->e));
	assert_int_equal(chain.bad, 0);
}

/* ---- many at once ---- */

static void run_caller(struct desk_world *w, struct shared *s, int me, int64_t staff,
    int64_t first)
{
	struct err e = ERR_INIT;
	struct desk d;
	enum err_code rc;

	if (!open_own(w, me, staff, &d, &e))
		_exit(1);
	pthread_barrier_wait(&s->start);
	for (;;) {
		int64_t from = clock_mono_ms(), id = 0, took;

		rc = next(&d, &id, &e);
		if (rc != OK)
			break;
		__atomic_add_fetch(&s->taken[id - first], 1, __ATOMIC_SEQ_CST);
		rc = done(&d, id, &e);
		if (rc != OK)
			break;
		s->caller[me].done++;
		took = clock_mono_ms() - from;
		if (took > s->caller[me].worst_ms)
			s->caller[me].worst_ms = took;
	}
	if (rc != ERR_NOTFOUND)
		text_copy(s->caller[me].text, sizeof s->caller[me].text, e.text);
	_exit(rc == ERR_NOTFOUND ? 0 : 2);
}

static void of_many_callers_each_has_items_of_its_own(void **state)
{
	struct desk_world *w = *state;
	int callers = from_environment("RACE_CALLERS", 8, CALLERS_MAX);
	int items = from_environment("RACE_ITEMS", 120, ITEMS_MAX);
	int64_t staff[CALLERS_MAX], first = 0, worst = 0;
	struct shared *s = share(callers);
	int sum = 0, least = items, most = 0;
	pid_t pids[CALLERS_MAX];

	add_callers(w, callers, staff);
	add_items(w, items, &first);
	for (int me = 0; me < callers; me++) {
		pids[me] = fork();
		if (!pids[me])
			run_caller(w, s, me, staff[me], first);
	}
	join(pids, callers);
	for (int me = 0; me < callers; me++) {
		int n = s->caller[me].done;

		sum += n;
		least = n < least ? n : least;
		most = n > most ? n : most;
		worst = s->caller[me].worst_ms > worst ? s->caller[me].worst_ms : worst;
		if (s->caller[me].text[0])
			print_error("caller %d: %s\n", me, s->caller[me].text);
	}
	print_message("%d callers, %d items: %d to %d each, longest turn %lld ms\n", callers,
	    items, least, most, (long long)worst);
	assert_int_equal(sum, items);
	for (int i = 0; i < items; i++)
		assert_int_equal(s->taken[i], 1);
	assert_true(least > 0);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE state = 'done'"), items);
	assert_int_equal(number(w, "SELECT count(*) FROM callback_step"), items);
	the_chain_is_whole(w);
	munmap(s, sizeof *s);
}

/* ---- killed ---- */

static void run_victim(struct desk_world *w, struct shared *s, int me, int64_t staff,
    int64_t first)
{
	struct err e = ERR_INIT;
	struct desk d;
	int64_t id;

	if (!open_own(w, me, staff, &d, &e))
		_exit(1);
	pthread_barrier_wait(&s->start);
	while (next(&d, &id, &e) == OK) {
		__atomic_add_fetch(&s->taken[id - first], 1, __ATOMIC_SEQ_CST);
		if (done(&d, id, &e) == OK)
			s->said[id - first] = true;
		err_clear(&e);
	}
	pause();                        /* nothing is left for it: waits to be killed */
}

/* Three at a time, each killed somewhere on its way. */
static void kill_some(struct desk_world *w, struct shared *s, const int64_t *staff, int64_t first,
    uint64_t *random)
{
	pid_t pids[3];

	for (int me = 0; me < 3; me++) {
		pids[me] = fork();
		if (!pids[me])
			run_victim(w, s, me, staff[me], first);
	}
	pthread_barrier_wait(&s->start);
	for (int me = 0; me < 3; me++) {
		int status;

		*random ^= *random << 13;
		*random ^= *random >> 7;
		*random ^= *random << 17;
		usleep((useconds_t)(*random % 30000));
		kill(pids[me], SIGKILL);
		waitpid(pids[me], &status, 0);
		assert_true(WIFSIGNALED(status));
	}
}

/* Each item is whole: open without any step, or done with its one. */
static void nothing_is_half(struct desk_world *w)
{
	assert_int_equal(number(w, "SELECT count(*) FROM callback k WHERE k.state = 'open' AND"
	    " EXISTS (SELECT 1 FROM callback_step x WHERE x.callback_id = k.id)"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM callback k WHERE k.state = 'done' AND"
	    " (SELECT count(*) FROM callback_step x WHERE x.callback_id = k.id) <> 1"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM callback k WHERE k.state = 'done' AND"
	    " NOT EXISTS (SELECT 1 FROM action a WHERE a.id = k.rev)"), 0);
	the_chain_is_whole(w);
}

static void what_a_killed_caller_had_in_hand_comes_back(void **state)
{
	struct desk_world *w = *state;
	int rounds = from_environment("KILL_ROUNDS", 8, 400);
	int items = rounds * 12 < ITEMS_MAX ? rounds * 12 : ITEMS_MAX;
	uint64_t random = 88172645463325252u;
	struct shared *s = share(4);
	int64_t staff[3], first = 0, left, id;
	int said = 0;

	add_callers(w, 3, staff);
	add_items(w, items, &first);
	for (int i = 0; i < rounds; i++) {
		kill_some(w, s, staff, first, &random);
		nothing_is_half(w);
	}
	for (int i = 0; i < items; i++) {
		said += s->said[i];
		if (s->said[i])
			assert_int_equal(number(w, "SELECT state = 'done' FROM callback"
			    " WHERE id = %lld", (long long)(first + i)), 1);
	}
	/* A quarter of an hour later nobody has anything in hand: the rest is there for others. */
	left = number(w, "SELECT count(*) FROM callback WHERE state = 'open'");
	clock_fix(clock_now() + CALLBACK_CLAIM_S + 1);
	for (int64_t n = 0; n < left; n++) {
		must(w, next(&w->d, &id, &w->e));
		must(w, done(&w->d, id, &w->e));
	}
	assert_int_equal(next(&w->d, &id, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE state = 'done'"), items);
	print_message("%d callers killed: %d items acknowledged, %lld came back\n", rounds * 3,
	    said, (long long)left);
	munmap(s, sizeof *s);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(of_many_callers_each_has_items_of_its_own),
		T(what_a_killed_caller_had_in_hand_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
