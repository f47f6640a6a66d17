/* What comes in: once each, whose it is, what it means. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "data/action.h"
#include "data/client.h"
#include "data/ephemeral.h"
#include "data/flag.h"
#include "data/job.h"
#include "data/reply.h"
#include "desk/desk.h"
#include "form/check.h"
#include "form/messages.h"
#include "sms_priv.h"

#define PLACE_JOB "messages-place"      /* job_run.result = the place behind what was taken in */

enum { REMEMBERED_DAYS = 30 };
#define LATEST INT64_C(253402300799)    /* of year 9999: no clock says more */

/* ---- the lines ---- */

/* FIELDS parts of a line, tabs between; the last one takes the rest. */
static size_t split(const char *line, size_t n, struct buf *parts, size_t fields)
{
	size_t k = 0;
	const char *end = line + n;

	while (k < fields) {
		const char *tab = k + 1 < fields ? memchr(line, '\t', (size_t)(end - line)) : NULL;

		buf_add(&parts[k++], line, (size_t)((tab ? tab : end) - line));
		if (!tab)
			break;
		line = tab + 1;
	}
	return k;
}

/* Anybody can send one: what is no sign to be read (but for ends of lines) goes. */
static char *cleaned(const char *s, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	while (*s) {
		uint32_t cp = utf8_next(&s);

		if (cp == '\n' || !cp_steers(cp))
			buf_put_cp(&b, cp);
	}
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}

static void unescape(const char *s, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	for (; *s; s++) {
		if (*s == '\\' && s[1]) {
			s++;
			buf_putc(&b, *s == 'n' ? '\n' : *s == 't' ? ' ' : *s);
		} else
			buf_putc(&b, *s);
	}
	cleaned(buf_str(&b), out, size);
	buf_free(&b);
}

/* NUMBER, who from, seconds, text. False: no such line. */
static bool read_line(const char *line, size_t n, struct reply *r)
{
	struct buf part[4] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	bool good = split(line, n, part, 4) == 4 && part[0].n && part[1].n;
	char *end;
	long long at;

	*r = (struct reply){ .id = 0 };
	if (good) {
		errno = 0;
		at = strtoll(buf_str(&part[2]), &end, 10);
		good = !*end && !errno && part[2].n && at > 0 && at <= LATEST;
		/* A clock of theirs that runs ahead puts nothing before what comes later. */
		r->created_at = good && at < clock_now() ? at : clock_now();
		cleaned(buf_str(&part[0]), r->provider_id, sizeof r->provider_id);
		cleaned(buf_str(&part[1]), r->number, sizeof r->number);
		unescape(buf_str(&part[3]), r->text, sizeof r->text);
	}
	for (int i = 0; i < 4; i++)
		buf_free(&part[i]);
	return good;
}

/* ---- whose ---- */

/* The number as it came, as it is stored here, and with the country before it. */
struct numbers {
	char text[3][32];
	const char *v[3];
};

static void variants(const struct desk *d, const char *number, struct numbers *out)
{
	struct check_env env = { .label = "", .country = d->country };
	char why[200];

	text_copy(out->text[0], sizeof out->text[0], number);
	if (phone_normalise(number, &env, out->text[1], why, sizeof why) == CHECK_WRONG)
		text_copy(out->text[1], sizeof out->text[1], number);
	text_fmt(out->text[2], sizeof out->text[2], "+%s%s", d->country, out->text[1]);
	for (int i = 0; i < 3; i++)
		out->v[i] = out->text[i];
}

static enum err_code owner_of_number(struct desk *d, struct reply *r, struct err *e)
{
	int64_t ids[8];
	size_t n = 0;
	struct client who;
	enum err_code rc = client_by_phone(d->store, r->number, ids, 8, &n, e);

	if (rc != OK || !n)
		return rc;
	rc = client_survivor(d->store, ids[0], &r->client_id, e);
	if (rc == OK)
		rc = client_get(d->store, r->client_id, &who, e);
	if (rc == OK) {
		r->branch_id = who.branch_id;
		client_free(&who);
	}
	return rc;
}

/* Who was written to at that number last is answering; else the newest file with it. */
static enum err_code find_owner(struct desk *d, struct reply *r, struct message *last,
    struct err *e)
{
	struct numbers all;
	enum err_code rc;

	variants(d, r->number, &all);
	r->branch_id = d->branch_id;
	rc = message_last_to(d->store, all.v, 3, r->created_at - REMEMBERED_DAYS * 86400, last, e);
	if (rc != OK)
		return rc;
	if (!last->id || !last->client_id)
		return owner_of_number(d, r, e);
	r->message_id = last->id;
	r->branch_id = last->branch_id;
	return client_survivor(d->store, last->client_id, &r->client_id, e);
}

/* ---- what it says ---- */

static bool asked_for_figure(const struct desk *d, const struct message *last)
{
	const struct message_template *t = last->id ? messages_find(d->messages, last->template) :
	    NULL;

	return t && t->asks != ASKS_NOTHING && t->asks != ASKS_VISIT;
}

/* Who wants no more news gets none from this moment on: nobody has to read it first. */
static bool is_heeded(const struct txn *t, struct reply *r)
{
	bool stop = !strcmp(r->meaning, "stop");

	if (!r->client_id || (!stop && strcmp(r->meaning, "start") != 0))
		return false;
	r->done_at = txn_now(t);
	text_copy(r->state, sizeof r->state, "done");
	text_copy(r->result, sizeof r->result, stop ? "no more news" : "news again");
	return true;
}

static enum err_code heed(struct txn *t, const struct reply *r, struct err *e)
{
	return !strcmp(r->meaning, "stop") ?
	    flag_set(t, r->client_id, "no_marketing", NULL, r->day, NULL, e) :
	    flag_clear(t, r->client_id, "no_marketing", e);
}

static enum err_code take(struct desk *d, struct txn *t, struct reply *r, int64_t *id,
    struct err *e)
{
	struct message last;
	bool heeded;
	char day[11];
	enum err_code rc = find_owner(d, r, &last, e);

	if (rc != OK)
		return rc;
	desk_day_of(d, txn_now(t), day);
	text_copy(r->day, sizeof r->day, day);
	text_copy(r->meaning, sizeof r->meaning, sms_meaning(r->text, asked_for_figure(d, &last),
	    &r->value));
	heeded = is_heeded(t, r);
	rc = reply_insert(t, r, id, e);
	/* One that was read before has been heeded before: what a person set since then stands. */
	return rc == OK && *id && heeded ? heed(t, r, e) : rc;
}

/* ---- all of them ---- */

static enum err_code take_lines(struct desk *d, const char *text, char *place, size_t size,
    struct sms_report *rep, struct err *e)
{
	struct txn *t;
	enum err_code rc = sms_begin(d, &t, e);

	for (const char *p = text; *p && rc == OK;) {
		size_t n = strcspn(p, "\n");
		struct reply r;
		int64_t id = 0;

		if (!strncmp(p, "place\t", 6))
			text_copy_n(place, size, p + 6, n - 6);
		else if (read_line(p, n, &r))
			rc = take(d, t, &r, &id, e);
		rep->replies += id != 0;
		p += n + (p[n] == '\n');
	}
	return t ? sms_end(t, rc, e) : rc;
}

static enum err_code keep_place(struct desk *d, const char *place, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, sms_actor(d), &t, e);

	if (rc != OK)
		return rc;
	rc = job_set(t, PLACE_JOB, INT64_MAX, place, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static void last_place(struct desk *d, char *out, size_t size)
{
	struct job last;
	struct err none = ERR_INIT;

	text_copy(out, size, job_get(d->store, PLACE_JOB, &last, &none) == OK ? last.result : "0");
}

/* The place is kept after what came in: read twice, taken in once. */
enum err_code sms_take_in(struct desk *d, struct sms_report *rep, struct err *e)
{
	char was[80], place[80];
	struct sms_answer a;
	enum err_code rc = OK;

	last_place(d, was, sizeof was);
	text_copy(place, sizeof place, was);
	sms_ask(d, "--replies", was, "", &a);
	sms_trouble(&a, rep);
	if (!a.status && a.out.n && strncmp(a.out.s, "place\t", 6) != 0)
		rc = take_lines(d, buf_str(&a.out), place, sizeof place, rep, e);
	sms_answer_free(&a);
	return rc == OK && strcmp(place, was) != 0 ? keep_place(d, place, e) : rc;
}
