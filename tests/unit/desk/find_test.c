/* Finding clients as the acting person may. */
#include "desk_help.h"

#include <string.h>

#include "data/action.h"
#include "data/card.h"
#include "desk/find.h"
#include "desk/intake.h"
#include "desk/segment.h"
#include "form/fault.h"
#include "form/segment.h"

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

/* ---- by class ---- */

static size_t found(struct desk_world *w, const char *typed)
{
	struct search_result hits;

	must(w, find_clients(&w->d, typed, 20, &hits, &w->e));
	return hits.n;
}

static void pay(struct desk_world *w, int64_t client, int n)
{
	raw(w, "INSERT INTO payment(branch_id, client_id, day, created_at, kind, method, amount,"
	    " rev) VALUES (%lld, %lld, '" HELP_DAY "', %lld, 'deposit', 'cash', %d, 1)",
	    (long long)w->ja, (long long)client, (long long)HELP_NOW, n * 100);
}

static void compute(struct desk_world *w)
{
	struct segment_work work;

	must(w, segment_compute(&w->d, 100, &work, &w->e));
}

static int with_rules(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	must(w, segments_load("forms/segments.cfg", &w->d.segments, &faults, &w->e));
	return 0;
}

static void a_class_is_found_by_code_or_name_in_either_language(void **state)
{
	static const char *const key[] = { "tier:key", "tier:k", "TIER:Key", "等级:关键",
		"等级：关", "tier:关键客户", "tier:key seg:high-spend", "客群:高 等级:关",
		"wang tier:key", "tier:key wxm", "seg:high 0823" };
	static const char *const nobody[] = { "tier:potential", "seg:special", "tier:key bob",
		"tier:key type:dormant", "tier:nothing", "tier:", "客群:没有" };
	struct desk_world *w = *state;

	pay(w, w->ann, 12000);
	compute(w);
	for (size_t i = 0; i < sizeof key / sizeof key[0]; i++)
		if (!finds(w, key[i], w->ann) || found(w, key[i]) != 1)
			fail_msg("\"%s\" does not find the key client alone", key[i]);
	for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++)
		assert_int_equal(found(w, nobody[i]), 0);
	assert_true(finds(w, "tier:general", w->cid));
	assert_false(finds(w, "tier:general", w->ann));
}

static void what_is_no_class_is_said_with_those_there_are(void **state)
{
	struct desk_world *w = *state;
	struct find_want want;
	char said[200];

	find_parse(&w->d, "wang tier:xyz", &want);
	assert_true(want.classes);
	assert_non_null(strstr(want.unknown, "key"));
	assert_non_null(strstr(want.unknown, "general"));
	find_parse(&w->d, " wang tier:key  xiao seg:new", &want);
	assert_string_equal(want.text, " wang  xiao");
	assert_string_equal(find_said(&w->d, &want, said, sizeof said), "key client, new");
	find_parse(&w->d, "mail:x@y", &want);
	assert_false(want.classes);
	assert_string_equal(want.text, "mail:x@y");
	segments_free(w->d.segments);
	w->d.segments = NULL;
	find_parse(&w->d, "tier:key", &want);
	assert_true(want.unknown[0] != 0);
}

/* Pages of a class alone: everybody once, most spent first. */
static void a_class_alone_is_turned_page_by_page(void **state)
{
	struct desk_world *w = *state;
	struct search_result hits;
	struct find_want want;
	size_t all = 0;
	int64_t before = 0;

	raw(w, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)"
	    " INSERT INTO client(branch_id, day, created_at, name, rev)"
	    " SELECT %lld, '" HELP_DAY "', 1, 'c' || i, 1 FROM n", (long long)w->ja);
	pay(w, w->cid, 500);
	compute(w);
	find_parse(&w->d, "tier:general", &want);
	must(w, find_page(&w->d, &want, 7, NULL, &hits, &w->e));
	assert_int_equal(hits.v[0].client_id, w->cid);
	for (bool more = true; more; all += hits.n) {
		struct class_place after = hits.next;

		must(w, find_page(&w->d, &want, 7, all ? &after : NULL, &hits, &w->e));
		for (size_t i = 0; i < hits.n; i++) {
			assert_true(hits.v[i].client_id != before);
			before = hits.v[i].client_id;
		}
		more = hits.more;
	}
	assert_int_equal(all, number(w, "SELECT count(*) FROM client_class WHERE tier ="
	    " 'general'"));
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
		cmocka_unit_test_setup_teardown(
		    a_class_is_found_by_code_or_name_in_either_language, with_rules,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_class_is_said_with_those_there_are,
		    with_rules, desk_teardown),
		cmocka_unit_test_setup_teardown(a_class_alone_is_turned_page_by_page, with_rules,
		    desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
