/* Booking: one promise of time with everything it needs. The times offered are in book_times.c. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "book_priv.h"
#include "data/appointment.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/arrival.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/rights.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "tui/dialog.h"
#include "tui/textline.h"

static const char *const field_names[BOOK_FIELDS] = {
	[BOOK_SERVICE] = "service", [BOOK_WITH] = "with", [BOOK_ROOM] = "room",
	[BOOK_DEVICE] = "device", [BOOK_WHEN] = "when", [BOOK_NEEDS] = "needs",
	[BOOK_CHANNEL] = "channel", [BOOK_TELL] = "tell", [BOOK_ASKED] = "asked",
	[BOOK_DEPOSIT] = "deposit", [BOOK_METHOD] = "method", [BOOK_SERIES] = "series",
};

/* ---- holding the proposed time for others ---- */

static void let_go(struct book *st)
{
	for (size_t i = 0; i < st->nhold; i++) {
		struct err none = ERR_INIT;

		if (booking_release(st->desk, st->hold[i], &none) != OK)
			err_clear(&none);       /* it ends by itself */
	}
	st->nhold = 0;
	st->held_at = 0;
}

/* What cannot be held is somebody else's by now: the times are found again. */
static void hold_chosen(struct screen *s)
{
	struct book *st = s->state;
	const struct free_time *t = book_chosen(st);
	struct err none = ERR_INIT;

	st->sel_ms = 0;
	if (!t || t->start_at == st->held_at || !rights_may(st->desk, "appt-book"))
		return;
	let_go(st);
	for (size_t i = 0; i < t->nparts; i++) {
		const struct booking_part *p = &t->part[i];

		if (booking_hold(st->desk, p->resource_id, p->start_at, p->end_at,
		    &st->hold[st->nhold], &none) == OK)
			st->nhold++;
		else if (none.code == ERR_TAKEN)
			screen_dirty(s, DIRTY_LOAD);
		err_clear(&none);
	}
	st->held_at = t->start_at;
}

static void book_tick(struct screen *s, int64_t mono_ms)
{
	struct book *st = s->state;

	if (!st->sel_ms)
		return;
	if (st->sel_ms == 1)
		st->sel_ms = mono_ms;
	else if (mono_ms - st->sel_ms >= BOOK_HOLD_MS)
		hold_chosen(s);
}

/* ---- opening ---- */

static void set_id(struct book *st, enum book_field f, int64_t id)
{
	struct value v = { .type = VALUE_INT, .i = id };
	struct err none = ERR_INIT;

	if (id && st->field[f] >= 0 &&
	    form_edit_set_value(st->form.edit, st->field[f], &v, &none) != OK)
		err_clear(&none);
}

static void set_text(struct book *st, enum book_field f, const char *text)
{
	struct err none = ERR_INIT;

	if (text && text[0] && st->field[f] >= 0 &&
	    form_edit_set_text(st->form.edit, st->field[f], text, &none) != OK)
		err_clear(&none);
}

/* What the client had last; for somebody who was never here, the first of the catalogue. */
static int64_t usual_service(struct book *st)
{
	struct appointment_list last = { 0 };
	struct service_list all = { 0 };
	struct err none = ERR_INIT;
	int64_t id = 0;

	if (appointment_list_client(st->desk->store, st->client_id, 0, 0, 1, &last, &none) == OK &&
	    last.n)
		id = last.v[0].service_id;
	if (!id && service_list(st->desk->store, false, &all, &none) == OK)
		for (size_t i = 0; i < all.n; i++)
			if (!i || all.v[i].rank < all.v[0].rank)
				id = all.v[i].id;
	appointment_list_free(&last);
	service_list_free(&all);
	return id;
}

static void fill_with(struct book *st)
{
	for (size_t i = 0; i < st->arg.nwith; i++) {
		struct resource r;
		struct err none = ERR_INIT;

		if (resource_get(st->desk->store, st->arg.with[i], &r, &none) != OK)
			continue;
		set_id(st, !strcmp(r.kind, "staff") ? BOOK_WITH : !strcmp(r.kind, "room") ?
		    BOOK_ROOM : BOOK_DEVICE, r.id);
	}
}

/* An appointment that is moved brings what it is; its people and things stay where they can. */
static enum err_code fill_moved(struct book *st, struct err *e)
{
	struct appointment_row a;
	enum err_code rc = appointment_row_get(st->desk->store, st->arg.move_id, &a, e);

	if (rc != OK)
		return rc;
	st->client_id = a.client_id;
	st->dependant_id = a.dependant_id;
	st->arg.service[0] = a.service_id;
	st->arg.nservices = 1;
	if (!st->arg.nwith && a.staff_id) {
		st->arg.with[0] = a.staff_id;
		st->arg.nwith = 1;
	}
	set_text(st, BOOK_NEEDS, a.needs);
	return OK;
}

static void draft_title(struct screen *s, struct buf *out)
{
	const struct book *st = s->state;

	buf_printf(out, "%s %s", st->arg.move_id ? tr("Move") : tr("Book"),
	    st->card.n ? st->card.v[0].name : "");
	buf_trim(out);
}

static enum err_code fill(struct book *st, struct err *e)
{
	struct service v;
	enum err_code rc = st->arg.move_id ? fill_moved(st, e) : OK;

	if (rc == OK)
		rc = client_cards(st->desk->store, &st->client_id, 1, clock_now(), &st->card, e);
	if (rc == OK && !st->card.n)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("There is no such client any more."));
	if (rc != OK)
		return rc;
	if (!st->arg.nservices) {
		st->arg.service[0] = usual_service(st);
		st->arg.nservices = 1;
	}
	set_id(st, BOOK_SERVICE, st->arg.service[0]);
	fill_with(st);
	set_text(st, BOOK_WHEN, st->arg.when);
	/* Asked for, never taken unasked: nobody pays by a telephone call. */
	if (service_get(st->desk->store, st->arg.service[0], &v, e) == OK)
		st->asks_deposit = v.deposit;
	err_clear(e);
	return OK;
}

static enum err_code book_open(struct screen *s, const void *arg, struct err *e)
{
	struct book *st = s->state;
	struct form_env env;
	struct form *form;

	st->desk = front_desk(s);
	st->arg = *(const struct book_arg *)arg;
	st->client_id = st->arg.client_id;
	st->dependant_id = st->arg.dependant_id;
	form = form_catalog_find(st->desk->forms, "book");
	if (!form)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("There is no form for booking (book.cfg). Call the administrator."));
	form_env_make(st->desk, &env);
	st->form.title = draft_title;
	formview_init(&st->form, s, form_edit_new(form, &env),
	    st->arg.move_id ? "book-move" : "book");
	for (int i = 0; i < BOOK_FIELDS; i++)
		st->field[i] = form_field_index(form, field_names[i]);
	if (fill(st, e) != OK)
		return e->code;
	st->form.draft.ref_id = st->arg.move_id ? st->arg.move_id : st->client_id;
	front_at_hand(s, st->client_id);
	if (st->arg.draft_id && formview_resume(&st->form, st->arg.draft_id, e) != OK)
		return e->code;
	st->arg.when = NULL;
	formview_go(&st->form, st->field[BOOK_WHEN]);
	st->sel_ms = 1;
	return OK;
}

static void book_close(struct screen *s)
{
	struct book *st = s->state;

	let_go(st);
	formview_free(&st->form);
	client_card_list_free(&st->card);
	near_list_free(&st->near);
	free_day_list_free(&st->days);
}

static enum leave book_leave(struct screen *s)
{
	let_go(s->state);
	return formview_leave(&((struct book *)s->state)->form);
}

/* Everything the times depend on, as one text: typing elsewhere does not find them again. */
static bool asks_anew(struct book *st)
{
	char now[sizeof st->asked_times];

	text_fmt(now, sizeof now, "%lld %lld %lld %lld %s", (long long)book_id(st, BOOK_SERVICE),
	    (long long)book_id(st, BOOK_WITH), (long long)book_id(st, BOOK_ROOM),
	    (long long)book_id(st, BOOK_DEVICE), book_text(st, BOOK_WHEN));
	if (!strcmp(now, st->asked_times))
		return false;
	text_copy(st->asked_times, sizeof st->asked_times, now);
	return true;
}

static enum err_code book_load(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	const struct free_time *t = book_chosen(st);
	int64_t was = t ? t->start_at : 0;
	enum err_code rc;

	if (asks_anew(st))
		st->sel = 0;
	rc = book_find(st, e);
	t = book_chosen(st);
	if (was && t && t->start_at != was && st->held_at == was)
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("That time is gone: taken at another terminal. Look at the row again."));
	if (t && t->start_at != st->held_at)
		st->sel_ms = 1;
	return rc;
}

/* ---- saving ---- */

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
		screen_done(s, tr("Moved to %s with %s for %s. Ctrl-Z takes it back."), at, a.staff,
		    name);
	else if (n > 1)
		screen_done(s, tr("Booked %zu times, the first %s, for %s. Ctrl-Z takes it back."),
		    n,
		    at, name);
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

static enum err_code move_it(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	const struct free_time *t = book_chosen(st);
	struct booking_shift x = { .id = st->arg.move_id, .start_at = t->start_at,
		.nwith = t->nparts, .quiet = !strcmp(book_code(st, BOOK_TELL), "no") };
	enum err_code rc;

	for (size_t i = 0; i < t->nparts; i++)
		x.with[i] = t->part[i].resource_id;
	rc = booking_shift(st->desk, &x, 1, NULL, e);
	return rc == OK ? finished(s, st->arg.move_id, 1) : rc;
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
	w.start_at = book_chosen(st)->start_at;
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
	struct when_base base = { .zone = st->desk->zone, .now = clock_now(),
		.open_min = st->desk->open_min, .close_min = st->desk->close_min,
		.last_day = DAY_NONE, .last_min = -1 };
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

/* ---- commands ---- */

/* A typed time that is taken is never given away for another one unseen. */
static bool typed_is_refused(const struct book *st)
{
	bool typed = st->typed_any ? st->typed_ok && st->when.minute >= 0 && st->when.until < 0 :
	    st->arg.start_at != 0;

	return st->arg.nservices < 2 && typed && !st->walked && st->near.n &&
	    st->near.v[0].kind != NEAR_TYPED;
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	char at[48];
	enum err_code rc;

	formview_commit(&st->form);
	rc = form_edit_check(st->form.edit, e);
	if (rc == OK && asks_anew(st))
		rc = book_find(st, e);
	if (rc != OK)
		return rc;
	if (st->typed_any && !st->typed_ok)
		return err_set(e, ERR_INVALID, "%s", st->why);
	if (!book_chosen(st))
		return err_set(e, ERR_TAKEN, tr("Not booked. %s"), st->why[0] ? st->why :
		    tr("No time fits."));
	if (typed_is_refused(st))
		return err_set(e, ERR_TAKEN, tr("Not booked as typed. Next: %s, Down F10."),
		    desk_time_text(st->desk, st->near.v[0].time.start_at, at, sizeof at));
	if (st->arg.move_id)
		rc = st->arg.waiter_id ? move_up(s, e) : move_it(s, e);
	else if (book_text(st, BOOK_SERIES)[0])
		rc = plan_series(s, e);
	else
		rc = book_one(s, e);
	if (rc == ERR_TAKEN || rc == ERR_CONFLICT)
		screen_dirty(s, DIRTY_LOAD);
	return rc;
}

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

static enum err_code run_insert(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	struct textline ask = { .label = tr("Squeeze in: why"), .max_cp = 100,
		.done = insert_reason };

	if (st->arg.move_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not for a move: Esc, then b and Alt-o squeeze a new one in."));
	formview_commit(&st->form);
	if (!(st->typed_any ? st->typed_ok && st->when.minute >= 0 : st->arg.start_at != 0))
		return err_set(e, ERR_INVALID, "%s", tr("Type the time in When first."));
	textline_ask(s, &ask);
	return OK;
}

static enum err_code run_enter(struct screen *s, struct err *e)
{
	(void)e;
	formview_answer(&((struct book *)s->state)->form);
	return OK;
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	(void)e;
	formview_move(&((struct book *)s->state)->form, s->command->arg);
	return OK;
}

/* In When the keys walk the times; elsewhere Down opens the choices. */
static enum err_code run_walk(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	int to = st->sel + s->command->arg;

	if (st->form.at != st->field[BOOK_WHEN])
		return s->command->arg > 0 ? formview_run_choices(s, e) : formview_run_up(s, e);
	/* The first Down leaves a typed time that is refused for the first one that fits. */
	if (typed_is_refused(st) && s->command->arg > 0)
		to = 0;
	st->walked = true;
	if (to >= 0 && to < book_rows(st))
		st->sel = to;
	st->sel_ms = 1;
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_free(struct screen *s, struct err *e)
{
	struct book *st = s->state;
	struct free_arg arg = { .client_id = st->client_id, .dependant_id = st->dependant_id };

	arg.service[0] = book_id(st, BOOK_SERVICE);
	arg.nservices = arg.service[0] != 0;
	return screen_goto(s->loop, &free_screen, &arg, e);
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("book"), .needs = NEED_WRITE,
	  .help = N_("Books the time with the mark and queues the message."), .run = run_done },
	{ .name = "row-open", .keys = "Enter", .label = N_("go on"),
	  .help = N_("Next field that needs an answer."), .run = run_enter },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"), .arg = 1,
	  .help = N_("In When: the next time that fits; in a field marked v: its choices."),
	  .run = run_walk },
	{ .name = "field-up", .keys = "Up", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("In When: the time before; else one row up."), .run = run_walk },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .help = N_("Next field."), .run = run_pane },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Field before."), .run = run_pane },
	{ .name = "free-find", .code = "fr", .keys = "Alt-f", .label = N_("free"),
	  .flags = COMMAND_NO_BAR, .help = N_("All free times for this service."),
	  .run = run_free },
	{ .name = "appt-insert", .keys = "Alt-o", .label = N_("squeeze"),
	  .needs = NEED_WRITE, .flags = COMMAND_NO_BAR,
	  .help = N_("Books the typed time over what is taken: right, reason, second person."),
	  .run = run_insert },
};

/* ---- picture ---- */

static enum key_use book_key(struct screen *s, const struct key *k)
{
	struct book *st = s->state;
	enum key_use use = formview_key(&st->form, k);

	if (use == KEY_USED && st->form.at == st->field[BOOK_WHEN])
		screen_dirty(s, DIRTY_LOAD);
	return use;
}

static unsigned book_facts(const struct screen *s)
{
	(void)s;
	return NEED_TEXT | NEED_CLIENT;
}

static bool book_typing(const struct screen *s)
{
	return formview_typing(&((const struct book *)s->state)->form);
}

static bool book_help(const struct screen *s, struct buf *out)
{
	return formview_help(&((const struct book *)s->state)->form, out);
}

static int form_rows(const struct book *st)
{
	return form_edit_form(st->form.edit)->sections[0].rows;
}

static void book_layout(struct screen *s, struct rect body)
{
	struct book *st = s->state;

	formview_layout(&st->form, (struct rect){ body.row, 0, form_rows(st), body.cols });
}

static void draw_echo(const struct book *st, struct canvas *c, int row)
{
	struct when_base base = { .zone = st->desk->zone, .now = clock_now(),
		.open_min = st->desk->open_min, .close_min = st->desk->close_min,
		.last_day = DAY_NONE, .last_min = -1 };
	char echo[120];

	if (st->typed_ok)
		canvas_put(c, row, 0, when_echo(&st->when, WHEN_PLAN, &base, echo, sizeof echo),
		    STYLE_TEXT, CANVAS_REST);
}

static void book_draw(const struct screen *s, struct canvas *c)
{
	const struct book *st = s->state;
	int row = s->body.row + form_rows(st), last = s->body.row + s->body.rows - 1;
	char title[120];

	if (st->card.n)
		clientline_header(st->desk, &st->card.v[0], c, SCREEN_ROW_AREA);
	formview_draw(&st->form, c);
	text_fmt(title, sizeof title, "%s", st->arg.move_id ? tr("move to (Down, Up)") :
	    st->arg.nservices > 1 ? tr("days on which all fit (Down, Up)") :
	    tr("times that fit (Down, Up)"));
	canvas_rule(c, row, 0, c->cols, title);
	book_draw_times(st, c, (struct rect){ row + 1, 0, last - row - 2, c->cols });
	if (st->why[0])
		canvas_put(c, last - 1, 0, st->why, STYLE_MSG_REFUSED, CANVAS_REST);
	else
		draw_echo(st, c, last - 1);
	row = canvas_put(c, last, 0, st->held_at ?
	    tr("The marked time is held for you for 5 minutes; F10 books it.") :
	    tr("F10 books the marked time."), STYLE_GREY, CANVAS_REST);
	if (st->asks_deposit && !st->arg.move_id)
		canvas_putf(c, last, row + 1, STYLE_NOTE, tr("Deposit asked: %s"),
		    arrival_money(st->asks_deposit, title, sizeof title));
}

static void book_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "One promise of time with everything it needs. The cursor stands in When: type fri 15, "
	    "1530, +3 pm and the times below follow; Down and Up walk them; F10 books the one with "
	    "the mark. A time that was typed and is taken is never changed for another one unseen: "
	    "Down F10 takes the next. Empty fields With, Room and Device are chosen by the rules. "
	    "Series takes 6 weekly and shows all six before. While the mark rests on a time it is "
	    "held for others to see."));
}

const struct screen_type book_screen = {
	.name = "book", .title = N_("Booking"), .state_size = sizeof(struct book),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_PEOPLE | AREA_CLIENT,
	.open = book_open, .load = book_load, .facts = book_facts, .typing = book_typing,
	.layout = book_layout, .draw = book_draw, .key = book_key, .tick = book_tick,
	.leave = book_leave, .close = book_close, .field_help = book_help, .page = book_page,
};
