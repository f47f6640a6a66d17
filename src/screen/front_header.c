/* Row 1: where, who, when, and the badges that must be seen from every screen. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "desk/approve.h"
#include "desk/arrival.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "front_priv.h"
#include "screen/screens.h"
#include "tui/canvas.h"

#define BADGES_EVERY_MS 1000

static const char *const badge_words[BADGE_COUNT] = {
	[BADGE_REQUEST] = N_("Req"), [BADGE_WAIT] = N_("Wait"), [BADGE_CALL] = N_("Call"),
	[BADGE_ESCALATION] = N_("Esc"), [BADGE_CASE] = N_("Case"), [BADGE_MESSAGE] = N_("Msg"),
	[BADGE_JOB] = N_("Job"), [BADGE_SIGN] = N_("Sign"),
};

static int count_asked(struct front *f)
{
	struct approval_list l = { 0 };
	struct err none = ERR_INIT;
	int n = approve_waiting(f->desk, &l, &none) == OK ? (int)l.n : -1;

	approval_list_free(&l);
	return n;
}

static int count_jobs(struct front *f)
{
	struct draft_job_list l = { 0 };
	struct err none = ERR_INIT;
	int n = front_jobs(f, &l, &none) == OK ? (int)l.n : -1;

	draft_job_list_free(&l);
	return n;
}

/* Who waits for more than a round, and nobody went over. */
static int count_waiting(struct front *f)
{
	struct arrival_figures figures;
	struct err none = ERR_INIT;

	return arrival_figures(f->desk, &figures, &none) == OK ? (int)figures.late : -1;
}

void front_badges_tick(struct front *f, int64_t mono_ms)
{
	int jobs, asked, waiting;

	if (!f->desk->who.staff_id || (f->badges_ms && mono_ms - f->badges_ms < BADGES_EVERY_MS))
		return;
	f->badges_ms = mono_ms;
	jobs = count_jobs(f);
	asked = count_asked(f);
	waiting = count_waiting(f);
	if (jobs == f->badge[BADGE_JOB] && asked == f->badge[BADGE_SIGN] &&
	    waiting == f->badge[BADGE_WAIT])
		return;
	/* Somebody waits at another terminal: that must be seen at once. */
	if (asked > f->badge[BADGE_SIGN] && screen_top(f->loop)->type != &sign_screen)
		screen_say(screen_top(f->loop), STYLE_MSG_INFO, "%s",
		    tr("Somebody asks you to sign something. Alt-s shows it."));
	f->badge[BADGE_JOB] = jobs;
	f->badge[BADGE_WAIT] = waiting;
	f->badge_late[BADGE_WAIT] = waiting > 0;
	f->badge[BADGE_SIGN] = asked;
	f->badge_late[BADGE_SIGN] = asked > 0;
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
	char day[48], clock[8], left[300];
	int end;

	(void)top;
	canvas_fill(c, (struct rect){ row, 0, 1, c->cols }, STYLE_BAR);
	end = draw_badges(f, c, row);
	day_echo(desk_today(d), desk_today(d), day, sizeof day);
	desk_clock_text(d, clock_now(), clock, sizeof clock);
	text_fmt(left, sizeof left, "%s/%s  %s  %s %s", d->site_name, d->branch_name,
	    d->who.staff_id ? d->staff_name : d->who.station, day, clock);
	canvas_put(c, row, 0, left, STYLE_BAR, end - 1);
}
