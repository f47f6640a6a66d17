#ifndef FD_SCREEN_REPORTS_REPORT_PRIV_H
#define FD_SCREEN_REPORTS_REPORT_PRIV_H
/*
 * What the tabs of F9 share: the period, the branch, row 2, the keys that change them. The state of
 * each tab begins with a struct report.
 */
#include <stdbool.h>
#include <stdint.h>

#include "desk/kpi.h"
#include "screen/area.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/reports.h"
#include "tui/canvas.h"
#include "tui/list.h"

struct report {
	struct desk *desk;
	struct kpi_span span;
	char where[96];                 /* the branch, or all of them */
	char period[64];                /* short, for the screen */
	bool put_off;                   /* something moved since: read again in a moment */
	int64_t read_ms;
	bool anew;                      /* other rows altogether: the cursor on the first */
	struct list list;
};

/* In `open`: may it be seen, which days and where. */
enum err_code report_open(struct screen *s, struct err *e) MUST_CHECK;
/* In `load`: the days of today, when a day has passed; names. */
enum err_code report_load(struct screen *s, struct err *e) MUST_CHECK;
struct report_memory *report_memory(const struct screen *s);
/* "1-24 Nov": as kpi_span_text, without the year where it is this one. Returns OUT. */
char *report_period_text(const struct desk *d, const struct kpi_span *x, char *out, size_t size);
/* Row 2: tabs, the branch. False: its name had no room there and is cut. */
bool report_draw_tabs(const struct screen *s, struct canvas *c);
/* The same, and in row 3 PERIOD within CELLS, with the branch before it where row 2 has no room.
 * Returns the cells used. */
int report_put_period(const struct screen *s, struct canvas *c, const char *period, int cells);
/* Row 3 of a list: period and branch, SUM (NULL: none) at its right end. */
void report_draw_head(const struct screen *s, struct canvas *c, const char *sum);
/* "reports/kpi" with branch and period in the title: for p. Never NULL. */
struct listing *report_listing(const struct screen *s, const char *name, const char *title,
    const char *const *columns, size_t n);
/* Reads again: of other days, of another branch. */
void report_reread(struct screen *s);
/* At the start of `load` and in `tick`, for what costs much: what others do is read again after
 * some seconds, not at each of their keys. True: not yet. */
bool report_wait(struct screen *s);
void report_tick(struct screen *s, int64_t mono_ms);
/* At the end of `load`: the rows are there. */
void report_listed(struct screen *s);
/* The mark of a bar: PERCENT of CELLS; nothing below 0. */
void report_meter(struct canvas *c, int row, int col, int cells, int percent);
/* "Wed 09, Thu 09 +3": the idle hours, or the peak ones, at most MOST of them. Appends. */
void report_say_hours(const struct kpi_heat *h, bool idle, int most, struct buf *out);
/* A figure on one of five steps of background, by its share of MOST; none without value. */
enum style report_heat(int64_t value, int64_t most);

enum err_code report_run_period(struct screen *s, struct err *e);
enum err_code report_run_shift(struct screen *s, struct err *e);
enum err_code report_run_branch(struct screen *s, struct err *e);

#define REPORT_COMMANDS \
	{ .name = "date-go", .keys = "g", .label = N_("period"), \
	  .help = N_("Of which days: nov, q3, w, 9.1..11.24; empty is this month."), \
	  .run = report_run_period }, \
	{ .name = "branch-next", .keys = "Right", .label = N_("branch"), .arg = 1, \
	  .help = N_("The next branch, then all of them."), .run = report_run_branch }, \
	{ .name = "branch-prev", .keys = "Left", .label = N_("branch"), .arg = -1, \
	  .flags = COMMAND_NO_BAR, .help = N_("The branch before."), .run = report_run_branch }, \
	{ .name = "date-prev", .keys = "-", .label = N_("earlier"), .arg = -1, \
	  .flags = COMMAND_NO_BAR, .help = N_("The period before this one, of the same length."), \
	  .run = report_run_shift }, \
	{ .name = "date-next", .keys = "+ =", .label = N_("later"), .arg = 1, \
	  .flags = COMMAND_NO_BAR, .help = N_("The period after this one."), \
	  .run = report_run_shift }, \
	{ .name = "date-today", .keys = "t", .label = N_("month"), .flags = COMMAND_NO_BAR, \
	  .help = N_("Back to this month."), .run = report_run_shift }, \
	AREA_TAB_COMMANDS

#endif
