/* Records (F5): the tabs in their order, and the list of remarks. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "data/note.h"
#include "desk/desk.h"
#include "screen/front.h"

static const struct area_tab *const tabs[] = { &consult_tab, &plans_tab, &treatments_tab,
	&figures_tab, &habits_tab, &notes_tab };

const struct area_table records_area = {
	.type = &records_screen, .title = N_("Records"), .tabs = tabs,
	.ntabs = sizeof tabs / sizeof *tabs,
	.page = N_("What was found, planned and done: consultations, plans, treatments, figures, "
	    "remarks. With a client at hand it is that client's, else the house's; v changes "
	    "between them."),
};

enum { NOTES = 200 };

static enum err_code load_notes(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	const struct desk *d = front_desk(s);
	struct note_list l = { 0 };
	enum err_code rc = note_list(d->store, of.client_id, 0, 0, NOTES, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		struct area_row *r = area_rows_add(out);

		r->id = l.v[i].id;
		r->client_id = of.client_id;
		desk_time_text(d, l.v[i].at, r->cell[0], sizeof r->cell[0]);
		text_copy(r->cell[1], sizeof r->cell[1], l.v[i].staff);
		text_copy(r->cell[2], sizeof r->cell[2], l.v[i].text);
	}
	note_list_free(&l);
	return rc;
}

static enum err_code note_detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct note_list l = { 0 };
	enum err_code rc = note_list(front_desk(s)->store, area_client(s), 0, 0, NOTES, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++)
		if (l.v[i].id == id)
			buf_puts(out, l.v[i].text);
	note_list_free(&l);
	return rc;
}

static const struct list_column note_columns[] = { { N_("when"), 0 }, { N_("by"), 18 },
	{ N_("text"), 30 } };

const struct area_tab notes_tab = {
	.name = "notes", .title = N_("Remarks"), .columns = note_columns, .ncolumns = 3,
	.client_only = true, .load = load_notes, .detail = note_detail,
	.empty = N_("No remark yet. r in the client's file writes one."),
};
