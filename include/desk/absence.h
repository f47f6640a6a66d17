#ifndef FD_DESK_ABSENCE_H
#define FD_DESK_ABSENCE_H
/*
 * Somebody is ill or on leave, a device is out of order (SPEC SC-10, SC-11): the time is taken away
 * and every appointment in it goes on the list of disruptions, in one action. Two rights allow it:
 * `appt-disrupt` and `roster-edit`; the action has the name of the first that the person has.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/hours.h"

struct desk;

/* What was done to the list of disruptions. */
struct absence_result {
	int64_t id;                     /* of the absence */
	int64_t action_id;              /* 0: nothing had to change */
	size_t touched;                 /* appointments that now wait for another time */
	size_t closed;                  /* that are not touched any more */
};

/* A (resource_id, kind, start_at, end_at, reason count) is recorded. ERR_INVALID with the field
 * (kind, end): it ends before it begins, or lasts longer than two years; ERR_NOTFOUND: no such
 * resource; ERR_DUPLICATE: the very same one is there already. */
enum err_code absence_add(struct desk *d, const struct absence *a, struct absence_result *out,
    struct err *e) MUST_CHECK;
/* Longer, shorter, for another reason: A as it shall be, by its id; REV of the row as it was seen
 * (ERR_CONFLICT when somebody changed it since, 0: whatever it is). Appointments that are touched
 * only now join the list; those that are not any more and wait are `kept`; what was moved or
 * cancelled stays so. */
enum err_code absence_change(struct desk *d, const struct absence *a, struct absence_result *out,
    struct err *e) MUST_CHECK;
/* Over: one that runs ends now, one that has not begun never was. ERR_CONFLICT: it ended. */
enum err_code absence_end(struct desk *d, int64_t id, const char *reason,
    struct absence_result *out, struct err *e) MUST_CHECK;

/* "leave", "ill" in the language of the screen; KIND itself when it is unknown. Borrowed. */
const char *absence_kind_text(const char *kind);
/* The kinds, ended by NULL. */
extern const char *const absence_kinds[];

/* "from 25 Nov 09:00 to 27 Nov 18:00 (2 touched)" and so on for row 23: what ABSENCE_ADD did. */
char *absence_result_text(const struct absence_result *r, char *out, size_t size);

#endif
