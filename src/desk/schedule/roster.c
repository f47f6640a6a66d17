#include "desk/roster.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/hours.h"
#include "data/resource.h"
#include "desk/desk.h"

static int32_t day_of_text(const char *text)
{
	return text[0] ? day_parse(text) : DAY_NONE;
}

static enum roster_kind kind_of(const char *code)
{
	for (size_t i = 0; i < 3; i++)
		if (!strcmp(roster_kind_codes[i], code))
			return (enum roster_kind)i;
	return ROSTER_WORK;
}

static struct roster_row row_of(const struct roster *r)
{
	return (struct roster_row){ kind_of(r->kind), r->weekday, r->from_min, r->to_min,
		day_of_text(r->from_day), day_of_text(r->to_day) };
}

static bool same_row(const struct roster_row *a, const struct roster_row *b)
{
	return a->kind == b->kind && a->weekday == b->weekday && a->from_min == b->from_min &&
	    a->to_min == b->to_min && a->from_day == b->from_day && a->to_day == b->to_day;
}

static bool has_period(const struct roster_row *r)
{
	return r->from_day != DAY_NONE || r->to_day != DAY_NONE;
}

/* Kinds in their order; within one, days and hours as roster_list gives them. */
enum err_code roster_read(struct desk *d, int64_t resource_id, int64_t branch_id,
    bool with_periods, struct roster_line *out, struct err *e)
{
	struct roster_list all = { 0 };
	enum err_code rc = roster_list(d->store, &resource_id, 1, NULL, NULL, &all, e);

	out->n = 0;
	for (int kind = ROSTER_WORK; kind <= ROSTER_BREAK; kind++)
		for (size_t i = 0; i < all.n && rc == OK; i++) {
			struct roster_row row = row_of(&all.v[i]);

			if ((int)row.kind == kind && all.v[i].branch_id == branch_id &&
			    (with_periods || !has_period(&row)) && out->n < ROSTER_ROWS)
				out->v[out->n++] = row;
		}
	roster_list_free(&all);
	return rc;
}

/* ---- two branches at once ---- */

static bool periods_meet(const struct roster_row *a, const struct roster_row *b)
{
	int32_t from = a->from_day > b->from_day ? a->from_day : b->from_day;   /* none: least */
	int32_t to = a->to_day == DAY_NONE ? b->to_day :
	    b->to_day == DAY_NONE || a->to_day < b->to_day ? a->to_day : b->to_day;

	return to == DAY_NONE || from <= to;
}

static bool meet(const struct roster_row *a, const struct roster_row *b)
{
	return a->kind != ROSTER_BREAK && b->kind != ROSTER_BREAK &&
	    (!a->weekday || !b->weekday || a->weekday == b->weekday) && a->from_min < b->to_min &&
	    b->from_min < a->to_min && periods_meet(a, b);
}

static enum err_code refuse_both(struct desk *d, const struct roster *other, struct err *e)
{
	struct branch b;
	struct resource r;
	char hours[120];
	struct roster_line one = { .v = { row_of(other) }, .n = 1 };

	if (branch_get(d->store, other->branch_id, &b, e) != OK ||
	    resource_get(d->store, other->resource_id, &r, e) != OK)
		return e->code;
	return err_set(e, ERR_CONFLICT,
	    tr("Not changed: %s is in %s at that time (%s). Take that off first."), r.name, b.name,
	    roster_line_text(&one, hours, sizeof hours));
}

static enum err_code check_elsewhere(struct desk *d, const struct roster_list *all,
    int64_t branch_id, const struct roster_line *l, struct err *e)
{
	for (size_t i = 0; i < all->n; i++) {
		struct roster_row row = row_of(&all->v[i]);

		for (size_t k = 0; k < l->n && all->v[i].branch_id != branch_id; k++)
			if (meet(&row, &l->v[k]))
				return refuse_both(d, &all->v[i], e);
	}
	return OK;
}

/* ---- writing ---- */

static bool line_has(const struct roster_line *l, const struct roster_row *row)
{
	for (size_t i = 0; i < l->n; i++)
		if (same_row(&l->v[i], row))
			return true;
	return false;
}

static enum err_code take_off(struct txn *t, const struct roster_list *all, int64_t branch_id,
    const struct roster_line *l, const char *today, size_t *n, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < all->n && rc == OK; i++) {
		struct roster_row row = row_of(&all->v[i]);

		if (all->v[i].branch_id != branch_id || has_period(&row) || line_has(l, &row))
			continue;
		rc = roster_retire(t, all->v[i].id, today, e);
		++*n;
	}
	return rc;
}

static bool is_there(const struct roster_list *all, int64_t branch_id, const struct roster_row *row)
{
	for (size_t i = 0; i < all->n; i++) {
		struct roster_row old = row_of(&all->v[i]);

		if (all->v[i].branch_id == branch_id && same_row(&old, row))
			return true;
	}
	return false;
}

static enum err_code insert(struct txn *t, int64_t resource_id, int64_t branch_id,
    const struct roster_row *row, const char *since, struct err *e)
{
	struct roster r = { .resource_id = resource_id, .branch_id = branch_id,
		.weekday = row->weekday, .from_min = row->from_min, .to_min = row->to_min };
	char day[DAY_TEXT];
	int64_t id;

	/* A row that says from which day needs nothing else, also when it is typed later. */
	if (row->from_day == DAY_NONE)
		text_copy(r.since_day, sizeof r.since_day, since);
	text_copy(r.kind, sizeof r.kind, roster_kind_codes[row->kind]);
	if (row->from_day != DAY_NONE)
		text_copy(r.from_day, sizeof r.from_day, day_format(row->from_day, day));
	if (row->to_day != DAY_NONE)
		text_copy(r.to_day, sizeof r.to_day, day_format(row->to_day, day));
	return roster_insert(t, &r, &id, e);
}

/* A change holds from today on; the first roster of all has none before it to leave as it was. */
static enum err_code since_of(struct desk *d, int64_t resource_id, const char *today,
    const char **since, struct err *e)
{
	struct roster_list ever = { 0 };
	enum err_code rc = roster_list_held(d->store, resource_id, NULL, NULL, &ever, e);

	*since = ever.n ? today : "";
	roster_list_free(&ever);
	return rc;
}

static enum err_code write(struct desk *d, struct txn *t, int64_t resource_id, int64_t branch_id,
    const struct roster_line *l, bool replace, size_t *n, struct err *e)
{
	struct roster_list all = { 0 };
	char today[DAY_TEXT];
	const char *since;
	enum err_code rc = roster_list(d->store, &resource_id, 1, NULL, NULL, &all, e);

	if (rc == OK)
		rc = since_of(d, resource_id, day_format(desk_today(d), today), &since, e);
	if (rc == OK)
		rc = check_elsewhere(d, &all, branch_id, l, e);
	if (rc == OK && replace)
		rc = take_off(t, &all, branch_id, l, today, n, e);
	for (size_t i = 0; i < l->n && rc == OK; i++)
		if (!is_there(&all, branch_id, &l->v[i])) {
			rc = insert(t, resource_id, branch_id, &l->v[i], since, e);
			++*n;
		}
	roster_list_free(&all);
	return rc;
}

enum err_code roster_put(struct desk *d, int64_t resource_id, int64_t branch_id,
    const struct roster_line *l, bool replace, size_t *n, struct err *e)
{
	struct action_head head = { .name = "roster-edit" };
	struct resource r;
	struct txn *t;
	size_t count = 0;
	enum err_code rc = resource_get(d->store, resource_id, &r, e);

	if (n)
		*n = 0;
	if (rc == OK && r.branch_id && r.branch_id != branch_id && strcmp(r.kind, "staff") != 0)
		rc = err_set(e, ERR_CONFLICT, tr("%s stands in another branch."), r.name);
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = write(d, t, resource_id, branch_id, l, replace, &count, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	if (n)
		*n = count;
	action_subject(t, "resource", resource_id);
	return action_commit(t, NULL, e);
}
