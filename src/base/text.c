/* Texts in fixed arrays: cut where they must be, but never inside a character. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* The largest number of bytes <= N of S that ends between two characters. */
static size_t whole_characters(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t start = n, need;

	while (start > 0 && n - start < 3 && (u[start - 1] & 0xc0) == 0x80)
		start--;
	if (start == 0)
		return n;
	start--;
	need = u[start] >= 0xf0 ? 4 : u[start] >= 0xe0 ? 3 : u[start] >= 0xc0 ? 2 : 1;
	return need > n - start ? start : n;
}

char *text_vfmt(char *dst, size_t size, const char *fmt, va_list ap)
{
	int n;

	if (size == 0)
		return dst;
	n = vsnprintf(dst, size, fmt, ap);
	if (n < 0)
		dst[0] = '\0';
	else if ((size_t)n >= size)
		dst[whole_characters(dst, size - 1)] = '\0';
	return dst;
}

char *text_fmt(char *dst, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	text_vfmt(dst, size, fmt, ap);
	va_end(ap);
	return dst;
}

bool text_is_blank(const char *s)
{
	while (s && *s) {
		uint32_t cp = utf8_next(&s);

		if (cp != ' ' && cp != '\t' && cp != '\n' && cp != 0xa0 && cp != 0x3000)
			return false;
	}
	return true;
}

bool text_take(char *dst, size_t size, const char *src)
{
	text_copy(dst, size, src);
	return !src || strlen(src) < size;
}

char *text_copy_n(char *dst, size_t size, const char *src, size_t n)
{
	if (size == 0)
		return dst;
	n = src ? strnlen(src, n) : 0;
	if (n >= size)
		n = whole_characters(src, size - 1);
	if (n)
		memmove(dst, src, n);
	dst[n] = '\0';
	return dst;
}

char *text_copy(char *dst, size_t size, const char *src)
{
	return text_copy_n(dst, size, src, src ? strlen(src) : 0);
}

/* Bytes of the blank that [p, end) starts with, 0 when it does not: ASCII blanks, U+00A0, U+3000 */
static size_t blank_at(const char *p, const char *end)
{
	if (p < end && strchr(" \t\r\n\v\f", *p) && *p)
		return 1;
	if (end - p >= 2 && !memcmp(p, "\xc2\xa0", 2))
		return 2;
	if (end - p >= 3 && !memcmp(p, "\xe3\x80\x80", 3))
		return 3;
	return 0;
}

void text_trim(const char **start, const char **end)
{
	size_t n;

	while ((n = blank_at(*start, *end)) > 0)
		*start += n;
	for (;;) {
		size_t room = (size_t)(*end - *start);

		for (n = 1; n <= 3 && n <= room; n++)
			if (blank_at(*end - n, *end) == n)
				break;
		if (n > 3 || n > room)
			return;
		*end -= n;
	}
}

char *text_with(char *dst, size_t size, const char *template, const char *word)
{
	const char *hole = strstr(template, "%s");

	if (!hole)
		return text_copy(dst, size, template);
	return text_fmt(dst, size, "%.*s%s%s", (int)(hole - template), template, word, hole + 2);
}
