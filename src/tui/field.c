#include "tui/field.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "field_priv.h"

enum { UNDO_MAX = 100 };

/* What the change going on is, so that undo takes back a word and not a letter. */
enum run { RUN_NONE, RUN_TYPING, RUN_DELETING };

void field_init(struct field *f, int rows, int cols, size_t max_cp)
{
	*f = (struct field){ .rows = rows, .cols = cols, .max_cp = max_cp, .goal = -1 };
	f->cap = 32;
	f->text = mem_alloc(f->cap);
}

static void wipe(struct field *f, char *text)
{
	if (f->flags & FIELD_SECRET)
		explicit_bzero(text, strlen(text));
	mem_free(text);
}

static void forget_undo(struct field *f)
{
	for (size_t i = 0; i < f->undo.n; i++)
		wipe(f, f->undo.v[i].text);
	f->undo.n = 0;
	f->run = RUN_NONE;
}

void field_free(struct field *f)
{
	if (f->text)
		wipe(f, f->text);
	forget_undo(f);
	vec_free(&f->undo);
	f->text = NULL;
	f->n = f->cap = f->cur = 0;
}

const char *field_text(const struct field *f)
{
	return f->text;
}

/* ---- boundaries ---- */

static size_t line_start(const struct field *f, size_t at)
{
	while (at > 0 && f->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct field *f, size_t at)
{
	while (at < f->n && f->text[at] != '\n')
		at++;
	return at;
}

size_t field_next(const struct field *f, size_t at)
{
	return at < f->n ? at + utf8_cluster(f->text + at, f->text + f->n) : f->n;
}

size_t field_prev(const struct field *f, size_t at)
{
	size_t from = line_start(f, at), next;

	if (from == at)
		return at > 0 ? at - 1 : 0;
	while ((next = field_next(f, from)) < at)
		from = next;
	return from;
}

/* ---- text in and out ---- */

static void splice(struct field *f, size_t at, size_t drop, const char *text, size_t n)
{
	size_t size = f->n - drop + n + 1;

	if (size > f->cap) {
		f->cap = size * 2;
		f->text = mem_resize(f->text, f->cap, 1);
	}
	memmove(f->text + at + n, f->text + at + drop, f->n - at - drop + 1);
	if (n)
		memcpy(f->text + at, text, n);
	f->n += n;
	f->n -= drop;
}

/*
 * After a change between FROM and TO: marks without a character to sit on are dropped, and the
 * cursor goes to the next boundary (characters that were apart may have joined).
 */
static void tidy(struct field *f, size_t from, size_t to)
{
	size_t at = line_start(f, from), next;
	size_t left = f->n - line_end(f, to);   /* bytes behind the line: they do not change */

	for (; at < f->n - left; at = next) {
		next = field_next(f, at);
		if (f->text[at] == '\n' || utf8_cluster_cells(f->text + at, next - at) > 0)
			continue;
		splice(f, at, next - at, "", 0);
		if (f->cur > at)
			f->cur = f->cur >= next ? f->cur - (next - at) : at;
		next = at;
	}
	for (at = line_start(f, f->cur); at < f->cur;)
		at = field_next(f, at);
	f->cur = at;
}

/* What is taken for CP: 0 = nothing. */
static uint32_t clean(const struct field *f, uint32_t cp)
{
	if (cp == '\r')
		cp = '\n';
	if (cp == '\t' || (cp == '\n' && f->rows == 1))
		cp = ' ';
	if (cp == '\n')
		return cp;
	return cp_is_dropped(cp) ? 0 : cp;
}

static bool secret_refuses(const struct field *f, uint32_t cp)
{
	return (f->flags & FIELD_SECRET) && (cp < ' ' || cp > '~');
}

/* Appends what is taken of TEXT to OUT, at most ROOM code points; returns how many. */
static size_t take(const struct field *f, const char *text, size_t n, bool filtered, size_t room,
    struct buf *out)
{
	const char *end = text + n;
	size_t len, took = 0;

	for (; text < end && took < room; text += len) {
		uint32_t cp = clean(f, utf8_decode(text, end, &len));

		if (*text == '\r' && text + 1 < end && text[1] == '\n')
			len = 2;
		if (cp && cp != '\n' && filtered && f->filter)
			cp = f->filter(f, cp);
		if (!cp || secret_refuses(f, cp))
			continue;
		buf_put_cp(out, cp);
		took++;
	}
	return took;
}

static size_t room_left(const struct field *f)
{
	size_t has;

	if (!f->max_cp)
		return SIZE_MAX;
	has = utf8_count(f->text);
	return has < f->max_cp ? f->max_cp - has : 0;
}

/* Takes what there is room for, and notes whether that was all. */
static void take_in(struct field *f, const char *text, size_t n, struct buf *out)
{
	size_t room = room_left(f);

	f->cut = room != SIZE_MAX && take(f, text, n, true, room + 1, out) > room;
	if (room != SIZE_MAX)
		buf_clear(out);
	take(f, text, n, true, room, out);
}

size_t field_insert(struct field *f, const char *text, size_t n)
{
	struct buf in = { .s = NULL };
	size_t before = utf8_count(f->text), at = f->cur, after;

	take_in(f, text, n, &in);
	if (in.n) {
		splice(f, at, 0, buf_str(&in), in.n);
		f->cur = at + in.n;
		tidy(f, at, f->cur);
		f->goal = -1;
		field_scroll(f);
	}
	buf_free(&in);
	after = utf8_count(f->text);
	return after > before ? after - before : 0;
}

void field_set(struct field *f, const char *text)
{
	struct buf in = { .s = NULL };

	forget_undo(f);
	take(f, text ? text : "", text ? strlen(text) : 0, false,
	    f->max_cp ? f->max_cp : SIZE_MAX, &in);
	f->cur = f->left = 0;
	f->top = 0;
	f->goal = -1;
	splice(f, 0, f->n, buf_str(&in), in.n);
	f->cur = f->n;
	for (size_t at = 0; at < f->n; at = line_end(f, at) + 1)        /* tidy works by lines */
		tidy(f, at, at);
	f->cur = f->n;
	field_scroll(f);
	buf_free(&in);
}

/* ---- undo ---- */

static void remember(struct field *f)
{
	struct field_undo *u;

	if (f->flags & FIELD_SECRET)
		return;
	if (f->undo.n == UNDO_MAX) {
		mem_free(f->undo.v[0].text);
		f->undo.n--;
		memmove(f->undo.v, f->undo.v + 1, f->undo.n * sizeof *f->undo.v);
	}
	u = vec_push(&f->undo);
	u->text = mem_dup(f->text);
	u->cur = f->cur;
}

static void forget_last(struct field *f)
{
	if (f->undo.n > 0)
		mem_free(f->undo.v[--f->undo.n].text);
}

/* Before a change of kind RUN; SPLIT starts a new step within the same kind. */
static bool begin(struct field *f, enum run run, bool split)
{
	bool step = split || f->run != (int)run || f->undo.n == 0;

	if (step)
		remember(f);
	f->run = (int)run;
	return step;
}

bool field_undo(struct field *f)
{
	struct field_undo u;

	if (f->undo.n == 0)
		return false;
	u = f->undo.v[--f->undo.n];
	splice(f, 0, f->n, u.text, strlen(u.text));
	f->cur = u.cur;
	f->run = RUN_NONE;
	f->goal = -1;
	mem_free(u.text);
	field_scroll(f);
	return true;
}

/* ---- keys ---- */

static enum field_use typed(struct field *f, const char *text, size_t n, bool split)
{
	size_t before = f->n;
	bool step = begin(f, RUN_TYPING, split);
	size_t took = field_insert(f, text, n);

	if (took == 0 && f->n == before) {
		if (step && !(f->flags & FIELD_SECRET))
			forget_last(f);
		return FIELD_REFUSED;
	}
	return FIELD_CHANGED;
}

static enum field_use erase(struct field *f, size_t from, size_t to, bool split)
{
	if (from >= to)
		return FIELD_MOVED;
	begin(f, RUN_DELETING, split);
	splice(f, from, to - from, "", 0);
	f->cur = from;
	tidy(f, from, from);
	f->goal = -1;
	field_scroll(f);
	return FIELD_CHANGED;
}

static enum field_use move_to(struct field *f, size_t at)
{
	f->cur = at;
	f->goal = -1;
	f->run = RUN_NONE;
	field_scroll(f);
	return FIELD_MOVED;
}

/* Kinds of characters for moves by word. */
static int word_class(const struct field *f, size_t at)
{
	unsigned char c = (unsigned char)f->text[at];

	if (c == ' ' || c == '\n')
		return 0;
	if (c >= 0x80)
		return utf8_cluster_cells(f->text + at, field_next(f, at) - at) == 2 ? 1 : 2;
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    c == '_' ? 2 : 3;
}

static size_t word_left(const struct field *f)
{
	size_t at = f->cur, prev;
	int class;

	while (at > 0 && word_class(f, prev = field_prev(f, at)) == 0)
		at = prev;
	if (at == 0)
		return 0;
	class = word_class(f, field_prev(f, at));
	while (at > 0 && word_class(f, prev = field_prev(f, at)) == class)
		at = prev;
	return at;
}

static size_t word_right(const struct field *f)
{
	size_t at = f->cur;
	int class = at < f->n ? word_class(f, at) : 0;

	while (at < f->n && class && word_class(f, at) == class)
		at = field_next(f, at);
	while (at < f->n && word_class(f, at) == 0)
		at = field_next(f, at);
	return at;
}

static enum field_use move_rows(struct field *f, int by)
{
	int number;
	struct wrap_row row = field_cursor_row(f, &number);
	int goal = f->goal < 0 ? field_span(f, row.start, f->cur) : f->goal;
	int to = number + by < 0 ? 0 : number + by;

	row = field_nth_row(f, to);
	move_to(f, field_row_place(f, &row, goal));
	f->goal = goal;
	return FIELD_MOVED;
}

void field_home(struct field *f)
{
	move_to(f, field_cursor_row(f, NULL).start);
}

void field_end(struct field *f)
{
	struct wrap_row row = field_cursor_row(f, NULL);

	move_to(f, field_row_stop(f, &row));
}

/* Keys of a field of several rows. */
static enum field_use row_key(struct field *f, enum key_func func)
{
	if (f->rows == 1)
		return FIELD_UNUSED;
	if (func == K_UP || func == K_DOWN)
		return move_rows(f, func == K_UP ? -1 : 1);
	if (func == K_PGUP || func == K_PGDN)
		return move_rows(f, func == K_PGUP ? -f->rows : f->rows);
	return func == K_ENTER ? typed(f, "\n", 1, true) : FIELD_UNUSED;
}

static enum field_use func_key(struct field *f, const struct key *k)
{
	enum key_func func = (enum key_func)k->code;

	if (k->mods == MOD_CTRL && (func == K_LEFT || func == K_RIGHT))
		return move_to(f, func == K_LEFT ? word_left(f) : word_right(f));
	if (k->mods)
		return FIELD_UNUSED;
	if (func == K_LEFT)
		return move_to(f, field_prev(f, f->cur));
	if (func == K_RIGHT)
		return move_to(f, field_next(f, f->cur));
	if (func == K_BACKSPACE)
		return erase(f, field_prev(f, f->cur), f->cur, false);
	if (func == K_DELETE)
		return erase(f, f->cur, field_next(f, f->cur), false);
	if (func == K_HOME)
		return field_home(f), FIELD_MOVED;
	if (func == K_END)
		return field_end(f), FIELD_MOVED;
	return row_key(f, func);
}

static enum field_use ctrl_key(struct field *f, uint32_t letter)
{
	size_t end = line_end(f, f->cur);

	switch (letter) {
	case 'a': return move_to(f, line_start(f, f->cur));
	case 'u': return erase(f, line_start(f, f->cur), f->cur, true);
	case 'k': return erase(f, f->cur, end > f->cur ? end : field_next(f, f->cur), true);
	case 'w': return erase(f, word_left(f), f->cur, true);
	case 'z': return field_undo(f) ? FIELD_CHANGED : FIELD_UNUSED;
	default: return FIELD_UNUSED;
	}
}

static enum field_use paste(struct field *f, const struct key *k)
{
	size_t n = k->n;

	if (f->flags & FIELD_SECRET)
		return FIELD_REFUSED;
	while (f->rows == 1 && n > 0 && (k->text[n - 1] == '\r' || k->text[n - 1] == '\n'))
		n--;
	return typed(f, k->text, n, true);
}

enum field_use field_key(struct field *f, const struct key *k)
{
	char text[4];

	f->cut = false;
	if (k->kind == KEV_PASTE)
		return paste(f, k);
	if (k->kind == KEV_FUNC)
		return func_key(f, k);
	if (k->kind != KEV_CHAR)
		return FIELD_UNUSED;
	if (k->mods == MOD_CTRL)
		return ctrl_key(f, k->code);
	if (k->mods)
		return FIELD_UNUSED;
	return typed(f, text, utf8_encode(k->code, text), k->code == ' ');
}

/* ---- filters ---- */

uint32_t field_filter_narrow(const struct field *f, uint32_t cp)
{
	(void)f;
	return cp_narrow(cp);
}

static uint32_t only(uint32_t cp, const char *others)
{
	cp = cp_narrow(cp);
	if (cp >= '0' && cp <= '9')
		return cp;
	return cp < 0x80 && strchr(others, (int)cp) ? cp : 0;
}

uint32_t field_filter_digits(const struct field *f, uint32_t cp)
{
	(void)f;
	return only(cp, "");
}

uint32_t field_filter_number(const struct field *f, uint32_t cp)
{
	(void)f;
	return only(cp == 0x3002 ? '.' : cp, ".,-+");
}

uint32_t field_filter_phone(const struct field *f, uint32_t cp)
{
	(void)f;
	return only(cp, "+-() ");
}
