/* What else could be at a time that is taken for what was wanted. */
#include "base/mem.h"
#include "data/appointment.h"
#include "data/service.h"
#include "desk/desk.h"
#include "desk/free.h"

#define TRIED 12                /* services looked at: a word on the telephone, no search */

struct tried {
	int64_t id[TRIED];
	size_t n;
};

static void add(struct tried *l, int64_t own, int64_t service_id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->id[i] == service_id)
			return;
	if (service_id != own && l->n < TRIED)
		l->id[l->n++] = service_id;
}

static const struct service *of_id(const struct service_list *all, int64_t id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

/* The next one by rank after LAST (NULL: the first); of equal ones in the order of the list. */
static const struct service *by_rank(const struct service_list *all, const struct service *last)
{
	const struct service *best = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct service *v = &all->v[i];

		if (last && (v->rank < last->rank || (v->rank == last->rank && v <= last)))
			continue;
		if (!best || v->rank < best->rank)
			best = v;
	}
	return best;
}

/* What the client had or has booked stands first, then the catalogue. */
static enum err_code candidates(struct desk *d, const struct free_wish *w, struct tried *out,
    struct err *e)
{
	struct service_list all = { 0 };
	struct appointment_list had = { 0 };
	enum err_code rc = service_list(d->store, false, &all, e);

	if (rc == OK)
		rc = appointment_list_client(d->store, w->client_id, 0, 0, TRIED, &had, e);
	for (size_t i = 0; i < had.n && rc == OK; i++)
		if (of_id(&all, had.v[i].service_id))
			add(out, w->service[0], had.v[i].service_id);
	for (const struct service *v = by_rank(&all, NULL); v && rc == OK; v = by_rank(&all, v))
		add(out, w->service[0], v->id);
	service_list_free(&all);
	appointment_list_free(&had);
	return rc;
}

enum err_code free_other(struct desk *d, const struct free_wish *w, int64_t start_at, size_t max,
    struct near_list *out, struct err *e)
{
	struct free_wish x = { .branch_id = w->branch_id, .client_id = w->client_id,
		.dependant_id = w->dependant_id, .from_day = w->from_day, .days = w->days,
		.nservices = 1, .except = w->except, .needs = w->needs };
	struct tried l = { .n = 0 };
	enum err_code rc = candidates(d, w, &l, e);

	for (size_t i = 0, n = 0; i < l.n && n < max && rc == OK; i++) {
		struct near_time t = { .kind = NEAR_OTHER_SERVICE };
		struct err none = ERR_INIT;

		x.service[0] = l.id[i];
		if (free_at(d, &x, start_at, "", &t.time, &none) != OK)
			continue;
		*vec_push(out) = t;
		n++;
	}
	return rc;
}
