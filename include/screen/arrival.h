#ifndef FD_SCREEN_ARRIVAL_H
#define FD_SCREEN_ARRIVAL_H
/*
 * Arrivals (F4) and what other screens need of them. Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct desk;

/* F4. ARG: NULL, or the name of a tab: "board", "rooms", "left", "cash", "incidents", "checks". */
extern const struct screen_type arrivals_screen;
extern const struct screen_type visit_screen;

/* The key `a` of any list: the triage card of CLIENT who stands at the desk, with APPOINTMENT (0:
 * the next one of today here, else a walk-in); whoever is here already gets the card of the visit.
 * ERR_INVALID and others as arrival_prepare (desk/arrival.h). */
enum err_code arrival_open(struct screen *s, int64_t client_id, int64_t appointment_id,
    struct err *e) MUST_CHECK;

/* Opens what a draft of a card belongs to. *MINE = false: it is another's. */
enum err_code arrival_resume(struct loop *l, const char *word, int64_t draft_id, bool *mine,
    struct err *e) MUST_CHECK;
/* The form and the client that the word of such a draft names; false: it is another's. */
bool arrival_of_draft(const char *word, char *form, size_t size, int64_t *client_id);

#endif
