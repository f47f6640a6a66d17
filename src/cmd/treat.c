/* treat list, show, start, step, confirm, close: the steps of a treatment, for scripts. */
#include <string.h>

#include "base/tr.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/treatment.h"

/* ---- list ---- */

enum { LIST_DAY, LIST_CLIENT };
static const struct arg list_table[] = {
	[LIST_DAY] = { .name = "day", .value = "D" },
	[LIST_CLIENT] = { .name = "client", .value = "C" },
};
static const struct table_col list_columns[] = {
	{ "id", 5, true }, { "began", 16, false }, { "ended", 16, false }, { "state", 8, false },
	{ "client_id", 0, true }, { "client", 16, false }, { "service", 14, false },
	{ "operator", 10, false }, { "room", 6, false }, { "done", 4, true },
	{ "steps", 5, true }, { "waiting", 7, true },
};

static enum err_code put_line(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct treatment_line *x = item;

	(void)e;
	table_int(t, x->id);
	table_time(t, x->started_at);
	table_time(t, x->ended_at);
	table_text(t, x->state);
	table_int(t, x->client_id);
	table_text(t, cover_treated(c->desk, cover_of_treatment(x)));
	table_text(t, describe_in_language(x->service, x->service_en));
	table_text(t, x->operator);
	table_text(t, x->room);
	table_int(t, x->done);
	table_int(t, x->steps);
	table_int(t, x->waiting);
	table_row(t);
	return OK;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list out = { list_columns, COUNT(list_columns), put_line,
		N_("No treatment.") };
	struct treatment_list l = { 0 };
	int64_t client = 0;
	char day[11];
	enum err_code rc = OK;

	(void)argc, (void)argv;
	if (c->args[LIST_CLIENT].given)
		rc = args_client_open(c, c->args[LIST_CLIENT].text, &client, e);
	if (rc == OK && client)
		rc = treatment_list_client(c->store, client, 1000, &l, e);
	else if (rc == OK)
		rc = treatment_list_day(c->store, c->desk->branch_id, c->args[LIST_DAY].given ?
		    c->args[LIST_DAY].text : desk_today_text(c->desk, day), &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = treatment_count_called(c->desk, &l.v[i], e);
	if (rc == OK)
		rc = table_list(c, &out, l.v, l.n, sizeof *l.v, e);
	treatment_list_free(&l);
	return rc;
}

const struct cmd cmd_treat_list = {
	.name = "treat list", .words = "", .args = list_table, .nargs = COUNT(list_table),
	.help = N_("Treatments of today, of a day, or of a client."),
	.needs = CMD_FILE | CMD_DESK, .run = run_list,
};

/* ---- show ---- */

static const struct table_col show_columns[] = {
	{ "line", 4, true }, { "code", 14, false }, { "phase", 7, false }, { "role", 10, false },
	{ "step", 30, false }, { "state", 8, false }, { "done", 16, false }, { "by", 10, false },
	{ "found", 14, false }, { "confirmed", 16, false }, { "confirmed_by", 10, false },
	{ "late", 4, true }, { "remark", 0, false },
};

static enum err_code put_step(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct treatment_item *i = item;
	const struct treatment_step *s = &i->step;
	char found[400];

	(void)e;
	if (!i->applies)
		return OK;
	table_int(t, s->line);
	table_text(t, s->code);
	table_text(t, s->phase);
	table_text(t, s->role);
	table_text(t, i->is ? label_text(&i->is->title) : s->code);
	table_text(t, i->until_at ? "begun" : s->state);
	table_time(t, s->done_at);
	table_text(t, s->done);
	table_text(t, treatment_found(c->desk, i, found, sizeof found));
	table_time(t, s->confirmed_at);
	table_text(t, s->confirmed);
	table_int(t, i->late);
	table_text(t, s->remark);
	table_row(t);
	return OK;
}

/* ID as it was typed; ERR_USAGE. */
static enum err_code treatment_id(const char *word, int64_t *id, struct err *e)
{
	return args_id(word, id) ? OK :
	    err_set(e, ERR_USAGE, tr("\"%.40s\" is no treatment's number. treat list shows them."),
	    word);
}

static enum err_code run_show(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list out = { show_columns, COUNT(show_columns), put_step,
		N_("No step.") };
	struct treatment_view v = { .n = 0 };
	int64_t id;
	enum err_code rc = treatment_id(argv[0], &id, e);

	(void)argc;
	if (rc == OK)
		rc = treatment_view(c->desk, id, &v, e);
	if (rc == OK)
		rc = table_list(c, &out, v.v, v.n, sizeof *v.v, e);
	treatment_view_free(&v);
	return rc;
}

const struct cmd cmd_treat_show = {
	.name = "treat show", .words = "ID", .min = 1, .max = 1,
	.help = N_("The steps of a treatment: who did them, what was found, who confirmed them."),
	.needs = CMD_FILE | CMD_DESK, .run = run_show,
};

/* ---- start ---- */

enum { START_SEEN, START_CONSENT, START_WANTED, START_WITHOUT, START_AT };
static const struct arg start_table[] = {
	[START_SEEN] = { .name = "seen", .kind = ARG_SWITCH },
	[START_CONSENT] = { .name = "consent", .value = "self|guardian|spoken" },
	[START_WANTED] = { .name = "wanted", .value = "TEXT" },
	[START_WITHOUT] = { .name = "without", .value = "WHY" },
	[START_AT] = { .name = "at", .value = "TIME" },
};

/* Without --seen it only says what must be acknowledged. */
static enum err_code run_start(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct treatment_begin b = { .wanted = a[START_WANTED].text,
		.consent = a[START_CONSENT].text, .without = a[START_WITHOUT].text };
	struct treatment_ready r;
	int64_t id;
	enum err_code rc = OK;

	(void)argc;
	if (!args_id(argv[0], &b.is.visit_id))
		rc = err_set(e, ERR_USAGE, "%s",
		    tr("treat start needs the number of a visit (queue)."));
	if (rc == OK && a[START_AT].given)
		rc = appt_when(c, a[START_AT].text, &b.started_at, e);
	if (rc == OK)
		rc = treatment_prepare(c->desk, &b.is, &r, e);
	if (rc != OK)
		return rc;
	if (!a[START_SEEN].given) {
		for (size_t i = 0; i < r.ngaps; i++)
			say(c, "%s", r.gap[i].text);
		say(c, "%s", r.seen);
		return OK;
	}
	b.seen = r.seen;
	rc = treatment_start(c->desk, &b, &id, e);
	if (rc == OK)
		say(c, "%lld", (long long)id);
	return rc;
}

const struct cmd cmd_treat_start = {
	.name = "treat start", .words = "VISIT", .min = 1, .max = 1,
	.args = start_table, .nargs = COUNT(start_table),
	.help = N_("Says what must be seen and what is missing before the treatment of a visit; "
	    "with --seen begins it and prints its number."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE, .run = run_start,
};

/* ---- step, confirm ---- */

static enum err_code find_step(struct cmd_context *c, char **argv, int64_t *step, struct err *e)
{
	struct treatment_step_list l = { 0 };
	int64_t id, line;
	enum err_code rc = treatment_id(argv[0], &id, e);

	*step = 0;
	if (rc == OK)
		rc = treatment_step_list(c->store, id, &l, e);
	for (size_t i = 0; i < l.n; i++)
		if (!strcmp(l.v[i].code, argv[1]) ||
		    (args_id(argv[1], &line) && line == l.v[i].line))
			*step = l.v[i].id;
	treatment_step_list_free(&l);
	if (rc == OK && !*step)
		rc = err_set(e, ERR_NOTFOUND, tr("No step \"%.40s\". treat show %.20s lists them."),
		    argv[1], argv[0]);
	return rc;
}

enum { STEP_FINDING, STEP_FIGURE, STEP_REMARK };
static const struct arg step_table[] = {
	[STEP_FINDING] = { .name = "finding", .value = "CODE" },
	[STEP_FIGURE] = { .name = "figure", .value = "N" },
	[STEP_REMARK] = { .name = "remark", .value = "TEXT" },
};

static enum err_code run_step(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct treatment_answer a = { .finding = c->args[STEP_FINDING].text,
		.figure = c->args[STEP_FIGURE].text, .remark = c->args[STEP_REMARK].text };
	int64_t step;
	bool begun;
	enum err_code rc = find_step(c, argv, &step, e);

	(void)argc;
	if (rc == OK)
		rc = treatment_done(c->desk, step, &a, &begun, e);
	if (rc == OK)
		say(c, "%s", begun ? tr("Begun.") : tr("Done."));
	return rc;
}

const struct cmd cmd_treat_step = {
	.name = "treat step", .words = "ID STEP", .min = 2, .max = 2,
	.args = step_table, .nargs = COUNT(step_table),
	.help = N_("Does a step now, by its number or code; a timed one begins first."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE, .run = run_step,
};

static enum err_code run_confirm(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t step;
	enum err_code rc = find_step(c, argv, &step, e);

	(void)argc;
	if (rc == OK)
		rc = treatment_confirm(c->desk, step, e);
	if (rc == OK)
		say(c, "%s", tr("Confirmed."));
	return rc;
}

const struct cmd cmd_treat_confirm = {
	.name = "treat confirm", .words = "ID STEP", .min = 2, .max = 2,
	.help = N_("Confirms a step that waits for the manager."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE, .run = run_confirm,
};

/* ---- close ---- */

enum { CLOSE_USED, CLOSE_STOP, CLOSE_AGREED };
static const struct arg close_table[] = {
	[CLOSE_USED] = { .name = "used", .value = "self|guardian|spoken" },
	[CLOSE_STOP] = { .name = "stop", .value = "WHY" },
	[CLOSE_AGREED] = { .name = "agreed", .value = "WHO" },
};

static enum err_code run_close(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	int64_t id;
	enum err_code rc = treatment_id(argv[0], &id, e);

	(void)argc;
	if (rc == OK && a[CLOSE_STOP].given)
		return treatment_stop(c->desk, id, a[CLOSE_STOP].text, a[CLOSE_AGREED].text, e);
	if (rc == OK && a[CLOSE_USED].given)
		rc = treatment_use_answer(c->desk, id, "yes", a[CLOSE_USED].text, NULL, e);
	return rc == OK ? treatment_close(c->desk, id, e) : rc;
}

const struct cmd cmd_treat_close = {
	.name = "treat close", .words = "ID", .min = 1, .max = 1,
	.args = close_table, .nargs = COUNT(close_table),
	.help = N_("Ends a treatment: --used says how the client confirmed what was used; --stop "
	    "ends it early, with who agreed."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE, .run = run_close,
};
