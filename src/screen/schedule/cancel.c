/* Cancelling: a box over whatever asked, with the reason that has no default. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/payment.h"
#include "desk/booking.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/settings.h"
#include "desk/wait.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/front/askform_priv.h"
#include "screen/askform.h"
#include "screen/clientline.h"
#include "screen/formview.h"
#include "screen/schedule.h"
#include "screen/series.h"
#include "tui/canvas.h"

static const char draft_word[] = "appt-cancel";

struct cancel {
	struct formview form;           /* must be first */
	struct desk *desk;
	struct appointment_row a;
	int64_t paid, paid_one;         /* and not given back, minor units: of its whole group; of
					 * this one */
	char name[200], at[48];
	char reason[240];               /* as it is kept: a code, or what was typed */
	bool pay_back, quiet, no_rebook;
	bool late;                      /* by the site's days before */
	enum booking_reach reach;       /* with it the later ones of its series, or its group */
};

static int field_of(const struct cancel *st, const char *name)
{
	return form_field_index(form_edit_form(st->form.edit), name);
}

static const char *code_of(const struct cancel *st, const char *name)
{
	const struct field_state *x = form_edit_field(st->form.edit, field_of(st, name));

	return x->value.type == VALUE_TEXT ? x->value.s : "";
}

/* What was paid decides what is asked; nobody types it. */
static void paid(void *arg, const struct form_field *f, struct value *out)
{
	const struct cancel *st = arg;
	char money[32];

	if (!strcmp(f->preset, "@paid"))
		value_set_text(out, st->paid > 0 ?
		    desk_money(st->desk, st->paid, money, sizeof money) : "-");
	if (!strcmp(f->preset, "@deposit"))
		value_set_text(out, setting_of(st->desk, st->late ? SETTING_DEPOSIT_LATE :
		    SETTING_DEPOSIT_EARLY) == 2 ? "return" : "keep");
}

/* Of a group all deposits together: the question is asked once. */
static enum err_code sum_paid(struct cancel *st, struct desk *d, struct err *e)
{
	int64_t ids[BOOKING_REACH_MAX], sum;
	size_t n = 0;
	enum err_code rc = booking_reach_ids(d, st->a.id, BOOKING_GROUP, ids, &n, e);

	for (size_t i = 0; i < n && rc == OK; i++) {
		rc = payment_sum_appointment(d->store, ids[i], &sum, e);
		st->paid += sum;
		if (!i)
			st->paid_one = sum;
	}
	return rc;
}

static void cancel_title(struct screen *s, struct buf *out)
{
	const struct cancel *st = s->state;

	buf_printf(out, tr("Cancel %s %s"), st->at, st->name);
}

static enum err_code cancel_open(struct screen *s, const void *arg, struct err *e)
{
	struct cancel *st = s->state;
	struct desk *d = front_desk(s);
	struct form *form = form_catalog_find(d->forms, "cancel");
	struct form_env env;

	st->desk = d;
	if (!form)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("There is no form for cancelling (cancel.cfg). Call the administrator."));
	if (appointment_row_get(d->store, *(const int64_t *)arg, &st->a, e) != OK)
		return e->code;
	if (!st->a.live)
		return err_set(e, ERR_INVALID, "%s", tr("It is over or cancelled already."));
	clientline_name(d, st->a.client_id, st->name, sizeof st->name);
	desk_time_text(d, st->a.start_at, st->at, sizeof st->at);
	if (sum_paid(st, d, e) != OK)
		return e->code;
	st->late = booking_late_now(d, st->a.branch_id, st->a.start_at);
	form_env_make(d, &env);
	/* Its fields are choices and texts: nothing is looked up. */
	env.source = (struct form_source){ .arg = st, .preset = paid };
	st->form.title = cancel_title;
	formview_init(&st->form, s, form_edit_new(form, &env), draft_word);
	formview_go_first(&st->form);
	return formview_again(&st->form, st->a.id, e);
}

static void cancel_close(struct screen *s)
{
	formview_free(&((struct cancel *)s->state)->form);
}

/* Somebody else came to the desk: the reason waits until the same is cancelled again. */
static enum leave cancel_leave(struct screen *s)
{
	return formview_leave(&((struct cancel *)s->state)->form);
}

/* ---- doing it ---- */

static void finish(struct screen *s, size_t n)
{
	struct cancel *st = s->state;
	struct offer_arg offer = { .branch_id = st->a.branch_id, .resource_id = st->a.staff_id,
		.start_at = st->a.start_at, .end_at = st->a.end_at,
		.not_client = st->a.client_id };
	struct screen *under = screen_under(s);
	struct wait_time freed;
	int64_t id = st->a.id;
	struct err e = ERR_INIT;
	size_t fits = 0;
	bool opened = false;

	if (n > 1 && st->reach == BOOKING_GROUP)
		screen_done(s, tr("Cancelled the group of %zu on %s. Ctrl-Z takes it back."), n,
		    st->at);
	else if (n > 1)
		screen_done(s, tr("Cancelled %zu of the series from %s on. Ctrl-Z takes it back."),
		    n, st->at);
	else
		screen_done(s, tr("Cancelled: %s, %s. Ctrl-Z takes it back."), st->at, st->name);
	formview_saved(&st->form);
	front_wrote(s);
	/* Of a series or a group the first time that somebody waits for. */
	if (wait_freed(front_desk(s), &freed, &fits, &e) == OK && fits)
		offer = (struct offer_arg){ .branch_id = freed.branch_id,
			.resource_id = freed.resource_id, .start_at = freed.start_at,
			.end_at = freed.end_at, .not_client = freed.not_client };
	err_clear(&e);
	screen_finish(s, 1, &id);
	if (schedule_offer(under, &offer, &opened, &e) != OK)
		screen_refuse(under, &e);
}

static enum err_code cancel_now(struct screen *s, struct err *e)
{
	struct cancel *st = s->state;
	struct booking_end x = { .id = st->a.id, .reason = st->reason,
		.pay_back = st->pay_back &&
		    (st->reach == BOOKING_GROUP ? st->paid : st->paid_one) > 0,
		.quiet = st->quiet, .no_rebook = st->no_rebook };
	size_t n = 1;
	enum err_code rc = booking_reach_cancel(front_desk(s), st->reach, &x, &n, e);

	if (rc == OK)
		finish(s, n);
	return rc;
}

static void make_reason(struct cancel *st)
{
	struct buf b = { 0 };

	if (!strcmp(code_of(st, "why"), "other"))
		form_edit_text(st->form.edit, field_of(st, "what"), &b);
	else
		buf_puts(&b, code_of(st, "why"));
	text_copy(st->reason, sizeof st->reason, buf_str(&b));
	buf_free(&b);
}

/* With a second person where a deposit goes back. */
static enum err_code cancel_signed(struct screen *s, struct err *e)
{
	struct cancel *st = s->state;
	struct second_ask ask = { .right = "pay-back", .text = tr("pay a deposit back"),
		.why = describe_reason(st->desk, st->reason), .done = cancel_now };
	enum err_code rc = cancel_now(s, e);

	if (rc == ERR_SECOND) {
		err_clear(e);
		rc = front_second(s, &ask, e);
	}
	return rc;
}

static void series_answered(struct screen *owner, int reach, int64_t id)
{
	struct cancel *st = owner->state;
	struct err e = ERR_INIT;

	(void)id;
	if (!reach)
		return;
	st->reach = reach;
	if (cancel_signed(owner, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct cancel *st = s->state;
	bool asked = false;
	enum err_code rc;

	formview_commit(&st->form);
	rc = form_edit_check(st->form.edit, e);
	if (rc == ERR_INVALID) {
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	make_reason(st);
	st->pay_back = !strcmp(code_of(st, "deposit"), "return");
	st->no_rebook = !strcmp(code_of(st, "rebook"), "none");
	st->quiet = !strcmp(code_of(st, "tell"), "no");
	st->reach = BOOKING_ONE;
	rc = series_ask(s, st->a.id, series_answered, &asked, e);
	return rc == OK && !asked ? cancel_signed(s, e) : rc;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("cancel it"), .needs = NEED_WRITE,
	  .help = N_("Cancels the appointment; who waits for such a time is offered it."),
	  .run = run_done },
	FORMVIEW_COMMANDS,
};

/* ---- picture ---- */

static struct rect box_of(const struct screen *s)
{
	return rect_centre(s->body, 13, 76);
}

static void cancel_layout(struct screen *s, struct rect body)
{
	struct cancel *st = s->state;
	struct rect box = box_of(s);

	(void)body;
	formview_layout(&st->form, rect_inset(box, 3, 2));
}

static void cancel_draw(const struct screen *s, struct canvas *c)
{
	const struct cancel *st = s->state;
	struct rect box = box_of(s);
	char title[300];

	text_fmt(title, sizeof title, tr("Cancel %s %s"), st->at, st->name);
	canvas_box(c, box, STYLE_RULE, title);
	canvas_putf(c, box.row + 1, box.col + 2, STYLE_TEXT, "%s, %s %s",
	    describe_in_language(st->a.service, st->a.service_en), st->a.staff, st->a.room);
	if (st->late)
		canvas_put(c, box.row + 2, box.col + 2, tr("Late by the rule: it is marked so."),
		    STYLE_NOTE, box.cols - 4);
	formview_draw(&st->form, c);
	canvas_put(c, box.row + box.rows - 2, box.col + 2,
	    tr("F10 cancels it. Esc leaves it as it is."), STYLE_GREY, box.cols - 4);
}

static unsigned cancel_facts(const struct screen *s)
{
	(void)s;
	return NEED_TEXT | NEED_CLIENT;
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	return schedule_cancel(s, at->ref, e);
}

static int64_t whose(struct desk *d, int64_t ref)
{
	struct appointment_row a;
	struct err none = ERR_INIT;

	return appointment_row_get(d->store, ref, &a, &none) == OK ? a.client_id : 0;
}

static const struct askform_again again[] = {
	{ draft_word, "cancel", NULL, NULL, run_again, whose },
};
ASKFORM_AGAIN(cancel_again, again);

static void cancel_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "A reason is always asked and has no default. A deposit is kept, or paid back with a "
	    "second person. The client stands on the list of those who want a new time unless that "
	    "is not wanted. Less than the site's days before, the cancellation is marked as late. "
	    "Of one of a series F10 asks whether the later ones end too. After F10 those who wait "
	    "for such a time are offered it."));
}

const struct screen_type cancel_screen = {
	.name = "cancel", .title = N_("Cancel"), .state_size = sizeof(struct cancel),
	.commands = KEYMAP_INIT(commands), .flags = SCREEN_OVERLAY,
	.open = cancel_open, .facts = cancel_facts, .typing = formview_screen_typing,
	.layout = cancel_layout, .draw = cancel_draw, .key = formview_screen_key,
	    .leave = cancel_leave,
	.close = cancel_close, .page = cancel_page,
};
