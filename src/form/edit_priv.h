#ifndef FD_FORM_EDIT_PRIV_H
#define FD_FORM_EDIT_PRIV_H
/* What the parts of form_edit share. */
#include "form/form_edit.h"

/* One row of the store that fields belong to; the first is the record itself. */
struct slot {
	const struct table_def *table;
	const struct form_path *path;   /* of its first field; NULL: the record */
	int64_t id;                     /* 0: there is none yet */
};

/* Name of a row that a field points to, read when the value came: drawing reads nothing. */
struct edit_name {
	int field;
	int64_t id;
	char name[128];
};

struct form_edit {
	struct form *form;
	struct form_env env;
	int64_t id;
	int remark;                     /* the remark that was asked for, -1 */
	struct value *last;             /* answers of last time, one a field */
	struct field_state *f;          /* one a field */
	int *slot;                      /* one a field; -1: an answer or a static text */
	struct {
		struct slot *v;
		size_t n, cap;
	} slots;
	struct {
		struct edit_name *v;
		size_t n, cap;
	} names;
};

/* What the store holds now, one value a field. */
struct stored {
	struct value *v;
	int64_t *action_id;             /* rev of the row it came from */
	int64_t *slot_id;               /* id of each slot's row */
};
enum err_code edit_read(const struct form_edit *x, int64_t id, struct stored *out, struct err *e)
    MUST_CHECK;
void edit_stored_free(const struct form_edit *x, struct stored *s);

/* Null, "" and, for bools, 0 count as nothing. */
bool edit_is_empty(const struct form_field *f, const struct value *v);
bool edit_same(const struct form_field *f, const struct value *a, const struct value *b);
/* Recomputes dirty of one field; visible, readonly and required of all. */
void edit_touch(struct form_edit *x, int field);
void edit_facts(struct form_edit *x);
/* Reads the names that the field shows and that are not known yet. */
void edit_learn_names(struct form_edit *x, int field);
/* Gives a field its form's default. A default alone neither fills a row nor makes it dirty. */
void edit_preset(struct form_edit *x, int field);
void edit_clear_typed(struct field_state *s);
struct check_env edit_check_env(const struct form_edit *x, const struct form_field *f);
/* The label, or the name of a field without one. */
const char *edit_label(const struct form_field *f);
bool edit_needs(const struct form_edit *x, const struct form_field *f, unsigned stages);

/* Understands TYPED by kind. CHECK_WRONG: WHY says the way out. */
enum check_grade edit_parse(const struct form_edit *x, int field, const char *typed,
    struct value *out, char *why, size_t size);

/* ---- edit_interview.c ---- */

/* The labels of codes with a blank between. */
void edit_put_codes(const struct form_field *f, const char *codes, struct buf *out);
/* Index of the choice of that number from 1; -1: no such one, -2: not a number. */
int edit_choice_by_number(const struct form_field *f, const char *typed);
enum check_grade edit_parse_several(const struct form_edit *x, int field, const char *typed,
    struct value *out, char *why, size_t size);
/* Is it the `.` of an interview? Then OUT and GRADE are set. */
bool edit_same_as_last(const struct form_edit *x, int field, const char *typed, struct value *out,
    enum check_grade *grade, char *why, size_t size);
/* True for whatever is no remark; a remark shows when it is asked for or not empty. */
bool edit_remark_shows(const struct form_edit *x, int field);

#endif
