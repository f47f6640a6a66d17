/* Appointments from the client's file: the one under the cursor, else the next one to come. */
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/appointment.h"
#include "desk/desk.h"
#include "screen/arrival.h"
#include "screen/schedule.h"

/* 0: the client has none to come. */
static int64_t appointment_at(const struct client_file *st)
{
	const struct timeline_row *row = client_on_timeline(st) ? client_entry_at(st) : NULL;
	struct appointment_row next;
	struct err none = ERR_INIT;

	if (row && row->kind == TIMELINE_APPOINTMENT)
		return row->ref_id;
	return appointment_next(st->desk->store, st->client_id, clock_now(), &next, &none) == OK ?
	    next.id : 0;
}

static enum err_code need_appointment(const struct client_file *st, int64_t *id, struct err *e)
{
	*id = appointment_at(st);
	return *id ? OK : err_set(e, ERR_NOTFOUND, "%s",
	    tr("No appointment to come. b books one."));
}

enum err_code client_run_book(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	struct book_arg arg = { .client_id = st->client_id,
		.dependant_id = front_of(s)->dependant_id };

	return schedule_book(s, &arg, e);
}

enum err_code client_run_move(struct screen *s, struct err *e)
{
	struct book_arg arg = { 0 };
	enum err_code rc = need_appointment(s->state, &arg.move_id, e);

	return rc == OK ? schedule_book(s, &arg, e) : rc;
}

/* On a list page the row is taken out of use; else the appointment is cancelled. */
enum err_code client_run_cancel(struct screen *s, struct err *e)
{
	int64_t id;
	enum err_code rc;

	if (client_on_list(s->state))
		return client_side_retire(s, e);
	rc = need_appointment(s->state, &id, e);
	return rc == OK ? schedule_cancel(s, id, e) : rc;
}

/* On Goods: bought again; else the client has confirmed. */
enum err_code client_run_next(struct screen *s, struct err *e)
{
	int64_t id;
	enum err_code rc;

	if (client_on_list(s->state))
		return client_side_next(s, e);
	rc = need_appointment(s->state, &id, e);
	return rc == OK ? schedule_confirm_aloud(s, id, e) : rc;
}

enum err_code client_run_noshow(struct screen *s, struct err *e)
{
	int64_t id;
	enum err_code rc = need_appointment(s->state, &id, e);

	return rc == OK ? schedule_noshow(s, id, e) : rc;
}

/* For the time under the cursor when it is one of today; an entry of another day means only whose
 * file it is. */
enum err_code client_run_arrive(struct screen *s, struct err *e)
{
	const struct client_file *st = s->state;
	const struct timeline_row *row = client_on_timeline(st) ? client_entry_at(st) : NULL;
	struct appointment_row a;
	struct err none = ERR_INIT;
	char today[DAY_TEXT];
	bool here = row && row->kind == TIMELINE_APPOINTMENT &&
	    appointment_row_get(st->desk->store, row->ref_id, &a, &none) == OK &&
	    !strcmp(a.day, desk_today_text(st->desk, today));

	return arrival_open(s, st->client_id, here ? a.id : 0, e);
}

enum err_code client_run_free(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	struct free_arg arg = { .client_id = st->client_id,
		.dependant_id = front_of(s)->dependant_id };

	return screen_open(s->loop, &free_screen, &arg, e);
}
