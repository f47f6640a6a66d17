/* Drafts: what is dirty as text, and back on top of what the record is by then. */
#include <string.h>

#include "base/mem.h"
#include "edit_priv.h"

/* ---- out ---- */

static void put_escaped(struct buf *out, const char *text)
{
	/* ~ and ? mean something as the first sign only */
	if (text[0] == '~' || text[0] == '?')
		buf_putc(out, '\\');
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buf_puts(out, "\\n");
		else if (*text == '\t')
			buf_puts(out, "\\t");
		else if (*text == '\\')
			buf_puts(out, "\\\\");
		else
			buf_putc(out, *text);
	}
}

static void put_value(struct buf *out, const struct value *v)
{
	char text[64];
	if (v->type == VALUE_NULL)
		buf_putc(out, '~');
	else
		put_escaped(out, value_text(v, text, sizeof text));
}

void form_edit_save_draft(const struct form_edit *x, struct buf *out)
{
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct field_state *s = &x->f[i];
		if (!s->dirty || s->preset)
			continue;
		buf_puts(out, x->form->fields[i].name);
		buf_putc(out, '\t');
		put_value(out, &s->base);
		buf_putc(out, '\t');
		if (s->typed != NULL) {
			buf_putc(out, '?');
			put_escaped(out, s->typed);
		} else {
			put_value(out, &s->value);
		}
		buf_putc(out, '\n');
	}
}

/* ---- in ---- */

/* One part of a line, up to END; *P moves behind it. */
static bool take_part(const char **p, char end, struct buf *out, bool *null, bool *typed)
{
	buf_clear(out);
	*null = **p == '~';
	*typed = **p == '?';
	if (*typed)
		(*p)++;
	for (; **p != end && **p != '\0' && **p != '\n'; (*p)++) {
		char c = **p;
		if (c == '\\' && (*p)[1] != '\0' && (*p)[1] != '\n') {
			c = *++*p;
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
		}
		buf_putc(out, c);
	}
	bool ended = **p == end;
	if (ended)
		(*p)++;
	return ended;
}

static bool whole_number(const char *s, int64_t *out)
{
	bool minus = *s == '-';
	s += minus;
	size_t n = strspn(s, "0123456789");
	if (n == 0 || n > 18 || s[n] != '\0')
		return false;
	int64_t v = 0;
	for (; *s != '\0'; s++)
		v = v * 10 + (*s - '0');
	*out = minus ? -v : v;
	return true;
}

/* Stored text back to a value of the field's type. */
static bool to_value(const struct form_edit *x, int field, const char *text, bool null,
    struct value *out)
{
	const struct form_field *f = &x->form->fields[field];
	char why[200];
	int64_t i;
	value_free(out);
	if (null)
		return true;
	switch (field_kind_type(f->kind)) {
	case VALUE_TEXT:
		value_set_text(out, text);
		return true;
	case VALUE_INT:
		if (!whole_number(text, &i))
			return false;
		value_set_int(out, i);
		return true;
	case VALUE_REAL: return edit_parse(x, field, text, out, why, sizeof why) != CHECK_WRONG;
	case VALUE_NULL:
	case VALUE_BLOB: return false;
	}
	return false;
}

struct line {
	int field;
	struct value base, value;
	char *typed;            /* instead of value */
};

static void line_free(struct line *l)
{
	value_free(&l->base);
	value_free(&l->value);
	mem_free(l->typed);
}

/* Reads one line; *P stands behind it afterwards, whatever it holds. */
static bool take_line(const struct form_edit *x, const char **p, struct line *l)
{
	struct buf part = BUF_INIT;
	const char *end = strchr(*p, '\n'), *next = end == NULL ? *p + strlen(*p) : end + 1;
	bool null, typed, good;
	good = take_part(p, '\t', &part, &null, &typed);
	l->field = good ? form_field_index(x->form, part.s) : -1;
	good = l->field >= 0 && take_part(p, '\t', &part, &null, &typed) &&
	    to_value(x, l->field, part.s, null, &l->base);
	if (good)
		good = take_part(p, '\n', &part, &null, &typed);
	if (good && typed)
		l->typed = mem_dup(part.s);
	else if (good)
		good = to_value(x, l->field, part.s, null, &l->value);
	buf_free(&part);
	*p = next;
	return good;
}

static void put_line(struct form_edit *x, struct line *l, struct form_draft_result *r)
{
	const struct form_field *f = &x->form->fields[l->field];
	struct field_state *s = &x->f[l->field];
	bool moved = !edit_same(f, &s->base, &l->base);
	edit_clear_typed(s);
	s->preset = false;
	value_copy(&s->value, &l->value);
	if (l->typed != NULL) {
		char why[200];
		struct value v = { 0 };
		s->grade = edit_parse(x, l->field, l->typed, &v, why, sizeof why);
		text_copy(s->why, sizeof s->why, why);
		if (s->grade == CHECK_WRONG)
			value_free(&s->value);
		else
			value_copy(&s->value, &v);
		s->typed = s->grade == CHECK_WRONG ? mem_dup(l->typed) : NULL;
		value_free(&v);
	}
	edit_touch(x, l->field);
	r->taken += s->dirty;
	if (!moved || !s->dirty)
		return;
	s->conflict = CONFLICT_OPEN;
	value_copy(&s->theirs, &s->base);
	edit_learn_names(x, l->field);
	r->changed++;
}

struct form_draft_result form_edit_load_draft(struct form_edit *x, const char *body)
{
	struct form_draft_result r = { 0 };
	for (const char *p = body; *p != '\0';) {
		struct line l = { .field = -1 };
		if (*p == '#') {
			p += strcspn(p, "\n");
			p += *p == '\n';
			continue;
		}
		if (take_line(x, &p, &l) && !x->f[l.field].readonly)
			put_line(x, &l, &r);
		else
			r.lost++;
		line_free(&l);
	}
	return r;
}
