/* The second person: who may sign, beside you or at another terminal, and that a signature
 * counts once. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/history.h"
#include "desk/approve.h"
#include "desk/export.h"
#include "desk/merge.h"
#include "desk/rights.h"
#include "desk/signin.h"

static const struct approval question = { .right = "appt-overbook",
	.text = "book 王小明 at 15:00 over 陈思雨, with 陈立", .why = "both agreed" };

/* PINs are set by the manager. */
static void give_pin(struct desk_world *w, int64_t staff)
{
	act_as(w, w->wl, 0);
	must(w, signin_set_pin(&w->d, staff, HELP_PIN, &w->e));
	act_as(w, w->wf, 0);
}

static void those_who_may_sign_are_the_others(void **state)
{
	struct desk_world *w = *state;
	struct staff_list l = { 0 };

	must(w, approve_signers(&w->d, "appt-overbook", &l, &w->e));
	assert_int_equal(l.n, 2);               /* the manager and the administrator */
	act_as(w, w->wl, 0);
	must(w, approve_signers(&w->d, "appt-overbook", &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_true(l.v[0].id != w->wl);
	staff_list_free(&l);
	assert_string_equal(approve_label("appt-overbook"), "book over a taken time");
	assert_string_equal(approve_label("fly"), "");
}

static void ones_own_pin_does_not_count(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->wl, 0);
	refused(w, approve_here(&w->d, "client-merge", w->wl, HELP_PIN, &w->e), ERR_SECOND,
	    "One's own PIN");
}

static void who_may_not_act_may_not_sign_and_no_try_is_counted(void **state)
{
	struct desk_world *w = *state;

	give_pin(w, w->cl);
	refused(w, approve_here(&w->d, "client-merge", w->cl, "000000", &w->e), ERR_DENIED, "陈立");
	assert_int_equal(number(w, "SELECT failed FROM login WHERE staff_id = %lld",
	    (long long)w->cl), 0);
}

static void a_wrong_pin_counts_for_the_one_who_signs(void **state)
{
	struct desk_world *w = *state;

	give_pin(w, w->wl);
	refused(w, approve_here(&w->d, "client-merge", w->wl, "000000", &w->e), ERR_DENIED,
	    "Wrong PIN");
	assert_int_equal(number(w, "SELECT failed FROM login WHERE staff_id = %lld",
	    (long long)w->wl), 1);
	must(w, approve_here(&w->d, "client-merge", w->wl, HELP_PIN, &w->e));
	assert_int_equal(w->d.who.staff_id, w->wf);     /* nobody was logged in by it */
}

static void what_the_second_person_was_told_is_the_reason_of_the_action(void **state)
{
	struct desk_world *w = *state;
	struct action_row a;
	int64_t id;

	act_as(w, w->wl, w->admin);
	w->d.who.why = "the same person, card seen";
	must(w, merge_files(&w->d, w->ann, w->bob, NULL, 0, &id, &w->e));
	w->d.who.why = NULL;
	must(w, action_get(w->s, id, &a, &w->e));
	assert_string_equal(a.reason, "the same person, card seen");
	assert_int_equal(a.second_id, w->admin);
}

/* Who sets somebody's PIN knows it, and could be both. */
static void who_set_the_pin_is_no_second_person_for_a_day(void **state)
{
	struct desk_world *w = *state;
	struct staff_list l = { 0 };
	int64_t id;

	act_as(w, w->admin, 0);
	must(w, signin_set_pin(&w->d, w->wl, HELP_PIN, &w->e));
	refused(w, approve_here(&w->d, "client-merge", w->wl, HELP_PIN, &w->e), ERR_SECOND,
	    "set the other's PIN");
	must(w, approve_signers(&w->d, "client-merge", &l, &w->e));
	assert_int_equal(l.n, 0);
	/* Nor with the name put in past the question, nor when it is changed with the known one,
	 * nor the other way round. */
	act_as(w, w->admin, w->wl);
	refused(w, merge_files(&w->d, w->ann, w->bob, NULL, 0, &id, &w->e), ERR_SECOND,
	    "Somebody else must sign");
	act_as(w, w->wl, 0);
	must(w, signin_change_pin(&w->d, HELP_PIN, "730518", &w->e));
	refused(w, approve_may(&w->d, "client-merge", w->admin, &w->e), ERR_SECOND, "within a day");
	act_as(w, w->admin, 0);
	refused(w, approve_here(&w->d, "client-merge", w->wl, "730518", &w->e), ERR_SECOND, "");
	clock_fix(HELP_NOW + 86400);
	must(w, approve_here(&w->d, "client-merge", w->wl, "730518", &w->e));
	staff_list_free(&l);
}

/* ---- at another terminal ---- */

struct two {
	struct desk_world *w;
	struct desk boss;               /* 吴磊 at T9 */
	int64_t id;
};

static void ask(struct two *t, struct desk_world *w, int64_t of)
{
	struct approval q = question;

	*t = (struct two){ .w = w };
	give_pin(w, w->wl);
	other_terminal(w, &t->boss, w->wl, "T9");
	q.asked_of = of;
	must(w, approve_ask(&w->d, &q, &t->id, &w->e));
}

static int waiting(struct desk_world *w, struct desk *d)
{
	struct approval_list l = { 0 };
	int n;

	must(w, approve_waiting(d, &l, &w->e));
	n = (int)l.n;
	approval_list_free(&l);
	return n;
}

static void a_question_is_answered_there_and_taken_here(void **state)
{
	struct desk_world *w = *state;
	struct approval got;
	struct two t;
	int64_t by;

	ask(&t, w, w->wl);
	assert_int_equal(waiting(w, &t.boss), 1);
	assert_int_equal(waiting(w, &w->d), 0);         /* never the one who asks */
	refused(w, approve_take(&w->d, t.id, &question, &by, &w->e), ERR_CONFLICT, "not open");
	refused(w, approve_sign(&t.boss, t.id, "000000", &w->e), ERR_DENIED, "Wrong PIN");
	refused(w, approve_sign(&t.boss, t.id, "", &w->e), ERR_DENIED, "Wrong PIN");
	must(w, approve_sign(&t.boss, t.id, HELP_PIN, &w->e));
	must(w, approve_look(&w->d, t.id, &got, &w->e));
	assert_string_equal(got.state, "approved");
	assert_int_equal(waiting(w, &t.boss), 0);
	must(w, approve_take(&w->d, t.id, &question, &by, &w->e));
	assert_int_equal(by, w->wl);
	desk_close(&t.boss);
}

/* 吴磊 at T1 wants to book over a taken time; the administrator signs at T9. */
static void signed_there(struct two *t, struct desk_world *w)
{
	*t = (struct two){ .w = w };
	act_as(w, w->admin, 0);
	must(w, signin_set_pin(&w->d, w->admin, HELP_PIN, &w->e));
	act_as(w, w->wl, 0);
	other_terminal(w, &t->boss, w->admin, "T9");
	must(w, approve_ask(&w->d, &question, &t->id, &w->e));
	must(w, approve_sign(&t->boss, t->id, HELP_PIN, &w->e));
}

/* The one try that was signed, as a screen makes it. */
static enum err_code overbook(struct desk_world *w, const struct two *t, int64_t client)
{
	int64_t start = at(w, 0, 15, 0), id;
	struct booking b = { .client_id = client, .start_at = start, .end_at = start + 1800,
		.part = { { .resource_id = w->r1 } }, .nparts = 1, .over = true,
		.reason = "both agreed" };
	enum err_code rc;

	w->d.who.second_id = w->admin;
	w->d.who.approval_id = t->id;
	rc = booking_make(&w->d, &b, &id, &w->e);
	w->d.who.second_id = w->d.who.approval_id = 0;
	return rc;
}

/* It is used by what is done, in one transaction with it: what fails leaves it whole. */
static void a_signature_outlives_what_failed_and_serves_once(void **state)
{
	struct desk_world *w = *state;
	struct approval a;
	struct two t;
	int64_t by;

	book(w, w->cid, w->r1, at(w, 0, 15, 0), 30);
	signed_there(&t, w);
	refused(w, overbook(w, &t, w->cid), ERR_TAKEN, "陈思雨 has an appointment");  /* then */
	must(w, approve_take(&w->d, t.id, &question, &by, &w->e));
	assert_true(approve_ready(&w->d, question.right, question.text, &a));
	assert_int_equal(a.id, t.id);
	must(w, overbook(w, &t, w->ann));
	refused(w, approve_take(&w->d, t.id, &question, &by, &w->e), ERR_CONFLICT, "not open");
	assert_false(approve_ready(&w->d, question.right, question.text, &a));
	refused(w, overbook(w, &t, w->bob), ERR_CONFLICT, "not open");
	assert_int_equal(number(w, "SELECT count(*) FROM appointment"), 2);
	desk_close(&t.boss);
}

/* Not by another than who asked, not in another's name, not after its time. */
static void a_signature_serves_nobody_else(void **state)
{
	struct desk_world *w = *state;
	struct approval a;
	struct two t;

	book(w, w->cid, w->r1, at(w, 0, 15, 0), 30);
	signed_there(&t, w);
	act_as(w, w->admin, 0);
	assert_false(approve_ready(&w->d, question.right, question.text, &a));
	w->d.who.second_id = w->wl;
	w->d.who.approval_id = t.id;
	refused(w, merge_files(&w->d, w->ann, w->cid, NULL, 0, &t.id, &w->e), ERR_CONFLICT,
	    "not open");
	act_as(w, w->wl, 0);
	assert_false(approve_ready(&w->d, question.right, "something else", &a));
	assert_true(approve_ready(&w->d, question.right, question.text, &a));
	t.id = a.id;
	clock_fix(HELP_NOW + APPROVE_MINUTES * 60);
	assert_false(approve_ready(&w->d, question.right, question.text, &a));
	refused(w, overbook(w, &t, w->ann), ERR_CONFLICT, "not open");
	desk_close(&t.boss);
}

/* A list that leaves the house is a trace, no action: it uses its signature all the same. */
static void a_long_list_uses_its_signature(void **state)
{
	struct desk_world *w = *state;
	struct two t;

	signed_there(&t, w);
	w->d.who.second_id = w->admin;
	w->d.who.approval_id = t.id;
	must(w, export_list(&w->d, 0, "clients/find", 5000, EXPORT_CSV, &w->e));
	refused(w, export_list(&w->d, 0, "clients/find", 5000, EXPORT_CSV, &w->e), ERR_CONFLICT,
	    "not open");
	assert_int_equal(number(w, "SELECT count(*) FROM access WHERE what = 'export'"), 1);
	desk_close(&t.boss);
}

static void what_was_signed_is_what_is_done(void **state)
{
	struct desk_world *w = *state;
	struct approval other = question;
	struct two t;
	int64_t by;

	ask(&t, w, 0);
	must(w, approve_sign(&t.boss, t.id, HELP_PIN, &w->e));
	text_copy(other.text, sizeof other.text, "book 王小明 at 15:00 over 陈思雨, all day");
	refused(w, approve_take(&w->d, t.id, &other, &by, &w->e), ERR_CONFLICT, "Something else");
	assert_int_equal(by, 0);
	must(w, approve_take(&w->d, t.id, &question, &by, &w->e));
	desk_close(&t.boss);
}

static void nobody_signs_for_himself_from_another_terminal(void **state)
{
	struct desk_world *w = *state;
	struct approval q = question;
	struct desk again;
	int64_t id;

	give_pin(w, w->wl);
	act_as(w, w->wl, 0);
	must(w, approve_ask(&w->d, &q, &id, &w->e));
	other_terminal(w, &again, w->wl, "T9");
	assert_int_equal(waiting(w, &again), 0);
	refused(w, approve_sign(&again, id, HELP_PIN, &w->e), ERR_SECOND, "One's own");
	desk_close(&again);
}

static void a_question_to_one_person_is_not_shown_to_others(void **state)
{
	struct desk_world *w = *state;
	struct desk boss;
	struct two t;

	ask(&t, w, w->admin);
	assert_int_equal(waiting(w, &t.boss), 0);
	desk_close(&t.boss);
	other_terminal(w, &boss, w->cl, "T8");          /* has not the right */
	assert_int_equal(waiting(w, &boss), 0);
	refused(w, approve_sign(&boss, t.id, HELP_PIN, &w->e), ERR_DENIED, "Not your right");
	desk_close(&boss);
}

static void a_question_ends_by_clock_by_no_by_taking_it_back(void **state)
{
	struct desk_world *w = *state;
	struct approval got;
	struct two t;
	int64_t by;

	ask(&t, w, 0);
	clock_fix(HELP_NOW + APPROVE_MINUTES * 60);
	must(w, approve_look(&w->d, t.id, &got, &w->e));
	assert_string_equal(got.state, "over");
	refused(w, approve_sign(&t.boss, t.id, HELP_PIN, &w->e), ERR_CONFLICT, "not open");
	must(w, approve_ask(&w->d, &question, &t.id, &w->e));
	must(w, approve_refuse(&t.boss, t.id, "not today", &w->e));
	must(w, approve_look(&w->d, t.id, &got, &w->e));
	assert_string_equal(got.state, "refused");
	assert_string_equal(got.answer, "not today");
	refused(w, approve_take(&w->d, t.id, &question, &by, &w->e), ERR_CONFLICT, "not open");
	must(w, approve_ask(&w->d, &question, &t.id, &w->e));
	must(w, approve_withdraw(&w->d, t.id, &w->e));
	assert_int_equal(waiting(w, &t.boss), 0);
	refused(w, approve_sign(&t.boss, t.id, HELP_PIN, &w->e), ERR_CONFLICT, "not open");
	desk_close(&t.boss);
}

static void what_is_old_goes_with_the_next_question(void **state)
{
	struct desk_world *w = *state;
	struct two t;

	ask(&t, w, 0);
	clock_fix(HELP_NOW + 2 * 86400);
	must(w, approve_ask(&w->d, &question, &t.id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM approval"), 1);
	desk_close(&t.boss);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(those_who_may_sign_are_the_others, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(ones_own_pin_does_not_count, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(who_may_not_act_may_not_sign_and_no_try_is_counted,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(a_wrong_pin_counts_for_the_one_who_signs,
		    desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(
		    what_the_second_person_was_told_is_the_reason_of_the_action, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_question_is_answered_there_and_taken_here,
		    desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(
		    a_signature_outlives_what_failed_and_serves_once, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(a_signature_serves_nobody_else, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_long_list_uses_its_signature, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(who_set_the_pin_is_no_second_person_for_a_day,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(what_was_signed_is_what_is_done, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(nobody_signs_for_himself_from_another_terminal,
		    desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_question_to_one_person_is_not_shown_to_others,
		    desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_question_ends_by_clock_by_no_by_taking_it_back,
		    desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(what_is_old_goes_with_the_next_question, desk_setup,
		    desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
