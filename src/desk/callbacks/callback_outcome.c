/* What came of a call: checked, written with everything that follows from it, in one action. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/zone.h"
#include "callback_work_priv.h"
#include "data/action.h"
#include "data/flag.h"
#include "data/phone.h"
#include "data/todo.h"
#include "desk/callback_announce.h"
#include "desk/callback_make.h"
#include "desk/desk.h"
#include "desk/escalate.h"
#include "desk/outbox.h"
#include "desk/settings.h"
#include "desk/window.h"

struct call {
	struct desk *desk;
	struct txn *txn;
	struct callback c;
	const struct callback_outcome *o;
	struct callback_end end;
	bool again;                     /* stays open */
};

static bool said(const char *text)
{
	return text && text[0];
}

static bool is(const struct call *x, const char *result)
{
	return !strcmp(x->o->result, result);
}

static bool is_reached(const struct call *x)
{
	return is(x, "well") || is(x, "details");
}

static bool has_details(const struct callback_outcome *o)
{
	return said(o->reaction) || said(o->recovery) || said(o->advice) || said(o->text);
}

/* ---- what must be said ---- */

static enum err_code refuse(const char *field, const char *text, struct err *e)
{
	err_set(e, ERR_INVALID, "%s", text);
	return err_field(e, field);
}

static enum err_code check_words(const struct call *x, struct err *e)
{
	static const char *const results[] = { "well", "details", "no-answer", "wrong-number",
		"refuses", "other-person", "told" };
	const struct callback_outcome *o = x->o;
	bool known = false;

	for (size_t i = 0; i < sizeof results / sizeof *results; i++)
		known |= said(o->result) && !strcmp(o->result, results[i]);
	if (!known || is(x, "told") == callback_is_call(x->c.channel))
		return refuse("result", tr("Not done. Result is open: what came of it."), e);
	if (is(x, "details") && !has_details(o))
		return refuse("reaction",
		    tr("Not done. Reaction, recovery, advice or a remark: one of them says what "
		       "was told."), e);
	if (is(x, "told") && !said(o->text))
		return refuse("text", tr("Not done. Remark is open: what was said."), e);
	return OK;
}

static enum err_code check_satisfied(const struct call *x, struct err *e)
{
	const struct callback_outcome *o = x->o;

	if (o->satisfied < 0 || o->satisfied > 5)
		return refuse("satisfied", tr("Not done. Satisfied goes from 1 to 5."), e);
	if (x->c.asks && is_reached(x) && o->not_asked && !said(o->satisfied_why))
		return refuse("satisfied_why", tr("Not done. Why was it not asked?"), e);
	if (x->c.asks && is_reached(x) && !o->satisfied && !said(o->satisfied_why))
		return refuse("satisfied",
		    tr("Not done. Satisfied is open: ask 1-5, or 6 not asked: why."), e);
	return OK;
}

static enum err_code check_promise(const struct call *x, struct err *e)
{
	const struct callback_outcome *o = x->o;
	int32_t day = said(o->promised_day) ? day_parse(o->promised_day) : DAY_NONE;

	if (!said(o->promised_day) && !said(o->promised))
		return OK;
	if (!said(o->promised_day))
		return refuse("promised_day", tr("Not done. By when was that promised? It comes "
		    "back then as a callback."), e);
	if (!said(o->promised))
		return refuse("promised", tr("Not done. The promise has a date but no words: what "
		    "was promised?"), e);
	if (day == DAY_NONE || day < desk_today(x->desk))
		return refuse("promised_day", tr("Not done. A promise is kept today or later: type "
		    "another date."), e);
	return OK;
}

/* A call that began in a window may end after it. */
static enum err_code check_window(const struct call *x, struct err *e)
{
	struct window_now w;
	char next[48];
	int64_t now = txn_now(x->txn);
	bool by_hand = !x->c.rule[0];

	if (!callback_is_call(x->c.channel) || x->o->outside || x->o->came)
		return OK;
	if (window_at(x->desk, x->c.branch_id, x->c.client_id, now - CALLBACK_CLAIM_S, &w, e) != OK)
		return e->code;
	if (w.open || callback_time_was_said(by_hand, x->c.from_at, now - CALLBACK_CLAIM_S) ||
	    callback_time_was_said(by_hand, x->c.from_at, now))
		return OK;
	if (window_at(x->desk, x->c.branch_id, x->c.client_id, now, &w, e) != OK || w.open)
		return e->code;
	err_set(e, ERR_INVALID,
	    tr("Outside the call window (next %s). d puts it there, 7 calls anyway."),
	    w.from ? desk_time_text(x->desk, w.from, next, sizeof next) : "-");
	return err_field(e, "outside");
}

static enum err_code check(const struct call *x, struct err *e)
{
	if (x->c.held[0] && strcmp(x->c.held, "message") != 0)
		return err_set(e, ERR_CONFLICT, "%s", tr("Not done. It waits for the expert's "
		    "answer: that puts it back on top."));
	if (check_words(x, e) != OK || check_satisfied(x, e) != OK || check_promise(x, e) != OK)
		return e->code;
	return check_window(x, e);
}

/* ---- what follows from it ---- */

static enum err_code send(struct call *x, const char *template, const struct callback *about,
    int64_t *id, struct err *e)
{
	struct tell_call tell = { .template = template, .client_id = about->client_id,
		.callback_id = about->id };

	*id = 0;
	return about->client_id ? outbox_call(x->desk, x->txn, &tell, id, e) : OK;
}

/* Nobody was reached: the next window, and from the second time on a day later each time. */
static enum err_code come_again(struct call *x, struct err *e)
{
	struct desk *d = x->desk;
	struct callback *c = &x->c;
	struct window_now w;
	int64_t now = txn_now(x->txn), at = now;
	enum err_code rc = OK;

	c->tries++;
	x->again = true;
	x->end.to_lead = c->tries >= setting_of(d, SETTING_CALL_TRIES);
	if (c->tries > 1)
		at = zone_day_start(d->zone, desk_today(d) + c->tries - 1);
	else if (callback_is_call(c->channel))
		rc = window_at(d, c->branch_id, c->client_id, now, &w, e);
	if (rc == OK && c->tries == 1 && w.open)
		at = w.to;
	if (rc == OK)
		rc = callback_allowed(d, c, at, &at, e);
	x->end.again_at = at;
	return rc == OK ? callback_put_at(d, c, at, e) : rc;
}

static enum err_code not_answered(struct call *x, struct err *e)
{
	enum err_code rc = come_again(x, e);

	return rc == OK ? send(x, "no-answer", &x->c, &x->end.message_id, e) : rc;
}

/* The number that was called goes out of use. Another own one: it is tried next. */
static enum err_code mark_number(struct call *x, struct err *e)
{
	struct phone_list l = { 0 };
	int64_t wrong = 0;
	enum err_code rc = phone_list(x->desk->store, x->c.client_id, &l, e);

	for (size_t i = 0; i < l.n && !wrong; i++)
		if (x->o->phone_id ? l.v[i].id == x->o->phone_id :
		    phone_is_own(l.v[i].relation))
			wrong = l.v[i].id;
	for (size_t i = 0; i < l.n; i++)
		x->again |= phone_is_own(l.v[i].relation) && l.v[i].id != wrong;
	phone_list_free(&l);
	return rc == OK && wrong ? phone_set_state(x->txn, wrong, "retired", e) : rc;
}

static enum err_code wrong_number(struct call *x, struct err *e)
{
	struct todo w = { .branch_id = x->c.branch_id, .client_id = x->c.client_id };
	enum err_code rc = x->c.client_id ? mark_number(x, e) : OK;

	desk_day_of(x->desk, txn_now(x->txn), w.day);
	text_copy(w.kind, sizeof w.kind, "complete");
	text_copy(w.why, sizeof w.why, "phone");
	if (rc == OK && x->c.client_id)
		rc = todo_insert(x->txn, &w, true, NULL, e);
	x->end.again_at = x->again ? txn_now(x->txn) : 0;
	return rc;
}

/* Other open calls become their messages, as when it is typed into the file. */
static enum err_code refused(struct call *x, struct err *e)
{
	char day[11];
	enum err_code rc;

	if (!x->c.client_id)
		return OK;
	rc = flag_set(x->txn, x->c.client_id, "no_call", x->o->text,
	    desk_today_text(x->desk, day), NULL, e);
	return rc == OK ? callback_no_calls_in(x->txn, x->desk, x->c.client_id, x->c.id, e) : rc;
}

static enum err_code other_person(struct call *x, struct err *e)
{
	return has_details(x->o) ? OK : come_again(x, e);
}

static enum err_code keep_promise(struct call *x, struct err *e)
{
	struct callback_draft draft = { .branch_id = x->c.branch_id, .client_id = x->c.client_id,
		.dependant_id = x->c.dependant_id, .partner_id = x->c.partner_id,
		.event = "promise", .role = x->c.role, .staff_id = x->desk->who.staff_id,
		.day = x->o->promised_day, .text = x->o->promised, .source = "callback",
		.source_id = x->c.id };

	if (!said(x->o->promised_day))
		return OK;
	return callback_hand_in(x->txn, x->desk, &draft, &x->end.promise_id, e);
}

static enum err_code follow(struct call *x, struct err *e)
{
	static const struct {
		const char *result;
		enum err_code (*run)(struct call *x, struct err *e);
	} ways[] = { { "no-answer", not_answered }, { "wrong-number", wrong_number },
		{ "refuses", refused }, { "other-person", other_person } };
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof ways / sizeof *ways && rc == OK; i++)
		if (is(x, ways[i].result))
			rc = ways[i].run(x, e);
	return rc == OK ? keep_promise(x, e) : rc;
}

/* ---- written ---- */

static void put_said(char *to, size_t size, const char *text, const char *else_text)
{
	text_copy(to, size, said(text) ? text : else_text);
}

static enum err_code write_step(struct call *x, struct err *e)
{
	const struct callback_outcome *o = x->o;
	bool well = is(x, "well");
	struct callback_step s = callback_step_of(x->desk, x->txn, &x->c,
	    callback_is_call(x->c.channel) ? "call" : "message", o->text);

	text_copy(s.result, sizeof s.result, o->result);
	put_said(s.reaction, sizeof s.reaction, o->reaction, well ? "none" : "");
	put_said(s.recovery, sizeof s.recovery, o->recovery, well ? "planned" : "");
	put_said(s.advice, sizeof s.advice, o->advice, well ? "kept" : "");
	s.satisfied = o->satisfied;
	put_said(s.satisfied_why, sizeof s.satisfied_why, o->satisfied_why, "");
	put_said(s.promised, sizeof s.promised, o->promised, "");
	put_said(s.promised_day, sizeof s.promised_day, o->promised_day, "");
	s.next_id = o->next_id;
	s.outside = o->outside;
	s.to_at = x->end.again_at;
	return callback_step_insert(x->txn, &s, NULL, e);
}

/* Who was reached heard the expert's answer: what came of it is how the question was solved. */
static enum err_code solve_question(struct call *x, struct err *e)
{
	if (!is(x, "well") && !is(x, "details"))
		return OK;
	return escalate_solved_in(x->txn, x->desk, x->c.id, said(x->o->text) ? x->o->text :
	    said(x->o->recovery) ? x->o->recovery : x->o->result, e);
}

static enum err_code write_end(struct call *x, struct err *e)
{
	char day[11];
	enum err_code rc;

	if (x->again)
		return callback_update(x->txn, &x->c, e);
	rc = callback_end(x->txn, x->c.id, "done", x->o->result, 0,
	    desk_day_of(x->desk, txn_now(x->txn), day), e);
	return rc == OK ? solve_question(x, e) : rc;
}

enum err_code callback_done(struct desk *d, const struct callback_outcome *o,
    struct callback_end *end, struct err *e)
{
	struct call x = { .desk = d, .o = o };
	enum err_code rc = callback_begin(d, "callback-do", o->id, &x.txn, &x.c, e);

	if (rc != OK)
		return rc;
	rc = check(&x, e);
	if (rc == OK)
		rc = callback_unannounce_in(x.txn, d, o->id, e);
	if (rc == OK)
		rc = follow(&x, e);
	if (rc == OK)
		rc = write_step(&x, e);
	if (rc == OK)
		rc = write_end(&x, e);
	rc = callback_commit(x.txn, o->id, rc, &x.end.action_id, true, e);
	if (rc == OK && end)
		*end = x.end;
	return rc;
}
