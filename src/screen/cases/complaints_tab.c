/* Cases, tab Complaints: what is open by its next limit, and what ended lately. */
#include <stdlib.h>
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "case_priv.h"
#include "data/complaint.h"
#include "desk/complaint.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "screen/cases.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "tui/dialog.h"

enum { SOON_S = 4 * 3600, CLOSED_DAYS = 30 };

static bool is_closed(const struct complaint *c)
{
	return !strcmp(c->state, "closed");
}

static int by_limit(const void *a, const void *b)
{
	const struct complaint *x = a, *y = b;
	int64_t dx = complaint_next(x, NULL), dy = complaint_next(y, NULL);

	if (is_closed(x) != is_closed(y))
		return is_closed(x) ? 1 : -1;
	if (is_closed(x))
		return (y->closed_at > x->closed_at) - (y->closed_at < x->closed_at);
	return dx != dy ? (dx > dy) - (dx < dy) : (x->id > y->id) - (x->id < y->id);
}

static enum style style_of(const struct complaint *c)
{
	int64_t left = complaint_next(c, NULL) - clock_now();

	if (is_closed(c))
		return STYLE_GREY;
	return left < 0 ? STYLE_LATE : left <= SOON_S ? STYLE_NOTE : STYLE_TEXT;
}

static void put_row(struct desk *d, const struct complaint *c, bool client, struct area_rows *out)
{
	struct area_row *r = area_rows_add(out);
	int64_t left = complaint_next(c, NULL) - clock_now();
	char text[60];

	r->id = c->id;
	r->client_id = c->client_id;
	r->style = style_of(c);
	text_copy(r->cell[0], sizeof r->cell[0], c->number);
	if (client)
		desk_date_text(d, c->day, r->cell[1], sizeof r->cell[1]);
	else if (c->client_id)
		clientline_name(d, c->client_id, r->cell[1], sizeof r->cell[1]);
	else
		text_copy(r->cell[1], sizeof r->cell[1], tr("nobody we know"));
	text_copy(r->cell[2], sizeof r->cell[2], complaint_word(d, COMPLAINT_KIND, c->kind));
	text_fmt(r->cell[3], sizeof r->cell[3], "%s%s",
	    complaint_left_text(c, clock_now(), text, sizeof text),
	    !is_closed(c) && left <= SOON_S ? " !" : "");
	text_copy(r->cell[4], sizeof r->cell[4], c->owner[0] ? c->owner : "-");
	text_copy(r->cell[5], sizeof r->cell[5], c->content);
}

static enum err_code read_all(struct desk *d, int64_t client_id, struct complaint_list *l,
    struct err *e)
{
	struct complaint_list old = { 0 };
	char from[12];
	enum err_code rc;

	if (client_id)
		return complaint_list_client(d->store, client_id, l, e);
	rc = complaint_list_open(d->store, d->branch_id, l, e);
	if (rc == OK)
		rc = complaint_list_since(d->store, d->branch_id, desk_day_of(d,
		    clock_now() - (int64_t)CLOSED_DAYS * 86400, from), &old, e);
	for (size_t i = 0; rc == OK && i < old.n; i++)
		if (is_closed(&old.v[i]))
			*vec_push(l) = old.v[i];
	complaint_list_free(&old);
	return rc;
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct complaint_list l = { 0 };
	struct desk *d = front_desk(s);
	enum err_code rc = read_all(d, of.client_id, &l, e);

	if (rc == OK && l.n)
		qsort(l.v, l.n, sizeof *l.v, by_limit);
	for (size_t i = 0; rc == OK && i < l.n; i++) {
		cover_complaint(d, &l.v[i]);
		put_row(d, &l.v[i], of.client_id != 0, out);
	}
	complaint_list_free(&l);
	return rc;
}

static enum err_code put_last(struct desk *d, const struct complaint *c, struct buf *out,
    struct err *e)
{
	struct complaint_step_list l = { 0 };
	char at[40];
	enum err_code rc = complaint_step_list(d->store, c->id, &l, e);

	cover_complaint_steps(d, c, &l);
	for (size_t i = l.n > 2 ? l.n - 2 : 0; rc == OK && i < l.n; i++)
		buf_printf(out, "\n%s %s: %s", desk_time_text(d, l.v[i].created_at, at, sizeof at),
		    l.v[i].staff, l.v[i].text);
	complaint_step_list_free(&l);
	return rc;
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct complaint c;
	char due[40];
	enum err_code rc = complaint_get(d->store, id, &c, e);

	if (rc != OK)
		return rc;
	cover_complaint(d, &c);
	buf_printf(out, "%s\n", c.content);
	buf_printf(out, tr("%s, by %s, solved by %s"),
	    complaint_word(d, COMPLAINT_CHANNEL, c.channel), c.taken[0] ? c.taken : "-",
	    desk_time_text(d, c.solve_due_at, due, sizeof due));
	if (c.wanted[0])
		buf_printf(out, "\n%s: %s", tr("Wants"), c.wanted);
	if (c.result[0])
		buf_printf(out, "\n%s: %s", tr("Result"), c.result);
	return put_last(d, &c, out, e);
}

/* ---- what is done to one ---- */

static enum err_code open_it(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return case_open(s, id, e);
}

static enum err_code new_one(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)id;
	return case_take(s, client_id, NULL, 0, e);
}

static enum err_code edit(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return case_do_edit(s, id, e);
}

static enum err_code message(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return case_do_message(s, id, e);
}

static enum err_code head_office(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return escalate_ask_head(s, id, e);
}

static enum err_code why(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct complaint c;
	char text[600];
	enum err_code rc = complaint_get(front_desk(s)->store, id, &c, e);

	(void)client_id;
	return rc == OK ? dialog_tell(s, tr("Why"), complaint_why(front_desk(s), &c, text,
	    sizeof text), e) : rc;
}

static enum err_code book(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct book_arg arg = { .client_id = client_id };

	(void)id;
	return schedule_book(s, &arg, e);
}

static const struct list_column columns[] = { { N_("number"), 0 }, { N_("client"), 8 },
	{ N_("kind"), 23 }, { N_("time left"), 31 }, { N_("owner"), 46 },
	{ N_("what was said"), 55 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = open_it,
	  .help = N_("The case with its steps, promises and limits.") },
	{ .command = "row-new", .run = new_one, .right = "case-take", .label = N_("take one"),
	  .help = N_("Takes down a complaint or an inquiry.") },
	{ .command = "row-edit", .run = edit, .right = "case-edit",
	  .help = N_("Another kind, gravity or owner; of nobody's case: who made it.") },
	{ .command = "msg-send", .run = message, .right = "case-step",
	  .help = N_("Writes to the client about the case.") },
	{ .command = "row-escalate", .run = head_office, .right = "escalate",
	  .label = N_("head office"),
	  .help = N_("Hands the case to head office.") },
	{ .command = "row-why", .run = why,
	  .help = N_("Why it is late, or not.") },
	{ .command = "appt-book", .run = book, .right = "appt-book",
	  .help = N_("Books the visit that puts it right.") },
};

const struct area_tab complaints_tab = {
	.name = "complaints", .title = N_("Complaints"), .columns = columns, .ncolumns = 6,
	.own_title = N_("day"), .clocked = true, .load = load, .detail = detail, .acts = acts,
	.nacts = sizeof acts / sizeof *acts,
	.empty = N_("No complaint of this client. n takes one, v shows the whole house."),
	.empty_house = N_("No complaint open. n takes one (client first: F2)."),
	.page = N_("What comes first stands first: the first answer, a promise, the end. What has "
	    "passed is marked, and for four hours before. Enter opens it; n takes a new one of the "
	    "client at hand, or without one of nobody we know, as a review. What ended in the "
	    "last 30 days stands below."),
};
