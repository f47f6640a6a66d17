/* The month of a branch: what there was of problems, and what is done against them. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "desk/improvement.h"
#include "desk/survey.h"
#include "desk/papers/doc_priv.h"
#include "form/complaints.h"

const char *problem_level_word(const struct desk *d, const char *level)
{
	const struct complaint_word *w = d->complaints ?
	    complaint_word_find(&d->complaints->levels, level) : NULL;

	if (!level[0])
		return tr("not said");
	return w ? label_text(&w->label) : level;
}

static enum err_code read_month(struct desk *d, const char *month, struct month_report *out,
    struct err *e)
{
	char day[12], today[11];
	int32_t from;

	text_copy(out->month, sizeof out->month,
	    month && month[0] ? month : desk_today_text(d, today));
	text_fmt(day, sizeof day, "%s-01", out->month);
	from = month && month[0] && strlen(month) != 7 ? DAY_NONE : day_parse(day);
	if (from == DAY_NONE)
		return err_set(e, ERR_INVALID, tr("%.20s is no month. Write YYYY-MM."), month);
	text_copy(out->from_day, sizeof out->from_day, day);
	day_format(day_add_months(from, 1) - 1, out->to_day);
	return OK;
}

enum err_code month_report_load(struct desk *d, int64_t branch_id, const char *month,
    struct month_report *out, struct err *e)
{
	struct survey_filter f = { .branch_id = branch_id };
	enum err_code rc;

	*out = (struct month_report){ .branch_id = branch_id };
	rc = read_month(d, month, out, e);
	f.from_day = out->from_day;
	f.to_day = out->to_day;
	if (rc == OK)
		rc = problem_count_complaints(d->store, branch_id, out->from_day, out->to_day,
		    clock_now(), &out->complaints, e);
	if (rc == OK)
		rc = problem_count_rest(d->store, branch_id, out->from_day, out->to_day,
		    &out->rest, e);
	if (rc == OK)
		rc = survey_rate_all(d->store, &f, &out->rate, e);
	if (rc == OK)
		rc = survey_callback_marks(d->store, &f, &out->callbacks, e);
	if (rc == OK)
		rc = improvement_list_month(d->store, branch_id, out->month, &out->measures, e);
	if (rc != OK)
		month_report_free(out);
	return rc;
}

void month_report_free(struct month_report *r)
{
	problem_counts_free(&r->complaints);
	improvement_list_free(&r->measures);
}

char *month_report_line(const struct month_report *r, char *out, size_t size)
{
	int64_t all = 0, late = 0;
	int percent = survey_percent(&r->rate);
	char rate[80] = "";

	for (size_t i = 0; i < r->complaints.n; i++) {
		all += r->complaints.v[i].n;
		late += r->complaints.v[i].late;
	}
	if (percent >= 0)
		text_fmt(rate, sizeof rate, tr("surveys %d%% of %lld"), percent,
		    (long long)r->rate.answered);
	return text_fmt(out, size, tr("%s: complaints %lld, late %lld; suggestions %lld%s%s"),
	    r->month, (long long)all, (long long)late, (long long)r->rest.suggested,
	    rate[0] ? "; " : "", rate);
}

/* ---- paper ---- */

static void put_complaints(const struct desk *d, const struct month_report *r,
    struct document *doc)
{
	document_heading(doc, tr("Complaints"));
	if (!r->complaints.n)
		document_para(doc, tr("None."));
	for (size_t i = 0; i < r->complaints.n; i++) {
		const struct problem_count *c = &r->complaints.v[i];

		if (!i) {
			document_column(doc, tr("How grave"), 4, DOCUMENT_LEFT);
			document_column(doc, tr("how many"), 2, DOCUMENT_RIGHT);
			document_column(doc, tr("overdue"), 2, DOCUMENT_RIGHT);
			document_column(doc, tr("closed"), 2, DOCUMENT_RIGHT);
		}
		document_row(doc);
		document_cell(doc, problem_level_word(d, c->level));
		document_cellf(doc, "%lld", (long long)c->n);
		document_cellf(doc, "%lld", (long long)c->late);
		document_cellf(doc, "%lld", (long long)c->closed);
	}
}

static void put_surveys(const struct month_report *r, struct document *doc)
{
	int percent = survey_percent(&r->rate), net;

	document_heading(doc, tr("Surveys"));
	document_pairf(doc, tr("Forms"), tr("%lld due, %lld out, %lld came back"),
	    (long long)r->rate.due, (long long)r->rate.out, (long long)r->rate.returned);
	if (percent >= 0)
		document_pairf(doc, tr("Satisfied"), tr("%d%% of %lld answers"), percent,
		    (long long)r->rate.answered);
	if (survey_net(&r->rate, &net))
		document_pairf(doc, tr("Would send a friend"),
		    tr("%+d: %lld with 9 or 10 less %lld with 6 or below, of %lld"), net,
		    (long long)r->rate.promoters, (long long)r->rate.detractors,
		    (long long)r->rate.asked_friend);
	document_pairf(doc, tr("Low marks"), tr("%lld with 1 or 2, %lld with 3"),
	    (long long)r->rest.low, (long long)r->rest.middle);
	if (r->callbacks.n)
		document_pairf(doc, tr("In callbacks"), tr("%d%% of %lld answers"),
		    (int)((r->callbacks.sum * 20 + r->callbacks.n / 2) / r->callbacks.n),
		    (long long)r->callbacks.n);
	document_pairf(doc, tr("Suggestions"), tr("%lld made, %lld taken up, %lld answered"),
	    (long long)r->rest.suggested, (long long)r->rest.taken,
	    (long long)r->rest.answered);
}

static void put_measure(const struct desk *d, const struct improvement_row *m,
    struct document *doc)
{
	document_row(doc);
	document_cell(doc, problem_level_word(d, m->level));
	document_cell(doc, m->problem);
	document_cell(doc, m->measure);
	document_cell(doc, m->owner);
	document_cellf(doc, "%s%s", m->due_day, improvement_late(d, m) ? " !" : "");
	document_cellf(doc, "%s %s", m->done_day, m->doer);
	document_cellf(doc, "%s %s", m->checked_day, m->checker);
	document_cell(doc, m->credit);
}

static void put_measures(const struct desk *d, const struct month_report *r,
    struct document *doc)
{
	static const struct {
		const char *title;
		int weight;
	} columns[] = { { N_("How grave"), 3 }, { N_("Problem"), 8 }, { N_("Measure"), 8 },
		{ N_("Responsible"), 3 }, { N_("Due"), 4 }, { N_("Was done"), 4 },
		{ N_("Checked"), 4 },
		{ N_("Credit"), 3 } };

	document_heading(doc, tr("Improvements"));
	if (!r->measures.n) {
		document_para(doc, tr("None."));
		return;
	}
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		document_column(doc, tr(columns[i].title), columns[i].weight, DOCUMENT_LEFT);
	for (size_t i = 0; i < r->measures.n; i++)
		put_measure(d, &r->measures.v[i], doc);
}

struct document *month_report_paper(struct desk *d, const struct month_report *r)
{
	char title[120];
	struct document *doc;

	text_fmt(title, sizeof title, tr("Month %s"), r->month);
	doc = document_start(d, DOCUMENT_A4_WIDE, title);
	put_complaints(d, r, doc);
	put_surveys(r, doc);
	put_measures(d, r, doc);
	document_sign(doc, tr("Coordinator"), tr("Supervisor"), tr("Director"));
	return doc;
}

enum err_code paper_month(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct month_report r;
	enum err_code rc;

	*out = NULL;
	rc = month_report_load(d, d->branch_id, ref->word, &r, e);
	if (rc != OK)
		return rc;
	*out = month_report_paper(d, &r);
	month_report_free(&r);
	return OK;
}
