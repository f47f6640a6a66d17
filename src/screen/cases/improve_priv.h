#ifndef FD_SCREEN_CASES_IMPROVE_PRIV_H
#define FD_SCREEN_CASES_IMPROVE_PRIV_H
/* Noting an improvement from anywhere. */
#include "base/err.h"
#include "desk/improvement.h"
#include "tui/screen.h"

/* Asks for a new one (ID 0) or another text of ID; X is what is known already. Right improve. */
enum err_code improve_ask(struct screen *s, int64_t id, const struct improvement_draft *x,
    struct err *e) MUST_CHECK;

#endif
