/* The steps of a treatment, one by one: done, found, confirmed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/measure.h"
#include "data/record.h"
#include "data/txn.h"
#include "desk/approve.h"
#include "desk/desk.h"
#include "desk/figures.h"
#include "desk/outbox.h"
#include "desk/rights.h"
#include "treatment_priv.h"

/* ---- finding the step ---- */

static enum err_code begin_step(struct desk *d, const char *name, int64_t step_id,
    struct txn **t, struct treatment_view *v, struct treatment_item **i, struct err *e)
{
	struct treatment_step s;
	enum err_code rc = treatment_step_get(d->store, step_id, &s, e);

	if (rc == OK)
		rc = treatment_begin_on(d, name, NULL, s.treatment_id, t, v, e);
	if (rc != OK)
		return rc;
	for (size_t k = 0; k < v->n; k++)
		if (v->v[k].step.id == step_id)
			*i = &v->v[k];
	return OK;
}

/* ---- what was found ---- */

/* "9", "9.5", "9,5", full-width figures are taken by the field; nothing behind. */
static bool read_figure(const char *text, double *out)
{
	char plain[40], *end;

	if (strlen(text) >= sizeof plain)
		return false;
	text_copy(plain, sizeof plain, text);
	for (char *p = plain; *p; p++)
		if (*p == ',')
			*p = '.';
	if (strspn(plain, "+-.0123456789 ") != strlen(plain))
		return false;
	errno = 0;
	*out = strtod(plain, &end);
	end += strspn(end, " ");
	return end != plain && !*end && !errno;
}

static enum err_code check_figure(const struct treatment_item *i, const char *text, double *out,
    struct err *e)
{
	const struct step_figure *f = &i->is->figure;
	char name[200];

	treatment_step_name(i, name, sizeof name);
	if (text_is_blank(text))
		return err_invalid(e, "figure", tr("Not done. Step %s wants a figure: %d-%d %s."),
		    name, f->min, f->max, f->unit);
	if (!read_figure(text, out))
		return err_invalid(e, "figure", tr("\"%.20s\" is no figure. Type %d-%d %s."), text,
		    f->min, f->max, f->unit);
	if (*out < f->min || *out > f->max)
		return err_invalid(e, "figure", tr("%.20s %s is out of %d-%d. Correct it."), text,
		    f->unit, f->min, f->max);
	return OK;
}

static enum err_code check_choice(const struct treatment_item *i, const char *code, struct err *e)
{
	char name[200];

	for (size_t k = 0; code && k < i->is->nchoices; k++)
		if (!strcmp(i->is->choices[k].code, code))
			return OK;
	return err_invalid(e, "finding", tr("Not done. Step %s asks what was found: 1-%zu."),
	    treatment_step_name(i, name, sizeof name), i->is->nchoices);
}

/* Vital signs go into the series of the client, with the treatment they belong to. AT: when they
 * were taken, by which a correction finds them again. */
static enum err_code add_vitals(struct desk *d, struct txn *t, const struct treatment_view *v,
    int64_t at, const char *line, struct err *e)
{
	static const char *const codes[] = { "sys", "dia", "pulse", "temp" };
	struct indicator all[4];
	const struct indicator *list[4];
	struct figures_entry x = { .client_id = v->t.line.client_id,
		.dependant_id = v->t.line.dependant_id, .treatment_id = v->t.line.id,
		.at = at };
	char remark[200];
	size_t n = 0;
	enum err_code rc;

	for (size_t i = 0; i < 4; i++) {
		struct err none = ERR_INIT;

		if (indicator_by_code(d->store, codes[i], &all[n], &none) == OK) {
			list[n] = &all[n];
			n++;
		}
	}
	rc = figures_parse_line(list, n, line, &x, remark, sizeof remark, e);
	if (rc != OK)
		return rc;
	x.remark = remark[0] ? remark : NULL;
	return figures_add_in(t, d, &x, e);
}

/* What A says of the step, in columns. FIRST: it is just being done, so what is wanted must be
 * there. */
static enum err_code put_answer(const struct treatment_item *i, const struct treatment_answer *a,
    bool first, struct visit_set *set, struct err *e)
{
	enum err_code rc = OK;
	double n = 0;

	if (i->is && i->is->has_figure && (first || a->figure)) {
		rc = check_figure(i, a->figure, &n, e);
		if (rc == OK) {
			struct change *c = &set->v[set->n++];

			*c = (struct change){ .column = "number" };
			value_set_real(&c->value, n);
			visit_set_text(set, "unit", i->is->figure.unit);
		}
	} else if (i->is && i->is->nchoices && (first || a->finding)) {
		rc = check_choice(i, a->finding, e);
		if (rc == OK)
			visit_set_text(set, "finding", a->finding);
	} else if (a->finding) {
		visit_set_text(set, "finding", a->finding);
	}
	if (a->remark)
		visit_set_text(set, "remark", a->remark);
	return rc;
}

static void forget(struct visit_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		value_free(&set->v[i].value);
	set->n = 0;
}

/* ---- done ---- */

static enum err_code check_order(const struct treatment_view *v, const struct treatment_item *i,
    struct err *e)
{
	char name[200], first[200];

	for (const struct treatment_item *x = v->v; x < i; x++)
		if (x->applies && x->step.required && !x->step.done_at &&
		    strcmp(x->step.phase, i->step.phase) != 0)
			return err_set(e, ERR_INVALID,
			    tr("Not done. Step %s comes before %s. y does it first."),
			    treatment_step_name(x, first, sizeof first),
			    treatment_step_name(i, name, sizeof name));
	return OK;
}

enum err_code treatment_may_do(struct desk *d, const struct treatment_item *i, struct err *e)
{
	char name[200];

	if (treatment_has_role(d, i->step.role))
		return OK;
	return err_set(e, ERR_DENIED, tr("Not done. Step %s is for: %s."),
	    treatment_step_name(i, name, sizeof name), treatment_role_word(d, i->step.role));
}

static enum err_code check_done(struct desk *d, const struct treatment_view *v,
    const struct treatment_item *i, struct err *e)
{
	char name[200], at[48];

	treatment_step_name(i, name, sizeof name);
	if (i->step.done_at)
		return err_set(e, ERR_CONFLICT, tr("Step %s was done by %s at %s already."), name,
		    i->step.done, desk_time_text(d, i->step.done_at, at, sizeof at));
	if (!i->applies)
		return err_set(e, ERR_INVALID, tr("Not done. Step %s is not called for now."),
		    name);
	return treatment_may_do(d, i, e) == OK ? check_order(v, i, e) : e->code;
}

static enum err_code begin_wait(struct txn *t, const struct treatment_item *i, struct err *e)
{
	struct visit_set set = { .n = 0 };

	visit_set_int(&set, "begun_at", txn_now(t));
	return columns_put(t, "treatment_step", i->step.id, &set, e);
}

static enum err_code write_done(struct desk *d, struct txn *t, const struct treatment_view *v,
    const struct treatment_item *i, const struct treatment_answer *a, struct err *e)
{
	struct visit_set set = { .n = 0 };
	char name[200], at[16];
	enum err_code rc;

	if (i->until_at > txn_now(t))
		return err_set(e, ERR_INVALID, tr("Not done. Step %s runs until %s."),
		    treatment_step_name(i, name, sizeof name),
		    desk_clock_text(d, i->until_at, at, sizeof at));
	rc = put_answer(i, a, true, &set, e);
	if (rc == OK && i->is && i->is->vitals && !text_is_blank(a->figure)) {
		visit_set_text(&set, "finding", a->figure);
		rc = add_vitals(d, t, v, txn_now(t), a->figure, e);
	}
	if (rc != OK) {
		forget(&set);
		return rc;
	}
	visit_set_text(&set, "state", "done");
	visit_set_int(&set, "done_at", txn_now(t));
	visit_set_int(&set, "done_by", d->who.staff_id);
	return columns_put(t, "treatment_step", i->step.id, &set, e);
}

enum err_code treatment_done(struct desk *d, int64_t step_id, const struct treatment_answer *a,
    bool *begun, struct err *e)
{
	struct treatment_photos photos;
	struct treatment_view v;
	struct treatment_item *i = NULL;
	struct txn *t;
	enum err_code rc = treatment_photos_read(a ? a->finding : NULL, &photos, e);
	bool waits;

	if (begun)
		*begun = false;
	if (rc == OK)
		rc = begin_step(d, "treat-step", step_id, &t, &v, &i, e);
	if (rc != OK)
		return rc;
	rc = check_done(d, &v, i, e);
	waits = i->step.wait_min && !i->step.begun_at;
	if (rc == OK)
		rc = waits ? begin_wait(t, i, e) : write_done(d, t, &v, i, a, e);
	if (rc == OK && !waits)
		rc = treatment_photos_keep(d, t, &v, i, &photos, e);
	if (begun && rc == OK)
		*begun = waits;
	return treatment_end_on(t, &v, rc, e);
}

/* ---- changed afterwards ---- */

/* Vital signs that were typed wrongly are struck and stand corrected at the same minute. */
static enum err_code correct_vitals(struct desk *d, struct txn *t, const struct treatment_view *v,
    const struct treatment_item *i, const char *line, struct err *e)
{
	struct measure_list l = { 0 };
	enum err_code rc = measure_list_treatment(d->store, v->t.line.id, &l, e);

	for (size_t k = 0; k < l.n && rc == OK; k++)
		if (l.v[k].at == i->step.done_at && !l.v[k].struck)
			rc = measure_strike(t, l.v[k].id, tr("corrected on the step"), e);
	measure_list_free(&l);
	if (rc != OK || text_is_blank(line))
		return rc;
	return add_vitals(d, t, v, i->step.done_at, line, e);
}

static void base_of(struct change *c, const struct treatment_step *was)
{
	if (!strcmp(c->column, "number") && was->has_number)
		value_set_real(&c->base, was->number);
	else if (!strcmp(c->column, "unit") && was->unit[0])
		value_set_text(&c->base, was->unit);
	else if (!strcmp(c->column, "finding") && was->finding[0])
		value_set_text(&c->base, was->finding);
	else if (!strcmp(c->column, "remark") && was->remark[0])
		value_set_text(&c->base, was->remark);
}

static enum err_code write_note(struct txn *t, const struct treatment_step *was,
    struct visit_set *set, struct err *e)
{
	struct conflict_list clash = { 0 };
	enum err_code rc;

	for (size_t i = 0; i < set->n; i++)
		base_of(&set->v[i], was);
	rc = record_update(t, "treatment_step", was->id, set->v, set->n, &clash, e);
	for (size_t i = 0; i < set->n; i++)
		value_free(&set->v[i].base);
	conflict_list_free(&clash);
	return rc;
}

enum err_code treatment_note_step(struct desk *d, const struct treatment_step *was,
    const struct treatment_answer *a, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct treatment_photos photos;
	struct treatment_view v;
	struct treatment_item *i = NULL;
	struct txn *t;
	enum err_code rc = treatment_photos_read(a->finding, &photos, e);
	char name[200];

	if (rc == OK)
		rc = begin_step(d, "treat-step", was->id, &t, &v, &i, e);
	if (rc != OK)
		return rc;
	rc = treatment_may_do(d, i, e);
	if (rc == OK && !i->step.done_at && (a->figure || a->finding))
		rc = err_set(e, ERR_INVALID, tr("Step %s is not done yet: y does it."),
		    treatment_step_name(i, name, sizeof name));
	if (rc == OK)
		rc = put_answer(i, a, false, &set, e);
	if (rc == OK)
		rc = write_note(t, was, &set, e);
	if (rc == OK && a->finding && i->is && i->is->vitals)
		rc = correct_vitals(d, t, &v, i, a->finding, e);
	if (rc == OK)
		rc = treatment_photos_keep(d, t, &v, i, &photos, e);
	forget(&set);
	return treatment_end_on(t, &v, rc, e);
}

/* ---- the manager ---- */

/* Who confirms: whoever is at the terminal and may, else whoever signs beside. */
static enum err_code confirmer(struct desk *d, int64_t *who, struct err *e)
{
	*who = d->who.second_id ? d->who.second_id : d->who.staff_id;
	if (d->who.second_id)
		return approve_may(d, "treat-confirm", *who, e);
	if (rights_may(d, "treat-confirm"))
		return OK;
	return err_set(e, ERR_SECOND, "%s", tr("The manager confirms: with the PIN, or there."));
}

static enum err_code check_confirm(struct desk *d, const struct treatment_item *i, int64_t who,
    struct err *e)
{
	char name[200], at[48];

	treatment_step_name(i, name, sizeof name);
	if (!i->step.manager)
		return err_set(e, ERR_INVALID, tr("Step %s needs no confirmation."), name);
	if (!i->step.done_at)
		return err_set(e, ERR_INVALID, tr("Not confirmed. Step %s is not done yet."),
		    name);
	if (i->step.confirmed_at)
		return err_set(e, ERR_CONFLICT, tr("Step %s was confirmed by %s at %s already."),
		    name, i->step.confirmed,
		    desk_time_text(d, i->step.confirmed_at, at, sizeof at));
	if (i->step.done_by == who)
		return err_set(e, ERR_INVALID,
		    tr("Not confirmed. Step %s was done by the same person."), name);
	return OK;
}

static enum err_code write_confirm(struct txn *t, const struct treatment_item *i, int64_t who,
    struct err *e)
{
	struct visit_set set = { .n = 0 };

	visit_set_int(&set, "confirmed_at", txn_now(t));
	visit_set_int(&set, "confirmed_by", who);
	return columns_put(t, "treatment_step", i->step.id, &set, e);
}

enum err_code treatment_confirm(struct desk *d, int64_t step_id, struct err *e)
{
	struct action_head head = { .name = d->who.second_id ? "treat-step" : "treat-confirm" };
	struct treatment_view v = { .n = 0 };
	struct treatment_step s;
	struct txn *t;
	int64_t who;
	enum err_code rc = treatment_step_get(d->store, step_id, &s, e);

	if (rc == OK)
		rc = confirmer(d, &who, e);
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	/* Also of a treatment that is over: what waited is still to be seen. */
	action_subject(t, "treatment", s.treatment_id);
	txn_touch_area(t, AREA_ARRIVALS);
	rc = treatment_view(d, s.treatment_id, &v, e);
	for (size_t i = 0; i < v.n && rc == OK; i++) {
		if (v.v[i].step.id != step_id)
			continue;
		rc = check_confirm(d, &v.v[i], who, e);
		if (rc == OK)
			rc = write_confirm(t, &v.v[i], who, e);
	}
	return treatment_end_on(t, &v, rc, e);
}

/* ---- help ---- */

static void call_text(struct desk *d, const struct treatment_view *v, const char *service,
    const char *text, char *out, size_t size)
{
	text_fmt(out, size, "%s, %s, %s: %s", v->t.line.room[0] ? v->t.line.room : "-", service,
	    d->staff_name, text);
}

enum err_code treatment_call(struct desk *d, int64_t id, const char *text, struct err *e)
{
	struct treatment_view v;
	struct txn *t;
	char zh[300], en[300];
	size_t told = 0;
	enum err_code rc;

	if (text_is_blank(text))
		return err_invalid(e, "text", "%s", tr("Say in a word why the expert is to come."));
	rc = treatment_begin_on(d, "treat-step", text, id, &t, &v, e);
	if (rc != OK)
		return rc;
	call_text(d, &v, v.t.line.service, text, zh, sizeof zh);
	call_text(d, &v, v.t.line.service_en[0] ? v.t.line.service_en : v.t.line.service, text, en,
	    sizeof en);
	rc = outbox_come(d, t, v.t.line.client_id, v.t.expert_id, zh, en, &told, e);
	if (rc == OK && !told)
		rc = err_set(e, ERR_NOTFOUND, "%s",
		    tr("Nobody was called: no expert works here. Ring one."));
	return treatment_end_on(t, &v, rc, e);
}
