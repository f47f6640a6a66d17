#include "desk/child.h"

#include "base/tr.h"
#include "base/value.h"
#include "data/action.h"
#include "data/record.h"
#include "desk/callback_events.h"
#include "desk/desk.h"
#include "desk/rows.h"
#include "desk/people/rows_priv.h"

enum err_code child_save(struct desk *d, struct form_edit *edit, int64_t client_id,
    struct conflict_list *conflicts, int64_t *id, struct err *e)
{
	return rows_save(d, edit, client_id, conflicts, id, e);
}

enum err_code child_retire(struct desk *d, const char *table, int64_t id, const char *reason,
    struct err *e)
{
	return rows_set_state(d, rows_kind_of_table(table), id, "retired", reason, e);
}

static enum err_code buy(struct desk *d, struct txn *t, int64_t id, struct err *e)
{
	struct value today = { 0 }, none = { 0 };
	char text[11];
	enum err_code rc;

	value_set_text(&today, desk_today_text(d, text));
	rc = rows_set_column(d, t, "client_goods", id, "bought", &today, e);
	if (rc == OK)
		rc = rows_set_column(d, t, "client_goods", id, "next", &none, e);
	value_free(&today);
	return rc == OK ? callback_goods_in(t, d, id, e) : rc;
}

/* Advice that is nowhere written down cannot be proved later. */
static enum err_code tell_storage(struct desk *d, struct txn *t, int64_t id, struct err *e)
{
	struct value today = { 0 };
	struct record now;
	char text[11];
	enum err_code rc = record_load(d->store, "client_goods", id, &now, e);

	if (rc != OK)
		return rc;
	if (!record_text(&now, "storage")[0])
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("No advice on keeping it is written yet. Enter opens it, field Storage."));
	record_free(&now);
	if (rc != OK)
		return rc;
	value_set_text(&today, desk_today_text(d, text));
	rc = rows_set_column(d, t, "client_goods", id, "storage_told", &today, e);
	value_free(&today);
	return rc;
}

/* One action of the client whose goods ID are. */
static enum err_code change_goods(struct desk *d, int64_t id,
    enum err_code (*change)(struct desk *, struct txn *, int64_t, struct err *), struct err *e)
{
	const struct rows_kind *kind = rows_kind("goods");
	struct action_head head = { .name = kind->right };
	struct txn *t;
	int64_t client_id = 0;
	enum err_code rc = rows_owner(d, kind, id, &client_id, e);

	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = change(d, t, id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, kind->owner_table, client_id);
	return action_commit(t, NULL, e);
}

enum err_code child_goods_bought(struct desk *d, int64_t id, struct err *e)
{
	return change_goods(d, id, buy, e);
}

enum err_code child_goods_told(struct desk *d, int64_t id, struct err *e)
{
	return change_goods(d, id, tell_storage, e);
}
