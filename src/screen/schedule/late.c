/* Somebody runs late: how many minutes, and what follows for whom. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/clock.h"
#include "base/day.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/disrupt.h"
#include "desk/late.h"
#include "screen/call.h"
#include "screen/cmdline.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/textline.h"

enum { NEED_OTHER = 1u << 16 };        /* another room will do for the row */

struct late_box {
	struct desk *desk;
	struct resource who;
	int minutes;
	struct late_items items;
	struct list list;
};

/* ---- saying how late ---- */

/* "20", "20m", "1h", "半小时"; -1: not understood. */
static int read_minutes(const struct desk *d, const char *text)
{
	struct when_base base = desk_when(d);
	struct err none = ERR_INIT;
	struct when w;

	if (!strcmp(text, "0"))
		return 0;
	return when_parse(text, WHEN_DURATION, &base, &w, &none) == OK ? w.duration : -1;
}

static enum err_code set(struct screen *s, const struct resource *r, const char *text,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct late_result done;
	struct buf b = BUF_INIT;
	int minutes = read_minutes(d, text);
	enum err_code rc;

	if (minutes < 0)
		return err_set(e, ERR_INVALID, "%s",
		    tr("How many minutes behind? Type 20, or 0 for on time again."));
	rc = late_set(d, r->id, minutes, &done, e);
	if (rc != OK)
		return rc;
	if (!minutes)
		buf_printf(&b, tr("%s is on time again."), r->name);
	else
		buf_printf(&b, tr("%s is %d min behind: %zu later, %zu told by message."), r->name,
		    minutes, done.shifted, done.told);
	if (done.calls)
		buf_printf(&b, tr(" Call %zu."), done.calls);
	if (done.troubles)
		buf_printf(&b, tr(" %zu cannot be then."), done.troubles);
	screen_done(s, "%s", buf_str(&b));
	buf_free(&b);
	front_wrote(s);
	return OK;
}

static void box_note(struct screen *s, const char *text, struct buf *out)
{
	struct late_box *st = s->state;
	struct late_items l = { 0 };
	struct err none = ERR_INIT;
	int minutes = text[0] ? read_minutes(st->desk, text) : -1;
	size_t troubles = 0;

	if (minutes <= 0 || late_look(st->desk, st->who.id, minutes, &l, &none) != OK) {
		if (!minutes)
			buf_puts(out, tr("= on time again"));
		return;
	}
	for (size_t i = 0; i < l.n; i++)
		troubles += l.v[i].trouble[0] != '\0';
	buf_printf(out, tr("= %zu later, %zu cannot be then"), l.n, troubles);
	late_items_free(&l);
}

static enum err_code box_typed(struct screen *s, const char *text, struct err *e)
{
	return text && text[0] ? set(s, &((struct late_box *)s->state)->who, text, e) : OK;
}

static enum err_code run_minutes(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Minutes behind"), .max_cp = 12, .note = box_note,
		.done = box_typed };

	if (front_may(s, "appt-late", e) != OK)
		return e->code;
	textline_ask(s, &ask);
	return OK;
}

/* ---- the list ---- */

static enum err_code late_load(struct screen *s, struct err *e)
{
	struct late_box *st = s->state;
	enum err_code rc = late_now(st->desk, st->who.id, &st->minutes, &st->items, e);

	/* On time again: nothing is left of the rows, not even a shadow. */
	if (st->items.n)
		list_reloaded(&st->list);
	else
		list_reset(&st->list);
	return rc;
}

static int row_count(const void *ctx)
{
	return (int)((const struct late_box *)ctx)->items.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct late_box *)ctx)->items.v[row].a.id;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct late_box *st = ctx;
	const struct late_item *x = &st->items.v[row];
	char at[16];

	canvas_put(c, w.row, w.col, desk_clock_text(st->desk, x->a.start_at, at, sizeof at),
	    STYLE_TEXT, 6);
	canvas_put(c, w.row, w.col + 7, desk_clock_text(st->desk, x->expected_at, at, sizeof at),
	    STYLE_NOTE, 6);
	canvas_pad(c, w.row, w.col + 14, cover_treated(st->desk, cover_of_row(&x->a)), STYLE_TEXT,
	    14);
	canvas_put(c, w.row, w.col + 29, x->trouble[0] ? x->trouble : x->here ? tr("is here") :
	    x->told ? tr("told") : tr("not told: call"), x->trouble[0] ? STYLE_LATE : STYLE_TEXT,
	    w.cols - 29);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw };

static const struct late_item *chosen(const struct late_box *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->items.n ? &st->items.v[row] : NULL;
}

static enum err_code run_move(struct screen *s, struct err *e)
{
	const struct late_item *x = chosen(s->state);
	struct book_arg arg = { .move_id = x ? x->a.id : 0 };

	return x ? schedule_book(s, &arg, e) : OK;
}

static enum err_code run_other(struct screen *s, struct err *e)
{
	struct late_box *st = s->state;
	const struct late_item *x = chosen(st);
	char name[96];

	if (late_take_other(st->desk, x, e) != OK)
		return e->code;
	text_copy(name, sizeof name, x->other);
	screen_done(s, tr("%s: %s instead. Ctrl-Z takes it back."),
	    cover_treated(st->desk, cover_of_row(&x->a)), name);
	front_wrote(s);
	return OK;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	const struct late_item *x = chosen(s->state);
	struct client_arg arg = { .client_id = x ? x->a.client_id : 0 };

	return x ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

static enum err_code run_call(struct screen *s, struct err *e)
{
	const struct late_item *x = chosen(s->state);

	return x ? call_open(s, x->a.client_id, tr("call about another time"), e) : OK;
}

static const struct command commands[] = {
	{ .name = "row-edit", .code = "ed", .keys = "e F10", .label = N_("minutes"),
	  .needs = NEED_WRITE,
	  .help = N_("How many minutes behind; 0 is on time again. Who is not here is told."),
	  .run = run_minutes },
	{ .name = "row-open", .keys = "Enter", .label = N_("move"), .needs = NEED_ROW | NEED_WRITE,
	  .flags = COMMAND_ROW,
	  .help = N_("Another time for it: type it, or take one of those that fit."),
	  .run = run_move },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("swap"),
	  .needs = NEED_ROW | NEED_WRITE | NEED_OTHER, .flags = COMMAND_ROW,
	  .help = N_("Takes the other room or device that is named; the promised time stays."),
	  .run = run_other },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW,
	  .help = N_("The client's numbers, with what must be known before dialling."),
	  .run = run_call },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW, .help = N_("Opens the client's file."),
	  .run = run_client },
};

/* ---- the box ---- */

static enum err_code late_open_box(struct screen *s, const void *arg, struct err *e)
{
	struct late_box *st = s->state;

	st->desk = front_desk(s);
	list_init(&st->list, s, &row_ops, st, 0);
	st->list.empty = tr("Nothing is later than promised. e says how many minutes behind.");
	return resource_get(st->desk->store, *(const int64_t *)arg, &st->who, e);
}

static void late_close(struct screen *s)
{
	struct late_box *st = s->state;

	list_free(&st->list);
	late_items_free(&st->items);
}

static struct rect box_of(const struct screen *s)
{
	return rect_centre(s->body, 16, 76);
}

static void late_layout(struct screen *s, struct rect body)
{
	struct rect box = box_of(s);

	(void)body;
	list_layout(&((struct late_box *)s->state)->list, (struct rect){ box.row + 2, box.col + 2,
	    box.rows - 5, box.cols - 4 });
}

static void late_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column heads[] = { { N_("promised"), 0 }, { N_("client"), 14 },
		{ N_("told"), 29 } };
	const struct late_box *st = s->state;
	struct rect box = box_of(s);
	char title[200];

	if (st->minutes)
		text_fmt(title, sizeof title, tr("%s: %d min behind"), st->who.name, st->minutes);
	else
		text_fmt(title, sizeof title, tr("%s: on time"), st->who.name);
	canvas_box(c, box, STYLE_RULE, title);
	list_header(&st->list, c, box.row + 1, heads, 3, -1);
	list_draw(&st->list, c);
	canvas_put(c, box.row + box.rows - 2, box.col + 2,
	    tr("e: how many minutes, 0 is on time. Enter finds another time for a row."),
	    STYLE_GREY, box.cols - 4);
}

static enum key_use late_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct late_box *)s->state)->list, k);
}

static unsigned late_facts(const struct screen *s)
{
	const struct late_item *x = chosen(s->state);

	return NEED_NO_TEXT | (x ? NEED_ROW | NEED_CLIENT : 0) |
	    (x && x->other_id ? NEED_OTHER : 0);
}

static struct list *late_list(struct screen *s)
{
	return &((struct late_box *)s->state)->list;
}

static void late_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Somebody is so many minutes behind from now on. Later appointments are expected by as "
	    "much later, less the gaps between them; what was promised stays. Clients who are not "
	    "here yet get one message, and no second one about the same minutes. Who would come "
	    "after hours or into something else is marked: Enter finds another time, and where "
	    "only a room or device is taken then and another will do, y takes that one. 0 is on "
	    "time again."));
}

const struct screen_type late_screen = {
	.name = "late", .title = N_("Running late"), .state_size = sizeof(struct late_box),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_ARRIVALS,
	.flags = SCREEN_OVERLAY, .open = late_open_box, .load = late_load, .facts = late_facts,
	.layout = late_layout, .draw = late_draw, .key = late_key, .close = late_close,
	.list = late_list, .page = late_page,
};

enum err_code late_open(struct screen *s, int64_t resource_id, struct err *e)
{
	return screen_open(s->loop, &late_screen, &resource_id, e);
}

/* `late cl 20`; alone: the person of the column with the cursor. */
enum err_code late_run(struct screen *s, struct err *e)
{
	const struct cmdline_words *w = cmdline_words(s);
	struct desk *d = front_desk(s);
	struct resource r;
	char who[96];
	const char *rest;
	size_t n;
	enum err_code rc;

	if (!w || !w->find[0])
		return schedule_memory(s)->resource_id ?
		    late_open(s, schedule_memory(s)->resource_id, e) :
		    err_set(e, ERR_INVALID, "%s", tr("Who runs late? Type late cl 20."));
	n = strcspn(w->find, " ");
	text_fmt(who, sizeof who, "%.*s", (int)n, w->find);
	rest = w->find + n + strspn(w->find + n, " ");
	rc = disrupt_find(d, who, &r, e);
	if (rc == OK && *rest)
		rc = set(s, &r, rest, e);
	return rc == OK ? late_open(s, r.id, e) : rc;
}
