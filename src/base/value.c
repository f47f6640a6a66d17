#include "base/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

void value_free(struct value *v)
{
	mem_free(v->s);
	*v = (struct value){ .type = VALUE_NULL };
}

void value_set_int(struct value *v, int64_t i)
{
	value_free(v);
	v->type = VALUE_INT;
	v->i = i;
}

void value_set_real(struct value *v, double d)
{
	value_free(v);
	v->type = VALUE_REAL;
	v->d = d;
}

/* Copies before it frees: P may point into V itself. */
static void set_bytes(struct value *v, enum value_type type, const void *p, size_t n)
{
	char *copy = mem_alloc(n + 1);

	if (n)
		memcpy(copy, p, n);
	value_free(v);
	v->type = type;
	v->s = copy;
	v->n = n;
}

void value_set_text(struct value *v, const char *s)
{
	if (s)
		set_bytes(v, VALUE_TEXT, s, strlen(s));
	else
		value_free(v);
}

void value_set_blob(struct value *v, const void *p, size_t n)
{
	set_bytes(v, VALUE_BLOB, p, n);
}

void value_copy(struct value *dst, const struct value *src)
{
	struct value copy = *src;

	if (dst == src)
		return;
	if (src->s) {
		copy.s = mem_alloc(src->n + 1);
		memcpy(copy.s, src->s, src->n);
	}
	value_free(dst);
	*dst = copy;
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case VALUE_NULL: return true;
	case VALUE_INT: return a->i == b->i;
	case VALUE_REAL: return memcmp(&a->d, &b->d, sizeof a->d) == 0;
	case VALUE_TEXT:
	case VALUE_BLOB: return a->n == b->n && (a->n == 0 || memcmp(a->s, b->s, a->n) == 0);
	}
	return false;
}

/* The shortest text that reads back as the same number. */
static const char *real_text(double d, char *buf, size_t size)
{
	for (int digits = 6; digits <= 17; digits++) {
		snprintf(buf, size, "%.*g", digits, d);
		if (memcmp(&d, &(double){ strtod(buf, NULL) }, sizeof d) == 0)
			break;
	}
	return buf;
}

const char *value_text(const struct value *v, char *buf, size_t size)
{
	switch (v->type) {
	case VALUE_NULL: return "";
	case VALUE_INT: return text_fmt(buf, size, "%" PRId64, v->i);
	case VALUE_REAL: return real_text(v->d, buf, size);
	case VALUE_TEXT: return v->s ? v->s : "";
	case VALUE_BLOB: return text_fmt(buf, size, "(%zu bytes)", v->n);
	}
	return "";
}
