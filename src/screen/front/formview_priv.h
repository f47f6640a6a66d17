#ifndef FD_SCREEN_FRONT_FORMVIEW_PRIV_H
#define FD_SCREEN_FRONT_FORMVIEW_PRIV_H
/* What the files of the form view share: cursor and keys, picture, choices, drafts. */
#include "form/form_edit.h"
#include "screen/formview.h"

const struct form_field *formview_field(const struct formview *v, int field);
const struct form_section *formview_page(const struct formview *v);
bool formview_has_choices(const struct form_field *f);  /* marked `v` */
bool formview_one_key(const struct form_field *f);      /* one digit answers */
bool formview_is_empty(const struct formview *v, int field);
/* The editor shows what the form holds (after a choice, a long text, a change elsewhere). */
void formview_show_text(struct formview *v);
/* After a change by hand of the field with the cursor: draft, marks, picture. */
void formview_changed(struct formview *v);
/* Opens the choices with TEXT typed already. */
enum err_code formview_open_choices(struct formview *v, const char *text, struct err *e)
    MUST_CHECK;
/* The field with the cursor and its label stand on the part of the page in view. */
void formview_scroll(struct formview *v);
/* The field above (-1) or below (1), else the one before or behind (formview_move.c). */
void formview_vertical(struct formview *v, int by);
/* What F10 does on this screen where it does not save: the label it has there; else NULL. */
const char *formview_other_than_save(const struct formview *v);
/* Begins to keep what is typed as a draft. */
void formview_watch(struct formview *v);
/* Writes the draft now, when there is anything to write. */
void formview_keep(struct formview *v);

/* ---- questions of an interview: formview_ask.c, formview_ask_view.c ---- */

bool formview_asks(const struct formview *v, int field);        /* a digit or a word answers */
int formview_ask_count(const struct form_field *f);             /* greatest number that answers */
const char *formview_ask_label(const struct form_field *f, int i);
void formview_ask_show(struct formview *v);     /* the cursor comes, or the value changed */
enum key_use formview_ask_key(struct formview *v, const struct key *k);
/* `"`: goes to the remark of the field with the cursor, if it has one. */
bool formview_ask_remark(struct formview *v, const struct key *k);
/* Enter takes what is half typed; false: it goes on. */
bool formview_ask_enter(struct formview *v);
void formview_ask_remind(struct formview *v);

void formview_ask_digits(const struct formview *v, int field, struct buf *out);
void formview_ask_inside(const struct formview *v, struct canvas *c, int field, int row, int col,
    enum style style);
void formview_ask_words(const struct formview *v, struct canvas *c, int field, int row, int col,
    int end);
void formview_ask_row(const struct formview *v, struct canvas *c, int field, int row, int col,
    enum style style);
/* The label with its number; false: it is drawn as in any form. */
bool formview_ask_label_at(const struct formview *v, struct canvas *c, int field, int row);
void formview_ask_last(const struct formview *v, struct canvas *c, int field, int row);

#endif
