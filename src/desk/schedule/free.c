/* Times for one service, day by day: bits are shifted and ANDed until enough is found. */
#include "desk/free.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/flag.h"
#include "data/service.h"
#include "data/store.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/settings.h"
#include "free_priv.h"

#define STEP_MIN (CALENDAR_STEP / 60)
#define MANY 20

void free_list_free(struct free_list *l)
{
	vec_free(l);
}

/* ---- opening ---- */

/* What the client's flags ask of a room: `area.wheelchair` = wide. */
static enum err_code read_areas(struct finder *f, struct err *e)
{
	struct flag_list flags = { 0 };
	enum err_code rc = flag_list(f->desk->store, f->wish.client_id, &flags, e);

	for (size_t i = 0; i < flags.n && rc == OK && f->nareas < FREE_AREAS; i++) {
		char key[64];

		text_fmt(key, sizeof key, "area.%s", flags.v[i].kind);
		if (setting_text(f->desk, key, f->area[f->nareas], NEED_SKILL)[0])
			f->nareas++;
	}
	flag_list_free(&flags);
	return rc;
}

static enum err_code read_client(struct finder *f, struct err *e)
{
	struct resource r;
	struct client c;
	struct err none = ERR_INIT;
	enum err_code rc;

	if (!f->wish.client_id)
		return OK;
	rc = client_get(f->desk->store, f->wish.client_id, &c, e);
	if (rc != OK)
		return rc;
	if (c.expert_id && resource_by_staff(f->desk->store, c.expert_id, &r, &none) == OK)
		f->usual = r.id;
	client_free(&c);
	return read_areas(f, e);
}

static enum err_code read_service(struct finder *f, int64_t id, struct err *e)
{
	struct free_service *v = &f->service[f->n];
	struct service row;
	enum err_code rc = service_get(f->desk->store, id, &row, e);

	if (rc != OK)
		return rc;
	v->id = id;
	v->minutes = row.minutes;
	v->rank = row.rank;
	text_copy(v->name, sizeof v->name, describe_in_language(row.name, row.name_en));
	f->n++;
	return OK;
}

/* By rank; of equal ones as they were wished. */
static void order_services(struct finder *f)
{
	for (size_t i = 1; i < f->n; i++)
		for (size_t k = i; k > 0 && f->service[k].rank < f->service[k - 1].rank; k--) {
			struct free_service v = f->service[k];

			f->service[k] = f->service[k - 1];
			f->service[k - 1] = v;
		}
}

static enum err_code read_services(struct finder *f, struct err *e)
{
	enum err_code rc = OK;

	if (!f->wish.nservices || f->wish.nservices > FREE_SERVICES)
		return err_set(e, ERR_INVALID, tr("One to %d services at once."), FREE_SERVICES);
	for (size_t i = 0; i < f->wish.nservices && rc == OK; i++)
		rc = read_service(f, f->wish.service[i], e);
	order_services(f);
	return rc;
}

/* Who has the service on a day is not offered it once more on that day. */
static enum err_code read_had(struct finder *f, struct err *e)
{
	const struct free_wish *w = &f->wish;
	enum err_code rc = OK;
	char from[DAY_TEXT];

	if (!w->other_days || !w->client_id)
		return OK;
	day_format(f->first, from);
	for (size_t i = 0; i < w->nservices && rc == OK; i++) {
		size_t n = 0;

		rc = appointment_days(f->desk->store, w->client_id, w->dependant_id,
		    w->service[i], from, w->except, f->had + f->nhad, FREE_HAD - f->nhad, &n, e);
		f->nhad += n;
	}
	return rc;
}

static int64_t round_up(int64_t at)
{
	return (at + CALENDAR_STEP - 1) / CALENDAR_STEP * CALENDAR_STEP;
}

static void fill_wish(struct finder *f)
{
	struct free_wish *w = &f->wish;

	if (!w->not_before)
		w->not_before = round_up(clock_now());
	if (!w->step_min)
		w->step_min = (int)setting_of(f->desk, SETTING_STEP_MIN);
	w->step_min = (w->step_min + STEP_MIN - 1) / STEP_MIN * STEP_MIN;
	if (!w->count)
		w->count = MANY;
	if (!w->from_min && !w->to_min)
		w->to_min = DAY_MINUTES;
	f->load_warn = (int)setting_of(f->desk, SETTING_LOAD_WARN);
}

static enum err_code open_calendar(struct finder *f, int32_t from_day, struct err *e)
{
	struct calendar_place place;
	enum err_code rc = calendar_place_open(f->desk, f->wish.branch_id, &place, e);

	calendar_place_close(&place);
	if (rc != OK)
		return rc;
	f->today = zone_local(place.zone, clock_now()).day;
	f->first = from_day == DAY_NONE ? f->today : from_day;
	f->wish.branch_id = place.branch_id;
	return calendar_open(f->desk, place.branch_id, f->first, f->days,
	    f->desk->who.staff_id, f->wish.except, &f->c, e);
}

static void put_spoken_for(struct finder *f)
{
	for (size_t i = 0; i < f->wish.nspoken_for; i++) {
		const struct booking_part *p = &f->wish.spoken_for[i];

		*vec_push(&f->c->hold) = (struct hold){ .resource_id = p->resource_id,
			.start_at = p->start_at, .end_at = p->end_at };
	}
}

enum err_code finder_open(struct desk *d, const struct free_wish *w, int32_t from_day, int days,
    struct finder **out, struct err *e)
{
	struct finder *f = mem_alloc(sizeof *f);
	struct good_list good = { 0 };
	enum err_code rc;

	*f = (struct finder){ .desk = d, .wish = *w, .days = days, .ready_day = DAY_NONE };
	f->look = store_look_begin(d->store);
	fill_wish(f);
	rc = open_calendar(f, from_day, e);
	if (rc == OK)
		put_spoken_for(f);
	if (rc == OK)
		rc = read_client(f, e);
	if (rc == OK)
		rc = read_had(f, e);
	if (rc == OK)
		rc = read_services(f, e);
	if (rc == OK)
		rc = good_list(d->store, f->wish.branch_id, &good, e);
	if (rc == OK)
		rc = finder_read_asks(f, &good, e);
	if (rc == OK)
		rc = finder_make_groups(f, &good, e);
	good_list_free(&good);
	if (rc != OK) {
		finder_close(f);
		f = NULL;
	}
	*out = f;
	return rc;
}

void finder_close(struct finder *f)
{
	if (!f)
		return;
	for (size_t k = 0; k < f->n; k++)
		for (size_t i = 0; i < f->service[k].n; i++) {
			mem_free(f->service[k].group[i].pick);
			mem_free(f->service[k].group[i].fit);
		}
	mem_free(f->cand);
	calendar_close(f->c);
	store_look_end(f->desk->store, f->look);
	mem_free(f);
}

/* ---- the order of a day ---- */

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* < 0: A is taken before B. */
static int order_of(const struct candidate *a, const struct candidate *b, bool staff)
{
	int by = compare(b->rather, a->rather);

	if (!by && staff) {
		by = compare(b->usual, a->usual);
		by = by ? by : compare(b->rotation, a->rotation);
		by = by ? by : compare(a->rotation ? a->turns : a->load,
		    b->rotation ? b->turns : b->load);
	} else if (!by) {
		by = compare(a->words, b->words);
	}
	by = by ? by : compare(a->rank, b->rank);
	return by ? by : compare(a->id, b->id);
}

static void order_group(const struct finder *f, struct free_group *g)
{
	bool staff = strcmp(g->kind, "staff") == 0;

	for (size_t i = 1; i < g->npick; i++)
		for (size_t k = i; k > 0 && order_of(&f->cand[g->pick[k]],
		    &f->cand[g->pick[k - 1]], staff) < 0; k--) {
			int pick = g->pick[k];

			g->pick[k] = g->pick[k - 1];
			g->pick[k - 1] = pick;
		}
}

static enum err_code read_day(struct finder *f, int32_t day, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < f->ncand && rc == OK; i++) {
		struct candidate *c = &f->cand[i];
		const struct calendar_bits *b;

		if (!c->row)
			continue;       /* no service asks for it */
		b = calendar_bits_of(f->c, c->row, day, e);
		if (!b)
			return e->code;
		c->load = b->work ? b->taken * 100 / b->work : -1;
		if (c->rotation)
			rc = taken_turns(f->desk->store, c->id, calendar_start(f->c, day),
			    calendar_start(f->c, day + 1), &c->turns, e);
	}
	return rc;
}

/* ---- bits ---- */

/* What begins or ends within a step takes it all. */
static int step_down(int seconds)
{
	return seconds >= 0 ? seconds / CALENDAR_STEP :
	    -((-seconds + CALENDAR_STEP - 1) / CALENDAR_STEP);
}

static void fit_group(struct finder *f, struct free_group *g, int32_t day)
{
	for (size_t p = 0; p < g->npick; p++) {
		const struct candidate *c = &f->cand[g->pick[p]];
		const struct day_bits *open = &c->row->day[day - f->c->from_day].free;
		struct day_bits *fit = &g->fit[g->pick[p]];

		for (size_t i = 0; i < g->n; i++) {
			struct day_bits one = bits_run(open, step_down(g->at[i].from),
			    -step_down(-g->at[i].to));

			if (i == 0)
				*fit = one;
			else
				bits_and(fit, &one);
		}
	}
}

enum err_code finder_ready(struct finder *f, int32_t day, struct err *e)
{
	enum err_code rc;

	if (f->ready_day == day)
		return OK;
	rc = read_day(f, day, e);
	if (rc != OK)
		return rc;
	for (size_t k = 0; k < f->n; k++)
		for (size_t i = 0; i < f->service[k].n; i++) {
			order_group(f, &f->service[k].group[i]);
			fit_group(f, &f->service[k].group[i], day);
		}
	f->ready_day = day;
	return OK;
}

/* Starts that the wish and the hours of the house leave. */
static void wished_starts(const struct finder *f, const struct free_service *v,
    struct day_bits *out)
{
	const struct wall_day *w = calendar_wall(f->c, f->ready_day);
	int steps = calendar_steps(f->c, f->ready_day);
	struct day_bits house;

	*out = (struct day_bits){ { 0 } };
	for (int i = 0; i < steps; i++) {
		int64_t at = w->start + (int64_t)i * CALENDAR_STEP;
		int minute;

		if (at < f->wish.not_before || at + v->minutes * 60 > w->end)
			continue;
		minute = wall_minute(w, at);
		if (minute % f->wish.step_min == 0 && minute >= f->wish.from_min &&
		    wall_minute(w, at + v->minutes * 60 - 1) < f->wish.to_min)
			bits_set(out, i, i + 1, true);
	}
	calendar_house_bits(f->c, f->ready_day, &house);
	house = bits_run(&house, 0, (v->minutes + STEP_MIN - 1) / STEP_MIN);
	bits_and(out, &house);
}

static enum err_code without_guest(struct finder *f, const struct free_service *v, bool look,
    struct day_bits *out, struct err *e)
{
	const struct day_bits *guest;
	struct day_bits free;
	int before = bits_count(out);
	enum err_code rc;

	if (!f->wish.client_id)
		return OK;
	rc = calendar_person(f->c, f->wish.client_id, f->wish.dependant_id, f->ready_day, &guest,
	    e);
	if (rc != OK)
		return rc;
	free = bits_run(guest, 0, (v->minutes + STEP_MIN - 1) / STEP_MIN);
	bits_and(out, &free);
	if (look)
		f->guest_lacked += before - bits_count(out);
	return OK;
}

static void group_any(const struct finder *f, const struct free_service *v, struct free_group *g)
{
	g->any = (struct day_bits){ { 0 } };
	for (size_t p = 0; p < g->npick; p++)
		if (finder_allows(f, v, g, &f->cand[g->pick[p]]))
			bits_or(&g->any, &g->fit[g->pick[p]]);
}

enum err_code finder_starts(struct finder *f, size_t k, bool look, struct day_bits *out,
    struct err *e)
{
	struct free_service *v = &f->service[k];
	struct day_bits base;
	enum err_code rc;

	wished_starts(f, v, out);
	rc = without_guest(f, v, look, out, e);
	base = *out;
	for (size_t i = 0; i < v->n && rc == OK; i++) {
		struct day_bits left = base;

		group_any(f, v, &v->group[i]);
		bits_and(out, &v->group[i].any);
		bits_and(&left, &v->group[i].any);
		if (look)
			v->group[i].lacked += bits_count(&base) - bits_count(&left);
	}
	return rc;
}

/* ---- finding ---- */

bool finder_wishes(const struct finder *f, int32_t day)
{
	for (size_t i = 0; i < f->nhad; i++)
		if (f->had[i] == day)
			return false;
	return !f->wish.weekdays || (f->wish.weekdays >> (day_weekday(day) - 1) & 1);
}

static void find_in_day(struct finder *f, const struct day_bits *starts, struct free_list *out)
{
	int64_t midnight = calendar_start(f->c, f->ready_day);

	for (int i = bits_next(starts, 0); i >= 0; i = bits_next(starts, i + 1)) {
		int64_t start = midnight + (int64_t)i * CALENDAR_STEP;
		struct free_time time;

		if (!finder_place(f, &start, 1, &time))
			continue;
		*vec_push(out) = time;
		if (f->wish.one_a_day || out->n == f->wish.count)
			return;
	}
}

static enum err_code find_day(struct finder *f, int32_t day, struct free_list *out, struct err *e)
{
	const struct open_hours *h = &f->c->hours[day - f->c->from_day];
	struct day_bits starts;
	enum err_code rc;

	out->days++;
	if (h->open_min == h->close_min) {
		out->closed_days++;
		return OK;
	}
	rc = finder_ready(f, day, e);
	if (rc == OK)
		rc = finder_starts(f, 0, true, &starts, e);
	if (rc == OK)
		find_in_day(f, &starts, out);
	return rc;
}

int finder_days(struct desk *d, const struct free_wish *w)
{
	int32_t today = desk_today(d), from = w->from_day == DAY_NONE ? today : w->from_day;
	int64_t ahead = setting_of(d, SETTING_OPEN_DAYS) - (from - today) + 1;
	int days = w->days < 1 ? 1 : w->days;

	return ahead < days ? (int)(ahead < 0 ? 0 : ahead) : days;
}

enum err_code free_find(struct desk *d, const struct free_wish *w, struct free_list *out,
    struct err *e)
{
	struct free_wish one = *w;
	int days = finder_days(d, w);
	struct finder *f = NULL;
	enum err_code rc;

	free_list_free(out);
	*out = (struct free_list){ .n = 0 };
	if (one.nservices > 1)
		one.nservices = 1;
	rc = finder_open(d, &one, w->from_day, days > 0 ? days : 1, &f, e);
	for (int i = 0; i < days && rc == OK && out->n < f->wish.count; i++)
		if (finder_wishes(f, f->first + i))
			rc = find_day(f, f->first + i, out, e);
	if (rc == OK && !out->n)
		finder_why(f, days, &out->short_service, &out->short_line, out->why,
		    sizeof out->why);
	finder_close(f);
	return rc;
}
