/* The command line as text: parts, words, rows. Nothing here knows what a word means. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "screen/cmdline.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Length of `key` before its `=`; 0 when no key stands at P. */
static size_t key_length(const char *p)
{
	size_t n = 0;

	while ((p[n] >= 'a' && p[n] <= 'z') || (p[n] >= 'A' && p[n] <= 'Z'))
		n++;
	return n && n < sizeof((struct cmdline_word *)0)->key && p[n] == '=' ? n : 0;
}

/* The text in quotes that opens at I; returns the byte behind it. */
static size_t take_quoted(const char *line, size_t i, struct cmdline_word *w)
{
	w->text = i + 1;
	w->end = w->text + strcspn(line + w->text, "\"");
	w->open = line[w->end] != '"';
	return w->end + !w->open;
}

static size_t take_bare(const char *line, size_t i, struct cmdline_word *w)
{
	w->text = i;
	while (line[i] && !is_blank(line[i]) && line[i] != ';')
		i++;
	w->end = i;
	return i;
}

static size_t take_key(const char *line, size_t i, size_t n, struct cmdline_word *w)
{
	w->kind = CMDWORD_KEY;
	for (size_t k = 0; k < n; k++)
		w->key[k] = (char)(line[i + k] | 0x20);
	w->key[n] = '\0';
	i += n + 1;
	return line[i] == '"' ? take_quoted(line, i, w) : take_bare(line, i, w);
}

static bool only_blanks(const char *line, size_t from, size_t to)
{
	while (from < to && is_blank(line[from]))
		from++;
	return from == to;
}

/* The word that begins at I; returns the byte behind it. */
static size_t take_word(const char *line, size_t i, struct cmdline_word *w)
{
	size_t n = key_length(line + i), end;

	w->from = i;
	if (n) {
		end = take_key(line, i, n, w);
	} else if (line[i] == '"') {
		end = take_quoted(line, i, w);
		w->kind = w->end > w->text && only_blanks(line, w->text, w->end) ?
		    CMDWORD_BEFORE : CMDWORD_QUOTED;
	} else {
		end = take_bare(line, i, w);
		if (line[i] == '#') {
			w->kind = CMDWORD_ID;
			w->text++;
		} else if (end == i + 1 && line[i] == '.') {
			w->kind = CMDWORD_AT_HAND;
		}
	}
	w->to = end;
	return end;
}

/* The part that begins at I; returns the byte of its semicolon or of the end. */
static size_t take_part(const char *line, size_t i, struct cmdline_part *p)
{
	struct cmdline_word scrap;

	p->from = i;
	for (;;) {
		while (is_blank(line[i]))
			i++;
		if (!line[i] || line[i] == ';')
			break;
		scrap = (struct cmdline_word){ .kind = CMDWORD_PLAIN };
		i = take_word(line, i, &scrap);
		p->full = p->full || p->n == CMDLINE_WORDS;
		if (p->n < CMDLINE_WORDS)
			p->word[p->n++] = scrap;
	}
	p->to = i;
	return i;
}

void cmdline_parse(const char *line, struct cmdline *out)
{
	size_t i = 0;

	memset(out, 0, sizeof *out);
	out->line = line;
	for (;;) {
		struct cmdline_part scrap = { 0 };

		i = take_part(line, i, &scrap);
		out->full = out->full || out->n == CMDLINE_PARTS;
		if (out->n < CMDLINE_PARTS)
			out->part[out->n++] = scrap;
		if (!line[i])
			break;
		i++;
	}
	/* A line of blanks only means the client before this one, as it does in Find. */
	if (out->n == 1 && !out->part[0].n && line[0]) {
		out->part[0].word[0] = (struct cmdline_word){ .kind = CMDWORD_BEFORE,
			.to = strlen(line), .end = strlen(line) };
		out->part[0].n = 1;
	}
}

char *cmdline_text(const struct cmdline *c, const struct cmdline_word *w, char *out, size_t size)
{
	return text_fmt(out, size, "%.*s", (int)(w->end - w->text), c->line + w->text);
}

char *cmdline_words_text(const struct cmdline *c, const struct cmdline_part *p, size_t i, size_t n,
    char *out, size_t size)
{
	struct buf b = { 0 };

	for (; i < n; i++)
		buf_printf(&b, "%s%.*s", b.n ? " " : "", (int)(p->word[i].end - p->word[i].text),
		    c->line + p->word[i].text);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}

/* A number of at most four figures at *P, at least 1; 0: none. */
static int take_number(const char **p)
{
	int n = 0, figures = 0;

	for (; is_digit(**p) && figures < 5; (*p)++, figures++)
		n = n * 10 + (**p - '0');
	return figures < 5 ? n : 0;
}

static size_t add_rows(int from, int to, int *out, size_t n, size_t max)
{
	for (int row = from; row <= to; row++) {
		size_t i = 0;

		while (i < n && out[i] != row)
			i++;
		if (i < n)
			continue;
		if (n == max)
			return max + 1;
		out[n++] = row;
	}
	return n;
}

size_t cmdline_rows(const char *text, int *out, size_t max)
{
	size_t n = 0;

	for (const char *p = text;; p++) {
		int from = take_number(&p), to = from;

		if (*p == '-') {
			p++;
			to = take_number(&p);
		}
		if (from < 1 || to < from || (*p && *p != ','))
			return 0;
		n = add_rows(from, to, out, n, max);
		if (n > max)
			return 0;
		if (!*p)
			return n;
	}
}

size_t cmdline_part_at(const struct cmdline *c, size_t at, size_t *word)
{
	size_t i = 0, w = 0;

	while (i + 1 < c->n && c->part[i].to < at)
		i++;
	while (w < c->part[i].n && c->part[i].word[w].to < at)
		w++;
	*word = w;
	return i;
}
