#ifndef FD_BASE_UNICODE_PRIV_H
#define FD_BASE_UNICODE_PRIV_H
/*
 * What the generator gen/unicode_table.c and its readers agree on: one byte of properties for each
 * code point, found in two steps (equal blocks of 128 are stored once), and a list of pairs for
 * folding.
 */
#include <stddef.h>
#include <stdint.h>

/* Grapheme_Cluster_Break (UAX #29, table 2), and Extended_Pictographic, which is never both. */
enum gcb {
	GCB_OTHER,
	GCB_CR,
	GCB_LF,
	GCB_CONTROL,
	GCB_EXTEND,
	GCB_ZWJ,
	GCB_REGIONAL,
	GCB_PREPEND,
	GCB_SPACING,
	GCB_L,
	GCB_V,
	GCB_T,
	GCB_LV,
	GCB_LVT,
	GCB_PICTOGRAPHIC,
};

#define UNI_GCB 0x0f            /* mask: enum gcb */
#define UNI_CELLS(props) ((props) >> 4 & 3)
#define UNI_PUT_CELLS(n) ((n) << 4)
#define UNI_HAN 0x40

#define UNI_LIMIT 0x110000u
#define UNI_BLOCK 128u

struct unicode_fold {
	uint32_t from, to;
};

extern const unsigned char unicode_index[UNI_LIMIT / UNI_BLOCK];
extern const unsigned char unicode_block[][UNI_BLOCK];
/* Sorted by `from`: accented Latin letters to ASCII, every other capital to its small letter. */
extern const struct unicode_fold unicode_fold[];
extern const size_t unicode_fold_count;

static inline unsigned unicode_props(uint32_t cp)
{
	if (cp >= UNI_LIMIT)
		cp = 0xfffd;
	return unicode_block[unicode_index[cp / UNI_BLOCK]][cp % UNI_BLOCK];
}

#endif
