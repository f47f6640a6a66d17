/* May somebody be there all that time? And the sentence that says why not. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "calendar_priv.h"
#include "data/branch.h"
#include "desk/cover.h"
#include "desk/desk.h"

/* ---- words ---- */

char *calendar_clock_text(const struct calendar *c, int64_t at, char *out, size_t size)
{
	int second = zone_local(c->place.zone, at).second;

	return text_fmt(out, size, "%02d:%02d", second / 3600, second / 60 % 60);
}

char *calendar_time_text(const struct calendar *c, int64_t at, char *out, size_t size)
{
	int32_t today = zone_local(c->place.zone, clock_now()).day;
	int32_t day = zone_local(c->place.zone, at).day;
	char clock[16], date[48];

	calendar_clock_text(c, at, clock, sizeof clock);
	if (day == today)
		return text_copy(out, size, clock);
	return text_fmt(out, size, "%s %s", day_echo(day, today, date, sizeof date), clock);
}

static char *day_text(const struct calendar *c, int64_t at, char *out, size_t size)
{
	return day_echo(zone_local(c->place.zone, at).day,
	    zone_local(c->place.zone, clock_now()).day, out, size);
}

static bool is_person(const struct calendar_row *r)
{
	return strcmp(r->r.kind, "staff") == 0;
}

/* ---- sentences ---- */

static enum err_code say_closed(const struct calendar *c, const struct block *b,
    const char *not_done, struct err *e)
{
	int32_t day = zone_local(c->place.zone, b->from).day;
	const struct open_hours *h = &c->hours[day - c->from_day];
	char date[48];

	day_text(c, b->from, date, sizeof date);
	if (h->open_min < h->close_min)
		return err_set(e, ERR_INVALID,
		    tr("%s Open from %02d:%02d to %02d:%02d. Take a time in between."), not_done,
		    h->open_min / 60, h->open_min % 60, h->close_min / 60, h->close_min % 60);
	if (h->reason[0])
		return err_set(e, ERR_INVALID, tr("%s %s is closed (%s). Take another day."),
		    not_done, date, h->reason);
	return err_set(e, ERR_INVALID, tr("%s %s is closed. Take another day."), not_done, date);
}

static enum err_code say_off(const struct calendar *c, const struct calendar_row *r,
    const struct block *b, const char *not_done, struct err *e)
{
	int32_t day = zone_local(c->place.zone, b->from).day;
	struct range_list l = { 0 };
	char date[48], from[16], to[16];
	bool any;

	calendar_shifts(c, r, day, &l);
	day_text(c, b->from, date, sizeof date);
	any = l.n > 0;
	if (any) {
		calendar_clock_text(c, l.v[0].from, from, sizeof from);
		calendar_clock_text(c, l.v[l.n - 1].to, to, sizeof to);
	}
	vec_free(&l);
	if (any)
		return err_set(e, ERR_INVALID, is_person(r) ?
		    tr("%s %s works %s-%s on %s. f finds other times.") :
		    tr("%s %s can be had %s-%s on %s. f finds other times."), not_done, r->r.name,
		    from, to, date);
	return err_set(e, ERR_INVALID, is_person(r) ?
	    tr("%s %s does not work here on %s. f finds other times.") :
	    tr("%s %s cannot be had here on %s. f finds other times."), not_done, r->r.name, date);
}

static enum err_code say_break(const struct calendar *c, const struct calendar_row *r,
    const struct block *b, const char *not_done, struct err *e)
{
	char to[16];

	return err_set(e, ERR_INVALID, tr("%s %s has a break till %s. f finds other times."),
	    not_done, r->r.name, calendar_clock_text(c, b->to, to, sizeof to));
}

static const struct {
	const char *kind, *word;
} away_words[] = {
	{ "leave", N_("on leave") },
	{ "ill", N_("ill") },
	{ "meeting", N_("in a meeting") },
	{ "training", N_("at a training") },
	{ "out", N_("out of order") },
};

static enum err_code say_absent(const struct calendar *c, const struct calendar_row *r,
    const struct block *b, const char *not_done, struct err *e)
{
	const struct absence *a = NULL;
	const char *word = N_("away");
	char till[64];

	for (size_t i = 0; i < r->away.n; i++)
		if (r->away.v[i].id == b->ref)
			a = &r->away.v[i];
	for (size_t i = 0; a && i < sizeof away_words / sizeof *away_words; i++)
		if (strcmp(away_words[i].kind, a->kind) == 0)
			word = away_words[i].word;
	calendar_time_text(c, a ? a->end_at : b->to, till, sizeof till);
	return err_set(e, ERR_TAKEN, tr("%s %s is %s till %s. f finds other times."), not_done,
	    r->r.name, tr(word), till);
}

static enum err_code say_out(const struct calendar_row *r, const char *not_done, struct err *e)
{
	if (strcmp(r->r.state, "retired") == 0)
		return err_set(e, ERR_TAKEN, tr("%s %s is no longer here. Take another."), not_done,
		    r->r.name);
	if (is_person(r))
		return err_set(e, ERR_TAKEN, tr("%s %s is away. Take somebody else."), not_done,
		    r->r.name);
	return err_set(e, ERR_TAKEN, tr("%s %s is out of order. Take another."), not_done,
	    r->r.name);
}

static enum err_code say_travel(const struct calendar *c, const struct calendar_row *r,
    const struct block *b, const char *not_done, struct err *e)
{
	const struct taken *there = NULL;
	struct branch branch = { .name = "" };
	struct err none = ERR_INIT;
	char at[64];

	for (size_t i = 0; i < r->taken.n; i++)
		if (r->taken.v[i].appointment_id == b->ref)
			there = &r->taken.v[i];
	if (there && branch_get(c->desk->store, there->branch_id, &branch, &none) != OK)
		text_copy(branch.name, sizeof branch.name, "");
	if (there && there->start_at >= b->to)
		return err_set(e, ERR_TAKEN,
		    tr("%s %s is on the way to %s from %s. f finds other times."), not_done,
		    r->r.name, branch.name, calendar_time_text(c, b->from, at, sizeof at));
	return err_set(e, ERR_TAKEN,
	    tr("%s %s is on the way from %s till %s. f finds other times."), not_done, r->r.name,
	    branch.name, calendar_time_text(c, b->to, at, sizeof at));
}

enum err_code calendar_say_taken(struct calendar *c, const char *not_done, const char *what,
    const struct appointment_row *by, struct err *e)
{
	char from[64], to[16];

	calendar_time_text(c, by->start_at, from, sizeof from);
	calendar_clock_text(c, by->end_at, to, sizeof to);
	booking_say_taken(not_done, what, cover_name(c->desk, cover_of_row(by)), from, to, e);
	return err_detail(e, "appointment %lld", (long long)by->id);
}

static enum err_code say_holder(struct calendar *c, const struct calendar_row *r,
    const struct block *b, const char *not_done, struct err *e)
{
	struct appointment_row by;
	enum err_code rc = appointment_row_get(c->desk->store, b->ref, &by, e);

	return rc == OK ? calendar_say_taken(c, not_done, r->r.name, &by, e) : rc;
}

static enum err_code say_held(const struct calendar *c, const struct block *b,
    const char *not_done, struct err *e)
{
	const struct hold *h = NULL;
	char until[16];

	for (size_t i = 0; i < c->hold.n; i++)
		if (c->hold.v[i].id == b->ref)
			h = &c->hold.v[i];
	return err_set(e, ERR_TAKEN, tr("%s %s holds that time until %s. Take another."), not_done,
	    h && h->station[0] ? h->station : tr("another person"),
	    calendar_clock_text(c, h ? h->until_at : b->to, until, sizeof until));
}

enum err_code calendar_say(struct calendar *c, const struct calendar_row *r,
    const struct block *b, const char *not_done, struct err *e)
{
	switch (b->kind) {
	case SPAN_FREE: break;
	case SPAN_CLOSED: return say_closed(c, b, not_done, e);
	case SPAN_OFF: return say_off(c, r, b, not_done, e);
	case SPAN_BREAK: return say_break(c, r, b, not_done, e);
	case SPAN_ABSENT: return say_absent(c, r, b, not_done, e);
	case SPAN_OUT: return say_out(r, not_done, e);
	case SPAN_TAKEN: return say_holder(c, r, b, not_done, e);
	case SPAN_HELD: return say_held(c, b, not_done, e);
	case SPAN_TRAVEL: return say_travel(c, r, b, not_done, e);
	}
	return OK;
}

/* ---- the check ---- */

/* What the guards of the schema know, and what only others' eyes shall see. */
static bool is_looked_at(enum span_kind kind)
{
	return kind != SPAN_TAKEN && kind != SPAN_HELD;
}

static const struct block *worst(const struct block_list *l, int64_t from, int64_t to)
{
	const struct block *best = NULL;

	for (size_t i = 0; i < l->n; i++) {
		const struct block *b = &l->v[i];

		if (!is_looked_at(b->kind) || b->from >= to || b->to <= from)
			continue;
		if (!best || b->kind < best->kind ||
		    (b->kind == best->kind && b->from < best->from))
			best = b;
	}
	return best;
}

static enum err_code check_day(struct calendar *c, struct calendar_row *r, int32_t day,
    int64_t from, int64_t to, const char *not_done, struct err *e)
{
	struct block_list blocks = { 0 };
	const struct block *b = NULL;
	enum err_code rc = calendar_blocks(c, r, day, &blocks, e);

	if (rc == OK)
		b = worst(&blocks, from, to);
	if (b)
		rc = calendar_say(c, r, b, not_done, e);
	vec_free(&blocks);
	return rc;
}

enum err_code calendar_check(struct desk *d, int64_t resource_id, int64_t branch_id, int64_t from,
    int64_t to, int64_t except, const char *not_done, struct err *e)
{
	struct calendar_place place;
	struct calendar_row *row;
	struct calendar *c = NULL;
	int32_t first = 0, last = 0;
	enum err_code rc = calendar_place_open(d, branch_id, &place, e);

	ASSERT(from < to);
	if (rc == OK) {
		first = zone_local(place.zone, from).day;
		last = zone_local(place.zone, to - 1).day;
		rc = calendar_open(d, branch_id, first, last - first + 1, d->who.staff_id, except,
		    &c, e);
	}
	calendar_place_close(&place);
	if (rc == OK)
		rc = calendar_row(c, resource_id, &row, e);
	for (int32_t day = first; rc == OK && day <= last; day++)
		rc = check_day(c, row, day, from, to, not_done, e);
	calendar_close(c);
	return rc;
}
