/* verify: proofs over the whole file. Without options all but the replay. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/history.h"
#include "data/store.h"

static const struct arg table[] = {
	{ .name = "chain", .kind = ARG_SWITCH },
	{ .name = "overlap", .kind = ARG_SWITCH },
	{ .name = "terms", .kind = ARG_SWITCH },
	{ .name = "kpi", .kind = ARG_SWITCH },
	{ .name = "figures", .kind = ARG_SWITCH }, /* another name of kpi */
	{ .name = "replay", .kind = ARG_SWITCH },
	{ .name = "base", .value = "FILE" },
};
static const struct table_col columns[] = {
	{ "check", 10, false },
	{ "result", 6, false },
	{ "bad", 6, true },
	{ "detail", 0, false },
};

struct result {
	int64_t bad;
	struct buf detail;
};

static enum err_code check_file(struct cmd_context *c, struct result *r, struct err *e)
{
	enum err_code rc = store_quick_check(c->store, e);

	if (rc != ERR_CORRUPT)
		return rc;
	r->bad = 1;
	buf_puts(&r->detail, e->detail);
	err_clear(e);
	return OK;
}

static enum err_code check_chain(struct cmd_context *c, struct result *r, struct err *e)
{
	struct chain_result chain = { .count = 0 };
	enum err_code rc = chain_verify(c->store, &chain, e);

	if (rc != OK)
		return rc;
	if (chain.bad) {
		r->bad = 1;
		buf_printf(
		    &r->detail, tr("action %lld is not as it was written"), (long long)chain.bad);
		return OK;
	}
	buf_printf(&r->detail, trn("%lld action", "%lld actions", (long)chain.count),
	    (long long)chain.count);
	for (size_t i = 0; i < 8 && chain.count; i++)
		buf_printf(&r->detail, i ? "%02x" : ", %02x", chain.tail[i]);
	return OK;
}

static enum err_code check_overlap(struct cmd_context *c, struct result *r, struct err *e)
{
	return verify_overlap(c->store, &r->bad, &r->detail, e);
}

static enum err_code check_terms(struct cmd_context *c, struct result *r, struct err *e)
{
	return verify_terms(c->store, &r->bad, &r->detail, e);
}

static enum err_code check_figures(struct cmd_context *c, struct result *r, struct err *e)
{
	return verify_figures(c->store, &r->bad, &r->detail, e);
}

static enum err_code check_replay(struct cmd_context *c, struct result *r, struct err *e)
{
	enum err_code rc = ERR_NOTFOUND;

	if (c->base_path)
		rc = verify_replay(c->store, c->base_path, &r->bad, &r->detail, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_NOTFOUND,
	    tr("There is no base copy %s to replay from. --base FILE "
	       "names one."),
	    c->base_path ? c->base_path : "");
}

static const struct check {
	const char *name, *option, *synonym; /* option NULL: whenever no option is given */
	enum err_code (*run)(struct cmd_context *c, struct result *r, struct err *e);
} checks[] = {
	{ "file", NULL, NULL, check_file },
	{ "chain", "chain", NULL, check_chain },
	{ "overlap", "overlap", NULL, check_overlap },
	{ "terms", "terms", NULL, check_terms },
	{ "kpi", "kpi", "figures", check_figures },
	{ "replay", "replay", NULL, check_replay },
};

static bool given(const struct arg *args, const char *name)
{
	return name && args_get(args, COUNT(table), name)->given;
}

static bool is_wanted(const struct check *check, const struct arg *args)
{
	bool any = false;

	for (size_t i = 0; i < COUNT(table); i++)
		any = any || (args[i].kind == ARG_SWITCH && args[i].given);
	if (given(args, check->option) || given(args, check->synonym))
		return true;
	return !any && strcmp(check->name, "replay") != 0;
}

static enum err_code run_check(struct cmd_context *c, const struct check *check,
    struct table_out *t, int64_t *bad, struct err *e)
{
	struct result r = { .detail = BUF_INIT };
	enum err_code rc = check->run(c, &r, e);

	if (rc == OK) {
		*bad += r.bad;
		table_text(t, check->name);
		table_text(t, r.bad ? "BAD" : "ok");
		table_int(t, r.bad);
		buf_trim(&r.detail);
		table_text(t, r.detail.s);
		table_row(t);
	}
	buf_free(&r.detail);
	return rc;
}

static enum err_code run_all(struct cmd_context *c, const struct arg *args, struct err *e)
{
	struct table_out *t = table_begin(c, columns, COUNT(columns));
	int64_t bad = 0;
	enum err_code rc = OK;

	for (size_t i = 0; i < COUNT(checks) && rc == OK; i++)
		if (is_wanted(&checks[i], args))
			rc = run_check(c, &checks[i], t, &bad, e);
	if (rc != OK) {
		table_drop(t);
		return rc;
	}
	table_end(t, NULL);
	if (bad)
		return err_set(e, ERR_CORRUPT, "%s",
		    tr("The file is not as it must be; the list above says "
		       "where. Do not work on it; call the administrator."));
	return OK;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	const struct arg *base = &args[COUNT(table) - 1];
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (base->given && !given(args, "replay"))
		rc = err_set(e, ERR_USAGE, "%s", tr("--base goes with --replay."));
	if (rc != OK)
		return rc;
	if (base->given && c->privileged)
		return err_set(e, ERR_DENIED, "%s",
		    tr("--base may not be named here: the program runs with "
		       "the rights of its group."));
	if (base->given)
		c->base_path = base->text;
	return run_all(c, args, e);
}

const struct cmd cmd_verify = {
	.name = "verify",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.usage = "[--chain] [--overlap] [--terms] [--kpi] [--replay [--base FILE]]",
	.help =
	    N_("Proves that the file is whole: its pages, the chain of actions, no double booking, "
	       "search terms, figures, and that replaying all actions gives the same rows."),
	.needs = CMD_FILE,
	.run = run,
};
