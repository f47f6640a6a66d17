/* The area Cases: whose rows are seen, what a complaint says while it is taken, how its steps are
 * read, and where a row stands in full. */
#include "house.h"

#include "desk/complaint.h"

static int setup(void **state)
{
	struct house *h;

	if (house_setup(state) != 0)
		return 1;
	h = *state;
	house_become(h, h->wl);
	front_at_hand(screen_top(h->l), h->ann);
	return 0;
}

static int64_t complain(struct house *h, int64_t client, const char *what)
{
	struct complaint_draft x = { .client_id = client, .content = what };
	int64_t id;

	must(h, complaint_take(&h->d, &x, &id, &h->e));
	return id;
}

static void the_house_is_seen_from_tab_to_tab(void **state)
{
	struct house *h = *state;

	complain(h, h->ann, "waited an hour");
	complain(h, 0, "the lift is dirty");
	loop_press(h->l, "F8");
	see(h, "waited an hour");
	nosee(h, "the lift is dirty");
	loop_press(h->l, "v");
	see(h, "waited an hour", "the lift is dirty", "The whole house (v: one client)");
	/* The cursor stays on its row, nothing is shown as gone. */
	see(h, "> C-0001");
	nosee(h, "gone");
	loop_press(h->l, "] ]");
	see(h, "[Suggestions]", "The whole house");
	loop_press(h->l, "v");
	nosee(h, "The whole house");
}

static void limits_are_shown_before_it_is_taken(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "F8 n");
	see(h, "First answer by Wed 25 Nov 14:32, solved by Thu 26 Nov 14:32.");
	loop_press(h->l, "Down");
	loop_type(h->l, "urg");
	loop_press(h->l, "Enter");
	see(h, "First answer by 18:32, solved by Wed 25 Nov 14:32.");
	loop_type(h->l, "the cheek is uneven");
	loop_press(h->l, "F10");
	see(h, "Taken: C-0001.", "> C-0001");
}

/* A promise says till when before what; what is long goes on in further lines. */
static void a_step_is_read_to_its_end(void **state)
{
	struct house *h = *state;

	complain(h, h->ann, "the cheek is uneven");
	loop_press(h->l, "F8 Enter n 3");
	loop_type(h->l, "the session is done once more for nothing, by the doctor himself, and "
	    "somebody rings on the day after");
	loop_press(h->l, "Tab");
	loop_type(h->l, "fri 16");
	see(h, "Promised till Fri 27 Nov 16:00.");
	loop_press(h->l, "F10");
	see(h, "promised till Fri 27 Nov 16:00, kept?: the session", "on the day after");
	loop_press(h->l, "y");
	see(h, "1 was kept  2 not kept");
	loop_press(h->l, "1");
	see(h, "promised till Fri 27 Nov 16:00, was kept: the");
}

static void a_sum_of_nothing_is_a_sum(void **state)
{
	struct house *h = *state;

	complain(h, h->ann, "the cheek is uneven");
	loop_press(h->l, "F8 Enter F10");
	loop_type(h->l, "looked at again");
	loop_press(h->l, "Tab");
	loop_type(h->l, "0");
	loop_press(h->l, "Tab 5 F10");
	see(h, "Closed: C-0001.", "cost 0", "y opens it again");
}

static void a_wide_screen_has_the_row_beside_the_list(void **state)
{
	struct house *h = *state;

	complain(h, h->ann, "waited an hour in the corridor, nobody came, nobody knew why");
	house_screen(h, 40, 120);
	front_at_hand(screen_top(h->l), h->ann);
	loop_press(h->l, "F8");
	see(h, "in the c~ waited an hour in the corridor, nobody", "came, nobody knew why");
	house_screen(h, 24, 80);
	front_at_hand(screen_top(h->l), h->ann);
	loop_press(h->l, "F8");
	see(h, "waited an hour in the corridor, nobody came, nobody knew why");
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_house_is_seen_from_tab_to_tab), CASE(limits_are_shown_before_it_is_taken),
		CASE(a_step_is_read_to_its_end), CASE(a_sum_of_nothing_is_a_sum),
		CASE(a_wide_screen_has_the_row_beside_the_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
