/* A group becomes wishes: together, or one after the other. */
#include "desk/booking_group.h"

#include "base/tr.h"
#include "data/need.h"
#include "data/service.h"
#include "desk/desk.h"

/* Between two of a row: what the people and devices of the service need before and after. There are
 * more rooms than one as a rule; where there are not, the booking says so. */
static enum err_code row_gap(struct desk *d, int64_t service_id, int *seconds, struct err *e)
{
	struct need_list needs = { 0 };
	int most = 0;
	enum err_code rc = need_list(d->store, service_id, false, &needs, e);

	for (size_t i = 0; i < needs.n; i++) {
		const struct need *v = &needs.v[i];

		if (v->kind[0] != 'r' && v->prep_min + v->clean_min > most)
			most = v->prep_min + v->clean_min;
	}
	need_list_free(&needs);
	*seconds = most * 60;
	return rc;
}

static enum err_code check_group(const struct booking_wish *w, const struct booking_group *g,
    struct err *e)
{
	if (g->n > BOOKING_GROUP_MAX)
		return err_set(e, ERR_INVALID, tr("Not booked. A group has at most %d."),
		    BOOKING_GROUP_MAX + 1);
	for (size_t i = 0; i < g->n; i++) {
		bool twice = g->client[i] == w->client_id;

		for (size_t k = 0; k < i; k++)
			twice = twice || g->client[k] == g->client[i];
		if (twice)
			return err_set(e, ERR_INVALID, "%s",
			    tr("Not booked. Somebody is in the group twice. Take one out."));
	}
	return OK;
}

static struct booking_wish wish_of(const struct booking_wish *w, const struct booking_group *g,
    size_t i, int step)
{
	struct booking_wish one = *w;

	one.client_id = g->client[i];
	one.dependant_id = one.request_id = one.waiter_id = one.except = one.deposit = 0;
	if (g->in_row)
		one.start_at += (int64_t)(i + 1) * step;
	else
		one.nwith = 0;
	return one;
}

enum err_code booking_group_wishes(struct desk *d, const struct booking_wish *w,
    const struct booking_group *g, struct booking_wish *out, struct err *e)
{
	struct service v;
	int gap = 0;
	enum err_code rc = check_group(w, g, e);

	if (rc == OK)
		rc = service_get(d->store, w->service_id, &v, e);
	if (rc == OK && g->in_row)
		rc = row_gap(d, w->service_id, &gap, e);
	out[0] = *w;
	for (size_t i = 0; i < g->n && rc == OK; i++)
		out[i + 1] = wish_of(w, g, i, v.minutes * 60 + gap);
	return rc;
}
