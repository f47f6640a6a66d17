#ifndef FD_SCREEN_SCHEDULE_WAITER_PRIV_H
#define FD_SCREEN_SCHEDULE_WAITER_PRIV_H
/* What the waiting list and the offer share: a waiter in words, booking for one, putting one
 * off. */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/waiter.h"
#include "desk/desk.h"
#include "desk/free.h"
#include "tui/screen.h"

/* "9 days", "9 days !" when it is urgent. Returns OUT, like all below. */
char *waiter_age_text(const struct waiter *w, char *out, size_t size);
/* "laser, 陈立, after 15:00". */
char *waiter_wants_text(struct desk *d, const struct waiter *w, char *out, size_t size);
/* "Wants laser with 陈立, Mon Wed Fri after 15:00, until 30 Nov; waits since 15 Nov." */
char *waiter_why_text(struct desk *d, const struct waiter *w, char *out, size_t size);
/* At most COUNT times of the next 30 days that suit W. */
enum err_code waiter_times(struct desk *d, const struct waiter *w, size_t count,
    struct free_list *out, struct err *e) MUST_CHECK;
/* Opens booking for W at START with WITH (0: as wished); who has an appointment moves up. */
enum err_code waiter_book(struct screen *s, const struct waiter *w, int64_t start_at,
    int64_t with, struct err *e) MUST_CHECK;
/* Asks until which day it is put off, and does it. */
void waiter_ask_defer(struct screen *s, int64_t id);

#endif
