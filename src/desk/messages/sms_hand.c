/* What waits leaves the house: judged once more, marked, handed over, and what came of it kept. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/tr.h"
#include "base/zone.h"
#include "desk/schedule/booking_priv.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/client.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/settings.h"
#include "form/messages.h"
#include "outbox_priv.h"
#include "sms_priv.h"

enum { IN_A_ROW = 3, SOON = 2 * 3600, NUMBER_MAX = 20 };

/* ---- whether ---- */

int64_t sms_held_until(struct desk *d, int64_t branch_id, bool urgent, int64_t start_at,
    int64_t at)
{
	int from = (int)setting_of(d, SETTING_QUIET_FROM);
	int to = (int)setting_of(d, SETTING_QUIET_TO);
	struct booking_place place;
	struct err none = ERR_INIT;
	struct local_time now;
	int32_t day;
	int64_t until;

	if (urgent || from == to || booking_place(d, branch_id, &place, &none) != OK)
		return 0;
	now = zone_local(place.zone, at);
	day = now.day;
	if (from > to ? now.second < from * 3600 && now.second >= to * 3600 :
	    now.second < from * 3600 || now.second >= to * 3600)
		return 0;
	if (from > to && now.second >= from * 3600)
		day++;
	until = zone_instant(place.zone, day, to * 3600);
	return start_at > at && start_at < until + SOON ? 0 : until;
}

/* + and digits, or digits: nothing else may stand in the words of a command. */
static bool is_number(const char *s)
{
	size_t n = strspn(s + (*s == '+'), "0123456789");

	return n >= 3 && n <= NUMBER_MAX && !s[n + (*s == '+')];
}

static enum err_code starts_at(struct desk *d, const struct message *m, int64_t *out,
    struct err *e)
{
	struct appointment_row row;
	enum err_code rc = OK;

	*out = 0;
	if (m->appointment_id) {
		rc = appointment_row_get(d->store, m->appointment_id, &row, e);
		if (rc == OK)
			*out = row.start_at;
	}
	return rc;
}

/* What the client says by now, not when it was written. */
static enum err_code client_says(struct desk *d, const struct message *m,
    const struct message_template *t, const char **why, struct err *e)
{
	struct client_card_list cards = { 0 };
	enum err_code rc = client_cards(d->store, &m->client_id, 1, clock_now(), &cards, e);
	const char *flags = rc == OK && cards.n ? cards.v[0].flags : "";

	if (rc == OK && cards.n && !strcmp(cards.v[0].state, "closed"))
		*why = N_("file closed");
	else if (!strcmp(m->purpose, "marketing") && !outbox_wants_news(d, flags))
		*why = N_("no news wished");
	else if (!outbox_may_tell(flags, t))
		*why = N_("forbidden");
	client_card_list_free(&cards);
	return rc;
}

static bool is_too_late(const struct message *m, const struct message_template *t, int64_t start_at,
    int64_t now)
{
	if (!t)
		return false;
	return (t->before_start && start_at && now >= start_at) ||
	    (t->expires_min && now > m->created_at + t->expires_min * (int64_t)60 &&
	    now > m->due_at + t->expires_min * (int64_t)60);
}

enum err_code sms_judge(struct desk *d, const struct message *m, int64_t now, const char **why,
    int64_t *hold, bool *flat, struct err *e)
{
	const struct message_template *t = messages_find(d->messages, m->template);
	int64_t start_at;
	enum err_code rc = starts_at(d, m, &start_at, e);

	*why = NULL;
	*hold = 0;
	*flat = false;
	if (rc == OK && m->client_id)
		rc = client_says(d, m, t, why, e);
	*flat = *why != NULL;
	if (!*why && !is_number(m->number))
		*why = N_("no number");
	if (!*why && is_too_late(m, t, start_at, now))
		*why = N_("too late");
	if (!*why)
		*hold = sms_held_until(d, m->branch_id, t && t->urgent, start_at, now);
	return rc;
}

/* ---- one step, an action of its own ---- */

static enum err_code step(struct desk *d, const struct message *m, const struct message_step *x,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = sms_begin(d, &t, e);

	if (rc != OK)
		return rc;
	action_subject(t, "message", m->id);
	rc = message_go(t, m->id, x, e);
	if (rc == OK && strcmp(x->next, "queued") && strcmp(x->next, "handing"))
		rc = sms_ended(d, t, m, x->next, x->why, e);
	return sms_end(t, rc, e);
}

int64_t sms_next_try(int64_t now, int64_t tries)
{
	static const int minutes[] = { 1, 5, 15, 60 };
	size_t n = sizeof minutes / sizeof minutes[0];

	return now + 60 * minutes[tries < 1 ? 0 : (size_t)tries > n ? n - 1 : (size_t)tries - 1];
}

/* ---- handing over ---- */

/* What the answer means for M, whose tries count the one just made. */
static void understand(const struct message *m, const struct sms_answer *a, char *id,
    char *said, struct message_step *x, struct sms_report *r)
{
	int64_t tries = m->tries + 1;

	*x = (struct message_step){ .was = "handing", .why = said };
	if (!a->status && *id) {
		x->next = "sent";
		x->provider_id = id;
		x->why = NULL;
		r->sent++;
	} else if (a->status == SMS_REFUSED) {
		x->next = "failed";
		r->refused++;
	} else if (a->status != SMS_LATER && !a->missing) {
		x->next = "unsure";
		if (!*said)
			x->why = a->status < 0 ? N_("no answer in time") :
			    N_("no number in the answer");
		r->unsure++;
	} else if (tries >= SMS_RETRY_MAX) {
		x->next = "failed";
		r->refused++;
	} else {
		x->next = "queued";
		x->due_at = sms_next_try(clock_now(), tries);
		r->later++;
	}
}

/* The row says `handing` on the disk before the command hears of it. */
static enum err_code hand_over(struct desk *d, const struct message *m, struct sms_report *r,
    int *in_a_row, struct err *e)
{
	const struct message_step taken = { .was = "queued", .next = "handing" };
	struct message_step x;
	struct sms_answer a;
	char id[80], said[200];
	enum err_code rc = step(d, m, &taken, e);

	if (rc == ERR_CONFLICT) {       /* a person withdrew it just now */
		err_clear(e);
		return OK;
	}
	if (rc != OK)
		return rc;
	sms_ask(d, m->number, NULL, m->text, &a);
	sms_answer_id(&a, id, sizeof id);
	sms_answer_words(&a, said, sizeof said);
	understand(m, &a, id, said, &x, r);
	sms_trouble(&a, r);
	*in_a_row = !strcmp(x.next, "queued") || !strcmp(x.next, "unsure") ? *in_a_row + 1 : 0;
	rc = step(d, m, &x, e);
	sms_answer_free(&a);
	return rc;
}

/* Held until the quiet hours end; *CHANGED: it does not leave now. */
static enum err_code hold_back(struct desk *d, const struct message *m, int64_t until,
    struct sms_report *r, struct err *e)
{
	const struct message_step x = { .was = "queued", .next = "queued", .due_at = until };

	r->held++;
	return step(d, m, &x, e);
}

static enum err_code drop(struct desk *d, const struct message *m, const char *why, bool flat,
    struct sms_report *r, struct err *e)
{
	const struct message_step x = { .was = "queued", .next = flat ? "withdrawn" : "failed",
		.why = why };

	*(flat ? &r->dropped : &r->refused) += 1;
	return step(d, m, &x, e);
}

static enum err_code one(struct desk *d, const struct message *m, struct sms_report *r,
    int *in_a_row, struct err *e)
{
	const char *why;
	int64_t hold;
	bool flat;
	enum err_code rc = sms_judge(d, m, clock_now(), &why, &hold, &flat, e);

	if (rc != OK)
		return rc;
	rc = why ? drop(d, m, why, flat, r, e) : hold ? hold_back(d, m, hold, r, e) :
	    hand_over(d, m, r, in_a_row, e);
	if (rc == ERR_CONFLICT) {
		err_clear(e);
		rc = OK;
	}
	return rc;
}

/* A command that says "later" thrice is not asked for each of hundreds that wait. */
enum err_code sms_hand(struct desk *d, struct sms_report *r, struct err *e)
{
	struct message_list l = { 0 };
	int in_a_row = 0;
	enum err_code rc = message_list_due(d->store, "sms", clock_now(), SMS_AT_ONCE, &l, e);

	for (size_t i = 0; i < l.n && rc == OK && in_a_row < IN_A_ROW; i++)
		rc = one(d, &l.v[i], r, &in_a_row, e);
	message_list_free(&l);
	return rc;
}
