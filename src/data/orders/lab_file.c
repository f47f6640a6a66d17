/* Results as they come in from the laboratory. */
#include "base/mem.h"
#include "base/tr.h"
#include "data/test.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_file[] = N_("There is no such result. Look at the list again.");
static const char no_wait[] = N_("That result was dealt with meanwhile. Look at the list again.");

#define SELECT \
	"SELECT id, branch_id, created_at, bytes, test_id, day, hash, number, state, name," \
	"    reason, path, line FROM lab_file"

static void file_read(struct stmt *q, struct lab_file *f)
{
	int64_t *const numbers[] = { &f->id, &f->branch_id, &f->created_at, &f->bytes,
		&f->test_id };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ f->day, sizeof f->day }, { f->hash, sizeof f->hash },
		{ f->number, sizeof f->number }, { f->state, sizeof f->state },
		{ f->name, sizeof f->name }, { f->reason, sizeof f->reason },
		{ f->path, sizeof f->path }, { f->line, sizeof f->line },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(5 + i), to[i].dst, to[i].size);
}

void lab_file_list_free(struct lab_file_list *l)
{
	vec_free(l);
}

static enum err_code read_list(struct store *s, const char *sql, int64_t id,
    struct lab_file_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	lab_file_list_free(out);
	stmt_int(q, ":id", id);
	while (stmt_row(q, e))
		file_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char open_sql[] =
	SELECT "  WHERE branch_id = :id AND state = 'open' ORDER BY created_at, id";
static const char test_sql[] = SELECT "  WHERE test_id = :id ORDER BY id /* scan: of one test */";
static const char get_sql[] = SELECT "  WHERE id = :id";

enum err_code lab_file_list_open(struct store *s, int64_t branch_id, struct lab_file_list *out,
    struct err *e)
{
	return read_list(s, open_sql, branch_id, out, e);
}

enum err_code lab_file_list_test(struct store *s, int64_t test_id, struct lab_file_list *out,
    struct err *e)
{
	return read_list(s, test_sql, test_id, out, e);
}

enum err_code lab_file_get(struct store *s, int64_t id, struct lab_file *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct lab_file){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		file_read(q, out);
	return row_end(q, found, no_file, e);
}

static const char known_sql[] = "SELECT count(*) FROM lab_file WHERE hash = :hash";

enum err_code lab_file_known(struct store *s, const char *hash, bool *yes, struct err *e)
{
	struct stmt *q = stmt_get(s, known_sql);
	int64_t n = 0;
	enum err_code rc;

	stmt_text(q, ":hash", hash);
	rc = row_number(q, &n, e);
	*yes = n > 0;
	return rc;
}

static const char insert_sql[] =
	"INSERT INTO lab_file(rev, branch_id, day, created_at, name, path, hash, bytes, line, "
	"number,"
	"    test_id, state, reason, staff_id)"
	"  VALUES (:rev, :branch, :day, :now, :name, :path, :hash, :bytes, :line, :number, :test,"
	"    :state, :reason, :by) RETURNING id";

enum err_code lab_file_insert(struct txn *t, const struct lab_file *f, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", f->branch_id);
	stmt_text(q, ":day", f->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":name", f->name);
	stmt_text(q, ":path", f->path);
	stmt_text(q, ":hash", f->hash);
	stmt_int(q, ":bytes", f->bytes);
	stmt_text(q, ":line", f->line);
	stmt_text(q, ":number", row_null(f->number));
	stmt_int_or_null(q, ":test", f->test_id);
	stmt_text(q, ":state", f->state);
	stmt_text(q, ":reason", row_null(f->reason));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	return row_run(q, id, no_file, e);
}

static const char end_sql[] =
	"UPDATE lab_file SET rev = :rev, state = :state, test_id = :test, reason = :reason,"
	"    staff_id = :by WHERE id = :id AND state = 'open' RETURNING id";

enum err_code lab_file_end(struct txn *t, int64_t id, const char *state, int64_t test_id,
    const char *reason, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), end_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", state);
	stmt_int_or_null(q, ":test", test_id);
	stmt_text(q, ":reason", row_null(reason));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_int(q, ":id", id);
	rc = row_run(q, NULL, no_wait, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s", tr(no_wait));
}
