/*
 * What a booking costs: booking_book with every rule (hours, rosters, leave, travel, holds, who is
 * taken), guards, messages, search for the nearest person, history and the action with its hash,
 * against the same rows written bare by SQLite alone (no triggers, no log) with the same
 * durability, one after the other in the same run. Then many desks at once, each thinking between
 * two bookings.
 *
 *   book_bench FILE.db         a copy: appointments stay in it
 */
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/service.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk/booking.h"
#include "desk/desk.h"
#include "desk/free.h"
#include "figures.h"

#define NOW 1795501920          /* 2026-11-24 14:32 in Shanghai */
#define BOOKINGS 300
#define WARM 20
#define DESKS 50
#define EACH 12                 /* bookings of each desk */
#define THINK_MS 400

static const char *path;

static struct desk *open_desk(void)
{
	struct desk_config config = { .forms_dir = "forms", .station = "bench", .branch = "ja",
		.origin = "ui", .peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30 };
	struct desk *d = mem_alloc(sizeof *d);
	struct store *s;
	struct staff wf;
	struct err e = ERR_INIT;

	bench_must(store_open(path, 0, &s, &e) == OK, e.text);
	bench_must(desk_open(s, &config, d, &e) == OK, e.text);
	bench_must(staff_by_code(s, "wf", &wf, &e) == OK, e.text);
	bench_must(desk_become(d, wf.id, &e) == OK, e.text);
	return d;
}

/* Times that are free now, at least half an hour apart. */
static void find_times(struct desk *d, const char *service, int from, size_t count,
    struct free_list *out, int64_t *service_id)
{
	struct service v;
	struct err e = ERR_INIT;
	struct free_wish w = { .nservices = 1, .from_day = desk_today(d) + from, .days = 120,
		.count = count, .step_min = 60 };

	bench_must(service_by_code(d->store, service, &v, &e) == OK, e.text);
	w.service[0] = *service_id = v.id;
	bench_must(free_find(d, &w, out, &e) == OK, e.text);
	bench_must(out->n > 0, "no free times");
}

/* ---- bare ---- */

static sqlite3 *bare;

static void bare_sql(const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(bare, sql, NULL, NULL, &why) != SQLITE_OK)
		fprintf(stderr, "%s: %s\n", sql, why);
	bench_must(!why, "a bare write failed");
}

/* The rows of the newest booking once more, under new numbers: as many, as long, in one
 * transaction. */
static const char *const bare_steps[] = {
	"INSERT INTO appointment SELECT NULL, rev, branch_id, client_id, dependant_id, day,"
	" created_at, service_id, start_at, end_at, state, live, reason, channel, needs, note,"
	" taken_by, asked, inserted, series_id, group_id FROM appointment WHERE id = ?1",
	"INSERT INTO appointment_resource SELECT ?2, resource_id, part, start_at, end_at, active"
	" FROM appointment_resource WHERE appointment_id = ?1",
	"INSERT INTO appointment_event SELECT NULL, rev, ?2, at, staff_id, what, start_at, end_at,"
	" late, text FROM appointment_event WHERE appointment_id = ?1",
	"INSERT INTO message SELECT NULL, rev, branch_id, client_id, staff_id, day, created_at, ?2,"
	" template, channel, language, number, text, due_at, state FROM message"
	" WHERE appointment_id = ?1",
};
#define BARE_STEPS (sizeof bare_steps / sizeof *bare_steps)
static sqlite3_stmt *bare_stmt[BARE_STEPS], *bare_begin, *bare_commit;

static sqlite3_stmt *prepared(const char *sql)
{
	sqlite3_stmt *q;

	bench_must(sqlite3_prepare_v2(bare, sql, -1, &q, NULL) == SQLITE_OK, sql);
	return q;
}

static void bare_open(void)
{
	bench_must(sqlite3_open(path, &bare) == SQLITE_OK, "no second connection");
	sqlite3_db_config(bare, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_busy_timeout(bare, 5000);
	bare_sql("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
	bare_begin = prepared("BEGIN IMMEDIATE");
	bare_commit = prepared("COMMIT");
	for (size_t i = 0; i < BARE_STEPS; i++)
		bare_stmt[i] = prepared(bare_steps[i]);
}

static void bare_step(sqlite3_stmt *q)
{
	bench_must(sqlite3_step(q) == SQLITE_DONE, sqlite3_errmsg(bare));
	sqlite3_reset(q);
}

static int64_t bare_copy(int64_t id)
{
	int64_t from = bench_now(), now = 0;

	bare_step(bare_begin);
	for (size_t i = 0; i < BARE_STEPS; i++) {
		sqlite3_bind_int64(bare_stmt[i], 1, id);
		if (i)
			sqlite3_bind_int64(bare_stmt[i], 2, now);
		bare_step(bare_stmt[i]);
		if (!i)
			now = sqlite3_last_insert_rowid(bare);
	}
	bare_step(bare_commit);
	return bench_now() - from;
}

/* Out of the way of the next booking. */
static void bare_forget(int64_t above)
{
	char sql[400];

	snprintf(sql, sizeof sql, "UPDATE appointment_resource SET active = 0"
	    " WHERE appointment_id > %lld; UPDATE appointment SET live = 0, state = 'cancelled' "
	    "WHERE id > %lld",
	    (long long)above, (long long)above);
	bare_sql(sql);
}

/* ---- one after the other ---- */

static int64_t book(struct desk *d, int64_t service, int64_t start, int64_t client, int64_t *id)
{
	struct booking_wish w = { .client_id = client, .service_id = service, .start_at = start,
		.channel = "phone" };
	struct err e = ERR_INIT;
	int64_t from = bench_now();

	if (booking_book(d, &w, 1, id, &e) != OK)
		return -1;
	return bench_now() - from;
}

static void side_by_side(struct desk *d, const char *service)
{
	struct free_list times = { 0 };
	struct samples ours = { 0 }, theirs = { 0 }, cpu = { 0 };
	int64_t v, id;
	int refused = 0;
	char what[80];

	find_times(d, service, 30, BOOKINGS + WARM, &times, &v);
	for (size_t i = 0; i < times.n; i++) {
		int64_t used = -bench_cpu();
		int64_t took = book(d, v, times.v[i].start_at, 100 + (int64_t)i, &id);

		used += bench_cpu();
		if (took < 0) {
			refused++;
			continue;
		}
		if (i >= WARM) {
			samples_add(&ours, took);
			samples_add(&cpu, used);
			samples_add(&theirs, bare_copy(id));
			bare_forget(id);
		}
	}
	printf("%s: %zu booked, %d refused; median %.2f ms (processor %.2f), p99 %.2f ms; bare"
	    " %.2f ms\n", service, ours.n, refused, bench_ms(samples_median(&ours)),
	    bench_ms(samples_median(&cpu)), bench_ms(samples_at(&ours, 0.99)),
	    bench_ms(samples_median(&theirs)));
	snprintf(what, sizeof what, "%s, median", service);
	bench_target(what, bench_ms(samples_median(&ours)), 1.5, "ms");
	snprintf(what, sizeof what, "%s, times the bare rows", service);
	bench_target(what, (double)samples_median(&ours) / (double)samples_median(&theirs), 4, "x");
	samples_free(&ours);
	samples_free(&theirs);
	samples_free(&cpu);
	free_list_free(&times);
}

/* ---- many ---- */

struct shared {
	atomic_int ready;
	int64_t took[DESKS][EACH], cpu[DESKS];
	int refused[DESKS];
};

static void run_desk(struct shared *s, int me, const struct free_list *times, int64_t service)
{
	struct desk *d = open_desk();
	uint64_t random = 1000 + (uint64_t)me;

	/* Opening fifty terminals at once is another matter. */
	atomic_fetch_add(&s->ready, 1);
	while (atomic_load(&s->ready) < DESKS)
		usleep(10000);
	usleep((useconds_t)(bench_random(&random) % (THINK_MS * 1000)));
	s->cpu[me] = -bench_cpu();
	for (int i = 0; i < EACH; i++) {
		size_t k = ((size_t)i * DESKS + (size_t)me) % times->n;
		int64_t id;

		s->took[me][i] = book(d, service, times->v[k].start_at, 2000 + me * EACH + i, &id);
		s->refused[me] += s->took[me][i] < 0;
		usleep((useconds_t)(THINK_MS * 500 + bench_random(&random) % (THINK_MS * 1000)));
	}
	s->cpu[me] += bench_cpu();
	_exit(0);
}

static void at_once(const char *service)
{
	struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	    -1, 0);
	struct free_list times = { 0 };
	struct samples took = { 0 };
	struct desk *d = open_desk();
	int64_t v;
	int64_t cpu = 0;
	int refused = 0, status;

	bench_must(s != MAP_FAILED, "no memory to share");
	find_times(d, service, 150, DESKS * EACH, &times, &v);
	desk_close(d);
	store_close(d->store);
	for (int me = 0; me < DESKS; me++)
		if (!fork())
			run_desk(s, me, &times, v);
	while (wait(&status) > 0)
		bench_must(WIFEXITED(status) && !WEXITSTATUS(status), "a desk fell over");
	for (int me = 0; me < DESKS; me++) {
		refused += s->refused[me];
		cpu += s->cpu[me];
		for (int i = 0; i < EACH; i++)
			if (s->took[me][i] >= 0)
				samples_add(&took, s->took[me][i]);
	}
	printf("%d desks, %d ms of thinking: %zu booked, %d refused; median %.2f ms, processor"
	    " %.2f ms each\n", DESKS, THINK_MS, took.n, refused, bench_ms(samples_median(&took)),
	    bench_ms(cpu / (DESKS * EACH)));
	bench_target("p99 of all desks", bench_ms(samples_at(&took, 0.99)), 50, "ms");
	samples_free(&took);
	free_list_free(&times);
	munmap(s, sizeof *s);
}

int main(int argc, char **argv)
{
	struct desk *d;

	bench_must(argc == 2, "usage: book_bench FILE.db");
	path = argv[1];
	clock_fix(NOW);
	d = open_desk();
	bare_open();
	side_by_side(d, "consult");
	side_by_side(d, "laser");
	sqlite3_close(bare);
	desk_close(d);
	store_close(d->store);
	at_once("consult");
	bench_end();
	return 0;
}
