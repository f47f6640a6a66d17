#ifndef FD_DATA_MESSAGES_MESSAGE_PRIV_H
#define FD_DATA_MESSAGES_MESSAGE_PRIV_H
/* Between the readers of messages: message.c (what was written), message_send.c (its way out). */
#include "data/message.h"
#include "data/store/row_priv.h"

#define MESSAGE_COLUMNS \
	"id, rev, branch_id, created_at, due_at, client_id, staff_id, appointment_id, day," \
	" template, channel, language, number, state, text, callback_id, purpose, by_id," \
	" provider_id, tries, handed_at, ended_at, why"

extern const char message_none[];       /* N_(): there is no such message */
void message_read(struct stmt *q, struct message *m);
/* Ends Q; OUT is replaced. */
enum err_code message_read_list(struct stmt *q, struct message_list *out, struct err *e)
    MUST_CHECK;

#endif
