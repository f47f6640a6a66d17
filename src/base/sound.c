/* Names by sound and as shown: keys for likely duplicates, display pinyin. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/term.h"
#include "base/utf8.h"
#include "term_priv.h"

#define SOUNDEX 5               /* a letter, three figures, terminator */

/*
 * What speakers of many regions do not tell apart and typists confuse: retroflex and flat initials,
 * n and l, the finals -n and -ng (not ong, ung), the diaeresis. h/f is left alone: as surnames
 * Hu and Fu, Huang and Fang are too common.
 */
static void merge_syllable(const char *s, char out[PINYIN_SYLLABLE])
{
	size_t n = 0;

	for (const char *p = s; *p && n + 1 < PINYIN_SYLLABLE; p++) {
		if (*p == 'h' && p > s)
			continue;
		out[n++] = *p == 'v' ? 'u' : p == s && *p == 'n' ? 'l' : *p;
	}
	if (n > 2 && out[n - 1] == 'g' && out[n - 2] == 'n' && out[n - 3] != 'o')
		n--;
	out[n] = '\0';
}

void sound_syllables(const char *const *syllable, int n, char *out, size_t size)
{
	struct buf key = { 0 };

	for (int i = 0; i < n; i++) {
		char merged[PINYIN_SYLLABLE];

		merge_syllable(syllable[i], merged);
		if (key.n && merged[0])
			buf_putc(&key, '-');
		buf_puts(&key, merged);
	}
	text_copy(out, size, buf_str(&key));
	buf_free(&key);
}

static char soundex_figure(char c)
{
	static const char FIGURE[] = "01230120022455012623010202";      /* a .. z */

	return FIGURE[c - 'a'];
}

/* Soundex of the letters in S (N bytes): R. C. Russell's, as the US census uses it. H and W do not
 * part two consonants of one figure, vowels do. Empty when S has no Latin letter. */
static void soundex(const char *s, size_t n, char out[SOUNDEX])
{
	char last = '0';
	int k = 0;

	for (size_t i = 0; i < n && k < SOUNDEX - 1; i++) {
		char figure;

		if (s[i] < 'a' || s[i] > 'z')
			continue;
		figure = soundex_figure(s[i]);
		if (k == 0)
			out[k++] = s[i];
		else if (figure != '0' && figure != last)
			out[k++] = figure;
		if (s[i] != 'h' && s[i] != 'w')
			last = figure;
	}
	while (k > 0 && k < SOUNDEX - 1)
		out[k++] = '0';
	out[k] = '\0';
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* The words of a run as Soundex; what hyphens and apostrophes join is one word. */
static int sound_words(const struct name *name, const struct name_run *run, char (*key)[SOUNDEX])
{
	char word[NAME_TEXT];
	size_t n = 0;
	int words = 0;

	for (int i = 0; i <= run->n; i++) {
		const struct name_unit *u = &run->u[i];

		if (i > 0 && (i == run->n || u->mark == ' ')) {
			soundex(word, n, key[words]);
			words += key[words][0] != '\0';
			n = 0;
		}
		if (i < run->n && u->kind == UNIT_LETTERS) {
			memcpy(word + n, name->text + u->at, u->n);
			n += u->n;
		}
	}
	return words;
}

static void sound_latin(const struct name *name, const struct name_run *run, char *out, size_t size)
{
	char key[NAME_UNITS][SOUNDEX];
	int n = sound_words(name, run, key);
	struct buf text = { 0 };

	qsort(key, (size_t)n, sizeof *key, by_text);
	for (int i = 0; i < n; i++)
		buf_printf(&text, "%s%s", i ? "-" : "", key[i]);
	text_copy(out, size, buf_str(&text));
	buf_free(&text);
}

/* The first run of Han with its readings; NULL when the name has none. *SURNAME as
 * name_readings(). */
static const struct name_run *han_run(const struct name *name, struct pinyin *reading, int *surname)
{
	for (int i = 0; i < name->n; i++) {
		if (!name->run[i].han)
			continue;
		*surname = name_readings(&name->run[i], reading);
		if (*surname)
			return &name->run[i];
	}
	return NULL;
}

void term_sound(const char *typed, char *out, size_t size)
{
	struct name name;
	struct pinyin reading[NAME_UNITS];
	const char *syllable[NAME_UNITS];
	const struct name_run *run;
	int surname;

	name_split(typed, &name);
	run = han_run(&name, reading, &surname);
	if (run) {
		for (int i = 0; i < run->n; i++)
			syllable[i] = reading[i].v[0];
		sound_syllables(syllable, run->n, out, size);
	} else if (name.n > 0 && !name.run[0].han) {
		sound_latin(&name, &name.run[0], out, size);
	} else {
		text_copy(out, size, "");
	}
}

/* One syllable of a name: capital at the start of a word, an apostrophe where two would run
 * together (GB/T 16159: before a, e, o inside a word). */
static void put_syllable(struct buf *out, const char *s, bool first)
{
	if (!first && strchr("aeo", *s))
		buf_putc(out, '\'');
	for (const char *p = s; *p; p++) {
		if (*p == 'v')
			buf_put_cp(out, 0xFC);
		else
			buf_putc(out, first && p == s ? (char)(*p - ('a' - 'A')) : *p);
	}
}

void term_pinyin(const char *typed, char *out, size_t size)
{
	struct name name;
	struct pinyin reading[NAME_UNITS];
	const struct name_run *run;
	struct buf text = { 0 };
	int surname;

	name_split(typed, &name);
	run = han_run(&name, reading, &surname);
	for (int i = 0; run && i < run->n; i++) {
		bool dot = run->u[i].mark == '.' || run->u[i].mark == '-';

		if (reading[i].v[0][0] == '\0')
			continue;
		if (text.n && (dot || (i == surname && !name_is_dotted(run))))
			buf_putc(&text, ' ');
		put_syllable(&text, reading[i].v[0],
		    text.n == 0 || text.s[text.n - 1] == ' ');
	}
	text_copy(out, size, buf_str(&text));
	buf_free(&text);
}
