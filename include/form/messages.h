#ifndef FD_FORM_MESSAGES_H
#define FD_FORM_MESSAGES_H
/*
 * forms/messages.cfg: what is said to whom when something happens (MS-1), in both languages.
 *
 *   signature = "【{site}】";
 *   forms_of_address = ( { gender = "f"; text = { en = "Ms"; zh = "女士"; }; } );
 *   messages = (
 *     { code = "booked"; label = { en = "booking taken"; zh = "预约成功"; };
 *       text = { en = "Dear {client}, ..."; zh = "{client}..."; }; },
 *     { code = "staff-booked"; to = "staff"; ... }
 *   );
 *
 * urgent = true leaves in the quiet hours too; purpose = "marketing" goes only to who wants news;
 * before_start = true is of no use once the appointment has begun; expires = 60 is of no use so
 * many minutes after it was due; asks = "visit" is answered by 1 (comes) or 2 (does not), "offer"
 * and "move" by the number of a time, "value" by a figure; neutral = true is for those to whom the
 * house must not be named.
 *
 * A word in braces stands for what is known of the appointment; which words there are is the table
 * below, any other is a fault. A template that is not in the file is not sent. One text without
 * { en, zh } is said in both languages. What goes to clients begins with the signature.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "form/config_file.h"
#include "form/fault.h"
#include "form/label.h"

/* What may stand in braces. */
enum message_word {
	MESSAGE_CLIENT,                 /* {client}: the name, the alias of a restricted file */
	MESSAGE_PATIENT,                /* {patient}: who is treated */
	MESSAGE_ADDRESS_FORM,           /* {form_of_address}: Ms, 女士; nothing where unknown */
	MESSAGE_DAY, MESSAGE_TIME,      /* {day}: Fri 27 Nov; {time}: 15:30 */
	MESSAGE_SERVICE, MESSAGE_STAFF,
	MESSAGE_BRANCH, MESSAGE_ADDRESS, MESSAGE_PHONE,         /* of the branch */
	MESSAGE_SITE,
	MESSAGE_ADVICE,                 /* {advice}: what to observe before the service */
	MESSAGE_TEXT,                   /* {text}: offered times, minutes of a delay */
	MESSAGE_LIMIT,                  /* {limit}: until when it can be changed freely */
	MESSAGE_WORDS
};
extern const char *const message_words[];               /* by enum, ended by NULL */

/* What an answer to a message is about. */
enum message_asks { ASKS_NOTHING, ASKS_VISIT, ASKS_OFFER, ASKS_MOVE, ASKS_VALUE, ASKS_MARK };

struct message_template {
	const char *code;
	struct label label;             /* what lists call it */
	struct label text;
	bool staff;                     /* shown to those who serve, without signature */
	bool urgent;                    /* leaves in the quiet hours too */
	bool marketing;                 /* only to who wants news; they can answer T to end it */
	bool neutral;                   /* says neither house nor service, has no signature */
	enum message_asks asks;
	bool before_start;              /* of no use once the appointment has begun */
	int expires_min;                /* of no use so long after it was due; 0: always of use */
	int line;
};

struct message_address {
	const char *gender;
	struct label text;
};

struct messages_file {
	struct message_template *templates;
	size_t n;
	struct message_address *addresses;
	size_t naddresses;
	struct label signature;
	struct config_file *file;
};

/* ERR_NOTFOUND, ERR_IO, ERR_CONFIG. */
enum err_code messages_load(const char *path, struct messages_file **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
enum err_code messages_parse_text(const char *name, const char *text, size_t n,
    struct messages_file **out, struct fault_list *faults, struct err *e) MUST_CHECK;
void messages_free(struct messages_file *f);            /* NULL is fine */

/* NULL: none of that name; also for F NULL. */
const struct message_template *messages_find(const struct messages_file *f, const char *code);
/* "" where the site says nothing for that gender. Borrowed. */
const char *messages_address(const struct messages_file *f, const char *gender,
    const char *language);
/* M in LANGUAGE (zh, en) with VALUES for its words (NULL: nothing); blanks that an empty word
 * leaves behind go. Replaces OUT. */
void messages_fill(const struct messages_file *f, const struct message_template *m,
    const char *language, const char *const values[MESSAGE_WORDS], struct buf *out);

#endif
