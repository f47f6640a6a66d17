/* The messages of callbacks, and what becomes of one that cannot be told. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "callback_priv.h"
#include "data/message_send.h"
#include "data/message.h"
#include "data/record.h"
#include "data/service.h"
#include "data/txn.h"
#include "desk/callback_announce.h"
#include "desk/callback_make.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/outbox.h"
#include "desk/settings.h"
#include "form/checklists.h"

#define CARE_LINES 3                    /* a message is no card */

bool owed_no_call(const struct owed *x)
{
	return notice_has(x->flags, "no_call");
}

/* ---- what to observe ---- */

/* The checklist of a service, by its code or the one it names. */
static const struct checklist *care_of(struct desk *d, const char *code)
{
	const struct checklist *found = NULL;
	struct err none = ERR_INIT;
	struct service v;
	struct record r;

	if (!code || !d->checklists || service_by_code(d->store, code, &v, &none) != OK)
		return NULL;
	if (record_load(d->store, "service", v.id, &r, &none) == OK) {
		const char *named = record_text(&r, "checklist");

		found = checklists_find(d->checklists, named[0] ? named : code);
		record_free(&r);
	}
	return found;
}

/* The lines of a form file are sentences or not, as the site wrote them. */
static bool has_stop(const char *text)
{
	size_t n = strlen(text);

	return (n && text[n - 1] == '.') || (n >= 3 && !strcmp(text + n - 3, "。"));
}

static void put_line(const char *text, bool zh, struct buf *out)
{
	if (out->n && has_stop(buf_str(out)))
		buf_puts(out, zh ? "" : " ");
	else if (out->n)
		buf_puts(out, zh ? "；" : "; ");
	buf_puts(out, text);
}

/* The last lines that hold DAYS after; those of the day itself only on that day. */
static void put_care(const struct checklist *c, int days, const char *language, struct buf *out)
{
	const bool zh = !strcmp(language, "zh");
	int of = -1, n = 0;

	for (size_t i = 0; i < c->client.n; i++)
		if (c->client.v[i].day <= days)
			of = c->client.v[i].day;
	if (of < 0 || (of == 0 && days > 0))
		return;
	for (size_t i = 0; i < c->client.n && n < CARE_LINES; i++) {
		const char *text = checklist_text(&c->client.v[i].text, language);

		if (c->client.v[i].day != of)
			continue;
		put_line(text, zh, out);
		n++;
	}
	if (n && !has_stop(buf_str(out)))
		buf_puts(out, zh ? "。" : ".");
}

struct words {
	struct buf en, zh;
};

static void find_words(struct desk *d, const struct callback_event *ev, int days, struct words *w)
{
	const struct checklist *c = care_of(d, ev->service);

	w->en = w->zh = (struct buf)BUF_INIT;
	if (c) {
		put_care(c, days, "en", &w->en);
		put_care(c, days, "zh", &w->zh);
	} else if (!strcmp(ev->event, "indicator")) {
		buf_puts(&w->zh, callback_text(ev->about));
		buf_puts(&w->en, ev->about_en ? ev->about_en : callback_text(ev->about));
	}
}

/* ---- sending ---- */

static int days_between(const struct due_place *p, int64_t from, int64_t to)
{
	return zone_local(p->zone, to).day - zone_local(p->zone, from).day;
}

/* *SENT: it lies in the outbox. What would be of no use any more is not sent. */
static enum err_code send(struct txn *t, struct desk *d, const struct callback_rule *r,
    const struct callback_event *ev, const struct owed *x, const struct callback *c, int64_t at,
    bool *sent, struct err *e)
{
	struct tell_call call = { .template = r->message, .client_id = c->client_id,
		.callback_id = c->id, .about = ev->about, .about_en = ev->about_en, .at = at };
	struct words w;
	int64_t id = 0;
	enum err_code rc;

	*sent = false;
	if (!c->client_id || at >= c->expire_at)
		return OK;
	find_words(d, ev, days_between(&x->place, c->event_at, at), &w);
	call.text = buf_str(&w.en);
	call.text_zh = buf_str(&w.zh);
	rc = outbox_call(d, t, &call, &id, e);
	buf_free(&w.en);
	buf_free(&w.zh);
	*sent = id != 0;
	return rc;
}

enum err_code callback_untell_in(struct txn *t, struct desk *d, int64_t id, struct err *e)
{
	struct message_list l = { 0 };
	enum err_code rc = message_list_callback(d->store, id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].state, "queued"))
			rc = message_set_state(t, l.v[i].id, "queued", "withdrawn", e);
	message_list_free(&l);
	return rc;
}

/* ---- where it cannot be told ---- */

static enum err_code end_untold(struct txn *t, struct desk *d, int64_t id, bool no_message,
    struct err *e)
{
	return callback_close_in(t, d, id, "cancelled", no_message ? "unreachable" : "no-call",
	    "cancelled", no_message ? tr("Neither calls nor messages reach the client.") :
	    tr("The client wants no calls."), e);
}

/* A message that cannot go is a call, for who may be called. */
static enum err_code call_instead(struct txn *t, struct desk *d, struct callback *c,
    const struct owed *x, struct err *e)
{
	if (owed_no_call(x))
		return end_untold(t, d, c->id, true, e);
	text_copy(c->channel, sizeof c->channel, "call");
	c->held[0] = '\0';
	return callback_update(t, c, e);
}

enum err_code callback_tell_in(struct txn *t, struct desk *d, const struct callback_rule *r,
    const struct callback_event *ev, const struct owed *x, struct callback *c,
    const struct due *due, struct err *e)
{
	int64_t at = txn_now(t) + (int64_t)setting_of(d, SETTING_MESSAGE_DELAY_MIN) * 60;
	bool sent = false;
	enum err_code rc;

	if (!strcmp(c->channel, "message")) {
		/* A limit that stands sends now, whatever the window. */
		if (!due->at_once && c->from_at > at)
			at = c->from_at;
		rc = send(t, d, r, ev, x, c, at, &sent, e);
		return rc == OK && !sent ? call_instead(t, d, c, x, e) : rc;
	}
	if (!strcmp(c->channel, "call") && owed_no_call(x))
		return end_untold(t, d, c->id, false, e);
	/* Entered too late, it would come after the call. */
	if (due->at_once && at < c->due_at)
		return send(t, d, r, ev, x, c, at, &sent, e);
	return OK;
}

/* ---- calls that are not wanted any more ---- */

static enum err_code step_of(struct txn *t, struct desk *d, int64_t id, const char *result,
    const char *text, struct err *e)
{
	struct callback_step s = { .callback_id = id, .kind = "message",
		.staff_id = txn_actor(t)->staff_id };

	desk_day_of(d, txn_now(t), s.day);
	text_copy(s.result, sizeof s.result, result);
	text_copy(s.text, sizeof s.text, text);
	return callback_step_insert(t, &s, NULL, e);
}

/* What went or goes out for callback ID by itself is the message: nobody is told twice. */
static enum err_code has_message(struct desk *d, int64_t id, const char *template, bool *out,
    struct err *e)
{
	static const char *const alive[] = { "queued", "handing", "sent", "delivered", NULL };
	struct message_list l = { 0 };
	enum err_code rc = message_list_callback(d->store, id, &l, e);

	*out = false;
	for (size_t i = 0; i < l.n && rc == OK; i++)
		for (int k = 0; alive[k]; k++)
			*out |= !strcmp(l.v[i].template, template) &&
			    !strcmp(l.v[i].state, alive[k]);
	message_list_free(&l);
	return rc;
}

static enum err_code message_instead(struct txn *t, struct desk *d, const struct owed *x,
    struct callback *c, struct err *e)
{
	const struct callback_rule *r = callbacks_find(d->callbacks, c->rule);
	const struct callback_event ev = { .event = c->event, .client_id = c->client_id,
		.about = c->about, .about_en = c->about_en[0] ? c->about_en : NULL };
	int64_t at = txn_now(t) + (int64_t)setting_of(d, SETTING_MESSAGE_DELAY_MIN) * 60;
	bool sent = false, there = false;
	enum err_code rc;

	rc = callback_unannounce_in(t, d, c->id, e);
	if (rc == OK && r && r->message)
		rc = has_message(d, c->id, r->message, &there, e);
	if (rc == OK && there)
		return callback_close_in(t, d, c->id, "done", "told", "message",
		    tr("The client wants no calls."), e);
	if (rc == OK && r && r->message)
		rc = send(t, d, r, &ev, x, c, c->from_at > at ? c->from_at : at, &sent, e);
	if (rc != OK || !sent)
		return rc == OK ? end_untold(t, d, c->id, false, e) : rc;
	text_copy(c->channel, sizeof c->channel, "message");
	text_copy(c->held, sizeof c->held, "message");
	c->asks = false;
	rc = callback_update(t, c, e);
	return rc == OK ? step_of(t, d, c->id, "", tr("The client wants no calls."), e) : rc;
}

enum err_code callback_no_calls_in(struct txn *t, struct desk *d, int64_t client_id,
    int64_t but_id, struct err *e)
{
	struct callback_list l = { 0 };
	struct owed x;
	enum err_code rc = owed_open(d, 0, client_id, &x, e);

	if (rc != OK)
		return rc;
	if (owed_no_call(&x))
		rc = callback_open_of_client(d->store, client_id, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (l.v[i].id != but_id && !strcmp(l.v[i].channel, "call") && !l.v[i].held[0])
			rc = message_instead(t, d, &x, &l.v[i], e);
	callback_list_free(&l);
	owed_close(&x);
	return rc;
}

/* ---- its end ---- */

static enum err_code told(struct txn *t, struct desk *d, int64_t id, struct err *e)
{
	return callback_close_in(t, d, id, "done", "delivered", "message", NULL, e);
}

static enum err_code not_told(struct txn *t, struct desk *d, struct callback *c, const char *why,
    struct err *e)
{
	struct owed who;
	enum err_code rc = step_of(t, d, c->id, "failed", why, e);

	if (rc == OK)
		rc = owed_open(d, c->branch_id, c->client_id, &who, e);
	if (rc != OK)
		return rc;
	rc = call_instead(t, d, c, &who, e);
	owed_close(&who);
	return rc;
}

enum err_code callback_message_ended_in(struct txn *t, struct desk *d, int64_t callback_id,
    bool delivered, const char *why, struct err *e)
{
	struct callback c;
	enum err_code rc = callback_get(d->store, callback_id, &c, e);

	if (rc != OK || strcmp(c.state, "open") != 0 || strcmp(c.held, "message") != 0)
		return rc;
	return delivered ? told(t, d, callback_id, e) : not_told(t, d, &c, why, e);
}
