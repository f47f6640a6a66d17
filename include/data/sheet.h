#ifndef FD_DATA_SHEET_H
#define FD_DATA_SHEET_H
/*
 * Answers to fields of a form that have no column: a sheet a form and occasion, kept by question
 * and by the stable code of a choice, so that they can be searched and compared. Each version of
 * a form's text is kept once it was used.
 * Reading: anybody. Writing: the desk floor.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"

struct store;
struct txn;

/* The newest sheet of FORM for CLIENT. ERR_NOTFOUND. */
enum err_code sheet_latest(struct store *s, int64_t client_id, const char *form, int64_t *id,
    struct err *e) MUST_CHECK;
/* Makes a sheet; the form's TEXT is kept under its HASH unless it is there already. */
enum err_code sheet_insert(struct txn *t, int64_t client_id, const char *form, const char *hash,
    const char *text, int64_t *id, struct err *e) MUST_CHECK;
/* The answer to FIELD: text, number or code; null when there is none. The caller frees OUT. */
enum err_code sheet_answer(struct store *s, int64_t sheet_id, const char *field, struct value *out,
    struct err *e) MUST_CHECK;
/* Writes an answer over the one before; null empties it (the row stays, without content). CODE: V
 * is the code of a choice. */
enum err_code sheet_answer_set(struct txn *t, int64_t sheet_id, const char *field,
    const struct value *v, bool code, struct err *e) MUST_CHECK;

#endif
