/* A delivery note as a list: every line is a lot that came. */
#include "desk/stock.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "desk/clients/csv_lines_priv.h"
#include "data/action.h"
#include "data/product.h"
#include "desk/desk.h"
#include "order_priv.h"
#include "stock_priv.h"

enum column { C_PRODUCT, C_LOT, C_UNTIL, C_QUANTITY, C_SUPPLIER, C_COUNT };

struct job {
	struct desk *d;
	struct txn *t;
	const struct stock_import *o;
	int64_t lot;                    /* the last one */
};

/* "2027-03" is to be used up by the end of that month. */
static const char *read_until(const char *text, char out[DAY_TEXT])
{
	char first[DAY_TEXT];
	int32_t day = day_parse(text);

	if (day == DAY_NONE && strlen(text) == 7)
		day = day_parse(text_fmt(first, sizeof first, "%s-01", text));
	if (day != DAY_NONE && strlen(text) == 7) {
		struct ymd d = day_split(day);

		day = day_of(d.year, d.month, day_month_len(d.year, d.month));
	}
	return day == DAY_NONE ? text : day_format(day, out);
}

static bool read_quantity(const char *text, int64_t *out)
{
	char *end;

	*out = strtoll(text, &end, 10);
	return end > text && !*end && *out > 0 && *out <= 1000000;
}

static enum err_code receive_line(struct job *j, const struct stock_receipt *r, struct err *e)
{
	enum err_code rc = txn_part_begin(j->t, e);

	if (rc != OK)
		return rc;
	rc = stock_receive_in(j->t, j->d, r, &j->lot, e);
	if (rc == OK)
		return txn_part_keep(j->t, e);
	if (txn_part_drop(j->t, e) != OK)
		return e->code;
	return rc;
}

static enum err_code read_line(void *ctx, const struct csv_lines *c, const struct csv_row *row,
    struct err *e)
{
	struct job *j = ctx;
	struct product p;
	char until[DAY_TEXT];
	struct stock_receipt r = { .code = csv_cell(c, row, C_LOT), .note = j->o->note,
		.until_day = read_until(csv_cell(c, row, C_UNTIL), until),
		.supplier = csv_cell(c, row, C_SUPPLIER) };
	enum err_code rc = product_by_code(j->d->store, csv_cell(c, row, C_PRODUCT), &p, e);

	if (rc != OK)
		return rc;
	r.product_id = p.id;
	if (!read_quantity(csv_cell(c, row, C_QUANTITY), &r.quantity))
		return err_set(e, ERR_INVALID, tr("\"%.20s\" is no quantity."),
		    csv_cell(c, row, C_QUANTITY));
	return receive_line(j, &r, e);
}

enum err_code stock_import(struct desk *d, const struct stock_import *o,
    struct stock_import_report *r, struct err *e)
{
	struct action_head head = { .name = "stock-edit", .reason = o->note };
	struct job j = { .d = d, .o = o };
	struct csv_lines c = { .columns = { [C_PRODUCT] = { "product", "产品", true },
	    [C_LOT] = { "lot", "批号", true }, [C_UNTIL] = { "until", "有效期", false },
	    [C_QUANTITY] = { "quantity", "数量", true },
	    [C_SUPPLIER] = { "supplier", "供应商", false } }, .n = C_COUNT,
	    .line = read_line, .ctx = &j, .refused = o->refused, .refused_ctx = o->ctx };
	enum err_code rc;

	*r = (struct stock_import_report){ 0 };
	if (text_is_blank(o->note))
		return err_invalid(e, "note", "%s",
		    tr("Not received. Say the number of the delivery note."));
	rc = action_begin(d->store, &d->who, &head, &j.t, e);
	if (rc != OK)
		return rc;
	rc = csv_lines_run(&c, o->bytes, o->size, e);
	*r = (struct stock_import_report){ c.lines, c.done, c.known, c.bad };
	if (rc == OK && o->dry) {
		action_rollback(j.t);
		return OK;
	}
	if (rc == OK && j.lot)
		action_subject(j.t, "lot", j.lot);
	return order_end(j.t, rc, NULL, e);
}
