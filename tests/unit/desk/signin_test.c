/* Logging in: wrong PINs are counted before they are looked at, locks grow, nobody learns who
 * exists. */
#include "desk_help.h"

#include <stdio.h>

#include "data/action.h"
#include "data/ephemeral.h"
#include "data/login.h"
#include "data/staff.h"
#include "desk/people/pin_priv.h"
#include "desk/signin.h"

static enum err_code try_pin(struct desk_world *w, const char *who, const char *pin, int64_t *id)
{
	err_clear(&w->e);
	return signin_check(&w->d, who, pin, id, &w->e);
}

static void give_pin(struct desk_world *w, int64_t staff, const char *pin)
{
	act_as(w, w->wl, 0);
	must(w, signin_set_pin(&w->d, staff, pin, &w->e));
	desk_leave(&w->d);
}

/* Wrong ones at ever new terminals, so that the terminal's own pause does not come into it. */
static void fail_times(struct desk_world *w, int n)
{
	static char stations[64][8];
	int64_t id;

	for (int i = 0; i < n; i++) {
		static int next;

		snprintf(stations[next % 64], sizeof stations[0], "S%d", next);
		w->d.who.station = stations[next++ % 64];
		assert_int_equal(try_pin(w, "wf", "999999", &id), ERR_DENIED);
		err_clear(&w->e);
	}
}

/* The terminal's own pause is another matter. */
static void clear_station(struct desk_world *w)
{
	struct txn *t;

	must(w, ephemeral_begin(w->s, &w->d.who, &t, &w->e));
	must(w, station_reset(t, &w->e));
	must(w, ephemeral_commit(t, &w->e));
}

static void the_right_pin_lets_in(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	must(w, try_pin(w, "wf", HELP_PIN, &id));
	assert_int_equal(id, w->wf);
	/* It does not make that person the one at the desk: the same check serves for a second
	 * person. */
	assert_int_equal(w->d.who.staff_id, 0);
}

static void wrong_ones_count_down(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	refused(w, try_pin(w, "wf", "111112", &id), ERR_DENIED,
	    "Wrong PIN. 4 tries left, then a wait.");
	assert_int_equal(id, 0);
	refused(w, try_pin(w, "wf", "", &id), ERR_DENIED, "Wrong PIN. 3 tries left");
	refused(w, try_pin(w, "wf", "x", &id), ERR_DENIED, "Wrong PIN. 2 tries left");
	refused(w, try_pin(w, "wf", "111112", &id), ERR_DENIED,
	    "Wrong PIN. 1 try left, then a wait.");
	refused(w, try_pin(w, "wf", "111112", &id), ERR_DENIED,
	    "Wrong PIN. Locked for a while now.");
	/* Now the right one does not help either, until the minute is over. */
	refused(w, try_pin(w, "wf", HELP_PIN, &id), ERR_DENIED, "Locked until 14:33");
	clock_fix(HELP_NOW + 60);
	must(w, try_pin(w, "wf", HELP_PIN, &id));
	assert_int_equal(number(w, "SELECT failed FROM login WHERE staff_id = %lld",
	    (long long)w->wf), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM access WHERE what = 'login-refused'"), 5);
}

static void each_further_lock_is_twice_as_long_up_to_half_an_hour(void **state)
{
	static const int minutes[] = { 1, 2, 4, 8, 16, 30, 30 };
	struct desk_world *w = *state;
	int64_t now = HELP_NOW;

	give_pin(w, w->wf, HELP_PIN);
	for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
		fail_times(w, 5);
		assert_int_equal(number(w, "SELECT locked_until FROM login WHERE staff_id = %lld",
		    (long long)w->wf) - now, minutes[i] * 60);
		now += minutes[i] * 60;
		clock_fix(now);
	}
}

/* Pulling the plug between question and answer gains nothing: the try is in the file already. */
static void a_try_is_counted_before_the_pin_is_looked_at(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	assert_int_equal(try_pin(w, "wf", "999999", &id), ERR_DENIED);
	assert_int_equal(number(w, "SELECT failed FROM login WHERE staff_id = %lld",
	    (long long)w->wf), 1);
}

static void an_unknown_person_is_refused_alike(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	refused(w, try_pin(w, "nobody", HELP_PIN, &id), ERR_DENIED, "Wrong PIN.");
	/* Nor does somebody without a PIN get in, not even with none. */
	refused(w, try_pin(w, "wf", "", &id), ERR_DENIED, "Wrong PIN.");
	assert_false(signin_has_pin(&w->d, w->wf));
}

/* Known, known without a PIN, gone, unknown: eleven tries at ever new terminals say the same. */
static void what_is_said_does_not_tell_who_works_here(void **state)
{
	static const char *const codes[] = { "wf", "cl", "nobody", "NOBODY ", "2b" };
	struct desk_world *w = *state;
	char said[5][400];
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	for (int try = 0; try < 11; try++) {
		if (try == 6)
			clock_fix(clock_now() + 61);
		for (size_t i = 0; i < 5; i++) {
			if (i == 3)
				continue;       /* is the one before, typed otherwise */
			w->d.who.station = codes[i];
			clear_station(w);
			assert_int_equal(try_pin(w, codes[i], "999999", &id), ERR_DENIED);
			snprintf(said[i], sizeof said[i], "%s", w->e.text);
			assert_string_equal(said[i], said[0]);
		}
	}
	refused(w, try_pin(w, codes[3], "999999", &id), ERR_DENIED, "Locked until");
	assert_int_equal(number(w, "SELECT count(*) FROM login_unknown"), 3);
}

static void who_has_left_does_not_get_in(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "staff-edit" };
	struct txn *t;
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	act_as(w, w->wl, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, staff_set_state(t, w->wf, "retired", &w->e));
	must(w, action_commit(t, NULL, &w->e));
	refused(w, try_pin(w, "wf", HELP_PIN, &id), ERR_DENIED, "Wrong PIN.");
}

static void ten_wrong_ones_of_anybody_pause_the_terminal(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	for (char who[] = "nobody0"; who[6] <= '9'; who[6]++)
		assert_int_equal(try_pin(w, who, "999999", &id), ERR_DENIED);
	refused(w, try_pin(w, "wf", HELP_PIN, &id), ERR_DENIED, "Locked until 14:33");
	/* Elsewhere it goes on. */
	w->d.who.station = "T2";
	must(w, try_pin(w, "wf", HELP_PIN, &id));
	w->d.who.station = "T1";
	clock_fix(HELP_NOW + 61);
	must(w, try_pin(w, "wf", HELP_PIN, &id));
}

/* Where nothing can be counted in the file, whoever locked the terminal gets back in, by the same
 * rule; the count goes with the terminal. */
static void whoever_locked_a_terminal_returns_though_nothing_can_be_written(void **state)
{
	struct desk_world *w = *state;
	struct signin_tries tries = { 0 };

	give_pin(w, w->wf, HELP_PIN);
	for (int left = 4; left > 0; left--) {
		refused(w, signin_return(&w->d, w->wf, "111112", &tries, &w->e), ERR_DENIED,
		    "Wrong PIN. ");
	}
	refused(w, signin_return(&w->d, w->wf, "111112", &tries, &w->e), ERR_DENIED,
	    "Wrong PIN. Locked");
	refused(w, signin_return(&w->d, w->wf, HELP_PIN, &tries, &w->e), ERR_DENIED,
	    "Locked until");
	assert_int_equal(tries.until, clock_now() + 60);
	tries.until = clock_now();
	must(w, signin_return(&w->d, w->wf, HELP_PIN, &tries, &w->e));
	assert_int_equal(tries.failed, 0);
}

static void a_manager_lifts_a_lock(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	fail_times(w, 5);
	act_as(w, w->cl, 0);
	refused(w, signin_unlock(&w->d, w->wf, &w->e), ERR_DENIED, "Not your right");
	act_as(w, w->wl, 0);
	must(w, signin_unlock(&w->d, w->wf, &w->e));
	must(w, try_pin(w, "wf", HELP_PIN, &id));
	assert_int_equal(number(w, "SELECT count(*) FROM access WHERE what = 'lock-lifted'"
	    " AND staff_id = %lld", (long long)w->wl), 1);
}

static void ones_own_pin_one_sets_oneself(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	must(w, signin_set_pin(&w->d, w->wf, HELP_PIN, &w->e));
	refused(w, signin_set_pin(&w->d, w->cl, HELP_PIN, &w->e), ERR_DENIED, "Not your right");
	must(w, try_pin(w, "wf", HELP_PIN, &id));
	/* The log knows that it was set, and not what it is. */
	assert_int_equal(number(w, "SELECT count(*) FROM access WHERE what = 'pin-set'"), 1);
	assert_int_equal(number(w,
	    "SELECT count(*) FROM login WHERE pin_hash LIKE '%%' || '%s' || '%%'",
	    HELP_PIN), 0);
}

static void a_pin_is_changed_with_the_old_one(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	must(w, signin_set_pin(&w->d, w->wf, HELP_PIN, &w->e));
	assert_true(signin_asks_old(&w->d, w->wf));
	refused(w, signin_set_pin(&w->d, w->wf, "730518", &w->e), ERR_DENIED, "with the old one");
	refused(w, signin_change_pin(&w->d, "111112", "730518", &w->e), ERR_DENIED, "4 tries left");
	refused(w, signin_change_pin(&w->d, HELP_PIN, "123456", &w->e), ERR_INVALID, "guessed");
	must(w, try_pin(w, "wf", HELP_PIN, &id));
	must(w, signin_change_pin(&w->d, HELP_PIN, "730518", &w->e));
	must(w, try_pin(w, "wf", "730518", &id));
	/* A manager needs it for the own PIN too; the file's owner at the command line does not. */
	give_pin(w, w->wl, HELP_PIN);
	act_as(w, w->wl, 0);
	refused(w, signin_set_pin(&w->d, w->wl, "730518", &w->e), ERR_DENIED, "with the old one");
	w->d.admin = true;
	assert_false(signin_asks_old(&w->d, w->wl));
	must(w, signin_set_pin(&w->d, w->wl, "730518", &w->e));
}

static void whoever_may_more_is_not_given_a_pin_from_below(void **state)
{
	struct desk_world *w = *state;

	act_as(w, w->wl, 0);
	refused(w, signin_set_pin(&w->d, w->admin, HELP_PIN, &w->e), ERR_DENIED,
	    "The role admin may do there what you may not");
	refused(w, signin_unlock(&w->d, w->admin, &w->e), ERR_DENIED, "The role admin");
	act_as(w, w->admin, 0);
	must(w, signin_set_pin(&w->d, w->wl, HELP_PIN, &w->e));
}

/* A PIN typed where the code belongs must not lie in the trail, nor a megabyte of anything. */
static void what_nobody_is_called_leaves_no_text(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	assert_int_equal(try_pin(w, HELP_PIN, "111112", &id), ERR_DENIED);
	assert_int_equal(try_pin(w, "wf", "111112", &id), ERR_DENIED);
	assert_int_equal(number(w, "SELECT count(*) FROM access WHERE what = 'login-refused'"), 2);
	assert_int_equal(number(w, "SELECT count(*) FROM access WHERE reason = '" HELP_PIN "'"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM access WHERE reason = 'wf'"
	    " AND what = 'login-refused'"), 1);
}

static void pins_that_are_guessed_first_are_refused(void **state)
{
	static const struct {
		const char *pin, *why;
	} weak[] = {
		{ "12345", "too short" }, { "123456", "guessed first" }, { "987654",
		    "guessed first" },
		{ "000000", "guessed first" }, { "abcdef", "figures only" }, { "", "too short" },
		{ "12345678901234567890123456789012345", "at most 32" },
	};
	struct desk_world *w = *state;

	for (size_t i = 0; i < sizeof weak / sizeof weak[0]; i++)
		refused(w, signin_set_pin(&w->d, w->wf, weak[i].pin, &w->e), ERR_INVALID,
		    weak[i].why);
	assert_null(pin_weak("246810", 6, NULL));
	assert_non_null(pin_weak("920314", 6, "1992-03-14"));
	assert_non_null(pin_weak("19920314", 6, "1992-03-14"));
	assert_non_null(pin_weak("140392", 6, "1992-03-14"));
	assert_null(pin_weak("920315", 6, "1992-03-14"));
}

static void a_hash_of_another_cost_is_made_anew(void **state)
{
	struct desk_world *w = *state;
	char before[200], after[200];
	int64_t id;

	give_pin(w, w->wf, HELP_PIN);
	text_of(w, "SELECT pin_hash FROM login", before, sizeof before);
	w->d.config.pin_cost = 2;
	must(w, try_pin(w, "wf", HELP_PIN, &id));
	text_of(w, "SELECT pin_hash FROM login", after, sizeof after);
	assert_string_not_equal(before, after);
	assert_false(pin_needs_rehash(after, 2));
	must(w, try_pin(w, "wf", HELP_PIN, &id));
}

static void people_are_found_by_what_they_type(void **state)
{
	struct desk_world *w = *state;

	assert_int_equal(signin_find(&w->d, "wf"), w->wf);
	assert_int_equal(signin_find(&w->d, "WF"), w->wf);
	assert_int_equal(signin_find(&w->d, "王芳"), w->wf);
	assert_int_equal(signin_find(&w->d, "chenli"), w->cl);
	assert_int_equal(signin_find(&w->d, "l"), -1);          /* 李婷, 刘洋 */
	assert_int_equal(signin_find(&w->d, "zzz"), 0);
	assert_int_equal(signin_find(&w->d, ""), 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(the_right_pin_lets_in),
		T(wrong_ones_count_down),
		T(each_further_lock_is_twice_as_long_up_to_half_an_hour),
		T(a_try_is_counted_before_the_pin_is_looked_at),
		T(an_unknown_person_is_refused_alike),
		T(what_is_said_does_not_tell_who_works_here),
		T(who_has_left_does_not_get_in),
		T(ten_wrong_ones_of_anybody_pause_the_terminal),
		T(whoever_locked_a_terminal_returns_though_nothing_can_be_written),
		T(a_manager_lifts_a_lock),
		T(ones_own_pin_one_sets_oneself),
		T(a_pin_is_changed_with_the_old_one),
		T(whoever_may_more_is_not_given_a_pin_from_below),
		T(what_nobody_is_called_leaves_no_text),
		T(pins_that_are_guessed_first_are_refused),
		T(a_hash_of_another_cost_is_made_anew),
		T(people_are_found_by_what_they_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
