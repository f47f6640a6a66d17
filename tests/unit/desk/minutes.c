#include "minutes.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/zone.h"
#include "support/eye.h"

static sqlite3 *db;

static sqlite3_stmt *ask(const char *sql, int64_t a, int64_t b)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	if (sqlite3_bind_parameter_count(q) > 0)
		sqlite3_bind_int64(q, 1, a);
	if (sqlite3_bind_parameter_count(q) > 1)
		sqlite3_bind_int64(q, 2, b);
	return q;
}

static int64_t ask_one(const char *sql, int64_t a, int64_t b)
{
	sqlite3_stmt *q = ask(sql, a, b);
	int64_t n = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : 0;

	sqlite3_finalize(q);
	return n;
}

/* ---- the house ---- */

/* Does the row of columns weekday, from_day, to_day (from COL on) speak of DAY? */
static bool of_day(sqlite3_stmt *q, int col, int32_t day)
{
	int weekday = sqlite3_column_int(q, col);
	const char *from = (const char *)sqlite3_column_text(q, col + 1);
	const char *to = (const char *)sqlite3_column_text(q, col + 2);
	char text[DAY_TEXT];

	day_format(day, text);
	return (!weekday || weekday == day_weekday(day)) && (!from || strcmp(from, text) <= 0) &&
	    (!to || strcmp(text, to) <= 0);
}

/* The last row of the strongest kind that there is: one's own of a date, everybody's of a date,
 * one's own of a weekday, everybody's. */
static void hours_of(int64_t branch, int32_t day, int *open, int *close)
{
	static const char *const kinds[] = {
		"from_day IS NOT NULL AND branch_id = ?",
		"from_day IS NOT NULL AND branch_id IS NULL",
		"from_day IS NULL AND branch_id = ?",
		"from_day IS NULL AND branch_id IS NULL",
	};

	*open = (int)ask_one("SELECT open_min FROM branch WHERE id = ?", branch, 0);
	*close = (int)ask_one("SELECT close_min FROM branch WHERE id = ?", branch, 0);
	for (int k = 3; k >= 0; k--) {
		char sql[300];
		sqlite3_stmt *q;

		snprintf(sql, sizeof sql, "SELECT weekday, from_day, to_day, open_min, close_min"
		    " FROM opening WHERE state = 'on' AND %s ORDER BY id", kinds[k]);
		q = ask(sql, branch, 0);
		while (sqlite3_step(q) == SQLITE_ROW)
			if (of_day(q, 0, day)) {
				*open = sqlite3_column_int(q, 3);
				*close = sqlite3_column_int(q, 4);
			}
		sqlite3_finalize(q);
	}
}

static void read_house(struct minutes *m)
{
	for (int d = 0; d < MINUTES_DAYS; d++) {
		int open, close;

		hours_of(m->branch, m->first + d, &open, &close);
		for (int i = m->day_at[d]; i < m->day_at[d + 1]; i++)
			m->house[i] = m->wall[i] >= open && m->wall[i] < close;
	}
}

/* ---- one thing ---- */

static bool has_rows(int64_t id, const char *kind, int32_t day)
{
	sqlite3_stmt *q = ask("SELECT weekday, from_day, to_day, kind FROM roster"
	    " WHERE resource_id = ? AND state = 'on'", id, 0);
	bool any = false;

	while (sqlite3_step(q) == SQLITE_ROW)
		if (!strcmp((const char *)sqlite3_column_text(q, 3), kind))
			any = any || day == DAY_NONE || of_day(q, 0, day);
	sqlite3_finalize(q);
	return any;
}

/* Marks or clears the minutes of rows of KIND at the branch on day D. */
static void put_rows(struct minutes *m, int t, const char *kind, int d, bool value)
{
	sqlite3_stmt *q = ask("SELECT weekday, from_day, to_day, kind, from_min, to_min FROM roster"
	    " WHERE resource_id = ? AND branch_id = ? AND state = 'on'", m->thing[t], m->branch);

	while (sqlite3_step(q) == SQLITE_ROW) {
		if (strcmp((const char *)sqlite3_column_text(q, 3), kind) != 0 ||
		    !of_day(q, 0, m->first + d))
			continue;
		for (int i = m->day_at[d]; i < m->day_at[d + 1]; i++)
			if (m->wall[i] >= sqlite3_column_int(q, 4) &&
			    m->wall[i] < sqlite3_column_int(q, 5))
				m->free[t][i] = value;
	}
	sqlite3_finalize(q);
}

static void put_roster(struct minutes *m, int t)
{
	int64_t id = m->thing[t];
	int64_t home = ask_one("SELECT coalesce(r.branch_id, p.branch_id) FROM resource r"
	    " LEFT JOIN staff p ON p.id = r.staff_id WHERE r.id = ?", id, 0);

	for (int d = 0; d < MINUTES_DAYS; d++) {
		bool only = has_rows(id, "only", m->first + d);
		bool work = has_rows(id, "work", DAY_NONE);

		for (int i = m->day_at[d]; i < m->day_at[d + 1]; i++)
			m->free[t][i] = !only && !work && (!home || home == m->branch);
		if (only)
			put_rows(m, t, "only", d, true);
		else if (work)
			put_rows(m, t, "work", d, true);
		put_rows(m, t, "break", d, false);
	}
}

/* Takes [FROM, TO) away, instants. */
static void take_away(const struct minutes *m, bool *free, int64_t from, int64_t to)
{
	for (int i = 0; i < m->day_at[MINUTES_DAYS]; i++)
		if (m->start + i * 60 < to && m->start + i * 60 + 60 > from)
			free[i] = false;
}

static void take_rows(const struct minutes *m, bool *free, const char *sql, int64_t a, int64_t b)
{
	sqlite3_stmt *q = ask(sql, a, b);

	while (sqlite3_step(q) == SQLITE_ROW)
		take_away(m, free, sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1));
	sqlite3_finalize(q);
}

static void take_travel(struct minutes *m, int t)
{
	sqlite3_stmt *q = ask("SELECT x.start_at, x.end_at,"
	    " 60 * coalesce((SELECT minutes FROM travel WHERE low_id = min(a.branch_id, ?2)"
	    "   AND high_id = max(a.branch_id, ?2)), 30)"
	    " FROM appointment_resource x JOIN appointment a ON a.id = x.appointment_id"
	    " WHERE x.resource_id = ?1 AND x.active = 1 AND a.branch_id <> ?2", m->thing[t],
	    m->branch);

	while (sqlite3_step(q) == SQLITE_ROW) {
		int64_t way = sqlite3_column_int64(q, 2);

		take_away(m, m->free[t], sqlite3_column_int64(q, 0) - way,
		    sqlite3_column_int64(q, 1) + way);
	}
	sqlite3_finalize(q);
}

static void read_thing(struct minutes *m, int t)
{
	int64_t id = m->thing[t];

	put_roster(m, t);
	for (int i = 0; i < m->day_at[MINUTES_DAYS]; i++)
		m->free[t][i] = m->free[t][i] && m->house[i];
	if (ask_one("SELECT state <> 'on' FROM resource WHERE id = ?", id, 0))
		memset(m->free[t], 0, sizeof m->free[t]);
	take_rows(m, m->free[t], "SELECT start_at, end_at FROM absence WHERE resource_id = ?"
	    " AND state = 'on'", id, 0);
	take_rows(m, m->free[t], "SELECT start_at, end_at FROM appointment_resource"
	    " WHERE resource_id = ? AND active = 1", id, 0);
	take_rows(m, m->free[t], "SELECT start_at, end_at FROM hold WHERE resource_id = ?"
	    " AND staff_id <> ?", id, m->w->d.who.staff_id);
	take_travel(m, t);
}

void minutes_read(struct minutes *m, struct desk_world *w, int64_t branch, int64_t client,
    int32_t first)
{
	sqlite3_stmt *q;

	memset(m, 0, sizeof *m);
	m->w = w;
	m->branch = branch;
	m->client = client;
	m->first = first;
	m->start = zone_day_start(w->d.zone, first);
	db = eye_open(w->path);
	for (int d = 0; d <= MINUTES_DAYS; d++)
		m->day_at[d] = (int)((zone_day_start(w->d.zone, first + d) - m->start) / 60);
	for (int i = 0; i < m->day_at[MINUTES_DAYS]; i++) {
		m->wall[i] = zone_local(w->d.zone, m->start + i * 60).second / 60;
		m->guest[i] = true;
	}
	read_house(m);
	q = ask("SELECT id FROM resource WHERE state <> 'retired'"
	    " AND (branch_id IS NULL OR branch_id = ?) ORDER BY id", branch, 0);
	while (sqlite3_step(q) == SQLITE_ROW) {
		assert_true(m->nthings < MINUTES_THINGS);
		m->thing[m->nthings++] = sqlite3_column_int64(q, 0);
	}
	sqlite3_finalize(q);
	for (size_t t = 0; t < m->nthings; t++)
		read_thing(m, (int)t);
	take_rows(m, m->guest, "SELECT start_at, end_at FROM appointment WHERE client_id = ?"
	    " AND dependant_id IS NULL AND live = 1", client, 0);
	sqlite3_close(db);
}

int minutes_thing(const struct minutes *m, int64_t id)
{
	for (size_t t = 0; t < m->nthings; t++)
		if (m->thing[t] == id)
			return (int)t;
	return -1;
}

/* ---- services ---- */

static bool is_good(int64_t id, int64_t branch, const char *kind, const char *skill)
{
	sqlite3_stmt *q = ask("SELECT (SELECT kind = ?3 FROM resource WHERE id = ?1) AND (?4 = ''"
	    " OR EXISTS (SELECT 1 FROM resource_skill WHERE resource_id = ?1 AND skill = ?4"
	    "   AND state = 'on')"
	    " OR (NOT EXISTS (SELECT 1 FROM resource_skill WHERE resource_id = ?1"
	    "   AND state = 'on') AND EXISTS (SELECT 1 FROM staff_role p JOIN resource r"
	    "   ON r.staff_id = p.staff_id WHERE r.id = ?1 AND p.role = ?4 AND p.state = 'on'"
	    "   AND p.branch_id IN (0, ?2))))", id, branch);
	bool good;

	sqlite3_bind_text(q, 3, kind, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(q, 4, skill, -1, SQLITE_TRANSIENT);
	good = sqlite3_step(q) == SQLITE_ROW && sqlite3_column_int(q, 0);
	sqlite3_finalize(q);
	return good;
}

static void add_line(struct minutes *m, struct minutes_service *v, sqlite3_stmt *q)
{
	struct minutes_line *l = &v->line[v->n++];
	int from = sqlite3_column_int(q, 4), length = sqlite3_column_int(q, 5);

	l->line = sqlite3_column_int(q, 0);
	l->same_line = sqlite3_column_int(q, 1);
	l->from = from - sqlite3_column_int(q, 2);
	l->to = (length ? from + length : v->minutes) + sqlite3_column_int(q, 3);
	for (size_t t = 0; t < m->nthings; t++)
		l->may[t] = is_good(m->thing[t], m->branch,
		    (const char *)sqlite3_column_text(q, 6),
		    (const char *)sqlite3_column_text(q, 7));
}

void minutes_service(struct minutes *m, int64_t service_id, struct minutes_service *out)
{
	sqlite3_stmt *q;

	db = eye_open(m->w->path);
	*out = (struct minutes_service){ .id = service_id };
	out->minutes = (int)ask_one("SELECT minutes FROM service WHERE id = ?", service_id, 0);
	out->rank = (int)ask_one("SELECT rank FROM service WHERE id = ?", service_id, 0);
	q = ask("SELECT line, same_line, prep_min, clean_min, from_min, for_min, kind, skill"
	    " FROM service_need WHERE service_id = ? AND state = 'on' ORDER BY line",
	    service_id, 0);
	while (sqlite3_step(q) == SQLITE_ROW)
		add_line(m, out, q);
	sqlite3_finalize(q);
	sqlite3_close(db);
}

/* ---- every way ---- */

static int day_of_minute(const struct minutes *m, int i)
{
	int d = 0;

	while (d + 1 < MINUTES_DAYS && i >= m->day_at[d + 1])
		d++;
	return d;
}

static bool all_free(const struct minutes *m, const bool *free, int at, int from, int to,
    bool steps)
{
	int d = day_of_minute(m, at), begin = m->day_at[d], end = m->day_at[d + 1];

	from += at;
	to += at;
	if (from < begin || to > end)
		return false;
	if (steps) {
		from = begin + (from - begin) / 5 * 5;
		to = begin + (to - begin + 4) / 5 * 5;
	}
	for (int i = from; i < to && i < end; i++)
		if (!free[i])
			return false;
	return true;
}

/* The lines of all services one after the other, as they are filled. */
struct way {
	const struct minutes *m;
	const struct minutes_service *v;
	const int *at;
	size_t n;
	bool steps;
	int taken[32];                  /* resource of each line */
};

/* Whoever fills line J of service K: another one for each line, but for same_line; elsewhere he is
 * only once at a time. */
static bool may_take(const struct way *y, size_t k, size_t j, size_t count, int t)
{
	const struct minutes_line *l = &y->v[k].line[j];
	size_t i = 0;

	if (!l->may[t] ||
	    !all_free(y->m, y->m->free[t], y->at[k], l->from, l->to, y->steps))
		return false;
	for (size_t kk = 0; kk <= k; kk++)
		for (size_t jj = 0; jj < y->v[kk].n && i < count; jj++, i++) {
			const struct minutes_line *o = &y->v[kk].line[jj];
			bool same = kk == k && l->same_line && o->line == l->same_line;

			if (same && y->taken[i] != t)
				return false;
			if (kk == k && !same && y->taken[i] == t)
				return false;
			if (kk < k && y->taken[i] == t && y->at[k] + l->from < y->at[kk] + o->to &&
			    y->at[kk] + o->from < y->at[k] + l->to)
				return false;
		}
	return true;
}

static bool try_line(struct way *y, size_t k, size_t j, size_t count)
{
	if (k == y->n)
		return true;
	if (j == y->v[k].n)
		return try_line(y, k + 1, 0, count);
	for (size_t t = 0; t < y->m->nthings; t++) {
		if (!may_take(y, k, j, count, (int)t))
			continue;
		y->taken[count] = (int)t;
		if (try_line(y, k, j + 1, count + 1))
			return true;
	}
	return false;
}

bool minutes_fit(const struct minutes *m, const struct minutes_service *v, const int *at,
    size_t n, bool steps)
{
	struct way y = { .m = m, .v = v, .at = at, .n = n, .steps = steps };

	for (size_t k = 0; k < n; k++)
		if (!all_free(m, m->house, at[k], 0, v[k].minutes, steps) ||
		    (m->client && !all_free(m, m->guest, at[k], 0, v[k].minutes, steps)))
			return false;
	return try_line(&y, 0, 0, 0);
}

bool minutes_proposed(const struct minutes *m, int d, int i, int length, int64_t not_before)
{
	return i >= m->day_at[d] && i + length <= m->day_at[d + 1] &&
	    (i - m->day_at[d]) % 5 == 0 && m->wall[i] % 15 == 0 &&
	    m->start + i * 60 >= not_before;
}
