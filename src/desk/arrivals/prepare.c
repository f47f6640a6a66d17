#include "desk/prepare.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/mark.h"
#include "data/payment.h"
#include "data/service.h"
#include "data/todo.h"
#include "data/visit.h"
#include "desk/arrival.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "form/form.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"

enum { VISITS_BACK = 8 };

/* ---- what is laid ready ---- */

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; (p = strstr(p, word)); p += n)
		if ((p == words || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return true;
	return false;
}

static void add_item(struct day_items *out, int64_t ref, const char *item, const char *label)
{
	struct day_item *x = vec_push(out);

	x->ref_id = ref;
	text_copy(x->kind, sizeof x->kind, "prepare");
	text_copy(x->item, sizeof x->item, item);
	text_copy(x->label, sizeof x->label, label);
}

/* No room, no room to make ready. */
static bool is_of_use(const struct form_field *f, const struct appointment_row *a)
{
	if (!strcmp(f->name, "room"))
		return a->room_id != 0;
	return strcmp(f->name, "device") != 0 || a->device_id;
}

/* The first section is for every visit; what stands in others is there when the service names
 * it. */
static void add_form(const struct form *form, const struct appointment_row *a, const char *words,
    struct day_items *out)
{
	for (size_t i = 0; form && i < form->nfields; i++) {
		const struct form_field *f = &form->fields[i];

		if (f->kind == FIELD_BOOL && is_of_use(f, a) &&
		    (!f->section || has_word(words, f->name)))
			add_item(out, a->id, f->name, label_text(&f->label));
	}
}

/* What the form does not know by name stands for itself. */
static void add_own_words(const char *words, const struct form *form, int64_t ref,
    struct day_items *out)
{
	for (size_t n; *words; words += n) {
		char word[40];

		words += strspn(words, " ");
		n = strcspn(words, " ");
		text_fmt(word, sizeof word, "%.*s", (int)n, words);
		if (n && (!form || form_field_index(form, word) < 0))
			add_item(out, ref, word, word);
	}
}

static enum err_code add_ticks(struct desk *d, const struct appointment_row *a,
    struct day_items *items, struct err *e)
{
	struct mark_list marks = { 0 };
	enum err_code rc = mark_list(d->store, "prepare", a->id, d->branch_id, a->day, &marks, e);

	for (size_t i = 0; i < items->n && rc == OK; i++)
		for (size_t k = 0; k < marks.n; k++)
			if (!strcmp(marks.v[k].item, items->v[i].item)) {
				items->v[i].on = true;
				items->v[i].at = marks.v[k].at;
				text_copy(items->v[i].staff, sizeof items->v[i].staff,
				    marks.v[k].staff);
			}
	mark_list_free(&marks);
	return rc;
}

/* WORDS = service.prepare. */
static enum err_code make_items(struct desk *d, const struct appointment_row *a, const char *words,
    struct day_items *out, struct err *e)
{
	const struct form *form = form_catalog_find(d->forms, "prepare");
	char today[DAY_TEXT];
	bool to_come = strcmp(a->day, desk_today_text(d, today)) > 0;
	size_t first = out->n;

	add_form(form, a, words, out);
	add_own_words(words, form, a->id, out);
	for (size_t i = first; i < out->n; i++)
		out->v[i].that_day = to_come && !strcmp(out->v[i].item, "asked");
	return add_ticks(d, a, out, e);
}

enum err_code prepare_items(struct desk *d, int64_t appointment_id, struct day_items *out,
    struct err *e)
{
	struct appointment_row a;
	struct service s = { .id = 0 };
	enum err_code rc = appointment_row_get(d->store, appointment_id, &a, e);

	if (rc == OK && a.service_id)
		rc = service_get(d->store, a.service_id, &s, e);
	return rc == OK ? make_items(d, &a, s.prepare, out, e) : rc;
}

/* ---- what stands out ---- */

static enum err_code load_lacks(struct desk *d, struct prepare_visit *v, struct err *e)
{
	struct todo_list l = { 0 };
	enum err_code rc = todo_list_client(d->store, v->a.client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].kind, "complete") && !strcmp(l.v[i].state, "open") &&
		    l.v[i].client_id == v->a.client_id)
			intake_why_text(d, l.v[i].why, v->lacks, sizeof v->lacks);
	todo_list_free(&l);
	return rc;
}

static enum err_code load_money(struct desk *d, struct prepare_visit *v, int64_t deposit,
    struct err *e)
{
	struct visit_list l = { 0 };
	int64_t paid = 0;
	enum err_code rc = visit_list_client(d->store, v->a.client_id, VISITS_BACK, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		v->owes += arrival_open_due(&l.v[i]);
	visit_list_free(&l);
	if (rc == OK && deposit)
		rc = payment_sum_appointment(d->store, v->a.id, &paid, e);
	v->deposit = deposit > paid ? deposit - paid : 0;
	return rc;
}

static enum err_code load_visit(struct desk *d, struct prepare_visit *v, struct err *e)
{
	struct service s = { .id = 0 };
	enum err_code rc = OK;

	v->first = !v->a.n_done;
	if (v->a.service_id)
		rc = service_get(d->store, v->a.service_id, &s, e);
	if (rc == OK)
		rc = make_items(d, &v->a, s.prepare, &v->items, e);
	for (size_t i = 0; i < v->items.n; i++) {
		v->wanted += !v->items.v[i].that_day;
		v->ticked += !v->items.v[i].that_day && v->items.v[i].on;
	}
	if (rc == OK)
		rc = load_lacks(d, v, e);
	return rc == OK ? load_money(d, v, s.deposit, e) : rc;
}

enum err_code prepare_list(struct desk *d, const char *day, struct prepare_day *out,
    struct err *e)
{
	struct appointment_list l = { 0 };
	enum err_code rc = appointment_list_day(d->store, d->branch_id, day, &l, e);

	prepare_free(out);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct prepare_visit *v;

		if (!l.v[i].live)
			continue;
		v = vec_push(out);
		v->a = l.v[i];
		rc = load_visit(d, v, e);
	}
	appointment_list_free(&l);
	return rc;
}

void prepare_free(struct prepare_day *l)
{
	for (size_t i = 0; i < l->n; i++)
		day_items_free(&l->v[i].items);
	vec_free(l);
}

/* ---- words ---- */

bool prepare_stands_out(const struct prepare_visit *v)
{
	return v->lacks[0] || v->owes || v->deposit;
}

char *prepare_say(const struct desk *d, const struct prepare_visit *v, char *out, size_t size)
{
	struct buf b = { 0 };
	char money[32];

	if (v->lacks[0])
		buf_printf(&b, tr("file lacks: %s; "), v->lacks);
	if (v->owes)
		buf_printf(&b, tr("owes %s; "), desk_sum(d, v->owes, money, sizeof money));
	if (v->deposit)
		buf_printf(&b, tr("deposit %s not paid; "),
		    desk_sum(d, v->deposit, money, sizeof money));
	if (v->first)
		buf_printf(&b, "%s; ", tr("first visit"));
	buf_cut(&b, b.n > 2 ? b.n - 2 : 0);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}

enum err_code prepare_all(struct desk *d, const struct prepare_visit *v, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < v->items.n && rc == OK; i++)
		if (!v->items.v[i].on && !v->items.v[i].that_day)
			rc = daylist_tick(d, &v->items.v[i], v->a.day, true, e);
	return rc;
}
