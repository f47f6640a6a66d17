/* How the questions of an interview look: numbers, answers in words, rows that share columns. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "formview_priv.h"

enum { CELL = 8, CELL_INDENT = 5 };

/* The digits of what is taken: "2", "14", "3,12". */
void formview_ask_digits(const struct formview *v, int field, struct buf *out)
{
	const struct form_field *f = formview_field(v, field);
	const struct field_state *s = form_edit_field(v->edit, field);
	uint64_t bits = form_edit_chosen(v->edit, field);
	const char *gap = f->nchoices > 9 ? "," : "";

	if (f->kind == FIELD_INT && s->value.type == VALUE_INT)
		buf_printf(out, "%d", (int)s->value.i);
	for (int i = 0; i < formview_ask_count(f) && f->kind != FIELD_INT; i++)
		if (bits >> i & 1)
			buf_printf(out, "%s%d", out->n ? gap : "", i + 1);
}

void formview_ask_inside(const struct formview *v, struct canvas *c, int field, int row, int col,
    enum style style)
{
	const struct form_field *f = formview_field(v, field);
	const struct field_state *s = form_edit_field(v->edit, field);
	bool focus = v->at == field;
	const char *half = s->typed && !f->several ? s->typed : "";
	const char *typed = focus ? field_text(&v->editor) : half;
	struct buf text = { 0 };

	if (!typed[0] || f->several)
		formview_ask_digits(v, field, &text);
	if (typed[0])
		buf_printf(&text, "%s%s", text.n ? "," : "", typed);
	canvas_pad(c, row, col, buf_str(&text), style, f->width);
	if (focus)
		canvas_cursor(c, row, col + (utf8_cells(buf_str(&text)) < f->width ?
		    utf8_cells(buf_str(&text)) : f->width));
	buf_free(&text);
}

/* "(1 pain 2 marks ..)": what else there is, as far as it fits. */
static void put_legend(const struct formview *v, struct canvas *c, int field, int row, int col,
    int end)
{
	const struct form_field *f = formview_field(v, field);
	uint64_t bits = form_edit_chosen(v->edit, field);
	char text[140];

	for (int i = 0; i < formview_ask_count(f) && f->kind != FIELD_INT; i++) {
		if (bits >> i & 1)
			continue;
		text_fmt(text, sizeof text, "%d %s", i + 1, formview_ask_label(f, i));
		if (col + utf8_cells(text) > end - 4) {
			canvas_put(c, row, col, "..", STYLE_GREY, 2);
			return;
		}
		col += canvas_put(c, row, col, text, STYLE_GREY, end - col) + 1;
	}
	if (f->kind == FIELD_INT) {
		text_fmt(text, sizeof text, "%d-%d %s", f->min, f->max, label_text(&f->hint));
		canvas_put(c, row, col, text, STYLE_GREY, end - 1 - col);
	}
}

void formview_ask_words(const struct formview *v, struct canvas *c, int field, int row, int col,
    int end)
{
	struct buf words = { 0 };

	if (formview_field(v, field)->cell)
		return;
	if (formview_field(v, field)->kind != FIELD_INT && !form_edit_field(v->edit, field)->typed)
		form_edit_text(v->edit, field, &words);
	if (words.n)
		col += canvas_put(c, row, col, buf_str(&words), STYLE_TEXT, end - 1 - col) + 2;
	if (v->at == field && end - col > 6)
		put_legend(v, c, field, row, col, end);
	buf_free(&words);
}

void formview_ask_row(const struct formview *v, struct canvas *c, int field, int row, int col,
    enum style style)
{
	const struct form_field *f = formview_field(v, field);
	uint64_t bits = form_edit_chosen(v->edit, field);
	bool focus = v->at == field;
	char digit[12];

	for (int i = 0; i < (int)f->nchoices; i++) {
		bool taken = bits >> i & 1;

		text_fmt(digit, sizeof digit, "%d", i + 1);
		canvas_put(c, row, col + 1 + i * CELL, taken || focus ? digit : ".",
		    taken ? STYLE_TAB : focus ? style : STYLE_GREY, 2);
	}
	if (focus)
		canvas_cursor(c, row, col);
}

/* Titles of the columns, and of what is asked beside them. */
static void put_columns(const struct formview *v, struct canvas *c, int heading, int row)
{
	const struct form *form = form_edit_form(v->edit);
	const struct form_field *first = &form->fields[heading + 1];
	int col = v->area.col + first->col - 1 + first->label_width;

	for (size_t i = 0; i < first->nchoices; i++)
		canvas_put(c, row, col + 1 + (int)i * CELL, label_text(&first->choices[i].label),
		    STYLE_RULE, CELL - 1);
	for (int i = heading + 2; i < (int)form->nfields && form->fields[i].aside; i++)
		canvas_put(c, row, v->area.col + form->fields[i].col,
		    label_text(&form->fields[i].label), STYLE_RULE, form->fields[i].width + 1);
}

bool formview_ask_label_at(const struct formview *v, struct canvas *c, int field, int row)
{
	const struct form *form = form_edit_form(v->edit);
	const struct form_field *f = &form->fields[field];
	int col = v->area.col + f->col - 1, room = f->label_width;
	bool heads = f->kind == FIELD_STATIC;
	char number[12];

	if (!f->number && !f->cell)
		return false;
	if (f->cell) {
		canvas_put(c, row, col + CELL_INDENT, label_text(&f->label),
		    v->at == field ? STYLE_TAB : STYLE_TEXT, room - CELL_INDENT);
		return true;
	}
	text_fmt(number, sizeof number, "%2d ", f->number);
	canvas_put(c, row, col, number, STYLE_GREY, 3);
	canvas_put(c, row, col + 3, label_text(&f->label), heads ? STYLE_RULE :
	    v->at == field ? STYLE_TAB : STYLE_TEXT, room - 3);
	if (heads)
		put_columns(v, c, field, row);
	return true;
}

void formview_ask_last(const struct formview *v, struct canvas *c, int field, int row)
{
	const struct value *last = form_edit_last(v->edit, field);
	int col = v->area.col + FORM_COLUMNS + 2;
	struct buf text = { 0 };

	if (last->type == VALUE_NULL || v->area.cols < FORM_COLUMNS + 32)
		return;
	form_edit_value_text(v->edit, field, last, &text);
	canvas_put(c, row, col, buf_str(&text), STYLE_GREY, v->area.cols - FORM_COLUMNS - 2);
	buf_free(&text);
}

/* Below 110 columns the answer of last time is told when the cursor comes. */
void formview_ask_remind(struct formview *v)
{
	const struct value *last = form_edit_last(v->edit, v->at);
	struct buf text = { 0 };

	if (last->type == VALUE_NULL || v->area.cols >= FORM_COLUMNS + 32)
		return;
	form_edit_value_text(v->edit, v->at, last, &text);
	if (text.n)
		screen_say(v->owner, STYLE_MSG_INFO, tr("Last time: %s (. is the same)"),
		    buf_str(&text));
	buf_free(&text);
}
