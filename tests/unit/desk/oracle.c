#include "oracle.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/catalog.h"

#define CELL '\x1f'
#define CELLS_MAX 48

/* ---- reading ---- */

/* What must always hold: the first BROKEN of the rows themselves, the rest of what is counted from
 * them. */
static const char *const checks[] = {
	"SELECT count(*) FROM appointment_resource a JOIN appointment_resource b"
	" ON a.resource_id = b.resource_id AND (a.appointment_id, a.part) <"
	" (b.appointment_id, b.part) WHERE a.active = 1 AND b.active = 1"
	" AND a.start_at < b.end_at AND b.start_at < a.end_at AND NOT EXISTS (SELECT 1"
	" FROM overbooking o WHERE o.low_id = a.appointment_id AND o.high_id = b.appointment_id"
	" AND o.resource_id = a.resource_id)",
	"SELECT count(*) FROM appointment a JOIN appointment b ON a.client_id = b.client_id"
	" AND a.id < b.id AND a.dependant_id IS b.dependant_id WHERE a.live = 1 AND b.live = 1"
	" AND a.start_at < b.end_at AND b.start_at < a.end_at",
	"SELECT count(*) FROM appointment_resource r JOIN appointment a ON a.id = r.appointment_id"
	" JOIN resource x ON x.id = r.resource_id WHERE r.active <> a.live"
	" OR r.start_at < a.start_at - 14400 OR r.end_at > a.end_at + 14400"
	" OR r.start_at >= a.end_at OR r.end_at <= a.start_at"
	" OR (x.branch_id IS NOT NULL AND x.branch_id <> a.branch_id)",
	"SELECT count(*) FROM appointment a JOIN dependant d ON d.id = a.dependant_id"
	" WHERE d.client_id <> a.client_id",
	"SELECT count(*) FROM appointment WHERE state = 'moving'",
	"SELECT count(*) FROM pragma_foreign_key_check",
	"WITH k AS (SELECT day, branch_id, n, n_done, n_noshow, n_cancelled FROM kpi_day"
	" WHERE n > 0),"
	" r AS (SELECT day, branch_id, count(*), sum(state = 'done'), sum(state = 'noshow'),"
	" sum(state = 'cancelled') FROM appointment GROUP BY day, branch_id)"
	" SELECT count(*) FROM (SELECT * FROM (SELECT * FROM k EXCEPT SELECT * FROM r)"
	" UNION ALL SELECT * FROM (SELECT * FROM r EXCEPT SELECT * FROM k))",
	"WITH k AS (SELECT client_id, last_day, n_done, n_noshow FROM client_figures"
	" WHERE n_done + n_noshow > 0),"
	" r AS (SELECT client_id, max(CASE WHEN state = 'done' THEN day END), sum(state = 'done'),"
	" sum(state = 'noshow') FROM appointment WHERE state IN ('done', 'noshow')"
	" GROUP BY client_id)"
	" SELECT count(*) FROM (SELECT * FROM (SELECT * FROM k EXCEPT SELECT * FROM r)"
	" UNION ALL SELECT * FROM (SELECT * FROM r EXCEPT SELECT * FROM k))",
};
#define BROKEN 6
#define CHECKS (sizeof checks / sizeof checks[0])

static int64_t count(sqlite3_stmt *q)
{
	int64_t n;

	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int64(q, 0);
	sqlite3_reset(q);
	return n;
}

static char *select_of(const struct table_def *t)
{
	struct buf q = BUF_INIT;
	const char *glue = "SELECT '";

	for (size_t i = 0; i < t->ncolumns; i++) {
		if (!(t->columns[i].flags & COL_KEY))
			continue;
		buf_printf(&q, "%s%s=' || quote(%s)", glue, t->columns[i].name, t->columns[i].name);
		glue = " || ' AND ";
	}
	for (size_t i = 0; i < t->ncolumns; i++)
		buf_printf(&q, "%squote(%s)", i ? " || char(31) || " : ", ", t->columns[i].name);
	buf_printf(&q, " FROM %s ORDER BY 1", t->name);
	return buf_take(&q);
}

static sqlite3_stmt *prepare(struct oracle *o, const char *sql)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(o->db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(o->db));
	return q;
}

void oracle_open(struct oracle *o, const char *path)
{
	*o = (struct oracle){ .db = NULL };
	assert_int_equal(sqlite3_open_v2(path, &o->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
	    NULL), SQLITE_OK);
	sqlite3_busy_timeout(o->db, 5000);
	assert_true(catalog_size <= sizeof o->select / sizeof o->select[0]);
	for (size_t i = 0; i < catalog_size; i++) {
		char *sql = select_of(&catalog[i]);

		if (catalog[i].cls == TABLE_RECORDED)
			o->select[i] = prepare(o, sql);
		mem_free(sql);
	}
	for (size_t i = 0; i < CHECKS; i++)
		o->check[i] = prepare(o, checks[i]);
}

void oracle_close(struct oracle *o)
{
	for (size_t i = 0; i < catalog_size; i++)
		sqlite3_finalize(o->select[i]);
	for (size_t i = 0; i < CHECKS; i++)
		sqlite3_finalize(o->check[i]);
	sqlite3_close(o->db);
}

int64_t oracle_number(struct oracle *o, const char *sql)
{
	sqlite3_stmt *q = prepare(o, sql);
	int64_t n;

	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return n;
}

void oracle_exec(struct oracle *o, const char *sql)
{
	if (sqlite3_exec(o->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(o->db));
}

bool oracle_dump_if_new(struct oracle *o, struct oracle_dump *out)
{
	*out = (struct oracle_dump){ .n = 0 };
	if (oracle_number(o, "PRAGMA data_version") == o->version)
		return false;
	oracle_dump(o, out);
	return true;
}

/* In one read transaction: one moment. */
void oracle_dump(struct oracle *o, struct oracle_dump *out)
{
	*out = (struct oracle_dump){ .n = 0 };
	o->version = oracle_number(o, "PRAGMA data_version");
	oracle_exec(o, "BEGIN");
	for (size_t i = 0; i < catalog_size; i++) {
		sqlite3_stmt *q = o->select[i];

		while (q && sqlite3_step(q) == SQLITE_ROW)
			*vec_push(out) = (struct oracle_row){ (int)i,
				mem_dup((const char *)sqlite3_column_text(q, 0)),
				mem_dup((const char *)sqlite3_column_text(q, 1)) };
		sqlite3_reset(q);
	}
	oracle_exec(o, "COMMIT");
}

void oracle_dump_free(struct oracle_dump *d)
{
	for (size_t i = 0; i < d->n; i++) {
		mem_free(d->v[i].key);
		mem_free(d->v[i].cells);
	}
	vec_free(d);
}

static int compare(const struct oracle_row *a, const struct oracle_row *b)
{
	return a->table != b->table ? a->table - b->table : strcmp(a->key, b->key);
}

bool oracle_dump_equal(const struct oracle_dump *a, const struct oracle_dump *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (compare(&a->v[i], &b->v[i]) != 0 || strcmp(a->v[i].cells, b->v[i].cells) != 0)
			return false;
	return true;
}

/* ---- differences ---- */

static void add(struct oracle_diff *out, const struct oracle_row *before,
    const struct oracle_row *after)
{
	const struct oracle_row *any = before ? before : after;

	*vec_push(out) = (struct oracle_change){ any->table, mem_dup(any->key),
		before ? mem_dup(before->cells) : NULL, after ? mem_dup(after->cells) : NULL };
}

void oracle_diff(const struct oracle_dump *a, const struct oracle_dump *b, struct oracle_diff *out)
{
	size_t i = 0, k = 0;

	*out = (struct oracle_diff){ .n = 0 };
	while (i < a->n || k < b->n) {
		int c = i == a->n ? 1 : k == b->n ? -1 : compare(&a->v[i], &b->v[k]);

		if (c < 0) {
			add(out, &a->v[i++], NULL);
		} else if (c > 0) {
			add(out, NULL, &b->v[k++]);
		} else {
			if (strcmp(a->v[i].cells, b->v[k].cells) != 0)
				add(out, &a->v[i], &b->v[k]);
			i++;
			k++;
		}
	}
}

void oracle_diff_free(struct oracle_diff *d)
{
	for (size_t i = 0; i < d->n; i++) {
		mem_free(d->v[i].key);
		mem_free(d->v[i].before);
		mem_free(d->v[i].after);
	}
	vec_free(d);
}

/* ---- what an undo must do ---- */

static int by_place(const void *a, const void *b)
{
	return compare(a, b);
}

static const char *cells_now(const struct oracle_dump *now, const struct oracle_change *c)
{
	struct oracle_row key = { c->table, c->key, NULL }, *found;

	found = bsearch(&key, now->v, now->n, sizeof now->v[0], by_place);
	return found ? found->cells : NULL;
}

/* Cuts a copy of CELLS into OUT; the copy is returned and owns them. */
static char *split(const char *cells, char *out[CELLS_MAX])
{
	char *copy = mem_dup(cells);
	int n = 0;

	out[n++] = copy;
	for (char *p = copy; *p; p++)
		if (*p == CELL) {
			*p = '\0';
			assert_true(n < CELLS_MAX);
			out[n++] = p + 1;
		}
	return copy;
}

/* Somebody changed the row since: column by column. NULL: the same column, refuse. */
static char *merge_cells(const struct oracle_change *c, const char *now, int64_t new_rev)
{
	const struct table_def *t = &catalog[c->table];
	char *before[CELLS_MAX], *after[CELLS_MAX], *here[CELLS_MAX], rev[32], *own[3];
	struct buf out = BUF_INIT;
	bool same = false;

	own[0] = split(c->before, before);
	own[1] = split(c->after, after);
	own[2] = split(now, here);
	text_fmt(rev, sizeof rev, "%lld", (long long)new_rev);
	for (size_t i = 0; i < t->ncolumns; i++) {
		const char *cell = here[i];

		if (strcmp(before[i], after[i]) != 0) {
			bool theirs = strcmp(here[i], after[i]) != 0;

			if (!strcmp(t->columns[i].name, "rev"))
				cell = theirs ? rev : before[i];
			else if (theirs)
				same = true;
			else
				cell = before[i];
		}
		buf_printf(&out, "%s%s", i ? "\x1f" : "", cell);
	}
	for (int i = 0; i < 3; i++)
		mem_free(own[i]);
	if (!same)
		return buf_take(&out);
	buf_free(&out);
	return NULL;
}

enum oracle_verdict oracle_expect(const struct oracle_diff *diff, const struct oracle_dump *now,
    int64_t new_rev, char **want)
{
	enum oracle_verdict verdict = ORACLE_CLEAN;

	for (size_t i = 0; i < diff->n; i++) {
		const struct oracle_change *c = &diff->v[i];
		const char *here = cells_now(now, c);
		bool untouched = c->after ? here && !strcmp(here, c->after) : !here;

		if (untouched) {
			want[i] = mem_dup(c->before ? c->before : "");
			continue;
		}
		want[i] = c->before && c->after && here ? merge_cells(c, here, new_rev) : NULL;
		if (!want[i])
			return ORACLE_REFUSE;
		verdict = ORACLE_OTHER_COLUMN;
	}
	return verdict;
}

static bool put_row(struct oracle *o, const struct oracle_change *c, const char *cells)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_printf(&sql, "INSERT INTO %s VALUES (", catalog[c->table].name);
	for (const char *p = cells; *p; p++)
		buf_putc(&sql, *p == CELL ? ',' : *p);
	buf_puts(&sql, ")");
	ok = sqlite3_exec(o->db, sql.s, NULL, NULL, NULL) == SQLITE_OK;
	buf_free(&sql);
	return ok;
}

static void remove_row(struct oracle *o, const struct oracle_change *c)
{
	struct buf sql = BUF_INIT;

	buf_printf(&sql, "DELETE FROM %s WHERE %s", catalog[c->table].name, c->key);
	oracle_exec(o, sql.s);
	buf_free(&sql);
}

bool oracle_would_break(struct oracle *o, const struct oracle_diff *diff, char **want)
{
	bool broken = false;

	sqlite3_db_config(o->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	oracle_exec(o, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
	for (size_t i = 0; i < diff->n; i++)
		remove_row(o, &diff->v[i]);
	for (size_t i = 0; i < diff->n && !broken; i++)
		broken = *want[i] && !put_row(o, &diff->v[i], want[i]);
	if (!broken)
		broken = oracle_violations(o) > 0;
	oracle_exec(o, "ROLLBACK");
	sqlite3_db_config(o->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
	return broken;
}

/* ---- what must always hold ---- */

int64_t oracle_violations(struct oracle *o)
{
	int64_t n = 0;

	for (size_t i = 0; i < BROKEN; i++)
		n += count(o->check[i]);
	return n;
}

int64_t oracle_derived_wrong(struct oracle *o)
{
	int64_t n = 0;

	for (size_t i = BROKEN; i < CHECKS; i++)
		n += count(o->check[i]);
	return n;
}
