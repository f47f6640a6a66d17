/* One appointment and what it takes. Lists: appointment_list.c; writing: appointment_write.c. */
#include "data/appointment.h"

#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/store/row_priv.h"

static const char get_sql[] =
	"SELECT id, rev, branch_id, client_id, created_at, start_at, end_at, dependant_id,"
	"    service_id, taken_by, live, day, state, reason, channel, needs, note, asked, inserted,"
	"    series_id, group_id"
	"  FROM appointment WHERE id = :id";

static void appointment_read(struct stmt *q, struct appointment *a)
{
	a->id = stmt_col_int(q, 0);
	a->rev = stmt_col_int(q, 1);
	a->branch_id = stmt_col_int(q, 2);
	a->client_id = stmt_col_int(q, 3);
	a->created_at = stmt_col_int(q, 4);
	a->start_at = stmt_col_int(q, 5);
	a->end_at = stmt_col_int(q, 6);
	a->dependant_id = stmt_col_int(q, 7);
	a->service_id = stmt_col_int(q, 8);
	a->taken_by = stmt_col_int(q, 9);
	a->live = stmt_col_int(q, 10) != 0;
	stmt_col_copy(q, 11, a->day, sizeof a->day);
	stmt_col_copy(q, 12, a->state, sizeof a->state);
	a->reason = row_dup(q, 13);
	a->channel = row_dup(q, 14);
	a->needs = row_dup(q, 15);
	a->note = row_dup(q, 16);
	a->asked = stmt_col_int(q, 17) != 0;
	a->inserted = stmt_col_int(q, 18) != 0;
	a->series_id = stmt_col_int(q, 19);
	a->group_id = stmt_col_int(q, 20);
}

enum err_code appointment_get(struct store *s, int64_t id, struct appointment *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct appointment){ .id = 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		appointment_read(q, out);
	return row_end(q, found, N_("There is no such appointment. Look at the schedule (F3)."), e);
}

void appointment_free(struct appointment *a)
{
	mem_free(a->reason);
	mem_free(a->channel);
	mem_free(a->needs);
	mem_free(a->note);
	*a = (struct appointment){ .id = 0 };
}

static const char takes_sql[] =
	"SELECT x.resource_id, x.start_at, x.end_at, x.part, r.kind, r.code, r.name"
	"  FROM appointment_resource x JOIN resource r ON r.id = x.resource_id"
	"  WHERE x.appointment_id = :id"
	"  ORDER BY CASE r.kind WHEN 'staff' THEN 1 WHEN 'room' THEN 2 ELSE 3 END, x.start_at,"
	"    x.resource_id, x.part /* scan: one appointment, sorted */";

enum err_code appointment_takes(struct store *s, int64_t id, struct take_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, takes_sql);

	take_list_free(out);
	stmt_int(q, ":id", id);
	while (stmt_row(q, e)) {
		struct take *k = vec_push(out);

		k->resource_id = stmt_col_int(q, 0);
		k->start_at = stmt_col_int(q, 1);
		k->end_at = stmt_col_int(q, 2);
		k->part = (int)stmt_col_int(q, 3);
		stmt_col_copy(q, 4, k->kind, sizeof k->kind);
		stmt_col_copy(q, 5, k->code, sizeof k->code);
		stmt_col_copy(q, 6, k->name, sizeof k->name);
	}
	return stmt_done(q, e);
}

void take_list_free(struct take_list *l)
{
	vec_free(l);
}

static const char busy_sql[] =
	"SELECT appointment_id, start_at, end_at FROM appointment_resource"
	"  WHERE resource_id = :resource AND active = 1 AND start_at < :to"
	"    AND start_at > :from - 86400 AND end_at > :from"
	"  ORDER BY start_at, end_at";

static const char busy_person_sql[] =
	"SELECT id, start_at, end_at FROM appointment"
	"  WHERE client_id = :client AND live = 1 AND coalesce(dependant_id, 0) = :dependant"
	"    AND start_at < :to AND start_at > :from - 86400 AND end_at > :from"
	"  ORDER BY start_at, id";

static enum err_code read_busy(struct stmt *q, int64_t from, int64_t to, struct busy_list *out,
    struct err *e)
{
	busy_list_free(out);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	while (stmt_row(q, e)) {
		struct busy *b = vec_push(out);

		b->appointment_id = stmt_col_int(q, 0);
		b->start_at = stmt_col_int(q, 1);
		b->end_at = stmt_col_int(q, 2);
	}
	return stmt_done(q, e);
}

enum err_code appointment_busy(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    struct busy_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, busy_sql);

	stmt_int(q, ":resource", resource_id);
	return read_busy(q, from, to, out, e);
}

enum err_code appointment_busy_person(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t from, int64_t to, struct busy_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, busy_person_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	return read_busy(q, from, to, out, e);
}

void busy_list_free(struct busy_list *l)
{
	vec_free(l);
}

static const char count_coming_sql[] =
	"SELECT count(*) FROM appointment"
	"  WHERE branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"    AND day = :day AND state IN ('booked', 'confirmed') AND end_at > :now"
	" /* scan: few branches */";

enum err_code appointment_count_coming(struct store *s, int64_t branch_id, const char *day,
    int64_t now, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, count_coming_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	stmt_int(q, ":now", now);
	return row_number(q, n, e);
}

static const char series_sql[] =
	"SELECT id FROM appointment WHERE series_id = :series AND live = 1 AND start_at >= :from"
	"  ORDER BY start_at, id /* scan: one series, sorted */";

enum err_code appointment_series(struct store *s, int64_t series_id, int64_t from, int64_t *ids,
    size_t max, size_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, series_sql);

	stmt_int(q, ":series", series_id);
	stmt_int(q, ":from", from);
	return row_ids(q, ids, max, n, e);
}

static const char same_sql[] =
	"SELECT id FROM appointment WHERE client_id = :client AND start_at = :start"
	"  AND coalesce(dependant_id, 0) = :dependant AND coalesce(service_id, 0) = :service"
	"  ORDER BY id LIMIT 1";

enum err_code appointment_same(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t service_id, int64_t start, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(s, same_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	stmt_int(q, ":service", service_id);
	stmt_int(q, ":start", start);
	return row_run(q, id, N_("There is no such appointment. Look at the schedule (F3)."), e);
}

static const char days_sql[] =
	"SELECT DISTINCT day FROM appointment WHERE client_id = :client AND service_id = :service"
	"    AND coalesce(dependant_id, 0) = :dependant AND day >= :from AND id <> :except"
	"    AND state NOT IN ('cancelled', 'noshow')"
	"  ORDER BY day LIMIT :max /* scan: those of one client, sorted */";

enum err_code appointment_days(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t service_id, const char *from, int64_t except, int32_t *days, size_t max, size_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(s, days_sql);
	char day[DAY_TEXT];

	*n = 0;
	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	stmt_int(q, ":service", service_id);
	stmt_text(q, ":from", from);
	stmt_int(q, ":except", except);
	stmt_int(q, ":max", (int64_t)max);
	while (stmt_row(q, e)) {
		stmt_col_copy(q, 0, day, sizeof day);
		if (*n < max)
			days[(*n)++] = day_parse(day);
	}
	return stmt_done(q, e);
}
