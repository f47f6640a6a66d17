#include "data/delay.h"

#include "base/buf.h"
#include "base/mem.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

#define COLUMNS "resource_id, day, minutes, at, staff_id"

static void delay_read(struct stmt *q, struct delay *x)
{
	x->resource_id = stmt_col_int(q, 0);
	stmt_col_copy(q, 1, x->day, sizeof x->day);
	x->minutes = (int)stmt_col_int(q, 2);
	x->at = stmt_col_int(q, 3);
	x->staff_id = stmt_col_int(q, 4);
}

/* One row for each who ever ran late that day, found by the people: there are few of them. */
static const char list_sql[] =
	"SELECT d.resource_id, d.day, d.minutes, d.at, d.staff_id FROM resource r"
	"    JOIN delay d ON d.resource_id = r.id AND d.day = :day"
	"  WHERE d.minutes > 0 ORDER BY r.id /* scan: people of the house */";

enum err_code delay_list(struct store *s, const char *day, struct delay_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	delay_list_free(out);
	stmt_text(q, ":day", day);
	while (stmt_row(q, e))
		delay_read(q, vec_push(out));
	return stmt_done(q, e);
}

void delay_list_free(struct delay_list *l)
{
	vec_free(l);
}

static const char get_sql[] =
	"SELECT " COLUMNS " FROM delay WHERE resource_id = :resource AND day = :day";

enum err_code delay_get(struct store *s, int64_t resource_id, const char *day, struct delay *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	*out = (struct delay){ .resource_id = resource_id };
	text_copy(out->day, sizeof out->day, day);
	stmt_int(q, ":resource", resource_id);
	stmt_text(q, ":day", day);
	if (stmt_row(q, e))
		delay_read(q, out);
	return stmt_done(q, e);
}

static const char set_sql[] =
	"INSERT INTO delay(resource_id, day, rev, minutes, at, staff_id)"
	"  VALUES (:resource, :day, :rev, :minutes, :at, :staff)"
	"  ON CONFLICT(resource_id, day) DO UPDATE SET rev = excluded.rev,"
	"    minutes = excluded.minutes, at = excluded.at, staff_id = excluded.staff_id";

enum err_code delay_set(struct txn *t, const struct delay *x, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), set_sql);

	stmt_int(q, ":resource", x->resource_id);
	stmt_text(q, ":day", x->day);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":minutes", x->minutes);
	stmt_int(q, ":at", x->at);
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	return stmt_run(q, e);
}
