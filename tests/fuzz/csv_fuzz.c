/* Any bytes as CSV: every record ends, its fields are UTF-8, and what is written from them is
 * read back the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/mem.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A ' is put before what a spreadsheet would run; it stays when read. */
static bool is_formula(const char *field)
{
	const char *p = field + strspn(field, " \n");
	uint32_t cp = cp_narrow(utf8_next(&p));

	return strchr("\t\r", *field) || (cp && cp < 0x80 && strchr("=+-@", (int)cp));
}

/* FIELD as csv_put leaves it: without what would steer a terminal. Freed by the caller. */
static char *without_steering(const char *field)
{
	struct buf b = BUF_INIT;

	while (*field) {
		uint32_t cp = utf8_next(&field);

		if (!cp_steers(cp) || strchr("\n\t\r", (int)cp))
			buf_put_cp(&b, cp);
	}
	return buf_take(&b);
}

/* What steers is left out and changes nothing else. What then begins or ends with blanks was never
 * a field as it is read, so that it is written without them. */
static void write_field(struct buf *b, const char *field, bool first)
{
	char *plain = without_steering(field);
	const char *start = plain, *end = plain + strlen(plain);
	struct buf raw = BUF_INIT, clean = BUF_INIT;

	csv_put(&raw, field, true);
	csv_put(&clean, plain, true);
	if (strcmp(buf_str(&raw), buf_str(&clean)) != 0)
		abort();
	text_trim(&start, &end);
	plain[end - plain] = '\0';
	csv_put(b, is_formula(start) ? "" : start, first);
	buf_free(&raw);
	buf_free(&clean);
	mem_free(plain);
}

static void write_row(struct buf *b, const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		write_field(b, row->v[i], i == 0);
	csv_end(b);
}

static void check_row(const struct csv_row *row)
{
	if (row->line < 1 || row->n < 1)
		abort();
	for (size_t i = 0; i < row->n; i++)
		if (!utf8_valid(row->v[i], strlen(row->v[i])))
			abort();
}

/* Reads all; *ROWS = records that could be read. COPY gets them as they are written. */
static void read_all(const char *bytes, size_t size, struct buf *copy, size_t *rows)
{
	struct csv_reader *r = NULL;
	struct csv_row row;
	struct err e = ERR_INIT;
	bool more = true;
	size_t at = 0;

	*rows = 0;
	if (csv_open(bytes, size, &r, &e) != OK)
		return;
	while (more) {
		enum err_code rc;

		err_clear(&e);
		rc = csv_next(r, &row, &more, &e);
		if (csv_offset(r) < at || csv_offset(r) > size)
			abort();
		if (rc == OK && more && csv_offset(r) == at)
			abort();
		at = csv_offset(r);
		if (rc != OK || !more)
			continue;
		check_row(&row);
		write_row(copy, &row);
		*rows += 1;
	}
	csv_close(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	size_t rows, again;

	buf_puts(&once, "a,b\r\n");     /* says the delimiter */
	read_all((const char *)data, size, &once, &rows);
	read_all(once.s, once.n, &twice, &again);
	if (again > rows + 1 || (again == rows + 1 && (twice.n != once.n ||
	    memcmp(once.s, twice.s, once.n))))
		abort();
	buf_free(&once);
	buf_free(&twice);
	return 0;
}
