#include "desk/segment.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/zone.h"
#include "data/client.h"
#include "desk/desk.h"
#include "segment_priv.h"

/* ---- figures ---- */

static enum err_code read_figures(struct desk *d, int64_t client_id, int32_t to,
    struct segment_sum *s, struct err *e)
{
	const struct segments_file *f = d->segments;
	int32_t from = day_add_months(to, -f->period_months) + 1;
	char middle[DAY_TEXT];
	struct class_period p = {
		.from = day_format(from, s->from), .to = day_format(to, s->today),
		.middle = day_format(from + (to - from + 1) / 2, middle),
		.from_at = zone_day_start(d->zone, from) - 86400,
		.form = f->score_form, .fields = f->score_fields.v, .nfields = f->score_fields.n,
	};

	return class_figures(d->store, client_id, &p, &s->figures, e);
}

static void put_figure(struct segment_sum *s, enum segment_figure i, int64_t v)
{
	text_fmt(s->text[i], sizeof s->text[i], "%lld", (long long)v);
}

static void put_days(struct segment_sum *s, enum segment_figure i, const char *day)
{
	if (day[0])
		put_figure(s, i, day_parse(s->today) - day_parse(day));
}

static void put_score(struct segment_sum *s)
{
	const struct client_override *o = segment_override(s, "score", NULL);

	if (o)
		text_copy(s->text[SEGMENT_SCORE], sizeof s->text[SEGMENT_SCORE], o->value);
	else if (s->figures.scored)
		text_fmt(s->text[SEGMENT_SCORE], sizeof s->text[SEGMENT_SCORE], "%.10g",
		    s->figures.score);
}

/* Figures as conditions read them. */
static void put_texts(struct desk *d, struct segment_sum *s)
{
	const struct class_figures *f = &s->figures;

	money_plain(f->spent, d->currency, s->text[SEGMENT_SPENT], sizeof s->text[SEGMENT_SPENT]);
	put_figure(s, SEGMENT_VISITS, f->visits);
	put_figure(s, SEGMENT_RISE, f->later - (f->visits - f->later));
	put_days(s, SEGMENT_LAST_DAYS, f->last_day);
	put_days(s, SEGMENT_AGE_DAYS, f->opened);
	put_figure(s, SEGMENT_REFERRED, f->referred);
	put_figure(s, SEGMENT_COMPLAINTS, f->complaints);
	put_figure(s, SEGMENT_OPEN, f->open);
	put_figure(s, SEGMENT_SPECIAL, f->special);
	put_score(s);
}

/* ---- rules ---- */

const struct client_override *segment_override(const struct segment_sum *s, const char *kind,
    const char *value)
{
	for (size_t i = 0; i < s->overrides.n; i++) {
		const struct client_override *o = &s->overrides.v[i];

		if ((!o->until[0] || strcmp(o->until, s->today) >= 0) && !strcmp(o->kind, kind) &&
		    (!value || !strcmp(o->value, value)))
			return o;
	}
	return NULL;
}

static bool holds(const struct segment_sum *s, const struct segment_rule *r)
{
	const char *figures[SEGMENT_FIGURES];

	for (int i = 0; i < SEGMENT_FIGURES; i++)
		figures[i] = s->text[i];
	return segment_rule_holds(r, figures);
}

/* The one of RULES that is the client's: what somebody said, while the file of rules still knows
 * it, else the first that holds. */
static const struct segment_rule *pick(const struct segment_sum *s, const char *kind,
    const struct segment_rules *rules)
{
	const struct client_override *o = segment_override(s, kind, NULL);
	const struct segment_rule *said = o ? segment_rule_find(rules, o->value) : NULL;

	if (said)
		return said;
	for (size_t i = 0; i < rules->n; i++)
		if (holds(s, &rules->v[i]))
			return &rules->v[i];
	return NULL;
}

static void take(struct segment_sum *s, const struct segment_rule *r, char *word, size_t size)
{
	text_copy(word, size, r ? r->code : "");
	s->found.weight += r ? r->weight : 0;
}

static void put_segments(struct segment_sum *s, const struct segment_rules *rules)
{
	struct buf words = BUF_INIT;

	for (size_t i = 0; i < rules->n; i++) {
		const struct segment_rule *r = &rules->v[i];
		const struct client_override *o = segment_override(s, "segment", r->code);

		if (!(o ? o->sign : holds(s, r)))
			continue;
		buf_printf(&words, "%s%s ", words.n ? "" : " ", r->code);
		s->found.weight += r->weight;
	}
	text_copy(s->found.segments, sizeof s->found.segments, words.s);
	buf_free(&words);
}

enum err_code segment_sum(struct desk *d, int64_t client_id, struct segment_sum *out,
    struct err *e)
{
	return segment_sum_at(d, client_id, desk_today(d), clock_now(), out, e);
}

enum err_code segment_sum_at(struct desk *d, int64_t client_id, int32_t today, int64_t now,
    struct segment_sum *out, struct err *e)
{
	const struct segments_file *f = d->segments;
	struct client_class *c = &out->found;
	enum err_code rc;

	*out = (struct segment_sum){ .found = { .client_id = client_id, .at = now } };
	if (!f)
		return OK;
	rc = read_figures(d, client_id, today, out, e);
	if (rc == OK && out->figures.opened[0])
		rc = override_list(d->store, client_id, false, &out->overrides, e);
	if (rc != OK || !out->figures.opened[0])
		return rc;
	put_texts(d, out);
	text_copy(c->day, sizeof c->day, out->today);
	take(out, pick(out, "tier", &f->tiers), c->tier, sizeof c->tier);
	take(out, pick(out, "growth", &f->growth), c->growth, sizeof c->growth);
	put_segments(out, &f->segments);
	c->spent = out->figures.spent;
	c->visits = out->figures.visits;
	c->referred = out->figures.referred;
	return OK;
}

void segment_sum_free(struct segment_sum *s)
{
	override_list_free(&s->overrides);
}

/* ---- of one client ---- */

enum err_code segment_of(struct desk *d, int64_t client_id, struct client_class *out,
    struct err *e)
{
	struct segment_sum sum = { .from = "" };
	int64_t id;
	enum err_code rc;

	*out = (struct client_class){ .client_id = client_id };
	if (!d->segments)
		return OK;
	rc = client_survivor(d->store, client_id, &id, e);
	if (rc == OK)
		rc = class_get(d->store, id, out, e);
	if (rc != OK || (!out->stale && out->at >= zone_day_start(d->zone, desk_today(d))))
		return rc;
	rc = segment_sum(d, id, &sum, e);
	*out = sum.found;
	segment_sum_free(&sum);
	return rc;
}

enum err_code segment_stale_in(struct txn *t, int64_t client_id, struct err *e)
{
	return class_stale(t, client_id, e);
}

/* ---- words ---- */

static const char *rule_text(const struct segment_rules *rules, const char *word)
{
	const struct segment_rule *r = segment_rule_find(rules, word);

	return r ? label_text(&r->label) : "";
}

const char *segment_tier_text(const struct desk *d, const char *word)
{
	return d->segments ? rule_text(&d->segments->tiers, word) : "";
}

const char *segment_growth_text(const struct desk *d, const char *word)
{
	return d->segments ? rule_text(&d->segments->growth, word) : "";
}

const char *segment_text(const struct desk *d, const char *word)
{
	return d->segments ? rule_text(&d->segments->segments, word) : "";
}

bool segment_in(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; *(p += strspn(p, " ")); p += strcspn(p, " "))
		if (strcspn(p, " ") == n && !strncmp(p, word, n))
			return true;
	return false;
}

static void add_words(struct buf *out, const char *text)
{
	if (text[0])
		buf_printf(out, "%s%s", out->n ? ", " : "", text);
}

char *segment_texts(const struct desk *d, const char *segments, char *out, size_t size)
{
	struct buf words = BUF_INIT;

	for (size_t i = 0; d->segments && i < d->segments->segments.n; i++) {
		const struct segment_rule *r = &d->segments->segments.v[i];

		if (segment_in(segments, r->code))
			add_words(&words, label_text(&r->label));
	}
	text_copy(out, size, words.s);
	buf_free(&words);
	return out;
}

char *segment_head(const struct desk *d, const struct client_class *c, char *out, size_t size)
{
	const struct segments_file *f = d->segments;
	const struct segment_rule *tier = f ? segment_rule_find(&f->tiers, c->tier) : NULL;
	struct buf words = BUF_INIT;

	if (tier)
		add_words(&words, label_text(&tier->brief));
	for (size_t i = 0; f && i < f->segments.n; i++)
		if (segment_in(c->segments, f->segments.v[i].code))
			add_words(&words, label_text(&f->segments.v[i].brief));
	text_copy(out, size, words.s);
	buf_free(&words);
	return out;
}
