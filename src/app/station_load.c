/*
 * Reading frontdesk.ini. The library reads the lines and nothing else: its typed getters end
 * the program on a section name (CVE-2023-33461) and take 12abc for 12, later doubles win
 * silently, a folder reads as an empty file, and values lose what stands behind an unquoted ;
 * or #. So the text is looked through first, and every value comes as a string and is parsed
 * here.
 */
#include "app/station.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <iniparser/iniparser.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/printer.h"
#include "base/tr.h"
#include "base/utf8.h"

/* ---- values ---- */

static enum err_code bad_value(const struct station_option *o, const char *want, struct err *e)
{
	err_set(e, ERR_CONFIG, tr("frontdesk.ini: [%s] %s takes %s."), o->section, o->key, want);
	return err_field(e, o->key);
}

static enum err_code set_int(
    struct station *out, const struct station_option *o, const char *value, struct err *e)
{
	char *end, want[64];
	long n;

	errno = 0;
	n = strtol(value, &end, 10);
	if (errno || end == value || *end || n < o->min || n > o->max || *value == '+' ||
	    (*value == '0' && value[1]) || *value == ' ')
		return bad_value(o,
		    text_fmt(
			want, sizeof want, tr("a whole number from %ld to %ld"), o->min, o->max),
		    e);
	if (o->offset == offsetof(struct station, disk_warn_mb))
		out->disk_warn_mb = n;
	else
		*(int *)(void *)((char *)out + o->offset) = (int)n;
	return OK;
}

static enum err_code set_level(
    struct station *out, const struct station_option *o, const char *value, struct err *e)
{
	static const char *const words[] = { [LOG_DEBUG] = "debug",
		[LOG_INFO] = "info",
		[LOG_WARN] = "warn",
		[LOG_ERROR] = "error" };

	for (int i = LOG_DEBUG; i <= LOG_ERROR; i++)
		if (!strcmp(value, words[i])) {
			out->log_level = (enum log_level)i;
			return OK;
		}
	return bad_value(o, "debug, info, warn, error", e);
}

static enum err_code set_text(
    struct station *out, const struct station_option *o, const char *value, struct err *e)
{
	char **slot = (char **)(void *)((char *)out + o->offset), want[64];
	size_t n = strlen(value);

	if (o->type == STATION_PATH_TYPE && (value[0] != '/' || n > 4000))
		return bad_value(o, tr("a whole path, from / on"), e);
	if (o->type == STATION_PLACES && !printer_places_ok(value))
		return bad_value(o, "R1=printer-a R2=printer-b", e);
	if (o->type != STATION_PATH_TYPE && (n < (size_t)o->min || n > (size_t)o->max))
		return bad_value(o,
		    text_fmt(want, sizeof want, tr("a text of %ld to %ld bytes"), o->min, o->max),
		    e);
	mem_free(*slot);
	*slot = mem_dup(value);
	return OK;
}

static enum err_code set_value(
    struct station *out, const struct station_option *o, const char *value, struct err *e)
{
	switch (o->type) {
	case STATION_INT: return set_int(out, o, value, e);
	case STATION_LEVEL: return set_level(out, o, value, e);
	case STATION_LANGUAGE:
		if (strcmp(value, "zh") != 0 && strcmp(value, "en") != 0)
			return bad_value(o, "zh, en", e);
		text_copy(out->language, sizeof out->language, value);
		return OK;
	case STATION_TEXT:
	case STATION_PLACES:
	case STATION_PATH_TYPE: return set_text(out, o, value, e);
	}
	return OK;
}

/* ---- the text, before the library sees it ---- */

static enum err_code read_text(const char *path, struct buf *out, struct err *e)
{
	size_t n;
	char *text = file_read(path, STATION_FILE_MAX, &n);
	int os = errno;

	if (!text && (os == EFBIG || os == EINVAL))
		return err_set(e, ERR_CONFIG, tr("The settings %s are no file of at most %d kB."),
		    path, STATION_FILE_MAX / 1024);
	if (!text)
		return err_set(e,
		    os == ENOENT       ? ERR_NOTFOUND
			: os == EACCES ? ERR_DENIED
				       : ERR_CONFIG,
		    tr("The settings %s cannot be read: %s."), path, strerror(os));
	buf_add(out, text, n);
	mem_free(text);
	return OK;
}

static enum err_code line_fault(int line, const char *what, struct err *e)
{
	return err_set(e, ERR_CONFIG, tr("frontdesk.ini, line %d: %s"), line, what);
}

/* Key or section head of a line, lower case as the library has it; "" for others. */
static char *name_of(const char *line, size_t n, char section[128], char *out, size_t size)
{
	size_t from = 0, to = n;
	char *p;

	out[0] = '\0';
	while (from < n && (line[from] == ' ' || line[from] == '\t'))
		from++;
	if (from == n || line[from] == '#' || line[from] == ';')
		return out;
	if (line[from] == '[') {
		text_fmt(
		    section, 128, "%.*s", (int)strcspn(line + from + 1, "]\n"), line + from + 1);
		for (p = section; *p; p++)
			*p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
		return text_fmt(out, size, "[%s]", section);
	}
	for (to = from; to < n && line[to] != '='; to++)
		;
	while (to > from && (line[to - 1] == ' ' || line[to - 1] == '\t'))
		to--;
	text_fmt(out, size, "%s:%.*s", section, (int)(to - from), line + from);
	for (p = out; *p; p++)
		*p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
	return out;
}

struct names {
	char **v;
	size_t n, cap;
};

static bool seen_before(struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->v[i], name))
			return true;
	*vec_push(names) = mem_dup(name);
	return false;
}

/* An unquoted value ends for the library at ; or #, wherever they stand: 1;2 would read as 1. */
static bool loses_tail(const char *line, size_t n)
{
	const char *equals = memchr(line, '=', n);
	const char *p, *end = line + n;

	if (!equals)
		return false;
	for (p = equals + 1; p < end && (*p == ' ' || *p == '\t'); p++)
		;
	if (p < end && (*p == '"' || *p == '\''))
		return false;
	for (; p < end; p++)
		if ((*p == ';' || *p == '#') && p[-1] != ' ' && p[-1] != '\t')
			return true;
	return false;
}

static enum err_code check_line(
    const char *line, size_t n, int number, char section[128], struct names *names, struct err *e)
{
	char name[256], what[320];

	if (n > 1000)
		return line_fault(number, tr("longer than 1000 bytes."), e);
	if (!utf8_valid(line, n) || memchr(line, '\0', n))
		return line_fault(number, tr("not UTF-8. Save the file as UTF-8."), e);
	if (n && line[n - 1] == '\\')
		return line_fault(
		    number, tr("ends with \\, which would join it to the next line."), e);
	name_of(line, n, section, name, sizeof name);
	if (!name[0])
		return OK;
	if (name[0] == ':')
		return line_fault(number, tr("a key stands before any [section]."), e);
	if (loses_tail(line, n))
		return line_fault(number, tr("; or # inside a value: put the value in \" \"."), e);
	if (seen_before(names, name))
		return line_fault(
		    number, text_fmt(what, sizeof what, tr("%.200s is there twice."), name), e);
	return OK;
}

static enum err_code check_text(const struct buf *text, struct err *e)
{
	struct names names = { 0 };
	char section[128] = "";
	const char *p = buf_str(text), *end = p + text->n;
	enum err_code rc = OK;

	if (text->n >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		rc = line_fault(1, tr("begins with a byte order mark. Save it without."), e);
	for (int number = 1; rc == OK && p < end; number++) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((eol ? eol : end) - p);

		rc = check_line(p, n && p[n - 1] == '\r' ? n - 1 : n, number, section, &names, e);
		p += n + 1;
	}
	for (size_t i = 0; i < names.n; i++)
		mem_free(names.v[i]);
	vec_free(&names);
	return rc;
}

/* ---- the library ---- */

static char said[200];

/* It would print on the terminal otherwise. */
static int on_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	text_vfmt(said, sizeof said, fmt, ap);
	va_end(ap);
	return 0;
}

/* The library wants a name to open: it gets the bytes that were checked, not the path again. */
static enum err_code parse(const struct buf *text, dictionary **out, struct err *e)
{
	int fd = memfd_create("frontdesk.ini", MFD_CLOEXEC);
	char name[40];
	bool whole = fd >= 0 && write(fd, buf_str(text), text->n) == (ssize_t)text->n;

	said[0] = '\0';
	iniparser_set_error_callback(on_error);
	*out = whole ? iniparser_load(text_fmt(name, sizeof name, "/proc/self/fd/%d", fd)) : NULL;
	if (fd >= 0)
		close(fd);
	if (*out)
		return OK;
	err_set(e, ERR_CONFIG, "%s",
	    tr("frontdesk.ini has a line that is neither [section] nor key = value."));
	return err_detail(e, "%s", said);
}

static const struct station_option *find(const char *section, const char *key)
{
	bool station = !strncmp(section, "station.", 8) && section[8];

	for (size_t i = 0; i < station_options_count; i++) {
		const struct station_option *o = &station_options[i];

		if (!strcmp(o->key, key) &&
		    (!strcmp(o->section, section) || (station && !strcmp(o->section, "station.*"))))
			return o;
	}
	return NULL;
}

static bool is_section(const char *name)
{
	for (size_t i = 0; i < station_options_count; i++)
		if (!strcmp(station_options[i].section, name))
			return strcmp(name, "station.*") != 0;
	return !strncmp(name, "station.", 8) && name[8];
}

/* One entry of the dictionary: `section` or `section:key`. */
static enum err_code take_entry(
    dictionary *d, const char *entry, const char *tty, struct station *out, struct err *e)
{
	const char *colon = strchr(entry, ':'), *value;
	const struct station_option *o;
	char section[128], key[64];

	text_fmt(section, sizeof section, "%.*s",
	    (int)(colon ? colon - entry : (long)strlen(entry)), entry);
	text_copy(key, sizeof key, colon ? colon + 1 : "");
	if (!is_section(section))
		return err_set(
		    e, ERR_CONFIG, tr("frontdesk.ini: there is no section [%.60s]."), section);
	if (!colon)
		return OK;
	o = find(section, key);
	if (!o) {
		err_set(e, ERR_CONFIG,
		    tr("frontdesk.ini: [%.60s] has no key %.60s. frontdesk.ini(5) lists "
		       "them."),
		    section, key);
		return err_field(e, key);
	}
	value = iniparser_getstring(d, entry, NULL);
	if (!value || !*value)
		return bad_value(o, tr("a value; leave the key out to have the default"), e);
	if (!strcmp(o->section, "station.*") && strcmp(section + 8, tty) != 0) {
		struct station other = { .database = NULL }; /* checked all the same */
		enum err_code rc = set_value(&other, o, value, e);

		station_free(&other);
		return rc;
	}
	return set_value(out, o, value, e);
}

static enum err_code take_all(dictionary *d, const char *tty, struct station *out, struct err *e)
{
	enum err_code rc = OK;

	for (ssize_t i = 0; i < d->size && rc == OK; i++)
		if (d->key[i])
			rc = take_entry(d, d->key[i], tty, out, e);
	return rc;
}

static enum err_code take_presets(struct station *out, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < station_options_count && rc == OK; i++)
		if (station_options[i].preset)
			rc = set_value(out, &station_options[i], station_options[i].preset, e);
	return rc;
}

enum err_code station_load(const char *path, const char *tty, struct station *out, struct err *e)
{
	struct buf text = BUF_INIT;
	dictionary *d = NULL;
	enum err_code rc;

	*out = (struct station){ .database = NULL };
	rc = take_presets(out, e);
	if (rc == OK && path)
		rc = read_text(path, &text, e);
	if (rc == OK && path)
		rc = check_text(&text, e);
	if (rc == OK && path)
		rc = parse(&text, &d, e);
	if (d) {
		rc = take_all(d, tty, out, e);
		iniparser_freedict(d);
	}
	buf_free(&text);
	return rc;
}
