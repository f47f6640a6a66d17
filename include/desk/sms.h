#ifndef FD_DESK_SMS_H
#define FD_DESK_SMS_H
/*
 * Messages out, replies in (MS-2, MS-3): what `frontdesk sms-sync` and the job `messages` of tick
 * do. One at a time in the house (a lock beside the file), however many call it.
 *
 * What waits and may leave is handed to the spool command, one message at a time. The row says
 * `handing` before the command is run and what came of it after; a row that still says so when the
 * next one comes is `unsure`: nobody knows whether it left, so a person decides and it is never
 * sent twice by the program. Without an answer in time, or with one that the contract does not
 * know, it is unsure too.
 *
 * Held back: in the quiet hours (21 to 8 unless the site says otherwise) what is neither urgent by
 * its template nor about an appointment that begins before those end or within two hours of it.
 * Not sent at all: what its client has forbidden meanwhile, what is of no use any more (an
 * appointment that has begun, a template's `expires`), news to who has not agreed to them.
 *
 * The spool command, the words of [spool] command in frontdesk.ini; no shell, LC_ALL=C.UTF-8, the
 * person's own group, thirty seconds:
 *
 *   COMMAND NUMBER           the text on standard input, UTF-8. 0: accepted, the last line of the
 *                            output is the number it gave; 64: never (what it says is kept);
 *                            75: later.
 *   COMMAND --states         such numbers on standard input, one a line. A line for each: NUMBER,
 *                            tab, one of queued sent delivered undelivered failed partly lost,
 *                            perhaps a tab and words. Those left out are asked for again.
 *   COMMAND --replies PLACE  what came in behind PLACE ("0": everything): lines of NUMBER, tab,
 *                            who from, tab, Unix seconds, tab, text with \t \n \\; the last line is
 *                            "place", tab, the next PLACE.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

struct sms_report {
	bool busy;                      /* another one is at it: nothing was done */
	bool silent;                    /* no spool command is set: nothing was handed over */
	int64_t sent, later, held, refused, dropped;    /* of what waited */
	int64_t unsure;                 /* found, or made just now */
	int64_t delivered, failed, lost, again;         /* of what was on its way */
	int64_t replies;
	char said[200];                 /* what is wrong with the spool command; "" nothing */
};
/* ERR_BUSY, ERR_STORE and the like; trouble of the spool command is in OUT and no error. */
enum err_code sms_sync(struct desk *d, struct sms_report *out, struct err *e) MUST_CHECK;

/* How the last one went, for screens. at 0: there was none. The words of job_run are stable. */
#define SMS_JOB "messages"
#define SMS_WELL "ok"
struct sms_health {
	bool set;                       /* a spool command is set */
	int64_t at;
	bool well;
	char said[200];
};
enum err_code sms_health(struct desk *d, struct sms_health *out, struct err *e) MUST_CHECK;

/* Until when a message waits that may leave at AT: 0 it leaves then. START_AT is the appointment's,
 * 0: none; ZONE_BRANCH whose clock counts. */
int64_t sms_held_until(struct desk *d, int64_t branch_id, bool urgent, int64_t start_at,
    int64_t at);

/* How many short messages TEXT makes: 160 or 153 signs each of the plain alphabet of telephones,
 * 70 or 67 where it has others (3GPP TS 23.038, 23.040). *UNITS (may be NULL) = its length. */
int sms_parts(const char *text, int *units);

/* What a reply means: "yes", "no", "number" (*VALUE), "stop", "start", "other". FIGURE: the message
 * before it asked for one, so 1 and 2 are no words. */
const char *sms_meaning(const char *text, bool figure, double *value);

#endif
