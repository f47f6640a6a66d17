/* Any bytes as text: decoding and clusters go forward and end at the end, what fits fits, folded
 * text is UTF-8. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_decode(const char *p, const char *end)
{
	bool bad = false, valid = utf8_valid(p, (size_t)(end - p));

	while (p < end) {
		char back[4];
		size_t n;
		uint32_t cp = utf8_decode(p, end, &n);

		if (n < 1 || n > (size_t)(end - p) || cp > 0x10ffff || cp_cells(cp) < 0 ||
		    cp_cells(cp) > 2)
			abort();
		/* U+FFFD itself is three bytes of its own; one that stands for damage is not. */
		if (utf8_encode(cp, back) != n || memcmp(back, p, n))
			bad = true;
		p += n;
	}
	if (bad == valid)
		abort();
}

static void check_clusters(const char *p, const char *end)
{
	while (p < end) {
		size_t n = utf8_cluster(p, end), whole = utf8_break(p, end);
		int cells = utf8_cluster_cells(p, n);

		if (n < 1 || n > (size_t)(end - p) || whole < 1 || whole > (size_t)(end - p))
			abort();
		if (cells < 0 || cells > 2)
			abort();
		p += n;
	}
}

static void check_text(const char *text, int cells)
{
	struct buf folded = BUF_INIT;
	int used = -1;
	size_t n = utf8_fit(text, cells, &used);

	if (n > strlen(text) || used < 0 || used > cells)
		abort();
	if (text[n] && used + utf8_cluster_cells(text + n, utf8_cluster(text + n, text +
	    strlen(text))) <= cells)
		abort();
	utf8_fold(&folded, text);
	if (!utf8_valid(folded.s, folded.n))
		abort();
	buf_free(&folded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data, *end = p + size;
	struct buf text = BUF_INIT;

	check_decode(p, end);
	check_clusters(p, end);
	if (size) {
		buf_add(&text, p + 1, size - 1);
		check_text(text.s, data[0] % 90);
	}
	buf_free(&text);
	return 0;
}
