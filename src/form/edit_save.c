/* What lacks, what is wrong, and what has to be written. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "edit_priv.h"

/* ---- before saving ---- */

static enum err_code refuse(const struct form_field *f, struct err *e, enum err_code code,
    const char *text)
{
	err_set(e, code, "%s", text);
	return err_field(e, f->name);
}

static bool counts(const struct field_state *s)
{
	return s->visible && !s->masked;
}

static enum err_code check_one(const struct form_edit *x, int field, struct err *e)
{
	const struct form_field *f = &x->form->fields[field];
	const struct field_state *s = &x->f[field];
	char text[200];
	if (s->typed != NULL)
		return refuse(f, e, ERR_INVALID, s->why);
	if (s->conflict == CONFLICT_OPEN)
		return refuse(f, e, ERR_CONFLICT, text_fmt(text, sizeof text,
		    tr("%s was changed meanwhile. Choose 1 mine or 2 theirs."), edit_label(f)));
	if (counts(s) && edit_needs(x, f, STAGE_SAVE) && edit_is_empty(f, &s->value))
		return refuse(f, e, ERR_INVALID, text_fmt(text, sizeof text,
		    tr("%s is open: nothing can be saved without it."), edit_label(f)));
	return OK;
}

static bool slot_filled(const struct form_edit *x, int slot)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		if (x->slot[i] == slot && !x->f[i].preset &&
		    !edit_is_empty(&x->form->fields[i], &x->f[i].value))
			return true;
	}
	return false;
}

static const struct column_def *column_of(const struct form_field *f)
{
	return f->path.column < 0 ? NULL : &f->path.table->columns[f->path.column];
}

/* Whether the key of a slot's rows stands in a field (phone[+1].relation) or in the path. */
static bool is_key_field(const struct form_field *f)
{
	const struct column_def *c = column_of(f);
	return f->path.how == PATH_NTH && c != NULL && strcmp(c->name, f->path.key_column) == 0;
}

/* A telephone row with a name but no number: half of it cannot be written. */
static enum err_code check_row(const struct form_edit *x, int slot, struct err *e)
{
	char text[200];
	if (!slot_filled(x, slot))
		return OK;
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_field *f = &x->form->fields[i];
		const struct column_def *c = column_of(f);
		if (x->slot[i] != slot || c == NULL || !edit_is_empty(f, &x->f[i].value))
			continue;
		if ((c->flags & COL_REQUIRED) != 0 || is_key_field(f))
			return refuse(f, e, ERR_INVALID, text_fmt(text, sizeof text,
			    tr("%s is open, and what belongs to it is filled. Fill both or none."),
			    edit_label(f)));
	}
	return OK;
}

enum err_code form_edit_check(struct form_edit *x, struct err *e)
{
	edit_facts(x);
	for (size_t i = 0; i < x->form->nfields; i++) {
		enum err_code rc = check_one(x, (int)i, e);
		if (rc != OK)
			return rc;
	}
	for (size_t s = 1; s < x->slots.n; s++) {
		enum err_code rc = check_row(x, (int)s, e);
		if (rc != OK)
			return rc;
	}
	return OK;
}

size_t form_edit_missing(const struct form_edit *x, enum form_stage stage, int *fields, size_t max)
{
	size_t n = 0;
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_field *f = &x->form->fields[i];
		if (!counts(&x->f[i]) || !edit_needs(x, f, stage) ||
		    !edit_is_empty(f, &x->f[i].value))
			continue;
		if (n < max)
			fields[n] = (int)i;
		n++;
	}
	return n;
}

/* ---- changes ---- */

static struct change *add_change(struct form_row *row, const char *column, int field)
{
	row->set = mem_resize(row->set, row->n + 1, sizeof *row->set);
	row->fields = mem_resize(row->fields, row->n + 1, sizeof *row->fields);
	struct change *c = &row->set[row->n];
	*c = (struct change){ .column = column };
	row->fields[row->n++] = field;
	return c;
}

static bool is_changed(const struct form_edit *x, int field)
{
	const struct field_state *s = &x->f[field];
	return s->dirty && s->typed == NULL && s->conflict != CONFLICT_THEIRS;
}

/* A bool that was switched off against its default: the store would say yes by itself. */
static bool is_switched_off(const struct form_edit *x, int field)
{
	const struct form_field *f = &x->form->fields[field];
	const struct value *v = &x->f[field].value;
	return f->kind == FIELD_BOOL && f->preset != NULL && v->type == VALUE_INT && v->i == 0;
}

static bool is_wanted(const struct form_edit *x, int field, const struct form_row *row)
{
	bool empty = edit_is_empty(&x->form->fields[field], &x->f[field].value);
	if (row->id == 0 && empty)
		return is_switched_off(x, field);
	return is_changed(x, field);
}

static void add_fields(const struct form_edit *x, int slot, struct form_row *row)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_field *f = &x->form->fields[i];
		const struct column_def *c = column_of(f);
		bool empty = edit_is_empty(f, &x->f[i].value);
		if (x->slot[i] != slot || c == NULL || !is_wanted(x, (int)i, row))
			continue;
		struct change *change = add_change(row, c->name, (int)i);
		value_copy(&change->base, &x->f[i].base);
		if (!empty || f->kind == FIELD_BOOL)
			value_copy(&change->value, &x->f[i].value);
	}
}

/* The key that makes the row what the path says. */
static void add_key(const struct form_path *p, struct form_row *row)
{
	if (p->how == PATH_NTH)
		return;
	const struct column_def *c = catalog_column(p->table, p->key_column);
	struct change *change = add_change(row, c->name, -1);
	if (c->type == VALUE_INT)
		value_set_int(&change->value, p->key[0] == '0' ? 0 : 1);
	else
		value_set_text(&change->value, p->key);
}

static void add_retired(struct form_row *row)
{
	struct change *change = add_change(row, "state", -1);
	row->retire = true;
	value_set_text(&change->base, "on");
	value_set_text(&change->value, "retired");
}

static bool slot_changed(const struct form_edit *x, int slot)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		if (x->slot[i] == slot && !x->f[i].preset && is_changed(x, (int)i))
			return true;
	}
	return false;
}

/* The row's own bool (flag[quiet]) switched off, or nothing left but its key. */
static bool slot_emptied(const struct form_edit *x, int slot)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_field *f = &x->form->fields[i];
		bool empty = edit_is_empty(f, &x->f[i].value);
		if (x->slot[i] != slot)
			continue;
		if (f->path.column < 0 && empty && is_changed(x, (int)i))
			return true;
		if (!empty && !x->f[i].preset && !is_key_field(f))
			return false;
	}
	return true;
}

static const char *parent_column(const struct form_edit *x, const struct table_def *t)
{
	char name[64];
	text_fmt(name, sizeof name, "%s_id", x->form->bound->name);
	const struct column_def *c = catalog_column(t, name);
	return c == NULL ? NULL : c->name;
}

static void child_changes(const struct form_edit *x, int slot, struct form_changes *out)
{
	const struct slot *s = &x->slots.v[slot];
	bool emptied = slot_emptied(x, slot);
	if (!slot_changed(x, slot) || (s->id == 0 && emptied))
		return;
	struct form_row *row = vec_push(out);
	row->table = s->table;
	row->id = s->id;
	if (emptied) {
		add_retired(row);
		return;
	}
	if (s->id == 0) {
		row->parent_column = parent_column(x, s->table);
		add_key(s->path, row);
	}
	add_fields(x, slot, row);
	if (row->n == 0)                /* only the bool of a row that is there already */
		out->n--;
}

static void answer_changes(const struct form_edit *x, struct form_changes *out)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_field *f = &x->form->fields[i];
		if (f->path.how != PATH_NONE || f->kind == FIELD_STATIC || !is_changed(x, (int)i))
			continue;
		struct form_answer *a = vec_push(&out->answers);
		a->field = (int)i;
		value_copy(&a->base, &x->f[i].base);
		if (!edit_is_empty(f, &x->f[i].value) || f->kind == FIELD_BOOL)
			value_copy(&a->value, &x->f[i].value);
	}
}

void form_edit_changes(const struct form_edit *x, struct form_changes *out)
{
	*out = (struct form_changes){ 0 };
	struct form_row main = { .table = x->form->bound, .id = x->id };
	add_fields(x, 0, &main);
	if (main.n > 0 || x->id == 0)
		*vec_push(out) = main;
	for (size_t s = 1; s < x->slots.n; s++)
		child_changes(x, (int)s, out);
	answer_changes(x, out);
}

void form_changes_free(struct form_changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		for (size_t j = 0; j < c->v[i].n; j++) {
			value_free(&c->v[i].set[j].base);
			value_free(&c->v[i].set[j].value);
		}
		mem_free(c->v[i].set);
		mem_free(c->v[i].fields);
	}
	for (size_t i = 0; i < c->answers.n; i++) {
		value_free(&c->answers.v[i].base);
		value_free(&c->answers.v[i].value);
	}
	vec_free(&c->answers);
	vec_free(c);
}
