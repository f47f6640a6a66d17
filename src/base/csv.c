#include "base/csv.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "csv_priv.h"

#define BOM "\xef\xbb\xbf"

struct csv_reader {
	const char *p, *start, *end;    /* where the next record starts, in all of the text */
	char *converted;                /* ours, when the text was not UTF-8 */
	size_t size;                    /* of the file as it was given */
	long line;                      /* of p, 1 = first */
	char delimiter;
	struct buf text;                /* the fields of one record, each with its terminator */
	struct { size_t *v; size_t n, cap; } at;        /* where each starts in `text` */
	struct { char **v; size_t n, cap; } fields;
	struct buf raw;
};

/* ---- lines ---- */

static const char *line_end(const char *p, const char *end)
{
	while (p < end && *p != '\r' && *p != '\n')
		p++;
	return p;
}

/* Behind the line end at P: CR LF, LF or CR. */
static const char *skip_line_end(const char *p, const char *end)
{
	if (p < end && *p == '\r')
		return p + 1 < end && p[1] == '\n' ? p + 2 : p + 1;
	return p < end ? p + 1 : p;
}

static bool is_blank(const struct csv_reader *r, char c)
{
	return c == ' ' || (c == '\t' && r->delimiter != '\t');
}

static const char *skip_blanks(const struct csv_reader *r, const char *p)
{
	while (p < r->end && is_blank(r, *p))
		p++;
	return p;
}

static bool at_field_end(const struct csv_reader *r, const char *p)
{
	return p == r->end || *p == r->delimiter || *p == '\r' || *p == '\n';
}

/* ---- opening ---- */

/* The one that stands most often in the first line, outside quotes. */
static char find_delimiter(const char *p, const char *end)
{
	static const char may[] = ",;\t";
	size_t count[sizeof may - 1] = { 0 }, best = 0;
	bool quoted = false;

	for (end = line_end(p, end); p < end; p++) {
		const char *found = quoted || !*p ? NULL : strchr(may, *p);

		if (*p == '"')
			quoted = !quoted;
		if (found)
			count[found - may]++;
	}
	for (size_t i = 1; i < sizeof count / sizeof *count; i++)
		if (count[i] > count[best])
			best = i;
	return may[best];
}

static void skip_blank_lines(struct csv_reader *r)
{
	while (r->p < r->end) {
		const char *p = skip_blanks(r, r->p);

		if (p == r->end || (*p != '\r' && *p != '\n'))
			break;
		r->p = skip_line_end(p, r->end);
		r->line++;
	}
}

/* Spreadsheets write a first line `sep=;` for each other. */
static bool read_sep_line(struct csv_reader *r)
{
	const char *end = line_end(r->p, r->end);

	if (end - r->p != 5 || memcmp(r->p, "sep=", 4) || !strchr(",;\t", r->p[4]))
		return false;
	r->delimiter = r->p[4];
	r->p = skip_line_end(end, r->end);
	r->line++;
	return true;
}

enum err_code csv_open(const char *bytes, size_t size, struct csv_reader **out, struct err *e)
{
	struct csv_reader *r;
	struct csv_text text;

	*out = NULL;
	if (csv_decode(bytes, size, &text, e) != OK)
		return e->code;
	r = mem_alloc(sizeof *r);
	r->converted = text.converted;
	r->start = r->p = text.p;
	r->end = text.p + text.n;
	r->size = size;
	r->line = 1;
	if (text.n >= 3 && !memcmp(r->p, BOM, 3))
		r->p += 3;
	skip_blank_lines(r);
	if (!read_sep_line(r))
		r->delimiter = find_delimiter(r->p, r->end);
	*out = r;
	return OK;
}

void csv_close(struct csv_reader *r)
{
	if (!r)
		return;
	mem_free(r->converted);
	buf_free(&r->text);
	buf_free(&r->raw);
	vec_free(&r->at);
	vec_free(&r->fields);
	mem_free(r);
}

/* In bytes of the file: a text that was converted is measured by the part that was read. */
size_t csv_offset(const struct csv_reader *r)
{
	size_t all = (size_t)(r->end - r->start), done = (size_t)(r->p - r->start);

	if (!r->converted || all == 0)
		return done;
	return (size_t)((double)done / (double)all * (double)r->size);
}

/* ---- records ---- */

enum scan { SCAN_OK, SCAN_OPEN, SCAN_BEHIND };

/* Takes the text of a quoted field from behind its opening quote; moves *P behind the closing. */
static enum scan scan_quoted(struct csv_reader *r, const char **p, long *lines)
{
	const char *at = *p;

	while (at < r->end) {
		if (*at == '"' && at + 1 < r->end && at[1] == '"') {
			buf_putc(&r->text, '"');
			at += 2;
		} else if (*at == '"') {
			*p = skip_blanks(r, at + 1);
			return at_field_end(r, *p) ? SCAN_OK : SCAN_BEHIND;
		} else if (*at == '\r' || *at == '\n') {
			buf_putc(&r->text, '\n');
			at = skip_line_end(at, r->end);
			++*lines;
		} else {
			buf_putc(&r->text, *at++);
		}
	}
	return SCAN_OPEN;
}

static void trim_from(struct buf *b, size_t from)
{
	const char *start = buf_str(b) + from, *end = buf_str(b) + b->n;
	size_t n;

	text_trim(&start, &end);
	n = (size_t)(end - start);
	if (n)
		memmove(b->s + from, start, n);
	buf_cut(b, from + n);
}

/* Moves *P over one field and puts it behind the others, terminated. */
static enum scan scan_field(struct csv_reader *r, const char **p, long *lines)
{
	size_t from = r->text.n;
	enum scan result = SCAN_OK;
	const char *at = skip_blanks(r, *p);

	*vec_push(&r->at) = from;
	if (at < r->end && *at == '"') {
		*p = at + 1;
		result = scan_quoted(r, p, lines);
	} else {
		for (at = *p; !at_field_end(r, at); at++)
			;
		buf_add(&r->text, *p, (size_t)(at - *p));
		*p = at;
	}
	trim_from(&r->text, from);
	buf_putc(&r->text, '\0');
	return result;
}

/* Moves *P over one record, up to its line end; *LINES counts line ends inside. */
static enum scan scan_record(struct csv_reader *r, const char **p, long *lines)
{
	enum scan result;

	buf_clear(&r->text);
	r->at.n = 0;
	while ((result = scan_field(r, p, lines)) == SCAN_OK && *p < r->end && **p == r->delimiter)
		++*p;
	return result;
}

/* Hands out the fields; only now, since `text` may have moved while it grew. */
static void fill_row(struct csv_reader *r, struct csv_row *row)
{
	r->fields.n = 0;
	for (size_t i = 0; i < r->at.n; i++)
		*vec_push(&r->fields) = r->text.s + r->at.v[i];
	row->v = r->fields.v;
	row->n = r->fields.n;
}

static enum err_code refuse(enum scan why, long line, struct err *e)
{
	if (why == SCAN_OPEN)
		return err_set(e, ERR_INVALID,
		    tr("Line %ld: a quote opens and never closes. Close it or take it out."), line);
	return err_set(e, ERR_INVALID,
	    tr("Line %ld: text stands behind a closing quote. Double the quotes inside."),
	    line);
}

enum err_code csv_next(struct csv_reader *r, struct csv_row *row, bool *more, struct err *e)
{
	const char *p, *start;
	enum scan result;
	long lines = 0;

	skip_blank_lines(r);
	*row = (struct csv_row){ .line = r->line, .raw = "" };
	*more = skip_blanks(r, r->p) < r->end;
	if (!*more) {
		r->p = r->end;
		return OK;
	}
	p = start = r->p;
	result = scan_record(r, &p, &lines);
	if (result != SCAN_OK) { /* only this line is lost: what follows is tried on its own */
		p = line_end(start, r->end);
		lines = 0;
	}
	buf_clear(&r->raw);
	buf_add(&r->raw, start, (size_t)(p - start));
	row->raw = buf_str(&r->raw);
	r->p = skip_line_end(p, r->end);
	r->line += lines + 1;
	if (result != SCAN_OK)
		return refuse(result, row->line, e);
	fill_row(r, row);
	return OK;
}
