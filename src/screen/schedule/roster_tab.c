/* The roster as a tab of the schedule (F3): the same screen, other tabs beside it. */
#include "base/tr.h"
#include "data/catalog.h"
#include "roster_priv.h"
#include "screen/schedule.h"

static enum err_code roster_tab_open(struct screen *s, const void *arg, struct err *e)
{
	static const struct roster_area schedule = { schedule_draw_tabs, schedule_run_tab,
		schedule_load_counts };

	(void)arg;
	return roster_open_in(s, &schedule, e);
}

const struct screen_type roster_tab_screen = ROSTER_TYPE("schedule-roster", roster_tab_open);
