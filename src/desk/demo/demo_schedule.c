/*
 * The made-up appointments: each day of each branch is filled in quarters of an hour, person by
 * person, with whatever people, room and device are free by roster, breaks and absences, so that
 * neither guard nor calendar has anything to refuse.
 */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/appointment.h"
#include "demo_priv.h"

#define QUARTER 15
#define FIRST_MIN 540
#define LAST_MIN 1200

static const char *const channels[] = { "phone", "wechat", "web", "app", "walkin" };
static const char *const cancel_reasons[] = { "出差", "生病", "时间冲突", "client travels",
    "改主意" };

struct all_series;

/* A day while it is filled, one branch after the other: nobody is in both at once. */
struct day_plan {
	int32_t day;
	int branch;
	long known;                     /* files that were open by then */
	long seen[256];                 /* clients who have a time on that day already */
	size_t nseen;
	struct all_series *series;
};

/* What one appointment takes: indexes of resources, one a need. */
struct party {
	size_t v[DEMO_PARTY];
	size_t n;
};

/* The minutes in which NEED is taken by an appointment at MINUTE. */
static void span_of(const struct demo_need *need, int minute, int minutes, int *from, int *to)
{
	int start = minute + need->from;

	*from = start - need->prep;
	*to = (need->lasts ? start + need->lasts : minute + minutes) + need->clean;
}

static bool is_free(const struct demo_resource *r, int from, int to)
{
	for (int s = from / DEMO_STEP; s < (to + DEMO_STEP - 1) / DEMO_STEP; s++)
		if (s < 0 || s >= DEMO_STEPS || r->busy[s])
			return false;
	return true;
}

static bool find_one(const struct demo *d, int branch, const struct demo_need *need, int from,
    int to, struct party *p)
{
	for (size_t i = 0; i < d->nresources; i++) {
		const struct demo_resource *r = &d->resource[i];

		if (r->place == branch && r->group == need->group && is_free(r, from, to)) {
			p->v[p->n++] = i;
			return true;
		}
	}
	return false;
}

/* The person LEAD and one of every other kind that the service wants. */
static bool find_party(const struct demo *d, int branch, size_t lead, const struct demo_service *s,
    int minute, struct party *p)
{
	int from, to;

	*p = (struct party){ .v = { lead }, .n = 1 };
	span_of(&s->need[0], minute, s->minutes, &from, &to);
	if (minute + s->minutes > LAST_MIN || d->resource[lead].place != branch ||
	    !is_free(&d->resource[lead], from, to))
		return false;
	for (int i = 1; s->need[i].group; i++) {
		span_of(&s->need[i], minute, s->minutes, &from, &to);
		if (!find_one(d, branch, &s->need[i], from, to, p))
			return false;
	}
	return true;
}

static void take_party(struct demo *d, const struct party *p, const struct demo_service *s,
    int minute)
{
	int from, to;

	for (size_t i = 0; i < p->n; i++) {
		span_of(&s->need[i], minute, s->minutes, &from, &to);
		for (int k = from / DEMO_STEP; k < (to + DEMO_STEP - 1) / DEMO_STEP; k++)
			d->resource[p->v[i]].busy[k] = true;
	}
}

/* ---- whom ---- */

static bool is_new_today(struct day_plan *p, long client)
{
	for (size_t i = 0; i < p->nseen; i++)
		if (p->seen[i] == client)
			return false;
	if (p->nseen == sizeof p->seen / sizeof p->seen[0])
		return false;
	p->seen[p->nseen++] = client;
	return true;
}

/* -1: nobody was found who has no time on that day yet. Newer files come oftener. */
static long pick_client(struct demo *d, struct day_plan *p, int64_t *dependant)
{
	*dependant = 0;
	for (int tries = 0; tries < 6; tries++) {
		long client = demo_chance(d, 600) ? p->known - 1 - demo_upto(d, 1 + p->known / 5) :
		    demo_upto(d, p->known);

		if (d->dependants.n && demo_chance(d, 40)) {
			const struct demo_dependant *x =
			    &d->dependants.v[demo_upto(d, (long)d->dependants.n)];

			if (x->client < p->known && is_new_today(p, x->client)) {
				*dependant = x->id;
				return x->client;
			}
		}
		if (is_new_today(p, client))
			return client;
	}
	return -1;
}

/* ---- what became of it ---- */

static const char *pick_state(struct demo *d, int32_t day, int minute, int minutes)
{
	long n = demo_upto(d, 100);
	bool past = day < d->today || (day == d->today && minute + minutes <= DEMO_NOW_MIN);

	if (n < 8)
		return "cancelled";
	if (past)
		return n < 13 ? "noshow" : "done";
	if (day == d->today && minute <= DEMO_NOW_MIN)
		return n < 60 ? "serving" : "arrived";
	if (day <= d->today + 1)
		return n < 70 ? "confirmed" : "booked";
	return n < 20 ? "confirmed" : "booked";
}

static bool takes_time(const char *state)
{
	return strcmp(state, "cancelled") != 0;
}

static int64_t taken_at(struct demo *d, const struct day_plan *p, int minute)
{
	int32_t day = p->day - 1 - (int32_t)demo_upto(d, 12);

	if (day >= d->today)
		day = d->today - (int32_t)demo_upto(d, 3);
	return demo_at(d, day, day == d->today ? 540 + (int)demo_upto(d, 300) : minute);
}

/* One time of one client, with what it takes. */
struct slot {
	const struct demo_service *service;
	int minute;
	long client;                    /* index */
	int64_t dependant;
	const char *state;
	bool asked;                     /* for whoever leads, by name */
	int64_t series;                 /* first one of the series, 0: none */
	struct party party;
};

/* Who came has a visit, made when all appointments are. */
static void remember(struct demo *d, const struct day_plan *p, const struct slot *x, int64_t id)
{
	struct demo_came c = { .appointment = id, .dependant = x->dependant, .client = x->client,
		.branch = p->branch, .service = (size_t)(x->service - d->service), .day = p->day,
		.minute = x->minute, .minutes = x->service->minutes, .state = x->state,
		.lead = d->resource[x->party.v[0]].id };

	for (size_t i = 0; i < x->party.n && !c.room; i++)
		if (strchr("RC", d->resource[x->party.v[i]].group))
			c.room = d->resource[x->party.v[i]].id;
	if (!strcmp(x->state, "arrived") || !strcmp(x->state, "serving") ||
	    !strcmp(x->state, "done"))
		*vec_push(&d->came) = c;
}

static enum err_code insert(struct demo *d, struct day_plan *p, const struct slot *x, int64_t *id,
    struct err *e)
{
	enum err_code rc;
	char channel[16], reason[40];
	struct appointment row = { .branch_id = d->branch[p->branch], .service_id = x->service->id,
		.client_id = d->first_client + x->client, .dependant_id = x->dependant,
		.start_at = demo_at(d, p->day, x->minute), .channel = channel,
		.asked = x->asked, .series_id = x->series };
	const struct party *party = &x->party;
	struct take take[DEMO_PARTY] = { { .part = 1 } };

	row.end_at = row.start_at + x->service->minutes * 60;
	row.created_at = taken_at(d, p, x->minute);
	row.taken_by = d->desk_staff[demo_upto(d, 2)];
	day_format(p->day, row.day);
	text_copy(channel, sizeof channel, channels[demo_upto(d, 5)]);
	text_copy(row.state, sizeof row.state, x->state);
	if (!takes_time(row.state)) {
		text_copy(reason, sizeof reason, cancel_reasons[demo_upto(d, 5)]);
		row.reason = reason;
	} else {
		take_party(d, party, x->service, x->minute);
	}
	for (size_t i = 0; i < party->n; i++) {
		int from, to;

		span_of(&x->service->need[i], x->minute, x->service->minutes, &from, &to);
		take[i] = (struct take){ .resource_id = d->resource[party->v[i]].id, .part = 1,
			.start_at = demo_at(d, p->day, from), .end_at = demo_at(d, p->day, to) };
	}
	rc = appointment_insert(d->txn, &(struct appointment_new){ .row = &row, .take = take,
	    .ntake = party->n }, id, e);
	if (rc == OK)
		remember(d, p, x, *id);
	return rc;
}

/* ---- days ---- */

/* A service that LEAD can lead; NULL: none. */
static const struct demo_service *pick_service(struct demo *d, size_t lead)
{
	const struct demo_service *fit[DEMO_SERVICES];
	long n = 0;

	for (size_t i = 0; i < d->nservices; i++)
		if (d->service[i].need[0].group == d->resource[lead].group)
			fit[n++] = &d->service[i];
	return n ? fit[demo_upto(d, n)] : NULL;
}

/* ---- series: the same client with the same person, some days later ---- */

enum { SERIES_MAX = 24, SERIES_AFTER = 2 };
struct series {
	int64_t first;
	long client;
	size_t lead;
	const struct demo_service *service;
	int32_t day;                    /* of the last one */
	int left;
};
struct all_series {
	struct series v[SERIES_MAX];
	size_t n;
};

static void begin_series(struct demo *d, struct all_series *all, const struct day_plan *p,
    const struct slot *x, int64_t id)
{
	struct series *s;

	if (x->dependant || x->service->need[1].group != 'o' || !strcmp(x->state, "cancelled") ||
	    !demo_chance(d, 250))
		return;
	s = all->n < SERIES_MAX ? &all->v[all->n++] : &all->v[demo_upto(d, SERIES_MAX)];
	*s = (struct series){ .first = id, .client = x->client, .lead = x->party.v[0],
		.service = x->service, .day = p->day, .left = 3 };
}

/* The one that goes on with LEAD on that day; NULL: none. */
static struct series *next_of(struct all_series *all, const struct day_plan *p, size_t lead)
{
	for (size_t i = 0; i < all->n; i++) {
		struct series *s = &all->v[i];

		if (s->left && s->lead == lead && p->day >= s->day + SERIES_AFTER)
			return s;
	}
	return NULL;
}

/* False: the client has another time on that day. */
static bool join_series(struct series *s, struct day_plan *p, struct slot *x)
{
	if (!is_new_today(p, s->client))
		return false;
	x->client = s->client;
	x->series = s->first;
	x->asked = true;
	s->day = p->day;
	s->left--;
	return true;
}

/* ---- people ---- */

static enum err_code fill_one(struct demo *d, struct day_plan *p, struct slot *x, size_t lead,
    struct err *e)
{
	struct series *s = next_of(p->series, p, lead);
	int64_t id = 0;
	enum err_code rc;

	if (s)
		x->service = s->service;
	if (!find_party(d, p->branch, lead, x->service, x->minute, &x->party))
		return OK;
	if (!s || !join_series(s, p, x)) {
		x->client = pick_client(d, p, &x->dependant);
		x->asked = demo_chance(d, 300);
	}
	if (x->client < 0)
		return OK;
	x->state = pick_state(d, p->day, x->minute, x->service->minutes);
	rc = insert(d, p, x, &id, e);
	if (rc == OK && !x->series)
		begin_series(d, p->series, p, x, id);
	return rc;
}

static enum err_code fill_person(struct demo *d, struct day_plan *p, size_t lead, struct err *e)
{
	enum err_code rc = OK;

	for (int minute = FIRST_MIN; minute < LAST_MIN && rc == OK; minute += QUARTER) {
		struct slot x = { .service = pick_service(d, lead), .minute = minute };

		if (!x.service)
			return OK;
		/* Air between two. */
		if (!demo_chance(d, 550))
			rc = fill_one(d, p, &x, lead, e);
	}
	return rc;
}

/* Today's times of those whom guides and tests speak of: client, who leads, service (their places
 * in the tables of the house). */
static const struct {
	long client;
	size_t lead, service;
	int minute;
	const char *state;
} known[] = {
	{ 10, 5, 6, 14 * 60, "confirmed" },             /* 高远, drip with 孙悦: late */
	{ 4, 0, 2, 14 * 60, "serving" },                /* 赵国强, report with 陈立 */
	{ 6, 3, 0, 14 * 60 + 15, "serving" },           /* 林可欣, consultation with 李晓燕 */
	{ 0, 0, 1, 14 * 60 + 30, "confirmed" },         /* 王小明, laser with 陈立 */
	{ 1, 1, 2, 14 * 60 + 45, "booked" },            /* Maria Lopez, report with 周敏 */
	{ 2, 3, 0, 15 * 60, "confirmed" },              /* 陈思雨, consultation with 李晓燕 */
	{ 3, 2, 3, 15 * 60, "arrived" },                /* 欧阳慧, HIFU with Dr Reyes */
	{ 11, 2, 4, 16 * 60 + 15, "confirmed" },        /* 吴晓敏, check with Dr Reyes */
};

static enum err_code fill_known(struct demo *d, struct day_plan *p, struct err *e)
{
	enum err_code rc = OK;
	int64_t id;

	for (size_t i = 0; i < sizeof known / sizeof known[0] && rc == OK; i++) {
		struct slot x = { .service = &d->service[known[i].service],
		    .client = known[i].client,
			.minute = known[i].minute, .state = known[i].state, .asked = true };

		if (known[i].client < p->known && is_new_today(p, x.client) &&
		    find_party(d, p->branch, known[i].lead, x.service, x.minute, &x.party))
			rc = insert(d, p, &x, &id, e);
	}
	return rc;
}

/* How many files were open on the day before DAY. */
static long known_by(const struct demo *d, int32_t day)
{
	long lo = 0, hi = d->clients;

	while (lo < hi) {
		long mid = lo + (hi - lo) / 2;

		if (demo_opened(d, mid) < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

enum err_code demo_schedule(struct demo *d, struct err *e)
{
	struct all_series series = { .n = 0 };
	enum err_code rc = OK;

	for (int32_t day = d->today - d->days; day <= d->today + d->days && rc == OK; day++) {
		struct day_plan p = { .day = day, .known = known_by(d, day), .series = &series };

		demo_day(d, day);
		if (day == d->today)
			rc = fill_known(d, &p, e);
		for (size_t i = 0; p.known && i < d->nresources && rc == OK; i++) {
			p.branch = d->resource[i].place;
			if (p.branch >= 0)
				rc = fill_person(d, &p, i, e);
		}
	}
	return rc;
}
