/* The manager's list: every step of the house that waits to be confirmed, the longest first. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/treatment.h"
#include "screen/front.h"
#include "screen/treat.h"
#include "tui/canvas.h"
#include "tui/list.h"

enum { SAME_KEY_MS = 300 };

struct waits {
	struct desk *desk;
	struct treatment_wait_list rows;
	struct list list;
	struct rect area;
	int64_t pressed_id, pressed_ms;
};

static int row_count(const void *ctx)
{
	return (int)((const struct waits *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct waits *)ctx)->rows.v[row].step.id;
}

static const char *step_title(const struct waits *st, const struct treatment_wait *w)
{
	const struct checklist_step *s = checklist_step(checklists_find(st->desk->checklists,
	    w->of.service_code), w->step.code);

	return s ? label_text(&s->title) : w->step.code;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct waits *st = ctx;
	const struct treatment_wait *x = &st->rows.v[row];
	int64_t min = (clock_now() - x->step.done_at) / 60;
	struct treatment_item item = { .step = x->step, .is = checklist_step(checklists_find(
	    st->desk->checklists, x->of.service_code), x->step.code) };
	char at[16], found[200];
	int late = treatment_late(st->desk, &x->step, clock_now());

	canvas_put(c, w.row, w.col, x->of.room, STYLE_TEXT, 5);
	canvas_pad(c, w.row, w.col + 6, cover_treated(st->desk, cover_of_treatment(&x->of)),
	    STYLE_TEXT, 12);
	canvas_put(c, w.row, w.col + 19, describe_in_language(x->of.service, x->of.service_en),
	    STYLE_TEXT, 9);
	canvas_putf(c, w.row, w.col + 29, STYLE_TEXT, "%2d", x->step.line);
	canvas_put(c, w.row, w.col + 32, step_title(st, x), STYLE_TEXT, 19);
	canvas_put(c, w.row, w.col + 52, treatment_found(st->desk, &item, found, sizeof found),
	    STYLE_TEXT, 8);
	canvas_putf(c, w.row, w.col + 61, STYLE_GREY, "%s %s", desk_clock_text(st->desk,
	    x->step.done_at, at, sizeof at), x->step.done);
	canvas_putf(c, w.row, w.col + w.cols - 5, late ? STYLE_LATE : STYLE_TEXT, "%3lld%s",
	    (long long)min, late ? " !" : "");
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct waits *st = ctx;

	buf_puts(out, cover_treated(st->desk, cover_of_treatment(&st->rows.v[row].of)));
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

static const struct treatment_wait *chosen(const struct waits *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

static enum err_code waits_open(struct screen *s, const void *arg, struct err *e)
{
	struct waits *st = s->state;

	(void)arg, (void)e;
	st->desk = front_desk(s);
	list_init(&st->list, s, &row_ops, st, 0);
	st->list.empty =
	    tr("No step waits. What is marked for the manager comes here once it is done.");
	return OK;
}

static enum err_code waits_load(struct screen *s, struct err *e)
{
	struct waits *st = s->state;
	enum err_code rc = treatment_wait_list(st->desk->store, st->desk->branch_id, &st->rows, e);

	list_reloaded(&st->list);
	return rc;
}

static void waits_close(struct screen *s)
{
	struct waits *st = s->state;

	list_free(&st->list);
	treatment_wait_list_free(&st->rows);
}

/* ---- y ---- */

static enum err_code confirm_now(struct screen *s, struct err *e)
{
	struct waits *st = s->state;
	const struct treatment_wait *w = chosen(st);
	enum err_code rc;

	if (!w)
		return OK;
	rc = treatment_confirm(st->desk, w->step.id, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Confirmed: %d %s, %s."), w->step.line, step_title(st, w),
	    cover_treated(st->desk, cover_of_treatment(&w->of)));
	front_wrote(s);
	/* Gone at once, and the cursor on the next: no shadow of what is settled. */
	rc = waits_load(s, e);
	if (rc == OK && list_row(&st->list) < 0)
		list_reset(&st->list);
	screen_dirty(s, DIRTY_DRAW);
	return rc;
}

static enum err_code run_confirm(struct screen *s, struct err *e)
{
	struct waits *st = s->state;
	const struct treatment_wait *w = chosen(st);
	char text[400];
	enum err_code rc;

	if (!w)
		return err_set(e, ERR_NOTFOUND, "%s", tr("No row is selected."));
	if (st->pressed_id == w->step.id && clock_mono_ms() - st->pressed_ms < SAME_KEY_MS)
		return OK;
	st->pressed_id = w->step.id;
	st->pressed_ms = clock_mono_ms();
	text_fmt(text, sizeof text, tr("step %d %s, %s, of %s"), w->step.line, step_title(st, w),
	    w->of.room, cover_treated(st->desk, cover_of_treatment(&w->of)));
	rc = confirm_now(s, e);
	return rc != ERR_SECOND ? rc : front_second(s, &(struct second_ask){
	    .right = "treat-confirm", .text = text, .why = tr("seen"), .done = confirm_now }, e);
}

static enum err_code run_open(struct screen *s, struct err *e)
{
	const struct treatment_wait *w = chosen(s->state);

	return w ? treat_open(s, w->of.id, e) : OK;
}

static const struct command commands[] = {
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("confirm"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Confirms the step with the cursor."), .run = run_confirm },
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Opens the checklist."), .run = run_open },
};

static unsigned waits_facts(const struct screen *s)
{
	return NEED_NO_TEXT | (chosen(s->state) ? NEED_ROW | NEED_CLIENT : 0);
}

static void waits_layout(struct screen *s, struct rect body)
{
	struct waits *st = s->state;

	st->area = body;
	list_layout(&st->list, (struct rect){ body.row + 1, body.col, body.rows - 1, body.cols });
}

static void waits_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column heads[] = { { N_("room"), 0 }, { N_("client"), 6 },
		{ N_("service"), 19 }, { N_("step"), 30 }, { N_("found"), 52 },
		{ N_("done"), 61 } };
	const struct waits *st = s->state;

	canvas_putf(c, SCREEN_ROW_AREA, 0, STYLE_TAB, tr("To confirm: %d"), (int)st->rows.n);
	list_header(&st->list, c, st->area.row, heads, 6, -1);
	list_draw(&st->list, c);
}

static enum key_use waits_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct waits *)s->state)->list, k);
}

static struct list *waits_list(struct screen *s)
{
	return &((struct waits *)s->state)->list;
}

/* Minutes pass. */
static void waits_tick(struct screen *s, int64_t mono_ms)
{
	(void)mono_ms;
	if (((struct waits *)s->state)->rows.n && clock_now() % 60 == 0)
		screen_dirty(s, DIRTY_DRAW);
}

static void waits_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Steps of all treatments that are marked for the manager and were done: who did them, "
	    "when, and how many minutes they wait. y confirms the one with the cursor, Enter opens "
	    "its treatment. What waits longer than the site allows carries ! and is kept as late. "
	    "Nobody confirms what he did himself."));
}

const struct screen_type waits_screen = {
	.name = "confirm-steps", .title = N_("Steps to confirm"),
	.state_size = sizeof(struct waits),
	.commands = KEYMAP_INIT(commands), .areas = AREA_RECORDS, .open = waits_open,
	.load = waits_load, .facts = waits_facts, .layout = waits_layout, .draw = waits_draw,
	.key = waits_key, .tick = waits_tick, .close = waits_close, .list = waits_list,
	.page = waits_page,
};
