/*
 * Appointments as lines of a list, with all names from one query. Every row of the query is one
 * appointment with one of its resources; rows of one appointment stand together and are folded
 * here, which needs no aggregate of texts.
 */
#include <string.h>

#include "appointment_priv.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/flag.h"
#include "row_priv.h"

#define LINE_SELECT \
	"SELECT a.id, a.rev, a.branch_id, a.client_id, a.dependant_id, a.start_at, a.end_at," \
	"    a.service_id, v.minutes, a.taken_by, a.live, c.restricted, a.day, a.state, b.code," \
	"    c.name, c.alias, c.file_no, c.gender, c.birth, d.name, v.code, v.name, v.name_en," \
	"    a.reason, a.channel, a.needs, a.note, coalesce(c.expert_id, 0)," \
	"    coalesce(f.n_done, 0), a.created_at, r.id, r.kind, r.code, r.name" \
	"  FROM appointment a" \
	"  JOIN branch b ON b.id = a.branch_id" \
	"  JOIN client c ON c.id = a.client_id" \
	"  LEFT JOIN client_figures f ON f.client_id = a.client_id" \
	"  LEFT JOIN dependant d ON d.id = a.dependant_id" \
	"  LEFT JOIN service v ON v.id = a.service_id" \
	"  LEFT JOIN appointment_resource x ON x.appointment_id = a.id" \
	"  LEFT JOIN resource r ON r.id = x.resource_id"
#define COL_RESOURCE 31

/* Parts of one resource follow one another, so that it is named once. */
#define LINE_ORDER "a.id, x.start_at, r.id, x.part /* scan: one page, sorted */"

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
	a->letter = appointment_letter(a->state);
}

static void add_name(char *dst, size_t size, const char *name)
{
	size_t n = strlen(dst);

	text_fmt(dst + n, size - n, "%s%s", n ? " " : "", name);
}

/* LAST = the resource folded before, so that its second part adds nothing. */
static void fold_resource(struct stmt *q, struct appointment_row *a, int64_t *last)
{
	int64_t id = stmt_col_int(q, COL_RESOURCE);
	const char *kind = stmt_col_text(q, COL_RESOURCE + 1);
	const char *name = stmt_col_text(q, COL_RESOURCE + 3);

	if (id == 0 || id == *last)
		return;
	*last = id;
	if (strcmp(kind, "staff") == 0) {
		add_name(a->staff, sizeof a->staff, name);
		if (a->staff_id)
			return;
		a->staff_id = id;
		stmt_col_copy(q, COL_RESOURCE + 2, a->staff_code, sizeof a->staff_code);
	} else if (strcmp(kind, "room") == 0) {
		add_name(a->room, sizeof a->room, name);
		a->room_id = a->room_id ? a->room_id : id;
	} else {
		add_name(a->device, sizeof a->device, name);
		a->device_id = a->device_id ? a->device_id : id;
	}
}

static enum err_code read_lines(struct store *s, struct stmt *q, struct appointment_list *out,
    struct err *e)
{
	struct appointment_row *a = NULL;
	int64_t last = 0;
	enum err_code rc;

	appointment_list_free(out);
	while (stmt_row(q, e)) {
		if (!a || a->id != stmt_col_int(q, 0)) {
			a = vec_push(out);
			line_read(q, a);
			last = 0;
		}
		fold_resource(q, a, &last);
	}
	rc = stmt_done(q, e);
	for (size_t i = 0; i < out->n && rc == OK; i++) {
		a = &out->v[i];
		rc = flag_kinds(s, a->client_id, a->flags, sizeof a->flags, e);
	}
	return rc;
}

/* The first line alone. */
static enum err_code read_first(struct store *s, struct stmt *q, struct appointment_row *out,
    const char *missing, struct err *e)
{
	struct appointment_list l = { 0 };
	enum err_code rc = read_lines(s, q, &l, e);

	if (rc == OK && l.n == 0)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr(missing));
	else if (rc == OK)
		*out = l.v[0];
	appointment_list_free(&l);
	return rc;
}

void appointment_list_free(struct appointment_list *l)
{
	vec_free(l);
}

/* Branches are few: with 0 each of them is looked up in the index of days. */
static const char list_range_sql[] =
	LINE_SELECT
	"  WHERE a.branch_id IN (SELECT k.id FROM branch k WHERE :branch = 0 OR k.id = :branch)"
	"    AND a.day >= :from AND a.day <= :to"
	"  ORDER BY a.day, a.start_at, " LINE_ORDER;

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
	LINE_SELECT
	"  WHERE a.id IN (SELECT k.id FROM appointment k WHERE k.client_id = :client"
	"    AND k.start_at <= :at AND (k.start_at < :at OR k.id < :id)"
	"    ORDER BY k.start_at DESC, k.id DESC LIMIT :limit)"
	"  ORDER BY a.start_at DESC, a.id DESC, x.start_at, r.id, x.part"
	" /* scan: one page, sorted */";

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

static const char list_resource_sql[] =
	LINE_SELECT
	"  WHERE a.id IN (SELECT k.appointment_id FROM appointment_resource k"
	"    WHERE k.resource_id = :resource AND k.start_at < :to AND k.start_at > :from - 86400"
	"      AND k.end_at > :from AND (:live = 0 OR k.active = 1))"
	"  ORDER BY a.start_at, " LINE_ORDER;

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

static const char row_get_sql[] = LINE_SELECT "  WHERE a.id = :id ORDER BY " LINE_ORDER;

enum err_code appointment_row_get(struct store *s, int64_t id, struct appointment_row *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, row_get_sql);

	stmt_int(q, ":id", id);
	return read_first(s, q, out,
	    N_("There is no such appointment. Look at the schedule (F3)."), e);
}

enum err_code appointment_line_add(struct store *s, int64_t id, struct appointment_list *out,
    struct err *e)
{
	struct appointment_row a;
	enum err_code rc = appointment_row_get(s, id, &a, e);

	if (rc == OK)
		*vec_push(out) = a;
	return rc;
}

static const char next_sql[] =
	LINE_SELECT
	"  WHERE a.id = (SELECT k.id FROM appointment k WHERE k.client_id = :client AND k.live = 1"
	"    AND k.start_at > :now - 86400 AND k.end_at > :now"
	"    ORDER BY k.start_at, k.id LIMIT 1)"
	"  ORDER BY " LINE_ORDER;

enum err_code appointment_next(struct store *s, int64_t client_id, int64_t now,
    struct appointment_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, next_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":now", now);
	return read_first(s, q, out, N_("No appointment is booked. b books one."), e);
}

static const char holder_sql[] =
	LINE_SELECT
	"  WHERE a.id = (SELECT k.appointment_id FROM appointment_resource k"
	"    WHERE k.resource_id = :resource AND k.active = 1 AND k.start_at < :to"
	"      AND k.start_at > :from - 86400 AND k.end_at > :from AND k.appointment_id <> :except"
	"    ORDER BY k.start_at, k.appointment_id LIMIT 1)"
	"  ORDER BY " LINE_ORDER;

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
	LINE_SELECT
	"  WHERE a.id = (SELECT k.id FROM appointment k"
	"    WHERE k.client_id = :client AND k.live = 1"
	"      AND coalesce(k.dependant_id, 0) = :dependant AND k.start_at < :to"
	"      AND k.start_at > :from - 86400 AND k.end_at > :from AND k.id <> :except"
	"    ORDER BY k.start_at, k.id LIMIT 1)"
	"  ORDER BY " LINE_ORDER;

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
