/* What opens over a form: the choices of a field, a note on the whole screen. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "formview_priv.h"
#include "tui/longtext.h"
#include "tui/picker.h"

static void add_choices(void *ctx, const char *text, struct picker_list *out)
{
	struct formview *v = ctx;
	struct form_options options = { 0 };
	struct err e = ERR_INIT;

	if (form_edit_options(v->edit, v->at, text, &options, &e) != OK)
		screen_refuse(v->owner, &e);
	for (size_t i = 0; i < options.n; i++) {
		const struct form_option *o = &options.v[i];

		picker_add(out, o->value.i, o->value.type == VALUE_TEXT ? o->value.s : "", o->label,
		    o->remark);
	}
	form_options_free(&options);
}

/* Of several answers one more (or one less): the question stays. */
static bool take_one_more(struct formview *v, const char *code)
{
	const struct form_field *f = formview_field(v, v->at);
	struct err e = ERR_INIT;

	if (!f->several)
		return false;
	for (size_t i = 0; i < f->nchoices; i++)
		if (!strcmp(f->choices[i].code, code) && form_edit_choose(v->edit, v->at,
		    form_edit_chosen(v->edit, v->at) ^ UINT64_C(1) << i, &e) != OK)
			screen_refuse(v->owner, &e);
	formview_changed(v);
	formview_show_text(v);
	return true;
}

/* A choice taken answers the field, so it goes on as Enter does. */
static void take_choice(struct screen *owner, const struct picker_choice *choice)
{
	struct formview *v = formview_of(owner);
	struct value value = { 0 };
	struct err e = ERR_INIT;

	if (!choice || !formview_typing(v) || take_one_more(v, choice->code))
		return;
	if (choice->code[0])
		value_set_text(&value, choice->code);
	else
		value_set_int(&value, choice->id);
	if (form_edit_set_value(v->edit, v->at, &value, &e) != OK)
		screen_refuse(owner, &e);
	value_free(&value);
	formview_changed(v);
	formview_show_text(v);
	formview_answer(v);
}

static struct rect place_of(const struct formview *v, const struct form_field *f)
{
	return (struct rect){ .row = v->area.row + f->row - 1 - v->top,
		.col = v->area.col + f->col - 1 + f->label_width + 1, .rows = 1, .cols = f->width };
}

enum err_code formview_open_choices(struct formview *v, const char *text, struct err *e)
{
	const struct form_field *f = formview_field(v, v->at);
	struct picker ask = { .at = place_of(v, f), .title = label_text(&f->label), .text = text,
		.choices = add_choices, .ctx = v, .done = take_choice };

	return picker_open(v->owner, &ask, e);
}

/* The form follows each key there too, so that the draft does. */
static void follow_long(struct screen *owner, const char *text)
{
	struct formview *v = formview_of(owner);
	struct err none = ERR_INIT;

	if (!formview_typing(v))
		return;
	if (form_edit_set_text(v->edit, v->at, text, &none) != OK)
		err_clear(&none);
	formview_changed(v);
}

static void take_long(struct screen *owner, const char *text)
{
	struct formview *v = formview_of(owner);
	struct buf before = { 0 };

	if (!formview_typing(v))
		return;
	form_edit_text(v->edit, v->at, &before);
	if (strcmp(buf_str(&before), text) != 0)
		follow_long(owner, text);
	formview_show_text(v);
	buf_free(&before);
}

enum err_code formview_run_long(struct screen *s, struct err *e)
{
	struct formview *v = formview_of(s);
	const struct form_field *f = formview_typing(v) ? formview_field(v, v->at) : NULL;
	struct buf text = { 0 };
	enum err_code rc;

	if (!f || (f->kind != FIELD_MEMO && f->kind != FIELD_TEXT))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Long text is for notes. Tab goes to the next field."));
	form_edit_text(v->edit, v->at, &text);
	rc = longtext_open(s, &(struct longtext){ .title = label_text(&f->label),
	    .text = buf_str(&text), .max_cp = (size_t)f->max_length, .changed = follow_long,
	    .done = take_long }, e);
	buf_free(&text);
	return rc;
}
