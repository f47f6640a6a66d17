#ifndef FD_DESK_CASES_COMPLAINT_PRIV_H
#define FD_DESK_CASES_COMPLAINT_PRIV_H
/* What the use cases of complaints share. */
#include <stdint.h>

#include "data/complaint.h"
#include "desk/complaint.h"
#include "form/complaints.h"

/* Begins the action NAME about complaint ID and reads it inside. Closed by complaint_commit, also
 * after a failure. */
enum err_code complaint_begin(struct desk *d, const char *name, const char *reason, int64_t id,
    struct txn **t, struct complaint *out, struct err *e) MUST_CHECK;
enum err_code complaint_commit(struct txn *t, enum err_code rc, struct err *e) MUST_CHECK;
/* A step of KIND, now. */
enum err_code complaint_note(struct txn *t, struct desk *d, int64_t id, const char *kind,
    const char *text, struct err *e) MUST_CHECK;
/* The owner reads it on the own board, unless that is who acts. */
enum err_code complaint_tell_owner(struct txn *t, struct desk *d, const struct complaint *c,
    struct err *e) MUST_CHECK;
/* A callback to the client (CB-2): KIND progress or result; what was open of the one before is
 * dropped. */
enum err_code complaint_call(struct txn *t, struct desk *d, const struct complaint *c,
    const char *kind, struct err *e) MUST_CHECK;
/* ERR_INVALID: WORD, unless "", is none of W. */
enum err_code complaint_check_word(const struct complaint_words *w, const char *word,
    const char *field, struct err *e) MUST_CHECK;
enum err_code complaint_open_only(const struct complaint *c, struct err *e) MUST_CHECK;

#endif
