/* The board as it was, held against what the board really showed after each action. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/appointment.h"
#include "data/history.h"
#include "desk/past.h"
#include "desk/undo.h"

enum { STEPS = 120, DAYS = 3 };

static uint32_t seed;

static uint32_t dice(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 10) % n;
}

/* What the program's own list says now, in the words of the other. */
static char *board_now(struct desk_world *w, const char *day)
{
	struct appointment_list l = { 0 };
	struct buf out = BUF_INIT;

	must(w, appointment_list_day(w->s, w->d.branch_id, day, &l, &w->e));
	for (size_t i = 0; i < l.n; i++)
		buf_printf(&out, "%lld %lld %lld %lld %c %s\n", (long long)l.v[i].id,
		    (long long)l.v[i].start_at, (long long)l.v[i].end_at,
		    (long long)l.v[i].client_id, l.v[i].letter, l.v[i].room);
	appointment_list_free(&l);
	return buf_take(&out);
}

static char *board_then(struct desk_world *w, const char *day, int64_t action)
{
	struct past_list l = { 0 };
	struct buf out = BUF_INIT;

	must(w, past_day(&w->d, day, action, &l, &w->e));
	for (size_t i = 0; i < l.n; i++)
		buf_printf(&out, "%lld %lld %lld %lld %c %s\n", (long long)l.v[i].id,
		    (long long)l.v[i].start_at, (long long)l.v[i].end_at,
		    (long long)l.v[i].client_id, l.v[i].letter, l.v[i].takes);
	past_list_free(&l);
	return buf_take(&out);
}

static const char *const days[DAYS] = { "2026-11-24", "2026-11-25", "2026-11-26" };

struct then {
	int64_t action;
	char *board[DAYS];
};

static void note(struct desk_world *w, struct then *t)
{
	t->action = last_action(w);
	for (int i = 0; i < DAYS; i++)
		t->board[i] = board_now(w, days[i]);
}

/* Books, moves to other days, cancels, takes back, at random; refusals are part of the game. */
static void do_something(struct desk_world *w)
{
	int64_t rooms[] = { w->r1, w->r2 }, who[] = { w->ann, w->bob, w->cid }, id, other;
	int64_t n = number(w, "SELECT max(id) FROM appointment");
	int64_t start = at(w, (int)dice(DAYS), 9 + (int)dice(9), 0);
	struct booking_move to = { .start_at = start, .end_at = start + 3600 };

	id = n ? 1 + (int64_t)dice((uint32_t)n) : 0;
	switch (dice(6)) {
	case 0:
	case 1:
		if (try_book(w, who[dice(3)], rooms[dice(2)], start, 60, &id) != OK)
			err_clear(&w->e);
		break;
	case 2:
		to.id = id;
		to.nswap = dice(3) == 0;
		to.swap[0].from = rooms[dice(2)];
		to.swap[0].to = w->r1 + w->r2 - to.swap[0].from;
		if (id && booking_move(&w->d, &to, 1, "wants another day", &w->e) != OK)
			err_clear(&w->e);
		break;
	case 3:
		if (id && booking_cancel(&w->d, id, "no time", &w->e) != OK)
			err_clear(&w->e);
		break;
	case 4:
		if (id && booking_set_state(&w->d, id, "confirmed", NULL, &w->e) != OK)
			err_clear(&w->e);
		break;
	default:
		if (undo_action(&w->d, last_action(w) - (int64_t)dice(4), false, NULL, &other,
		    &w->e) != OK)
			err_clear(&w->e);
	}
}

static void every_board_is_found_again(void **state)
{
	struct desk_world *w = *state;
	struct then then[STEPS];

	clock_fix(HELP_NOW - 6 * 3600);         /* before opening: no time of today is past */
	for (uint32_t round = 1; round < 4; round++) {
		seed = round;
		for (int i = 0; i < STEPS; i++) {
			do_something(w);
			note(w, &then[i]);
		}
		for (int i = 0; i < STEPS; i++)
			for (int k = 0; k < DAYS; k++) {
				char *found = board_then(w, days[k], then[i].action);

				assert_string_equal(found, then[i].board[k]);
				mem_free(found);
				mem_free(then[i].board[k]);
			}
	}
	assert_true(number(w, "SELECT count(*) FROM action WHERE undoes <> 0") > 10);
	assert_true(number(w, "SELECT count(*) FROM action WHERE name = 'appt-move'") > 10);
}

static void it_ends_where_the_file_was_filled(void **state)
{
	struct desk_world *w = *state;
	struct past_list l = { 0 };

	assert_true(last_action(w) > 1);
	refused(w, past_day(&w->d, days[0], 0, &l, &w->e), ERR_NOTFOUND, "no action 0");
	must(w, past_day(&w->d, days[0], last_action(w), &l, &w->e));
	assert_int_equal(l.n, 0);
	past_list_free(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_board_is_found_again, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(it_ends_where_the_file_was_filled, desk_setup,
		    desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
