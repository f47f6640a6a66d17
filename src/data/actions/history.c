#include "data/history.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "history_priv.h"

void action_list_free(struct action_list *l)
{
	vec_free(l);
}

/* ---- taken back or not -------------------------------------------------------------- */

static enum err_code newest_undo(struct store *s, int64_t action, int64_t *by, struct err *e)
{
	static const char sql[] =
	    "SELECT id FROM action WHERE undoes = :id AND undoes <> 0 ORDER BY id DESC LIMIT 1";
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":id", action);
	*by = stmt_row(q, e) ? stmt_col_int(q, 0) : 0;
	return stmt_done(q, e);
}

/* An undo that was itself undone does not count; each step of that chain turns the answer round. */
enum err_code action_undone_by(struct store *s, int64_t action, int64_t *by, struct err *e)
{
	int64_t first, next, at;
	bool undone = false;
	enum err_code code = newest_undo(s, action, &first, e);

	*by = 0;
	for (at = first; code == OK && at != 0; at = next) {
		undone = !undone;
		code = newest_undo(s, at, &next, e);
	}
	if (code == OK && undone)
		*by = first;
	return code;
}

/* ---- who and when ------------------------------------------------------------------- */

static const struct zone *site_zone(struct store *s)
{
	static const char sql[] = "SELECT zone FROM site WHERE id = 1";
	struct err ignored = ERR_INIT;
	struct stmt *q = stmt_get(s, sql);
	const struct zone *z = NULL;

	if (stmt_row(q, &ignored) && zone_open(stmt_col_text(q, 0), &z, &ignored) != OK)
		z = NULL;
	return stmt_done(q, &ignored) == OK ? z : NULL;
}

static struct local_time local(const struct zone *z, int64_t at)
{
	if (z)
		return zone_local(z, at);
	return (struct local_time){ .day = (int32_t)(at / 86400), .second = (int)(at % 86400) };
}

static void format_when(struct store *s, int64_t at, char *out, size_t size)
{
	const struct zone *z = site_zone(s);
	struct local_time t = local(z, at), now = local(z, clock_now());
	char day[DAY_TEXT] = "";

	if (t.day != now.day)
		day_format(t.day, day);
	text_fmt(
	    out, size, "%s%s%02d:%02d", day, *day ? " " : "", t.second / 3600, t.second / 60 % 60);
}

void action_author(struct store *s, int64_t action, struct action_author *out)
{
	static const char sql[] = "SELECT a.at, a.staff_id, p.name FROM action a"
				  " LEFT JOIN staff p ON p.id = a.staff_id WHERE a.id = :id";
	struct err ignored = ERR_INIT;
	struct stmt *q = stmt_get(s, sql);
	int64_t at = 0;

	*out = (struct action_author){ .name = "" };
	stmt_int(q, ":id", action);
	if (stmt_row(q, &ignored)) {
		at = stmt_col_int(q, 0);
		if (stmt_col_int(q, 1) == 0)
			text_copy(out->name, sizeof out->name, tr("The program"));
		else
			stmt_col_copy(q, 2, out->name, sizeof out->name);
	}
	if (stmt_done(q, &ignored) == OK && at != 0)
		format_when(s, at, out->when, sizeof out->when);
}

enum err_code chain_hash_of(
    struct store *s, int64_t action, unsigned char out[HASH_SIZE], struct err *e)
{
	static const char sql[] = "SELECT hash FROM action WHERE id = :id";
	struct stmt *q = stmt_get(s, sql);
	size_t n = 0;
	const void *hash = NULL;

	memset(out, 0, HASH_SIZE);
	stmt_int(q, ":id", action);
	if (stmt_row(q, e))
		hash = stmt_col_blob(q, 0, &n);
	if (n == HASH_SIZE)
		memcpy(out, hash, HASH_SIZE);
	return stmt_done(q, e);
}

/* ---- lists -------------------------------------------------------------------------- */

#define ROW_COLUMNS \
	"a.id, a.at, a.staff_id, a.second_id, a.undoes, a.name, a.station, a.origin, a.peer," \
	" a.subject, a.command, a.reason, length(a.changeset)"

static void read_row(struct stmt *q, struct action_row *r)
{
	*r = (struct action_row){
		.id = stmt_col_int(q, 0),
		.at = stmt_col_int(q, 1),
		.staff_id = stmt_col_int(q, 2),
		.second_id = stmt_col_int(q, 3),
		.undoes = stmt_col_int(q, 4),
		.size = (size_t)stmt_col_int(q, 12),
	};
	stmt_col_copy(q, 5, r->name, sizeof r->name);
	stmt_col_copy(q, 6, r->station, sizeof r->station);
	stmt_col_copy(q, 7, r->origin, sizeof r->origin);
	stmt_col_copy(q, 8, r->peer, sizeof r->peer);
	stmt_col_copy(q, 9, r->subject, sizeof r->subject);
	stmt_col_copy(q, 10, r->command, sizeof r->command);
	stmt_col_copy(q, 11, r->reason, sizeof r->reason);
}

enum err_code action_get(struct store *s, int64_t id, struct action_row *out, struct err *e)
{
	static const char sql[] = "SELECT " ROW_COLUMNS " FROM action a WHERE a.id = :id";
	struct stmt *q = stmt_get(s, sql);
	bool found;
	enum err_code code;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		read_row(q, out);
	code = stmt_done(q, e);
	if (code == OK && !found)
		return err_set(e, ERR_NOTFOUND, tr("There is no action %lld."), (long long)id);
	return code == OK ? action_undone_by(s, id, &out->undone_by, e) : code;
}

static enum err_code action_at(struct store *s, int64_t id, int64_t *at, struct err *e)
{
	static const char sql[] = "SELECT at FROM action WHERE id = :id";
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":id", id);
	*at = stmt_row(q, e) ? stmt_col_int(q, 0) : INT64_MAX;
	return stmt_done(q, e);
}

static enum err_code last_id(struct store *s, int64_t *id, struct err *e)
{
	static const char sql[] = "SELECT max(id) FROM action";
	struct stmt *q = stmt_get(s, sql);

	*id = stmt_row(q, e) ? stmt_col_int(q, 0) : 0;
	return stmt_done(q, e);
}

/* The first action that is not before AT. Numbers have no gaps and times never go back, so a search
 * by halves needs no index over times. */
static enum err_code first_from(
    struct store *s, int64_t at, int64_t last, int64_t *id, struct err *e)
{
	int64_t lo = 1, hi = last + 1, found;
	enum err_code code = OK;

	while (code == OK && lo < hi) {
		int64_t mid = lo + (hi - lo) / 2;

		code = action_at(s, mid, &found, e);
		if (found < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	*id = lo;
	return code;
}

/* Numbers from LO to HI (both within) that the filter's times and page allow. */
static enum err_code id_range(
    struct store *s, const struct action_filter *f, int64_t *lo, int64_t *hi, struct err *e)
{
	int64_t last, end;
	enum err_code code = last_id(s, &last, e);

	*lo = 1;
	*hi = last;
	if (code == OK && f->from_at)
		code = first_from(s, f->from_at, last, lo, e);
	if (code == OK && f->to_at) {
		code = first_from(s, f->to_at, last, &end, e);
		*hi = end - 1;
	}
	if (f->before_id && f->before_id <= *hi)
		*hi = f->before_id - 1;
	return code;
}

#define WANTED " AND (:staff = 0 OR a.staff_id = :staff) AND (:name IS NULL OR a.name = :name)"
#define NEWEST " ORDER BY a.id DESC LIMIT :limit"

static const char any_sql[] =
    "SELECT " ROW_COLUMNS " FROM action a WHERE a.id BETWEEN :lo AND :hi" WANTED NEWEST;
static const char by_staff_sql[] = "SELECT " ROW_COLUMNS " FROM action a"
				   " WHERE a.staff_id = :staff AND a.id BETWEEN :lo AND :hi"
				   " AND (:name IS NULL OR a.name = :name)" NEWEST;
static const char by_client_sql[] =
    "SELECT " ROW_COLUMNS " FROM action_client c JOIN action a ON a.id = c.action_id"
    " WHERE c.client_id = :client AND c.action_id BETWEEN :lo AND :hi" WANTED
    " ORDER BY c.action_id DESC LIMIT :limit";

static struct stmt *choose(struct store *s, const struct action_filter *f)
{
	struct stmt *q;

	if (f->client_id) {
		q = stmt_get(s, by_client_sql);
		stmt_int(q, ":client", f->client_id);
	} else {
		q = stmt_get(s, f->staff_id ? by_staff_sql : any_sql);
	}
	stmt_int(q, ":staff", f->staff_id);
	stmt_text(q, ":name", f->name);
	return q;
}

enum err_code action_list_find(
    struct store *s, const struct action_filter *f, struct action_list *out, struct err *e)
{
	int64_t lo = 1, hi = 0;
	size_t from = out->n;
	struct stmt *q;
	enum err_code code = id_range(s, f, &lo, &hi, e);

	if (code != OK)
		return code;
	q = choose(s, f);
	stmt_int(q, ":lo", lo);
	stmt_int(q, ":hi", hi);
	stmt_int(q, ":limit", f->limit > 0 ? f->limit : 100);
	while (stmt_row(q, e))
		read_row(q, vec_push(out));
	code = stmt_done(q, e);
	for (size_t i = from; code == OK && i < out->n; i++)
		code = action_undone_by(s, out->v[i].id, &out->v[i].undone_by, e);
	return code;
}

enum err_code action_clients(struct store *s, int64_t id, int64_t *ids, size_t max, size_t *n,
    struct err *e)
{
	static const char sql[] = "SELECT client_id FROM action_client WHERE action_id = :id"
				  " LIMIT :max";
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":max", (int64_t)max);
	*n = 0;
	while (stmt_row(q, e))
		ids[(*n)++] = stmt_col_int(q, 0);
	return stmt_done(q, e);
}

enum err_code action_base_after(struct store *s, int64_t id, bool *filled, struct err *e)
{
	static const char sql[] = "SELECT 1 FROM action WHERE id > :id AND origin = 'base' LIMIT 1";
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":id", id);
	*filled = stmt_row(q, e);
	return stmt_done(q, e);
}
