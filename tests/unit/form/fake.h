#ifndef FD_TESTS_UNIT_FORM_FAKE_H
#define FD_TESTS_UNIT_FORM_FAKE_H
/*
 * A store of a few rows in memory, as a form sees it: rows by table and id, children, answers,
 * people. It applies what form_edit_changes says, with the same compare-before-write as the real
 * one.
 */
#include "form/form_edit.h"

struct fake_row {
	const struct table_def *table;
	int64_t id, parent;
	struct value *v;
};

struct fake {
	struct {
		struct fake_row *v;
		size_t n, cap;
	} rows;
	struct {
		struct form_answer *v;
		size_t n, cap;
	} answers;
	int64_t last_id, action_id;
	const char *denied;             /* a right that the person lacks */
	int name_reads;                 /* how often a name was asked for */
};

/* A row from pairs of column and text ("" ends): fake_add(f, "client", 0, "name", "Wang", NULL). */
int64_t fake_add(struct fake *f, const char *table, int64_t parent, ...)
    __attribute__((sentinel));
void fake_set(struct fake *f, const char *table, int64_t id, const char *column, const char *text);
const char *fake_get(const struct fake *f, const char *table, int64_t id, const char *column);
size_t fake_count(const struct fake *f, const char *table);     /* rows that are on */
struct form_env fake_env(struct fake *f);
/* Writes the edit as desk does: rows, answers, form_edit_saved. ERR_CONFLICT marks the fields. */
enum err_code fake_save(struct fake *f, struct form_edit *x, struct err *e);
void fake_free(struct fake *f);

#endif
