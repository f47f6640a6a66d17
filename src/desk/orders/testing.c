/* The pipeline of tests: one table, and what each step asks and does. */
#include "desk/testing.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/action.h"
#include "data/attachment.h"
#include "data/client.h"
#include "data/message.h"
#include "data/order.h"
#include "data/staff.h"
#include "data/todo.h"
#include "desk/attach.h"
#include "desk/callback_events.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/stock.h"
#include "order_priv.h"
#include "testing_priv.h"

enum { REPORT_DAYS = -1, REVIEW_DAYS = -2, ORDERED_DAYS = 1, KITS_MAX = 20 };
enum { WHO_MOST = 4, ROW_CELLS = 80 };  /* who is named; a row of the screen */

const struct testing_step testing_steps[] = {
	{ "ordered", "sent", TESTING_SEND, "test-send", N_("kit sent, report date told"),
	    N_("the coordinator"), 14 },
	{ "sent", "testing", TESTING_RECEIVE, "test-receive", N_("sample received and checked"),
	    N_("the lab desk"), REPORT_DAYS },
	{ "testing", "review", TESTING_REPORT, "test-receive", N_("report fetched"),
	    N_("the lab desk"), REVIEW_DAYS },
	{ "review", "reviewed", TESTING_REVIEW, "test-review", N_("reviewed"),
	    N_("the lab desk"), 2 },
	{ "reviewed", "report", TESTING_FINAL, "test-report", N_("final report written"),
	    N_("the expert"), 2 },
	{ "report", "paper", TESTING_PAPER, "test-paper", N_("paper made"), N_("the lab desk"), 3 },
	{ "paper", "given", TESTING_GIVE, "test-paper", N_("given or mailed"),
	    N_("the lab desk"), 14 },
	{ "given", "explained", TESTING_EXPLAIN, "test-explain", N_("explained"),
	    N_("the expert"), 0 },
};
const size_t testing_steps_count = sizeof testing_steps / sizeof testing_steps[0];

const struct testing_step *testing_next(const char *stage)
{
	for (size_t i = 0; i < testing_steps_count; i++)
		if (!strcmp(testing_steps[i].from, stage))
			return &testing_steps[i];
	return NULL;
}

int testing_place(const char *stage)
{
	for (size_t i = 0; i < testing_steps_count; i++)
		if (!strcmp(testing_steps[i].from, stage))
			return (int)i;
	return strcmp(stage, "explained") ? -1 : (int)testing_steps_count;
}

const char *testing_stage_word(const char *stage)
{
	static const struct {
		const char *stage, *word;
	} words[] = {
		{ "ordered", N_("ordered") }, { "sent", N_("kit sent") },
		{ "testing", N_("testing") }, { "review", N_("in review") },
		{ "reviewed", N_("reviewed") }, { "report", N_("final report") },
		{ "paper", N_("printing") }, { "given", N_("given") },
		{ "explained", N_("explained") }, { "cancelled", N_("cancelled") },
		{ "unfit", N_("unfit, new kit") }, { "attached", N_("report attached") },
		{ "told", N_("reminded") }, { "back", N_("taken back") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].stage, stage))
			return tr(words[i].word);
	return stage;
}

const char *testing_name(const struct test *x)
{
	return describe_in_language(x->name, x->name_en);
}

/* ---- who may ---- */

/* "钱珊, 吴磊": at most MOST who have the right. */
static char *who_may(struct desk *d, const char *right, size_t most, char *out, size_t size)
{
	struct staff_list l = { 0 };
	struct err none = ERR_INIT;
	size_t n = 0;

	text_copy(out, size, "");
	if (staff_list(d->store, 0, false, &l, &none) != OK)
		return out;
	for (size_t i = 0; i < l.n && n < most; i++) {
		if (!rights_other_may(d, l.v[i].id, right))
			continue;
		text_fmt(out + strlen(out), size - strlen(out), "%s%s", n++ ? ", " : "",
		    l.v[i].name);
	}
	staff_list_free(&l);
	return out;
}

char *testing_who(struct desk *d, const char *right, char *out, size_t size)
{
	return who_may(d, right, WHO_MOST, out, size);
}

/* As many names as one row of the screen holds beside the step; one at least. */
enum err_code testing_check_may(struct desk *d, const struct testing_step *s, struct err *e)
{
	char names[160], text[sizeof e->text];
	size_t most = WHO_MOST;
	enum err_code rc = rights_check(d, &d->who, s->right, e);

	if (rc != ERR_DENIED)
		return rc;
	err_clear(e);
	do
		text_fmt(text, sizeof text, tr("For %s: %s (%s). u asks them."),
		    tr(s->who), tr(s->what), who_may(d, s->right, most, names, sizeof names));
	while (utf8_cells(text) > ROW_CELLS && --most);
	return err_set(e, ERR_DENIED, "%s", text);
}

enum err_code testing_begin(struct desk *d, const char *name, const char *reason, int64_t id,
    int64_t undoes, struct txn **t, struct err *e)
{
	struct action_head head = { .name = name, .reason = reason, .undoes = undoes };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc == OK && id)
		action_subject(*t, "test", id);
	return rc;
}

/* ---- when the next step is due ---- */

static enum err_code put_due(struct txn *t, struct desk *d, struct test *x, int days,
    struct err *e)
{
	struct test_type type;
	char today[DAY_TEXT];
	enum err_code rc = test_type_get(d->store, x->test_type_id, &type, e);

	if (rc != OK)
		return rc;
	if (days == REPORT_DAYS)
		days = type.report_days;
	else if (days == REVIEW_DAYS)
		days = type.review_days;
	day_format(day_parse(desk_day_of(d, txn_now(t), today)) + days, x->due_day);
	return OK;
}

/* ---- orders ---- */

static enum err_code expert_of(struct desk *d, int64_t client_id, int64_t *out, struct err *e)
{
	struct client c;
	enum err_code rc;

	*out = d->who.staff_id;
	if (d->who.staff_id && rights_other_may(d, d->who.staff_id, "test-report"))
		return OK;
	rc = client_get(d->store, client_id, &c, e);
	if (rc == OK) {
		*out = c.expert_id;
		client_free(&c);
	}
	return rc;
}

enum err_code testing_make_in(struct txn *t, struct desk *d, int64_t order_id,
    const struct order_line *l, struct err *e)
{
	struct client_order o;
	struct test x = { .line_id = l->id, .test_type_id = l->test_type_id };
	enum err_code rc = client_order_get(d->store, order_id, &o, e);

	if (rc == OK)
		rc = expert_of(d, o.client_id, &x.expert_id, e);
	if (rc != OK)
		return rc;
	x.branch_id = o.branch_id;
	x.client_id = o.client_id;
	x.dependant_id = o.dependant_id;
	text_copy(x.day, sizeof x.day, o.day);
	rc = put_due(t, d, &x, ORDERED_DAYS, e);
	if (rc == OK)
		rc = callback_tested_in(t, d, &x, e);
	for (int64_t i = 0; i < l->quantity && rc == OK; i++) {
		int64_t id;

		rc = number_next(t, "test", 'T', x.number, sizeof x.number, e);
		if (rc == OK)
			rc = test_insert(t, &x, &id, e);
		if (rc == OK)
			rc = test_event_insert(t, id, "ordered", NULL, e);
	}
	return rc;
}

/* The stage it had before it was cancelled: its last event that is one. */
static enum err_code stage_before(struct desk *d, int64_t id, char *out, size_t size,
    struct err *e)
{
	struct test_event_list l = { 0 };
	enum err_code rc = test_event_list(d->store, id, &l, e);

	text_copy(out, size, "ordered");
	for (size_t i = 0; rc == OK && i < l.n; i++)
		if (testing_place(l.v[i].what) >= 0)
			text_copy(out, size, l.v[i].what);
	test_event_list_free(&l);
	return rc;
}

static enum err_code cancel_one(struct txn *t, struct test *x, const char *reason, struct err *e)
{
	char was[12];
	enum err_code rc;

	text_copy(was, sizeof was, x->stage);
	text_copy(x->stage, sizeof x->stage, "cancelled");
	text_copy(x->reason, sizeof x->reason, reason);
	text_copy(x->due_day, sizeof x->due_day, "");
	rc = test_update(t, was, x, e);
	return rc == OK ? test_event_insert(t, x->id, "cancelled", reason, e) : rc;
}

static enum err_code reopen_one(struct txn *t, struct desk *d, struct test *x, struct err *e)
{
	const struct testing_step *before = NULL;
	enum err_code rc = stage_before(d, x->id, x->stage, sizeof x->stage, e);

	for (size_t i = 0; i < testing_steps_count; i++)
		if (!strcmp(testing_steps[i].to, x->stage))
			before = &testing_steps[i];
	text_copy(x->reason, sizeof x->reason, "");
	if (rc == OK)
		rc = put_due(t, d, x, before ? before->days : ORDERED_DAYS, e);
	if (rc == OK)
		rc = test_update(t, "cancelled", x, e);
	return rc == OK ? test_event_insert(t, x->id, "back", NULL, e) : rc;
}

enum err_code testing_order_in(struct txn *t, struct desk *d, int64_t order_id, bool cancelled,
    const char *reason, struct err *e)
{
	struct test_list l = { 0 };
	enum err_code rc = test_list_order(d->store, order_id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		bool is = !strcmp(l.v[i].stage, "cancelled");

		if (cancelled && !is && strcmp(l.v[i].stage, "explained") != 0)
			rc = cancel_one(t, &l.v[i], reason, e);
		else if (!cancelled && is)
			rc = reopen_one(t, d, &l.v[i], e);
	}
	test_list_free(&l);
	return rc;
}

/* ---- messages of the house ---- */

enum err_code testing_tell(struct txn *t, struct desk *d, const struct test *x, int64_t staff_id,
    const char *fmt, struct err *e)
{
	struct message m = { .branch_id = x->branch_id, .staff_id = staff_id,
		.template = "staff-test", .channel = "screen" };

	if (!staff_id)
		return OK;
	desk_day_of(d, txn_now(t), m.day);
	text_fmt(m.text, sizeof m.text, "%s %s: %s", x->number, testing_name(x), fmt);
	text_copy(m.language, sizeof m.language, tr_language());
	return message_insert(t, &m, NULL, e);
}

/* The expert and the coordinator. */
static enum err_code tell_both(struct txn *t, struct desk *d, const struct test *x,
    const char *text, struct err *e)
{
	struct client c;
	int64_t coordinator = 0;
	enum err_code rc = client_get(d->store, x->client_id, &c, e);

	if (rc == OK) {
		coordinator = c.coordinator_id;
		client_free(&c);
	}
	if (rc == OK)
		rc = testing_tell(t, d, x, x->expert_id, text, e);
	return rc == OK && coordinator != x->expert_id ?
	    testing_tell(t, d, x, coordinator, text, e) : rc;
}

/* ---- the steps ---- */

static enum err_code need(const char *text, const char *field, const char *what, struct err *e)
{
	return text_is_blank(text) ? err_invalid(e, field, "%s", tr(what)) : OK;
}

static enum err_code take_kit(struct txn *t, struct desk *d, struct test *x, struct err *e)
{
	struct test_type type;
	enum err_code rc = test_type_get(d->store, x->test_type_id, &type, e);

	if (rc == OK && x->kits >= KITS_MAX)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not sent. That many kits went out already. x ends the test."));
	if (rc == OK && type.kit_id)
		rc = stock_kit_in(t, d, x->id, type.kit_id, e);
	x->kits++;
	return rc;
}

static enum err_code do_send(struct txn *t, struct desk *d, struct test *x,
    const struct testing_answer *a, struct err *e)
{
	if (!a->told)
		return err_invalid(e, "told", "%s",
		    tr("Not sent. Tell the client when the report comes, then say so."));
	return take_kit(t, d, x, e);
}

/* What cannot be tested goes round once more: it stays sent, with one kit more. */
static enum err_code do_receive(struct txn *t, struct desk *d, struct test *x,
    const struct testing_answer *a, struct err *e)
{
	enum err_code rc = OK;

	if (!a->unfit)
		return OK;
	rc = need(a->text, "text", N_("Not saved. Say why the sample is unfit."), e);
	if (rc == OK)
		rc = take_kit(t, d, x, e);
	text_copy(x->stage, sizeof x->stage, "sent");
	return rc;
}

static enum err_code do_review(struct txn *t, struct desk *d, struct test *x,
    const struct testing_answer *a, struct err *e)
{
	(void)t;
	(void)d;
	(void)a;
	return x->report_id ? OK : err_set(e, ERR_INVALID, "%s",
	    tr("Not reviewed. No report is attached. e attaches it."));
}

static enum err_code do_final(struct txn *t, struct desk *d, struct test *x,
    const struct testing_answer *a, struct err *e)
{
	(void)t;
	(void)d;
	if (need(a->final, "final", N_("Not saved. Write the final report."), e) != OK)
		return e->code;
	if (!text_take(x->final, sizeof x->final, a->final))
		return err_invalid(e, "final", "%s",
		    tr("Not saved. The report is longer than 4,000 letters. Shorten it."));
	return OK;
}

static enum err_code do_give(struct txn *t, struct desk *d, struct test *x,
    const struct testing_answer *a, struct err *e)
{
	(void)t;
	(void)d;
	text_copy(x->given_to, sizeof x->given_to, a->given_to);
	return need(a->given_to, "given_to", N_("Not saved. Say who took it, or where it was "
	    "sent."),
	    e);
}

static enum err_code do_explain(struct txn *t, struct desk *d, struct test *x,
    const struct testing_answer *a, struct err *e)
{
	(void)t;
	(void)a;
	return testing_find_reading(d, x, &x->appointment_id, e);
}

static enum err_code do_step(struct txn *t, struct desk *d, const struct testing_step *s,
    struct test *x, const struct testing_answer *a, struct err *e)
{
	switch (s->ask) {
	case TESTING_SEND: return do_send(t, d, x, a, e);
	case TESTING_RECEIVE: return do_receive(t, d, x, a, e);
	case TESTING_REVIEW: return do_review(t, d, x, a, e);
	case TESTING_FINAL: return do_final(t, d, x, a, e);
	case TESTING_GIVE: return do_give(t, d, x, a, e);
	case TESTING_EXPLAIN: return do_explain(t, d, x, a, e);
	case TESTING_REPORT: case TESTING_PAPER: break;
	}
	return OK;
}

static enum err_code put_step(struct txn *t, struct desk *d, const struct testing_step *s,
    struct test *x, const struct testing_answer *a, struct err *e)
{
	char was[12];
	bool again;
	enum err_code rc;

	text_copy(was, sizeof was, x->stage);
	text_copy(x->stage, sizeof x->stage, s->to);
	rc = do_step(t, d, s, x, a, e);
	again = !strcmp(x->stage, was);
	if (rc == OK)
		rc = put_due(t, d, x, again ? testing_steps[0].days : s->days, e);
	if (!strcmp(x->stage, "explained"))
		text_copy(x->due_day, sizeof x->due_day, "");
	if (rc == OK)
		rc = test_update(t, was, x, e);
	if (rc == OK)
		rc = test_event_insert(t, x->id, again ? "unfit" : x->stage, a->text, e);
	if (rc == OK && s->ask == TESTING_REVIEW)
		rc = tell_both(t, d, x, tr("reviewed, may be read"), e);
	if (rc == OK && s->ask == TESTING_REVIEW)
		rc = testing_measures_in(t, d, x, e);
	return rc;
}

enum err_code testing_review_in(struct txn *t, struct desk *d, struct test *x, const char *text,
    struct err *e)
{
	const struct testing_step *s = &testing_steps[TESTING_REPORT];
	enum err_code rc;

	text_copy(x->stage, sizeof x->stage, s->to);
	rc = put_due(t, d, x, s->days, e);
	if (rc == OK)
		rc = test_update(t, s->from, x, e);
	if (rc == OK)
		rc = test_event_insert(t, x->id, s->to, text, e);
	return rc == OK ? tell_both(t, d, x, tr("the report is here, in review"), e) : rc;
}

enum err_code testing_report_in(struct txn *t, struct desk *d, struct test *x,
    const struct attachment *file, struct err *e)
{
	enum err_code rc = attach_in(t, d, x->client_id, "report", file, x->number,
	    &x->report_id, e);

	if (rc == OK)
		rc = test_update(t, x->stage, x, e);
	return rc == OK ? test_event_insert(t, x->id, "attached", NULL, e) : rc;
}

/* The report comes with the step, unless it is there already. */
static enum err_code fetch(struct txn *t, struct desk *d, struct test *x,
    const struct testing_answer *a, const struct attachment *file, struct err *e)
{
	enum err_code rc = OK;

	if (file->hash[0])
		rc = testing_report_in(t, d, x, file, e);
	else if (!x->report_id)
		rc = err_invalid(e, "path", "%s",
		    tr("Not saved. Say in which file the report is."));
	return rc == OK ? testing_review_in(t, d, x, a->text, e) : rc;
}

/* Whose branch it is: nobody moves the tests of a house that is not his to see. */
static enum err_code own_test(struct desk *d, int64_t id, struct test *x, struct err *e)
{
	enum err_code rc = test_get(d->store, id, x, e);

	return rc == OK ? desk_may_see_branch(d, x->branch_id, e) : rc;
}

enum err_code testing_step(struct desk *d, const struct testing_answer *a, struct err *e)
{
	const struct testing_step *s = testing_next(a->from);
	struct attachment file = { 0 };
	struct test x;
	struct txn *t;
	enum err_code rc;

	if (!s)
		return err_set(e, ERR_CONFLICT, "%s", tr("Not done. The test has ended."));
	rc = testing_check_may(d, s, e);
	if (rc == OK && s->ask == TESTING_REPORT && !text_is_blank(a->path))
		rc = attach_read(a->path, &file, e);
	if (rc == OK)
		rc = testing_begin(d, s->right, NULL, a->test_id, 0, &t, e);
	if (rc != OK)
		return rc;
	rc = own_test(d, a->test_id, &x, e);
	if (rc == OK && strcmp(x.stage, a->from) != 0)
		rc = err_set(e, ERR_CONFLICT, tr("Not done. %s is at \"%s\" by now. Look again."),
		    x.number, testing_stage_word(x.stage));
	if (rc == OK)
		rc = s->ask == TESTING_REPORT ? fetch(t, d, &x, a, &file, e) :
		    put_step(t, d, s, &x, a, e);
	return order_end(t, rc, NULL, e);
}

enum err_code testing_attach(struct desk *d, int64_t id, const char *path, struct err *e)
{
	struct attachment file;
	struct test x;
	struct txn *t;
	enum err_code rc = attach_read(path, &file, e);

	if (rc == OK)
		rc = testing_begin(d, "test-receive", NULL, id, 0, &t, e);
	if (rc != OK)
		return rc;
	rc = own_test(d, id, &x, e);
	if (rc == OK && (testing_place(x.stage) < 0 || testing_place(x.stage) > 3))
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not attached. The report was reviewed already, or the test has ended."));
	if (rc == OK)
		rc = testing_report_in(t, d, &x, &file, e);
	return order_end(t, rc, NULL, e);
}

/* ---- out of the row ---- */

enum err_code testing_cancel(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	struct test x;
	struct txn *t;
	enum err_code rc = order_check_reason(reason, e);

	if (rc == OK)
		rc = testing_begin(d, "test-cancel", reason, id, 0, &t, e);
	if (rc != OK)
		return rc;
	rc = own_test(d, id, &x, e);
	if (rc == OK && !testing_next(x.stage))
		rc = err_set(e, ERR_CONFLICT, "%s", tr("Not done. The test has ended."));
	if (rc == OK)
		rc = cancel_one(t, &x, reason, e);
	return order_end(t, rc, NULL, e);
}

enum err_code testing_unsend(struct desk *d, int64_t id, int64_t undoes, int64_t *action,
    struct err *e)
{
	struct test x;
	struct txn *t;
	enum err_code rc = testing_begin(d, "test-send", NULL, id, undoes, &t, e);

	if (rc != OK)
		return rc;
	rc = test_get(d->store, id, &x, e);
	if (rc == OK && strcmp(x.stage, "sent") != 0)
		rc = err_set(e, ERR_CONFLICT, tr("Not undone. %s is at \"%s\" by now."), x.number,
		    testing_stage_word(x.stage));
	text_copy(x.stage, sizeof x.stage, "ordered");
	x.kits -= x.kits > 0;
	if (rc == OK)
		rc = put_due(t, d, &x, ORDERED_DAYS, e);
	if (rc == OK)
		rc = stock_kit_back_in(t, d, id, e);
	if (rc == OK)
		rc = test_update(t, "sent", &x, e);
	if (rc == OK)
		rc = test_event_insert(t, id, "back", NULL, e);
	return order_end(t, rc, action, e);
}
