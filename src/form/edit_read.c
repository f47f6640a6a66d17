/* What the store holds now of the record and of its child rows. */
#include <string.h>

#include "base/mem.h"
#include "edit_priv.h"

/* Rows of one child table, each given to at most one slot. */
struct rows {
	struct record *v;
	bool *taken;
	size_t n;
};

static void rows_free(struct rows *r)
{
	for (size_t i = 0; i < r->n; i++)
		record_free(&r->v[i]);
	mem_free(r->v);
	mem_free(r->taken);
}

static enum err_code load_rows(const struct form_source *src, const char *table, const int64_t *ids,
    size_t n, struct rows *out, struct err *e)
{
	out->v = mem_array(n, sizeof *out->v);
	out->taken = mem_array(n, sizeof *out->taken);
	for (size_t i = 0; i < n; i++) {
		enum err_code rc = src->record(src->arg, table, ids[i], &out->v[out->n], e);
		if (rc != OK)
			return rc;
		out->n++;
	}
	return OK;
}

static enum err_code read_rows(const struct form_edit *x, const char *table, int64_t parent,
    struct rows *out, struct err *e)
{
	const struct form_source *src = &x->env.source;
	int64_t *ids = NULL;
	size_t n = 0;
	*out = (struct rows){ 0 };
	if (src->children == NULL)
		return OK;
	enum err_code rc = src->children(src->arg, table, parent, &ids, &n, e);
	if (rc == OK)
		rc = load_rows(src, table, ids, n, out, e);
	mem_free(ids);
	if (rc != OK)
		rows_free(out);
	return rc;
}

static bool has_key(const struct record *r, const struct form_path *p)
{
	char text[32];
	return strcmp(value_text(record_get(r, p->key_column), text, sizeof text), p->key) == 0;
}

/* The first free row with the key of a path; KEY NULL: the first free one. */
static struct record *claim(struct rows *rows, const struct form_path *key)
{
	for (size_t i = 0; i < rows->n; i++) {
		if (rows->taken[i] || (key != NULL && !has_key(&rows->v[i], key)))
			continue;
		rows->taken[i] = true;
		return &rows->v[i];
	}
	return NULL;
}

/* The row that a +N slot was read from before stays its row, whatever came or went meanwhile. */
static struct record *claim_again(struct rows *rows, int64_t id)
{
	for (size_t i = 0; i < rows->n && id != 0; i++) {
		if (rows->taken[i] || rows->v[i].id != id)
			continue;
		rows->taken[i] = true;
		return &rows->v[i];
	}
	return NULL;
}

static int64_t row_action(const struct record *r)
{
	return r->table->has_rev ? record_int(r, "rev") : 0;
}

/* Copies what slot S shows of row R (NULL: no such row). */
static void take_values(
    const struct form_edit *x, int s, const struct record *r, struct stored *out)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_path *p = &x->form->fields[i].path;
		if (x->slot[i] != s)
			continue;
		if (p->column < 0)
			value_set_int(&out->v[i], r != NULL);
		else if (r != NULL)
			value_copy(&out->v[i], &r->v[p->column]);
		out->action_id[i] = r == NULL ? 0 : row_action(r);
	}
	out->slot_id[s] = r == NULL ? 0 : r->id;
}

static bool is_nth(const struct form_edit *x, size_t s, const struct table_def *t, int nth)
{
	const struct slot *slot = &x->slots.v[s];
	return slot->table == t && slot->path->how == PATH_NTH &&
	    (nth == 0 || slot->path->nth == nth);
}

/* +1, +2 .. get in order what the named rows leave. */
static void claim_rest(const struct form_edit *x, const struct table_def *t, struct rows *rows,
    struct stored *out)
{
	struct record **given = mem_array(x->slots.n, sizeof *given);
	for (size_t s = 1; s < x->slots.n; s++) {
		if (is_nth(x, s, t, 0))
			given[s] = claim_again(rows, x->slots.v[s].id);
	}
	for (int nth = 1; nth <= 9; nth++) {
		for (size_t s = 1; s < x->slots.n; s++) {
			if (!is_nth(x, s, t, nth))
				continue;
			if (given[s] == NULL)
				given[s] = claim(rows, NULL);
			take_values(x, (int)s, given[s], out);
		}
	}
	mem_free(given);
}

static void claim_slots(const struct form_edit *x, const struct table_def *t, struct rows *rows,
    struct stored *out)
{
	for (size_t s = 1; s < x->slots.n; s++) {
		const struct form_path *p = x->slots.v[s].path;
		if (x->slots.v[s].table == t && p->how != PATH_NTH)
			take_values(x, (int)s, claim(rows, p), out);
	}
	claim_rest(x, t, rows, out);
}

static bool read_before(const struct form_edit *x, size_t s)
{
	for (size_t i = 1; i < s; i++) {
		if (x->slots.v[i].table == x->slots.v[s].table)
			return true;
	}
	return false;
}

static enum err_code read_children(const struct form_edit *x, int64_t id, struct stored *out,
    struct err *e)
{
	for (size_t s = 1; s < x->slots.n; s++) {
		struct rows rows;
		const struct table_def *t = x->slots.v[s].table;
		if (read_before(x, s))
			continue;
		enum err_code rc = read_rows(x, t->name, id, &rows, e);
		if (rc != OK)
			return rc;
		claim_slots(x, t, &rows, out);
		rows_free(&rows);
	}
	return OK;
}

static enum err_code read_answers(const struct form_edit *x, int64_t id, struct stored *out,
    struct err *e)
{
	const struct form_source *src = &x->env.source;
	for (size_t i = 0; i < x->form->nfields && src->answer != NULL; i++) {
		const struct form_field *f = &x->form->fields[i];
		if (f->path.how != PATH_NONE || f->kind == FIELD_STATIC)
			continue;
		enum err_code rc = src->answer(src->arg, x->form, id, f->name, &out->v[i], e);
		if (rc != OK)
			return rc;
	}
	return OK;
}

enum err_code edit_read(const struct form_edit *x, int64_t id, struct stored *out, struct err *e)
{
	struct record main;
	const struct form_source *src = &x->env.source;
	out->v = mem_array(x->form->nfields, sizeof *out->v);
	out->action_id = mem_array(x->form->nfields, sizeof *out->action_id);
	out->slot_id = mem_array(x->slots.n, sizeof *out->slot_id);
	enum err_code rc = src->record(src->arg, x->form->bound->name, id, &main, e);
	if (rc == OK) {
		take_values(x, 0, &main, out);
		record_free(&main);
		rc = read_children(x, id, out, e);
	}
	if (rc == OK)
		rc = read_answers(x, id, out, e);
	if (rc != OK)
		edit_stored_free(x, out);
	return rc;
}

void edit_stored_free(const struct form_edit *x, struct stored *s)
{
	for (size_t i = 0; i < x->form->nfields; i++)
		value_free(&s->v[i]);
	mem_free(s->v);
	mem_free(s->action_id);
	mem_free(s->slot_id);
}
