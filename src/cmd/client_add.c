/* client add k=v ...: opens a file through the same form as the screen. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/intake.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"

static const struct arg table[] = {
	{ .name = "distinct", .kind = ARG_SWITCH },
};
static const char usage[] = "client add FIELD=VALUE ... [--distinct]";

static enum err_code unknown_field(const struct form *form, const char *name, struct err *e)
{
	struct buf names = BUF_INIT;
	const char *near = NULL;
	int best = 3;

	for (size_t i = 0; i < form->nfields; i++) {
		int far = word_distance(name, form->fields[i].name);

		buf_printf(&names, "%s%s", i ? " " : "", form->fields[i].name);
		if (far < best) {
			best = far;
			near = form->fields[i].name;
		}
	}
	if (near)
		err_set(e, ERR_USAGE, tr("The form has no field \"%.40s\". Did you mean %s?"), name,
		    near);
	else
		err_set(
		    e, ERR_USAGE, tr("The form has no field \"%.40s\". It has: %s"), name, names.s);
	buf_free(&names);
	return e->code;
}

/* The sentence of the form, with the field before it where it does not name it. */
static enum err_code set_field(struct form_edit *x, const char *word, struct err *e)
{
	const struct form *form = form_edit_form(x);
	const char *equals = strchr(word, '=');
	char *name;
	int field;
	enum err_code rc;

	if (!equals || equals == word)
		return err_set(e, ERR_USAGE,
		    tr("\"%.40s\" is not FIELD=VALUE. Usage: frontdesk %s"), word, usage);
	name = mem_dup_n(word, (size_t)(equals - word));
	field = form_field_index(form, name);
	rc = field < 0 ? unknown_field(form, name, e) : form_edit_set_text(x, field, equals + 1, e);
	mem_free(name);
	return rc;
}

/* On a screen a key answers; here an option does. */
static enum err_code say_alike(struct cmd_context *c, struct err *e)
{
	const char *at = strstr(e->detail, "client ");
	int64_t id = at ? strtoll(at + strlen("client "), NULL, 10) : 0;
	char name[200];

	if (!id)
		return e->code;
	describe_client(c->desk, id, name, sizeof name);
	err_clear(e);
	return err_set(e, ERR_DUPLICATE,
	    tr("Not opened. Perhaps the same person: client %lld, %s. "
	       "--distinct opens another file."),
	    (long long)id, name);
}

static enum err_code say_added(struct cmd_context *c, int64_t id, struct err *e)
{
	static const struct table_col columns[] = { { "id", 0, true }, { "file_no", 0, false } };
	struct client_card card;
	enum err_code rc = card_of(c, id, &card, e);

	if (rc != OK)
		return rc;
	if (c->format == FORMAT_TEXT) {
		say(c, "%lld %s", (long long)id, card.file_no);
		return OK;
	}
	struct table_out *t = table_begin(c, columns, COUNT(columns));
	table_int(t, id);
	table_text(t, card.file_no);
	table_row(t);
	table_end(t, NULL);
	return OK;
}

static enum err_code add(
    struct cmd_context *c, struct form *form, int n, char **words, bool distinct, struct err *e)
{
	struct form_env env;
	struct form_edit *x;
	int64_t id = 0;
	enum err_code rc = OK;

	form_env_make(c->desk, &env);
	x = form_edit_new(form, &env);
	for (int i = 0; i < n && rc == OK; i++)
		rc = set_field(x, words[i], e);
	if (rc == OK)
		rc = intake_add(c->desk, x, distinct, &id, e);
	form_edit_free(x);
	if (rc == ERR_DUPLICATE)
		return say_alike(c, e);
	return rc == OK ? say_added(c, id, e) : rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct arg args[COUNT(table)];
	struct form *form;
	int rest;
	enum err_code rc;

	memcpy(args, table, sizeof args);
	rc = args_parse(c, args, COUNT(args), argc, argv, &rest, e);
	if (rc == OK)
		rc = args_words(rest, 1, 200, usage, e);
	if (rc != OK)
		return rc;
	form = form_catalog_find(c->desk->forms, "client");
	if (!form)
		return err_set(
		    e, ERR_CONFIG, tr("There is no form \"client\" in %s."), c->forms_dir);
	return add(c, form, rest, argv, args[0].given, e);
}

const struct cmd cmd_client_add = {
	.name = "client add",
	.usage = "FIELD=VALUE ... [--distinct]",
	.help = N_("Opens a file; --distinct although another one looks like the same person."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
