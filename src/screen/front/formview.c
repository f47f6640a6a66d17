/* A form on a screen: its life, and what keys do to the field with the cursor. */
#include "screen/formview.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "formview_priv.h"

/* ---- small questions ---- */

const struct form_field *formview_field(const struct formview *v, int field)
{
	return &form_edit_form(v->edit)->fields[field];
}

const struct form_section *formview_page(const struct formview *v)
{
	return &form_edit_form(v->edit)->sections[v->section];
}

struct formview *formview_of(const struct screen *s)
{
	return s->state;
}

bool formview_has_choices(const struct form_field *f)
{
	return (f->kind == FIELD_CHOICE && !f->one_key) || f->kind == FIELD_LOOKUP ||
	    f->kind == FIELD_STAFF || f->kind == FIELD_BRANCH;
}

bool formview_one_key(const struct form_field *f)
{
	return f->kind == FIELD_BOOL || (f->kind == FIELD_CHOICE && f->one_key);
}

bool formview_is_empty(const struct formview *v, int field)
{
	const struct field_state *s = form_edit_field(v->edit, field);

	return !s->typed && (s->value.type == VALUE_NULL ||
	    (s->value.type == VALUE_TEXT && s->value.n == 0));
}

bool formview_enterable(const struct formview *v, int field)
{
	const struct field_state *s = form_edit_field(v->edit, field);

	return s->visible && !s->readonly && formview_field(v, field)->kind != FIELD_STATIC;
}

bool formview_typing(const struct formview *v)
{
	return v->edit && v->at >= 0;
}

int formview_find(const struct form *f, const char *child, const char *column)
{
	for (size_t i = 0; i < f->nfields; i++) {
		const struct form_path *p = &f->fields[i].path;

		if (p->how != PATH_NONE && !strcmp(p->column_name, column) &&
		    !strcmp(p->how == PATH_COLUMN ? "" : p->child, child ? child : ""))
			return (int)i;
	}
	return -1;
}

/* ---- what screens hang into their tables ---- */

enum err_code formview_run_up(struct screen *s, struct err *e)
{
	struct formview *v = formview_of(s);

	(void)e;
	if (formview_typing(v))
		formview_vertical(v, -1);
	return OK;
}

enum err_code formview_run_answer(struct screen *s, struct err *e)
{
	(void)e;
	if (!formview_ask_enter(formview_of(s)))
		formview_answer(formview_of(s));
	return OK;
}

enum err_code formview_run_field(struct screen *s, struct err *e)
{
	struct formview *v = formview_of(s);

	(void)e;
	if (!formview_move(v, s->command->arg)) {
		formview_commit(v);     /* the last one: it is not left, but it is done */
		formview_keep(v);
	}
	return OK;
}

bool formview_screen_typing(const struct screen *s)
{
	return formview_typing(formview_of(s));
}

enum key_use formview_screen_key(struct screen *s, const struct key *k)
{
	return formview_key(formview_of(s), k);
}

bool formview_screen_help(const struct screen *s, struct buf *out)
{
	return formview_help(formview_of(s), out);
}

enum err_code formview_run_choices(struct screen *s, struct err *e)
{
	struct formview *v = formview_of(s);

	if (!formview_typing(v))
		return OK;
	if (formview_has_choices(formview_field(v, v->at)) &&
	    !formview_field(v, v->at)->cell)
		return formview_open_choices(v, "", e);
	formview_vertical(v, 1);
	return OK;
}

/* ---- changing ---- */

void formview_changed(struct formview *v)
{
	v->typed = v->touched = true;
	formview_watch(v);
	screen_dirty(v->owner, DIRTY_DRAW);
}

/* The form follows each key, so that what depends on a field (echo, other fields, the draft) is
 * right at any moment; what it cannot understand yet is not told while the cursor is there. */
static void take_text(struct formview *v)
{
	struct err none = ERR_INIT;

	if (form_edit_set_text(v->edit, v->at, field_text(&v->editor), &none) != OK)
		err_clear(&none);
	formview_changed(v);
}

static void clear_value(struct formview *v)
{
	field_set(&v->editor, "");
	take_text(v);
	formview_show_text(v);
}

static bool is_erase(const struct key *k)
{
	return key_is(*k, K_BACKSPACE) || key_is(*k, K_DELETE) || key_is_ctrl(*k, 'u') ||
	    key_is_ctrl(*k, 'w');
}

static int choices_of(const struct form_field *f)
{
	return f->kind == FIELD_BOOL ? 2 : (int)f->nchoices;
}

/* One digit answers and goes on; anything else is told, never taken for a command. */
static enum key_use one_key(struct formview *v, const struct key *k)
{
	const struct form_field *f = formview_field(v, v->at);
	uint32_t cp = cp_narrow(k->code);
	int n = choices_of(f);
	char digit[2] = { (char)cp, '\0' };

	if (is_erase(k)) {
		clear_value(v);
		return KEY_USED;
	}
	if (!key_is_text(*k) && k->kind != KEV_PASTE)
		return KEY_UNUSED;
	if (k->kind == KEV_PASTE || cp < '1' || cp > '9' || (int)(cp - '0') > n) {
		screen_say(v->owner, STYLE_MSG_INFO, tr("One digit answers here: 1 to %d."), n);
		return KEY_USED;
	}
	field_set(&v->editor, digit);
	take_text(v);
	formview_show_text(v);
	formview_answer(v);
	return KEY_USED;
}

/* What is typed on a field with choices is type-ahead: it opens them, narrowed. */
static enum key_use type_ahead(struct formview *v, const struct key *k)
{
	struct err e = ERR_INIT;
	struct buf text = { 0 };

	if (is_erase(k)) {
		clear_value(v);
		return KEY_USED;
	}
	if (!key_is_text(*k) && k->kind != KEV_PASTE)
		return KEY_UNUSED;
	if (k->kind == KEV_PASTE)
		for (size_t i = 0; i < k->n && k->text[i] != '\r' && k->text[i] != '\n'; i++)
			buf_putc(&text, k->text[i]);
	else if (k->code != ' ')
		buf_put_cp(&text, k->code);
	if (formview_open_choices(v, buf_str(&text), &e) != OK)
		screen_refuse(v->owner, &e);
	buf_free(&text);
	return KEY_USED;
}

/* A note of one row that holds lines is changed on the whole screen only: one row loses them. */
static bool needs_long_text(const struct formview *v, const struct key *k)
{
	const struct form_field *f = formview_field(v, v->at);
	const struct field_state *s = form_edit_field(v->edit, v->at);

	return f->kind == FIELD_MEMO && f->height == 1 && s->value.type == VALUE_TEXT &&
	    strchr(s->value.s, '\n') && (key_is_text(*k) || is_erase(k) || k->kind == KEV_PASTE);
}

/* A sum or a day that was proposed: what is typed first replaces it. Nobody adds to those. */
static void drop_proposed(struct formview *v, const struct key *k)
{
	enum field_kind kind = formview_field(v, v->at)->kind;
	bool figure = k->code >= '0' && k->code <= '9';

	if (key_is_text(*k) && !v->touched && form_edit_field(v->edit, v->at)->preset &&
	    ((kind == FIELD_MONEY && figure) || kind == FIELD_DATE))
		field_set(&v->editor, "");
}

static enum key_use edit_text(struct formview *v, const struct key *k)
{
	struct err e = ERR_INIT;

	if (needs_long_text(v, k)) {
		if (formview_run_long(v->owner, &e) != OK)
			screen_refuse(v->owner, &e);
		return KEY_USED;
	}
	drop_proposed(v, k);
	switch (field_key(&v->editor, k)) {
	case FIELD_UNUSED:
		return KEY_UNUSED;
	case FIELD_CHANGED:
		take_text(v);
		if (v->editor.cut)
			screen_say(v->owner, STYLE_MSG_INFO,
			    tr("Not all of it was taken: this field holds %zu characters."),
			    v->editor.max_cp);
		break;
	case FIELD_REFUSED:
		screen_say(v->owner, STYLE_MSG_INFO, "%s",
		    tr("Not taken: full, or not a sign for this field. F1 says what it takes."));
		break;
	case FIELD_MOVED:
		screen_dirty(v->owner, DIRTY_DRAW);
		break;
	}
	return KEY_USED;
}

enum key_use formview_key(struct formview *v, const struct key *k)
{
	const struct form_field *f;

	if (!formview_typing(v))
		return KEY_UNUSED;
	/* These are commands of the screen, also in fields of several rows. */
	if (key_is(*k, K_ENTER) || key_is(*k, K_UP) || key_is(*k, K_DOWN) || key_is(*k, K_PGUP) ||
	    key_is(*k, K_PGDN))
		return KEY_UNUSED;
	f = formview_field(v, v->at);
	if (formview_ask_remark(v, k))
		return KEY_USED;
	if (formview_asks(v, v->at))
		return formview_ask_key(v, k);
	if (formview_one_key(f))
		return one_key(v, k);
	if (formview_has_choices(f))
		return type_ahead(v, k);
	return edit_text(v, k);
}

/* ---- life ---- */

void formview_init(struct formview *v, struct screen *owner, struct form_edit *edit,
    const char *draft_form)
{
	*v = (struct formview){ .owner = owner,
		.edit = edit,
		.at = -1,
		.last = -1,
		.title = v->title,
		.left = v->left };
	v->draft.form = draft_form;
	if (!edit)
		return;
	v->draft.ref_id = form_edit_id(edit);
	v->news = mem_array(form_edit_form(edit)->nfields, sizeof *v->news);
}

void formview_free(struct formview *v)
{
	if (v->watched)
		front_draft_unwatch(front_of(v->owner), &v->draft);
	field_free(&v->editor);
	form_edit_free(v->edit);
	mem_free(v->news);
	v->edit = NULL;
	v->news = NULL;
	v->watched = false;
}

void formview_layout(struct formview *v, struct rect area)
{
	v->area = area;
	if (formview_typing(v))
		formview_scroll(v);
}

void formview_fault(struct formview *v, const struct err *e)
{
	int field = e->field[0] ? form_field_index(form_edit_form(v->edit), e->field) : -1;

	if (field >= 0 && formview_enterable(v, field))
		formview_go(v, field);
	screen_refuse(v->owner, e);
}
