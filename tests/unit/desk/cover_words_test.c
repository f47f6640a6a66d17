/* Free words about a restricted file: for who may see its name, and in whose hands it is. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/complaint.h"
#include "data/cultivation.h"
#include "data/escalation.h"
#include "data/gathering.h"
#include "data/message.h"
#include "data/reply.h"
#include "desk/callback_make.h"
#include "desk/changes.h"
#include "desk/complaint.h"
#include "desk/cover.h"
#include "desk/document.h"
#include "desk/escalate.h"
#include "desk/gathering.h"
#include "desk/intake.h"
#include "desk/messages.h"
#include "desk/papers.h"
#include "form/complaints.h"
#include "form/messages.h"

/* What gives the game away, wherever it stands. */
#define SAID "Bob Brown wants his money back"

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state))
		return 1;
	w = *state;
	messages_free(w->d.messages);
	w->d.messages = NULL;
	return complaints_load("forms/complaints.cfg", &w->d.complaints, &faults, &w->e) != OK ||
	    messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e) != OK;
}

/* The manager takes it and keeps it. */
static int64_t take(struct desk_world *w, int64_t client)
{
	struct complaint_draft x = { .client_id = client, .kind = "normal", .content = SAID,
		.wanted = SAID, .owner_id = w->wl };
	int64_t id;

	act_as(w, w->wl, 0);
	must(w, complaint_take(&w->d, &x, &id, &w->e));
	must(w, complaint_step(&w->d, &(struct complaint_did){ .complaint_id = id, .kind = "step",
		.text = SAID }, NULL, &w->e));
	return id;
}

static void of_a_complaint(void **state)
{
	struct desk_world *w = *state;
	int64_t bob = take(w, w->bob), ann = take(w, w->ann);
	struct complaint_step_list steps = { 0 };
	struct complaint c;

	act_as(w, w->wf, 0);
	must(w, complaint_get(w->s, bob, &c, &w->e));
	must(w, complaint_step_list(w->s, bob, &steps, &w->e));
	cover_complaint_steps(&w->d, &c, &steps);
	cover_complaint(&w->d, &c);
	assert_string_equal(c.content, "(restricted)");
	assert_string_equal(c.wanted, "(restricted)");
	assert_string_equal(c.result, "");
	assert_string_equal(steps.v[0].text, "(restricted)");
	must(w, complaint_get(w->s, ann, &c, &w->e));
	cover_complaint(&w->d, &c);
	assert_string_equal(c.content, SAID);
	/* With a reason, while the file is open. */
	must(w, intake_ask_restricted(&w->d, w->bob, "he stands here", &w->e));
	must(w, complaint_get(w->s, bob, &c, &w->e));
	cover_complaint(&w->d, &c);
	assert_string_equal(c.content, SAID);
	complaint_step_list_free(&steps);
}

/* Without any right on names: the matter is in these hands. */
static void the_owner_reads_it(void **state)
{
	struct desk_world *w = *state;
	struct complaint c = { .client_id = w->bob, .owner_id = w->lt, .content = SAID };

	act_as(w, w->lt, 0);
	assert_false(cover_hides_complaint(&w->d, &c));
	c.owner_id = w->wl;
	assert_true(cover_hides_complaint(&w->d, &c));
	desk_leave(&w->d);
	c.owner_id = 0;                 /* nobody's is not everybody's */
	assert_true(cover_hides_complaint(&w->d, &c));
}

static void on_paper(void **state)
{
	struct desk_world *w = *state;
	struct complaint c;
	struct document *doc;
	struct buf out = BUF_INIT;

	must(w, complaint_get(w->s, take(w, w->bob), &c, &w->e));
	act_as(w, w->wf, 0);
	must(w, paper_case(&w->d, &(struct paper_ref){ .word = c.number }, &doc, &w->e));
	document_text(doc, 80, &out);
	assert_non_null(strstr(buf_str(&out), "Mr B"));
	assert_null(strstr(buf_str(&out), "Bob Brown"));
	document_free(doc);
	buf_free(&out);
}

static void of_a_question(void **state)
{
	struct desk_world *w = *state;
	struct escalate_draft x = { .client_id = w->bob, .text = SAID };
	struct escalation asked;
	int64_t id;

	act_as(w, w->wl, 0);
	must(w, escalate_raise(&w->d, &x, &id, &w->e));
	must(w, escalation_get(w->s, id, &asked, &w->e));
	act_as(w, w->wf, 0);
	cover_escalation(&w->d, &asked);
	assert_string_equal(asked.text, "(restricted)");
	/* Whoever of the experts comes first is asked. */
	must(w, escalation_get(w->s, id, &asked, &w->e));
	act_as(w, w->cl, 0);
	cover_escalation(&w->d, &asked);
	assert_string_equal(asked.text, SAID);
}

static void of_messages_and_answers(void **state)
{
	struct desk_world *w = *state;
	struct message m = { .client_id = w->bob, .by_id = w->wl, .text = SAID };
	struct reply r = { .client_id = w->bob, .text = SAID };

	act_as(w, w->wl, 0);
	cover_message(&w->d, &m);
	cover_reply(&w->d, &r);
	assert_string_equal(m.text, SAID);
	assert_string_equal(r.text, SAID);
	act_as(w, w->wf, 0);
	cover_message(&w->d, &m);
	cover_reply(&w->d, &r);
	assert_string_equal(m.text, "(restricted)");
	assert_string_equal(r.text, "(restricted)");
}

static void of_what_is_done_to_keep_a_client(void **state)
{
	struct desk_world *w = *state;
	struct cultivation_row r = { .client_id = w->bob, .owner_id = w->wl, .measure = SAID };
	struct cultivation_steps steps = { 0 };

	text_copy(vec_push(&steps)->text, sizeof steps.v->text, SAID);
	act_as(w, w->wl, 0);
	cover_cultivation_steps(&w->d, &r, &steps);
	cover_cultivation(&w->d, &r);
	assert_string_equal(r.measure, SAID);
	assert_string_equal(steps.v[0].text, SAID);
	act_as(w, w->wf, 0);
	cover_cultivation_steps(&w->d, &r, &steps);
	cover_cultivation(&w->d, &r);
	assert_string_equal(r.measure, "(restricted)");
	assert_string_equal(steps.v[0].text, "(restricted)");
	cultivation_steps_free(&steps);
}

static void of_a_guest(void **state)
{
	struct desk_world *w = *state;
	struct guest_row g = { .client_id = w->bob, .feedback = SAID };

	act_as(w, w->wf, 0);
	assert_string_equal(guest_feedback(&w->d, &g), "(restricted)");
	g.client_id = w->ann;
	assert_ptr_equal(guest_feedback(&w->d, &g), g.feedback);
}

/* A rule's callback says a service; one that a person made says what that person typed. */
static void of_a_callback(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "escalate" };
	struct callback_draft x = { .client_id = w->bob, .text = SAID, .staff_id = w->cl };
	struct buf why = BUF_INIT;
	struct txn *t;
	int64_t id;

	act_as(w, w->wl, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, callback_hand_in(t, &w->d, &x, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	act_as(w, w->wf, 0);
	must(w, callback_why(&w->d, id, &why, &w->e));
	assert_null(strstr(buf_str(&why), "Bob Brown"));
	assert_string_equal(cover_about(&w->d, "treated", w->bob, 0, "Laser"), "Laser");
	act_as(w, w->cl, 0);            /* to whom it was given */
	buf_clear(&why);
	must(w, callback_why(&w->d, id, &why, &w->e));
	assert_non_null(strstr(buf_str(&why), SAID));
	buf_free(&why);
}

/* A step of a complaint holds no client of its own: whose it is, the action knows. */
static void what_changed_does_not_tell_either(void **state)
{
	struct desk_world *w = *state;
	struct change_words words = { 0 };
	int64_t seen = 0;

	take(w, w->bob);
	for (int as = 0; as < 2; as++) {
		act_as(w, as ? w->wl : w->wf, 0);
		must(w, changes_in_words(&w->d, last_action(w), &words, &w->e));
		for (size_t i = 0; i < words.n; i++)
			seen += words.v[i].after && strstr(words.v[i].after, "Bob Brown");
		assert_int_equal(seen > 0, as);
		change_words_free(&words);
	}
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(of_a_complaint),
		T(the_owner_reads_it),
		T(on_paper),
		T(of_a_question),
		T(of_messages_and_answers),
		T(of_what_is_done_to_keep_a_client),
		T(of_a_guest),
		T(of_a_callback),
		T(what_changed_does_not_tell_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
