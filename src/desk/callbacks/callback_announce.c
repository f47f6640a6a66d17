/* The message before a call: when it is due, to whom it may go, and that it goes once. */
#include "desk/callback_announce.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "callback_priv.h"
#include "callback_work_priv.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/callback_queue.h"
#include "data/message_send.h"
#include "data/staff.h"
#include "data/visit.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/ring.h"
#include "desk/sms.h"
#include "desk/window.h"
#include "form/callbacks.h"
#include "desk/messages/outbox_priv.h"

static const char template[] = "before-call";

enum { BATCH = 200, MISSED_S = 120, NEWEST = 8 };

/* ---- whether it was told already ---- */

static bool waits_or_went(const struct message *m)
{
	return strcmp(m->state, "withdrawn") != 0;
}

/* What the limit of the rule sent on the day of the call. */
static bool is_of_limit(const struct desk *d, const struct callback *c, const struct message *m,
    const char *today)
{
	const struct callback_rule *r = callbacks_find(d->callbacks, c->rule);

	return r && r->limit_beats_windows && r->message && !strcmp(m->template, r->message) &&
	    !strcmp(m->day, today) && strcmp(m->state, "failed") != 0;
}

static enum err_code told_of_it(struct desk *d, const struct callback *c, int64_t now, bool *told,
    struct err *e)
{
	struct message_list l = { 0 };
	char today[12];
	enum err_code rc = message_list_callback(d->store, c->id, &l, e);

	desk_day_of(d, now, today);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		*told |= waits_or_went(&l.v[i]) && (!strcmp(l.v[i].template, template) ||
		    is_of_limit(d, c, &l.v[i], today));
	message_list_free(&l);
	return rc;
}

/* Of another contact that falls together with it. */
static enum err_code told_just_now(struct desk *d, int64_t client_id, int64_t now, bool *told,
    struct err *e)
{
	struct message_list l = { 0 };
	enum err_code rc = message_list_client(d->store, client_id, 0, NEWEST, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		*told |= waits_or_went(&l.v[i]) && !strcmp(l.v[i].template, template) &&
		    l.v[i].created_at > now - CALL_TOGETHER_S;
	message_list_free(&l);
	return rc;
}

static enum err_code was_told(struct desk *d, const struct callback *c, int64_t now, bool *told,
    struct err *e)
{
	enum err_code rc;

	*told = false;
	rc = told_of_it(d, c, now, told, e);
	return rc == OK && !*told ? told_just_now(d, c->client_id, now, told, e) : rc;
}

/* ---- whether it may ---- */

/* Why CLIENT is told nothing, "" when there is nothing against it. */
static enum err_code find_against(struct desk *d, int64_t client_id, const char **why,
    struct err *e)
{
	char kinds[400], number[24] = "";
	enum err_code rc = flag_kinds(d->store, client_id, kinds, sizeof kinds, e);

	*why = "";
	if (rc == OK)
		rc = outbox_number(d, client_id, number, sizeof number, e);
	if (rc != OK)
		return rc;
	if (!outbox_may_tell(kinds, NULL))
		*why = tr("quiet, or no messages wished");
	else if (!number[0])
		*why = tr("no mobile number");
	return OK;
}

static bool is_open_call(const struct callback *c)
{
	return !strcmp(c->state, "open") && callback_is_call(c->channel) && !c->held[0] &&
	    c->client_id;
}

/* Everything but its time. */
static enum err_code may_go(struct desk *d, const struct callback *c, int64_t now, bool *may,
    struct err *e)
{
	const char *why;
	bool told;
	enum err_code rc;

	*may = false;
	if (!is_open_call(c) || c->tries || now >= c->expire_at ||
	    sms_held_until(d, c->branch_id, false, 0, now))
		return OK;
	rc = was_told(d, c, now, &told, e);
	if (rc != OK || told)
		return rc;
	rc = find_against(d, c->client_id, &why, e);
	*may = rc == OK && !why[0];
	return rc;
}

/* ---- making it ---- */

struct caller {
	const char *en, *zh;
};

/* Who rings: the person it was given to, else whose it is by its role. */
static enum err_code who_rings(struct desk *d, const struct callback *c, struct staff *p,
    struct caller *out, struct err *e)
{
	static const struct {
		const char *role;
		struct caller is;
	} roles[] = {
		{ "consultant", { "your consultant", "您的顾问" } },
		{ "nurse", { "our nurse", "我们的护士" } },
		{ "expert", { "your expert", "您的专家" } },
	};

	*out = (struct caller){ "our customer service", "我们的客服" };
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (!strcmp(roles[i].role, c->role))
			*out = roles[i].is;
	if (!c->staff_id)
		return OK;
	*out = (struct caller){ p->name, p->name };
	return staff_get(d->store, c->staff_id, p, e);
}

static struct actor program(const struct desk *d)
{
	return (struct actor){ .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
}

/* NAME: the caller's, NULL: as the callback knows it. */
static enum err_code announce_in(struct txn *t, struct desk *d, const struct callback *c,
    const char *name, int64_t *message_id, struct err *e)
{
	struct tell_call tell = { .template = template, .client_id = c->client_id,
		.callback_id = c->id, .about = c->about, .about_en = c->about_en,
		.branch_id = c->branch_id, .text = name };
	struct caller who;
	struct staff p;
	enum err_code rc = OK;

	if (!name) {
		rc = who_rings(d, c, &p, &who, e);
		tell.text = who.en;
		tell.text_zh = who.zh;
	}
	return rc == OK ? outbox_call(d, t, &tell, message_id, e) : rc;
}

/* Looked at again inside the transaction: two of us at once make one message. */
static enum err_code announce_one(struct txn *t, struct desk *d, int64_t id, const char *name,
    int64_t *message_id, struct err *e)
{
	struct callback c;
	bool may = false;
	enum err_code rc = callback_get(d->store, id, &c, e);

	*message_id = 0;
	if (rc == OK)
		rc = may_go(d, &c, txn_now(t), &may, e);
	return rc == OK && may ? announce_in(t, d, &c, name, message_id, e) : rc;
}

/* ---- when: the job ---- */

struct id_list {
	int64_t *v;
	size_t n, cap;
};

struct round {
	struct desk *d;
	int64_t now;
	int32_t today;
	struct window_site site;
	struct id_list out;
};

static bool works(void *arg, int32_t day)
{
	return window_site_works(arg, day);
}

/* Where the last window in which a call with WISH is not late begins; DUE itself where its limit
 * keeps to no window. */
static int64_t last_window(struct window_site *site, const char *wish, int64_t due)
{
	struct due_place p = { .zone = site->zone, .works = works, .arg = site };
	int64_t from, end;

	p.wish = window_site_hours(site, wish, &p.windows);
	return due_window(&p, due - 1, &from, &end) ? from : due;
}

/* Callback C is announced from here on: so long before START, unless its rule says none. */
static void add_if_due(struct round *r, const struct callback *c, int64_t start)
{
	int ahead = callbacks_announce_min(r->d->callbacks, c->rule);

	if (ahead >= 0 && r->now >= start - (int64_t)ahead * 60)
		*vec_push(&r->out) = c->id;
}

/* Its time has come by the row in the index; what the rule says stands in the row itself. */
static enum err_code look_at(struct round *r, const struct callback_item *x, bool said,
    struct err *e)
{
	struct callback c;
	int64_t start = said ? x->from_at : last_window(&r->site, x->wish, x->due_at);
	bool may = false;
	enum err_code rc;

	if (start < x->from_at)
		start = x->from_at;
	if (r->now < start - CALL_ANNOUNCE_MAX * 60)
		return OK;
	rc = callback_get(r->d->store, x->id, &c, e);
	if (rc == OK)
		rc = may_go(r->d, &c, r->now, &may, e);
	if (rc == OK && may)
		add_if_due(r, &c, start);
	return rc;
}

static enum err_code look_through(struct round *r, const struct callback_item_list *l, bool said,
    struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < l->n && rc == OK; i++)
		rc = look_at(r, &l->v[i], said, e);
	return rc;
}

/* The longest time ahead that any rule asks for, in seconds; -1: none asks. */
static int64_t farthest(const struct callbacks_file *f)
{
	int most = callbacks_announce_min(f, "");

	for (size_t i = 0; f && i < f->n; i++)
		if (f->v[i].announce_min > most)
			most = f->v[i].announce_min;
	return most < 0 ? -1 : (int64_t)most * 60;
}

static enum err_code find_in(struct round *r, int64_t branch_id, int64_t ahead, struct err *e)
{
	struct callback_item_list due = { 0 }, said = { 0 };
	char today[12];
	enum err_code rc = window_site_open(r->d, branch_id, &r->site, e);

	if (rc != OK)
		return rc;
	day_format(zone_local(r->site.zone, r->now).day, today);
	rc = callback_calls_due(r->d->store, branch_id, today, r->now, &due, e);
	for (size_t i = 0; callback_roles[i] && rc == OK; i++)
		rc = callback_calls_said(r->d->store, branch_id, callback_roles[i],
		    r->now - MISSED_S, r->now + ahead, &said, e);
	if (rc == OK)
		rc = look_through(r, &due, false, e);
	if (rc == OK)
		rc = look_through(r, &said, true, e);
	callback_item_list_free(&due);
	callback_item_list_free(&said);
	window_site_close(&r->site);
	return rc;
}

static enum err_code find_all(struct round *r, int64_t ahead, struct err *e)
{
	struct branch_list all = { 0 };
	enum err_code rc = branch_list(r->d->store, false, &all, e);

	for (size_t i = 0; i < all.n && rc == OK; i++)
		rc = find_in(r, all.v[i].id, ahead, e);
	branch_list_free(&all);
	return rc;
}

/* One action of the program over the N callbacks IDS; *MADE more messages, *LAST of them. */
static enum err_code announce_some(struct desk *d, const int64_t *ids, size_t n, const char *name,
    size_t *made, int64_t *last, struct err *e)
{
	const struct action_head head = { .name = "callback-announce" };
	const struct actor who = program(d);
	struct txn *t;
	enum err_code rc = action_begin(d->store, &who, &head, &t, e);

	if (rc != OK)
		return rc;
	action_subject(t, "callback", ids[0]);
	for (size_t i = 0; i < n && rc == OK; i++) {
		rc = announce_one(t, d, ids[i], name, last, e);
		*made += *last != 0;
	}
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

enum err_code callback_announce_due(struct desk *d, size_t *n, struct err *e)
{
	struct round r = { .d = d, .now = clock_now() };
	int64_t ahead = farthest(d->callbacks), last;
	enum err_code rc;

	*n = 0;
	if (ahead < 0)
		return OK;
	rc = find_all(&r, ahead, e);
	for (size_t i = 0; i < r.out.n && rc == OK; i += BATCH)
		rc = announce_some(d, r.out.v + i, r.out.n - i < BATCH ? r.out.n - i : BATCH,
		    NULL, n, &last, e);
	vec_free(&r.out);
	return rc;
}

/* ---- when: its caller turns to it ---- */

/* To be called this minute: not who stands here, rings, or may not be called now. */
static enum err_code is_called_now(struct desk *d, const struct callback *c, int64_t now,
    bool *out, struct err *e)
{
	struct ring_caller callers[RING_CALLERS];
	struct window_now w;
	struct visit_row v;
	struct err none = ERR_INIT;
	size_t n = 0;
	enum err_code rc = window_at(d, c->branch_id, c->client_id, now, &w, e);

	*out = rc == OK && now >= c->from_at &&
	    (w.open || callback_time_was_said(!c->rule[0], c->from_at, now)) &&
	    visit_of_person(d->store, c->client_id, c->dependant_id, &v, &none) != OK;
	if (*out)
		rc = ring_callers(d, callers, &n, e);
	for (size_t i = 0; i < n; i++)
		*out &= callers[i].client_id != c->client_id;
	return rc;
}

enum err_code callback_announce_ready(struct desk *d, const struct callback *c, bool *ready,
    struct err *e)
{
	int64_t now = clock_now();
	enum err_code rc;

	*ready = false;
	if (callbacks_announce_min(d->callbacks, c->rule) < 0)
		return OK;
	rc = may_go(d, c, now, ready, e);
	return rc == OK && *ready ? is_called_now(d, c, now, ready, e) : rc;
}

enum err_code callback_announce_now(struct desk *d, int64_t id, int64_t *message_id,
    struct err *e)
{
	struct callback c;
	bool may = false;
	size_t n = 0;
	enum err_code rc = callback_get(d->store, id, &c, e);

	*message_id = 0;
	if (rc == OK)
		rc = callback_announce_ready(d, &c, &may, e);
	return rc == OK && may ? announce_some(d, &id, 1, d->staff_name, &n, message_id, e) : rc;
}

enum err_code callback_announce_back(struct desk *d, int64_t id, int64_t message_id,
    struct err *e)
{
	const struct action_head head = { .name = "callback-announce" };
	const struct actor who = program(d);
	struct message m;
	struct txn *t;
	enum err_code rc = message_get(d->store, message_id, &m, e);

	if (rc != OK || m.callback_id != id || strcmp(m.state, "queued") != 0)
		return rc;
	rc = action_begin(d->store, &who, &head, &t, e);
	if (rc != OK)
		return rc;
	action_subject(t, "callback", id);
	rc = callback_unannounce_in(t, d, id, e);
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

/* ---- withdrawn ---- */

enum err_code callback_unannounce_in(struct txn *t, struct desk *d, int64_t id, struct err *e)
{
	struct message_list l = { 0 };
	enum err_code rc = message_list_callback(d->store, id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].state, "queued") && !strcmp(l.v[i].template, template))
			rc = message_set_state(t, l.v[i].id, "queued", "withdrawn", e);
	message_list_free(&l);
	return rc;
}

/* ---- in words ---- */

static const struct message *newest_of(const struct message_list *l)
{
	const struct message *m = NULL;

	for (size_t i = 0; i < l->n; i++)
		if (!strcmp(l->v[i].template, template))
			m = &l->v[i];
	return m;
}

/* When it went or will go; false: nothing was made yet. */
static bool say_made(struct desk *d, const struct callback *c, char *out, size_t size)
{
	struct message_list l = { 0 };
	struct err none = ERR_INIT;
	const struct message *m;
	char at[48], state[80];

	if (message_list_callback(d->store, c->id, &l, &none) != OK)
		return false;
	m = newest_of(&l);
	if (m)
		text_fmt(out, size, "%s, %s", desk_time_text(d, m->handed_at ? m->handed_at :
		    m->created_at, at, sizeof at), callback_message_state(d, m->state, state,
		    sizeof state));
	message_list_free(&l);
	return m != NULL;
}

/* When it will go by itself. */
static void say_coming(struct desk *d, const struct callback *c, int ahead, char *out, size_t size)
{
	struct window_site site;
	struct err none = ERR_INIT;
	char wish[FLAG_TEXT], at[48];
	int64_t start;

	if (window_wish(d, c->client_id, wish, sizeof wish, &none) != OK ||
	    window_site_open(d, c->branch_id, &site, &none) != OK)
		return;
	start = last_window(&site, wish, c->due_at);
	window_site_close(&site);
	start = (start < c->from_at ? c->from_at : start) - (int64_t)ahead * 60;
	if (c->tries)
		text_copy(out, size, tr("none: the unanswered call had one"));
	else if (start < clock_now())
		text_copy(out, size, tr("with the numbers (c)"));
	else
		text_fmt(out, size, tr("%s, or with the numbers (c)"),
		    desk_time_text(d, start, at, sizeof at));
}

char *callback_announce_words(struct desk *d, const struct callback *c, char *out, size_t size)
{
	int ahead = callbacks_announce_min(d->callbacks, c->rule);
	struct err none = ERR_INIT;
	const char *why = "";

	text_copy(out, size, "");
	if (!c->client_id || !callback_is_call(c->channel) || say_made(d, c, out, size) ||
	    !is_open_call(c) || find_against(d, c->client_id, &why, &none) != OK)
		return out;
	if (why[0])
		text_fmt(out, size, tr("none: %s"), why);
	else if (ahead < 0)
		text_copy(out, size, tr("by hand alone (s)"));
	else
		say_coming(d, c, ahead, out, size);
	return out;
}
