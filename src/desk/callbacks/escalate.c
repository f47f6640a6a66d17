#include "desk/escalate.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/callback.h"
#include "data/claim.h"
#include "data/complaint.h"
#include "data/escalation.h"
#include "data/staff.h"
#include "desk/calendar.h"
#include "desk/callback_announce.h"
#include "desk/callback_make.h"
#include "desk/complaint.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/rights.h"
#include "desk/settings.h"
#include "callback_work_priv.h"

enum { SHOWN_DAYS = 30, DAY_S = 86400 };

#define HEAD_OFFICE "head-office"
#define EXPERT "expert"

/* ---- by when ---- */

enum err_code escalate_due(struct desk *d, int64_t at, int64_t *due, struct err *e)
{
	struct local_time local = zone_local(d->zone, at);
	struct open_hours h;
	enum err_code rc = calendar_hours(d, d->branch_id, local.day, &h, e);
	int close = h.close_min;

	*due = at + setting_of(d, SETTING_ESCALATE_HOURS) * 3600;
	if (rc != OK || local.second >= setting_of(d, SETTING_EVENING_HOUR) * 3600)
		return rc;
	/* Of a day on which the house is closed: as on another. */
	if (h.open_min >= h.close_min)
		close = d->close_min;
	if (close * 60 > local.second)
		*due = close < 1440 ? zone_instant(d->zone, local.day, close * 60) :
		    zone_day_start(d->zone, local.day + 1);
	return OK;
}

/* ---- the callback that waits ---- */

static enum err_code note_callback(struct txn *t, struct desk *d, int64_t callback_id,
    const char *kind, const char *text, struct err *e)
{
	struct callback_step x = { .callback_id = callback_id,
		.staff_id = txn_actor(t)->staff_id };

	desk_day_of(d, txn_now(t), x.day);
	text_copy(x.kind, sizeof x.kind, kind);
	text_copy(x.text, sizeof x.text, text);
	return callback_step_insert(t, &x, NULL, e);
}

static enum err_code hold_callback(struct txn *t, struct desk *d, const struct escalate_draft *x,
    struct escalation *out, struct err *e)
{
	struct callback c;
	struct claim theirs;
	enum err_code rc = callback_get(txn_store(t), x->callback_id, &c, e);

	if (rc == OK)
		rc = desk_may_see_branch(d, c.branch_id, e);
	if (rc == OK && callback_is_theirs(d, t, c.id, &theirs))
		rc = err_set(e, ERR_TAKEN, tr("Not done. Somebody works on it just now, at %s. "
		    "PgDn goes on."), theirs.station);
	if (rc != OK)
		return rc;
	out->client_id = c.client_id;
	out->branch_id = c.branch_id;
	if (strcmp(c.state, "open") != 0)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not asked. That callback has ended meanwhile. PgDn shows the next."));
	if (!strcmp(c.held, "expert"))
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not asked. It waits for the expert's answer already."));
	text_copy(c.held, sizeof c.held, "expert");
	rc = callback_unannounce_in(t, d, c.id, e);
	if (rc == OK)
		rc = callback_update(t, &c, e);
	return rc == OK ? note_callback(t, d, c.id, "escalated", x->text, e) : rc;
}

/* Back on top of the queue, at once: whoever called goes on with the answer. What waited for us
 * does not expire while it waited. */
static enum err_code give_back(struct txn *t, struct desk *d, const struct escalation *x,
    struct err *e)
{
	struct callback c;
	int64_t now = txn_now(t);
	enum err_code rc = callback_get(txn_store(t), x->callback_id, &c, e);

	if (rc == OK && !strcmp(c.state, "open")) {
		c.held[0] = '\0';
		c.priority = CALLBACK_ANSWERED;
		c.from_at = c.from_at < now ? c.from_at : now;
		c.expire_at = c.expire_at > now + DAY_S ? c.expire_at : now + DAY_S;
		rc = callback_update(t, &c, e);
	}
	return rc == OK ? note_callback(t, d, x->callback_id, "answered", x->answer, e) : rc;
}

/* ---- the complaint that it is about ---- */

static enum err_code note_complaint(struct txn *t, struct desk *d, int64_t id, const char *text,
    struct err *e)
{
	struct complaint_step s = { .complaint_id = id, .kind = "escalated" };

	desk_day_of(d, txn_now(t), s.day);
	text_copy(s.text, sizeof s.text, text);
	return complaint_step_insert(t, &s, NULL, e);
}

static enum err_code hold_complaint(struct txn *t, struct desk *d, const struct escalate_draft *x,
    struct escalation *out, struct err *e)
{
	struct complaint c;
	int64_t open;
	enum err_code rc = complaint_get(txn_store(t), x->complaint_id, &c, e);

	if (rc == OK)
		rc = desk_may_see_branch(d, c.branch_id, e);
	if (rc == OK)
		rc = escalation_of_complaint(txn_store(t), x->complaint_id, &open, e);
	if (rc != OK)
		return rc;
	out->client_id = c.client_id;
	out->branch_id = c.branch_id;
	if (!strcmp(c.state, "closed"))
		return err_set(e, ERR_CONFLICT, tr("Not done. %s is closed. y opens it again."),
		    c.number);
	if (!c.client_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not asked. Nobody we know stands behind it: e gives it another owner."));
	if (open)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not asked. It lies with the head office already."));
	return note_complaint(t, d, x->complaint_id, x->text, e);
}

/* ---- who is told ---- */

static enum err_code tell_all(struct txn *t, struct desk *d, const struct escalation *x,
    struct err *e)
{
	const char *role = x->complaint_id ? HEAD_OFFICE : EXPERT;
	struct staff_list l = { 0 };
	enum err_code rc = staff_list_role(d->store, role, x->branch_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!x->staff_id || l.v[i].id == x->staff_id)
			rc = outbox_line(d, t, "staff-asked", x->client_id, l.v[i].id, x->text,
			    x->text, e);
	if (rc == OK && !l.n)
		rc = err_set(e, ERR_NOTFOUND, "%s", x->complaint_id ?
		    tr("Not asked. Nobody here has the role of the head office: e gives the "
		    "case another owner.") :
		    tr("Not asked. This branch has no expert. Give it to a consultant."));
	staff_list_free(&l);
	return rc;
}

/* ---- raising ---- */

static enum err_code check_draft(struct desk *d, const struct escalate_draft *x, struct err *e)
{
	const char *role = x->complaint_id ? HEAD_OFFICE : EXPERT;

	if (text_is_blank(x->text))
		return err_invalid(e, "text", "%s",
		    tr("Not asked. Say what the question is."));
	if (strlen(x->text) >= sizeof ((struct escalation *)0)->text)
		return err_invalid(e, "text", "%s", tr("That text is too long. Make it shorter."));
	if (x->staff_id && !rights_has_role(d, x->staff_id, role))
		return err_invalid(e, "staff", "%s", x->complaint_id ?
		    tr("That is nobody of the head office. Leave it empty, or Esc, e: another "
		    "owner.") :
		    tr("That person answers no such question. Leave it open for any of them."));
	return OK;
}

enum err_code escalate_raise_in(struct txn *t, struct desk *d, const struct escalate_draft *x,
    int64_t *id, struct err *e)
{
	struct escalation row = { .branch_id = d->branch_id, .client_id = x->client_id,
		.callback_id = x->callback_id, .complaint_id = x->complaint_id,
		.staff_id = x->staff_id };
	enum err_code rc = check_draft(d, x, e);

	*id = 0;
	if (rc == OK && x->callback_id)
		rc = hold_callback(t, d, x, &row, e);
	else if (rc == OK && x->complaint_id)
		rc = hold_complaint(t, d, x, &row, e);
	if (rc == OK && !row.client_id)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("No client is at hand. F2 finds one, then come back here."));
	if (rc == OK)
		rc = escalate_due(d, txn_now(t), &row.due_at, e);
	if (rc != OK)
		return rc;
	desk_day_of(d, txn_now(t), row.day);
	desk_day_of(d, row.due_at, row.due_day);
	text_copy(row.text, sizeof row.text, x->text);
	rc = escalation_insert(t, &row, id, e);
	return rc == OK ? tell_all(t, d, &row, e) : rc;
}

/* ---- the course of it ---- */

static enum err_code begin(struct desk *d, const char *name, int64_t id, struct txn **t,
    struct escalation *out, struct err *e)
{
	struct action_head head = { .name = name };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc != OK) {
		*t = NULL;
		return rc;
	}
	rc = id ? escalation_get(d->store, id, out, e) : OK;
	if (rc == OK && id)
		action_subject(*t, "escalation", id);
	/* An expert who was named may belong to another house. */
	if (rc == OK && id && out->staff_id != d->who.staff_id)
		rc = desk_may_see_branch(d, out->branch_id, e);
	return rc;
}

static enum err_code end(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

enum err_code escalate_raise(struct desk *d, const struct escalate_draft *x, int64_t *id,
    struct err *e)
{
	struct escalation none;
	struct txn *t;
	enum err_code rc = begin(d, "escalate", 0, &t, &none, e);

	*id = 0;
	if (!t)
		return rc;
	rc = escalate_raise_in(t, d, x, id, e);
	if (rc == OK)
		action_subject(t, "escalation", *id);
	return end(t, rc, e);
}

enum err_code escalate_hand(struct desk *d, const struct escalate_draft *x, const char *role,
    int64_t *id, struct err *e)
{
	struct callback_draft draft = { .client_id = x->client_id, .role = role,
		.staff_id = x->staff_id, .text = x->text };
	struct callback c;
	struct escalation none;
	struct txn *t;
	enum err_code rc = begin(d, "escalate", 0, &t, &none, e);

	*id = 0;
	if (!t)
		return rc;
	if (x->callback_id)
		rc = callback_get(d->store, x->callback_id, &c, e);
	if (rc == OK && x->callback_id) {
		draft.client_id = c.client_id;
		draft.dependant_id = c.dependant_id;
		draft.source = "callback";
		draft.source_id = c.id;
	}
	if (rc == OK)
		rc = callback_hand_in(t, d, &draft, id, e);
	if (rc == OK)
		action_subject(t, "callback", *id);
	return end(t, rc, e);
}

bool escalate_is_mine(struct desk *d, const struct escalation *x)
{
	if (strcmp(x->state, "raised") != 0 || !rights_may(d, "escalate-answer"))
		return false;
	if (x->staff_id)
		return x->staff_id == d->who.staff_id;
	return rights_has_role(d, d->who.staff_id, x->complaint_id ? HEAD_OFFICE : EXPERT);
}

enum err_code escalate_see(struct desk *d, int64_t id, struct err *e)
{
	struct escalation x;
	struct txn *t;
	enum err_code rc = escalation_get(d->store, id, &x, e);

	if (rc != OK || x.seen_at || !escalate_is_mine(d, &x))
		return rc;
	rc = begin(d, "escalate-see", id, &t, &x, e);
	if (!t)
		return rc;
	if (rc == OK && !x.seen_at) {
		x.seen_at = txn_now(t);
		rc = escalation_update(t, &x, e);
	}
	return end(t, rc, e);
}

/* A colleague may answer for an expert who is away; for the head office only it does. */
static enum err_code check_answer(struct desk *d, const struct escalation *x, const char *answer,
    struct err *e)
{
	if (x->complaint_id && !strcmp(x->state, "raised") && !escalate_is_mine(d, x))
		return err_set(e, ERR_DENIED, "%s",
		    tr("That was put to somebody else, who answers it."));
	if (text_is_blank(answer))
		return err_invalid(e, "answer", "%s", tr("Not answered. Say what shall be done."));
	if (strlen(answer) >= sizeof x->answer)
		return err_invalid(e, "answer", "%s",
		    tr("That text is too long. Make it shorter."));
	if (strcmp(x->state, "raised") != 0)
		return err_set(e, ERR_CONFLICT, tr("Not answered. %s did it meanwhile."),
		    x->answerer[0] ? x->answerer : x->solver);
	return OK;
}

enum err_code escalate_answer(struct desk *d, int64_t id, const char *answer, struct err *e)
{
	struct escalation x;
	struct txn *t;
	enum err_code rc = begin(d, "escalate-answer", id, &t, &x, e);

	if (!t)
		return rc;
	if (rc == OK)
		rc = check_answer(d, &x, answer, e);
	if (rc != OK)
		return end(t, rc, e);
	text_copy(x.answer, sizeof x.answer, answer);
	text_copy(x.state, sizeof x.state, "answered");
	x.answered_by = txn_actor(t)->staff_id;
	x.answered_at = txn_now(t);
	if (!x.seen_at)
		x.seen_at = x.answered_at;
	rc = escalation_update(t, &x, e);
	if (rc == OK && x.callback_id)
		rc = give_back(t, d, &x, e);
	if (rc == OK && x.complaint_id)
		rc = note_complaint(t, d, x.complaint_id, answer, e);
	if (rc == OK && x.raised_by != x.answered_by)
		rc = outbox_line(d, t, "staff-answered", x.client_id, x.raised_by, answer, answer,
		    e);
	return end(t, rc, e);
}

static enum err_code solve(struct txn *t, struct escalation *x, const char *result, struct err *e)
{
	if (text_is_blank(result))
		return err_invalid(e, "result", "%s",
		    tr("Not solved. Say what came of it."));
	if (!strcmp(x->state, "solved"))
		return err_set(e, ERR_CONFLICT, tr("Not done. %s has said so already."), x->solver);
	text_copy(x->state, sizeof x->state, "solved");
	text_copy(x->result, sizeof x->result, result);
	x->solved_by = txn_actor(t)->staff_id;
	x->solved_at = txn_now(t);
	return escalation_update(t, x, e);
}

/* What was solved without an answer waits no longer: its callback goes on as well. */
enum err_code escalate_solve(struct desk *d, int64_t id, const char *result, struct err *e)
{
	struct escalation x;
	struct txn *t;
	bool unanswered;
	enum err_code rc = begin(d, "escalate", id, &t, &x, e);

	if (!t)
		return rc;
	unanswered = rc == OK && !strcmp(x.state, "raised");
	if (rc == OK)
		rc = solve(t, &x, result, e);
	if (rc == OK && unanswered && x.callback_id) {
		text_copy(x.answer, sizeof x.answer, result);
		rc = give_back(t, d, &x, e);
	}
	return end(t, rc, e);
}

enum err_code escalate_solved_in(struct txn *t, struct desk *d, int64_t callback_id,
    const char *result, struct err *e)
{
	struct escalation x;
	int64_t id;
	enum err_code rc = escalation_of_callback(d->store, callback_id, &id, e);

	if (rc != OK || !id)
		return rc;
	rc = escalation_get(d->store, id, &x, e);
	return rc == OK ? solve(t, &x, result, e) : rc;
}

/* ---- looking ---- */

static bool sees_all(struct desk *d)
{
	return rights_has_role(d, d->who.staff_id, HEAD_OFFICE) && rights_may(d, "see-branches");
}

enum err_code escalate_list(struct desk *d, enum escalate_view view, struct escalation_list *out,
    struct err *e)
{
	int64_t branch = view == ESCALATE_MINE && sees_all(d) ? 0 : d->branch_id;
	char from[12];
	size_t n = 0;
	enum err_code rc;

	if (view == ESCALATE_ALL)
		return escalation_list_since(d->store, d->branch_id, desk_day_of(d, clock_now() -
		    (int64_t)SHOWN_DAYS * DAY_S, from), out, e);
	rc = escalation_list_open(d->store, branch, out, e);
	for (size_t i = 0; i < out->n && rc == OK && view == ESCALATE_MINE; i++)
		if (escalate_is_mine(d, &out->v[i]))
			out->v[n++] = out->v[i];
	if (view == ESCALATE_MINE)
		out->n = n;
	return rc;
}

enum err_code escalate_count(struct desk *d, struct escalate_counts *out, struct err *e)
{
	struct escalation_list l = { 0 };
	int64_t now = clock_now();
	enum err_code rc = escalation_list_open(d->store, d->branch_id, &l, e);

	*out = (struct escalate_counts){ 0 };
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (strcmp(l.v[i].state, "raised") != 0)
			continue;
		out->open++;
		out->late += l.v[i].due_at < now;
		out->mine += escalate_is_mine(d, &l.v[i]);
	}
	escalation_list_free(&l);
	return rc;
}

enum err_code escalate_open_of(struct desk *d, int64_t client_id, int64_t *id, struct err *e)
{
	struct escalation_list l = { 0 };
	enum err_code rc = escalation_list_client(d->store, client_id, &l, e);

	*id = 0;
	for (size_t i = 0; i < l.n && rc == OK && !*id; i++)
		if (strcmp(l.v[i].state, "solved") != 0)
			*id = l.v[i].id;
	escalation_list_free(&l);
	return rc;
}

static void put_time(struct desk *d, struct buf *b, const char *word, const char *who, int64_t at)
{
	char when[40];

	if (!at)
		return;
	buf_printf(b, "%s%s %s", b->n ? " > " : "", word,
	    desk_time_text(d, at, when, sizeof when));
	if (who[0])
		buf_printf(b, " %s", who);
}

char *escalate_status(struct desk *d, const struct escalation *x, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	put_time(d, &b, tr("raised"), x->raiser, x->created_at);
	put_time(d, &b, tr("seen"), "", x->seen_at);
	put_time(d, &b, tr("answered"), x->answerer, x->answered_at);
	put_time(d, &b, tr("solved"), x->solver, x->solved_at);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}
