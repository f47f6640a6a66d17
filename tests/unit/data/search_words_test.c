/*
 * Several words that are each too common to be gone through; search_test.c holds all other queries
 * against the plain rule.
 */
#include "store_help.h"

#include <stdio.h>

#include "data/phone.h"
#include "data/search.h"

static void add_mother(struct world *w, struct txn *t, int64_t client, const char *number,
    const char *name)
{
	struct phone p = { .client_id = client, .relation = "mother" };
	int64_t id;

	snprintf(p.number, sizeof p.number, "%s", number);
	snprintf(p.name, sizeof p.name, "%s", name);
	must(w, phone_insert(t, &p, &id, &w->e));
}

static void add_named(struct world *w, struct txn *t, const char *name, int n)
{
	for (int i = 0; i < n; i++)
		add_client(w, t, name);
}

/* Each word alone fits more people than can be looked at one by one; together they are two. */
static void common_words_find_the_few_who_have_both(void **state)
{
	struct world *w = *state;
	struct search_result r;
	struct txn *t = begin(w);
	int64_t one, two, three;

	add_named(w, t, "王强", 1100);
	add_named(w, t, "李小红", 1100);
	one = add_client(w, t, "王小红");
	two = add_client(w, t, "王小虎");
	three = add_client(w, t, "何雨");
	add_mother(w, t, three, "13911117766", "王小慧");
	add_named(w, t, "王强", 1100);
	add_named(w, t, "李小红", 1100);
	commit(w, t);
	must(w, search_find(w->s, "wang xiaoh", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 3);
	must(w, search_find(w->s, "xiaoh wang", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 3);
	assert_int_equal(r.v[0].client_id, three);
	assert_int_equal(r.v[1].client_id, two);
	assert_int_equal(r.v[2].client_id, one);
	must(w, search_find(w->s, "li x", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 20);
	assert_true(r.more);
	must(w, search_find(w->s, "wang x", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 3);
	must(w, search_find(w->s, "wang x 7766", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 1);
	assert_int_equal(r.v[0].client_id, three);
	must(w, search_find(w->s, "wang 13", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 1);
	check_plans(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(common_words_find_the_few_who_have_both,
		    world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
