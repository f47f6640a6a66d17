#ifndef FD_DATA_CALLBACK_H
#define FD_DATA_CALLBACK_H
/*
 * Callbacks: one row a contact that is owed to somebody by a time, and its steps: every try,
 * putting off, giving away (SPEC CB-1 .. CB-7). Reading: anybody. Writing: the desk floor.
 *
 * A row is open, then done, expired, cancelled or merged; what ended stays so: every change of one
 * that has ended meanwhile is ERR_CONFLICT, of whatever caller. The queue's order is
 * data/callback_queue.h, lists are data/callback_list.h.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

#define CALLBACK_TEXT 1200              /* bytes of a remark */
#define CALLBACK_ANSWERED 0             /* priority: the expert has answered, before all others */

/* Ids are 0 and texts "" where the column is NULL. */
struct callback {
	int64_t id, rev, branch_id;
	int64_t client_id;              /* 0: a partner's, see partner_id */
	int64_t dependant_id, partner_id;
	int64_t created_at, event_at;
	int64_t source_id;
	int64_t staff_id;               /* to whom it was given; 0: any of the role */
	int64_t from_at, due_at, expire_at;
	int64_t merged_into, done_at, done_by;
	int priority;                   /* 1: first .. 5; CALLBACK_ANSWERED */
	int tries;                      /* calls without an answer */
	bool asks;                      /* satisfaction is asked */
	char day[12];                   /* of the event */
	char due_day[12], done_day[12];
	char rule[40];                  /* word of forms/callbacks.cfg, "" made by hand */
	char event[24], source[24];     /* source: table of what happened, "" none */
	char role[16];                  /* service, consultant, nurse, expert */
	char channel[12];               /* call, message, mail, face, visit */
	char script[40];                /* word of forms/scripts.cfg */
	char held[12];                  /* expert, message; "": does not wait */
	char state[12];                 /* open done expired cancelled merged */
	char result[24];
	char about[400], about_en[400]; /* what it is about, as then; see describe_in_language */
	char sum[600];                  /* how its time came about: desk/callback_due.h */
};
struct callback_list {
	struct callback *v;
	size_t n, cap;
};

struct callback_step {
	int64_t id, rev, callback_id, created_at;
	int64_t staff_id;               /* 0: the program */
	int64_t next_id;                /* appointment that was booked from it, 0 */
	int64_t to_at;                  /* put off until, 0 */
	int satisfied;                  /* 1 .. 5; 0: not asked */
	bool outside;                   /* called outside the windows */
	char day[12];
	char kind[12];                  /* call message later carried given remark escalated
					 * answered merged expired cancelled sampled */
	char result[24];
	char reaction[CALLBACK_TEXT], recovery[CALLBACK_TEXT], advice[CALLBACK_TEXT];
	char satisfied_why[400];
	char promised[CALLBACK_TEXT], promised_day[12];
	char text[CALLBACK_TEXT];
};
struct callback_step_list {
	struct callback_step *v;
	size_t n, cap;
};

/* ---- reading; lists replace OUT ---- */

enum err_code callback_get(struct store *s, int64_t id, struct callback *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* Those that one event made, in order of entry. Without a table (SOURCE ""): SOURCE_ID is the
 * period. */
enum err_code callback_of_source(struct store *s, const char *source, int64_t source_id,
    struct callback_list *out, struct err *e) MUST_CHECK;
/* Of one client, whatever their state, the newest event first. */
enum err_code callback_of_client(struct store *s, int64_t client_id, int limit,
    struct callback_list *out, struct err *e) MUST_CHECK;
/* Open ones of one client, the soonest first. */
enum err_code callback_open_of_client(struct store *s, int64_t client_id,
    struct callback_list *out, struct err *e) MUST_CHECK;
/* Open ones that have been of no use since before NOW, but those that wait for the expert: they
 * are open until solved. At most LIMIT, the oldest first. */
enum err_code callback_list_expired(struct store *s, int64_t now, int limit,
    struct callback_list *out, struct err *e) MUST_CHECK;
void callback_list_free(struct callback_list *l);
/* Is there one of RULE for CLIENT (PARTNER) that SOURCE made by what happened on DAY? Usual goods
 * run out once and again. Cancelled ones count, but those
 * whose event went away (CALLBACK_DROPPED). */
#define CALLBACK_DROPPED "dropped"      /* result of a cancelled one */
enum err_code callback_exists(struct store *s, const struct callback *like, bool *found,
    struct err *e) MUST_CHECK;

/* In order of entry. */
enum err_code callback_steps(struct store *s, int64_t callback_id, struct callback_step_list *out,
    struct err *e) MUST_CHECK;
void callback_step_list_free(struct callback_step_list *l);

/* ---- writing ---- */

/* All but id, rev, created_at count; state "" = open; done_by is kept as given. */
enum err_code callback_insert(struct txn *t, const struct callback *c, int64_t *id, struct err *e)
    MUST_CHECK;
/* Of an open one: branch_id, role, staff_id, channel, priority, asks, from_at, due_at, due_day,
 * expire_at, tries, held. ERR_CONFLICT: it has ended meanwhile; ERR_NOTFOUND. */
enum err_code callback_update(struct txn *t, const struct callback *c, struct err *e) MUST_CHECK;
/* Ends an open one: STATE done (RESULT is then needed), expired, cancelled, merged (then INTO, else
 * 0), at the transaction's time on local DAY, by its actor. ERR_CONFLICT, ERR_NOTFOUND. */
enum err_code callback_end(struct txn *t, int64_t id, const char *state, const char *result,
    int64_t into, const char *day, struct err *e) MUST_CHECK;
/* All but id, rev, created_at count. *ID may be NULL. */
enum err_code callback_step_insert(struct txn *t, const struct callback_step *x, int64_t *id,
    struct err *e) MUST_CHECK;

#endif
