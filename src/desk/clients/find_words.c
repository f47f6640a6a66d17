/* Words of a class among what was typed to find clients: tier:key, 客群:特殊. */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/class_find.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "desk/segment.h"
#include "form/segment.h"

enum kind { TIER, GROWTH, SEGMENT };

static const struct {
	const char *word;
	enum kind kind;
} keys[] = { { "tier", TIER }, { "等级", TIER }, { "分层", TIER },
	{ "价值分层", TIER }, { "type", GROWTH }, { "growth", GROWTH },
	{ "类型", GROWTH }, { "seg", SEGMENT }, { "segment", SEGMENT }, { "客群", SEGMENT } };

/* ---- one word ---- */

/* Behind the key and its colon, of either width; NULL: no such word. */
static const char *value_of(const char *word, enum kind *kind)
{
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		size_t n = strlen(keys[i].word);
		const char *p = word + n;

		if (strncasecmp(word, keys[i].word, n) != 0)
			continue;
		*kind = keys[i].kind;
		if (*p == ':')
			return p + 1;
		if (!strncmp(p, "：", strlen("：")))
			return p + strlen("：");
	}
	return NULL;
}

static const struct segment_rules *rules_of(const struct desk *d, enum kind kind)
{
	static const struct segment_rules none;

	if (!d->segments)
		return &none;
	return kind == TIER ? &d->segments->tiers : kind == GROWTH ? &d->segments->growth :
	    &d->segments->segments;
}

static bool begins(const char *typed, const char *text)
{
	return typed[0] && text && !strncasecmp(text, typed, strlen(typed));
}

/* By its code, else by how one of its names begins, in either language. */
static const struct segment_rule *rule_of(const struct segment_rules *rules, const char *typed)
{
	for (size_t i = 0; i < rules->n; i++)
		if (!strcasecmp(rules->v[i].code, typed))
			return &rules->v[i];
	for (size_t i = 0; i < rules->n; i++) {
		const struct segment_rule *r = &rules->v[i];

		if (begins(typed, r->code) || begins(typed, r->label.en) ||
		    begins(typed, r->label.zh) || begins(typed, r->brief.en) ||
		    begins(typed, r->brief.zh) || begins(typed, label_text(&r->label)) ||
		    begins(typed, label_text(&r->brief)))
			return r;
	}
	return NULL;
}

static void set_unknown(const struct desk *d, struct find_want *out, enum kind kind,
    const char *typed)
{
	static const char *const says[] = { N_("No such tier. There are: "),
		N_("No such type of growth. There are: "), N_("No such segment. There are: ") };
	static const char *const asks[] = { N_("Tiers: "), N_("Types of growth: "),
		N_("Segments: ") };
	const struct segment_rules *rules = rules_of(d, kind);
	struct buf b = BUF_INIT;

	buf_puts(&b, typed[0] ? tr(says[kind]) : tr(asks[kind]));
	for (size_t i = 0; i < rules->n; i++)
		buf_printf(&b, "%s%s (%s)", i ? ", " : "", rules->v[i].code,
		    label_text(&rules->v[i].label));
	if (!rules->n)
		buf_puts(&b, tr("none; the site has no segments.cfg"));
	text_copy(out->unknown, sizeof out->unknown, buf_str(&b));
	buf_free(&b);
}

static void take(const struct desk *d, struct find_want *out, enum kind kind, const char *typed)
{
	const struct segment_rule *r = rule_of(rules_of(d, kind), typed);
	struct class_filter *f = &out->of;

	if (!r)
		set_unknown(d, out, kind, typed);
	else if (kind == TIER)
		text_copy(f->tier, sizeof f->tier, r->code);
	else if (kind == GROWTH)
		text_copy(f->growth, sizeof f->growth, r->code);
	else if (f->nsegment < CLASS_SEGMENTS)
		text_copy(f->segment[f->nsegment++], sizeof f->segment[0], r->code);
}

/* ---- all ---- */

void find_parse(const struct desk *d, const char *typed, struct find_want *out)
{
	struct buf rest = BUF_INIT;
	bool any = false;

	*out = (struct find_want){ .classes = false };
	for (const char *p = typed; *p;) {
		size_t blanks = strspn(p, " "), n = strcspn(p + blanks, " ");
		char word[120];
		const char *value;
		enum kind kind;

		text_fmt(word, sizeof word, "%.*s", (int)n, p + blanks);
		value = value_of(word, &kind);
		if (value)
			take(d, out, kind, value);
		else
			buf_printf(&rest, "%.*s", (int)(blanks + n), p);
		any = any || value;
		p += blanks + n;
	}
	out->classes = any;
	text_copy(out->text, sizeof out->text, any ? buf_str(&rest) : typed);
	buf_free(&rest);
}

static void add(struct buf *b, const char *text)
{
	buf_printf(b, "%s%s", b->n ? ", " : "", text);
}

char *find_said(const struct desk *d, const struct find_want *w, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	if (w->of.tier[0])
		add(&b, segment_tier_text(d, w->of.tier));
	if (w->of.growth[0])
		add(&b, segment_growth_text(d, w->of.growth));
	for (int i = 0; i < w->of.nsegment; i++)
		add(&b, segment_text(d, w->of.segment[i]));
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}
