#include "desk/describe.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/callback.h"
#include "data/card.h"
#include "data/client.h"
#include "data/order.h"
#include "data/payment.h"
#include "data/request.h"
#include "data/service.h"
#include "data/staff.h"
#include "data/stock.h"
#include "data/test.h"
#include "data/visit.h"
#include "data/waiter.h"
#include "desk/arrival.h"
#include "desk/changes.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/rows.h"
#include "form/form.h"
#include "form/form_catalog.h"
#include "form/label.h"
#include "form/roles.h"

/* How an action reads when it is over; %s is what it was done to. */
static const struct sentence {
	const char *name, *with, *without;
} sentences[] = {
	{ "site-create", NULL, N_("made this file") },
	{ "demo-fill", NULL, N_("filled in the made-up site") },
	{ "tick", NULL, N_("computed by the clock") },
	{ "callback-announce", NULL, N_("sent the messages that go before calls") },
	{ "callback-expire", NULL, N_("ended callbacks of no use any more") },
	{ "client-add", N_("opened the file of %s"), N_("opened a file") },
	{ "client-edit", N_("changed the file of %s"), N_("changed a file") },
	{ "client-note", N_("wrote a note about %s"), N_("wrote a note") },
	{ "client-number", N_("gave a file number to %s"), N_("gave a file number") },
	{ "client-family", N_("changed family and pets of %s"), N_("changed family and pets") },
	{ "client-goods", N_("changed the usual goods of %s"), N_("changed usual goods") },
	{ "client-import", NULL, N_("imported a client list") },
	{ "client-merge", N_("merged a file into %s"), N_("merged two files") },
	{ "client-todo", N_("answered the work list about %s"), N_("answered a work list") },
	{ "appt-book", N_("booked %s"), N_("booked") },
	{ "appt-overbook", N_("booked over a taken time: %s"), N_("booked over a taken time") },
	{ "appt-move", N_("moved to %s"), N_("moved an appointment") },
	{ "appt-step", "%s", N_("changed the state of an appointment") },
	{ "appt-cancel", N_("cancelled %s"), N_("cancelled an appointment") },
	{ "appt-request", N_("answered a request: %s"), N_("answered a request from outside") },
	{ "appt-wait", N_("kept the waiting list: %s"), N_("kept the waiting list") },
	{ "appt-late", N_("said that somebody runs late: %s"), N_("said that somebody runs late") },
	{ "appt-import", NULL, N_("imported appointments") },
	{ "visit-arrive", N_("received %s"), N_("received a client") },
	{ "visit-step", N_("led on %s"), N_("led a client on") },
	{ "visit-assign", N_("changed the queue: %s"), N_("changed the queue") },
	{ "visit-cash", N_("took at the cash desk: %s"), N_("took money at the cash desk") },
	{ "pay-take", N_("took money: %s"), N_("took money") },
	{ "pay-back", N_("paid money back: %s"), N_("paid money back") },
	{ "order-add", N_("ordered: %s"), N_("made an order") },
	{ "order-send", N_("sent or invoiced: %s"), N_("sent or invoiced an order") },
	{ "order-cancel", N_("cancelled the order %s"), N_("cancelled an order") },
	{ "order-gift", N_("gave something away: %s"), N_("gave something away") },
	{ "price-discount", N_("gave a discount: %s"), N_("gave a discount") },
	{ "prepaid-edit", N_("changed the prepaid card %s"), N_("changed a prepaid card") },
	{ "test-send", N_("sent the kit of %s"), N_("sent a kit") },
	{ "test-receive", N_("received for %s"), N_("received a sample or a report") },
	{ "test-review", N_("reviewed %s"), N_("reviewed a report") },
	{ "test-report", N_("wrote the report of %s"), N_("wrote a final report") },
	{ "test-paper", N_("made or gave the paper of %s"), N_("made or gave a paper") },
	{ "test-explain", N_("explained %s"), N_("explained a report") },
	{ "test-cancel", N_("cancelled the test %s"), N_("cancelled a test") },
	{ "test-tell", N_("asked about %s"), N_("asked about a test") },
	{ "lab-import", NULL, N_("took in results of the laboratory") },
	{ "attach-file", N_("attached a file to %s"), N_("attached a file") },
	{ "stock-edit", N_("moved stock: %s"), N_("moved stock") },
	{ "cashup", NULL, N_("opened or counted a shift") },
	{ "visit-leave", N_("let go %s"), N_("let a client go") },
	{ "consult-edit", N_("wrote in the consultation of %s"), N_("wrote in a consultation") },
	{ "consult-diagnose", N_("wrote the diagnosis of %s"), N_("wrote a diagnosis") },
	{ "consult-sign", N_("signed the consultation of %s"), N_("signed a consultation") },
	{ "consult-end", N_("finished the consultation of %s"), N_("finished a consultation") },
	{ "treat-start", N_("began the treatment of %s"), N_("began a treatment") },
	{ "treat-later", N_("entered a treatment of %s afterwards"),
	    N_("entered a treatment afterwards") },
	{ "treat-step", N_("did a step for %s"), N_("did a step of a treatment") },
	{ "treat-confirm", N_("confirmed a step for %s"), N_("confirmed a step") },
	{ "treat-close", N_("ended the treatment of %s"), N_("ended a treatment") },
	{ "treat-adverse", N_("recorded a reaction of %s"), N_("recorded an adverse reaction") },
	{ "note-write", N_("wrote a note on the treatment of %s"),
	    N_("wrote a note on a treatment") },
	{ "segment-set", N_("set by hand what %s is"), N_("set by hand what a client is") },
	{ "segment-score", N_("scored %s"), N_("scored a client") },
	{ "day-mark", N_("ticked a list: %s"), N_("ticked a list of the day") },
	{ "plan-edit", N_("made or changed the plan of %s"), N_("made or changed a plan") },
	{ "plan-agree", N_("recorded what %s agreed to"), N_("recorded an agreement") },
	{ "plan-book", N_("booked a session of the plan of %s"), N_("booked a session of a plan") },
	{ "measure-add", N_("entered values of %s"), N_("entered measured values") },
	{ "incident-add", NULL, N_("wrote in the incidents") },
	{ "case-take", N_("took the complaint %s"), N_("took a complaint") },
	{ "case-step", N_("went on with the complaint %s"), N_("went on with a complaint") },
	{ "case-edit", N_("changed the complaint %s"), N_("changed a complaint") },
	{ "case-close", N_("ended the complaint %s"), N_("ended a complaint") },
	{ "escalate", N_("asked an expert about %s"), N_("asked an expert") },
	{ "escalate-answer", N_("answered about %s"), N_("answered a question") },
	{ "escalate-see", NULL, N_("saw a question") },
	{ "callback-do", N_("did a callback: %s"), N_("did a callback") },
	{ "callback-give", N_("gave a callback away: %s"), N_("gave a callback away") },
	{ "callback-merge", N_("made one of several callbacks: %s"),
	    N_("made one of several callbacks") },
	{ "callback-sample", N_("looked through a callback: %s"), N_("looked through a callback") },
	{ "day-close", NULL, N_("signed a day off") },
	{ "day-close-open", NULL, N_("signed a day off with something open") },
	{ "survey-take", N_("wrote in the survey of %s"), N_("wrote in a survey") },
	{ "survey-due", NULL, N_("made surveys due") },
	{ "suggest", NULL, N_("took down or answered a suggestion") },
	{ "cultivate", NULL, N_("saw to the cultivation of a client") },
	{ "improve", NULL, N_("decided a suggestion or saw to an improvement") },
	{ "event-edit", NULL, N_("changed an event of the house") },
	{ "message-send", NULL, N_("sent a message") },
	{ "sms-sync", NULL, N_("handed messages over, took replies in") },
	{ "message-drop", NULL, N_("withdrew a message") },
	{ "message-decide", NULL, N_("said whether a message left") },
	{ "message-reply", NULL, N_("dealt with a reply") },
	{ "message-read", NULL, N_("read own messages") },
	{ "staff-edit", N_("changed the entry of %s"), N_("changed staff and roles") },
	{ "site-edit", NULL, N_("changed site, branches and settings") },
	{ "resource-edit", N_("changed %s"), N_("changed rooms, devices and services") },
	{ "roster-edit", N_("changed the hours of %s"), N_("changed hours") },
	{ "appt-disrupt", N_("recorded that somebody is away: %s"),
	    N_("recorded that somebody is away") },
	{ "undo", N_("took back: %s"), N_("took an action back") },
	{ "undo-other", N_("took back: %s"), N_("took an action back") },
};

/* An absence is recorded, changed and ended under the same name as what is done for those whom it
 * touches: what was changed tells them apart. */
static const struct sentence disrupted = { "appt-disrupt",
	N_("dealt with what an absence touches: %s"), N_("dealt with what an absence touches") };

static const struct sentence *find(const char *name)
{
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
		if (!strcmp(sentences[i].name, name))
			return &sentences[i];
	return NULL;
}

/* What an action itself says about its subject. The row may have gone on since, or be gone: then
 * the list of actions must still tell what was done, not what came of it. */
struct trace {
	const char *table;              /* of the subject */
	char key[48];
	int64_t start_at, client_id;    /* 0: this action left it as it was */
	char state[80];                 /* in words, likewise "" */
	struct desk *desk;
	bool absence;                   /* it changed an absence itself */
};

static bool follow(void *ctx, const struct change_line *line)
{
	struct trace *t = ctx;
	const struct value *v = line->op == CHANGE_DELETE ? &line->before : &line->after;

	t->absence |= !strcmp(line->table, "absence");
	if (strcmp(line->table, t->table) != 0 || strcmp(line->key, t->key) != 0)
		return true;
	if (!strcmp(line->column, "start_at"))
		t->start_at = v->i;
	if (!strcmp(line->column, "client_id"))
		t->client_id = v->i;
	if (!strcmp(line->column, "state") && line->op == CHANGE_UPDATE)
		change_value_text(t->desk, t->table, "state", v, t->state, sizeof t->state);
	return true;
}

static void trace(struct desk *d, int64_t action, const char *table, int64_t id, struct trace *t)
{
	struct err none = ERR_INIT;

	*t = (struct trace){ .table = table, .desk = d };
	text_fmt(t->key, sizeof t->key, "%lld", (long long)id);
	if (action && action_each_change(d->store, action, follow, t, &none) != OK)
		t->start_at = t->client_id = 0;
}

const char *describe_name(const char *action_name)
{
	const struct sentence *s = find(action_name);

	return s ? tr(s->without) : action_name;
}

char *describe_client(struct desk *d, int64_t client_id, char *out, size_t size)
{
	struct client c;
	struct err none = ERR_INIT;

	if (client_get(d->store, client_id, &c, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)client_id);
	text_copy(out, size, cover_name(d, cover_of_client(&c)));
	client_free(&c);
	return out;
}

static char *time_for(struct desk *d, int64_t start_at, int64_t client_id, char *out, size_t size)
{
	char at[48], client[200];

	desk_time_text(d, start_at, at, sizeof at);
	describe_client(d, client_id, client, sizeof client);
	return text_fmt(out, size, tr("%s for %s"), at, client);
}

char *describe_appointment(struct desk *d, int64_t id, char *out, size_t size)
{
	struct appointment_row row;
	struct err none = ERR_INIT;

	if (appointment_row_get(d->store, id, &row, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	return time_for(d, row.start_at, row.client_id, out, size);
}

/* As action A left it; with what it became, where that is all that A did. */
static char *appointment_then(struct desk *d, const struct action_row *a, int64_t id, char *out,
    size_t size)
{
	char when[300];
	struct appointment_row row = { 0 };
	struct err none = ERR_INIT;
	struct trace t;
	bool there = appointment_row_get(d->store, id, &row, &none) == OK;

	trace(d, a->id, "appointment", id, &t);
	if (!t.start_at)
		t.start_at = row.start_at;
	if (!t.client_id)
		t.client_id = row.client_id;
	if (!there && (!t.start_at || !t.client_id))
		return text_fmt(out, size, "%lld", (long long)id);
	if (strcmp(a->name, "appt-step") != 0 || !t.state[0])
		return time_for(d, t.start_at, t.client_id, out, size);
	return text_fmt(out, size, "%s: %s", time_for(d, t.start_at, t.client_id, when,
	    sizeof when), t.state);
}

char *describe_staff(struct desk *d, int64_t id, char *out, size_t size)
{
	struct staff p;
	struct err none = ERR_INIT;

	if (!id)
		return text_copy(out, size, tr("the program"));
	if (staff_get(d->store, id, &p, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	return text_copy(out, size, p.name);
}

static char *describe_visit(struct desk *d, int64_t id, char *out, size_t size)
{
	struct visit_row v;
	struct err none = ERR_INIT;
	char client[200];

	if (visit_get(d->store, id, &v, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	describe_client(d, v.client_id, client, sizeof client);
	return text_fmt(out, size, "%s %s", v.number, client);
}

/* All of one taking: it may be spread over orders and ways of paying. What took it back carries the
 * same receipt with the other sign. */
static int64_t taken_with(struct desk *d, const struct payment *p)
{
	struct payment_list l = { 0 };
	struct err none = ERR_INIT;
	int64_t sum = 0;

	if (!p->receipt[0] || payment_list_receipt(d->store, p->receipt, &l, &none) != OK)
		return p->amount;
	for (size_t i = 0; i < l.n; i++)
		if ((l.v[i].amount < 0) == (p->amount < 0))
			sum += l.v[i].amount;
	payment_list_free(&l);
	return sum;
}

static char *describe_payment(struct desk *d, int64_t id, char *out, size_t size)
{
	struct payment p;
	struct err none = ERR_INIT;
	char client[200], money[32];

	if (payment_get(d->store, id, &p, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	describe_client(d, p.client_id, client, sizeof client);
	return text_fmt(out, size, tr("%s of %s"), desk_sum(d, taken_with(d, &p), money,
	    sizeof money), client);
}

static char *describe_order(struct desk *d, int64_t id, char *out, size_t size)
{
	struct client_order o;
	struct err none = ERR_INIT;
	char client[200];

	if (client_order_get(d->store, id, &o, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	describe_client(d, o.client_id, client, sizeof client);
	return text_fmt(out, size, "%s %s", o.number, client);
}

static char *describe_card(struct desk *d, int64_t id, char *out, size_t size)
{
	struct card c;
	struct err none = ERR_INIT;
	char client[200];

	if (card_get(d->store, id, &c, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	describe_client(d, c.client_id, client, sizeof client);
	return text_fmt(out, size, "%s %s", c.number, client);
}

static char *describe_waiter(struct desk *d, int64_t id, char *out, size_t size)
{
	struct waiter w;
	struct err none = ERR_INIT;

	if (waiter_get(d->store, id, &w, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	return describe_client(d, w.client_id, out, size);
}

static char *describe_request(struct desk *d, int64_t id, char *out, size_t size)
{
	struct request r;
	struct err none = ERR_INIT;

	if (request_get(d->store, id, &r, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	if (r.client_id)
		return describe_client(d, r.client_id, out, size);
	return text_copy(out, size, r.name);
}

/* Rows with a form tell their own names. */
static char *describe_resource(struct desk *d, int64_t id, char *out, size_t size)
{
	return rows_name(d, "resource", id, out, size);
}

static char *describe_service(struct desk *d, int64_t id, char *out, size_t size)
{
	return rows_name(d, "service", id, out, size);
}

static char *describe_branch(struct desk *d, int64_t id, char *out, size_t size)
{
	return rows_name(d, "branch", id, out, size);
}

static char *describe_absence(struct desk *d, int64_t id, char *out, size_t size)
{
	return rows_name(d, "absence", id, out, size);
}

static char *describe_opening(struct desk *d, int64_t id, char *out, size_t size)
{
	return rows_name(d, "opening", id, out, size);
}

static char *describe_lot(struct desk *d, int64_t id, char *out, size_t size)
{
	struct err none = ERR_INIT;
	struct lot l;

	if (lot_get(d->store, id, &l, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	return text_fmt(out, size, "%s %s", describe_in_language(l.name, l.name_en), l.code);
}

static char *describe_test(struct desk *d, int64_t id, char *out, size_t size)
{
	struct err none = ERR_INIT;
	struct test x;

	if (test_get(d->store, id, &x, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	return text_fmt(out, size, "%s %s", x.number, describe_in_language(x.name, x.name_en));
}

static char *describe_callback(struct desk *d, int64_t id, char *out, size_t size)
{
	struct err none = ERR_INIT;
	struct callback c;
	char client[200];

	if (callback_get(d->store, id, &c, &none) != OK || !c.client_id)
		return text_fmt(out, size, "%lld", (long long)id);
	describe_client(d, c.client_id, client, sizeof client);
	return text_fmt(out, size, "%s %s", client, cover_about(d, c.event, c.client_id, c.staff_id,
	    describe_in_language(c.about, c.about_en)));
}

/* "appointment:48001" in words; false when there is nothing to say. */
static bool describe_subject(struct desk *d, const struct action_row *a, char *out, size_t size)
{
	static const char appointment[] = "appointment:";
	static const struct {
		const char *table;
		char *(*say)(struct desk *, int64_t, char *, size_t);
	} kinds[] = {
		{ "client:", describe_client }, { "staff:", describe_staff },
		{ "visit:", describe_visit }, { "payment:", describe_payment },
		{ "client_order:", describe_order }, { "card:", describe_card },
		{ "resource:", describe_resource }, { "service:", describe_service },
		{ "branch:", describe_branch }, { "absence:", describe_absence },
		{ "opening:", describe_opening }, { "waiter:", describe_waiter },
		{ "request:", describe_request }, { "lot:", describe_lot },
		{ "test:", describe_test }, { "callback:", describe_callback },
	};

	if (!strncmp(a->subject, appointment, sizeof appointment - 1)) {
		appointment_then(d, a, strtoll(a->subject + sizeof appointment - 1, NULL, 10),
		    out, size);
		return true;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		size_t n = strlen(kinds[i].table);

		if (!strncmp(a->subject, kinds[i].table, n)) {
			kinds[i].say(d, strtoll(a->subject + n, NULL, 10), out, size);
			return strcmp(out, a->subject + n) != 0;        /* taken back: gone */
		}
	}
	return false;
}

char *describe_ability(struct desk *d, const char *word, char *out, size_t size)
{
	static const struct { const char *word, *label; } rooms[] = {
		{ "treatment", N_("treatment room") }, { "consulting", N_("consulting room") },
	};
	const struct role *role = roles_find(d->roles, word);
	struct err none = ERR_INIT;
	struct service s;

	if (role)
		return text_copy(out, size, label_text(&role->label));
	for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++)
		if (!strcmp(rooms[i].word, word))
			return text_copy(out, size, tr(rooms[i].label));
	if (service_by_code(d->store, word, &s, &none) == OK)
		return text_copy(out, size, describe_in_language(s.name, s.name_en));
	return text_copy(out, size, word);
}

const char *describe_in_language(const char *name, const char *name_en)
{
	return tr_language()[0] == 'e' && name_en[0] ? name_en : name;
}

const char *describe_reason(const struct desk *d, const char *reason)
{
	const struct form *f = d->forms ? form_catalog_find(d->forms, "cancel") : NULL;
	int why = f ? form_field_index(f, "why") : -1;

	for (size_t i = 0; why >= 0 && i < f->fields[why].nchoices; i++) {
		const struct form_choice *c = &f->fields[why].choices[i];

		if (c->code && !strcmp(c->code, reason))
			return label_text(&c->label);
	}
	return reason;
}

char *describe_action(struct desk *d, const struct action_row *a, char *out, size_t size)
{
	const struct sentence *s = find(a->name);
	struct err none = ERR_INIT;
	struct action_row other;
	struct trace t;
	char subject[300];

	if (a->id && !strcmp(a->name, disrupted.name)) {
		trace(d, a->id, "absence", 0, &t);
		s = t.absence ? s : &disrupted;
	}

	if (!s)
		return text_copy(out, size, a->name);
	if (a->undoes && s->with && action_get(d->store, a->undoes, &other, &none) == OK &&
	    !other.undoes)
		return text_with(out, size, tr(s->with), describe_action(d, &other, subject,
		    sizeof subject));
	if (s->with && describe_subject(d, a, subject, sizeof subject))
		return text_with(out, size, tr(s->with), subject);
	return text_copy(out, size, tr(s->without));
}

const char *describe_origin(const char *origin)
{
	static const char *const words[][2] = { { "ui", N_("on a screen") },
		{ "cli", N_("at the command line") }, { "import", N_("an import") },
		{ "sms", N_("replies to messages") }, { "tick", N_("by the clock") },
		{ "base", N_("with the new file") } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i][0], origin))
			return tr(words[i][1]);
	return origin;
}
