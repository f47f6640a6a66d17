#ifndef FD_DESK_MESSAGES_SMS_PRIV_H
#define FD_DESK_MESSAGES_SMS_PRIV_H
/* Between the parts of sms-sync: sms.c (the run), sms_hand.c (out), sms_state.c (what became of
 * it), sms_reply.c (in), sms_spool.c (the command). */
#include "base/buf.h"
#include "data/message_send.h"
#include "desk/sms.h"

struct actor;
struct desk;
struct txn;

enum { SMS_REFUSED = 64, SMS_LATER = 75 };         /* the contract */
enum { SMS_RETRY_MAX = 10, SMS_AT_ONCE = 500, SMS_ASKED_DAYS = 7 };

/* One call of the spool command: its words, then up to two of ours. */
struct sms_answer {
	int status;                     /* -1: it did not end by itself, or not in time */
	bool missing;                   /* it cannot be run: nothing was handed over */
	struct buf out, said;
};
void sms_ask(struct desk *d, const char *word, const char *more, const char *input,
    struct sms_answer *out);
void sms_answer_free(struct sms_answer *a);
/* The last line of the output that is not empty, at most SIZE; the first line of what it said. */
char *sms_answer_id(const struct sms_answer *a, char *out, size_t size);
char *sms_answer_words(const struct sms_answer *a, char *out, size_t size);
/* What is wrong with the command itself, the first of it, into R->said; a refusal is not. */
void sms_trouble(const struct sms_answer *a, struct sms_report *r);

/* Actions of the program itself, named sms-sync. */
const struct actor *sms_actor(const struct desk *d);
enum err_code sms_begin(struct desk *d, struct txn **t, struct err *e) MUST_CHECK;
enum err_code sms_end(struct txn *t, enum err_code rc, struct err *e) MUST_CHECK;
/* When it is tried again after TRIES. */
int64_t sms_next_try(int64_t now, int64_t tries);

enum err_code sms_hand(struct desk *d, struct sms_report *r, struct err *e) MUST_CHECK;
enum err_code sms_follow(struct desk *d, struct sms_report *r, struct err *e) MUST_CHECK;
enum err_code sms_take_in(struct desk *d, struct sms_report *r, struct err *e) MUST_CHECK;
/* The message went no further than STATE (delivered, failed, lost): what hangs on it is told. */
enum err_code sms_ended(struct desk *d, struct txn *t, const struct message *m, const char *state,
    const char *why, struct err *e) MUST_CHECK;
/* May M leave at NOW? NULL: yes; else why not, a stable English word kept in the row:
 * "forbidden", "no news wished", "file closed", "no number", "too late". *HOLD = until when it
 * waits, 0: it does not. *FLAT: it is withdrawn, not failed. */
enum err_code sms_judge(struct desk *d, const struct message *m, int64_t now, const char **why,
    int64_t *hold, bool *flat, struct err *e) MUST_CHECK;

#endif
