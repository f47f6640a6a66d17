/* Typing into a field and showing it. */
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "edit_priv.h"

/* ---- typing ---- */

static enum err_code read_only(const struct form_field *f, struct err *e)
{
	err_set(e, ERR_DENIED, tr("%s cannot be changed here."), edit_label(f));
	return err_field(e, f->name);
}

enum err_code form_edit_set_text(struct form_edit *x, int field, const char *typed, struct err *e)
{
	const struct form_field *f = &x->form->fields[field];
	struct field_state *s = &x->f[field];
	struct value v = { 0 };
	if (s->readonly)
		return read_only(f, e);
	edit_clear_typed(s);
	s->preset = false;
	s->grade = edit_parse(x, field, typed, &v, s->why, sizeof s->why);
	/* Half a birthday is no birthday: what was understood before does not stay behind it. */
	if (s->grade == CHECK_WRONG) {
		s->typed = mem_dup(typed);
		value_free(&s->value);
		err_set(e, ERR_INVALID, "%s", s->why);
		err_field(e, f->name);
	} else {
		value_copy(&s->value, &v);
	}
	value_free(&v);
	edit_touch(x, field);
	return s->grade == CHECK_WRONG ? ERR_INVALID : OK;
}

enum err_code form_edit_set_value(struct form_edit *x, int field, const struct value *v,
    struct err *e)
{
	const struct form_field *f = &x->form->fields[field];
	struct field_state *s = &x->f[field];
	if (s->readonly)
		return read_only(f, e);
	edit_clear_typed(s);
	s->preset = false;
	value_copy(&s->value, v);
	edit_touch(x, field);
	return OK;
}

void form_edit_revert(struct form_edit *x, int field)
{
	struct field_state *s = &x->f[field];
	edit_clear_typed(s);
	s->preset = false;
	value_copy(&s->value, &s->base);
	s->conflict = CONFLICT_NONE;
	edit_touch(x, field);
}

/* Kinds whose filter does not have to be written into every form. */
static enum filter filter_of(const struct form_field *f)
{
	if (f->filter != FILTER_NONE)
		return f->filter;
	if (f->kind == FIELD_PHONE)
		return FILTER_PHONE;
	return f->kind == FIELD_DATE || f->kind == FIELD_BIRTH ? FILTER_DATE : FILTER_NONE;
}

bool form_edit_takes(const struct form_edit *x, int field, uint32_t cp)
{
	const struct form_field *f = &x->form->fields[field];
	if (x->f[field].readonly || f->kind == FIELD_STATIC)
		return false;
	if (cp == '\n' || cp == '\t')
		return f->kind == FIELD_MEMO;
	if ((f->kind == FIELD_INT || f->kind == FIELD_NUMBER) && f->indicator == NULL) {
		uint32_t plain = cp_narrow(cp);
		if (x->form->interview && plain == '.')
			return true;
		return (plain >= '0' && plain <= '9') || plain == '-' ||
		    (f->kind == FIELD_NUMBER && (plain == '.' || plain == ','));
	}
	return !cp_is_dropped(cp) && filter_takes(filter_of(f), cp);
}

/* ---- showing ---- */

static void put_masked(const struct form_field *f, const struct value *v, struct buf *out)
{
	size_t n = v->type == VALUE_TEXT ? v->n : 0;
	if (f->kind == FIELD_PHONE && n > 4)
		buf_printf(out, "..%s", v->s + n - 4);
	else if (!edit_is_empty(f, v))
		buf_puts(out, "-");
}

static const struct edit_name *known_name(const struct form_edit *x, int field, int64_t id)
{
	for (size_t i = 0; i < x->names.n; i++) {
		if (x->names.v[i].field == field && x->names.v[i].id == id)
			return &x->names.v[i];
	}
	return NULL;
}

static void read_name(const struct form_edit *x, int field, int64_t id, char *out, size_t size)
{
	out[0] = '\0';
	if (x->env.source.label != NULL)
		x->env.source.label(x->env.source.arg, &x->form->fields[field], id, out, size);
}

static void learn_name(struct form_edit *x, int field, const struct value *v)
{
	if (v->type != VALUE_INT || known_name(x, field, v->i) != NULL)
		return;
	struct edit_name *name = vec_push(&x->names);
	name->field = field;
	name->id = v->i;
	read_name(x, field, v->i, name->name, sizeof name->name);
}

void edit_learn_names(struct form_edit *x, int field)
{
	const struct field_state *s = &x->f[field];
	enum field_kind kind = x->form->fields[field].kind;
	if (kind != FIELD_LOOKUP && kind != FIELD_STAFF && kind != FIELD_BRANCH)
		return;
	learn_name(x, field, &s->base);
	learn_name(x, field, &s->value);
	learn_name(x, field, &s->theirs);
}

static void put_name(const struct form_edit *x, const struct form_field *f, int64_t id,
    struct buf *out)
{
	int field = (int)(f - x->form->fields);
	const struct edit_name *known = known_name(x, field, id);
	char name[128];
	if (known != NULL)
		text_copy(name, sizeof name, known->name);
	else                            /* of a value that the field never had */
		read_name(x, field, id, name, sizeof name);
	if (name[0] != '\0')
		buf_puts(out, name);
	else
		buf_printf(out, "#%lld", (long long)id);
}

static void put_money(const struct form_edit *x, const struct value *v, struct buf *out)
{
	char text[MONEY_TEXT];
	buf_puts(out, money_text(v->i, x->env.currency, text, sizeof text));
}

static void put_value(const struct form_edit *x, const struct form_field *f, const struct value *v,
    struct buf *out)
{
	char text[64];
	switch (f->kind) {
	case FIELD_CHOICE: edit_put_codes(f, v->s, out); break;
	case FIELD_PHONE: buf_puts(out, phone_display(v->s, text, sizeof text)); break;
	case FIELD_BOOL: buf_puts(out, v->i != 0 ? tr("yes") : tr("no")); break;
	case FIELD_MONEY: put_money(x, v, out); break;
	case FIELD_TIME: buf_printf(out, "%02d:%02d", (int)(v->i / 60), (int)(v->i % 60)); break;
	case FIELD_LOOKUP:
	case FIELD_STAFF:
	case FIELD_BRANCH: put_name(x, f, v->i, out); break;
	case FIELD_TEXT:
	case FIELD_MEMO:
	case FIELD_INT:
	case FIELD_NUMBER:
	case FIELD_DATE:
	case FIELD_BIRTH: buf_puts(out, value_text(v, text, sizeof text)); break;
	case FIELD_STATIC: break;
	}
}

void form_edit_value_text(const struct form_edit *x, int field, const struct value *v,
    struct buf *out)
{
	const struct form_field *f = &x->form->fields[field];
	if (x->f[field].masked)
		put_masked(f, v, out);
	else if (v->type == field_kind_type(f->kind))
		put_value(x, f, v, out);
}

void form_edit_text(const struct form_edit *x, int field, struct buf *out)
{
	const struct field_state *s = &x->f[field];
	if (s->typed != NULL)
		buf_puts(out, s->typed);
	else
		form_edit_value_text(x, field, &s->value, out);
}

static void echo_value(const struct form_edit *x, const struct form_field *f, const struct value *v,
    char *out, size_t size)
{
	int age;
	if (v->type != VALUE_TEXT)
		return;
	if (f->kind == FIELD_BIRTH && (age = birth_age(v->s, x->env.today)) >= 0)
		text_fmt(out, size, trn("%d year", "%d years", age), age);
	else if (f->kind == FIELD_DATE && day_parse(v->s) != DAY_NONE)
		day_echo(day_parse(v->s), x->env.today, out, size);
}

void form_edit_echo(const struct form_edit *x, int field, char *out, size_t size)
{
	const struct form_field *f = &x->form->fields[field];
	const struct field_state *s = &x->f[field];
	out[0] = '\0';
	if (s->masked)
		return;
	if (s->grade != CHECK_OK)
		text_copy(out, size, s->why);
	else
		echo_value(x, f, &s->value, out, size);
	if (out[0] == '\0' && f->unit != NULL)
		text_copy(out, size, f->unit);
	if (out[0] == '\0')
		text_copy(out, size, label_text(&f->hint));
}
