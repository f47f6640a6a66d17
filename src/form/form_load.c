/* From a file to a form: its sections and fields, with every check that needs no catalogue. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "form_priv.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

/* ---- sections ---- */

struct section_target {
	struct form *form;
	struct form_section section;
};

static void set_fields(struct config_reader *r, void *t, const struct config_node *v)
{
	struct form *f = ((struct section_target *)t)->form;
	for (size_t i = 0; i < config_node_count(v); i++) {
		const struct config_node *n = config_node_at(v, i);
		if (config_node_type(n) == CONFIG_GROUP && form_is_matrix(n)) {
			form_read_matrix(r, n, f, (int)f->nsections);
		} else if (config_node_type(n) == CONFIG_GROUP) {
			form_read_field(r, n, f, (int)f->nsections);
			form_add_remark(f, n);
		} else {
			config_fault(
			    r, n, tr("a field is a group: { name = \"..\"; kind = \"..\"; }"));
		}
	}
}

static const struct attr section_attrs[] = {
	{ .name = "name",
	    .type = ATTR_NAME,
	    .required = true,
	    AT(struct section_target, section.name),
	    .help = "stable name of the tab" },
	{ .name = "title",
	    .type = ATTR_LABEL,
	    AT(struct section_target, section.title),
	    .help = "shown on the tab" },
	{ .name = "fields",
	    .type = ATTR_LIST,
	    .required = true,
	    .set = set_fields,
	    .help = "in order" },
};

static void read_section(struct config_reader *r, struct form *f, const struct config_node *n)
{
	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a section is a group: { name = \"..\"; fields = ( .. ); }"));
		return;
	}
	struct section_target t = { .form = f, .section = { .first = (int)f->nfields } };
	config_read_group(r, n, section_attrs, COUNT(section_attrs), &t);
	t.section.count = (int)f->nfields - t.section.first;
	form_number(f, t.section.first);
	f->sections[f->nsections++] = t.section;
}

static size_t count_fields(const struct config_node *sections)
{
	size_t n = 0;
	for (size_t i = 0; i < config_node_count(sections); i++) {
		const struct config_node *fields =
		    config_node_get(config_node_at(sections, i), "fields");
		for (size_t j = 0; fields != NULL && j < config_node_count(fields); j++)
			n += form_fields_of(config_node_at(fields, j));
	}
	return n;
}

/* Arrays are made once, so that pointers into them stay good while the file is read. */
static void set_sections(struct config_reader *r, void *t, const struct config_node *v)
{
	struct form *f = t;
	size_t n = count_fields(v);
	if (n > FORM_FIELDS_MAX) {
		config_fault(r, v, tr("more than %d fields in one form"), FORM_FIELDS_MAX);
		return;
	}
	if (n == 0) {
		config_fault(r, v, tr("the form has no field"));
		return;
	}
	f->fields = mem_array(n, sizeof *f->fields);
	f->sections = mem_array(config_node_count(v), sizeof *f->sections);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_section(r, f, config_node_at(v, i));
}

/* ---- the form itself ---- */

/* label_width stands before sections: attributes are read in the order of the file, and fields take
 * it over. */
static const struct attr form_attrs[] = {
	{ .name = "name", .type = ATTR_NAME, .required = true, AT(struct form, name),
	    .help = "what the program calls it; as the file" },
	{ .name = "title", .type = ATTR_LABEL, .required = true, AT(struct form, title),
	    .help = "shown above it" },
	{ .name = "table", .type = ATTR_NAME, .required = true, AT(struct form, table),
	    .help = "table of its record" },
	{ .name = "label_width", .type = ATTR_INT, .min = 1, .max = 40,
	    AT(struct form, label_width), .help = "cells of labels, 11; before sections" },
	{ .name = "interview", .type = ATTR_BOOL, AT(struct form, interview),
	    .help = "asked while talking: numbers, digits, remarks; before sections" },
	{ .name = "before_plan", .type = ATTR_NAME, AT(struct form, before_plan),
	    .help = "choice that must be answered, and not no, before a plan is made" },
	{ .name = "sections", .type = ATTR_LIST, .required = true, .set = set_sections,
	    .help = "its tabs" },
};

static void set_form(struct config_reader *r, void *t, const struct config_node *v)
{
	config_read_group(r, v, form_attrs, COUNT(form_attrs), t);
}

static const struct attr file_attrs[] = {
	{ .name = "form",
	    .type = ATTR_GROUP,
	    .required = true,
	    .set = set_form,
	    .help = "the form" },
};

static void hash_file(struct form *f)
{
	size_t n;
	const char *text = config_file_text(f->file, &n);
	unsigned char h[HASH_SIZE];
	hash_of(text, n, h);
	hash_hex(h, f->hash);
}

static void check_before_plan(const struct form *f, struct config_reader *r)
{
	int i = f->before_plan ? form_field_index(f, f->before_plan) : -1;

	if (f->before_plan && (i < 0 || f->fields[i].kind != FIELD_CHOICE ||
	    f->fields[i].several))
		config_fault(r, config_file_root(f->file),
		    tr("before_plan: %s is no choice of one answer"), f->before_plan);
}

enum err_code form_from_file(struct config_file *file, struct form **out, struct fault_list *faults,
    struct err *e)
{
	struct form *f = mem_alloc(sizeof *f);
	size_t before = faults->n + faults->more;
	*f = (struct form){ .label_width = 11, .file = file, .holders = 1 };
	struct config_reader r = { .file = config_file_name(file), .faults = faults };
	config_read_group(&r, config_file_root(file), file_attrs, COUNT(file_attrs), f);
	if (faults->n + faults->more == before) {
		form_check_names(f, &r);
		check_before_plan(f, &r);
		form_lay_out(f, &r);
	}
	hash_file(f);
	if (faults->n + faults->more == before) {
		*out = f;
		return OK;
	}
	/* what the catalogue says against it belongs to the same list */
	struct err later = ERR_INIT;
	if (f->table != NULL)
		(void)!form_bind(f, faults, &later);
	form_free(f);
	*out = NULL;
	return fault_list_err(faults, e);
}

enum err_code form_load(
    const char *path, struct form **out, struct fault_list *faults, struct err *e)
{
	struct config_file *file;
	*out = NULL;
	enum err_code rc = config_file_read(path, &file, faults, e);
	return rc == OK ? form_from_file(file, out, faults, e) : rc;
}

enum err_code form_parse_text(const char *name, const char *text, size_t n, struct form **out,
    struct fault_list *faults, struct err *e)
{
	struct config_file *file;
	*out = NULL;
	enum err_code rc = config_file_parse(name, text, n, &file, faults, e);
	return rc == OK ? form_from_file(file, out, faults, e) : rc;
}

/* ---- the end ---- */

void form_hold(struct form *f)
{
	f->holders++;
}

static void free_field(struct form_field *f)
{
	config_words_free(&f->required_in);
	mem_free(f->choices);
	expr_free(f->required_if);
	expr_free(f->visible_if);
	expr_free(f->readonly_if);
}

void form_free(struct form *f)
{
	if (f == NULL || --f->holders > 0)
		return;
	for (size_t i = 0; i < f->nfields; i++)
		free_field(&f->fields[i]);
	for (size_t i = 0; i < f->made.n; i++)
		mem_free(f->made.v[i]);
	vec_free(&f->made);
	mem_free(f->fields);
	mem_free(f->sections);
	config_file_free(f->file);
	mem_free(f);
}
