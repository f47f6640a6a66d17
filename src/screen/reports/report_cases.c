/* Reports, tab Complaints: how those of a period fared, by kind, gravity, where from, cause. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/complaint.h"
#include "desk/complaint.h"
#include "desk/desk.h"
#include "report_list_priv.h"
#include "screen/cases.h"
#include "screen/clientline.h"

static int percent(int64_t n, int64_t of)
{
	return of ? (int)((n * 100 + of / 2) / of) : REPORT_NO_METER;
}

static void cell_percent(struct report_row *r, int i, int64_t n, int64_t of)
{
	report_cell(r, i, of ? "%d %%" : "-", percent(n, of));
}

static void cell_days(struct report_row *r, int i, int64_t seconds, int64_t of)
{
	if (!of)
		report_cell(r, i, "-");
	else if (seconds / of < 2 * 86400)
		report_cell(r, i, tr("%lld h"), (long long)(seconds / of / 3600));
	else
		report_cell(r, i, tr("%lld days"), (long long)(seconds / of / 86400));
}

static void put_count(const char *word, const struct complaint_fare *x, int64_t all,
    struct report_list *l)
{
	struct report_row *r = report_row_add(&l->rows);

	report_cell(r, 0, "%s", word[0] ? word : tr("not said"));
	report_cell(r, 1, "%lld", (long long)x->n);
	report_cell(r, 2, "%lld", (long long)(x->n - x->closed));
	cell_percent(r, 3, x->answered, x->answer_due);
	cell_percent(r, 4, x->solved, x->solve_due);
	cell_days(r, 5, x->seconds, x->closed);
	r->meter = percent(x->n, all);
	text_fmt(r->words, sizeof r->words,
	    tr("%s: %lld of %lld; answered in time %lld of %lld, solved in time %lld of %lld"),
	    r->cell[0], (long long)x->n, (long long)all, (long long)x->answered,
	    (long long)x->answer_due, (long long)x->solved, (long long)x->solve_due);
}

static void add_count(struct complaint_fare *to, const struct complaint_fare *x)
{
	to->n += x->n;
	to->closed += x->closed;
	to->answered += x->answered;
	to->answer_due += x->answer_due;
	to->solved += x->solved;
	to->solve_due += x->solve_due;
	to->seconds += x->seconds;
}

static enum err_code load_counts(struct report_list *l, enum complaint_by by,
    enum complaint_words_of of, struct err *e)
{
	struct complaint_fares counts = { 0 };
	struct complaint_fare all = { .n = 0 };
	struct desk *d = l->r.desk;
	char from[DAY_TEXT], to[DAY_TEXT];
	enum err_code rc = complaint_fare_list(d->store, l->r.span.branch_id, by,
	    day_format(l->r.span.from, from), day_format(l->r.span.to, to), clock_now(), &counts,
	    e);

	for (size_t i = 0; i < counts.n; i++)
		add_count(&all, &counts.v[i]);
	for (size_t i = 0; i < counts.n && rc == OK; i++)
		put_count(counts.v[i].word[0] ? complaint_word(d, of, counts.v[i].word) : "",
		    &counts.v[i], all.n, l);
	if (counts.n > 1 && rc == OK)
		put_count(tr("all"), &all, all.n, l);
	complaint_fares_free(&counts);
	return rc;
}

static enum err_code load_kinds(struct screen *s, struct report_list *l, struct err *e)
{
	(void)s;
	return load_counts(l, COMPLAINT_BY_KIND, COMPLAINT_KIND, e);
}

static enum err_code load_levels(struct screen *s, struct report_list *l, struct err *e)
{
	(void)s;
	return load_counts(l, COMPLAINT_BY_LEVEL, COMPLAINT_LEVEL, e);
}

static enum err_code load_channels(struct screen *s, struct report_list *l, struct err *e)
{
	(void)s;
	return load_counts(l, COMPLAINT_BY_CHANNEL, COMPLAINT_CHANNEL, e);
}

static enum err_code load_causes(struct screen *s, struct report_list *l, struct err *e)
{
	(void)s;
	return load_counts(l, COMPLAINT_BY_CAUSE, COMPLAINT_CAUSE, e);
}

/* ---- each of them ---- */

static void put_one(struct desk *d, const struct complaint *c, struct report_list *l)
{
	struct report_row *r = report_row_add(&l->rows);
	char text[80];

	r->id = r->ref = c->id;
	r->client_id = c->client_id;
	r->style = strcmp(c->state, "closed") ? STYLE_TEXT : STYLE_GREY;
	report_cell(r, 0, "%s", c->number);
	report_cell(r, 1, "%s", c->day);
	if (c->client_id)
		clientline_name(d, c->client_id, r->cell[2], sizeof r->cell[2]);
	else
		report_cell(r, 2, "%s", tr("nobody we know"));
	report_cell(r, 3, "%s", complaint_word(d, COMPLAINT_KIND, c->kind));
	report_cell(r, 4, "%s", complaint_left_text(c, clock_now(), text, sizeof text));
	report_cell(r, 5, "%s", c->owner[0] ? c->owner : "-");
	text_copy(r->words, sizeof r->words, c->content);
	r->words[strcspn(r->words, "\n")] = '\0';
}

static enum err_code load_each(struct screen *s, struct report_list *l, struct err *e)
{
	struct complaint_list list = { 0 };
	struct desk *d = l->r.desk;
	char from[DAY_TEXT], to[DAY_TEXT];
	enum err_code rc = complaint_list_since(d->store, l->r.span.branch_id,
	    day_format(l->r.span.from, from), &list, e);

	(void)s;
	day_format(l->r.span.to, to);
	for (size_t i = 0; i < list.n && rc == OK; i++)
		if (strcmp(list.v[i].day, to) <= 0)
			put_one(d, &list.v[i], l);
	complaint_list_free(&list);
	return rc;
}

static enum err_code open_one(struct screen *s, const struct report_row *r, struct err *e)
{
	return case_open(s, r->ref, e);
}

/* Enter on a sum: each of them. */
static enum err_code open_each(struct screen *s, const struct report_row *r, struct err *e)
{
	struct report_list *l = s->state;

	(void)r;
	(void)e;
	l->view = l->tab->npages - 1;
	l->rows.n = 0;
	list_reset(&l->r.list);
	report_reread(s);
	return OK;
}

#define COUNT_COLUMNS(TITLE) { { TITLE, 0, 18, false }, { N_("how many"), 19, 8, true }, \
	{ N_("pending"), 28, 7, true }, { N_("replied"), 36, 8, true }, \
	{ N_("solved"), 45, 8, true }, { N_("took"), 54, 8, true } }
static const struct report_column kind_columns[] = COUNT_COLUMNS(N_("kind"));
static const struct report_column level_columns[] = COUNT_COLUMNS(N_("how grave"));
static const struct report_column channel_columns[] = COUNT_COLUMNS(N_("where from"));
static const struct report_column cause_columns[] = COUNT_COLUMNS(N_("cause"));
static const struct report_column each_columns[] = { { N_("number"), 0, 8, false },
	{ N_("day"), 9, 10, false }, { N_("client"), 20, 14, false }, { N_("kind"), 35, 12, false },
	{ N_("time left"), 48, 16, false }, { N_("owner"), 65, 12, false } };

#define EMPTY N_("No complaint in this period. g asks for another one.")
#define COUNT_PAGE(LABEL, COLUMNS, LOAD) { .label = (LABEL), .columns = (COLUMNS), .ncolumns = 6, \
	.meter_at = 64, .load = (LOAD), .open = open_each, .open_label = N_("each"), \
	.empty = EMPTY }
static const struct report_page case_pages[] = {
	COUNT_PAGE(N_("by kind"), kind_columns, load_kinds),
	COUNT_PAGE(N_("how grave"), level_columns, load_levels),
	COUNT_PAGE(N_("from where"), channel_columns, load_channels),
	COUNT_PAGE(N_("by cause"), cause_columns, load_causes),
	{ .label = N_("each"), .columns = each_columns, .ncolumns = 6, .load = load_each,
	  .open = open_one, .open_label = N_("open"), .empty = EMPTY },
};
const struct report_tab complaint_report = {
	.type = &complaint_report_screen, .name = "complaints", .title = N_("Complaints"),
	.pages = case_pages, .npages = 5,
	.rule = N_("Complaints and inquiries taken in the period. Answered: the first answer came "
	    "by its limit, of those answered or due by now; solved: the same of the end. What is "
	    "open and not due yet counts in neither. Took: the mean from taken to closed."),
	.help = N_("Complaints and inquiries of the period, how many are open, answered and solved "
	    "in time, and how long they took. v counts them by kind, by gravity, by where they "
	    "came from, by cause, then lists each; Enter goes there at once, and opens one. The "
	    "bar is the share of all."),
};
