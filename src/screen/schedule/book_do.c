/* Booking, what F10 does: one, several of a day, a group, a series, a move, or squeezed in. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "book_priv.h"
#include "data/appointment.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "desk/rights.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "screen/series.h"
#include "tui/dialog.h"
#include "tui/textline.h"

/* ---- said when it is done ---- */

/* Who waits for the time that came free is said where the way back stands else. */
static void tell_moved(struct screen *s, const struct appointment_row *a, const char *at,
    const char *name, size_t n)
{
	char freed[120];
	bool waited = schedule_freed_text(s, freed, sizeof freed)[0] != '\0';

	if (!waited)
		text_copy(freed, sizeof freed, tr("Ctrl-Z takes it back."));
	if (n > 1)
		screen_done(s, a->group_id ? tr("Moved the group of %zu, this one to %s. %s") :
		    tr("Moved %zu of the series, first to %s. %s"), n, at, freed);
	else if (waited)
		screen_done(s, tr("Moved to %s: %s. %s"), at, name, freed);
	else
		screen_done(s, tr("Moved to %s with %s for %s. %s"), at, a->staff, name, freed);
}

static void tell_booked(struct screen *s, int64_t id, size_t n)
{
	struct book *st = s->state;
	struct appointment_row a;
	struct err none = ERR_INIT;
	char at[48], name[200];

	if (appointment_row_get(st->desk->store, id, &a, &none) != OK)
		return;
	desk_time_text(st->desk, a.start_at, at, sizeof at);
	clientline_name(st->desk, a.client_id, name, sizeof name);
	if (st->arg.move_id)
		tell_moved(s, &a, at, name, n);
	else if (st->group.n)
		screen_done(s, tr("Booked %zu clients, the first %s. Ctrl-Z takes it back."), n,
		    at);
	else if (n > 1)
		screen_done(s, tr("Booked %zu times, the first %s, for %s. Ctrl-Z takes it back."),
		    n, at, name);
	else
		screen_done(s, tr("Booked %s with %s for %s. Ctrl-Z takes it back."), at, a.staff,
		    name);
}

static enum err_code finished(struct screen *s, int64_t id, size_t n)
{
	struct book *st = s->state;

	formview_saved(&st->form);
	st->nhold = 0;
	tell_booked(s, id, n);
	front_wrote(s);
	screen_finish(s, 1, &id);
	return OK;
}

static enum err_code book_one(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	const struct free_time *t = book_chosen(st);
	struct booking_wish w[FREE_SERVICES];
	int64_t ids[FREE_SERVICES];
	size_t n = st->arg.nservices > 1 ? st->days.v[st->sel].n : 1;
	enum err_code rc;

	for (size_t i = 0; i < n; i++) {
		const struct free_time *x = n > 1 ? &st->days.v[st->sel].time[i] : t;

		book_wish(st, &w[i]);
		w[i].service_id = x->service_id;
		w[i].start_at = x->start_at;
		/* Exactly what stands in the row, or a refusal. */
		w[i].nwith = x->nparts;
		for (size_t k = 0; k < x->nparts; k++)
			w[i].with[k] = x->part[k].resource_id;
		if (i) {
			w[i].deposit = 0;
			w[i].request_id = w[i].waiter_id = 0;
		}
	}
	rc = booking_book(st->desk, w, n, ids, e);
	return rc == OK ? finished(s, ids[0], n) : rc;
}

/* Who waits for a sooner time moves up, and waits no more: one step. */
static enum err_code move_up(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	const struct free_time *t = book_chosen(st);
	struct booking_wish w;
	int64_t id;
	enum err_code rc;

	book_wish(st, &w);
	w.except = st->arg.move_id;
	w.service_id = t->service_id;
	w.start_at = t->start_at;
	w.nwith = t->nparts;
	for (size_t i = 0; i < t->nparts; i++)
		w.with[i] = t->part[i].resource_id;
	rc = booking_book(st->desk, &w, 1, &id, e);
	return rc == OK ? finished(s, id, 1) : rc;
}

/* The wishes that were typed come first: those hold for the later ones of a series too. */
static void fill_shift(const struct book *st, struct booking_shift *x)
{
	const struct free_time *t = book_chosen(st);
	struct booking_wish typed;

	book_wish(st, &typed);
	*x = (struct booking_shift){ .id = st->arg.move_id, .start_at = t->start_at,
		.nwith = typed.nwith, .nlater = typed.nwith, .quiet = typed.quiet };
	memcpy(x->with, typed.with, sizeof x->with);
	for (size_t i = 0; i < t->nparts && x->nwith < BOOKING_PARTS; i++) {
		bool there = false;

		for (size_t k = 0; k < typed.nwith; k++)
			there = there || typed.with[k] == t->part[i].resource_id;
		if (!there)
			x->with[x->nwith++] = t->part[i].resource_id;
	}
}

static enum err_code move_it(struct screen *s, enum booking_reach reach, struct err *e)
{
	struct book *st = s->state;
	struct booking_shift x;
	size_t n = 1;
	enum err_code rc;

	fill_shift(st, &x);
	rc = booking_reach_move(st->desk, reach, &x, NULL, &n, e);
	if (rc == ERR_TAKEN || rc == ERR_CONFLICT)
		screen_dirty(s, DIRTY_LOAD);
	return rc == OK ? finished(s, st->arg.move_id, n) : rc;
}

static void move_answered(struct screen *owner, int reach, int64_t ref)
{
	struct err e = ERR_INIT;

	(void)ref;
	if (reach && move_it(owner, reach, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code move(struct screen *s, struct err *e)
{
	bool asked = false;
	enum err_code rc = series_ask(s, ((struct book *)s->state)->arg.move_id, move_answered,
	    &asked, e);

	return rc == OK && !asked ? move_it(s, BOOKING_ONE, e) : rc;
}

/* ---- several clients ---- */

static enum err_code book_group(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	struct booking_wish w[BOOKING_GROUP_MAX + 1];
	int64_t ids[BOOKING_GROUP_MAX + 1];
	enum err_code rc = book_group_wishes(st, book_chosen(st), w, e);

	if (rc == OK)
		rc = booking_book(st->desk, w, 1 + st->group.n, ids, e);
	return rc == OK ? finished(s, ids[0], 1 + st->group.n) : rc;
}

/* ---- a series ---- */

static enum err_code book_series(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	int64_t ids[BOOKING_SERIES_MAX], first = 0;
	struct booking_wish w;
	size_t n = 0;
	enum err_code rc;

	book_wish(st, &w);
	w.start_at = st->series[0].start_at;    /* as it was looked at, wherever the mark is now */
	rc = booking_series(st->desk, &w, &st->plan, ids, e);
	for (int i = 0; i < st->plan.n && rc == OK; i++) {
		first = first ? first : ids[i];         /* 0: skipped */
		n += ids[i] != 0;
	}
	return rc == OK ? finished(s, first, n) : rc;
}

static void series_answered(struct screen *owner, int answer, int64_t ref)
{
	struct err e = ERR_INIT;

	(void)ref;
	if (answer == 1 && book_series(owner, &e) != OK)
		screen_refuse(owner, &e);
}

/* All times of the series, those that cannot be first in words, before anything is booked. */
static enum err_code ask_series(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	struct buf text = { 0 };
	int fits = 0;
	char at[48];
	struct dialog box = { .title = tr("Series"), .enter = 1, .f10 = 1,
		.choices = { { 1, tr("book those that fit"), NULL },
			{ 2, tr("back, change something"), NULL } }, .done = series_answered };
	enum err_code rc;

	for (int i = 0; i < st->plan.n; i++) {
		const struct series_day *d = &st->series[i];

		st->plan.skip[i] = d->rc != OK;
		fits += d->rc == OK;
		buf_printf(&text, "%2d  %s  %s\n", i + 1,
		    desk_time_text(st->desk, d->start_at, at, sizeof at), d->rc == OK ? "" :
		    d->why);
	}
	if (!fits)
		box.choices[0].why_off = tr("None of them fits.");
	box.text = buf_str(&text);
	rc = dialog_open(s, &box, e);
	buf_free(&text);
	return rc;
}

static enum err_code plan_series(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	struct when_base base = desk_when(st->desk);
	struct booking_wish w;
	struct when when;
	enum err_code rc = when_parse(book_text(st, BOOK_SERIES), WHEN_PLAN, &base, &when, e);

	if (rc == OK && (when.times < 2 || when.times > BOOKING_SERIES_MAX))
		rc = err_set(e, ERR_INVALID, tr("Not booked. A series is 2 to %d times: 6 weekly."),
		    BOOKING_SERIES_MAX);
	if (rc != OK)
		return rc;
	st->plan = (struct booking_series){ .n = when.times,
		.every_days = when.every_weeks ? when.every_weeks * 7 : when.every_days };
	book_wish(st, &w);
	w.start_at = book_chosen(st)->start_at;
	rc = booking_series_look(st->desk, &w, &st->plan, st->series, e);
	return rc == OK ? ask_series(s, e) : rc;
}

/* ---- squeezed in ---- */

static enum err_code insert_now(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	struct booking_wish w;
	int64_t id;
	enum err_code rc;

	book_wish(st, &w);
	w.start_at = st->typed_any ? st->when.at : st->arg.start_at;
	w.insert = true;
	w.reason = st->reason;
	rc = booking_book(st->desk, &w, 1, &id, e);
	return rc == OK ? finished(s, id, 1) : rc;
}

static enum err_code insert_reason(struct screen *s, const char *text, struct err *e)
{
	struct book *st = s->state;
	struct second_ask ask = { .right = "appt-overbook", .why = st->reason,
		.text = tr("squeeze in over what is taken"), .done = insert_now };
	enum err_code rc;

	if (!text)
		return OK;
	if (!text[0])
		return err_set(e, ERR_INVALID, "%s", tr("Say why; it stands in the action list."));
	text_copy(st->reason, sizeof st->reason, text);
	rc = insert_now(s, e);
	if (rc == ERR_SECOND) {
		err_clear(e);
		rc = front_second(s, &ask, e);
	}
	if (rc != OK) {
		screen_refuse(s, e);
		err_clear(e);
	}
	return OK;
}

enum err_code book_run_insert(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	struct textline ask = { .label = tr("Squeeze in: why"), .max_cp = 100,
		.keep = "book-squeeze", .keep_ref = st->arg.client_id, .done = insert_reason };

	if (st->arg.move_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not for a move: Esc, then b and Alt-o squeeze a new one in."));
	if (st->group.n)
		return err_set(e, ERR_INVALID, "%s",
		    tr("A group is not squeezed in. Take the others out (Alt-g), or another "
		    "time."));
	if (front_may(s, "appt-overbook", e) != OK)
		return e->code;
	formview_commit(&st->form);
	if (!(st->typed_any ? st->typed_ok && st->when.minute >= 0 : st->arg.start_at != 0))
		return err_set(e, ERR_INVALID, "%s", tr("Type the time in When first."));
	textline_ask(s, &ask);
	return OK;
}

/* ---- what the file lacks ---- */

static void lacks_filled(struct screen *s, int answer, const void *value)
{
	(void)value;
	screen_dirty(s, DIRTY_LOAD);
	if (answer == 1)
		screen_say(s, STYLE_MSG_DONE, "%s", tr("Saved in the file. F10 books."));
}

static void lacks_answered(struct screen *s, int answer, int64_t client_id)
{
	struct book *st = s->state;
	struct client_arg arg = { .client_id = client_id, .tab = "file", .field = st->lacks };
	struct err e = ERR_INIT;

	if (answer == 1 && screen_ask(s, &client_screen, &arg, lacks_filled, &e) != OK)
		screen_refuse(s, &e);
}

/* What must stand in the file before somebody is booked for (the form decides): asked for here,
 * while the client is on the line. */
static enum err_code ask_lacks(struct screen *s, int64_t client_id, bool *asked, struct err *e)
{
	struct book *st = s->state;
	struct buf names = BUF_INIT, text = BUF_INIT;
	char name[200], lacks[300];
	struct dialog box = { .title = tr("Before booking"), .enter = 1, .f10 = 1,
		.choices = { { 1, tr("fill in now"), NULL }, { 2, tr("back"), NULL } },
		.done = lacks_answered, .ref = client_id };
	enum err_code rc = intake_lacks_to_book(st->desk, client_id, &names, e);

	if (rc == OK && names.n) {
		*asked = true;
		text_fmt(st->lacks, sizeof st->lacks, "%.*s",
		    (int)strcspn(buf_str(&names), ","), buf_str(&names));
		buf_printf(&text, tr("The file of %s needs before a booking: %s."),
		    clientline_name(st->desk, client_id, name, sizeof name),
		    intake_why_text(st->desk, buf_str(&names), lacks, sizeof lacks));
		if (!rights_may(st->desk, "client-edit"))
			box.choices[0].why_off = tr("Your role does not change files.");
		box.text = buf_str(&text);
		rc = dialog_open(s, &box, e);
	}
	buf_free(&names);
	buf_free(&text);
	return rc;
}

static enum err_code ask_all_lacks(struct screen *s, bool *asked, struct err *e)
{
	struct book *st = s->state;
	enum err_code rc = ask_lacks(s, st->client_id, asked, e);

	for (size_t i = 0; i < st->group.n && rc == OK && !*asked; i++)
		rc = ask_lacks(s, st->group.client[i], asked, e);
	return rc;
}

/* ---- all of it ---- */

enum err_code book_do(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	bool asked = false;

	if (st->arg.move_id)
		return st->arg.waiter_id ? move_up(s, e) : move(s, e);
	if (ask_all_lacks(s, &asked, e) != OK || asked)
		return e->code;
	if (st->group.n && book_text(st, BOOK_SERIES)[0])
		return err_set(e, ERR_INVALID, "%s",
		    tr("A group or a series, not both: empty Series, or take the others out "
		       "(Alt-g)."));
	if (st->group.n)
		return book_group(s, e);
	return book_text(st, BOOK_SERIES)[0] ? plan_series(s, e) : book_one(s, e);
}
