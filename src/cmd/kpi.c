/* kpi: the figures of a span, each with how many it is of. */
#include "data/kpi.h"

#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "cmd_priv.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/rights.h"

static const struct arg kpi_args[] = { { .name = "all", .kind = ARG_SWITCH } };
static const struct table_col columns[] = {
	{ "figure", 16, false }, { "n", 8, true }, { "of", 8, true }, { "value", 6, true },
	{ "unit", 0, false },
};
static const char *const names[KPI_COUNT] = {
	[KPI_CLIENT_ON_TIME] = "client-on-time", [KPI_HOUSE_ON_TIME] = "house-on-time",
	[KPI_CONTENT] = "content", [KPI_BACK] = "came-back", [KPI_NOSHOW] = "no-show",
	[KPI_CONVERSION] = "conversion", [KPI_CALLS] = "calls-on-time", [KPI_WAIT] = "wait",
};

static void put_figure(struct table_out *t, enum kpi_figure figure, const struct kpi_share *x)
{
	int64_t by = figure == KPI_WAIT ? 60 * x->of : x->of;
	int64_t times = figure == KPI_WAIT || figure == KPI_CONTENT ? 1 : 100;

	table_text(t, names[figure]);
	table_int(t, x->n);
	table_int(t, x->of);
	if (by)
		table_int(t, (x->n * times + by / 2) / by);
	else
		table_text(t, "");
	table_text(t, figure == KPI_WAIT ? "min" : "%");
	table_row(t);
}

/* The days meant by WORD; the month at hand without one. */
static enum err_code read_span(struct cmd_context *c, const char *word, char from[11], char to[11],
    struct err *e)
{
	int32_t today = desk_today(c->desk), first;
	struct form_env env;
	struct when w;

	if (!word) {
		day_format(today, from);
		from[8] = '0';
		from[9] = '1';
		first = day_parse(from);
		day_format(day_add_months(first, 1) - 1, to);
		return OK;
	}
	form_env_make(c->desk, &env);
	if (when_parse(word, WHEN_RANGE, &env.when, &w, e) != OK)
		return e->code;
	day_format(w.day, from);
	day_format(w.last == DAY_NONE ? w.day : w.last, to);
	return OK;
}

static enum err_code run_kpi(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	bool all = c->args[0].given;
	struct kpi_share x[KPI_COUNT];
	struct table_out *t;
	char from[11], to[11];
	enum err_code rc;

	if (!rights_may(c->desk, "see-figures") || (all && !rights_may(c->desk, "see-branches")))
		return err_set(e, ERR_DENIED, "%s",
		    tr("Figures are for managers and the head office. Ask one of them."));
	rc = read_span(c, argc ? argv[0] : NULL, from, to, e);
	if (rc == OK)
		rc = kpi_span(c->store, all ? 0 : c->desk->branch_id, from, to, x, e);
	if (rc != OK)
		return rc;
	t = table_begin(c, columns, COUNT(columns));
	for (int i = 0; i <= KPI_WAIT; i++)
		put_figure(t, (enum kpi_figure)i, &x[i]);
	table_end(t, "");
	return OK;
}

const struct cmd cmd_kpi = {
	.name = "kpi", .words = "[SPAN]", .max = 1, .args = kpi_args, .nargs = COUNT(kpi_args),
	.help = N_("Figures of a span of days (this month) in the branch, or --all of them: each "
	    "with how many it is of."),
	.needs = CMD_FILE | CMD_DESK, .run = run_kpi,
};
