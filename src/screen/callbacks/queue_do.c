/* What is done to the callback at hand. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/appointment.h"
#include "data/staff.h"
#include "desk/callback_announce.h"
#include "desk/callback_make.h"
#include "desk/desk.h"
#include "desk/escalate.h"
#include "desk/describe.h"
#include "form/callbacks.h"
#include "form/form_edit.h"
#include "queue_priv.h"
#include "screen/askform.h"
#include "screen/call.h"
#include "screen/clientline.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "tui/dialog.h"
#include "tui/textline.h"

/* Nothing of the call hangs on it: what it meets is said, and the caller goes on. */
void queue_turn_to(struct screen *s)
{
	struct queue_page *st = queue_page(s);
	struct err e = ERR_INIT;

	if (!st->id || st->message_id)
		return;
	if (callback_announce_now(st->desk, st->id, &st->message_id, &e) != OK)
		screen_refuse(s, &e);
	else if (st->message_id)
		screen_dirty(s, DIRTY_LOAD);
}

/* ---- done ---- */

static const char *text_or_null(const struct form_edit *x, const char *field)
{
	const char *text = askform_text(x, field);

	return text && text[0] ? text : NULL;
}

static void read_outcome(const struct queue_page *st, struct callback_outcome *o)
{
	const struct form_edit *x = st->form.edit;
	int64_t satisfied = askform_int(x, "satisfied");

	*o = (struct callback_outcome){ .id = st->id, .result = askform_text(x, "result"),
		.reaction = askform_text(x, "reaction"), .recovery = askform_text(x, "recovery"),
		.advice = askform_text(x, "advice"),
		.satisfied = satisfied > 5 ? 0 : (int)satisfied, .not_asked = satisfied > 5,
		.satisfied_why = askform_text(x, "satisfied_why"),
		.promised = text_or_null(x, "promised"),
		.promised_day = text_or_null(x, "promised_day"), .next_id = st->booked_id,
		.outside = st->outside, .came = st->brief.here || st->brief.rings,
		.phone_id = st->brief.phone_id, .text = text_or_null(x, "text") };
}

/* "王小明: reached, all well": whom it was, and what is kept of it. */
static void say_what(const struct queue_page *st, char *out, size_t size)
{
	const struct form_field *f = &form_edit_form(st->form.edit)->fields[queue_field(st,
	    "result")];
	const char *code = askform_text(st->form.edit, "result");
	char name[200];

	clientline_name(st->desk, st->brief.c.client_id, name, sizeof name);
	for (size_t i = 0; i < f->nchoices; i++)
		if (!strcmp(f->choices[i].code, code))
			text_fmt(out, size, "%s: %s", st->brief.c.client_id ? name : st->partner,
			    label_text(&f->choices[i].label));
}

static void tell_done(struct screen *s, const struct callback_end *end, const char *what)
{
	struct desk *d = queue_page(s)->desk;
	char at[48], until[16];

	desk_clock_text(d, clock_now() + (int64_t)d->config.undo_minutes * 60, until,
	    sizeof until);
	if (end->to_lead)
		screen_done(s, tr("Not reached again: the lead decides now. Ctrl-Z takes it back "
		    "until %s."), until);
	else if (end->again_at)
		screen_done(s, end->message_id ?
		    tr("Not reached: a message goes out, again %s. Ctrl-Z takes it back.") :
		    tr("Not reached: again %s. Ctrl-Z takes it back."),
		    desk_time_text(d, end->again_at, at, sizeof at));
	else if (end->promise_id)
		screen_done(s, tr("Done; the promise is a callback now. Ctrl-Z takes it back "
		    "until %s."), until);
	else
		screen_done(s, tr("Done. %s. Ctrl-Z takes it back until %s."), what, until);
}

/* What stands in the form is understood; else the cursor goes there. */
static bool is_sound(struct screen *s)
{
	struct queue_page *st = queue_page(s);
	struct err e = ERR_INIT;

	formview_commit(&st->form);
	if (form_edit_check(st->form.edit, &e) == OK)
		return true;
	formview_fault(&st->form, &e);
	return false;
}

/* The next one in any case: what ended here is not to be looked at any more. */
static enum err_code go_on(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	enum err_code rc;

	formview_saved(&st->form);
	front_wrote(s);
	st->id = st->message_id = 0;
	rc = queue_take_next(s, e);
	if (rc == OK)
		queue_turn_to(s);
	return rc;
}

enum err_code queue_run_done(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	struct callback_outcome o;
	struct callback_end end;
	char what[300] = "";
	enum err_code rc;

	if (!is_sound(s))
		return OK;
	read_outcome(st, &o);
	rc = callback_done(st->desk, &o, &end, e);
	if (rc == ERR_INVALID) {
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	say_what(st, what, sizeof what);
	rc = go_on(s, e);
	tell_done(s, &end, what);
	return rc;
}

/* ---- another time ---- */

static void later_note(struct screen *s, const char *text, struct buf *out)
{
	struct queue_page *st = queue_page(s);
	struct err why = ERR_INIT;
	struct when_base base = desk_when(st->desk);
	char when[200], echo[80];
	int64_t at;

	when_split(text, WHEN_PLAN, &base, when, sizeof when);
	if (!when[0])
		buf_puts(out, tr("tue 15, and a remark"));
	else if (callback_when(st->desk, st->id, when, &at, echo, sizeof echo, &why) == OK)
		buf_puts(out, echo);
	else
		buf_puts(out, why.text);
}

static enum err_code later_typed(struct screen *s, const char *text, struct err *e)
{
	struct queue_page *st = queue_page(s);
	struct when_base base = desk_when(st->desk);
	char when[200], echo[80];
	const char *remark;
	int64_t at;
	enum err_code rc;

	if (!text || !text[0])
		return OK;
	remark = when_split(text, WHEN_PLAN, &base, when, sizeof when);
	rc = callback_when(st->desk, st->id, when, &at, echo, sizeof echo, e);
	if (rc == OK)
		rc = callback_later(st->desk, st->id, at, remark, e);
	if (rc != OK)
		return rc;
	rc = go_on(s, e);
	screen_done(s, tr("Put off %s. Ctrl-Z takes it back."), echo);
	return rc;
}

enum err_code queue_run_later(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Put off"), .note = later_note,
		.keep = "call-later", .keep_ref = queue_page(s)->id, .done = later_typed };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}

/* ---- to the expert ---- */

static enum err_code urgent_typed(struct screen *s, const char *text, struct err *e)
{
	struct queue_page *st = queue_page(s);
	struct escalate_draft draft = { .callback_id = st->id,
		.client_id = st->brief.c.client_id, .text = text };
	int64_t id;
	enum err_code rc;

	if (!text || !text[0])
		return OK;
	rc = escalate_raise(st->desk, &draft, &id, e);
	if (rc != OK)
		return rc;
	rc = go_on(s, e);
	screen_done(s, "%s", tr("With the expert, urgent: the answer puts it back on top. Ctrl-Z "
	    "takes it back."));
	return rc;
}

enum err_code queue_run_escalate(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("To the expert, urgent"), .max_cp = 400,
		.keep = "call-escalate", .keep_ref = queue_page(s)->id, .done = urgent_typed };

	if (front_may(s, "escalate", e) != OK)
		return e->code;
	textline_ask(s, &ask);
	return OK;
}

/* ---- the next visit ---- */

static void booked(struct screen *s, int answer, const void *value)
{
	struct queue_page *st = queue_page(s);
	struct err none = ERR_INIT;
	struct appointment_row a;

	screen_dirty(s, DIRTY_LOAD);
	if (answer != 1 || !value)
		return;
	st->booked_id = *(const int64_t *)value;
	if (appointment_row_get(st->desk->store, st->booked_id, &a, &none) == OK)
		desk_time_text(st->desk, a.start_at, st->booked, sizeof st->booked);
	formview_more_changed(&st->form);
}

enum err_code queue_run_book(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	struct book_arg arg = { .client_id = st->brief.c.client_id,
		.dependant_id = st->brief.c.dependant_id };

	return screen_ask(s, &book_screen, &arg, booked, e);
}

/* ---- messages, remarks, reasons ---- */

enum err_code queue_run_announce(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	int64_t id;
	bool message = !strcmp(st->brief.c.channel, "message");
	enum err_code rc = callback_announce(st->desk, st->id, &id, e);

	if (rc != OK)
		return rc;
	if (message) {
		rc = go_on(s, e);
		screen_done(s, "%s", tr("Sent: it is done when it was delivered."));
		return rc;
	}
	front_wrote(s);
	screen_done(s, "%s", tr("Sent: a call is announced. Ctrl-Z takes it back while it waits."));
	return OK;
}

static enum err_code remark_typed(struct screen *s, const char *text, struct err *e)
{
	struct queue_page *st = queue_page(s);
	enum err_code rc;

	if (!text || !text[0])
		return OK;
	rc = callback_remark(st->desk, st->id, text, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_done(s, "%s", tr("Remark kept. The callback stays open."));
	return OK;
}

enum err_code queue_run_remark(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Remark"), .max_cp = 300,
		.keep = "call-remark", .keep_ref = queue_page(s)->id, .done = remark_typed };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}

enum err_code queue_run_why(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	struct buf text = BUF_INIT;
	enum err_code rc = callback_why(st->desk, st->id, &text, e);

	if (rc == OK)
		rc = dialog_tell(s, tr("Why it is due"), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

/* Record and script as they stand on the page, none of them cut off. */
enum err_code queue_run_whole(struct screen *s, struct err *e)
{
	const struct queue_page *st = queue_page(s);
	const struct callback_brief *b = &st->brief;
	const struct { const char *label, *text; } lines[] = {
		{ tr("Given"), b->done }, { tr("Advised"), b->after },
		{ tr("Earlier"), b->before }, { tr("Standing"), b->cases },
	};
	struct buf text = BUF_INIT;
	enum err_code rc;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (lines[i].text[0])
			buf_printf(&text, "%s: %s\n", lines[i].label, lines[i].text);
	for (size_t i = 0; i < st->script.n; i++)
		buf_printf(&text, "\n%zu %s", i + 1, st->script.line[i]);
	rc = dialog_tell(s, b->what, buf_str(&text), e);
	buf_free(&text);
	return rc;
}

enum err_code queue_run_call(struct screen *s, struct err *e)
{
	queue_turn_to(s);
	return call_open(s, queue_page(s)->brief.c.client_id, tr("callback"), e);
}

/* ---- to others ---- */

/* A role by its word, else a person by code or name. */
static enum err_code whom(struct desk *d, const char *typed, int64_t *staff, const char **role,
    struct err *e)
{
	struct staff p;

	*staff = 0;
	*role = NULL;
	for (size_t i = 0; callback_roles[i]; i++) {
		char label[80];

		describe_ability(d, callback_roles[i], label, sizeof label);
		if (!strcmp(callback_roles[i], typed) || !strcmp(label, typed))
			*role = callback_roles[i];
	}
	if (*role)
		return OK;
	if (staff_by_code(d->store, typed, &p, e) != OK)
		return err_set(e, ERR_NOTFOUND, tr("Nobody of ours is \"%s\". Type a code (zq) or "
		    "a role: service, consultant, nurse."), typed);
	*staff = p.id;
	return OK;
}

static enum err_code give_typed(struct screen *s, const char *text, struct err *e)
{
	struct queue_page *st = queue_page(s);
	const char *role;
	char name[200];
	int64_t staff;
	enum err_code rc;

	if (!text || !text[0])
		return OK;
	rc = whom(st->desk, text, &staff, &role, e);
	if (rc == OK)
		rc = callback_give(st->desk, st->id, staff, role, NULL, e);
	if (rc != OK)
		return rc;
	if (role)
		describe_ability(st->desk, role, name, sizeof name);
	else
		describe_staff(st->desk, staff, name, sizeof name);
	rc = go_on(s, e);
	screen_done(s, tr("Given to %s. Ctrl-Z takes it back."), name);
	return rc;
}

enum err_code queue_run_give(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("To whom (code, or a role)"), .max_cp = 40,
		.done = give_typed };

	if (front_may(s, "callback-give", e) != OK)
		return e->code;
	textline_ask(s, &ask);
	return OK;
}

static enum err_code ask_other(struct screen *s, const char *role, const char *text, struct err *e)
{
	struct queue_page *st = queue_page(s);
	int64_t made;
	enum err_code rc;

	if (!text || !text[0])
		return OK;
	rc = callback_other(st->desk, st->id, role, text, &made, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_done(s, "%s", tr("Asked: it is a callback of its own now. This one stays open."));
	return OK;
}

static enum err_code consultant_typed(struct screen *s, const char *text, struct err *e)
{
	return ask_other(s, "consultant", text, e);
}

static enum err_code nurse_typed(struct screen *s, const char *text, struct err *e)
{
	return ask_other(s, "nurse", text, e);
}

static void other_chosen(struct screen *s, int answer, int64_t ref)
{
	struct textline ask = { .label = tr("What the client asks"), .max_cp = 300,
		.keep = "call-other", .keep_ref = queue_page(s)->id,
		.done = answer == 2 ? nurse_typed : consultant_typed };

	(void)ref;
	if (answer == 1 || answer == 2)
		textline_ask(s, &ask);
}

enum err_code queue_run_other(struct screen *s, struct err *e)
{
	struct dialog box = { .title = tr("Another question"),
		.text = tr("Who answers it?"),
		.choices = { { 1, tr("consultant"), NULL }, { 2, tr("nurse"), NULL } },
		.in_row = true, .done = other_chosen };

	return dialog_open(s, &box, e);
}
