/* What must be so before a treatment begins, and what is put to whoever begins it (TR-6). */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/agreement.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/flag.h"
#include "data/phone.h"
#include "data/record.h"
#include "data/resource.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/plan.h"
#include "desk/settings.h"
#include "treatment_priv.h"

/* What is read of the person once, and looked at from several sides. */
struct person {
	struct client client;
	struct dependant dependant;     /* id 0: the client */
	struct flag_list flags;
	struct visit_row visit;         /* id 0: none */
};

static void person_free(struct person *p)
{
	client_free(&p->client);
	flag_list_free(&p->flags);
}

static enum err_code read_person(struct desk *d, const struct treatment_for *f, struct person *p,
    struct err *e)
{
	enum err_code rc = client_get(d->store, f->client_id, &p->client, e);

	if (rc == OK && f->dependant_id)
		rc = dependant_get(d->store, f->dependant_id, &p->dependant, e);
	if (rc == OK)
		rc = flag_list(d->store, f->client_id, &p->flags, e);
	if (rc == OK && f->visit_id)
		rc = visit_get(d->store, f->visit_id, &p->visit, e);
	return rc;
}

/* ---- facts ---- */

static bool is_minor(const struct desk *d, const struct person *p)
{
	const char *birth = p->dependant.id ? p->dependant.birth : p->client.birth;
	int age = birth && birth[0] ? birth_age(birth, desk_today(d)) : -1;

	return age >= 0 && age < 18 && strcmp(p->dependant.kind, "pet") != 0;
}

static bool has_allergy(const struct person *p)
{
	for (size_t i = 0; i < p->flags.n; i++)
		if (!strcmp(p->flags.v[i].kind, "allergy"))
			return true;
	return false;
}

static enum err_code fill_facts(struct desk *d, const struct person *p, int64_t service_id,
    struct treatment_facts *out, struct err *e)
{
	int64_t n = 0;
	enum err_code rc = treatment_count(d->store, p->client.id, p->dependant.id, service_id,
	    &n, e);

	*out = (struct treatment_facts){ .minor = is_minor(d, p), .allergy = has_allergy(p),
		.first = n == 0, .pet = !strcmp(p->dependant.kind, "pet") };
	return rc;
}

enum err_code treatment_facts(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t service_id, struct treatment_facts *out, struct err *e)
{
	const struct treatment_for f = { .client_id = client_id, .dependant_id = dependant_id };
	struct person p = { .visit = { .id = 0 } };
	enum err_code rc = read_person(d, &f, &p, e);

	if (rc == OK)
		rc = fill_facts(d, &p, service_id, out, e);
	person_free(&p);
	return rc;
}

/* ---- whom it is for ---- */

static void fill_visit(const struct visit_row *v, struct treatment_for *f)
{
	f->client_id = v->client_id;
	f->dependant_id = v->dependant_id;
	f->appointment_id = v->appointment_id;
	if (!f->service_id)
		f->service_id = v->service_id;
	if (!f->room_id)
		f->room_id = v->room_id;
}

/* The person behind a resource; 0: it is a thing. */
static int64_t person_of(struct desk *d, int64_t resource_id)
{
	struct resource r;
	struct err none = ERR_INIT;

	return resource_id && resource_get(d->store, resource_id, &r, &none) == OK ? r.staff_id : 0;
}

static void fill_place(struct desk *d, struct treatment_for *f)
{
	struct appointment_row a;
	struct err none = ERR_INIT;

	if (f->appointment_id &&
	    appointment_row_get(d->store, f->appointment_id, &a, &none) == OK) {
		if (!f->expert_id)
			f->expert_id = person_of(d, a.staff_id);
		if (!f->device_id)
			f->device_id = a.device_id;
		if (!f->room_id)
			f->room_id = a.room_id;
	}
	if (!f->operator_id)
		f->operator_id = d->who.staff_id;
}

static enum err_code fill_for(struct desk *d, const struct treatment_for *in,
    struct treatment_for *f, struct err *e)
{
	struct visit_row v;
	struct plan_session s;
	enum err_code rc = OK;

	*f = *in;
	if (f->visit_id) {
		rc = visit_get(d->store, f->visit_id, &v, e);
		if (rc == OK)
			fill_visit(&v, f);
	}
	if (rc == OK && !f->service_id)
		rc = err_invalid(e, "service", "%s",
		    tr("Not begun. Say which service: the triage card has none."));
	if (rc != OK)
		return rc;
	fill_place(d, f);
	if (!f->session_id)
		rc = plan_session_for(d, f->client_id, f->dependant_id, f->service_id,
		    f->appointment_id, &f->session_id, e);
	if (rc == OK && f->session_id)
		rc = plan_session_get(d->store, f->session_id, &s, e);
	f->plan_id = rc == OK && f->session_id ? s.plan_id : 0;
	return rc;
}

/* ---- what is acknowledged ---- */

static bool in_file(const struct person *p, const struct checklist_contra *c)
{
	const char *texts[] = { p->client.history, p->client.notes, p->client.needs,
		p->dependant.note, p->visit.changed };

	for (size_t i = 0; i < p->flags.n; i++)
		if (contra_matches(c, p->flags.v[i].text))
			return true;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i] && contra_matches(c, texts[i]))
			return true;
	return false;
}

static void put_flags(const struct person *p, struct buf *out)
{
	static const struct {
		const char *kind, *text;
	} kinds[] = { { "allergy", N_("ALLERGY %s") },
		{ "contraindication", N_("MUST NOT %s") } };
	char line[FLAG_TEXT + 40];

	for (size_t i = 0; i < p->flags.n; i++)
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (!strcmp(p->flags.v[i].kind, kinds[k].kind))
				buf_printf(out, "%s\n", text_with(line, sizeof line,
				    tr(kinds[k].text), p->flags.v[i].text));
}

static void put_found(const struct person *p, const struct checklist *c, struct buf *out)
{
	for (size_t i = 0; i < c->ncontra; i++)
		if (in_file(p, &c->contra[i]))
			buf_printf(out, tr("IN THE FILE: %s\n"), label_text(&c->contra[i].text));
}

static void put_asked(const struct person *p, const struct checklist *c, struct buf *out)
{
	struct buf ask = BUF_INIT;

	for (size_t i = 0; i < c->ncontra; i++)
		if (!in_file(p, &c->contra[i]))
			buf_printf(&ask, "%s%s", ask.n ? "; " : "",
			    label_text(&c->contra[i].text));
	if (ask.n)
		buf_printf(out, tr("Ask: %s\n"), buf_str(&ask));
	buf_free(&ask);
}

static void put_last(struct desk *d, const struct treatment_for *f, struct buf *out)
{
	struct treatment now = { .line = { .client_id = f->client_id,
	    .dependant_id = f->dependant_id, .service_id = f->service_id,
	    .started_at = INT64_MAX } };
	struct treatment last;
	struct err none = ERR_INIT;
	int64_t id;

	if (treatment_before(d->store, &now, &id, &none) == OK &&
	    treatment_get(d->store, id, &last, &none) == OK && last.summary[0])
		buf_printf(out, tr("Last time: %s\n"), last.summary);
}

static void write_seen(struct desk *d, const struct person *p, struct treatment_ready *r)
{
	struct buf b = BUF_INIT;

	put_flags(p, &b);
	put_found(p, r->list, &b);
	for (size_t i = 0; i < b.n; i++)
		r->risks += b.s[i] == '\n';
	if (!has_allergy(p))
		buf_printf(&b, "%s\n", tr("No allergy in the file."));
	put_asked(p, r->list, &b);
	if (p->visit.changed[0])
		buf_printf(&b, tr("New since last time: %s\n"), p->visit.changed);
	if (p->client.needs && p->client.needs[0])
		buf_printf(&b, tr("Needs: %s\n"), p->client.needs);
	if (r->list->talk.en)
		buf_printf(&b, tr("Talk over: %s\n"), label_text(&r->list->talk));
	put_last(d, &r->is, &b);
	buf_trim(&b);
	if (b.n && b.s[b.n - 1] == '\n')
		buf_cut(&b, b.n - 1);
	text_copy(r->seen, sizeof r->seen, buf_str(&b));
	text_copy(r->wanted, sizeof r->wanted, p->visit.wants);
	buf_free(&b);
}

/* ---- what is missing ---- */

static void add_gap(struct treatment_ready *r, const char *code, const char *text)
{
	ASSERT(r->ngaps < TREATMENT_GAPS);
	r->gap[r->ngaps].code = code;
	text_copy(r->gap[r->ngaps++].text, sizeof r->gap[0].text, text);
}

static void check_contra(const struct person *p, struct treatment_ready *r)
{
	char text[300];

	for (size_t i = 0; i < r->list->ncontra && r->ngaps < TREATMENT_GAPS / 2; i++) {
		const struct checklist_contra *c = &r->list->contra[i];

		if (c->stops && in_file(p, c))
			add_gap(r, "contra", text_fmt(text, sizeof text,
			    tr("The file says: %s."), label_text(&c->text)));
	}
}

/* The first guardian that the file names, "": under an alias nobody of the family is named. */
static void guardian_name(struct desk *d, int64_t client_id, char *out, size_t size)
{
	struct phone_list l = { 0 };
	struct err none = ERR_INIT;

	out[0] = '\0';
	if (cover_hides_id(d, client_id) || phone_list(d->store, client_id, &l, &none) != OK)
		return;
	for (size_t i = 0; i < l.n && !out[0]; i++)
		if (l.v[i].guardian)
			text_copy(out, size, l.v[i].name);
	phone_list_free(&l);
}

/* Nobody signed yet: whose signature is wanted. */
static void add_unsigned(struct desk *d, struct treatment_ready *r)
{
	char name[200], text[300];

	if (!r->minor) {
		add_gap(r, "consent", tr("The consent to this service is not signed."));
		return;
	}
	guardian_name(d, r->is.client_id, name, sizeof name);
	add_gap(r, "consent", text_fmt(text, sizeof text, name[0] && !r->is.dependant_id ?
	    tr("A minor: the guardian, %s, has not signed the consent.") :
	    tr("A minor: the guardian has not signed the consent."), name));
}

static enum err_code check_consent(struct desk *d, struct treatment_ready *r, struct err *e)
{
	struct agreement a;
	struct err none = ERR_INIT;
	int64_t days = setting_of(d, SETTING_CONSENT_DAYS);
	enum err_code rc;

	if (!r->list->consent)
		return OK;
	rc = agreement_consent(d->store, r->is.client_id, r->is.service_id, &a, &none);
	if (rc != OK && rc != ERR_NOTFOUND)
		return err_copy(e, &none);
	if (rc == ERR_NOTFOUND || clock_now() - a.at > days * 86400)
		add_unsigned(d, r);
	else if (strcmp(a.answer, "yes") != 0)
		add_gap(r, "consent", tr("The consent to this service was refused."));
	else if (r->minor && strcmp(a.signed_by, "guardian") != 0)
		add_unsigned(d, r);
	return OK;
}

static enum err_code check_guardian(struct desk *d, struct treatment_ready *r, struct err *e)
{
	struct phone_list l = { 0 };
	bool named = false;
	enum err_code rc;

	/* A child in the mother's file: whoever has the file answers for it. */
	if (!r->minor || r->is.dependant_id)
		return OK;
	rc = phone_list(d->store, r->is.client_id, &l, e);
	for (size_t i = 0; i < l.n; i++)
		named |= l.v[i].guardian;
	phone_list_free(&l);
	if (rc == OK && !named)
		add_gap(r, "guardian", tr("A minor without a guardian in the file."));
	return rc;
}

static enum err_code check_due(struct desk *d, struct treatment_ready *r, struct err *e)
{
	char money[40], text[200];
	enum err_code rc = treatment_due(d, &r->is, &r->due, e);

	if (rc == OK && r->due)
		add_gap(r, "due", text_fmt(text, sizeof text, tr("%s is still to be paid: $."),
		    desk_money(d, r->due, money, sizeof money)));
	return rc;
}

static enum err_code check_plan(struct desk *d, struct treatment_ready *r, struct err *e)
{
	struct err no = ERR_INIT;
	enum err_code rc = r->is.session_id ? plan_may_start(d, r->is.session_id, &no) : OK;

	if (rc == ERR_INVALID)
		add_gap(r, "plan", no.text);
	else if (rc != OK)
		return err_copy(e, &no);
	return OK;
}

static enum err_code find_running(struct desk *d, struct treatment_ready *r, struct err *e)
{
	struct treatment_list l = { 0 };
	enum err_code rc = treatment_list_open(d->store, d->branch_id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].client_id == r->is.client_id && l.v[i].service_id == r->is.service_id &&
		    l.v[i].dependant_id == r->is.dependant_id)
			r->running = l.v[i].id;
	treatment_list_free(&l);
	return rc;
}

/* ---- the whole ---- */

static enum err_code find_list(struct desk *d, int64_t service_id, const struct checklist **out,
    struct err *e)
{
	struct record s;
	const char *code;
	enum err_code rc = record_load(d->store, "service", service_id, &s, e);

	if (rc != OK)
		return rc;
	code = record_text(&s, "checklist");
	if (!code[0])
		code = record_text(&s, "code");
	*out = checklists_find(d->checklists, code);
	if (!*out)
		rc = err_set(e, ERR_INVALID, tr("No checklist for \"%s\" in checklists.cfg."),
		    code);
	record_free(&s);
	return rc;
}

static enum err_code check_all(struct desk *d, const struct person *p, struct treatment_ready *r,
    struct err *e)
{
	enum err_code rc;

	check_contra(p, r);
	rc = check_consent(d, r, e);
	if (rc == OK)
		rc = check_guardian(d, r, e);
	if (rc == OK)
		rc = check_due(d, r, e);
	if (rc == OK)
		rc = check_plan(d, r, e);
	return rc == OK ? find_running(d, r, e) : rc;
}

enum err_code treatment_prepare(struct desk *d, const struct treatment_for *f,
    struct treatment_ready *out, struct err *e)
{
	struct person p = { .visit = { .id = 0 } };
	struct treatment_facts facts;
	enum err_code rc;

	*out = (struct treatment_ready){ .ngaps = 0 };
	rc = fill_for(d, f, &out->is, e);
	if (rc == OK)
		rc = find_list(d, out->is.service_id, &out->list, e);
	if (rc == OK)
		rc = read_person(d, &out->is, &p, e);
	if (rc == OK)
		rc = fill_facts(d, &p, out->is.service_id, &facts, e);
	if (rc == OK) {
		out->minor = facts.minor;
		out->allergy = facts.allergy;
		out->first = facts.first;
		out->pet = facts.pet;
		write_seen(d, &p, out);
		rc = check_all(d, &p, out, e);
	}
	person_free(&p);
	return rc;
}
