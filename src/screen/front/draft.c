/* What was begun and not finished: offered at the next log-in, wherever that is. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "front_priv.h"
#include "screen/askform.h"
#include "screen/messages.h"
#include "screen/money.h"
#include "screen/consult.h"
#include "screen/plan.h"
#include "screen/product.h"
#include "screen/queue.h"
#include "screen/arrival.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "screen/survey.h"
#include "screen/treat.h"
#include "tui/canvas.h"
#include "tui/dialog.h"
#include "tui/help.h"
#include "tui/list.h"
#include "tui/loop.h"

enum { BOX_COLS = 76, ROWS_MAX = 8, TIME_CELLS = 24 };

struct offer {
	struct desk *desk;
	struct draft_job_list drafts;
	struct list list;
	char since[240];                /* what happened to the record of the selected one */
	int64_t since_of;
	struct rect box;
};

/* ---- the list ---- */

static int offer_count(const void *ctx)
{
	return (int)((const struct offer *)ctx)->drafts.n;
}

static int64_t offer_id(const void *ctx, int row)
{
	return ((const struct offer *)ctx)->drafts.v[row].d.id;
}

static void offer_draw_row(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct offer *st = ctx;
	const struct draft *d = &st->drafts.v[row].d;
	char when[48];
	int title = w.cols - TIME_CELLS - 1;

	canvas_pad(c, w.row, w.col, d->title, STYLE_TEXT, title);
	canvas_putf(c, w.row, w.col + title + 1, STYLE_GREY, "%s %s", d->station,
	    desk_time_text(st->desk, d->saved_at, when, sizeof when));
}

static const struct list_ops offer_ops = { .count = offer_count, .id = offer_id,
	.draw = offer_draw_row };

static const struct draft *selected(const struct offer *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->drafts.n ? &st->drafts.v[row].d : NULL;
}

static void look_since(struct offer *st)
{
	const struct draft *d = selected(st);

	if (st->since_of == (d ? d->id : 0))
		return;
	st->since_of = d ? d->id : 0;
	st->since[0] = '\0';
	if (d)
		front_job_since(st->desk, d, st->since, sizeof st->since);
}

/* Those on the screen of another terminal just now are not offered: Ctrl-T has them. */
static enum err_code load_offered(struct front *f, struct draft_job_list *out, struct err *e)
{
	enum err_code rc = front_jobs(f, out, e);
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++)
		if (!out->v[i].elsewhere)
			out->v[n++] = out->v[i];
	out->n = n;
	return rc;
}

static enum err_code offer_load(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	enum err_code rc = load_offered(front_of(s), &st->drafts, e);

	list_reloaded(&st->list);
	st->since_of = -1;
	look_since(st);
	screen_dirty(s, DIRTY_LAYOUT);
	return rc;
}

static enum err_code offer_open(struct screen *s, const void *arg, struct err *e)
{
	struct offer *st = s->state;

	(void)arg;
	(void)e;
	st->desk = front_desk(s);
	list_init(&st->list, s, &offer_ops, st, 0);
	return OK;
}

static void offer_close(struct screen *s)
{
	struct offer *st = s->state;

	list_free(&st->list);
	draft_job_list_free(&st->drafts);
}

/* ---- answers ---- */

static enum err_code go_on(struct screen *s, struct err *e)
{
	const struct draft *d = selected(s->state);
	struct loop *l = s->loop;
	struct draft_arg arg;

	if (!d)
		return OK;
	arg = (struct draft_arg){ .draft_id = d->id, .ref_id = d->ref_id };
	text_copy(arg.form, sizeof arg.form, d->form);
	screen_finish(s, 1, NULL);
	return draft_resume(l, &arg, e);
}

static enum err_code put_off(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	enum err_code rc = OK;

	for (size_t i = 0; i < st->drafts.n && rc == OK; i++)
		if (strcmp(st->drafts.v[i].d.state, "parked") != 0)
			rc = drafts_set_state(st->desk, st->drafts.v[i].d.id, "parked", e);
	front_of(s)->badges_ms = 0;
	if (rc == OK)
		screen_finish(s, ANSWER_BACK, NULL);
	return rc;
}

static enum err_code compare(struct screen *s, struct err *e)
{
	const struct draft *d = selected(s->state);
	struct buf text = { 0 };
	enum err_code rc;

	if (!d)
		return OK;
	rc = front_job_text(front_desk(s), d->id, &text, NULL, e);
	if (rc == OK)
		rc = dialog_tell(s, d->title, buf_str(&text), e);
	buf_free(&text);
	return rc;
}

static enum err_code reload(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	enum err_code rc = offer_load(s, e);

	if (rc == OK && !st->drafts.n)
		screen_finish(s, ANSWER_BACK, NULL);
	else
		screen_dirty(s, DIRTY_DRAW);
	return rc;
}

static enum err_code throw_away(struct screen *s, struct err *e)
{
	const struct draft *d = selected(s->state);
	enum err_code rc;

	if (!d)
		return OK;
	rc = front_throw_job(s, d, e);
	return rc == OK ? reload(s, e) : rc;
}

static enum err_code bring_back(struct screen *s, struct err *e)
{
	bool done;
	enum err_code rc = front_bring_back(s, &done, e);

	return rc == OK ? reload(s, e) : rc;
}

static enum err_code run_help(struct screen *s, struct err *e)
{
	return help_open(s, e);
}

static const struct command commands[] = {
	{ .name = "help", .keys = "F1", .label = N_("help"), .flags = COMMAND_BAR_FIRST,
	  .help = N_("Shows the keys of this screen; twice: its page."), .run = run_help },
	{ .name = "draft-resume", .keys = "1 Enter F10", .label = N_("go on"),
	  .help = N_("Opens it with what was typed."), .run = go_on },
	{ .name = "screen-back", .keys = "Esc 2", .label = N_("later"),
	  .help = N_("Leaves it for later; it stays in the list of parked jobs."), .run = put_off },
	{ .name = "draft-compare", .keys = "3", .label = N_("compare"),
	  .help = N_("Shows what was typed, and what others changed in the same fields since."),
	  .run = compare },
	{ .name = "draft-drop", .keys = "4", .label = N_("discard"),
	  .help = N_("Throws it away; it is kept a week."), .run = throw_away },
	{ .name = "undo", .keys = "^Z", .label = N_("undo"), .flags = COMMAND_NO_BAR,
	  .help = N_("Brings back what was thrown away last."), .run = bring_back },
};

static enum key_use offer_key(struct screen *s, const struct key *k)
{
	struct offer *st = s->state;
	enum key_use use;

	if (key_is_text(*k))
		return KEY_UNUSED;      /* digits are answers here, not row numbers */
	use = list_key(&st->list, k);
	look_since(st);
	return use;
}

/* ---- picture ---- */

static void offer_layout(struct screen *s, struct rect body)
{
	struct offer *st = s->state;
	int n = (int)st->drafts.n, rows = n < 1 ? 1 : n < ROWS_MAX ? n : ROWS_MAX;

	st->box = rect_centre(body, rows + 5, BOX_COLS);
	list_layout(&st->list, (struct rect){ st->box.row + 1, st->box.col + 2, rows,
	    st->box.cols - 4 });
}

static void offer_draw(const struct screen *s, struct canvas *c)
{
	const struct offer *st = s->state;
	int row = st->box.row + st->box.rows - 4, col = st->box.col + 2, cells = st->box.cols - 4;
	char title[80];

	text_fmt(title, sizeof title, trn("Kept for you: %d draft", "Kept for you: %d drafts",
	    (long)st->drafts.n), (int)st->drafts.n);
	canvas_box(c, st->box, STYLE_RULE, title);
	list_draw(&st->list, c);
	canvas_hline(c, row, col, cells, STYLE_RULE);
	canvas_put(c, row + 1, col, st->since, STYLE_MSG_INFO, cells);
	canvas_put(c, row + 2, col,
	    tr("1 go on here   2 later (stays under Ctrl-T)   3 compare   4 throw away"),
	    STYLE_TEXT, cells);
}

static void offer_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What you had begun and not saved when the line broke, the terminal was left or "
	    "the power went. 1 opens it with what was typed, at the same place. 2 leaves it "
	    "for later: it stays under Ctrl-T. 3 shows what was typed and what others "
	    "changed in the same fields since. 4 throws it away; it is kept for a week, and "
	    "Ctrl-Z brings it back. Nobody else sees these."));
}

const struct screen_type draft_screen = {
	.name = "draft", .title = N_("Drafts"), .state_size = sizeof(struct offer),
	.flags = SCREEN_OVERLAY | SCREEN_OWN_BAR,
	.commands = KEYMAP_INIT(commands),
	.open = offer_open, .load = offer_load, .layout = offer_layout, .draw = offer_draw,
	.key = offer_key, .close = offer_close, .page = offer_help_page,
};

/* ---- opening ---- */

enum err_code front_offer_drafts(struct front *f, struct err *e)
{
	struct draft_job_list drafts = { 0 };
	enum err_code rc = load_offered(f, &drafts, e);
	bool any = rc == OK && drafts.n;

	draft_job_list_free(&drafts);
	return any ? screen_open(f->loop, &draft_screen, NULL, e) : rc;
}

/* A booking is of a client; one that moves, of its appointment. */
static enum err_code resume_booking(struct loop *l, const struct draft_arg *arg, struct err *e)
{
	struct book_arg book = { .draft_id = arg->draft_id };

	if (!strcmp(arg->form, "book"))
		book.client_id = arg->ref_id;
	else
		book.move_id = arg->ref_id;
	return screen_open(l, &book_screen, &book, e);
}

/* ---- where a draft goes on: each of these says whether it is *MINE ---- */

static enum err_code resume_arrival(struct loop *l, const struct draft_arg *a, bool *mine,
    struct err *e)
{
	return arrival_resume(l, a->form, a->draft_id, mine, e);
}

/* Screens that find their record by the word and the row of the draft. */
static enum err_code resume_work(struct loop *l, const struct draft_arg *a, bool *mine,
    struct err *e)
{
	static enum err_code (*const ways[])(struct loop *, const char *, int64_t, int64_t, bool *,
	    struct err *) = { treat_resume, queue_resume, askform_resume, consult_resume };
	enum err_code rc = OK;

	*mine = false;
	for (size_t i = 0; i < sizeof ways / sizeof *ways && !*mine; i++)
		rc = ways[i](l, a->form, a->ref_id, a->draft_id, mine, e);
	return rc;
}

static enum err_code resume_survey(struct loop *l, const struct draft_arg *a, bool *mine,
    struct err *e)
{
	struct survey_arg survey;

	*mine = survey_of_draft(a->form, &survey);
	if (!*mine)
		return OK;
	survey.draft_id = a->draft_id;
	return screen_open(l, &survey_screen, &survey, e);
}

static enum err_code resume_row(struct loop *l, const struct draft_arg *a, bool *mine,
    struct err *e)
{
	const struct front *f = loop_app_data(l);
	struct row_arg row;

	*mine = row_form_of_draft(a->form, a->ref_id, f->desk, &row);
	if (!*mine)
		return OK;
	row.draft_id = a->draft_id;
	return screen_open(l, &row_screen, &row, e);
}

static enum err_code resume_money(struct loop *l, const struct draft_arg *a, bool *mine,
    struct err *e)
{
	struct money_arg money;

	*mine = money_of_draft(a->form, a->ref_id, &money);
	if (!*mine)
		return OK;
	money.draft_id = a->draft_id;
	return screen_open(l, &money_screen, &money, e);
}

static enum err_code resume_plan(struct loop *l, const struct draft_arg *a, bool *mine,
    struct err *e)
{
	struct plan_edit_arg plan;
	char template[40];

	*mine = plan_of_draft(a->form, a->ref_id, &plan, template, sizeof template);
	if (!*mine)
		return OK;
	plan.draft_id = a->draft_id;
	return screen_open(l, &plan_edit_screen, &plan, e);
}

/* A file, or a remark in it. */
static enum err_code resume_file(struct loop *l, const struct draft_arg *a, struct err *e)
{
	bool remark = !strcmp(a->form, client_remark_draft);
	struct client_arg file = { .client_id = a->ref_id,
		.draft_id = remark ? 0 : a->draft_id };
	enum err_code rc;

	if (!remark && strcmp(a->form, "client") != 0)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("Nothing goes on with that any more. Begin it anew."));
	rc = screen_open(l, &client_screen, &file, e);
	return rc == OK && remark ? client_remark_resume(screen_top(l), a->draft_id, e) : rc;
}

static enum err_code resume_by_word(struct loop *l, const struct draft_arg *a, struct err *e)
{
	if (!strcmp(a->form, "compose"))
		return screen_open(l, &compose_screen, &(struct compose_arg){
		    .client_id = a->ref_id, .draft_id = a->draft_id }, e);
	if (!strcmp(a->form, "client-new"))
		return screen_open(l, &client_new_screen, &(struct client_new_arg){
		    .draft_id = a->draft_id }, e);
	if (!strcmp(a->form, "book") || !strcmp(a->form, "book-move"))
		return resume_booking(l, a, e);
	if (!strcmp(a->form, "product-order"))
		return screen_open(l, &product_screen, &(struct product_arg){
		    .client_id = a->ref_id, .draft_id = a->draft_id }, e);
	return resume_file(l, a, e);
}

enum err_code draft_resume(struct loop *l, const struct draft_arg *arg, struct err *e)
{
	static enum err_code (*const ways[])(struct loop *, const struct draft_arg *, bool *,
	    struct err *) = { resume_arrival, resume_work, resume_survey, resume_row,
		resume_money, resume_plan };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		bool mine = false;
		enum err_code rc = ways[i](l, arg, &mine, e);

		if (mine)
			return rc;
	}
	return resume_by_word(l, arg, e);
}
