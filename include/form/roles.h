#ifndef FD_FORM_ROLES_H
#define FD_FORM_ROLES_H
/*
 * forms/roles.cfg: which roles there are and what each may do.
 *
 *   second = ["client-merge", "undo-other"];
 *   roles = (
 *     { code = "reception"; label = "front desk"; short = "desk"; board = "desk";
 *       rights = ["client-add", "client-edit", "appt-*"]; except = ["appt-override"]; }
 *   );
 *
 * A right is a word: the name of a use case (client-add), a screen (screen-reports), a field
 * (client-see-phone). `appt-*` stands for all known words that begin so, `*` for all. Which
 * words exist is the caller's table: a word outside it is a fault with the nearest known one.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/config_file.h"
#include "form/fault.h"
#include "form/label.h"

struct role {
	const char *code;               /* staff_role.role */
	struct label label;
	struct label brief;             /* `short`: for narrow columns; none: the label */
	const char *board;              /* tab of Today that opens first; NULL: the first one */
	struct config_words rights, except;
	bool *may;                      /* by the index of the known right */
	int line;
};

struct roles_file {
	struct role *roles;
	size_t n;
	struct config_words second;     /* what needs a second person, as written */
	const char *const *known;       /* ended by NULL; borrowed for the file's life */
	size_t nknown;
	bool *needs_second;
	struct config_file *file;
};

/* KNOWN ends with NULL and lives as long as the result. ERR_NOTFOUND, ERR_IO, ERR_CONFIG. */
enum err_code roles_load(const char *path, const char *const *known, struct roles_file **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
enum err_code roles_parse_text(const char *name, const char *text, size_t n,
    const char *const *known, struct roles_file **out, struct fault_list *faults, struct err *e)
    MUST_CHECK;
void roles_free(struct roles_file *r);                          /* NULL is fine */

const struct role *roles_find(const struct roles_file *r, const char *code);    /* NULL: unknown */
/* False also for an unknown role. RIGHT must be a known one (BUG). */
bool roles_may(const struct roles_file *r, const char *role, const char *right);
bool roles_needs_second(const struct roles_file *r, const char *right);

#endif
