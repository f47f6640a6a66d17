#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/utf8.h"

#define BUG_LOG_LINES 20        /* of the ring, shown below the report */

static const char *const words[] = {
	[OK] = "ok",
	[ERR_USAGE] = "usage",
	[ERR_INVALID] = "invalid",
	[ERR_NOTFOUND] = "notfound",
	[ERR_TAKEN] = "taken",
	[ERR_DUPLICATE] = "duplicate",
	[ERR_CONFLICT] = "conflict",
	[ERR_DENIED] = "denied",
	[ERR_SECOND] = "second",
	[ERR_BUSY] = "busy",
	[ERR_FULL] = "full",
	[ERR_READONLY] = "readonly",
	[ERR_IO] = "io",
	[ERR_STORE] = "store",
	[ERR_CORRUPT] = "corrupt",
	[ERR_CONFIG] = "config",
	[ERR_CANCELLED] = "cancelled",
};

static void (*bug_hook)(void);

/* Later words go behind earlier ones; what does not fit is lost, the earliest is worth most. */
static void append_detail(struct err *e, const char *more)
{
	size_t n = strlen(e->detail);

	text_fmt(e->detail + n, sizeof e->detail - n, "%s%s", n ? "; " : "", more);
}

/* Takes out characters of which only the beginning is there: "%.20s" counts bytes and may cut one
 * in the middle of the sentence. */
static void drop_cut_characters(char *text)
{
	const char *p = text, *end = text + strlen(text);
	char *to = text;
	size_t len;

	while (p < end) {
		bool cut = utf8_decode(p, end, &len) == UTF8_BAD && len == 1 &&
		    (unsigned char)*p >= 0xc2;

		if (cut)
			while (p + len < end && ((unsigned char)p[len] & 0xc0) == 0x80)
				len++;
		else
			memmove(to, p, len);
		to += cut ? 0 : len;
		p += len;
	}
	*to = '\0';
}

enum err_code err_set_at(struct err *e, enum err_code code, const char *file, int line,
    const char *fmt, ...)
{
	char text[sizeof e->text];
	va_list ap;

	ASSERT(code != OK);
	va_start(ap, fmt);
	text_vfmt(text, sizeof text, fmt, ap);
	va_end(ap);
	drop_cut_characters(text);
	if (e->code != OK) {
		append_detail(e, text);
		return e->code;
	}
	e->code = code;
	e->file = file;
	e->line = line;
	memcpy(e->text, text, sizeof e->text);
	return code;
}

enum err_code err_detail(struct err *e, const char *fmt, ...)
{
	char more[sizeof e->detail];
	va_list ap;

	va_start(ap, fmt);
	text_vfmt(more, sizeof more, fmt, ap);
	va_end(ap);
	append_detail(e, more);
	return e->code;
}

enum err_code err_field(struct err *e, const char *field)
{
	text_copy(e->field, sizeof e->field, field);
	return e->code;
}

enum err_code err_copy(struct err *e, const struct err *from)
{
	if (e != from)
		*e = *from;
	return e->code;
}

void err_clear(struct err *e)
{
	*e = (struct err)ERR_INIT;
}

const char *err_word(enum err_code code)
{
	if ((size_t)code >= sizeof words / sizeof *words)
		return "unknown";
	return words[code];
}

void bug_set_hook(void (*hook)(void))
{
	bug_hook = hook;
}

/* Straight to the descriptor: stdio may be what is broken, or may hold a lock. */
static void say(const char *text)
{
	ssize_t written = write(STDERR_FILENO, text, strlen(text));

	(void)written;  /* nothing can be done about it any more */
}

static void say_log(void)
{
	int i = 0;

	while (i < BUG_LOG_LINES && log_recent(i))
		i++;
	while (i-- > 0) {
		say("  ");
		say(log_recent(i));
		say("\n");
	}
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
	static bool entered;
	void (*hook)(void) = bug_hook;
	char what[400], report[600];
	va_list ap;

	if (entered)            /* the hook or the log is broken as well */
		abort();
	entered = true;
	va_start(ap, fmt);
	text_vfmt(what, sizeof what, fmt, ap);
	va_end(ap);
	if (hook)
		hook();
	text_fmt(report, sizeof report,
	    "frontdesk stopped: a fault in the program (%s:%d: %s).\n"
	    "What was saved is safe. Start it again and tell the administrator:\n",
	    file, line, what);
	log_line(LOG_ERROR, "BUG at %s:%d: %s", file, line, what);
	say(report);
	say_log();
	abort();
}
