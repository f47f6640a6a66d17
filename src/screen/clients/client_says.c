/* Rows of a client's timeline in words: visits, records, money, messages. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/timeline.h"
#include "desk/cultivation.h"
#include "desk/segment.h"
#include "desk/arrival.h"
#include "desk/arrival_leave.h"
#include "desk/callback_brief.h"
#include "desk/complaint.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/gathering.h"
#include "desk/pay.h"
#include "desk/plan.h"
#include "desk/suggestion.h"
#include "desk/survey.h"
#include "form/messages.h"

enum { WHAT, WHAT_EN, WORD, SUM, TEXT, NUMBER };

static void add(struct buf *b, const char *text)
{
	if (text[0])
		buf_printf(b, "%s%s", b->n && b->s[b->n - 1] != '\n' ? ", " : "", text);
}

static void add_what(struct buf *b, const struct timeline_row *r)
{
	add(b, describe_in_language(r->part[WHAT], r->part[WHAT_EN]));
}

static void add_sum(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	char text[MONEY_TEXT];

	if (r->part[SUM][0])
		add(b, desk_sum(st->desk, strtoll(r->part[SUM], NULL, 10), text,
		    sizeof text));
}

/* Stable words of rows that have no module of their own to name them. */
static const char *word_of(const char *code)
{
	static const struct {
		const char *code, *label;
	} words[] = {
		{ "open", N_("under way") }, { "done", N_("done") }, { "stopped", N_("stopped") },
		{ "over", N_("over") }, { "plan", N_("plan") }, { "treat", N_("treated at once") },
		{ "test", N_("test first") }, { "think", N_("thinks it over") },
		{ "refer", N_("sent elsewhere") }, { "unsuitable", N_("not suitable") },
		{ "declined", N_("declined") }, { "booked", N_("booked") },
		{ "offered", N_("offered") }, { "ordered", N_("ordered") },
		{ "sent", N_("kit sent") }, { "testing", N_("testing") },
		{ "review", N_("in review") }, { "reviewed", N_("reviewed") },
		{ "report", N_("report") }, { "paper", N_("printing") }, { "given", N_("given") },
		{ "explained", N_("explained") }, { "cancelled", N_("cancelled") },
		{ "tests", N_("tests") }, { "goods", N_("goods") },
		{ "service", N_("service") }, { "card", N_("prepaid card") },
		{ "value", N_("value card") },
		{ "sessions", N_("card of sessions") }, { "other", N_("other") },
		{ "dismissed", N_("dismissed") }, { "working", N_("working") },
		{ "closed", N_("settled") }, { "raised", N_("raised") },
		{ "answered", N_("answered") }, { "solved", N_("solved") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].code, code))
			return tr(words[i].label);
	return code;
}

void client_say_row(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	add_what(b, r);
	add(b, word_of(r->part[WORD]));
	add(b, r->part[NUMBER]);
	add_sum(st, r, b);
	add(b, r->part[TEXT]);
}

void client_say_callback(const struct client_file *st, const struct timeline_row *r,
    struct buf *b)
{
	(void)st;
	add_what(b, r);
	add(b, callback_result_word(r->part[WORD]));
	add(b, r->part[TEXT]);
}

void client_say_survey(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	(void)st;
	add_what(b, r);
	add(b, survey_state_word(r->part[WORD]));
}

void client_say_suggestion(const struct client_file *st, const struct timeline_row *r,
    struct buf *b)
{
	(void)st;
	add(b, r->part[TEXT]);
	add(b, suggestion_state_word(r->part[WORD]));
}

void client_say_cultivation(const struct client_file *st, const struct timeline_row *r,
    struct buf *b)
{
	add(b, segment_tier_text(st->desk, r->part[WORD]));
	add(b, r->part[WHAT]);
	add(b, cultivation_state_word(r->state));
	add(b, r->part[TEXT]);
}

void client_say_guest(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	(void)st;
	add_what(b, r);
	add(b, guest_state_word(r->part[WORD]));
	add(b, r->part[TEXT]);
}

void client_say_visit(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	(void)st;
	add(b, r->part[NUMBER]);
	add_what(b, r);
	add(b, r->state[0] == 'l' ? arrival_outcome_word(r->part[WORD]) :
	    arrival_state_word(r->part[WORD]));
	add(b, r->part[TEXT]);
}

void client_say_measure(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	(void)st;
	add_what(b, r);
	buf_printf(b, " %s", r->part[WORD]);
	if (r->state[0] == 's')
		add(b, tr("struck"));
	add(b, r->part[TEXT]);
}

void client_say_plan(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	add(b, r->part[NUMBER]);
	add(b, r->part[WHAT]);
	add(b, plan_state_word(r->part[WORD]));
	add_sum(st, r, b);
	add(b, r->part[TEXT]);
}

void client_say_agreement(const struct client_file *st, const struct timeline_row *r,
    struct buf *b)
{
	(void)st;
	add(b, agreement_word(r->part[WHAT]));
	/* Who said yes, where it was not the client with a signature: signed_by. */
	if (strcmp(r->part[WORD], "yes") != 0)
		add(b, agreement_answer_word(r->part[WORD]));
	else if (!strcmp(r->part[WHAT_EN], "guardian"))
		add(b, tr("by guardian"));
	else if (!strcmp(r->part[WHAT_EN], "spoken"))
		add(b, tr("said yes"));
	else
		add(b, agreement_answer_word(r->part[WORD]));
	add(b, r->part[NUMBER]);
	add(b, r->part[TEXT]);
}

void client_say_order(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	add(b, r->part[NUMBER]);
	add_what(b, r);
	add(b, word_of(r->part[WORD]));
	add_sum(st, r, b);
	if (r->state[0] == 'c' || r->state[0] == 's')
		add(b, word_of(r->state));
	add(b, r->part[TEXT]);
}

void client_say_payment(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	add_sum(st, r, b);
	add(b, pay_kind_label(r->part[WORD]));
	add(b, pay_method_label(r->part[WHAT]));
	add(b, r->part[NUMBER]);
	add(b, r->part[TEXT]);
}

void client_say_message(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	const struct message_template *t = messages_find(st->desk->messages, r->part[WHAT]);

	add(b, t ? label_text(&t->label) : r->part[WHAT]);
	add(b, r->part[TEXT]);
}

void client_say_reply(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	(void)st;
	add(b, r->part[TEXT]);
	add(b, r->part[WHAT]);
}

void client_say_case(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	add(b, r->part[NUMBER]);
	add(b, complaint_word(st->desk, COMPLAINT_KIND, r->part[WHAT]));
	add(b, word_of(r->part[WORD]));
	add(b, r->part[TEXT]);
}
