#include "desk/outbox.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/event.h"
#include "data/message.h"
#include "data/phone.h"
#include "data/resource.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/settings.h"
#include "form/messages.h"
#include "outbox_priv.h"

static const char *const codes[TELL_COUNT] = {
	[TELL_BOOKED] = "booked", [TELL_MOVED] = "moved", [TELL_CANCELLED] = "cancelled",
	[TELL_CONFIRM] = "confirm", [TELL_REMIND] = "remind", [TELL_NOSHOW] = "noshow",
	[TELL_DELAY] = "delay", [TELL_OFFER] = "offer", [TELL_ASK_MOVE] = "ask-move",
	[TELL_REQUEST] = "request", [TELL_ARRIVED] = "arrived", [TELL_THANKS] = "thanks",
	[TELL_SURVEY] = "survey", [TELL_ANSWER] = "answer", [TELL_INVITE] = "invite",
	[TELL_USED] = "consumption", [TELL_CASE] = "case",
	[TELL_READ_BACK] = "read-back",
};

/* ---- whether and where ---- */

/* "Do not name the house" wins over every message that does. */
bool outbox_may_tell(const char *flags, const struct message_template *m)
{
	return !notice_has(flags, "no_message") &&
	    (!notice_has(flags, "quiet") || (m && m->neutral));
}

bool outbox_wants_news(struct desk *d, const char *flags)
{
	return !notice_has(flags, "no_marketing") &&
	    (!setting_of(d, SETTING_NEWS_CONSENT) || notice_has(flags, "news"));
}

/* What is said by itself, by nobody's hand. */
static bool may_be_sent(struct desk *d, const char *flags, const struct message_template *m)
{
	return outbox_may_tell(flags, NULL) && (!m->marketing || outbox_wants_news(d, flags));
}

/* Whether a short message can reach the number: in China only mobiles can be told from others. */
static bool is_mobile(const struct desk *d, const struct phone *p)
{
	if (!strcmp(p->relation, "landline"))
		return false;
	if (p->number[0] == '+' || strcmp(d->country, "86") != 0)
		return true;
	return strlen(p->number) == 11 && p->number[0] == '1' && p->number[1] >= '3';
}

/* The smaller the sooner; -1: not at all. */
static int rank_of(const struct desk *d, const struct phone *p)
{
	if (!is_mobile(d, p))
		return -1;
	if (phone_is_own(p->relation))
		return 0;
	if (!p->may_tell)
		return -1;
	return p->guardian ? 1 : 2;
}

enum err_code outbox_number(struct desk *d, int64_t client_id, char *out, size_t size,
    struct err *e)
{
	struct phone_list l = { 0 };
	int best = 3;
	enum err_code rc = phone_list(d->store, client_id, &l, e);

	text_copy(out, size, "");
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		int rank = rank_of(d, &l.v[i]);

		if (rank >= 0 && rank < best) {
			best = rank;
			text_copy(out, size, l.v[i].number);
		}
	}
	phone_list_free(&l);
	return rc;
}

/* ---- to the client ---- */

void outbox_fill(struct desk *d, const struct message_template *m, struct told *x,
    const char *language, char *out, size_t size)
{
	struct buf text = BUF_INIT;

	told_fill(d, x, language);
	messages_fill(d->messages, m, language, x->value, &text);
	text_copy(out, size, buf_str(&text));
	buf_free(&text);
}

static void address(struct desk *d, struct txn *t, const struct tell_about *a,
    const struct told *x, struct message *m)
{
	*m = (struct message){ .branch_id = x->branch.id, .client_id = x->client_id,
		.appointment_id = a->appointment_id, .due_at = txn_now(t) };
	desk_day_of(d, txn_now(t), m->day);
	text_copy(m->template, sizeof m->template, codes[a->what]);
}

/* Who reads it, in which language, at which number; NUMBER stays "" where there is none. */
static enum err_code write_row(struct desk *d, const struct message_template *m, struct told *x,
    struct message *row, struct err *e)
{
	text_copy(row->language, sizeof row->language, told_language(x));
	outbox_fill(d, m, x, row->language, row->text, sizeof row->text);
	text_copy(row->purpose, sizeof row->purpose, m->marketing ? "marketing" : "service");
	return outbox_number(d, x->client_id, row->number, sizeof row->number, e);
}

static enum err_code told_by_hand(struct txn *t, const struct tell_about *a, struct message *m,
    int64_t *id, struct err *e)
{
	enum err_code rc;

	text_copy(m->channel, sizeof m->channel, "hand");
	text_copy(m->state, sizeof m->state, "sent");
	m->staff_id = m->by_id = txn_actor(t)->staff_id;
	rc = message_insert(t, m, id, e);
	return rc == OK && a->appointment_id ?
	    event_add(t, a->appointment_id, "told", codes[a->what], e) : rc;
}

enum err_code outbox_client(struct desk *d, struct txn *t, const struct tell_about *a, int64_t *id,
    struct err *e)
{
	const struct message_template *m = messages_find(d->messages, codes[a->what]);
	struct message row;
	struct told x;
	int64_t now = 0;
	enum err_code rc;

	if (id)
		*id = 0;
	if (!m)
		return OK;
	rc = told_load(d, a, &x, e);
	if (rc != OK || (!a->by_hand && !may_be_sent(d, x.flags, m)))
		return rc;
	address(d, t, a, &x, &row);
	rc = write_row(d, m, &x, &row, e);
	if (rc == OK && a->by_hand)
		return told_by_hand(t, a, &row, id, e);
	if (rc != OK || !row.number[0])
		return rc;
	text_copy(row.channel, sizeof row.channel, "sms");
	row.due_at += setting_of(d, SETTING_MESSAGE_DELAY_MIN) * 60;
	rc = message_insert(t, &row, &now, e);
	if (rc == OK && id)
		*id = now;
	return rc;
}

enum err_code outbox_call(struct desk *d, struct txn *t, const struct tell_call *c, int64_t *id,
    struct err *e)
{
	const struct message_template *m = messages_find(d->messages, c->template);
	const struct tell_about a = { .client_id = c->client_id, .branch_id = c->branch_id,
		.extra = c->text ? c->text : d->staff_name, .extra_zh = c->text_zh };
	struct message row;
	struct told x;
	int64_t now = 0;
	enum err_code rc;

	if (id)
		*id = 0;
	if (!m || m->staff)
		return OK;
	rc = told_load(d, &a, &x, e);
	if (rc != OK || !may_be_sent(d, x.flags, m))
		return rc;
	text_copy(x.service.name, sizeof x.service.name, c->about);
	text_copy(x.service.name_en, sizeof x.service.name_en, c->about_en);
	address(d, t, &a, &x, &row);
	rc = write_row(d, m, &x, &row, e);
	if (rc != OK || !row.number[0])
		return rc;
	text_copy(row.template, sizeof row.template, c->template);
	text_copy(row.channel, sizeof row.channel, "sms");
	row.callback_id = c->callback_id;
	row.due_at = c->at ? c->at : row.due_at;
	row.by_id = txn_actor(t)->staff_id;
	rc = message_insert(t, &row, &now, e);
	if (rc == OK && id)
		*id = now;
	return rc;
}

enum err_code outbox_preview(struct desk *d, const struct tell_about *a, char *out, size_t size,
    struct err *e)
{
	const struct message_template *m = messages_find(d->messages, codes[a->what]);
	struct told x;
	enum err_code rc = m ? told_load(d, a, &x, e) : OK;

	text_copy(out, size, "");
	if (m && rc == OK)
		outbox_fill(d, m, &x, told_language(&x), out, size);
	return rc;
}

/* ---- to those who serve ---- */

struct staff_ids {
	int64_t *v;
	size_t n, cap;
};

static void add_once(struct staff_ids *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i] == id)
			return;
	*vec_push(l) = id;
}

static enum err_code who_serves(struct desk *d, int64_t appointment_id, struct staff_ids *out,
    struct err *e)
{
	struct take_list takes = { 0 };
	struct resource r;
	enum err_code rc = appointment_takes(d->store, appointment_id, &takes, e);

	for (size_t i = 0; i < takes.n && rc == OK; i++) {
		if (strcmp(takes.v[i].kind, "staff") != 0)
			continue;
		rc = resource_get(d->store, takes.v[i].resource_id, &r, e);
		if (rc == OK && r.staff_id)
			add_once(out, r.staff_id);
	}
	take_list_free(&takes);
	return rc;
}

static enum err_code tell_one(struct desk *d, struct txn *t, const struct tell_about *a,
    const struct message_template *m, struct told *x, int64_t staff_id, struct err *e)
{
	struct message row;
	struct staff p;
	enum err_code rc = staff_get(d->store, staff_id, &p, e);

	if (rc != OK)
		return rc;
	address(d, t, a, x, &row);
	row.client_id = 0;              /* not a message to the client */
	row.staff_id = staff_id;
	text_copy(row.channel, sizeof row.channel, "screen");
	text_copy(row.language, sizeof row.language,
	    p.language[0] ? p.language : d->site_language);
	outbox_fill(d, m, x, row.language, row.text, sizeof row.text);
	return message_insert(t, &row, NULL, e);
}

/* "(was 11-25 13:00)": figures, as whoever reads it may speak another language. */
static char *was_text(const struct desk *d, int64_t at, const char *word, char *out, size_t size)
{
	struct local_time l = zone_local(d->zone, at);
	struct ymd day = day_split(l.day);

	return text_fmt(out, size, "(%s %02d-%02d %02d:%02d)", word, day.month, day.day,
	    l.second / 3600, l.second / 60 % 60);
}

enum err_code outbox_left(struct desk *d, struct txn *t, const struct tell_about *a,
    int64_t staff_id, struct err *e)
{
	struct tell_about gone = *a;
	const struct message_template *m = messages_find(d->messages, "staff-cancelled");
	struct told x;
	char zh[240], en[240];
	enum err_code rc;

	gone.what = TELL_CANCELLED;
	if (!m || staff_id == txn_actor(t)->staff_id)
		return OK;
	rc = told_load(d, &gone, &x, e);
	if (rc != OK)
		return rc;
	x.start_at = a->was_at;
	x.extra = x.staff[0] ? text_fmt(en, sizeof en, "(now with %s)", x.staff) : "";
	x.extra_zh = x.staff[0] ? text_fmt(zh, sizeof zh, "(改由%s)", x.staff) : "";
	return tell_one(d, t, &gone, m, &x, staff_id, e);
}

enum err_code outbox_staff(struct desk *d, struct txn *t, const struct tell_about *a,
    struct err *e)
{
	const struct message_template *m;
	struct staff_ids who = { 0 };
	struct told x;
	char code[40], zh[40], en[40];
	enum err_code rc;

	m = messages_find(d->messages, text_fmt(code, sizeof code, "staff-%s", codes[a->what]));
	if (!m)
		return OK;
	rc = told_load(d, a, &x, e);
	if (rc == OK && a->was_at && !a->extra) {
		x.extra = was_text(d, a->was_at, "was", en, sizeof en);
		x.extra_zh = was_text(d, a->was_at, "原", zh, sizeof zh);
	}
	if (rc == OK)
		rc = who_serves(d, a->appointment_id, &who, e);
	/* Nobody is told what he does himself. */
	for (size_t i = 0; i < who.n && rc == OK; i++)
		if (who.v[i] != txn_actor(t)->staff_id)
			rc = tell_one(d, t, a, m, &x, who.v[i], e);
	vec_free(&who);
	return rc;
}

/* No appointment stands behind it: only the day and what it holds are known. */
enum err_code outbox_day(struct desk *d, struct txn *t, int64_t staff_id, const char *day,
    const char *zh, const char *en, struct err *e)
{
	const struct message_template *m = messages_find(d->messages, MESSAGE_REMINDER);
	struct message row = { .branch_id = d->branch_id, .staff_id = staff_id,
		.due_at = txn_now(t) };
	struct told x = { .extra = zh };
	struct staff p;
	enum err_code rc = m ? staff_get(d->store, staff_id, &p, e) : OK;

	if (!m || rc != OK)
		return rc;
	rc = branch_get(d->store, d->branch_id, &x.branch, e);
	if (rc != OK)
		return rc;
	text_copy(row.day, sizeof row.day, day);
	text_copy(row.template, sizeof row.template, MESSAGE_REMINDER);
	text_copy(row.channel, sizeof row.channel, "screen");
	text_copy(row.language, sizeof row.language,
	    p.language[0] ? p.language : d->site_language);
	x.extra = strcmp(row.language, "zh") ? en : zh;
	x.start_at = zone_day_start(d->zone, day_parse(day)) + 12 * 3600;
	outbox_fill(d, m, &x, row.language, row.text, sizeof row.text);
	return message_insert(t, &row, NULL, e);
}

/* ---- to somebody who is asked to come ---- */

static enum err_code come_one(struct desk *d, struct txn *t, const struct message_template *m,
    struct told *x, int64_t staff_id, struct err *e)
{
	struct message row = { .branch_id = d->branch_id, .staff_id = staff_id,
		.due_at = txn_now(t), .channel = "screen" };
	struct staff p;
	enum err_code rc = staff_get(d->store, staff_id, &p, e);

	if (rc != OK)
		return rc;
	text_copy(row.template, sizeof row.template, m->code);
	desk_day_of(d, txn_now(t), row.day);
	text_copy(row.language, sizeof row.language,
	    p.language[0] ? p.language : d->site_language);
	outbox_fill(d, m, x, row.language, row.text, sizeof row.text);
	return message_insert(t, &row, NULL, e);
}

static enum err_code experts_here(struct desk *d, struct staff_ids *out, struct err *e)
{
	struct staff_list all = { 0 };
	enum err_code rc = staff_list(d->store, 0, false, &all, e);

	for (size_t i = 0; i < all.n && rc == OK; i++) {
		struct staff_role_list roles = { 0 };

		rc = staff_roles(d->store, all.v[i].id, &roles, e);
		for (size_t k = 0; k < roles.n; k++)
			if (!strcmp(roles.v[k].role, "expert") &&
			    (!roles.v[k].branch_id || roles.v[k].branch_id == d->branch_id))
				add_once(out, all.v[i].id);
		staff_role_list_free(&roles);
	}
	staff_list_free(&all);
	return rc;
}

enum err_code outbox_come(struct desk *d, struct txn *t, int64_t client_id, int64_t staff_id,
    const char *zh, const char *en, size_t *n, struct err *e)
{
	const struct message_template *m = messages_find(d->messages, "staff-come");
	const struct tell_about a = { .client_id = client_id, .extra = en, .extra_zh = zh };
	struct staff_ids who = { 0 };
	struct told x;
	enum err_code rc = m ? told_load(d, &a, &x, e) : OK;

	if (n)
		*n = 0;
	if (!m || rc != OK)
		return rc;
	if (staff_id)
		add_once(&who, staff_id);
	else
		rc = experts_here(d, &who, e);
	for (size_t i = 0; i < who.n && rc == OK; i++)
		rc = come_one(d, t, m, &x, who.v[i], e);
	if (n && rc == OK)
		*n = who.n;
	vec_free(&who);
	return rc;
}

enum err_code outbox_line(struct desk *d, struct txn *t, const char *code, int64_t client_id,
    int64_t staff_id, const char *zh, const char *en, struct err *e)
{
	const struct message_template *m = messages_find(d->messages, code);
	const struct tell_about a = { .client_id = client_id, .extra = en, .extra_zh = zh };
	struct told x;
	enum err_code rc = m ? told_load(d, &a, &x, e) : OK;

	return m && rc == OK ? come_one(d, t, m, &x, staff_id, e) : rc;
}

enum err_code outbox_say(struct desk *d, struct txn *t, const char *code, int64_t branch_id,
    int64_t staff_id, const char *zh, const char *en, struct err *e)
{
	const struct message_template *m = messages_find(d->messages, code);
	struct told x = { .extra = en, .extra_zh = zh };
	enum err_code rc = m ? branch_get(d->store, branch_id, &x.branch, e) : OK;

	return m && rc == OK ? come_one(d, t, m, &x, staff_id, e) : rc;
}

enum err_code outbox_withdraw(struct txn *t, int64_t appointment_id, struct err *e)
{
	return message_withdraw(t, appointment_id, NULL, e);
}
