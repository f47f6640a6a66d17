/* kpi: the figures of a span, by time, branch, person, stage, hour or resource, and their rows. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/branch.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/kpi.h"

enum { A_ALL, A_BRANCH, A_BY, A_ROWS };
static const struct arg kpi_args[] = {
	[A_ALL] = { .name = "all", .kind = ARG_SWITCH },
	[A_BRANCH] = { .name = "branch", .value = "B" },
	[A_BY] = { .name = "by", .value = "BY" },
	[A_ROWS] = { .name = "rows", .value = "FIGURE" },
};

/* ---- cells ---- */

/* "90.9"; "" for -1: there was nothing to count. */
static void put_tenths(struct table_out *t, int64_t tenths)
{
	char text[24] = "";

	if (tenths >= 0)
		text_fmt(text, sizeof text, "%lld.%lld", (long long)tenths / 10,
		    (long long)tenths % 10);
	table_text(t, text);
}

static void put_minutes(struct table_out *t, int64_t seconds)
{
	put_tenths(t, (seconds * 10 + 30) / 60);
}

static void put_percent(struct table_out *t, const struct kpi_share *x, int times)
{
	put_tenths(t, x->of > 0 ? (x->n * times + x->of / 2) / x->of : -1);
}

static void put_days(struct table_out *t, int32_t from, int32_t to)
{
	char day[DAY_TEXT];

	table_text(t, day_format(from, day));
	table_text(t, day_format(to, day));
}

static void put_share(struct table_out *t, enum kpi_figure f, const struct kpi_share *x)
{
	table_text(t, kpi_info[f].code);
	table_int(t, x->n);
	table_int(t, x->of);
	put_tenths(t, kpi_tenths(f, x));
	table_text(t, kpi_info[f].unit == KPI_MINUTES ? "min" : "%");
}

/* ---- all figures of the span ---- */

static enum err_code list_figures(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	static const struct table_col columns[] = {
		{ "figure", 16, false }, { "n", 8, true }, { "of", 8, true },
		{ "value", 7, true }, { "unit", 4, false }, { "before", 7, true },
	};
	struct kpi_share now[KPI_COUNT], before[KPI_COUNT];
	struct kpi_span earlier;
	struct table_out *t;
	enum err_code rc = kpi_read(c->desk, x, now, e);

	kpi_before(x, &earlier);
	if (rc == OK)
		rc = kpi_read(c->desk, &earlier, before, e);
	if (rc != OK)
		return rc;
	t = table_begin(c, columns, COUNT(columns));
	for (int f = 0; f < KPI_COUNT; f++) {
		put_share(t, (enum kpi_figure)f, &now[f]);
		put_tenths(t, kpi_tenths((enum kpi_figure)f, &before[f]));
		table_row(t);
	}
	table_end(t, "");
	return OK;
}

/* ---- by time and by branch ---- */

static void put_point(struct cmd_context *c, struct table_out *t, const struct kpi_point *p)
{
	char code[24] = "";

	if (p->branch_id)
		branch_code_of(c, p->branch_id, code, sizeof code);
	for (int f = 0; f < KPI_COUNT; f++) {
		put_days(t, p->from, p->to);
		table_text(t, code);
		put_share(t, (enum kpi_figure)f, &p->share[f]);
		table_row(t);
	}
}

static enum err_code list_series(struct cmd_context *c, const struct kpi_span *x, enum kpi_by by,
    struct err *e)
{
	static const struct table_col columns[] = {
		{ "from", 10, false }, { "to", 10, false }, { "branch", 8, false },
		{ "figure", 16, false }, { "n", 8, true }, { "of", 8, true },
		{ "value", 7, true }, { "unit", 0, false },
	};
	struct kpi_points l = { 0 };
	enum err_code rc = kpi_series(c->desk, x, by, &l, e);

	if (rc == OK) {
		struct table_out *t = table_begin(c, columns, COUNT(columns));

		for (size_t i = 0; i < l.n; i++)
			put_point(c, t, &l.v[i]);
		table_end(t, tr("No days."));
	}
	kpi_points_free(&l);
	return rc;
}

static enum err_code list_days(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	return list_series(c, x, KPI_BY_DAY, e);
}

static enum err_code list_weeks(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	return list_series(c, x, KPI_BY_WEEK, e);
}

static enum err_code list_months(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	return list_series(c, x, KPI_BY_MONTH, e);
}

static enum err_code list_branches(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	return list_series(c, x, KPI_BY_BRANCH, e);
}

/* ---- by person ---- */

static enum err_code put_person(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct kpi_person *p = item;

	(void)c;
	(void)e;
	table_text(t, p->code);
	table_text(t, p->name);
	table_int(t, p->visits);
	table_int(t, p->steps.n);
	table_int(t, p->steps.of);
	table_int(t, p->calls.n);
	table_int(t, p->calls.of);
	put_percent(t, &p->rating, 10);
	table_int(t, p->rating.of);
	table_int(t, p->asked.n);
	table_int(t, p->asked.of);
	put_percent(t, &p->load, 1000);
	table_row(t);
	return OK;
}

static enum err_code list_people(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	static const struct table_col columns[] = {
		{ "staff", 6, false }, { "name", 12, false }, { "visits", 6, true },
		{ "to_standard", 6, true }, { "steps", 6, true }, { "on_time", 7, true },
		{ "callbacks", 5, true }, { "rating", 6, true }, { "answers", 7, true },
		{ "asked", 5, true }, { "appointments", 6, true }, { "load", 6, true },
	};
	static const struct table_list list = { columns, COUNT(columns), put_person,
		N_("Nobody did anything in that time.") };
	struct kpi_people l = { 0 };
	enum err_code rc = kpi_people(c->desk, x, &l, e);

	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	kpi_people_free(&l);
	return rc;
}

/* ---- by stage, hour, load ---- */

static enum err_code list_stages(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	static const struct table_col columns[] = {
		{ "stage", 8, false }, { "n", 6, true }, { "median", 7, true },
		{ "mean", 7, true }, { "p90", 7, true }, { "most", 7, true },
		{ "left_out", 8, true }, { "unit", 0, false },
	};
	struct kpi_time times[KPI_STAGE_COUNT];
	struct table_out *t;

	if (kpi_stages(c->desk, x, times, e) != OK)
		return e->code;
	t = table_begin(c, columns, COUNT(columns));
	for (int i = 0; i < KPI_STAGE_COUNT; i++) {
		const int64_t seconds[] = { times[i].median, times[i].mean, times[i].p90,
			times[i].most };

		table_text(t, kpi_stage_codes[i]);
		table_int(t, times[i].n);
		for (size_t k = 0; k < COUNT(seconds); k++)
			if (times[i].n)
				put_minutes(t, seconds[k]);
			else
				table_text(t, "");
		table_int(t, times[i].dropped);
		table_text(t, "min");
		table_row(t);
	}
	table_end(t, "");
	return OK;
}

static void put_hour(struct table_out *t, int weekday, int hour, const struct kpi_hour *x)
{
	table_int(t, weekday);
	table_int(t, hour);
	table_int(t, x->visits);
	put_tenths(t, x->tenths);
	table_int(t, x->work_min);
	table_int(t, x->taken_min);
	table_text(t, x->peak ? "peak" : x->idle ? "idle" : x->open ? "open" : "closed");
	table_row(t);
}

static enum err_code list_hours(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	static const struct table_col columns[] = {
		{ "weekday", 7, true }, { "hour", 4, true }, { "visits", 6, true },
		{ "mean", 6, true }, { "work_min", 8, true }, { "taken_min", 9, true },
		{ "state", 0, false },
	};
	struct kpi_heat heat;
	struct table_out *t;

	if (kpi_heat(c->desk, x, &heat, e) != OK)
		return e->code;
	t = table_begin(c, columns, COUNT(columns));
	for (int w = 1; w <= 7; w++)
		for (int h = heat.from_hour; h < heat.to_hour; h++)
			put_hour(t, w, h, &heat.at[w][h]);
	table_end(t, tr("The house was closed all that time."));
	return OK;
}

static enum err_code put_load(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct kpi_load *l = item;

	(void)c;
	(void)e;
	table_text(t, l->kind);
	table_text(t, l->code);
	table_text(t, l->name);
	table_int(t, l->taken_min);
	table_int(t, l->work_min);
	put_percent(t, &(struct kpi_share){ l->taken_min, l->work_min }, 1000);
	table_row(t);
	return OK;
}

static enum err_code list_loads(struct cmd_context *c, const struct kpi_span *x, struct err *e)
{
	static const struct table_col columns[] = {
		{ "kind", 6, false }, { "code", 10, false }, { "name", 16, false },
		{ "taken_min", 9, true }, { "work_min", 8, true }, { "percent", 7, true },
	};
	static const struct table_list list = { columns, COUNT(columns), put_load,
		N_("There is nobody and nothing that could be booked.") };
	struct kpi_loads l = { 0 };
	enum err_code rc = kpi_load(c->desk, x, &l, e);

	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	kpi_loads_free(&l);
	return rc;
}

/* ---- rows behind a figure ---- */

static const char *const kind_words[] = {
	[KPI_VISIT] = "visit", [KPI_APPOINTMENT] = "appointment", [KPI_SURVEY] = "survey",
	[KPI_CONSULTATION] = "consultation", [KPI_CALLBACK] = "callback",
	[KPI_TREATMENT] = "treatment", [KPI_TEST] = "test",
};

static enum err_code put_row(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct kpi_row *r = item;
	char name[200] = "";

	(void)e;
	table_text(t, kind_words[r->kind]);
	table_int(t, r->id);
	table_time(t, r->at);
	table_int(t, r->client_id);
	if (r->client_id)
		describe_client(c->desk, r->client_id, name, sizeof name);
	table_text(t, name);
	table_text(t, staff_code_of(c, r->staff_id));
	table_text(t, r->about);
	table_int(t, r->n);
	table_int(t, r->of);
	table_row(t);
	return OK;
}

static enum err_code list_rows(struct cmd_context *c, const struct kpi_span *x, const char *word,
    struct err *e)
{
	static const struct table_col columns[] = {
		{ "kind", 12, false }, { "id", 6, true }, { "at", 16, false },
		{ "client_id", -1, true }, { "client", 16, false }, { "staff", 6, false },
		{ "about", 20, false }, { "n", 6, true }, { "of", 4, true },
	};
	static const struct table_list list = { columns, COUNT(columns), put_row,
		N_("Nothing to count in this period.") };
	enum kpi_figure f = kpi_by_code(word);
	struct kpi_rows l = { 0 };
	enum err_code rc;

	if (f == KPI_COUNT)
		return err_set(e, ERR_USAGE, "%s",
		    tr("--rows takes a figure as `frontdesk kpi` names them."));
	rc = kpi_rows(c->desk, x, f, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	kpi_rows_free(&l);
	return rc;
}

/* ---- the command ---- */

static const struct {
	const char *word;
	enum err_code (*list)(struct cmd_context *c, const struct kpi_span *x, struct err *e);
} by_words[] = {
	{ "day", list_days }, { "week", list_weeks }, { "month", list_months },
	{ "branch", list_branches }, { "person", list_people }, { "stage", list_stages },
	{ "hour", list_hours }, { "load", list_loads },
};

static enum err_code list_by(struct cmd_context *c, const struct kpi_span *x, const char *word,
    struct err *e)
{
	for (size_t i = 0; i < COUNT(by_words); i++)
		if (!strcmp(by_words[i].word, word))
			return by_words[i].list(c, x, e);
	return err_set(e, ERR_USAGE, "%s",
	    tr("--by takes day, week, month, branch, person, stage, hour or load."));
}

static enum err_code read_branch(struct cmd_context *c, struct kpi_span *x, struct err *e)
{
	const char *word = c->args[A_BRANCH].text;
	struct branch b;

	if (c->args[A_ALL].given)
		x->branch_id = 0;
	if (!c->args[A_BRANCH].given)
		return OK;
	if (c->args[A_ALL].given)
		return err_set(e, ERR_USAGE, "%s", tr("Give --all or --branch, not both."));
	if (branch_by_code(c->store, word, &b, e) == ERR_NOTFOUND) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND, tr("There is no branch \"%.40s\"."), word);
	}
	x->branch_id = b.id;
	return e->code;
}

static enum err_code run_kpi(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const char *by = c->args[A_BY].given ? c->args[A_BY].text : NULL;
	struct kpi_span x;
	enum err_code rc = kpi_parse(c->desk, argc ? argv[0] : NULL, &x, e);

	if (by && !argc && !strcmp(by, "hour"))
		kpi_four_weeks(c->desk, &x);
	if (rc == OK)
		rc = read_branch(c, &x, e);
	if (rc == OK && by && c->args[A_ROWS].given)
		rc = err_set(e, ERR_USAGE, "%s", tr("Give --by or --rows, not both."));
	if (rc != OK)
		return rc;
	if (c->args[A_ROWS].given)
		return list_rows(c, &x, c->args[A_ROWS].text, e);
	return by ? list_by(c, &x, by, e) : list_figures(c, &x, e);
}

const struct cmd cmd_kpi = {
	.name = "kpi", .words = "[SPAN]", .max = 1, .args = kpi_args, .nargs = COUNT(kpi_args),
	.help = N_("Figures of a span of days (this month to date) in the branch, --branch B or "
	    "--all of them: each with how many it is of, and the same before; --by day, week, "
	    "month, branch, person, stage, hour or load; --rows FIGURE: what it is made of."),
	.needs = CMD_FILE | CMD_DESK, .run = run_kpi,
};
