/* What people of the made-up house know better than its rules, and what clients usually take
 * home. */
#include "base/day.h"
#include "demo_priv.h"

enum { MOVED_MOST = 600 };
#include "desk/desk.h"
#include "segment_priv.h"

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
	return rc;
}
