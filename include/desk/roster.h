#ifndef FD_DESK_ROSTER_H
#define FD_DESK_ROSTER_H
/*
 * Weekly hours as a manager types them, one line for several rows (SPEC SC-11):
 *
 *	mon-fri 9:00-12:00,13:00-18:00; sat 9-13
 *	周一至周五 9-12,13-18; 周六 9-13
 *	break daily 12-13                       a break, taken off all hours
 *	only 12.24 9-12                         that day these hours alone
 *	wed 13-18 from 12.1 until 12.31         in those days only
 *
 *	line   = part { [";"] part } { period }
 *	part   = [ "work" | "only" | "break" ] [ days ] hours { "," hours }
 *	days   = day [ "-" day ] { "," day [ "-" day ] } | "daily" | "weekdays" | "weekend" | date
 *	hours  = time "-" time                  9 930 9:30 9点半 24
 *	period = ( "from" | "until" ) date      as in every date field (base/when.h)
 *
 * Hours without a day count on all days; a word for days begins a new part. Case, full-width
 * figures and 、，；～ do not matter. Pure, but for the functions that take a desk.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;
struct when_base;

enum roster_kind { ROSTER_WORK, ROSTER_ONLY, ROSTER_BREAK };
extern const char *const roster_kind_codes[];   /* as stored, by enum */

struct roster_row {
	enum roster_kind kind;
	int weekday;                    /* 1 = Monday; 0: every day */
	int from_min, to_min;
	int32_t from_day, to_day;       /* DAY_NONE: always */
};
#define ROSTER_ROWS 64
struct roster_line {
	struct roster_row v[ROSTER_ROWS];
	size_t n;
};

/* ERR_INVALID with the way out; OUT then holds nothing. Rows come by kind, weekday and start, each
 * once; rows of one kind and day that overlap are refused. */
enum err_code roster_parse(const char *typed, const struct when_base *base,
    struct roster_line *out, struct err *e) MUST_CHECK;
/* Of one kind, day and period: hours that stand together. */
bool roster_same_day(const struct roster_row *a, const struct roster_row *b);
/* The same as a line that roster_parse reads back, in the language of the screen: "Mon-Fri
 * 09:00-12:00,13:00-18:00; Sat 09:00-13:00". Each part's period stands behind it, so that only
 * lines without any, or all with the same, are read back. Returns OUT. */
char *roster_line_text(const struct roster_line *l, char *out, size_t size);
/* "Mon" .. "Sun", "daily" for 0, in the language of the screen. Borrowed. */
const char *roster_day_text(int weekday);
/* Minutes of work in a week without a period: work less breaks. */
int roster_week_minutes(const struct roster_line *l);

/* Rows of RESOURCE at BRANCH in force; with_periods: also those of certain days. */
enum err_code roster_read(struct desk *d, int64_t resource_id, int64_t branch_id,
    bool with_periods, struct roster_line *out, struct err *e) MUST_CHECK;
/* Adds the rows of L; with REPLACE the rows without a period that are not in L go out of use. *N
 * (may be NULL) = rows that were made or went. One action, right roster-edit, subject the
 * resource. ERR_CONFLICT: works at another branch at that time; ERR_NOTFOUND. */
enum err_code roster_put(struct desk *d, int64_t resource_id, int64_t branch_id,
    const struct roster_line *l, bool replace, size_t *n, struct err *e) MUST_CHECK;

#endif
