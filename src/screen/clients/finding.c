/* Finding appointments: one line to type in, those that fit, and how many there are by what. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "clients_priv.h"
#include "data/catalog.h"
#include "desk/apptfind.h"
#include "desk/booking.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "screen/listing.h"
#include "screen/clientline.h"
#include "screen/front/worklist_priv.h"

enum { LINE_COLS = 44, LINE_MAX = 120, METER = 20 };

struct finding {
	struct worklist w;              /* first: worklist_priv.h */
	struct field line;
	bool in_line;                   /* the cursor is in it: letters are text */
	struct apptfind wish;
	struct apptfind_result found;
	enum apptfind_by by;            /* COUNT_NONE: the appointments themselves */
	int64_t most;                   /* of the counts */
	char said[300];
	bool fresh;                     /* other rows altogether */
	int64_t took_us;
};

static struct finding *state(const struct screen *s)
{
	return s->state;
}

/* ---- reading ---- */

static enum err_code finding_load(struct screen *s, struct err *e)
{
	struct finding *st = s->state;
	int64_t from = clock_mono_us();
	struct apptfind wish;
	enum err_code rc = apptfind_parse(st->w.desk, field_text(&st->line), &wish, e);

	if (rc == OK)
		st->wish = wish;
	if (rc == OK)
		rc = apptfind_run(st->w.desk, &st->wish, st->by, APPTFIND_ROWS, &st->found, e);
	st->took_us = clock_mono_us() - from;
	if (rc == OK)
		apptfind_say(st->w.desk, &st->wish, st->said, sizeof st->said);
	else
		text_copy(st->said, sizeof st->said, e->text);
	/* Half a word is no fault: the sentence stands beside the line, the rows stay. */
	if (rc == ERR_INVALID || rc == ERR_NOTFOUND) {
		err_clear(e);
		rc = OK;
	}
	st->most = 1;
	for (size_t i = 0; i < st->found.counts.n; i++)
		if (st->found.counts.v[i].n > st->most)
			st->most = st->found.counts.v[i].n;
	if (st->fresh)
		list_reset(&st->w.list);
	else
		list_reloaded(&st->w.list);
	st->fresh = false;
	return rc;
}

static void read_anew(struct screen *s)
{
	state(s)->fresh = true;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	const struct finding *st = ctx;

	return st->by == COUNT_NONE ? (int)st->found.rows.n : (int)st->found.counts.n;
}

static int64_t row_id(const void *ctx, int row)
{
	const struct finding *st = ctx;

	return st->by == COUNT_NONE ? st->found.rows.v[row].id : row + 1;
}

static const struct appointment_row *finding_chosen(const struct screen *s)
{
	const struct finding *st = s->state;
	int row = list_row(&st->w.list);

	return st->by == COUNT_NONE && row >= 0 && (size_t)row < st->found.rows.n ?
	    &st->found.rows.v[row] : NULL;
}

static void draw_count(const struct finding *st, const struct apptfind_count *x, struct canvas *c,
    struct rect w)
{
	char n[24];

	canvas_pad(c, w.row, w.col, x->label, STYLE_TEXT, 24);
	text_fmt(n, sizeof n, "%lld", (long long)x->n);
	canvas_right(c, w.row, w.col + 25, n, STYLE_TEXT, 6);
	text_fmt(n, sizeof n, "%lld", (long long)x->live);
	canvas_right(c, w.row, w.col + 32, n, STYLE_TEXT, 6);
	canvas_meter(c, w.row, w.col + 40, METER, (int)(x->n * METER / st->most));
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct finding *st = ctx;
	const struct appointment_row *a;
	int wide = w.cols > 100 ? 8 : 0, col = w.col;
	char text[300], letter[2];

	if (st->by != COUNT_NONE) {
		draw_count(st, &st->found.counts.v[row], c, w);
		return;
	}
	a = &st->found.rows.v[row];
	letter[0] = a->letter;
	letter[1] = '\0';
	day_echo(day_parse(a->day), desk_today(st->w.desk), text, sizeof text);
	canvas_pad(c, w.row, col, text, STYLE_TEXT, 15);
	canvas_put(c, w.row, col + 16, desk_clock_text(st->w.desk, a->start_at, text, sizeof text),
	    STYLE_TEXT, 5);
	canvas_put(c, w.row, col + 22, letter, clientline_state_style(a->letter), 1);
	canvas_pad(c, w.row, col + 24, cover_treated(st->w.desk, cover_of_row(a)), STYLE_TEXT,
	    14 + wide);
	col += 39 + wide;
	canvas_pad(c, w.row, col, describe_in_language(a->service, a->service_en), STYLE_TEXT,
	    12 + wide);
	col += 13 + wide;
	canvas_pad(c, w.row, col, a->staff, STYLE_TEXT, 9 + wide);
	col += 10 + wide;
	canvas_pad(c, w.row, col, a->room, STYLE_TEXT, 5);
	canvas_put(c, w.row, col + 6, clientline_flags(a->flags, text, sizeof text),
	    clientline_flag_style(a->flags), w.col + w.cols - col - 6);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw };

/* ---- commands ---- */

/* A count is opened: what it counted, as a word more in the line. */
static void narrow(struct screen *s, const struct apptfind_count *x)
{
	struct finding *st = s->state;
	struct buf line = { 0 };
	char day[DAY_TEXT];
	bool blank = strchr(x->label, ' ') != NULL;

	buf_printf(&line, "%s%s", field_text(&st->line), field_text(&st->line)[0] ? " " : "");
	if (st->by == COUNT_DAY)
		buf_printf(&line, "on=%s", day_format((int32_t)x->key, day));
	else if (st->by == COUNT_STAFF && x->key)
		buf_printf(&line, blank ? "%s" : "dr=%s", x->label);
	else if (st->by == COUNT_HOUR)
		buf_printf(&line, "on=%02d:00..%02d:00", (int)x->key, (int)x->key + 1);
	else if (st->by == COUNT_BRANCH)
		buf_printf(&line, blank ? "%s" : "br=%s", x->label);
	field_set(&st->line, buf_str(&line));
	buf_free(&line);
	st->by = COUNT_NONE;
	read_anew(s);
}

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct finding *st = s->state;
	int row = list_row(&st->w.list);

	if (row >= 0 && st->by != COUNT_NONE) {
		narrow(s, &st->found.counts.v[row]);
		return OK;
	}
	return worklist_run_card(s, e);
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	(void)e;
	state(s)->in_line = !state(s)->in_line;
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_line(struct screen *s, struct err *e)
{
	(void)e;
	state(s)->in_line = true;
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct finding *st = s->state;

	(void)e;
	st->by = (enum apptfind_by)((st->by + 1) % COUNT_BYS);
	read_anew(s);
	return OK;
}

/* The other tabs are those of the clients. */
static enum err_code run_tab(struct screen *s, struct err *e)
{
	struct clients_arg arg = { .tab = s->command->arg > 0 ?
	    clients_tab_name(TAB_APPOINTMENTS + 1) : clients_tab_name(TAB_APPOINTMENTS - 1) };

	return screen_goto(s->loop, &clients_screen, &arg, e);
}

static void put_counts(const struct finding *st, struct listing *l)
{
	char n[24];

	for (size_t i = 0; i < st->found.counts.n; i++) {
		const struct apptfind_count *x = &st->found.counts.v[i];

		listing_cell(l, x->label);
		listing_cell(l, text_fmt(n, sizeof n, "%lld", (long long)x->n));
		listing_cell(l, text_fmt(n, sizeof n, "%lld", (long long)x->live));
	}
}

static void put_rows(struct desk *d, const struct appointment_list *rows, struct listing *l)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct appointment_row *a = &rows->v[i];
		char from[16], to[16];
		const char *cells[] = { a->day, desk_clock_text(d, a->start_at, from, sizeof from),
			desk_clock_text(d, a->end_at, to, sizeof to),
			booking_state_label(a->state), a->branch, a->file_no,
			cover_name(d, cover_of_row(a)),
			describe_in_language(a->service, a->service_en), a->staff, a->room,
			a->device };

		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
			listing_cell(l, cells[k]);
	}
}

/* All that was found, also where the screen shows the first ones. */
static enum err_code put_all(const struct finding *st, struct listing *l, struct err *e)
{
	struct apptfind_result all = { .all = 0 };
	enum err_code rc = apptfind_run(st->w.desk, &st->wish, COUNT_NONE,
	    st->found.all + APPTFIND_ROWS, &all, e);

	if (rc == OK)
		put_rows(st->w.desk, &all.rows, l);
	apptfind_free(&all);
	return rc;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("day"), N_("start"), N_("end"), N_("state"),
		N_("branch"), N_("file no"), N_("client"), N_("service"), N_("staff"), N_("room"),
		N_("device") };
	static const char *const counts[] = { N_("of"), N_("all"), N_("live") };
	const struct finding *st = s->state;
	struct listing *l;
	char title[400], said[300];
	enum err_code rc = OK;

	text_fmt(title, sizeof title, "%s: %s", tr("Appointments"),
	    apptfind_say(st->w.desk, &st->wish, said, sizeof said));
	l = st->by == COUNT_NONE ? listing_new("appointments", title, columns, 11) :
	    listing_new("appointments/count", title, counts, 3);
	if (st->by == COUNT_NONE)
		rc = put_all(st, l, e);
	else
		put_counts(st, l);
	if (rc != OK) {
		listing_free(l);
		return rc;
	}
	return listing_ask(s, l, 0, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"),
	  .flags = COMMAND_ROW,
	  .help = N_("Shows the appointment; of a count, what it counted."), .run = run_open },
	{ .name = "pane-next", .keys = "Tab", .label = N_("list"),
	  .help = N_("From the line into the list, where letters are commands, and back."),
	  .run = run_pane },
	{ .name = "tab-next", .keys = "] Alt-.", .label = N_("tab"), .arg = 1,
	  .help = N_("Next tab of the clients."), .run = run_tab },
	{ .name = "tab-prev", .keys = "[ Alt-,", .label = N_("tab"), .arg = -1,
	  .flags = COMMAND_NO_BAR, .help = N_("Tab before."), .run = run_tab },
	{ .name = "list-find", .keys = "/", .label = N_("find"), .flags = COMMAND_NO_BAR,
	  .help = N_("Back into the line."), .run = run_line },
	{ .name = "view-next", .code = "vw", .keys = "v Alt-v", .label = N_("count"),
	  .help = N_("Counts by branch, day, hour, person; then the appointments again."),
	  .run = run_view },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("confirm"),
	  .needs = NEED_ROW | NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("The client has confirmed."), .run = worklist_run_confirm },
	WORKLIST_MOVE_COMMANDS,
	WORKLIST_CLIENT_COMMANDS,
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .needs = NEED_NO_TEXT, .help = N_("Prints or exports what was found."),
	  .run = run_print },
};

/* ---- the screen ---- */

static enum err_code finding_open(struct screen *s, const void *arg, struct err *e)
{
	struct finding *st = s->state;

	(void)e;
	worklist_init(s, &row_ops, 0, finding_chosen);
	field_init(&st->line, 1, LINE_COLS, LINE_MAX);
	if (arg)
		field_set(&st->line, arg);
	st->in_line = true;
	st->fresh = true;
	return OK;
}

static void finding_close(struct screen *s)
{
	struct finding *st = s->state;

	list_free(&st->w.list);
	field_free(&st->line);
	apptfind_free(&st->found);
}

static bool finding_typing(const struct screen *s)
{
	return state(s)->in_line;
}

static unsigned finding_facts(const struct screen *s)
{
	return (worklist_facts(s) & ~(unsigned)NEED_NO_TEXT) |
	    (state(s)->in_line ? NEED_TEXT : NEED_NO_TEXT);
}

static void finding_layout(struct screen *s, struct rect body)
{
	list_layout(&state(s)->w.list, (struct rect){ body.row + 3, 0, body.rows - 4, body.cols });
}

static void draw_heads(const struct finding *st, struct canvas *c, int row)
{
	int wide = c->cols > 102 ? 8 : 0;
	const struct list_column rows[] = { { N_("day"), 0 }, { N_("client"), 24 },
		{ N_("service"), 39 + wide }, { N_("staff"), 52 + wide * 2 },
		{ N_("room"), 62 + wide * 3 } };
	const struct list_column counts[] = { { "", 0 }, { N_("all"), 28 }, { N_("live"), 35 } };

	if (st->by == COUNT_NONE)
		list_header(&st->w.list, c, row, rows, 5, 0);
	else
		list_header(&st->w.list, c, row, counts, 3, -1);
}

static void finding_draw(const struct screen *s, struct canvas *c)
{
	const struct finding *st = s->state;
	int row = s->body.row, used, last = row + s->body.rows - 1;
	char text[200];

	clients_draw_tabs(TAB_APPOINTMENTS, c);
	used = canvas_put(c, row, 0, tr("Find"), STYLE_TEXT, 10) + 1;
	canvas_put(c, row, used, "[", STYLE_RULE, 1);
	field_draw(&st->line, c, row, used + 1, st->in_line ? STYLE_FIELD_EDIT : STYLE_FIELD,
	    st->in_line);
	canvas_put(c, row, used + 1 + LINE_COLS, "]", STYLE_RULE, 1);
	canvas_put(c, row, used + 3 + LINE_COLS, tr("who, tm, cl, laser, pm"), STYLE_GREY,
	    CANVAS_REST);
	canvas_put(c, row + 1, 0, st->said, STYLE_PROPOSED, CANVAS_REST);
	draw_heads(st, c, row + 2);
	if (row_count(st))
		list_draw(&st->w.list, c);
	else
		canvas_put(c, row + 4, 2, tr("Nothing is booked that fits. Leave a word out."),
		    STYLE_GREY, CANVAS_REST);
	if (st->by != COUNT_NONE)
		text_fmt(text, sizeof text, tr("%zu found, %s"), st->found.all,
		    apptfind_by_label(st->by));
	else if (st->found.all > st->found.rows.n)
		text_fmt(text, sizeof text, tr("%zu of %zu, in %4.1f ms"), st->found.rows.n,
		    st->found.all, (double)st->took_us / 1000.0);
	else
		text_fmt(text, sizeof text, tr("%zu found in %4.1f ms"), st->found.all,
		    (double)st->took_us / 1000.0);
	canvas_put(c, last, c->cols - utf8_cells(text), text, STYLE_GREY, CANVAS_REST);
}

static enum key_use finding_key(struct screen *s, const struct key *k)
{
	struct finding *st = s->state;
	enum field_use use;

	if (!st->in_line || key_is(*k, K_UP) || key_is(*k, K_DOWN) || key_is(*k, K_PGUP) ||
	    key_is(*k, K_PGDN))
		return worklist_key(s, k);
	if (front_bracket(s, k) == KEY_USED)
		return KEY_USED;
	use = field_key(&st->line, k);
	if (use == FIELD_UNUSED)
		return KEY_UNUSED;
	if (use == FIELD_CHANGED)
		read_anew(s);
	screen_dirty(s, DIRTY_DRAW);
	return KEY_USED;
}

static void finding_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Any item finds appointments, in any order: the client as in Find, a day or days (tm, "
	    "fri..+7, nov), an hour (14:30), part of the day (pm), a person, room or device, a "
	    "service, a state (confirmed, noshow, live), a branch. The line below says what was "
	    "understood. Figures alone are the client's. With a key nothing is guessed: c= dr= rm= "
	    "dev= svc= st= br= on=; br=all looks through all branches.\n\nTab goes into the list; "
	    "v "
	    "counts what was found by branch, day, hour and person, and Enter on a count shows "
	    "what "
	    "it counted. p prints or exports rows or counts."));
}

const struct screen_type finding_screen = {
	.name = "appointments", .title = N_("Appointments"), .state_size = sizeof(struct finding),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT,
	.open = finding_open, .load = finding_load, .facts = finding_facts,
	.typing = finding_typing, .layout = finding_layout, .draw = finding_draw,
	.key = finding_key, .close = finding_close, .list = worklist_rows, .page = finding_page,
};
