/* The end of a visit: how it ended, what follows, what was seen to at the door. */
#include "desk/arrival_leave.h"

#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/mark.h"
#include "data/txn.h"
#include "desk/callback_events.h"
#include "desk/desk.h"
#include "desk/survey.h"

const struct outcome outcomes[] = {
	{ "treated", N_("treated"), FOLLOW_NONE, FOLLOW_NONE, true, "done" },
	{ "booked", N_("booked"), FOLLOW_MUST, FOLLOW_NONE, false, "done" },
	{ "consulted", N_("consulted only"), FOLLOW_MUST, FOLLOW_NONE, false, "done" },
	{ "unseen", N_("left unseen"), FOLLOW_MUST, FOLLOW_MUST, false, "cancelled" },
	{ "unsuitable", N_("unsuitable"), FOLLOW_MAY, FOLLOW_MUST, false, "done" },
	{ "referred", N_("referred"), FOLLOW_MUST, FOLLOW_MUST, false, "done" },
	{ "collected", N_("only collected"), FOLLOW_NONE, FOLLOW_NONE, false, "done" },
	{ "paid", N_("only paid"), FOLLOW_NONE, FOLLOW_NONE, true, "done" },
	{ "report", N_("read a report"), FOLLOW_MAY, FOLLOW_NONE, false, "done" },
};
const size_t outcomes_count = sizeof outcomes / sizeof outcomes[0];

const char *arrival_outcome_word(const char *outcome)
{
	for (size_t i = 0; i < outcomes_count; i++)
		if (!strcmp(outcomes[i].code, outcome))
			return tr(outcomes[i].label);
	return outcome;
}

static const struct outcome *find_outcome(const char *code)
{
	for (size_t i = 0; code && i < outcomes_count; i++)
		if (!strcmp(outcomes[i].code, code))
			return &outcomes[i];
	return NULL;
}

static enum err_code check_leave(struct desk *d, const struct visit_row *v,
    const struct arrival_leave *l, const struct outcome *o, struct err *e)
{
	const char *day = l->follow_day ? l->follow_day : "", *text = l->text ? l->text : "";
	char money[32];

	if (!o)
		return err_invalid(e, "outcome", "%s", tr("Not let go. Say how it ended: 1-9."));
	if (o->day == FOLLOW_MUST && !day[0])
		return err_invalid(e, "follow_day", "%s",
		    tr("Not let go. This outcome needs a day for what follows."));
	if (day[0] && (day_parse(day) == DAY_NONE || day_parse(day) < desk_today(d)))
		return err_invalid(e, "follow_day", "%s",
		    tr("Not let go. The day must be today or later."));
	if (o->text == FOLLOW_MUST && text_is_blank(text))
		return err_invalid(e, "outcome_text", "%s", tr("Not let go. Say why, or to whom."));
	if (o->paid && arrival_open_due(v))
		return err_invalid(e, "outcome",
		    tr("Not let go. %s is still to be paid: $ takes it."),
		    desk_money(d, arrival_open_due(v), money, sizeof money));
	return OK;
}

static enum err_code write_marks(struct txn *t, const struct visit_row *v,
    const struct arrival_leave *l, struct err *e)
{
	struct mark m = { .branch_id = v->branch_id, .ref_id = v->id };
	enum err_code rc = OK;

	text_copy(m.kind, sizeof m.kind, "leaving");
	text_copy(m.day, sizeof m.day, v->day);
	for (size_t i = 0; i < l->nmarks && rc == OK; i++) {
		text_copy(m.item, sizeof m.item, l->mark[i].item);
		rc = mark_set(t, &m, l->mark[i].on, e);
	}
	return rc;
}

static enum err_code write_end(struct desk *d, struct txn *t, const struct visit_row *v,
    const struct arrival_leave *l, const struct outcome *o, struct err *e)
{
	struct visit_set set = { .n = 0 };
	enum err_code rc;

	visit_set_text(&set, "state", "left");
	visit_set_number(&set, "since_at", txn_now(t));
	visit_set_int(&set, "left_at", txn_now(t));
	visit_set_text(&set, "outcome", o->code);
	visit_set_text(&set, "follow_day", o->day == FOLLOW_NONE ? "" : l->follow_day);
	visit_set_text(&set, "outcome_text", l->text);
	rc = visit_put(t, v->id, &set, e);
	if (rc == OK)
		rc = visit_event_insert(t, v->id, txn_now(t), "left", o->code, e);
	if (rc == OK)
		rc = write_marks(t, v, l, e);
	if (rc == OK)
		rc = arrival_appointment(d, t, v->appointment_id, o->appointment,
		    l->text && l->text[0] ? l->text : NULL, e);
	return rc == OK ? callback_left_in(t, d, v->id, o->code, l->follow_day, e) : rc;
}

enum err_code arrival_leave(struct desk *d, int64_t id, const struct arrival_leave *l,
    struct err *e)
{
	const struct outcome *o = find_outcome(l->outcome);
	struct visit_row v;
	struct txn *t;
	int64_t survey;
	enum err_code rc = arrival_begin(d, "visit-leave", l->text, id, NULL, &t, &v, e);

	if (rc != OK)
		return rc;
	if (!strcmp(v.state, "left"))
		rc = err_set(e, ERR_CONFLICT, tr("Not let go. %s %s already."),
		    arrival_name(d, &v), arrival_state_word(v.state));
	if (rc == OK)
		rc = check_leave(d, &v, l, o, e);
	if (rc == OK)
		rc = write_end(d, t, &v, l, o, e);
	if (rc == OK)
		rc = survey_raise_in(t, d, id, &survey, e);
	return arrival_end(t, rc, e);
}
