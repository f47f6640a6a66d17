#ifndef FD_DESK_ROWS_H
#define FD_DESK_ROWS_H
/*
 * Rows with a form of their own: people, branches, rooms and devices, services and what they need,
 * opening hours, rosters, absences (SPEC PP-2, SC-11); family, pets and usual goods of a client
 * (IN-6, IN-13). One save is one action under the right of the row's kind; who edits another column
 * at the same time loses nothing.
 *
 * Course: rows_env for the form's world; form_edit_new or form_edit_open; rows_save. A screen
 * (screen/row_form) and the commands do the same.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct conflict_list;
struct desk;
struct form_edit;
struct form_env;

struct rows_kind {
	const char *form;               /* forms/NAME.cfg */
	const char *table;
	const char *right;              /* the action's name */
	const char *owner;              /* column that says whose the row is; NULL: nobody's */
	const char *owner_table;        /* that is the action's subject; NULL: the row itself */
};
/* By the name of the form, or by its table; NULL: no row of that kind has a form. */
const struct rows_kind *rows_kind(const char *form);
const struct rows_kind *rows_kind_of_table(const char *table);

/* What FORM needs of the world: as form_env_make, and the fields that no column holds as they stand
 * (the day and hour of an absence, a sum of money). KIND NULL: as form_env_make. */
void rows_env(struct desk *d, const struct rows_kind *kind, struct form_env *out);

/* Saves EDIT, whose table must have a kind (else a BUG): a new row of OWNER (0 where the kind has
 * none), or what changed in the row that is open. *ID = the row. ERR_INVALID with the field,
 * ERR_DUPLICATE (the code belongs to another row), ERR_DENIED; ERR_CONFLICT fills CONFLICTS and the
 * edit's fields. */
enum err_code rows_save(struct desk *d, struct form_edit *edit, int64_t owner,
    struct conflict_list *conflicts, int64_t *id, struct err *e) MUST_CHECK;
/* on, out (out of order, on leave for long) or retired, with the reason; the row stays in the
 * history. ERR_CONFLICT: appointments still to come take it, or something else needs it. An
 * absence that has not begun is taken away, one that has ends now. */
enum err_code rows_set_state(struct desk *d, const struct rows_kind *kind, int64_t id,
    const char *state, const char *reason, struct err *e) MUST_CHECK;
/* The row's owner; 0: it has none. ERR_NOTFOUND. */
enum err_code rows_owner(struct desk *d, const struct rows_kind *kind, int64_t id,
    int64_t *owner, struct err *e) MUST_CHECK;
/* The row in a few words for lists, titles and questions: "陈立", "Laser: expert". Returns OUT. */
char *rows_name(struct desk *d, const char *table, int64_t id, char *out, size_t size);

#endif
