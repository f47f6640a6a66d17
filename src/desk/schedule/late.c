#include "late_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/delay.h"
#include "data/message.h"
#include "data/resource.h"
#include "desk/calendar.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/rights.h"

enum { STEP = 300 };

/* ---- the rule ---- */

void late_shift(const struct late_slot *v, size_t n, int64_t at, int64_t lag, int64_t *shift)
{
	int64_t free_at = at;

	for (size_t i = 0; i < n; i++)
		if (v[i].begun && v[i].start_at <= at && v[i].end_at > free_at)
			free_at = v[i].end_at;
	for (size_t i = 0; i < n; i++) {
		shift[i] = 0;
		if (v[i].begun)
			continue;
		if (v[i].start_at > free_at)
			lag -= v[i].start_at - free_at;
		if (lag < 0)
			lag = 0;
		if (v[i].end_at > free_at)
			free_at = v[i].end_at;
		shift[i] = (lag + STEP - 1) / STEP * STEP;
	}
}

/* ---- what cannot be then ---- */

static bool shifts_too(const struct late_items *all, int64_t appointment_id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].a.id == appointment_id)
			return true;
	return false;
}

/* Without the way out, which is the booking's: here Enter finds another time. */
static void first_sentence(const char *text, char *out, size_t size)
{
	static const char *const ends[] = { ". ", "。" };
	size_t n = strlen(text);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = strstr(text, ends[i]);

		if (end && (size_t)(end - text) + strlen(ends[i]) < n)
			n = (size_t)(end - text) + (i ? strlen(ends[i]) : 1);
	}
	text_copy_n(out, size, text, n);
}

static enum err_code look_at_things(struct desk *d, const struct late_items *all,
    struct late_item *x, struct err *e)
{
	struct take_list takes = { 0 };
	int64_t by = x->expected_at - x->a.start_at;
	enum err_code rc = appointment_takes(d->store, x->a.id, &takes, e);

	for (size_t i = 0; i < takes.n && rc == OK && !x->trouble[0]; i++) {
		const struct take *k = &takes.v[i];
		struct appointment_row other;
		struct err why = ERR_INIT;

		if (calendar_check(d, k->resource_id, x->a.branch_id, k->start_at + by,
		    k->end_at + by, x->a.id, "", &why) != OK)
			first_sentence(why.text + strspn(why.text, " "), x->trouble,
			    sizeof x->trouble);
		else if (appointment_holder(d->store, k->resource_id, k->start_at + by,
		    k->end_at + by, x->a.id, &other, &why) == OK && !shifts_too(all, other.id)) {
			late_find_other(d, x, k);
			text_fmt(x->trouble, sizeof x->trouble, x->other_id ?
			    tr("%s is taken then. y: %s instead.") : tr("%s is taken then."),
			    k->name, x->other);
		}
	}
	take_list_free(&takes);
	return rc;
}

static enum err_code look_for_trouble(struct desk *d, struct late_items *all, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < all->n && rc == OK; i++) {
		struct late_item *x = &all->v[i];
		struct appointment_row other;
		struct err none = ERR_INIT;

		rc = look_at_things(d, all, x, e);
		if (rc == OK && !x->trouble[0] && appointment_of_person(d->store, x->a.client_id,
		    x->a.dependant_id, x->expected_at, x->a.end_at + x->minutes * 60, x->a.id,
		    &other, &none) == OK && !shifts_too(all, other.id))
			text_copy(x->trouble, sizeof x->trouble,
			    tr("The client has something else then."));
	}
	return rc;
}

/* ---- a person's day ---- */

static void delay_text(const struct late_item *x, char out[24])
{
	text_fmt(out, 24, "%d min", x->minutes);
}

/* Told once means: the very same text stands among its messages. */
static enum err_code was_told(struct desk *d, struct late_item *x, struct err *e)
{
	struct message_list l = { 0 };
	char extra[24], text[1200];
	struct tell_about about = { .what = TELL_DELAY, .appointment_id = x->a.id,
		.extra = extra };
	enum err_code rc = message_list_appointment(d->store, x->a.id, &l, e);

	delay_text(x, extra);
	if (rc == OK)
		rc = outbox_preview(d, &about, text, sizeof text, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].template, "delay") && strcmp(l.v[i].state, "withdrawn") != 0 &&
		    !strcmp(l.v[i].text, text))
			x->told = true;
	message_list_free(&l);
	return rc;
}

static enum err_code shifted(struct desk *d, const struct delay *x, struct late_items *out,
    struct err *e)
{
	struct appointment_list l = { 0 };
	int32_t day = day_parse(x->day);
	struct late_slot *v;
	int64_t *shift;
	size_t n = 0;
	enum err_code rc = appointment_list_resource(d->store, x->resource_id,
	    zone_day_start(d->zone, day), zone_day_start(d->zone, day + 1), false, &l, e);

	v = mem_array(l.n + 1, sizeof *v);
	shift = mem_array(l.n + 1, sizeof *shift);
	/* Cancelled and missed ones take no time. */
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].letter != 'X' && l.v[i].letter != 'Z') {
			v[n] = (struct late_slot){ l.v[i].start_at, l.v[i].end_at,
				l.v[i].letter == 'S' || l.v[i].letter == 'D' };
			l.v[n++] = l.v[i];
		}
	late_shift(v, n, x->at, (int64_t)x->minutes * 60, shift);
	for (size_t i = 0; i < n && rc == OK; i++)
		if (shift[i])
			*vec_push(out) = (struct late_item){ .a = l.v[i],
				.expected_at = l.v[i].start_at + shift[i],
				.minutes = (int)(shift[i] / 60), .here = l.v[i].letter == 'A' };
	mem_free(v);
	mem_free(shift);
	appointment_list_free(&l);
	return rc;
}

static enum err_code look(struct desk *d, const struct delay *x, struct late_items *out,
    struct err *e)
{
	enum err_code rc;

	late_items_free(out);
	if (!x->minutes)
		return OK;
	rc = shifted(d, x, out, e);
	for (size_t i = 0; i < out->n && rc == OK; i++)
		rc = was_told(d, &out->v[i], e);
	return rc == OK ? look_for_trouble(d, out, e) : rc;
}

enum err_code late_look(struct desk *d, int64_t resource_id, int minutes, struct late_items *out,
    struct err *e)
{
	struct delay x = { .resource_id = resource_id, .minutes = minutes, .at = clock_now() };

	desk_today_text(d, x.day);
	return look(d, &x, out, e);
}

int late_minutes(struct desk *d, int64_t resource_id)
{
	struct delay x;
	struct err none = ERR_INIT;
	char today[DAY_TEXT];

	if (!resource_id || delay_get(d->store, resource_id, desk_today_text(d, today), &x,
	    &none) != OK)
		return 0;
	return x.minutes;
}

enum err_code late_now(struct desk *d, int64_t resource_id, int *minutes, struct late_items *out,
    struct err *e)
{
	struct delay x;
	char today[DAY_TEXT];
	enum err_code rc = delay_get(d->store, resource_id, desk_today_text(d, today), &x, e);

	*minutes = x.minutes;
	return rc == OK ? look(d, &x, out, e) : rc;
}

void late_items_free(struct late_items *l)
{
	vec_free(l);
}

/* ---- saying so ---- */

static enum err_code tell(struct desk *d, struct txn *t, const struct late_items *l,
    struct late_result *out, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < l->n && rc == OK; i++) {
		const struct late_item *x = &l->v[i];
		char extra[24];
		struct tell_about about = { .what = TELL_DELAY, .appointment_id = x->a.id,
			.extra = extra };
		int64_t id = 0;

		out->shifted++;
		out->troubles += x->trouble[0] != '\0';
		/* Who needs another time is asked about that instead. */
		if (x->here || x->told || x->trouble[0])
			continue;
		delay_text(x, extra);
		rc = outbox_client(d, t, &about, &id, e);
		if (id)
			out->told++;
		else
			out->calls++;
	}
	return rc;
}

static enum err_code check(struct desk *d, int64_t resource_id, int minutes, struct err *e)
{
	struct resource r;
	enum err_code rc = resource_get(d->store, resource_id, &r, e);

	if (rc == OK)
		rc = rights_check_there(d, "appt-late", r.branch_id, e);
	if (rc == OK && (minutes < 0 || minutes > LATE_MAX))
		rc = err_set(e, ERR_INVALID, tr("0 to %d minutes; 0 is on time again."), LATE_MAX);
	return rc;
}

enum err_code late_set(struct desk *d, int64_t resource_id, int minutes, struct late_result *out,
    struct err *e)
{
	struct action_head head = { .name = "appt-late" };
	struct delay x = { .resource_id = resource_id, .minutes = minutes };
	struct late_items l = { 0 };
	struct txn *t;
	enum err_code rc = check(d, resource_id, minutes, e);

	*out = (struct late_result){ 0 };
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	x.at = txn_now(t);
	desk_today_text(d, x.day);
	rc = delay_set(t, &x, e);
	if (rc == OK)
		rc = look(d, &x, &l, e);
	if (rc == OK)
		rc = tell(d, t, &l, out, e);
	late_items_free(&l);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "resource", resource_id);
	return action_commit(t, NULL, e);
}

/* ---- for lists of a day ---- */

static void add_time(struct late_times *out, const struct late_item *x, int64_t resource_id)
{
	struct late_time *t = NULL;

	for (size_t i = 0; i < out->n; i++)
		if (out->v[i].appointment_id == x->a.id)
			t = &out->v[i];
	if (t && t->expected_at >= x->expected_at)
		return;
	if (!t)
		t = vec_push(out);
	*t = (struct late_time){ x->a.id, resource_id, x->expected_at, x->minutes };
}

enum err_code late_day(struct desk *d, const char *day, struct late_times *out, struct err *e)
{
	struct delay_list l = { 0 };
	struct late_items items = { 0 };
	enum err_code rc = delay_list(d->store, day, &l, e);

	late_times_free(out);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		items.n = 0;
		rc = shifted(d, &l.v[i], &items, e);
		for (size_t k = 0; k < items.n && rc == OK; k++)
			add_time(out, &items.v[k], l.v[i].resource_id);
	}
	late_items_free(&items);
	delay_list_free(&l);
	return rc;
}

void late_times_free(struct late_times *l)
{
	vec_free(l);
}

int64_t late_expected(const struct late_times *l, int64_t appointment_id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].appointment_id == appointment_id)
			return l->v[i].expected_at;
	return 0;
}
