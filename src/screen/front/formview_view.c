/* How a form looks: labels, fields, what stands behind them; help for one field. */
#include <string.h>

#include "base/buf.h"
#include "base/term.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "form/form_catalog.h"
#include "formview_priv.h"

enum { OPEN_NAMED = 3, OPEN_MAX = 48 }; /* required fields that are named; others are counted */

/* One field while it is drawn. */
struct spot {
	const struct formview *v;
	struct canvas *c;
	int field;
	const struct form_field *f;
	const struct field_state *s;
	int row, col;                   /* of the opening bracket */
	int end;                        /* first cell that belongs to the next field, or the edge */
	bool focus;
};

/* ---- places ---- */

/* Where the next visible field of the same row begins: what stands behind a field ends there. */
static int room_end(const struct formview *v, const struct form_field *f)
{
	const struct form_section *s = formview_page(v);
	int end = v->area.col + v->area.cols;

	for (int i = s->first; i < s->first + s->count; i++) {
		const struct form_field *other = formview_field(v, i);
		int col = v->area.col + other->col - 1;

		if (form_edit_field(v->edit, i)->visible && other->col > f->col &&
		    other->row <= f->row && f->row < other->row + other->height && col < end)
			end = col;
	}
	return end;
}

static int behind(const struct spot *p)
{
	return p->col + p->f->width + 2;
}

/* ---- the field itself ---- */

/* How the name sounds, where nobody typed it: shown, never stored; "" for other fields. */
static void propose_sound(const struct spot *p, char *out, size_t size)
{
	const struct form *f = form_edit_form(p->v->edit);
	int name = p->f->path.how == PATH_COLUMN && !strcmp(p->f->path.column_name, "pinyin") ?
	    formview_find(f, NULL, "name") : -1;
	const struct value *v = name >= 0 ? &form_edit_field(p->v->edit, name)->value : NULL;

	text_copy(out, size, "");
	if (v && v->type == VALUE_TEXT && formview_is_empty(p->v, p->field) && !p->s->masked)
		term_pinyin(v->s, out, size);
}

static enum style field_style(const struct spot *p)
{
	if (p->focus)
		return STYLE_FIELD_EDIT;
	if (p->s->typed)
		return STYLE_WRONG;
	if (p->s->readonly)
		return STYLE_GREY;
	if (p->s->required && formview_is_empty(p->v, p->field))
		return STYLE_REQUIRED;
	if (p->s->preset)
		return STYLE_PROPOSED;
	return p->v->at < 0 ? STYLE_TEXT : STYLE_FIELD;
}

/* Number of the choice that is taken, from 1; 0: none. */
static int chosen(const struct spot *p)
{
	if (p->f->kind == FIELD_BOOL)
		return p->s->value.type != VALUE_INT ? 0 : p->s->value.i ? 1 : 2;
	for (size_t i = 0; i < p->f->nchoices && p->s->value.type == VALUE_TEXT; i++)
		if (!strcmp(p->f->choices[i].code, p->s->value.s))
			return (int)i + 1;
	return 0;
}

static void put_digit(const struct spot *p, enum style style)
{
	int n = chosen(p);
	char digit[12];

	text_fmt(digit, sizeof digit, "%d", n);
	canvas_pad(p->c, p->row, p->col + 1, p->s->typed ? p->s->typed : n ? digit : "", style,
	    p->f->width);
	if (p->focus)
		canvas_cursor(p->c, p->row, p->col + 1);
}

static const char *choice_text(const struct form_field *f, int i)
{
	if (f->kind == FIELD_BOOL)
		return i == 0 ? tr("yes") : tr("no");
	return label_text(&f->choices[i].label);
}

/* `1 female 2 male` behind the bracket; the one taken stands out. What does not fit goes on in the
 * next row of the field. */
static void put_digits_legend(const struct spot *p)
{
	int n = p->f->kind == FIELD_BOOL ? 2 : (int)p->f->nchoices, left = behind(p) + 1;
	int taken = chosen(p), row = p->row, col = left;
	char text[120];

	for (int i = 0; i < n; i++) {
		text_fmt(text, sizeof text, "%d %s", i + 1, choice_text(p->f, i));
		if (col + utf8_cells(text) > p->end - 1 && row + 1 < p->row + p->f->height) {
			row++;
			col = left;
		}
		if (col >= p->end - 2)
			break;
		col += canvas_put(p->c, row, col, text, i + 1 == taken ? STYLE_TAB : STYLE_GREY,
		    p->end - 1 - col) + 1;
	}
	/* "told nothing": the label alone does not say what yes means. Whole or not at all. */
	if (utf8_cells(label_text(&p->f->hint)) <= p->end - 2 - col)
		canvas_put(p->c, row, col + 1, label_text(&p->f->hint), STYLE_PROPOSED,
		    p->end - 2 - col);
}

static void put_rows(const struct spot *p, const char *text, enum style style)
{
	struct field shown;

	field_init(&shown, p->f->height, p->f->width, 0);
	field_set(&shown, text);
	shown.cur = 0;
	shown.top = 0;
	field_draw(&shown, p->c, p->row, p->col + 1, style, false);
	field_free(&shown);
}

static void put_text(const struct spot *p, enum style style)
{
	int cells = p->f->width - (formview_has_choices(p->f) ? 1 : 0);
	struct buf text = { 0 };
	char proposed[200];

	propose_sound(p, proposed, sizeof proposed);
	form_edit_text(p->v->edit, p->field, &text);
	if (p->f->height > 1)
		put_rows(p, buf_str(&text), style);
	else if (proposed[0])
		canvas_pad(p->c, p->row, p->col + 1, proposed, STYLE_PROPOSED, cells);
	else
		canvas_pad(p->c, p->row, p->col + 1, buf_str(&text), style, cells);
	buf_free(&text);
}

static void put_inside(const struct spot *p)
{
	enum style style = field_style(p);

	if (p->f->cell)
		formview_ask_row(p->v, p->c, p->field, p->row, p->col, style);
	else if (formview_asks(p->v, p->field))
		formview_ask_inside(p->v, p->c, p->field, p->row, p->col + 1, style);
	else if (formview_one_key(p->f))
		put_digit(p, style);
	else if (p->focus && !formview_has_choices(p->f))
		field_draw(&p->v->editor, p->c, p->row, p->col + 1, style, true);
	else
		put_text(p, style);
	if (!formview_has_choices(p->f) || formview_asks(p->v, p->field))
		return;
	canvas_put(p->c, p->row, p->col + p->f->width, p->s->readonly ? " " : "v",
	    p->focus ? style : STYLE_RULE, 1);
	if (p->focus)
		canvas_cursor(p->c, p->row, p->col + 1);
}

static void put_brackets(const struct spot *p)
{
	int rows = formview_one_key(p->f) ? 1 : p->f->height;   /* more are for its legend */

	for (int i = 0; i < rows; i++) {
		canvas_put(p->c, p->row + i, p->col, "[", STYLE_RULE, 1);
		canvas_put(p->c, p->row + i, p->col + p->f->width + 1, "]", STYLE_RULE, 1);
	}
}

/* ---- behind it ---- */

static void put_behind(const struct spot *p, enum style style, const char *sign, const char *text)
{
	int col = behind(p), room = p->end - 1 - col;

	if (sign[0] && room > 0)
		col += canvas_put(p->c, p->row, col, sign, style, room);
	col++;
	if (p->end - 1 - col > 2)
		canvas_put(p->c, p->row, col, text, style, p->end - 1 - col);
}

static void put_theirs(const struct spot *p)
{
	struct buf theirs = { 0 };
	char text[200];

	form_edit_value_text(p->v->edit, p->field, &p->s->theirs, &theirs);
	text_fmt(text, sizeof text, tr("theirs: %s"), buf_str(&theirs));
	put_behind(p, STYLE_NEWS, "*", text);
	buf_free(&theirs);
}

/* What is wrong is told when the cursor has gone on: while one types nothing is wrong yet. */
static void put_note(const struct spot *p)
{
	char echo[200], proposed[200];

	if (p->s->conflict == CONFLICT_OPEN) {
		put_theirs(p);
		return;
	}
	form_edit_echo(p->v->edit, p->field, echo, sizeof echo);
	propose_sound(p, proposed, sizeof proposed);
	if (proposed[0] && !echo[0])
		text_copy(echo, sizeof echo, p->focus ? proposed : tr("made"));
	if (p->s->typed && !p->focus)
		put_behind(p, STYLE_WRONG, "<", echo);
	else if (p->v->news[p->field])
		put_behind(p, STYLE_NEWS, "*", echo);
	else if (formview_asks(p->v, p->field))
		formview_ask_words(p->v, p->c, p->field, p->row, behind(p) + 1, p->end);
	else if (formview_one_key(p->f))
		put_digits_legend(p);
	else if (!p->s->typed)
		put_behind(p, p->s->grade == CHECK_WARN ? STYLE_NOTE : STYLE_PROPOSED, "", echo);
}

static void put_field(const struct formview *v, struct canvas *c, int field)
{
	const struct form_field *f = formview_field(v, field);
	struct spot p = { .v = v, .c = c, .field = field, .f = f,
		.s = form_edit_field(v->edit, field), .row = v->area.row + f->row - 1 - v->top,
		.col = v->area.col + f->col - 1 + f->label_width, .end = room_end(v, f),
		.focus = v->at == field };
	const char *label = label_text(&f->label);

	if (!p.s->visible)
		return;
	if (formview_ask_label_at(v, c, field, p.row))
		formview_ask_last(v, c, field, p.row);
	else if (f->kind != FIELD_STATIC)
		canvas_put(c, p.row, v->area.col + f->col - 1, label,
		    p.focus ? STYLE_TAB : STYLE_TEXT, f->label_width);
	else
		canvas_put(c, p.row, v->area.col + f->col - 1, label, STYLE_RULE, p.end - 1);
	if (f->kind == FIELD_STATIC)
		return;
	if (!f->cell)
		put_brackets(&p);
	put_inside(&p);
	put_note(&p);
}

void formview_draw(const struct formview *v, struct canvas *c)
{
	const struct form_section *s;
	struct rect old;

	if (!v->edit)
		return;
	s = formview_page(v);
	old = canvas_clip(c, v->area);
	for (int i = s->first; i < s->first + s->count; i++)
		put_field(v, c, i);
	if (v->top > 0)
		canvas_put(c, v->area.row, v->area.col + v->area.cols - 1, "^", STYLE_RULE, 1);
	if (s->rows - v->top > v->area.rows)
		canvas_put(c, v->area.row + v->area.rows - 1, v->area.col + v->area.cols - 1, "v",
		    STYLE_RULE, 1);
	canvas_unclip(c, old);
}

/* ---- words ---- */

/* On the page shown by its label alone; elsewhere with that page's title: there are two "Name"s. */
static void name_field(const struct formview *v, const struct form_field *field, struct buf *out)
{
	const struct form *f = form_edit_form(v->edit);

	if (field->section != v->section)
		buf_printf(out, "%s: ", label_text(&f->sections[field->section].title));
	buf_puts(out, label_text(&field->label));
}

/* What STAGE needs and an earlier one does not, still empty; the first few by name. False: none. */
static bool put_open(const struct formview *v, enum form_stage stage, unsigned before, int max,
    struct buf *out)
{
	const struct form *f = form_edit_form(v->edit);
	int fields[OPEN_MAX], named = 0, others = 0;
	size_t n = form_edit_missing(v->edit, stage, fields, OPEN_MAX);

	for (size_t i = 0; i < n && i < OPEN_MAX; i++) {
		const struct form_field *field = &f->fields[fields[i]];

		if ((field->required & before) || !formview_is_empty(v, fields[i]))
			continue;
		if (named == max) {
			others++;
			continue;
		}
		buf_puts(out, named++ ? ", " : "");
		name_field(v, field, out);
	}
	if (others)
		buf_printf(out, tr(" and %d more"), others);
	return named > 0;
}

/* Fields whose text is not understood: F10 goes there. */
static bool put_wrong(const struct formview *v, struct buf *out)
{
	const struct form *f = form_edit_form(v->edit);

	for (size_t i = 0; i < f->nfields; i++) {
		bool being_typed = (int)i == v->at && v->touched;

		if (!form_edit_field(v->edit, (int)i)->typed || being_typed)
			continue;
		buf_puts(out, out->n ? ", " : "");
		name_field(v, &f->fields[i], out);
	}
	return out->n > 0;
}

const char *formview_other_than_save(const struct formview *v)
{
	const struct command *done = screen_command(v->owner, "form-done");

	if (!done || (!v->owner->done_label && done->label && !strcmp(done->label, "save")))
		return NULL;
	return screen_label(v->owner, done);
}

/* What stands between the person and F10 first; what may wait, and until when, behind it. */
void formview_status(const struct formview *v, struct buf *out)
{
	struct buf now = { 0 }, book = { 0 }, later = { 0 };
	const char *other = formview_other_than_save(v);

	if (put_wrong(v, &now))
		buf_printf(out, tr("To correct: %s."), buf_str(&now));
	else if (put_open(v, STAGE_SAVE, 0, OPEN_NAMED, &now))
		buf_printf(out, tr("Needed now: %s."), buf_str(&now));
	else if (other)
		buf_printf(out, tr("F10: %s."), other);
	else
		buf_puts(out, tr("F10 saves."));
	if (put_open(v, STAGE_BOOK, STAGE_SAVE, OPEN_NAMED, &book))
		buf_printf(out, tr(" To book: %s."), buf_str(&book));
	if (put_open(v, STAGE_COMPLETE, STAGE_SAVE | STAGE_BOOK, book.n ? 2 : OPEN_NAMED, &later))
		buf_printf(out, tr(" Later: %s."), buf_str(&later));
	if (!now.n && !book.n && !later.n) {
		buf_clear(out);
		if (other)
			buf_printf(out, tr("Required and still open: none. F10: %s."), other);
		else
			buf_puts(out, tr("Required and still open: none. F10 saves."));
	}
	buf_free(&now);
	buf_free(&book);
	buf_free(&later);
}

/* What may be typed, by kind; examples say more than rules. */
static const char *const kind_help[FIELD_KINDS] = {
	[FIELD_TEXT] = N_("Text on one line."),
	[FIELD_MEMO] = N_("Text of several lines; Ctrl-E opens it on the whole screen."),
	[FIELD_INT] = N_("A whole number."),
	[FIELD_NUMBER] = N_("A number, with decimals if need be."),
	[FIELD_MONEY] = N_("A sum of money: 1200, 1,200.00, 1.2k."),
	[FIELD_DATE] = N_("A date: t, fri, +3, 27, 0315, 2027-3-15."),
	[FIELD_BIRTH] = N_("A birthday or an age: 920315, 1992, 34."),
	[FIELD_TIME] = N_("A time: 1530, 9."),
	[FIELD_BOOL] = N_("1 yes, 2 no."),
	[FIELD_CHOICE] = N_("One of the choices: Down lists them, typing narrows them."),
	[FIELD_LOOKUP] = N_("One of a list: Down shows it, typing narrows it."),
	[FIELD_PHONE] = N_("A telephone number; + begins one of another country."),
	[FIELD_STAFF] = N_("A person who works here: name, pinyin or code; Down lists all."),
	[FIELD_BRANCH] = N_("A branch: Down lists them."),
	[FIELD_STATIC] = N_("Only to be read."),
};

bool formview_help(const struct formview *v, struct buf *out)
{
	const struct form_field *f;
	const char *help;

	if (!formview_typing(v))
		return false;
	f = formview_field(v, v->at);
	help = label_text(&f->help);
	buf_printf(out, "%s\n", label_text(&f->label));
	if (help[0])
		buf_printf(out, "%s\n", help);
	if (f->kind == FIELD_LOOKUP && !strcmp(f->lookup, "client"))
		buf_puts(out, tr("A client: type as in Find; Down lists those that fit."));
	else if (formview_one_key(f) && f->kind == FIELD_CHOICE)
		buf_puts(out, tr("One digit answers and goes on."));
	else
		buf_puts(out, tr(kind_help[f->kind]));
	for (size_t i = 0; i < f->nchoices; i++)
		buf_printf(out, "\n%zu  %s", i + 1, label_text(&f->choices[i].label));
	return true;
}
