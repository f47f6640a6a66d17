/* Confirming the next day by telephone: one key a client, with the sentence that is read back. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/event.h"
#include "desk/contact.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/loop.h"
#include "tui/textline.h"
#include "tui/viewport.h"
#include "screen/front/worklist_priv.h"

enum { DETAIL = 7 };

/* How often nobody answered, and when last. */
struct tries {
	int n;
	int64_t last_at;
	char note[160];
};

struct confirm {
	struct worklist w;              /* first: worklist_priv.h */
	struct appointment_list rows;   /* live ones of the day */
	struct {
		struct tries *v;
		size_t n, cap;
	} tries;                        /* in the order of rows */
	int32_t day;                    /* that is shown */
	bool open_only;
	int confirmed;
	/* Of the row with the cursor. */
	int64_t about;
	char sentence[1200], notice[300], tail[24];
	unsigned pressed_at;            /* pictures made when somebody was confirmed last */
};

/* ---- reading ---- */

static bool is_open(const struct appointment_row *a)
{
	return !strcmp(a->state, "booked");
}

static enum err_code read_tries(struct confirm *st, const struct appointment_row *a, struct err *e)
{
	struct tries *x = vec_push(&st->tries);
	struct event_list l = { 0 };
	enum err_code rc;

	if (!is_open(a))
		return OK;
	rc = event_list(st->w.desk->store, a->id, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (strcmp(l.v[i].what, "not-reached") != 0)
			continue;
		x->n++;
		x->last_at = l.v[i].at;
		text_copy(x->note, sizeof x->note, l.v[i].text);
	}
	event_list_free(&l);
	return rc;
}

static void read_about(struct screen *s)
{
	struct confirm *st = s->state;
	const struct appointment_row *a = worklist_chosen(s);
	struct client_card_list card = { 0 };
	struct err none = ERR_INIT;

	if (!a || st->about == a->id)
		return;
	st->about = a->id;
	if (contact_read_back(st->w.desk, a->id, st->sentence, sizeof st->sentence, &none) != OK)
		err_clear(&none);
	clientline_notice(st->w.desk, a->client_id, a->dependant_id, st->notice, sizeof st->notice);
	text_copy(st->tail, sizeof st->tail, "");
	if (client_cards(st->w.desk->store, &a->client_id, 1, 0, &card, &none) == OK && card.n)
		clientline_tail(card.v[0].phone, st->tail, sizeof st->tail);
	client_card_list_free(&card);
}

static enum err_code confirm_load(struct screen *s, struct err *e)
{
	struct confirm *st = s->state;
	struct appointment_list all = { 0 };
	char day[11];
	enum err_code rc = appointment_list_day(st->w.desk->store, st->w.desk->branch_id,
	    worklist_day_text(s, day), &all, e);

	st->rows.n = st->tries.n = 0;
	st->confirmed = 0;
	for (size_t i = 0; i < all.n && rc == OK; i++) {
		if (!all.v[i].live)
			continue;
		st->confirmed += !is_open(&all.v[i]);
		*vec_push(&st->rows) = all.v[i];
		rc = read_tries(st, &all.v[i], e);
	}
	appointment_list_free(&all);
	list_reloaded(&st->w.list);
	/* The cursor opens on the first one who is to be asked. */
	if (st->day != worklist_day(s) && rc == OK) {
		st->day = worklist_day(s);
		for (size_t i = st->rows.n; i-- > 0;)
			if (is_open(&st->rows.v[i]))
				list_select(&st->w.list, st->rows.v[i].id);
	}
	st->about = 0;
	read_about(s);
	return rc;
}

/* ---- the list ---- */

/* Those done by now stay in their place, unless only the open ones are wanted. */
static int at(const struct confirm *st, int row)
{
	int n = 0;

	if (!st->open_only)
		return row;
	for (size_t i = 0; i < st->rows.n; i++)
		if (is_open(&st->rows.v[i]) && n++ == row)
			return (int)i;
	return -1;
}

static int row_count(const void *ctx)
{
	const struct confirm *st = ctx;

	return st->open_only ? (int)st->rows.n - st->confirmed : (int)st->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	const struct confirm *st = ctx;

	return st->rows.v[at(st, row)].id;
}

static const struct appointment_row *confirm_chosen(const struct screen *s)
{
	const struct confirm *st = s->state;
	int row = list_row(&st->w.list);

	return row >= 0 ? &st->rows.v[at(st, row)] : NULL;
}

static char *tries_text(const struct confirm *st, int i, char *out, size_t size)
{
	const struct tries *x = &st->tries.v[i];
	char when[48];

	if (!is_open(&st->rows.v[i]))
		return text_copy(out, size, "");
	if (!x->n)
		return text_copy(out, size, tr("to ask"));
	return text_fmt(out, size, tr("not reached %d, %s %s"), x->n,
	    desk_time_text(st->w.desk, x->last_at, when, sizeof when), x->note);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct confirm *st = ctx;
	int i = at(st, row), wide = w.cols > 100 ? 8 : 0, col = w.col;
	const struct appointment_row *a = &st->rows.v[i];
	char clock[16], text[300], letter[2] = { a->letter, '\0' };

	canvas_put(c, w.row, col, desk_clock_text(st->w.desk, a->start_at, clock, sizeof clock),
	    STYLE_TEXT, 5);
	canvas_put(c, w.row, col + 6, letter, clientline_state_style(a->letter), 1);
	canvas_pad(c, w.row, col + 8, cover_treated(st->w.desk, cover_of_row(a)), STYLE_TEXT,
	    16 + wide);
	col += 25 + wide;
	canvas_pad(c, w.row, col, describe_in_language(a->service, a->service_en), STYLE_TEXT,
	    14 + wide);
	col += 15 + wide;
	canvas_pad(c, w.row, col, a->staff, STYLE_TEXT, 10 + wide);
	col += 11 + wide;
	canvas_put(c, w.row, col, tries_text(st, i, text, sizeof text),
	    st->tries.v[i].n ? STYLE_NOTE : STYLE_GREY, w.col + w.cols - col);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct confirm *st = ctx;
	const struct appointment_row *a = &st->rows.v[at(st, row)];

	buf_printf(out, "%s %s %s", cover_name(st->w.desk, cover_of_row(a)),
	    describe_in_language(a->service, a->service_en), a->staff);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- commands ---- */

/* On to the next one who is still to be asked; after the last, to the first. */
static void go_on(struct confirm *st, int from)
{
	int n = row_count(st);

	for (int k = 1; k <= n; k++) {
		int row = (from + k) % n;

		if (is_open(&st->rows.v[at(st, row)])) {
			list_select(&st->w.list, row_id(st, row));
			return;
		}
	}
}

/* A key that repeats must not confirm the next one, whom nobody has seen yet. */
static enum err_code run_confirm(struct screen *s, struct err *e)
{
	struct confirm *st = s->state;
	const struct appointment_row *a = worklist_chosen(s);
	int row = list_row(&st->w.list);
	enum err_code rc;

	if (!a || (st->pressed_at && st->pressed_at == loop_pictures(s->loop)))
		return OK;
	if (!is_open(a))
		return err_set(e, ERR_INVALID, "%s", tr("Confirmed already."));
	rc = schedule_confirm(s, a->id, e);
	if (rc != OK)
		return rc;
	st->pressed_at = loop_pictures(s->loop);
	if (st->open_only)
		list_move(&st->w.list, row + 1 < row_count(st) ? 1 : -1);
	else
		go_on(st, row);
	return OK;
}

static enum err_code missed(struct screen *s, const char *text, struct err *e)
{
	struct confirm *st = s->state;
	const struct appointment_row *a = worklist_chosen(s);
	int row = list_row(&st->w.list);
	enum err_code rc;

	if (!text || !a)
		return OK;
	rc = contact_missed(st->w.desk, a->id, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Not reached: %s. It stays open."),
	    cover_name(st->w.desk, cover_of_row(a)));
	front_wrote(s);
	go_on(st, row);
	return OK;
}

static enum err_code run_missed(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);
	struct textline ask = { .label = tr("Not reached, note"), .max_cp = 100,
		.keep = "confirm-missed", .keep_ref = a ? a->id : 0, .done = missed };

	if (a && !is_open(a))
		return err_set(e, ERR_INVALID, "%s", tr("Confirmed already."));
	if (a)
		textline_ask(s, &ask);
	return OK;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct confirm *st = s->state;

	(void)e;
	st->open_only = !st->open_only;
	list_renew(&st->w.list);
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

static void make_title(const struct screen *s, char *out, size_t size)
{
	const struct confirm *st = s->state;
	char day[48];

	day_echo(worklist_day(s), desk_today(st->w.desk), day, sizeof day);
	text_fmt(out, size, tr("Confirm %s"), day);
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("time"), N_("client"), N_("service"),
		N_("staff"), N_("room"), N_("state"), N_("remark") };
	const struct confirm *st = s->state;
	struct listing *l;
	char title[100], clock[16], text[300];

	make_title(s, title, sizeof title);
	l = listing_new("confirm", title, columns, 7);
	for (int row = 0; row < row_count(st); row++) {
		int i = at(st, row);
		const struct appointment_row *a = &st->rows.v[i];

		listing_cell(l, desk_clock_text(st->w.desk, a->start_at, clock, sizeof clock));
		listing_cell(l, cover_name(st->w.desk, cover_of_row(a)));
		listing_cell(l, describe_in_language(a->service, a->service_en));
		listing_cell(l, a->staff);
		listing_cell(l, a->room);
		listing_cell(l, (char[]){ a->letter, '\0' });
		listing_cell(l, tries_text(st, i, text, sizeof text));
	}
	return listing_ask(s, l, 0, e);
}

static const struct command commands[] = {
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("confirm"),
	  .right = "appt-step", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Confirms it and goes on to the next one that is open."),
	  .run = run_confirm },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("not there"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Nobody answered: a note stays with the appointment, and it stays open."),
	  .run = run_missed },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("message"),
	  .right = "message-send", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Queues the confirmation or the reminder as a message."),
	  .run = worklist_run_message },
	WORKLIST_MOVE_COMMANDS,
	WORKLIST_CLIENT_COMMANDS,
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Shows the appointment."), .run = worklist_run_card },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("Only those still open, or all of the day."), .run = run_view },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	WORKLIST_DAY_COMMANDS,
	WORKLIST_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code confirm_open(struct screen *s, const void *arg, struct err *e)
{
	(void)arg;
	(void)e;
	worklist_init(s, &row_ops, 0, confirm_chosen);
	return OK;
}

static void confirm_close(struct screen *s)
{
	struct confirm *st = s->state;

	list_free(&st->w.list);
	appointment_list_free(&st->rows);
	vec_free(&st->tries);
}

static void confirm_layout(struct screen *s, struct rect body)
{
	struct confirm *st = s->state;

	list_layout(&st->w.list, (struct rect){ body.row + 2, 0, body.rows - 2 - DETAIL,
	    body.cols });
}

static void draw_about(const struct screen *s, struct canvas *c, struct rect w)
{
	const struct confirm *st = s->state;
	const struct appointment_row *a = worklist_chosen(s);
	char title[300], person[16], flags[300];
	int used = 1;

	if (!a)
		return;
	clientline_person(a->gender, a->birth, desk_today(st->w.desk), person, sizeof person);
	clientline_flags(a->flags, flags, sizeof flags);
	text_fmt(title, sizeof title, "%s  %s", cover_name(st->w.desk, cover_of_row(a)), person);
	canvas_rule(c, w.row, 0, w.cols, title);
	if (flags[0] || st->notice[0])
		used += text_put_wrapped(c, (struct rect){ w.row + used, 0, 2, w.cols },
		    st->notice[0] ? st->notice : flags, clientline_flag_style(a->flags));
	/* Whatever must be known before dialling stands above the number. */
	canvas_putf(c, w.row + used, 0, STYLE_GREY, tr("Phone %s. Read back:"), st->tail);
	text_put_wrapped(c, (struct rect){ w.row + used + 1, 0, w.rows - used - 1, w.cols },
	    st->sentence, STYLE_TEXT);
}

static void confirm_draw(const struct screen *s, struct canvas *c)
{
	const struct confirm *st = s->state;
	int wide = c->cols > 102 ? 8 : 0;
	const struct list_column heads[] = { { N_("time"), 0 }, { N_("client"), 8 },
		{ N_("service"), 25 + wide }, { N_("staff"), 40 + wide * 2 },
		{ N_("remark"), 51 + wide * 3 } };
	char title[100], counted[60];
	int used;

	worklist_draw_tabs(s, c);
	make_title(s, title, sizeof title);
	used = canvas_put(c, s->body.row, 0, title, STYLE_TAB, CANVAS_REST);
	text_fmt(counted, sizeof counted, tr("%d/%d confirmed"), st->confirmed, (int)st->rows.n);
	canvas_put(c, s->body.row, used + 3, counted, STYLE_TEXT, CANVAS_REST);
	list_header(&st->w.list, c, s->body.row + 1, heads, 5, 0);
	if (row_count(st))
		list_draw(&st->w.list, c);
	else
		canvas_put(c, s->body.row + 3, 2, st->rows.n ?
		    tr("All of them have confirmed. v shows them.") :
		    tr("Nobody is booked on that day. + shows the next one."), STYLE_GREY,
		    CANVAS_REST);
	draw_about(s, c, (struct rect){ s->body.row + s->body.rows - DETAIL, 0, DETAIL, c->cols });
}

static enum key_use confirm_key(struct screen *s, const struct key *k)
{
	enum key_use use = worklist_key(s, k);

	read_about(s);
	return use;
}

static void confirm_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Everybody who is booked on the next open day. The sentence below is read back to the "
	    "client: what, when, where, and what to observe. y confirms and goes on to the next "
	    "one "
	    "who is open; c keeps that nobody answered, with a note; s sends a message instead, m "
	    "moves, x cancels. v leaves out those who have confirmed. - and + change the day."));
}

const struct screen_type confirm_screen = {
	.name = "confirm", .title = N_("Confirm"), .state_size = sizeof(struct confirm),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT,
	.open = confirm_open, .load = confirm_load, .facts = worklist_facts,
	.layout = confirm_layout, .draw = confirm_draw, .key = confirm_key,
	.close = confirm_close, .list = worklist_rows, .page = confirm_page,
};
