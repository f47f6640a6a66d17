#include "data/waiter.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_waiter[] = N_("That entry is not on the waiting list any more.");

#define SELECT \
	"SELECT w.id, w.rev, w.branch_id, w.client_id, w.created_at, w.service_id," \
	"    w.dependant_id, w.created_by, w.resource_id, w.appointment_id, w.weekdays," \
	"    w.from_min, w.to_min, w.urgent, coalesce(a.start_at, 0), w.day, w.from_day," \
	"    w.to_day, w.put_off_until, w.state, w.note, v.name, v.name_en, r.name" \
	"  FROM waiter w JOIN service v ON v.id = w.service_id" \
	"  LEFT JOIN resource r ON r.id = w.resource_id" \
	"  LEFT JOIN appointment a ON a.id = w.appointment_id AND a.live = 1"

static void waiter_read(struct stmt *q, struct waiter *w)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ w->day, sizeof w->day }, { w->from_day, sizeof w->from_day },
		{ w->to_day, sizeof w->to_day }, { w->put_off_until, sizeof w->put_off_until },
		{ w->state, sizeof w->state }, { w->note, sizeof w->note },
		{ w->service, sizeof w->service }, { w->service_en, sizeof w->service_en },
		{ w->wanted, sizeof w->wanted },
	};
	int64_t *const ids[] = { &w->id, &w->rev, &w->branch_id, &w->client_id, &w->created_at,
		&w->service_id, &w->dependant_id, &w->created_by, &w->resource_id,
		&w->appointment_id };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		*ids[i] = stmt_col_int(q, (int)i);
	w->weekdays = (unsigned)stmt_col_int(q, 10);
	w->from_min = (int)stmt_col_int(q, 11);
	w->to_min = (int)stmt_col_int(q, 12);
	w->urgent = stmt_col_int(q, 13) != 0;
	w->has_at = stmt_col_int(q, 14);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(15 + i), to[i].dst, to[i].size);
}

static enum err_code read_list(struct stmt *q, struct waiter_list *out, struct err *e)
{
	waiter_list_free(out);
	while (stmt_row(q, e))
		waiter_read(q, vec_push(out));
	return stmt_done(q, e);
}

/* The states stand there literally: parameters would not match the partial index. */
static const char list_open_sql[] =
	SELECT "  WHERE w.state IN ('waiting', 'offered')"
	"    AND w.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"    AND (:service = 0 OR w.service_id = :service)"
	"  ORDER BY w.urgent DESC, w.created_at, w.id /* scan: what is open, sorted */";

enum err_code waiter_list_open(struct store *s, int64_t branch_id, int64_t service_id,
    struct waiter_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_open_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":service", service_id);
	return read_list(q, out, e);
}

static const char list_client_sql[] =
	SELECT "  WHERE w.client_id = :client AND w.state IN ('waiting', 'offered')"
	"  ORDER BY w.id /* scan: one client's, sorted */";

enum err_code waiter_list_client(struct store *s, int64_t client_id, struct waiter_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

void waiter_list_free(struct waiter_list *l)
{
	vec_free(l);
}

static const char get_sql[] = SELECT " WHERE w.id = :id";

enum err_code waiter_get(struct store *s, int64_t id, struct waiter *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct waiter){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		waiter_read(q, out);
	return row_end(q, found, no_waiter, e);
}

static const char count_sql[] =
	"SELECT count(*) FROM waiter WHERE state IN ('waiting', 'offered')"
	"  AND branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	" /* scan: few branches */";

enum err_code waiter_count(struct store *s, int64_t branch_id, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, count_sql);

	stmt_int(q, ":branch", branch_id);
	return row_number(q, n, e);
}

/* ---- writing ---- */

static enum err_code gone_on(enum err_code rc, struct err *e)
{
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("That entry of the waiting list was dealt with meanwhile. Look at it again."));
}

static void bind_wish(struct stmt *q, const struct waiter *w)
{
	stmt_int(q, ":service", w->service_id);
	stmt_int_or_null(q, ":resource", w->resource_id);
	stmt_int_or_null(q, ":dependant", w->dependant_id);
	stmt_int_or_null(q, ":appointment", w->appointment_id);
	stmt_text(q, ":from_day", row_null(w->from_day));
	stmt_text(q, ":to_day", row_null(w->to_day));
	stmt_int(q, ":weekdays", w->weekdays ? w->weekdays : 127);
	stmt_int(q, ":from", w->from_min);
	stmt_int(q, ":to", w->to_min ? w->to_min : 1440);
	stmt_int(q, ":urgent", w->urgent);
	stmt_text(q, ":note", row_null(w->note));
}

static const char insert_sql[] =
	"INSERT INTO waiter(rev, branch_id, client_id, dependant_id, day, created_at, created_by,"
	"    service_id, resource_id, from_day, to_day, weekdays, from_min, to_min, urgent, note,"
	"    appointment_id, put_off_until)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :now, :by, :service, :resource,"
	"    :from_day, :to_day, :weekdays, :from, :to, :urgent, :note, :appointment, :put_off)"
	"  RETURNING id";

enum err_code waiter_insert(struct txn *t, const struct waiter *w, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", w->branch_id);
	stmt_int(q, ":client", w->client_id);
	stmt_text(q, ":day", w->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	bind_wish(q, w);
	stmt_text(q, ":put_off", row_null(w->put_off_until));
	return row_run(q, id, no_waiter, e);
}

static const char update_sql[] =
	"UPDATE waiter SET rev = :rev, dependant_id = :dependant, service_id = :service,"
	"    resource_id = :resource, from_day = :from_day, to_day = :to_day,"
	"    weekdays = :weekdays, from_min = :from, to_min = :to, urgent = :urgent, note = :note,"
	"    appointment_id = :appointment"
	"  WHERE id = :id AND rev = :was AND state IN ('waiting', 'offered') RETURNING id";

enum err_code waiter_update(struct txn *t, const struct waiter *w, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), update_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", w->id);
	stmt_int(q, ":was", w->rev);
	bind_wish(q, w);
	return gone_on(row_run(q, NULL, no_waiter, e), e);
}

static const char state_sql[] =
	"UPDATE waiter SET rev = :rev, state = :state"
	"  WHERE id = :id AND state = coalesce(:was, state)"
	"    AND (:was IS NOT NULL OR state IN ('waiting', 'offered')) RETURNING id";

enum err_code waiter_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":was", was);
	stmt_text(q, ":state", state);
	return gone_on(row_run(q, NULL, no_waiter, e), e);
}

static const char put_off_sql[] =
	"UPDATE waiter SET rev = :rev, put_off_until = :until, state = 'waiting'"
	"  WHERE id = :id AND state IN ('waiting', 'offered') RETURNING id";

enum err_code waiter_put_off(struct txn *t, int64_t id, const char *until_day, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), put_off_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":until", row_null(until_day));
	return row_run(q, NULL, no_waiter, e);
}
