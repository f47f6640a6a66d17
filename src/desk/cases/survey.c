/* Surveys: when one is due, who may see whose it is, how it stands. */
#include "desk/survey.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/visit.h"
#include "desk/callback_make.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/settings.h"
#include "form/form_catalog.h"
#include "survey_priv.h"

enum { NIGHTS = 3, DAY_S = 86400,
	PORTION = 200                   /* of one action: each brings its callback and a message */
};

/* ---- which form ---- */

static struct form *find_form(struct desk *d, const char *what)
{
	char name[64];

	return form_catalog_find(d->forms, text_fmt(name, sizeof name, "survey-%s", what));
}

struct form *survey_form(struct desk *d, const char *service)
{
	struct form *f = service[0] ? find_form(d, service) : NULL;
	char set[64];

	if (!f && setting_text(d, "survey.form", set, sizeof set)[0])
		f = form_catalog_find(d->forms, set);
	return f ? f : find_form(d, "visit");
}

/* ---- when one is due ---- */

/* Was the client asked lately, or about this visit? */
static enum err_code asked_lately(struct desk *d, const struct visit_row *v, bool *asked,
    struct err *e)
{
	struct survey_row before;
	char since[11];
	int64_t days = setting_of(d, SETTING_SURVEY_DAYS);
	enum err_code rc;

	day_format((int32_t)(day_parse(v->day) - days + 1), since);
	rc = survey_since(d->store, v->client_id, since, &before, e);
	*asked = rc == OK;
	if (rc == ERR_NOTFOUND)
		err_clear(e);
	return rc == ERR_NOTFOUND ? OK : rc;
}

/* The contact in which it is asked. */
static enum err_code owe_call(struct txn *t, struct desk *d, const struct visit_row *v,
    int64_t id, struct err *e)
{
	struct callback_event ev = { .event = "survey", .branch_id = v->branch_id,
		.client_id = v->client_id, .dependant_id = v->dependant_id, .at = v->left_at,
		.source = "survey", .source_id = id, .about = v->service,
		.about_en = v->service_en, .service = v->service_code };

	return callback_raise_in(t, d, &ev, NULL, e);
}

enum err_code survey_raise_in(struct txn *t, struct desk *d, int64_t visit_id, int64_t *id,
    struct err *e)
{
	struct survey_row r = { .visit_id = visit_id };
	struct form *form;
	struct visit_row v;
	bool asked = false;
	enum err_code rc = visit_get(d->store, visit_id, &v, e);

	*id = 0;
	if (rc != OK || strcmp(v.state, "left") != 0)
		return rc;
	form = survey_form(d, v.service_code);
	rc = asked_lately(d, &v, &asked, e);
	if (rc != OK || asked || !form)
		return rc;
	r.branch_id = v.branch_id;
	r.client_id = v.client_id;
	r.from_at = v.left_at;
	r.expire_at = v.left_at + setting_of(d, SETTING_SURVEY_KEEP_DAYS) * DAY_S;
	text_copy(r.day, sizeof r.day, v.day);
	text_copy(r.form, sizeof r.form, form->name);
	rc = survey_insert(t, &r, id, e);
	return rc == OK ? owe_call(t, d, &v, *id, e) : rc;
}

/* A portion of the visits behind *AFTER; *MORE: there are others behind it. */
static enum err_code raise_some(struct desk *d, struct txn *t, int64_t *after, size_t *n,
    bool *more, struct err *e)
{
	struct survey_visits l = { 0 };
	char from[11];
	enum err_code rc;

	day_format(desk_today(d) - NIGHTS, from);
	rc = survey_visits_without(d->store, from, *after, PORTION, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		int64_t id;

		rc = survey_raise_in(t, d, l.v[i].id, &id, e);
		*n += id != 0;
		*after = l.v[i].id;
	}
	*more = l.n == PORTION;
	survey_visits_free(&l);
	return rc;
}

/* What is over is nobody's to call about. */
enum err_code survey_drop_call(struct txn *t, struct desk *d, int64_t id, const char *why,
    struct err *e)
{
	return callback_drop_in(t, d, "survey", id, why, e);
}

static enum err_code set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct visit_set set = { .n = 0 };

	visit_set_text(&set, "state", state);
	return columns_put(t, "survey", id, &set, e);
}

static enum err_code end_some(struct desk *d, struct txn *t, int64_t *after, size_t *n,
    bool *more, struct err *e)
{
	struct survey_list l = { 0 };
	enum err_code rc = survey_list_stale(d->store, txn_now(t), PORTION, &l, e);

	(void)after;                    /* what ended is not among them any more */
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = set_state(t, l.v[i].id, "expired", e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = survey_drop_call(t, d, l.v[i].id, tr("the survey expired"), e);
	*n += l.n;
	*more = l.n == PORTION;
	survey_list_free(&l);
	return rc;
}

typedef enum err_code portion_fn(struct desk *d, struct txn *t, int64_t *after, size_t *n,
    bool *more, struct err *e);

/* Each portion is an action of its own: what one holds must stay small enough to be checked. */
static enum err_code by_portions(struct desk *d, portion_fn *some, size_t *n, struct err *e)
{
	int64_t after = 0;
	bool more = true;
	enum err_code rc = OK;

	while (more && rc == OK) {
		size_t made = 0;
		struct txn *t;

		rc = survey_begin(d, "survey-due", NULL, &t, e);
		if (rc != OK)
			return rc;
		rc = some(d, t, &after, &made, &more, e);
		if (rc == OK)
			rc = action_commit(t, NULL, e);
		else
			action_rollback(t);
		*n += rc == OK ? made : 0;
	}
	return rc;
}

enum err_code survey_nightly(struct desk *d, size_t *n, struct err *e)
{
	enum err_code rc;

	*n = 0;
	rc = by_portions(d, end_some, n, e);
	return rc == OK ? by_portions(d, raise_some, n, e) : rc;
}

/* ---- how one stands ---- */

static const struct {
	const char *state, *word;
} states[] = {
	{ "due", N_("to be asked") }, { "out", N_("out, not back") },
	{ "returned", N_("came back") },
	{ "refused", N_("refused") }, { "expired", N_("expired") },
};

const char *survey_state_word(const char *state)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (!strcmp(states[i].state, state))
			return tr(states[i].word);
	return state;
}

enum err_code survey_check_open(const struct survey_row *r, struct err *e)
{
	if (!strcmp(r->state, "due") || !strcmp(r->state, "out"))
		return OK;
	return err_set(e, ERR_CONFLICT, tr("Not done. This survey stands as: %s. Look at the list "
	    "again (F8)."), survey_state_word(r->state));
}

/* Marks are told to who gave the service, not who gave the marks. */
bool survey_hides(const struct desk *d, const struct survey_row *r)
{
	return r->rated_id && r->rated_id == d->who.staff_id && !r->named &&
	    !strcmp(r->state, "returned");
}

const char *survey_name(const struct desk *d, const struct survey_row *r)
{
	if (survey_hides(d, r))
		return tr("(a client)");
	return cover_name(d, cover_of_survey(r));
}

char *survey_mark_text(int64_t answered, int64_t score, char *out, size_t size)
{
	int64_t tenths = answered ? (score + answered) / (2 * answered) : 0;

	if (!answered)
		return text_copy(out, size, "");
	if (tenths % 10 == 0)
		return text_fmt(out, size, tr("%d of 5"), (int)(tenths / 10));
	return text_fmt(out, size, tr("%d.%d of 5"), (int)(tenths / 10), (int)(tenths % 10));
}

int survey_percent(const struct survey_rate *r)
{
	return r->answered ? (int)((r->score + r->answered / 2) / r->answered) : -1;
}

/* Half a point goes away from 0. */
bool survey_net(const struct survey_rate *r, int *net)
{
	int64_t twice = 200 * (r->promoters - r->detractors), n = r->asked_friend;

	*net = 0;
	if (!n)
		return false;
	*net = (int)((twice + (twice < 0 ? -n : n)) / (2 * n));
	return true;
}

char *survey_net_text(const struct survey_rate *r, char *out, size_t size)
{
	int net;

	if (!survey_net(r, &net))
		return text_copy(out, size, "");
	return text_fmt(out, size, tr("friend %+d of %lld"), net, (long long)r->asked_friend);
}

enum err_code survey_open_of(struct desk *d, int64_t client_id, struct survey_row *out,
    struct err *e)
{
	enum err_code rc = survey_newest(d->store, client_id, "out", out, e);

	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return survey_newest(d->store, client_id, "due", out, e);
}

char *survey_last(struct desk *d, int64_t client_id, char *out, size_t size)
{
	struct err none = ERR_INIT;
	struct survey_row r;

	if (survey_newest(d->store, client_id, "returned", &r, &none) != OK || survey_hides(d, &r))
		return text_copy(out, size, "");
	return survey_mark_text(r.answered, r.score, out, size);
}

/* ---- what is done with it without its answers ---- */

static enum err_code begin_open(struct desk *d, int64_t id, const char *reason, struct txn **t,
    struct survey_row *r, struct err *e)
{
	enum err_code rc = survey_begin(d, "survey-take", reason, t, e);

	if (rc != OK)
		return rc;
	rc = survey_get(d->store, id, r, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, r->branch_id, e);
	if (rc == OK)
		rc = survey_check_open(r, e);
	if (rc != OK)
		action_rollback(*t);
	return rc;
}

enum err_code survey_later(struct desk *d, int64_t id, int64_t at, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct survey_row r;
	struct txn *t;
	char day[11];
	enum err_code rc = begin_open(d, id, NULL, &t, &r, e);

	if (rc != OK)
		return rc;
	if (at <= txn_now(t))
		rc = err_invalid(e, "at", "%s", tr("Not put off. That time is past."));
	else if (at >= r.expire_at)
		rc = err_invalid(e, "at", tr("Not put off. It is asked until %s at the latest: x, "
		    "if the client wants none."), desk_day_of(d, r.expire_at, day));
	visit_set_int(&set, "from_at", at);
	rc = survey_put_row(t, rc, "survey", id, &set, e);
	return survey_end(t, rc, "survey", id, e);
}

enum err_code survey_refuse(struct desk *d, int64_t id, const char *why, struct err *e)
{
	struct survey_row r;
	struct txn *t;
	enum err_code rc = begin_open(d, id, why, &t, &r, e);

	if (rc != OK)
		return rc;
	rc = set_state(t, id, "refused", e);
	if (rc == OK)
		rc = survey_drop_call(t, d, id, why, e);
	return survey_end(t, rc, "survey", id, e);
}

static enum err_code send_out(struct desk *d, struct txn *t, const struct survey_row *r,
    struct err *e)
{
	struct tell_about about = { .what = TELL_SURVEY, .client_id = r->client_id };
	int64_t message;
	enum err_code rc = outbox_client(d, t, &about, &message, e);

	if (rc == OK && !message)
		rc = err_invalid(e, "how", "%s", tr("Not sent. The client has no mobile number, or "
		    "wants no messages. 2: hand the paper over."));
	return rc;
}

enum err_code survey_hand(struct desk *d, int64_t id, const char *how, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct survey_row r;
	struct txn *t;
	enum err_code rc = begin_open(d, id, NULL, &t, &r, e);

	if (rc != OK)
		return rc;
	visit_set_text(&set, "state", "out");
	visit_set_text(&set, "asked", how);
	visit_set_int(&set, "asked_by", txn_actor(t)->staff_id);
	rc = columns_put(t, "survey", id, &set, e);
	if (rc == OK && !strcmp(how, "message"))
		rc = send_out(d, t, &r, e);
	return survey_end(t, rc, "survey", id, e);
}
