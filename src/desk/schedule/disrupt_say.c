/* "zm 1300 +1": who or what is away, from when, until when, as it is said. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/resource.h"
#include "desk/calendar.h"
#include "desk/desk.h"
#include "desk/disrupt.h"
#include "desk/form_env.h"

/* ---- who or what ---- */

enum err_code disrupt_find(struct desk *d, const char *word, struct resource *out, struct err *e)
{
	struct resource_list l = { 0 };
	size_t hit = 0, hits = 0;
	enum err_code rc = resource_list(d->store, d->branch_id, NULL, false, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (!strcmp(l.v[i].code, word) || !strcmp(l.v[i].name, word)) {
			hit = i;
			hits = 1;
			break;
		}
		if (word[0] && form_env_fits(word, l.v[i].name, NULL, l.v[i].code)) {
			hit = i;
			hits++;
		}
	}
	if (rc == OK && hits > 1)
		rc = err_set(e, ERR_INVALID,
		    tr("\"%s\" fits several people or things. Type the code, or one more letter."),
		    word);
	else if (rc == OK && !hits)
		rc = err_set(e, ERR_NOTFOUND,
		    tr("Nobody and nothing here is called \"%s\". Type a code or a name."), word);
	else if (rc == OK)
		*out = l.v[hit];
	resource_list_free(&l);
	return rc;
}

/* ---- from when, until when ---- */

/* A day and a time of it, each perhaps not said. */
struct point {
	int32_t day;                    /* DAY_NONE: not said */
	int minute;                     /* -1: not said */
};
struct spell {
	struct desk *d;
	struct when_base base;
	struct point at[2];             /* beginning, end */
	int to;                         /* which of them is being said */
};

/* Whoever says a day after a time, or a second day or time, has come to the end. */
static bool put_day(struct spell *s, int32_t day)
{
	if (!s->to && (s->at[0].day != DAY_NONE || s->at[0].minute >= 0))
		s->to = 1;
	if (s->to && (s->at[1].day != DAY_NONE || s->at[1].minute >= 0))
		return false;
	s->at[s->to].day = day;
	return true;
}

static bool put_minute(struct spell *s, int minute)
{
	if (!s->to && s->at[0].minute >= 0)
		s->to = 1;
	if (s->to && s->at[1].minute >= 0)
		return false;
	s->at[s->to].minute = minute;
	return true;
}

/* "9", "13..18": figures that are hours once a day stands before them. */
static bool is_hours(const char *word)
{
	size_t n = strspn(word, "0123456789");
	const char *dots = word + n;

	if (!n || !*dots)
		return n && n <= 2;
	return !strncmp(dots, "..", 2) && dots[2] && !dots[2 + strspn(dots + 2, "0123456789:")];
}

/* One figure or two alone are an hour, as in "fri 15". An hour of today may be past: who fell ill
 * at one says so at two; so hours are read as if the day began now. */
static bool read_word(const struct spell *s, const char *word, struct when *w)
{
	struct when_base early = s->base;
	struct err none = ERR_INIT;
	char hour[40];

	early.now = zone_day_start(s->d->zone, zone_local(s->d->zone, s->base.now).day);
	if (is_hours(word)) {
		text_fmt(hour, sizeof hour, "t %s", word);
		if (when_parse(hour, WHEN_PLAN, &early, w, &none) != OK)
			return false;
		w->day_said = false;
		return true;
	}
	if (when_parse(word, WHEN_PLAN, &s->base, w, &none) == OK)
		return true;
	err_clear(&none);
	return when_parse(word, WHEN_PLAN, &early, w, &none) == OK;
}

static const int parts[][2] = {
	[WHEN_ANY] = { -1, -1 }, [WHEN_AM] = { 0, 720 }, [WHEN_PM] = { 720, 1080 },
	[WHEN_EVE] = { 1080, 1440 },
};

/* "13..18", "mon..wed", "pm" say both ends at once. */
static bool put_word(struct spell *s, const struct when *w)
{
	bool ok = !w->day_said || put_day(s, w->day);

	if (ok && w->last != DAY_NONE)
		return put_day(s, w->last);
	if (ok && w->part != WHEN_ANY && w->minute < 0) {
		ok = put_minute(s, parts[w->part][0]);
		return ok && (s->to || put_minute(s, parts[w->part][1]));
	}
	if (ok && w->minute >= 0)
		ok = put_minute(s, w->minute);
	return ok && (w->until < 0 || put_minute(s, w->until));
}

static enum err_code read_all(struct spell *s, const char *p, struct err *e)
{
	for (p += strspn(p, " \t"); *p; p += strspn(p, " \t")) {
		size_t n = strcspn(p, " \t");
		struct when w;
		char word[40];

		text_fmt(word, sizeof word, "%.*s", (int)n, p);
		if (!read_word(s, word, &w) || !put_word(s, &w))
			return err_set(e, ERR_INVALID, tr("\"%s\" is no time here. "
			    "Type who, from when, until when: zm 1300 +1."), word);
		p += n;
	}
	return OK;
}

static int64_t instant(const struct desk *d, int32_t day, int minute, bool last)
{
	int64_t at[2];
	int n = zone_instants(d->zone, day, minute * 60, at);

	return n ? at[last ? n - 1 : 0] : zone_day_start(d->zone, day) + (int64_t)minute * 60;
}

/* Opening and closing time, also of a day on which the house is closed. */
static void hours_of(struct desk *d, int32_t day, struct open_hours *out)
{
	struct err none = ERR_INIT;

	if (calendar_hours(d, 0, day, out, &none) == OK && out->open_min < out->close_min)
		return;
	*out = (struct open_hours){ .open_min = d->open_min, .close_min = d->close_min };
}

static void fill(struct spell *s, struct absence *out)
{
	struct local_time now = zone_local(s->d->zone, s->base.now);
	struct point *a = &s->at[0], *b = &s->at[1];
	struct open_hours hours;
	bool begins_now = a->day == DAY_NONE && a->minute < 0;

	if (a->day == DAY_NONE)
		a->day = now.day;
	hours_of(s->d, a->day, &hours);
	if (a->minute < 0)
		a->minute = hours.open_min;
	if (b->day == DAY_NONE)
		b->day = a->day;
	hours_of(s->d, b->day, &hours);
	if (b->minute < 0)
		b->minute = hours.close_min;
	out->start_at = begins_now ? s->base.now / 60 * 60 :
	    instant(s->d, a->day, a->minute, false);
	out->end_at = instant(s->d, b->day, b->minute, true);
}

enum err_code disrupt_parse(struct desk *d, const char *words, struct absence *out, struct err *e)
{
	struct spell s = { .d = d, .base = desk_when(d),
		.at = { { DAY_NONE, -1 }, { DAY_NONE, -1 } } };
	struct resource r;
	char who[96];
	size_t n;
	enum err_code rc;

	words += strspn(words, " \t");
	n = strcspn(words, " \t");
	if (!n)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Who or what, from when, until when? Type zm 1300 +1."));
	text_fmt(who, sizeof who, "%.*s", (int)n, words);
	rc = disrupt_find(d, who, &r, e);
	if (rc == OK)
		rc = read_all(&s, words + n, e);
	if (rc != OK)
		return rc;
	out->resource_id = r.id;
	fill(&s, out);
	if (out->end_at <= out->start_at)
		return err_set(e, ERR_INVALID, "%s",
		    tr("The end comes before the beginning. Say the day as well: zm 1300 +1."));
	return OK;
}

/* ---- what runs ---- */

enum err_code disrupt_running(struct desk *d, int64_t resource_id, struct absence *out,
    struct err *e)
{
	struct absence_list l = { 0 };
	int64_t now = clock_now();
	enum err_code rc = absence_list(d->store, &resource_id, 1, now, INT64_MAX, &l, e);

	if (rc == OK && !l.n)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("Not away now, and nothing is planned."));
	if (rc == OK)
		*out = l.v[0];
	absence_list_free(&l);
	return rc;
}
