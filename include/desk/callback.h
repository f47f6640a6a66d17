#ifndef FD_DESK_CALLBACK_H
#define FD_DESK_CALLBACK_H
/*
 * Working off callbacks (CB-3 .. CB-8): which comes next, that two callers never have the same one,
 * what came of a call, putting it off, giving it away. Screens and commands call these; each is one
 * action, and one's own goes back by undo within the usual minutes.
 *
 * Order of the queue: what may be called this minute first; then priority * 86400 + seconds
 * overdue + weight of the client's segments * 7200, the greatest first (priority counted 5 for
 * the first, what an expert has answered before all others); then the older number. An item in
 * the hand of somebody else (desk claims, 15 minutes) is left out of `callback_next`, and
 * counted.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/callback_queue.h"

struct claim;
struct desk;

#define CALLBACK_CLAIM_S (15 * 60)

/* Whose callbacks: one's own are those of one's roles that were given to nobody, and those given to
 * oneself. Who may do callbacks and has none of their roles does those of customer service. */
enum callback_whose { CALLBACK_MINE, CALLBACK_ROLE, CALLBACK_ALL, CALLBACK_PERSON };
struct callback_who {
	enum callback_whose whose;
	const char *role;               /* CALLBACK_ROLE */
	int64_t staff_id;               /* CALLBACK_PERSON */
	bool late;                      /* those that are late alone */
};

enum callback_section { CALLBACK_NOW, CALLBACK_LATER, CALLBACK_EXPERT, CALLBACK_TOMORROW,
	CALLBACK_SECTIONS };

struct callback_line {
	struct callback_item item;
	enum callback_section section;
	int64_t open_from, open_to;     /* the window in which it can be done: the one that is
					 * open, else the next; 0 0: any time (no call) */
	bool own_wish;                  /* that window is the client's own */
	bool late;                      /* past due_at */
	bool lead;                      /* tried often enough: the lead decides, not the next
					 * caller */
	int64_t score;
};
/* Sections in their order, each in the order of the queue. `message` callbacks that wait for the
 * delivery of what was sent are nobody's to do: left out. */
struct callback_queue {
	struct callback_line *v;
	size_t n, cap;
	size_t count[CALLBACK_SECTIONS];
	size_t late;                    /* of all sections */
	int64_t window_from, window_to; /* of the branch: the one that is open at NOW, else the
					 * next */
	bool window_open;
};
enum err_code callback_queue_load(struct desk *d, const struct callback_who *who, int64_t now,
    struct callback_queue *out, struct err *e) MUST_CHECK;
void callback_queue_free(struct callback_queue *q);

/* For badges, boards and lists; `done` today. */
struct callback_counts {
	size_t now, late, later, tomorrow, expert, done;
};
enum err_code callback_counts(struct desk *d, const struct callback_who *who,
    struct callback_counts *out, struct err *e) MUST_CHECK;

/* ---- in hand ---- */

/* Takes it in hand for 15 minutes, or prolongs that; one's own at another terminal is taken over.
 * ERR_TAKEN: somebody else has it, THEIRS (may be NULL) says who and where. ERR_NOTFOUND: it is not
 * open any more. */
enum err_code callback_claim(struct desk *d, int64_t id, struct claim *theirs, struct err *e)
    MUST_CHECK;
/* Gives it back if it is one's own. */
enum err_code callback_release(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* The first that may be called now, is in nobody's hand and not among SKIP: claimed in the same
 * write transaction in which it was looked for. ERR_NOTFOUND: none. */
enum err_code callback_next(struct desk *d, const struct callback_who *who, const int64_t *skip,
    size_t nskip, int64_t *id, struct err *e) MUST_CHECK;
/* The open callback of a client who rings or stands at the desk: the first in the order of the
 * queue, whoever's it is and whatever the window. *ID 0: none. */
enum err_code callback_open_for(struct desk *d, int64_t client_id, int64_t *id, struct err *e)
    MUST_CHECK;

/* ---- what came of it ---- */

/*
 * Words of `result`:
 *	well            reached, all is well: what is not said of reaction, recovery and advice is
 *	                none, planned, kept
 *	details         reached: at least one of these, or a remark, is said
 *	no-answer       a message goes out, it comes back in the next window, then a day later each
 *	                time; after call.tries (settings) it is the lead's
 *	wrong-number    the number is taken out of use, the file stands on the list of what is to be
 *	                completed; closed, unless there is another own number: then it comes again
 *	refuses         the client gets the flag no_call; this and all other open calls end, or
 *	                become the message of their rule
 *	other-person    with what was said: closed; without: it comes back like an unanswered one,
 *	                but no message goes out
 *	told            of a callback that is no call (message, mail, face, visit), done by hand
 */
struct callback_outcome {
	int64_t id;
	const char *result;
	const char *reaction, *recovery, *advice;       /* NULL or "": not said */
	int satisfied;                  /* 1 .. 5; 0: not asked */
	bool not_asked;                 /* said so: what lacks then is why */
	const char *satisfied_why;      /* why it was not asked, or is so low */
	const char *promised;           /* NULL: nothing */
	const char *promised_day;       /* YYYY-MM-DD: becomes a callback of its own; NULL */
	int64_t next_id;                /* the appointment that was booked from here, 0 */
	bool outside;                   /* "called anyway": outside the windows, and counted */
	bool came;                      /* the client rang or stands here: no window is asked */
	int64_t phone_id;               /* the number that was called, 0: the first own one */
	const char *text;               /* remark */
};
struct callback_end {
	int64_t action_id;
	int64_t again_at;               /* back in the queue from then, 0: it is closed */
	int64_t message_id;             /* what was queued for the client, 0: nothing */
	int64_t promise_id;             /* the callback that the promise made, 0 */
	bool to_lead;                   /* tried often enough: now in the lead's list */
};
/* ERR_INVALID names what is open (`Not done. ...`) and its field; field `outside`: not in a window,
 * and not said that it was called anyway. ERR_CONFLICT when somebody else ended it meanwhile. END
 * may be NULL. */
enum err_code callback_done(struct desk *d, const struct callback_outcome *o,
    struct callback_end *end, struct err *e) MUST_CHECK;

/* What was typed as another time becomes an allowed one. ERR_INVALID says the way out; a time that
 * lies outside the windows is refused with the nearest that does not. */
enum err_code callback_when(struct desk *d, int64_t id, const char *typed, int64_t *at, char *echo,
    size_t size, struct err *e) MUST_CHECK;
/* Put off until AT, with a remark (NULL: none). ERR_CONFLICT: it waits for the expert or for its
 * message. */
enum err_code callback_later(struct desk *d, int64_t id, int64_t at, const char *text,
    struct err *e) MUST_CHECK;
/* To a person (ROLE NULL: as it is) or to anybody of a ROLE (STAFF 0). */
enum err_code callback_give(struct desk *d, int64_t id, int64_t staff_id, const char *role,
    const char *text, struct err *e) MUST_CHECK;
enum err_code callback_remark(struct desk *d, int64_t id, const char *text, struct err *e)
    MUST_CHECK;
/* Another question of the client: a callback of consultant or nurse, with what is to be asked. */
enum err_code callback_other(struct desk *d, int64_t id, const char *role, const char *text,
    int64_t *made, struct err *e) MUST_CHECK;
/* Says by message that one will ring (CB-6); of a callback that is a message itself: sends that of
 * its rule, and it closes when that is delivered. ERR_DENIED: never to "do not name the house". */
enum err_code callback_announce(struct desk *d, int64_t id, int64_t *message_id, struct err *e)
    MUST_CHECK;

#endif
