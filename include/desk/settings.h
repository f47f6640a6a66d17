#ifndef FD_DESK_SETTINGS_H
#define FD_DESK_SETTINGS_H
/*
 * Numbers that a site can set (table `setting`, F12): one table gives each its key, default, limits
 * and label. Unset = the default. Anybody may read; settings_set needs the right site-edit.
 * (The table itself, with all its other keys, is data/site.h: setting_get, setting_set.)
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

enum setting_number {
	SETTING_STEP_MIN,               /* schedule.step: minutes between proposed times; 15 */
	SETTING_GRACE_MIN,              /* schedule.grace: before a no-show may be said; 15 */
	SETTING_TRAVEL_MIN,             /* schedule.travel: between branches without a row; 30 */
	SETTING_LOAD_WARN,              /* schedule.load: percent above which a day warns; 85 */
	SETTING_HOLD_MIN,               /* schedule.hold: a proposed time; 5 */
	SETTING_REQUEST_MIN,            /* request.limit: 120 */
	SETTING_WAIT_MIN,               /* arrival.round: 5 */
	SETTING_MESSAGE_DELAY_MIN,      /* message.delay: 5 */
	SETTING_QUIET_FROM,             /* message.quiet-from: hour; 21 */
	SETTING_QUIET_TO,               /* message.quiet-to: hour; 8; the same: never quiet */
	SETTING_MESSAGE_TRIES,          /* message.tries: of what the daemon could not send; 3 */
	SETTING_NEWS_CONSENT,           /* message.consent: news only to who agreed; 1 */
	SETTING_ALLERGY_MONTHS,         /* arrival.allergy: asked anew after; 6 */
	SETTING_LATE_CHANGE_DAYS,       /* schedule.change: days before which a change is free; 1 */
	/* deposit.late, deposit.early: what is proposed with the deposit of an appointment that is
	 * cancelled late, or in time (SPEC SC-16): 1 kept for the client, 2 paid back; 1 */
	SETTING_DEPOSIT_LATE, SETTING_DEPOSIT_EARLY,
	SETTING_OPEN_DAYS,              /* schedule.ahead: days that can be booked ahead; 366 */
	SETTING_ASK_MIN,                /* schedule.ask: a time held while a client is asked; 120 */
	SETTING_CONFIRM_MIN,            /* treat.confirm: the manager confirms a step within; 10 */
	SETTING_CONSENT_DAYS,           /* treat.consent: how long a consent holds; 365 */
	SETTING_DISCOUNT_PERCENT,       /* price.discount: without a second person; 20 */
	SETTING_EXPIRY_DAYS,            /* stock.expiry: a lot stands out so many days before; 60 */
	SETTING_EVENING_HOUR,           /* escalate.evening: from this hour on the answer has time
					 * until the next day; 18 */
	SETTING_ESCALATE_HOURS,         /* escalate.hours: what is raised in the evening is answered
					 * within; 24 */
	SETTING_CALL_TRIES,             /* call.tries: unanswered, then it is the lead's; 4 */
	SETTING_SURVEY_DAYS,            /* survey.every: a client is asked once in so many; 30 */
	SETTING_SURVEY_KEEP_DAYS,       /* survey.keep: a survey can be answered so long; 14 */
	SETTING_GAP_DAYS,               /* figures.gap: without a value before the next visit; 14 */
	SETTING_COUNT
};

struct setting_row {
	const char *key, *label;        /* label: N_() */
	int64_t fallback, min, max;
};
extern const struct setting_row setting_rows[SETTING_COUNT];

/* Unreadable, or outside the limits, counts as unset. */
int64_t setting_of(struct desk *d, enum setting_number which);
/* Any other text of the table, by key; "" when unset. OUT is always filled. */
char *setting_text(struct desk *d, const char *key, char *out, size_t size);
enum err_code settings_set(struct desk *d, enum setting_number which, int64_t value,
    struct err *e) MUST_CHECK;          /* ERR_INVALID outside the limits, ERR_DENIED */

#endif
