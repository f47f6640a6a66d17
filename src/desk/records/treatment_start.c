/* A treatment begins: what is missing is settled first, then the checklist is copied. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/agreement.h"
#include "data/form_text.h"
#include "data/txn.h"
#include "desk/approve.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "treatment_priv.h"

/* ---- what is missing ---- */

/* Consent given while the box was open is one gap less. */
static void settle_consent(struct treatment_ready *r, const char *consent)
{
	size_t n = 0;
	bool signs = consent && (!r->minor || !strcmp(consent, "guardian"));

	for (size_t i = 0; i < r->ngaps; i++)
		if (!signs || strcmp(r->gap[i].code, "consent") != 0)
			r->gap[n++] = r->gap[i];
	r->ngaps = n;
}

static void gaps_text(const struct treatment_ready *r, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < r->ngaps; i++)
		buf_printf(&b, "%s%s", i ? " " : "", r->gap[i].text);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
}

/* Whoever begins does not allow it to himself, whatever else he may. */
static enum err_code check_allowed(struct desk *d, const struct treatment_ready *r,
    const struct treatment_begin *b, struct err *e)
{
	char gaps[600];

	if (!r->ngaps)
		return OK;
	gaps_text(r, gaps, sizeof gaps);
	if (text_is_blank(b->without))
		return err_set(e, ERR_INVALID, tr("Not begun. %s"), gaps);
	if (d->admin)
		return OK;
	if (!d->who.second_id)
		return err_set(e, ERR_SECOND, tr("Needs a second person: %s"), gaps);
	return approve_may(d, "treat-override", d->who.second_id, e);
}

static enum err_code check_seen(const struct treatment_ready *r, const char *seen, struct err *e)
{
	if (!seen)
		return err_invalid(e, "seen", "%s",
		    tr("Not begun. Read what must not be done, and 1 says that it was seen."));
	if (strcmp(seen, r->seen) != 0)
		return err_field(e, "seen"), err_set(e, ERR_CONFLICT, "%s",
		    tr("Not begun. The file was changed meanwhile. Read it again, then 1."));
	return OK;
}

static enum err_code check_running(struct desk *d, const struct treatment_ready *r, int64_t *id,
    struct err *e)
{
	struct treatment t;
	char at[48];
	enum err_code rc;

	if (!r->running)
		return OK;
	*id = r->running;
	rc = treatment_get(d->store, r->running, &t, e);
	return rc != OK ? rc : err_set(e, ERR_DUPLICATE,
	    tr("%s began it %s already. Enter opens it."), t.line.operator,
	    desk_time_text(d, t.line.started_at, at, sizeof at));
}

static enum err_code check_time(const struct treatment_begin *b, int64_t now, struct err *e)
{
	return b->started_at <= now ? OK : err_set(e, ERR_INVALID, "%s",
	    tr("Not begun. It has not begun later than now. Correct the time."));
}

static enum err_code check_visit(struct desk *d, const struct treatment_ready *r, struct err *e)
{
	struct visit_row v;
	enum err_code rc;

	if (!r->is.visit_id)
		return OK;
	rc = visit_get(d->store, r->is.visit_id, &v, e);
	if (rc != OK)
		return rc;
	if (v.branch_id != d->branch_id)
		return err_set(e, ERR_INVALID, "%s", tr("Not begun. That visit is elsewhere."));
	if (strcmp(v.state, "treating") != 0)
		return err_set(e, ERR_INVALID,
		    tr("Not begun. %s %s. y on the arrivals (F4) leads into the room."),
		    arrival_name(d, &v), arrival_state_word(v.state));
	return OK;
}

/* ---- writing ---- */

static enum err_code write_consent(struct desk *d, struct txn *t, const struct treatment_ready *r,
    const char *consent, int64_t treatment_id, struct err *e)
{
	struct agreement a = { .branch_id = d->branch_id, .client_id = r->is.client_id,
		.service_id = r->is.service_id, .treatment_id = treatment_id, .at = txn_now(t),
		.staff_id = d->who.staff_id, .kind = "consent", .answer = "yes" };

	if (!consent || !r->list->consent)
		return OK;
	desk_today_text(d, a.day);
	text_copy(a.signed_by, sizeof a.signed_by, consent);
	return agreement_insert(t, &a, NULL, e);
}

static enum err_code write_steps(struct txn *t, const struct checklist *c, int64_t id,
    struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < c->nsteps && rc == OK; i++) {
		const struct checklist_step *s = &c->steps[i];
		struct treatment_step x = { .treatment_id = id, .line = (int)i + 1,
			.required = s->required, .manager = s->manager,
			.planned_min = s->planned_min, .wait_min = s->wait_min };

		text_copy(x.code, sizeof x.code, s->code);
		text_copy(x.phase, sizeof x.phase, step_phases[s->phase]);
		text_copy(x.role, sizeof x.role, s->role);
		text_copy(x.unit, sizeof x.unit, s->has_figure ? s->figure.unit : "");
		rc = treatment_step_insert(t, &x, NULL, e);
	}
	return rc;
}

static void fill_row(struct desk *d, struct txn *t, const struct treatment_ready *r,
    const struct treatment_begin *b, struct treatment *v)
{
	char gaps[600], second[96];

	*v = (struct treatment){ .line = { .branch_id = d->branch_id,
	    .client_id = r->is.client_id, .dependant_id = r->is.dependant_id,
	    .visit_id = r->is.visit_id, .appointment_id = r->is.appointment_id,
	    .service_id = r->is.service_id, .operator_id = r->is.operator_id,
	    .started_at = b->started_at ? b->started_at : txn_now(t) },
	    .plan_id = r->is.plan_id, .session_id = r->is.session_id,
	    .expert_id = r->is.expert_id, .room_id = r->is.room_id,
	    .device_id = r->is.device_id, .seen_by = d->who.staff_id, .seen_at = txn_now(t) };
	desk_day_of(d, v->line.started_at, v->line.day);
	text_copy(v->form_hash, sizeof v->form_hash, d->checklists->hash);
	text_copy(v->seen_text, sizeof v->seen_text, r->seen);
	text_copy(v->wanted, sizeof v->wanted, b->wanted ? b->wanted : r->wanted);
	if (!v->seen_by)
		v->seen_at = 0;         /* the program itself has no eyes */
	if (!r->ngaps)
		return;
	gaps_text(r, gaps, sizeof gaps);
	text_fmt(v->started_why, sizeof v->started_why, tr("%s %s: %s"), gaps,
	    describe_staff(d, d->who.second_id, second, sizeof second), b->without);
}

static enum err_code write_all(struct desk *d, struct txn *t, const struct treatment_ready *r,
    const struct treatment_begin *b, int64_t *id, struct err *e)
{
	struct treatment v;
	size_t n;
	const char *text = config_file_text(d->checklists->file, &n);
	enum err_code rc;

	fill_row(d, t, r, b, &v);
	rc = form_text_keep(t, "checklists", v.form_hash, text, e);
	if (rc == OK)
		rc = treatment_insert(t, &v, id, e);
	if (rc == OK)
		rc = write_steps(t, r->list, *id, e);
	if (rc == OK)
		rc = write_consent(d, t, r, b->consent, *id, e);
	return rc;
}

enum err_code treatment_start(struct desk *d, const struct treatment_begin *b, int64_t *id,
    struct err *e)
{
	struct action_head head = {
		.name = b->is.visit_id && !b->started_at ? "treat-start" : "treat-later",
		.reason = b->without };
	struct treatment_ready r;
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	*id = 0;
	if (rc != OK)
		return rc;
	txn_touch_area(t, AREA_ARRIVALS);
	rc = treatment_prepare(d, &b->is, &r, e);
	if (rc == OK)
		rc = check_running(d, &r, id, e);
	if (rc == OK)
		rc = check_time(b, txn_now(t), e);
	if (rc == OK)
		rc = check_visit(d, &r, e);
	if (rc == OK)
		rc = check_seen(&r, b->seen, e);
	if (rc == OK) {
		settle_consent(&r, b->consent);
		rc = check_allowed(d, &r, b, e);
	}
	if (rc == OK)
		rc = write_all(d, t, &r, b, id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "treatment", *id);
	return action_commit(t, NULL, e);
}
