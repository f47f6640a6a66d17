/* Surveys from the end of a visit to the rates; suggestions, improvements, events of the house. */
#include "desk_help.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/flag.h"
#include "data/record.h"
#include "data/store.h"
#include "desk/arrival.h"
#include "desk/arrival_leave.h"
#include "desk/gathering.h"
#include "desk/improvement.h"
#include "desk/suggestion.h"
#include "data/reply.h"
#include "data/message_send.h"
#include "desk/messages.h"
#include "desk/survey.h"
#include "desk/undo.h"
#include "form/complaints.h"
#include "form/form_catalog.h"
#include "form/messages.h"

enum { DAY_S = 86400 };

/* ---- helpers ---- */

/* The house with the shipped survey, its messages and its complaints. */
static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;
	char path[160], from[4096];
	bool changed;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	assert_non_null(realpath("forms/survey-visit.cfg", from));
	assert_int_equal(symlink(from, text_fmt(path, sizeof path, "%s/survey-visit.cfg",
	    w->forms)), 0);
	must(w, form_catalog_reload(w->d.forms, &changed, &faults, &w->e));
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	must(w, complaints_load("forms/complaints.cfg", &w->d.complaints, &faults, &w->e));
	assert_int_equal(faults.n, 0);
	return 0;
}

static int64_t visit_with(struct desk_world *w, int64_t client, int64_t resource)
{
	struct arrival_leave l = { .outcome = "collected" };
	struct arrival_card c;
	struct arrival a;
	int64_t visit, staff = w->d.who.staff_id;

	act_as(w, w->wl, 0);
	must(w, arrival_prepare(&w->d, client, 0, &c, &w->e));
	a = c.is;
	text_copy(a.identity, sizeof a.identity, "known");
	if (!a.allergy[0])
		text_copy(a.allergy, sizeof a.allergy, c.allergy_known ? "same" : "none");
	a.resource_id = resource;
	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	must(w, arrival_leave(&w->d, visit, &l, &w->e));
	act_as(w, staff, 0);
	return visit;
}

static void days_later(int days)
{
	clock_fix(clock_now() + (int64_t)days * DAY_S);
}

static struct survey_row open_of(struct desk_world *w, int64_t client)
{
	struct survey_row r;

	must(w, survey_open_of(&w->d, client, &r, &w->e));
	return r;
}

static bool has_open(struct desk_world *w, int64_t client)
{
	struct survey_row r;
	enum err_code rc = survey_open_of(&w->d, client, &r, &w->e);

	if (rc != OK)
		refused(w, rc, ERR_NOTFOUND, "");
	return rc == OK;
}

static void type(struct form_edit *x, const char *field, const char *text)
{
	struct err e = ERR_INIT;
	int i = form_field_index(form_edit_form(x), field);

	assert_true(i >= 0);
	assert_int_equal(form_edit_set_text(x, i, text, &e), OK);
}

/* Marks in the order of the shipped form, 0: not answered; low ones say why. */
static const char *const questions[] = { "booking", "waiting", "told", "person", "room" };

static enum err_code answer(struct desk_world *w, int64_t id, const int marks[5],
    const char *better, const char *named, struct survey_result *out)
{
	struct survey x;
	struct form_edit *edit;
	enum err_code rc;

	must(w, survey_open(&w->d, id, &x, &w->e));
	must(w, survey_edit(&x, &edit, &w->e));
	for (int i = 0; i < 5; i++) {
		char text[8], remark[40];

		if (!marks[i])
			continue;
		type(edit, questions[i], text_fmt(text, sizeof text, "%d", marks[i]));
		text_fmt(remark, sizeof remark, "%s_remark", questions[i]);
		if (marks[i] <= SURVEY_ASKS_WHY) {
			form_edit_remark(edit, form_field_index(x.form, questions[i]));
			type(edit, remark, "it was cold");
		}
	}
	if (better)
		type(edit, "better", better);
	if (named)
		type(edit, "named", named);
	rc = survey_save(&x, edit, out, &w->e);
	form_edit_free(edit);
	return rc;
}

static const int good[5] = { 5, 5, 5, 5, 5 };

/* ---- when one is due ---- */

static void is_due_when_the_visit_ends_and_once_in_thirty_days(void **state)
{
	struct desk_world *w = *state;
	struct survey_result r;

	assert_false(has_open(w, w->ann));
	visit_with(w, w->ann, w->r_cl);
	assert_true(has_open(w, w->ann));
	assert_int_equal(open_of(w, w->ann).rated_id, w->cl);
	must(w, answer(w, open_of(w, w->ann).id, good, NULL, NULL, &r));
	days_later(29);
	visit_with(w, w->ann, w->r_cl);
	assert_false(has_open(w, w->ann));
	days_later(1);
	visit_with(w, w->ann, w->r_cl);
	assert_true(has_open(w, w->ann));
}

static void undoing_the_end_of_the_visit_takes_it_away(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	must(w, undo_action(&w->d, last_action(w), false, "wrong client", &id, &w->e));
	assert_false(has_open(w, w->ann));
	assert_int_equal(number(w, "SELECT count(*) FROM survey"), 0);
}

/* Four hundred and fifty of each: an action must stay small. */
static void a_night_with_much_to_do_is_several_actions(void **state)
{
	static const char rows[] = "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
	    " WHERE n < 450) ";
	struct desk_world *w = *state;
	size_t n;

	visit_with(w, w->cid, w->r_cl);
	raw(w, "%sINSERT INTO survey(branch_id, client_id, day, created_at, form, from_at,"
	    " expire_at) SELECT branch_id, client_id, '2026-01-01', 1, form, 1, 2 FROM survey, k",
	    rows);
	raw(w, "%sINSERT INTO client(branch_id, name, day, created_at) SELECT %lld, 'C' || n,"
	    " '" HELP_DAY "', 1 FROM k", rows, (long long)w->ja);
	raw(w, "INSERT INTO visit(branch_id, client_id, day, created_at, arrived_at, number, zone,"
	    " identity, place, since_at, state, outcome, left_at) SELECT v.branch_id, c.id, v.day,"
	    " v.created_at, v.arrived_at, 'X' || c.id, v.zone, 'known', c.id, v.since_at, v.state,"
	    " v.outcome, v.left_at FROM visit v, client c WHERE c.name GLOB 'C[0-9]*'");
	w->d.who.staff_id = 0;
	must(w, survey_nightly(&w->d, &n, &w->e));
	assert_int_equal(n, 900);
	assert_int_equal(number(w, "SELECT count(*) FROM survey WHERE state = 'due'"), 451);
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE name = 'survey-due'"), 6);
	must(w, survey_nightly(&w->d, &n, &w->e));
	assert_int_equal(n, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE name = 'survey-due'"), 6);
}

static void night_makes_what_lacks_and_ends_what_is_stale(void **state)
{
	struct desk_world *w = *state;
	size_t n;

	visit_with(w, w->ann, w->r_cl);
	visit_with(w, w->cid, w->r_cl);
	w->d.who.staff_id = 0;          /* the program itself */
	must(w, survey_nightly(&w->d, &n, &w->e));
	assert_int_equal(n, 0);
	days_later(14);
	must(w, survey_nightly(&w->d, &n, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(number(w, "SELECT count(*) FROM survey WHERE state = 'expired'"), 2);
	/* Nobody had asked: the next visit is asked about although 30 days have not passed. */
	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	assert_true(has_open(w, w->ann));
}

/* ---- answers ---- */

static void good_one_is_five_of_five(void **state)
{
	struct desk_world *w = *state;
	struct survey_result r;
	char text[40];

	visit_with(w, w->ann, w->r_cl);
	act_as(w, w->wl, 0);
	assert_string_equal(survey_last(&w->d, w->ann, text, sizeof text), "");
	must(w, answer(w, open_of(w, w->ann).id, good, NULL, NULL, &r));
	assert_int_equal(r.answered, 5);
	assert_int_equal(r.score, 500);
	assert_int_equal(r.lowest, 5);
	assert_string_equal(r.complaint, "");
	assert_string_equal(survey_last(&w->d, w->ann, text, sizeof text), "5 of 5");
}

static void only_answered_questions_count(void **state)
{
	struct desk_world *w = *state;
	const int marks[5] = { 4, 0, 5, 0, 0 };
	struct survey_result r;
	char text[40];

	visit_with(w, w->ann, w->r_cl);
	act_as(w, w->wl, 0);
	must(w, answer(w, open_of(w, w->ann).id, marks, NULL, NULL, &r));
	assert_int_equal(r.answered, 2);
	assert_int_equal(r.score, 180);
	assert_string_equal(survey_last(&w->d, w->ann, text, sizeof text), "4.5 of 5");
}

static void without_a_mark_nothing_is_saved(void **state)
{
	struct desk_world *w = *state;
	const int none[5] = { 0 };
	struct survey_result r;

	visit_with(w, w->ann, w->r_cl);
	act_as(w, w->wl, 0);
	refused(w, answer(w, open_of(w, w->ann).id, none, "more tea", NULL, &r), ERR_INVALID,
	    "No mark");
	assert_true(has_open(w, w->ann));
	assert_int_equal(number(w, "SELECT count(*) FROM suggestion"), 0);
}

static void low_mark_without_a_reason_is_asked_why(void **state)
{
	struct desk_world *w = *state;
	struct survey x;
	struct survey_result r;
	struct form_edit *edit;

	visit_with(w, w->ann, w->r_cl);
	act_as(w, w->wl, 0);
	must(w, survey_open(&w->d, open_of(w, w->ann).id, &x, &w->e));
	must(w, survey_edit(&x, &edit, &w->e));
	type(edit, "room", "3");
	assert_int_equal(survey_low_mark(edit, form_field_index(x.form, "room")), 3);
	assert_int_equal(survey_save(&x, edit, &r, &w->e), ERR_INVALID);
	assert_string_equal(w->e.field, "room_remark");
	err_clear(&w->e);
	form_edit_free(edit);
}

static void two_opens_a_complaint_and_three_does_not(void **state)
{
	struct desk_world *w = *state;
	const int three[5] = { 5, 5, 5, 5, 3 }, two[5] = { 5, 5, 5, 5, 2 };
	struct survey_result r;
	char text[400];

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	must(w, answer(w, open_of(w, w->ann).id, three, NULL, NULL, &r));
	assert_string_equal(r.complaint, "");
	visit_with(w, w->cid, w->r_cl);
	must(w, answer(w, open_of(w, w->cid).id, two, NULL, NULL, &r));
	assert_string_not_equal(r.complaint, "");
	assert_int_equal(number(w, "SELECT count(*) FROM complaint c JOIN survey s"
	    " ON s.id = c.survey_id WHERE c.channel = 'survey' AND c.client_id = %lld",
	    (long long)w->cid), 1);
	assert_non_null(strstr(text_of(w, "SELECT content FROM complaint", text, sizeof text),
	    "2/5 (it was cold)"));
}

static void one_undo_takes_answers_complaint_and_suggestion_back(void **state)
{
	struct desk_world *w = *state;
	const int bad[5] = { 1, 1, 1, 1, 1 };
	struct survey_result r;
	int64_t id;

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	must(w, answer(w, open_of(w, w->ann).id, bad, "a chair", NULL, &r));
	assert_true(r.suggestion);
	assert_int_equal(number(w, "SELECT count(*) FROM suggestion"), 1);
	must(w, undo_action(&w->d, last_action(w), false, "wrong form", &id, &w->e));
	assert_true(has_open(w, w->ann));
	assert_int_equal(number(w, "SELECT count(*) FROM complaint"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM suggestion"), 0);
}

static void is_answered_once(void **state)
{
	struct desk_world *w = *state;
	struct survey_result r;
	struct survey_row row;

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	row = open_of(w, w->ann);
	must(w, answer(w, row.id, good, NULL, NULL, &r));
	refused(w, answer(w, row.id, good, NULL, NULL, &r), ERR_CONFLICT, "came back");
	refused(w, survey_refuse(&w->d, row.id, "no time", &w->e), ERR_CONFLICT, "came back");
}

/* ---- answered by a message ---- */

static void a_mark_stands_at_the_beginning_of_a_message(void **state)
{
	const char *words;

	(void)state;
	assert_int_equal(survey_mark_said("5", &words), 5);
	assert_string_equal(words, "");
	assert_int_equal(survey_mark_said(" 2，等太久", &words), 2);
	assert_string_equal(words, "等太久");
	assert_int_equal(survey_mark_said("4分 good", &words), 4);
	assert_string_equal(words, "good");
	assert_int_equal(survey_mark_said("1", NULL), 1);
	assert_int_equal(survey_mark_said("0", NULL), 0);
	assert_int_equal(survey_mark_said("6", NULL), 0);
	assert_int_equal(survey_mark_said("10", NULL), 0);
	assert_int_equal(survey_mark_said("4.5", NULL), 0);
	assert_int_equal(survey_mark_said("1-5", NULL), 0);
	assert_int_equal(survey_mark_said("very good", NULL), 0);
	assert_int_equal(survey_mark_said("", NULL), 0);
}

static void a_message_answers_the_survey_and_a_low_one_complains(void **state)
{
	struct desk_world *w = *state;
	struct survey_row r;
	char text[400];

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	r = open_of(w, w->ann);
	refused(w, survey_by_message(&w->d, r.id, "very good", &w->e), ERR_INVALID, "no mark");
	must(w, survey_by_message(&w->d, r.id, "5 thank you", &w->e));
	assert_string_equal(text_of(w, "SELECT asked || ' ' || answered || ' ' || score"
	    " FROM survey", text, sizeof text), "message 1 100");
	assert_int_equal(number(w, "SELECT count(*) FROM complaint"), 0);
	refused(w, survey_by_message(&w->d, r.id, "5", &w->e), ERR_CONFLICT, "came back");
	visit_with(w, w->cid, w->r_cl);
	r = open_of(w, w->cid);
	must(w, survey_by_message(&w->d, r.id, "1 nobody came", &w->e));
	assert_non_null(strstr(text_of(w, "SELECT content FROM complaint", text, sizeof text),
	    "1/5 (nobody came)"));
	/* A low mark alone is taken as it is: there is nobody to ask why. */
	visit_with(w, w->bob, w->r_cl);
	r = open_of(w, w->bob);
	must(w, survey_by_message(&w->d, r.id, "3", &w->e));
	assert_false(has_open(w, w->bob));
}

static void the_reply_is_entered_by_one_key(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "message-send" };
	struct reply in = { .branch_id = w->ja, .client_id = w->ann, .created_at = HELP_NOW,
		.day = HELP_DAY, .number = "13800000823", .text = "4 warm", .provider_id = "in-1",
		.meaning = "other" };
	struct message m = { .branch_id = w->ja, .client_id = w->ann, .channel = "sms",
		.language = "zh", .text = "?", .number = "13800000823", .day = HELP_DAY,
		.template = "survey", .state = "sent" };
	struct reply_means means;
	struct txn *t;
	int64_t id;

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, message_insert(t, &m, &in.message_id, &w->e));
	must(w, reply_insert(t, &in, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	must(w, reply_get(w->s, id, &in, &w->e));
	must(w, messages_understand(&w->d, &in, &means, &w->e));
	assert_int_equal(means.act, REPLY_MARK);
	assert_int_equal(means.mark, 4);
	must(w, messages_do(&w->d, id, &w->e));
	assert_false(has_open(w, w->ann));
	assert_int_equal(number(w, "SELECT count(*) FROM reply WHERE state = 'done'"), 1);
	must(w, reply_get(w->s, id, &in, &w->e));
	assert_string_equal(in.result, "survey: 4 of 5");
}

/* ---- without answers ---- */

static void put_off_refused_and_handed_out(void **state)
{
	struct desk_world *w = *state;
	struct survey_row r;
	int64_t due, now = clock_now();

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	r = open_of(w, w->ann);
	refused(w, survey_later(&w->d, r.id, now - 60, &w->e), ERR_INVALID, "past");
	refused(w, survey_later(&w->d, r.id, now + 20 * DAY_S, &w->e), ERR_INVALID, "latest");
	must(w, survey_later(&w->d, r.id, now + DAY_S, &w->e));
	must(w, survey_count_due(w->s, w->ja, now, &due, &w->e));
	assert_int_equal(due, 0);
	must(w, survey_count_due(w->s, w->ja, now + DAY_S, &due, &w->e));
	assert_int_equal(due, 1);
	must(w, survey_hand(&w->d, r.id, "house", &w->e));
	assert_string_equal(open_of(w, w->ann).state, "out");
	must(w, survey_refuse(&w->d, r.id, "no time", &w->e));
	assert_false(has_open(w, w->ann));
}

static void message_goes_only_to_who_may_get_one(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "client-edit" };
	struct txn *t;
	int64_t id;

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	visit_with(w, w->cid, w->r_cl);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, flag_set(t, w->ann, "no_message", NULL, NULL, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	refused(w, survey_hand(&w->d, open_of(w, w->ann).id, "message", &w->e), ERR_INVALID,
	    "Not sent");
	assert_string_equal(open_of(w, w->ann).state, "due");
	must(w, survey_hand(&w->d, open_of(w, w->cid).id, "message", &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'survey'"), 1);
}

/* ---- who sees whose it is ---- */

static void who_was_rated_sees_no_name_unless_the_client_agreed(void **state)
{
	struct desk_world *w = *state;
	struct survey_result r;
	struct survey_row row;
	char text[40];

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	row = open_of(w, w->ann);
	must(w, answer(w, row.id, good, "more tea", "no", &r));
	must(w, survey_get(w->s, row.id, &row, &w->e));
	assert_string_equal(survey_name(&w->d, &row), row.client);
	act_as(w, w->cl, 0);
	assert_true(survey_hides(&w->d, &row));
	assert_string_equal(survey_name(&w->d, &row), "(a client)");
	assert_string_equal(survey_last(&w->d, w->ann, text, sizeof text), "");
	act_as(w, w->wl, 0);
	visit_with(w, w->cid, w->r_cl);
	row = open_of(w, w->cid);
	must(w, answer(w, row.id, good, NULL, "yes", &r));
	act_as(w, w->cl, 0);
	must(w, survey_get(w->s, row.id, &row, &w->e));
	assert_false(survey_hides(&w->d, &row));
}

/* ---- rates ---- */

struct tally {
	int64_t out, returned, answered, score, low;
};

static void add(struct tally *t, const struct survey_result *r)
{
	t->out++;
	t->returned++;
	t->answered += r->answered;
	t->score += r->score;
	t->low += r->lowest <= 3;
}

static void assert_rate(const struct survey_rate *r, const struct tally *t)
{
	assert_int_equal(r->out, t->out);
	assert_int_equal(r->returned, t->returned);
	assert_int_equal(r->answered, t->answered);
	assert_int_equal(r->score, t->score);
	assert_int_equal(r->low, t->low);
}

/* A hundred visits with marks by lot, over three months and two people, against sums that are kept
 * beside them. */
static void rates_are_those_of_an_oracle(void **state)
{
	struct desk_world *w = *state;
	struct tally all = { 0 }, month[3] = { { 0 } }, person[2] = { { 0 } };
	struct survey_filter f = { .branch_id = w->ja, .from_day = "2026-11-01",
		.to_day = "2027-02-28" };
	struct survey_rates l = { 0 };
	struct survey_rate one;
	unsigned lot = 7;

	act_as(w, w->wl, 0);
	for (int i = 0; i < 100; i++) {
		char name[24], phone[16];
		int who = (int)((lot = lot * 1103515245u + 12345u) >> 16) & 1, marks[5];
		struct survey_result r;
		int64_t client;

		if (i == 34 || i == 67)
			days_later(31);
		text_fmt(name, sizeof name, "Client %d", i);
		text_fmt(phone, sizeof phone, "139%08d", i);
		client = add_client(w, name, phone, "1980-01-01");
		visit_with(w, client, who ? w->r_cl : w->r_ly);
		if (i % 7 == 0)
			continue;               /* due, not asked */
		for (int k = 0; k < 5; k++)
			marks[k] = (int)((lot = lot * 1103515245u + 12345u) >> 16) % 6;
		if (!marks[0] && !marks[1] && !marks[2] && !marks[3] && !marks[4])
			marks[0] = 1;
		must(w, answer(w, open_of(w, client).id, marks, NULL, NULL, &r));
		add(&all, &r);
		add(&month[i >= 67 ? 2 : i >= 34], &r);
		add(&person[who], &r);
	}
	must(w, survey_rate_all(w->s, &f, &one, &w->e));
	assert_int_equal(one.due, 100);
	assert_rate(&one, &all);
	assert_int_equal(survey_percent(&one), (int)((double)all.score / (double)all.answered
	    + 0.5));
	must(w, survey_rates(w->s, SURVEY_BY_MONTH, &f, &l, &w->e));
	assert_int_equal(l.n, 3);
	for (size_t i = 0; i < 3; i++)
		assert_rate(&l.v[i], &month[i]);
	must(w, survey_rates(w->s, SURVEY_BY_PERSON, &f, &l, &w->e));
	assert_int_equal(l.n, 2);
	for (size_t i = 0; i < 2; i++)
		assert_rate(&l.v[i], &person[l.v[i].key == w->r_cl]);
	must(w, survey_rates(w->s, SURVEY_BY_BRANCH, &f, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_rate(&l.v[0], &all);
	f.rated_id = w->cl;
	must(w, survey_rate_all(w->s, &f, &one, &w->e));
	assert_rate(&one, &person[1]);
	survey_rates_free(&l);
}

/* ---- suggestions, improvements ---- */

static void suggestion_is_decided_answered_and_done(void **state)
{
	struct desk_world *w = *state;
	struct suggestion_draft x = { .client_id = w->ann, .text = "a chair" };
	struct suggestion_row r;
	int64_t id;

	act_as(w, w->wf, 0);
	refused(w, suggestion_take(&w->d, &(struct suggestion_draft){ .text = " " }, &id, &w->e),
	    ERR_INVALID, "better");
	must(w, suggestion_take(&w->d, &x, &id, &w->e));
	refused(w, suggestion_decide(&w->d, id, true, "we buy one", &w->e), ERR_DENIED, "");
	refused(w, suggestion_answer(&w->d, id, "call", "soon", &w->e), ERR_CONFLICT, "undecided");
	act_as(w, w->wl, 0);
	refused(w, suggestion_decide(&w->d, id, true, "", &w->e), ERR_INVALID, "why");
	must(w, suggestion_decide(&w->d, id, true, "we buy one", &w->e));
	refused(w, suggestion_decide(&w->d, id, false, "no", &w->e), ERR_CONFLICT, "taken up");
	must(w, suggestion_answer(&w->d, id, "message", "we buy one", &w->e));
	refused(w, suggestion_answer(&w->d, id, "call", "again", &w->e), ERR_CONFLICT, "already");
	must(w, suggestion_done(&w->d, id, &w->e));
	must(w, suggestion_get(w->s, id, &r, &w->e));
	assert_string_equal(r.state, "done");
	assert_string_equal(r.told, "message");
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'answer'"), 1);
}

static void improvement_is_checked_by_somebody_else(void **state)
{
	struct desk_world *w = *state;
	struct suggestion_draft s = { .text = "two chairs" };
	struct improvement_draft x = { .problem = "nowhere to sit", .measure = "buy chairs",
		.level = "light", .due_day = "2026-11-30" };
	struct improvement_row r;
	int64_t id;

	act_as(w, w->wf, 0);
	must(w, suggestion_take(&w->d, &s, &x.suggestion_id, &w->e));
	act_as(w, w->wl, 0);
	must(w, improvement_add(&w->d, &x, &id, &w->e));
	must(w, improvement_get(w->s, id, &r, &w->e));
	assert_string_equal(r.credit, "王芳");
	assert_string_equal(r.month, "2026-11");
	assert_int_equal(number(w, "SELECT state = 'taken' FROM suggestion"), 1);
	refused(w, improvement_check(&w->d, id, &w->e), ERR_CONFLICT, "to be done");
	must(w, improvement_do(&w->d, id, "bought two", &w->e));
	refused(w, improvement_check(&w->d, id, &w->e), ERR_DENIED, "somebody else");
	must(w, improvement_reopen(&w->d, id, "one is broken", &w->e));
	must(w, improvement_do(&w->d, id, "bought another", &w->e));
	act_as(w, w->admin, 0);
	w->d.admin = true;
	must(w, improvement_check(&w->d, id, &w->e));
	w->d.admin = false;
	assert_int_equal(number(w, "SELECT state = 'done' FROM suggestion"), 1);
}

static void late_improvements_stand_out(void **state)
{
	struct desk_world *w = *state;
	struct improvement_row r = { .state = "open", .due_day = "2026-11-23" };

	assert_true(improvement_late(&w->d, &r));
	text_copy(r.due_day, sizeof r.due_day, HELP_DAY);
	assert_false(improvement_late(&w->d, &r));
	text_copy(r.due_day, sizeof r.due_day, "2026-11-23");
	text_copy(r.state, sizeof r.state, "done");
	assert_false(improvement_late(&w->d, &r));
}

static void month_counts_what_there_was(void **state)
{
	struct desk_world *w = *state;
	const int two[5] = { 5, 5, 5, 5, 2 };
	struct survey_result res;
	struct month_report r;
	char line[200];

	act_as(w, w->wl, 0);
	visit_with(w, w->ann, w->r_cl);
	must(w, answer(w, open_of(w, w->ann).id, two, "a chair", NULL, &res));
	must(w, month_report_load(&w->d, w->ja, NULL, &r, &w->e));
	assert_string_equal(r.from_day, "2026-11-01");
	assert_string_equal(r.to_day, "2026-11-30");
	assert_int_equal(r.complaints.n, 1);
	assert_int_equal(r.complaints.v[0].n, 1);
	assert_int_equal(r.rest.low, 1);
	assert_int_equal(r.rest.suggested, 1);
	assert_string_equal(month_report_line(&r, line, sizeof line),
	    "2026-11: complaints 1, late 0; suggestions 1; surveys 88% of 5");
	month_report_free(&r);
	refused(w, month_report_load(&w->d, w->ja, "2026-13", &r, &w->e), ERR_INVALID, "YYYY-MM");
	refused(w, month_report_load(&w->d, w->ja, "11", &r, &w->e), ERR_INVALID, "YYYY-MM");
}

/* ---- events ---- */

static void guests_are_invited_come_and_stay_away(void **state)
{
	struct desk_world *w = *state;
	struct gathering_draft x = { .name = "Tea", .day = "2026-12-05", .start_min = 15 * 60 };
	struct guest_list l = { 0 };
	size_t sent, call;
	int64_t id;

	act_as(w, w->wl, 0);
	must(w, gathering_add(&w->d, &x, &id, &w->e));
	must(w, gathering_list_client(&w->d, id, w->ann, &w->e));
	must(w, gathering_list_client(&w->d, id, w->cid, &w->e));
	refused(w, gathering_list_client(&w->d, id, w->ann, &w->e), ERR_CONFLICT, "already");
	/* Ann agreed to news, Cid did not: one gets a message, the other is called. */
	raw(w, "INSERT INTO client_flag(client_id, kind) VALUES (%lld, 'news')",
	    (long long)w->ann);
	must(w, gathering_invite(&w->d, id, &sent, &call, &w->e));
	assert_int_equal(sent, 1);
	assert_int_equal(call, 1);
	/* The day in words, as the guest reads. */
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'invite'"
	    " AND (text LIKE '%%Tea，12月5日周六 15:00。%%' OR"
	    "      text LIKE '%%Tea, Sat 5 Dec 15:00.%%')"), sent);
	must(w, guest_list(w->s, id, &l, &w->e));
	assert_int_equal(l.n, 2);
	for (size_t i = 0; i < l.n; i++)
		must(w, gathering_guest(&w->d, l.v[i].id, i ? "came" : "accepted", NULL, &w->e));
	refused(w, gathering_end(&w->d, id, false, NULL, &w->e), ERR_CONFLICT, "Sat 5 Dec");
	x.day = HELP_DAY;
	must(w, gathering_change(&w->d, id, &x, &w->e));
	must(w, gathering_end(&w->d, id, false, NULL, &w->e));
	must(w, guest_list(w->s, id, &l, &w->e));
	assert_string_equal(l.v[0].state, "absent");
	assert_string_equal(l.v[1].state, "came");
	refused(w, gathering_list_client(&w->d, id, w->bob, &w->e), ERR_CONFLICT, "over");
	/* What was said about it comes afterwards. */
	must(w, gathering_guest(&w->d, l.v[1].id, "came", "liked it", &w->e));
	guest_list_free(&l);
}

static void guests_come_by_their_segment(void **state)
{
	struct desk_world *w = *state;
	struct gathering_draft x = { .name = "Tea", .day = "2026-12-05", .start_min = -1 };
	int64_t id;
	size_t n;

	act_as(w, w->wl, 0);
	must(w, gathering_add(&w->d, &x, &id, &w->e));
	must(w, gathering_list_word(&w->d, id, "loyal", 0, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, gathering_end(&w->d, id, true, "rain", &w->e));
	refused(w, gathering_list_word(&w->d, id, "loyal", 0, &n, &w->e), ERR_CONFLICT,
	    "cancelled");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(is_due_when_the_visit_ends_and_once_in_thirty_days),
		TEST(undoing_the_end_of_the_visit_takes_it_away),
		TEST(night_makes_what_lacks_and_ends_what_is_stale),
		TEST(a_night_with_much_to_do_is_several_actions),
		TEST(good_one_is_five_of_five),
		TEST(only_answered_questions_count),
		TEST(without_a_mark_nothing_is_saved),
		TEST(low_mark_without_a_reason_is_asked_why),
		TEST(two_opens_a_complaint_and_three_does_not),
		TEST(one_undo_takes_answers_complaint_and_suggestion_back),
		TEST(is_answered_once),
		TEST(a_mark_stands_at_the_beginning_of_a_message),
		TEST(a_message_answers_the_survey_and_a_low_one_complains),
		TEST(the_reply_is_entered_by_one_key),
		TEST(put_off_refused_and_handed_out),
		TEST(message_goes_only_to_who_may_get_one),
		TEST(who_was_rated_sees_no_name_unless_the_client_agreed),
		TEST(rates_are_those_of_an_oracle),
		TEST(suggestion_is_decided_answered_and_done),
		TEST(improvement_is_checked_by_somebody_else),
		TEST(late_improvements_stand_out),
		TEST(month_counts_what_there_was),
		TEST(guests_are_invited_come_and_stay_away),
		TEST(guests_come_by_their_segment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
