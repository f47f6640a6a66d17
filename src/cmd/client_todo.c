/* client todo, client duplicates: the work lists about files. */
#include <string.h>

#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "data/todo.h"
#include "desk/desk.h"
#include "desk/rights.h"

#define PAGE 200

static const struct arg table[] = {
	{ .name = "all", .kind = ARG_SWITCH },
};

struct list {
	const char *kind, *empty;
	const struct table_col *columns;
	size_t ncolumns;
};

static const struct table_col complete_columns[] = {
	{ "id", 6, true },
	{ "day", 10, false },
	{ "client_id", 9, true },
	{ "client", 18, false },
	{ "missing", 0, false },
};
static const struct table_col double_columns[] = {
	{ "id", 6, true },
	{ "day", 10, false },
	{ "client_id", 9, true },
	{ "client", 18, false },
	{ "other_id", 8, true },
	{ "other", 18, false },
	{ "why", 0, false },
};
static const struct list complete = { "complete",
	N_("Every file is complete."), complete_columns, COUNT(complete_columns) };
static const struct list doubles = { "duplicate",
	N_("No two files look like one person."), double_columns, COUNT(double_columns) };

static enum err_code put_name(struct cmd_context *c, struct table_out *t, int64_t id, struct err *e)
{
	struct client_card card;
	enum err_code rc = card_of(c, id, &card, e);

	if (rc != OK)
		return rc;
	table_int(t, id);
	table_text(t, shown_name(c, &card));
	return OK;
}

static enum err_code put_todo(
    struct cmd_context *c, struct table_out *t, const struct todo *w, struct err *e)
{
	enum err_code rc;

	table_int(t, w->id);
	table_text(t, w->day);
	rc = put_name(c, t, w->client_id, e);
	if (rc == OK && !strcmp(w->kind, "duplicate"))
		rc = put_name(c, t, w->other_id, e);
	if (rc != OK)
		return rc;
	table_text(t, w->why);
	table_row(t);
	return OK;
}

static enum err_code put_all(
    struct cmd_context *c, const struct list *list, int64_t branch, struct err *e)
{
	struct table_out *t = table_begin(c, list->columns, list->ncolumns);
	struct todo last = { .id = 0 };
	struct todo_list l = { .n = 0 };
	enum err_code rc;

	do {
		rc = todo_list_open(
		    c->store, list->kind, branch, last.id ? last.day : NULL, last.id, PAGE, &l, e);
		for (size_t i = 0; i < l.n && rc == OK; i++)
			rc = put_todo(c, t, &l.v[i], e);
		if (l.n)
			last = l.v[l.n - 1];
	} while (rc == OK && l.n == PAGE);
	todo_list_free(&l);
	if (rc == OK)
		table_end(t, tr(list->empty));
	else
		table_drop(t);
	return rc;
}

static enum err_code run(struct cmd_context *c, const struct list *list, struct err *e)
{
	bool all = c->args[0].given;

	if (all && rights_check(c->desk, &c->desk->who, "see-branches", e) != OK)
		return e->code;
	return put_all(c, list, all ? 0 : c->desk->branch_id, e);
}

static enum err_code run_todo(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	(void)argv;
	return run(c, &complete, e);
}

static enum err_code run_duplicates(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	(void)argv;
	return run(c, &doubles, e);
}

const struct cmd cmd_client_todo = {
	.name = "client todo",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Files that lack what the branch requires; --all branches."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_todo,
};

const struct cmd cmd_client_duplicates = {
	.name = "client duplicates",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Files that look like one person; --all branches."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_duplicates,
};
