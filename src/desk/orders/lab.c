#include "desk/lab.h"

#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "desk/clients/csv_lines_priv.h"
#include "data/action.h"
#include "desk/attach.h"
#include "desk/desk.h"
#include "order_priv.h"
#include "testing_priv.h"

enum column { C_NUMBER, C_FILE, C_VALUES, C_COUNT };
enum { LIST_MAX = 8 << 20 };

struct job {
	struct desk *d;
	const struct lab_import *o;
	struct lab_report *r;
};

/* ---- one result ---- */

static bool is_plain_name(const char *name)
{
	return name[0] && name[0] != '.' && !strchr(name, '/') && strlen(name) < 250;
}

static enum err_code read_result(const struct job *j, const char *name, struct attachment *out,
    struct err *e)
{
	struct buf path = BUF_INIT;
	enum err_code rc;

	if (!is_plain_name(name))
		return err_set(e, ERR_INVALID,
		    tr("\"%.60s\" is no file of the folder. A name has no slash and no dot first."),
		    name);
	buf_printf(&path, "%s/%s", j->o->dir, name);
	rc = attach_read(buf_str(&path), out, e);
	buf_free(&path);
	return rc;
}

/* The test that the line names, where the result fits: WHY says what is wrong. */
static bool find_test(struct desk *d, const char *number, struct test *x, char *why, size_t size)
{
	struct err none = ERR_INIT;

	if (!number[0])
		text_copy(why, size, tr("no number"));
	else if (test_by_number(d->store, number, x, &none) != OK)
		text_copy(why, size, tr("no test of that number"));
	else if (x->branch_id != d->branch_id)
		text_copy(why, size, tr("a test of another branch"));
	else if (strcmp(x->stage, "testing") != 0)
		text_fmt(why, size, tr("the test is at \"%s\""), testing_stage_word(x->stage));
	else
		return true;
	return false;
}

static enum err_code put_result(struct txn *t, struct job *j, struct lab_file *f,
    const struct attachment *file, struct err *e)
{
	struct test x;
	bool fits = find_test(j->d, f->number, &x, f->reason, sizeof f->reason);
	enum err_code rc;

	text_copy(f->state, sizeof f->state, fits ? "matched" : "open");
	f->test_id = fits ? x.id : 0;
	rc = lab_file_insert(t, f, NULL, e);
	if (rc == OK && fits)
		rc = testing_report_in(t, j->d, &x, file, e);
	if (rc == OK && fits)
		rc = testing_review_in(t, j->d, &x, tr("from the laboratory's list"), e);
	if (rc == OK)
		(*(fits ? &j->r->matched : &j->r->waiting))++;
	return rc;
}

static enum err_code put_line(struct job *j, struct lab_file *f, const struct attachment *file,
    struct err *e)
{
	bool known = false;
	struct txn *t;
	enum err_code rc = testing_begin(j->d, "lab-import", NULL, 0, 0, &t, e);

	if (rc != OK)
		return rc;
	desk_day_of(j->d, txn_now(t), f->day);
	rc = lab_file_known(j->d->store, f->hash, &known, e);
	if (rc == OK && known)
		rc = err_set(e, ERR_DUPLICATE, "%s", tr("That result came already."));
	if (rc == OK)
		rc = put_result(t, j, f, file, e);
	return order_end(t, rc, NULL, e);
}

static enum err_code read_line(void *ctx, const struct csv_lines *c, const struct csv_row *row,
    struct err *e)
{
	struct job *j = ctx;
	struct lab_file f = { .branch_id = j->d->branch_id };
	struct attachment file;
	enum err_code rc = read_result(j, csv_cell(c, row, C_FILE), &file, e);

	if (rc == ERR_DENIED)           /* of this file alone: the others may be read */
		rc = e->code = ERR_INVALID;
	if (rc != OK)
		return rc;
	if (!text_take(f.number, sizeof f.number, csv_cell(c, row, C_NUMBER)) ||
	    !text_take(f.line, sizeof f.line, row->raw))
		return err_set(e, ERR_INVALID, "%s", tr("The line is too long."));
	text_copy(f.name, sizeof f.name, csv_cell(c, row, C_FILE));
	text_copy(f.path, sizeof f.path, file.path);
	text_copy(f.hash, sizeof f.hash, file.hash);
	f.bytes = file.bytes;
	return put_line(j, &f, &file, e);
}

enum err_code lab_import(struct desk *d, const struct lab_import *o, struct lab_report *r,
    struct err *e)
{
	struct job j = { .d = d, .o = o, .r = r };
	struct csv_lines c = { .columns = { [C_NUMBER] = { "number", "编号", true },
	    [C_FILE] = { "file", "文件", true }, [C_VALUES] = { "values", "结果", false } },
	    .n = C_COUNT, .line = read_line, .ctx = &j, .refused = o->refused,
	    .refused_ctx = o->ctx };
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	char name[256];
	enum err_code rc = user_file_only(o->dir, ".csv", name, sizeof name, e);

	*r = (struct lab_report){ 0 };
	if (rc == OK) {
		buf_printf(&path, "%s/%s", o->dir, name);
		rc = user_file_read_document(buf_str(&path), LIST_MAX, &bytes, e);
	}
	if (rc == OK)
		rc = csv_lines_run(&c, buf_str(&bytes), bytes.n, e);
	r->lines = c.lines;
	r->known = c.known;
	r->refused = c.bad;
	buf_free(&path);
	buf_free(&bytes);
	return rc;
}

/* ---- what waits ---- */

enum err_code lab_waiting(struct desk *d, struct lab_file_list *out, struct err *e)
{
	return lab_file_list_open(d->store, d->branch_id, out, e);
}

static enum err_code match(struct txn *t, struct desk *d, const struct lab_file *f,
    const char *number, const struct attachment *file, struct err *e)
{
	struct test x;
	char why[200];
	enum err_code rc;

	if (!find_test(d, number, &x, why, sizeof why)) {
		err_set(e, ERR_INVALID, tr("Not matched: %s."), why);
		return err_field(e, "number");
	}
	rc = lab_file_end(t, f->id, "matched", x.id, NULL, e);
	if (rc == OK)
		rc = testing_report_in(t, d, &x, file, e);
	if (rc == OK)
		rc = testing_review_in(t, d, &x, tr("matched by hand"), e);
	return rc;
}

/* The list of what waits is the branch's own. */
static enum err_code own_file(struct desk *d, int64_t file_id, struct lab_file *out, struct err *e)
{
	enum err_code rc = lab_file_get(d->store, file_id, out, e);

	if (rc == OK && out->branch_id != d->branch_id)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not done. That result came to another branch."));
	return rc;
}

enum err_code lab_match(struct desk *d, int64_t file_id, const char *number, struct err *e)
{
	struct attachment file;
	struct lab_file f;
	struct txn *t;
	enum err_code rc = own_file(d, file_id, &f, e);

	if (rc == OK)
		rc = attach_read(f.path, &file, e);
	if (rc == OK && strcmp(file.hash, f.hash) != 0)
		rc = err_set(e, ERR_CORRUPT,
		    tr("%s was changed since it came. Ask for the original."), f.name);
	if (rc == OK)
		rc = testing_begin(d, "lab-import", NULL, 0, 0, &t, e);
	if (rc != OK)
		return rc;
	return order_end(t, match(t, d, &f, number, &file, e), NULL, e);
}

enum err_code lab_dismiss(struct desk *d, int64_t file_id, const char *reason, struct err *e)
{
	struct lab_file f;
	struct txn *t;
	enum err_code rc = order_check_reason(reason, e);

	if (rc == OK)
		rc = own_file(d, file_id, &f, e);
	if (rc == OK)
		rc = testing_begin(d, "lab-import", reason, 0, 0, &t, e);
	if (rc != OK)
		return rc;
	return order_end(t, lab_file_end(t, file_id, "dismissed", 0, reason, e), NULL, e);
}
