#ifndef FD_DESK_REQUEST_H
#define FD_DESK_REQUEST_H
/*
 * Requests from outside (SC-1): taken in, answered within the site's limit (SETTING_REQUEST_MIN
 * from their arrival outside), booked, answered with other times, or declined with a reason.
 * Whoever opens one has it for ten minutes, so that two people do not answer the same.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;
struct request;

/* Opens it for the acting person. ERR_TAKEN says who has it; ERR_CONFLICT: answered meanwhile.
 * Right appt-request. */
enum err_code request_claim(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
enum err_code request_give_back(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* Who has it now; "" nobody. Returns OUT. */
char *request_claimed_by(struct desk *d, int64_t id, char *out, size_t size);

/* Whose it may be: the client with that telephone number, if there is just one; 0. */
int64_t request_guess(struct desk *d, const struct request *r);
/* The name as it was given; of somebody whose file is restricted the alias, where the acting person
 * sees no more: what was typed outside would tell it. "" when none was given. Returns OUT. */
char *request_name(struct desk *d, const struct request *r, char *out, size_t size);
/* Answers: TEXT is what was offered, or why not. A message goes out where the client can be
 * reached. ERR_INVALID without a text. */
enum err_code request_offer(struct desk *d, int64_t id, const char *text, struct err *e) MUST_CHECK;
enum err_code request_decline(struct desk *d, int64_t id, const char *reason, struct err *e)
    MUST_CHECK;

/* From a gateway: CSV with a header, columns by name in any order:
 *   key channel came name phone service wants text branch
 * `came` as YYYY-MM-DD HH:MM in the site's time or RFC 3339; missing: now. Twice adds nothing.
 * ERR_INVALID for the whole file: a column of another name, or one that stands twice. */
struct request_report {
	long lines, added, known, refused;
};
enum err_code request_import(struct desk *d, const char *bytes, size_t size,
    void (*refused)(void *ctx, long line, const char *raw, const char *reason), void *ctx,
    struct request_report *out, struct err *e) MUST_CHECK;

#endif
