/*
 * Every kind of row, in two files that became one, many at the same second: pages of any size and
 * of any set of kinds are the same rows in the same order as all of them sorted by hand.
 */
#include "store_help.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "data/timeline.h"

#define EACH "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 9) "
/* Whose, and when: nine rows of each table in five seconds of a day, of one file and the other. */
#define WHOSE "1 + n % 2"
#define AT "1795500000 - n / 2"
#define PLACED "rev, branch_id, client_id, day, created_at"
#define PLACE "1, 1, " WHOSE ", '2026-11-24', " AT

static const char parents[] =
	"INSERT INTO service(rev, created_at, code, name, minutes)"
	"    VALUES (1, 0, 'laser', 'Laser', 60);"
	"INSERT INTO form_text(hash, form, text) VALUES ('h', 'f', '');"
	"INSERT INTO sheet(rev, client_id, created_at, form, form_hash) VALUES (1, 1, 0, 'f', 'h');"
	"INSERT INTO test_type(rev, created_at, code, name, price) VALUES (1, 0, 'b', 'Blood', 1);"
	"INSERT INTO indicator(rev, created_at, code, name, chart, unit, min, max)"
	"    VALUES (1, 0, 'sys', 'Systolic', 'bp', 'mmHg', 0, 300);";

static const char *const fills[] = {
	EACH "INSERT INTO client_note(rev, client_id, day, at, text)"
	"    SELECT 1, " WHOSE ", '2026-11-24', " AT ", 'note' FROM k",
	EACH "INSERT INTO appointment(" PLACED ", start_at, end_at, state, live)"
	"    SELECT " PLACE ", " AT ", " AT " + 60, 'done', 0 FROM k",
	EACH "INSERT INTO visit(" PLACED ", arrived_at, number, zone, identity, place, since_at)"
	"    SELECT " PLACE ", " AT ", 'A' || n, 'booked', 'known', n, " AT " FROM k",
	EACH "INSERT INTO consultation(" PLACED ", sheet_id) SELECT " PLACE ", 1 FROM k",
	EACH "INSERT INTO measure(" PLACED ", indicator_id, at, value, source)"
	"    SELECT " PLACE ", 1, " AT ", 120, 'here' FROM k",
	EACH "INSERT INTO plan(" PLACED ", number, name) SELECT " PLACE ", 'P-' || n, 'x' FROM k",
	EACH "INSERT INTO agreement(" PLACED ", kind, answer, at)"
	"    SELECT " PLACE ", 'advice', 'yes', " AT " FROM k",
	EACH "INSERT INTO treatment(" PLACED ", service_id, form_hash, started_at)"
	"    SELECT " PLACE ", 1, 'h', " AT " FROM k",
	EACH "INSERT INTO adverse(" PLACED ", at, sign) SELECT " PLACE ", " AT ", 'red' FROM k",
	EACH "INSERT INTO client_order(" PLACED ", number, kind)"
	"    SELECT " PLACE ", 'O-' || n, 'tests' FROM k",
	EACH "INSERT INTO payment(" PLACED ", kind, method, amount)"
	"    SELECT " PLACE ", 'due', 'cash', 100 FROM k",
	EACH "INSERT INTO card(" PLACED ", number, kind, name)"
	"    SELECT " PLACE ", 'C-' || n, 'value', 'card' FROM k",
	"INSERT INTO order_line(rev, order_id, line, quantity, price, test_type_id)"
	"    VALUES (1, 1, 1, 1, 100, 1)",
	EACH "INSERT INTO test(" PLACED ", number, line_id, test_type_id, stage_at)"
	"    SELECT " PLACE ", 'T-' || n, 1, 1, " AT " FROM k",
	EACH "INSERT INTO message(" PLACED ", template, channel, language, text, due_at)"
	"    SELECT " PLACE ", 'confirm', 'sms', 'zh', 'x', 0 FROM k",
	EACH "INSERT INTO incident(" PLACED ", at, what) SELECT " PLACE ", " AT ", 'fell' FROM k",
	EACH "INSERT INTO request(" PLACED ", came_at, channel)"
	"    SELECT " PLACE ", " AT ", 'web' FROM k",
	EACH "INSERT INTO callback(" PLACED ", rule, event, event_at, source, role, channel,"
	"    from_at, due_at, due_day, expire_at, state, result, done_at, done_day)"
	"    SELECT " PLACE ", 'd3', 'treated', 0, '', 'service', 'call', 0, 0, '2026-11-24', 0,"
	"    'done', 'well', " AT ", '2026-11-24' FROM k",
	EACH "INSERT INTO complaint(" PLACED ", number, kind, channel, content, answer_due_at,"
	"    solve_due_at) SELECT " PLACE ", 'C-' || n, 'normal', 'phone', 'late', 9e9, 9e9"
	"    FROM k",
	EACH "INSERT INTO survey(" PLACED ", form, from_at, expire_at)"
	"    SELECT " PLACE ", 'survey-visit', 0, 9e9 FROM k",
	EACH "INSERT INTO suggestion(" PLACED ", text) SELECT " PLACE ", 'a chair' FROM k",
	"INSERT INTO gathering(branch_id, day, created_at, name)"
	"    VALUES ((SELECT min(id) FROM branch), '2026-12-05', 0, 'Tea')",
	EACH "INSERT INTO guest(gathering_id, client_id, created_at)"
	"    SELECT (SELECT min(id) FROM gathering), " WHOSE ", " AT " FROM k",
	EACH "INSERT INTO cultivation(" PLACED ", target, measure, owner_id, review_day)"
	"    SELECT " PLACE ", 'key', 'tea', (SELECT min(id) FROM staff), '2026-12-01' FROM k",
	EACH "INSERT INTO reply(" PLACED ", number, text, provider_id, meaning)"
	"    SELECT " PLACE ", '13800000823', 'ok', hex(randomblob(8)), 'yes' FROM k",
	EACH "INSERT INTO escalation(" PLACED ", raised_by, text, due_at, due_day)"
	"    SELECT " PLACE ", (SELECT min(id) FROM staff), 'numb', 9e9, '2026-11-25' FROM k",
};

/* The oracle: time and id of all rows of a kind, of both files. */
static const struct {
	enum timeline_kind kind;
	const char *sql;
} kinds[] = {
	{ TIMELINE_FILE, "SELECT created_at, id FROM client WHERE id IN (1, 2)" },
	{ TIMELINE_ACTION, "SELECT DISTINCT a.at, a.id FROM action a, action_client x"
	    "  WHERE x.action_id = a.id AND x.client_id IN (1, 2) AND a.origin <> 'base'"
	    "    AND a.name NOT IN ('client-add', 'client-note')" },
	{ TIMELINE_NOTE, "SELECT at, id FROM client_note" },
	{ TIMELINE_APPOINTMENT, "SELECT start_at, id FROM appointment" },
	{ TIMELINE_VISIT, "SELECT arrived_at, id FROM visit" },
	{ TIMELINE_CONSULTATION, "SELECT created_at, id FROM consultation" },
	{ TIMELINE_MEASURE, "SELECT at, id FROM measure" },
	{ TIMELINE_PLAN, "SELECT created_at, id FROM plan" },
	{ TIMELINE_AGREEMENT, "SELECT at, id FROM agreement" },
	{ TIMELINE_TREATMENT, "SELECT started_at, id FROM treatment" },
	{ TIMELINE_ADVERSE, "SELECT at, id FROM adverse" },
	{ TIMELINE_ORDER, "SELECT created_at, id FROM client_order" },
	{ TIMELINE_PAYMENT, "SELECT created_at, id FROM payment" },
	{ TIMELINE_CARD, "SELECT created_at, id FROM card" },
	{ TIMELINE_TEST, "SELECT created_at, id FROM test" },
	{ TIMELINE_MESSAGE, "SELECT created_at, id FROM message" },
	{ TIMELINE_INCIDENT, "SELECT at, id FROM incident" },
	{ TIMELINE_REQUEST, "SELECT came_at, id FROM request" },
	{ TIMELINE_CALLBACK, "SELECT done_at, id FROM callback WHERE state = 'done'" },
	{ TIMELINE_COMPLAINT, "SELECT created_at, id FROM complaint" },
	{ TIMELINE_ESCALATION, "SELECT created_at, id FROM escalation" },
	{ TIMELINE_SURVEY, "SELECT created_at, id FROM survey" },
	{ TIMELINE_SUGGESTION, "SELECT created_at, id FROM suggestion" },
	{ TIMELINE_GUEST, "SELECT created_at, id FROM guest" },
	{ TIMELINE_REPLY, "SELECT created_at, id FROM reply" },
	{ TIMELINE_CULTIVATION, "SELECT created_at, id FROM cultivation" },
};
#define NKINDS (sizeof kinds / sizeof *kinds)

struct entry {
	int64_t at, id;
	int kind;
};
struct oracle {
	struct entry v[400];
	size_t n;
};

static void read_kind(sqlite3 *db, size_t k, struct oracle *o)
{
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(db, kinds[k].sql, -1, &q, NULL), SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		assert_true(o->n < sizeof o->v / sizeof *o->v);
		o->v[o->n++] = (struct entry){ sqlite3_column_int64(q, 0),
			sqlite3_column_int64(q, 1), (int)kinds[k].kind };
	}
	sqlite3_finalize(q);
}

/* Newest first; of one second the later kind, then the later row. */
static int by_hand(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;

	if (a->at != b->at)
		return a->at < b->at ? 1 : -1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? 1 : -1;
	return (a->id < b->id) - (a->id > b->id);
}

static void ask_oracle(struct world *w, unsigned set, struct oracle *o)
{
	sqlite3 *db;

	o->n = 0;
	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	for (size_t k = 0; k < NKINDS; k++)
		if (set & TIMELINE_BIT(kinds[k].kind))
			read_kind(db, k, o);
	sqlite3_close(db);
	qsort(o->v, o->n, sizeof *o->v, by_hand);
}

static void compare(struct world *w, unsigned set, int size)
{
	static struct oracle o;
	struct timeline page = { 0 };
	int64_t at = 0, key = 0;
	size_t seen = 0;

	ask_oracle(w, set, &o);
	do {
		must(w, timeline_list_kinds(w->s, 1, set, at, key, size, &page, &w->e));
		for (size_t i = 0; i < page.n; i++, seen++) {
			assert_true(seen < o.n);
			assert_int_equal(page.v[i].kind, o.v[seen].kind);
			assert_int_equal(page.v[i].ref_id, o.v[seen].id);
			assert_int_equal(page.v[i].at, o.v[seen].at);
			at = page.v[i].at;
			key = page.v[i].key;
		}
	} while (page.n == (size_t)size);
	assert_int_equal(seen, o.n);
	timeline_free(&page);
}

static void fill(struct world *w)
{
	struct txn *t;

	shell(w, parents);
	for (size_t i = 0; i < sizeof fills / sizeof *fills; i++)
		shell(w, fills[i]);
	t = begin(w);
	must(w, change_text(w, t, "client", 2, "address", NULL, "here"));
	commit(w, t);
	shell(w, "UPDATE client SET state = 'merged', merged_into = 1 WHERE id = 2");
	assert_int_equal(w->ann, 1);
	assert_int_equal(w->bob, 2);
}

static void all_kinds_in_pages_of_any_size(void **state)
{
	struct world *w = *state;
	static const int sizes[] = { 1, 2, 3, 7, 60, 61, 400 };

	fill(w);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		compare(w, TIMELINE_ALL, sizes[i]);
}

static void each_kind_alone(void **state)
{
	struct world *w = *state;

	fill(w);
	for (size_t k = 0; k < NKINDS; k++)
		for (int size = 1; size < 5; size++)
			compare(w, TIMELINE_BIT(kinds[k].kind), size);
}

static void any_set_of_kinds(void **state)
{
	struct world *w = *state;
	uint32_t random = 1;

	fill(w);
	for (int i = 0; i < 60; i++) {
		random = random * 1664525 + 1013904223;
		compare(w, random >> 8, 1 + i % 11);
	}
}

/* A kind that the table of the test lacks would never be held against anything. */
static void the_oracle_knows_every_kind(void **state)
{
	(void)state;
	assert_int_equal(NKINDS, TIMELINE_KINDS - TIMELINE_FILE);
}

static void a_message_says_who_wrote_it(void **state)
{
	struct world *w = *state;
	struct timeline page = { 0 };

	shell(w, "INSERT INTO message(" PLACED ", template, channel, language, text, due_at, by_id)"
	    " SELECT 1, 1, 1, '2026-11-24', 1795500000, 'own', 'hand', 'zh', 'x', 0, id"
	    " FROM staff ORDER BY id LIMIT 1");
	must(w, timeline_list_kinds(w->s, 1, TIMELINE_BIT(TIMELINE_MESSAGE), 0, 0, 5, &page,
	    &w->e));
	assert_int_equal(page.n, 1);
	assert_int_not_equal(page.v[0].staff_id, 0);
	assert_string_not_equal(page.v[0].staff, "");
	timeline_free(&page);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_kinds_in_pages_of_any_size),
		TEST(each_kind_alone),
		TEST(any_set_of_kinds),
		TEST(a_message_says_who_wrote_it),
		cmocka_unit_test(the_oracle_knows_every_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
