/* Reports, tabs Times, People and Load. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "report_list_priv.h"

static void cell_share(struct report_row *r, int i, enum kpi_figure f, const struct kpi_share *x)
{
	kpi_text(f, x, r->cell[i], sizeof r->cell[i]);
}

/* ---- times ---- */

static void cell_minutes(struct report_row *r, int i, int64_t seconds, int64_t of)
{
	if (!of)
		report_cell(r, i, "-");
	else if (seconds < 6000)
		report_cell(r, i, tr("%lld.%lld min"), (long long)(seconds / 60),
		    (long long)(seconds % 60 / 6));
	else
		report_cell(r, i, tr("%lld h %02lld"), (long long)(seconds / 3600),
		    (long long)(seconds % 3600 / 60));
}

static enum err_code load_times(struct screen *s, struct report_list *l, struct err *e)
{
	struct kpi_time t[KPI_STAGE_COUNT];
	int64_t longest = 0, any = 0;
	enum err_code rc = kpi_stages(l->r.desk, &l->r.span, t, e);

	(void)s;
	for (int i = 0; i < KPI_STAGE_COUNT && rc == OK; i++) {
		any += t[i].n;
		if (i != KPI_STAGE_WHOLE && t[i].mean > longest)
			longest = t[i].mean;
	}
	for (int i = 0; i < KPI_STAGE_COUNT && rc == OK && any; i++) {
		struct report_row *r = report_row_add(&l->rows);

		report_cell(r, 0, "%s", tr(kpi_stage_labels[i]));
		report_cell(r, 1, "%lld", (long long)t[i].n);
		cell_minutes(r, 2, t[i].median, t[i].n);
		cell_minutes(r, 3, t[i].mean, t[i].n);
		cell_minutes(r, 4, t[i].p90, t[i].n);
		cell_minutes(r, 5, t[i].most, t[i].n);
		if (i != KPI_STAGE_WHOLE && t[i].n && longest)
			r->meter = (int)(t[i].mean * 100 / longest);
		text_fmt(r->words, sizeof r->words, t[i].dropped ?
		    tr("%s: %lld visits; %lld more were not closed in time and are left out") :
		    tr("%s: %lld visits"), tr(kpi_stage_labels[i]), (long long)t[i].n,
		    (long long)t[i].dropped);
	}
	return rc;
}

/* The longest waits first to look at: the visits behind the waiting time. */
static enum err_code open_times(struct screen *s, const struct report_row *r, struct err *e)
{
	const struct report *p = s->state;
	struct kpi_rows_arg arg = { .span = p->span, .figure = KPI_WAIT };

	(void)r;
	return screen_open(s->loop, &kpi_rows_screen, &arg, e);
}

static const struct report_column times_columns[] = { { N_("stage"), 0, 18, false },
	{ N_("visits"), 18, 7, true }, { N_("median"), 26, 9, true }, { N_("mean"), 36, 9, true },
	{ N_("9 of 10 up to"), 46, 13, true }, { N_("longest"), 60, 9, true } };
static const struct report_page times_pages[] = {
	{ .columns = times_columns, .ncolumns = 6, .meter_at = 70, .load = load_times,
	  .open = open_times, .open_label = N_("rows"),
	  .empty = N_("No visits in this period. g asks for another one.") },
};
const struct report_tab times_report = {
	.type = &times_screen, .name = "times", .title = N_("Times of the stages"),
	.pages = times_pages, .npages = 1,
	.rule = N_("How long each stage of a visit took, from the marks that are set on the way: "
	    "arrived, card filled, led on, cash desk, ready, in the room, left. A visit counts in "
	    "each stage that it went through. What was entered later counts in none, and a stage "
	    "of more than 12 hours was not closed in time and is left out. Half of the visits took "
	    "no longer than the median, nine of ten no longer than the fourth column."),
	.help = N_("How long clients spend in each stage of a visit: until the card is filled, "
	    "until they are led on, in consultation, at the cash desk, until the room, in it, "
	    "until they leave. The bar is the mean of the stage against the longest one. Enter "
	    "shows the visits with their waiting times."),
};

/* ---- people ---- */

static void put_person(const struct kpi_person *p, struct report_list *l)
{
	struct report_row *r = report_row_add(&l->rows);

	r->id = p->staff_id;
	r->ref = p->staff_id;
	report_cell(r, 0, "%s", p->name);
	report_cell(r, 1, "%lld", (long long)p->visits);
	cell_share(r, 2, KPI_REWORK, &p->steps);
	cell_share(r, 3, KPI_CALLS, &p->calls);
	cell_share(r, 4, KPI_CONTENT, &p->rating);
	cell_share(r, 5, KPI_REWORK, &p->asked);
	cell_share(r, 6, KPI_STAFF_LOAD, &p->load);
	r->meter = p->load.of ? (int)(p->load.n * 100 / p->load.of) : REPORT_NO_METER;
	text_fmt(r->words, sizeof r->words,
	    tr("%s: steps %lld/%lld, calls %lld/%lld, %lld marks, by name %lld/%lld, "
	    "%lld of %lld h"), p->name, (long long)p->steps.n, (long long)p->steps.of,
	    (long long)p->calls.n, (long long)p->calls.of, (long long)p->rating.of,
	    (long long)p->asked.n, (long long)p->asked.of, (long long)p->load.n / 60,
	    (long long)p->load.of / 60);
}

static enum err_code load_persons(struct screen *s, struct report_list *l, struct err *e)
{
	struct kpi_people people = { 0 };
	enum err_code rc = kpi_people(l->r.desk, &l->r.span, &people, e);

	(void)s;
	for (size_t i = 0; i < people.n && rc == OK; i++)
		put_person(&people.v[i], l);
	kpi_people_free(&people);
	return rc;
}

static enum err_code open_person(struct screen *s, const struct report_row *r, struct err *e)
{
	const struct report *p = s->state;
	struct kpi_rows_arg arg = { .span = p->span, .figure = KPI_BACK, .staff_id = r->ref,
		.title = r->cell[0] };

	return screen_open(s->loop, &kpi_rows_screen, &arg, e);
}

static const struct report_column persons_columns[] = { { N_("person"), 0, 14, false },
	{ N_("visits"), 14, 7, true }, { N_("to standard"), 22, 12, true },
	{ N_("calls"), 35, 8, true }, { N_("ratings"), 44, 8, true },
	{ N_("by name"), 53, 8, true }, { N_("load"), 62, 6, true } };
static const struct report_page persons_pages[] = {
	{ .columns = persons_columns, .ncolumns = 7, .meter_at = 69, .load = load_persons,
	  .open = open_person, .open_label = N_("visits"),
	  .empty = N_("Nobody served anybody in this period. g asks for another one.") },
};
const struct report_tab persons_report = {
	.type = &persons_screen, .name = "people", .title = N_("People"), .pages = persons_pages,
	.npages = 1,
	.rule = N_("Visits: waited for, heard or treated by the person, each once. To standard: "
	    "required steps of treatments found to standard, of all that the person did. Calls: "
	    "callbacks done by their due time, of all done. Ratings: marks of the surveys of these "
	    "visits, in percent of the best mark. By name: appointments that asked for the person, "
	    "of all with the person. Load: time that appointments took, of the time on duty."),
	.help = N_("What each person did in the period, most visits first: visits, steps to "
	    "standard, callbacks on time, ratings, appointments that asked for the person by name, "
	    "and how much of the time on duty was taken. Row 23 has the figures behind the "
	    "percents. Enter shows the person's visits."),
};

/* ---- load ---- */

static const char *kind_text(const char *kind)
{
	return !strcmp(kind, "staff") ? tr("person") : !strcmp(kind, "room") ? tr("room") :
	    tr("device");
}

static void put_load(const struct kpi_load *x, struct report_list *l)
{
	struct report_row *r = report_row_add(&l->rows);

	r->id = x->resource_id;
	r->ref = x->resource_id;
	r->what = !strcmp(x->kind, "staff") ? KPI_STAFF_LOAD : !strcmp(x->kind, "room") ?
	    KPI_ROOM_LOAD : KPI_DEVICE_LOAD;
	report_cell(r, 0, "%s", kind_text(x->kind));
	report_cell(r, 1, "%s", x->name);
	report_cell(r, 2, x->percent < 0 ? "-" : "%d %%", x->percent);
	report_cell(r, 3, tr("%lld h %02lld"), (long long)x->taken_min / 60,
	    (long long)x->taken_min % 60);
	report_cell(r, 4, tr("%lld h %02lld"), (long long)x->work_min / 60,
	    (long long)x->work_min % 60);
	r->meter = x->percent;
	text_fmt(r->words, sizeof r->words,
	    tr("%s: %lld of %lld minutes were taken by appointments"), x->name,
	    (long long)x->taken_min, (long long)x->work_min);
}

static enum err_code load_loads(struct screen *s, struct report_list *l, struct err *e)
{
	struct kpi_loads loads = { 0 };
	enum err_code rc = kpi_load(l->r.desk, &l->r.span, &loads, e);

	(void)s;
	for (size_t i = 0; i < loads.n && rc == OK; i++)
		put_load(&loads.v[i], l);
	kpi_loads_free(&loads);
	return rc;
}

static enum err_code open_load(struct screen *s, const struct report_row *r, struct err *e)
{
	const struct report *p = s->state;
	struct kpi_rows_arg arg = { .span = p->span, .figure = (enum kpi_figure)r->what,
		.resource_id = r->ref, .title = r->cell[1] };

	return screen_open(s->loop, &kpi_rows_screen, &arg, e);
}

static const struct report_column loads_columns[] = { { N_("kind"), 0, 8, false },
	{ N_("name"), 9, 18, false }, { N_("load"), 28, 6, true },
	{ N_("time taken"), 35, 10, true }, { N_("could work"), 46, 11, true } };
static const struct report_page loads_pages[] = {
	{ .columns = loads_columns, .ncolumns = 5, .meter_at = 58, .load = load_loads,
	  .open = open_load, .open_label = N_("appts"),
	  .empty = N_("Nobody and nothing could be booked in this period. F12 has the rosters.") },
};
const struct report_tab loads_report = {
	.type = &loads_screen, .name = "load", .title = N_("Load"), .pages = loads_pages,
	.npages = 1,
	.rule = N_("Minutes taken by appointments that were not cancelled nor missed, of those "
	    "that the person was on duty, or the room or device could be used: opening hours, "
	    "rosters, leave, out of order. Above 100 %: appointments were squeezed in."),
	.help = N_("How much of the time of people, rooms and devices was taken by appointments; "
	    "of each kind the fullest first. Enter shows the appointments."),
};
