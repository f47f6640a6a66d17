#include "desk/past.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/value.h"
#include "data/appointment.h"
#include "data/history.h"
#include "data/resource.h"
#include "desk/desk.h"

/* A row as it stands while time runs backwards. `there` false: it did not exist (any more, or
 * yet). */
struct part {
	int64_t resource_id;
	int part;
	bool there;
};

struct visit {
	bool there, parts_read;
	struct past_row row;
	char day[12];
	struct { struct part *v; size_t n, cap; } parts;
};

struct world {
	struct desk *d;
	struct { struct visit *v; size_t n, cap; } visits;
	size_t *slots;                  /* place in visits + 1, by a hash of the id */
	size_t nslots;
	struct err e;
};

/* ---- finding a row by its id ---- */

static size_t *slot_of(const struct world *w, int64_t id)
{
	size_t at = (size_t)((uint64_t)id * 0x9e3779b97f4a7c15u >> 20) & (w->nslots - 1);

	while (w->slots[at] && w->visits.v[w->slots[at] - 1].row.id != id)
		at = (at + 1) & (w->nslots - 1);
	return &w->slots[at];
}

static void make_room(struct world *w)
{
	if (w->visits.n * 2 < w->nslots)
		return;
	mem_free(w->slots);
	w->nslots = w->nslots ? w->nslots * 2 : 64;
	w->slots = mem_array(w->nslots, sizeof *w->slots);
	for (size_t i = 0; i < w->visits.n; i++)
		*slot_of(w, w->visits.v[i].row.id) = i + 1;
}

/* ---- rows as they are now ---- */

static void read_parts(struct world *w, struct visit *v)
{
	struct take_list takes = { 0 };

	if (v->parts_read)
		return;
	v->parts_read = true;
	if (appointment_takes(w->d->store, v->row.id, &takes, &w->e) != OK)
		takes.n = 0;            /* past_day fails with W's error */
	for (size_t i = 0; i < takes.n; i++)
		*vec_push(&v->parts) = (struct part){ .resource_id = takes.v[i].resource_id,
			.part = takes.v[i].part, .there = true };
	take_list_free(&takes);
}

static void read_visit(struct world *w, struct visit *v)
{
	struct appointment a;
	struct err none = ERR_INIT;
	int64_t id = v->row.id;

	v->there = appointment_get(w->d->store, id, &a, &none) == OK;
	if (!v->there)
		return;
	v->row = (struct past_row){ .id = id, .start_at = a.start_at, .end_at = a.end_at,
		.client_id = a.client_id, .dependant_id = a.dependant_id,
		    .service_id = a.service_id,
		.branch_id = a.branch_id };
	text_copy(v->row.state, sizeof v->row.state, a.state);
	text_copy(v->day, sizeof v->day, a.day);
	appointment_free(&a);
}

/* An appointment that no later action touched stands as it does now; one that is gone by now
 * will be brought back by the action that took it away. */
static struct visit *visit_of(struct world *w, int64_t id)
{
	size_t *slot;
	struct visit *v;

	make_room(w);
	slot = slot_of(w, id);
	if (*slot)
		return &w->visits.v[*slot - 1];
	v = vec_push(&w->visits);
	*slot = w->visits.n;
	v->row.id = id;
	read_visit(w, v);
	return v;
}

static struct part *part_of(struct world *w, struct visit *v, int64_t resource, int part)
{
	struct part *p;

	read_parts(w, v);
	for (size_t i = 0; i < v->parts.n; i++)
		if (v->parts.v[i].resource_id == resource && v->parts.v[i].part == part)
			return &v->parts.v[i];
	p = vec_push(&v->parts);
	*p = (struct part){ .resource_id = resource, .part = part };
	return p;
}

/* ---- taking back ---- */

static void set_visit(struct visit *v, const char *column, const struct value *to)
{
	const struct {
		const char *column;
		int64_t *at;
	} numbers[] = {
		{ "start_at", &v->row.start_at }, { "end_at", &v->row.end_at },
		{ "client_id", &v->row.client_id }, { "dependant_id", &v->row.dependant_id },
		{ "service_id", &v->row.service_id }, { "branch_id", &v->row.branch_id },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (!strcmp(numbers[i].column, column))
			*numbers[i].at = to->type == VALUE_INT ? to->i : 0;
	if (!strcmp(column, "state"))
		text_copy(v->row.state, sizeof v->row.state, to->type == VALUE_TEXT ? to->s : "");
	if (!strcmp(column, "day"))
		text_copy(v->day, sizeof v->day, to->type == VALUE_TEXT ? to->s : "");
}

static void back_visit(struct world *w, const struct change_line *line)
{
	struct visit *v = visit_of(w, strtoll(line->key, NULL, 10));

	v->there = line->op != CHANGE_INSERT;
	if (line->op != CHANGE_INSERT)
		set_visit(v, line->column, &line->before);
}

static void back_part(struct world *w, const struct change_line *line)
{
	long long appointment, resource;
	int part;

	if (sscanf(line->key, "%lld,%lld,%d", &appointment, &resource, &part) == 3)
		part_of(w, visit_of(w, appointment), resource, part)->there =
		    line->op != CHANGE_INSERT;
}

static bool back(void *ctx, const struct change_line *line)
{
	struct world *w = ctx;

	if (!strcmp(line->table, "appointment"))
		back_visit(w, line);
	else if (!strcmp(line->table, "appointment_resource"))
		back_part(w, line);
	return true;
}

/* ---- the walk ---- */

static enum err_code newest(struct desk *d, int64_t *id, struct err *e)
{
	struct action_filter f = { .limit = 1 };
	struct action_list l = { 0 };
	enum err_code rc = action_list_find(d->store, &f, &l, e);

	*id = l.n ? l.v[0].id : 0;
	action_list_free(&l);
	return rc;
}

static enum err_code check_whole(struct desk *d, int64_t action, int64_t last, struct err *e)
{
	struct action_row a;
	bool filled = false;
	enum err_code rc = action_get(d->store, action, &a, e);

	if (rc == OK && last - action > PAST_ACTIONS_MAX)
		return err_set(e, ERR_INVALID, "%s",
		    tr("That is too far back to be put together. A backup of that day shows it."));
	if (rc == OK)
		rc = action_base_after(d->store, action, &filled, e);
	if (rc == OK && filled)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("That was before the file was filled; nothing is known from then."));
	return rc;
}

static enum err_code walk_back(struct world *w, int64_t action, int64_t last, struct err *e)
{
	enum err_code rc = OK;

	for (int64_t id = last; id > action && rc == OK; id--)
		rc = action_each_change(w->d->store, id, back, w, e);
	return rc == OK && w->e.code ? err_copy(e, &w->e) : rc;
}

/* ---- the result ---- */

static int by_part(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	return x->resource_id != y->resource_id ? (x->resource_id > y->resource_id) -
	    (x->resource_id < y->resource_id) : x->part - y->part;
}

static void say_takes(struct world *w, struct visit *v, struct past_row *r)
{
	struct buf names = BUF_INIT;
	int64_t said = 0;

	read_parts(w, v);
	if (v->parts.n)
		qsort(v->parts.v, v->parts.n, sizeof *v->parts.v, by_part);
	for (size_t i = 0; i < v->parts.n; i++) {
		const struct part *p = &v->parts.v[i];
		struct resource res;
		struct err none = ERR_INIT;

		if (!p->there || p->resource_id == said ||
		    resource_get(w->d->store, p->resource_id, &res, &none) != OK)
			continue;
		said = p->resource_id;
		buf_printf(&names, "%s%s", names.n ? " " : "", res.name);
	}
	text_copy(r->takes, sizeof r->takes, buf_str(&names));
	buf_free(&names);
}

static int by_start(const void *a, const void *b)
{
	const struct past_row *x = a, *y = b;

	if (x->start_at != y->start_at)
		return x->start_at < y->start_at ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void collect(struct world *w, const char *day, struct past_list *out)
{
	for (size_t i = 0; i < w->visits.n; i++) {
		struct visit *v = &w->visits.v[i];
		struct past_row *r;

		if (!v->there || strcmp(v->day, day) != 0 || v->row.branch_id != w->d->branch_id)
			continue;
		r = vec_push(out);
		*r = v->row;
		r->letter = appointment_letter(r->state);
		say_takes(w, v, r);
	}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_start);
}

static enum err_code read_today(struct world *w, const char *day, struct err *e)
{
	struct appointment_list now = { 0 };
	enum err_code rc = appointment_list_day(w->d->store, w->d->branch_id, day, &now, e);

	for (size_t i = 0; i < now.n; i++)
		visit_of(w, now.v[i].id);
	appointment_list_free(&now);
	return rc;
}

enum err_code past_day(struct desk *d, const char *day, int64_t action, struct past_list *out,
    struct err *e)
{
	struct world w = { .d = d };
	int64_t last;
	enum err_code rc = newest(d, &last, e);

	past_list_free(out);
	if (rc == OK)
		rc = check_whole(d, action, last, e);
	if (rc == OK)
		rc = read_today(&w, day, e);
	if (rc == OK)
		rc = walk_back(&w, action, last, e);
	if (rc == OK)
		collect(&w, day, out);
	for (size_t i = 0; i < w.visits.n; i++)
		vec_free(&w.visits.v[i].parts);
	vec_free(&w.visits);
	mem_free(w.slots);
	return rc;
}

void past_list_free(struct past_list *l)
{
	vec_free(l);
}
