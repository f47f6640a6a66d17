#ifndef FD_SCREEN_ARRIVALS_ROOMS_PRIV_H
#define FD_SCREEN_ARRIVALS_ROOMS_PRIV_H
/*
 * The rooms now, in the side pane of wide terminals: who is in each and until about when, who is
 * next. Today and Arrivals read them with their own lists and show them.
 */
#include <stdbool.h>

#include "desk/arrival_room.h"
#include "tui/canvas.h"

struct desk;

/* Draws as many rooms as WHERE holds below their rule; FOR_VISITORS: numbers instead of names. */
void rooms_draw(struct desk *d, const struct arrival_rooms *rooms, bool for_visitors,
    struct canvas *c, struct rect where);
/* The rows they need, the rule with them. */
int rooms_rows(const struct arrival_rooms *rooms);

#endif
