/* What the lists that are worked off share: tabs, the day, and the steps of one appointment. */
#include "worklist_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "desk/contact.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/messages.h"
#include "screen/screens.h"
#include "tui/dialog.h"
#include "tui/textline.h"

static const struct tab {
	const struct screen_type *type;
	const char *title;
} tabs[] = {
	{ &confirm_screen, N_("Confirm") }, { &prepare_screen, N_("Prepare") },
	{ &experts_screen, N_("By expert") }, { &rebook_screen, N_("To rebook") },
	{ &inbox_screen, N_("For me") }, { &failed_screen, N_("Not delivered") },
};
#define TABS (int)(sizeof tabs / sizeof *tabs)

static struct worklist *state(const struct screen *s)
{
	return s->state;
}

void worklist_init(struct screen *s, const struct list_ops *ops, unsigned flags,
    const struct appointment_row *(*chosen)(const struct screen *s))
{
	struct worklist *w = s->state;

	w->desk = front_desk(s);
	w->chosen = chosen;
	list_init(&w->list, s, ops, s->state, flags);
}

const struct appointment_row *worklist_chosen(const struct screen *s)
{
	return state(s)->chosen(s);
}

/* ---- tabs ---- */

static int tab_of(const struct screen *s)
{
	for (int i = 0; i < TABS; i++)
		if (tabs[i].type == s->type)
			return i;
	return 0;
}

void worklist_draw_tabs(const struct screen *s, struct canvas *c)
{
	const char *names[TABS];
	int used = canvas_put(c, SCREEN_ROW_AREA, 0, tr("Lists"), STYLE_TEXT, CANVAS_REST);

	for (int i = 0; i < TABS; i++)
		names[i] = tr(tabs[i].title);
	canvas_tabs(c, SCREEN_ROW_AREA, used + 2, names, TABS, tab_of(s));
}

enum err_code worklist_run_tab(struct screen *s, struct err *e)
{
	int to = (tab_of(s) + s->command->arg + TABS) % TABS;

	return screen_goto(s->loop, tabs[to].type, NULL, e);
}

/* ---- the day ---- */

int32_t worklist_day(const struct screen *s)
{
	struct front *f = front_of(s);

	return f->list_day ? f->list_day : contact_next_open(f->desk, desk_today(f->desk));
}

const char *worklist_day_text(const struct screen *s, char out[11])
{
	return day_format(worklist_day(s), out);
}

static void go_day(struct screen *s, int32_t day)
{
	front_of(s)->list_day = day;
	list_renew(&state(s)->list);
	screen_dirty(s, DIRTY_LOAD);
}

enum err_code worklist_run_date(struct screen *s, struct err *e)
{
	(void)e;
	go_day(s, worklist_day(s) + s->command->arg);
	return OK;
}

enum err_code worklist_run_next(struct screen *s, struct err *e)
{
	(void)e;
	go_day(s, 0);
	return OK;
}

static void base_of(const struct screen *s, struct when_base *b)
{
	*b = desk_when(front_desk(s));
	b->last_day = worklist_day(s);
}

static void go_note(struct screen *s, const char *text, struct buf *out)
{
	struct err none = ERR_INIT;
	struct when_base base;
	struct when w;
	char echo[120];

	base_of(s, &base);
	if (text[0] && when_parse(text, WHEN_DATE, &base, &w, &none) == OK)
		buf_puts(out, when_echo(&w, WHEN_DATE, &base, echo, sizeof echo));
}

static enum err_code go_typed(struct screen *s, const char *text, struct err *e)
{
	struct when_base base;
	struct when w;
	enum err_code rc;

	if (!text || !text[0])
		return OK;
	base_of(s, &base);
	rc = when_parse(text, WHEN_DATE, &base, &w, e);
	if (rc == OK && w.day != DAY_NONE)
		go_day(s, w.day);
	return rc;
}

enum err_code worklist_run_go(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Date"), .max_cp = 40, .note = go_note,
		.done = go_typed };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}

/* ---- the appointment of the row ---- */

enum err_code worklist_run_card(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);

	return a ? schedule_card(s, a->id, e) : OK;
}

enum err_code worklist_run_confirm(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);

	return a ? schedule_confirm_aloud(s, a->id, e) : OK;
}

enum err_code worklist_run_move(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);
	struct book_arg arg = { .move_id = a ? a->id : 0 };

	return a ? schedule_book(s, &arg, e) : OK;
}

enum err_code worklist_run_cancel(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);

	return a ? schedule_cancel(s, a->id, e) : OK;
}

enum err_code worklist_run_noshow(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);

	return a ? schedule_noshow(s, a->id, e) : OK;
}

enum err_code worklist_run_book(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);
	struct book_arg arg = { .client_id = a ? a->client_id : 0,
		.dependant_id = a ? a->dependant_id : 0 };

	return a ? schedule_book(s, &arg, e) : OK;
}

enum err_code worklist_run_client(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);
	struct client_arg arg = { .client_id = a ? a->client_id : 0 };

	if (!a)
		return OK;
	front_at_hand(s, a->client_id);
	return screen_open(s->loop, &client_screen, &arg, e);
}

enum err_code worklist_run_history(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);
	struct actions_arg arg = { .client_id = a ? a->client_id : 0 };

	return a ? screen_open(s->loop, &actions_screen, &arg, e) : OK;
}

/* ---- a message ---- */

/* Any template, with the text to look at and to change before it leaves. */
enum err_code worklist_run_message(struct screen *s, struct err *e)
{
	const struct appointment_row *a = worklist_chosen(s);
	const struct compose_arg arg = { .client_id = a ? a->client_id : 0,
		.appointment_id = a ? a->id : 0 };

	return a ? messages_compose(s, &arg, e) : OK;
}

/* ---- the rest of a screen ---- */

unsigned worklist_facts(const struct screen *s)
{
	const struct appointment_row *a = worklist_chosen(s);

	return NEED_NO_TEXT | (list_row(&state(s)->list) >= 0 ? NEED_ROW : 0) |
	    (a ? NEED_CLIENT : 0);
}

struct list *worklist_rows(struct screen *s)
{
	return &state(s)->list;
}

enum key_use worklist_key(struct screen *s, const struct key *k)
{
	enum key_use use = list_key(&state(s)->list, k);
	const struct appointment_row *a = worklist_chosen(s);

	if (use == KEY_USED && a)
		front_at_hand(s, a->client_id);
	return use;
}
