#ifndef FD_DESK_CALENDAR_H
#define FD_DESK_CALENDAR_H
/*
 * When a person, a room or a device can be had: opening hours of the branch, roster, breaks, leave,
 * what is booked, what others hold (SC-4, SC-11). One picture for the grid, for free times and for
 * the check of a booking, so that they can never disagree.
 *
 * Rules (SPEC SC-4, SC-11, SC-19):
 *   - the branch is open as `opening` says (dated row before weekday, the branch's before
 *     everybody's, the newest of equal ones), else branch.open_min .. close_min;
 *   - staff work as `roster` says at that branch on that local day: a row `only` of that day, in
 *     whatever branch, stands instead of all `work` rows; `break` is taken off either. Somebody
 *     without any `work` row works in his home branch whenever it is open (home: the resource's
 *     branch, else the person's; neither: in any). Rooms and devices likewise;
 *   - an absence takes the time away; a resource that is out of order or retired has none;
 *   - between two branches lies the travel time, taken on both sides of what is booked elsewhere.
 *
 * Anybody may read. Times are instants; days are local days of the branch.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* Why a time cannot be had; the strongest that holds, in this order. But what is booked is always
 * told, also where the house is closed or somebody is away by now: such a time is SPAN_TAKEN. */
enum span_kind {
	SPAN_FREE,
	SPAN_CLOSED,            /* the branch is closed */
	SPAN_OFF,               /* not on the roster */
	SPAN_BREAK,
	SPAN_ABSENT,            /* ref = absence.id */
	SPAN_OUT,               /* out of order, retired */
	SPAN_TAKEN,             /* ref = appointment.id */
	SPAN_HELD,              /* ref = hold.id, of somebody else */
	SPAN_TRAVEL,            /* on the way from or to another branch; ref = appointment.id */
};

struct span {
	int64_t start_at, end_at;
	enum span_kind kind;
	int64_t ref;
};
struct span_list {
	struct span *v;
	size_t n, cap;
};
void span_list_free(struct span_list *l);

/* Spans of RESOURCE at BRANCH (0: the desk's) from the first instant of DAY to that of the next
 * one, by start, without gaps and cut at both ends; only appointments may overlap each other, where
 * that was permitted. What one appointment takes in two parts is two spans. Holds of the acting
 * person do not count. Replaces OUT. ERR_NOTFOUND: no such resource or branch. */
enum err_code calendar_day(struct desk *d, int64_t resource_id, int64_t branch_id, int32_t day,
    struct span_list *out, struct err *e) MUST_CHECK;

/* Likewise of many at once, all of one moment: what a grid shows. Days may differ by some weeks. */
struct calendar_column {
	int64_t resource_id;
	int32_t day;
	struct span_list spans;         /* replaced */
};
enum err_code calendar_columns(struct desk *d, int64_t branch_id, struct calendar_column *v,
    size_t n, struct err *e) MUST_CHECK;

/* Opening hours of BRANCH on DAY in minutes of the local day; open = close: closed, and REASON
 * (may be NULL) says why: "", or the reason of the row ("National Day"). */
struct open_hours {
	int open_min, close_min;
	char reason[96];
};
enum err_code calendar_hours(struct desk *d, int64_t branch_id, int32_t day,
    struct open_hours *out, struct err *e) MUST_CHECK;

/* Whether RESOURCE can be there all of [FROM, TO): hours, roster, breaks, absences, state, travel;
 * not what is booked at this branch (the guards know) and not holds. NOT_DONE begins the sentence
 * ("Not booked."). ERR_INVALID: closed, not on the roster, at a break; ERR_TAKEN: absent, out of
 * order, on the way. EXCEPT: an appointment that does not count for travel, 0: none.
 * The sentence names who, until when, and what to do: "Not booked. 陈立 is on leave till Thu
 * 12:00. f finds other times." */
enum err_code calendar_check(struct desk *d, int64_t resource_id, int64_t branch_id, int64_t from,
    int64_t to, int64_t except, const char *not_done, struct err *e) MUST_CHECK;

/*
 * Free time of many resources over many days, in steps of five minutes: bit I of a day is on when
 * [I * 5, I * 5 + 5) minutes after the first instant of the local day can be had. What begins or
 * ends within a step takes it all. A day of a clock change has 23 or 25 hours, so up to 300 steps.
 */
#define CALENDAR_STEP 300               /* seconds */
#define CALENDAR_WORDS 5
struct day_bits {
	uint64_t w[CALENDAR_WORDS];
};

struct calendar;
/* Loads what is needed for DAYS days from FROM_DAY at BRANCH; resources are read when they are
 * first asked for. STAFF_ID (0: nobody): whose holds do not count. EXCEPT: an appointment that does
 * not count as taken (it is being moved), nor what is kept for its move; 0: none. Valid for one
 * use: nothing is kept fresh. */
enum err_code calendar_open(struct desk *d, int64_t branch_id, int32_t from_day, int days,
    int64_t staff_id, int64_t except, struct calendar **out, struct err *e) MUST_CHECK;
void calendar_close(struct calendar *c);                /* NULL is fine */
/* Borrowed until calendar_close. DAY within the range. */
enum err_code calendar_bits(struct calendar *c, int64_t resource_id, int32_t day,
    const struct day_bits **out, struct err *e) MUST_CHECK;
/* Likewise of a person treated: what CLIENT (DEPENDANT 0: himself) has booked anywhere. */
enum err_code calendar_person(struct calendar *c, int64_t client_id, int64_t dependant_id,
    int32_t day, const struct day_bits **out, struct err *e) MUST_CHECK;
/* First instant of DAY, and the next local day's. */
int64_t calendar_start(const struct calendar *c, int32_t day);
/* Part of the opening time of DAY at which RESOURCE is taken, in percent of what it could work;
 * -1: it does not work. For "idle hours first" and the warning above a load (SC-5). */
int calendar_load(struct calendar *c, int64_t resource_id, int32_t day);

#endif
