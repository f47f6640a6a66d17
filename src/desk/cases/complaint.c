/* Complaints are taken, and counted. */
#include "desk/complaint.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/action.h"
#include "data/sequence.h"
#include "data/staff.h"
#include "complaint_priv.h"
#include "desk/callback_make.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "form/complaints.h"

enum { SOON_S = 4 * 3600, TEXT_CHARS = 800 };

/* ---- what all share ---- */

enum err_code complaint_begin(struct desk *d, const char *name, const char *reason, int64_t id,
    struct txn **t, struct complaint *out, struct err *e)
{
	struct action_head head = { .name = name, .reason = reason };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc != OK) {
		*t = NULL;
		return rc;
	}
	action_subject(*t, "complaint", id);
	rc = complaint_get(d->store, id, out, e);
	return rc == OK ? desk_may_see_branch(d, out->branch_id, e) : rc;
}

enum err_code complaint_commit(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

enum err_code complaint_open_only(const struct complaint *c, struct err *e)
{
	if (strcmp(c->state, "closed") != 0)
		return OK;
	return err_set(e, ERR_CONFLICT, tr("Not done. %s is closed. y opens it again."), c->number);
}

enum err_code complaint_note(struct txn *t, struct desk *d, int64_t id, const char *kind,
    const char *text, struct err *e)
{
	struct complaint_step x = { .complaint_id = id };

	desk_day_of(d, txn_now(t), x.day);
	text_copy(x.kind, sizeof x.kind, kind);
	text_copy(x.text, sizeof x.text, text);
	return complaint_step_insert(t, &x, NULL, e);
}

enum err_code complaint_set_limits(struct desk *d, struct complaint *c, struct err *e)
{
	const struct complaint_kind *k = complaints_kind(d->complaints, c->kind);
	enum err_code rc;

	if (!k) {
		err_set(e, ERR_INVALID, tr("There is no kind \"%s\" in complaints.cfg."), c->kind);
		return err_field(e, "kind");
	}
	rc = complaint_limit(d, c->branch_id, c->created_at, k->answer, k->working,
	    &c->answer_due_at, e);
	return rc == OK ? complaint_limit(d, c->branch_id, c->created_at, k->solve, k->working,
	    &c->solve_due_at, e) : rc;
}

enum err_code complaint_tell_owner(struct txn *t, struct desk *d, const struct complaint *c,
    struct err *e)
{
	char due[40], text[120];

	if (!c->owner_id || c->owner_id == txn_actor(t)->staff_id || !c->client_id)
		return OK;
	desk_time_text(d, complaint_next(c, NULL), due, sizeof due);
	text_fmt(text, sizeof text, "%s, %s", c->number, due);
	return outbox_line(d, t, "staff-case", c->client_id, c->owner_id, text, text, e);
}

enum err_code complaint_call(struct txn *t, struct desk *d, const struct complaint *c,
    const char *kind, struct err *e)
{
	const struct callback_event ev = { .event = "complaint", .branch_id = c->branch_id,
		.client_id = c->client_id, .dependant_id = c->dependant_id,
		.staff_id = c->owner_id, .source = "complaint", .source_id = c->id,
		.about = c->number, .about_en = c->number, .kind = kind };
	enum err_code rc = callback_drop_in(t, d, "complaint", c->id, kind, e);

	return rc == OK && c->client_id ? callback_raise_in(t, d, &ev, NULL, e) : rc;
}

/* ---- taking one ---- */

static enum err_code check_text(const char *text, bool needed, const char *field,
    const char *label, struct err *e)
{
	if (needed && text_is_blank(text)) {
		err_set(e, ERR_INVALID, tr("Not saved. %s is open: fill it in."), label);
		return err_field(e, field);
	}
	if (text && utf8_count(text) > TEXT_CHARS) {
		err_set(e, ERR_INVALID, tr("%s is too long: at most %d characters."), label,
		    TEXT_CHARS);
		return err_field(e, field);
	}
	return OK;
}

enum err_code complaint_check_word(const struct complaint_words *w, const char *word,
    const char *field, struct err *e)
{
	if (!word[0] || complaint_word_find(w, word))
		return OK;
	err_set(e, ERR_INVALID, tr("\"%s\" is not a word of complaints.cfg."), word);
	return err_field(e, field);
}

static enum err_code check_draft(struct desk *d, const struct complaint *c, struct err *e)
{
	enum err_code rc = complaint_check_word(&d->complaints->levels, c->level, "level", e);

	if (rc == OK)
		rc = complaint_check_word(&d->complaints->channels, c->channel, "channel", e);
	if (rc != OK || c->created_at <= clock_now())
		return rc;
	err_set(e, ERR_INVALID, "%s", tr("That time is still to come. Give the time it was made."));
	return err_field(e, "at");
}

/* Whoever takes it, if a manager; else a manager at home in the branch, else one who is everywhere;
 * where there is none, the owner is still to be found. */
static enum err_code find_owner(struct desk *d, int64_t *id, struct err *e)
{
	struct staff_list l = { 0 };
	enum err_code rc = staff_list_role(d->store, "manager", d->branch_id, &l, e);

	*id = rc == OK && l.n ? l.v[0].id : 0;
	for (size_t i = l.n; i-- > 0 && rc == OK;)
		if (l.v[i].branch_id == d->branch_id)
			*id = l.v[i].id;
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (l.v[i].id == d->who.staff_id)
			*id = l.v[i].id;
	staff_list_free(&l);
	return rc;
}

static void put_draft(struct desk *d, const struct complaint_draft *x, struct complaint *c)
{
	const struct complaints_file *f = d->complaints;

	*c = (struct complaint){ .branch_id = d->branch_id, .client_id = x->client_id,
		.dependant_id = x->dependant_id, .created_at = x->at ? x->at : clock_now(),
		.taken_by = d->who.staff_id, .visit_id = x->visit_id,
		.treatment_id = x->treatment_id, .survey_id = x->survey_id,
		.owner_id = x->owner_id, .cost = -1 };
	desk_day_of(d, c->created_at, c->day);
	text_copy(c->kind, sizeof c->kind, x->kind ? x->kind : f->kinds[0].code);
	text_copy(c->level, sizeof c->level, x->level);
	text_copy(c->channel, sizeof c->channel, x->channel ? x->channel : f->channels.v[0].code);
	text_copy(c->content, sizeof c->content, x->content);
	text_copy(c->wanted, sizeof c->wanted, x->wanted);
}

enum err_code complaint_take_in(struct txn *t, struct desk *d, const struct complaint_draft *x,
    int64_t *id, struct err *e)
{
	struct complaint c;
	int64_t n;
	enum err_code rc;

	if (!d->complaints)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("Not saved. The site has no complaints.cfg: the administrator adds it."));
	if (check_text(x->content, true, "content", tr("Content"), e) != OK ||
	    check_text(x->wanted, false, "wanted", tr("Wants"), e) != OK)
		return e->code;
	put_draft(d, x, &c);
	rc = check_draft(d, &c, e);
	if (rc == OK)
		rc = complaint_set_limits(d, &c, e);
	if (rc == OK && !c.owner_id)
		rc = find_owner(d, &c.owner_id, e);
	if (rc == OK)
		rc = sequence_next(t, "complaint", &n, e);
	if (rc != OK)
		return rc;
	text_fmt(c.number, sizeof c.number, "C-%04lld", (long long)n);
	rc = complaint_insert(t, &c, &c.id, e);
	if (rc == OK)
		rc = complaint_tell_owner(t, d, &c, e);
	if (rc == OK)
		rc = complaint_call(t, d, &c, "progress", e);
	*id = rc == OK ? c.id : 0;
	return rc;
}

enum err_code complaint_take(struct desk *d, const struct complaint_draft *x, int64_t *id,
    struct err *e)
{
	struct action_head head = { .name = "case-take" };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = complaint_take_in(t, d, x, id, e);
	if (rc == OK)
		action_subject(t, "complaint", *id);
	return complaint_commit(t, rc, e);
}

/* ---- looking ---- */

enum err_code complaint_open_of(struct desk *d, int64_t client_id, struct complaint_brief *out,
    struct err *e)
{
	struct complaint_list l = { 0 };
	enum err_code rc = client_id ? complaint_list_client(d->store, client_id, &l, e) : OK;
	enum complaint_limit_kind which;

	*out = (struct complaint_brief){ 0 };
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		int64_t due = complaint_next(&l.v[i], &which);

		if (!strcmp(l.v[i].state, "closed"))
			continue;
		out->open++;
		if (out->id && due >= out->due_at)
			continue;
		out->id = l.v[i].id;
		out->due_at = due;
		out->answer = which == COMPLAINT_ANSWER;
		out->late = due < clock_now();
		text_copy(out->number, sizeof out->number, l.v[i].number);
	}
	complaint_list_free(&l);
	return rc;
}

enum err_code complaint_count(struct desk *d, struct complaint_counts *out, struct err *e)
{
	int64_t now = clock_now();

	return complaint_tally(d->store, d->branch_id, 0, now, now + SOON_S, &out->open,
	    &out->late, &out->soon, &out->next_at, e);
}
