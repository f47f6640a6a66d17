#include "base/utf8.h"

#include <string.h>

/* What a lead byte says: its own bits, how many bytes follow, the least value worth that length. */
static const struct lead {
	unsigned char mask, bits, follow;
	uint32_t least;
} leads[] = {
	{ .mask = 0x80, .bits = 0x00, .follow = 0, .least = 0 },
	{ .mask = 0xe0, .bits = 0xc0, .follow = 1, .least = 0x80 },
	{ .mask = 0xf0, .bits = 0xe0, .follow = 2, .least = 0x800 },
	{ .mask = 0xf8, .bits = 0xf0, .follow = 3, .least = 0x10000 },
};

static bool is_scalar(uint32_t cp)
{
	return cp < 0xd800 || (cp > 0xdfff && cp <= 0x10ffff);
}

static const struct lead *lead_of(unsigned char c)
{
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if ((c & leads[i].mask) == leads[i].bits)
			return &leads[i];
	return NULL;
}

/* One character at P, its length in *LEN; false when the bytes are none (RFC 3629). */
static bool decode(const char *p, const char *end, uint32_t *cp, size_t *len)
{
	const unsigned char *u = (const unsigned char *)p;
	const struct lead *lead = lead_of(*u);
	uint32_t v;

	*len = 1;
	if (!lead || end - p <= lead->follow)
		return false;
	v = *u & (unsigned char)~lead->mask;
	for (size_t i = 1; i <= lead->follow; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return false;
		v = v << 6 | (u[i] & 0x3f);
	}
	if (v < lead->least || !is_scalar(v))
		return false;
	*len = 1u + lead->follow;
	*cp = v;
	return true;
}

uint32_t utf8_decode(const char *p, const char *end, size_t *len)
{
	uint32_t cp;

	return decode(p, end, &cp, len) ? cp : UTF8_BAD;
}

uint32_t utf8_next(const char **p)
{
	uint32_t cp;
	size_t len;

	if (!**p)
		return 0;
	cp = utf8_decode(*p, *p + strnlen(*p, 4), &len);
	*p += len;
	return cp;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	size_t n;

	if (!is_scalar(cp))
		cp = UTF8_BAD;
	for (n = 3; n > 0 && cp < leads[n].least; n--)
		;
	for (size_t i = n; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3f));
		cp >>= 6;
	}
	out[0] = (char)(leads[n].bits | cp);
	return n + 1;
}

bool utf8_valid(const char *s, size_t n)
{
	const char *end = s + n;
	uint32_t cp;
	size_t len;

	for (; s < end; s += len)
		if (!decode(s, end, &cp, &len))
			return false;
	return true;
}

size_t utf8_count(const char *s)
{
	size_t n = 0;

	while (utf8_next(&s))
		n++;
	return n;
}

bool cp_steers(uint32_t cp)
{
	if (cp < 0xa0)
		return cp < 0x20 || cp >= 0x7f;
	return cp == 0x061c || cp == 0x200e || cp == 0x200f || (cp >= 0x2028 && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069);
}

bool cp_is_dropped(uint32_t cp)
{
	static const struct { uint32_t first, last; } ranges[] = {
		{ 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x00ad, 0x00ad },
		{ 0x061c, 0x061c },     /* Arabic letter mark */
		{ 0x180e, 0x180e },     /* Mongolian vowel separator */
		{ 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f },
		{ 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe007f },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return false;
}

uint32_t cp_narrow(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		return cp - 0xff01 + '!';
	return cp == 0x3000 ? ' ' : cp;
}
