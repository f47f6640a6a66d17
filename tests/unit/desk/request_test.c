/* Wishes from outside: of a list whose columns are not all known nothing is taken in, and no name
 * that was typed outside tells what a restricted file hides. */
#include "wish_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "data/request.h"
#include "desk/request.h"

static enum err_code import(struct desk_world *w, const char *list, struct request_report *out)
{
	return request_import(&w->d, list, strlen(list), NULL, NULL, out, &w->e);
}

static void columns_are_known_in_any_order_and_case(void **state)
{
	struct desk_world *w = *state;
	struct request_report r;

	must(w, import(w, " Name ,CAME,key\nAnn,2026-11-24 14:07,w1\n", &r));
	assert_int_equal(r.added, 1);
	assert_int_equal(number(w, "SELECT came_at FROM request"), at(w, 0, 14, 7));
	must(w, import(w, "Name,came,key\nAnn,2026-11-24 14:07,w1\n", &r));
	assert_int_equal(r.known, 1);
	assert_int_equal(count_rows(w, "request", "1"), 1);
}

/* A `came` that is not read would give each of them two hours from now. */
static void a_misnamed_column_refuses_the_whole_list(void **state)
{
	struct desk_world *w = *state;
	struct request_report r;

	refused(w, import(w, "key,cane,name\nw1,2026-11-24 14:07,Ann\n", &r), ERR_INVALID,
	    "called \"cane\". Did you mean came?");
	refused(w, import(w, "key,name,favourite colour\nw1,Ann,red\n", &r), ERR_INVALID,
	    "called \"favourite colour\". Take it out");
	refused(w, import(w, "key,name,Name\nw1,Ann,Bob\n", &r), ERR_INVALID, "name stands twice");
	refused(w, import(w, "key,came\nw1,2026-11-24 14:07\n", &r), ERR_INVALID,
	    "name, phone or text");
	assert_int_equal(count_rows(w, "request", "1"), 0);
}

/* Only what nobody has answered can be late: an offer waits for the client, not for the house. */
static void an_offer_made_is_not_late(void **state)
{
	struct desk_world *w = *state;
	struct request_report r;
	struct request_list l = { 0 };
	int64_t n, oldest, first;

	must(w, import(w, "key,came,name,phone\nw1,2026-11-24 12:50,Ann,13912343907\n"
	    "w2,2026-11-24 14:07,Bob,13912343908\n", &r));
	must(w, request_list_open(w->s, w->ja, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, request_count(w->s, w->ja, &n, &oldest, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(oldest, l.v[0].came_at);
	first = l.v[0].id;
	must(w, request_offer(&w->d, first, "Thu 14:30", &w->e));
	must(w, request_count(w->s, w->ja, &n, &oldest, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(oldest, l.v[1].came_at);
	request_list_free(&l);
}

static void a_typed_name_does_not_tell_who_a_restricted_file_is(void **state)
{
	struct desk_world *w = *state;
	struct request_report r;
	struct request_list l = { 0 };
	char list[200], phone[40], name[200];

	text_of(w, "SELECT number FROM client_phone p JOIN client c ON c.id = p.client_id"
	    " WHERE c.restricted = 1 LIMIT 1", phone, sizeof phone);
	text_fmt(list, sizeof list, "name,phone\nRobert Real,%s\nZoe,13900009999\n", phone);
	must(w, import(w, list, &r));
	assert_int_equal(r.added, 2);
	act_as(w, w->wf, 0);
	must(w, request_list_open(w->s, w->ja, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(request_name(&w->d, &l.v[0], name, sizeof name), "Mr B");
	assert_string_equal(request_name(&w->d, &l.v[1], name, sizeof name), "Zoe");
	request_list_free(&l);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, wish_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(columns_are_known_in_any_order_and_case),
		T(a_misnamed_column_refuses_the_whole_list),
		T(an_offer_made_is_not_late),
		T(a_typed_name_does_not_tell_who_a_restricted_file_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
