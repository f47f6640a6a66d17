#ifndef FD_DESK_MACROS_H
#define FD_DESK_MACROS_H
/*
 * Lines of the command line that a manager gave a name (right site-edit). Kept as settings
 * `macro:NAME`, so each change is an action and can be taken back.
 */
#include <stddef.h>

#include "base/err.h"

struct desk;

enum { MACRO_NAME = 32, MACRO_LINE = 400 };     /* bytes with the terminator */

struct macro {
	char name[MACRO_NAME], line[MACRO_LINE];
};
struct macro_list {
	struct macro *v;
	size_t n, cap;
};

/* All of them by name. Replaces OUT. */
enum err_code macros_list(struct desk *d, struct macro_list *out, struct err *e) MUST_CHECK;
void macro_list_free(struct macro_list *l);
/* The line of NAME into OUT (MACRO_LINE bytes), "" when there is none. */
enum err_code macros_get(struct desk *d, const char *name, char *out, struct err *e) MUST_CHECK;
/* LINE "" or NULL takes it away. ERR_INVALID for a name with other signs than letters, figures and
 * hyphens or too long, ERR_DENIED, ERR_SECOND. */
enum err_code macros_set(struct desk *d, const char *name, const char *line, struct err *e)
    MUST_CHECK;

#endif
