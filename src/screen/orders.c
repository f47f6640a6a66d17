/* Orders (F7): the tabs in their order, and the list of payments. */
#include "area_priv.h"
#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/payment.h"
#include "desk/desk.h"
#include "screen/front.h"

static const struct area_tab *const tabs[] = { &payments_tab, &stock_tab };

const struct area_table orders_area = {
	.type = &orders_screen, .title = N_("Orders"), .tabs = tabs,
	.ntabs = sizeof tabs / sizeof *tabs,
	.page = N_("Tests and goods ordered, what was paid and what is owed, cards, stock. With a "
	    "client at hand it is that client's, else the house's; v changes between them."),
};

enum { PAYMENTS = 300 };

static enum err_code load_payments(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	const struct desk *d = front_desk(s);
	struct payment_list l = { 0 };
	enum err_code rc = payment_list_client(d->store, of.client_id, PAYMENTS, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		struct area_row *r = area_rows_add(out);

		r->id = l.v[i].id;
		r->client_id = of.client_id;
		r->style = l.v[i].reversed ? STYLE_GREY : STYLE_TEXT;
		desk_time_text(d, l.v[i].created_at, r->cell[0], sizeof r->cell[0]);
		text_copy(r->cell[1], sizeof r->cell[1], l.v[i].kind);
		text_copy(r->cell[2], sizeof r->cell[2], l.v[i].method);
		money_full(l.v[i].amount, d->currency, r->cell[3], sizeof r->cell[3]);
		text_copy(r->cell[4], sizeof r->cell[4], l.v[i].reason);
	}
	payment_list_free(&l);
	return rc;
}

static const struct list_column payment_columns[] = { { N_("when"), 0 }, { N_("kind"), 18 },
	{ N_("paid by"), 30 }, { N_("sum"), 42 }, { N_("reason"), 56 } };

const struct area_tab payments_tab = {
	.name = "payments", .title = N_("Payments"), .columns = payment_columns, .ncolumns = 5,
	.client_only = true, .load = load_payments,
	.empty = N_("Nothing was paid yet."),
};
