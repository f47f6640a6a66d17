#ifndef FD_DESK_CALLBACK_BRIEF_H
#define FD_DESK_CALLBACK_BRIEF_H
/*
 * What the caller reads before dialling (CB-4): why the contact is owed and how late it is, what
 * was done and by whom, what was told for afterwards, earlier contacts, what is open. In the
 * language of the screen, without the client's name. Reads only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/callback.h"

struct desk;

struct callback_brief {
	struct callback c;
	bool late, quiet, no_message;
	bool here;                      /* the client is in the house just now */
	bool rings;                     /* or rings */
	int64_t visit_id;               /* where here, 0 */
	int64_t phone_id;               /* the number to call: the first own one, else of somebody
					 * who may be told; 0: none */
	char number[24], relation[24];
	char overdue[60];               /* "LATE 21 h !", "" while it is not */
	char rule[80];                  /* ", rule treat-2h": goes behind `what` where it fits */
	char what[500], done[500], after[400], before[700], cases[300];
	int64_t announced_at;           /* a message said that one will ring, 0: not yet */
	char announced[60];             /* its state, in words */
	bool announces;                 /* one goes in the moment the caller turns to it */
	char answered[400];             /* what the client answered to it, "" */
	int64_t next_at;                /* the visit that is booked next, 0: none */
};
enum err_code callback_brief_load(struct desk *d, int64_t id, int64_t now,
    struct callback_brief *out, struct err *e) MUST_CHECK;

/* "day 3 after HIFU": what the rule calls it and what it is about. Returns OUT. */
char *callback_title(const struct desk *d, const struct callback *c, char *out, size_t size);
/* "21 h", "3 days": how long ago. Returns OUT. */
char *callback_span(int64_t seconds, char *out, size_t size);
/* Word of a result, of what was found: in the language of the screen; the word itself if unknown.
 * Borrowed. */
const char *callback_result_word(const char *result);

#endif
