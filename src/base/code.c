/* Numbers as they are compared: cards, files, addresses, telephones; and pinyin typed by hand. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "term_priv.h"

#define CHINA_DIGITS 13         /* 86 and a mobile number of 11 */

void code_fold(const char *s, char out[NAME_TEXT])
{
	size_t n = 0;

	name_fold(s, out);
	for (const char *p = out; *p; p++)
		if ((unsigned char)*p > ' ' && *p != 0x7F)
			out[n++] = *p;
	out[n] = '\0';
}

/* How many figures of a number are the prefix of China: +86, 0086, or 86 before a mobile number. */
static size_t china_prefix(const char *digits, size_t n, bool plus)
{
	if (strncmp(digits, "0086", 4) == 0)
		return 4;
	if (strncmp(digits, "86", 2) == 0 && (plus || (n == CHINA_DIGITS && digits[2] == '1')))
		return 2;
	return 0;
}

size_t phone_digits(const char *s, char *out, size_t size)
{
	char folded[NAME_TEXT];
	size_t n = 0, prefix;
	bool plus;

	name_fold(s, folded);
	plus = folded[strspn(folded, " (")] == '+';
	for (const char *p = folded; *p && n + 1 < size; p++)
		if (*p >= '0' && *p <= '9')
			out[n++] = *p;
	out[n] = '\0';
	prefix = china_prefix(out, n, plus);
	memmove(out, out + prefix, n - prefix + 1);
	return n - prefix;
}

static bool has_diaeresis(uint32_t cp)
{
	return cp == 0xFC || cp == 0xDC || (cp >= 0x1D5 && cp <= 0x1DC);
}

/* The diaeresis must be a v before folding takes it away with the tones; only after l and n does it
 * tell syllables apart. */
static void keep_diaeresis(const char *s, char out[NAME_TEXT])
{
	size_t n = 0;

	while (*s && n + 4 < NAME_TEXT) {
		uint32_t cp = utf8_next(&s);

		if (has_diaeresis(cp))
			cp = n > 0 && strchr("lnLN", out[n - 1]) ? 'v' : 'u';
		n += utf8_encode(cp, out + n);
	}
	out[n] = '\0';
}

int pinyin_syllables_of(const char *typed, const char **out, int max)
{
	char text[NAME_TEXT];
	struct name name;
	int n = 0;

	keep_diaeresis(typed, text);
	name_split(text, &name);
	if (name.n != 1 || name.run[0].han)
		return 0;
	for (int i = 0; i < name.run[0].n; i++) {
		const struct name_unit *u = &name.run[0].u[i];
		int got = u->kind != UNIT_LETTERS ? 0 :
		    pinyin_split(name.text + u->at, u->n, out + n, max - n);

		if (got == 0)
			return 0;
		n += got;
	}
	return n;
}
