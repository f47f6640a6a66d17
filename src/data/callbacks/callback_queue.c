#include "data/callback_queue.h"

#include "base/mem.h"
#include "data/store/row_priv.h"

/* state = 'open' stands there literally: a parameter would not match a partial index; which one is
 * walked is said, so that no statistics can choose a dearer way. */
#define ITEMS_FROM(source) \
	"SELECT c.id, c.client_id, c.staff_id, c.from_at, c.due_at, c.expire_at, k.staff_id," \
	"    g.weight, c.priority, c.tries, c.rule = '', c.channel, c.held," \
	"    (SELECT f.text FROM client_flag f WHERE f.client_id = c.client_id" \
	"      AND f.kind = 'call_hours' AND f.state = 'on' LIMIT 1)" \
	"  FROM callback c INDEXED BY " source \
	"    LEFT JOIN claim k ON k.kind = 'callback' AND k.ref_id = c.id AND k.until_at > :now" \
	"    LEFT JOIN client_class g ON g.client_id = c.client_id" \
	"  WHERE c.state = 'open'"

static void item_read(struct stmt *q, struct callback_item *c)
{
	int64_t *const to[] = { &c->id, &c->client_id, &c->staff_id, &c->from_at, &c->due_at,
		&c->expire_at, &c->claimed_by, &c->weight };

	for (int i = 0; i < (int)(sizeof to / sizeof to[0]); i++)
		*to[i] = stmt_col_int(q, i);
	c->priority = (int)stmt_col_int(q, 8);
	c->tries = (int)stmt_col_int(q, 9);
	c->by_hand = stmt_col_int(q, 10) != 0;
	stmt_col_copy(q, 11, c->channel, sizeof c->channel);
	stmt_col_copy(q, 12, c->held, sizeof c->held);
	stmt_col_copy(q, 13, c->wish, sizeof c->wish);
}

static enum err_code read_items(struct stmt *q, struct callback_item_list *out, struct err *e)
{
	while (stmt_row(q, e))
		item_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char items_branch_sql[] =
	ITEMS_FROM("callback_open")
	"    AND c.branch_id = :branch AND c.from_at < :until";

static const char items_role_sql[] =
	ITEMS_FROM("callback_open")
	"    AND c.branch_id = :branch AND c.role = :role AND c.from_at < :until";

static const char items_staff_sql[] =
	ITEMS_FROM("callback_staff")
	"    AND c.staff_id = :staff AND c.branch_id = :branch AND c.from_at < :until";

enum err_code callback_items(struct store *s, const struct callback_scope *scope, int64_t until,
    int64_t now, struct callback_item_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, scope->staff_id ? items_staff_sql :
	    scope->role ? items_role_sql : items_branch_sql);

	stmt_int(q, ":branch", scope->branch_id);
	stmt_int(q, ":until", until);
	stmt_int(q, ":now", now);
	if (scope->staff_id)
		stmt_int(q, ":staff", scope->staff_id);
	else if (scope->role)
		stmt_text(q, ":role", scope->role);
	return read_items(q, out, e);
}

static const char items_client_sql[] =
	ITEMS_FROM("callback_wanted") "    AND c.client_id = :client";

enum err_code callback_items_client(struct store *s, int64_t client_id, int64_t now,
    struct callback_item_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, items_client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":now", now);
	return read_items(q, out, e);
}

#define TO_ANNOUNCE \
	"    AND c.channel = 'call' AND c.held IS NULL AND c.client_id IS NOT NULL AND c.tries = 0"

static const char calls_due_sql[] =
	ITEMS_FROM("callback_due") TO_ANNOUNCE
	"    AND c.branch_id = :branch AND c.due_day = :day AND c.due_at > :now";

enum err_code callback_calls_due(struct store *s, int64_t branch_id, const char *day, int64_t now,
    struct callback_item_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, calls_due_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	stmt_int(q, ":now", now);
	return read_items(q, out, e);
}

static const char calls_said_sql[] =
	ITEMS_FROM("callback_open") TO_ANNOUNCE
	"    AND c.branch_id = :branch AND c.role = :role AND c.from_at > :since"
	"    AND c.from_at <= :until AND (c.rule = '' OR EXISTS (SELECT 1 FROM callback_step x"
	"      WHERE x.callback_id = c.id AND x.kind = 'later' AND x.to_at = c.from_at))";

enum err_code callback_calls_said(struct store *s, int64_t branch_id, const char *role,
    int64_t since, int64_t until, struct callback_item_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, calls_said_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":role", role);
	stmt_int(q, ":since", since);
	stmt_int(q, ":until", until);
	stmt_int(q, ":now", since);
	return read_items(q, out, e);
}

void callback_item_list_free(struct callback_item_list *l)
{
	vec_free(l);
}

static const char count_done_sql[] =
	"SELECT count(*) FROM callback"
	"  WHERE branch_id = :branch AND done_day = :day AND state = 'done'"
	"    AND (:role IS NULL OR role = :role)";

enum err_code callback_count_done(struct store *s, int64_t branch_id, const char *day,
    const char *role, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, count_done_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	stmt_text(q, ":role", role);
	return row_number(q, n, e);
}
