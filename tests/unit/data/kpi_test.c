/* Figures of a span against rows made by hand: each counted share is what can be counted here. */
#include "store_help.h"

#include <string.h>

#include "data/kpi.h"

/* Three visits: in time and led on at once; late, led on after 20 minutes; without appointment. */
static const char rows_sql[] =
	"INSERT INTO appointment(id, branch_id, client_id, day, created_at, start_at, end_at,"
	"    state, live) VALUES"
	"  (901, 1, 1, '2026-11-24', 0, 1795507200, 1795510800, 'done', 0),"
	"  (902, 1, 2, '2026-11-24', 0, 1795507200, 1795510800, 'done', 0),"
	"  (903, 1, 3, '2026-11-24', 0, 1795507200, 1795510800, 'noshow', 0),"
	"  (904, 1, 3, '2026-11-24', 0, 1795507200, 1795510800, 'cancelled', 0);"
	"INSERT INTO visit(id, branch_id, client_id, day, created_at, appointment_id, arrived_at,"
	"    number, zone, identity, place, since_at) VALUES"
	"  (901, 1, 1, '2026-11-24', 0, 901, 1795507000, 'A01', 'booked', 'known', 1, 0),"
	"  (902, 1, 2, '2026-11-24', 0, 902, 1795507800, 'A02', 'booked', 'known', 2, 0),"
	"  (903, 1, 1, '2026-11-24', 0, NULL, 1795520000, 'W01', 'walkin', 'known', 3, 0);"
	"INSERT INTO visit_event(visit_id, at, what) VALUES (901, 1795507300, 'consult'),"
	"  (901, 1795508000, 'treating'), (902, 1795509000, 'treating'),"
	"  (903, 1795520100, 'greeted');";

static void check(const struct kpi_share *x, int64_t n, int64_t of)
{
	assert_int_equal(x->n, n);
	assert_int_equal(x->of, of);
}

/* The sums of the days. */
static void sum(struct world *w, int64_t branch_id, const char *from, const char *to,
    struct kpi_share out[KPI_COUNT])
{
	struct kpi_days l = { 0 };

	memset(out, 0, KPI_COUNT * sizeof *out);
	must(w, kpi_day_list(w->s, branch_id, from, to, &l, &w->e));
	for (size_t i = 0; i < l.n; i++)
		for (int f = 0; f < KPI_COUNT; f++) {
			out[f].n += l.v[i].share[f].n;
			out[f].of += l.v[i].share[f].of;
		}
	kpi_days_free(&l);
}

static void each_share_says_of_how_many(void **state)
{
	struct world *w = *state;
	struct kpi_share x[KPI_COUNT];

	shell(w, rows_sql);
	sum(w, 1, HELP_DAY, HELP_DAY, x);
	check(&x[KPI_CLIENT_ON_TIME], 1, 2);
	check(&x[KPI_HOUSE_ON_TIME], 1, 2);
	check(&x[KPI_BACK], 1, 3);
	check(&x[KPI_WAIT], 300 + 1200, 2);
	check(&x[KPI_NOSHOW], 1, 3);
	sum(w, 0, "2026-11-01", "2026-11-30", x);
	check(&x[KPI_NOSHOW], 1, 3);
}

static void without_rows_nothing_is_of_nothing(void **state)
{
	struct world *w = *state;
	struct kpi_share x[KPI_COUNT];

	shell(w, rows_sql);
	sum(w, 2, HELP_DAY, HELP_DAY, x);
	for (int i = 0; i < KPI_COUNT; i++)
		check(&x[i], 0, 0);
	sum(w, 1, "2026-11-25", "2026-11-30", x);
	for (int i = 0; i < KPI_COUNT; i++)
		check(&x[i], 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_share_says_of_how_many, world_setup,
		    world_teardown_plans),
		cmocka_unit_test_setup_teardown(without_rows_nothing_is_of_nothing, world_setup,
		    world_teardown_plans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
