/* What hangs under a client's file on the screen: family and pets, files that belong together,
 * usual goods, who looked; a restricted file opened with a reason. */
#include "house.h"

#include <stdio.h>
#include <string.h>

#define DAY (24 * 3600)

static void open_client(struct house *h, int64_t id, const char *tab)
{
	struct client_arg arg = { .client_id = id, .tab = tab };

	must(h, screen_open(h->l, &client_screen, &arg, &h->e));
	loop_settle(h->l);
}

static void add_pet(struct house *h)
{
	open_client(h, h->ann, "family");
	see(h, "No family members or pets yet. n enters one.");
	loop_press(h->l, "n 2");
	loop_type(h->l, "咪咪");
	see_row(h, 1, "王小明"); /* whose it is */
	loop_press(h->l, "F10");
	see(h, "Species is open"); /* what a pet needs; nothing was saved */
	loop_type(h->l, "cat");
	loop_press(h->l, "Enter F10");
	see(h, "Saved Family and pets: 咪咪 (王小明).", "[Family1]", "> 咪咪", "cat");
}

/* ---- family ---- */

static void a_pet_is_entered_changed_and_taken_out(void **state)
{
	struct house *h = *state;

	add_pet(h);
	loop_press(h->l, "e Tab");
	loop_press(h->l, "Tab Tab Tab Tab");
	loop_type(h->l, "Persian");
	loop_press(h->l, "F10");
	see(h, "Persian");
	assert_int_equal(number(h, "SELECT count(*) FROM dependant WHERE breed = 'Persian'"), 1);
	loop_press(h->l, "x Enter");
	see(h, "Why? One word is enough.");
	loop_type(h->l, "run away");
	loop_press(h->l, "Enter");
	see(h, "Took out 咪咪.", "[Family]");
	assert_int_equal(number(h, "SELECT count(*) FROM action WHERE name = 'client-family'"
	    " AND reason = 'run away'"), 1);
	loop_press(h->l, "^Z Enter");
	see(h, "> 咪咪");
}

static void enter_makes_one_the_treated_person(void **state)
{
	struct house *h = *state;

	add_pet(h);
	loop_press(h->l, "Enter");
	see(h, "咪咪 is the one treated.", "treated");
	assert_int_equal(h->f.dependant_id, number(h, "SELECT id FROM dependant"));
	assert_int_equal(h->f.client_id, h->ann);
	loop_press(h->l, "]"); /* another page of the same file: it stays in front */
	see_row(h, 21, "treated: 咪咪");
	loop_press(h->l, "Esc");
	open_client(h, h->cid, NULL);
	assert_int_equal(h->f.dependant_id, 0); /* another client: nobody's pet */
	open_client(h, h->ann, "family");
	loop_press(h->l, "Enter Enter");
	see(h, "The client is the one treated again.");
	assert_int_equal(h->f.dependant_id, 0);
}

static void what_was_typed_about_a_pet_is_kept(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "family");
	loop_press(h->l, "n 2");
	loop_type(h->l, "咪咪");
	loop_press(h->l, "Esc");
	see(h, "Family and pets: 咪咪 (王小明).");
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE form = 'dependant+%lld'",
	    (long long)h->ann), 1);
	must(h,
	    draft_resume(h->l,
		&(struct draft_arg){
		    .draft_id = number(h, "SELECT id FROM draft"), .form = "dependant+1" },
		&h->e));
	loop_settle(h->l);
	see(h, "咪咪", "Family member or pet");
	see_row(h, 1, "王小明");
}

/* Who sent whom, and whose family has a file of its own: each opens by Enter. */
static void files_that_belong_together(void **state)
{
	struct house *h = *state;
	char id[24];

	snprintf(id, sizeof id, "%lld", (long long)h->ann);
	change_elsewhere(h, "client", h->cid, "referrer_id", id);
	open_client(h, h->ann, "family");
	see(h, "-- files that belong to this one", "sent by this one",
	    "This client sent 1 others.");
	loop_press(h->l, "Enter"); /* the rule is no row: the cursor stands on the file */
	see_row(h, 1, "陈思雨");
	see_row(h, 2, "[Timeline]");
	loop_press(h->l, "[ [ [");
	see(h, "[Family]", "sent this client", "王小明");
}

/* ---- goods ---- */

static void goods_due_stand_out(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "goods");
	see(h, "No usual goods yet. n enters some.");
	loop_press(h->l, "n");
	loop_type(h->l, "cream");
	loop_press(h->l, "Enter Tab Tab ^U");
	loop_type(h->l, "2026-10-01");
	loop_press(h->l, "Tab");
	loop_type(h->l, "30");
	loop_press(h->l, "Tab Tab");
	loop_type(h->l, "cool and dry");
	loop_press(h->l, "F10");
	see(h, "Saved Usual goods: cream", "Sat 31 Oct !", "30 days", "not told");
	assert_int_equal(style_of(h, "Sat 31 Oct"), STYLE_LATE);
	loop_press(h->l, "y");
	see(h, "Bought again today: cream.", "Thu 24 Dec");
	nosee(h, "Dec !");
	loop_press(h->l, "t");
	see(h, "Storage advice given today: cream.", "told: cool");
	nosee(h, "not told");
	loop_press(h->l, "^Z Enter");
	see(h, "not told");
	loop_press(h->l, "n");
	loop_type(h->l, "soap");
	loop_press(h->l, "F10 Home j t"); /* the one without a next day stands last */
	see(h, "No advice on keeping it is written yet.");
}

/* ---- a restricted file ---- */

static void a_restricted_file_asks_for_a_reason(void **state)
{
	struct house *h = *state;

	open_client(h, h->bob, "file");
	see_row(h, 1, "Mr B");
	see(h, "Restricted file. Enter opens it by name, with a reason that is kept.");
	nosee(h, "Bob");
	loop_press(h->l, "Enter Enter");
	see(h, "A reason is needed");
	loop_type(h->l, "at the desk");
	loop_press(h->l, "Enter");
	see(h, "Opened by name until you leave this file.");
	see_row(h, 1, "Bob Brown");
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'restricted'"
	    " AND reason = 'at the desk' AND client_id = %lld", (long long)h->bob), 1);
	loop_press(h->l, "Esc");
	open_client(h, h->bob, "file");
	see_row(h, 1, "Mr B"); /* each time anew */
	nosee(h, "Bob");
}

static void managers_see_who_looked(void **state)
{
	struct house *h = *state;

	open_client(h, h->bob, "file");
	loop_press(h->l, "Enter");
	loop_type(h->l, "at the desk");
	loop_press(h->l, "Enter");
	nosee(h, "Looks");
	loop_press(h->l, "Esc");
	house_become(h, h->wl);
	open_client(h, h->bob, "looks");
	see(h, "[Looks]", "王芳", "restricted file", "at the desk");
	loop_press(h->l, "Enter");
	see(h, "Look");
	loop_press(h->l, "Esc");
}

/* ---- before whoever serves next ---- */

static void needs_and_allergies_stand_in_front(void **state)
{
	struct house *h = *state;

	change_elsewhere(h, "client", h->ann, "needs", "tea, less heat");
	change_elsewhere(h, "client", h->ann, "wishes", "afternoons");
	open_client(h, h->ann, NULL);
	see_row(h, 3, "needs: tea, less heat; wishes: afternoons");
}

static void many_tabs_on_a_narrow_screen(void **state)
{
	struct house *h = *state;

	house_become(h, h->wl);
	open_client(h, h->ann, "looks");
	see_row(h, 2, "[Looks]"); /* the one shown is never cut off */
	see_row(h, 2, "< File");
	loop_press(h->l, "]");
	see_row(h, 2, "[Timeline]  File  Warnings");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		T(a_pet_is_entered_changed_and_taken_out),
		T(enter_makes_one_the_treated_person),
		T(what_was_typed_about_a_pet_is_kept),
		T(files_that_belong_together),
		T(goods_due_stand_out),
		T(a_restricted_file_asks_for_a_reason),
		T(managers_see_who_looked),
		T(needs_and_allergies_stand_in_front),
		T(many_tabs_on_a_narrow_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
