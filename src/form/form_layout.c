/* What must agree among the fields of a form, and where each of them stands on its page. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "form_priv.h"

/* ---- names ---- */

#define AT_LINE(r, f, ...) fault_add((r)->faults, (r)->file, (f)->line, __VA_ARGS__)

struct name_check {
	const struct form *form;
	const struct form_field *field;
	struct config_reader *r;
};

static const char *const pseudo_names[] = { "@branch", "@new", "@minor", NULL };

static bool is_pseudo(const char *name)
{
	for (size_t i = 0; pseudo_names[i] != NULL; i++) {
		if (strcmp(pseudo_names[i], name) == 0)
			return true;
	}
	return false;
}

static const char *near_field(const struct form *f, const char *name, char *buf, size_t size)
{
	const char **names = mem_array(f->nfields + 1, sizeof *names);
	for (size_t i = 0; i < f->nfields; i++)
		names[i] = f->fields[i].name;
	const char *near =
	    name[0] == '@' ? config_near(name, pseudo_names) : config_near(name, names);
	mem_free(names);
	return config_hint(near, buf, size);
}

static void check_name(void *arg, const char *name)
{
	struct name_check *c = arg;
	int i = form_field_index(c->form, name);
	char hint[96];
	if (i < 0 && !is_pseudo(name))
		AT_LINE(c->r, c->field, tr("field \"%s\": the condition names no field: \"%s\"%s"),
		    c->field->name, name, near_field(c->form, name, hint, sizeof hint));
	else if (i >= 0 && &c->form->fields[i] == c->field)
		AT_LINE(c->r, c->field, tr("field \"%s\": the condition depends on itself"), name);
}

static void check_twice(const struct form *f, size_t i, struct config_reader *r)
{
	const struct form_field *a = &f->fields[i];
	char mine[128], theirs[128];
	form_path_text(&a->path, mine, sizeof mine);
	for (size_t j = 0; j < i; j++) {
		const struct form_field *b = &f->fields[j];
		if (strcmp(a->name, b->name) == 0)
			AT_LINE(r, a, tr("field \"%s\" stands twice (line %d)"), a->name, b->line);
		form_path_text(&b->path, theirs, sizeof theirs);
		if (mine[0] != '\0' && strcmp(mine, theirs) == 0)
			AT_LINE(r, a,
			    tr("field \"%s\": path \"%s\" belongs to field \"%s\" (line %d)"),
			    a->name, mine, b->name, b->line);
	}
}

void form_check_names(const struct form *f, struct config_reader *r)
{
	for (size_t i = 0; i < f->nfields; i++) {
		struct name_check c = { f, &f->fields[i], r };
		check_twice(f, i, r);
		expr_names(f->fields[i].visible_if, check_name, &c);
		expr_names(f->fields[i].readonly_if, check_name, &c);
		expr_names(f->fields[i].required_if, check_name, &c);
	}
	for (size_t i = 1; i < f->nsections; i++) {
		for (size_t j = 0; j < i; j++) {
			if (strcmp(f->sections[i].name, f->sections[j].name) == 0)
				fault_add(r->faults, r->file, 0, tr("section \"%s\" stands twice"),
				    f->sections[i].name);
		}
	}
}

/* ---- places ---- */

static int last_cell(const struct form_field *f)
{
	int brackets = f->kind == FIELD_STATIC ? 0 : 2;
	return f->col + f->label_width + f->width + brackets - 1;
}

/* Fields of which one is hidden by a condition may take turns in one place. */
static bool cover_each_other(const struct form_field *a, const struct form_field *b)
{
	if (a->visible_if != NULL || b->visible_if != NULL)
		return false;
	return a->row < b->row + b->height && b->row < a->row + a->height &&
	    a->col <= last_cell(b) && b->col <= last_cell(a);
}

static void check_place(
    struct form *f, const struct form_section *s, int i, struct config_reader *r)
{
	const struct form_field *a = &f->fields[i];
	if (last_cell(a) > FORM_COLUMNS)
		AT_LINE(r, a, tr("field \"%s\" ends at cell %d, the page has %d"), a->name,
		    last_cell(a), FORM_COLUMNS);
	for (int j = s->first; j < i; j++) {
		if (cover_each_other(a, &f->fields[j]))
			AT_LINE(r, a, tr("field \"%s\" lies over field \"%s\" (line %d)"), a->name,
			    f->fields[j].name, f->fields[j].line);
	}
}

/* Without row and col a field goes under all before it; with col alone it goes beside the last one.
 */
static void place(struct form_field *f, int *row, int *bottom)
{
	if (f->row == 0 && f->col == 0)
		f->row = *bottom + 1;
	else if (f->row == 0)
		f->row = *row == 0 ? 1 : *row;
	if (f->col == 0)
		f->col = 1;
	*row = f->row;
	if (f->row + f->height - 1 > *bottom)
		*bottom = f->row + f->height - 1;
}

void form_lay_out(struct form *f, struct config_reader *r)
{
	for (size_t i = 0; i < f->nsections; i++) {
		struct form_section *s = &f->sections[i];
		int row = 0;
		for (int j = s->first; j < s->first + s->count; j++)
			place(&f->fields[j], &row, &s->rows);
		for (int j = s->first; j < s->first + s->count; j++)
			check_place(f, s, j, r);
	}
}
