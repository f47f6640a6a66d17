/* Signs and words of short messages: how many parts a text makes, what an answer means. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "desk/sms.h"

/* ---- parts ---- */

/* The default alphabet of 3GPP TS 23.038, section 6.2.1; those of its extension count two. */
static const char plain[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static const char extended[] = "\f^{}\\[~]|€";

static bool is_among(const char *signs, uint32_t cp)
{
	for (const char *p = signs; *p;)
		if ((uint32_t)utf8_next(&p) == cp)
			return true;
	return false;
}

int sms_parts(const char *text, int *units)
{
	int septets = 0, wide = 0, one, more, n;
	bool narrow = true;

	for (const char *p = text; *p;) {
		uint32_t cp = (uint32_t)utf8_next(&p);

		wide += cp > 0xffff ? 2 : 1;
		if (is_among(extended, cp))
			septets += 2;
		else if (is_among(plain, cp))
			septets++;
		else
			narrow = false;
	}
	n = narrow ? septets : wide;
	one = narrow ? 160 : 70;
	more = narrow ? 153 : 67;
	if (units)
		*units = n;
	return n <= one ? n > 0 : (n + more - 1) / more;
}

/* ---- answers ---- */

static const struct word {
	const char *meaning;
	const char *words;              /* blank between */
} meanings[] = {
	{ "yes", " 1 y yes ok 是 是的 好 好的 可以 确认 " },
	{ "no", " 2 n no 不 否 不行 不能 取消 " },
	{ "stop", " t td stop unsubscribe 退订 拒收 退订回t 回t退订 " },
	{ "start", " start 恢复 订阅 " },
};

/* Ends of an answer that mean nothing: 好的。 OK! */
static void trim_signs(struct buf *b)
{
	static const char *const ends[] = { "。", "！", ".", "!", "~", "，", "," };

	for (bool again = true; again;) {
		again = false;
		buf_trim(b);
		for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
			size_t n = strlen(ends[i]);

			if (b->n > n && !strcmp(b->s + b->n - n, ends[i])) {
				buf_cut(b, b->n - n);
				again = true;
			}
		}
	}
}

/* "37.2", "37,2 ℃", "118度": the figure at the beginning, and behind it a unit at most. */
static bool take_number(const char *text, double *value)
{
	char digits[32];
	size_t n = 0;
	char *end;

	while (n + 1 < sizeof digits && text[n] && strchr("0123456789.,", text[n])) {
		digits[n] = text[n] == ',' ? '.' : text[n];
		n++;
	}
	digits[n] = '\0';
	if (!n || strlen(text + n) > 12 || strpbrk(text + n, "0123456789"))
		return false;
	errno = 0;
	*value = strtod(digits, &end);
	return !*end && !errno;
}

const char *sms_meaning(const char *text, bool figure, double *value)
{
	struct buf b = BUF_INIT, padded = BUF_INIT;
	const char *meaning = "other";
	double n = 0;

	utf8_fold(&b, text);
	trim_signs(&b);
	buf_printf(&padded, " %s ", buf_str(&b));
	if (figure && take_number(buf_str(&b), &n))
		meaning = "number";
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		if (!strcmp(meaning, "other") && b.n && !strchr(b.s, ' ') &&
		    strstr(meanings[i].words, padded.s))
			meaning = meanings[i].meaning;
	if (!strcmp(meaning, "other") && take_number(buf_str(&b), &n))
		meaning = "number";
	*value = n;
	buf_free(&b);
	buf_free(&padded);
	return meaning;
}
