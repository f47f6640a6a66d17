/* The made-up house: branches, people, rooms, devices, services. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/branch.h"
#include "data/login.h"
#include "data/need.h"
#include "data/site.h"
#include "data/staff.h"
#include "data/txn.h"
#include "demo_priv.h"
#include "desk/people/pin_priv.h"

/* Everybody's PIN, as frontdesk(1) says. The salt is fixed: it protects nothing here. */
#define DEMO_PIN "246810"
#define DEMO_PIN_SETTING "$y$j75T$kanghe.demo.site.000000"

static const struct {
	const char *code, *name, *name_en, *address, *phone;
	int open_min, close_min;
	const char *in_charge, *agreement, *items;
} branches[DEMO_BRANCHES] = {
	{ "ja", "静安", "Jing'an", "上海市静安区示范路 88 号", "02155550100", 540, 1230,
	    "吴磊", "", "" },
	{ "pd", "浦东", "Pudong", "上海市浦东新区样板街 6 号", "02155550200", 540, 1200,
	    "郑洁", "门店租赁 lease", "皮肤, 激光, 检测" },
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

/* What the directory knows of the experts. */
static const struct {
	const char *code;
	int years;
	const char *speciality, *certificates, *training, *cases;
} experts[] = {
	{ "cl", 14, "皮肤激光", "执业医师 110310000012345", "2025 激光安全", "色素沉着 32 例" },
	{ "zm", 9, "皮肤科", "执业医师 110310000023456", "2026 皮肤镜", "" },
	{ "reyes", 20, "HIFU", "MD, Madrid 2006", "2025 HIFU masterclass", "HIFU, 18 cases" },
	{ "lin", 17, "皮肤科", "执业医师 110310000034567", "", "" },
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

/* What the letters are good for, in the words of the catalogue; people by their roles. */
static const struct {
	char group;
	const char *kind, *skill;
} groups[] = {
	{ 'e', "staff", "expert" }, { 'c', "staff", "consultant" }, { 'o', "staff", "operator" },
	{ 'n', "staff", "nurse" }, { 'l', "staff", "lab" }, { 'R', "room", "treatment" },
	{ 'C', "room", "consulting" }, { 'L', "device", "laser" }, { 'H', "device", "hifu" },
};

/* The expert is with a laser client for the first 20 minutes of 60; devices are cleaned. */
static const struct demo_need with_consult[] = { { .group = 'c' }, { .group = 'C' }, { 0 } };
static const struct demo_need with_laser[] = { { .group = 'e', .lasts = 20 }, { .group = 'o' },
	{ .group = 'R' }, { .group = 'L', .clean = 5 }, { 0 } };
static const struct demo_need with_expert[] = { { .group = 'e' }, { .group = 'R' }, { 0 } };
static const struct demo_need with_hifu[] = { { .group = 'e' }, { .group = 'R' },
	{ .group = 'H', .clean = 10 }, { 0 } };
static const struct demo_need with_nurse[] = { { .group = 'n' }, { .group = 'R' }, { 0 } };
static const struct demo_need with_lab[] = { { .group = 'l' }, { .group = 'R' }, { 0 } };

static const struct {
	const char *code, *name, *name_en;
	int minutes;
	const struct demo_need *with;
	int64_t deposit;
	const char *advice, *advice_en, *prepare;
	int rank;                       /* of several on one day */
	const char *sheet;              /* form of its consultation */
	int price;                      /* whole yuan of one session without a plan */
} services[DEMO_SERVICES] = {
	{ "consult", "初诊咨询", "First consultation", 30, with_consult, 0,
	    "请带身份证件和以往病历, 提前十分钟到店。",
	    "Bring an identity card and earlier records, and come ten minutes early.",
	    "question-sheet", 10, "consult-health", 100 },
	{ "laser", "激光", "Laser", 60, with_laser, 20000,
	    "治疗前一周避免日晒, 当天素颜, 不要使用酸类护肤品。",
	    "Keep out of the sun for a week before; come without make-up or acids on the skin.",
	    "goggles numbing-cream ice", 40, NULL, 1200 },
	{ "report", "解读报告", "Report reading", 30, with_expert, 0,
	    "请带好检测报告原件。", "Bring the report itself.", "report", 80, NULL, 0 },
	{ "hifu", "HIFU", "HIFU", 60, with_hifu, 50000,
	    "治疗前三天不要饮酒, 取下金属饰品。",
	    "No alcohol for three days before; take off metal jewellery.", "gel goggles", 50,
	    NULL, 4980 },
	{ "check", "复查", "Check", 15, with_expert, 0,
	    "请带上次的护理记录。", "Bring the notes of your care at home.", "", 70, NULL, 80 },
	{ "skin", "皮肤检测", "Skin test", 30, with_nurse, 0,
	    "检测前请勿化妆。", "Come without make-up.", "skin-camera", 30, "consult-skin", 200 },
	{ "drip", "营养点滴", "Drip", 60, with_nurse, 0,
	    "请先进食, 并告知正在服用的药物。",
	    "Eat before you come, and tell us which drugs you take.", "drip-set", 60, NULL, 680 },
	{ "blood", "采血", "Blood test", 15, with_lab, 0,
	    "请空腹八小时, 可以饮水。", "Nothing to eat for eight hours; water is fine.",
	    "tubes", 20, NULL, 150 },
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
	demo_text(&r, "in_charge", branches[i].in_charge);
	demo_text(&r, "agreement_kind", branches[i].agreement);
	demo_text(&r, "agreement_day", i ? "2024-03-01" : "");
	demo_text(&r, "items", branches[i].items);
	d->open_min[i] = branches[i].open_min;
	d->close_min[i] = branches[i].close_min;
	if (i || !first)
		return demo_row_insert(d, "branch", &r, &d->branch[i], e);
	d->branch[0] = first;
	return write_over(d, "branch", first, &r, e);
}

/* ---- people ---- */

/* Who works in both branches has the roles in both. */
static bool is_everywhere(size_t i)
{
	return people[i].branch < 0 || !strcmp(people[i].code, "lin");
}

static enum err_code give_roles(struct demo *d, size_t i, struct err *e)
{
	struct staff_role role = { .staff_id = d->staff[i], .main = true };
	char list[80], *rest = list, *word;
	enum err_code rc = OK;

	if (!is_everywhere(i))
		role.branch_id = d->branch[people[i].branch];
	text_copy(list, sizeof list, people[i].roles);
	while (rc == OK && (word = strsep(&rest, " "))) {
		text_copy(role.role, sizeof role.role, word);
		rc = staff_role_set(d->txn, &role, e);
		role.main = false;
	}
	return rc;
}

/* CODE must last as long as D. The order of the tables is that of the columns on screens. */
static enum err_code add_resource(struct demo *d, struct demo_row *row, const char *kind,
    const struct demo_resource *like, struct err *e)
{
	struct demo_resource *r;

	ASSERT(d->nresources < DEMO_RESOURCES);
	r = &d->resource[d->nresources++];
	*r = *like;
	demo_text(row, "kind", kind);
	if (like->branch >= 0)
		demo_int(row, "branch_id", d->branch[like->branch]);
	demo_text(row, "code", like->code);
	demo_int(row, "rank", (int64_t)d->nresources * 10);
	return demo_row_insert(d, "resource", row, &r->id, e);
}

static enum err_code add_person(struct demo *d, size_t i, struct err *e)
{
	struct demo_resource like = { .code = people[i].code, .group = people[i].group,
		.branch = is_everywhere(i) ? -1 : people[i].branch };
	struct demo_row r = { .n = 0 };

	demo_int(&r, "staff_id", d->staff[i]);
	demo_text(&r, "name", people[i].name);
	demo_int(&r, "rotation", people[i].group == 'e' || people[i].group == 'c');
	return add_resource(d, &r, "staff", &like, e);
}

static void put_expert(struct demo_row *r, const char *code)
{
	for (size_t i = 0; i < sizeof experts / sizeof experts[0]; i++) {
		if (strcmp(experts[i].code, code) != 0)
			continue;
		demo_int(r, "years", experts[i].years);
		demo_text(r, "speciality", experts[i].speciality);
		demo_text(r, "certificates", experts[i].certificates);
		demo_text(r, "training", experts[i].training);
		demo_text(r, "cases", experts[i].cases);
	}
}

static enum err_code make_person(struct demo *d, size_t i, const char *pin, struct err *e)
{
	int branch = people[i].branch;
	bool part_time = !strcmp(people[i].code, "qs");
	struct demo_row r = { .n = 0 };
	struct value none = { .type = VALUE_INT };
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
	put_expert(&r, people[i].code);
	if (part_time) {
		r.v[r.n++] = (struct change){ .column = "full_time", .value = none };
		demo_text(&r, "agreement", "兼职协议 2026-07");
		demo_text(&r, "agreement_until", day_format(d->today + 120, day));
	}
	rc = demo_row_insert(d, "staff", &r, &d->staff[i], e);
	if (rc == OK)
		rc = give_roles(d, i, e);
	if (rc == OK)
		rc = login_set_pin(d->txn, d->staff[i], pin, e);
	return rc == OK && people[i].group ? add_person(d, i, e) : rc;
}

/* The desk has the telephone and who walks in, customer service the rest. */
static enum err_code give_channels(struct demo *d, struct err *e)
{
	static const struct {
		const char *column;
		size_t who;
	} channels[] = { { "charge_phone", 0 }, { "charge_web", 8 }, { "charge_wechat", 8 },
		{ "charge_app", 8 }, { "charge_walkin", 1 } };
	struct demo_row r = { .n = 0 };

	for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++)
		demo_int(&r, channels[i].column, d->staff[channels[i].who]);
	return write_over(d, "branch", d->branch[0], &r, e);
}

static enum err_code make_people(struct demo *d, struct err *e)
{
	char pin[PIN_HASH_SIZE];
	enum err_code rc = pin_hash_with(DEMO_PIN, DEMO_PIN_SETTING, pin, e);

	for (size_t i = 0; i < DEMO_STAFF && rc == OK; i++)
		rc = make_person(d, i, pin, e);
	ASSERT(!strcmp(people[DEMO_MANAGER].code, "wl"));
	d->desk_staff[0] = d->staff[0];
	d->desk_staff[1] = d->staff[1];
	return rc == OK ? give_channels(d, e) : rc;
}

/* ---- things and services ---- */

static const char *skill_of(char group, const char **kind)
{
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		if (groups[i].group == group) {
			*kind = groups[i].kind;
			return groups[i].skill;
		}
	BUG("no group %c", group);
}

static enum err_code make_things(struct demo *d, struct err *e)
{
	enum err_code rc = OK;
	const char *kind;

	for (size_t i = 0; i < sizeof things / sizeof things[0] && rc == OK; i++) {
		struct demo_resource like = { .code = things[i].code, .group = things[i].group,
			.branch = things[i].branch };
		struct demo_row r = { .n = 0 };

		demo_text(&r, "name", things[i].name);
		rc = add_resource(d, &r, things[i].kind, &like, e);
		if (rc == OK)
			rc = skill_set(d->txn, d->resource[d->nresources - 1].id,
			    skill_of(things[i].group, &kind), true, e);
	}
	return rc;
}

static enum err_code make_needs(struct demo *d, const struct demo_service *s, struct err *e)
{
	enum err_code rc = OK;
	int64_t id;

	for (int i = 0; s->need[i].group && rc == OK; i++) {
		struct need n = { .service_id = s->id, .line = i + 1,
			.prep_min = s->need[i].prep, .clean_min = s->need[i].clean,
			.from_min = s->need[i].from, .for_min = s->need[i].lasts };
		const char *kind;

		text_copy(n.skill, sizeof n.skill, skill_of(s->need[i].group, &kind));
		text_copy(n.kind, sizeof n.kind, kind);
		rc = need_insert(d->txn, &n, &id, e);
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
		s->need = services[i].with;
		demo_int(&r, "created_at", demo_at(d, d->since, 480));
		demo_text(&r, "code", services[i].code);
		demo_text(&r, "name", services[i].name);
		demo_text(&r, "name_en", services[i].name_en);
		demo_int(&r, "minutes", services[i].minutes);
		demo_int(&r, "rank", services[i].rank);
		s->price = services[i].price * INT64_C(100);
		demo_int(&r, "deposit", services[i].deposit);
		demo_int(&r, "price", s->price);
		demo_text(&r, "advice", services[i].advice);
		demo_text(&r, "advice_en", services[i].advice_en);
		demo_text(&r, "prepare", services[i].prepare);
		demo_text(&r, "sheet", services[i].sheet);
		demo_text(&r, "led_to", strcmp(services[i].code, "consult") == 0 ? "consult" :
		    "treating");
		rc = demo_row_insert(d, "service", &r, &s->id, e);
		if (rc == OK)
			rc = make_needs(d, s, e);
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
