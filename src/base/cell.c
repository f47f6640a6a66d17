/* Texts cut and padded to columns of a screen or a list. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define CUT_MARK '~'

/* TEXT as it may stand in one row: nothing that breaks the line, hides or turns what follows. */
static void put_clean(struct buf *out, const char *text)
{
	uint32_t cp;

	while ((cp = utf8_next(&text)) != 0) {
		if (cp == '\n' || cp == '\t')
			buf_putc(out, ' ');
		else if (!cp_is_dropped(cp))
			buf_put_cp(out, cp);
	}
}

static void put_blanks(struct buf *b, int n)
{
	while (n-- > 0)
		buf_putc(b, ' ');
}

void buf_cell(struct buf *b, const char *text, int cells)
{
	struct buf clean = BUF_INIT;
	const char *s;
	size_t n;
	int used;

	if (cells <= 0)
		return;
	put_clean(&clean, text ? text : "");
	s = buf_str(&clean);
	n = utf8_fit(s, cells, &used);
	if (s[n]) {
		n = utf8_fit(s, cells - 1, &used);
		buf_add(b, s, n);
		buf_putc(b, CUT_MARK);
		used++;
	} else {
		buf_add(b, s, n);
	}
	put_blanks(b, cells - used);
	buf_free(&clean);
}
