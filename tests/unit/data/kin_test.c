/* Around one client: the family's own files, who sent whom, usual goods, a telephone that rings,
 * and everything that is kept, for whoever asks for it. */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "data/access.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/dossier.h"
#include "data/goods.h"
#include "data/note.h"
#include "data/ring.h"

static void a_family_member_has_a_file_too(void **state)
{
	struct world *w = *state;
	struct dependant child = { .client_id = w->ann, .kind = "family", .name = "小宝",
		.relation = "child", .file_id = w->bob };
	struct dependant self = { .client_id = w->bob, .kind = "family", .name = "Bob",
		.file_id = w->bob };
	struct dependant_list l = { 0 };
	struct txn *t = begin(w);
	int64_t ids[4], id;
	size_t n;

	must(w, dependant_insert(t, &child, &id, &w->e));
	must(w, dependant_insert(t, &self, &id, &w->e));
	commit(w, t);
	must(w, dependant_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.v[0].file_id, w->bob);
	must(w, dependant_list_owners(w->s, w->bob, ids, 4, &n, &w->e));
	assert_int_equal(n, 1); /* a merge may leave a file in its own family: that is no
				 * relation */
	assert_int_equal(ids[0], w->ann);
	dependant_list_free(&l);
	check_plans(w);
}

static void those_whom_a_client_sent(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct client c = { .branch_id = 1, .day = (char[]){ HELP_DAY }, .name = (char[]){ "Cy" },
		.referrer_id = w->ann };
	int64_t ids[4], cy;
	size_t n;

	must(w, client_insert(t, &c, &cy, &w->e));
	commit(w, t);
	must(w, client_list_referred(w->s, w->ann, ids, 4, &n, &w->e));
	assert_int_equal(n, 1);
	assert_int_equal(ids[0], cy);
	t = begin(w);
	must(w, client_set_merged(t, cy, w->bob, &w->e));
	commit(w, t);
	must(w, client_list_referred(w->s, w->ann, ids, 4, &n, &w->e));
	assert_int_equal(n, 0);
	check_plans(w);
}

static void add_goods(struct world *w, struct txn *t, const char *columns, const char *values)
{
	char text[300];

	snprintf(text, sizeof text,
	    "INSERT INTO client_goods(client_id, created_at, %s) VALUES (%lld, 1, %s)", columns,
	    (long long)w->ann, values);
	sql(t, text);
}

/* The day that was said, else the day on which the last purchase is used up; no day comes last. */
static void goods_are_due_in_order(void **state)
{
	struct world *w = *state;
	struct goods_list l = { 0 };
	struct txn *t = begin(w);

	add_goods(w, t, "name", "'gift tea'");
	add_goods(w, t, "name, bought, lasts_days, amount", "'vitamin', '2026-11-01', 30, 2.5");
	add_goods(
	    w, t, "name, bought, lasts_days, next", "'cream', '2026-11-01', 90, '2026-11-20'");
	add_goods(w, t, "name, state", "'given up', 'retired'");
	commit(w, t);
	must(w, goods_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_string_equal(l.v[0].name, "cream");
	assert_string_equal(l.v[0].due, "2026-11-20");
	assert_string_equal(l.v[1].name, "vitamin");
	assert_string_equal(l.v[1].due, "2026-12-01");
	assert_true(l.v[1].amount > 2.4 && l.v[1].amount < 2.6);
	assert_string_equal(l.v[2].name, "gift tea");
	assert_string_equal(l.v[2].due, "");
	goods_list_free(&l);
	check_plans(w);
}

static void ring(struct world *w, const char *number)
{
	struct txn *t;

	must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
	must(w, ring_set(t, number, &w->e));
	must(w, ephemeral_commit(t, &w->e));
}

static void a_ring_lasts_two_minutes_and_tells_the_screens(void **state)
{
	struct world *w = *state;
	struct ring_list l = { 0 };
	struct store *other = open_again(w);
	int64_t now = clock_now();

	store_poll(other);
	ring(w, "13800000823");
	ring(w, "13800000823"); /* the exchange rings once a second */
	assert_int_equal(store_poll(other) & AREA_JOBS, AREA_JOBS);
	must(w, ring_list(w->s, w->me.branch_id, now, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].number, "13800000823");
	must(w, ring_list(w->s, w->me.branch_id + 1, now, &l, &w->e));
	assert_int_equal(l.n, 0); /* another house's telephone */
	must(w, ring_list(w->s, w->me.branch_id, now + RING_SECONDS + 1, &l, &w->e));
	assert_int_equal(l.n, 0);
	ring_list_free(&l);
	store_close(other);
	check_plans(w);
}

struct found {
	char tables[600];
	int rows;
	bool others;
	int64_t client;
};

static bool note_row(void *ctx, const struct table_def *t, const struct value *row)
{
	struct found *f = ctx;
	int column = catalog_column_index(t, "client_id");

	f->rows++;
	if (!strstr(f->tables, t->name))
		snprintf(f->tables + strlen(f->tables), sizeof f->tables - strlen(f->tables), " %s",
		    t->name);
	if (column >= 0 && row[column].i != f->client)
		f->others = true;
	return true;
}

static void everything_about_one_and_nothing_of_another(void **state)
{
	struct world *w = *state;
	struct found f = { .client = w->ann };
	struct txn *t = begin(w);
	int64_t id;

	must(w, note_insert(t, w->ann, HELP_DAY, HELP_NOW, "tea", &id, &w->e));
	must(w, note_insert(t, w->bob, HELP_DAY, HELP_NOW, "coffee", &id, &w->e));
	add_goods(w, t, "name", "'cream'");
	add_appointment(w, t, w->ann, w->room, 2);
	add_appointment(w, t, w->bob, w->laser, 2);
	commit(w, t);
	must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
	must(w, access_insert(t, w->ann, "phone", NULL, &w->e));
	must(w, ephemeral_commit(t, &w->e));
	for (size_t i = 0; i < catalog_size; i++)
		if (dossier_has(&catalog[i]))
			must(w, dossier_each(w->s, &catalog[i], w->ann, note_row, &f, &w->e));
	assert_false(f.others);
	assert_string_equal(f.tables,
	    " client client_goods client_note appointment appointment_resource access");
	check_plans(w);
}

/* Whatever a later table is called: as soon as its path is known, it is handed out. */
static void every_table_of_a_client_is_in_it(void **state)
{
	struct world *w = *state;
	int n = 0;

	for (size_t i = 0; i < catalog_size; i++) {
		struct found f = { .client = w->ann };

		if (!dossier_has(&catalog[i]))
			continue;
		assert_true(catalog[i].cls == TABLE_RECORDED || !strcmp(catalog[i].name, "access"));
		must(w, dossier_each(w->s, &catalog[i], 0, note_row, &f, &w->e));
		assert_int_equal(f.rows, 0);
		n++;
	}
	assert_true(n >= 11);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		T(a_family_member_has_a_file_too),
		T(those_whom_a_client_sent),
		T(goods_are_due_in_order),
		T(a_ring_lasts_two_minutes_and_tells_the_screens),
		T(everything_about_one_and_nothing_of_another),
		T(every_table_of_a_client_is_in_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
