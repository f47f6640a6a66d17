/* Staff and roles, branches, the site and its settings, services, resources. */
#include "store_help.h"

#include <string.h>

#include "base/mem.h"
#include "data/branch.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/site.h"
#include "data/staff.h"

static void staff_are_found_by_code_and_account(void **state)
{
	struct world *w = *state;
	struct staff p = { .branch_id = 1, .code = "zq", .name = "赵倩", .login = "zhaoq",
		.language = "zh", .day = HELP_DAY };
	struct staff_list l = { 0 };
	struct txn *t = begin(w);
	int64_t id, n;

	must(w, staff_insert(t, &p, &id, &w->e));
	assert_int_equal(staff_insert(t, &p, &id, &w->e), ERR_DUPLICATE);
	err_clear(&w->e);
	commit(w, t);
	must(w, staff_by_code(w->s, "zq", &p, &w->e));
	id = p.id;
	must(w, staff_by_login(w->s, "zhaoq", &p, &w->e));
	assert_int_equal(p.id, id);
	assert_string_equal(p.day, HELP_DAY);
	assert_string_equal(p.gender, "");
	must(w, staff_count(w->s, &n, &w->e));
	assert_int_equal(n, 3);
	t = begin(w);
	must(w, staff_set_state(t, id, "retired", &w->e));
	commit(w, t);
	must(w, staff_list(w->s, 0, false, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, staff_list(w->s, 1, true, &l, &w->e));
	assert_int_equal(l.n, 3);
	must(w, staff_list(w->s, 2, true, &l, &w->e));
	assert_int_equal(l.n, 0);
	staff_list_free(&l);
	assert_int_equal(staff_by_code(w->s, "nobody", &p, &w->e), ERR_NOTFOUND);
}

static void one_person_has_several_roles_and_one_main_one(void **state)
{
	struct world *w = *state;
	struct staff_role desk = {
		.staff_id = 1, .role = "reception", .branch_id = 1, .main = true
	};
	struct staff_role cash = { .staff_id = 1, .role = "cashier", .main = true };
	struct staff_role_list l = { 0 };
	struct staff_list people = { 0 };
	struct txn *t = begin(w);

	must(w, staff_role_set(t, &desk, &w->e));
	must(w, staff_role_set(t, &cash, &w->e));
	commit(w, t);
	must(w, staff_roles(w->s, 1, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].role, "cashier");
	assert_true(l.v[0].main);
	assert_false(l.v[1].main);
	must(w, staff_list_role(w->s, "reception", 2, &people, &w->e));
	assert_int_equal(people.n, 0);
	must(w, staff_list_role(w->s, "cashier", 2, &people, &w->e));
	assert_int_equal(people.n, 1);
	t = begin(w);
	must(w, staff_role_clear(t, 1, "cashier", 0, &w->e));
	must(w, staff_role_clear(t, 1, "cashier", 0, &w->e));
	commit(w, t);
	must(w, staff_roles(w->s, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	t = begin(w);
	must(w, staff_role_set(t, &cash, &w->e));
	commit(w, t);
	must(w, staff_roles(w->s, 1, &l, &w->e));
	assert_int_equal(l.n, 2);
	staff_role_list_free(&l);
	staff_list_free(&people);
}

static void a_branch_takes_the_defaults(void **state)
{
	struct world *w = *state;
	struct branch b = { .code = "xh", .name = "徐汇" };
	struct branch_list l = { 0 };
	struct txn *t = begin(w);
	int64_t id;

	must(w, branch_insert(t, &b, &id, &w->e));
	commit(w, t);
	must(w, branch_get(w->s, id, &b, &w->e));
	assert_int_equal(b.open_min, 540);
	assert_int_equal(b.close_min, 1230);
	assert_string_equal(b.kind, "direct");
	assert_string_equal(b.file_no_at, "open");
	assert_string_equal(b.zone, "");
	t = begin(w);
	must(w, branch_set_state(t, id, "retired", &w->e));
	commit(w, t);
	must(w, branch_list(w->s, false, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, branch_list(w->s, true, &l, &w->e));
	assert_int_equal(l.n, 3);
	branch_list_free(&l);
	must(w, branch_by_code(w->s, "pd", &b, &w->e));
	assert_string_equal(b.name, "Pudong");
}

static void settings_are_words_or_numbers(void **state)
{
	struct world *w = *state;
	struct site site;
	struct txn *t = begin(w);
	char value[40];
	int64_t n;

	must(w, site_get(w->s, &site, &w->e));
	assert_string_equal(site.zone, "Asia/Shanghai");
	assert_string_equal(site.currency, "CNY");
	assert_int_equal(site_insert(t, &site, &w->e), ERR_DUPLICATE);
	err_clear(&w->e);
	must(w, setting_set(t, "grace", "15", &w->e));
	must(w, setting_set(t, "greeting", "您好", &w->e));
	must(w, setting_set(t, "gone", "x", &w->e));
	must(w, setting_set(t, "gone", NULL, &w->e));
	commit(w, t);
	must(w, setting_get_int(w->s, "grace", 5, &n, &w->e));
	assert_int_equal(n, 15);
	must(w, setting_get_int(w->s, "greeting", 5, &n, &w->e));
	assert_int_equal(n, 5);
	must(w, setting_get_int(w->s, "nothing", 7, &n, &w->e));
	assert_int_equal(n, 7);
	must(w, setting_get(w->s, "greeting", value, sizeof value, &w->e));
	assert_string_equal(value, "您好");
	must(w, setting_get(w->s, "gone", value, sizeof value, &w->e));
	assert_string_equal(value, "");
}

static void an_empty_file_has_no_site(void **state)
{
	struct world *w = *state;
	struct site site = { .name = "Kanghe", .zone = "Asia/Shanghai" };
	struct txn *t;

	assert_int_equal(site_get(w->s, &site, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	t = begin(w);
	must(w, site_insert(t, &site, &w->e));
	commit(w, t);
	must(w, site_get(w->s, &site, &w->e));
	assert_string_equal(site.language, "zh");
}

static void services_and_resources(void **state)
{
	struct world *w = *state;
	struct service v = { .code = "laser", .name = "激光", .minutes = 60 };
	struct resource r = { .kind = "staff", .staff_id = 2, .code = "cl", .name = "陈立" };
	struct service_list services = { 0 };
	struct resource_list l = { 0 };
	struct txn *t = begin(w);
	int64_t service, chen;

	must(w, service_insert(t, &v, &service, &w->e));
	must(w, resource_insert(t, &r, &chen, &w->e));
	must(w, resource_set_state(t, w->laser, "out", &w->e));
	commit(w, t);
	must(w, service_by_code(w->s, "laser", &v, &w->e));
	assert_int_equal(v.id, service);
	assert_int_equal(v.minutes, 60);
	must(w, resource_by_staff(w->s, 2, &r, &w->e));
	assert_int_equal(r.id, chen);
	must(w, resource_list(w->s, 2, NULL, false, &l, &w->e));
	assert_int_equal(l.n, 1);       /* rooms are the other branch's, people go anywhere */
	must(w, resource_list(w->s, 1, NULL, false, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_string_equal(l.v[0].kind, "staff");
	assert_string_equal(l.v[2].state, "out");
	must(w, resource_list(w->s, 0, "room", false, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, resource_by_code(w->s, "r1", &r, &w->e));
	assert_int_equal(r.id, w->room);
	t = begin(w);
	must(w, service_set_state(t, service, "retired", &w->e));
	must(w, resource_set_state(t, chen, "retired", &w->e));
	commit(w, t);
	must(w, service_list(w->s, false, &services, &w->e));
	assert_int_equal(services.n, 0);
	must(w, service_list(w->s, true, &services, &w->e));
	assert_int_equal(services.n, 1);
	must(w, resource_list(w->s, 1, "staff", false, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, resource_get(w->s, chen, &r, &w->e));
	must(w, service_get(w->s, service, &v, &w->e));
	service_list_free(&services);
	resource_list_free(&l);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(staff_are_found_by_code_and_account),
		TEST(one_person_has_several_roles_and_one_main_one),
		TEST(a_branch_takes_the_defaults),
		TEST(settings_are_words_or_numbers),
		cmocka_unit_test_setup_teardown(
		    an_empty_file_has_no_site, world_setup_empty, world_teardown_plans),
		TEST(services_and_resources),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
