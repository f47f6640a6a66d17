#include "desk/papers.h"

#include <string.h>

#include "base/tr.h"
#include "data/complaint.h"
#include "data/appointment.h"
#include "data/order.h"
#include "data/payment.h"
#include "data/plan.h"
#include "data/treatment.h"
#include "data/test.h"
#include "data/visit.h"
#include "desk/desk.h"

const struct paper papers[] = {
	{ "slip", N_("One appointment, for those who make ready and serve."), PAPER_APPOINTMENT,
	    paper_slip },
	{ "number", N_("The number of somebody who waits."), PAPER_VISIT, paper_queue_slip },
	{ "day", N_("All appointments of a day."), PAPER_DAY, paper_day },
	{ "experts", N_("A day by expert."), PAPER_DAY, paper_experts },
	{ "confirm", N_("Who has not confirmed yet, with telephone number."), PAPER_DAY,
	    paper_confirm },
	{ "callbacks", N_("Who is to be called back, with room for what came of it."), PAPER_DAY,
	    paper_callbacks },
	{ "close", N_("The end of a day: what is left, tomorrow by expert, who signed."),
	    PAPER_DAY, paper_close },
	{ "prepare", N_("What is laid ready for each visit of a day."), PAPER_DAY, paper_prepare },
	{ "file", N_("A client's file, as you may see it."), PAPER_CLIENT, paper_file },
	{ "receipt", N_("What was taken under one number."), PAPER_RECEIPT, paper_receipt },
	{ "treatment", N_("The record of a treatment."), PAPER_TREATMENT, paper_treatment },
	{ "after-care", N_("What to observe after a treatment, with the in-patient certificate."),
	    PAPER_TREATMENT, paper_after_care },
	{ "plan", N_("A plan, to be signed by the client."), PAPER_PLAN, paper_plan },
	{ "order", N_("An order, to be signed by the client: tests as a fee voucher, with the "
	    "application of each."), PAPER_ORDER, paper_order },
	{ "guide", N_("How the samples of an order of tests are taken."), PAPER_ORDER,
	    paper_guide },
	{ "report", N_("The expert's final report of a test."), PAPER_TEST, paper_report },
	{ "case", N_("Proof page of a complaint: words, limits, steps, end."), PAPER_CASE,
	    paper_case },
	{ "shift", N_("A cashier's shift as it was counted."), PAPER_SHIFT, paper_shift },
	{ "month", N_("The problems of a month and what is done about them."), PAPER_MONTH,
	    paper_month },
	{ "blank-triage", N_("A triage card to fill in by hand."), PAPER_NOTHING,
	    paper_blank_triage },
	{ "blank-record", N_("A treatment record to fill in by hand."), PAPER_NOTHING,
	    paper_blank_record },
	{ "blank-receipt", N_("A receipt to fill in by hand."), PAPER_NOTHING,
	    paper_blank_receipt },
};
const size_t papers_count = sizeof papers / sizeof papers[0];

const struct paper *paper_find(const char *name)
{
	for (size_t i = 0; i < papers_count; i++)
		if (!strcmp(papers[i].name, name))
			return &papers[i];
	return NULL;
}

static int64_t of_receipt(struct desk *d, const char *number)
{
	struct payment_list l = { 0 };
	struct err none = ERR_INIT;
	int64_t id = 0;

	if (payment_list_receipt(d->store, number, &l, &none) == OK && l.n)
		id = l.v[0].client_id;
	payment_list_free(&l);
	return id;
}

static int64_t of_order(struct desk *d, const char *number)
{
	struct err none = ERR_INIT;
	struct client_order o;

	return client_order_by_number(d->store, number, &o, &none) == OK ? o.client_id : 0;
}

static int64_t of_plan(struct desk *d, const char *number)
{
	struct err none = ERR_INIT;
	struct plan p;
	int64_t id;

	if (plan_by_number(d->store, number, &id, &none) != OK ||
	    plan_get(d->store, id, &p, &none) != OK)
		return 0;
	return p.client_id;
}

int64_t paper_client(struct desk *d, const struct paper *p, const struct paper_ref *ref)
{
	struct appointment_row a;
	struct treatment t;
	struct visit_row v;
	struct test x;
	struct complaint c;
	struct err none = ERR_INIT;

	switch (p->about) {
	case PAPER_CLIENT: return ref->id;
	case PAPER_RECEIPT: return of_receipt(d, ref->word ? ref->word : "");
	case PAPER_ORDER: return of_order(d, ref->word ? ref->word : "");
	case PAPER_TEST:
		return test_by_number(d->store, ref->word ? ref->word : "", &x, &none) == OK ?
		    x.client_id : 0;
	case PAPER_CASE:
		return complaint_by_number(d->store, ref->word ? ref->word : "", &c, &none) == OK ?
		    c.client_id : 0;
	case PAPER_PLAN: return of_plan(d, ref->word ? ref->word : "");
	case PAPER_APPOINTMENT:
		return appointment_row_get(d->store, ref->id, &a, &none) == OK ? a.client_id : 0;
	case PAPER_VISIT:
		return visit_get(d->store, ref->id, &v, &none) == OK ? v.client_id : 0;
	case PAPER_TREATMENT:
		return treatment_get(d->store, ref->id, &t, &none) == OK ? t.line.client_id : 0;
	case PAPER_NOTHING: case PAPER_DAY: case PAPER_SHIFT: case PAPER_MONTH:
		return 0;
	}
	return 0;
}
