#ifndef FD_DESK_DAYCLOSE_H
#define FD_DESK_DAYCLOSE_H
/*
 * The end of a day (SPEC CB-8, RP-4): what is due today is done today; nine lines say what is left
 * and who, and the day is signed off when nothing is. Signing with something left takes a manager,
 * a reason and a second person, and both stand on the sheet. A day is signed once; what turns up
 * later belongs to the next one. The branch is the one at hand.
 *
 * Rights: day-close to sign; day-close-open (with a second person) to sign with open lines.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/day_close.h"

struct desk;

enum { DAYCLOSE_LINES = 9, DAYCLOSE_TEXT = 600 };

struct dayclose_line {
	const char *code;               /* callbacks, visits, steps, complaints, requests,
					 * messages, escalations, confirm, experts: for good */
	const char *label;              /* tr()ed */
	int64_t open, done;
	bool blocks;                    /* the day is not done while it is open */
	char text[DAYCLOSE_TEXT];       /* who is open, in words */
};
struct dayclose {
	char day[11];
	struct day_close signed_off;    /* id 0: not yet; then the lines are as they were signed */
	struct dayclose_line v[DAYCLOSE_LINES];
	int open_lines;                 /* of those that block */
	int first_open;                 /* 1 .. 9, 0: none */
};

/* The day that a person means who says none: today; before the house opens the day before, as long
 * as that is not signed. A civil day (base/day.h). */
int32_t dayclose_day(struct desk *d);
/* DAY is YYYY-MM-DD. Lines as they stand now, or as they were signed. */
enum err_code dayclose_load(struct desk *d, const char *day, struct dayclose *out, struct err *e)
    MUST_CHECK;
/* The open ones behind a line, with what the sheet says of each ("何小北: R3 since 17:10"). CODE is
 * that of a line; ERR_INVALID for those that are counted without a list (confirm, experts). */
struct dayclose_open {
	int64_t id, client_id;
	char text[240];
};
struct dayclose_opens {
	struct dayclose_open *v;
	size_t n, cap;
};
enum err_code dayclose_list(struct desk *d, const char *day, const char *code,
    struct dayclose_opens *out, struct err *e) MUST_CHECK;
void dayclose_opens_free(struct dayclose_opens *l);

/* Whether the day may be signed at all, before anybody is asked for a reason and a PIN.
 * ERR_INVALID: it has not come, or somebody is still to come today. */
enum err_code dayclose_is_over(struct desk *d, const char *day, struct err *e) MUST_CHECK;
/* Signs the day. REASON: why although lines are open; NULL or "": nothing is. ERR_INVALID: lines
 * are open and no reason is given, the day has not come, or somebody is still to come today;
 * ERR_CONFLICT: signed already; ERR_SECOND; ERR_DENIED. *ID (may be NULL) = the day_close. */
enum err_code dayclose_sign(struct desk *d, const char *day, const char *reason, int64_t *id,
    struct err *e) MUST_CHECK;

#endif
