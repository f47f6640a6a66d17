#include "screen/series.h"

#include "base/buf.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "desk/desk.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "tui/dialog.h"

static void later_text(size_t later, char *out, size_t size)
{
	text_fmt(out, size, trn("this one and the %zu after it", "this one and the %zu after "
	    "it", (long)later), later);
}

/* Who else is in it is what one has to know to answer. */
static enum err_code group_text(struct desk *d, int64_t id, char *out, size_t size, struct err *e)
{
	struct appointment_row a;
	char fellows[300];
	enum err_code rc = appointment_row_get(d->store, id, &a, e);

	if (rc == OK)
		text_fmt(out, size, tr("It is %s."),
		    booking_fellows_text(d, id, a.group_id, fellows, sizeof fellows));
	return rc;
}

static void answered(struct screen *owner, int answer, int64_t id)
{
	const struct schedule_memory *m = schedule_memory(owner);

	m->reached(owner, answer == 2 ? (int)m->reach : answer, id);
}

enum err_code series_ask(struct screen *s, int64_t id,
    void (*done)(struct screen *owner, int reach, int64_t id), bool *asked, struct err *e)
{
	struct desk *d = front_desk(s);
	size_t later = 0, fellows = 0;
	char all[120], text[400];
	struct dialog box = { .title = tr("Series"), .text = tr("It is one of a series."),
		.choices = { { BOOKING_ONE, tr("only this one"), NULL },
			{ 2, all, NULL } },
		.enter = BOOKING_ONE, .f10 = BOOKING_ONE, .ref = id, .done = answered };
	struct schedule_memory *m = schedule_memory(s);
	enum err_code rc = booking_reach_others(d, id, BOOKING_GROUP, &fellows, e);

	*asked = false;
	if (rc == OK && !fellows)
		rc = booking_reach_others(d, id, BOOKING_LATER, &later, e);
	if (rc != OK || (!fellows && !later))
		return rc;
	later_text(later, all, sizeof all);
	if (fellows) {
		box.title = tr("Group");
		box.text = text;
		text_fmt(all, sizeof all, tr("the whole group of %zu"), fellows + 1);
		rc = group_text(d, id, text, sizeof text, e);
	}
	m->reached = done;
	m->reach = fellows ? BOOKING_GROUP : BOOKING_LATER;
	*asked = rc == OK;
	return rc == OK ? dialog_open(s, &box, e) : rc;
}
