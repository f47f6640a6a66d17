/* How complaints of a span fared: by each word, against a slow count of the same. */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/complaint.h"

#define TODAY (day_parse(HELP_DAY))

enum { CASES = 120, DAYS = 30 };
static const char *const kinds[] = { "normal", "urgent", "house" };
static const char *const levels[] = { "", "light", "grave" };

struct made {
	int kind, level, ago, branch;
	int64_t at, answer_due, solve_due, answered, closed;
};

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static char *or_null(int64_t v, char *out, size_t size)
{
	return v ? text_fmt(out, size, "%lld", (long long)v) : text_fmt(out, size, "NULL");
}

static void make(struct desk_world *w, struct made *m, int i, unsigned *seed)
{
	char day[DAY_TEXT], answered[24], closed[24], level[24];

	*m = (struct made){ .kind = (int)(next(seed) % 3), .level = (int)(next(seed) % 3),
		.ago = (int)(next(seed) % DAYS), .branch = (int)(next(seed) % 2) };
	m->at = HELP_NOW - 86400LL * m->ago - 3600;
	m->answer_due = m->at + 3600 * (1 + next(seed) % 40);
	m->solve_due = m->answer_due + 3600 * (next(seed) % 200);
	m->answered = next(seed) % 3 ? m->at + 3600 * (next(seed) % 50) : 0;
	m->closed = m->answered && next(seed) % 2 ? m->answered + 3600 * (next(seed) % 300) : 0;
	text_fmt(level, sizeof level, m->level ? "'%s'" : "NULL", levels[m->level]);
	raw(w, "INSERT INTO complaint(branch_id, client_id, day, created_at, number, kind, level,"
	    " channel, content, answer_due_at, solve_due_at, answered_at, closed_at, state, result,"
	    " satisfied, rev) VALUES (%lld, %lld, '%s', %lld, 'C-%d', '%s', %s, 'phone', 'x', %lld,"
	    " %lld, %s, %s, '%s', %s, %s, 1)", (long long)(m->branch ? w->pd : w->ja),
	    (long long)w->ann, day_format(TODAY - m->ago, day), (long long)m->at, i,
	    kinds[m->kind], level, (long long)m->answer_due, (long long)m->solve_due,
	    or_null(m->answered, answered, sizeof answered),
	    or_null(m->closed, closed, sizeof closed), m->closed ? "closed" : "open",
	    m->closed ? "'done'" : "NULL", m->closed ? "4" : "NULL");
}

static void add(struct complaint_fare *x, const struct made *m)
{
	x->n++;
	x->closed += m->closed != 0;
	x->answered += m->answered && m->answered <= m->answer_due;
	x->answer_due += m->answered || m->answer_due < HELP_NOW;
	x->solved += m->closed && m->closed <= m->solve_due;
	x->solve_due += m->closed || m->solve_due < HELP_NOW;
	x->seconds += m->closed ? m->closed - m->at : 0;
	x->satisfied += m->closed != 0;
	x->asked += m->closed != 0;
}

static void same(const struct complaint_fare *a, const struct complaint_fare *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->closed, b->closed);
	assert_int_equal(a->answered, b->answered);
	assert_int_equal(a->answer_due, b->answer_due);
	assert_int_equal(a->solved, b->solved);
	assert_int_equal(a->solve_due, b->solve_due);
	assert_int_equal(a->seconds, b->seconds);
	assert_int_equal(a->satisfied, b->satisfied);
	assert_int_equal(a->asked, b->asked);
}

/* BRANCH: 0 ja, 1 pd, 2 both. */
static void compare(struct desk_world *w, const struct made *made, int branch, int from, int to,
    enum complaint_by by)
{
	struct complaint_fares found = { 0 };
	const char *const *words = by == COMPLAINT_BY_KIND ? kinds : levels;
	char first[DAY_TEXT], last[DAY_TEXT];
	size_t groups = 0;

	must(w, complaint_fare_list(w->s, branch == 2 ? 0 : branch ? w->pd : w->ja, by,
	    day_format(TODAY - from, first), day_format(TODAY - to, last), HELP_NOW, &found,
	    &w->e));
	for (int word = 0; word < 3; word++) {
		struct complaint_fare want = { .n = 0 };

		for (int i = 0; i < CASES; i++)
			if ((branch == 2 || made[i].branch == branch) && made[i].ago <= from &&
			    made[i].ago >= to &&
			    (by == COMPLAINT_BY_KIND ? made[i].kind : made[i].level) == word)
				add(&want, &made[i]);
		groups += want.n > 0;
		for (size_t i = 0; i < found.n; i++)
			if (!strcmp(found.v[i].word, words[word]))
				same(&found.v[i], &want);
	}
	assert_int_equal(found.n, groups);
	for (size_t i = 1; i < found.n; i++)
		assert_true(found.v[i - 1].n >= found.v[i].n);
	complaint_fares_free(&found);
}

static void counts_agree_with_a_slow_count(void **state)
{
	struct desk_world *w = *state;
	struct made made[CASES];
	unsigned seed = 7;

	for (int i = 0; i < CASES; i++)
		make(w, &made[i], i, &seed);
	for (int branch = 0; branch < 3; branch++)
		for (int from = 0; from < DAYS; from += 7)
			for (int to = 0; to <= from; to += 5) {
				compare(w, made, branch, from, to, COMPLAINT_BY_KIND);
				compare(w, made, branch, from, to, COMPLAINT_BY_LEVEL);
			}
}

static void nothing_is_no_row(void **state)
{
	struct desk_world *w = *state;
	struct complaint_fares found = { 0 };

	must(w, complaint_fare_list(w->s, 0, COMPLAINT_BY_CAUSE, "2026-01-01", "2026-12-31",
	    HELP_NOW, &found, &w->e));
	assert_int_equal(found.n, 0);
	complaint_fares_free(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(counts_agree_with_a_slow_count, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(nothing_is_no_row, desk_setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
