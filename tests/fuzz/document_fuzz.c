/* Any bytes as a document: refused with a line, or read, written and read again the same; as text
 * it is UTF-8 in lines. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const struct document *doc, int cells)
{
	struct buf text = BUF_INIT;

	document_text(doc, cells, &text);
	if (!utf8_valid(text.s, text.n) || !text.n || text.s[text.n - 1] != '\n')
		abort();
	buf_free(&text);
}

static void check_again(const struct document *doc)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	struct document *again = NULL;
	struct err e = ERR_INIT;

	document_write(doc, &once);
	if (document_read(once.s, once.n, &again, &e) != OK)
		abort();
	document_write(again, &twice);
	if (once.n != twice.n || memcmp(once.s, twice.s, once.n) != 0)
		abort();
	document_free(again);
	buf_free(&once);
	buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char opening[] = "frontdesk-document 1\npaper\ta5 portrait\n";
	struct buf text = BUF_INIT;
	struct document *doc = NULL;
	struct err e = ERR_INIT;

	if (size && data[0] != 'f')
		buf_puts(&text, opening);       /* most inputs get past it */
	buf_add(&text, data, size);
	if (document_read(text.s, text.n, &doc, &e) == OK) {
		check_again(doc);
		check_text(doc, 20);
		check_text(doc, 80);
	} else if (e.code != ERR_INVALID || !e.text[0])
		abort();
	document_free(doc);
	buf_free(&text);
	return 0;
}
