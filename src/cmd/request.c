/* request list, request import: wishes from outside, for a gateway and for the eye. */

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "cmd_priv.h"
#include "data/request.h"
#include "desk/channel.h"
#include "desk/desk.h"
#include "desk/request.h"
#include "desk/rights.h"
#include "rejects_priv.h"

/* ---- list ---- */

static const struct arg list_table[] = {
	{ .name = "all", .kind = ARG_SWITCH },
};

static void put_request(struct cmd_context *c, struct table_out *t, const struct request *r)
{
	char phone[32], name[200];

	table_int(t, r->id);
	table_time(t, r->came_at);
	table_int(t, (clock_now() - r->came_at) / 60);
	table_text(t, r->state);
	table_text(t, r->channel);
	table_int(t, r->client_id);
	table_text(t, request_name(c->desk, r, name, sizeof name));
	table_text(t, shown_phone(c, r->phone, phone, sizeof phone));
	table_text(t, r->service);
	table_text(t, r->wants);
	table_text(t, r->text);
	table_text(t, channel_charge_name(c->desk, r->branch_id, r->channel, name, sizeof name));
	table_row(t);
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_col columns[] = {
		{ "id", 6, true }, { "came", 16, false }, { "age_min", 7, true },
		{ "state", 8, false }, { "channel", 8, false }, { "client_id", 9, true },
		{ "name", 14, false }, { "phone", 14, false }, { "service", 12, false },
		{ "wants", 12, false }, { "text", 0, false },
		{ "in_charge", 0, false },
	};
	const struct arg *args = c->args;
	struct request_list l = { 0 };
	struct table_out *t;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (args[0].given && !rights_may(c->desk, "see-branches"))
		rc = err_set(e, ERR_DENIED, "%s", tr("Not your right: see all branches."));
	if (rc == OK)
		rc = request_list_open(c->desk->store, args[0].given ? 0 : c->desk->branch_id, &l,
		    e);
	if (rc != OK)
		return rc;
	t = table_begin(c, columns, COUNT(columns));
	for (size_t i = 0; i < l.n; i++)
		put_request(c, t, &l.v[i]);
	table_end(t, tr("No request waits."));
	request_list_free(&l);
	return OK;
}

const struct cmd cmd_request_list = {
	.name = "request list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Requests from outside that wait for an answer, the oldest first."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- import ---- */

static void say_report(struct cmd_context *c, const struct request_report *r)
{
	static const struct table_col columns[] = {
		{ "lines", 8, true }, { "added", 8, true }, { "known", 8, true },
		{ "refused", 8, true },
	};
	struct table_out *t = table_begin(c, columns, COUNT(columns));

	table_int(t, r->lines);
	table_int(t, r->added);
	table_int(t, r->known);
	table_int(t, r->refused);
	table_row(t);
	table_end(t, NULL);
}

static enum err_code run_import(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct request_report report = { 0 };
	struct rejects kept;
	struct buf bytes = BUF_INIT;
	enum err_code rc = user_file_read(argv[0], &bytes, e);

	(void)argc;
	if (rc == OK) {
		rejects_begin(&kept, c, argv[0], &bytes);
		rc = request_import(c->desk, buf_str(&bytes), bytes.n, rejects_add, &kept, &report,
		    e);
		if (rc == OK || report.lines)
			say_report(c, &report);
		if (rc == OK)
			rc = rejects_end(&kept, report.refused, e);
		rejects_free(&kept);
	}
	buf_free(&bytes);
	return rc;
}

const struct cmd cmd_request_import = {
	.name = "request import",
	.words = "FILE.csv|-",
	.min = 1,
	.max = 1,
	.help = N_("Takes in requests of a gateway; a number it has sent before adds nothing."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_import,
};
