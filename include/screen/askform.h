#ifndef FD_SCREEN_ASKFORM_H
#define FD_SCREEN_ASKFORM_H
/*
 * A few questions in a box over whatever asked: a form file without a table of its own rows, and
 * what is done with the answers. Nothing of it is kept when it is left, unless it has a word for
 * drafts. Screens of this floor only.
 *
 *	struct stock_box box = { .lot_id = id };
 *	return askform_open(s, &(struct askform){ .form = "stock-issue", .title = title,
 *	    .right = "stock-edit", .ctx = &box, .size = sizeof box, .done = issue }, e);
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct form_edit;
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
	/* Does it, with a copy of CTX. OWNER is the screen below. OK closes the box; ERR_INVALID
	 * with the field of the form puts the cursor there; ERR_SECOND asks `second` and tries
	 * again. */
	enum err_code (*done)(struct screen *owner, const struct form_edit *x, void *ctx,
	    struct err *e);
	const char *second;             /* right that the second person signs; NULL: never needed */
	/* What is typed is kept under this word and parked when it is left (copied); whoever has
	 * one is opened again in draft_resume. NULL: a question, of which nothing is kept. */
	const char *draft;
	int64_t draft_ref;              /* of the draft: whose it is */
	int64_t draft_id;               /* goes on with one, 0: anew */
};
enum err_code askform_open(struct screen *s, const struct askform *a, struct err *e) MUST_CHECK;

/* Answers by the name of their field: the code, id or number; "" and 0 for none. Borrowed. */
const char *askform_text(const struct form_edit *x, const char *field);
int64_t askform_int(const struct form_edit *x, const char *field);

extern const struct screen_type askform_screen;

#endif
