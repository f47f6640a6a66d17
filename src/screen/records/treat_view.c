/* The picture of a checklist: phases, steps, who did what, what waits. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "desk/desk.h"
#include "treat_priv.h"
#include "tui/canvas.h"
#include "tui/viewport.h"

/* Cells of a row behind the gutter; a wide screen has what was found last time as well, and gives
 * the title more. */
enum { AT_WHO = 30, AT_DONE = 39, AT_FOUND = 52, AT_MANAGER = 64, FOOT = 4, LAST = 14 };
enum { LATER_S = 30 * 60 };     /* begun so long before it was entered: from paper */

struct shape {
	bool last;
	int more, manager;
};

static struct shape shape_of(const struct treat *st, int cols)
{
	struct shape x = { .last = st->last.n && cols >= 100 + LAST, .manager = AT_MANAGER };
	int used = 100;

	if (x.last) {
		x.manager += LAST;
		used += LAST;
	}
	x.more = cols > used ? cols - used : 0;
	return x;
}

/* "9 J" of the same step last time, "" */
static char *found_last(const struct treat *st, const struct treatment_item *i, char *out,
    size_t size)
{
	for (size_t n = 0; n < st->last.n; n++)
		if (!strcmp(st->last.v[n].step.code, i->step.code))
			return treatment_found(st->ask.desk, &st->last.v[n], out, size);
	return text_copy(out, size, "");
}

/* "[ ] 14:36": open, and when it is planned. */
static void when_planned(const struct treat *st, const struct treatment_step *x, char *out,
    size_t size)
{
	char at[16];

	if (!x->required)
		text_copy(out, size, tr("may be"));
	else if (x->planned_min < 0)
		text_copy(out, size, "[ ]");
	else
		text_fmt(out, size, "[ ] %s", desk_clock_text(st->ask.desk,
		    st->view.t.line.started_at + 60 * x->planned_min, at, sizeof at));
}

/* Rows of the list: steps that apply, and a rule where a phase begins. */
struct row {
	const struct treatment_item *item;      /* NULL: a rule */
	int phase;
};

static bool is_shown(const struct treatment_item *i)
{
	return i->applies;
}

static int phase_of(const struct treatment_item *i)
{
	for (int p = 0; step_phases[p]; p++)
		if (!strcmp(step_phases[p], i->step.phase))
			return p;
	return 0;
}

static struct row row_at(const struct treat *st, int wanted)
{
	int row = 0, phase = -1;

	for (size_t i = 0; i < st->view.n; i++) {
		const struct treatment_item *x = &st->view.v[i];

		if (!is_shown(x))
			continue;
		if (phase_of(x) != phase) {
			phase = phase_of(x);
			if (row++ == wanted)
				return (struct row){ NULL, phase };
		}
		if (row++ == wanted)
			return (struct row){ x, phase };
	}
	return (struct row){ NULL, -1 };
}

static int row_count(const void *ctx)
{
	const struct treat *st = ctx;
	int n = 0;

	while (row_at(st, n).phase >= 0)
		n++;
	return n;
}

static int64_t row_id(const void *ctx, int row)
{
	struct row r = row_at(ctx, row);

	return r.item ? r.item->step.id : -1 - r.phase;
}

/* "14:52 刘洋" */
static void who_at(const struct desk *d, int64_t at, const char *name, char *out, size_t size)
{
	char clock[16];

	text_fmt(out, size, "%s %s", desk_clock_text(d, at, clock, sizeof clock), name);
}

static enum style manager_cell(const struct treat *st, const struct treatment_item *i, char *out,
    size_t size)
{
	const struct treatment_step *x = &i->step;
	char who[16];

	if (!x->manager || !x->done_at)
		return text_copy(out, size, x->manager ? tr("will see it") : ""), STYLE_GREY;
	if (!x->confirmed_at)
		return text_copy(out, size, tr("!  waits")), STYLE_LATE;
	if (i->late)
		return text_fmt(out, size, tr("%s late %d"), desk_clock_text(st->ask.desk,
		    x->confirmed_at, who, sizeof who), i->late), STYLE_NOTE;
	who_at(st->ask.desk, x->confirmed_at, x->confirmed, out, size);
	return STYLE_TEXT;
}

static void draw_step(const struct treat *st, const struct treatment_item *i, struct canvas *c,
    struct rect w)
{
	const struct treatment_step *x = &i->step;
	const struct shape p = shape_of(st, w.cols);
	int more = p.more;
	char text[300];
	enum style style;

	canvas_putf(c, w.row, w.col, x->done_at ? STYLE_GREY : STYLE_TEXT, "%2d", x->line);
	canvas_pad(c, w.row, w.col + 3, i->is ? label_text(&i->is->title) : x->code,
	    x->done_at ? STYLE_TEXT : x->required ? STYLE_TAB : STYLE_TEXT, AT_WHO - 4 + more);
	canvas_put(c, w.row, w.col + AT_WHO + more, treatment_role_word(st->ask.desk, x->role),
	    STYLE_GREY, AT_DONE - AT_WHO - 1);
	if (x->done_at)
		who_at(st->ask.desk, x->done_at, x->done, text, sizeof text);
	else
		when_planned(st, x, text, sizeof text);
	canvas_put(c, w.row, w.col + AT_DONE + more, text, x->done_at ? STYLE_TEXT : STYLE_GREY,
	    AT_FOUND - AT_DONE - 1);
	canvas_put(c, w.row, w.col + AT_FOUND + more, treatment_found(st->ask.desk, i, text,
	    sizeof text), i->out || i->until_at ? STYLE_NOTE : STYLE_TEXT,
	    AT_MANAGER - AT_FOUND - 1);
	if (p.last)
		canvas_put(c, w.row, w.col + AT_MANAGER + more, found_last(st, i, text,
		    sizeof text), STYLE_GREY, LAST - 1);
	style = manager_cell(st, i, text, sizeof text);
	canvas_put(c, w.row, w.col + p.manager + more, text, style,
	    w.cols - p.manager - more);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	struct row r = row_at(ctx, row);

	if (r.item)
		draw_step(ctx, r.item, c, w);
	else
		canvas_rule(c, w.row, w.col, w.cols,
		    treatment_phase_word((enum step_phase)r.phase));
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	struct row r = row_at(ctx, row);

	if (r.item && r.item->is)
		buf_puts(out, label_text(&r.item->is->title));
}

const struct list_ops treat_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

void treat_layout(struct screen *s, struct rect body)
{
	struct treat *st = s->state;

	st->area = body;
	list_layout(&st->list, (struct rect){ body.row + 2, body.col, body.rows - 2 - FOOT,
	    body.cols });
}

/* "Laser 3/6   R3  Laser-1   began 14:51   5 of 12 steps   3 confirmed" */
static void head_line(const struct treat *st, char *out, size_t size)
{
	const struct treatment_view *v = &st->view;
	const struct treatment_line *t = &v->t.line;
	const struct desk *d = st->ask.desk;
	char at[16];
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s   %s%s%s", st->title, t->room, t->room[0] ? "  " : "", v->t.device);
	buf_printf(&b, tr("   began %s   %d of %d steps"),
	    desk_clock_text(d, t->started_at, at, sizeof at), v->done, v->steps);
	if (v->confirmed)
		buf_printf(&b, tr("   %d confirmed"), v->confirmed);
	if (v->waiting)
		buf_printf(&b, tr("   %d wait"), v->waiting);
	if (v->t.created_at - t->started_at >= LATER_S)
		buf_printf(&b, "   %s", tr("entered later"));
	if (strcmp(t->state, "open") != 0)
		buf_printf(&b, "   %s %s", treatment_state_word(t->state),
		    desk_clock_text(d, t->ended_at, at, sizeof at));
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
}

/* What the step asks for, then what was acknowledged and is wanted today. */
static void draw_foot(const struct treat *st, struct canvas *c, int row, int cols)
{
	const struct treatment_item *i = treat_item(st);
	const struct treatment *t = &st->view.t;
	char text[900], at[16];
	int used = 0;

	if (i && i->is && i->is->standard.en) {
		text_fmt(text, sizeof text, tr("Standard of step %d: %s"), i->step.line,
		    label_text(&i->is->standard));
		used = text_put_wrapped(c, (struct rect){ row, 0, 2, cols }, text, STYLE_TEXT);
	}
	if (i && used < 3 && utf8_cells(i->step.finding) > AT_MANAGER - AT_FOUND - 1 &&
	    !(i->is && i->is->nchoices))
		canvas_putf(c, row + used++, 0, STYLE_TEXT, tr("Found: %s"), i->step.finding);
	if (i && !shape_of(st, cols - 2).last && used < 3 &&
	    found_last(st, i, text, sizeof text)[0])
		canvas_putf(c, row + used++, 0, STYLE_GREY, tr("Last time: %s"), text);
	if (i && i->step.remark[0] && used < 3)
		canvas_putf(c, row + used++, 0, STYLE_NOTE, tr("Remark: %s"), i->step.remark);
	if (t->seen_at)
		text_fmt(text, sizeof text, tr("Seen %s %s."), t->seen,
		    desk_clock_text(st->ask.desk, t->seen_at, at, sizeof at));
	else
		text[0] = '\0';
	canvas_put(c, row + FOOT - 1, 0, text, STYLE_GREY, 22);
	if (st->adverse.n)
		canvas_putf(c, row + FOOT - 1, 23, STYLE_RISK, tr("Reaction %s"),
		    treat_reaction_text(st, text, sizeof text));
	else if (t->wanted[0])
		canvas_putf(c, row + FOOT - 1, 23, STYLE_NOTE, tr("Wanted today: %s"), t->wanted);
}

void treat_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column heads[] = { { N_("step"), 3 }, { N_("who"), AT_WHO },
		{ N_("done"), AT_DONE }, { N_("found"), AT_FOUND },
		{ N_("manager"), AT_MANAGER } };
	const struct treat *st = s->state;
	struct rect a = st->area;
	const struct shape p = shape_of(st, a.cols - 2);
	struct list_column columns[6];
	int n = 5;
	char text[300];

	treat_draw_client(s, c);
	head_line(st, text, sizeof text);
	canvas_put(c, a.row, 0, text, STYLE_TAB, a.cols);
	memcpy(columns, heads, sizeof heads);
	if (p.last) {
		columns[n++] = columns[4];
		columns[4].title = N_("last time");
		columns[5].col = p.manager;
	}
	for (int i = 1; i < n; i++)
		columns[i].col += p.more;
	list_header(&st->list, c, a.row + 1, columns, n, -1);
	list_draw(&st->list, c);
	draw_foot(st, c, a.row + a.rows - FOOT, a.cols);
}
