/* The format of documents, frontdesk-document(5): a word and its texts a line, parted by tabs. */
#include <string.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "document_priv.h"

static const char first_line[] = "frontdesk-document 1";

const char *const document_align_words[DOCUMENT_ALIGNS] = {
	[DOCUMENT_LEFT] = "left", [DOCUMENT_RIGHT] = "right", [DOCUMENT_CENTRE] = "centre",
};

static const char *const papers[DOCUMENT_PAPERS] = {
	[DOCUMENT_A4] = "a4 portrait", [DOCUMENT_A5] = "a5 portrait",
	[DOCUMENT_A4_WIDE] = "a4 landscape", [DOCUMENT_A5_WIDE] = "a5 landscape",
};

/* The word of each kind, and how many texts it takes. */
static const struct word {
	const char *word;
	size_t least, most;
} words[DOCUMENT_KINDS] = {
	[DOCUMENT_TITLE] = { "title", 1, 1 },
	[DOCUMENT_HEAD] = { "head", 1, 2 },
	[DOCUMENT_FOOT] = { "foot", 1, 2 },
	[DOCUMENT_PAGES] = { "pages", 1, 1 },
	[DOCUMENT_HEADING] = { "heading", 1, 1 },
	[DOCUMENT_PAIR] = { "pair", 2, 4 },
	[DOCUMENT_PARA] = { "text", 1, 1 },
	[DOCUMENT_SMALL] = { "small", 1, 1 },
	[DOCUMENT_BIG] = { "big", 1, 1 },
	[DOCUMENT_ITEM] = { "item", 1, 1 },
	[DOCUMENT_CHECK] = { "check", 2, 3 },
	[DOCUMENT_BLANK] = { "blank", 1, 2 },
	[DOCUMENT_LINES] = { "lines", 1, 1 },
	[DOCUMENT_SIGN] = { "sign", 1, 3 },
	[DOCUMENT_RULE] = { "rule", 0, 0 },
	[DOCUMENT_BREAK] = { "break", 0, 0 },
	[DOCUMENT_COLUMN] = { "column", 3, 3 },
	[DOCUMENT_ROW] = { "row", 0, DOCUMENT_COLUMNS },
	[DOCUMENT_GROUP] = { "group", 1, 1 },
	[DOCUMENT_TOTAL] = { "total", 0, DOCUMENT_COLUMNS },
};

const char *document_word(enum document_kind kind)
{
	return words[kind].word;
}

const char *document_paper_word(enum document_paper paper)
{
	return papers[paper];
}

bool document_is_wide(enum document_paper paper)
{
	return paper == DOCUMENT_A4_WIDE || paper == DOCUMENT_A5_WIDE;
}

int document_number(const struct document_line *line)
{
	const char *text = document_text_at(line, line->kind == DOCUMENT_COLUMN ? 1 : 0);
	size_t n = strspn(text, "0123456789");
	int number = 0;

	if (!n || n > 4 || text[n])
		return 0;
	for (; *text; text++)
		number = number * 10 + (*text - '0');
	return number;
}

enum document_align document_align_of(const struct document_line *column)
{
	enum document_align align = DOCUMENT_LEFT;

	while (align + 1 < DOCUMENT_ALIGNS &&
	    strcmp(document_text_at(column, 2), document_align_words[align]) != 0)
		align++;
	return align;
}

/* ---- writing ---- */

static void put_text(struct buf *out, const char *text)
{
	buf_putc(out, '\t');
	for (; *text; text++) {
		if (*text == '\\')
			buf_puts(out, "\\\\");
		else if (*text == '\n')
			buf_puts(out, "\\n");
		else
			buf_putc(out, *text);
	}
}

static void put_line(struct buf *out, const struct document_line *line)
{
	buf_puts(out, words[line->kind].word);
	for (size_t i = 0; i < line->text.n; i++)
		put_text(out, line->text.v[i]);
	buf_putc(out, '\n');
}

void document_write(const struct document *doc, struct buf *out)
{
	buf_printf(out, "%s\npaper\t%s\n", first_line, papers[doc->paper]);
	for (int i = 0; i < DOCUMENT_ONCE; i++)
		if (doc->once[i].text.n)
			put_line(out, &doc->once[i]);
	for (size_t i = 0; i < doc->lines.n; i++)
		put_line(out, &doc->lines.v[i]);
}

/* ---- reading ---- */

struct reader {
	struct document *doc;
	const char *at, *end;           /* the line at hand, without its newline */
	size_t number;
	bool begun;                     /* behind those that stand once */
	struct err *e;
};

static enum err_code refuse(const struct reader *r, const char *what)
{
	return err_set(r->e, ERR_INVALID, tr("Line %zu of the document: %s"), r->number, what);
}

static int find_word(const char *p, size_t n)
{
	for (int i = 0; i < DOCUMENT_KINDS; i++)
		if (strlen(words[i].word) == n && memcmp(words[i].word, p, n) == 0)
			return i;
	return -1;
}

static const char *field_end(const struct reader *r, const char *p)
{
	const char *tab = memchr(p, '\t', (size_t)(r->end - p));

	return tab ? tab : r->end;
}

/* False: a backslash with something else behind it than \ or n. */
static bool unescape(const char *p, const char *end, struct buf *out)
{
	for (; p < end; p++) {
		if (*p != '\\') {
			buf_putc(out, *p);
			continue;
		}
		if (++p == end || (*p != '\\' && *p != 'n'))
			return false;
		buf_putc(out, *p == 'n' ? '\n' : '\\');
	}
	return true;
}

static bool take_texts(const struct reader *r, const char *p, struct document_line *line)
{
	struct buf text = { 0 };
	bool good = true;

	while (good && p < r->end && line->text.n <= DOCUMENT_COLUMNS) {
		const char *end = field_end(r, ++p);

		buf_clear(&text);
		good = unescape(p, end, &text);
		document_put(line, buf_str(&text));
		p = end;
	}
	buf_free(&text);
	return good;
}

static bool is_align(const char *text)
{
	for (int i = 0; i < DOCUMENT_ALIGNS; i++)
		if (!strcmp(text, document_align_words[i]))
			return true;
	return false;
}

/* What is wrong with the texts of LINE, NULL: nothing. */
static const char *wrong_with(const struct reader *r, const struct document_line *line)
{
	const char *first = document_text_at(line, 0);
	size_t n = line->text.n, columns = r->doc->columns;
	int number = document_number(line);

	if (n < words[line->kind].least)
		return tr("a text is missing.");
	if (n > words[line->kind].most)
		return tr("too many texts.");
	if (line->kind == DOCUMENT_PAIR && n % 2)
		return tr("a value is missing.");
	if (line->kind == DOCUMENT_CHECK && strcmp(first, "yes") != 0 && strcmp(first, "no") != 0)
		return tr("yes or no is expected.");
	if (line->kind == DOCUMENT_LINES && (number < 1 || number > 60))
		return tr("a number from 1 to 60 is expected.");
	if (line->kind == DOCUMENT_COLUMN && (number < 1 || number > DOCUMENT_WEIGHT))
		return tr("a weight from 1 to 1000 is expected.");
	if (line->kind == DOCUMENT_COLUMN && !is_align(document_text_at(line, 2)))
		return tr("left, right or centre is expected.");
	if (columns > DOCUMENT_COLUMNS)
		return tr("too many columns.");
	if (line->kind >= DOCUMENT_ROW && !columns)
		return tr("it stands in no table.");
	if ((line->kind == DOCUMENT_ROW || line->kind == DOCUMENT_TOTAL) && n > columns)
		return tr("more cells than columns.");
	return NULL;
}

static enum err_code take_line(struct reader *r)
{
	const char *end = field_end(r, r->at), *wrong;
	int kind = find_word(r->at, (size_t)(end - r->at));
	struct document_line *line;

	if (kind < 0)
		return refuse(r, tr("this word is not known."));
	if (kind < DOCUMENT_ONCE && (r->begun || r->doc->once[kind].text.n))
		return refuse(r, tr("it is said too late, or twice."));
	r->begun = kind >= DOCUMENT_ONCE;
	line = r->begun ? document_add(r->doc, (enum document_kind)kind) :
	    document_once(r->doc, (enum document_kind)kind);
	if (!take_texts(r, end, line))
		return refuse(r, tr("behind \\ stands \\ or n."));
	wrong = wrong_with(r, line);
	return wrong ? refuse(r, wrong) : OK;
}

static bool line_is(const struct reader *r, const char *text)
{
	size_t n = (size_t)(r->end - r->at);

	return strlen(text) == n && memcmp(text, r->at, n) == 0;
}

static enum err_code take_paper(struct reader *r)
{
	char text[40];

	for (int i = 0; i < DOCUMENT_PAPERS; i++)
		if (line_is(r, text_fmt(text, sizeof text, "paper\t%s", papers[i]))) {
			r->doc->paper = (enum document_paper)i;
			return OK;
		}
	return refuse(r, tr("a4 or a5, portrait or landscape is expected."));
}

/* Signs that nobody sees are no part of a document: what is printed is what was read. */
static bool is_clean(const char *p, const char *end)
{
	size_t len;

	if (!utf8_valid(p, (size_t)(end - p)))
		return false;
	for (; p < end; p += len) {
		uint32_t cp = utf8_decode(p, end, &len);

		if (cp != '\t' && cp_is_dropped(cp))
			return false;
	}
	return true;
}

static enum err_code take(struct reader *r)
{
	if (!is_clean(r->at, r->end))
		return refuse(r, tr("it is not text in UTF-8."));
	if (r->number == 1)
		return line_is(r, first_line) ? OK :
		    refuse(r, tr("frontdesk-document 1 is expected."));
	if (r->number == 2)
		return take_paper(r);
	if (r->at == r->end || *r->at == '#')
		return OK;
	return take_line(r);
}

enum err_code document_read(const char *bytes, size_t n, struct document **out, struct err *e)
{
	struct reader r = { .at = bytes, .number = 1, .e = e };
	const char *end = bytes + n;
	enum err_code rc = OK;

	*out = NULL;
	if (n > DOCUMENT_BYTES)
		return err_set(e, ERR_INVALID, "%s", tr("The document is too long."));
	r.doc = document_new(DOCUMENT_A4, "");
	document_once(r.doc, DOCUMENT_TITLE);   /* not said yet */
	for (; rc == OK && (r.at < end || r.number < 3); r.number++) {
		const char *newline = r.at < end ? memchr(r.at, '\n', (size_t)(end - r.at)) : NULL;

		r.end = newline ? newline : end;
		rc = take(&r);
		r.at = newline ? newline + 1 : end;
	}
	if (rc == OK)
		*out = r.doc;
	else
		document_free(r.doc);
	return rc;
}
