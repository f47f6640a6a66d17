/* A person knows better: who, why, until when (IN-8). */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/client.h"
#include "data/sheet.h"
#include "desk/desk.h"
#include "desk/segment.h"
#include "form/form.h"
#include "form/form_edit.h"
#include "segment_priv.h"

#define SCORE_MAX 100

/* ---- what was said ---- */

static const struct segment_rules *rules_of(const struct segments_file *f, const char *kind)
{
	return !strcmp(kind, "tier") ? &f->tiers : !strcmp(kind, "growth") ? &f->growth :
	    !strcmp(kind, "segment") ? &f->segments : NULL;
}

static bool is_score(const char *text)
{
	size_t n = strspn(text, "0123456789");
	int v = 0;

	for (size_t i = 0; i < n && i < 4; i++)
		v = v * 10 + (text[i] - '0');
	return n > 0 && n < 4 && !text[n] && v <= SCORE_MAX;
}

static enum err_code check_value(const struct segments_file *f, const struct segment_draft *s,
    struct err *e)
{
	const struct segment_rules *rules = rules_of(f, s->kind);

	if (rules && !segment_rule_find(rules, s->value))
		return err_invalid(e, "value",
		    tr("segments.cfg has no word \"%s\" of that kind. Choose another."), s->value);
	if (!rules && strcmp(s->kind, "score") != 0)
		return err_invalid(e, "kind",
		    tr("A %s cannot be set by hand: tier, growth, segment or score can."), s->kind);
	if (!rules && !is_score(s->value))
		return err_invalid(e, "value", tr("A score is a whole number from 0 to %d."),
		    SCORE_MAX);
	return OK;
}

static enum err_code check_draft(struct desk *d, const struct segment_draft *s, struct err *e)
{
	int32_t until = s->until ? day_parse(s->until) : DAY_NONE;

	if (!d->segments)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("This site has no segments.cfg. Write it first."));
	if (!d->who.staff_id)
		return err_set(e, ERR_DENIED, "%s",
		    tr("Say who says so: -u with the code of a person."));
	if (check_value(d->segments, s, e) != OK)
		return e->code;
	if (!s->why || !s->why[0])
		return err_invalid(e, "why", "%s",
		    tr("Say why: whoever looks at the file later needs it."));
	if (strlen(s->why) > 400)
		return err_invalid(e, "why", "%s", tr("The reason is too long. Say it shorter."));
	if (s->until && until == DAY_NONE)
		return err_invalid(e, "until", tr("%s is no date. Type it as 2026-11-24 or 1124."),
		    s->until);
	if (s->until && until < desk_today(d))
		return err_invalid(e, "until", "%s",
		    tr("That day has passed. Type the last day on which it holds."));
	return OK;
}

static enum err_code check_client(struct desk *d, int64_t client_id, struct err *e)
{
	struct client c;
	enum err_code rc = client_get(d->store, client_id, &c, e);

	if (rc == OK && strcmp(c.state, "merged") == 0)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not set. That file was merged into another one. Open that one."));
	client_free(&c);
	return rc;
}

/* ---- writing ---- */

/* The one before says something else of the same: it ends. */
static enum err_code end_earlier(struct txn *t, const struct segment_draft *s, struct err *e)
{
	struct override_list l = { 0 };
	enum err_code rc = override_list(txn_store(t), s->client_id, false, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++)
		if (!strcmp(l.v[i].kind, s->kind) && (strcmp(s->kind, "segment") != 0 ||
		    !strcmp(l.v[i].value, s->value)))
			rc = override_end(t, l.v[i].id, e);
	override_list_free(&l);
	return rc;
}

static enum err_code write_one(struct txn *t, const struct segment_draft *s, int64_t *id,
    struct err *e)
{
	struct client_override o = { .client_id = s->client_id, .sign = !s->not_so };
	enum err_code rc = end_earlier(t, s, e);

	text_copy(o.kind, sizeof o.kind, s->kind);
	text_copy(o.value, sizeof o.value, s->value);
	text_copy(o.why, sizeof o.why, s->why);
	text_copy(o.until, sizeof o.until, s->until);
	return rc == OK ? override_insert(t, &o, id, e) : rc;
}

/* What is on the screens shows it at once, not after the next tick. */
static enum err_code refresh(struct desk *d, struct txn *t, int64_t client_id, struct err *e)
{
	struct segment_sum s;
	enum err_code rc = segment_sum(d, client_id, &s, e);

	if (rc == OK)
		rc = class_put(t, &s.found, e);
	segment_sum_free(&s);
	return rc;
}

static enum err_code finish(struct desk *d, struct txn *t, int64_t client_id, enum err_code rc,
    struct err *e)
{
	if (rc == OK)
		rc = refresh(d, t, client_id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "client", client_id);
	return action_commit(t, NULL, e);
}

/* ---- the score ---- */

const char *segment_score_form(const struct desk *d)
{
	return d->segments ? d->segments->score_form : NULL;
}

static enum err_code write_score(struct txn *t, int64_t client_id, const struct form_edit *x,
    struct err *e)
{
	const struct form *f = form_edit_form(x);
	size_t size;
	int64_t sheet = 0;
	enum err_code rc = sheet_insert(t, client_id, f->name, f->hash,
	    config_file_text(f->file, &size), &sheet, e);

	for (int i = 0; rc == OK && i < (int)f->nfields; i++) {
		const struct field_state *a = form_edit_field(x, i);

		if (a->value.type != VALUE_NULL)
			rc = sheet_answer_set(t, sheet, f->fields[i].name, &a->value,
			    f->fields[i].kind == FIELD_CHOICE, e);
	}
	return rc;
}

enum err_code segment_score(struct desk *d, int64_t client_id, const struct form_edit *x,
    struct err *e)
{
	struct action_head head = { .name = "segment-score" };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = check_client(d, client_id, e);
	if (rc == OK)
		rc = write_score(t, client_id, x, e);
	return finish(d, t, client_id, rc, e);
}

/* ---- by hand ---- */

enum err_code segment_set(struct desk *d, const struct segment_draft *s, int64_t *id,
    struct err *e)
{
	struct action_head head = { .name = "segment-set", .reason = s->why };
	struct txn *t;
	int64_t made = 0;
	enum err_code rc = check_draft(d, s, e);

	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = check_client(d, s->client_id, e);
	if (rc == OK)
		rc = write_one(t, s, &made, e);
	if (id)
		*id = made;
	return finish(d, t, s->client_id, rc, e);
}

enum err_code segment_take_back(struct desk *d, int64_t override_id, const char *why,
    struct err *e)
{
	struct action_head head = { .name = "segment-set", .reason = why };
	struct client_override o = { .id = 0 };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = override_get(d->store, override_id, &o, e);
	if (rc == OK && strcmp(o.state, "on") != 0)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("That was taken back already. Look at the file again."));
	if (rc == OK)
		rc = override_end(t, override_id, e);
	return finish(d, t, o.client_id, rc, e);
}
