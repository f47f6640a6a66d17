#include "data/callback_list.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/store/row_priv.h"

static const char no_callback[] =
	N_("That callback is not there any more. Look at the list again.");

#define COLUMNS \
	"c.id, c.rev, c.branch_id, c.client_id, c.dependant_id, c.partner_id, c.event_at," \
	" c.source_id, c.staff_id, c.from_at, c.due_at, c.expire_at, c.done_at, c.done_by," \
	" c.merged_into, c.priority, c.tries, c.asks, c.day, c.due_day, c.done_day, c.rule," \
	" c.event, c.source, c.role, c.channel, c.script, c.held, c.state, c.result, c.sum," \
	" c.about, c.about_en, p.code, p.name, b.code, l.kind, l.result, l.created_at," \
	" k.tier, k.growth, k.segments"

#define JOINS \
	"  LEFT JOIN staff p ON p.id = c.staff_id" \
	"  LEFT JOIN staff b ON b.id = c.done_by" \
	"  LEFT JOIN client_class k ON k.client_id = c.client_id" \
	"  LEFT JOIN callback_step l ON l.id = (SELECT max(x.id) FROM callback_step x" \
	"    WHERE x.callback_id = c.id)"

/* What narrows a list, whatever index leads to its rows. */
#define CONDITIONS \
	" AND (:before = 0 OR c.from_at < :before)" \
	" AND (:roles = '' OR instr(:roles, ' ' || c.role || ' ') > 0 OR c.staff_id = :mine)" \
	" AND (:mine = 0 OR c.staff_id = :mine OR c.staff_id IS NULL)" \
	" AND (:client = 0 OR c.client_id = :client)" \
	" AND (:late = 0 OR c.due_at < :late)" \
	" AND (:rule = '' OR c.rule = :rule)" \
	" AND (:event = '' OR c.event = :event)" \
	" AND (:channel = '' OR c.channel = :channel)" \
	" AND (:held = '' OR c.held = :held OR (:held = '-' AND c.held IS NULL))" \
	" AND (:segment = '' OR EXISTS (SELECT 1 FROM client_class y" \
	"    WHERE y.client_id = c.client_id AND (y.tier = :segment OR y.growth = :segment" \
	"      OR instr(y.segments, ' ' || :segment || ' ') > 0)))" \
	" AND (:about = '' OR instr(c.about, :about) > 0" \
	"    OR instr(lower(c.about_en), lower(:about)) > 0)"

/* state = 'open' stands there literally: a parameter would not match the partial index. */
#define OPEN \
	" WHERE c.state = 'open'" \
	" AND c.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)" \
	" AND c.due_day >= :from AND c.due_day <= :to" \
	" AND (:staff = 0 OR c.staff_id = :staff)" CONDITIONS
#define ENDED \
	" WHERE c.done_day IS NOT NULL" \
	" AND c.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)" \
	" AND c.done_day >= :from AND c.done_day <= :to" \
	" AND (:state = '' OR c.state = :state)" \
	" AND (:staff = 0 OR c.done_by = :staff)" CONDITIONS

static const char list_open_sql[] =
	"SELECT " COLUMNS " FROM callback c" JOINS OPEN
	" AND (c.due_at > :at OR (c.due_at = :at AND c.id > :after))"
	"  ORDER BY c.due_at, c.id LIMIT :limit /* scan: what is open, sorted */";
static const char list_ended_sql[] =
	"SELECT " COLUMNS " FROM callback c" JOINS ENDED
	" AND (c.done_at > :at OR (c.done_at = :at AND c.id > :after))"
	"  ORDER BY c.done_at, c.id LIMIT :limit /* scan: the days asked for, sorted */";
static const char count_open_sql[] =
	"SELECT count(*) FROM callback c" OPEN " /* scan: few branches */";
static const char count_ended_sql[] =
	"SELECT count(*) FROM callback c" ENDED " /* scan: few branches */";
static const char row_get_sql[] =
	"SELECT " COLUMNS " FROM callback c" JOINS " WHERE c.id = :id";
static const char draw_sql[] =
	"SELECT " COLUMNS " FROM callback c" JOINS ENDED
	" AND NOT EXISTS (SELECT 1 FROM callback_step z WHERE z.callback_id = c.id"
	"    AND z.kind = 'sampled')"
	"  ORDER BY random() LIMIT :limit /* scan: the days asked for, by lot */";

void callback_rows_free(struct callback_rows *l)
{
	vec_free(l);
}

static void read_times(struct stmt *q, struct callback_row *c)
{
	int64_t *const of[] = { &c->id, &c->rev, &c->branch_id, &c->client_id, &c->dependant_id,
		&c->partner_id, &c->event_at, &c->source_id, &c->staff_id, &c->from_at,
		&c->due_at, &c->expire_at, &c->done_at, &c->done_by, &c->merged_into };

	for (int i = 0; i < (int)(sizeof of / sizeof *of); i++)
		*of[i] = stmt_col_int(q, i);
	c->priority = (int)stmt_col_int(q, 15);
	c->tries = (int)stmt_col_int(q, 16);
	c->asks = stmt_col_int(q, 17) != 0;
	c->last_at = stmt_col_int(q, 38);
}

static void callback_row_read(struct stmt *q, struct callback_row *c)
{
	const struct {
		int column;
		char *to;
		size_t size;
	} texts[] = {
		{ 18, c->day, sizeof c->day }, { 19, c->due_day, sizeof c->due_day },
		{ 20, c->done_day, sizeof c->done_day }, { 21, c->rule, sizeof c->rule },
		{ 22, c->event, sizeof c->event }, { 23, c->source, sizeof c->source },
		{ 24, c->role, sizeof c->role }, { 25, c->channel, sizeof c->channel },
		{ 26, c->script, sizeof c->script }, { 27, c->held, sizeof c->held },
		{ 28, c->state, sizeof c->state }, { 29, c->result, sizeof c->result },
		{ 30, c->sum, sizeof c->sum }, { 31, c->about, sizeof c->about },
		{ 32, c->about_en, sizeof c->about_en },
		{ 33, c->staff_code, sizeof c->staff_code }, { 34, c->staff, sizeof c->staff },
		{ 35, c->done_code, sizeof c->done_code },
		{ 36, c->last_kind, sizeof c->last_kind },
		{ 37, c->last_result, sizeof c->last_result },
		{ 39, c->tier, sizeof c->tier }, { 40, c->growth, sizeof c->growth },
		{ 41, c->segments, sizeof c->segments },
	};

	read_times(q, c);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		stmt_col_copy(q, texts[i].column, texts[i].to, texts[i].size);
}

static const char *said(const char *text)
{
	return text ? text : "";
}

static void bind_wish(struct stmt *q, const struct callback_wish *w)
{
	const struct {
		const char *name, *text;
	} texts[] = {
		{ ":from", said(w->from_day) }, { ":rule", said(w->rule) },
		{ ":event", said(w->event) }, { ":channel", said(w->channel) },
		{ ":held", said(w->held) }, { ":segment", said(w->segment) },
		{ ":about", said(w->about) },
		{ ":to", w->to_day && w->to_day[0] ? w->to_day : "9999-12-31" },
	};
	const struct {
		const char *name;
		int64_t v;
	} numbers[] = {
		{ ":branch", w->branch_id }, { ":staff", w->staff_id }, { ":mine", w->mine },
		{ ":client", w->client_id }, { ":late", w->late_at },
		{ ":before", w->from_before },
	};
	struct buf roles = BUF_INIT;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		stmt_text(q, texts[i].name, texts[i].text);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		stmt_int(q, numbers[i].name, numbers[i].v);
	if (w->roles && w->roles[0])
		buf_printf(&roles, " %s ", w->roles);
	stmt_text(q, ":roles", buf_str(&roles));
	buf_free(&roles);
}

static bool wants(const struct callback_wish *w, bool open)
{
	const char *state = w->state && w->state[0] ? w->state : "open";

	return strcmp(state, "any") == 0 || (strcmp(state, "open") == 0) == open;
}

/* Of those that ended: which end, "" any. */
static void bind_end(struct stmt *q, const struct callback_wish *w)
{
	bool every = strcmp(w->state, "any") == 0 || strcmp(w->state, "ended") == 0;

	stmt_text(q, ":state", every ? "" : w->state);
}

static enum err_code read_lines(struct stmt *q, struct callback_rows *out, struct err *e)
{
	while (stmt_row(q, e))
		callback_row_read(q, vec_push(out));
	return stmt_done(q, e);
}

static enum err_code list_part(struct store *s, const struct callback_wish *w, bool open,
    struct callback_rows *out, struct err *e)
{
	struct stmt *q = stmt_get(s, open ? list_open_sql : list_ended_sql);
	int limit = w->limit > 0 ? w->limit : CALLBACK_ROWS;

	bind_wish(q, w);
	if (!open)
		bind_end(q, w);
	stmt_int(q, ":at", w->after_at);
	stmt_int(q, ":after", w->after_id);
	stmt_int(q, ":limit", limit - (int)out->n);
	return read_lines(q, out, e);
}

enum err_code callback_list(struct store *s, const struct callback_wish *w,
    struct callback_rows *out, struct err *e)
{
	enum err_code rc = OK;

	callback_rows_free(out);
	if (wants(w, true))
		rc = list_part(s, w, true, out, e);
	if (rc == OK && wants(w, false))
		rc = list_part(s, w, false, out, e);
	return rc;
}

enum err_code callback_count(struct store *s, const struct callback_wish *w, int64_t *n,
    struct err *e)
{
	enum err_code rc = OK;
	int64_t part;

	*n = 0;
	for (int open = 0; open < 2 && rc == OK; open++) {
		struct stmt *q;

		if (!wants(w, open != 0))
			continue;
		q = stmt_get(s, open ? count_open_sql : count_ended_sql);
		bind_wish(q, w);
		if (!open)
			bind_end(q, w);
		rc = row_number(q, &part, e);
		*n += rc == OK ? part : 0;
	}
	return rc;
}

enum err_code callback_row_get(struct store *s, int64_t id, struct callback_row *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, row_get_sql);
	bool found;

	stmt_int(q, ":id", id);
	*out = (struct callback_row){ .id = 0 };
	found = stmt_row(q, e);
	if (found)
		callback_row_read(q, out);
	return row_end(q, found, no_callback, e);
}

enum err_code callback_draw(struct store *s, const struct callback_wish *w, int n,
    struct callback_rows *out, struct err *e)
{
	struct stmt *q = stmt_get(s, draw_sql);

	callback_rows_free(out);
	bind_wish(q, w);
	stmt_text(q, ":state", "done");
	stmt_int(q, ":limit", n);
	return read_lines(q, out, e);
}
