/* What a form being filled in says about the person: the input of search terms and likeness. */
#include <string.h>

#include "base/mem.h"
#include "base/term.h"
#include "form/form_edit.h"
#include "desk/clients/intake_priv.h"

static void take_text(char **slot, const struct value *v)
{
	char number[32];

	if (!*slot && v->type != VALUE_NULL)
		*slot = mem_dup(value_text(v, number, sizeof number));
}

static void take_column(struct person *out, const char *column, const struct value *v)
{
	const struct {
		const char *column;
		char **slot;
	} wanted[] = {
		{ "name", &out->name }, { "alias", &out->alias }, { "pinyin", &out->pinyin },
		{ "birth", &out->birth }, { "document_no", &out->document },
	};

	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		if (!strcmp(wanted[i].column, column))
			take_text(wanted[i].slot, v);
}

void person_of_edit(const struct form_edit *edit, struct person *out)
{
	const struct form *f = form_edit_form(edit);

	*out = (struct person){ 0 };
	for (size_t i = 0; i < f->nfields; i++) {
		const struct form_path *p = &f->fields[i].path;
		const struct value *v = &form_edit_field(edit, (int)i)->value;

		if (p->how == PATH_COLUMN)
			take_column(out, p->column_name, v);
		else if (p->how != PATH_NONE && !strcmp(p->child, "phone") &&
		    !strcmp(p->column_name, "number") && v->type == VALUE_TEXT &&
		    out->nphones + 1 < sizeof out->phone / sizeof out->phone[0])
			out->phone[out->nphones++] = mem_dup(v->s);
	}
}

void person_free(struct person *p)
{
	mem_free(p->name);
	mem_free(p->alias);
	mem_free(p->pinyin);
	mem_free(p->birth);
	mem_free(p->document);
	for (size_t i = 0; i < p->nphones; i++)
		mem_free(p->phone[i]);
	*p = (struct person){ 0 };
}

struct term_source person_source(const struct person *p)
{
	return (struct term_source){ .name = p->name, .alias = p->alias, .pinyin = p->pinyin,
		.phones = (const char *const *)p->phone, .birth = p->birth,
		.document = p->document };
}
