#ifndef FD_TUI_KEYIN_H
#define FD_TUI_KEYIN_H
/*
 * Bytes in, keys out. Knows nothing of curses: tui/term feeds what getch() returned, with function
 * keys already translated; tests feed literals.
 *   - UTF-8 by an own decoder: each bad byte is one U+FFFD and the next key is right.
 *   - ESC and a character in the same burst is Alt; ESC alone at the end of a burst is Esc.
 *   - Unknown control sequences (CSI, SS3) are swallowed whole as one KEV_NONE.
 *   - The answer to a cursor position request (ECMA-48 CPR) is a KEV_REPORT.
 *   - Between KEYIN_PASTE_BEGIN and _END bytes are collected, never dispatched; a lost end marker
 *     ends the paste KEYIN_PASTE_MS after its last byte.
 *   - `guard`: for terminals without bracketed paste, a burst of KEYIN_GUARD_BYTES or more that
 *     holds a line end is taken as a paste.
 * 127 and 8 are both Backspace, CR and LF both Enter.
 */
#include "base/buf.h"
#include "tui/key.h"

enum {
	KEYIN_FUNC = 0x10000,           /* + enum key_func + mods << 8 */
	KEYIN_PASTE_BEGIN = 0x20000,
	KEYIN_PASTE_END,
	KEYIN_RESIZE,
	KEYIN_PASTE_MS = 1000,
	KEYIN_PASTE_MAX = 1 << 20,      /* bytes kept of one paste; the rest is dropped */
	KEYIN_GUARD_BYTES = 8,
};

struct keyin {
	struct { struct key *v; size_t n, cap; } queue;
	size_t taken;                   /* events of `queue` already handed out */
	unsigned char part[4];          /* an unfinished character */
	int part_n, part_need;
	int state;                      /* inside an escape sequence */
	struct buf seq;                 /* its bytes so far */
	bool alt;                       /* the unfinished character came after ESC */
	bool pasting;
	int64_t paste_at;               /* of its last byte */
	struct buf paste;               /* being collected */
	struct buf given;               /* text of the paste handed out last */
	struct { struct buf *v; size_t n, cap; } pastes;        /* complete, not yet handed out */
	bool guard;
	size_t burst_start;             /* first event of this burst in `queue` */
	size_t burst_bytes;
	bool burst_line_end;
	struct buf burst;               /* plain bytes of this burst */
};

void keyin_init(struct keyin *in, bool guard);
void keyin_free(struct keyin *in);
/* CODE: 0..255 a byte, or one of the codes above. */
void keyin_feed(struct keyin *in, int code, int64_t now_ms);
void keyin_bytes(struct keyin *in, const char *bytes, size_t n, int64_t now_ms);
/* Nothing more is ready to be read: a lone ESC becomes Esc, the paste guard decides. */
void keyin_burst_end(struct keyin *in, int64_t now_ms);
/* Ends a paste whose end marker got lost. Returns milliseconds until it must be called again, or
 * -1 when there is nothing to wait for. */
int keyin_tick(struct keyin *in, int64_t now_ms);
/* Puts an event in the queue as if it had been decoded (tests). */
void keyin_push(struct keyin *in, struct key k);
/* Takes the oldest event; false when there is none. A paste's text is valid until the next call. */
bool keyin_next(struct keyin *in, struct key *out);

#endif
