/* Reports, tab Pyramid: clients by tier, who moved in it, what each tier brought. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "desk/pyramid.h"
#include "report_list_priv.h"
#include "screen/clientline.h"
#include "screen/screens.h"

enum { NAME = 18, FIGURE = 12 };

struct pyramid_state {
	struct report_list l;           /* first */
	char top[200];                  /* of the fifth that paid most */
};

static void put_tier(const struct pyramid *p, const struct pyramid_tier *t,
    struct report_list *l)
{
	struct report_row *r = report_row_add(&l->rows);
	char money[MONEY_TEXT], content[40];
	int share = pyramid_percent(t->paid, p->paid);

	report_cell(r, 0, "%s", t->name);
	report_cell(r, 1, "%lld", (long long)t->clients);
	report_cell(r, 2, "%lld", (long long)t->fresh);
	report_cell(r, 3, "%lld", (long long)t->came);
	report_cell(r, 4, "%lld", (long long)t->went);
	report_cell(r, 5, "%s", money_text(t->paid, l->r.desk->currency, money, sizeof money));
	report_cell(r, 6, share < 0 ? "-" : "%d %%", share);
	report_cell(r, 7, "%s", kpi_text(KPI_CONTENT, &t->content, content, sizeof content));
	r->meter = pyramid_percent(t->clients, p->clients);
	text_fmt(r->words, sizeof r->words,
	    tr("%s: %lld of %lld clients; %lld of %lld who paid; satisfaction of %lld answers"),
	    t->name, (long long)t->clients, (long long)p->clients, (long long)t->payers,
	    (long long)p->payers, (long long)t->content.of);
}

static enum err_code load_tiers(struct screen *s, struct report_list *l, struct err *e)
{
	struct pyramid_state *st = s->state;
	struct pyramid p = { .clients = 0 };
	enum err_code rc = pyramid_read(l->r.desk, &l->r.span, &p, e);

	for (size_t i = 0; i < p.tiers.n && rc == OK && p.clients; i++)
		put_tier(&p, &p.tiers.v[i], l);
	if (rc == OK)
		pyramid_top_text(l->r.desk, &p, st->top, sizeof st->top);
	if (rc == OK)
		text_fmt(l->sum, sizeof l->sum, tr("%lld clients"), (long long)p.clients);
	pyramid_free(&p);
	return rc;
}

/* The pyramid as it is: a step a tier, as wide as it has clients. */
static void draw_steps(const struct screen *s, struct canvas *c, struct rect w)
{
	const struct pyramid_state *st = s->state;
	int most = c->cols - NAME - FIGURE - 4, tall = w.rows > 3 * (int)st->l.rows.n + 2 ? 2 : 1;

	if (st->l.view)
		return;
	canvas_put(c, w.row, 2, st->top, STYLE_NOTE, CANVAS_REST);
	w.row += 2;
	w.rows -= 2;
	for (size_t i = 0; i < st->l.rows.n && w.rows >= tall; i++) {
		const struct report_row *r = &st->l.rows.v[i];
		int cells = r->meter * most / 100;

		cells = cells < 1 ? 1 : cells;
		canvas_put(c, w.row, 2, r->cell[0], STYLE_TEXT, NAME);
		canvas_fill(c, (struct rect){ w.row, NAME + 3 + (most - cells) / 2, tall, cells },
		    STYLE_FILL);
		canvas_putf(c, w.row, c->cols - FIGURE, STYLE_TEXT, "%5s %4d %%", r->cell[1],
		    r->meter);
		w.row += tall + 1;
		w.rows -= tall + 1;
	}
}

static void put_move(struct desk *d, const struct pyramid_move *m, struct report_list *l)
{
	struct report_row *r = report_row_add(&l->rows);
	char money[MONEY_TEXT], day[32];
	int32_t at = day_parse(m->day);

	r->id = r->client_id = r->ref = m->client_id;
	r->style = m->up > 0 ? STYLE_TEXT : STYLE_NOTE;
	report_cell(r, 0, "%s", day_range_text(at, at, day, sizeof day));
	clientline_name(d, m->client_id, r->cell[1], sizeof r->cell[1]);
	report_cell(r, 2, "%s", m->up > 0 ? tr("up") : tr("down"));
	report_cell(r, 3, "%s", m->from_name);
	report_cell(r, 4, "%s", m->to_name);
	report_cell(r, 5, "%s", money_text(m->paid, d->currency, money, sizeof money));
	text_fmt(r->words, sizeof r->words, tr("%s: from %s to %s, paid %s in this period"),
	    r->cell[1], m->from_name, m->to_name, r->cell[5]);
}

static enum err_code load_moves(struct screen *s, struct report_list *l, struct err *e)
{
	struct pyramid p = { .clients = 0 };
	enum err_code rc = pyramid_read(l->r.desk, &l->r.span, &p, e);

	(void)s;
	for (size_t i = 0; i < p.moves.n && rc == OK; i++)
		put_move(l->r.desk, &p.moves.v[i], l);
	if (rc == OK)
		text_fmt(l->sum, sizeof l->sum, tr("%lld up, %lld down"), (long long)p.ups,
		    (long long)p.downs);
	pyramid_free(&p);
	return rc;
}

/* Enter on a tier: who moved. */
static enum err_code open_moves(struct screen *s, const struct report_row *r, struct err *e)
{
	struct report_list *l = s->state;

	(void)r;
	(void)e;
	l->view = 1;
	l->rows.n = 0;
	list_reset(&l->r.list);
	report_reread(s);
	return OK;
}

static enum err_code open_client(struct screen *s, const struct report_row *r, struct err *e)
{
	struct client_arg arg = { .client_id = r->ref };

	return screen_open(s->loop, &client_screen, &arg, e);
}

static const struct report_column tier_columns[] = { { N_("tier"), 0, 17, false },
	{ N_("clients"), 17, 8, true }, { N_("fresh"), 26, 5, true }, { N_("in +"), 32, 5, true },
	{ N_("out -"), 38, 5, true }, { N_("paid"), 45, 10, true }, { N_("of all"), 56, 6, true },
	{ N_("ratings"), 63, 8, true } };
static const struct report_column move_columns[] = { { N_("day"), 0, 11, false },
	{ N_("client"), 12, 15, false }, { N_("going"), 28, 5, false },
	{ N_("from"), 34, 16, false }, { N_("to"), 51, 16, false }, { N_("paid"), 67, 10, true } };
static const struct report_page pyramid_pages[] = {
	{ .label = N_("tiers"), .columns = tier_columns, .ncolumns = 8,
	  .load = load_tiers, .open = open_moves, .open_label = N_("who moved"),
	  .empty = N_("No client yet in this branch. F2 opens a file.") },
	{ .label = N_("moves"), .columns = move_columns, .ncolumns = 6, .load = load_moves,
	  .open = open_client, .open_label = N_("file"),
	  .empty = N_("Nobody moved in the pyramid in this period. g asks for another one.") },
};
const struct report_tab pyramid_report = {
	.type = &pyramid_screen, .name = "pyramid", .title = N_("Value pyramid"),
	.pages = pyramid_pages, .npages = 2, .below = draw_steps,
	.rule = N_("Clients of the branch by the tier they were of on the last day; fresh: files "
	    "opened in the period; in and out: who was of another tier before it. Paid: money "
	    "that the branch took in the period less what it gave back, by the tier of who paid; "
	    "what a card or the account paid was paid for before. Content: marks of surveys, in "
	    "percent of the best mark. The top fifth are those "
	    "of who paid that paid most."),
	.help = N_("The value pyramid: how many clients are of each tier, who is new, who moved in "
	    "and out in the period, what each tier paid and how content it was. Below stands what "
	    "part of the money came from the fifth that paid most. Enter or v shows who moved; "
	    "Enter there opens the file. What makes a tier stands in segments.cfg; by whom one "
	    "was set by hand is in the client's file, tab Tier."),
};

const struct screen_type pyramid_screen = REPORT_LIST("pyramid", N_("Pyramid"),
    struct pyramid_state, AREA_ORDERS | AREA_CLIENT | AREA_CASES);
