/* stock list, receive, issue, count, import: what lies on the shelf. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "cmd_priv.h"
#include "data/product.h"
#include "data/stock.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/stock.h"
#include "rejects_priv.h"

/* ---- list ---- */

enum { LIST_LOW, LIST_EXPIRING, LIST_ALL };
static const struct arg list_table[] = {
	[LIST_LOW] = { .name = "low", .kind = ARG_SWITCH },
	[LIST_EXPIRING] = { .name = "expiring", .kind = ARG_SWITCH },
	[LIST_ALL] = { .name = "all", .kind = ARG_SWITCH },
};

static const struct table_col columns[] = {
	{ "id", 4, true }, { "product", 12, false }, { "name", 20, false }, { "lot", 12, false },
	{ "quantity", 8, true }, { "reserved", 8, true }, { "until", 10, false },
	{ "state", 8, false }, { "supplier", -1, false },
};

static enum err_code put_lot(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	static const char *const states[] = { [STOCK_FINE] = "fine", [STOCK_SOON] = "soon",
		[STOCK_EXPIRED] = "expired", [STOCK_EMPTY] = "empty" };
	const struct lot *l = item;

	(void)e;
	table_int(t, l->id);
	table_text(t, l->product);
	table_text(t, describe_in_language(l->name, l->name_en));
	table_text(t, l->code);
	table_int(t, l->quantity);
	table_int(t, l->reserved);
	table_text(t, l->until_day);
	table_text(t, states[stock_state_of(c->desk, l)]);
	table_text(t, l->supplier);
	table_row(t);
	return OK;
}

static const struct table_col low_columns[] = {
	{ "product", 12, false }, { "name", 24, false }, { "free", 8, true }, { "low", 8, true },
};

static enum err_code put_low(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct stock_low *p = item;

	(void)c;
	(void)e;
	table_text(t, p->code);
	table_text(t, describe_in_language(p->name, p->name_en));
	table_int(t, p->free);
	table_int(t, p->low);
	table_row(t);
	return OK;
}

static enum err_code list_low(struct cmd_context *c, struct err *e)
{
	static const struct table_list list = { low_columns, COUNT(low_columns), put_low,
		N_("Nothing is low.") };
	struct stock_low_list l = { 0 };
	enum err_code rc = stock_low(c->desk, 0, &l, e);

	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	stock_low_list_free(&l);
	return rc;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_lot,
		N_("Nothing is in stock.") };
	struct lot_list l = { 0 };
	enum err_code rc;

	(void)argc;
	(void)argv;
	if (c->args[LIST_LOW].given)
		return list_low(c, e);
	rc = c->args[LIST_EXPIRING].given ? stock_expiring(c->desk, 0, &l, e) :
	    lot_list(c->store, c->desk->branch_id, 0, c->args[LIST_ALL].given, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	lot_list_free(&l);
	return rc;
}

const struct cmd cmd_stock_list = {
	.name = "stock list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Lots in stock at this branch; --all with those used up; --low: products below "
	    "their limit; --expiring: what expires soon or has."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- receive ---- */

enum { IN_LOT, IN_COUNT, IN_UNTIL, IN_SUPPLIER, IN_NOTE };
static const struct arg in_table[] = {
	[IN_LOT] = { .name = "lot", .value = "CODE", .needed = true },
	[IN_COUNT] = { .name = "count", .value = "N", .kind = ARG_INT, .needed = true, .min = 1,
	    .max = 1000000 },
	[IN_UNTIL] = { .name = "until", .value = "DAY", .kind = ARG_DAY },
	[IN_SUPPLIER] = { .name = "supplier", .value = "NAME" },
	[IN_NOTE] = { .name = "note", .value = "NUMBER" },
};

static enum err_code say_lot(struct cmd_context *c, int64_t id, struct err *e)
{
	struct lot l;
	enum err_code rc = lot_get(c->store, id, &l, e);

	if (rc == OK)
		say(c, tr("%s, lot %s: %lld here, %lld for orders"),
		    describe_in_language(l.name, l.name_en), l.code, (long long)l.quantity,
		    (long long)l.reserved);
	return rc;
}

static enum err_code run_receive(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct stock_receipt r = { .code = a[IN_LOT].text, .quantity = a[IN_COUNT].number,
		.supplier = a[IN_SUPPLIER].text, .note = a[IN_NOTE].text };
	struct product p;
	char until[DAY_TEXT];
	int64_t lot;
	enum err_code rc = product_by_code(c->store, argv[0], &p, e);

	(void)argc;
	if (rc == OK && (!a[IN_LOT].given || !a[IN_COUNT].given))
		rc = err_set(e, ERR_USAGE, "%s", c->usage);
	if (rc != OK)
		return rc;
	r.product_id = p.id;
	r.until_day = a[IN_UNTIL].given ? day_format(a[IN_UNTIL].day, until) : NULL;
	rc = stock_receive(c->desk, &r, &lot, e);
	return rc == OK ? say_lot(c, lot, e) : rc;
}

const struct cmd cmd_stock_receive = {
	.name = "stock receive",
	.words = "PRODUCT",
	.min = 1,
	.max = 1,
	.args = in_table,
	.nargs = COUNT(in_table),
	.help = N_("Enters a lot that came; what orders wait for is kept for them."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_receive,
};

/* ---- issue, count: a lot by its number in the list ---- */

enum { OUT_COUNT, OUT_WHY };
static const struct arg out_table[] = {
	[OUT_COUNT] = { .name = "count", .value = "N", .kind = ARG_INT, .needed = true, .min = 0,
	    .max = 1000000 },
	[OUT_WHY] = { .name = "why", .value = "TEXT" },
};

static enum err_code change_lot(struct cmd_context *c, const char *word,
    enum err_code (*change)(struct desk *, int64_t, int64_t, const char *, struct err *),
    struct err *e)
{
	const struct arg *a = c->args;
	int64_t id;
	enum err_code rc;

	if (!args_id(word, &id) || !a[OUT_COUNT].given)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = change(c->desk, id, a[OUT_COUNT].number, a[OUT_WHY].text, e);
	return rc == OK ? say_lot(c, id, e) : rc;
}

static enum err_code run_issue(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return change_lot(c, argv[0], stock_issue, e);
}

static enum err_code run_count(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return change_lot(c, argv[0], stock_count, e);
}

const struct cmd cmd_stock_issue = {
	.name = "stock issue",
	.words = "LOT",
	.min = 1,
	.max = 1,
	.args = out_table,
	.nargs = COUNT(out_table),
	.help = N_("So many of a lot (its id in the list) go out without an order: --why is "
	    "needed."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_issue,
};

const struct cmd cmd_stock_count = {
	.name = "stock count",
	.words = "LOT",
	.min = 1,
	.max = 1,
	.args = out_table,
	.nargs = COUNT(out_table),
	.help = N_("So many of a lot were counted; a difference needs --why."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_count,
};

/* ---- a delivery note ---- */

enum { IMPORT_NOTE, IMPORT_DRY };
static const struct arg import_table[] = {
	[IMPORT_NOTE] = { .name = "note", .value = "NUMBER", .needed = true },
	[IMPORT_DRY] = { .name = "dry-run", .kind = ARG_SWITCH },
};

static void say_report(struct cmd_context *c, const struct stock_import_report *r)
{
	static const struct table_col cols[] = {
		{ "lines", 8, true }, { "added", 8, true }, { "known", 8, true },
		{ "refused", 8, true },
	};
	struct table_out *t = table_begin(c, cols, COUNT(cols));

	table_int(t, r->lines);
	table_int(t, r->added);
	table_int(t, r->known);
	table_int(t, r->refused);
	table_row(t);
	table_end(t, NULL);
}

static enum err_code import_bytes(struct cmd_context *c, const char *path, const struct buf *bytes,
    struct err *e)
{
	struct rejects kept;
	struct stock_import o = { .bytes = buf_str(bytes), .size = bytes->n,
		.note = c->args[IMPORT_NOTE].text, .dry = c->args[IMPORT_DRY].given,
		.refused = rejects_add, .ctx = &kept };
	struct stock_import_report r;
	enum err_code rc;

	rejects_begin(&kept, c, path, bytes);
	rc = stock_import(c->desk, &o, &r, e);
	if (rc == OK)
		say_report(c, &r);
	if (rc == OK && o.dry)
		say_aside(c, "%s", tr("Checked only: nothing was written."));
	if (rc == OK && !o.dry)
		rc = rejects_end(&kept, r.refused, e);
	rejects_free(&kept);
	return rc;
}

static enum err_code run_import(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct buf bytes = BUF_INIT;
	enum err_code rc = user_file_read(argv[0], &bytes, e);

	(void)argc;
	if (rc == OK)
		rc = import_bytes(c, argv[0], &bytes, e);
	buf_free(&bytes);
	return rc;
}

const struct cmd cmd_stock_import = {
	.name = "stock import",
	.words = "FILE.csv",
	.min = 1,
	.max = 1,
	.args = import_table,
	.nargs = COUNT(import_table),
	.help = N_("Enters a delivery note: columns product, lot, quantity, until, supplier; the "
	    "same "
	    "note twice adds nothing."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_import,
};
