/* Dates of lists, by the formats that a mapping names. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "mapping_priv.h"

/* Takes a number of LETTERS figures, or of one or two where the format has a single letter. */
static bool take_number(const char **p, size_t letters, int *out)
{
	size_t n = strspn(*p, "0123456789"), max = letters == 1 ? 2 : letters;
	if (n > max)
		n = max;
	if (n == 0 || (letters > 1 && n != letters))
		return false;
	*out = 0;
	for (; n > 0; n--)
		*out = *out * 10 + *(*p)++ - '0';
	return true;
}

static bool take_format(const char *text, const char *format, struct ymd *d)
{
	*d = (struct ymd){ 0 };
	while (*format != '\0') {
		char letter = *format;
		size_t n = strspn(format, letter == 'Y' ? "Y" : letter == 'M' ? "M" : "D");
		int *part = letter == 'Y' ? &d->year : letter == 'M' ? &d->month : &d->day;
		if (n == 0) {
			if (*text++ != *format++)
				return false;
			continue;
		}
		if (!take_number(&text, n, part))
			return false;
		format += n;
	}
	return *text == '\0';
}

static bool is_date(const struct ymd *d, const char *format)
{
	int month = strchr(format, 'M') == NULL ? 1 : d->month;
	int day = strchr(format, 'D') == NULL ? 1 : d->day;
	return d->year >= 1 && day_of(d->year, month, day) != DAY_NONE;
}

bool mapping_date(const char *text, const struct config_words *formats, char out[11])
{
	for (size_t i = 0; i < formats->n; i++) {
		const char *format = formats->v[i];
		struct ymd d;
		if (!take_format(text, format, &d) || !is_date(&d, format))
			continue;
		if (strchr(format, 'M') == NULL)
			text_fmt(out, 11, "%04d", d.year);
		else if (strchr(format, 'D') == NULL)
			text_fmt(out, 11, "%04d-%02d", d.year, d.month);
		else
			day_format(day_of(d.year, d.month, d.day), out);
		return true;
	}
	return false;
}
