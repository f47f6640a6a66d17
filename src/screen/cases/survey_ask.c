/* What is done with a survey without its answers: put off, refused, handed over. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "desk/desk.h"
#include "screen/area.h"
#include "screen/front.h"
#include "survey_priv.h"
#include "tui/dialog.h"
#include "tui/textline.h"

/* One line asks at a time. */
static struct asked {
	int64_t id;
	void (*wrote)(struct screen *s);
} asked;

static void after(struct screen *s)
{
	if (asked.wrote)
		asked.wrote(s);
	else
		area_wrote(s);
}

/* A day alone means when the branch opens. */
static enum err_code read_time(const struct desk *d, const char *text, struct when_base *base,
    struct when *w, struct err *e)
{
	*base = desk_when(d);
	if (when_parse(text, WHEN_PLAN, base, w, e) != OK)
		return e->code;
	if (!w->at && w->day != DAY_NONE) {
		w->minute = d->open_min;
		w->at = zone_instant(d->zone, w->day, w->minute * 60);
	}
	return OK;
}

static void note_time(struct screen *owner, const char *text, struct buf *out)
{
	struct err none = ERR_INIT;
	struct when_base base;
	struct when w;
	char echo[120];

	if (text_is_blank(text) || read_time(front_desk(owner), text, &base, &w, &none) != OK)
		return;
	buf_puts(out, when_echo(&w, WHEN_PLAN, &base, echo, sizeof echo));
}

static enum err_code time_given(struct screen *s, const char *text, struct err *e)
{
	struct desk *d = front_desk(s);
	struct when_base base;
	struct when w;
	char at[48];
	enum err_code rc;

	if (!text)
		return OK;
	rc = read_time(d, text, &base, &w, e);
	if (rc == OK)
		rc = survey_later(d, asked.id, w.at, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Put off to %s."), desk_time_text(d, w.at, at, sizeof at));
	after(s);
	return OK;
}

enum err_code survey_ask_later(struct screen *s, int64_t id, void (*wrote)(struct screen *s),
    struct err *e)
{
	if (front_may(s, "survey-take", e) != OK)
		return e->code;
	asked = (struct asked){ id, wrote };
	textline_ask(s, &(struct textline){ .label = tr("Put off to (tue 15, +3)"),
	    .note = note_time, .done = time_given });
	return OK;
}

static enum err_code reason_given(struct screen *s, const char *text, struct err *e)
{
	enum err_code rc;

	if (!text)
		return OK;
	if (text_is_blank(text))
		return err_set(e, ERR_INVALID, "%s", tr("Say why: it is asked later."));
	rc = survey_refuse(front_desk(s), asked.id, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, "%s", tr("Noted: wants no survey. Ctrl-Z takes it back."));
	after(s);
	return OK;
}

enum err_code survey_ask_refusal(struct screen *s, int64_t id, void (*wrote)(struct screen *s),
    struct err *e)
{
	if (front_may(s, "survey-take", e) != OK)
		return e->code;
	asked = (struct asked){ id, wrote };
	textline_ask(s, &(struct textline){ .label = tr("Wants no survey, why"), .max_cp = 120,
	    .keep = "survey-refused", .keep_ref = id, .done = reason_given });
	return OK;
}

/* ---- on paper, by message ---- */

static void how_given(struct screen *s, int answer, int64_t ref)
{
	struct err e = ERR_INIT;

	if (answer != 1 && answer != 2)
		return;
	if (survey_hand(front_desk(s), ref, answer == 1 ? "house" : "message", &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, "%s", answer == 1 ? tr("Out: handed over. Enter when it comes back.") :
	    tr("Out: the message leaves in a few minutes. Ctrl-Z takes it back."));
	area_wrote(s);
}

enum err_code survey_ask_hand(struct screen *s, int64_t id, struct err *e)
{
	return dialog_open(s, &(struct dialog){ .title = tr("Survey"),
	    .text = tr("How does it go out?"), .done = how_given, .ref = id,
	    .choices = { { 1, tr("on paper, handed over"), NULL },
		{ 2, tr("as a message"), NULL } } }, e);
}

/* ---- how the month stands ---- */

enum err_code survey_month_text(struct desk *d, char *out, size_t size, struct err *e)
{
	struct survey_filter f = { .branch_id = d->branch_id };
	struct survey_rate r;
	char from[12], to[11];
	char friend[48];
	int percent;
	enum err_code rc;

	desk_today_text(d, to);
	text_copy(from, sizeof from, to);
	memcpy(from + 8, "01", 2);
	f.from_day = from;
	f.to_day = to;
	rc = survey_rate_all(d->store, &f, &r, e);
	percent = survey_percent(&r);
	if (rc != OK || percent < 0)
		text_copy(out, size, rc == OK ? tr("this month no answer") : "");
	else
		text_fmt(out, size, tr("this month %d%% of %lld%s%s"), percent,
		    (long long)r.answered, r.asked_friend ? ", " : "",
		    survey_net_text(&r, friend, sizeof friend));
	return rc;
}
