/* plan list, show, agree, stop, print: tailored courses and what the client agreed to. */
#include <string.h>

#include "base/money.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "data/plan.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/plan.h"

static enum err_code plan_named(struct cmd_context *c, const char *word, struct plan *p,
    struct err *e)
{
	int64_t id;
	enum err_code rc = plan_by_number(c->store, word, &id, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND,
		    tr("There is no plan %.20s. frontdesk plan list has those that go on."), word);
	}
	return rc == OK ? plan_get(c->store, id, p, e) : rc;
}

static void put_sum(struct cmd_context *c, struct table_out *t, int64_t sum)
{
	char text[MONEY_TEXT];

	table_text(t, desk_sum_plain(c->desk, sum, text, sizeof text));
}

/* ---- list ---- */

static const struct arg list_table[] = {
	{ .name = "client", .value = "CLIENT" },
};

static const struct table_col columns[] = {
	{ "number", 8, false }, { "day", 10, false }, { "client_id", 9, true },
	{ "client", 18, false }, { "plan", 24, false }, { "state", 8, false },
	{ "used", 4, true }, { "sessions", 8, true }, { "price", 10, false },
	{ "used_sum", -1, false },
};

static enum err_code put_plan(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct plan *p = item;
	struct client_card card;
	enum err_code rc = card_of(c, p->client_id, &card, e);

	if (rc != OK)
		return rc;
	table_text(t, p->number);
	table_text(t, p->day);
	table_int(t, p->client_id);
	table_text(t, shown_name(c, &card));
	table_text(t, p->name);
	table_text(t, p->state);
	table_int(t, p->used);
	table_int(t, p->sessions);
	put_sum(c, t, p->price);
	put_sum(c, t, p->used_sum);
	table_row(t);
	return OK;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_plan,
		N_("No plan.") };
	const struct arg *whose = &c->args[0];
	struct plan_list l = { 0 };
	int64_t client = 0;
	enum err_code rc = whose->given ? args_client_open(c, whose->text, &client, e) : OK;

	(void)argc;
	(void)argv;
	if (rc == OK)
		rc = client ? plan_list_client(c->store, client, &l, e) :
		    plan_list_open(c->store, c->desk->branch_id, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	plan_list_free(&l);
	return rc;
}

const struct cmd cmd_plan_list = {
	.name = "plan list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Plans that go on at this branch, or all plans of one client."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- show: one table, the first column says of what a row is ---- */

static const struct table_col show_columns[] = {
	{ "part", 10, false }, { "id", 6, true }, { "what", 20, false },
	{ "planned", 10, false }, { "when", 16, false },
	{ "state", 8, false }, { "who", 10, false }, { "sum", 10, false }, { "text", 0, false },
};

struct part {
	const char *part, *what, *state, *who, *text;
	int64_t id, at, sum;
	const char *day;
};

static void put_part(struct cmd_context *c, struct table_out *t, const struct part *p)
{
	table_text(t, p->part);
	table_int_or_empty(t, p->id);
	table_text(t, p->what);
	table_text(t, p->day);
	table_time(t, p->at);
	table_text(t, p->state);
	table_text(t, p->who);
	if (p->sum)
		put_sum(c, t, p->sum);
	else
		table_text(t, "");
	table_text(t, p->text);
	table_row(t);
}

static enum err_code put_sessions(struct cmd_context *c, struct table_out *t, const struct plan *p,
    struct err *e)
{
	struct plan_session_list l = { 0 };
	enum err_code rc = plan_session_list(c->store, p->id, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		const struct plan_session *x = &l.v[i];

		put_part(c, t, &(struct part){ .part = "session", .id = x->number,
		    .what = describe_in_language(x->service, x->service_en), .state = x->state,
		    .at = x->used_at ? x->used_at : x->start_at, .day = x->planned_day,
		    .sum = x->price });
	}
	plan_session_list_free(&l);
	return rc;
}

static enum err_code put_team(struct cmd_context *c, struct table_out *t, const struct plan *p,
    struct err *e)
{
	struct plan_member_list l = { 0 };
	enum err_code rc = plan_member_list(c->store, p->id, true, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		const struct plan_member *m = &l.v[i];

		put_part(c, t, &(struct part){ .part = "team", .what = m->role, .at = m->from_at,
		    .state = m->until_at ? "was" : "is", .who = m->staff, .text = m->reason });
	}
	plan_member_list_free(&l);
	return rc;
}

static enum err_code put_asked(struct cmd_context *c, struct table_out *t, const struct plan *p,
    struct err *e)
{
	struct agreement_list l = { 0 };
	enum err_code rc = agreement_list_plan(c->store, p->id, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		const struct agreement *a = &l.v[i];

		put_part(c, t, &(struct part){ .part = "agreement", .what = a->kind, .at = a->at,
		    .state = a->answer, .who = a->staff, .text = a->text });
	}
	agreement_list_free(&l);
	return rc;
}

static enum err_code put_home(struct cmd_context *c, struct table_out *t, const struct plan *p,
    struct err *e)
{
	struct plan_home_list l = { 0 };
	enum err_code rc = plan_home_list(c->store, p->id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		put_part(c, t, &(struct part){ .part = "home", .id = l.v[i].line,
		    .at = l.v[i].confirmed_at, .who = l.v[i].staff, .text = l.v[i].text,
		    .state = l.v[i].confirmed_at ? "told" : "open" });
	plan_home_list_free(&l);
	return rc;
}

static enum err_code run_show(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct table_out *t;
	struct plan p;
	enum err_code rc = plan_named(c, argv[0], &p, e);

	(void)argc;
	if (rc == OK && cover_hides_id(c->desk, p.client_id))
		rc = err_set(e, ERR_DENIED, "%s", tr("That file is restricted. "
		    "Open it first, with a reason."));
	if (rc != OK)
		return rc;
	t = table_begin(c, show_columns, COUNT(show_columns));
	put_part(c, t, &(struct part){ .part = "plan", .id = p.version, .what = p.name,
	    .day = p.day, .state = p.state, .sum = p.price, .text = p.goal });
	rc = put_sessions(c, t, &p, e);
	if (rc == OK)
		rc = put_team(c, t, &p, e);
	if (rc == OK)
		rc = put_asked(c, t, &p, e);
	if (rc == OK)
		rc = put_home(c, t, &p, e);
	if (rc == OK)
		table_end(t, NULL);
	else
		table_drop(t);
	return rc;
}

const struct cmd cmd_plan_show = {
	.name = "plan show",
	.words = "PLAN",
	.min = 1,
	.max = 1,
	.help = N_("One plan by its number: sessions, team, agreements, what is done at home."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_show,
};

/* ---- agree ---- */

enum { AGREE_NO, AGREE_SIGNED, AGREE_TEXT };
static const struct arg agree_table[] = {
	[AGREE_NO] = { .name = "no", .kind = ARG_SWITCH },
	[AGREE_SIGNED] = { .name = "signed", .value = "self|guardian|spoken" },
	[AGREE_TEXT] = { .name = "text", .value = "TEXT" },
};

/* The open question of KIND. */
static enum err_code question_named(struct cmd_context *c, const struct plan *p, const char *kind,
    int64_t *id, struct err *e)
{
	struct agreement_list l = { 0 };
	enum err_code rc = agreement_list_plan(c->store, p->id, &l, e);

	*id = 0;
	for (size_t i = 0; i < l.n && !*id; i++)
		if (!strcmp(l.v[i].kind, kind) && !strcmp(l.v[i].answer, "open"))
			*id = l.v[i].id;
	agreement_list_free(&l);
	if (rc == OK && !*id)
		rc = err_set(e, ERR_NOTFOUND, tr("Plan %s asks nothing called %.20s. frontdesk "
		    "plan show %s has what is open."), p->number, kind, p->number);
	return rc;
}

static const char *signed_word(const char *text)
{
	static const char *const words[] = { "self", "guardian", "spoken" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (!strcmp(text, words[i]))
			return words[i];
	return NULL;
}

static enum err_code run_agree(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	bool no = a[AGREE_NO].given;
	const char *by = a[AGREE_SIGNED].given ? signed_word(a[AGREE_SIGNED].text) : "spoken";
	struct plan p;
	int64_t id;
	enum err_code rc;

	(void)argc;
	if (!by)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = plan_named(c, argv[0], &p, e);
	if (rc == OK)
		rc = question_named(c, &p, argv[1], &id, e);
	if (rc == OK)
		rc = plan_answer(c->desk, id, no ? "no" : "yes", by, a[AGREE_TEXT].text, e);
	if (rc == OK)
		rc = plan_get(c->store, p.id, &p, e);
	if (rc == OK)
		say(c, "%s: %s", p.number, plan_state_word(p.state));
	return rc;
}

const struct cmd cmd_plan_agree = {
	.name = "plan agree",
	.words = "PLAN KIND",
	.min = 2,
	.max = 2,
	.args = agree_table,
	.nargs = COUNT(agree_table),
	.help = N_("Records the client's answer to what a plan asks: advice, told, price, photos, "
	    "team."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_agree,
};

/* ---- stop ---- */

static const struct arg stop_table[] = {
	{ .name = "why", .value = "TEXT", .needed = true },
};

static enum err_code run_stop(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	char sum[MONEY_TEXT];
	struct plan p;
	int64_t back;
	enum err_code rc = plan_named(c, argv[0], &p, e);

	(void)argc;
	if (rc == OK)
		rc = plan_stop(c->desk, p.id, c->args[0].text, &back, e);
	if (rc == OK)
		say(c, tr("%s: stopped; %s is kept for the client"), p.number,
		    money_full(back, c->desk->currency, sum, sizeof sum));
	return rc;
}

const struct cmd cmd_plan_stop = {
	.name = "plan stop",
	.words = "PLAN",
	.min = 1,
	.max = 1,
	.args = stop_table,
	.nargs = COUNT(stop_table),
	.help = N_("Stops a plan, with a reason: what is not used is credited."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_stop,
};

/* ---- print ---- */

static enum err_code run_print(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	char paper[] = "plan";
	char *words[] = { paper, argv[0] };

	(void)argc;
	return cmd_paper.run(c, 2, words, e);
}

const struct cmd cmd_plan_print = {
	.name = "plan print",
	.words = "PLAN",
	.min = 1,
	.max = 1,
	.args = paper_args,
	.nargs = COUNT(paper_args) - 1,
	.help = N_("The plan on paper, to be signed: as text, PDF or on the printer."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_print,
};
