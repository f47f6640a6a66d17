/* Callbacks, tab Expert: what service could not solve, where it is, and the answer. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/escalation.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/escalate.h"
#include "form/form_edit.h"
#include "screen/cases.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/schedule.h"

struct asked_box {
	int64_t id;                     /* of the question, 0: a new one */
	int64_t client_id, callback_id;
};

/* ---- the list ---- */

static const char *state_word(const struct escalation *x)
{
	if (!strcmp(x->state, "solved"))
		return tr("solved");
	if (!strcmp(x->state, "answered"))
		return tr("answered");
	return x->seen_at ? tr("seen") : tr("raised");
}

static void put_row(struct desk *d, const struct escalation *x, bool client,
    struct area_rows *out)
{
	struct area_row *r = area_rows_add(out);
	bool waits = !strcmp(x->state, "raised"), late = waits && x->due_at < clock_now();
	char at[48];

	r->id = x->id;
	r->client_id = x->client_id;
	r->style = late ? STYLE_LATE : waits ? STYLE_TEXT : !strcmp(x->state, "answered") ?
	    STYLE_NOTE : STYLE_GREY;
	text_fmt(r->cell[0], sizeof r->cell[0], "%s%s",
	    desk_time_text(d, x->due_at, at, sizeof at), late ? " !" : "");
	if (client)
		text_copy(r->cell[1], sizeof r->cell[1], x->day);
	else
		clientline_name(d, x->client_id, r->cell[1], sizeof r->cell[1]);
	text_fmt(r->cell[2], sizeof r->cell[2], "%s%s", escalate_is_mine(d, x) ? "* " : "",
	    state_word(x));
	text_copy(r->cell[3], sizeof r->cell[3], x->raiser);
	text_copy(r->cell[4], sizeof r->cell[4], x->text);
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct escalation_list l = { 0 };
	struct desk *d = front_desk(s);
	enum err_code rc = of.client_id ? escalation_list_client(d->store, of.client_id, &l, e) :
	    escalate_list(d, ESCALATE_OPEN, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		cover_escalation(d, &l.v[i]);
		put_row(d, &l.v[i], of.client_id != 0, out);
	}
	escalation_list_free(&l);
	/* Head office answers for all branches: what is mine elsewhere stands below. */
	if (rc == OK && !of.client_id)
		rc = escalate_list(d, ESCALATE_MINE, &l, e);
	for (size_t i = 0; rc == OK && i < l.n; i++)
		if (l.v[i].branch_id != d->branch_id && !of.client_id)
			put_row(d, &l.v[i], false, out);
	escalation_list_free(&l);
	return rc;
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct escalation x;
	char status[400];
	enum err_code rc = escalation_get(d->store, id, &x, e);

	if (rc != OK)
		return rc;
	cover_escalation(d, &x);
	buf_printf(out, "%s\n%s%s%s", escalate_status(d, &x, status, sizeof status), x.number,
	    x.number[0] ? ": " : "", x.text);
	if (x.answer[0])
		buf_printf(out, "\n%s: %s", x.answerer, x.answer);
	if (x.result[0])
		buf_printf(out, "\n%s: %s", tr("Result"), x.result);
	return rc;
}

/* ---- the answer, and the end ---- */

static enum err_code ask_about(struct screen *s, int64_t id, struct askform *a, struct err *e)
{
	struct asked_box b = { .id = id };
	struct desk *d = front_desk(s);
	struct escalation x;
	char name[200], text[1000];
	enum err_code rc = escalation_get(d->store, id, &x, e);

	if (rc != OK)
		return rc;
	cover_escalation(d, &x);
	text_fmt(text, sizeof text, "%s%s%s", x.text, x.answer[0] ? "\n> " : "", x.answer);
	a->title = clientline_name(d, x.client_id, name, sizeof name);
	a->text = text;
	a->ctx = &b;
	a->size = sizeof b;
	a->draft = a->form;
	a->draft_ref = id;
	return askform_open(s, a, e);
}

static enum err_code do_answer(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct asked_box *b = ctx;
	enum err_code rc = escalate_answer(front_desk(owner), b->id, askform_text(x, "answer"), e);

	if (rc == OK)
		screen_done(owner, "%s",
		    tr("Answered. Whoever asked sees it now; the callback is on top again."));
	return rc;
}

static enum err_code do_solve(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct asked_box *b = ctx;
	enum err_code rc = escalate_solve(front_desk(owner), b->id, askform_text(x, "result"), e);

	if (rc == OK)
		screen_done(owner, "%s", tr("Solved. Ctrl-Z takes it back."));
	return rc;
}

/* Who is asked has seen it by opening it. */
static enum err_code answer(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct askform a = { .form = "escalate-answer", .right = "escalate-answer",
		.done = do_answer };
	enum err_code rc = escalate_see(front_desk(s), id, e);

	(void)client_id;
	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
	return ask_about(s, id, &a, e);
}

static enum err_code solve(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct askform a = { .form = "escalate-solve", .right = "escalate", .done = do_solve };

	(void)client_id;
	return ask_about(s, id, &a, e);
}

/* ---- asking ---- */

static enum err_code do_ask(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct asked_box *b = ctx;
	struct desk *d = front_desk(owner);
	const char *to = askform_text(x, "to"), *text = askform_text(x, "text");
	struct escalate_draft draft = { .callback_id = b->callback_id, .client_id = b->client_id,
		.staff_id = askform_int(x, "staff"), .text = text };
	int64_t id;
	bool expert = !strcmp(to, "expert");
	enum err_code rc = expert ? escalate_raise(d, &draft, &id, e) :
	    escalate_hand(d, &draft, to, &id, e);

	if (rc == OK)
		screen_done(owner, "%s", expert ?
		    tr("The expert sees it now. The callback waits for the answer.") :
		    tr("It is a callback of theirs now. Ctrl-Z takes it back."));
	return rc;
}

enum err_code escalate_ask(struct screen *s, int64_t client_id, int64_t callback_id, struct err *e)
{
	struct asked_box b = { .client_id = client_id, .callback_id = callback_id };
	char name[200], title[240];

	if (!client_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("No client is at hand. F2 finds one, then come back here."));
	text_fmt(title, sizeof title, tr("Ask about %s"),
	    clientline_name(front_desk(s), client_id, name, sizeof name));
	return askform_open(s, &(struct askform){ .form = "escalate", .right = "escalate",
	    .title = title, .ctx = &b, .size = sizeof b, .done = do_ask,
	    .draft = "escalate", .draft_ref = client_id, .draft_with = callback_id }, e);
}

static enum err_code ask_new(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)id;
	return escalate_ask(s, client_id, 0, e);
}

static enum err_code book(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct book_arg arg = { .client_id = client_id };

	(void)id;
	return schedule_book(s, &arg, e);
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	if (!strcmp(at->word, "escalate"))
		return escalate_ask(s, at->ref, at->with, e);
	return strcmp(at->word, "escalate-solve") ? answer(s, at->ref, 0, e) :
	    solve(s, at->ref, 0, e);
}

static int64_t whose_file(struct desk *d, int64_t client_id)
{
	(void)d;
	return client_id;
}

static int64_t whose_question(struct desk *d, int64_t id)
{
	struct escalation x;
	struct err none = ERR_INIT;

	return escalation_get(d->store, id, &x, &none) == OK ? x.client_id : 0;
}

static const struct askform_again again[] = {
	{ "escalate", "escalate", &calls_screen, "asked", run_again, whose_file },
	{ "escalate-answer", "escalate-answer", &calls_screen, "asked", run_again,
	  whose_question },
	{ "escalate-solve", "escalate-solve", &calls_screen, "asked", run_again, whose_question },
};
ASKFORM_AGAIN(asked_again, again);

static const struct list_column columns[] = { { N_("answer by"), 0 }, { N_("client"), 19 },
	{ N_("state"), 34 }, { N_("who asked"), 46 }, { N_("question"), 56 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = answer, .right = "escalate-answer", .label = N_("answer"),
	  .help = N_("Answers the question.") },
	{ .command = "row-next", .run = solve, .right = "escalate", .label = N_("solved"),
	  .help = N_("It is solved: closes it.") },
	{ .command = "row-new", .run = ask_new, .right = "escalate", .label = N_("ask"),
	  .help = N_("Asks an expert, for a client.") },
	{ .command = "appt-book", .run = book, .right = "appt-book",
	  .help = N_("Books the visit the answer asks for.") },
};

const struct area_tab asked_tab = {
	.name = "asked", .title = N_("Expert"), .columns = columns, .ncolumns = 5,
	.own_title = N_("day"), .clocked = true, .load = load, .detail = detail, .acts = acts,
	.nacts = sizeof acts / sizeof *acts,
	.empty = N_("Nothing was asked about this client. n asks the expert."),
	.empty_house = N_("No question waits. u in a callback asks the expert."),
	.page = N_("What service or consultant could not solve goes to the expert, what a "
	    "complaint needs to the head office: answered the same day, in the evening within a "
	    "day, open until it is solved. A star marks what waits for you. Enter opens the "
	    "answer; y says how it was solved. Everyone on the way sees who raised, saw, answered "
	    "and solved it, and when."),
};
