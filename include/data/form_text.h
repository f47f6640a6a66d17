#ifndef FD_DATA_FORM_TEXT_H
#define FD_DATA_FORM_TEXT_H
/*
 * The text of a form or checklist as it was when something was recorded by it: kept once under its
 * SHA-256. Reading: anybody. Writing: the desk floor.
 */
#include "base/err.h"

struct buf;
struct store;
struct txn;

/* Keeps TEXT under HASH unless it is there already. */
enum err_code form_text_keep(struct txn *t, const char *form, const char *hash, const char *text,
    struct err *e) MUST_CHECK;
/* Replaces OUT. ERR_NOTFOUND. */
enum err_code form_text_get(struct store *s, const char *hash, struct buf *out, struct err *e)
    MUST_CHECK;

#endif
