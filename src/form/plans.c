#include "form/plans.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

static const char *const agreement_kinds[] = { "advice", "price", "told", "photos", "team", "home",
	"consent", "other", NULL };

/* ---- one template ---- */

static const struct attr item_attrs[] = {
	{ .name = "service", .type = ATTR_TEXT, .required = true, .min = 1, .max = 24,
	    AT(struct plan_template_item, service), .help = "code of the service" },
	{ .name = "sessions", .type = ATTR_INT, .required = true, .min = 1, .max = 400,
	    AT(struct plan_template_item, sessions), .help = "how many" },
	{ .name = "days_apart", .type = ATTR_INT, .min = 0, .max = 3660,
	    AT(struct plan_template_item, days_apart), .help = "from one to the next" },
	{ .name = "price", .type = ATTR_INT, .min = 0, .max = 100000000,
	    AT(struct plan_template_item, price),
	    .help = "of one session, in whole units of the currency; 0: the service's own" },
};

static void set_items(struct config_reader *r, void *target, const struct config_node *v)
{
	struct plan_template *p = target;

	for (size_t i = 0; i < config_node_count(v); i++) {
		const struct config_node *one = config_node_at(v, i);

		if (p->nitems == PLAN_ITEMS) {
			config_fault(r, one, tr("more than %d items"), PLAN_ITEMS);
			return;
		}
		if (config_node_type(one) != CONFIG_GROUP)
			config_fault(r, one, tr("an item is a group: { service = \"..\"; .. }"));
		else
			config_read_group(r, one, item_attrs, COUNT(item_attrs),
			    &p->item[p->nitems++]);
	}
	if (!p->nitems)
		config_fault(r, v, tr("a plan without items"));
}

static void set_agreements(struct config_reader *r, void *target, const struct config_node *v)
{
	struct plan_template *p = target;
	static const struct attr words = { .name = "agreements", .type = ATTR_WORDS };
	char hint[96];

	if (!config_read_value(r, v, &words, &p->agreements))
		return;
	for (size_t i = 0; i < p->agreements.n; i++) {
		const char *near = config_near(p->agreements.v[i], agreement_kinds);

		if (!near || strcmp(near, p->agreements.v[i]) != 0)
			config_fault(r, v, tr("agreement \"%.40s\" is not known%s"),
			    p->agreements.v[i], config_hint(near, hint, sizeof hint));
	}
}

/* Shares of the price in per cent: they make up the whole. */
static void set_parts(struct config_reader *r, void *target, const struct config_node *v)
{
	struct plan_template *p = target;
	int sum = 0;

	for (size_t i = 0; i < config_node_count(v); i++) {
		int64_t share = config_node_int(config_node_at(v, i));

		if (i == PLAN_PARTS || share < 1 || share > 100) {
			config_fault(r, v, tr("parts are 1 to %d shares in per cent"), PLAN_PARTS);
			return;
		}
		p->part[p->nparts++] = (int)share;
		sum += (int)share;
	}
	if (p->nparts && sum != 100)
		config_fault(r, v, tr("the parts make %d per cent, not 100"), sum);
}

static void set_home(struct config_reader *r, void *target, const struct config_node *v)
{
	static const struct attr one = { .name = "home", .type = ATTR_LABEL, .max = 400 };
	struct plan_template *p = target;

	p->home = mem_array(config_node_count(v), sizeof *p->home);
	if (config_node_count(v) > PLAN_ITEMS)
		config_fault(r, v, tr("more than %d items"), PLAN_ITEMS);
	for (size_t i = 0; i < config_node_count(v); i++)
		if (config_read_value(r, config_node_at(v, i), &one, &p->home[p->nhome]))
			p->nhome++;
}

static const struct attr plan_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 39,
	    AT(struct plan_template, code), .help = "word of the template" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct plan_template, label),
	    .help = "what lists call it" },
	{ .name = "goal", .type = ATTR_LABEL, AT(struct plan_template, goal),
	    .help = "proposed goal" },
	{ .name = "items", .type = ATTR_LIST, .required = true, .set = set_items,
	    .help = "services with sessions, days apart, price" },
	{ .name = "team", .type = ATTR_WORDS, AT(struct plan_template, team),
	    .help = "roles that a plan must name" },
	{ .name = "agreements", .type = ATTR_WORDS, .set = set_agreements,
	    .help = "what the client must have agreed to before the first session" },
	{ .name = "parts", .type = ATTR_LIST, .set = set_parts,
	    .help = "shares of the price in per cent, the first at once" },
	{ .name = "home", .type = ATTR_LIST, .set = set_home,
	    .help = "what the client does at home" },
};

static void read_plan(struct config_reader *r, struct plans_file *f, const struct config_node *n)
{
	struct plan_template *p = &f->v[f->n];
	const struct plan_template *first;

	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a plan is a group: { code = \"..\"; items = ..; }"));
		return;
	}
	p->line = config_node_line(n);
	f->n++;
	if (!config_read_group(r, n, plan_attrs, COUNT(plan_attrs), p))
		return;
	first = plans_find(f, p->code);
	if (first && first != p)
		config_fault(r, n, tr("stands twice (line %d)"), first->line);
}

static void set_plans(struct config_reader *r, void *target, const struct config_node *v)
{
	struct plans_file *f = target;

	f->v = mem_array(config_node_count(v), sizeof *f->v);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_plan(r, f, config_node_at(v, i));
}

/* ---- the file ---- */

static const struct attr file_attrs[] = {
	{ .name = "broken_off_days", .type = ATTR_INT, .min = 1, .max = 3660,
	    AT(struct plans_file, broken_off_days),
	    .help = "without a session and none booked: broken off" },
	{ .name = "plans", .type = ATTR_LIST, .required = true, .set = set_plans,
	    .help = "the templates" },
};

static void begin(void *target, const void *with)
{
	struct plans_file *f = target;

	(void)with;
	f->broken_off_days = 45;
}

static void free_target(void *target)
{
	plans_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct plans_file), .file_at = offsetof(struct plans_file, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs), .begin = begin, .free = free_target,
};

enum err_code plans_load(const char *path, struct plans_file **out, struct fault_list *faults,
    struct err *e)
{
	*out = config_load(&kind, path, NULL, faults, e);
	return *out ? OK : e->code;
}

enum err_code plans_parse_text(const char *name, const char *text, size_t n,
    struct plans_file **out, struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, NULL, faults, e);
	return *out ? OK : e->code;
}

void plans_free(struct plans_file *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++) {
		config_words_free(&f->v[i].team);
		config_words_free(&f->v[i].agreements);
		mem_free(f->v[i].home);
	}
	mem_free(f->v);
	config_file_free(f->file);
	mem_free(f);
}

const struct plan_template *plans_find(const struct plans_file *f, const char *code)
{
	for (size_t i = 0; f && i < f->n; i++)
		if (f->v[i].code && !strcmp(f->v[i].code, code))
			return &f->v[i];
	return NULL;
}
