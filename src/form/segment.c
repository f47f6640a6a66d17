#include "form/segment.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "form/expr.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

const char *const segment_figures[] = {
	[SEGMENT_SPENT] = "spent",
	[SEGMENT_VISITS] = "visits",
	[SEGMENT_RISE] = "rise",
	[SEGMENT_LAST_DAYS] = "last_days",
	[SEGMENT_AGE_DAYS] = "age_days",
	[SEGMENT_REFERRED] = "referred",
	[SEGMENT_COMPLAINTS] = "complaints",
	[SEGMENT_OPEN] = "open",
	[SEGMENT_SPECIAL] = "special",
	[SEGMENT_SCORE] = "score",
	[SEGMENT_FIGURES] = NULL,
};

static int figure_find(const char *name)
{
	for (int i = 0; i < SEGMENT_FIGURES; i++)
		if (!strcmp(segment_figures[i], name))
			return i;
	return -1;
}

/* ---- conditions ---- */

struct name_check {
	struct config_reader *r;
	const struct config_node *node;
};

static void check_name(void *arg, const char *name)
{
	struct name_check *c = arg;
	char hint[96];

	if (figure_find(name) < 0)
		config_fault(c->r, c->node, tr("no figure is called \"%s\"%s"), name,
		    config_hint(config_near(name, segment_figures), hint, sizeof hint));
}

static void set_when(struct config_reader *r, void *rule, const struct config_node *v)
{
	struct segment_rule *s = rule;
	struct name_check names = { .r = r, .node = v };
	struct err e = ERR_INIT;

	s->when_text = config_node_text(v);
	if (expr_parse(s->when_text, &s->when, &e) != OK)
		config_fault(r, v, "%s", e.text);
	expr_names(s->when, check_name, &names);
}

/* ---- rules ---- */

static const struct attr rule_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 23,
	    AT(struct segment_rule, code), .help = "the word that is kept" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct segment_rule, label),
	    .help = "what people read" },
	{ .name = "short", .type = ATTR_LABEL, AT(struct segment_rule, brief),
	    .help = "one word for the head of a file; without it nothing stands there" },
	{ .name = "measure", .type = ATTR_LABEL, AT(struct segment_rule, measure),
	    .help = "of growth: what is done for such a client, proposed for a cultivation; of "
	    "segments: what to see to, in a few words over the script" },
	{ .name = "when", .type = ATTR_TEXT, .min = 1, .max = EXPR_MAX, .set = set_when,
	    .help = "condition over the figures; without it: always" },
	{ .name = "weight", .type = ATTR_INT, .min = 0, .max = 9, AT(struct segment_rule, weight),
	    .help = "how far before others in the queue of callbacks, 0 to 9" },
};

static void read_rule(struct config_reader *r, struct segment_rules *into,
    const struct config_node *n)
{
	struct segment_rule *s = &into->v[into->n];
	const struct segment_rule *first;

	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a rule is a group: { code = \"..\"; label = ..; }"));
		return;
	}
	into->n++;
	s->line = config_node_line(n);
	if (!config_read_group(r, n, rule_attrs, COUNT(rule_attrs), s))
		return;
	first = segment_rule_find(into, s->code);
	if (first && first != s)
		config_fault(r, n, tr("\"%s\" stands twice (line %d)"), s->code, first->line);
}

static void read_rules(struct config_reader *r, struct segment_rules *into,
    const struct config_node *v)
{
	into->v = mem_array(config_node_count(v), sizeof *into->v);
	if (config_node_count(v) > SEGMENTS_MAX)
		config_fault(r, v, tr("more than %d of them"), SEGMENTS_MAX);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_rule(r, into, config_node_at(v, i));
}

/* Of tiers and growth one is the client's: what stands behind a rule that always holds is never
 * reached. */
static void check_reached(struct config_reader *r, const struct config_node *v,
    const struct segment_rules *rules)
{
	for (size_t i = 0; i + 1 < rules->n; i++)
		if (!rules->v[i].when_text)
			config_fault(r, config_node_at(v, i + 1),
			    tr("never reached: \"%s\" before it has no condition"),
			    rules->v[i].code ? rules->v[i].code : "");
}

static void set_tiers(struct config_reader *r, void *file, const struct config_node *v)
{
	struct segments_file *f = file;

	read_rules(r, &f->tiers, v);
	check_reached(r, v, &f->tiers);
}

static void set_growth(struct config_reader *r, void *file, const struct config_node *v)
{
	struct segments_file *f = file;

	read_rules(r, &f->growth, v);
	check_reached(r, v, &f->growth);
}

static void set_segments(struct config_reader *r, void *file, const struct config_node *v)
{
	struct segments_file *f = file;

	read_rules(r, &f->segments, v);
	for (size_t i = 0; i < f->segments.n; i++)
		if (!f->segments.v[i].when_text)
			config_fault(r, config_node_at(v, i),
			    tr("a segment needs a condition (when = \"..\")"));
}

/* ---- the file ---- */

static const struct attr score_attrs[] = {
	{ .name = "form", .type = ATTR_NAME, .required = true, .max = 39,
	    AT(struct segments_file, score_form), .help = "the form that is filled in" },
	{ .name = "fields", .type = ATTR_WORDS, .required = true,
	    AT(struct segments_file, score_fields), .help = "fields whose figures are added" },
};

static void set_score(struct config_reader *r, void *file, const struct config_node *v)
{
	config_read_group(r, v, score_attrs, COUNT(score_attrs), file);
}

static const struct attr file_attrs[] = {
	{ .name = "period_months", .type = ATTR_INT, .min = 1, .max = 120,
	    AT(struct segments_file, period_months),
	    .help = "the figures are those of so many months up to today" },
	{ .name = "score", .type = ATTR_GROUP, .set = set_score,
	    .help = "where the score comes from: form and fields" },
	{ .name = "tiers", .type = ATTR_LIST, .required = true, .set = set_tiers,
	    .help = "the first that holds" },
	{ .name = "growth", .type = ATTR_LIST, .required = true, .set = set_growth,
	    .help = "the first that holds" },
	{ .name = "segments", .type = ATTR_LIST, .required = true, .set = set_segments,
	    .help = "all that hold, the one that counts most first" },
};

static void begin(void *target, const void *with)
{
	struct segments_file *f = target;

	(void)with;
	f->period_months = 12;
}

static void free_target(void *target)
{
	segments_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct segments_file), .file_at = offsetof(struct segments_file, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs), .begin = begin, .free = free_target,
};

enum err_code segments_load(const char *path, struct segments_file **out,
    struct fault_list *faults, struct err *e)
{
	*out = config_load(&kind, path, NULL, faults, e);
	return *out ? OK : e->code;
}

enum err_code segments_parse_text(const char *name, const char *text, size_t n,
    struct segments_file **out, struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, NULL, faults, e);
	return *out ? OK : e->code;
}

static void free_rules(struct segment_rules *r)
{
	for (size_t i = 0; i < r->n; i++)
		expr_free(r->v[i].when);
	mem_free(r->v);
}

void segments_free(struct segments_file *f)
{
	if (!f)
		return;
	free_rules(&f->tiers);
	free_rules(&f->growth);
	free_rules(&f->segments);
	config_words_free(&f->score_fields);
	config_file_free(f->file);
	mem_free(f);
}

/* ---- use ---- */

const struct segment_rule *segment_rule_find(const struct segment_rules *r, const char *code)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].code && !strcmp(r->v[i].code, code))
			return &r->v[i];
	return NULL;
}

static const char *figure_value(void *figures, const char *name)
{
	const char *const *values = figures;
	int i = figure_find(name);

	return i < 0 || !values[i] ? "" : values[i];
}

bool segment_rule_holds(const struct segment_rule *r, const char *const figures[SEGMENT_FIGURES])
{
	const char *values[SEGMENT_FIGURES];

	memcpy(values, figures, sizeof values);
	return !r->when || expr_true(r->when, figure_value, values);
}
