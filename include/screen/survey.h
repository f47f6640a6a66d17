#ifndef FD_SCREEN_SURVEY_H
#define FD_SCREEN_SURVEY_H
/*
 * Surveys on the screen: one is asked and answered, then the next one that is due. Screens of this
 * floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct desk;

/* ARG: struct survey_arg. */
struct survey_arg {
	int64_t id;
	int64_t draft_id;               /* go on with this draft, 0: none */
};
extern const struct screen_type survey_screen;

/* Is WORD a draft of a survey? A is filled but for its draft. */
bool survey_of_draft(const char *word, struct survey_arg *a);
/* Whose file a draft of that kind is about. False: it is another's. */
bool survey_draft_client(const char *word, struct desk *d, int64_t *client_id);

#endif
