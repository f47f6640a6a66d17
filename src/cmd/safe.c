#include "cmd/safe.h"

#include <stdbool.h>

#include "base/utf8.h"

static bool is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

/* Marks, embeddings, overrides and isolates of UAX #9: they can make a line read as another. */
static bool turns_direction(uint32_t cp)
{
	return cp == 0x061c || cp == 0x200e || cp == 0x200f || (cp >= 0x202a && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_space(uint32_t cp)
{
	return cp == '\n' || cp == '\t' || cp == '\r';
}

void safe_put(struct buf *out, const char *text, enum safe_how how)
{
	uint32_t cp;

	while (text && *text) {
		cp = utf8_next(&text);
		if (is_space(cp))
			buf_putc(out, how == SAFE_LINE || cp == '\r' ? ' ' : (char)cp);
		else if (!is_control(cp) && !turns_direction(cp) && cp != 0x2028 && cp != 0x2029)
			buf_put_cp(out, cp);
	}
}
