/*
 * What to offer when a time is wanted. Each kind of offer is one question to the finder; the first
 * round asks each once, the second fills up with more times of the same day and later ones.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "desk/desk.h"
#include "desk/settings.h"
#include "free_priv.h"

#define DEFAULT_COUNT 5
#define DEFAULT_DAYS 14

/* A day may have 25 hours, and its last step begins one more. */
enum { HOUR_STEPS = 3600 / CALENDAR_STEP, HOURS = BITS_MAX / HOUR_STEPS + 1 };

void near_list_free(struct near_list *l)
{
	vec_free(l);
}

const char *near_kind_text(enum near_kind kind)
{
	static const char *const texts[] = {
		[NEAR_TYPED] = N_("as typed"),
		[NEAR_OTHER_PERSON] = N_("another person"),
		[NEAR_SAME_DAY] = N_("same day"),
		[NEAR_USUAL] = N_("usual person"),
		[NEAR_SOONER] = N_("sooner"),
		[NEAR_SAME_HOUR] = N_("same hour"),
		[NEAR_LATER] = N_("later"),
		[NEAR_OTHER_SERVICE] = N_("another service"),
	};

	return texts[kind];
}

struct search {
	struct finder *f;
	int64_t start;
	int32_t day, last;              /* of START; the last that is looked at */
	size_t count;
	struct near_list *out;
};

static bool is_there(const struct near_list *l, const struct free_time *t)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].time.start_at == t->start_at && l->v[i].time.lead_id == t->lead_id)
			return true;
	return false;
}

static bool offer(struct search *s, enum near_kind kind, const struct free_time *t)
{
	if (s->out->n >= s->count || is_there(s->out, t))
		return false;
	*vec_push(s->out) = (struct near_time){ .time = *t, .kind = kind };
	return true;
}

/* The starts of DAY under the finder's present conditions. */
static enum err_code starts_of(struct search *s, int32_t day, struct day_bits *out, struct err *e)
{
	enum err_code rc = finder_ready(s->f, day, e);

	return rc == OK ? finder_starts(s->f, 0, false, out, e) : rc;
}

static bool place_at(struct search *s, int step, struct free_time *t)
{
	int64_t start = calendar_start(s->f->c, s->f->ready_day) + (int64_t)step * CALENDAR_STEP;

	return finder_place(s->f, &start, 1, t);
}

/* The first time from DAY to LAST; *FOUND. */
static enum err_code first_from(struct search *s, int32_t day, int32_t last, struct free_time *t,
    bool *found, struct err *e)
{
	struct day_bits starts;
	enum err_code rc = OK;

	*found = false;
	for (; day <= last && rc == OK && !*found; day++) {
		rc = starts_of(s, day, &starts, e);
		for (int i = rc == OK ? bits_next(&starts, 0) : -1; i >= 0 && !*found;
		    i = bits_next(&starts, i + 1))
			*found = place_at(s, i, t);
	}
	return rc;
}

/* ---- the questions ---- */

static enum err_code ask_typed(struct search *s, struct err *e)
{
	struct free_time t;
	struct err none = ERR_INIT;
	enum err_code rc;

	if (s->start < s->f->wish.not_before)
		return OK;
	rc = finder_at(s->f, s->start, "", &t, &none);
	if (rc == OK)
		offer(s, NEAR_TYPED, &t);
	else if (rc != ERR_TAKEN && rc != ERR_INVALID)
		return err_copy(e, &none);
	return OK;
}

/* Whoever leads the offer as typed, else who was wanted. */
static int64_t person_at_hand(const struct search *s)
{
	if (s->out->n)
		return s->out->v[0].time.lead_id;
	for (size_t i = 0; i < s->f->ncand; i++)
		if (s->f->cand[i].wanted && strcmp(s->f->cand[i].kind, "staff") == 0)
			return s->f->cand[i].id;
	return 0;
}

static enum err_code ask_other_person(struct search *s, struct err *e)
{
	struct free_time t;
	struct err none = ERR_INIT;
	enum err_code rc;

	s->f->avoid = person_at_hand(s);
	if (!s->f->avoid || s->start < s->f->wish.not_before) {
		s->f->avoid = 0;
		return OK;
	}
	s->f->any_staff = true;
	rc = finder_at(s->f, s->start, "", &t, &none);
	s->f->avoid = 0;
	s->f->any_staff = false;
	if (rc == OK)
		offer(s, NEAR_OTHER_PERSON, &t);
	else if (rc != ERR_TAKEN && rc != ERR_INVALID)
		return err_copy(e, &none);
	return OK;
}

/* How far two steps are from the wanted one; of equal ones the earlier is nearer. */
static int distance(int step, int wanted)
{
	return step < wanted ? (wanted - step) * 2 : (step - wanted) * 2 + 1;
}

/* At most N times of the same day, the nearest first. */
static enum err_code ask_same_day(struct search *s, int n, struct err *e)
{
	int64_t midnight = calendar_start(s->f->c, s->day);
	int wanted = (int)((s->start - midnight) / CALENDAR_STEP);
	struct day_bits starts;
	enum err_code rc = starts_of(s, s->day, &starts, e);

	while (rc == OK && n > 0 && !bits_none(&starts)) {
		struct free_time t;
		int near = -1;

		for (int i = bits_next(&starts, 0); i >= 0; i = bits_next(&starts, i + 1))
			if (near < 0 || distance(i, wanted) < distance(near, wanted))
				near = i;
		bits_set(&starts, near, near + 1, false);
		if (place_at(s, near, &t) && offer(s, NEAR_SAME_DAY, &t))
			n--;
	}
	return rc;
}

static enum err_code ask_usual(struct search *s, struct err *e)
{
	struct free_time t;
	bool found;
	enum err_code rc;

	if (!s->f->usual || (s->out->n && s->out->v[0].time.usual))
		return OK;
	s->f->lead = s->f->usual;
	rc = first_from(s, s->day, s->last, &t, &found, e);
	s->f->lead = 0;
	if (rc == OK && found)
		offer(s, NEAR_USUAL, &t);
	return rc;
}

static enum err_code ask_sooner(struct search *s, struct err *e)
{
	struct free_time t;
	bool found;
	enum err_code rc = first_from(s, s->f->first, s->day - 1, &t, &found, e);

	if (rc == OK && found)
		offer(s, NEAR_SOONER, &t);
	return rc;
}

/* The same time on the wall, on the first later day on which it is free. */
static enum err_code ask_same_hour(struct search *s, struct err *e)
{
	struct local_time at = zone_local(s->f->c->place.zone, s->start);
	struct day_bits starts;
	enum err_code rc = OK;

	for (int32_t day = s->day + 1; day <= s->last && rc == OK; day++) {
		int64_t found[2], midnight = calendar_start(s->f->c, day);
		struct free_time t;
		int step;

		if (!zone_instants(s->f->c->place.zone, day, at.second, found))
			continue;
		step = (int)((found[0] - midnight) / CALENDAR_STEP);
		rc = starts_of(s, day, &starts, e);
		if (rc == OK && bits_has(&starts, step) && place_at(s, step, &t)) {
			offer(s, NEAR_SAME_HOUR, &t);
			return OK;
		}
	}
	return rc;
}

/* Adds to each hour from MIDNIGHT on what T takes of it. */
static void add_taken(const struct taken *t, int64_t midnight, int64_t out[HOURS])
{
	int64_t at = t->start_at > midnight ? t->start_at : midnight;

	for (int64_t h = (at - midnight) / 3600; h < HOURS && at < t->end_at; h++) {
		int64_t next = midnight + (h + 1) * 3600;

		out[h] += (t->end_at < next ? t->end_at : next) - at;
		at = next;
	}
}

/* Seconds taken in each hour of DAY, of everybody and everything that the service could take. */
static void hours_taken(const struct search *s, int32_t day, int64_t out[HOURS])
{
	const struct calendar *c = s->f->c;
	int64_t midnight = calendar_start(c, day);

	memset(out, 0, HOURS * sizeof *out);
	for (size_t i = 0; i < c->row.n; i++)
		for (size_t k = 0; k < c->row.v[i]->taken.n; k++)
			add_taken(&c->row.v[i]->taken.v[k], midnight, out);
}

/* The first time in the hour of DAY in which least is taken; *FOUND. */
static enum err_code idlest_of(struct search *s, int32_t day, struct free_time *t, bool *found,
    struct err *e)
{
	struct day_bits starts;
	int64_t taken[HOURS];
	enum err_code rc = starts_of(s, day, &starts, e);

	*found = false;
	if (rc == OK)
		hours_taken(s, day, taken);
	while (rc == OK && !*found && !bits_none(&starts)) {
		int best = -1;

		for (int i = bits_next(&starts, 0); i >= 0; i = bits_next(&starts, i + 1))
			if (best < 0 || taken[i / HOUR_STEPS] < taken[best / HOUR_STEPS])
				best = i;
		bits_set(&starts, best, best + 1, false);
		*found = place_at(s, best, t);
	}
	return rc;
}

/* One time of each later day, where least goes on, until the list is full. */
static enum err_code ask_later(struct search *s, int n, struct err *e)
{
	enum err_code rc = OK;

	for (int32_t day = s->day + 1; day <= s->last && rc == OK && n > 0; day++) {
		struct free_time t;
		bool found;

		rc = idlest_of(s, day, &t, &found, e);
		if (rc == OK && found && offer(s, NEAR_LATER, &t))
			n--;
	}
	return rc;
}

static enum err_code ask_all(struct search *s, struct err *e)
{
	enum err_code rc = ask_typed(s, e);

	if (rc == OK)
		rc = ask_other_person(s, e);
	if (rc == OK)
		rc = ask_same_day(s, 1, e);
	if (rc == OK)
		rc = ask_usual(s, e);
	if (rc == OK)
		rc = ask_sooner(s, e);
	if (rc == OK)
		rc = ask_same_hour(s, e);
	if (rc == OK)
		rc = ask_later(s, 1, e);
	if (rc == OK && s->out->n < s->count)
		rc = ask_same_day(s, 2, e);
	if (rc == OK && s->out->n < s->count)
		rc = ask_later(s, (int)s->count, e);
	if (rc == OK && s->out->n < s->count)
		rc = ask_same_day(s, (int)s->count, e);
	return rc;
}

/* ---- all together ---- */

static int compare_near(const void *a, const void *b)
{
	const struct near_time *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->time.start_at != y->time.start_at)
		return x->time.start_at < y->time.start_at ? -1 : 1;
	return (x->time.lead_id > y->time.lead_id) - (x->time.lead_id < y->time.lead_id);
}

/* From today, or the day that is wanted where it is past, to WISH.DAYS behind it. */
static enum err_code open_search(struct desk *d, const struct free_wish *w, struct search *s,
    struct err *e)
{
	struct free_wish one = *w;
	struct calendar_place place;
	int days = w->days > 0 ? w->days : DEFAULT_DAYS;
	int32_t today;
	enum err_code rc = calendar_place_open(d, w->branch_id, &place, e);

	calendar_place_close(&place);
	if (rc != OK)
		return rc;
	today = zone_local(place.zone, clock_now()).day;
	s->day = zone_local(place.zone, s->start).day;
	s->last = s->day + days;
	if (s->last > today + setting_of(d, SETTING_OPEN_DAYS))
		s->last = (int32_t)(today + setting_of(d, SETTING_OPEN_DAYS));
	if (s->last < s->day)
		s->last = s->day;
	if (today > s->day)
		today = s->day;
	one.nservices = 1;
	one.from_min = one.to_min = 0;
	one.weekdays = 0;
	return finder_open(d, &one, today, s->last - today + 1, &s->f, e);
}

enum err_code free_near(struct desk *d, const struct free_wish *w, int64_t start_at, size_t count,
    struct near_list *out, struct err *e)
{
	struct search s = { .start = start_at, .count = count ? count : DEFAULT_COUNT,
		.out = out };
	enum err_code rc;

	near_list_free(out);
	rc = open_search(d, w, &s, e);
	if (rc == OK)
		rc = ask_all(&s, e);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, compare_near);
	finder_close(s.f);
	return rc;
}
