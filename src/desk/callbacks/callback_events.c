/* What happens to a client in the house, told to the rules of callbacks. */
#include "desk/callback_events.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "callback_events_priv.h"
#include "data/claim.h"
#include "data/client.h"
#include "data/consultation.h"
#include "data/plan.h"
#include "data/record.h"
#include "data/service.h"
#include "data/treatment.h"
#include "data/txn.h"
#include "data/visit.h"
#include "desk/arrival_leave.h"
#include "desk/desk.h"

/* ---- dropping ---- */

static bool is_called_now(struct txn *t, const struct callback *x)
{
	struct err none = ERR_INIT;
	struct claim c;

	return txn_actor(t)->staff_id && claim_get(txn_store(t), "callback", x->id, txn_now(t), &c,
	    &none) == OK && c.staff_id == txn_actor(t)->staff_id;
}

enum err_code callback_drop_open(struct txn *t, struct desk *d, int64_t client_id,
    bool (*fits)(const struct callback *x, const void *ctx), const void *ctx,
    const char *why, struct err *e)
{
	struct callback_list l = { 0 };
	enum err_code rc = callback_open_of_client(d->store, client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (fits(&l.v[i], ctx) && strcmp(l.v[i].held, "expert") != 0 &&
		    !is_called_now(t, &l.v[i]))
			rc = callback_drop_one_in(t, d, l.v[i].id, why, e);
	callback_list_free(&l);
	return rc;
}

struct wanted {
	const char *event, *source;
	int64_t id;                     /* of the source; of the person treated */
};

static bool has_event(const struct callback *x, const void *ctx)
{
	const struct wanted *w = ctx;

	return x->dependant_id == w->id && !strcmp(x->event, w->event);
}

enum err_code callback_drop_event(struct txn *t, struct desk *d, int64_t client_id,
    int64_t dependant_id, const char *event, const char *why, struct err *e)
{
	const struct wanted w = { .event = event, .id = dependant_id };

	return callback_drop_open(t, d, client_id, has_event, &w, why, e);
}

static bool has_source(const struct callback *x, const void *ctx)
{
	const struct wanted *w = ctx;

	return x->source_id == w->id && !strcmp(x->source, w->source);
}

enum err_code callback_drop_source(struct txn *t, struct desk *d, int64_t client_id,
    const char *source, int64_t source_id, const char *why, struct err *e)
{
	const struct wanted w = { .source = source, .id = source_id };

	return callback_drop_open(t, d, client_id, has_source, &w, why, e);
}

int64_t callback_day_start(const struct desk *d, const char *day, int before, int64_t at)
{
	int32_t x = day ? day_parse(day) : DAY_NONE;

	return x == DAY_NONE ? at : zone_day_start(d->zone, x - before);
}

/* ---- treated ---- */

/* Who consults in the plan's team; 0: whoever looks after the file, which the rules know. */
static enum err_code consultant_of(struct desk *d, int64_t plan_id, int64_t *out, struct err *e)
{
	struct plan_member_list team = { 0 };
	enum err_code rc = plan_id ? plan_member_list(d->store, plan_id, false, &team, e) : OK;

	*out = 0;
	for (size_t i = 0; i < team.n; i++)
		if (!strcmp(team.v[i].role, "consultant"))
			*out = team.v[i].staff_id;
	plan_member_list_free(&team);
	return rc;
}

static enum err_code is_tailored(struct desk *d, int64_t service_id, bool *out, struct err *e)
{
	struct record r;
	enum err_code rc = record_load(d->store, "service", service_id, &r, e);

	if (rc == OK) {
		*out = record_int(&r, "tailored") != 0;
		record_free(&r);
	}
	return rc;
}

/* What the contacts were for is reached: the client was won, the deposit is used. */
static enum err_code drop_reached(struct txn *t, struct desk *d, const struct callback_event *ev,
    struct err *e)
{
	enum err_code rc = callback_drop_event(t, d, ev->client_id, ev->dependant_id, "consulted",
	    tr("treated"), e);

	return rc == OK ? callback_drop_event(t, d, ev->client_id, ev->dependant_id,
	    "booked-deposit", tr("treated"), e) : rc;
}

enum err_code callback_treated_in(struct txn *t, struct desk *d, int64_t treatment_id,
    struct err *e)
{
	struct treatment x;
	int64_t n = 0;
	struct callback_event ev = { .event = "treated", .source = "treatment",
		.source_id = treatment_id };
	enum err_code rc = treatment_get(d->store, treatment_id, &x, e);

	if (rc != OK)
		return rc;
	ev.branch_id = x.line.branch_id;
	ev.client_id = x.line.client_id;
	ev.dependant_id = x.line.dependant_id;
	ev.at = x.line.ended_at;
	ev.about = x.line.service;
	ev.about_en = x.line.service_en;
	ev.service = x.line.service_code;
	ev.kind = x.line.state;
	rc = consultant_of(d, x.plan_id, &ev.staff_id, e);
	if (rc == OK)
		rc = treatment_count(d->store, ev.client_id, ev.dependant_id, x.line.service_id,
		    &n, e);
	ev.first = n <= 1;
	if (rc == OK)
		rc = is_tailored(d, x.line.service_id, &ev.tailored, e);
	if (rc == OK && !strcmp(x.line.state, "done"))
		rc = drop_reached(t, d, &ev, e);
	return rc == OK ? callback_raise_in(t, d, &ev, NULL, e) : rc;
}

/* ---- the end of a visit ---- */

static enum err_code has_record(struct desk *d, int64_t visit_id, bool *out, struct err *e)
{
	struct treatment_list l = { 0 };
	enum err_code rc = treatment_list_visit(d->store, visit_id, &l, e);

	*out = l.n > 0;
	treatment_list_free(&l);
	return rc;
}

static void about_visit(const struct visit_row *v, const char *event, int64_t at,
    struct callback_event *out)
{
	*out = (struct callback_event){ .event = event, .source = "visit", .source_id = v->id,
		.branch_id = v->branch_id, .client_id = v->client_id,
		.dependant_id = v->dependant_id, .at = at, .about = v->service,
		.about_en = v->service_en, .service = v->service_code };
}

/* Where the house keeps no record of treatments the visit itself is what there is. */
static enum err_code left_treated(struct txn *t, struct desk *d, const struct visit_row *v,
    struct err *e)
{
	struct callback_event ev;
	bool recorded;
	enum err_code rc = has_record(d, v->id, &recorded, e);

	if (rc != OK || recorded)
		return rc;
	about_visit(v, "treated", txn_now(t), &ev);
	ev.kind = "visit";
	rc = drop_reached(t, d, &ev, e);
	return rc == OK ? callback_raise_in(t, d, &ev, NULL, e) : rc;
}

/* The rules count from the day of the consultation, and the first contact is on the day after it:
 * where a day was agreed upon, that is the day.
 *
 * How the consultation of a visit ended was said before: what is said at the door stands in its
 * place. */
static enum err_code left_consulted(struct txn *t, struct desk *d, const struct visit_row *v,
    const char *outcome, const char *follow_day, struct err *e)
{
	struct callback_event ev;
	struct consultation c;
	enum err_code rc = consultation_of_visit(d->store, v->id, &c, e);

	if (rc == OK)
		rc = callback_drop_source(t, d, v->client_id, "consultation", c.id,
		    arrival_outcome_word(outcome), e);
	else if (rc == ERR_NOTFOUND) {
		err_clear(e);
		rc = OK;
	}
	about_visit(v, "consulted", callback_day_start(d, follow_day, 1, txn_now(t)), &ev);
	ev.kind = outcome;
	return rc == OK ? callback_raise_in(t, d, &ev, NULL, e) : rc;
}

enum err_code callback_left_in(struct txn *t, struct desk *d, int64_t visit_id,
    const char *outcome, const char *follow_day, struct err *e)
{
	static const char *const consulted[] = { "consulted", "unseen", "unsuitable", "referred" };
	struct visit_row v;
	enum err_code rc = visit_get(d->store, visit_id, &v, e);

	if (rc != OK)
		return rc;
	if (!strcmp(outcome, "treated"))
		return left_treated(t, d, &v, e);
	for (size_t i = 0; i < sizeof consulted / sizeof *consulted; i++)
		if (!strcmp(consulted[i], outcome))
			return left_consulted(t, d, &v, outcome, follow_day, e);
	return OK;
}

/* ---- consulted ---- */

enum err_code callback_consulted_in(struct txn *t, struct desk *d, int64_t consultation_id,
    struct err *e)
{
	static const char *const won[] = { "plan", "treat", "test" };
	struct callback_event ev = { .event = "consulted", .source = "consultation",
		.source_id = consultation_id };
	struct service s = { .id = 0 };
	struct consultation c;
	enum err_code rc = consultation_get(d->store, consultation_id, &c, e);

	for (size_t i = 0; i < sizeof won / sizeof *won && rc == OK; i++)
		if (!strcmp(won[i], c.outcome))
			return OK;
	if (rc == OK && c.service_id)
		rc = service_get(d->store, c.service_id, &s, e);
	if (rc != OK)
		return rc;
	ev.branch_id = c.branch_id;
	ev.client_id = c.client_id;
	ev.dependant_id = c.dependant_id;
	ev.at = callback_day_start(d, c.follow_day, 1, txn_now(t));
	ev.staff_id = c.staff_id;
	ev.about = s.name;
	ev.about_en = s.name_en;
	ev.service = s.code;
	ev.kind = c.outcome;
	return callback_raise_in(t, d, &ev, NULL, e);
}
