/* Which times booking offers for what stands in its fields. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "book_priv.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/desk.h"
#include "desk/describe.h"
#include "desk/late.h"
#include "form/form_edit.h"

#define BOOK_USUAL 2             /* times of the usual expert that stand first */
#define BOOK_OTHER 2             /* other services at a time that is taken */
#define AT_CELLS 21             /* of a time in another year: Mon 18 Jan 2027 10:00 */

const char *book_text(const struct book *st, enum book_field f)
{
	const struct field_state *x;

	if (st->field[f] < 0)
		return "";
	if (st->form.at == st->field[f])
		return field_text(&st->form.editor);
	x = form_edit_field(st->form.edit, st->field[f]);
	if (x->typed)
		return x->typed;
	return x->value.type == VALUE_TEXT ? x->value.s : "";
}

int64_t book_id(const struct book *st, enum book_field f)
{
	const struct field_state *x;

	if (st->field[f] < 0)
		return 0;
	x = form_edit_field(st->form.edit, st->field[f]);
	return x->value.type == VALUE_INT ? x->value.i : 0;
}

const char *book_code(const struct book *st, enum book_field f)
{
	const struct field_state *x;

	if (st->field[f] < 0)
		return "";
	x = form_edit_field(st->form.edit, st->field[f]);
	return x->value.type == VALUE_TEXT ? x->value.s : "";
}

/* ---- the question ---- */

static void add_with(struct free_wish *w, int64_t id)
{
	if (id && w->nwith < BOOKING_PARTS)
		w->with[w->nwith++] = id;
}

static void make_wish(const struct book *st, struct free_wish *w)
{
	*w = (struct free_wish){ .branch_id = st->arg.branch_id, .client_id = st->client_id,
		.dependant_id = st->dependant_id,
		.from_day = DAY_NONE, .days = 60, .count = BOOK_TIMES, .except = st->arg.move_id,
		.needs = book_text(st, BOOK_NEEDS) };
	w->service[0] = book_id(st, BOOK_SERVICE);
	w->nservices = 1;
	for (size_t i = 1; i < st->arg.nservices; i++)
		w->service[w->nservices++] = st->arg.service[i];
	add_with(w, book_id(st, BOOK_WITH));
	add_with(w, book_id(st, BOOK_ROOM));
	add_with(w, book_id(st, BOOK_DEVICE));
}

/* "fri pm", "+3": a day and perhaps a part of it. */
static void narrow(struct free_wish *w, const struct when *when)
{
	static const int parts[][2] = {
		[WHEN_ANY] = { 0, 0 }, [WHEN_AM] = { 0, 720 }, [WHEN_PM] = { 720, 1080 },
		[WHEN_EVE] = { 1080, 1440 },
	};

	w->from_day = when->day;
	if (when->last != DAY_NONE)
		w->days = when->last - when->day + 1;
	w->from_min = parts[when->part][0];
	w->to_min = parts[when->part][1];
	if (when->minute >= 0 && when->until >= 0) {
		w->from_min = when->minute;
		w->to_min = when->until;
	}
}

static void parse_when(struct book *st, struct err *e)
{
	struct when_base base = desk_when(st->desk);
	const char *typed = book_text(st, BOOK_WHEN);

	st->typed_any = typed[0] != '\0';
	st->typed_ok = st->typed_any && when_parse(typed, WHEN_PLAN, &base, &st->when, e) == OK;
}

/* Where the booking was opened at a time (the grid, a free time) it stands for a typed one. */
static int64_t wanted_start(const struct book *st)
{
	if (st->typed_any)
		return st->typed_ok && st->when.minute >= 0 && st->when.until < 0 ? st->when.at : 0;
	return st->arg.start_at;
}

/* ---- the answer ---- */

static void add_time(struct book *st, const struct free_time *t)
{
	/* What it has already is no other time. */
	if (st->moved_at && t->start_at == st->moved_at && t->lead_id == st->moved_lead)
		return;
	for (size_t i = 0; i < st->near.n; i++)
		if (st->near.v[i].time.start_at == t->start_at &&
		    st->near.v[i].time.lead_id == t->lead_id)
			return;
	*vec_push(&st->near) = (struct near_time){ .time = *t,
		.kind = t->usual ? NEAR_USUAL : NEAR_LATER };
}

/* Nobody named: the next times of the client's usual expert stand first, where he can do it. */
static void add_usual(struct book *st, const struct free_wish *asked)
{
	struct free_wish w = *asked;
	struct free_list found = { 0 };
	struct resource usual;
	struct client c;
	struct err none = ERR_INIT;

	if (w.nwith || st->group.n || client_get(st->desk->store, st->client_id, &c, &none) != OK)
		return;
	if (c.expert_id && resource_by_staff(st->desk->store, c.expert_id, &usual, &none) == OK) {
		w.with[w.nwith++] = usual.id;
		w.count = BOOK_USUAL;
		if (free_find(st->desk, &w, &found, &none) == OK)
			for (size_t i = 0; i < found.n; i++)
				add_time(st, &found.v[i]);
	}
	client_free(&c);
	free_list_free(&found);
}

static enum err_code find_one(struct book *st, struct free_wish *w, struct err *e)
{
	struct free_list found = { 0 };
	int64_t start = wanted_start(st);
	enum err_code rc;

	if (start)
		return free_near(st->desk, w, start, st->group.n ? BOOK_GROUP_TRIED : BOOK_TIMES,
		    &st->near, e);
	if (st->group.n)
		w->count = BOOK_GROUP_TRIED;
	if (st->typed_ok)
		narrow(w, &st->when);
	w->other_days = !st->typed_ok || !st->when.day_said;
	add_usual(st, w);
	rc = free_find(st->desk, w, &found, e);
	for (size_t i = 0; i < found.n && rc == OK; i++)
		if (st->group.n || st->near.n < BOOK_TIMES)
			add_time(st, &found.v[i]);
	text_copy(st->why, sizeof st->why, found.why);
	free_list_free(&found);
	return rc;
}

static enum err_code find_days(struct book *st, struct free_wish *w, struct err *e)
{
	enum err_code rc;

	if (st->typed_ok)
		narrow(w, &st->when);
	else if (st->arg.start_at)
		w->from_day = zone_local(st->desk->zone, st->arg.start_at).day;
	rc = free_find_days(st->desk, w, &st->days, e);
	text_copy(st->why, sizeof st->why, st->days.why);
	return rc;
}

/* Why the very time that was typed is not among them. */
static void explain_typed(struct book *st, const struct free_wish *w)
{
	int64_t start = wanted_start(st);
	struct free_time time;
	struct err why = ERR_INIT;

	if (!start || (st->near.n && st->near.v[0].kind == NEAR_TYPED))
		return;
	if (free_at(st->desk, w, start, st->arg.move_id ? tr("Not moved.") :
	    tr("Not booked."), &time, &why) != OK)
		text_copy(st->why, sizeof st->why, why.text);
}

/* What else could be at the time that was typed stands last. */
static enum err_code add_other(struct book *st, const struct free_wish *w, struct err *e)
{
	int64_t start = wanted_start(st);
	struct near_list more = { 0 };
	enum err_code rc;

	if (!start || st->arg.move_id || st->group.n || start < clock_now() ||
	    (st->near.n && st->near.v[0].kind == NEAR_TYPED))
		return OK;
	rc = free_other(st->desk, w, start, BOOK_OTHER, &more, e);
	if (st->near.n > BOOK_TIMES - more.n)
		st->near.n = BOOK_TIMES - more.n;
	for (size_t i = 0; i < more.n && rc == OK; i++)
		*vec_push(&st->near) = more.v[i];
	near_list_free(&more);
	return rc;
}

/* The sentence is the schedule's, where `f` is a command; in these fields it is a letter. */
static void own_keys(struct book *st)
{
	const char *at = strstr(st->why, tr("f finds other times."));
	char head[sizeof st->why];

	if (!at || (at > st->why && at[-1] == '-'))
		return;
	text_fmt(head, sizeof head, "%.*s", (int)(at - st->why), st->why);
	text_fmt(st->why, sizeof st->why, "%s%s", head, tr("Alt-f: other times."));
}

/* ---- words ---- */

static void word_service(const struct book *st, int64_t id, char *out, size_t size)
{
	struct service v;
	struct err none = ERR_INIT;

	*out = '\0';
	if (service_get(st->desk->store, id, &v, &none) == OK)
		text_fmt(out, size, tr("or: %s"), describe_in_language(v.name, v.name_en));
}

/* A time of today with somebody who is behind is not what it seems. */
static void word_late(const struct book *st, const struct free_time *t, struct book_line *l)
{
	int most = 0;

	if (zone_local(st->desk->zone, t->start_at).day != desk_today(st->desk))
		return;
	for (size_t i = 0; i < t->nparts; i++) {
		int behind = late_minutes(st->desk, t->part[i].resource_id);

		most = behind > most ? behind : most;
	}
	if (most)
		text_fmt(l->rest, sizeof l->rest, tr("%d min behind"), most);
}

static void word_one(const struct book *st, const struct near_time *n, struct book_line *l)
{
	desk_time_text(st->desk, n->time.start_at, l->at, sizeof l->at);
	free_names(st->desk, &n->time, "staff", l->staff, sizeof l->staff);
	free_names(st->desk, &n->time, "room", l->room, sizeof l->room);
	free_names(st->desk, &n->time, "device", l->device, sizeof l->device);
	l->busy = n->time.busy;
	text_fmt(l->rest, sizeof l->rest, "%s%s", tr(near_kind_text(n->kind)),
	    l->busy ? tr(", busy day") : "");
	if (n->kind == NEAR_OTHER_SERVICE)
		word_service(st, n->time.service_id, l->rest, sizeof l->rest);
	word_late(st, &n->time, l);
}

/* All services of one day in one line, the stay first. */
static void word_day(const struct book *st, const struct free_day *d, struct book_line *l)
{
	struct buf b = { 0 };
	char at[48], name[80];

	desk_time_text(st->desk, d->time[0].start_at, l->at, sizeof l->at);
	buf_printf(&b, tr("%d h %02d, wait %d:"), d->stay_min / 60, d->stay_min % 60,
	    d->wait_min);
	for (size_t k = 0; k < d->n; k++) {
		free_names(st->desk, &d->time[k], "staff", name, sizeof name);
		buf_printf(&b, "  %s %s",
		    desk_clock_text(st->desk, d->time[k].start_at, at, sizeof at), name);
	}
	text_copy(l->rest, sizeof l->rest, buf_str(&b));
	buf_free(&b);
}

static void word_all(struct book *st)
{
	memset(st->line, 0, sizeof st->line);
	for (int i = 0; i < book_rows(st) && i < BOOK_TIMES; i++)
		if (st->arg.nservices > 1)
			word_day(st, &st->days.v[i], &st->line[i]);
		else
			word_one(st, &st->near.v[i], &st->line[i]);
}

enum err_code book_find(struct book *st, struct err *e)
{
	struct free_wish w;
	struct err when = ERR_INIT;
	enum err_code rc;

	near_list_free(&st->near);
	free_day_list_free(&st->days);
	st->why[0] = '\0';
	st->walked = false;
	parse_when(st, &when);
	make_wish(st, &w);
	if (!w.service[0]) {
		text_copy(st->why, sizeof st->why, tr("Choose a service: Down in its field."));
		return OK;
	}
	if (st->typed_any && !st->typed_ok) {
		text_copy(st->why, sizeof st->why, when.text);
		return OK;
	}
	rc = w.nservices > 1 ? find_days(st, &w, e) : find_one(st, &w, e);
	if (rc == OK && st->group.n)
		rc = book_group_filter(st, e);
	if (rc == OK && w.nservices == 1 && !st->why[0])
		explain_typed(st, &w);
	own_keys(st);
	if (rc == OK && w.nservices == 1)
		rc = add_other(st, &w, e);
	if (rc == ERR_INVALID || rc == ERR_NOTFOUND) {
		text_copy(st->why, sizeof st->why, e->text);
		err_clear(e);
		rc = OK;
	}
	if (st->sel >= book_rows(st))
		st->sel = 0;
	word_all(st);
	return rc;
}

int book_rows(const struct book *st)
{
	return st->arg.nservices > 1 ? (int)st->days.n : (int)st->near.n;
}

const struct free_time *book_chosen(const struct book *st)
{
	if (st->sel >= book_rows(st))
		return NULL;
	return st->arg.nservices > 1 ? &st->days.v[st->sel].time[0] : &st->near.v[st->sel].time;
}

void book_wish(const struct book *st, struct booking_wish *out)
{
	struct free_wish w;
	const char *needs = book_text(st, BOOK_NEEDS), *note = book_text(st, BOOK_NOTE);

	make_wish(st, &w);
	*out = (struct booking_wish){ .branch_id = st->arg.branch_id, .client_id = st->client_id,
		.dependant_id = st->dependant_id, .service_id = w.service[0], .nwith = w.nwith,
		.asked = !strcmp(book_code(st, BOOK_ASKED), "name"),
		.channel = book_code(st, BOOK_CHANNEL), .needs = needs[0] ? needs : NULL,
		.note = note[0] ? note : NULL,
		.quiet = !strcmp(book_code(st, BOOK_TELL), "no"),
		.deposit = book_id(st, BOOK_DEPOSIT), .method = book_code(st, BOOK_METHOD),
		.request_id = st->arg.request_id, .waiter_id = st->arg.waiter_id };
	memcpy(out->with, w.with, sizeof out->with);
}

/* ---- picture ---- */

static void draw_line(const struct book *st, const struct book_line *l, struct canvas *c,
    struct rect w)
{
	canvas_pad(c, w.row, w.col, l->at, STYLE_TEXT, AT_CELLS);
	if (st->arg.nservices > 1) {
		canvas_put(c, w.row, w.col + AT_CELLS + 1, l->rest, STYLE_TEXT,
		    w.cols - AT_CELLS - 1);
		return;
	}
	canvas_pad(c, w.row, w.col + 22, l->staff, STYLE_TEXT, 17);
	canvas_pad(c, w.row, w.col + 40, l->room, STYLE_TEXT, 6);
	canvas_pad(c, w.row, w.col + 47, l->device, STYLE_TEXT, 11);
	canvas_put(c, w.row, w.col + 59, l->rest, l->busy ? STYLE_NOTE : STYLE_PROPOSED,
	    w.cols - 59);
}

void book_draw_times(const struct book *st, struct canvas *c, struct rect where)
{
	for (int i = 0; i < book_rows(st) && i < BOOK_TIMES && i < where.rows; i++) {
		struct rect w = { where.row + i, where.col + 2, 1, where.cols - 2 };

		draw_line(st, &st->line[i], c, w);
		if (i != st->sel)
			continue;
		canvas_put(c, w.row, where.col, ">", STYLE_RULE, 1);
		canvas_tint(c, (struct rect){ w.row, where.col + 2, 1, AT_CELLS },
		    STYLE_SELECTED);
	}
}
