/* From getch() to tui/keyin: function keys get our names, the rest are bytes. */
#include "term_priv.h"

#include <curses.h>

/* Codes for define_key. Not KEY_MAX and up: curses numbers extended keys from there. */
enum { ALIAS_BASE = 0x7001 };

#define FUNC(f) (KEYIN_FUNC + (f))
#define MODS(f, m) (KEYIN_FUNC + (f) + ((m) << 8))

/*
 * What terminals send, whatever TERM says: PuTTY's F1 under TERM=xterm, the console's F1, both
 * cursor modes. Defined for all of them, so a wrong TERM costs no key.
 */
static const struct alias {
	const char *bytes;
	int code;
} aliases[] = {
	{ "\033[200~", KEYIN_PASTE_BEGIN }, { "\033[201~", KEYIN_PASTE_END },
	{ "\033OP", FUNC(K_F1) }, { "\033OQ", FUNC(K_F2) }, { "\033OR", FUNC(K_F3) },
	{ "\033OS", FUNC(K_F4) },
	{ "\033[11~", FUNC(K_F1) }, { "\033[12~", FUNC(K_F2) }, { "\033[13~", FUNC(K_F3) },
	{ "\033[14~", FUNC(K_F4) }, { "\033[15~", FUNC(K_F5) }, { "\033[17~", FUNC(K_F6) },
	{ "\033[18~", FUNC(K_F7) }, { "\033[19~", FUNC(K_F8) }, { "\033[20~", FUNC(K_F9) },
	{ "\033[21~", FUNC(K_F10) }, { "\033[23~", FUNC(K_F11) }, { "\033[24~", FUNC(K_F12) },
	{ "\033[[A", FUNC(K_F1) }, { "\033[[B", FUNC(K_F2) }, { "\033[[C", FUNC(K_F3) },
	{ "\033[[D", FUNC(K_F4) }, { "\033[[E", FUNC(K_F5) },
	{ "\033[A", FUNC(K_UP) }, { "\033[B", FUNC(K_DOWN) }, { "\033[C", FUNC(K_RIGHT) },
	{ "\033[D", FUNC(K_LEFT) },
	{ "\033OA", FUNC(K_UP) }, { "\033OB", FUNC(K_DOWN) }, { "\033OC", FUNC(K_RIGHT) },
	{ "\033OD", FUNC(K_LEFT) },
	{ "\033[H", FUNC(K_HOME) }, { "\033OH", FUNC(K_HOME) }, { "\033[1~", FUNC(K_HOME) },
	{ "\033[7~", FUNC(K_HOME) },
	{ "\033[F", FUNC(K_END) }, { "\033OF", FUNC(K_END) }, { "\033[4~", FUNC(K_END) },
	{ "\033[8~", FUNC(K_END) },
	{ "\033[2~", FUNC(K_INSERT) }, { "\033[3~", FUNC(K_DELETE) },
	{ "\033[5~", FUNC(K_PGUP) }, { "\033[6~", FUNC(K_PGDN) },
	{ "\033[Z", MODS(K_TAB, MOD_SHIFT) }, { "\033OM", FUNC(K_ENTER) },
	{ "\033[1;5A", MODS(K_UP, MOD_CTRL) }, { "\033[1;5B", MODS(K_DOWN, MOD_CTRL) },
	{ "\033[1;5C", MODS(K_RIGHT, MOD_CTRL) }, { "\033[1;5D", MODS(K_LEFT, MOD_CTRL) },
	{ "\033Oa", MODS(K_UP, MOD_CTRL) }, { "\033Ob", MODS(K_DOWN, MOD_CTRL) },
	{ "\033Oc", MODS(K_RIGHT, MOD_CTRL) }, { "\033Od", MODS(K_LEFT, MOD_CTRL) },
	{ "\033[1;3A", MODS(K_UP, MOD_ALT) }, { "\033[1;3B", MODS(K_DOWN, MOD_ALT) },
	{ "\033[1;3C", MODS(K_RIGHT, MOD_ALT) }, { "\033[1;3D", MODS(K_LEFT, MOD_ALT) },
	{ "\033[1;2A", MODS(K_UP, MOD_SHIFT) }, { "\033[1;2B", MODS(K_DOWN, MOD_SHIFT) },
	{ "\033[1;2C", MODS(K_RIGHT, MOD_SHIFT) }, { "\033[1;2D", MODS(K_LEFT, MOD_SHIFT) },
};

enum { ALIASES = sizeof aliases / sizeof aliases[0] };

/* Names that curses itself found in terminfo. */
static const struct {
	int curses, code;
} names[] = {
	{ KEY_UP, FUNC(K_UP) }, { KEY_DOWN, FUNC(K_DOWN) }, { KEY_LEFT, FUNC(K_LEFT) },
	{ KEY_RIGHT, FUNC(K_RIGHT) }, { KEY_HOME, FUNC(K_HOME) }, { KEY_END, FUNC(K_END) },
	{ KEY_PPAGE, FUNC(K_PGUP) }, { KEY_NPAGE, FUNC(K_PGDN) }, { KEY_DC, FUNC(K_DELETE) },
	{ KEY_IC, FUNC(K_INSERT) }, { KEY_BACKSPACE, FUNC(K_BACKSPACE) },
	{ KEY_ENTER, FUNC(K_ENTER) }, { KEY_BTAB, MODS(K_TAB, MOD_SHIFT) },
	{ KEY_FIND, FUNC(K_HOME) }, { KEY_SELECT, FUNC(K_END) }, { KEY_A1, FUNC(K_HOME) },
	{ KEY_A3, FUNC(K_PGUP) }, { KEY_C1, FUNC(K_END) }, { KEY_C3, FUNC(K_PGDN) },
	{ KEY_SLEFT, MODS(K_LEFT, MOD_SHIFT) }, { KEY_SRIGHT, MODS(K_RIGHT, MOD_SHIFT) },
	{ KEY_SR, MODS(K_UP, MOD_SHIFT) }, { KEY_SF, MODS(K_DOWN, MOD_SHIFT) },
};

void term_define_keys(void)
{
	for (int i = 0; i < ALIASES; i++)
		define_key(aliases[i].bytes, ALIAS_BASE + i);
}

/* The code for tui/keyin; 0 when it is a key that we have no name for. */
static int translate(int c)
{
	if (c >= ALIAS_BASE && c < ALIAS_BASE + ALIASES)
		return aliases[c - ALIAS_BASE].code;
	if (c >= KEY_F(1) && c <= KEY_F(12))
		return FUNC(K_F1 + (c - KEY_F(1)));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].curses == c)
			return names[i].code;
	return 0;
}

static void feed_mouse(struct keyin *in)
{
	struct key k = { .kind = KEV_MOUSE };
	MEVENT m;

	if (getmouse(&m) == ERR)        /* the release of a wheel, and other noise */
		return;
	k.row = m.y;
	k.col = m.x;
	k.code = m.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED) ? 1 :
	    m.bstate & BUTTON4_PRESSED ? 4 : m.bstate & BUTTON5_PRESSED ? 5 : 0;
	if (k.code)
		keyin_push(in, k);
}

void term_read(void *term, struct keyin *in, int64_t now_ms)
{
	struct term *t = term;
	int c;

	in->guard = t->guard;
	while ((c = getch()) != ERR) {
		if (c == KEY_MOUSE)
			feed_mouse(in);
		else if (c <= 255)
			keyin_feed(in, c, now_ms);
		else if (translate(c))
			keyin_feed(in, translate(c), now_ms);
	}
	keyin_burst_end(in, now_ms);
}
