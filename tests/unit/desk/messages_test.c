/* What people do with messages: write, withdraw, decide, deal with an answer. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/claim.h"
#include "data/ephemeral.h"
#include "data/flag.h"
#include "data/message_send.h"
#include "desk/figures.h"
#include "desk/messages.h"
#include "desk/undo.h"
#include "form/messages.h"

static int messages_setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	act_as(w, w->wl, 0);
	return 0;
}

static struct txn *begin(struct desk_world *w)
{
	struct action_head head = { .name = "message-send" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	return t;
}

static int64_t message(struct desk_world *w, const char *template, const char *state,
    int64_t appointment)
{
	struct message m = { .branch_id = w->ja, .client_id = w->ann, .channel = "sms",
		.language = "zh", .text = "明天见", .number = "13800000823", .day = HELP_DAY,
		.appointment_id = appointment };
	struct txn *t = begin(w);
	int64_t id;

	text_copy(m.template, sizeof m.template, template);
	text_copy(m.state, sizeof m.state, state);
	must(w, message_insert(t, &m, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	return id;
}

static int64_t reply(struct desk_world *w, int64_t message_id, const char *meaning, double value)
{
	static int n;
	struct reply r = { .branch_id = w->ja, .client_id = w->ann, .message_id = message_id,
		.created_at = HELP_NOW - 60, .day = HELP_DAY, .number = "13800000823",
		.text = "?", .value = value };
	struct txn *t = begin(w);
	int64_t id;

	text_copy(r.meaning, sizeof r.meaning, meaning);
	text_fmt(r.provider_id, sizeof r.provider_id, "in-%d", ++n);
	must(w, reply_insert(t, &r, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	return id;
}

static struct reply_means means(struct desk_world *w, int64_t id)
{
	struct reply_means x;
	struct reply r;

	must(w, reply_get(w->s, id, &r, &w->e));
	must(w, messages_understand(&w->d, &r, &x, &w->e));
	return x;
}

static const char *state_of(struct desk_world *w, int64_t id, char out[40])
{
	char sql[80];

	return text_of(w, text_fmt(sql, sizeof sql, "SELECT state FROM message WHERE id = %lld",
	    (long long)id), out, 40);
}

/* ---- writing ---- */

static bool offers(struct desk_world *w, int64_t client, const char *code)
{
	const struct message_template *list[MESSAGES_TEMPLATES];
	int64_t appointment = 0;
	bool found = false;
	size_t n;

	must(w, messages_templates(&w->d, client, &appointment, list, &n, &w->e));
	for (size_t i = 0; i < n; i++)
		found |= !strcmp(list[i]->code, code);
	return found;
}

static void set_flag(struct desk_world *w, const char *kind, bool on)
{
	struct txn *t = begin(w);

	must(w, on ? flag_set(t, w->ann, kind, NULL, NULL, NULL, &w->e) :
	    flag_clear(t, w->ann, kind, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static void what_fits_the_client_is_offered(void **state)
{
	struct desk_world *w = *state;

	assert_true(offers(w, w->ann, "note"));
	assert_false(offers(w, w->ann, "remind"));      /* of no appointment */
	assert_false(offers(w, w->ann, "staff-booked"));
	assert_false(offers(w, w->ann, "invitation"));  /* she has not agreed to news */
	book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	assert_true(offers(w, w->ann, "remind"));
	set_flag(w, "news", true);
	assert_true(offers(w, w->ann, "invitation"));
	set_flag(w, "quiet", true);
	assert_true(offers(w, w->ann, "neutral"));
	assert_false(offers(w, w->ann, "note"));
	set_flag(w, "no_message", true);
	assert_false(offers(w, w->ann, "neutral"));
}

static void one_is_written_and_taken_back_until_it_leaves(void **state)
{
	struct desk_world *w = *state;
	struct messages_draft x = { .client_id = w->ann, .template = "note", .text = "您好" };
	struct message m;
	struct txn *t;
	int64_t id, undone;
	char word[40];

	must(w, messages_write(&w->d, &x, &id, &w->e));
	must(w, message_get(w->s, id, &m, &w->e));
	assert_string_equal(m.number, "13800000823");
	assert_string_equal(m.state, "queued");
	assert_int_equal(m.due_at, HELP_NOW + 300);
	assert_int_equal(m.by_id, w->wl);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message"), 0);
	must(w, messages_write(&w->d, &x, &id, &w->e));
	t = begin(w);
	must(w, message_set_state(t, id, "queued", "handing", &w->e));
	must(w, action_commit(t, NULL, &w->e));
	assert_int_not_equal(undo_action(&w->d, last_action(w) - 1, false, NULL, &undone, &w->e),
	    OK);
	err_clear(&w->e);
	assert_string_equal(state_of(w, id, word), "handing");
}

/* Neutral is the text that is sent, not the template it began with. */
static void a_typed_text_does_not_name_the_house_either(void **state)
{
	static const char *const naming[] = { "康禾请您来", "Greetings from kanghe", "静安等您",
		"ＫＡＮＧＨＥ" };
	struct desk_world *w = *state;
	struct messages_draft x = { .client_id = w->ann, .template = "neutral" };

	set_flag(w, "quiet", true);
	for (size_t i = 0; i < sizeof naming / sizeof *naming; i++) {
		x.text = naming[i];
		refused(w, messages_write(&w->d, &x, NULL, &w->e), ERR_INVALID,
		    "must not be named");
	}
	x.text = "您好, 方便时请回电";
	must(w, messages_write(&w->d, &x, NULL, &w->e));
	set_flag(w, "quiet", false);
	x = (struct messages_draft){ .client_id = w->ann, .template = "note", .text = naming[0] };
	must(w, messages_write(&w->d, &x, NULL, &w->e));
}

static void what_cannot_be_sent_is_said(void **state)
{
	struct desk_world *w = *state;
	int64_t kid = add_client(w, "小宝", NULL, NULL);
	struct messages_draft x = { .client_id = w->ann, .template = "note", .text = "  \n" };
	struct buf b = BUF_INIT;

	refused(w, messages_write(&w->d, &x, NULL, &w->e), ERR_INVALID, "There is no text");
	for (int i = 0; i <= MESSAGES_LENGTH; i++)
		buf_puts(&b, "中");
	x.text = b.s;
	refused(w, messages_write(&w->d, &x, NULL, &w->e), ERR_INVALID, "1001 signs");
	buf_free(&b);
	x = (struct messages_draft){ .client_id = kid, .template = "note", .text = "您好" };
	refused(w, messages_write(&w->d, &x, NULL, &w->e), ERR_INVALID, "no mobile number");
	set_flag(w, "quiet", true);
	x.client_id = w->ann;
	refused(w, messages_write(&w->d, &x, NULL, &w->e), ERR_INVALID, "forbids");
	x.by_hand = true;
	must(w, messages_write(&w->d, &x, NULL, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE channel = 'hand'"
	    " AND state = 'sent' AND by_id = %lld", (long long)w->wl), 1);
	act_as(w, w->cl, 0);
	assert_int_equal(messages_write(&w->d, &x, NULL, &w->e), ERR_DENIED);
	err_clear(&w->e);
}

static void written_anew_the_old_one_is_off_the_list(void **state)
{
	struct desk_world *w = *state;
	int64_t old = message(w, "note", "failed", 0), id;
	struct messages_draft x = { .client_id = w->ann, .template = "note", .text = "再发",
		.by_hand = true, .replaces = old };
	char word[40];

	must(w, messages_write(&w->d, &x, &id, &w->e));
	assert_string_equal(state_of(w, old, word), "withdrawn");
	assert_string_equal(state_of(w, id, word), "sent");
}

/* ---- withdrawing, deciding ---- */

static void what_waits_is_withdrawn_what_left_is_not(void **state)
{
	static const struct {
		const char *state;
		bool may;
	} cases[] = { { "queued", true }, { "failed", true }, { "lost", true }, { "unsure", true },
		{ "handing", false }, { "sent", false }, { "delivered", false } };
	struct desk_world *w = *state;
	char word[40];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t id = message(w, "note", cases[i].state, 0);

		refused(w, messages_withdraw(&w->d, id, " ", &w->e), ERR_INVALID, "Type why");
		if (cases[i].may)
			must(w, messages_withdraw(&w->d, id, "told on the telephone", &w->e));
		else
			refused(w, messages_withdraw(&w->d, id, "why", &w->e), ERR_CONFLICT,
			    "left the house");
		assert_string_equal(state_of(w, id, word),
		    cases[i].may ? "withdrawn" : cases[i].state);
	}
}

static void a_person_says_whether_it_left(void **state)
{
	struct desk_world *w = *state;
	int64_t a = message(w, "note", "unsure", 0), b = message(w, "note", "unsure", 0), n;
	char word[40];

	must(w, messages_open(&w->d, &n, &w->e));
	assert_int_equal(n, 2);
	must(w, messages_decide(&w->d, a, true, &w->e));
	must(w, messages_decide(&w->d, b, false, &w->e));
	assert_string_equal(state_of(w, a, word), "sent");
	assert_string_equal(state_of(w, b, word), "queued");
	assert_int_equal(messages_decide(&w->d, a, false, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	must(w, messages_open(&w->d, &n, &w->e));
	assert_int_equal(n, 0);
}

/* ---- answers ---- */

static void one_confirms_and_two_asks_to_cancel(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	int64_t remind = message(w, "remind", "sent", visit);
	int64_t yes = reply(w, remind, "yes", 0), no = reply(w, remind, "no", 0);
	int64_t other = reply(w, remind, "other", 0), thanks;
	struct reply_means x = means(w, yes);
	char word[40];

	assert_int_equal(x.act, REPLY_CONFIRM);
	assert_string_equal(x.text, "confirms Wed 25 Nov 15:00");
	assert_int_equal(means(w, no).act, REPLY_CANCEL);
	assert_int_equal(means(w, other).act, REPLY_NOTHING);
	refused(w, messages_do(&w->d, no, &w->e), ERR_INVALID, "not certain");
	must(w, messages_do(&w->d, yes, &w->e));
	assert_string_equal(text_of(w, "SELECT state FROM appointment", word, sizeof word),
	    "confirmed");
	assert_int_equal(number(w, "SELECT count(*) FROM reply WHERE state = 'done' AND done_by ="
	    " %lld", (long long)w->wl), 1);
	assert_int_equal(messages_do(&w->d, yes, &w->e), ERR_INVALID);
	err_clear(&w->e);
	/* The same figure after something that asks nothing is no answer. */
	thanks = reply(w, message(w, "thanks", "sent", visit), "yes", 0);
	assert_int_equal(means(w, thanks).act, REPLY_NOTHING);
	must(w, messages_answered(&w->d, other, true, "reads well", &w->e));
	assert_int_equal(messages_answered(&w->d, other, false, "again", &w->e), ERR_CONFLICT);
	err_clear(&w->e);
}

static void an_answer_about_what_is_over_does_nothing(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	int64_t yes = reply(w, message(w, "remind", "sent", visit), "yes", 0);

	clock_fix(at(w, 1, 15, 0));
	assert_int_equal(means(w, yes).act, REPLY_NOTHING);
	clock_fix(HELP_NOW);
	must(w, booking_cancel(&w->d, visit, "ill", &w->e));
	assert_int_equal(means(w, yes).act, REPLY_NOTHING);
}

static void a_figure_becomes_the_value_that_was_asked_for(void **state)
{
	struct desk_world *w = *state;
	int64_t asked = message(w, "indicator", "sent", 0);
	int64_t good = reply(w, asked, "number", 37.2), wild = reply(w, asked, "number", 3700);
	int64_t temp = number(w, "SELECT id FROM indicator WHERE code = 'temp'");
	struct target x = { .indicator_id = temp, .ask_until = "2026-11-30" };
	char word[40];

	assert_int_equal(means(w, good).act, REPLY_NOTHING);    /* nothing is asked for */
	must(w, figures_set_target(&w->d, w->ann, &x, &w->e));
	assert_int_equal(means(w, good).act, REPLY_VALUE);
	assert_int_equal(means(w, wild).act, REPLY_NOTHING);
	must(w, messages_do(&w->d, good, &w->e));
	assert_string_equal(text_of(w, "SELECT source || ' ' || value FROM measure", word,
	    sizeof word), "message 37.2");
}

static void a_mark_without_a_survey_is_left_to_a_person(void **state)
{
	struct desk_world *w = *state;
	int64_t five = reply(w, message(w, "survey", "sent", 0), "number", 5);

	assert_int_equal(means(w, five).act, REPLY_NOTHING);
	refused(w, messages_do(&w->d, five, &w->e), ERR_INVALID, "not certain");
}

/* Two people see the same reply: what it says is entered once. */
static void a_reply_in_hand_is_left_alone(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	int64_t yes = reply(w, message(w, "remind", "sent", visit), "yes", 0);
	struct txn *t;

	act_as(w, w->wf, 0);
	must(w, ephemeral_begin(w->s, &w->d.who, &t, &w->e));
	must(w, claim_take(t, "reply", yes, txn_now(t) + 30, NULL, &w->e));
	must(w, ephemeral_commit(t, &w->e));
	act_as(w, w->wl, 0);
	refused(w, messages_do(&w->d, yes, &w->e), ERR_TAKEN, "");
	assert_int_equal(number(w, "SELECT count(*) FROM reply WHERE state = 'new'"), 1);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, messages_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(what_fits_the_client_is_offered),
		T(one_is_written_and_taken_back_until_it_leaves),
		T(a_typed_text_does_not_name_the_house_either),
		T(what_cannot_be_sent_is_said),
		T(written_anew_the_old_one_is_off_the_list),
		T(what_waits_is_withdrawn_what_left_is_not),
		T(a_person_says_whether_it_left),
		T(one_confirms_and_two_asks_to_cancel),
		T(an_answer_about_what_is_over_does_nothing),
		T(a_figure_becomes_the_value_that_was_asked_for),
		T(a_reply_in_hand_is_left_alone),
		T(a_mark_without_a_survey_is_left_to_a_person),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
