#ifndef FD_SCREEN_CALL_H
#define FD_SCREEN_CALL_H
/*
 * The numbers of a client, to be dialled by hand, with what must be known before (QUIET, no calls).
 * From any list: `call-open`, c. Screens of this floor only.
 */
#include <stdint.h>

#include "base/err.h"

struct screen;

/* Whole numbers for who may see them: that look is recorded with WHY (tr()ed); else their last
 * figures. */
enum err_code call_open(struct screen *s, int64_t client_id, const char *why, struct err *e)
    MUST_CHECK;

#endif
