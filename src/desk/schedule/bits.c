#include "bits_priv.h"

void bits_set(struct day_bits *b, int from, int to, bool on)
{
	for (int word = from / 64; word < CALENDAR_WORDS && word * 64 < to; word++) {
		int low = from > word * 64 ? from - word * 64 : 0;
		int high = to < (word + 1) * 64 ? to - word * 64 : 64;
		uint64_t mask = low < high ? ~UINT64_C(0) << low : 0;

		if (high < 64)
			mask &= (UINT64_C(1) << high) - 1;
		if (on)
			b->w[word] |= mask;
		else
			b->w[word] &= ~mask;
	}
}

int bits_count(const struct day_bits *b)
{
	int n = 0;

	for (int i = 0; i < CALENDAR_WORDS; i++)
		n += __builtin_popcountll(b->w[i]);
	return n;
}

bool bits_none(const struct day_bits *b)
{
	return bits_next(b, 0) < 0;
}

bool bits_has(const struct day_bits *b, int i)
{
	return i >= 0 && i < BITS_MAX && (b->w[i / 64] >> (i % 64) & 1);
}

int bits_next(const struct day_bits *b, int i)
{
	if (i < 0)
		i = 0;
	for (int word = i / 64; word < CALENDAR_WORDS; word++) {
		uint64_t left = b->w[word];

		if (word == i / 64)
			left &= ~UINT64_C(0) << (i % 64);
		if (left)
			return word * 64 + __builtin_ctzll(left);
	}
	return -1;
}

void bits_and(struct day_bits *b, const struct day_bits *other)
{
	for (int i = 0; i < CALENDAR_WORDS; i++)
		b->w[i] &= other->w[i];
}

void bits_or(struct day_bits *b, const struct day_bits *other)
{
	for (int i = 0; i < CALENDAR_WORDS; i++)
		b->w[i] |= other->w[i];
}

/* Bit I becomes bit I - N; N may be negative. */
static struct day_bits shift(const struct day_bits *b, int n)
{
	struct day_bits out = { { 0 } };
	int words = n / 64, rest = n % 64;

	if (rest < 0) {                 /* towards minus infinity */
		words--;
		rest += 64;
	}
	for (int i = 0; i < CALENDAR_WORDS; i++) {
		int at = i + words;

		if (at >= 0 && at < CALENDAR_WORDS)
			out.w[i] = b->w[at] >> rest;
		if (rest && at + 1 >= 0 && at + 1 < CALENDAR_WORDS)
			out.w[i] |= b->w[at + 1] << (64 - rest);
	}
	return out;
}

/* Runs of twice the length, until it is long enough. */
struct day_bits bits_run(const struct day_bits *b, int from, int to)
{
	struct day_bits out = *b, moved;
	int length = to - from;

	if (length > BITS_MAX)
		length = BITS_MAX + 1;  /* longer than any day */
	for (int have = 1; have < length;) {
		int more = length - have < have ? length - have : have;

		moved = shift(&out, more);
		bits_and(&out, &moved);
		have += more;
	}
	return shift(&out, from);
}
