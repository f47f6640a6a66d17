/* Actions: who did what, when and where; before and after; taking back. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "actions_priv.h"
#include "data/catalog.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "screen/admin.h"
#include "tui/dialog.h"
#include "tui/loop.h"
#include "tui/textline.h"

const struct action_row *actions_row(const struct actions *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

/* ---- reading ---- */

static enum err_code show_changes(struct screen *s, struct err *e)
{
	struct actions *st = s->state;
	const struct action_row *a = actions_row(st);
	enum err_code rc = OK;

	st->shown_id = a ? a->id : 0;
	viewport_clear(&st->detail);
	st->plan = (struct undo_plan){ .way = UNDO_NONE };
	if (!a)
		return OK;
	rc = undo_plan(st->desk, a->id, &st->plan, e);
	if (rc == OK)
		rc = actions_put_changes(st->desk, a->id, st->narrow ? DETAIL_NARROW : DETAIL_WIDE,
		    &st->detail, e);
	if (rc == OK && a->reason[0]) {
		char line[240];

		text_fmt(line, sizeof line, tr("Reason: %s"),
		    describe_reason(st->desk, a->reason));
		viewport_add(&st->detail, STYLE_TEXT, 2, line);
	}
	if (rc == OK)
		viewport_add(&st->detail, st->plan.way == UNDO_NONE ? STYLE_GREY : STYLE_MSG_INFO,
		    0, st->plan.text);
	screen_dirty(s, DIRTY_LAYOUT | DIRTY_DRAW);
	return rc;
}

static enum err_code actions_load(struct screen *s, struct err *e)
{
	struct actions *st = s->state;
	enum err_code rc;

	action_list_free(&st->rows);
	vec_free(&st->texts);
	st->filter.limit = st->want + 1;
	rc = action_list_find(st->desk->store, &st->filter, &st->rows, e);
	st->more = st->rows.n > (size_t)st->want;
	if (st->more)
		st->rows.n = (size_t)st->want;
	for (size_t i = 0; i < st->rows.n; i++)
		actions_row_text(st->desk, &st->rows.v[i], vec_push(&st->texts));
	if (st->fresh)
		list_reset(&st->list);
	else
		list_reloaded(&st->list);
	st->fresh = false;
	if (rc == OK)
		rc = tick_chain(st->desk, &st->chain, e);
	return rc == OK ? show_changes(s, e) : rc;
}

/* ---- opening ---- */

static enum err_code actions_open(struct screen *s, const void *arg, struct err *e)
{
	const struct actions_arg *a = arg;
	struct actions *st = s->state;

	(void)e;
	st->desk = front_desk(s);
	st->all = rights_may(st->desk, "see-actions");
	st->want = ACTIONS_PAGE;
	st->from = st->last = DAY_NONE;
	st->filter = (struct action_filter){ .client_id = a ? a->client_id : 0,
		.staff_id = st->all ? 0 : st->desk->who.staff_id };
	actions_filter_words(st);
	actions_list_init(s);
	viewport_init(&st->detail);
	return OK;
}

static void actions_close(struct screen *s)
{
	struct actions *st = s->state;

	list_free(&st->list);
	viewport_free(&st->detail);
	action_list_free(&st->rows);
	vec_free(&st->texts);
}

static unsigned actions_facts(const struct screen *s)
{
	return NEED_NO_TEXT | (actions_row(s->state) ? NEED_ROW : 0);
}

void actions_changed(struct screen *s)
{
	struct actions *st = s->state;

	st->want = ACTIONS_PAGE;
	actions_filter_words(st);
	st->fresh = true;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

/* ---- taking back ---- */

static enum err_code take_back(struct screen *s, struct err *e)
{
	struct actions *st = s->state;
	char words[300];
	int64_t id;
	enum err_code rc;

	undo_describe(st->desk, st->undo_id, words, sizeof words);
	rc = undo_action(st->desk, st->undo_id, st->counter, st->reason, &id, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Taken back: %s. x on the new line brings it back."), words);
	front_wrote(s);
	return OK;
}

static void counter_answered(struct screen *owner, int answer, int64_t ref);

/* The way back is closed: somebody changed the same since, or the time is taken. What can be done
 * instead is offered by its name. */
static enum err_code offer_opposite(struct screen *s, struct err *e)
{
	struct actions *st = s->state;
	char text[400];
	struct dialog box = {
		.title = tr("Not undone"), .text = text,
		.choices = { { 1, st->plan.opposite, NULL }, { 2, tr("leave it"), NULL } },
		.enter = 2, .f10 = 2, .ref = st->undo_id, .done = counter_answered,
	};

	text_copy(text, sizeof text, e->text);
	err_clear(e);
	return dialog_open(s, &box, e);
}

static enum err_code try_undo(struct screen *s, struct err *e);

/* With the second person's signature; what is not possible then either, is offered the other
 * way. */
static enum err_code signed_undo(struct screen *s, struct err *e)
{
	struct actions *st = s->state;
	enum err_code rc = take_back(s, e);

	if ((rc == ERR_CONFLICT || rc == ERR_TAKEN) && !st->counter && st->plan.opposite[0])
		rc = offer_opposite(s, e);
	return rc;
}

static enum err_code ask_second(struct screen *s, struct err *e)
{
	struct actions *st = s->state;
	struct action_row a;
	char text[600], words[300], who[96], at[64];
	enum err_code rc = action_get(st->desk->store, st->undo_id, &a, e);

	if (rc != OK)
		return rc;
	text_fmt(text, sizeof text, st->counter ?
	    tr("instead of taking back %lld of %s, %s (%s): %s") :
	    tr("take back %lld of %s, %s: %s"), (long long)a.id,
	    describe_staff(st->desk, a.staff_id,
	    who, sizeof who), desk_time_text(st->desk, a.at, at, sizeof at),
	    describe_action(st->desk, &a, words, sizeof words), st->plan.opposite);
	return front_second(s, &(struct second_ask){ .right = "undo-other", .text = text,
	    .why = st->reason, .done = signed_undo }, e);
}

static enum err_code try_undo(struct screen *s, struct err *e)
{
	struct actions *st = s->state;
	enum err_code rc = take_back(s, e);

	if (rc == ERR_SECOND) {
		err_clear(e);
		return ask_second(s, e);
	}
	if ((rc == ERR_CONFLICT || rc == ERR_TAKEN) && !st->counter && st->plan.opposite[0])
		return offer_opposite(s, e);
	return rc;
}

static void counter_answered(struct screen *owner, int answer, int64_t ref)
{
	struct actions *st = owner->state;
	struct err e = ERR_INIT;

	st->undo_id = ref;
	st->counter = answer == 1;
	if (st->counter && try_undo(owner, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code reason_given(struct screen *s, const char *text, struct err *e)
{
	struct actions *st = s->state;
	enum err_code rc;

	if (!text)
		return OK;
	if (!text[0])
		return err_set(e, ERR_INVALID, "%s", tr("Say why; it stands in the action list."));
	text_copy(st->reason, sizeof st->reason, text);
	st->counter = false;
	/* The question is over: what is refused now is said in the row of messages. */
	rc = try_undo(s, e);
	if (rc != OK) {
		screen_refuse(s, e);
		err_clear(e);
	}
	return OK;
}

/* Leaves room beside the text for what is wrong with it. */
static void reason_note(struct screen *s, const char *text, struct buf *out)
{
	(void)s;
	if (!text[0])
		buf_puts(out, tr("stands in the action list"));
}

/* Who may not do it, or where there is no way back, is not asked for a reason first. */
static enum err_code run_undo(struct screen *s, struct err *e)
{
	struct actions *st = s->state;
	struct textline ask = { .label = tr("Why"), .max_cp = 100,
		.note = reason_note, .done = reason_given,
		.keep = "action-undo", .keep_ref = st->shown_id };
	enum err_code rc = undo_plan(st->desk, st->shown_id, &st->plan, e);

	if (rc == OK && st->plan.way == UNDO_NONE)
		rc = err_set(e, ERR_CONFLICT, tr("Not undone. %s"), st->plan.text);
	if (rc == OK)
		rc = rights_check(st->desk, &st->desk->who, st->plan.second ? "undo-other" : "undo",
		    e);
	if (rc == ERR_SECOND) {
		err_clear(e);
		rc = OK;
	}
	if (rc != OK)
		return rc;
	st->undo_id = st->shown_id;
	textline_ask(s, &ask);
	return OK;
}

/* ---- other commands ---- */

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct actions *st = s->state;

	if (st->pane != PANE_LIST)
		return actions_filter_open(s, "", e);
	if (!actions_row(st))
		return OK;
	return screen_open(s->loop, &action_screen, &st->shown_id, e);
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct actions *st = s->state;

	(void)e;
	st->pane = (enum actions_pane)(((int)st->pane + s->command->arg + PANE_COUNT) % PANE_COUNT);
	/* One's own are all one may see: there is nothing to choose. */
	if (st->pane == PANE_WHO && !st->all)
		st->pane = s->command->arg > 0 ? PANE_WHAT : PANE_LIST;
	return OK;
}

static enum err_code run_days(struct screen *s, struct err *e)
{
	return actions_ask_days(s, e);
}

static enum err_code run_tab(struct screen *s, struct err *e)
{
	return admin_go_tab(s, NULL, s->command->arg, e);
}

static enum err_code run_past(struct screen *s, struct err *e)
{
	struct actions *st = s->state;

	return screen_open(s->loop, &past_screen, &st->shown_id, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter F10", .label = N_("open"), .flags = COMMAND_ROW,
	  .help = N_("Shows every column before and after; on a filter, its choices."),
	  .run = run_open },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("undo"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Takes the action back, with a reason; a second person signs where needed."),
	  .run = run_undo },
	{ .name = "date-go", .keys = "g", .label = N_("date"),
	  .help = N_("Only those of a day or of days; empty shows all."), .run = run_days },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("board"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("The board of that day as it stood after this action."),
	  .run = run_past },
	{ .name = "pane-next", .keys = "Tab", .label = N_("filter"), .arg = 1,
	  .help = N_("From the list to who, what, client, and back; Enter shows the choices."),
	  .run = run_pane },
	{ .name = "pane-prev", .keys = "S-Tab", .label = N_("filter"), .arg = -1,
	  .flags = COMMAND_NO_BAR, .help = N_("The filter before."), .run = run_pane },
	{ .name = "tab-next", .keys = "]", .label = N_("tab"), .arg = 1,
	  .help = N_("Next tab of the house."), .run = run_tab },
	{ .name = "tab-prev", .keys = "[", .label = N_("tab"), .flags = COMMAND_NO_BAR, .arg = -1,
	  .help = N_("Tab before."), .run = run_tab },
};

/* ---- keys ---- */

static enum key_use filter_key(struct screen *s, const struct key *k)
{
	struct err e = ERR_INIT;
	char typed[2] = "";

	if (!key_is(*k, K_DOWN) && !key_is(*k, K_BACKSPACE) && !key_is(*k, K_DELETE))
		return KEY_UNUSED;
	if (actions_filter_open(s, typed, &e) != OK)
		screen_refuse(s, &e);
	return KEY_USED;
}

/* The end of what was read: the next page comes by itself. */
static void read_on(struct screen *s)
{
	struct actions *st = s->state;

	if (!st->more || list_row(&st->list) + 1 < (int)st->rows.n)
		return;
	if (st->want >= ACTIONS_MAX) {
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("There are older ones. g goes to their day."));
		return;
	}
	st->want += ACTIONS_PAGE;
	screen_dirty(s, DIRTY_LOAD);
}

static enum key_use actions_key(struct screen *s, const struct key *k)
{
	struct actions *st = s->state;
	struct err e = ERR_INIT;
	enum key_use use;

	if (st->pane != PANE_LIST)
		return filter_key(s, k);
	use = list_key(&st->list, k);
	if (use == KEY_UNUSED)
		return use;
	if (list_id(&st->list) != st->shown_id && show_changes(s, &e) != OK)
		screen_refuse(s, &e);
	read_on(s);
	return use;
}

static void actions_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Who did what, when and at which terminal, the newest on top; below, what it changed. "
	    "Everybody sees what was done by themselves, those with the right see all. Tab goes "
	    "through the filters: by whom, what, about which client; g asks for the days.\n\nx "
	    "takes the row back and asks why; somebody else's action, or an older one, needs a "
	    "second person. Taking back is an action too and can itself be taken back. Where "
	    "somebody changed the same thing since, nothing is done and that action is named."));
}

const struct screen_type actions_screen = {
	.name = "actions", .title = N_("Actions"), .state_size = sizeof(struct actions),
	.commands = KEYMAP_INIT(commands), .areas = (1u << AREA_COUNT) - 1,
	.open = actions_open, .load = actions_load, .facts = actions_facts,
	.layout = actions_layout, .draw = actions_draw, .key = actions_key, .close = actions_close,
	.page = actions_page,
};
