/* Names of clients as the acting person may see them. */
#include "desk_help.h"

#include <string.h>

#include "data/action.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/staff.h"
#include "desk/cover.h"
#include "desk/intake.h"
#include "desk/rights.h"

static struct client_card_list cards;

static struct cover card_of(struct desk_world *w, int64_t id)
{
	must(w, client_cards(w->s, &id, 1, clock_now(), &cards, &w->e));
	assert_int_equal(cards.n, 1);
	return cover_of_card(&cards.v[0]);
}

#define NAME(id) cover_name(&w->d, card_of(w, (id)))

static void a_restricted_name_is_for_named_staff(void **state)
{
	struct desk_world *w = *state;

	assert_string_equal(NAME(w->ann), "王小明");
	assert_string_equal(NAME(w->bob), "Mr B");
	assert_true(cover_hides_id(&w->d, w->bob));
	assert_false(cover_hides_id(&w->d, w->ann));
	act_as(w, w->wl, 0);
	assert_string_equal(NAME(w->bob), "Bob Brown");
	assert_false(cover_hides_id(&w->d, w->bob));
	assert_true(cover_is_on(&w->d, w->bob));        /* the look is recorded all the same */
	assert_false(cover_is_on(&w->d, 9999));
	client_card_list_free(&cards);
}

/* The look is taken when something changed, and drawing takes none. */
static void drawing_asks_no_file(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "staff-edit" };
	struct cover bob = card_of(w, w->bob);
	struct txn *t;

	act_as(w, w->wl, 0);
	w->d.store = NULL;
	assert_string_equal(cover_name(&w->d, bob), "Bob Brown");
	w->d.store = w->s;
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, staff_role_clear(t, w->wl, "manager", 0, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	rights_look(&w->d);
	assert_string_equal(cover_name(&w->d, bob), "Mr B");
	act_as(w, w->admin, 0);
	assert_string_equal(cover_name(&w->d, bob), "Bob Brown");
	desk_leave(&w->d);
	assert_string_equal(cover_name(&w->d, bob), "Mr B");
	client_card_list_free(&cards);
}

/* With a reason the one file is opened, to that person, and no other file. */
static void a_reason_uncovers_one_file(void **state)
{
	struct desk_world *w = *state;

	must(w, intake_ask_restricted(&w->d, w->bob, "card forgotten", &w->e));
	assert_string_equal(NAME(w->bob), "Bob Brown");
	act_as(w, w->cl, 0);
	assert_string_equal(NAME(w->bob), "Mr B");
	client_card_list_free(&cards);
}

/* A file may be restricted and have no alias: its name is not shown for want of one. */
static void without_an_alias_there_is_no_name(void **state)
{
	(void)state;
	assert_string_equal(cover_text(NULL), "(restricted)");
	assert_string_equal(cover_text(""), "(restricted)");
	assert_string_equal(cover_text("Mr B"), "Mr B");
}

/* The child's name names the mother. */
static void who_hangs_under_a_covered_file_is_covered_too(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->bob, .dependant_id = add_dependant(w, w->bob, "小宝"),
		.start_at = at(w, 0, 15, 0), .end_at = at(w, 0, 16, 0) };
	struct appointment_row row;
	int64_t id;

	must(w, booking_make(&w->d, &b, &id, &w->e));
	must(w, appointment_row_get(w->s, id, &row, &w->e));
	assert_string_equal(cover_patient(&w->d, cover_of_row(&row)), "");
	assert_string_equal(cover_treated(&w->d, cover_of_row(&row)), "Mr B");
	refused(w, booking_make(&w->d, &b, &id, &w->e), ERR_TAKEN,
	    "Mr B has an appointment then: 15:00");
	act_as(w, w->wl, 0);
	assert_string_equal(cover_patient(&w->d, cover_of_row(&row)), "小宝");
	assert_string_equal(cover_treated(&w->d, cover_of_row(&row)), "小宝");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_restricted_name_is_for_named_staff),
		T(drawing_asks_no_file),
		T(a_reason_uncovers_one_file),
		T(without_an_alias_there_is_no_name),
		T(who_hangs_under_a_covered_file_is_covered_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
