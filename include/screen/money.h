#ifndef FD_SCREEN_MONEY_H
#define FD_SCREEN_MONEY_H
/*
 * Boxes about money: a payment, a card sold, a shift counted ... One screen; which box it is says a
 * word, and a table (money.c) what each asks and does. Drafts come back by the word.
 * Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

/* ARG of money_screen. */
struct money_arg {
	const char *word;               /* pay, card-sell, card-give, card-back, shift-begin,
					 * shift-end, order-end, order-send, order-invoice,
					 * order-price */
	int64_t client_id;              /* 0: none */
	int64_t id;                     /* of the order, card, payment, appointment; 0: none */
	int64_t draft_id;               /* goes on with a draft, 0 */
};
extern const struct screen_type money_screen;

/* Opens the box over S after asking for its right; what comes of it reloads S. */
enum err_code money_open(struct screen *s, const struct money_arg *a, struct err *e) MUST_CHECK;
/* `$` of any screen: a payment of CLIENT; APPOINTMENT 0: none. */
enum err_code money_pay(struct screen *s, int64_t client_id, int64_t appointment_id,
    struct err *e) MUST_CHECK;
bool money_of_draft(const char *word, int64_t ref_id, struct money_arg *out);

#endif
