/* Who is expected and has not come: called, or a no-show. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "desk/booking.h"
#include "desk/desk.h"
#include "screen/call.h"
#include "screen/clientline.h"
#include "screen/schedule.h"
#include "tui/dialog.h"

static void noshow_answered(struct screen *s, int answer, int64_t appointment)
{
	struct booking_step step = { .id = appointment, .state = "noshow", .quiet = answer == 3 };
	struct appointment_row a;       /* the one that was asked about, wherever the cursor is */
	struct book_arg book = { 0 };
	struct err e = ERR_INIT;
	char name[200];

	if (answer < 1 || answer > 3)
		return;
	if (booking_step(front_desk(s), &step, &e) != OK ||
	    appointment_row_get(front_desk(s)->store, appointment, &a, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s,
	    tr("%s: no-show, on the list of those to be rebooked. Ctrl-Z takes it back."),
	    arrivals_expected_name(s->state, &a, name, sizeof name));
	arrivals_took(s);
	book.client_id = a.client_id;
	if (answer == 2 && schedule_book(s, &book, &e) != OK)
		screen_refuse(s, &e);
}

enum err_code arrivals_run_noshow(struct screen *s, struct err *e)
{
	const struct appointment_row *a = arrivals_expected(s->state);
	char text[300], name[200], at[16];
	struct dialog box = { .title = tr("No-show"), .text = text,
		.choices = { { 1, tr("call back today"), NULL }, { 2, tr("book another time"),
		    NULL }, { 3, tr("leave it, tell nobody"), NULL } },
		.enter = 1, .f10 = 1, .done = noshow_answered };

	if (!a)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Only who is expected can be a no-show."));
	/* Not before the grace is over: said before anything is asked. */
	if (booking_may_step(front_desk(s), a->id, "noshow", e) != OK)
		return e->code;
	box.ref = a->id;
	text_fmt(text, sizeof text, tr("%s, booked for %s, did not come."),
	    arrivals_expected_name(s->state, a, name, sizeof name),
	    desk_clock_text(front_desk(s), a->start_at, at, sizeof at));
	return dialog_open(s, &box, e);
}

/* The number to dial, with what must be known before; the look is recorded. */
enum err_code arrivals_run_call(struct screen *s, struct err *e)
{
	return call_open(s, arrivals_client(s->state), tr("call to who is expected"), e);
}
