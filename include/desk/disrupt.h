#ifndef FD_DESK_DISRUPT_H
#define FD_DESK_DISRUPT_H
/*
 * Somebody is ill, a device breaks (SPEC SC-10): all that it touches on one list, each appointment
 * with its ways out, until none is left. The absence itself is recorded, changed and ended by
 * desk/absence.h. Nobody is moved unasked: the client is asked, with the time held meanwhile, or
 * has said yes on the telephone.
 *
 * Whatever way an appointment is moved, cancelled or begun, on any screen, its row is settled in
 * the same transaction (data/appointment.h); nothing here has to be told.
 *
 * Reading: anybody. Writing: the right appt-disrupt.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment.h"
#include "data/hours.h"
#include "desk/free.h"

struct desk;

#define DISRUPT_WAYS 3

struct disrupt_outage {
	struct absence what;
	char name[96];                  /* who or what is away */
	char said_by[96];
	int64_t all, left;              /* appointments touched; those that still wait */
};
struct disrupt_outages {
	struct disrupt_outage *v;
	size_t n, cap;
};
/* Of the branch at hand: those with rows that wait first, then those that are settled and not over.
 * Replaces OUT. */
enum err_code disrupt_list(struct desk *d, struct disrupt_outages *out, struct err *e) MUST_CHECK;
void disrupt_outages_free(struct disrupt_outages *l);
/* How many have rows that wait: behind the name of the tab. */
enum err_code disrupt_count(struct desk *d, int64_t *n, struct err *e) MUST_CHECK;

struct disrupt_row {
	struct appointment_row a;       /* as it stands now */
	int64_t was_at;                 /* its start when it was touched */
	char state[12];                 /* open, asked, moved, cancelled, kept */
	char text[300];
	int64_t at;                     /* of the last step, by staff_id */
	int64_t staff_id;
	/* Of those that wait; held ones first, then nearest in time. What the first way of a row
	 * above takes is not proposed again, so that all can go to their first at once. */
	struct near_time way[DISRUPT_WAYS];
	size_t nways;
	size_t nheld;                   /* so many of them are held for this client */
	int64_t held_until;
};
struct disrupt_rows {
	struct disrupt_row *v;
	size_t n, cap;
};
/* Those that wait by start (that client may be on the way), then those that are settled. Replaces
 * OUT. */
enum err_code disrupt_load(struct desk *d, int64_t absence_id, struct disrupt_rows *out,
    struct err *e) MUST_CHECK;
void disrupt_rows_free(struct disrupt_rows *l);
bool disrupt_waits(const struct disrupt_row *r);        /* open or asked */

/* One row and where it shall go. */
struct disrupt_pick {
	int64_t appointment_id;
	struct free_time way[DISRUPT_WAYS];
	size_t n;                       /* at least 1; the first is the one that is moved to */
};
struct disrupt_done {
	size_t done;                    /* asked or moved */
	size_t messages;                /* of them told by message */
	size_t calls;                   /* asked, but there is no number to write to: call them */
	size_t stuck;                   /* no way out any more: they stay on the list */
	size_t taken;                   /* the agreed time is gone: they stay, to be asked */
	size_t gone;                    /* settled by somebody else meanwhile */
	char replaced[300];             /* "Maria Lopez: Wed 25 Nov 14:30", "" when none was */
};
/* All of PICK in one action. A way out that was taken meanwhile is replaced by the next best and
 * named in OUT; of a time that was agreed only who does it is replaced. ERR_DENIED; a row that
 * cannot be helped is counted, not an error. */
/* Holds each way for SETTING_ASK_MIN and asks the client by message. */
enum err_code disrupt_ask(struct desk *d, int64_t absence_id, const struct disrupt_pick *pick,
    size_t n, struct disrupt_done *out, struct err *e) MUST_CHECK;
/* The client has said yes: moves at once. */
enum err_code disrupt_move(struct desk *d, int64_t absence_id, const struct disrupt_pick *pick,
    size_t n, struct disrupt_done *out, struct err *e) MUST_CHECK;
/* It takes place all the same: somebody else does it, or the absence leaves it room. ERR_INVALID
 * without a reason; ERR_CONFLICT: it is settled already. */
enum err_code disrupt_keep(struct desk *d, int64_t absence_id, int64_t appointment_id,
    const char *reason, struct err *e) MUST_CHECK;
/* Lets go of what is held for APPOINTMENT, so that it can be booked by whoever asks now. */
enum err_code disrupt_let_go(struct desk *d, int64_t appointment_id, struct err *e) MUST_CHECK;

/*
 * "zm 1300 +1", "hifu t 13..18", "zm": who or what, from when, until when; as in frontdesk(1),
 * DATES. A day, a time, or both, for the beginning; what follows a time is the end. Without a
 * beginning: now; a day alone: from its first hour. Without an end: till closing time of the day it
 * begins; a day alone: till its closing time. Fills resource_id, start_at, end_at of OUT.
 * ERR_NOTFOUND and ERR_INVALID say what was not understood.
 */
enum err_code disrupt_parse(struct desk *d, const char *words, struct absence *out, struct err *e)
    MUST_CHECK;
/* Who or what is meant: a code, else the beginning of a name, pinyin, initials; never a guess. */
struct resource;
enum err_code disrupt_find(struct desk *d, const char *word, struct resource *out, struct err *e)
    MUST_CHECK;
/* The absence of RESOURCE that runs now, else the next one. ERR_NOTFOUND: there is none. */
enum err_code disrupt_running(struct desk *d, int64_t resource_id, struct absence *out,
    struct err *e) MUST_CHECK;

#endif
