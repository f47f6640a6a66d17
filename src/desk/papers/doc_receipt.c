/* The receipt of one taking: all its rows under their number. */
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/payment.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "doc_priv.h"
#include "form/form.h"
#include "form/form_catalog.h"

static const char *kind_word(const char *kind)
{
	static const char *const words[][2] = { { "deposit", N_("deposit") }, { "due", N_("due") },
		{ "refund", N_("refund") }, { "use", N_("used") },
		{ "correction", N_("correction") } };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i][0], kind))
			return tr(words[i][1]);
	return kind;
}

/* As the cash desk asks for it; its code where the form has no such choice. */
static const char *method_word(struct desk *d, const char *method)
{
	const struct form *form = form_catalog_find(d->forms, "visit-pay");
	int field = form ? form_field_index(form, "method") : -1;

	if (!strcmp(method, "account"))
		return tr("kept for the client");
	if (!strcmp(method, "prepaid"))
		return tr("prepaid card");
	return field < 0 ? method : form_choice_label(&form->fields[field], method);
}

static enum err_code put_client(struct document *doc, struct desk *d, int64_t id, struct err *e)
{
	struct client_card_list cards = { 0 };
	enum err_code rc = client_cards(d->store, &id, 1, 0, &cards, e);

	if (rc == OK && cards.n)
		document_pair2(doc, tr("Client"), cover_name(d, cover_of_card(&cards.v[0])),
		    tr("File no"), cards.v[0].file_no);
	client_card_list_free(&cards);
	return rc;
}

static void put_rows(struct document *doc, struct desk *d, const struct payment_list *l)
{
	char money[MONEY_TEXT];
	int64_t sum = 0;

	document_column(doc, tr("For"), 3, DOCUMENT_LEFT);
	document_column(doc, tr("order"), 3, DOCUMENT_LEFT);
	document_column(doc, tr("Paid by"), 3, DOCUMENT_LEFT);
	document_column(doc, tr("Amount paid"), 3, DOCUMENT_RIGHT);
	for (size_t i = 0; i < l->n; i++) {
		document_row(doc);
		document_cell(doc, kind_word(l->v[i].kind));
		document_cell(doc, l->v[i].order);
		document_cell(doc, method_word(d, l->v[i].method));
		document_cell(doc, money_full(l->v[i].amount, d->currency, money, sizeof money));
		sum += l->v[i].amount;
	}
	document_total(doc);
	document_cell(doc, tr("Total"));
	document_cell(doc, "");
	document_cell(doc, d->currency);
	document_cell(doc, money_full(sum, d->currency, money, sizeof money));
}

enum err_code paper_receipt(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct payment_list l = { 0 };
	char title[80], day[60], clock[16], when[90];
	enum err_code rc = payment_list_receipt(d->store, ref->word ? ref->word : "",
	    &l, e);

	*out = NULL;
	if (rc == OK && !l.n)
		rc = err_set(e, ERR_NOTFOUND, tr("There is no receipt %.40s."),
		    ref->word ? ref->word : "");
	if (rc == OK) {
		text_fmt(title, sizeof title, tr("Receipt %s"), l.v[0].receipt);
		text_fmt(when, sizeof when, "%s %s", doc_day_text(l.v[0].day, day, sizeof day),
		    desk_clock_text(d, l.v[0].created_at, clock, sizeof clock));
		*out = document_start(d, DOCUMENT_A5, title);
		rc = put_client(*out, d, l.v[0].client_id, e);
		document_pair2(*out, tr("When"), when, tr("Cashier"), l.v[0].staff);
		put_rows(*out, d, &l);
		document_sign(*out, tr("Client"), tr("Cashier"), NULL);
	}
	if (rc != OK) {
		document_free(*out);
		*out = NULL;
	}
	payment_list_free(&l);
	return rc;
}
