/*
 * The client's timeline: a page is the newest rows of each source, merged. Every source is read by
 * an index of the client in falling order, so a page costs the same however long the history is.
 */
#include "data/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/store/row_priv.h"
#include "timeline_priv.h"

/* A key is the kind and the id: the order of rows that have the same time. */
#define KEY_SHIFT 56
#define KEY_ID ((INT64_C(1) << KEY_SHIFT) - 1)

static int64_t make_key(enum timeline_kind kind, int64_t id)
{
	return ((int64_t)kind << KEY_SHIFT) | (id & KEY_ID);
}

/* Rows of KIND at the page's own time come after it when their id is below this. */
static int64_t id_bound(const struct timeline_page *p, enum timeline_kind kind)
{
	int64_t at_kind = p->key >> KEY_SHIFT;

	if ((int64_t)kind != at_kind)
		return (int64_t)kind < at_kind ? INT64_MAX : 0;
	return p->key & KEY_ID;
}

void timeline_bind(struct stmt *q, const struct timeline_page *p, enum timeline_kind kind)
{
	stmt_int(q, ":client", p->client_id);
	stmt_int(q, ":at", p->at);
	stmt_int(q, ":id", id_bound(p, kind));
}

void timeline_part(struct timeline_row *r, int i, const char *text)
{
	mem_free(r->part[i]);
	r->part[i] = mem_dup(text);
}

struct timeline_row *timeline_add(const struct timeline_page *p, enum timeline_kind kind,
    int64_t at, int64_t id, const char *table)
{
	struct timeline_row *r = vec_push(p->out);

	r->at = at;
	r->key = make_key(kind, id);
	r->kind = kind;
	r->ref_table = table;
	r->ref_id = id;
	r->letter = ' ';
	for (int i = 0; i < TIMELINE_PARTS; i++)
		timeline_part(r, i, "");
	return r;
}

static const char file_sql[] =
	"SELECT c.created_at, c.id, c.created_by, p.name, c.state, c.source, c.file_no,"
	"    c.origin_key, c.name"
	"  FROM client c LEFT JOIN staff p ON p.id = c.created_by"
	"  WHERE c.id = :client AND c.created_at <= :at AND (c.created_at < :at OR c.id < :id)";

static enum err_code read_file(const struct timeline_page *p, struct err *e)
{
	struct stmt *q = stmt_get(p->s, file_sql);

	timeline_bind(q, p, TIMELINE_FILE);
	while (stmt_row(q, e)) {
		struct timeline_row *r = timeline_add(p, TIMELINE_FILE, stmt_col_int(q, 0),
		    stmt_col_int(q, 1), "client");

		r->letter = 'N';
		r->staff_id = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, r->staff, sizeof r->staff);
		stmt_col_copy(q, 4, r->state, sizeof r->state);
		for (int i = 0; i < 4; i++)
			timeline_part(r, i, stmt_col_text(q, 5 + i));
	}
	return stmt_done(q, e);
}

/* What another row of the timeline shows anyhow: the file, a note, an appointment and its state. A
 * base action made the whole store and says nothing about one client. */
static const char action_sql[] =
	"SELECT a.at, a.id, a.staff_id, p.name, a.name, a.subject, a.reason, a.origin"
	"  FROM action_client x JOIN action a ON a.id = x.action_id"
	"  LEFT JOIN staff p ON p.id = a.staff_id"
	"  WHERE x.client_id = :client AND a.at <= :at AND (a.at < :at OR a.id < :id)"
	"    AND a.origin <> 'base' AND a.name NOT IN ('client-add', 'client-note', 'appt-book',"
	"      'appt-overbook', 'appt-step', 'appt-cancel', 'visit-arrive', 'visit-step',"
	"      'visit-cash', 'visit-leave', 'pay-take', 'order-add', 'measure-add', 'plan-agree',"
	"      'treat-start', 'treat-step', 'treat-confirm', 'treat-close', 'incident-add',"
	"      'message-send', 'message-drop', 'message-decide', 'message-reply', 'sms-sync',"
	"      'appt-request', 'case-take', 'case-step', 'escalate', 'escalate-answer',"
	"      'escalate-see')"
	"  ORDER BY x.action_id DESC LIMIT :limit";

static enum err_code read_actions(const struct timeline_page *p, struct err *e)
{
	struct stmt *q = stmt_get(p->s, action_sql);

	timeline_bind(q, p, TIMELINE_ACTION);
	stmt_int(q, ":limit", p->limit);
	while (stmt_row(q, e)) {
		struct timeline_row *r = timeline_add(p, TIMELINE_ACTION, stmt_col_int(q, 0),
		    stmt_col_int(q, 1), "action");

		r->staff_id = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, r->staff, sizeof r->staff);
		for (int i = 0; i < 4; i++)
			timeline_part(r, i, stmt_col_text(q, 4 + i));
	}
	return stmt_done(q, e);
}

static const char note_sql[] =
	"SELECT n.at, n.id, n.staff_id, p.name, n.state, n.text"
	"  FROM client_note n LEFT JOIN staff p ON p.id = n.staff_id"
	"  WHERE n.client_id = :client AND n.at <= :at AND (n.at < :at OR n.id < :id)"
	"    AND n.state = 'on'"
	"  ORDER BY n.at DESC, n.id DESC LIMIT :limit";

static enum err_code read_notes(const struct timeline_page *p, struct err *e)
{
	struct stmt *q = stmt_get(p->s, note_sql);

	timeline_bind(q, p, TIMELINE_NOTE);
	stmt_int(q, ":limit", p->limit);
	while (stmt_row(q, e)) {
		struct timeline_row *r = timeline_add(p, TIMELINE_NOTE, stmt_col_int(q, 0),
		    stmt_col_int(q, 1), "client_note");

		r->staff_id = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, r->staff, sizeof r->staff);
		stmt_col_copy(q, 4, r->state, sizeof r->state);
		timeline_part(r, 0, stmt_col_text(q, 5));
	}
	return stmt_done(q, e);
}

static const char staff_name_sql[] = "SELECT name FROM staff WHERE id = :id";

static enum err_code staff_name(struct store *s, struct timeline_row *r, struct err *e)
{
	struct stmt *q = stmt_get(s, staff_name_sql);

	stmt_int(q, ":id", r->staff_id);
	if (stmt_row(q, e))
		stmt_col_copy(q, 0, r->staff, sizeof r->staff);
	return stmt_run(q, e);
}

static void fill_appointment(struct timeline_row *r, const struct appointment_row *a)
{
	char place[240];

	r->letter = a->letter;
	r->end_at = a->end_at;
	r->staff_id = a->taken_by;
	text_copy(r->state, sizeof r->state, a->state);
	text_fmt(place, sizeof place, "%s%s%s", a->room, *a->room && *a->device ? " " : "",
	    a->device);
	timeline_part(r, 0, a->service);
	timeline_part(r, 1, a->staff);
	timeline_part(r, 2, place);
	timeline_part(r, 3, a->reason);
	timeline_part(r, 4, a->patient);
	text_copy(r->treated, sizeof r->treated, a->patient);
	timeline_part(r, 5, a->service_en);
}

static enum err_code read_appointments(const struct timeline_page *p, struct err *e)
{
	struct appointment_list l = { 0 };
	enum err_code rc = appointment_list_client(p->s, p->client_id, p->at,
	    id_bound(p, TIMELINE_APPOINTMENT), p->limit, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct timeline_row *r = timeline_add(p, TIMELINE_APPOINTMENT, l.v[i].start_at,
		    l.v[i].id, "appointment");

		fill_appointment(r, &l.v[i]);
		rc = staff_name(p->s, r, e);
	}
	appointment_list_free(&l);
	return rc;
}

static enum err_code read_sources(const struct timeline_page *p, struct err *e)
{
	static const struct {
		enum timeline_kind kind;
		enum err_code (*read)(const struct timeline_page *p, struct err *e);
	} sources[] = {
		{ TIMELINE_FILE, read_file }, { TIMELINE_ACTION, read_actions },
		{ TIMELINE_NOTE, read_notes }, { TIMELINE_APPOINTMENT, read_appointments },
	};
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof sources / sizeof *sources && rc == OK; i++)
		if (p->kinds & TIMELINE_BIT(sources[i].kind))
			rc = sources[i].read(p, e);
	return rc == OK ? timeline_read_rows(p, e) : rc;
}

/* A merge re-points rows, but the log keeps naming the file it was about, and each file was opened
 * once. All that went into this one, whatever way, is asked for. */
static enum err_code read_merged(const struct timeline_page *p, struct err *e)
{
	int64_t ids[64];
	size_t n = 1, more;
	enum err_code rc = OK;

	ids[0] = p->client_id;
	for (size_t i = 0; i < n && rc == OK; i++) {
		struct timeline_page q = *p;

		q.client_id = ids[i];
		rc = read_sources(&q, e);
		if (rc == OK && n < 64) {
			rc = client_list_merged(p->s, ids[i], ids + n, 64 - n, &more, e);
			n += more;
		}
	}
	return rc;
}

static int newest_first(const void *pa, const void *pb)
{
	const struct timeline_row *a = pa, *b = pb;

	if (a->at != b->at)
		return a->at < b->at ? 1 : -1;
	return (a->key < b->key) - (a->key > b->key);
}

static void row_free(struct timeline_row *r)
{
	for (int i = 0; i < TIMELINE_PARTS; i++)
		mem_free(r->part[i]);
}

/* An action that touched two files that are one by now came twice. */
static void drop_doubles(struct timeline *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (n > 0 && t->v[n - 1].key == t->v[i].key)
			row_free(&t->v[i]);
		else
			t->v[n++] = t->v[i];
	}
	t->n = n;
}

static void cut(struct timeline *t, size_t n)
{
	while (t->n > n)
		row_free(&t->v[--t->n]);
}

enum err_code timeline_list_kinds(struct store *s, int64_t client_id, unsigned kinds,
    int64_t before_at, int64_t before_key, int limit, struct timeline *out, struct err *e)
{
	bool first = before_at == 0 && before_key == 0;
	struct timeline_page p = { .s = s, .client_id = client_id, .limit = limit,
		.kinds = kinds, .out = out };
	enum err_code rc;

	timeline_free(out);
	p.at = first ? INT64_MAX : before_at;
	p.key = first ? INT64_MAX : before_key;
	rc = read_merged(&p, e);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, newest_first);
	drop_doubles(out);
	cut(out, limit > 0 ? (size_t)limit : 0);
	return rc;
}

enum err_code timeline_list(struct store *s, int64_t client_id, int64_t before_at,
    int64_t before_key, int limit, struct timeline *out, struct err *e)
{
	return timeline_list_kinds(s, client_id, TIMELINE_ALL, before_at, before_key, limit, out,
	    e);
}

void timeline_free(struct timeline *t)
{
	cut(t, 0);
	vec_free(t);
}
