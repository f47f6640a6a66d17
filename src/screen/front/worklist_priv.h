#ifndef FD_SCREEN_FRONT_WORKLIST_PRIV_H
#define FD_SCREEN_FRONT_WORKLIST_PRIV_H
/*
 * Lists of appointments that are worked off: whom to confirm, what to prepare, what tomorrow holds,
 * who is to be rebooked, what was said to one. They share the row of tabs, the day, and what can be
 * done to the appointment under the cursor. The state of each begins with a struct worklist.
 */
#include <stdbool.h>
#include <stdint.h>

#include "data/appointment.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "tui/canvas.h"
#include "tui/command.h"
#include "tui/list.h"

struct buf;

struct worklist {
	struct desk *desk;
	struct list list;
	/* The appointment under the cursor; NULL: none. */
	const struct appointment_row *(*chosen)(const struct screen *s);
};

void worklist_init(struct screen *s, const struct list_ops *ops, unsigned flags,
    const struct appointment_row *(*chosen)(const struct screen *s));
const struct appointment_row *worklist_chosen(const struct screen *s);
void worklist_draw_tabs(const struct screen *s, struct canvas *c);

/* ---- the day, the same on every list: the next open one until somebody goes elsewhere ---- */

int32_t worklist_day(const struct screen *s);
const char *worklist_day_text(const struct screen *s, char out[11]);
enum err_code worklist_run_date(struct screen *s, struct err *e);
enum err_code worklist_run_next(struct screen *s, struct err *e);
enum err_code worklist_run_go(struct screen *s, struct err *e);

/* ---- commands on the row ---- */

enum err_code worklist_run_tab(struct screen *s, struct err *e);
enum err_code worklist_run_card(struct screen *s, struct err *e);
enum err_code worklist_run_confirm(struct screen *s, struct err *e);
enum err_code worklist_run_move(struct screen *s, struct err *e);
enum err_code worklist_run_cancel(struct screen *s, struct err *e);
enum err_code worklist_run_noshow(struct screen *s, struct err *e);
enum err_code worklist_run_book(struct screen *s, struct err *e);
enum err_code worklist_run_message(struct screen *s, struct err *e);
enum err_code worklist_run_client(struct screen *s, struct err *e);
enum err_code worklist_run_history(struct screen *s, struct err *e);

unsigned worklist_facts(const struct screen *s);
struct list *worklist_rows(struct screen *s);
enum key_use worklist_key(struct screen *s, const struct key *k);

#define WORKLIST_MOVE_COMMANDS \
	{ .name = "row-move", .code = "mv", .keys = "m", .label = N_("move"), \
	  .needs = NEED_ROW | NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW, \
	  .help = N_("Another time for it."), .run = worklist_run_move }, \
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("cancel"), \
	  .needs = NEED_ROW | NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW, \
	  .help = N_("Cancels the appointment, with a reason."), .run = worklist_run_cancel }
#define WORKLIST_CLIENT_COMMANDS \
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"), \
	  .needs = NEED_ROW | NEED_CLIENT, .flags = COMMAND_ROW, \
	  .help = N_("Opens the client's file."), .run = worklist_run_client }, \
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("changes"), \
	  .needs = NEED_ROW | NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR, \
	  .help = N_("Who did what about this client, and when."), \
	  .run = worklist_run_history }
#define WORKLIST_DAY_COMMANDS \
	{ .name = "date-prev", .keys = "-", .label = N_("day -"), .arg = -1, \
	  .flags = COMMAND_NO_BAR, .help = N_("One day back."), .run = worklist_run_date }, \
	{ .name = "date-next", .keys = "+ =", .label = N_("day +"), .arg = 1, \
	  .flags = COMMAND_NO_BAR, .help = N_("One day on."), .run = worklist_run_date }, \
	{ .name = "date-today", .keys = "t", .label = N_("next day"), .flags = COMMAND_NO_BAR, \
	  .help = N_("Back to the next open day."), .run = worklist_run_next }, \
	{ .name = "date-go", .keys = "g", .label = N_("date"), .flags = COMMAND_NO_BAR, \
	  .help = N_("Goes to a date as typed: fri, +3, 0315."), .run = worklist_run_go }
#define WORKLIST_TAB_COMMANDS \
	{ .name = "tab-next", .keys = "]", .label = N_("tab"), .arg = 1, \
	  .help = N_("Next list."), .run = worklist_run_tab }, \
	{ .name = "tab-prev", .keys = "[", .label = N_("tab"), .arg = -1, \
	  .flags = COMMAND_NO_BAR, .help = N_("List before."), .run = worklist_run_tab }

#endif
