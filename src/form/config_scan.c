/*
 * The look at a file before libconfig parses it. libconfig 1.5 wraps integers beyond 32 bits
 * without a word, reports an unclosed text at the end of the file, reads any file that @include
 * names, takes time that grows with the square of the settings in one group, and loses memory when
 * it meets a text where none may stand; so all of that is refused here, with the line where it
 * stands, and what is left for libconfig to refuse are names that stand twice and arrays of mixed
 * kinds.
 */
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "config_priv.h"

/* What may come next. In a list and an array WANT_FIRST is a value or the closing bracket. */
enum want { WANT_NAME, WANT_ASSIGN, WANT_VALUE, WANT_FIRST, WANT_NEXT };

struct scan {
	const char *name;
	const char *p, *end;
	int line;
	struct fault_list *faults;
	int depth;
	enum want want;
	char open[CONFIG_DEPTH_MAX + 1];        /* the bracket of each depth; of the file: { */
	size_t settings[CONFIG_DEPTH_MAX + 1];
	size_t elements[CONFIG_DEPTH_MAX + 1];
	char last;              /* the last sign that is no blank or comment */
	int last_line;
	bool stop;              /* going on would only repeat the same fault */
};

#define SCAN_FAULT(s, ...) fault_add((s)->faults, (s)->name, (s)->line, __VA_ARGS__)

/* U+009B begins a sequence for a terminal as ESC [ does. */
static bool is_control(uint32_t cp)
{
	return cp_steers(cp) && cp != '\n' && cp != '\t' && cp != '\r';
}

size_t config_bad_byte(const char *s, size_t n)
{
	const char *p = s, *end = s + n;
	while (p < end) {
		size_t len;
		uint32_t cp = utf8_decode(p, end, &len);
		if (is_control(cp) || (cp == UTF8_BAD && len == 1))
			return (size_t)(p - s);
		p += len;
	}
	return n;
}

static int line_of(const char *text, size_t at)
{
	int line = 1;
	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

static bool bytes_ok(const char *name, const char *text, size_t n, struct fault_list *faults)
{
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		fault_add(faults, name, 1,
		    tr("the file begins with a byte order mark: save it as UTF-8 without BOM"));
		return false;
	}
	size_t bad = config_bad_byte(text, n);
	if (bad == n)
		return true;
	unsigned char c = (unsigned char)text[bad];
	size_t len;
	uint32_t cp = utf8_decode(text + bad, text + n, &len);
	int line = line_of(text, bad);
	if (is_control(cp))
		fault_add(faults, name, line, tr("control character %02x: take it out"),
		    (unsigned)cp);
	else
		fault_add(
		    faults, name, line, tr("byte %02x is not UTF-8: save the file as UTF-8"), c);
	return false;
}

static void take(struct scan *s)
{
	if (*s->p == '\n')
		s->line++;
	s->p++;
}

static bool at(const struct scan *s, const char *word)
{
	size_t n = strlen(word);
	return (size_t)(s->end - s->p) >= n && memcmp(s->p, word, n) == 0;
}

static void scan_line_comment(struct scan *s)
{
	while (s->p < s->end && *s->p != '\n')
		s->p++;
}

static void scan_block_comment(struct scan *s)
{
	int began = s->line;
	while (s->p < s->end && !at(s, "*/"))
		take(s);
	if (s->p < s->end) {
		s->p += 2;
		return;
	}
	fault_add(s->faults, s->name, began, tr("this comment is never closed with */"));
	s->stop = true;
}

static void not_understood(struct scan *s)
{
	SCAN_FAULT(s,
	    tr("not understood: look on this line and the one before for a missing ; or , or"
	       " bracket"));
	s->stop = true;
}

/* A value begins here, or the file is at fault. */
static bool value_fits(struct scan *s)
{
	if (s->want == WANT_VALUE || s->want == WANT_FIRST)
		return true;
	not_understood(s);
	return false;
}

static void scan_escape(struct scan *s)
{
	if (at(s, "\\x00"))
		SCAN_FAULT(s, tr("\\x00 cannot stand in a text"));
	s->p++;
	if (s->p < s->end && *s->p != '\n')
		s->p++;
}

static void scan_text(struct scan *s)
{
	bool goes_on = s->want == WANT_NEXT && s->last == '"';  /* "one" "text" */
	if (!goes_on && !value_fits(s))
		return;
	const char *began = ++s->p;
	while (s->p < s->end && *s->p != '"' && *s->p != '\n') {
		if (*s->p == '\\')
			scan_escape(s);
		else
			s->p++;
	}
	if (s->p >= s->end || *s->p != '"') {
		SCAN_FAULT(
		    s, tr("this text is not closed on its line: a quotation mark is missing"));
		s->stop = true;
		return;
	}
	if (s->p - began > CONFIG_TEXT_MAX)
		SCAN_FAULT(s, tr("a text of %zu bytes is too long (at most %d)"),
		    (size_t)(s->p - began), CONFIG_TEXT_MAX);
	s->p++;
	s->last = '"';
	s->want = WANT_NEXT;
}

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_bool(const char *word, size_t n)
{
	return (n == 4 && strncasecmp(word, "true", 4) == 0) ||
	    (n == 5 && strncasecmp(word, "false", 5) == 0);
}

/* The name of a setting, true or false. The sign between two settings may be left out. */
static void scan_name(struct scan *s)
{
	const char *word = s->p;
	while (s->p < s->end &&
	    (is_alpha(*s->p) || is_digit(*s->p) || strchr("*_-", *s->p) != NULL))
		s->p++;
	size_t n = (size_t)(s->p - word);
	bool value = s->want == WANT_VALUE || s->want == WANT_FIRST;
	if (value && !is_bool(word, n)) {
		SCAN_FAULT(
		    s, tr("the value %.*s needs quotation marks"), n > 40 ? 40 : (int)n, word);
		s->stop = true;
	} else if (value) {
		s->want = WANT_NEXT;
	} else if (s->open[s->depth] == '{' && s->want != WANT_ASSIGN && !is_bool(word, n)) {
		s->want = WANT_ASSIGN;
	} else {
		not_understood(s);
	}
	s->last = 'a';
}

static void no_number(struct scan *s, const char *word)
{
	SCAN_FAULT(s, tr("%s is no number"), word);
	s->stop = true;
}

static void check_whole(struct scan *s, const char *word)
{
	const char *digits = word + (*word == '+' || *word == '-');
	bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
	if (!hex && digits[0] == '0' && is_digit(digits[1])) {
		SCAN_FAULT(s, tr("write the number %s without zeros before it"), word);
		return;
	}
	char *rest;
	errno = 0;
	long long v = strtoll(word, &rest, hex ? 16 : 10);
	if (rest == word || (strcmp(rest, "L") != 0 && strcmp(rest, "LL") != 0 && *rest != '\0'))
		no_number(s, word);
	else if (errno == ERANGE || v > INT32_MAX || v < INT32_MIN)
		SCAN_FAULT(s, tr("the number %s is out of range (%d to %d)"), word, INT32_MIN,
		    INT32_MAX);
}

static void check_number(struct scan *s, const char *word)
{
	if (strpbrk(word, "xX") != NULL || strpbrk(word, ".eE") == NULL) {
		check_whole(s, word);
		return;
	}
	char *rest;
	double v = strtod(word, &rest);
	if (rest == word || *rest != '\0')
		no_number(s, word);
	else if (!isfinite(v))
		SCAN_FAULT(s, tr("the number %s is out of range"), word);
}

static void scan_number(struct scan *s)
{
	const char *began = s->p;
	if (!value_fits(s))
		return;
	while (s->p < s->end &&
	    (is_alpha(*s->p) || is_digit(*s->p) || strchr("+-.", *s->p) != NULL))
		s->p++;
	size_t n = (size_t)(s->p - began);
	char word[64];
	s->last = '0';
	s->want = WANT_NEXT;
	if (n >= sizeof word) {
		SCAN_FAULT(s, tr("a number of %zu figures is out of range"), n);
		return;
	}
	memcpy(word, began, n);
	word[n] = '\0';
	check_number(s, word);
}

static void scan_open(struct scan *s)
{
	if (s->depth == CONFIG_DEPTH_MAX) {
		SCAN_FAULT(s, tr("more than %d brackets inside each other"), CONFIG_DEPTH_MAX);
		s->stop = true;
		return;
	}
	if (!value_fits(s))
		return;
	if (s->open[s->depth] == '[') {
		SCAN_FAULT(s, tr("an array [ ] holds plain values only: use a list ( )"));
		s->stop = true;
		return;
	}
	s->depth++;
	s->open[s->depth] = *s->p;
	s->want = *s->p == '{' ? WANT_NAME : WANT_FIRST;
	s->settings[s->depth] = s->elements[s->depth] = 0;
}

static bool closes(char open, char close)
{
	return (open == '{' && close == '}') || (open == '(' && close == ')') ||
	    (open == '[' && close == ']');
}

static void scan_close(struct scan *s)
{
	bool comma = s->last == ',' && s->want == WANT_VALUE;
	if (s->depth == 0) {
		SCAN_FAULT(s, tr("a closing bracket too many"));
		s->stop = true;
	} else if (!closes(s->open[s->depth], *s->p)) {
		SCAN_FAULT(s, tr("%c closes what %c opened"), *s->p, s->open[s->depth]);
		s->stop = true;
	} else if (s->want == WANT_ASSIGN || (s->want == WANT_VALUE && !comma)) {
		not_understood(s);
	} else if (comma) {
		fault_add(s->faults, s->name, s->last_line,
		    tr("a comma before the closing bracket: take it out"));
	}
	s->depth -= s->depth > 0;
	s->want = WANT_NEXT;
}

static void scan_count(struct scan *s, size_t *n, size_t max)
{
	if (++*n <= max)
		return;
	SCAN_FAULT(s, tr("more than %zu entries in one group or list"), max);
	s->stop = true;
}

static void scan_include(struct scan *s)
{
	SCAN_FAULT(s, tr("@include is not allowed: each file stands alone"));
	s->stop = true;
}

static void scan_assign(struct scan *s)
{
	if (s->want != WANT_ASSIGN) {
		not_understood(s);
		return;
	}
	scan_count(s, &s->settings[s->depth], CONFIG_GROUP_MAX);
	s->want = WANT_VALUE;
}

/* ; or , after a setting, a comma between elements. */
static void scan_separator(struct scan *s)
{
	bool group = s->open[s->depth] == '{';
	if (s->want != WANT_NEXT || (!group && *s->p == ';')) {
		not_understood(s);
		return;
	}
	if (!group)
		scan_count(s, &s->elements[s->depth], CONFIG_LIST_MAX);
	s->want = group ? WANT_NAME : WANT_VALUE;
}

static void scan_sign(struct scan *s)
{
	char c = *s->p;
	if (c == '{' || c == '(' || c == '[')
		scan_open(s);
	else if (c == '}' || c == ')' || c == ']')
		scan_close(s);
	else if (c == '=' || c == ':')
		scan_assign(s);
	else if (c == ',' || c == ';')
		scan_separator(s);
	else if (c == '@')
		scan_include(s);
	else
		not_understood(s);
	s->last = c;
	s->last_line = s->line;
	s->p++;
}

static void scan_one(struct scan *s)
{
	char c = *s->p;
	if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
		take(s);
	else if (c == '#' || at(s, "//"))
		scan_line_comment(s);
	else if (at(s, "/*"))
		scan_block_comment(s);
	else if (c == '"')
		scan_text(s);
	else if (is_alpha(c) || c == '*')
		scan_name(s);
	else if (is_digit(c) || strchr("+-.", c) != NULL)
		scan_number(s);
	else
		scan_sign(s);
}

bool config_scan(const char *name, const char *text, size_t n, struct fault_list *faults)
{
	size_t before = faults->n + faults->more;
	if (!bytes_ok(name, text, n, faults))
		return false;
	struct scan s = { .name = name, .p = text, .end = text + n, .line = 1, .faults = faults,
		.open = "{" };
	while (s.p < s.end && !s.stop)
		scan_one(&s);
	if (!s.stop && s.depth > 0)
		SCAN_FAULT(&s, trn("%d bracket is never closed", "%d brackets are never closed",
		    s.depth), s.depth);
	else if (!s.stop && s.want != WANT_NAME && s.want != WANT_NEXT)
		not_understood(&s);
	return faults->n + faults->more == before;
}
