/* Names and queries taken apart into runs of one script, and those into characters and words. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "term_priv.h"

enum part {
	PART_HAN, PART_LETTER, PART_DIGIT,
	PART_JOINT,             /* a dot, hyphen or apostrophe: begins a unit, joins in the term */
	PART_BLANK,
	PART_BREAK,             /* ends the run */
};

static const struct { uint32_t cp; char mark; } JOINT[] = {
	{ '\'', '\'' }, { '`', '\'' }, { 0xB4, '\'' }, { 0x2BC, '\'' }, { 0x2018, '\'' },
	{ 0x2019, '\'' }, { '-', '-' }, { '_', '-' }, { 0x2010, '-' }, { 0x2011, '-' },
	{ 0x2013, '-' }, { '.', '.' }, { 0xB7, '.' }, { 0x387, '.' }, { 0x2022, '.' },
	{ 0x2027, '.' }, { 0x22C5, '.' }, { 0x30FB, '.' }, { 0xFF65, '.' },
};

/* What is written without blanks but is not Han: kana, bopomofo, Hangul; the private use area holds
 * the rare characters of older systems. */
static const uint32_t UNSPACED[][2] = {
	{ 0x3041, 0x30FA }, { 0x30FC, 0x312F }, { 0x31A0, 0x31FF }, { 0xAC00, 0xD7A3 },
	{ 0xE000, 0xF8FF }, { 0xFF66, 0xFF9F },
};

/* Signs beyond ASCII that are no letters, by block. */
static const uint32_t SIGN[][2] = {
	{ 0x80, 0xA9 }, { 0xAB, 0xB4 }, { 0xB6, 0xB9 }, { 0xBB, 0xBF }, { 0xD7, 0xD7 },
	{ 0xF7, 0xF7 }, { 0x2000, 0x2BFF }, { 0x2E00, 0x2E7F }, { 0x3000, 0x3004 },
	{ 0x3008, 0x3040 }, { 0xFE10, 0xFE6F }, { 0xFF00, 0xFF0F }, { 0xFFE0, 0xFFFF },
	{ 0x1F000, 0x1FAFF },
};

#define IN_RANGES(table, cp) in_ranges(table, sizeof (table) / sizeof *(table), cp)

static bool in_ranges(const uint32_t (*range)[2], size_t n, uint32_t cp)
{
	for (size_t i = 0; i < n; i++)
		if (cp >= range[i][0] && cp <= range[i][1])
			return true;
	return false;
}

static char joint_mark(uint32_t cp)
{
	for (size_t i = 0; i < sizeof JOINT / sizeof *JOINT; i++)
		if (JOINT[i].cp == cp)
			return JOINT[i].mark;
	return 0;
}

static enum part ascii_part(uint32_t cp)
{
	if (cp >= 'a' && cp <= 'z')
		return PART_LETTER;
	if (cp >= '0' && cp <= '9')
		return PART_DIGIT;
	if (joint_mark(cp))
		return PART_JOINT;
	return cp <= ' ' || cp == 0x7F ? PART_BLANK : PART_BREAK;
}

static enum part part_of(uint32_t cp)
{
	if (cp < 0x80)
		return ascii_part(cp);
	if (cp_is_han(cp) || IN_RANGES(UNSPACED, cp))
		return PART_HAN;
	if (joint_mark(cp))
		return PART_JOINT;
	if (cp == 0xA0 || cp == 0x3000)
		return PART_BLANK;
	return IN_RANGES(SIGN, cp) ? PART_BREAK : PART_LETTER;
}

/* What takes no room on a screen (joiners, marks of other scripts) must not keep two names apart.
 * */
static void copy_visible(char out[NAME_TEXT], const char *s)
{
	size_t n = 0;

	while (*s) {
		const char *from = s;
		uint32_t cp = utf8_next(&s);
		size_t len = (size_t)(s - from);

		if (cp >= 0x80 && (cp_is_dropped(cp) || cp_cells(cp) == 0))
			continue;
		if (n + len >= NAME_TEXT)
			break;
		memcpy(out + n, from, len);
		n += len;
	}
	out[n] = '\0';
}

static void fold_any(const char *s, char out[NAME_TEXT])
{
	struct buf b = { 0 };

	utf8_fold(&b, s);
	copy_visible(out, buf_str(&b));
	buf_free(&b);
}

void name_fold(const char *s, char out[NAME_TEXT])
{
	const char *p = s;
	size_t n;

	for (uint32_t cp = utf8_next(&p); cp; cp = utf8_next(&p)) {
		if (cp >= 0x80 && !cp_is_han(cp)) {
			fold_any(s, out);
			return;
		}
	}
	n = term_cut(s, NAME_TEXT - 1);
	for (size_t i = 0; i < n; i++)
		out[i] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + ('a' - 'A')) : s[i];
	out[n] = '\0';
}

size_t term_cut(const char *s, size_t max)
{
	size_t n = strnlen(s, max + 1);

	if (n <= max)
		return n;
	for (n = max; n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80; n--)
		;
	return n;
}

/* Where the splitter stands: the open run, and what stood before the next unit. */
struct splitter {
	struct name *name;
	bool open;              /* the last run may go on */
	bool word;              /* the last unit may go on */
	char mark;
};

static struct name_run *run_for(struct splitter *s, bool han)
{
	struct name *name = s->name;
	struct name_run *run;

	if (name->n > 0 && s->open && name->run[name->n - 1].han == han)
		return &name->run[name->n - 1];
	if (name->n == NAME_RUNS)
		return NULL;
	run = &name->run[name->n++];
	run->han = han;
	run->n = 0;
	s->open = true;
	s->word = false;
	return run;
}

static void take_unit(struct splitter *s, enum unit_kind kind, uint32_t cp, size_t at, size_t n)
{
	struct name_run *run = run_for(s, kind == UNIT_HAN);
	struct name_unit *last;

	if (run == NULL)
		return;
	last = run->n > 0 ? &run->u[run->n - 1] : NULL;
	if (last && s->word && kind != UNIT_HAN && last->kind == kind) {
		last->n = at + n - last->at;
		return;
	}
	if (run->n < NAME_UNITS) {
		run->u[run->n++] = (struct name_unit){
			.kind = kind, .cp = cp, .at = at, .n = n, .mark = s->mark,
		};
		s->word = true;
	} else {
		s->word = false;
	}
	s->mark = 0;
}

static void take_separator(struct splitter *s, enum part part, uint32_t cp)
{
	s->word = false;
	if (part == PART_BREAK)
		s->open = false;
	if (part == PART_JOINT && s->mark != ' ')
		s->mark = joint_mark(cp);
	else if (part != PART_JOINT)
		s->mark = ' ';
}

void name_split(const char *text, struct name *out)
{
	struct splitter s = { .name = out };
	const char *p;

	name_fold(text, out->text);
	out->n = 0;
	for (p = out->text; *p;) {
		size_t at = (size_t)(p - out->text);
		uint32_t cp = utf8_next(&p);
		enum part part = part_of(cp);
		size_t n = (size_t)(p - out->text) - at;

		if (part == PART_HAN)
			take_unit(&s, UNIT_HAN, cp, at, n);
		else if (part == PART_LETTER || part == PART_DIGIT)
			take_unit(&s, part == PART_DIGIT ? UNIT_DIGITS : UNIT_LETTERS, cp, at, n);
		else
			take_separator(&s, part, cp);
	}
}

bool name_is_dotted(const struct name_run *run)
{
	for (int i = 1; i < run->n; i++)
		if (run->u[i].mark == '.' || run->u[i].mark == '-')
			return true;
	return false;
}

int name_readings(const struct name_run *run, struct pinyin *out)
{
	uint32_t cp[NAME_UNITS];
	int surname = 0, known = 0;

	for (int i = 0; i < run->n; i++)
		cp[i] = run->u[i].cp;
	if (!name_is_dotted(run))
		surname = pinyin_surname(cp, run->n, out);
	for (int i = surname; i < run->n; i++)
		pinyin_of(cp[i], &out[i]);
	for (int i = 0; i < run->n; i++) {
		known += out[i].n > 0;
		if (out[i].n == 0) {
			out[i].v[0] = "";
			out[i].n = 1;
		}
	}
	return known == 0 ? 0 : surname ? surname : 1;
}
