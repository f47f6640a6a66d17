/* The cursor of a form: the order of the fields by place, and going from one to another. */
#include <stddef.h>

#include "base/buf.h"
#include "base/tr.h"
#include "formview_priv.h"

/* ---- order by place ---- */

/* Does somebody still have to do something here? Conflicts are asked about when it is saved. */
static bool wants_answer(const struct formview *v, int field)
{
	const struct field_state *s = form_edit_field(v->edit, field);
	bool asked = form_edit_form(v->edit)->interview && !formview_field(v, field)->aside;

	return formview_enterable(v, field) &&
	    (s->typed || ((s->required || asked) && formview_is_empty(v, field)));
}

/* Fields are ordered by section, row and column; the file may list them in another way. */
static int compare_place(const struct form_field *a, const struct form_field *b)
{
	if (a->section != b->section)
		return a->section - b->section;
	return a->row != b->row ? a->row - b->row : a->col - b->col;
}

/* The nearest enterable field behind (BY 1) or before (-1) FROM; -1: none. */
static int neighbour(const struct formview *v, int from, int by)
{
	const struct form *f = form_edit_form(v->edit);
	int best = -1;

	for (int i = 0; i < (int)f->nfields; i++) {
		if (!formview_enterable(v, i) ||
		    compare_place(&f->fields[i], &f->fields[from]) * by <= 0)
			continue;
		if (best < 0 || compare_place(&f->fields[i], &f->fields[best]) * by < 0)
			best = i;
	}
	return best;
}

static int first_of_section(const struct formview *v, int section)
{
	const struct form *f = form_edit_form(v->edit);
	const struct form_section *s = &f->sections[section];
	int best = -1;

	for (int i = s->first; i < s->first + s->count; i++)
		if (formview_enterable(v, i) &&
		    (best < 0 || compare_place(&f->fields[i], &f->fields[best]) < 0))
			best = i;
	return best;
}

/* The next field behind FROM that wants an answer, from the top again when there is none; of its
 * section alone, or of the others. -1: none. */
static int next_wanting(const struct formview *v, int from, bool here)
{
	const struct form *f = form_edit_form(v->edit);
	int behind = -1, before = -1;

	for (int i = 0; i < (int)f->nfields; i++) {
		int *best = compare_place(&f->fields[i], &f->fields[from]) > 0 ? &behind : &before;

		if (i == from || (f->fields[i].section == f->fields[from].section) != here)
			continue;
		if (wants_answer(v, i) &&
		    (*best < 0 || compare_place(&f->fields[i], &f->fields[*best]) < 0))
			*best = i;
	}
	return behind >= 0 ? behind : before;
}

/* Nobody is thrown off a page that is not at its end: first what is wanted here, then the next
 * place here, then what is wanted on other pages. */
static int next_answer(const struct formview *v, int from)
{
	int to = next_wanting(v, from, true), beside = neighbour(v, from, 1);

	if (to < 0 && beside >= 0 &&
	    formview_field(v, beside)->section == formview_field(v, from)->section)
		to = beside;
	if (to < 0)
		to = next_wanting(v, from, false);
	return to >= 0 ? to : beside;
}

static bool anything_wanted(const struct formview *v)
{
	const struct form *f = form_edit_form(v->edit);

	for (int i = 0; i < (int)f->nfields; i++)
		if (wants_answer(v, i))
			return true;
	return false;
}

/* ---- moving ---- */

void formview_scroll(struct formview *v)
{
	const struct form_field *f = formview_field(v, v->at);
	int rows = v->area.rows > 0 ? v->area.rows : 1, most = formview_page(v)->rows - rows;

	if (f->row - 1 < v->top)
		v->top = f->row - 1;
	if (f->row - 1 + f->height > v->top + rows)
		v->top = f->row - 1 + f->height - rows;
	if (v->top > most)
		v->top = most;
	if (v->top < 0)
		v->top = 0;
}

static uint32_t take_character(const struct field *editor, uint32_t cp)
{
	const struct formview *v = (const struct formview *)((const char *)editor -
	    offsetof(struct formview, editor));

	return form_edit_takes(v->edit, v->at, cp) ? cp : 0;
}

void formview_show_text(struct formview *v)
{
	struct buf text = { 0 };

	if (formview_asks(v, v->at)) {
		formview_ask_show(v);
		return;
	}
	form_edit_text(v->edit, v->at, &text);
	field_set(&v->editor, buf_str(&text));
	buf_free(&text);
}

static void open_editor(struct formview *v)
{
	const struct form_field *f = formview_field(v, v->at);
	int cols = formview_has_choices(f) ? f->width - 1 : f->width;

	field_free(&v->editor);
	field_init(&v->editor, f->height, cols > 0 ? cols : 1, (size_t)f->max_length);
	if (!formview_asks(v, v->at))
		v->editor.filter = take_character;
	formview_show_text(v);
}

void formview_commit(struct formview *v)
{
	struct screen *s = v->owner;
	const struct field_state *state;
	int field = v->at;

	if (!formview_typing(v) || !v->touched)
		return;
	v->touched = false;
	state = form_edit_field(v->edit, field);
	if (state->grade != CHECK_OK)
		screen_say(s, state->grade == CHECK_WRONG ? STYLE_MSG_REFUSED : STYLE_MSG_INFO,
		    "%s", state->why);
	if (v->left)
		v->left(s, field);
	formview_keep(v);
}

/* What stands behind a field has little room; row 23 has all of it when the cursor comes back. */
static void remind(struct formview *v)
{
	const struct field_state *state = form_edit_field(v->edit, v->at);
	struct buf theirs = { 0 };

	if (state->conflict == CONFLICT_OPEN) {
		form_edit_value_text(v->edit, v->at, &state->theirs, &theirs);
		screen_say(v->owner, STYLE_MSG_INFO, tr("theirs: %s"), buf_str(&theirs));
	} else if (state->typed) {
		screen_say(v->owner, STYLE_MSG_REFUSED, "%s", state->why);
	}
	buf_free(&theirs);
}

void formview_go(struct formview *v, int field)
{
	if (field < 0 || field == v->at)
		return;
	formview_commit(v);
	v->at = field;
	v->news[field] = false;
	if (v->section != formview_field(v, field)->section) {
		v->section = formview_field(v, field)->section;
		v->top = 0;
	}
	open_editor(v);
	formview_scroll(v);
	formview_ask_remind(v);
	remind(v);
	screen_dirty(v->owner, DIRTY_DRAW);
}

void formview_go_first(struct formview *v)
{
	formview_go(v, first_of_section(v, v->section));
}

void formview_stop(struct formview *v)
{
	if (!formview_typing(v))
		return;
	formview_commit(v);
	v->last = v->at;
	v->at = -1;
	screen_dirty(v->owner, DIRTY_DRAW);
}

void formview_show_section(struct formview *v, int section)
{
	bool typing = formview_typing(v);

	if (!v->edit || section < 0 || section >= (int)form_edit_form(v->edit)->nsections)
		return;
	formview_stop(v);
	v->section = section;
	v->top = 0;
	if (typing)
		formview_go(v, first_of_section(v, section));
	screen_dirty(v->owner, DIRTY_DRAW);
}

bool formview_move(struct formview *v, int by)
{
	int to = formview_typing(v) ? neighbour(v, v->at, by) : -1;

	if (to < 0)
		return false;
	formview_go(v, to);
	return true;
}

void formview_answer(struct formview *v)
{
	const char *other = formview_other_than_save(v);

	if (!formview_typing(v))
		return;
	formview_commit(v);
	if (!anything_wanted(v) && other)
		screen_say(v->owner, STYLE_MSG_INFO,
		    tr("Nothing more must be filled. F10: %s."), other);
	else if (!anything_wanted(v))
		screen_say(v->owner, STYLE_MSG_INFO, "%s",
		    tr("Nothing more must be filled. F10 saves."));
	formview_go(v, next_answer(v, v->at));
}

/* The field of the nearest row above or below, the one that begins closest to the cursor's. */
static int vertical(const struct formview *v, int by)
{
	const struct form_section *s = formview_page(v);
	const struct form_field *from = formview_field(v, v->at);
	int best = -1, best_rows = 0, best_cols = 0;

	for (int i = s->first; i < s->first + s->count; i++) {
		const struct form_field *f = formview_field(v, i);
		int rows = (f->row - from->row) * by;
		int cols = f->col > from->col ? f->col - from->col : from->col - f->col;

		if (rows <= 0 || !formview_enterable(v, i))
			continue;
		if (best < 0 || rows < best_rows || (rows == best_rows && cols < best_cols)) {
			best = i;
			best_rows = rows;
			best_cols = cols;
		}
	}
	return best;
}

/* Up and Down stay in a field of several rows until its edge. */
void formview_vertical(struct formview *v, int by)
{
	int row, col, before, to;

	field_cursor(&v->editor, &before, &col);
	if (v->editor.rows > 1) {
		struct key k = key_func(by < 0 ? K_UP : K_DOWN);

		field_key(&v->editor, &k);
		field_cursor(&v->editor, &row, &col);
		if (row != before)
			return;
	}
	to = vertical(v, by);
	if (to >= 0)
		formview_go(v, to);
	else
		formview_move(v, by);
}
