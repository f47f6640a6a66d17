/* Several files at once onto the list of an event of the house: marked with Space, or the one with
 * the cursor. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "clients_priv.h"
#include "data/gathering.h"
#include "desk/desk.h"
#include "desk/gathering.h"
#include "tui/dialog.h"
#include "tui/picker.h"

/* The marks in the order of the rows; none: the row with the cursor. Rows that are no file do not
 * count. */
static void take_marked(struct clients *st)
{
	const struct client_card *card = clients_card(st);

	st->nguests = 0;
	for (int i = 0; i < list_marks(&st->list) && st->nguests < SEARCH_ROWS; i++) {
		int64_t id = list_mark_at(&st->list, i);

		if (id < ROW_RINGS)
			st->guests[st->nguests++] = id;
	}
	if (!st->nguests && card)
		st->guests[st->nguests++] = card->id;
}

/* ---- put on it ---- */

static void say_done(struct screen *s, const struct gathering_put *put, bool invite)
{
	struct buf out = BUF_INIT;

	buf_printf(&out, tr("On the list: %zu"), put->listed);
	if (put->known)
		buf_printf(&out, tr(", on it before: %zu"), put->known);
	if (put->closed)
		buf_printf(&out, tr(", file closed: %zu"), put->closed);
	if (invite)
		buf_printf(&out, tr("; invited %zu, to be called %zu (F8)"),
		    put->sent, put->call);
	buf_puts(&out, tr(". F8 shows the list."));
	screen_done(s, "%s", buf_str(&out));
	buf_free(&out);
}

static void answered(struct screen *s, int answer, int64_t event_id)
{
	struct clients *st = s->state;
	struct gathering_put put;
	struct err e = ERR_INIT;

	if (answer != 1 && answer != 2)
		return;
	if (gathering_put_clients(st->desk, event_id, st->guests, (size_t)st->nguests,
	    answer == 2, &put, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	list_unmark_all(&st->list);
	front_wrote(s);
	say_done(s, &put, answer == 2);
	screen_dirty(s, DIRTY_LOAD);
}

/* How many, and onto what: before anything is done. */
static enum err_code ask(struct screen *s, int64_t event_id, struct err *e)
{
	struct clients *st = s->state;
	struct gathering_row g;
	char text[700];

	if (gathering_get(st->desk->store, event_id, &g, e) != OK)
		return e->code;
	text_fmt(text, sizeof text, tr("Files chosen: %d. Onto the list of %s, %s, which has "
	    "%lld now."), st->nguests, g.name, g.day, (long long)g.guests);
	return dialog_open(s, &(struct dialog){ .title = tr("To an event of the house"),
	    .text = text, .choices = { { 1, tr("on the list"), NULL },
		{ 2, tr("on the list, and invited by message now"), NULL } },
	    .enter = 1, .esc = ANSWER_BACK, .ref = event_id, .done = answered }, e);
}

/* ---- which event ---- */

static void choices(void *ctx, const char *text, struct picker_list *out)
{
	struct clients *st = ctx;
	struct gathering_list l = { 0 };
	struct err none = ERR_INIT;

	if (gathering_list(st->desk->store, st->desk->branch_id, &l, &none) != OK)
		err_clear(&none);
	for (size_t i = 0; i < l.n; i++)
		if (!strcmp(l.v[i].state, "open") && picker_fits(text, l.v[i].day, l.v[i].name))
			picker_add(out, l.v[i].id, l.v[i].day, l.v[i].name, l.v[i].day);
	gathering_list_free(&l);
}

static void chosen(struct screen *owner, const struct picker_choice *choice)
{
	struct err e = ERR_INIT;

	if (choice && ask(owner, choice->id, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code check_any(struct clients *st, struct err *e)
{
	struct gathering_list l = { 0 };
	bool open = false;
	enum err_code rc = gathering_list(st->desk->store, st->desk->branch_id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		open |= !strcmp(l.v[i].state, "open");
	gathering_list_free(&l);
	return rc == OK && !open ? err_set(e, ERR_NOTFOUND, "%s",
	    tr("No event of the house is to come. F8, tab Events, n makes one.")) : rc;
}

enum err_code clients_invite(struct screen *s, struct err *e)
{
	struct clients *st = s->state;

	take_marked(st);
	if (!st->nguests)
		return OK;
	if (front_may(s, "event-edit", e) != OK || check_any(st, e) != OK)
		return e->code;
	return picker_open(s, &(struct picker){ .at = { s->body.row, 6, 1, 50 },
	    .title = tr("Event of the house"), .ctx = st, .choices = choices,
	    .done = chosen }, e);
}
