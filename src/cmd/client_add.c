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
		rc = form_set_word(x, words[i], c->usage, e);
	if (rc == OK)
		rc = intake_add(c->desk, x, distinct, &id, e);
	form_edit_free(x);
	if (rc == ERR_DUPLICATE)
		return say_alike(c, e);
	return rc == OK ? say_added(c, id, e) : rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct form *form;

	form = form_catalog_find(c->desk->forms, "client");
	if (!form)
		return err_set(
		    e, ERR_CONFIG, tr("There is no form \"client\" in %s."), c->forms_dir);
	return add(c, form, argc, argv, args[0].given, e);
}

const struct cmd cmd_client_add = {
	.name = "client add",
	.words = "FIELD=VALUE ...",
	.min = 1,
	.max = 200,
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Opens a file; --distinct although another one looks like the same person."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
