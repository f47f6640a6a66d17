#ifndef FD_E2E_VT_H
#define FD_E2E_VT_H
/*
 * The terminal of the end-to-end tests: a model of an xterm (libvterm) that is fed with what a
 * program prints and asked what a person would see. No process and no file descriptor in here.
 * Used by tty.c; tests and benchmarks read screens through it. Only vt.c calls libvterm.
 *
 * Rows and columns count from 0 here (scenario files count from 1). A wide character takes two
 * columns and is reported at its left one. Where a program overwrote half of a wide character, real
 * terminals blank the other half; libvterm does not, so vt_line does it when reading.
 * libvterm knows East Asian widths but gives one column to newer emoji, and one to ambiguous ones.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct vt;

enum vt_attr {
	VT_BOLD = 1, VT_UNDERLINE = 2, VT_ITALIC = 4, VT_BLINK = 8, VT_REVERSE = 16, VT_STRIKE = 32,
};

#define VT_DEFAULT (-1)         /* a colour nobody set */
#define VT_RGB 0x1000000        /* added to 24-bit colours; others are palette numbers 0-255 */

struct vt_style {
	unsigned attrs;         /* enum vt_attr, or-ed */
	int fg, bg;
};

struct vt_cursor {
	int row, col;
	bool visible;
};

/* One row as text. col[i] is the column of the character that byte i belongs to; the text has no
 * trailing blanks. Owner: vt_line_free. A zeroed one may be passed to vt_line again and again. */
struct vt_line {
	struct buf text;
	int *col;
	size_t cap;
	int end;                /* the column behind the last character of the text */
	int cells;              /* columns of the row, with its trailing blanks */
};

/* REPLY gets what the terminal answers by itself (cursor position, identity). */
struct vt *vt_new(int rows, int cols, void (*reply)(const char *s, size_t n, void *user),
    void *user);
void vt_free(struct vt *v);
void vt_feed(struct vt *v, const char *bytes, size_t n);
void vt_resize(struct vt *v, int rows, int cols);
int vt_rows(const struct vt *v);
int vt_cols(const struct vt *v);

void vt_line(const struct vt *v, int row, struct vt_line *out);
/* Column of byte I; the text's end for the byte behind its last. */
int vt_line_column(const struct vt_line *l, size_t i);
void vt_line_free(struct vt_line *l);
struct vt_style vt_style(const struct vt *v, int row, int col);
bool vt_style_same(struct vt_style a, struct vt_style b);
struct vt_cursor vt_cursor(const struct vt *v);

/* "reverse bold fg=15 bg=#102030", "plain". vt_style_read: false and WORD unknown. COLOURS: was one
 * named, so that a check may leave colours open. */
void vt_style_text(struct vt_style s, struct buf *out);
bool vt_style_word(const char *word, struct vt_style *s, bool *colours);

/* The bytes a keyboard sends for NAME in the terminal's present mode: F2, Enter, S-Tab, C-p, Alt-1,
 * C-Right, a, 张. False: no such key. */
bool vt_key(struct vt *v, const char *name, struct buf *out);
/* What a terminal sends for pasted text: newlines become returns, and the brackets of mode 2004
 * stand around it when the program has switched them on. */
void vt_paste(struct vt *v, const char *text, size_t n, struct buf *out);

/* The screen in a frame with row numbers and a column ruler, for people. */
void vt_frame(const struct vt *v, const char *title, struct buf *out);

#endif
