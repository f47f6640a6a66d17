/* What became of what left: asked of the spool command in one call, kept in one action. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "data/action.h"
#include "desk/callback_make.h"
#include "desk/desk.h"
#include "desk/settings.h"
#include "sms_priv.h"

/* Words of the contract, and where they lead; NULL: nowhere yet. */
static const struct word {
	const char *word, *next;
	bool again;                     /* nothing of it left: it may be tried once more */
} words[] = {
	{ "queued", NULL, false }, { "sent", NULL, false }, { "delivered", "delivered", false },
	{ "failed", "failed", true }, { "undelivered", "failed", false },
	{ "partly", "failed", false }, { "lost", "lost", false },
};

static const struct word *find_word(const char *s, size_t n)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i].word) == n && !strncmp(words[i].word, s, n))
			return &words[i];
	return NULL;
}

enum err_code sms_ended(struct desk *d, struct txn *t, const struct message *m, const char *state,
    const char *why, struct err *e)
{
	if (!m->callback_id || !strcmp(state, "sent") || !strcmp(state, "unsure"))
		return OK;
	return callback_message_ended_in(t, d, m->callback_id, !strcmp(state, "delivered"), why, e);
}

static enum err_code try_again(struct txn *t, const struct message *m, const char *why,
    struct err *e)
{
	const struct message_step x = { .was = "failed", .next = "queued", .why = why,
		.due_at = sms_next_try(clock_now(), m->tries) };

	return message_go(t, m->id, &x, e);
}

static enum err_code went(struct desk *d, struct txn *t, const struct message *m,
    const struct word *w, const char *said, struct sms_report *r, struct err *e)
{
	const char *why = *said ? said : w->word;
	const struct message_step x = { .was = "sent", .next = w->next,
		.why = strcmp(w->next, "delivered") ? why : NULL };
	enum err_code rc = message_go(t, m->id, &x, e);

	if (rc == ERR_CONFLICT) {
		err_clear(e);
		return OK;
	}
	if (rc == OK && w->again && m->tries < setting_of(d, SETTING_MESSAGE_TRIES)) {
		r->again++;
		return try_again(t, m, why, e);
	}
	*(!strcmp(w->next, "delivered") ? &r->delivered : !strcmp(w->next, "lost") ? &r->lost :
	    &r->failed) += 1;
	return rc == OK ? sms_ended(d, t, m, w->next, why, e) : rc;
}

static const struct message *with_id(const struct message_list *l, const char *id, size_t n)
{
	for (size_t i = 0; i < l->n; i++)
		if (strlen(l->v[i].provider_id) == n && !strncmp(l->v[i].provider_id, id, n))
			return &l->v[i];
	return NULL;
}

/* NUMBER, tab, word, perhaps a tab and what was said. Anything else is passed over. */
static enum err_code take_line(struct desk *d, struct txn *t, const struct message_list *l,
    const char *line, size_t n, struct sms_report *r, struct err *e)
{
	const char *tab = memchr(line, '\t', n), *end = line + n, *more;
	const struct message *m = tab ? with_id(l, line, (size_t)(tab - line)) : NULL;
	const struct word *w;
	char said[200] = "";

	if (!m)
		return OK;
	more = memchr(tab + 1, '\t', (size_t)(end - tab - 1));
	w = find_word(tab + 1, (size_t)((more ? more : end) - tab - 1));
	if (more)
		text_copy_n(said, sizeof said, more + 1, (size_t)(end - more - 1));
	return w && w->next ? went(d, t, m, w, said, r, e) : OK;
}

static enum err_code take_states(struct desk *d, const struct message_list *l,
    const struct sms_answer *a, struct sms_report *r, struct err *e)
{
	struct txn *t;
	enum err_code rc = sms_begin(d, &t, e);

	for (const char *p = buf_str(&a->out); *p && rc == OK;) {
		size_t n = strcspn(p, "\r\n");

		rc = take_line(d, t, l, p, n, r, e);
		p += n + strspn(p + n, "\r\n");
	}
	return t ? sms_end(t, rc, e) : rc;
}

static bool has_news(const struct sms_answer *a)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (words[i].next && strstr(buf_str(&a->out), words[i].word))
			return true;
	return false;
}

enum err_code sms_follow(struct desk *d, struct sms_report *r, struct err *e)
{
	struct message_list l = { 0 };
	struct buf ids = BUF_INIT;
	struct sms_answer a;
	enum err_code rc = message_list_sent(d->store, clock_now() - SMS_ASKED_DAYS * 86400,
	    SMS_AT_ONCE, &l, e);

	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].provider_id[0])
			buf_printf(&ids, "%s\n", l.v[i].provider_id);
	if (rc == OK && ids.n) {
		sms_ask(d, "--states", NULL, ids.s, &a);
		sms_trouble(&a, r);
		if (!a.status && has_news(&a))
			rc = take_states(d, &l, &a, r, e);
		sms_answer_free(&a);
	}
	buf_free(&ids);
	message_list_free(&l);
	return rc;
}
