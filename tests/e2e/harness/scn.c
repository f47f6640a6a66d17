/* See scn.h. */
#include "scn.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define DEPTH 8                 /* of include and of repeat */

struct reader {
	struct scn *scn;
	const char *file;
	int number;
	struct buf *problem;
};

static bool refuse(const struct reader *r, const char *what, const char *which)
{
	buf_printf(r->problem, "%s:%d: %s%s%s", r->file, r->number, what,
	    *which ? ": " : "", which);
	return false;
}

/* --- words ----------------------------------------------------------------------------------- */

static const char *read_unicode(const char *p, struct buf *out)
{
	char *end;
	unsigned long cp;

	if (*p != '{' || !isxdigit((unsigned char)p[1]))
		return NULL;
	cp = strtoul(p + 1, &end, 16);
	if (*end != '}' || cp > 0x10FFFF)
		return NULL;
	buf_put_cp(out, (uint32_t)cp);
	return end + 1;
}

static const char *read_hex(const char *p, struct buf *out)
{
	char two[3] = { p[0], p[0] ? p[1] : '\0', '\0' };
	char *end;
	unsigned long n = strtoul(two, &end, 16);

	if (end != two + 2 || !isxdigit((unsigned char)two[0]))
		return NULL;
	buf_putc(out, (char)n);
	return p + 2;
}

/* P stands behind the backslash. NULL: no such escape. */
static const char *read_escape(const char *p, struct buf *out)
{
	static const char from[] = "ntre0\\\"#", to[] = "\n\t\r\033\0\\\"#";
	const char *at;

	if (*p == 'u')
		return read_unicode(p + 1, out);
	if (*p == 'x')
		return read_hex(p + 1, out);
	at = *p ? strchr(from, *p) : NULL;
	if (!at)
		return NULL;
	buf_putc(out, to[at - from]);
	return p + 1;
}

static const char *read_quoted(const struct reader *r, const char *p, struct buf *out)
{
	for (p++; *p != '"';) {
		const char *escape = p;
		if (!*p) {
			refuse(r, "the quotation is not closed", "");
			return NULL;
		}
		if (*p != '\\') {
			buf_putc(out, *p++);
			continue;
		}
		p = read_escape(p + 1, out);
		if (!p) {
			refuse(r, "unknown escape", escape);
			return NULL;
		}
	}
	return p + 1;
}

static const char *skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

static void add_word(struct scn_line *l, struct buf *text, bool quoted)
{
	struct scn_word *w;

	l->word = mem_resize(l->word, (size_t)l->count + 1, sizeof *l->word);
	w = &l->word[l->count++];
	w->n = text->n;
	w->text = buf_take(text);
	if (!w->text)
		w->text = mem_dup("");
	w->quoted = quoted;
}

static bool read_words(const struct reader *r, struct scn_line *l, const char *p)
{
	for (p = skip_blanks(p); *p && *p != '#'; p = skip_blanks(p)) {
		struct buf text = { .n = 0 };
		bool quoted = *p == '"';
		if (quoted)
			p = read_quoted(r, p, &text);
		else
			while (*p && *p != ' ' && *p != '\t')
				buf_putc(&text, *p++);
		if (!p) {
			buf_free(&text);
			return false;
		}
		add_word(l, &text, quoted);
	}
	return true;
}

/* --- lines ----------------------------------------------------------------------------------- */

static char *shift_word(struct scn_line *l)
{
	char *text = l->word[0].text;

	l->count--;
	memmove(l->word, l->word + 1, (size_t)l->count * sizeof *l->word);
	return text;
}

/* The seat, the verb and what stands behind its exclamation mark leave the list of words. */
static bool read_verb(const struct reader *r, struct scn_line *l)
{
	char *bang;

	if (l->word[0].text[0] == '@' && !l->word[0].quoted) {
		char *seat = shift_word(l);
		l->seat = mem_dup(seat + 1);
		mem_free(seat);
	}
	if (!l->count || l->word[0].quoted)
		return refuse(r, "a verb is missing", "");
	l->verb = shift_word(l);
	bang = strchr(l->verb, '!');
	if (bang) {
		l->bang = mem_dup(bang + 1);
		*bang = '\0';
	}
	return true;
}

static bool read_file(struct scn *s, const char *path, int depth, struct buf *problem);

static bool include(const struct reader *r, const struct scn_line *l, int depth)
{
	char *path;
	bool done;

	if (l->count != 1)
		return refuse(r, "include takes one file", "");
	if (depth >= DEPTH)
		return refuse(r, "too many files include each other", "");
	path = scn_beside(r->file, l->word[0].text);
	done = read_file(r->scn, path, depth + 1, r->problem);
	mem_free(path);
	return done;
}

static void line_free(struct scn_line *l)
{
	for (int i = 0; i < l->count; i++)
		mem_free(l->word[i].text);
	mem_free(l->word);
	mem_free(l->source);
	mem_free(l->seat);
	mem_free(l->verb);
	mem_free(l->bang);
}

static bool read_line(const struct reader *r, const char *text, int depth)
{
	struct scn_line l = { .file = r->file, .number = r->number };
	bool done = read_words(r, &l, text);

	l.source = mem_dup(skip_blanks(text));
	if (done && l.count)
		done = read_verb(r, &l);
	if (done && l.verb && strcmp(l.verb, "include")) {
		*vec_push(r->scn) = l;
		return true;
	}
	if (done && l.verb)
		done = include(r, &l, depth);
	line_free(&l);
	return done;
}

static bool read_text(struct reader *r, char *text, int depth)
{
	char *next;

	for (r->number = 1; text; text = next, r->number++) {
		next = strchr(text, '\n');
		if (next)
			*next++ = '\0';
		if (!read_line(r, text, depth))
			return false;
	}
	return true;
}

static bool read_file(struct scn *s, const char *path, int depth, struct buf *problem)
{
	struct buf text = { .n = 0 };
	struct reader r = { .scn = s, .problem = problem };
	bool done = scn_slurp(path, &text);

	if (!done) {
		buf_printf(problem, "%s:1: %s", path, strerror(errno));
	} else {
		r.file = *vec_push(&s->files) = mem_dup(path);
		buf_puts(&text, "\n");
		done = read_text(&r, text.s, depth);
	}
	buf_free(&text);
	return done;
}

static bool match_repeats(struct scn *s, struct buf *problem)
{
	size_t open[DEPTH];
	int depth = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct reader r = {
			.file = s->v[i].file, .number = s->v[i].number, .problem = problem,
		};
		if (!strcmp(s->v[i].verb, "repeat")) {
			if (depth == DEPTH)
				return refuse(&r, "too many repeats inside each other", "");
			open[depth++] = i;
		} else if (!strcmp(s->v[i].verb, "end")) {
			if (!depth)
				return refuse(&r, "end without repeat", "");
			s->v[i].mate = open[--depth];
			s->v[open[depth]].mate = i;
		}
	}
	if (depth)
		buf_printf(problem, "%s:%d: repeat without end", s->v[open[depth - 1]].file,
		    s->v[open[depth - 1]].number);
	return !depth;
}

bool scn_load(struct scn *s, const char *path, struct buf *problem)
{
	*s = (struct scn){ .path = mem_dup(path) };
	return read_file(s, path, 0, problem) && match_repeats(s, problem);
}

void scn_free(struct scn *s)
{
	for (size_t i = 0; i < s->n; i++)
		line_free(&s->v[i]);
	vec_free(s);
	for (size_t i = 0; i < s->files.n; i++)
		mem_free(s->files.v[i]);
	vec_free(&s->files);
	mem_free(s->path);
}

char *scn_beside(const char *from, const char *name)
{
	const char *slash = strrchr(from, '/');
	struct buf path = { .n = 0 };

	if (slash && name[0] != '/')
		buf_add(&path, from, (size_t)(slash - from) + 1);
	buf_puts(&path, name);
	return buf_take(&path);
}

bool scn_slurp(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "re");
	char part[4096];
	size_t n;
	bool done;

	if (!f)
		return false;
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(out, part, n);
	done = !ferror(f);
	fclose(f);
	return done;
}
