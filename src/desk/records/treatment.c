/* A treatment as it stands: its steps with what the checklist says of them, conditions, words. */
#include "desk/treatment.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/form_text.h"
#include "data/plan.h"
#include "data/staff.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/settings.h"
#include "form/roles.h"
#include "treatment_priv.h"

/* ---- the checklist as it was ---- */

static struct checklists_file *kept(struct desk *d, const char *hash)
{
	if (d->checklists && !strcmp(d->checklists->hash, hash))
		return d->checklists;
	for (struct checklists_file *f = d->old_checklists; f; f = f->next)
		if (!strcmp(f->hash, hash))
			return f;
	return NULL;
}

/* It was in order when it was used: a fault now is a fault of the file. */
static enum err_code load_old(struct desk *d, const char *hash, struct checklists_file **out,
    struct err *e)
{
	struct fault_list faults = { 0 };
	struct buf text = BUF_INIT;
	enum err_code rc = form_text_get(d->store, hash, &text, e);

	if (rc == OK)
		rc = checklists_parse_text("checklists.cfg", buf_str(&text), text.n, out, &faults,
		    e);
	if (rc == OK) {
		(*out)->next = d->old_checklists;
		d->old_checklists = *out;
	}
	fault_list_free(&faults);
	buf_free(&text);
	return rc;
}

enum err_code treatment_checklist(struct desk *d, const char *hash, const char *code,
    const struct checklist **out, struct err *e)
{
	struct checklists_file *f = kept(d, hash);
	enum err_code rc = f ? OK : load_old(d, hash, &f, e);

	*out = rc == OK ? checklists_find(f, code) : NULL;
	if (rc == OK && !*out)
		rc = err_set(e, ERR_NOTFOUND, tr("No checklist for \"%s\" in checklists.cfg."),
		    code);
	return rc;
}

/* ---- conditions ---- */

struct asked {
	const struct treatment_view *view;
	const struct treatment_facts *facts;
	char number[32];
};

static const char *value_of(const struct treatment_item *i, struct asked *x)
{
	if (!i->applies || strcmp(i->step.state, "done") != 0)
		return "";
	if (i->step.has_number)
		return text_fmt(x->number, sizeof x->number, "%g", i->step.number);
	return i->step.finding[0] && i->is && i->is->nchoices ? i->step.finding : "done";
}

static const char *ask(void *arg, const char *name)
{
	struct asked *x = arg;
	const struct {
		const char *name;
		bool on;
	} facts[] = { { "@minor", x->facts->minor }, { "@allergy", x->facts->allergy },
		{ "@first", x->facts->first }, { "@pet", x->facts->pet } };

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (!strcmp(facts[i].name, name))
			return facts[i].on ? "1" : "0";
	for (size_t i = 0; i < x->view->n; i++)
		if (!strcmp(x->view->v[i].step.code, name))
			return value_of(&x->view->v[i], x);
	return "";
}

/* A step asks only those before it, so one walk down settles all. */
static void settle(struct treatment_view *v, const struct treatment_facts *facts)
{
	struct asked x = { .view = v, .facts = facts };

	for (size_t i = 0; i < v->n; i++) {
		struct treatment_item *it = &v->v[i];
		bool open = !strcmp(it->step.state, "open");

		/* What was done was done, whatever is found afterwards. */
		it->applies = strcmp(it->step.state, "dropped") != 0 &&
		    (!open || !it->is || !it->is->when || expr_true(it->is->when, ask, &x));
		if (!it->applies)
			continue;
		v->steps++;
		v->done += !open;
		v->waiting += !open && it->step.manager && !it->step.confirmed_at;
		v->confirmed += it->step.confirmed_at != 0;
		if (open && v->next == v->n)
			v->next = i;
	}
}

/* ---- the view ---- */

int treatment_late(struct desk *d, const struct treatment_step *s, int64_t now)
{
	int64_t limit = setting_of(d, SETTING_CONFIRM_MIN);
	int64_t min = ((s->confirmed_at ? s->confirmed_at : now) - s->done_at) / 60;

	return s->manager && s->done_at && min > limit ? (int)(min - limit) : 0;
}

static bool is_out(const struct treatment_item *i)
{
	const struct step_figure *f = &i->is->figure;

	return i->is->has_figure && i->step.has_number &&
	    ((f->has_low && i->step.number < f->low) || (f->has_high && i->step.number > f->high));
}

static void fill_item(struct desk *d, struct treatment_view *v, struct treatment_item *i)
{
	const struct treatment_step *s = &i->step;

	i->is = checklist_step(v->list, s->code);
	i->late = treatment_late(d, s, clock_now());
	i->until_at = s->begun_at && !s->done_at ? s->begun_at + s->wait_min * 60 : 0;
	i->out = i->is && is_out(i);
}

static enum err_code read_steps(struct desk *d, struct treatment_view *v, struct err *e)
{
	struct treatment_step_list l = { 0 };
	enum err_code rc = treatment_step_list(d->store, v->t.line.id, &l, e);

	v->v = mem_array(l.n + 1, sizeof *v->v);
	v->n = v->next = l.n;
	for (size_t i = 0; i < l.n; i++) {
		v->v[i] = (struct treatment_item){ .step = l.v[i] };
		fill_item(d, v, &v->v[i]);
	}
	treatment_step_list_free(&l);
	return rc;
}

enum err_code treatment_view(struct desk *d, int64_t id, struct treatment_view *out, struct err *e)
{
	struct treatment_facts facts = { .minor = false };
	enum err_code rc;

	*out = (struct treatment_view){ .n = 0 };
	rc = treatment_get(d->store, id, &out->t, e);
	if (rc == OK)
		rc = treatment_checklist(d, out->t.form_hash, out->t.checklist, &out->list, e);
	if (rc == OK)
		rc = treatment_facts(d, out->t.line.client_id, out->t.line.dependant_id,
		    out->t.line.service_id, &facts, e);
	if (rc == OK)
		rc = read_steps(d, out, e);
	if (rc == OK)
		settle(out, &facts);
	else
		treatment_view_free(out);
	return rc;
}

void treatment_view_free(struct treatment_view *v)
{
	mem_free(v->v);
	v->v = NULL;
	v->n = 0;
}

enum err_code treatment_count_called(struct desk *d, struct treatment_line *t, struct err *e)
{
	struct treatment_view v;
	enum err_code rc = treatment_view(d, t->id, &v, e);

	if (rc != OK)
		return rc;
	t->done = v.done;
	t->steps = v.steps;
	treatment_view_free(&v);
	return OK;
}

/* ---- begin and end of a use case ---- */

const char *treatment_name(const struct desk *d, const struct treatment_line *t)
{
	return cover_treated(d, cover_of_treatment(t));
}

static enum err_code check_open(struct desk *d, const struct treatment *t, struct err *e)
{
	char at[48];

	if (t->line.branch_id != d->branch_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not done. That treatment is at another branch."));
	if (strcmp(t->line.state, "open") != 0)
		return err_set(e, ERR_CONFLICT, tr("Not done. The treatment of %s %s %s."),
		    treatment_name(d, &t->line), treatment_state_word(t->line.state),
		    desk_time_text(d, t->line.ended_at, at, sizeof at));
	return OK;
}

enum err_code treatment_begin_on(struct desk *d, const char *name, const char *reason, int64_t id,
    struct txn **t, struct treatment_view *v, struct err *e)
{
	struct action_head head = { .name = name, .reason = reason };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	*v = (struct treatment_view){ .n = 0 };
	if (rc != OK)
		return rc;
	action_subject(*t, "treatment", id);
	txn_touch_area(*t, AREA_ARRIVALS);
	rc = treatment_view(d, id, v, e);
	if (rc == OK)
		rc = check_open(d, &v->t, e);
	if (rc != OK) {
		treatment_view_free(v);
		action_rollback(*t);
	}
	return rc;
}

enum err_code treatment_end_on(struct txn *t, struct treatment_view *v, enum err_code rc,
    struct err *e)
{
	treatment_view_free(v);
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

bool treatment_has_role(struct desk *d, const char *role)
{
	struct staff_role_list l = { 0 };
	struct err none = ERR_INIT;
	bool has = !role || !role[0] || d->admin;

	if (!has && staff_roles(d->store, d->who.staff_id, &l, &none) != OK)
		return false;
	for (size_t i = 0; i < l.n && !has; i++)
		has = !strcmp(l.v[i].role, role) &&
		    (!l.v[i].branch_id || l.v[i].branch_id == d->branch_id);
	staff_role_list_free(&l);
	return has;
}

/* ---- words ---- */

const char *treatment_state_word(const char *state)
{
	static const struct {
		const char *code, *label;
	} words[] = { { "open", N_("under way") }, { "done", N_("done") },
		{ "stopped", N_("stopped") } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].code, state))
			return tr(words[i].label);
	return state;
}

const char *treatment_phase_word(enum step_phase phase)
{
	static const char *const words[] = { [STEP_BEFORE] = N_("before"),
		[STEP_DURING] = N_("during"), [STEP_AFTER] = N_("after") };

	return tr(words[phase]);
}

const char *treatment_role_word(const struct desk *d, const char *role)
{
	const struct role *r = role && role[0] ? roles_find(d->roles, role) : NULL;

	return r ? label_text(&r->label) : role ? role : "";
}

char *treatment_step_name(const struct treatment_item *i, char *out, size_t size)
{
	return text_fmt(out, size, "%d (%s)", i->step.line,
	    i->is ? label_text(&i->is->title) : i->step.code);
}

char *treatment_title(struct desk *d, const struct treatment *t, char *out, size_t size)
{
	const char *service = describe_in_language(t->line.service, t->line.service_en);
	struct plan_session s;
	struct plan p;
	struct err none = ERR_INIT;

	if (t->session_id && plan_session_get(d->store, t->session_id, &s, &none) == OK &&
	    plan_get(d->store, s.plan_id, &p, &none) == OK)
		return text_fmt(out, size, "%s %d/%d", service, s.number, p.sessions);
	return text_copy(out, size, service);
}

/* Paths of photographs are counted, what else was said of them stays. */
static char *found_photos(const char *finding, char *out, size_t size)
{
	struct buf words = BUF_INIT;
	int files = 0;

	while (*finding) {
		size_t n = strcspn(finding, " ");

		if (*finding == '/')
			files++;
		else
			buf_printf(&words, "%.*s ", (int)n, finding);
		finding += n + strspn(finding + n, " ");
	}
	if (files)
		buf_printf(&words, trn("%d photo", "%d photos", files), files);
	text_copy(out, size, buf_str(&words));
	buf_free(&words);
	return out;
}

char *treatment_found(const struct desk *d, const struct treatment_item *i, char *out, size_t size)
{
	const struct treatment_step *s = &i->step;
	int decimals = i->is ? i->is->figure.decimals : 0;
	char at[16];

	if (i->until_at)
		return text_fmt(out, size, tr("till %s"),
		    desk_clock_text(d, i->until_at, at, sizeof at));
	if (!s->done_at)
		return text_copy(out, size, "");
	if (s->has_number)
		return text_fmt(out, size, "%.*f %s%s", s->number == (double)(long)s->number ? 0 :
		    decimals, s->number, s->unit, i->out ? " !" : "");
	if (s->finding[0] && i->is && i->is->photo)
		return found_photos(s->finding, out, size);
	if (s->finding[0])
		return text_copy(out, size, step_choice_label(i->is, s->finding));
	return text_copy(out, size, tr("ok"));
}
