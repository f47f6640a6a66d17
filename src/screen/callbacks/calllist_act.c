/* What is done to the rows of the lists of callbacks. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "calllist_priv.h"
#include "data/callback.h"
#include "desk/callback_make.h"
#include "desk/desk.h"
#include "desk/document.h"
#include "desk/papers.h"
#include "desk/segment.h"
#include "form/form_edit.h"
#include "screen/area.h"
#include "screen/calls.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "screen/queue.h"
#include "screen/screens.h"
#include "tui/dialog.h"
#include "tui/textline.h"

/* The rows that a box is about: marks may move while it is open. */
struct chosen_rows {
	int64_t ids[CALLLIST_SOME];
	size_t n;
};

static bool is_over(const struct calllist_row *r)
{
	return strcmp(r->c.state, "open") != 0;
}

static enum err_code tell_why(struct screen *s, int64_t id, struct err *e)
{
	struct calllist_screen *st = s->state;
	struct buf text = BUF_INIT;
	enum err_code rc = callback_why(st->desk, id, &text, e);

	if (rc == OK)
		rc = dialog_tell(s, tr("Why"), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

enum err_code calllist_run_why(struct screen *s, struct err *e)
{
	const struct calllist_row *r = calllist_chosen(s);

	return r ? tell_why(s, r->c.id, e) : OK;
}

static enum err_code open_queue(struct screen *s, bool calling, struct err *e)
{
	static const enum callback_whose whose[VIEW_COUNT] = { CALLBACK_MINE, CALLBACK_MINE,
		CALLBACK_ALL };
	const struct calllist_screen *st = s->state;
	const struct calllist_row *r = calllist_chosen(s);
	struct queue_arg arg = { .who.whose = whose[st->view], .calling = calling };

	if (!r)
		return OK;
	if (is_over(r))
		return tell_why(s, r->c.id, e);
	arg.id = r->c.id;
	return screen_open(s->loop, &queue_screen, &arg, e);
}

enum err_code calllist_run_open(struct screen *s, struct err *e)
{
	return open_queue(s, false, e);
}

enum err_code calllist_run_call(struct screen *s, struct err *e)
{
	return open_queue(s, true, e);
}

enum err_code calllist_run_client(struct screen *s, struct err *e)
{
	const struct calllist_row *r = calllist_chosen(s);
	struct client_arg arg = { .client_id = r ? r->c.client_id : 0 };

	return arg.client_id ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

/* ---- put off ---- */

static void later_note(struct screen *s, const char *text, struct buf *out)
{
	struct when_base base = desk_when(front_desk(s));
	struct err e = ERR_INIT;
	char time[120], echo[120];
	int64_t at;

	when_split(text, WHEN_PLAN, &base, time, sizeof time);
	if (!time[0])
		buf_puts(out, tr("tue 15, and a remark"));
	else if (calllist_when(front_desk(s), time, &at, echo, sizeof echo, &e) == OK)
		buf_puts(out, echo);
	else
		buf_puts(out, e.text);
}

static enum err_code later_given(struct screen *s, const char *text, struct err *e)
{
	struct calllist_screen *st = s->state;
	struct calllist_some some = { 0 };
	struct when_base base = desk_when(st->desk);
	int64_t ids[CALLLIST_SOME], at;
	char time[120], echo[120];
	const char *remark;
	enum err_code rc;

	if (!text)
		return OK;
	remark = when_split(text, WHEN_PLAN, &base, time, sizeof time);
	rc = calllist_when(st->desk, time, &at, echo, sizeof echo, e);
	some.ids = ids;
	some.n = calllist_marked(s, ids);
	if (rc == OK)
		rc = calllist_later(st->desk, &some, at, remark, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Put off: %zu, %s. Ctrl-Z takes it back."), some.n, echo);
	calllist_wrote(s);
	return OK;
}

enum err_code calllist_run_later(struct screen *s, struct err *e)
{
	const struct calllist_screen *st = s->state;
	const struct calllist_row *r = calllist_chosen(s);
	struct textline ask = { .max_cp = 120, .note = later_note, .done = later_given };
	char label[80];
	int marks = list_marks(&st->list);

	if (front_may(s, "callback-do", e) != OK)
		return e->code;
	if (!marks && r && is_over(r))
		return err_set(e, ERR_CONFLICT, "%s", tr("It is over. w shows how it went."));
	ask.label = marks ? text_fmt(label, sizeof label, tr("%d put off to"), marks) :
	    tr("Put off to");
	textline_ask(s, &ask);
	return OK;
}

/* ---- assign ---- */

static enum err_code do_give(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct chosen_rows *rows = ctx;
	const struct calllist_some some = { rows->ids, rows->n };
	enum err_code rc;

	if (!askform_int(x, "staff") && !askform_text(x, "role")[0])
		return err_invalid(e, "staff", "%s", tr("Not given. Say to whom, or which role."));
	rc = calllist_give(front_desk(owner), &some, askform_int(x, "staff"),
	    askform_text(x, "role"), askform_text(x, "text"), e);
	if (rc != OK)
		return rc;
	screen_done(owner, tr("Given: %zu. Ctrl-Z takes it back."), some.n);
	calllist_wrote(owner);
	return OK;
}

static enum err_code ask_give(struct screen *s, const struct chosen_rows *rows, struct err *e)
{
	struct buf keep = BUF_INIT;
	char title[80];
	enum err_code rc;

	askform_keep_ids(&keep, rows->ids, rows->n);
	rc = askform_open(s, &(struct askform){ .form = "callback-give",
	    .right = "callback-give", .ctx = rows, .size = sizeof *rows, .done = do_give,
	    .draft = "callback-give", .draft_ref = rows->n ? rows->ids[0] : 0,
	    .draft_with = (int64_t)rows->n, .draft_keep = buf_str(&keep),
	    .title = text_fmt(title, sizeof title, tr("Give %zu callbacks to"), rows->n) }, e);
	buf_free(&keep);
	return rc;
}

enum err_code calllist_run_give(struct screen *s, struct err *e)
{
	struct chosen_rows rows = { .n = 0 };

	rows.n = calllist_marked(s, rows.ids);
	return ask_give(s, &rows, e);
}

/* ---- merge ---- */

static void merge_now(struct screen *s, int answer, int64_t keep)
{
	struct calllist_screen *st = s->state;
	struct calllist_some some = { 0 };
	struct callback_rows l = { 0 };
	int64_t ids[CALLLIST_SOME];
	struct err e = ERR_INIT;
	enum err_code rc;

	if (answer != 1)
		return;
	for (int i = 0; i < list_marks(&st->list) && some.n < CALLLIST_SOME; i++)
		if (list_mark_at(&st->list, i) != keep)
			ids[some.n++] = list_mark_at(&st->list, i);
	rc = some.n ? OK : calllist_together(st->desk, keep, &l, &e);
	for (size_t i = 0; rc == OK && i < l.n && some.n < CALLLIST_SOME; i++)
		ids[some.n++] = l.v[i].id;
	some.ids = ids;
	if (rc == OK)
		rc = calllist_merge(st->desk, keep, &some, &e);
	callback_rows_free(&l);
	if (rc != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, tr("Merged: %zu into this one. Ctrl-Z takes it back."), some.n);
	calllist_wrote(s);
}

enum err_code calllist_run_merge(struct screen *s, struct err *e)
{
	const struct calllist_screen *st = s->state;
	const struct calllist_row *r = calllist_chosen(s);
	int marks = list_marks(&st->list);
	char text[400];

	if (!r || front_may(s, "callback-merge", e) != OK)
		return e->code;
	if (!st->together[0] && !marks)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Nothing else is owed to this person at the time."));
	if (marks)
		text_fmt(text, sizeof text, tr("%d marked ones become part of the one with the "
		    "cursor, for %s."), marks, r->who);
	else
		text_fmt(text, sizeof text, "%s: %s", r->who, st->together);
	return dialog_open(s, &(struct dialog){ .title = tr("Make one contact of them"),
	    .text = text, .choices = { { 1, tr("merge"), NULL }, { 2, tr("leave them"), NULL } },
	    .in_row = true, .enter = 1, .esc = ANSWER_BACK, .ref = r->c.id,
	    .done = merge_now }, e);
}

/* ---- samples ---- */

static enum err_code do_draw(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	struct calllist_screen *st = owner->state;
	const char *days = askform_text(x, "days");
	struct calllist f;
	enum err_code rc;

	(void)ctx;
	calllist_init(st->desk, &f);
	text_copy(f.state, sizeof f.state, "done");
	f.staff_id = askform_int(x, "staff");
	rc = calllist_set(st->desk, &f, "on", days[0] ? days : "t", e);
	if (rc == OK)
		rc = calllist_draw(st->desk, &f, (int)askform_int(x, "n"),
		    (int)askform_int(x, "percent"), &st->drawn, e);
	if (rc != OK)
		return rc;
	if (!st->drawn.n)
		return err_invalid(e, "days", "%s",
		    tr("Nothing to draw: nothing was done then that was not sampled before."));
	st->filter = f;
	st->filtered = true;
	st->view = VIEW_ALL;
	calllist_fresh(owner);
	screen_done(owner, tr("Drawn: %zu. Enter shows one, y marks it; g then Enter ends it."),
	    st->drawn.n);
	return OK;
}

enum err_code calllist_run_draw(struct screen *s, struct err *e)
{
	return askform_open(s, &(struct askform){ .form = "callback-draw",
	    .right = "callback-sample", .title = tr("Draw a sample"), .done = do_draw,
	    .draft = "callback-draw" }, e);
}

static enum err_code do_mark(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const int64_t *id = ctx;
	enum err_code rc = calllist_sample(front_desk(owner), *id,
	    askform_text(x, "mark")[0] - '0', askform_text(x, "text"), e);

	if (rc != OK)
		return rc;
	screen_done(owner, "%s", tr("Marked. The mark stands with the steps of the callback."));
	calllist_wrote(owner);
	return OK;
}

static enum err_code ask_mark(struct screen *s, int64_t id, const char *who, struct err *e)
{
	return askform_open(s, &(struct askform){ .form = "callback-mark",
	    .right = "callback-sample", .title = who, .ctx = &id, .size = sizeof id,
	    .done = do_mark, .draft = "callback-mark", .draft_ref = id }, e);
}

enum err_code calllist_run_mark(struct screen *s, struct err *e)
{
	const struct calllist_row *r = calllist_chosen(s);

	if (!r)
		return OK;
	if (strcmp(r->c.state, "done") != 0)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not marked. Only what is done can be looked at."));
	return ask_mark(s, r->c.id, r->who, e);
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	struct loop *l = s->loop;
	struct chosen_rows rows = { .n = 0 };
	struct callback c;
	char name[200];
	enum err_code rc = area_goto(s, &calls_screen, "calls", e);

	if (rc == OK && !strcmp(at->word, "callback-draw"))
		return calllist_run_draw(screen_top(l), e);
	if (rc == OK && !strcmp(at->word, "callback-give")) {
		rows.n = askform_kept_ids(at->keep, rows.ids, CALLLIST_SOME);
		return ask_give(screen_top(l), &rows, e);
	}
	if (rc == OK)
		rc = callback_get(front_desk(screen_top(l))->store, at->ref, &c, e);
	return rc != OK ? rc : ask_mark(screen_top(l), at->ref,
	    clientline_name(front_desk(screen_top(l)), c.client_id, name, sizeof name), e);
}

static int64_t whose_call(struct desk *d, int64_t id)
{
	struct callback c;
	struct err none = ERR_INIT;

	return callback_get(d->store, id, &c, &none) == OK ? c.client_id : 0;
}

static const struct askform_again again[] = {
	{ "callback-give", "callback-give", NULL, NULL, run_again, NULL },
	{ "callback-mark", "callback-mark", NULL, NULL, run_again, whose_call },
	{ "callback-draw", "callback-draw", NULL, NULL, run_again, NULL },
};
ASKFORM_AGAIN(calllist_again, again);

/* ---- which ones ---- */

static void find_note(struct screen *s, const char *text, struct buf *out)
{
	struct desk *d = front_desk(s);
	struct calllist f;
	struct err e = ERR_INIT;
	char said[200];

	calllist_init(d, &f);
	if (!text[0])
		buf_puts(out, tr("empty: the day"));
	else if (calllist_parse(d, text, &f, &e) == OK)
		buf_puts(out, calllist_say(d, &f, said, sizeof said));
	else
		buf_puts(out, e.text);
}

static enum err_code find_given(struct screen *s, const char *text, struct err *e)
{
	struct calllist_screen *st = s->state;
	struct calllist f;
	enum err_code rc;

	if (!text)
		return OK;
	calllist_init(st->desk, &f);
	rc = calllist_parse(st->desk, text, &f, e);
	if (rc != OK)
		return rc;
	st->filter = f;
	st->filtered = text[0] != '\0';
	if (st->filtered)
		st->view = VIEW_ALL;
	callback_rows_free(&st->drawn);
	calllist_fresh(s);
	return OK;
}

enum err_code calllist_run_find(struct screen *s, struct err *e)
{
	(void)e;
	textline_ask(s, &(struct textline){ .label = tr("Which"), .max_cp = 40,
	    .note = find_note, .done = find_given });
	return OK;
}

/* ---- paper ---- */

static void put_row(struct listing *l, struct desk *d, const struct calllist_row *r)
{
	char text[240];

	listing_cell(l, calllist_section_word(r->section));
	listing_cell(l, calllist_due(d, &r->c, text, sizeof text));
	listing_cell(l, calllist_window(d, r, text, sizeof text));
	listing_cell(l, calllist_late(r, text, sizeof text));
	listing_cell(l, r->who);
	listing_cell(l, r->phone);
	listing_cell(l, calllist_what(d, &r->c, text, sizeof text));
	listing_cell(l, calllist_role_word(d, r->c.role));
	listing_cell(l, r->c.staff);
	listing_cell(l, text_fmt(text, sizeof text, "%d", r->c.tries));
	listing_cell(l, segment_texts(d, r->c.segments, text, sizeof text));
	listing_cell(l, calllist_step_word(r->c.last_kind, r->c.last_result));
}

/* Exactly the rows that are seen, with all that a row has; on paper it is the list to call from. */
enum err_code calllist_run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("section"), N_("due"), N_("window"), N_("late"),
		N_("client"), N_("phone"), N_("what"), N_("role"), N_("who"), N_("tries"),
		N_("segment"), N_("last result") };
	const struct calllist_screen *st = s->state;
	struct listing *l = listing_new("calls", tr("Callbacks"), columns, 12);
	struct calllist_rows seen = { .n = 0 };

	for (size_t i = 0; i < st->shown.n; i++) {
		if (st->shown.v[i] < 0)
			continue;
		put_row(l, st->desk, &st->rows.v[st->shown.v[i]]);
		*vec_push(&seen) = st->rows.v[st->shown.v[i]];
	}
	listing_set_document(l, paper_calls_of(st->desk, &seen));
	calllist_rows_free(&seen);
	return listing_ask(s, l, 0, e);
}
