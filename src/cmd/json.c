/* Texts and values as JSON (RFC 8259). */
#include "json_priv.h"

#include "base/utf8.h"

static void put_escaped(struct buf *b, uint32_t cp)
{
	if (cp > 0xffff) {
		buf_printf(b, "\\u%04x", (unsigned)(0xd800 + ((cp - 0x10000) >> 10)));
		cp = 0xdc00 + ((cp - 0x10000) & 0x3ff);
	}
	buf_printf(b, "\\u%04x", (unsigned)cp);
}

void json_put_text(struct buf *b, const char *text)
{
	uint32_t cp;

	buf_putc(b, '"');
	while (*text) {
		cp = utf8_next(&text);
		if (cp == '"' || cp == '\\')
			buf_printf(b, "\\%c", (char)cp);
		else if (cp_is_dropped(cp) || cp < 0x20 || cp == 0x7f || cp == 0x2028 ||
		    cp == 0x2029)
			put_escaped(b, cp);
		else
			buf_put_cp(b, cp);
	}
	buf_putc(b, '"');
}

void json_put_value(struct buf *b, const struct value *v)
{
	char number[32];

	switch (v->type) {
	case VALUE_INT:
	case VALUE_REAL:
		buf_puts(b, value_text(v, number, sizeof number));
		break;
	case VALUE_TEXT:
		json_put_text(b, v->s);
		break;
	case VALUE_NULL:
	case VALUE_BLOB:
		buf_puts(b, "null");
		break;
	}
}

void json_put_name(struct buf *b, const char *name)
{
	char last = b->n ? b->s[b->n - 1] : '{';

	if (last != '{' && last != '[')
		buf_puts(b, ", ");
	json_put_text(b, name);
	buf_puts(b, ": ");
}
