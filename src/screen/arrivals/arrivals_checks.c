/* The tab Checks: opening, closing, preparation of each visit as ticks; who is on duty. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/duty.h"
#include "data/staff.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "tui/canvas.h"
#include "tui/picker.h"

/* ---- reading ---- */

static void add_head(struct arrivals *st, const char *text)
{
	struct check_row *r = vec_push(&st->checks);

	r->head = true;
	text_copy(r->text, sizeof r->text, text);
}

static enum err_code add_items(struct arrivals *st, const char *kind, const char *day,
    const struct appointment_row *a, struct err *e)
{
	struct day_items items = { 0 };
	enum err_code rc = daylist_items(st->desk, kind, a ? a->id : 0, day, &items, e);

	for (size_t i = 0; i < items.n; i++) {
		struct check_row *r = vec_push(&st->checks);

		r->item = items.v[i];
		if (!a)
			continue;
		r->start_at = a->start_at;
		r->client_id = a->client_id;
	}
	day_items_free(&items);
	return rc;
}

/* One block a visit: who comes for what, what stands out, then the items. */
static enum err_code add_visits(struct arrivals *st, const char *day, struct err *e)
{
	struct appointment_list all = { 0 };
	char clock[16], name[200], notice[300], text[800];
	enum err_code rc = appointment_list_day(st->desk->store, st->desk->branch_id, day, &all, e);

	for (size_t i = 0; i < all.n && rc == OK; i++) {
		const struct appointment_row *a = &all.v[i];

		if (!strchr("BC", a->letter))
			continue;
		clientline_notice(st->desk, a->client_id, a->dependant_id, notice, sizeof notice);
		text_fmt(text, sizeof text, "%s %s  %s  %s %s  %s",
		    desk_clock_text(st->desk, a->start_at, clock, sizeof clock),
		    clientline_name(st->desk, a->client_id, name, sizeof name),
		    describe_in_language(a->service, a->service_en), a->room, a->device, notice);
		add_head(st, text);
		rc = add_items(st, "prepare", day, a, e);
	}
	appointment_list_free(&all);
	return rc;
}

enum err_code arrivals_checks_load(struct arrivals *st, struct err *e)
{
	char day[11];
	enum err_code rc;

	day_format(st->check_day, day);
	st->checks.n = 0;
	rc = duty_get(st->desk->store, st->desk->branch_id, day, &st->duty, e);
	add_head(st, tr("opening"));
	if (rc == OK)
		rc = add_items(st, "opening", day, NULL, e);
	add_head(st, tr("closing"));
	if (rc == OK)
		rc = add_items(st, "closing", day, NULL, e);
	return rc == OK ? add_visits(st, day, e) : rc;
}

/* ---- picture ---- */

void arrivals_checks_draw(const struct arrivals *st, int row, struct cells *x)
{
	const struct check_row *r = &st->checks.v[row];
	char at[48], text[200];

	if (r->head) {
		cells_rest(x, r->text, STYLE_NOTE);
		return;
	}
	cells_put(x, r->item.on ? "[x]" : "[ ]", r->item.on ? STYLE_DONE : STYLE_TEXT, 5, false);
	cells_put(x, r->item.label, STYLE_TEXT, 42, true);
	if (!r->item.on)
		return;
	text_fmt(text, sizeof text, "%s %s", r->item.staff,
	    desk_time_text(st->desk, r->item.at, at, sizeof at));
	cells_rest(x, text, STYLE_GREY);
}

void arrivals_checks_head(const struct arrivals *st, struct canvas *c, int row)
{
	char day[64], name[96] = "";
	struct err none = ERR_INIT;
	struct staff p;

	day_echo(st->check_day, desk_today(st->desk), day, sizeof day);
	if (st->duty && staff_get(st->desk->store, st->duty, &p, &none) == OK)
		text_copy(name, sizeof name, p.name);
	canvas_putf(c, row, 0, STYLE_TAB, tr("%s, on duty: %s"), day,
	    name[0] ? name : tr("nobody yet (e)"));
}

/* ---- ticks and duty ---- */

enum err_code arrivals_tick_line(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct check_row *r = arrivals_check(st);
	char day[11];
	enum err_code rc;

	if (!r || r->head) {
		list_move(&st->other, 1);
		return OK;
	}
	day_format(st->check_day, day);
	rc = daylist_tick(st->desk, &r->item, day, !r->item.on, e);
	if (rc == OK) {
		list_move(&st->other, 1);
		arrivals_took(s);
	}
	return rc;
}

static void duty_choices(void *ctx, const char *text, struct picker_list *out)
{
	const struct arrivals *st = ctx;
	struct staff_list l = { 0 };
	struct err none = ERR_INIT;

	if (staff_list(st->desk->store, 0, false, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++)
			if (picker_fits(text, l.v[i].code, l.v[i].name) ||
			    picker_fits(text, "", l.v[i].name_en))
				picker_add(out, l.v[i].id, l.v[i].code, l.v[i].name,
				    l.v[i].name_en);
	staff_list_free(&l);
}

static void duty_chosen(struct screen *s, const struct picker_choice *choice)
{
	struct arrivals *st = s->state;
	struct err e = ERR_INIT;
	char day[11];

	if (!choice)
		return;
	day_format(st->check_day, day);
	if (daylist_duty(st->desk, day, choice->id, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, tr("On duty: %s."), choice->label);
	arrivals_took(s);
}

enum err_code arrivals_duty(struct screen *s, struct err *e)
{
	struct picker ask = { .at = { s->body.row, 14, 1, 30 }, .title = tr("On duty"),
		.ctx = s->state, .choices = duty_choices, .done = duty_chosen };

	return picker_open(s, &ask, e);
}

enum err_code arrivals_run_day(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	int by = s->command->arg;

	(void)e;
	st->check_day = by ? st->check_day + by : desk_today(st->desk);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return OK;
}
