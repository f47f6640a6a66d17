/* What people of the made-up house know better than its rules, and what clients usually take
 * home. */
#include "base/day.h"
#include "demo_priv.h"

enum { MOVED_MOST = 600 };
#include "desk/desk.h"
#include "desk/clients/segment_priv.h"

static const struct {
	long client;
	const char *kind, *value, *why;
	int ago, months;                /* months from today until it ends, 0: never */
} overrides[] = {
	{ 0, "growth", "loyal", "每周都来, 家里人也带来", 40, 0 },
	{ 1, "segment", "word-of-mouth", "介绍了整个瑜伽班", 25, 6 },
	{ 2, "score", "8", "准备婚礼, 预算已谈", 12, 4 },
	{ 4, "tier", "key", "公司团体卡的负责人", 60, 12 },
};

static enum err_code put(struct demo *d, size_t i, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char until[DAY_TEXT];

	demo_int(&r, "client_id", d->first_client + overrides[i].client);
	demo_int(&r, "created_at", demo_at(d, d->today - overrides[i].ago, 640));
	demo_int(&r, "staff_id", d->staff[DEMO_MANAGER]);
	demo_text(&r, "kind", overrides[i].kind);
	demo_text(&r, "value", overrides[i].value);
	demo_text(&r, "why", overrides[i].why);
	if (overrides[i].months)
		demo_text(&r, "until_day",
		    day_format(day_add_months(d->today, overrides[i].months), until));
	return demo_row_insert(d, "client_override", &r, NULL, e);
}

/* What is bought again and again; the last of them runs out in some days. */
static const struct {
	long client;
	const char *name, *unit, *storage;
	int amount, ago, lasts, told;   /* told: days ago, 0: not yet */
} goods[] = {
	{ 0, "鱼油 120 粒", "bottle", "阴凉干燥", 1, 40, 60, 40 },
	{ 0, "修护面膜 5 片", "box", "", 2, 12, 35, 0 },
	{ 1, "益生菌 30 条", "box", "冷藏 2-8 度", 2, 57, 60, 57 },
	{ 4, "维生素 D3", "bottle", "避光", 1, 95, 90, 0 },
};

static enum err_code put_goods(struct demo *d, size_t i, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char bought[DAY_TEXT], told[DAY_TEXT];

	demo_int(&r, "client_id", d->first_client + goods[i].client);
	demo_int(&r, "created_at", demo_at(d, d->today - goods[i].ago, 900));
	demo_text(&r, "name", goods[i].name);
	demo_real(&r, "amount", goods[i].amount);
	demo_text(&r, "unit", goods[i].unit);
	demo_text(&r, "bought", day_format(d->today - goods[i].ago, bought));
	demo_int(&r, "lasts_days", goods[i].lasts);
	demo_text(&r, "storage", goods[i].storage);
	if (goods[i].told)
		demo_text(&r, "storage_told", day_format(d->today - goods[i].told, told));
	return demo_row_insert(d, "client_goods", &r, NULL, e);
}

/* Who is to become more to the house; the first one's review is due. */
static const struct {
	long client;
	const char *growth, *target, *measure;
	int owner, budget, ago, review; /* place in the staff; whole units; days */
	const char *state, *result;
} raised[] = {
	{ 3, "worth", "key", "介绍年度健康方案, 请专家面谈一次", DEMO_MANAGER, 800, 45, -1, "on",
	    "" },
	{ 6, "loyal", "key", "每次到店后回访, 生日送面膜", DEMO_MANAGER, 300, 30, 9, "on", "" },
	{ 5, "dormant", "potential", "邀请体验新的光子项目", DEMO_MANAGER, 200, 80, -20, "missed",
	    "两次邀约未到, 半年后再看" },
};

static enum err_code put_step(struct demo *d, int64_t id, int ago, const char *kind,
    const char *text, int cost, int next, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT];

	demo_int(&r, "cultivation_id", id);
	demo_text(&r, "day", day_format(d->today - ago, day));
	demo_int(&r, "created_at", demo_at(d, d->today - ago, 1000));
	demo_int(&r, "staff_id", d->staff[DEMO_MANAGER]);
	demo_text(&r, "kind", kind);
	demo_text(&r, "text", text);
	demo_int(&r, "cost", cost * 100);
	if (next)
		demo_text(&r, "review_day", day_format(d->today + next, day));
	return demo_row_insert(d, "cultivation_step", &r, NULL, e);
}

static enum err_code put_raised(struct demo *d, size_t i, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT], review[DAY_TEXT];
	int64_t id = 0;
	enum err_code rc;

	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", d->first_client + raised[i].client);
	demo_text(&r, "day", day_format(d->today - raised[i].ago, day));
	demo_int(&r, "created_at", demo_at(d, d->today - raised[i].ago, 640));
	demo_int(&r, "staff_id", d->staff[DEMO_MANAGER]);
	demo_text(&r, "tier", "general");
	demo_text(&r, "growth", raised[i].growth);
	demo_text(&r, "target", raised[i].target);
	demo_text(&r, "measure", raised[i].measure);
	demo_int(&r, "owner_id", d->staff[raised[i].owner]);
	demo_int(&r, "budget", raised[i].budget * 100);
	demo_text(&r, "review_day", day_format(d->today + raised[i].review, review));
	demo_text(&r, "state", raised[i].state);
	if (raised[i].result[0]) {
		demo_text(&r, "result", raised[i].result);
		demo_int(&r, "ended_at", demo_at(d, d->today + raised[i].review, 1050));
		demo_int(&r, "ended_by", d->staff[DEMO_MANAGER]);
	}
	rc = demo_row_insert(d, "cultivation", &r, &id, e);
	if (rc == OK)
		rc = put_step(d, id, raised[i].ago - 3, "done", "电话沟通, 约了到店", 0, 0, e);
	if (rc == OK)
		rc = put_step(d, id, raised[i].ago - 10, "review", "有兴趣, 还在比较", 120,
		    raised[i].review, e);
	return rc;
}

/* What all of them are by the rules, as of the day of the house; of a very big one the rest is left
 * to the clock. */
enum err_code demo_classes(struct demo *d, struct store *s, struct segments_file *rules,
    struct err *e)
{
	struct desk desk = { .store = s, .zone = d->zone, .currency = "CNY",
		.segments = rules };
	static const int ago[] = { 40, 20, 13, 6, 3 };
	enum err_code rc = OK;

	if (!rules)
		return OK;
	/* As of some days before first: whoever is of another tier later has moved meanwhile. */
	for (size_t k = 0; k < sizeof ago / sizeof ago[0]; k++) {
		int32_t day = d->today - ago[k];

		if (rc == OK)
			rc = segment_settle_all(&desk, d->txn, day, demo_at(d, day, 0), MOVED_MOST,
			    e);
		for (long i = 0; rc == OK && i < d->clients && i < MOVED_MOST; i++)
			rc = class_stale(d->txn, d->first_client + i, e);
	}
	return rc == OK ? segment_settle_all(&desk, d->txn, d->today, demo_at(d, d->today, 0),
	    20000, e) : rc;
}

enum err_code demo_segments(struct demo *d, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; rc == OK && i < sizeof overrides / sizeof overrides[0]; i++)
		if (overrides[i].client < d->clients)
			rc = put(d, i, e);
	for (size_t i = 0; rc == OK && i < sizeof goods / sizeof goods[0]; i++)
		if (goods[i].client < d->clients)
			rc = put_goods(d, i, e);
	for (size_t i = 0; rc == OK && i < sizeof raised / sizeof raised[0]; i++)
		if (raised[i].client < d->clients)
			rc = put_raised(d, i, e);
	return rc;
}
