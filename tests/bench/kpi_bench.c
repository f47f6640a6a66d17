/*
 * Figures of a large house after ten years: 300 appointments a day at one branch, with what each
 * leaves behind. A month of all figures, today's alone, sixty days for lines, and the tables beside
 * them.
 *
 *   kpi_bench FILE.db               made by kpi.sh; nothing is written to it
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "data/kpi.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk.h"
#include "desk/desk.h"
#include "desk/kpi.h"
#include "figures.h"

#define NOW 1795501920                  /* 2026-11-24 14:32 in Shanghai */
#define TIMES 15
#define MONTH_MS 50
#define TODAY_MS 10
#define LINES_MS 150
#define TABLE_MS 100

static struct desk desk;
static struct err e;
static struct kpi_span month, lines, today;

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
	must(staff_by_code(s, "wl", &p, &e));
	must(desk_become(&desk, p.id, &e));
}

static void read_month(void)
{
	struct kpi_share x[KPI_COUNT];

	must(kpi_read(&desk, &month, x, &e));
	bench_must(x[KPI_BACK].of > 7000 && x[KPI_STAFF_LOAD].n > 0, "the month is empty");
}

static void read_today(void)
{
	struct kpi_share x[KPI_COUNT];

	must(kpi_read(&desk, &today, x, &e));
}

static void read_lines(void)
{
	struct kpi_points l = { 0 };

	must(kpi_series(&desk, &lines, KPI_BY_DAY, &l, &e));
	kpi_points_free(&l);
}

static void read_people(void)
{
	struct kpi_people l = { 0 };

	must(kpi_people(&desk, &month, &l, &e));
	kpi_people_free(&l);
}

static void read_stages(void)
{
	struct kpi_time x[KPI_STAGE_COUNT];

	must(kpi_stages(&desk, &month, x, &e));
}

static void read_heat(void)
{
	static struct kpi_heat x;

	must(kpi_heat(&desk, &month, &x, &e));
}

static void read_loads(void)
{
	struct kpi_loads l = { 0 };

	must(kpi_load(&desk, &month, &l, &e));
	kpi_loads_free(&l);
}

static void read_counted(void)
{
	struct kpi_days l = { 0 };

	must(kpi_day_list(desk.store, desk.branch_id, "2026-10-01", "2026-10-31", &l, &e));
	kpi_days_free(&l);
}

static void read_rows(void)
{
	struct kpi_rows l = { 0 };

	must(kpi_rows(&desk, &month, KPI_HOUSE_ON_TIME, &l, &e));
	kpi_rows_free(&l);
}

static void bench_one(const char *what, void (*read)(void), double limit)
{
	struct samples times = { 0 };
	int64_t cpu = bench_cpu();
	char text[80];

	for (int i = 0; i < TIMES; i++) {
		int64_t from = bench_now();

		read();
		samples_add(&times, bench_now() - from);
	}
	cpu = (bench_cpu() - cpu) / TIMES;
	printf("  %s: p95 %.1f ms, processor %.1f ms\n", what,
	    bench_ms(samples_at(&times, .95)), bench_ms(cpu));
	bench_target(text_fmt(text, sizeof text, "p50 of %s", what),
	    bench_ms(samples_median(&times)), limit, "ms");
	samples_free(&times);
}

int main(int argc, char **argv)
{
	struct store *s;

	bench_must(argc > 1, "kpi_bench FILE.db");
	open_desk(argv[argc - 1]);
	month = (struct kpi_span){ desk.branch_id, day_of(2026, 10, 1), day_of(2026, 10, 31) };
	today = (struct kpi_span){ desk.branch_id, desk_today(&desk), desk_today(&desk) };
	lines = (struct kpi_span){ desk.branch_id, today.to - 59, today.to };
	bench_one("a month of all figures", read_month, MONTH_MS);
	bench_one("of it what needs no roster", read_counted, MONTH_MS);
	bench_one("of it the loads", read_loads, MONTH_MS);
	bench_one("today", read_today, TODAY_MS);
	bench_one("sixty days for lines", read_lines, LINES_MS);
	bench_one("a month by person", read_people, TABLE_MS);
	bench_one("a month by stage", read_stages, TABLE_MS);
	bench_one("a month by hour", read_heat, TABLE_MS);
	bench_one("the rows behind a figure", read_rows, TABLE_MS);
	s = desk.store;
	desk_close(&desk);
	store_close(s);
	bench_end();
	return 0;
}
