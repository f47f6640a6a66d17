#include "data/callback.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_callback[] = N_("That callback is not here. Look at the list again.");
static const char has_ended[] =
	N_("Somebody has ended that callback meanwhile. Look at the list again.");

#define COLUMNS \
	"id, rev, branch_id, client_id, dependant_id, partner_id, created_at, event_at," \
	" source_id, staff_id, from_at, due_at, expire_at, merged_into, done_at, done_by," \
	" priority, tries, asks, day, due_day, done_day, rule, event, source, role, channel," \
	" script, held, state, result, about, about_en, sum"

static void read_numbers(struct stmt *q, struct callback *c)
{
	int64_t *const to[] = { &c->id, &c->rev, &c->branch_id, &c->client_id, &c->dependant_id,
		&c->partner_id, &c->created_at, &c->event_at, &c->source_id, &c->staff_id,
		&c->from_at, &c->due_at, &c->expire_at, &c->merged_into, &c->done_at,
		&c->done_by };

	for (int i = 0; i < (int)(sizeof to / sizeof to[0]); i++)
		*to[i] = stmt_col_int(q, i);
	c->priority = (int)stmt_col_int(q, 16);
	c->tries = (int)stmt_col_int(q, 17);
	c->asks = stmt_col_int(q, 18) != 0;
}

static void callback_read(struct stmt *q, struct callback *c)
{
	const struct {
		char *to;
		size_t size;
	} texts[] = {
		{ c->day, sizeof c->day }, { c->due_day, sizeof c->due_day },
		{ c->done_day, sizeof c->done_day }, { c->rule, sizeof c->rule },
		{ c->event, sizeof c->event }, { c->source, sizeof c->source },
		{ c->role, sizeof c->role }, { c->channel, sizeof c->channel },
		{ c->script, sizeof c->script }, { c->held, sizeof c->held },
		{ c->state, sizeof c->state }, { c->result, sizeof c->result },
		{ c->about, sizeof c->about }, { c->about_en, sizeof c->about_en },
		{ c->sum, sizeof c->sum },
	};

	read_numbers(q, c);
	for (int i = 0; i < (int)(sizeof texts / sizeof texts[0]); i++)
		stmt_col_copy(q, 19 + i, texts[i].to, texts[i].size);
}

static enum err_code read_list(struct stmt *q, struct callback_list *out, struct err *e)
{
	callback_list_free(out);
	while (stmt_row(q, e))
		callback_read(q, vec_push(out));
	return stmt_done(q, e);
}

void callback_list_free(struct callback_list *l)
{
	vec_free(l);
}

static const char get_sql[] = "SELECT " COLUMNS " FROM callback WHERE id = :id";

enum err_code callback_get(struct store *s, int64_t id, struct callback *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		callback_read(q, out);
	return row_end(q, found, no_callback, e);
}

static const char of_source_sql[] =
	"SELECT " COLUMNS " FROM callback WHERE source_id = :id AND source = :source"
	"  ORDER BY id /* scan: those of one event, sorted */";

enum err_code callback_of_source(struct store *s, const char *source, int64_t source_id,
    struct callback_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, of_source_sql);

	stmt_text(q, ":source", source);
	stmt_int(q, ":id", source_id);
	return read_list(q, out, e);
}

static const char of_client_sql[] =
	"SELECT " COLUMNS " FROM callback WHERE client_id = :client"
	"  ORDER BY event_at DESC, id DESC LIMIT :limit";

enum err_code callback_of_client(struct store *s, int64_t client_id, int limit,
    struct callback_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, of_client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

/* state = 'open' stands there literally: a parameter would not match the partial index. */
static const char open_of_client_sql[] =
	"SELECT " COLUMNS " FROM callback WHERE client_id = :client AND state = 'open'"
	"  ORDER BY from_at, id";

enum err_code callback_open_of_client(struct store *s, int64_t client_id,
    struct callback_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, open_of_client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

static const char expired_sql[] =
	"SELECT " COLUMNS " FROM callback WHERE state = 'open' AND expire_at < :now"
	"    AND (held IS NULL OR held <> 'expert')"
	"  ORDER BY expire_at, id LIMIT :limit";

enum err_code callback_list_expired(struct store *s, int64_t now, int limit,
    struct callback_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, expired_sql);

	stmt_int(q, ":now", now);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char exists_sql[] =
	"SELECT count(*) FROM callback WHERE source_id = :id AND source = :source"
	"    AND rule = :rule AND day = :day AND client_id IS :client"
	"    AND partner_id IS :partner"
	"    AND (state <> 'cancelled' OR result IS NOT '" CALLBACK_DROPPED "')";

enum err_code callback_exists(struct store *s, const struct callback *like, bool *found,
    struct err *e)
{
	struct stmt *q = stmt_get(s, exists_sql);
	int64_t n = 0;
	enum err_code rc;

	stmt_int(q, ":id", like->source_id);
	stmt_text(q, ":source", like->source);
	stmt_text(q, ":rule", like->rule);
	stmt_text(q, ":day", like->day);
	stmt_int_or_null(q, ":client", like->client_id);
	stmt_int_or_null(q, ":partner", like->partner_id);
	rc = row_number(q, &n, e);
	*found = n > 0;
	return rc;
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO callback(rev, branch_id, client_id, dependant_id, partner_id, day, created_at,"
	"    rule, event, event_at, source, source_id, sum, about, about_en, role, staff_id,"
	"    channel, script, asks, priority, from_at, due_at, due_day, expire_at, tries, held,"
	"    state, result, merged_into, done_at, done_day, done_by)"
	"  VALUES (:rev, :branch, :client, :dependant, :partner, :day, :now,"
	"    :rule, :event, :event_at, :source, :source_id, :sum, :about, :about_en, :role, :staff,"
	"    :channel, :script, :asks, :priority, :from, :due, :due_day, :expire, :tries, :held,"
	"    coalesce(:state, 'open'), :result, :into, :done, :done_day, :done_by)"
	"  RETURNING id" ROW_PARENT;

static void bind_changing(struct stmt *q, const struct callback *c)
{
	stmt_int(q, ":branch", c->branch_id);
	stmt_text(q, ":role", c->role);
	stmt_int_or_null(q, ":staff", c->staff_id);
	stmt_text(q, ":channel", c->channel);
	stmt_int(q, ":priority", c->priority || c->id ? c->priority : 3);
	stmt_int(q, ":asks", c->asks);
	stmt_int(q, ":from", c->from_at);
	stmt_int(q, ":due", c->due_at);
	stmt_text(q, ":due_day", c->due_day);
	stmt_int(q, ":expire", c->expire_at);
	stmt_int(q, ":tries", c->tries);
	stmt_text(q, ":held", row_null(c->held));
}

static void bind_event(struct stmt *q, const struct callback *c)
{
	stmt_int_or_null(q, ":client", c->client_id);
	stmt_int_or_null(q, ":dependant", c->dependant_id);
	stmt_int_or_null(q, ":partner", c->partner_id);
	stmt_text(q, ":day", c->day);
	stmt_text(q, ":rule", c->rule);
	stmt_text(q, ":event", c->event);
	stmt_int(q, ":event_at", c->event_at);
	stmt_text(q, ":source", c->source);
	stmt_int(q, ":source_id", c->source_id);
	stmt_text(q, ":sum", c->sum);
	stmt_text(q, ":about", c->about);
	stmt_text(q, ":about_en", row_null(c->about_en));
	stmt_text(q, ":script", c->script);
}

enum err_code callback_insert(struct txn *t, const struct callback *c, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	bind_event(q, c);
	bind_changing(q, c);
	stmt_text(q, ":state", row_null(c->state));
	stmt_text(q, ":result", row_null(c->result));
	stmt_int_or_null(q, ":into", c->merged_into);
	stmt_int_or_null(q, ":done", c->done_at);
	stmt_text(q, ":done_day", row_null(c->done_day));
	stmt_int_or_null(q, ":done_by", c->done_by);
	return row_run(q, id, no_callback, e);
}

/* No row was changed: there is none, or it has ended. */
static enum err_code why_not(struct txn *t, int64_t id, struct err *e)
{
	struct callback c;
	enum err_code rc;

	err_clear(e);
	rc = callback_get(txn_store(t), id, &c, e);
	return rc == OK ? err_set(e, ERR_CONFLICT, "%s", tr(has_ended)) : rc;
}

static const char update_sql[] =
	"UPDATE callback SET rev = :rev, branch_id = :branch, role = :role, staff_id = :staff,"
	"    channel = :channel, priority = :priority, asks = :asks, from_at = :from,"
	"    due_at = :due, due_day = :due_day, expire_at = :expire, tries = :tries, held = :held"
	"  WHERE id = :id AND state = 'open' RETURNING id";

enum err_code callback_update(struct txn *t, const struct callback *c, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), update_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", c->id);
	bind_changing(q, c);
	rc = row_run(q, NULL, no_callback, e);
	return rc == ERR_NOTFOUND ? why_not(t, c->id, e) : rc;
}

static const char end_sql[] =
	"UPDATE callback SET rev = :rev, state = :state, result = :result, merged_into = :into,"
	"    held = NULL, done_at = :now, done_day = :day, done_by = :by"
	"  WHERE id = :id AND state = 'open' RETURNING id";

enum err_code callback_end(struct txn *t, int64_t id, const char *state, const char *result,
    int64_t into, const char *day, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), end_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", state);
	stmt_text(q, ":result", result);
	stmt_int_or_null(q, ":into", into);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":day", day);
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_int(q, ":id", id);
	rc = row_run(q, NULL, no_callback, e);
	return rc == ERR_NOTFOUND ? why_not(t, id, e) : rc;
}

/* ---- steps ---- */

#define STEP_COLUMNS \
	"id, rev, callback_id, created_at, staff_id, next_id, to_at, satisfied, outside, day," \
	" kind, result, reaction, recovery, advice, satisfied_why, promised, promised_day, text"

static void step_read(struct stmt *q, struct callback_step *x)
{
	const struct {
		char *to;
		size_t size;
	} texts[] = {
		{ x->day, sizeof x->day }, { x->kind, sizeof x->kind },
		{ x->result, sizeof x->result }, { x->reaction, sizeof x->reaction },
		{ x->recovery, sizeof x->recovery }, { x->advice, sizeof x->advice },
		{ x->satisfied_why, sizeof x->satisfied_why },
		{ x->promised, sizeof x->promised },
		{ x->promised_day, sizeof x->promised_day }, { x->text, sizeof x->text },
	};

	x->id = stmt_col_int(q, 0);
	x->rev = stmt_col_int(q, 1);
	x->callback_id = stmt_col_int(q, 2);
	x->created_at = stmt_col_int(q, 3);
	x->staff_id = stmt_col_int(q, 4);
	x->next_id = stmt_col_int(q, 5);
	x->to_at = stmt_col_int(q, 6);
	x->satisfied = (int)stmt_col_int(q, 7);
	x->outside = stmt_col_int(q, 8) != 0;
	for (int i = 0; i < (int)(sizeof texts / sizeof texts[0]); i++)
		stmt_col_copy(q, 9 + i, texts[i].to, texts[i].size);
}

static const char steps_sql[] =
	"SELECT " STEP_COLUMNS " FROM callback_step WHERE callback_id = :callback ORDER BY id";

enum err_code callback_steps(struct store *s, int64_t callback_id, struct callback_step_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, steps_sql);

	callback_step_list_free(out);
	stmt_int(q, ":callback", callback_id);
	while (stmt_row(q, e))
		step_read(q, vec_push(out));
	return stmt_done(q, e);
}

void callback_step_list_free(struct callback_step_list *l)
{
	vec_free(l);
}

static const char step_insert_sql[] =
	"INSERT INTO callback_step(rev, callback_id, day, created_at, staff_id, kind, result,"
	"    reaction, recovery, advice, satisfied, satisfied_why, promised, promised_day,"
	"    next_id, outside, text, to_at)"
	"  VALUES (:rev, :callback, :day, :now, :staff, :kind, :result, :reaction, :recovery,"
	"    :advice, :satisfied, :satisfied_why, :promised, :promised_day, :next, :outside,"
	"    :text, :to) RETURNING id";

static void bind_said(struct stmt *q, const struct callback_step *x)
{
	stmt_text(q, ":result", row_null(x->result));
	stmt_text(q, ":reaction", row_null(x->reaction));
	stmt_text(q, ":recovery", row_null(x->recovery));
	stmt_text(q, ":advice", row_null(x->advice));
	stmt_int_or_null(q, ":satisfied", x->satisfied);
	stmt_text(q, ":satisfied_why", row_null(x->satisfied_why));
	stmt_text(q, ":promised", row_null(x->promised));
	stmt_text(q, ":promised_day", row_null(x->promised_day));
	stmt_text(q, ":text", row_null(x->text));
}

enum err_code callback_step_insert(struct txn *t, const struct callback_step *x, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), step_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":callback", x->callback_id);
	stmt_text(q, ":day", x->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":staff", x->staff_id);
	stmt_text(q, ":kind", x->kind);
	bind_said(q, x);
	stmt_int_or_null(q, ":next", x->next_id);
	stmt_int(q, ":outside", x->outside);
	stmt_int_or_null(q, ":to", x->to_at);
	return row_run(q, id, no_callback, e);
}
