/* How people read on the board, also where visitors can see it. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/pinyin.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "desk/cover.h"
#include "desk/desk.h"

/* A time within a quarter of an hour of now is due, later ones are late. */
#define DUE_MINUTES 15

/* Whom nobody may know here: no letter of the name is shown. */
static bool is_hidden(struct cover c, const char *flags)
{
	return c.on || strstr(flags, "quiet") != NULL;
}

/* 王, 欧阳, Smith: the first or second character of a Chinese name, else the last word. */
static char *surname(const char *name, char *out, size_t size)
{
	uint32_t cp[8];
	struct pinyin sound[2];
	const char *p = name, *blank = strrchr(name, ' ');
	int n = 0, take;

	while (*p && n < 8)
		cp[n++] = utf8_next(&p);
	if (!n || cp[0] < 0x2e80)
		return text_copy(out, size, blank ? blank + 1 : name);
	take = pinyin_surname(cp, n, sound);
	p = name;
	for (int i = 0; i < take; i++)
		utf8_next(&p);
	return text_fmt(out, size, "%.*s", (int)(p - name), name);
}

static char *name_of(const struct arrivals *st, struct cover c, const char *flags, char *out,
    size_t size)
{
	const char *name = cover_treated(st->desk, c);

	if (!st->public_view)
		return text_copy(out, size, name);
	return is_hidden(c, flags) ? text_copy(out, size, "-") : surname(name, out, size);
}

char *arrivals_name(const struct arrivals *st, const struct visit_row *v, char *out, size_t size)
{
	return name_of(st, cover_of_visit(v), v->flags, out, size);
}

char *arrivals_expected_name(const struct arrivals *st, const struct appointment_row *a, char *out,
    size_t size)
{
	return name_of(st, cover_of_row(a), a->flags, out, size);
}

char *arrivals_wait(const struct arrivals *st, const struct visit_row *v, char *out, size_t size)
{
	int64_t now = clock_now();

	return text_fmt(out, size, tr("%lld min%s"), (long long)arrival_minutes(v, now),
	    arrival_round(v, now, st->every) ? " !" : "");
}

int64_t arrivals_owed(const struct arrivals *st, const struct visit_row *v)
{
	for (size_t i = 0; i < st->owed.n; i++)
		if (st->owed.v[i].visit_id == v->id)
			return st->owed.v[i].open;
	return arrival_open_due(v);
}

char *arrivals_remark(const struct arrivals *st, const struct visit_row *v, char *out, size_t size)
{
	int64_t owed = arrivals_owed(st, v);
	char money[32], clock[16];

	if (!strcmp(v->state, "paying") && !owed && !v->paid)   /* with the plan, or before */
		return text_copy(out, size, tr("paid"));
	if (!strcmp(v->state, "paying"))
		return text_fmt(out, size, owed ? tr("pay %s") : tr("paid %s"),
		    desk_money(st->desk, owed ? owed : v->paid, money, sizeof money));
	if (!strcmp(v->state, "ready"))
		return text_copy(out, size, tr("treatment"));
	if (!strcmp(v->identity, "unchecked"))
		return text_copy(out, size, tr("who? not checked"));
	if (!v->start_at)
		return text_copy(out, size, tr("walk-in"));
	return text_copy(out, size, desk_clock_text(st->desk, v->start_at, clock, sizeof clock));
}

char *arrivals_due(const struct arrivals *st, const struct appointment_row *a, bool *late,
    char *out, size_t size)
{
	int64_t shifted = late_expected(&st->late, a->id);
	int64_t minutes = (clock_now() - (shifted ? shifted : a->start_at)) / 60;
	char clock[16];

	*late = minutes >= DUE_MINUTES;
	/* Whoever serves runs late: then the client is in time. */
	if (shifted && !*late)
		return text_fmt(out, size, tr("exp %s"), desk_clock_text(st->desk, shifted, clock,
		    sizeof clock));
	if (*late)
		return text_fmt(out, size, tr("%lld late !"), (long long)minutes);
	return text_copy(out, size, minutes >= -DUE_MINUTES ? tr("due now") : "");
}
