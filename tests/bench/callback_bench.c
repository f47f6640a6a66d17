/*
 * Callbacks of a large house: a million treatments in five years at ten branches, six contacts
 * each. The queue of today for a branch and a role, the next one taken in hand, and the screen
 * that goes on to the next, until all is painted.
 *
 *   callback_bench FILE.db          made by callbacks.sh; what is taken in hand is written to it
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/clock.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk.h"
#include "desk/callback.h"
#include "desk/desk.h"
#include "figures.h"

#define NOW 1795501920                  /* 2026-11-24 14:32 in Shanghai */
#define LOADS 200
#define NEXTS 60
#define KEYS 60
#define QUEUE_MS 10
#define NEXT_MS 15

static struct desk desk;
static struct err e;

static void must(enum err_code rc)
{
	bench_must(rc == OK, e.text);
}

static void open_desk(const char *path)
{
	struct desk_config config = { .forms_dir = "forms", .station = "bench", .branch = "ja",
		.origin = "ui", .peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30 };
	struct staff p;
	struct store *s;

	clock_fix(NOW);
	must(store_open(path, 0, &s, &e));
	must(desk_open(s, &config, &desk, &e));
	must(staff_by_code(s, "zq", &p, &e));
	must(desk_become(&desk, p.id, &e));
}

static void close_desk(void)
{
	struct store *s = desk.store;

	desk_close(&desk);
	store_close(s);
	clock_fix(0);
}

/* ---- the queue ---- */

static void bench_queue(const char *role)
{
	const struct callback_who who = { .whose = CALLBACK_ROLE, .role = role };
	struct samples times = { 0 };
	struct callback_queue q = { 0 };
	int64_t cpu = bench_cpu();
	char what[80];

	for (int i = 0; i < LOADS; i++) {
		int64_t from = bench_now();

		must(callback_queue_load(&desk, &who, NOW, &q, &e));
		samples_add(&times, bench_now() - from);
	}
	cpu = (bench_cpu() - cpu) / LOADS;
	printf("  queue of %s: %zu lines, %zu now, %zu late; p95 %.2f ms, processor %.2f ms\n",
	    role, q.n, q.count[CALLBACK_NOW], q.late, bench_ms(samples_at(&times, .95)),
	    bench_ms(cpu));
	bench_target(text_fmt(what, sizeof what, "p50 of the queue of %s", role),
	    bench_ms(samples_median(&times)), QUEUE_MS, "ms");
	callback_queue_free(&q);
	samples_free(&times);
}

static void bench_counts(void)
{
	const struct callback_who who = { .whose = CALLBACK_MINE };
	struct samples times = { 0 };
	struct callback_counts c;

	for (int i = 0; i < LOADS; i++) {
		int64_t from = bench_now();

		must(callback_counts(&desk, &who, &c, &e));
		samples_add(&times, bench_now() - from);
	}
	bench_target("p50 of the counts of the badges", bench_ms(samples_median(&times)), QUEUE_MS,
	    "ms");
	samples_free(&times);
}

/* Each one taken is passed over by the next. */
static void bench_next(void)
{
	const struct callback_who who = { .whose = CALLBACK_MINE };
	struct samples times = { 0 };
	int64_t skip[NEXTS], id;

	for (size_t i = 0; i < NEXTS; i++) {
		int64_t from = bench_now();

		must(callback_next(&desk, &who, skip, i, &id, &e));
		samples_add(&times, bench_now() - from);
		skip[i] = id;
		must(callback_release(&desk, id, &e));
	}
	printf("  taken in hand: p95 %.2f ms\n", bench_ms(samples_at(&times, .95)));
	bench_target("p50 of the next taken in hand", bench_ms(samples_median(&times)), NEXT_MS,
	    "ms");
	samples_free(&times);
}

/* ---- the screen ---- */

static void bench_screen(const char *path)
{
	struct tty *t = desk_start_as(path, "zq", 24, 80);
	struct samples times = { 0 };

	desk_key(t, "F6", NULL);
	for (int i = 0; i < KEYS; i++)
		samples_add(&times, desk_key(t, "PgDn", NULL));
	desk_end(t);
	printf("  next one on the screen: p95 %.2f ms\n", bench_ms(samples_at(&times, .95)));
	bench_target("p50 of the next one painted", bench_ms(samples_median(&times)), NEXT_MS,
	    "ms");
	samples_free(&times);
}

int main(int argc, char **argv)
{
	bench_must(argc > 1, "callback_bench FILE.db");
	open_desk(argv[argc - 1]);
	bench_queue("service");
	bench_queue("consultant");
	bench_queue("nurse");
	bench_counts();
	bench_next();
	close_desk();
	bench_screen(argv[argc - 1]);
	bench_end();
	return 0;
}
