#ifndef FD_BASE_VALUE_H
#define FD_BASE_VALUE_H
/*
 * One value of a row or a field: null, whole number, real number or text. A zeroed value is null.
 * Text is owned by the value: value_free, value_set_* replace it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_type { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_BLOB };

struct value {
	enum value_type type;
	int64_t i;
	double d;
	char *s;                /* text, or the bytes of a blob */
	size_t n;               /* bytes of text or blob */
};

void value_free(struct value *v);                       /* leaves null */
void value_set_int(struct value *v, int64_t i);
void value_set_real(struct value *v, double d);
void value_set_text(struct value *v, const char *s);    /* NULL gives null */
void value_set_blob(struct value *v, const void *p, size_t n);
void value_copy(struct value *dst, const struct value *src);
bool value_equal(const struct value *a, const struct value *b);         /* type and content */
/* "" for null; borrowed from the value, or formatted into BUF for numbers. */
const char *value_text(const struct value *v, char *buf, size_t size);

#endif
