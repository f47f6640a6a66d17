#ifndef FD_BASE_PINYIN_PRIV_H
#define FD_BASE_PINYIN_PRIV_H
/*
 * The tables behind base/pinyin.h: the readings are made at build by gen/pinyin_table.c, which says
 * how they are packed; the surnames stand in surname.c. Constant data, no work at start.
 */
#include <stdint.h>
#include <uchar.h>

#include "base/pinyin.h"

#define PINYIN_PAGE 64
#define PINYIN_PAGES (0x33480 / PINYIN_PAGE)    /* up to behind the last block of ideographs */

extern const uint16_t pinyin_page[PINYIN_PAGES];
extern const uint16_t pinyin_cell[][PINYIN_PAGE];
extern const uint16_t pinyin_multi[];
extern const int pinyin_syllables;
extern const char pinyin_syllable[][PINYIN_SYLLABLE];    /* in the order of the alphabet */

/* A surname that is not read as the table says, or that has two characters. */
struct surname {
	char32_t han[3];
	const char *reading;    /* of one character: all, best first; of two: one of each */
};

extern const struct surname surname_table[];
extern const size_t surname_count;

#endif
