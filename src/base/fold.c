/* The form in which names and words are compared. */
#include "base/utf8.h"

#include <stdlib.h>

#include "base/buf.h"
#include "unicode_priv.h"

/* Latin letters that Unicode does not take apart, by the spelling people type instead. */
static const struct {
	uint32_t cp;
	const char *text;
} spelt[] = {
	{ 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" },
	{ 0x0111, "d" }, { 0x0127, "h" }, { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" },
	{ 0x0167, "t" },
};

static int by_code_point(const void *key, const void *row)
{
	uint32_t cp = *(const uint32_t *)key, from = ((const struct unicode_fold *)row)->from;

	return (cp > from) - (cp < from);
}

static uint32_t fold(uint32_t cp)
{
	const struct unicode_fold *f;

	cp = cp_narrow(cp);
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
	f = bsearch(&cp, unicode_fold, unicode_fold_count, sizeof *f, by_code_point);
	return f ? f->to : cp;
}

static const char *spelling(uint32_t cp)
{
	for (size_t i = 0; i < sizeof spelt / sizeof *spelt; i++)
		if (spelt[i].cp == cp)
			return spelt[i].text;
	return NULL;
}

static bool is_accent(uint32_t cp)
{
	return cp >= 0x300 && cp <= 0x36f;
}

void utf8_fold(struct buf *out, const char *s)
{
	bool latin = false;     /* an accent behind it is dropped, as it is when composed */
	uint32_t cp;

	while ((cp = utf8_next(&s)) != 0) {
		const char *text;

		if (latin && is_accent(cp))
			continue;
		cp = fold(cp);
		text = spelling(cp);
		if (text)
			buf_puts(out, text);
		else
			buf_put_cp(out, cp);
		latin = text || (cp >= 'a' && cp <= 'z');
	}
}
