/* What the sheet of a service wants done before any plan of it: of the skin, the skin test. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/value.h"
#include "data/consultation.h"
#include "data/record.h"
#include "data/sheet.h"
#include "desk/desk.h"
#include "form/form_catalog.h"
#include "plan_priv.h"

/* The code of an answer that says: not yet. */
static const char not_yet[] = "no";

static enum err_code is_answered(struct desk *d, const struct plan_draft *p, const struct form *f,
    bool *out, struct err *e)
{
	struct consultation c;
	struct value v = { 0 };
	enum err_code rc = consultation_last(d->store, p->client_id, p->dependant_id, f->name, 0,
	    &c, e);

	*out = false;
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc == OK)
		rc = sheet_answer(d->store, c.sheet_id, f->before_plan, &v, e);
	if (rc == OK)
		*out = v.type == VALUE_TEXT && v.s[0] && strcmp(v.s, not_yet) != 0;
	value_free(&v);
	return rc;
}

static enum err_code check_service(struct desk *d, const struct plan_draft *p, int64_t service_id,
    struct err *e)
{
	struct record r;
	const struct form *f;
	bool answered = true;
	enum err_code rc = record_load(d->store, "service", service_id, &r, e);

	if (rc != OK)
		return rc;
	f = form_catalog_find(d->forms, record_text(&r, "sheet"));
	record_free(&r);
	if (f && f->before_plan)
		rc = is_answered(d, p, f, &answered, e);
	if (rc != OK || answered)
		return rc;
	return err_invalid(e, "items", tr("No plan yet: %s comes first. "
	    "Answer it in the newest sheet %s (F5, Consultations)."),
	    label_text(&f->fields[form_field_index(f, f->before_plan)].label),
	    label_text(&f->title));
}

enum err_code plan_check_tested(struct desk *d, const struct plan_draft *p, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < p->nitems && rc == OK; i++)
		if (p->item[i].service_id)
			rc = check_service(d, p, p->item[i].service_id, e);
	return rc;
}
