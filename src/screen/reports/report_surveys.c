/* Reports, tab Surveys: forms out and back, and what they say. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/survey.h"
#include "desk/describe.h"
#include "desk/survey.h"
#include "report_list_priv.h"
#include "screen/area.h"
#include "screen/screens.h"

static void cell_percent(struct report_row *r, int i, int64_t n, int64_t of)
{
	report_cell(r, i, of ? "%lld %%" : "-", (long long)(of ? (n * 100 + of / 2) / of : 0));
}

static void put_rate(const struct survey_rate *x, const char *name, struct report_list *l)
{
	struct report_row *r = report_row_add(&l->rows);
	int percent = survey_percent(x), net;

	r->what = name == NULL;
	report_cell(r, 0, "%s", name ? (name[0] ? name : tr("nobody")) : tr("all"));
	report_cell(r, 1, "%lld", (long long)x->out);
	report_cell(r, 2, "%lld", (long long)x->returned);
	cell_percent(r, 3, x->returned, x->out);
	report_cell(r, 4, percent < 0 ? "-" : "%d %%", percent);
	report_cell(r, 5, "%lld", (long long)x->low);
	if (survey_net(x, &net))
		report_cell(r, 6, "%+d", net);
	else
		report_cell(r, 6, "-");
	text_fmt(r->words, sizeof r->words,
	    tr("%s: %lld of %lld forms back, %lld answers, %lld said if they would send a friend"),
	    r->cell[0], (long long)x->returned, (long long)x->out, (long long)x->answered,
	    (long long)x->asked_friend);
}

static enum err_code load_by(struct report_list *l, enum survey_by by, struct err *e)
{
	struct survey_rates rates = { 0 };
	struct survey_rate all;
	char from[DAY_TEXT], to[DAY_TEXT];
	struct survey_filter f = { .branch_id = l->r.span.branch_id,
		.from_day = day_format(l->r.span.from, from),
		.to_day = day_format(l->r.span.to, to) };
	enum err_code rc = survey_rates(l->r.desk->store, by, &f, &rates, e);

	for (size_t i = 0; i < rates.n && rc == OK; i++)
		put_rate(&rates.v[i], describe_in_language(rates.v[i].name, rates.v[i].name_en),
		    l);
	if (rc == OK && rates.n > 1)
		rc = survey_rate_all(l->r.desk->store, &f, &all, e);
	if (rc == OK && rates.n > 1)
		put_rate(&all, NULL, l);
	survey_rates_free(&rates);
	return rc;
}

static enum err_code load_months(struct screen *s, struct report_list *l, struct err *e)
{
	(void)s;
	return load_by(l, SURVEY_BY_MONTH, e);
}

static enum err_code load_branches(struct screen *s, struct report_list *l, struct err *e)
{
	(void)s;
	return load_by(l, SURVEY_BY_BRANCH, e);
}

static enum err_code load_people(struct screen *s, struct report_list *l, struct err *e)
{
	(void)s;
	return load_by(l, SURVEY_BY_PERSON, e);
}

static enum err_code load_services(struct screen *s, struct report_list *l, struct err *e)
{
	(void)s;
	return load_by(l, SURVEY_BY_SERVICE, e);
}

/* Enter: the surveys themselves. */
static enum err_code open_them(struct screen *s, const struct report_row *r, struct err *e)
{
	(void)r;
	return area_goto(s, &cases_screen, "surveys", e);
}

#define COLUMNS(TITLE) { { TITLE, 0, 18, false }, { N_("forms out"), 19, 9, true }, \
	{ N_("came back"), 29, 9, true }, { N_("returned"), 39, 8, true }, \
	{ N_("satisfied"), 48, 9, true }, { N_("low marks"), 58, 9, true }, \
	{ N_("recommend"), 68, 9, true } }
static const struct report_column month_columns[] = COLUMNS(N_("month"));
static const struct report_column branch_columns[] = COLUMNS(N_("branch"));
static const struct report_column person_columns[] = COLUMNS(N_("person"));
static const struct report_column service_columns[] = COLUMNS(N_("service"));

#define PAGE(LABEL, COLUMNS_OF, LOAD) { .label = (LABEL), .columns = (COLUMNS_OF), .ncolumns = 7, \
	.meter_at = 0, .load = (LOAD), .open = open_them, .open_label = N_("surveys"), \
	.empty = N_("No survey of a visit in this period. g asks for another one.") }
static const struct report_page pages[] = {
	PAGE(N_("by person"), person_columns, load_people),
	PAGE(N_("by service"), service_columns, load_services),
	PAGE(N_("by branch"), branch_columns, load_branches),
	PAGE(N_("by month"), month_columns, load_months),
};
const struct report_tab survey_report = {
	.type = &survey_report_screen, .name = "surveys", .title = N_("Surveys"),
	.pages = pages, .npages = 4,
	.rule = N_("Surveys of visits in the period. Forms out: handed over, sent, or answered "
	    "at once; returned: those that came back, of those out. Satisfied: the marks of the "
	    "questions that were answered, in percent of the best mark. Low marks: came back "
	    "with a mark of 3 or less. Recommend: who would send a friend, the share of 9 and 10 "
	    "less the share of 6 and below."),
	.help = N_("The surveys of the visits of the period: how many forms went out and came "
	    "back, how content the clients were, how many gave a low mark, and whether they "
	    "would send a friend. v counts them by person, service, branch and month, the least "
	    "content first; Enter goes to the surveys themselves."),
};
