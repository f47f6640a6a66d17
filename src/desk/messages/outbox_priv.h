#ifndef FD_DESK_MESSAGES_OUTBOX_PRIV_H
#define FD_DESK_MESSAGES_OUTBOX_PRIV_H
/* What a message is about, and its words in one language. */
#include <stdint.h>

#include "base/err.h"
#include "data/branch.h"
#include "data/service.h"
#include "form/messages.h"

struct desk;
struct tell_about;

struct told {
	int64_t client_id;
	int64_t start_at;               /* 0: of no appointment */
	bool covered;                   /* the file is restricted: known by its alias */
	struct branch branch;
	struct service service;         /* id 0: none */
	char client[484], patient[484], gender[4], flags[160];
	char staff[200];
	const char *extra, *extra_zh;
	/* Filled by told_fill; values point into this. */
	const char *value[MESSAGE_WORDS];
	char day[48], time[8], limit[48];
};

/* ERR_NOTFOUND: no such appointment or client. */
enum err_code told_load(struct desk *d, const struct tell_about *a, struct told *out,
    struct err *e) MUST_CHECK;
const char *told_language(const struct told *x);        /* zh, en */
/* "Wed 25 Nov", "11月25日周三". */
char *told_day_text(int32_t day, const char *language, char *out, size_t size);
/* "Wed 25 Nov 15:00", "11月25日周三 15:00": as messages in LANGUAGE say a time; SECOND of the
 * day. */
char *told_time_text(int32_t day, int second, const char *language, char *out, size_t size);
void told_fill(struct desk *d, struct told *x, const char *language);

/* The number at which a client is written to: the own mobile, else a contact person's; "" none. */
enum err_code outbox_number(struct desk *d, int64_t client_id, char *out, size_t size,
    struct err *e) MUST_CHECK;
/* M as X reads it. */
void outbox_fill(struct desk *d, const struct message_template *m, struct told *x,
    const char *language, char *out, size_t size);
/* May who carries FLAGS be told by a message of M (NULL: any)? "Do not name the house" lets only
 * neutral ones through. */
bool outbox_may_tell(const char *flags, const struct message_template *m);
/* Did who carries FLAGS agree to news, as the site asks for it? */
bool outbox_wants_news(struct desk *d, const char *flags);

#endif
