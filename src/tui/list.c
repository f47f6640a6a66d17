#include "tui/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "list_priv.h"

void list_init(struct list *l, struct screen *owner, const struct list_ops *ops, const void *ctx,
    unsigned flags)
{
	*l = (struct list){ .owner = owner, .ops = ops, .ctx = ctx, .flags = flags };
	canvas_init(&l->ghost, 1, 0);
}

void list_free(struct list *l)
{
	canvas_free(&l->ghost);
	vec_free(&l->marks);
	vec_free(&l->numbers);
	vec_free(&l->view);
	buf_free(&l->find);
}

/* ---- places ---- */

int list_places(const struct list *l)
{
	return (int)l->view.n + (l->gone ? 1 : 0);
}

int list_row_at(const struct list *l, int place)
{
	int row;

	if (l->gone && place == l->sel)
		return -1;
	if (l->gone && place > l->sel)
		place--;
	row = place >= 0 && (size_t)place < l->view.n ? l->view.v[place] : -1;
	/* Laid out before it was reloaded, a list may have fewer rows than it shows. */
	return row < l->ops->count(l->ctx) ? row : -1;
}

int64_t list_id_at(const struct list *l, int place)
{
	int row = list_row_at(l, place);

	return row < 0 ? 0 : l->ops->id(l->ctx, row);
}

static int place_of(const struct list *l, int64_t id)
{
	for (int i = 0; i < list_places(l); i++)
		if (list_id_at(l, i) == id)
			return i;
	return -1;
}

/* The first row that can be selected from PLACE on, in direction STEP; -1 = none. */
static int selectable(const struct list *l, int place, int step)
{
	for (; place >= 0 && place < list_places(l); place += step)
		if (list_id_at(l, place) > 0)
			return place;
	return -1;
}

static int nearest(const struct list *l, int place, int step)
{
	int found = selectable(l, place, step);

	return found >= 0 ? found : selectable(l, place, -step);
}

static void scroll(struct list *l)
{
	int rows = l->area.rows > 0 ? l->area.rows : 1, most = list_places(l) - rows;

	if (l->sel < l->top)
		l->top = l->sel;
	if (l->sel >= l->top + rows)
		l->top = l->sel - rows + 1;
	/* A section's title comes into view with its first row. */
	if (l->top == l->sel && l->top > 0 && list_id_at(l, l->top - 1) < 0 && rows > 1)
		l->top--;
	if (l->top > most)
		l->top = most;
	if (l->top < 0)
		l->top = 0;
}

/* Keeps the picture of the selected row, for the case that it leaves. */
static void remember(struct list *l)
{
	int cols = l->area.cols - list_gutter(l), row = list_row_at(l, l->sel);

	if (row < 0 || cols <= 0)
		return;
	canvas_resize(&l->ghost, 1, cols);
	l->ops->draw(l->ctx, row, &l->ghost, (struct rect){ .rows = 1, .cols = cols });
}

static void choose(struct list *l, int place)
{
	l->gone = false;
	l->sel = place >= 0 ? place : 0;
	l->sel_id = place >= 0 ? list_id_at(l, place) : 0;
	scroll(l);
	remember(l);
}

/* ---- numbers ---- */

static int by_id(const void *a, const void *b)
{
	const struct list_number *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static const struct list_number *number_of(const struct list *l, int64_t id, size_t among)
{
	struct list_number key = { .id = id };

	return among ? bsearch(&key, l->numbers.v, among, sizeof key, by_id) : NULL;
}

/* New rows get the next numbers; a number is never given to another row. */
static void give_numbers(struct list *l)
{
	size_t sorted = l->numbers.n;
	int count = l->ops->count(l->ctx);

	for (int row = 0; row < count; row++) {
		int64_t id = l->ops->id(l->ctx, row);

		if (id > 0 && !number_of(l, id, sorted))
			*vec_push(&l->numbers) = (struct list_number){
				.id = id, .number = ++l->next_number };
	}
	if (l->numbers.n > sorted)
		qsort(l->numbers.v, l->numbers.n, sizeof *l->numbers.v, by_id);
}

int list_number(const struct list *l, int64_t id)
{
	const struct list_number *found = number_of(l, id, l->numbers.n);

	return found ? found->number : 0;
}

int64_t list_by_number(const struct list *l, int number)
{
	for (size_t i = 0; i < l->numbers.n; i++)
		if (l->numbers.v[i].number == number)
			return place_of(l, l->numbers.v[i].id) >= 0 ? l->numbers.v[i].id : 0;
	return 0;
}

/* ---- which rows are shown ---- */

static bool fits(const struct list *l, int row)
{
	struct buf text = { .s = NULL }, folded = { .s = NULL };
	bool fit;

	if (l->find.n == 0)
		return true;
	if (l->ops->id(l->ctx, row) < 0 || !l->ops->text)
		return false;
	l->ops->text(l->ctx, row, &text);
	utf8_fold(&folded, buf_str(&text));
	fit = strstr(buf_str(&folded), buf_str(&l->find)) != NULL;
	buf_free(&text);
	buf_free(&folded);
	return fit;
}

static void build_view(struct list *l)
{
	int count = l->ops->count(l->ctx);

	l->view.n = 0;
	for (int row = 0; row < count; row++)
		if (fits(l, row))
			*vec_push(&l->view) = row;
}

static bool in_rows(const struct list *l, int64_t id)
{
	int count = l->ops->count(l->ctx);

	for (int row = 0; row < count; row++)
		if (l->ops->id(l->ctx, row) == id)
			return true;
	return false;
}

/* Marks of rows that left would be acted upon unseen. */
static void drop_dead_marks(struct list *l)
{
	size_t kept = 0;

	for (size_t i = 0; i < l->marks.n; i++)
		if (in_rows(l, l->marks.v[i]))
			l->marks.v[kept++] = l->marks.v[i];
	l->marks.n = kept;
}

/* The selected row is not shown any more: it stays as a ghost if it left, not if it was narrowed
 * away. */
static void lose_selection(struct list *l)
{
	bool left = !in_rows(l, l->sel_id) && l->ghost.cols > 0;
	int place = l->sel < (int)l->view.n ? l->sel : (int)l->view.n;

	if (left) {
		l->gone = true;
		l->sel = place;
		scroll(l);
	} else {
		choose(l, nearest(l, place < (int)l->view.n ? place : place - 1, -1));
	}
}

void list_reloaded(struct list *l)
{
	int place;

	if (l->flags & LIST_NUMBERED)
		give_numbers(l);
	drop_dead_marks(l);
	l->gone = false;
	build_view(l);
	place = l->sel_id > 0 ? place_of(l, l->sel_id) : -1;
	if (place >= 0)
		choose(l, place);
	else if (l->sel_id > 0)
		lose_selection(l);
	else
		choose(l, selectable(l, 0, 1));
}

void list_renew(struct list *l)
{
	l->sel_id = 0;
	l->sel = l->top = l->pending = l->next_number = 0;
	l->marks.n = l->numbers.n = l->view.n = 0;
	l->gone = false;
	buf_clear(&l->find);
}

void list_reset(struct list *l)
{
	list_renew(l);
	list_reloaded(l);
}

void list_layout(struct list *l, struct rect area)
{
	l->area = area;
	scroll(l);
	remember(l);
}

/* ---- selection ---- */

int list_row(const struct list *l)
{
	return l->gone || list_id_at(l, l->sel) <= 0 ? -1 : list_row_at(l, l->sel);
}

int64_t list_id(const struct list *l)
{
	return l->gone ? 0 : l->sel_id;
}

bool list_select(struct list *l, int64_t id)
{
	int place = id > 0 ? place_of(l, id) : -1;

	if (place < 0)
		return false;
	if (l->gone && place > l->sel)  /* the ghost goes: those below move up */
		place--;
	choose(l, place);
	return true;
}

bool list_click(struct list *l, int row)
{
	int place = l->top + row - l->area.row;

	if (row < l->area.row || row >= l->area.row + l->area.rows || l->away ||
	    list_id_at(l, place) <= 0)
		return false;
	choose(l, place > l->sel && l->gone ? place - 1 : place);
	return true;
}

void list_move(struct list *l, int by)
{
	int step = by < 0 ? -1 : 1, to, last;

	if (by == 0)
		return;
	to = l->sel + by;
	if (l->gone && by > 0)          /* the row that took the ghost's place is the next one */
		to--;
	l->gone = false;
	last = list_places(l) - 1;
	to = to < 0 ? 0 : to > last ? last : to;
	choose(l, nearest(l, to, step));
	/* At the first row, what stands above it comes into view as well. */
	if (by < 0 && selectable(l, l->sel - 1, -1) < 0 && l->sel < l->area.rows)
		l->top = 0;
}

int list_shown(const struct list *l)
{
	int n = 0;

	for (size_t i = 0; i < l->view.n; i++)
		n += l->ops->id(l->ctx, l->view.v[i]) > 0;
	return n;
}

void list_find(struct list *l, const char *text)
{
	buf_clear(&l->find);
	utf8_fold(&l->find, text ? text : "");
	list_reloaded(l);
}

/* ---- marks ---- */

static int mark_index(const struct list *l, int64_t id)
{
	for (size_t i = 0; i < l->marks.n; i++)
		if (l->marks.v[i] == id)
			return (int)i;
	return -1;
}

void list_mark(struct list *l, int64_t id, bool on)
{
	int at = mark_index(l, id);

	if (on && at < 0 && id > 0)
		*vec_push(&l->marks) = id;
	if (!on && at >= 0)
		l->marks.v[at] = l->marks.v[--l->marks.n];
}

bool list_marked(const struct list *l, int64_t id)
{
	return mark_index(l, id) >= 0;
}

int list_marks(const struct list *l)
{
	return (int)l->marks.n;
}

int64_t list_mark_at(const struct list *l, int i)
{
	int count = l->ops->count(l->ctx);

	for (int row = 0; row < count; row++) {
		int64_t id = l->ops->id(l->ctx, row);

		if (id > 0 && list_marked(l, id) && i-- == 0)
			return id;
	}
	return 0;
}

void list_unmark_all(struct list *l)
{
	l->marks.n = 0;
}
