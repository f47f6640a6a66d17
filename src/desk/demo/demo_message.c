/*
 * What left the made-up house as a message and what came back: one of every state a message can be
 * in, and replies that confirm, cancel, give a value and ask for something. Nothing here is by
 * chance.
 */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/measure.h"
#include "data/txn.h"
#include "demo_priv.h"

enum { FRONT = 0, LEFT_AFTER = 5, ASKED_DAYS = 14 };    /* person; minutes until it leaves */

/* About a client, or with `visit` about one who comes tomorrow. Minutes of today; the text behind
 * the name. */
struct sent {
	long client;                    /* index, of the house; or of those who come tomorrow */
	bool visit;
	int minute;
	const char *template, *channel, *state, *text;
	int tries;
	const char *why;
	/* What came back, NULL: nothing. */
	const char *reply, *meaning;
	double value;
	int replied;
};
static const struct sent made[] = {
	{ .visit = true, .minute = 9 * 60 + 5, .template = "remind",
	    .state = "delivered", .tries = 1,
	    .text = "您好，提醒您明天来康禾静安。回复1确认，2取消。【康禾】",
	    .reply = "1", .meaning = "yes", .replied = 14 * 60 + 22 },
	{ .client = 1, .visit = true, .minute = 9 * 60 + 5, .template = "remind",
	    .state = "delivered", .tries = 1,
	    .text = "您好，提醒您明天来康禾静安。回复1确认，2取消。【康禾】",
	    .reply = "换成下周可以吗", .meaning = "other", .replied = 14 * 60 + 5 },
	{ .client = 2, .visit = true, .minute = 9 * 60 + 6, .template = "remind", .state = "unsure",
	    .tries = 1, .why = "no answer in time",
	    .text = "您好，提醒您明天来康禾静安。回复1确认，2取消。【康禾】" },
	{ .client = 16, .minute = 10 * 60, .template = "indicator", .state = "delivered",
	    .tries = 1, .text = "您好，请回复今早空腹体重（公斤）。【康禾】",
	    .reply = "61.5", .meaning = "number", .value = 61.5, .replied = 10 * 60 + 41 },
	{ .client = 18, .minute = 10 * 60 + 30, .template = "after-care", .state = "delivered",
	    .tries = 2, .text = "您好，今晚请勿化妆，防晒，多喝水。有不适请致电。【康禾】" },
	{ .client = 21, .minute = 11 * 60 + 12, .template = "no-answer", .state = "sent",
	    .tries = 1, .text = "您好，刚才致电未接，稍后再联系您。赵倩【康禾】" },
	{ .client = 24, .minute = 11 * 60 + 40, .template = "next-visit", .state = "failed",
	    .tries = 3, .why = "号码无法接通",
	    .text = "您好，下次疗程建议在两周内，方便时请来电预约。【康禾】" },
	{ .client = 27, .minute = 8 * 60 + 31, .template = "thanks", .state = "lost", .tries = 1,
	    .why = "72 小时无回执", .text = "您好，感谢到店。【康禾】" },
	{ .client = 30, .minute = 13 * 60 + 20, .template = "note", .channel = "hand",
	    .state = "sent", .text = "您好，专家周五下午有号，请回复。" },
	{ .client = 33, .minute = 13 * 60 + 50, .template = "note", .state = "withdrawn",
	    .why = "told on the telephone", .text = "您好，请带上次的检查报告。【康禾】" },
	{ .client = 36, .minute = 14 * 60 + 29, .template = "before-call", .state = "queued",
	    .text = "您好，康禾静安稍后致电回访，来电尾号 0021。【康禾】" },
};

static bool left_the_house(const struct sent *x)
{
	return strcmp(x->state, "queued") != 0 && strcmp(x->state, "withdrawn") != 0;
}

/* Who is asked for a value daily: the reply is that value. */
static enum err_code put_asked(struct demo *d, int64_t client, struct err *e)
{
	struct indicator weight;
	struct target x = { .indicator_id = 0 };
	enum err_code rc = indicator_by_code(txn_store(d->txn), "weight", &weight, e);

	x.indicator_id = weight.id;
	day_format(d->today + ASKED_DAYS, x.ask_until);
	return rc == OK ? target_set(d->txn, client, &x, e) : rc;
}

static enum err_code put_reply(struct demo *d, const struct sent *x, int64_t message,
    const struct client_card *c, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT], id[40];

	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", c->id);
	demo_int(&r, "message_id", message);
	demo_text(&r, "day", day_format(d->today, day));
	demo_int(&r, "created_at", demo_at(d, d->today, x->replied));
	demo_text(&r, "number", c->phone);
	demo_text(&r, "text", x->reply);
	demo_text(&r, "meaning", x->meaning);
	if (!strcmp(x->meaning, "number"))
		demo_real(&r, "value", x->value);
	demo_text(&r, "provider_id", text_fmt(id, sizeof id, "demo-in-%lld", (long long)message));
	return demo_row_insert(d, "reply", &r, NULL, e);
}

static void put_way(const struct sent *x, int64_t at, struct demo_row *r)
{
	bool ended = !strcmp(x->state, "delivered") || !strcmp(x->state, "failed") ||
	    !strcmp(x->state, "lost");
	char id[40];

	demo_text(r, "state", x->state);
	demo_int(r, "tries", x->tries);
	demo_int(r, "due_at", at + LEFT_AFTER * 60);
	demo_text(r, "why", x->why);
	if (!left_the_house(x) || x->channel)
		return;
	demo_int(r, "handed_at", at + LEFT_AFTER * 60);
	demo_text(r, "provider_id", text_fmt(id, sizeof id, "demo-%d", (int)(x - made)));
	if (ended)
		demo_int(r, "ended_at", at + (LEFT_AFTER + 1) * 60);
}

static enum err_code put_message(struct demo *d, const struct sent *x, int64_t appointment,
    const struct client_card *c, struct err *e)
{
	int64_t at = demo_at(d, d->today, x->minute), id = 0;
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT], text[1200];
	enum err_code rc;

	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", c->id);
	demo_int(&r, "appointment_id", appointment);
	demo_text(&r, "day", day_format(d->today, day));
	demo_int(&r, "created_at", at);
	demo_text(&r, "template", x->template);
	demo_text(&r, "channel", x->channel ? x->channel : "sms");
	demo_text(&r, "language", "zh");
	demo_text(&r, "number", c->phone);
	demo_text(&r, "text", text_fmt(text, sizeof text, "%s%s", c->name, x->text));
	if (!strcmp(x->template, "note"))
		demo_int(&r, "by_id", d->staff[FRONT]);
	put_way(x, at, &r);
	rc = demo_row_insert(d, "message", &r, &id, e);
	if (rc == OK && x->reply && !strcmp(x->meaning, "number"))
		rc = put_asked(d, c->id, e);
	return rc == OK && x->reply ? put_reply(d, x, id, c, e) : rc;
}

/* The client of X, *ID 0: there is none; and the appointment that it is about. */
static void find_whom(const struct demo *d, const struct sent *x,
    const struct appointment_list *tomorrow, int64_t *id, int64_t *appointment)
{
	long n = x->client;

	*id = *appointment = 0;
	if (!x->visit) {
		*id = n < d->clients ? d->first_client + n : 0;
		return;
	}
	for (size_t i = 0; i < tomorrow->n; i++)
		if (!strcmp(tomorrow->v[i].state, "booked") && !tomorrow->v[i].restricted &&
		    !strstr(tomorrow->v[i].flags, "quiet") && !n--) {
			*id = tomorrow->v[i].client_id;
			*appointment = tomorrow->v[i].id;
			return;
		}
}

enum err_code demo_messages(struct demo *d, struct err *e)
{
	struct store *s = txn_store(d->txn);
	struct appointment_list tomorrow = { 0 };
	struct client_card_list card = { 0 };
	char day[DAY_TEXT];
	enum err_code rc = appointment_list_day(s, d->branch[0], day_format(d->today + 1, day),
	    &tomorrow, e);

	for (size_t i = 0; i < sizeof made / sizeof *made && rc == OK; i++) {
		int64_t id, appointment;

		find_whom(d, &made[i], &tomorrow, &id, &appointment);
		if (id)
			rc = client_cards(s, &id, 1, demo_at(d, d->today, DEMO_NOW_MIN), &card, e);
		if (id && rc == OK && card.n && card.v[0].phone[0] &&
		    !strstr(card.v[0].flags, "quiet") && !strstr(card.v[0].flags, "no-sms"))
			rc = put_message(d, &made[i], appointment, &card.v[0], e);
	}
	client_card_list_free(&card);
	appointment_list_free(&tomorrow);
	return rc;
}
