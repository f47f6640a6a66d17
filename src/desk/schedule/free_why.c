/* Why nothing was found: the house, the client, or the line that was in the way oftenest. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/settings.h"
#include "free_priv.h"

const char *free_kind_text(const char *kind)
{
	if (strcmp(kind, "staff") == 0)
		return tr("people");
	return strcmp(kind, "room") == 0 ? tr("rooms") : tr("devices");
}

/* What takes most of the house's hours of CAND over the days that were looked at, as a block. */
static struct block longest_block(struct finder *f, struct calendar_row *row)
{
	int64_t seconds[SPAN_TRAVEL + 1] = { 0 };
	struct block best = { .kind = SPAN_FREE }, last[SPAN_TRAVEL + 1];
	struct block_list blocks = { 0 };
	struct err none = ERR_INIT;

	memset(last, 0, sizeof last);
	for (int i = 0; i < f->days; i++) {
		if (calendar_blocks(f->c, row, f->first + i, &blocks, &none) != OK)
			break;
		for (size_t k = 0; k < blocks.n; k++) {
			const struct block *b = &blocks.v[k];

			seconds[b->kind] += b->to - b->from;
			last[b->kind] = *b;
		}
	}
	for (int kind = SPAN_OFF; kind <= SPAN_TRAVEL; kind++)
		if (seconds[kind] && (best.kind == SPAN_FREE || seconds[kind] > seconds[best.kind]))
			best = last[kind];
	vec_free(&blocks);
	return best;
}

static const struct absence *absence_of(const struct calendar_row *row, int64_t id)
{
	for (size_t i = 0; i < row->away.n; i++)
		if (row->away.v[i].id == id)
			return &row->away.v[i];
	return NULL;
}

static void say_away(const struct finder *f, const struct calendar_row *row,
    const struct absence *a, char *out, size_t size)
{
	int32_t today = zone_local(f->c->place.zone, clock_now()).day;
	char day[48];

	day_echo(zone_local(f->c->place.zone, a->end_at - 1).day, today, day, sizeof day);
	if (strcmp(a->kind, "out") == 0)
		text_fmt(out, size, tr("%s is out of order till %s."), row->r.name, day);
	else
		text_fmt(out, size, tr("%s is away till %s."), row->r.name, day);
}

static void say_one(struct finder *f, struct calendar_row *row, char *out, size_t size)
{
	struct block b = longest_block(f, row);
	const struct absence *a = b.kind == SPAN_ABSENT ? absence_of(row, b.ref) : NULL;

	if (a)
		say_away(f, row, a, out, size);
	else if (b.kind == SPAN_OUT)
		text_fmt(out, size, tr("%s is out of use."), row->r.name);
	else if (b.kind == SPAN_OFF)
		text_fmt(out, size, tr("%s is not on the roster then."), row->r.name);
	else
		text_fmt(out, size, tr("%s is taken."), row->r.name);
}

static void say_group(struct finder *f, const struct free_service *v,
    const struct free_group *g, char *out, size_t size)
{
	struct calendar_row *only = NULL;
	char word[96];
	int n = 0;

	for (size_t i = 0; i < g->npick; i++)
		if (finder_allows(f, v, g, &f->cand[g->pick[i]])) {
			only = f->cand[g->pick[i]].row;
			n++;
		}
	if (n == 1)
		say_one(f, only, out, size);
	else
		text_fmt(out, size, tr("%s: none of %d %s is free."),
		    g->nwords ? describe_ability(f->desk, g->word[0], word, sizeof word) :
		    v->name, n, free_kind_text(g->kind));
}

static bool is_shut(const struct finder *f)
{
	for (int i = 0; i < f->days; i++)
		if (f->c->hours[i].open_min < f->c->hours[i].close_min &&
		    finder_wishes(f, f->first + i))
			return false;
	return true;
}

void finder_why(struct finder *f, int days, int64_t *service_id, int *line, char *out,
    size_t size)
{
	int ahead = (int)setting_of(f->desk, SETTING_OPEN_DAYS);
	const struct free_service *service = NULL;
	const struct free_group *worst = NULL;

	*service_id = *line = 0;
	for (size_t k = 0; k < f->n; k++)
		for (size_t i = 0; i < f->service[k].n; i++) {
			const struct free_group *g = &f->service[k].group[i];

			if (g->lacked > (worst ? worst->lacked : 0)) {
				worst = g;
				service = &f->service[k];
			}
		}
	if (!days) {
		text_fmt(out, size, tr("Nothing is booked more than %d days ahead."), ahead);
	} else if (is_shut(f)) {
		text_copy(out, size, tr("Closed on these days."));
	} else if (worst && worst->lacked >= f->guest_lacked) {
		*service_id = service->id;
		*line = worst->line;
		say_group(f, service, worst, out, size);
	} else if (f->guest_lacked) {
		text_copy(out, size, tr("The client has other appointments then."));
	} else {
		text_copy(out, size, tr("The time wished for is too short, or over."));
	}
}
