/* When somebody else changed the same record: by field, and only where both did. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "edit_priv.h"

static int field_at(const struct form_edit *x, const struct conflict *c)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_path *p = &x->form->fields[i].path;
		if (x->slot[i] < 0 || p->column < 0)
			continue;
		const struct slot *s = &x->slots.v[x->slot[i]];
		if (strcmp(s->table->name, c->table) == 0 && s->id == c->id &&
		    strcmp(s->table->columns[p->column].name, c->column) == 0)
			return (int)i;
	}
	return -1;
}

/* The store now holds NOW. True when that is news to this field. */
static bool meet(struct form_edit *x, int field, const struct value *now, int64_t action_id)
{
	const struct form_field *f = &x->form->fields[field];
	struct field_state *s = &x->f[field];
	if (s->conflict == CONFLICT_OPEN ? edit_same(f, &s->theirs, now)
					 : edit_same(f, &s->base, now))
		return false;
	bool mine = s->dirty && !s->preset;
	s->preset = false;
	if (!mine)
		value_copy(&s->value, now);
	bool clash = mine && (s->typed != NULL || !edit_same(f, &s->value, now));
	s->conflict = clash ? CONFLICT_OPEN : CONFLICT_NONE;
	s->action_id = action_id;
	if (clash)
		value_copy(&s->theirs, now);
	else
		value_copy(&s->base, now);
	edit_touch(x, field);
	return true;
}

size_t form_edit_conflicts(struct form_edit *x, const struct conflict_list *list)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		int field = field_at(x, &list->v[i]);
		if (field < 0)
			continue;
		meet(x, field, &list->v[i].theirs, list->v[i].action_id);
		n++;
	}
	return n;
}

enum err_code form_edit_refresh(struct form_edit *x, size_t *changed, struct err *e)
{
	struct stored now;
	size_t n = 0;
	if (x->id == 0)
		return OK;
	if (edit_read(x, x->id, &now, e) != OK)
		return e->code;
	for (size_t s = 0; s < x->slots.n; s++)
		x->slots.v[s].id = now.slot_id[s];
	x->names.n = 0;                 /* somebody may be called otherwise now */
	for (size_t i = 0; i < x->form->nfields; i++) {
		n += meet(x, (int)i, &now.v[i], now.action_id[i]);
		edit_learn_names(x, (int)i);
	}
	edit_stored_free(x, &now);
	if (changed != NULL)
		*changed = n;
	return OK;
}

static void join(struct field_state *s)
{
	struct buf both = BUF_INIT;
	char text[64];
	buf_puts(&both, value_text(&s->theirs, text, sizeof text));
	buf_puts(&both, both.n > 0 ? "; " : "");
	buf_puts(&both, value_text(&s->value, text, sizeof text));
	value_set_text(&s->value, both.s);
	buf_free(&both);
}

enum err_code form_edit_resolve(struct form_edit *x, int field, enum conflict_state how,
    struct err *e)
{
	const struct form_field *f = &x->form->fields[field];
	struct field_state *s = &x->f[field];
	bool text = f->kind == FIELD_TEXT || f->kind == FIELD_MEMO;
	if (how == CONFLICT_BOTH && (!text || s->typed != NULL)) {
		err_set(e, ERR_INVALID,
		    tr("%s can be only one of the two. Choose 1 mine or 2 theirs."), edit_label(f));
		return err_field(e, f->name);
	}
	if (s->conflict == CONFLICT_NONE)
		return OK;
	if (how == CONFLICT_BOTH)
		join(s);
	if (how == CONFLICT_THEIRS) {
		edit_clear_typed(s);
		value_copy(&s->value, &s->theirs);
	}
	value_copy(&s->base, &s->theirs);
	s->conflict = how;
	edit_touch(x, field);
	return OK;
}

size_t form_edit_open_conflicts(const struct form_edit *x)
{
	size_t n = 0;
	for (size_t i = 0; i < x->form->nfields; i++)
		n += x->f[i].conflict == CONFLICT_OPEN;
	return n;
}

static void settle(struct form_edit *x, int field, const struct value *now)
{
	struct field_state *s = &x->f[field];
	edit_clear_typed(s);
	value_copy(&s->base, now);
	value_copy(&s->value, now);
	value_free(&s->theirs);
	edit_learn_names(x, field);
	s->dirty = s->preset = false;
	s->conflict = CONFLICT_NONE;
	s->action_id = 0;
}

/* What was sent is what is stored, as far as anybody knows: it must not be sent a second time. */
static void settle_unread(struct form_edit *x)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		struct value sent = { 0 };
		value_copy(&sent, &x->f[i].value);
		settle(x, (int)i, &sent);
		value_free(&sent);
	}
}

enum err_code form_edit_saved(struct form_edit *x, int64_t id, struct err *e)
{
	struct stored now;
	x->id = id;
	if (edit_read(x, id, &now, e) != OK) {
		settle_unread(x);
		return e->code;
	}
	for (size_t s = 0; s < x->slots.n; s++)
		x->slots.v[s].id = now.slot_id[s];
	for (size_t i = 0; i < x->form->nfields; i++) {
		settle(x, (int)i, &now.v[i]);
		/* a row that is still to come has its defaults */
		if (x->slot[i] > 0 && x->slots.v[x->slot[i]].id == 0)
			edit_preset(x, (int)i);
	}
	edit_stored_free(x, &now);
	edit_facts(x);
	return OK;
}
