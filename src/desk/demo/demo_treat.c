/*
 * The made-up treatments: whoever was treated has the record of it, by the checklist of the service
 * as the site has it. Nothing here is by chance: the same visits and the same checklists give the
 * same rows.
 */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "data/form_text.h"
#include "data/txn.h"
#include "data/visit.h"
#include "demo_priv.h"
#include "form/checklists.h"

/* Places among the people of the house, by branch. */
static const struct {
	int oper, nurse, expert;
} crew[DEMO_BRANCHES] = { { 6, 7, 2 }, { 14, 14, 13 } };

struct made {
	struct demo *d;
	const struct checklists_file *file;
	const struct checklist *list;
	const struct visit_row *visit;
	int branch;
	int64_t id, from, to;
};

static int64_t who(const struct made *m, const char *role)
{
	const int64_t *staff = m->d->staff;

	if (role && !strcmp(role, "nurse"))
		return staff[crew[m->branch].nurse];
	if (role && !strcmp(role, "expert"))
		return staff[crew[m->branch].expert];
	return staff[crew[m->branch].oper];
}

static enum err_code put_treatment(struct made *m, struct err *e)
{
	const struct visit_row *v = m->visit;
	struct demo_row r = { .n = 0 };

	demo_int(&r, "branch_id", v->branch_id);
	demo_int(&r, "client_id", v->client_id);
	demo_int(&r, "dependant_id", v->dependant_id);
	demo_text(&r, "day", v->day);
	demo_int(&r, "created_at", m->from);
	demo_int(&r, "visit_id", v->id);
	demo_int(&r, "appointment_id", v->appointment_id);
	demo_int(&r, "service_id", v->service_id);
	demo_text(&r, "form_hash", m->file->hash);
	demo_int(&r, "operator_id", who(m, "operator"));
	demo_int(&r, "expert_id", who(m, "expert"));
	demo_int(&r, "room_id", v->room_id);
	demo_int(&r, "started_at", m->from);
	demo_int(&r, "seen_by", who(m, "operator"));
	demo_int(&r, "seen_at", m->from);
	demo_text(&r, "seen_text", m->list->talk.zh);
	demo_text(&r, "wanted", v->wants);
	demo_text(&r, "state", "done");
	demo_int(&r, "ended_at", m->to);
	demo_text(&r, "summary", v->id % 2 ? "反应良好, 无不适。" : "顺利完成, 下次照旧。");
	return demo_row_insert(m->d, "treatment", &r, &m->id, e);
}

/* In the middle of the standard, else of what is possible. */
static double figure_of(const struct step_figure *f)
{
	int low = f->has_low ? f->low : f->min, high = f->has_high ? f->high : f->max;

	return (low + high) / 2;
}

static void put_found(const struct checklist_step *s, struct demo_row *r)
{
	if (s->has_figure) {
		r->v[r->n] = (struct change){ .column = "number" };
		value_set_real(&r->v[r->n++].value, figure_of(&s->figure));
		demo_text(r, "unit", s->figure.unit);
	} else if (s->nchoices) {
		demo_text(r, "finding", s->choices[0].code);
	}
}

/* The manager of the site comes by within some minutes; every seventh time too late. */
static void put_confirmed(const struct made *m, const struct checklist_step *s, size_t i,
    int64_t at, struct demo_row *r)
{
	int64_t late = (m->visit->id + (int64_t)i) % 7 == 0 ? 900 : 120;

	if (!s->manager)
		return;
	demo_int(r, "confirmed_at", at + late);
	demo_int(r, "confirmed_by", m->d->staff[DEMO_MANAGER]);
}

static void put_flag(struct demo_row *r, const char *column, bool on)
{
	r->v[r->n] = (struct change){ .column = column };
	value_set_int(&r->v[r->n++].value, on);
}

static enum err_code put_step(struct made *m, size_t i, struct err *e)
{
	const struct checklist_step *s = &m->list->steps[i];
	int64_t at = m->from + (m->to - m->from) * (int64_t)(i + 1) /
	    (int64_t)(m->list->nsteps + 1);
	struct demo_row r = { .n = 0 };
	bool done = !s->when && s->required;

	demo_int(&r, "treatment_id", m->id);
	demo_int(&r, "line", (int64_t)i + 1);
	demo_text(&r, "code", s->code);
	demo_text(&r, "phase", step_phases[s->phase]);
	demo_text(&r, "role", s->role);
	put_flag(&r, "required", s->required);
	put_flag(&r, "manager", s->manager);
	demo_int(&r, "wait_min", s->wait_min);
	demo_text(&r, "state", done ? "done" : "dropped");
	if (done) {
		if (s->wait_min)        /* now and then two minutes too short */
			demo_int(&r, "begun_at", at - s->wait_min * 60 +
			    (m->visit->id % 13 == 4 ? 120 : 0));
		demo_int(&r, "done_at", at);
		demo_int(&r, "done_by", who(m, s->role));
		put_found(s, &r);
		put_confirmed(m, s, i, at, &r);
	}
	return demo_row_insert(m->d, "treatment_step", &r, NULL, e);
}

/* Some skin reacts; it was over soon, and the expert has looked at it. */
static enum err_code put_reaction(struct made *m, struct err *e)
{
	const struct visit_row *v = m->visit;
	struct demo_row r = { .n = 0 };

	demo_int(&r, "branch_id", v->branch_id);
	demo_int(&r, "client_id", v->client_id);
	demo_int(&r, "treatment_id", m->id);
	demo_text(&r, "day", v->day);
	demo_int(&r, "created_at", m->to);
	demo_int(&r, "at", m->to - 120);
	demo_text(&r, "sign", "局部红肿, 轻微灼热");
	demo_text(&r, "measure", "冷敷 20 分钟, 外用舒缓霜");
	demo_int(&r, "expert_id", who(m, "expert"));
	demo_text(&r, "outcome", "离店前消退");
	demo_int(&r, "staff_id", who(m, "operator"));
	demo_text(&r, "state", "over");
	return demo_row_insert(m->d, "adverse", &r, NULL, e);
}

/* From the door of the room to leaving. */
static enum err_code make_one(struct made *m, struct err *e)
{
	enum err_code rc;

	m->to = m->visit->left_at - 300;
	m->from = m->to - (m->visit->minutes ? m->visit->minutes : 30) * 60 + 300;
	if (m->from < m->visit->arrived_at + 60)
		m->from = m->visit->arrived_at + 60;
	if (m->to <= m->from)
		return OK;
	rc = put_treatment(m, e);
	for (size_t i = 0; i < m->list->nsteps && rc == OK; i++)
		rc = put_step(m, i, e);
	return rc == OK && m->visit->id % 31 == 7 ? put_reaction(m, e) : rc;
}

static enum err_code make_day(struct made *m, int32_t day, struct err *e)
{
	struct visit_list l = { 0 };
	char text[DAY_TEXT];
	enum err_code rc = visit_list_day(txn_store(m->d->txn), m->d->branch[m->branch],
	    day_format(day, text), &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		m->visit = &l.v[i];
		m->list = checklists_find(m->file, l.v[i].service_code);
		if (m->list && !strcmp(l.v[i].outcome, "treated"))
			rc = make_one(m, e);
	}
	visit_list_free(&l);
	return rc;
}

enum err_code demo_treatments(struct demo *d, struct err *e)
{
	const struct checklists_file *f = d->options->checklists;
	struct made m = { .d = d, .file = f };
	size_t n;
	enum err_code rc = OK;

	if (!f)
		return OK;
	rc = form_text_keep(d->txn, "checklists", f->hash, config_file_text(f->file, &n), e);
	for (int32_t day = d->today - d->days; day <= d->today && rc == OK; day++)
		for (m.branch = 0; m.branch < DEMO_BRANCHES && rc == OK; m.branch++)
			rc = make_day(&m, day, e);
	return rc;
}
