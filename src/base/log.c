#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"

#define RING 200
#define LINE 512
#define DAY_SECONDS 86400

static struct {
	int fd;                 /* -1: memory only */
	enum log_level level;
	char line[RING][LINE];
	unsigned long n;        /* lines ever written; the newest is line[(n - 1) % RING] */
} the_log = { .fd = -1, .level = LOG_INFO };

static const char *const level_words[] = {
	[LOG_DEBUG] = "debug", [LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error",
};

/*
 * Opens PATH for appending: several processes write to one file, each line in one write(). Not
 * blocking, or a pipe at that name would hold the program for ever; no link, or whoever may write
 * the folder would choose the file that grows. Whoever comes first makes it, so the group must be
 * able to write, whatever the umask.
 */
static int open_file(const char *path)
{
	static const int how = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
	int fd = open(path, how | O_CREAT | O_EXCL, 0660);

	if (fd >= 0 && fchmod(fd, 0660) != 0)
		log_line(LOG_WARN, "log %s: fchmod: %s", path, strerror(errno));
	return fd >= 0 || errno != EEXIST ? fd : open(path, how);
}

void log_open(const char *path)
{
	log_close();
	if (!path)
		return;
	the_log.fd = open_file(path);
	if (the_log.fd < 0)
		log_line(LOG_WARN, "log %s: %s; kept in memory only", path, strerror(errno));
}

void log_close(void)
{
	if (the_log.fd >= 0)
		close(the_log.fd);
	the_log.fd = -1;
}

void log_set_level(enum log_level level)
{
	the_log.level = level;
}

/* "2026-11-24T14:32:05Z 4711 warn " */
static size_t put_head(char *out, size_t size, enum log_level level)
{
	int64_t now = clock_now();
	int64_t day = now / DAY_SECONDS - (now % DAY_SECONDS < 0);
	int s = (int)(now - day * DAY_SECONDS);
	char date[DAY_TEXT];

	text_fmt(out, size, "%sT%02d:%02d:%02dZ %ld %s ", day_format((int32_t)day, date), s / 3600,
	    s / 60 % 60, s % 60, (long)getpid(), level_words[level]);
	return strlen(out);
}

/* C0, DEL and C1: they could forge a line or drive the terminal on which the log is read. */
static bool is_control(const unsigned char *p)
{
	return *p < 0x20 || *p == 0x7f || (*p == 0xc2 && p[1] >= 0x80 && p[1] <= 0x9f);
}

/* Copies TEXT, shorter than LINE, with its control characters as \xNN. */
static void put_escaped(char out[4 * LINE], const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t n = 0;

	for (; *p; p++) {
		if (!is_control(p)) {
			out[n++] = (char)*p;
			continue;
		}
		if (*p == 0xc2)
			p++;
		n += (size_t)snprintf(out + n, 5, "\\x%02x", *p);
	}
	out[n] = '\0';
}

void log_line(enum log_level level, const char *fmt, ...)
{
	char *line, text[LINE], whole[4 * LINE];
	size_t head;
	va_list ap;

	if (level < the_log.level)
		return;
	va_start(ap, fmt);
	text_vfmt(text, sizeof text, fmt, ap);
	va_end(ap);
	line = the_log.line[the_log.n++ % RING];
	head = put_head(line, LINE, level);
	put_escaped(whole, text);
	text_copy(line + head, LINE - head, whole);
	if (the_log.fd >= 0) {
		ssize_t written;

		text_fmt(whole, sizeof whole, "%s\n", line);
		written = write(the_log.fd, whole, strlen(whole));
		(void)written;  /* a full disk must not stop the desk; the ring still has it */
	}
}

const char *log_recent(int i)
{
	if (i < 0 || i >= RING || (unsigned long)i >= the_log.n)
		return NULL;
	return the_log.line[(the_log.n - 1 - (unsigned long)i) % RING];
}
