/* What the tabs of Clients show: who is found, who rings, who was looked at, what is to be done. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "clients_priv.h"
#include "data/ring.h"
#include "data/search.h"
#include "data/todo.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "desk/intake.h"
#include "desk/ring.h"
#include "tui/loop.h"

static enum err_code load_cards(struct clients *st, const int64_t *ids, size_t n, struct err *e)
{
	return client_cards(st->desk->store, ids, n, clock_now(), &st->cards, e);
}

static bool has_id(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Whoever rings just now stands on top of the empty Find. */
static enum err_code add_callers(struct clients *st, int64_t *ids, size_t *n, struct err *e)
{
	struct ring_caller c[RING_CALLERS];
	size_t found;
	enum err_code rc = ring_callers(st->desk, c, &found, e);

	for (size_t i = 0; i < found && rc == OK; i++) {
		if (!i || c[i].at + RING_SECONDS < st->rings_until)
			st->rings_until = c[i].at + RING_SECONDS;
		if (!c[i].client_id) {
			if (!st->new_number[0])
				text_copy(st->new_number, sizeof st->new_number, c[i].number);
			continue;
		}
		text_copy(st->via[*n], sizeof st->via[*n], "rings");
		ids[(*n)++] = c[i].client_id;
	}
	st->callers = (int)*n;
	return rc;
}

static enum err_code load_find(struct clients *st, struct err *e)
{
	int64_t from = clock_mono_us(), ids[SEARCH_ROWS];
	const struct class_place *after = NULL;
	struct search_result hits;
	size_t n = 0;
	enum err_code rc;

	find_parse(st->desk, field_text(&st->find), &st->want);
	if (st->pages.n && clients_has_pages(st))
		after = &st->pages.v[st->pages.n - 1];
	rc = find_page(st->desk, &st->want, SEARCH_ROWS, after, &hits, e);

	st->new_number[0] = '\0';
	st->rings_until = st->callers = 0;
	if (rc == OK && !field_text(&st->find)[0])
		rc = add_callers(st, ids, &n, e);
	if (rc != OK)
		return rc;
	st->more = hits.more;
	st->page_end = hits.next;
	for (size_t i = 0, callers = n; i < hits.n && n < SEARCH_ROWS; i++) {
		if (has_id(ids, callers, hits.v[i].client_id))
			continue;
		/* The file number has a column of its own: last and next visit are worth more. */
		text_copy(st->via[n], sizeof st->via[n],
		    strcmp(hits.v[i].via, "file") ? hits.v[i].via : "");
		ids[n++] = hits.v[i].client_id;
	}
	rc = load_cards(st, ids, n, e);
	st->search_us = clock_mono_us() - from;
	return rc;
}

static enum err_code load_recent(struct clients *st, struct err *e)
{
	int64_t ids[SEARCH_ROWS];
	size_t n;
	enum err_code rc = client_list_recent(st->desk->store, st->desk->who.staff_id, ids,
	    SEARCH_ROWS, &n, e);

	memset(st->via, 0, sizeof st->via);
	return rc == OK ? load_cards(st, ids, n, e) : rc;
}

static enum err_code load_todo(struct clients *st, const char *kind, struct err *e)
{
	struct todo_list todo = { 0 };
	int64_t ids[SEARCH_ROWS];
	enum err_code rc = todo_list_open(st->desk->store, kind, st->desk->branch_id, NULL, 0,
	    SEARCH_ROWS, &todo, e);

	for (size_t i = 0; i < todo.n; i++) {
		ids[i] = todo.v[i].client_id;
		st->todo_id[i] = todo.v[i].id;
		st->other_id[i] = todo.v[i].other_id;
		intake_why_text(st->desk, todo.v[i].why, st->why[i], sizeof st->why[i]);
	}
	st->more = todo.n == SEARCH_ROWS;
	if (rc == OK)
		rc = load_cards(st, ids, todo.n, e);
	todo_list_free(&todo);
	return rc;
}

enum err_code clients_load(struct screen *s, struct err *e)
{
	struct clients *st = s->state;
	bool nobody = !st->cards.n;
	enum err_code rc;

	st->more = false;
	st->loaded = true;
	switch (st->tab) {
	case TAB_FIND:
		rc = load_find(st, e);
		break;
	case TAB_EXPORT:
		rc = clients_export_load(st, e);
		break;
	case TAB_RECENT:
		rc = load_recent(st, e);
		break;
	default:
		rc = load_todo(st, st->tab == TAB_COMPLETE ? "complete" : "duplicate", e);
		break;
	}
	/* Somebody entered elsewhere just now is meant by Enter, not the row that offers a new
	 * file. */
	if (st->fresh || (nobody && st->cards.n))
		list_reset(&st->list);
	else
		list_reloaded(&st->list);
	st->fresh = false;
	st->preview_of = 0;
	clients_preview(s);
	return rc;
}
