#ifndef FD_SCREEN_ASKFORM_H
#define FD_SCREEN_ASKFORM_H
/*
 * A few questions in a box over whatever asked: a form file without a table of its own rows, and
 * what is done with the answers. What is typed is kept and parked like that of every form, under
 * the box's word for drafts; opened at the same row again it goes on by itself. Screens of this
 * floor only.
 *
 *	struct stock_box box = { .lot_id = id };
 *	return askform_open(s, &(struct askform){ .form = "stock-issue", .title = title,
 *	    .right = "stock-edit", .ctx = &box, .size = sizeof box, .done = issue,
 *	    .draft = "stock-issue", .draft_ref = id }, e);
 *
 * and one row of the module's struct askform_again says how that box is opened again; the module
 * stands in the table of src/screen/front/askform_draft.c.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct buf;
struct desk;
struct form_edit;
struct loop;
struct value;

#define ASKFORM_CTX 4096

struct askform {
	const char *form;               /* forms/FORM.cfg */
	const char *title;              /* of the box; copied */
	const char *text;               /* lines above the questions, NULL; copied */
	const char *right;              /* asked before it opens; NULL: none */
	const void *ctx;                /* copied into the box, at most ASKFORM_CTX; NULL */
	size_t size;
	/* A default of the program, `default = "@word"`, and a form that has none (NULL). */
	void (*preset)(const struct askform *a, const void *ctx, const char *word,
	    struct value *out);
	/* What the answers come to so far, one line under them; NULL: nothing. */
	void (*line)(struct desk *d, const struct form_edit *x, struct buf *out);
	/* Does it, with a copy of CTX. OWNER is the screen below. OK closes the box; ERR_INVALID
	 * with the field of the form puts the cursor there; ERR_SECOND asks `second` and tries
	 * again. */
	enum err_code (*done)(struct screen *owner, const struct form_edit *x, void *ctx,
	    struct err *e);
	const char *second;             /* right that the second person signs; NULL: never needed */
	/* What is typed is kept under this word (of a struct askform_again; copied) and parked when
	 * it is left. NULL: a question without text of its own, of which nothing is kept. */
	const char *draft;
	int64_t draft_ref;              /* row that it is about, 0: a new one */
	int64_t draft_with;             /* a second one, or its stage: part of the word */
	const char *draft_keep;         /* what else `run` needs, one line; NULL; copied */
};
enum err_code askform_open(struct screen *s, const struct askform *a, struct err *e) MUST_CHECK;

/* ---- boxes that go on ---- */

/* What the draft of a box is about, as it was given to askform_open. */
struct askform_place {
	const char *word;
	int64_t ref, with;
	const char *keep;               /* "" for none */
};
struct askform_again {
	const char *word;               /* of `draft` */
	const char *form;               /* NULL: the site's choice */
	const struct screen_type *area; /* the list that it is opened over ... */
	const char *tab;                /* ... and its tab; NULL: over what is there */
	/* Opens it as the key does: askform_open in it finds the draft by itself. */
	enum err_code (*run)(struct screen *s, const struct askform_place *at, struct err *e);
	int64_t (*client)(struct desk *d, int64_t ref); /* whose file it is of; NULL: nobody's */
};
/* Goes on with a draft. *MINE false: WORD is no box's. */
enum err_code askform_resume(struct loop *l, const char *word, int64_t ref_id, int64_t draft_id,
    bool *mine, struct err *e) MUST_CHECK;
/* The row of a draft's WORD, NULL: no box's. *WITH (may be NULL) as it was given. */
const struct askform_again *askform_of_draft(const char *word, int64_t *with);
/* The tables of the modules, for whoever checks them. */
struct askform_again_list {
	const struct askform_again *v;
	size_t n;
};
extern const struct askform_again_list *const askform_again[];
extern const size_t askform_again_count;

/* Answers by the name of their field: the code, id or number; "" and 0 for none. Borrowed. */
const char *askform_text(const struct form_edit *x, const char *field);
int64_t askform_int(const struct form_edit *x, const char *field);
/* Whether there is an answer at all: 0 is one. */
bool askform_given(const struct form_edit *x, const char *field);

extern const struct screen_type askform_screen;

#endif
