/* A record under edit: its rows, its values, what is visible. */
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "edit_priv.h"

/* ---- small questions ---- */

bool edit_is_empty(const struct form_field *f, const struct value *v)
{
	if (v->type == VALUE_NULL)
		return true;
	if (v->type == VALUE_TEXT)
		return v->n == 0;
	return f->kind == FIELD_BOOL && v->i == 0;
}

bool edit_same(const struct form_field *f, const struct value *a, const struct value *b)
{
	bool none = edit_is_empty(f, a);
	return none == edit_is_empty(f, b) && (none || value_equal(a, b));
}

const char *edit_label(const struct form_field *f)
{
	const char *label = label_text(&f->label);
	return label[0] == '\0' ? f->name : label;
}

struct check_env edit_check_env(const struct form_edit *x, const struct form_field *f)
{
	return (struct check_env){ .label = edit_label(f), .today = x->env.today,
		.country = x->env.country };
}

void edit_clear_typed(struct field_state *s)
{
	mem_free(s->typed);
	s->typed = NULL;
	s->grade = CHECK_OK;
	s->why[0] = '\0';
}

static const char *branch_code(const struct form_edit *x)
{
	return x->env.branch == NULL ? "" : x->env.branch;
}

static bool may(const struct form_edit *x, const char *right)
{
	return right == NULL || x->env.source.may == NULL ||
	    x->env.source.may(x->env.source.arg, right);
}

/* ---- conditions ---- */

struct condition {
	const struct form_edit *x;
	char text[64];
};

static const char *is_minor(const struct form_edit *x)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct value *v = &x->f[i].value;
		if (x->form->fields[i].kind != FIELD_BIRTH || v->type != VALUE_TEXT)
			continue;
		int age = birth_age(v->s, x->env.today);
		return age >= 0 && age < 18 ? "1" : "0";
	}
	return "0";
}

static const char *condition_value(void *arg, const char *name)
{
	struct condition *c = arg;
	if (strcmp(name, "@branch") == 0)
		return branch_code(c->x);
	if (strcmp(name, "@new") == 0)
		return c->x->id == 0 ? "1" : "0";
	if (strcmp(name, "@minor") == 0)
		return is_minor(c->x);
	int i = form_field_index(c->x->form, name);
	if (i >= 0 && c->x->f[i].typed != NULL)         /* half typed is not empty */
		return c->x->f[i].typed;
	return i < 0 ? "" : value_text(&c->x->f[i].value, c->text, sizeof c->text);
}

static bool holds(const struct form_edit *x, const struct expr *condition)
{
	struct condition c = { .x = x };
	return expr_true(condition, condition_value, &c);
}

bool edit_needs(const struct form_edit *x, const struct form_field *f, unsigned stages)
{
	if ((f->required & stages) == 0)
		return false;
	if (f->required_in.n > 0 && !config_words_has(&f->required_in, branch_code(x)))
		return false;
	return f->required_if == NULL || holds(x, f->required_if);
}

void edit_facts(struct form_edit *x)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_field *f = &x->form->fields[i];
		struct field_state *s = &x->f[i];
		s->masked = !may(x, f->see);
		s->visible = (f->visible_if == NULL || holds(x, f->visible_if)) &&
		    edit_remark_shows(x, (int)i);
		s->readonly = s->masked || f->readonly || f->kind == FIELD_STATIC ||
		    !may(x, f->edit) || (f->readonly_if != NULL && holds(x, f->readonly_if));
		s->required = edit_needs(x, f, ~0u);
	}
}

void edit_touch(struct form_edit *x, int field)
{
	struct field_state *s = &x->f[field];
	s->dirty = s->typed != NULL || !edit_same(&x->form->fields[field], &s->base, &s->value);
	edit_learn_names(x, field);
	edit_facts(x);
}

/* ---- rows ---- */

static bool same_row(const struct form_path *a, const struct form_path *b)
{
	return a->how == b->how && a->table == b->table && a->nth == b->nth &&
	    strcmp(a->key_column, b->key_column) == 0 && strcmp(a->key, b->key) == 0;
}

static int slot_of(struct form_edit *x, const struct form_path *p)
{
	if (p->how == PATH_NONE)
		return -1;
	if (p->how == PATH_COLUMN)
		return 0;
	for (size_t i = 1; i < x->slots.n; i++) {
		if (same_row(x->slots.v[i].path, p))
			return (int)i;
	}
	struct slot *s = vec_push(&x->slots);
	s->table = p->table;
	s->path = p;
	return (int)x->slots.n - 1;
}

static struct form_edit *make(struct form *form, const struct form_env *env)
{
	struct form_edit *x = mem_alloc(sizeof *x);
	ASSERT(form->bound != NULL);
	form_hold(form);
	x->form = form;
	x->remark = -1;
	x->env = *env;
	x->last = mem_array(form->nfields, sizeof *x->last);
	x->f = mem_array(form->nfields, sizeof *x->f);
	x->slot = mem_array(form->nfields, sizeof *x->slot);
	vec_push(&x->slots)->table = form->bound;
	for (size_t i = 0; i < form->nfields; i++)
		x->slot[i] = slot_of(x, &form->fields[i].path);
	return x;
}

/* ---- defaults ---- */

static void preset_now(const struct form_edit *x, struct value *out)
{
	if (x->env.when.zone != NULL)
		value_set_int(out, zone_local(x->env.when.zone, x->env.when.now).second / 60);
}

static void preset_word(const struct form_edit *x, const struct form_field *f, struct value *out)
{
	char day[DAY_TEXT], why[200];
	switch (f->kind) {
	case FIELD_DATE:
		value_set_text(out, strcmp(f->preset, "today") == 0 ?
		    day_format(x->env.today, day) : f->preset);
		break;
	case FIELD_TIME: preset_now(x, out); break;
	case FIELD_STAFF: value_set_int(out, x->env.staff_id); break;
	case FIELD_BRANCH: value_set_int(out, x->env.branch_id); break;
	case FIELD_CHOICE: value_set_text(out, f->preset); break;
	case FIELD_TEXT:
	case FIELD_MEMO:
	case FIELD_INT:
	case FIELD_NUMBER:
	case FIELD_MONEY:
	case FIELD_BOOL:
	case FIELD_PHONE:
		(void)edit_parse(x, (int)(f - x->form->fields), f->preset, out, why, sizeof why);
		break;
	case FIELD_BIRTH:
	case FIELD_LOOKUP:
	case FIELD_STATIC: break;
	}
}

void edit_preset(struct form_edit *x, int field)
{
	const struct form_field *f = &x->form->fields[field];
	struct field_state *s = &x->f[field];
	if (f->preset == NULL)
		return;
	if (f->preset[0] != '@')
		preset_word(x, f, &s->value);
	else if (x->env.source.preset != NULL)
		x->env.source.preset(x->env.source.arg, f, &s->value);
	s->preset = !edit_is_empty(f, &s->value);
	s->dirty = s->preset;
	edit_learn_names(x, field);
}

struct form_edit *form_edit_new(struct form *form, const struct form_env *env)
{
	struct form_edit *x = make(form, env);
	for (size_t i = 0; i < form->nfields; i++)
		edit_preset(x, (int)i);
	edit_facts(x);
	return x;
}

enum err_code form_edit_open(struct form *form, const struct form_env *env, int64_t id,
    struct form_edit **out, struct err *e)
{
	struct form_edit *x = make(form, env);
	*out = NULL;
	if (form_edit_saved(x, id, e) != OK) {
		form_edit_free(x);
		return e->code;
	}
	*out = x;
	return OK;
}

void form_edit_free(struct form_edit *x)
{
	if (x == NULL)
		return;
	for (size_t i = 0; i < x->form->nfields; i++) {
		value_free(&x->f[i].base);
		value_free(&x->f[i].value);
		value_free(&x->f[i].theirs);
		value_free(&x->last[i]);
		mem_free(x->f[i].typed);
	}
	mem_free(x->f);
	mem_free(x->last);
	mem_free(x->slot);
	vec_free(&x->slots);
	vec_free(&x->names);
	form_free(x->form);
	mem_free(x);
}

/* ---- looking ---- */

const struct form *form_edit_form(const struct form_edit *x)
{
	return x->form;
}

int64_t form_edit_id(const struct form_edit *x)
{
	return x->id;
}

const struct field_state *form_edit_field(const struct form_edit *x, int field)
{
	return &x->f[field];
}

bool form_edit_dirty(const struct form_edit *x)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		if (x->f[i].dirty && !x->f[i].preset)
			return true;
	}
	return false;
}

void form_options_add(struct form_options *o, const struct value *v, const char *label,
    const char *remark)
{
	struct form_option *x = vec_push(o);
	value_copy(&x->value, v);
	text_copy(x->label, sizeof x->label, label);
	text_copy(x->remark, sizeof x->remark, remark);
}

void form_options_free(struct form_options *o)
{
	for (size_t i = 0; i < o->n; i++)
		value_free(&o->v[i].value);
	vec_free(o);
}
