/* Visits as lines of a list, with all names from one query. */
#include "base/mem.h"
#include "base/tr.h"
#include "data/flag.h"
#include "data/visit.h"
#include "data/store/row_priv.h"

/* What was paid with the booking counts, unless it was taken for this visit and so counted. */
#define LINE_SELECT \
	"SELECT v.id, v.rev, v.branch_id, v.client_id, v.created_at, v.arrived_at, v.place," \
	"    v.since_at, v.dependant_id, v.appointment_id, v.service_id, v.greeter_id," \
	"    v.resource_id, v.room_id, v.due, v.left_at, a.start_at, a.end_at, k.minutes," \
	"    c.restricted," \
	"    (SELECT coalesce(sum(p.amount), 0) FROM payment p WHERE p.visit_id = v.id)" \
	"    + (SELECT coalesce(sum(p.amount), 0) FROM payment p" \
	"      WHERE p.appointment_id = v.appointment_id AND p.visit_id IS NULL)," \
	"    (SELECT max(x.at) FROM visit_event x" \
	"      WHERE x.visit_id = v.id AND x.what = 'greeted')," \
	"    EXISTS (SELECT 1 FROM visit_event x" \
	"      WHERE x.visit_id = v.id AND x.what = 'treating')," \
	"    v.day, v.number, v.zone, v.state, v.identity, v.allergy, v.valuables, v.outcome," \
	"    v.follow_day, v.identity_why, v.wants, v.changed, v.learnt, v.outcome_text, c.name," \
	"    c.alias, c.file_no, c.gender, c.birth, c.pinyin, d.name, k.code, k.name, k.name_en," \
	"    k.led_to, r.name, m.name, g.name" \
	"  FROM visit v" \
	"  JOIN client c ON c.id = v.client_id" \
	"  LEFT JOIN appointment a ON a.id = v.appointment_id" \
	"  LEFT JOIN dependant d ON d.id = v.dependant_id" \
	"  LEFT JOIN service k ON k.id = v.service_id" \
	"  LEFT JOIN resource r ON r.id = v.resource_id" \
	"  LEFT JOIN resource m ON m.id = v.room_id" \
	"  LEFT JOIN staff g ON g.id = v.greeter_id"
#define COL_TEXTS 23

static const char no_visit[] = N_("That visit is not here. Look at the arrivals (F4).");

static void read_numbers(struct stmt *q, struct visit_row *v)
{
	int64_t *const to[] = { &v->id, &v->rev, &v->branch_id, &v->client_id, &v->created_at,
		&v->arrived_at, &v->place, &v->since_at, &v->dependant_id, &v->appointment_id,
		&v->service_id, &v->greeter_id, &v->resource_id, &v->room_id, &v->due, &v->left_at,
		&v->start_at, &v->end_at, &v->minutes };

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i);
	v->restricted = stmt_col_int(q, 19) != 0;
	v->paid = stmt_col_int(q, 20);
	v->greeted_at = stmt_col_int(q, 21);
	v->treated = stmt_col_int(q, 22) != 0;
}

static void read_texts(struct stmt *q, struct visit_row *v)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ v->day, sizeof v->day }, { v->number, sizeof v->number },
		{ v->zone, sizeof v->zone }, { v->state, sizeof v->state },
		{ v->identity, sizeof v->identity }, { v->allergy, sizeof v->allergy },
		{ v->valuables, sizeof v->valuables }, { v->outcome, sizeof v->outcome },
		{ v->follow_day, sizeof v->follow_day },
		{ v->identity_why, sizeof v->identity_why }, { v->wants, sizeof v->wants },
		{ v->changed, sizeof v->changed }, { v->learnt, sizeof v->learnt },
		{ v->outcome_text, sizeof v->outcome_text }, { v->client, sizeof v->client },
		{ v->alias, sizeof v->alias }, { v->file_no, sizeof v->file_no },
		{ v->gender, sizeof v->gender }, { v->birth, sizeof v->birth },
		{ v->pinyin, sizeof v->pinyin }, { v->patient, sizeof v->patient },
		{ v->service_code, sizeof v->service_code }, { v->service, sizeof v->service },
		{ v->service_en, sizeof v->service_en }, { v->led_to, sizeof v->led_to },
		{ v->staff, sizeof v->staff }, { v->room, sizeof v->room },
		{ v->greeter, sizeof v->greeter },
	};

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		stmt_col_copy(q, (int)(COL_TEXTS + i), to[i].dst, to[i].size);
}

static enum err_code read_lines(struct store *s, struct stmt *q, struct visit_list *out,
    struct err *e)
{
	enum err_code rc;

	visit_list_free(out);
	while (stmt_row(q, e)) {
		struct visit_row *v = vec_push(out);

		read_numbers(q, v);
		read_texts(q, v);
	}
	rc = stmt_done(q, e);
	for (size_t i = 0; i < out->n && rc == OK; i++)
		rc = flag_kinds(s, out->v[i].client_id, out->v[i].flags, sizeof out->v[i].flags, e);
	return rc;
}

static enum err_code read_first(struct store *s, struct stmt *q, struct visit_row *out,
    struct err *e)
{
	struct visit_list l = { 0 };
	enum err_code rc = read_lines(s, q, &l, e);

	if (rc == OK && !l.n)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr(no_visit));
	else if (rc == OK)
		*out = l.v[0];
	visit_list_free(&l);
	return rc;
}

void visit_list_free(struct visit_list *l)
{
	vec_free(l);
}

static const char here_sql[] =
	LINE_SELECT
	"  WHERE v.state <> 'left'"
	"    AND v.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"  ORDER BY v.place, v.id /* scan: those here, sorted; few branches */";

enum err_code visit_list_here(struct store *s, int64_t branch_id, struct visit_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, here_sql);

	stmt_int(q, ":branch", branch_id);
	return read_lines(s, q, out, e);
}

static const char day_sql[] =
	LINE_SELECT
	"  WHERE v.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"    AND v.day = :day"
	"  ORDER BY v.arrived_at, v.id /* scan: one day, sorted; few branches */";

enum err_code visit_list_day(struct store *s, int64_t branch_id, const char *day,
    struct visit_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, day_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	return read_lines(s, q, out, e);
}

static const char client_sql[] =
	LINE_SELECT
	"  WHERE v.client_id = :client ORDER BY v.arrived_at DESC, v.id DESC LIMIT :limit"
	" /* scan: one page, sorted */";

enum err_code visit_list_client(struct store *s, int64_t client_id, int limit,
    struct visit_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_lines(s, q, out, e);
}

static const char get_sql[] = LINE_SELECT "  WHERE v.id = :id";

enum err_code visit_get(struct store *s, int64_t id, struct visit_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_first(s, q, out, e);
}

static const char person_sql[] =
	LINE_SELECT
	"  WHERE v.client_id = :client AND v.state <> 'left'"
	"    AND coalesce(v.dependant_id, 0) = :dependant"
	"  ORDER BY v.arrived_at DESC LIMIT 1 /* scan: visits of one client */";

enum err_code visit_of_person(struct store *s, int64_t client_id, int64_t dependant_id,
    struct visit_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, person_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	return read_first(s, q, out, e);
}

static const char appointment_sql[] =
	LINE_SELECT "  WHERE v.appointment_id = :appointment ORDER BY v.id DESC LIMIT 1"
	" /* scan: visits of one appointment */";

enum err_code visit_of_appointment(struct store *s, int64_t appointment_id,
    struct visit_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, appointment_sql);

	stmt_int(q, ":appointment", appointment_id);
	return read_first(s, q, out, e);
}

/* The words of the index visit_room, which keeps two out of one room. */
static const char room_sql[] =
	LINE_SELECT
	"  WHERE v.room_id = :room AND v.state <> 'left' AND v.state <> 'waiting'"
	"    AND v.state <> 'paying' AND v.state <> 'ready'";

enum err_code visit_in_room(struct store *s, int64_t room_id, struct visit_row *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, room_sql);

	stmt_int(q, ":room", room_id);
	return read_first(s, q, out, e);
}
