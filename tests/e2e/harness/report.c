/* What a failed scenario tells: the line, the reason, the screens, the logs. See run.h. */
#include <stdio.h>
#include <string.h>

#include "child.h"
#include "run.h"

#define LOG_LINES 40

static void indent(FILE *to, const char *text, const char *by)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		fprintf(to, "%s%.*s\n", by, (int)n, text);
		text += n + (text[n] == '\n');
	}
}

static const char *last_lines(const char *text, size_t n, int lines)
{
	const char *p = text + n;

	while (p > text)
		if (*--p == '\n' && p[1] && !lines--)
			return p + 1;
	return text;
}

static void report_file(const char *title, const char *path)
{
	struct buf text = { .n = 0 };

	if (scn_slurp(path, &text) && text.n) {
		printf("    %s (last %d lines)\n", title, LOG_LINES);
		indent(stdout, last_lines(text.s, text.n, LOG_LINES - 1), "      ");
	}
	buf_free(&text);
}

static void report_seat(const struct seat *s)
{
	struct buf text = { .n = 0 }, title = { .n = 0 };

	if (!s->tty)
		return;
	buf_printf(&title, "terminal %s", s->name);
	if (s->tty->ended)
		buf_printf(&title, " (ended with status %d)", child_status(s->tty->status));
	vt_frame(s->tty->vt, title.s, &text);
	indent(stdout, text.s, "    ");
	buf_printf(&title, ": log");
	report_file(title.s, s->log);
	buf_free(&text);
	buf_free(&title);
}

void run_report(const struct run *r)
{
	const struct scn_line *l = r->at;

	if (l)
		printf("FAIL %s:%d: %s\n", l->file, l->number, l->source);
	else
		printf("FAIL %s: at its end\n", r->scn->path);
	indent(stdout, r->failure.s, "    ");
	if (r->said.n && l && (!strcmp(l->verb, "out") || !strcmp(l->verb, "noout"))) {
		puts("    output of the last command");
		indent(stdout, last_lines(r->said.s, r->said.n, LOG_LINES - 1), "      ");
	}
	for (int i = 0; i < r->seats; i++)
		report_seat(&r->seat[i]);
	printf("    kept: %s\n", r->dir);
}
