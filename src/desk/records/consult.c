/* A consultation as it is opened: its sheet, its answers and those of last time. */
#include "desk/consult.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/record.h"
#include "data/sheet.h"
#include "data/visit.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/figures.h"
#include "desk/form_env.h"
#include "desk/rights.h"
#include "form/form_catalog.h"
#include "consult_priv.h"

/* ---- which sheet ---- */

size_t consult_forms(const struct desk *d, struct form **out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < form_catalog_count(d->forms) && n < max; i++)
		if (!strncmp(form_catalog_at(d->forms, i)->name, "consult-", 8))
			out[n++] = form_catalog_at(d->forms, i);
	return n;
}

/* ---- what it is for ---- */

/* At the acting branch, and without a sheet that is finished. */
static enum err_code fits(struct desk *d, const struct visit_row *v, bool *yes, struct err *e)
{
	struct consultation c;
	enum err_code rc;

	*yes = v->branch_id == d->branch_id && v->service_id;
	if (!*yes)
		return OK;
	rc = consultation_of_visit(d->store, v->id, &c, e);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	*yes = rc == OK && !strcmp(c.state, "open");
	return rc;
}

enum err_code consult_of_client(struct desk *d, int64_t client_id, int64_t dependant_id,
    struct consult_what *out, struct err *e)
{
	struct visit_row v;
	bool yes = false;
	enum err_code rc = visit_of_person(d->store, client_id, dependant_id, &v, e);

	*out = (struct consult_what){ .client_id = client_id, .dependant_id = dependant_id };
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc == OK)
		rc = fits(d, &v, &yes, e);
	if (rc == OK && yes)
		out->visit_id = v.id;
	return rc;
}

static enum err_code is_consulted(struct desk *d, int64_t service, bool *yes, struct err *e)
{
	struct record r;
	enum err_code rc = record_load(d->store, "service", service, &r, e);

	if (rc != OK)
		return rc;
	*yes = record_text(&r, "sheet")[0] || record_int(&r, "tailored");
	record_free(&r);
	return OK;
}

enum err_code consult_services(struct desk *d, struct service_list *out, struct err *e)
{
	enum err_code rc = service_list(d->store, false, out, e);
	size_t n = 0;
	bool yes = false;

	for (size_t i = 0; i < out->n && rc == OK; i++) {
		rc = is_consulted(d, out->v[i].id, &yes, e);
		if (rc == OK && yes)
			out->v[n++] = out->v[i];
	}
	out->n = rc == OK ? n : 0;
	return rc;
}

/* ---- the sheet ---- */

static enum err_code sheet_of_service(struct desk *d, struct consult *x, char *form, size_t size,
    struct err *e)
{
	struct record r;
	enum err_code rc;

	form[0] = '\0';
	if (!x->is.service_id)
		return OK;
	rc = record_load(d->store, "service", x->is.service_id, &r, e);
	if (rc != OK)
		return rc;
	text_copy(form, size, record_text(&r, "sheet"));
	x->is.tailored = record_int(&r, "tailored");
	record_free(&r);
	return OK;
}

static enum err_code find_form(struct desk *d, struct consult *x, const char *wanted,
    struct err *e)
{
	char form[64];

	if (sheet_of_service(d, x, form, sizeof form, e) != OK)
		return e->code;
	if (wanted)
		text_copy(form, sizeof form, wanted);
	if (!form[0])
		return err_invalid(e, "form", "%s", tr("Which sheet? The service names none."));
	x->form = form_catalog_find(d->forms, form);
	if (!x->form)
		return err_set(e, ERR_CONFIG, tr("There is no sheet %s.cfg. "
		    "Call the administrator."), form);
	text_copy(x->is.form, sizeof x->is.form, form);
	return OK;
}

/* ---- opening ---- */

static enum err_code take_visit(struct desk *d, int64_t visit_id, struct consult *x,
    struct err *e)
{
	struct visit_row v;

	if (visit_get(d->store, visit_id, &v, e) != OK ||
	    desk_may_see_branch(d, v.branch_id, e) != OK)
		return e->code;
	x->is.visit_id = v.id;
	x->is.client_id = v.client_id;
	x->is.dependant_id = v.dependant_id;
	x->is.service_id = v.service_id;
	return OK;
}

/* The one that stands in the store; false: a new one must be begun. */
static enum err_code take_stored(struct desk *d, const struct consult_what *what,
    struct consult *x, bool *found, struct err *e)
{
	struct consultation c;
	enum err_code rc = ERR_NOTFOUND;

	*found = false;
	if (what->id)
		rc = consultation_get(d->store, what->id, &c, e);
	else if (what->visit_id)
		rc = consultation_of_visit(d->store, what->visit_id, &c, e);
	else
		return OK;
	if (rc == ERR_NOTFOUND && !what->id) {
		err_clear(e);
		return OK;
	}
	if (rc != OK)
		return rc;
	*found = what->id || !what->form || !strcmp(what->form, c.form);
	if (*found)
		x->is = c;
	return OK;
}

static enum err_code read_last(struct consult *x, struct err *e)
{
	enum err_code rc = consultation_last(x->desk->store, x->is.client_id, x->is.dependant_id,
	    x->is.form, x->is.id, &x->last, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	return rc;
}

/* A visit that is not over, in the eyes of who fills in its sheets. */
static bool serves(struct desk *d, int64_t visit_id)
{
	struct err none = ERR_INIT;
	struct visit_row v;

	return visit_id && rights_may(d, "consult-edit") &&
	    visit_get(d->store, visit_id, &v, &none) == OK && !v.left_at &&
	    desk_may_see_branch(d, v.branch_id, &none) == OK;
}

/* What a restricted file holds is for whoever may see it, and while the client is here for who
 * serves the visit. */
static enum err_code check_cover(struct desk *d, const struct consultation *c, struct err *e)
{
	if (!cover_hides_id(d, c->client_id) || serves(d, c->visit_id))
		return OK;
	return err_set(e, ERR_DENIED, "%s", tr("That file is restricted. Open it first, with a "
	    "reason."));
}

enum err_code consult_open(struct desk *d, const struct consult_what *what, struct consult *out,
    struct err *e)
{
	bool found;
	enum err_code rc;

	*out = (struct consult){ .desk = d };
	rc = take_stored(d, what, out, &found, e);
	if (rc == OK && !found) {
		out->is = (struct consultation){ .client_id = what->client_id,
			.dependant_id = what->dependant_id, .service_id = what->service_id };
		text_copy(out->is.state, sizeof out->is.state, "open");
		if (what->visit_id)
			rc = take_visit(d, what->visit_id, out, e);
	}
	if (rc == OK)
		rc = find_form(d, out, found ? out->is.form : what->form, e);
	if (rc == OK)
		rc = check_cover(d, &out->is, e);
	return rc == OK ? read_last(out, e) : rc;
}

enum err_code consult_reload(struct consult *x, struct err *e)
{
	return x->is.id ? consultation_get(x->desk->store, x->is.id, &x->is, e) : OK;
}

bool consult_writable(const struct consult *x)
{
	return !strcmp(x->is.state, "open") && rights_may(x->desk, "consult-edit");
}

/* ---- its answers ---- */

enum err_code consult_answer(struct store *s, int64_t sheet, const struct form_field *f,
    struct value *out, struct err *e)
{
	struct buf codes = BUF_INIT;
	enum err_code rc;

	value_free(out);
	if (f->several) {
		rc = sheet_answer_codes(s, sheet, f->name, &codes, e);
		if (rc == OK && codes.n)
			value_set_text(out, codes.s);
		buf_free(&codes);
		return rc;
	}
	rc = sheet_answer(s, sheet, f->name, out, e);
	if (rc == OK && out->type == VALUE_REAL && field_kind_type(f->kind) == VALUE_INT)
		value_set_int(out, (int64_t)out->d);
	return rc;
}

static enum err_code world_record(void *arg, const char *table, int64_t id, struct record *out,
    struct err *e)
{
	return record_load(((struct consult *)arg)->desk->store, table, id, out, e);
}

static enum err_code world_answer(void *arg, const struct form *form, int64_t parent,
    const char *field, struct value *out, struct err *e)
{
	struct consult *x = arg;

	(void)parent;
	if (!x->is.sheet_id)
		return OK;
	return consult_answer(x->desk->store, x->is.sheet_id,
	    &form->fields[form_field_index(form, field)], out, e);
}

static enum err_code world_lookup(void *arg, const struct form_field *f, const char *typed,
    struct form_options *out, struct err *e)
{
	const struct form_source *base = &((struct consult *)arg)->base.source;

	return base->lookup(base->arg, f, typed, out, e);
}

static void world_label(void *arg, const struct form_field *f, int64_t id, char *out, size_t size)
{
	const struct form_source *base = &((struct consult *)arg)->base.source;

	base->label(base->arg, f, id, out, size);
}

static bool world_may(void *arg, const char *right)
{
	const struct form_source *base = &((struct consult *)arg)->base.source;

	return base->may(base->arg, right);
}

/* As it is shown: 150 lb are 68.0 kg, not 68.03885. */
static double shown(double value, int decimals)
{
	double unit = 1;

	for (int i = 0; i < decimals; i++)
		unit *= 10;
	return (double)(int64_t)(value * unit + (value < 0 ? -0.5 : 0.5)) / unit;
}

/* An indicator that the site does not have is a plain number. */
static enum err_code world_measure(void *arg, const struct form_field *f, const char *typed,
    double *out, struct err *e)
{
	struct consult *x = arg;
	struct indicator i = { .min = f->has_min ? f->min : -1e9, .max = f->has_max ? f->max : 1e9,
		.decimals = 1 };
	char entered[32];
	enum err_code rc = indicator_by_code(x->desk->store, f->indicator, &i, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		text_copy(i.name, sizeof i.name, label_text(&f->label));
		text_copy(i.name_en, sizeof i.name_en, label_text(&f->label));
		text_copy(i.unit, sizeof i.unit, f->unit ? f->unit : "");
		i.min = f->has_min ? f->min : -1e9;
		i.max = f->has_max ? f->max : 1e9;
	}
	rc = figures_parse(&i, typed, out, entered, e);
	if (rc == OK)
		*out = shown(*out, i.decimals);
	return rc;
}

static enum err_code read_last_answers(struct consult *x, struct form_edit *edit, struct err *e)
{
	struct value v = { 0 };

	for (size_t i = 0; x->last.id && i < x->form->nfields; i++) {
		const struct form_field *f = &x->form->fields[i];

		if (f->path.how != PATH_NONE || f->kind == FIELD_STATIC)
			continue;
		if (consult_answer(x->desk->store, x->last.sheet_id, f, &v, e) != OK) {
			value_free(&v);
			return e->code;
		}
		form_edit_set_last(edit, (int)i, &v);
	}
	value_free(&v);
	return OK;
}

enum err_code consult_edit(struct consult *x, struct form_edit **out, struct err *e)
{
	struct form_env env;

	form_env_make(x->desk, &x->base);
	env = x->base;
	env.source = (struct form_source){ .arg = x, .record = world_record,
		.answer = world_answer, .lookup = world_lookup, .label = world_label,
		.may = world_may, .measure = world_measure };
	if (!x->is.id)
		*out = form_edit_new(x->form, &env);
	else if (form_edit_open(x->form, &env, x->is.id, out, e) != OK)
		return e->code;
	if (read_last_answers(x, *out, e) == OK)
		return OK;
	form_edit_free(*out);
	*out = NULL;
	return e->code;
}
