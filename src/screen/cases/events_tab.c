/* Cases, tab Events: what the house holds, and under the one that is unfolded its guests. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/value.h"
#include "base/zone.h"
#include "desk/desk.h"
#include "desk/gathering.h"
#include "form/form.h"
#include "form/form_edit.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "tui/dialog.h"
#include "tui/textline.h"

/* Rows of guests: their number lies above those of all events. */
#define GUEST_ROW (INT64_C(1) << 40)

enum { DAY_CELLS = 10 };                /* "Sat 26 Sep" */

struct event_box {
	int64_t id;
	struct gathering_row is;
	bool timed;                     /* it begins at START_MIN of its day */
	int start_min;
	char feedback[804];
	bool hidden;                    /* what was said before may not be read: it stays */
};

static int64_t unfolded;                /* the event whose guests show, 0: none */

/* ---- rows ---- */

static void put_guest(struct desk *d, const struct guest_row *g, struct area_rows *out)
{
	struct area_row *row = area_rows_add(out);

	row->id = GUEST_ROW + g->id;
	row->client_id = g->client_id;
	row->style = !strcmp(g->state, "declined") || !strcmp(g->state, "absent") ? STYLE_GREY :
	    STYLE_TEXT;
	text_fmt(row->cell[1], sizeof row->cell[1], "  %s", guest_name(d, g));
	text_copy(row->cell[2], sizeof row->cell[2], guest_state_word(g->state));
	text_copy(row->cell[3], sizeof row->cell[3], guest_feedback(d, g));
}

static enum err_code put_guests(struct desk *d, int64_t id, struct area_rows *out, struct err *e)
{
	struct guest_list l = { 0 };
	enum err_code rc = guest_list(d->store, id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		put_guest(d, &l.v[i], out);
	guest_list_free(&l);
	return rc;
}

static void put_event(struct desk *d, const struct gathering_row *g, struct area_rows *out)
{
	struct area_row *row = area_rows_add(out);
	char at[16], day[48];

	row->id = g->id;
	row->style = strcmp(g->state, "open") ? STYLE_GREY : STYLE_TEXT;
	/* Of another year: the day as figures, the column is narrow. */
	if (utf8_cells(desk_date_text(d, g->day, day, sizeof day)) > DAY_CELLS)
		text_copy(day, sizeof day, g->day);
	text_fmt(row->cell[0], sizeof row->cell[0], "%s %s", day,
	    g->start_at ? desk_clock_text(d, g->start_at, at, sizeof at) : "");
	text_copy(row->cell[1], sizeof row->cell[1], g->name);
	text_copy(row->cell[2], sizeof row->cell[2], gathering_state_word(g->state));
	text_fmt(row->cell[3], sizeof row->cell[3],
	    "%lld/%lld/%lld/%lld", (long long)g->guests, (long long)g->invited,
	    (long long)g->accepted, (long long)g->came);
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct gathering_list l = { 0 };
	enum err_code rc = gathering_list(d->store, d->branch_id, &l, e);
	bool shown = false;

	(void)of;
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		put_event(d, &l.v[i], out);
		if (l.v[i].id != unfolded)
			continue;
		shown = true;
		rc = put_guests(d, unfolded, out, e);
	}
	/* Of another branch, or of who was here before: no guest goes on a list unseen. */
	if (rc == OK && !shown)
		unfolded = 0;
	gathering_list_free(&l);
	return rc;
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct gathering_row g;
	struct guest_row guest;
	char day[48], at[16];

	if (id >= GUEST_ROW) {
		if (guest_get(d->store, id - GUEST_ROW, &guest, e) != OK)
			return e->code;
		buf_printf(out, "%s %s: %s\n%s", guest_name(d, &guest), guest.file_no,
		    guest_state_word(guest.state), guest_feedback(d, &guest));
		return OK;
	}
	if (gathering_get(d->store, id, &g, e) != OK)
		return e->code;
	buf_printf(out, "%s, %s", g.name, desk_date_text(d, g.day, day, sizeof day));
	if (g.start_at)
		buf_printf(out, " %s", desk_clock_text(d, g.start_at, at, sizeof at));
	if (g.place[0])
		buf_printf(out, ", %s", g.place);
	buf_printf(out, "\n%s", g.text);
	return OK;
}

/* ---- the event itself ---- */

static void preset(const struct askform *a, const void *ctx, const char *word, struct value *out)
{
	const struct event_box *box = ctx;
	const struct gathering_row *g = &box->is;
	const struct {
		const char *word, *text;
	} texts[] = { { "name", g->name }, { "day", g->day }, { "place", g->place },
		{ "text", g->text }, { "feedback", box->feedback } };

	(void)a;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (!strcmp(texts[i].word, word) && texts[i].text[0])
			value_set_text(out, texts[i].text);
	if (!strcmp(word, "start") && box->timed)
		value_set_int(out, box->start_min);
}

static enum err_code keep(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct event_box *box = ctx;
	struct desk *d = front_desk(owner);
	int start = form_field_index(form_edit_form(x), "start");
	bool timed = start >= 0 && form_edit_field(x, start)->value.type == VALUE_INT;
	struct gathering_draft draft = { .name = askform_text(x, "name"),
		.day = askform_text(x, "day"), .place = askform_text(x, "place"),
		.text = askform_text(x, "text"),
		.start_min = timed ? (int)askform_int(x, "start") : -1 };
	int64_t id = box->id;
	enum err_code rc = id ? gathering_change(d, id, &draft, e) :
	    gathering_add(d, &draft, &id, e);

	if (rc != OK)
		return rc;
	unfolded = id;
	screen_done(owner, "%s", tr("Kept. n puts guests on its list, s invites them."));
	area_point(owner, id);
	return OK;
}

static enum err_code ask_event(struct screen *s, const struct event_box *box, struct err *e)
{
	return askform_open(s, &(struct askform){ .form = "gathering",
	    .title = tr("Event of the house"), .right = "event-edit", .ctx = box,
	    .size = sizeof *box, .preset = preset, .done = keep, .draft = "gathering",
	    .draft_ref = box->id }, e);
}

/* ---- who is on its list ---- */

static void client_chosen(struct screen *s, int64_t client_id)
{
	struct err e = ERR_INIT;

	if (!client_id)
		return;
	if (gathering_list_client(front_desk(s), unfolded, client_id, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, "%s", tr("Put on the list. Ctrl-Z takes it back."));
	area_wrote(s);
}

static enum err_code list_word(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct event_box *box = ctx;
	size_t n;
	enum err_code rc = gathering_list_word(front_desk(owner), box->id,
	    askform_text(x, "word"), (size_t)askform_int(x, "most"), &n, e);

	if (rc == OK && n)
		screen_done(owner, tr("%zu put on the list. s invites."), n);
	else if (rc == OK)
		rc = err_invalid(e, "word", "%s",
		    tr("Nobody put on the list: nobody is of it, or all are on it already."));
	return rc;
}

/* Guests by tier or segment, for the list of the event ID. */
static enum err_code ask_word(struct screen *s, int64_t id, struct err *e)
{
	struct event_box box = { .id = id };
	char title[240];

	if (gathering_get(front_desk(s)->store, id, &box.is, e) != OK)
		return e->code;
	return askform_open(s, &(struct askform){ .form = "guest-list",
	    .title = text_fmt(title, sizeof title, tr("Guests of %s"), box.is.name),
	    .right = "event-edit", .ctx = &box, .size = sizeof box, .done = list_word,
	    .draft = "guest-list", .draft_ref = id }, e);
}

static void new_chosen(struct screen *s, int answer, int64_t ref)
{
	struct event_box box = { .id = 0 };
	struct err e = ERR_INIT;
	enum err_code rc = OK;

	/* Whoever goes on a list goes there in sight of those who stand on it. */
	if (answer == 1 || answer == 2) {
		unfolded = ref;
		screen_dirty(s, DIRTY_LOAD);
	}
	if (answer == 1)
		rc = clientpick_open(s, tr("Guest"), client_chosen, &e);
	else if (answer == 2)
		rc = ask_word(s, ref, &e);
	else if (answer == 3)
		rc = ask_event(s, &box, &e);
	if (rc != OK)
		screen_refuse(s, &e);
}

/* The event with the cursor, or that of the guest with it. */
static enum err_code run_new(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct event_box box = { .id = 0 };
	int64_t at = area_row(s) >= GUEST_ROW ? unfolded : area_row(s);

	(void)id;
	(void)client_id;
	if (!at)
		return ask_event(s, &box, e);
	if (gathering_get(front_desk(s)->store, at, &box.is, e) != OK)
		return e->code;
	/* Nobody comes any more to what is over. */
	if (strcmp(box.is.state, "open") != 0)
		return ask_event(s, &(struct event_box){ .id = 0 }, e);
	return dialog_open(s, &(struct dialog){ .title = box.is.name, .text = tr("What is it?"),
	    .done = new_chosen, .ref = at,
	    .choices = { { 1, tr("a guest: one client"), NULL },
		{ 2, tr("guests: a tier or segment"), NULL },
		{ 3, tr("another event"), NULL } } }, e);
}

/* ---- guests ---- */

static enum err_code keep_guest(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct event_box *box = ctx;
	const char *said = askform_text(x, "feedback");
	enum err_code rc = gathering_guest(front_desk(owner), box->id, askform_text(x, "state"),
	    box->hidden && !said[0] ? NULL : said, e);

	if (rc == OK)
		screen_done(owner, "%s", tr("Noted. Ctrl-Z takes it back."));
	return rc;
}

static enum err_code ask_guest(struct screen *s, int64_t guest_id, struct err *e)
{
	struct event_box box = { .id = guest_id };
	struct guest_row g;
	enum err_code rc = guest_get(front_desk(s)->store, guest_id, &g, e);

	if (rc != OK)
		return rc;
	box.hidden = guest_feedback(front_desk(s), &g) != g.feedback;
	text_copy(box.feedback, sizeof box.feedback, box.hidden ? "" : g.feedback);
	return askform_open(s, &(struct askform){ .form = "guest",
	    .title = guest_name(front_desk(s), &g), .right = "event-edit", .ctx = &box,
	    .size = sizeof box, .preset = preset, .done = keep_guest, .draft = "guest",
	    .draft_ref = guest_id }, e);
}

/* An event unfolds; a guest is asked about. */
static enum err_code run_open(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	if (id >= GUEST_ROW)
		return ask_guest(s, id - GUEST_ROW, e);
	unfolded = unfolded == id ? 0 : id;
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

static enum err_code run_edit(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct event_box box = { .id = id };

	(void)client_id;
	if (id >= GUEST_ROW)
		return ask_guest(s, id - GUEST_ROW, e);
	if (gathering_get(front_desk(s)->store, id, &box.is, e) != OK)
		return e->code;
	box.timed = box.is.start_at != 0;
	box.start_min = zone_local(front_desk(s)->zone, box.is.start_at).second / 60;
	return ask_event(s, &box, e);
}

static const char *step_after(const char *state)
{
	if (!strcmp(state, "listed"))
		return "invited";
	return !strcmp(state, "invited") ? "accepted" : "came";
}

static enum err_code run_next(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct guest_row g;
	const char *state;
	enum err_code rc;

	(void)client_id;
	if (id < GUEST_ROW)
		return run_open(s, id, client_id, e);
	rc = guest_get(d->store, id - GUEST_ROW, &g, e);
	if (rc != OK)
		return rc;
	state = step_after(g.state);
	rc = gathering_guest(d, g.id, state, NULL, e);
	if (rc != OK)
		return rc;
	screen_done(s, "%s: %s", guest_name(d, &g), guest_state_word(state));
	area_wrote(s);
	return OK;
}

static enum err_code run_invite(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	size_t sent, call;
	enum err_code rc;

	(void)client_id;
	if (id >= GUEST_ROW)
		id = unfolded;
	rc = gathering_invite(front_desk(s), id, &sent, &call, e);
	if (rc != OK)
		return rc;
	unfolded = id;
	if (!sent && !call)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Nobody to invite: all on the list were asked. n puts guests on it."));
	screen_done(s, tr("Invited: %zu. No message for %zu: y when they were called."), sent,
	    call);
	area_wrote(s);
	return OK;
}

/* ---- its end ---- */

static enum err_code reason_given(struct screen *s, const char *text, struct err *e)
{
	enum err_code rc;

	if (!text)
		return OK;
	rc = gathering_end(front_desk(s), (intptr_t)textline_ctx(s), true, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, "%s", tr("Cancelled. Ctrl-Z takes it back."));
	area_wrote(s);
	return OK;
}

static void end_chosen(struct screen *s, int answer, int64_t ref)
{
	struct err e = ERR_INIT;

	if (answer == 2)
		textline_ask(s, &(struct textline){ .label = tr("Why"), .max_cp = 120,
		    .keep = "gathering-cancel", .keep_ref = ref,
		    .ctx = (void *)(intptr_t)ref, .done = reason_given });
	if (answer != 1)
		return;
	if (gathering_end(front_desk(s), ref, false, NULL, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, "%s", tr("Over: who was invited and did not come stayed away."));
	area_wrote(s);
}

static enum err_code run_cancel(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	enum err_code rc;

	(void)client_id;
	if (id < GUEST_ROW)
		return dialog_open(s, &(struct dialog){ .title = tr("Event of the house"),
		    .text = tr("How does it end?"), .done = end_chosen, .ref = id,
		    .choices = { { 1, tr("it is over"), NULL },
			{ 2, tr("it is cancelled"), NULL } } }, e);
	rc = gathering_guest(front_desk(s), id - GUEST_ROW, "declined", NULL, e);
	if (rc == OK)
		area_wrote(s);
	return rc;
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	struct event_box fresh = { .id = 0 };

	if (!strcmp(at->word, "guest"))
		return ask_guest(s, at->ref, e);
	if (!strcmp(at->word, "guest-list"))
		return ask_word(s, at->ref, e);
	return at->ref ? run_edit(s, at->ref, 0, e) : ask_event(s, &fresh, e);
}

static int64_t whose_place(struct desk *d, int64_t guest_id)
{
	struct guest_row g;
	struct err none = ERR_INIT;

	return guest_get(d->store, guest_id, &g, &none) == OK ? g.client_id : 0;
}

static const struct askform_again again[] = {
	{ "gathering", "gathering", &cases_screen, "gatherings", run_again, NULL },
	{ "guest", "guest", &cases_screen, "gatherings", run_again, whose_place },
	{ "guest-list", "guest-list", &cases_screen, "gatherings", run_again, NULL },
};
ASKFORM_AGAIN(event_again, again);

static const struct list_column columns[] = { { N_("day"), 0 }, { N_("event"), 17 },
	{ N_("state"), 37 }, { N_("listed/asked/yes/came"), 49 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = run_open, .label = N_("guests"),
	  .help = N_("The guests: invited, accepted, came.") },
	{ .command = "row-new", .run = run_new, .right = "event-edit",
	  .help = N_("Guests for the event with the cursor, or another event.") },
	{ .command = "row-next", .run = run_next, .right = "event-edit", .label = N_("step"),
	  .help = N_("One step of the event on.") },
	{ .command = "msg-send", .run = run_invite, .right = "event-edit", .label = N_("invite"),
	  .help = N_("Invites by message.") },
	{ .command = "row-edit", .run = run_edit,
	  .help = N_("Changes the event.") },
	{ .command = "row-cancel", .run = run_cancel, .right = "event-edit", .label = N_("end"),
	  .help = N_("Ends the event, or calls it off.") },
};

const struct area_tab gatherings_tab = {
	.name = "gatherings", .title = N_("Events"), .columns = columns, .ncolumns = 4,
	.numbered = true, .load = load, .detail = detail, .acts = acts,
	.nacts = sizeof acts / sizeof *acts,
	.empty = N_("No event of the house. n plans one."),
	.empty_house = N_("No event of the house. n plans one."),
	.page = N_("Events of the house and their guests. Enter unfolds the event with the cursor; "
	    "n puts guests on its list: one client, or a tier or segment; or plans another. s "
	    "sends the invitation to all who are only listed and may get such messages, and says "
	    "how many must be called. y takes a guest one step on (invited, accepted, came), Enter "
	    "on a guest notes what was said. x ends or cancels the event; of a guest: declined."),
};
