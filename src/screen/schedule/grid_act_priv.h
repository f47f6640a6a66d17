#ifndef FD_SCREEN_SCHEDULE_GRID_ACT_PRIV_H
#define FD_SCREEN_SCHEDULE_GRID_ACT_PRIV_H
/*
 * What one does in a grid of time, the same on the day and on the week: go, book, pick up, put
 * down, confirm, cancel. The state of both screens begins with a struct grid_screen.
 */
#include "grid_priv.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "tui/command.h"

struct grid_screen {
	struct desk *desk;
	struct grid grid;
	char digits[8];                 /* a time that is being typed, "" */
	char about[300];                /* row under the grid: what lies under the cursor */
	char head[200];                 /* row 3 */
	char empty[200];                /* instead of the grid, "" */
};

/* Day +N for `date-prev`, `date-next`: s->command->arg steps of the screen's own length. */
enum err_code grid_run_date(struct screen *s, struct err *e);
enum err_code grid_run_today(struct screen *s, struct err *e);
enum err_code grid_run_go(struct screen *s, struct err *e);
enum err_code grid_run_open(struct screen *s, struct err *e);
enum err_code grid_run_book(struct screen *s, struct err *e);
enum err_code grid_run_move(struct screen *s, struct err *e);
enum err_code grid_run_done(struct screen *s, struct err *e);
enum err_code grid_run_cancel(struct screen *s, struct err *e);
enum err_code grid_run_confirm(struct screen *s, struct err *e);
enum err_code grid_run_noshow(struct screen *s, struct err *e);
enum err_code grid_run_free(struct screen *s, struct err *e);
enum err_code grid_run_client(struct screen *s, struct err *e);
enum err_code grid_run_history(struct screen *s, struct err *e);
enum err_code grid_run_print(struct screen *s, struct err *e);
enum err_code grid_run_back(struct screen *s, struct err *e);

unsigned grid_facts(const struct screen *s);
const char *grid_why_not(const struct screen *s, unsigned missing);
enum key_use grid_screen_key(struct screen *s, const struct key *k);
/* After the cursor moved: the line about it, and the memory of the schedule. */
void grid_moved(struct screen *s);
/* Reload keeps the cursor; a first load puts it at the remembered place, now, or the first free. */
void grid_settle(struct screen *s, bool first);
void grid_screen_layout(struct screen *s, struct rect body);
void grid_screen_draw(const struct screen *s, struct canvas *c);
void grid_screen_close(struct screen *s);

/* Facts beyond those of the front. */
enum { NEED_TAKEN = 1u << 20, NEED_CARRY = 1u << 21 };

#define GRID_COMMANDS(days) \
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), \
	  .help = N_("A free time: books it. A taken one: shows it."), .run = grid_run_open }, \
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"), \
	  .right = "appt-book", .needs = NEED_WRITE, .words = SCHEDULE_BOOK_WORDS, \
	  .help = N_("Books at the cursor: asks for the client."), \
	  .run = grid_run_book }, \
	{ .name = "row-move", .code = "mv", .keys = "m", .label = N_("move"), \
	  .right = "appt-move", .needs = NEED_WRITE | NEED_TAKEN, .dash = SCHEDULE_TO_COME, \
	  .flags = COMMAND_ROW, \
	  .help = N_("Picks the appointment up; again puts it back. Several can be carried."), \
	  .run = grid_run_move }, \
	{ .name = "form-done", .keys = "F10", .label = N_("put down"), \
	  .needs = NEED_WRITE | NEED_CARRY, .bar = NEED_CARRY, \
	  .help = N_("Puts down here what is carried."), .run = grid_run_done }, \
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("cancel"), \
	  .right = "appt-cancel", .needs = NEED_WRITE | NEED_TAKEN, .dash = SCHEDULE_TO_COME, \
	  .flags = COMMAND_ROW, \
	  .help = N_("Cancels the appointment, with a reason."), .run = grid_run_cancel }, \
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("confirm"), \
	  .right = "appt-step", .needs = NEED_WRITE | NEED_TAKEN, .dash = SCHEDULE_UNSURE, \
	  .flags = COMMAND_ROW, \
	  .help = N_("The client has confirmed."), .run = grid_run_confirm }, \
	{ .name = "visit-noshow", .code = "ns", .keys = "z", .label = N_("no-show"), \
	  .right = "appt-step", .needs = NEED_WRITE | NEED_TAKEN, .dash = SCHEDULE_TO_COME, \
	  .flags = COMMAND_ROW, \
	  .help = N_("The client has not come."), .run = grid_run_noshow }, \
	{ .name = "free-find", .code = "fr", .keys = "f", .label = N_("free"), \
	  .help = N_("Free times from this day on."), .run = grid_run_free }, \
	{ .name = "date-prev", .keys = "-", .label = N_("earlier"), .arg = -(days), \
	  .help = N_("One day or week back."), .run = grid_run_date }, \
	{ .name = "date-next", .keys = "+ =", .label = N_("later"), .arg = (days), \
	  .help = N_("One day or week on."), .run = grid_run_date }, \
	{ .name = "date-today", .keys = "t", .label = N_("today"), \
	  .help = N_("Goes to today."), .run = grid_run_today }, \
	{ .name = "date-go", .keys = "g", .label = N_("date"), \
	  .help = N_("Goes to a date and time as typed: fri 15, +3, 0315."), \
	  .run = grid_run_go }, \
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"), \
	  .needs = NEED_TAKEN, .flags = COMMAND_ROW, \
	  .help = N_("Opens the client's file."), .run = grid_run_client }, \
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("changes"), \
	  .needs = NEED_TAKEN, .flags = COMMAND_ROW | COMMAND_NO_BAR, \
	  .help = N_("Who did what about this client, and when."), .run = grid_run_history }, \
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"), \
	  .help = N_("Prints or exports what is booked here."), .run = grid_run_print }, \
	{ .name = "screen-back", .keys = "Esc q ^C", .label = N_("back"), \
	  .flags = COMMAND_BAR_LAST, \
	  .help = N_("Leaves what is carried where it was; else one step back."), \
	  .run = grid_run_back }

#endif
