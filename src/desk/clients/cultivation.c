/* Cultivation: who is to become more to the house, by what, at what cost, and what came of it. */
#include "desk/cultivation.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/action.h"
#include "data/client.h"
#include "data/payment.h"
#include "desk/desk.h"
#include "desk/segment.h"
#include "form/segment.h"
#include "desk/cases/survey_priv.h"

#define COST_MAX INT64_C(100000000000)
#define TEXT_CP 400
#define TEXT_BYTES 1200         /* of a row, as it is read */

/* ---- what was said ---- */

static enum err_code check_text(const char *text, const char *field, const char *lacks,
    struct err *e)
{
	if (!text || text_is_blank(text))
		return err_invalid(e, field, "%s", lacks);
	if (utf8_count(text) > TEXT_CP || strlen(text) > TEXT_BYTES)
		return err_invalid(e, field, "%s", tr("Too long. Say it shorter."));
	return OK;
}

static enum err_code check_next(const struct desk *d, const char *day, struct err *e)
{
	int32_t next = day && day[0] ? day_parse(day) : DAY_NONE;

	if (next == DAY_NONE)
		return err_invalid(e, "review_day", "%s",
		    tr("When is it looked at again? Type a day."));
	if (next < desk_today(d))
		return err_invalid(e, "review_day", "%s", tr("The day must be today or later."));
	return OK;
}

static enum err_code check_cost(int64_t cost, const char *field, struct err *e)
{
	if (cost >= 0 && cost <= COST_MAX)
		return OK;
	return err_invalid(e, field, "%s", tr("That is no sum for it. Type another."));
}

static enum err_code check_draft(const struct desk *d, const struct cultivation_draft *x,
    struct err *e)
{
	if (!d->segments)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("This site has no segments.cfg. Write it first."));
	if (!x->target || !segment_rule_find(&d->segments->tiers, x->target))
		return err_invalid(e, "target", "%s",
		    tr("Which tier shall the client reach? Choose one."));
	if (!x->owner_id)
		return err_invalid(e, "owner", "%s", tr("Whose affair is it? Choose a person."));
	if (check_text(x->measure, "measure", tr("What is done for it? Type it."), e) != OK ||
	    (x->budget != -1 && check_cost(x->budget, "budget", e) != OK))
		return e->code;
	return check_next(d, x->review_day, e);
}

static void put_draft(struct visit_set *set, const struct cultivation_draft *x)
{
	visit_set_text(set, "target", x->target);
	visit_set_text(set, "measure", x->measure);
	visit_set_int(set, "owner_id", x->owner_id);
	if (x->budget < 0)
		visit_set_int(set, "budget", 0);
	else
		visit_set_number(set, "budget", x->budget);
	visit_set_text(set, "review_day", x->review_day);
}

/* ---- beginning ---- */

static enum err_code check_client(struct desk *d, int64_t client_id, int64_t *branch_id,
    struct err *e)
{
	struct cultivation_list l = { 0 };
	struct client c;
	enum err_code rc = client_get(d->store, client_id, &c, e);

	if (rc == OK && strcmp(c.state, "merged") == 0)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not begun. That file was merged into another one. Open that one."));
	*branch_id = c.branch_id ? c.branch_id : d->branch_id;
	client_free(&c);
	if (rc == OK)
		rc = cultivation_list_client(d->store, client_id, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].state, "on"))
			rc = err_set(e, ERR_CONFLICT, tr("Not begun. One goes on since %s (%s). "
			    "Change that one, or end it first."), l.v[i].day, l.v[i].owner);
	cultivation_list_free(&l);
	return rc;
}

enum err_code cultivation_add(struct desk *d, const struct cultivation_draft *x, int64_t *id,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct client_class is = { .at = 0 };
	struct txn *t;
	char day[11];
	int64_t branch_id = 0;
	enum err_code rc = check_draft(d, x, e);

	if (rc == OK)
		rc = survey_begin(d, "cultivate", NULL, &t, e);
	if (rc != OK)
		return rc;
	*id = 0;
	rc = check_client(d, x->client_id, &branch_id, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, branch_id, e);
	if (rc == OK)
		rc = segment_of(d, x->client_id, &is, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	put_draft(&set, x);
	visit_set_int(&set, "branch_id", branch_id);
	visit_set_int(&set, "client_id", x->client_id);
	visit_set_text(&set, "day", desk_day_of(d, txn_now(t), day));
	visit_set_int(&set, "created_at", txn_now(t));
	visit_set_int(&set, "staff_id", txn_actor(t)->staff_id);
	if (is.tier[0])
		visit_set_text(&set, "tier", is.tier);
	if (is.growth[0])
		visit_set_text(&set, "growth", is.growth);
	rc = survey_insert_row(t, "cultivation", &set, id, e);
	return survey_end(t, rc, "cultivation", *id, e);
}

/* ---- while it goes on ---- */

static enum err_code begin_about(struct desk *d, int64_t id, struct txn **t,
    struct cultivation_row *r, struct err *e)
{
	enum err_code rc = survey_begin(d, "cultivate", NULL, t, e);

	if (rc != OK)
		return rc;
	rc = cultivation_get(d->store, id, r, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, r->branch_id, e);
	if (rc == OK && strcmp(r->state, "on") != 0)
		rc = err_set(e, ERR_CONFLICT, tr("Not done. It is over: %s. Begin another one."),
		    cultivation_state_word(r->state));
	if (rc != OK)
		action_rollback(*t);
	return rc;
}

enum err_code cultivation_change(struct desk *d, int64_t id, const struct cultivation_draft *x,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct cultivation_row r;
	struct txn *t;
	enum err_code rc = check_draft(d, x, e);

	if (rc == OK)
		rc = begin_about(d, id, &t, &r, e);
	if (rc != OK)
		return rc;
	put_draft(&set, x);
	rc = survey_put_row(t, OK, "cultivation", id, &set, e);
	return survey_end(t, rc, "cultivation", id, e);
}

static enum err_code add_step(struct desk *d, struct txn *t, int64_t id, const char *kind,
    const char *text, int64_t cost, const char *next_day, struct err *e)
{
	struct visit_set set = { .n = 0 };
	char day[11];
	int64_t step;

	visit_set_int(&set, "cultivation_id", id);
	visit_set_text(&set, "day", desk_day_of(d, txn_now(t), day));
	visit_set_int(&set, "created_at", txn_now(t));
	visit_set_int(&set, "staff_id", txn_actor(t)->staff_id);
	visit_set_text(&set, "kind", kind);
	visit_set_text(&set, "text", text);
	visit_set_number(&set, "cost", cost);
	if (next_day)
		visit_set_text(&set, "review_day", next_day);
	return survey_insert_row(t, "cultivation_step", &set, &step, e);
}

enum err_code cultivation_did(struct desk *d, int64_t id, const char *text, int64_t cost,
    struct err *e)
{
	struct cultivation_row r;
	struct txn *t;
	enum err_code rc = check_text(text, "text", tr("What was done? Type it."), e);

	if (rc == OK)
		rc = check_cost(cost, "cost", e);
	if (rc == OK)
		rc = begin_about(d, id, &t, &r, e);
	if (rc != OK)
		return rc;
	rc = add_step(d, t, id, "done", text, cost, NULL, e);
	return survey_end(t, rc, "cultivation", id, e);
}

enum err_code cultivation_review(struct desk *d, int64_t id, const char *text, int64_t cost,
    const char *next_day, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct cultivation_row r;
	struct txn *t;
	enum err_code rc = check_text(text, "text", tr("How does it stand? Type it."), e);

	if (rc == OK)
		rc = check_cost(cost, "cost", e);
	if (rc == OK)
		rc = check_next(d, next_day, e);
	if (rc == OK)
		rc = begin_about(d, id, &t, &r, e);
	if (rc != OK)
		return rc;
	rc = add_step(d, t, id, "review", text, cost, next_day, e);
	visit_set_text(&set, "review_day", next_day);
	rc = survey_put_row(t, rc, "cultivation", id, &set, e);
	return survey_end(t, rc, "cultivation", id, e);
}

enum err_code cultivation_end(struct desk *d, int64_t id, const char *state, const char *result,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct cultivation_row r;
	struct txn *t;
	enum err_code rc = check_text(result, "result", tr("What came of it? Type it."), e);

	if (rc == OK && strcmp(state, "reached") != 0 && strcmp(state, "missed") != 0 &&
	    strcmp(state, "stopped") != 0)
		rc = err_invalid(e, "state", "%s", tr("It ends as reached, missed or stopped."));
	if (rc == OK)
		rc = begin_about(d, id, &t, &r, e);
	if (rc != OK)
		return rc;
	visit_set_text(&set, "state", state);
	visit_set_text(&set, "result", result);
	visit_set_int(&set, "ended_at", txn_now(t));
	visit_set_int(&set, "ended_by", txn_actor(t)->staff_id);
	rc = survey_put_row(t, OK, "cultivation", id, &set, e);
	return survey_end(t, rc, "cultivation", id, e);
}

/* ---- for people ---- */

bool cultivation_due(const struct desk *d, const struct cultivation_row *r)
{
	return !strcmp(r->state, "on") && day_parse(r->review_day) <= desk_today(d);
}

const char *cultivation_state_word(const char *state)
{
	static const struct {
		const char *code, *word;
	} words[] = { { "on", N_("goes on") }, { "reached", N_("target reached") },
		{ "missed", N_("target missed") }, { "stopped", N_("given up") } };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i].code, state))
			return tr(words[i].word);
	return state;
}

const char *cultivation_measure(const struct desk *d, const char *growth)
{
	const struct segment_rule *r = d->segments ?
	    segment_rule_find(&d->segments->growth, growth) : NULL;

	return r ? label_text(&r->measure) : "";
}

enum err_code cultivation_revenue(struct desk *d, const struct cultivation_row *r, int64_t *sum,
    struct err *e)
{
	char to[11];

	if (r->ended_at)
		desk_day_of(d, r->ended_at, to);
	else
		desk_today_text(d, to);
	return payment_sum_days(d->store, r->client_id, r->day, to, sum, e);
}
