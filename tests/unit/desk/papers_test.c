/* Papers of the house, told as text: what stands on them, and what must not. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/payment.h"
#include "data/visit.h"
#include "desk/arrival.h"
#include "desk/papers.h"

/* The paper NAME as text; the caller's: mem_free. NULL: it was refused, see w->e. */
static char *paper(struct desk_world *w, const char *name, int64_t id, const char *word)
{
	struct paper_ref ref = { .id = id, .word = word };
	struct buf text = BUF_INIT;
	struct document *doc = NULL;

	if (paper_find(name)->make(&w->d, &ref, &doc, &w->e) != OK) {
		assert_null(doc);
		return NULL;
	}
	document_text(doc, 100, &text);
	document_free(doc);
	return buf_take(&text);
}

static void says_at(struct desk_world *w, char *text, int line, ...)
{
	const char *part;
	va_list ap;

	if (!text)
		fail_msg("line %d: %s", line, w->e.text);
	va_start(ap, line);
	while ((part = va_arg(ap, const char *)))
		if (!strstr(text, part))
			fail_msg("line %d: no \"%s\" in\n%s", line, part, text);
	va_end(ap);
	mem_free(text);
}
#define says(w, text, ...) says_at((w), (text), __LINE__, __VA_ARGS__, (char *)NULL)

static void a_slip_says_when_who_what_and_where(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);

	says(w, paper(w, "slip", id, NULL), "Wed 25 Nov 2026  09:00-09:30", "王小明", "34",
	    "陈立", "康禾", "2026-11-24 14:32  王芳", "Made ready");
	assert_null(paper(w, "slip", 999, NULL));
	assert_int_equal(w->e.code, ERR_NOTFOUND);
	err_clear(&w->e);
}

/* On every paper a restricted client has the alias, whoever prints it for the department. */
static void a_restricted_name_is_on_no_paper(void **state)
{
	static const char *const lists[] = { "day", "experts", "confirm", "prepare" };
	struct desk_world *w = *state;
	int64_t id = book(w, w->bob, w->r1, at(w, 1, 9, 30), 30);
	char *text = paper(w, "slip", id, NULL);

	assert_null(strstr(text, "Brown"));
	says(w, text, "Mr B");
	for (size_t i = 0; i < 4; i++) {
		text = paper(w, lists[i], 0, "2026-11-25");
		assert_null(strstr(text, "Brown"));
		says(w, text, "Mr B");
	}
	assert_null(paper(w, "file", w->bob, NULL));
	assert_int_equal(w->e.code, ERR_DENIED);
	err_clear(&w->e);
}

static void a_day_by_time_and_by_expert(void **state)
{
	struct desk_world *w = *state;
	char *text;

	book(w, w->ann, w->r_cl, at(w, 1, 10, 0), 30);
	book(w, w->cid, w->r_cl, at(w, 1, 9, 0), 30);
	book(w, w->cid, 0, at(w, 1, 15, 0), 30);
	text = paper(w, "day", 0, "2026-11-25");
	assert_true(strstr(text, "09:00-09:30") < strstr(text, "10:00-10:30"));
	says(w, text, "All appointments  Wed 25 Nov 2026", "first visit", "3 rows");
	says(w, paper(w, "experts", 0, "2026-11-25"), "陈立  2\n", "nobody  1\n");
	says(w, paper(w, "day", 0, "2026-12-25"), "Nothing is booked then.");
	says(w, paper(w, "day", 0, ""), "Tue 24 Nov 2026"); /* today */
	assert_null(paper(w, "day", 0, "tomorrow"));
	assert_int_equal(w->e.code, ERR_USAGE);
	err_clear(&w->e);
}

/* Who may not see a number in full does not get it on paper either. */
static void numbers_to_call_as_one_may_see_them(void **state)
{
	struct desk_world *w = *state;
	char *text;

	book(w, w->ann, w->r_cl, at(w, 1, 10, 0), 30);
	act_as(w, w->wl, 0);
	says(w, paper(w, "confirm", 0, "2026-11-25"), "13800000823", "1 row");
	act_as(w, w->cl, 0);
	text = paper(w, "confirm", 0, "2026-11-25");
	assert_null(strstr(text, "13800000823"));
	says(w, text, "..0823");
}

static void what_was_asked_is_confirmed_no_more(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 1, 10, 0), 30);

	must(w, booking_set_state(&w->d, id, "confirmed", NULL, &w->e));
	says(w, paper(w, "confirm", 0, "2026-11-25"), "Nothing is booked then.");
	says(w, paper(w, "experts", 0, "2026-11-25"), "王小明");
}

static void the_file_as_the_form_shows_it(void **state)
{
	struct desk_world *w = *state;

	book(w, w->ann, w->r_cl, at(w, 1, 10, 0), 30);
	says(w, paper(w, "file", w->ann, NULL), "王小明", "138 0000 0823", "Wed 25 Nov 2026",
	    "10:00-10:30");
	assert_null(paper(w, "file", 999, NULL));
	assert_int_equal(w->e.code, ERR_NOTFOUND);
	err_clear(&w->e);
}

static void take(struct desk_world *w, int64_t amount, const char *method)
{
	struct payment p = { .branch_id = w->ja, .client_id = w->ann, .amount = amount };
	struct action_head head = { .name = "site-edit" };
	struct txn *t;
	int64_t id;

	act_as(w, w->admin, 0);
	text_copy(p.day, sizeof p.day, HELP_DAY);
	text_copy(p.kind, sizeof p.kind, "deposit");
	text_copy(p.method, sizeof p.method, method);
	text_copy(p.receipt, sizeof p.receipt, "R-4451");
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, payment_insert(t, &p, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	act_as(w, w->wf, 0);
}

static void a_receipt_adds_up(void **state)
{
	struct desk_world *w = *state;
	const struct paper_ref ref = { .word = "R-4451" };

	take(w, 100000, "cash");
	take(w, 25050, "account");
	says(w, paper(w, "receipt", 0, "R-4451"), "Receipt R-4451", "王小明", "1,000.00", "250.50",
	    "kept for the client", "1,250.50", "Cashier ");
	assert_int_equal(paper_client(&w->d, paper_find("receipt"), &ref), w->ann);
	assert_null(paper(w, "receipt", 0, "R-1"));
	assert_int_equal(w->e.code, ERR_NOTFOUND);
	err_clear(&w->e);
}

static void the_number_of_who_waits(void **state)
{
	struct desk_world *w = *state;
	struct arrival_card card;
	int64_t visit;

	act_as(w, w->wl, 0);
	must(w, arrival_prepare(&w->d, w->ann, 0, &card, &w->e));
	text_copy(card.is.identity, sizeof card.is.identity, "known");
	text_copy(card.is.allergy, sizeof card.is.allergy, "none");
	must(w, arrival_add(&w->d, &card.is, &visit, &w->e));
	says(w, paper(w, "number", visit, NULL), "Your number", "Here since  14:32");
}

/* They are for when nothing else works: they need no row of any kind. */
static void papers_to_fill_in(void **state)
{
	struct desk_world *w = *state;

	says(w, paper(w, "blank-triage", 0, NULL), "Triage card", "Client ____", "Appointment at");
	says(w, paper(w, "blank-record", 0, NULL), "Treatment record", "[ ] Consent signed");
	says(w, paper(w, "blank-receipt", 0, NULL), "Receipt", "Amount paid ____", "Entered later");
}

static void every_paper_has_its_name_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < papers_count; i++)
		assert_ptr_equal(paper_find(papers[i].name), &papers[i]);
	assert_null(paper_find("pear"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_slip_says_when_who_what_and_where),
		T(a_restricted_name_is_on_no_paper),
		T(a_day_by_time_and_by_expert),
		T(numbers_to_call_as_one_may_see_them),
		T(what_was_asked_is_confirmed_no_more),
		T(the_file_as_the_form_shows_it),
		T(a_receipt_adds_up),
		T(the_number_of_who_waits),
		T(papers_to_fill_in),
		cmocka_unit_test(every_paper_has_its_name_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
