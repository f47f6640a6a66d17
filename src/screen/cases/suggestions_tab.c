/* Cases, tab Suggestions: what could be better, what was decided, and whether it was answered. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/value.h"
#include "base/when.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/suggestion.h"
#include "improve_priv.h"
#include "screen/front.h"
#include "tui/dialog.h"

enum { DAYS = 60 };

struct suggestion_box {
	int64_t id, client_id;
	char reason[404];
};

static void put_row(struct desk *d, const struct suggestion_row *r, struct area_rows *out)
{
	struct area_row *row = area_rows_add(out);

	row->id = r->id;
	row->client_id = r->client_id && r->rated_id != d->who.staff_id ? r->client_id : 0;
	row->style = !strcmp(r->state, "new") ? STYLE_TEXT : STYLE_GREY;
	day_short(day_parse(r->day), row->cell[0], sizeof row->cell[0]);
	text_copy(row->cell[1], sizeof row->cell[1], suggestion_name(d, r));
	text_copy(row->cell[2], sizeof row->cell[2], r->text);
	text_copy(row->cell[3], sizeof row->cell[3], suggestion_state_word(r->state));
	text_copy(row->cell[4], sizeof row->cell[4], r->answered_at ?
	    suggestion_told_word(r->told) : strcmp(r->state, "new") ? tr("not told") : "");
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct suggestion_list l = { 0 };
	char from[11];
	enum err_code rc;

	day_format(desk_today(d) - DAYS, from);
	rc = of.client_id ? suggestion_list_client(d->store, of.client_id, &l, e) :
	    suggestion_list(d->store, d->branch_id, from, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		cover_suggestion(d, &l.v[i]);
		put_row(d, &l.v[i], out);
	}
	suggestion_list_free(&l);
	return rc;
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct suggestion_row r;
	char at[48];
	enum err_code rc = suggestion_get(d->store, id, &r, e);

	if (rc != OK)
		return rc;
	cover_suggestion(d, &r);
	buf_printf(out, "%s\n", r.text);
	if (r.decided_at)
		buf_printf(out, "%s %s, %s: %s\n", suggestion_state_word(r.state), r.decided_by,
		    desk_time_text(d, r.decided_at, at, sizeof at), r.reason);
	if (r.answered_at)
		buf_printf(out, tr("Answered (%s) %s, %s: %s"), suggestion_told_word(r.told),
		    r.answered_by, desk_time_text(d, r.answered_at, at, sizeof at), r.answer);
	else if (r.decided_at)
		buf_puts(out, tr("Not answered yet: s."));
	return OK;
}

/* ---- taking down ---- */

static enum err_code take(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct suggestion_box *box = ctx;
	struct suggestion_draft draft = { .client_id = box->client_id,
		.text = askform_text(x, "text"), .channel = askform_text(x, "channel") };
	int64_t id;
	enum err_code rc = suggestion_take(front_desk(owner), &draft, &id, e);

	if (rc != OK)
		return rc;
	screen_done(owner, "%s", rights_may(front_desk(owner), "improve") ?
	    tr("Taken down. y decides it.") :
	    tr("Taken down. A manager decides it; what comes of it stands here."));
	area_point(owner, id);
	return OK;
}

static enum err_code run_new(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct suggestion_box box = { .client_id = client_id };

	(void)id;
	return askform_open(s, &(struct askform){ .form = "suggestion",
	    .title = client_id ? tr("Suggestion of the client") : tr("Suggestion of my own"),
	    .right = "suggest", .ctx = &box, .size = sizeof box, .done = take,
	    .draft = "suggestion", .draft_ref = client_id }, e);
}

/* ---- deciding, doing ---- */

static enum err_code decide(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct suggestion_box *box = ctx;
	bool taken = !strcmp(askform_text(x, "state"), "taken");
	enum err_code rc = suggestion_decide(front_desk(owner), box->id, taken,
	    askform_text(x, "reason"), e);

	if (rc == OK)
		screen_done(owner, "%s", taken ? tr("Taken up. e makes an improvement of it, with "
		    "who and when; s answers who made it.") : tr("Declined. s answers."));
	return rc;
}

static enum err_code run_next(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct suggestion_box box = { .id = id };
	struct suggestion_row r;
	enum err_code rc = suggestion_get(front_desk(s)->store, id, &r, e);

	(void)client_id;
	if (rc != OK)
		return rc;
	if (!strcmp(r.state, "taken")) {
		rc = suggestion_done(front_desk(s), id, e);
		if (rc == OK) {
			screen_done(s, "%s", tr("Done. Ctrl-Z takes it back."));
			area_wrote(s);
		}
		return rc;
	}
	if (strcmp(r.state, "new") != 0)
		return err_set(e, ERR_CONFLICT, tr("Not done. This suggestion stands as: %s."),
		    suggestion_state_word(r.state));
	cover_suggestion(front_desk(s), &r);
	return askform_open(s, &(struct askform){ .form = "suggestion-decide",
	    .title = tr("Decision"), .text = r.text, .ctx = &box, .size = sizeof box,
	    .done = decide, .draft = "suggestion-decide", .draft_ref = id }, e);
}

static enum err_code run_measure(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct improvement_draft draft = { .suggestion_id = id };
	struct suggestion_row r;
	enum err_code rc = suggestion_get(front_desk(s)->store, id, &r, e);

	(void)client_id;
	/* What may not be read is not copied on either: the measure is in one's own words. */
	draft.problem = rc == OK && cover_words(front_desk(s), r.client_id, r.text) == r.text ?
	    r.text : "";
	return rc == OK ? improve_ask(s, 0, &draft, e) : rc;
}

/* ---- answering ---- */

static void preset(const struct askform *a, const void *ctx, const char *word, struct value *out)
{
	const struct suggestion_box *box = ctx;

	(void)a;
	if (!strcmp(word, "reason") && box->reason[0])
		value_set_text(out, box->reason);
}

static enum err_code answer(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct suggestion_box *box = ctx;
	enum err_code rc = suggestion_answer(front_desk(owner), box->id, askform_text(x, "how"),
	    askform_text(x, "answer"), e);

	if (rc == OK)
		screen_done(owner, "%s", tr("Answered. Ctrl-Z takes it back."));
	return rc;
}

static enum err_code run_answer(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct suggestion_box box = { .id = id };
	struct suggestion_row r;
	enum err_code rc = suggestion_get(front_desk(s)->store, id, &r, e);

	(void)client_id;
	if (rc != OK)
		return rc;
	if (!strcmp(r.state, "new"))
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not answered. It is not decided yet: y decides it first."));
	text_copy(box.reason, sizeof box.reason, cover_words(front_desk(s), r.client_id,
	    r.reason) == r.reason ? r.reason : "");
	cover_suggestion(front_desk(s), &r);
	return askform_open(s, &(struct askform){ .form = "suggestion-answer",
	    .title = tr("Answer"), .text = r.text, .ctx = &box, .size = sizeof box,
	    .preset = preset, .done = answer, .draft = "suggestion-answer", .draft_ref = id }, e);
}

static enum err_code run_open(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct buf text = BUF_INIT;
	enum err_code rc = detail(s, id, &text, e);

	(void)client_id;
	if (rc == OK)
		rc = dialog_tell(s, tr("Suggestion"), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	if (!strcmp(at->word, "suggestion"))
		return run_new(s, 0, at->ref, e);
	return strcmp(at->word, "suggestion-answer") ? run_next(s, at->ref, 0, e) :
	    run_answer(s, at->ref, 0, e);
}

static int64_t whose_file(struct desk *d, int64_t client_id)
{
	(void)d;
	return client_id;
}

static int64_t whose_suggestion(struct desk *d, int64_t id)
{
	struct suggestion_row r;
	struct err none = ERR_INIT;

	return suggestion_get(d->store, id, &r, &none) == OK ? r.client_id : 0;
}

static const struct askform_again again[] = {
	{ "suggestion", "suggestion", &cases_screen, "suggestions", run_again, whose_file },
	{ "suggestion-decide", "suggestion-decide", &cases_screen, "suggestions", run_again,
	  whose_suggestion },
	{ "suggestion-answer", "suggestion-answer", &cases_screen, "suggestions", run_again,
	  whose_suggestion },
};
ASKFORM_AGAIN(suggestion_again, again);

static const struct list_column columns[] = { { N_("day"), 0 }, { N_("from whom"), 7 },
	{ N_("suggestion"), 20 }, { N_("state"), 57 }, { N_("told"), 68 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = run_open,
	  .help = N_("Shows the suggestion whole.") },
	{ .command = "row-new", .run = run_new, .label = N_("take down"),
	  .help = N_("Takes down a suggestion of a client or of staff.") },
	{ .command = "row-next", .run = run_next, .right = "improve", .label = N_("decide"),
	  .help = N_("Decides: who does what until when, or no.") },
	{ .command = "row-edit", .run = run_measure, .right = "improve", .label = N_("improve"),
	  .help = N_("Makes an improvement of it: who does what until when.") },
	{ .command = "msg-send", .run = run_answer, .right = "suggest", .label = N_("tell them"),
	  .help = N_("Answers who made it.") },
};

const struct area_tab suggestions_tab = {
	.name = "suggestions", .title = N_("Suggestions"), .columns = columns, .ncolumns = 5,
	.numbered = true, .load = load, .detail = detail, .acts = acts,
	.nacts = sizeof acts / sizeof *acts,
	.empty = N_("No suggestion of this client. n takes one down."),
	.empty_house = N_("No suggestion in 60 days. n takes one down; v: one client's."),
	.page = N_("A suggestion is what somebody said; an improvement (the next tab) is what the "
	    "house does about something, with who and until when. n takes a suggestion down, of "
	    "the client at hand or of one's own; surveys bring theirs. y decides it (taken up or "
	    "declined, with the reason), and says later that it is done; e makes an improvement of "
	    "it; s tells who made it what came of it, by message, call or face to face."),
};
