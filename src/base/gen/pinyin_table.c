/*
 * Host tool: prints the C tables of Mandarin readings without tones, made from Unicode's Unihan
 * database (UAX #38) as Debian's unicode-data installs it. Run without arguments by the build.
 *
 * For each Han character the readings in order of use: kMandarin (the customary one), kHanyuPinlu
 * (by frequency), then a dictionary (kTGHZ2013, for rarer characters kXHC1983); only where all are
 * silent the great one (kHanyuPinyin), which knows too many. U+00FC is written v.
 * Two characters are read in names as no source puts first: they stand in IN_NAMES.
 *
 * Output: a two-level table. The cell of a character is pinyin_cell[pinyin_page[cp / 64]][cp % 64]:
 * 0 none, below 0x8000 a syllable number + 1, else 0x8000 + a place in pinyin_multi, where syllable
 * numbers + 1 stand up to a 0.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pinyin_priv.h"

#define PLAIN "/usr/share/unicode/Unihan_Readings.txt"
#define PACKED PLAIN ".bz2"

enum {
	CODE_END = PINYIN_PAGES * PINYIN_PAGE,
	PAGE = PINYIN_PAGE,
	READINGS = PINYIN_READINGS,
	SYLLABLES = 512,
	SYLLABLE_MAX = PINYIN_SYLLABLE,
	MULTI_MAX = 0x7FFF,
};

enum field { MANDARIN, PINLU, TGHZ, XHC, HANYU, FIELDS };

static const char *const FIELD_NAME[FIELDS] = {
	"kMandarin", "kHanyuPinlu", "kTGHZ2013", "kXHC1983", "kHanyuPinyin",
};

static const struct { unsigned cp; const char *reading; } IN_NAMES[] = {
	{ 0x665F, "sheng" },    /* bright, in thousands of given names; dictionaries: cheng */
	{ 0x535C, "bu" },       /* a surname; kMandarin has the radish's bo */
};

struct character {
	char *field[FIELDS];
	uint16_t reading[READINGS];     /* syllable number + 1 */
	int n;
};

static struct character chars[CODE_END];
static char syllable[SYLLABLES][SYLLABLE_MAX];
static int nsyllable;
static uint16_t multi[MULTI_MAX];
static int nmulti = 1;                  /* 0 is not a place */

static void die(const char *what)
{
	fprintf(stderr, "pinyin_table: %s\n", what);
	exit(1);
}

/* The letters with a tone mark that pinyin uses, and what is left without it. */
static char plain_letter(unsigned cp)
{
	static const struct { unsigned first, last; char plain; } ROW[] = {
		{ 'a', 'z', 0 },
		{ 0xE0, 0xE3, 'a' }, { 0xE8, 0xEB, 'e' }, { 0xEC, 0xEF, 'i' }, { 0xF2, 0xF6, 'o' },
		{ 0xF9, 0xFB, 'u' }, { 0xFC, 0xFC, 'v' }, { 0x101, 0x101, 'a' },
		{ 0x113, 0x113, 'e' }, { 0x11B, 0x11B, 'e' }, { 0x12B, 0x12B, 'i' },
		{ 0x144, 0x144, 'n' }, { 0x148, 0x148, 'n' }, { 0x14D, 0x14D, 'o' },
		{ 0x16B, 0x16B, 'u' }, { 0x1CE, 0x1CE, 'a' }, { 0x1D0, 0x1D0, 'i' },
		{ 0x1D2, 0x1D2, 'o' }, { 0x1D4, 0x1D4, 'u' }, { 0x1D6, 0x1DC, 'v' },
		{ 0x1F9, 0x1F9, 'n' }, { 0x1E3F, 0x1E3F, 'm' },
	};

	for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++)
		if (cp >= ROW[i].first && cp <= ROW[i].last)
			return ROW[i].plain ? ROW[i].plain : (char)cp;
	return 0;
}

/* UTF-8 of at most three bytes: all that a reading holds. */
static unsigned next_letter(const char **p)
{
	const unsigned char *s = (const unsigned char *)*p;

	if (s[0] < 0x80) {
		*p += 1;
		return s[0];
	}
	if (s[0] < 0xE0 && s[1]) {
		*p += 2;
		return (unsigned)(s[0] & 31) << 6 | (s[1] & 63);
	}
	if (!s[1] || !s[2])
		die("a reading is not UTF-8");
	*p += 3;
	return (unsigned)(s[0] & 15) << 12 | (unsigned)(s[1] & 63) << 6 | (s[2] & 63);
}

/* Copies the reading at P without tones; a lone combining mark leaves no letter and is dropped. */
static void strip_tones(const char *p, const char *end, char out[SYLLABLE_MAX])
{
	size_t n = 0;

	while (p < end) {
		unsigned cp = next_letter(&p);
		char c = plain_letter(cp);

		if (cp == 0x308 && n > 0)       /* u followed by a combining diaeresis */
			out[n - 1] = 'v';
		else if (c && n + 1 < SYLLABLE_MAX)
			out[n++] = c;
	}
	out[n] = '\0';
}

static int syllable_number(const char *s)
{
	for (int i = 0; i < nsyllable; i++)
		if (strcmp(syllable[i], s) == 0)
			return i;
	if (nsyllable == SYLLABLES)
		die("more syllables than Mandarin has");
	snprintf(syllable[nsyllable], SYLLABLE_MAX, "%s", s);
	return nsyllable++;
}

/* Interjections without a vowel (m, n, ng, hm, hng) are no part of a name. */
static bool has_vowel(const char *s)
{
	return strpbrk(s, "aeiouv") != NULL;
}

static void add_reading(struct character *c, const char *p, const char *end)
{
	char plain[SYLLABLE_MAX];
	uint16_t number;

	strip_tones(p, end, plain);
	if (!has_vowel(plain) || c->n == READINGS)
		return;
	number = (uint16_t)(syllable_number(plain) + 1);
	for (int i = 0; i < c->n; i++)
		if (c->reading[i] == number)
			return;
	c->reading[c->n++] = number;
}

/* `dān(603) shàn` or `036.140:chán,tán 064.090:dān`: letters up to ( , or blank, after the colon.
 * */
static void add_field(struct character *c, const char *text, bool first_only)
{
	while (text && *text) {
		size_t word = strcspn(text, " ");
		const char *end = text + word, *p = memchr(text, ':', word);

		for (p = p ? p + 1 : text; p < end; p++) {
			const char *stop = p + strcspn(p, "(, ");

			add_reading(c, p, stop);
			p = *stop == ',' ? stop : end;
		}
		text = *end ? end + 1 : end;
		if (first_only)
			return;
	}
}

static void read_line(char *line)
{
	char *name = strchr(line, '\t'), *value = name ? strchr(name + 1, '\t') : NULL;
	unsigned long cp;

	if (strncmp(line, "U+", 2) != 0 || value == NULL)
		return;
	*name++ = '\0';
	*value++ = '\0';
	value[strcspn(value, "\n")] = '\0';
	cp = strtoul(line + 2, NULL, 16);
	for (int f = 0; f < FIELDS && cp < CODE_END; f++)
		if (strcmp(name, FIELD_NAME[f]) == 0)
			chars[cp].field[f] = strdup(value);
}

static void read_all(void)
{
	static char line[65536];
	FILE *f = fopen(PLAIN, "r");
	bool packed = f == NULL;

	if (packed)
		f = popen("bzip2 -dc " PACKED, "r");
	if (f == NULL)
		die("cannot read " PLAIN " (package unicode-data)");
	while (fgets(line, sizeof line, f))
		read_line(line);
	if (packed ? pclose(f) != 0 : fclose(f) != 0)
		die("cannot unpack " PACKED " (packages unicode-data, bzip2)");
}

static void order_readings(void)
{
	for (size_t i = 0; i < sizeof IN_NAMES / sizeof *IN_NAMES; i++)
		add_field(&chars[IN_NAMES[i].cp], IN_NAMES[i].reading, false);
	for (int cp = 0; cp < CODE_END; cp++) {
		struct character *c = &chars[cp];

		add_field(c, c->field[MANDARIN], true);
		add_field(c, c->field[PINLU], false);
		add_field(c, c->field[c->field[TGHZ] ? TGHZ : XHC], false);
		if (c->n == 0)
			add_field(c, c->field[HANYU], true);
	}
	if (nsyllable < 400)
		die("too few readings: " PLAIN " is not what was expected");
}

static int by_letters(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* In the order of the alphabet, so that the program can search the syllables by halves. */
static void sort_syllables(void)
{
	static char old[SYLLABLES][SYLLABLE_MAX];
	uint16_t now[SYLLABLES + 1] = { 0 };

	memcpy(old, syllable, sizeof old);
	qsort(syllable, (size_t)nsyllable, SYLLABLE_MAX, by_letters);
	for (int i = 0; i < nsyllable; i++)
		now[i + 1] = (uint16_t)(syllable_number(old[i]) + 1);
	for (int cp = 0; cp < CODE_END; cp++)
		for (int i = 0; i < chars[cp].n; i++)
			chars[cp].reading[i] = now[chars[cp].reading[i]];
}

static unsigned cell_of(const struct character *c)
{
	int at = nmulti;

	if (c->n < 2)
		return c->n ? c->reading[0] : 0;
	if (nmulti + c->n + 1 > MULTI_MAX)
		die("too many characters with several readings");
	for (int i = 0; i < c->n; i++)
		multi[nmulti++] = c->reading[i];
	multi[nmulti++] = 0;
	return 0x8000u + (unsigned)at;
}

static bool page_empty(int page)
{
	for (int i = 0; i < PAGE; i++)
		if (chars[page * PAGE + i].n)
			return false;
	return true;
}

static void print_pages(void)
{
	printf("const uint16_t pinyin_page[%d] = {\n", CODE_END / PAGE);
	for (int page = 0, used = 0; page < CODE_END / PAGE; page++)
		printf("%d,%s", page_empty(page) ? 0 : ++used, page % 16 == 15 ? "\n" : "");
	printf("};\n");
}

static void print_cells(void)
{
	printf("const uint16_t pinyin_cell[][%d] = {\n{ 0 },\n", PAGE);
	for (int page = 0; page < CODE_END / PAGE; page++) {
		if (page_empty(page))
			continue;
		printf("{");
		for (int i = 0; i < PAGE; i++)
			printf("%u,", cell_of(&chars[page * PAGE + i]));
		printf("},\n");
	}
	printf("};\n");
}

static void print_rest(void)
{
	printf("const uint16_t pinyin_multi[] = {\n");
	for (int i = 0; i < nmulti; i++)
		printf("%d,%s", multi[i], i % 16 == 15 ? "\n" : "");
	printf("};\nconst int pinyin_syllables = %d;\nconst char pinyin_syllable[][%d] = {\n",
	    nsyllable, SYLLABLE_MAX);
	for (int i = 0; i < nsyllable; i++)
		printf("\"%s\",%s", syllable[i], i % 12 == 11 ? "\n" : "");
	printf("};\n");
}

int main(void)
{
	read_all();
	order_readings();
	sort_syllables();
	printf("/* Made from " PLAIN ". */\n#include \"pinyin_priv.h\"\n\n");
	print_pages();
	print_cells();
	print_rest();
	if (ferror(stdout) || fflush(stdout) != 0)
		die("cannot write");
	return 0;
}
