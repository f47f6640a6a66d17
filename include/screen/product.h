#ifndef FD_SCREEN_PRODUCT_H
#define FD_SCREEN_PRODUCT_H
/*
 * An order of goods: product, quantity and daily use on each line, with what it costs and how long
 * it lasts while it is typed. Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct product_arg {
	int64_t client_id, draft_id;    /* draft 0: a new one */
};
extern const struct screen_type product_screen;

/* MADE as for screen_ask; what was ordered is an int64_t. */
enum err_code product_order(struct screen *s, int64_t client_id,
    void (*made)(struct screen *owner, int answer, const void *order_id), struct err *e)
    MUST_CHECK;

#endif
