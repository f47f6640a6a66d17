#ifndef FD_DESK_CONTACT_H
#define FD_DESK_CONTACT_H
/*
 * Talking to a client about one appointment: what is read to him (SC-15), that nobody answered, a
 * message on its way. Confirming itself is a step (desk/booking.h).
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/outbox.h"

struct desk;

/* The sentence that is read back: content, time, place, what to observe, in the client's language;
 * template `read-back` of forms/messages.cfg, the confirmation's where there is none. */
enum err_code contact_read_back(struct desk *d, int64_t appointment_id, char *out, size_t size,
    struct err *e) MUST_CHECK;
/* Nobody answered: stays in the history of the appointment, with NOTE (may be ""). Right
 * appt-step. */
enum err_code contact_missed(struct desk *d, int64_t appointment_id, const char *note,
    struct err *e) MUST_CHECK;
/* Queues the message WHAT to the client (right message-send). ERR_INVALID says why none goes
 * out. */
enum err_code contact_sms(struct desk *d, int64_t appointment_id, enum tell what, struct err *e)
    MUST_CHECK;

/* Off the list of those to be rebooked, without another time: REASON says why and is never empty
 * (ERR_INVALID). Right client-todo. ERR_CONFLICT: it is off already. */
enum err_code contact_no_rebook(struct desk *d, int64_t todo_id, const char *reason,
    struct err *e) MUST_CHECK;

/* The first day after AFTER on which the branch is open, within four weeks; else AFTER + 1. */
int32_t contact_next_open(struct desk *d, int32_t after);

/* Whom a day's confirmation still waits for. */
struct contact_day {
	int64_t all, confirmed;         /* live ones of the day; of them confirmed or further */
};
enum err_code contact_count(struct desk *d, const char *day, struct contact_day *out,
    struct err *e) MUST_CHECK;

#endif
