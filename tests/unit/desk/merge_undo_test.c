/* Two files with hundreds of rows of every kind are merged and taken apart again: every byte of
 * every recorded table is what it was, and what others did meanwhile is kept or named. */
#include "desk_help.h"
#include "oracle.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/catalog.h"
#include "data/record.h"
#include "desk/intake.h"
#include "desk/merge.h"
#include "desk/undo.h"

#define ROWS_AT_LEAST 300
#define DAY "'" HELP_DAY "'"

/* Rows of a file :c; SQL is run for :i = 1 .. N. :other is a third client, :first the first
 * appointment of :c. */
static const struct fill {
	int n;
	const char *sql;
} fills[] = {
	{ 9, "INSERT INTO client_phone(client_id, relation, number, name, note, rev) VALUES (:c,"
	     " CASE :i WHEN 1 THEN 'driver' ELSE 'mother' END,"
	     " printf('135%08d', :c * 1000 + :i), '王 ' || :i, 'evenings', 1)" },
	{ 6, "INSERT INTO dependant(client_id, created_at, kind, name, rev) VALUES (:c, :now,"
	     " CASE :i % 2 WHEN 0 THEN 'pet' ELSE 'family' END, '小宝' || :c || '-' || :i, 1)" },
	/* A family member of somebody else who has this file. */
	{ 1, "INSERT INTO dependant(client_id, created_at, kind, name, file_id, rev)"
	     " VALUES (:other, :now, 'family', 'son', :c, 1)" },
	{ 1, "UPDATE client SET referrer_id = :c, rev = 1 WHERE id = :other" },
	{ 4, "INSERT INTO client_flag(client_id, kind, text, since, state, rev) VALUES (:c,"
	     " CASE :i WHEN 1 THEN 'allergy' WHEN 2 THEN 'key' WHEN 3 THEN 'illness'"
	     " ELSE 'own' || :c END, 'said ' || :c || '.' || :i, " DAY ","
	     " CASE :i WHEN 3 THEN 'retired' ELSE 'on' END, 1)" },
	{ 5, "INSERT INTO client_goods(client_id, created_at, name, amount, unit, rev)"
	     " VALUES (:c, :now, 'cream ' || :i, 1.5 * :i, 'box', 1)" },
	{ 60, "INSERT INTO client_note(client_id, day, at, staff_id, text, rev) VALUES (:c,"
	      " " DAY ", :now - :i * 86400, :staff,"
	      " replace(hex(zeroblob(:i)), '00', '喜欢茶 '), 1)" },
	/* Somebody must still be called about a new time. */
	{ 1, "INSERT INTO client_todo(branch_id, client_id, day, created_at, kind, other_id, why,"
	     " rev) VALUES (:branch, :c, " DAY ", :now, 'rebook', 900 + :c, 'noshow', 1)" },
	{ 3, "INSERT INTO client_todo(branch_id, client_id, day, created_at, kind, other_id, why,"
	     " state, rev) VALUES (:branch, :c, " DAY ", :now, 'duplicate', 100 + :i, 'phone',"
	     " CASE :i WHEN 1 THEN 'dismissed' ELSE 'open' END, 1)" },
	{ 1, "INSERT OR IGNORE INTO form_text(hash, form, text) VALUES ('00ff', 'client', '-')" },
	{ 3, "INSERT INTO sheet(client_id, created_at, form, form_hash, rev) VALUES (:c, :now,"
	     " 'client', '00ff', 1)" },
	{ 5, "INSERT INTO answer(sheet_id, field, seq, code, text, number, unit) SELECT id,"
	     " 'field' || :i, 1, 'green', '绿茶', :i / 3.0, 'cup' FROM sheet"
	     " WHERE client_id = :c" },
	/* One a day, at an hour of the file's own: two of one person never meet. */
	{ 30, "INSERT INTO appointment(branch_id, client_id, dependant_id, day, created_at,"
	      " service_id, start_at, end_at, state, live, rev) VALUES (:branch, :c, CASE :i % 3"
	      " WHEN 0 THEN (SELECT max(id) FROM dependant WHERE client_id = :c) END,"
	      " date(" DAY ", (:i - 15) || ' days'), :now, :service,"
	      " :now + (:i - 15) * 86400 + :c * 3600, :now + (:i - 15) * 86400 + :c * 3600 + 1800,"
	      " CASE WHEN :i < 14 THEN 'done' WHEN :i < 15 THEN 'noshow' ELSE 'booked' END,"
	      " :i >= 15, 1)" },
	{ 1, "INSERT INTO appointment_resource(appointment_id, resource_id, start_at, end_at,"
	     " active) SELECT id, :room, start_at, end_at, live FROM appointment"
	     " WHERE client_id = :c" },
	{ 3, "INSERT INTO request(branch_id, client_id, day, created_at, came_at, channel, text,"
	     " rev) VALUES (:branch, :c, " DAY ", :now, :now, 'web', 'Friday', 1)" },
	{ 2, "INSERT INTO waiter(branch_id, client_id, dependant_id, day, created_at, service_id,"
	     " rev) VALUES (:branch, :c, (SELECT min(id) FROM dependant WHERE client_id = :c),"
	     " " DAY ", :now, :service, 1)" },
	{ 12, "INSERT INTO payment(branch_id, client_id, day, created_at, appointment_id, kind,"
	      " method, amount, reverses, rev) VALUES (:branch, :c, " DAY ", :now, :first, CASE :i"
	      " WHEN 12 THEN 'refund' ELSE 'due' END, 'cash', CASE :i WHEN 12 THEN -100 ELSE 100"
	      " END, CASE :i WHEN 12 THEN (SELECT max(id) FROM payment WHERE client_id = :c) END,"
	      " 1)" },
	{ 2, "INSERT INTO client_order(branch_id, client_id, dependant_id, day, created_at, number,"
	     " kind, rev) VALUES (:branch, :c, (SELECT min(id) FROM dependant WHERE client_id ="
	     " :c), " DAY ", :now, 'O-' || :c || :i, 'other', 1)" },
	{ 1, "INSERT INTO order_line(order_id, line, text, quantity, price, rev) SELECT id, 1,"
	     " 'massage', 2, 5000, 1 FROM client_order WHERE client_id = :c" },
	{ 3, "INSERT INTO payment(branch_id, client_id, day, created_at, order_id, kind, method,"
	     " amount, rev) VALUES (:branch, :c, " DAY ", :now, (SELECT min(id) FROM client_order"
	     " WHERE client_id = :c), 'due', 'card', 1000 * :i, 1)" },
	{ 2, "INSERT INTO card(branch_id, client_id, day, created_at, number, kind, name, rev)"
	     " VALUES (:branch, :c, " DAY ", :now, 'C-' || :c || :i, 'value', 'gold', 1)" },
	{ 1, "INSERT INTO card_move(card_id, day, at, kind, amount, rev) SELECT id, " DAY ", :now,"
	     " 'load', 50000, 1 FROM card WHERE client_id = :c" },
	{ 8, "INSERT INTO message(branch_id, client_id, day, created_at, template, channel,"
	     " language, text, due_at, state, rev) VALUES (:branch, :c, " DAY ", :now, 'reminder',"
	     " 'sms', 'zh', '明天见', :now, 'delivered', 1)" },
	{ 13, "INSERT INTO visit(branch_id, client_id, day, created_at, appointment_id, arrived_at,"
	      " number, zone, identity, place, state, since_at, outcome, left_at, rev) VALUES"
	      " (:branch, :c, date(" DAY ", -:i || ' days'), :now, :first, :now, 'A' || :c || :i,"
	      " 'booked', 'known', :i, 'left', :now, 'treated', :now, 1)" },
	{ 1, "INSERT INTO visit_event(visit_id, at, staff_id, what, rev) SELECT id, :now, :staff,"
	     " 'arrived', 1 FROM visit WHERE client_id = :c" },
	{ 1, "INSERT INTO companion(visit_id, name, rev) SELECT id, '妈妈', 1 FROM visit"
	     " WHERE client_id = :c" },
	{ 1, "INSERT INTO appointment_event(appointment_id, at, staff_id, what, start_at, end_at,"
	     " rev) SELECT id, :now, :staff, 'booked', start_at, end_at, 1 FROM appointment"
	     " WHERE client_id = :c" },
	{ 2, "INSERT INTO incident(branch_id, client_id, day, created_at, at, what, rev) VALUES"
	     " (:branch, :c, " DAY ", :now, :now, 'fell', 1)" },
	{ 2, "INSERT INTO attachment(branch_id, client_id, day, created_at, kind, path, hash,"
	     " bytes, rev) VALUES (:branch, :c, " DAY ", :now, 'consent', '/scans/' || :c,"
	     " printf('%064d', :i), 100, 1)" },
	{ 2, "INSERT INTO consultation(branch_id, client_id, dependant_id, day, created_at,"
	     " service_id, sheet_id, rev) VALUES (:branch, :c, (SELECT min(id) FROM dependant WHERE"
	     " client_id = :c), " DAY ", :now, :service, (SELECT min(id) FROM sheet WHERE"
	     " client_id = :c), 1)" },
	{ 1, "INSERT INTO attendance(consultation_id, role, staff_id, at, rev) SELECT id, 'expert',"
	     " :staff, :now, 1 FROM consultation WHERE client_id = :c" },
	{ 9, "INSERT INTO measure(branch_id, client_id, day, created_at, indicator_id, at, value,"
	     " source, rev) SELECT :branch, :c, " DAY ", :now, id, :now - :i * 86400, 36.6 + :i,"
	     " 'here', 1 FROM indicator WHERE code = 'temp'" },
	/* Of one indicator both have a band, of another each alone. */
	{ 1, "INSERT INTO target(client_id, indicator_id, high, rev) SELECT :c, id, 120 + :c, 1"
	     " FROM indicator WHERE code = 'sys' OR id = 3 + :c" },
	{ 2, "INSERT INTO habit(client_id, day, created_at, name, instead, rev) VALUES (:c,"
	     " " DAY ", :now, 'coffee', 'green tea', 1)" },
	{ 2, "INSERT INTO plan(branch_id, client_id, dependant_id, day, created_at, number, name,"
	     " consultation_id, rev) VALUES (:branch, :c, (SELECT min(id) FROM dependant WHERE"
	     " client_id = :c), " DAY ", :now, 'P-' || :c || :i, 'skin', (SELECT min(id) FROM"
	     " consultation WHERE client_id = :c), 1)" },
	{ 1, "INSERT INTO plan_session(plan_id, number, line, service_id, price, rev) SELECT id, 1,"
	     " 1, :service, 5000, 1 FROM plan WHERE client_id = :c" },
	{ 2, "INSERT INTO treatment(branch_id, client_id, day, created_at, plan_id, service_id,"
	     " form_hash, room_id, started_at, rev) VALUES (:branch, :c, " DAY ", :now, (SELECT"
	     " min(id) FROM plan WHERE client_id = :c), :service, '00ff', :room, :now, 1)" },
	{ 1, "INSERT INTO adverse(branch_id, client_id, treatment_id, day, created_at, at, sign,"
	     " rev) VALUES (:branch, :c, (SELECT min(id) FROM treatment WHERE client_id = :c),"
	     " " DAY ", :now, :now, 'redness', 1)" },
	{ 4, "INSERT INTO agreement(branch_id, client_id, day, created_at, kind, plan_id,"
	     " treatment_id, answer, at, rev) VALUES (:branch, :c, " DAY ", :now, 'consent',"
	     " (SELECT min(id) FROM plan WHERE client_id = :c), (SELECT min(id) FROM treatment"
	     " WHERE client_id = :c), 'yes', :now, 1)" },
	{ 1, "INSERT OR IGNORE INTO test_type(created_at, code, name, price, rev) VALUES (:now,"
	     " 'gut', 'gut flora', 90000, 1)" },
	{ 2, "INSERT INTO test(branch_id, client_id, day, created_at, number, line_id,"
	     " test_type_id, stage_at, report_id, rev) VALUES (:branch, :c, " DAY ", :now,"
	     " 'T-' || :c || :i, (SELECT min(l.id) FROM order_line l JOIN client_order o ON o.id ="
	     " l.order_id WHERE o.client_id = :c), (SELECT min(id) FROM test_type), :now, (SELECT"
	     " min(id) FROM attachment WHERE client_id = :c), 1)" },
	{ 3, "INSERT INTO callback(branch_id, client_id, dependant_id, day, created_at, rule,"
	     " event, event_at, source, role, channel, from_at, due_at, due_day, expire_at,"
	     " rev) VALUES (:branch, :c, (SELECT min(id) FROM dependant WHERE client_id ="
	     " :c), " DAY ", :now, 'treat-d3', 'treated', :now, 'treatment', 'service',"
	     " 'call', :now, :now, " DAY ", :now + 86400, 1)" },
	{ 1, "INSERT INTO callback_step(callback_id, day, created_at, kind, result, rev) SELECT id,"
	     " " DAY ", :now, 'call', 'no-answer', 1 FROM callback WHERE client_id = :c" },
	{ 2, "INSERT INTO complaint(branch_id, client_id, day, created_at, number, kind, channel,"
	     " content, answer_due_at, solve_due_at, rev) VALUES (:branch, :c, " DAY ", :now,"
	     " 'C-' || :c || :i, 'normal', 'phone', 'waited long', :now, :now, 1)" },
	{ 1, "INSERT INTO escalation(branch_id, client_id, day, created_at, complaint_id,"
	     " raised_by, text, due_at, due_day, rev) VALUES (:branch, :c, " DAY ", :now,"
	     " (SELECT min(id) FROM complaint WHERE client_id = :c), :staff, 'numb', :now,"
	     " " DAY ", 1)" },
	{ 2, "INSERT INTO survey(branch_id, client_id, day, created_at, form, from_at, expire_at,"
	     " rev) VALUES (:branch, :c, " DAY ", :now, 'survey-visit', :now, :now, 1)" },
	{ 1, "INSERT INTO suggestion(branch_id, client_id, day, created_at, text, rev) VALUES"
	     " (:branch, :c, " DAY ", :now, 'longer hours', 1)" },
	{ 1, "INSERT INTO gathering(branch_id, day, created_at, name, rev) VALUES (:branch,"
	     " " DAY ", :now, 'tea for ' || :c, 1)" },
	{ 1, "INSERT INTO guest(gathering_id, client_id, created_at, rev) SELECT max(id), :c, :now,"
	     " 1 FROM gathering" },
	{ 1, "INSERT INTO cultivation(branch_id, client_id, day, created_at, target, measure,"
	     " owner_id, review_day, rev) SELECT :branch, :c, " DAY ", :now, 'key', 'x', min(id), "
	     DAY ", 1 FROM staff" },
	{ 1, "INSERT INTO client_override(client_id, created_at, staff_id, kind, value, why, rev)"
	     " VALUES (:c, :now, :staff, 'segment', 'vip', 'knows the owner', 1)" },
	{ 2, "INSERT INTO reply(branch_id, client_id, day, created_at, number, text, provider_id,"
	     " meaning, rev) VALUES (:branch, :c, " DAY ", :now, '13800000823', 'ok', 'p-' || :c ||"
	     " '-' || :i, 'yes', 1)" },
};

static void bind(sqlite3_stmt *q, const char *name, int64_t n)
{
	int at = sqlite3_bind_parameter_index(q, name);

	if (at)
		assert_int_equal(sqlite3_bind_int64(q, at, n), SQLITE_OK);
}

static int64_t first_visit(struct oracle *o, int64_t client)
{
	char sql[100];

	text_fmt(sql, sizeof sql, "SELECT ifnull(min(id), 0) FROM appointment"
	    " WHERE client_id = %lld", (long long)client);
	return oracle_number(o, sql);
}

static void run_fill(struct desk_world *w, struct oracle *o, const struct fill *f, int64_t client)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(o->db, f->sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", f->sql, sqlite3_errmsg(o->db));
	bind(q, ":c", client);
	bind(q, ":other", w->bob);
	bind(q, ":branch", w->ja);
	bind(q, ":staff", w->wf);
	bind(q, ":room", w->r1);
	bind(q, ":service", w->consult);
	bind(q, ":now", HELP_NOW);
	bind(q, ":first", first_visit(o, client));
	for (int i = 1; i <= f->n; i++) {
		bind(q, ":i", i);
		if (sqlite3_step(q) != SQLITE_DONE)
			fail_msg("%s: %s", f->sql, sqlite3_errmsg(o->db));
		sqlite3_reset(q);
	}
	sqlite3_finalize(q);
}

static void fill(struct desk_world *w, struct oracle *o, int64_t client)
{
	oracle_exec(o, "BEGIN IMMEDIATE");
	for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++)
		run_fill(w, o, &fills[i], client);
	oracle_exec(o, "COMMIT");
}

/* Ann's file and Cid's, full; the manager and the administrator are at the desk. */
static void two_full_files(struct desk_world *w, struct oracle *o)
{
	oracle_open(o, w->path);
	fill(w, o, w->ann);
	fill(w, o, w->cid);
	act_as(w, w->wl, w->admin);
}

/* ---- counting ---- */

/* Every recorded column that points to a client and that a merge must carry over. */
static bool is_pointer(const struct table_def *t, const struct column_def *c)
{
	return t->cls == TABLE_RECORDED && c->flags & COL_CLIENT &&
	    strcmp(c->name, "merged_into") != 0 && strcmp(t->name, "client_todo") != 0;
}

static int64_t rows_of(struct oracle *o, const struct table_def *t, const struct column_def *c,
    int64_t client)
{
	char sql[200];

	text_fmt(sql, sizeof sql, "SELECT count(*) FROM %s WHERE %s = %lld", t->name, c->name,
	    (long long)client);
	return oracle_number(o, sql);
}

enum { POINTERS_MAX = 64 };
struct counts {
	int64_t keep[POINTERS_MAX], gone[POINTERS_MAX];
	int n;
	int64_t all;
};

static void count_rows(struct desk_world *w, struct oracle *o, struct counts *out)
{
	out->n = 0;
	out->all = 0;
	for (size_t i = 0; i < catalog_size; i++)
		for (size_t k = 0; k < catalog[i].ncolumns; k++) {
			const struct column_def *c = &catalog[i].columns[k];

			if (!is_pointer(&catalog[i], c))
				continue;
			assert_true(out->n < POINTERS_MAX);
			out->keep[out->n] = rows_of(o, &catalog[i], c, w->ann);
			out->gone[out->n] = rows_of(o, &catalog[i], c, w->cid);
			if (!out->gone[out->n])
				fail_msg("no row of the file that goes in %s.%s: fill it above",
				    catalog[i].name, c->name);
			out->all += out->keep[out->n] + out->gone[out->n];
			out->n++;
		}
}

/* All rows of the file that went are the other's now, and none is lost. */
static void all_moved(struct desk_world *w, struct oracle *o, const struct counts *before)
{
	int n = 0;

	for (size_t i = 0; i < catalog_size; i++)
		for (size_t k = 0; k < catalog[i].ncolumns; k++) {
			const struct table_def *t = &catalog[i];
			const struct column_def *c = &t->columns[k];

			if (!is_pointer(t, c))
				continue;
			if (rows_of(o, t, c, w->cid))
				fail_msg("left behind: %s.%s", t->name, c->name);
			/* A band for an indicator that has one is not needed. */
			assert_int_equal(rows_of(o, t, c, w->ann), before->keep[n] +
			    before->gone[n] - !strcmp(t->name, "target"));
			n++;
		}
}

static void sound(struct oracle *o)
{
	assert_int_equal(oracle_violations(o), 0);
	assert_int_equal(oracle_derived_wrong(o), 0);
}

/* ---- tests ---- */

static void what_was_merged_comes_apart_byte_for_byte(void **state)
{
	struct desk_world *w = *state;
	struct oracle o;
	struct oracle_dump before, merged, apart, again;
	struct counts counts;
	int64_t action, undone, redone;

	two_full_files(w, &o);
	oracle_dump(&o, &before);
	count_rows(w, &o, &counts);
	assert_true(counts.all >= ROWS_AT_LEAST);
	must(w, merge_files(&w->d, w->ann, w->cid, NULL, 0, &action, &w->e));
	all_moved(w, &o, &counts);
	assert_int_equal(oracle_number(&o, "SELECT count(*) FROM client_todo WHERE kind = 'rebook'"
	    " AND state = 'open'"), 2);
	sound(&o);
	oracle_dump(&o, &merged);
	must(w, undo_action(&w->d, action, false, NULL, &undone, &w->e));
	oracle_dump(&o, &apart);
	assert_true(oracle_dump_equal(&before, &apart));
	sound(&o);
	/* And together again: every byte as the first time. */
	must(w, undo_action(&w->d, undone, false, NULL, &redone, &w->e));
	oracle_dump(&o, &again);
	assert_true(oracle_dump_equal(&merged, &again));
	sound(&o);
	oracle_dump_free(&before);
	oracle_dump_free(&merged);
	oracle_dump_free(&apart);
	oracle_dump_free(&again);
	oracle_close(&o);
}

/* Both are found as before: by the telephones of each, by family members of each. */
static void both_are_found_as_before(void **state)
{
	struct desk_world *w = *state;
	struct oracle o;
	char sql[] = "SELECT group_concat(term || client_id) FROM (SELECT * FROM client_term"
	    " ORDER BY term, client_id)", *before = mem_alloc(1 << 20), *after = mem_alloc(1 << 20);
	int64_t action, undone;

	two_full_files(w, &o);
	/* The rows came past the program: once there and back, and their terms are there too. */
	must(w, merge_files(&w->d, w->ann, w->cid, NULL, 0, &action, &w->e));
	must(w, undo_action(&w->d, action, false, NULL, &undone, &w->e));
	text_of(w, sql, before, 1 << 20);
	must(w, merge_files(&w->d, w->ann, w->cid, NULL, 0, &action, &w->e));
	assert_string_not_equal(text_of(w, sql, after, 1 << 20), before);
	must(w, undo_action(&w->d, action, false, NULL, &undone, &w->e));
	assert_string_equal(text_of(w, sql, after, 1 << 20), before);
	mem_free(before);
	mem_free(after);
	oracle_close(&o);
}

/* ---- others at work meanwhile ---- */

static void change(struct desk_world *w, const char *table, int64_t id, const char *column,
    const char *text)
{
	struct action_head head = { .name = "client-edit" };
	struct conflict_list none = { 0 };
	struct change set = { .column = column };
	struct record now;
	struct txn *t;

	must(w, record_load(w->s, table, id, &now, &w->e));
	value_copy(&set.base, record_get(&now, column));
	value_set_text(&set.value, text);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, table, id, &set, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&set.base);
	value_free(&set.value);
	record_free(&now);
}

static int64_t one(struct desk_world *w, const char *table)
{
	return number(w, "SELECT max(id) FROM %s WHERE client_id = %lld", table, (long long)w->cid);
}

/* How many rows differ; the single one that does goes to *FIRST (owned by DIFF). */
static size_t differ(const struct oracle_dump *a, const struct oracle_dump *b,
    struct oracle_diff *diff)
{
	oracle_diff(a, b, diff);
	return diff->n;
}

/* Another column of a row that moved: the row goes home and keeps what was written meanwhile. */
static void anothers_column_stays(void **state)
{
	struct desk_world *w = *state;
	struct oracle o;
	struct oracle_dump before, apart;
	struct oracle_diff diff = { 0 };
	int64_t action, undone, phone;

	two_full_files(w, &o);
	phone = one(w, "client_phone");
	oracle_dump(&o, &before);
	must(w, merge_files(&w->d, w->ann, w->cid, NULL, 0, &action, &w->e));
	act_as(w, w->wf, 0);
	change(w, "client_phone", phone, "note", "not before noon");
	act_as(w, w->wl, w->admin);
	must(w, undo_action(&w->d, action, false, NULL, &undone, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client_phone WHERE id = %lld"
	    " AND client_id = %lld AND note = 'not before noon' AND rev = %lld", (long long)phone,
	    (long long)w->cid, (long long)undone), 1);
	oracle_dump(&o, &apart);
	assert_int_equal(differ(&before, &apart, &diff), 1);
	assert_string_equal(catalog[diff.v[0].table].name, "client_phone");
	sound(&o);
	oracle_diff_free(&diff);
	oracle_dump_free(&before);
	oracle_dump_free(&apart);
	oracle_close(&o);
}

/* A booking of the file that went, put off by another meanwhile: it goes home with its new hour. */
static void a_moved_booking_keeps_its_new_hour(void **state)
{
	struct desk_world *w = *state;
	struct oracle o;
	int64_t action, undone, id, start;

	two_full_files(w, &o);
	id = one(w, "appointment");
	start = number(w, "SELECT start_at FROM appointment WHERE id = %lld", (long long)id) + 3600;
	must(w, merge_files(&w->d, w->ann, w->cid, NULL, 0, &action, &w->e));
	act_as(w, w->wf, 0);
	must(w, booking_move(&w->d, &(struct booking_move){ .id = id, .start_at = start,
	    .end_at = start + 1800 }, 1, NULL, &w->e));
	act_as(w, w->wl, w->admin);
	must(w, undo_action(&w->d, action, false, NULL, &undone, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE id = %lld AND"
	    " client_id = %lld AND start_at = %lld", (long long)id, (long long)w->cid,
	    (long long)start), 1);
	sound(&o);
	oracle_close(&o);
}

/* What the merge itself had written and another has written over: nothing goes back, and the
 * sentence names who it was. */
static void the_same_column_is_refused(void **state)
{
	struct desk_world *w = *state;
	struct merge_choice name = { .column = "name" };
	struct oracle o;
	struct oracle_dump before, after;
	int64_t action, undone;

	two_full_files(w, &o);
	must(w, merge_files(&w->d, w->ann, w->cid, &name, 1, &action, &w->e));
	act_as(w, w->wf, 0);
	change(w, "client", w->ann, "name", "陈小雨");
	act_as(w, w->wl, w->admin);
	oracle_dump(&o, &before);
	refused(w, undo_action(&w->d, action, false, NULL, &undone, &w->e), ERR_CONFLICT,
	    "Not undone. 王芳 changed");
	oracle_dump(&o, &after);
	assert_true(oracle_dump_equal(&before, &after));
	oracle_dump_free(&before);
	oracle_dump_free(&after);
	oracle_close(&o);
}

/* Merged on into a third file: whose rows they are was changed again, the later one goes first. */
static void merges_come_apart_from_the_last(void **state)
{
	struct desk_world *w = *state;
	struct oracle o;
	struct oracle_dump before, after;
	int64_t first, second, undone;

	two_full_files(w, &o);
	oracle_dump(&o, &before);
	must(w, merge_files(&w->d, w->ann, w->cid, NULL, 0, &first, &w->e));
	must(w, merge_files(&w->d, w->bob, w->ann, NULL, 0, &second, &w->e));
	refused(w, undo_action(&w->d, first, false, NULL, &undone, &w->e), ERR_CONFLICT,
	    "Not undone. ");
	must(w, undo_action(&w->d, second, false, NULL, &undone, &w->e));
	must(w, undo_action(&w->d, first, false, NULL, &undone, &w->e));
	oracle_dump(&o, &after);
	assert_true(oracle_dump_equal(&before, &after));
	sound(&o);
	oracle_dump_free(&before);
	oracle_dump_free(&after);
	oracle_close(&o);
}

/* What came to the file that stayed while they were one stays there. */
static void what_came_meanwhile_stays_where_it_came(void **state)
{
	struct desk_world *w = *state;
	struct oracle o;
	int64_t action, undone;

	two_full_files(w, &o);
	must(w, merge_files(&w->d, w->ann, w->cid, NULL, 0, &action, &w->e));
	act_as(w, w->wf, 0);
	must(w, intake_note(&w->d, w->ann, "came while they were one", &w->e));
	act_as(w, w->wl, w->admin);
	must(w, undo_action(&w->d, action, false, NULL, &undone, &w->e));
	assert_int_equal(number(w, "SELECT client_id FROM client_note"
	    " WHERE text LIKE 'came while%%'"), w->ann);
	sound(&o);
	oracle_close(&o);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(what_was_merged_comes_apart_byte_for_byte),
		T(both_are_found_as_before),
		T(anothers_column_stays),
		T(a_moved_booking_keeps_its_new_hour),
		T(the_same_column_is_refused),
		T(merges_come_apart_from_the_last),
		T(what_came_meanwhile_stays_where_it_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
