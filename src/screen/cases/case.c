/* One complaint: its words, its limits, its steps, its end. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "case_priv.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/complaint.h"
#include "data/escalation.h"
#include "data/treatment.h"
#include "desk/complaint.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/document.h"
#include "desk/escalate.h"
#include "desk/papers.h"
#include "screen/area.h"
#include "screen/cases.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "screen/treat.h"
#include "tui/dialog.h"
#include "tui/list.h"
#include "tui/textline.h"
#include "tui/viewport.h"

enum { SOON_S = 4 * 3600, SIDE_FROM = 110, SIDE = 38, LABEL = 10, HEAD_ROWS = 8, END_ROWS = 6,
	OWNER = 57 };
enum case_need { NEED_CASE_OPEN = 1u << 8, NEED_RECORD = 1u << 9, NEED_DOUBT = 1u << 10 };

/* A line of the list: part N of what a step says. */
struct case_line {
	size_t step;
	int n;
};
struct case_lines {
	struct case_line *v;
	size_t n, cap;
};

struct case_state {
	struct desk *desk;
	int64_t id;
	struct complaint c;
	struct complaint_step_list steps;
	struct case_lines lines;        /* of the steps, as wide as the list is */
	struct client_card_list card;
	struct treatment t;             /* what it is about; line.id 0: nothing */
	char asked[400];                /* where it is at the head office, "" */
	size_t open;                    /* of the branch */
	int64_t minute;                 /* that is shown */
	struct list list;
};

static void put_lines(struct case_state *st);
static void show_whole(struct case_state *st);

/* ---- reading ---- */

static enum err_code read_about(struct case_state *st, struct err *e)
{
	int64_t asked;
	struct escalation x;
	enum err_code rc = OK;

	st->t.line.id = 0;
	if (st->c.treatment_id)
		rc = treatment_get(st->desk->store, st->c.treatment_id, &st->t, e);
	if (rc == OK && st->c.client_id)
		rc = client_cards(st->desk->store, &st->c.client_id, 1, clock_now(), &st->card, e);
	if (rc == OK)
		rc = escalation_of_complaint(st->desk->store, st->id, &asked, e);
	st->asked[0] = '\0';
	if (rc == OK && asked)
		rc = escalation_get(st->desk->store, asked, &x, e);
	if (rc == OK && asked)
		escalate_status(st->desk, &x, st->asked, sizeof st->asked);
	return rc;
}

static enum err_code case_load(struct screen *s, struct err *e)
{
	struct case_state *st = s->state;
	struct complaint_counts n;
	size_t had = st->steps.n;
	enum err_code rc = complaint_get(st->desk->store, st->id, &st->c, e);

	if (rc == OK)
		rc = complaint_step_list(st->desk->store, st->id, &st->steps, e);
	cover_complaint(st->desk, &st->c);
	cover_complaint_steps(st->desk, &st->c, &st->steps);
	if (rc == OK)
		rc = read_about(st, e);
	if (rc == OK)
		rc = complaint_count(st->desk, &n, e);
	st->open = rc == OK ? n.open : 0;
	put_lines(st);
	list_reloaded(&st->list);
	/* On the newest step: at first, and whenever one is added. */
	if (rc == OK && st->steps.n > had)
		list_select(&st->list, st->steps.v[st->steps.n - 1].id);
	show_whole(st);
	return rc;
}

/* ---- the steps ---- */

enum { STEP_WHO = 17, STEP_TEXT = 26, STEP_LINES = 16 };

static int row_count(const void *ctx)
{
	return (int)((const struct case_state *)ctx)->lines.n;
}

/* The cursor goes from step to step: what goes on in further lines has none. */
static int64_t row_id(const void *ctx, int row)
{
	const struct case_state *st = ctx;
	const struct case_line *l = &st->lines.v[row];
	int64_t id = st->steps.v[l->step].id;

	return l->n ? -(id * STEP_LINES + l->n) : id;
}

static bool is_doubt(const struct complaint_step *x)
{
	return !strcmp(x->kind, "promise") && x->kept < 0;
}

/* "promised till 16:00, kept?: " */
static void put_promise(const struct case_state *st, const struct complaint_step *x,
    struct buf *out)
{
	char till[40];

	if (strcmp(x->kind, "promise") != 0)
		return;
	buf_printf(out, tr("promised till %s, %s: "),
	    desk_time_text(st->desk, x->promise_at, till, sizeof till), x->kept < 0 ? tr("kept?") :
	    x->kept ? tr("was kept") : tr("NOT KEPT"));
}

static enum style step_style(const struct complaint_step *x)
{
	if (is_doubt(x))
		return x->promise_at < clock_now() ? STYLE_LATE : STYLE_NOTE;
	if (x->kept == 0 && !strcmp(x->kind, "promise"))
		return STYLE_LATE;
	return !strcmp(x->kind, "edited") || !strcmp(x->kind, "escalated") ? STYLE_GREY :
	    STYLE_TEXT;
}

static const char *step_word(const char *kind)
{
	static const struct {
		const char *kind, *word;
	} words[] = { { "answer", N_("told: ") }, { "apology", N_("apology: ") },
		{ "message", N_("message: ") }, { "escalated", N_("head office: ") },
		{ "edited", N_("changed: ") }, { "closed", N_("closed: ") },
		{ "opened", N_("opened again: ") } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].kind, kind))
			return tr(words[i].word);
	return "";
}

static void put_step(const struct case_state *st, const struct complaint_step *x, struct buf *out)
{
	put_promise(st, x, out);
	buf_printf(out, "%s%s", step_word(x->kind), x->text);
}

static int text_cols(const struct case_state *st)
{
	/* Less the place of the cursor sign. */
	return st->list.area.cols - 2 - STEP_TEXT;
}

/* Each step in as many lines as it needs. */
static void put_lines(struct case_state *st)
{
	st->lines.n = 0;
	for (size_t i = 0; i < st->steps.n; i++) {
		struct buf b = BUF_INIT;
		const char *text;
		int n = 0;

		put_step(st, &st->steps.v[i], &b);
		text = buf_str(&b);
		do {
			size_t skip = 0;

			*vec_push(&st->lines) = (struct case_line){ i, n++ };
			text_wrap(text, text_cols(st) > 0 ? text_cols(st) : 1, &skip);
			text += skip;
		} while (*text && n < STEP_LINES);
		buf_free(&b);
	}
}

/* Scrolled so that the step with the cursor is seen to its last line. */
static void show_whole(struct case_state *st)
{
	struct list *l = &st->list;
	int at = list_row(l), last = at;

	if (at < 0 || (size_t)at >= st->lines.n || l->area.rows <= 0)
		return;
	while ((size_t)last + 1 < st->lines.n && st->lines.v[last + 1].n)
		last++;
	if (last - l->area.rows + 1 > l->top)
		l->top = last - l->area.rows + 1 < at ? last - l->area.rows + 1 : at;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct case_state *st = ctx;
	const struct case_line *l = &st->lines.v[row];
	const struct complaint_step *x = &st->steps.v[l->step];
	struct buf b = BUF_INIT;
	const char *text;
	char at[40], line[400];
	size_t skip = 0, n;

	if (!l->n) {
		canvas_put(c, w.row, w.col, desk_time_text(st->desk, x->created_at, at, sizeof at),
		    STYLE_TEXT, STEP_WHO - 1);
		canvas_put(c, w.row, w.col + STEP_WHO, x->staff, STYLE_TEXT,
		    STEP_TEXT - STEP_WHO - 1);
	}
	put_step(st, x, &b);
	text = buf_str(&b);
	for (int i = 0; i < l->n; i++, text += skip)
		text_wrap(text, text_cols(st), &skip);
	n = text_wrap(text, text_cols(st), &skip);
	canvas_put(c, w.row, w.col + STEP_TEXT, text_fmt(line, sizeof line, "%.*s", (int)n, text),
	    step_style(x), w.cols - STEP_TEXT);
	buf_free(&b);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw };

static const struct complaint_step *chosen(const struct case_state *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->lines.n ? &st->steps.v[st->lines.v[row].step] : NULL;
}

/* ---- what can be done ---- */

static int64_t id_of(const struct screen *s)
{
	return ((const struct case_state *)s->state)->id;
}

static enum err_code run_step(struct screen *s, struct err *e)
{
	return case_do_step(s, id_of(s), e);
}

static enum err_code run_close(struct screen *s, struct err *e)
{
	return case_do_close(s, id_of(s), e);
}

static enum err_code run_message(struct screen *s, struct err *e)
{
	return case_do_message(s, id_of(s), e);
}

static enum err_code run_edit(struct screen *s, struct err *e)
{
	return case_do_edit(s, id_of(s), e);
}

static enum err_code run_head(struct screen *s, struct err *e)
{
	return escalate_ask_head(s, id_of(s), e);
}

static enum err_code run_record(struct screen *s, struct err *e)
{
	return treat_open(s, ((struct case_state *)s->state)->c.treatment_id, e);
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct client_arg arg = { .client_id = ((struct case_state *)s->state)->c.client_id };

	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum err_code run_history(struct screen *s, struct err *e)
{
	struct actions_arg arg = { .client_id = ((struct case_state *)s->state)->c.client_id };

	return screen_open(s->loop, &actions_screen, &arg, e);
}

static enum err_code run_why(struct screen *s, struct err *e)
{
	struct case_state *st = s->state;
	char text[600];

	return dialog_tell(s, tr("Why"), complaint_why(st->desk, &st->c, text, sizeof text), e);
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	struct case_state *st = s->state;
	struct document *doc;

	if (paper_case(st->desk, &(struct paper_ref){ .word = st->c.number }, &doc, e) != OK)
		return e->code;
	return listing_ask(s, listing_paper("case", doc, 1), st->c.client_id, e);
}

/* What was booked from here stands among the steps. */
static void booked(struct screen *s, int answer, const void *value)
{
	struct case_state *st = s->state;
	struct complaint_did did = { .complaint_id = st->id, .kind = "booked" };
	struct err e = ERR_INIT;
	char text[200];

	screen_dirty(s, DIRTY_LOAD);
	if (answer != 1 || !value)
		return;
	did.appointment_id = *(const int64_t *)value;
	did.text = describe_appointment(st->desk, did.appointment_id, text, sizeof text);
	if (complaint_step(st->desk, &did, NULL, &e) != OK)
		screen_refuse(s, &e);
	front_wrote(s);
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	struct case_state *st = s->state;
	struct book_arg arg = { .client_id = st->c.client_id,
		.dependant_id = st->c.dependant_id };

	return screen_ask(s, &book_screen, &arg, booked, e);
}

static void kept_answered(struct screen *s, int answer, int64_t ref)
{
	struct err e = ERR_INIT;

	if (answer != 1 && answer != 2)
		return;
	if (complaint_kept(front_desk(s), ref, answer == 1, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, "%s", answer == 1 ? tr("Kept. Ctrl-Z takes it back.") :
	    tr("Not kept: it stays on the list for all to see. Ctrl-Z takes it back."));
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
}

static enum err_code reopen_typed(struct screen *s, const char *text, struct err *e)
{
	if (!text)
		return OK;
	if (complaint_reopen(front_desk(s), id_of(s), text, e) != OK)
		return e->code;
	screen_done(s, "%s", tr("Open again; its limits are as they were."));
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

/* y: of a promise whether it was kept; of what is closed: it is not over. */
static enum err_code run_next(struct screen *s, struct err *e)
{
	struct case_state *st = s->state;
	const struct complaint_step *x = chosen(st);
	struct dialog box = { .title = tr("Promise"), .done = kept_answered, .in_row = true,
		.choices = { { 1, tr("was kept"), NULL }, { 2, tr("not kept"), NULL } } };
	struct textline ask = { .label = tr("Open again, why"), .keep = "case-reopen",
		.keep_ref = st->c.id, .done = reopen_typed };
	struct buf text = BUF_INIT;
	enum err_code rc;

	if (!strcmp(st->c.state, "closed")) {
		if (front_may(s, "case-close", e) == OK)
			textline_ask(s, &ask);
		return e->code;
	}
	if (!x || !is_doubt(x) || front_may(s, "case-step", e) != OK)
		return e->code;
	put_step(st, x, &text);
	box.text = buf_str(&text);
	box.ref = x->id;
	rc = dialog_open(s, &box, e);
	buf_free(&text);
	return rc;
}

static const struct command commands[] = {
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("step"),
	  .right = "case-step", .needs = NEED_WRITE | NEED_CASE_OPEN,
	  .help = N_("What was done: looked into, the client told, promised, an apology."),
	  .run = run_step },
	{ .name = "form-done", .keys = "F10", .label = N_("close"),
	  .right = "case-close", .needs = NEED_WRITE | NEED_CASE_OPEN,
	  .help = N_("The end: result, whether the client is content, cause, what is done."),
	  .run = run_close },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("message"),
	  .right = "message-send", .needs = NEED_WRITE | NEED_CASE_OPEN | NEED_CLIENT,
	  .help = N_("Writes to the client about it."), .run = run_message },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book", .needs = NEED_WRITE | NEED_CASE_OPEN | NEED_CLIENT,
	  .help = N_("Books a time; it stands among the steps."), .run = run_book },
	{ .name = "row-escalate", .code = "es", .keys = "u", .label = N_("escalate"),
	  .right = "escalate", .needs = NEED_WRITE | NEED_CASE_OPEN | NEED_CLIENT,
	  .help = N_("Puts it to the head office."), .run = run_head },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("edit"),
	  .right = "case-edit", .needs = NEED_WRITE | NEED_CASE_OPEN,
	  .help = N_("Another kind, gravity or owner; of nobody's case: who made it."),
	  .run = run_edit },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("kept?"),
	  .needs = NEED_WRITE | NEED_DOUBT,
	  .help = N_("Whether the promise with the cursor was kept; what is closed opens again."),
	  .run = run_next },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints the proof page: words, limits, steps, end, with who and when."),
	  .run = run_print },
	{ .name = "row-open", .keys = "Enter", .label = N_("record"), .needs = NEED_RECORD,
	  .flags = COMMAND_NO_BAR, .help = N_("Opens the record of the treatment it is about."),
	  .run = run_record },
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("history"),
	  .needs = NEED_CLIENT, .flags = COMMAND_NO_BAR,
	  .help = N_("Who did what with this client's file."), .run = run_history },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("why"),
	  .flags = COMMAND_NO_BAR, .help = N_("How the limits come about."), .run = run_why },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_CLIENT, .flags = COMMAND_NO_BAR, .help = N_("Opens the client's file."),
	  .run = run_client },
};

/* ---- picture ---- */

static int width(const struct canvas *c)
{
	return c->cols >= SIDE_FROM ? c->cols - SIDE - 1 : c->cols;
}

static void put_pair(struct canvas *c, int row, const char *label, const char *text,
    enum style style)
{
	canvas_put(c, row, 0, label, STYLE_GREY, LABEL - 1);
	canvas_put(c, row, LABEL, text, style, width(c) - LABEL);
}

static void draw_kind(const struct case_state *st, struct canvas *c, int row)
{
	const struct complaint *x = &st->c;
	char at[40], text[300];

	text_fmt(text, sizeof text, "%s%s%s", complaint_word(st->desk, COMPLAINT_KIND, x->kind),
	    x->level[0] ? ", " : "", complaint_word(st->desk, COMPLAINT_LEVEL, x->level));
	put_pair(c, row, tr("Kind"), text, STYLE_TEXT);
	text_fmt(text, sizeof text, tr("taken %s, %s, %s"),
	    desk_time_text(st->desk, x->created_at, at, sizeof at),
	    complaint_word(st->desk, COMPLAINT_CHANNEL, x->channel), x->taken[0] ? x->taken : "-");
	canvas_put(c, row, 32, text, STYLE_TEXT, width(c) - 32);
}

static const char *state_word(const char *state)
{
	return !strcmp(state, "open") ? tr("not begun") : !strcmp(state, "working") ?
	    tr("working") : tr("settled");
}

static void draw_deadline(const struct case_state *st, struct canvas *c, int row)
{
	static const char *const what[] = { [COMPLAINT_ANSWER] = N_("first answer"),
		[COMPLAINT_PROMISE] = N_("promise"), [COMPLAINT_END] = N_("end") };
	const struct complaint *x = &st->c;
	enum complaint_limit_kind which;
	int64_t due = complaint_next(x, &which), left = due - clock_now();
	bool closed = !strcmp(x->state, "closed");
	char at[40], text[200], rest[60];

	text_fmt(text, sizeof text, "%s %s  %s%s", tr(what[which]),
	    desk_time_text(st->desk, due, at, sizeof at),
	    complaint_left_text(x, clock_now(), rest, sizeof rest),
	    !closed && left <= SOON_S ? " !" : "");
	put_pair(c, row, tr("Deadline"), text, closed ? STYLE_GREY : left < 0 ? STYLE_LATE :
	    left <= SOON_S ? STYLE_NOTE : STYLE_TEXT);
	text_fmt(text, sizeof text, tr("owner %s   %s"), x->owner[0] ? x->owner : "-",
	    state_word(x->state));
	/* A long name takes the place of the word before it. */
	if (utf8_cells(text) > width(c) - OWNER)
		text_fmt(text, sizeof text, "%s   %s", x->owner, state_word(x->state));
	canvas_put(c, row, OWNER, text, STYLE_TEXT, width(c) - OWNER);
}

static void about_text(const struct case_state *st, char *out, size_t size)
{
	const struct treatment *t = &st->t;
	char day[48];

	if (!t->line.id) {
		text_copy(out, size, "-");
		return;
	}
	text_fmt(out, size, tr("%s, %s, %s%s%s   (Enter opens the record)"),
	    describe_in_language(t->line.service, t->line.service_en),
	    desk_date_text(st->desk, t->line.day, day, sizeof day), t->line.operator,
	    t->expert[0] ? ", " : "", t->expert);
}

/* LABEL and TEXT in up to ROWS lines. */
static void put_long(struct canvas *c, int row, int rows, const char *label, const char *text)
{
	canvas_put(c, row, 0, label, STYLE_GREY, LABEL - 1);
	text_put_wrapped(c, (struct rect){ row, LABEL, rows, width(c) - LABEL },
	    text[0] ? text : "-", STYLE_TEXT);
}

static void draw_head(const struct screen *s, struct canvas *c)
{
	const struct case_state *st = s->state;
	char text[400];
	int row = s->body.row;

	if (st->card.n)
		clientline_header(st->desk, st->card.v, c, row);
	else
		canvas_put(c, row, 0, tr("Nobody we know"), STYLE_GREY, CANVAS_REST);
	canvas_right(c, row, c->cols - 8, st->c.number, st->card.n ? STYLE_SUBJECT : STYLE_TEXT, 8);
	draw_kind(st, c, row + 1);
	draw_deadline(st, c, row + 2);
	about_text(st, text, sizeof text);
	put_pair(c, row + 3, tr("About"), text, STYLE_TEXT);
	put_long(c, row + 4, 2, tr("Content"), st->c.content);
	put_long(c, row + 6, 1, tr("Wants"), st->c.wanted);
}

static void draw_end(const struct screen *s, struct canvas *c, int row)
{
	const struct case_state *st = s->state;
	const struct complaint *x = &st->c;
	char text[900], cost[MONEY_TEXT], at[40];
	int hint;

	canvas_rule(c, row, 0, width(c), tr("end"));
	put_long(c, row + 1, 1, tr("Result"), x->result);
	text_fmt(text, sizeof text, x->satisfied ? tr("%d of 5") : "-", x->satisfied);
	put_pair(c, row + 2, tr("Content?"), text, x->satisfied && x->satisfied <= 3 ?
	    STYLE_LATE : STYLE_TEXT);
	hint = LABEL + utf8_cells(text) + 2 > 20 ? LABEL + utf8_cells(text) + 2 : 20;
	canvas_put(c, row + 2, hint, strcmp(x->state, "closed") ? tr("3 and below stays open") :
	    tr("y opens it again"), STYLE_GREY, 45 - hint);
	text_fmt(text, sizeof text, tr("cost %s   cause %s"), x->cost >= 0 ?
	    desk_sum(st->desk, x->cost, cost, sizeof cost) : "-",
	    x->cause[0] ? complaint_word(st->desk, COMPLAINT_CAUSE, x->cause) : "-");
	canvas_put(c, row + 2, 46, text, STYLE_TEXT, width(c) - 46);
	put_long(c, row + 3, 1, tr("Against"), x->against);
	text_copy(text, sizeof text, "-");
	if (x->apology[0])
		text_fmt(text, sizeof text, "%s, %s, %s", !strcmp(x->apology, "person") ?
		    tr("in person") : !strcmp(x->apology, "phone") ? tr("by telephone") :
		    !strcmp(x->apology, "letter") ? tr("in writing") : tr("none was due"),
		    x->apologised, desk_time_text(st->desk, x->apology_at, at, sizeof at));
	put_pair(c, row + 4, tr("Apology"), text, STYLE_TEXT);
	if (st->asked[0]) {
		canvas_put(c, row + 4, 46, st->asked, STYLE_NOTE, width(c) - 46);
	}
}

static void put_said(struct buf *b, const char *label, const char *text)
{
	if (text[0])
		buf_printf(b, "\n\n%s: %s", label, text);
}

/* The visit complained of, where there is room for it. */
static void draw_side(const struct screen *s, struct canvas *c)
{
	const struct case_state *st = s->state;
	const struct treatment *t = &st->t;
	struct rect w = { s->body.row + 1, c->cols - SIDE, s->body.rows - 1, SIDE };
	struct buf b = BUF_INIT;
	char day[48];

	canvas_rule(c, w.row, w.col, SIDE, tr("what it is about"));
	if (!t->line.id)
		buf_puts(&b, tr("No treatment was named."));
	else {
		buf_printf(&b, "%s %s\n%s %s\n",
		    desk_date_text(st->desk, t->line.day, day, sizeof day),
		    describe_in_language(t->line.service, t->line.service_en), t->line.operator,
		    t->expert);
		buf_printf(&b, tr("%d of %d steps"), t->line.done, t->line.steps);
		put_said(&b, tr("Wants"), t->wanted);
		put_said(&b, tr("Done"), t->did);
		put_said(&b, tr("Effect"), t->effect);
		put_said(&b, tr("Summary"), t->summary);
	}
	text_put_wrapped(c, (struct rect){ w.row + 1, w.col, w.rows - 1, SIDE }, buf_str(&b),
	    STYLE_TEXT);
	buf_free(&b);
}

enum { CASE_TABS = 8 };

static void draw_tabs(const struct screen *s, struct canvas *c)
{
	const struct case_state *st = s->state;
	const struct area_table *a = &cases_area;
	const char *names[CASE_TABS];
	char open[60];
	int used = canvas_put(c, SCREEN_ROW_AREA, 0, tr(a->title), STYLE_TEXT, CANVAS_REST);
	size_t n = 0;

	for (; n < a->ntabs && n < CASE_TABS; n++)
		names[n] = a->tabs[n] == &complaints_tab ?
		    text_fmt(open, sizeof open, "%s %zu", tr("Complaints"), st->open) :
		    tr(a->tabs[n]->title);
	canvas_tabs(c, SCREEN_ROW_AREA, used + 2, names, (int)n, 0);
}

static void case_draw(const struct screen *s, struct canvas *c)
{
	const struct case_state *st = s->state;
	int row = s->body.row + HEAD_ROWS - 1;

	draw_tabs(s, c);
	draw_head(s, c);
	canvas_rule(c, row, 0, width(c), tr("steps"));
	if (st->steps.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, row + 1, 2, tr("Nothing was done yet. n writes down the first step."),
		    STYLE_GREY, width(c) - 2);
	draw_end(s, c, s->body.row + s->body.rows - END_ROWS + 1);
	if (c->cols >= SIDE_FROM)
		draw_side(s, c);
}

static void case_layout(struct screen *s, struct rect body)
{
	struct case_state *st = s->state;
	int cols = body.cols >= SIDE_FROM ? body.cols - SIDE - 1 : body.cols;

	list_layout(&st->list, (struct rect){ body.row + HEAD_ROWS, 0,
	    body.rows - HEAD_ROWS - END_ROWS + 1, cols });
	put_lines(st);
	list_reloaded(&st->list);
	show_whole(st);
}

/* ---- the screen ---- */

static enum err_code case_open_screen(struct screen *s, const void *arg, struct err *e)
{
	struct case_state *st = s->state;

	st->desk = front_desk(s);
	st->id = *(const int64_t *)arg;
	list_init(&st->list, s, &row_ops, st, 0);
	if (complaint_get(st->desk->store, st->id, &st->c, e) != OK)
		return e->code;
	if (st->c.client_id)
		front_at_hand(s, st->c.client_id);
	return OK;
}

static void case_close_screen(struct screen *s)
{
	struct case_state *st = s->state;

	list_free(&st->list);
	vec_free(&st->lines);
	complaint_step_list_free(&st->steps);
	client_card_list_free(&st->card);
}

/* What is left goes by the minute. */
static void case_tick(struct screen *s, int64_t mono_ms)
{
	struct case_state *st = s->state;
	int64_t minute = clock_now() / 60;

	(void)mono_ms;
	if (minute == st->minute)
		return;
	st->minute = minute;
	screen_dirty(s, DIRTY_DRAW);
}

static void case_shown(struct screen *s)
{
	screen_dirty(s, DIRTY_LOAD);
}

static unsigned case_facts(const struct screen *s)
{
	const struct case_state *st = s->state;
	const struct complaint_step *x = chosen(st);
	bool closed = !strcmp(st->c.state, "closed");

	return (closed ? NEED_DOUBT : NEED_CASE_OPEN) | (st->c.client_id ? NEED_CLIENT : 0) |
	    (st->t.line.id ? NEED_RECORD : 0) | (x ? NEED_ROW : 0) |
	    (x && is_doubt(x) ? NEED_DOUBT : 0);
}

static enum key_use case_key(struct screen *s, const struct key *k)
{
	struct case_state *st = s->state;
	enum key_use use = list_key(&st->list, k);

	show_whole(st);
	return use;
}

static struct list *case_list(struct screen *s)
{
	return &((struct case_state *)s->state)->list;
}

static void case_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr("A complaint from its words to its end. The deadline is what comes first: "
	    "the first answer, a promise, the end; it follows from the kind and from when the "
	    "complaint was made, and cannot be moved. Who needs more time gives the client a "
	    "promise with a time (n). What was told to the client, a promise, an apology or a "
	    "message is the first answer."));
	buf_printf(out, "\n\n%s", tr("F10 asks for the end: a result, and how content the client "
	    "is now. With 3 of 5 or less it is kept and stays open. While it is open the client "
	    "carries P on every screen."));
}

const struct screen_type case_screen = {
	.name = "case", .title = N_("Complaint"), .state_size = sizeof(struct case_state),
	.commands = KEYMAP_INIT(commands), .areas = AREA_CASES | AREA_CLIENT | AREA_RECORDS,
	.open = case_open_screen, .load = case_load, .facts = case_facts, .layout = case_layout,
	.draw = case_draw, .key = case_key, .shown = case_shown, .tick = case_tick,
	.close = case_close_screen, .list = case_list, .page = case_page,
};

enum err_code case_open(struct screen *s, int64_t id, struct err *e)
{
	return screen_open(s->loop, &case_screen, &id, e);
}
