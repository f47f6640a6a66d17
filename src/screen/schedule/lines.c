/*
 * One line a day: where there is room at all, two weeks of several people on one screen. A figure
 * is the free quarters of an hour within that hour.
 */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/calendar.h"
#include "desk/desk.h"
#include "desk/describe.h"
#include "desk/free.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "tui/canvas.h"
#include "tui/picker.h"
#include "tui/textline.h"

#define HOURS 24
#define DAYS_MAX 40
#define NAME_COL 11

/* One person on one day. */
struct line_cell {
	char figure[HOURS];             /* '0'-'4', '-' closed or past, 'L' leave, '!' out */
	bool fits;                      /* the chosen service fits somewhere */
	int64_t first_at;               /* where */
};

struct lines {
	struct desk *desk;
	struct resource_list people;
	struct line_cell *cell;         /* days * people */
	int32_t from;                   /* first day */
	int days, from_hour, hours;
	int per_page, first;            /* people that fit; first one shown */
	int row, col;                   /* cursor: day, person */
	struct service service;         /* id 0: none chosen */
	char about[200];
};

static const char *const kinds[] = { "staff", "room", "device" };

static struct line_cell *cell_at(const struct lines *st, int row, int col)
{
	return &st->cell[(size_t)row * st->people.n + (size_t)col];
}

/* ---- reading ---- */

static char worst(char a, char b)
{
	static const char order[] = "-L!";
	const char *pa = strchr(order, a), *pb = strchr(order, b);

	if (!pa || !pb)
		return pa ? b : a;
	return pa > pb ? a : b;
}

static char letter_of(enum span_kind kind)
{
	switch (kind) {
	case SPAN_ABSENT:
		return 'L';
	case SPAN_OUT:
		return '!';
	case SPAN_CLOSED:
	case SPAN_OFF:
	case SPAN_BREAK:
		return '-';
	case SPAN_FREE:
	case SPAN_TAKEN:
	case SPAN_HELD:
	case SPAN_TRAVEL:
	default:
		return '0';
	}
}

/* Quarters of hour H that lie whole in a free span, and what fills the rest. */
static char figure_of(const struct lines *st, const struct span_list *l, int32_t day, int hour)
{
	int64_t now = clock_now(), quarter[2];
	int open = 0;
	char rest = '-';

	for (int q = 0; q < 4; q++) {
		if (!zone_instants(st->desk->zone, day, hour * 3600 + q * 900, quarter) ||
		    quarter[0] < now)
			continue;
		for (size_t i = 0; i < l->n; i++) {
			const struct span *s = &l->v[i];

			if (s->end_at <= quarter[0] || s->start_at >= quarter[0] + 900)
				continue;
			if (s->kind != SPAN_FREE)
				rest = worst(rest, letter_of(s->kind));
			else if (s->start_at <= quarter[0] && s->end_at >= quarter[0] + 900)
				open++;
		}
	}
	return open ? (char)('0' + open) : rest;
}

static enum err_code load_cell(struct lines *st, int row, int col, struct err *e)
{
	struct line_cell *cell = cell_at(st, row, col);
	struct span_list spans = { 0 };
	enum err_code rc = calendar_day(st->desk, st->people.v[col].id, st->desk->branch_id,
	    st->from + row, &spans, e);

	for (int h = 0; h < st->hours && rc == OK; h++)
		cell->figure[h] = figure_of(st, &spans, st->from + row, st->from_hour + h);
	span_list_free(&spans);
	return rc;
}

/* Where the chosen service fits, for each person the first time of each day. */
static enum err_code load_fits(struct lines *st, struct err *e)
{
	enum err_code rc = OK;

	for (int c = 0; c < (int)st->people.n && rc == OK && st->service.id; c++) {
		struct free_wish w = { .service = { st->service.id }, .nservices = 1,
			.with = { st->people.v[c].id }, .nwith = 1, .from_day = st->from,
			.days = st->days, .count = (size_t)st->days, .one_a_day = true };
		struct free_list l = { 0 };
		struct err none = ERR_INIT;

		/* Somebody who cannot do it fits nowhere. */
		if (free_find(st->desk, &w, &l, &none) != OK && none.code != ERR_INVALID)
			rc = err_copy(e, &none);
		for (size_t i = 0; i < l.n; i++) {
			int row = (int)(zone_local(st->desk->zone, l.v[i].start_at).day - st->from);

			if (row < 0 || row >= st->days)
				continue;
			for (size_t k = 0; k < l.v[i].nparts; k++)
				if (l.v[i].part[k].resource_id == st->people.v[c].id)
					cell_at(st, row, c)->fits = true;
			cell_at(st, row, c)->first_at = l.v[i].start_at;
		}
		free_list_free(&l);
	}
	return rc;
}

static void describe_cursor(struct screen *s)
{
	struct lines *st = s->state;
	struct schedule_memory *m = schedule_memory(s);
	const struct line_cell *cell;
	char day[48], at[48];

	st->about[0] = '\0';
	if (!st->cell || st->col >= (int)st->people.n)
		return;
	cell = cell_at(st, st->row, st->col);
	m->day = st->from + st->row;
	m->resource_id = st->people.v[st->col].id;
	day_echo(st->from + st->row, desk_today(st->desk), day, sizeof day);
	if (!st->service.id)
		text_fmt(st->about, sizeof st->about,
		    tr("%s, %s. Tab chooses a service; Enter books."),
		    st->people.v[st->col].name, day);
	else if (cell->fits)
		text_fmt(st->about, sizeof st->about, tr("%s, %s: fits from %s. Enter books it."),
		    st->people.v[st->col].name, day,
		    desk_clock_text(st->desk, cell->first_at, at, sizeof at));
	else
		text_fmt(st->about, sizeof st->about,
		    tr("%s, %s: %s does not fit. f finds other times."),
		    st->people.v[st->col].name, day,
		    describe_in_language(st->service.name, st->service.name_en));
	screen_dirty(s, DIRTY_DRAW);
}

static bool idle_hour(const struct lines *st, int h)
{
	for (size_t i = 0; i < (size_t)st->days * st->people.n; i++)
		if (st->cell[i].figure[h] != '-')
			return false;
	return true;
}

/* Evening hours in which nobody ever works leave room for one more person. */
static void drop_idle_hours(struct lines *st)
{
	while (st->people.n && st->hours > 1 && idle_hour(st, st->hours - 1))
		st->hours--;
}

static void fit_people(struct lines *st, int cols);

static enum err_code lines_load(struct screen *s, struct err *e)
{
	struct lines *st = s->state;
	const struct schedule_memory *m = schedule_memory(s);
	enum err_code rc = resource_list(st->desk->store, st->desk->branch_id, kinds[m->view],
	    false,
	    &st->people, e);

	schedule_load_counts(s);
	mem_free(st->cell);
	st->from_hour = st->desk->open_min / 60;
	st->hours = (st->desk->close_min + 59) / 60 - st->from_hour;
	st->cell = mem_array((size_t)st->days * (st->people.n + 1), sizeof *st->cell);
	for (int r = 0; r < st->days && rc == OK; r++)
		for (int c = 0; c < (int)st->people.n && rc == OK; c++)
			rc = load_cell(st, r, c, e);
	if (rc == OK)
		rc = load_fits(st, e);
	if (st->col >= (int)st->people.n)
		st->col = 0;
	drop_idle_hours(st);
	if (s->body.cols)
		fit_people(st, s->body.cols);
	describe_cursor(s);
	return rc;
}

static enum err_code lines_open(struct screen *s, const void *arg, struct err *e)
{
	struct lines *st = s->state;
	int32_t today;

	(void)arg;
	(void)e;
	st->desk = front_desk(s);
	today = desk_today(st->desk);
	st->from = schedule_memory(s)->day > today ? schedule_memory(s)->day : today;
	st->days = 14;
	return OK;
}

static void lines_close(struct screen *s)
{
	struct lines *st = s->state;

	resource_list_free(&st->people);
	mem_free(st->cell);
}

/* ---- picture ---- */

static int width_of(const struct lines *st)
{
	return st->hours + 2;
}

/* How many people fit beside each other; the cursor stays in view. */
static void fit_people(struct lines *st, int cols)
{
	st->per_page = (cols - NAME_COL) / width_of(st);
	if (st->per_page < 1)
		st->per_page = 1;
	if (st->col >= st->first + st->per_page)
		st->first = st->col - st->per_page + 1;
	if (st->col < st->first)
		st->first = st->col;
}

static void lines_layout(struct screen *s, struct rect body)
{
	struct lines *st = s->state;
	int days = body.rows - 5;

	days = days > DAYS_MAX ? DAYS_MAX : days;
	fit_people(st, body.cols);
	if (days == st->days || days < 1)
		return;
	st->days = days;
	if (st->row >= days)
		st->row = days - 1;
	screen_dirty(s, DIRTY_LOAD);
}

static enum style figure_style(char figure, bool fits)
{
	switch (figure) {
	case '-':
		return STYLE_CLOSED;
	case 'L':
		return STYLE_AWAY;
	case '!':
		return STYLE_BROKEN;
	default:
		return fits ? STYLE_FREE : STYLE_TEXT;
	}
}

static void draw_cell(const struct lines *st, int row, int col, struct canvas *c, int y, int x)
{
	const struct line_cell *cell = cell_at(st, row, col);
	bool selected = row == st->row && col == st->col;

	for (int h = 0; h < st->hours; h++) {
		char figure[2] = { cell->figure[h], '\0' };

		canvas_put(c, y, x + h, figure, selected ? STYLE_SELECTED :
		    figure_style(cell->figure[h], cell->fits), 1);
	}
	/* Not by colour alone. */
	if (cell->fits)
		canvas_put(c, y, x + st->hours, "*", STYLE_NOTE, 1);
}

static void draw_heads(const struct lines *st, struct canvas *c, int y)
{
	for (int k = 0; k < st->per_page && st->first + k < (int)st->people.n; k++) {
		int x = NAME_COL + k * width_of(st);

		canvas_put(c, y, x, st->people.v[st->first + k].name,
		    st->first + k == st->col ? STYLE_TAB : STYLE_TEXT, width_of(st) - 1);
		for (int h = 0; h < st->hours; h++)
			canvas_putf(c, y + 1, x + h, STYLE_GREY, "%d", (st->from_hour + h) % 10);
	}
}

static void lines_draw(const struct screen *s, struct canvas *c)
{
	const struct lines *st = s->state;
	int y = s->body.row;
	char day[48];

	schedule_draw_tabs(s, c);
	canvas_putf(c, y, 0, STYLE_TEXT,
	    tr("From %s   free quarters in each hour, from %02d:00   for: %s"),
	    day_echo(st->from, desk_today(st->desk), day, sizeof day), st->from_hour,
	    st->service.id ? describe_in_language(st->service.name, st->service.name_en) :
	    tr("(Tab chooses a service)"));
	if (!st->people.n) {
		canvas_put(c, y + 2, 2, tr("Nobody can be booked here. F12 adds people."),
		    STYLE_GREY, CANVAS_REST);
		return;
	}
	draw_heads(st, c, y + 1);
	for (int r = 0; r < st->days; r++) {
		canvas_put(c, y + 3 + r, 0, day_echo(st->from + r, desk_today(st->desk), day,
		    sizeof day), day_weekday(st->from + r) > 5 ? STYLE_GREY : STYLE_TEXT,
		    NAME_COL - 1);
		for (int k = 0; k < st->per_page && st->first + k < (int)st->people.n; k++)
			draw_cell(st, r, st->first + k, c, y + 3 + r, NAME_COL + k * width_of(st));
	}
	canvas_put(c, y + s->body.rows - 2, 0,
	    tr("0-4 free quarters   - closed, past   L leave   ! out of order   * it fits"),
	    STYLE_GREY, CANVAS_REST);
	canvas_put(c, y + s->body.rows - 1, 0, st->about, STYLE_TEXT, CANVAS_REST);
}

/* ---- keys ---- */

static enum key_use lines_key(struct screen *s, const struct key *k)
{
	static const struct {
		enum key_func key;
		int rows, cols;
	} moves[] = { { K_UP, -1, 0 }, { K_DOWN, 1, 0 }, { K_LEFT, 0, -1 }, { K_RIGHT, 0, 1 } };
	struct lines *st = s->state;

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		if (!key_is(*k, moves[i].key))
			continue;
		st->row += moves[i].rows;
		st->col += moves[i].cols;
		st->row = st->row < 0 ? 0 : st->row >= st->days ? st->days - 1 : st->row;
		if (st->col >= (int)st->people.n)
			st->col = (int)st->people.n - 1;
		st->col = st->col < 0 ? 0 : st->col;
		if (st->col < st->first)
			st->first = st->col;
		if (st->col >= st->first + st->per_page)
			st->first = st->col - st->per_page + 1;
		describe_cursor(s);
		return KEY_USED;
	}
	return KEY_UNUSED;
}

static unsigned lines_facts(const struct screen *s)
{
	const struct lines *st = s->state;

	return NEED_NO_TEXT | (st->people.n ? NEED_ROW : 0);
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	struct lines *st = s->state;
	const struct line_cell *cell = cell_at(st, st->row, st->col);
	struct book_arg arg = { .with = { st->people.v[st->col].id }, .nwith = 1 };

	if (st->service.id) {
		arg.service[0] = st->service.id;
		arg.nservices = 1;
	}
	arg.start_at = cell->fits ? cell->first_at :
	    zone_instant(st->desk->zone, st->from + st->row, st->desk->open_min * 60);
	return schedule_book(s, &arg, e);
}

static enum err_code run_free(struct screen *s, struct err *e)
{
	struct lines *st = s->state;
	struct free_arg arg = { .from_day = st->from + st->row };

	if (st->service.id) {
		arg.service[0] = st->service.id;
		arg.nservices = 1;
	}
	if (st->people.n) {
		arg.with[0] = st->people.v[st->col].id;
		arg.nwith = 1;
	}
	return screen_goto(s->loop, &free_screen, &arg, e);
}

static enum err_code run_date(struct screen *s, struct err *e)
{
	struct lines *st = s->state;

	(void)e;
	st->from = s->command->arg ? st->from + s->command->arg : desk_today(st->desk);
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

static enum err_code go_typed(struct screen *s, const char *text, struct err *e)
{
	struct lines *st = s->state;
	struct when_base base = desk_when(st->desk);
	struct when w;
	enum err_code rc;

	base.last_day = st->from;
	if (!text || !text[0])
		return OK;
	rc = when_parse(text, WHEN_DATE, &base, &w, e);
	if (rc == OK && w.day != DAY_NONE)
		st->from = w.day;
	screen_dirty(s, DIRTY_LOAD);
	return rc;
}

static enum err_code run_go(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Date"), .max_cp = 40, .done = go_typed };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct schedule_memory *m = schedule_memory(s);

	(void)e;
	m->view = (m->view + 1) % 3;
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

/* ---- choosing the service ---- */

static void offer_services(void *ctx, const char *text, struct picker_list *out)
{
	struct lines *st = ctx;
	struct service_list l = { 0 };
	struct err none = ERR_INIT;

	if (service_list(st->desk->store, false, &l, &none) != OK)
		return;
	for (size_t i = 0; i < l.n; i++) {
		const char *name = describe_in_language(l.v[i].name, l.v[i].name_en);
		char hint[24];

		text_fmt(hint, sizeof hint, tr("%d min"), l.v[i].minutes);
		if (picker_fits(text, l.v[i].code, name))
			picker_add(out, l.v[i].id, l.v[i].code, name, hint);
	}
	service_list_free(&l);
}

static void service_chosen(struct screen *owner, const struct picker_choice *choice)
{
	struct lines *st = owner->state;
	struct err none = ERR_INIT;

	if (choice && service_get(st->desk->store, choice->id, &st->service, &none) != OK)
		screen_refuse(owner, &none);
	screen_dirty(owner, DIRTY_LOAD);
}

static enum err_code run_service(struct screen *s, struct err *e)
{
	struct lines *st = s->state;
	struct picker p = { .at = { s->body.row, 0, 1, 60 }, .title = tr("Service"),
		.choices = offer_services, .ctx = st, .done = service_chosen };

	return picker_open(s, &p, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("book"), .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("Books at the first time that fits in that day."), .run = run_book },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_NO_BAR,
	  .words = SCHEDULE_BOOK_WORDS,
	  .help = N_("Books at the first time that fits in that day."), .run = run_book },
	{ .name = "pane-next", .keys = "Tab", .label = N_("service"),
	  .help = N_("Chooses the service that shall fit."), .run = run_service },
	{ .name = "free-find", .code = "fr", .keys = "f", .label = N_("free"),
	  .help = N_("Free times from that day on."), .run = run_free },
	{ .name = "date-prev", .keys = "-", .label = N_("earlier"), .arg = -7,
	  .help = N_("A week back."), .run = run_date },
	{ .name = "date-next", .keys = "+ =", .label = N_("later"), .arg = 7,
	  .help = N_("A week on."), .run = run_date },
	{ .name = "date-today", .keys = "t", .label = N_("today"), .arg = 0,
	  .help = N_("From today on."), .run = run_date },
	{ .name = "date-go", .keys = "g", .label = N_("date"),
	  .help = N_("From a date on, as typed: fri, +3, 0315."), .run = run_go },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("Staff, rooms, devices."), .run = run_view },
	SCHEDULE_TAB_COMMANDS,
};

static void lines_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Where there is room at all: a line a day, a block of figures a person, a figure an "
	    "hour: how many of its four quarters are free. Tab chooses a service; where it fits "
	    "with "
	    "room and device, a * stands behind the block, and Enter books it at the first such "
	    "time. A 4 alone does not promise that a room and a device are free."));
}

const struct screen_type lines_screen = {
	.name = "lines", .title = N_("Lines"), .state_size = sizeof(struct lines),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_PEOPLE,
	.open = lines_open, .load = lines_load, .facts = lines_facts, .layout = lines_layout,
	.draw = lines_draw, .key = lines_key, .close = lines_close, .page = lines_page,
};
