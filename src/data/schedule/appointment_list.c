/*
 * Appointments as lines of a list. A list is first its keys in order, then each line by its key:
 * a query that joined and sorted whole lines, one for each thing an appointment takes, cost five
 * times as much.
 */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/flag.h"
#include "data/store/row_priv.h"

static const char line_sql[] =
	"SELECT a.id, a.rev, a.branch_id, a.client_id, a.dependant_id, a.start_at, a.end_at,"
	"    a.service_id, v.minutes, a.taken_by, a.live, c.restricted, a.day, a.state, b.code,"
	"    c.name, c.alias, c.file_no, c.gender, c.birth, d.name, v.code, v.name, v.name_en,"
	"    a.reason, a.channel, a.needs, a.note, coalesce(c.expert_id, 0),"
	"    coalesce(f.n_done, 0), a.created_at, a.group_id"
	"  FROM appointment a"
	"  JOIN branch b ON b.id = a.branch_id"
	"  JOIN client c ON c.id = a.client_id"
	"  LEFT JOIN client_figures f ON f.client_id = a.client_id"
	"  LEFT JOIN dependant d ON d.id = a.dependant_id"
	"  LEFT JOIN service v ON v.id = a.service_id"
	"  WHERE a.id = :id";

static void copy_texts(struct stmt *q, struct appointment_row *a)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ a->day, sizeof a->day }, { a->state, sizeof a->state },
		{ a->branch, sizeof a->branch }, { a->client, sizeof a->client },
		{ a->alias, sizeof a->alias }, { a->file_no, sizeof a->file_no },
		{ a->gender, sizeof a->gender }, { a->birth, sizeof a->birth },
		{ a->patient, sizeof a->patient }, { a->service_code, sizeof a->service_code },
		{ a->service, sizeof a->service }, { a->service_en, sizeof a->service_en },
		{ a->reason, sizeof a->reason }, { a->channel, sizeof a->channel },
		{ a->needs, sizeof a->needs }, { a->note, sizeof a->note },
	};

	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(12 + i), to[i].dst, to[i].size);
}

char appointment_letter(const char *state)
{
	static const struct {
		const char *state;
		char letter;
	} letters[] = {
		{ "booked", 'B' }, { "confirmed", 'C' }, { "arrived", 'A' }, { "serving", 'S' },
		{ "done", 'D' }, { "noshow", 'Z' }, { "cancelled", 'X' }, { "moving", 'M' },
	};

	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		if (strcmp(letters[i].state, state) == 0)
			return letters[i].letter;
	}
	return '?';
}

static void line_read(struct stmt *q, struct appointment_row *a)
{
	a->id = stmt_col_int(q, 0);
	a->rev = stmt_col_int(q, 1);
	a->branch_id = stmt_col_int(q, 2);
	a->client_id = stmt_col_int(q, 3);
	a->dependant_id = stmt_col_int(q, 4);
	a->start_at = stmt_col_int(q, 5);
	a->end_at = stmt_col_int(q, 6);
	a->service_id = stmt_col_int(q, 7);
	a->minutes = stmt_col_int(q, 8);
	a->taken_by = stmt_col_int(q, 9);
	a->live = stmt_col_int(q, 10) != 0;
	a->restricted = stmt_col_int(q, 11) != 0;
	copy_texts(q, a);
	a->expert_id = stmt_col_int(q, 28);
	a->n_done = stmt_col_int(q, 29);
	a->created_at = stmt_col_int(q, 30);
	a->group_id = stmt_col_int(q, 31);
	a->letter = appointment_letter(a->state);
}

static void add_name(char *dst, size_t size, const char *name)
{
	size_t n = strlen(dst);

	text_fmt(dst + n, size - n, "%s%s", n ? " " : "", name);
}

/* ---- what it takes ---- */

/* A resource once, in however many parts it comes. */
struct taking {
	int64_t id, start_at;
	char kind[8], code[24], name[96];
};
struct taking_list {
	struct taking *v;
	size_t n, cap;
};

static const char takings_sql[] =
	"SELECT r.id, x.start_at, r.kind, r.code, r.name"
	"  FROM appointment_resource x JOIN resource r ON r.id = x.resource_id"
	"  WHERE x.appointment_id = :id ORDER BY x.resource_id, x.part";

static enum err_code read_takings(struct store *s, int64_t id, struct taking_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, takings_sql);

	out->n = 0;
	stmt_int(q, ":id", id);
	while (stmt_row(q, e)) {
		int64_t resource_id = stmt_col_int(q, 0);
		struct taking *x;

		if (out->n && out->v[out->n - 1].id == resource_id)
			continue;
		x = vec_push(out);
		x->id = resource_id;
		x->start_at = stmt_col_int(q, 1);
		stmt_col_copy(q, 2, x->kind, sizeof x->kind);
		stmt_col_copy(q, 3, x->code, sizeof x->code);
		stmt_col_copy(q, 4, x->name, sizeof x->name);
	}
	return stmt_done(q, e);
}

/* Who comes first is named first. They are few, and mostly all come at once. */
static void sort_takings(struct taking_list *l)
{
	for (size_t i = 1; i < l->n; i++)
		for (size_t k = i; k > 0 && l->v[k].start_at < l->v[k - 1].start_at; k--) {
			struct taking x = l->v[k];

			l->v[k] = l->v[k - 1];
			l->v[k - 1] = x;
		}
}

static void fold_taking(const struct taking *x, struct appointment_row *a)
{
	if (strcmp(x->kind, "staff") == 0) {
		add_name(a->staff, sizeof a->staff, x->name);
		if (a->staff_id)
			return;
		a->staff_id = x->id;
		text_copy(a->staff_code, sizeof a->staff_code, x->code);
	} else if (strcmp(x->kind, "room") == 0) {
		add_name(a->room, sizeof a->room, x->name);
		a->room_id = a->room_id ? a->room_id : x->id;
	} else {
		add_name(a->device, sizeof a->device, x->name);
		a->device_id = a->device_id ? a->device_id : x->id;
	}
}

/* ---- one line ---- */

static enum err_code read_line(struct store *s, int64_t id, struct taking_list *takings,
    struct appointment_row *a, const char *missing, struct err *e)
{
	struct stmt *q = stmt_get(s, line_sql);
	bool found;
	enum err_code rc;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		line_read(q, a);
	rc = row_end(q, found, missing, e);
	if (rc == OK)
		rc = read_takings(s, id, takings, e);
	if (rc != OK)
		return rc;
	sort_takings(takings);
	for (size_t i = 0; i < takings->n; i++)
		fold_taking(&takings->v[i], a);
	return flag_kinds(s, a->client_id, a->flags, sizeof a->flags, e);
}

static const char no_appointment[] = N_("There is no such appointment. Look at the schedule (F3).");

enum err_code appointment_row_get(struct store *s, int64_t id, struct appointment_row *out,
    struct err *e)
{
	struct taking_list takings = { 0 };
	bool view = view_begin(s);
	enum err_code rc;

	*out = (struct appointment_row){ .id = 0 };
	rc = read_line(s, id, &takings, out, no_appointment, e);
	view_end(s, view);
	vec_free(&takings);
	return rc;
}

/* ---- lists ---- */

enum err_code appointment_list_ids(struct store *s, const int64_t *ids, size_t n,
    struct appointment_list *out, struct err *e)
{
	struct taking_list takings = { 0 };
	bool view = view_begin(s);
	enum err_code rc = OK;

	appointment_list_free(out);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = read_line(s, ids[i], &takings, vec_push(out), no_appointment, e);
	view_end(s, view);
	vec_free(&takings);
	if (rc != OK)
		appointment_list_free(out);
	return rc;
}

struct id_list {
	int64_t *v;
	size_t n, cap;
};

static enum err_code read_ids(struct stmt *q, struct id_list *out, struct err *e)
{
	while (stmt_row(q, e))
		*vec_push(out) = stmt_col_int(q, 0);
	return stmt_done(q, e);
}

/* The lines of the keys that Q gives, in its order. */
static enum err_code read_lines(struct store *s, struct stmt *q, struct appointment_list *out,
    struct err *e)
{
	struct id_list ids = { 0 };
	bool view = view_begin(s);
	enum err_code rc = read_ids(q, &ids, e);

	appointment_list_free(out);
	if (rc == OK)
		rc = appointment_list_ids(s, ids.v, ids.n, out, e);
	view_end(s, view);
	vec_free(&ids);
	return rc;
}

/* The line of the first key alone. */
static enum err_code read_first(struct store *s, struct stmt *q, struct appointment_row *out,
    const char *missing, struct err *e)
{
	bool view = view_begin(s);
	int64_t id = 0;
	enum err_code rc = row_run(q, &id, missing, e);

	if (rc == OK)
		rc = appointment_row_get(s, id, out, e);
	view_end(s, view);
	return rc;
}

void appointment_list_free(struct appointment_list *l)
{
	vec_free(l);
}

/* Branches are few: with 0 each of them is looked up in the index of days. */
static const char list_range_sql[] =
	"SELECT a.id FROM appointment a"
	"  WHERE a.branch_id IN (SELECT k.id FROM branch k WHERE :branch = 0 OR k.id = :branch)"
	"    AND a.day >= :from AND a.day <= :to"
	"  ORDER BY a.day, a.start_at, a.id /* scan: keys of a few days, sorted */";

enum err_code appointment_list_range(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct appointment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_range_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from_day);
	stmt_text(q, ":to", to_day);
	return read_lines(s, q, out, e);
}

enum err_code appointment_list_day(struct store *s, int64_t branch_id, const char *day,
    struct appointment_list *out, struct err *e)
{
	return appointment_list_range(s, branch_id, day, day, out, e);
}

static const char list_client_sql[] =
	"SELECT id FROM appointment WHERE client_id = :client"
	"    AND start_at <= :at AND (start_at < :at OR id < :id)"
	"  ORDER BY start_at DESC, id DESC LIMIT :limit";

enum err_code appointment_list_client(struct store *s, int64_t client_id, int64_t before_at,
    int64_t before_id, int limit, struct appointment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);
	bool first = before_at == 0 && before_id == 0;

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":at", first ? INT64_MAX : before_at);
	stmt_int(q, ":id", first ? INT64_MAX : before_id);
	stmt_int(q, ":limit", limit);
	return read_lines(s, q, out, e);
}

static const char list_group_sql[] =
	"SELECT id FROM appointment WHERE group_id = :group AND live = 1"
	"  ORDER BY start_at, id /* scan: one group, sorted */";

enum err_code appointment_list_group(struct store *s, int64_t group_id,
    struct appointment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_group_sql);

	stmt_int(q, ":group", group_id);
	return read_lines(s, q, out, e);
}

static const char list_resource_sql[] =
	"SELECT a.id FROM appointment a"
	"  WHERE a.id IN (SELECT k.appointment_id FROM appointment_resource k"
	"    WHERE k.resource_id = :resource AND k.start_at < :to AND k.start_at > :from - 86400"
	"      AND k.end_at > :from AND (:live = 0 OR k.active = 1))"
	"  ORDER BY a.start_at, a.id /* scan: keys of a few days, sorted */";

enum err_code appointment_list_resource(struct store *s, int64_t resource_id, int64_t from,
    int64_t to, bool live, struct appointment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_resource_sql);

	stmt_int(q, ":resource", resource_id);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	stmt_int(q, ":live", live);
	return read_lines(s, q, out, e);
}

static const char takings_of_sql[] =
	"SELECT a.id, a.start_at, a.end_at, a.live, a.state FROM appointment a"
	"  WHERE a.id IN (SELECT k.appointment_id FROM appointment_resource k"
	"    WHERE k.resource_id = :resource AND k.start_at < :to AND k.start_at > :from - 86400"
	"      AND k.end_at > :from)"
	"  ORDER BY a.start_at, a.id /* scan: keys of a few days, sorted */";

static enum err_code add_takings(struct store *s, const struct appointment_want *w, size_t want,
    struct appointment_taking_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, takings_of_sql);

	stmt_int(q, ":resource", w->resource_id);
	stmt_int(q, ":from", w->from);
	stmt_int(q, ":to", w->to);
	while (stmt_row(q, e)) {
		struct appointment_taking *x = vec_push(out);

		*x = (struct appointment_taking){ .want = want,
			.appointment_id = stmt_col_int(q, 0), .start_at = stmt_col_int(q, 1),
			.end_at = stmt_col_int(q, 2), .live = stmt_col_int(q, 3) != 0 };
		stmt_col_copy(q, 4, x->state, sizeof x->state);
	}
	return stmt_done(q, e);
}

enum err_code appointment_takings(struct store *s, const struct appointment_want *want, size_t n,
    struct appointment_taking_list *out, struct err *e)
{
	bool view = view_begin(s);
	enum err_code rc = OK;

	out->n = 0;
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = add_takings(s, &want[i], i, out, e);
	view_end(s, view);
	return rc;
}

void appointment_taking_list_free(struct appointment_taking_list *l)
{
	vec_free(l);
}

static const char next_sql[] =
	"SELECT id FROM appointment WHERE client_id = :client AND live = 1"
	"    AND start_at > :now - 86400 AND end_at > :now"
	"  ORDER BY start_at, id LIMIT 1";

enum err_code appointment_next(struct store *s, int64_t client_id, int64_t now,
    struct appointment_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, next_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":now", now);
	return read_first(s, q, out, N_("No appointment is booked. b books one."), e);
}

static const char holder_sql[] =
	"SELECT appointment_id FROM appointment_resource"
	"    WHERE resource_id = :resource AND active = 1 AND start_at < :to"
	"      AND start_at > :from - 86400 AND end_at > :from AND appointment_id <> :except"
	"  ORDER BY start_at, appointment_id LIMIT 1 /* scan: the first of a day, sorted */";

enum err_code appointment_holder(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    int64_t except, struct appointment_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, holder_sql);

	stmt_int(q, ":resource", resource_id);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	stmt_int(q, ":except", except);
	return read_first(s, q, out, N_("That time is free."), e);
}

static const char of_person_sql[] =
	"SELECT id FROM appointment WHERE client_id = :client AND live = 1"
	"      AND coalesce(dependant_id, 0) = :dependant AND start_at < :to"
	"      AND start_at > :from - 86400 AND end_at > :from AND id <> :except"
	"  ORDER BY start_at, id LIMIT 1";

enum err_code appointment_of_person(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t from, int64_t to, int64_t except, struct appointment_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, of_person_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	stmt_int(q, ":except", except);
	return read_first(s, q, out, N_("That time is free."), e);
}
