/* resource list, add, set, skill, retire: rooms, devices, people who can be booked. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/branch.h"
#include "data/need.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "desk/house.h"
#include "desk/rows.h"

enum err_code resource_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
{
	struct resource r;
	enum err_code rc = resource_by_code(c->store, word, &r, e);

	if (rc == ERR_NOTFOUND && args_id(word, id)) {
		err_clear(e);
		rc = resource_get(c->store, *id, &r, e);
	}
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		rc = err_set(e, ERR_NOTFOUND,
		    tr("Nobody and nothing that can be booked is called \"%.40s\"."), word);
	}
	*id = rc == OK ? r.id : 0;
	return rc;
}

const char *branch_code_of(struct cmd_context *c, int64_t id, char *out, size_t size)
{
	struct branch b;
	struct err none = ERR_INIT;

	if (!id || branch_get(c->store, id, &b, &none) != OK)
		return text_copy(out, size, "");
	return text_copy(out, size, b.code);
}

/* ---- list ---- */

enum { LIST_KIND, LIST_ALL };
static const struct arg list_table[] = {
	[LIST_KIND] = { .name = "kind", .value = "staff|room|device" },
	[LIST_ALL] = { .name = "all", .kind = ARG_SWITCH },
};

static const struct table_col columns[] = {
	{ "id", 4, true }, { "code", 10, false }, { "name", 14, false }, { "kind", 7, false },
	{ "branch", 8, false }, { "good_for", 30, false }, { "state", 8, false },
	{ "rank", -1, true }, { "rotation", -1, true },
};

static enum err_code put_one(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct resource *r = item;
	struct skill_list skills = { 0 };
	struct buf words = BUF_INIT;
	char branch[24];
	enum err_code rc = skill_list(c->store, r->id, &skills, e);

	for (size_t i = 0; i < skills.n; i++)
		buf_printf(&words, "%s%s", i ? " " : "", skills.v[i].word);
	skill_list_free(&skills);
	table_int(t, r->id);
	table_text(t, r->code);
	table_text(t, r->name);
	table_text(t, r->kind);
	table_text(t, branch_code_of(c, r->branch_id, branch, sizeof branch));
	table_text(t, buf_str(&words));
	table_text(t, r->state);
	table_int(t, r->rank);
	table_int(t, r->rotation);
	table_row(t);
	buf_free(&words);
	return rc;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_one,
		N_("No rooms, no devices, and nobody can be booked yet.") };
	const struct arg *args = c->args;
	struct resource_list l = { 0 };
	enum err_code rc = form_choice(c, "resource", &args[LIST_KIND], e);

	(void)argc;
	(void)argv;
	if (rc == OK)
		rc = resource_list(c->store, 0, args[LIST_KIND].text, args[LIST_ALL].given, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	resource_list_free(&l);
	return rc;
}

const struct cmd cmd_resource_list = {
	.name = "resource list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Rooms, devices and people who can be booked; --all with those out of use."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- add, set ---- */

static const struct arg add_table[] = { { .name = "staff", .value = "CODE" } };

static enum err_code bookable(struct cmd_context *c, const char *who, struct err *e)
{
	int64_t staff, id;
	enum err_code rc = staff_named(c, who, &staff, e);

	if (rc == OK)
		rc = house_bookable(c->desk, staff, &id, e);
	return rc == OK ? rows_say(c, "resource", id) : rc;
}

static enum err_code run_add(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *staff = &c->args[0];
	struct rows_words w = { .form = "resource", .words = argv, .n = argc };
	int64_t id;
	enum err_code rc = args_words(argc, staff->given ? 0 : 1, staff->given ? 0 : 50, c->usage,
	    e);

	if (rc != OK)
		return rc;
	if (staff->given)
		return bookable(c, staff->text, e);
	rc = rows_put_words(c, &w, &id, e);
	return rc == OK ? rows_say(c, "resource", id) : rc;
}

const struct cmd cmd_resource_add = {
	.name = "resource add",
	.words = "FIELD=VALUE ...",
	.max = 50,
	.args = add_table,
	.nargs = COUNT(add_table),
	.usage = "FIELD=VALUE ... | --staff CODE",
	.help = N_("Enters a room or device (kind=, code=, name=), or makes a person bookable."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_add,
};

/* "state=out" is no field of the form: it asks what still uses it. */
static const char *state_of(char **words, int n)
{
	return n == 1 && !strncmp(words[0], "state=", 6) ? words[0] + 6 : NULL;
}

static enum err_code run_set(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct rows_words w = { .form = "resource", .words = argv + 1 };
	const char *state;
	int64_t id;
	enum err_code rc = resource_named(c, argv[0], &w.id, e);

	if (rc != OK)
		return rc;
	w.n = argc - 1;
	state = state_of(argv + 1, argc - 1);
	if (state)
		rc = rows_set_state(c->desk, rows_kind("resource"), w.id, state, NULL, e);
	else
		rc = rows_put_words(c, &w, &id, e);
	return rc == OK ? rows_say(c, "resource", w.id) : rc;
}

const struct cmd cmd_resource_set = {
	.name = "resource set",
	.words = "CODE FIELD=VALUE ... | CODE state=on|out",
	.min = 2,
	.max = 50,
	.help = N_("Changes a room, device or bookable person; state=out: out of order."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_set,
};

/* ---- skill ---- */

static const struct arg skill_table[] = { { .name = "off", .kind = ARG_SWITCH } };

static enum err_code run_skill(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	int64_t id;
	enum err_code rc = resource_named(c, argv[0], &id, e);

	(void)argc;
	if (rc == OK)
		rc = house_skill(c->desk, id, argv[1], !args[0].given, e);
	return rc == OK ? rows_say(c, "resource", id) : rc;
}

const struct cmd cmd_resource_skill = {
	.name = "resource skill",
	.words = "CODE WORD",
	.min = 2,
	.max = 2,
	.args = skill_table,
	.nargs = COUNT(skill_table),
	.help = N_("What somebody or something is good for, in a word of the services' needs."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_skill,
};

/* ---- retire ---- */

const struct arg rows_why[1] = { { .name = "why", .value = "TEXT" } };

enum err_code rows_retire_named(struct cmd_context *c, const char *form,
    enum err_code (*named)(struct cmd_context *, const char *, int64_t *, struct err *),
    const char *word, struct err *e)
{
	int64_t id;
	enum err_code rc = named(c, word, &id, e);

	if (rc == OK)
		rc = rows_set_state(c->desk, rows_kind(form), id, "retired", c->args[0].text, e);
	return rc == OK ? rows_say(c, rows_kind(form)->table, id) : rc;
}

static enum err_code run_retire(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return rows_retire_named(c, "resource", resource_named, argv[0], e);
}

const struct cmd cmd_resource_retire = {
	.name = "resource retire",
	.words = "CODE",
	.min = 1,
	.max = 1,
	.args = rows_why,
	.nargs = COUNT(rows_why),
	.help = N_("Takes it out of use for good; refused while appointments take it."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_retire,
};
