/* The tab Export: lists of files that can leave the house as a whole, and what left it last. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "clients_priv.h"
#include "data/access.h"
#include "data/todo.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "screen/listing.h"
#include "tui/canvas.h"

enum { PAGE = 500, LOOK_BACK = 400, TRAIL_MAX = 8 };

/* ---- what there is ---- */

static enum err_code count(struct clients *st, struct clients_way *w, struct err *e)
{
	if (w->todo)
		return todo_count(st->desk->store, w->todo, w->branch_id, &w->n, e);
	return client_count(st->desk->store, w->branch_id, &w->n, e);
}

static enum err_code load_ways(struct clients *st, struct err *e)
{
	int64_t here = st->desk->branch_id;
	const struct clients_way ways[EXPORT_WAYS] = {
		{ .name = "branch", .label = N_("Files of this branch"), .branch_id = here },
		{ .name = "all", .label = N_("Files of all branches") },
		{ .name = "complete", .label = N_("Files to complete"), .todo = "complete",
		  .branch_id = here },
		{ .name = "duplicates", .label = N_("Perhaps one person twice"),
		  .todo = "duplicate", .branch_id = here },
	};
	enum err_code rc = OK;

	st->nways = 0;
	for (int i = 0; i < EXPORT_WAYS && rc == OK; i++) {
		if (!ways[i].branch_id && !rights_may(st->desk, "see-branches"))
			continue;
		st->ways[st->nways] = ways[i];
		rc = count(st, &st->ways[st->nways++], e);
	}
	return rc;
}

/* Everybody sees what he himself took out, who may see looks also the others'. */
static enum err_code load_trail(struct clients *st, struct err *e)
{
	struct access_list l = { 0 };
	bool all = rights_may(st->desk, "see-looks");
	enum err_code rc = access_list(st->desk->store, 0, 0, LOOK_BACK, &l, e);
	char at[48], who[96];

	st->ntrail = 0;
	for (size_t i = 0; i < l.n && st->ntrail < TRAIL_MAX; i++) {
		const struct access_row *r = &l.v[i];

		if (strcmp(r->what, "export") != 0 && strcmp(r->what, "print") != 0)
			continue;
		if (!all && r->staff_id != st->desk->who.staff_id)
			continue;
		text_fmt(st->trail[st->ntrail++], sizeof st->trail[0], "%s  %s  %s  %s",
		    desk_time_text(st->desk, r->at, at, sizeof at),
		    describe_staff(st->desk, r->staff_id, who, sizeof who),
		    !strcmp(r->what, "print") ? tr("print") : tr("export"), r->reason);
	}
	access_list_free(&l);
	return rc;
}

enum err_code clients_export_load(struct clients *st, struct err *e)
{
	enum err_code rc = load_ways(st, e);

	st->cards.n = 0;
	return rc == OK ? load_trail(st, e) : rc;
}

/* ---- picture ---- */

void clients_export_row(const struct clients *st, int row, struct canvas *c, struct rect w)
{
	char n[32];

	canvas_put(c, w.row, w.col, tr(st->ways[row].label), STYLE_TEXT, 36);
	text_fmt(n, sizeof n, "%lld", (long long)st->ways[row].n);
	canvas_right(c, w.row, w.col + 36, n, STYLE_TEXT, 8);
}

void clients_export_trail(const struct clients *st, struct canvas *c, struct rect at)
{
	canvas_rule(c, at.row, at.col, at.cols, tr("left the house last"));
	for (int i = 0; i < st->ntrail && i + 1 < at.rows; i++)
		canvas_put(c, at.row + 1 + i, at.col, st->trail[i], STYLE_TEXT, at.cols);
	if (!st->ntrail)
		canvas_put(c, at.row + 1, at.col, tr("Nothing yet."), STYLE_GREY, at.cols);
}

/* ---- the whole list ---- */

static enum err_code put_page(struct clients *st, const struct clients_way *w, const int64_t *ids,
    size_t n, struct listing *l, struct err *e)
{
	struct client_card_list cards = { 0 };
	enum err_code rc = client_cards(st->desk->store, ids, n, clock_now(), &cards, e);

	for (size_t i = 0; i < cards.n && rc == OK; i++) {
		const struct client_card *card = &cards.v[i];

		if ((!w->branch_id || card->branch_id == w->branch_id) && !card->merged_into)
			clients_put_card(st, card, l);
	}
	client_card_list_free(&cards);
	return rc;
}

static enum err_code put_files(struct clients *st, const struct clients_way *w, struct listing *l,
    struct err *e)
{
	int64_t ids[PAGE], after = 0;
	size_t n = PAGE;
	enum err_code rc = OK;

	while (rc == OK && n == PAGE) {
		rc = client_list_ids(st->desk->store, after, ids, PAGE, &n, e);
		if (rc == OK && n) {
			after = ids[n - 1];
			rc = put_page(st, w, ids, n, l, e);
		}
	}
	return rc;
}

static enum err_code put_todo(struct clients *st, const struct clients_way *w, struct listing *l,
    struct err *e)
{
	struct todo_list todo = { 0 };
	enum err_code rc = todo_list_open(st->desk->store, w->todo, w->branch_id, NULL, 0,
	    (int)(w->n < 100000 ? w->n + 1 : 100000), &todo, e);

	for (size_t i = 0; i < todo.n && rc == OK; i++)
		rc = put_page(st, w, &todo.v[i].client_id, 1, l, e);
	todo_list_free(&todo);
	return rc;
}

enum err_code clients_export_run(struct screen *s, struct err *e)
{
	struct clients *st = s->state;
	int row = list_row(&st->list);
	const struct clients_way *w;
	struct listing *l;
	char name[40];
	enum err_code rc;

	if (row < 0 || row >= st->nways)
		return OK;
	w = &st->ways[row];
	text_fmt(name, sizeof name, "clients/%s", w->name);
	l = listing_new(name, tr(w->label), clients_columns, 6);
	rc = w->todo ? put_todo(st, w, l, e) : put_files(st, w, l, e);
	if (rc == OK)
		return listing_ask(s, l, 0, e);
	listing_free(l);
	return rc;
}
