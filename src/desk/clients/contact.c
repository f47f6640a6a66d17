#include "desk/contact.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/appointment_find.h"
#include "data/event.h"
#include "data/todo.h"
#include "desk/calendar.h"
#include "desk/desk.h"
#include "form/messages.h"

enum { LOOK_AHEAD = 28 };

enum err_code contact_read_back(struct desk *d, int64_t appointment_id, char *out, size_t size,
    struct err *e)
{
	struct tell_about a = { .what = TELL_READ_BACK, .appointment_id = appointment_id };

	if (!messages_find(d->messages, "read-back"))
		a.what = TELL_CONFIRM;
	return outbox_preview(d, &a, out, size, e);
}

/* Ends an action about one appointment: committed, or rolled back with the error. */
static enum err_code end(struct txn *t, int64_t appointment_id, enum err_code rc, struct err *e)
{
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "appointment", appointment_id);
	return action_commit(t, NULL, e);
}

enum err_code contact_missed(struct desk *d, int64_t appointment_id, const char *note,
    struct err *e)
{
	struct action_head head = { .name = "appt-step" };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	return end(t, appointment_id,
	    event_add(t, appointment_id, "not-reached", note[0] ? note : NULL, e), e);
}

enum err_code contact_sms(struct desk *d, int64_t appointment_id, enum tell what, struct err *e)
{
	struct action_head head = { .name = "message-send" };
	struct tell_about a = { .what = what, .appointment_id = appointment_id };
	struct txn *t;
	int64_t id = 0;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = outbox_client(d, t, &a, &id, e);
	if (rc == OK && !id)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Nothing goes out: no mobile number, or the client forbids messages."));
	return end(t, appointment_id, rc, e);
}

enum err_code contact_no_rebook(struct desk *d, int64_t todo_id, const char *reason,
    struct err *e)
{
	struct action_head head = { .name = "client-todo", .reason = reason };
	struct todo w;
	struct txn *t;
	enum err_code rc;

	if (!reason[strspn(reason, " ")])
		return err_set(e, ERR_INVALID, "%s",
		    tr("Type why: it stands in the client's history."));
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = todo_get(d->store, todo_id, &w, e);
	if (rc == OK && strcmp(w.state, "open") != 0)
		rc = err_set(e, ERR_CONFLICT, "%s", tr("It is off the list already."));
	if (rc == OK)
		rc = todo_set_state(t, todo_id, "dismissed", e);
	return end(t, w.other_id, rc, e);
}

int32_t contact_next_open(struct desk *d, int32_t after)
{
	struct open_hours h;
	struct err none = ERR_INIT;

	for (int32_t day = after + 1; day <= after + LOOK_AHEAD; day++)
		if (calendar_hours(d, d->branch_id, day, &h, &none) == OK &&
		    h.open_min < h.close_min)
			return day;
	return after + 1;
}

enum err_code contact_count(struct desk *d, const char *day, struct contact_day *out,
    struct err *e)
{
	static const char *const states[] = { "live", "booked" };
	int64_t n[2] = { 0, 0 };
	enum err_code rc = OK;

	for (size_t i = 0; i < 2 && rc == OK; i++) {
		struct appointment_find f = { .branch_id = d->branch_id, .from_day = day,
			.to_day = day, .state = states[i] };
		struct appointment_key_list l = { 0 };

		rc = appointment_find(d->store, &f, &l, e);
		n[i] = (int64_t)l.n;
		appointment_key_list_free(&l);
	}
	*out = (struct contact_day){ .all = n[0], .confirmed = n[0] - n[1] };
	return rc;
}
