/*
 * Free times in a full house: 50 people, 50 rooms and 40 devices of one branch, each with a roster,
 * 300 appointments a day over the next 30 days and a year back, each with a person, a room and
 * a device. The file is written to: give a copy.
 *
 *	free_bench FILE.db
 */
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/zone.h"
#include "data/store.h"
#include "desk/calendar.h"
#include "desk/desk.h"
#include "desk/free.h"
#include "figures.h"

#define NOW 1795501920                  /* 2026-11-24 14:32 in Shanghai */
#define PEOPLE 50
#define ROOMS 50
#define DEVICES 40
#define SLOTS 10                        /* a day, of 70 minutes */
#define A_SLOT 30                       /* appointments: 300 a day */
#define AHEAD 30
#define BACK 365
#define RUNS 60

/* ---- the house ---- */

static void exec(sqlite3 *db, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void exec(sqlite3 *db, const char *fmt, ...)
{
	char sql[1000], *said = NULL;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(sql, sizeof sql, fmt, ap);
	va_end(ap);
	bench_must(sqlite3_exec(db, sql, NULL, NULL, &said) == SQLITE_OK, said ? said : sql);
}

/* Resources get the numbers FIRST .. FIRST + N - 1. */
#define PERSON 100001
#define ROOM 100101
#define DEVICE 100201
#define SERVICE 100001

static void add_things(sqlite3 *db)
{
	for (int i = 0; i < PEOPLE; i++) {
		exec(db, "INSERT INTO staff(id, branch_id, created_at, code, name)"
		    " VALUES (%d, 1, 0, 'b%d', 'Bench %d')", PERSON + i, i, i);
		exec(db, "INSERT INTO resource(id, kind, branch_id, staff_id, code, name)"
		    " VALUES (%d, 'staff', 1, %d, 'b%d', 'Bench %d')", PERSON + i, PERSON + i, i,
		    i);
		for (int half = 0; half < 2; half++)
			exec(db, "INSERT INTO roster(resource_id, branch_id, kind, weekday,"
			    " from_min, to_min) VALUES (%d, 1, 'work', 0, %d, %d)", PERSON + i,
			    half ? 840 : 540, half ? 1240 : 840);
		exec(db, "INSERT INTO resource_skill(resource_id, skill) VALUES (%d, 'bench')",
		    PERSON + i);
	}
	for (int i = 0; i < ROOMS; i++)
		exec(db, "INSERT INTO resource(id, kind, branch_id, code, name)"
		    " VALUES (%d, 'room', 1, 'br%d', 'BR%d');"
		    " INSERT INTO resource_skill(resource_id, skill) VALUES (%d, 'bench')",
		    ROOM + i, i, i, ROOM + i);
	for (int i = 0; i < DEVICES; i++)
		exec(db, "INSERT INTO resource(id, kind, branch_id, code, name)"
		    " VALUES (%d, 'device', 1, 'bd%d', 'BD%d');"
		    " INSERT INTO resource_skill(resource_id, skill) VALUES (%d, 'bench')",
		    DEVICE + i, i, i, DEVICE + i);
}

static void add_service(sqlite3 *db, int id, int minutes, int line_of_device)
{
	exec(db, "INSERT INTO service(id, created_at, code, name, minutes, rank)"
	    " VALUES (%d, 0, 'bench%d', 'bench%d', %d, %d)", id, id, id, minutes, id - SERVICE);
	exec(db, "INSERT INTO service_need(service_id, line, kind, skill) VALUES"
	    " (%d, 1, 'staff', 'bench')", id);
	exec(db, "INSERT INTO service_need(service_id, line, kind, skill, prep_min, clean_min)"
	    " VALUES (%d, 2, 'room', 'bench', 5, 5)", id);
	if (line_of_device)
		exec(db, "INSERT INTO service_need(service_id, line, kind, skill)"
		    " VALUES (%d, %d, 'device', 'bench')", id, line_of_device);
}

struct writer {
	sqlite3 *db;
	sqlite3_stmt *appointment, *takes;
	int64_t id, clients;
	uint64_t seed;
};

static void run_bound(struct writer *w, sqlite3_stmt *q, int n, const int64_t *v)
{
	for (int i = 0; i < n; i++)
		sqlite3_bind_int64(q, i + 1, v[i]);
	bench_must(sqlite3_step(q) == SQLITE_DONE, sqlite3_errmsg(w->db));
	sqlite3_reset(q);
}

/* One appointment from START of person, room and device number I, on DAY. */
static void put(struct writer *w, const char *day, int64_t start, int i, bool live)
{
	const int first[] = { PERSON, ROOM, DEVICE };
	const int n[] = { PEOPLE, ROOMS, DEVICES };
	int64_t a[] = { ++w->id, 1 + (w->id * 7919) % w->clients, start, start + 3600, live };

	sqlite3_bind_text(w->appointment, 6, day, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(w->appointment, 7, live ? "booked" : "done", -1, SQLITE_STATIC);
	run_bound(w, w->appointment, 5, a);
	for (int k = 0; k < 3; k++)
		if (i < n[k])
			run_bound(w, w->takes, 5,
			    (int64_t[]){ w->id, first[k] + i, start, start + 3600, live });
}

/* Thirty of fifty in each slot, others in the next. */
static void fill_day(struct writer *w, const struct zone *zone, int32_t day, bool live)
{
	char text[DAY_TEXT];
	int64_t nine = zone_day_start(zone, day) + 9 * 3600;

	day_format(day, text);
	for (int slot = 0; slot < SLOTS; slot++) {
		int from = (int)(bench_random(&w->seed) % PEOPLE);

		for (int i = 0; i < A_SLOT; i++)
			put(w, text, nine + slot * 4200, (from + i) % PEOPLE, live);
	}
}

static bool is_filled(sqlite3 *db)
{
	sqlite3_stmt *q;
	bool there;

	bench_must(sqlite3_prepare_v2(db, "SELECT 1 FROM service WHERE id = ?", -1, &q, NULL) ==
	    SQLITE_OK, sqlite3_errmsg(db));
	sqlite3_bind_int64(q, 1, SERVICE);
	there = sqlite3_step(q) == SQLITE_ROW;
	sqlite3_finalize(q);
	return there;
}

static void fill(const char *path, const struct zone *zone, int32_t today)
{
	struct writer w = { .id = 100000000, .seed = 20261124 };
	sqlite3_stmt *q;

	bench_must(sqlite3_open(path, &w.db) == SQLITE_OK, path);
	if (is_filled(w.db)) {
		sqlite3_close(w.db);
		return;
	}
	exec(w.db, "PRAGMA synchronous = OFF; BEGIN IMMEDIATE");
	/* What the made-up site has for these days would be in the way of the same people. */
	exec(w.db, "UPDATE appointment SET state = 'cancelled', live = 0 WHERE live = 1");
	add_things(w.db);
	add_service(w.db, SERVICE, 60, 3);
	add_service(w.db, SERVICE + 1, 30, 0);
	add_service(w.db, SERVICE + 2, 90, 3);
	add_service(w.db, SERVICE + 3, 600, 3); /* too long for any gap */
	sqlite3_prepare_v2(w.db, "SELECT max(id) FROM client", -1, &q, NULL);
	bench_must(sqlite3_step(q) == SQLITE_ROW, "no clients");
	w.clients = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	bench_must(sqlite3_prepare_v2(w.db, "INSERT INTO appointment(id, branch_id, client_id,"
	    " start_at, end_at, live, day, state, created_at)"
	    " VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
	    -1, &w.appointment, NULL) == SQLITE_OK, sqlite3_errmsg(w.db));
	bench_must(sqlite3_prepare_v2(w.db, "INSERT INTO appointment_resource(appointment_id,"
	    " resource_id, start_at, end_at, active) VALUES (?1, ?2, ?3, ?4, ?5)", -1, &w.takes,
	    NULL) == SQLITE_OK, sqlite3_errmsg(w.db));
	for (int i = -BACK; i < AHEAD; i++)
		fill_day(&w, zone, today + i, i >= 0);
	exec(w.db, "COMMIT");
	sqlite3_finalize(w.appointment);
	sqlite3_finalize(w.takes);
	sqlite3_close(w.db);
}

/* ---- questions ---- */

static struct free_wish wish(int64_t service, size_t count)
{
	return (struct free_wish){ .service = { service }, .nservices = 1, .from_day = DAY_NONE,
		.days = AHEAD, .count = count };
}

/* What it took, by the clock and of the processor alone (the machine has other work), and the sum
 * of what was found. */
struct asked {
	struct samples took, cpu;
	size_t found;
	int64_t from, cpu_from;
};

static void begin(struct asked *a)
{
	a->from = bench_now();
	a->cpu_from = bench_cpu();
}

static void end(struct asked *a, size_t found)
{
	samples_add(&a->took, bench_now() - a->from);
	samples_add(&a->cpu, bench_cpu() - a->cpu_from);
	a->found += found;
}

static void tell(const char *what, struct asked *a, double limit)
{
	char text[120];

	snprintf(text, sizeof text, "%s: p50", what);
	bench_target(text, bench_ms(samples_median(&a->took)), limit, "ms");
	printf("    slowest %.2f ms, processor %.2f ms; %zu found a run\n",
	    bench_ms(samples_at(&a->took, 1)), bench_ms(samples_median(&a->cpu)), a->found / RUNS);
	samples_free(&a->took);
	samples_free(&a->cpu);
}

static void ask_times(struct desk *d, const char *what, int64_t service, size_t count,
    double limit)
{
	struct asked a = { .found = 0 };
	struct free_list l = { 0 };
	struct err e = ERR_INIT;

	for (int i = 0; i < RUNS; i++) {
		struct free_wish w = wish(service, count);

		begin(&a);
		bench_must(free_find(d, &w, &l, &e) == OK, e.text);
		end(&a, l.n);
	}
	free_list_free(&l);
	tell(what, &a, limit);
}

static void ask_days(struct desk *d, double limit)
{
	struct asked a = { .found = 0 };
	struct free_day_list l = { 0 };
	struct err e = ERR_INIT;

	for (int i = 0; i < RUNS; i++) {
		struct free_wish w = wish(SERVICE, 12);

		begin(&a);
		w.service[w.nservices++] = SERVICE + 1;
		w.service[w.nservices++] = SERVICE + 2;
		bench_must(free_find_days(d, &w, &l, &e) == OK, e.text);
		end(&a, l.n);
	}
	free_day_list_free(&l);
	tell("three services, 12 days of 30", &a, limit);
}

static void ask_near(struct desk *d, double limit)
{
	struct asked a = { .found = 0 };
	struct near_list l = { 0 };
	struct err e = ERR_INIT;

	for (int i = 0; i < RUNS; i++) {
		struct free_wish w = wish(SERVICE, 5);
		int64_t at = NOW + (i % 20) * 86400 + 1680;

		begin(&a);
		bench_must(free_near(d, &w, at, 5, &l, &e) == OK, e.text);
		end(&a, l.n);
	}
	near_list_free(&l);
	tell("what is near to a time, 5 offers", &a, limit);
}

static void ask_day(struct desk *d, double limit)
{
	struct asked a = { .found = 0 };
	struct span_list l = { 0 };
	struct err e = ERR_INIT;

	for (int i = 0; i < RUNS; i++) {
		begin(&a);
		bench_must(calendar_day(d, PERSON + i % PEOPLE, 0, desk_today(d) + i % AHEAD, &l,
		    &e) == OK, e.text);
		end(&a, l.n);
	}
	span_list_free(&l);
	tell("one day of one person as spans", &a, limit);
}

int main(int argc, char **argv)
{
	struct desk_config config = { .forms_dir = "forms", .station = "bench", .branch = "ja" };
	struct store *s;
	struct err e = ERR_INIT;
	struct desk d;
	int64_t from;

	bench_must(argc > 1, "free_bench FILE.db");
	clock_fix(NOW);
	bench_must(store_open(argv[1], STORE_NO_SYNC, &s, &e) == OK, e.text);
	bench_must(desk_open(s, &config, &d, &e) == OK, e.text);
	from = bench_now();
	fill(argv[1], d.zone, desk_today(&d));
	printf("%d people, %d rooms, %d devices, %d appointments a day over %d days: written in"
	    " %.1f s\n\n", PEOPLE, ROOMS, DEVICES, SLOTS * A_SLOT, AHEAD + BACK,
	    bench_ms(bench_now() - from) / 1000);
	ask_times(&d, "20 times for any of 50 with room and device", SERVICE, 20, 10);
	ask_times(&d, "all times of 30 days", SERVICE, 100000, 60);
	ask_times(&d, "nothing free in 30 days (the worst case)", SERVICE + 3, 20, 60);
	ask_days(&d, 60);
	ask_near(&d, 20);
	ask_day(&d, 1);
	bench_end();
	desk_close(&d);
	store_close(s);
	return 0;
}
