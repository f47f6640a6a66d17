/* A document is made line by line. */
#include "base/document.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "document_priv.h"

/* A text as it may stand in a document: see the header. */
static char *clean(const char *text)
{
	const char *end = text + strlen(text);
	struct buf out = { 0 };
	size_t len;

	for (; text < end; text += len) {
		uint32_t cp = utf8_decode(text, end, &len);

		if (cp == '\t')
			cp = ' ';
		if (cp == '\n' || !cp_is_dropped(cp))
			buf_put_cp(&out, cp);
	}
	return out.n ? buf_take(&out) : mem_dup("");
}

void document_put(struct document_line *line, const char *text)
{
	*vec_push(&line->text) = clean(text ? text : "");
}

static bool is_of_table(enum document_kind kind)
{
	return kind == DOCUMENT_COLUMN || kind == DOCUMENT_ROW || kind == DOCUMENT_GROUP ||
	    kind == DOCUMENT_TOTAL;
}

struct document_line *document_add(struct document *doc, enum document_kind kind)
{
	bool more = doc->lines.n && doc->lines.v[doc->lines.n - 1].kind == DOCUMENT_COLUMN;
	struct document_line *line = vec_push(&doc->lines);

	if (kind == DOCUMENT_COLUMN)
		doc->columns = more ? doc->columns + 1 : 1;
	else if (!is_of_table(kind))
		doc->columns = 0;
	line->kind = kind;
	return line;
}

static void free_line(struct document_line *line)
{
	for (size_t i = 0; i < line->text.n; i++)
		mem_free(line->text.v[i]);
	vec_free(&line->text);
}

struct document_line *document_once(struct document *doc, enum document_kind kind)
{
	struct document_line *line = &doc->once[kind];

	free_line(line);
	line->kind = kind;
	return line;
}

struct document *document_new(enum document_paper paper, const char *title)
{
	struct document *doc = mem_alloc(sizeof *doc);

	ASSERT(paper < DOCUMENT_PAPERS);
	doc->paper = paper;
	document_put(document_once(doc, DOCUMENT_TITLE), title);
	return doc;
}

void document_free(struct document *doc)
{
	if (!doc)
		return;
	for (int i = 0; i < DOCUMENT_ONCE; i++)
		free_line(&doc->once[i]);
	for (size_t i = 0; i < doc->lines.n; i++)
		free_line(&doc->lines.v[i]);
	vec_free(&doc->lines);
	mem_free(doc);
}

static void put_sides(struct document_line *line, const char *left, const char *right)
{
	document_put(line, left);
	document_put(line, right);
}

void document_head(struct document *doc, const char *left, const char *right)
{
	put_sides(document_once(doc, DOCUMENT_HEAD), left, right);
}

void document_foot(struct document *doc, const char *left, const char *right)
{
	put_sides(document_once(doc, DOCUMENT_FOOT), left, right);
}

void document_pages(struct document *doc, const char *text)
{
	document_put(document_once(doc, DOCUMENT_PAGES), text);
}

static bool is_empty(const char *text)
{
	return !text || !text[0];
}

static void put_one(struct document *doc, enum document_kind kind, const char *text)
{
	if (!is_empty(text))
		document_put(document_add(doc, kind), text);
}

void document_heading(struct document *doc, const char *text)
{
	put_one(doc, DOCUMENT_HEADING, text);
}

void document_para(struct document *doc, const char *text)
{
	put_one(doc, DOCUMENT_PARA, text);
}

void document_small(struct document *doc, const char *text)
{
	put_one(doc, DOCUMENT_SMALL, text);
}

void document_big(struct document *doc, const char *text)
{
	put_one(doc, DOCUMENT_BIG, text);
}

void document_item(struct document *doc, const char *text)
{
	put_one(doc, DOCUMENT_ITEM, text);
}

/* Words that are also on screens in small letters begin with a capital on paper. */
static void put_title(struct document_line *line, const char *title)
{
	struct buf text = BUF_INIT;

	buf_puts(&text, title);
	if (text.n && text.s[0] >= 'a' && text.s[0] <= 'z')
		text.s[0] = (char)(text.s[0] - 'a' + 'A');
	document_put(line, buf_str(&text));
	buf_free(&text);
}

void document_pair(struct document *doc, const char *label, const char *value)
{
	struct document_line *line;

	if (is_empty(value))
		return;
	line = document_add(doc, DOCUMENT_PAIR);
	put_title(line, label);
	document_put(line, value);
}

void document_pairf(struct document *doc, const char *label, const char *fmt, ...)
{
	struct buf value = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&value, fmt, ap);
	va_end(ap);
	document_pair(doc, label, buf_str(&value));
	buf_free(&value);
}

void document_pair2(struct document *doc, const char *label, const char *value,
    const char *label2, const char *value2)
{
	struct document_line *line;

	if (is_empty(value) && is_empty(value2))
		return;
	line = document_add(doc, DOCUMENT_PAIR);
	put_title(line, is_empty(value) ? "" : label);
	document_put(line, value);
	put_title(line, is_empty(value2) ? "" : label2);
	document_put(line, value2);
}

void document_check(struct document *doc, bool done, const char *text, const char *note)
{
	struct document_line *line = document_add(doc, DOCUMENT_CHECK);

	document_put(line, done ? "yes" : "no");
	document_put(line, text);
	if (!is_empty(note))
		document_put(line, note);
}

void document_blank(struct document *doc, const char *label, const char *label2)
{
	struct document_line *line = document_add(doc, DOCUMENT_BLANK);

	put_title(line, label);
	if (label2)
		put_title(line, label2);
}

void document_lines(struct document *doc, int n)
{
	char number[16];

	ASSERT(n >= 1 && n <= 60);
	document_put(document_add(doc, DOCUMENT_LINES), text_fmt(number, sizeof number, "%d", n));
}

void document_sign(struct document *doc, const char *a, const char *b, const char *c)
{
	struct document_line *line = document_add(doc, DOCUMENT_SIGN);

	document_put(line, a);
	if (b)
		document_put(line, b);
	if (b && c)
		document_put(line, c);
}

void document_rule(struct document *doc)
{
	document_add(doc, DOCUMENT_RULE);
}

void document_break(struct document *doc)
{
	document_add(doc, DOCUMENT_BREAK);
}

/* ---- tables ---- */

size_t document_columns_at(const struct document *doc, size_t line)
{
	size_t n = 0;

	while (line + n < doc->lines.n && doc->lines.v[line + n].kind == DOCUMENT_COLUMN)
		n++;
	return n;
}

void document_column(struct document *doc, const char *title, int weight,
    enum document_align align)
{
	char number[16];
	struct document_line *line = document_add(doc, DOCUMENT_COLUMN);

	ASSERT(weight >= 1 && weight <= DOCUMENT_WEIGHT && align < DOCUMENT_ALIGNS);
	put_title(line, title);
	document_put(line, text_fmt(number, sizeof number, "%d", weight));
	document_put(line, document_align_words[align]);
	ASSERT(doc->columns <= DOCUMENT_COLUMNS);
}

static struct document_line *add_row(struct document *doc, enum document_kind kind)
{
	ASSERT(doc->columns);
	return document_add(doc, kind);
}

void document_row(struct document *doc)
{
	add_row(doc, DOCUMENT_ROW);
}

void document_group(struct document *doc, const char *text)
{
	document_put(add_row(doc, DOCUMENT_GROUP), text);
}

void document_total(struct document *doc)
{
	add_row(doc, DOCUMENT_TOTAL);
}

void document_cell(struct document *doc, const char *text)
{
	struct document_line *line = doc->lines.n ? &doc->lines.v[doc->lines.n - 1] : NULL;

	ASSERT(line && (line->kind == DOCUMENT_ROW || line->kind == DOCUMENT_TOTAL));
	ASSERT(line->text.n < doc->columns);
	document_put(line, text);
}

void document_cellf(struct document *doc, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	document_cell(doc, buf_str(&text));
	buf_free(&text);
}

void document_drop(struct document *doc, size_t line)
{
	while (doc->lines.n > line)
		free_line(&doc->lines.v[--doc->lines.n]);
	doc->columns = 0;
}

/* ---- looking at one ---- */

const char *document_text_at(const struct document_line *line, size_t i)
{
	return i < line->text.n ? line->text.v[i] : "";
}
