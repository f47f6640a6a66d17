#include "desk/child.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/record.h"
#include "desk/desk.h"
#include "form/form_edit.h"
#include "intake_priv.h"

static const struct kind {
	const char *table, *action;
} kinds[] = {
	{ "dependant", "client-family" },
	{ "client_goods", "client-goods" },
};

static const char *action_of(const char *table)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (!strcmp(kinds[i].table, table))
			return kinds[i].action;
	BUG("%s has no form under a client", table);
}

static enum err_code begin(struct desk *d, const char *table, int64_t client_id,
    const char *reason, struct txn **t, struct err *e)
{
	struct action_head head = { .name = action_of(table), .reason = reason };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc == OK)
		action_subject(*t, "client", client_id);
	return rc;
}

static enum err_code end(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

/* ---- saving ---- */

static enum err_code write(struct desk *d, struct txn *t, const struct form_changes *c,
    int64_t client_id, struct conflict_list *conflicts, int64_t *id, struct err *e)
{
	const struct form_row *row = c->n ? &c->v[0] : NULL;

	if (!row)
		return OK;
	ASSERT(c->n == 1 && !row->parent_column);       /* these forms have no children */
	if (!row->id)
		return intake_insert_row(
		    d, t, row->table->name, row->set, row->n, client_id, id, e);
	*id = row->id;
	return record_update(t, row->table->name, row->id, row->set, row->n, conflicts, e);
}

enum err_code child_save(struct desk *d, struct form_edit *edit, int64_t client_id,
    struct conflict_list *conflicts, int64_t *id, struct err *e)
{
	const char *table = form_edit_form(edit)->bound->name;
	struct form_changes changes = { 0 };
	struct txn *t;
	enum err_code rc = form_edit_check(edit, e);

	*id = form_edit_id(edit);
	if (rc == OK)
		rc = begin(d, table, client_id, NULL, &t, e);
	if (rc != OK)
		return rc;
	form_edit_changes(edit, &changes);
	rc = end(t, write(d, t, &changes, client_id, conflicts, id, e), e);
	form_changes_free(&changes);
	if (rc == ERR_CONFLICT)
		form_edit_conflicts(edit, conflicts);
	if (rc == OK)
		intake_read_back(edit, *id);
	return rc;
}

/* ---- single columns ---- */

struct set {
	struct change v[2];
	size_t n;
};

/* What the columns are now, as their base: nobody typed anything that could be lost. */
static enum err_code update(struct desk *d, struct txn *t, const char *table, int64_t id,
    struct set *set, struct err *e)
{
	struct conflict_list none = { 0 };
	struct record now;
	enum err_code rc = record_load(d->store, table, id, &now, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; i < set->n; i++)
		set->v[i].base = *record_get(&now, set->v[i].column);
	rc = record_update(t, table, id, set->v, set->n, &none, e);
	conflict_list_free(&none);
	record_free(&now);
	return rc;
}

static enum err_code owner(struct desk *d, const char *table, int64_t id, int64_t *client_id,
    struct err *e)
{
	struct record row;
	enum err_code rc = record_load(d->store, table, id, &row, e);

	if (rc != OK)
		return rc;
	*client_id = record_int(&row, "client_id");
	record_free(&row);
	return OK;
}

/* Whoever is booked is still to come. */
static enum err_code refuse_booked(struct desk *d, int64_t client_id, int64_t id, struct err *e)
{
	struct appointment_list all = { 0 };
	char at[48];
	enum err_code rc = appointment_list_client(d->store, client_id, 0, 0, 200, &all, e);

	for (size_t i = 0; i < all.n && rc == OK; i++)
		if (all.v[i].live && all.v[i].dependant_id == id)
			rc = err_set(e, ERR_CONFLICT,
			    tr("Not taken out: booked for %s. Move or cancel that first."),
			    desk_time_text(d, all.v[i].start_at, at, sizeof at));
	appointment_list_free(&all);
	return rc;
}

enum err_code child_retire(struct desk *d, const char *table, int64_t id, const char *reason,
    struct err *e)
{
	struct set set = { .v = { { .column = "state" } }, .n = 1 };
	struct txn *t;
	int64_t client_id = 0;
	enum err_code rc = owner(d, table, id, &client_id, e);

	if (rc == OK)
		rc = begin(d, table, client_id, reason, &t, e);
	if (rc != OK)
		return rc;
	/* Under the lock: nobody books in between. */
	if (!strcmp(table, "dependant"))
		rc = refuse_booked(d, client_id, id, e);
	value_set_text(&set.v[0].value, "retired");
	if (rc == OK)
		rc = update(d, t, table, id, &set, e);
	value_free(&set.v[0].value);
	return end(t, rc, e);
}

enum err_code child_goods_bought(struct desk *d, int64_t id, struct err *e)
{
	struct set set = { .v = { { .column = "bought" }, { .column = "next" } }, .n = 2 };
	char today[11];
	struct txn *t;
	int64_t client_id = 0;
	enum err_code rc = owner(d, "client_goods", id, &client_id, e);

	if (rc == OK)
		rc = begin(d, "client_goods", client_id, NULL, &t, e);
	if (rc != OK)
		return rc;
	value_set_text(&set.v[0].value, desk_today_text(d, today));
	rc = end(t, update(d, t, "client_goods", id, &set, e), e);
	value_free(&set.v[0].value);
	return rc;
}
