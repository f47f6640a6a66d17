#include "base/buf.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"

char buf_empty[1];

/* Room for N more bytes and the terminator; doubles, so that adding stays linear. */
static void reserve(struct buf *b, size_t n)
{
	size_t need, cap = b->cap ? b->cap : 32;

	if (__builtin_add_overflow(b->n, n, &need) || __builtin_add_overflow(need, 1, &need))
		BUG("string too long");
	if (need <= b->cap)
		return;
	while (cap < need)
		cap = cap > SIZE_MAX / 2 ? need : cap * 2;
	b->s = mem_resize(b->cap ? b->s : NULL, cap, 1);
	b->cap = cap;
}

void buf_init(struct buf *b)
{
	*b = (struct buf)BUF_INIT;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (n == 0)
		return;
	reserve(b, n);
	memcpy(b->s + b->n, bytes, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void buf_puts(struct buf *b, const char *text)
{
	if (text)
		buf_add(b, text, strlen(text));
}

void buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_put_cp(struct buf *b, uint32_t code_point)
{
	char bytes[4];

	buf_add(b, bytes, utf8_encode(code_point, bytes));
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		BUG("format \"%s\"", fmt);
	reserve(b, (size_t)n);
	vsnprintf(b->s + b->n, b->cap - b->n, fmt, ap);
	b->n += (size_t)n;
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void buf_clear(struct buf *b)
{
	buf_cut(b, 0);
}

void buf_cut(struct buf *b, size_t n)
{
	if (n >= b->n)
		return;
	b->n = n;
	b->s[n] = '\0';
}

void buf_trim(struct buf *b)
{
	const char *start = buf_str(b), *end = start + b->n;

	text_trim(&start, &end);
	if (b->n == 0)
		return;
	b->n = (size_t)(end - start);
	memmove(b->s, start, b->n);
	b->s[b->n] = '\0';
}

const char *buf_str(const struct buf *b)
{
	return b->s ? b->s : "";
}

char *buf_take(struct buf *b)
{
	char *s = b->cap ? b->s : mem_dup("");

	buf_init(b);
	return s;
}

void buf_free(struct buf *b)
{
	if (b->cap)
		mem_free(b->s);
	buf_init(b);
}
