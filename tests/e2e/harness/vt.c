/* See vt.h. The only file that calls libvterm (0.1.4 of Debian 12). */
#include "vt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>
#include <wchar.h>

#include "base/mem.h"

#define CONTINUED ((uint32_t)-1)        /* libvterm's mark in the right half of a wide character */

struct vt {
	VTerm *term;
	VTermScreen *screen;
	VTermState *state;
	int rows, cols;
	bool visible;
	struct buf *keys;       /* while a key is being encoded, its bytes go here */
	void (*reply)(const char *s, size_t n, void *user);
	void *user;
};

static void on_output(const char *s, size_t n, void *user)
{
	struct vt *v = user;

	if (v->keys)
		buf_add(v->keys, s, n);
	else if (v->reply)
		v->reply(s, n, v->user);
}

static int on_property(VTermProp prop, VTermValue *val, void *user)
{
	struct vt *v = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		v->visible = val->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
	.settermprop = on_property,
};

struct vt *vt_new(int rows, int cols, void (*reply)(const char *s, size_t n, void *user),
    void *user)
{
	struct vt *v = mem_alloc(sizeof *v);

	v->rows = rows;
	v->cols = cols;
	v->visible = true;
	v->reply = reply;
	v->user = user;
	v->term = vterm_new(rows, cols);
	vterm_set_utf8(v->term, 1);
	vterm_output_set_callback(v->term, on_output, v);
	v->state = vterm_obtain_state(v->term);
	v->screen = vterm_obtain_screen(v->term);
	vterm_screen_enable_altscreen(v->screen, 1);
	vterm_screen_set_callbacks(v->screen, &callbacks, v);
	vterm_screen_reset(v->screen, 1);
	return v;
}

void vt_free(struct vt *v)
{
	if (!v)
		return;
	vterm_free(v->term);
	mem_free(v);
}

void vt_feed(struct vt *v, const char *bytes, size_t n)
{
	vterm_input_write(v->term, bytes, n);
}

void vt_resize(struct vt *v, int rows, int cols)
{
	v->rows = rows;
	v->cols = cols;
	vterm_set_size(v->term, rows, cols);
}

int vt_rows(const struct vt *v)
{
	return v->rows;
}

int vt_cols(const struct vt *v)
{
	return v->cols;
}

struct vt_cursor vt_cursor(const struct vt *v)
{
	VTermPos pos;

	vterm_state_get_cursorpos(v->state, &pos);
	return (struct vt_cursor){ .row = pos.row, .col = pos.col, .visible = v->visible };
}

/* --- reading cells --------------------------------------------------------------------------- */

static VTermScreenCell cell_at(const struct vt *v, int row, int col)
{
	VTermScreenCell cell;

	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(v->screen, (VTermPos){ .row = row, .col = col }, &cell);
	return cell;
}

static int own_width(uint32_t cp)
{
	return wcwidth((wchar_t)cp);
}

/* The left half of a wide character whose right half was overwritten. Emoji do not count: libvterm
 * gives one column to those it is too old to know. */
static bool is_torn(const VTermScreenCell *cell)
{
	return cell->width == 1 && cell->chars[0] < 0x1F000 && own_width(cell->chars[0]) == 2;
}

static bool is_blank(const VTermScreenCell *cell)
{
	return !cell->chars[0] || cell->chars[0] == CONTINUED || is_torn(cell);
}

/* Columns that the character in CELL really covers: 2 only when it is wide by nature, because an
 * orphaned right half makes libvterm call the narrow character before it wide. */
static int span_of(const VTermScreenCell *cell)
{
	return !is_blank(cell) && cell->width == 2 && own_width(cell->chars[0]) == 2 ? 2 : 1;
}

static void line_note(struct vt_line *out, size_t from, int col)
{
	if (out->text.n > out->cap) {
		out->cap = out->text.n * 2;
		out->col = mem_resize(out->col, out->cap, sizeof *out->col);
	}
	for (size_t i = from; i < out->text.n; i++)
		out->col[i] = col;
}

static void line_trim(struct vt_line *out)
{
	size_t n = out->text.n;

	while (n && out->text.s[n - 1] == ' ')
		n--;
	out->end = out->cells - (int)(out->text.n - n);
	buf_cut(&out->text, n);
}

void vt_line(const struct vt *v, int row, struct vt_line *out)
{
	buf_clear(&out->text);
	out->cells = v->cols;
	for (int col = 0; col < v->cols;) {
		VTermScreenCell cell = cell_at(v, row, col);
		size_t from = out->text.n;
		if (is_blank(&cell))
			buf_putc(&out->text, ' ');
		else
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
				buf_put_cp(&out->text, cell.chars[i]);
		line_note(out, from, col);
		col += span_of(&cell);
	}
	line_trim(out);
}

int vt_line_column(const struct vt_line *l, size_t i)
{
	return i < l->text.n ? l->col[i] : l->end;
}

void vt_line_free(struct vt_line *l)
{
	buf_free(&l->text);
	mem_free(l->col);
	*l = (struct vt_line){ .col = NULL };
}

/* --- style ----------------------------------------------------------------------------------- */

static const struct {
	const char *word;
	unsigned attr;
} attr_words[] = {
	{ "bold", VT_BOLD }, { "underline", VT_UNDERLINE }, { "italic", VT_ITALIC },
	{ "blink", VT_BLINK }, { "reverse", VT_REVERSE }, { "strike", VT_STRIKE },
};
#define ATTR_WORDS (sizeof attr_words / sizeof attr_words[0])

static int colour_of(const VTermColor *c, unsigned default_bit)
{
	if (c->type & default_bit)
		return VT_DEFAULT;
	if (VTERM_COLOR_IS_INDEXED(c))
		return c->indexed.idx;
	return VT_RGB | c->rgb.red << 16 | c->rgb.green << 8 | c->rgb.blue;
}

struct vt_style vt_style(const struct vt *v, int row, int col)
{
	VTermScreenCell cell = cell_at(v, row, col);

	if (cell.chars[0] == CONTINUED && col > 0)      /* the right half has no style of its own */
		cell = cell_at(v, row, col - 1);
	return (struct vt_style){
		.attrs = (cell.attrs.bold ? VT_BOLD : 0u) |
		    (cell.attrs.underline ? VT_UNDERLINE : 0u) |
		    (cell.attrs.italic ? VT_ITALIC : 0u) | (cell.attrs.blink ? VT_BLINK : 0u) |
		    (cell.attrs.reverse ? VT_REVERSE : 0u) |
		    (cell.attrs.strike ? VT_STRIKE : 0u),
		.fg = colour_of(&cell.fg, VTERM_COLOR_DEFAULT_FG),
		.bg = colour_of(&cell.bg, VTERM_COLOR_DEFAULT_BG),
	};
}

bool vt_style_same(struct vt_style a, struct vt_style b)
{
	return a.attrs == b.attrs && a.fg == b.fg && a.bg == b.bg;
}

static void colour_text(const char *name, int colour, struct buf *out)
{
	if (colour == VT_DEFAULT)
		return;
	buf_printf(out, colour & VT_RGB ? "%s%s=#%06x" : "%s%s=%d", out->n ? " " : "", name,
	    colour & 0xFFFFFF);
}

void vt_style_text(struct vt_style s, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < ATTR_WORDS; i++)
		if (s.attrs & attr_words[i].attr)
			buf_printf(out, "%s%s", out->n ? " " : "", attr_words[i].word);
	colour_text("fg", s.fg, out);
	colour_text("bg", s.bg, out);
	if (!out->n)
		buf_puts(out, "plain");
}

static bool colour_read(const char *text, int *colour)
{
	char *end;
	bool rgb = text[0] == '#';
	long n = strtol(text + rgb, &end, rgb ? 16 : 10);

	if (!strcmp(text, "default")) {
		*colour = VT_DEFAULT;
		return true;
	}
	*colour = rgb ? VT_RGB | (int)n : (int)n;
	return end != text + rgb && !*end && n >= 0 && n <= (rgb ? 0xFFFFFF : 255);
}

bool vt_style_word(const char *word, struct vt_style *s, bool *colours)
{
	for (size_t i = 0; i < ATTR_WORDS; i++)
		if (!strcmp(word, attr_words[i].word)) {
			s->attrs |= attr_words[i].attr;
			return true;
		}
	if (!strcmp(word, "plain"))
		return true;
	if (strncmp(word, "fg=", 3) && strncmp(word, "bg=", 3))
		return false;
	*colours = true;
	return colour_read(word + 3, word[0] == 'f' ? &s->fg : &s->bg);
}

/* --- keyboard -------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	VTermKey key;
} key_names[] = {
	{ "Enter", VTERM_KEY_ENTER }, { "Tab", VTERM_KEY_TAB }, { "Esc", VTERM_KEY_ESCAPE },
	{ "Backspace", VTERM_KEY_BACKSPACE }, { "BS", VTERM_KEY_BACKSPACE },
	{ "Up", VTERM_KEY_UP }, { "Down", VTERM_KEY_DOWN }, { "Left", VTERM_KEY_LEFT },
	{ "Right", VTERM_KEY_RIGHT }, { "Ins", VTERM_KEY_INS }, { "Del", VTERM_KEY_DEL },
	{ "Home", VTERM_KEY_HOME }, { "End", VTERM_KEY_END }, { "PgUp", VTERM_KEY_PAGEUP },
	{ "PgDn", VTERM_KEY_PAGEDOWN },
};

static VTermKey key_find(const char *name)
{
	char *end;
	long n;

	for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++)
		if (!strcmp(name, key_names[i].name))
			return key_names[i].key;
	if (name[0] != 'F' || name[1] < '1' || name[1] > '9')
		return VTERM_KEY_NONE;
	n = strtol(name + 1, &end, 10);
	return !*end && n <= 24 ? (VTermKey)VTERM_KEY_FUNCTION(n) : VTERM_KEY_NONE;
}

static const char *key_modifiers(const char *name, unsigned *mod)
{
	static const struct {
		const char *prefix;
		unsigned mod;
	} prefixes[] = {
		{ "C-", VTERM_MOD_CTRL }, { "S-", VTERM_MOD_SHIFT }, { "Alt-", VTERM_MOD_ALT },
		{ "A-", VTERM_MOD_ALT }, { "M-", VTERM_MOD_ALT },
	};

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0];) {
		size_t n = strlen(prefixes[i].prefix);
		if (strncmp(name, prefixes[i].prefix, n) || !name[n]) {
			i++;
			continue;
		}
		*mod |= prefixes[i].mod;
		name += n;
		i = 0;
	}
	return name;
}

/* A control character as xterm makes it. libvterm would send CSI u sequences for C-i, C-m and C-[,
 * which no terminal of a front desk does. */
static bool control_of(const char *name, char *out)
{
	unsigned char c = (unsigned char)name[0];

	if (name[1])
		return false;
	if (c == '/')
		c = '_';
	if (c == ' ')
		c = '@';
	if (c >= 'a' && c <= 'z')
		c = (unsigned char)(c - 32);
	if (c < '@' || c > '_')
		return false;
	*out = (char)(c & 0x1f);
	return true;
}

static bool is_one_char(const char *name)
{
	const char *p = name + (name[0] != '\0');

	while ((*p & 0xC0) == 0x80)
		p++;
	return name[0] && !*p;
}

static bool char_key(const char *name, unsigned mod, struct buf *out)
{
	char control;

	if (!strcmp(name, "Space"))
		name = " ";
	if (!is_one_char(name) || ((mod & VTERM_MOD_CTRL) && !control_of(name, &control)))
		return false;
	if (mod & VTERM_MOD_ALT)
		buf_putc(out, '\033');
	if (mod & VTERM_MOD_CTRL)
		buf_putc(out, control);
	else
		buf_puts(out, name);
	return true;
}

bool vt_key(struct vt *v, const char *name, struct buf *out)
{
	unsigned mod = VTERM_MOD_NONE;
	const char *bare = key_modifiers(name, &mod);
	VTermKey key = key_find(bare);

	if (key == VTERM_KEY_NONE)
		return char_key(bare, mod, out);
	v->keys = out;
	vterm_keyboard_key(v->term, key, (VTermModifier)mod);
	v->keys = NULL;
	return true;
}

void vt_paste(struct vt *v, const char *text, size_t n, struct buf *out)
{
	v->keys = out;
	vterm_keyboard_start_paste(v->term);
	for (size_t i = 0; i < n; i++)
		buf_putc(out, text[i] == '\n' ? '\r' : text[i]);
	vterm_keyboard_end_paste(v->term);
	v->keys = NULL;
}

/* --- for people ------------------------------------------------------------------------------ */

static void ruler(const struct vt *v, struct buf *out)
{
	buf_puts(out, "   +");
	for (int col = 1; col <= v->cols; col++)
		buf_putc(out, col % 10 ? '-' : (char)('0' + col / 10 % 10));
	buf_puts(out, "+\n");
}

void vt_frame(const struct vt *v, const char *title, struct buf *out)
{
	struct vt_cursor at = vt_cursor(v);
	struct vt_line line = { .col = NULL };

	buf_printf(out, "   %s, %dx%d, cursor %d,%d%s\n", title, v->rows, v->cols, at.row + 1,
	    at.col + 1, at.visible ? "" : " hidden");
	ruler(v, out);
	for (int row = 0; row < v->rows; row++) {
		vt_line(v, row, &line);
		buf_printf(out, "%3d|%s\n", row + 1, buf_str(&line.text));
	}
	ruler(v, out);
	vt_line_free(&line);
}
