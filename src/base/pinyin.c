#include "base/pinyin.h"

#include <stdbool.h>
#include <string.h>

#include "pinyin_priv.h"

#define MULTI 0x8000u
#define SPLIT_MAX 64            /* longer words than a term are not looked at */

static unsigned cell_of(uint32_t cp)
{
	if (cp >= (uint32_t)PINYIN_PAGES * PINYIN_PAGE)
		return 0;
	return pinyin_cell[pinyin_page[cp / PINYIN_PAGE]][cp % PINYIN_PAGE];
}

void pinyin_of(uint32_t cp, struct pinyin *out)
{
	unsigned cell = cell_of(cp);

	out->n = 0;
	if (cell == 0)
		return;
	if (!(cell & MULTI)) {
		out->v[out->n++] = pinyin_syllable[cell - 1];
		return;
	}
	for (const uint16_t *p = &pinyin_multi[cell & ~MULTI]; *p; p++)
		out->v[out->n++] = pinyin_syllable[*p - 1];
}

/* The constant syllable of N letters at S, NULL when Mandarin has none such. */
static const char *find_syllable(const char *s, size_t n)
{
	int low = 0, high = pinyin_syllables;

	while (low < high) {
		int mid = (low + high) / 2, order = strncmp(pinyin_syllable[mid], s, n);

		if (order == 0 && pinyin_syllable[mid][n] == '\0')
			return pinyin_syllable[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* Puts SYLLABLE at place AT; where it stood before, or the last of a full list, gives way. */
static void put_reading(struct pinyin *p, int at, const char *syllable)
{
	int gap = 0;

	while (gap < p->n && strcmp(p->v[gap], syllable) != 0)
		gap++;
	if (gap < at)
		return;
	if (gap == PINYIN_READINGS)
		gap--;
	else if (gap == p->n)
		p->n++;
	memmove(&p->v[at + 1], &p->v[at], (size_t)(gap - at) * sizeof p->v[0]);
	p->v[at] = syllable;
}

static const struct surname *find_surname(const uint32_t *cp, int n)
{
	for (size_t i = 0; i < surname_count; i++)
		if (surname_table[i].han[0] == cp[0]
		    && surname_table[i].han[1] == (n == 2 ? cp[1] : 0))
			return &surname_table[i];
	return NULL;
}

static void put_surname(const struct surname *s, struct pinyin *out, bool one_each)
{
	const char *p = s->reading;

	for (int i = 0; *p; i++) {
		size_t len = strcspn(p, " ");
		const char *syllable = find_syllable(p, len);

		if (syllable)
			put_reading(&out[one_each ? i : 0], one_each ? 0 : i, syllable);
		p += len + (p[len] == ' ');
	}
}

int pinyin_surname(const uint32_t *cp, int n, struct pinyin out[2])
{
	const struct surname *one = find_surname(cp, 1), *two = n > 2 ? find_surname(cp, 2) : NULL;

	pinyin_of(cp[0], &out[0]);
	if (two) {
		pinyin_of(cp[1], &out[1]);
		put_surname(two, out, true);
		return 2;
	}
	if (one)
		put_surname(one, out, false);
	return 1;
}

/*
 * best[i] = fewest syllables of the first i letters, len[i] = length of the last of them. Of two
 * ways with as many syllables the one with the longer last syllable is older habit: `xianan`
 * xia-nan.
 */
int pinyin_split(const char *word, size_t n, const char **out, int max)
{
	int best[SPLIT_MAX + 1] = { 0 };
	size_t len[SPLIT_MAX + 1] = { 0 };
	int count;

	if (n == 0 || n > SPLIT_MAX)
		return 0;
	for (size_t i = 1; i <= n; i++) {
		for (size_t l = 1; l <= i && l < PINYIN_SYLLABLE; l++) {
			if ((i - l > 0 && best[i - l] == 0) || !find_syllable(word + i - l, l))
				continue;
			if (best[i] == 0 || best[i - l] + 1 <= best[i]) {
				best[i] = best[i - l] + 1;
				len[i] = l;
			}
		}
	}
	count = best[n];
	if (count > max)
		return 0;
	for (int i = count; i > 0; n -= len[n])
		out[--i] = find_syllable(word + n - len[n], len[n]);
	return count;
}
