/* The board of a day as it stood after an action. */
#include "desk/past.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/appointment.h"
#include "data/history.h"
#include "data/service.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/list.h"

enum { STATE_COL = 13, NAME_COL = 15, SERVICE_COL = 34, TAKES_COL = 52 };

struct past_text {
	char name[120], service[96];
};

struct past {
	struct desk *desk;
	int64_t action;
	int32_t day;
	char title[240];
	struct past_list rows;
	struct { struct past_text *v; size_t n, cap; } texts;
	struct list list;
	bool fresh;                     /* another day: from its first row */
};

/* ---- reading ---- */

static void put_names(struct past *st)
{
	struct err none = ERR_INIT;

	vec_free(&st->texts);
	for (size_t i = 0; i < st->rows.n; i++) {
		struct past_text *t = vec_push(&st->texts);
		struct service service;

		clientline_name(st->desk, st->rows.v[i].client_id, t->name, sizeof t->name);
		err_clear(&none);
		if (st->rows.v[i].service_id && service_get(st->desk->store,
		    st->rows.v[i].service_id, &service, &none) == OK)
			text_copy(t->service, sizeof t->service, tr_language()[0] == 'e' &&
			    service.name_en[0] ? service.name_en : service.name);
	}
}

static enum err_code past_load(struct screen *s, struct err *e)
{
	struct past *st = s->state;
	struct action_row a;
	char day[DAY_TEXT], echo[48], at[64];
	enum err_code rc = past_day(st->desk, day_format(st->day, day), st->action, &st->rows, e);

	if (rc == OK)
		rc = action_get(st->desk->store, st->action, &a, e);
	if (rc == OK)
		text_fmt(st->title, sizeof st->title,
		    tr("Board of %s as it was on %s, after action %lld"),
		    day_echo(st->day, desk_today(st->desk), echo, sizeof echo),
		    desk_time_text(st->desk, a.at, at, sizeof at), (long long)st->action);
	put_names(st);
	if (st->fresh)
		list_reset(&st->list);
	else
		list_reloaded(&st->list);
	st->fresh = false;
	return rc;
}

/* The day that the action was about: of its appointment if it was one, else that on which it was
 * done. */
static enum err_code day_of_action(struct past *st, struct err *e)
{
	static const char kind[] = "appointment:";
	struct appointment v;
	struct action_row a;
	struct err none = ERR_INIT;
	enum err_code rc = action_get(st->desk->store, st->action, &a, e);

	if (rc != OK)
		return rc;
	st->day = zone_local(st->desk->zone, a.at).day;
	if (strncmp(a.subject, kind, sizeof kind - 1) != 0 || appointment_get(st->desk->store,
	    strtoll(a.subject + sizeof kind - 1, NULL, 10), &v, &none) != OK)
		return OK;
	st->day = day_parse(v.day);
	appointment_free(&v);
	return OK;
}

/* ---- the list ---- */

static int rows(const void *ctx)
{
	return (int)((const struct past *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct past *)ctx)->rows.v[row].id;
}

static void draw_row(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct past *st = ctx;
	const struct past_row *r = &st->rows.v[row];
	const struct past_text *t = &st->texts.v[row];
	char from[16], to[16], letter[2] = { r->letter, '\0' };
	enum style style = strchr("XZ", r->letter) ? STYLE_GREY : STYLE_TEXT;

	canvas_putf(c, w.row, w.col, style, "%s-%s", desk_clock_text(st->desk, r->start_at, from,
	    sizeof from), desk_clock_text(st->desk, r->end_at, to, sizeof to));
	canvas_put(c, w.row, w.col + STATE_COL, letter, clientline_state_style(r->letter), 1);
	canvas_put(c, w.row, w.col + NAME_COL, t->name, style, SERVICE_COL - NAME_COL - 1);
	canvas_put(c, w.row, w.col + SERVICE_COL, t->service, style, TAKES_COL - SERVICE_COL - 1);
	canvas_put(c, w.row, w.col + TAKES_COL, r->takes, style, w.cols - TAKES_COL);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct past *st = ctx;

	buf_printf(out, "%s %s %s", st->texts.v[row].name, st->texts.v[row].service,
	    st->rows.v[row].takes);
}

static const struct list_ops ops = { .count = rows, .id = row_id, .draw = draw_row,
	.text = row_text };

/* ---- the screen ---- */

static enum err_code past_open(struct screen *s, const void *arg, struct err *e)
{
	struct past *st = s->state;
	char day[DAY_TEXT];
	enum err_code rc;

	st->desk = front_desk(s);
	st->action = *(const int64_t *)arg;
	list_init(&st->list, s, &ops, st, 0);
	rc = day_of_action(st, e);
	/* What cannot be put together is said before anything opens. */
	return rc == OK ? past_day(st->desk, day_format(st->day, day), st->action, &st->rows, e) :
	    rc;
}

static void past_close(struct screen *s)
{
	struct past *st = s->state;

	list_free(&st->list);
	past_list_free(&st->rows);
	vec_free(&st->texts);
}

static unsigned past_facts(const struct screen *s)
{
	const struct past *st = s->state;

	return NEED_NO_TEXT | (list_row(&st->list) >= 0 ? NEED_ROW | NEED_CLIENT : 0);
}

static void past_layout(struct screen *s, struct rect body)
{
	list_layout(&((struct past *)s->state)->list,
	    (struct rect){ body.row + 1, 0, body.rows - 1, body.cols });
}

static void past_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column columns[] = { { N_("time"), 0 }, { N_("client"), NAME_COL },
		{ N_("service"), SERVICE_COL }, { N_("with"), TAKES_COL } };
	const struct past *st = s->state;

	canvas_put(c, SCREEN_ROW_AREA, 0, st->title, STYLE_SUBJECT, CANVAS_REST);
	list_header(&st->list, c, s->body.row, columns, 4, 0);
	if (st->rows.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, s->body.row + 1, 2, tr("Nobody was booked on that day then."),
		    STYLE_GREY,
		    CANVAS_REST);
}

static enum key_use past_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct past *)s->state)->list, k);
}

static enum err_code run_day(struct screen *s, struct err *e)
{
	struct past *st = s->state;

	(void)e;
	st->day += s->command->arg;
	st->fresh = true;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return OK;
}

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct past *st = s->state;
	int row = list_row(&st->list);
	struct client_arg arg = { .client_id = row < 0 ? 0 : st->rows.v[row].client_id };

	if (row < 0)
		return OK;
	front_at_hand(s, arg.client_id);
	return screen_open(s->loop, &client_screen, &arg, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter F10", .label = N_("file"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Opens the client's file as it is now."),
	  .run = run_open },
	{ .name = "date-prev", .keys = "-", .label = N_("day -"), .arg = -1,
	  .help = N_("The day before, at the same moment."), .run = run_day },
	{ .name = "date-next", .keys = "+", .label = N_("day +"), .arg = 1,
	  .help = N_("The day after, at the same moment."), .run = run_day },
};

static void past_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "The day as it stood at one moment, rebuilt from the actions up to then: who was "
	    "booked, for what and with whom. Nothing can be changed here. - and + turn to "
	    "other days at the same moment; Enter opens the client's file as it is now. "
	    "Colours and letters are those of the schedule."));
}

const struct screen_type past_screen = {
	.name = "past", .title = N_("The board as it was"), .state_size = sizeof(struct past),
	.commands = KEYMAP_INIT(commands),
	.open = past_open, .load = past_load, .facts = past_facts, .layout = past_layout,
	.draw = past_draw, .key = past_key, .close = past_close,
	.page = past_help_page,
};
