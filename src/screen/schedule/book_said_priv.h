#ifndef FD_SCREEN_SCHEDULE_BOOK_SAID_PRIV_H
#define FD_SCREEN_SCHEDULE_BOOK_SAID_PRIV_H
/* Between schedule.c, through which every booking is opened, and the words of the command line. */
#include "base/err.h"
#include "screen/schedule.h"

/* What was typed behind `appt-book` into ARG: day and time, people, room, device, service. Nothing
 * when it came by its key. ERR_NOTFOUND: somebody who cannot be booked. */
enum err_code book_said(struct screen *s, struct book_arg *arg, struct err *e) MUST_CHECK;

#endif
