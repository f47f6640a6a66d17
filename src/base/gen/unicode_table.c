/*
 * Prints the tables of unicode_priv.h as a C source. Runs at build time, without arguments, on the
 * Unicode Character Database as Debian's unicode-data installs it.
 *
 * Cells: 2 for East Asian Wide and Fullwidth (UAX #11) and for what is shown as an emoji; 0 for
 * marks that do not space, format characters, and the vowels and finals of decomposed Hangul, which
 * are drawn into the cell of their initial; 1 for the rest (Ambiguous too, controls too).
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unicode_priv.h"

#define UCD "/usr/share/unicode/"
#define MAX_BLOCKS 256          /* an index is one byte */
#define MAX_FIELDS 15           /* of UnicodeData.txt */

static unsigned char gcb[UNI_LIMIT], cells[UNI_LIMIT], han[UNI_LIMIT];
static uint32_t base_of[UNI_LIMIT];     /* first code point of the canonical decomposition */
static uint32_t small_of[UNI_LIMIT];    /* simple lower case */
static unsigned char blocks[MAX_BLOCKS][UNI_BLOCK];
static unsigned char block_of[UNI_LIMIT / UNI_BLOCK];
static size_t block_count;

static void die(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));

static void die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("unicode_table: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(1);
}

static void put_range(unsigned char *table, uint32_t first, uint32_t last, int value)
{
	if (last >= UNI_LIMIT || first > last)
		die("bad range %x..%x", (unsigned)first, (unsigned)last);
	memset(table + first, value, last - first + 1);
}

/* ---- files of the form `first[..last] ; value # comment` ---- */

typedef void range_fn(uint32_t first, uint32_t last, const char *value);

static void read_ranges(const char *path, range_fn *fn)
{
	FILE *f = fopen(path, "r");
	char line[512], value[64];
	unsigned first, last;

	if (!f)
		die("%s: %s", path, strerror(errno));
	while (fgets(line, sizeof line, f)) {
		if (sscanf(line, "%x..%x ; %63[A-Za-z_]", &first, &last, value) == 3)
			fn(first, last, value);
		else if (sscanf(line, "%x ; %63[A-Za-z_]", &first, value) == 2)
			fn(first, first, value);
	}
	fclose(f);
}

static void on_width(uint32_t first, uint32_t last, const char *value)
{
	if (!strcmp(value, "W") || !strcmp(value, "F"))
		put_range(cells, first, last, 2);
}

static void on_break(uint32_t first, uint32_t last, const char *value)
{
	static const struct { const char *name; enum gcb gcb; } names[] = {
		{ "CR", GCB_CR }, { "LF", GCB_LF }, { "Control", GCB_CONTROL },
		{ "Extend", GCB_EXTEND }, { "ZWJ", GCB_ZWJ },
		{ "Regional_Indicator", GCB_REGIONAL }, { "Prepend", GCB_PREPEND },
		{ "SpacingMark", GCB_SPACING }, { "L", GCB_L }, { "V", GCB_V }, { "T", GCB_T },
		{ "LV", GCB_LV }, { "LVT", GCB_LVT },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(value, names[i].name)) {
			put_range(gcb, first, last, (int)names[i].gcb);
			return;
		}
	die("unknown break property %s", value);
}

static void on_emoji(uint32_t first, uint32_t last, const char *value)
{
	if (!strcmp(value, "Emoji_Presentation"))
		put_range(cells, first, last, 2);
	if (strcmp(value, "Extended_Pictographic"))
		return;
	for (uint32_t cp = first; cp <= last; cp++)
		if (gcb[cp] != GCB_OTHER)
			die("%x is pictographic and has a break property", (unsigned)cp);
	put_range(gcb, first, last, GCB_PICTOGRAPHIC);
}

/* ---- UnicodeData.txt ---- */

/* Cuts LINE at its semicolons. */
static void split(char *line, char *field[MAX_FIELDS])
{
	for (int i = 0; i < MAX_FIELDS; i++) {
		field[i] = line;
		line += strcspn(line, ";\n");
		if (*line)
			*line++ = '\0';
	}
}

/* U+00AD is a visible hyphen where it breaks; the Arabic number signs are drawn under digits but
 * stand in a cell of their own, as the C library has it. */
static bool takes_no_cell(uint32_t cp, const char *category)
{
	if (!strcmp(category, "Cf"))
		return cp != 0xad && gcb[cp] != GCB_PREPEND;
	return !strcmp(category, "Mn") || !strcmp(category, "Me");
}

static bool is_han_name(const char *name)
{
	return !strncmp(name, "<CJK Ideograph", 14)
	    || !strncmp(name, "CJK COMPATIBILITY IDEOGRAPH-", 28)
	    || !strcmp(name, "IDEOGRAPHIC NUMBER ZERO");
}

static void on_character(uint32_t first, uint32_t cp, char *field[MAX_FIELDS])
{
	if (takes_no_cell(cp, field[2]))
		put_range(cells, first, cp, 0);
	if (is_han_name(field[1]))
		put_range(han, first, cp, 1);
	if (field[5][0] && field[5][0] != '<')
		base_of[cp] = (uint32_t)strtoul(field[5], NULL, 16);
	if (field[13][0])
		small_of[cp] = (uint32_t)strtoul(field[13], NULL, 16);
}

static void read_characters(const char *path)
{
	FILE *f = fopen(path, "r");
	char line[1024], *field[MAX_FIELDS];
	uint32_t cp, first = 0;
	bool in_range = false;

	if (!f)
		die("%s: %s", path, strerror(errno));
	while (fgets(line, sizeof line, f)) {
		split(line, field);
		cp = (uint32_t)strtoul(field[0], NULL, 16);
		if (cp >= UNI_LIMIT)
			die("%s: code point %x", path, (unsigned)cp);
		if (!in_range)
			first = cp;
		in_range = strstr(field[1], ", First>") != NULL;
		if (!in_range)
			on_character(first, cp, field);
	}
	fclose(f);
}

static void read_all(void)
{
	memset(cells, 1, sizeof cells);
	/* unassigned places that UAX #11 keeps for ideographs */
	put_range(cells, 0xf900, 0xfaff, 2);
	put_range(cells, 0x20000, 0x2fffd, 2);
	put_range(cells, 0x30000, 0x3fffd, 2);
	read_ranges(UCD "EastAsianWidth.txt", on_width);
	read_ranges(UCD "auxiliary/GraphemeBreakProperty.txt", on_break);
	read_ranges(UCD "emoji/emoji-data.txt", on_emoji);
	read_characters(UCD "UnicodeData.txt");
	/* Wide in the C library, by which curses counts; hexagrams are Wide from Unicode 16 on */
	put_range(cells, 0x3248, 0x324f, 2);
	put_range(cells, 0x4dc0, 0x4dff, 2);
	put_range(cells, 0x1160, 0x11ff, 0);
	put_range(cells, 0xd7b0, 0xd7ff, 0);
}

/* ---- output ---- */

static size_t find_block(const unsigned char *block)
{
	size_t i = 0;

	while (i < block_count && memcmp(blocks[i], block, UNI_BLOCK))
		i++;
	if (i == MAX_BLOCKS)
		die("more than %d different blocks", MAX_BLOCKS);
	if (i == block_count)
		memcpy(blocks[block_count++], block, UNI_BLOCK);
	return i;
}

static void make_blocks(void)
{
	unsigned char block[UNI_BLOCK];

	for (uint32_t at = 0; at < UNI_LIMIT; at += UNI_BLOCK) {
		for (uint32_t i = 0; i < UNI_BLOCK; i++)
			block[i] = (unsigned char)(gcb[at + i] | UNI_PUT_CELLS(cells[at + i])
			    | (han[at + i] ? UNI_HAN : 0));
		block_of[at / UNI_BLOCK] = (unsigned char)find_block(block);
	}
}

static void print_bytes(const unsigned char *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%s%u,", i % 16 ? " " : i ? "\n\t" : "\t", v[i]);
	putchar('\n');
}

static void print_blocks(void)
{
	puts("const unsigned char unicode_index[UNI_LIMIT / UNI_BLOCK] = {");
	print_bytes(block_of, sizeof block_of);
	puts("};\n\nconst unsigned char unicode_block[][UNI_BLOCK] = {");
	for (size_t i = 0; i < block_count; i++) {
		puts("\t{");
		print_bytes(blocks[i], UNI_BLOCK);
		puts("\t},");
	}
	puts("};\n");
}

/* What CP is compared as: an ASCII letter under its accents, or its small letter; else itself. */
static uint32_t fold(uint32_t cp)
{
	uint32_t base = cp;

	while (base_of[base])
		base = base_of[base];
	if ((base >= 'A' && base <= 'Z') || (base >= 'a' && base <= 'z'))
		return base | 0x20;
	return small_of[cp] ? small_of[cp] : cp;
}

static void print_folds(void)
{
	size_t n = 0;

	puts("const struct unicode_fold unicode_fold[] = {");
	for (uint32_t cp = 0x80; cp < UNI_LIMIT; cp++)
		if (fold(cp) != cp) {
			printf("%s{ 0x%x, 0x%x },", n % 4 ? " " : n ? "\n\t" : "\t", (unsigned)cp,
			    (unsigned)fold(cp));
			n++;
		}
	puts("\n};\n");
	puts("const size_t unicode_fold_count = sizeof unicode_fold / sizeof *unicode_fold;");
}

int main(void)
{
	read_all();
	make_blocks();
	puts("/* Made by gen/unicode_table.c from the Unicode Character Database. */");
	puts("#include \"unicode_priv.h\"\n");
	print_blocks();
	print_folds();
	if (ferror(stdout) || fflush(stdout))
		die("output: %s", strerror(errno));
	return 0;
}
