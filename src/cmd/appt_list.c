/* Rows of appointments, and what is free instead. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "data/appointment.h"
#include "data/resource.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/free.h"

#define OTHERS 5

static const struct table_col columns[] = {
	{ "id", 6, true },
	{ "start", 16, false },
	{ "end", 16, false },
	{ "state", 9, false },
	{ "client_id", -1, true },
	{ "client", 18, false },
	{ "patient", -1, false },
	{ "service", 14, false },
	{ "staff_id", -1, true },
	{ "staff", 14, false },
	{ "room", 8, false },
	{ "device", 10, false },
	{ "flags", -1, false },
	{ "branch", -1, false },
};

static void put_row(struct cmd_context *c, struct table_out *t, const struct appointment_row *r)
{
	bool english = !strcmp(tr_language(), "en") && r->service_en[0];

	table_int(t, r->id);
	table_time(t, r->start_at);
	table_time(t, r->end_at);
	table_text(t, r->state);
	table_int(t, r->client_id);
	table_text(t, cover_name(c->desk, cover_of_row(r)));
	table_text(t, cover_patient(c->desk, cover_of_row(r)));
	table_text(t, english ? r->service_en : r->service);
	table_int_or_empty(t, r->staff_id);
	table_text(t, r->staff);
	table_text(t, r->room);
	table_text(t, r->device);
	table_text(t, r->flags);
	table_text(t, r->branch);
	table_row(t);
}

void appt_print_rows(struct cmd_context *c, const struct appointment_list *l, const char *empty)
{
	struct table_out *t = table_begin(c, columns, COUNT(columns));

	for (size_t i = 0; i < l->n; i++)
		put_row(c, t, &l->v[i]);
	table_end(t, empty);
}

enum err_code appt_print(struct cmd_context *c, const int64_t *ids, size_t n, struct err *e)
{
	struct table_out *t = table_begin(c, columns, COUNT(columns));
	struct appointment_row row;
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++) {
		if (!ids[i])
			continue;
		rc = appointment_row_get(c->store, ids[i], &row, e);
		if (rc == OK)
			put_row(c, t, &row);
	}
	if (rc == OK)
		table_end(t, NULL);
	else
		table_drop(t);
	return rc;
}

/* ---- what is free instead ---- */

static const struct table_col near_columns[] = {
	{ "start", 16, false },
	{ "end", 16, false },
	{ "staff", 14, false },
	{ "why", 0, false },
};

static void put_near(struct cmd_context *c, struct table_out *t, const struct near_time *x)
{
	struct resource lead = { .name = "" };
	struct err none = ERR_INIT;

	if (x->time.lead_id &&
	    resource_get(c->store, x->time.lead_id, &lead, &none) != OK)
		lead.name[0] = '\0';
	table_time(t, x->time.start_at);
	table_time(t, x->time.end_at);
	table_text(t, lead.name);
	table_text(t, tr(near_kind_text(x->kind)));
	table_row(t);
}

void appt_offer(struct cmd_context *c, const struct booking_wish *w)
{
	struct free_wish wish = { .branch_id = w->branch_id, .client_id = w->client_id,
		.dependant_id = w->dependant_id, .service = { w->service_id }, .nservices = 1,
		.nwith = w->nwith, .days = 14, .except = w->except };
	struct near_list l = { 0 };
	struct err none = ERR_INIT;
	struct table_out *t;

	memcpy(wish.with, w->with, sizeof wish.with);
	if (free_near(c->desk, &wish, w->start_at, OTHERS, &l, &none) == OK && l.n) {
		t = table_begin(c, near_columns, COUNT(near_columns));
		for (size_t i = 0; i < l.n; i++)
			put_near(c, t, &l.v[i]);
		table_end(t, NULL);
	}
	near_list_free(&l);
}
