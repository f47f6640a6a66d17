/*
 * The made-up visits: whoever came to an appointment arrived, was received, led on, paid and left,
 * as far as the day has got. They are drawn after all appointments, so that these stay what they
 * were.
 */
#include <stdlib.h>
#include <string.h>

#include "desk/arrivals/arrival_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/sequence.h"
#include "demo_priv.h"

/* Where a service happens and how such a visit ends, by its place among the services. */
static const struct {
	const char *where, *outcome;
} services[DEMO_SERVICES] = {
	{ "consult", "consulted" }, { "treating", "treated" }, { "consult", "report" },
	{ "treating", "treated" }, { "consult", "consulted" }, { "treating", "treated" },
	{ "treating", "treated" }, { "treating", "treated" },
};
static const char *const methods[] = { "wechat", "alipay", "card", "cash" };
static const char *const identities[] = { "known", "phone", "phone", "document" };

/* One visit on its way; times are instants, 0: not yet. */
struct visit {
	const struct demo_came *came;
	int64_t id, now;
	int64_t arrived, card, begun, left;
	int64_t paying, paid, ready;    /* steps of a day that is over; 0: none of its own */
	int64_t staff;                  /* who received, led on and let go */
	const char *state;
	char day[DAY_TEXT], number[16];
};

static bool is(const struct demo_came *c, const char *state)
{
	return !strcmp(c->state, state);
}

/* ---- when ---- */

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t arrival_of(struct demo *d, const struct demo_came *c)
{
	int64_t at = demo_at(d, c->day, c->minute) + 60 * (demo_upto(d, 18) - 14);

	return earlier(at, demo_at(d, d->today, DEMO_NOW_MIN) - 60 * (1 + demo_upto(d, 6)));
}

static bool treats(const struct demo_came *c)
{
	return !strcmp(services[c->service].where, "treating");
}

/* A day that is over has all its steps: the card takes some minutes, one in six is heard late, who
 * comes for a treatment pays before it and waits for the room, others pay before they leave. From
 * the time of arrival alone: nothing is drawn here. */
static void set_steps(const struct demo *d, struct visit *v)
{
	int64_t odd = v->arrived / 60, room = v->begun - v->arrived;

	v->card = v->arrived;
	v->paid = v->begun;
	if (v->came->day >= d->today || !v->left)
		return;
	if (odd % 6 == 0 && !treats(v->came) && v->left - v->begun > 30 * 60)
		v->begun += 60 * (11 + odd % 7);
	v->card += room > 5 * 60 ? 60 * (1 + odd % 3) : 30;
	if (treats(v->came)) {
		v->ready = v->begun - (room > 6 * 60 ? 120 : 10);
		v->paid = v->ready - (room > 6 * 60 ? 45 : 5);
		v->paying = v->paid - (room > 6 * 60 ? 60 + odd % 30 : 5);
	} else if (v->left - v->begun > 10 * 60) {
		v->paid = v->left - 150;
		v->paying = v->paid - 60 * (1 + odd % 3);
	}
	if (v->paying && v->paying < v->card)
		v->card = v->arrived;
}

static void set_times(struct demo *d, struct visit *v)
{
	const struct demo_came *c = v->came;
	int64_t start = demo_at(d, c->day, c->minute);

	v->now = demo_at(d, d->today, DEMO_NOW_MIN);
	v->arrived = c->arrived;
	v->state = "waiting";
	if (is(c, "arrived"))
		return;
	v->begun = earlier(start > v->arrived ? start + 60 * demo_upto(d, 5) :
	    v->arrived + 60 * (1 + demo_upto(d, 4)), v->now);
	v->state = services[c->service].where;
	if (is(c, "serving"))
		return;
	v->left = earlier(demo_at(d, c->day, c->minute + c->minutes) + 60 * (3 + demo_upto(d, 12)),
	    c->day == d->today ? v->now : INT64_MAX);
	v->state = "left";
}

/* ---- rows ---- */

static enum err_code put_event(struct demo *d, const struct visit *v, int64_t at, const char *what,
    const char *text, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "visit_id", v->id);
	demo_int(&r, "at", at);
	demo_int(&r, "staff_id", v->staff);
	demo_text(&r, "what", what);
	demo_text(&r, "text", text);
	return demo_row_insert(d, "visit_event", &r, NULL, e);
}

static enum err_code put_visit(struct demo *d, struct visit *v, struct err *e)
{
	const struct demo_came *c = v->came;
	bool in = v->begun && !v->left;
	struct demo_row r = { .n = 0 };

	demo_int(&r, "branch_id", d->branch[c->branch]);
	demo_int(&r, "client_id", d->first_client + c->client);
	demo_int(&r, "dependant_id", c->dependant);
	demo_text(&r, "day", v->day);
	demo_int(&r, "created_at", v->card);
	demo_int(&r, "appointment_id", c->appointment);
	demo_int(&r, "arrived_at", v->arrived);
	demo_text(&r, "number", v->number);
	demo_text(&r, "zone", "booked");
	demo_text(&r, "identity", identities[demo_upto(d, 4)]);
	demo_int(&r, "service_id", d->service[c->service].id);
	demo_int(&r, "greeter_id", v->staff);
	demo_int(&r, "resource_id", c->lead);
	demo_int(&r, "place", v->arrived * PLACE_STEP);
	demo_int(&r, "room_id", in || v->left ? c->room : 0);
	demo_text(&r, "state", v->state);
	demo_int(&r, "since_at", v->left ? v->left : v->begun ? v->begun : v->arrived);
	demo_int(&r, "due", v->begun ? d->service[c->service].price : 0);
	demo_text(&r, "outcome", v->left ? services[c->service].outcome : NULL);
	demo_int(&r, "left_at", v->left);
	return demo_row_insert(d, "visit", &r, &v->id, e);
}

/* What the service costs is an order of the visit. */
static enum err_code put_order(struct demo *d, const struct visit *v, int64_t price,
    int64_t *order, struct err *e)
{
	const struct demo_came *c = v->came;
	struct demo_row r = { .n = 0 };
	char number[16];

	demo_int(&r, "branch_id", d->branch[c->branch]);
	demo_int(&r, "client_id", d->first_client + c->client);
	demo_int(&r, "dependant_id", c->dependant);
	demo_text(&r, "day", v->day);
	demo_int(&r, "created_at", v->paid);
	demo_int(&r, "created_by", v->staff);
	demo_text(&r, "number", text_fmt(number, sizeof number, "O-%04lld",
	    (long long)++d->orders));
	demo_text(&r, "kind", "service");
	demo_int(&r, "visit_id", v->id);
	if (demo_row_insert(d, "client_order", &r, order, e) != OK)
		return e->code;
	demo_int(&r, "order_id", *order);
	demo_int(&r, "line", 1);
	demo_int(&r, "service_id", d->service[c->service].id);
	demo_int(&r, "quantity", 1);
	demo_int(&r, "price", price);
	return demo_row_insert(d, "order_line", &r, NULL, e);
}

static enum err_code put_payment(struct demo *d, const struct visit *v, struct err *e)
{
	const struct demo_came *c = v->came;
	struct demo_row r = { .n = 0 };
	int64_t price = d->service[c->service].price, order;
	char receipt[16];
	enum err_code rc;

	if (!v->begun || !price)
		return OK;
	rc = put_order(d, v, price, &order, e);
	if (rc != OK)
		return rc;
	demo_int(&r, "order_id", order);
	demo_text(&r, "receipt", text_fmt(receipt, sizeof receipt, "R-%04lld",
	    (long long)++d->receipts));
	demo_int(&r, "branch_id", d->branch[c->branch]);
	demo_int(&r, "client_id", d->first_client + c->client);
	demo_text(&r, "day", v->day);
	demo_int(&r, "created_at", v->paid);
	demo_int(&r, "visit_id", v->id);
	demo_int(&r, "appointment_id", c->appointment);
	demo_text(&r, "kind", "due");
	demo_text(&r, "method", methods[demo_upto(d, 4)]);
	demo_int(&r, "amount", price);
	demo_int(&r, "staff_id", v->staff);
	rc = demo_row_insert(d, "payment", &r, NULL, e);
	if (rc == OK && v->paying)
		rc = put_event(d, v, v->paying, "paying", NULL, e);
	if (rc == OK)
		rc = put_event(d, v, v->paid, "paid", NULL, e);
	return rc == OK && v->ready ? put_event(d, v, v->ready, "ready", NULL, e) : rc;
}

static enum err_code put_marks(struct demo *d, const struct visit *v, struct err *e)
{
	static const char *const items[] = { "next", "card" };
	enum err_code rc = OK;

	for (size_t i = 0; i < 2 && v->left && rc == OK; i++) {
		struct demo_row r = { .n = 0 };

		if (!demo_chance(d, 850))
			continue;
		demo_int(&r, "branch_id", d->branch[v->came->branch]);
		demo_text(&r, "kind", "leaving");
		demo_int(&r, "ref_id", v->id);
		demo_text(&r, "day", v->day);
		demo_text(&r, "item", items[i]);
		demo_int(&r, "at", v->left);
		demo_int(&r, "staff_id", v->staff);
		rc = demo_row_insert(d, "mark", &r, NULL, e);
	}
	return rc;
}

/* Who has waited for a while was looked after, mostly. */
static enum err_code put_round(struct demo *d, const struct visit *v, struct err *e)
{
	int64_t from = demo_at(d, v->came->day, v->came->minute);
	int64_t at = v->now - 60 * demo_upto(d, 4);

	if (from < v->arrived)
		from = v->arrived;
	if (v->begun || at <= from || !demo_chance(d, 600))
		return OK;
	return put_event(d, v, at, "greeted", NULL, e);
}

static enum err_code put_one(struct demo *d, const struct demo_came *c, const char *number,
    struct err *e)
{
	struct visit v = { .came = c, .staff = d->desk_staff[demo_upto(d, 2)] };
	const char *where = services[c->service].where;
	enum err_code rc;

	day_format(c->day, v.day);
	text_copy(v.number, sizeof v.number, number);
	set_times(d, &v);
	set_steps(d, &v);
	rc = put_visit(d, &v, e);
	if (rc == OK)
		rc = put_event(d, &v, v.arrived, "waiting", number, e);
	if (rc == OK)
		rc = put_round(d, &v, e);
	if (rc == OK && v.begun && v.paid > v.begun)
		rc = put_event(d, &v, v.begun, where, NULL, e);
	if (rc == OK)
		rc = put_payment(d, &v, e);
	if (rc == OK && v.begun && v.paid <= v.begun)
		rc = put_event(d, &v, v.begun, where, NULL, e);
	if (rc == OK && v.left)
		rc = put_event(d, &v, v.left, "left", services[c->service].outcome, e);
	return rc == OK ? put_marks(d, &v, e) : rc;
}

/* ---- in the order in which they came ---- */

static int by_arrival(const void *a, const void *b)
{
	const struct demo_came *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->branch != y->branch)
		return x->branch < y->branch ? -1 : 1;
	if (x->arrived != y->arrived)
		return x->arrived < y->arrived ? -1 : 1;
	return (x->appointment > y->appointment) - (x->appointment < y->appointment);
}

/* A07, rising through the day of the branch; today it goes on at the desk where it ends here. */
static enum err_code next_number(struct demo *d, const struct demo_came *c, int64_t *n, char *out,
    size_t size, struct err *e)
{
	char name[48], day[DAY_TEXT];
	enum err_code rc = OK;

	++*n;
	if (c->day == d->today) {
		text_fmt(name, sizeof name, "queue:%lld:%s", (long long)d->branch[c->branch],
		    day_format(c->day, day));
		rc = sequence_next(d->txn, name, n, e);
	}
	text_fmt(out, size, "A%02lld", (long long)*n);
	return rc;
}

enum err_code demo_visits(struct demo *d, struct err *e)
{
	enum err_code rc = OK;
	int64_t n = 0;
	char number[16];

	for (size_t i = 0; i < d->came.n; i++)
		d->came.v[i].arrived = arrival_of(d, &d->came.v[i]);
	if (d->came.n)
		qsort(d->came.v, d->came.n, sizeof *d->came.v, by_arrival);
	for (size_t i = 0; i < d->came.n && rc == OK; i++) {
		const struct demo_came *c = &d->came.v[i];

		if (i && (c->day != c[-1].day || c->branch != c[-1].branch))
			n = 0;
		rc = next_number(d, c, &n, number, sizeof number, e);
		if (rc == OK)
			rc = put_one(d, c, number, e);
	}
	return rc;
}
