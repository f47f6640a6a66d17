#ifndef FD_DESK_SCHEDULE_CALENDAR_PRIV_H
#define FD_DESK_SCHEDULE_CALENDAR_PRIV_H
/*
 * What the calendar's files and the search for free times share: the rows of a branch and of those
 * who work there, and what stands in the way of each day as blocks. Spans, bits and the check of a
 * booking are all made from blocks.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/appointment.h"
#include "data/hold.h"
#include "data/hours.h"
#include "data/resource.h"
#include "desk/calendar.h"

struct desk;
struct zone;

#define DAY_MINUTES 1440

/* ---- wall and instants ---- */

struct range {
	int64_t from, to;
};
struct range_list {
	struct range *v;
	size_t n, cap;
};
/* A local day as stretches in which the clock runs on: one, or two where it is put on or back. */
struct wall_day {
	int32_t day;
	int64_t start, end;
	size_t n;
	struct {
		int64_t from, to;
		int offset;
	} part[2];
};
struct wall_day wall_day_make(const struct zone *zone, int32_t day);
/* All instants of the day at which the wall shows FROM_MIN .. TO_MIN (1440: its end): an hour that
 * comes twice counts twice, one that is skipped does not count. Added to OUT. */
void wall_day_ranges(const struct wall_day *w, int from_min, int to_min, struct range_list *out);
/* The minute that the wall shows. */
int wall_minute(const struct wall_day *w, int64_t at);

/* ---- rows ---- */

/* Where: zone, hours of the branch itself and the rows that differ. */
struct calendar_place {
	int64_t branch_id;
	const struct zone *zone;
	int open_min, close_min;
	bool shut;                      /* the branch is out of use */
	struct opening_list opening;
};
enum err_code calendar_place_open(struct desk *d, int64_t branch_id, struct calendar_place *out,
    struct err *e) MUST_CHECK;
void calendar_place_close(struct calendar_place *p);
void calendar_place_hours(const struct calendar_place *p, int32_t day, struct open_hours *out);

/* One row of a roster, made ready for asking day by day. */
struct shift {
	char kind;                      /* w, o, b: work, only, break */
	bool here;                      /* in this branch */
	int weekday, from_min, to_min;
	int32_t from_day, to_day;
	int32_t since, until;           /* holds on days since <= day < until */
};
struct shift_list {
	struct shift *v;
	size_t n, cap;
};
struct calendar_bits {
	bool known;
	short work, taken;              /* steps: that could be worked; of them, taken */
	struct day_bits free;
};
struct calendar_row {
	struct resource r;
	int64_t home;                   /* branch, 0: any */
	struct shift_list shift;
	struct absence_list away;
	struct taken_list taken;        /* by start; read up to taken_to */
	int64_t taken_to;
	struct calendar_bits *day;
};
struct calendar_guest {
	int64_t client_id, dependant_id;
	struct busy_list busy;
	struct day_bits *day;
	bool *known;
};

struct calendar {
	struct desk *desk;
	struct calendar_place place;
	int32_t from_day;
	int days;
	int64_t staff_id, except;
	struct wall_day *wall;          /* of each day */
	struct open_hours *hours;
	int64_t travel_default;         /* seconds */
	int64_t travel_most;
	struct travel_list travel;
	struct hold_list hold;
	/* By themselves, so that pointers to them stay. */
	struct {
		struct calendar_row **v;
		size_t n, cap;
	} row;
	struct {
		struct calendar_guest **v;
		size_t n, cap;
	} guest;
};

enum err_code calendar_row(struct calendar *c, int64_t resource_id, struct calendar_row **out,
    struct err *e) MUST_CHECK;

/* ---- blocks ---- */

/* Why not, from when to when; those of one day lie within it and may overlap. */
struct block {
	int64_t from, to;
	enum span_kind kind;
	int64_t ref;
};
struct block_list {
	struct block *v;
	size_t n, cap;
};
/* When ROW does not work on DAY by hours, roster, breaks and absences, whatever its state is today
 * and whatever is booked. Replaces OUT. */
void calendar_off(const struct calendar *c, const struct calendar_row *r, int32_t day,
    struct block_list *out);
/* That and what is booked, held, on the way, out of order. Replaces OUT. */
enum err_code calendar_blocks(struct calendar *c, struct calendar_row *r, int32_t day,
    struct block_list *out, struct err *e) MUST_CHECK;
/* Whether nothing at all is in the way of [FROM, TO) on DAY, to the second. OUT is scratch. */
bool blocks_leave(const struct block_list *l, int64_t from, int64_t to);
/* What ROW works on DAY at this branch by its roster, without gaps between rows that touch. Added
 * to OUT. */
void calendar_shifts(const struct calendar *c, const struct calendar_row *r, int32_t day,
    struct range_list *out);
const struct wall_day *calendar_wall(const struct calendar *c, int32_t day);
/* Steps of DAY: at most CALENDAR_WORDS * 64. */
int calendar_steps(const struct calendar *c, int32_t day);
/* What ROW works on DAY, taken or not: calendar_off as steps. BLOCKS is scratch. */
void calendar_work_bits(const struct calendar *c, const struct calendar_row *r, int32_t day,
    struct block_list *blocks, struct day_bits *out);
/* When the house is open. */
void calendar_house_bits(const struct calendar *c, int32_t day, struct day_bits *out);
const struct calendar_bits *calendar_bits_of(struct calendar *c, struct calendar_row *r,
    int32_t day, struct err *e);        /* NULL: E says why */

/* Sets E to the sentence about block B of R. Its code is ERR_INVALID for hours, else ERR_TAKEN. */
enum err_code calendar_say(struct calendar *c, const struct calendar_row *r, const struct block *b,
    const char *not_done, struct err *e) MUST_CHECK;
/* "X is taken: who, from-to." */
enum err_code calendar_say_taken(struct calendar *c, const char *not_done, const char *what,
    const struct appointment_row *by, struct err *e) MUST_CHECK;
/* As desk_time_text and desk_clock_text, on the clock of the calendar's branch. */
char *calendar_time_text(const struct calendar *c, int64_t at, char *out, size_t size);
char *calendar_clock_text(const struct calendar *c, int64_t at, char *out, size_t size);

#endif
