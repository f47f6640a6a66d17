/* Treatments as a list of Records (F5): of the client at hand, or of the house today. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/treatment.h"
#include "screen/front.h"
#include "screen/treat.h"

enum { ROWS = 200 };

static void fill_row(const struct desk *d, const struct treatment_line *t, bool client,
    struct area_row *r)
{
	r->id = t->id;
	r->client_id = t->client_id;
	r->style = t->waiting ? STYLE_NOTE : STYLE_TEXT;
	desk_time_text(d, t->started_at, r->cell[0], sizeof r->cell[0]);
	text_copy(r->cell[1], sizeof r->cell[1], client ? cover_patient(d,
	    cover_of_treatment(t)) : cover_treated(d, cover_of_treatment(t)));
	text_copy(r->cell[2], sizeof r->cell[2], describe_in_language(t->service,
	    t->service_en));
	text_copy(r->cell[3], sizeof r->cell[3], t->operator);
	text_copy(r->cell[4], sizeof r->cell[4], t->room);
	text_fmt(r->cell[5], sizeof r->cell[5], "%d/%d%s", t->done, t->steps,
	    t->waiting ? " !" : "");
	text_copy(r->cell[6], sizeof r->cell[6], treatment_state_word(t->state));
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct treatment_list l = { 0 };
	char today[11];
	enum err_code rc = of.client_id ?
	    treatment_list_client(d->store, of.client_id, ROWS, &l, e) :
	    treatment_list_day(d->store, d->branch_id, desk_today_text(d, today), &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = treatment_count_called(d, &l.v[i], e);
	/* Those under way first: they are what somebody looks for. */
	for (int open = 1; open >= 0; open--)
		for (size_t i = 0; i < l.n && rc == OK; i++)
			if (open == !strcmp(l.v[i].state, "open"))
				fill_row(d, &l.v[i], of.client_id != 0, area_rows_add(out));
	treatment_list_free(&l);
	return rc;
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct treatment t;
	enum err_code rc = treatment_get(front_desk(s)->store, id, &t, e);

	if (rc != OK)
		return rc;
	buf_puts(out, t.summary);
	if (t.started_why[0])
		buf_printf(out, tr("\nBegan although: %s"), t.started_why);
	if (t.reason[0])
		buf_printf(out, tr("\nStopped: %s (%s)"), t.reason, t.agreed);
	return OK;
}

static enum err_code open_row(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return treat_open(s, id, e);
}

static enum err_code open_waits(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)id, (void)client_id;
	return screen_open(s->loop, &waits_screen, NULL, e);
}

static const struct list_column columns[] = { { N_("began"), 0 }, { N_("client"), 17 },
	{ N_("service"), 31 }, { N_("operator"), 43 }, { N_("room"), 54 }, { N_("steps"), 60 },
	{ N_("state"), 68 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = open_row,
	  .help = N_("The record with its steps.") },
	{ .command = "row-next", .run = open_waits, .label = N_("confirm"),
	  .help = N_("The steps that wait for the manager's eye.") },
};

const struct area_tab treatments_tab = {
	.name = "treatments", .title = N_("Treatments"), .columns = columns,
	.ncolumns = sizeof columns / sizeof *columns, .load = load, .detail = detail,
	.acts = acts, .nacts = sizeof acts / sizeof *acts,
	.empty = N_("No treatment yet. It begins at the arrivals: F4 y."),
	.empty_house = N_("No treatment today. One begins at the arrivals: F4 y."),
	.page = N_("Treatments: of the client at hand, or of the house today. Enter opens the "
	    "checklist, y the list of steps that wait for the manager."),
};
