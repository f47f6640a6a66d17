/* Free times: the next ones that work; with several services, the days on which all fit. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/branch.h"
#include "data/catalog.h"
#include "data/service.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "free_priv.h"
#include "screen/listing.h"
#include "screen/schedule.h"
#include "tui/canvas.h"

/* ---- the list ---- */

static int line_rows(const void *ctx)
{
	return (int)((const struct free_screen *)ctx)->lines.n;
}

static int64_t line_id(const void *ctx, int row)
{
	return ((const struct free_screen *)ctx)->lines.v[row].id;
}

static void line_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct free_line *l = &((const struct free_screen *)ctx)->lines.v[row];

	canvas_pad(c, w.row, w.col, l->at, STYLE_TEXT, 21);
	if (l->service < 0) {
		canvas_put(c, w.row, w.col + 22, l->rest, STYLE_TEXT, w.cols - 22);
		return;
	}
	canvas_pad(c, w.row, w.col + 22, l->staff, STYLE_TEXT, 17);
	canvas_pad(c, w.row, w.col + 40, l->room, STYLE_TEXT, 6);
	canvas_pad(c, w.row, w.col + 47, l->device, STYLE_TEXT, 12);
	canvas_put(c, w.row, w.col + 60, l->rest, STYLE_PROPOSED, w.cols - 60);
}

static const struct list_ops line_ops = { .count = line_rows, .id = line_id, .draw = line_draw };

/* ---- opening ---- */

static void set(struct free_screen *st, enum free_field f, int64_t id)
{
	struct value v = { .type = VALUE_INT, .i = id };
	struct err none = ERR_INIT;

	if (id && form_edit_set_value(st->form.edit, free_field_of(st, f), &v, &none) != OK)
		err_clear(&none);
}

static void set_services(struct free_screen *st, const struct free_arg *a)
{
	struct buf b = { 0 };
	struct err none = ERR_INIT;

	for (size_t i = 0; i < a->nservices; i++) {
		struct service v;

		if (service_get(st->desk->store, a->service[i], &v, &none) == OK)
			buf_printf(&b, "%s%s", b.n ? ", " : "", v.code);
	}
	if (b.n && form_edit_set_text(st->form.edit, free_field_of(st, F_SERVICES), buf_str(&b),
	    &none) != OK)
		err_clear(&none);
	buf_free(&b);
}

static enum err_code free_open(struct screen *s, const void *arg, struct err *e)
{
	const struct free_arg *a = arg;
	struct free_screen *st = s->state;
	struct form *form;
	struct form_env env;
	struct err none = ERR_INIT;
	char day[48];

	st->desk = front_desk(s);
	form = form_catalog_find(st->desk->forms, "free");
	if (!form)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("There is no form for free times (free.cfg). Call the administrator."));
	form_env_make(st->desk, &env);
	formview_init(&st->form, s, form_edit_new(form, &env), NULL);
	list_init(&st->list, s, &line_ops, st, 0);
	if (a) {
		set_services(st, a);
		set(st, F_CLIENT, a->client_id);
		if (a->nwith)
			set(st, F_WITH, a->with[0]);
		st->dependant_id = a->dependant_id;
		st->of_client = a->client_id != 0;
		if (a->from_day && form_edit_set_text(st->form.edit, free_field_of(st, F_FROM),
		    day_format(a->from_day, day), &none) != OK)
			err_clear(&none);
	}
	st->in_list = a && a->nservices;
	if (st->in_list)
		formview_stop(&st->form);
	else
		formview_go(&st->form, free_field_of(st, F_SERVICES));
	return OK;
}

static void free_close(struct screen *s)
{
	struct free_screen *st = s->state;

	formview_free(&st->form);
	list_free(&st->list);
	vec_free(&st->lines);
	free_day_list_free(&st->days);
	free_list_free(&st->times);
}

/* A question is nothing that could be lost. */
static enum leave free_leave(struct screen *s)
{
	formview_discard(&((struct free_screen *)s->state)->form);
	return LEAVE_GO;
}

/* Of several services the chosen day stands below the list in full. */
static int detail_rows(const struct free_screen *st)
{
	return st->nservices > 1 && st->lines.n ? (int)st->nservices + 1 : 0;
}

static void place(struct screen *s)
{
	struct free_screen *st = s->state;
	int rows = form_edit_form(st->form.edit)->sections[0].rows;

	if (s->body.rows)
		list_layout(&st->list, (struct rect){ s->body.row + rows + 1, 0,
			s->body.rows - rows - 3 - detail_rows(st), s->body.cols });
}

static enum err_code free_load(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;
	enum err_code rc;

	schedule_load_counts(s);
	rc = free_find_rows(st, e);
	if (rc == ERR_NOTFOUND || rc == ERR_INVALID) {
		text_copy(st->why, sizeof st->why, e->text);
		err_clear(e);
		rc = OK;
	}
	place(s);
	list_reloaded(&st->list);
	return rc;
}

/* ---- commands ---- */

static enum err_code search(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;
	enum err_code rc;

	formview_commit(&st->form);
	rc = free_find_rows(st, e);
	place(s);
	list_reset(&st->list);
	list_reloaded(&st->list);
	screen_dirty(s, DIRTY_DRAW);
	if (rc != OK || !st->lines.n)
		return rc;
	st->in_list = true;
	formview_stop(&st->form);
	return OK;
}

static const struct free_line *line(const struct free_screen *st)
{
	int row = list_row(&st->list);

	return row >= 0 ? &st->lines.v[row] : NULL;
}

/* Several services: the whole day at once. One: the booking opens on that time. */
static enum err_code run_book(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;
	const struct free_line *l = line(st);
	struct book_arg arg = { .branch_id = st->wish.branch_id,
		.client_id = st->wish.client_id, .dependant_id = st->wish.dependant_id,
		.nservices = st->nservices };

	if (!l)
		return search(s, e);
	arg.start_at = l->start_at;
	for (size_t i = 0; i < st->nservices; i++)
		arg.service[i] = st->service[i].id;
	if (l->service >= 0) {
		const struct free_time *t = &st->times.v[l->time];

		for (size_t i = 0; i < t->nparts && arg.nwith < BOOKING_PARTS; i++)
			arg.with[arg.nwith++] = t->part[i].resource_id;
	}
	return schedule_book(s, &arg, e);
}

/* Back to the client, or to the question: F10 pressed twice does not book twice. */
static void done_booking(struct screen *s)
{
	struct free_screen *st = s->state;

	if (st->of_client) {
		screen_back(s);
		return;
	}
	st->in_list = false;
	formview_go_first(&st->form);
}

/* All of one day in one go, or the single time: everything that stands in the row. */
static enum err_code book_now(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;
	const struct free_line *l = line(st);
	struct booking_wish w[FREE_SERVICES];
	int64_t ids[FREE_SERVICES];
	size_t n;
	char name[200];
	enum err_code rc;

	if (!l || !st->wish.client_id)
		return run_book(s, e);
	n = l->service < 0 ? st->days.v[l->time].n : 1;
	for (size_t i = 0; i < n; i++) {
		const struct free_time *t = l->service < 0 ? &st->days.v[l->time].time[i] :
		    &st->times.v[l->time];

		w[i] = (struct booking_wish){ .branch_id = st->wish.branch_id,
			.client_id = st->wish.client_id, .dependant_id = st->wish.dependant_id,
			.service_id = t->service_id, .start_at = t->start_at, .nwith = t->nparts,
			.channel = "phone" };
		for (size_t k = 0; k < t->nparts; k++)
			w[i].with[k] = t->part[k].resource_id;
	}
	rc = booking_book(st->desk, w, n, ids, e);
	if (rc != OK)
		return rc;
	describe_client(st->desk, st->wish.client_id, name, sizeof name);
	if (n > 1)
		screen_done(s, tr("Booked %zu times, the first %s, for %s. Ctrl-Z takes it back."),
		    n, l->at, name);
	else
		screen_done(s, tr("Booked %s with %s for %s. Ctrl-Z takes it back."), l->at,
		    l->staff, name);
	front_wrote(s);
	done_booking(s);
	return OK;
}

static enum err_code run_enter(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;

	return st->in_list ? run_book(s, e) : search(s, e);
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;

	/* What was not seen is not booked: from the fields F10 only shows. */
	if (!st->in_list)
		return search(s, e);
	return st->lines.n ? book_now(s, e) : err_set(e, ERR_TAKEN, tr("Not booked. %s"), st->why);
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;

	(void)e;
	if (st->in_list) {
		st->in_list = false;
		formview_go_first(&st->form);
	} else if (!formview_move(&st->form, s->command->arg)) {
		formview_stop(&st->form);
		st->in_list = true;
	}
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

static enum err_code run_down(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;

	if (!st->in_list)
		return formview_run_choices(s, e);
	list_move(&st->list, 1);
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

/* The next branch, for the same question. */
static enum err_code run_branch(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;
	struct branch_list all = { 0 };
	int64_t now = free_id_of(st, F_BRANCH);
	size_t at = 0;
	enum err_code rc = branch_list(st->desk->store, false, &all, e);

	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == now)
			at = i;
	if (rc == OK && all.n)
		set(st, F_BRANCH, all.v[(at + 1) % all.n].id);
	branch_list_free(&all);
	screen_dirty(s, DIRTY_LOAD);
	return rc;
}

static enum err_code run_why(struct screen *s, struct err *e)
{
	struct free_screen *st = s->state;

	(void)e;
	screen_say(s, STYLE_MSG_INFO, "%s", st->why[0] ? st->why :
	    tr("Nothing was in the way: the first times stand above."));
	return OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("start"), N_("staff"), N_("room"), N_("device"),
		N_("remark") };
	struct free_screen *st = s->state;
	struct listing *l = listing_new("free", tr("Free times"), columns, 5);

	for (size_t i = 0; i < st->lines.n; i++) {
		listing_cell(l, st->lines.v[i].at);
		listing_cell(l, st->lines.v[i].staff);
		listing_cell(l, st->lines.v[i].room);
		listing_cell(l, st->lines.v[i].device);
		listing_cell(l, st->lines.v[i].rest);
	}
	return listing_ask(s, l, 0, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("book"),
	  .help = N_("In the fields: searches. In the list: opens the booking, filled."),
	  .run = run_enter },
	{ .name = "form-done", .keys = "F10", .label = N_("book now"), .needs = NEED_WRITE,
	  .help = N_("In the list: books the row with the mark, several services all or none. In "
	  "the fields: searches."),
	  .run = run_done },
	/* Early: in the fields ] and [ are text, and the bar has room to say Alt-. */
	SCHEDULE_TAB_COMMANDS,
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .help = N_("Next field, then the list."), .run = run_pane },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Field before."), .run = run_pane },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"), .flags = COMMAND_NO_BAR,
	  .help = N_("Opens the choices of a field marked v."), .run = run_down },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("branch"),
	  .needs = NEED_NO_TEXT, .help = N_("The same question for the next branch."),
	  .run = run_branch },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("why"),
	  .needs = NEED_NO_TEXT, .help = N_("Why there are no more times."), .run = run_why },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .needs = NEED_NO_TEXT, .help = N_("Prints or exports the times."), .run = run_print },
};

/* ---- picture ---- */

static enum key_use free_key(struct screen *s, const struct key *k)
{
	struct free_screen *st = s->state;

	if (st->in_list)
		return list_key(&st->list, k);
	return front_bracket(s, k) == KEY_USED ? KEY_USED : formview_key(&st->form, k);
}

static unsigned free_facts(const struct screen *s)
{
	const struct free_screen *st = s->state;

	return (st->in_list ? NEED_NO_TEXT : NEED_TEXT) | (st->lines.n ? NEED_ROW : 0) |
	    (st->wish.client_id ? NEED_CLIENT : 0);
}

static bool free_typing(const struct screen *s)
{
	const struct free_screen *st = s->state;

	return !st->in_list && formview_typing(&st->form);
}

static bool free_help(const struct screen *s, struct buf *out)
{
	const struct free_screen *st = s->state;

	return !st->in_list && formview_help(&st->form, out);
}

static void free_layout(struct screen *s, struct rect body)
{
	struct free_screen *st = s->state;
	int rows = form_edit_form(st->form.edit)->sections[0].rows;

	formview_layout(&st->form, (struct rect){ body.row, 0, rows, body.cols });
	place(s);
}

static void draw_detail(const struct free_screen *st, struct canvas *c, int row)
{
	const struct free_line *l = line(st);

	canvas_rule(c, row, 0, c->cols, l ? l->at : "");
	for (size_t i = 0; l && i < st->nservices; i++)
		canvas_put(c, row + 1 + (int)i, 0, l->step[i], STYLE_TEXT, CANVAS_REST);
}

static void free_draw(const struct screen *s, struct canvas *c)
{
	const struct free_screen *st = s->state;
	int rows = form_edit_form(st->form.edit)->sections[0].rows;
	int last = s->body.row + s->body.rows - 1;

	schedule_draw_tabs(s, c);
	formview_draw(&st->form, c);
	canvas_rule(c, s->body.row + rows, 0, c->cols, st->nservices > 1 ?
	    tr("all on one day, shortest stay first") : tr("times that fit"));
	if (st->lines.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, s->body.row + rows + 1, 2, st->why[0] ? st->why :
		    tr("Type a service above; Enter searches."), STYLE_GREY, CANVAS_REST);
	if (detail_rows(st))
		draw_detail(st, c, last - 1 - detail_rows(st));
	canvas_put(c, last - 1, 0, st->lines.n ? st->why : "", STYLE_TEXT, CANVAS_REST);
	canvas_put(c, last, 0, st->other, STYLE_TEXT, CANVAS_REST);
	if (st->in_list)
		c->cursor_on = false;
}

static void free_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "The next times that work, for one service; with several, with commas between, the "
	    "days "
	    "on which all of them fit one after another, the shortest stay first. Enter in the "
	    "fields searches, in the list it opens the booking, filled; F10 books the row at once. "
	    "v asks the next branch, w says why there are no more."));
}

const struct screen_type free_screen = {
	.name = "free", .title = N_("Free times"), .state_size = sizeof(struct free_screen),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_PEOPLE,
	.open = free_open, .load = free_load, .facts = free_facts, .typing = free_typing,
	.layout = free_layout, .draw = free_draw, .key = free_key, .leave = free_leave,
	.close = free_close, .field_help = free_help, .page = free_page,
};
