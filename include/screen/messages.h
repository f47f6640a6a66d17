#ifndef FD_SCREEN_MESSAGES_H
#define FD_SCREEN_MESSAGES_H
/*
 * Messages to clients (F12, tab Messages) and writing one (`msg-send` s, wherever a client is).
 * Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

/* What waits, left, failed, and what came back. No argument. */
extern const struct screen_type messages_screen;

/* Writes to a client: a digit picks the template, the text is shown filled, F10 sends. Answers 1
 * when it was sent. */
struct compose_arg {
	int64_t client_id;
	int64_t appointment_id;         /* 0: the next one */
	int64_t callback_id;            /* 0: none */
	int64_t replaces, answers;      /* a message off the list, a reply dealt with by it; 0 */
	const char *template, *text;    /* to begin with, NULL: nothing chosen yet */
	bool by_hand;
	int64_t draft_id;               /* goes on with one, 0: the client's parked one */
};
extern const struct screen_type compose_screen;
/* What was written, in the BODY of a draft of it (form "compose"). Borrowed. */
const char *compose_of_draft(const char *body);
enum err_code messages_compose(struct screen *s, const struct compose_arg *arg, struct err *e)
    MUST_CHECK;

#endif
