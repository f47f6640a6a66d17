/* messages: what waits, left, failed, came back; message send, withdraw. */
#include <string.h>

#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/messages.h"
#include "form/messages.h"

enum { ARG_FAILED, ARG_WAITING, ARG_REPLIES };
static const struct arg list_table[] = {
	[ARG_FAILED] = { .name = "failed", .kind = ARG_SWITCH },
	[ARG_WAITING] = { .name = "waiting", .kind = ARG_SWITCH },
	[ARG_REPLIES] = { .name = "replies", .kind = ARG_SWITCH },
};

static const struct table_col columns[] = {
	{ "id", 7, true }, { "at", 16, false }, { "due", 16, false }, { "state", 10, false },
	{ "client_id", 9, true }, { "client", 14, false }, { "phone", 12, false },
	{ "template", 12, false }, { "tries", 5, true }, { "why", 20, false },
	{ "text", 0, false },
};
static const struct table_col reply_columns[] = {
	{ "id", 7, true }, { "at", 16, false }, { "state", 6, false }, { "client_id", 9, true },
	{ "client", 14, false }, { "phone", 12, false }, { "meaning", 8, false },
	{ "means", 20, false }, { "result", 20, false }, { "text", 0, false },
};

static void client_cells(struct cmd_context *c, struct table_out *t, int64_t client_id,
    const char *number)
{
	struct client_card card;
	struct err none = ERR_INIT;
	char phone[32];

	table_int(t, client_id);
	table_text(t, client_id && card_of(c, client_id, &card, &none) == OK ?
	    shown_name(c, &card) : "");
	table_text(t, cover_hides_id(c->desk, client_id) ? "" :
	    shown_phone(c, number, phone, sizeof phone));
}

static bool is_wanted(const struct cmd_context *c, const struct message *m)
{
	bool waits = !strcmp(m->state, "queued") || !strcmp(m->state, "handing");
	bool bad = !strcmp(m->state, "failed") || !strcmp(m->state, "lost") ||
	    !strcmp(m->state, "unsure");

	if (!c->args[ARG_FAILED].given && !c->args[ARG_WAITING].given)
		return true;
	return (c->args[ARG_FAILED].given && bad) || (c->args[ARG_WAITING].given && waits);
}

static enum err_code list_messages(struct cmd_context *c, struct err *e)
{
	struct message_list l = { 0 };
	enum err_code rc = messages_board(c->desk, &l, e);
	struct table_out *t = table_begin(c, columns, COUNT(columns));

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const struct message *m = &l.v[i];

		if (!is_wanted(c, m))
			continue;
		table_int(t, m->id);
		table_time(t, m->created_at);
		table_time(t, m->due_at);
		table_text(t, !strcmp(m->channel, "hand") ? "by hand" : m->state);
		client_cells(c, t, m->client_id, m->number);
		table_text(t, m->template);
		table_int(t, m->tries);
		table_text(t, m->why);
		table_text(t, m->text);
		table_row(t);
	}
	if (rc == OK)
		table_end(t, tr("Nothing waiting, nothing failed."));
	else
		table_drop(t);
	message_list_free(&l);
	return rc;
}

static enum err_code list_replies(struct cmd_context *c, struct err *e)
{
	struct reply_list l = { 0 };
	enum err_code rc = messages_replies(c->desk, &l, e);
	struct table_out *t = table_begin(c, reply_columns, COUNT(reply_columns));

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct reply *r = &l.v[i];
		struct reply_means means;

		rc = messages_understand(c->desk, r, &means, e);
		if (rc != OK)
			break;
		cover_reply(c->desk, r);
		table_int(t, r->id);
		table_time(t, r->created_at);
		table_text(t, r->state);
		client_cells(c, t, r->client_id, r->number);
		table_text(t, r->meaning);
		table_text(t, means.text);
		table_text(t, r->result);
		table_text(t, r->text);
		table_row(t);
	}
	if (rc == OK)
		table_end(t, tr("Nobody has answered."));
	else
		table_drop(t);
	reply_list_free(&l);
	return rc;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	(void)argv;
	return c->args[ARG_REPLIES].given ? list_replies(c, e) : list_messages(c, e);
}

const struct cmd cmd_messages = {
	.name = "messages",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Lists messages of today and what waits for somebody; with --replies what "
	    "clients answered."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- withdrawing one ---- */

static const struct arg withdraw_table[] = {
	{ .name = "why", .value = "TEXT", .needed = true },
};

static enum err_code run_withdraw(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t id;
	enum err_code rc = args_words(argc, 1, 1, "message withdraw ID --why TEXT", e);

	if (rc == OK && !args_id(argv[0], &id))
		rc = err_set(e, ERR_USAGE, tr("\"%.40s\" is no number of a message."), argv[0]);
	if (rc == OK)
		rc = messages_withdraw(c->desk, id, c->args[0].given ? c->args[0].text : "", e);
	if (rc == OK)
		say(c, tr("Withdrawn: message %lld."), (long long)id);
	return rc;
}

const struct cmd cmd_message_withdraw = {
	.name = "message withdraw",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = withdraw_table,
	.nargs = COUNT(withdraw_table),
	.help = N_("Withdraws a message that waits, or takes one that failed off the list."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_withdraw,
};

/* ---- writing one ---- */

enum { SEND_CLIENT, SEND_TEMPLATE, SEND_TEXT, SEND_HAND };
static const struct arg send_table[] = {
	[SEND_CLIENT] = { .name = "client", .value = "CLIENT", .needed = true },
	[SEND_TEMPLATE] = { .name = "template", .value = "WORD" },
	[SEND_TEXT] = { .name = "text", .value = "TEXT" },
	[SEND_HAND] = { .name = "by-hand", .kind = ARG_SWITCH },
};

static const struct message_template *named(const struct message_template *const *list, size_t n,
    const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i]->code, code))
			return list[i];
	return NULL;
}

static enum err_code fill_text(struct cmd_context *c, struct messages_draft *x, char *out,
    size_t size, struct err *e)
{
	const struct message_template *list[MESSAGES_TEMPLATES], *m;
	size_t n;
	enum err_code rc = messages_templates(c->desk, x->client_id, &x->appointment_id, list, &n,
	    e);

	if (rc != OK)
		return rc;
	m = named(list, n, x->template);
	if (!m)
		return err_set(e, ERR_USAGE, tr("There is no template %.40s for this client."),
		    x->template);
	return messages_text(c->desk, m, x->client_id, x->appointment_id, NULL, out, size, e);
}

static enum err_code run_send(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct messages_draft x = { .template = a[SEND_TEMPLATE].given ? a[SEND_TEMPLATE].text :
	    "note", .by_hand = a[SEND_HAND].given };
	char text[1200];
	int64_t id;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (!a[SEND_CLIENT].given)
		return err_set(e, ERR_USAGE, "%s", tr("Say to whom: --client, and a template or a "
		    "text."));
	rc = args_client(c, a[SEND_CLIENT].text, &x.client_id, e);
	if (rc == OK)
		rc = fill_text(c, &x, text, sizeof text, e);
	x.text = a[SEND_TEXT].given ? a[SEND_TEXT].text : text;
	if (rc == OK)
		rc = messages_write(c->desk, &x, &id, e);
	if (rc == OK)
		say(c, tr("Message %lld: %s"), (long long)id, x.text);
	return rc;
}

const struct cmd cmd_message_send = {
	.name = "message send",
	.words = "",
	.args = send_table,
	.nargs = COUNT(send_table),
	.help = N_("Queues a message to a client: a template, or a text of one's own."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_send,
};
