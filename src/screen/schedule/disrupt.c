/* Disruptions: somebody is ill, a device breaks; all it touches, until none is left. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "desk/absence.h"
#include "desk/describe.h"
#include "disrupt_priv.h"
#include "screen/call.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/dialog.h"
#include "tui/textline.h"

static struct disrupt_tab *state(const struct screen *s)
{
	return s->state;
}

/* ---- reading ---- */

static bool was_seen(struct disrupt_tab *st, int64_t id)
{
	for (size_t i = 0; i < st->seen.n; i++)
		if (st->seen.v[i] == id)
			return true;
	*vec_push(&st->seen) = id;
	return false;
}

/* Open rows come marked, once: who took a mark off keeps it off. */
static void mark_open(struct disrupt_tab *st)
{
	for (size_t i = 0; i < st->rows.n; i++) {
		const struct disrupt_row *r = &st->rows.v[i];

		if (!was_seen(st, r->a.id) && !strcmp(r->state, "open") && r->nways)
			list_mark(&st->list, r->a.id, true);
		else if (strcmp(r->state, "open") != 0)
			list_mark(&st->list, r->a.id, false);
	}
}

static void choose_outage(struct disrupt_tab *st)
{
	if (!disrupt_shown(st))
		st->absence_id = st->outages.n ? st->outages.v[0].what.id : 0;
}

/* The next row that waits, from the one with the cursor on; 0: none. */
static int64_t next_waiting(const struct disrupt_tab *st)
{
	int at = list_row(&st->list);

	for (size_t i = 1; i <= st->rows.n && at >= 0; i++) {
		const struct disrupt_row *r = &st->rows.v[((size_t)at + i) % st->rows.n];

		if (disrupt_waits(r))
			return r->a.id;
	}
	return 0;
}

static bool is_waiting(const struct disrupt_tab *st, int64_t id)
{
	for (size_t i = 0; i < st->rows.n; i++)
		if (st->rows.v[i].a.id == id)
			return disrupt_waits(&st->rows.v[i]);
	return false;
}

static enum err_code tab_load(struct screen *s, struct err *e)
{
	struct disrupt_tab *st = s->state;
	int64_t was = list_id(&st->list), next = next_waiting(st);
	bool waited = is_waiting(st, was);
	enum err_code rc = disrupt_list(st->desk, &st->outages, e);

	schedule_load_counts(s);
	if (rc != OK)
		return rc;
	choose_outage(st);
	disrupt_rows_free(&st->rows);
	if (st->absence_id)
		rc = disrupt_load(st->desk, st->absence_id, &st->rows, e);
	disrupt_fill_words(st);
	list_reloaded(&st->list);
	mark_open(st);
	/* What had the cursor is settled, here or by a box over it: on to the next. */
	if (st->next_id || (waited && !is_waiting(st, was)))
		list_select(&st->list, st->next_id ? st->next_id : next);
	st->next_id = 0;
	return rc;
}

/* ---- doing ---- */

/* After one was dealt with the cursor goes to the next that waits. */
static void go_on(struct screen *s)
{
	struct disrupt_tab *st = s->state;

	st->next_id = next_waiting(st);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
}

static void say_done(struct screen *s, const struct disrupt_done *x, bool ask)
{
	struct buf b = BUF_INIT;

	if (ask)
		buf_printf(&b, tr("Asked %zu, held meanwhile; %zu messages."), x->done,
		    x->messages);
	else
		buf_printf(&b, tr("Moved %zu. Ctrl-Z takes it back."), x->done);
	if (ask && x->calls)
		buf_printf(&b, tr(" Call %zu: no number to write to."), x->calls);
	if (x->replaced[0])
		buf_printf(&b, tr(" Taken meanwhile, instead %s."), x->replaced);
	if (x->stuck)
		buf_printf(&b, tr(" No way out for %zu: Enter."), x->stuck);
	if (x->taken)
		buf_printf(&b, tr(" %zu stay: that time is taken, ask again."), x->taken);
	if (x->gone)
		buf_printf(&b, tr(" %zu settled elsewhere."), x->gone);
	if (x->done)
		screen_done(s, "%s", buf_str(&b));
	else
		screen_say(s, STYLE_MSG_REFUSED, "%s", buf_str(&b));
	buf_free(&b);
}

static void apply(struct screen *s, const struct disrupt_pick *pick, size_t n, bool ask)
{
	struct disrupt_tab *st = s->state;
	struct disrupt_done done;
	struct err e = ERR_INIT;
	enum err_code rc = ask ? disrupt_ask(st->desk, st->absence_id, pick, n, &done, &e) :
	    disrupt_move(st->desk, st->absence_id, pick, n, &done, &e);

	if (rc != OK) {
		screen_refuse(s, &e);
		return;
	}
	say_done(s, &done, ask);
	go_on(s);
}

/* ---- F10: all that are marked ---- */

static void all_answered(struct screen *s, int answer, int64_t ref)
{
	struct disrupt_tab *st = s->state;
	struct disrupt_pick *pick = mem_array(st->rows.n + 1, sizeof *pick);
	size_t n = 0;

	(void)ref;
	for (size_t i = 0; i < st->rows.n; i++) {
		const struct disrupt_row *r = &st->rows.v[i];

		if (!disrupt_waits(r) || !list_marked(&st->list, r->a.id) || !r->nways)
			continue;
		pick[n].appointment_id = r->a.id;
		pick[n].way[0] = r->way[0].time;
		pick[n++].n = 1;
	}
	if (answer && n)
		apply(s, pick, n, answer == 1);
	mem_free(pick);
}

enum { SHOWN = 12 };    /* that fit into a box */

/* What will be held, and for whom there is none. */
static size_t write_marked(const struct disrupt_tab *st, struct buf *out)
{
	size_t n = 0, shown = 0;

	for (size_t i = 0; i < st->rows.n; i++) {
		const struct disrupt_row *r = &st->rows.v[i];

		if (!disrupt_waits(r) || !list_marked(&st->list, r->a.id))
			continue;
		n += r->nways > 0;
		if (++shown > SHOWN)
			continue;
		buf_printf(out, "%s  %s: %s\n", st->words.v[i].when, st->words.v[i].client,
		    r->nways ? st->words.v[i].way[0] : tr("no way out, stays on the list"));
	}
	if (shown > SHOWN)
		buf_printf(out, tr("and %zu more"), shown - SHOWN);
	return n;
}

static enum err_code run_all(struct screen *s, struct err *e)
{
	struct disrupt_tab *st = s->state;
	struct buf text = BUF_INIT;
	char ask[120], move[120];
	size_t n = write_marked(st, &text);
	struct dialog box = { .title = tr("All marked to their first way out"), .enter = 1,
		.f10 = 1, .done = all_answered };
	enum err_code rc;

	if (!n) {
		buf_free(&text);
		return err_set(e, ERR_INVALID, "%s", tr("No marked row has a way out. "
		    "Space marks, Enter shows what else can be done."));
	}
	text_fmt(ask, sizeof ask, trn("hold %zu time and ask by message",
	    "hold %zu times and ask by message", (long)n), n);
	text_fmt(move, sizeof move, trn("move %zu at once: has said yes",
	    "move %zu at once: all have said yes", (long)n), n);
	box.text = buf_str(&text);
	box.choices[0] = (struct dialog_choice){ 1, ask, NULL };
	box.choices[1] = (struct dialog_choice){ 2, move, NULL };
	rc = dialog_open(s, &box, e);
	buf_free(&text);
	return rc;
}

/* ---- Enter: one row ---- */

enum { OTHER_TIME = 4, CANCEL = 5, ASK = 6, KEEP = 7 };

static enum err_code kept(struct screen *s, const char *text, struct err *e)
{
	struct disrupt_tab *st = s->state;
	const struct disrupt_row *r = disrupt_row_at(st);
	enum err_code rc;

	if (!text || !r)
		return OK;
	rc = disrupt_keep(st->desk, st->absence_id, r->a.id, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("It takes place: %s. Ctrl-Z takes it back."),
	    st->words.v[r - st->rows.v].client);
	go_on(s);
	return OK;
}

/* What was held for the client must not be in the way of the time that is chosen now. */
static enum err_code other_time(struct screen *s, const struct disrupt_row *r, struct err *e)
{
	struct book_arg arg = { .move_id = r->a.id };
	enum err_code rc = disrupt_let_go(state(s)->desk, r->a.id, e);

	return rc == OK ? schedule_book(s, &arg, e) : rc;
}

static void pick_row(const struct disrupt_row *r, struct disrupt_pick *out)
{
	*out = (struct disrupt_pick){ .appointment_id = r->a.id, .n = r->nways };
	for (size_t i = 0; i < r->nways; i++)
		out->way[i] = r->way[i].time;
}

static void way_answered(struct screen *s, int answer, int64_t ref)
{
	struct disrupt_tab *st = s->state;
	const struct disrupt_row *r;
	struct disrupt_pick pick;
	struct err e = ERR_INIT;
	struct textline ask = { .label = tr("Why it takes place"), .max_cp = 150,
		.keep = "disrupt-keep", .keep_ref = ref, .done = kept };
	enum err_code rc = OK;

	list_select(&st->list, ref);
	r = disrupt_row_at(st);
	if (!answer || !r || r->a.id != ref)
		return;
	pick_row(r, &pick);
	if (answer <= DISRUPT_WAYS && (size_t)answer <= r->nways) {
		pick.way[0] = r->way[answer - 1].time;
		pick.n = 1;
		apply(s, &pick, 1, false);
	} else if (answer == OTHER_TIME) {
		rc = other_time(s, r, &e);
	} else if (answer == CANCEL) {
		rc = schedule_cancel(s, r->a.id, &e);
	} else if (answer == ASK && r->nways) {
		apply(s, &pick, 1, true);
	} else if (answer == KEEP) {
		textline_ask(s, &ask);
	}
	if (rc != OK)
		screen_refuse(s, &e);
}

static enum err_code run_ways(struct screen *s, struct err *e)
{
	struct disrupt_tab *st = s->state;
	const struct disrupt_row *r = disrupt_row_at(st);
	const struct disrupt_words *w;
	char title[300];
	struct dialog box = { .title = title, .enter = 1, .done = way_answered };
	size_t n = 0;

	if (!r)
		return OK;
	if (!disrupt_waits(r))
		return schedule_card(s, r->a.id, e);
	w = &st->words.v[r - st->rows.v];
	text_fmt(title, sizeof title, "%s %s %s", w->when, w->client, w->service);
	box.text = r->nways ? tr("1 to 3 move at once: the client has said yes.") :
	    tr("No time in 14 days fits.");
	for (; n < r->nways; n++)
		box.choices[n] = (struct dialog_choice){ (int)n + 1, w->all[n], NULL };
	box.choices[n++] = (struct dialog_choice){ OTHER_TIME, tr("another time"), NULL };
	box.choices[n++] = (struct dialog_choice){ CANCEL, tr("cancel"), NULL };
	if (r->nways)
		box.choices[n++] = (struct dialog_choice){ ASK, tr("hold these and ask by message"),
			NULL };
	box.choices[n] = (struct dialog_choice){ KEEP, tr("takes place all the same"), NULL };
	box.enter = r->nways ? 1 : OTHER_TIME;
	box.ref = r->a.id;
	return dialog_open(s, &box, e);
}

/* ---- one key each ---- */

static enum err_code check_waits(const struct disrupt_row *r, struct err *e)
{
	return r && disrupt_waits(r) ? OK : err_set(e, ERR_INVALID, "%s",
	    tr("That row is settled. Enter shows the appointment."));
}

static enum err_code run_ask(struct screen *s, struct err *e)
{
	struct disrupt_tab *st = s->state;
	const struct disrupt_row *r = disrupt_row_at(st);
	struct disrupt_pick pick;

	if (check_waits(r, e) != OK)
		return e->code;
	if (!r->nways)
		return err_set(e, ERR_INVALID, "%s",
		    tr("There is no time to offer. Enter shows what else can be done."));
	pick_row(r, &pick);
	apply(s, &pick, 1, true);
	return OK;
}

static enum err_code run_move(struct screen *s, struct err *e)
{
	const struct disrupt_row *r = disrupt_row_at(state(s));

	return check_waits(r, e) == OK ? other_time(s, r, e) : e->code;
}

static enum err_code run_cancel(struct screen *s, struct err *e)
{
	const struct disrupt_row *r = disrupt_row_at(state(s));

	return check_waits(r, e) == OK ? schedule_cancel(s, r->a.id, e) : e->code;
}

static enum err_code run_call(struct screen *s, struct err *e)
{
	const struct disrupt_row *r = disrupt_row_at(state(s));

	return r ? call_open(s, r->a.client_id, tr("call about another time"), e) : OK;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	const struct disrupt_row *r = disrupt_row_at(state(s));
	struct client_arg arg = { .client_id = r ? r->a.client_id : 0 };

	return r ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

static enum err_code run_edit(struct screen *s, struct err *e)
{
	const struct disrupt_outage *o = disrupt_shown(state(s));
	struct row_arg arg = { .form = "absence" };

	if (!o)
		return err_set(e, ERR_NOTFOUND, "%s", tr("No outage. n records one."));
	if (front_may(s, "appt-disrupt", e) != OK)
		return e->code;
	arg.owner_id = o->what.resource_id;
	arg.id = o->what.id;
	return screen_open(s->loop, &row_screen, &arg, e);
}

static enum err_code run_next(struct screen *s, struct err *e)
{
	struct disrupt_tab *st = s->state;

	(void)e;
	for (size_t i = 0; i < st->outages.n; i++)
		if (st->outages.v[i].what.id == st->absence_id) {
			st->absence_id = st->outages.v[(i + 1) % st->outages.n].what.id;
			break;
		}
	list_renew(&st->list);
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("when"), N_("client"), N_("telephone"),
		N_("service"), N_("first way out"), N_("state") };
	struct disrupt_tab *st = s->state;
	struct listing *l = listing_new("disrupt", tr("Disruptions"), columns, 6);

	for (size_t i = 0; i < st->words.n; i++) {
		const struct disrupt_words *w = &st->words.v[i];
		const char *const cells[] = { w->when, w->client, w->tail, w->service, w->way[0],
			w->state };

		for (size_t k = 0; k < 6; k++)
			listing_cell(l, cells[k]);
	}
	return listing_ask(s, l, 0, e);
}

static enum err_code run_new(struct screen *s, struct err *e)
{
	return disrupt_new(s, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("ways out"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW,
	  .help = N_("What can be done for this one: other times, asking, cancelling."),
	  .run = run_ways },
	{ .name = "form-done", .keys = "F10", .label = N_("move all"),
	  .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("All marked rows to their first way out: asks, or moves who has said yes."),
	  .run = run_all },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("ask"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Holds its ways out and asks the client by message."), .run = run_ask },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW,
	  .help = N_("The client's numbers, with what must be known before dialling."),
	  .run = run_call },
	{ .name = "row-move", .code = "mv", .keys = "m", .label = N_("move"),
	  .right = "appt-move", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Another time for it: type it, or take one of those that fit."),
	  .run = run_move },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("cancel"),
	  .right = "appt-cancel", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Cancels the appointment, with a reason."), .run = run_cancel },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("outage"),
	  .right = "appt-disrupt", .needs = NEED_WRITE,
	  .help = N_("Makes the outage longer, shorter, or ends it."), .run = run_edit },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("new"), .needs = NEED_WRITE,
	  .right = "appt-disrupt",
	  .help = N_("Records who is away, or what is out of order: zm 1300 +1."),
	  .run = run_new },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("next one"),
	  .help = N_("Shows the next outage."), .run = run_next },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW, .help = N_("Opens the client's file."),
	  .run = run_client },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	SCHEDULE_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code tab_open(struct screen *s, const void *arg, struct err *e)
{
	struct disrupt_tab *st = s->state;

	(void)e;
	st->desk = front_desk(s);
	if (arg)
		st->absence_id = *(const int64_t *)arg;
	list_init(&st->list, s, &disrupt_row_ops, st, LIST_NUMBERED | LIST_MARKS);
	st->list.empty = tr("Nothing booked is touched.");
	return OK;
}

static void tab_close(struct screen *s)
{
	struct disrupt_tab *st = s->state;

	list_free(&st->list);
	vec_free(&st->words);
	vec_free(&st->seen);
	disrupt_rows_free(&st->rows);
	disrupt_outages_free(&st->outages);
}

static void tab_layout(struct screen *s, struct rect body)
{
	list_layout(&state(s)->list, (struct rect){ body.row + 2, 0, body.rows - 6, body.cols });
}

static enum key_use tab_key(struct screen *s, const struct key *k)
{
	struct disrupt_tab *st = s->state;
	enum key_use use = list_key(&st->list, k);
	const struct disrupt_row *r = disrupt_row_at(st);

	if (use == KEY_USED && r)
		front_at_hand(s, r->a.client_id);
	return use;
}

static unsigned tab_facts(const struct screen *s)
{
	return NEED_NO_TEXT | (disrupt_row_at(state(s)) ? NEED_ROW | NEED_CLIENT : 0);
}

static struct list *tab_list(struct screen *s)
{
	return &state(s)->list;
}

static void tab_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Somebody is ill or a device breaks: every appointment it touches, those that wait "
	    "first, nearest in time on top. Nobody is moved unasked. Open rows come marked; F10 "
	    "holds the first way out of each and asks the clients, or moves at once those who "
	    "have said yes. Enter shows all that can be done for one row. An outage is started "
	    "with n, or on the command line: ill zm 1300 +1, out hifu t 13..18; over zm ends "
	    "it. When it becomes shorter, what was not moved comes off the list. It is over when "
	    "no row waits."));
}

const struct screen_type disrupt_screen = {
	.name = "disrupt", .title = N_("Disruptions"), .state_size = sizeof(struct disrupt_tab),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT,
	.open = tab_open, .load = tab_load, .facts = tab_facts, .layout = tab_layout,
	.draw = disrupt_draw, .key = tab_key, .close = tab_close, .list = tab_list,
	.page = tab_page,
};
