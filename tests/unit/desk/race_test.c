/*
 * Many at once, each a process of its own with a store and a desk of its own. Short here; for the
 * long run RACE_TRIALS (two on one time), RACE_WRITERS and RACE_TRIES (many on one expert over
 * three days).
 */
#include "desk_help.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/history.h"
#include "data/store.h"

#define TRIALS_MAX 200
#define WRITERS_MAX 64

struct shared {
	pthread_barrier_t start;
	struct {
		enum err_code rc;
		char text[200];
	} trial[TRIALS_MAX][2];
	struct {
		int booked, cancelled, taken, other;
		int64_t worst_ms, until_ms;
		char text[200];
	} writer[WRITERS_MAX];
};

static int from_environment(const char *name, int fallback, int most)
{
	const char *text = getenv(name);
	int n = text && *text ? (int)strtol(text, NULL, 10) : fallback;

	return n < most ? n : most;
}

static struct shared *share(int processes)
{
	struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	    -1,
	    0);
	pthread_barrierattr_t a;

	assert_ptr_not_equal(s, MAP_FAILED);
	pthread_barrierattr_init(&a);
	pthread_barrierattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
	assert_int_equal(pthread_barrier_init(&s->start, &a, (unsigned)processes), 0);
	return s;
}

/* In a child: a store and a desk of its own. The parent's are not touched. */
static bool open_own(struct desk_world *w, int me, struct desk *d, struct err *e)
{
	static char station[16];
	struct desk_config config = { .forms_dir = w->forms, .branch = "ja", .origin = "ui",
		.peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30, .station = station };
	struct store *s;

	text_fmt(station, sizeof station, "P%d", me);
	return store_open(w->path, 0, &s, e) == OK && desk_open(s, &config, d, e) == OK &&
	    desk_become(d, w->wf, e) == OK;
}

/* As the screens and the command line book: whoever is wanted at that time, all rules, messages. */
static enum err_code book_at(struct desk_world *w, struct desk *d, int64_t client,
    int64_t resource, int64_t start, int64_t *id, struct err *e)
{
	struct booking_wish x = { .client_id = client, .service_id = w->consult,
		.start_at = start, .with = { resource }, .nwith = 1, .asked = true };

	return booking_book(d, &x, 1, id, e);
}

static void join(pid_t *pids, int n)
{
	int failed = 0, status;

	for (int i = 0; i < n; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	assert_int_equal(failed, 0);
}

static void no_overlap(struct desk_world *w)
{
	struct buf detail = BUF_INIT;
	struct chain_result chain;
	int64_t bad;

	must(w, verify_overlap(w->s, &bad, &detail, &w->e));
	if (bad)
		fail_msg("%s", buf_str(&detail));
	buf_free(&detail);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment_resource a"
	    " JOIN appointment_resource b ON a.resource_id = b.resource_id"
	    " AND a.appointment_id < b.appointment_id WHERE a.active = 1 AND b.active = 1"
	    " AND a.start_at < b.end_at AND b.start_at < a.end_at"), 0);
	must(w, chain_verify(w->s, &chain, &w->e));
	assert_int_equal(chain.bad, 0);
}

/* ---- two on one time ---- */

static int64_t trial_start(struct desk_world *w, int trial)
{
	return at(w, 1 + trial / 20, 9, 0) + trial % 20 * 1800;
}

static void run_pair(struct desk_world *w, struct shared *s, int me, int trials)
{
	int64_t client = me ? w->cid : w->ann, id;
	struct err e = ERR_INIT;
	struct desk d;

	if (!open_own(w, me, &d, &e))
		_exit(1);
	for (int i = 0; i < trials; i++) {
		int64_t start = trial_start(w, i);

		pthread_barrier_wait(&s->start);
		s->trial[i][me].rc = book_at(w, &d, client, w->r_cl, start, &id, &e);
		text_copy(s->trial[i][me].text, sizeof s->trial[i][me].text, e.text);
		err_clear(&e);
	}
	_exit(0);
}

static void of_two_at_once_exactly_one_wins_and_the_other_is_told_who(void **state)
{
	static const char *const names[] = { "王小明", "陈思雨" };
	struct desk_world *w = *state;
	int trials = from_environment("RACE_TRIALS", 20, TRIALS_MAX), won[2] = { 0, 0 };
	struct shared *s = share(2);
	pid_t pids[2];

	for (int me = 0; me < 2; me++) {
		pids[me] = fork();
		if (!pids[me])
			run_pair(w, s, me, trials);
	}
	join(pids, 2);
	for (int i = 0; i < trials; i++) {
		int winner = s->trial[i][0].rc == OK ? 0 : 1;

		assert_int_equal(s->trial[i][winner].rc, OK);
		assert_int_equal(s->trial[i][!winner].rc, ERR_TAKEN);
		assert_non_null(strstr(s->trial[i][!winner].text, "陈立 was taken for "));
		assert_non_null(strstr(s->trial[i][!winner].text, names[winner]));
		won[winner]++;
	}
	assert_int_equal(number(w, "SELECT count(*) FROM appointment"), trials);
	no_overlap(w);
	print_message("%d trials, won %d and %d\n", trials, won[0], won[1]);
	munmap(s, sizeof *s);
}

/* ---- many on one expert ---- */

static uint64_t next_random(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	return *x ^= *x << 17;
}

static void note_end(struct shared *s, int me, enum err_code rc, const struct err *e)
{
	if (rc == OK)
		s->writer[me].booked++;
	else if (rc == ERR_TAKEN)
		s->writer[me].taken++;
	else
		s->writer[me].other++;
	if (rc != OK && (rc != ERR_TAKEN || !s->writer[me].text[0]))
		text_copy(s->writer[me].text, sizeof s->writer[me].text, e->text);
}

static void run_writer(struct desk_world *w, struct shared *s, int me, int tries, int64_t client)
{
	uint64_t random = 88172645463325252u + (uint64_t)me * 7919;
	struct err e = ERR_INIT;
	int64_t begin, id;
	struct desk d;

	if (!open_own(w, me, &d, &e))
		_exit(1);
	pthread_barrier_wait(&s->start);
	begin = clock_mono_ms();
	for (int i = 0; i < tries; i++) {
		int64_t from = clock_mono_ms(), took;
		int64_t start = at(w, 1 + (int)(next_random(&random) % 3), 9, 0) +
		    (int64_t)(next_random(&random) % 44) * 900;
		enum err_code rc = book_at(w, &d, client, w->r_cl, start, &id, &e);

		note_end(s, me, rc, &e);
		err_clear(&e);
		/* Some give their time back, so that it stays a fight to the end. */
		if (rc == OK && next_random(&random) % 2) {
			if (booking_cancel(&d, id, "changed my mind", &e) != OK)
				s->writer[me].other++;
			else
				s->writer[me].cancelled++;
			err_clear(&e);
		}
		took = clock_mono_ms() - from;
		if (took > s->writer[me].worst_ms)
			s->writer[me].worst_ms = took;
	}
	s->writer[me].until_ms = clock_mono_ms() - begin;
	_exit(0);
}

static void of_many_on_one_expert_each_gets_a_turn(void **state)
{
	struct desk_world *w = *state;
	int writers = from_environment("RACE_WRITERS", 8, WRITERS_MAX);
	int tries = from_environment("RACE_TRIES", 25, 100000);
	int booked = 0, cancelled = 0, taken = 0, other = 0;
	int64_t client[WRITERS_MAX], worst = 0, first = INT64_MAX, last = 0;
	struct shared *s = share(writers);
	pid_t pids[WRITERS_MAX];

	for (int me = 0; me < writers; me++) {
		char name[24];

		client[me] = add_client(w, text_fmt(name, sizeof name, "Writer %d", me), NULL,
		    NULL);
	}
	for (int me = 0; me < writers; me++) {
		pids[me] = fork();
		if (!pids[me])
			run_writer(w, s, me, tries, client[me]);
	}
	join(pids, writers);
	for (int me = 0; me < writers; me++) {
		booked += s->writer[me].booked;
		cancelled += s->writer[me].cancelled;
		taken += s->writer[me].taken;
		other += s->writer[me].other;
		worst = s->writer[me].worst_ms > worst ? s->writer[me].worst_ms : worst;
		first = s->writer[me].until_ms < first ? s->writer[me].until_ms : first;
		last = s->writer[me].until_ms > last ? s->writer[me].until_ms : last;
		if (s->writer[me].other)
			print_error("writer %d: %s\n", me, s->writer[me].text);
		if (s->writer[me].taken)
			assert_non_null(strstr(s->writer[me].text, " was taken for "));
	}
	print_message("%d writers: %d booked, %d cancelled, %d refused;", writers, booked,
	    cancelled, taken);
	print_message(" longest wait %lld ms; done after %lld to %lld ms\n", (long long)worst,
	    (long long)first, (long long)last);
	/* Nobody gave up waiting, nothing was lost, nothing was taken twice. */
	assert_int_equal(other, 0);
	assert_int_equal(booked + taken, writers * tries);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment"), booked);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE live = 1"),
	    booked - cancelled);
	no_overlap(w);
	munmap(s, sizeof *s);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(of_two_at_once_exactly_one_wins_and_the_other_is_told_who),
		T(of_many_on_one_expert_each_gets_a_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
