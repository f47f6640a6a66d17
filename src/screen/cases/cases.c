/* Cases (F8): the tabs in their order. */
#include "screen/front/area_priv.h"
#include "base/tr.h"

static const struct area_tab *const tabs[] = { &complaints_tab, &surveys_tab, &suggestions_tab,
	&improvements_tab, &gatherings_tab, &cultivation_tab };

const struct area_table cases_area = {
	.type = &cases_screen, .title = N_("Cases"), .tabs = tabs,
	.ntabs = sizeof tabs / sizeof *tabs,
	.page = N_("Complaints and inquiries with their limits, surveys, suggestions, what is to "
	    "become better, events of the house. With a client at hand it is that client's, else "
	    "the house's; v changes between them."),
};
