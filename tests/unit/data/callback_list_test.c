/* Lists of callbacks by whatever they have, and the sheet of a day: what is open and what is done.
 */
#include "store_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/callback_list.h"
#include "data/day_close.h"

#define MIN 60
#define DAY_S (24 * HOUR)

struct made {
	int client;                     /* 1 ann, 2 bob, 3 cid */
	const char *rule, *role, *about;
	int64_t from, due;              /* seconds from HELP_NOW */
	const char *due_day;
	int staff;                      /* 0: any of the role */
	const char *state, *result;     /* NULL: open */
};

/* The days are those of Shanghai, where HELP_NOW is 16:00. */
static const struct made day[] = {
	{ 1, "treat-2h", "service", "HIFU", -3 * HOUR, -2 * HOUR, "2026-11-24", 0, NULL, NULL },
	{ 1, "treat-d1", "consultant", "HIFU", -HOUR, 2 * HOUR, "2026-11-24", 2, NULL, NULL },
	{ 2, "treat-d3", "service", "drip", HOUR, 3 * HOUR, "2026-11-24", 1, NULL, NULL },
	{ 3, "test-due", "nurse", "report", DAY_S, DAY_S + HOUR, "2026-11-25", 0, NULL, NULL },
	{ 3, "treat-2h", "service", "laser", -9 * HOUR, -8 * HOUR, "2026-11-24", 0, "done",
	    "well" },
	{ 2, "treat-d7", "service", "drip", -9 * HOUR, -7 * HOUR, "2026-11-24", 0, "done",
	    "details" },
	{ 1, "growth", "consultant", "", -9 * HOUR, -7 * HOUR, "2026-11-24", 0, "expired", NULL },
};

static int64_t client_of(const struct world *w, int which)
{
	return which == 1 ? w->ann : which == 2 ? w->bob : w->cid;
}

static void add(struct world *w, struct txn *t, const struct made *m)
{
	char text[900];

	(void)w;
	text_fmt(text, sizeof text, "INSERT INTO callback(branch_id, client_id, day, created_at,"
	    " rule, event, event_at, source, source_id, about, about_en, role, staff_id, channel,"
	    " from_at, due_at, due_day, expire_at, state, result, done_at, done_day, done_by)"
	    " VALUES (1, %lld, '2026-11-23', 1, '%s', 'treated', 1, 'treatment', 7, '%s', '%s EN',"
	    " '%s', %s, 'call', %lld, %lld, '%s', %lld, '%s', %s%s%s, %s, %s, %s)",
	    (long long)client_of(w, m->client), m->rule, m->about, m->about, m->role,
	    m->staff ? m->staff == 1 ? "1" : "2" : "NULL", (long long)(HELP_NOW + m->from),
	    (long long)(HELP_NOW + m->due), m->due_day, (long long)(HELP_NOW + 9 * DAY_S),
	    m->state ? m->state : "open", m->result ? "'" : "", m->result ? m->result : "NULL",
	    m->result ? "'" : "", m->state ? "1795500000" : "NULL",
	    m->state ? "'" HELP_DAY "'" : "NULL", m->state ? "1" : "NULL");
	sql(t, text);
}

static void fill(struct world *w)
{
	struct txn *t = begin(w);

	for (size_t i = 0; i < sizeof day / sizeof *day; i++)
		add(w, t, &day[i]);
	sql(t, "INSERT INTO callback_step(callback_id, day, created_at, staff_id, kind, result)"
	    " VALUES (1, '" HELP_DAY "', 5, 1, 'call', 'no-answer')");
	sql(t, "INSERT OR REPLACE INTO client_class(client_id, at, tier, segments)"
	    " SELECT client_id, 1, 'key', ' new mother ' FROM callback WHERE id = 1");
	commit(w, t);
}

static size_t listed(struct world *w, struct callback_wish wish)
{
	struct callback_rows l = { 0 };
	int64_t n;
	size_t found;

	must(w, callback_list(w->s, &wish, &l, &w->e));
	must(w, callback_count(w->s, &wish, &n, &w->e));
	assert_int_equal(l.n, n);
	found = l.n;
	callback_rows_free(&l);
	return found;
}

static void a_list_is_narrowed_by_whatever_a_contact_has(void **state)
{
	struct world *w = *state;
	const struct {
		struct callback_wish wish;
		size_t n;
	} asked[] = {
		{ { .branch_id = 1 }, 4 },
		{ { .branch_id = 2 }, 0 },
		{ { .branch_id = 0 }, 4 },
		{ { .state = "done" }, 2 },
		{ { .state = "ended" }, 3 },
		{ { .state = "any" }, 7 },
		{ { .roles = "service" }, 2 },
		{ { .roles = "nurse consultant" }, 2 },
		{ { .staff_id = 2 }, 1 },
		{ { .roles = "service", .mine = 2 }, 2 },
		{ { .roles = "service", .mine = 1 }, 2 },
		{ { .client_id = w->ann }, 2 },
		{ { .late_at = HELP_NOW }, 1 },
		{ { .from_before = HELP_NOW }, 2 },
		{ { .to_day = HELP_DAY }, 3 },
		{ { .from_day = "2026-11-25" }, 1 },
		{ { .rule = "treat-2h", .state = "any" }, 2 },
		{ { .event = "treated" }, 4 },
		{ { .event = "finished" }, 0 },
		{ { .channel = "call" }, 4 },
		{ { .held = "expert" }, 0 },
		{ { .segment = "mother" }, 2 },
		{ { .segment = "key" }, 2 },
		{ { .segment = "moth" }, 0 },
		{ { .about = "drip", .state = "any" }, 2 },
		{ { .about = "hifu en" }, 2 },
	};

	fill(w);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		assert_int_equal(listed(w, asked[i].wish), asked[i].n);
}

static void a_line_has_the_names_and_the_last_try_beside_it(void **state)
{
	struct world *w = *state;
	struct callback_row c;

	fill(w);
	must(w, callback_row_get(w->s, 1, &c, &w->e));
	assert_string_equal(c.rule, "treat-2h");
	assert_string_equal(c.last_kind, "call");
	assert_string_equal(c.last_result, "no-answer");
	assert_string_equal(c.tier, "key");
	assert_string_equal(c.about_en, "HIFU EN");
	must(w, callback_row_get(w->s, 2, &c, &w->e));
	assert_int_equal(c.staff_id, 2);
	assert_true(c.staff[0] && c.staff_code[0]);
	assert_string_equal(c.last_kind, "");
	assert_int_equal(callback_row_get(w->s, 99, &c, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
}

static void pages_go_on_where_the_last_one_ended(void **state)
{
	struct world *w = *state;
	struct callback_wish wish = { .limit = 1 };
	struct callback_rows l = { 0 };
	int64_t before = 0;
	int pages = 0;

	fill(w);
	for (;;) {
		must(w, callback_list(w->s, &wish, &l, &w->e));
		if (!l.n)
			break;
		assert_int_equal(l.n, 1);
		assert_true(l.v[0].due_at >= before);
		before = wish.after_at = l.v[0].due_at;
		wish.after_id = l.v[0].id;
		pages++;
	}
	assert_int_equal(pages, 4);
	callback_rows_free(&l);
}

static void what_was_looked_at_once_is_not_drawn_again(void **state)
{
	struct world *w = *state;
	struct callback_wish wish = { .branch_id = 1, .from_day = HELP_DAY, .to_day = HELP_DAY };
	struct callback_rows l = { 0 };
	struct txn *t;

	fill(w);
	must(w, callback_draw(w->s, &wish, 9, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, callback_draw(w->s, &wish, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	t = begin(w);
	sql(t, "INSERT INTO callback_step(callback_id, day, created_at, staff_id, kind)"
	    " VALUES (5, '" HELP_DAY "', 5, 1, 'sampled')");
	commit(w, t);
	must(w, callback_draw(w->s, &wish, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, 6);
	wish.staff_id = 2;
	must(w, callback_draw(w->s, &wish, 9, &l, &w->e));
	assert_int_equal(l.n, 0);
	callback_rows_free(&l);
}

/* ---- the day ---- */

static const struct day_span today = { .branch_id = 1, .day = HELP_DAY,
	.from_at = HELP_NOW - 16 * HOUR, .to_at = HELP_NOW + 8 * HOUR, .now = HELP_NOW };

static void due_today_is_open_until_done_or_carried_over(void **state)
{
	struct world *w = *state;
	struct day_opens l = { 0 };
	int64_t n;
	struct txn *t;

	fill(w);
	must(w, day_open_list(w->s, DAY_CALLBACKS, &today, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_int_equal(l.v[0].id, 1);
	assert_string_equal(l.v[0].label, "HIFU");
	must(w, day_done_count(w->s, DAY_CALLBACKS, &today, &n, &w->e));
	assert_int_equal(n, 2);
	t = begin(w);
	sql(t, "UPDATE callback SET due_day = '2026-11-25', due_at = due_at + 86400 WHERE id = 1");
	sql(t, "UPDATE callback SET held = 'expert' WHERE id = 2");
	commit(w, t);
	must(w, day_open_list(w->s, DAY_CALLBACKS, &today, &l, &w->e));
	assert_int_equal(l.n, 1);
	day_open_free(&l);
}

static void each_line_counts_what_its_table_says(void **state)
{
	struct world *w = *state;
	struct day_opens l = { 0 };
	int64_t n;
	struct txn *t = begin(w);

	sql(t, "INSERT INTO request(branch_id, day, created_at, came_at, channel, name, state)"
	    " VALUES (1, '" HELP_DAY "', 1, 1795500000, 'web', 'Ann', 'open'),"
	    " (1, '" HELP_DAY "', 1, 1795500000, 'web', 'Bob', 'offered')");
	sql(t, "UPDATE request SET answered_at = 1795500100 WHERE name = 'Bob'");
	sql(t, "INSERT INTO message(branch_id, day, created_at, template, channel, language, text,"
	    " due_at, state) VALUES (1, '" HELP_DAY "', 1795500000, 'remind', 'sms', 'zh', 'x', 1,"
	    " 'failed'), (1, '" HELP_DAY "', 1795500000, 'remind', 'sms', 'zh', 'x', 1, 'sent'),"
	    " (1, '" HELP_DAY "', 1795500000, 'remind', 'sms', 'zh', 'x', 1, 'delivered')");
	commit(w, t);
	must(w, day_open_list(w->s, DAY_REQUESTS, &today, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].label, "Ann");
	must(w, day_open_list(w->s, DAY_MESSAGES, &today, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, day_done_count(w->s, DAY_REQUESTS, &today, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, day_done_count(w->s, DAY_MESSAGES, &today, &n, &w->e));
	assert_int_equal(n, 2);
	for (int line = 0; line < DAY_LINES; line++) {
		must(w, day_open_list(w->s, line, &today, &l, &w->e));
		must(w, day_done_count(w->s, line, &today, &n, &w->e));
	}
	day_open_free(&l);
}

static void what_did_not_arrive_counts_however_much_it_is(void **state)
{
	struct world *w = *state;
	struct day_opens l = { 0 };
	int64_t n;
	struct txn *t = begin(w);

	/* 200 of each state that waits for a person: more than are listed. */
	sql(t, "INSERT INTO message(branch_id, day, created_at, template, channel, language, text,"
	    " due_at, state) WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i"
	    " WHERE n < 200) SELECT 1, '" HELP_DAY "', 1795500000, 'remind', 'sms', 'zh', 'x', 1,"
	    " s.state FROM i, (SELECT 'failed' AS state UNION SELECT 'lost' UNION"
	    " SELECT 'unsure' UNION SELECT 'withdrawn') s");
	commit(w, t);
	must(w, day_open_list(w->s, DAY_MESSAGES, &today, &l, &w->e));
	assert_int_equal(l.n, DAY_OPENS);
	must(w, day_open_count(w->s, DAY_MESSAGES, &today, &n, &w->e));
	assert_int_equal(n, 600);
	day_open_free(&l);
}

static void a_day_is_signed_once(void **state)
{
	struct world *w = *state;
	struct day_close c = { .branch_id = 1, .day = HELP_DAY }, got;
	struct day_close_line line = { .line = "visits", .open = 0, .done = 31 };
	struct day_close_lines l = { 0 };
	struct txn *t = begin(w);
	int64_t id;

	assert_int_equal(day_close_get(w->s, 1, HELP_DAY, &got, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	must(w, day_close_insert(t, &c, &id, &w->e));
	must(w, day_close_line_insert(t, id, &line, &w->e));
	assert_int_equal(day_close_insert(t, &c, &id, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	commit(w, t);
	must(w, day_close_get(w->s, 1, HELP_DAY, &got, &w->e));
	assert_int_equal(got.second_id, 0);
	assert_true(got.staff[0]);
	must(w, day_close_lines(w->s, got.id, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].done, 31);
	day_close_lines_free(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)
		T(a_list_is_narrowed_by_whatever_a_contact_has),
		T(a_line_has_the_names_and_the_last_try_beside_it),
		T(pages_go_on_where_the_last_one_ended),
		T(what_was_looked_at_once_is_not_drawn_again),
		T(due_today_is_open_until_done_or_carried_over),
		T(each_line_counts_what_its_table_says),
		T(what_did_not_arrive_counts_however_much_it_is),
		T(a_day_is_signed_once),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
