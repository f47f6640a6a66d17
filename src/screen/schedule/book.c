/* Booking: one promise of time with everything it needs. The times offered are in book_times.c. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "book_priv.h"
#include "data/appointment.h"
#include "data/branch.h"
#include "data/catalog.h"
#include "data/request.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/plan.h"
#include "desk/form_env.h"
#include "desk/rights.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "screen/treated.h"
#include "tui/dialog.h"
#include "tui/textline.h"
#include "tui/viewport.h"

static const char *const field_names[BOOK_FIELDS] = {
	[BOOK_SERVICE] = "service", [BOOK_WITH] = "with", [BOOK_ROOM] = "room",
	[BOOK_DEVICE] = "device", [BOOK_WHEN] = "when", [BOOK_NEEDS] = "needs",
	[BOOK_NOTE] = "note",
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

/* A session of a plan is served by its team, whoever leads first. */
static void propose_team(struct book *st)
{
	struct err none = ERR_INIT;
	size_t n = 0;

	if (st->arg.nwith || st->arg.move_id || st->arg.nservices != 1)
		return;
	if (plan_propose(st->desk, st->client_id, st->dependant_id, st->arg.service[0],
	    st->arg.with, 1, &n, &none) == OK)
		st->arg.nwith = n;
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
	char at[48];

	if (rc != OK)
		return rc;
	text_fmt(st->moved, sizeof st->moved, "%s %s, %s",
	    desk_time_text(st->desk, a.start_at, at, sizeof at),
	    describe_in_language(a.service, a.service_en), a.staff);
	st->moved_at = a.start_at;
	st->moved_lead = a.staff_id;
	st->client_id = a.client_id;
	st->dependant_id = a.dependant_id;
	if (!st->arg.branch_id)         /* who moves up waits in a branch of his own choice */
		st->arg.branch_id = a.branch_id;
	st->arg.service[0] = a.service_id;
	st->arg.nservices = 1;
	if (!st->arg.nwith && a.staff_id) {
		st->arg.with[0] = a.staff_id;
		st->arg.nwith = 1;
	}
	set_text(st, BOOK_NEEDS, a.needs);
	set_text(st, BOOK_NOTE, a.note);
	return OK;
}

/* Whoever asked from outside came by that way, not by the telephone. */
static void fill_request(struct book *st)
{
	struct request r;
	struct value v = { 0 };
	struct err none = ERR_INIT;

	if (!st->arg.request_id ||
	    request_get(st->desk->store, st->arg.request_id, &r, &none) != OK ||
	    st->field[BOOK_CHANNEL] < 0)
		return;
	if (!st->arg.branch_id)
		st->arg.branch_id = r.branch_id;
	value_set_text(&v, r.channel);
	if (form_edit_set_value(st->form.edit, st->field[BOOK_CHANNEL], &v, &none) != OK)
		err_clear(&none);
	value_free(&v);
}

static void draft_title(struct screen *s, struct buf *out)
{
	const struct book *st = s->state;

	buf_printf(out, "%s %s", st->arg.move_id ? tr("Move") : tr("Book"),
	    st->group.n ? st->group_names : st->card.n ? st->card.v[0].name : "");
	buf_trim(out);
}

/* Said wherever it is not the branch one sits in. */
static void name_branch(struct book *st)
{
	struct branch b;
	struct err none = ERR_INIT;

	st->branch[0] = '\0';
	if (st->arg.branch_id && st->arg.branch_id != st->desk->branch_id &&
	    branch_get(st->desk->store, st->arg.branch_id, &b, &none) == OK)
		text_copy(st->branch, sizeof st->branch, describe_in_language(b.name, b.name_en));
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
		rc = booking_usual_service(st->desk, st->client_id, st->dependant_id,
		    &st->arg.service[0], e);
		if (rc != OK)
			return rc;
		st->arg.nservices = 1;
	}
	set_id(st, BOOK_SERVICE, st->arg.service[0]);
	propose_team(st);
	fill_with(st);
	set_text(st, BOOK_WHEN, st->arg.when);
	fill_request(st);
	name_branch(st);
	/* Asked for, never taken unasked: nobody pays by a telephone call. */
	if (service_get(st->desk->store, st->arg.service[0], &v, e) == OK)
		st->asks_deposit = v.deposit;
	err_clear(e);
	return OK;
}

/* With another service, others, or other needs, other times fit. */
static void field_left(struct screen *s, int field)
{
	static const enum book_field asks[] = { BOOK_SERVICE, BOOK_WITH, BOOK_ROOM, BOOK_DEVICE,
		BOOK_NEEDS };
	const struct book *st = s->state;

	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (field == st->field[asks[i]])
			screen_dirty(s, DIRTY_LOAD);
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
	s->done_label = st->arg.move_id ? N_("move") : NULL;
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
	st->form.more = &book_more;
	st->form.left = field_left;
	st->form.draft.ref_id = st->arg.move_id ? st->arg.move_id : st->client_id;
	front_at_hand(s, st->client_id);
	if (st->arg.draft_id && formview_resume(&st->form, st->arg.draft_id, e) != OK)
		return e->code;
	name_branch(st);
	treated_text(st->desk, st->client_id, st->dependant_id, st->treated, sizeof st->treated);
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

	text_fmt(now, sizeof now, "%lld %lld %lld %lld %s %s", (long long)book_id(st, BOOK_SERVICE),
	    (long long)book_id(st, BOOK_WITH), (long long)book_id(st, BOOK_ROOM),
	    (long long)book_id(st, BOOK_DEVICE), book_text(st, BOOK_WHEN),
	    book_text(st, BOOK_NEEDS));
	if (!strcmp(now, st->asked_times) && !st->regrouped)
		return false;
	text_copy(st->asked_times, sizeof st->asked_times, now);
	st->regrouped = false;
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
	bool moves = st->arg.move_id != 0;
	char at[48];
	enum err_code rc;

	formview_commit(&st->form);
	rc = form_edit_check(st->form.edit, e);
	if (rc == OK && asks_anew(st))
		rc = book_find(st, e);
	if (rc != OK)
		return rc;
	if (st->typed_any && !st->typed_ok) {
		formview_go(&st->form, st->field[BOOK_WHEN]);
		return err_set(e, ERR_INVALID, "%s", st->why);
	}
	if (!book_chosen(st))
		return err_set(e, ERR_TAKEN, moves ? tr("Not moved. %s") : tr("Not booked. %s"),
		    st->why[0] ? st->why : tr("No time fits."));
	if (typed_is_refused(st)) {
		formview_go(&st->form, st->field[BOOK_WHEN]);   /* where Down walks the times */
		desk_time_text(st->desk, st->near.v[0].time.start_at, at, sizeof at);
		return !st->typed_any ? err_set(e, ERR_TAKEN,
		    tr("Not at that time. Next: %s, Down F10."), at) : err_set(e, ERR_TAKEN,
		    moves ? tr("Not moved as typed. Next: %s, Down F10.") :
		    tr("Not booked as typed. Next: %s, Down F10."), at);
	}
	rc = book_do(s, e);
	if (rc == ERR_TAKEN || rc == ERR_CONFLICT)
		screen_dirty(s, DIRTY_LOAD);
	return rc;
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
	  .help = N_("Books the time with the mark, or moves to it, and queues the message."),
	  .run = run_done },
	{ .name = "row-open", .keys = "Enter", .label = N_("go on"),
	  .help = N_("Next field that needs an answer."), .run = formview_run_answer },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"), .arg = 1,
	  .help = N_("In When: the next time that fits; in a field marked v: its choices."),
	  .run = run_walk },
	{ .name = "field-up", .keys = "Up", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("In When: the time before; else one row up."), .run = run_walk },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .help = N_("Next field."), .run = formview_run_field },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Field before."), .run = formview_run_field },
	{ .name = "free-find", .code = "fr", .keys = "Alt-f", .label = N_("free"),
	  .flags = COMMAND_NO_BAR, .help = N_("All free times for this service."),
	  .run = run_free },
	{ .name = "appt-insert", .keys = "Alt-o", .label = N_("squeeze"),
	  .needs = NEED_WRITE, .flags = COMMAND_NO_BAR,
	  .help = N_("Books the typed time over what is taken: right, reason, second person."),
	  .run = book_run_insert },
	BOOK_GROUP_COMMAND,
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
	struct when_base base = desk_when(st->desk);
	char echo[120];

	if (st->typed_ok)
		canvas_put(c, row, 0, when_echo(&st->when, WHEN_PLAN, &base, echo, sizeof echo),
		    STYLE_TEXT, CANVAS_REST);
}

static const char *what_f10_does(const struct book *st)
{
	if (!book_rows(st))
		return "";
	if (st->arg.move_id)
		return st->held_at ?
		    tr("The marked time is held for you for 5 minutes; F10 moves it there.") :
		    tr("F10 moves it to the marked time.");
	return st->held_at ? tr("The marked time is held for you for 5 minutes; F10 books it.") :
	    tr("F10 books the marked time.");
}

static void draw_f10(const struct book *st, struct canvas *c, int row)
{
	const char *does = what_f10_does(st);
	int col = canvas_put(c, row, 0, does, STYLE_GREY, CANVAS_REST);
	char money[32];

	if (st->asks_deposit && !st->arg.move_id)
		canvas_putf(c, row, col + (does[0] != '\0'), STYLE_NOTE, tr("Deposit asked: %s"),
		    desk_money(st->desk, st->asks_deposit, money, sizeof money));
}

static void book_draw(const struct screen *s, struct canvas *c)
{
	const struct book *st = s->state;
	int row = s->body.row + form_rows(st), last = s->body.row + s->body.rows - 1;
	char title[400];

	if (st->card.n)
		clientline_header(st->desk, &st->card.v[0], c, SCREEN_ROW_AREA);
	if (st->treated[0])
		canvas_put(c, SCREEN_ROW_AREA, c->cols - utf8_cells(st->treated) - 1, st->treated,
		    STYLE_NOTE, CANVAS_REST);
	formview_draw(&st->form, c);
	if (st->group.n)
		text_fmt(title, sizeof title, st->group.in_row ? tr("in a row: %s") :
		    tr("together: %s"), st->group_names);
	else if (st->arg.move_id)
		text_fmt(title, sizeof title, tr("moves %s to (Down, Up)"), st->moved);
	else if (st->branch[0])
		text_fmt(title, sizeof title, tr("times that fit in %s (Down, Up)"), st->branch);
	else
		text_fmt(title, sizeof title, "%s", st->arg.nservices > 1 ?
		    tr("days on which all fit (Down, Up)") : tr("times that fit (Down, Up)"));
	canvas_rule(c, row, 0, c->cols, title);
	book_draw_times(st, c, (struct rect){ row + 1, 0, last - row - 2, c->cols });
	if (!st->why[0])
		draw_echo(st, c, last - 1);
	else if (text_put_wrapped(c, (struct rect){ last - 1, 0, 2, c->cols }, st->why,
	    STYLE_MSG_REFUSED) > 1)
		return;                 /* why it cannot be goes before what F10 does */
	draw_f10(st, c, last);
}

static void book_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "One promise of time with everything it needs. The cursor stands in When: type fri 15, "
	    "1530, +3 pm and the times below follow; Down and Up walk them; F10 books the one with "
	    "the mark. A time that was typed and is taken is never changed for another one unseen: "
	    "Down F10 takes the next. Empty fields With, Room and Device are chosen by the rules. "
	    "Series takes 6 weekly and shows all six before. Alt-g adds another client: all at the "
	    "same time or one after the other, all or none; chosen again, he is taken out. While "
	    "the mark rests on a time it is held for others to see."));
}

const struct screen_type book_screen = {
	.name = "book", .title = N_("Booking"), .state_size = sizeof(struct book),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_PEOPLE | AREA_CLIENT,
	.open = book_open, .load = book_load, .facts = book_facts, .typing = formview_screen_typing,
	.layout = book_layout, .draw = book_draw, .key = book_key, .tick = book_tick,
	.leave = book_leave, .close = book_close, .field_help = formview_screen_help,
	    .page = book_page,
};
