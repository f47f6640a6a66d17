#ifndef FD_DESK_PEOPLE_ROWS_PRIV_H
#define FD_DESK_PEOPLE_ROWS_PRIV_H
/*
 * What a kind of row wants beyond the common way: rows.c is the way, rows_rules.c has one line a
 * kind, rows_check.c their checks.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/value.h"
#include "desk/rows.h"

struct change;
struct form_changes;
struct form_field;
struct txn;

/* A row on its way to be saved. */
struct rows_save {
	struct form_edit *edit;
	int64_t owner, id;              /* id 0: a new row */
};

struct rows_rule {
	struct rows_kind kind;
	/* Of a row that stands in a branch (column branch_id): who may change it there. */
	enum err_code (*there)(const struct desk *d, const char *right, int64_t branch_id,
	    struct err *e);
	/* Under the lock, before anything is written. */
	enum err_code (*check)(struct desk *d, const struct rows_save *s, struct err *e);
	/* Likewise before the state changes; may change more in the same action. */
	enum err_code (*state)(struct desk *d, struct txn *t, int64_t id, const char *state,
	    struct err *e);
	/* After the row was written, in the same action. */
	enum err_code (*after)(struct txn *t, struct desk *d, int64_t id, struct err *e);
	/* Instead of the common way: the row has a use case of its own. */
	enum err_code (*save)(struct desk *d, const struct rows_save *s, int64_t *id,
	    struct err *e);
	enum err_code (*set_state)(struct desk *d, int64_t id, const char *state,
	    const char *reason, struct err *e);
	/* A field that no column holds as it stands. */
	enum err_code (*answer)(struct desk *d, int64_t id, const char *field, struct value *out,
	    struct err *e);
	/* And back: the column that FIELD stands for, VALUE in its unit; NULL: none. */
	const char *(*column)(const char *field, const struct value *v, struct value *out);
};
extern const struct rows_rule rows_rules[];
extern const size_t rows_rules_count;
const struct rows_rule *rows_rule(const char *form);

/* What COLUMN of the form's table shall be; null where the form does not have it. Borrowed. */
const struct value *rows_value(const struct form_edit *edit, const char *column);
/* Likewise of a field by its name. */
const struct value *rows_answer_value(const struct form_edit *edit, const char *field);
const char *rows_text(const struct form_edit *edit, const char *column);        /* "" for null */
int64_t rows_int(const struct form_edit *edit, const char *column, int64_t fallback);
/* ERR_INVALID (or what CODE says) that names the field of COLUMN. */
enum err_code rows_refuse(const struct form_edit *edit, const char *column, enum err_code code,
    struct err *e, const char *text) MUST_CHECK;

/* Typed often: a small letter, then small letters, figures, - _ and dots, at most 22. */
bool rows_is_code(const char *s);
/* ERR_CONFLICT when live appointments to come take RESOURCE: how many, and the first. */
enum err_code rows_check_unused(struct desk *d, int64_t resource_id, struct err *e) MUST_CHECK;
/* One column of one row, whatever it was. */
enum err_code rows_set_column(struct desk *d, struct txn *t, const char *table, int64_t id,
    const char *column, const struct value *v, struct err *e) MUST_CHECK;

/* ---- rows_check.c ---- */

/* The branch's hours; those of all branches are changed by who has the right in each. */
enum err_code rows_there_opening(const struct desk *d, const char *right, int64_t branch_id,
    struct err *e) MUST_CHECK;
enum err_code rows_check_staff(struct desk *d, const struct rows_save *s, struct err *e) MUST_CHECK;
enum err_code rows_check_branch(struct desk *d, const struct rows_save *s, struct err *e)
    MUST_CHECK;
enum err_code rows_check_resource(struct desk *d, const struct rows_save *s, struct err *e)
    MUST_CHECK;
enum err_code rows_check_service(struct desk *d, const struct rows_save *s, struct err *e)
    MUST_CHECK;
enum err_code rows_check_product(struct desk *d, const struct rows_save *s, struct err *e)
    MUST_CHECK;
enum err_code rows_check_indicator(struct desk *d, const struct rows_save *s, struct err *e)
    MUST_CHECK;
enum err_code rows_check_need(struct desk *d, const struct rows_save *s, struct err *e) MUST_CHECK;
enum err_code rows_check_opening(struct desk *d, const struct rows_save *s, struct err *e)
    MUST_CHECK;
enum err_code rows_check_roster(struct desk *d, const struct rows_save *s, struct err *e)
    MUST_CHECK;
enum err_code rows_state_staff(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e) MUST_CHECK;
enum err_code rows_state_branch(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e) MUST_CHECK;
enum err_code rows_state_resource(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e) MUST_CHECK;
enum err_code rows_state_dependant(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e) MUST_CHECK;

#endif
