#ifndef FD_DESK_FREE_H
#define FD_DESK_FREE_H
/*
 * Finding times (SC-5): for a service, with or without a chosen person, over days; days on which
 * several services fit; what is near to a time that is taken. Nothing is written and nothing is
 * promised: booking_make looks again inside its transaction.
 *
 * Who is taken when anybody will do, in this order: the client's usual expert; those who take turns
 * (轮), by how many who asked for nobody they were given on that day; the one with the lowest load
 * on that day; then by rank and id. Rooms and devices: those good for least else first, so that the
 * rare one stays free; then rank and id. Lines of a service are filled in their order, each with
 * the first who leaves the others somebody. The same question gives the same answer.
 *
 * Two lines take two people, unless same_line says otherwise. A service without any row of
 * service_need takes one of staff, whoever that is, and no room; but where it is asked for alone,
 * the wanted room and device are taken with it.
 *
 * Preparation and clean-up are within opening hours and rosters too, and within the local day of
 * the promised time. A kind of client flag K with the setting area.K (a skill) wants rooms good for
 * that skill as well. Special needs (those of the client's file, NEEDS of this time) allot ahead
 * (SC-17): where a word of them is one that rooms of the branch are good for, only those are taken,
 * and likewise one person; who or what is wanted by name goes before. A word that nothing here is
 * good for is only read by people. Only BOOKING_PARTS things can be taken: further lines are
 * refused.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/booking.h"

struct desk;

#define FREE_SERVICES 4

struct free_wish {
	int64_t branch_id;              /* 0: the desk's */
	int64_t client_id, dependant_id;/* whose own appointments count too; 0: nobody yet */
	int64_t service[FREE_SERVICES];
	size_t nservices;
	int64_t with[BOOKING_PARTS];    /* wanted people, rooms, devices (resource ids): no others
					 * are taken in their place; several for one line: either.
					 * Those that a service has no use for are left aside */
	size_t nwith;
	int64_t rather[BOOKING_PARTS];  /* taken before all others where they can be had */
	size_t nrather;
	int32_t from_day;               /* DAY_NONE: today */
	int days;                       /* 1 .. 366 */
	int from_min, to_min;           /* of the local day, within which the promised time lies;
					 * 0, 0: any time */
	unsigned weekdays;              /* bit 0 = Monday; 0: every day */
	int64_t not_before;             /* instant; 0: now, up to the next five minutes */
	int64_t except;                 /* an appointment that is being moved, 0: none */
	/* In the way besides, as if they were held: what is proposed to others at the same time.
	 * Borrowed. */
	const struct booking_part *spoken_for;
	size_t nspoken_for;
	size_t count;                   /* at most so many; 0: 20 */
	int step_min;                   /* between proposed starts; 0: of the setting (15) */
	bool one_a_day;                 /* the first of each day only */
	const char *needs;              /* special ones of this time; borrowed; NULL: none */
	bool other_days;                /* not on days for which the client has the service already:
					 * for what is proposed, not for what was asked for */
};

/* One time with everything it would take. */
struct free_time {
	int64_t service_id;
	int64_t start_at, end_at;
	struct booking_part part[BOOKING_PARTS];
	size_t nparts;
	int64_t lead_id;                /* resource: the first of staff, 0: nobody is needed */
	bool usual;                     /* the lead is the client's usual expert */
	bool busy;                      /* above the load at which the site warns */
};
struct free_list {
	struct free_time *v;
	size_t n, cap;
	/* Why there are so few: days looked at, closed ones, and the need that failed oftenest. */
	int days, closed_days;
	int64_t short_service;          /* of which service */
	int short_line;                 /* service_need.line, 0: none */
	char why[240];                  /* "Laser-1 is out of order till 30 Nov.", "" when something
					 * was found */
};
void free_list_free(struct free_list *l);
/* Everybody or everything of KIND (staff, room, device) that T takes, blanks between. Returns
 * OUT. */
char *free_names(struct desk *d, const struct free_time *t, const char *kind, char *out,
    size_t size);

/* Times for wish.service[0], earliest first. Replaces OUT. Days beyond SETTING_OPEN_DAYS are not
 * looked at. ERR_NOTFOUND: no such service; ERR_INVALID: the service needs a kind of which the
 * branch has nothing (says which). */
enum err_code free_find(struct desk *d, const struct free_wish *w, struct free_list *out,
    struct err *e) MUST_CHECK;

/* Days on which all services of the wish fit one after another, in the order of service.rank (then
 * as wished), shortest stay first, then earliest: at most COUNT, one a day. What one takes may be
 * taken by the next one too, after the clean-up of the first and before the preparation of the
 * second. Replaces OUT; errors as free_find. */
struct free_day {
	struct free_time time[FREE_SERVICES];
	size_t n;
	int stay_min, wait_min;         /* from the first start to the last end; of it, waiting */
};
struct free_day_list {
	struct free_day *v;
	size_t n, cap;
	char why[240];
};
void free_day_list_free(struct free_day_list *l);
enum err_code free_find_days(struct desk *d, const struct free_wish *w, struct free_day_list *out,
    struct err *e) MUST_CHECK;

/* Everything the wish's first service takes at exactly START, to the second, in the past too; days,
 * minutes and weekdays of the wish do not count. Who is wanted and cannot be had is refused (put
 * into `rather` whoever may be replaced). ERR_TAKEN, ERR_INVALID with the sentence that says who
 * holds what and until when (as calendar_check). This is how "any" becomes a name, also inside the
 * transaction of a booking. */
enum err_code free_at(struct desk *d, const struct free_wish *w, int64_t start_at,
    const char *not_done, struct free_time *out, struct err *e) MUST_CHECK;

/* What to offer when START is wanted: it itself first where it fits (`as typed`), then the same
 * time with another person, the nearest times of the same day, the usual person, sooner ones, the
 * same hour another day, of each later day a time in the hour in which least is taken (SPEC SC-5:
 * idle hours first): at most COUNT, without doubles, of the days from now to WISH.DAYS after START.
 * Hours and weekdays of the wish do not count. Replaces OUT; errors as free_find. */
enum near_kind { NEAR_TYPED, NEAR_OTHER_PERSON, NEAR_SAME_DAY, NEAR_USUAL, NEAR_SOONER,
	NEAR_SAME_HOUR, NEAR_LATER, NEAR_OTHER_SERVICE };
struct near_time {
	struct free_time time;
	enum near_kind kind;
};
struct near_list {
	struct near_time *v;
	size_t n, cap;
};
void near_list_free(struct near_list *l);
enum err_code free_near(struct desk *d, const struct free_wish *w, int64_t start_at, size_t count,
    struct near_list *out, struct err *e) MUST_CHECK;
/* At START, when the wish cannot be had then (SPEC SC-5): at most MAX other services that could be,
 * with whoever is free; what the client had before stands first, then the catalogue by rank.
 * Appended to OUT with the kind NEAR_OTHER_SERVICE. */
enum err_code free_other(struct desk *d, const struct free_wish *w, int64_t start_at, size_t max,
    struct near_list *out, struct err *e) MUST_CHECK;
const char *near_kind_text(enum near_kind kind);        /* "as typed", "sooner" ...; N_() */

#endif
