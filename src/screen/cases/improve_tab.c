/* Cases, tab Improvements: the month's measures, who sees to them, whether they were checked. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/value.h"
#include "base/when.h"
#include "desk/desk.h"
#include "desk/papers.h"
#include "improve_priv.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "tui/dialog.h"
#include "tui/textline.h"

struct improve_box {
	int64_t id, owner_id, suggestion_id, complaint_id;
	char problem[804], measure[804], level[24], due_day[12], credit[204];
};

/* ---- rows ---- */

/* How it stands; what is late says so in words, for a `!` may go unseen. */
static void put_state(struct desk *d, const struct improvement_row *r, char *out, size_t size)
{
	int days = improvement_late(d, r) ? desk_today(d) - day_parse(r->due_day) : 0;

	if (days)
		text_fmt(out, size, days == 1 ? tr("late 1 day") : tr("late %lld days"),
		    (long long)days);
	else
		text_copy(out, size, improvement_state_word(r->state));
}

static void put_row(struct desk *d, const struct improvement_row *r, struct area_rows *out)
{
	struct area_row *row = area_rows_add(out);
	bool late = improvement_late(d, r);

	row->id = r->id;
	row->style = late ? STYLE_LATE : !strcmp(r->state, "open") ? STYLE_TEXT :
	    !strcmp(r->state, "done") ? STYLE_NOTE : STYLE_GREY;
	if (r->due_day[0])
		day_short(day_parse(r->due_day), row->cell[0], sizeof row->cell[0]);
	else
		text_copy(row->cell[0], sizeof row->cell[0], "-");
	text_copy(row->cell[1], sizeof row->cell[1],
	    r->level[0] ? problem_level_word(d, r->level) : "");
	text_copy(row->cell[2], sizeof row->cell[2], r->problem);
	text_copy(row->cell[3], sizeof row->cell[3], r->measure);
	text_copy(row->cell[4], sizeof row->cell[4], r->owner);
	put_state(d, r, row->cell[5], sizeof row->cell[5]);
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct improvement_list l = { 0 };
	char today[11], month[8];
	enum err_code rc;

	(void)of;
	text_copy(month, sizeof month, desk_today_text(d, today));
	rc = improvement_list(d->store, d->branch_id, month, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		put_row(d, &l.v[i], out);
	improvement_list_free(&l);
	return rc;
}

static enum err_code sum(struct screen *s, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct month_report r;
	char line[200];
	enum err_code rc = month_report_load(d, d->branch_id, NULL, &r, e);

	if (rc != OK)
		return rc;
	/* The month is this one: it needs no name here. */
	buf_puts(out, strchr(month_report_line(&r, line, sizeof line), ' ') + 1);
	month_report_free(&r);
	return OK;
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct improvement_row r;
	char day[48];
	enum err_code rc = improvement_get(d->store, id, &r, e);

	if (rc != OK)
		return rc;
	buf_printf(out, tr("Month %s, %s: %s\n"), r.month, problem_level_word(d, r.level),
	    r.problem);
	buf_printf(out, tr("Measure: %s\n"), r.measure);
	buf_printf(out, tr("Who: %s, due %s"), r.owner[0] ? r.owner : "-",
	    desk_date_text(d, r.due_day, day, sizeof day));
	if (r.credit[0])
		buf_printf(out, tr("; idea of %s"), r.credit);
	if (r.done_day[0])
		buf_printf(out, tr("\nDone %s, %s: %s"), desk_date_text(d, r.done_day, day,
		    sizeof day), r.doer, r.done_text);
	if (r.checked_day[0])
		buf_printf(out, tr("\nChecked %s, %s"), desk_date_text(d, r.checked_day, day,
		    sizeof day), r.checker);
	if (r.reason[0])
		buf_printf(out, "\n%s", r.reason);
	return OK;
}

/* ---- noting ---- */

static void preset(const struct askform *a, const void *ctx, const char *word, struct value *out)
{
	const struct improve_box *box = ctx;
	const struct {
		const char *word, *text;
	} texts[] = { { "problem", box->problem }, { "measure", box->measure },
		{ "level", box->level }, { "due", box->due_day }, { "credit", box->credit } };

	(void)a;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (!strcmp(texts[i].word, word) && texts[i].text[0])
			value_set_text(out, texts[i].text);
	if (!strcmp(word, "owner") && box->owner_id)
		value_set_int(out, box->owner_id);
}

static enum err_code note(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct improve_box *box = ctx;
	struct improvement_draft draft = { .problem = askform_text(x, "problem"),
		.measure = askform_text(x, "measure"), .level = askform_text(x, "level"),
		.due_day = askform_text(x, "due_day"), .credit = askform_text(x, "credit"),
		.owner_id = askform_int(x, "owner"), .suggestion_id = box->suggestion_id,
		.complaint_id = box->complaint_id };
	int64_t id = box->id;
	enum err_code rc = id ? improvement_change(front_desk(owner), id, &draft, e) :
	    improvement_add(front_desk(owner), &draft, &id, e);

	if (rc != OK)
		return rc;
	screen_done(owner, "%s", box->suggestion_id && !box->id ?
	    tr("Noted among the improvements (]). y there says when it is done.") :
	    tr("Noted. y says when it is done."));
	if (!box->suggestion_id)
		area_point(owner, id);
	return OK;
}

enum err_code improve_ask(struct screen *s, int64_t id, const struct improvement_draft *x,
    struct err *e)
{
	struct improve_box box = { .id = id, .owner_id = x->owner_id,
		.suggestion_id = x->suggestion_id, .complaint_id = x->complaint_id };
	char from[48];

	text_copy(box.problem, sizeof box.problem, x->problem);
	text_copy(box.measure, sizeof box.measure, x->measure);
	text_copy(box.level, sizeof box.level, x->level);
	text_copy(box.due_day, sizeof box.due_day, x->due_day);
	text_copy(box.credit, sizeof box.credit, x->credit);
	text_fmt(from, sizeof from, "%lld %lld", (long long)x->suggestion_id,
	    (long long)x->complaint_id);
	return askform_open(s, &(struct askform){ .form = "improvement",
	    .title = x->suggestion_id && !id ? tr("Improvement from a suggestion") :
	    tr("Improvement"), .right = "improve", .ctx = &box, .size = sizeof box,
	    .preset = preset, .done = note, .draft = "improvement", .draft_ref = id,
	    .draft_keep = from }, e);
}

static enum err_code run_new(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct improvement_draft none = { .month = NULL };

	(void)id;
	(void)client_id;
	return improve_ask(s, 0, &none, e);
}

static enum err_code run_edit(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct improvement_row r;
	enum err_code rc = improvement_get(front_desk(s)->store, id, &r, e);
	struct improvement_draft draft = { .problem = r.problem, .measure = r.measure,
		.level = r.level, .due_day = r.due_day, .credit = r.credit,
		.owner_id = r.owner_id };

	(void)client_id;
	return rc == OK ? improve_ask(s, id, &draft, e) : rc;
}

/* ---- done, checked ---- */

static enum err_code did(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct improve_box *box = ctx;
	enum err_code rc = improvement_do(front_desk(owner), box->id,
	    askform_text(x, "done_text"), e);

	if (rc == OK)
		screen_done(owner, "%s", tr("Done. Somebody else checks it: y."));
	return rc;
}

static enum err_code run_next(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct improve_box box = { .id = id };
	struct improvement_row r;
	enum err_code rc = improvement_get(front_desk(s)->store, id, &r, e);

	(void)client_id;
	if (rc == OK && !strcmp(r.state, "open"))
		return askform_open(s, &(struct askform){ .form = "improvement-done",
		    .title = tr("What was done"), .text = r.measure, .ctx = &box,
		    .size = sizeof box, .done = did, .draft = "improvement-done",
		    .draft_ref = id }, e);
	if (rc == OK)
		rc = improvement_check(front_desk(s), id, e);
	if (rc == OK) {
		screen_done(s, "%s", tr("Checked. Ctrl-Z takes it back."));
		area_wrote(s);
	}
	return rc;
}

static enum err_code reason_given(struct screen *s, const char *text, struct err *e)
{
	struct desk *d = front_desk(s);
	int64_t id = (intptr_t)textline_ctx(s);
	struct improvement_row r;
	enum err_code rc;

	if (!text)
		return OK;
	rc = improvement_get(d->store, id, &r, e);
	if (rc == OK)
		rc = strcmp(r.state, "done") ? improvement_drop(d, id, text, e) :
		    improvement_reopen(d, id, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, "%s", strcmp(r.state, "done") ? tr("Dropped. Ctrl-Z takes it back.") :
	    tr("Open again. Ctrl-Z takes it back."));
	area_wrote(s);
	return OK;
}

static enum err_code run_cancel(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	(void)e;
	textline_ask(s, &(struct textline){ .label = tr("Why not, or what is missing"),
	    .max_cp = 120, .keep = "improvement-drop", .keep_ref = id,
	    .ctx = (void *)(intptr_t)id, .done = reason_given });
	return OK;
}

static enum err_code run_open(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct buf text = BUF_INIT;
	enum err_code rc = detail(s, id, &text, e);

	(void)client_id;
	if (rc == OK)
		rc = dialog_tell(s, tr("Improvement"), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

/* The sheet of the month, also while it has no measure yet. */
static enum err_code run_paper(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct document *doc;
	enum err_code rc = paper_month(front_desk(s), &(struct paper_ref){ .id = id }, &doc, e);

	(void)client_id;
	return rc == OK ? listing_ask(s, listing_paper("month", doc, 1), 0, e) : rc;
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	struct improvement_draft x = { .month = NULL };
	char *rest;

	if (!strcmp(at->word, "improvement-done"))
		return run_next(s, at->ref, 0, e);
	if (at->ref)
		return run_edit(s, at->ref, 0, e);
	x.suggestion_id = strtoll(at->keep, &rest, 10);
	x.complaint_id = strtoll(rest, NULL, 10);
	return improve_ask(s, 0, &x, e);
}

static const struct askform_again again[] = {
	{ "improvement", "improvement", &cases_screen, "improvements", run_again, NULL },
	{ "improvement-done", "improvement-done", &cases_screen, "improvements", run_again, NULL },
};
ASKFORM_AGAIN(improve_again, again);

static const struct list_column columns[] = { { N_("due"), 0 }, { N_("how grave"), 8 },
	{ N_("problem"), 18 }, { N_("what is done"), 36 }, { N_("who"), 54 }, { N_("state"), 63 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = run_open,
	  .help = N_("Shows the point whole.") },
	{ .command = "row-new", .run = run_new, .right = "improve",
	  .help = N_("Takes down what is to improve.") },
	{ .command = "row-next", .run = run_next, .right = "improve", .label = N_("done"),
	  .help = N_("What was done; then: checked, did it help.") },
	{ .command = "row-edit", .run = run_edit, .right = "improve",
	  .help = N_("Measure, owner, due day.") },
	{ .command = "row-cancel", .run = run_cancel, .right = "improve", .label = N_("drop"),
	  .help = N_("Drops it, with a reason.") },
	{ .command = "row-print", .run = run_paper, .right = "list-print",
	  .label = N_("month sheet"),
	  .help = N_("Prints the month's sheet.") },
};

const struct area_tab improvements_tab = {
	.name = "improvements", .title = N_("Improvements"), .columns = columns, .ncolumns = 6,
	.numbered = true, .load = load, .sum = sum, .detail = detail, .acts = acts,
	.nacts = sizeof acts / sizeof *acts,
	.empty = N_("Nothing to improve is noted. n notes a measure."),
	.empty_house = N_("Nothing to improve is noted. n notes a measure."),
	.page = N_("An improvement is what the house does about something, with who and until "
	    "when; what somebody only said is a suggestion (the tab before), and e there makes an "
	    "improvement of it. What is open, what is done and waits for a check, what was checked "
	    "this month. Row 2 counts the month: complaints, suggestions, surveys. n notes a "
	    "measure against a problem with who and by when; y says that it is done, and once "
	    "more, by somebody else, that it was checked; x drops it with a reason, or sends it "
	    "back. Alt-p prints the sheet of the month."),
};
