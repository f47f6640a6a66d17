/* A new client: what a receptionist types, what the box of likely doubles does. */
#include "house.h"

#include <string.h>

#include "base/buf.h"

static void open_new(struct house *h, const char *typed)
{
	struct client_new_arg arg = { .typed = typed };

	must(h, screen_open(h->l, &client_new_screen, &arg, &h->e));
	loop_settle(h->l);
}

static void first_look(void **state)
{
	struct house *h = *state;

	open_new(h, NULL);
	show(h);
	see(h, "New client", "Name", "Birthday", "1 female 2 male 3 other");
	see(h, "Required and still open: Name, Gender");
	assert_int_equal(style_of(h, "Name"), STYLE_TAB);       /* the cursor is there */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(first_look, house_setup, house_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
