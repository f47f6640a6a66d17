/* Boxes and prompts keep what is typed: which ones there are, and that they find it again. */
#include "house.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "desk/complaint.h"
#include "desk/drafts.h"
#include "form/form_catalog.h"
#include "screen/askform.h"
#include "screen/cases.h"
#include "tui/textline.h"

static int64_t drafts(struct house *h, const char *state)
{
	return number(h, "SELECT count(*) FROM draft WHERE state = '%s'", state);
}

static int64_t take_case(struct house *h, const char *content)
{
	struct complaint_draft c = { .client_id = h->ann, .kind = "normal", .channel = "phone",
		.content = content };
	int64_t id = 0;

	must(h, complaint_take(&h->d, &c, &id, &h->e));
	return id;
}

/* ---- boxes ---- */

static void every_box_has_a_word_of_its_own_and_a_form(void **state)
{
	struct house *h = *state;
	size_t boxes = 0;

	for (size_t i = 0; i < askform_again_count; i++)
		for (size_t k = 0; k < askform_again[i]->n; k++, boxes++) {
			const struct askform_again *a = &askform_again[i]->v[k];
			char word[64];
			int64_t with;

			assert_ptr_equal(askform_of_draft(a->word, &with), a);
			assert_int_equal(with, 0);
			text_fmt(word, sizeof word, "%s+17", a->word);
			assert_ptr_equal(askform_of_draft(word, &with), a);
			assert_int_equal(with, 17);
			assert_non_null(a->run);
			assert_true(!a->form || form_catalog_find(h->d.forms, a->form));
			assert_true(!a->tab == !a->area);
		}
	assert_true(boxes >= 27);
	assert_null(askform_of_draft("client-new", NULL));
	assert_null(askform_of_draft("", NULL));
}

static void a_box_that_was_left_goes_on_at_its_row_alone(void **state)
{
	struct house *h = *state;
	int64_t id = take_case(h, "the queue"), other = take_case(h, "the noise");

	must(h, case_open(screen_top(h->l), id, &h->e));
	loop_press(h->l, "n Tab");
	loop_type(h->l, "rang her");
	loop_press(h->l, "Esc");
	see_row(h, -2, "Kept as job 1");
	assert_int_equal(drafts(h, "parked"), 1);
	assert_int_equal(number(h, "SELECT ref_id FROM draft"), id);

	loop_press(h->l, "Esc");
	must(h, case_open(screen_top(h->l), other, &h->e));
	loop_press(h->l, "n");
	nosee(h, "rang her");
	loop_press(h->l, "Esc Esc");

	must(h, case_open(screen_top(h->l), id, &h->e));
	loop_press(h->l, "n");
	see(h, "rang her");
	see_row(h, -2, "Going on with what was typed");
	loop_press(h->l, "F10");
	assert_int_equal(drafts(h, "parked") + drafts(h, "open"), 0);
	assert_int_equal(number(h, "SELECT count(*) FROM complaint_step WHERE text = 'rang her'"),
	    1);
	loop_press(h->l, "n");
	nosee(h, "rang her");
}

static void a_promise_by_a_day_is_until_the_house_closes(void **state)
{
	struct house *h = *state;

	must(h, case_open(screen_top(h->l), take_case(h, "the queue"), &h->e));
	loop_press(h->l, "n 3");
	loop_type(h->l, "a second look");
	loop_press(h->l, "Tab");
	loop_type(h->l, "fri");
	loop_press(h->l, "F10");
	assert_int_equal(number(h, "SELECT promise_at FROM complaint_step"),
	    zone_instant(h->d.zone, day_parse("2026-11-27"), h->d.close_min * 60));
}

static void what_is_merely_proposed_is_no_job(void **state)
{
	struct house *h = *state;

	must(h, case_open(screen_top(h->l), take_case(h, "the queue"), &h->e));
	loop_press(h->l, "n Tab Esc");
	assert_int_equal(drafts(h, "parked") + drafts(h, "open"), 0);
}

static void a_job_goes_on_over_its_own_screen(void **state)
{
	struct house *h = *state;

	must(h, case_open(screen_top(h->l), take_case(h, "the queue"), &h->e));
	loop_press(h->l, "n Tab");
	loop_type(h->l, "a letter");
	loop_press(h->l, "F2 ^T");
	see(h, "step");
	loop_press(h->l, "Enter");
	see(h, "C-0001: step", "a letter");
	assert_string_equal(screen_under(screen_top(h->l))->type->name, "case");
}

static void the_list_of_jobs_says_what_is_in_a_box_by_its_labels(void **state)
{
	struct house *h = *state;

	house_screen(h, 40, 120);
	must(h, case_open(screen_top(h->l), take_case(h, "the queue"), &h->e));
	loop_press(h->l, "n Tab");
	loop_type(h->l, "a letter");
	loop_press(h->l, "Esc ^T");
	see(h, "Text: a letter");
}

/* ---- prompts ---- */

static char answer[200];

static enum err_code answered(struct screen *s, const char *text, struct err *e)
{
	(void)s;
	if (text && !strcmp(text, "no"))
		return err_set(e, ERR_INVALID, "Not that.");
	text_copy(answer, sizeof answer, text ? text : "(back)");
	return OK;
}

static void ask(struct house *h, int64_t ref)
{
	textline_ask(screen_top(h->l), &(struct textline){ .label = "Why", .keep = "test-why",
	    .keep_ref = ref, .done = answered });
	loop_settle(h->l);
}

static void a_prompt_holds_what_was_typed_when_it_is_asked_again(void **state)
{
	struct house *h = *state;

	ask(h, 7);
	loop_type(h->l, "she was away");
	loop_press(h->l, "Esc");
	assert_string_equal(answer, "(back)");
	assert_int_equal(drafts(h, "line"), 1);
	ask(h, 8);                      /* another row */
	nosee(h, "she was away");
	loop_press(h->l, "Esc");
	ask(h, 7);
	see(h, "Why [she was away");
	see_row(h, -2, "not sent");
	loop_type(h->l, ", ill");
	loop_press(h->l, "Enter");
	assert_string_equal(answer, "she was away, ill");
	assert_int_equal(drafts(h, "line"), 0);
	ask(h, 7);
	nosee(h, "she was away");
}

static void a_refused_answer_stays_kept(void **state)
{
	struct house *h = *state;

	ask(h, 7);
	loop_type(h->l, "no");
	loop_press(h->l, "Enter");
	see_row(h, -2, "Not that.");
	loop_press(h->l, "F2");         /* the prompt goes with its screen */
	ask(h, 7);
	see(h, "Why [no");
}

static void a_prompt_is_no_job_and_nobody_elses(void **state)
{
	struct house *h = *state;
	struct draft_job_list jobs = { 0 };

	ask(h, 7);
	loop_type(h->l, "mine");
	loop_press(h->l, "Esc");
	must(h, drafts_jobs(&h->d, &jobs, &h->e));
	assert_int_equal(jobs.n, 0);
	draft_job_list_free(&jobs);
	assert_int_equal(drafts_parked(&h->d, h->wf), 0);
	house_become(h, h->wl);
	ask(h, 7);
	nosee(h, "mine");
}

static void an_emptied_prompt_is_forgotten(void **state)
{
	struct house *h = *state;

	ask(h, 7);
	loop_type(h->l, "mine");
	loop_press(h->l, "Esc");
	ask(h, 7);
	loop_press(h->l, "^U Esc");
	ask(h, 7);
	nosee(h, "mine");
	assert_int_equal(drafts(h, "line"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(F) cmocka_unit_test_setup_teardown(F, house_setup, house_teardown)
		T(every_box_has_a_word_of_its_own_and_a_form),
		T(a_box_that_was_left_goes_on_at_its_row_alone),
		T(a_promise_by_a_day_is_until_the_house_closes),
		T(what_is_merely_proposed_is_no_job),
		T(a_job_goes_on_over_its_own_screen),
		T(the_list_of_jobs_says_what_is_in_a_box_by_its_labels),
		T(a_prompt_holds_what_was_typed_when_it_is_asked_again),
		T(a_refused_answer_stays_kept),
		T(a_prompt_is_no_job_and_nobody_elses),
		T(an_emptied_prompt_is_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
