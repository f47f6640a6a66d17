/* What each role saw, the summary of it, what was used: the end of a session. */
#include <string.h>

#include "base/tr.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "desk/papers.h"
#include "screen/listing.h"
#include "screen/treat.h"
#include "treat_priv.h"
#include "tui/canvas.h"
#include "tui/viewport.h"

enum { ROW_SUMMARY = TREATMENT_ROLES, ROW_USE, ROWS };
enum notes_need { NEED_OPEN = 1u << 8 };

struct notes {
	struct treat_ask ask;           /* first */
	struct treatment_notes n;
	struct treatment_use use;
	struct list list;
	char title[120];
	char was[TREATMENT_TEXT];       /* as it was when the line was opened */
	struct rect area;
	bool opened;
};

/* Only while it goes on the client can still be asked. */
static const char *use_word(const struct notes *st)
{
	const char *answer = st->use.answer;

	return !strcmp(answer, "yes") ? tr("agreed") : !strcmp(answer, "no") ? tr("not agreed") :
	    !strcmp(st->n.t.line.state, "open") ? tr("open: 1-3") : tr("not asked");
}

/* ---- the rows: five roles, the summary, what was used ---- */

static int row_count(const void *ctx)
{
	(void)ctx;
	return ROWS;
}

static int64_t row_id(const void *ctx, int row)
{
	(void)ctx;
	return row + 1;
}

static void draw_role(const struct notes *st, const struct treatment_role *r, struct canvas *c,
    struct rect w)
{
	char at[16];

	canvas_pad(c, w.row, w.col, treatment_role_word(st->ask.desk, r->role),
	    r->mine ? STYLE_TAB : STYLE_GREY, 11);
	if (r->note.text[0])
		canvas_putf(c, w.row, w.col + 12, STYLE_GREY, "%s %s", r->note.staff,
		    desk_clock_text(st->ask.desk, r->note.at, at, sizeof at));
	canvas_put(c, w.row, w.col + 30, r->note.text[0] ? r->note.text :
	    r->mine ? tr("[ ] e writes it") : tr("not yet"), r->note.text[0] ? STYLE_TEXT :
	    STYLE_GREY, w.cols - 30);
}

static const char *summary_of(const struct notes *st)
{
	return st->n.t.summary[0] ? st->n.t.summary : st->n.made;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct notes *st = ctx;
	const struct treatment_use *u = &st->use;

	if (row < TREATMENT_ROLES) {
		draw_role(st, &st->n.v[row], c, w);
	} else if (row == ROW_SUMMARY) {
		canvas_pad(c, w.row, w.col, tr("summary"), STYLE_TAB, 11);
		canvas_put(c, w.row, w.col + 12, st->n.edited ? st->n.t.summarist :
		    st->n.from_record ? tr("from the record") : tr("from the notes"),
		    st->n.edited ? STYLE_GREY : STYLE_PROPOSED, 17);
		canvas_put(c, w.row, w.col + 30, summary_of(st), STYLE_TEXT, w.cols - 30);
	} else {
		canvas_pad(c, w.row, w.col, tr("used"), STYLE_TAB, 11);
		canvas_put(c, w.row, w.col + 12, use_word(st), u->answer[0] ||
		    strcmp(st->n.t.line.state, "open") != 0 ? STYLE_GREY : STYLE_REQUIRED, 17);
		canvas_put(c, w.row, w.col + 30, u->text, STYLE_TEXT, w.cols - 30);
	}
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw };

/* ---- opening ---- */

static enum err_code notes_open(struct screen *s, const void *arg, struct err *e)
{
	struct notes *st = s->state;

	list_init(&st->list, s, &row_ops, st, 0);
	return treat_ask_open(s, *(const int64_t *)arg, e);
}

static void place_cursor(struct notes *st)
{
	for (int i = 0; i < TREATMENT_ROLES && !st->opened; i++)
		if (st->n.v[i].mine && !st->n.v[i].note.text[0]) {
			list_select(&st->list, i + 1);
			st->opened = true;
		}
	st->opened = true;
}

static enum err_code notes_load(struct screen *s, struct err *e)
{
	struct notes *st = s->state;
	enum err_code rc = treatment_notes(st->ask.desk, st->ask.id, &st->n, e);

	if (rc == OK)
		rc = treatment_use(st->ask.desk, st->ask.id, &st->use, e);
	if (rc != OK)
		return rc;
	treatment_title(st->ask.desk, &st->n.t, st->title, sizeof st->title);
	list_reloaded(&st->list);
	place_cursor(st);
	return OK;
}

static void notes_close(struct screen *s)
{
	treat_ask_close(s);
	list_free(&((struct notes *)s->state)->list);
}

static unsigned notes_facts(const struct screen *s)
{
	const struct notes *st = s->state;

	return NEED_NO_TEXT | NEED_CLIENT | NEED_ROW |
	    (!strcmp(st->n.t.line.state, "open") ? NEED_OPEN : 0);
}

/* ---- writing ---- */

static enum err_code run_edit(struct screen *s, struct err *e)
{
	struct notes *st = s->state;
	int row = list_row(&st->list);
	const struct treatment_role *r = row >= 0 && row < TREATMENT_ROLES ? &st->n.v[row] : NULL;

	if (row == ROW_USE)
		return err_set(e, ERR_INVALID, "%s", !strcmp(st->n.t.line.state, "open") ?
		    tr("1 signed, 2 said yes, 3 does not agree.") :
		    tr("The session is over: what was used stays as it is."));
	if (front_may(s, "note-write", e) != OK)
		return e->code;
	if (row == ROW_SUMMARY) {
		text_copy(st->was, sizeof st->was, st->n.t.summary);
		return treat_ask(s, ASK_SUMMARY, st->ask.id, summary_of(st), e);
	}
	if (!r)
		return OK;
	if (!r->mine)
		return err_set(e, ERR_DENIED, tr("That line is another role's: %s."),
		    treatment_role_word(st->ask.desk, r->role));
	text_copy(st->was, sizeof st->was, r->note.text);
	return treat_ask(s, ASK_NOTE, st->ask.id, r->note.text, e);
}

static void wrote(struct screen *s, const char *text)
{
	screen_done(s, "%s", text);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static enum err_code answer_use(struct screen *s, const char *answer, const char *signed_by,
    const char *text, struct err *e)
{
	struct treat_ask *a = s->state;
	enum err_code rc = treatment_use_answer(a->desk, a->id, answer, signed_by, text, e);

	if (rc == OK)
		wrote(s, tr("Kept. F10 ends the session."));
	return rc;
}

/* The line of the role with the cursor; whoever has several writes the one that is shown. */
static const char *role_of(const struct notes *st)
{
	int row = list_row(&st->list);

	if (row >= 0 && row < TREATMENT_ROLES)
		return st->n.v[row].role;
	for (int i = 0; i < TREATMENT_ROLES; i++)
		if (st->n.v[i].mine)
			return st->n.v[i].role;
	return treatment_roles[0];
}

enum err_code notes_save(struct screen *s, enum treat_kind kind, int64_t ref, const char *text,
    struct err *e)
{
	struct notes *st = s->state;
	enum err_code rc;

	if (kind == ASK_USE)
		return answer_use(s, "no", NULL, text, e);
	rc = kind == ASK_NOTE ? treatment_note(st->ask.desk, ref, role_of(st), st->was, text, e) :
	    treatment_summary(st->ask.desk, ref, st->was, text, e);
	if (rc == OK)
		wrote(s, kind == ASK_NOTE ? tr("Note kept.") : tr("Summary kept."));
	return rc;
}

static enum err_code run_use(struct screen *s, struct err *e)
{
	struct notes *st = s->state;

	if (front_may(s, "treat-close", e) != OK)
		return e->code;
	if (s->command->arg == 3)
		return treat_ask(s, ASK_USE, st->ask.id, "", e);
	return answer_use(s, "yes", s->command->arg == 1 ? "self" : "spoken", NULL, e);
}

static enum err_code run_close(struct screen *s, struct err *e)
{
	struct notes *st = s->state;
	char name[200];
	enum err_code rc = treatment_close(st->ask.desk, st->ask.id, e);

	if (rc != OK)
		return rc;
	screen_done(s, tr("Closed: %s, %s. y on the arrivals leads out."), st->title,
	    treat_client_name(s, name, sizeof name));
	front_wrote(s);
	screen_finish(s, 1, NULL);
	return OK;
}

static enum err_code run_card(struct screen *s, struct err *e)
{
	struct notes *st = s->state;
	const struct paper_ref ref = { .id = st->ask.id };
	struct document *doc = NULL;
	enum err_code rc = paper_after_care(st->ask.desk, &ref, &doc, e);

	return rc == OK ? listing_ask(s, listing_paper("after-care", doc, 1),
	    st->n.t.line.client_id, e) : rc;
}

static const struct command commands[] = {
	{ .name = "use-signed", .keys = "1", .label = N_("signed"), .arg = 1,
	  .needs = NEED_OPEN | NEED_WRITE,
	  .help = N_("The client has signed what was used."), .run = run_use },
	{ .name = "use-spoken", .keys = "2", .label = N_("said yes"), .arg = 2,
	  .needs = NEED_OPEN | NEED_WRITE, .help = N_("The client said yes to it."),
	  .run = run_use },
	{ .name = "use-refused", .keys = "3", .label = N_("refuses"), .arg = 3,
	  .needs = NEED_OPEN | NEED_WRITE,
	  .help = N_("The client does not agree, and with what."), .run = run_use },
	{ .name = "row-edit", .code = "ed", .keys = "e Enter", .label = N_("write"),
	  .needs = NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("One's own note, or the summary."), .run = run_edit },
	{ .name = "form-done", .keys = "F10", .label = N_("close"),
	  .needs = NEED_OPEN | NEED_WRITE,
	  .help = N_("Ends the session, once the client has confirmed what was used."),
	  .run = run_close },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("The after-care card, on paper; with the in-patient certificate where the "
	    "service asks for one."), .run = run_card },
};

/* ---- picture ---- */

static void notes_layout(struct screen *s, struct rect body)
{
	struct notes *st = s->state;

	st->area = body;
	list_layout(&st->list, (struct rect){ body.row + 2, body.col, ROWS, body.cols });
}

static void notes_draw(const struct screen *s, struct canvas *c)
{
	const struct notes *st = s->state;
	const struct treatment_line *t = &st->n.t.line;
	struct rect a = st->area;
	int row = list_row(&st->list), top = a.row + ROWS + 3;
	char from[16], to[16];

	treat_draw_client(s, c);
	canvas_putf(c, a.row, 0, STYLE_TAB, tr("%s   %s-%s   notes %d of %d"), st->title,
	    desk_clock_text(st->ask.desk, t->started_at, from, sizeof from), t->ended_at ?
	    desk_clock_text(st->ask.desk, t->ended_at, to, sizeof to) : "", st->n.written,
	    TREATMENT_ROLES);
	list_draw(&st->list, c);
	canvas_rule(c, top - 1, 0, a.cols, row == ROW_SUMMARY || row < 0 || row >= ROWS ?
	    tr("summary") : row == ROW_USE ? tr("used") : tr("note"));
	text_put_wrapped(c, (struct rect){ top, 0, a.row + a.rows - top, a.cols },
	    row == ROW_USE ? st->use.text : row >= 0 && row < TREATMENT_ROLES ?
	    st->n.v[row].note.text : summary_of(st), STYLE_TEXT);
}

static enum key_use notes_key(struct screen *s, const struct key *k)
{
	if (key_is_text(*k) && k->code >= '0' && k->code <= '9')
		return KEY_UNUSED;      /* digits answer */
	return list_key(&((struct notes *)s->state)->list, k);
}

static struct list *notes_list(struct screen *s)
{
	return &((struct notes *)s->state)->list;
}

static void notes_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What each role saw, one line each: everybody writes the own one, e. The summary is "
	    "made from the notes, or from the record while there are none; once somebody has "
	    "edited it, it stays as it was written. Calls after the treatment and the next "
	    "session start from it. Notes may follow on the same day.\n\nThe client confirms "
	    "what was used: 1 signed, 2 said yes, 3 does not agree and with what. F10 then ends "
	    "the session: the plan's session or the card's is used, the client gets a message "
	    "with what is left."));
}

const struct screen_type notes_screen = {
	.name = "notes", .title = N_("Notes and summary"), .state_size = sizeof(struct notes),
	.commands = KEYMAP_INIT(commands), .areas = AREA_RECORDS | AREA_CLIENT | AREA_ORDERS,
	.open = notes_open, .load = notes_load, .facts = notes_facts, .layout = notes_layout,
	.draw = notes_draw, .key = notes_key, .leave = treat_ask_leave, .close = notes_close,
	.list = notes_list, .page = notes_page,
};
