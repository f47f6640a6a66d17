#include "data/segment.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/payment.h"
#include "data/sheet.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

/* ---- what was found ---- */

#define CLASS_COLUMNS \
	"k.client_id, k.at, k.stale, k.tier, k.growth, k.segments, k.spent, k.visits," \
	" k.referred, k.weight"

static void class_read(struct stmt *q, struct client_class *c)
{
	c->client_id = stmt_col_int(q, 0);
	c->at = stmt_col_int(q, 1);
	c->stale = stmt_col_int(q, 2) != 0;
	stmt_col_copy(q, 3, c->tier, sizeof c->tier);
	stmt_col_copy(q, 4, c->growth, sizeof c->growth);
	stmt_col_copy(q, 5, c->segments, sizeof c->segments);
	c->spent = stmt_col_int(q, 6);
	c->visits = stmt_col_int(q, 7);
	c->referred = stmt_col_int(q, 8);
	c->weight = stmt_col_int(q, 9);
}

static const char get_sql[] =
	"SELECT " CLASS_COLUMNS " FROM client_class k WHERE k.client_id = :client";

enum err_code class_get(struct store *s, int64_t client_id, struct client_class *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	*out = (struct client_class){ .client_id = client_id, .stale = true };
	stmt_int(q, ":client", client_id);
	if (stmt_row(q, e))
		class_read(q, out);
	return stmt_run(q, e);
}

static const char put_sql[] =
	"INSERT INTO client_class(client_id, at, stale, tier, growth, segments, spent, visits,"
	"    referred, weight)"
	"  VALUES (:client, :at, 0, :tier, :growth, :segments, :spent, :visits, :referred, :weight)"
	"  ON CONFLICT(client_id) DO UPDATE SET at = excluded.at, stale = 0, tier = excluded.tier,"
	"    growth = excluded.growth, segments = excluded.segments, spent = excluded.spent,"
	"    visits = excluded.visits, referred = excluded.referred, weight = excluded.weight";

static const char drop_words_sql[] = "DELETE FROM client_segment WHERE client_id = :client";
static const char add_word_sql[] =
	"INSERT INTO client_segment(word, tier, growth, spent, client_id)"
	"  VALUES (:word, :tier, :growth, :spent, :client)"
	"  ON CONFLICT DO NOTHING";

static enum err_code add_word(struct txn *t, const struct client_class *c, const char *word,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), add_word_sql);

	stmt_text(q, ":word", word);
	stmt_text(q, ":tier", c->tier);
	stmt_text(q, ":growth", c->growth);
	stmt_int(q, ":spent", c->spent);
	stmt_int(q, ":client", c->client_id);
	return stmt_run(q, e);
}

static enum err_code put_words(struct txn *t, const struct client_class *c, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), drop_words_sql);
	char word[sizeof c->segments];
	enum err_code rc;

	stmt_int(q, ":client", c->client_id);
	rc = stmt_run(q, e);
	for (const char *p = c->segments; rc == OK && *(p += strspn(p, " "));) {
		size_t n = strcspn(p, " ");

		text_fmt(word, sizeof word, "%.*s", (int)n, p);
		rc = add_word(t, c, word, e);
		p += n;
	}
	return rc;
}

/* An undo takes the row of the class away: the last move knows what the tier was. */
static const char move_sql[] =
	"INSERT INTO tier_move(client_id, day, at, before, tier)"
	"  SELECT :client, :day, :at, w.tier, :tier FROM (SELECT coalesce("
	"    (SELECT nullif(k.tier, '') FROM client_class k WHERE k.client_id = :client),"
	"    (SELECT m.tier FROM tier_move m WHERE m.client_id = :client"
	"      ORDER BY m.id DESC LIMIT 1), '') AS tier) w"
	"  WHERE w.tier <> '' AND w.tier <> :tier";

static enum err_code put_move(struct txn *t, const struct client_class *c, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), move_sql);

	stmt_int(q, ":client", c->client_id);
	stmt_text(q, ":day", c->day);
	stmt_int(q, ":at", c->at);
	stmt_text(q, ":tier", c->tier);
	return stmt_run(q, e);
}

enum err_code class_put(struct txn *t, const struct client_class *c, struct err *e)
{
	struct stmt *q;

	if (c->day[0] && c->tier[0] && put_move(t, c, e) != OK)
		return e->code;
	q = stmt_get(txn_store(t), put_sql);
	stmt_int(q, ":client", c->client_id);
	stmt_int(q, ":at", c->at);
	stmt_text(q, ":tier", c->tier);
	stmt_text(q, ":growth", c->growth);
	stmt_text(q, ":segments", c->segments);
	stmt_int(q, ":spent", c->spent);
	stmt_int(q, ":visits", c->visits);
	stmt_int(q, ":referred", c->referred);
	stmt_int(q, ":weight", c->weight);
	return stmt_run(q, e) == OK ? put_words(t, c, e) : e->code;
}

bool class_same(const struct client_class *a, const struct client_class *b)
{
	return !strcmp(a->tier, b->tier) && !strcmp(a->growth, b->growth) &&
	    !strcmp(a->segments, b->segments) && a->spent == b->spent &&
	    a->visits == b->visits && a->referred == b->referred && a->weight == b->weight;
}

static const char as_before_sql[] =
	"SELECT count(*) FROM client_class WHERE client_id = :client AND at = :at"
	"  AND stale = :stale";

enum err_code class_replace(struct txn *t, const struct client_class *c,
    const struct client_class *before, bool *wrote, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), as_before_sql);
	int64_t n = 0;
	enum err_code rc;

	stmt_int(q, ":client", before->client_id);
	stmt_int(q, ":at", before->at);
	stmt_int(q, ":stale", before->stale);
	rc = row_number(q, &n, e);
	*wrote = n != 0;
	return rc == OK && n ? class_put(t, c, e) : rc;
}

static const char stale_sql[] =
	"INSERT INTO client_class(client_id, at, stale) VALUES (:client, 0, 1)"
	"  ON CONFLICT(client_id) DO UPDATE SET stale = 1 WHERE stale = 0";
static const char drop_sql[] = "DELETE FROM client_class WHERE client_id = :client";

static enum err_code run_for(struct txn *t, const char *sql, int64_t client_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), sql);

	stmt_int(q, ":client", client_id);
	return stmt_run(q, e);
}

enum err_code class_stale(struct txn *t, int64_t client_id, struct err *e)
{
	return run_for(t, stale_sql, client_id, e);
}

enum err_code class_drop(struct txn *t, int64_t client_id, struct err *e)
{
	return run_for(t, drop_sql, client_id, e);
}

/* ---- what is to be computed ---- */

static const char list_stale_sql[] =
	"SELECT client_id FROM client_class WHERE stale = 1 ORDER BY client_id LIMIT :limit";

enum err_code class_list_stale(struct store *s, int64_t *ids, size_t max, size_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_stale_sql);

	stmt_int(q, ":limit", (int64_t)max);
	return row_ids(q, ids, max, n, e);
}

static const char list_touched_sql[] =
	"SELECT k.client_id FROM action_client a JOIN client_class k ON k.client_id = a.client_id"
	"  WHERE a.action_id = :action AND k.stale = 1 LIMIT :limit";
static const char list_newest_sql[] =
	"SELECT client_id FROM client_class WHERE stale = 1 ORDER BY client_id DESC LIMIT :limit";

/* A referrer, or whom a file was merged into, is stale by what is not about them. Doubles do no
 * harm: the second time they are not stale any more. */
enum err_code class_list_touched(struct txn *t, int64_t *ids, size_t max, size_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), list_touched_sql);
	size_t others = 0;
	enum err_code rc;

	stmt_int(q, ":action", txn_action_id(t));
	stmt_int(q, ":limit", (int64_t)max);
	rc = row_ids(q, ids, max, n, e);
	if (rc != OK || *n == max)
		return rc;
	q = stmt_get(txn_store(t), list_newest_sql);
	stmt_int(q, ":limit", (int64_t)(max - *n));
	rc = row_ids(q, ids + *n, max - *n, &others, e);
	*n += others;
	return rc;
}

static const char list_old_sql[] =
	"SELECT " CLASS_COLUMNS " FROM client_class k WHERE k.client_id > :after"
	"  ORDER BY k.client_id LIMIT :limit";

enum err_code class_list_old(struct store *s, int64_t after, int64_t before, int max,
    struct class_list *out, int64_t *last, struct err *e)
{
	struct stmt *q = stmt_get(s, list_old_sql);

	*last = 0;
	out->n = 0;
	stmt_int(q, ":after", after);
	stmt_int(q, ":limit", max);
	while (stmt_row(q, e)) {
		struct client_class *c = vec_push(out);

		class_read(q, c);
		*last = c->client_id;
		if (c->stale || c->at >= before)
			out->n--;
	}
	return stmt_done(q, e);
}

/* ---- who is what ---- */

#define LIST_FROM \
	"SELECT " CLASS_COLUMNS " FROM client_class k JOIN client c ON c.id = k.client_id" \
	"  WHERE c.state <> 'merged' AND (:branch = 0 OR c.branch_id = :branch)" \
	"    AND (:segment = '' OR instr(k.segments, ' ' || :segment || ' ') > 0)" \
	"    AND (:tier = '' OR k.tier = :tier) AND (:growth = '' OR k.growth = :growth)"
#define LIST_ORDER "  ORDER BY k.spent DESC, k.client_id LIMIT :limit"

static const char list_tier_sql[] =
	LIST_FROM " AND k.tier = :tier" LIST_ORDER " /* scan: of one tier, sorted once */";
static const char list_growth_sql[] =
	LIST_FROM " AND k.growth = :growth" LIST_ORDER " /* scan: of one type, sorted once */";
static const char list_sql[] =
	LIST_FROM LIST_ORDER " /* scan: a list that is asked for; rows are small */";

enum err_code class_list(struct store *s, const struct class_want *want, int limit,
    struct class_list *out, struct err *e)
{
	bool tier = want->tier && want->tier[0], growth = want->growth && want->growth[0];
	struct stmt *q = stmt_get(s, tier ? list_tier_sql : growth ? list_growth_sql : list_sql);

	class_list_free(out);
	stmt_text(q, ":tier", tier ? want->tier : "");
	stmt_text(q, ":growth", growth ? want->growth : "");
	stmt_text(q, ":segment", want->segment ? want->segment : "");
	stmt_int(q, ":branch", want->branch_id);
	stmt_int(q, ":limit", limit);
	while (stmt_row(q, e))
		class_read(q, vec_push(out));
	return stmt_done(q, e);
}

void class_list_free(struct class_list *l)
{
	vec_free(l);
}

/* ---- figures ---- */

/* A visit from which the client went away unseen is none. A day counts once, whether it has the
 * visit, the appointment, or (as in files that were taken over) the appointment alone. */
static const char visits_sql[] =
	"SELECT count(*), coalesce(sum(day >= :middle), 0) FROM ("
	"  SELECT day FROM visit WHERE client_id = :client AND arrived_at >= :from_at"
	"    AND outcome IS NOT NULL AND outcome <> 'unseen' AND day >= :from AND day <= :to"
	"  UNION"
	"  SELECT day FROM appointment WHERE client_id = :client AND start_at >= :from_at"
	"    AND state = 'done' AND day >= :from AND day <= :to)";
static const char last_sql[] =
	"SELECT max(coalesce((SELECT last_day FROM client_figures WHERE client_id = :client), ''),"
	"  coalesce((SELECT day FROM visit WHERE client_id = :client AND outcome IS NOT NULL"
	"    AND outcome <> 'unseen' ORDER BY arrived_at DESC LIMIT 1), '')),"
	"  coalesce((SELECT day FROM client WHERE id = :client AND state <> 'merged'), '')";
static const char referred_sql[] =
	"SELECT count(*) FROM client WHERE referrer_id = :client AND state <> 'merged'";
static const char complaints_sql[] =
	"SELECT coalesce(sum(day >= :from AND day <= :to), 0), coalesce(sum(state <> 'closed'), 0)"
	"  FROM complaint WHERE client_id = :client";
static const char special_sql[] =
	"SELECT count(*) FROM client_order o JOIN order_line l ON l.order_id = o.id"
	"    JOIN product p ON p.id = l.product_id"
	"  WHERE o.client_id = :client AND o.created_at >= :from_at AND o.day >= :from"
	"    AND o.day <= :to AND o.state = 'open' AND l.state = 'on' AND p.special = 1";

static enum err_code read_two(struct store *s, const char *sql, int64_t client_id,
    const struct class_period *p, int64_t *one, int64_t *two, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":client", client_id);
	stmt_text(q, ":from", p->from);
	stmt_text(q, ":to", p->to);
	if (sql != complaints_sql)
		stmt_int(q, ":from_at", p->from_at);
	if (sql == visits_sql)
		stmt_text(q, ":middle", p->middle);
	if (stmt_row(q, e)) {
		*one = stmt_col_int(q, 0);
		if (two)
			*two = stmt_col_int(q, 1);
	}
	return stmt_run(q, e);
}

static enum err_code read_days(struct store *s, int64_t client_id, struct class_figures *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, last_sql);

	stmt_int(q, ":client", client_id);
	if (stmt_row(q, e)) {
		stmt_col_copy(q, 0, out->last_day, sizeof out->last_day);
		stmt_col_copy(q, 1, out->opened, sizeof out->opened);
	}
	return stmt_run(q, e);
}

/* The sum of what was answered on the newest sheet; none is no score. */
static enum err_code read_score(struct store *s, int64_t client_id, const struct class_period *p,
    struct class_figures *out, struct err *e)
{
	int64_t sheet = 0;
	enum err_code rc = sheet_latest(s, client_id, p->form, &sheet, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	for (size_t i = 0; rc == OK && i < p->nfields; i++) {
		struct value v = { .type = VALUE_NULL };

		rc = sheet_answer(s, sheet, p->fields[i], &v, e);
		if (rc == OK && (v.type == VALUE_REAL || v.type == VALUE_INT)) {
			out->scored = true;
			out->score += v.type == VALUE_INT ? (double)v.i : v.d;
		}
		value_free(&v);
	}
	return rc;
}

enum err_code class_figures(struct store *s, int64_t client_id, const struct class_period *p,
    struct class_figures *out, struct err *e)
{
	bool view = view_begin(s);
	struct stmt *q;
	enum err_code rc;

	*out = (struct class_figures){ .spent = 0 };
	rc = payment_sum_days(s, client_id, p->from, p->to, &out->spent, e);
	if (rc == OK)
		rc = read_two(s, visits_sql, client_id, p, &out->visits, &out->later, e);
	if (rc == OK)
		rc = read_two(s, complaints_sql, client_id, p, &out->complaints, &out->open, e);
	if (rc == OK)
		rc = read_two(s, special_sql, client_id, p, &out->special, NULL, e);
	if (rc == OK)
		rc = read_days(s, client_id, out, e);
	if (rc == OK) {
		q = stmt_get(s, referred_sql);
		stmt_int(q, ":client", client_id);
		rc = row_number(q, &out->referred, e);
	}
	if (rc == OK && p->form)
		rc = read_score(s, client_id, p, out, e);
	view_end(s, view);
	return rc;
}
