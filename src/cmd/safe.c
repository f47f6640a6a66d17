#include "cmd/safe.h"

#include <stdbool.h>

#include "base/utf8.h"

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
		else if (!cp_steers(cp))
			buf_put_cp(out, cp);
	}
}
