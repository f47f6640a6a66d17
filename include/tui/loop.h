#ifndef FD_TUI_LOOP_H
#define FD_TUI_LOOP_H
/*
 * The one event loop: input is drained, every key dispatched, then the picture painted once.
 * Called by the application (to run it) and by tests (to drive screens without a terminal:
 * loop_new with term NULL, loop_press, loop_type, loop_text). No nested loops: dialogs are screens.
 *
 * It ends when loop_quit is called, the terminal hangs up (POLLHUP, POLLERR) or SIGHUP or SIGTERM
 * arrives; in the last two cases `hangup` is called first, to save what was typed, with no prompt.
 * FRONTDESK_IDLE_FD=n (ignored when set-group-id): one byte is written to n whenever the loop is
 * about to block after input was drained and painted, or after anything else was painted.
 */
#include "base/err.h"
#include "tui/keyin.h"
#include "tui/screen.h"

/* How the loop reaches a terminal: tui/term, or a test's own. */
struct term_ops {
	int (*fd)(void *t);
	void (*read)(void *t, struct keyin *in, int64_t now_ms);        /* all that is ready */
	void (*size)(void *t, int *rows, int *cols);
	int (*paint)(void *t, const struct canvas *c);          /* returns the rows that changed */
	void (*redraw)(void *t);                                /* next paint repaints everything */
	/* May box drawing characters be used? K is a KEV_REPORT, or NULL to ask what is known. */
	bool (*report)(void *t, const struct key *k);
};

struct textline;

enum prompt_event { PROMPT_OPENED, PROMPT_TYPED, PROMPT_LEFT, PROMPT_ANSWERED };

struct loop_app {
	void *app;
	struct keymap global;
	/* Areas that moved since the last call, own writes included. Every poll_ms. */
	unsigned (*poll_areas)(void *app);
	unsigned (*facts)(void *app);                           /* true everywhere */
	void (*header)(void *app, const struct screen *top, struct canvas *c, int row); /* row 1 */
	/* Why a command cannot run, in words for row 23; MISSING are its bits. Borrowed, tr()ed. */
	const char *(*why_not)(void *app, unsigned missing);
	/* Has the person here that right (a word of struct command)? With E, asked before the
	 * command runs: ERR_DENIED with the sentence for row 23. Without, for drawing: no I/O. */
	bool (*may)(void *app, const char *right, struct err *e);
	void (*hangup)(void *app);
	void (*tick)(void *app, int64_t mono_ms);               /* each poll: idle lock, drafts */
	/* Prompts that are kept (tui/textline.h), ASK says which; TEXT is what stands there. AGAIN,
	 * when one is opened anew: takes what shall stand there instead. */
	void (*prompt)(void *app, enum prompt_event what, const struct textline *ask,
	    const char *text, struct buf *again);
	void (*pressed)(void *app);                             /* before each key: not idle */
	void (*after)(void *app);                               /* after each key and each poll */
	int poll_ms;                                            /* 0 = 250 */
};

/* APP is copied. TERM may be NULL (tests). ROWS, COLS count only then. */
struct loop *loop_new(const struct loop_app *app, const struct term_ops *ops, void *term, int rows,
    int cols);
void loop_free(struct loop *l);                 /* closes all screens; the terminal is not ours */
/* Returns after quit or hang-up. ERR_IO when polling is refused by the system. */
enum err_code loop_run(struct loop *l, struct err *e) MUST_CHECK;
void loop_quit(struct loop *l);
bool loop_hung_up(const struct loop *l);
/* Something in AREAS changed (own commit): reload at once instead of at the next poll. */
void loop_moved(struct loop *l, unsigned areas);
/* Language, colours or all data may have changed: everything is loaded and painted again. */
void loop_refresh_all(struct loop *l);
void loop_redraw(struct loop *l);               /* Ctrl-L */
/* Throws away keys typed ahead that no screen has seen yet; returns how many. Say so in row 23. */
int loop_drop_keys(struct loop *l);
void *loop_app_data(const struct loop *l);
struct keymap loop_global(const struct loop *l);
/* How often somebody stepped back (Esc) or went elsewhere from something that was open. */
unsigned loop_backs(const struct loop *l);
/* How many pictures were made. As long as it stays the same, nobody has seen what changed since. */
unsigned loop_pictures(const struct loop *l);
/* Message I of this session, 0 = newest; NULL past the end. *AT = Unix seconds (may be NULL). */
const char *loop_message(const struct loop *l, int i, int64_t *at);
void loop_clear_message(struct loop *l);        /* row 23 becomes empty; the message stays kept */
void loop_forget_messages(struct loop *l);      /* row 23 and all that were kept */

/* For tests. A press is a name of tui/key.h; BUG when there is no such key. Each settles. */
void loop_press(struct loop *l, const char *names);     /* one or more, separated by blanks */
void loop_type(struct loop *l, const char *text);       /* characters as typed */
void loop_paste(struct loop *l, const char *text);
void loop_burst(struct loop *l, const struct key *keys, size_t n);      /* settles after the last */
void loop_resize(struct loop *l, int rows, int cols);
void loop_poll(struct loop *l, int64_t mono_ms);        /* as if a poll were due; settles */
/* Loads, lays out and draws what is dirty. */
void loop_settle(struct loop *l);
const struct canvas *loop_canvas(struct loop *l);       /* settled; borrowed */
const char *loop_text(struct loop *l);                  /* canvas_text of it; borrowed until next */

#endif
