/* The picture of the disruptions. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/client.h"
#include "data/resource.h"
#include "desk/absence.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "disrupt_priv.h"
#include "screen/clientline.h"
#include "tui/canvas.h"

const struct disrupt_outage *disrupt_shown(const struct disrupt_tab *st)
{
	for (size_t i = 0; i < st->outages.n; i++)
		if (st->outages.v[i].what.id == st->absence_id)
			return &st->outages.v[i];
	return NULL;
}

const struct disrupt_row *disrupt_row_at(const struct disrupt_tab *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

size_t disrupt_marked(const struct disrupt_tab *st)
{
	size_t n = 0;

	for (size_t i = 0; i < st->rows.n; i++)
		n += disrupt_waits(&st->rows.v[i]) && list_marked(&st->list, st->rows.v[i].a.id);
	return n;
}

/* ---- words ---- */

char *disrupt_time(const struct desk *d, int64_t at, int64_t other, char *out, size_t size)
{
	int32_t day = zone_local(d->zone, at).day;
	char echo[48], clock[8];

	desk_clock_text(d, at, clock, sizeof clock);
	if (day == zone_local(d->zone, other).day)
		return text_copy(out, size, clock);
	day_echo(day, desk_today(d), echo, sizeof echo);
	return text_fmt(out, size, "%s %s", echo, clock);
}

/* "15:30 陈立 R1" on the same day, "Wed 25 Nov 15:30 陈立 R1" on another; shortly: who leads, and
 * the first room. */
static void way_words(struct desk *d, const struct disrupt_row *r, const struct near_time *w,
    bool shortly, char *out, size_t size)
{
	struct buf b = BUF_INIT;
	struct resource x;
	struct err none = ERR_INIT;
	char at[48];
	int rooms = 0;

	buf_puts(&b, disrupt_time(d, w->time.start_at, r->was_at, at, sizeof at));
	for (size_t i = 0; i < w->time.nparts; i++) {
		if (resource_get(d->store, w->time.part[i].resource_id, &x, &none) != OK)
			continue;
		if (!shortly || x.id == w->time.lead_id || (!strcmp(x.kind, "room") && !rooms++))
			buf_printf(&b, " %s", x.name);
	}
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
}

static void state_words(struct desk *d, const struct disrupt_row *r, char *out, size_t size)
{
	char at[16];

	desk_clock_text(d, disrupt_waits(r) && r->nheld ? r->held_until : r->at, at, sizeof at);
	if (!strcmp(r->state, "open"))
		text_fmt(out, size, r->nheld ? tr("call till %s") : "%s",
		    r->nheld ? at : tr("to do"));
	else if (!strcmp(r->state, "asked"))
		text_fmt(out, size, r->nheld ? tr("asked till %s") : "%s",
		    r->nheld ? at : tr("asked"));
	else if (!strcmp(r->state, "kept"))
		text_fmt(out, size, tr("stays %s"), at);
	else
		text_fmt(out, size, tr("done %s"), at);
}

/* Where it went, for one that is settled. */
static void end_words(struct desk *d, const struct disrupt_row *r, char *out, size_t size)
{
	char at[48];

	if (!strcmp(r->state, "moved"))
		text_fmt(out, size, tr("moved %s %s"), disrupt_time(d, r->a.start_at, r->was_at, at,
		    sizeof at), r->a.staff);
	else if (!strcmp(r->state, "cancelled"))
		text_fmt(out, size, tr("cancelled, %s"), r->a.reason);
	else
		text_copy(out, size, r->text[0] ? r->text : tr("takes place"));
}

static void client_words(struct desk *d, const struct disrupt_row *r, struct disrupt_words *w)
{
	struct client_card_list l = { 0 };
	struct err none = ERR_INIT;

	text_copy(w->client, sizeof w->client, cover_treated(d, cover_of_row(&r->a)));
	clientline_person(r->a.gender, r->a.birth, desk_today(d), w->person, sizeof w->person);
	if (client_cards(d->store, &r->a.client_id, 1, 0, &l, &none) == OK && l.n)
		clientline_tail(l.v[0].phone, w->tail, sizeof w->tail);
	client_card_list_free(&l);
	clientline_notice(d, r->a.client_id, r->a.dependant_id, w->notice, sizeof w->notice);
	w->key = strstr(r->a.flags, "key") != NULL;
}

static void add_way(struct desk *d, const struct disrupt_row *r, size_t k,
    struct disrupt_words *w)
{
	way_words(d, r, &r->way[k], true, w->way[k], sizeof w->way[k]);
	way_words(d, r, &r->way[k], false, w->all[k], sizeof w->all[k]);
}

void disrupt_fill_words(struct disrupt_tab *st)
{
	struct desk *d = st->desk;

	st->words.n = 0;
	for (size_t i = 0; i < st->rows.n; i++) {
		const struct disrupt_row *r = &st->rows.v[i];
		struct disrupt_words *w = vec_push(&st->words);

		*w = (struct disrupt_words){ .key = false };
		desk_time_text(d, r->was_at, w->when, sizeof w->when);
		text_copy(w->service, sizeof w->service,
		    describe_in_language(r->a.service, r->a.service_en));
		state_words(d, r, w->state, sizeof w->state);
		client_words(d, r, w);
		for (size_t k = 0; k < r->nways; k++)
			add_way(d, r, k, w);
		if (!disrupt_waits(r))
			end_words(d, r, w->way[0], sizeof w->way[0]);
	}
}

/* ---- the list ---- */

/* Columns; from 110 cells on names stand whole, and the second way out beside the first. */
static const struct columns {
	int client, service, way, second;       /* second 0: no room */
} narrow = { 17, 30, 39, 0 }, wide = { 17, 33, 48, 75 };

static const struct columns *columns(int cells)
{
	return cells >= SCREEN_PANE_FROM - 6 ? &wide : &narrow;
}

static int row_count(const void *ctx)
{
	return (int)((const struct disrupt_tab *)ctx)->words.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct disrupt_tab *)ctx)->rows.v[row].a.id;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct disrupt_tab *st = ctx;
	const struct disrupt_row *r = &st->rows.v[row];
	const struct disrupt_words *x = &st->words.v[row];
	bool left = disrupt_waits(r);
	enum style plain = left ? STYLE_TEXT : STYLE_GREY;
	int state_at = w.cols - 17;
	const struct columns *at = columns(w.cols);

	canvas_pad(c, w.row, w.col, x->when, plain, at->client - 1);
	canvas_pad(c, w.row, w.col + at->client, x->client, plain, at->service - at->client - 1);
	canvas_pad(c, w.row, w.col + at->service, x->service, plain, at->way - at->service - 1);
	canvas_pad(c, w.row, w.col + at->way, left && !r->nways ? tr("none in 14 days") : x->way[0],
	    left && r->nways ? STYLE_PROPOSED : plain,
	    (at->second ? at->second : state_at) - at->way - 1);
	if (at->second && left && r->nways > 1)
		canvas_pad(c, w.row, w.col + at->second, x->way[1], STYLE_PROPOSED,
		    state_at - at->second - 1);
	canvas_pad(c, w.row, w.col + state_at, x->state, plain, 17);
	if (!strcmp(r->state, "open") && !r->nheld && x->key)
		canvas_put(c, w.row, w.col + w.cols - 3, tr("KEY"), STYLE_NOTE, 3);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct disrupt_words *x = &((const struct disrupt_tab *)ctx)->words.v[row];

	buf_printf(out, "%s %s", x->client, x->service);
}

const struct list_ops disrupt_row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- the screen ---- */

static void draw_head(const struct disrupt_tab *st, struct canvas *c, int row)
{
	const struct disrupt_outage *o = disrupt_shown(st);
	char from[48], to[48], text[300];
	size_t at = 0;

	if (!o)
		return;
	while (st->outages.v[at].what.id != o->what.id)
		at++;
	text_fmt(text, sizeof text, tr("%s %s  %s - %s   said by %s   %lld touched, %lld left"),
	    o->name, absence_kind_text(o->what.kind),
	    desk_time_text(st->desk, o->what.start_at, from, sizeof from),
	    disrupt_time(st->desk, o->what.end_at, o->what.start_at, to, sizeof to), o->said_by,
	    (long long)o->all, (long long)o->left);
	canvas_put(c, row, 0, text, o->left ? STYLE_TAB : STYLE_TEXT, CANVAS_REST);
	if (st->outages.n > 1) {
		text_fmt(text, sizeof text, tr(" %zu of %zu (v)"), at + 1, st->outages.n);
		canvas_right(c, row, 0, text, STYLE_GREY, c->cols);
	}
}

static void draw_detail(const struct disrupt_tab *st, struct canvas *c, int row)
{
	const struct disrupt_row *r = disrupt_row_at(st);
	const struct disrupt_words *w = r ? &st->words.v[r - st->rows.v] : NULL;
	char text[500];
	int col = 1;

	if (!w)
		return;
	text_fmt(text, sizeof text, "%s  %s  %s", w->client, w->person, w->tail);
	canvas_rule(c, row, 0, c->cols, text);
	canvas_put(c, row + 1, 1, w->notice, STYLE_TEXT, CANVAS_REST);
	for (size_t k = 0; k < r->nways; k++) {
		text_fmt(text, sizeof text, "%zu %s", k + 1, w->way[k]);
		canvas_put(c, row + 2, col, text, STYLE_PROPOSED, (c->cols - 1) / 3 - 1);
		col += (c->cols - 1) / 3;
	}
}

void disrupt_draw(const struct screen *s, struct canvas *c)
{
	const struct columns *at = columns(c->cols - 4);
	const struct list_column heads[] = { { N_("when"), 0 }, { N_("client"), at->client },
		{ N_("service"), at->service }, { N_("first way out"), at->way },
		{ N_("second way"), at->second } };
	const struct disrupt_tab *st = s->state;
	int last = s->body.row + s->body.rows - 1;
	size_t n = disrupt_marked(st);

	schedule_draw_tabs(s, c);
	if (!st->outages.n) {
		canvas_put(c, s->body.row + 1, 2,
		    tr("No outage. Everything booked can take place. n records one."), STYLE_GREY,
		    CANVAS_REST);
		return;
	}
	draw_head(st, c, s->body.row);
	list_header(&st->list, c, s->body.row + 1, heads, at->second ? 5 : 4, 0);
	canvas_put(c, s->body.row + 1, c->cols - 17, tr("state"), STYLE_GREY, 17);
	list_draw(&st->list, c);
	draw_detail(st, c, last - 3);
	if (n)
		canvas_putf(c, last, 0, STYLE_TEXT, trn(
		    "F10 asks or moves the %zu marked row to its first way out.",
		    "F10 asks or moves the %zu marked rows to their first way out.", (long)n), n);
	else
		canvas_put(c, last, 0, disrupt_shown(st) && !disrupt_shown(st)->left ?
		    tr("Nothing is left to do here.") : tr("Space marks rows for F10."),
		    STYLE_GREY, CANVAS_REST);
}
