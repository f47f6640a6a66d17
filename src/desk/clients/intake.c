#include "desk/intake.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/client.h"
#include "data/note.h"
#include "data/record.h"
#include "data/sequence.h"
#include "data/sheet.h"
#include "desk/callback_make.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "form/config_file.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "intake_priv.h"

#define SET_MAX 96              /* columns of one new row */

enum err_code intake_next_number(struct desk *d, struct txn *t, char out[24], struct err *e)
{
	int year = day_split(desk_today(d)).year % 100;
	char name[16];
	int64_t n;
	enum err_code rc;

	text_fmt(name, sizeof name, "file:%02d", year);
	rc = sequence_next(t, name, &n, e);
	if (rc == OK)
		text_fmt(out, 24, "%02d-%04lld", year, (long long)n);
	return rc;
}

/* ---- new rows ---- */

struct row_set {
	struct change v[SET_MAX];
	struct value owned[8];
	size_t n, nowned;
};

static bool has_column(const struct row_set *r, const char *column)
{
	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->v[i].column, column))
			return true;
	return false;
}

/* Room for what the program knows; NULL where the table has no such column or somebody set it. */
static struct value *offer(struct row_set *r, const struct table_def *table, const char *column)
{
	if (!catalog_column(table, column) || has_column(r, column))
		return NULL;
	ASSERT(r->n < SET_MAX && r->nowned < sizeof r->owned / sizeof r->owned[0]);
	r->v[r->n++] = (struct change){ .column = column };
	return &r->owned[r->nowned++];
}

static void offer_int(struct row_set *r, const struct table_def *table, const char *column,
    int64_t i)
{
	struct value *v = i ? offer(r, table, column) : NULL;

	if (v)
		value_set_int(v, i);
}

static void offer_text(struct row_set *r, const struct table_def *table, const char *column,
    const char *s)
{
	struct value *v = s[0] ? offer(r, table, column) : NULL;

	if (v)
		value_set_text(v, s);
}

/* `value` of the offered columns is a copy of what is owned, made once the array no longer
 * moves. */
static void settle(struct row_set *r)
{
	size_t from = r->n - r->nowned;

	for (size_t i = 0; i < r->nowned; i++)
		r->v[from + i].value = r->owned[i];
}

static enum err_code number_by_rule(struct desk *d, struct txn *t, char out[24], struct err *e)
{
	struct branch branch;
	enum err_code rc = branch_get(d->store, d->branch_id, &branch, e);

	out[0] = '\0';
	if (rc == OK && !strcmp(branch.file_no_at, "open"))
		rc = intake_next_number(d, t, out, e);
	return rc;
}

enum err_code intake_insert_row(struct desk *d, struct txn *t, const char *table,
    const struct change *set, size_t n, int64_t client_id, int64_t *id, struct err *e)
{
	const struct table_def *def = catalog_table(table);
	bool file = !strcmp(table, "client");
	struct row_set r = { 0 };
	char number[24] = "", today[11];
	enum err_code rc = OK;

	ASSERT(def && n + 8 <= SET_MAX);
	memcpy(r.v, set, n * sizeof *set);
	r.n = n;
	if (file && !has_column(&r, "file_no"))
		rc = number_by_rule(d, t, number, e);
	if (rc != OK)
		return rc;
	offer_int(&r, def, "created_at", txn_now(t));
	offer_int(&r, def, "branch_id", file ? d->branch_id : 0);
	offer_int(&r, def, "created_by", file ? d->who.staff_id : 0);
	offer_int(&r, def, "client_id", client_id);
	offer_text(&r, def, "day", desk_today_text(d, today));
	offer_text(&r, def, "file_no", number);
	settle(&r);
	rc = record_insert(t, table, r.v, r.n, id, e);
	for (size_t i = 0; i < r.nowned; i++)
		value_free(&r.owned[i]);
	return rc;
}

static enum err_code insert_rows(struct desk *d, struct txn *t, const struct form_changes *c,
    int64_t *client_id, struct err *e)
{
	enum err_code rc = OK;
	int64_t id;

	for (size_t i = 0; i < c->n && rc == OK; i++) {
		const struct form_row *row = &c->v[i];

		if (row->retire)
			continue;
		rc = intake_insert_row(d, t, row->table->name, row->set, row->n,
		    row->parent_column ? *client_id : 0, &id, e);
		if (rc == OK && !row->parent_column)
			*client_id = id;
	}
	return rc;
}

/* ---- answers ---- */

/* Nothing is overwritten that came meanwhile: the form then reads it and asks which to keep. */
static enum err_code check_answer(struct desk *d, int64_t sheet, const struct form_field *f,
    const struct form_answer *a, struct err *e)
{
	struct value now = { 0 };
	enum err_code rc = sheet_answer(d->store, sheet, f->name, &now, e);

	if (rc == OK && now.type == VALUE_REAL && field_kind_type(f->kind) == VALUE_INT)
		value_set_int(&now, (int64_t)now.d);
	if (rc == OK && !value_equal(&now, &a->base) && !value_equal(&now, &a->value))
		rc = err_set(e, ERR_CONFLICT, tr("%s was changed meanwhile. F10 shows both."),
		    label_text(&f->label));
	value_free(&now);
	return rc;
}

static enum err_code write_answers(struct desk *d, struct txn *t, const struct form *form,
    const struct form_changes *c, int64_t client_id, struct err *e)
{
	int64_t sheet;
	size_t size;
	enum err_code rc;

	if (!c->answers.n)
		return OK;
	rc = sheet_latest(d->store, client_id, form->name, &sheet, e);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		rc = sheet_insert(t, client_id, form->name, form->hash,
		    config_file_text(form->file, &size), &sheet, e);
	}
	for (size_t i = 0; i < c->answers.n && rc == OK; i++) {
		const struct form_answer *a = &c->answers.v[i];
		const struct form_field *f = &form->fields[a->field];

		rc = check_answer(d, sheet, f, a, e);
		if (rc == OK)
			rc = sheet_answer_set(
			    t, sheet, f->name, &a->value, f->kind == FIELD_CHOICE, e);
	}
	return rc;
}

/* ---- what lacks ---- */

/* Names of the fields of the client form that the branch wants by STAGE and the file lacks. */
static enum err_code missing_fields(struct desk *d, int64_t client_id, enum form_stage stage,
    struct buf *out, struct err *e)
{
	struct form *form = form_catalog_find(d->forms, "client");
	struct form_edit *edit;
	struct form_env env;
	int fields[32];
	enum err_code rc;
	size_t n;

	if (!form)
		return OK;
	form_env_make(d, &env);
	env.source.may = NULL;          /* what lacks does not depend on who looks */
	rc = form_edit_open(form, &env, client_id, &edit, e);
	if (rc != OK)
		return rc;
	n = form_edit_missing(edit, stage, fields, 32);
	for (size_t i = 0; i < n && i < 32; i++)
		buf_printf(out, "%s%s", out->n ? ", " : "", form->fields[fields[i]].name);
	form_edit_free(edit);
	return OK;
}

static enum err_code refresh_complete(struct desk *d, struct txn *t, int64_t client_id,
    struct err *e)
{
	struct buf missing = { 0 };
	enum err_code rc = missing_fields(d, client_id, STAGE_COMPLETE, &missing, e);

	if (rc == OK)
		rc = intake_todo_complete(d, t, client_id, buf_str(&missing), e);
	buf_free(&missing);
	return rc;
}

enum err_code intake_lacks_to_book(struct desk *d, int64_t client_id, struct buf *names,
    struct err *e)
{
	return missing_fields(d, client_id, STAGE_BOOK, names, e);
}

/* ---- use cases ---- */

static enum err_code refuse_alike(struct desk *d, const struct alike *a, struct err *e)
{
	char name[200], why[64];

	err_set(e, ERR_DUPLICATE,
	    tr("Perhaps the same person: %s, same %s. 1 uses that file, 7 makes another."),
	    describe_client(d, a->client_id, name, sizeof name),
	    alike_text(a->why, why, sizeof why));
	return err_detail(e, "client %lld", (long long)a->client_id);
}

enum err_code intake_alike_edit(struct desk *d, const struct form_edit *edit, bool weak,
    struct alike_list *out, struct err *e)
{
	struct person person;
	struct term_source source;
	enum err_code rc;

	person_of_edit(edit, &person);
	source = person_source(&person);
	rc = intake_alike(d, &source, form_edit_id(edit), weak, out, e);
	person_free(&person);
	return rc;
}

void intake_read_back(struct form_edit *edit, int64_t id)
{
	struct err e = ERR_INIT;

	if (form_edit_saved(edit, id, &e) != OK)
		log_line(LOG_WARN, "saved, but not read back: %s", e.detail);
}

static enum err_code add_rows(struct desk *d, struct txn *t, struct form_edit *edit,
    const struct alike_list *alike, int64_t *id, struct err *e)
{
	struct form_changes changes = { 0 };
	enum err_code rc;

	form_edit_changes(edit, &changes);
	rc = insert_rows(d, t, &changes, id, e);
	if (rc == OK)
		rc = write_answers(d, t, form_edit_form(edit), &changes, *id, e);
	if (rc == OK)
		rc = refresh_complete(d, t, *id, e);
	if (rc == OK)
		rc = intake_todo_alike(d, t, *id, alike, true, NULL, e);
	form_changes_free(&changes);
	return rc;
}

enum err_code intake_add(struct desk *d, struct form_edit *edit, bool distinct, int64_t *id,
    struct err *e)
{
	struct action_head head = { .name = "client-add" };
	struct alike_list alike = { .n = 0 };
	struct txn *t;
	enum err_code rc = form_edit_check(edit, e);

	*id = 0;
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	/* Under the lock: two terminals cannot open a file for one person at the same moment. */
	rc = intake_alike_edit(d, edit, false, &alike, e);
	if (rc == OK && !distinct && alike.n && alike.v[0].strength == 1)
		rc = refuse_alike(d, &alike.v[0], e);
	if (rc == OK)
		rc = add_rows(d, t, edit, &alike, id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "client", *id);
	rc = action_commit(t, NULL, e);
	if (rc == OK)
		intake_read_back(edit, *id);
	return rc;
}

/* Tries every row, so that all conflicts are known at once. */
static enum err_code save_rows(struct desk *d, struct txn *t, const struct form_changes *c,
    int64_t client_id, struct conflict_list *conflicts, struct err *e)
{
	enum err_code rc = OK;
	int64_t id;

	for (size_t i = 0; i < c->n; i++) {
		const struct form_row *row = &c->v[i];
		struct err one = ERR_INIT;
		enum err_code got = row->id
		    ? record_update(t, row->table->name, row->id, row->set, row->n, conflicts, &one)
		    : intake_insert_row(
			  d, t, row->table->name, row->set, row->n, client_id, &id, &one);

		if (got != OK && rc == OK)
			rc = err_copy(e, &one);
		if (got != OK && got != ERR_CONFLICT)
			return rc;
	}
	return rc;
}

/* Answers have no row of their own on the list: they are read again. */
static void meet_conflicts(struct form_edit *edit, const struct conflict_list *conflicts)
{
	struct err none = ERR_INIT;

	form_edit_conflicts(edit, conflicts);
	if (form_edit_refresh(edit, NULL, &none) != OK)
		err_clear(&none);       /* the next try reads them */
}

enum err_code intake_save(struct desk *d, struct form_edit *edit, struct conflict_list *conflicts,
    struct err *e)
{
	struct action_head head = { .name = "client-edit" };
	struct form_changes changes = { 0 };
	int64_t id = form_edit_id(edit);
	struct txn *t;
	enum err_code rc = form_edit_check(edit, e);

	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	form_edit_changes(edit, &changes);
	rc = save_rows(d, t, &changes, id, conflicts, e);
	if (rc == OK)
		rc = write_answers(d, t, form_edit_form(edit), &changes, id, e);
	if (rc == OK)
		rc = refresh_complete(d, t, id, e);
	if (rc == OK)
		rc = callback_no_calls_in(t, d, id, 0, e);
	form_changes_free(&changes);
	if (rc != OK) {
		action_rollback(t);
		if (rc == ERR_CONFLICT)
			meet_conflicts(edit, conflicts);
		return rc;
	}
	action_subject(t, "client", id);
	rc = action_commit(t, NULL, e);
	if (rc == OK)
		intake_read_back(edit, id);
	return rc;
}

enum err_code intake_note(struct desk *d, int64_t client_id, const char *text, struct err *e)
{
	struct action_head head = { .name = "client-note" };
	char today[11];
	struct txn *t;
	int64_t id;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = note_insert(t, client_id, desk_today_text(d, today), txn_now(t), text, &id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "client", client_id);
	return action_commit(t, NULL, e);
}

enum err_code intake_number(struct desk *d, int64_t client_id, struct err *e)
{
	struct action_head head = { .name = "client-number" };
	char number[24];
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = intake_next_number(d, t, number, e);
	if (rc == OK)
		rc = client_set_file_no(t, client_id, number, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "client", client_id);
	return action_commit(t, NULL, e);
}
