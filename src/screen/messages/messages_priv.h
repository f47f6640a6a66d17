#ifndef FD_SCREEN_MESSAGES_MESSAGES_PRIV_H
#define FD_SCREEN_MESSAGES_MESSAGES_PRIV_H
/* The tab Messages: messages.c (rows and picture), messages_do.c (what can be done to a row). */
#include "data/message_send.h"
#include "data/reply.h"
#include "desk/messages.h"
#include "desk/sms.h"
#include "screen/messages.h"
#include "tui/list.h"
#include "tui/viewport.h"

struct desk;

enum {
	NEED_STEP = 1u << 16,           /* y means something on this row */
	NEED_OPEN = 1u << 17,           /* it can be withdrawn, or put aside */
};

struct messages {
	struct desk *desk;
	struct list list;               /* messages, the rule, replies */
	struct message_list out;
	struct reply_list in;
	struct {
		struct row_text {
			char text[200];         /* whose it is */
			char means[160];        /* of a reply, "" */
			enum reply_act act;
		} *v;
		size_t n, cap;
	} names;                        /* of OUT, then of IN */
	struct message_counts counts;
	struct sms_health health;
	int64_t asked_id;               /* row that a question is about */
	struct viewport talk;           /* with the client of the row, on wide screens */
	int64_t talk_of;
	char result[160];               /* of the reply that is being done elsewhere */
};

const struct message *messages_chosen(const struct screen *s);          /* NULL: none */
const struct reply *messages_chosen_reply(const struct screen *s);
char *messages_state_text(const struct desk *d, const struct message *m, char *out, size_t size);

/* Reads the talk with CLIENT (0: nobody) into the pane, unless it stands there. */
void messages_talk(struct messages *st, int64_t client_id);
int64_t messages_client(const struct screen *s);        /* of the row with the cursor, 0: none */

enum { MESSAGES_COMMANDS = 9 };
extern const struct command messages_commands[MESSAGES_COMMANDS];
enum err_code messages_run_tab(struct screen *s, struct err *e) MUST_CHECK;
enum err_code messages_run_print(struct screen *s, struct err *e) MUST_CHECK;

#endif
