/* Row 1: where, who, when, and the badges that must be seen from every screen. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "data/request.h"
#include "desk/approve.h"
#include "desk/arrival.h"
#include "desk/callback.h"
#include "desk/complaint.h"
#include "desk/desk.h"
#include "desk/messages.h"
#include "desk/drafts.h"
#include "desk/escalate.h"
#include "desk/rights.h"
#include "desk/settings.h"
#include "front_priv.h"
#include "screen/screens.h"
#include "tui/canvas.h"

#define BADGES_EVERY_MS 1000

static const char *const badge_words[BADGE_COUNT] = {
	[BADGE_REQUEST] = N_("Req"), [BADGE_WAIT] = N_("Wait"), [BADGE_CALL] = N_("Call"),
	[BADGE_ESCALATION] = N_("Esc"), [BADGE_CASE] = N_("Case"), [BADGE_MESSAGE] = N_("Msg"),
	[BADGE_JOB] = N_("Job"), [BADGE_SIGN] = N_("Sign"),
};

/* Each gives the number, -1 where it could not be read, and whether it is late. */
static int count_asked(struct front *f, bool *late)
{
	struct approval_list l = { 0 };
	struct err none = ERR_INIT;
	int n = approve_waiting(f->desk, &l, &none) == OK ? (int)l.n : -1;

	approval_list_free(&l);
	*late = n > 0;
	return n;
}

static int count_jobs(struct front *f, bool *late)
{
	struct draft_job_list l = { 0 };
	struct err none = ERR_INIT;
	int n = front_jobs(f, &l, &none) == OK ? (int)l.n : -1;

	draft_job_list_free(&l);
	*late = false;
	return n;
}

/* Who waits for more than a round, and nobody went over. */
static int count_waiting(struct front *f, bool *late)
{
	struct arrival_figures figures;
	struct err none = ERR_INIT;
	int n = arrival_figures(f->desk, &figures, &none) == OK ? (int)figures.late : -1;

	*late = n > 0;
	return n;
}

/* Requests from outside; late when the oldest is past the limit. */
static int count_requests(struct front *f, bool *late)
{
	struct desk *d = f->desk;
	struct err none = ERR_INIT;
	int64_t n, oldest;

	*late = false;
	if (request_count(d->store, d->branch_id, &n, &oldest, &none) != OK)
		return -1;
	*late = oldest && clock_now() - oldest > setting_of(d, SETTING_REQUEST_MIN) * 60;
	return (int)n;
}

static int count_failed(struct front *f, bool *late)
{
	struct err none = ERR_INIT;
	int64_t n;

	*late = false;
	if (messages_open(f->desk, &n, &none) != OK)
		return -1;
	*late = n > 0;
	return (int)n;
}

/* Callbacks of one's own that may be called this minute. */
static int count_calls(struct front *f, bool *late)
{
	struct callback_who mine = { .whose = CALLBACK_MINE };
	struct callback_counts n = { 0 };
	struct err none = ERR_INIT;

	*late = false;
	if (!rights_may(f->desk, "callback-do"))
		return 0;
	if (callback_counts(f->desk, &mine, &n, &none) != OK)
		return -1;
	*late = n.late > 0;
	return (int)n.now;
}

/* What waits for an expert's answer: the own ones of who answers, else all of the branch. */
static int count_asked_experts(struct front *f, bool *late)
{
	bool mine = rights_may(f->desk, "escalate-answer");
	struct escalate_counts n;
	struct err none = ERR_INIT;

	*late = false;
	if (escalate_count(f->desk, &n, &none) != OK)
		return -1;
	*late = n.late > 0;
	return (int)(mine && !n.late ? n.mine : n.open);
}

/* Complaints late or due within four hours, for everybody. */
static int count_cases(struct front *f, bool *late)
{
	struct complaint_counts n;
	struct err none = ERR_INIT;

	*late = false;
	if (complaint_count(f->desk, &n, &none) != OK)
		return -1;
	*late = n.late > 0;
	return (int)(n.late + n.soon);
}

static int (*const counters[BADGE_COUNT])(struct front *f, bool *late) = {
	[BADGE_REQUEST] = count_requests, [BADGE_WAIT] = count_waiting,
	[BADGE_CALL] = count_calls,
	[BADGE_ESCALATION] = count_asked_experts, [BADGE_CASE] = count_cases,
	[BADGE_MESSAGE] = count_failed, [BADGE_JOB] = count_jobs, [BADGE_SIGN] = count_asked,
};

void front_badges_tick(struct front *f, int64_t mono_ms)
{
	int asked = f->badge[BADGE_SIGN];
	bool moved = false;

	if (!f->desk->who.staff_id || (f->badges_ms && mono_ms - f->badges_ms < BADGES_EVERY_MS))
		return;
	f->badges_ms = mono_ms;
	for (int i = 0; i < BADGE_COUNT; i++) {
		bool late = false;
		int n = counters[i] ? counters[i](f, &late) : 0;

		moved |= n != f->badge[i] || late != f->badge_late[i];
		f->badge[i] = n;
		f->badge_late[i] = late;
	}
	/* Somebody waits at another terminal: that must be seen at once. */
	if (f->badge[BADGE_SIGN] > asked && screen_top(f->loop)->type != &sign_screen)
		screen_say(screen_top(f->loop), STYLE_MSG_INFO, "%s",
		    tr("Somebody asks you to sign something. Alt-s shows it."));
	if (moved)
		screen_dirty(screen_top(f->loop), DIRTY_DRAW);
}

/* Right-aligned, zero left out; `?` where it could not be read. Returns the first cell it uses. */
static int draw_badges(const struct front *f, struct canvas *c, int row)
{
	int col = c->cols;

	for (int i = BADGE_COUNT - 1; i >= 0; i--) {
		char text[32];

		if (!f->badge[i])
			continue;
		if (f->badge[i] < 0)
			text_fmt(text, sizeof text, "%s?", tr(badge_words[i]));
		else
			text_fmt(text, sizeof text, "%s%d%s", tr(badge_words[i]), f->badge[i],
			    f->badge_late[i] ? "!" : "");
		col -= utf8_cells(text);
		canvas_put(c, row, col, text, f->badge_late[i] ? STYLE_BADGE : STYLE_BAR,
		    CANVAS_REST);
		col--;
	}
	return col;
}

void front_header(void *app, const struct screen *top, struct canvas *c, int row)
{
	const struct front *f = app;
	const struct desk *d = f->desk;
	const char *who = d->who.staff_id ? d->staff_name : d->who.station;
	char day[48], clock[8], left[300];
	int end;

	(void)top;
	canvas_fill(c, (struct rect){ row, 0, 1, c->cols }, STYLE_BAR);
	end = draw_badges(f, c, row);
	day_echo(desk_today(d), desk_today(d), day, sizeof day);
	desk_clock_text(d, clock_now(), clock, sizeof clock);
	text_fmt(left, sizeof left, "%s/%s  %s  %s %s", d->site_name, d->branch_name, who, day,
	    clock);
	if (utf8_cells(left) > end - 1)         /* the clock is needed, the name of the house not */
		text_fmt(left, sizeof left, "%s  %s  %s %s", d->branch_name, who, day, clock);
	if (utf8_cells(left) > end - 1)
		text_fmt(left, sizeof left, "%s  %s  %s", d->branch_name, who, clock);
	canvas_put(c, row, 0, left, STYLE_BAR, end - 1);
}
