/* Writing appointments. What is refused here is refused by the guards of the schema. */
#include <string.h>

#include "base/tr.h"
#include "data/appointment.h"
#include "data/disruption.h"
#include "data/event.h"
#include "data/hold.h"
#include "data/txn.h"
#include "data/cases/event_priv.h"
#include "data/store/row_priv.h"

static const char no_appointment[] = N_("There is no such appointment. Look at the schedule (F3).");
static const char changed[] =
	N_("Somebody changed that appointment meanwhile. Look at it again, then repeat.");

static const char overbooking_sql[] =
	"INSERT INTO overbooking(low_id, high_id, resource_id, staff_id, second_id, reason)"
	"  VALUES (:low, :high, :resource, :staff, :second, :reason)"
	"  ON CONFLICT(low_id, high_id, resource_id) DO NOTHING";

enum err_code overbooking_insert(struct txn *t, int64_t a, int64_t b, int64_t resource_id,
    const char *reason, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), overbooking_sql);

	stmt_int(q, ":low", a < b ? a : b);
	stmt_int(q, ":high", a < b ? b : a);
	stmt_int(q, ":resource", resource_id);
	stmt_int(q, ":staff", txn_actor(t)->staff_id);
	stmt_int_or_null(q, ":second", txn_actor(t)->second_id);
	stmt_text(q, ":reason", reason);
	return stmt_run(q, e);
}

static const char take_sql[] =
	"INSERT INTO appointment_resource(appointment_id, resource_id, part, start_at, end_at,"
	"    active)"
	"  SELECT a.id, :resource, :part, coalesce(:start, a.start_at), coalesce(:end, a.end_at),"
	"    a.live FROM appointment a WHERE a.id = :id RETURNING appointment_id";

static enum err_code add_take(struct txn *t, int64_t id, const struct take *take, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), take_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":resource", take->resource_id);
	stmt_int(q, ":part", take->part ? take->part : 1);
	stmt_int_or_null(q, ":start", take->start_at);
	stmt_int_or_null(q, ":end", take->end_at);
	return row_run(q, NULL, no_appointment, e);
}

static bool state_lives(const char *state)
{
	static const char *const live[] = { "booked", "confirmed", "arrived", "serving" };

	for (size_t i = 0; i < sizeof live / sizeof *live; i++) {
		if (strcmp(live[i], state) == 0)
			return true;
	}
	return false;
}

static const char insert_sql[] =
	"INSERT INTO appointment(rev, branch_id, client_id, dependant_id, day, created_at,"
	"    service_id, start_at, end_at, state, live, reason, channel, needs, note, taken_by,"
	"    asked, inserted, series_id, group_id)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :created, :service, :start, :end,"
	"    :state, :live, :reason, :channel, :needs, :note, :by, :asked, :inserted, :series,"
	"    :group) RETURNING id";

static enum err_code insert_row(struct txn *t, const struct appointment *a, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);
	const char *state = *a->state ? a->state : "booked";

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", a->branch_id);
	stmt_int(q, ":client", a->client_id);
	stmt_int_or_null(q, ":dependant", a->dependant_id);
	stmt_text(q, ":day", a->day);
	stmt_int(q, ":created", a->created_at ? a->created_at : txn_now(t));
	stmt_int_or_null(q, ":service", a->service_id);
	stmt_int(q, ":start", a->start_at);
	stmt_int(q, ":end", a->end_at);
	stmt_text(q, ":state", state);
	stmt_int(q, ":live", state_lives(state));
	stmt_text(q, ":reason", row_null(a->reason));
	stmt_text(q, ":channel", row_null(a->channel));
	stmt_text(q, ":needs", row_null(a->needs));
	stmt_text(q, ":note", row_null(a->note));
	stmt_int_or_null(q, ":by", a->taken_by ? a->taken_by : txn_actor(t)->staff_id);
	stmt_int(q, ":asked", a->asked);
	stmt_int(q, ":inserted", a->inserted);
	stmt_int_or_null(q, ":series", a->series_id);
	stmt_int_or_null(q, ":group", a->group_id);
	return row_run(q, id, no_appointment, e);
}

/* What is entered afterwards was booked then; who came or did not, that was known at the end. */
static enum err_code first_events(struct txn *t, int64_t id, const struct appointment *a,
    const char *why, struct err *e)
{
	int64_t booked = a->created_at ? a->created_at : txn_now(t);
	bool over = !strcmp(a->state, "done") || !strcmp(a->state, "noshow");
	enum err_code rc = event_add_at(t, id, "booked", why, booked, e);

	if (rc != OK || !*a->state || !strcmp(a->state, "booked"))
		return rc;
	return event_add_at(t, id, a->state, a->reason,
	    over && a->end_at > booked ? a->end_at : booked, e);
}

enum err_code appointment_insert(struct txn *t, const struct appointment_new *a, int64_t *id,
    struct err *e)
{
	int64_t now = 0;
	enum err_code rc = insert_row(t, a->row, &now, e);

	if (rc == OK)
		rc = first_events(t, now, a->row, a->nover ? a->over[0].reason : NULL, e);
	for (size_t i = 0; i < a->nover && rc == OK; i++)
		rc = overbooking_insert(t, now, a->over[i].other_id, a->over[i].resource_id,
		    a->over[i].reason, e);
	for (size_t i = 0; i < a->ntake && rc == OK; i++)
		rc = add_take(t, now, &a->take[i], e);
	if (rc == OK && id)
		*id = now;
	return rc;
}

static const char exists_sql[] = "SELECT id FROM appointment WHERE id = :id";

/* An UPDATE with a condition wrote nothing: is the row gone, or has it changed? */
static enum err_code not_written(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), exists_sql);
	enum err_code rc;

	stmt_int(q, ":id", id);
	rc = row_run(q, NULL, no_appointment, e);
	return rc != OK ? rc : err_set(e, ERR_CONFLICT, "%s", tr(changed));
}

static enum err_code run_checked(struct txn *t, struct stmt *q, int64_t id, struct err *e)
{
	bool done = stmt_row(q, e);
	enum err_code rc = stmt_run(q, e);

	return rc != OK || done ? rc : not_written(t, id, e);
}

static const char set_state_sql[] =
	"UPDATE appointment SET state = :state, live = :live, reason = coalesce(:reason, reason),"
	"    rev = :rev WHERE id = :id AND (:was IS NULL OR state = :was) RETURNING id";

static enum err_code write_state(struct txn *t, int64_t id, const char *was, const char *state,
    const char *reason, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), set_state_sql);

	stmt_int(q, ":id", id);
	stmt_text(q, ":was", was);
	stmt_text(q, ":state", state);
	stmt_int(q, ":live", state_lives(state));
	stmt_text(q, ":reason", reason);
	stmt_int(q, ":rev", txn_action_id(t));
	return run_checked(t, q, id, e);
}

/* What waits for another time because of an absence is settled by each of these, wherever it is
 * done. Taken off to be moved, it no longer needs what was held for it. */
static enum err_code settle(struct txn *t, int64_t id, const char *state, struct err *e)
{
	static const char *const as[][2] = {
		{ "cancelled", "cancelled" }, { "arrived", "kept" }, { "serving", "kept" },
		{ "done", "kept" }, { "noshow", "kept" },
	};

	for (size_t i = 0; i < sizeof as / sizeof *as; i++)
		if (!strcmp(as[i][0], state))
			return disruption_settle(t, id, as[i][1], e);
	return !strcmp(state, "moving") ? hold_let_go(t, "move", id, e) : OK;
}

/* Taking off and putting on again is no step of its life: the move in between is. */
enum err_code appointment_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    const char *reason, struct err *e)
{
	bool moving = !strcmp(state, "moving") || (was && !strcmp(was, "moving"));
	enum err_code rc = write_state(t, id, was, state, reason, e);

	if (rc == OK)
		rc = settle(t, id, state, e);
	return rc == OK && !moving ? event_add(t, id, state, reason, e) : rc;
}

static const char move_sql[] =
	"UPDATE appointment SET start_at = :start, end_at = :end, day = :day,"
	"    reason = coalesce(:reason, reason), rev = :rev"
	"  WHERE id = :id AND (:seen = 0 OR rev = :seen) RETURNING id";

static enum err_code move_row(struct txn *t, int64_t id, const struct appointment_move *to,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), move_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":seen", to->rev);
	stmt_int(q, ":start", to->start_at);
	stmt_int(q, ":end", to->end_at);
	stmt_text(q, ":day", to->day);
	stmt_text(q, ":reason", to->reason);
	stmt_int(q, ":rev", txn_action_id(t));
	return run_checked(t, q, id, e);
}

static const char parts_sql[] =
	"SELECT a.state FROM appointment a WHERE a.id = :id AND a.live = 1"
	"    AND (:seen = 0 OR a.rev = :seen)"
	"    AND EXISTS (SELECT 1 FROM appointment_resource x WHERE x.appointment_id = a.id"
	"      AND x.part > 1)";

/* *STATE = its state if it is live and a resource comes in parts, else "". */
static enum err_code state_with_parts(struct txn *t, int64_t id, int64_t seen, char *state,
    size_t size, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), parts_sql);

	*state = '\0';
	stmt_int(q, ":id", id);
	stmt_int(q, ":seen", seen);
	if (stmt_row(q, e))
		stmt_col_copy(q, 0, state, size);
	return stmt_run(q, e);
}

/* The parts of a resource move one after the other: the first may land where the second still is.
 * So they are taken off, moved and put on again. */
static enum err_code move_parts(struct txn *t, int64_t id, const char *state,
    const struct appointment_move *to, struct err *e)
{
	struct appointment_move whatever = *to;
	enum err_code rc = appointment_set_state(t, id, state, "moving", NULL, e);

	whatever.rev = 0;               /* it is ours since the line above */
	if (rc == OK)
		rc = move_row(t, id, &whatever, e);
	if (rc == OK)
		rc = appointment_set_state(t, id, "moving", state, NULL, e);
	return rc;
}

enum err_code appointment_move(struct txn *t, int64_t id, const struct appointment_move *to,
    struct err *e)
{
	char state[12];
	enum err_code rc = state_with_parts(t, id, to->rev, state, sizeof state, e);

	/* Before the row changes: the step keeps the time that is left. */
	if (rc == OK)
		rc = event_add(t, id, "moved", to->reason, e);
	if (rc == OK)
		rc = disruption_settle(t, id, "moved", e);
	if (rc != OK)
		return rc;
	return *state ? move_parts(t, id, state, to, e) : move_row(t, id, to, e);
}

static const char swap_sql[] =
	"UPDATE appointment_resource SET resource_id = :to"
	"  WHERE appointment_id = :id AND resource_id = :from RETURNING appointment_id";

/* What it takes has no rev of its own: the appointment's says that it changed. */
static const char stamp_sql[] = "UPDATE appointment SET rev = :rev WHERE id = :id RETURNING id";

static enum err_code stamp(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), stamp_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_appointment, e);
}

static const char name_sql[] = "SELECT name FROM resource WHERE id = :id";

/* The step keeps the name of what was taken before. */
static enum err_code note_taken(struct txn *t, int64_t id, int64_t from, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), name_sql);
	char name[120] = "";
	enum err_code rc;

	stmt_int(q, ":id", from);
	if (stmt_row(q, e))
		stmt_col_copy(q, 0, name, sizeof name);
	rc = stmt_run(q, e);
	return rc == OK ? event_add(t, id, "taken", name, e) : rc;
}

enum err_code appointment_swap(struct txn *t, int64_t id, int64_t from, int64_t to, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), swap_sql);
	enum err_code rc;

	stmt_int(q, ":id", id);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	rc = row_run(q, NULL, N_("The appointment does not take that. Look at it again."), e);
	if (rc == OK)
		rc = note_taken(t, id, from, e);
	return rc == OK ? stamp(t, id, e) : rc;
}

static const char link_sql[] =
	"UPDATE appointment SET series_id = coalesce(:series, series_id),"
	"    group_id = coalesce(:group, group_id), rev = :rev WHERE id = :id RETURNING id";

enum err_code appointment_link(struct txn *t, int64_t id, int64_t series_id, int64_t group_id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), link_sql);

	stmt_int(q, ":id", id);
	stmt_int_or_null(q, ":series", series_id);
	stmt_int_or_null(q, ":group", group_id);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_appointment, e);
}

enum err_code appointment_take(struct txn *t, int64_t id, const struct take *take, struct err *e)
{
	enum err_code rc = add_take(t, id, take, e);

	return rc == OK ? stamp(t, id, e) : rc;
}
