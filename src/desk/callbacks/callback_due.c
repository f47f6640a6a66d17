#include "desk/callback_due.h"

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"

/* ---- windows as instants ---- */

/* Windows begin at six or later, and clocks change before: each is one stretch. */
static bool window_on(const struct due_place *p, int32_t day, size_t i, int64_t *from, int64_t *to)
{
	const struct call_window *w = &p->windows.v[i];

	*from = zone_instant(p->zone, day, w->from_min * 60);
	*to = w->to_min >= 24 * 60 ? zone_day_start(p->zone, day + 1) :
	    zone_instant(p->zone, day, w->to_min * 60);
	return *from < *to;
}

static bool works(const struct due_place *p, int32_t day)
{
	return !p->works || p->works(p->arg, day);
}

bool due_day_ends(const struct due_place *p, int32_t day, int64_t *from, int64_t *end)
{
	bool any = false;

	if (!works(p, day))
		return false;
	for (size_t i = 0; i < p->windows.n; i++) {
		int64_t a, b;

		if (!window_on(p, day, i, &a, &b))
			continue;
		if (!any)
			*from = a;
		*end = b;
		any = true;
	}
	return any;
}

bool due_window(const struct due_place *p, int64_t at, int64_t *from, int64_t *end)
{
	int32_t day = zone_local(p->zone, at).day;

	if (!works(p, day))
		return false;
	for (size_t i = 0; i < p->windows.n; i++)
		if (window_on(p, day, i, from, end) && *from <= at && at < *end)
			return true;
	return false;
}

/* The first allowed instant of DAY from AT on. */
static bool next_on(const struct due_place *p, int32_t day, int64_t at, int64_t *from,
    int64_t *end)
{
	for (size_t i = 0; i < p->windows.n; i++) {
		int64_t a, b;

		if (!window_on(p, day, i, &a, &b) || b <= at)
			continue;
		*from = a > at ? a : at;
		*end = b;
		return true;
	}
	return false;
}

/* EXTRA: a day on which the house works whatever the calendar says; DAY_NONE: none. */
static int64_t next_allowed(const struct due_place *p, int64_t at, int32_t extra, int64_t *end)
{
	int32_t first = zone_local(p->zone, at).day;
	int64_t from, to;

	for (int32_t day = first; day < first + CALLBACK_LOOK_DAYS; day++) {
		if (day != extra && !works(p, day))
			continue;
		if (!next_on(p, day, at, &from, &to))
			continue;
		if (end)
			*end = to;
		return from;
	}
	return 0;
}

int64_t due_next(const struct due_place *p, int64_t at, int64_t *end)
{
	return next_allowed(p, at, DAY_NONE, end);
}

/* ---- delays ---- */

static bool is_exact(struct delay x)
{
	return x.unit == DELAY_MIN || x.unit == DELAY_HOUR;
}

static int64_t later_by(int64_t at, struct delay x)
{
	return at + (int64_t)x.n * (x.unit == DELAY_HOUR ? 3600 : 60);
}

static int32_t day_after(int32_t day, struct delay x)
{
	if (x.unit == DELAY_MONTH)
		return day_add_months(day, x.n);
	return x.unit == DELAY_DAY ? day + x.n : day;
}

/* DAY, or the next one on which the house works; a house that is closed for ever stays where it
 * is. */
static int32_t open_day(const struct due_place *p, int32_t day, int *moved)
{
	for (int i = 0; i < CALLBACK_LOOK_DAYS; i++) {
		if (!works(p, day + i))
			continue;
		*moved += i;
		return day + i;
	}
	return day;
}

/* ---- the sum ---- */

static void by_days(const struct callback_rule *rule, const struct due_place *p, int64_t at,
    struct due *out)
{
	int32_t today = zone_local(p->zone, at).day, first, last;
	int64_t earliest = at, start, end = 0;

	out->first_day = day_after(today, rule->from);
	out->last_day = day_after(today, rule->by);
	first = open_day(p, out->first_day, &out->moved);
	last = out->first_day == out->last_day ? first :
	    open_day(p, out->last_day, &out->moved);
	if (zone_day_start(p->zone, first) > earliest)
		earliest = zone_day_start(p->zone, first);
	out->from_at = due_next(p, earliest, &end);
	if (!out->from_at)
		out->from_at = end = earliest;
	/* After the last window of the last day nothing is left of it. */
	if (zone_local(p->zone, out->from_at).day > last)
		last = zone_local(p->zone, out->from_at).day;
	out->due_at = due_day_ends(p, last, &start, &end) ? end : out->from_at;
	if (out->due_at < out->from_at)
		out->due_at = out->from_at;
}

static void by_hours(const struct callback_rule *rule, const struct due_place *p, int64_t at,
    struct due *out)
{
	bool beats = rule->limit_beats_windows;
	int32_t today = zone_local(p->zone, at).day;
	int64_t limit = later_by(at, rule->by), end = 0, chance;

	out->first_day = zone_local(p->zone, later_by(at, rule->from)).day;
	out->last_day = zone_local(p->zone, limit).day;
	out->at_once = beats;
	out->from_at = next_allowed(p, later_by(at, rule->from), beats ? today : DAY_NONE, &end);
	if (!out->from_at)
		out->from_at = end = limit;
	chance = end;
	if (beats && chance > out->from_at + CALLBACK_CHANCE_S)
		chance = out->from_at + CALLBACK_CHANCE_S;
	out->due_at = limit;
	if (beats ? limit < chance : limit <= out->from_at)
		out->due_at = chance;
}

void callback_due(const struct callback_rule *rule, const struct due_place *p, int64_t at,
    struct due *out)
{
	*out = (struct due){ .moved = 0 };
	if (is_exact(rule->by))
		by_hours(rule, p, at, out);
	else
		by_days(rule, p, at, out);
	/* The end of a window that ends at midnight is still of its day. */
	out->due_day = zone_local(p->zone, out->due_at - (out->due_at > out->from_at)).day;
	out->expire_at = zone_day_start(p->zone, day_after(out->due_day, rule->expire) + 1);
	if (out->expire_at < out->due_at)
		out->expire_at = out->due_at;
}

/* ---- as it is kept ---- */

static void put_hours(const struct call_windows *w, struct buf *b)
{
	char text[CALL_WINDOWS_TEXT];

	for (const char *p = call_windows_format(w, text); *p; p++)
		if (*p != ' ')
			buf_putc(b, *p);
}

char *callback_due_sum(const struct callback_rule *rule, const struct due_place *p, int64_t at,
    const struct due *x, char out[DUE_SUM])
{
	struct local_time t = zone_local(p->zone, at);
	char day[DAY_TEXT], from[DELAY_TEXT], by[DELAY_TEXT];
	struct buf b = BUF_INIT;

	buf_printf(&b, "at=%sT%02d:%02d from=%s by=%s", day_format(t.day, day), t.second / 3600,
	    t.second / 60 % 60, delay_format(rule->from, from), delay_format(rule->by, by));
	buf_printf(&b, " first=%s", day_format(x->first_day, day));
	buf_printf(&b, " last=%s", day_format(x->last_day, day));
	if (x->moved)
		buf_printf(&b, " moved=%d", x->moved);
	buf_puts(&b, " hours=");
	put_hours(&p->windows, &b);
	if (p->wish)
		buf_puts(&b, " wish=1");
	if (x->at_once)
		buf_puts(&b, " once=1");
	text_copy(out, DUE_SUM, buf_str(&b));
	buf_free(&b);
	return out;
}
