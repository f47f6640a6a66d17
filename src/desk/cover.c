#include "desk/cover.h"

#include "base/tr.h"
#include "data/appointment.h"
#include "data/client.h"
#include "desk/desk.h"
#include "desk/rights.h"

struct cover cover_of_client(const struct client *c)
{
	return (struct cover){ c->id, c->restricted != 0, c->name, c->alias };
}

struct cover cover_of_card(const struct client_card *c)
{
	return (struct cover){ c->id, c->restricted, c->name, c->alias };
}

struct cover cover_of_row(const struct appointment_row *a)
{
	return (struct cover){ a->client_id, a->restricted, a->client, a->alias };
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
const char *cover_patient(const struct desk *d, const struct appointment_row *a)
{
	return cover_hides(d, cover_of_row(a)) ? "" : a->patient;
}

const char *cover_treated(const struct desk *d, const struct appointment_row *a)
{
	const char *patient = cover_patient(d, a);

	return patient[0] ? patient : cover_name(d, cover_of_row(a));
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
