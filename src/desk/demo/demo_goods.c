/* What the made-up house sells and keeps on its shelves: goods, kits, the catalogue of tests. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "demo_priv.h"

static const struct {
	const char *code, *name, *name_en, *kind, *unit, *piece, *content, *storage;
	int pieces, price, low;         /* price: whole yuan */
} products[DEMO_PRODUCTS] = {
	{ "fish-oil", "鱼油 120 粒", "fish oil 120 caps", "goods", "瓶", "粒",
	    "fish, 鱼油, gelatine",
	    "阴凉干燥", 120, 268, 4 },
	{ "probiotic", "益生菌 30 条", "probiotic 30", "goods", "盒", "条",
	    "lactobacillus, milk, 牛奶", "冷藏 2-8 度", 30, 198, 6 },
	{ "vit-d3", "维生素 D3", "vit d3", "goods", "瓶", "粒", "cholecalciferol, sunflower oil",
	    "避光", 90, 128, 5 },
	{ "mask", "修护面膜 5 片", "repair mask 5", "goods", "盒", "片", "hyaluronic acid, aloe",
	    "", 5, 168, 10 },
	{ "kit-blood", "采血盒", "blood kit", "kit", "盒", "", "", "", 1, 0, 5 },
	{ "kit-stool", "粪便采样盒", "stool kit", "kit", "盒", "", "", "", 1, 0, 4 },
	{ "kit-saliva", "唾液采样盒", "saliva kit", "kit", "盒", "", "", "", 1, 0, 4 },
};

/* expiry: days from today. */
static const struct {
	int product, branch, quantity, expiry;
	const char *code;
} lots[] = {
	{ 0, 0, 1, 200, "F2605" }, { 0, 1, 8, 200, "F2605" }, { 1, 0, 9, 150, "P2607" },
	{ 2, 0, 6, 40, "2604" }, { 2, 0, 8, 128, "2608" }, { 3, 0, 12, 420, "M11" },
	{ 3, 0, 2, -6, "M07" }, { 4, 0, 14, 300, "KB3" }, { 5, 0, 3, 260, "KS1" },
	{ 6, 0, 7, 90, "KL2" }, { 4, 1, 5, 300, "KB3" },
};

static const struct {
	const char *code, *name, *name_en, *sample, *guide, *guide_en, *laboratory;
	int price, kit, report_days, review_days, cycle_days;
} tests[DEMO_TESTS] = {
	{ "blood-b", "血液检测 B", "blood panel B", "血", "空腹 8 小时, 上午 10 点前, 24 "
	    "小时内不饮酒。",
	    "Fasting 8 h, before 10:00, no alcohol 24 h.", "康宁检验", 980, 4, 10, 3, 180 },
	{ "gut", "肠道菌群", "gut flora", "粪便", "停用抗生素 4 周, 采样后当天寄出。",
	    "No antibiotics for 4 weeks; send it on the day of sampling.", "康宁检验", 1680, 5, 14,
	    3,
	    365 },
	{ "hormone", "激素六项", "hormones", "唾液", "醒后 30 分钟内, 未进食未刷牙。",
	    "Within 30 min of waking, before food and brushing.", "Nordlab", 1280, 6, 10, 3, 180 },
	{ "food-90", "食物反应 90 项", "food react. 90", "血", "空腹 4 小时。", "Fasting 4 h.",
	    "Nordlab", 2280, 4, 12, 3, 0 },
};

static enum err_code put_product(struct demo *d, size_t i, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "created_at", demo_at(d, d->since, 600));
	demo_text(&r, "code", products[i].code);
	demo_text(&r, "name", products[i].name);
	demo_text(&r, "name_en", products[i].name_en);
	demo_text(&r, "kind", products[i].kind);
	demo_text(&r, "unit", products[i].unit);
	demo_int(&r, "pieces", products[i].pieces);
	demo_text(&r, "piece", products[i].piece);
	demo_text(&r, "content", products[i].content);
	demo_text(&r, "storage", products[i].storage);
	demo_int(&r, "low", products[i].low);
	demo_int(&r, "rank", (int64_t)i + 1);
	r.v[r.n] = (struct change){ .column = "price" };
	value_set_int(&r.v[r.n++].value, products[i].price * INT64_C(100));
	return demo_row_insert(d, "product", &r, &d->product[i], e);
}

static enum err_code put_lot(struct demo *d, size_t i, struct err *e)
{
	int32_t came = d->today - 30;
	int64_t branch = d->branch[lots[i].branch], at = demo_at(d, came, 660), lot;
	char day[DAY_TEXT];
	struct demo_row r = { .n = 0 };

	demo_int(&r, "branch_id", branch);
	demo_int(&r, "created_at", at);
	demo_int(&r, "product_id", d->product[lots[i].product]);
	demo_text(&r, "code", lots[i].code);
	demo_text(&r, "until_day", day_format(d->today + lots[i].expiry, day));
	demo_text(&r, "supplier", "康源供应");
	if (demo_row_insert(d, "lot", &r, &lot, e) != OK)
		return e->code;
	demo_int(&r, "branch_id", branch);
	demo_int(&r, "lot_id", lot);
	demo_text(&r, "day", day_format(came, day));
	demo_int(&r, "at", at);
	demo_text(&r, "kind", "receive");
	demo_int(&r, "quantity", lots[i].quantity);
	demo_text(&r, "reason", "SH-1031");
	return demo_row_insert(d, "stock_move", &r, NULL, e);
}

static enum err_code put_test(struct demo *d, size_t i, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "created_at", demo_at(d, d->since, 600));
	demo_text(&r, "code", tests[i].code);
	demo_text(&r, "name", tests[i].name);
	demo_text(&r, "name_en", tests[i].name_en);
	demo_int(&r, "price", tests[i].price * INT64_C(100));
	demo_text(&r, "sample", tests[i].sample);
	demo_text(&r, "guide", tests[i].guide);
	demo_text(&r, "guide_en", tests[i].guide_en);
	demo_int(&r, "kit_id", d->product[tests[i].kit]);
	demo_text(&r, "laboratory", tests[i].laboratory);
	demo_int(&r, "report_days", tests[i].report_days);
	demo_int(&r, "review_days", tests[i].review_days);
	demo_int(&r, "cycle_days", tests[i].cycle_days);
	demo_int(&r, "rank", (int64_t)i + 1);
	return demo_row_insert(d, "test_type", &r, &d->test_type[i], e);
}

enum err_code demo_goods(struct demo *d, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < DEMO_PRODUCTS && rc == OK; i++)
		rc = put_product(d, i, e);
	for (size_t i = 0; i < sizeof lots / sizeof *lots && rc == OK; i++)
		rc = put_lot(d, i, e);
	for (size_t i = 0; i < DEMO_TESTS && rc == OK; i++)
		rc = put_test(d, i, e);
	return rc;
}
