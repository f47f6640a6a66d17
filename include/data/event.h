#ifndef FD_DATA_EVENT_H
#define FD_DATA_EVENT_H
/*
 * What every step left behind: the life of an appointment, with the times it had before (SC-6).
 * Steps that change the appointment are written by data/appointment.h itself, in the same
 * statement's transaction; this header reads them and adds those that change nothing but the
 * history: told, read-back.
 *
 *	booked          as promised then
 *	moved           start_at, end_at: where it was before
 *	taken           another person, room or device: text = the one before
 *	confirmed ...   every state, with the time it had then
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct event {
	int64_t id, appointment_id, at;
	int64_t staff_id;               /* 0: the program */
	int64_t start_at, end_at;
	bool late;                      /* later than the site allows without a mark (SC-16) */
	char what[28];
	char staff[96];                 /* name, "" for the program */
	char text[300];
};
struct event_list {
	struct event *v;
	size_t n, cap;
};

/* Oldest first. Replaces OUT. */
enum err_code event_list(struct store *s, int64_t appointment_id, struct event_list *out,
    struct err *e) MUST_CHECK;
void event_list_free(struct event_list *l);
/* The newest one of kind WHAT. ERR_NOTFOUND. */
enum err_code event_last(struct store *s, int64_t appointment_id, const char *what,
    struct event *out, struct err *e) MUST_CHECK;

/* Adds WHAT with the times that the appointment has now; TEXT may be NULL. ERR_NOTFOUND: there is
 * no such appointment. */
enum err_code event_add(struct txn *t, int64_t appointment_id, const char *what, const char *text,
    struct err *e) MUST_CHECK;
/* Marks the newest one of the appointment, written by this action, as late. */
enum err_code event_mark_late(struct txn *t, int64_t appointment_id, struct err *e) MUST_CHECK;

#endif
