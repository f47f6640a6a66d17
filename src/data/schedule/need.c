#include "data/need.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_need[] = N_("That line of the service is gone. Look at the catalogue (F12).");

/* ---- needs ---- */

static const char need_list_sql[] =
	"SELECT id, rev, service_id, line, kind, skill, same_line, prep_min, clean_min, from_min,"
	"    for_min, state FROM service_need"
	"  WHERE service_id = :service AND (:retired = 1 OR state = 'on') ORDER BY line, id";

static void need_read(struct stmt *q, struct need *n)
{
	n->id = stmt_col_int(q, 0);
	n->rev = stmt_col_int(q, 1);
	n->service_id = stmt_col_int(q, 2);
	n->line = (int)stmt_col_int(q, 3);
	stmt_col_copy(q, 4, n->kind, sizeof n->kind);
	stmt_col_copy(q, 5, n->skill, sizeof n->skill);
	n->same_line = (int)stmt_col_int(q, 6);
	n->prep_min = (int)stmt_col_int(q, 7);
	n->clean_min = (int)stmt_col_int(q, 8);
	n->from_min = (int)stmt_col_int(q, 9);
	n->for_min = (int)stmt_col_int(q, 10);
	stmt_col_copy(q, 11, n->state, sizeof n->state);
}

enum err_code need_list(struct store *s, int64_t service_id, bool retired, struct need_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, need_list_sql);

	need_list_free(out);
	stmt_int(q, ":service", service_id);
	stmt_int(q, ":retired", retired);
	while (stmt_row(q, e))
		need_read(q, vec_push(out));
	return stmt_done(q, e);
}

void need_list_free(struct need_list *l)
{
	vec_free(l);
}

static const char need_insert_sql[] =
	"INSERT INTO service_need(rev, service_id, line, kind, skill, same_line, prep_min,"
	"    clean_min, from_min, for_min)"
	"  VALUES (:rev, :service, :line, :kind, :skill, :same, :prep, :clean, :from, :for)"
	"  RETURNING id";

enum err_code need_insert(struct txn *t, const struct need *n, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), need_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":service", n->service_id);
	stmt_int(q, ":line", n->line);
	stmt_text(q, ":kind", n->kind);
	stmt_text(q, ":skill", n->skill);
	stmt_int(q, ":same", n->same_line);
	stmt_int(q, ":prep", n->prep_min);
	stmt_int(q, ":clean", n->clean_min);
	stmt_int(q, ":from", n->from_min);
	stmt_int(q, ":for", n->for_min);
	return row_run(q, id, no_need, e);
}

static const char need_set_state_sql[] =
	"UPDATE service_need SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code need_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), need_set_state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", state);
	stmt_int(q, ":id", id);
	return row_run(q, NULL, no_need, e);
}

/* ---- skills ---- */

static enum err_code read_words(struct stmt *q, struct skill_list *out, struct err *e)
{
	skill_list_free(out);
	while (stmt_row(q, e)) {
		struct skill *one = vec_push(out);

		stmt_col_copy(q, 0, one->word, sizeof one->word);
	}
	return stmt_done(q, e);
}

static const char skill_list_sql[] =
	"SELECT skill FROM resource_skill WHERE resource_id = :resource AND state = 'on'"
	"  ORDER BY skill";

enum err_code skill_list(struct store *s, int64_t resource_id, struct skill_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, skill_list_sql);

	stmt_int(q, ":resource", resource_id);
	return read_words(q, out, e);
}

static const char skill_words_sql[] =
	"SELECT DISTINCT skill FROM resource_skill WHERE state = 'on' ORDER BY skill"
	" /* scan: few skills */";

enum err_code skill_words(struct store *s, struct skill_list *out, struct err *e)
{
	return read_words(stmt_get(s, skill_words_sql), out, e);
}

void skill_list_free(struct skill_list *l)
{
	vec_free(l);
}

static const char skill_set_sql[] =
	"INSERT INTO resource_skill(resource_id, skill, rev, state)"
	"  VALUES (:resource, :skill, :rev, :state)"
	"  ON CONFLICT(resource_id, skill) DO UPDATE SET rev = excluded.rev,"
	"    state = excluded.state";

enum err_code skill_set(struct txn *t, int64_t resource_id, const char *skill, bool on,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), skill_set_sql);

	stmt_int(q, ":resource", resource_id);
	stmt_text(q, ":skill", skill);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", on ? "on" : "retired");
	return stmt_run(q, e);
}

/* ---- who is good for what ---- */

#define GOOD \
	"r.id, r.branch_id, r.staff_id, r.rank, r.rotation, r.state = 'on', r.kind, r.name," \
	" CASE r.kind WHEN 'staff' THEN 1 WHEN 'room' THEN 2 ELSE 3 END AS sort"
#define USABLE \
	"r.state <> 'retired' AND (r.branch_id IS NULL OR r.branch_id = :branch)"

/* A role is a word only of people who have no skill of their own: whoever writes skills down for
 * somebody means these and no others. */
static const char good_list_sql[] =
	"SELECT " GOOD ", coalesce(k.skill, '') AS word"
	"  FROM resource r"
	"  LEFT JOIN resource_skill k ON k.resource_id = r.id AND k.state = 'on'"
	"  WHERE " USABLE
	" UNION ALL "
	"SELECT " GOOD ", p.role"
	"  FROM resource r JOIN staff_role p ON p.staff_id = r.staff_id AND p.state = 'on'"
	"    AND (p.branch_id = 0 OR p.branch_id = :branch)"
	"  WHERE " USABLE " AND NOT EXISTS (SELECT 1 FROM resource_skill k"
	"    WHERE k.resource_id = r.id AND k.state = 'on')"
	"  ORDER BY sort, rank, id, word"
	" /* scan: few resources */";

enum err_code good_list(struct store *s, int64_t branch_id, struct good_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, good_list_sql);

	good_list_free(out);
	stmt_int(q, ":branch", branch_id);
	while (stmt_row(q, e)) {
		struct good *g = vec_push(out);

		g->resource_id = stmt_col_int(q, 0);
		g->branch_id = stmt_col_int(q, 1);
		g->staff_id = stmt_col_int(q, 2);
		g->rank = (int)stmt_col_int(q, 3);
		g->rotation = stmt_col_int(q, 4) != 0;
		g->on = stmt_col_int(q, 5) != 0;
		stmt_col_copy(q, 6, g->kind, sizeof g->kind);
		stmt_col_copy(q, 7, g->name, sizeof g->name);
		stmt_col_copy(q, 9, g->word, sizeof g->word);
	}
	return stmt_done(q, e);
}

void good_list_free(struct good_list *l)
{
	vec_free(l);
}
