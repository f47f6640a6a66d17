/* What a client is to the house: from what happened, by hand, by the clock. */
#include "desk_help.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/client.h"
#include "desk/gathering.h"
#include "desk/merge.h"
#include "desk/script.h"
#include "desk/segment.h"
#include "desk/tick.h"
#include "desk/undo.h"
#include "form/messages.h"
#include "form/scripts.h"
#include "form/segment.h"

#define TODAY (day_parse(HELP_DAY))

/* The house with the shipped rules and scripts. */
static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	must(w, segments_load("forms/segments.cfg", &w->d.segments, &faults, &w->e));
	must(w, scripts_load("forms/scripts.cfg", &w->d.scripts, &faults, &w->e));
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	return 0;
}

/* ---- what happened, past the program ---- */

/* N whole units, AGO days ago. */
static void paid(struct desk_world *w, int64_t client, int n, int ago, const char *method)
{
	char day[DAY_TEXT];

	raw(w, "INSERT INTO payment(branch_id, client_id, day, created_at, kind, method, amount,"
	    " rev) VALUES (%lld, %lld, '%s', %lld, 'deposit', '%s', %d, 1)", (long long)w->ja,
	    (long long)client, day_format(TODAY - ago, day),
	    (long long)HELP_NOW - 86400LL * ago, method, n * 100);
}

static void came(struct desk_world *w, int64_t client, int ago, const char *outcome)
{
	char day[DAY_TEXT];
	long long at = (long long)HELP_NOW - 86400LL * ago;

	raw(w, "INSERT INTO visit(branch_id, client_id, day, created_at, arrived_at, number, zone,"
	    " identity, place, since_at, state, outcome, left_at, rev) VALUES (%lld, %lld, '%s',"
	    " %lld, %lld, 'A%lld-%d', 'walkin', 'known', 1, %lld, 'left', '%s', %lld, 1)",
	    (long long)w->ja, (long long)client, day_format(TODAY - ago, day), at, at,
	    (long long)client, ago, at, outcome, at);
}

static void complained(struct desk_world *w, int64_t client, int ago)
{
	char day[DAY_TEXT];
	long long at = (long long)HELP_NOW - 86400LL * ago;

	raw(w, "INSERT INTO complaint(branch_id, client_id, day, created_at, number, kind, channel,"
	    " content, answer_due_at, solve_due_at, rev) VALUES (%lld, %lld, '%s', %lld,"
	    " 'C-%lld-%d', 'normal', 'phone', 'waited', %lld, %lld, 1)", (long long)w->ja,
	    (long long)client, day_format(TODAY - ago, day), at, (long long)client, ago, at, at);
}

static struct client_class of(struct desk_world *w, int64_t client)
{
	struct client_class c;

	must(w, segment_of(&w->d, client, &c, &w->e));
	return c;
}

static bool in_segment(struct desk_world *w, int64_t client, const char *word)
{
	struct client_class c = of(w, client);
	char padded[40];

	text_fmt(padded, sizeof padded, " %s ", word);
	return strstr(c.segments, padded) != NULL;
}

static void compute(struct desk_world *w)
{
	struct segment_work work;

	must(w, segment_compute(&w->d, 100, &work, &w->e));
	assert_false(work.left);
}

/* ---- computed ---- */

static void who_spends_is_a_key_client(void **state)
{
	struct desk_world *w = *state;

	assert_string_equal(of(w, w->ann).tier, "general");
	paid(w, w->ann, 9999, 10, "cash");
	assert_string_equal(of(w, w->ann).tier, "general");
	paid(w, w->ann, 1, 10, "cash");
	assert_string_equal(of(w, w->ann).tier, "key");
	assert_true(in_segment(w, w->ann, "high-spend"));
	assert_int_equal(of(w, w->ann).spent, 1000000);
	/* What was given back was not spent; what a card pays was paid for before. */
	paid(w, w->ann, -1, 0, "cash");
	paid(w, w->ann, 500, 0, "prepaid");
	assert_string_equal(of(w, w->ann).tier, "general");
	/* A year and a day ago is another period. */
	paid(w, w->cid, 50000, 365, "cash");
	assert_string_equal(of(w, w->cid).tier, "general");
	paid(w, w->cid, 50000, 364, "cash");
	assert_string_equal(of(w, w->cid).tier, "key");
}

static void growth_follows_the_visits(void **state)
{
	struct desk_world *w = *state;

	came(w, w->ann, 200, "treated");
	assert_string_equal(of(w, w->ann).growth, "dormant");
	came(w, w->ann, 40, "treated");
	assert_string_equal(of(w, w->ann).growth, "worth");
	came(w, w->ann, 30, "unseen");          /* went away unseen: no visit */
	assert_int_equal(of(w, w->ann).visits, 2);
	came(w, w->ann, 20, "treated");
	came(w, w->ann, 10, "paid");
	assert_string_equal(of(w, w->ann).growth, "growing");
	for (int i = 0; i < 4; i++)
		came(w, w->ann, 250 + i, "treated");
	assert_string_equal(of(w, w->ann).growth, "loyal");
	assert_true(in_segment(w, w->ann, "high-frequency"));
}

static void a_day_counts_once(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 0, 15, 0), 30);

	came(w, w->ann, 0, "treated");
	raw(w, "UPDATE appointment SET state = 'done', live = 0, rev = 1 WHERE id = %lld",
	    (long long)id);
	assert_int_equal(of(w, w->ann).visits, 1);
}

static void referrals_complaints_and_goods_make_segments(void **state)
{
	struct desk_world *w = *state;

	assert_true(in_segment(w, w->ann, "new"));
	raw(w, "UPDATE client SET referrer_id = %lld WHERE id IN (%lld, %lld)", (long long)w->ann,
	    (long long)w->bob, (long long)w->cid);
	assert_true(in_segment(w, w->ann, "word-of-mouth"));
	assert_int_equal(of(w, w->ann).referred, 2);
	complained(w, w->cid, 300);
	assert_true(in_segment(w, w->cid, "complaint"));
	raw(w, "INSERT INTO product(created_at, code, name, unit, price, special, rev)"
	    " VALUES (1, 'plain', 'P', 'box', 1, 0, 1), (1, 'strong', 'S', 'box', 1, 1, 1)");
	raw(w, "INSERT INTO client_order(branch_id, client_id, day, created_at, number, kind, rev)"
	    " VALUES (%lld, %lld, '" HELP_DAY "', %lld, 'O-9', 'goods', 1)", (long long)w->ja,
	    (long long)w->bob, (long long)HELP_NOW);
	raw(w, "INSERT INTO order_line(order_id, line, product_id, quantity, price, rev)"
	    " VALUES (1, 1, (SELECT id FROM product WHERE code = 'plain'), 1, 1, 1)");
	assert_false(in_segment(w, w->bob, "special"));
	raw(w, "INSERT INTO order_line(order_id, line, product_id, quantity, price, rev)"
	    " VALUES (1, 2, (SELECT id FROM product WHERE code = 'strong'), 1, 1, 1)");
	assert_true(in_segment(w, w->bob, "special"));
	raw(w, "UPDATE client_order SET state = 'cancelled', reason = 'x' WHERE id = 1");
	assert_false(in_segment(w, w->bob, "special"));
}

/* ---- kept, and kept up ---- */

static int64_t stale(struct desk_world *w, int64_t client)
{
	return number(w, "SELECT stale FROM client_class WHERE client_id = %lld",
	    (long long)client);
}

static void whatever_counts_marks_the_client_and_nobody_else(void **state)
{
	struct desk_world *w = *state;

	compute(w);
	assert_int_equal(stale(w, w->ann), 0);
	paid(w, w->ann, 30000, 0, "cash");
	assert_int_equal(stale(w, w->ann), 1);
	assert_int_equal(stale(w, w->cid), 0);
	/* The row is old until the job was there; whoever looks sees it computed. */
	assert_int_equal(number(w, "SELECT tier = 'general' FROM client_class WHERE client_id ="
	    " %lld", (long long)w->ann), 1);
	assert_string_equal(of(w, w->ann).tier, "key");
	compute(w);
	assert_int_equal(number(w, "SELECT tier = 'key' AND stale = 0 AND weight = 5 FROM"
	    " client_class WHERE client_id = %lld", (long long)w->ann), 1);
	raw(w, "UPDATE client SET referrer_id = %lld WHERE id = %lld", (long long)w->cid,
	    (long long)w->bob);
	assert_int_equal(stale(w, w->cid), 1);
	compute(w);
	complained(w, w->bob, 0);
	came(w, w->cid, 0, "treated");
	assert_int_equal(stale(w, w->bob) + stale(w, w->cid), 2);
	assert_int_equal(stale(w, w->ann), 0);
}

static void the_next_day_all_are_computed_anew(void **state)
{
	struct desk_world *w = *state;
	struct segment_work work;
	int64_t all = number(w, "SELECT count(*) FROM client");

	came(w, w->ann, 180, "treated");
	compute(w);
	assert_string_equal(of(w, w->ann).growth, "worth");
	must(w, segment_compute(&w->d, 100, &work, &w->e));
	assert_int_equal(work.done, 0);
	clock_fix(at(w, 1, 0, 5));
	assert_string_equal(of(w, w->ann).growth, "dormant");   /* by the clock alone */
	must(w, segment_compute(&w->d, 100, &work, &w->e));
	assert_int_equal(work.done, all);
	assert_int_equal(number(w, "SELECT growth = 'dormant' FROM client_class WHERE client_id ="
	    " %lld", (long long)w->ann), 1);
}

/* A big house is done in slices, each a transaction of its own. */
static void much_is_done_slice_by_slice(void **state)
{
	struct desk_world *w = *state;
	struct segment_work work;

	compute(w);
	raw(w, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)"
	    " INSERT INTO client(branch_id, day, created_at, name, rev)"
	    " SELECT %lld, '" HELP_DAY "', 1, 'c' || i, 1 FROM n", (long long)w->ja);
	must(w, segment_compute(&w->d, 1, &work, &w->e));
	assert_int_equal(work.done, 100);
	assert_true(work.left);
	must(w, segment_compute(&w->d, 100, &work, &w->e));
	assert_int_equal(work.done, 350);
	assert_false(work.left);
	assert_int_equal(number(w, "SELECT count(*) FROM client_class WHERE stale = 1"), 0);
}

/* ---- by hand ---- */

static int64_t set(struct desk_world *w, const char *kind, const char *value, bool not_so,
    const char *until)
{
	struct segment_draft s = { .client_id = w->ann, .kind = kind, .value = value,
		.not_so = not_so, .why = "knows the whole street", .until = until };
	int64_t id;

	must(w, segment_set(&w->d, &s, &id, &w->e));
	return id;
}

static void a_person_knows_better_until_a_day(void **state)
{
	struct desk_world *w = *state;
	struct segment_work work;

	act_as(w, w->wl, 0);
	set(w, "tier", "key", false, "2026-11-25");
	set(w, "growth", "loyal", false, NULL);
	set(w, "segment", "word-of-mouth", false, NULL);
	set(w, "segment", "new", true, NULL);
	assert_string_equal(of(w, w->ann).tier, "key");
	assert_string_equal(of(w, w->ann).growth, "loyal");
	assert_string_equal(of(w, w->ann).segments, " word-of-mouth ");
	clock_fix(at(w, 1, 23, 59));
	assert_string_equal(of(w, w->ann).tier, "key");         /* the last day counts */
	clock_fix(at(w, 2, 0, 1));
	assert_string_equal(of(w, w->ann).tier, "general");     /* also before the job was there */
	must(w, segment_compute(&w->d, 100, &work, &w->e));
	assert_int_equal(work.over, 1);
	assert_int_equal(number(w, "SELECT count(*) FROM client_override WHERE state = 'on'"), 3);
	assert_string_equal(of(w, w->ann).growth, "loyal");
}

static void the_later_word_ends_the_earlier(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	act_as(w, w->wl, 0);
	set(w, "tier", "key", false, NULL);
	id = set(w, "tier", "potential", false, NULL);
	assert_int_equal(number(w, "SELECT count(*) FROM client_override WHERE state = 'on'"), 1);
	assert_string_equal(of(w, w->ann).tier, "potential");
	must(w, segment_take_back(&w->d, id, "was a guess", &w->e));
	assert_string_equal(of(w, w->ann).tier, "general");
	refused(w, segment_take_back(&w->d, id, "again", &w->e), ERR_CONFLICT, "already");
}

static void a_score_by_hand_makes_a_potential_client(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->wl, 0);
	set(w, "score", "6", false, NULL);
	assert_string_equal(of(w, w->ann).tier, "general");
	set(w, "score", "7", false, NULL);
	assert_string_equal(of(w, w->ann).tier, "potential");
	assert_int_equal(of(w, w->ann).weight, 2);      /* potential 1, new 1 */
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct desk_world *w = *state;
	static const struct {
		const char *kind, *value, *why, *until, *says;
	} tries[] = {
		{ "tier", "golden", "x", NULL, "no word \"golden\"" },
		{ "colour", "red", "x", NULL, "cannot be set by hand" },
		{ "score", "7.5", "x", NULL, "whole number from 0 to 100" },
		{ "score", "101", "x", NULL, "whole number from 0 to 100" },
		{ "tier", "key", "", NULL, "Say why" },
		{ "tier", "key", "x", "2026-02-30", "is no date" },
		{ "tier", "key", "x", "2026-11-23", "has passed" },
	};

	act_as(w, w->wl, 0);
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		struct segment_draft s = { .client_id = w->ann, .kind = tries[i].kind,
			.value = tries[i].value, .why = tries[i].why, .until = tries[i].until };

		refused(w, segment_set(&w->d, &s, NULL, &w->e), ERR_INVALID, tries[i].says);
	}
	act_as(w, w->wf, 0);
	refused(w, segment_set(&w->d, &(struct segment_draft){ .client_id = w->ann,
	    .kind = "tier", .value = "key", .why = "x" }, NULL, &w->e), ERR_DENIED, "");
	assert_int_equal(number(w, "SELECT count(*) FROM client_override"), 0);
}

/* What the row of a client says, without a look that would compute it. */
static int64_t row_is(struct desk_world *w, int64_t client, const char *tier)
{
	return number(w, "SELECT stale = 0 AND tier = '%s' FROM client_class WHERE client_id ="
	    " %lld", tier, (long long)client);
}

static void who_does_it_computes_it_before_the_commit(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->wl, 0);
	assert_int_equal(stale(w, w->ann), 1);          /* written past the program */
	set(w, "tier", "key", false, NULL);
	assert_int_equal(row_is(w, w->ann, "key"), 1);
	/* Whoever is marked beside, too: here all of a small house. */
	assert_int_equal(row_is(w, w->bob, "general"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM client_class WHERE stale = 1"), 0);
}

/* The walk of the day writes who is another by now, once, and goes on where it was broken off. */
static void the_walk_of_the_day_writes_differences_alone(void **state)
{
	struct desk_world *w = *state;
	struct segment_work work;
	int64_t at_bob;

	came(w, w->ann, 180, "treated");
	compute(w);
	at_bob = number(w, "SELECT at FROM client_class WHERE client_id = %lld", (long long)w->bob);
	clock_fix(at(w, 1, 0, 5));
	must(w, segment_compute(&w->d, 100, &work, &w->e));
	assert_int_equal(number(w, "SELECT at FROM client_class WHERE client_id = %lld",
	    (long long)w->bob), at_bob);
	assert_true(number(w, "SELECT at FROM client_class WHERE client_id = %lld",
	    (long long)w->ann) > at_bob);
	must(w, segment_compute(&w->d, 100, &work, &w->e));
	assert_int_equal(work.done, 0);                 /* once a day */
	assert_false(work.left);
	clock_fix(at(w, 2, 0, 5));
	must(w, segment_compute(&w->d, 1, &work, &w->e));
	assert_true(work.left);                         /* its one step looked for stale ones */
	must(w, segment_compute(&w->d, 3, &work, &w->e));
	assert_false(work.left);
}

/* An undo marks the client, and its own commit computes what is true again. */
static void what_is_taken_back_counts_no_more(void **state)
{
	struct desk_world *w = *state;
	int64_t undone, again;

	act_as(w, w->wl, 0);
	compute(w);
	set(w, "tier", "key", false, NULL);
	compute(w);
	assert_int_equal(stale(w, w->ann), 0);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	assert_int_equal(row_is(w, w->ann, "general"), 1);
	must(w, undo_action(&w->d, undone, false, NULL, &again, &w->e));
	assert_string_equal(of(w, w->ann).tier, "key");
}

static void two_files_of_one_person_count_together(void **state)
{
	struct desk_world *w = *state;
	int64_t other = add_client(w, "王小明", "13800000823", "1992-03-15");
	int64_t merge = 0, undone;

	paid(w, w->ann, 6000, 3, "cash");
	paid(w, other, 4500, 3, "cash");
	compute(w);
	assert_string_equal(of(w, w->ann).tier, "general");
	act_as(w, w->wl, w->admin);
	must(w, merge_files(&w->d, w->ann, other, NULL, 0, &merge, &w->e));
	assert_string_equal(of(w, w->ann).tier, "key");
	assert_string_equal(of(w, other).tier, "key");  /* the file that stays */
	assert_int_equal(of(w, other).client_id, w->ann);
	compute(w);
	assert_int_equal(number(w, "SELECT tier = '' FROM client_class WHERE client_id = %lld",
	    (long long)other), 1);
	must(w, undo_action(&w->d, merge, false, NULL, &undone, &w->e));
	assert_string_equal(of(w, w->ann).tier, "general");
	assert_int_equal(of(w, other).spent, 450000);
}

/* ---- words ---- */

static void it_says_why(void **state)
{
	struct desk_world *w = *state;
	struct segment_lines l = { 0 };
	char text[200];
	struct client_class c;

	paid(w, w->ann, 24300, 10, "cash");
	act_as(w, w->wl, 0);
	set(w, "growth", "loyal", false, "2026-12-31");
	must(w, segment_why(&w->d, w->ann, &l, &w->e));
	assert_string_equal(l.v[0].is, "key client");
	assert_string_equal(l.v[0].from, "spent >= 10000");
	assert_string_equal(l.v[1].is, "loyal");
	assert_string_equal(l.v[1].from,
	    "by hand, 吴磊, until Thu 31 Dec: knows the whole street (14:32)");
	assert_int_not_equal(l.v[1].override_id, 0);
	assert_string_equal(l.v[2].is, "high spend");
	assert_string_equal(l.v[4].what, "spent");
	assert_string_equal(l.v[4].is, "24,300");
	assert_string_equal(l.v[4].from, "in 12 months, less what was given back");
	segment_lines_free(&l);
	c = of(w, w->ann);
	assert_string_equal(segment_head(&w->d, &c, text, sizeof text), "key, high spend");
	assert_string_equal(segment_texts(&w->d, c.segments, text, sizeof text),
	    "high spend, new");
}

/* ---- against an oracle ---- */

struct model {
	long long spent[3];
	bool day[3][400];               /* days ago on which they came */
	int complaints[3];
};

/* The shipped rules, said a second time. */
static void expect(struct model *m, int who, char *tier, char *growth, char *segments,
    size_t size)
{
	int visits = 0, later = 0, last = -1, rise;
	bool key = m->spent[who] >= 10000;

	for (int ago = 0; ago < 400; ago++) {
		if (!m->day[who][ago])
			continue;
		last = last < 0 ? ago : last;
		visits += ago <= 364;
		later += ago <= 182;
	}
	rise = later - (visits - later);
	text_copy(tier, size, key ? "key" : m->spent[who] >= 4000 && rise > 0 ? "potential" :
	    "general");
	text_copy(growth, size, last > 180 ? "dormant" : visits >= 3 && rise >= 2 ? "growing" :
	    visits >= 4 ? "loyal" : "worth");
	text_fmt(segments, size, "%s%s%s%s%s", m->complaints[who] || key || visits <= 2 ||
	    visits >= 8 ? " " : "", m->complaints[who] ? "complaint " : "",
	    key ? "high-spend " : "", visits <= 2 ? "new " : "",
	    visits >= 8 ? "high-frequency " : "");
}

static void happen(struct desk_world *w, struct model *m, const int64_t *ids, unsigned *seed)
{
	int who = (int)((*seed >> 8) % 3), ago;

	*seed = *seed * 1103515245u + 12345u;
	ago = (int)((*seed >> 12) % 400);
	if ((*seed >> 9) % 8 < 4) {
		if (m->day[who][ago])
			return;
		came(w, ids[who], ago, "treated");
		m->day[who][ago] = true;
	} else if ((*seed >> 9) % 8 < 7) {
		int n = (int)((*seed >> 16) % 9000) - 1500;

		paid(w, ids[who], n ? n : 1, ago, "wechat");
		m->spent[who] += ago <= 364 ? (n ? n : 1) : 0;
	} else if (!m->complaints[who]) {
		complained(w, ids[who], ago);
		m->complaints[who] = 1;
	}
}

static void whatever_happens_the_rules_hold(void **state)
{
	struct desk_world *w = *state;
	int64_t ids[3] = { w->ann, w->bob, w->cid };
	struct model m = { .spent = { 0 } };
	unsigned seed = 20261124;

	for (int i = 0; i < 150; i++) {
		seed = seed * 1664525u + 1013904223u;
		happen(w, &m, ids, &seed);
		if (i % 7 == 0)
			compute(w);
		for (int who = 0; who < 3; who++) {
			char tier[60], growth[60], segments[60];
			struct client_class c = of(w, ids[who]);

			expect(&m, who, tier, growth, segments, sizeof tier);
			assert_string_equal(c.tier, tier);
			assert_string_equal(c.growth, growth);
			assert_string_equal(c.segments, segments);
			assert_int_equal(c.spent, m.spent[who] * 100);
		}
	}
}

/* ---- who is asked to an event ---- */

static void guests_are_listed_by_their_class(void **state)
{
	struct desk_world *w = *state;
	struct gathering_draft x = { .name = "Tea", .day = "2026-12-05", .start_min = 15 * 60 };
	int64_t id;
	size_t n;

	paid(w, w->ann, 12000, 3, "cash");
	compute(w);
	act_as(w, w->wl, 0);
	must(w, gathering_add(&w->d, &x, &id, &w->e));
	must(w, gathering_list_word(&w->d, id, "key", 0, &n, &w->e));
	assert_int_equal(n, 1);
	assert_int_equal(number(w, "SELECT client_id FROM guest"), w->ann);
	must(w, gathering_list_word(&w->d, id, "high-spend", 0, &n, &w->e));
	assert_int_equal(n, 0);                         /* is on the list already */
}

/* ---- scripts ---- */

static void a_script_speaks_to_the_client_of_its_segment(void **state)
{
	struct desk_world *w = *state;
	struct script_said said;
	struct script_call call = { .script = "treat-2h", .client_id = w->ann,
		.service = "激光", .language = "zh", .segments = "" };
	char remark[200];

	must(w, script_lines(&w->d, &call, &said, &w->e));
	assert_non_null(strstr(said.line[0], "王小明"));
	assert_non_null(strstr(said.line[0], "王芳"));
	assert_non_null(strstr(said.line[1], "激光"));
	assert_true(said.n >= 4);
	assert_false(said.general || said.quiet);
	assert_string_equal(said.focus, "");
	assert_string_equal(script_remark(&said, "d9", 41, remark, sizeof remark), "");
	script_said_free(&said);
	/* A segment that has no lines of its own. */
	call.segments = " special ";
	must(w, script_lines(&w->d, &call, &said, &w->e));
	assert_true(said.general);
	assert_string_equal(said.focus, "ask how it is used and kept");
	assert_string_equal(script_remark(&said, "d9", 41, remark, sizeof remark),
	    "Rule d9 has no script for segment \"special\": general one used (callbacks.cfg:41).");
	script_said_free(&said);
	call.script = "nothing";
	refused(w, script_lines(&w->d, &call, &said, &w->e), ERR_NOTFOUND, "no script \"nothing\"");
	script_said_free(&said);
}

/* The opening says at once whom it is about, and so does the title. */
static void a_script_is_about_who_was_treated(void **state)
{
	struct desk_world *w = *state;
	struct script_said said;
	struct script_call call = { .script = "treat-d3", .client_id = w->ann, .service = "激光",
		.service_en = "laser", .language = "zh", .segments = "",
		.dependant_id = add_dependant(w, w->ann, "旺财") };

	must(w, script_lines(&w->d, &call, &said, &w->e));
	assert_non_null(strstr(said.line[0], "想问问旺财的情况"));
	assert_string_equal(said.title, "旺财, laser, day 3");
	script_said_free(&said);
	call.dependant_id = 0;
	must(w, script_lines(&w->d, &call, &said, &w->e));
	assert_null(strstr(said.line[0], "的情况"));
	assert_string_equal(said.title, "laser, day 3");
	script_said_free(&said);
}

/* A call may be late: what is said of the day is true on the day on which it is said. */
static void a_script_is_true_on_any_day(void **state)
{
	static const struct {
		int days;
		const char *en, *zh;
	} said_on[] = { { 0, "laser today and", "您今天做完" },
		{ 1, "laser yesterday and", "您昨天做完" },
		{ 2, "laser the day before yesterday and", "您前天做完" },
		{ 3, "laser on Saturday and", "您周六做完" },
		{ 6, "laser on Wednesday and", "您周三做完" },
		{ 7, "laser on Tue 17 Nov and", "您11月17日周二做完" } };
	struct desk_world *w = *state;
	struct script_call call = { .script = "treat-2h", .client_id = w->ann,
		.service = "laser", .segments = "" };

	for (size_t i = 0; i < sizeof said_on / sizeof *said_on; i++)
		for (int zh = 0; zh < 2; zh++) {
			struct script_said said;

			call.language = zh ? "zh" : "en";
			call.at = HELP_NOW - said_on[i].days * 86400;
			must(w, script_lines(&w->d, &call, &said, &w->e));
			assert_non_null(strstr(said.line[1], zh ? said_on[i].zh : said_on[i].en));
			script_said_free(&said);
		}
	call.script = "treat-d3";
	call.language = "en";
	call.at = HELP_NOW - 4 * 86400;
	{
		struct script_said said;

		must(w, script_lines(&w->d, &call, &said, &w->e));
		assert_non_null(strstr(said.line[1], "It is day 4 after laser."));
		script_said_free(&said);
	}
}

static void who_must_not_hear_the_house_does_not(void **state)
{
	struct desk_world *w = *state;
	struct script_said said;
	struct script_call call = { .script = "treat-2h", .client_id = w->ann };

	must(w, script_lines(&w->d, &call, &said, &w->e));
	assert_non_null(strstr(said.line[0], "静安"));
	script_said_free(&said);
	raw(w, "INSERT INTO client_flag(client_id, kind, rev) VALUES (%lld, 'quiet', 1)",
	    (long long)w->ann);
	must(w, script_lines(&w->d, &call, &said, &w->e));
	assert_true(said.quiet);
	for (size_t i = 0; i < said.n; i++) {
		assert_null(strstr(said.line[i], "静安"));
		assert_null(strstr(said.line[i], "康禾"));
	}
	script_said_free(&said);
}

int main(void)
{
#define EACH(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		EACH(who_spends_is_a_key_client),
		EACH(growth_follows_the_visits),
		EACH(a_day_counts_once),
		EACH(referrals_complaints_and_goods_make_segments),
		EACH(whatever_counts_marks_the_client_and_nobody_else),
		EACH(the_next_day_all_are_computed_anew),
		EACH(much_is_done_slice_by_slice),
		EACH(a_person_knows_better_until_a_day),
		EACH(the_later_word_ends_the_earlier),
		EACH(a_score_by_hand_makes_a_potential_client),
		EACH(what_makes_no_sense_is_refused),
		EACH(who_does_it_computes_it_before_the_commit),
		EACH(the_walk_of_the_day_writes_differences_alone),
		EACH(what_is_taken_back_counts_no_more),
		EACH(two_files_of_one_person_count_together),
		EACH(it_says_why),
		EACH(whatever_happens_the_rules_hold),
		EACH(guests_are_listed_by_their_class),
		EACH(a_script_speaks_to_the_client_of_its_segment),
		EACH(a_script_is_about_who_was_treated),
		EACH(a_script_is_true_on_any_day),
		EACH(who_must_not_hear_the_house_does_not),
	};

	return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}
