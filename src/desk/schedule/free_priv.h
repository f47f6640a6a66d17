#ifndef FD_DESK_SCHEDULE_FREE_PRIV_H
#define FD_DESK_SCHEDULE_FREE_PRIV_H
/*
 * The search for free times. A finder holds the calendar of its days, everybody and everything that
 * could be taken, and for each service its groups: one group is one person, room or device, for all
 * the lines of the service at which it is there.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits_priv.h"
#include "calendar_priv.h"
#include "data/need.h"
#include "desk/calendar.h"
#include "desk/free.h"

struct desk;

#define FREE_AREAS 8
#define FREE_HAD 64

/* Somebody or something that could be taken. */
struct candidate {
	int64_t id, staff_id;
	int rank;
	bool rotation, wanted, rather, usual;
	int words;                      /* how much it is good for */
	char kind[8];
	struct calendar_row *row;       /* NULL: no service asks for it */
	int load;                       /* of the day at hand */
	int64_t turns;
};

struct free_group {
	int line;                       /* its first one; 0: wanted beyond the needs */
	char kind[8];
	char word[BOOKING_PARTS][NEED_SKILL];   /* what it must be good for */
	size_t nwords;
	/* There from, to: seconds from the promised start, with preparation and clean-up. */
	struct {
		int from, to;
	} at[BOOKING_PARTS];
	size_t n;
	bool held_back;                /* to those who are wanted */
	int *pick;                      /* indexes of candidates, in the order of the day at hand */
	size_t npick;
	struct day_bits *fit;           /* of each candidate: starts at which it is free */
	struct day_bits any;            /* starts at which one of those allowed is */
	long lacked;                    /* steps at which it alone was in the way */
};

struct free_service {
	int64_t id;
	int minutes, rank;
	char name[96];
	struct free_group group[BOOKING_PARTS];
	size_t n;
};

struct finder {
	struct desk *desk;
	bool look;                      /* all that it reads is of one moment */
	struct free_wish wish;          /* with its defaults filled in */
	struct calendar *c;
	int32_t first, today;
	int days;
	struct candidate *cand;
	size_t ncand;
	struct free_service service[FREE_SERVICES];
	size_t n;
	int64_t usual;                  /* resource of the client's usual expert, 0 */
	char area[FREE_AREAS][NEED_SKILL];      /* what rooms must be good for */
	size_t nareas;
	char ask[FREE_AREAS][NEED_SKILL];       /* special needs: of the room, of one person */
	size_t nasks;
	int32_t had[FREE_HAD];          /* days for which the client has the service already */
	size_t nhad;
	int32_t ready_day;              /* whose order and bits are at hand; DAY_NONE */
	/* For a while: never this one; this one as lead; any of staff although one is wanted. */
	int64_t avoid, lead;
	bool any_staff;
	int load_warn;
	long guest_lacked;              /* steps at which the person treated is elsewhere */
};

/* Of W over DAYS days from FROM_DAY, on the branch's calendar (DAY_NONE: today). */
enum err_code finder_open(struct desk *d, const struct free_wish *w, int32_t from_day, int days,
    struct finder **out, struct err *e) MUST_CHECK;
/* How many days of W may be looked at: not further ahead than the site books. */
int finder_days(struct desk *d, const struct free_wish *w);
/* Is it one of the weekdays? */
bool finder_wishes(const struct finder *f, int32_t day);
void finder_close(struct finder *f);                    /* NULL is fine */
/* The groups of all services. ERR_INVALID: one has no candidates. */
enum err_code finder_make_groups(struct finder *f, const struct good_list *good, struct err *e)
    MUST_CHECK;

/* The special needs that something or somebody here is good for. */
enum err_code finder_read_asks(struct finder *f, const struct good_list *good, struct err *e)
    MUST_CHECK;
/* Leaves in the groups of V, of rooms and of one person, those who are good for them. */
void finder_keep_asked(const struct finder *f, struct free_service *v,
    const struct good_list *good);

/* Makes order and bits of DAY ready. */
enum err_code finder_ready(struct finder *f, int32_t day, struct err *e) MUST_CHECK;
/* Starts of service K on the day at hand at which each group has somebody; whether they all have
 * somebody of their own is finder_place's to say. LOOK counts what is in the way. */
enum err_code finder_starts(struct finder *f, size_t k, bool look, struct day_bits *out,
    struct err *e) MUST_CHECK;
bool finder_allows(const struct finder *f, const struct free_service *v,
    const struct free_group *g, const struct candidate *c);

/* Several services at their starts, in the order of the finder. Fills TIME[0 .. N - 1]; false: it
 * cannot be. By the bits of the day at hand. */
bool finder_place(struct finder *f, const int64_t *start, size_t n, struct free_time *time);
/* One service by the blocks of the day at hand, to the second. *BAD = the first group for which
 * nobody is free, NULL: there are too few for several. ERR_TAKEN without a text: it cannot be. */
enum err_code finder_place_exact(struct finder *f, int64_t start, struct free_time *time,
    const struct free_group **bad, struct err *e) MUST_CHECK;

/* free_at on a finder whose days hold START. */
enum err_code finder_at(struct finder *f, int64_t start, const char *not_done,
    struct free_time *out, struct err *e) MUST_CHECK;

/* Why nothing was found, after finder_starts has LOOKed: whose line was in the way (0: none) and a
 * sentence; DAYS: how many could be looked at. */
void finder_why(struct finder *f, int days, int64_t *service_id, int *line, char *out,
    size_t size);
/* "people", "rooms", "devices", by kind. */
const char *free_kind_text(const char *kind);

#endif
