/* Orders, tab Stock: the lots on the shelf, what is low and what expires. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "base/value.h"
#include "data/stock.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/stock.h"
#include "form/form.h"
#include "form/form_edit.h"
#include "screen/front.h"

/* Rows of products of which there is nothing: their number lies above those of all lots. */
#define PRODUCT_ROW (INT64_C(1) << 40)

enum { DETAIL_MOVES = 4 };

struct stock_box {
	int64_t lot_id, product_id;
	char code[40], until_day[12], supplier[120];
};

static const char *state_word(enum stock_state state)
{
	switch (state) {
	case STOCK_EXPIRED: return tr("expired !");
	case STOCK_SOON: return tr("expires soon");
	case STOCK_EMPTY: return tr("used up");
	case STOCK_FINE: break;
	}
	return "";
}

static const struct stock_low *low_of(const struct stock_low_list *l, int64_t product_id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].product_id == product_id)
			return &l->v[i];
	return NULL;
}

static void put_lot(struct desk *d, const struct lot *l, const struct stock_low *low,
    struct area_rows *out)
{
	enum stock_state state = stock_state_of(d, l);
	struct area_row *r = area_rows_add(out);

	r->id = l->id;
	r->style = state == STOCK_EXPIRED || low ? STYLE_LATE : state == STOCK_SOON ? STYLE_NOTE :
	    STYLE_TEXT;
	text_copy(r->cell[0], sizeof r->cell[0], describe_in_language(l->name, l->name_en));
	text_copy(r->cell[1], sizeof r->cell[1], l->code);
	text_fmt(r->cell[2], sizeof r->cell[2], "%lld", (long long)l->quantity);
	if (l->reserved)
		text_fmt(r->cell[3], sizeof r->cell[3], "%lld", (long long)l->reserved);
	text_copy(r->cell[4], sizeof r->cell[4], l->until_day);
	if (low)
		text_fmt(r->cell[5], sizeof r->cell[5], tr("low ! %lld of %lld"),
		    (long long)low->free, (long long)low->low);
	if (state != STOCK_FINE)
		text_fmt(r->cell[5] + strlen(r->cell[5]), sizeof r->cell[5] - strlen(r->cell[5]),
		    "%s%s", low ? ", " : "", state_word(state));
}

static bool has_lot(const struct lot_list *lots, int64_t product_id)
{
	for (size_t i = 0; i < lots->n; i++)
		if (lots->v[i].product_id == product_id)
			return true;
	return false;
}

/* What is needed and not there at all has no lot to stand at. */
static void put_missing(const struct stock_low_list *low, const struct lot_list *lots,
    struct area_rows *out)
{
	for (size_t i = 0; i < low->n; i++) {
		const struct stock_low *p = &low->v[i];
		struct area_row *r;

		if (has_lot(lots, p->product_id))
			continue;
		r = area_rows_add(out);
		r->id = PRODUCT_ROW + p->product_id;
		r->style = STYLE_LATE;
		text_copy(r->cell[0], sizeof r->cell[0],
		    describe_in_language(p->name, p->name_en));
		text_copy(r->cell[2], sizeof r->cell[2], "0");
		text_fmt(r->cell[5], sizeof r->cell[5], tr("low ! %lld of %lld"),
		    (long long)p->free, (long long)p->low);
	}
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct lot_list lots = { 0 };
	struct stock_low_list low = { 0 };
	enum err_code rc = lot_list(d->store, d->branch_id, 0, false, &lots, e);

	(void)of;
	if (rc == OK)
		rc = stock_low(d, 0, &low, e);
	if (rc == OK)
		put_missing(&low, &lots, out);
	for (size_t i = 0; rc == OK && i < lots.n; i++)
		put_lot(d, &lots.v[i], low_of(&low, lots.v[i].product_id), out);
	stock_low_list_free(&low);
	lot_list_free(&lots);
	return rc;
}

/* ---- the lot with the cursor ---- */

static void put_move(const struct desk *d, const struct stock_move *m, struct buf *out)
{
	char at[48];

	buf_printf(out, "%s %s %s", desk_time_text(d, m->at, at, sizeof at),
	    stock_kind_word(m->kind), m->staff);
	if (m->quantity)
		buf_printf(out, " %+lld", (long long)m->quantity);
	if (m->reserved)
		buf_printf(out, tr(", kept %+lld"), (long long)m->reserved);
	buf_printf(out, "%s%s%s%s\n", m->number[0] ? " " : "", m->number, m->reason[0] ? ": " : "",
	    m->reason);
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct stock_move_list l = { 0 };
	struct lot lot;
	enum err_code rc;

	if (id >= PRODUCT_ROW) {
		buf_puts(out, tr("Nothing of it is in stock. n enters what came."));
		return OK;
	}
	rc = lot_get(d->store, id, &lot, e);
	if (rc == OK)
		rc = stock_move_list_lot(d->store, id, DETAIL_MOVES, &l, e);
	if (rc == OK)
		buf_printf(out, tr("%s, lot %s: %lld %s%s%s"), describe_in_language(lot.name,
		    lot.name_en), lot.code, (long long)lot.quantity, lot.unit,
		    lot.supplier[0] ? ", " : "", lot.supplier);
	buf_putc(out, '\n');
	for (size_t i = 0; rc == OK && i < l.n; i++)
		put_move(d, &l.v[i], out);
	stock_move_list_free(&l);
	return rc;
}

/* ---- what came ---- */

static void receive_preset(const struct askform *a, const void *ctx, const char *word,
    struct value *out)
{
	const struct stock_box *b = ctx;

	(void)a;
	if (!strcmp(word, "product") && b->product_id)
		value_set_int(out, b->product_id);
	else if (!strcmp(word, "code") && b->code[0])
		value_set_text(out, b->code);
	else if (!strcmp(word, "until") && b->until_day[0])
		value_set_text(out, b->until_day);
	else if (!strcmp(word, "supplier") && b->supplier[0])
		value_set_text(out, b->supplier);
}

static enum err_code do_receive(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	struct stock_receipt r = { .product_id = askform_int(x, "product"),
		.quantity = askform_int(x, "quantity"), .code = askform_text(x, "code"),
		.until_day = askform_text(x, "until_day"), .supplier = askform_text(x, "supplier"),
		.note = askform_text(x, "note") };
	int64_t lot;

	(void)ctx;
	if (stock_receive(front_desk(owner), &r, &lot, e) != OK)
		return e->code;
	screen_done(owner, tr("Received: lot %s, %lld. Ctrl-Z takes it back."), r.code,
	    (long long)r.quantity);
	area_point(owner, lot);
	return OK;
}

/* On a lot more of it is proposed, but of another box: only the product stands there. */
static enum err_code receive(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct stock_box b = { 0 };

	(void)id;
	(void)client_id;
	return askform_open(s, &(struct askform){ .form = "stock-receive",
	    .title = tr("Goods received"), .right = "stock-edit", .ctx = &b, .size = sizeof b,
	    .preset = receive_preset, .done = do_receive, .draft = "stock-receive" }, e);
}

/* Enter on a lot: more of the same. */
static enum err_code more(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct stock_box b = { 0 };
	struct lot l;

	(void)client_id;
	if (id >= PRODUCT_ROW) {
		b.product_id = id - PRODUCT_ROW;
	} else {
		if (lot_get(front_desk(s)->store, id, &l, e) != OK)
			return e->code;
		b.product_id = l.product_id;
		text_copy(b.code, sizeof b.code, l.code);
		text_copy(b.until_day, sizeof b.until_day, l.until_day);
		text_copy(b.supplier, sizeof b.supplier, l.supplier);
	}
	return askform_open(s, &(struct askform){ .form = "stock-receive",
	    .title = tr("Goods received"), .right = "stock-edit", .ctx = &b, .size = sizeof b,
	    .preset = receive_preset, .done = do_receive, .draft = "stock-receive",
	    .draft_ref = id }, e);
}

/* ---- out, counted ---- */

static const char *reason_of(const struct form_edit *x)
{
	static const struct {
		const char *code, *text;
	} words[] = {
		{ "expired", N_("expired") }, { "broken", N_("broken") },
		{ "used", N_("used here") }, { "back", N_("sent back") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].code, askform_text(x, "why")))
			return tr(words[i].text);
	return askform_text(x, "reason");
}

static enum err_code do_issue(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct stock_box *b = ctx;
	int64_t n = askform_int(x, "quantity");
	enum err_code rc = stock_issue(front_desk(owner), b->lot_id, n, reason_of(x), e);

	if (rc == OK)
		screen_done(owner, tr("Out: %lld of lot %s. Ctrl-Z takes it back."), (long long)n,
		    b->code);
	return rc;
}

static enum err_code do_count(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct stock_box *b = ctx;
	int64_t n = askform_int(x, "quantity");
	enum err_code rc = stock_count(front_desk(owner), b->lot_id, n, askform_text(x, "reason"),
	    e);

	if (rc == OK)
		screen_done(owner, tr("Counted: %lld of lot %s. Ctrl-Z takes it back."),
		    (long long)n, b->code);
	return rc;
}

static enum err_code ask_lot(struct screen *s, int64_t id, struct askform *a, struct err *e)
{
	struct stock_box b = { .lot_id = id };
	struct lot l;
	char title[200];

	if (id >= PRODUCT_ROW)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Nothing of it is in stock. n enters what came."));
	if (lot_get(front_desk(s)->store, id, &l, e) != OK)
		return e->code;
	text_copy(b.code, sizeof b.code, l.code);
	a->title = text_fmt(title, sizeof title, tr("%s, lot %s: %lld here, %lld for orders"),
	    describe_in_language(l.name, l.name_en), l.code, (long long)l.quantity,
	    (long long)l.reserved);
	a->right = "stock-edit";
	a->ctx = &b;
	a->size = sizeof b;
	a->draft = a->form;
	a->draft_ref = id;
	return askform_open(s, a, e);
}

static enum err_code issue(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct askform a = { .form = "stock-issue", .done = do_issue };

	(void)client_id;
	return ask_lot(s, id, &a, e);
}

static enum err_code count(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct askform a = { .form = "stock-count", .done = do_count };

	(void)client_id;
	return ask_lot(s, id, &a, e);
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	if (!strcmp(at->word, "stock-issue"))
		return issue(s, at->ref, 0, e);
	if (!strcmp(at->word, "stock-count"))
		return count(s, at->ref, 0, e);
	return at->ref ? more(s, at->ref, 0, e) : receive(s, 0, 0, e);
}

static const struct askform_again again[] = {
	{ "stock-receive", "stock-receive", &orders_screen, "stock", run_again, NULL },
	{ "stock-issue", "stock-issue", &orders_screen, "stock", run_again, NULL },
	{ "stock-count", "stock-count", &orders_screen, "stock", run_again, NULL },
};
ASKFORM_AGAIN(stock_again, again);

static const struct list_column columns[] = { { N_("product"), 0 }, { N_("lot"), 24 },
	{ N_("in stock"), 36 }, { N_("kept"), 45 }, { N_("expiry"), 51 }, { N_("remark"), 62 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = more, .right = "stock-edit", .label = N_("more of it"),
	  .help = N_("Receives more of this lot or product.") },
	{ .command = "row-new", .run = receive, .right = "stock-edit", .label = N_("receive"),
	  .help = N_("Receives goods: lot, expiry, supplier.") },
	{ .command = "row-edit", .run = issue, .right = "stock-edit", .label = N_("issue"),
	  .help = N_("Issues from the lot, with a reason.") },
	{ .command = "row-next", .run = count, .right = "stock-edit", .label = N_("stocktake"),
	  .help = N_("Counts what is there; the difference needs a reason.") },
};

const struct area_tab stock_tab = {
	.name = "stock", .title = N_("Stock"), .columns = columns, .ncolumns = 6, .load = load,
	.numbered = true,
	.detail = detail, .acts = acts, .nacts = sizeof acts / sizeof *acts,
	.empty = N_("Nothing is in stock. n enters what came."),
	.page = N_("Lots on the shelf of this branch, by product, the nearest expiry first: what "
	    "is "
	    "here, how many of these are kept for orders. What is below the product's limit, and "
	    "what expires soon or has, stands out. n enters what came, Enter more of the same lot; "
	    "e what goes out without an order, always with a reason; y what was counted. Orders of "
	    "goods and kits take the nearest expiry themselves."),
};
