#ifndef FD_SCREEN_CASES_H
#define FD_SCREEN_CASES_H
/*
 * Complaints, and questions to the expert or the head office: their screens and boxes, for any list
 * with clients. Screens of this floor only. Lists of the area Cases (F8): src/screen/cases/cases.c.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

/* One complaint. ARG: const int64_t *, its id. */
extern const struct screen_type case_screen;
enum err_code case_open(struct screen *s, int64_t id, struct err *e) MUST_CHECK;

/* The box in which a complaint is taken: of CLIENT (0: nobody we know), in a survey (0: none).
 * CHANNEL: proposed, NULL the first. Afterwards the complaint is open. Right case-take. */
enum err_code case_take(struct screen *s, int64_t client_id, const char *channel, int64_t survey_id,
    struct err *e) MUST_CHECK;

/* `u`: the box in which the expert is asked about CLIENT, or about CALLBACK (0: none); other
 * questions become a callback of consultant or nurse. Right escalate. */
enum err_code escalate_ask(struct screen *s, int64_t client_id, int64_t callback_id, struct err *e)
    MUST_CHECK;
/* The same about a complaint, to the head office. */
enum err_code escalate_ask_head(struct screen *s, int64_t complaint_id, struct err *e) MUST_CHECK;

#endif
