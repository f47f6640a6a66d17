#ifndef FD_DESK_SCHEDULE_APPTFIND_PRIV_H
#define FD_DESK_SCHEDULE_APPTFIND_PRIV_H
/* Days and hours of what is typed to find appointments: apptfind_parse.c alone calls these. */
#include <stdbool.h>

#include "base/err.h"

struct apptfind;
struct desk;

/* The grammar of dates, but looking both ways: a day without its year is the one nearest to today,
 * and a week (month) by its name is all of it. Errors of when_parse, F as it was. */
enum err_code apptfind_when(struct desk *d, struct apptfind *f, const char *typed, struct err *e)
    MUST_CHECK;
/* `9:00-10:30`, `9点到11点`; `9-11` behind a day, or where that as a date lies far away. */
bool apptfind_slot(struct desk *d, struct apptfind *f, const char *typed);
/* `am`, `下午`: a part of whatever days are looked at. */
bool apptfind_part(struct desk *d, struct apptfind *f, const char *typed);

#endif
