#include "desk/treatment_note.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/txn.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "treatment_priv.h"

const char *const treatment_roles[TREATMENT_ROLES] = { "operator", "nurse", "consultant", "expert",
	"manager" };

/* ---- the summary ---- */

static void make_from_notes(struct desk *d, struct treatment_notes *n, struct buf *out)
{
	for (size_t i = 0; i < TREATMENT_ROLES; i++)
		if (n->v[i].note.text[0])
			buf_printf(out, "%s%s: %s", out->n ? "\n" : "",
			    treatment_role_word(d, n->v[i].role), n->v[i].note.text);
}

/* No note yet: what was found, in the order of the steps, and marked as such. */
static enum err_code make_from_record(struct desk *d, int64_t id, struct buf *out, struct err *e)
{
	struct treatment_view v;
	char found[400];
	enum err_code rc = treatment_view(d, id, &v, e);

	buf_puts(out, tr("From the record:"));
	for (size_t i = 0; i < v.n && rc == OK; i++) {
		const struct treatment_item *x = &v.v[i];

		if (x->step.done_at && (x->step.has_number || x->step.finding[0]))
			buf_printf(out, " %s %s;", x->is ? label_text(&x->is->title) : x->step.code,
			    treatment_found(d, x, found, sizeof found));
		if (x->step.remark[0])
			buf_printf(out, " %s;", x->step.remark);
	}
	if (rc == OK)
		buf_printf(out, tr(" %d of %d steps."), v.done, v.steps);
	treatment_view_free(&v);
	return rc;
}

static enum err_code make(struct desk *d, int64_t id, struct treatment_notes *n, struct err *e)
{
	struct buf b = BUF_INIT;
	enum err_code rc = OK;

	n->from_record = n->written == 0;
	if (n->from_record)
		rc = make_from_record(d, id, &b, e);
	else
		make_from_notes(d, n, &b);
	text_copy(n->made, sizeof n->made, buf_str(&b));
	buf_free(&b);
	return rc;
}

enum err_code treatment_notes(struct desk *d, int64_t id, struct treatment_notes *out,
    struct err *e)
{
	struct role_note_list l = { 0 };
	enum err_code rc;

	memset(out, 0, sizeof *out);
	rc = treatment_get(d->store, id, &out->t, e);
	if (rc == OK)
		rc = role_note_list(d->store, id, &l, e);
	for (size_t i = 0; i < TREATMENT_ROLES; i++) {
		out->v[i].role = treatment_roles[i];
		out->v[i].mine = treatment_has_role(d, treatment_roles[i]);
		for (size_t k = 0; k < l.n; k++)
			if (!strcmp(l.v[k].role, treatment_roles[i]))
				out->v[i].note = l.v[k];
		out->written += out->v[i].note.text[0] != '\0';
	}
	role_note_list_free(&l);
	out->edited = out->t.summary_by != 0;
	return rc == OK ? make(d, id, out, e) : rc;
}

/* Notes may follow on the day of the session. */
static enum err_code begin_note(struct desk *d, const char *name, int64_t id, struct txn **t,
    struct treatment *v, struct err *e)
{
	struct action_head head = { .name = name };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc != OK)
		return rc;
	action_subject(*t, "treatment", id);
	rc = treatment_get(d->store, id, v, e);
	if (rc == OK && v->line.branch_id != d->branch_id)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not done. That treatment is at another branch."));
	if (rc != OK)
		action_rollback(*t);
	return rc;
}

static enum err_code end_note(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

enum err_code treatment_note(struct desk *d, int64_t id, const char *role, const char *was,
    const char *text, struct err *e)
{
	struct treatment v;
	struct txn *t;
	char today[11];
	enum err_code rc;

	if (text_is_blank(text))
		return err_invalid(e, role, "%s", tr("The note says nothing yet."));
	if (strlen(text) >= TREATMENT_TEXT)
		return err_invalid(e, role, "%s", tr("The note is too long. Shorten it."));
	rc = begin_note(d, "note-write", id, &t, &v, e);
	if (rc != OK)
		return rc;
	if (!treatment_has_role(d, role))
		rc = err_set(e, ERR_DENIED, tr("That line is another role's: %s."),
		    treatment_role_word(d, role));
	else if (v.line.ended_at && strcmp(v.line.day, desk_today_text(d, today)) != 0)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not saved. Notes follow on the day itself; r in the file writes a "
		    "remark."));
	if (rc == OK)
		rc = role_note_set(t, id, role, was, text, e);
	return end_note(t, rc, e);
}

enum err_code treatment_summary(struct desk *d, int64_t id, const char *was, const char *text,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct treatment v;
	struct txn *t;
	enum err_code rc;

	if (strlen(text) >= TREATMENT_TEXT)
		return err_invalid(e, "summary", "%s", tr("The summary is too long. Shorten it."));
	rc = begin_note(d, "note-write", id, &t, &v, e);
	if (rc != OK)
		return rc;
	if (strcmp(v.summary, was) != 0)
		rc = err_set(e, ERR_CONFLICT, tr("Not saved. %s changed the summary meanwhile."),
		    v.summarist[0] ? v.summarist : tr("somebody"));
	if (rc == OK) {
		visit_set_text(&set, "summary", text);
		visit_set_int(&set, "summary_by", d->who.staff_id);
		visit_set_int(&set, "summary_at", txn_now(t));
		rc = columns_put(t, "treatment", id, &set, e);
	}
	return end_note(t, rc, e);
}

/* ---- adverse reactions ---- */

static enum err_code insert_adverse(struct desk *d, struct txn *t, const struct treatment *v,
    const struct adverse_report *r, int64_t *id, struct err *e)
{
	struct adverse a = { .branch_id = v->line.branch_id, .client_id = v->line.client_id,
		.treatment_id = v->line.id, .at = r->at ? r->at : txn_now(t),
		.expert_id = v->expert_id };
	enum err_code rc;

	if (text_is_blank(r->sign))
		return err_invalid(e, "sign", "%s", tr("Not saved. Say what is seen."));
	desk_day_of(d, a.at, a.day);
	text_copy(a.sign, sizeof a.sign, r->sign);
	text_copy(a.measure, sizeof a.measure, r->measure);
	text_copy(a.outcome, sizeof a.outcome, r->outcome);
	rc = adverse_insert(t, &a, id, e);
	return rc == OK ? outbox_come(d, t, v->line.client_id, v->expert_id, r->sign, r->sign, NULL,
	    e) : rc;
}

static enum err_code update_adverse(struct txn *t, const struct adverse_report *r, struct err *e)
{
	struct visit_set set = { .n = 0 };

	if (r->measure)
		visit_set_text(&set, "measure", r->measure);
	if (r->outcome)
		visit_set_text(&set, "outcome", r->outcome);
	visit_set_text(&set, "state", r->over ? "over" : "open");
	return columns_put(t, "adverse", r->id, &set, e);
}

enum err_code treatment_adverse(struct desk *d, const struct adverse_report *r, int64_t *id,
    struct err *e)
{
	struct treatment v;
	struct txn *t;
	enum err_code rc = begin_note(d, "treat-adverse", r->treatment_id, &t, &v, e);

	if (rc != OK)
		return rc;
	*id = r->id;
	rc = r->id ? update_adverse(t, r, e) : insert_adverse(d, t, &v, r, id, e);
	return end_note(t, rc, e);
}
