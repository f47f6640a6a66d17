/* Callbacks one by one: which is at hand, the form of its outcome, keys. */
#include "screen/queue.h"

#include <stdlib.h>
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/term.h"
#include "base/tr.h"
#include "base/value.h"
#include "data/branch.h"
#include "data/callback.h"
#include "data/catalog.h"
#include "data/claim.h"
#include "data/timeline.h"
#include "desk/callback_announce.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/rights.h"
#include "desk/ring.h"
#include "desk/segment.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "form/label.h"
#include "form/messages.h"
#include "queue_priv.h"
#include "screen/askform.h"
#include "screen/clientline.h"
#include "screen/screens.h"
#include "tui/loop.h"

static const char form_name[] = "callback-outcome", draft_word[] = "callback";

enum { NEED_CALL = 1u << 16, RENEW_S = 300 };

struct queue_page *queue_page(const struct screen *s)
{
	return s->state;
}

int queue_field(const struct queue_page *st, const char *name)
{
	return form_field_index(form_edit_form(st->form.edit), name);
}

/* ---- what is kept beside the fields ---- */

static bool more_any(const struct screen *s)
{
	const struct queue_page *st = queue_page(s);

	return st->outside || st->booked_id;
}

static void more_save(const struct screen *s, struct buf *body)
{
	const struct queue_page *st = queue_page(s);
	char id[24];

	if (st->outside)
		formview_more_put(body, "outside", "1");
	text_fmt(id, sizeof id, "%lld", (long long)st->booked_id);
	if (st->booked_id)
		formview_more_put(body, "booked", id);
}

static void more_load(struct screen *s, const char *word, const char *text)
{
	struct queue_page *st = queue_page(s);

	if (!strcmp(word, "outside"))
		st->outside = true;
	else if (!strcmp(word, "booked"))
		st->booked_id = strtoll(text, NULL, 10);
}

static const struct formview_more more = { .any = more_any, .save = more_save, .load = more_load };

static void page_title(struct screen *s, struct buf *out)
{
	const struct queue_page *st = queue_page(s);
	char name[200];

	buf_printf(out, tr("Callback: %s"), clientline_name(st->desk, st->brief.c.client_id, name,
	    sizeof name));
}

/* ---- which one ---- */

static enum err_code new_form(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	struct form *form = form_catalog_find(st->desk->forms, form_name);
	struct form_env env;

	if (!form)
		return err_set(e, ERR_CONFIG, tr("There is no form \"%s\". Call the "
		    "administrator."), form_name);
	formview_free(&st->form);
	form_env_make(st->desk, &env);
	st->form.title = page_title;
	formview_init(&st->form, s, form_edit_new(form, &env), draft_word);
	st->form.more = &more;
	st->form.draft.ref_id = st->id;
	st->outside = false;
	st->booked_id = 0;
	st->booked[0] = '\0';
	formview_go(&st->form, queue_field(st, "result"));
	return OK;
}

void queue_put_back(struct screen *s)
{
	struct queue_page *st = queue_page(s);
	struct err none = ERR_INIT;

	if (st->id && st->message_id &&
	    callback_announce_back(st->desk, st->id, st->message_id, &none) != OK)
		screen_refuse(s, &none);
	st->message_id = 0;
	err_clear(&none);
	if (st->id && callback_release(st->desk, st->id, &none) != OK)
		screen_refuse(s, &none);
	st->id = 0;
}

static bool was_seen(const struct queue_page *st, int64_t id)
{
	for (size_t i = 0; i < st->nseen; i++)
		if (st->seen[i] == id)
			return true;
	return false;
}

static void note_seen(struct queue_page *st, int64_t id)
{
	if (was_seen(st, id))
		return;
	if (st->nseen == QUEUE_KEPT)
		memmove(st->seen, st->seen + 1, --st->nseen * sizeof *st->seen);
	st->seen[st->nseen++] = id;
}

enum err_code queue_take(struct screen *s, int64_t id, int64_t draft_id, struct err *e)
{
	struct queue_page *st = queue_page(s);
	enum err_code rc = callback_claim(st->desk, id, NULL, e);

	if (rc != OK)
		return rc;
	if (st->id != id)
		queue_put_back(s);
	st->id = id;
	st->claimed_at = clock_now();
	rc = new_form(s, e);
	if (rc == OK)
		rc = draft_id ? formview_resume(&st->form, draft_id, e) :
		    formview_again(&st->form, id, e);
	screen_dirty(s, DIRTY_LAYOUT | DIRTY_LOAD);
	return rc;
}

enum err_code queue_take_next(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	int64_t id;
	enum err_code rc;

	st->back = 0;
	queue_put_back(s);
	rc = callback_next(st->desk, &st->who, st->seen, st->nseen, &id, e);
	screen_dirty(s, DIRTY_LOAD);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	return rc == OK ? queue_take(s, id, 0, e) : rc;
}

/* ---- opening ---- */

static enum err_code page_open(struct screen *s, const void *arg, struct err *e)
{
	const struct queue_arg *a = arg;
	struct queue_page *st = queue_page(s);
	enum err_code rc = front_may(s, "callback-do", e);

	st->desk = front_desk(s);
	if (a)
		st->who = a->who;
	if (rc != OK)
		return rc;
	rc = a && a->id ? queue_take(s, a->id, a->draft_id, e) : queue_take_next(s, e);
	if (rc == OK && a && a->calling)
		queue_turn_to(s);
	return rc;
}

static void say_empty(struct queue_page *st)
{
	const struct callback_queue *q = &st->queue;
	char at[48];

	if (st->nseen && q->count[CALLBACK_NOW])
		text_fmt(st->empty, sizeof st->empty, tr("Nothing else to call now. %zu were "
		    "skipped (PgUp) or are with others. Late: %zu."), q->count[CALLBACK_NOW],
		    q->late);
	else if (q->count[CALLBACK_LATER])
		text_fmt(st->empty, sizeof st->empty, tr("Nothing to call now. %zu wait for %s "
		    "(Tab shows them). Late: %zu."), q->count[CALLBACK_LATER],
		    desk_time_text(st->desk, q->window_from, at, sizeof at), q->late);
	else
		text_fmt(st->empty, sizeof st->empty, tr("Nothing to call now. Tomorrow: %zu. "
		    "Late: %zu."), q->count[CALLBACK_TOMORROW], q->late);
}

/* Whose turn it is after this one. */
static void say_next(struct queue_page *st)
{
	int64_t client = 0;

	st->next[0] = '\0';
	for (size_t i = 0; i < st->queue.n && !client; i++) {
		const struct callback_line *l = &st->queue.v[i];

		if (l->section == CALLBACK_NOW && l->item.id != st->id && !l->item.claimed_by &&
		    !was_seen(st, l->item.id))
			client = l->item.client_id;
	}
	if (client)
		clientline_name(st->desk, client, st->next, sizeof st->next);
}

static enum err_code read_script(struct queue_page *st, struct err *e)
{
	const struct callback *c = &st->brief.c;
	struct script_call call = { .script = c->script, .client_id = c->client_id,
		.dependant_id = c->dependant_id,
		.service = c->about, .service_en = c->about_en, .at = c->event_at };
	enum err_code rc;

	script_said_free(&st->script);
	st->script = (struct script_said){ .n = 0 };
	if (!c->script[0])
		return OK;
	rc = script_lines(st->desk, &call, &st->script, e);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		rc = OK;
	}
	return rc;
}

/* What happened, a line each, the newest first: for the pane of wide screens. */
static const char *const past_words[TIMELINE_KINDS] = {
	[TIMELINE_NOTE] = N_("remark"), [TIMELINE_APPOINTMENT] = N_("visit"),
	[TIMELINE_CONSULTATION] = N_("consulted"), [TIMELINE_PLAN] = N_("plan"),
	[TIMELINE_TREATMENT] = N_("treated"), [TIMELINE_ADVERSE] = N_("reaction"),
	[TIMELINE_ORDER] = N_("order"), [TIMELINE_TEST] = N_("test"),
	[TIMELINE_MESSAGE] = N_("message"), [TIMELINE_INCIDENT] = N_("incident"),
	[TIMELINE_REQUEST] = N_("request"),
};

static void say_past(const struct queue_page *st, const struct timeline_row *r, struct buf *out)
{
	const struct message_template *t = r->kind == TIMELINE_MESSAGE ?
	    messages_find(st->desk->messages, r->part[0]) : NULL;
	char at[48];

	const char *english = r->kind == TIMELINE_APPOINTMENT ? r->part[5] :
	    r->kind == TIMELINE_NOTE ? "" : r->part[1];

	buf_printf(out, "%s %s %s\n", desk_time_text(st->desk, r->at, at, sizeof at),
	    tr(past_words[r->kind]), t ? label_text(&t->label) :
	    describe_in_language(r->part[0], english));
}

static enum err_code read_past(struct queue_page *st, struct err *e)
{
	struct timeline l = { 0 };
	unsigned kinds = 0;
	enum err_code rc;

	for (int i = 0; i < TIMELINE_KINDS; i++)
		kinds |= past_words[i] ? TIMELINE_BIT(i) : 0;
	rc = timeline_list_kinds(st->desk->store, st->brief.c.client_id, kinds, 0, 0,
	    TIMELINE_PAGE, &l, e);
	buf_clear(&st->past);
	for (size_t i = 0; i < l.n; i++)
		say_past(st, &l.v[i], &st->past);
	timeline_free(&l);
	return rc;
}

static enum err_code read_partner(struct queue_page *st, struct err *e)
{
	struct branch b;
	enum err_code rc = branch_get(st->desk->store, st->brief.c.partner_id, &b, e);

	if (rc == OK)
		text_copy(st->partner, sizeof st->partner, b.name);
	return rc;
}

static enum err_code read_item(struct queue_page *st, bool wide, struct err *e)
{
	struct client_class class;
	enum err_code rc = callback_brief_load(st->desk, st->id, clock_now(), &st->brief, e);

	st->class[0] = st->partner[0] = '\0';
	if (rc == OK && st->brief.c.partner_id)
		rc = read_partner(st, e);
	if (rc == OK && st->brief.c.client_id) {
		rc = client_cards(st->desk->store, &st->brief.c.client_id, 1, clock_now(),
		    &st->card, e);
		if (rc == OK)
			rc = segment_of(st->desk, st->brief.c.client_id, &class, e);
		if (rc == OK)
			segment_head(st->desk, &class, st->class, sizeof st->class);
		/* At the right end of its own, where no QUIET cuts it off; once is enough. */
		if (st->card.n)
			st->card.v[0].tier[0] = st->card.v[0].segments[0] = '\0';
		if (rc == OK && wide)
			rc = read_past(st, e);
	}
	return rc == OK ? read_script(st, e) : rc;
}

static enum err_code page_load(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	enum err_code rc = callback_queue_load(st->desk, &st->who, clock_now(), &st->queue, e);

	if (rc == OK && !st->id && st->queue.count[CALLBACK_NOW] && !st->resumed) {
		st->resumed = true;     /* once a look, or two who wait would fight for one */
		rc = queue_take_next(s, e);
	}
	if (rc == OK && st->id)
		rc = read_item(st, s->body.cols >= SCREEN_PANE_FROM, e);
	st->resumed = false;
	say_empty(st);
	say_next(st);
	if (st->id)
		front_at_hand(s, st->brief.c.client_id);
	return rc;
}

static void page_layout(struct screen *s, struct rect body)
{
	struct queue_page *st = queue_page(s);

	(void)body;
	if (st->form.edit)
		formview_layout(&st->form, queue_form_area(s));
}

static enum leave page_leave(struct screen *s)
{
	struct queue_page *st = queue_page(s);

	return st->form.edit && st->id ? formview_leave(&st->form) : LEAVE_GO;
}

static void page_close(struct screen *s)
{
	struct queue_page *st = queue_page(s);

	if (st->desk && st->id)
		queue_put_back(s);
	formview_free(&st->form);
	client_card_list_free(&st->card);
	callback_queue_free(&st->queue);
	script_said_free(&st->script);
	buf_free(&st->past);
}

/* ---- keys ---- */

/* The fields that one digit answers: letters are commands there. */
static bool takes_digit(const struct queue_page *st)
{
	static const char *const names[] = { "result", "reaction", "recovery", "advice",
		"satisfied" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (st->form.at == queue_field(st, names[i]))
			return true;
	return false;
}

static bool page_typing(const struct screen *s)
{
	const struct queue_page *st = queue_page(s);

	return st->id && st->form.edit && formview_typing(&st->form) && !takes_digit(st);
}

static void propose(struct queue_page *st, const char *field, const char *code)
{
	struct value v = { .type = VALUE_NULL };
	struct err none = ERR_INIT;

	if (askform_text(st->form.edit, field)[0])
		return;
	value_set_text(&v, code);
	if (form_edit_set_value(st->form.edit, queue_field(st, field), &v, &none) != OK)
		err_clear(&none);
	value_free(&v);
}

/* What "all well" proposed says nothing of a call that came to something else. */
static void take_back(struct queue_page *st)
{
	static const char *const made[][2] = { { "reaction", "none" }, { "recovery", "planned" },
		{ "advice", "kept" } };
	struct value v = { .type = VALUE_NULL };
	struct err none = ERR_INIT;

	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		if (!strcmp(askform_text(st->form.edit, made[i][0]), made[i][1]) &&
		    form_edit_set_value(st->form.edit, queue_field(st, made[i][0]), &v,
		    &none) != OK)
			err_clear(&none);
}

/*
 * Where Result leads: on to what is still to be asked. "All well" leads to Satisfied also where the
 * rule does not ask: whoever types 1 5 by habit must not have said "wants no more calls".
 */
static void walk_on(struct screen *s, int digit)
{
	struct queue_page *st = queue_page(s);

	if (digit == 1) {
		propose(st, "reaction", "none");
		propose(st, "recovery", "planned");
		propose(st, "advice", "kept");
	}
	if (digit > 2)
		take_back(st);
	if (digit == 1)
		formview_go(&st->form, queue_field(st, "satisfied"));
	else if (digit == 2)
		formview_go(&st->form, queue_field(st, "reaction"));
	else if (digit == 6)
		formview_go(&st->form, queue_field(st, "text"));
}

static void answer(struct screen *s, int digit)
{
	struct queue_page *st = queue_page(s);
	const struct form_field *f = &form_edit_form(st->form.edit)->fields[st->form.at];
	const char *text = f->kind == FIELD_INT ? NULL : f->choices[digit - 1].code;
	struct value v = { .type = VALUE_NULL };
	struct err none = ERR_INIT;

	if (text)
		value_set_text(&v, text);
	else
		value_set_int(&v, digit);
	if (form_edit_set_value(st->form.edit, st->form.at, &v, &none) != OK)
		screen_refuse(s, &none);
	value_free(&v);
	formview_more_changed(&st->form);
	if (st->form.at == queue_field(st, "result"))
		walk_on(s, digit);
	else if (st->form.at == queue_field(st, "satisfied") && digit == 6)
		formview_go(&st->form, queue_field(st, "satisfied_why"));
	else if (st->form.at != queue_field(st, "satisfied"))
		formview_move(&st->form, 1);
	screen_dirty(s, DIRTY_DRAW);
}

static enum key_use digit_key(struct screen *s, int digit)
{
	struct queue_page *st = queue_page(s);
	const struct form_field *f = &form_edit_form(st->form.edit)->fields[st->form.at];
	int n = f->kind == FIELD_INT ? f->max : (int)f->nchoices;

	if (digit == 7 && (st->form.at == queue_field(st, "result") ||
	    st->form.at == queue_field(st, "satisfied"))) {
		st->outside = true;
		formview_more_changed(&st->form);
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("Called outside the windows: kept with the result, and counted."));
		return KEY_USED;
	}
	if (digit > n)
		screen_say(s, STYLE_MSG_INFO, tr("One digit answers here: 1 to %d."), n);
	else
		answer(s, digit);
	return KEY_USED;
}

/* Who types works on it: it stays in this hand. */
static void renew(struct screen *s)
{
	struct queue_page *st = queue_page(s);
	struct err e = ERR_INIT;

	if (clock_now() - st->claimed_at < RENEW_S)
		return;
	st->claimed_at = clock_now();
	if (callback_claim(st->desk, st->id, NULL, &e) != OK)
		screen_refuse(s, &e);
}

static enum key_use page_key(struct screen *s, const struct key *k)
{
	struct queue_page *st = queue_page(s);
	uint32_t cp = cp_narrow(k->code);

	if (!st->id || !st->form.edit)
		return KEY_UNUSED;
	renew(s);
	if (!takes_digit(st))
		return formview_key(&st->form, k);
	if (key_is_text(*k) && cp >= '1' && cp <= '9')
		return digit_key(s, (int)(cp - '0'));
	return key_is_text(*k) ? KEY_UNUSED : formview_key(&st->form, k);
}

static enum err_code run_skip(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);

	if (formview_leave(&st->form) == LEAVE_STAY)
		return OK;
	note_seen(st, st->id);
	return queue_take_next(s, e);
}

static enum err_code run_previous(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);
	int64_t id;

	if (st->back >= st->nseen)
		return err_set(e, ERR_NOTFOUND, "%s", tr("There is none before this one."));
	if (st->id && formview_leave(&st->form) == LEAVE_STAY)
		return OK;
	id = st->seen[st->nseen - ++st->back];
	return queue_take(s, id, 0, e);
}

/* The cursor stands in Result and nothing is chosen: all that follows hangs on it. */
static bool no_result(const struct queue_page *st)
{
	const struct formview *v = &st->form;
	int result = form_field_index(form_edit_form(v->edit), "result");

	return result >= 0 && v->at == result &&
	    form_edit_field(v->edit, result)->value.type == VALUE_NULL &&
	    !field_text(&v->editor)[0];
}

/* Skipped ones come again when everything else was done. */
static enum err_code run_again(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);

	if (st->id && no_result(st))
		return err_set(e, ERR_INVALID, "%s", tr("What came of it: a digit of Result."));
	if (st->id)
		return formview_run_answer(s, e);
	st->nseen = st->back = 0;
	return queue_take_next(s, e);
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);

	if (st->id && formview_leave(&st->form) == LEAVE_STAY)
		return OK;
	st->who.whose = st->who.whose == CALLBACK_MINE ? CALLBACK_ALL : CALLBACK_MINE;
	st->nseen = st->back = 0;
	screen_say(s, STYLE_MSG_INFO, "%s", st->who.whose == CALLBACK_MINE ?
	    tr("Your own callbacks.") : tr("Callbacks of all roles."));
	return queue_take_next(s, e);
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct client_arg arg = { .client_id = queue_page(s)->brief.c.client_id };

	return arg.client_id ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

static enum err_code run_field(struct screen *s, struct err *e)
{
	struct queue_page *st = queue_page(s);

	if (!st->id)
		return area_goto(s, &calls_screen, "calls", e);
	return formview_run_field(s, e);
}

static enum err_code run_choices(struct screen *s, struct err *e)
{
	return queue_page(s)->id ? formview_run_choices(s, e) : OK;
}

static enum err_code run_up(struct screen *s, struct err *e)
{
	return queue_page(s)->id ? formview_run_up(s, e) : OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("done,next"),
	  .needs = NEED_WRITE | NEED_CALL,
	  .help = N_("Keeps what came of it, with all that follows; on to the next one."),
	  .run = queue_run_done },
	{ .name = "row-defer", .code = "df", .keys = "d", .label = N_("put off"),
	  .needs = NEED_WRITE | NEED_CALL, .flags = COMMAND_ROW,
	  .help = N_("Another time, as typed: tue 15, tm, t 20. A remark may follow behind a "
	      "comma."), .run = queue_run_later },
	{ .name = "row-escalate", .code = "es", .keys = "u", .label = N_("escalate"),
	  .right = "escalate", .needs = NEED_WRITE | NEED_CALL | NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("To the expert, urgent, with what it is; it waits for the answer."),
	  .run = queue_run_escalate },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book", .needs = NEED_WRITE | NEED_CALL | NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("Books the next visit and comes back."), .run = queue_run_book },
	{ .name = "page-next", .keys = "PgDn", .label = N_("skip"), .needs = NEED_CALL,
	  .help = N_("Leaves it for now; somebody else may take it."), .run = run_skip },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("number"),
	  .needs = NEED_CALL | NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("The numbers, behind what must be known first; the look is recorded, and the "
	      "message before the call goes."),
	  .run = queue_run_call },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("message"),
	  .right = "callback-do",
	  .needs = NEED_WRITE | NEED_CALL | NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("Says by message that one will ring; never to who must not be named a "
	      "house."), .run = queue_run_announce },
	{ .name = "page-prev", .keys = "PgUp", .label = N_("previous"), .flags = COMMAND_NO_BAR,
	  .help = N_("Back to the one before: skipped, or put off."), .run = run_previous },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_CALL | NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Opens the client's file; Esc comes back."), .run = run_client },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("why"), .needs = NEED_CALL,
	  .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Why it is due: rule, event, the sum of its time."), .run = queue_run_why },
	{ .name = "call-whole", .keys = "t", .label = N_("in full"), .needs = NEED_CALL,
	  .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Record and script in full, where they are longer than their rows."),
	  .run = queue_run_whole },
	{ .name = "row-remark", .code = "rk", .keys = "r", .label = N_("remark"),
	  .needs = NEED_WRITE | NEED_CALL, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("A remark to this callback; it stays open."), .run = queue_run_remark },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("assign"),
	  .right = "callback-give",
	  .needs = NEED_WRITE | NEED_CALL, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Gives it to a person, or to anybody of a role."), .run = queue_run_give },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("question"),
	  .needs = NEED_WRITE | NEED_CALL, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Another question of the client: a callback of consultant or nurse."),
	  .run = queue_run_other },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .flags = COMMAND_NO_BAR, .help = N_("One's own callbacks, or those of all."),
	  .run = run_view },
	{ .name = "row-open", .keys = "Enter", .label = N_("field"), .flags = COMMAND_NO_BAR,
	  .help = N_("On to the next field; with nothing at hand: what was skipped, again."),
	  .run = run_again },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"), .flags = COMMAND_NO_BAR,
	  .help = N_("Opens the choices of the field; else the field below."),
	  .run = run_choices },
	{ .name = "field-up", .keys = "Up", .flags = COMMAND_NO_BAR, .help = N_("Field above."),
	  .run = run_up },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .flags = COMMAND_NO_BAR,
	  .help = N_("Next field; with nothing at hand: the lists."), .run = run_field },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Field before."), .run = run_field },
	AREA_TAB_COMMANDS,
};

static unsigned page_facts(const struct screen *s)
{
	const struct queue_page *st = queue_page(s);
	unsigned facts = page_typing(s) ? NEED_TEXT : NEED_NO_TEXT;

	if (st->id)
		facts |= NEED_CALL | NEED_ROW | (st->brief.c.client_id ? NEED_CLIENT : 0);
	return facts;
}

static bool page_help(const struct screen *s, struct buf *out)
{
	const struct queue_page *st = queue_page(s);

	return st->id && st->form.edit && formview_help(&st->form, out);
}

static void page_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Callbacks one by one, the most pressing first; while one is on your screen "
	    "nobody else gets it, for 15 minutes after the last key. Read the record, then c "
	    "shows the numbers. The message before the call has gone by itself, or goes with "
	    "the numbers, and as you go on to the next one; a look sends none. Skipped "
	    "before it left, it is withdrawn. s sends it by hand.\n\nThe digit of Result "
	    "says what came of it. 1 fills reaction, recovery and advice; 2 walks through "
	    "them; 3 sends the message of an unanswered call and puts it into the next "
	    "window, later each time, until the lead decides; 4 takes the number out of use; "
	    "5 ends all calls to this client; 6 closes only with a remark on what was said. "
	    "Outside the windows 7 says that it was called anyway.\n\nF10 keeps it and goes "
	    "on. d puts it off to a time that may be called, u gives it to the expert, b "
	    "books the next visit. A promise with a date becomes a callback of its own."));
}

/* What may be called now changes with the minute, also when nobody writes. */
static void page_tick(struct screen *s, int64_t mono_ms)
{
	struct queue_page *st = queue_page(s);
	int64_t minute = clock_now() / 60;

	(void)mono_ms;
	if (minute != st->minute)
		screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	st->minute = minute;
}

const struct screen_type queue_screen = {
	.name = "queue", .title = N_("Queue"), .state_size = sizeof(struct queue_page),
	.commands = KEYMAP_INIT(commands),
	.areas = AREA_CALLBACKS | AREA_CLIENT | AREA_ARRIVALS | AREA_MESSAGES,
	.open = page_open, .load = page_load, .facts = page_facts, .typing = page_typing,
	.layout = page_layout, .draw = queue_draw, .key = page_key, .leave = page_leave,
	.tick = page_tick, .close = page_close, .field_help = page_help, .page = page_page,
};

/* ---- from elsewhere ---- */

/* Who rings may be spoken to at another desk already: then the next one, and who has it. */
static enum err_code enter_with(struct loop *l, struct queue_arg *arg, struct err *e)
{
	char text[200];
	enum err_code rc = screen_goto(l, &queue_screen, arg, e);

	if (rc != ERR_TAKEN || !arg->id)
		return rc;
	text_copy(text, sizeof text, e->text);
	err_clear(e);
	arg->id = 0;
	rc = screen_goto(l, &queue_screen, arg, e);
	if (rc == OK)
		screen_say(screen_top(l), STYLE_MSG_INFO, "%s", text);
	return rc;
}

enum err_code queue_enter(struct screen *s, struct err *e)
{
	struct desk *d = front_desk(s);
	struct ring_caller callers[RING_CALLERS];
	const struct cmdline_words *words = cmdline_words(s);
	struct queue_arg arg = { .id = 0 };
	size_t n = 0;
	enum err_code rc = ring_callers(d, callers, &n, e);

	/* Who calls nobody, but answers or asks experts, sees what was asked and where it is. */
	if (!rights_may(d, "callback-do") &&
	    (rights_may(d, "escalate-answer") || rights_may(d, "escalate")))
		return area_goto(s, &calls_screen, asked_tab.name, e);
	/* `qu late`: those alone. */
	arg.who.late = words && !strcmp(words->find, "late");

	for (size_t i = 0; i < n && rc == OK && !arg.id; i++)
		if (callers[i].client_id)
			rc = callback_open_for(d, callers[i].client_id, &arg.id, e);
	return rc == OK ? enter_with(s->loop, &arg, e) : rc;
}

enum err_code queue_resume(struct loop *l, const char *word, int64_t ref_id, int64_t draft_id,
    bool *mine, struct err *e)
{
	struct queue_arg arg = { .id = ref_id, .draft_id = draft_id };

	*mine = !strcmp(word, draft_word);
	return *mine ? screen_open(l, &queue_screen, &arg, e) : OK;
}

bool queue_of_draft(const char *word, int64_t ref_id, struct desk *d, int64_t *client_id)
{
	struct callback c;
	struct err none = ERR_INIT;

	if (strcmp(word, draft_word) != 0)
		return false;
	*client_id = callback_get(d->store, ref_id, &c, &none) == OK ? c.client_id : 0;
	return true;
}
