/* Peak and idle hours: arrivals by weekday and hour, beside who was on duty and taken. */
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/schedule/bits_priv.h"
#include "desk/schedule/calendar_priv.h"
#include "desk/desk.h"
#include "kpi_priv.h"

enum { STEP_MIN = CALENDAR_STEP / 60, HOURS = 24, WEEKDAYS = 7, TENTHS = 10, PEAK_TIMES = 2 };

/* One branch under way. */
struct heat {
	struct desk *desk;
	struct calendar *calendar;
	struct resource_list people;
	struct kpi_heat *out;
	bool anybody;                   /* there are people whose hours can be had */
};

static struct kpi_hour *hour_at(struct heat *h, int64_t at)
{
	struct local_time t = zone_local(h->calendar->place.zone, at);

	return &h->out->at[day_weekday(t.day)][t.second / 3600];
}

static void add_bits(struct heat *h, int32_t day, const struct day_bits *b, bool of_people)
{
	int64_t start = calendar_start(h->calendar, day);

	for (int i = bits_next(b, 0); i >= 0; i = bits_next(b, i + 1)) {
		struct kpi_hour *x = hour_at(h, start + (int64_t)i * CALENDAR_STEP);

		*(of_people ? &x->work_min : &x->open_min) += STEP_MIN;
		if (i + 1 >= BITS_MAX)
			break;
	}
}

static enum err_code add_work(struct heat *h, struct err *e)
{
	struct calendar *c = h->calendar;
	struct block_list blocks = { 0 };
	enum err_code rc = OK;
	struct day_bits bits;

	for (int k = 0; k < c->days; k++) {
		calendar_house_bits(c, c->from_day + k, &bits);
		add_bits(h, c->from_day + k, &bits, false);
	}
	for (size_t i = 0; i < h->people.n && rc == OK; i++) {
		struct calendar_row *r;

		rc = calendar_row(c, h->people.v[i].id, &r, e);
		for (int k = 0; k < c->days && rc == OK; k++) {
			calendar_work_bits(c, r, c->from_day + k, &blocks, &bits);
			add_bits(h, c->from_day + k, &bits, true);
			h->anybody = h->anybody || !bits_none(&bits);
		}
	}
	vec_free(&blocks);
	return rc;
}

static bool is_person(const struct heat *h, int64_t resource_id)
{
	for (size_t i = 0; i < h->people.n; i++)
		if (h->people.v[i].id == resource_id)
			return true;
	return false;
}

static enum err_code add_taken(struct heat *h, int64_t branch_id, const struct kpi_texts *t,
    struct err *e)
{
	struct kpi_takens l = { 0 };
	enum err_code rc = kpi_taken_list(h->desk->store, branch_id, t->from, t->to, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		for (int64_t at = l.v[i].start_at; is_person(h, l.v[i].resource_id) &&
		    at < l.v[i].end_at; at += CALENDAR_STEP)
			hour_at(h, at)->taken_min += STEP_MIN;
	kpi_takens_free(&l);
	return rc;
}

static enum err_code add_arrivals(struct heat *h, int64_t branch_id, const struct kpi_texts *t,
    struct err *e)
{
	struct kpi_arrivals l = { 0 };
	enum err_code rc = kpi_arrival_list(h->desk->store, branch_id, t->from, t->to, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		hour_at(h, l.v[i].at)->visits++;
	kpi_arrivals_free(&l);
	return rc;
}

static enum err_code add_branch(struct desk *d, const struct kpi_span *x, int64_t branch_id,
    const struct kpi_texts *t, struct heat *h, struct err *e)
{
	enum err_code rc = calendar_open(d, branch_id, x->from, x->to - x->from + 1, 0, 0,
	    &h->calendar, e);

	if (rc == OK)
		rc = resource_list(d->store, branch_id, "staff", false, &h->people, e);
	if (rc == OK)
		rc = add_work(h, e);
	if (rc == OK)
		rc = add_taken(h, branch_id, t, e);
	if (rc == OK)
		rc = add_arrivals(h, branch_id, t, e);
	resource_list_free(&h->people);
	calendar_close(h->calendar);
	h->calendar = NULL;
	return rc;
}

/* ---- what they come to ---- */

static void set_mean(struct kpi_heat *out, bool anybody)
{
	int64_t visits = 0, hours = 0;

	for (int w = 1; w <= WEEKDAYS; w++)
		for (int k = 0; k < HOURS; k++) {
			struct kpi_hour *x = &out->at[w][k];

			x->open = x->open_min && (x->work_min || !anybody);
			if (out->days[w])
				x->tenths = (int)((x->visits * TENTHS + out->days[w] / 2) /
				    out->days[w]);
			if (x->open) {
				visits += x->visits;
				hours += out->days[w];
			}
		}
	out->mean = hours ? (int)((visits * TENTHS + hours / 2) / hours) : 0;
}

static void set_marks(struct kpi_heat *out)
{
	out->from_hour = HOURS;
	for (int w = 1; w <= WEEKDAYS; w++)
		for (int k = 0; k < HOURS; k++) {
			struct kpi_hour *x = &out->at[w][k];

			x->idle = x->open && out->mean && x->tenths * KPI_IDLE_PART <= out->mean;
			x->peak = out->mean && x->tenths >= PEAK_TIMES * out->mean;
			if (!x->open && !x->visits)
				continue;
			if (k < out->from_hour)
				out->from_hour = k;
			if (k >= out->to_hour)
				out->to_hour = k + 1;
		}
	if (out->from_hour > out->to_hour)
		out->from_hour = out->to_hour;
}

enum err_code kpi_heat(struct desk *d, const struct kpi_span *x, struct kpi_heat *out,
    struct err *e)
{
	struct heat h = { .desk = d, .out = out };
	struct kpi_places places = { .n = 0 };
	struct kpi_texts t;
	enum err_code rc = kpi_begin(d, x, &t, e);

	*out = (struct kpi_heat){ .from_hour = 0 };
	if (rc == OK)
		rc = kpi_places(d, x, &places, e);
	for (int32_t day = x->from; day <= x->to; day++)
		out->days[day_weekday(day)]++;
	for (size_t i = 0; i < places.n && rc == OK; i++)
		rc = add_branch(d, x, places.v[i].id, &t, &h, e);
	set_mean(out, h.anybody);
	set_marks(out);
	vec_free(&places);
	return rc;
}
