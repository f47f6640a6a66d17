#include "desk/pyramid.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/pyramid.h"
#include "desk/desk.h"
#include "form/segment.h"

enum { FIFTH = 5 };

/* Steps of one client as one: where it stood before the first of them, and at the end of the
 * span. */
struct fold {
	const struct pyramid_step *first;       /* from the first day of the span on */
	const struct pyramid_step *last;        /* inside the span; NULL: all came later */
	const char *before, *at_end;            /* tiers, borrowed from the steps */
	int64_t paid;                           /* in the span */
};

struct reading {
	struct desk *d;
	char from[DAY_TEXT], to[DAY_TEXT];
	struct pyramid_counts counts;
	struct pyramid_steps steps;
	struct pyramid_sums paid, marks;
	struct {
		struct fold *v;
		size_t n, cap;
	} folds;                                /* by client */
};

static enum err_code read_all(struct reading *r, int64_t branch_id, struct err *e)
{
	struct store *s = r->d->store;
	enum err_code rc = pyramid_count_list(s, branch_id, r->from, r->to, &r->counts, e);

	if (rc == OK)
		rc = pyramid_paid_list(s, branch_id, r->from, r->to, &r->paid, e);
	if (rc == OK)
		rc = pyramid_mark_list(s, branch_id, r->from, r->to, &r->marks, e);
	return rc == OK ? pyramid_step_list(s, r->from, &r->steps, e) : rc;
}

static void reading_free(struct reading *r)
{
	pyramid_counts_free(&r->counts);
	pyramid_steps_free(&r->steps);
	pyramid_sums_free(&r->paid);
	pyramid_sums_free(&r->marks);
	vec_free(&r->folds);
}

/* ---- moves ---- */

static void fold_step(struct reading *r, const struct pyramid_step *s)
{
	struct fold *f = r->folds.n ? &r->folds.v[r->folds.n - 1] : NULL;
	bool inside = strcmp(s->day, r->to) <= 0;

	if (!f || f->first->client_id != s->client_id) {
		f = vec_push(&r->folds);
		*f = (struct fold){ .first = s, .before = s->before, .at_end = s->before };
	}
	if (inside) {
		f->last = s;
		f->at_end = s->tier;
	}
}

static int by_client(const void *key, const void *item)
{
	int64_t id = *(const int64_t *)key, other = ((const struct fold *)item)->first->client_id;

	return (id > other) - (id < other);
}

/* NULL: the client moved neither in the span nor since. */
static struct fold *fold_of(const struct reading *r, int64_t client_id)
{
	return r->folds.n ? bsearch(&client_id, r->folds.v, r->folds.n, sizeof *r->folds.v,
	    by_client) : NULL;
}

/* ---- tiers ---- */

static struct pyramid_tier *tier_at(struct pyramid *p, const char *code)
{
	for (size_t i = 0; i < p->tiers.n; i++)
		if (!strcmp(p->tiers.v[i].code, code))
			return &p->tiers.v[i];
	return NULL;
}

const struct pyramid_tier *pyramid_tier_of(const struct pyramid *p, const char *code)
{
	for (size_t i = 0; i < p->tiers.n; i++)
		if (!strcmp(p->tiers.v[i].code, code))
			return &p->tiers.v[i];
	return NULL;
}

static struct pyramid_tier *add_tier(struct pyramid *p, const char *code, const char *name)
{
	struct pyramid_tier *t = vec_push(&p->tiers);

	*t = (struct pyramid_tier){ .clients = 0 };
	text_copy(t->code, sizeof t->code, code);
	text_copy(t->name, sizeof t->name, name);
	return t;
}

/* A word that the file of rules no longer has counts with what is unknown. */
static struct pyramid_tier *tier_or_unknown(struct pyramid *p, const char *code)
{
	struct pyramid_tier *t = tier_at(p, code);

	if (!t)
		t = tier_at(p, "");
	return t ? t : add_tier(p, "", tr("not computed yet"));
}

static void put_tiers(const struct desk *d, struct pyramid *p)
{
	p->tiers.n = 0;
	for (size_t i = 0; d->segments && i < d->segments->tiers.n; i++)
		add_tier(p, d->segments->tiers.v[i].code,
		    label_text(&d->segments->tiers.v[i].label));
}

static void put_counts(const struct reading *r, struct pyramid *p)
{
	for (size_t i = 0; i < r->counts.n; i++) {
		struct pyramid_tier *t = tier_or_unknown(p, r->counts.v[i].tier);

		t->clients += r->counts.v[i].clients;
		t->fresh += r->counts.v[i].fresh;
		p->clients += r->counts.v[i].clients;
	}
}

/* What is counted is the present: whoever moved since counts where the span left them. */
static void put_back(const struct reading *r, struct pyramid *p, const struct fold *f)
{
	const struct pyramid_step *newest = f->first;
	bool fresh = strcmp(f->first->opened, r->from) >= 0;
	struct pyramid_tier *now, *then;

	while (newest + 1 < r->steps.v + r->steps.n &&
	    newest[1].client_id == newest->client_id)
		newest++;
	if (strcmp(f->first->opened, r->to) > 0 || !strcmp(newest->tier, f->at_end))
		return;
	now = tier_or_unknown(p, newest->tier);
	now->clients--;
	now->fresh -= fresh;
	then = tier_or_unknown(p, f->at_end);
	then->clients++;
	then->fresh += fresh;
}

static int rank_of(const struct pyramid *p, const char *code)
{
	const struct pyramid_tier *t = pyramid_tier_of(p, code);

	return t ? (int)(t - p->tiers.v) : (int)p->tiers.n;
}

static void put_move(struct pyramid *p, const struct fold *f)
{
	struct pyramid_tier *from = tier_or_unknown(p, f->before), *to;
	struct pyramid_move *m;

	if (!f->last || !strcmp(f->before, f->at_end))
		return;
	from->went++;
	m = vec_push(&p->moves);
	*m = (struct pyramid_move){ .client_id = f->first->client_id, .paid = f->paid };
	text_copy(m->from_name, sizeof m->from_name, from->name);
	to = tier_or_unknown(p, f->at_end);
	to->came++;
	text_copy(m->to_name, sizeof m->to_name, to->name);
	text_copy(m->day, sizeof m->day, f->last->day);
	text_copy(m->from, sizeof m->from, f->before);
	text_copy(m->to, sizeof m->to, f->at_end);
	m->up = rank_of(p, m->to) < rank_of(p, m->from) ? 1 : -1;
	p->ups += m->up > 0;
	p->downs += m->up < 0;
}

static int newest_first(const void *a, const void *b)
{
	const struct pyramid_move *x = a, *y = b;
	int c = strcmp(y->day, x->day);

	return c ? c : (x->client_id > y->client_id) - (x->client_id < y->client_id);
}

static void put_folds(const struct reading *r, struct pyramid *p)
{
	for (size_t i = 0; i < r->folds.n; i++) {
		const struct fold *f = &r->folds.v[i];

		if (p->span.branch_id && f->first->branch_id != p->span.branch_id)
			continue;
		put_back(r, p, f);
		put_move(p, f);
	}
	if (p->moves.n)
		qsort(p->moves.v, p->moves.n, sizeof *p->moves.v, newest_first);
}

/* ---- money and marks: of the tier at the end; where nothing moved since, of the present ---- */

static void put_paid(const struct reading *r, struct pyramid *p)
{
	for (size_t i = 0; i < r->paid.n; i++) {
		const struct pyramid_sum *x = &r->paid.v[i];
		struct fold *f = fold_of(r, x->client_id);
		struct pyramid_tier *t = tier_or_unknown(p, f ? f->at_end : x->tier);

		if (f)
			f->paid = x->n;
		t->paid += x->n;
		t->payers += x->n > 0;
		p->paid += x->n;
		p->payers += x->n > 0;
	}
	p->top = (p->payers + FIFTH - 1) / FIFTH;
	for (int64_t i = 0; i < p->top; i++)
		p->top_paid += r->paid.v[i].n;
}

static void put_marks(const struct reading *r, struct pyramid *p)
{
	for (size_t i = 0; i < r->marks.n; i++) {
		const struct pyramid_sum *x = &r->marks.v[i];
		struct fold *f = fold_of(r, x->client_id);
		struct pyramid_tier *t = tier_or_unknown(p, f ? f->at_end : x->tier);

		t->content.n += x->n;
		t->content.of += x->of;
	}
}

/* ---- all of it ---- */

enum err_code pyramid_read(struct desk *d, const struct kpi_span *x, struct pyramid *out,
    struct err *e)
{
	struct reading r = { .d = d };
	enum err_code rc = kpi_may(d, x->branch_id, e);

	pyramid_free(out);
	*out = (struct pyramid){ .span = *x };
	day_format(x->from, r.from);
	day_format(x->to, r.to);
	if (rc == OK)
		rc = read_all(&r, x->branch_id, e);
	if (rc == OK) {
		for (size_t i = 0; i < r.steps.n; i++)
			fold_step(&r, &r.steps.v[i]);
		put_tiers(d, out);
		put_counts(&r, out);
		put_paid(&r, out);
		put_folds(&r, out);
		put_marks(&r, out);
	}
	reading_free(&r);
	return rc;
}

void pyramid_free(struct pyramid *p)
{
	vec_free(&p->tiers);
	vec_free(&p->moves);
}

int pyramid_percent(int64_t part, int64_t whole)
{
	return whole > 0 ? (int)((part * 100 + whole / 2) / whole) : -1;
}

char *pyramid_top_text(const struct desk *d, const struct pyramid *p, char *out, size_t size)
{
	char part[MONEY_TEXT], whole[MONEY_TEXT];

	if (p->paid <= 0)
		return text_fmt(out, size, "%s", tr("Nothing was paid in this period."));
	return text_fmt(out, size, tr("The top 20 %% (%lld of %lld who paid): %s of %s, %d %%"),
	    (long long)p->top, (long long)p->payers,
	    money_text(p->top_paid, d->currency, part, sizeof part),
	    money_text(p->paid, d->currency, whole, sizeof whole),
	    pyramid_percent(p->top_paid, p->paid));
}
