#ifndef FD_TEST_WISH_HELP_H
#define FD_TEST_WISH_HELP_H
/*
 * The small house with what its services need, and with the shipped messages:
 *
 *	consult   30 min   an expert (陈立, 刘洋)
 *	laser     60 min   an expert, a room 10 minutes before and after, the device
 */
#include "desk_help.h"
#include "hours_help.h"

int wish_setup(void **state);
int wish_setup_in(void **state, const char *zone, int64_t now);

struct booking_wish wish(struct desk_world *w, int64_t client, int64_t service, int64_t start);
/* The same with somebody. */
struct booking_wish wish_with(struct desk_world *w, int64_t client, int64_t service,
    int64_t start, int64_t resource);
/* Books X; asserts success. */
int64_t booked(struct desk_world *w, const struct booking_wish *x);
enum err_code try_wish(struct desk_world *w, const struct booking_wish *x);
/* How many rows TABLE has where WHERE. */
int64_t count_rows(struct desk_world *w, const char *table, const char *where);

#endif
