#include "form/complaints.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

/* ---- plain words ---- */

static const struct attr word_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 23,
	    AT(struct complaint_word, code), .help = "word that is kept" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct complaint_word, label),
	    .help = "what people read" },
};

const struct complaint_word *complaint_word_find(const struct complaint_words *w, const char *code)
{
	for (size_t i = 0; code && i < w->n; i++)
		if (w->v[i].code && !strcmp(w->v[i].code, code))
			return &w->v[i];
	return NULL;
}

static void read_word(struct config_reader *r, struct complaint_words *w,
    const struct config_node *n)
{
	struct complaint_word *x = &w->v[w->n];
	const struct complaint_word *first;

	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a word is a group: { code = \"..\"; label = \"..\"; }"));
		return;
	}
	x->line = config_node_line(n);
	w->n++;
	if (!config_read_group(r, n, word_attrs, COUNT(word_attrs), x))
		return;
	first = complaint_word_find(w, x->code);
	if (first && first != x)
		config_fault(r, n, tr("stands twice (line %d)"), first->line);
}

static void read_words(struct config_reader *r, struct complaint_words *w,
    const struct config_node *v)
{
	w->v = mem_array(config_node_count(v), sizeof *w->v);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_word(r, w, config_node_at(v, i));
	if (!w->n)
		config_fault(r, v, tr("a list without a word"));
}

static void set_levels(struct config_reader *r, void *target, const struct config_node *v)
{
	read_words(r, &((struct complaints_file *)target)->levels, v);
}

static void set_channels(struct config_reader *r, void *target, const struct config_node *v)
{
	read_words(r, &((struct complaints_file *)target)->channels, v);
}

static void set_causes(struct config_reader *r, void *target, const struct config_node *v)
{
	read_words(r, &((struct complaints_file *)target)->causes, v);
}

/* ---- kinds ---- */

static const struct attr kind_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 23,
	    AT(struct complaint_kind, code), .help = "word that is kept" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct complaint_kind, label),
	    .help = "what people read" },
	{ .name = "answer", .type = ATTR_INT, .required = true, .min = 1,
	    .max = COMPLAINT_HOURS_MAX, AT(struct complaint_kind, answer),
	    .help = "hours until the first answer" },
	{ .name = "solve", .type = ATTR_INT, .required = true, .min = 1,
	    .max = COMPLAINT_HOURS_MAX, AT(struct complaint_kind, solve),
	    .help = "hours until it is solved" },
	{ .name = "working", .type = ATTR_BOOL, AT(struct complaint_kind, working),
	    .help = "only hours in which the branch is open count" },
};

const struct complaint_kind *complaints_kind(const struct complaints_file *f, const char *code)
{
	for (size_t i = 0; f && code && i < f->nkinds; i++)
		if (f->kinds[i].code && !strcmp(f->kinds[i].code, code))
			return &f->kinds[i];
	return NULL;
}

static void read_kind(struct config_reader *r, struct complaints_file *f,
    const struct config_node *n)
{
	struct complaint_kind *k = &f->kinds[f->nkinds];
	const struct complaint_kind *first;

	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a kind is a group: { code = \"..\"; answer = ..; }"));
		return;
	}
	k->line = config_node_line(n);
	f->nkinds++;
	if (!config_read_group(r, n, kind_attrs, COUNT(kind_attrs), k))
		return;
	first = complaints_kind(f, k->code);
	if (first && first != k)
		config_fault(r, n, tr("stands twice (line %d)"), first->line);
	if (k->answer > k->solve)
		config_fault(r, n, tr("answered after %d hours, but solved after %d"), k->answer,
		    k->solve);
}

static void set_kinds(struct config_reader *r, void *target, const struct config_node *v)
{
	struct complaints_file *f = target;

	f->kinds = mem_array(config_node_count(v), sizeof *f->kinds);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_kind(r, f, config_node_at(v, i));
	if (!f->nkinds)
		config_fault(r, v, tr("a list without a word"));
}

/* ---- the file ---- */

static const struct attr file_attrs[] = {
	{ .name = "complaints", .type = ATTR_LIST, .required = true, .set = set_kinds,
	    .help = "kinds with their limits" },
	{ .name = "levels", .type = ATTR_LIST, .required = true, .set = set_levels,
	    .help = "how grave it is" },
	{ .name = "channels", .type = ATTR_LIST, .required = true, .set = set_channels,
	    .help = "where it came from" },
	{ .name = "causes", .type = ATTR_LIST, .required = true, .set = set_causes,
	    .help = "what it came from" },
};

static void free_target(void *target)
{
	complaints_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct complaints_file), .file_at = offsetof(struct complaints_file, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs), .free = free_target,
};

enum err_code complaints_load(const char *path, struct complaints_file **out,
    struct fault_list *faults, struct err *e)
{
	*out = config_load(&kind, path, NULL, faults, e);
	return *out ? OK : e->code;
}

enum err_code complaints_parse_text(const char *name, const char *text, size_t n,
    struct complaints_file **out, struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, NULL, faults, e);
	return *out ? OK : e->code;
}

void complaints_free(struct complaints_file *f)
{
	if (!f)
		return;
	mem_free(f->kinds);
	mem_free(f->levels.v);
	mem_free(f->channels.v);
	mem_free(f->causes.v);
	config_file_free(f->file);
	mem_free(f);
}
