/*
 * Keys in an interview: the digit of an answer, the first letters of it, several digits for several
 * answers, `.` for the answer of last time, `"` for a remark. What is half typed stands in the
 * editor; the form follows each key, so that the draft has it too.
 */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "formview_priv.h"

bool formview_asks(const struct formview *v, int field)
{
	const struct form_field *f = formview_field(v, field);

	return form_edit_form(v->edit)->interview && (f->kind == FIELD_CHOICE ||
	    f->kind == FIELD_BOOL || (f->kind == FIELD_INT && f->one_key));
}

int formview_ask_count(const struct form_field *f)
{
	if (f->kind == FIELD_BOOL)
		return 2;
	return f->kind == FIELD_INT ? f->max : (int)f->nchoices;
}

const char *formview_ask_label(const struct form_field *f, int i)
{
	if (f->kind == FIELD_BOOL)
		return i == 0 ? tr("yes") : tr("no");
	return i < (int)f->nchoices ? label_text(&f->choices[i].label) : "";
}

/* What is half typed begins anew, on top of what is taken by now. */
static void begin(struct formview *v)
{
	field_set(&v->editor, "");
	v->chosen = form_edit_chosen(v->edit, v->at);
}

/* A draft that was resumed may hold half an answer: it is typed on. */
void formview_ask_show(struct formview *v)
{
	const struct field_state *s = form_edit_field(v->edit, v->at);
	const char *comma = s->typed ? strrchr(s->typed, ',') : NULL;

	begin(v);
	if (s->typed)
		field_set(&v->editor, comma ? comma + 1 : s->typed);
}

/* ---- taking ---- */

static bool is_several(const struct formview *v)
{
	return formview_field(v, v->at)->several;
}

static void put_codes(const struct formview *v, struct buf *out)
{
	const struct form_field *f = formview_field(v, v->at);

	for (size_t i = 0; i < f->nchoices; i++)
		if (v->chosen >> i & 1)
			buf_printf(out, "%s,", f->choices[i].code);
}

/* The form holds what is taken and what is half typed. */
static void follow(struct formview *v)
{
	struct err none = ERR_INIT;
	struct buf text = { 0 };

	if (is_several(v))
		put_codes(v, &text);
	buf_puts(&text, field_text(&v->editor));
	if (form_edit_set_text(v->edit, v->at, buf_str(&text), &none) != OK)
		err_clear(&none);
	buf_free(&text);
	formview_changed(v);
}

static void take_number(struct formview *v, int number)
{
	struct err e = ERR_INIT;
	struct value value = { .type = VALUE_INT, .i = number };
	uint64_t bit = number > 0 ? UINT64_C(1) << (number - 1) : 0;
	bool scale = formview_field(v, v->at)->kind == FIELD_INT;
	enum err_code rc = scale ? form_edit_set_value(v->edit, v->at, &value, &e) :
	    form_edit_choose(v->edit, v->at, is_several(v) ? v->chosen ^ bit : bit, &e);

	if (rc != OK)
		screen_refuse(v->owner, &e);
	begin(v);
	formview_changed(v);
	if (!is_several(v))
		formview_answer(v);
}

static void digit(struct formview *v, int d)
{
	const struct form_field *f = formview_field(v, v->at);
	const char *before = field_text(&v->editor);
	int least = f->kind == FIELD_INT ? f->min : 1, most = formview_ask_count(f);
	int n = (*before ? *before - '0' : 0) * 10 + d;
	char text[12];

	if (n > most || n < least) {
		screen_say(v->owner, STYLE_MSG_INFO, tr("A number answers here: %d to %d."), least,
		    most);
		return;
	}
	if (n == 0 || n * 10 > most) {
		take_number(v, n);
		return;
	}
	field_set(&v->editor, text_fmt(text, sizeof text, "%d", n));
	if (!is_several(v))
		follow(v);
	screen_say(v->owner, STYLE_MSG_INFO, tr("Enter takes %d, or type its second figure."), n);
	screen_dirty(v->owner, DIRTY_DRAW);
}

/* How many answers the half typed word fits; the first ones in OUT. */
static size_t fits(const struct formview *v, struct buf *out)
{
	const struct form_field *f = formview_field(v, v->at);
	struct form_options o = { 0 };
	struct err none = ERR_INIT;
	size_t n;

	if (form_edit_options(v->edit, v->at, field_text(&v->editor), &o, &none) != OK)
		err_clear(&none);
	n = o.n;
	for (size_t i = 0; i < f->nchoices && out; i++)
		for (size_t k = 0; k < o.n; k++)
			if (!strcmp(o.v[k].value.s, f->choices[i].code))
				buf_printf(out, "%s%zu %s", out->n ? ", " : "", i + 1,
				    label_text(&f->choices[i].label));
	form_options_free(&o);
	return n;
}

static void tell_fits(struct formview *v)
{
	struct buf what = { 0 };
	size_t n = fits(v, &what);

	if (n == 1)
		screen_say(v->owner, STYLE_MSG_INFO, tr("\"%s\": Enter takes %s."),
		    field_text(&v->editor), buf_str(&what));
	else if (n)
		screen_say(v->owner, STYLE_MSG_INFO, tr("\"%s\" fits %zu: %s."),
		    field_text(&v->editor), n, buf_str(&what));
	else
		screen_say(v->owner, STYLE_MSG_INFO,
		    tr("\"%s\" fits no answer. Backspace, or Down shows them."),
		    field_text(&v->editor));
	buf_free(&what);
}

static bool is_figure(const char *text)
{
	return *text >= '0' && *text <= '9';
}

bool formview_ask_enter(struct formview *v)
{
	const char *text = field_text(&v->editor);

	if (!formview_typing(v) || !formview_asks(v, v->at) || !*text)
		return false;
	if (is_figure(text)) {
		take_number(v, *text - '0');
		return true;
	}
	if (fits(v, NULL) != 1) {
		tell_fits(v);
		return true;
	}
	follow(v);
	begin(v);
	screen_dirty(v->owner, DIRTY_DRAW);
	return is_several(v);
}

/* ---- keys ---- */

static bool erase(struct formview *v, const struct key *k)
{
	if (!key_is(*k, K_BACKSPACE) && !key_is(*k, K_DELETE) && !key_is_ctrl(*k, 'u') &&
	    !key_is_ctrl(*k, 'w'))
		return false;
	if (field_text(&v->editor)[0]) {
		field_key(&v->editor, k);
		follow(v);
	} else {
		field_set(&v->editor, "");
		v->chosen = 0;
		follow(v);
	}
	return true;
}

static void same_as_last(struct formview *v)
{
	struct err e = ERR_INIT;

	if (form_edit_set_text(v->edit, v->at, ".", &e) != OK) {
		screen_refuse(v->owner, &e);
		form_edit_revert(v->edit, v->at);
	}
	begin(v);
	formview_changed(v);
}

/* The mark that begins a remark, also as an input method writes it. */
static bool opens_remark(uint32_t cp)
{
	return cp_narrow(cp) == '"' || cp == 0x201C || cp == 0x201D;
}

static bool remark(struct formview *v)
{
	int to = form_edit_remark(v->edit, v->at);

	if (to < 0)
		return false;
	formview_go(v, to);
	return true;
}

bool formview_ask_remark(struct formview *v, const struct key *k)
{
	return key_is_text(*k) && opens_remark(k->code) &&
	    formview_field(v, v->at)->remark >= 0 && remark(v);
}

static void letter(struct formview *v, const struct key *k)
{
	if (field_key(&v->editor, k) != FIELD_CHANGED)
		return;
	follow(v);
	tell_fits(v);
}

enum key_use formview_ask_key(struct formview *v, const struct key *k)
{
	uint32_t cp = cp_narrow(k->code);
	bool figures = !field_text(&v->editor)[0] || is_figure(field_text(&v->editor));
	bool words = formview_field(v, v->at)->kind == FIELD_CHOICE;

	if (erase(v, k))
		return KEY_USED;
	if (!key_is_text(*k) && k->kind != KEV_PASTE)
		return KEY_UNUSED;
	if (k->kind != KEV_PASTE && figures && cp >= '0' && cp <= '9') {
		digit(v, (int)(cp - '0'));
		return KEY_USED;
	}
	if (k->kind != KEV_PASTE && (cp == '.' || cp == 0x3002))
		same_as_last(v);
	else if (k->kind != KEV_PASTE && (cp == ' ' || cp == ','))
		formview_ask_enter(v);
	else if (words)
		letter(v, k);
	else
		screen_say(v->owner, STYLE_MSG_INFO, "%s", tr("A number answers here."));
	return KEY_USED;
}
