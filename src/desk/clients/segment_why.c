/* A class in words: what was found, from which figures, by which rule, or who said so. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/segment.h"
#include "segment_priv.h"

static struct segment_line *add(struct segment_lines *out, const char *what, const char *is)
{
	struct segment_line *l = vec_push(out);

	*l = (struct segment_line){ .figure = false };
	text_copy(l->what, sizeof l->what, what);
	text_copy(l->is, sizeof l->is, is);
	return l;
}

/* ---- what was found ---- */

/* Who and until when, then why: a long reason hides neither. */
static void say_who(struct desk *d, const struct client_override *o, struct segment_line *l)
{
	char who[96], on[48], until[48];
	const char *said = desk_time_text(d, o->created_at, on, sizeof on);

	describe_staff(d, o->staff_id, who, sizeof who);
	if (o->until[0])
		text_fmt(l->from, sizeof l->from, tr("by hand, %s, until %s: %s (%s)"), who,
		    desk_date_text(d, o->until, until, sizeof until), o->why, said);
	else
		text_fmt(l->from, sizeof l->from, tr("by hand, %s: %s (%s)"), who, o->why, said);
	l->override_id = o->id;
}

static void add_one(struct desk *d, const struct segment_sum *s, const char *what,
    const char *kind, const struct segment_rules *rules, const char *word,
    struct segment_lines *out)
{
	const struct client_override *o = segment_override(s, kind, NULL);
	const struct segment_rule *r = segment_rule_find(rules, word);
	struct segment_line *l = add(out, what, r ? label_text(&r->label) : "-");

	if (o && !strcmp(o->value, word))
		say_who(d, o, l);
	else
		text_copy(l->from, sizeof l->from, !r ? tr("no rule holds") :
		    r->when_text ? r->when_text : tr("what is left"));
}

static void add_segments(struct desk *d, const struct segment_sum *s, struct segment_lines *out)
{
	const struct segment_rules *rules = &d->segments->segments;
	size_t before = out->n;

	for (size_t i = 0; i < rules->n; i++) {
		const struct segment_rule *r = &rules->v[i];
		const struct client_override *o = segment_override(s, "segment", r->code);
		bool is = segment_in(s->found.segments, r->code);
		char text[120];
		struct segment_line *l;

		if (!is && !o)
			continue;
		text_fmt(text, sizeof text, is ? "%s" : tr("not: %s"), label_text(&r->label));
		l = add(out, tr("segment"), text);
		if (o)
			say_who(d, o, l);
		else
			text_copy(l->from, sizeof l->from, r->when_text);
	}
	if (out->n == before)
		add(out, tr("segment"), "-");
}

/* ---- figures ---- */

static const struct figure_words {
	enum segment_figure figure;
	const char *what, *from;        /* from: %d is the months of the period */
} figure_words[] = {
	{ SEGMENT_SPENT, N_("spent"), N_("in %d months, less what was given back") },
	{ SEGMENT_VISITS, N_("visits"), N_("days, in %d months") },
	{ SEGMENT_RISE, N_("rise"), N_("later half less the earlier half") },
	{ SEGMENT_LAST_DAYS, N_("last visit"), N_("days ago") },
	{ SEGMENT_AGE_DAYS, N_("file opened"), N_("days ago") },
	{ SEGMENT_REFERRED, N_("referred"), N_("clients who came through them") },
	{ SEGMENT_COMPLAINTS, N_("complaints"), N_("and inquiries, in %d months") },
	{ SEGMENT_OPEN, N_("complaints open"), N_("not closed") },
	{ SEGMENT_SPECIAL, N_("special goods"), N_("bought in %d months") },
	{ SEGMENT_SCORE, N_("score"), N_("of the form") },
};

/* Sums for people, not for conditions. */
static const char *shown(struct desk *d, const struct segment_sum *s, enum segment_figure f,
    char *out, size_t size)
{
	if (f == SEGMENT_SPENT)
		return desk_sum(d, s->figures.spent, out, size);
	return s->text[f][0] ? s->text[f] : "-";
}

static void add_figures(struct desk *d, const struct segment_sum *s, struct segment_lines *out)
{
	const struct client_override *o = segment_override(s, "score", NULL);
	char months[16], money[MONEY_TEXT];

	text_fmt(months, sizeof months, "%d", d->segments->period_months);
	for (size_t i = 0; i < sizeof figure_words / sizeof figure_words[0]; i++) {
		const struct figure_words *w = &figure_words[i];
		struct segment_line *l = add(out, tr(w->what),
		    shown(d, s, w->figure, money, sizeof money));
		const char *from = tr(w->from), *place = strstr(from, "%d");

		l->figure = true;
		if (w->figure == SEGMENT_SCORE && o)
			say_who(d, o, l);
		else if (place)
			text_fmt(l->from, sizeof l->from, "%.*s%s%s", (int)(place - from), from,
			    months, place + 2);
		else
			text_copy(l->from, sizeof l->from, from);
	}
}

enum err_code segment_why(struct desk *d, int64_t client_id, struct segment_lines *out,
    struct err *e)
{
	const struct segments_file *f = d->segments;
	struct segment_sum s = { .from = "" };
	enum err_code rc;

	segment_lines_free(out);
	if (!f)
		return OK;
	rc = segment_sum(d, client_id, &s, e);
	if (rc == OK) {
		add_one(d, &s, tr("tier"), "tier", &f->tiers, s.found.tier, out);
		add_one(d, &s, tr("growth"), "growth", &f->growth, s.found.growth, out);
		add_segments(d, &s, out);
		add_figures(d, &s, out);
	}
	segment_sum_free(&s);
	return rc;
}

void segment_lines_free(struct segment_lines *l)
{
	vec_free(l);
}
