#include "desk/suggestion.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/action.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "survey_priv.h"

/* ---- taking ---- */

enum err_code suggestion_take_in(struct txn *t, struct desk *d, const struct suggestion_draft *x,
    int64_t *id, struct err *e)
{
	int64_t staff = x->staff_id || x->client_id ? x->staff_id : txn_actor(t)->staff_id;
	struct visit_set set = { .n = 0 };
	char day[11];

	if (!x->text || text_is_blank(x->text))
		return err_invalid(e, "text", "%s",
		    tr("Not taken. What should be better? Type it."));
	visit_set_int(&set, "branch_id", d->branch_id);
	visit_set_int(&set, "client_id", x->client_id);
	visit_set_int(&set, "staff_id", staff);
	visit_set_text(&set, "day", desk_day_of(d, txn_now(t), day));
	visit_set_int(&set, "created_at", txn_now(t));
	visit_set_int(&set, "survey_id", x->survey_id);
	visit_set_text(&set, "text", x->text);
	visit_set_text(&set, "channel", x->channel);
	return survey_insert_row(t, "suggestion", &set, id, e);
}

enum err_code suggestion_take(struct desk *d, const struct suggestion_draft *x, int64_t *id,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = survey_begin(d, "suggest", NULL, &t, e);

	if (rc != OK)
		return rc;
	rc = suggestion_take_in(t, d, x, id, e);
	return survey_end(t, rc, "suggestion", *id, e);
}

/* ---- deciding, answering ---- */

static enum err_code begin_about(struct desk *d, const char *name, int64_t id, struct txn **t,
    struct suggestion_row *r, struct err *e)
{
	enum err_code rc = survey_begin(d, name, NULL, t, e);

	if (rc != OK)
		return rc;
	rc = suggestion_get(d->store, id, r, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, r->branch_id, e);
	if (rc != OK)
		action_rollback(*t);
	return rc;
}

static enum err_code refuse_state(const struct suggestion_row *r, struct err *e)
{
	return err_set(e, ERR_CONFLICT, tr("Not done. This suggestion stands as: %s."),
	    suggestion_state_word(r->state));
}

enum err_code suggestion_decide(struct desk *d, int64_t id, bool taken, const char *reason,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct suggestion_row r;
	struct txn *t;
	enum err_code rc;

	if (text_is_blank(reason))
		return err_invalid(e, "reason", "%s", tr("Say what was decided, and why."));
	rc = begin_about(d, "improve", id, &t, &r, e);
	if (rc != OK)
		return rc;
	if (strcmp(r.state, "new") != 0)
		rc = refuse_state(&r, e);
	visit_set_text(&set, "state", taken ? "taken" : "declined");
	visit_set_int(&set, "decided_by", txn_actor(t)->staff_id);
	visit_set_int(&set, "decided_at", txn_now(t));
	visit_set_text(&set, "reason", reason);
	rc = survey_put_row(t, rc, "suggestion", id, &set, e);
	return survey_end(t, rc, "suggestion", id, e);
}

enum err_code suggestion_done(struct desk *d, int64_t id, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct suggestion_row r;
	struct txn *t;
	enum err_code rc = begin_about(d, "improve", id, &t, &r, e);

	if (rc != OK)
		return rc;
	if (strcmp(r.state, "taken") != 0)
		rc = refuse_state(&r, e);
	visit_set_text(&set, "state", "done");
	rc = survey_put_row(t, rc, "suggestion", id, &set, e);
	return survey_end(t, rc, "suggestion", id, e);
}

static enum err_code send_answer(struct desk *d, struct txn *t, const struct suggestion_row *r,
    const char *text, struct err *e)
{
	struct tell_about about = { .what = TELL_ANSWER, .client_id = r->client_id,
		.extra = text };
	int64_t message = 0;
	enum err_code rc = r->client_id ? outbox_client(d, t, &about, &message, e) : OK;

	if (rc == OK && !message)
		rc = err_invalid(e, "how", "%s", tr("Not sent. No mobile number, or no messages "
		    "are wanted. 2 or 3: say it."));
	return rc;
}

enum err_code suggestion_answer(struct desk *d, int64_t id, const char *how, const char *text,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct suggestion_row r;
	struct txn *t;
	enum err_code rc;

	if (text_is_blank(text))
		return err_invalid(e, "answer", "%s", tr("What was told? Type it."));
	rc = begin_about(d, "suggest", id, &t, &r, e);
	if (rc != OK)
		return rc;
	if (!strcmp(r.state, "new") || r.answered_at)
		rc = r.answered_at ? err_set(e, ERR_CONFLICT, tr("%s answered it already."),
		    r.answered_by) : refuse_state(&r, e);
	if (rc == OK && !strcmp(how, "message"))
		rc = send_answer(d, t, &r, text, e);
	visit_set_text(&set, "answer", text);
	visit_set_text(&set, "told", how);
	visit_set_int(&set, "answered_at", txn_now(t));
	visit_set_int(&set, "answered_by", txn_actor(t)->staff_id);
	rc = survey_put_row(t, rc, "suggestion", id, &set, e);
	return survey_end(t, rc, "suggestion", id, e);
}

/* ---- for people ---- */

static const struct word {
	const char *code, *word;
} states[] = {
	{ "new", N_("undecided") }, { "taken", N_("taken up") }, { "declined", N_("declined") },
	{ "done", N_("done") },
}, tolds[] = {
	{ "message", N_("message") }, { "call", N_("phone") }, { "face", N_("face to face") },
};

static const char *word_of(const struct word *w, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(w[i].code, code))
			return tr(w[i].word);
	return code;
}

const char *suggestion_state_word(const char *state)
{
	return word_of(states, sizeof states / sizeof states[0], state);
}

const char *suggestion_told_word(const char *how)
{
	return word_of(tolds, sizeof tolds / sizeof tolds[0], how);
}

/* What stood in a survey is as little told to who was rated as the marks. */
const char *suggestion_name(const struct desk *d, const struct suggestion_row *r)
{
	if (!r->client_id)
		return r->staff;
	if (r->rated_id && r->rated_id == d->who.staff_id && !r->named)
		return tr("(a client)");
	return cover_name(d, cover_of_suggestion(r));
}
