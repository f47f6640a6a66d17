/* test list, show, step; lab import; attach show: tests and what comes from the laboratory. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/attachment.h"
#include "data/test.h"
#include "desk/attach.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/lab.h"
#include "desk/testing.h"

/* ---- list ---- */

enum { LIST_CLIENT, LIST_LATE };
static const struct arg list_table[] = {
	[LIST_CLIENT] = { .name = "client", .value = "CLIENT" },
	[LIST_LATE] = { .name = "late", .kind = ARG_SWITCH },
};

static const struct table_col columns[] = {
	{ "number", 8, false }, { "client", 8, true }, { "test", 18, false }, { "stage", 10,
	    false },
	{ "since_at", 16, false }, { "due", 10, false }, { "late", 5, true }, { "kits", 5, true },
	{ "expert", 8, false }, { "order", -1, false },
};

static enum err_code put_test(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct test *x = item;

	(void)e;
	if (c->args[LIST_LATE].given && !testing_late(c->desk, x))
		return OK;
	table_text(t, x->number);
	table_int(t, x->client_id);
	table_text(t, testing_name(x));
	table_text(t, x->stage);
	table_time(t, x->stage_at);
	table_text(t, x->due_day);
	table_int_or_empty(t, testing_late(c->desk, x));
	table_int(t, x->kits);
	table_text(t, staff_code_of(c, x->expert_id));
	table_text(t, x->order);
	table_row(t);
	return OK;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_test,
		N_("No open tests.") };
	struct test_list l = { 0 };
	int64_t client = 0;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (c->args[LIST_CLIENT].given)
		rc = args_client_open(c, c->args[LIST_CLIENT].text, &client, e);
	if (rc == OK)
		rc = client ? test_list_client(c->store, client, &l, e) :
		    test_list_open(c->store, c->desk->branch_id, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	test_list_free(&l);
	return rc;
}

const struct cmd cmd_test_list = {
	.name = "test list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Open tests of the branch, the one due first at the top; or all of a client."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- show ---- */

static const struct table_col event_columns[] = {
	{ "at", 16, false }, { "what", 12, false }, { "staff", 8, false }, { "text", 0, false },
};

static enum err_code put_event(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct test_event *v = item;

	(void)e;
	table_time(t, v->at);
	table_text(t, v->what);
	table_text(t, staff_code_of(c, v->staff_id));
	table_text(t, v->text);
	table_row(t);
	return OK;
}

static enum err_code run_show(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { event_columns, COUNT(event_columns), put_event,
		N_("Nothing was done yet.") };
	struct test_event_list l = { 0 };
	struct buf why = BUF_INIT;
	struct test x;
	enum err_code rc = test_by_number(c->store, argv[0], &x, e);

	(void)argc;
	if (rc == OK && cover_hides_id(c->desk, x.client_id))
		rc = err_set(e, ERR_DENIED, "%s", tr("That file is restricted. "
		    "Open it first, with a reason."));
	if (rc == OK)
		rc = test_event_list(c->store, x.id, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	if (rc == OK && c->format == FORMAT_TEXT)
		rc = testing_why(c->desk, x.id, &why, e);
	if (rc == OK && c->format == FORMAT_TEXT)
		say(c, "%s", buf_str(&why));
	buf_free(&why);
	test_event_list_free(&l);
	return rc;
}

const struct cmd cmd_test_show = {
	.name = "test show",
	.words = "NUMBER",
	.min = 1,
	.max = 1,
	.help = N_("Every step of a test with who and when, and what comes next."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_show,
};

/* ---- step ---- */

enum { STEP_TOLD, STEP_UNFIT, STEP_TEXT, STEP_FILE, STEP_FINAL, STEP_TO };
static const struct arg step_table[] = {
	[STEP_TOLD] = { .name = "told", .kind = ARG_SWITCH },
	[STEP_UNFIT] = { .name = "unfit", .kind = ARG_SWITCH },
	[STEP_TEXT] = { .name = "text", .value = "TEXT" },
	[STEP_FILE] = { .name = "file", .value = "FILE" },
	[STEP_FINAL] = { .name = "final", .value = "TEXT" },
	[STEP_TO] = { .name = "to", .value = "NAME" },
};

static enum err_code run_step(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct test x;
	enum err_code rc = test_by_number(c->store, argv[0], &x, e);
	struct testing_answer answer = { .test_id = x.id, .from = x.stage,
		.told = a[STEP_TOLD].given, .unfit = a[STEP_UNFIT].given,
		.text = a[STEP_TEXT].text, .path = a[STEP_FILE].text,
		.final = a[STEP_FINAL].text, .given_to = a[STEP_TO].text };

	(void)argc;
	if (rc == OK)
		rc = testing_step(c->desk, &answer, e);
	if (rc == OK)
		rc = test_get(c->store, x.id, &x, e);
	if (rc == OK)
		say(c, "%s %s %s", x.number, x.stage, x.due_day);
	return rc;
}

const struct cmd cmd_test_step = {
	.name = "test step",
	.words = "NUMBER",
	.min = 1,
	.max = 1,
	.args = step_table,
	.nargs = COUNT(step_table),
	.help = N_("Takes the next step of a test: --told with the kit, --unfit of a sample, "
	    "--file of "
	    "the report, --final what the expert writes, --to who took the paper."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_step,
};

/* ---- the laboratory ---- */

static void refused(void *ctx, long line, const char *raw, const char *reason)
{
	struct cmd_context *c = ctx;

	(void)raw;
	say_aside(c, tr("Line %ld: %s"), line, reason);
}

static enum err_code run_lab(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_col cols[] = {
		{ "lines", 8, true }, { "matched", 8, true }, { "waiting", 8, true },
		{ "known", 8, true }, { "refused", 8, true },
	};
	struct lab_import o = { .dir = argv[0], .refused = refused, .ctx = c };
	struct lab_report r;
	struct table_out *t;
	enum err_code rc = lab_import(c->desk, &o, &r, e);

	(void)argc;
	if (rc != OK)
		return rc;
	t = table_begin(c, cols, COUNT(cols));
	table_int(t, r.lines);
	table_int(t, r.matched);
	table_int(t, r.waiting);
	table_int(t, r.known);
	table_int(t, r.refused);
	table_row(t);
	table_end(t, NULL);
	return r.refused ? err_set(e, ERR_INVALID, tr("Lines refused: %ld."), r.refused) : OK;
}

const struct cmd cmd_lab_import = {
	.name = "lab import",
	.words = "DIR",
	.min = 1,
	.max = 1,
	.help = N_("Takes in results of the laboratory: a folder with one list (number, file, "
	    "values) "
	    "and its files; the same result twice is once."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_lab,
};

/* ---- attachments ---- */

static enum err_code run_attach(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct attachment a;
	int64_t id;
	enum err_code rc;

	(void)argc;
	if (!args_id(argv[0], &id))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = attachment_get(c->store, id, &a, e);
	if (rc == OK)
		rc = attach_verify(c->desk, id, e);
	if (rc == OK)
		say(c, "%s %s %lld %s", a.kind, a.path, (long long)a.bytes, a.hash);
	return rc;
}

const struct cmd cmd_attach_show = {
	.name = "attach show",
	.words = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Where a file of a client is, and whether it is still what it was (its "
	    "SHA-256)."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_attach,
};
