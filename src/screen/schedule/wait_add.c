/* Putting a client on the waiting list: a box with the wishes. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/appointment.h"
#include "desk/describe.h"
#include "desk/form_env.h"
#include "desk/roster.h"
#include "desk/wait.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/front/askform_priv.h"
#include "screen/askform.h"
#include "screen/clientline.h"
#include "screen/formview.h"
#include "screen/schedule.h"
#include "tui/canvas.h"

enum { ALL_DAYS = 127, ALL_DAY = 1440 };

static const char word_new[] = "waiter", word_change[] = "waiter-edit";     /* of drafts */

struct wait_arg {
	int64_t client_id, service_id;
	int64_t waiter_id;              /* an entry that is changed; 0: a new one */
};

struct wait_box {
	struct formview form;           /* must be first */
	struct wait_arg arg;
	struct waiter was;              /* as it was read; id 0: a new one */
	struct appointment_row next;    /* that would move up; id 0: none */
	char name[200], has[120];
};

static int field_of(const struct wait_box *st, const char *name)
{
	return form_field_index(form_edit_form(st->form.edit), name);
}

static const struct value *value_of(const struct wait_box *st, const char *name)
{
	return &form_edit_field(st->form.edit, field_of(st, name))->value;
}

static int64_t int_of(const struct wait_box *st, const char *name)
{
	const struct value *v = value_of(st, name);

	return v->type == VALUE_INT ? v->i : 0;
}

static const char *text_of(const struct wait_box *st, const char *name)
{
	const struct value *v = value_of(st, name);

	return v->type == VALUE_TEXT ? v->s : "";
}

static void wait_title(struct screen *s, struct buf *out)
{
	buf_printf(out, tr("Waiting list %s"), ((const struct wait_box *)s->state)->name);
}

/* The next one to come, for what is wanted: it would move up. */
static void note_next(struct wait_box *st, struct desk *d)
{
	struct err none = ERR_INIT;
	char at[48];

	if (appointment_next(d->store, st->arg.client_id, clock_now(), &st->next, &none) != OK) {
		st->next.id = 0;
		return;
	}
	text_fmt(st->has, sizeof st->has,
	    tr("Has %s %s: of the same service it moves up."),
	    desk_time_text(d, st->next.start_at, at, sizeof at),
	    describe_in_language(st->next.service, st->next.service_en));
}

static enum err_code put_int(struct wait_box *st, const char *name, int64_t n, bool said,
    struct err *e)
{
	struct value v = { .type = VALUE_INT, .i = n };

	return said ? form_edit_set_value(st->form.edit, field_of(st, name), &v, e) : OK;
}

static enum err_code put_text(struct wait_box *st, const char *name, const char *text,
    struct err *e)
{
	struct value v = { .type = VALUE_NULL };
	enum err_code rc;

	if (!text[0])
		return OK;
	value_set_text(&v, text);
	rc = form_edit_set_value(st->form.edit, field_of(st, name), &v, e);
	value_free(&v);
	return rc;
}

static enum err_code put_weekdays(struct wait_box *st, unsigned days, struct err *e)
{
	struct buf b = BUF_INIT;
	enum err_code rc;

	for (int i = 0; i < 7 && days != ALL_DAYS; i++)
		if (days >> i & 1)
			buf_printf(&b, "%s%s", b.n ? " " : "", roster_day_text(i + 1));
	rc = put_text(st, "weekdays", buf_str(&b), e);
	buf_free(&b);
	return rc;
}

/* What was wished so far; empty fields mean any. */
static enum err_code put_wishes(struct wait_box *st, struct err *e)
{
	const struct waiter *w = &st->was;
	enum err_code rc = put_int(st, "service", w->service_id, true, e);

	if (rc == OK)
		rc = put_int(st, "with", w->resource_id, w->resource_id != 0, e);
	if (rc == OK)
		rc = put_text(st, "from_day", w->from_day, e);
	if (rc == OK)
		rc = put_text(st, "to_day", w->to_day, e);
	if (rc == OK)
		rc = put_weekdays(st, w->weekdays, e);
	if (rc == OK)
		rc = put_int(st, "from", w->from_min, w->from_min > 0, e);
	if (rc == OK)
		rc = put_int(st, "to", w->to_min, w->to_min < ALL_DAY, e);
	if (rc == OK)
		rc = put_text(st, "urgent", w->urgent ? "yes" : "no", e);
	return rc == OK ? put_text(st, "note", w->note, e) : rc;
}

static enum err_code wait_open(struct screen *s, const void *arg, struct err *e)
{
	struct wait_box *st = s->state;
	struct desk *d = front_desk(s);
	struct form *form = form_catalog_find(d->forms, "waiter");
	int64_t service;
	struct form_env env;

	if (!form)
		return err_set(e, ERR_CONFIG, "%s", tr("There is no form for the waiting list "
		    "(waiter.cfg). Call the administrator."));
	st->arg = *(const struct wait_arg *)arg;
	if (st->arg.waiter_id &&
	    waiter_get(d->store, st->arg.waiter_id, &st->was, e) != OK)
		return e->code;
	if (st->was.id)
		st->arg.client_id = st->was.client_id;
	clientline_name(d, st->arg.client_id, st->name, sizeof st->name);
	note_next(st, d);
	form_env_make(d, &env);
	st->form.title = wait_title;
	formview_init(&st->form, s, form_edit_new(form, &env), st->was.id ? word_change : word_new);
	service = st->arg.service_id ? st->arg.service_id : st->next.id ? st->next.service_id : 0;
	if ((st->was.id ? put_wishes(st, e) :
	    put_int(st, "service", service, service != 0, e)) != OK)
		return e->code;
	formview_go_first(&st->form);
	return formview_again(&st->form, st->was.id ? st->was.id : st->arg.client_id, e);
}

static void wait_close(struct screen *s)
{
	formview_free(&((struct wait_box *)s->state)->form);
}

static enum leave wait_leave(struct screen *s)
{
	return formview_leave(&((struct wait_box *)s->state)->form);
}

/* ---- saving ---- */

/* "mon wed fri", "mon-fri": as in a line of hours, with blanks for commas. */
static enum err_code read_weekdays(struct desk *d, const char *typed, unsigned *out, struct err *e)
{
	struct when_base base = desk_when(d);
	struct roster_line line;
	struct err none = ERR_INIT;
	struct buf b = BUF_INIT;
	bool ok;

	*out = 0;
	if (!typed[0])
		return OK;
	for (const char *p = typed; *p; p++)
		buf_add(&b, *p == ' ' ? "," : p, 1);
	buf_puts(&b, " 0-24");
	ok = roster_parse(buf_str(&b), &base, &line, &none) == OK;
	buf_free(&b);
	for (size_t i = 0; i < line.n && ok; i++)
		*out |= line.v[i].weekday ? 1u << (line.v[i].weekday - 1) : 127u;
	if (ok && *out)
		return OK;
	return err_invalid(e, "weekdays", "%s",
	    tr("Those are no weekdays. Type mon wed fri or mon-fri."));
}

static enum err_code save(struct screen *s, struct err *e)
{
	struct wait_box *st = s->state;
	struct desk *d = front_desk(s);
	struct waiter w = st->was;
	int64_t id;
	enum err_code rc = read_weekdays(d, text_of(st, "weekdays"), &w.weekdays, e);

	w.client_id = st->arg.client_id;
	w.service_id = int_of(st, "service");
	w.resource_id = int_of(st, "with");
	w.from_min = (int)int_of(st, "from");
	w.to_min = (int)int_of(st, "to");
	w.urgent = !strcmp(text_of(st, "urgent"), "yes");
	if (st->next.id && st->next.service_id == w.service_id) {
		w.appointment_id = st->next.id;
		w.dependant_id = st->next.dependant_id;
	} else if (w.service_id != st->was.service_id) {
		w.appointment_id = 0;   /* that one was for something else */
	}
	text_copy(w.from_day, sizeof w.from_day, text_of(st, "from_day"));
	text_copy(w.to_day, sizeof w.to_day, text_of(st, "to_day"));
	if (rc == OK && !text_take(w.note, sizeof w.note, text_of(st, "note")))
		rc = err_invalid(e, "note", "%s",
		    tr("That is longer than can be kept. Shorten it."));
	if (rc != OK)
		return rc;
	return w.id ? wait_change(d, &w, e) : wait_add(d, &w, &id, e);
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct wait_box *st = s->state;
	enum err_code rc;

	formview_commit(&st->form);
	rc = form_edit_check(st->form.edit, e);
	if (rc == OK)
		rc = save(s, e);
	if (rc == ERR_INVALID && e->field[0]) {
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	screen_done(s, st->was.id ? tr("Changed on the waiting list: %s. Ctrl-Z takes it back.") :
	    tr("On the waiting list: %s. Ctrl-Z takes it back."), st->name);
	formview_saved(&st->form);
	front_wrote(s);
	screen_finish(s, 1, NULL);
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("save"), .needs = NEED_WRITE,
	  .help = N_("Puts the client on the waiting list, or changes the entry."),
	  .run = run_done },
	FORMVIEW_COMMANDS,
};

/* ---- picture ---- */

static struct rect box_of(const struct screen *s)
{
	return rect_centre(s->body, 12, 76);
}

static void wait_layout(struct screen *s, struct rect body)
{
	(void)body;
	formview_layout(&((struct wait_box *)s->state)->form, rect_inset(box_of(s), 3, 2));
}

static void wait_draw(const struct screen *s, struct canvas *c)
{
	const struct wait_box *st = s->state;
	struct rect box = box_of(s);
	char title[300];

	text_fmt(title, sizeof title, tr("Waiting list %s"), st->name);
	canvas_box(c, box, STYLE_RULE, title);
	canvas_put(c, box.row + 1, box.col + 2, st->has, STYLE_TEXT, box.cols - 4);
	formview_draw(&st->form, c);
	canvas_put(c, box.row + box.rows - 2, box.col + 2,
	    st->was.id ? tr("F10 changes the entry. Esc leaves it as it was.") :
	    tr("F10 puts the client on the list. Esc leaves it."), STYLE_GREY, box.cols - 4);
}

static unsigned wait_facts(const struct screen *s)
{
	(void)s;
	return NEED_TEXT | NEED_CLIENT;
}

static void wait_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What the client would come sooner for, with whom, on which days and at what time. "
	    "Empty fields mean any. An appointment for the same service moves up when a time is "
	    "found; without one it is booked."));
}

const struct screen_type wait_screen = {
	.name = "wait", .title = N_("Waiting list"), .state_size = sizeof(struct wait_box),
	.commands = KEYMAP_INIT(commands), .flags = SCREEN_OVERLAY,
	.open = wait_open, .facts = wait_facts, .typing = formview_screen_typing,
	    .layout = wait_layout,
	.draw = wait_draw, .key = formview_screen_key, .leave = wait_leave, .close = wait_close,
	.field_help = formview_screen_help, .page = wait_page,
};

enum err_code schedule_wait(struct screen *s, int64_t client_id, int64_t service_id, struct err *e)
{
	struct wait_arg arg = { .client_id = client_id, .service_id = service_id };

	if (front_may(s, "appt-wait", e) != OK)
		return e->code;
	return screen_open(s->loop, &wait_screen, &arg, e);
}

enum err_code schedule_wait_edit(struct screen *s, int64_t waiter_id, struct err *e)
{
	struct wait_arg arg = { .waiter_id = waiter_id };

	if (front_may(s, "appt-wait", e) != OK)
		return e->code;
	return screen_open(s->loop, &wait_screen, &arg, e);
}

/* ---- going on ---- */

static enum err_code again_new(struct screen *s, const struct askform_place *at, struct err *e)
{
	return schedule_wait(s, at->ref, 0, e);
}

static enum err_code again_change(struct screen *s, const struct askform_place *at, struct err *e)
{
	return schedule_wait_edit(s, at->ref, e);
}

static int64_t the_client(struct desk *d, int64_t ref)
{
	(void)d;
	return ref;
}

static int64_t whose(struct desk *d, int64_t ref)
{
	struct waiter w;
	struct err none = ERR_INIT;

	return waiter_get(d->store, ref, &w, &none) == OK ? w.client_id : 0;
}

static const struct askform_again again[] = {
	{ word_new, "waiter", NULL, NULL, again_new, the_client },
	{ word_change, "waiter", NULL, NULL, again_change, whose },
};
ASKFORM_AGAIN(wait_again, again);
