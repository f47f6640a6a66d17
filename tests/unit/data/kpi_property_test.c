/*
 * Figures against an oracle: a few hundred made-up visits with all that hangs on them, kept in
 * arrays here as well, and every figure of random spans counted again by plain loops. What is
 * behind a figure sums up to it.
 */
#include "store_help.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "data/kpi.h"

enum { VISITS = 400, CLIENTS = 30, DAYS = 200, ROUNDS = 40, OTHERS = 150, DAY = 86400 };
#define FIRST 20500                     /* the first day, since 1970 */

struct visit_model {
	int branch, client, day, person; /* person 0: nobody, 1, 2 */
	int64_t arrived, start, led;    /* start 0: walk-in; led 0: never */
	bool unseen, later;             /* later: the card was entered an hour after */
};
struct appointment_model {
	int branch, day, state, person; /* 0 done, 1 noshow, 2 cancelled */
	bool asked;
};
struct other_model {
	int branch, day, person, visit;
	int64_t n, of;                  /* what it should add */
	bool done;                      /* a callback that did not expire */
};
struct model {
	struct visit_model visit[VISITS];
	struct appointment_model appointment[VISITS + OTHERS];
	int nappointments;
	struct other_model survey[OTHERS], consultation[OTHERS], call[OTHERS], treatment[OTHERS],
	    test[OTHERS];
	struct kpi_share steps[OTHERS];
};

static uint64_t seed = 42;

static int pick(int n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)((seed >> 33) % (uint64_t)n);
}

static const char *day_text(int day)
{
	static char text[4][DAY_TEXT];
	static int i;

	i = (i + 1) % 4;
	return day_format(FIRST + day, text[i]);
}

static int64_t noon(int day)
{
	return (int64_t)(FIRST + day) * DAY + 4 * HOUR;
}

/* ---- rows ---- */

static void put_appointment(struct model *m, struct buf *b, int branch, int day, int person,
    int state, int64_t start)
{
	static const char *const words[] = { "done", "noshow", "cancelled" };
	struct appointment_model *a = &m->appointment[m->nappointments++];

	*a = (struct appointment_model){ branch, day, state, person, pick(3) == 0 };
	buf_printf(b, "INSERT INTO appointment(id, branch_id, client_id, day, created_at, start_at,"
	    " end_at, state, live, asked) VALUES (%d, %d, 1, '%s', 0, %lld, %lld, '%s', 0, %d);",
	    5000 + m->nappointments, branch, day_text(day), (long long)start,
	    (long long)start + HOUR, words[state], a->asked);
	if (person)
		buf_printf(b, "INSERT INTO appointment_resource VALUES (%d, %d, 1, %lld, %lld, 0);",
		    5000 + m->nappointments, 900 + person, (long long)start,
		    (long long)start + HOUR);
}

static void put_visit(struct model *m, struct buf *b, int i)
{
	struct visit_model *v = &m->visit[i];
	bool booked = pick(3) != 0;

	*v = (struct visit_model){ .branch = 1 + pick(2), .client = 1 + pick(CLIENTS),
		.day = pick(DAYS), .person = pick(3), .unseen = pick(9) == 0,
		.later = pick(7) == 0 };
	v->arrived = noon(v->day) + pick(6 * HOUR);
	v->start = booked ? v->arrived + pick(3000) - 1500 : 0;
	v->led = pick(5) ? v->arrived + pick(2000) : 0;
	if (booked)
		put_appointment(m, b, v->branch, v->day, v->person, 0, v->start);
	buf_printf(b, "INSERT INTO visit(id, branch_id, client_id, day, created_at, appointment_id,"
	    " arrived_at, number, zone, identity, resource_id, place, since_at, state, outcome,"
	    " left_at) VALUES (%d, %d, %d, '%s', %lld, nullif(%d, 0), %lld, 'A%d', 'booked',"
	    " 'known', nullif(%d, 900), %d, 0, 'left', '%s', %lld);", 7000 + i,
	    v->branch, v->client, day_text(v->day),
	    (long long)v->arrived + (v->later ? 1800 : 1799),
	    booked ? 5000 + m->nappointments : 0, (long long)v->arrived, i, 900 + v->person, i,
	    v->unseen ? "unseen" : "treated", (long long)v->arrived + HOUR);
	buf_printf(b, "INSERT INTO visit_event(visit_id, at, what) VALUES (%d, %lld, 'waiting');",
	    7000 + i, (long long)v->arrived);
	if (v->led)
		buf_printf(b, "INSERT INTO visit_event(visit_id, at, what) VALUES (%d, %lld, '%s'),"
		    " (%d, %lld, 'treating');", 7000 + i, (long long)v->led,
		    i % 2 ? "consult" : "treating", 7000 + i, (long long)v->led + 900);
}

static struct other_model other(void)
{
	return (struct other_model){ .branch = 1 + pick(2), .day = pick(DAYS),
		.person = 1 + pick(2), .visit = pick(VISITS), .of = 1 };
}

static void put_survey(struct model *m, struct buf *b, int i)
{
	struct other_model *x = &m->survey[i];

	*x = other();
	x->of = pick(4);
	x->n = x->of * pick(100);
	buf_printf(b, "INSERT INTO survey(branch_id, client_id, day, created_at, visit_id, form,"
	    " from_at, expire_at, state, returned_at, returned_day, answered, score)"
	    " VALUES (%d, 1, '%s', 0, %d, 'x', 0, 1, 'returned', 1, '%s', %lld, %lld);", x->branch,
	    day_text(x->day), 7000 + x->visit, day_text(x->day), (long long)x->of,
	    (long long)x->n);
}

static void put_consultation(struct model *m, struct buf *b, int i)
{
	static const char *const words[] = { "plan", "treat", "test", "think", "declined" };
	struct other_model *x = &m->consultation[i];
	int outcome = pick(5), plan = pick(4), done = pick(4);

	*x = other();
	x->n = outcome < 3 || plan == 0;
	x->of = done != 0;
	buf_printf(b, "INSERT INTO consultation(id, branch_id, client_id, day, created_at,"
	    " visit_id, sheet_id, staff_id, outcome, state, done_at) VALUES (%d, %d, 1, '%s', 0,"
	    " nullif(%d, 7000), 1, %d, '%s', '%s', %s);", 3000 + i, x->branch, day_text(x->day),
	    7000 + x->visit, x->person, words[outcome], done ? "done" : "open",
	    done ? "1" : "NULL");
	if (plan < 2)                   /* a draft is no plan yet */
		buf_printf(b, "INSERT INTO plan(branch_id, client_id, day, created_at, number,"
		    " name, consultation_id, state) VALUES (1, 1, '%s', 0, 'P%d', 'x', %d, '%s');",
		    day_text(x->day), i, 3000 + i, plan ? "draft" : "agreed");
}

static void put_call(struct model *m, struct buf *b, int i)
{
	static const char *const words[] = { "done", "expired", "cancelled", "done" };
	struct other_model *x = &m->call[i];
	int state = pick(4), late = pick(2000) - 1000;

	*x = other();
	x->of = state != 2;
	x->done = words[state][0] == 'd';
	x->n = x->done && late <= 0;
	buf_printf(b, "INSERT INTO callback(branch_id, client_id, day, created_at, rule, event,"
	    " event_at, source, role, channel, from_at, due_at, due_day, expire_at, state, result,"
	    " done_at, done_day, done_by) VALUES (%d, 1, '%s', 0, '', 'x', 0, '', 'service',"
	    " 'call', 0, 5000, '%s', 9000, '%s', 'well', %d, '%s', %d);", x->branch,
	    day_text(x->day),
	    day_text(x->day), words[state], 5000 + late, day_text(x->day), x->person);
}

/* One in six was stopped, brought a reaction or a complaint, or was done again for nothing; what is
 * done again is a treatment of its own, the last in the list. */
static void put_treatment(struct model *m, struct buf *b, int i)
{
	struct other_model *x = &m->treatment[i];
	int bad = pick(18);

	*x = other();
	x->n = bad < 4;
	buf_printf(b, "INSERT INTO treatment(id, branch_id, client_id, day, created_at, visit_id,"
	    " service_id, form_hash, operator_id, started_at, state, ended_at, reason, agreed)"
	    " VALUES (%d, %d, %d, '%s', 0, %d, 1, 'h', %d, %lld, '%s', 2, 'x', 'x');", 2000 + i,
	    x->branch, 1000 + i, day_text(x->day), 7000 + x->visit, x->person,
	    (long long)noon(x->day), bad == 0 ? "stopped" : "done");
	if (bad == 1)
		buf_printf(b, "INSERT INTO adverse(branch_id, client_id, treatment_id, day,"
		    " created_at, at, sign) VALUES (1, 1, %d, 'x', 0, 0, 'red');", 2000 + i);
	if (bad == 2)
		buf_printf(b, "INSERT INTO complaint(branch_id, day, created_at, number, kind,"
		    " channel, treatment_id, content, answer_due_at, solve_due_at)"
		    " VALUES (1, 'x', 0, 'C%d', 'x', 'x', %d, 'x', 0, 0);", i, 2000 + i);
	if (bad == 3 || bad == 4)       /* 4: paid for, so no rework */
		buf_printf(b, "INSERT INTO treatment(id, branch_id, client_id, day, created_at,"
		    " visit_id, service_id, form_hash, started_at, state) VALUES (%d, 1, %d, '%s',"
		    " 0, %d, 1, 'h', %lld, 'open');"
		    "INSERT INTO client_order(id, branch_id, client_id, day, created_at, number,"
		    " kind, visit_id) VALUES (%d, 1, %d, 'x', 0, 'O%d', 'service', %d);"
		    "INSERT INTO order_line(order_id, line, service_id, quantity, price, discount,"
		    " why) VALUES (%d, 1, 1, 1, 100, %d, 'x');", 2500 + i, 1000 + i,
		    day_text(x->day + 5), 9000 + i, (long long)noon(x->day + 5), 2500 + i, 1000 + i,
		    i, 9000 + i, 2500 + i, bad == 3 ? 100 : 50);
	m->steps[i] = (struct kpi_share){ pick(2), 1 };
	buf_printf(b, "INSERT INTO treatment_step(treatment_id, line, code, phase, required,"
	    " manager, wait_min, begun_at, state, done_at, done_by) VALUES"
	    " (%d, 1, 'a', 'before', 1, 0, 10, 1000, 'done', %d, %d),"
	    " (%d, 2, 'b', 'before', 0, 1, 0, NULL, 'done', 1, %d);", 2000 + i,
	    m->steps[i].n ? 1600 : 1599, x->person, 2000 + i, x->person);
}

static void put_test(struct model *m, struct buf *b, int i)
{
	struct other_model *x = &m->test[i];

	*x = other();
	x->of = pick(4);
	x->n = x->of ? x->of - 1 : 0;
	buf_printf(b, "INSERT INTO test(branch_id, client_id, day, created_at, number, line_id,"
	    " test_type_id, stage_at, kits) VALUES (%d, 1, '%s', 0, 'T%d', 1, 1, 0, %lld);",
	    x->branch, day_text(x->day), i, (long long)x->of);
}

static void fill(struct world *w, struct model *m)
{
	struct buf b = BUF_INIT;

	buf_puts(&b, "BEGIN; INSERT INTO resource(id, kind, branch_id, staff_id, code, name) VALUES"
	    " (901, 'staff', NULL, 1, 'x1', 'x'), (902, 'staff', NULL, 2, 'x2', 'x');"
	    "INSERT INTO form_text VALUES ('h', 'x', '');"
	    "INSERT INTO test_type(id, created_at, code, name, price) VALUES (1, 0, 't', 't', 0);");
	for (int i = 0; i < VISITS; i++)
		put_visit(m, &b, i);
	for (int i = 0; i < OTHERS; i++) {
		int day = pick(DAYS);

		put_appointment(m, &b, 1 + pick(2), day, pick(3), pick(3), noon(day));
		put_survey(m, &b, i);
		put_consultation(m, &b, i);
		put_call(m, &b, i);
		put_treatment(m, &b, i);
		put_test(m, &b, i);
	}
	buf_puts(&b, "COMMIT;");
	shell(w, b.s);
	buf_free(&b);
}

/* ---- the oracle ---- */

struct asked {
	int branch, from, to;
};

static bool meant(const struct asked *q, int branch, int day)
{
	return (!q->branch || branch == q->branch) && day >= q->from && day <= q->to;
}

static bool was_here(const struct model *m, const struct visit_model *v)
{
	for (int i = 0; i < VISITS; i++)
		if (m->visit[i].client == v->client && m->visit[i].arrived < v->arrived &&
		    m->visit[i].arrived >= v->arrived - KPI_BACK_S)
			return true;
	return false;
}

static void count(struct kpi_share *s, int64_t n, int64_t of)
{
	s->n += n;
	s->of += of;
}

static void count_visits(const struct model *m, const struct asked *q, struct kpi_share *out)
{
	for (int i = 0; i < VISITS; i++) {
		const struct visit_model *v = &m->visit[i];
		int64_t promise = v->start > v->arrived ? v->start : v->arrived;

		if (!meant(q, v->branch, v->day))
			continue;
		count(&out[KPI_BACK], was_here(m, v), 1);
		if (v->start)
			count(&out[KPI_CLIENT_ON_TIME], v->arrived <= v->start, 1);
		if (v->start && v->led && !v->later)
			count(&out[KPI_HOUSE_ON_TIME], v->led <= promise + KPI_PROMISE_S, 1);
		if (v->led && !v->later)
			count(&out[KPI_WAIT], v->led - v->arrived, 1);
	}
}

static void count_others(const struct other_model *x, const struct asked *q,
    struct kpi_share *out)
{
	for (int i = 0; i < OTHERS; i++)
		if (x[i].of && meant(q, x[i].branch, x[i].day))
			count(out, x[i].n, x[i].of);
}

static void expect(const struct model *m, const struct asked *q, struct kpi_share *out)
{
	memset(out, 0, KPI_COUNT * sizeof *out);
	count_visits(m, q, out);
	for (int i = 0; i < m->nappointments; i++)
		if (m->appointment[i].state != 2 &&
		    meant(q, m->appointment[i].branch, m->appointment[i].day))
			count(&out[KPI_NOSHOW], m->appointment[i].state == 1, 1);
	count_others(m->survey, q, &out[KPI_CONTENT]);
	count_others(m->consultation, q, &out[KPI_CONVERSION]);
	count_others(m->call, q, &out[KPI_CALLS]);
	count_others(m->treatment, q, &out[KPI_REWORK]);
	count_others(m->test, q, &out[KPI_UNFIT]);
}

/* ---- tests ---- */

static struct asked any_span(void)
{
	struct asked q = { pick(3), pick(DAYS), 0 };

	q.to = q.from + pick(3) * pick(60);
	return q;
}

static void same(const struct kpi_share *got, const struct kpi_share *want, int f,
    const struct asked *q)
{
	if (got->n != want->n || got->of != want->of)
		fail_msg("figure %d of branch %d, days %d to %d: %lld of %lld, not %lld of %lld", f,
		    q->branch, q->from, q->to, (long long)got->n, (long long)got->of,
		    (long long)want->n, (long long)want->of);
}

static void sums_are_those_of_plain_loops(void **state)
{
	static struct model m;
	struct world *w = *state;
	struct kpi_days days = { 0 };

	fill(w, &m);
	for (int round = 0; round < ROUNDS; round++) {
		struct kpi_share want[KPI_COUNT], got[KPI_COUNT] = { { 0, 0 } };
		struct asked q = any_span();

		expect(&m, &q, want);
		must(w, kpi_day_list(w->s, q.branch, day_text(q.from), day_text(q.to), &days,
		    &w->e));
		for (size_t i = 0; i < days.n; i++)
			for (int f = 0; f < KPI_COUNT; f++)
				count(&got[f], days.v[i].share[f].n, days.v[i].share[f].of);
		for (int f = 0; f < KPI_COUNT; f++)
			same(&got[f], &want[f], f, &q);
	}
	kpi_days_free(&days);
}

static void rows_sum_up_to_their_figure(void **state)
{
	static struct model m;
	struct world *w = *state;
	struct kpi_rows rows = { 0 };

	fill(w, &m);
	for (int round = 0; round < ROUNDS; round++) {
		struct kpi_share want[KPI_COUNT];
		struct asked q = any_span();

		expect(&m, &q, want);
		for (int f = 0; f <= KPI_UNFIT; f++) {
			struct kpi_share got = { 0, 0 };

			must(w, kpi_row_list(w->s, q.branch, day_text(q.from), day_text(q.to),
			    (enum kpi_figure)f, &rows, &w->e));
			for (size_t i = 0; i < rows.n; i++) {
				count(&got, rows.v[i].n, rows.v[i].of);
				assert_true(!i || strcmp(rows.v[i - 1].day, rows.v[i].day) >= 0);
			}
			same(&got, &want[f], f, &q);
		}
	}
	kpi_rows_free(&rows);
}

/* A visit counts once to a person, however he had part in it. */
static int64_t visits_of(const struct model *m, const struct asked *q, int person)
{
	static bool had[VISITS];
	int64_t n = 0;

	memset(had, 0, sizeof had);
	for (int i = 0; i < VISITS; i++)
		if (m->visit[i].person == person && !m->visit[i].unseen &&
		    meant(q, m->visit[i].branch, m->visit[i].day))
			had[i] = true;
	for (int i = 0; i < OTHERS; i++) {
		const struct other_model *c = &m->consultation[i], *t = &m->treatment[i];

		if (c->person == person && c->visit && meant(q, c->branch, c->day))
			had[c->visit] = true;
		if (t->person == person && meant(q, t->branch, t->day))
			had[t->visit] = true;
	}
	for (int i = 0; i < VISITS; i++)
		n += had[i];
	return n;
}

static void expect_person(const struct model *m, const struct asked *q, int person,
    struct kpi_whom *out)
{
	*out = (struct kpi_whom){ .staff_id = person, .visits = visits_of(m, q, person) };
	for (int i = 0; i < m->nappointments; i++) {
		const struct appointment_model *a = &m->appointment[i];

		if (a->person == person && a->state != 2 && meant(q, a->branch, a->day))
			count(&out->asked, a->asked, 1);
	}
	for (int i = 0; i < OTHERS; i++) {
		const struct other_model *s = &m->survey[i], *c = &m->call[i],
		    *t = &m->treatment[i];

		if (m->visit[s->visit].person == person && meant(q, s->branch, s->day))
			count(&out->rating, s->n, s->of);
		if (t->person == person && meant(q, t->branch, t->day))
			count(&out->steps, m->steps[i].n, 1);
		if (c->done && c->person == person && meant(q, c->branch, c->day))
			count(&out->calls, c->n, 1);
	}
}

static void people_have_what_they_did(void **state)
{
	static struct model m;
	struct world *w = *state;
	struct kpi_whoms whoms = { 0 };

	fill(w, &m);
	for (int round = 0; round < ROUNDS; round++) {
		struct asked q = any_span();

		must(w, kpi_whom_list(w->s, q.branch, day_text(q.from), day_text(q.to), &whoms,
		    &w->e));
		for (int person = 1; person <= 2; person++) {
			struct kpi_whom want, got = { 0 };

			expect_person(&m, &q, person, &want);
			for (size_t i = 0; i < whoms.n; i++)
				if (whoms.v[i].staff_id == person)
					got = whoms.v[i];
			assert_int_equal(got.visits, want.visits);
			same(&got.asked, &want.asked, 100, &q);
			same(&got.rating, &want.rating, 101, &q);
			same(&got.steps, &want.steps, 102, &q);
			same(&got.calls, &want.calls, 103, &q);
		}
	}
	kpi_whoms_free(&whoms);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sums_are_those_of_plain_loops, world_setup,
		    world_teardown_plans),
		cmocka_unit_test_setup_teardown(rows_sum_up_to_their_figure, world_setup,
		    world_teardown_plans),
		cmocka_unit_test_setup_teardown(people_have_what_they_did, world_setup,
		    world_teardown_plans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
