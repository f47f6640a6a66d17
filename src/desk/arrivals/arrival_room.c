/* Rooms of the branch: who is in which, which is free, which one to lead somebody to. */
#include "desk/arrival_room.h"

#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/resource.h"
#include "desk/describe.h"
#include "desk/desk.h"

int64_t arrival_until(const struct visit_row *v)
{
	int64_t length = v->minutes ? v->minutes * 60 : 1800;
	int64_t end = v->since_at + length;

	return v->end_at > end ? v->end_at : end;
}

/* Booked for somebody else within the next quarter of an hour: not for a walk-in to sit down in. */
static bool is_promised(struct desk *d, int64_t room, int64_t appointment_id)
{
	struct appointment_row by;
	struct err none = ERR_INIT;
	int64_t now = clock_now();

	return appointment_holder(d->store, room, now, now + 900, appointment_id, &by, &none) == OK;
}

/* Those like the one that was booked stand first: C1, C2 are for talks, R1, R2 for treatments. */
static int64_t find_free(struct desk *d, const struct visit_row *v, const char *like,
    struct err *e)
{
	struct resource_list rooms = { 0 };
	struct visit_row in;
	int64_t best = 0;
	int best_rank = 9;

	if (resource_list(d->store, d->branch_id, "room", false, &rooms, e) != OK)
		return 0;
	for (size_t i = 0; i < rooms.n; i++) {
		const struct resource *r = &rooms.v[i];
		struct err none = ERR_INIT;
		int rank;

		if (strcmp(r->state, "on") != 0 ||
		    visit_in_room(d->store, r->id, &in, &none) == OK)
			continue;
		rank = (like[0] && like[0] != r->code[0] ? 4 : 0) +
		    (is_promised(d, r->id, v->appointment_id) ? 2 : 0);
		if (rank < best_rank) {
			best = r->id;
			best_rank = rank;
		}
	}
	resource_list_free(&rooms);
	return best;
}

enum err_code arrival_check_room(struct desk *d, int64_t room, int64_t visit_id, struct err *e)
{
	struct visit_row in;
	struct resource r;
	char until[16];
	struct err none = ERR_INIT;
	enum err_code rc = resource_get(d->store, room, &r, e);

	if (rc != OK)
		return rc;
	if (strcmp(r.kind, "room") != 0 || (r.branch_id && r.branch_id != d->branch_id))
		return err_set(e, ERR_INVALID, tr("%s is no room of this branch. Take another."),
		    r.name);
	if (strcmp(r.state, "on") != 0)
		return err_set(e, ERR_TAKEN, tr("%s is out of order. Take another."), r.name);
	rc = visit_in_room(d->store, room, &in, &none);
	if (rc == ERR_NOTFOUND || (rc == OK && in.id == visit_id))
		return OK;
	if (rc != OK)
		return err_copy(e, &none);
	return err_set(e, ERR_TAKEN, tr("%s is in use by %s until about %s."), r.name,
	    arrival_name(d, &in), desk_clock_text(d, arrival_until(&in), until, sizeof until));
}

static enum err_code offer_other(struct desk *d, const struct visit_row *v, const char *like,
    int64_t *proposed, struct err *e)
{
	struct err none = ERR_INIT;
	struct resource r;
	char text[300];

	*proposed = find_free(d, v, like, &none);
	if (!*proposed || resource_get(d->store, *proposed, &r, &none) != OK)
		return e->code;
	text_fmt(text, sizeof text, tr("%s %s is free: y again takes it."), e->text, r.name);
	err_clear(e);
	return err_set(e, ERR_TAKEN, "%s", text);
}

static enum err_code no_room(struct desk *d, struct err *e)
{
	struct resource_list rooms = { 0 };
	enum err_code rc = resource_list(d->store, d->branch_id, "room", false, &rooms, e);
	bool any = rooms.n > 0;

	resource_list_free(&rooms);
	if (rc == OK && any)
		rc = err_set(e, ERR_TAKEN, "%s",
		    tr("Not led on. No room is free. ] shows the rooms."));
	return rc;
}

enum err_code arrival_choose_room(struct desk *d, const struct visit_row *v, int64_t wanted,
    int64_t *room, int64_t *proposed, struct err *e)
{
	struct appointment_row a;
	struct resource r;
	struct err none = ERR_INIT;
	char like[2] = "";
	int64_t first = wanted ? wanted : v->room_id;

	*room = *proposed = 0;
	if (!first && v->appointment_id &&
	    appointment_row_get(d->store, v->appointment_id, &a, &none) == OK)
		first = a.room_id;
	if (first && resource_get(d->store, first, &r, &none) == OK)
		like[0] = r.code[0];
	if (first && arrival_check_room(d, first, v->id, e) == OK)
		*room = first;
	else if (first)
		return offer_other(d, v, like, proposed, e);
	else
		*room = find_free(d, v, like, e);
	if (!*room && !e->code)
		return no_room(d, e);
	return e->code;
}

static void add_next(struct desk *d, struct arrival_room *r, int64_t now)
{
	struct appointment_row a;
	struct err none = ERR_INIT;

	if (appointment_holder(d->store, r->id, now, now + 12 * 3600,
	    r->visit_id ? r->visit.appointment_id : 0, &a, &none) != OK)
		return;
	r->next_at = a.start_at;
	describe_client(d, a.client_id, r->next, sizeof r->next);
}

enum err_code arrival_rooms(struct desk *d, struct arrival_rooms *out, struct err *e)
{
	struct resource_list rooms = { 0 };
	enum err_code rc = resource_list(d->store, d->branch_id, "room", false, &rooms, e);

	arrival_rooms_free(out);
	for (size_t i = 0; i < rooms.n; i++) {
		struct arrival_room *r = vec_push(out);
		struct err none = ERR_INIT;

		r->id = rooms.v[i].id;
		text_copy(r->code, sizeof r->code, rooms.v[i].code);
		text_copy(r->name, sizeof r->name, rooms.v[i].name);
		r->out = strcmp(rooms.v[i].state, "on") != 0;
		if (visit_in_room(d->store, r->id, &r->visit, &none) == OK) {
			r->visit_id = r->visit.id;
			r->until_at = arrival_until(&r->visit);
		}
		add_next(d, r, clock_now());
	}
	resource_list_free(&rooms);
	return rc;
}

void arrival_rooms_free(struct arrival_rooms *l)
{
	vec_free(l);
}
