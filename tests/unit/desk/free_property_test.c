/* Free times against the slow way of tests/unit/desk/minutes.h, on made-up houses: rosters,
 * absences, bookings, lines in parts, preparation, days on which the clock is put on or back. */
#include "hours_help.h"
#include "minutes.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/ephemeral.h"
#include "data/hold.h"
#include "desk/calendar.h"
#include "desk/free.h"

#define HOUSES 5                        /* a zone */
#define SERVICES 5

struct house {
	struct desk_world *w;
	uint64_t seed;
	int64_t thing[16];
	size_t n;
	int64_t service[SERVICES];
	struct minutes m;
};

static int pick(struct house *h, int n)
{
	h->seed ^= h->seed << 13;
	h->seed ^= h->seed >> 7;
	h->seed ^= h->seed << 17;
	return (int)(h->seed % (uint64_t)n);
}

static bool chance(struct house *h, int percent)
{
	return pick(h, 100) < percent;
}

/* ---- a made-up house ---- */

static const char *const skills[] = { "expert", "laser", "" };

static void make_things(struct house *h)
{
	static const char *const kinds[] = { "staff", "staff", "staff", "room", "device" };
	struct desk_world *w = h->w;

	h->thing[h->n++] = w->r_cl;
	h->thing[h->n++] = w->r_ly;
	h->thing[h->n++] = w->r1;
	h->thing[h->n++] = w->laser;
	for (int i = 0; i < 5; i++) {
		char name[16];

		text_fmt(name, sizeof name, "%s%d", kinds[i], i);
		h->thing[h->n++] = add_thing(w, kinds[i], name,
		    chance(h, 30) ? 0 : w->ja, chance(h, 50) ? w->ja : 0);
	}
	for (size_t i = 0; i < h->n; i++)
		if (chance(h, 40))
			add_skill(w, h->thing[i], skills[pick(h, 2)]);
	if (chance(h, 20))
		set_thing_state(w, h->thing[pick(h, (int)h->n)], "out");
}

static void make_hours(struct house *h)
{
	struct desk_world *w = h->w;
	/* The night too: that is when clocks change. */
	int open = pick(h, 3) * 60, close = HM(9, 0) + pick(h, 30) * 10;

	add_opening(w, chance(h, 50) ? w->ja : 0, 6, open, close);
	add_opening(w, w->ja, 7, open, close + 7);
	if (chance(h, 30))
		add_opening_days(w, chance(h, 50) ? w->ja : 0, 2, 2, HM(9, 0), HM(9, 0), "x");
	for (size_t i = 0; i < h->n; i++) {
		int from = pick(h, 40) * 10 + pick(h, 2) * 3;

		if (chance(h, 40))
			add_roster(w, h->thing[i], w->ja, "work", 0, from, from + 200 +
			    pick(h, 400));
		if (chance(h, 20))
			add_roster(w, h->thing[i], chance(h, 70) ? w->ja : w->pd, "only",
			    1 + pick(h, 7), from, from + 240);
		if (chance(h, 30))
			add_roster(w, h->thing[i], w->ja, "break", 0, from + 60, from + 95);
	}
}

static int64_t some_time(struct house *h)
{
	int64_t day = zone_day_start(h->w->d.zone, desk_today(&h->w->d) + pick(h, MINUTES_DAYS));

	return day + (pick(h, 260) * 5 + (chance(h, 10) ? 2 : 0)) * 60;
}

static void make_away(struct house *h)
{
	for (int i = 0; i < 3; i++) {
		int64_t from = some_time(h);

		add_absence(h->w, h->thing[pick(h, (int)h->n)], "leave", from,
		    from + 60 * (20 + pick(h, 600)));
	}
	if (chance(h, 50))
		add_travel(h->w, h->w->ja, h->w->pd, 5 + pick(h, 50));
}

/* What the guards let in; whatever they refuse is not there. */
static void try_take(struct house *h, int64_t client, int64_t branch, int64_t thing, int64_t start,
    int minutes)
{
	struct appointment row = { .branch_id = branch, .client_id = client, .start_at = start,
		.end_at = start + minutes * 60 };
	struct take take = { .resource_id = thing, .start_at = start - (pick(h, 3) ? 0 : 600),
		.end_at = start + minutes * 60 };
	struct appointment_new a = { .row = &row, .take = &take, .ntake = 1 };
	struct action_head head = { .name = "appt-book" };
	struct actor who = h->w->d.who;
	struct err none = ERR_INIT;
	struct txn *t;
	int64_t id;

	who.staff_id = h->w->admin;
	desk_day_of(&h->w->d, start, row.day);
	must(h->w, action_begin(h->w->s, &who, &head, &t, &h->w->e));
	if (appointment_insert(t, &a, &id, &none) == OK)
		must(h->w, action_commit(t, NULL, &h->w->e));
	else
		action_rollback(t);
}

static void make_bookings(struct house *h)
{
	const int64_t clients[] = { h->w->bob, h->w->cid, h->w->ann };
	int n = 20 + pick(h, 2) * 130;  /* a quiet house, or a full one */

	for (int i = 0; i < n; i++)
		try_take(h, clients[i % 25 ? pick(h, 2) : 2], chance(h, 80) ? h->w->ja : h->w->pd,
		    h->thing[pick(h, (int)h->n)], some_time(h), 5 + pick(h, 12) * 10);
}

static void make_hold(struct house *h)
{
	struct actor other = h->w->d.who;
	struct txn *t;
	int64_t from = some_time(h), id;

	other.staff_id = h->w->wl;
	must(h->w, ephemeral_begin(h->w->s, &other, &t, &h->w->e));
	must(h->w, hold_take(t, h->thing[pick(h, (int)h->n)], from, from + 3600, clock_now() + 600,
	    &id, NULL, &h->w->e));
	must(h->w, ephemeral_commit(t, &h->w->e));
}

static struct need_row some_need(struct house *h, int line, const char *kind, int minutes)
{
	struct need_row n = { .line = line, .kind = kind, .skill = skills[pick(h, 3)] };

	if (chance(h, 40))
		n.prep = pick(h, 5) * 5 + pick(h, 2) * 3;
	if (chance(h, 40))
		n.clean = pick(h, 5) * 5 + pick(h, 2) * 2;
	if (chance(h, 30)) {
		n.from = pick(h, minutes / 10) * 5;
		n.for_min = 5 + pick(h, (minutes - n.from) / 5) * 5;
		if (n.from + n.for_min > minutes)
			n.for_min = 0;
	}
	return n;
}

static void make_services(struct house *h)
{
	static const char *const kinds[] = { "staff", "staff", "room", "device" };

	for (int i = 0; i < SERVICES; i++) {
		int minutes = 15 + pick(h, 8) * 15, lines = 1 + pick(h, 3);
		char code[16];

		text_fmt(code, sizeof code, "s%d", i);
		h->service[i] = add_service(h->w, code, minutes, pick(h, 3));
		for (int line = 1; line <= lines; line++)
			add_need(h->w, h->service[i],
			    some_need(h, line, kinds[pick(h, 4)], minutes));
	}
	/* The first comes at the beginning and once more at the end. */
	h->service[0] = add_service(h->w, "twice", 60, 1);
	add_need(h->w, h->service[0], (struct need_row){ 1, "staff", "", 0, 0, 0, 0, 15 });
	add_need(h->w, h->service[0], (struct need_row){ 2, "staff", "", 0, 0, 0, 10, 40 });
	add_need(h->w, h->service[0], (struct need_row){ 3, "staff", "", 1, 0, 5, 50, 0 });
}

static void make_house(struct house *h, struct desk_world *w, uint64_t seed)
{
	*h = (struct house){ .w = w, .seed = seed * 7919 + 104729 };
	make_things(h);
	make_hours(h);
	make_away(h);
	make_bookings(h);
	make_hold(h);
	make_services(h);
	minutes_read(&h->m, w, w->ja, w->ann, desk_today(&w->d));
}

/* ---- the calendar ---- */

/* What the spans leave free, the bits say, and the slow way too. */
static void spans_and_bits_agree(struct house *h)
{
	struct desk *d = &h->w->d;
	struct span_list l = { 0 };
	struct calendar *c;

	must(h->w, calendar_open(d, h->w->ja, h->m.first, MINUTES_DAYS, d->who.staff_id, 0, &c,
	    &h->w->e));
	for (size_t t = 0; t < h->m.nthings; t++)
		for (int day = 0; day < MINUTES_DAYS; day++) {
			int32_t on = h->m.first + day;
			const struct day_bits *b;
			bool free[1500] = { false };
			int n = h->m.day_at[day + 1] - h->m.day_at[day];

			must(h->w, calendar_day(d, h->m.thing[t], h->w->ja, on, &l, &h->w->e));
			for (size_t i = 0; i < l.n; i++)
				for (int64_t at = l.v[i].start_at; at < l.v[i].end_at; at += 60)
					if (l.v[i].kind == SPAN_FREE)
						free[(at - calendar_start(c, on)) / 60] = true;
			must(h->w, calendar_bits(c, h->m.thing[t], on, &b, &h->w->e));
			for (int i = 0; i < n; i++)
				assert_int_equal(free[i], h->m.free[t][h->m.day_at[day] + i]);
			for (int i = 0; i < n / 5; i++) {
				bool all = free[i * 5] && free[i * 5 + 1] && free[i * 5 + 2] &&
				    free[i * 5 + 3] && free[i * 5 + 4];

				assert_int_equal(b->w[i / 64] >> (i % 64) & 1, all);
			}
		}
	calendar_close(c);
	span_list_free(&l);
}

/* ---- one service ---- */

static int minute_of(const struct house *h, int64_t at)
{
	return (int)((at - h->m.start) / 60);
}

/* Everything it takes is free, is good for a line, and is there when the line says. */
static void check_time(const struct house *h, const struct minutes_service *v,
    const struct free_time *t)
{
	bool used[8] = { false };

	assert_int_equal(t->nparts, v->n);
	assert_int_equal(t->end_at - t->start_at, v->minutes * 60);
	for (size_t i = 0; i < t->nparts; i++) {
		const struct booking_part *p = &t->part[i];
		int thing = minutes_thing(&h->m, p->resource_id);
		bool good = false;

		assert_true(thing >= 0);
		for (int m = minute_of(h, p->start_at); m < minute_of(h, p->end_at); m++)
			assert_true(h->m.free[thing][m]);
		for (size_t k = 0; k < v->n && !good; k++)
			if (!used[k] && v->line[k].may[thing] &&
			    p->start_at == t->start_at + v->line[k].from * 60 &&
			    p->end_at == t->start_at + v->line[k].to * 60)
				good = used[k] = true;
		assert_true(good);
		for (size_t k = 0; k < i; k++)
			if (t->part[k].resource_id == p->resource_id)
				assert_true(p->part == t->part[k].part + 1);
	}
}

static struct free_wish wish_of(const struct house *h, int64_t service)
{
	return (struct free_wish){ .branch_id = h->w->ja, .client_id = h->w->ann,
		.service = { service }, .nservices = 1, .from_day = h->m.first,
		.days = MINUTES_DAYS, .count = 10000 };
}

static void starts_are_all_found(struct house *h, int64_t service)
{
	struct free_wish w = wish_of(h, service);
	struct free_list l = { 0 }, again = { 0 };
	struct minutes_service v;
	size_t n = 0;

	minutes_service(&h->m, service, &v);
	if (free_find(&h->w->d, &w, &l, &h->w->e) == ERR_INVALID) {
		err_clear(&h->w->e);    /* nobody is good for a line */
		for (int i = 0; i < h->m.day_at[MINUTES_DAYS]; i++)
			assert_false(minutes_fit(&h->m, &v, &i, 1, true));
		return;
	}
	must(h->w, h->w->e.code);
	for (int d = 0; d < MINUTES_DAYS; d++)
		for (int i = h->m.day_at[d]; i < h->m.day_at[d + 1]; i++) {
			if (!minutes_proposed(&h->m, d, i, v.minutes, clock_now()) ||
			    !minutes_fit(&h->m, &v, &i, 1, true))
				continue;
			assert_true(n < l.n);
			assert_int_equal(minute_of(h, l.v[n].start_at), i);
			check_time(h, &v, &l.v[n]);
			n++;
		}
	assert_int_equal(n, l.n);
	assert_true(n > 0 || l.why[0]);
	must(h->w, free_find(&h->w->d, &w, &again, &h->w->e));
	assert_int_equal(again.n, l.n);
	if (l.n)
		assert_memory_equal(again.v, l.v, l.n * sizeof *l.v);
	free_list_free(&l);
	free_list_free(&again);
}

/* At exactly that minute: nothing is rounded. */
static void one_minute_is_told_exactly(struct house *h, int64_t service)
{
	struct free_wish w = wish_of(h, service);
	struct minutes_service v;

	minutes_service(&h->m, service, &v);
	for (int k = 0; k < 60; k++) {
		int i = pick(h, h->m.day_at[MINUTES_DAYS]);
		struct free_time t;
		enum err_code rc = free_at(&h->w->d, &w, h->m.start + i * 60, "Not booked.", &t,
		    &h->w->e);

		assert_int_equal(rc == OK, minutes_fit(&h->m, &v, &i, 1, false));
		if (rc == OK)
			check_time(h, &v, &t);
		else
			assert_true(rc == ERR_TAKEN || rc == ERR_INVALID);
		if (rc != OK)
			assert_int_equal(strncmp(h->w->e.text, "Not booked. ",
			    rc == ERR_INVALID && strstr(h->w->e.text, " needs ") ? 0 : 12), 0);
		err_clear(&h->w->e);
	}
}

/* ---- several ---- */

#define THREE 3

struct best {
	int stay, at[THREE];
	const struct minutes_service *v;
	size_t n;
};

static void try_all(struct house *h, struct best *b, int d, size_t k, int from, int *at)
{
	if (k == b->n) {
		int stay = at[k - 1] + b->v[k - 1].minutes - at[0];

		if (stay < b->stay && minutes_fit(&h->m, b->v, at, b->n, true)) {
			b->stay = stay;
			memcpy(b->at, at, sizeof b->at);
		}
		return;
	}
	for (at[k] = from; at[k] < h->m.day_at[d + 1]; at[k] += 5) {
		if (!minutes_proposed(&h->m, d, at[k], b->v[k].minutes, clock_now()))
			continue;
		if (k && at[k] - at[0] >= b->stay)
			break;
		if (minutes_fit(&h->m, &b->v[k], &at[k], 1, true))
			try_all(h, b, d, k + 1, at[k] + b->v[k].minutes, at);
	}
}

static const struct free_day *day_found(const struct house *h, const struct free_day_list *l,
    int d)
{
	for (size_t i = 0; i < l->n; i++) {
		int m = minute_of(h, l->v[i].time[0].start_at);

		if (m >= h->m.day_at[d] && m < h->m.day_at[d + 1])
			return &l->v[i];
	}
	return NULL;
}

static void days_are_the_shortest(struct house *h, size_t n)
{
	struct free_wish w = wish_of(h, h->service[0]);
	struct minutes_service v[THREE];
	struct free_day_list l = { 0 };

	w.nservices = n;
	for (size_t k = 0; k < n; k++)
		w.service[k] = h->service[pick(h, SERVICES)];
	if (free_find_days(&h->w->d, &w, &l, &h->w->e) == ERR_INVALID) {
		err_clear(&h->w->e);
		return;
	}
	must(h->w, h->w->e.code);
	for (size_t k = 0; k < n; k++)
		minutes_service(&h->m, w.service[k], &v[k]);
	for (size_t i = 1; i < n; i++)          /* by rank, else as wished */
		for (size_t k = i; k > 0 && v[k].rank < v[k - 1].rank; k--) {
			struct minutes_service x = v[k];

			v[k] = v[k - 1];
			v[k - 1] = x;
		}
	for (int d = 0; d < MINUTES_DAYS; d++) {
		struct best b = { .stay = 1 << 20, .v = v, .n = n };
		const struct free_day *found = day_found(h, &l, d);
		int at[THREE];

		try_all(h, &b, d, 0, h->m.day_at[d], at);
		assert_int_equal(found != NULL, b.stay < 1 << 20);
		if (!found)
			continue;
		assert_int_equal(found->stay_min, b.stay);
		for (size_t k = 0; k < n; k++) {
			assert_int_equal(minute_of(h, found->time[k].start_at), b.at[k]);
			check_time(h, &v[k], &found->time[k]);
		}
	}
	for (size_t i = 1; i < l.n; i++)
		assert_true(l.v[i - 1].stay_min <= l.v[i].stay_min);
	free_day_list_free(&l);
}

/* ---- all ---- */

static void try_house(struct desk_world *w, uint64_t seed)
{
	struct house *h = mem_alloc(sizeof *h);

	make_house(h, w, seed);
	spans_and_bits_agree(h);
	for (int i = 0; i < SERVICES; i++) {
		starts_are_all_found(h, h->service[i]);
		one_minute_is_told_exactly(h, h->service[i]);
	}
	days_are_the_shortest(h, 2);
	days_are_the_shortest(h, 3);
	mem_free(h);
}

static void try_zone(const char *zone, int64_t now)
{
	for (uint64_t seed = 1; seed <= HOUSES; seed++) {
		void *state;

		assert_int_equal(desk_setup_in(&state, zone, now), 0);
		try_house(state, seed + (uint64_t)now);
		desk_teardown(&state);
	}
}

static void in_shanghai(void **state)
{
	(void)state;
	try_zone("Asia/Shanghai", HELP_NOW);
}

static void in_new_york_when_spring_begins(void **state)
{
	(void)state;
	try_zone("America/New_York", 1804946400);       /* the clock is put on in the night */
}

static void in_new_york_when_autumn_comes(void **state)
{
	(void)state;
	try_zone("America/New_York", 1793451600);       /* and back */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_shanghai),
		cmocka_unit_test(in_new_york_when_spring_begins),
		cmocka_unit_test(in_new_york_when_autumn_comes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
