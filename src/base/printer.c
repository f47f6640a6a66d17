#include "base/printer.h"

#include <limits.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/feed.h"
#include "base/mem.h"
#include "base/tr.h"

enum { SECONDS = 30, REFUSED = 3 };

char *printer_program(const struct printer *p, char *out, size_t size)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;

	if (p->program)
		return text_copy(out, size, p->program);
	self[n > 0 ? n : 0] = '\0';
	slash = strrchr(self, '/');
	if (slash)
		*slash = '\0';
	return text_fmt(out, size, "%s/frontdesk-print", self);
}

/* What a program said, as one line of a sentence. */
static void one_line(struct buf *said)
{
	buf_trim(said);
	buf_cut(said, strcspn(buf_str(said), "\n"));
	if (said->n > 200)
		buf_cut(said, 200);
}

enum err_code printer_pdf(const struct printer *p, const struct document *doc, struct buf *out,
    struct err *e)
{
	char path[PATH_MAX + 32], language[8], minus_l[] = "-l";
	char *argv[] = { printer_program(p, path, sizeof path), minus_l,
		text_copy(language, sizeof language, tr_language()), NULL };
	struct buf text = BUF_INIT, said = BUF_INIT;
	struct feed f = { .argv = argv, .seconds = SECONDS };
	size_t before = out->n;
	int status;
	enum err_code rc;

	document_write(doc, &text);
	f.input = text.s;
	f.n = text.n;
	rc = feed_run(&f, out, &said, &status, e);
	one_line(&said);
	if (rc != OK && status == REFUSED && said.n) {
		err_clear(e);
		rc = err_set(e, ERR_INVALID, "%s", said.s);
	} else if (rc != OK && said.n)
		err_detail(e, "%s", said.s);
	/* An empty input would be a job of its own for lp. */
	if (rc == OK && out->n == before)
		rc = err_set(e, ERR_IO, tr("The program %s made no PDF."), argv[0]);
	buf_free(&text);
	buf_free(&said);
	return rc;
}

/* ---- printers elsewhere ---- */

/* The next PLACE=PRINTER of *AT, "" at the end. Returns its length. */
static size_t next_place(const char **at)
{
	*at += strspn(*at, " ");
	return strcspn(*at, " ");
}

bool printer_places_ok(const char *places)
{
	size_t n;

	while ((n = next_place(&places)) > 0) {
		size_t place = strcspn(places, "=");

		if (!place || place + 1 >= n || memchr(places + place + 1, '=', n - place - 1))
			return false;
		places += n;
	}
	return true;
}

char *printer_at(const struct printer *p, const char *place, char *out, size_t size)
{
	const char *at = p->places ? p->places : "";
	size_t n, len = strlen(place);

	for (; (n = next_place(&at)) > 0; at += n)
		if (len && n > len && at[len] == '=' && !strncasecmp(at, place, len))
			return text_copy_n(out, size, at + len + 1, n - len - 1);
	return text_copy(out, size, "");
}

/* ---- the print command ---- */

/* WORD with %p and %t filled in, %% a percent sign; the caller's. */
static char *fill(const struct printer *p, const char *word, const char *what)
{
	struct buf out = { 0 };

	for (; *word; word++) {
		bool sign = word[0] == '%' && word[1];

		if (sign && word[1] == 'p')
			buf_puts(&out, p->name);
		else if (sign && word[1] == 't')
			buf_puts(&out, what);
		else
			buf_putc(&out, *word);
		word += sign && strchr("pt%", word[1]) ? 1 : 0;
	}
	return out.n ? buf_take(&out) : mem_dup("");
}

/* "request id is a5-2 (1 file(s))": the name of the job. */
static void take_job(const struct buf *said, char *job, size_t size)
{
	static const char words[] = "request id is ";
	const char *at = strstr(buf_str(said), words);

	text_copy(job, size, "");
	if (at)
		text_copy_n(job, size, at + strlen(words), strcspn(at + strlen(words), " \n"));
}

enum err_code printer_send(const struct printer *p, const char *what, const char *pdf, size_t n,
    char *job, size_t size, struct err *e)
{
	char *text = mem_dup(p->command ? p->command : ""), *words[FEED_WORDS + 1];
	char *argv[FEED_WORDS + 1] = { NULL };
	struct buf out = BUF_INIT, said = BUF_INIT;
	struct feed f = { .argv = argv, .input = pdf, .n = n, .seconds = SECONDS };
	size_t count = feed_words(text, words);
	enum err_code rc;

	for (size_t i = 0; i < count; i++)
		argv[i] = fill(p, words[i], what);
	rc = feed_run(&f, &out, &said, NULL, e);
	one_line(&said);
	if (rc == ERR_IO && said.n) {
		err_clear(e);
		rc = err_set(e, ERR_IO, tr("Not printed. The printing system says: %s"), said.s);
	}
	take_job(&out, job, size);
	for (size_t i = 0; i < count; i++)
		mem_free(argv[i]);
	mem_free(text);
	buf_free(&out);
	buf_free(&said);
	return rc;
}

enum err_code printer_print(const struct printer *p, const char *what, const struct document *doc,
    char *job, size_t size, struct err *e)
{
	struct buf pdf = BUF_INIT;
	enum err_code rc = printer_pdf(p, doc, &pdf, e);

	if (rc == OK)
		rc = printer_send(p, what, pdf.s, pdf.n, job, size, e);
	buf_free(&pdf);
	return rc;
}

enum err_code printer_check(const struct printer *p, struct err *e)
{
	char path[PATH_MAX + 32], fonts[] = "--fonts";
	char *argv[] = { printer_program(p, path, sizeof path), fonts, NULL };
	struct feed f = { .argv = argv, .input = "", .seconds = SECONDS };
	int status;
	enum err_code rc = feed_run(&f, NULL, NULL, &status, e);

	if (rc == OK || status != REFUSED)
		return rc;
	err_clear(e);
	return err_set(e, ERR_NOTFOUND, "%s", tr("no font has Chinese signs: install "
	    "fonts-wqy-zenhei or fonts-noto-cjk"));
}
