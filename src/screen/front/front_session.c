/* Locking, logging in, and what is offered then. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "front_priv.h"
#include "tui/loop.h"

void front_lock(struct front *f)
{
	struct err e = ERR_INIT;

	if (!f->desk->who.staff_id || screen_top(f->loop)->type == &lock_screen)
		return;
	front_draft_flush(f);
	front_draft_park(f);
	f->locked_jobs = drafts_parked(f->desk, f->desk->who.staff_id);
	f->locked_staff = f->desk->who.staff_id;
	f->locked_at = clock_now();
	text_copy(f->locked_by, sizeof f->locked_by, f->desk->staff_name);
	desk_leave(f->desk);
	f->language_chosen = false;
	loop_clear_message(f->loop);    /* it may name a client */
	if (screen_open(f->loop, &lock_screen, NULL, &e) != OK)
		BUG("lock screen: %s", e.text);
	log_line(LOG_INFO, "locked");
}

/* Whatever lay open belongs to the one before: it was parked at the lock. */
static void close_all(struct front *f)
{
	while (f->drafts)
		front_draft_unwatch(f, f->drafts);
}

static enum err_code go_on(struct front *f, struct err *e)
{
	struct screen *top = screen_top(f->loop);

	if (top->type == &lock_screen)
		screen_finish(top, 1, NULL);
	front_draft_unpark(f);
	loop_refresh_all(f->loop);
	(void)e;
	return OK;
}

static enum err_code start_anew(struct front *f, struct err *e)
{
	enum err_code rc = OK;
	struct screen *top = screen_top(f->loop);

	while ((top = screen_top(f->loop)) && screen_under(top))
		screen_finish(top, ANSWER_BACK, NULL);
	f->client_id = f->last_client_id = f->thrown_id = 0;
	cmdline_forget(f);
	loop_forget_messages(f->loop);
	loop_refresh_all(f->loop);
	if (rc == OK)
		rc = front_offer_drafts(f, e);
	return rc;
}

/* What was chosen at the lock, or before it by the same person, else the terminal's or one's
 * own. */
static void take_language(struct front *f, bool same, const char *before)
{
	struct err none = ERR_INIT;
	const char *want = same || f->language_chosen ? before : f->language ? f->language : "";

	if (want[0])
		text_copy(f->desk->language, sizeof f->desk->language, want);
	if (tr_set_language(f->desk->language, &none) != OK)
		err_clear(&none);       /* English still serves */
}

enum err_code front_login(struct front *f, int64_t staff_id, struct err *e)
{
	bool same = f->locked_by[0] && staff_id == f->locked_staff;
	char before[sizeof f->desk->language];
	enum err_code rc;

	text_copy(before, sizeof before, f->desk->language);
	rc = same ? OK : front_home_branch(f, e);
	if (rc == OK)
		rc = desk_become(f->desk, staff_id, e);
	if (rc != OK)
		return rc;
	take_language(f, same, before);
	if (!same) {
		close_all(f);
		f->reports = (struct report_memory){ .set = false };
	}
	f->locked_by[0] = '\0';
	f->locked_staff = 0;
	f->badges_ms = 0;
	front_pressed(f);
	log_line(LOG_INFO, "logged in");
	return same ? go_on(f, e) : start_anew(f, e);
}
