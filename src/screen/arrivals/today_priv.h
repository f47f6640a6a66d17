#ifndef FD_SCREEN_ARRIVALS_TODAY_PRIV_H
#define FD_SCREEN_ARRIVALS_TODAY_PRIV_H
/* Today in two files: the screen (today.c), and the work lists it counts (today_work.c). */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct desk;

enum work_id { W_REQUESTS = 1, W_WAITING, W_CONFIRM, W_FREE, W_OUTAGE, W_REBOOK, W_FAILED, W_MINE,
	W_COMPLETE, W_DUPLICATES, W_DRAFTS, W_SIGN, W_PREPARE, W_EXPERTS,
	W_STEPS, W_TESTS, W_BROKEN, W_CALLS, W_CARE, W_LATE_CALLS, W_CLOSE,
	W_CASES, W_ASKED, W_ASKED_ALL, W_SURVEYS, W_CULTIVATE };
enum { WORK_MAX = 17 };

/* One line of `to do now`. The place of a line never moves with its count. */
struct work {
	enum work_id id;
	char label[80];
	int64_t n, of;                  /* n -1: could not be read; of 0: n alone, else n/of */
	bool late;
	char by[40], who[40], oldest[120];
};

struct board {
	const char *code, *title;       /* as forms/roles.cfg has it; N_() */
	bool own;                       /* below stand one's own appointments */
	enum work_id work[WORK_MAX];    /* ended by 0 */
};
extern const struct board boards[];
extern const int boards_count;

/* The board of the main role of the acting person; 0 where it has none. */
int today_board_of(struct desk *d);
/* Counts one line. What cannot be read has n -1 and a sentence in E; the others go on. */
void today_count(struct screen *s, enum work_id id, struct work *out, struct err *e);
/* Opens the list behind it. */
enum err_code today_open_work(struct screen *s, enum work_id id, struct err *e);

#endif
