#include "form/checklists.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])
#define TEXT_MAX 400

const char *const step_phases[] = { "before", "during", "after", NULL };
const char *const checklist_facts[] = { "@minor", "@allergy", "@first", "@pet", NULL };
static const char *const photo_kinds[] = { "before", "after", NULL };

/* ---- shared by the groups ---- */

/* The index of the text in WORDS, -1 with a fault. */
static int read_word(struct config_reader *r, const struct config_node *v,
    const char *const *words)
{
	const char *text = config_node_text(v);
	char hint[96];
	for (int i = 0; words[i] != NULL; i++) {
		if (strcmp(words[i], text) == 0)
			return i;
	}
	config_fault(r, v, tr("\"%.40s\" is not known here%s"), text,
	    config_hint(config_near(text, words), hint, sizeof hint));
	return -1;
}

/* What stands on papers is written in both languages, or is the same in both. */
static void check_both(struct config_reader *r, const struct config_node *v)
{
	if (config_node_type(v) == CONFIG_GROUP &&
	    (config_node_get(v, "en") == NULL || config_node_get(v, "zh") == NULL))
		config_fault(r, v,
		    tr("written in one language only: both { en, zh }, or one text"));
}

static void read_label(struct config_reader *r, const struct config_node *v, struct label *out)
{
	static const struct attr text = { .name = "text", .type = ATTR_LABEL, .max = TEXT_MAX };
	check_both(r, v);
	config_read_value(r, v, &text, out);
	if (out->zh == NULL)
		out->zh = out->en;
}

typedef void (*read_one)(struct config_reader *r, void *to, const struct config_node *n);

/* A list of groups into an array of N elements of SIZE. */
static void *read_groups(struct config_reader *r, const struct config_node *v, size_t size,
    size_t *n, read_one one)
{
	char *all = mem_array(config_node_count(v), size);
	*n = 0;
	for (size_t i = 0; i < config_node_count(v); i++) {
		const struct config_node *node = config_node_at(v, i);
		if (config_node_type(node) == CONFIG_GROUP)
			one(r, all + size * (*n)++, node);
		else
			config_fault(r, node, tr("each of %s is a group: { ..; }"),
			    config_node_name(v));
	}
	return all;
}

/* ---- figures and choices ---- */

static void set_low(struct config_reader *r, void *t, const struct config_node *v)
{
	(void)r;
	((struct step_figure *)t)->has_low = true;
	((struct step_figure *)t)->low = (int)config_node_int(v);
}

static void set_high(struct config_reader *r, void *t, const struct config_node *v)
{
	(void)r;
	((struct step_figure *)t)->has_high = true;
	((struct step_figure *)t)->high = (int)config_node_int(v);
}

#define FIGURE_MAX 1000000
static const struct attr figure_attrs[] = {
	{ .name = "unit", .type = ATTR_TEXT, .required = true, .max = 16,
	    AT(struct step_figure, unit), .help = "after the figure: J, min" },
	{ .name = "min", .type = ATTR_INT, .required = true, .min = -FIGURE_MAX, .max = FIGURE_MAX,
	    AT(struct step_figure, min), .help = "below it typing is refused" },
	{ .name = "max", .type = ATTR_INT, .required = true, .min = -FIGURE_MAX, .max = FIGURE_MAX,
	    AT(struct step_figure, max), .help = "above it typing is refused" },
	{ .name = "low", .type = ATTR_INT, .min = -FIGURE_MAX, .max = FIGURE_MAX, .set = set_low,
	    .help = "below it the figure stands out" },
	{ .name = "high", .type = ATTR_INT, .min = -FIGURE_MAX, .max = FIGURE_MAX, .set = set_high,
	    .help = "above it the figure stands out" },
	{ .name = "decimals", .type = ATTR_INT, .max = 4, AT(struct step_figure, decimals),
	    .help = "figures behind the point, none unless said" },
};

static void set_figure(struct config_reader *r, void *t, const struct config_node *v)
{
	struct checklist_step *s = t;
	struct step_figure *f = &s->figure;
	s->has_figure = true;
	if (!config_read_group(r, v, figure_attrs, COUNT(figure_attrs), f))
		return;
	if (f->min >= f->max)
		config_fault(r, v, tr("min %d is not below max %d"), f->min, f->max);
	if ((f->has_low && (f->low < f->min || f->low > f->max)) ||
	    (f->has_high && (f->high < f->min || f->high > f->max)) ||
	    (f->has_low && f->has_high && f->low > f->high))
		config_fault(r, v, tr("low and high lie between min and max"));
}

static void set_choice_label(struct config_reader *r, void *t, const struct config_node *v)
{
	read_label(r, v, &((struct form_choice *)t)->label);
}

static const struct attr choice_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 31,
	    AT(struct form_choice, code), .help = "what is stored; never changed later" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, .set = set_choice_label,
	    .help = "what people see" },
};

static void read_choice(struct config_reader *r, void *to, const struct config_node *n)
{
	config_read_group(r, n, choice_attrs, COUNT(choice_attrs), to);
}

static void set_choices(struct config_reader *r, void *t, const struct config_node *v)
{
	struct checklist_step *s = t;
	s->choices = read_groups(r, v, sizeof *s->choices, &s->nchoices, read_choice);
	if (s->nchoices > CHECKLIST_CHOICES_MAX)
		config_fault(r, v, tr("one digit answers: at most %d choices, not %zu"),
		    CHECKLIST_CHOICES_MAX, s->nchoices);
	for (size_t i = 0; i < s->nchoices; i++) {
		for (size_t j = 0; j < i; j++) {
			const char *a = s->choices[i].code, *b = s->choices[j].code;
			if (a != NULL && b != NULL && strcmp(a, b) == 0)
				config_fault(r, config_node_at(v, i),
				    tr("choice \"%.40s\" stands twice"), a);
		}
	}
}

/* ---- steps ---- */

static void set_phase(struct config_reader *r, void *t, const struct config_node *v)
{
	int i = read_word(r, v, step_phases);
	if (i >= 0)
		((struct checklist_step *)t)->phase = (enum step_phase)i;
}

static void set_photo(struct config_reader *r, void *t, const struct config_node *v)
{
	int i = read_word(r, v, photo_kinds);
	if (i >= 0)
		((struct checklist_step *)t)->photo = photo_kinds[i];
}

static void set_when(struct config_reader *r, void *t, const struct config_node *v)
{
	struct checklist_step *s = t;
	struct err e = ERR_INIT;
	expr_free(s->when);
	if (expr_parse(config_node_text(v), &s->when, &e) != OK)
		config_fault(r, v, "%s", e.text);
}

static void set_step_title(struct config_reader *r, void *t, const struct config_node *v)
{
	read_label(r, v, &((struct checklist_step *)t)->title);
}

static void set_standard(struct config_reader *r, void *t, const struct config_node *v)
{
	read_label(r, v, &((struct checklist_step *)t)->standard);
}

static const struct attr step_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 31,
	    AT(struct checklist_step, code), .help = "what is stored; never changed later" },
	{ .name = "phase", .type = ATTR_TEXT, .required = true, .set = set_phase,
	    .help = "before, during, after" },
	{ .name = "title", .type = ATTR_LABEL, .required = true, .set = set_step_title,
	    .help = "what is done" },
	{ .name = "standard", .type = ATTR_LABEL, .set = set_standard,
	    .help = "how it is done right" },
	{ .name = "role", .type = ATTR_NAME, AT(struct checklist_step, role),
	    .help = "who does it, of roles.cfg; anybody unless said" },
	{ .name = "required", .type = ATTR_BOOL, AT(struct checklist_step, required),
	    .help = "no closing without it; true unless said" },
	{ .name = "manager", .type = ATTR_BOOL, AT(struct checklist_step, manager),
	    .help = "the manager confirms it" },
	{ .name = "figure", .type = ATTR_GROUP, .set = set_figure,
	    .help = "a figure that is asked for: unit, min, max, low, high, decimals" },
	{ .name = "choices", .type = ATTR_LIST, .set = set_choices,
	    .help = "what can be found; one digit answers" },
	{ .name = "photo", .type = ATTR_TEXT, .set = set_photo,
	    .help = "photographs belong to it: before, after" },
	{ .name = "vitals", .type = ATTR_BOOL, AT(struct checklist_step, vitals),
	    .help = "vital signs belong to it" },
	{ .name = "when", .type = ATTR_TEXT, .max = EXPR_MAX - 1, .set = set_when,
	    .help = "only where this is so: skin = react and @minor = 0" },
	{ .name = "wait", .type = ATTR_INT, .max = 1440, AT(struct checklist_step, wait_min),
	    .help = "minutes between begun and done" },
	{ .name = "at", .type = ATTR_INT, .max = 1440, AT(struct checklist_step, planned_min),
	    .help = "planned minute after the beginning" },
};

static void read_step(struct config_reader *r, void *to, const struct config_node *n)
{
	struct checklist_step *s = to;
	s->required = true;
	s->planned_min = -1;
	s->line = config_node_line(n);
	config_read_group(r, n, step_attrs, COUNT(step_attrs), s);
	if (s->has_figure && s->nchoices > 0)
		config_fault(r, n, tr("step \"%.40s\" asks one thing: figure or choices"),
		    s->code == NULL ? "" : s->code);
}

/* ---- contraindications and after-care ---- */

static void set_contra_text(struct config_reader *r, void *t, const struct config_node *v)
{
	read_label(r, v, &((struct checklist_contra *)t)->text);
}

static const struct attr contra_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 31,
	    AT(struct checklist_contra, code), .help = "what is stored; never changed later" },
	{ .name = "text", .type = ATTR_LABEL, .required = true, .set = set_contra_text,
	    .help = "what is put to whoever starts" },
	{ .name = "words", .type = ATTR_WORDS, AT(struct checklist_contra, words),
	    .help = "as it may stand in the client's file" },
	{ .name = "stops", .type = ATTR_BOOL, AT(struct checklist_contra, stops),
	    .help = "found in the file: a second person must allow the start" },
};

static void read_contra(struct config_reader *r, void *to, const struct config_node *n)
{
	struct checklist_contra *c = to;
	config_read_group(r, n, contra_attrs, COUNT(contra_attrs), c);
	for (size_t i = 0; i < c->words.n; i++) {
		if (strlen(c->words.v[i]) < 2)
			config_fault(r, n, tr("the word \"%s\" is too short to be looked for"),
			    c->words.v[i]);
	}
	if (c->stops && c->words.n == 0)
		config_fault(r, n, tr("stops needs words that are looked for"));
}

static void set_care_text(struct config_reader *r, void *t, const struct config_node *v)
{
	read_label(r, v, &((struct care_line *)t)->text);
}

static const struct attr care_attrs[] = {
	{ .name = "day", .type = ATTR_INT, .max = 366, AT(struct care_line, day),
	    .help = "days after, 0 is the same day" },
	{ .name = "text", .type = ATTR_LABEL, .required = true, .set = set_care_text,
	    .help = "what is told" },
};

static void read_care(struct config_reader *r, void *to, const struct config_node *n)
{
	config_read_group(r, n, care_attrs, COUNT(care_attrs), to);
}

static void set_care(struct config_reader *r, struct care_lines *l, const struct config_node *v)
{
	l->v = read_groups(r, v, sizeof *l->v, &l->n, read_care);
	for (size_t i = 1; i < l->n; i++) {
		if (l->v[i].day < l->v[i - 1].day)
			config_fault(r, config_node_at(v, i), tr("days stand in their order"));
	}
}

static void set_client(struct config_reader *r, void *t, const struct config_node *v)
{
	set_care(r, &((struct checklist *)t)->client, v);
}

static void set_companion(struct config_reader *r, void *t, const struct config_node *v)
{
	set_care(r, &((struct checklist *)t)->companion, v);
}

static const struct attr after_attrs[] = {
	{ .name = "client", .type = ATTR_LIST, .set = set_client,
	    .help = "told to the client, day by day" },
	{ .name = "companion", .type = ATTR_LIST, .set = set_companion,
	    .help = "told to whoever came along" },
	{ .name = "ice", .type = ATTR_INT, .max = 240, AT(struct checklist, ice_min),
	    .help = "minutes of cooling" },
	{ .name = "rest", .type = ATTR_INT, .max = 1440, AT(struct checklist, rest_min),
	    .help = "minutes of rest before leaving" },
	{ .name = "paper", .type = ATTR_BOOL, AT(struct checklist, paper),
	    .help = "an in-patient paper is asked for" },
};

/* ---- checklists ---- */

static void set_after(struct config_reader *r, void *t, const struct config_node *v)
{
	config_read_group(r, v, after_attrs, COUNT(after_attrs), t);
}

static void set_contra(struct config_reader *r, void *t, const struct config_node *v)
{
	struct checklist *c = t;
	c->contra = read_groups(r, v, sizeof *c->contra, &c->ncontra, read_contra);
}

static void set_steps(struct config_reader *r, void *t, const struct config_node *v)
{
	struct checklist *c = t;
	c->steps = read_groups(r, v, sizeof *c->steps, &c->nsteps, read_step);
	if (c->nsteps == 0 || c->nsteps > CHECKLIST_STEPS_MAX)
		config_fault(r, v, tr("1 to %d steps, not %zu"), CHECKLIST_STEPS_MAX, c->nsteps);
}

static void set_title(struct config_reader *r, void *t, const struct config_node *v)
{
	read_label(r, v, &((struct checklist *)t)->title);
}

static void set_talk(struct config_reader *r, void *t, const struct config_node *v)
{
	read_label(r, v, &((struct checklist *)t)->talk);
}

static const struct attr checklist_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 31,
	    AT(struct checklist, code), .help = "of the service, or service.checklist" },
	{ .name = "title", .type = ATTR_LABEL, .required = true, .set = set_title,
	    .help = "what people see" },
	{ .name = "consent", .type = ATTR_BOOL, AT(struct checklist, consent),
	    .help = "no start without the client's consent" },
	{ .name = "talk", .type = ATTR_LABEL, .set = set_talk,
	    .help = "what is talked over before it begins" },
	{ .name = "contraindications", .type = ATTR_LIST, .set = set_contra,
	    .help = "what is put to whoever starts" },
	{ .name = "steps", .type = ATTR_LIST, .required = true, .set = set_steps,
	    .help = "in the order in which they are done" },
	{ .name = "after", .type = ATTR_GROUP, .set = set_after,
	    .help = "client, companion, ice, rest, paper" },
};

/* ---- what must agree among the steps ---- */

struct condition {
	struct config_reader *r;
	const struct checklist *c;
	const struct config_node *node;
	size_t at;                      /* the step that asks */
};

static bool is_fact(const char *name)
{
	for (int i = 0; checklist_facts[i] != NULL; i++) {
		if (strcmp(checklist_facts[i], name) == 0)
			return true;
	}
	return false;
}

/* A step can only ask what was done before it. */
static void check_name(void *arg, const char *name)
{
	struct condition *x = arg;
	const char *known[CHECKLIST_STEPS_MAX + COUNT(checklist_facts) + 1];
	size_t n = 0;
	char hint[96];
	if (is_fact(name))
		return;
	for (size_t i = 0; i < x->at; i++) {
		known[n] = x->c->steps[i].code;
		if (known[n] != NULL && strcmp(known[n], name) == 0)
			return;
		n += known[n] != NULL;
	}
	for (int i = 0; checklist_facts[i] != NULL; i++)
		known[n++] = checklist_facts[i];
	known[n] = NULL;
	config_fault(x->r, x->node, tr("no earlier step is called \"%.40s\"%s"), name,
	    config_hint(config_near(name, known), hint, sizeof hint));
}

static void check_steps(struct config_reader *r, const struct checklist *c,
    const struct config_node *list)
{
	for (size_t i = 0; i < c->nsteps && i < CHECKLIST_STEPS_MAX; i++) {
		const struct checklist_step *s = &c->steps[i];
		struct condition x = { r, c, config_node_at(list, i), i };
		if (s->code == NULL)
			continue;
		for (size_t j = 0; j < i; j++) {
			if (c->steps[j].code != NULL && strcmp(c->steps[j].code, s->code) == 0)
				config_fault(r, x.node, tr("step \"%.40s\" stands twice (line %d)"),
				    s->code, c->steps[j].line);
		}
		if (i > 0 && s->phase < c->steps[i - 1].phase)
			config_fault(r, x.node, tr("step \"%.40s\" stands after a later phase"),
			    s->code);
		if (s->when != NULL)
			expr_names(s->when, check_name, &x);
	}
}

static void read_checklist(struct config_reader *r, void *to, const struct config_node *n)
{
	struct checklist *c = to;
	const struct config_node *code = config_node_get(n, "code");
	if (code != NULL && config_node_text(code) != NULL)
		text_fmt(r->what, sizeof r->what, tr("checklist \"%.40s\""),
		    config_node_text(code));
	c->line = config_node_line(n);
	if (config_read_group(r, n, checklist_attrs, COUNT(checklist_attrs), c))
		check_steps(r, c, config_node_get(n, "steps"));
	r->what[0] = '\0';
}

static void set_checklists(struct config_reader *r, void *t, const struct config_node *v)
{
	struct checklists_file *f = t;
	f->v = read_groups(r, v, sizeof *f->v, &f->n, read_checklist);
	for (size_t i = 0; i < f->n; i++) {
		const struct checklist *first = f->v[i].code == NULL ? NULL :
		    checklists_find(f, f->v[i].code);
		if (first != NULL && first != &f->v[i])
			config_fault(r, config_node_at(v, i),
			    tr("checklist \"%.40s\" stands twice (line %d)"), f->v[i].code,
			    first->line);
	}
}

static const struct attr file_attrs[] = {
	{ .name = "checklists", .type = ATTR_LIST, .required = true, .set = set_checklists,
	    .help = "one a service" },
};

static void end(struct config_reader *r, void *target)
{
	struct checklists_file *f = target;
	unsigned char hash[HASH_SIZE];
	size_t n;
	const char *text = config_file_text(f->file, &n);

	(void)r;
	hash_of(text, n, hash);
	hash_hex(hash, f->hash);
}

static void free_target(void *target)
{
	checklists_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct checklists_file), .file_at = offsetof(struct checklists_file, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs), .end = end, .free = free_target,
};

enum err_code checklists_load(const char *path, struct checklists_file **out,
    struct fault_list *faults, struct err *e)
{
	*out = config_load(&kind, path, NULL, faults, e);
	return *out ? OK : e->code;
}

enum err_code checklists_parse_text(const char *name, const char *text, size_t n,
    struct checklists_file **out, struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, NULL, faults, e);
	return *out ? OK : e->code;
}

static void free_checklist(struct checklist *c)
{
	for (size_t i = 0; i < c->nsteps; i++) {
		mem_free(c->steps[i].choices);
		expr_free(c->steps[i].when);
	}
	for (size_t i = 0; i < c->ncontra; i++)
		config_words_free(&c->contra[i].words);
	mem_free(c->steps);
	mem_free(c->contra);
	mem_free(c->client.v);
	mem_free(c->companion.v);
}

void checklists_free(struct checklists_file *f)
{
	while (f != NULL) {
		struct checklists_file *next = f->next;
		for (size_t i = 0; i < f->n; i++)
			free_checklist(&f->v[i]);
		mem_free(f->v);
		config_file_free(f->file);
		mem_free(f);
		f = next;
	}
}

/* ---- use ---- */

const struct checklist *checklists_find(const struct checklists_file *f, const char *code)
{
	for (size_t i = 0; f != NULL && i < f->n; i++) {
		if (f->v[i].code != NULL && strcmp(f->v[i].code, code) == 0)
			return &f->v[i];
	}
	return NULL;
}

const struct checklist_step *checklist_step(const struct checklist *c, const char *code)
{
	for (size_t i = 0; c != NULL && i < c->nsteps; i++) {
		if (strcmp(c->steps[i].code, code) == 0)
			return &c->steps[i];
	}
	return NULL;
}

const char *checklist_text(const struct label *l, const char *language)
{
	const char *text = strcmp(language, "zh") == 0 ? l->zh : l->en;
	return text == NULL ? "" : text;
}

const char *step_choice_label(const struct checklist_step *s, const char *code)
{
	for (size_t i = 0; s != NULL && i < s->nchoices; i++) {
		if (strcmp(s->choices[i].code, code) == 0)
			return label_text(&s->choices[i].label);
	}
	return code;
}

/* Bytes of UTF-8 beyond ASCII are compared as they are: Han has no cases. */
bool contra_matches(const struct checklist_contra *c, const char *text)
{
	for (size_t i = 0; i < c->words.n; i++) {
		size_t n = strlen(c->words.v[i]);
		for (const char *p = text; *p != '\0'; p++) {
			if (strncasecmp(p, c->words.v[i], n) == 0)
				return true;
		}
	}
	return false;
}
