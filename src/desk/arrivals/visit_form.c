/*
 * The card and the fields of its forms: one table says which member of struct arrival each field
 * shows, so that opening and saving cannot drift apart.
 */
#include "desk/visit_form.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/phone.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/changes.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/pay.h"
#include "desk/rights.h"
#include "visit_form_priv.h"

enum { ADULT = 18 };

/* ---- opening ---- */

static void add_said(struct buf *b, const char *text)
{
	if (text && text[0])
		buf_printf(b, "%s%s", b->n ? "; " : "", text);
}

static void read_before(struct desk *d, struct visit_form *f)
{
	struct buf b = BUF_INIT;
	struct client c;
	struct err none = ERR_INIT;

	if (client_get(d->store, f->card.is.client_id, &c, &none) != OK)
		return;
	add_said(&b, c.needs);
	add_said(&b, c.wishes);
	for (size_t i = 0; i < b.n; i++)
		if (b.s[i] == '\n')
			b.s[i] = ' ';
	text_copy(f->before, sizeof f->before, b.s);
	buf_free(&b);
	client_free(&c);
}

static void read_next(struct desk *d, struct visit_form *f)
{
	struct appointment_list l = { 0 };
	struct err none = ERR_INIT;
	int64_t now = clock_now();

	if (appointment_list_client(d->store, f->card.is.client_id, 0, 0, 40, &l, &none) != OK)
		return;
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].live && l.v[i].start_at > now &&
		    l.v[i].id != f->card.is.appointment_id)
			text_copy(f->next_day, sizeof f->next_day, l.v[i].day);
	appointment_list_free(&l);
}

/* Nobody of the family under an alias, and no number for who may not see numbers. */
static void read_guardian(struct desk *d, struct visit_form *f)
{
	bool numbers = rights_may(d, "see-phone");
	struct phone_list l = { 0 };
	struct err none = ERR_INIT;
	struct value v = { .type = VALUE_NULL };
	char relation[64];

	if (cover_hides_id(d, f->card.is.client_id) ||
	    phone_list(d->store, f->card.is.client_id, &l, &none) != OK)
		return;
	for (size_t i = 0; i < l.n && !f->guardian.name[0]; i++) {
		if (!l.v[i].guardian)
			continue;
		value_set_text(&v, l.v[i].relation);
		change_value_text(d, "phone", "relation", &v, relation, sizeof relation);
		f->guardian.may_know = l.v[i].may_tell && !f->card.no_companion;
		if (!text_take(f->guardian.name, sizeof f->guardian.name, l.v[i].name) ||
		    !text_take(f->guardian.phone, sizeof f->guardian.phone,
		    numbers ? l.v[i].number : "") ||
		    !text_take(f->guardian.relation, sizeof f->guardian.relation, relation))
			f->guardian = (struct arrival_companion){ .may_know = false };
	}
	value_free(&v);
	phone_list_free(&l);
}

/* A child does not come alone: the card says with whom. */
static void read_minor(struct desk *d, struct visit_form *f)
{
	struct client c;
	struct err none = ERR_INIT;
	int age;

	if (f->card.is.visit_id || f->card.is.ncompanions ||
	    client_get(d->store, f->card.is.client_id, &c, &none) != OK)
		return;
	age = c.birth && c.birth[0] ? birth_age(c.birth, desk_today(d)) : -1;
	f->minor = age >= 0 && age < ADULT;
	client_free(&c);
	if (f->minor)
		read_guardian(d, f);
}

/* Nobody said yet what the visit costs: the price of its service is proposed. */
static void read_price(struct desk *d, struct visit_form *f)
{
	struct pay_due due;
	struct err none = ERR_INIT;

	if (pay_due_visit(d, &f->card.was, &due, &none) != OK)
		return;
	for (size_t i = 0; i < due.n; i++)
		if (due.line[i].why == PAY_DUE_SERVICE) {
			f->price = due.line[i].due;
			f->price_open = due.line[i].open;
		}
}

enum err_code visit_form_open(struct desk *d, const char *name, int64_t visit, int64_t client,
    int64_t treated, int64_t appointment, int64_t arrived_at, struct visit_form *out, struct err *e)
{
	enum err_code rc;

	*out = (struct visit_form){ .desk = d, .name = name };
	rc = visit ? arrival_card(d, visit, &out->card, e) :
	    arrival_prepare_for(d, client, treated, appointment, &out->card, e);
	if (rc != OK)
		return rc;
	if (arrived_at && !out->card.is.visit_id)
		out->card.is.arrived_at = arrived_at;
	read_before(d, out);
	read_next(d, out);
	read_minor(d, out);
	if (out->card.is.visit_id)
		out->position = arrival_position(d, out->card.is.visit_id);
	if (visit && !strcmp(name, "visit-pay"))
		read_price(d, out);
	return OK;
}

/* ---- fields that are members of the card ---- */

static const struct member {
	const char *field;
	size_t at, size;                /* size 0: an id */
} members[] = {
#define TEXT(name) { #name, offsetof(struct arrival, name), sizeof(((struct arrival *)0)->name) }
#define ID(field, name) { field, offsetof(struct arrival, name), 0 }
	TEXT(identity), TEXT(identity_why), TEXT(wants), TEXT(changed), TEXT(learnt),
	TEXT(allergy), TEXT(allergy_text), TEXT(valuables),
	ID("treated", dependant_id), ID("service", service_id), ID("greeter", greeter_id),
	ID("resource", resource_id), ID("room", room_id),
#undef TEXT
#undef ID
};

static const struct member *find_member(const char *field)
{
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		if (!strcmp(members[i].field, field))
			return &members[i];
	return NULL;
}

static void get_member(const struct arrival *a, const struct member *m, struct value *out)
{
	const char *p = (const char *)a + m->at;
	int64_t id;

	if (m->size) {
		value_set_text(out, p[0] ? p : NULL);
		return;
	}
	memcpy(&id, p, sizeof id);
	if (id)
		value_set_int(out, id);
}

/* False: the text is longer than the card holds. */
static bool set_member(struct arrival *a, const struct member *m, const struct value *v)
{
	char *p = (char *)a + m->at;
	int64_t id = v->type == VALUE_INT ? v->i : 0;

	if (m->size)
		return text_take(p, m->size, v->type == VALUE_TEXT ? v->s : "");
	memcpy(p, &id, sizeof id);
	return true;
}

/* ---- fields that are computed ---- */

static void get_news(const struct visit_form *f, struct value *out)
{
	value_set_text(out, f->card.is.changed[0] ? "new" : "same");
}

static void get_known(const struct visit_form *f, struct value *out)
{
	value_set_int(out, f->card.allergy_known);
}

static void get_no_tell(const struct visit_form *f, struct value *out)
{
	value_set_int(out, f->card.no_companion);
}

static void get_allergy_due(const struct visit_form *f, struct value *out)
{
	value_set_int(out, f->card.allergy_due && !f->card.is.visit_id);
}

static void get_due(const struct visit_form *f, struct value *out)
{
	if (strcmp(f->name, "visit-pay") != 0)
		get_allergy_due(f, out);
	else if (f->card.was.due || f->price)
		value_set_int(out, f->card.was.due ? f->card.was.due : f->price);
}

static void get_escort(const struct visit_form *f, struct value *out)
{
	if (!strcmp(f->name, "leaving"))
		value_set_int(out, f->card.is.ncompanions > 0);
	else if (!f->minor)
		value_set_text(out, f->card.is.ncompanions ? "with" : "alone");
}

static void get_minor(const struct visit_form *f, struct value *out)
{
	value_set_int(out, f->minor);
}

static void get_in_file(const struct visit_form *f, struct value *out)
{
	char text[460];

	text_fmt(text, sizeof text, f->card.allergy_since[0] ? "%s (%s)" : "%s",
	    f->card.allergy[0] ? f->card.allergy : tr("in the file, without words"),
	    f->card.allergy_since);
	value_set_text(out, text);
}

static void get_before(const struct visit_form *f, struct value *out)
{
	value_set_text(out, f->before[0] ? f->before : NULL);
}

static void get_follow(const struct visit_form *f, struct value *out)
{
	value_set_text(out, f->next_day[0] ? f->next_day : NULL);
}

static void get_position(const struct visit_form *f, struct value *out)
{
	if (f->position)
		value_set_int(out, f->position);
}

static void get_amount(const struct visit_form *f, struct value *out)
{
	int64_t open = arrival_open_due(&f->card.was);

	if (!f->card.was.due && rights_may(f->desk, "visit-cash"))
		open = f->price_open;
	if (open)
		value_set_int(out, open);
}

static void get_fresh(const struct visit_form *f, struct value *out)
{
	value_set_int(out, !f->card.is.visit_id);
}

static void get_arrived(const struct visit_form *f, struct value *out)
{
	char at[48];

	value_set_text(out, desk_time_text(f->desk, f->card.is.arrived_at, at, sizeof at));
}

static void get_paid(const struct visit_form *f, struct value *out)
{
	char money[32];

	value_set_text(out, desk_money(f->desk, f->card.was.paid, money, sizeof money));
}

static const struct {
	const char *field;
	void (*get)(const struct visit_form *f, struct value *out);
} computed[] = {
	{ "news", get_news }, { "known", get_known }, { "no_tell", get_no_tell },
	{ "due", get_due }, { "escort", get_escort }, { "in_file", get_in_file },
	{ "before", get_before }, { "follow_day", get_follow }, { "position", get_position },
	{ "amount", get_amount }, { "paid", get_paid }, { "fresh", get_fresh },
	{ "arrived", get_arrived }, { "minor", get_minor },
};

/* Two words for one question: with an allergy in the file it reads "still so?". */
static const struct member *member_of(const struct visit_form *f, const char *field)
{
	bool other = !strcmp(field, f->card.allergy_known ? "allergy_new" : "allergy");

	if (other)
		return NULL;
	return find_member(!strcmp(field, "allergy_new") ? "allergy" : field);
}

static void preset(void *arg, const struct form_field *field, struct value *out)
{
	struct visit_form *f = arg;
	const struct member *m = member_of(f, field->name);

	if (m) {
		get_member(&f->card.is, m, out);
		return;
	}
	for (size_t i = 0; i < sizeof computed / sizeof computed[0]; i++)
		if (!strcmp(computed[i].field, field->name)) {
			computed[i].get(f, out);
			return;
		}
	if (f->minor && f->guardian.name[0])
		visit_form_get_companion(&(struct arrival){ .ncompanions = 1,
		    .companion = { f->guardian } }, field->name, out);
	else
		visit_form_get_companion(&f->card.is, field->name, out);
}

/* name2, phone2, relation2, told2: the second companion. */
static char *companion_text(struct arrival_companion *c, const char *field, size_t *size)
{
	if (!strncmp(field, "name", 4))
		return *size = sizeof c->name, c->name;
	if (!strncmp(field, "phone", 5))
		return *size = sizeof c->phone, c->phone;
	if (!strncmp(field, "relation", 8))
		return *size = sizeof c->relation, c->relation;
	return NULL;
}

static int companion_of(const char *field)
{
	size_t n = strlen(field);
	int i = n ? field[n - 1] - '1' : -1;

	return i >= 0 && i < ARRIVAL_COMPANIONS ? i : -1;
}

void visit_form_get_companion(const struct arrival *a, const char *field, struct value *out)
{
	int i = companion_of(field);
	struct arrival_companion c;
	size_t size;
	const char *text;

	if (i < 0 || (size_t)i >= a->ncompanions)
		return;
	c = a->companion[i];
	text = companion_text(&c, field, &size);
	if (text)
		value_set_text(out, text[0] ? text : NULL);
	else if (!strncmp(field, "told", 4))
		value_set_int(out, c.may_know);
}

bool visit_form_set_companion(struct arrival *a, const char *field, const struct value *v)
{
	int i = companion_of(field);
	size_t size;
	char *text;

	if (i < 0)
		return true;
	text = companion_text(&a->companion[i], field, &size);
	if (text)
		return text_take(text, size, v->type == VALUE_TEXT ? v->s : "");
	if (!strncmp(field, "told", 4))
		a->companion[i].may_know = v->type == VALUE_INT && v->i;
	return true;
}

/* Back from the form: hidden fields count as empty, but for those that the card never asks. */
/* Left as it was proposed it stays to the second. */
static enum err_code take_arrived(const struct visit_form *f, const struct form_edit *edit,
    struct arrival *out, struct err *e)
{
	const struct desk *d = f->desk;
	struct when_base base = desk_when(d);
	int i = form_field_index(form_edit_form(edit), "arrived");
	const struct field_state *s = i < 0 ? NULL : form_edit_field(edit, i);
	struct value was = { .type = VALUE_NULL };
	struct when w;
	bool same;

	if (!s || !s->visible || s->value.type != VALUE_TEXT)
		return OK;
	get_arrived(f, &was);
	same = !strcmp(was.s, s->value.s);
	value_free(&was);
	if (same)
		return OK;
	if (when_parse(s->value.s, WHEN_REPORT, &base, &w, e) != OK)
		return err_field(e, "arrived");
	if (!w.at)
		return err_invalid(e, "arrived", "%s", tr("Say when it was: 10:10, y 16:30."));
	out->arrived_at = w.at;
	return OK;
}

enum err_code visit_form_take(const struct visit_form *f, const struct form_edit *edit,
    struct arrival *out, struct err *e)
{
	const struct form *form = form_edit_form(edit);

	*out = f->card.is;
	memset(out->companion, 0, sizeof out->companion);
	out->ncompanions = 0;
	for (size_t i = 0; i < form->nfields; i++) {
		const struct field_state *s = form_edit_field(edit, (int)i);
		const struct member *m = member_of(f, form->fields[i].name);
		const struct value none = { .type = VALUE_NULL };
		const struct value *v = s->visible ? &s->value : &none;

		if (m ? !set_member(out, m, v) :
			!visit_form_set_companion(out, form->fields[i].name, v))
			return err_invalid(e, form->fields[i].name, "%s",
			    tr("That is longer than can be kept. Shorten it."));
	}
	for (size_t i = 0; i < ARRIVAL_COMPANIONS; i++)
		if (out->companion[i].name[0])
			out->companion[out->ncompanions++] = out->companion[i];
	return take_arrived(f, edit, out, e);
}

/* ---- choices ---- */

static void offer(const char *typed, struct form_options *all, const char *label,
    const char *other, int64_t id)
{
	struct value v = { .type = VALUE_INT, .i = id };

	if (form_env_fits(typed, label, other, NULL))
		form_options_add(all, &v, label, other);
}

static enum err_code treated_options(struct visit_form *w, const struct form_field *f,
    const char *typed, struct form_options *out, struct err *e)
{
	struct dependant_list l = { 0 };
	enum err_code rc = dependant_list(w->desk->store, w->card.is.client_id, &l, e);

	(void)f;
	for (size_t i = 0; i < l.n; i++)
		offer(typed, out, l.v[i].name, l.v[i].species[0] ? l.v[i].species :
		    l.v[i].relation, l.v[i].id);
	dependant_list_free(&l);
	return rc;
}

static enum err_code service_options(struct visit_form *w, const struct form_field *f,
    const char *typed, struct form_options *out, struct err *e)
{
	struct service_list l = { 0 };
	enum err_code rc = service_list(w->desk->store, false, &l, e);

	(void)f;
	for (size_t i = 0; i < l.n; i++)
		offer(typed, out, describe_in_language(l.v[i].name, l.v[i].name_en),
		    l.v[i].code, l.v[i].id);
	service_list_free(&l);
	return rc;
}

static enum err_code resource_options(struct visit_form *w, const struct form_field *f,
    const char *typed, struct form_options *out, struct err *e)
{
	const struct desk *d = w->desk;
	const char *kind = !strcmp(f->lookup, "room") ? "room" : "staff";
	struct resource_list l = { 0 };
	struct visit_row in;
	enum err_code rc = resource_list(d->store, d->branch_id, kind, false, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		struct err none = ERR_INIT;
		bool taken = kind[0] == 'r' &&
		    visit_in_room(d->store, l.v[i].id, &in, &none) == OK;

		if (!strcmp(l.v[i].state, "on"))
			offer(typed, out, l.v[i].name, taken ? tr("in use") : l.v[i].code,
			    l.v[i].id);
	}
	resource_list_free(&l);
	return rc;
}

static const struct {
	const char *lookup;
	enum err_code (*options)(struct visit_form *, const struct form_field *,
	    const char *, struct form_options *, struct err *);
} lookups[] = {
	{ "treated", treated_options }, { "service", service_options },
	{ "serves", resource_options }, { "room", resource_options },
};

static enum err_code lookup(void *arg, const struct form_field *f, const char *typed,
    struct form_options *out, struct err *e)
{
	struct visit_form *w = arg;

	for (size_t i = 0; f->lookup && i < sizeof lookups / sizeof lookups[0]; i++)
		if (!strcmp(lookups[i].lookup, f->lookup))
			return lookups[i].options(w, f, typed, out, e);
	return w->base.lookup(w->base.arg, f, typed, out, e);
}

static void label(void *arg, const struct form_field *f, int64_t id, char *out, size_t size)
{
	struct visit_form *w = arg;
	struct store *s = w->desk->store;
	struct err none = ERR_INIT;
	struct dependant person;
	struct service service;
	struct resource r;

	text_copy(out, size, "");
	if (f->kind != FIELD_LOOKUP || !strcmp(f->lookup, "client"))
		w->base.label(w->base.arg, f, id, out, size);
	else if (!strcmp(f->lookup, "treated") && dependant_get(s, id, &person, &none) == OK)
		text_copy(out, size, person.name);
	else if (!strcmp(f->lookup, "service") && service_get(s, id, &service, &none) == OK)
		text_copy(out, size, describe_in_language(service.name, service.name_en));
	else if ((!strcmp(f->lookup, "serves") || !strcmp(f->lookup, "room")) &&
	    resource_get(s, id, &r, &none) == OK)
		text_copy(out, size, r.name);
}

static bool may(void *arg, const char *right)
{
	const struct visit_form *w = arg;

	return w->base.may(w->base.arg, right);
}

/* The card stands once for each form that is open; its address is what the form keeps. */
void visit_form_env(struct visit_form *f, struct form_env *out)
{
	form_env_make(f->desk, out);
	f->base = out->source;
	out->source = (struct form_source){ .arg = f, .lookup = lookup, .label = label,
		.preset = preset, .may = may };
}
