/*
 * The mouse, where a site wants it: whatever it does is a key as well. The wheel moves the cursor,
 * a click chooses a row or a tab, or presses what it hits on the key bar. What stands under it is
 * read from the picture that was painted last: no screen knows of a mouse.
 */
#include <string.h>

#include "base/buf.h"
#include "loop_priv.h"
#include "tui/list.h"

enum { LEFT = 1, WHEEL_UP = 4, WHEEL_DOWN = 5, WHEEL_ROWS = 3, WORDS_MAX = 24 };

/* Texts of one row that two blanks part: columns, and the bytes of what fits. */
struct word {
	int col, end;
	char text[40];
};

static bool is_blank(const struct cell *x)
{
	return x->len == 0 ? x->width > 0 : x->len == 1 && x->text[0] == ' ';
}

static int read_words(const struct canvas *c, int row, struct word *out)
{
	const struct cell *cells = c->cells + (size_t)row * (size_t)c->cols;
	int n = 0, gap = 2;
	size_t used = 0;

	for (int col = 0; col < c->cols; col++) {
		if (is_blank(&cells[col]))
			gap++;
		if (is_blank(&cells[col]) || !cells[col].len)
			continue;
		if (gap >= 2) {
			if (n == WORDS_MAX)
				return n;
			out[n++] = (struct word){ .col = col };
			used = 0;
		} else if (gap == 1 && used + 1 < sizeof out->text) {
			out[n - 1].text[used++] = ' ';
		}
		gap = 0;
		out[n - 1].end = col + cells[col].width;
		if (used + cells[col].len < sizeof out->text) {
			memcpy(out[n - 1].text + used, cells[col].text, cells[col].len);
			used += cells[col].len;
		}
	}
	return n;
}

static int word_at(const struct word *w, int n, int col)
{
	for (int i = 0; i < n; i++)
		if (col >= w[i].col && col < w[i].end)
			return i;
	return -1;
}

/* "F10 book": the key in front is pressed; "-" is one that cannot be. */
static void click_bar(struct loop *l, const struct word *w)
{
	size_t n = strcspn(w->text, " ");
	struct key k;

	if (w->text[n] && strcmp(w->text, "-") != 0 && key_parse(w->text, n, &k))
		loop_key(l, k);
}

/* So many tabs on or back as the click is from the one in brackets. */
static void click_tab(struct loop *l, const struct word *w, int n, int hit)
{
	int current = -1;

	for (int i = 0; i < n && current < 0; i++)
		if (w[i].text[0] == '[')
			current = i;
	for (int i = current; current >= 0 && i != hit; i += i < hit ? 1 : -1) {
		struct screen *s = screen_top(l);
		const struct command *c = screen_command(s, i < hit ? "tab-next" : "tab-prev");
		struct err e = ERR_INIT;

		if (!c || screen_run(s, c, &e) != OK)
			return;
		screen_settle(screen_top(l));
	}
}

static void click_row(struct loop *l, int row)
{
	struct screen *s = screen_top(l);
	struct list *list = s->type->list ? s->type->list(s) : NULL;

	if (list && list_click(list, row))
		screen_dirty(s, DIRTY_DRAW);
}

static void click(struct loop *l, int row, int col)
{
	bool bar = row == l->canvas.rows - 1;
	struct word words[WORDS_MAX];
	int n, hit;

	if (!bar && row != SCREEN_ROW_AREA) {
		click_row(l, row);
		return;
	}
	n = read_words(&l->canvas, row, words);
	hit = word_at(words, n, col);
	if (hit < 0)
		return;
	if (bar)
		click_bar(l, &words[hit]);
	else
		click_tab(l, words, n, hit);
}

static void wheel(struct loop *l, int by)
{
	struct screen *s = screen_top(l);
	struct list *list = s->type->list ? s->type->list(s) : NULL;

	if (list) {
		list_move(list, by);
		screen_dirty(s, DIRTY_DRAW);
		return;
	}
	for (int i = 0; i < WHEEL_ROWS && !(s->type->typing && s->type->typing(s)); i++)
		loop_key(l, key_func(by < 0 ? K_UP : K_DOWN));
}

void loop_mouse(struct loop *l, struct key k)
{
	if (!screen_top(l) || loop_too_small(l) || k.row < 0 || k.row >= l->canvas.rows)
		return;
	screen_settle(screen_top(l));
	if (k.code == LEFT)
		click(l, k.row, k.col);
	else if (k.code == WHEEL_UP || k.code == WHEEL_DOWN)
		wheel(l, k.code == WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
}
