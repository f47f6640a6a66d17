/* Callbacks that a person makes: other questions, promises. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/zone.h"
#include "callback_priv.h"
#include "data/txn.h"
#include "desk/callback_make.h"
#include "desk/desk.h"

#define PAST_S 60                       /* typed and saved within the minute */

/* The rule of the event gives script, priority and expiry; a house that has none gets these. */
static struct callback_rule rule_of(const struct desk *d, const char *event)
{
	struct callback_rule r = { .code = "", .by = { 0, DELAY_DAY }, .priority = 2,
		.expire = { 14, DELAY_DAY } };

	for (size_t i = 0; d->callbacks && i < d->callbacks->n; i++)
		if (!strcmp(d->callbacks->v[i].event, event)) {
			r.script = d->callbacks->v[i].script;
			r.priority = d->callbacks->v[i].priority;
			r.expire = d->callbacks->v[i].expire;
			break;
		}
	return r;
}

static enum err_code check(const struct callback_draft *x, int64_t now, struct err *e)
{
	if (!x->text || text_is_blank(x->text))
		return err_invalid(e, "text", "%s",
		    tr("Not kept. A callback says what it is about: type it."));
	if (x->at && x->at < now - PAST_S)
		return err_invalid(e, "at", "%s",
		    tr("Not kept. That time has passed: type a later one."));
	if (x->day && x->day[0] && day_parse(x->day) == DAY_NONE)
		return err_invalid(e, "day", "%s",
		    tr("Not kept. That is no day: type it as 1124 or tue."));
	return OK;
}

/* A time that was said stands: late only when its window ends, or half an hour after it where it
 * lies in none. */
static void at_time(const struct callback_rule *r, const struct due_place *p, int64_t at,
    struct callback *c)
{
	struct due due;
	int64_t from, end;

	callback_due(r, p, at, &due);
	c->from_at = at;
	c->due_at = due_window(p, at, &from, &end) && end - at >= CALLBACK_CHANCE_S ? end :
	    at + CALLBACK_CHANCE_S;
	c->expire_at = due.expire_at > c->due_at ? due.expire_at : c->due_at;
	day_format(zone_local(p->zone, c->due_at - 1).day, c->due_day);
}

static enum err_code set_time(const struct callback_rule *r, const struct owed *x,
    const struct callback_draft *draft, int64_t now, struct callback *c, struct err *e)
{
	int32_t day = draft->day && draft->day[0] ? day_parse(draft->day) : DAY_NONE;
	int64_t at = day == DAY_NONE ? now : zone_day_start(x->place.zone, day);
	struct due due;

	if (day != DAY_NONE && day < zone_local(x->place.zone, now).day)
		return err_invalid(e, "day", "%s",
		    tr("Not kept. That day has passed: type a later one."));
	owed_set_due(r, x, draft->at ? draft->at : at > now ? at : now, c, &due);
	if (draft->at)
		at_time(r, &x->place, draft->at, c);
	c->event_at = now;
	day_format(zone_local(x->place.zone, now).day, c->day);
	return OK;
}

static void set_words(const struct callback_rule *r, const struct callback_draft *x,
    const char *event, struct callback *c)
{
	text_copy(c->event, sizeof c->event, event);
	text_copy(c->source, sizeof c->source, callback_text(x->source));
	text_copy(c->about, sizeof c->about, x->text);
	text_copy(c->about_en, sizeof c->about_en, callback_text(x->text_en));
	text_copy(c->role, sizeof c->role, x->role ? x->role : "service");
	text_copy(c->channel, sizeof c->channel, x->channel ? x->channel : "call");
	text_copy(c->script, sizeof c->script, callback_text(x->script ? x->script : r->script));
	c->source_id = x->source_id;
	c->dependant_id = x->dependant_id;
	c->partner_id = x->partner_id;
	c->staff_id = x->staff_id;
	c->priority = x->priority ? x->priority : r->priority;
	c->asks = x->asks;
}

enum err_code callback_hand_in(struct txn *t, struct desk *d, const struct callback_draft *x,
    int64_t *id, struct err *e)
{
	const char *event = x->event ? x->event : "hand";
	struct callback_rule r = rule_of(d, event);
	struct callback c = { .id = 0 };
	struct owed who;
	enum err_code rc = check(x, txn_now(t), e);

	if (rc == OK)
		rc = owed_open(d, x->branch_id, x->client_id, &who, e);
	if (rc != OK)
		return rc;
	set_words(&r, x, event, &c);
	c.branch_id = who.site.branch_id;
	c.client_id = who.client_id;
	rc = set_time(&r, &who, x, txn_now(t), &c, e);
	owed_close(&who);
	return rc == OK ? callback_insert(t, &c, id, e) : rc;
}
