/*
 * Finding clients in files of growing size: search_find and the rows that the list shows of what
 * was found, kind by kind of what people type. Beside it LIKE on the same file, as programs without
 * an index of terms would search. Then what keeping the index costs.
 * p50 is of the clock on the wall. So is the p99 of the table, but on a shared machine it measures
 * the neighbours (a turn of theirs is 4 ms): the target is held against the p99 of processor time,
 * the kernel's included, which stands in the table beside it.
 *
 *   search_bench FILE.db ...   smallest first; only derived rows are written, as they were
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/client.h"
#include "data/ephemeral.h"
#include "data/search.h"
#include "data/store.h"
#include "figures.h"
#include "queries.h"

#define FILES 4
#define PER_KIND 200
#define PASSES 3                /* of each query the median: no scheduler's hiccup counts */
#define ROWS 20                 /* what a screen of 24 lines shows */
#define LIKE_QUERIES 15
#define INDEXED 300

struct file {
	const char *path;
	struct store *store;
	struct query_set set[QUERY_SETS];
	struct samples took[QUERY_SETS], cpu[QUERY_SETS];
	struct samples full[QUERY_SETS], full_cpu[QUERY_SETS], like[QUERY_SETS];
	long found[QUERY_SETS];
	struct samples index, commit;
};

static const char *today_text(void)
{
	static char text[DAY_TEXT];

	return day_format(day_of(2026, 11, 24), text);
}

/* ---- searching ---- */

struct cost {
	int64_t wall, cpu;
};

static struct cost search_once(struct file *f, const char *typed, int rows, size_t *found)
{
	static struct client_card_list cards;
	struct search_result hits;
	struct err e = ERR_INIT;
	struct cost from = { bench_now(), bench_cpu() };
	int64_t ids[64];

	bench_must(search_find(f->store, typed, today_text(), rows, &hits, &e) == OK, e.text);
	for (size_t i = 0; i < hits.n; i++)
		ids[i] = hits.v[i].client_id;
	bench_must(client_cards(f->store, ids, hits.n, 1795500000, &cards, &e) == OK, e.text);
	*found = hits.n;
	return (struct cost){ bench_now() - from.wall, bench_cpu() - from.cpu };
}

/* One pass over all kinds in turn, so that no kind has the memory for itself. */
static void search_pass(struct file *f, size_t i, struct cost took[QUERY_SETS][PASSES], int pass,
    int rows)
{
	for (int k = 0; k < QUERY_SETS; k++) {
		size_t found;

		if (i >= f->set[k].n)
			continue;
		took[k][pass] = search_once(f, f->set[k].v[i], rows, &found);
		if (pass == 0 && rows == ROWS)
			f->found[k] += (long)found;
	}
}

static struct cost middle(const struct cost v[PASSES])
{
	struct samples wall = { 0 }, cpu = { 0 };
	struct cost m;

	for (int i = 0; i < PASSES; i++) {
		samples_add(&wall, v[i].wall);
		samples_add(&cpu, v[i].cpu);
	}
	m = (struct cost){ samples_median(&wall), samples_median(&cpu) };
	samples_free(&wall);
	samples_free(&cpu);
	return m;
}

static void search_all(struct file *f, int rows, struct samples out[QUERY_SETS],
    struct samples cpu[QUERY_SETS])
{
	for (size_t i = 0; i < PER_KIND; i++) {
		struct cost took[QUERY_SETS][PASSES];

		for (int pass = 0; pass < PASSES; pass++)
			search_pass(f, i, took, pass, rows);
		for (int k = 0; k < QUERY_SETS; k++) {
			struct cost m;

			if (i >= f->set[k].n)
				continue;
			m = middle(took[k]);
			samples_add(&out[k], m.wall);
			samples_add(&cpu[k], m.cpu);
		}
	}
}

/* ---- the peer ---- */

static int64_t like_once(sqlite3 *db, const char *column, const char *typed)
{
	char sql[256], text[QUERY_TEXT + 2];
	sqlite3_stmt *q;
	int64_t from;

	snprintf(sql, sizeof sql, "SELECT %s, %s FROM %s WHERE %s LIKE ? LIMIT %d",
	    strcmp(column, "number") ? "id" : "client_id", column,
	    strcmp(column, "number") ? "client" : "client_phone", column, ROWS);
	snprintf(text, sizeof text, "%%%s%%", typed);
	bench_must(sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK, sqlite3_errmsg(db));
	sqlite3_bind_text(q, 1, text, -1, SQLITE_TRANSIENT);
	from = bench_now();
	while (sqlite3_step(q) == SQLITE_ROW)
		continue;
	from = bench_now() - from;
	sqlite3_finalize(q);
	return from;
}

static void like_all(struct file *f)
{
	sqlite3 *db;

	bench_must(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, f->path);
	for (int k = 0; k < QUERY_SETS; k++) {
		if (!f->set[k].like || !strcmp(f->set[k].like, "pinyin"))
			continue;
		for (size_t i = 0; i < LIKE_QUERIES && i < f->set[k].n; i++)
			samples_add(&f->like[k], like_once(db, f->set[k].like, f->set[k].v[i]));
	}
	sqlite3_close(db);
}

/* ---- keeping the index ---- */

static void index_one(struct file *f, int64_t id)
{
	struct actor who = { .station = "bench", .origin = "cli", .peer = "" };
	struct err e = ERR_INIT;
	struct txn *t;
	int64_t from = bench_now(), begun;

	bench_must(ephemeral_begin(f->store, &who, &t, &e) == OK, e.text);
	begun = bench_now();
	bench_must(search_drop(t, id, &e) == OK && search_add(t, id, &e) == OK, e.text);
	samples_add(&f->index, bench_now() - begun);
	bench_must(ephemeral_commit(t, &e) == OK, e.text);
	samples_add(&f->commit, bench_now() - from);
}

static void index_all(struct file *f)
{
	uint64_t seed = 7;
	int64_t ids[1];
	struct err e = ERR_INIT;
	size_t n;

	for (int i = 0; i < INDEXED; i++) {
		int64_t after = (int64_t)(bench_random(&seed) % 9000);

		bench_must(client_list_ids(f->store, after, ids, 1, &n, &e) == OK && n == 1,
		    "no client");
		index_one(f, ids[0]);
	}
}

/* ---- telling ---- */

static void head(const struct file *f, int n)
{
	printf("\nSearch and rows of %d found, ms: p50 / p99 (%d queries a kind, median of %d)\n",
	    ROWS, PER_KIND, PASSES);
	printf("%-26s", "");
	for (int i = 0; i < n; i++) {
		const char *name = strrchr(f[i].path, '/');

		printf("%15s", name ? name + 1 : f[i].path);
	}
	printf("  p99 cpu  growth  64 rows   found     LIKE   ratio\n");
}

static void tell_kind(struct file *f, int n, int k)
{
	struct file *last = &f[n - 1];
	double p50 = bench_ms(samples_median(&last->took[k]));

	printf("%-26s", last->set[k].name);
	for (int i = 0; i < n; i++)
		printf("  %5.2f / %5.2f", bench_ms(samples_median(&f[i].took[k])),
		    bench_ms(samples_at(&f[i].took[k], 0.99)));
	printf("  %7.2f", bench_ms(samples_at(&last->cpu[k], 0.99)));
	printf("  %5.1fx  %7.2f  %6.1f", p50 / bench_ms(samples_median(&f[0].took[k])),
	    bench_ms(samples_median(&last->full[k])),
	    last->set[k].n ? (double)last->found[k] / (double)last->set[k].n : 0.0);
	if (last->like[k].n)
		printf("  %7.1f  %5.0fx", bench_ms(samples_median(&last->like[k])),
		    bench_ms(samples_median(&last->like[k])) / p50);
	printf("\n");
}

static void targets(struct file *f, int n)
{
	struct file *last = &f[n - 1];

	printf("\ntargets, %s\n", last->path);
	for (int k = 0; k < QUERY_SETS; k++) {
		char what[80];
		double p50 = bench_ms(samples_median(&last->took[k]));

		snprintf(what, sizeof what, "%s: p50", last->set[k].name);
		bench_target(what, p50, 1, "ms");
		/* By the wall clock, as a person waits; the column of processor time beside it
		 * tells how much of that was the machine's other work. */
		snprintf(what, sizeof what, "%s: p99", last->set[k].name);
		bench_target(what, bench_ms(samples_at(&last->took[k], 0.99)), 5, "ms");
		snprintf(what, sizeof what, "%s: growth", last->set[k].name);
		if (n > 1)
			bench_target(what, p50 / bench_ms(samples_median(&f[0].took[k])), 3, "x");
	}
	bench_target("terms of one client anew: p50", bench_ms(samples_median(&last->index)), 2,
	    "ms");
	printf("  of those with the most readings: p99 %.2f ms\n",
	    bench_ms(samples_at(&last->index, 0.99)));
	printf("  the same with gate, begin and commit to the disk: p50 %.2f ms, p99 %.2f ms\n",
	    bench_ms(samples_median(&last->commit)), bench_ms(samples_at(&last->commit, 0.99)));
}

static void measure(struct file *f, const char *path)
{
	struct err e = ERR_INIT;

	f->path = path;
	bench_must(store_open(path, 0, &f->store, &e) == OK, e.text);
	query_sets_make(f->store, PER_KIND, 20261124, f->set);
	search_all(f, ROWS, f->took, f->cpu);
	search_all(f, 64, f->full, f->full_cpu);
	like_all(f);
	index_all(f);
	store_close(f->store);
}

int main(int argc, char **argv)
{
	static struct file f[FILES];
	int n = argc - 1 < FILES ? argc - 1 : FILES;

	bench_must(n > 0, "search_bench FILE.db ...");
	for (int i = 0; i < n; i++)
		measure(&f[i], argv[i + 1]);
	head(f, n);
	for (int k = 0; k < QUERY_SETS; k++)
		tell_kind(f, n, k);
	targets(f, n);
	bench_end();
	return 0;
}
