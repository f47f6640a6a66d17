/* The pyramid of clients: who is of which tier on a day, who moved, what each tier brought; against
 * a slow count of the same. */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "desk/pyramid.h"
#include "desk/segment.h"
#include "form/segment.h"

#define TODAY (day_parse(HELP_DAY))

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	must(w, segments_load("forms/segments.cfg", &w->d.segments, &faults, &w->e));
	act_as(w, w->wl, 0);
	return 0;
}

static void paid_at(struct desk_world *w, int64_t branch, int64_t client, int n, int ago,
    const char *method)
{
	char day[DAY_TEXT];

	raw(w, "INSERT INTO payment(branch_id, client_id, day, created_at, kind, method, amount,"
	    " rev) VALUES (%lld, %lld, '%s', %lld, 'deposit', '%s', %d, 1)", (long long)branch,
	    (long long)client, day_format(TODAY - ago, day),
	    (long long)HELP_NOW - 86400LL * ago, method, n * 100);
}

static void compute(struct desk_world *w)
{
	struct segment_work work;

	must(w, segment_compute(&w->d, 100, &work, &w->e));
}

/* A class put past the rules: what the tier was found to be on a day. */
static void found(struct desk_world *w, int64_t client, int ago, const char *before,
    const char *tier)
{
	char day[DAY_TEXT];

	raw(w, "UPDATE client_class SET tier = '%s', stale = 0, at = %lld WHERE client_id = %lld",
	    tier, (long long)HELP_NOW, (long long)client);
	raw(w, "INSERT INTO tier_move(client_id, day, at, before, tier) VALUES (%lld, '%s', %lld,"
	    " '%s', '%s')", (long long)client, day_format(TODAY - ago, day),
	    (long long)HELP_NOW - 86400LL * ago, before, tier);
}

static struct pyramid of(struct desk_world *w, int64_t branch, int from_ago, int to_ago)
{
	struct pyramid p = { .clients = 0 };
	struct kpi_span x = { branch, TODAY - from_ago, TODAY - to_ago };

	must(w, pyramid_read(&w->d, &x, &p, &w->e));
	return p;
}

static const struct pyramid_tier *tier(const struct pyramid *p, const char *code)
{
	const struct pyramid_tier *t = pyramid_tier_of(p, code);

	assert_non_null(t);
	return t;
}

/* What the clock computes leaves a move where the tier differs, and none the first time. */
static void a_tier_that_changes_is_a_move(void **state)
{
	struct desk_world *w = *state;
	struct pyramid p;

	compute(w);
	p = of(w, w->ja, 30, 0);
	assert_int_equal(p.moves.n, 0);
	assert_int_equal(tier(&p, "key")->clients, 0);
	pyramid_free(&p);
	paid_at(w, w->ja, w->ann, 12000, 0, "cash");
	compute(w);
	compute(w);
	p = of(w, w->ja, 30, 0);
	assert_int_equal(p.moves.n, 1);
	assert_int_equal(p.moves.v[0].client_id, w->ann);
	assert_string_equal(p.moves.v[0].from, "general");
	assert_string_equal(p.moves.v[0].to, "key");
	assert_int_equal(p.moves.v[0].up, 1);
	assert_int_equal(p.moves.v[0].paid, 1200000);
	assert_int_equal(p.ups, 1);
	assert_int_equal(tier(&p, "key")->clients, 1);
	assert_int_equal(tier(&p, "key")->came, 1);
	assert_int_equal(tier(&p, "general")->went, 1);
	assert_int_equal(tier(&p, "key")->paid, 1200000);
	pyramid_free(&p);
}

/* By hand it moves too, at once, and back again when it is taken back: then there was no move. */
static void there_and_back_is_no_move(void **state)
{
	struct desk_world *w = *state;
	struct segment_draft s = { .client_id = w->ann, .kind = "tier", .value = "key",
		.why = "knows everybody" };
	struct pyramid p;
	int64_t id;

	compute(w);
	must(w, segment_set(&w->d, &s, &id, &w->e));
	p = of(w, w->ja, 30, 0);
	assert_int_equal(p.moves.n, 1);
	pyramid_free(&p);
	must(w, segment_take_back(&w->d, id, "moved away", &w->e));
	p = of(w, w->ja, 30, 0);
	assert_int_equal(p.moves.n, 0);
	assert_int_equal(tier(&p, "key")->came, 0);
	pyramid_free(&p);
}

/* A span that is over shows what was, not what is. */
static void what_came_later_does_not_count(void **state)
{
	struct desk_world *w = *state;
	struct pyramid p;
	int64_t general;

	raw(w, "UPDATE client SET day = '2020-01-01'");
	compute(w);
	p = of(w, w->ja, 30, 0);
	general = tier(&p, "general")->clients;
	pyramid_free(&p);
	found(w, w->ann, 20, "general", "potential");
	found(w, w->ann, 5, "potential", "key");
	p = of(w, w->ja, 30, 10);
	assert_int_equal(tier(&p, "potential")->clients, 1);
	assert_int_equal(tier(&p, "key")->clients, 0);
	assert_int_equal(p.moves.n, 1);
	assert_string_equal(p.moves.v[0].to, "potential");
	pyramid_free(&p);
	p = of(w, w->ja, 30, 0);
	assert_int_equal(tier(&p, "key")->clients, 1);
	assert_string_equal(p.moves.v[0].from, "general");
	assert_string_equal(p.moves.v[0].to, "key");
	assert_int_equal(tier(&p, "general")->clients, general - 1);
	pyramid_free(&p);
	p = of(w, w->ja, 60, 40);
	assert_int_equal(p.moves.n, 0);
	assert_int_equal(tier(&p, "key")->clients, 0);
	pyramid_free(&p);
}

/* A fifth, rounded up, of who paid; refunds make nobody pay, cards were paid for before. */
static void the_top_fifth_is_of_those_who_paid(void **state)
{
	struct desk_world *w = *state;
	struct pyramid p;
	char text[200];

	paid_at(w, w->ja, w->ann, 600, 3, "cash");
	paid_at(w, w->ja, w->bob, 300, 3, "wechat");
	paid_at(w, w->ja, w->cid, -100, 3, "cash");
	paid_at(w, w->ja, w->cid, 9000, 3, "prepaid");
	paid_at(w, w->pd, w->ann, 5000, 3, "cash");
	compute(w);
	p = of(w, w->ja, 10, 0);
	assert_int_equal(p.payers, 2);
	assert_int_equal(p.paid, 80000);
	assert_int_equal(p.top, 1);
	assert_int_equal(p.top_paid, 60000);
	assert_string_equal(pyramid_top_text(&w->d, &p, text, sizeof text),
	    "The top 20 % (1 of 2 who paid): 600 of 800, 75 %");
	pyramid_free(&p);
	p = of(w, w->ja, 2, 0);
	assert_string_equal(pyramid_top_text(&w->d, &p, text, sizeof text),
	    "Nothing was paid in this period.");
	pyramid_free(&p);
}

static void only_who_may_see_figures(void **state)
{
	struct desk_world *w = *state;
	struct pyramid p = { .clients = 0 };
	struct kpi_span x = { w->ja, TODAY, TODAY };

	act_as(w, w->wf, 0);
	assert_int_equal(pyramid_read(&w->d, &x, &p, &w->e), ERR_DENIED);
	assert_non_null(strstr(w->e.text, "Figures are for managers"));
	pyramid_free(&p);
}

/* ---- against a slow count ---- */

enum { PEOPLE = 12, DAYS = 40, STEPS = 60 };
static const char *const words[] = { "key", "potential", "general" };

struct oracle {
	int tier[PEOPLE][DAYS + 1];     /* at the end of the day, DAYS - ago */
	int64_t paid[PEOPLE][DAYS + 1];
	int64_t client[PEOPLE];
};

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static void play(struct desk_world *w, struct oracle *o, unsigned seed)
{
	for (int i = 0; i < PEOPLE; i++)
		for (int d = 0; d <= DAYS; d++)
			o->tier[i][d] = 2;
	for (int day = 1, left = STEPS; day <= DAYS && left; day++)
		for (unsigned k = next(&seed) % 4; k && left; k--, left--) {
			int who = (int)(next(&seed) % PEOPLE), to = (int)(next(&seed) % 3);
			int64_t sum = next(&seed) % 900;

			o->paid[who][day] += sum;
			if (sum)
				paid_at(w, w->ja, o->client[who], (int)sum, DAYS - day, "cash");
			if (to == o->tier[who][day])
				continue;
			found(w, o->client[who], DAYS - day, words[o->tier[who][day]], words[to]);
			for (int d = day; d <= DAYS; d++)
				o->tier[who][d] = to;
		}
}

static void compare(struct desk_world *w, const struct oracle *o, int from, int to,
    const struct pyramid *none)
{
	struct pyramid p = of(w, w->ja, DAYS - from, DAYS - to);
	int64_t count[3] = { 0, 0, 0 }, came[3] = { 0, 0, 0 }, paid[3] = { 0, 0, 0 };

	for (int i = 0; i < PEOPLE; i++) {
		int then = o->tier[i][from - 1], now = o->tier[i][to];

		count[now]++;
		came[now] += then != now;
		for (int d = from; d <= to; d++)
			paid[now] += o->paid[i][d] * 100;
	}
	for (int t = 0; t < 3; t++) {
		const struct pyramid_tier *x = tier(&p, words[t]), *y = tier(none, words[t]);

		assert_int_equal(x->clients - (t == 2 ? y->clients - PEOPLE : 0), count[t]);
		assert_int_equal(x->came, came[t]);
		assert_int_equal(x->paid, paid[t]);
	}
	pyramid_free(&p);
}

static void it_agrees_with_a_slow_count(void **state)
{
	struct desk_world *w = *state;

	struct oracle o = { .tier = { { 0 } } };
	struct pyramid none;

	for (int i = 0; i < PEOPLE; i++) {
		char phone[16];

		o.client[i] = add_client(w, "Name", text_fmt(phone, sizeof phone, "1390000%04d",
		    i), "1990-01-01");
	}
	raw(w, "UPDATE client SET day = '2020-01-01'");
	act_as(w, w->wl, 0);
	for (unsigned seed = 1; seed <= 12; seed++) {
		raw(w, "DELETE FROM tier_move");
		raw(w, "DELETE FROM payment");
		raw(w, "UPDATE client_class SET tier = 'general', stale = 0");
		memset(o.paid, 0, sizeof o.paid);
		none = of(w, w->ja, 0, 0);
		play(w, &o, seed);
		for (int from = 1; from <= DAYS; from += 7)
			for (int to = from; to <= DAYS; to += 5)
				compare(w, &o, from, to, &none);
		pyramid_free(&none);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_tier_that_changes_is_a_move, setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(there_and_back_is_no_move, setup, desk_teardown),
		cmocka_unit_test_setup_teardown(what_came_later_does_not_count, setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(the_top_fifth_is_of_those_who_paid, setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(only_who_may_see_figures, setup, desk_teardown),
		cmocka_unit_test_setup_teardown(it_agrees_with_a_slow_count, setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
