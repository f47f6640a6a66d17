/* What people type, by kind of field. */
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/term.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "edit_priv.h"

struct parse {
	const struct form_edit *x;
	const struct form_field *f;
	const char *typed;              /* trimmed, without invisible characters, not empty */
	struct value *out;
	char *why;
	size_t size;
};

static enum check_grade wrong(struct parse *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static enum check_grade wrong(struct parse *p, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	text_vfmt(p->why, p->size, fmt, ap);
	va_end(ap);
	return CHECK_WRONG;
}

/* ---- texts ---- */

static enum check_grade parse_text(struct parse *p)
{
	size_t n = utf8_count(p->typed);
	if (p->f->max_length > 0 && n > (size_t)p->f->max_length)
		return wrong(p, tr("%s has %zu characters, %d fit. Shorten it."), edit_label(p->f),
		    n, p->f->max_length);
	value_set_text(p->out, p->typed);
	return CHECK_OK;
}

static enum check_grade parse_phone(struct parse *p)
{
	char number[PHONE_MAX];
	struct check_env env = edit_check_env(p->x, p->f);
	if (phone_normalise(p->typed, &env, number, p->why, p->size) != CHECK_OK)
		return CHECK_WRONG;
	value_set_text(p->out, number);
	return CHECK_OK;
}

/* ---- numbers ---- */

/* Full-width figures as plain ones. */
static void narrow(const char *typed, struct buf *out)
{
	for (const char *s = typed; *s != '\0';)
		buf_put_cp(out, cp_narrow(utf8_next(&s)));
	buf_trim(out);
}

/* [-]digits[.digits] in at most 9 + 6 figures; strtod would follow the locale. */
static bool decimal(const char *s, double *out)
{
	bool minus = *s == '-';
	s += minus;
	size_t whole = strspn(s, "0123456789"), part = 0;
	if (whole == 0 || whole > 9)
		return false;
	double v = 0, unit = 1;
	for (size_t i = 0; i < whole; i++)
		v = v * 10 + (s[i] - '0');
	s += whole;
	if (*s == '.' || *s == ',') {
		part = strspn(++s, "0123456789");
		for (size_t i = 0; i < part && i < 6; i++)
			v += (s[i] - '0') * (unit /= 10);
	}
	*out = minus ? -v : v;
	return s[part] == '\0' && part <= 6;
}

static enum check_grade out_of_range(struct parse *p)
{
	const struct form_field *f = p->f;
	const char *unit = f->unit == NULL ? "" : f->unit, *gap = f->unit == NULL ? "" : " ";
	if (f->has_min && f->has_max)
		return wrong(p, tr("%s %s%s%s is out of %d-%d. Correct it."), edit_label(f),
		    p->typed, gap, unit, f->min, f->max);
	if (f->has_min)
		return wrong(p, tr("%s %s%s%s is below %d. Correct it."), edit_label(f), p->typed,
		    gap, unit, f->min);
	return wrong(p, tr("%s %s%s%s is above %d. Correct it."), edit_label(f), p->typed, gap,
	    unit, f->max);
}

/* "118", "180 lb": the world knows the units. */
static enum check_grade parse_measure(struct parse *p)
{
	struct err e = ERR_INIT;
	double v;
	if (p->x->env.source.measure(p->x->env.source.arg, p->f, p->typed, &v, &e) != OK)
		return wrong(p, "%s", e.text);
	value_set_real(p->out, v);
	return CHECK_OK;
}

static enum check_grade parse_number(struct parse *p)
{
	if (p->f->indicator != NULL && p->x->env.source.measure != NULL)
		return parse_measure(p);
	struct buf plain = BUF_INIT;
	double v;
	narrow(p->typed, &plain);
	bool good = decimal(plain.s, &v);
	bool whole = strpbrk(plain.s, ".,") == NULL;
	buf_free(&plain);
	if (!good)
		return wrong(p, tr("%s is a number. Type figures only."), edit_label(p->f));
	if (p->f->kind == FIELD_INT && !whole)
		return wrong(
		    p, tr("%s is a whole number. Type it without a point."), edit_label(p->f));
	if ((p->f->has_min && v < p->f->min) || (p->f->has_max && v > p->f->max))
		return out_of_range(p);
	if (p->f->kind == FIELD_INT)
		value_set_int(p->out, (int64_t)v);
	else
		value_set_real(p->out, v);
	return CHECK_OK;
}

static enum check_grade parse_money(struct parse *p)
{
	const char *currency = p->x->env.currency;
	struct err e = ERR_INIT;
	int64_t v, unit = money_unit(currency);
	if (money_parse(p->typed, currency, &v, &e) != OK)
		return wrong(p, "%s", e.text);
	if ((p->f->has_min && v < p->f->min * unit) || (p->f->has_max && v > p->f->max * unit))
		return out_of_range(p);
	value_set_int(p->out, v);
	return CHECK_OK;
}

static enum check_grade parse_bool(struct parse *p)
{
	static const char *const yes[] = { "1", "y", "yes", "x", "on", "true", "是", "有", "对",
		NULL };
	static const char *const no[] = { "0", "2", "n", "no", "-", "off", "false", "否", "无",
		"不", NULL };
	struct buf folded = BUF_INIT;
	utf8_fold(&folded, p->typed);
	int found = -1;
	for (size_t i = 0; yes[i] != NULL; i++) {
		if (strcmp(yes[i], folded.s) == 0)
			found = 1;
	}
	for (size_t i = 0; no[i] != NULL; i++) {
		if (strcmp(no[i], folded.s) == 0)
			found = 0;
	}
	buf_free(&folded);
	if (found < 0)
		return wrong(p, tr("%s is answered by 1 yes or 2 no."), edit_label(p->f));
	value_set_int(p->out, found);
	return CHECK_OK;
}

/* ---- dates and times ---- */

static enum check_grade parse_when(struct parse *p, enum when_kind kind, struct when *w)
{
	struct err e = ERR_INIT;
	if (when_parse(p->typed, kind, &p->x->env.when, w, &e) != OK)
		return wrong(p, "%s", e.text);
	return CHECK_OK;
}

static enum check_grade parse_date(struct parse *p)
{
	struct when w;
	char day[DAY_TEXT];
	if (parse_when(p, WHEN_DATE, &w) != CHECK_OK)
		return CHECK_WRONG;
	if (w.day == DAY_NONE)
		return wrong(p, tr("%s is a date. Type it as 1124, fri or +3."), edit_label(p->f));
	value_set_text(p->out, day_format(w.day, day));
	return CHECK_OK;
}

static enum check_grade parse_birth(struct parse *p)
{
	struct when w;
	if (parse_when(p, WHEN_BIRTH, &w) != CHECK_OK)
		return CHECK_WRONG;
	value_set_text(p->out, w.birth);
	return CHECK_OK;
}

/* 9, 930, 1530, 15:30: minutes of the day, exactly as written. -1: no such time. */
static int minute_of(const char *s)
{
	char figures[8];
	size_t n = 0, colon = 0;
	for (; *s != '\0'; s++) {
		if (*s == ':' && colon == 0 && n > 0)
			colon = n;
		else if (*s >= '0' && *s <= '9' && n < 4)
			figures[n++] = *s;
		else
			return -1;
	}
	if (n == 0 || (colon > 0 && n - colon != 2))
		return -1;
	size_t hours = n <= 2 && colon == 0 ? n : n - 2;
	int h = 0, m = 0;
	for (size_t i = 0; i < n; i++) {
		if (i < hours)
			h = h * 10 + figures[i] - '0';
		else
			m = m * 10 + figures[i] - '0';
	}
	return h < 24 && m < 60 ? h * 60 + m : -1;
}

static enum check_grade parse_time(struct parse *p)
{
	struct buf plain = BUF_INIT;
	narrow(p->typed, &plain);
	int minute = minute_of(plain.s);
	buf_free(&plain);
	if (minute < 0)
		return wrong(p, tr("%s is a time of day. Type it as 1530 or 9."), edit_label(p->f));
	value_set_int(p->out, minute);
	return CHECK_OK;
}

/* ---- choices and rows ---- */

/* How well TYPED (folded) names a choice: 0 not, 1 begins it, 2 is it. */
static int fits_text(const char *typed, const char *text)
{
	struct buf folded = BUF_INIT;
	utf8_fold(&folded, text);
	size_t n = strlen(typed);
	int fit = strncmp(folded.s, typed, n) != 0 ? 0 : folded.n == n ? 2 : 1;
	buf_free(&folded);
	return fit;
}

/* Joined pinyin and initials of a label in Han: pengyou, py. */
static int fits_pinyin(const char *typed, const char *label)
{
	char pinyin[160], joined[160], initials[40];
	size_t nj = 0, ni = 0;
	term_pinyin(label, pinyin, sizeof pinyin);
	for (const char *s = pinyin; *s != '\0'; s++) {
		bool upper = *s >= 'A' && *s <= 'Z';
		char c = (char)(upper ? *s + 'a' - 'A' : *s);
		if (c == ' ')
			continue;
		joined[nj++] = c;
		if ((upper || s == pinyin || s[-1] == ' ') && ni + 1 < sizeof initials)
			initials[ni++] = c;
	}
	joined[nj] = initials[ni] = '\0';
	if (nj == 0)
		return 0;
	int a = fits_text(typed, joined), b = fits_text(typed, initials);
	return a > b ? a : b;
}

static int choice_fit(const struct form_choice *c, const char *typed)
{
	const char *label = label_text(&c->label);
	int best = fits_text(typed, c->code) == 2 ? 2 : 0;
	int fit = fits_text(typed, label);
	best = fit > best ? fit : best;
	fit = fits_pinyin(typed, label);
	return fit > best ? fit : best;
}

static void choice_options(const struct form_field *f, const char *typed, struct form_options *out)
{
	struct buf folded = BUF_INIT;
	utf8_fold(&folded, typed);
	for (int wanted = 2; wanted >= 1; wanted--) {
		for (size_t i = 0; i < f->nchoices; i++) {
			if (choice_fit(&f->choices[i], folded.s) != wanted)
				continue;
			struct value v = { 0 };
			value_set_text(&v, f->choices[i].code);
			form_options_add(out, &v, label_text(&f->choices[i].label), "");
			value_free(&v);
		}
	}
	buf_free(&folded);
}

enum err_code form_edit_options(const struct form_edit *x, int field, const char *typed,
    struct form_options *out, struct err *e)
{
	const struct form_field *f = &x->form->fields[field];
	const struct form_source *src = &x->env.source;
	if (f->kind == FIELD_CHOICE)
		choice_options(f, typed, out);
	else if ((f->kind == FIELD_LOOKUP || f->kind == FIELD_STAFF || f->kind == FIELD_BRANCH) &&
	    src->lookup != NULL)
		return src->lookup(src->arg, f, typed, out, e);
	return OK;
}

/* The digit of a one-key answer. */
static bool by_digit(struct parse *p)
{
	size_t i = (size_t)(p->typed[0] - '1');
	int number = p->x->form->interview && p->f->kind == FIELD_CHOICE ?
	    edit_choice_by_number(p->f, p->typed) : -2;
	if (number >= 0)
		value_set_text(p->out, p->f->choices[number].code);
	if (number >= 0)
		return true;
	if (!p->f->one_key || p->typed[0] < '1' || p->typed[1] != '\0' || i >= p->f->nchoices)
		return false;
	value_set_text(p->out, p->f->choices[i].code);
	return true;
}

static bool is_whole(const struct form_option *o, const char *typed)
{
	struct buf folded = BUF_INIT;
	utf8_fold(&folded, typed);
	bool same = fits_text(folded.s, o->label) == 2;
	if (!same && o->value.type == VALUE_TEXT)
		same = fits_text(folded.s, o->value.s) == 2;
	buf_free(&folded);
	return same;
}

/* Exactly one match counts; or the one that is named in full, if only one is. */
static enum check_grade take_option(struct parse *p, const struct form_options *o)
{
	size_t whole = 0, at = 0;
	for (size_t i = 0; i < o->n; i++) {
		if (!is_whole(&o->v[i], p->typed))
			continue;
		whole++;
		at = i;
	}
	if (o->n == 0)
		return wrong(p, tr("%s: nothing matches \"%.40s\". Down shows what there is."),
		    edit_label(p->f), p->typed);
	if (o->n > 1 && whole != 1)
		return wrong(p, tr("%s: \"%.40s\" fits %zu. Type more, or Down shows them."),
		    edit_label(p->f), p->typed, o->n);
	value_copy(p->out, &o->v[whole == 1 ? at : 0].value);
	return CHECK_OK;
}

static enum check_grade parse_option(struct parse *p)
{
	struct form_options o = { 0 };
	struct err e = ERR_INIT;
	int field = (int)(p->f - p->x->form->fields);
	if (p->f->several)
		return edit_parse_several(p->x, field, p->typed, p->out, p->why, p->size);
	if (by_digit(p))
		return CHECK_OK;
	enum check_grade g = form_edit_options(p->x, field, p->typed, &o, &e) == OK ?
	    take_option(p, &o) : wrong(p, "%s", e.text);
	form_options_free(&o);
	return g;
}

/* ---- by kind ---- */

static enum check_grade parse_static(struct parse *p)
{
	return wrong(p, tr("%s cannot be typed into."), edit_label(p->f));
}

static enum check_grade (*const parsers[FIELD_KINDS])(struct parse *p) = {
	[FIELD_TEXT] = parse_text, [FIELD_MEMO] = parse_text, [FIELD_INT] = parse_number,
	[FIELD_NUMBER] = parse_number, [FIELD_MONEY] = parse_money, [FIELD_DATE] = parse_date,
	[FIELD_BIRTH] = parse_birth,
	[FIELD_TIME] = parse_time, [FIELD_BOOL] = parse_bool, [FIELD_CHOICE] = parse_option,
	[FIELD_LOOKUP] = parse_option, [FIELD_PHONE] = parse_phone, [FIELD_STAFF] = parse_option,
	[FIELD_BRANCH] = parse_option, [FIELD_STATIC] = parse_static,
};

static void clean(const char *typed, bool lines, struct buf *out)
{
	for (const char *s = typed; *s != '\0';) {
		uint32_t cp = utf8_next(&s);
		if (cp == '\n' || cp == '\t')
			buf_putc(out, lines ? (char)cp : ' ');
		else if (!cp_is_dropped(cp))
			buf_put_cp(out, cp);
	}
	buf_trim(out);
}

static enum check_grade run_check(struct parse *p)
{
	char text[64];
	struct check_env env = edit_check_env(p->x, p->f);
	if (p->f->check == NULL)
		return CHECK_OK;
	return p->f->check->run(value_text(p->out, text, sizeof text), &env, p->why, p->size);
}

enum check_grade edit_parse(const struct form_edit *x, int field, const char *typed,
    struct value *out, char *why, size_t size)
{
	const struct form_field *f = &x->form->fields[field];
	struct buf plain = BUF_INIT;
	why[0] = '\0';
	value_free(out);
	clean(typed, f->kind == FIELD_MEMO, &plain);
	struct parse p = { x, f, plain.s, out, why, size };
	enum check_grade g = CHECK_OK;
	if (plain.n > 0 && !edit_same_as_last(x, field, plain.s, out, &g, why, size))
		g = parsers[f->kind](&p);
	if (g == CHECK_OK && plain.n > 0)
		g = run_check(&p);
	if (plain.n == 0 && f->kind == FIELD_BOOL)
		value_set_int(out, 0);
	buf_free(&plain);
	return g;
}
