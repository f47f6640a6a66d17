/* A loaded form: questions about it, and its tie to the catalogue. */
#include "form/form.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

int form_field_index(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->nfields; i++) {
		if (strcmp(f->fields[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

const char *form_choice_label(const struct form_field *f, const char *code)
{
	for (size_t i = 0; i < f->nchoices; i++) {
		if (strcmp(f->choices[i].code, code) == 0)
			return label_text(&f->choices[i].label);
	}
	return code;
}

enum value_type field_kind_type(enum field_kind kind)
{
	static const enum value_type types[FIELD_KINDS] = {
		[FIELD_TEXT] = VALUE_TEXT, [FIELD_MEMO] = VALUE_TEXT, [FIELD_INT] = VALUE_INT,
		[FIELD_NUMBER] = VALUE_REAL, [FIELD_MONEY] = VALUE_INT,
		[FIELD_DATE] = VALUE_TEXT, [FIELD_BIRTH] = VALUE_TEXT,
		[FIELD_TIME] = VALUE_INT, [FIELD_BOOL] = VALUE_INT, [FIELD_CHOICE] = VALUE_TEXT,
		[FIELD_LOOKUP] = VALUE_INT, [FIELD_PHONE] = VALUE_TEXT, [FIELD_STAFF] = VALUE_INT,
		[FIELD_BRANCH] = VALUE_INT, [FIELD_STATIC] = VALUE_NULL,
	};
	return types[kind];
}

/* ---- tie to the catalogue ---- */

static const char *type_word(enum value_type t)
{
	switch (t) {
	case VALUE_NULL: return tr("nothing");
	case VALUE_INT: return tr("whole numbers");
	case VALUE_REAL: return tr("decimal numbers");
	case VALUE_TEXT: return tr("text");
	case VALUE_BLOB: return tr("bytes");
	}
	return "";
}

static void bind_field(struct form *form, struct form_field *f, struct fault_list *faults)
{
	struct err e = ERR_INIT;
	const char *file = config_file_name(form->file);
	if (f->name == NULL)
		return;
	if (form_path_bind(&f->path, form->bound, &e) != OK) {
		fault_add(faults, file, f->line, tr("field \"%s\": %s"), f->name, e.text);
		return;
	}
	if (f->path.how == PATH_NONE || f->path.column < 0)
		return;
	const struct column_def *c = &f->path.table->columns[f->path.column];
	enum value_type wanted = field_kind_type(f->kind);
	if (c->type != wanted && !f->faulty)
		fault_add(faults, file, f->line, tr("field \"%s\": column \"%s\" holds %s,"
		    " kind \"%s\" makes %s"), f->name, c->name, type_word(c->type),
		    field_kind_names[f->kind], type_word(wanted));
	if (f->path.how == PATH_COLUMN && (c->flags & COL_REQUIRED) != 0)
		f->required |= STAGE_SAVE;
}

static bool same_row(const struct form_path *a, const struct form_path *b)
{
	return a->how == b->how && a->table == b->table && a->nth == b->nth &&
	    strcmp(a->key_column, b->key_column) == 0 && strcmp(a->key, b->key) == 0;
}

static bool row_has_column(const struct form *form, const struct form_path *row, const char *column)
{
	if (row->how != PATH_NTH && strcmp(row->key_column, column) == 0)
		return true;
	for (size_t i = 0; i < form->nfields; i++) {
		const struct form_path *p = &form->fields[i].path;
		if (same_row(p, row) && strcmp(p->column_name, column) == 0)
			return true;
	}
	return false;
}

/* A child row that the form may have to insert needs a field for all that the store demands. */
static void check_whole_row(const struct form *form, const struct form_field *f,
    struct fault_list *faults)
{
	const struct form_path *p = &f->path;
	if (p->how == PATH_COLUMN || p->how == PATH_NONE || p->table == NULL)
		return;
	for (size_t i = 0; i < p->table->ncolumns; i++) {
		const struct column_def *c = &p->table->columns[i];
		if ((c->flags & COL_REQUIRED) == 0 || (c->flags & COL_SYSTEM) != 0 ||
		    row_has_column(form, p, c->name))
			continue;
		fault_add(faults, config_file_name(form->file), f->line, tr("field \"%s\": its row"
		    " needs column \"%s\" of %s too, and no field has it"), f->name, c->name,
		    p->table->name);
	}
}

static void unknown_table(const struct form *f, struct fault_list *faults)
{
	const char **names = mem_array(catalog_size + 1, sizeof *names);
	for (size_t i = 0; i < catalog_size; i++)
		names[i] = catalog[i].name;
	char hint[96];
	fault_add(faults, config_file_name(f->file), 0, tr("no table \"%s\"%s"), f->table,
	    config_hint(config_near(f->table, names), hint, sizeof hint));
	mem_free(names);
}

enum err_code form_bind(struct form *f, struct fault_list *faults, struct err *e)
{
	size_t before = faults->n + faults->more;
	f->bound = catalog_table(f->table);
	if (f->bound == NULL)
		unknown_table(f, faults);
	for (size_t i = 0; f->bound != NULL && i < f->nfields; i++)
		bind_field(f, &f->fields[i], faults);
	if (faults->n + faults->more == before) {
		for (size_t i = 0; i < f->nfields; i++)
			check_whole_row(f, &f->fields[i], faults);
	}
	return faults->n + faults->more == before ? OK : fault_list_err(faults, e);
}
