/*
 * What the made-up house owes its clients in contacts, by the rules of the site as it has them:
 * most of what was due is done, some is late, some of today is still to do. Nothing here is by
 * chance: the same treatments and the same rules give the same rows.
 */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "data/appointment.h"
#include "data/callback.h"
#include "data/treatment.h"
#include "data/txn.h"
#include "data/visit.h"
#include "demo_priv.h"
#include "desk/callback_due.h"
#include "form/callbacks.h"

/* Who does the contacts of a role, by branch: places among the people of the house. */
static const struct {
	const char *role;
	int who[DEMO_BRANCHES];
} callers[] = {
	{ "service", { 8, 11 } }, { "consultant", { 5, 13 } }, { "nurse", { 7, 14 } },
};

/* What was heard, by turns. */
static const struct {
	const char *result, *reaction, *recovery, *advice, *text;
} heard[] = {
	{ "well", "无", "如期", "遵守", NULL },
	{ "details", "轻微发红", "如期", "遵守", "第二天消退" },
	{ "well", "无", "较快", "遵守", NULL },
	{ "details", "干燥", "如期", "部分", "保湿不够, 已提醒每日两次" },
	{ "well", "none", "as expected", "kept", NULL },
};

/* What callbacks are owed for; texts are borrowed from the list it was read from. */
struct happening {
	const char *event, *source, *kind, *about, *about_en, *service;
	int64_t id, at, client_id, dependant_id;
};

struct owing {
	struct demo *d;
	const struct callbacks_file *file;
	int branch;
	int64_t now;
	struct happening h;             /* at hand */
	size_t made;
	int64_t asked;                  /* a callback that the expert is asked about, 0 */
};

static int64_t caller_of(const struct owing *o, const char *role)
{
	for (size_t i = 0; i < sizeof callers / sizeof *callers; i++)
		if (!strcmp(callers[i].role, role))
			return o->d->staff[callers[i].who[o->branch]];
	return o->d->staff[callers[0].who[o->branch]];
}

/* ---- one contact ---- */

/* How far it has got. */
struct progress {
	const char *state;
	int tries;                      /* calls without an answer before */
	int64_t done_at;
};

/* What is late is so since yesterday; what has time until the end of the month is done soon. */
static bool is_done(const struct owing *o, const struct due *x, unsigned turn)
{
	if (x->due_at < o->now - 36 * 3600 || x->expire_at < o->now)
		return true;
	if (x->due_at < o->now)
		return turn % 12 != 4;
	return x->from_at < o->now - 4 * 86400 ? turn % 5 != 1 : turn % 3 == 0;
}

static struct progress progress_of(const struct owing *o, const struct callback_rule *r,
    const struct due *x, size_t k)
{
	uint64_t mixed = (uint64_t)(o->h.id * 40503 + (int64_t)k * 9176) * 2654435761u;
	unsigned turn = (unsigned)(mixed >> 13);
	struct progress p = { .state = "open", .tries = turn % 11 == 3 };

	if (x->from_at > o->now) {
		p.tries = 0;
		return p;
	}
	if (x->expire_at < o->now && turn % 29 == 0)
		p.state = "expired";
	else if (strcmp(r->channel, "call") != 0 || is_done(o, x, turn))
		p.state = "done";       /* a message leaves by itself */
	p.done_at = x->from_at + 600 + turn % 40 * 60;
	if (p.done_at > o->now)
		p.done_at = o->now - 300;
	if (p.done_at < x->from_at)
		p.done_at = x->from_at;
	if (!strcmp(p.state, "expired"))
		p.done_at = x->expire_at;
	return p;
}

static char *local_day(const struct owing *o, int64_t at, char out[DAY_TEXT])
{
	return day_format(zone_local(o->d->zone, at).day, out);
}

static enum err_code put_step(struct owing *o, int64_t callback, const struct progress *p,
    const struct callback_rule *r, struct err *e)
{
	size_t turn = (size_t)callback % (sizeof heard / sizeof *heard);
	bool call = !strcmp(r->channel, "call");
	struct demo_row row = { .n = 0 };
	char day[DAY_TEXT];

	demo_int(&row, "callback_id", callback);
	demo_text(&row, "day", local_day(o, p->done_at, day));
	demo_int(&row, "created_at", p->done_at);
	demo_int(&row, "staff_id", strcmp(p->state, "done") ? 0 : caller_of(o, r->role));
	demo_text(&row, "kind", strcmp(p->state, "done") ? "expired" : call ? "call" : "message");
	if (!strcmp(p->state, "done") && call) {
		demo_text(&row, "result", heard[turn].result);
		demo_text(&row, "reaction", heard[turn].reaction);
		demo_text(&row, "recovery", heard[turn].recovery);
		demo_text(&row, "advice", heard[turn].advice);
		demo_text(&row, "text", heard[turn].text);
		demo_int(&row, "satisfied", r->asks ? 4 + callback % 2 : 0);
	}
	return demo_row_insert(o->d, "callback_step", &row, NULL, e);
}

static enum err_code put_try(struct owing *o, int64_t callback, const struct due *x,
    const struct callback_rule *r, struct err *e)
{
	struct demo_row row = { .n = 0 };
	char day[DAY_TEXT];

	demo_int(&row, "callback_id", callback);
	demo_text(&row, "day", local_day(o, x->from_at, day));
	demo_int(&row, "created_at", x->from_at);
	demo_int(&row, "staff_id", caller_of(o, r->role));
	demo_text(&row, "kind", "call");
	demo_text(&row, "result", "no-answer");
	return demo_row_insert(o->d, "callback_step", &row, NULL, e);
}

static void fill_due(const struct owing *o, const struct due *x, struct demo_row *row)
{
	char day[DAY_TEXT];

	demo_int(row, "from_at", x->from_at);
	demo_int(row, "due_at", x->due_at);
	demo_text(row, "due_day", day_format(x->due_day, day));
	demo_int(row, "expire_at", x->expire_at);
	demo_text(row, "day", local_day(o, o->h.at, day));
}

static void fill_end(const struct owing *o, const struct callback_rule *r,
    const struct progress *p, int64_t id, struct demo_row *row)
{
	size_t turn = (size_t)id % (sizeof heard / sizeof *heard);
	char day[DAY_TEXT];

	demo_text(row, "state", p->state);
	if (!strcmp(p->state, "open"))
		return;
	demo_int(row, "done_at", p->done_at);
	demo_text(row, "done_day", local_day(o, p->done_at, day));
	if (strcmp(p->state, "done") != 0)
		return;
	demo_text(row, "result", strcmp(r->channel, "call") ? "delivered" : heard[turn].result);
	demo_int(row, "done_by", caller_of(o, r->role));
}

static enum err_code put_one(struct owing *o, const struct callback_rule *r, size_t k,
    struct err *e)
{
	struct due_place place = { .zone = o->d->zone, .windows = o->file->windows };
	struct demo_row row = { .n = 0 };
	struct progress p;
	struct due x;
	char sum[DUE_SUM];
	int64_t id = (int64_t)++o->made;        /* ids follow each other */
	enum err_code rc;

	callback_due(r, &place, o->h.at, &x);
	p = progress_of(o, r, &x, k);
	demo_int(&row, "branch_id", o->d->branch[o->branch]);
	demo_int(&row, "client_id", o->h.client_id);
	demo_int(&row, "dependant_id", o->h.dependant_id);
	demo_int(&row, "created_at", o->h.at);
	demo_text(&row, "rule", r->code);
	demo_text(&row, "event", o->h.event);
	demo_int(&row, "event_at", o->h.at);
	demo_text(&row, "source", o->h.source);
	demo_int(&row, "source_id", o->h.id);
	demo_text(&row, "sum", callback_due_sum(r, &place, o->h.at, &x, sum));
	demo_text(&row, "about", o->h.about);
	demo_text(&row, "about_en", o->h.about_en);
	demo_text(&row, "role", r->role);
	demo_text(&row, "channel", r->channel);
	demo_text(&row, "script", r->script);
	demo_int(&row, "asks", r->asks);
	demo_int(&row, "priority", r->priority);
	demo_int(&row, "tries", p.tries);
	fill_due(o, &x, &row);
	fill_end(o, r, &p, id, &row);
	rc = demo_row_insert(o->d, "callback", &row, &id, e);
	if (rc == OK && p.tries)
		rc = put_try(o, id, &x, r, e);
	if (rc == OK && strcmp(p.state, "open") != 0)
		return put_step(o, id, &p, r, e);
	if (rc == OK && !o->asked && x.from_at <= o->now && !strcmp(r->role, "service"))
		o->asked = id;
	return rc;
}

static const char *fact(void *arg, const char *name)
{
	const struct owing *o = arg;

	return !strcmp(name, "kind") ? o->h.kind : !strcmp(name, "service") ? o->h.service : "0";
}

/* Every rule of what happened. */
static enum err_code put_all(struct owing *o, const struct happening *h, struct err *e)
{
	enum err_code rc = OK;

	o->h = *h;
	for (size_t k = 0; k < o->file->n && rc == OK; k++) {
		const struct callback_rule *r = &o->file->v[k];

		if (!strcmp(r->event, o->h.event) && (!r->when || expr_true(r->when, fact, o)))
			rc = put_one(o, r, k, e);
	}
	return rc;
}

/* ---- what happened ---- */

static enum err_code treated(struct owing *o, const char *day, struct err *e)
{
	struct treatment_list l = { 0 };
	enum err_code rc = treatment_list_day(txn_store(o->d->txn), o->d->branch[o->branch], day,
	    &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const struct treatment_line *x = &l.v[i];

		if (strcmp(x->state, "done") != 0)
			continue;
		rc = put_all(o, &(struct happening){
		    .event = "treated", .source = "treatment", .kind = "done",
		    .id = x->id, .at = x->ended_at,
		    .client_id = x->client_id, .dependant_id = x->dependant_id,
		    .about = x->service, .about_en = x->service_en,
		    .service = x->service_code }, e);
	}
	treatment_list_free(&l);
	return rc;
}

static enum err_code consulted(struct owing *o, const char *day, struct err *e)
{
	struct visit_list l = { 0 };
	enum err_code rc = visit_list_day(txn_store(o->d->txn), o->d->branch[o->branch], day, &l,
	    e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const struct visit_row *x = &l.v[i];

		if (strcmp(x->outcome, "consulted") != 0)
			continue;
		rc = put_all(o, &(struct happening){
		    .event = "consulted", .source = "visit", .kind = x->outcome,
		    .id = x->id, .at = x->left_at,
		    .client_id = x->client_id, .dependant_id = x->dependant_id,
		    .about = x->service, .about_en = x->service_en,
		    .service = x->service_code }, e);
	}
	visit_list_free(&l);
	return rc;
}

static enum err_code missed(struct owing *o, const char *day, struct err *e)
{
	struct appointment_list l = { 0 };
	enum err_code rc = appointment_list_day(txn_store(o->d->txn), o->d->branch[o->branch], day,
	    &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const struct appointment_row *x = &l.v[i];

		if (strcmp(x->state, "noshow") != 0)
			continue;
		rc = put_all(o, &(struct happening){
		    .event = "noshow", .source = "appointment", .kind = "",
		    .id = x->id, .at = x->start_at + 1800,
		    .client_id = x->client_id, .dependant_id = x->dependant_id,
		    .about = x->service, .about_en = x->service_en,
		    .service = x->service_code }, e);
	}
	appointment_list_free(&l);
	return rc;
}

/* ---- one that waits for the expert ---- */

static enum err_code ask_expert(struct owing *o, struct err *e)
{
	struct demo *d = o->d;
	int64_t at = demo_at(d, d->today, 11 * 60 + 20);
	struct demo_row row = { .n = 0 };
	struct callback c;
	struct change held = { .column = "held" };
	struct conflict_list none = { 0 };
	char day[DAY_TEXT];
	enum err_code rc = callback_get(txn_store(d->txn), o->asked, &c, e);

	if (rc != OK)
		return rc;
	value_set_text(&held.value, "expert");
	rc = record_update(d->txn, "callback", c.id, &held, 1, &none, e);
	value_free(&held.value);
	conflict_list_free(&none);
	if (rc != OK)
		return rc;
	demo_int(&row, "branch_id", c.branch_id);
	demo_int(&row, "client_id", c.client_id);
	demo_text(&row, "day", day_format(d->today, day));
	demo_int(&row, "created_at", at);
	demo_int(&row, "callback_id", c.id);
	demo_int(&row, "raised_by", d->staff[8]);
	demo_text(&row, "text", "左侧自昨日起麻木, 能否继续按摩?");
	demo_int(&row, "staff_id", d->staff[2]);
	demo_int(&row, "due_at", demo_at(d, d->today, 20 * 60 + 30));
	demo_text(&row, "due_day", day);
	rc = demo_row_insert(d, "escalation", &row, NULL, e);
	demo_int(&row, "callback_id", c.id);
	demo_text(&row, "day", day);
	demo_int(&row, "created_at", at);
	demo_int(&row, "staff_id", d->staff[8]);
	demo_text(&row, "kind", "escalated");
	demo_text(&row, "text", "左侧自昨日起麻木, 能否继续按摩?");
	return rc == OK ? demo_row_insert(d, "callback_step", &row, NULL, e) : rc;
}

enum err_code demo_calls(struct demo *d, struct err *e)
{
	struct owing o = { .d = d, .file = d->options->callbacks,
		.now = demo_at(d, d->today, DEMO_NOW_MIN) };
	enum err_code rc = OK;

	for (int32_t day = d->today - d->days; day <= d->today && rc == OK && o.file; day++)
		for (o.branch = 0; o.branch < DEMO_BRANCHES && rc == OK; o.branch++) {
			char text[DAY_TEXT];

			rc = treated(&o, day_format(day, text), e);
			if (rc == OK)
				rc = consulted(&o, text, e);
			if (rc == OK)
				rc = missed(&o, text, e);
		}
	return rc == OK && o.asked ? ask_expert(&o, e) : rc;
}
