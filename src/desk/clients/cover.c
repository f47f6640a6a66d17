#include "desk/cover.h"

#include "base/buf.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/gathering.h"
#include "data/suggestion.h"
#include "data/survey.h"
#include "data/treatment.h"
#include "data/visit.h"
#include "desk/desk.h"
#include "desk/rights.h"

struct cover cover_of_client(const struct client *c)
{
	return (struct cover){ .client_id = c->id, .on = c->restricted != 0, .name = c->name,
		.alias = c->alias };
}

struct cover cover_of_card(const struct client_card *c)
{
	return (struct cover){ .client_id = c->id, .on = c->restricted, .name = c->name,
		.alias = c->alias };
}

struct cover cover_of_row(const struct appointment_row *a)
{
	return (struct cover){ .client_id = a->client_id, .on = a->restricted, .name = a->client,
		.alias = a->alias, .patient = a->patient };
}

struct cover cover_of_visit(const struct visit_row *v)
{
	return (struct cover){ .client_id = v->client_id, .on = v->restricted, .name = v->client,
		.alias = v->alias, .patient = v->patient };
}

struct cover cover_of_treatment(const struct treatment_line *t)
{
	return (struct cover){ .client_id = t->client_id, .on = t->restricted, .name = t->client,
		.alias = t->alias, .patient = t->patient };
}

struct cover cover_of_survey(const struct survey_row *r)
{
	return (struct cover){ .client_id = r->client_id, .on = r->restricted, .name = r->client,
		.alias = r->alias };
}

struct cover cover_of_suggestion(const struct suggestion_row *r)
{
	return (struct cover){ .client_id = r->client_id, .on = r->restricted, .name = r->client,
		.alias = r->alias };
}

struct cover cover_of_guest(const struct guest_row *r)
{
	return (struct cover){ .client_id = r->client_id, .on = r->restricted, .name = r->client,
		.alias = r->alias };
}

bool cover_hides(const struct desk *d, struct cover c)
{
	return c.on && !rights_sees_name(d, c.client_id);
}

const char *cover_text(const char *alias)
{
	return alias && alias[0] ? alias : tr("(restricted)");
}

const char *cover_name(const struct desk *d, struct cover c)
{
	return cover_hides(d, c) ? cover_text(c.alias) : c.name;
}

/* A child's name names the mother. */
const char *cover_patient(const struct desk *d, struct cover c)
{
	return !c.patient || cover_hides(d, c) ? "" : c.patient;
}

const char *cover_treated(const struct desk *d, struct cover c)
{
	const char *patient = cover_patient(d, c);

	return patient[0] ? patient : cover_name(d, c);
}

bool cover_is_on(const struct desk *d, int64_t client_id)
{
	struct client c;
	struct err e = ERR_INIT;
	bool on;

	if (!client_id)
		return false;
	if (client_get(d->store, client_id, &c, &e) != OK)
		return e.code != ERR_NOTFOUND;
	on = cover_of_client(&c).on;
	client_free(&c);
	return on;
}

bool cover_hides_id(const struct desk *d, int64_t client_id)
{
	return !rights_sees_name(d, client_id) && cover_is_on(d, client_id);
}

char *cover_dependant(const struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size)
{
	struct dependant x;
	struct err none = ERR_INIT;

	if (!dependant_id || cover_hides_id(d, client_id) ||
	    dependant_get(d->store, dependant_id, &x, &none) != OK)
		return text_copy(out, size, "");
	return text_copy(out, size, x.name);
}
