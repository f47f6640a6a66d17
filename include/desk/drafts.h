#ifndef FD_DESK_DRAFTS_H
#define FD_DESK_DRAFTS_H
/*
 * Typing that must not be lost: saved a second after it was typed, when a field is left, at the
 * lock and at a hang-up; offered at the person's next log-in, wherever that is. A draft that was
 * put aside is a parked job. Not an action: nothing of it is in the log.
 *
 * A draft belongs to its person and goes on at one terminal: the one whose name stands in its row.
 * While that terminal works on it, it holds a claim, renewed every DRAFTS_RENEW_S; a claim that
 * ran out means that the program there is gone. The same person may take it over elsewhere at any
 * time; the terminal before then gets ERR_TAKEN for whatever it does with it.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/draft.h"

struct desk;

enum { DRAFTS_CLAIM_S = 30, DRAFTS_RENEW_S = 10 };

/* Writes DRAFT for the acting person at this terminal and claims it; sets its id the first time.
 * ERR_TAKEN: it goes on at another terminal, or was finished there; nothing was written. */
enum err_code drafts_save(struct desk *d, struct draft *draft, struct err *e) MUST_CHECK;
/* open, parked, kept (thrown away by hand: stays for a week) or dropped (saved for good). Any
 * state but open gives the claim back. */
enum err_code drafts_set_state(struct desk *d, int64_t id, const char *state, struct err *e)
    MUST_CHECK;
/* Goes on with it at this terminal, wherever it was. ERR_NOTFOUND: it was finished. */
enum err_code drafts_take(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* Prolongs the claim. ERR_TAKEN as in drafts_save. */
enum err_code drafts_renew(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* The one of the acting person for FORM and REF in STATE (parked, line) that was begun last, 0:
 * none. */
enum err_code drafts_find(struct desk *d, const char *state, const char *form, int64_t ref_id,
    int64_t *id, struct err *e) MUST_CHECK;
/* Does it still belong to this terminal? Reads only. */
bool drafts_mine(struct desk *d, int64_t id);

/* What the acting person has begun and not finished. */
struct draft_job {
	struct draft d;                 /* without its body */
	int number;                     /* 1 = begun first; stays while older ones stay */
	bool elsewhere;                 /* being edited at the terminal d.station just now */
};
struct draft_job_list {
	struct draft_job *v;
	size_t n, cap;
};
/* Parked ones and open ones, saved last first. An open one of this terminal is in it too: only the
 * caller knows which of these it has on its screen. Replaces OUT. */
enum err_code drafts_jobs(struct desk *d, struct draft_job_list *out, struct err *e) MUST_CHECK;
/* Those thrown away by hand in the last week. Replaces OUT. */
enum err_code drafts_kept(struct desk *d, struct draft_job_list *out, struct err *e) MUST_CHECK;
void draft_job_list_free(struct draft_job_list *l);
/* Parked ones of STAFF, for the lock. */
int64_t drafts_parked(struct desk *d, int64_t staff_id);

#endif
