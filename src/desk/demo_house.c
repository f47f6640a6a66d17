/* The made-up house: branches, people, rooms, devices, services. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/branch.h"
#include "data/login.h"
#include "data/resource.h"
#include "data/site.h"
#include "data/staff.h"
#include "data/txn.h"
#include "demo_priv.h"
#include "pin_priv.h"

/* Everybody's PIN, as frontdesk(1) says. The salt is fixed: it protects nothing here. */
#define DEMO_PIN "246810"
#define DEMO_PIN_SETTING "$y$j75T$kanghe.demo.site.000000"

static const struct {
	const char *code, *name, *name_en, *address, *phone;
	int open_min, close_min;
} branches[DEMO_BRANCHES] = {
	{ "ja", "静安", "Jing'an", "上海市静安区示范路 88 号", "02155550100", 540, 1230 },
	{ "pd", "浦东", "Pudong", "上海市浦东新区样板街 6 号", "02155550200", 540, 1200 },
};

/* branch: index, -1 = in both. group: what they are booked as, 0 = not at all. */
static const struct {
	const char *code, *name, *name_en, *gender, *roles;
	int branch;
	char group;
} people[DEMO_STAFF] = {
	{ "wf", "王芳", "Wang Fang", "f", "reception greeter cashier", 0, 0 },
	{ "lt", "李婷", "Li Ting", "f", "reception cashier", 0, 0 },
	{ "cl", "陈立", "Dr Chen", "m", "expert", 0, 'e' },
	{ "zm", "周敏", "Dr Zhou", "f", "expert", 0, 'e' },
	{ "reyes", "Dr Reyes", "Dr Reyes", "m", "expert", 0, 'e' },
	{ "lxy", "李晓燕", "Li Xiaoyan", "f", "consultant", 0, 'c' },
	{ "ly", "刘洋", "Liu Yang", "m", "operator", 0, 'o' },
	{ "sy", "孙悦", "Sun Yue", "f", "nurse", 0, 'n' },
	{ "zq", "赵倩", "Zhao Qian", "f", "service", 0, 0 },
	{ "qs", "钱珊", "Qian Shan", "f", "lab", 0, 'l' },
	{ "wl", "吴磊", "Wu Lei", "m", "manager", -1, 0 },
	{ "hj", "何静", "He Jing", "f", "coordinator", -1, 0 },
	{ "zj", "郑洁", "Zheng Jie", "f", "reception cashier", 1, 0 },
	{ "lin", "林涛", "Dr Lin", "m", "expert consultant", 1, 'e' },
	{ "fx", "冯雪", "Feng Xue", "f", "operator nurse", 1, 'o' },
};

static const struct {
	const char *code, *name, *kind;
	int branch;
	char group;
} things[] = {
	{ "r1", "R1", "room", 0, 'R' }, { "r2", "R2", "room", 0, 'R' },
	{ "r3", "R3", "room", 0, 'R' }, { "r4", "R4", "room", 0, 'R' },
	{ "c1", "C1", "room", 0, 'C' },
	{ "laser1", "Laser-1", "device", 0, 'L' }, { "laser2", "Laser-2", "device", 0, 'L' },
	{ "hifu", "HIFU", "device", 0, 'H' },
	{ "p1", "P1", "room", 1, 'R' }, { "p2", "P2", "room", 1, 'R' },
	{ "pc1", "PC1", "room", 1, 'C' },
	{ "laser3", "Laser-3", "device", 1, 'L' },
};

static const struct {
	const char *code, *name, *name_en;
	int minutes;
	const char *with;
} services[DEMO_SERVICES] = {
	{ "consult", "初诊咨询", "First consultation", 30, "cC" },
	{ "laser", "激光", "Laser", 60, "eoRL" },
	{ "report", "解读报告", "Report reading", 30, "eR" },
	{ "hifu", "HIFU", "HIFU", 60, "eRH" },
	{ "check", "复查", "Check", 15, "eR" },
	{ "skin", "皮肤检测", "Skin test", 30, "nR" },
	{ "drip", "营养点滴", "Drip", 60, "nR" },
	{ "blood", "采血", "Blood test", 15, "lR" },
};

/* ---- site and branches: what is there already is written over ---- */

static enum err_code write_over(struct demo *d, const char *table, int64_t id, struct demo_row *r,
    struct err *e)
{
	struct conflict_list none = { 0 };
	struct record now;
	enum err_code rc = record_load(txn_store(d->txn), table, id, &now, e);

	if (rc == OK) {
		for (size_t i = 0; i < r->n; i++)
			value_copy(&r->v[i].base, record_get(&now, r->v[i].column));
		rc = record_update(d->txn, table, id, r->v, r->n, &none, e);
		record_free(&now);
	}
	conflict_list_free(&none);
	for (size_t i = 0; i < r->n; i++) {
		value_free(&r->v[i].base);
		value_free(&r->v[i].value);
	}
	r->n = 0;
	return rc;
}

static enum err_code make_site(struct demo *d, struct err *e)
{
	struct site site = { .name = "康禾 Kanghe", .zone = "Asia/Shanghai" };
	struct demo_row r = { .n = 0 };
	struct site old;
	enum err_code rc = site_get(txn_store(d->txn), &old, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return site_insert(d->txn, &site, e);
	}
	if (rc != OK)
		return rc;
	demo_text(&r, "name", site.name);
	demo_text(&r, "zone", site.zone);
	return write_over(d, "site", 1, &r, e);
}

/* The branch and the manager that the file began with: their time of entry must not differ from one
 * making to the next. */
static enum err_code settle_first(struct demo *d, int64_t *branch, struct err *e)
{
	struct branch_list all = { 0 };
	struct staff_list staff = { 0 };
	struct demo_row r = { .n = 0 };
	enum err_code rc = branch_list(txn_store(d->txn), true, &all, e);

	*branch = all.n ? all.v[0].id : 0;
	if (rc == OK)
		rc = staff_list(txn_store(d->txn), 0, true, &staff, e);
	for (size_t i = 0; i < staff.n && rc == OK; i++) {
		demo_int(&r, "created_at", demo_at(d, d->since, 480));
		rc = write_over(d, "staff", staff.v[i].id, &r, e);
	}
	branch_list_free(&all);
	staff_list_free(&staff);
	return rc;
}

static enum err_code make_branch(struct demo *d, size_t i, int64_t first, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "created_at", demo_at(d, d->since, 480));
	demo_text(&r, "code", branches[i].code);
	demo_text(&r, "name", branches[i].name);
	demo_text(&r, "name_en", branches[i].name_en);
	demo_text(&r, "address", branches[i].address);
	demo_text(&r, "phone", branches[i].phone);
	demo_int(&r, "open_min", branches[i].open_min);
	demo_int(&r, "close_min", branches[i].close_min);
	if (i || !first)
		return demo_row_insert(d, "branch", &r, &d->branch[i], e);
	d->branch[0] = first;
	return write_over(d, "branch", first, &r, e);
}

/* ---- people ---- */

static enum err_code give_roles(struct demo *d, size_t i, struct err *e)
{
	struct staff_role role = { .staff_id = d->staff[i], .main = true };
	char list[80], *rest = list, *word;
	enum err_code rc = OK;

	if (people[i].branch >= 0)
		role.branch_id = d->branch[people[i].branch];
	text_copy(list, sizeof list, people[i].roles);
	while (rc == OK && (word = strsep(&rest, " "))) {
		text_copy(role.role, sizeof role.role, word);
		rc = staff_role_set(d->txn, &role, e);
		role.main = false;
	}
	return rc;
}

static enum err_code add_resource(struct demo *d, const struct resource *row, int branch,
    char group,
    struct err *e)
{
	struct demo_resource *r;

	ASSERT(d->nresources < DEMO_RESOURCES);
	r = &d->resource[d->nresources++];
	*r = (struct demo_resource){ .branch = branch, .group = group };
	return resource_insert(d->txn, row, &r->id, e);
}

static enum err_code make_person(struct demo *d, size_t i, const char *pin, struct err *e)
{
	int branch = people[i].branch;
	struct resource res = { .kind = "staff", .branch_id = branch >= 0 ? d->branch[branch] : 0 };
	struct demo_row r = { .n = 0 };
	char phone[16], day[DAY_TEXT];
	enum err_code rc;

	text_fmt(phone, sizeof phone, "1390000%04d", (int)i + 1);
	demo_int(&r, "branch_id", branch >= 0 ? d->branch[branch] : 0);
	demo_text(&r, "day", day_format(d->since + (int32_t)(40 * i), day));
	demo_int(&r, "created_at", demo_at(d, d->since, 480));
	demo_text(&r, "code", people[i].code);
	demo_text(&r, "name", people[i].name);
	demo_text(&r, "name_en", people[i].name_en);
	demo_text(&r, "gender", people[i].gender);
	demo_text(&r, "phone", phone);
	rc = demo_row_insert(d, "staff", &r, &d->staff[i], e);
	if (rc == OK)
		rc = give_roles(d, i, e);
	if (rc == OK)
		rc = login_set_pin(d->txn, d->staff[i], pin, e);
	if (rc != OK || !people[i].group)
		return rc;
	res.staff_id = d->staff[i];
	text_copy(res.code, sizeof res.code, people[i].code);
	text_copy(res.name, sizeof res.name, people[i].name);
	return add_resource(d, &res, branch, people[i].group, e);
}

static enum err_code make_people(struct demo *d, struct err *e)
{
	char pin[PIN_HASH_SIZE];
	enum err_code rc = pin_hash_with(DEMO_PIN, DEMO_PIN_SETTING, pin, e);

	for (size_t i = 0; i < DEMO_STAFF && rc == OK; i++)
		rc = make_person(d, i, pin, e);
	d->desk_staff[0] = d->staff[0];
	d->desk_staff[1] = d->staff[1];
	return rc;
}

/* ---- things and services ---- */

static enum err_code make_things(struct demo *d, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof things / sizeof things[0] && rc == OK; i++) {
		struct resource res = { .branch_id = d->branch[things[i].branch] };

		text_copy(res.kind, sizeof res.kind, things[i].kind);
		text_copy(res.code, sizeof res.code, things[i].code);
		text_copy(res.name, sizeof res.name, things[i].name);
		rc = add_resource(d, &res, things[i].branch, things[i].group, e);
	}
	return rc;
}

static enum err_code make_services(struct demo *d, struct err *e)
{
	struct demo_row r = { .n = 0 };
	enum err_code rc = OK;

	for (size_t i = 0; i < DEMO_SERVICES && rc == OK; i++) {
		struct demo_service *s = &d->service[d->nservices++];

		s->minutes = services[i].minutes;
		s->with = services[i].with;
		demo_int(&r, "created_at", demo_at(d, d->since, 480));
		demo_text(&r, "code", services[i].code);
		demo_text(&r, "name", services[i].name);
		demo_text(&r, "name_en", services[i].name_en);
		demo_int(&r, "minutes", services[i].minutes);
		rc = demo_row_insert(d, "service", &r, &s->id, e);
	}
	return rc;
}

enum err_code demo_house(struct demo *d, struct err *e)
{
	int64_t first = 0;
	enum err_code rc = make_site(d, e);

	if (rc == OK)
		rc = settle_first(d, &first, e);
	for (size_t i = 0; i < DEMO_BRANCHES && rc == OK; i++)
		rc = make_branch(d, i, first, e);
	if (rc == OK)
		rc = make_people(d, e);
	if (rc == OK)
		rc = make_things(d, e);
	if (rc == OK)
		rc = make_services(d, e);
	return rc;
}
