#ifndef FD_SCREEN_CASES_SURVEY_PRIV_H
#define FD_SCREEN_CASES_SURVEY_PRIV_H
/* What the screens about surveys share: what is asked of a survey besides its answers. */
#include "base/err.h"
#include "desk/survey.h"
#include "tui/screen.h"

/* Each asks, does it, says so and runs WROTE (NULL: the list is read again). */
enum err_code survey_ask_later(struct screen *s, int64_t id, void (*wrote)(struct screen *s),
    struct err *e) MUST_CHECK;
enum err_code survey_ask_refusal(struct screen *s, int64_t id, void (*wrote)(struct screen *s),
    struct err *e) MUST_CHECK;
enum err_code survey_ask_hand(struct screen *s, int64_t id, struct err *e) MUST_CHECK;
/* "this month 87% of 143" of the branch at hand. */
enum err_code survey_month_text(struct desk *d, char *out, size_t size, struct err *e) MUST_CHECK;

#endif
