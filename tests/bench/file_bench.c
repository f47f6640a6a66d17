/*
 * A client's file with ten years and 2,000 entries of its timeline, beside one with 20: opened from
 * Find by Enter, then its timeline gone through, until all is painted. Below that the first page of
 * the timeline and pages down its length, read alone.
 *
 *   file_bench FILE.db      a copy: the two clients are written into it
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/client.h"
#include "data/measure.h"
#include "data/note.h"
#include "data/record.h"
#include "data/store.h"
#include "data/timeline.h"
#include "data/txn.h"
#include "desk.h"
#include "desk/desk.h"

#define ENTRIES 2000
#define FEW 20
#define DAYS 3650
#define OPENINGS 40
#define READS 200

struct bench {
	struct desk desk;
	struct txn *txn;
	int64_t client, indicator[2];
	struct err e;
};

static void must(struct bench *b, enum err_code rc)
{
	bench_must(rc == OK, b->e.text);
}

static enum err_code permit(void *ctx, const struct actor *who, const char *name, struct err *e)
{
	(void)ctx, (void)who, (void)name, (void)e;
	return OK;
}

/* ---- the two files ---- */

struct row {
	struct change v[16];
	size_t n;
};

static void put_int(struct row *r, const char *column, int64_t v)
{
	r->v[r->n] = (struct change){ .column = column };
	value_set_int(&r->v[r->n++].value, v);
}

static void put_text(struct row *r, const char *column, const char *v)
{
	r->v[r->n] = (struct change){ .column = column };
	value_set_text(&r->v[r->n++].value, v);
}

/* What all rows of a client begin with. */
static struct row row_of(struct bench *b, int64_t at, bool branch)
{
	struct row r = { .n = 0 };
	char day[DAY_TEXT];

	desk_day_of(&b->desk, at, day);
	if (branch)
		put_int(&r, "branch_id", b->desk.branch_id);
	put_int(&r, "client_id", b->client);
	put_text(&r, "day", day);
	return r;
}

static void insert(struct bench *b, const char *table, struct row *r)
{
	int64_t id;

	must(b, record_insert(b->txn, table, r->v, r->n, &id, &b->e));
	for (size_t i = 0; i < r->n; i++)
		value_free(&r->v[i].value);
}

static void add_appointment(struct bench *b, int64_t at, int n)
{
	struct row r = row_of(b, at, true);

	(void)n;
	put_int(&r, "created_at", at - 86400);
	put_int(&r, "start_at", at);
	put_int(&r, "end_at", at + 3600);
	put_text(&r, "state", "done");
	put_int(&r, "live", 0);
	insert(b, "appointment", &r);
}

static void add_visit(struct bench *b, int64_t at, int n)
{
	struct row r = row_of(b, at, true);
	char number[24];

	put_int(&r, "created_at", at);
	put_int(&r, "arrived_at", at);
	put_text(&r, "number", text_fmt(number, sizeof number, "B%d", n));
	put_text(&r, "zone", "booked");
	put_text(&r, "identity", "known");
	put_int(&r, "place", n);
	put_text(&r, "state", "left");
	put_int(&r, "since_at", at);
	put_text(&r, "outcome", "treated");
	put_int(&r, "left_at", at + 3600);
	insert(b, "visit", &r);
}

static void add_measure(struct bench *b, int64_t at, int n)
{
	struct measure m = { .branch_id = b->desk.branch_id, .client_id = b->client, .at = at,
		.indicator_id = b->indicator[n % 2], .value = 60 + n % 40, .source = "here" };
	int64_t id;

	desk_day_of(&b->desk, at, m.day);
	must(b, measure_insert(b->txn, &m, &id, &b->e));
}

static void add_note(struct bench *b, int64_t at, int n)
{
	char day[DAY_TEXT], text[120];
	int64_t id;

	must(b, note_insert(b->txn, b->client, desk_day_of(&b->desk, at, day), at,
	    text_fmt(text, sizeof text, "note %d: slept better, less heat than last time", n), &id,
	    &b->e));
}

static void add_payment(struct bench *b, int64_t at, int n)
{
	struct row r = row_of(b, at, true);

	put_int(&r, "created_at", at);
	put_text(&r, "kind", "due");
	put_text(&r, "method", "wechat");
	put_int(&r, "amount", 10000 + n);
	insert(b, "payment", &r);
}

static void add_message(struct bench *b, int64_t at, int n)
{
	struct row r = row_of(b, at, true);

	(void)n;
	put_int(&r, "created_at", at);
	put_text(&r, "template", "confirm");
	put_text(&r, "channel", "sms");
	put_text(&r, "language", "zh");
	put_text(&r, "text", "Tomorrow at ten.");
	put_int(&r, "due_at", at);
	put_text(&r, "state", "delivered");
	insert(b, "message", &r);
}

static void add_client(struct bench *b, const char *name, int64_t now)
{
	struct row r = { .n = 0 };
	char day[DAY_TEXT];

	put_int(&r, "branch_id", b->desk.branch_id);
	put_text(&r, "day", desk_day_of(&b->desk, now - (int64_t)DAYS * 86400, day));
	put_int(&r, "created_at", now - (int64_t)DAYS * 86400);
	put_text(&r, "name", name);
	must(b, record_insert(b->txn, "client", r.v, r.n, &b->client, &b->e));
	for (size_t i = 0; i < r.n; i++)
		value_free(&r.v[i].value);
}

/* The file itself is one entry; the others lie at the same distance over all years. */
static int64_t fill(struct bench *b, const char *name, int entries)
{
	static void (*const add[])(struct bench *, int64_t, int) = { add_appointment, add_visit,
		add_measure, add_note, add_payment, add_measure, add_message };
	int64_t now = zone_day_start(b->desk.zone, day_of(2026, 11, 24));

	add_client(b, name, now);
	for (int i = 1; i < entries; i++)
		add[i % 7](b, now - (int64_t)(entries - i) * DAYS * 86400 / entries, i);
	return b->client;
}

static void open_site(struct bench *b, const char *path)
{
	struct desk_config config = { .forms_dir = "forms", .station = "bench", .branch = "ja" };
	struct store *s;

	must(b, store_open(path, STORE_NO_SYNC, &s, &b->e));
	must(b, desk_open(s, &config, &b->desk, &b->e));
}

static void write_files(struct bench *b, int64_t *many, int64_t *few)
{
	static const char *const codes[] = { "sys", "weight" };
	struct actor who = { .station = "", .origin = "base", .peer = "" };
	struct action_head head = { .name = "demo-fill", .subject = "site:1" };
	struct indicator i;

	for (size_t k = 0; k < 2; k++) {
		must(b, indicator_by_code(b->desk.store, codes[k], &i, &b->e));
		b->indicator[k] = i.id;
	}
	action_set_gate(b->desk.store, permit, NULL);
	must(b, action_begin_base(b->desk.store, &who, &head, &b->txn, &b->e));
	*many = fill(b, "Manyyears Bench", ENTRIES);
	*few = fill(b, "Fewdays Bench", FEW);
	must(b, action_commit(b->txn, NULL, &b->e));
}

/* ---- reading alone ---- */

static int64_t read_page(struct bench *b, int64_t client, int64_t *at, int64_t *key, size_t *rows)
{
	struct timeline t = { 0 };
	int64_t from = bench_now(), took;

	must(b, timeline_list(b->desk.store, client, *at, *key, TIMELINE_PAGE, &t, &b->e));
	took = bench_now() - from;
	*rows = t.n;
	*at = t.n ? t.v[t.n - 1].at : 0;
	*key = t.n ? t.v[t.n - 1].key : 0;
	timeline_free(&t);
	return took;
}

static void tell_pages(struct bench *b, const char *what, int64_t client)
{
	struct samples first = { 0 }, all = { 0 };
	size_t total = 0;

	for (int i = 0; i < READS; i++) {
		int64_t at = 0, key = 0;
		size_t rows;

		samples_add(&first, read_page(b, client, &at, &key, &rows));
	}
	for (int64_t at = 0, key = 0;;) {
		size_t rows;
		int64_t took = read_page(b, client, &at, &key, &rows);

		samples_add(&all, took);
		total += rows;
		if (rows < TIMELINE_PAGE)
			break;
	}
	printf("  %-10s%8zu entries, first page %.2f ms, any page %.2f ms, slowest %.2f ms\n", what,
	    total, bench_ms(samples_median(&first)), bench_ms(samples_median(&all)),
	    bench_ms(samples_at(&all, 1)));
	samples_free(&first);
	samples_free(&all);
}

/* ---- at the terminal ---- */

struct seen {
	struct samples open, page;
};

static void type(struct tty *t, const char *word)
{
	char key[2] = "";

	for (; *word; word++) {
		key[0] = *word;
		desk_key(t, key, NULL);
	}
}

static void measure(const char *site, const char *word, struct seen *s)
{
	struct tty *t = desk_start(site, 24, 80);

	desk_key(t, "F2", NULL);
	type(t, word);
	for (int i = 0; i < OPENINGS; i++) {
		samples_add(&s->open, desk_key(t, "Enter", NULL));
		for (int k = 0; k < 3; k++) {
			int64_t took = desk_key(t, "v", NULL);

			if (took > 0)
				samples_add(&s->page, took);
		}
		desk_key(t, "Esc", NULL);
	}
	desk_end(t);
}

static void tell(const char *what, struct seen *s)
{
	printf("  %-10s%12.2f%12.2f%12.2f%12.2f\n", what, bench_ms(samples_median(&s->open)),
	    bench_ms(samples_at(&s->open, 0.95)), bench_ms(samples_median(&s->page)),
	    bench_ms(samples_at(&s->page, 0.95)));
}

int main(int argc, char **argv)
{
	static struct bench b = { .e = ERR_INIT };
	struct seen many = { .open = { 0 } }, few = { .open = { 0 } };
	int64_t many_id, few_id;

	bench_must(argc == 2, "file_bench FILE.db");
	open_site(&b, argv[1]);
	write_files(&b, &many_id, &few_id);
	printf("the timeline read alone, pages of %d\n", TIMELINE_PAGE);
	tell_pages(&b, "ten years", many_id);
	tell_pages(&b, "few", few_id);
	measure(argv[1], "manyyears", &many);
	measure(argv[1], "fewdays", &few);
	printf("\nkey to painted, ms\n  %-10s%12s%12s%12s%12s\n", "", "open", "p95", "page", "p95");
	tell("ten years", &many);
	tell("few", &few);
	printf("\ntargets, %d entries\n", ENTRIES);
	bench_target("the file opens", bench_ms(samples_median(&many.open)), 10, "ms");
	bench_target("first page of the timeline after its key",
	    bench_ms(samples_median(&many.page)), 8, "ms");
	bench_end();
	desk_close(&b.desk);
	return 0;
}
