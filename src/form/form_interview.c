/* What an interview adds to a form: rows that share their columns, remarks, numbers. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "form_priv.h"

#define AT(member) .offset = offsetof(struct matrix, member)

enum { CELL = 8, INDENT_LABEL = 21, SINCE_WIDTH = 7, REMARK_LENGTH = 300 };

static const struct label since_label = { .en = N_("since") }, instead_label = { .en =
	N_("replace by") };

/* ---- names ---- */

static const char *make_name(struct form *form, const char *a, const char *b)
{
	struct buf name = BUF_INIT;
	buf_printf(&name, "%s_%s", a, b);
	char *made = mem_dup(name.s);
	buf_free(&name);
	*vec_push(&form->made) = made;
	return made;
}

static struct form_field *add_field(struct form *form, const struct config_node *n, int section)
{
	struct form_field *f = &form->fields[form->nfields++];
	*f = (struct form_field){ .path = { .how = PATH_NONE, .column = -1 }, .section = section,
		.line = config_node_line(n), .height = 1, .remark = -1, .remark_of = -1 };
	return f;
}

/* ---- remarks ---- */

static bool has_remark(const struct form_field *f)
{
	if (f->path.how != PATH_NONE || f->see != NULL || f->readonly)
		return false;
	return f->kind == FIELD_CHOICE || f->kind == FIELD_BOOL || f->kind == FIELD_INT ||
	    f->kind == FIELD_NUMBER || f->kind == FIELD_DATE;
}

/* Stands beside the answer, from where its words would end. */
void form_add_remark(struct form *form, const struct config_node *n)
{
	int of = (int)form->nfields - 1;
	struct form_field *to = &form->fields[of];
	if (!form->interview || to->name == NULL || !has_remark(to))
		return;
	struct form_field *f = add_field(form, n, to->section);
	f->name = make_name(form, to->name, "remark");
	f->label = to->label;
	f->kind = FIELD_TEXT;
	f->max_length = REMARK_LENGTH;
	f->width = 28;
	f->col = FORM_COLUMNS - f->width - 1;
	f->aside = true;
	f->remark_of = of;
	to->remark = of + 1;
}

/* ---- rows that share their columns ---- */

struct matrix {
	const char *name, *kind;
	struct label label, help;
	struct form_choice *rows, *columns;
	size_t nrows, ncolumns;
	bool since, instead, required;
};

static void set_rows(struct config_reader *r, void *t, const struct config_node *v)
{
	struct matrix *m = t;
	form_read_choices(r, v, &m->rows, &m->nrows);
}

static void set_columns(struct config_reader *r, void *t, const struct config_node *v)
{
	struct matrix *m = t;
	form_read_choices(r, v, &m->columns, &m->ncolumns);
}

static const struct attr matrix_attrs[] = {
	{ .name = "name", .type = ATTR_NAME, .required = true, AT(name),
	    .help = "stable name; rows are NAME_CODE" },
	{ .name = "label", .type = ATTR_LABEL, AT(label), .help = "above the rows" },
	{ .name = "help", .type = ATTR_LABEL, AT(help), .help = "F1 in a row" },
	{ .name = "kind", .type = ATTR_NAME, .required = true, AT(kind), .help = "matrix" },
	{ .name = "rows", .type = ATTR_LIST, .required = true, .set = set_rows,
	    .help = "what is asked about" },
	{ .name = "columns", .type = ATTR_LIST, .required = true, .set = set_columns,
	    .help = "the answers; the digit is the column" },
	{ .name = "since", .type = ATTR_BOOL, AT(since), .help = "asks since when" },
	{ .name = "instead", .type = ATTR_BOOL, AT(instead),
	    .help = "asks what shall take its place" },
	{ .name = "required", .type = ATTR_BOOL, AT(required),
	    .help = "every row, before it counts as complete" },
};

static void add_text(struct form *form, const struct config_node *n, int section,
    const char *row, const char *what, const struct label *label, int col, int width)
{
	struct form_field *f = add_field(form, n, section);
	f->name = make_name(form, row, what);
	f->label = *label;
	f->kind = FIELD_TEXT;
	f->col = col;
	f->width = width;
	f->max_length = 60;
	f->aside = true;
}

static void add_row(struct form *form, const struct config_node *n, int section,
    const struct matrix *m, const struct form_choice *row)
{
	struct form_field *f = add_field(form, n, section);
	const char *name = make_name(form, m->name, row->code);
	f->name = name;
	f->label = row->label;
	f->help = m->help;
	f->kind = FIELD_CHOICE;
	f->one_key = f->cell = true;
	f->nchoices = m->ncolumns;
	f->choices = mem_array(m->ncolumns, sizeof *f->choices);
	memcpy(f->choices, m->columns, m->ncolumns * sizeof *f->choices);
	f->label_width = INDENT_LABEL;
	f->width = (int)m->ncolumns * CELL - 2;
	f->required = m->required ? STAGE_COMPLETE : 0;
	int col = 1 + f->label_width + f->width + 2;
	if (m->since)
		add_text(form, n, section, name, "since", &since_label, col, SINCE_WIDTH - 2);
	col += m->since ? SINCE_WIDTH : 0;
	if (m->instead)
		add_text(form, n, section, name, "instead", &instead_label, col,
		    FORM_COLUMNS - col - 1);
}

static bool is_good(struct config_reader *r, const struct config_node *n, const struct matrix *m)
{
	if (m->ncolumns < 2 || m->ncolumns > 6)
		config_fault(r, n, tr("a matrix has 2 to 6 columns, not %zu"), m->ncolumns);
	else if ((m->since || m->instead) && m->ncolumns > 4)
		config_fault(r, n, tr("beside 4 columns is no room for since and instead"));
	else
		return true;
	return false;
}

void form_read_matrix(struct config_reader *r, const struct config_node *n, struct form *form,
    int section)
{
	struct matrix m = { 0 };
	text_copy(r->what, sizeof r->what, tr("matrix"));
	size_t nattrs = sizeof matrix_attrs / sizeof *matrix_attrs;
	if (config_read_group(r, n, matrix_attrs, nattrs, &m) && is_good(r, n, &m)) {
		struct form_field *f = add_field(form, n, section);
		f->name = m.name;
		f->label = m.label;
		f->kind = FIELD_STATIC;
		f->label_width = INDENT_LABEL;
		for (size_t i = 0; i < m.nrows; i++)
			add_row(form, n, section, &m, &m.rows[i]);
	}
	mem_free(m.rows);
	mem_free(m.columns);
	r->what[0] = '\0';
}

bool form_is_matrix(const struct config_node *n)
{
	const struct config_node *kind = config_node_get(n, "kind");
	const char *text = kind == NULL ? NULL : config_node_text(kind);
	return text != NULL && strcmp(text, "matrix") == 0;
}

size_t form_fields_of(const struct config_node *n)
{
	if (config_node_type(n) != CONFIG_GROUP || !form_is_matrix(n))
		return 2;
	const struct config_node *rows = config_node_get(n, "rows");
	return rows == NULL ? 1 : 1 + 3 * config_node_count(rows);
}

/* ---- numbers ---- */

/* By the order of the file, hidden ones too: a question keeps its number while others come and go.
 */
void form_number(struct form *form, int first)
{
	int number = 0;
	for (size_t i = (size_t)first; form->interview && i < form->nfields; i++) {
		struct form_field *f = &form->fields[i];
		bool heads = f->kind == FIELD_STATIC && i + 1 < form->nfields &&
		    form->fields[i + 1].cell;
		if (heads || (f->kind != FIELD_STATIC && !f->cell && !f->aside))
			f->number = ++number;
	}
}
