#ifndef FD_TUI_SCREEN_H
#define FD_TUI_SCREEN_H
/*
 * What a screen is, for those who write one. A screen type is a table of functions; the engine
 * (tui/loop) owns the stack of open screens, the row of messages, the key bar and the event loop.
 *
 *	struct rooms { struct list list; struct room_row *rows; int count; };
 *
 *	static enum err_code rooms_load(struct screen *s, struct err *e)
 *	{
 *		struct rooms *st = s->state;
 *		enum err_code rc = room_list(screen_app(s), &st->rows, &st->count, e);
 *
 *		list_reloaded(&st->list);               // selection stays on its row by id
 *		return rc;
 *	}
 *	static void rooms_draw(const struct screen *s, struct canvas *c)
 *	{
 *		const struct rooms *st = s->state;
 *
 *		canvas_put(c, SCREEN_ROW_AREA, 0, tr("Rooms"), STYLE_TAB, CANVAS_REST);
 *		list_draw(&st->list, c);
 *	}
 *	static enum key_use rooms_key(struct screen *s, const struct key *k)
 *	{
 *		return list_key(&((struct rooms *)s->state)->list, k);
 *	}
 *	static const struct command rooms_commands[] = {
 *		{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
 *		  .help = N_("Opens the room."), .run = rooms_open_row },
 *	};
 *	const struct screen_type rooms_screen = {
 *		.name = "rooms", .title = N_("Rooms"), .state_size = sizeof(struct rooms),
 *		.commands = KEYMAP_INIT(rooms_commands), .areas = AREA_ROOM,
 *		.open = rooms_open, .load = rooms_load, .facts = rooms_facts,
 *		.layout = rooms_layout, .draw = rooms_draw, .key = rooms_key, .close = rooms_close,
 *	};
 *
 * Order of a key: prompt of row 23, then `key` of the top screen (typing, moving), then its
 * commands, then the global ones. Before each key the top screen is loaded and laid out if need be,
 * so that a burst of keys acts on what those before it brought up. Painting comes after the last.
 *
 * What makes a screen repaint: a key that `key` used, any command, an area that moved. `tick` and
 * callbacks from elsewhere say so themselves with screen_dirty(). Freed lists and fields must never
 * be used again, so `close` is also called for a screen whose `open` failed half way: state starts
 * zeroed, and field_free, list_free and viewport_free take a zeroed struct.
 */
#include <stdbool.h>
#include <stdint.h>
#include "base/err.h"
#include "tui/canvas.h"
#include "tui/command.h"
#include "tui/key.h"

struct list;
struct loop;
struct screen;

enum { SCREEN_ROW_HEADER = 0, SCREEN_ROW_AREA = 1, SCREEN_ROW_BODY = 2 };
enum { SCREEN_MIN_ROWS = 24, SCREEN_MIN_COLS = 80, SCREEN_PANE_FROM = 110, SCREEN_PANE_COLS = 38 };

enum { DIRTY_LAYOUT = 1, DIRTY_LOAD = 2, DIRTY_DRAW = 4 };

enum key_use { KEY_UNUSED, KEY_USED };

enum leave { LEAVE_GO, LEAVE_STAY };

enum {
	SCREEN_OVERLAY = 1,     /* drawn over the screen below, which stays visible */
	SCREEN_OWN_BAR = 2,     /* no global commands but those with COMMAND_ALWAYS (the lock) */
};

struct screen_type {
	const char *name;               /* "clients": command line, dump, tests */
	const char *title;              /* N_() */
	size_t state_size;              /* the engine allocates s->state, zeroed */
	struct keymap commands;
	unsigned areas;                 /* what it shows; `load` runs when one of these moved */
	unsigned flags;
	/* Each may be NULL. ARG is the caller's, read only during the call. When open fails, the
	 * screen never appears (close is still called) and the opener gets the error; a command
	 * that returns it has it shown in row 23. */
	enum err_code (*open)(struct screen *s, const void *arg, struct err *e);
	/* (Re)reads. A failure is shown in row 23; what was loaded before stays. */
	enum err_code (*load)(struct screen *s, struct err *e);
	unsigned (*facts)(const struct screen *s);      /* bits true now, for `needs` */
	/* tr()ed: what hinders, of the screen's own bits in MISSING, and which key goes instead;
	 * NULL: the program's words. */
	const char *(*why_not)(const struct screen *s, unsigned missing);
	bool (*typing)(const struct screen *s);         /* the cursor is in a text field */
	/* BODY = rows 3 .. 22 of an 80x24 terminal; row 2 is SCREEN_ROW_AREA. */
	void (*layout)(struct screen *s, struct rect body);
	void (*draw)(const struct screen *s, struct canvas *c);         /* no I/O */
	enum key_use (*key)(struct screen *s, const struct key *k);     /* also pastes */
	void (*tick)(struct screen *s, int64_t mono_ms);        /* each poll, while on the stack */
	void (*shown)(struct screen *s);                /* it is the top one again */
	/* Somebody wants to go elsewhere (Esc, F2 ..., lock): keep what was typed. */
	enum leave (*leave)(struct screen *s);
	void (*close)(struct screen *s);                /* free what state owns */
	/* N_(): what C is called on this screen just now; NULL: as in the table. */
	const char *(*label)(const struct screen *s, const struct command *c);
	/* N_(): what C does on this screen just now, for F1; NULL: as in the table; "": it is not
	 * offered here at all, whatever row has the cursor. */
	const char *(*help)(const struct screen *s, const struct command *c);
	/* The right that C takes on this screen just now; NULL: as in the table. */
	const char *(*right)(const struct screen *s, const struct command *c);
	/* Help for F1: what the field with the cursor takes (false: no field), and the page. */
	bool (*field_help)(const struct screen *s, struct buf *out);
	void (*page)(const struct screen *s, struct buf *out);
	/* What stands in row 23 while there is no message: about the row with the cursor. */
	void (*status)(const struct screen *s, struct buf *out);
	/* The list with the cursor, for row numbers that are typed; NULL: none just now. */
	struct list *(*list)(struct screen *s);
};

/* For the member `commands` of a static struct screen_type. */
#define KEYMAP_INIT(table) { (table), sizeof(table) / sizeof((table)[0]) }

struct screen {
	const struct screen_type *type;
	void *state;
	struct loop *loop;
	const struct command *command;  /* the one being run, else NULL */
	struct rect body;               /* set before layout */
	unsigned areas;                 /* from the type; a screen may change its own */
	unsigned serial;                /* never given twice: tells it from a later one */
	const char *done_label;         /* N_(): what F10 (form-done) is called here just now;
					 * NULL: as in the table */
	/* The rest is the engine's. */
	unsigned dirty;
	bool closing;
	struct screen *owner;
	void (*done)(struct screen *owner, int answer, const void *value);
	void (*finish)(struct screen *s, struct screen *owner, int answer, const void *value);
};

/* N_(): what C is called on S just now: F10 by done_label, others by the type's `label`; else as
 * in the table, maybe NULL. */
const char *screen_name_of(const struct screen *s, const struct command *c);
/* The label of C on the bar of S, translated; "" when it has none. */
const char *screen_label(const struct screen *s, const struct command *c);
void *screen_app(const struct screen *s);       /* the application's own pointer */
void screen_dirty(struct screen *s, unsigned bits);     /* DIRTY_... */
struct screen *screen_top(const struct loop *l);        /* never NULL while running */
struct screen *screen_under(const struct screen *s);    /* NULL for the lowest */

/* Puts a new screen on top of the stack and loads it. When its open fails, nothing is opened. */
enum err_code screen_open(struct loop *l, const struct screen_type *type, const void *arg,
    struct err *e) MUST_CHECK;
/*
 * The same for a screen that brings an answer back: DONE runs once, after the screen has gone, with
 * what it gave to screen_finish(); also with ANSWER_BACK when it was closed otherwise, unless the
 * owner goes as well. VALUE is valid during the call only.
 */
enum { ANSWER_BACK = 0 };
enum err_code screen_ask(struct screen *owner, const struct screen_type *type, const void *arg,
    void (*done)(struct screen *owner, int answer, const void *value), struct err *e) MUST_CHECK;
/* Closes S and everything above it, then calls done. VALUE may point into the state of S. */
void screen_finish(struct screen *s, int answer, const void *value);
/* Leaves (asks `leave`) and closes S. False when it stays. */
bool screen_back(struct screen *s);
/* Leaves everything above the lowest screen, then opens TYPE; the lowest one itself if it has that
 * type. ERR_CANCELLED when one of them stays. */
enum err_code screen_goto(struct loop *l, const struct screen_type *type, const void *arg,
    struct err *e) MUST_CHECK;

/* Row 23. One message a key press, the newest wins; all are kept for loop_message(). */
void screen_say(struct screen *s, enum style style, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void screen_done(struct screen *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void screen_refuse(struct screen *s, const struct err *e);      /* says e->text; OK says nothing */

/* The body for a list and, from 110 columns, its side pane of 38 (else pane->cols = 0). */
void screen_split(struct rect body, struct rect *list, struct rect *pane);
/* Facts of the screen and of the application together. */
unsigned screen_facts(const struct screen *s);
/* Could C run on S now, for a key bar or a list of commands: its needs and its right? */
bool screen_offers(const struct screen *s, const struct command *c);
bool screen_has_right(const struct screen *s, const struct command *c);
/* OK when C could run on S now, else the reason for row 23. */
enum err_code screen_may(const struct screen *s, const struct command *c, struct err *e)
    MUST_CHECK;
/* Runs a command as its key would: needs are tested, the error is said. */
enum err_code screen_run(struct screen *s, const struct command *c, struct err *e);
/* For the global table: `screen-back`. */
enum err_code screen_run_back(struct screen *s, struct err *e);
/* The command by name, first of S, then of the global ones; NULL. */
const struct command *screen_command(const struct screen *s, const char *name);

#endif
