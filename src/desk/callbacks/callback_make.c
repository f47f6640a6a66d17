#include "desk/callback_make.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "callback_priv.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/client.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/segment.h"

/* ---- who and where ---- */

static bool works(void *arg, int32_t day)
{
	return window_site_works(arg, day);
}

/* The file that stays after mergers; a closed one is owed nothing. */
static enum err_code load_client(struct desk *d, struct owed *x, struct err *e)
{
	struct client c;
	enum err_code rc = client_survivor(d->store, x->client_id, &x->client_id, e);

	if (rc == OK)
		rc = client_get(d->store, x->client_id, &c, e);
	if (rc != OK)
		return rc;
	x->closed = !strcmp(c.state, "closed");
	x->coordinator_id = c.coordinator_id;
	client_free(&c);
	rc = flag_kinds(d->store, x->client_id, x->flags, sizeof x->flags, e);
	return rc == OK ? window_wish(d, x->client_id, x->wish, sizeof x->wish, e) : rc;
}

enum err_code owed_open(struct desk *d, int64_t branch_id, int64_t client_id, struct owed *x,
    struct err *e)
{
	struct branch b;
	enum err_code rc;

	*x = (struct owed){ .client_id = client_id };
	rc = window_site_open(d, branch_id, &x->site, e);
	if (rc == OK)
		rc = branch_get(d->store, x->site.branch_id, &b, e);
	if (rc == OK) {
		text_copy(x->branch, sizeof x->branch, b.code);
		text_copy(x->branch_kind, sizeof x->branch_kind, b.kind);
	}
	if (rc == OK && client_id)
		rc = load_client(d, x, e);
	if (rc != OK) {
		owed_close(x);
		return rc;
	}
	x->place = (struct due_place){ .zone = x->site.zone, .works = works, .arg = &x->site };
	x->place.wish = window_site_hours(&x->site, x->wish, &x->place.windows);
	return OK;
}

void owed_close(struct owed *x)
{
	window_site_close(&x->site);
}

/* ---- which rules ---- */

struct facts {
	struct desk *d;
	const struct callback_event *ev;
	const struct owed *x;
	bool looked;                    /* at what the client is to the house */
	struct client_class is;
};

/* Of the client as it stands, unless the event says it; only where a rule asks. */
static const char *segments_of(struct facts *f)
{
	struct err none = ERR_INIT;

	if (f->ev->segments || !f->x->client_id)
		return callback_text(f->ev->segments);
	if (!f->looked && segment_of(f->d, f->x->client_id, &f->is, &none) != OK)
		f->is.segments[0] = '\0';
	f->looked = true;
	return f->is.segments;
}

static const char *fact(void *arg, const char *name)
{
	struct facts *f = arg;
	const struct callback_event *ev = f->ev;
	const struct {
		const char *name, *value;
	} all[] = {
		{ "first", ev->first ? "1" : "0" }, { "tailored", ev->tailored ? "1" : "0" },
		{ "service", callback_text(ev->service) }, { "kind", callback_text(ev->kind) },
		{ "branch", f->x->branch }, { "branch_kind", f->x->branch_kind },
		{ "dependant", ev->dependant_id ? "1" : "0" },
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (!strcmp(all[i].name, name))
			return all[i].value;
	if (strncmp(name, CALLBACK_SEGMENT_FACT, strlen(CALLBACK_SEGMENT_FACT)) != 0)
		return "";
	name += strlen(CALLBACK_SEGMENT_FACT);
	return notice_has(segments_of(f), name) ? "1" : "0";
}

static bool rule_holds(const struct callback_rule *r, struct facts *f)
{
	return !strcmp(r->event, f->ev->event) && (!r->when || expr_true(r->when, fact, f));
}

/* ---- whose ---- */

/* A coordinator who has left is nobody's consultant any more. */
static enum err_code consultant_of(struct desk *d, const struct owed *x, int64_t *id,
    struct err *e)
{
	struct staff p;
	enum err_code rc = x->coordinator_id ? staff_get(d->store, x->coordinator_id, &p, e) : OK;

	*id = x->coordinator_id && rc == OK && !strcmp(p.state, "on") ? p.id : 0;
	return rc;
}

static enum err_code whose(struct desk *d, const struct callback_rule *r,
    const struct callback_event *ev, const struct owed *x, int64_t *id, struct err *e)
{
	bool consultant = !strcmp(r->role, "consultant");

	*id = r->personal || consultant ? ev->staff_id : 0;
	return !*id && consultant ? consultant_of(d, x, id, e) : OK;
}

/* ---- rows ---- */

static void set_event(const struct callback_event *ev, struct callback *c)
{
	text_copy(c->event, sizeof c->event, ev->event);
	text_copy(c->source, sizeof c->source, callback_text(ev->source));
	text_copy(c->about, sizeof c->about, callback_text(ev->about));
	text_copy(c->about_en, sizeof c->about_en, callback_text(ev->about_en));
	c->source_id = ev->source_id;
	c->partner_id = ev->partner_id;
}

static void set_rule(const struct callback_rule *r, struct callback *c)
{
	text_copy(c->rule, sizeof c->rule, r->code);
	text_copy(c->role, sizeof c->role, r->role);
	text_copy(c->channel, sizeof c->channel, r->channel);
	text_copy(c->script, sizeof c->script, callback_text(r->script));
	c->asks = r->asks;
	c->priority = r->priority;
}

/* Whom a merged file pointed at is the client now; who was treated stays where it is of the file
 * that the event named. */
static void set_whom(const struct callback_event *ev, const struct owed *x, struct callback *c)
{
	c->branch_id = x->site.branch_id;
	c->client_id = x->client_id;
	c->dependant_id = ev->dependant_id;
}

void owed_set_due(const struct callback_rule *r, const struct owed *x, int64_t at,
    struct callback *c, struct due *due)
{
	callback_due(r, &x->place, at, due);
	c->event_at = at;
	c->from_at = due->from_at;
	c->due_at = due->due_at;
	c->expire_at = due->expire_at;
	day_format(due->due_day, c->due_day);
	day_format(zone_local(x->place.zone, at).day, c->day);
	callback_due_sum(r, &x->place, at, due, c->sum);
}

/* Who forbids calls gets the message of the rule instead; that asks no satisfaction. */
static void choose_channel(const struct callback_rule *r, const struct owed *x, struct callback *c)
{
	if (!strcmp(c->channel, "call") && owed_no_call(x) && r->message)
		text_copy(c->channel, sizeof c->channel, "message");
	if (strcmp(c->channel, "message") != 0)
		return;
	text_copy(c->held, sizeof c->held, "message");
	c->asks = false;
}

static enum err_code make_one(struct txn *t, struct desk *d, const struct callback_rule *r,
    const struct callback_event *ev, const struct owed *x, bool *made, struct err *e)
{
	struct callback c = { .id = 0 };
	struct due due;
	bool there = false;
	enum err_code rc;

	*made = false;
	set_event(ev, &c);
	set_rule(r, &c);
	set_whom(ev, x, &c);
	owed_set_due(r, x, ev->at ? ev->at : txn_now(t), &c, &due);
	rc = callback_exists(d->store, &c, &there, e);
	if (rc != OK || there)
		return rc;
	rc = whose(d, r, ev, x, &c.staff_id, e);
	choose_channel(r, x, &c);
	if (rc == OK)
		rc = callback_insert(t, &c, &c.id, e);
	*made = rc == OK;
	return rc == OK ? callback_tell_in(t, d, r, ev, x, &c, &due, e) : rc;
}

enum err_code callback_raise_in(struct txn *t, struct desk *d, const struct callback_event *ev,
    size_t *n, struct err *e)
{
	const struct callbacks_file *f = d->callbacks;
	struct owed x;
	struct facts facts = { .d = d, .ev = ev, .x = &x };
	size_t count = 0;
	enum err_code rc = OK;

	if (n)
		*n = 0;
	if (!f)
		return OK;
	rc = owed_open(d, ev->branch_id, ev->client_id, &x, e);
	if (rc != OK)
		return rc;
	for (size_t i = 0; i < f->n && rc == OK && !x.closed; i++) {
		bool made = false;

		if (rule_holds(&f->v[i], &facts))
			rc = make_one(t, d, &f->v[i], ev, &x, &made, e);
		count += made;
	}
	owed_close(&x);
	if (n && rc == OK)
		*n = count;
	return rc;
}
