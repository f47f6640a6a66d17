#ifndef FD_BASE_BUF_H
#define FD_BASE_BUF_H
/*
 * A growing string. Invariants: `s` is never NULL after BUF_INIT or buf_init (it points to a shared
 * empty string until something is added), s[n] == '\0'. A zeroed struct buf is valid, its s is
 * NULL: use buf_str() to read where that may be. The owner calls buf_free, or buf_take to move the
 * text out (caller then owns it: mem_free).
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
	char *s;
	size_t n, cap;
};

extern char buf_empty[1];        /* the shared empty string; never written to */
#define BUF_INIT { .s = buf_empty }

void buf_init(struct buf *b);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_puts(struct buf *b, const char *text);                 /* NULL adds nothing */
void buf_putc(struct buf *b, char c);
void buf_put_cp(struct buf *b, uint32_t code_point);            /* as UTF-8 */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
/* TEXT cut to CELLS (with `~` where cut) and padded with blanks to exactly CELLS. Line ends and
 * tabs become blanks, other invisible characters (cp_is_dropped) vanish, bad bytes show as U+FFFD.
 */
void buf_cell(struct buf *b, const char *text, int cells);
void buf_clear(struct buf *b);                                  /* empties, keeps the memory */
void buf_cut(struct buf *b, size_t n);                          /* to at most N bytes */
void buf_trim(struct buf *b);                                   /* blanks at both ends */
const char *buf_str(const struct buf *b);                       /* never NULL; borrowed */
char *buf_take(struct buf *b);
void buf_free(struct buf *b);

/* snprintf into a fixed array that never splits a UTF-8 character. Returns dst. */
char *text_fmt(char *dst, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
char *text_vfmt(char *dst, size_t size, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));
char *text_copy(char *dst, size_t size, const char *src);       /* NULL gives "" */
/* NULL, "" or blanks alone, those of Chinese typing too: nothing was said. */
bool text_is_blank(const char *s);
/* As text_copy of what somebody typed: false when it does not fit, and then it is to be refused,
 * because nobody looks whether the end of a sentence is still there. */
bool text_take(char *dst, size_t size, const char *src);
/* Of N bytes that need not end with a zero; what stands behind one is left out. */
char *text_copy_n(char *dst, size_t size, const char *src, size_t n);
/* TEMPLATE with its first %s replaced by WORD: for sentences that stand in tables. */
char *text_with(char *dst, size_t size, const char *template, const char *word);
/* Moves *START and *END inwards over blanks: ASCII ones, no-break space, ideographic space. */
void text_trim(const char **start, const char **end);

#endif
