#include "undo_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

/* ---- what the changes concern ------------------------------------------------------- */

/* Which columns name a row whose guards depend on the change. A permitted overlap counts for both
 * appointments, also when it is what goes away. */
static const struct source {
	const char *table, *column;
	enum guarded kind;
} sources[] = {
	{ "appointment", "id", GUARDED_APPOINTMENT },
	{ "appointment_resource", "appointment_id", GUARDED_APPOINTMENT },
	{ "overbooking", "low_id", GUARDED_APPOINTMENT },
	{ "overbooking", "high_id", GUARDED_APPOINTMENT },
	{ "dependant", "id", GUARDED_DEPENDANT },
	{ "resource", "id", GUARDED_RESOURCE },
};

static enum err_code collect(void *ctx, const struct change_row *r, struct err *e)
{
	struct undo *u = ctx;
	bool found = false;

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		int column = catalog_column_index(r->table, sources[i].column);

		if (strcmp(sources[i].table, r->name) != 0)
			continue;
		ids_add(&u->guarded[sources[i].kind], sqlite3_value_int64(change_key(r, column)));
		found = true;
	}
	if (r->table->recheck && !found)
		BUG("no way to run the guards of %s again", r->name);
	undo_note_money(u, r);
	if (change_clients(u->txn->store, r, &u->classes, e) != OK)
		return e->code;
	if (!catalog_searched(r->table))
		return OK;
	return change_clients(u->txn->store, r, &u->clients, e);
}

enum err_code undo_collect(struct undo *u, struct err *e)
{
	return changes_each(u->changes, u->size, collect, u, e);
}

static void add_day(struct day_key_list *l, const char *day, int64_t branch_id)
{
	struct day_key *k;

	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].branch_id == branch_id && strcmp(l->v[i].day, day) == 0)
			return;
	}
	k = vec_push(l);
	text_copy(k->day, sizeof k->day, day);
	k->branch_id = branch_id;
}

/* Called before and after: an appointment may change its client and its day. */
enum err_code undo_collect_figures(struct undo *u, struct err *e)
{
	static const char sql[] =
	    "SELECT client_id, day, branch_id FROM appointment WHERE id = :id";
	const struct ids *rows = &u->guarded[GUARDED_APPOINTMENT];
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < rows->n; i++) {
		struct stmt *q = stmt_get(u->txn->store, sql);

		stmt_int(q, ":id", rows->v[i]);
		if (stmt_row(q, e)) {
			ids_add(&u->figures, stmt_col_int(q, 0));
			add_day(&u->days, stmt_col_text(q, 1), stmt_col_int(q, 2));
		}
		code = stmt_done(q, e);
	}
	return code;
}

/* ---- guards ------------------------------------------------------------------------- */

/* Updates that change nothing but fire the guards, as they stand in the schema. */
static const char appointment_sql[] = "UPDATE appointment SET rev = rev WHERE id = :id";
static const char taken_sql[] =
    "UPDATE appointment_resource SET active = active WHERE appointment_id = :id";
static const char dependant_sql[] = "UPDATE appointment SET rev = rev WHERE dependant_id = :id";
static const char resource_sql[] =
    "UPDATE appointment_resource SET active = active WHERE resource_id = :id AND active = 1";

static const struct recheck {
	enum guarded kind;
	const char *sql;
} rechecks[] = {
	{ GUARDED_APPOINTMENT, appointment_sql },
	{ GUARDED_APPOINTMENT, taken_sql },
	{ GUARDED_DEPENDANT, dependant_sql },
	{ GUARDED_RESOURCE, resource_sql },
};

static enum err_code run_for(
    struct store *s, const char *sql, const struct ids *rows, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < rows->n; i++) {
		struct stmt *q = stmt_get(s, sql);

		stmt_int(q, ":id", rows->v[i]);
		code = stmt_run(q, e);
	}
	return code;
}

/* The guard's own words are about saving; here it is about going back. */
static enum err_code guard_text(const struct err *why, struct err *e)
{
	if (why->code != ERR_TAKEN && why->code != ERR_CONFLICT)
		return err_copy(e, why);
	if (why->code == ERR_TAKEN)
		err_set(
		    e, ERR_TAKEN, tr("Not undone. That time is taken by now. Move it by hand."));
	else
		err_set(e, ERR_CONFLICT,
		    tr("Not undone. It no longer fits what was done since. Change it "
		       "by hand."));
	return err_detail(e, "%s", why->detail);
}

enum err_code undo_recheck(struct undo *u, struct err *e)
{
	struct err why = ERR_INIT;
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < sizeof rechecks / sizeof *rechecks; i++)
		code = run_for(u->txn->store, rechecks[i].sql, &u->guarded[rechecks[i].kind], &why);
	return code == OK ? OK : guard_text(&why, e);
}

/* ---- derived rows ------------------------------------------------------------------- */

static const char drop_figures_sql[] = "DELETE FROM client_figures WHERE client_id = :id";
static const char add_figures_sql[] =
    "INSERT INTO client_figures(client_id, last_day, n_done, n_noshow)"
    " SELECT :id, max(CASE WHEN state = 'done' THEN day END),"
    " count(CASE WHEN state = 'done' THEN 1 END), count(CASE WHEN state = 'noshow' THEN 1 END)"
    " FROM appointment WHERE client_id = :id AND state IN ('done', 'noshow') HAVING count(*) > 0";

/* Whatever was undone about a client may have counted: computed anew by the desk floor. */
static const char drop_class_sql[] = "DELETE FROM client_class WHERE client_id = :id";
static const char add_class_sql[] =
    "INSERT INTO client_class(client_id, at, stale) SELECT id, 0, 1 FROM client WHERE id = :id";

static enum err_code run_day(
    struct store *s, const char *sql, const struct day_key *k, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_text(q, ":day", k->day);
	stmt_int(q, ":branch", k->branch_id);
	return stmt_run(q, e);
}

static enum err_code rebuild_day(struct store *s, const struct day_key *k, struct err *e)
{
	static const char drop[] = "DELETE FROM kpi_day WHERE day = :day AND branch_id = :branch";
	static const char add[] =
	    "INSERT INTO kpi_day(day, branch_id, n, n_done, n_noshow, n_cancelled)"
	    " SELECT :day, :branch, count(*), count(CASE WHEN state = 'done' THEN 1 END),"
	    " count(CASE WHEN state = 'noshow' THEN 1 END),"
	    " count(CASE WHEN state = 'cancelled' THEN 1 END)"
	    " FROM appointment WHERE branch_id = :branch AND day = :day HAVING count(*) > 0";
	enum err_code code = run_day(s, drop, k, e);

	return code == OK ? run_day(s, add, k, e) : code;
}

enum err_code undo_rebuild(struct undo *u, struct err *e)
{
	struct store *s = u->txn->store;
	enum err_code code = run_for(s, drop_figures_sql, &u->figures, e);

	if (code == OK)
		code = run_for(s, add_figures_sql, &u->figures, e);
	if (code == OK)
		code = run_for(s, drop_class_sql, &u->classes, e);
	if (code == OK)
		code = run_for(s, add_class_sql, &u->classes, e);
	for (size_t i = 0; code == OK && i < u->days.n; i++)
		code = rebuild_day(s, &u->days.v[i], e);
	return code;
}
