/* Orders, tab Tests: where every test stands, what is late, and the next step. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/value.h"
#include "base/when.h"
#include "data/attachment.h"
#include "data/order.h"
#include "data/service.h"
#include "data/test.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/papers.h"
#include "desk/rights.h"
#include "desk/testing.h"
#include "form/form.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/schedule.h"
#include "tui/canvas.h"
#include "tui/dialog.h"

enum { ORDER_TESTS = 6 };

struct test_box {
	int64_t id, client_id, dependant_id;
	char from[12];
};

/* ---- the list ---- */

static void put_row(struct desk *d, const struct test *x, bool client, struct area_rows *out)
{
	const struct testing_step *s = testing_next(x->stage);
	int late = testing_late(d, x);
	struct area_row *r = area_rows_add(out);
	char day[11], due[16];

	r->id = x->id;
	r->client_id = x->client_id;
	r->style = late ? STYLE_LATE : s ? STYLE_TEXT : STYLE_GREY;
	text_copy(r->cell[0], sizeof r->cell[0], x->number);
	if (client)
		day_short(day_parse(x->day), r->cell[1], sizeof r->cell[1]);
	else
		clientline_name(d, x->client_id, r->cell[1], sizeof r->cell[1]);
	text_copy(r->cell[2], sizeof r->cell[2], testing_name(x));
	text_copy(r->cell[3], sizeof r->cell[3], testing_stage_word(x->stage));
	desk_day_of(d, x->stage_at, day);
	day_short(day_parse(day), r->cell[4], sizeof r->cell[4]);
	text_fmt(r->cell[5], sizeof r->cell[5], "%s%s", x->due_day[0] ?
	    day_short(day_parse(x->due_day), due, sizeof due) : "", late ? " !" : "");
	if (s && s->ask != TESTING_FINAL && s->ask != TESTING_EXPLAIN)
		text_copy(r->cell[6], sizeof r->cell[6], tr(s->who));
	else
		text_copy(r->cell[6], sizeof r->cell[6], x->expert);
}

static enum err_code read_tests(struct screen *s, int64_t client_id, struct test_list *l,
    struct err *e)
{
	const struct desk *d = front_desk(s);

	return client_id ? test_list_client(d->store, client_id, l, e) :
	    test_list_open(d->store, d->branch_id, l, e);
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct test_list l = { 0 };
	enum err_code rc = read_tests(s, of.client_id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++)
		put_row(front_desk(s), &l.v[i], of.client_id != 0, out);
	test_list_free(&l);
	return rc;
}

/* "open 31 late 2!: ordered 4, kit sent 9, in review 3" */
static enum err_code put_counts(struct screen *s, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	size_t of[8] = { 0 }, open = 0, late = 0;
	struct test_list l = { 0 };
	const char *part = ": ";
	enum err_code rc = read_tests(s, area_client(s), &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		int place = testing_place(l.v[i].stage);

		if (place < 0 || place >= 8)
			continue;
		of[place]++;
		open++;
		late += testing_late(d, &l.v[i]) > 0;
	}
	test_list_free(&l);
	buf_printf(out, tr("open %zu, late %zu%s"), open, late, late ? "!" : "");
	for (size_t i = 0; i < testing_steps_count; i++) {
		if (!of[i])
			continue;
		buf_printf(out, "%s%s %zu", part, testing_stage_word(testing_steps[i].from), of[i]);
		part = ", ";
	}
	buf_putc(out, '\n');
	return rc;
}

static enum err_code put_steps(struct desk *d, int64_t id, struct buf *out, struct err *e)
{
	struct test_event_list l = { 0 };
	enum err_code rc = test_event_list(d->store, id, &l, e);
	char day[11], text[16];

	for (size_t i = 0; rc == OK && i < l.n; i++)
		buf_printf(out, "%s%s %s %s", i ? " > " : "", testing_stage_word(l.v[i].what),
		    day_short(day_parse(desk_day_of(d, l.v[i].at, day)), text, sizeof text),
		    l.v[i].staff);
	buf_putc(out, '\n');
	test_event_list_free(&l);
	return rc;
}

static const char *report_word(struct desk *d, const struct test *x)
{
	if (!x->report_id)
		return tr("none attached");
	return testing_sees_report(d, x) ? tr("attached") : tr("attached, not reviewed yet");
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	const struct testing_step *next;
	struct test_type type;
	struct test x;
	enum err_code rc = put_counts(s, out, e);

	if (rc == OK)
		rc = test_get(d->store, id, &x, e);
	if (rc == OK)
		rc = test_type_get(d->store, x.test_type_id, &type, e);
	if (rc != OK)
		return rc;
	next = testing_next(x.stage);
	if (next)
		buf_printf(out, tr("Next: %s (%s). "), tr(next->what), tr(next->who));
	buf_printf(out, tr("Report: %s. Sampling guide: %s"), report_word(d, &x),
	    describe_in_language(type.guide, type.guide_en));
	buf_putc(out, '\n');
	return put_steps(d, id, out, e);
}

/* ---- the next step ---- */

static void step_preset(const struct askform *a, const void *ctx, const char *word,
    struct value *out)
{
	const struct test_box *b = ctx;

	(void)a;
	if (!strcmp(word, "step"))
		value_set_text(out, testing_next(b->from)->to);
}

static bool says(const struct form_edit *x, const char *field, const char *code)
{
	return !strcmp(askform_text(x, field), code);
}

static enum err_code do_step(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct test_box *b = ctx;
	char text[300], to[200];
	struct testing_answer a = { .test_id = b->id, .from = b->from,
		.told = says(x, "told", "yes"), .path = askform_text(x, "path"),
		.final = askform_text(x, "final"), .given_to = to, .text = text,
		.unfit = says(x, "content", "no") || says(x, "amount", "no") ||
		    says(x, "fit", "no") };
	enum err_code rc;

	text_fmt(text, sizeof text, "%s%s%s", says(x, "content", "no") ? tr("content wrong. ") : "",
	    says(x, "amount", "no") ? tr("too little. ") : says(x, "how", "mailed") ?
	    tr("mailed. ") : "", askform_text(x, "text"));
	text_fmt(to, sizeof to, "%s%s", askform_text(x, "given_to"),
	    says(x, "way", "mailed") ? tr(" (mailed)") : "");
	if (!askform_text(x, "given_to")[0])
		to[0] = '\0';
	rc = testing_step(front_desk(owner), &a, e);
	if (rc == OK)
		screen_done(owner, tr("Done: %s. Ctrl-Z takes it back."),
		    a.unfit ? testing_stage_word("unfit") : tr(testing_next(b->from)->what));
	return rc;
}

/* Who may not take the step is told at once, and who may. */
static enum err_code check_step(struct desk *d, const struct testing_step *n, struct err *e)
{
	return n ? testing_check_may(d, n, e) :
	    err_set(e, ERR_INVALID, "%s", tr("Nothing is left to be done."));
}

static enum err_code next_step(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct test_box b = { .id = id, .client_id = client_id };
	struct desk *d = front_desk(s);
	struct test_type type;
	struct test x;
	char title[200];
	enum err_code rc = test_get(d->store, id, &x, e);

	if (rc == OK)
		rc = check_step(d, testing_next(x.stage), e);
	if (rc == OK)
		rc = test_type_get(d->store, x.test_type_id, &type, e);
	if (rc != OK)
		return rc;
	text_copy(b.from, sizeof b.from, x.stage);
	text_fmt(title, sizeof title, "%s %s: %s", x.number, testing_name(&x),
	    tr(testing_next(x.stage)->what));
	return askform_open(s, &(struct askform){ .form = "test-step", .title = title,
	    .text = !strcmp(x.stage, "ordered") ? describe_in_language(type.guide, type.guide_en) :
	    NULL, .ctx = &b, .size = sizeof b, .preset = step_preset, .done = do_step,
	    .draft = "test-step", .draft_ref = id, .draft_with = testing_place(x.stage) + 1 }, e);
}

/* ---- ordering ---- */

static enum err_code do_order(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct test_box *b = ctx;
	struct desk *d = front_desk(owner);
	struct order_draft o = { .client_id = b->client_id, .kind = "tests",
		.dependant_id = b->dependant_id };
	char field[4], total[MONEY_TEXT];
	struct client_order made;
	int64_t id;
	enum err_code rc;

	for (int i = 1; i <= ORDER_TESTS; i++) {
		int64_t kind = askform_int(x, text_fmt(field, sizeof field, "t%d", i));

		if (kind)
			o.lines[o.nlines++] = (struct order_draft_line){ .test_type_id = kind,
				.quantity = 1, .price = -1 };
	}
	rc = order_add(d, &o, &id, e);
	if (rc == OK)
		rc = client_order_get(d->store, id, &made, e);
	if (rc == OK)
		screen_done(owner, tr("Ordered: %s, %zu tests, %s. Alt-p prints it for signature."),
		    made.number, o.nlines, desk_money(d, made.total, total, sizeof total));
	return rc;
}

/* "Tests 3, total CNY 5,960.00", as they are chosen. */
static void order_line(struct desk *d, const struct form_edit *x, struct buf *out)
{
	char field[4], total[MONEY_TEXT];
	struct err none = ERR_INIT;
	struct test_type type;
	int64_t sum = 0, kind;
	int n = 0;

	for (int i = 1; i <= ORDER_TESTS; i++) {
		kind = askform_int(x, text_fmt(field, sizeof field, "t%d", i));
		if (!kind || test_type_get(d->store, kind, &type, &none) != OK)
			continue;
		sum += type.price;
		n++;
	}
	if (n)
		buf_printf(out, tr("Tests %d, total %s %s"), n, d->currency,
		    money_full(sum, d->currency, total, sizeof total));
}

static enum err_code ask_order(struct screen *s, int64_t client_id, int64_t dependant_id,
    struct err *e)
{
	struct test_box b = { .client_id = client_id, .dependant_id = dependant_id };
	char name[200], title[240];

	if (!client_id)
		return err_set(e, ERR_INVALID,
		    tr("No client is at hand. F2 finds one, then come back here."));
	clientline_name(front_desk(s), client_id, name, sizeof name);
	return askform_open(s, &(struct askform){ .form = "test-order", .right = "order-add",
	    .title = text_fmt(title, sizeof title, tr("Tests for %s"), name), .ctx = &b,
	    .size = sizeof b, .line = order_line, .done = do_order, .draft = "test-order",
	    .draft_ref = client_id, .draft_with = dependant_id }, e);
}

static enum err_code order(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	const struct front *f = front_of(s);

	(void)id;
	return ask_order(s, client_id, f->client_id == client_id ? f->dependant_id : 0, e);
}

/* ---- attach, cancel, ask, why, book ---- */

static enum err_code do_attach(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct test_box *b = ctx;
	enum err_code rc = testing_attach(front_desk(owner), b->id, askform_text(x, "path"), e);

	if (rc == OK)
		screen_done(owner, "%s", tr("The report is attached. y goes one step on."));
	return rc;
}

static enum err_code do_cancel(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct test_box *b = ctx;
	enum err_code rc = testing_cancel(front_desk(owner), b->id, askform_text(x, "reason"), e);

	if (rc == OK)
		screen_done(owner, "%s",
		    tr("The test is cancelled; its order stays. Ctrl-Z takes it back."));
	return rc;
}

static enum err_code ask(struct screen *s, int64_t id, struct askform *a, const char *title,
    struct err *e)
{
	struct test_box b = { .id = id };

	a->title = title;
	a->ctx = &b;
	a->size = sizeof b;
	a->draft = a->form;
	a->draft_ref = id;
	return askform_open(s, a, e);
}

static enum err_code attach(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct askform a = { .form = "test-attach", .right = "test-receive", .done = do_attach };

	(void)client_id;
	return ask(s, id, &a, tr("Attach the report"), e);
}

static enum err_code cancel(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct askform a = { .form = "test-cancel", .right = "test-cancel", .done = do_cancel };

	(void)client_id;
	return ask(s, id, &a, tr("Cancel the test"), e);
}

static enum err_code urge(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	size_t n;
	enum err_code rc = testing_escalate(front_desk(s), id, &n, e);

	(void)client_id;
	if (rc == OK) {
		screen_done(s, tr("Asked: %zu of the house see it on their screens."), n);
		area_wrote(s);
	}
	return rc;
}

static enum err_code why(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct buf text = BUF_INIT;
	enum err_code rc = testing_why(front_desk(s), id, &text, e);

	(void)client_id;
	if (rc == OK)
		rc = dialog_tell(s, tr("Why"), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

/* The service `report` is where a report is read to the client. */
static enum err_code book(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct book_arg arg = { .client_id = client_id, .nservices = 1 };
	struct service report;
	struct test x;

	if (test_get(front_desk(s)->store, id, &x, e) != OK ||
	    service_by_code(front_desk(s)->store, "report", &report, e) != OK)
		return e->code;
	arg.service[0] = report.id;
	arg.dependant_id = x.dependant_id;
	return schedule_book(s, &arg, e);
}

/* What is needed now: the voucher to sign with the applications, the guide that goes with the kit,
 * the report. */
static enum err_code paper(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct document *doc = NULL;
	const char *name = "order";
	struct test x;
	enum err_code rc = test_get(d->store, id, &x, e);

	if (rc != OK)
		return rc;
	if (!strcmp(x.stage, "sent"))
		name = "guide";
	else if (x.final[0])
		name = "report";
	rc = paper_find(name)->make(d, &(struct paper_ref){
	    .word = x.final[0] ? x.number : x.order }, &doc, e);
	return rc == OK ? listing_ask(s, listing_paper(name, doc, 1), client_id, e) : rc;
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	if (!strcmp(at->word, "test-order"))
		return ask_order(s, at->ref, at->with, e);
	if (!strcmp(at->word, "test-step"))
		return next_step(s, at->ref, 0, e);
	return strcmp(at->word, "test-attach") ? cancel(s, at->ref, 0, e) :
	    attach(s, at->ref, 0, e);
}

static int64_t whose_file(struct desk *d, int64_t client_id)
{
	(void)d;
	return client_id;
}

static int64_t whose_test(struct desk *d, int64_t id)
{
	struct test x;
	struct err none = ERR_INIT;

	return test_get(d->store, id, &x, &none) == OK ? x.client_id : 0;
}

static const struct askform_again again[] = {
	{ "test-order", "test-order", &orders_screen, "tests", run_again, whose_file },
	{ "test-step", "test-step", &orders_screen, "tests", run_again, whose_test },
	{ "test-attach", "test-attach", &orders_screen, "tests", run_again, whose_test },
	{ "test-cancel", "test-cancel", &orders_screen, "tests", run_again, whose_test },
};
ASKFORM_AGAIN(tests_again, again);

static const struct list_column columns[] = { { N_("no."), 0 }, { N_("client"), 7 },
	{ N_("test"), 20 }, { N_("stage"), 35 }, { N_("since"), 45 }, { N_("due"), 52 },
	{ N_("who"), 61 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = next_step, .label = N_("next step"),
	  .help = N_("The next step, by whoever's turn it is.") },
	{ .command = "row-next", .run = next_step, .label = N_("next step"),
	  .help = N_("The next step, by whoever's turn it is.") },
	{ .command = "row-new", .run = order, .right = "order-add", .label = N_("order tests"),
	  .help = N_("Orders tests for the client at hand.") },
	{ .command = "row-edit", .run = attach, .right = "test-receive", .label = N_("attach"),
	  .help = N_("Attaches the laboratory's report.") },
	{ .command = "row-cancel", .run = cancel, .right = "test-cancel",
	  .help = N_("Cancels the test, with a reason.") },
	{ .command = "row-escalate", .run = urge, .right = "test-tell",
	  .help = N_("Tells those who hold it up that it is urgent.") },
	{ .command = "row-why", .run = why,
	  .help = N_("Every step with who and when, and the due date.") },
	{ .command = "row-print", .run = paper, .right = "list-print",
	  .help = N_("Fee voucher to sign with the paper applications; the guide once the "
	      "kit is sent; the report once it is written.") },
	{ .command = "appt-book", .run = book, .right = "appt-book",
	  .help = N_("Books the reading of the report.") },
};

const struct area_tab tests_tab = {
	.name = "tests", .title = N_("Tests"), .columns = columns, .ncolumns = 7, .load = load,
	.numbered = true,
	.detail = detail, .acts = acts, .nacts = sizeof acts / sizeof *acts,
	.own_title = N_("day"), .empty = N_("No test yet. n orders from the catalogue."),
	.empty_house = N_("No open tests. F2 finds the client, n orders here."),
	.page = N_("Every test from the order to the reading: kit sent, sample received and "
	    "checked, "
	    "report fetched, reviewed, final report, paper, given, explained. y takes the next "
	    "step, if it is yours; else the sentence says whose it is, and u asks them. A sample "
	    "that is unfit takes a new kit. A report is seen by expert and coordinator once it is "
	    "reviewed. n orders several tests at once, e attaches the report, w says why it "
	    "stands so, b books the reading, x cancels with a reason. A kit that is not back "
	    "after 14 days becomes a task."),
};
