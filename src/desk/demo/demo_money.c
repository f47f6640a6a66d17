/* What the clients of the made-up house bought: orders of goods, payments, deposits, prepaid
 * cards. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "data/sequence.h"
#include "demo_priv.h"

enum { GOODS = 4 };             /* of DEMO_PRODUCTS: the rest are kits */

static const int prices[GOODS] = { 268, 198, 128, 168 };        /* whole yuan, as in demo_goods */
static const char *const methods[] = { "wechat", "wechat", "alipay", "card", "cash" };

/* One client at one moment, and the number of the last card. */
struct buyer {
	int64_t client, branch, staff, at;
	char day[DAY_TEXT];
	int64_t cards;
};

static const char *method(struct demo *d)
{
	return methods[demo_upto(d, sizeof methods / sizeof *methods)];
}

static void next_buyer(struct demo *d, struct buyer *b)
{
	long index = demo_upto(d, d->clients);
	int32_t day = d->today - 1 - (int32_t)demo_upto(d, 60);

	if (day < demo_opened(d, index))
		day = demo_opened(d, index);
	b->client = d->first_client + index;
	b->branch = d->branch[demo_chance(d, 300)];
	b->staff = d->desk_staff[0];
	b->at = demo_at(d, day, 560 + (int)demo_upto(d, 540));
	day_format(day, b->day);
}

static void begin(const struct buyer *b, struct demo_row *r)
{
	demo_int(r, "branch_id", b->branch);
	demo_int(r, "client_id", b->client);
	demo_text(r, "day", b->day);
	demo_int(r, "created_at", b->at);
}

static enum err_code put_payment(struct demo *d, struct buyer *b, int64_t order,
    const char *kind, int64_t amount, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char receipt[16];

	if (!amount)
		return OK;
	begin(b, &r);
	demo_text(&r, "kind", kind);
	demo_text(&r, "method", method(d));
	demo_int(&r, "amount", amount);
	demo_int(&r, "staff_id", b->staff);
	demo_int(&r, "order_id", order);
	demo_text(&r, "receipt", text_fmt(receipt, sizeof receipt, "R-%04lld",
	    (long long)++d->receipts));
	return demo_row_insert(d, "payment", &r, NULL, e);
}

static enum err_code put_order(struct demo *d, struct buyer *b, const char *kind, int64_t *id,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	char number[16];

	begin(b, &r);
	demo_int(&r, "created_by", b->staff);
	demo_text(&r, "number", text_fmt(number, sizeof number, "O-%04lld",
	    (long long)++d->orders));
	demo_text(&r, "kind", kind);
	if (!strcmp(kind, "goods")) {
		demo_text(&r, "start_day", b->day);
		demo_text(&r, "send", "take");
	}
	return demo_row_insert(d, "client_order", &r, id, e);
}

/* They took it along before the lots that lie there now came. */
static enum err_code put_line(struct demo *d, int64_t order, int line, int64_t *sum,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	long what = demo_upto(d, GOODS), quantity = 1 + demo_upto(d, 3);

	demo_int(&r, "order_id", order);
	demo_int(&r, "line", line);
	demo_int(&r, "product_id", d->product[what]);
	demo_int(&r, "quantity", quantity);
	demo_int(&r, "price", prices[what] * INT64_C(100));
	demo_int(&r, "dose", what < 3 ? 100 * (1 + demo_upto(d, 4)) : 0);
	demo_int(&r, "taken", quantity);
	*sum += quantity * prices[what] * INT64_C(100);
	return demo_row_insert(d, "order_line", &r, NULL, e);
}

/* Most are paid; some in part, some not at all. */
static enum err_code goods_order(struct demo *d, struct buyer *b, struct err *e)
{
	int64_t order, sum = 0;
	int lines = 1 + (int)demo_upto(d, 2);
	enum err_code rc;

	next_buyer(d, b);
	rc = put_order(d, b, "goods", &order, e);
	for (int i = 1; i <= lines && rc == OK; i++)
		rc = put_line(d, order, i, &sum, e);
	if (rc != OK || demo_chance(d, 120))
		return rc;
	return put_payment(d, b, order, "due", demo_chance(d, 120) ? sum / 2 : sum, e);
}

static enum err_code put_move(struct demo *d, const struct buyer *b, int64_t card,
    const char *kind, int64_t amount, int64_t sessions, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "card_id", card);
	demo_text(&r, "day", b->day);
	demo_int(&r, "at", b->at);
	demo_text(&r, "kind", kind);
	demo_int(&r, "amount", amount);
	demo_int(&r, "sessions", sessions);
	demo_int(&r, "staff_id", b->staff);
	demo_text(&r, "reason", !strcmp(kind, "gift") ? "开卡赠送" : "");
	return demo_row_insert(d, "card_move", &r, NULL, e);
}

static enum err_code put_card(struct demo *d, struct buyer *b, bool value, int64_t *id,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	char number[16], until[DAY_TEXT];

	begin(b, &r);
	demo_text(&r, "number", text_fmt(number, sizeof number, "C-%04lld",
	    (long long)++b->cards));
	demo_text(&r, "kind", value ? "value" : "sessions");
	demo_text(&r, "name", value ? "储值卡 2000" : "激光 10 次卡");
	if (!value)
		demo_int(&r, "service_id", d->service[d->nservices > 1 ? 1 : 0].id);   /* laser */
	demo_text(&r, "until_day", day_format(d->today + 300, until));
	return demo_row_insert(d, "card", &r, id, e);
}

/* Sold and paid in full, with a gift on top; some sessions are used. */
static enum err_code sold_card(struct demo *d, struct buyer *b, struct err *e)
{
	bool value = demo_chance(d, 500);
	int64_t card, order, price = value ? 200000 : 360000;
	struct demo_row r = { .n = 0 };
	enum err_code rc;

	next_buyer(d, b);
	rc = put_card(d, b, value, &card, e);
	if (rc == OK)
		rc = put_order(d, b, "card", &order, e);
	if (rc == OK) {
		demo_int(&r, "order_id", order);
		demo_int(&r, "line", 1);
		demo_int(&r, "card_id", card);
		demo_int(&r, "quantity", 1);
		demo_int(&r, "price", price);
		rc = demo_row_insert(d, "order_line", &r, NULL, e);
	}
	if (rc == OK)
		rc = put_payment(d, b, order, "due", price, e);
	if (rc == OK)
		rc = put_move(d, b, card, "load", value ? price : 0, value ? 0 : 10, e);
	if (rc == OK)
		rc = put_move(d, b, card, "gift", value ? 20000 : 0, value ? 0 : 2, e);
	if (rc == OK && !value && demo_chance(d, 700))
		rc = put_move(d, b, card, "use", 0, -1 - demo_upto(d, 4), e);
	return rc;
}

static enum err_code deposit(struct demo *d, struct buyer *b, struct err *e)
{
	next_buyer(d, b);
	return put_payment(d, b, 0, "deposit", 50000, e);
}

enum err_code demo_money(struct demo *d, struct err *e)
{
	struct buyer b = { .cards = 0 };
	enum err_code rc = OK;

	for (long i = 0; i < d->clients / 5 && rc == OK; i++)
		rc = goods_order(d, &b, e);
	for (long i = 0; i < d->clients / 20 && rc == OK; i++)
		rc = sold_card(d, &b, e);
	for (long i = 0; i < d->clients / 40 && rc == OK; i++)
		rc = deposit(d, &b, e);
	if (rc == OK)
		rc = sequence_raise(d->txn, "order", d->orders, e);
	if (rc == OK)
		rc = sequence_raise(d->txn, "receipt", d->receipts, e);
	return rc == OK ? sequence_raise(d->txn, "card", b.cards, e) : rc;
}
