#ifndef FD_FORM_EXPR_H
#define FD_FORM_EXPR_H
/*
 * The conditions of a form: when a field is shown, read-only or required.
 *
 *   or   = and { "or" and }
 *   and  = not { "and" not }
 *   not  = [ "not" ] ( "(" or ")" | test )
 *   test = name ( "=" | "!=" ) word  |  name "in" "(" word { "," word } ")"
 *        | name ( "<" | "<=" | ">" | ">=" ) figure
 *   word = letters, digits, - _ . + | 'anything but an apostrophe'
 *   figure = [ "-" ] digits [ "." digits ]
 *
 * A name is a field of the same form, or one of @branch (code), @new (1 or 0), @minor (1 when the
 * birthday in the form makes the client younger than 18). An empty field equals ''; what is
 * no figure is neither more nor less than one.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define EXPR_MAX 512            /* bytes of a condition */
#define EXPR_DEPTH 16           /* brackets inside each other */

struct expr;

/* ERR_CONFIG with what was expected and where. */
enum err_code expr_parse(const char *text, struct expr **out, struct err *e) MUST_CHECK;
/* VALUE gives the present text of a name, never NULL. */
bool expr_true(const struct expr *x, const char *(*value)(void *arg, const char *name), void *arg);
/* Calls EACH for every name in it. */
void expr_names(const struct expr *x, void (*each)(void *arg, const char *name), void *arg);
void expr_free(struct expr *x);                         /* NULL is fine */

#endif
