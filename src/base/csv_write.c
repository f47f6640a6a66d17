/* Writes CSV: RFC 4180, and no cell that a spreadsheet would run. */
#include <stdbool.h>
#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"

/* +8613800138000, -12.50, 1,200: signs and figures alone do nothing. */
static bool is_number(const char *s)
{
	if (*s == '+' || *s == '-')
		s++;
	return *s >= '0' && *s <= '9' && s[strspn(s, "0123456789., ")] == '\0';
}

/* What would steer the terminal that the file is shown on is left out, before anything else is
 * asked of the field: a control character hides neither a formula nor a blank at the end. */
static const char *leave_out(struct buf *plain, const char *s)
{
	while (*s) {
		uint32_t cp = utf8_next(&s);

		if (!cp_steers(cp) || cp == '\n' || cp == '\t' || cp == '\r')
			buf_put_cp(plain, cp);
	}
	return buf_str(plain);
}

/* A formula begins with = + - @, also in their full-width forms and behind blanks; tab and CR at
 * the start hide one. */
static bool is_formula(const char *s)
{
	const char *from;
	uint32_t cp;

	if (*s == '\t' || *s == '\r')
		return true;
	do {
		from = s;
		cp = utf8_next(&s);
	} while (cp == ' ' || cp == '\n');
	if (is_number(from))
		return false;
	cp = cp_narrow(cp);
	return cp == '=' || cp == '+' || cp == '-' || cp == '@';
}

static bool needs_quotes(const char *s)
{
	size_t n = strlen(s);

	return s[strcspn(s, ",;\"\r\n\t")] || (n && (s[0] == ' ' || s[n - 1] == ' '));
}

void csv_put(struct buf *b, const char *field, bool first)
{
	struct buf plain = BUF_INIT;
	const char *s = leave_out(&plain, field ? field : "");
	bool quotes = needs_quotes(s);

	if (!first)
		buf_putc(b, ',');
	if (quotes)
		buf_putc(b, '"');
	if (is_formula(s))
		buf_putc(b, '\'');
	for (; *s; s++) {
		if (*s == '"')
			buf_putc(b, '"');
		buf_putc(b, *s);
	}
	if (quotes)
		buf_putc(b, '"');
	buf_free(&plain);
}

void csv_end(struct buf *b)
{
	buf_puts(b, "\r\n");
}
