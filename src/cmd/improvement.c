/* improvements: what the house does about something, who, until when, and whether it was done. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/desk.h"
#include "desk/improvement.h"

enum { I_LATE, I_N };
static const struct arg improvement_args[] = {
	[I_LATE] = { .name = "late", .kind = ARG_SWITCH },
};
static const struct table_col columns[] = {
	{ "id", 5, true }, { "month", 7, false }, { "level", 8, false }, { "state", 8, false },
	{ "due", 10, false }, { "late", 4, false }, { "owner", 10, false },
	{ "done", 10, false }, { "checked", 10, false }, { "problem", 30, false },
	{ "measure", 30, false }, { "credit", 12, false }, { "done_text", 0, false },
};

static enum err_code put_row(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct improvement_row *r = item;

	(void)e;
	table_int(t, r->id);
	table_text(t, r->month);
	table_text(t, r->level);
	table_text(t, r->state);
	table_text(t, r->due_day);
	table_text(t, improvement_late(c->desk, r) ? "yes" : "");
	table_text(t, r->owner);
	table_text(t, r->done_day);
	table_text(t, r->checked_day);
	table_text(t, r->problem);
	table_text(t, r->measure);
	table_text(t, r->credit);
	table_text(t, r->done_text);
	table_row(t);
	return OK;
}

static void keep_late(const struct desk *d, struct improvement_list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (improvement_late(d, &l->v[i]))
			l->v[n++] = l->v[i];
	l->n = n;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_row,
		N_("Nothing to improve is noted.") };
	struct improvement_list l = { 0 };
	char today[11], month[8], first[12];
	enum err_code rc;

	text_copy(month, sizeof month, argc ? argv[0] : desk_today_text(c->desk, today));
	text_fmt(first, sizeof first, "%s-01", month);
	if (day_parse(first) == DAY_NONE || (argc && strcmp(month, argv[0]) != 0))
		return err_set(e, ERR_USAGE, tr("%.20s is no month. Write YYYY-MM."), argv[0]);
	rc = argc ? improvement_list_month(c->store, c->desk->branch_id, month, &l, e) :
	    improvement_list(c->store, c->desk->branch_id, month, &l, e);
	if (rc == OK && c->args[I_LATE].given)
		keep_late(c->desk, &l);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	improvement_list_free(&l);
	return rc;
}

const struct cmd cmd_improvements = {
	.name = "improvements", .words = "[MONTH]", .max = 1, .args = improvement_args,
	.nargs = I_N,
	.help = N_("What the house does about something: what is open, waits for a check or was "
	    "checked this month; or all that was noted in a month (YYYY-MM). --late: past its "
	    "day."),
	.needs = CMD_FILE | CMD_DESK, .run = run,
};
