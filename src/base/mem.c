#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

/* The product, or the end of the program: a wrapped size would give too small a block. */
static size_t checked_size(size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total) || total > PTRDIFF_MAX)
		BUG("size overflow: %zu x %zu", count, size);
	return total ? total : 1;
}

void *mem_array(size_t count, size_t size)
{
	size_t total = checked_size(count, size);
	void *p = calloc(1, total);

	if (!p)
		BUG("out of memory (%zu bytes)", total);
	return p;
}

void *mem_alloc(size_t size)
{
	return mem_array(1, size);
}

void *mem_resize(void *p, size_t count, size_t size)
{
	size_t total = checked_size(count, size);
	void *q = realloc(p, total);

	if (!q)
		BUG("out of memory (%zu bytes)", total);
	return q;
}

char *mem_dup(const char *text)
{
	return text ? mem_dup_n(text, strlen(text)) : NULL;
}

char *mem_dup_n(const char *text, size_t n)
{
	size_t len = strnlen(text, n);
	char *copy = mem_array(len + 1, 1);

	memcpy(copy, text, len);
	return copy;
}

void mem_free(void *p)
{
	free(p);
}

void mem_zero(void *p, size_t size)
{
	memset(p, 0, size);
}
