/* Rows of the board: who waits, who is in which room, who is expected. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "tui/canvas.h"

/* ---- cells ---- */

void cells_put(struct cells *x, const char *text, enum style style, int cells, bool grow)
{
	int width = cells + (grow ? x->extra : 0);

	if (x->col + width > x->end)
		width = x->end - x->col;
	if (width > 0)
		canvas_pad(x->c, x->row, x->col, text, style, width);
	x->col += width + 1;
}

struct cells cells_begin(struct canvas *c, struct rect w)
{
	return (struct cells){ c, w.row, w.col, w.col + w.cols, w.cols > 90 ? 6 : 0 };
}

void cells_rest(struct cells *x, const char *text, enum style style)
{
	if (x->col < x->end)
		canvas_put(x->c, x->row, x->col, text, style, x->end - x->col);
}

void arrivals_put_person(struct cells *x, const struct arrivals *st, const struct visit_row *v)
{
	char text[484], person[16];

	cells_put(x, arrivals_name(st, v, text, sizeof text), STYLE_TEXT, 13, true);
	/* Of a child or pet nothing is known here: the age would be the client's. */
	clientline_person(v->dependant_id ? "" : v->gender, v->dependant_id ? "" : v->birth,
	    desk_today(st->desk), person, sizeof person);
	cells_put(x, st->public_view ? "" : person, STYLE_TEXT, 5, false);
	cells_put(x, st->public_view ? "" : describe_in_language(v->service, v->service_en),
	    STYLE_TEXT, 11, true);
	cells_put(x, st->public_view ? "" : v->staff, STYLE_TEXT, 10, true);
}

static void put_flags(struct cells *x, const struct arrivals *st, const char *flags)
{
	char text[160];

	if (!st->public_view)
		cells_rest(x, clientline_flags(flags, text, sizeof text),
		    clientline_flag_style(flags));
}

/* ---- rows ---- */

static void draw_waiting(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->waiting.v[row];
	struct cells x = cells_begin(c, w);
	char text[200];
	bool late = arrival_round(v, clock_now(), st->every) != 0;

	cells_put(&x, v->number, STYLE_TAB, 4, false);
	arrivals_put_person(&x, st, v);
	cells_put(&x, arrivals_wait(st, v, text, sizeof text), late ? STYLE_LATE : STYLE_TEXT, 8,
	    false);
	if (st->public_view)
		return;
	cells_put(&x, arrivals_remark(st, v, text, sizeof text),
	    !strcmp(v->identity, "unchecked") ? STYLE_RISK : STYLE_TEXT, 11, true);
	put_flags(&x, st, v->flags);
}

/* "step 8/12" of a treatment that goes on, else how long it should last. */
static void put_progress(struct cells *x, const struct arrivals *st, const struct visit_row *v)
{
	char text[60], at[16];

	text_fmt(text, sizeof text, tr("until %s"), desk_clock_text(st->desk, arrival_until(v), at,
	    sizeof at));
	for (size_t i = 0; i < st->running.n; i++)
		if (st->running.v[i].visit_id == v->id)
			text_fmt(text, sizeof text, tr("step %d/%d"), st->running.v[i].done,
			    st->running.v[i].steps);
	cells_put(x, st->public_view ? "" : text,
	    arrival_until(v) < clock_now() ? STYLE_LATE : STYLE_TEXT, 11, false);
}

static void draw_in_room(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->rooms.v[row];
	struct cells x = cells_begin(c, w);
	char text[200];

	cells_put(&x, v->room, STYLE_RUNNING, 4, false);
	arrivals_put_person(&x, st, v);
	cells_put(&x, arrivals_wait(st, v, text, sizeof text), STYLE_TEXT, 8, false);
	put_progress(&x, st, v);
	put_flags(&x, st, v->flags);
}

static void draw_expected(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct appointment_row *a = &st->expected.v[row];
	struct cells x = cells_begin(c, w);
	char text[484], clock[8], letter[2] = { a->letter, '\0' };
	bool late;

	cells_put(&x, desk_clock_text(st->desk, a->start_at, clock, sizeof clock), STYLE_TEXT, 5,
	    false);
	cells_put(&x, arrivals_expected_name(st, a, text, sizeof text), STYLE_TEXT, 13, true);
	if (st->public_view)
		return;
	clientline_person(a->gender, a->birth, desk_today(st->desk), text, sizeof text);
	cells_put(&x, a->dependant_id ? "" : text, STYLE_TEXT, 5, false);
	cells_put(&x, describe_in_language(a->service, a->service_en), STYLE_TEXT, 11, true);
	cells_put(&x, a->staff, STYLE_TEXT, 9, true);
	cells_put(&x, letter, clientline_state_style(a->letter), 1, false);
	arrivals_due(st, a, &late, text, sizeof text);
	cells_put(&x, text, late ? STYLE_LATE : STYLE_TEXT, 9, false);
	put_flags(&x, st, a->flags);
}

/* ---- lists ---- */

#define ROWS(fn, list) \
	static int fn##_count(const void *ctx) \
	{ \
		return (int)((const struct arrivals *)ctx)->list.n; \
	} \
	static int64_t fn##_id(const void *ctx, int row) \
	{ \
		return ((const struct arrivals *)ctx)->list.v[row].id; \
	}
ROWS(waiting, waiting)
ROWS(in_room, rooms)
ROWS(expected, expected)
#undef ROWS

static void waiting_text(const void *ctx, int row, struct buf *out)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->waiting.v[row];
	char name[484];

	buf_printf(out, "%s %s %s", v->number, arrivals_name(st, v, name, sizeof name), v->staff);
}

static void in_room_text(const void *ctx, int row, struct buf *out)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->rooms.v[row];
	char name[484];

	buf_printf(out, "%s %s %s", v->room, arrivals_name(st, v, name, sizeof name), v->staff);
}

static void expected_text(const void *ctx, int row, struct buf *out)
{
	const struct arrivals *st = ctx;
	const struct appointment_row *a = &st->expected.v[row];
	char name[484];

	buf_printf(out, "%s %s", arrivals_expected_name(st, a, name, sizeof name), a->staff);
}

const struct list_ops arrivals_panes[PANES] = {
	[PANE_WAITING] = { waiting_count, waiting_id, draw_waiting, waiting_text },
	[PANE_ROOMS] = { in_room_count, in_room_id, draw_in_room, in_room_text },
	[PANE_EXPECTED] = { expected_count, expected_id, draw_expected, expected_text },
};
