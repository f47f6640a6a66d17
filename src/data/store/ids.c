#include "store_priv.h"

#include <string.h>

#include "base/mem.h"

/* Position of the first element that is not below ID. Ids mostly come in rising order. */
static size_t lower_bound(const struct ids *s, int64_t id)
{
	size_t lo = 0, hi = s->n;

	if (s->n == 0 || s->v[s->n - 1] < id)
		return s->n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->v[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

bool ids_add(struct ids *s, int64_t id)
{
	size_t at = lower_bound(s, id);

	if (at < s->n && s->v[at] == id)
		return false;
	(void)vec_push(s);
	memmove(&s->v[at + 1], &s->v[at], (s->n - 1 - at) * sizeof *s->v);
	s->v[at] = id;
	return true;
}

void ids_copy(struct ids *to, const struct ids *from)
{
	if (to->cap < from->n)
		to->v = mem_resize(to->v, to->cap = from->cap, sizeof *to->v);
	if (from->n)
		memcpy(to->v, from->v, from->n * sizeof *from->v);
	to->n = from->n;
}

void ids_free(struct ids *s)
{
	vec_free(s);
}
