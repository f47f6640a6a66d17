/* One line: what it says becomes rows. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/value.h"
#include "data/branch.h"
#include "data/catalog.h"
#include "data/record.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/signin.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "import_priv.h"
#include "intake_priv.h"

#define NAME_MAX_CP 120
#define COLUMNS_MAX 48

void import_line_free(struct import_line *l)
{
	mem_free(l->raw);
	mem_free(l->refused);
	mapped_row_free(&l->row);
	buf_free(&l->missing);
	*l = (struct import_line){ 0 };
}

/* ---- resolving ---- */

static struct mapped *find_path(struct mapped_row *row, const char *path)
{
	for (size_t i = 0; i < row->n; i++)
		if (!strcmp(row->v[i].path, path))
			return &row->v[i];
	return NULL;
}

static void set_value(struct mapped *m, const char *value)
{
	mem_free(m->value);
	m->value = mem_dup(value);
}

static enum err_code branch_id_of(struct desk *d, const char *typed, int64_t *id, struct err *e)
{
	struct branch_list all = { 0 };
	enum err_code rc = branch_list(d->store, false, &all, e);

	*id = 0;
	for (size_t i = 0; i < all.n && !*id; i++)
		if (!strcasecmp(all.v[i].code, typed) || !strcmp(all.v[i].name, typed) ||
		    !strcasecmp(all.v[i].name_en, typed))
			*id = all.v[i].id;
	branch_list_free(&all);
	if (rc == OK && !*id)
		rc = err_set(e, ERR_INVALID, tr("No branch \"%s\"."), typed);
	return rc;
}

static enum err_code resolve_branch(struct desk *d, struct import_line *l, struct err *e)
{
	struct mapped *m = find_path(&l->row, "branch_id");
	char text[24];
	int64_t id;
	enum err_code rc;

	if (!m || !m->value)
		return OK;
	rc = branch_id_of(d, m->value, &id, e);
	if (rc == OK)
		set_value(m, text_fmt(text, sizeof text, "%lld", (long long)id));
	return rc;
}

void import_remark(struct mapped_row *row, const char *path, const char *text)
{
	struct mapped *notes = find_path(row, "notes");
	struct buf joined = { 0 };

	if (!notes) {
		notes = vec_push(row);
		notes->path = "notes";
	}
	buf_printf(&joined, "%s%s%s: %s", notes->value ? notes->value : "",
	    notes->value ? "\n" : "", path, text);
	set_value(notes, buf_str(&joined));
	buf_free(&joined);
}

void import_names_free(struct import_names *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->v[i].name);
	vec_free(l);
}

static int64_t staff_id_of(struct desk *d, struct import_names *names, const char *typed)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->v[i].name, typed))
			return names->v[i].id;
	(void)vec_push(names);
	names->v[names->n - 1].name = mem_dup(typed);
	return names->v[names->n - 1].id = signin_find(d, typed);
}

/* A name that is not in the staff is kept as a remark: people leave, lists stay. */
static void resolve_staff(struct desk *d, struct import_names *names, struct import_line *l,
    const char *path)
{
	struct mapped *m = find_path(&l->row, path);
	char text[24], *name;
	int64_t id;

	if (!m || !m->value)
		return;
	id = staff_id_of(d, names, m->value);
	if (id > 0) {
		set_value(m, text_fmt(text, sizeof text, "%lld", (long long)id));
		return;
	}
	name = m->value;
	m->value = NULL;
	import_remark(&l->row, path, name);        /* M may have moved now */
	mem_free(name);
}

static void clean_value(struct mapped *m)
{
	struct buf clean = { 0 };
	const char *p = m->value;
	uint32_t cp;

	if (!p)
		return;
	while ((cp = utf8_next(&p)))
		if (cp == '\n' || !cp_is_dropped(cp))
			buf_put_cp(&clean, cp == '\t' ? ' ' : cp);
	mem_free(m->value);
	m->value = buf_take(&clean);
}

static enum err_code check_name(struct import_line *l, struct err *e)
{
	const char *name = mapped_get(&l->row, "name");

	if (!name || !name[strspn(name, " ")])
		return err_set(e, ERR_INVALID, "%s", tr("No name."));
	if (utf8_count(name) > NAME_MAX_CP)
		return err_set(e, ERR_INVALID, tr("The name is longer than %d characters."),
		    NAME_MAX_CP);
	return OK;
}

/* The field of the client form that keeps what PATH names. A relative's number, whatever the
 * relation, is the form's `first number that no other field names`. */
static int field_of_path(const struct form *form, const char *path)
{
	const char *column = strrchr(path, '.');
	char text[96];

	for (size_t i = 0; i < form->nfields; i++)
		if (form->fields[i].path.how != PATH_NONE &&
		    !strcmp(form_path_text(&form->fields[i].path, text, sizeof text), path))
			return (int)i;
	for (size_t i = 0; column && i < form->nfields; i++) {
		const struct form_path *p = &form->fields[i].path;

		if (p->how == PATH_NTH && !strncmp(path, p->child, strlen(p->child)) &&
		    !strcmp(p->column_name, column + 1))
			return (int)i;
	}
	return -1;
}

static void fill_field(struct form_edit *edit, int field, const char *text)
{
	const struct form *form = form_edit_form(edit);
	struct value v = { 0 };
	struct err none = ERR_INIT;

	if (field_kind_type(form->fields[field].kind) == VALUE_INT)
		value_set_int(&v, strtoll(text, NULL, 10));
	else
		value_set_text(&v, text);
	if (form_edit_set_value(edit, field, &v, &none) != OK)
		err_clear(&none);       /* what a form refuses to show still counts as said */
	value_free(&v);
}

/* The form itself says what lacks, so that import and screen can never disagree. */
static void find_missing(struct desk *d, struct import_line *l)
{
	struct form *form = form_catalog_find(d->forms, "client");
	struct form_edit *edit;
	struct form_env env;
	int fields[32];
	size_t n;

	if (!form)
		return;
	form_env_make(d, &env);
	env.source.may = NULL;
	edit = form_edit_new(form, &env);
	for (size_t i = 0; i < l->row.n; i++) {
		int field = l->row.v[i].value ? field_of_path(form, l->row.v[i].path) : -1;

		if (field >= 0)
			fill_field(edit, field, l->row.v[i].value);
	}
	n = form_edit_missing(edit, STAGE_COMPLETE, fields, 32);
	for (size_t i = 0; i < n && i < 32; i++)
		buf_printf(&l->missing, "%s%s", l->missing.n ? ", " : "",
		    form->fields[fields[i]].name);
	form_edit_free(edit);
}

enum err_code import_resolve(struct desk *d, struct import_names *names, struct import_line *l,
    struct err *e)
{
	enum err_code rc;

	for (size_t i = 0; i < l->row.n; i++)
		clean_value(&l->row.v[i]);
	rc = check_name(l, e);
	if (rc == OK)
		rc = resolve_branch(d, l, e);
	if (rc != OK)
		return rc;
	resolve_staff(d, names, l, "expert_id");
	resolve_staff(d, names, l, "coordinator_id");
	find_missing(d, l);
	return OK;
}

/* ---- writing ---- */

struct target_row {
	const struct table_def *table;
	char child[32], key[32];
	int nth;
	struct change set[COLUMNS_MAX];
	size_t n;
};

struct target {
	struct target_row *v;
	size_t n, cap;
};

static void put(struct target_row *r, const char *column, const char *value)
{
	const struct column_def *c = catalog_column(r->table, column);
	struct change *set;

	if (!c)
		return;
	ASSERT(r->n < COLUMNS_MAX);     /* a column comes once, and no table has so many */
	set = &r->set[r->n++];
	set->column = c->name;
	if (c->type == VALUE_INT)
		value_set_int(&set->value, strtoll(value, NULL, 10));
	else
		value_set_text(&set->value, value);
}

static struct target_row *row_for(struct target *t, const struct form_path *p)
{
	struct target_row *r;

	for (size_t i = 0; i < t->n; i++)
		if (!strcmp(t->v[i].child, p->child) && !strcmp(t->v[i].key, p->key) &&
		    t->v[i].nth == p->nth)
			return &t->v[i];
	r = vec_push(t);
	r->table = p->table;
	text_copy(r->child, sizeof r->child, p->child);
	text_copy(r->key, sizeof r->key, p->key);
	r->nth = p->nth;
	if (p->child[0] && p->key_column[0] && p->key[0])
		put(r, p->key_column, p->key);
	return r;
}

static enum err_code fill_rows(const struct import_line *l, struct target *out, struct err *e)
{
	const struct table_def *client = catalog_table("client");
	struct form_path path = { .how = PATH_COLUMN, .table = client };
	struct target_row *r = row_for(out, &path);     /* the file itself comes first */

	put(r, "origin_key", l->key);
	for (size_t i = 0; i < l->row.n; i++) {
		const struct mapped *m = &l->row.v[i];
		enum err_code rc;

		if (!m->value || !m->value[0])
			continue;
		rc = form_path_parse(m->path, &path, e);
		if (rc == OK)
			rc = form_path_bind(&path, client, e);
		if (rc != OK)
			return rc;
		r = row_for(out, &path);
		if (path.column_name[0])
			put(r, path.column_name, m->value);
	}
	return OK;
}

static void target_free(struct target *t)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->v[i].n; k++)
			value_free(&t->v[i].set[k].value);
	vec_free(t);
}

/* A child row without what makes it one (a relation without a number) is left out. */
static bool is_whole(const struct target_row *r)
{
	const char *need = !strcmp(r->child, "phone") ? "number" : NULL;

	for (size_t i = 0; need && i < r->n; i++)
		if (!strcmp(r->set[i].column, need))
			return true;
	return !need;
}

enum err_code import_write(struct desk *d, struct txn *t, struct import_line *l, struct err *e)
{
	struct target rows = { 0 };
	enum err_code rc = fill_rows(l, &rows, e);
	int64_t id;

	for (size_t i = 0; i < rows.n && rc == OK; i++) {
		const struct target_row *r = &rows.v[i];

		if (i && !is_whole(r))
			continue;
		rc = intake_insert_row(
		    d, t, r->table->name, r->set, r->n, i ? l->client_id : 0, &id, e);
		if (rc == OK && !i)
			l->client_id = id;
	}
	if (rc == OK && l->missing.n)
		rc = intake_todo_complete(d, t, l->client_id, buf_str(&l->missing), e);
	target_free(&rows);
	return rc;
}
