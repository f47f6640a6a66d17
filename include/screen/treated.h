#ifndef FD_SCREEN_TREATED_H
#define FD_SCREEN_TREATED_H
/*
 * Who of a file is treated: the client, a family member or a pet (SPEC IN-6). Screens of this floor
 * only.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct desk;

/* Asks it in a box when the client has dependants: *ASKED, then DONE gets the answer and REF for
 * treated_answer. Otherwise nothing is asked and the client is treated. */
enum err_code treated_ask(struct screen *s, int64_t client_id,
    void (*done)(struct screen *s, int answer, int64_t ref), bool *asked, struct err *e)
    MUST_CHECK;
/* Whom ANSWER means, 0: the client at hand; kept with the client at hand. ERR_CONFLICT: the family
 * was changed while the box stood. */
enum err_code treated_answer(struct screen *s, int answer, int64_t ref, int64_t *dependant_id,
    struct err *e) MUST_CHECK;
/* "for 豆豆", "" where the client is treated or the file may not be seen. */
char *treated_text(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size);

#endif
