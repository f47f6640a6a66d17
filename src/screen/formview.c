/* The cursor of a form: where it goes, what its keys do. */
#include "screen/formview.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "formview_priv.h"

/* ---- small questions ---- */

const struct form_field *formview_field(const struct formview *v, int field)
{
	return &form_edit_form(v->edit)->fields[field];
}

const struct form_section *formview_page(const struct formview *v)
{
	return &form_edit_form(v->edit)->sections[v->section];
}

struct formview *formview_of(const struct screen *s)
{
	return s->state;
}

bool formview_has_choices(const struct form_field *f)
{
	return (f->kind == FIELD_CHOICE && !f->one_key) || f->kind == FIELD_LOOKUP ||
	    f->kind == FIELD_STAFF || f->kind == FIELD_BRANCH;
}

bool formview_one_key(const struct form_field *f)
{
	return f->kind == FIELD_BOOL || (f->kind == FIELD_CHOICE && f->one_key);
}

bool formview_is_empty(const struct formview *v, int field)
{
	const struct field_state *s = form_edit_field(v->edit, field);

	return !s->typed && (s->value.type == VALUE_NULL ||
	    (s->value.type == VALUE_TEXT && s->value.n == 0));
}

bool formview_enterable(const struct formview *v, int field)
{
	const struct field_state *s = form_edit_field(v->edit, field);

	return s->visible && !s->readonly && formview_field(v, field)->kind != FIELD_STATIC;
}

bool formview_typing(const struct formview *v)
{
	return v->edit && v->at >= 0;
}

/* Does somebody still have to do something here? Conflicts are asked about when it is saved. */
static bool wants_answer(const struct formview *v, int field)
{
	const struct field_state *s = form_edit_field(v->edit, field);

	return formview_enterable(v, field) &&
	    (s->typed || (s->required && formview_is_empty(v, field)));
}

int formview_find(const struct form *f, const char *child, const char *column)
{
	for (size_t i = 0; i < f->nfields; i++) {
		const struct form_path *p = &f->fields[i].path;

		if (p->how != PATH_NONE && !strcmp(p->column_name, column) &&
		    !strcmp(p->how == PATH_COLUMN ? "" : p->child, child ? child : ""))
			return (int)i;
	}
	return -1;
}

/* ---- order by place ---- */

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

/* The field and its label stand on the page in view. */
static void scroll_to(struct formview *v, const struct form_field *f)
{
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
	scroll_to(v, formview_field(v, field));
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
	if (!formview_typing(v))
		return;
	formview_commit(v);
	if (!anything_wanted(v))
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
static void move_vertical(struct formview *v, int by)
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

enum err_code formview_run_up(struct screen *s, struct err *e)
{
	struct formview *v = formview_of(s);

	(void)e;
	if (formview_typing(v))
		move_vertical(v, -1);
	return OK;
}

enum err_code formview_run_answer(struct screen *s, struct err *e)
{
	(void)e;
	formview_answer(formview_of(s));
	return OK;
}

enum err_code formview_run_field(struct screen *s, struct err *e)
{
	(void)e;
	formview_move(formview_of(s), s->command->arg);
	return OK;
}

bool formview_screen_typing(const struct screen *s)
{
	return formview_typing(formview_of(s));
}

enum key_use formview_screen_key(struct screen *s, const struct key *k)
{
	return formview_key(formview_of(s), k);
}

bool formview_screen_help(const struct screen *s, struct buf *out)
{
	return formview_help(formview_of(s), out);
}

enum err_code formview_run_choices(struct screen *s, struct err *e)
{
	struct formview *v = formview_of(s);

	if (!formview_typing(v))
		return OK;
	if (formview_has_choices(formview_field(v, v->at)))
		return formview_open_choices(v, "", e);
	move_vertical(v, 1);
	return OK;
}

/* ---- changing ---- */

void formview_changed(struct formview *v)
{
	v->typed = v->touched = true;
	formview_watch(v);
	screen_dirty(v->owner, DIRTY_DRAW);
}

/* The form follows each key, so that what depends on a field (echo, other fields, the draft) is
 * right at any moment; what it cannot understand yet is not told while the cursor is there. */
static void take_text(struct formview *v)
{
	struct err none = ERR_INIT;

	if (form_edit_set_text(v->edit, v->at, field_text(&v->editor), &none) != OK)
		err_clear(&none);
	formview_changed(v);
}

static void clear_value(struct formview *v)
{
	field_set(&v->editor, "");
	take_text(v);
	formview_show_text(v);
}

static bool is_erase(const struct key *k)
{
	return key_is(*k, K_BACKSPACE) || key_is(*k, K_DELETE) || key_is_ctrl(*k, 'u') ||
	    key_is_ctrl(*k, 'w');
}

static int choices_of(const struct form_field *f)
{
	return f->kind == FIELD_BOOL ? 2 : (int)f->nchoices;
}

/* One digit answers and goes on; anything else is told, never taken for a command. */
static enum key_use one_key(struct formview *v, const struct key *k)
{
	const struct form_field *f = formview_field(v, v->at);
	uint32_t cp = cp_narrow(k->code);
	int n = choices_of(f);
	char digit[2] = { (char)cp, '\0' };

	if (is_erase(k)) {
		clear_value(v);
		return KEY_USED;
	}
	if (!key_is_text(*k) && k->kind != KEV_PASTE)
		return KEY_UNUSED;
	if (k->kind == KEV_PASTE || cp < '1' || cp > '9' || (int)(cp - '0') > n) {
		screen_say(v->owner, STYLE_MSG_INFO, tr("One digit answers here: 1 to %d."), n);
		return KEY_USED;
	}
	field_set(&v->editor, digit);
	take_text(v);
	formview_show_text(v);
	formview_answer(v);
	return KEY_USED;
}

/* What is typed on a field with choices is type-ahead: it opens them, narrowed. */
static enum key_use type_ahead(struct formview *v, const struct key *k)
{
	struct err e = ERR_INIT;
	struct buf text = { 0 };

	if (is_erase(k)) {
		clear_value(v);
		return KEY_USED;
	}
	if (!key_is_text(*k) && k->kind != KEV_PASTE)
		return KEY_UNUSED;
	if (k->kind == KEV_PASTE)
		for (size_t i = 0; i < k->n && k->text[i] != '\r' && k->text[i] != '\n'; i++)
			buf_putc(&text, k->text[i]);
	else if (k->code != ' ')
		buf_put_cp(&text, k->code);
	if (formview_open_choices(v, buf_str(&text), &e) != OK)
		screen_refuse(v->owner, &e);
	buf_free(&text);
	return KEY_USED;
}

/* A note of one row that holds lines is changed on the whole screen only: one row loses them. */
static bool needs_long_text(const struct formview *v, const struct key *k)
{
	const struct form_field *f = formview_field(v, v->at);
	const struct field_state *s = form_edit_field(v->edit, v->at);

	return f->kind == FIELD_MEMO && f->height == 1 && s->value.type == VALUE_TEXT &&
	    strchr(s->value.s, '\n') && (key_is_text(*k) || is_erase(k) || k->kind == KEV_PASTE);
}

static enum key_use edit_text(struct formview *v, const struct key *k)
{
	struct err e = ERR_INIT;

	if (needs_long_text(v, k)) {
		if (formview_run_long(v->owner, &e) != OK)
			screen_refuse(v->owner, &e);
		return KEY_USED;
	}
	switch (field_key(&v->editor, k)) {
	case FIELD_UNUSED:
		return KEY_UNUSED;
	case FIELD_CHANGED:
		take_text(v);
		if (v->editor.cut)
			screen_say(v->owner, STYLE_MSG_INFO,
			    tr("Not all of it was taken: this field holds %zu characters."),
			    v->editor.max_cp);
		break;
	case FIELD_REFUSED:
		screen_say(v->owner, STYLE_MSG_INFO, "%s",
		    tr("Not taken: full, or not a sign for this field. F1 says what it takes."));
		break;
	case FIELD_MOVED:
		screen_dirty(v->owner, DIRTY_DRAW);
		break;
	}
	return KEY_USED;
}

enum key_use formview_key(struct formview *v, const struct key *k)
{
	const struct form_field *f;

	if (!formview_typing(v))
		return KEY_UNUSED;
	/* These are commands of the screen, also in fields of several rows. */
	if (key_is(*k, K_ENTER) || key_is(*k, K_UP) || key_is(*k, K_DOWN) || key_is(*k, K_PGUP) ||
	    key_is(*k, K_PGDN))
		return KEY_UNUSED;
	f = formview_field(v, v->at);
	if (formview_one_key(f))
		return one_key(v, k);
	if (formview_has_choices(f))
		return type_ahead(v, k);
	return edit_text(v, k);
}

/* ---- life ---- */

void formview_init(struct formview *v, struct screen *owner, struct form_edit *edit,
    const char *draft_form)
{
	*v = (struct formview){ .owner = owner,
		.edit = edit,
		.at = -1,
		.last = -1,
		.title = v->title,
		.left = v->left };
	v->draft.form = draft_form;
	if (!edit)
		return;
	v->draft.ref_id = form_edit_id(edit);
	v->news = mem_array(form_edit_form(edit)->nfields, sizeof *v->news);
}

void formview_free(struct formview *v)
{
	if (v->watched)
		front_draft_unwatch(front_of(v->owner), &v->draft);
	field_free(&v->editor);
	form_edit_free(v->edit);
	mem_free(v->news);
	v->edit = NULL;
	v->news = NULL;
	v->watched = false;
}

void formview_layout(struct formview *v, struct rect area)
{
	v->area = area;
	if (formview_typing(v))
		scroll_to(v, formview_field(v, v->at));
}

void formview_fault(struct formview *v, const struct err *e)
{
	int field = e->field[0] ? form_field_index(form_edit_form(v->edit), e->field) : -1;

	if (field >= 0 && formview_enterable(v, field))
		formview_go(v, field);
	screen_refuse(v->owner, e);
}
