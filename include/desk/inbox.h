#ifndef FD_DESK_INBOX_H
#define FD_DESK_INBOX_H
/*
 * What the people of the house are told on their screens (SC-7): new, moved and cancelled
 * appointments of theirs, who is here, what tomorrow holds. Rows of `message` with the channel
 * screen, made by desk/outbox.h; each counts as new until its person has seen it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/message.h"

struct desk;

#define INBOX_MAX 200

/* New ones of the acting person, newest first. Replaces OUT. */
enum err_code inbox_list(struct desk *d, struct message_list *out, struct err *e) MUST_CHECK;
/* One of them was seen; ID 0: all of them. Nobody marks another's: ERR_DENIED. None new = no
 * write. */
enum err_code inbox_seen(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* What was said about APPOINTMENT was seen: it was opened. */
enum err_code inbox_seen_appointment(struct desk *d, int64_t appointment_id, struct err *e)
    MUST_CHECK;

/* Messages to clients that could not be delivered, of the branch at hand, newest first. */
enum err_code inbox_failed(struct desk *d, struct message_list *out, struct err *e) MUST_CHECK;
/* Tries one of these again now (right message-send); or leaves it, off the list: withdrawn. */
enum err_code inbox_again(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
enum err_code inbox_drop(struct desk *d, int64_t id, struct err *e) MUST_CHECK;

/* Tells everybody who serves on DAY what the day holds (SC-7, RP-4), each once: who was told
 * already is left out. *N = how many were told. Right message-send. */
enum err_code inbox_remind(struct desk *d, const char *day, size_t *n, struct err *e) MUST_CHECK;
/* How many of those who serve on DAY were told. */
enum err_code inbox_reminded(struct desk *d, const char *day, size_t *told, size_t *all,
    struct err *e) MUST_CHECK;
/* Likewise, with the names of those who were not told, as many as fit. */
enum err_code inbox_untold(struct desk *d, const char *day, size_t *told, size_t *all, char *names,
    size_t size, struct err *e) MUST_CHECK;

#endif
