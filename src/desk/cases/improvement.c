/* Improvements: a measure against a problem, with its owner, until somebody else has checked it. */
#include "desk/improvement.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/suggestion.h"
#include "desk/desk.h"
#include "desk/suggestion.h"
#include "survey_priv.h"

/* ---- noting ---- */

static enum err_code check_draft(const struct desk *d, const struct improvement_draft *x,
    struct err *e)
{
	int32_t due = x->due_day && x->due_day[0] ? day_parse(x->due_day) : desk_today(d);

	if (!x->problem || text_is_blank(x->problem))
		return err_invalid(e, "problem", "%s", tr("What is the problem? Type it."));
	if (!x->measure || text_is_blank(x->measure))
		return err_invalid(e, "measure", "%s", tr("What is done against it? Type it."));
	if (due == DAY_NONE || due < desk_today(d))
		return err_invalid(e, "due_day", "%s", tr("The day must be today or later."));
	return OK;
}

/* What it comes from is taken up by it; who said it has the credit. */
static enum err_code take_suggestion(struct desk *d, struct txn *t, int64_t id,
    const char *measure, char *credit, size_t size, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct suggestion_row r;
	enum err_code rc = suggestion_get(d->store, id, &r, e);

	if (rc != OK)
		return rc;
	if (!credit[0])
		text_copy(credit, size, suggestion_name(d, &r));
	if (strcmp(r.state, "new") != 0)
		return OK;
	visit_set_text(&set, "state", "taken");
	visit_set_int(&set, "decided_by", txn_actor(t)->staff_id);
	visit_set_int(&set, "decided_at", txn_now(t));
	visit_set_text(&set, "reason", measure);
	return columns_put(t, "suggestion", id, &set, e);
}

static void put_draft(struct visit_set *set, const struct improvement_draft *x)
{
	visit_set_text(set, "level", x->level);
	visit_set_text(set, "problem", x->problem);
	visit_set_text(set, "measure", x->measure);
	visit_set_int(set, "owner_id", x->owner_id);
	visit_set_text(set, "due_day", x->due_day);
}

enum err_code improvement_add(struct desk *d, const struct improvement_draft *x, int64_t *id,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct txn *t;
	char day[11], month[8], credit[200];
	enum err_code rc = check_draft(d, x, e);

	if (rc == OK)
		rc = survey_begin(d, "improve", NULL, &t, e);
	if (rc != OK)
		return rc;
	desk_day_of(d, txn_now(t), day);
	text_copy(month, sizeof month, x->month ? x->month : day);
	text_copy(credit, sizeof credit, x->credit ? x->credit : "");
	if (x->suggestion_id)
		rc = take_suggestion(d, t, x->suggestion_id, x->measure, credit, sizeof credit, e);
	put_draft(&set, x);
	visit_set_int(&set, "branch_id", d->branch_id);
	visit_set_text(&set, "day", day);
	visit_set_int(&set, "created_at", txn_now(t));
	visit_set_text(&set, "month", month);
	visit_set_int(&set, "suggestion_id", x->suggestion_id);
	visit_set_int(&set, "complaint_id", x->complaint_id);
	visit_set_text(&set, "credit", credit);
	if (rc == OK)
		rc = survey_insert_row(t, "improvement", &set, id, e);
	return survey_end(t, rc, "improvement", *id, e);
}

/* ---- seeing to it ---- */

static enum err_code begin_about(struct desk *d, int64_t id, const char *was, const char *reason,
    struct txn **t, struct improvement_row *r, struct err *e)
{
	enum err_code rc = survey_begin(d, "improve", reason, t, e);

	if (rc != OK)
		return rc;
	rc = improvement_get(d->store, id, r, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, r->branch_id, e);
	if (rc == OK && !strstr(was, r->state))
		rc = err_set(e, ERR_CONFLICT, tr("Not done. This improvement stands as: %s."),
		    improvement_state_word(r->state));
	if (rc != OK)
		action_rollback(*t);
	return rc;
}

static enum err_code finish(struct txn *t, enum err_code rc, int64_t id, struct visit_set *set,
    struct err *e)
{
	rc = survey_put_row(t, rc, "improvement", id, set, e);
	return survey_end(t, rc, "improvement", id, e);
}

enum err_code improvement_change(struct desk *d, int64_t id, const struct improvement_draft *x,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct improvement_row r;
	struct txn *t;
	enum err_code rc = check_draft(d, x, e);

	if (rc == OK)
		rc = begin_about(d, id, "open", NULL, &t, &r, e);
	if (rc != OK)
		return rc;
	put_draft(&set, x);
	if (x->credit)
		visit_set_text(&set, "credit", x->credit);
	return finish(t, OK, id, &set, e);
}

enum err_code improvement_do(struct desk *d, int64_t id, const char *text, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct improvement_row r;
	struct txn *t;
	char day[11];
	enum err_code rc;

	if (text_is_blank(text))
		return err_invalid(e, "done_text", "%s", tr("What was done? Type it."));
	rc = begin_about(d, id, "open", NULL, &t, &r, e);
	if (rc != OK)
		return rc;
	visit_set_text(&set, "state", "done");
	visit_set_text(&set, "done_day", desk_day_of(d, txn_now(t), day));
	visit_set_text(&set, "done_text", text);
	visit_set_int(&set, "done_by", txn_actor(t)->staff_id);
	return finish(t, OK, id, &set, e);
}

static enum err_code end_suggestion(struct desk *d, struct txn *t, int64_t id, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct suggestion_row r;
	enum err_code rc = suggestion_get(d->store, id, &r, e);

	if (rc != OK || strcmp(r.state, "taken") != 0)
		return rc;
	visit_set_text(&set, "state", "done");
	return columns_put(t, "suggestion", id, &set, e);
}

enum err_code improvement_check(struct desk *d, int64_t id, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct improvement_row r;
	struct txn *t;
	char day[11];
	enum err_code rc = begin_about(d, id, "done", NULL, &t, &r, e);

	if (rc != OK)
		return rc;
	if (r.done_by && r.done_by == txn_actor(t)->staff_id)
		rc = err_set(e, ERR_DENIED, "%s", tr("Not checked. Who did it does not check it: "
		    "ask somebody else."));
	if (rc == OK && r.suggestion_id)
		rc = end_suggestion(d, t, r.suggestion_id, e);
	visit_set_text(&set, "state", "checked");
	visit_set_text(&set, "checked_day", desk_day_of(d, txn_now(t), day));
	visit_set_int(&set, "checked_by", txn_actor(t)->staff_id);
	return finish(t, rc, id, &set, e);
}

enum err_code improvement_drop(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct improvement_row r;
	struct txn *t;
	enum err_code rc;

	if (text_is_blank(reason))
		return err_invalid(e, "reason", "%s", tr("Say why: it is asked later."));
	rc = begin_about(d, id, "open", reason, &t, &r, e);
	if (rc != OK)
		return rc;
	visit_set_text(&set, "state", "dropped");
	visit_set_text(&set, "reason", reason);
	return finish(t, OK, id, &set, e);
}

enum err_code improvement_reopen(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct improvement_row r;
	struct txn *t;
	enum err_code rc;

	if (text_is_blank(reason))
		return err_invalid(e, "reason", "%s", tr("Say why: it is asked later."));
	rc = begin_about(d, id, "done", reason, &t, &r, e);
	if (rc != OK)
		return rc;
	visit_set_text(&set, "state", "open");
	visit_set_text(&set, "done_day", "");
	visit_set_int(&set, "done_by", 0);
	visit_set_text(&set, "reason", reason);
	return finish(t, OK, id, &set, e);
}

/* ---- for people ---- */

bool improvement_late(const struct desk *d, const struct improvement_row *r)
{
	return !strcmp(r->state, "open") && r->due_day[0] &&
	    day_parse(r->due_day) < desk_today(d);
}

const char *improvement_state_word(const char *state)
{
	static const struct {
		const char *code, *word;
	} words[] = { { "open", N_("to be done") }, { "done", N_("to be checked") },
		{ "checked", N_("checked") }, { "dropped", N_("given up") } };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i].code, state))
			return tr(words[i].word);
	return state;
}
