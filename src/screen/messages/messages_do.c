/* What can be done to a message or to a reply. */
#include <string.h>

#include "base/tr.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "messages_priv.h"
#include "screen/call.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "tui/dialog.h"
#include "tui/textline.h"

int64_t messages_client(const struct screen *s)
{
	const struct message *m = messages_chosen(s);
	const struct reply *r = messages_chosen_reply(s);

	return m ? m->client_id : r ? r->client_id : 0;
}

/* ---- y ---- */

static void decided(struct screen *s, int answer, int64_t id)
{
	struct err e = ERR_INIT;

	if (answer != 1 && answer != 2)
		return;
	if (messages_decide(front_desk(s), id, answer == 1, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, "%s", answer == 1 ? tr("It counts as sent.") :
	    tr("It goes out once more."));
	front_wrote(s);
}

static void sent_again(struct screen *s, int answer, int64_t id)
{
	struct err e = ERR_INIT;

	if (answer != 1)
		return;
	if (messages_again(front_desk(s), id, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, "%s", tr("It goes out once more."));
	front_wrote(s);
}

/* It did not arrive: once more as it is; s would change the text or the way. */
static enum err_code ask_again(struct screen *s, const struct message *m, struct err *e)
{
	struct dialog box = { .title = tr("Send it once more?"), .text = m->text, .ref = m->id,
		.done = sent_again, .choices = { { .digit = 1, .label = tr("as it stands") },
		    { .digit = 2, .label = tr("leave it") } } };

	return dialog_open(s, &box, e);
}

/* Nobody but a person can know. */
static enum err_code ask_unsure(struct screen *s, const struct message *m, struct err *e)
{
	struct dialog box = { .title = tr("Did it leave?"), .text = tr("The program stopped, or "
	    "got no answer, while it handed this message over. Ask the client, or look it up at "
	    "the daemon: sent again it may arrive twice."), .ref = m->id, .done = decided,
	    .choices = { { .digit = 1, .label = tr("it left") },
		{ .digit = 2, .label = tr("it did not: send it") } } };

	return dialog_open(s, &box, e);
}

static void answered(struct screen *s, const char *result)
{
	struct messages *st = s->state;
	struct err e = ERR_INIT;

	if (messages_answered(front_desk(s), st->asked_id, false, result, &e) != OK)
		screen_refuse(s, &e);
	front_wrote(s);
}

static void cancel_said(struct screen *s, int answer, int64_t appointment_id)
{
	struct messages *st = s->state;
	struct err e = ERR_INIT;

	if (answer != 1)
		return;
	answered(s, st->result);
	if (schedule_cancel(s, appointment_id, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code ask_cancel(struct screen *s, const struct reply_means *x, struct err *e)
{
	struct dialog box = { .title = tr("Cancel it?"), .text = tr("The client answered that the "
	    "visit does not take place."), .ref = x->appointment_id, .done = cancel_said,
	    .choices = { { .digit = 1, .label = tr("cancel it, with the reason") },
		{ .digit = 2, .label = tr("leave it") } } };

	return dialog_open(s, &box, e);
}

static enum err_code do_reply(struct screen *s, const struct reply *r, struct err *e)
{
	struct messages *st = s->state;
	struct reply_means x;
	struct book_arg book = { .move_id = 0 };
	enum err_code rc = messages_understand(front_desk(s), r, &x, e);

	if (rc != OK)
		return rc;
	st->asked_id = r->id;
	text_copy(st->result, sizeof st->result, x.text);
	switch (x.act) {
	case REPLY_CANCEL:
		return ask_cancel(s, &x, e);
	case REPLY_OFFER:
		answered(s, st->result);
		return screen_open(s->loop, &waitlist_screen, NULL, e);
	case REPLY_MOVE:
		book.move_id = x.appointment_id;
		answered(s, st->result);
		return schedule_book(s, &book, e);
	case REPLY_NOTHING:
	case REPLY_CONFIRM:
	case REPLY_VALUE:
	case REPLY_MARK:
		break;
	}
	rc = messages_do(front_desk(s), r->id, e);
	if (rc == OK) {
		screen_done(s, tr("Done: %s. Ctrl-Z takes it back."), st->result);
		front_wrote(s);
	}
	return rc;
}

static enum err_code run_next(struct screen *s, struct err *e)
{
	const struct message *m = messages_chosen(s);
	const struct reply *r = messages_chosen_reply(s);

	if (m && front_may(s, "message-send", e) != OK)
		return e->code;
	if (m)
		return strcmp(m->state, "unsure") ? ask_again(s, m, e) : ask_unsure(s, m, e);
	return r ? do_reply(s, r, e) : OK;
}

/* ---- s, x ---- */

static enum err_code run_send(struct screen *s, struct err *e)
{
	const struct message *m = messages_chosen(s);
	const struct reply *r = messages_chosen_reply(s);
	struct compose_arg arg = { .client_id = messages_client(s) };

	if (m) {
		arg.appointment_id = m->appointment_id;
		arg.callback_id = m->callback_id;
		arg.replaces = m->id;
		arg.template = m->template;
		arg.text = cover_hides_message(front_desk(s), m) ? NULL : m->text;
		arg.by_hand = !strcmp(m->state, "failed");
	} else if (r) {
		arg.answers = !strcmp(r->state, "new") ? r->id : 0;
		arg.template = "note";
	}
	return messages_compose(s, &arg, e);
}

static enum err_code withdraw_typed(struct screen *s, const char *text, struct err *e)
{
	struct messages *st = s->state;
	enum err_code rc;

	if (!text)
		return OK;
	rc = messages_withdraw(front_desk(s), st->asked_id, text, e);
	if (rc == OK) {
		screen_done(s, "%s", tr("Withdrawn: it does not go out any more."));
		front_wrote(s);
	}
	return rc;
}

static enum err_code leave_typed(struct screen *s, const char *text, struct err *e)
{
	struct messages *st = s->state;
	enum err_code rc;

	if (!text)
		return OK;
	rc = messages_answered(front_desk(s), st->asked_id, true, text, e);
	if (rc == OK) {
		screen_done(s, "%s", tr("Put aside: it stays in the client's history."));
		front_wrote(s);
	}
	return rc;
}

static enum err_code run_drop(struct screen *s, struct err *e)
{
	struct messages *st = s->state;
	const struct message *m = messages_chosen(s);
	const struct reply *r = messages_chosen_reply(s);
	struct textline ask = { .label = tr("Why"), .max_cp = 120,
		.done = m ? withdraw_typed : leave_typed,
		.keep = m ? "message-drop" : "reply-leave",
		.keep_ref = m ? m->id : r ? r->id : 0 };

	if (front_may(s, m ? "message-drop" : "message-reply", e) != OK)
		return e->code;
	st->asked_id = m ? m->id : r ? r->id : 0;
	textline_ask(s, &ask);
	return OK;
}

/* ---- m, c, i ---- */

static enum err_code run_move(struct screen *s, struct err *e)
{
	const struct message *m = messages_chosen(s);
	const struct reply *r = messages_chosen_reply(s);
	struct message about = { .id = 0 };
	struct book_arg arg = { .client_id = messages_client(s) };
	enum err_code rc = OK;

	if (r && r->message_id)
		rc = message_get(front_desk(s)->store, r->message_id, &about, e);
	if (m)
		about = *m;
	if (about.appointment_id)
		arg = (struct book_arg){ .move_id = about.appointment_id };
	return rc == OK && (arg.move_id || arg.client_id) ? schedule_book(s, &arg, e) : rc;
}

static enum err_code run_call(struct screen *s, struct err *e)
{
	int64_t id = messages_client(s);

	return id ? call_open(s, id, "message", e) : OK;
}

static void picked(struct screen *s, int64_t client_id)
{
	struct messages *st = s->state;
	struct err e = ERR_INIT;

	if (client_id && messages_whose(front_desk(s), st->asked_id, client_id, &e) != OK)
		screen_refuse(s, &e);
	front_wrote(s);
}

/* A reply of nobody's number: whose it is, is asked. */
static enum err_code run_client(struct screen *s, struct err *e)
{
	struct messages *st = s->state;
	const struct reply *r = messages_chosen_reply(s);
	struct client_arg arg = { .client_id = messages_client(s) };

	if (arg.client_id) {
		front_at_hand(s, arg.client_id);
		return screen_open(s->loop, &client_screen, &arg, e);
	}
	if (!r)
		return OK;
	st->asked_id = r->id;
	return clientpick_open(s, tr("Whose number is it?"), picked, e);
}

const struct command messages_commands[MESSAGES_COMMANDS] = {
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("do it"),
	  .needs = NEED_ROW | NEED_STEP | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Does what a reply certainly says; says whether an unsure message left."),
	  .run = run_next },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("resend"),
	  .needs = NEED_ROW | NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Writes anew, with the text to change, by message or told by hand; on a reply "
	      "an answer."), .run = run_send },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("withdraw"),
	  .right = "message-drop", .needs = NEED_ROW | NEED_OPEN | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("What waits does not leave, what failed is off the list, a reply is put "
	      "aside; with the reason."), .run = run_drop },
	{ .name = "row-move", .code = "mv", .keys = "m", .label = N_("move"),
	  .needs = NEED_ROW | NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Another time for the appointment it speaks of."), .run = run_move },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_ROW | NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("The client's numbers, with what must be known before dialling."),
	  .run = run_call },
	{ .name = "client-open", .code = "in", .keys = "i Enter", .label = N_("file"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW,
	  .help = N_("Opens the client's file; asks whose it is where the number is nobody's."),
	  .run = run_client },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .flags = COMMAND_NO_BAR, .help = N_("Prints or exports the list."),
	  .run = messages_run_print },
	{ .name = "tab-next", .keys = "]", .label = N_("tab"), .arg = 1,
	  .help = N_("Next tab."), .run = messages_run_tab },
	{ .name = "tab-prev", .keys = "[", .label = N_("tab"), .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Tab before."), .run = messages_run_tab },
};
