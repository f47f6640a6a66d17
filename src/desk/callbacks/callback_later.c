/* Callbacks that are put off, given away, remarked on, announced. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "callback_work_priv.h"
#include "data/action.h"
#include "data/staff.h"
#include "desk/callback_announce.h"
#include "desk/callback_make.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/rights.h"
#include "desk/window.h"
#include "form/callbacks.h"

/* ---- another time ---- */

/* The first minute that is meant by what was typed. */
static int64_t wanted(const struct desk *d, const struct when *w, int64_t now)
{
	static const int part_min[] = { [WHEN_ANY] = 0, [WHEN_AM] = 0, [WHEN_PM] = 12 * 60,
		[WHEN_EVE] = 18 * 60 };
	int64_t at = w->at;

	if (!at && w->day != DAY_NONE)
		at = zone_instant(d->zone, w->day,
		    (w->minute >= 0 ? w->minute : part_min[w->part]) * 60);
	/* Today without a time: from now on. */
	return at < now && w->minute < 0 && w->day == desk_today(d) ? now : at;
}

static enum err_code refuse_time(struct desk *d, int64_t nearest, struct err *e)
{
	char near[48];

	err_set(e, ERR_INVALID, tr("No window. Nearest %s."),
	    desk_time_text(d, nearest, near, sizeof near));
	return err_field(e, "when");
}

enum err_code callback_when(struct desk *d, int64_t id, const char *typed, int64_t *at, char *echo,
    size_t size, struct err *e)
{
	struct when_base base = desk_when(d);
	struct callback c;
	struct when w;
	int64_t allowed = 0;
	enum err_code rc = callback_get(d->store, id, &c, e);

	*at = 0;
	text_copy(echo, size, "");
	if (rc == OK)
		rc = when_parse(typed, WHEN_PLAN, &base, &w, e);
	if (rc != OK)
		return rc;
	*at = wanted(d, &w, base.now);
	if (*at < base.now)
		return err_set(e, ERR_INVALID, "%s",
		    tr("That time has passed. Type a later one: t 17, tm, tue 15."));
	rc = callback_allowed(d, &c, *at, &allowed, e);
	if (rc == OK && allowed != *at && w.minute >= 0)
		return refuse_time(d, allowed, e);
	*at = allowed;
	text_fmt(echo, size, "= %s", desk_time_text(d, allowed, (char[48]){ "" }, 48));
	return rc;
}

enum err_code callback_later(struct desk *d, int64_t id, int64_t at, const char *text,
    struct err *e)
{
	struct callback_step step;
	struct callback c;
	struct txn *t;
	int64_t allowed = 0;
	enum err_code rc = callback_begin(d, "callback-do", id, &t, &c, e);

	if (rc != OK)
		return rc;
	step = callback_step_of(d, t, &c, "later", text);
	step.to_at = at;
	if (c.held[0])
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not put off. It waits for the expert or for its message."));
	else if (at < txn_now(t) - CALLBACK_CLAIM_S)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("That time has passed. Type a later one: t 17, tm, tue 15."));
	if (rc == OK)
		rc = callback_allowed(d, &c, at, &allowed, e);
	if (rc == OK && allowed != at)
		rc = refuse_time(d, allowed, e);
	if (rc == OK)
		rc = callback_put_at(d, &c, at, e);
	if (rc == OK)
		rc = callback_unannounce_in(t, d, id, e);
	if (rc == OK)
		rc = callback_update(t, &c, e);
	if (rc == OK)
		rc = callback_step_insert(t, &step, NULL, e);
	return callback_commit(t, id, rc, NULL, true, e);
}

/* ---- to somebody else ---- */

static bool is_role(const char *role)
{
	for (size_t i = 0; callback_roles[i]; i++)
		if (!strcmp(callback_roles[i], role))
			return true;
	return false;
}

static enum err_code check_whom(struct desk *d, int64_t staff_id, const char *role, struct err *e)
{
	if (role && !is_role(role))
		return err_set(e, ERR_INVALID, tr("No such role for callbacks: %s."), role);
	if (staff_id && !rights_other_may(d, staff_id, "callback-do"))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not given. That person may do no callbacks: choose another."));
	return OK;
}

enum err_code callback_give(struct desk *d, int64_t id, int64_t staff_id, const char *role,
    const char *text, struct err *e)
{
	struct callback_step step;
	struct callback c;
	struct txn *t;
	enum err_code rc = check_whom(d, staff_id, role, e);

	if (rc == OK)
		rc = callback_begin(d, "callback-give", id, &t, &c, e);
	if (rc != OK)
		return rc;
	step = callback_step_of(d, t, &c, "given", text);
	if (role)
		text_copy(c.role, sizeof c.role, role);
	c.staff_id = staff_id;
	/* Whoever gets it begins anew: it leaves the lead's list. */
	c.tries = 0;
	rc = callback_update(t, &c, e);
	if (rc == OK)
		rc = callback_step_insert(t, &step, NULL, e);
	return callback_commit(t, id, rc, NULL, true, e);
}

/* ---- remarks, other questions, messages ---- */

enum err_code callback_remark(struct desk *d, int64_t id, const char *text, struct err *e)
{
	struct callback_step step;
	struct callback c;
	struct txn *t;
	enum err_code rc;

	if (!text || !text[0])
		return err_set(e, ERR_INVALID, "%s", tr("Not kept. The remark is empty."));
	rc = callback_begin(d, "callback-do", id, &t, &c, e);
	if (rc != OK)
		return rc;
	step = callback_step_of(d, t, &c, "remark", text);
	rc = callback_step_insert(t, &step, NULL, e);
	return callback_commit(t, id, rc, NULL, false, e);
}

enum err_code callback_other(struct desk *d, int64_t id, const char *role, const char *text,
    int64_t *made, struct err *e)
{
	struct callback_draft draft;
	struct callback_step step;
	struct callback c;
	struct txn *t;
	enum err_code rc = check_whom(d, 0, role, e);

	if (rc == OK)
		rc = callback_begin(d, "callback-do", id, &t, &c, e);
	if (rc != OK)
		return rc;
	step = callback_step_of(d, t, &c, "remark", text);
	draft = (struct callback_draft){ .branch_id = c.branch_id, .client_id = c.client_id,
		.dependant_id = c.dependant_id, .partner_id = c.partner_id, .role = role,
		.text = text, .source = "callback", .source_id = c.id };
	rc = callback_hand_in(t, d, &draft, made, e);
	if (rc == OK)
		rc = callback_step_insert(t, &step, NULL, e);
	return callback_commit(t, id, rc, NULL, false, e);
}

/* Of one that is a message itself: the one of its rule. */
static const char *template_of(const struct desk *d, const struct callback *c)
{
	const struct callback_rule *r = callbacks_find(d->callbacks, c->rule);

	if (strcmp(c->channel, "message") != 0)
		return "before-call";
	return r && r->message ? r->message : "after-care";
}

enum err_code callback_announce(struct desk *d, int64_t id, int64_t *message_id, struct err *e)
{
	struct tell_call tell = { .callback_id = id };
	struct callback_step step;
	struct callback c;
	struct txn *t;
	enum err_code rc = callback_begin(d, "callback-do", id, &t, &c, e);

	*message_id = 0;
	if (rc != OK)
		return rc;
	if (!strcmp(c.held, "message"))
		rc = err_set(e, ERR_CONFLICT, "%s", tr("Its message is on the way already. F12, "
		    "tab Messages, says how far."));
	tell.client_id = c.client_id;
	tell.template = template_of(d, &c);
	tell.about = c.about;
	tell.about_en = c.about_en;
	step = callback_step_of(d, t, &c, "message", NULL);
	if (rc == OK && c.client_id)
		rc = outbox_call(d, t, &tell, message_id, e);
	if (rc == OK && !*message_id)
		rc = err_set(e, ERR_DENIED, "%s", tr("Not sent. Quiet, no messages wished, or no "
		    "mobile number: call without it."));
	if (rc == OK && !strcmp(c.channel, "message")) {
		text_copy(c.held, sizeof c.held, "message");
		rc = callback_update(t, &c, e);
	}
	if (rc == OK)
		rc = callback_step_insert(t, &step, NULL, e);
	return callback_commit(t, id, rc, NULL, false, e);
}
