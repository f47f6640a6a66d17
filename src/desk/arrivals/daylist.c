#include "desk/daylist.h"

#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/duty.h"
#include "data/mark.h"
#include "daylist_priv.h"
#include "desk/desk.h"
#include "desk/prepare.h"
#include "form/form.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "desk/people/rows_priv.h"

/* ---- ticks ---- */

static const char *form_of(const char *kind)
{
	return !strcmp(kind, "opening") ? "day-opening" : !strcmp(kind, "closing") ?
	    "day-closing" : kind;
}

static void add_item(const struct form_field *f, const char *kind, int64_t ref,
    const struct mark_list *marks, struct day_items *out)
{
	struct day_item *x;

	if (f->kind != FIELD_BOOL)
		return;
	x = vec_push(out);
	x->ref_id = ref;
	text_copy(x->kind, sizeof x->kind, kind);
	text_copy(x->item, sizeof x->item, f->name);
	text_copy(x->label, sizeof x->label, label_text(&f->label));
	for (size_t i = 0; i < marks->n; i++)
		if (!strcmp(marks->v[i].item, f->name)) {
			x->on = true;
			x->at = marks->v[i].at;
			text_copy(x->staff, sizeof x->staff, marks->v[i].staff);
		}
}

enum err_code daylist_items(struct desk *d, const char *kind, int64_t ref, const char *day,
    struct day_items *out, struct err *e)
{
	struct form *form = form_catalog_find(d->forms, form_of(kind));
	struct mark_list marks = { 0 };
	enum err_code rc;

	if (!strcmp(kind, "prepare"))
		return prepare_items(d, ref, out, e);
	rc = mark_list(d->store, kind, ref, d->branch_id, day, &marks, e);
	for (size_t i = 0; form && rc == OK && i < form->nfields; i++)
		add_item(&form->fields[i], kind, ref, &marks, out);
	mark_list_free(&marks);
	return rc;
}

void day_items_free(struct day_items *l)
{
	vec_free(l);
}

static enum err_code begin(struct desk *d, const char *name, struct txn **t, struct err *e)
{
	struct action_head head = { .name = name };

	return action_begin(d->store, &d->who, &head, t, e);
}

enum err_code daylist_tick(struct desk *d, const struct day_item *item, const char *day, bool on,
    struct err *e)
{
	struct mark m = { .branch_id = d->branch_id, .ref_id = item->ref_id };
	struct txn *t;
	enum err_code rc = begin(d, "day-mark", &t, e);

	if (rc != OK)
		return rc;
	if (item->ref_id)
		action_subject(t, "appointment", item->ref_id);
	text_copy(m.kind, sizeof m.kind, item->kind);
	text_copy(m.day, sizeof m.day, day);
	text_copy(m.item, sizeof m.item, item->item);
	return arrival_end(t, mark_set(t, &m, on, e), e);
}

enum err_code daylist_duty(struct desk *d, const char *day, int64_t staff, struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, "day-mark", &t, e);

	if (rc != OK)
		return rc;
	action_subject(t, "staff", staff);
	return arrival_end(t, duty_set(t, d->branch_id, day, staff, e), e);
}

/* ---- incidents ---- */

#define COLUMNS_MAX 32

static void add_int(struct change *set, size_t *n, const char *column, int64_t v)
{
	set[*n] = (struct change){ .column = column };
	if (v)
		value_set_int(&set[*n].value, v);
	(*n)++;
}

/* A time of today, or of the evening before when it is entered after midnight. */
static int64_t when_of(const struct desk *d, const struct form_edit *edit)
{
	int field = form_field_index(form_edit_form(edit), "clock");
	const struct value *v = field < 0 ? NULL : &form_edit_field(edit, field)->value;
	int64_t now = clock_now(), at;
	int32_t today = desk_today(d);

	if (!v || v->type != VALUE_INT)
		return now;
	at = zone_instant(d->zone, today, (int)v->i * 60);
	return at > now ? zone_instant(d->zone, today - 1, (int)v->i * 60) : at;
}

static enum err_code insert(struct desk *d, struct txn *t, const struct form_edit *edit,
    const struct form_row *row, int64_t *id, struct err *e)
{
	struct change set[COLUMNS_MAX];
	char day[11];
	size_t n = row->n;
	int64_t at = when_of(d, edit);
	enum err_code rc;

	ASSERT(n + 5 <= COLUMNS_MAX);
	memcpy(set, row->set, n * sizeof *set);
	add_int(set, &n, "branch_id", d->branch_id);
	add_int(set, &n, "at", at);
	add_int(set, &n, "created_at", txn_now(t));
	add_int(set, &n, "created_by", d->who.staff_id);
	set[n] = (struct change){ .column = "day" };
	value_set_text(&set[n++].value, desk_day_of(d, at, day));
	rc = record_insert(t, "incident", set, n, id, e);
	for (size_t i = row->n; i < n; i++)
		value_free(&set[i].value);
	return rc;
}

enum err_code incident_rows_save(struct desk *d, const struct rows_save *s, int64_t *id,
    struct err *e)
{
	struct conflict_list clash = { 0 };
	struct form_changes changes = { 0 };
	struct txn *t;
	enum err_code rc = begin(d, "incident-add", &t, e);

	*id = s->id;
	if (rc != OK)
		return rc;
	form_edit_changes(s->edit, &changes);
	if (changes.n && !*id)
		rc = insert(d, t, s->edit, &changes.v[0], id, e);
	else if (changes.n)
		rc = record_update(t, "incident", *id, changes.v[0].set, changes.v[0].n, &clash, e);
	action_subject(t, "incident", *id);
	rc = arrival_end(t, rc, e);
	form_changes_free(&changes);
	if (rc == ERR_CONFLICT)
		form_edit_conflicts(s->edit, &clash);
	conflict_list_free(&clash);
	return rc;
}

enum err_code incident_set_state(struct desk *d, int64_t id, const char *state, struct err *e)
{
	struct conflict_list none = { 0 };
	struct change c = { .column = "state" };
	struct record now;
	struct txn *t;
	enum err_code rc = begin(d, "incident-add", &t, e);

	if (rc != OK)
		return rc;
	action_subject(t, "incident", id);
	rc = record_load(d->store, "incident", id, &now, e);
	if (rc == OK) {
		c.base = *record_get(&now, "state");
		value_set_text(&c.value, state);
		rc = record_update(t, "incident", id, &c, 1, &none, e);
		value_free(&c.value);
		conflict_list_free(&none);
		record_free(&now);
	}
	return arrival_end(t, rc, e);
}
