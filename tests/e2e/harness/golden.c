/*
 * Whole screens kept as files: golden/NAME.txt beside the scenario. Text first, so that a change
 * reads like a screen in a diff; then the runs of cells that are not plain. GENERATE=1 writes them.
 * What changes from run to run is masked with `?`.
 */
#include <errno.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "run.h"

/* --- masks ----------------------------------------------------------------------------------- */

bool golden_mask(struct run *r, const struct scn_line *l)
{
	struct mask m = { .row = 0 };

	if (l->word[0].quoted) {
		m.pattern = mem_dup(l->word[0].text);
	} else {
		if (l->count < 2 || !run_place(r, l->word[0].text, &m.row, &m.col) ||
		    !run_int(r, &l->word[1], &m.cells))
			return run_fail(r, "mask takes ROW,COL CELLS or a \"regular expression\"");
		m.row += m.row >= 0;    /* run_place counts from 0, here 0 means a pattern */
	}
	*vec_push(&r->masks) = m;
	return true;
}

static void mask_pattern(struct run *r, const char *pattern, const struct vt_line *line,
    bool *hidden)
{
	const char *text = buf_str(&line->text);
	regmatch_t m;
	regex_t re;

	if (regcomp(&re, pattern, REG_EXTENDED)) {
		run_fail(r, "%s is not a regular expression", pattern);
		return;
	}
	for (size_t at = 0; at < line->text.n;) {
		size_t from, to;
		if (regexec(&re, text + at, 1, &m, at ? REG_NOTBOL : 0) || m.rm_eo == m.rm_so)
			break;
		from = at + (size_t)m.rm_so;
		to = at + (size_t)m.rm_eo;
		for (int col = line->col[from]; col < vt_line_column(line, to); col++)
			hidden[col] = true;
		at = to;
	}
	regfree(&re);
}

static void hide(struct run *r, const struct vt *vt, int row, const struct vt_line *line,
    bool *hidden)
{
	memset(hidden, 0, (size_t)vt_cols(vt));
	for (size_t i = 0; i < r->masks.n; i++) {
		const struct mask *m = &r->masks.v[i];
		int at = m->row < 0 ? vt_rows(vt) + m->row : m->row - 1;
		int col = m->col < 0 ? vt_cols(vt) + m->col : m->col;
		if (m->pattern)
			mask_pattern(r, m->pattern, line, hidden);
		for (int k = 0; at == row && k < m->cells && col + k < vt_cols(vt); k++)
			hidden[col + k] = true;
	}
}

/* --- writing a screen down ------------------------------------------------------------------- */

/* Each character, or a `?` for each of its columns; blanks fill the row up to its border. */
static void add_row(const struct vt_line *line, const bool *hidden, struct buf *out)
{
	buf_putc(out, '|');
	for (size_t i = 0, next; i < line->text.n; i = next) {
		int col = line->col[i];
		for (next = i + 1; next < line->text.n && line->col[next] == col;)
			next++;
		if (!hidden[col])
			buf_add(out, line->text.s + i, next - i);
		for (; hidden[col] && col < vt_line_column(line, next); col++)
			buf_putc(out, '?');
	}
	for (int col = line->end; col < line->cells; col++)
		buf_putc(out, hidden[col] ? '?' : ' ');
	buf_puts(out, "|\n");
}

static bool is_plain(struct vt_style s)
{
	return !s.attrs && s.fg == VT_DEFAULT && s.bg == VT_DEFAULT;
}

static void add_styles(const struct vt *vt, int row, struct buf *out)
{
	struct buf style = { .n = 0 };

	for (int col = 0, end; col < vt_cols(vt); col = end) {
		struct vt_style s = vt_style(vt, row, col);
		end = col + 1;
		while (end < vt_cols(vt) && vt_style_same(s, vt_style(vt, row, end)))
			end++;
		if (is_plain(s))
			continue;
		vt_style_text(s, &style);
		buf_printf(out, "%d,%d-%d %s\n", row + 1, col + 1, end, style.s);
	}
	buf_free(&style);
}

static void add_screen(struct run *r, const struct vt *vt, struct buf *out)
{
	struct vt_cursor at = vt_cursor(vt);
	bool *hidden = mem_array((size_t)vt_cols(vt) + 1, sizeof *hidden);
	struct vt_line line = { .col = NULL };

	for (int row = 0; row < vt_rows(vt); row++) {
		vt_line(vt, row, &line);
		hide(r, vt, row, &line, hidden);
		add_row(&line, hidden, out);
	}
	if (at.visible)
		buf_printf(out, "cursor %d,%d\n", at.row + 1, at.col + 1);
	else
		buf_puts(out, "cursor hidden\n");
	for (int row = 0; row < vt_rows(vt); row++)
		add_styles(vt, row, out);
	vt_line_free(&line);
	mem_free(hidden);
}

/* --- comparing ------------------------------------------------------------------------------- */

static bool write_file(struct run *r, const char *path, const struct buf *text)
{
	FILE *f = fopen(path, "we");
	bool done = f && fwrite(text->s, 1, text->n, f) == text->n;

	if (f)
		done = !fclose(f) && done;
	return done || run_fail(r, "%s: %s", path, strerror(errno));
}

static const char *next_line(const char *p, int *len)
{
	*len = (int)strcspn(p, "\n");
	return p + *len + (p[*len] == '\n');
}

static void add_differences(const char *want, const char *got, struct buf *out)
{
	while (*want || *got) {
		const char *w = want, *g = got;
		int wn, gn;
		want = next_line(want, &wn);
		got = next_line(got, &gn);
		if (wn == gn && !memcmp(w, g, (size_t)wn))
			continue;
		if (wn)
			buf_printf(out, "\n- %.*s", wn, w);
		if (gn)
			buf_printf(out, "\n+ %.*s", gn, g);
	}
}

struct golden {
	struct seat *seat;
	struct buf want, got;
};

static bool is_same(struct run *r, void *arg)
{
	struct golden *g = arg;

	buf_clear(&g->got);
	add_screen(r, g->seat->tty->vt, &g->got);
	return g->want.n == g->got.n && !memcmp(g->want.s, g->got.s, g->got.n);
}

static bool compare(struct run *r, struct golden *g, const char *path)
{
	struct buf text = { .n = 0 };

	if (!scn_slurp(path, &g->want))
		return run_fail(r, "%s: %s. GENERATE=1 writes it", path, strerror(errno));
	if (run_eventually(r, r->deadline_ms, is_same, g))
		return true;
	add_differences(buf_str(&g->want), buf_str(&g->got), &text);
	run_fail(r, "the screen is not the one in %s (- expected, + seen)%s", path, buf_str(&text));
	buf_free(&text);
	return false;
}

bool golden_check(struct run *r, struct seat *s, const char *name)
{
	struct golden g = { .seat = s };
	char *folder = scn_beside(r->scn->path, "golden");
	struct buf path = { .n = 0 };
	bool done;

	buf_printf(&path, "%s/%s.txt", folder, name);
	if (r->generate) {
		mkdir(folder, 0777);
		is_same(r, &g);
		done = write_file(r, path.s, &g.got);
	} else {
		done = compare(r, &g, path.s);
	}
	mem_free(folder);
	buf_free(&path);
	buf_free(&g.want);
	buf_free(&g.got);
	return done;
}
