/* Weekly hours as people read them: as one line, by day, and how many there are. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "desk/roster.h"

#define MINUTE_MAX (24 * 60)

bool roster_same_day(const struct roster_row *a, const struct roster_row *b)
{
	return a->kind == b->kind && a->weekday == b->weekday && a->from_day == b->from_day &&
	    a->to_day == b->to_day;
}

static const char *const day_words[] = { N_("daily"), N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
	N_("Fri"), N_("Sat"), N_("Sun") };
const char *roster_day_text(int weekday)
{
	return tr(day_words[weekday >= 1 && weekday <= 7 ? weekday : 0]);
}

static const char *const kind_words[] = { "", N_("only"), N_("break") };

/* Rows I .. of one day; returns where the next day begins. */
static size_t day_end(const struct roster_line *l, size_t i)
{
	size_t k = i;

	while (k < l->n && roster_same_day(&l->v[i], &l->v[k]))
		k++;
	return k;
}

static bool same_hours(const struct roster_line *l, size_t a, size_t b)
{
	size_t na = day_end(l, a) - a, nb = day_end(l, b) - b;

	if (na != nb || l->v[a].kind != l->v[b].kind || l->v[a].from_day != l->v[b].from_day ||
	    l->v[a].to_day != l->v[b].to_day)
		return false;
	for (size_t i = 0; i < na; i++)
		if (l->v[a + i].from_min != l->v[b + i].from_min ||
		    l->v[a + i].to_min != l->v[b + i].to_min)
			return false;
	return true;
}

static void put_hours(const struct roster_line *l, size_t i, struct buf *out)
{
	size_t end = day_end(l, i);

	for (size_t k = i; k < end; k++)
		buf_printf(out, "%s%02d:%02d-%02d:%02d", k == i ? " " : ",", l->v[k].from_min / 60,
		    l->v[k].from_min % 60, l->v[k].to_min / 60, l->v[k].to_min % 60);
}

static void put_period(const struct roster_row *r, struct buf *out)
{
	char a[DAY_TEXT], b[DAY_TEXT];

	if (r->from_day != DAY_NONE)
		buf_printf(out, " %s %s", tr("from"), day_format(r->from_day, a));
	if (r->to_day != DAY_NONE)
		buf_printf(out, " %s %s", tr("until"), day_format(r->to_day, b));
}

/* Days that follow each other with the same hours are one part: Mon-Fri. */
static size_t put_part(const struct roster_line *l, size_t i, struct buf *out)
{
	size_t last = i, next = day_end(l, i);

	while (next < l->n && l->v[i].weekday && l->v[next].weekday == l->v[last].weekday + 1 &&
	    same_hours(l, i, next)) {
		last = next;
		next = day_end(l, next);
	}
	if (out->n)
		buf_puts(out, "; ");
	if (l->v[i].kind != ROSTER_WORK)
		buf_printf(out, "%s ", tr(kind_words[l->v[i].kind]));
	buf_puts(out, tr(day_words[l->v[i].weekday]));
	if (last != i)
		buf_printf(out, "-%s", tr(day_words[l->v[last].weekday]));
	put_hours(l, i, out);
	put_period(&l->v[i], out);
	return next;
}

char *roster_line_text(const struct roster_line *l, char *out, size_t size)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < l->n;)
		i = put_part(l, i, &text);
	text_copy(out, size, buf_str(&text));
	buf_free(&text);
	return out;
}

/* ---- sums ---- */

static bool is_at(const struct roster_line *l, enum roster_kind kind, int weekday, int minute)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct roster_row *r = &l->v[i];

		if (r->kind == kind && (!r->weekday || r->weekday == weekday) &&
		    r->from_day == DAY_NONE && r->to_day == DAY_NONE && r->from_min <= minute &&
		    r->to_min > minute)
			return true;
	}
	return false;
}

int roster_week_minutes(const struct roster_line *l)
{
	int n = 0;

	for (int day = 1; day <= 7; day++)
		for (int m = 0; m < MINUTE_MAX; m++)
			n += is_at(l, ROSTER_WORK, day, m) && !is_at(l, ROSTER_BREAK, day, m);
	return n;
}
