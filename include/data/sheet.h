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

struct buf;
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

/* All answers to FIELD as codes in their order, a blank between; "" for none. Replaces OUT. */
enum err_code sheet_answer_codes(struct store *s, int64_t sheet_id, const char *field,
    struct buf *out, struct err *e) MUST_CHECK;
/* Writes the codes of CODES (a blank between) over those before; what is left over is emptied. */
enum err_code sheet_answer_set_codes(struct txn *t, int64_t sheet_id, const char *field,
    const char *codes, struct err *e) MUST_CHECK;

/* ---- whole sheets, search ---- */

struct sheet_row {
	char field[64], code[40], unit[24];
	int64_t seq;
	bool has_number;
	double number;
	char *text;                     /* NULL: none; owned */
};
struct sheet_rows {
	struct sheet_row *v;
	size_t n, cap;
};
/* Everything answered, by field and seq; emptied answers are left out. Replaces OUT. */
enum err_code sheet_rows(struct store *s, int64_t sheet_id, struct sheet_rows *out, struct err *e)
    MUST_CHECK;
void sheet_rows_free(struct sheet_rows *l);

struct sheet_hit {
	int64_t sheet_id, client_id, created_at;
	char form[64];
};
struct sheet_hits {
	struct sheet_hit *v;
	size_t n, cap;
};
/* Sheets in which FIELD was answered by CODE, newest first, at most LIMIT. Replaces OUT. */
enum err_code sheet_find(struct store *s, const char *field, const char *code, int limit,
    struct sheet_hits *out, struct err *e) MUST_CHECK;
void sheet_hits_free(struct sheet_hits *l);

#endif
