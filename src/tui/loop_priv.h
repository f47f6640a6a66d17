#ifndef FD_TUI_LOOP_PRIV_H
#define FD_TUI_LOOP_PRIV_H
/* Inside the engine: what loop.c, loop_keys.c, loop_paint.c, screen.c and textline.c share. */
#include "base/buf.h"
#include "tui/field.h"
#include "tui/loop.h"
#include "tui/textline.h"

enum { LOOP_MESSAGES = 100, LOOP_POLL_MS = 250, LOOP_RESIZE_MS = 50 };

struct loop_said {
	char text[320];
	int64_t at;
};

/* The prompt of row 23. */
struct prompt {
	struct screen *owner;           /* NULL: no prompt */
	struct field field;
	struct buf label, note;
	bool refused;                   /* the note is a refusal */
	struct textline ask;
};

struct loop {
	struct loop_app app;
	const struct term_ops *ops;
	void *term;
	struct keyin in;
	struct canvas canvas;
	struct buf text;
	struct { struct screen **v; size_t n, cap; } stack;
	struct { struct screen **v; size_t n, cap; } closed;    /* to be freed when nothing runs */
	int depth;                      /* engine calls that are running */
	unsigned screens, backs;        /* opened, stepped back from: of all time */
	unsigned pictures;              /* made, of all time */
	unsigned dirty;
	bool quit, hung_up;
	struct loop_said said[LOOP_MESSAGES];
	int said_n;                     /* of all time; newest: (said_n - 1) % LOOP_MESSAGES */
	char message[320];
	enum style message_style;
	bool message_seen;              /* it was painted: the next key press takes it away */
	struct prompt prompt;
	void *prompt_ctx;
	int64_t minute;                 /* of the time that row 1 shows */
	int64_t poll_at, resize_at, painted_size_at;
	int idle_fd;
	bool owes_idle;
};

bool loop_too_small(const struct loop *l);
void loop_enter(struct loop *l);
void loop_leave(struct loop *l);        /* frees closed screens when the outermost call ends */
void loop_say(struct loop *l, enum style style, const char *text);
/* Shows TEXT in row 23 without keeping it as a message; "" clears. */
void loop_hint(struct loop *l, const char *text);
/* screen_ask for widgets: FINISH runs instead of done, while the state of S is still there. VALUE
 * is NULL when S was closed from outside. */
enum err_code screen_ask_widget(struct screen *owner, const struct screen_type *type,
    const void *arg,
    void (*finish)(struct screen *s, struct screen *owner, int answer, const void *value),
    struct err *e) MUST_CHECK;
/* S has no global commands: it says so, or it is the help of a screen that says so. */
bool screen_own_bar(const struct screen *s);
/* Lays out and loads S until both are done. */
void screen_settle(struct screen *s);
void loop_dispatch(struct loop *l, struct key k);
/* A key to the screen on top, and what it means there. */
void loop_key(struct loop *l, struct key k);
void loop_mouse(struct loop *l, struct key k);
void loop_draw(struct loop *l);
/* The lowest screen that can be seen. */
size_t loop_first_visible(const struct loop *l);
void loop_apply_size(struct loop *l, int rows, int cols);
/* Calls the polls; MONO is the time now. */
void loop_do_poll(struct loop *l, int64_t mono_ms);

void screen_free(struct screen *s);
bool prompt_key(struct loop *l, const struct key *k);
/* Why the answer was refused, where that does not fit beside it: it stands in the row of the keys
 * until something is typed. NULL otherwise. */
const char *prompt_below(const struct loop *l);
void prompt_draw(const struct loop *l, struct canvas *c, int row);
void prompt_drop(struct loop *l);

#endif
