/* Sums of money: decimals by currency, as text and back. */
#include "base/money.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"

/* ISO 4217, what has not two decimals. */
static const struct {
	char code[4];
	int decimals;
} others[] = {
	{ "BIF", 0 }, { "CLP", 0 }, { "DJF", 0 }, { "GNF", 0 }, { "ISK", 0 }, { "JPY", 0 },
	{ "KMF", 0 }, { "KRW", 0 }, { "PYG", 0 }, { "RWF", 0 }, { "UGX", 0 }, { "UYI", 0 },
	{ "VND", 0 }, { "VUV", 0 }, { "XAF", 0 }, { "XOF", 0 }, { "XPF", 0 },
	{ "BHD", 3 }, { "IQD", 3 }, { "JOD", 3 }, { "KWD", 3 }, { "LYD", 3 }, { "OMR", 3 },
	{ "TND", 3 }, { "CLF", 4 }, { "UYW", 4 },
};

int money_decimals(const char *currency)
{
	for (size_t i = 0; currency && i < sizeof others / sizeof *others; i++)
		if (!strcmp(others[i].code, currency))
			return others[i].decimals;
	return 2;
}

int64_t money_unit(const char *currency)
{
	int64_t unit = 1;

	for (int i = money_decimals(currency); i > 0; i--)
		unit *= 10;
	return unit;
}

/* ---- as text ---- */

/* From the last figure backwards, which is how decimals and thousands are counted. */
static char *format(int64_t amount, int decimals, bool cut, bool part, char *out, size_t size)
{
	char back[MONEY_TEXT];
	char *p = back + sizeof back - 1;
	uint64_t left = amount < 0 ? -(uint64_t)amount : (uint64_t)amount;
	uint64_t unit = 1;

	for (int i = 0; i < decimals; i++)
		unit *= 10;
	*p = '\0';
	if (decimals && (!cut || left % unit)) {
		for (int i = 0; i < decimals; i++, left /= 10)
			*--p = (char)('0' + left % 10);
		*--p = '.';
	} else {
		left /= unit;
	}
	for (int n = 0; n == 0 || left; n++, left /= 10) {
		if (part && n && n % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + left % 10);
	}
	if (amount < 0)
		*--p = '-';
	return text_copy(out, size, p);
}

char *money_text(int64_t amount, const char *currency, char *out, size_t size)
{
	return format(amount, money_decimals(currency), true, true, out, size);
}

char *money_full(int64_t amount, const char *currency, char *out, size_t size)
{
	return format(amount, money_decimals(currency), false, true, out, size);
}

char *money_plain(int64_t amount, const char *currency, char *out, size_t size)
{
	return format(amount, money_decimals(currency), false, false, out, size);
}

/* ---- as typed ---- */

/* What stands around the figures, and what it multiplies by (tens). */
static const struct {
	const char *word;
	int tens;
} around[] = {
	{ "\xc2\xa5", 0 }, { "$", 0 }, { "\xe2\x82\xac", 0 }, { "\xc2\xa3", 0 },
	{ "\xe2\x82\xa9", 0 }, { "元", 0 }, { "块", 0 }, { "圆", 0 }, { "円", 0 }, { "원", 0 },
	{ "k", 3 }, { "千", 3 }, { "w", 4 }, { "万", 4 },
};

/* Narrow figures and letters, no blanks; the full-width yen sign is the other one. */
static void fold(struct buf *out, const char *text)
{
	while (*text) {
		char bytes[4];
		uint32_t cp = cp_narrow(utf8_next(&text));

		if (cp == 0xffe5)
			cp = 0xa5;
		if (cp >= 'A' && cp <= 'Z')
			cp += 'a' - 'A';
		if (cp != ' ' && cp != '\t' && cp != 0xa0)
			buf_add(out, bytes, utf8_encode(cp, bytes));
	}
}

/* Drops WORD from the front or the end of [*p, *end); false where neither has it. */
static bool drop(const char **p, const char **end, const char *word, bool front)
{
	size_t n = strlen(word);

	if ((size_t)(*end - *p) < n || !n)
		return false;
	if (front && !memcmp(*p, word, n))
		*p += n;
	else if (!memcmp(*end - n, word, n))
		*end -= n;
	else
		return false;
	return true;
}

/* Takes away the sign, the currency and the multiplier: one of each at most. */
static void peel(const char **p, const char **end, const char *currency, int *tens, bool *minus)
{
	struct buf code = BUF_INIT;
	bool money = false, many = false;

	*minus = drop(p, end, "-", true);
	fold(&code, currency ? currency : "");
	money = drop(p, end, buf_str(&code), true);
	buf_free(&code);
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
			bool *had = around[i].tens ? &many : &money;

			if (*had || !drop(p, end, around[i].word, !around[i].tens))
				continue;
			*had = true;
			*tens += around[i].tens;
		}
	if (!*minus)
		*minus = *p < *end && **p == '-' && (*p)++;
}

/* Whether [p, end) is figures, parted by commas in threes or not at all. */
static bool grouped(const char *p, const char *end)
{
	const char *comma = memchr(p, ',', (size_t)(end - p));

	if (p == end)
		return false;
	if (comma && (comma == p || comma - p > 3))
		return false;
	for (; p < end; p++)
		if (comma && p >= comma ? (p - comma) % 4 == 0 ? *p != ',' :
		    *p < '0' || *p > '9' : *p < '0' || *p > '9')
			return false;
	return !comma || (end - comma) % 4 == 0;
}

static bool figures(const char *p, const char *end)
{
	for (; p < end; p++)
		if (*p < '0' || *p > '9')
			return false;
	return true;
}

/* Adds the figures of [p, end) to *SUM; false once it is beyond every sum. */
static bool gather(const char *p, const char *end, int64_t *sum)
{
	for (; p < end; p++)
		if (*p != ',') {
			if (*sum > MONEY_MAX * 10)
				return false;
			*sum = *sum * 10 + (*p - '0');
		}
	return true;
}

static enum err_code refuse_form(const char *currency, struct err *e)
{
	char sample[MONEY_TEXT];

	return err_set(e, ERR_INVALID, tr("That is no amount. Type one such as %s, or 1.2k."),
	    money_full(1200 * money_unit(currency), currency, sample, sizeof sample));
}

static enum err_code refuse_decimals(const char *currency, struct err *e)
{
	int n = money_decimals(currency);

	currency = currency ? currency : "";
	return n ? err_set(e, ERR_INVALID, tr("%s has at most %d decimals. Type fewer."),
	    currency, n) : err_set(e, ERR_INVALID, tr("%s has no decimals. Leave out the point."),
	    currency);
}

static enum err_code refuse_size(const char *currency, struct err *e)
{
	char most[MONEY_TEXT];

	return err_set(e, ERR_INVALID, tr("That is too much: at most %s."),
	    money_text(MONEY_MAX, currency, most, sizeof most));
}

/* [p, end) with TENS noughts behind the point's place, in minor units. */
static enum err_code read(const char *p, const char *end, int tens, const char *currency,
    int64_t *out, struct err *e)
{
	const char *point = memchr(p, '.', (size_t)(end - p));
	const char *whole = point ? point : end, *rest = point ? point + 1 : end;
	int64_t sum = 0;

	if (!grouped(p, whole) || !figures(rest, end) || (point && rest == end))
		return refuse_form(currency, e);
	tens += money_decimals(currency) - (int)(end - rest);
	if (end - rest > 12 || tens < 0)
		return refuse_decimals(currency, e);
	if (!gather(p, whole, &sum) || !gather(rest, end, &sum))
		return refuse_size(currency, e);
	for (; tens > 0 && sum <= MONEY_MAX; tens--)
		sum *= 10;
	if (sum > MONEY_MAX)
		return refuse_size(currency, e);
	*out = sum;
	return OK;
}

enum err_code money_parse(const char *text, const char *currency, int64_t *amount, struct err *e)
{
	struct buf folded = BUF_INIT;
	const char *p, *end;
	int64_t sum = 0;
	int tens = 0;
	bool minus = false;
	enum err_code rc;

	fold(&folded, text);
	p = buf_str(&folded);
	end = p + folded.n;
	peel(&p, &end, currency, &tens, &minus);
	rc = read(p, end, tens, currency, &sum, e);
	buf_free(&folded);
	if (rc == OK)
		*amount = minus ? -sum : sum;
	return rc;
}
