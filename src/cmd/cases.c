/* cases, cases take, escalations: complaints with their limits, and what waits for an expert. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "data/complaint.h"
#include "data/escalation.h"
#include "desk/complaint.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/escalate.h"
#include "form/complaints.h"

#define EVER "0000-01-01"

/* ---- cases ---- */

enum { CASES_OPEN, CASES_LATE, CASES_ALL, CASES_CLIENT };
static const struct arg cases_table[] = {
	[CASES_OPEN] = { .name = "open", .kind = ARG_SWITCH },
	[CASES_LATE] = { .name = "late", .kind = ARG_SWITCH },
	[CASES_ALL] = { .name = "all", .kind = ARG_SWITCH },
	[CASES_CLIENT] = { .name = "client", .value = "CLIENT" },
};

static const struct table_col case_columns[] = {
	{ "number", 8, false }, { "made", 16, false }, { "state", 8, false }, { "kind", 9, false },
	{ "level", 8, false }, { "channel", 9, false }, { "client", 8, true },
	{ "owner", 6, false }, { "answer_by", 16, false }, { "answered", 16, false },
	{ "solve_by", 16, false }, { "closed", 16, false }, { "late_min", 8, true },
	{ "satisfied", 9, true }, { "cause", 9, false }, { "content", 0, false },
};

static int64_t late_minutes(const struct complaint *c)
{
	int64_t late = clock_now() - complaint_next(c, NULL);

	return strcmp(c->state, "closed") != 0 && late > 0 ? (late + 59) / 60 : 0;
}

static enum err_code put_case(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	struct complaint shown = *(const struct complaint *)item, *x = &shown;

	(void)e;
	cover_complaint(c->desk, x);
	if (c->args[CASES_LATE].given && !late_minutes(x))
		return OK;
	table_text(t, x->number);
	table_time(t, x->created_at);
	table_text(t, x->state);
	table_text(t, x->kind);
	table_text(t, x->level);
	table_text(t, x->channel);
	table_int_or_empty(t, x->client_id);
	table_text(t, staff_code_of(c, x->owner_id));
	table_time(t, x->answer_due_at);
	table_time(t, x->answered_at);
	table_time(t, x->solve_due_at);
	table_time(t, x->closed_at);
	table_int_or_empty(t, late_minutes(x));
	table_int_or_empty(t, x->satisfied);
	table_text(t, x->cause);
	table_text(t, x->content);
	table_row(t);
	return OK;
}

static int by_limit(const void *a, const void *b)
{
	const struct complaint *x = a, *y = b;
	int64_t dx = complaint_next(x, NULL), dy = complaint_next(y, NULL);

	return dx != dy ? (dx > dy) - (dx < dy) : (x->id > y->id) - (x->id < y->id);
}

static enum err_code run_cases(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { case_columns, COUNT(case_columns), put_case,
		N_("No complaint open.") };
	struct complaint_list l = { 0 };
	bool all = c->args[CASES_ALL].given;
	int64_t client = 0;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (c->args[CASES_OPEN].given + c->args[CASES_LATE].given + all > 1)
		return err_set(e, ERR_USAGE, "%s", tr("One of --open, --late and --all."));
	if (c->args[CASES_CLIENT].given)
		rc = args_client_open(c, c->args[CASES_CLIENT].text, &client, e);
	if (rc == OK && client)
		rc = complaint_list_client(c->store, client, &l, e);
	else if (rc == OK)
		rc = all ? complaint_list_since(c->store, c->desk->branch_id, EVER, &l, e) :
		    complaint_list_open(c->store, c->desk->branch_id, &l, e);
	if (rc == OK && !all && !client && l.n)
		qsort(l.v, l.n, sizeof *l.v, by_limit);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	complaint_list_free(&l);
	return rc;
}

const struct cmd cmd_cases = {
	.name = "cases",
	.words = "",
	.args = cases_table,
	.nargs = COUNT(cases_table),
	.help = N_("Complaints of the branch that are open, the next limit first; late ones; all."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_cases,
};

/* ---- cases take ---- */

enum { TAKE_CLIENT, TAKE_KIND, TAKE_LEVEL, TAKE_CHANNEL, TAKE_WANTS, TAKE_AT, TAKE_OWNER };
static const struct arg take_table[] = {
	[TAKE_CLIENT] = { .name = "client", .value = "CLIENT" },
	[TAKE_KIND] = { .name = "kind", .value = "KIND" },
	[TAKE_LEVEL] = { .name = "level", .value = "LEVEL" },
	[TAKE_CHANNEL] = { .name = "channel", .value = "CHANNEL" },
	[TAKE_WANTS] = { .name = "wants", .value = "TEXT" },
	[TAKE_AT] = { .name = "at", .value = "TIME" },
	[TAKE_OWNER] = { .name = "owner", .value = "STAFF" },
};

static enum err_code take_draft(struct cmd_context *c, struct complaint_draft *x, struct err *e)
{
	enum err_code rc = OK;

	x->kind = c->args[TAKE_KIND].text;
	x->level = c->args[TAKE_LEVEL].text;
	x->channel = c->args[TAKE_CHANNEL].text;
	x->wanted = c->args[TAKE_WANTS].text;
	if (c->args[TAKE_CLIENT].given)
		rc = args_client_open(c, c->args[TAKE_CLIENT].text, &x->client_id, e);
	if (rc == OK && c->args[TAKE_AT].given)
		rc = appt_when(c, c->args[TAKE_AT].text, &x->at, e);
	if (rc == OK && c->args[TAKE_OWNER].given)
		rc = staff_named(c, c->args[TAKE_OWNER].text, &x->owner_id, e);
	return rc;
}

static enum err_code run_take(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct complaint_draft x = { .content = argv[0] };
	struct complaint made;
	char answer[48], solve[48];
	int64_t id;
	enum err_code rc = take_draft(c, &x, e);

	(void)argc;
	if (rc == OK)
		rc = complaint_take(c->desk, &x, &id, e);
	if (rc == OK)
		rc = complaint_get(c->store, id, &made, e);
	if (rc == OK)
		say(c, tr("%s taken. First answer by %s, solved by %s."), made.number,
		    desk_time_text(c->desk, made.answer_due_at, answer, sizeof answer),
		    desk_time_text(c->desk, made.solve_due_at, solve, sizeof solve));
	return rc;
}

const struct cmd cmd_cases_take = {
	.name = "cases take",
	.words = "TEXT",
	.min = 1,
	.max = 1,
	.args = take_table,
	.nargs = COUNT(take_table),
	.help = N_("Takes a complaint or an inquiry; without a client it is nobody's, as a "
	    "review."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_take,
};

/* ---- escalations ---- */

enum { ASKED_MINE, ASKED_ALL };
static const struct arg asked_table[] = {
	[ASKED_MINE] = { .name = "mine", .kind = ARG_SWITCH },
	[ASKED_ALL] = { .name = "all", .kind = ARG_SWITCH },
};

static const struct table_col asked_columns[] = {
	{ "id", 6, true }, { "state", 8, false }, { "due", 16, false }, { "late_min", 8, true },
	{ "client", 8, true }, { "complaint", 9, false }, { "callback", 8, true },
	{ "raised", 16, false }, { "by", 6, false }, { "for", 6, false }, { "seen", 16, false },
	{ "answered", 16, false }, { "answered_by", 11, false }, { "solved", 16, false },
	{ "text", -1, false },
};

static enum err_code put_asked(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	struct escalation shown = *(const struct escalation *)item, *x = &shown;
	int64_t late = clock_now() - x->due_at;

	(void)e;
	cover_escalation(c->desk, x);
	table_int(t, x->id);
	table_text(t, x->state);
	table_time(t, x->due_at);
	table_int_or_empty(t, !strcmp(x->state, "raised") && late > 0 ? (late + 59) / 60 : 0);
	table_int(t, x->client_id);
	table_text(t, x->number);
	table_int_or_empty(t, x->callback_id);
	table_time(t, x->created_at);
	table_text(t, staff_code_of(c, x->raised_by));
	table_text(t, x->staff_id ? staff_code_of(c, x->staff_id) : "");
	table_time(t, x->seen_at);
	table_time(t, x->answered_at);
	table_text(t, x->answered_by ? staff_code_of(c, x->answered_by) : "");
	table_time(t, x->solved_at);
	table_text(t, x->text);
	table_row(t);
	return OK;
}

static enum err_code run_escalations(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { asked_columns, COUNT(asked_columns), put_asked,
		N_("No question waits for an expert.") };
	struct escalation_list l = { 0 };
	enum escalate_view view = c->args[ASKED_ALL].given ? ESCALATE_ALL :
	    c->args[ASKED_MINE].given ? ESCALATE_MINE : ESCALATE_OPEN;
	enum err_code rc;

	(void)argc;
	(void)argv;
	if (c->args[ASKED_ALL].given && c->args[ASKED_MINE].given)
		return err_set(e, ERR_USAGE, "%s", tr("One of --mine and --all."));
	rc = escalate_list(c->desk, view, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	escalation_list_free(&l);
	return rc;
}

const struct cmd cmd_escalations = {
	.name = "escalations",
	.words = "",
	.args = asked_table,
	.nargs = COUNT(asked_table),
	.help = N_("What was put to experts and the head office: where it is, and by when."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_escalations,
};
