/* Who comes later than promised may find the room or device taken: another one that will do. */
#include "late_priv.h"

#include <string.h>

#include "base/buf.h"
#include "data/need.h"
#include "data/resource.h"
#include "desk/booking.h"
#include "desk/calendar.h"
#include "desk/desk.h"

static bool has_word(const struct good_list *all, int64_t resource_id, const char *word)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].resource_id == resource_id &&
		    (!word[0] || !strcmp(all->v[i].word, word)))
			return true;
	return false;
}

/* What the taken one was booked for, the other must be good for too. */
static bool replaces(const struct good_list *all, const struct need_list *needs,
    const struct take *k, int64_t other)
{
	for (size_t i = 0; i < needs->n; i++)
		if (!strcmp(needs->v[i].kind, k->kind) &&
		    has_word(all, k->resource_id, needs->v[i].skill))
			return has_word(all, other, needs->v[i].skill);
	return false;
}

/* From the time promised to the later end: nobody else may have it then. */
static bool is_free(struct desk *d, const struct late_item *x, const struct take *k, int64_t other)
{
	struct appointment_row by;
	struct err why = ERR_INIT;
	int64_t end = k->end_at + (x->expected_at - x->a.start_at);

	if (calendar_check(d, other, x->a.branch_id, k->start_at, end, x->a.id, "", &why) != OK)
		return false;
	return appointment_holder(d->store, other, k->start_at, end, x->a.id, &by, &why) ==
	    ERR_NOTFOUND;
}

static const struct good *choose(struct desk *d, const struct good_list *all,
    const struct need_list *needs, const struct late_item *x, const struct take *k)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct good *g = &all->v[i];

		if (g->on && !strcmp(g->kind, k->kind) && g->resource_id != k->resource_id &&
		    (!i || g->resource_id != g[-1].resource_id) &&
		    replaces(all, needs, k, g->resource_id) && is_free(d, x, k, g->resource_id))
			return g;
	}
	return NULL;
}

void late_find_other(struct desk *d, struct late_item *x, const struct take *k)
{
	struct good_list all = { 0 };
	struct need_list needs = { 0 };
	struct err none = ERR_INIT;
	const struct good *g = NULL;

	/* People are who they are: another one is another appointment. */
	if (!strcmp(k->kind, "staff"))
		return;
	if (good_list(d->store, x->a.branch_id, &all, &none) == OK &&
	    need_list(d->store, x->a.service_id, false, &needs, &none) == OK)
		g = choose(d, &all, &needs, x, k);
	if (g) {
		x->taken_id = k->resource_id;
		x->other_id = g->resource_id;
		text_copy(x->other, sizeof x->other, g->name);
	}
	need_list_free(&needs);
	good_list_free(&all);
}

enum err_code late_take_other(struct desk *d, const struct late_item *x, struct err *e)
{
	struct booking_move m = { .id = x->a.id, .start_at = x->a.start_at, .end_at = x->a.end_at,
		.swap = { { x->taken_id, x->other_id } }, .nswap = 1 };

	return booking_move(d, &m, 1, NULL, e);
}
