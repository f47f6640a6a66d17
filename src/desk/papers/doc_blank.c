/* Papers to fill in by hand when the power or the host is gone; entered later with the real time.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "doc_priv.h"
#include "form/form.h"
#include "form/form_catalog.h"

/* Its choices as boxes, side by side. */
static void put_choices(struct document *doc, const struct form_field *f, const char *label)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < f->nchoices; i++)
		buf_printf(&text, "%s\u25a1 %s", i ? "    " : "", label_text(&f->choices[i].label));
	document_pair(doc, label, text.s);
	buf_free(&text);
}

/* What the program fills in itself is not asked on paper. */
static bool is_asked(const struct form_field *f)
{
	return f->kind != FIELD_STATIC && !f->readonly && label_text(&f->label)[0];
}

static void put_field(struct document *doc, const struct form_field *f)
{
	const char *label = label_text(&f->label);

	if (!is_asked(f))
		return;
	if (f->kind == FIELD_BOOL) {
		document_check(doc, false, label, NULL);
	} else if (f->kind == FIELD_CHOICE) {
		put_choices(doc, f, label);
	} else {
		document_blank(doc, label, NULL);
		if (f->kind == FIELD_MEMO)
			document_lines(doc, f->height < 4 ? f->height : 4);
	}
}

/* Who and when stand on every one of them: that is what makes it an entry later. */
static struct document *start(struct desk *d, const char *title)
{
	struct document *doc = document_start(d, DOCUMENT_A4, title);

	document_blank(doc, tr("Date"), tr("time"));
	document_blank(doc, tr("Client"), tr("File no"));
	document_blank(doc, tr("Birthday"), tr("phone"));
	return doc;
}

enum err_code paper_blank_triage(struct desk *d, const struct paper_ref *ref,
    struct document **out, struct err *e)
{
	const struct form *form = form_catalog_find(d->forms, "triage");

	(void)ref;
	(void)e;
	*out = start(d, tr("Triage card"));
	document_blank(*out, tr("Number"), tr("Appointment at"));
	for (size_t i = 0; form && form->nsections && i < (size_t)form->sections[0].count; i++)
		put_field(*out, &form->fields[form->sections[0].first + (int)i]);
	document_blank(*out, tr("Came along"), tr("Relation, phone"));
	document_sign(*out, tr("Client"), tr("Front desk"), NULL);
	return OK;
}

enum err_code paper_blank_record(struct desk *d, const struct paper_ref *ref,
    struct document **out, struct err *e)
{
	(void)ref;
	(void)e;
	*out = start(d, tr("Treatment record"));
	document_blank(*out, tr("Service"), tr("Session"));
	document_blank(*out, tr("Expert"), tr("Operator"));
	document_blank(*out, tr("Begun"), tr("Done"));
	document_heading(*out, tr("Before it begins"));
	document_check(*out, false, tr("Identity asked"), NULL);
	document_check(*out, false, tr("Allergies and what must not be done read out"), NULL);
	document_check(*out, false, tr("Consent signed"), NULL);
	document_check(*out, false, tr("Photographs taken"), NULL);
	document_heading(*out, tr("What was asked and done"));
	document_lines(*out, 5);
	document_heading(*out, tr("Measured, found"));
	document_lines(*out, 2);
	document_heading(*out, tr("Used, lot numbers"));
	document_lines(*out, 2);
	document_heading(*out, tr("Told for afterwards, next visit"));
	document_lines(*out, 3);
	document_sign(*out, tr("Client"), tr("Operator"), tr("Expert"));
	return OK;
}

enum err_code paper_blank_receipt(struct desk *d, const struct paper_ref *ref,
    struct document **out, struct err *e)
{
	const struct form *form = form_catalog_find(d->forms, "visit-pay");
	int method = form ? form_field_index(form, "method") : -1;

	(void)ref;
	(void)e;
	*out = document_start(d, DOCUMENT_A5, tr("Receipt"));
	document_blank(*out, tr("Date"), tr("Number"));
	document_blank(*out, tr("Client"), tr("File no"));
	document_blank(*out, tr("For"), NULL);
	document_lines(*out, 1);
	document_blank(*out, tr("Amount paid"), NULL);
	if (method >= 0)
		put_choices(*out, &form->fields[method], tr("Paid by"));
	document_sign(*out, tr("Client"), tr("Cashier"), NULL);
	document_small(*out, tr("Entered later with this day and time."));
	return OK;
}
