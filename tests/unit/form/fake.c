#include "fake.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"

static struct fake_row *find(const struct fake *f, const char *table, int64_t id)
{
	for (size_t i = 0; i < f->rows.n; i++) {
		if (strcmp(f->rows.v[i].table->name, table) == 0 && f->rows.v[i].id == id)
			return &f->rows.v[i];
	}
	return NULL;
}

static void put(struct fake_row *r, const char *column, const char *text)
{
	int c = catalog_column_index(r->table, column);
	ASSERT(c >= 0);
	if (r->table->columns[c].type == VALUE_INT)
		value_set_int(&r->v[c], strtoll(text, NULL, 10));
	else
		value_set_text(&r->v[c], text);
}

static struct fake_row *new_row(struct fake *f, const char *table, int64_t parent)
{
	struct fake_row *r = vec_push(&f->rows);
	r->table = catalog_table(table);
	r->id = ++f->last_id;
	r->parent = parent;
	r->v = mem_array(r->table->ncolumns, sizeof *r->v);
	if (catalog_column(r->table, "state") != NULL)
		put(r, "state", "on");
	if (catalog_column(r->table, "may_tell") != NULL)
		put(r, "may_tell", "1");
	return r;
}

int64_t fake_add(struct fake *f, const char *table, int64_t parent, ...)
{
	struct fake_row *r = new_row(f, table, parent);
	va_list ap;
	va_start(ap, parent);
	for (const char *column; (column = va_arg(ap, const char *)) != NULL;)
		put(r, column, va_arg(ap, const char *));
	va_end(ap);
	return r->id;
}

void fake_set(struct fake *f, const char *table, int64_t id, const char *column, const char *text)
{
	struct fake_row *r = find(f, table, id);
	char action[24];
	put(r, column, text);
	put(r, "rev", text_fmt(action, sizeof action, "%lld", (long long)++f->action_id));
}

const char *fake_get(const struct fake *f, const char *table, int64_t id, const char *column)
{
	static char text[64];
	const struct fake_row *r = find(f, table, id);
	return value_text(&r->v[catalog_column_index(r->table, column)], text, sizeof text);
}

static bool is_on(const struct fake_row *r)
{
	return strcmp(r->v[catalog_column_index(r->table, "state")].s, "on") == 0;
}

size_t fake_count(const struct fake *f, const char *table)
{
	size_t n = 0;
	for (size_t i = 0; i < f->rows.n; i++)
		n += strcmp(f->rows.v[i].table->name, table) == 0 && is_on(&f->rows.v[i]);
	return n;
}

/* ---- form_source ---- */

static enum err_code read_record(void *arg, const char *table, int64_t id, struct record *out,
    struct err *e)
{
	const struct fake_row *r = find(arg, table, id);
	if (r == NULL)
		return err_set(e, ERR_NOTFOUND, "no row");
	*out = (struct record){ .table = r->table, .id = id };
	out->v = mem_array(r->table->ncolumns, sizeof *out->v);
	for (size_t i = 0; i < r->table->ncolumns; i++)
		value_copy(&out->v[i], &r->v[i]);
	return OK;
}

static enum err_code read_children(void *arg, const char *table, int64_t parent, int64_t **ids,
    size_t *n, struct err *e)
{
	const struct fake *f = arg;
	(void)e;
	*ids = mem_array(f->rows.n, sizeof **ids);
	*n = 0;
	for (size_t i = 0; i < f->rows.n; i++) {
		const struct fake_row *r = &f->rows.v[i];
		if (strcmp(r->table->name, table) == 0 && r->parent == parent && is_on(r))
			(*ids)[(*n)++] = r->id;
	}
	return OK;
}

static enum err_code read_answer(void *arg, const struct form *form, int64_t parent,
    const char *field, struct value *out, struct err *e)
{
	const struct fake *f = arg;
	(void)parent;
	(void)e;
	value_free(out);
	for (size_t i = 0; i < f->answers.n; i++) {
		if (strcmp(form->fields[f->answers.v[i].field].name, field) == 0)
			value_copy(out, &f->answers.v[i].value);
	}
	return OK;
}

static const struct {
	int64_t id;
	const char *name;
} people[] = { { 1, "王芳" }, { 2, "陈立" }, { 3, "陈思" } };

static enum err_code look_up(void *arg, const struct form_field *field, const char *typed,
    struct form_options *out, struct err *e)
{
	(void)arg;
	(void)field;
	(void)e;
	for (size_t i = 0; i < 3; i++) {
		struct value v = { .type = VALUE_INT, .i = people[i].id };
		if (strncmp(people[i].name, typed, strlen(typed)) == 0)
			form_options_add(out, &v, people[i].name, "");
	}
	return OK;
}

static void name_of(void *arg, const struct form_field *field, int64_t id, char *out, size_t size)
{
	((struct fake *)arg)->name_reads++;
	(void)field;
	text_copy(out, size, id >= 1 && id <= 3 ? people[id - 1].name : "");
}

static void preset(void *arg, const struct form_field *field, struct value *out)
{
	(void)arg;
	if (strcmp(field->preset, "@last") == 0)
		value_set_text(out, "friend");
}

static bool may(void *arg, const char *right)
{
	const struct fake *f = arg;
	return f->denied == NULL || strcmp(f->denied, right) != 0;
}

struct form_env fake_env(struct fake *f)
{
	struct form_env env = { .today = day_of(2026, 11, 24), .branch_id = 7, .staff_id = 1,
		.branch = "ja", .country = "86" };
	struct err e = ERR_INIT;
	/* Tue 24 Nov 2026, 14:32 in Shanghai */
	env.when = (struct when_base){ .now = 1795501920, .open_min = 540, .close_min = 1230,
		.last_day = DAY_NONE, .last_min = -1 };
	if (zone_open("Asia/Shanghai", &env.when.zone, &e) != OK)
		BUG("%s", e.text);
	env.source = (struct form_source){ .arg = f, .record = read_record,
		.children = read_children, .answer = read_answer, .lookup = look_up,
		.label = name_of, .preset = preset, .may = may };
	return env;
}

/* ---- writing ---- */

static void insert_row(struct fake *f, const struct form_row *row, int64_t *id)
{
	bool child = row->parent_column != NULL;
	struct fake_row *r = new_row(f, row->table->name, child ? *id : 0);
	for (size_t i = 0; i < row->n; i++)
		value_copy(
		    &r->v[catalog_column_index(r->table, row->set[i].column)], &row->set[i].value);
	if (!child)
		*id = r->id;
}

static void note_conflict(struct conflict_list *l, const struct fake_row *r, const struct change *c,
    const struct value *now)
{
	struct conflict *x = vec_push(l);
	text_copy(x->table, sizeof x->table, r->table->name);
	text_copy(x->column, sizeof x->column, c->column);
	x->id = r->id;
	value_copy(&x->base, &c->base);
	value_copy(&x->mine, &c->value);
	value_copy(&x->theirs, now);
}

static void update_row(struct fake *f, const struct form_row *row, struct conflict_list *clash,
    bool write)
{
	struct fake_row *r = find(f, row->table->name, row->id);
	for (size_t i = 0; i < row->n; i++) {
		struct value *now = &r->v[catalog_column_index(r->table, row->set[i].column)];
		if (write)
			value_copy(now, &row->set[i].value);
		else if (!value_equal(now, &row->set[i].base))
			note_conflict(clash, r, &row->set[i], now);
	}
}

static void free_conflicts(struct conflict_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		value_free(&l->v[i].base);
		value_free(&l->v[i].mine);
		value_free(&l->v[i].theirs);
	}
	vec_free(l);
}

enum err_code fake_save(struct fake *f, struct form_edit *x, struct err *e)
{
	struct form_changes c;
	struct conflict_list clash = { 0 };
	int64_t id = form_edit_id(x);
	if (form_edit_check(x, e) != OK)
		return e->code;
	form_edit_changes(x, &c);
	for (size_t i = 0; i < c.n; i++) {
		if (c.v[i].id != 0)
			update_row(f, &c.v[i], &clash, false);
	}
	for (size_t i = 0; i < c.n && clash.n == 0; i++) {
		if (c.v[i].id == 0)
			insert_row(f, &c.v[i], &id);
		else
			update_row(f, &c.v[i], &clash, true);
	}
	for (size_t i = 0; i < c.answers.n && clash.n == 0; i++) {
		struct form_answer *a = vec_push(&f->answers);
		a->field = c.answers.v[i].field;
		value_copy(&a->value, &c.answers.v[i].value);
	}
	form_changes_free(&c);
	bool clashed = clash.n > 0;
	if (clashed)
		form_edit_conflicts(x, &clash);
	free_conflicts(&clash);
	return clashed ? err_set(e, ERR_CONFLICT, "changed meanwhile") : form_edit_saved(x, id, e);
}

void fake_free(struct fake *f)
{
	for (size_t i = 0; i < f->rows.n; i++) {
		for (size_t j = 0; j < f->rows.v[i].table->ncolumns; j++)
			value_free(&f->rows.v[i].v[j]);
		mem_free(f->rows.v[i].v);
	}
	for (size_t i = 0; i < f->answers.n; i++)
		value_free(&f->answers.v[i].value);
	vec_free(&f->answers);
	vec_free(&f->rows);
}
