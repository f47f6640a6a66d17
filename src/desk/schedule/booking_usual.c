/* What a booking begins with when nobody has said what for. */
#include <string.h>

#include "data/appointment.h"
#include "data/plan.h"
#include "data/service.h"
#include "desk/booking.h"
#include "desk/desk.h"

/* The next session of the newest plan in force that is neither used nor booked. */
static enum err_code of_plan(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t *service, struct err *e)
{
	struct plan_list plans = { 0 };
	struct plan_session_list sessions = { 0 };
	enum err_code rc = plan_list_client(d->store, client_id, &plans, e);

	for (size_t i = 0; i < plans.n && rc == OK && !*service; i++) {
		const struct plan *p = &plans.v[i];

		if (strcmp(p->state, "agreed") != 0 || p->dependant_id != dependant_id)
			continue;
		rc = plan_session_list(d->store, p->id, &sessions, e);
		for (size_t k = 0; k < sessions.n && rc == OK && !*service; k++)
			if (!strcmp(sessions.v[k].state, "open") && !sessions.v[k].appointment_id)
				*service = sessions.v[k].service_id;
	}
	plan_session_list_free(&sessions);
	plan_list_free(&plans);
	return rc;
}

static enum err_code of_last(struct desk *d, int64_t client_id, int64_t *service, struct err *e)
{
	struct appointment_list last = { 0 };
	enum err_code rc = appointment_list_client(d->store, client_id, 0, 0, 1, &last, e);

	if (rc == OK && last.n)
		*service = last.v[0].service_id;
	appointment_list_free(&last);
	return rc;
}

static enum err_code of_catalogue(struct desk *d, int64_t *service, struct err *e)
{
	struct service_list all = { 0 };
	const struct service *first = NULL;
	enum err_code rc = service_list(d->store, false, &all, e);

	for (size_t i = 0; i < all.n; i++)
		if (!first || all.v[i].rank < first->rank)
			first = &all.v[i];
	if (rc == OK && first)
		*service = first->id;
	service_list_free(&all);
	return rc;
}

enum err_code booking_usual_service(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t *service, struct err *e)
{
	enum err_code rc;

	*service = 0;
	rc = of_plan(d, client_id, dependant_id, service, e);
	if (rc == OK && !*service)
		rc = of_last(d, client_id, service, e);
	if (rc == OK && !*service)
		rc = of_catalogue(d, service, e);
	return rc;
}
