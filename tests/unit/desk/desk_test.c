/* The desk of a terminal: where it stands and whose clock it reads. */
#include "desk_help.h"

#include "oracle.h"

/* A zone that vanished from the machine keeps people out of that branch, not the program down. */
static void a_branch_without_a_clock_is_not_entered(void **state)
{
	struct desk_world *w = *state;
	const struct zone *was = w->d.zone;
	struct oracle o;

	oracle_open(&o, w->path);
	oracle_exec(&o, "UPDATE branch SET zone = 'Nowhere/None' WHERE code = 'pd'");
	oracle_close(&o);
	assert_int_equal(desk_set_branch(&w->d, w->pd, &w->e), ERR_NOTFOUND);
	assert_ptr_equal(w->d.zone, was);
	assert_int_equal(w->d.branch_id, w->ja);
	err_clear(&w->e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_branch_without_a_clock_is_not_entered, desk_setup,
		    desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
