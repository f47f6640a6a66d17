#ifndef FD_DESK_SCHEDULE_ABSENCE_PRIV_H
#define FD_DESK_SCHEDULE_ABSENCE_PRIV_H
/* An absence as a row with a form (rows_rules.c), and its counter way (undo.c). */
#include "desk/people/rows_priv.h"

enum err_code absence_rows_save(struct desk *d, const struct rows_save *s, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code absence_rows_state(struct desk *d, int64_t id, const char *state,
    const char *reason, struct err *e) MUST_CHECK;
enum err_code absence_answer(struct desk *d, int64_t id, const char *field, struct value *out,
    struct err *e) MUST_CHECK;

struct action_row;
/* The opposite of recording an absence: it ends now. */
bool absence_is_recorded(struct desk *d, const struct action_row *a);
enum err_code absence_unrecord(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;

#endif
