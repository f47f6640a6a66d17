/* Cases: the plain lists of what is kept there, the newest first. */
#include "area_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "data/record.h"
#include "desk/desk.h"
#include "screen/front.h"

static enum err_code load(struct screen *s, const char *table, const char *text,
    int64_t client_id, struct area_rows *out, struct err *e)
{
	const struct desk *d = front_desk(s);
	struct record_pick pick = { .column = client_id ? "client_id" : "branch_id",
		.value = client_id ? client_id : d->branch_id, .order = "created_at" };
	struct record_list l = { 0 };
	enum err_code rc = record_list(d->store, table, &pick, &l, e);

	for (size_t i = l.n; rc == OK && i-- > 0;) {
		struct area_row *r = area_rows_add(out);

		r->id = l.v[i].id;
		text_copy(r->cell[0], sizeof r->cell[0], record_text(&l.v[i], "day"));
		text_copy(r->cell[1], sizeof r->cell[1], record_text(&l.v[i], "state"));
		text_copy(r->cell[2], sizeof r->cell[2], record_text(&l.v[i], text));
	}
	record_list_free(&l);
	return rc;
}

static enum err_code load_surveys(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	return load(s, "survey", "suggestion", of.client_id, out, e);
}

static enum err_code load_suggestions(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	return load(s, "suggestion", "text", of.client_id, out, e);
}

/* Improvements and events belong to the house, whoever is at hand. */
static enum err_code load_improvements(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	(void)of;
	return load(s, "improvement", "problem", 0, out, e);
}

static enum err_code load_gatherings(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	(void)of;
	return load(s, "gathering", "name", 0, out, e);
}

static const struct list_column columns[] = { { N_("day"), 0 }, { N_("state"), 12 },
	{ N_("text"), 24 } };

const struct area_tab surveys_tab = {
	.name = "surveys", .title = N_("Surveys"), .columns = columns, .ncolumns = 3,
	.load = load_surveys, .empty = N_("No survey yet."),
};
const struct area_tab suggestions_tab = {
	.name = "suggestions", .title = N_("Suggestions"), .columns = columns, .ncolumns = 3,
	.load = load_suggestions, .empty = N_("No suggestion yet."),
};
const struct area_tab improvements_tab = {
	.name = "improvements", .title = N_("Improvements"), .columns = columns, .ncolumns = 3,
	.load = load_improvements, .empty = N_("Nothing to improve is noted yet."),
};
const struct area_tab gatherings_tab = {
	.name = "gatherings", .title = N_("Events"), .columns = columns, .ncolumns = 3,
	.load = load_gatherings, .empty = N_("No event of the house yet."),
};
