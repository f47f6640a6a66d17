/* What an answer certainly means, and doing it. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/callback.h"
#include "data/claim.h"
#include "data/ephemeral.h"
#include "data/measure.h"
#include "desk/booking.h"
#include "desk/desk.h"
#include "desk/figures.h"
#include "desk/messages.h"
#include "desk/survey.h"
#include "form/messages.h"
#include "messages_priv.h"

/* ---- what it means ---- */

static enum err_code about_visit(struct desk *d, const struct reply *r, const struct message *m,
    struct reply_means *out, struct err *e)
{
	bool yes = !strcmp(r->meaning, "yes");
	struct appointment_row a;
	char when[48];
	enum err_code rc;

	if ((!yes && strcmp(r->meaning, "no") != 0) || !m->appointment_id)
		return OK;
	rc = appointment_row_get(d->store, m->appointment_id, &a, e);
	if (rc != OK || !a.live || a.start_at <= clock_now())
		return rc;
	out->appointment_id = a.id;
	desk_time_text(d, a.start_at, when, sizeof when);
	if (yes && strcmp(a.state, "booked") != 0)
		return OK;
	out->act = yes ? REPLY_CONFIRM : REPLY_CANCEL;
	text_fmt(out->text, sizeof out->text, yes ? tr("confirms %s") : tr("cancels %s"), when);
	return OK;
}

/* The one indicator that a client is asked for just now; 0: none, or several. */
static enum err_code asked_for(struct desk *d, const struct reply *r, const struct message *m,
    int64_t *out, struct err *e)
{
	struct indicator_list l = { 0 };
	struct callback c;
	char today[11];
	size_t n = 0;
	enum err_code rc = OK;

	*out = 0;
	if (m->callback_id)
		rc = callback_get(d->store, m->callback_id, &c, e);
	if (rc == OK && m->callback_id && !strcmp(c.source, "indicator") && c.source_id) {
		*out = c.source_id;
		return OK;
	}
	if (rc == OK)
		rc = indicator_list(d->store, &l, e);
	desk_today_text(d, today);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct figures_band band;

		rc = figures_band(d, r->client_id, &l.v[i], &band, e);
		if (rc == OK && band.ask_until[0] && strcmp(band.ask_until, today) >= 0 &&
		    r->value >= l.v[i].min && r->value <= l.v[i].max) {
			*out = l.v[i].id;
			n++;
		}
	}
	if (n > 1)
		*out = 0;
	indicator_list_free(&l);
	return rc;
}

static enum err_code about_value(struct desk *d, const struct reply *r, const struct message *m,
    struct reply_means *out, struct err *e)
{
	struct indicator i;
	char figure[32];
	enum err_code rc;

	if (strcmp(r->meaning, "number") != 0 || !r->client_id)
		return OK;
	rc = asked_for(d, r, m, &out->indicator_id, e);
	if (rc != OK || !out->indicator_id)
		return rc;
	rc = indicator_get(d->store, out->indicator_id, &i, e);
	if (rc != OK)
		return rc;
	if (r->value < i.min || r->value > i.max) {
		out->indicator_id = 0;
		return OK;
	}
	out->act = REPLY_VALUE;
	text_fmt(out->text, sizeof out->text, "%s %s %s",
	    tr_language()[0] == 'z' || !i.name_en[0] ? i.name : i.name_en,
	    figures_text(&i, r->value, figure, sizeof figure), i.unit);
	return OK;
}

/* A mark and perhaps a word, of who has a survey that can still be answered. */
static enum err_code about_mark(struct desk *d, const struct reply *r, struct reply_means *out,
    struct err *e)
{
	struct survey_row open;
	int mark = survey_mark_said(r->text, NULL);
	enum err_code rc;

	if (!mark || !r->client_id)
		return OK;
	rc = survey_open_of(d, r->client_id, &open, e);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc != OK)
		return rc;
	out->act = REPLY_MARK;
	out->survey_id = open.id;
	out->mark = mark;
	text_fmt(out->text, sizeof out->text, tr("survey: %d of 5"), mark);
	return OK;
}

static void about_times(const struct reply *r, const struct message *m, enum message_asks asks,
    struct reply_means *out)
{
	bool yes = !strcmp(r->meaning, "yes");
	int which = !yes && r->value >= 1 && r->value < 100 ? (int)r->value : yes;

	if ((!yes && strcmp(r->meaning, "number") != 0) || !which)
		return;
	out->act = asks == ASKS_OFFER ? REPLY_OFFER : REPLY_MOVE;
	out->appointment_id = m->appointment_id;
	text_fmt(out->text, sizeof out->text, asks == ASKS_OFFER ? tr("takes the offered time") :
	    tr("takes time %d"), which);
}

enum err_code messages_understand(struct desk *d, const struct reply *r, struct reply_means *out,
    struct err *e)
{
	const struct message_template *tpl;
	struct message m = { .id = 0 };
	enum err_code rc = r->message_id ? message_get(d->store, r->message_id, &m, e) : OK;

	*out = (struct reply_means){ .act = REPLY_NOTHING };
	tpl = rc == OK && m.id ? messages_find(d->messages, m.template) : NULL;
	if (rc != OK || !tpl || strcmp(r->state, "new") != 0)
		return rc;
	switch (tpl->asks) {
	case ASKS_NOTHING: return OK;
	case ASKS_VISIT: return about_visit(d, r, &m, out, e);
	case ASKS_VALUE: return about_value(d, r, &m, out, e);
	case ASKS_MARK: return about_mark(d, r, out, e);
	case ASKS_OFFER:
	case ASKS_MOVE: about_times(r, &m, tpl->asks, out); return OK;
	}
	return OK;
}

/* ---- doing it ---- */

enum err_code messages_answered(struct desk *d, int64_t reply_id, bool left, const char *result,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = messages_begin(d, "message-reply", "reply", reply_id, &t, e);

	return rc == OK ? messages_end(t, reply_end(t, reply_id, left ? "left" : "done", result, e),
	    e) : rc;
}

enum err_code messages_whose(struct desk *d, int64_t reply_id, int64_t client_id, struct err *e)
{
	struct txn *t;
	enum err_code rc = messages_begin(d, "message-reply", "reply", reply_id, &t, e);

	return rc == OK ? messages_end(t, reply_set_client(t, reply_id, client_id, e), e) : rc;
}

static enum err_code enter_value(struct desk *d, const struct reply *r,
    const struct reply_means *x, struct err *e)
{
	struct figures_entry entry = { .client_id = r->client_id, .at = r->created_at,
		.source = "message", .n = 1,
		.value = { { .indicator_id = x->indicator_id, .value = r->value } } };

	if (entry.at > clock_now())
		entry.at = 0;
	return figures_add(d, &entry, e);
}

#define CLAIM_SECONDS 30

/* What a reply asks for and its end are two actions: only one person at a time does them. */
static enum err_code claim_reply(struct desk *d, int64_t reply_id, struct err *e)
{
	struct claim theirs;
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = claim_take(t, "reply", reply_id, txn_now(t) + CLAIM_SECONDS, &theirs, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

/* First what it asks for, then the reply: what fails leaves it new. */
enum err_code messages_do(struct desk *d, int64_t reply_id, struct err *e)
{
	struct reply r;
	struct reply_means x;
	enum err_code rc = messages_check_branch(d, "reply", reply_id, e);

	if (rc == OK)
		rc = claim_reply(d, reply_id, e);
	if (rc == OK)
		rc = reply_get(d->store, reply_id, &r, e);
	if (rc == OK)
		rc = messages_understand(d, &r, &x, e);
	if (rc != OK)
		return rc;
	if (x.act == REPLY_CONFIRM)
		rc = booking_set_state(d, x.appointment_id, "confirmed", NULL, e);
	else if (x.act == REPLY_VALUE)
		rc = enter_value(d, &r, &x, e);
	else if (x.act == REPLY_MARK)
		rc = survey_by_message(d, x.survey_id, r.text, e);
	else
		rc = err_set(e, ERR_INVALID, "%s", tr("It is not certain what that means. Call "
		    "(c), or write back (s)."));
	return rc == OK ? messages_answered(d, reply_id, false, x.text, e) : rc;
}
