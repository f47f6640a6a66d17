#ifndef FD_SCREEN_ARRIVALS_VISIT_PRIV_H
#define FD_SCREEN_ARRIVALS_VISIT_PRIV_H
/* The forms of a visit, which open over any screen: src/screen/arrivals/visit_page.c. */
#include <stdint.h>

#include "tui/screen.h"

struct visit_arg {
	const char *form;               /* triage, leaving, visit-assign, visit-pay */
	int64_t visit_id;               /* 0: the card of CLIENT who just arrives */
	int64_t client_id, appointment_id, arrived_at;
	int64_t treated;                /* family member or pet of the file, 0: the client */
	int64_t draft_id;               /* go on with this draft, 0: none */
};
/* Answers 1 with VALUE a const int64_t * to the visit when it was saved. */
extern const struct screen_type visit_screen;

#endif
