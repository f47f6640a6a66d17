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

/* What would steer the terminal that the file is shown on is left out. */
static bool is_left_out(uint32_t cp)
{
	return cp_steers(cp) && cp != '\n' && cp != '\t' && cp != '\r';
}

/* A formula begins with = + - @, also in their full-width forms and behind blanks; tab and CR at
 * the start hide one. */
static bool is_formula(const char *s)
{
	uint32_t cp;

	const char *from;

	if (*s == '\t' || *s == '\r')
		return true;
	do {
		from = s;
		cp = utf8_next(&s);
	} while (cp == ' ' || cp == '\n' || (cp && is_left_out(cp)));
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
	const char *s = field ? field : "";
	bool quotes = needs_quotes(s);

	if (!first)
		buf_putc(b, ',');
	if (quotes)
		buf_putc(b, '"');
	if (is_formula(s))
		buf_putc(b, '\'');
	while (*s) {
		uint32_t cp = utf8_next(&s);

		if (cp == '"')
			buf_putc(b, '"');
		if (!is_left_out(cp))
			buf_put_cp(b, cp);
	}
	if (quotes)
		buf_putc(b, '"');
}

void csv_end(struct buf *b)
{
	buf_puts(b, "\r\n");
}
