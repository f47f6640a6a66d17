/* Slips: one appointment for those who make ready and serve, one number for who waits. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/service.h"
#include "data/visit.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/prepare.h"
#include "doc_priv.h"

static void put_who(struct document *doc, struct desk *d, const struct appointment_row *a)
{
	char person[40], when[120], day[60], span[40];

	text_fmt(when, sizeof when, "%s  %s", doc_day_text(a->day, day, sizeof day),
	    doc_span(d, a->start_at, a->end_at, span, sizeof span));
	document_pair2(doc, tr("When"), when, tr("File no"), a->file_no);
	document_pair2(doc, tr("Client"), cover_name(d, cover_of_row(a)), "",
	    doc_person(d, a, person, sizeof person));
	document_pair(doc, tr("Treated"), cover_patient(d, cover_of_row(a)));
}

static enum err_code put_items(struct document *doc, struct desk *d, int64_t id, struct err *e)
{
	struct day_items items = { 0 };
	enum err_code rc = prepare_items(d, id, &items, e);

	if (rc == OK && items.n)
		document_heading(doc, tr("Lay ready"));
	for (size_t i = 0; i < items.n; i++)
		document_check(doc, items.v[i].on, items.v[i].label, items.v[i].staff);
	day_items_free(&items);
	return rc;
}

enum err_code paper_slip(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct appointment_row a;
	struct service service = { .id = 0 };
	struct document *doc;
	char title[120], notice[600];
	enum err_code rc = appointment_row_get(d->store, ref->id, &a, e);

	*out = NULL;
	if (rc == OK && a.service_id)
		rc = service_get(d->store, a.service_id, &service, e);
	if (rc != OK)
		return rc;
	text_fmt(title, sizeof title, tr("Appointment slip %lld"), (long long)a.id);
	doc = document_start(d, DOCUMENT_A5, title);
	put_who(doc, d, &a);
	document_pair(doc, tr("What"), describe_in_language(a.service, a.service_en));
	document_pair(doc, tr("With"), a.staff);
	document_pair2(doc, tr("Room"), a.room, tr("Device"), a.device);
	document_pair(doc, tr("Needs"), a.needs);
	document_pair(doc, tr("Notes"), a.note);
	document_pair(doc, tr("Know"), notice_client(d, a.client_id, a.dependant_id, notice,
	    sizeof notice));
	document_pair(doc, tr("Observe"),
	    describe_in_language(service.advice, service.advice_en));
	rc = put_items(doc, d, a.id, e);
	document_sign(doc, tr("Made ready"), tr("Served"), NULL);
	if (rc == OK)
		*out = doc;
	else
		document_free(doc);
	return rc;
}

enum err_code paper_slip_places(struct desk *d, int64_t appointment_id, struct paper_places *out,
    struct err *e)
{
	struct take_list take = { 0 };
	struct paper_place *p;
	enum err_code rc = appointment_takes(d->store, appointment_id, &take, e);

	out->n = 0;
	for (size_t i = 0; i < take.n && rc == OK; i++) {
		p = vec_push(out);
		text_copy(p->code, sizeof p->code, take.v[i].code);
		text_copy(p->label, sizeof p->label, take.v[i].name);
	}
	if (rc == OK) {
		p = vec_push(out);
		text_copy(p->code, sizeof p->code, "office");
		text_copy(p->label, sizeof p->label, tr("back office"));
	}
	take_list_free(&take);
	return rc;
}

enum err_code paper_queue_slip(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct visit_row v;
	struct document *doc;
	char clock[16];
	enum err_code rc = visit_get(d->store, ref->id, &v, e);

	*out = NULL;
	if (rc != OK)
		return rc;
	doc = document_start(d, DOCUMENT_A5_WIDE, tr("Your number"));
	document_big(doc, v.number);
	document_pair(doc, tr("Here since"),
	    desk_clock_text(d, v.arrived_at, clock, sizeof clock));
	document_pair(doc, tr("What"), describe_in_language(v.service, v.service_en));
	document_pair(doc, tr("With"), v.staff);
	document_pair(doc, tr("Greeter"), v.greeter);
	document_small(doc, tr("Numbers are called in order; who has an appointment goes first. "
	    "Keep this slip until the end."));
	*out = doc;
	return OK;
}
