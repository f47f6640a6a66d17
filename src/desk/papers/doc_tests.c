/* Papers of tests: the application that goes to the laboratory, how the samples of an order are
 * taken, and the expert's report. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/order.h"
#include "data/test.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/testing.h"
#include "doc_priv.h"

static enum err_code put_client(struct document *doc, struct desk *d, int64_t id, struct err *e)
{
	struct client_card_list cards = { 0 };
	enum err_code rc = client_cards(d->store, &id, 1, clock_now(), &cards, e);

	if (rc == OK && cards.n)
		document_pair2(doc, tr("Client"), cover_name(d, cover_of_card(&cards.v[0])),
		    tr("File no"), cards.v[0].file_no);
	client_card_list_free(&cards);
	return rc;
}

/* ---- the application ---- */

enum err_code doc_put_person(struct document *doc, struct desk *d, int64_t id, struct err *e)
{
	struct client_card_list cards = { 0 };
	char person[40];
	enum err_code rc = client_cards(d->store, &id, 1, clock_now(), &cards, e);

	if (rc == OK && cards.n) {
		document_pair2(doc, tr("Client"), cover_name(d, cover_of_card(&cards.v[0])),
		    tr("File no"), cards.v[0].file_no);
		document_pair2(doc, tr("Sex, age"), notice_person(cards.v[0].gender,
		    cards.v[0].birth, desk_today(d), person, sizeof person), tr("Born"),
		    cover_hides(d, cover_of_card(&cards.v[0])) ? "" : cards.v[0].birth);
	}
	client_card_list_free(&cards);
	return rc;
}

/* What is known is printed; what is known once the sample is there has room for a pen. */
static enum err_code put_application(struct document *doc, struct desk *d, const struct test *x,
    struct err *e)
{
	struct test_type type;
	char title[200], day[60], whom[DEPENDANT_NAME];
	enum err_code rc = test_type_get(d->store, x->test_type_id, &type, e);

	if (rc != OK)
		return rc;
	document_break(doc);
	document_heading(doc, text_fmt(title, sizeof title, tr("Test application %s"), x->number));
	rc = doc_put_person(doc, d, x->client_id, e);
	document_pair(doc, tr("Treated"), cover_dependant(d, x->client_id, x->dependant_id, whom,
	    sizeof whom));
	document_pair2(doc, tr("Test"), testing_name(x), tr("Order"), x->order);
	document_pair2(doc, tr("Sample"), type.sample, tr("Laboratory"), type.laboratory);
	document_pair2(doc, tr("Ordered"), doc_day_text(x->day, day, sizeof day), tr("Expert"),
	    x->expert);
	document_blank(doc, tr("Sample taken at"), tr("Received at"));
	document_check(doc, false, tr("What was sent is what was asked for"), "");
	document_check(doc, false, tr("It is enough"), "");
	document_check(doc, false, tr("It is fit to be tested"), "");
	document_blank(doc, tr("Remark"), NULL);
	document_sign(doc, tr("Expert"), tr("Client"), tr("Lab desk"));
	return rc;
}

enum err_code doc_put_applications(struct document *doc, struct desk *d, int64_t order_id,
    struct err *e)
{
	struct test_list l = { 0 };
	enum err_code rc = test_list_order(d->store, order_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (testing_next(l.v[i].stage))
			rc = put_application(doc, d, &l.v[i], e);
	test_list_free(&l);
	return rc;
}

/* ---- the guide, the report ---- */

static enum err_code put_guide(struct document *doc, struct desk *d, const struct test *x,
    struct err *e)
{
	struct test_type type;
	char title[200];
	enum err_code rc = test_type_get(d->store, x->test_type_id, &type, e);

	if (rc != OK || !testing_next(x->stage))
		return rc;
	document_heading(doc, text_fmt(title, sizeof title, "%s  %s", x->number, testing_name(x)));
	document_pair2(doc, tr("Sample"), type.sample, tr("Laboratory"), type.laboratory);
	document_para(doc, describe_in_language(type.guide, type.guide_en));
	return OK;
}

static enum err_code end(struct document **doc, enum err_code rc)
{
	if (rc != OK) {
		document_free(*doc);
		*doc = NULL;
	}
	return rc;
}

enum err_code paper_guide(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct client_order o;
	struct test_list l = { 0 };
	char title[80];
	enum err_code rc = client_order_by_number(d->store, ref->word ? ref->word : "", &o, e);

	*out = NULL;
	if (rc == OK)
		rc = test_list_order(d->store, o.id, &l, e);
	if (rc == OK && !l.n)
		rc = err_set(e, ERR_NOTFOUND, tr("The order %s holds no tests."), o.number);
	if (rc == OK) {
		*out = document_start(d, DOCUMENT_A5, text_fmt(title, sizeof title,
		    tr("How to take the samples, %s"), o.number));
		rc = put_client(*out, d, o.client_id, e);
	}
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = put_guide(*out, d, &l.v[i], e);
	test_list_free(&l);
	return end(out, rc);
}

enum err_code paper_report(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct test x;
	char title[80];
	enum err_code rc = test_by_number(d->store, ref->word ? ref->word : "", &x, e);

	*out = NULL;
	if (rc == OK && !x.final[0])
		rc = err_set(e, ERR_NOTFOUND,
		    tr("%s has no final report yet. The expert writes it."), x.number);
	if (rc != OK)
		return rc;
	*out = document_start(d, DOCUMENT_A4, text_fmt(title, sizeof title,
	    tr("Final report %s"), x.number));
	rc = put_client(*out, d, x.client_id, e);
	document_pair2(*out, tr("Test"), testing_name(&x), tr("Expert"), x.expert);
	document_para(*out, x.final);
	document_sign(*out, tr("Client"), tr("Expert"), NULL);
	return end(out, rc);
}
