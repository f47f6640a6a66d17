/* What the roster shows: the spans of the calendar, counted by day, by hour and by person. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/appointment.h"
#include "data/disruption.h"
#include "data/mark.h"
#include "data/resource.h"
#include "desk/absence.h"
#include "desk/desk.h"
#include "desk/roster.h"
#include "desk/rows.h"
#include "roster_priv.h"

/* ---- one day of one ---- */

static char sign_of(enum span_kind k)
{
	static const char signs[] = { [SPAN_FREE] = '-', [SPAN_CLOSED] = ' ', [SPAN_OFF] = ' ',
		[SPAN_BREAK] = '.', [SPAN_ABSENT] = 'x', [SPAN_OUT] = 'x', [SPAN_TAKEN] = '#',
		[SPAN_HELD] = 'h', [SPAN_TRAVEL] = '>' };

	return signs[k];
}

/* The day minute by minute: the sign of what it is. */
struct minutes {
	char sign[ROSTER_HOURS * 60];
};

static void put_span(struct minutes *m, int64_t start, int64_t from_at, int64_t to_at, char sign)
{
	int from = (int)((from_at - start) / 60), to = (int)((to_at - start) / 60);

	for (int i = from < 0 ? 0 : from; i < to && i < ROSTER_HOURS * 60; i++)
		m->sign[i] = sign;
}

/* What is over takes nobody's time any more, but it did: busy hours count it. */
static enum err_code put_done(struct roster_state *st, const struct roster_who *who,
    int64_t start, struct minutes *m, struct err *e)
{
	struct appointment_list l = { 0 };
	enum err_code rc = OK;

	if (start < clock_now())
		rc = appointment_list_resource(
		    st->desk->store, who->id, start, start + 86400, false, &l, e);
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].letter == 'D' && l.v[i].branch_id == st->desk->branch_id)
			put_span(m, start, l.v[i].start_at, l.v[i].end_at, '#');
	appointment_list_free(&l);
	return rc;
}

/* A short booking is not to vanish in its half hour: the strongest sign wins. */
static void make_bar(struct roster_day *d, const struct minutes *m)
{
	static const char order[] = " .-h>x#";

	memset(d->bar, ' ', sizeof d->bar);
	for (int i = 0; i < ROSTER_HOURS * 60; i++) {
		char *cell = &d->bar[i / ROSTER_CELL];

		if (strchr(order, m->sign[i]) > strchr(order, *cell))
			*cell = m->sign[i];
	}
}

static void count_minutes(struct roster_day *d, const struct minutes *m)
{
	d->from = -1;
	for (int i = 0; i < ROSTER_HOURS * 60; i++) {
		bool taken = m->sign[i] == '#';

		d->away = d->away || m->sign[i] == 'x';
		if (!taken && !strchr("-h", m->sign[i]))
			continue;
		d->from = d->from < 0 ? i : d->from;
		d->to = i + 1;
		d->work++;
		d->taken += taken;
		d->hour_work[i / 60]++;
		d->hour_taken[i / 60] += taken;
	}
	d->away_all = d->away && !d->work;
}

static void name_absence(struct roster_state *st, const struct span_list *spans,
    struct roster_day *d)
{
	struct absence a;
	struct err none = ERR_INIT;

	for (size_t i = 0; i < spans->n; i++)
		if (spans->v[i].kind == SPAN_ABSENT && !d->away_kind[0] &&
		    absence_get(st->desk->store, spans->v[i].ref, &a, &none) == OK)
			text_copy(d->away_kind, sizeof d->away_kind, a.kind);
}

/* Who works in several branches is booked there too: no work of this one. */
static bool is_elsewhere(struct roster_state *st, const struct roster_who *who,
    const struct span *s)
{
	struct appointment a;
	struct err none = ERR_INIT;
	bool elsewhere;

	if (!who->anywhere || s->kind != SPAN_TAKEN ||
	    appointment_get(st->desk->store, s->ref, &a, &none) != OK)
		return false;
	elsewhere = a.branch_id != st->desk->branch_id;
	appointment_free(&a);
	return elsewhere;
}

static enum err_code load_day(struct roster_state *st, const struct roster_who *who, int32_t day,
    struct roster_day *out, struct err *e)
{
	struct span_list spans = { 0 };
	struct minutes m;
	int64_t start = zone_day_start(st->desk->zone, day);
	enum err_code rc = calendar_day(
	    st->desk, who->id, st->desk->branch_id, day, &spans, e);

	*out = (struct roster_day){ .from = -1 };
	memset(m.sign, ' ', sizeof m.sign);
	for (size_t i = 0; i < spans.n; i++)
		put_span(&m, start, spans.v[i].start_at, spans.v[i].end_at,
		    is_elsewhere(st, who, &spans.v[i]) ? '>' : sign_of(spans.v[i].kind));
	if (rc == OK)
		rc = put_done(st, who, start, &m, e);
	make_bar(out, &m);
	count_minutes(out, &m);
	name_absence(st, &spans, out);
	span_list_free(&spans);
	return rc;
}

/* ---- everybody ---- */

static int days_shown(const struct roster_state *st)
{
	return st->view == ROSTER_DAYS ? ROSTER_AHEAD : ROSTER_WEEK;
}

static int32_t first_day(const struct roster_state *st)
{
	return st->view == ROSTER_DAYS ? desk_today(st->desk) : st->monday;
}

static enum err_code load_who(struct roster_state *st, const struct resource *r, struct err *e)
{
	struct roster_who *w = vec_push(&st->who);
	enum err_code rc = OK;

	w->id = r->id;
	w->anywhere = !r->branch_id;
	text_copy(w->code, sizeof w->code, r->code);
	text_copy(w->name, sizeof w->name, r->name);
	text_copy(w->kind, sizeof w->kind, r->kind);
	for (int i = 0; i < days_shown(st) && rc == OK; i++)
		rc = load_day(st, w, first_day(st) + i, &w->day[i], e);
	return rc;
}

static enum err_code load_all(struct roster_state *st, struct err *e)
{
	struct resource_list all = { 0 };
	bool things = st->view == ROSTER_THINGS;
	enum err_code rc =
	    resource_list(st->desk->store, st->desk->branch_id, NULL, false, &all, e);

	st->who.n = 0;
	for (size_t i = 0; i < all.n && rc == OK; i++)
		if ((strcmp(all.v[i].kind, "staff") != 0) == things)
			rc = load_who(st, &all.v[i], e);
	resource_list_free(&all);
	return rc;
}

/* ---- days ---- */

static void count_day(struct roster_state *st, int i)
{
	struct roster_date *d = &st->date[i];
	int best = 0, work[ROSTER_HOURS] = { 0 }, taken[ROSTER_HOURS] = { 0 };

	d->busiest = -1;
	for (size_t k = 0; k < st->who.n; k++) {
		const struct roster_day *w = &st->who.v[k].day[i];

		d->on += w->work > 0;
		d->away += w->away;
		d->work += w->work;
		d->taken += w->taken;
		for (int h = 0; h < ROSTER_HOURS; h++) {
			work[h] += w->hour_work[h];
			taken[h] += w->hour_taken[h];
		}
	}
	for (int h = 0; h < ROSTER_HOURS; h++) {
		int percent = work[h] ? taken[h] * 100 / work[h] : -1;

		if (i < ROSTER_WEEK)
			st->peak[i][h] = percent;
		if (percent > best) {
			best = percent;
			d->busiest = h;
		}
	}
}

static enum err_code load_booked(struct roster_state *st, struct roster_date *d, struct err *e)
{
	struct appointment_list l = { 0 };
	char day[DAY_TEXT];
	enum err_code rc = appointment_list_day(
	    st->desk->store, st->desk->branch_id, day_format(d->day, day), &l, e);

	for (size_t i = 0; i < l.n; i++)
		d->booked += l.v[i].live;
	appointment_list_free(&l);
	return rc;
}

static enum err_code load_mark(struct roster_state *st, struct roster_date *d, struct err *e)
{
	struct mark_list l = { 0 };
	char day[DAY_TEXT];
	enum err_code rc = mark_list(st->desk->store, "review", 0, st->desk->branch_id,
	    day_format(d->day, day), &l, e);

	if (rc == OK && l.n) {
		d->seen = true;
		text_copy(d->seen_by, sizeof d->seen_by, l.v[0].staff);
	}
	mark_list_free(&l);
	return rc;
}

static enum err_code load_dates(struct roster_state *st, struct err *e)
{
	enum err_code rc = OK;

	for (int i = 0; i < days_shown(st) && rc == OK; i++) {
		struct roster_date *d = &st->date[i];

		*d = (struct roster_date){ .day = first_day(st) + i };
		rc = calendar_hours(st->desk, st->desk->branch_id, d->day, &d->hours, e);
		count_day(st, i);
		if (rc == OK && st->view == ROSTER_DAYS)
			rc = load_booked(st, d, e);
		if (rc == OK)
			rc = load_mark(st, d, e);
	}
	return rc;
}

/* The hours that bars and figures need. */
static void find_hours(struct roster_state *st)
{
	st->first_hour = 24;
	st->last_hour = 0;
	for (int i = 0; i < days_shown(st); i++) {
		const struct open_hours *h = &st->date[i].hours;

		if (h->open_min >= h->close_min)
			continue;
		if (h->open_min / 60 < st->first_hour)
			st->first_hour = h->open_min / 60;
		if ((h->close_min + 59) / 60 > st->last_hour)
			st->last_hour = (h->close_min + 59) / 60;
	}
	if (st->first_hour >= st->last_hour) {
		st->first_hour = 9;
		st->last_hour = 18;
	}
}

enum err_code roster_load_all(struct roster_state *st, struct err *e)
{
	enum err_code rc = load_all(st, e);

	if (rc == OK)
		rc = load_dates(st, e);
	find_hours(st);
	return rc;
}

/* ---- the lower half ---- */

static struct roster_note *add(struct roster_state *st, const char *label, const char *text)
{
	struct roster_note *n = vec_push(&st->notes);

	n->id = (int64_t)st->notes.n;
	text_copy(n->label, sizeof n->label, label);
	text_copy(n->text, sizeof n->text, text);
	return n;
}

static const char *kind_word(const char *code)
{
	return !strcmp(code, "only") ? tr("only") : !strcmp(code, "break") ? tr("break") :
	    tr("works");
}

static void add_row(struct roster_state *st, const struct roster *r)
{
	char text[200], period[80] = "";

	if (r->from_day[0] || r->to_day[0])
		text_fmt(period, sizeof period, "  %s - %s", r->from_day, r->to_day);
	text_fmt(text, sizeof text, "%s %02d:%02d-%02d:%02d%s  %s", roster_day_text(r->weekday),
	    r->from_min / 60, r->from_min % 60, r->to_min / 60, r->to_min % 60, period, r->note);
	add(st, kind_word(r->kind), text)->ref = r->id;
}

static void add_bar(struct roster_state *st, const struct roster_who *w, int i)
{
	char day[48], text[80];
	struct roster_note *n;
	const struct roster_day *d = &w->day[i];

	text_fmt(day, sizeof day, "%s %d", roster_day_text(day_weekday(first_day(st) + i)),
	    day_split(first_day(st) + i).day);
	if (!d->work)
		text_copy(text, sizeof text, d->away ? absence_kind_text(d->away_kind) : "");
	else
		text_fmt(text, sizeof text, tr("%d h %02d, %d %% booked"), d->work / 60,
		    d->work % 60, d->taken * 100 / d->work);
	n = add(st, day, text);
	n->bar = true;
	n->day = i;
}

static enum err_code notes_of_who(struct roster_state *st, const struct roster_who *w,
    struct err *e)
{
	struct roster_list rows = { 0 };
	char text[400];
	struct roster_line line;
	enum err_code rc;

	add(st, "", "")->ruler = true;
	for (int i = 0; i < ROSTER_WEEK; i++)
		add_bar(st, w, i);
	rc = roster_list(st->desk->store, &w->id, 1, NULL, NULL, &rows, e);
	if (rc == OK)
		rc = roster_read(st->desk, w->id, st->desk->branch_id, false, &line, e);
	if (rc == OK && rows.n)
		add(st, tr("as a line"), roster_line_text(&line, text, sizeof text));
	else if (rc == OK)
		add(st, tr("as a line"), !strcmp(w->kind, "staff") ?
		    tr("no hours yet: whenever the home branch is open") :
		    tr("whenever the branch is open"));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.v[i].branch_id == st->desk->branch_id)
			add_row(st, &rows.v[i]);
	roster_list_free(&rows);
	return rc;
}

static enum err_code notes_of_date(struct roster_state *st, int i, struct err *e)
{
	struct absence_list away = { 0 };
	int64_t from = zone_day_start(st->desk->zone, st->date[i].day);
	int64_t to = zone_day_start(st->desk->zone, st->date[i].day + 1);
	enum err_code rc = absence_list_open(st->desk->store, st->desk->branch_id, from, &away, e);

	if (st->date[i].hours.reason[0])
		add(st, tr("hours"), st->date[i].hours.reason);
	for (size_t k = 0; k < away.n && rc == OK; k++) {
		char name[120], a[48], b[48], text[200];
		int64_t all, open;

		if (away.v[k].start_at >= to)
			continue;
		rc = disruption_count(st->desk->store, away.v[k].id, &all, &open, e);
		text_fmt(text, sizeof text, tr("%s, %s - %s, %lld to be moved"),
		    absence_kind_text(away.v[k].kind),
		    desk_time_text(st->desk, away.v[k].start_at, a, sizeof a),
		    desk_time_text(st->desk, away.v[k].end_at, b, sizeof b), (long long)open);
		add(st, rows_name(st->desk, "resource", away.v[k].resource_id, name, sizeof name),
		    text);
	}
	absence_list_free(&away);
	for (size_t k = 0; k < st->who.n; k++) {
		const struct roster_day *d = &st->who.v[k].day[i];
		char text[120];

		if (d->work)
			add(st, st->who.v[k].name, text_fmt(text, sizeof text,
			    tr("%02d:%02d-%02d:%02d, %d %% booked"), d->from / 60, d->from % 60,
			    d->to / 60, d->to % 60, d->taken * 100 / d->work));
	}
	return rc;
}

/* Hours of the week in which less than a fifth is booked, the first few. */
static void add_idle(struct roster_state *st)
{
	struct buf idle = BUF_INIT, busy = BUF_INIT;
	int nidle = 0, nbusy = 0;

	for (int d = 0; d < ROSTER_WEEK; d++)
		for (int h = st->first_hour; h < st->last_hour; h++) {
			int p = st->peak[d][h];

			if (p >= 0 && p < 20 && nidle++ < 8)
				buf_printf(&idle, "%s%s %02d", idle.n ? ", " : "",
				    roster_day_text(d + 1), h);
			if (p >= 80 && nbusy++ < 8)
				buf_printf(&busy, "%s%s %02d", busy.n ? ", " : "",
				    roster_day_text(d + 1), h);
		}
	add(st, tr("busy"), busy.n ? buf_str(&busy) : tr("no hour above 80 %"));
	add(st, tr("idle"), idle.n ? buf_str(&idle) : tr("no hour below 20 %"));
	buf_free(&idle);
	buf_free(&busy);
}

static void notes_of_week(struct roster_state *st)
{
	add_idle(st);
	for (size_t k = 0; k < st->who.n; k++) {
		int work = 0, taken = 0;
		char text[120];

		for (int i = 0; i < ROSTER_WEEK; i++) {
			work += st->who.v[k].day[i].work;
			taken += st->who.v[k].day[i].taken;
		}
		if (work)
			add(st, st->who.v[k].name, text_fmt(text, sizeof text,
			    tr("%d %% of %d h booked"), taken * 100 / work, work / 60));
	}
}

enum err_code roster_load_notes(struct roster_state *st, struct err *e)
{
	const struct roster_who *w = roster_who_at(st);
	int row = list_row(&st->list);

	st->notes.n = 0;
	if (w)
		return notes_of_who(st, w, e);
	if (st->view == ROSTER_DAYS && row >= 0)
		return notes_of_date(st, row, e);
	if (st->view == ROSTER_PEAK)
		notes_of_week(st);
	return OK;
}
