#ifndef FD_TESTS_TUI_TOY_H
#define FD_TESTS_TUI_TOY_H
/*
 * A little program of screens to test the engine with: a home screen that lists fruit, a form with
 * one field, and what they did, written down as text.
 */
#include "base/buf.h"
#include "tui/list.h"
#include "tui/loop.h"

enum { TOY_HAS_ROW = 1, TOY_MAY_EAT = 2 };
enum { TOY_AREA_FRUIT = 1, TOY_AREA_OTHER = 2 };

struct toy_fruit {
	int64_t id;
	const char *name;
};

struct toy {
	struct loop *loop;
	struct buf log;                 /* "eat apple; saved; ..." */
	struct toy_fruit fruit[40];
	int count;
	unsigned moved;                 /* areas that the next poll reports */
	unsigned facts;
	int loads;
	bool open_fails, load_fails, form_stays;
	bool no_guest;                  /* without the right "ask" */
	bool shows_minute;              /* row 1 says it */
	int pressed, ticks;
	char typed[64];                 /* text of the form when it was last left */
};

extern const struct screen_type toy_home, toy_form, toy_overlay, toy_plain;

/* A loop of 24x80 without a terminal, the home screen open. */
void toy_start(struct toy *t);
void toy_start_at(struct toy *t, const struct term_ops *ops, void *term, int rows, int cols);
void toy_stop(struct toy *t);
/* Row ROW (from 0) of the picture, without the blanks at its end. Borrowed until the next call. */
const char *toy_row(struct toy *t, int row);
/* The list of the home screen. */
struct list *toy_list(struct toy *t);
const struct loop_app *toy_app(struct toy *t);

#endif
