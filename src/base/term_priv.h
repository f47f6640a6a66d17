#ifndef FD_BASE_TERM_PRIV_H
#define FD_BASE_TERM_PRIV_H
/*
 * How a name, or what was typed to find one, is taken apart. Used by term_make.c, term_query.c and
 * sound.c, so that what is stored and what is looked for are cut by the same knife.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pinyin.h"
#include "base/term.h"

/* Caps: what stands behind them is not searched. The longest known names stay far below. */
#define NAME_TEXT 512           /* bytes of a folded name */
#define NAME_UNITS 24           /* characters or words of a run */
#define NAME_RUNS 6
#define TERM_TEXT 64            /* bytes of a term without its kind */

enum unit_kind { UNIT_HAN, UNIT_LETTERS, UNIT_DIGITS };

/* A Han character (also kana, Hangul: all that is written without blanks), a word, or figures. */
struct name_unit {
	enum unit_kind kind;
	uint32_t cp;            /* of a character */
	size_t at, n;           /* place in the folded text, bytes */
	char mark;              /* what stood before it: ' ' - ' . (any middle dot), 0 nothing */
};

/* A stretch of one script; brackets, commas and slashes end it as well. */
struct name_run {
	bool han;
	int n;
	struct name_unit u[NAME_UNITS];
};

struct name {
	char text[NAME_TEXT];   /* folded */
	int n;
	struct name_run run[NAME_RUNS];
};

void name_split(const char *s, struct name *out);
/* As utf8_fold, cut to NAME_TEXT; without an allocation for plain letters and Han. */
void name_fold(const char *s, char out[NAME_TEXT]);
/* A dotted name is another language's, written by sound: its first part is no surname. */
bool name_is_dotted(const struct name_run *run);
/* The readings of each unit of a Han run, surname first; 0 when it has none at all, else how many
 * of the units are the surname. A unit without a reading gets an empty one. */
int name_readings(const struct name_run *run, struct pinyin *out);

/* A card, file number or address as it is compared: folded, without blanks. */
void code_fold(const char *s, char out[NAME_TEXT]);
/* Figures of a telephone number without the prefix of China. Returns their number. */
size_t phone_digits(const char *s, char *out, size_t size);

/* Syllables of a name's pinyin typed by hand; 0 when it is not pinyin. */
int pinyin_syllables_of(const char *typed, const char **out, int max);
/* The sound key of syllables, see term_sound(). */
void sound_syllables(const char *const *syllable, int n, char *out, size_t size);

/* Bytes of S, at most MAX, without splitting a character. */
size_t term_cut(const char *s, size_t max);

#endif
