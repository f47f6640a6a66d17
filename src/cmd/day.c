/* day: appointments of a day or of days, by anything that narrows them, and how many there are. */
#include <stdint.h>

#include "appt_priv.h"
#include "base/day.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/apptfind.h"
#include "desk/desk.h"

enum { A_FROM, A_TO, A_STAFF, A_ROOM, A_DEVICE, A_CLIENT, A_SERVICE, A_STATE, A_BRANCH, A_COUNT,
	A_N };

static const struct arg table[A_N] = {
	[A_FROM] = { .name = "from", .value = "D", .kind = ARG_DAY },
	[A_TO] = { .name = "to", .value = "D", .kind = ARG_DAY },
	[A_STAFF] = { .name = "staff", .value = "X" },
	[A_ROOM] = { .name = "room", .value = "R" },
	[A_DEVICE] = { .name = "device", .value = "V" },
	[A_CLIENT] = { .name = "client", .value = "C" },
	[A_SERVICE] = { .name = "service", .value = "S" },
	[A_STATE] = { .name = "state", .value = "STATE" },
	[A_BRANCH] = { .name = "branch", .value = "CODE|all" },
	[A_COUNT] = { .name = "count", .value = "branch|day|hour|staff" },
};

/* Those that narrow by a key of the line that screens take. */
static const char *const keys[A_N] = {
	[A_STAFF] = "dr", [A_ROOM] = "rm", [A_DEVICE] = "dev", [A_SERVICE] = "svc",
	[A_STATE] = "st", [A_BRANCH] = "br",
};

static enum err_code set_client(struct cmd_context *c, const struct arg *a, struct apptfind *f,
    struct err *e)
{
	enum err_code rc;

	if (!a->given)
		return OK;
	rc = args_client(c, a->text, &f->client[0], e);
	f->nclient = 1;
	f->of_client = true;
	return rc;
}

/* Without a day: today; of a client every day. One end alone is open to the other side. */
static enum err_code set_days(struct cmd_context *c, const struct arg *args, const char *word,
    struct apptfind *f, struct err *e)
{
	if (word && (args[A_FROM].given || args[A_TO].given))
		return err_set(e, ERR_USAGE, "%s", tr("Either a day or --from and --to."));
	if (word)
		return apptfind_set(c->desk, f, "on", word, e);
	if (args[A_FROM].given)
		f->from = args[A_FROM].day;
	if (args[A_TO].given)
		f->to = args[A_TO].day;
	if (!args[A_FROM].given && !args[A_TO].given && !f->of_client)
		f->from = f->to = desk_today(c->desk);
	return OK;
}

static enum err_code make_wish(struct cmd_context *c, const struct arg *args, const char *word,
    struct apptfind *f, struct err *e)
{
	enum err_code rc = OK;

	apptfind_init(c->desk, f);
	for (size_t i = 0; i < A_N && rc == OK; i++)
		if (keys[i] && args[i].given)
			rc = apptfind_set(c->desk, f, keys[i], args[i].text, e);
	if (rc == OK)
		rc = set_client(c, &args[A_CLIENT], f, e);
	return rc == OK ? set_days(c, args, word, f, e) : rc;
}

static void put_counts(struct cmd_context *c, const struct apptfind_result *r,
    enum apptfind_by by)
{
	static const struct table_col columns[] = {
		{ "of", 24, false },
		{ "all", 6, true },
		{ "live", 6, true },
	};
	struct table_out *t = table_begin(c, columns, COUNT(columns));
	char day[DAY_TEXT];

	for (size_t i = 0; i < r->counts.n; i++) {
		const struct apptfind_count *x = &r->counts.v[i];

		table_text(t, by == COUNT_DAY ? day_format((int32_t)x->key, day) : x->label);
		table_int(t, x->n);
		table_int(t, x->live);
		table_row(t);
	}
	table_end(t, tr("Nothing is booked then."));
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct apptfind f;
	struct apptfind_result r = { .all = 0 };
	enum apptfind_by by = args[A_COUNT].given ? apptfind_by(args[A_COUNT].text) : COUNT_NONE;
	enum err_code rc = OK;

	if (args[A_COUNT].given && by == COUNT_NONE)
		rc = err_set(e, ERR_USAGE, "%s",
		    tr("--count takes branch, day, hour or staff."));
	if (rc == OK)
		rc = make_wish(c, args, argc ? argv[0] : NULL, &f, e);
	if (rc == OK)
		rc = apptfind_run(c->desk, &f, by, by == COUNT_NONE ? SIZE_MAX : 0, &r, e);
	if (rc == OK && by == COUNT_NONE)
		appt_print_rows(c, &r.rows, tr("Nothing is booked then."));
	else if (rc == OK)
		put_counts(c, &r, by);
	apptfind_free(&r);
	return rc;
}

const struct cmd cmd_day = {
	.name = "day",
	.words = "[D]",
	.max = 1,
	.args = table,
	.nargs = A_N,
	.usage = "[D] [--from D --to D] [--staff X] [--room R] [--device V] [--client C]"
	    " [--service S] [--state STATE] [--branch CODE|all] [--count branch|day|hour|staff]",
	.help = N_("Lists appointments of a day (today), of days, of a client; or counts them."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
