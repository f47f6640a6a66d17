/* One appointment: all that is known about it, every step it went through, and what can be done. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/event.h"
#include "data/message.h"
#include "data/payment.h"
#include "data/service.h"
#include "desk/booking_reach.h"
#include "desk/changes.h"
#include "desk/contact.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/papers.h"
#include "desk/inbox.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/money.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/viewport.h"

struct step {
	int64_t id;
	char at[48], what[80], text[300], staff[96];
};

struct card {
	struct desk *desk;
	int64_t id;
	bool asked, inserted;           /* for the person by name; over a taken time */
	struct appointment_row a;
	struct client_card_list client;
	struct service service;
	int64_t paid;
	struct {
		struct step *v;
		size_t n, cap;
	} steps;
	struct list list;
	char notice[300], fellows[300];
	char sentence[600];             /* read back to the client, while it is to come */
	struct rect said;
};

enum { SAID_ROWS = 4 };                 /* its rule and three lines */

/* ---- reading ---- */

static const char *step_word(const char *what)
{
	static const char *const words[][2] = {
		{ "booked", N_("booked") }, { "confirmed", N_("confirmed") },
		{ "arrived", N_("arrived") }, { "serving", N_("in service") },
		{ "done", N_("done") }, { "noshow", N_("no-show") },
		{ "cancelled", N_("cancelled") }, { "moved", N_("moved, it was") },
		{ "taken", N_("instead of") }, { "told", N_("told by hand") },
		{ "read-back", N_("read back") },
		{ "not-reached", N_("not reached") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i][0], what))
			return tr(words[i][1]);
	return what;
}

static void add_event(struct card *st, const struct event *v)
{
	struct step *x = vec_push(&st->steps);
	char was[48] = "";

	x->id = 2 * v->id;              /* events and messages have one list */
	desk_time_text(st->desk, v->at, x->at, sizeof x->at);
	if (!strcmp(v->what, "moved"))
		desk_time_text(st->desk, v->start_at, was, sizeof was);
	text_fmt(x->what, sizeof x->what, "%s%s%s%s", step_word(v->what), was[0] ? " " : "", was,
	    v->late ? tr(" (late)") : "");
	text_copy(x->text, sizeof x->text, !strcmp(v->what, "cancelled") ?
	    describe_reason(st->desk, v->text) : v->text);
	text_copy(x->staff, sizeof x->staff, v->staff);
}

static void add_message(struct card *st, const struct message *m)
{
	struct step *x = vec_push(&st->steps);
	struct value state = { 0 };
	char word[60];

	value_set_text(&state, m->state);
	x->id = 2 * m->id + 1;
	desk_time_text(st->desk, m->created_at, x->at, sizeof x->at);
	text_fmt(x->what, sizeof x->what, tr("message, %s"), change_value_text(st->desk,
	    "message", "state", &state, word, sizeof word));
	value_free(&state);
	text_copy(x->text, sizeof x->text, cover_words(st->desk, m->client_id, m->text));
}

/* What was done, then what was sent about it. */
static void add_in_time(struct card *st, const struct event_list *events,
    const struct message_list *messages)
{
	size_t m = 0;

	for (size_t i = 0; i <= events->n; i++) {
		for (; m < messages->n && (i == events->n ||
		    messages->v[m].created_at < events->v[i].at); m++)
			if (strcmp(messages->v[m].channel, "screen") != 0)
				add_message(st, &messages->v[m]);
		if (i < events->n)
			add_event(st, &events->v[i]);
	}
}

static enum err_code load_steps(struct card *st, struct err *e)
{
	struct event_list events = { 0 };
	struct message_list messages = { 0 };
	enum err_code rc = event_list(st->desk->store, st->id, &events, e);

	if (rc == OK)
		rc = message_list_appointment(st->desk->store, st->id, &messages, e);
	st->steps.n = 0;
	if (rc == OK)
		add_in_time(st, &events, &messages);
	event_list_free(&events);
	message_list_free(&messages);
	return rc;
}

static void load_said(struct card *st)
{
	struct err none = ERR_INIT;

	st->sentence[0] = '\0';
	if ((!strcmp(st->a.state, "booked") || !strcmp(st->a.state, "confirmed")) &&
	    contact_read_back(st->desk, st->id, st->sentence, sizeof st->sentence, &none) != OK)
		st->sentence[0] = '\0';
}

/* What rows of lists do not carry. */
static enum err_code load_asked(struct card *st, struct err *e)
{
	struct appointment a;
	enum err_code rc = appointment_get(st->desk->store, st->id, &a, e);

	st->asked = rc == OK && a.asked;
	st->inserted = rc == OK && a.inserted;
	appointment_free(&a);
	return rc;
}

static enum err_code card_load(struct screen *s, struct err *e)
{
	struct card *st = s->state;
	struct desk *d = st->desk;
	enum err_code rc = appointment_row_get(d->store, st->id, &st->a, e);

	if (rc == OK)
		rc = client_cards(d->store, &st->a.client_id, 1, 0, &st->client, e);
	if (rc == OK)
		rc = payment_sum_appointment(d->store, st->id, &st->paid, e);
	if (rc == OK && st->a.service_id)
		rc = service_get(d->store, st->a.service_id, &st->service, e);
	if (rc == OK)
		rc = load_steps(st, e);
	if (rc == OK)
		rc = load_asked(st, e);
	booking_fellows_text(d, st->id, st->a.group_id, st->fellows, sizeof st->fellows);
	clientline_serving(d, st->a.client_id, st->a.dependant_id, st->notice,
	    sizeof st->notice);
	load_said(st);
	list_reloaded(&st->list);
	return rc;
}

/* ---- the list of steps ---- */

static int step_rows(const void *ctx)
{
	return (int)((const struct card *)ctx)->steps.n;
}

static int64_t step_id(const void *ctx, int row)
{
	return ((const struct card *)ctx)->steps.v[row].id;
}

static void step_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct step *x = &((const struct card *)ctx)->steps.v[row];

	canvas_pad(c, w.row, w.col, x->at, STYLE_TEXT, 16);
	canvas_pad(c, w.row, w.col + 17, x->what, STYLE_TEXT, 24);
	canvas_pad(c, w.row, w.col + 42, x->staff, STYLE_TEXT, 10);
	canvas_put(c, w.row, w.col + 53, x->text, STYLE_TEXT, w.cols - 53);
}

static const struct list_ops step_ops = { .count = step_rows, .id = step_id, .draw = step_draw };

/* ---- the screen ---- */

static enum err_code card_open(struct screen *s, const void *arg, struct err *e)
{
	struct card *st = s->state;
	struct err none = ERR_INIT;

	(void)e;
	st->desk = front_desk(s);
	st->id = *(const int64_t *)arg;
	list_init(&st->list, s, &step_ops, st, 0);
	/* Whoever was told of it has seen it now; a file that cannot be written keeps its `*`. */
	if (inbox_seen_appointment(st->desk, st->id, &none) != OK)
		err_clear(&none);
	return OK;
}

static void card_close(struct screen *s)
{
	struct card *st = s->state;

	list_free(&st->list);
	client_card_list_free(&st->client);
	vec_free(&st->steps);
}

static void card_layout(struct screen *s, struct rect body)
{
	struct card *st = s->state;

	st->said = (struct rect){ body.row + body.rows - SAID_ROWS, 0, SAID_ROWS, body.cols };
	list_layout(&st->list,
	    (struct rect){ body.row + 10, 0, body.rows - 10 - SAID_ROWS, body.cols });
}

static void put(struct canvas *c, int row, const char *label, const char *text, enum style style)
{
	canvas_put(c, row, 0, label, STYLE_GREY, 10);
	canvas_put(c, row, 11, text, style, CANVAS_REST);
}

static void draw_when(const struct card *st, struct canvas *c, int row)
{
	char from[48], to[16], letter[2] = { st->a.letter, '\0' };

	desk_time_text(st->desk, st->a.start_at, from, sizeof from);
	desk_clock_text(st->desk, st->a.end_at, to, sizeof to);
	canvas_put(c, row, 0, tr("When"), STYLE_GREY, 10);
	canvas_put(c, row, 11, letter, clientline_state_style(st->a.letter), 1);
	canvas_putf(c, row, 13, STYLE_TEXT, "%s-%s   %s%s%s%s%s%s%s", from, to,
	    step_word(st->a.state), st->inserted ? "   " : "",
	    st->inserted ? tr("squeezed in") : "", st->asked ? "   " : "",
	    st->asked ? tr("asked for by name") : "", st->fellows[0] ? "   " : "", st->fellows);
}

/* What is read to the client on the telephone: content, time, place and what to observe. */
static void draw_said(const struct card *st, struct canvas *c)
{
	struct rect w = st->said;

	if (!st->sentence[0])
		return;
	canvas_rule(c, w.row, 0, w.cols, tr("to read back"));
	w.row++;
	w.rows--;
	text_put_wrapped(c, w, st->sentence, STYLE_TEXT);
}

static void card_draw(const struct screen *s, struct canvas *c)
{
	const struct card *st = s->state;
	const char *advice = describe_in_language(st->service.advice, st->service.advice_en);
	const char *patient = cover_patient(st->desk, cover_of_row(&st->a));
	int row = s->body.row;
	char text[400];

	if (st->client.n)
		clientline_header(st->desk, &st->client.v[0], c, SCREEN_ROW_AREA);
	draw_when(st, c, row);
	text_fmt(text, sizeof text, "%s%s%s", describe_in_language(st->a.service,
	    st->a.service_en), patient[0] ? ", " : "", patient);
	put(c, row + 1, tr("What"), text, STYLE_TEXT);
	put(c, row + 2, tr("With"), st->a.staff, STYLE_TEXT);
	text_fmt(text, sizeof text, "%s  %s", st->a.room, st->a.device);
	put(c, row + 3, tr("Where"), text, STYLE_TEXT);
	put(c, row + 4, tr("Needs"), st->a.needs, STYLE_TEXT);
	put(c, row + 5, tr("Notes"), st->a.note, STYLE_TEXT);
	put(c, row + 6, tr("Deposit"), st->paid ?
	    desk_sum(st->desk, st->paid, text, sizeof text) : "-", STYLE_TEXT);
	put(c, row + 7, tr("Observe"), advice, STYLE_TEXT);
	put(c, row + 8, tr("Know"), st->notice, STYLE_RISK);
	canvas_rule(c, row + 9, 0, c->cols, tr("what happened"));
	list_draw(&st->list, c);
	draw_said(st, c);
}

static enum key_use card_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct card *)s->state)->list, k);
}

static unsigned card_facts(const struct screen *s)
{
	return NEED_NO_TEXT | NEED_ROW | NEED_CLIENT |
	    schedule_facts(&((const struct card *)s->state)->a);
}

/* ---- commands ---- */

static enum err_code run_confirm(struct screen *s, struct err *e)
{
	return schedule_confirm(s, ((struct card *)s->state)->id, e);
}

static enum err_code run_cancel(struct screen *s, struct err *e)
{
	return schedule_cancel(s, ((struct card *)s->state)->id, e);
}

static enum err_code run_noshow(struct screen *s, struct err *e)
{
	return schedule_noshow(s, ((struct card *)s->state)->id, e);
}

static enum err_code run_move(struct screen *s, struct err *e)
{
	struct book_arg arg = { .move_id = ((struct card *)s->state)->id };

	return schedule_book(s, &arg, e);
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	struct card *st = s->state;
	struct book_arg arg = { .client_id = st->a.client_id,
		.dependant_id = st->a.dependant_id };

	return schedule_book(s, &arg, e);
}

static enum err_code run_pay(struct screen *s, struct err *e)
{
	struct card *st = s->state;

	return money_pay(s, st->a.client_id, st->id, e);
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct client_arg arg = { .client_id = ((struct card *)s->state)->a.client_id };

	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum err_code run_history(struct screen *s, struct err *e)
{
	struct actions_arg arg = { .client_id = ((struct card *)s->state)->a.client_id };

	return screen_open(s->loop, &actions_screen, &arg, e);
}

/* The printers of the rooms, devices and people that the appointment takes, and the back office. */
static enum err_code add_places(struct front *f, struct listing *l, int64_t id, struct err *e)
{
	struct paper_places places = { 0 };
	char name[100];
	enum err_code rc = paper_slip_places(f->desk, id, &places, e);

	for (size_t i = 0; i < places.n && rc == OK; i++)
		if (printer_at(&f->printer, places.v[i].code, name, sizeof name)[0])
			listing_add_printer(l, name, places.v[i].label);
	vec_free(&places);
	return rc;
}

/* For those who make ready and serve: what, when, where, with what, what they must know. */
static enum err_code run_slip(struct screen *s, struct err *e)
{
	const struct card *st = s->state;
	struct paper_ref ref = { .id = st->id };
	struct document *doc;
	struct listing *l;
	enum err_code rc = paper_slip(st->desk, &ref, &doc, e);

	if (rc != OK)
		return rc;
	l = listing_paper("slip", doc, 1);
	rc = add_places(front_of(s), l, st->id, e);
	if (rc == OK)
		return listing_ask(s, l, st->a.client_id, e);
	listing_free(l);
	return rc;
}

static const struct command commands[] = {
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("confirm"),
	  .right = "appt-step", .needs = NEED_WRITE, .dash = SCHEDULE_UNSURE,
	  .help = N_("The client has confirmed."), .run = run_confirm },
	{ .name = "row-move", .code = "mv", .keys = "m", .label = N_("move"),
	  .right = "appt-move", .needs = NEED_WRITE, .dash = SCHEDULE_TO_COME,
	  .help = N_("Another time for it: type it, or take one of those that fit."),
	  .run = run_move },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("cancel"),
	  .right = "appt-cancel", .needs = NEED_WRITE, .dash = SCHEDULE_TO_COME,
	  .help = N_("Cancels it, with a reason."), .run = run_cancel },
	{ .name = "visit-noshow", .code = "ns", .keys = "z", .label = N_("no-show"),
	  .right = "appt-step", .needs = NEED_WRITE, .dash = SCHEDULE_TO_COME,
	  .help = N_("The client has not come."), .run = run_noshow },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book", .needs = NEED_WRITE, .words = SCHEDULE_BOOK_WORDS,
	  .help = N_("Books another time for the client."),
	  .run = run_book },
	{ .name = "pay-take", .code = "py", .keys = "$", .label = N_("pay"),
	  .right = "pay-take",
	  .needs = NEED_WRITE, .help = N_("Takes a deposit for it, or what is owed."),
	  .run = run_pay },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .help = N_("Opens the client's file."), .run = run_client },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("slip"),
	  .help = N_("The slip for the departments: on paper, here or where it is needed, as a "
	  "file, on the screen."),
	  .run = run_slip },
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("changes"),
	  .help = N_("Who did what about this client, and when."), .run = run_history },
};

static void card_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "One appointment with everything it takes, what the client is to observe, what whoever "
	    "serves must know, and every step with time and person; earlier times stay. y "
	    "confirms, "
	    "m finds another time, x cancels with a reason, z says that nobody came."));
}

const struct screen_type appointment_screen = {
	.name = "appointment", .title = N_("Appointment"), .state_size = sizeof(struct card),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT | AREA_MESSAGES |
	    AREA_ARRIVALS,
	.open = card_open, .load = card_load, .facts = card_facts, .layout = card_layout,
	.draw = card_draw, .key = card_key, .close = card_close, .page = card_page,
};
