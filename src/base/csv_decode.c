/* In which encoding a file came: UTF-8, or GB18030 as Chinese spreadsheets write it. */
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "csv_priv.h"

/* What a look at the bytes as UTF-8 shows. */
struct look {
	size_t good, bad;       /* characters of several bytes; bytes that are none */
	long bad_line;          /* of the first bad byte */
};

static struct look look_at(const char *p, size_t n)
{
	const char *end = p + n;
	struct look l = { .bad_line = 0 };
	long line = 1;
	size_t len;

	for (; p < end; p += len) {
		uint32_t cp = utf8_decode(p, end, &len);

		line += cp == '\n';
		l.good += len > 1;
		if (len > 1 || cp != UTF8_BAD)
			continue;
		if (l.bad++ == 0)
			l.bad_line = line;
	}
	return l;
}

/* GB18030 read as UTF-8 is bad nearly everywhere. Where most is good, the file is UTF-8 with a
 * damaged place, and converting it would make other words of every Chinese one. */
static bool is_damaged_utf8(const char *p, size_t n, const struct look *l)
{
	return l->good > l->bad || (n >= 3 && !memcmp(p, "\xef\xbb\xbf", 3));
}

static bool convert(iconv_t cd, const char *bytes, size_t size, struct buf *out)
{
	union { const char *read; char *given; } at = { .read = bytes }; /* iconv only reads */
	char part[4096];

	for (;;) {
		char *to = part;
		size_t room = sizeof part;
		size_t result = iconv(cd, &at.given, &size, &to, &room);

		buf_add(out, part, (size_t)(to - part));
		if (result != (size_t)-1)
			return size == 0;
		if (errno != E2BIG)
			return false;
	}
}

/* The whole text in UTF-8, of the caller's; NULL when it is not GB18030. */
static char *from_gb18030(const char *bytes, size_t size, size_t *n)
{
	struct buf out = BUF_INIT;
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	bool ok;

	if (cd == (iconv_t)-1)
		return NULL;
	ok = convert(cd, bytes, size, &out);
	iconv_close(cd);
	*n = out.n;
	if (ok)
		return buf_take(&out);
	buf_free(&out);
	return NULL;
}

enum err_code csv_decode(const char *bytes, size_t size, struct csv_text *out, struct err *e)
{
	struct look l;

	*out = (struct csv_text){ .p = bytes, .n = size };
	if (size && memchr(bytes, '\0', size))
		return err_set(e, ERR_INVALID,
		    tr("Not read. It holds zero bytes, as UTF-16 does. Save it as CSV UTF-8."));
	l = look_at(bytes, size);
	if (l.bad == 0)
		return OK;
	if (is_damaged_utf8(bytes, size, &l))
		return err_set(e, ERR_INVALID,
		    tr("Not read. Line %ld is not UTF-8 as the rest is. Save it as CSV UTF-8."),
		    l.bad_line);
	out->converted = from_gb18030(bytes, size, &out->n);
	out->p = out->converted;
	if (out->converted)
		return OK;
	return err_set(e, ERR_INVALID,
	    tr("Not read. It is neither UTF-8 nor GB18030. Save it as CSV UTF-8."));
}
