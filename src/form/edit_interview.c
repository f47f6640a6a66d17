/* Answers of an interview: several choices of one question, the answer of last time, remarks. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "edit_priv.h"

/* ---- several choices ---- */

static int choice_at(const struct form_field *f, const char *code, size_t n)
{
	for (size_t i = 0; i < f->nchoices; i++) {
		if (strlen(f->choices[i].code) == n && memcmp(f->choices[i].code, code, n) == 0)
			return (int)i;
	}
	return -1;
}

/* Codes that stand in TEXT, as bits; others are passed over. */
static uint64_t bits_of(const struct form_field *f, const char *text)
{
	uint64_t bits = 0;
	while (*text != '\0') {
		size_t n = strcspn(text, " ,");
		int i = choice_at(f, text, n);
		bits |= i < 0 ? 0 : UINT64_C(1) << i;
		text += n + strspn(text + n, " ,");
	}
	return bits;
}

static void set_bits(const struct form_field *f, uint64_t bits, struct value *out)
{
	struct buf codes = BUF_INIT;
	for (size_t i = 0; i < f->nchoices; i++) {
		if ((bits >> i & 1) != 0)
			buf_printf(&codes, "%s%s", codes.n > 0 ? " " : "", f->choices[i].code);
	}
	value_set_text(out, codes.n > 0 ? codes.s : NULL);
	buf_free(&codes);
}

uint64_t form_edit_chosen(const struct form_edit *x, int field)
{
	const struct form_field *f = &x->form->fields[field];
	const struct field_state *s = &x->f[field];
	if (f->kind == FIELD_BOOL)
		return s->value.type != VALUE_INT ? 0 : s->value.i != 0 ? 1 : 2;
	if (f->kind != FIELD_CHOICE)
		return 0;
	if (s->typed != NULL && f->several)
		return bits_of(f, s->typed);
	return s->typed != NULL || s->value.type != VALUE_TEXT ? 0 : bits_of(f, s->value.s);
}

enum err_code form_edit_choose(struct form_edit *x, int field, uint64_t chosen, struct err *e)
{
	const struct form_field *f = &x->form->fields[field];
	struct value v = { 0 };
	if (f->kind == FIELD_BOOL)
		value_set_int(&v, chosen == 1);
	else
		set_bits(f, chosen, &v);
	enum err_code rc = form_edit_set_value(x, field, &v, e);
	value_free(&v);
	return rc;
}

void edit_put_codes(const struct form_field *f, const char *codes, struct buf *out)
{
	char code[40];
	for (const char *s = codes; *s != '\0';) {
		size_t n = strcspn(s, " ");
		text_fmt(code, sizeof code, "%.*s", (int)n, s);
		buf_printf(out, "%s%s", s == codes ? "" : "; ", form_choice_label(f, code));
		s += n + strspn(s + n, " ");
	}
}

/* ---- what people type ---- */

/* A number of a choice from 1; -1: none, -2: no figures at all. */
static int number_of(const struct form_field *f, const char *typed)
{
	int n = 0;
	for (const char *s = typed; *s != '\0';) {
		uint32_t cp = cp_narrow(utf8_next(&s));
		if (cp < '0' || cp > '9' || n > 99)
			return -2;
		n = n * 10 + (int)(cp - '0');
	}
	return n >= 1 && (size_t)n <= f->nchoices ? n - 1 : -1;
}

int edit_choice_by_number(const struct form_field *f, const char *typed)
{
	return number_of(f, typed);
}

/* The one choice that TYPED names, as a bit; 0 with WHY. */
static uint64_t one_choice(const struct form_edit *x, int field, const char *typed, char *why,
    size_t size)
{
	const struct form_field *f = &x->form->fields[field];
	struct form_options fit = { 0 };
	struct err none = ERR_INIT;
	int i = choice_at(f, typed, strlen(typed));
	if (i < 0)
		i = number_of(f, typed);
	if (i < 0 && form_edit_options(x, field, typed, &fit, &none) == OK && fit.n == 1)
		i = choice_at(f, fit.v[0].value.s, fit.v[0].value.n);
	if (i < 0 && fit.n == 0)
		text_fmt(why, size, tr("%s: nothing matches \"%.40s\". Down shows what there is."),
		    edit_label(f), typed);
	else if (i < 0)
		text_fmt(why, size, tr("%s: \"%.40s\" fits %zu. Type more, or Down shows them."),
		    edit_label(f), typed, fit.n);
	form_options_free(&fit);
	return i < 0 ? 0 : UINT64_C(1) << i;
}

/* "home care" is one answer, "1 4" and "14" are two. */
static uint64_t one_part(const struct form_edit *x, int field, char *part, char *why, size_t size)
{
	const struct form_field *f = &x->form->fields[field];
	size_t n = strlen(part);
	uint64_t bits = one_choice(x, field, part, why, size);
	if (bits != 0 || n == 0)
		return bits;
	if (f->nchoices <= 9 && strspn(part, "123456789 ") == n) {
		for (size_t i = 0; i < n; i++) {
			size_t at = part[i] == ' ' ? f->nchoices : (size_t)(part[i] - '1');
			if (part[i] != ' ' && at >= f->nchoices)
				return 0;
			bits |= part[i] == ' ' ? 0 : UINT64_C(1) << at;
		}
		return bits;
	}
	for (char *word = part; *word != '\0';) {
		size_t length = strcspn(word, " ");
		char *next = word + length + strspn(word + length, " ");
		word[length] = '\0';
		uint64_t bit = strlen(part) == n ? 0 : one_choice(x, field, word, why, size);
		if (bit == 0)
			return 0;
		bits |= bit;
		word = next;
	}
	return bits;
}

enum check_grade edit_parse_several(const struct form_edit *x, int field, const char *typed,
    struct value *out, char *why, size_t size)
{
	struct buf parts = BUF_INIT;
	uint64_t bits = 0;
	for (const char *s = typed; *s != '\0';) {
		uint32_t cp = utf8_next(&s);
		buf_put_cp(&parts, cp == 0x3001 || cp == 0xFF0C || cp == ';' ? ',' : cp);
	}
	for (char *part = parts.s; part != NULL;) {
		char *comma = strchr(part, ',');
		if (comma != NULL)
			*comma = '\0';
		part += strspn(part, " ");
		uint64_t bit = *part == '\0' ? 0 : one_part(x, field, part, why, size);
		if (*part != '\0' && bit == 0) {
			buf_free(&parts);
			return CHECK_WRONG;
		}
		bits |= bit;
		part = comma == NULL ? NULL : comma + 1;
	}
	buf_free(&parts);
	why[0] = '\0';
	set_bits(&x->form->fields[field], bits, out);
	return CHECK_OK;
}

/* ---- last time ---- */

void form_edit_set_last(struct form_edit *x, int field, const struct value *v)
{
	value_copy(&x->last[field], v);
	edit_learn_names(x, field);
}

const struct value *form_edit_last(const struct form_edit *x, int field)
{
	return &x->last[field];
}

bool edit_same_as_last(const struct form_edit *x, int field, const char *typed, struct value *out,
    enum check_grade *grade, char *why, size_t size)
{
	const struct form_field *f = &x->form->fields[field];
	if (!x->form->interview || strcmp(typed, ".") != 0)
		return false;
	*grade = edit_is_empty(f, &x->last[field]) ? CHECK_WRONG : CHECK_OK;
	if (*grade == CHECK_OK)
		value_copy(out, &x->last[field]);
	else
		text_fmt(why, size, tr("%s: there is no answer of last time. Type one."),
		    edit_label(f));
	return true;
}

/* ---- remarks ---- */

int form_edit_remark(struct form_edit *x, int field)
{
	int remark = x->form->fields[field].remark;
	x->remark = remark;
	edit_facts(x);
	return remark;
}

bool edit_remark_shows(const struct form_edit *x, int field)
{
	const struct field_state *s = &x->f[field], *of;
	int to = x->form->fields[field].remark_of;
	if (to < 0)
		return true;
	of = &x->f[to];
	return of->visible && !of->masked && (x->remark == field || s->typed != NULL ||
	    s->value.type == VALUE_TEXT);
}

/* ---- how far it is ---- */

static bool is_question(const struct form_edit *x, int field)
{
	const struct form_field *f = &x->form->fields[field];
	return f->kind != FIELD_STATIC && !f->aside && x->f[field].visible && !x->f[field].masked;
}

void form_edit_progress(const struct form_edit *x, int section, int *answered, int *questions)
{
	*answered = *questions = 0;
	for (size_t i = 0; i < x->form->nfields; i++) {
		if ((section >= 0 && x->form->fields[i].section != section) ||
		    !is_question(x, (int)i))
			continue;
		++*questions;
		*answered += x->f[i].value.type != VALUE_NULL &&
		    (x->f[i].value.type != VALUE_TEXT || x->f[i].value.n > 0);
	}
}
