/* One message by hand: which templates fit, their text, and what a person made of it. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/branch.h"
#include "data/callback.h"
#include "data/message.h"
#include "desk/desk.h"
#include "desk/messages.h"
#include "desk/notice.h"
#include "desk/outbox.h"
#include "desk/settings.h"
#include "desk/sms.h"
#include "form/messages.h"
#include "messages_priv.h"
#include "outbox_priv.h"

/* The next live one, 0: none. */
static enum err_code next_appointment(struct desk *d, int64_t client_id, int64_t *out,
    struct err *e)
{
	struct appointment_row row;
	enum err_code rc = appointment_next(d->store, client_id, clock_now(), &row, e);

	*out = rc == OK ? row.id : 0;
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return OK;
}

/* Without an appointment its words would be holes in the text. */
static bool speaks_of_appointment(const struct message_template *m)
{
	static const char *const words[] = { "{day}", "{time}", "{service}", "{staff}" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strstr(m->text.en, words[i]) || strstr(m->text.zh, words[i]))
			return true;
	return false;
}

static enum err_code load(struct desk *d, int64_t client_id, int64_t appointment_id,
    const char *extra, struct told *x, struct err *e)
{
	const struct tell_about a = { .client_id = client_id, .appointment_id = appointment_id,
		.extra = extra };

	return told_load(d, &a, x, e);
}

enum err_code messages_templates(struct desk *d, int64_t client_id, int64_t *appointment_id,
    const struct message_template **out, size_t *n, struct err *e)
{
	struct told x;
	enum err_code rc = OK;

	*n = 0;
	if (!*appointment_id)
		rc = next_appointment(d, client_id, appointment_id, e);
	if (rc == OK)
		rc = load(d, client_id, *appointment_id, NULL, &x, e);
	for (size_t i = 0; rc == OK && d->messages && i < d->messages->n &&
	    *n < MESSAGES_TEMPLATES; i++) {
		const struct message_template *m = &d->messages->templates[i];

		if (m->staff || !outbox_may_tell(x.flags, m) ||
		    (m->marketing && !outbox_wants_news(d, x.flags)) ||
		    (speaks_of_appointment(m) && !*appointment_id))
			continue;
		out[(*n)++] = m;
	}
	return rc;
}

enum err_code messages_text(struct desk *d, const struct message_template *m, int64_t client_id,
    int64_t appointment_id, const char *language, char *out, size_t size, struct err *e)
{
	struct told x;
	enum err_code rc = load(d, client_id, appointment_id,
	    !strcmp(m->code, "before-call") || !strcmp(m->code, "no-answer") ? d->staff_name : "",
	    &x, e);

	text_copy(out, size, "");
	if (rc == OK)
		outbox_fill(d, m, &x, language ? language : told_language(&x), out, size);
	return rc;
}

/* ---- sending it ---- */

static enum err_code check_text(const struct messages_draft *x, struct err *e)
{
	size_t n = utf8_count(x->text);

	if (!x->text[strspn(x->text, " \n")])
		return err_set(e, ERR_INVALID, "%s", tr("There is no text. Type it, or choose a "
		    "template by its digit."));
	if (n > MESSAGES_LENGTH)
		return err_set(e, ERR_INVALID, tr("The text has %zu signs, %d can be sent. "
		    "Shorten it."), n, MESSAGES_LENGTH);
	return OK;
}

/* A word of NAME (between blanks) that stands in TEXT, folded: the first is put into FOUND. */
static bool has_word_of(const char *text, const char *name, char *found, size_t size)
{
	for (const char *p = name + strspn(name, " "); *p; p += strspn(p, " ")) {
		struct buf word = BUF_INIT;
		size_t n = strcspn(p, " ");
		bool has;

		text_copy_n(found, size, p, n);
		utf8_fold(&word, found);
		/* A letter or two alone name nothing. */
		has = utf8_count(found) > 1 && (n > 3 || (unsigned char)*p >= 0x80) &&
		    strstr(text, buf_str(&word));
		buf_free(&word);
		if (has)
			return true;
		p += n;
	}
	return false;
}

/* Does TEXT, typed by a person, say whose message it is? */
static enum err_code check_unnamed(struct desk *d, const char *text, struct err *e)
{
	struct branch_list all = { 0 };
	struct buf folded = BUF_INIT;
	char found[200];
	enum err_code rc = branch_list(d->store, false, &all, e);
	bool names;

	utf8_fold(&folded, text);
	names = has_word_of(buf_str(&folded), d->site_name, found, sizeof found);
	for (size_t i = 0; i < all.n && !names; i++)
		names = has_word_of(buf_str(&folded), all.v[i].name, found, sizeof found) ||
		    has_word_of(buf_str(&folded), all.v[i].name_en, found, sizeof found);
	if (rc == OK && names)
		rc = err_set(e, ERR_INVALID, tr("Not sent. The house must not be named to this "
		    "client, and the text says \"%.60s\". Take it out."), found);
	branch_list_free(&all);
	buf_free(&folded);
	return rc;
}

static enum err_code address(struct desk *d, struct txn *t, const struct messages_draft *x,
    struct message *m, struct err *e)
{
	const struct message_template *tpl = messages_find(d->messages, x->template);
	struct told told;
	enum err_code rc = load(d, x->client_id, x->appointment_id, NULL, &told, e);

	if (rc != OK)
		return rc;
	*m = (struct message){ .branch_id = told.branch.id, .client_id = x->client_id,
		.appointment_id = x->appointment_id, .callback_id = x->callback_id,
		.by_id = txn_actor(t)->staff_id, .due_at = txn_now(t) };
	desk_day_of(d, txn_now(t), m->day);
	text_copy(m->template, sizeof m->template, x->template);
	text_copy(m->language, sizeof m->language, told_language(&told));
	text_copy(m->text, sizeof m->text, x->text);
	text_copy(m->purpose, sizeof m->purpose, tpl && tpl->marketing ? "marketing" : "service");
	text_copy(m->channel, sizeof m->channel, x->by_hand ? "hand" : "sms");
	if (x->by_hand) {
		m->staff_id = m->by_id;
		text_copy(m->state, sizeof m->state, "sent");
		return OK;
	}
	m->due_at += setting_of(d, SETTING_MESSAGE_DELAY_MIN) * 60;
	if (!outbox_may_tell(told.flags, tpl))
		return err_set(e, ERR_INVALID, "%s", tr("Not sent. The client forbids messages, or "
		    "the house must not be named. Tell it by hand (v)."));
	if (notice_has(told.flags, "quiet") && check_unnamed(d, x->text, e) != OK)
		return e->code;
	return outbox_number(d, x->client_id, m->number, sizeof m->number, e);
}

/* What it stands for is off the list in the same action. */
static enum err_code settle(struct txn *t, const struct messages_draft *x, struct err *e)
{
	struct message old;
	struct message_step gone = { .next = "withdrawn",
		.why = x->by_hand ? N_("told by hand") : N_("written anew") };
	enum err_code rc = OK;

	if (x->replaces) {
		rc = message_get(txn_store(t), x->replaces, &old, e);
		gone.was = old.state;
		if (rc == OK && strcmp(old.state, "sent") && strcmp(old.state, "delivered"))
			rc = message_go(t, x->replaces, &gone, e);
	}
	if (rc == OK && x->answers)
		rc = reply_end(t, x->answers, "done", "answered", e);
	return rc;
}

/* What it stands for, answers and belongs to is of this house and about this client: what arrives
 * ends its callback. */
static enum err_code check_about(struct desk *d, const struct messages_draft *x, struct err *e)
{
	struct callback c;
	enum err_code rc = messages_check_branch(d, "message", x->replaces, e);

	if (rc == OK)
		rc = messages_check_branch(d, "reply", x->answers, e);
	if (rc != OK || !x->callback_id)
		return rc;
	rc = callback_get(d->store, x->callback_id, &c, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, c.branch_id, e);
	return rc == OK && c.client_id != x->client_id ? err_set(e, ERR_INVALID, "%s",
	    tr("Not sent. That callback is about another client.")) : rc;
}

enum err_code messages_write(struct desk *d, const struct messages_draft *x, int64_t *id,
    struct err *e)
{
	struct message m;
	struct txn *t;
	int64_t now = 0;
	enum err_code rc = check_text(x, e);

	if (rc == OK)
		rc = check_about(d, x, e);
	if (rc == OK)
		rc = messages_begin(d, "message-send", "message", 0, &t, e);
	if (rc != OK)
		return rc;
	rc = address(d, t, x, &m, e);
	if (rc == OK && !x->by_hand && !m.number[0])
		rc = err_set(e, ERR_INVALID, "%s", tr("Not sent. The file has no mobile number. "
		    "Tell it by hand (v)."));
	if (rc == OK)
		rc = message_insert(t, &m, &now, e);
	if (rc == OK)
		action_subject(t, "message", now);
	if (rc == OK)
		rc = settle(t, x, e);
	if (id)
		*id = now;
	return messages_end(t, rc, e);
}
