#include "data/request.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_request[] = N_("That request is not here any more. Look at the list again.");

#define SELECT \
	"SELECT r.id, r.rev, r.branch_id, r.created_at, r.came_at, r.client_id, r.service_id," \
	"    r.appointment_id, r.answered_at, r.answered_by, r.day, r.channel, r.name, r.phone," \
	"    r.wants, r.text, r.state, r.reason, v.name, v.name_en, r.origin_key" \
	"  FROM request r LEFT JOIN service v ON v.id = r.service_id"

static void request_read(struct stmt *q, struct request *r)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ r->day, sizeof r->day }, { r->channel, sizeof r->channel },
		{ r->name, sizeof r->name }, { r->phone, sizeof r->phone },
		{ r->wants, sizeof r->wants }, { r->text, sizeof r->text },
		{ r->state, sizeof r->state }, { r->reason, sizeof r->reason },
		{ r->service, sizeof r->service }, { r->service_en, sizeof r->service_en },
		{ r->origin_key, sizeof r->origin_key },
	};

	r->id = stmt_col_int(q, 0);
	r->rev = stmt_col_int(q, 1);
	r->branch_id = stmt_col_int(q, 2);
	r->created_at = stmt_col_int(q, 3);
	r->came_at = stmt_col_int(q, 4);
	r->client_id = stmt_col_int(q, 5);
	r->service_id = stmt_col_int(q, 6);
	r->appointment_id = stmt_col_int(q, 7);
	r->answered_at = stmt_col_int(q, 8);
	r->answered_by = stmt_col_int(q, 9);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(10 + i), to[i].dst, to[i].size);
}

static enum err_code read_list(struct stmt *q, struct request_list *out, struct err *e)
{
	request_list_free(out);
	while (stmt_row(q, e))
		request_read(q, vec_push(out));
	return stmt_done(q, e);
}

/* The states stand there literally: parameters would not match the partial index. */
static const char list_open_sql[] =
	SELECT "  WHERE r.state IN ('open', 'offered')"
	"    AND r.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"  ORDER BY r.came_at, r.id /* scan: what is open, sorted */";

enum err_code request_list_open(struct store *s, int64_t branch_id, struct request_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_open_sql);

	stmt_int(q, ":branch", branch_id);
	return read_list(q, out, e);
}

static const char list_late_sql[] =
	SELECT "  WHERE r.state = 'open' AND r.late_at IS NULL AND r.came_at < :before"
	"  ORDER BY r.came_at LIMIT :limit";

enum err_code request_list_late(struct store *s, int64_t before, int limit,
    struct request_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_late_sql);

	stmt_int(q, ":before", before);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char list_client_sql[] =
	SELECT "  WHERE r.client_id = :client ORDER BY r.id DESC LIMIT :limit"
	" /* scan: one client's, sorted */";

enum err_code request_list_client(struct store *s, int64_t client_id, int limit,
    struct request_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

void request_list_free(struct request_list *l)
{
	vec_free(l);
}

static const char get_sql[] = SELECT " WHERE r.id = :id";

enum err_code request_get(struct store *s, int64_t id, struct request *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct request){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		request_read(q, out);
	return row_end(q, found, no_request, e);
}

static const char count_sql[] =
	"SELECT count(*), min(CASE WHEN answered_at IS NULL THEN came_at END) FROM request"
	"  WHERE state IN ('open', 'offered')"
	"  AND branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	" /* scan: few branches */";

enum err_code request_count(struct store *s, int64_t branch_id, int64_t *n, int64_t *oldest,
    struct err *e)
{
	struct stmt *q = stmt_get(s, count_sql);

	*n = *oldest = 0;
	stmt_int(q, ":branch", branch_id);
	if (stmt_row(q, e)) {
		*n = stmt_col_int(q, 0);
		*oldest = stmt_col_int(q, 1);
	}
	return stmt_done(q, e);
}

/* ---- how quickly they were answered ---- */

static const char day_sql[] =
	"SELECT answered_at - came_at FROM request"
	"  WHERE branch_id = :branch AND day = :day AND answered_at IS NOT NULL";

static int shorter(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

enum err_code request_count_day(struct store *s, int64_t branch_id, const char *day,
    int64_t limit, struct request_day *out, struct err *e)
{
	struct stmt *q = stmt_get(s, day_sql);
	struct {
		int64_t *v;
		size_t n, cap;
	} took = { 0 };
	enum err_code rc;

	*out = (struct request_day){ 0 };
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	while (stmt_row(q, e)) {
		*vec_push(&took) = stmt_col_int(q, 0);
		out->on_time += took.v[took.n - 1] <= limit;
	}
	rc = stmt_done(q, e);
	out->answered = (int64_t)took.n;
	if (took.n) {
		qsort(took.v, took.n, sizeof *took.v, shorter);
		out->median = took.v[took.n / 2];
	}
	vec_free(&took);
	return rc;
}

/* ---- writing ---- */

static const char late_sql[] =
	"UPDATE request SET late_at = :now, rev = :rev WHERE id = :id RETURNING id";

enum err_code request_set_late(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), late_sql);
	int64_t there;

	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	return row_run(q, &there, no_request, e);
}

static const char known_sql[] = "SELECT id FROM request WHERE origin_key = :key";

static const char insert_sql[] =
	"INSERT INTO request(rev, branch_id, client_id, day, created_at, came_at, channel, name,"
	"    phone, service_id, wants, text, origin_key)"
	"  VALUES (:rev, :branch, :client, :day, :now, :came, :channel, :name, :phone, :service,"
	"    :wants, :text, :key) RETURNING id";

enum err_code request_insert(struct txn *t, const struct request *r, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), known_sql);
	int64_t known = 0;
	enum err_code rc;

	*id = 0;
	stmt_text(q, ":key", r->origin_key);
	rc = r->origin_key[0] ? row_number(q, &known, e) : stmt_done(q, e);
	if (rc != OK || known)
		return rc;
	q = stmt_get(txn_store(t), insert_sql);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", r->branch_id);
	stmt_int_or_null(q, ":client", r->client_id);
	stmt_text(q, ":day", r->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":came", r->came_at);
	stmt_text(q, ":channel", r->channel);
	stmt_text(q, ":name", row_null(r->name));
	stmt_text(q, ":phone", row_null(r->phone));
	stmt_int_or_null(q, ":service", r->service_id);
	stmt_text(q, ":wants", row_null(r->wants));
	stmt_text(q, ":text", row_null(r->text));
	stmt_text(q, ":key", row_null(r->origin_key));
	return row_run(q, id, no_request, e);
}

static const char answer_sql[] =
	"UPDATE request SET rev = :rev, state = :state, reason = coalesce(:reason, reason),"
	"    appointment_id = coalesce(:appointment, appointment_id),"
	"    answered_at = coalesce(answered_at, :now), answered_by = coalesce(answered_by, :by)"
	"  WHERE id = :id AND state IN ('open', 'offered') RETURNING id";

enum err_code request_answer(struct txn *t, int64_t id, const char *state, const char *reason,
    int64_t appointment_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), answer_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_text(q, ":reason", reason);
	stmt_int_or_null(q, ":appointment", appointment_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	rc = row_run(q, NULL, no_request, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("That request was answered meanwhile. Look at the list again."));
}

static const char client_sql[] =
	"UPDATE request SET rev = :rev, client_id = :client WHERE id = :id RETURNING id";

enum err_code request_set_client(struct txn *t, int64_t id, int64_t client_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), client_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int(q, ":client", client_id);
	return row_run(q, NULL, no_request, e);
}
