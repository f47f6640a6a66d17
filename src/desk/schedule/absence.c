#include "desk/absence.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/disruption.h"
#include "data/record.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/people/rights_priv.h"
#include "desk/people/rows_priv.h"

#define LONGEST (2 * 366 * (int64_t)86400)

const char *const absence_kinds[] = { "leave", "ill", "meeting", "training", "out", "other", NULL };

const char *absence_kind_text(const char *kind)
{
	static const char *const words[] = { N_("on leave"), N_("ill"), N_("in a meeting"),
		N_("at a training"), N_("out of order"), N_("absent") };

	for (size_t i = 0; absence_kinds[i]; i++)
		if (!strcmp(absence_kinds[i], kind))
			return tr(words[i]);
	return kind;
}

char *absence_result_text(const struct absence_result *r, char *out, size_t size)
{
	if (r->touched)
		return text_fmt(out, size, trn("%zu appointment needs another time",
		    "%zu appointments need another time", (long)r->touched), r->touched);
	if (r->closed)
		return text_fmt(out, size, trn("%zu appointment can stay",
		    "%zu appointments can stay", (long)r->closed), r->closed);
	return text_copy(out, size, tr("no appointment is touched"));
}

/* ---- what it may be ---- */

static bool is_kind(const char *kind)
{
	for (size_t i = 0; absence_kinds[i]; i++)
		if (!strcmp(absence_kinds[i], kind))
			return true;
	return false;
}

static enum err_code check(struct desk *d, const struct absence *a, struct err *e)
{
	struct resource r;

	if (!is_kind(a->kind))
		return err_invalid(e, "kind", "%s",
		    tr("Kinds are leave, ill, meeting, training, out, other."));
	if (a->end_at <= a->start_at)
		return err_invalid(e, "to", "%s",
		    tr("The end comes before the beginning. Correct one of the two."));
	if (a->end_at - a->start_at > LONGEST)
		return err_invalid(e, "to_day", "%s",
		    tr("An absence lasts two years at most. Retire who or what does not return."));
	return resource_get(d->store, a->resource_id, &r, e);
}

static enum err_code refuse_twice(struct desk *d, const struct absence *a, struct err *e)
{
	struct absence_list all = { 0 };
	char at[48], name[120];
	enum err_code rc = absence_list(
	    d->store, &a->resource_id, 1, a->start_at, a->end_at, &all, e);

	for (size_t i = 0; i < all.n && rc == OK; i++)
		if (all.v[i].id != a->id && all.v[i].start_at == a->start_at &&
		    all.v[i].end_at == a->end_at)
			rc = err_set(e, ERR_DUPLICATE,
			    tr("Not recorded: %s is %s from %s already."),
			    rows_name(d, "resource", a->resource_id, name, sizeof name),
			    absence_kind_text(all.v[i].kind),
			    desk_time_text(d, a->start_at, at, sizeof at));
	absence_list_free(&all);
	return rc;
}

/* ---- the action ---- */

/* What it touches are the appointments of the branch where they are. */
static enum err_code begin(struct desk *d, int64_t resource_id, const char *reason,
    struct txn **t, struct err *e)
{
	struct action_head head = { .name = "appt-disrupt", .reason = reason };
	struct resource r;
	enum err_code rc = resource_get(d->store, resource_id, &r, e);

	if (!rights_may(d, "appt-disrupt") && rights_may(d, "roster-edit"))
		head.name = "roster-edit";
	if (rc == OK)
		rc = rights_check_there(d, head.name, r.branch_id, e);
	return rc == OK ? action_begin(d->store, &d->who, &head, t, e) : rc;
}

static enum err_code end(struct txn *t, struct absence_result *out, enum err_code rc,
    struct err *e)
{
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "absence", out->id);
	return action_commit(t, &out->action_id, e);
}

static const struct disruption *row_of(const struct disruption_list *l, int64_t appointment_id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].appointment_id == appointment_id)
			return &l->v[i];
	return NULL;
}

static bool waits(const struct disruption *r)
{
	return !strcmp(r->state, "open") || !strcmp(r->state, "asked");
}

static bool has(const struct appointment_list *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].id == id)
			return true;
	return false;
}

/* Whoever is here or was served already is not asked to come at another time. */
static bool is_to_come(const struct appointment_row *a)
{
	return a->live && (a->letter == 'B' || a->letter == 'C');
}

/* Appointments in the new time that were not in the old one: they were never on the list, or came
 * off it when the absence was shorter. */
static enum err_code open_rows(struct txn *t, const struct absence *a,
    const struct appointment_list *now, const struct disruption_list *rows,
    struct absence_result *out, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < now->n && rc == OK; i++) {
		const struct disruption *r = row_of(rows, now->v[i].id);

		if (!is_to_come(&now->v[i]))
			continue;
		out->touched++;
		if (r && (waits(r) || !r->text[0] || strcmp(r->text, "-") != 0))
			continue;
		rc = disruption_set(t, a->id, now->v[i].id, "open", r ? "" : NULL, e);
	}
	return rc;
}

/* "-" as text: it was the absence that changed, nobody decided to keep it. */
static enum err_code close_rows(struct txn *t, const struct absence *a,
    const struct appointment_list *now, const struct disruption_list *rows,
    struct absence_result *out, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < rows->n && rc == OK; i++) {
		if (!waits(&rows->v[i]) || has(now, rows->v[i].appointment_id))
			continue;
		out->closed++;
		rc = disruption_set(t, a->id, rows->v[i].appointment_id, "kept", "-", e);
	}
	return rc;
}

static enum err_code settle(struct desk *d, struct txn *t, const struct absence *a,
    struct absence_result *out, struct err *e)
{
	struct appointment_list now = { 0 };
	struct disruption_list rows = { 0 };
	bool on = !strcmp(a->state, "on");
	enum err_code rc = disruption_list(d->store, a->id, &rows, e);

	if (rc == OK && on)
		rc = appointment_list_resource(
		    d->store, a->resource_id, a->start_at, a->end_at, true, &now, e);
	if (rc == OK)
		rc = open_rows(t, a, &now, &rows, out, e);
	if (rc == OK)
		rc = close_rows(t, a, &now, &rows, out, e);
	appointment_list_free(&now);
	disruption_list_free(&rows);
	return rc;
}

/* ---- use cases ---- */

enum err_code absence_add(struct desk *d, const struct absence *a, struct absence_result *out,
    struct err *e)
{
	struct absence row = *a;
	struct txn *t;
	enum err_code rc = check(d, a, e);

	*out = (struct absence_result){ 0 };
	row.id = 0;
	row.branch_id = d->branch_id;
	desk_day_of(d, a->start_at, row.day);
	text_copy(row.state, sizeof row.state, "on");
	if (rc == OK)
		rc = begin(d, a->resource_id, NULL, &t, e);
	if (rc != OK)
		return rc;
	rc = refuse_twice(d, &row, e);
	if (rc == OK)
		rc = absence_insert(t, &row, &row.id, e);
	if (rc == OK)
		rc = settle(d, t, &row, out, e);
	out->id = row.id;
	return end(t, out, rc, e);
}

/* Column by column: only what is different is written. */
static enum err_code write_over(struct desk *d, struct txn *t, const struct absence *row,
    struct err *e)
{
	const char *texts[][2] = { { "kind", row->kind }, { "reason", row->reason },
		{ "state", row->state } };
	char day[11];
	struct change set[6] = { { .column = "day" }, { .column = "start_at" },
		{ .column = "end_at" } };
	struct conflict_list none = { 0 };
	struct record now;
	enum err_code rc = record_load(d->store, "absence", row->id, &now, e);

	if (rc != OK)
		return rc;
	value_set_text(&set[0].value, desk_day_of(d, row->start_at, day));
	value_set_int(&set[1].value, row->start_at);
	value_set_int(&set[2].value, row->end_at);
	for (size_t i = 0; i < 3; i++) {
		set[3 + i].column = texts[i][0];
		if (texts[i][1][0])
			value_set_text(&set[3 + i].value, texts[i][1]);
	}
	for (size_t i = 0; i < 6; i++)
		set[i].base = *record_get(&now, set[i].column);
	rc = record_update(t, "absence", row->id, set, 6, &none, e);
	for (size_t i = 0; i < 6; i++)
		value_free(&set[i].value);
	conflict_list_free(&none);
	record_free(&now);
	return rc;
}

static enum err_code set(struct desk *d, struct txn *t, const struct absence *a, int64_t rev,
    struct absence_result *out, struct err *e)
{
	struct absence row = *a, now;
	enum err_code rc = absence_get(d->store, a->id, &now, e);

	if (rc != OK)
		return rc;
	if (rev && rev != now.rev)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not saved: the absence was changed meanwhile. Look at it again."));
	row.resource_id = now.resource_id;
	rc = write_over(d, t, &row, e);
	return rc == OK ? settle(d, t, &row, out, e) : rc;
}

enum err_code absence_change(struct desk *d, const struct absence *a, struct absence_result *out,
    struct err *e)
{
	struct absence want = *a, was;
	struct txn *t;
	enum err_code rc = check(d, a, e);

	*out = (struct absence_result){ .id = a->id };
	text_copy(want.state, sizeof want.state, "on");
	if (rc == OK)
		rc = absence_get(d->store, a->id, &was, e);
	if (rc == OK)
		rc = begin(d, was.resource_id, NULL, &t, e);
	if (rc != OK)
		return rc;
	rc = refuse_twice(d, &want, e);
	if (rc == OK)
		rc = set(d, t, &want, a->rev, out, e);
	return end(t, out, rc, e);
}

enum err_code absence_end(struct desk *d, int64_t id, const char *reason,
    struct absence_result *out, struct err *e)
{
	struct absence a;
	struct txn *t;
	int64_t now = clock_now();
	enum err_code rc = absence_get(d->store, id, &a, e);

	*out = (struct absence_result){ .id = id };
	if (rc == OK && (a.end_at <= now || strcmp(a.state, "on") != 0))
		rc = err_set(e, ERR_CONFLICT, "%s", tr("It is over already."));
	if (rc == OK)
		rc = begin(d, a.resource_id, reason, &t, e);
	if (rc != OK)
		return rc;
	if (a.start_at >= now)
		text_copy(a.state, sizeof a.state, "retired");
	else
		a.end_at = now;
	rc = set(d, t, &a, a.rev, out, e);
	return end(t, out, rc, e);
}
