#ifndef FD_BASE_PINYIN_H
#define FD_BASE_PINYIN_H
/*
 * Mandarin readings of Han characters without tones, in lower-case ASCII; u with diaeresis is v.
 * For base/term.h; other floors use term_pinyin(). Results are borrowed and live for ever.
 * Sources: Unicode's Unihan database (UAX #38: kMandarin, kHanyuPinlu, kTGHZ2013, kXHC1983); the
 * readings of surnames are our own table.
 */
#include <stddef.h>
#include <stdint.h>

#define PINYIN_SYLLABLE 8       /* bytes of a syllable with its terminator */
#define PINYIN_READINGS 6       /* most readings of a character */

struct pinyin {
	const char *v[PINYIN_READINGS];
	int n;                  /* 0: no reading known */
};

/* The readings of CP, the most usual first. */
void pinyin_of(uint32_t cp, struct pinyin *out);
/*
 * The readings of the first characters of a Chinese name CP[0 .. N): those of a surname stand
 * before the others (shan, dan, chan for U+5355). Returns how many characters the surname has and
 * fills as many of OUT: 2 for a known surname of two characters followed by more, else 1. N >= 1.
 */
int pinyin_surname(const uint32_t *cp, int n, struct pinyin out[2]);
/* Splits WORD (N bytes, "xiaoming") into the fewest syllables. Returns their number; 0 when it is
 * not pinyin or has more than MAX. */
int pinyin_split(const char *word, size_t n, const char **out, int max);

#endif
