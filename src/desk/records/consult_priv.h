#ifndef FD_DESK_RECORDS_CONSULT_PRIV_H
#define FD_DESK_RECORDS_CONSULT_PRIV_H
/* What the files of consultations share. */
#include "desk/consult.h"

struct store;

/* The answer to F in a sheet as the form holds it: codes joined where several may be chosen. */
enum err_code consult_answer(struct store *s, int64_t sheet_id, const struct form_field *f,
    struct value *out, struct err *e) MUST_CHECK;

#endif
