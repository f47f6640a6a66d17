#ifndef FD_TUI_KEY_H
#define FD_TUI_KEY_H
/*
 * One thing that came from the keyboard. Names, as command tables, help and tests write them:
 * "a" "$" "F3" "^S" "Alt-x" "Enter" "Esc" "Tab" "S-Tab" "Up" "PgDn" "Space" "Ctrl-Left"; "Ctrl-S"
 * is read as "^S". Upper and lower case letters are different keys here; commands match both.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
	KEV_NONE,               /* nothing, or a sequence nobody knows: ignored */
	KEV_CHAR,               /* `code` is a code point */
	KEV_FUNC,               /* `code` is an enum key_func */
	KEV_PASTE,              /* `text`, `n`: pasted bytes as they came; never commands */
	KEV_REPORT,             /* the terminal says where its cursor is: row, col from 1 */
	KEV_MOUSE,              /* a press at row, col from 0; `code` 1 left, 4 up, 5 down */
	KEV_RESIZE,
};

enum key_func {
	K_NONE, K_ENTER, K_ESC, K_TAB, K_BACKSPACE, K_DELETE, K_INSERT, K_UP, K_DOWN, K_LEFT,
	K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
	K_FUNC_COUNT
};

enum { MOD_SHIFT = 1, MOD_CTRL = 2, MOD_ALT = 4 };

struct key {
	enum key_kind kind;
	uint32_t code;
	unsigned mods;          /* MOD_...; Ctrl-S is the character 's' with MOD_CTRL */
	const char *text;       /* KEV_PASTE: borrowed until the next event is taken */
	size_t n;
	int row, col;
};

struct key key_char(uint32_t cp);
struct key key_ctrl(char letter);
struct key key_func(enum key_func func);
bool key_equal(struct key a, struct key b);     /* characters and function keys only */
bool key_is(struct key k, enum key_func func);  /* that function key without Ctrl, Alt, Shift */
bool key_is_ctrl(struct key k, char letter);
/* A character that is text: no Ctrl, no Alt. */
bool key_is_text(struct key k);

/* Reads one name of N bytes; false when there is no such key. */
bool key_parse(const char *name, size_t n, struct key *out);
#define KEY_NAME_MAX 24
/* Writes the name as above; returns OUT. Space is "Space". */
const char *key_format(struct key k, char out[KEY_NAME_MAX]);

/* What the key means outside a text field: Alt-1 .. Alt-0 are F1 .. F10, Alt-= is F12, full-width
 * forms are ASCII, the ideographic full stop . [ ] < > $ from their Chinese keys, letters are lower
 * case. */
struct key key_as_command(struct key k);
/* The same for Alt with a digit or = only: valid also inside a text field. */
struct key key_alt_as_func(struct key k);

#endif
