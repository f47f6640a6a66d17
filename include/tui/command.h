#ifndef FD_TUI_COMMAND_H
#define FD_TUI_COMMAND_H
/*
 * One row per command: key bar, help, the key dump, the manual's tables, the greying of keys and
 * the command line are all made from it, so that they cannot drift apart. Tables are static const
 * arrays with designated initialisers; `keys` may be "" for commands that only have a code.
 */
#include <stdbool.h>
#include <stddef.h>
#include "base/err.h"
#include "tui/key.h"

struct screen;
struct buf;

enum {
	COMMAND_BAR_FIRST = 1,          /* stands at the left end of the key bar (help) */
	COMMAND_BAR_LAST = 2,           /* always stands at its right end (back) */
	COMMAND_NO_BAR = 4,             /* never on the key bar; in help it is */
	COMMAND_ALWAYS = 8,             /* works also while the terminal is too small (lock) */
	COMMAND_ROW = 16,               /* acts on the selected row: listed by Ctrl-O */
	COMMAND_DENIED = 32,            /* the engine's, for command_bar: without its right */
};

#define COMMAND_LABEL_CELLS 9

struct command {
	const char *name;       /* "row-move": noun-verb, stable; log, dump, command line */
	const char *code;       /* two letters for the command line, or NULL */
	const char *keys;       /* names separated by blanks: "m F6"; the first stands on the bar */
	const char *label;      /* N_(), at most 9 cells; NULL: not on the bar */
	const char *help;       /* N_(), one sentence */
	unsigned needs;         /* bits, their meaning is the application's; all must be facts */
	unsigned flags;         /* COMMAND_... */
	unsigned bar;           /* belongs to one page of the screen: without these bits among the
				 * facts it takes no place on the key bar. 0: always there */
	unsigned dash;          /* without these it has `-` on the bar; its key runs all the same
				 * and says in the words of the use case why not */
	const char *right;      /* who may, in the application's words; NULL: whoever is here.
				 * Without it `-` on the bar, and its key says who may */
	unsigned page;          /* with these among the facts the bar says page_label instead */
	const char *page_label; /* N_(), at most 9 cells: what the key does on that page */
	int arg;                /* for several rows with one `run`, which reads s->command->arg */
	/* Which words it takes when it is typed, blanks between; the application's own. NULL:
	 * none. */
	const char *words;
	enum err_code (*run)(struct screen *s, struct err *e);
};

struct keymap {
	const struct command *rows;
	size_t n;
};

#define KEYMAP(table) ((struct keymap){ (table), sizeof(table) / sizeof((table)[0]) })

bool command_has_key(const struct command *c, struct key k);
/* The command of K in MAP; NULL when there is none. Letters match in both cases. */
const struct command *command_for_key(struct keymap map, struct key k);
/* By full name, two-letter code, or the beginning of a name if only one has it. NULL with
 * *AMBIGUOUS (may be NULL) = true when several names begin so. */
const struct command *command_by_name(struct keymap map, const char *word, bool *ambiguous);
/* May it run, given the bits that are true now? */
bool command_allowed(const struct command *c, unsigned facts);
/* Bits that it needs and that are not true now. */
unsigned command_missing(const struct command *c, unsigned facts);

/*
 * Checks MAP by itself and against GLOBAL (may be empty): every key name can be read, no key, name
 * or code twice, name and help and run present, label at most 9 cells, and a key that GLOBAL also
 * has carries the same command name (a key never means something else on one screen).
 * ERR_CONFIG with WHERE in the text; called for every screen at start.
 */
enum err_code command_check(const char *where, struct keymap map, struct keymap global,
    struct err *e) MUST_CHECK;

/* The key bar of at most COLS cells: first, screen's own in table order, global ones, last. What
 * does not fit is left out from the right. A command that cannot run now has `-` for its key. While
 * the screen is TYPING letters are text: then it is the first key that is none, or `-`.
 * Labels go through tr(). A global row whose name the screen has too is not repeated. */
void command_bar(struct keymap own, struct keymap global, unsigned facts, bool typing,
    int cols, struct buf *out);
/* The first key of a command as it stands on the bar: "^S"; "" when it has none. */
const char *command_first_key(const struct command *c, char out[KEY_NAME_MAX]);

/* Calls PRINT for each row. Texts are English (not translated); used by --dump-keys. */
void command_dump(const char *screen, struct keymap map,
    void (*print)(void *ctx, const char *screen, const struct command *c), void *ctx);

#endif
