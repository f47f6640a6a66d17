#include "tui/command.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "tui/canvas.h"

/* The next key name in *P; false at the end of the list. */
static bool next_name(const char **p, const char **name, size_t *n)
{
	*p += strspn(*p, " ");
	*name = *p;
	*n = strcspn(*p, " ");
	*p += *n;
	return *n > 0;
}

static struct key folded(struct key k)
{
	if (k.kind == KEV_CHAR && k.code >= 'A' && k.code <= 'Z')
		k.code += 'a' - 'A';
	return k;
}

bool command_has_key(const struct command *c, struct key k)
{
	const char *p = c->keys ? c->keys : "", *name;
	struct key own;
	size_t n;

	while (next_name(&p, &name, &n))
		if (key_parse(name, n, &own) && key_equal(folded(own), folded(k)))
			return true;
	return false;
}

const struct command *command_for_key(struct keymap map, struct key k)
{
	for (size_t i = 0; i < map.n; i++)
		if (command_has_key(&map.rows[i], k))
			return &map.rows[i];
	return NULL;
}

static bool exact(const struct command *c, const char *word)
{
	return strcasecmp(c->name, word) == 0 || (c->code && strcasecmp(c->code, word) == 0);
}

const struct command *command_by_name(struct keymap map, const char *word, bool *ambiguous)
{
	const struct command *found = NULL;
	size_t n = strlen(word), hits = 0;

	if (ambiguous)
		*ambiguous = false;
	for (size_t i = 0; i < map.n; i++)
		if (exact(&map.rows[i], word))
			return &map.rows[i];
	for (size_t i = 0; n > 0 && i < map.n; i++)
		if (strncasecmp(map.rows[i].name, word, n) == 0) {
			found = &map.rows[i];
			hits++;
		}
	if (ambiguous)
		*ambiguous = hits > 1;
	return hits == 1 ? found : NULL;
}

bool command_allowed(const struct command *c, unsigned facts)
{
	return command_missing(c, facts) == 0;
}

unsigned command_missing(const struct command *c, unsigned facts)
{
	return c->needs & ~facts;
}

const char *command_first_key(const struct command *c, char out[KEY_NAME_MAX])
{
	const char *p = c->keys ? c->keys : "", *name;
	struct key k;
	size_t n;

	out[0] = '\0';
	if (next_name(&p, &name, &n) && key_parse(name, n, &k))
		key_format(k, out);
	return out;
}

/* ---- check at start ---- */

static enum err_code check_row(const char *where, const struct command *c, struct err *e)
{
	const char *p, *name;
	struct key k;
	size_t n;

	if (!c->name || !*c->name || !c->help || !*c->help || !c->run || !c->keys)
		return err_set(e, ERR_CONFIG, "%s: command %s lacks its name, keys, help or run",
		    where, c->name ? c->name : "?");
	if (c->code && strlen(c->code) != 2)
		return err_set(e, ERR_CONFIG, "%s: the code of %s is not two letters", where,
		    c->name);
	if ((c->label && utf8_cells(c->label) > COMMAND_LABEL_CELLS) ||
	    (c->page_label && utf8_cells(c->page_label) > COMMAND_LABEL_CELLS))
		return err_set(e, ERR_CONFIG, "%s: the label of %s is over %d cells", where,
		    c->name, COMMAND_LABEL_CELLS);
	for (p = c->keys; next_name(&p, &name, &n);)
		if (!key_parse(name, n, &k))
			return err_set(e, ERR_CONFIG, "%s: %s has no such key: %.*s", where,
			    c->name, (int)n, name);
	return OK;
}

/* The first key that A and B share, as text in OUT; false when there is none. */
static bool shared_key(const struct command *a, const struct command *b, char out[KEY_NAME_MAX])
{
	const char *p = a->keys, *name;
	struct key k;
	size_t n;

	while (next_name(&p, &name, &n))
		if (key_parse(name, n, &k) && command_has_key(b, k)) {
			key_format(k, out);
			return true;
		}
	return false;
}

static enum err_code check_pair(const char *where, const struct command *a,
    const struct command *b, struct err *e)
{
	char key[KEY_NAME_MAX];

	if (strcmp(a->name, b->name) == 0)
		return err_set(e, ERR_CONFIG, "%s: %s is there twice", where, a->name);
	if (a->code && b->code && strcasecmp(a->code, b->code) == 0)
		return err_set(e, ERR_CONFIG, "%s: %s and %s have the same code %s", where,
		    a->name, b->name, a->code);
	if (shared_key(a, b, key))
		return err_set(e, ERR_CONFIG, "%s: %s and %s have the same key %s", where,
		    a->name, b->name, key);
	return OK;
}

static enum err_code check_global(const char *where, const struct command *own,
    const struct command *global, struct err *e)
{
	char key[KEY_NAME_MAX];

	if (strcmp(own->name, global->name) != 0 && shared_key(own, global, key))
		return err_set(e, ERR_CONFIG, "%s: %s takes the key %s, which is %s everywhere",
		    where, own->name, key, global->name);
	return OK;
}

enum err_code command_check(const char *where, struct keymap map, struct keymap global,
    struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; rc == OK && i < map.n; i++) {
		rc = check_row(where, &map.rows[i], e);
		for (size_t j = 0; rc == OK && j < i; j++)
			rc = check_pair(where, &map.rows[j], &map.rows[i], e);
		for (size_t j = 0; rc == OK && j < global.n && global.rows != map.rows; j++)
			rc = check_global(where, &map.rows[i], &global.rows[j], e);
	}
	return rc;
}

/* ---- key bar ---- */

struct bar {
	struct keymap own, global;
	unsigned facts;
	bool typing;
	int room;               /* cells left */
	bool full;
	struct buf *out;
};

/* The first key that runs the command now. While text is typed a letter is text: ] opens no tab. */
static const char *bar_key(const struct command *c, bool typing, char out[KEY_NAME_MAX])
{
	const char *p = c->keys, *name;
	struct key k;
	size_t n;

	while (next_name(&p, &name, &n))
		if (key_parse(name, n, &k) && !(typing && key_is_text(k)))
			return key_format(k, out);
	return "-";
}

static const char *bar_label(const struct bar *b, const struct command *c)
{
	return tr(c->page && !(c->page & ~b->facts) ? c->page_label : c->label);
}

static void bar_item(const struct bar *b, const struct command *c, struct buf *out)
{
	char key[KEY_NAME_MAX];

	bool can = command_allowed(c, b->facts) && !(c->dash & ~b->facts) &&
	    !(c->flags & COMMAND_DENIED);

	buf_printf(out, "%s %s", can ? bar_key(c, b->typing, key) : "-",
	    bar_label(b, c));
}

static void bar_add(struct bar *b, const struct command *c)
{
	struct buf item = { .s = NULL };
	int cells;

	bar_item(b, c, &item);
	cells = utf8_cells(buf_str(&item)) + (b->out->n ? 2 : 0);
	b->full = b->full || cells > b->room;
	if (!b->full) {
		buf_puts(b->out, b->out->n ? "  " : "");
		buf_puts(b->out, buf_str(&item));
		b->room -= cells;
	}
	buf_free(&item);
}

static bool on_bar(const struct bar *b, const struct command *c, unsigned end)
{
	if (c->bar & ~b->facts)
		return false;
	return c->label && *c->keys && !(c->flags & COMMAND_NO_BAR) &&
	    (c->flags & (COMMAND_BAR_FIRST | COMMAND_BAR_LAST)) == end;
}

static bool overridden(const struct bar *b, const struct command *c)
{
	for (size_t i = 0; i < b->own.n; i++)
		if (strcmp(b->own.rows[i].name, c->name) == 0)
			return true;
	return false;
}

/* Adds the commands that belong to one part of the bar: its END, or 0 for the middle. */
static void bar_part(struct bar *b, unsigned end)
{
	for (size_t i = 0; i < b->own.n; i++)
		if (on_bar(b, &b->own.rows[i], end))
			bar_add(b, &b->own.rows[i]);
	for (size_t i = 0; i < b->global.n; i++)
		if (on_bar(b, &b->global.rows[i], end) && !overridden(b, &b->global.rows[i]))
			bar_add(b, &b->global.rows[i]);
}

void command_bar(struct keymap own, struct keymap global, unsigned facts, bool typing, int cols,
    struct buf *out)
{
	struct buf last = { .s = NULL }, line = { .s = NULL };
	struct bar b = { .own = own, .global = global, .facts = facts, .typing = typing,
		.room = cols, .out = &last };
	int tail;

	bar_part(&b, COMMAND_BAR_LAST);
	tail = utf8_cells(buf_str(&last));
	b.out = &line;
	b.room = cols - (tail ? tail + 2 : 0);
	b.full = false;
	bar_part(&b, COMMAND_BAR_FIRST);
	bar_part(&b, 0);
	if (line.n && last.n)
		buf_puts(&line, "  ");
	buf_puts(&line, buf_str(&last));
	buf_puts(out, buf_str(&line));
	buf_free(&line);
	buf_free(&last);
}

void command_dump(const char *screen, struct keymap map,
    void (*print)(void *ctx, const char *screen, const struct command *c), void *ctx)
{
	for (size_t i = 0; i < map.n; i++)
		print(ctx, screen, &map.rows[i]);
}
