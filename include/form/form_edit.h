#ifndef FD_FORM_FORM_EDIT_H
#define FD_FORM_FORM_EDIT_H
/*
 * One record while somebody changes it: what every field was, what it shall be, what is wrong
 * with it. No drawing and no writing: the screen draws from it, `desk` writes what
 * form_edit_changes() says. The world comes in through struct form_env, so that it can be tested
 * without a store.
 *
 * Course: form_edit_new or form_edit_open; form_edit_set_text for each field that is left;
 * form_edit_check; form_edit_changes -> the use case. On ERR_CONFLICT: form_edit_conflicts, the
 * person chooses (form_edit_resolve), changes are made again. form_edit_saved when it is written.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/value.h"
#include "base/when.h"
#include "data/record.h"
#include "form/check.h"
#include "form/form.h"

struct form_option {
	struct value value;             /* code or id */
	char label[96];
	char remark[64];                /* "on duty", "next turn" */
};
struct form_options {
	struct form_option *v;
	size_t n, cap;
};
void form_options_add(struct form_options *o, const struct value *v, const char *label,
    const char *remark);
void form_options_free(struct form_options *o);

/* Reading; given by desk. Functions may be NULL where a form has no use for them. */
struct form_source {
	void *arg;
	/* A row by id (as record_load does). */
	enum err_code (*record)(void *arg, const char *table, int64_t id, struct record *out,
	    struct err *e);
	/* Ids of the rows of child TABLE of record PARENT that are `on`, oldest first. *IDS is
	 * owned by the caller afterwards (mem_free). */
	enum err_code (*children)(void *arg, const char *table, int64_t parent, int64_t **ids,
	    size_t *n, struct err *e);
	/* The newest answer of FIELD in the sheet of this form; null when there is none. */
	enum err_code (*answer)(void *arg, const struct form *f, int64_t parent, const char *field,
	    struct value *out, struct err *e);
	/* What fits TYPED ("" = all, best first) for lookup, staff and branch fields. */
	enum err_code (*lookup)(void *arg, const struct form_field *f, const char *typed,
	    struct form_options *out, struct err *e);
	/* The name of an id; "" when there is no such row. */
	void (*label)(void *arg, const struct form_field *f, int64_t id, char *out, size_t size);
	/* What was typed for f->indicator, in its unit. ERR_INVALID with the sentence. */
	enum err_code (*measure)(void *arg, const struct form_field *f, const char *typed,
	    double *out, struct err *e);
	/* A default of the program (`default = "@turn"`, in f->preset); null: none. */
	void (*preset)(void *arg, const struct form_field *f, struct value *out);
	/* NULL: everything may be done. */
	bool (*may)(void *arg, const char *right);
};

struct form_env {
	struct when_base when;          /* zone, now, opening hours */
	int32_t today;                  /* base/day.h, of the branch */
	int64_t branch_id, staff_id;
	const char *branch;             /* code, for required_in and @branch; borrowed */
	const char *country;            /* "86" */
	const char *currency;           /* "CNY", of fields of money; NULL: one with two decimals */
	struct form_source source;
};

enum conflict_state { CONFLICT_NONE, CONFLICT_OPEN, CONFLICT_MINE, CONFLICT_THEIRS, CONFLICT_BOTH };

struct field_state {
	struct value base;              /* when editing began: what the store then held */
	struct value value;             /* what it shall be */
	char *typed;                    /* not understood: `value` is null then; NULL: none */
	bool dirty;                     /* value differs from base, or typed is set */
	bool visible, readonly, required;       /* required: for any stage, now */
	bool masked;                    /* the person may not see it */
	bool preset;                    /* value is the form's default, not yet touched */
	enum check_grade grade;
	char why[200];                  /* sentence of the grade */
	enum conflict_state conflict;
	struct value theirs;            /* with a conflict: what is stored now */
	int64_t action_id;              /* who wrote it, 0: unknown */
};

struct form_edit;

/* A new record with its defaults. Holds FORM until the end. ENV is copied. Cannot fail. */
struct form_edit *form_edit_new(struct form *form, const struct form_env *env);
/* Record ID of the form's table, read through env->source. ERR_NOTFOUND and what the source
 * says. */
enum err_code form_edit_open(struct form *form, const struct form_env *env, int64_t id,
    struct form_edit **out, struct err *e) MUST_CHECK;
void form_edit_free(struct form_edit *x);

const struct form *form_edit_form(const struct form_edit *x);
int64_t form_edit_id(const struct form_edit *x);                /* 0: new */
const struct field_state *form_edit_field(const struct form_edit *x, int field);
bool form_edit_dirty(const struct form_edit *x);

/* ---- typing ---- */

/* Takes a field's text when it is left: parses it by kind, checks it, recomputes what is visible.
 * ERR_INVALID (also in why of the field, and the text is kept in `typed`), ERR_DENIED read-only. */
enum err_code form_edit_set_text(struct form_edit *x, int field, const char *typed, struct err *e)
    MUST_CHECK;
/* Sets a value as it is stored (a choice from the list, a row picked). */
enum err_code form_edit_set_value(struct form_edit *x, int field, const struct value *v,
    struct err *e) MUST_CHECK;
void form_edit_revert(struct form_edit *x, int field);          /* back to base */
/* What the field shows: the label of a code, the name of an id, 138 0013 1948; `typed` where
 * set. */
void form_edit_text(const struct form_edit *x, int field, struct buf *out);
/* Likewise for any value of the field (conflicts, history). */
void form_edit_value_text(const struct form_edit *x, int field, const struct value *v,
    struct buf *out);
/* What stands after the field: "26 years", "Fri 27 Nov", the warning's sentence; "" for nothing. */
void form_edit_echo(const struct form_edit *x, int field, char *out, size_t size);
/* Whether the character may be typed into the field. */
bool form_edit_takes(const struct form_edit *x, int field, uint32_t cp);
/* Choices that fit TYPED by code, label, pinyin or initials of the label. */
enum err_code form_edit_options(const struct form_edit *x, int field, const char *typed,
    struct form_options *out, struct err *e) MUST_CHECK;

/* ---- an interview ---- */

/* What was answered last time: `.` takes it. Shown by the screen; null: nothing. */
void form_edit_set_last(struct form_edit *x, int field, const struct value *v);
const struct value *form_edit_last(const struct form_edit *x, int field);
/* The choices that are taken, as bits from the first (yes = 1, no = 2). */
uint64_t form_edit_chosen(const struct form_edit *x, int field);
enum err_code form_edit_choose(struct form_edit *x, int field, uint64_t chosen, struct err *e)
    MUST_CHECK;
/* The remark of FIELD is wanted: its field shows until another one is. Returns it, -1: none. */
int form_edit_remark(struct form_edit *x, int field);
/* Questions that show on a page (SECTION -1: all), and how many are answered. */
void form_edit_progress(const struct form_edit *x, int section, int *answered, int *questions);

/* ---- saving ---- */

/* ERR_INVALID for the first field that must be corrected or that `save` needs; e->field = its
 * name. */
enum err_code form_edit_check(struct form_edit *x, struct err *e) MUST_CHECK;
/* Visible fields that STAGE needs and that are empty: a list, not a refusal. FIELDS has room for
 * MAX; returns how many there are. */
size_t form_edit_missing(const struct form_edit *x, enum form_stage stage, int *fields, size_t max);

/* One row to insert or update. */
struct form_row {
	const struct table_def *table;
	int64_t id;                     /* 0: insert */
	bool retire;                    /* the row was emptied: `set` holds state = retired alone */
	const char *parent_column; /* of an inserted child: gets the record's id; NULL otherwise */
	struct change *set;             /* for record_insert, record_update; owned */
	int *fields;                    /* which field each change comes from, -1: the row's key */
	size_t n;
};
struct form_answer {
	int field;
	struct value base, value;       /* null: the answer was emptied */
};
struct form_changes {
	struct form_row *v; /* the form's own table first, then children in the form's order */
	size_t n, cap;
	struct {
		struct form_answer *v;
		size_t n, cap;
	} answers;
};
/* Everything that is dirty and not decided for theirs. A new record gets all that has a value. */
void form_edit_changes(const struct form_edit *x, struct form_changes *out);
void form_changes_free(struct form_changes *c);

/* What record_update refused: marks the fields; returns how many of LIST belong to this form. */
size_t form_edit_conflicts(struct form_edit *x, const struct conflict_list *list);
/* Reads the record anew: fields not touched follow, touched ones that changed there get a conflict.
 * *CHANGED (may be NULL) = how many fields are different from before. */
enum err_code form_edit_refresh(struct form_edit *x, size_t *changed, struct err *e) MUST_CHECK;
/* CONFLICT_MINE, CONFLICT_THEIRS; CONFLICT_BOTH only for text and memo ("theirs; mine"). */
enum err_code form_edit_resolve(struct form_edit *x, int field, enum conflict_state how,
    struct err *e) MUST_CHECK;
size_t form_edit_open_conflicts(const struct form_edit *x);
/* It is written as record ID: what is, becomes the new base. Child rows are read again. Where they
 * cannot be read, the edit is that record all the same, with what was typed as its base; the next
 * form_edit_refresh learns the rest. */
enum err_code form_edit_saved(struct form_edit *x, int64_t id, struct err *e) MUST_CHECK;

/* ---- drafts ---- */

/* Dirty fields as text: field TAB base TAB value, one a line; \t \n \\ escaped, ~ for null, ?
 * before a text that was not understood. No field begins with #: lines that do are the screen's
 * own, which may add some, and are passed over when a draft is loaded. */
void form_edit_save_draft(const struct form_edit *x, struct buf *out);

struct form_draft_result {
	size_t taken;                   /* fields filled from the draft */
	size_t changed; /* of these: the record changed since (marked as conflict) */
	size_t lost;    /* fields that the form no longer has, or lines not understood */
};
/* Puts a draft's fields on top of the record as it is now. Never fails: what cannot be used is
 * counted. */
struct form_draft_result form_edit_load_draft(struct form_edit *x, const char *body);

#endif
