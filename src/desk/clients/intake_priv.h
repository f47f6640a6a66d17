#ifndef FD_DESK_CLIENTS_INTAKE_PRIV_H
#define FD_DESK_CLIENTS_INTAKE_PRIV_H
/*
 * What opening a file by hand and by import share: rows, file number, work lists. Inside the
 * caller's transaction.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/record.h"
#include "desk/intake.h"

struct desk;
struct form_edit;
struct txn;

/* What is known of a person, for term_source; texts are owned. */
struct person {
	char *name, *alias, *pinyin, *birth, *document;
	char *phone[8];                 /* ends with NULL */
	size_t nphones;
};
void person_of_edit(const struct form_edit *edit, struct person *out);
void person_free(struct person *p);
struct term_source person_source(const struct person *p);

/* The columns of a new row that no form sets: branch, day, by whom, file number by the branch's
 * rule ... A column that SET holds already stays. Inserts the row. */
enum err_code intake_insert_row(struct desk *d, struct txn *t, const char *table,
    const struct change *set, size_t n, int64_t client_id, int64_t *id, struct err *e) MUST_CHECK;

/* After the commit: EDIT is record ID now. That it cannot be read again goes to the log and is no
 * failure of what was saved: whoever is told "not saved" saves a second time. */
void intake_read_back(struct form_edit *edit, int64_t id);

/* The next file number: 26-0412. */
enum err_code intake_next_number(struct desk *d, struct txn *t, char out[24], struct err *e)
    MUST_CHECK;

/* Puts the file on the list `complete` with the names of what lacks, or ends its line there. */
enum err_code intake_todo_complete(struct desk *d, struct txn *t, int64_t client_id,
    const char *missing, struct err *e) MUST_CHECK;
/* Puts likely doubles of strength 1 and 2 on the list; DISMISSED: somebody said that they are two
 * persons. *N (may be NULL) = how many. */
enum err_code intake_todo_alike(struct desk *d, struct txn *t, int64_t client_id,
    const struct alike_list *alike, bool dismissed, long *n, struct err *e) MUST_CHECK;

#endif
