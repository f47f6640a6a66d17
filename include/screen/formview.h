#ifndef FD_SCREEN_FORMVIEW_H
#define FD_SCREEN_FORMVIEW_H
/*
 * A form on a screen: draws and edits the sections of a struct form_edit, one section a page.
 * Used by every screen with a form; the screen's state must begin with its struct formview,
 * because choices and long texts that were opened over the screen find their way back by it.
 *
 * Course: formview_init in open, formview_layout and formview_draw, formview_key before the
 * commands, the formview_run_* functions as commands of the screen, formview_reload in load,
 * formview_leave in leave, formview_free in close. Saving is the screen's; formview_commit
 * before, formview_saved or formview_fault after it.
 *
 * Nothing typed is lost: text goes to the form at each key, what it does not understand stays in
 * the field with `<` and the reason, and the whole is a draft of the front (screen/front.h).
 *
 * A form that is an interview (form/form.h) shows numbered questions: digits and first letters
 * answer, several digits where several may be chosen, `.` as last time, `"` a remark.
 *
 * The signs of a page: `[ ]` a field, `v` at its end has choices (Down), `[1]  1 female 2 male`
 * takes one digit, `<` wrong and why, `*` changed elsewhere since it was opened.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/tr.h"
#include "screen/front.h"
#include "tui/canvas.h"
#include "tui/field.h"
#include "tui/key.h"
#include "tui/screen.h"

struct buf;
struct form;
struct form_edit;
struct form_field;

/* What a screen keeps beside the fields of its form (who else is booked with the client): lines of
 * a draft, `#word TAB text`. Any member may be NULL but SAVE and LOAD together. */
struct formview_more {
	bool (*any)(const struct screen *owner);        /* something is worth keeping */
	void (*save)(const struct screen *owner, struct buf *body);
	void (*load)(struct screen *owner, const char *word, const char *text);
};

struct formview {
	struct screen *owner;
	struct form_edit *edit;         /* owned; NULL: nothing to show */
	struct rect area;
	int section;                    /* the one shown */
	int at;                         /* field with the cursor, -1: it is only looked at */
	int last;                       /* where the cursor was before that, -1 */
	int top;                        /* first row of the page in view, from 0 */
	struct field editor;            /* text of `at` */
	uint64_t chosen;                /* of an interview: taken before the half typed one */
	bool touched;                   /* `at` was changed since the cursor came */
	bool typed;                     /* anything was changed by hand since it was opened */
	bool *news;                     /* by field: changed elsewhere, not looked at yet */
	struct draft_source draft;
	bool watched;
	void (*title)(struct screen *owner, struct buf *out);   /* of the draft; must be set */
	void (*left)(struct screen *owner, int field);  /* a changed field was left; may be NULL */
	const struct formview_more *more;               /* set after formview_init; may be NULL */
};

/* Takes EDIT over. DRAFT_FORM is the word under which drafts are kept ("client-new"); borrowed;
 * NULL: a question, of which nothing is kept. Whoever has a word is opened again in
 * draft_resume. */
void formview_init(struct formview *v, struct screen *owner, struct form_edit *edit,
    const char *draft_form);
void formview_free(struct formview *v);
/* The formview of a screen whose state begins with one. */
struct formview *formview_of(const struct screen *s);

void formview_layout(struct formview *v, struct rect area);
void formview_draw(const struct formview *v, struct canvas *c);
/* Typing and moving inside the field; only while the cursor is in one. */
enum key_use formview_key(struct formview *v, const struct key *k);
/* The cursor stands in a field: letters are text. */
bool formview_typing(const struct formview *v);
/* For field_help of the screen. */
bool formview_help(const struct formview *v, struct buf *out);
/* "Needed now: Name. To book: Gender, Phone. Later: Birthday and 5 more." */
void formview_status(const struct formview *v, struct buf *out);

/* ---- the cursor ---- */

void formview_go(struct formview *v, int field);                /* also shows its section */
void formview_go_first(struct formview *v);                     /* of the section, by place */
void formview_stop(struct formview *v);         /* out of the fields; what was typed is taken */
void formview_show_section(struct formview *v, int section);
/* Next (1) or previous (-1) field by place, over all sections; false at the end: the cursor
 * stays. */
bool formview_move(struct formview *v, int by);
/* What Enter does: on to the next field that needs an answer. */
void formview_answer(struct formview *v);
/* Fields in which typing is possible now. */
bool formview_enterable(const struct formview *v, int field);

/* ---- commands of the screen ---- */

enum err_code formview_run_choices(struct screen *s, struct err *e) MUST_CHECK; /* Down */
enum err_code formview_run_up(struct screen *s, struct err *e) MUST_CHECK;      /* Up */
enum err_code formview_run_answer(struct screen *s, struct err *e) MUST_CHECK;  /* Enter */
/* Tab, S-Tab: the next field by place, s->command->arg = 1, -1. */
enum err_code formview_run_field(struct screen *s, struct err *e) MUST_CHECK;
enum err_code formview_run_long(struct screen *s, struct err *e) MUST_CHECK;    /* Ctrl-E */

/* The keys that walk a form, for the table of its screen, behind the one that saves it. */
#define FORMVIEW_COMMANDS \
	{ .name = "row-open", .keys = "Enter", .label = N_("go on"), \
	  .help = N_("On to the next field that needs an answer."), .run = formview_run_answer }, \
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1, \
	  .help = N_("Next field by place."), .run = formview_run_field }, \
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR, \
	  .help = N_("Field before."), .run = formview_run_field }, \
	{ .name = "field-list", .keys = "Down", .label = N_("choices"), \
	  .help = N_("Opens the choices of a field marked v; else one row down."), \
	  .run = formview_run_choices }, \
	{ .name = "field-up", .keys = "Up", .flags = COMMAND_NO_BAR, \
	  .help = N_("One row up."), .run = formview_run_up }, \
	{ .name = "field-edit", .keys = "^E", .label = N_("long text"), .flags = COMMAND_NO_BAR, \
	  .help = N_("The note on the whole screen."), .run = formview_run_long }

/* ---- members of a screen type that is a form and nothing else ---- */

bool formview_screen_typing(const struct screen *s);
enum key_use formview_screen_key(struct screen *s, const struct key *k);
bool formview_screen_help(const struct screen *s, struct buf *out);

/* ---- saving, drafts, others ---- */

/* What is kept beside the fields has changed: it counts as typed. */
void formview_more_changed(struct formview *v);
/* One line of it, for `save`: WORD without its #, TEXT without \n. */
void formview_more_put(struct buf *body, const char *word, const char *text);
/* Takes what stands in the field with the cursor. Call before saving. */
void formview_commit(struct formview *v);
/* Says E and puts the cursor into the field it names. */
void formview_fault(struct formview *v, const struct err *e);
/* It is written: the draft is dropped, nothing counts as typed. */
void formview_saved(struct formview *v);
/* The record may have changed elsewhere: untouched fields follow, touched ones get a conflict,
 * row 23 says who changed what. */
enum err_code formview_reload(struct formview *v, struct err *e) MUST_CHECK;
/* Goes on with a draft of the acting person. ERR_NOTFOUND, ERR_DENIED. */
enum err_code formview_resume(struct formview *v, int64_t draft_id, struct err *e) MUST_CHECK;
/* Behind formview_init of a box that is about row REF_ID (0: none yet): goes on with the draft that
 * was asked for (screen/askform.h), else with what was parked at the same row under the same
 * word; with neither it begins anew. */
enum err_code formview_again(struct formview *v, int64_t ref_id, struct err *e) MUST_CHECK;
/* For `leave` of the screen: what was typed is parked, and row 23 says so. LEAVE_STAY when it can
 * be kept nowhere. */
enum leave formview_leave(struct formview *v);
/* Throws the draft away by hand: kept for a week. */
void formview_discard(struct formview *v);

/* Field kept in COLUMN of the form's table, or of its CHILD rows; the first one. -1: none. */
int formview_find(const struct form *f, const char *child, const char *column);
/* Who wrote action ID, and at which terminal: "李晓燕 (T1)". "" when that is not known. */
char *formview_who(struct desk *d, int64_t action_id, char *out, size_t size);

#endif
