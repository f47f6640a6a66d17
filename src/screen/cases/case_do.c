/* What is done about a complaint, each in a box of its own. */
#include <stdio.h>
#include <string.h>

#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/value.h"
#include "base/when.h"
#include "base/zone.h"
#include "case_priv.h"
#include "data/complaint.h"
#include "data/treatment.h"
#include "desk/complaint.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/escalate.h"
#include "form/form_edit.h"
#include "screen/area.h"
#include "screen/cases.h"
#include "screen/clientline.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "tui/dialog.h"
#include "tui/loop.h"

struct case_box {
	const struct desk *d;           /* whose words are proposed */
	int64_t id;                     /* of the complaint, 0: a new one */
	int64_t client_id, treatment_id, survey_id;
	char channel[24];
	struct {                        /* as it stood when the box was opened */
		int64_t owner_id, answered_at, cost;
		char number[16], kind[24], level[24], cause[24], result[1204], against[1204];
	} c;
};

/* ---- times that are typed ---- */

/* "fri 16", "fri", "y 15": 0 where nothing was typed. ERR_INVALID names FIELD. */
static enum err_code read_when(const struct desk *d, const char *typed, enum when_kind kind,
    const char *field, int64_t *at, struct err *e)
{
	struct when_base base = desk_when(d);
	struct when w;

	*at = 0;
	if (!typed[0])
		return OK;
	if (when_parse(typed, kind, &base, &w, e) != OK)
		return err_field(e, field);
	/* "by Friday" is until the house closes on that day. */
	if (!w.at && kind == WHEN_PLAN && w.day_said && w.day != DAY_NONE)
		w.at = zone_instant(d->zone, w.day, d->close_min * 60);
	*at = w.at;
	return w.at ? OK : err_invalid(e, field, "%s", tr("Day and hour are needed: fri 16."));
}

static void set_word(const struct desk *d, enum complaint_words_of of, const char *code,
    struct value *out)
{
	int64_t place = complaint_place(d, of, code);

	if (place)
		value_set_int(out, place);
}

/* ---- taking one ---- */

static void take_preset(const struct askform *a, const void *ctx, const char *word,
    struct value *out)
{
	const struct case_box *b = ctx;

	(void)a;
	if (!strcmp(word, "kind"))
		value_set_int(out, 1);
	else if (!strcmp(word, "channel"))
		set_word(b->d, COMPLAINT_CHANNEL, b->channel, out);
	else if (!strcmp(word, "about"))
		value_set_text(out, b->treatment_id ? "last" : "none");
}

/* The limits that follow from what is answered so far: nothing counts before it was shown. */
static void take_line(struct desk *d, const struct form_edit *x, struct buf *out)
{
	const char *kind = complaint_code(d, COMPLAINT_KIND, askform_int(x, "kind"));
	struct complaint c = { .branch_id = d->branch_id };
	char answer[48], solve[48];
	struct err none = ERR_INIT;

	text_copy(c.kind, sizeof c.kind, kind ? kind : "");
	if (read_when(d, askform_text(x, "made"), WHEN_REPORT, "made", &c.created_at, &none) != OK)
		return;
	if (!c.created_at)
		c.created_at = clock_now();
	if (complaint_set_limits(d, &c, &none) == OK)
		buf_printf(out, tr("First answer by %s, solved by %s."),
		    desk_time_text(d, c.answer_due_at, answer, sizeof answer),
		    desk_time_text(d, c.solve_due_at, solve, sizeof solve));
}

static enum err_code do_take(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	struct case_box *b = ctx;
	struct desk *d = front_desk(owner);
	bool last = !strcmp(askform_text(x, "about"), "last");
	struct complaint_draft c = { .client_id = b->client_id, .survey_id = b->survey_id,
		.kind = complaint_code(d, COMPLAINT_KIND, askform_int(x, "kind")),
		.level = complaint_code(d, COMPLAINT_LEVEL, askform_int(x, "level")),
		.channel = complaint_code(d, COMPLAINT_CHANNEL, askform_int(x, "channel")),
		.treatment_id = last ? b->treatment_id : 0, .owner_id = askform_int(x, "owner"),
		.content = askform_text(x, "content"), .wanted = askform_text(x, "wanted") };
	struct complaint made;
	char due[48];
	int64_t id;
	enum err_code rc = read_when(d, askform_text(x, "made"), WHEN_REPORT, "made", &c.at, e);

	if (rc == OK)
		rc = complaint_take(d, &c, &id, e);
	if (rc == OK)
		rc = complaint_get(d->store, id, &made, e);
	if (rc != OK)
		return rc;
	screen_done(owner, tr("Taken: %s. First answer by %s. Ctrl-Z takes it back."),
	    made.number, desk_time_text(d, made.answer_due_at, due, sizeof due));
	area_point(owner, id);
	return OK;
}

/* What it is about, as a proposal: the last treatment. */
static enum err_code find_treatment(struct desk *d, struct case_box *b, char *text, size_t size,
    struct err *e)
{
	struct treatment_list l = { 0 };
	enum err_code rc = b->client_id ?
	    treatment_list_client(d->store, b->client_id, 1, &l, e) : OK;

	text_copy(text, size, "");
	if (rc == OK && l.n) {
		b->treatment_id = l.v[0].id;
		text_fmt(text, size, tr("Last treatment: %s %s, %s"), l.v[0].day,
		    describe_in_language(l.v[0].service, l.v[0].service_en), l.v[0].operator);
	}
	treatment_list_free(&l);
	return rc;
}

enum err_code case_take(struct screen *s, int64_t client_id, const char *channel,
    int64_t survey_id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct case_box b = { .d = d, .client_id = client_id, .survey_id = survey_id };
	char text[300], name[200], title[240];
	const char *first = complaint_code(d, COMPLAINT_CHANNEL, 1);

	if (find_treatment(d, &b, text, sizeof text, e) != OK)
		return e->code;
	text_copy(b.channel, sizeof b.channel, channel ? channel : first);
	if (client_id)
		text_fmt(title, sizeof title, tr("Complaint of %s"),
		    clientline_name(d, client_id, name, sizeof name));
	else
		text_copy(title, sizeof title, tr("Complaint of nobody we know"));
	if (!client_id)
		text_copy(text, sizeof text, tr("A review, a letter without a name. Of a client: "
		    "Esc, F2 finds the client, then F8 n."));
	return askform_open(s, &(struct askform){ .form = "case-take", .right = "case-take",
	    .title = title, .text = text[0] ? text : NULL, .ctx = &b, .size = sizeof b,
	    .preset = take_preset, .line = take_line, .done = do_take, .draft = "case-take",
	    .draft_ref = client_id, .draft_with = survey_id }, e);
}

/* ---- boxes about one that is open ---- */

static void put_was(const struct complaint *c, struct case_box *b)
{
	b->client_id = c->client_id;
	b->c.owner_id = c->owner_id;
	b->c.answered_at = c->answered_at;
	b->c.cost = c->cost;
	text_copy(b->c.number, sizeof b->c.number, c->number);
	text_copy(b->c.kind, sizeof b->c.kind, c->kind);
	text_copy(b->c.level, sizeof b->c.level, c->level);
	text_copy(b->c.cause, sizeof b->c.cause, c->cause);
	text_copy(b->c.result, sizeof b->c.result, c->result);
	text_copy(b->c.against, sizeof b->c.against, c->against);
}

static enum err_code box_open(struct screen *s, int64_t id, struct askform *a, const char *title,
    struct err *e)
{
	struct case_box b = { .d = front_desk(s), .id = id };
	struct complaint c;
	char text[200];
	enum err_code rc = complaint_get(front_desk(s)->store, id, &c, e);

	if (rc != OK)
		return rc;
	put_was(&c, &b);
	a->title = text_fmt(text, sizeof text, "%s: %s", c.number, title);
	a->ctx = &b;
	a->size = sizeof b;
	a->draft = a->form;
	a->draft_ref = id;
	return askform_open(s, a, e);
}

static void step_preset(const struct askform *a, const void *ctx, const char *word,
    struct value *out)
{
	const struct case_box *b = ctx;

	(void)a;
	/* Until the client was told, that is what is missing. */
	if (!strcmp(word, "what"))
		value_set_text(out, b->c.answered_at ? "step" : "answer");
}

/* What a day or a time that was typed is understood as. */
static void step_line(struct desk *d, const struct form_edit *x, struct buf *out)
{
	bool promise = !strcmp(askform_text(x, "what"), "promise");
	int64_t at = 0;
	struct err none = ERR_INIT;
	char text[48];
	enum err_code rc = promise ?
	    read_when(d, askform_text(x, "promise"), WHEN_PLAN, "promise", &at, &none) :
	    read_when(d, askform_text(x, "made"), WHEN_REPORT, "made", &at, &none);

	if (rc == OK && at)
		buf_printf(out, promise ? tr("Promised till %s.") : tr("It was %s."),
		    desk_time_text(d, at, text, sizeof text));
	else if (!strcmp(askform_text(x, "what"), "answer"))
		buf_puts(out,
		    tr("This is the answer to the client: the first limit ends with it."));
}

static enum err_code do_step(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct case_box *b = ctx;
	struct desk *d = front_desk(owner);
	struct complaint_did did = { .complaint_id = b->id, .kind = askform_text(x, "what"),
		.text = askform_text(x, "text"), .how = askform_text(x, "how"),
		.by = askform_int(x, "by") };
	enum err_code rc = read_when(d, askform_text(x, "promise"), WHEN_PLAN, "promise",
	    &did.promise_at, e);

	if (rc == OK)
		rc = read_when(d, askform_text(x, "made"), WHEN_REPORT, "made", &did.at, e);
	if (rc == OK)
		rc = complaint_step(d, &did, NULL, e);
	if (rc == OK)
		screen_done(owner, "%s", tr("Written down. Ctrl-Z takes it back."));
	return rc;
}

enum err_code case_do_step(struct screen *s, int64_t id, struct err *e)
{
	struct askform a = { .form = "case-step", .right = "case-step", .preset = step_preset,
		.line = step_line, .done = do_step };

	return box_open(s, id, &a, tr("step"), e);
}

static enum err_code do_message(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct case_box *b = ctx;
	struct complaint_did did = { .complaint_id = b->id, .kind = "message",
		.text = askform_text(x, "text") };
	int64_t message;
	enum err_code rc = complaint_step(front_desk(owner), &did, &message, e);

	if (rc == OK)
		screen_done(owner, "%s", message ?
		    tr("It leaves in a few minutes. Ctrl-Z withdraws it.") :
		    tr("Written down, not sent: no message may go there. Tell it by telephone."));
	return rc;
}

enum err_code case_do_message(struct screen *s, int64_t id, struct err *e)
{
	struct askform a = { .form = "case-message", .right = "case-step", .done = do_message };
	struct complaint c;

	if (complaint_get(front_desk(s)->store, id, &c, e) != OK)
		return e->code;
	if (!c.client_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Nobody we know made it: there is no one to write to."));
	return box_open(s, id, &a, tr("message to the client"), e);
}

static void edit_preset(const struct askform *a, const void *ctx, const char *word,
    struct value *out)
{
	const struct case_box *b = ctx;

	(void)a;
	if (!strcmp(word, "kind"))
		set_word(b->d, COMPLAINT_KIND, b->c.kind, out);
	else if (!strcmp(word, "level"))
		set_word(b->d, COMPLAINT_LEVEL, b->c.level, out);
	else if (!strcmp(word, "owner") && b->c.owner_id)
		value_set_int(out, b->c.owner_id);
}

static enum err_code do_edit(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct case_box *b = ctx;
	struct desk *d = front_desk(owner);
	const char *kind = complaint_code(d, COMPLAINT_KIND, askform_int(x, "kind"));
	const char *level = complaint_code(d, COMPLAINT_LEVEL, askform_int(x, "level"));
	enum err_code rc = complaint_edit(d, b->id,
	    kind && strcmp(kind, b->c.kind) != 0 ? kind : NULL,
	    level && strcmp(level, b->c.level) != 0 ? level : NULL,
	    askform_int(x, "owner"), askform_text(x, "reason"), e);

	if (rc == OK)
		screen_done(owner, "%s",
		    tr("Changed. The limits count from when it was made. Ctrl-Z takes it back."));
	return rc;
}

static enum err_code ask_edit(struct screen *s, int64_t id, struct err *e)
{
	struct askform a = { .form = "case-edit", .right = "case-edit", .preset = edit_preset,
		.done = do_edit };

	return box_open(s, id, &a, tr("kind and owner"), e);
}

/* ---- who made it, found out later ---- */

static int64_t whose;                   /* the complaint whose client is looked for */

static void client_found(struct screen *s, int64_t client_id)
{
	struct err e = ERR_INIT;

	if (!client_id)
		return;
	if (complaint_of_client(front_desk(s), whose, client_id, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, "%s", tr("It is this client's now. Ctrl-Z takes it back."));
	front_at_hand(s, client_id);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
}

static void edit_chosen(struct screen *s, int answer, int64_t ref)
{
	struct err e = ERR_INIT;
	enum err_code rc = OK;

	whose = ref;
	if (answer == 1)
		rc = ask_edit(s, ref, &e);
	else if (answer == 2)
		rc = clientpick_open(s, tr("Who made the complaint"), client_found, &e);
	if (rc != OK)
		screen_refuse(s, &e);
}

enum err_code case_do_edit(struct screen *s, int64_t id, struct err *e)
{
	struct complaint c;

	if (complaint_get(front_desk(s)->store, id, &c, e) != OK ||
	    front_may(s, "case-edit", e) != OK)
		return e->code;
	if (c.client_id)
		return ask_edit(s, id, e);
	return dialog_open(s, &(struct dialog){ .title = c.number,
	    .text = tr("What is it about?"), .done = edit_chosen, .ref = id,
	    .choices = { { 1, tr("kind, gravity, owner"), NULL },
		{ 2, tr("who made it is known now"), NULL } } }, e);
}

/* ---- the end ---- */

static void close_preset(const struct askform *a, const void *ctx, const char *word,
    struct value *out)
{
	const struct case_box *b = ctx;

	(void)a;
	if (!strcmp(word, "result") && b->c.result[0])
		value_set_text(out, b->c.result);
	else if (!strcmp(word, "against") && b->c.against[0])
		value_set_text(out, b->c.against);
	else if (!strcmp(word, "cause"))
		set_word(b->d, COMPLAINT_CAUSE, b->c.cause, out);
	else if (!strcmp(word, "cost") && b->c.cost >= 0)
		value_set_int(out, b->c.cost);
}

static enum err_code do_close(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct case_box *b = ctx;
	struct desk *d = front_desk(owner);
	struct complaint_end end = { .id = b->id, .result = askform_text(x, "result"),
		.cost = askform_given(x, "cost") ? askform_int(x, "cost") : -1,
		.satisfied = askform_text(x, "satisfied")[0] - '0',
		.cause = complaint_code(d, COMPLAINT_CAUSE, askform_int(x, "cause")),
		.against = askform_text(x, "against") };
	bool closed;
	enum err_code rc = complaint_close(d, &end, &closed, e);

	if (rc != OK)
		return rc;
	if (closed)
		screen_done(owner, tr("Closed: %s. Ctrl-Z takes it back."), b->c.number);
	else
		screen_say(owner, STYLE_MSG_INFO, tr("Kept, and still open: content %d of 5. "
		    "n goes on with it."), end.satisfied);
	return OK;
}

/* Its end is written upon what was written before: by who may read that. */
enum err_code case_do_close(struct screen *s, int64_t id, struct err *e)
{
	struct askform a = { .form = "case-close", .right = "case-close", .preset = close_preset,
		.done = do_close };
	struct complaint c;

	if (complaint_get(front_desk(s)->store, id, &c, e) != OK)
		return e->code;
	if (cover_hides_complaint(front_desk(s), &c))
		return err_set(e, ERR_DENIED, "%s", tr("This file is restricted. Its owner ends "
		    "it, or open the file first: i, with a reason."));
	return box_open(s, id, &a, tr("end of the case"), e);
}

/* ---- asking ---- */

static enum err_code do_ask_head(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct case_box *b = ctx;
	struct desk *d = front_desk(owner);
	struct escalate_draft draft = { .complaint_id = b->id, .text = askform_text(x, "text"),
		.staff_id = askform_int(x, "staff") };
	int64_t id;
	enum err_code rc = escalate_raise(d, &draft, &id, e);

	if (rc == OK)
		screen_done(owner, "%s",
		    tr("The head office sees it now. Its answer stands among the steps."));
	return rc;
}

enum err_code escalate_ask_head(struct screen *s, int64_t complaint_id, struct err *e)
{
	struct askform a = { .form = "case-escalate", .right = "escalate", .done = do_ask_head };

	return box_open(s, complaint_id, &a, tr("to the head office"), e);
}

/* ---- going on ---- */

static enum err_code take_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	return case_take(s, at->ref, NULL, at->with, e);
}

static const struct {
	const char *word;
	enum err_code (*run)(struct screen *s, int64_t id, struct err *e);
} boxes[] = {
	{ "case-step", case_do_step }, { "case-message", case_do_message },
	{ "case-edit", ask_edit }, { "case-close", case_do_close },
	{ "case-escalate", escalate_ask_head },
};

/* Over the complaint itself: what was being answered is in view. */
static enum err_code box_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	struct loop *l = s->loop;
	enum err_code rc = case_open(s, at->ref, e);

	for (size_t i = 0; rc == OK && i < sizeof boxes / sizeof *boxes; i++)
		if (!strcmp(boxes[i].word, at->word))
			return boxes[i].run(screen_top(l), at->ref, e);
	return rc;
}

static int64_t whose_file(struct desk *d, int64_t client_id)
{
	(void)d;
	return client_id;
}

static int64_t whose_case(struct desk *d, int64_t id)
{
	struct complaint c;
	struct err none = ERR_INIT;

	return complaint_get(d->store, id, &c, &none) == OK ? c.client_id : 0;
}

static const struct askform_again again[] = {
	{ "case-take", "case-take", NULL, NULL, take_again, whose_file },
	{ "case-step", "case-step", NULL, NULL, box_again, whose_case },
	{ "case-message", "case-message", NULL, NULL, box_again, whose_case },
	{ "case-edit", "case-edit", NULL, NULL, box_again, whose_case },
	{ "case-close", "case-close", NULL, NULL, box_again, whose_case },
	{ "case-escalate", "case-escalate", NULL, NULL, box_again, whose_case },
};
ASKFORM_AGAIN(case_again, again);
