/* What one does in a grid of time; the screens are day.c and week.c. */
#include "grid_act_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "desk/booking.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/dialog.h"
#include "tui/textline.h"

static struct grid_screen *state(const struct screen *s)
{
	return s->state;
}

/* ---- the cursor ---- */

void grid_moved(struct screen *s)
{
	struct grid_screen *st = s->state;
	struct schedule_memory *m = schedule_memory(s);
	const struct grid_column *col = grid_column(&st->grid);
	const struct appointment_row *a;
	struct err e = ERR_INIT;

	if (grid_show(&st->grid, false, &e) != OK)
		screen_refuse(s, &e);
	a = grid_appointment(&st->grid);
	if (col) {
		m->day = col->day;
		m->resource_id = col->resource_id;
		m->minute = grid_minute(&st->grid);
	}
	if (a)
		front_at_hand(s, a->client_id);
	grid_describe(&st->grid, st->about, sizeof st->about);
	if (st->digits[0])
		text_fmt(st->about, sizeof st->about,
		    tr("%s_  Enter goes there, b books there."), st->digits);
	screen_dirty(s, DIRTY_DRAW);
}

static void note_now(struct grid_screen *st)
{
	struct local_time now = zone_local(st->desk->zone, clock_now());
	struct grid *g = &st->grid;

	g->now_row = -1;
	for (size_t i = 0; i < g->n; i++)
		if (g->v[i].day == now.day && now.second / 60 >= g->from_min)
			g->now_row = (now.second / 60 - g->from_min) / g->step;
}

void grid_settle(struct screen *s, bool first)
{
	struct grid_screen *st = s->state;
	const struct schedule_memory *m = schedule_memory(s);

	note_now(st);
	if (first && m->resource_id && grid_column(&st->grid) &&
	    grid_column(&st->grid)->resource_id != m->resource_id)
		grid_go_resource(&st->grid, m->resource_id);
	if (first && m->minute)
		grid_go_minute(&st->grid, m->minute);
	else if (first && !grid_go_free(&st->grid) && st->grid.now_row >= 0)
		grid_go_minute(&st->grid, st->grid.from_min + st->grid.now_row * st->grid.step);
	grid_moved(s);
}

static void base_of(const struct grid_screen *st, struct when_base *b)
{
	const struct grid_column *col = grid_column(&st->grid);

	*b = (struct when_base){ .zone = st->desk->zone, .now = clock_now(),
		.open_min = st->grid.from_min, .close_min = st->grid.to_min,
		.last_day = col ? col->day : DAY_NONE,
		.last_min = col ? grid_minute(&st->grid) : -1 };
}

/* "1530", "930", "9", "15": minutes of the day; -1: no time. A one-figure hour before the house
 * opens is one of the afternoon: 330 is 15:30. */
static int typed_minute(const struct grid *g, const char *digits)
{
	size_t n = strlen(digits);
	int value = 0, hour, minute;

	for (const char *p = digits; *p; p++)
		value = value * 10 + (*p - '0');
	hour = n > 2 ? value / 100 : value;
	minute = n > 2 ? value % 100 : 0;
	if (n % 2 && hour < g->from_min / 60 && hour < 12)
		hour += 12;
	return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

static bool use_digits(struct screen *s)
{
	struct grid_screen *st = s->state;
	int minute;

	if (!st->digits[0])
		return false;
	minute = typed_minute(&st->grid, st->digits);
	st->digits[0] = '\0';
	if (minute < 0)
		screen_say(s, STYLE_MSG_REFUSED, "%s", tr("That is no time. Type 9, 930 or 1530."));
	else
		grid_go_minute(&st->grid, minute);
	grid_moved(s);
	return true;
}

static void add_digit(struct screen *s, char digit)
{
	struct grid_screen *st = s->state;
	size_t n = strlen(st->digits);

	if (n < 4) {
		st->digits[n] = digit;
		st->digits[n + 1] = '\0';
	}
	grid_moved(s);
}

enum key_use grid_screen_key(struct screen *s, const struct key *k)
{
	struct grid_screen *st = s->state;
	size_t n = strlen(st->digits);

	if (k->kind == KEV_CHAR && !k->mods && k->code >= '0' && k->code <= '9') {
		add_digit(s, (char)k->code);
		return KEY_USED;
	}
	if (n && key_is(*k, K_BACKSPACE)) {
		st->digits[n - 1] = '\0';
		grid_moved(s);
		return KEY_USED;
	}
	if (n && key_is(*k, K_ESC)) {
		st->digits[0] = '\0';
		grid_moved(s);
		return KEY_USED;
	}
	if (use_digits(s) && key_is(*k, K_ENTER))
		return KEY_USED;
	if (!grid_key(&st->grid, k))
		return KEY_UNUSED;
	grid_moved(s);
	return KEY_USED;
}

unsigned grid_facts(const struct screen *s)
{
	const struct grid_screen *st = s->state;
	const struct appointment_row *a = grid_appointment(&st->grid);

	return NEED_NO_TEXT | (grid_cell(&st->grid) ? NEED_ROW : 0) |
	    (a ? NEED_TAKEN | NEED_CLIENT : 0) | schedule_facts(a) |
	    (schedule_memory(s)->ncarry ? NEED_CARRY : 0);
}

const char *grid_why_not(const struct screen *s, unsigned missing)
{
	(void)s;
	if (missing & NEED_CARRY)
		return tr("Nothing is being moved: m on an appointment picks it up.");
	if (missing & NEED_TAKEN)
		return tr(
		    "Nobody is booked in this cell: b books here, arrows go to an appointment.");
	return NULL;
}

/* ---- dates ---- */

static void go_day(struct screen *s, int32_t day)
{
	schedule_memory(s)->day = day;
	screen_dirty(s, DIRTY_LOAD);
}

enum err_code grid_run_date(struct screen *s, struct err *e)
{
	const struct grid_column *col = grid_column(&state(s)->grid);

	(void)e;
	go_day(s, (col ? col->day : desk_today(state(s)->desk)) + s->command->arg);
	return OK;
}

enum err_code grid_run_today(struct screen *s, struct err *e)
{
	(void)e;
	go_day(s, desk_today(state(s)->desk));
	return OK;
}

static void go_note(struct screen *s, const char *text, struct buf *out)
{
	struct err none = ERR_INIT;
	struct when_base base;
	struct when w;
	char echo[120];

	base_of(state(s), &base);
	if (text[0] && when_parse(text, WHEN_DATE, &base, &w, &none) == OK)
		buf_puts(out, when_echo(&w, WHEN_DATE, &base, echo, sizeof echo));
}

static enum err_code go_typed(struct screen *s, const char *text, struct err *e)
{
	struct grid_screen *st = s->state;
	struct when_base base;
	struct when w;
	enum err_code rc;

	if (!text || !text[0])
		return OK;
	base_of(st, &base);
	rc = when_parse(text, WHEN_DATE, &base, &w, e);
	if (rc != OK)
		return rc;
	if (w.minute >= 0)
		grid_go_minute(&st->grid, w.minute);
	if (w.day != DAY_NONE)
		go_day(s, w.day);
	grid_moved(s);
	if (w.day != DAY_NONE)
		schedule_memory(s)->day = w.day;
	return OK;
}

enum err_code grid_run_go(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Date"), .max_cp = 40, .note = go_note,
		.done = go_typed };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}

/* ---- acting on a cell ---- */

enum err_code grid_run_book(struct screen *s, struct err *e)
{
	struct grid_screen *st = s->state;
	const struct grid_column *col = grid_column(&st->grid);
	struct book_arg arg = { .start_at = grid_instant(&st->grid) };

	if (col) {
		arg.with[0] = col->resource_id;
		arg.nwith = 1;
	}
	return schedule_book(s, &arg, e);
}

static void one_chosen(struct screen *s, int answer, int64_t ref)
{
	const struct appointment_row *rows[DIALOG_CHOICES];
	size_t n = grid_beginning(&state(s)->grid, rows, DIALOG_CHOICES);
	struct err e = ERR_INIT;

	(void)ref;
	if (answer >= 1 && (size_t)answer <= n && schedule_card(s, rows[answer - 1]->id, &e) != OK)
		screen_refuse(s, &e);
}

/* A step of half an hour holds two quarters, and whoever was squeezed in. */
static enum err_code ask_which(struct screen *s, const struct appointment_row **rows, size_t n,
    struct err *e)
{
	char text[DIALOG_CHOICES][200], at[16];
	struct dialog box = { .title = tr("Which one"), .text = tr("They begin here."),
		.done = one_chosen };

	for (size_t i = 0; i < n; i++)
		box.choices[i] = (struct dialog_choice){ (int)i + 1, text_fmt(text[i],
		    sizeof text[i], "%s %s, %s", desk_clock_text(front_desk(s),
		    rows[i]->start_at, at, sizeof at), cover_treated(front_desk(s),
		    cover_of_row(rows[i])),
		    describe_in_language(rows[i]->service, rows[i]->service_en)), NULL };
	return dialog_open(s, &box, e);
}

enum err_code grid_run_open(struct screen *s, struct err *e)
{
	const struct appointment_row *a = grid_appointment(&state(s)->grid);
	const struct appointment_row *rows[DIALOG_CHOICES];
	size_t n = grid_beginning(&state(s)->grid, rows, DIALOG_CHOICES);
	enum err_code rc;

	if (schedule_memory(s)->ncarry)
		return grid_run_done(s, e);
	if (n > 1)
		return ask_which(s, rows, n, e);
	if (a)
		return schedule_card(s, a->id, e);
	rc = screen_may(s, screen_command(s, "appt-book"), e);
	return rc == OK ? grid_run_book(s, e) : rc;
}

enum err_code grid_run_move(struct screen *s, struct err *e)
{
	const struct appointment_row *a = grid_appointment(&state(s)->grid);

	return a ? schedule_pick_up(s, a->id, e) : OK;
}

enum err_code grid_run_done(struct screen *s, struct err *e)
{
	struct grid_screen *st = s->state;
	const struct grid_column *col = grid_column(&st->grid);

	return schedule_put_down(s, grid_instant(&st->grid), col ? col->resource_id : 0, e);
}

enum err_code grid_run_cancel(struct screen *s, struct err *e)
{
	const struct appointment_row *a = grid_appointment(&state(s)->grid);

	return a ? schedule_cancel(s, a->id, e) : OK;
}

enum err_code grid_run_confirm(struct screen *s, struct err *e)
{
	const struct appointment_row *a = grid_appointment(&state(s)->grid);

	return a ? schedule_confirm_aloud(s, a->id, e) : OK;
}

enum err_code grid_run_noshow(struct screen *s, struct err *e)
{
	const struct appointment_row *a = grid_appointment(&state(s)->grid);

	return a ? schedule_noshow(s, a->id, e) : OK;
}

enum err_code grid_run_free(struct screen *s, struct err *e)
{
	const struct grid_column *col = grid_column(&state(s)->grid);
	const struct appointment_row *a = grid_appointment(&state(s)->grid);
	struct free_arg arg = { .from_day = col ? col->day : 0 };

	if (a) {
		arg.client_id = a->client_id;
		arg.dependant_id = a->dependant_id;
		arg.service[0] = a->service_id;
		arg.nservices = a->service_id != 0;
	} else if (col) {
		arg.with[0] = col->resource_id;
		arg.nwith = 1;
	}
	return screen_goto(s->loop, &free_screen, &arg, e);
}

enum err_code grid_run_client(struct screen *s, struct err *e)
{
	const struct appointment_row *a = grid_appointment(&state(s)->grid);
	struct client_arg arg = { .client_id = a ? a->client_id : 0 };

	return a ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

enum err_code grid_run_history(struct screen *s, struct err *e)
{
	const struct appointment_row *a = grid_appointment(&state(s)->grid);
	struct actions_arg arg = { .client_id = a ? a->client_id : 0 };

	return screen_open(s->loop, &actions_screen, &arg, e);
}

static int by_time(const void *a, const void *b)
{
	const struct appointment_row *x = *(const struct appointment_row *const *)a;
	const struct appointment_row *y = *(const struct appointment_row *const *)b;

	if (x->start_at != y->start_at)
		return x->start_at < y->start_at ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void list_one(struct grid_screen *st, struct listing *l, const struct appointment_row *a)
{
	char from[16], to[16], name[200];
	const char *cells[] = { a->day, desk_clock_text(st->desk, a->start_at, from, sizeof from),
		desk_clock_text(st->desk, a->end_at, to, sizeof to), (char[]){ a->letter, '\0' },
		describe_client(st->desk, a->client_id, name, sizeof name),
		describe_in_language(a->service, a->service_en), a->staff, a->room, a->device };

	for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
		listing_cell(l, cells[k]);
}

/* What stands in the columns, by time. */
enum err_code grid_run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("day"), N_("start"), N_("end"), N_("state"),
		N_("client"), N_("service"), N_("staff"), N_("room"), N_("device") };
	struct grid_screen *st = s->state;
	const struct appointment_list *rows = &st->grid.rows;
	const struct appointment_row **v;
	struct listing *l;
	enum err_code rc = grid_show(&st->grid, true, e);

	if (rc != OK)
		return rc;
	l = listing_new("schedule", st->head, columns, 9);
	v = mem_array(rows->n + 1, sizeof *v);
	for (size_t i = 0; i < rows->n; i++)
		v[i] = &rows->v[i];
	qsort(v, rows->n, sizeof *v, by_time);
	for (size_t i = 0; i < rows->n; i++)
		list_one(st, l, v[i]);
	mem_free(v);
	return listing_ask(s, l, 0, e);
}

enum err_code grid_run_back(struct screen *s, struct err *e)
{
	(void)e;
	if (schedule_memory(s)->ncarry) {
		schedule_drop(s);
		screen_say(s, STYLE_MSG_INFO, "%s", tr("Left where it was."));
		return OK;
	}
	screen_back(s);
	return OK;
}

/* ---- picture ---- */

void grid_screen_layout(struct screen *s, struct rect body)
{
	grid_layout(&state(s)->grid, (struct rect){ body.row + 1, 0, body.rows - 2, body.cols });
	grid_moved(s);
}

void grid_screen_draw(const struct screen *s, struct canvas *c)
{
	const struct grid_screen *st = s->state;
	int last = s->body.row + s->body.rows - 1;

	schedule_draw_tabs(s, c);
	canvas_put(c, s->body.row, 0, st->head, STYLE_TEXT, CANVAS_REST);
	if (st->empty[0]) {
		canvas_put(c, s->body.row + 2, 2, st->empty, STYLE_GREY, CANVAS_REST);
		return;
	}
	grid_draw(&st->grid, c);
	canvas_put(c, last, 0, st->about, STYLE_TEXT, CANVAS_REST);
}

void grid_screen_close(struct screen *s)
{
	grid_free(&state(s)->grid);
}
