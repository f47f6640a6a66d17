#include "store_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "data/store/store_priv.h"

const struct action_head help_do = { .name = "test-do", .subject = "" };

static enum err_code allow(void *ctx, const struct actor *who, const char *name, struct err *e)
{
	(void)ctx, (void)who, (void)name, (void)e;
	return OK;
}

void must(struct world *w, enum err_code code)
{
	if (code != OK)
		fail_msg("%s: %s (%s)", err_word(code), w->e.text, w->e.detail);
}

/* ---- doing ---- */

struct txn *begin_as(struct world *w, struct store *s, const struct actor *who)
{
	struct txn *t;

	must(w, action_begin(s, who, &help_do, &t, &w->e));
	return t;
}

struct txn *begin(struct world *w)
{
	return begin_as(w, w->s, &w->me);
}

int64_t commit(struct world *w, struct txn *t)
{
	int64_t id;

	must(w, action_commit(t, &id, &w->e));
	return id;
}

enum err_code try_sql(struct txn *t, const char *text, struct err *e)
{
	return store_exec(txn_store(t), text, e);
}

void sql(struct txn *t, const char *text)
{
	struct err e = ERR_INIT;

	if (try_sql(t, text, &e) != OK)
		fail_msg("%s: %s (%s)", text, e.text, e.detail);
}

void shell(struct world *w, const char *text)
{
	sqlite3 *db;
	char *message = NULL;

	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 2000);
	if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("shell: %s: %s", text, message);
	sqlite3_close(db);
}

char *text_of(struct world *w, const char *text, char *out, size_t size)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(store_db(w->s), text, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", text, sqlite3_errmsg(store_db(w->s)));
	*out = '\0';
	if (sqlite3_step(q) == SQLITE_ROW)
		text_copy(out, size, (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	return out;
}

int64_t number(struct world *w, const char *text)
{
	char out[40];

	return strtoll(text_of(w, text, out, sizeof out), NULL, 10);
}

struct store *open_again(struct world *w)
{
	struct store *s;

	must(w, store_open(w->path, STORE_NO_SYNC, &s, &w->e));
	action_set_gate(s, allow, NULL);
	return s;
}

/* ---- rows ---- */

static int64_t insert(
    struct world *w, struct txn *t, const char *table, struct change *set, size_t n)
{
	int64_t id;

	must(w, record_insert(t, table, set, n, &id, &w->e));
	for (size_t i = 0; i < n; i++)
		value_free(&set[i].value);
	return id;
}

static struct change text_column(const char *column, const char *value)
{
	struct change c = { .column = column };

	value_set_text(&c.value, value);
	return c;
}

static struct change int_column(const char *column, int64_t value)
{
	return (struct change){ .column = column, .value = { .type = VALUE_INT, .i = value } };
}

int64_t add_client(struct world *w, struct txn *t, const char *name)
{
	struct change set[] = {
		int_column("branch_id", 1),
		text_column("day", HELP_DAY),
		int_column("created_at", HELP_NOW),
		text_column("name", name),
	};

	return insert(w, t, "client", set, 4);
}

int64_t add_appointment(struct world *w, struct txn *t, int64_t client, int64_t resource, int h)
{
	int64_t start = HELP_NOW + h * HOUR;
	struct change set[] = {
		int_column("branch_id", 1),
		int_column("client_id", client),
		text_column("day", HELP_DAY),
		int_column("created_at", HELP_NOW),
		int_column("start_at", start),
		int_column("end_at", start + HOUR),
	};
	int64_t id = insert(w, t, "appointment", set, 6);
	char text[300];

	snprintf(text, sizeof text,
	    "INSERT INTO appointment_resource(appointment_id, resource_id,"
	    " start_at, end_at, active) VALUES (%lld, %lld, %lld, %lld, 1)",
	    (long long)id, (long long)resource, (long long)start, (long long)start + HOUR);
	if (resource)
		sql(t, text);
	return id;
}

enum err_code change_text(struct world *w, struct txn *t, const char *table, int64_t id,
    const char *column, const char *base, const char *value)
{
	struct change c = text_column(column, value);
	struct conflict_list conflicts = { .n = 0 };
	enum err_code code;

	value_set_text(&c.base, base);
	err_clear(&w->e);
	code = record_update(t, table, id, &c, 1, &conflicts, &w->e);
	value_free(&c.base);
	value_free(&c.value);
	conflict_list_free(&conflicts);
	return code;
}

enum err_code undo(struct world *w, int64_t action, int64_t *id)
{
	struct action_head head = { .name = "undo", .undoes = action };
	struct txn *t;
	enum err_code code;

	err_clear(&w->e);
	must(w, action_begin(w->s, &w->me, &head, &t, &w->e));
	code = action_apply_inverse(t, action, &w->e);
	if (code == OK)
		return action_commit(t, id, &w->e);
	action_rollback(t);
	return code;
}

/* ---- comparing ---- */

static void dump_table(struct world *w, const struct table_def *t, struct buf *out)
{
	struct buf q = BUF_INIT;
	sqlite3_stmt *st;

	buf_puts(&q, "SELECT 1");
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (strcmp(t->columns[i].name, "rev") != 0)
			buf_printf(&q, " || '|' || quote(%s)", t->columns[i].name);
	}
	buf_printf(&q, " FROM %s ORDER BY 1", t->name);
	assert_int_equal(sqlite3_prepare_v2(store_db(w->s), q.s, -1, &st, NULL), SQLITE_OK);
	buf_printf(out, "%s\n", t->name);
	while (sqlite3_step(st) == SQLITE_ROW)
		buf_printf(out, "%s\n", (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	buf_free(&q);
}

char *snapshot(struct world *w)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < catalog_size; i++) {
		if (catalog[i].cls == TABLE_RECORDED)
			dump_table(w, &catalog[i], &out);
	}
	return buf_take(&out);
}

/* ---- plans ---- */

static bool explained(const char *text)
{
	return strstr(text, "/* scan: ") != NULL;
}

static bool walks(const char *step)
{
	if (strstr(step, "TEMP B-TREE"))
		return true;
	return strncmp(step, "SCAN ", 5) == 0 && !strstr(step, "CONSTANT ROW") &&
	    !strstr(step, "VIRTUAL TABLE");
}

/* The step that is not allowed, "" when all are. */
static void bad_step(struct world *w, const char *text, char *out, size_t size)
{
	struct buf q = BUF_INIT;
	sqlite3_stmt *st;

	*out = '\0';
	buf_printf(&q, "EXPLAIN QUERY PLAN %s", text);
	if (!explained(text) &&
	    sqlite3_prepare_v2(store_db(w->s), q.s, -1, &st, NULL) == SQLITE_OK) {
		while (!*out && sqlite3_step(st) == SQLITE_ROW) {
			const char *step = (const char *)sqlite3_column_text(st, 3);

			if (walks(step))
				text_copy(out, size, step);
		}
		sqlite3_finalize(st);
	}
	buf_free(&q);
}

bool plan_is_bad(struct world *w, const char *text)
{
	char step[100];

	bad_step(w, text, step, sizeof step);
	return *step != '\0';
}

static void check_plan(void *ctx, const char *text)
{
	char step[100];

	bad_step(ctx, text, step, sizeof step);
	if (*step)
		fail_msg("%s\n  in: %s", step, text);
}

void check_plans(struct world *w)
{
	store_each_sql(w->s, check_plan, w);
}

/* ---- a world ---- */

static void fill(struct world *w)
{
	struct txn *t = begin(w);

	sql(t,
	    "INSERT INTO site(id, rev, name, zone) VALUES (1, 1, 'Kanghe', 'Asia/Shanghai');"
	    "INSERT INTO branch(rev, created_at, code, name) VALUES (1, 0, 'ja', 'Jing''an'),"
	    " (1, 0, 'pd', 'Pudong');"
	    "INSERT INTO staff(rev, branch_id, created_at, code, name) VALUES"
	    " (1, 1, 0, 'wf', '王芳'),"
	    " (1, 1, 0, 'cl', '陈立');"
	    "INSERT INTO resource(rev, kind, branch_id, code, name) VALUES"
	    " (1, 'room', 1, 'r1', 'R1'), (1, 'device', 1, 'l1', 'Laser-1')");
	w->room = 1;
	w->laser = 2;
	w->ann = add_client(w, t, "Ann");
	w->bob = add_client(w, t, "Bob");
	w->cid = add_client(w, t, "Cid");
	commit(w, t);
}

int world_setup_empty(void **state)
{
	struct world *w = mem_alloc(sizeof *w);

	clock_fix(HELP_NOW);
	snprintf(w->dir, sizeof w->dir, "/tmp/fd-data-XXXXXX");
	if (!mkdtemp(w->dir))
		return -1;
	snprintf(w->path, sizeof w->path, "%s/a.db", w->dir);
	w->me = (struct actor){
		.staff_id = 1, .branch_id = 1, .station = "T1", .origin = "ui", .peer = ""
	};
	w->other = (struct actor){
		.staff_id = 2, .branch_id = 1, .station = "T2", .origin = "ui", .peer = "uid 1000"
	};
	must(w, store_create(w->path, &w->e));
	w->s = open_again(w);
	*state = w;
	return 0;
}

int world_setup(void **state)
{
	if (world_setup_empty(state) != 0)
		return -1;
	fill(*state);
	return 0;
}

int world_teardown(void **state)
{
	struct world *w = *state;
	char command[100];

	if (w->s && w->s->txn) /* a test that failed inside */
		txn_rollback(w->s->txn);
	store_close(w->s);
	snprintf(command, sizeof command, "rm -rf '%s'", w->dir);
	if (system(command) != 0)
		return -1;
	clock_fix(0);
	mem_free(w);
	return 0;
}

int world_teardown_plans(void **state)
{
	check_plans(*state);
	return world_teardown(state);
}
