/* Tests of the made-up house: one at every stage, some late. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "data/sequence.h"
#include "demo_priv.h"

enum { SPOILT = 7 };     /* the one of which the first sample was unfit */
enum { STAGES = 9, EXPERT = 2, LAB = 9, COORDINATOR = 11 };     /* places among the staff */

/* Days from the order to the stage, from there to the next one, and who takes the step. */
static const struct {
	const char *stage;
	int after, due, staff;
} stages[STAGES] = {
	{ "ordered", 0, 1, EXPERT }, { "sent", 1, 14, COORDINATOR }, { "testing", 7, 10, LAB },
	{ "review", 14, 3, LAB }, { "reviewed", 16, 2, LAB }, { "report", 17, 2, EXPERT },
	{ "paper", 18, 3, LAB }, { "given", 20, 14, LAB }, { "explained", 25, 0, EXPERT },
};

/* Ordered so many days ago, now at that stage. */
static const struct {
	int kind, stage, ago, price;
	long client;
} made[] = {
	{ 0, 3, 18, 980, 7 }, { 1, 6, 19, 1680, 11 }, { 2, 4, 17, 1280, 3 }, { 3, 2, 12, 2280, 5 },
	{ 0, 1, 16, 980, 9 }, { 1, 1, 3, 1680, 2 }, { 2, 0, 0, 1280, 1 }, { 0, 7, 23, 980, 13 },
	{ 3, 8, 30, 2280, 4 },
};

struct ordered {
	int64_t client, line, at;
	char day[DAY_TEXT], number[16];
};

static enum err_code put_order(struct demo *d, size_t i, struct ordered *o, struct err *e)
{
	struct demo_row r = { .n = 0 };
	int32_t day = d->today - made[i].ago;
	int64_t n, order;
	char number[16];

	o->client = d->first_client + made[i].client % d->clients;
	o->at = demo_at(d, day, 600);
	day_format(day, o->day);
	if (sequence_next(d->txn, "order", &n, e) != OK)
		return e->code;
	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", o->client);
	demo_text(&r, "day", o->day);
	demo_int(&r, "created_at", o->at);
	demo_int(&r, "created_by", d->staff[EXPERT]);
	demo_text(&r, "number", text_fmt(number, sizeof number, "O-%04lld", (long long)n));
	demo_text(&r, "kind", "tests");
	if (demo_row_insert(d, "client_order", &r, &order, e) != OK)
		return e->code;
	demo_int(&r, "order_id", order);
	demo_int(&r, "line", 1);
	demo_int(&r, "test_type_id", d->test_type[made[i].kind]);
	demo_int(&r, "quantity", 1);
	demo_int(&r, "price", made[i].price * INT64_C(100));
	return demo_row_insert(d, "order_line", &r, &o->line, e);
}

static enum err_code put_test(struct demo *d, size_t i, const struct ordered *o, int64_t *id,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	int stage = made[i].stage;
	int32_t since = d->today - made[i].ago + stages[stage].after;
	char due[DAY_TEXT];

	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", o->client);
	demo_text(&r, "day", o->day);
	demo_int(&r, "created_at", o->at);
	demo_text(&r, "number", o->number);
	demo_int(&r, "line_id", o->line);
	demo_int(&r, "test_type_id", d->test_type[made[i].kind]);
	demo_int(&r, "expert_id", d->staff[EXPERT]);
	demo_text(&r, "stage", stages[stage].stage);
	demo_int(&r, "stage_at", demo_at(d, since, 600 + stage * 10));
	demo_text(&r, "due_day", stages[stage].due ? day_format(since + stages[stage].due, due) :
	    "");
	demo_int(&r, "kits", (stage > 0) + (i == SPOILT));
	if (stage >= 5)
		demo_text(&r, "final", "各项在参考范围内, 维生素 D 偏低, 建议补充三个月后复查。");
	if (stage >= 7)
		demo_text(&r, "given_to", "本人");
	return demo_row_insert(d, "test", &r, id, e);
}

/* Three days after the kit went out it came back unfit, and the next one left. */
static enum err_code put_unfit(struct demo *d, size_t i, int64_t test, struct err *e)
{
	int64_t at = demo_at(d, d->today - made[i].ago + stages[1].after + 3, 620);
	struct demo_row r = { .n = 0 };

	demo_int(&r, "test_id", test);
	demo_int(&r, "at", at);
	demo_int(&r, "staff_id", d->staff[LAB]);
	demo_text(&r, "what", "unfit");
	demo_text(&r, "text", "样本溶血, 已补寄采样盒");
	return demo_row_insert(d, "test_event", &r, NULL, e);
}

static enum err_code put_events(struct demo *d, size_t i, int64_t test, struct err *e)
{
	enum err_code rc = OK;

	for (int k = 0; k <= made[i].stage && rc == OK; k++) {
		struct demo_row r = { .n = 0 };
		int32_t day = d->today - made[i].ago + stages[k].after;

		demo_int(&r, "test_id", test);
		demo_int(&r, "at", demo_at(d, day, 600 + k * 10));
		demo_int(&r, "staff_id", d->staff[stages[k].staff]);
		demo_text(&r, "what", stages[k].stage);
		rc = demo_row_insert(d, "test_event", &r, NULL, e);
		if (rc == OK && i == SPOILT && k == 1)
			rc = put_unfit(d, i, test, e);
	}
	return rc;
}

enum err_code demo_tests(struct demo *d, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof made / sizeof *made && rc == OK && d->clients; i++) {
		struct ordered o;
		int64_t id, n;

		rc = put_order(d, i, &o, e);
		if (rc == OK)
			rc = sequence_next(d->txn, "test", &n, e);
		if (rc != OK)
			return rc;
		text_fmt(o.number, sizeof o.number, "T-%04lld", (long long)n);
		rc = put_test(d, i, &o, &id, e);
		if (rc == OK)
			rc = put_events(d, i, id, e);
	}
	return rc;
}
