/* Callbacks (F6): the tabs in their order. */
#include "screen/front/area_priv.h"
#include "base/tr.h"
#include "screen/queue.h"

static const struct area_tab *const tabs[] = { &queue_tab, &calls_tab, &close_tab,
	&asked_tab };

const struct area_table calls_area = {
	.type = &calls_screen, .title = N_("Callbacks"), .tabs = tabs,
	.ntabs = sizeof tabs / sizeof *tabs,
	.page = N_("What is owed to clients after a visit and in between: one by one, as a list, "
	    "and what is left at the end of the day."),
};

const struct area_tab queue_tab = { .name = "queue", .title = N_("Queue"),
	.right = "callback-do", .screen = &queue_screen };
