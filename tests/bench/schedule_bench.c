/*
 * The schedule of a large house after ten years: what the grid of a day reads, a key to the next
 * day painted, finding by each thing that is known of an appointment, and programs that keep
 * calendars beside it on the same appointments.
 *
 *   [CALENDARS=DIR] [PARTS=days,find,keys,peers] schedule_bench FILE.db ...
 *
 * The last file is used, and is written to. DIR, from the root, is for what the others read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "calendars.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/phone.h"
#include "data/resource.h"
#include "data/store.h"
#include "desk.h"
#include "desk/apptfind.h"
#include "desk/calendar.h"
#include "desk/desk.h"
#include "figures.h"
#include "years.h"

#define NOW 1795501920                  /* 2026-11-24 14:32 in Shanghai */
#define DAYS 120
#define FINDS 60
#define KEYS 120

static struct desk desk;
static struct err e;

/* ---- the grid of a day ---- */

/* What the grid reads of a day: of everybody at the branch when they work and what they have, and
 * of the first SHOWN of them, who stand on the screen, whose appointments those are. */
static size_t read_day(int32_t day, size_t shown)
{
	struct resource_list people = { 0 };
	struct appointment_list rows = { 0 };
	struct appointment_taking_list takings = { 0 };
	int64_t from = zone_day_start(desk.zone, day), to = zone_day_start(desk.zone, day + 1);
	struct calendar_column *v;
	struct appointment_want *want;
	struct open_hours hours;
	int64_t *ids;
	size_t n = 0, found;

	bench_must(resource_list(desk.store, desk.branch_id, "staff", false, &people, &e) == OK,
	    e.text);
	v = mem_array(people.n, sizeof *v);
	want = mem_array(people.n, sizeof *want);
	for (size_t i = 0; i < people.n; i++) {
		v[i] = (struct calendar_column){ .resource_id = people.v[i].id, .day = day };
		want[i] = (struct appointment_want){ people.v[i].id, from, to };
	}
	bench_must(calendar_hours(&desk, desk.branch_id, day, &hours, &e) == OK, e.text);
	bench_must(calendar_columns(&desk, desk.branch_id, v, people.n, &e) == OK, e.text);
	bench_must(appointment_takings(desk.store, want, people.n, &takings, &e) == OK, e.text);
	found = takings.n;
	ids = mem_array(found + 1, sizeof *ids);
	for (size_t i = 0; i < found; i++)
		if (takings.v[i].want >= people.n - shown)      /* the busy ones stand last */
			ids[n++] = takings.v[i].appointment_id;
	bench_must(appointment_list_ids(desk.store, ids, n, &rows, &e) == OK, e.text);
	for (size_t i = 0; i < people.n; i++)
		span_list_free(&v[i].spans);
	mem_free(v);
	mem_free(want);
	mem_free(ids);
	resource_list_free(&people);
	appointment_list_free(&rows);
	appointment_taking_list_free(&takings);
	return found;
}

/* Elapsed, and of the processor alone: the machine may have other work. */
static void measure_days(const char *what, int32_t (*day)(uint64_t *seed), size_t shown)
{
	struct samples took = { 0 }, cpu = { 0 };
	uint64_t seed = 3;
	size_t found = 0;

	for (int i = 0; i < DAYS; i++) {
		int32_t d = day(&seed);
		int64_t from = bench_now(), cpu_from = bench_cpu();

		found += read_day(d, shown);
		samples_add(&took, bench_now() - from);
		samples_add(&cpu, bench_cpu() - cpu_from);
	}
	bench_target(what, bench_ms(samples_median(&took)), 5, "ms");
	printf("    p95 %.2f ms, processor %.2f ms; %zu appointments a day\n",
	    bench_ms(samples_at(&took, 0.95)), bench_ms(samples_median(&cpu)), found / DAYS);
	samples_free(&took);
	samples_free(&cpu);
}

static int32_t coming_day(uint64_t *seed)
{
	return desk_today(&desk) + (int32_t)(bench_random(seed) % (YEARS_AHEAD - 1));
}

static int32_t any_day(uint64_t *seed)
{
	return desk_today(&desk) - (int32_t)(bench_random(seed) % YEARS_BACK);
}

/* ---- at the screen ---- */

static void measure_keys(const char *site, int rows, int cols)
{
	static const char *const ready[] = { "F3", "Down", NULL };
	struct tty *t = desk_start(site, rows, cols);
	struct samples next = { 0 }, back = { 0 }, bytes = { 0 };
	char what[64];
	long ticks;

	desk_keys(t, ready);
	ticks = desk_ticks(t);
	for (int i = 0; i < KEYS; i++) {
		bool on = i % 24 < 12;
		long n;
		int64_t took = desk_key(t, on ? "+" : "-", &n);

		samples_add(on ? &next : &back, took);
		samples_add(&bytes, n);
	}
	snprintf(what, sizeof what, "+ to the next day painted, %dx%d", rows, cols);
	bench_target(what, bench_ms(samples_median(&next)), 8, "ms");
	ticks = desk_ticks(t) - ticks;
	printf("    p95 %.2f ms, processor %.2f ms a key; back %.2f ms; %ld bytes a day; %.1f MiB"
	    " held\n", bench_ms(samples_at(&next, 0.95)),
	    (double)ticks * 1000 / (double)sysconf(_SC_CLK_TCK) / KEYS,
	    bench_ms(samples_median(&back)), (long)samples_median(&bytes),
	    (double)desk_rss(t) / 1024);
	samples_free(&next);
	samples_free(&back);
	samples_free(&bytes);
	desk_end(t);
}

/* ---- finding ---- */

/* What is known of one appointment. */
struct known {
	char name[484], phone[24], email[120], card[24], day[DAY_TEXT];
	int person;
};

static void draw_known(uint64_t *seed, struct known *k)
{
	int32_t day = desk_today(&desk) + (int32_t)(bench_random(seed) % (YEARS_AHEAD - 1));
	struct appointment_list l = { 0 };
	struct phone_list phones = { 0 };
	struct client c;
	const struct appointment_row *a;

	*k = (struct known){ .person = (int)(bench_random(seed) % YEARS_PEOPLE) };
	bench_must(appointment_list_day(desk.store, desk.branch_id, day_format(day, k->day), &l,
	    &e) == OK && l.n, e.text);
	a = &l.v[bench_random(seed) % l.n];
	bench_must(client_get(desk.store, a->client_id, &c, &e) == OK, e.text);
	bench_must(phone_list(desk.store, a->client_id, &phones, &e) == OK, e.text);
	text_copy(k->name, sizeof k->name, c.name);
	text_copy(k->card, sizeof k->card, c.card_no);
	text_copy(k->email, sizeof k->email, c.email ? c.email : "");
	if (phones.n)
		text_copy(k->phone, sizeof k->phone, phones.v[0].number);
	client_free(&c);
	phone_list_free(&phones);
	appointment_list_free(&l);
}

static bool by_name(const struct known *k, char *out, size_t size)
{
	text_copy(out, size, k->name);
	return true;
}

static bool by_phone(const struct known *k, char *out, size_t size)
{
	text_copy(out, size, k->phone);
	return k->phone[0];
}

static bool by_email(const struct known *k, char *out, size_t size)
{
	text_copy(out, size, k->email);
	return k->email[0];
}

static bool by_card(const struct known *k, char *out, size_t size)
{
	text_copy(out, size, k->card);
	return k->card[0];
}

static bool by_day(const struct known *k, char *out, size_t size)
{
	text_fmt(out, size, "on=%s", k->day);
	return true;
}

static bool by_slot(const struct known *k, char *out, size_t size)
{
	text_fmt(out, size, "on=%s 14:30", k->day);
	return true;
}

static bool by_branch(const struct known *k, char *out, size_t size)
{
	text_fmt(out, size, "on=%s br=ja", k->day);
	return true;
}

static bool by_expert(const struct known *k, char *out, size_t size)
{
	text_fmt(out, size, "on=%s dr=yr%d", k->day, k->person);
	return true;
}

static bool by_expert_month(const struct known *k, char *out, size_t size)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	int32_t today = desk_today(&desk);

	text_fmt(out, size, "on=%s..%s dr=yr%d", day_format(today, from),
	    day_format(today + YEARS_AHEAD - 1, to), k->person);
	return true;
}

static const struct {
	const char *name;
	bool (*line)(const struct known *k, char *out, size_t size);
} finds[] = {
	{ "found by the client's name", by_name },
	{ "by telephone", by_phone },
	{ "by e-mail", by_email },
	{ "by card number", by_card },
	{ "by day", by_day },
	{ "by day and hour", by_slot },
	{ "by branch and day", by_branch },
	{ "by expert and day", by_expert },
	{ "by expert, a month", by_expert_month },
};

static void measure_find(size_t kind, enum apptfind_by count)
{
	struct samples took = { 0 }, cpu = { 0 };
	struct apptfind_result r = { 0 };
	uint64_t seed = 17;
	size_t all = 0;
	char what[80];

	for (int i = 0; i < FINDS; i++) {
		struct apptfind f;
		struct known k;
		char line[600];
		int64_t from, cpu_from;

		draw_known(&seed, &k);
		if (!finds[kind].line(&k, line, sizeof line))
			continue;
		from = bench_now();
		cpu_from = bench_cpu();
		bench_must(apptfind_parse(&desk, line, &f, &e) == OK &&
		    apptfind_run(&desk, &f, count, 20, &r, &e) == OK, e.text);
		samples_add(&took, bench_now() - from);
		samples_add(&cpu, bench_cpu() - cpu_from);
		all += r.all;
	}
	bench_must(took.n, "nothing to look for");
	snprintf(what, sizeof what, "%s (%zu)", finds[kind].name, all / took.n);
	bench_target(what, bench_ms(samples_median(&took)), 10, "ms");
	printf("    p95 %.2f ms, processor %.2f ms\n", bench_ms(samples_at(&took, 0.95)),
	    bench_ms(samples_median(&cpu)));
	apptfind_free(&r);
	samples_free(&took);
	samples_free(&cpu);
}

static bool is_wanted(const char *part)
{
	const char *parts = getenv("PARTS");

	return !parts || strstr(parts, part);
}

int main(int argc, char **argv)
{
	struct desk_config config = { .forms_dir = "forms", .station = "bench", .branch = "ja" };
	const char *path = argc > 1 ? argv[argc - 1] : NULL, *calendars;
	struct store *s;
	int64_t from = bench_now();

	bench_must(path, "schedule_bench FILE.db");
	clock_fix(NOW);
	if (years_fill(path))
		printf("ten years written in %.0f s\n", bench_ms(bench_now() - from) / 1000);
	bench_must(store_open(path, 0, &s, &e) == OK, e.text);
	bench_must(desk_open(s, &config, &desk, &e) == OK, e.text);
	if (is_wanted("days")) {
		measure_days("a coming day read, 5 columns shown", coming_day, 5);
		measure_days("any day of ten years, 5 columns shown", any_day, 5);
		measure_days("a coming day read, 13 columns shown", coming_day, 13);
	}
	if (is_wanted("find")) {
		printf("\nfinding appointments, with the first twenty read\n");
		for (size_t i = 0; i < sizeof finds / sizeof *finds; i++)
			measure_find(i, COUNT_NONE);
	}
	calendars = getenv("CALENDARS");
	if (is_wanted("peers") && calendars)
		calendars_write(&desk, calendars);
	desk_close(&desk);
	store_close(s);
	if (is_wanted("keys")) {
		printf("\nat the screen\n");
		measure_keys(path, 24, 80);
		measure_keys(path, 50, 200);
	}
	if (is_wanted("peers") && calendars)
		calendars_compare(path, calendars);
	bench_end();
	return 0;
}
