#include "desk/callback_brief.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/value.h"
#include "base/when.h"
#include "base/zone.h"
#include "callback_work_priv.h"
#include "data/appointment.h"
#include "data/dependant.h"
#include "data/flag.h"
#include "data/message.h"
#include "data/phone.h"
#include "data/plan.h"
#include "data/reply.h"
#include "data/treatment.h"
#include "data/visit.h"
#include "desk/callback_announce.h"
#include "desk/calllist.h"
#include "desk/changes.h"
#include "desk/complaint.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/pay.h"
#include "desk/ring.h"
#include "desk/survey.h"
#include "form/callbacks.h"
#include "form/checklists.h"
#include "form/form.h"
#include "form/form_catalog.h"

enum { BEFORE = 6, MINUTE = 60, HOUR = 3600, DAY_S = 86400 };

/* ---- words ---- */

const char *callback_result_word(const char *result)
{
	static const struct {
		const char *code, *word;
	} words[] = {
		{ "well", N_("reached, all well") }, { "details", N_("reached") },
		{ "no-answer", N_("no answer") }, { "wrong-number", N_("wrong number") },
		{ "refuses", N_("wants no calls") }, { "told", N_("told") },
		{ "other-person", N_("another person answered") },
		{ "delivered", N_("message delivered") }, { "merged", N_("merged") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].code, result))
			return tr(words[i].word);
	return result;
}

char *callback_span(int64_t seconds, char *out, size_t size)
{
	if (seconds < HOUR)
		return text_fmt(out, size, tr("%d min"), (int)(seconds / MINUTE));
	if (seconds < 2 * DAY_S)
		return text_fmt(out, size, tr("%d h"), (int)(seconds / HOUR));
	return text_fmt(out, size, tr("%d days"), (int)(seconds / DAY_S));
}

char *callback_title(const struct desk *d, const struct callback *c, char *out, size_t size)
{
	const struct callback_rule *r = callbacks_find(d->callbacks, c->rule);
	const char *about = cover_about(d, c->event, c->client_id, c->staff_id,
	    describe_in_language(c->about, c->about_en));

	const char *rule = r && c->rule[0] ? label_text(&r->label) : "";
	char whom[DEPENDANT_NAME];

	cover_dependant(d, c->client_id, c->dependant_id, whom, sizeof whom);
	return text_fmt(out, size, "%s%s%s%s%s", whom, whom[0] ? ", " : "", rule,
	    rule[0] && about[0] ? ": " : "", about);
}

/* ---- what and why ---- */

static void say_what(struct desk *d, struct callback_brief *b, int64_t now)
{
	struct buf out = BUF_INIT;
	char text[500];

	buf_puts(&out, callback_title(d, &b->c, text, sizeof text));
	buf_printf(&out, tr("; due %s"), calllist_due(d, &(struct callback_row){
	    .due_at = b->c.due_at }, text, sizeof text));
	if (b->late)
		text_fmt(b->overdue, sizeof b->overdue, tr("LATE %s !"),
		    callback_span(now - b->c.due_at, text, sizeof text));
	if (b->c.tries)
		buf_printf(&out, tr("; %d x no answer"), b->c.tries);
	if (b->c.rule[0])
		text_fmt(b->rule, sizeof b->rule, tr(", rule %s"), b->c.rule);
	text_copy(b->what, sizeof b->what, buf_str(&out));
	buf_free(&out);
}

/* ---- what was done ---- */

/* The treatment that it is about, else the client's last one. */
static enum err_code find_treatment(struct desk *d, const struct callback *c, int64_t *id,
    struct err *e)
{
	struct treatment_list l = { 0 };
	enum err_code rc;

	*id = !strcmp(c->source, "treatment") ? c->source_id : 0;
	if (*id || !c->client_id)
		return OK;
	rc = treatment_list_client(d->store, c->client_id, 1, &l, e);
	if (l.n)
		*id = l.v[0].id;
	treatment_list_free(&l);
	return rc;
}

static const char *said(const struct desk *d, const struct callback *c, const char *text)
{
	return c->staff_id && c->staff_id == d->who.staff_id ? text :
	    cover_words(d, c->client_id, text);
}

static void say_done(struct desk *d, const struct treatment *t, struct callback_brief *b)
{
	const struct treatment_line *l = &t->line;
	struct buf out = BUF_INIT;
	char at[48];

	buf_printf(&out, "%s %s", desk_time_text(d, l->started_at, at, sizeof at),
	    describe_in_language(l->service, l->service_en));
	if (l->operator[0])
		buf_printf(&out, tr(" by %s"), l->operator);
	if (t->expert[0])
		buf_printf(&out, ", %s", t->expert);
	if (l->steps)
		buf_printf(&out, tr("; %d/%d steps"), l->done, l->steps);
	if (t->effect[0])
		buf_printf(&out, "; %s", said(d, &b->c, t->effect));
	if (t->summary[0])
		buf_printf(&out, "; %s", said(d, &b->c, t->summary));
	text_copy(b->done, sizeof b->done, buf_str(&out));
	buf_free(&out);
}

/* What the client was told to keep to, as the checklist has it. */
static void say_after(struct desk *d, const struct treatment *t, struct callback_brief *b)
{
	const struct checklist *list = checklists_find(d->checklists, t->checklist);
	struct buf out = BUF_INIT;

	for (size_t i = 0; list && i < list->client.n; i++)
		buf_printf(&out, "%s%s", out.n ? " " : "", label_text(&list->client.v[i].text));
	text_copy(b->after, sizeof b->after, buf_str(&out));
	buf_free(&out);
}

static enum err_code load_done(struct desk *d, struct callback_brief *b, struct err *e)
{
	struct treatment t;
	int64_t id;
	enum err_code rc = find_treatment(d, &b->c, &id, e);

	if (rc != OK || !id)
		return rc;
	rc = treatment_get(d->store, id, &t, e);
	if (rc == OK) {
		say_done(d, &t, b);
		say_after(d, &t, b);
	}
	return rc;
}

/* ---- earlier contacts ---- */

static const char *choice_word(const struct desk *d, const char *field, const char *code)
{
	const struct form *f = form_catalog_find(d->forms, "callback-outcome");
	int at = f ? form_field_index(f, field) : -1;

	return at >= 0 ? form_choice_label(&f->fields[at], code) : code;
}

static void say_step(struct desk *d, const struct callback *c, const struct callback_step *x,
    struct buf *out)
{
	char at[48], title[500];

	buf_printf(out, "%s%s %s%s%s", out->n ? "; " : "",
	    desk_time_text(d, x->created_at, at, sizeof at),
	    callback_title(d, c, title, sizeof title), x->result[0] ? ": " : "",
	    callback_result_word(x->result));
	if (x->reaction[0] && strcmp(x->reaction, "none") != 0)
		buf_printf(out, ", %s", choice_word(d, "reaction", x->reaction));
	if (x->satisfied)
		buf_printf(out, tr(", %d of 5"), x->satisfied);
	if (x->promised[0])
		buf_printf(out, tr(", promised: %s"), said(d, c, x->promised));
	if (x->text[0])
		buf_printf(out, ", %s", said(d, c, x->text));
}

static enum err_code say_steps(struct desk *d, const struct callback *c, struct buf *out,
    struct err *e)
{
	struct callback_step_list l = { 0 };
	enum err_code rc = callback_steps(d->store, c->id, &l, e);

	for (size_t i = l.n; i > 0; i--)
		if (!strcmp(l.v[i - 1].kind, "call") ||
		    !strcmp(l.v[i - 1].kind, "remark"))
			say_step(d, c, &l.v[i - 1], out);
	callback_step_list_free(&l);
	return rc;
}

/* What the expert said to this very callback stands before everything else. */
static enum err_code say_answer(struct desk *d, const struct callback *c, struct buf *out,
    struct err *e)
{
	struct callback_step_list l = { 0 };
	enum err_code rc = callback_steps(d->store, c->id, &l, e);
	char at[48];

	for (size_t i = l.n; i > 0 && !out->n; i--)
		if (!strcmp(l.v[i - 1].kind, "answered"))
			buf_printf(out, tr("THE EXPERT %s: %s"), desk_time_text(d,
			    l.v[i - 1].created_at, at, sizeof at), said(d, c, l.v[i - 1].text));
	callback_step_list_free(&l);
	return rc;
}

static enum err_code load_before(struct desk *d, struct callback_brief *b, struct err *e)
{
	struct callback_list l = { 0 };
	struct buf out = BUF_INIT;
	enum err_code rc = b->c.client_id ?
	    callback_of_client(d->store, b->c.client_id, BEFORE, &l, e) : OK;

	if (rc == OK)
		rc = say_answer(d, &b->c, &out, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = say_steps(d, &l.v[i], &out, e);
	text_copy(b->before, sizeof b->before, out.n ? buf_str(&out) : tr("no call yet"));
	buf_free(&out);
	callback_list_free(&l);
	return rc;
}

/* ---- what is open ---- */

static enum err_code say_plan(struct desk *d, int64_t client_id, struct buf *out, struct err *e)
{
	struct plan_list l = { 0 };
	enum err_code rc = plan_list_client(d->store, client_id, &l, e);
	size_t i = 0;

	while (i < l.n && strcmp(l.v[i].state, "agreed") != 0)
		i++;
	if (i < l.n)
		buf_printf(out, tr("Plan %d of %d used"), l.v[i].used, l.v[i].sessions);
	else
		buf_puts(out, tr("no plan"));
	plan_list_free(&l);
	return rc;
}

static enum err_code load_cases(struct desk *d, struct callback_brief *b, struct err *e)
{
	struct complaint_brief open = { 0 };
	struct pay_due due = { 0 };
	struct buf out = BUF_INIT;
	char money[40], score[40];
	enum err_code rc = complaint_open_of(d, b->c.client_id, &open, e);

	if (open.id)
		buf_printf(&out, tr("%s open%s; "), open.number, open.late ? " !" : "");
	else
		buf_puts(&out, tr("no complaint; "));
	if (rc == OK)
		rc = say_plan(d, b->c.client_id, &out, e);
	if (rc == OK)
		rc = pay_due_now(d, b->c.client_id, 0, 0, &due, e);
	buf_printf(&out, tr(", owes %s"), desk_sum(d, due.open, money, sizeof money));
	if (survey_last(d, b->c.client_id, score, sizeof score)[0])
		buf_printf(&out, tr("; last survey %s"), score);
	text_copy(b->cases, sizeof b->cases, buf_str(&out));
	buf_free(&out);
	return rc;
}

/* ---- whom, and whether now ---- */

static enum err_code load_number(struct desk *d, struct callback_brief *b, struct err *e)
{
	struct phone_list l = { 0 };
	const struct phone *best = NULL;
	enum err_code rc = phone_list(d->store, b->c.client_id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		if (!best || (phone_is_own(l.v[i].relation) && !phone_is_own(best->relation)))
			if (phone_is_own(l.v[i].relation) || l.v[i].may_tell)
				best = &l.v[i];
	if (best) {
		b->phone_id = best->id;
		text_copy(b->number, sizeof b->number, best->number);
		text_copy(b->relation, sizeof b->relation, best->relation);
	}
	phone_list_free(&l);
	return rc;
}

static enum err_code load_now(struct desk *d, struct callback_brief *b, struct err *e)
{
	struct ring_caller callers[RING_CALLERS];
	struct visit_row v;
	struct err none = ERR_INIT;
	char kinds[200];
	size_t n;
	enum err_code rc = flag_kinds(d->store, b->c.client_id, kinds, sizeof kinds, e);

	b->quiet = notice_has(kinds, "quiet");
	b->no_message = notice_has(kinds, "no_message");
	b->here = visit_of_person(d->store, b->c.client_id, b->c.dependant_id, &v, &none) == OK;
	b->visit_id = b->here ? v.id : 0;
	if (rc == OK && ring_callers(d, callers, &n, e) == OK)
		for (size_t i = 0; i < n; i++)
			b->rings |= callers[i].client_id == b->c.client_id;
	return e->code;
}

char *callback_message_state(struct desk *d, const char *state, char *out, size_t size)
{
	struct value v = { .type = VALUE_NULL };

	value_set_text(&v, state);
	change_value_text(d, "message", "state", &v, out, size);
	value_free(&v);
	return out;
}

/* What the client answered to it. */
static enum err_code load_reply(struct desk *d, struct callback_brief *b, struct err *e)
{
	struct reply_list l = { 0 };
	enum err_code rc = reply_list_client(d->store, b->c.client_id, 1, &l, e);

	if (l.n && l.v[0].created_at >= b->announced_at)
		text_copy(b->answered, sizeof b->answered, said(d, &b->c, l.v[0].text));
	reply_list_free(&l);
	return rc;
}

/* The message before the call, and what came of it. */
static enum err_code load_announced(struct desk *d, struct callback_brief *b, int64_t now,
    struct err *e)
{
	struct message_list l = { 0 };
	enum err_code rc = message_list_client(d->store, b->c.client_id, 0, BEFORE, &l, e);

	for (size_t i = l.n; i > 0; i--) {
		const struct message *m = &l.v[i - 1];

		if (!strcmp(m->template, "before-call") && strcmp(m->state, "withdrawn") != 0 &&
		    (m->callback_id == b->c.id || m->created_at > now - CALL_TOGETHER_S)) {
			b->announced_at = m->handed_at ? m->handed_at : m->created_at;
			callback_message_state(d, m->state, b->announced, sizeof b->announced);
		}
	}
	message_list_free(&l);
	if (rc == OK && !b->announced_at)
		return callback_announce_ready(d, &b->c, &b->announces, e);
	return rc == OK ? load_reply(d, b, e) : rc;
}

/* Of who is in the house just now it is the one after. */
static enum err_code load_next(struct desk *d, struct callback_brief *b, int64_t now,
    struct err *e)
{
	struct appointment_row a;
	enum err_code rc = appointment_next(d->store, b->c.client_id, now, &a, e);

	if (rc == OK && a.start_at <= now)
		rc = appointment_next(d->store, b->c.client_id, a.end_at, &a, e);
	if (rc == OK)
		b->next_at = a.start_at;
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return OK;
}

enum err_code callback_brief_load(struct desk *d, int64_t id, int64_t now,
    struct callback_brief *out, struct err *e)
{
	enum err_code rc;

	*out = (struct callback_brief){ .late = false };
	rc = callback_get(d->store, id, &out->c, e);
	if (rc != OK)
		return rc;
	out->late = out->c.due_at < now;
	say_what(d, out, now);
	if (!out->c.client_id)
		return OK;
	rc = load_done(d, out, e);
	if (rc == OK)
		rc = load_before(d, out, e);
	if (rc == OK)
		rc = load_cases(d, out, e);
	if (rc == OK)
		rc = load_number(d, out, e);
	if (rc == OK)
		rc = load_now(d, out, e);
	if (rc == OK)
		rc = load_next(d, out, now, e);
	return rc == OK ? load_announced(d, out, now, e) : rc;
}
