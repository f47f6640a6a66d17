/* One field of a form file: its attributes and what must agree among them. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "form_priv.h"

const char *const field_kind_names[] = { "text", "memo", "int", "number", "money", "date", "birth",
	"time", "bool", "choice", "lookup", "phone", "staff", "branch", "static", NULL };
const char *const form_stage_names[] = { "save", "book", "complete", NULL };

/* Cells of a field when the file does not say. */
static const int default_width[FIELD_KINDS] = {
	[FIELD_TEXT] = 20, [FIELD_MEMO] = 60, [FIELD_INT] = 8, [FIELD_NUMBER] = 8,
	[FIELD_MONEY] = 12, [FIELD_DATE] = 12, [FIELD_BIRTH] = 12, [FIELD_TIME] = 6,
	[FIELD_BOOL] = 1,
	[FIELD_CHOICE] = 18, [FIELD_LOOKUP] = 20, [FIELD_PHONE] = 18, [FIELD_STAFF] = 18,
	[FIELD_BRANCH] = 18, [FIELD_STATIC] = 0,
};

static struct form_field *field(void *target)
{
	return target;
}

/* The index of TEXT in NAMES (ended by NULL), -1 with a fault. */
static int one_of(struct config_reader *r, const struct config_node *v, const char *attr,
    const char *text, const char *const *names)
{
	for (int i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], text) == 0)
			return i;
	}
	char hint[96];
	config_fault(r, v, tr("%s = \"%.40s\" is not known%s"), attr, text,
	    config_hint(config_near(text, names), hint, sizeof hint));
	return -1;
}

/* ---- attributes of a field ---- */

static void set_kind(struct config_reader *r, void *t, const struct config_node *v)
{
	int i = one_of(r, v, "kind", config_node_text(v), field_kind_names);
	if (i >= 0)
		field(t)->kind = (enum field_kind)i;
}

static void set_path(struct config_reader *r, void *t, const struct config_node *v)
{
	struct err e = ERR_INIT;
	if (form_path_parse(config_node_text(v), &field(t)->path, &e) == OK)
		return;
	config_fault(r, v, "%s", e.text);
	field(t)->path = (struct form_path){ .how = PATH_NONE, .column = -1 };
}

static void set_required(struct config_reader *r, void *t, const struct config_node *v)
{
	bool one = config_node_type(v) == CONFIG_TEXT;
	size_t n = one ? 1 : config_node_count(v);
	for (size_t i = 0; i < n; i++) {
		const struct config_node *word = one ? v : config_node_at(v, i);
		int bit = one_of(r, word, "required", config_node_text(word), form_stage_names);
		if (bit >= 0)
			field(t)->required |= 1u << bit;
	}
}

static void set_condition(struct config_reader *r, struct expr **x, const struct config_node *v)
{
	struct err e = ERR_INIT;
	expr_free(*x);
	if (expr_parse(config_node_text(v), x, &e) != OK)
		config_fault(r, v, "%s", e.text);
}

static void set_required_if(struct config_reader *r, void *t, const struct config_node *v)
{
	set_condition(r, &field(t)->required_if, v);
}

static void set_visible_if(struct config_reader *r, void *t, const struct config_node *v)
{
	set_condition(r, &field(t)->visible_if, v);
}

static void set_readonly_if(struct config_reader *r, void *t, const struct config_node *v)
{
	set_condition(r, &field(t)->readonly_if, v);
}

static void set_min(struct config_reader *r, void *t, const struct config_node *v)
{
	(void)r;
	field(t)->has_min = true;
	field(t)->min = (int)config_node_int(v);
}

static void set_max(struct config_reader *r, void *t, const struct config_node *v)
{
	(void)r;
	field(t)->has_max = true;
	field(t)->max = (int)config_node_int(v);
}

static void set_check(struct config_reader *r, void *t, const struct config_node *v)
{
	int i = one_of(r, v, "check", config_node_text(v), validator_names);
	if (i >= 0)
		field(t)->check = validator_find(validator_names[i]);
}

static void set_filter(struct config_reader *r, void *t, const struct config_node *v)
{
	int i = one_of(r, v, "filter", config_node_text(v), filter_names);
	if (i >= 0)
		field(t)->filter = (enum filter)i;
}

#define AT(type, member) .offset = offsetof(type, member)

static const struct attr choice_attrs[] = {
	{ .name = "code", .type = ATTR_TEXT, .required = true, .min = 1, .max = 31,
	    AT(struct form_choice, code), .help = "what is stored; never changed later" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct form_choice, label),
	    .help = "what people see" },
};

void form_read_choices(struct config_reader *r, const struct config_node *v,
    struct form_choice **out, size_t *n)
{
	mem_free(*out);
	*n = config_node_count(v);
	*out = mem_array(*n, sizeof **out);
	for (size_t i = 0; i < *n; i++) {
		const struct config_node *one = config_node_at(v, i);
		if (config_node_type(one) != CONFIG_GROUP)
			config_fault(
			    r, one, tr("a choice is a group: { code = \"..\"; label = \"..\"; }"));
		else
			config_read_group(r, one, choice_attrs, 2, &(*out)[i]);
	}
}

static void set_choices(struct config_reader *r, void *t, const struct config_node *v)
{
	form_read_choices(r, v, &field(t)->choices, &field(t)->nchoices);
}

/* `default` may be written as text, number or bool; it is kept as the text that one would type. */
static void set_default(struct config_reader *r, void *t, const struct config_node *v)
{
	(void)r;
	struct form_field *f = field(t);
	f->preset = config_node_text(v);
	if (f->preset == NULL)
		f->preset = text_fmt(f->preset_number, sizeof f->preset_number, "%lld",
		    (long long)config_node_int(v));
}

static const struct attr field_attrs[] = {
	{ .name = "name",
	    .type = ATTR_NAME,
	    .required = true,
	    AT(struct form_field, name),
	    .help = "stable name of the field" },
	{ .name = "label",
	    .type = ATTR_LABEL,
	    AT(struct form_field, label),
	    .help = "before the field" },
	{ .name = "hint",
	    .type = ATTR_LABEL,
	    AT(struct form_field, hint),
	    .help = "after the field" },
	{ .name = "help",
	    .type = ATTR_LABEL,
	    AT(struct form_field, help),
	    .help = "F1 in the field" },
	{ .name = "kind",
	    .type = ATTR_TEXT,
	    .required = true,
	    .set = set_kind,
	    .help = "text memo int number date birth time bool choice lookup phone staff branch "
		    "static matrix" },
	{ .name = "path",
	    .type = ATTR_TEXT,
	    .set = set_path,
	    .help = "where it is kept; none: an answer" },
	{ .name = "row",
	    .type = ATTR_INT,
	    .min = 1,
	    .max = 200,
	    AT(struct form_field, row),
	    .help = "row of the page; none: the next one" },
	{ .name = "col",
	    .type = ATTR_INT,
	    .min = 1,
	    .max = FORM_COLUMNS,
	    AT(struct form_field, col),
	    .help = "cell of the label; without row: in the row of the field before" },
	{ .name = "label_width",
	    .type = ATTR_INT,
	    .min = 0,
	    .max = 40,
	    AT(struct form_field, label_width),
	    .help = "cells of the label" },
	{ .name = "width",
	    .type = ATTR_INT,
	    .min = 1,
	    .max = FORM_COLUMNS,
	    AT(struct form_field, width),
	    .help = "cells of the field" },
	{ .name = "height",
	    .type = ATTR_INT,
	    .min = 1,
	    .max = 20,
	    AT(struct form_field, height),
	    .help = "rows of a memo" },
	{ .name = "required",
	    .type = ATTR_WORDS,
	    .set = set_required,
	    .help = "stages that need it: save, book, complete" },
	{ .name = "required_in",
	    .type = ATTR_WORDS,
	    AT(struct form_field, required_in),
	    .help = "codes of the branches that need it; none: all" },
	{ .name = "required_if", .type = ATTR_TEXT, .set = set_required_if, .help = "condition" },
	{ .name = "min", .type = ATTR_INT, .set = set_min, .help = "least number" },
	{ .name = "max", .type = ATTR_INT, .set = set_max, .help = "greatest number" },
	{ .name = "max_length",
	    .type = ATTR_INT,
	    .min = 1,
	    .max = 20000,
	    AT(struct form_field, max_length),
	    .help = "characters of a text" },
	{ .name = "choices", .type = ATTR_LIST, .set = set_choices, .help = "of a choice" },
	{ .name = "one_key",
	    .type = ATTR_BOOL,
	    AT(struct form_field, one_key),
	    .help = "a digit answers" },
	{ .name = "several",
	    .type = ATTR_BOOL,
	    AT(struct form_field, several),
	    .help = "of an interview: several choices may be taken" },
	{ .name = "indicator",
	    .type = ATTR_NAME,
	    AT(struct form_field, indicator),
	    .help = "what is measured: weight, sys ..; typed with its unit" },
	{ .name = "lookup",
	    .type = ATTR_NAME,
	    AT(struct form_field, lookup),
	    .help = "what a lookup finds: client, service .." },
	{ .name = "default",
	    .type = ATTR_SCALAR,
	    .set = set_default,
	    .help = "today, now, branch, me, a value, or @word of the program" },
	{ .name = "unit",
	    .type = ATTR_TEXT,
	    .max = 12,
	    AT(struct form_field, unit),
	    .help = "behind a number" },
	{ .name = "visible_if", .type = ATTR_TEXT, .set = set_visible_if, .help = "condition" },
	{ .name = "readonly_if", .type = ATTR_TEXT, .set = set_readonly_if, .help = "condition" },
	{ .name = "readonly",
	    .type = ATTR_BOOL,
	    AT(struct form_field, readonly),
	    .help = "shown, never changed" },
	{ .name = "check", .type = ATTR_TEXT, .set = set_check, .help = "named check" },
	{ .name = "filter", .type = ATTR_TEXT, .set = set_filter, .help = "what may be typed" },
	{ .name = "see", .type = ATTR_NAME, AT(struct form_field, see), .help = "right to see it" },
	{ .name = "edit",
	    .type = ATTR_NAME,
	    AT(struct form_field, edit),
	    .help = "right to change it" },
};

/* ---- checks of one field ---- */

static void check_choices(struct config_reader *r, const struct form_field *f,
    const struct config_node *n)
{
	if (f->kind == FIELD_CHOICE && f->nchoices == 0)
		config_fault(r, n, tr("a choice needs \"choices\""));
	if (f->kind != FIELD_CHOICE && f->nchoices > 0)
		config_fault(r, n, tr("only a choice has \"choices\""));
	if (f->one_key && f->nchoices > 9)
		config_fault(
		    r, n, tr("one_key has digits for 9 choices, not for %zu"), f->nchoices);
	for (size_t i = 0; i < f->nchoices; i++) {
		for (size_t j = 0; j < i; j++) {
			const char *a = f->choices[i].code, *b = f->choices[j].code;
			if (a != NULL && b != NULL && strcmp(a, b) == 0)
				config_fault(r, n, tr("choice \"%.40s\" stands twice"), a);
		}
	}
}

static void check_interview(struct config_reader *r, const struct form_field *f,
    const struct config_node *n)
{
	if (f->several && f->kind != FIELD_CHOICE)
		config_fault(r, n, tr("only a choice takes several"));
	if (f->several && f->path.how != PATH_NONE)
		config_fault(r, n, tr("several choices are answers: no \"path\""));
	if (f->several && f->nchoices > FORM_SEVERAL_MAX)
		config_fault(r, n, tr("more than %d choices"), FORM_SEVERAL_MAX);
	for (size_t i = 0; f->several && i < f->nchoices; i++)
		if (f->choices[i].code != NULL && strpbrk(f->choices[i].code, " ,;") != NULL)
			config_fault(r, n, tr("choice \"%.40s\": a code has no blank"),
			    f->choices[i].code);
	if (f->indicator != NULL && f->kind != FIELD_NUMBER)
		config_fault(r, n, tr("only a number is measured by an indicator"));
}

static bool is_decimal(const char *s)
{
	s += *s == '-';
	size_t whole = strspn(s, "0123456789");
	if (whole == 0 || whole > 9 || (s[whole] != '\0' && s[whole] != '.'))
		return false;
	s += whole + (s[whole] == '.');
	return strspn(s, "0123456789") == strlen(s) && strlen(s) <= 6;
}

static bool has_choice(const struct form_field *f, const char *code)
{
	for (size_t i = 0; i < f->nchoices; i++) {
		if (f->choices[i].code != NULL && strcmp(f->choices[i].code, code) == 0)
			return true;
	}
	return false;
}

/* Words beginning with @ are for form_source.preset, which alone knows them. */
static bool default_fits(const struct form_field *f)
{
	const char *s = f->preset;
	bool bit = strcmp(s, "0") == 0 || strcmp(s, "1") == 0;
	if (s[0] == '@')
		return s[1] != '\0';
	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_MEMO:
	case FIELD_PHONE: return true;
	case FIELD_INT: return is_decimal(s) && strchr(s, '.') == NULL;
	case FIELD_NUMBER:
	case FIELD_MONEY: return is_decimal(s);
	case FIELD_DATE: return strcmp(s, "today") == 0 || day_parse(s) != DAY_NONE;
	case FIELD_TIME: return strcmp(s, "now") == 0;
	case FIELD_BOOL: return bit;
	case FIELD_CHOICE: return has_choice(f, s);
	case FIELD_STAFF: return strcmp(s, "me") == 0;
	case FIELD_BRANCH: return strcmp(s, "branch") == 0;
	case FIELD_BIRTH:
	case FIELD_LOOKUP:
	case FIELD_STATIC: return false;
	}
	return false;
}

static void check_field(struct config_reader *r, const struct form_field *f,
    const struct config_node *n)
{
	check_choices(r, f, n);
	check_interview(r, f, n);
	if ((f->kind == FIELD_LOOKUP) != (f->lookup != NULL))
		config_fault(r, n, tr("kind = \"lookup\" and \"lookup\" go together"));
	if (f->kind == FIELD_STATIC && f->path.how != PATH_NONE)
		config_fault(r, n, tr("a static text has no path"));
	if (f->path.how != PATH_NONE && f->path.column_name[0] == '\0' && f->kind != FIELD_BOOL)
		config_fault(r, n, tr("a path to a whole row is for kind = \"bool\""));
	if (f->has_min && f->has_max && f->min > f->max)
		config_fault(r, n, tr("min %d is greater than max %d"), f->min, f->max);
	if ((f->has_min || f->has_max) && f->kind != FIELD_INT && f->kind != FIELD_NUMBER &&
	    f->kind != FIELD_MONEY)
		config_fault(r, n, tr("min and max are for numbers"));
	if (f->preset != NULL && !default_fits(f))
		config_fault(r, n, tr("default \"%.40s\" does not fit kind \"%s\""), f->preset,
		    field_kind_names[f->kind]);
	if (f->height > 1 && f->kind != FIELD_MEMO && !f->one_key)
		config_fault(r, n, tr("only a memo has several rows"));
	if (f->required != 0 && (f->kind == FIELD_STATIC || f->kind == FIELD_BOOL))
		config_fault(r, n, tr("this kind of field cannot be required"));
}

/* ---- reading ---- */

/* Of an interview: room for the digits, the words of the answer stand behind. */
static const int interview_width[FIELD_KINDS] = {
	[FIELD_CHOICE] = 4, [FIELD_BOOL] = 4, [FIELD_INT] = 6, [FIELD_TEXT] = 44,
	[FIELD_MEMO] = 44,
};

static void fill_widths(struct form_field *f, const struct form *form)
{
	int label_width = form->label_width;
	if (f->width == 0 && form->interview)
		f->width = interview_width[f->kind];
	if (f->label_width < 0)
		f->label_width = f->kind == FIELD_STATIC ? utf8_cells(label_text(&f->label)) :
		    label_width;
	if (f->width == 0)
		f->width = default_width[f->kind];
	if (f->height == 0)
		f->height = 1;
}

void form_read_field(struct config_reader *r, const struct config_node *n, struct form *form,
    int section)
{
	struct form_field *f = &form->fields[form->nfields++];
	*f = (struct form_field){ .path = { .how = PATH_NONE, .column = -1 }, .label_width = -1,
		.section = section, .line = config_node_line(n), .remark = -1, .remark_of = -1 };
	const struct config_node *name = config_node_get(n, "name");
	const char *text = name == NULL ? NULL : config_node_text(name);
	if (text != NULL)
		text_fmt(r->what, sizeof r->what, tr("field \"%.40s\""), text);
	else
		text_fmt(r->what, sizeof r->what, tr("field %zu"), form->nfields);
	size_t before = r->faults->n + r->faults->more;
	if (config_read_group(r, n, field_attrs, sizeof field_attrs / sizeof field_attrs[0], f)) {
		fill_widths(f, form);
		check_field(r, f, n);
	}
	f->faulty = r->faults->n + r->faults->more > before;
	r->what[0] = '\0';
}
