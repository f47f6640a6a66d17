#ifndef FD_DESK_SCHEDULE_LATE_PRIV_H
#define FD_DESK_SCHEDULE_LATE_PRIV_H
/* Between late.c (who comes when) and late_room.c (where instead). */
#include "desk/late.h"

/* K of the appointment of X is taken at the later time: fills taken_id, other_id, other of X with
 * another room or device that will do and is free from the promised time on; else nothing. */
void late_find_other(struct desk *d, struct late_item *x, const struct take *k);

#endif
