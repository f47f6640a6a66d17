#include "desk/rows.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/record.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "form/form_edit.h"
#include "desk/clients/intake_priv.h"
#include "rows_priv.h"

/* ---- kinds ---- */

const struct rows_rule *rows_rule(const char *form)
{
	for (size_t i = 0; i < rows_rules_count; i++)
		if (!strcmp(rows_rules[i].kind.form, form))
			return &rows_rules[i];
	return NULL;
}

const struct rows_kind *rows_kind(const char *form)
{
	const struct rows_rule *rule = rows_rule(form);

	return rule ? &rule->kind : NULL;
}

const struct rows_kind *rows_kind_of_table(const char *table)
{
	for (size_t i = 0; i < rows_rules_count; i++)
		if (!strcmp(rows_rules[i].kind.table, table))
			return &rows_rules[i].kind;
	return NULL;
}

/* A draft may still carry an older name of the form: the table decides. */
static const struct rows_rule *rule_of(const struct form_edit *edit)
{
	const char *table = form_edit_form(edit)->bound->name;
	const struct rows_kind *kind = rows_kind_of_table(table);

	if (!kind)
		BUG("rows of %s have no form", table);
	return rows_rule(kind->form);
}

/* ---- the form's world ---- */

static enum err_code answer(void *arg, const struct form *f, int64_t id, const char *field,
    struct value *out, struct err *e)
{
	const struct rows_rule *rule = rows_rule(f->name);

	value_free(out);
	return rule && rule->answer ? rule->answer(arg, id, field, out, e) : OK;
}

static void preset(void *arg, const struct form_field *f, struct value *out)
{
	const struct desk *d = arg;

	if (!strcmp(f->preset, "@open"))
		value_set_int(out, d->open_min);
	else if (!strcmp(f->preset, "@close"))
		value_set_int(out, d->close_min);
}

void rows_env(struct desk *d, const struct rows_kind *kind, struct form_env *out)
{
	form_env_make(d, out);
	if (kind) {
		out->source.answer = answer;
		out->source.preset = preset;
	}
}

/* ---- values ---- */

static int field_of(const struct form_edit *edit, const char *column)
{
	const struct form *f = form_edit_form(edit);

	for (size_t i = 0; i < f->nfields; i++)
		if (f->fields[i].path.how == PATH_COLUMN &&
		    !strcmp(f->fields[i].path.column_name, column))
			return (int)i;
	return -1;
}

const struct value *rows_value(const struct form_edit *edit, const char *column)
{
	static const struct value none = { .type = VALUE_NULL };
	int field = field_of(edit, column);

	return field >= 0 ? &form_edit_field(edit, field)->value : &none;
}

static bool has_column(const struct form_edit *edit, const char *column)
{
	return field_of(edit, column) >= 0;
}

const struct value *rows_answer_value(const struct form_edit *edit, const char *field)
{
	static const struct value none = { .type = VALUE_NULL };
	int i = form_field_index(form_edit_form(edit), field);

	return i >= 0 ? &form_edit_field(edit, i)->value : &none;
}

const char *rows_text(const struct form_edit *edit, const char *column)
{
	const struct value *v = rows_value(edit, column);

	return v->type == VALUE_TEXT ? v->s : "";
}

int64_t rows_int(const struct form_edit *edit, const char *column, int64_t fallback)
{
	const struct value *v = rows_value(edit, column);

	return v->type == VALUE_INT ? v->i : fallback;
}

enum err_code rows_refuse(const struct form_edit *edit, const char *column, enum err_code code,
    struct err *e, const char *text)
{
	int field = field_of(edit, column);

	err_set(e, code, "%s", text);
	return err_field(e, field >= 0 ? form_edit_form(edit)->fields[field].name : column);
}

/* ---- writing ---- */

static enum err_code begin(struct desk *d, const struct rows_kind *k, const char *reason,
    struct txn **t, struct err *e)
{
	struct action_head head = { .name = k->right, .reason = reason };

	return action_begin(d->store, &d->who, &head, t, e);
}

static enum err_code end(struct txn *t, const struct rows_kind *k, int64_t owner, int64_t id,
    enum err_code rc, struct err *e)
{
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, k->owner_table ? k->owner_table : k->table, k->owner_table ? owner : id);
	return action_commit(t, NULL, e);
}

/* Fields that stand for a column in another unit join the columns of the row. */
struct set {
	struct change v[64];
	struct value owned[16];
	size_t n, nowned;
};

static void add_owned(struct set *set, const char *column, const struct value *base,
    const struct value *value)
{
	ASSERT(set->n < 64 && set->nowned + 2 <= 16);
	set->v[set->n++] = (struct change){ .column = column, .base = *base, .value = *value };
	set->owned[set->nowned++] = *base;
	set->owned[set->nowned++] = *value;
}

static void add_answers(const struct rows_rule *rule, const struct rows_save *s,
    const struct form_changes *c, struct set *set)
{
	const struct form *f = form_edit_form(s->edit);

	for (size_t i = 0; rule->column && i < c->answers.n; i++) {
		const char *field = f->fields[c->answers.v[i].field].name;
		struct value base = { 0 }, value = { 0 };
		const char *column = rule->column(field, &c->answers.v[i].base, &base);

		if (column && rule->column(field, &c->answers.v[i].value, &value))
			add_owned(set, column, &base, &value);
	}
}

static void add_owner(const struct rows_rule *rule, const struct rows_save *s, struct set *set)
{
	struct value none = { 0 }, owner = { 0 };

	if (s->id || !rule->kind.owner || !s->owner)
		return;
	value_set_int(&owner, s->owner);
	add_owned(set, rule->kind.owner, &none, &owner);
}

/* Columns that always hold something: what is emptied in them goes back to what a new row has. */
static void fill_emptied(const struct rows_rule *rule, struct set *set, size_t i)
{
	static const char *const zero[][2] = { { "service_need", "same_line" },
		{ "service_need", "prep_min" }, { "service_need", "clean_min" },
		{ "service_need", "from_min" }, { "service_need", "for_min" },
		{ "service", "rank" }, { "product", "rank" },
		{ "product", "low" }, { "product", "special" }, { "indicator", "rank" },
		{ "indicator", "decimals" }, { "resource", "rank" },
		{ "opening", "weekday" } };
	struct value *v = &set->v[i].value;

	if (v->type != VALUE_NULL)
		return;
	for (size_t k = 0; k < sizeof zero / sizeof zero[0]; k++)
		if (!strcmp(zero[k][0], rule->kind.table) && !strcmp(zero[k][1], set->v[i].column))
			*v = (struct value){ .type = VALUE_INT };
	if (!strcmp(rule->kind.table, "service_need") && !strcmp(set->v[i].column, "skill")) {
		value_set_text(v, "");
		set->owned[set->nowned++] = *v;
	}
}

static void collect(const struct rows_rule *rule, const struct rows_save *s,
    const struct form_changes *c, struct set *set)
{
	const struct form_row *row = c->n ? &c->v[0] : NULL;

	*set = (struct set){ .n = 0 };
	ASSERT(c->n <= 1 && (!row || !row->parent_column));     /* these forms have no children */
	for (size_t i = 0; row && i < row->n; i++) {
		set->v[set->n++] = row->set[i];
		fill_emptied(rule, set, i);
	}
	add_answers(rule, s, c, set);
	add_owner(rule, s, set);
}

static enum err_code write(struct desk *d, struct txn *t, const struct rows_rule *rule,
    const struct rows_save *s, struct conflict_list *conflicts, int64_t *id, struct err *e)
{
	struct form_changes changes = { 0 };
	struct set set;
	enum err_code rc = OK;

	form_edit_changes(s->edit, &changes);
	collect(rule, s, &changes, &set);
	if (!s->id)
		rc = intake_insert_row(d, t, rule->kind.table, set.v, set.n, 0, id, e);
	else if (set.n)
		rc = record_update(t, rule->kind.table, s->id, set.v, set.n, conflicts, e);
	for (size_t i = 0; i < set.nowned; i++)
		value_free(&set.owned[i]);
	form_changes_free(&changes);
	return rc;
}

/* Where the row stands now, and where it is put. */
static enum err_code check_there(struct desk *d, const struct rows_rule *rule, int64_t id,
    const struct form_edit *edit, struct err *e)
{
	struct record now;
	enum err_code rc = OK;

	if (!rule->there)
		return OK;
	if (id) {
		rc = record_load(d->store, rule->kind.table, id, &now, e);
		if (rc != OK)
			return rc;
		rc = rule->there(d, rule->kind.right, record_int(&now, "branch_id"), e);
		record_free(&now);
	}
	if (rc == OK && edit && has_column(edit, "branch_id"))
		rc = rule->there(d, rule->kind.right, rows_int(edit, "branch_id", 0), e);
	return rc;
}

static enum err_code save(struct desk *d, const struct rows_rule *rule, const struct rows_save *s,
    struct conflict_list *conflicts, int64_t *id, struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, &rule->kind, NULL, &t, e);

	if (rc != OK)
		return rc;
	rc = check_there(d, rule, s->id, s->edit, e);
	if (rc == OK && rule->check)
		rc = rule->check(d, s, e);
	if (rc == OK)
		rc = write(d, t, rule, s, conflicts, id, e);
	if (rc == OK && rule->after)
		rc = rule->after(t, d, *id, e);
	return end(t, &rule->kind, s->owner, *id, rc, e);
}

enum err_code rows_save(struct desk *d, struct form_edit *edit, int64_t owner,
    struct conflict_list *conflicts, int64_t *id, struct err *e)
{
	const struct rows_rule *rule = rule_of(edit);
	struct rows_save s = { .edit = edit, .owner = owner, .id = form_edit_id(edit) };
	enum err_code rc = form_edit_check(edit, e);

	*id = s.id;
	if (rc == OK && s.id && rule->kind.owner && !owner)
		rc = rows_owner(d, &rule->kind, s.id, &s.owner, e);
	if (rc == OK)
		rc = rule->save ? rule->save(d, &s, id, e) : save(d, rule, &s, conflicts, id, e);
	if (rc == ERR_CONFLICT)
		form_edit_conflicts(edit, conflicts);
	if (rc == OK)
		intake_read_back(edit, *id);
	return rc;
}

/* ---- states ---- */

/* What the column is now, as its base: nobody typed anything that could be lost. */
enum err_code rows_set_column(struct desk *d, struct txn *t, const char *table, int64_t id,
    const char *column, const struct value *v, struct err *e)
{
	struct change set = { .column = column, .value = *v };
	struct conflict_list none = { 0 };
	struct record now;
	enum err_code rc = record_load(d->store, table, id, &now, e);

	if (rc != OK)
		return rc;
	set.base = *record_get(&now, column);
	rc = record_update(t, table, id, &set, 1, &none, e);
	conflict_list_free(&none);
	record_free(&now);
	return rc;
}

enum err_code rows_owner(struct desk *d, const struct rows_kind *kind, int64_t id,
    int64_t *owner, struct err *e)
{
	struct record row;
	enum err_code rc;

	*owner = 0;
	if (!kind->owner)
		return OK;
	rc = record_load(d->store, kind->table, id, &row, e);
	if (rc == OK) {
		*owner = record_int(&row, kind->owner);
		record_free(&row);
	}
	return rc;
}

static enum err_code set_state(struct desk *d, const struct rows_rule *rule, int64_t id,
    const char *state, const char *reason, struct err *e)
{
	struct value v = { 0 };
	int64_t owner = 0;
	struct txn *t;
	enum err_code rc = rows_owner(d, &rule->kind, id, &owner, e);

	if (rc == OK)
		rc = begin(d, &rule->kind, reason, &t, e);
	if (rc != OK)
		return rc;
	rc = check_there(d, rule, id, NULL, e);
	/* Under the lock: nobody books in between. */
	if (rc == OK && rule->state)
		rc = rule->state(d, t, id, state, e);
	value_set_text(&v, state);
	if (rc == OK)
		rc = rows_set_column(d, t, rule->kind.table, id, "state", &v, e);
	if (rc == OK && rule->after)
		rc = rule->after(t, d, id, e);
	value_free(&v);
	return end(t, &rule->kind, owner, id, rc, e);
}

enum err_code rows_set_state(struct desk *d, const struct rows_kind *kind, int64_t id,
    const char *state, const char *reason, struct err *e)
{
	const struct rows_rule *rule = rows_rule(kind->form);

	ASSERT(rule);
	if (strcmp(state, "on") != 0 && strcmp(state, "out") != 0 && strcmp(state, "retired") != 0)
		return err_set(e, ERR_INVALID, tr("A state is on, out or retired, not \"%.40s\"."),
		    state);
	return rule->set_state ? rule->set_state(d, id, state, reason, e) :
	    set_state(d, rule, id, state, reason, e);
}
