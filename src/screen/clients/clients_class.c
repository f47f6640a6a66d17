/* Clients by class: the list of classes, and the pages of a class alone. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "clients_priv.h"
#include "desk/desk.h"
#include "form/segment.h"
#include "tui/picker.h"

/* ---- pages ---- */

bool clients_has_pages(const struct clients *st)
{
	return st->tab == TAB_FIND && st->want.classes && !st->want.unknown[0] &&
	    !st->want.text[strspn(st->want.text, " ")];
}

enum key_use clients_page_key(struct screen *s, const struct key *k)
{
	struct clients *st = s->state;
	int row = list_row(&st->list);

	if (!clients_has_pages(st))
		return KEY_UNUSED;
	if (key_is(*k, K_PGDN) && st->more && row + 1 == (int)st->cards.n)
		*vec_push(&st->pages) = st->page_end;
	else if (key_is(*k, K_PGUP) && row == 0 && st->pages.n)
		st->pages.n--;
	else
		return KEY_UNUSED;
	st->fresh = true;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return KEY_USED;
}

/* ---- which class ---- */

static void add_rules(const char *word, const char *hint, const struct segment_rules *rules,
    const char *text, struct picker_list *out)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct segment_rule *r = &rules->v[i];
		const char *label = label_text(&r->label);
		char code[48];

		if (picker_fits(text, r->code, label) || picker_fits(text, word, hint))
			picker_add(out, 0, text_fmt(code, sizeof code, "%s:%s", word, r->code),
			    label, hint);
	}
}

static void choices(void *ctx, const char *text, struct picker_list *out)
{
	const struct desk *d = ctx;

	if (!d->segments)
		return;
	add_rules("tier", tr("tier"), &d->segments->tiers, text, out);
	add_rules("type", tr("growth"), &d->segments->growth, text, out);
	add_rules("seg", tr("segment"), &d->segments->segments, text, out);
}

/* Behind what stands in Find. */
static void chosen(struct screen *owner, const struct picker_choice *choice)
{
	struct clients *st = owner->state;
	struct buf b = BUF_INIT;

	if (!choice)
		return;
	buf_puts(&b, field_text(&st->find));
	buf_printf(&b, "%s%s ", b.n && b.s[b.n - 1] != ' ' ? " " : "", choice->code);
	if (b.n <= FIND_MAX)
		field_set(&st->find, buf_str(&b));
	buf_free(&b);
	st->in_find = true;
	st->fresh = true;
	st->pages.n = 0;
	screen_dirty(owner, DIRTY_LOAD | DIRTY_DRAW);
}

enum err_code clients_ask_class(struct screen *s, struct err *e)
{
	struct clients *st = s->state;

	if (!st->desk->segments)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("This site has no segments.cfg. Write it first."));
	return picker_open(s, &(struct picker){ .at = { s->body.row, 6, 1, 50 },
	    .title = tr("Tier, type of growth or segment"), .ctx = st->desk,
	    .choices = choices, .done = chosen }, e);
}
