/* frontdesk-print: a document on standard input becomes PDF on standard output. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/tr.h"
#include "print_priv.h"

enum { DONE = 0, FAILED = 1, USAGE = 2, REFUSED = 3 };

static const char usage[] =
    "usage: frontdesk-print [-l zh|en] < DOCUMENT > PDF\n"
    "       frontdesk-print --fonts\n"
    "A document is text, see frontdesk-document(5). --fonts says whether a font has Chinese.\n";

static enum err_code read_all(struct buf *out, struct err *e)
{
	char chunk[65536];
	ssize_t n;

	while ((n = read(STDIN_FILENO, chunk, sizeof chunk)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, ERR_IO, tr("The document could not be read: %s."),
			    strerror(errno));
		buf_add(out, chunk, (size_t)n);
		if (out->n > DOCUMENT_BYTES)
			break;          /* the reader says so */
	}
	return OK;
}

static enum err_code write_all(const struct buf *pdf, struct err *e)
{
	size_t done = 0;

	while (done < pdf->n) {
		ssize_t n = write(STDOUT_FILENO, pdf->s + done, pdf->n - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return err_set(e, ERR_IO, tr("The PDF could not be written: %s."),
			    strerror(errno));
		done += (size_t)n;
	}
	return OK;
}

static enum err_code convert(struct err *e)
{
	struct buf text = BUF_INIT, pdf = BUF_INIT;
	struct document *doc = NULL;
	enum err_code rc = read_all(&text, e);

	if (rc == OK)
		rc = document_read(text.s, text.n, &doc, e);
	if (rc == OK)
		rc = print_pdf(doc, &pdf, e);
	if (rc == OK)
		rc = write_all(&pdf, e);
	document_free(doc);
	buf_free(&text);
	buf_free(&pdf);
	return rc;
}

static int say_fonts(void)
{
	if (print_has_font())
		return DONE;
	fprintf(stderr, "%s\n", tr("no font has Chinese signs: install "
	    "fonts-wqy-zenhei or fonts-noto-cjk"));
	return REFUSED;
}

int main(int argc, char **argv)
{
	struct err e = ERR_INIT;
	enum err_code rc;

	if (argc == 2 && !strcmp(argv[1], "--fonts"))
		return say_fonts();
	if (argc == 2 && !strcmp(argv[1], "--help"))
		return fputs(usage, stdout) < 0 ? FAILED : DONE;
	if (argc != 1 && (argc != 3 || strcmp(argv[1], "-l") != 0)) {
		fputs(usage, stderr);
		return USAGE;
	}
	/* Without the catalogue it goes on in English. */
	if (argc == 3 && tr_set_language(argv[2], &e) != OK)
		err_clear(&e);
	rc = convert(&e);
	if (rc == OK)
		return DONE;
	fprintf(stderr, "%s\n", e.text);
	return rc == ERR_INVALID ? REFUSED : FAILED;
}
