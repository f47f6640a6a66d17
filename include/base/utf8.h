#ifndef FD_BASE_UTF8_H
#define FD_BASE_UTF8_H
/*
 * UTF-8, grapheme clusters and terminal cells. Independent of the locale: tables are made at build
 * time from the Unicode Character Database (UAX #11 for widths, UAX #29 for clusters). East Asian
 * Ambiguous counts 1 cell (but U+3248..324F 2, as in the C library, by which curses counts). Bad
 * bytes decode to U+FFFD, one for each byte.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xFFFDu
#define UTF8_CLUSTER_MAX 5      /* code points of a cluster that a terminal cell can hold */

/* Decodes at P (< END), stores the length in *LEN (>= 1). */
uint32_t utf8_decode(const char *p, const char *end, size_t *len);
/* Decodes a terminated string and moves *P on; 0 at its end. */
uint32_t utf8_next(const char **p);
size_t utf8_encode(uint32_t cp, char out[4]);           /* bytes written, no terminator */
bool utf8_valid(const char *s, size_t n);
size_t utf8_count(const char *s);                       /* code points */

int cp_cells(uint32_t cp);      /* 0, 1, 2; never negative; controls 1 (drawn as one sign) */
bool cp_is_han(uint32_t cp);
/* Dropped on insert by the field editor and by import: C0, C1 (but \n, \t by the caller's choice),
 * soft hyphen, zero-width, bidirectional controls, BOM. ZWJ (200D) is among them. */
bool cp_is_dropped(uint32_t cp);
/* Does something to a terminal or to its line instead of being shown: both sets of controls (also
 * \n and \t), separators of lines, what turns the direction of writing (UAX #9). */
bool cp_steers(uint32_t cp);

/* Bytes of the first extended grapheme cluster of [p, end), at least 1 when p < end, by UAX #29. */
size_t utf8_break(const char *p, const char *end);
/*
 * The part of it that stands in one cell (or one pair) of a screen: at most UTF8_CLUSTER_MAX code
 * points, and ended by any character with a width of its own (Thai or Tamil vowels, a second Hangul
 * initial), since terminals give it its own cell; emoji sequences stay together. The rest counts as
 * the next cluster. Editor, cutting and widths all step by this.
 */
size_t utf8_cluster(const char *p, const char *end);
/* Cells of the cluster of N bytes at P (widest code point; 0 only for a lone mark). */
int utf8_cluster_cells(const char *p, size_t n);
int utf8_cells(const char *s);                          /* of a whole string */
/* How many bytes of S fit into CELLS without splitting a cluster; *USED = cells they take.
 * USED may be NULL. Marks of no width at the end are taken along. */
size_t utf8_fit(const char *s, int cells, int *used);

/* Lower case, accents folded to ASCII where Latin, full-width forms to ASCII. Appends to *OUT.
 * The form that search, duplicates and type-ahead compare. */
struct buf;
void utf8_fold(struct buf *out, const char *s);
/* Full-width ASCII (U+FF01..FF5E, U+3000) to ASCII, one code point. Others are returned as is. */
uint32_t cp_narrow(uint32_t cp);

#endif
