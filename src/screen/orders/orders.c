/* Orders (F7): the tabs in their order. */
#include "screen/front/area_priv.h"
#include "base/tr.h"

static const struct area_tab *const tabs[] = { &tests_tab, &products_tab, &payments_tab,
	&cards_tab, &cashup_tab, &stock_tab, &results_tab };

const struct area_table orders_area = {
	.type = &orders_screen, .title = N_("Orders"), .tabs = tabs,
	.ntabs = sizeof tabs / sizeof *tabs,
	.page = N_("Tests and goods ordered, what was paid and what is owed, cards, stock. With a "
	    "client at hand it is that client's, else the house's; v changes between them."),
};
