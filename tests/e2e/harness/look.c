/* What people see: text, style, cursor. Every look is repeated until it holds or the deadline has
 * passed, because another terminal's change arrives when it arrives. See run.h. */
#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "run.h"

/* A text or a regular expression, on one row or on any. */
struct look {
	struct seat *seat;
	const struct scn_line *line;
	int row;                /* from 0; -1: any */
	int first;              /* word where the texts begin */
	bool expression;
	bool absent;            /* none of the texts may be there */
	const char *open;       /* the text that did not hold */
};

static bool row_of(struct run *r, const struct seat *s, int row, int *out)
{
	int rows = vt_rows(s->tty->vt);

	*out = row < 0 ? rows + row : row - 1;
	return (*out >= 0 && *out < rows && row) ||
	    run_fail(r, "there is no row %d, the terminal has %d", row, rows);
}

static bool is_number(const struct scn_word *w)
{
	size_t i = w->text[0] == '-';

	return !w->quoted && w->text[i] && strspn(w->text + i, "0123456789") == w->n - i;
}

static bool is_re(const struct scn_word *w)
{
	return !w->quoted && !strcmp(w->text, "re");
}

static bool read_look(struct run *r, const struct scn_line *l, struct look *k)
{
	int row;

	k->seat = run_seat(r, l);
	k->line = l;
	k->row = -1;
	if (is_number(&l->word[k->first])) {
		if (!run_int(r, &l->word[k->first++], &row) || !row_of(r, k->seat, row, &k->row))
			return false;
	}
	if (k->first < l->count && is_re(&l->word[k->first])) {
		k->expression = true;
		k->first++;
	}
	return k->first < l->count || run_fail(r, "the text is missing");
}

static bool matches(struct run *r, const char *row, const char *text, bool expression)
{
	regex_t re;
	bool found;

	if (!expression)
		return strstr(row, text);
	if (regcomp(&re, text, REG_EXTENDED | REG_NOSUB))
		return run_fail(r, "%s is not a regular expression", text);
	found = !regexec(&re, row, 0, NULL, 0);
	regfree(&re);
	return found;
}

static bool is_seen(struct run *r, const struct look *k, const char *text)
{
	struct vt *vt = k->seat->tty->vt;
	struct vt_line line = { .col = NULL };
	bool found = false;

	for (int row = 0; row < vt_rows(vt) && !found; row++) {
		if (k->row >= 0 && k->row != row)
			continue;
		vt_line(vt, row, &line);
		found = matches(r, buf_str(&line.text), text, k->expression);
	}
	vt_line_free(&line);
	return found;
}

static bool holds(struct run *r, void *arg)
{
	struct look *k = arg;

	for (int i = k->first; i < k->line->count; i++) {
		k->open = k->line->word[i].text;
		if (is_seen(r, k, k->open) == k->absent)
			return false;
	}
	return true;
}

static bool look(struct run *r, struct look *k, int deadline_ms)
{
	char where[32] = "";

	if (!read_look(r, k->line, k))
		return false;
	if (run_eventually(r, deadline_ms, holds, k))
		return true;
	if (k->row >= 0)
		text_fmt(where, sizeof where, " on row %d", k->row + 1);
	return run_fail(r, "expected %s\"%s\"%s, looked for %d ms", k->absent ? "no " : "", k->open,
	    where, deadline_ms * r->slow);
}

static bool look_see(struct run *r, const struct scn_line *l)
{
	struct look k = { .line = l };

	return look(r, &k, r->deadline_ms);
}

static bool look_nosee(struct run *r, const struct scn_line *l)
{
	struct look k = { .line = l, .absent = true };

	return look(r, &k, r->deadline_ms);
}

/* wait [TIME] TEXT: see with a deadline of its own. */
static bool look_wait(struct run *r, const struct scn_line *l)
{
	const char *first = l->word[0].text;
	bool timed = !l->word[0].quoted && !is_number(&l->word[0]) && first[0] >= '0' &&
	    first[0] <= '9';
	struct look k = { .line = l, .first = timed };
	int64_t ms = 30000;

	if (timed && !run_span(r, first, &ms))
		return false;
	if (timed && l->count < 2)
		return run_fail(r, "the text is missing");
	return look(r, &k, (int)ms);
}

/* --- style ----------------------------------------------------------------------------------- */

struct styled {
	struct seat *seat;
	const char *text;       /* its first place on the screen, or NULL and a place: */
	int row, col, last;     /* from 0, LAST included */
	struct vt_style want;
	bool colours;
	struct buf seen;        /* style of the first cell that differs */
};

/* Where TEXT stands first: row, first and last column. */
static bool find_text(const struct vt *vt, struct styled *k)
{
	struct vt_line line = { .col = NULL };
	bool found = false;

	for (int row = 0; row < vt_rows(vt) && !found; row++) {
		const char *at;
		vt_line(vt, row, &line);
		at = strstr(buf_str(&line.text), k->text);
		if (!at)
			continue;
		found = true;
		k->row = row;
		k->col = line.col[at - line.text.s];
		k->last = vt_line_column(&line, (size_t)(at - line.text.s) + strlen(k->text)) - 1;
	}
	vt_line_free(&line);
	return found;
}

static bool is_styled(struct run *r, void *arg)
{
	struct styled *k = arg;
	const struct vt *vt = k->seat->tty->vt;

	(void)r;
	buf_clear(&k->seen);
	if (k->text && !find_text(vt, k)) {
		buf_puts(&k->seen, "not on the screen");
		return false;
	}
	for (int col = k->col; col <= k->last; col++) {
		struct vt_style got = vt_style(vt, k->row, col);
		if (k->colours ? vt_style_same(got, k->want) : got.attrs == k->want.attrs)
			continue;
		vt_style_text(got, &k->seen);
		buf_printf(&k->seen, " at %d,%d", k->row + 1, col + 1);
		return false;
	}
	return true;
}

/* "3,5" or "3,5-20". */
static bool read_cells(struct run *r, const char *text, struct styled *k)
{
	const struct vt *vt = k->seat->tty->vt;
	const char *comma = strchr(text, ',');
	const char *dash = comma && comma[1] ? strchr(comma + 2, '-') : NULL;
	char place[32];

	text_fmt(place, sizeof place, "%.*s", dash ? (int)(dash - text) : (int)strlen(text), text);
	if (!run_place(r, place, &k->row, &k->col))
		return false;
	k->row += k->row < 0 ? vt_rows(vt) : 0;
	k->col += k->col < 0 ? vt_cols(vt) : 0;
	k->last = k->col;
	if (dash) {
		struct scn_word w = { .text = (char *)(uintptr_t)(dash + 1) };
		if (!run_int(r, &w, &k->last))
			return false;
		k->last--;
	}
	return (k->row >= 0 && k->row < vt_rows(vt) && k->col >= 0 && k->col <= k->last &&
	    k->last < vt_cols(vt)) || run_fail(r, "%s is outside the terminal", text);
}

static bool read_style(struct run *r, const struct scn_line *l, struct styled *k)
{
	k->want = (struct vt_style){ .fg = VT_DEFAULT, .bg = VT_DEFAULT };
	if (strcmp(l->word[1].text, "="))
		return run_fail(r, "style needs a = behind the place or the text");
	for (int i = 2; i < l->count; i++)
		if (!vt_style_word(l->word[i].text, &k->want, &k->colours))
			return run_fail(r, "%s is not a style", l->word[i].text);
	if (l->word[0].quoted) {
		k->text = l->word[0].text;
		return *k->text || run_fail(r, "the text is empty");
	}
	return read_cells(r, l->word[0].text, k);
}

static bool look_style(struct run *r, const struct scn_line *l)
{
	struct styled k = { .seat = run_seat(r, l) };
	struct buf want = { .n = 0 };
	bool done = read_style(r, l, &k);

	if (done && !run_eventually(r, r->deadline_ms, is_styled, &k)) {
		vt_style_text(k.want, &want);
		done = run_fail(r, "expected %s, it is %s", want.s, buf_str(&k.seen));
	}
	buf_free(&want);
	buf_free(&k.seen);
	return done;
}

/* --- cursor ---------------------------------------------------------------------------------- */

struct pointed {
	struct seat *seat;
	struct vt_cursor want;
	bool anywhere;
};

static bool is_pointed(struct run *r, void *arg)
{
	const struct pointed *k = arg;
	struct vt_cursor at = vt_cursor(k->seat->tty->vt);

	(void)r;
	if (at.visible != k->want.visible)
		return false;
	return k->anywhere || (at.row == k->want.row && at.col == k->want.col);
}

static bool look_cursor(struct run *r, const struct scn_line *l)
{
	const char *text = l->word[0].text;
	struct pointed k = {
		.seat = run_seat(r, l),
		.want = { .visible = strcmp(text, "hidden") },
	};
	const struct vt *vt = k.seat->tty->vt;
	struct vt_cursor at;

	k.anywhere = !k.want.visible || !strcmp(text, "shown");
	if (!k.anywhere && !run_place(r, text, &k.want.row, &k.want.col))
		return false;
	k.want.row += k.want.row < 0 ? vt_rows(vt) : 0;
	k.want.col += k.want.col < 0 ? vt_cols(vt) : 0;
	if (run_eventually(r, r->deadline_ms, is_pointed, &k))
		return true;
	at = vt_cursor(vt);
	return run_fail(r, "expected the cursor %s%s, it is %s at %d,%d",
	    k.anywhere ? "" : "at ", text, at.visible ? "shown" : "hidden", at.row + 1, at.col + 1);
}

static bool look_golden(struct run *r, const struct scn_line *l)
{
	return golden_check(r, run_seat(r, l), l->word[0].text);
}

/* For whoever writes a scenario: what the screen looks like here. */
static bool look_show(struct run *r, const struct scn_line *l)
{
	const struct seat *s = run_seat(r, l);
	struct buf text = { .n = 0 };

	vt_frame(s->tty->vt, s->name, &text);
	printf("%s:%d:\n%s", l->file, l->number, text.s);
	buf_free(&text);
	return true;
}

const struct verb look_verbs[] = {
	{ "see", 1, -1, NEEDS_SEAT, look_see },
	{ "nosee", 1, -1, NEEDS_SEAT, look_nosee },
	{ "wait", 1, -1, NEEDS_SEAT, look_wait },
	{ "style", 3, -1, NEEDS_SEAT, look_style },
	{ "cursor", 1, 1, NEEDS_SEAT, look_cursor },
	{ "golden", 1, 1, NEEDS_SEAT, look_golden },
	{ "mask", 1, 2, 0, golden_mask },
	{ "show", 0, 0, NEEDS_SEAT, look_show },
	{ .name = NULL },
};
