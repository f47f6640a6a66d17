/* To be rebooked: who did not come, or whose appointment was cancelled, and has no other time. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/todo.h"
#include "desk/contact.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/call.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/textline.h"
#include "tui/viewport.h"
#include "screen/front/worklist_priv.h"

enum { DETAIL = 5, PAGE = 200 };

struct rebook {
	struct worklist w;              /* first: worklist_priv.h */
	struct todo_list todo;          /* oldest first */
	struct appointment_list rows;   /* the appointments they had, in the same order */
	int64_t all;                    /* PAGE of them are shown at most */
	int64_t about;
	char notice[400], tail[24];
};

/* ---- reading ---- */

static const struct appointment_row *rebook_chosen(const struct screen *s)
{
	const struct rebook *st = s->state;
	int row = list_row(&st->w.list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

static void read_about(struct screen *s)
{
	struct rebook *st = s->state;
	const struct appointment_row *a = rebook_chosen(s);
	struct client_card_list card = { 0 };
	struct err none = ERR_INIT;

	if (!a || st->about == a->id)
		return;
	st->about = a->id;
	clientline_notice(st->w.desk, a->client_id, a->dependant_id, st->notice, sizeof st->notice);
	text_copy(st->tail, sizeof st->tail, "");
	if (client_cards(st->w.desk->store, &a->client_id, 1, 0, &card, &none) == OK && card.n)
		clientline_tail(card.v[0].phone, st->tail, sizeof st->tail);
	client_card_list_free(&card);
}

static enum err_code rebook_load(struct screen *s, struct err *e)
{
	struct rebook *st = s->state;
	struct desk *d = st->w.desk;
	enum err_code rc = todo_list_open(d->store, "rebook", d->branch_id, NULL, 0, PAGE,
	    &st->todo, e);

	st->rows.n = 0;
	for (size_t i = 0; i < st->todo.n && rc == OK; i++)
		rc = appointment_row_get(d->store, st->todo.v[i].other_id, vec_push(&st->rows), e);
	if (rc == OK)
		rc = todo_count(d->store, "rebook", d->branch_id, &st->all, e);
	if (rc != OK)
		st->todo.n = st->rows.n = 0;
	list_reloaded(&st->w.list);
	st->about = 0;
	read_about(s);
	return rc;
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct rebook *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct rebook *)ctx)->todo.v[row].id;
}

static int age_of(const struct rebook *st, int row)
{
	int32_t since = day_parse(st->todo.v[row].day);

	return since == DAY_NONE ? 0 : (int)(desk_today(st->w.desk) - since);
}

static const char *why_word(const char *why)
{
	return !strcmp(why, "noshow") ? tr("did not come") : !strcmp(why, "cancelled") ?
	    tr("cancelled") : why;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct rebook *st = ctx;
	const struct appointment_row *a = &st->rows.v[row];
	int wide = w.cols > 100 ? 8 : 0, col = w.col, days = age_of(st, row);
	char text[400];

	text_fmt(text, sizeof text, tr("%d days"), days);
	canvas_put(c, w.row, col, days ? text : tr("today"), days > 2 ? STYLE_NOTE : STYLE_TEXT, 8);
	canvas_pad(c, w.row, col + 9, cover_name(st->w.desk, cover_of_row(a)), STYLE_TEXT,
	    16 + wide);
	col += 26 + wide;
	canvas_pad(c, w.row, col, why_word(st->todo.v[row].why), STYLE_TEXT, 12);
	canvas_pad(c, w.row, col + 13, desk_time_text(st->w.desk, a->start_at, text, sizeof text),
	    STYLE_TEXT, 16);
	col += 30;
	canvas_pad(c, w.row, col, describe_in_language(a->service, a->service_en), STYLE_TEXT,
	    12 + wide);
	canvas_put(c, w.row, col + 13 + wide, a->staff, STYLE_TEXT,
	    w.col + w.cols - col - 13 - wide);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct rebook *st = ctx;
	const struct appointment_row *a = &st->rows.v[row];

	buf_printf(out, "%s %s %s", cover_name(st->w.desk, cover_of_row(a)),
	    describe_in_language(a->service, a->service_en), a->staff);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- commands ---- */

/* The same again for whoever it was; booked, the row leaves by itself. */
static enum err_code run_book(struct screen *s, struct err *e)
{
	const struct appointment_row *a = rebook_chosen(s);
	struct book_arg arg = { 0 };

	if (!a)
		return OK;
	arg.client_id = a->client_id;
	arg.dependant_id = a->dependant_id;
	arg.service[0] = a->service_id;
	arg.nservices = a->service_id != 0;
	return schedule_book(s, &arg, e);
}

static enum err_code dismissed(struct screen *s, const char *text, struct err *e)
{
	struct rebook *st = s->state;
	int64_t id = list_id(&st->w.list);
	enum err_code rc;

	if (!text || !id)
		return OK;
	rc = contact_no_rebook(st->w.desk, id, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, "%s", tr("Off the list. Ctrl-Z takes it back."));
	front_wrote(s);
	return OK;
}

static enum err_code run_dismiss(struct screen *s, struct err *e)
{
	const struct appointment_row *a = rebook_chosen(s);
	struct textline ask = { .label = tr("No other time, because"), .max_cp = 150,
		.keep = "rebook-dismiss", .keep_ref = a ? a->id : 0, .done = dismissed };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("since"), N_("client"), N_("why"), N_("was"),
		N_("service"), N_("staff") };
	const struct rebook *st = s->state;
	struct listing *l = listing_new("rebook", tr("To rebook"), columns, 6);
	char text[64];

	for (size_t i = 0; i < st->rows.n; i++) {
		const struct appointment_row *a = &st->rows.v[i];

		listing_cell(l, st->todo.v[i].day);
		listing_cell(l, cover_name(st->w.desk, cover_of_row(a)));
		listing_cell(l, why_word(st->todo.v[i].why));
		listing_cell(l, desk_time_text(st->w.desk, a->start_at, text, sizeof text));
		listing_cell(l, describe_in_language(a->service, a->service_en));
		listing_cell(l, a->staff);
	}
	return listing_ask(s, l, 0, e);
}

static enum err_code run_call(struct screen *s, struct err *e)
{
	const struct appointment_row *a = rebook_chosen(s);

	return a ? call_open(s, a->client_id, tr("call about another time"), e) : OK;
}

static const struct command commands[] = {
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .words = SCHEDULE_BOOK_WORDS,
	  .help = N_("Books the same again at another time; the row leaves the list."),
	  .run = run_book },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("not again"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Takes it off the list without another time; asks why."),
	  .run = run_dismiss },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW,
	  .help = N_("The client's numbers, with what must be known before dialling."),
	  .run = run_call },
	WORKLIST_CLIENT_COMMANDS,
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Shows the appointment."), .run = worklist_run_card },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	WORKLIST_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code rebook_open(struct screen *s, const void *arg, struct err *e)
{
	(void)arg;
	(void)e;
	worklist_init(s, &row_ops, 0, rebook_chosen);
	return OK;
}

static void rebook_close(struct screen *s)
{
	struct rebook *st = s->state;

	list_free(&st->w.list);
	todo_list_free(&st->todo);
	appointment_list_free(&st->rows);
}

static void rebook_layout(struct screen *s, struct rect body)
{
	struct rebook *st = s->state;

	list_layout(&st->w.list, (struct rect){ body.row + 1, 0, body.rows - 1 - DETAIL,
	    body.cols });
}

static void rebook_draw(const struct screen *s, struct canvas *c)
{
	const struct rebook *st = s->state;
	const struct appointment_row *a = rebook_chosen(s);
	int wide = c->cols > 102 ? 8 : 0, last = s->body.row + s->body.rows - DETAIL;
	const struct list_column heads[] = { { N_("since"), 0 }, { N_("client"), 9 },
		{ N_("why"), 26 + wide }, { N_("was"), 39 + wide }, { N_("service"), 56 + wide },
		{ N_("staff"), 69 + wide * 2 } };
	char title[500];

	worklist_draw_tabs(s, c);
	list_header(&st->w.list, c, s->body.row, heads, 6, 0);
	if (st->rows.n)
		list_draw(&st->w.list, c);
	else
		canvas_put(c, s->body.row + 2, 2, tr("Everybody who should come again has a time."),
		    STYLE_GREY, CANVAS_REST);
	if (!a)
		return;
	text_fmt(title, sizeof title, "%s", cover_name(st->w.desk, cover_of_row(a)));
	canvas_rule(c, last, 0, c->cols, title);
	last += 1 + text_put_wrapped(c, (struct rect){ last + 1, 0, 2, c->cols }, st->notice,
	    clientline_flag_style(a->flags));
	canvas_putf(c, last++, 0, STYLE_TEXT, tr("Phone %s.  %s"), st->tail,
	    describe_reason(st->w.desk, a->reason));
	if ((size_t)st->all > st->rows.n)
		canvas_putf(c, last, 0, STYLE_GREY, tr("The oldest %zu of %lld."), st->rows.n,
		    (long long)st->all);
}

static enum key_use rebook_key(struct screen *s, const struct key *k)
{
	enum key_use use = worklist_key(s, k);

	read_about(s);
	return use;
}

static void rebook_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Who did not come or was cancelled and has no other time yet, the oldest first. b "
	    "books "
	    "the same again: the row leaves by itself. x takes it off with a reason. Enter shows "
	    "the "
	    "appointment with all that happened."));
}

const struct screen_type rebook_screen = {
	.name = "rebook", .title = N_("To rebook"), .state_size = sizeof(struct rebook),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT,
	.open = rebook_open, .load = rebook_load, .facts = worklist_facts,
	.layout = rebook_layout, .draw = rebook_draw, .key = rebook_key,
	.close = rebook_close, .list = worklist_rows, .page = rebook_page,
};
