/* Finding clients as the acting person may. */
#include "desk_help.h"

#include <string.h>

#include "data/action.h"
#include "data/card.h"
#include "desk/find.h"
#include "desk/intake.h"

static bool finds(struct desk_world *w, const char *typed, int64_t id)
{
	struct search_result hits;

	must(w, find_clients(&w->d, typed, 20, &hits, &w->e));
	for (size_t i = 0; i < hits.n; i++)
		if (hits.v[i].client_id == id)
			return true;
	return false;
}

static int64_t looks(struct desk_world *w)
{
	return number(w, "SELECT count(*) FROM access WHERE what = 'restricted'"
	    " AND reason = 'found by name' AND client_id = %lld", (long long)w->bob);
}

/* Bob Brown, "Mr B": part of the name must not tell whom the alias stands for. */
static void part_of_a_covered_name_finds_nobody(void **state)
{
	static const char *const parts[] = { "b", "bob", "Bob", "brown", "bro", "bb", "bob bro",
		"Bob B", "brown bob" };
	struct desk_world *w = *state;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (finds(w, parts[i], w->bob) && strcmp(parts[i], "b") != 0)
			fail_msg("\"%s\" found the restricted file", parts[i]);
	assert_int_equal(looks(w), 0);
	assert_true(finds(w, "wang", w->ann));
	act_as(w, w->wl, 0);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		assert_true(finds(w, parts[i], w->bob) || !strcmp(parts[i], "brown bob"));
	assert_int_equal(looks(w), 0);          /* the opening of the file is their look */
}

static void the_alias_and_numbers_find_it(void **state)
{
	struct desk_world *w = *state;

	assert_true(finds(w, "mr b", w->bob));
	assert_true(finds(w, "Mr", w->bob));
	assert_true(finds(w, "3391", w->bob));
	assert_true(finds(w, "139 0000 3391", w->bob));
	assert_int_equal(looks(w), 0);
}

/* Who knows the whole name finds the file, under its alias; that is a look, once in a while. */
static void the_whole_name_finds_it_and_is_recorded(void **state)
{
	struct desk_world *w = *state;

	assert_true(finds(w, "Bob Brown", w->bob));
	assert_true(finds(w, "bobbrown", w->bob));
	assert_int_equal(looks(w), 1);
	assert_int_equal(number(w, "SELECT staff_id FROM access WHERE reason = 'found by name'"),
	    w->wf);
	clock_fix(HELP_NOW + 601);
	assert_true(finds(w, "bob brown", w->bob));
	assert_int_equal(looks(w), 2);
	act_as(w, w->cl, 0);                    /* another person's is another look */
	assert_true(finds(w, "bob brown", w->bob));
	assert_int_equal(looks(w), 3);
}

static void a_reason_opens_it_to_every_word(void **state)
{
	struct desk_world *w = *state;

	assert_false(finds(w, "brown", w->bob));
	must(w, intake_ask_restricted(&w->d, w->bob, "card forgotten", &w->e));
	assert_true(finds(w, "brown", w->bob));
}

static void the_number_of_a_prepaid_card_finds_its_owner(void **state)
{
	struct desk_world *w = *state;
	struct card c = { .branch_id = w->ja, .client_id = w->ann, .day = "2026-11-24",
		.number = "C-0042", .kind = "value", .name = "value card" };
	struct search_result hits;
	struct action_head head = { .name = "client-add" };
	struct txn *t;
	int64_t id;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, card_insert(t, &c, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	assert_true(finds(w, "c-0042", w->ann));
	assert_true(finds(w, " C-0042 ", w->ann));
	must(w, find_clients(&w->d, "C-0042", 20, &hits, &w->e));
	assert_string_equal(hits.v[0].via, "prepaid");
	assert_false(finds(w, "C-0043", w->ann));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(part_of_a_covered_name_finds_nobody),
		T(the_alias_and_numbers_find_it),
		T(the_whole_name_finds_it_and_is_recorded),
		T(a_reason_opens_it_to_every_word),
		T(the_number_of_a_prepaid_card_finds_its_owner),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
