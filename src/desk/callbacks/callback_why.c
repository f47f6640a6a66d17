/* Why a callback is due: what was kept with it, read out. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "callback_priv.h"
#include "data/staff.h"
#include "desk/callback_announce.h"
#include "desk/callback_make.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"

/* ---- words ---- */

struct word {
	const char *code, *text;
};

static const struct word events[] = {
	{ "treated", N_("treatment ended") }, { "bought-first", N_("first purchase") },
	{ "using", N_("using the goods") }, { "finished", N_("goods used up") },
	{ "goods-out", N_("goods running out") }, { "consulted", N_("consulted only") },
	{ "booked-deposit", N_("booked with a deposit") }, { "noshow", N_("did not come") },
	{ "test-cycle", N_("test due again") }, { "survey", N_("survey due") },
	{ "top-ten", N_("top ten of the month") }, { "partner", N_("partner of the house") },
	{ "indicator", N_("figures of the day") }, { "complaint", N_("complaint or inquiry") },
	{ "promise", N_("promised") }, { "growth", N_("cultivation") },
	{ "hand", N_("asked for by hand") }, { NULL, NULL },
};

static const struct word roles[] = {
	{ "service", N_("customer service") }, { "consultant", N_("consultant") },
	{ "nurse", N_("nurse") }, { "expert", N_("expert") }, { NULL, NULL },
};

static const struct word channels[] = {
	{ "call", N_("by telephone") }, { "message", N_("by message") }, { "mail", N_("by mail") },
	{ "face", N_("face to face") }, { "visit", N_("by a visit") }, { NULL, NULL },
};

static const struct word kinds[] = {
	{ "call", N_("rung up") }, { "message", N_("message") },
	{ "later", N_("put off to later") },
	{ "carried", N_("carried over") }, { "given", N_("given away") },
	{ "remark", N_("remark") }, { "escalated", N_("to the expert") },
	{ "answered", N_("answered by the expert") }, { "merged", N_("merged") },
	{ "expired", N_("of no use any more") }, { "cancelled", N_("cancelled") },
	{ "sampled", N_("sampled") }, { NULL, NULL },
};

static const struct word results[] = {
	{ "well", N_("reached, all well") }, { "details", N_("reached, details") },
	{ "no-answer", N_("no answer") }, { "wrong-number", N_("wrong number") },
	{ "refuses", N_("wants no more calls") },
	{ "other-person", N_("answered by another person") },
	{ "delivered", N_("message delivered") }, { "failed", N_("message failed") },
	{ "told", N_("told") }, { CALLBACK_DROPPED, N_("not needed any more") },
	{ "no-call", N_("wants no calls") }, { "unreachable", N_("cannot be reached") },
	{ NULL, NULL },
};

/* What a house has made up itself stays as it is. */
static const char *in_words(const struct word *words, const char *code)
{
	for (; words->code; words++)
		if (!strcmp(words->code, code))
			return tr(words->text);
	return code;
}

const char *callback_event_words(const char *event)
{
	return in_words(events, event);
}

const char *callback_result_words(const char *result)
{
	return in_words(results, result);
}

const char *callback_step_words(const char *kind)
{
	return in_words(kinds, kind);
}

const char *callback_role_words(const char *role)
{
	return in_words(roles, role);
}

const char *callback_channel_words(const char *channel)
{
	return in_words(channels, channel);
}

/* ---- the sum ---- */

/* The value of KEY in "at=.. from=3d ..", "" for none. */
static const char *sum_value(const char *sum, const char *key, char *out, size_t size)
{
	size_t n = strlen(key);

	text_copy(out, size, "");
	for (const char *p = sum; *p; p += strcspn(p, " "), p += *p == ' ')
		if (!strncmp(p, key, n) && p[n] == '=')
			text_copy_n(out, size, p + n + 1, strcspn(p + n + 1, " "));
	return out;
}

static const char *delay_words(const char *text, char *out, size_t size)
{
	struct delay x;

	if (!delay_parse(text, &x))
		return text_copy(out, size, text);
	switch (x.unit) {
	case DELAY_MIN:
		return text_fmt(out, size, trn("%d minute", "%d minutes", x.n), x.n);
	case DELAY_HOUR:
		return text_fmt(out, size, trn("%d hour", "%d hours", x.n), x.n);
	case DELAY_DAY:
		return text_fmt(out, size, trn("%d day", "%d days", x.n), x.n);
	case DELAY_MONTH:
		return text_fmt(out, size, trn("%d month", "%d months", x.n), x.n);
	}
	return text_copy(out, size, "");
}

static void put_line(struct buf *out, const char *label, const char *text)
{
	if (!text[0])
		return;
	buf_cell(out, label, 12);
	buf_puts(out, text);
	buf_putc(out, '\n');
}

static void put_delay(struct buf *out, const char *sum)
{
	char from[16], by[16], words[2][40], text[120];

	sum_value(sum, "from", from, sizeof from);
	sum_value(sum, "by", by, sizeof by);
	if (!by[0])
		return;
	delay_words(from, words[0], sizeof words[0]);
	delay_words(by, words[1], sizeof words[1]);
	if (!strcmp(from, by))
		text_fmt(text, sizeof text, tr("%s after it"), words[1]);
	else if (from[0] == '0')
		text_fmt(text, sizeof text, tr("within %s"), words[1]);
	else
		text_fmt(text, sizeof text, tr("from %s after it, within %s"), words[0],
		    words[1]);
	put_line(out, tr("Sum"), text);
}

static void put_days(struct buf *out, const char *sum)
{
	char first[16], last[16], moved[16], text[160];

	sum_value(sum, "first", first, sizeof first);
	sum_value(sum, "last", last, sizeof last);
	sum_value(sum, "moved", moved, sizeof moved);
	if (!first[0])
		return;
	text_fmt(text, sizeof text, strcmp(first, last) ? tr("%s to %s") : "%s", first, last);
	if (moved[0]) {
		char more[80];

		text_fmt(more, sizeof more, tr("; closed days passed over: %s"), moved);
		text_fmt(text + strlen(text), sizeof text - strlen(text), "%s", more);
	}
	put_line(out, tr("Days"), text);
}

static void put_hours(struct buf *out, const char *sum)
{
	char hours[CALL_WINDOWS_TEXT], mark[8], text[200];

	sum_value(sum, "hours", hours, sizeof hours);
	sum_value(sum, "wish", mark, sizeof mark);
	text_fmt(text, sizeof text, "%s%s%s", hours, mark[0] ? "  " : "",
	    mark[0] ? tr("the client's own wish") : "");
	put_line(out, tr("Windows"), text);
	sum_value(sum, "once", mark, sizeof mark);
	if (mark[0])
		put_line(out, tr("Limit"),
		    tr("beats the windows: message at once, call when it is allowed"));
}

/* ---- the whole ---- */

static void put_rule(struct desk *d, const struct callback *c, struct buf *out)
{
	const struct callback_rule *r = callbacks_find(d->callbacks, c->rule);
	char text[240];

	if (!c->rule[0])
		put_line(out, tr("Rule"), tr("none: made by hand"));
	else
		put_line(out, tr("Rule"), text_fmt(text, sizeof text, "%s  %s", c->rule,
		    r ? label_text(&r->label) : tr("(no longer among the rules)")));
}

static void put_event(struct desk *d, const struct callback *c, struct buf *out)
{
	const char *about = cover_about(d, c->event, c->client_id, c->staff_id,
	    describe_in_language(c->about, c->about_en));
	char when[64], text[600];

	text_fmt(text, sizeof text, "%s, %s%s%s", callback_event_words(c->event),
	    desk_time_text(d, c->event_at, when, sizeof when), about[0] ? ", " : "", about);
	put_line(out, tr("Event"), text);
}

/* Instants of the branch at hand, each on its line: a day more and one line would not hold them. */
static void put_due(struct desk *d, const struct callback *c, struct buf *out)
{
	char text[64];

	put_line(out, tr("Not before"), desk_time_text(d, c->from_at, text, sizeof text));
	put_line(out, tr("Late after"), desk_time_text(d, c->due_at, text, sizeof text));
	put_line(out, tr("Ends after"), desk_time_text(d, c->expire_at - 1, text, sizeof text));
}

static void put_whose(struct desk *d, const struct callback *c, struct buf *out)
{
	char name[96] = "", text[300];

	if (c->staff_id)
		describe_staff(d, c->staff_id, name, sizeof name);
	put_line(out, tr("Whose"), text_fmt(text, sizeof text, "%s%s%s, %s",
	    callback_role_words(c->role), name[0] ? " " : "", name,
	    callback_channel_words(c->channel)));
}

static void put_announced(struct desk *d, const struct callback *c, struct buf *out)
{
	char text[200];

	put_line(out, tr("Message"), callback_announce_words(d, c, text, sizeof text));
}

/* Words of a restricted file are for whoever the callback was given to. */
static void put_step(struct desk *d, const struct callback *c, const struct callback_step *x,
    struct buf *out)
{
	char when[64], to[64], name[96], text[CALLBACK_TEXT + 400];
	const char *said = c->staff_id && c->staff_id == d->who.staff_id ? x->text :
	    cover_words(d, c->client_id, x->text);

	desk_time_text(d, x->created_at, when, sizeof when);
	describe_staff(d, x->staff_id, name, sizeof name);
	text_fmt(text, sizeof text, "%s, %s%s%s%s%s%s%s", callback_step_words(x->kind), name,
	    x->result[0] ? ": " : "", callback_result_words(x->result),
	    x->to_at ? " > " : "", x->to_at ? desk_time_text(d, x->to_at, to, sizeof to) : "",
	    said[0] ? ": " : "", said);
	buf_printf(out, "  %s  %s\n", when, text);
}

static enum err_code put_steps(struct desk *d, const struct callback *c, struct buf *out,
    struct err *e)
{
	struct callback_step_list steps = { 0 };
	enum err_code rc = callback_steps(d->store, c->id, &steps, e);

	if (rc == OK && steps.n)
		buf_printf(out, "%s\n", tr("What was done"));
	for (size_t i = 0; i < steps.n && rc == OK; i++)
		put_step(d, c, &steps.v[i], out);
	callback_step_list_free(&steps);
	return rc;
}

enum err_code callback_why(struct desk *d, int64_t id, struct buf *out, struct err *e)
{
	struct callback c;
	enum err_code rc = callback_get(d->store, id, &c, e);

	if (rc == OK)
		rc = desk_may_see_branch(d, c.branch_id, e);
	if (rc != OK)
		return rc;
	put_rule(d, &c, out);
	put_event(d, &c, out);
	put_delay(out, c.sum);
	put_days(out, c.sum);
	put_hours(out, c.sum);
	put_due(d, &c, out);
	put_whose(d, &c, out);
	put_announced(d, &c, out);
	return put_steps(d, &c, out, e);
}
