/* Clients: find as you type, those looked at last, and the work lists about files. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "clients_priv.h"
#include "data/appointment.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "screen/arrival.h"
#include "screen/listing.h"
#include "screen/messages.h"
#include "screen/schedule.h"
#include "tui/loop.h"

static const struct tab {
	const char *name, *title;
} tabs[TAB_COUNT] = {
	[TAB_FIND] = { "find", N_("Find") },
	[TAB_RECENT] = { "recent", N_("Recent") },
	[TAB_APPOINTMENTS] = { "appointments", N_("Appointments") },
	[TAB_COMPLETE] = { "complete", N_("To complete") },
	[TAB_DUPLICATES] = { "duplicates", N_("Duplicates") },
	[TAB_EXPORT] = { "export", N_("Export") },
};

const char *clients_tab_title(int tab)
{
	return tr(tabs[tab].title);
}

const char *clients_tab_name(int tab)
{
	return tabs[tab].name;
}

/* ---- opening ---- */

static void go_tab(struct screen *s, int tab)
{
	struct clients *st = s->state;

	st->tab = (tab + TAB_COUNT) % TAB_COUNT;
	st->in_find = st->tab == TAB_FIND;
	st->fresh = true;
	screen_dirty(s, DIRTY_LOAD | DIRTY_LAYOUT | DIRTY_DRAW);
}

static enum err_code clients_open(struct screen *s, const void *arg, struct err *e)
{
	const struct clients_arg *a = arg;
	struct clients *st = s->state;

	(void)e;
	st->desk = front_desk(s);
	st->screen = s;
	field_init(&st->find, 1, FIND_COLS, FIND_MAX);
	st->in_find = true;
	st->typed_at = loop_pictures(s->loop);
	if (a && a->find)
		field_set(&st->find, a->find);
	clients_list_init(s);
	for (int i = 0; a && a->tab && i < TAB_COUNT; i++)
		if (!strcmp(tabs[i].name, a->tab))
			go_tab(s, i);
	return OK;
}

static void clients_close(struct screen *s)
{
	struct clients *st = s->state;

	field_free(&st->find);
	list_free(&st->list);
	client_card_list_free(&st->cards);
	vec_free(&st->pages);
}

static bool clients_typing(const struct screen *s)
{
	return ((const struct clients *)s->state)->in_find;
}

static unsigned clients_facts(const struct screen *s)
{
	const struct clients *st = s->state;
	unsigned row = clients_card(st) ? NEED_ROW | NEED_CLIENT : 0;

	return row | (st->in_find ? NEED_TEXT : NEED_NO_TEXT) |
	    (st->tab == TAB_DUPLICATES ? row ? NEED_DUPLICATE : 0 : row ? NEED_FILES : 0);
}

int clients_lead(const struct clients *st)
{
	return st->tab == TAB_FIND && st->new_number[0] ? 1 : 0;
}

const struct client_card *clients_card(const struct clients *st)
{
	int row = list_row(&st->list) - clients_lead(st);

	return row >= 0 && (size_t)row < st->cards.n ? &st->cards.v[row] : NULL;
}

bool clients_on_new(const struct clients *st)
{
	int64_t id = list_id(&st->list);

	return id == ROW_NEW || id == ROW_RINGS;
}

static struct list *clients_rows(struct screen *s)
{
	return &((struct clients *)s->state)->list;
}

/* ---- commands ---- */

enum err_code clients_open_file(struct screen *s, int64_t id, struct err *e)
{
	struct client_arg arg = { .client_id = id };

	front_at_hand(s, id);
	return screen_open(s->loop, &client_screen, &arg, e);
}

static void new_answered(struct screen *owner, int answer, const void *value)
{
	struct err e = ERR_INIT;

	if (answer == 1 && clients_open_file(owner, *(const int64_t *)value, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code open_new(struct screen *s, struct err *e)
{
	struct clients *st = s->state;
	struct client_new_arg arg = { .typed = st->tab == TAB_FIND ? field_text(&st->find) : NULL };

	if (front_may(s, "client-add", e) != OK)
		return e->code;
	if (list_id(&st->list) == ROW_RINGS)
		arg.typed = st->new_number;
	return screen_ask(s, &client_new_screen, &arg, new_answered, e);
}

/* A blank and Enter in an empty Find: the client before this one. */
static bool is_again(const char *typed)
{
	return typed[0] == ' ' && !typed[strspn(typed, " ")];
}

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct clients *st = s->state;
	const struct client_card *card = clients_card(st);
	int64_t last = front_of(s)->client_id;

	if (st->in_find && is_again(field_text(&st->find)) && last)
		return clients_open_file(s, last, e);
	if (st->tab == TAB_EXPORT)
		return clients_export_run(s, e);
	if (clients_ask_which(s))
		return OK;
	if (clients_on_new(st))
		return open_new(s, e);
	return card ? clients_open_file(s, card->id, e) : OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	struct clients *st = s->state;

	if (st->tab == TAB_EXPORT)
		return clients_export_run(s, e);
	return listing_ask(s, clients_listing(st), 0, e);
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct clients *st = s->state;

	(void)e;
	st->in_find = st->tab == TAB_FIND && !st->in_find;
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_new(struct screen *s, struct err *e)
{
	return open_new(s, e);
}

/* In the list letters are commands: books for the row, or moves its next appointment. */
static enum err_code run_book(struct screen *s, struct err *e)
{
	const struct client_card *card = clients_card(s->state);
	struct book_arg arg = { .client_id = card ? card->id : 0 };

	return card ? schedule_book(s, &arg, e) : OK;
}

static enum err_code run_move(struct screen *s, struct err *e)
{
	const struct client_card *card = clients_card(s->state);
	struct appointment_row next;
	struct book_arg arg = { 0 };

	if (!card)
		return OK;
	if (appointment_next(front_desk(s)->store, card->id, clock_now(), &next, e) != OK) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND, "%s", tr("No appointment to come. b books one."));
	}
	arg.move_id = next.id;
	return schedule_book(s, &arg, e);
}

static enum err_code run_tab(struct screen *s, struct err *e)
{
	int tab = ((struct clients *)s->state)->tab + s->command->arg;

	if (tab == TAB_APPOINTMENTS)
		return screen_goto(s->loop, &finding_screen, NULL, e);
	go_tab(s, tab);
	return OK;
}

static enum err_code run_find(struct screen *s, struct err *e)
{
	struct clients *st = s->state;

	(void)e;
	if (st->tab != TAB_FIND)
		go_tab(s, TAB_FIND);
	st->in_find = true;
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_class(struct screen *s, struct err *e)
{
	if (((struct clients *)s->state)->tab != TAB_FIND)
		go_tab(s, TAB_FIND);
	return clients_ask_class(s, e);
}

static enum err_code run_other(struct screen *s, struct err *e)
{
	struct clients *st = s->state;
	int row = list_row(&st->list);

	return row < 0 ? OK : clients_open_file(s, st->other_id[row], e);
}

static enum err_code run_arrive(struct screen *s, struct err *e)
{
	const struct client_card *card = clients_card(s->state);

	return card ? arrival_open(s, card->id, 0, e) : OK;
}

static enum err_code run_message(struct screen *s, struct err *e)
{
	const struct client_card *card = clients_card(s->state);
	const struct compose_arg arg = { .client_id = card ? card->id : 0 };

	return messages_compose(s, &arg, e);
}

static enum err_code run_history(struct screen *s, struct err *e)
{
	const struct client_card *card = clients_card(s->state);
	struct actions_arg arg = { .client_id = card ? card->id : 0 };

	return screen_open(s->loop, &actions_screen, &arg, e);
}

/* A likely double: the two side by side; else the other file is asked for. */
static enum err_code run_merge(struct screen *s, struct err *e)
{
	struct clients *st = s->state;
	const struct client_card *card = clients_card(st);
	struct merge_arg arg = { .a = card ? card->id : 0 };

	if (!card || st->tab != TAB_DUPLICATES)
		return merge_ask(s, arg.a, e);
	arg.b = st->other_id[list_row(&st->list)];
	return screen_open(s->loop, &merge_screen, &arg, e);
}

static enum err_code run_distinct(struct screen *s, struct err *e)
{
	struct clients *st = s->state;
	int row = list_row(&st->list);
	enum err_code rc;

	if (row < 0)
		return OK;
	rc = intake_todo_done(st->desk, st->todo_id[row], "dismissed", e);
	if (rc != OK)
		return rc;
	screen_done(s, "%s", tr("Two persons: off the list. Ctrl-Z takes it back."));
	front_wrote(s);
	return OK;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter F10", .label = N_("open"),
	  .flags = COMMAND_ROW,
	  .help = N_("Opens the file; in Find with nobody found, a new one."), .run = run_open },
	{ .name = "pane-next", .keys = "Tab", .label = N_("list"),
	  .help = N_("From Find into the list, where letters are commands, and back."),
	  .run = run_pane },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("new"), .needs = NEED_WRITE,
	  .right = "client-add",
	  .help = N_("Opens a new file with what stands in Find."), .run = run_new },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book",
	  .needs = NEED_WRITE | NEED_NO_TEXT | NEED_CLIENT, .flags = COMMAND_ROW,
	  .words = SCHEDULE_BOOK_WORDS,
	  .help = N_("Books a time for the client."), .run = run_book },
	{ .name = "row-move", .code = "mv", .keys = "m", .label = N_("move"),
	  .right = "appt-move",
	  .needs = NEED_WRITE | NEED_NO_TEXT | NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Another time for the client's next appointment."), .run = run_move },
	{ .name = "tab-next", .keys = "] Alt-.", .label = N_("tab"),
	  .help = N_("Next tab."), .arg = 1,
	  .run = run_tab },
	{ .name = "tab-prev", .keys = "[ Alt-,", .label = N_("tab"), .flags = COMMAND_NO_BAR,
	  .help = N_("Tab before."), .arg = -1,
	  .run = run_tab },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .needs = NEED_NO_TEXT | NEED_WRITE, .flags = COMMAND_NO_BAR,
	  .help = N_("Prints or exports the rows and columns that are shown."), .run = run_print },
	{ .name = "client-class", .code = "kl", .keys = "c Alt-c", .label = N_("class"),
	  .flags = COMMAND_NO_BAR,
	  .help = N_("Adds a tier, type of growth or segment to Find, from a list."),
	  .run = run_class },
	{ .name = "list-find", .keys = "/", .label = N_("find"), .flags = COMMAND_NO_BAR,
	  .help = N_("Back into Find."), .run = run_find },
	{ .name = "visit-arrive", .code = "ar", .keys = "a", .label = N_("arrive"),
	  .right = "visit-arrive",
	  .needs = NEED_ROW | NEED_CLIENT | NEED_NO_TEXT | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Is here: opens the triage card of today's appointment, or of a walk-in."),
	  .run = run_arrive },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("message"),
	  .right = "message-send", .needs = NEED_WRITE | NEED_ROW, .flags = COMMAND_ROW,
	  .help = N_("Writes to the client: a digit picks the template."), .run = run_message },
	{ .name = "guest-add", .code = "gu", .keys = "e", .label = N_("to event"),
	  .needs = NEED_WRITE | NEED_ROW | NEED_FILES | NEED_NO_TEXT,
	  .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Space marks files: puts all that are marked, or this one, on the list of an "
	      "event of the house; says how many first."), .run = clients_invite },
	{ .name = "client-other", .keys = "2", .label = N_("2nd file"), .needs = NEED_DUPLICATE,
	  .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Opens the other file of a likely double."),
	  .run = run_other },
	{ .name = "client-distinct", .keys = "7", .label = N_("two"), .needs = NEED_DUPLICATE,
	  .flags = COMMAND_ROW | COMMAND_NO_BAR, .help = N_("These are two persons: off the list."),
	  .run = run_distinct },
	{ .name = "client-merge", .code = "mg", .keys = "9 Alt-m", .label = N_("compare"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Shows two files of one person side by side, to be merged."),
	  .run = run_merge },
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("changes"),
	  .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Who did what about this client, and when."),
	  .run = run_history },
};

/* ---- keys ---- */

static void typed_changed(struct screen *s)
{
	struct clients *st = s->state;

	/* The result always belongs to the text as it stands: Enter can never open the row of an
	 * older one. */
	st->fresh = true;
	st->pages.n = 0;
	st->typed_at = loop_pictures(s->loop);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static enum key_use in_list(struct screen *s, const struct key *k)
{
	enum key_use use = clients_page_key(s, k);

	if (use == KEY_UNUSED)
		use = list_key(&((struct clients *)s->state)->list, k);
	clients_preview(s);
	return use;
}

static enum key_use find_key(struct screen *s, const struct key *k)
{
	struct clients *st = s->state;
	enum field_use use;

	if (key_is(*k, K_UP) || key_is(*k, K_DOWN) || key_is(*k, K_PGUP) || key_is(*k, K_PGDN))
		return in_list(s, k);
	if (front_bracket(s, k) == KEY_USED)
		return KEY_USED;
	use = field_key(&st->find, k);
	if (use == FIELD_UNUSED)
		return KEY_UNUSED;
	if (use == FIELD_CHANGED)
		typed_changed(s);
	if (use == FIELD_REFUSED || (use == FIELD_CHANGED && st->find.cut))
		screen_say(s, STYLE_MSG_INFO, tr("At most %d characters."), FIND_MAX);
	screen_dirty(s, DIRTY_DRAW);
	return KEY_USED;
}

static enum key_use clients_key(struct screen *s, const struct key *k)
{
	struct clients *st = s->state;

	if (st->nasked && clients_which_key(s, k) == KEY_USED)
		return KEY_USED;
	if (st->in_find)
		return find_key(s, k);
	if (st->tab == TAB_DUPLICATES && k->kind == KEV_CHAR && (k->code == '2' || k->code == '7'))
		return KEY_UNUSED;
	return in_list(s, k);
}

/* A ring ends by the clock. */
static void clients_tick(struct screen *s, int64_t mono_ms)
{
	struct clients *st = s->state;

	(void)mono_ms;
	if (st->rings_until && clock_now() >= st->rings_until) {
		st->rings_until = 0;
		screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	}
}

static void clients_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Any one item finds the client: part of the name, pinyin or its initials, digits of a "
	    "telephone, a relative's too, card, mail or file number; several words in any order, "
	    "as wxm 0823. What was found by somebody else's name or number says via whom.\n\nIn"
	    " Find "
	    "letters and digits are text. Up and Down choose a row, Enter opens it. When nobody "
	    "fits, Enter opens a new file with what was typed; the last row does so too. Whoever "
	    "rings just now stands on top of the empty Find. A blank and Enter opens the client "
	    "before this one again.\n\nTab goes into the list: there letters are commands, ] and [ "
	    "turn to the files looked at last, those to complete and likely doubles; Alt-. and "
	    "Alt-, do so from Find too. / comes back into Find."));
	buf_puts(out, tr("\n\nWords of a class narrow what is found, or stand alone: tier:key "
	    "type:dormant seg:complaint, by their code or how the name begins in either language; "
	    "Alt-c gives the list (c in the list). Alone they give everybody of the class, most "
	    "spent first, page by page: PgDn behind the last row, PgUp before the first."));
	buf_puts(out, tr("\n\nIn the list Space marks files; e puts all that are marked, or the "
	    "one with the cursor, on the list of an event of the house (F8): it says how many "
	    "first, and can send the invitation with that."));
	buf_puts(out, tr("\n\nWhen Enter comes in one go with the text and several match, it asks"
	    " 1-9 which? and drops the keys behind it: nobody has seen the list yet."));
}

const struct screen_type clients_screen = {
	.name = "clients", .title = N_("Clients"), .state_size = sizeof(struct clients),
	.commands = KEYMAP_INIT(commands), .areas = AREA_CLIENT | AREA_SCHEDULE | AREA_JOBS,
	.open = clients_open, .load = clients_load, .facts = clients_facts,
	.typing = clients_typing, .layout = clients_layout, .draw = clients_draw,
	.key = clients_key, .tick = clients_tick, .close = clients_close, .list = clients_rows,
	.page = clients_page,
};
