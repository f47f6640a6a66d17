/* service list, add, set, need, retire: the catalogue. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/need.h"
#include "data/service.h"
#include "desk/desk.h"
#include "desk/rows.h"

/* ---- list ---- */

static const struct table_col columns[] = {
	{ "id", 4, true }, { "code", 10, false }, { "name", 14, false },
	{ "name_en", 20, false }, { "minutes", 7, true }, { "takes", 36, false },
	{ "deposit", -1, true }, { "rank", -1, true }, { "state", 8, false },
};

static enum err_code put_one(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct service *s = item;
	struct need_list l = { 0 };
	struct buf takes = BUF_INIT;
	enum err_code rc = need_list(c->store, s->id, false, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(&takes, "%s%s", i ? " " : "", l.v[i].skill[0] ? l.v[i].skill :
		    l.v[i].kind);
	need_list_free(&l);
	table_int(t, s->id);
	table_text(t, s->code);
	table_text(t, s->name);
	table_text(t, s->name_en);
	table_int(t, s->minutes);
	table_text(t, buf_str(&takes));
	table_int(t, s->deposit);
	table_int(t, s->rank);
	table_text(t, s->state);
	table_row(t);
	buf_free(&takes);
	return rc;
}

static const struct arg list_table[] = { { .name = "all", .kind = ARG_SWITCH } };

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_one,
		N_("Nothing can be booked yet.") };
	const struct arg *args = c->args;
	struct service_list l = { 0 };
	enum err_code rc = service_list(c->store, args[0].given, &l, e);

	(void)argc;
	(void)argv;
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	service_list_free(&l);
	return rc;
}

const struct cmd cmd_service_list = {
	.name = "service list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("What can be booked and what it takes; --all with what is out of use."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- add, set, retire ---- */

static enum err_code run_add(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct rows_words w = { .form = "service", .words = argv, .n = argc };
	int64_t id;
	enum err_code rc = rows_put_words(c, &w, &id, e);

	(void)argc;
	return rc == OK ? rows_say(c, "service", id) : rc;
}

const struct cmd cmd_service_add = {
	.name = "service add",
	.words = "FIELD=VALUE ...",
	.min = 1,
	.max = 50,
	.help = N_("Enters a service: code=, name=, minutes= and what else its form has."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_add,
};

static enum err_code run_set(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct rows_words w = { .form = "service", .words = argv + 1 };
	int64_t id;
	enum err_code rc = service_named(c, argv[0], &w.id, e);

	w.n = argc - 1;
	if (rc == OK)
		rc = rows_put_words(c, &w, &id, e);
	return rc == OK ? rows_say(c, "service", w.id) : rc;
}

const struct cmd cmd_service_set = {
	.name = "service set",
	.words = "CODE FIELD=VALUE ...",
	.min = 2,
	.max = 50,
	.help = N_("Changes a service."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_set,
};

static enum err_code run_retire(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return rows_retire_named(c, "service", service_named, argv[0], e);
}

const struct cmd cmd_service_retire = {
	.name = "service retire",
	.words = "CODE",
	.min = 1,
	.max = 1,
	.args = rows_why,
	.nargs = COUNT(rows_why),
	.help = N_("Takes a service out of the catalogue; what is booked stays."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_retire,
};

/* ---- what it takes ---- */

static const struct table_col need_columns[] = {
	{ "id", 4, true }, { "line", 4, true }, { "kind", 7, false }, { "skill", 14, false },
	{ "same_line", 9, true }, { "prep_min", 8, true }, { "clean_min", 9, true },
	{ "from_min", 8, true }, { "for_min", 7, true },
};

static enum err_code list_needs(struct cmd_context *c, int64_t service, struct err *e)
{
	struct need_list l = { 0 };
	struct table_out *t;
	enum err_code rc = need_list(c->store, service, false, &l, e);

	if (rc != OK)
		return rc;
	t = table_begin(c, need_columns, COUNT(need_columns));
	for (size_t i = 0; i < l.n; i++) {
		const struct need *n = &l.v[i];

		table_int(t, n->id);
		table_int(t, n->line);
		table_text(t, n->kind);
		table_text(t, n->skill);
		table_int_or_empty(t, n->same_line);
		table_int(t, n->prep_min);
		table_int(t, n->clean_min);
		table_int(t, n->from_min);
		table_int(t, n->for_min);
		table_row(t);
	}
	need_list_free(&l);
	table_end(t, tr("It takes nobody and nothing yet."));
	return OK;
}

/* The row of a line of the service. */
static enum err_code need_at(struct cmd_context *c, int64_t service, long line, int64_t *id,
    struct err *e)
{
	struct need_list l = { 0 };
	enum err_code rc = need_list(c->store, service, false, &l, e);

	*id = 0;
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].line == line)
			*id = l.v[i].id;
	need_list_free(&l);
	if (rc == OK && !*id)
		rc = err_set(e, ERR_NOTFOUND, tr("The service has no line %ld."), line);
	return rc;
}

enum { NEED_OFF, NEED_LINE };
static const struct arg need_table[] = {
	[NEED_OFF] = { .name = "off", .value = "LINE", .kind = ARG_INT, .min = 1, .max = 8 },
	[NEED_LINE] = { .name = "set", .value = "LINE", .kind = ARG_INT, .min = 1, .max = 8 },
};

static enum err_code change_need(struct cmd_context *c, int64_t service, const struct arg *args,
    int n, char **words, struct err *e)
{
	struct rows_words w = { .form = "need", .owner = service, .words = words, .n = n };
	int64_t id;
	enum err_code rc = OK;

	if (args[NEED_OFF].given && (n || args[NEED_LINE].given))
		return err_set(e, ERR_USAGE, tr("Usage: frontdesk %s"), c->usage);
	if (args[NEED_LINE].given)
		rc = need_at(c, service, args[NEED_LINE].number, &w.id, e);
	if (rc == OK && args[NEED_OFF].given)
		rc = need_at(c, service, args[NEED_OFF].number, &id, e);
	if (rc == OK && args[NEED_OFF].given)
		rc = rows_set_state(c->desk, rows_kind("need"), id, "retired", NULL, e);
	if (rc == OK && n)
		rc = rows_put_words(c, &w, &id, e);
	return rc;
}

static enum err_code run_need(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	int64_t service;
	enum err_code rc = service_named(c, argv[0], &service, e);

	if (rc == OK)
		rc = change_need(c, service, args, argc - 1, argv + 1, e);
	return rc == OK ? list_needs(c, service, e) : rc;
}

const struct cmd cmd_service_need = {
	.name = "service need",
	.words = "CODE [FIELD=VALUE ...]",
	.min = 1,
	.max = 20,
	.args = need_table,
	.nargs = COUNT(need_table),
	.usage = "CODE [FIELD=VALUE ... [--set LINE] | --off LINE]",
	.help = N_("What a service takes, line by line; adds, changes or takes away one."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_need,
};
