/* The client's file: all that happened in time order, then the pages of its form. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/catalog.h"
#include "data/record.h"
#include "desk/cover.h"
#include "desk/callback.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "desk/papers.h"
#include "desk/rights.h"
#include "desk/segment.h"
#include "form/form_edit.h"
#include "screen/cases.h"
#include "screen/plan.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "screen/messages.h"
#include "screen/queue.h"
#include "tui/loop.h"
#include "tui/textline.h"

const char client_only_alias[] =
    N_("Restricted file: only named staff see more than the alias. Ask one of them.");

/* ---- small questions ---- */

const struct client_card *client_card(const struct client_file *st)
{
	static const struct client_card none;

	return st->card.n ? &st->card.v[0] : &none;
}

char *client_undo_until(const struct desk *d, char *out, size_t size)
{
	return desk_clock_text(d, clock_now() + (int64_t)d->config.undo_minutes * 60, out, size);
}

char *client_name(const struct client_file *st, char *out, size_t size)
{
	return clientline_name(st->desk, st->client_id, out, size);
}

/* ---- opening ---- */

/* What the list of clients shows may be as old as the last tick; the file itself never is. */
static enum err_code load_class(struct client_file *st, struct err *e)
{
	struct client_card *card = &st->card.v[0];
	struct client_class k;
	enum err_code rc = segment_of(st->desk, st->client_id, &k, e);

	if (rc == OK) {
		text_copy(card->tier, sizeof card->tier, k.tier);
		text_copy(card->segments, sizeof card->segments, k.segments);
	}
	return rc;
}

static enum err_code load_card(struct client_file *st, struct err *e)
{
	enum err_code rc =
	    client_cards(st->desk->store, &st->client_id, 1, clock_now(), &st->card, e);

	if (rc == OK && st->card.n)
		rc = load_class(st, e);
	st->closed_form = cover_hides(st->desk, cover_of_card(client_card(st)));
	clientline_serving(st->desk, st->client_id, 0, st->notice, sizeof st->notice);
	return rc;
}

/* A restricted file is opened only when the look at it can be recorded. */
static enum err_code open_restricted(struct client_file *st, struct err *e)
{
	if (!cover_of_card(client_card(st)).on)
		return OK;
	return intake_look(st->desk, st->client_id, "restricted", NULL, e);
}

static enum err_code client_open(struct screen *s, const void *arg, struct err *e)
{
	const struct client_arg *a = arg;
	struct client_file *st = s->state;
	enum err_code rc;

	st->desk = front_desk(s);
	viewport_init(&st->pane);
	list_init(&st->list, s, &client_list_ops, st, 0);
	client_side_init(s);
	st->opened_before = st->desk->opened_client;
	rc = client_survivor(st->desk->store, a->client_id, &st->client_id, e);
	st->merged = rc == OK && st->client_id != a->client_id;
	if (rc == OK)
		rc = load_card(st, e);
	if (rc == OK)
		rc = open_restricted(st, e);
	if (rc == OK)
		rc = client_form_open(s, e);
	if (rc != OK)
		return rc;
	front_at_hand(s, st->client_id);
	if (st->merged)
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("That file was merged into this one; its rows are here."));
	if (a->draft_id)
		return client_form_resume(s, a->draft_id, e);
	if (a->tab)
		client_go_tab(s, a->tab);
	if (a->field)
		client_form_errand(s, a->field);
	return OK;
}

static enum err_code client_load(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	enum err_code rc = load_card(st, e);

	if (rc == OK && !st->card.n && screen_back(s)) {
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("That file is gone: its opening was taken back."));
		return OK;
	}
	if (rc == OK)
		rc = client_rows_load(st, e);
	if (rc == OK)
		client_rows_back(st);
	/* What was booked or moved here just now is what the next key is about. */
	if (rc == OK && schedule_memory(s)->booked_id) {
		client_rows_go(st, schedule_memory(s)->booked_id);
		schedule_memory(s)->booked_id = 0;
	}
	if (rc == OK)
		rc = client_side_load(st, e);
	client_show_pane(st);
	if (rc == OK)
		rc = formview_reload(&st->form, e);
	return rc;
}

static void client_close(struct screen *s)
{
	struct client_file *st = s->state;

	client_remark_free(s);
	formview_free(&st->form);
	client_rows_free(st);
	client_side_free(st);
	list_free(&st->list);
	/* Opened with a reason: that ends with the screen. */
	if (st->desk && st->desk->opened_client == st->client_id)
		st->desk->opened_client = st->opened_before;
	viewport_free(&st->pane);
	client_card_list_free(&st->card);
}

static enum leave client_leave(struct screen *s)
{
	if (client_remark_leave(s) == LEAVE_STAY)
		return LEAVE_STAY;
	return formview_leave(&((struct client_file *)s->state)->form);
}

/* ---- the form ---- */

static enum err_code reason_given(struct screen *s, const char *reason, struct err *e)
{
	struct client_file *st = s->state;

	if (!reason)
		return OK;
	if (intake_ask_restricted(st->desk, st->client_id, reason, e) != OK)
		return e->code;
	screen_dirty(s, DIRTY_LOAD | DIRTY_LAYOUT | DIRTY_DRAW);
	screen_say(s, STYLE_MSG_INFO, "%s",
	    tr("Opened by name until you leave this file. The look and its reason are kept."));
	return OK;
}

static enum err_code ask_reason(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	if (!rights_may(st->desk, "ask-restricted"))
		return err_set(e, ERR_DENIED, "%s", tr(client_only_alias));
	textline_ask(s, &(struct textline){ .label = tr("Reason"),
	    .max_cp = 100, .keep = "client-restricted", .keep_ref = st->client_id,
	    .done = reason_given });
	return OK;
}

static enum err_code edit_page(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	if (client_is_closed(st))
		return ask_reason(s, e);
	if (client_on_list(st))
		return client_side_edit(s, e);
	if (!st->form.edit)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("There is no form for clients. Call the administrator."));
	if (front_may(s, "client-edit", e) != OK)
		return e->code;
	if (client_on_timeline(st))
		client_show_tab(s, 1);
	formview_go_first(&st->form);
	if (!formview_typing(&st->form))
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("Nothing on this page may be changed here."));
	return OK;
}

static enum err_code run_edit(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	return formview_typing(&st->form) ? OK : edit_page(s, e);
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	if (client_on_list(st))
		return OK;
	if (client_on_form(st) && !formview_typing(&st->form))
		return edit_page(s, e);
	if (formview_move(&st->form, s->command->arg))
		st->tab = st->form.section + 1;
	client_form_look(s);
	return OK;
}

static enum err_code run_long(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	if (formview_typing(&st->form))
		return formview_run_long(s, e);
	return client_remark_long(s, e);
}

/* ---- the timeline ---- */

static enum err_code run_enter(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	const struct timeline_row *row = client_entry_at(st);
	struct buf text = { 0 };
	enum err_code rc;

	if (formview_typing(&st->form)) {
		formview_answer(&st->form);
		st->tab = st->form.section + 1;
		client_form_look(s);
		return OK;
	}
	if (client_on_list(st) && !client_is_closed(st))
		return client_side_enter(s, e);
	if (!client_on_timeline(st))
		return edit_page(s, e);
	if (!row)
		return OK;
	if (row->kind == TIMELINE_ACTION)
		return history_open(s, row, e);
	if (row->kind == TIMELINE_APPOINTMENT)
		return schedule_card(s, row->ref_id, e);
	if (row->kind == TIMELINE_PLAN)
		return screen_open(s->loop, &plan_screen, &row->ref_id, e);
	if (row->kind == TIMELINE_COMPLAINT)
		return case_open(s, row->ref_id, e);
	client_entry_full(st, row, &text);
	rc = history_tell(s, tr("Entry"), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

static enum err_code run_ask_expert(struct screen *s, struct err *e)
{
	return escalate_ask(s, ((struct client_file *)s->state)->client_id, 0, e);
}

static enum err_code run_call(struct screen *s, struct err *e)
{
	struct queue_arg arg = { .calling = true };
	enum err_code rc = callback_open_for(front_desk(s),
	    ((struct client_file *)s->state)->client_id, &arg.id, e);

	if (rc != OK)
		return rc;
	if (!arg.id)
		return err_set(e, ERR_NOTFOUND, "%s", tr("No callback of this client is open."));
	return screen_open(s->loop, &queue_screen, &arg, e);
}

static enum err_code run_compose(struct screen *s, struct err *e)
{
	const struct compose_arg arg = { .client_id = ((struct client_file *)s->state)->client_id };

	return messages_compose(s, &arg, e);
}

static enum err_code run_history(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	return history_open(s, client_on_timeline(st) ? client_entry_at(st) : NULL, e);
}

/* Where the branch gives it with the first consultation, a number may be wanted before. */
static enum err_code run_number(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	char name[200], until[16];

	client_name(st, name, sizeof name);
	if (client_card(st)->file_no[0])
		return err_set(e, ERR_DENIED, tr("%s has the number %s already."), name,
		    client_card(st)->file_no);
	if (intake_number(st->desk, st->client_id, e) != OK || load_card(st, e) != OK)
		return e->code;
	front_wrote(s);
	screen_done(s, tr("File %s: %s. Ctrl-Z undoes until %s."), client_card(st)->file_no, name,
	    client_undo_until(st->desk, until, sizeof until));
	return OK;
}

/* As it is stored: what is being typed is not on it. */
static enum err_code print_file(struct screen *s, struct err *e)
{
	const struct client_file *st = s->state;
	struct paper_ref ref = { .id = st->client_id };
	struct document *doc;
	enum err_code rc = paper_file(st->desk, &ref, &doc, e);

	return rc == OK ? listing_ask(s, listing_paper("file", doc, 1), st->client_id, e) : rc;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	char name[200];

	if (client_is_closed(st))
		return ask_reason(s, e);
	if (client_on_form(st))
		return print_file(s, e);
	client_name(st, name, sizeof name);
	return listing_ask(s, client_on_list(st) ? client_side_listing(st, name) :
	    client_rows_listing(st, name), st->client_id, e);
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	if (!client_on_timeline(st))
		client_show_tab(s, 0);
	st->view = (enum client_view)((st->view + 1) % VIEW_COUNT);
	client_rows_free(st);
	list_reset(&st->list);
	if (client_rows_load(st, e) != OK)
		return e->code;
	client_show_pane(st);
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_tab(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	bool typing = formview_typing(&st->form);
	int n = client_tab_count(st), to = (st->tab + s->command->arg + n) % n;

	(void)e;
	client_show_tab(s, to);
	if (typing && client_on_form(st))
		formview_go_first(&st->form);
	return OK;
}

/* From the fields to the page, from the page out of the file. */
static enum err_code run_back(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	if (!formview_typing(&st->form))
		return screen_run_back(s, e);
	formview_stop(&st->form);
	if (st->form.typed && form_edit_dirty(st->form.edit))
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("Not saved yet; it is kept. F10 saves, Esc leaves the file."));
	return OK;
}

/* ---- keys ---- */

/* Older rows come when the end is reached. */
static enum key_use timeline_key(struct screen *s, const struct key *k)
{
	struct client_file *st = s->state;
	struct err e = ERR_INIT;
	bool down = key_is(*k, K_DOWN) || key_is(*k, K_PGDN) || key_is(*k, K_END) ||
	    (key_is_text(*k) && k->code == 'j');
	int row = list_row(&st->list);
	int page = key_is(*k, K_PGDN) ? st->list.area.rows : 1;
	enum key_use use;

	if (down && st->more && row >= 0 && row + page >= (int)st->rows.n &&
	    client_rows_older(st, &e) != OK)
		screen_refuse(s, &e);
	use = list_key(&st->list, k);
	client_show_pane(st);
	return use;
}

static enum key_use client_key(struct screen *s, const struct key *k)
{
	struct client_file *st = s->state;

	if (formview_typing(&st->form))
		return formview_key(&st->form, k);
	if (client_on_list(st))
		return list_key(&st->side.list, k);
	return client_on_timeline(st) ? timeline_key(s, k) : KEY_UNUSED;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .flags = COMMAND_ROW,
	  .help = N_("Timeline: the entry in full. Form: into it, then the next field that "
	      "needs an answer."), .run = run_enter },
	{ .name = "form-done", .keys = "F10", .label = N_("save"),
	  .needs = NEED_WRITE, .bar = NEED_FORM,
	  .help = N_("Saves what was changed in the form."), .run = client_form_run_save },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("edit"),
	  .needs = NEED_WRITE | NEED_NO_TEXT,
	  .bar = NEED_NO_TEXT | NEED_NOT_TIME,
	  .help = N_("Puts the cursor into the form."), .run = run_edit },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("new"),
	  .needs = NEED_WRITE | NEED_NO_TEXT | NEED_LIST, .bar = NEED_LIST,
	  .help = N_("Family, Goods: a new row."), .run = client_side_new },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book", .needs = NEED_WRITE | NEED_NO_TEXT, .bar = NEED_NO_TEXT,
	  .words = SCHEDULE_BOOK_WORDS,
	  .help = N_("Books a time for the client."),
	  .run = client_run_book },
	{ .name = "visit-arrive", .code = "ar", .keys = "a", .label = N_("arrive"),
	  .right = "visit-arrive", .needs = NEED_WRITE | NEED_NO_TEXT | NEED_CLIENT,
	  .bar = NEED_NO_TEXT,
	  .help = N_("Is here: opens the triage card of the appointment under the cursor, else of "
	      "today's nearest, else of a walk-in."),
	  .run = client_run_arrive },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("confirm"),
	  .needs = NEED_WRITE | NEED_NO_TEXT | NEED_ROW, .flags = COMMAND_ROW,
	  .bar = NEED_ROWS, .dash = NEED_MAY_CONFIRM,
	  .help = N_("The client has confirmed the appointment; Goods: bought again today."),
	  .run = client_run_next },
	{ .name = "row-told", .code = "ta", .keys = "t", .label = N_("advice"),
	  .right = "client-goods", .needs = NEED_WRITE | NEED_NO_TEXT, .flags = COMMAND_NO_BAR,
	  .help = N_("Goods: the advice on how to keep it was given, today."),
	  .run = client_side_told },
	{ .name = "row-move", .code = "mv", .keys = "m", .label = N_("move"),
	  .right = "appt-move", .needs = NEED_WRITE | NEED_NO_TEXT | NEED_ROW, .flags = COMMAND_ROW,
	  .bar = NEED_ROWS,
	  .help = N_("Another time for the appointment of the row, else for the next one."),
	  .run = client_run_move },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("cancel"),
	  .needs = NEED_WRITE | NEED_NO_TEXT | NEED_ROW, .flags = COMMAND_ROW,
	  .bar = NEED_ROWS, .dash = NEED_MAY_CANCEL,
	  .help = N_("Cancels the appointment of the row, else the next one; Family, Goods: takes "
	      "the row out of use. Always with a reason."), .run = client_run_cancel },
	{ .name = "visit-noshow", .code = "ns", .keys = "z", .label = N_("no-show"),
	  .right = "appt-step",
	  .needs = NEED_WRITE | NEED_NO_TEXT | NEED_ROW, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("The client has not come."), .run = client_run_noshow },
	{ .name = "free-find", .code = "fr", .keys = "f", .label = N_("free"),
	  .needs = NEED_NO_TEXT, .bar = NEED_NO_TEXT, .help = N_("Free times for the client."),
	  .run = client_run_free },
	{ .name = "row-remark", .code = "rk", .keys = "r", .label = N_("remark"),
	  .needs = NEED_WRITE | NEED_NO_TEXT,
	  .bar = NEED_NO_TEXT, .help = N_("Adds a dated remark of one line; Ctrl-E: a long one."),
	  .run = client_remark_ask },
	{ .name = "row-escalate", .code = "es", .keys = "u", .label = N_("ask"),
	  .needs = NEED_WRITE | NEED_NO_TEXT, .flags = COMMAND_NO_BAR,
	  .help = N_("Asks the expert about this client, urgent; or a consultant, a nurse."),
	  .run = run_ask_expert },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_WRITE | NEED_NO_TEXT | NEED_CLIENT, .flags = COMMAND_NO_BAR,
	  .help = N_("Opens what is still owed to the client by telephone, with its script."),
	  .run = run_call },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("message"),
	  .right = "message-send",
	  .needs = NEED_WRITE | NEED_NO_TEXT | NEED_CLIENT, .bar = NEED_NO_TEXT,
	  .help = N_("Writes to the client: a digit picks the template."), .run = run_compose },
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("changes"),
	  .needs = NEED_NO_TEXT, .flags = COMMAND_ROW, .bar = NEED_NO_TEXT,
	  .help = N_("Who changed the row and when, before and after; on a form page: the file."),
	  .run = run_history },
	{ .name = "client-number", .code = "fn", .keys = "", .label = N_("number"),
	  .needs = NEED_WRITE | NEED_NO_TEXT, .flags = COMMAND_NO_BAR,
	  .help = N_("Gives the file its number now, without waiting for the consultation."),
	  .run = run_number },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .needs = NEED_NO_TEXT | NEED_WRITE, .flags = COMMAND_NO_BAR,
	  .help = N_("Prints or exports the rows that are shown; on a form page the file."),
	  .run = run_print },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .needs = NEED_NO_TEXT, .flags = COMMAND_NO_BAR,
	  .help = N_("Timeline: all, visits, remarks."), .run = run_view },
	{ .name = "tab-next", .keys = "] PgDn Alt-.", .label = N_("tab"), .arg = 1,
	  .help = N_("Next page; PgDn works in the fields too."), .run = run_tab },
	{ .name = "tab-prev", .keys = "[ PgUp Alt-,", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Page before; PgUp works in the fields too."), .run = run_tab },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .bar = NEED_TEXT,
	  .help = N_("Form: next field by place."), .run = run_pane },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Form: field before."), .run = run_pane },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"), .needs = NEED_TEXT,
	  .bar = NEED_TEXT,
	  .help = N_("Opens the choices of a field marked v; else one row down."),
	  .run = formview_run_choices },
	{ .name = "field-up", .keys = "Up", .needs = NEED_TEXT, .flags = COMMAND_NO_BAR,
	  .help = N_("One row up."), .run = formview_run_up },
	{ .name = "field-edit", .keys = "^E", .label = N_("long text"), .needs = NEED_WRITE,
	  .bar = NEED_TEXT,
	  .help = N_("Form: the note on the whole screen. Timeline: a long remark."),
	  .run = run_long },
	{ .name = "form-save", .keys = "^S", .arg = 1, .needs = NEED_WRITE, .flags = COMMAND_NO_BAR,
	  .help = N_("Saves and stays in the field."), .run = client_form_run_save },
	{ .name = "screen-back", .keys = "Esc q ^C", .label = N_("back"),
	  .flags = COMMAND_BAR_LAST,
	  .help = N_("From the fields to the page; from there back, and what was typed is kept."),
	  .run = run_back },
};

/* ---- what it is ---- */

static unsigned client_facts(const struct screen *s)
{
	const struct client_file *st = s->state;
	bool list = client_on_list(st);
	bool row = (client_on_timeline(st) && client_entry_at(st)) || (list && client_side_row(st));
	bool open_list = list && !client_is_closed(st) &&
	    (st->side.is->form || st->side.is->add);

	return NEED_CLIENT |
	    (list || rights_may(front_desk(s), "appt-cancel") ? NEED_MAY_CANCEL : 0) |
	    (list || rights_may(front_desk(s), "appt-step") ? NEED_MAY_CONFIRM : 0) |
	    (formview_typing(&st->form) ? NEED_TEXT : NEED_NO_TEXT) |
	    (open_list ? NEED_LIST : 0) | (list || client_on_timeline(st) ? NEED_ROWS : NEED_FORM) |
	    (client_on_timeline(st) ? 0 : NEED_NOT_TIME) | (row ? NEED_ROW : 0);
}

static const char *client_why_not(const struct screen *s, unsigned missing)
{
	(void)s;
	if (missing & NEED_LIST)
		return tr("New rows are for the tabs Family, Goods and Tier: ] goes on.");
	return NULL;
}

static bool client_typing(const struct screen *s)
{
	return formview_typing(&((const struct client_file *)s->state)->form);
}

static bool client_help(const struct screen *s, struct buf *out)
{
	return formview_help(&((const struct client_file *)s->state)->form, out);
}

static void client_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Everything about one client. The first page is the timeline: what is to come on "
	    "top, then what was, the newest first; older rows come when the end is reached. "
	    "The other pages are the form: Enter or e puts the cursor into the fields, F10 "
	    "saves, Esc comes back to the page. Text that is not saved is kept when the file "
	    "is left.\n\nWhat others change meanwhile appears at once, marked *. When both "
	    "changed the same field, F10 asks which to keep.\n\nTelephone numbers are shown "
	    "in full on the form pages to those who may see them; each opening that shows "
	    "them is recorded, as is each opening of a restricted file."));
}

const struct screen_type client_screen = {
	.name = "client", .title = N_("Client file"), .state_size = sizeof(struct client_file),
	.commands = KEYMAP_INIT(commands), .areas = AREA_CLIENT | AREA_SCHEDULE |
	    AREA_ARRIVALS,
	.open = client_open, .load = client_load, .facts = client_facts,
	.why_not = client_why_not, .typing = client_typing,
	.layout = client_layout, .draw = client_draw, .key = client_key, .leave = client_leave,
	.close = client_close, .field_help = client_help, .page = client_page,
};
