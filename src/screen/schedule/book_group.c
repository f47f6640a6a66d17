/* Several clients booked with one: who is in it, and at which of the times all of them can be. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "book_priv.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "tui/dialog.h"

/* ---- the wishes ---- */

enum err_code book_group_wishes(const struct book *st, const struct free_time *t,
    struct booking_wish *out, struct err *e)
{
	struct booking_wish w;
	enum err_code rc;

	book_wish(st, &w);
	w.start_at = t->start_at;
	rc = booking_group_wishes(st->desk, &w, &st->group, out, e);
	/* The first gets exactly what stands in the row. */
	out[0].nwith = t->nparts;
	for (size_t i = 0; i < t->nparts; i++)
		out[0].with[i] = t->part[i].resource_id;
	return rc;
}

enum err_code book_group_filter(struct book *st, struct err *e)
{
	struct booking_wish w[BOOKING_GROUP_MAX + 1];
	size_t kept = 0;
	enum err_code rc = OK;

	for (size_t i = 0; i < st->near.n && kept < BOOK_TIMES && rc == OK; i++) {
		struct err why = ERR_INIT;

		rc = book_group_wishes(st, &st->near.v[i].time, w, e);
		if (rc == OK && booking_look(st->desk, w, 1 + st->group.n, &why) == OK)
			st->near.v[kept++] = st->near.v[i];
		else if (why.code != ERR_TAKEN && why.code != ERR_INVALID && rc == OK)
			rc = err_copy(e, &why);
		else if (!i)
			text_copy(st->why, sizeof st->why, why.text);
	}
	/* Of what was typed it says why; of the times proposed those that fit speak for
	 * themselves. */
	if (kept && !(st->typed_any ? st->when.minute >= 0 : st->arg.start_at != 0))
		st->why[0] = '\0';
	st->near.n = kept;
	return rc;
}

/* ---- who is in it ---- */

void book_group_names(struct book *st)
{
	struct buf b = BUF_INIT;
	char name[200];

	buf_puts(&b, clientline_name(st->desk, st->client_id, name, sizeof name));
	for (size_t i = 0; i < st->group.n; i++)
		buf_printf(&b, ", %s", clientline_name(st->desk, st->group.client[i], name,
		    sizeof name));
	text_copy(st->group_names, sizeof st->group_names, buf_str(&b));
	buf_free(&b);
}

static void regrouped(struct screen *s)
{
	struct book *st = s->state;

	book_group_names(st);
	st->regrouped = true;
	formview_more_changed(&st->form);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static bool take_out(struct booking_group *g, int64_t client_id)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->client[i] == client_id) {
			memmove(&g->client[i], &g->client[i + 1],
			    (g->n - i - 1) * sizeof g->client[0]);
			g->n--;
			return true;
		}
	return false;
}

static void how_answered(struct screen *owner, int answer, int64_t ref)
{
	struct book *st = owner->state;

	(void)ref;
	if (!answer)
		return;
	st->group.in_row = answer == 2;
	regrouped(owner);
}

/* Asked once, with the first who comes in. */
static enum err_code ask_how(struct screen *s, struct err *e)
{
	struct dialog box = { .title = tr("Group"), .text = tr("How are they to come?"),
		.choices = { { 1, tr("all at the same time"), NULL },
			{ 2, tr("one after the other"), NULL } }, .enter = 1, .f10 = 1,
		.done = how_answered };

	return dialog_open(s, &box, e);
}

static void picked(struct screen *owner, int64_t client_id)
{
	struct book *st = owner->state;
	struct booking_group *g = &st->group;
	struct err e = ERR_INIT;

	if (!client_id)
		return;
	if (client_id == st->client_id) {
		err_set(&e, ERR_INVALID, "%s", tr("That is the client it is booked for."));
		screen_refuse(owner, &e);
		return;
	}
	if (!take_out(g, client_id)) {
		if (g->n == BOOKING_GROUP_MAX)
			err_set(&e, ERR_INVALID, tr("Not booked. A group has at most %d."),
			    BOOKING_GROUP_MAX + 1);
		else
			g->client[g->n++] = client_id;
	}
	regrouped(owner);
	if (!e.code && g->n == 1 && ask_how(owner, &e) == OK)
		return;
	if (e.code)
		screen_refuse(owner, &e);
}

enum err_code book_run_group(struct screen *s, struct err *e)
{
	const struct book *st = s->state;

	if (st->arg.move_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("A group is booked, not moved. Move each of them."));
	if (st->arg.nservices > 1)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Several services at once are for one client. Book them one by one."));
	return clientpick_open(s, tr("Who else"), picked, e);
}
