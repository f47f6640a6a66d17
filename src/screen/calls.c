/* Callbacks (F6): the tabs in their order. */
#include "area_priv.h"
#include "base/tr.h"
#include "screen/front.h"
#include "screen/queue.h"

static const struct area_tab *const tabs[] = { &queue_tab, &calls_tab, &close_tab,
	&asked_tab };

const struct area_table calls_area = {
	.type = &calls_screen, .title = N_("Callbacks"), .tabs = tabs,
	.ntabs = sizeof tabs / sizeof *tabs,
	.page = N_("What is owed to clients after a visit and in between: one by one, as a list, "
	    "and what is left at the end of the day."),
};

static enum err_code load_none(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	(void)s;
	(void)of;
	(void)out;
	(void)e;
	return OK;
}

static const struct list_column columns[] = { { N_("client"), 0 }, { N_("what"), 12 },
	{ N_("due"), 34 } };

const struct area_tab queue_tab = { .name = "queue", .title = N_("Queue"),
	.screen = &queue_screen };

const struct area_tab calls_tab = {
	.name = "calls", .title = N_("Lists"), .columns = columns, .ncolumns = 3,
	.load = load_none, .empty = N_("Nothing due."),
};

const struct area_tab close_tab = {
	.name = "close", .title = N_("End of day"), .columns = columns, .ncolumns = 3,
	.load = load_none, .empty = N_("Nothing is open."),
};
