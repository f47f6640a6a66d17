/* The checklist of a treatment, step by step, for one gloved hand. */
#include "screen/treat.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "desk/papers.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "treat_priv.h"
#include "tui/dialog.h"

enum { SAME_KEY_MS = 300 };
enum treat_need { NEED_STEP = 1u << 8, NEED_OPEN = 1u << 9 };

const struct treatment_item *treat_item(const struct treat *st)
{
	int64_t id = list_id(&st->list);

	for (size_t i = 0; i < st->view.n; i++)
		if (st->view.v[i].step.id == id && st->view.v[i].applies)
			return &st->view.v[i];
	return NULL;
}

/* ---- opening ---- */

static enum err_code treat_screen_open(struct screen *s, const void *arg, struct err *e)
{
	struct treat *st = s->state;

	list_init(&st->list, s, &treat_ops, st, 0);
	return treat_ask_open(s, *(const int64_t *)arg, e);
}

static void treat_close(struct screen *s)
{
	struct treat *st = s->state;

	treat_ask_close(s);
	treatment_view_free(&st->view);
	treatment_view_free(&st->last);
	adverse_list_free(&st->adverse);
	list_free(&st->list);
}

/* The cursor stands on what is to be done next, until somebody moves it. */
static void place_cursor(struct treat *st)
{
	if (st->wanted_step && list_select(&st->list, st->wanted_step))
		st->wanted_step = 0;
	else if (!st->opened && st->view.next < st->view.n)
		list_select(&st->list, st->view.v[st->view.next].step.id);
	st->opened = true;
}

/* What was found last time: it does not change while this one runs. */
static void load_last(struct treat *st)
{
	struct err none = ERR_INIT;
	int64_t id;

	if (treatment_before(st->ask.desk->store, &st->view.t, &id, &none) != OK ||
	    treatment_view(st->ask.desk, id, &st->last, &none) != OK)
		err_clear(&none);
}

static enum err_code treat_load(struct screen *s, struct err *e)
{
	struct treat *st = s->state;
	struct treatment_view now;
	enum err_code rc = treatment_view(st->ask.desk, st->ask.id, &now, e);

	if (rc != OK)
		return rc;
	treatment_view_free(&st->view);
	st->view = now;
	rc = adverse_list_treatment(st->ask.desk->store, st->ask.id, &st->adverse, e);
	if (rc != OK)
		return rc;
	treatment_title(st->ask.desk, &now.t, st->title, sizeof st->title);
	if (!st->opened)
		load_last(st);
	list_reloaded(&st->list);
	place_cursor(st);
	screen_dirty(s, DIRTY_LAYOUT);
	return OK;
}

static unsigned treat_facts(const struct screen *s)
{
	const struct treat *st = s->state;

	return NEED_NO_TEXT | NEED_CLIENT | (treat_item(st) ? NEED_ROW | NEED_STEP : 0) |
	    (!strcmp(st->view.t.line.state, "open") ? NEED_OPEN : 0);
}

/* ---- after a write ---- */

/* A step that may be left out keeps nobody from the next one: from item FROM on first, then
 * from the top. */
static size_t open_from(const struct treatment_view *v, size_t from)
{
	for (size_t i = from; i < v->n; i++)
		if (v->v[i].applies && !strcmp(v->v[i].step.state, "open"))
			return i;
	return v->next;
}

static void go_next(struct screen *s)
{
	struct treat *st = s->state;
	struct err none = ERR_INIT;
	const struct treatment_item *was = treat_item(st);
	size_t next, from = was ? (size_t)(was - st->view.v) : 0;

	front_wrote(s);
	st->pressed_ms = clock_mono_ms();
	st->pressed_at = clock_now();
	next = treat_load(s, &none) == OK ? open_from(&st->view, from) : st->view.n;
	if (next < st->view.n)
		list_select(&st->list, st->view.v[next].step.id);
	screen_dirty(s, DIRTY_DRAW);
}

static void say_done(struct screen *s, const struct treatment_item *i, bool begun)
{
	char name[200];

	treat_client_name(s, name, sizeof name);
	if (begun)
		screen_done(s, tr("Begun: %d %s, %d min. y again when they are over."),
		    i->step.line, i->is ? label_text(&i->is->title) : i->step.code,
		    i->step.wait_min);
	else if (i->is && i->is->photo)
		screen_done(s, tr("Done: %d %s. e on that row: where the photographs are."),
		    i->step.line, label_text(&i->is->title));
	else
		screen_done(s, tr("Done: %d %s, %s."), i->step.line,
		    i->is ? label_text(&i->is->title) : i->step.code, name);
}

static enum err_code done_with(struct screen *s, const struct treatment_answer *a, struct err *e)
{
	struct treat *st = s->state;
	const struct treatment_item *i = treat_item(st);
	struct treatment_item was;
	bool begun;
	enum err_code rc;

	if (!i)
		return OK;
	was = *i;
	rc = treatment_done(st->ask.desk, i->step.id, a, &begun, e);
	if (rc != OK)
		return rc;
	say_done(s, &was, begun);
	go_next(s);
	return OK;
}

/* ---- y ---- */

/* A key pressed twice is one step. The cursor goes on by itself, so the row is no help: what counts
 * is the time, by the wall and by the stop watch. */
static bool pressed_twice(const struct treat *st)
{
	return st->pressed_ms && clock_mono_ms() - st->pressed_ms < SAME_KEY_MS &&
	    clock_now() - st->pressed_at < 2;
}

static void chosen(struct screen *s, int answer, int64_t step_id)
{
	struct treat *st = s->state;
	const struct treatment_item *i = treat_item(st);
	struct treatment_answer a = { 0 };
	struct err e = ERR_INIT;

	if (answer == ANSWER_BACK || !i || i->step.id != step_id || !i->is ||
	    (size_t)answer > i->is->nchoices)
		return;
	a.finding = i->is->choices[answer - 1].code;
	if (i->step.done_at ? treatment_note_step(st->ask.desk, &i->step, &a, &e) != OK :
	    done_with(s, &a, &e) != OK)
		screen_refuse(s, &e);
	else
		front_wrote(s);
}

static enum err_code ask_choice(struct screen *s, const struct treatment_item *i, struct err *e)
{
	struct dialog d = { .title = label_text(&i->is->title), .in_row = true, .ref = i->step.id,
		.done = chosen };

	for (size_t k = 0; k < i->is->nchoices; k++)
		d.choices[k] = (struct dialog_choice){ .digit = (int)k + 1,
			.label = label_text(&i->is->choices[k].label) };
	return dialog_open(s, &d, e);
}

static enum err_code confirm_now(struct screen *s, struct err *e)
{
	struct treat *st = s->state;
	const struct treatment_item *i = treat_item(st);
	enum err_code rc;

	if (!i)
		return OK;
	rc = treatment_confirm(st->ask.desk, i->step.id, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Confirmed: %d %s."), i->step.line,
	    i->is ? label_text(&i->is->title) : i->step.code);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return OK;
}

/* At another's terminal the manager signs with the PIN. */
static enum err_code confirm(struct screen *s, const struct treatment_item *i, struct err *e)
{
	char name[200], found[200], text[600];
	enum err_code rc = confirm_now(s, e);

	if (rc != ERR_SECOND)
		return rc;
	text_fmt(text, sizeof text, tr("step %d %s, %s, of %s"), i->step.line,
	    i->is ? label_text(&i->is->title) : i->step.code,
	    treatment_found(front_desk(s), i, found, sizeof found),
	    treat_client_name(s, name, sizeof name));
	return front_second(s, &(struct second_ask){ .right = "treat-confirm", .text = text,
	    .why = tr("seen"), .done = confirm_now }, e);
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct treat *st = s->state;
	const struct treatment_item *i = treat_item(st);
	static const struct treatment_answer plain = { 0 };

	if (!i)
		return err_set(e, ERR_NOTFOUND, "%s", tr("No row is selected."));
	if (pressed_twice(st))
		return OK;
	if (i->step.done_at && i->step.manager && !i->step.confirmed_at)
		return confirm(s, i, e);
	if (i->step.done_at || (i->step.wait_min && (!i->step.begun_at ||
	    i->until_at > clock_now())))
		return done_with(s, &plain, e);
	if (treatment_may_do(st->ask.desk, i, e) != OK)
		return e->code;
	if (i->is && i->is->has_figure)
		return treat_ask(s, ASK_FIGURE, i->step.id, "", e);
	if (i->is && i->is->nchoices)
		return ask_choice(s, i, e);
	if (i->is && i->is->vitals)
		return treat_ask(s, ASK_VITALS, i->step.id, "", e);
	return done_with(s, &plain, e);
}

/* ---- e, r, u, x ---- */

static enum err_code run_found(struct screen *s, struct err *e)
{
	const struct treatment_item *i = treat_item(s->state);
	char text[40];

	if (!i)
		return OK;
	if (!i->step.done_at)
		return run_done(s, e);
	if (treatment_may_do(((struct treat *)s->state)->ask.desk, i, e) != OK)
		return e->code;
	if (i->is && i->is->nchoices)
		return ask_choice(s, i, e);
	if (!i->step.has_number)
		return treat_ask(s, ASK_FOUND, i->step.id, i->step.finding, e);
	text_fmt(text, sizeof text, "%g", i->step.number);
	return treat_ask(s, ASK_FOUND, i->step.id, text, e);
}

static enum err_code run_remark(struct screen *s, struct err *e)
{
	struct treat *st = s->state;
	const struct treatment_item *i = treat_item(st);

	/* Said before a word is typed. */
	if (i && treatment_may_do(st->ask.desk, i, e) != OK)
		return e->code;
	return i ? treat_ask(s, ASK_REMARK, i->step.id, i->step.remark, e) : OK;
}

static enum err_code run_of_all(struct screen *s, struct err *e)
{
	static const struct {
		enum treat_kind kind;
		const char *right;
	} what[] = { { ASK_CALL, "treat-step" }, { ASK_STOP, "treat-close" } };
	struct treat *st = s->state;
	int k = s->command->arg;

	if (front_may(s, what[k].right, e) != OK)
		return e->code;
	return treat_ask(s, what[k].kind, st->ask.id, "", e);
}

/* ---- answers ---- */

static enum err_code note_with(struct screen *s, const struct treatment_answer *a, struct err *e)
{
	struct treat *st = s->state;
	const struct treatment_item *i = treat_item(st);
	enum err_code rc;

	if (!i)
		return OK;
	rc = treatment_note_step(st->ask.desk, &i->step, a, e);
	if (rc == OK) {
		screen_done(s, tr("Kept: %d %s."), i->step.line,
		    i->is ? label_text(&i->is->title) : i->step.code);
		front_wrote(s);
		screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	}
	return rc;
}

static enum err_code stop_why(struct screen *s, const char *text, struct err *e)
{
	struct treat_ask *a = s->state;
	char head[sizeof a->head];
	enum err_code rc;

	if (text_is_blank(text))
		return err_set(e, ERR_INVALID, "%s", tr("Not stopped. Say why."));
	text_copy(head, sizeof head, text);
	rc = treat_ask(s, ASK_AGREED, a->id, "", e);
	text_copy(a->head, sizeof a->head, head);
	return rc;
}

static enum err_code stop_now(struct screen *s, const char *why, const char *agreed, struct err *e)
{
	struct treat_ask *a = s->state;
	char name[200];
	enum err_code rc = treatment_stop(a->desk, a->id, why, agreed, e);

	if (rc != OK)
		return rc;
	screen_done(s, tr("Stopped: the treatment of %s."), treat_client_name(s, name,
	    sizeof name));
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return OK;
}

static enum err_code call(struct screen *s, const char *text, struct err *e)
{
	struct treat_ask *a = s->state;
	enum err_code rc = treatment_call(a->desk, a->id, text, e);

	if (rc == OK) {
		screen_done(s, "%s", tr("Called: it stands on the expert's screen."));
		front_wrote(s);
	}
	return rc;
}

enum err_code treat_save(struct screen *s, enum treat_kind kind, int64_t ref, const char *head,
    const char *text, struct err *e)
{
	const struct treatment_item *i = treat_item(s->state);
	struct treatment_answer a = { 0 };

	if (kind <= ASK_REMARK && (!i || i->step.id != ref))
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not kept. That step is not called for any more."));
	switch (kind) {
	case ASK_VITALS: case ASK_FIGURE: a.figure = text; return done_with(s, &a, e);
	case ASK_FOUND:
		*(i->step.has_number ? &a.figure : &a.finding) = text;
		return note_with(s, &a, e);
	case ASK_REMARK: a.remark = text; return note_with(s, &a, e);
	case ASK_CALL: return call(s, text, e);
	case ASK_STOP: return stop_why(s, text, e);
	case ASK_AGREED: return stop_now(s, head, text, e);
	case ASK_REACTION: return treat_react(s, text, e);
	case ASK_OUTCOME: return treat_react_on(s, head, text, e);
	case ASK_NOTE: case ASK_SUMMARY: case ASK_USE: case ASK_KINDS: break;
	}
	BUG("no answer of kind %d", (int)kind);
}

/* ---- F10, p, notes ---- */

static void closed(struct screen *s, int answer, const void *value)
{
	(void)value;
	if (answer == 1)
		screen_finish(s, 1, NULL);
	else
		screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static enum err_code run_close(struct screen *s, struct err *e)
{
	struct treat *st = s->state;
	enum err_code rc = treatment_may_close(st->ask.desk, st->ask.id, e);

	return rc == OK ? screen_ask(s, &notes_screen, &st->ask.id, closed, e) : rc;
}

static enum err_code run_notes(struct screen *s, struct err *e)
{
	return screen_ask(s, &notes_screen, &((struct treat *)s->state)->ask.id, closed, e);
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	struct treat *st = s->state;
	const struct paper_ref ref = { .id = st->ask.id };
	struct document *doc = NULL;
	enum err_code rc = paper_treatment(st->ask.desk, &ref, &doc, e);

	return rc == OK ? listing_ask(s, listing_paper("treatment", doc, 1),
	    st->view.t.line.client_id, e) : rc;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct treat *st = s->state;
	struct client_arg arg = { .client_id = st->view.t.line.client_id };

	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum key_use treat_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct treat *)s->state)->list, k);
}

static struct list *treat_list(struct screen *s)
{
	return &((struct treat *)s->state)->list;
}

static const struct command commands[] = {
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("done"),
	  .needs = NEED_STEP | NEED_OPEN | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Done by me, now; asks for the figure or what was found where the step wants "
	    "one. On a step that waits for the manager: confirms it, here with the PIN."),
	  .run = run_done },
	{ .name = "row-edit", .code = "ed", .keys = "e Enter", .label = N_("found"),
	  .needs = NEED_STEP | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("What was found, corrected."), .run = run_found },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("stop"), .arg = 1,
	  .needs = NEED_OPEN | NEED_WRITE,
	  .help = N_("Stops the treatment: why, and who agreed."), .run = run_of_all },
	{ .name = "row-remark", .code = "rk", .keys = "r", .label = N_("remark"),
	  .needs = NEED_STEP | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("A remark on this step."), .run = run_remark },
	{ .name = "row-escalate", .code = "es", .keys = "u", .label = N_("expert"), .arg = 0,
	  .needs = NEED_OPEN | NEED_WRITE, .help = N_("Calls the expert to the room."),
	  .run = run_of_all },
	{ .name = "form-done", .keys = "F10", .label = N_("close"), .needs = NEED_OPEN | NEED_WRITE,
	  .help = N_("To the notes and what was used; F10 there ends the session. Refused while a "
	    "required step is open."), .run = run_close },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("reaction"),
	  .needs = NEED_WRITE, .flags = COMMAND_NO_BAR,
	  .help = N_("Records an adverse reaction: the sign; what was done about it. Of one that "
	    "goes on: what was done; how it ended."), .run = treat_run_react },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("summary"),
	  .help = N_("Notes of the roles and the summary."), .run = run_notes },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("The record of the treatment, on paper."), .run = run_print },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .flags = COMMAND_NO_BAR, .help = N_("Opens the client's file."), .run = run_client },
};

static void treat_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "The session step by step, as the checklist of the service says. y does the step "
	    "with the cursor, now and by whoever is at the terminal, and goes on to the next; "
	    "where a figure is wanted it is asked for, where something is to be found one digit "
	    "says what. A timed step begins with y and is done with another y when its minutes "
	    "are over. Steps with a condition come and go with what was found. Each step is its "
	    "role's.\n\nSteps marked for the manager wait with ! until he has seen them: y on "
	    "his own screen (the list To confirm), or y here with his PIN. What he confirms late "
	    "stands with the minutes.\n\ne corrects what was found, r notes something, u calls "
	    "the expert to the room, w records a reaction, x stops with a reason and who agreed. "
	    "F10 goes on to the notes and what was used; it is refused while a required step is "
	    "open. What is typed is kept at each moment: after a broken line it goes on where it "
	    "was."));
}

const struct screen_type treat_screen = {
	.name = "treat", .title = N_("Treatment"), .state_size = sizeof(struct treat),
	.commands = KEYMAP_INIT(commands), .areas = AREA_RECORDS | AREA_CLIENT,
	.open = treat_screen_open, .load = treat_load, .facts = treat_facts,
	.layout = treat_layout, .draw = treat_draw, .key = treat_key, .leave = treat_ask_leave,
	.close = treat_close, .list = treat_list, .page = treat_page,
};

/* ---- from elsewhere ---- */

enum err_code treat_open(struct screen *s, int64_t id, struct err *e)
{
	return screen_open(s->loop, &treat_screen, &id, e);
}

static void started(struct screen *s, int answer, const void *value)
{
	struct err e = ERR_INIT;

	if (answer == 1 && treat_open(s, *(const int64_t *)value, &e) != OK)
		screen_refuse(s, &e);
	else
		screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

/* What is under way, else the last one of the visit, else the box. */
enum err_code treat_enter(struct screen *s, int64_t visit_id, struct err *e)
{
	struct treatment_list l = { 0 };
	int64_t id = 0;
	enum err_code rc = treatment_list_visit(front_desk(s)->store, visit_id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		if (!id || !strcmp(l.v[i].state, "open"))
			id = l.v[i].id;
	treatment_list_free(&l);
	if (rc != OK)
		return rc;
	if (id)
		return treat_open(s, id, e);
	if (front_may(s, "treat-start", e) != OK)
		return e->code;
	return screen_ask(s, &treat_start_screen, &visit_id, started, e);
}
